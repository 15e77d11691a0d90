"""The practicals of chapter 05, Objectives and components."""

import numpy as np
import pandas as pd

from course_lib import answers
from course_lib.answers import Text, Unreadable
from course_lib.checking import mistake, practical
from course_lib.data import load

# --- 05.1: which tool for which need ----------------------------------------------

TOOLS = {
    "A": "erp",
    "B": "ema",
    "C": "sfa",
    "D": "css",
    "E": "warehouse",
    "F": "external",
    "G": "ema",
    "H": "sfa",
    "I": "css",
    "J": "erp",
}
TOOL_NAMES = {
    "erp": ["pgi"],
    "ema": [],
    "sfa": [],
    "css": [],
    "warehouse": ["entrepot", "entrepôt"],
    "external": ["externe", "externes"],
}


CLUES = {
    "A": Text(
        "Stock et facture, d'une seule saisie : de quel côté de la scène est-on ?",
        "Stock and invoice from one entry: on which side of the stage are we?",
    ),
    "B": Text(
        "Un événement déclenche un message, sans vendeur : quel moteur veille ?",
        "An event triggers a message, with no seller: which engine is watching?",
    ),
    "C": Text(
        "Qui doit agir sur ce devis, et dans quel outil suit-il ses affaires ?",
        "Who must act on this proposal, and in which tool do they follow their deals?",
    ),
    "D": Text(
        "Où range-t-on les réponses écrites une fois pour toutes ?",
        "Where are answers kept that are written once and for all?",
    ),
    "E": Text(
        "Quatre ans, deux axes d'analyse : qui pose la question, et à quel rythme ?",
        "Four years, two ways to sort: who asks the question, and how often?",
    ),
    "F": Text(
        "Une de nos tables contient-elle ce que l'on achète ailleurs ?",
        "Does any of our tables hold what people buy elsewhere?",
    ),
    "G": Text(
        "La règle s'applique avant l'envoi : qui envoie ?",
        "The rule applies before the message goes: who sends it?",
    ),
    "H": Text(
        "Ces ventes sont encore des affaires ouvertes : qui en tient la liste ?",
        "These sales are still open deals: who keeps the list of them?",
    ),
    "I": Text(
        "Pendant que l'appel sonne, qui regarde l'écran ?",
        "While the call is ringing, who is looking at the screen?",
    ),
    "J": Text(
        "La dernière étape est comptable : quel outil tient les comptes ?",
        "The last step is accounting: which tool keeps the accounts?",
    ),
}


def tools():
    return dict(TOOLS)


def all_the_same(codes):
    return len(codes) > 1 and len(set(codes.values())) == 1


def any_is(label, *items):
    """Tell whether one of the items was given this label."""
    return lambda codes: any(codes.get(item) == label for item in items)


def not_tool(item):
    """Tell whether an item was given another tool than its own."""
    return lambda codes: codes.get(item, TOOLS[item]) != TOOLS[item]


def changed(**items):
    return lambda: TOOLS | items


# --- 05.2: win rate by source -----------------------------------------------------


def deals(closed=True):
    found = load("opportunities")
    found["won"] = found["outcome"] == "won"
    return found[found["outcome"] != "open"] if closed else found


def win_rate():
    return deals().groupby("source")["won"].mean()


def win_rate_of_all():
    return deals(closed=False).groupby("source")["won"].mean()


def win_rate_by_amount():
    found = deals()
    won = found[found["won"]].groupby("source")["amount"].sum()
    return (won / found.groupby("source")["amount"].sum()).fillna(0)


def win_rate_of_qualified():
    found = deals()
    return found[found["qualified_on"].notna()].groupby("source")["won"].mean()


def loss_rate():
    return 1 - win_rate()


def wins_by_source():
    found = deals()
    won = found["won"].groupby(found["source"]).sum()
    return won / won.sum()


def wins_for_one_loss():
    """Return the odds; where nothing was lost, the wins themselves."""
    found = deals().groupby("source")["won"].agg(["sum", "size"])
    return found["sum"] / (found["size"] - found["sum"]).clip(lower=1)


def open_as_won():
    found = load("opportunities")
    return (found["outcome"] != "lost").groupby(found["source"]).mean()


def win_rate_of_2025():
    found = deals()
    found = found[found["closed_on"].dt.year == 2025]
    return found.groupby("source")["won"].mean()


def wins_counted():
    return deals().groupby("source")["won"].sum().astype(float)


def rate_of_all_sources():
    rate = win_rate()
    return pd.Series(deals()["won"].mean(), rate.index)


# --- 05.3: what the tool changed --------------------------------------------------

HOURS = ["selling_hours", "admin_hours", "travel_hours", "meeting_hours"]
TOOL_ON = pd.Timestamp("2024-07-01")


def weeks_of(everyone=False):
    weeks = load("seller_weeks")
    weeks["total"] = weeks[HOURS].sum(axis=1)
    weeks["since"] = weeks["week_on"] >= TOOL_ON
    first = weeks.groupby("seller_id")["week_on"].transform("min")
    return weeks if everyone else weeks[first == first.min()]


def share_of(weeks, column="admin_hours"):
    """Return the share before and the share since, hours added up."""
    hours = weeks.groupby("since")[[column, "total"]].sum()
    return hours[column] / hours["total"]


def paper_ratio():
    share = share_of(weeks_of())
    return float(share[True] / share[False])


def ratio_of_everyone():
    share = share_of(weeks_of(everyone=True))
    return float(share[True] / share[False])


def ratio_of_hours():
    hours = weeks_of().groupby("since")["admin_hours"].mean()
    return float(hours[True] / hours[False])


def ratio_of_mean_shares():
    weeks = weeks_of()
    weeks = weeks[weeks["total"] > 0]
    share = (weeks["admin_hours"] / weeks["total"]).groupby(weeks["since"]).mean()
    return float(share[True] / share[False])


def ratio_of_sellers_shares():
    hours = weeks_of().groupby(["since", "seller_id"])[["admin_hours", "total"]].sum()
    share = (hours["admin_hours"] / hours["total"]).groupby("since").mean()
    return float(share[True] / share[False])


def ratio_of_newcomers():
    everyone = weeks_of(everyone=True)
    since_the_start = weeks_of()["seller_id"].unique()
    share = share_of(everyone[~everyone["seller_id"].isin(since_the_start)])
    return float(share[True] / share[False])


def ratios_of_medians():
    """Return three ratios of medians: weekly shares, hours over hours, hours alone."""
    weeks = weeks_of()
    weeks = weeks[weeks["total"] > 0]
    shares = (weeks["admin_hours"] / weeks["total"]).groupby(weeks["since"]).median()
    middle = weeks.groupby("since")[HOURS].median()
    parts = middle["admin_hours"] / middle.sum(axis=1)
    found = [shares, parts, middle["admin_hours"]]
    return [float(one[True] / one[False]) for one in found]


def medians_taken(value):
    ratios = ratios_of_medians()
    return any(min(abs(value - one), abs(value / 100 - one)) < 1e-5 for one in ratios)


def ratio_of_totals():
    hours = weeks_of().groupby("since")["admin_hours"].sum()
    return float(hours[True] / hours[False])


def ratios_of_other_hours():
    shares = [share_of(weeks_of(), name) for name in HOURS[2:]]
    return [float(share[True] / share[False]) for share in shares]


def other_hours(value):
    ratios = ratios_of_other_hours()
    return any(min(abs(value - one), abs(value / 100 - one)) < 1e-5 for one in ratios)


def share_since():
    return float(share_of(weeks_of())[True])


def ratio_upside_down():
    return 1 / paper_ratio()


def points_lost():
    share = share_of(weeks_of())
    return float(share[False] - share[True])


def relative_fall():
    return 1 - paper_ratio()


def ratio_over_other_hours():
    hours = weeks_of().groupby("since")[["admin_hours", "total"]].sum()
    share = hours["admin_hours"] / (hours["total"] - hours["admin_hours"])
    return float(share[True] / share[False])


def ratio_of_selling_hours():
    hours = weeks_of().groupby("since")[["admin_hours", "selling_hours"]].sum()
    share = hours["admin_hours"] / hours["selling_hours"]
    return float(share[True] / share[False])


def ratio_to_whole_period():
    weeks = weeks_of()
    whole = weeks["admin_hours"].sum() / weeks["total"].sum()
    return float(share_of(weeks)[True] / whole)


def ratio_a_week_late():
    weeks = weeks_of()
    weeks = weeks.assign(since=weeks["week_on"] > TOOL_ON)
    share = share_of(weeks)
    return float(share[True] / share[False])


def selling_ratio():
    share = share_of(weeks_of(), "selling_hours")
    return float(share[True] / share[False])


# --- 05.4: the weighted pipeline --------------------------------------------------

FORECAST_DAY = pd.Timestamp("2025-11-15")
STAGES = ["lead", "qualified", "proposal", "negotiation"]


def pipeline_and_past():
    found = load("opportunities")
    past = found[found["closed_on"] <= FORECAST_DAY]
    known = found[found["created_on"] <= FORECAST_DAY]
    still = known["closed_on"].isna() | (known["closed_on"] > FORECAST_DAY)
    pipeline = known[still].copy()
    pipeline["stage"] = "lead"
    for stage in STAGES[1:]:
        there = pipeline[stage + "_on"] <= FORECAST_DAY
        pipeline.loc[there, "stage"] = stage
    return pipeline, past


def reached(table, stage):
    return table if stage == "lead" else table[table[stage + "_on"].notna()]


def weighted(chance_of):
    """Add up the pipeline, each amount times what `chance_of(stage)` says."""
    pipeline, _ = pipeline_and_past()
    chances = {stage: chance_of(stage) for stage in STAGES}
    return float((pipeline["amount"] * pipeline["stage"].map(chances)).sum())


def forecast():
    _, past = pipeline_and_past()
    return weighted(lambda stage: (reached(past, stage)["outcome"] == "won").mean())


def forecast_unweighted():
    return weighted(lambda stage: 1.0)


def forecast_with_one_rate():
    _, past = pipeline_and_past()
    rate = (past["outcome"] == "won").mean()
    return weighted(lambda stage: rate)


def forecast_of_last_stage():
    """Give the chance of those that ended at the stage, not of all that reached it."""
    _, past = pipeline_and_past()
    won = past["outcome"] == "won"
    at = won.groupby(past["stage"]).mean()
    return weighted(lambda stage: at.get(stage, 0.0))


def forecast_to_next_stage():
    _, past = pipeline_and_past()

    def goes_on(stage):
        here = reached(past, stage)
        if stage == "negotiation":
            return (here["outcome"] == "won").mean()
        return here[STAGES[STAGES.index(stage) + 1] + "_on"].notna().mean()

    return weighted(goes_on)


def forecast_counting_open():
    """Count the open deals among those that reached each stage, as if lost."""
    known = load("opportunities")
    known = known[known["created_on"] <= FORECAST_DAY]
    won = (known["outcome"] == "won") & (known["closed_on"] <= FORECAST_DAY)
    known = known.assign(won=won)
    return weighted(lambda stage: reached(known, stage)["won"].mean())


def forecast_with_later_chances():
    found = load("opportunities")
    closed = found[found["outcome"] != "open"]
    return weighted(lambda stage: (reached(closed, stage)["outcome"] == "won").mean())


def forecast_with_chances_by_amount():
    _, past = pipeline_and_past()

    def part(stage):
        here = reached(past, stage)
        return here["amount"][here["outcome"] == "won"].sum() / here["amount"].sum()

    return weighted(part)


def forecast_at_mean_chance():
    _, past = pipeline_and_past()
    won = [(reached(past, stage)["outcome"] == "won").mean() for stage in STAGES]
    return weighted(lambda stage: sum(won) / len(won))


def forecast_of_losses():
    _, past = pipeline_and_past()
    return weighted(lambda stage: (reached(past, stage)["outcome"] != "won").mean())


def forecast_of_reach():
    """Weigh by the share of past deals that reached each stage."""
    _, past = pipeline_and_past()
    return weighted(lambda stage: len(reached(past, stage)) / len(past))


def deals_expected():
    _, past = pipeline_and_past()
    pipeline, _ = pipeline_and_past()
    chances = {s: (reached(past, s)["outcome"] == "won").mean() for s in STAGES}
    return float(pipeline["stage"].map(chances).sum())


def forecast_with_hindsight():
    pipeline, _ = pipeline_and_past()
    return float(pipeline["amount"][pipeline["outcome"] == "won"].sum())


# --- 05.5: the contact-pressure rule ----------------------------------------------


def days_of(*texts):
    return [pd.Timestamp(text) for text in texts]


def pressure_cases():
    """Return (days, limit): what tells the rules apart, then our busiest customers."""
    # Short cases first: a hint shows the first one that fails, to be typed again.
    cases = [
        (days_of("2025-01-01", "2025-01-25", "2025-02-01", "2025-02-05"), 2),
        (days_of("2025-06-01", "2025-06-03", "2025-06-30"), 2),
        (days_of("2025-02-20", "2025-02-25", "2025-03-02", "2025-03-06"), 2),
        (days_of("2025-03-01", "2025-03-10", "2025-03-31"), 2),
        (
            days_of(
                "2025-01-01", "2025-01-02", "2025-01-06", "2025-01-07", "2025-02-02"
            ),
            2,
        ),
        (days_of("2025-05-05", "2025-05-12", "2025-05-19", "2025-05-26"), 3),
        ([], 2),
    ]
    contacts = load("contacts")
    sent = contacts[contacts["group"] == "treated"]
    for customer in sent["customer_id"].value_counts().index[:3]:
        theirs = sent[sent["customer_id"] == customer]
        cases.append((sorted(theirs["sent_on"]), 2))
    return cases


def stopped(days, limit, window=30, counts_stopped=False):
    received, stops = [], 0
    for day in days:
        recent = [one for one in received if (day - one).days < window]
        if len(recent) >= limit:
            stops += 1
        if len(recent) < limit or counts_stopped:
            received.append(day)
    return stops


def stopped_by_calendar(days, limit):
    months = pd.Series([str(day)[:7] for day in days], dtype=object)
    return int((months.value_counts() - limit).clip(lower=0).sum())


def stopped_by_fixed_windows(days, limit):
    """Count in blocks of 30 days laid end to end from the first message."""
    blocks = pd.Series([(day - days[0]).days // 30 for day in days], dtype="int64")
    return int((blocks.value_counts() - limit).clip(lower=0).sum())


def rule(**options):
    return lambda: lambda days, limit: stopped(days, limit, **options)


def limit_of_three():
    return lambda days, limit: stopped(days, 3)


def share_stopped():
    return lambda days, limit: stopped(days, limit) / max(len(days), 1)


def one_too_many():
    return lambda days, limit: stopped(days, limit + 1)


def one_too_few():
    return lambda days, limit: stopped(days, limit - 1)


def stopped_over_all_time():
    return lambda days, limit: max(0, len(days) - limit)


def messages_sent():
    return lambda days, limit: len(days) - stopped(days, limit)


# --- 05.6: the control group ------------------------------------------------------

A_LIST = Text("une liste de `customer_id`", "a list of `customer_id`")
SHARE = 0.2
# A random group passes this on both measures but once in some hundred thousand draws.
MOST_APART = 4.5


def accepting():
    customers = load("customers")
    yes = customers["sms_consent_on"].notna() & customers["sms_withdrawn_on"].isna()
    return customers[yes]


def drawn():
    return accepting()["customer_id"].sample(frac=SHARE, random_state=2026).tolist()


def read_control(answer):
    """Return the customers named by a list, a column, an index or a table."""
    if isinstance(answer, pd.DataFrame):
        if "customer_id" in answer.columns and answer["customer_id"].ndim == 1:
            answer = answer["customer_id"]
        elif answer.index.name == "customer_id":
            answer = answer.index
        else:
            raise answers.expected_but_found(A_LIST, answer)
    if isinstance(answer, set | frozenset):
        answer = list(answer)
    found = answers.as_list(answer, A_LIST)
    if not found:
        raise Unreadable(
            "La liste est vide : elle doit nommer des clients.",
            "The list is empty: it should name customers.",
        )
    if not all(is_number(one) for one in found):
        raise Unreadable(
            "La liste doit contenir des numéros de client (`customer_id`), et rien "
            "d'autre.",
            "The list should hold customers' numbers (`customer_id`), and nothing "
            "else.",
        )
    return tuple(int(one) for one in found)


def is_number(value):
    whole = isinstance(value, int | np.integer) and not isinstance(value, bool)
    return whole or (isinstance(value, float) and value.is_integer())


def right_size(chosen):
    return abs(len(chosen) - SHARE * len(accepting())) <= 1.5


def all_accept(chosen):
    return set(chosen) <= set(accepting()["customer_id"])


def apart(chosen, measure):
    """Return by how many standard errors the control differs from the others."""
    values = measure()
    inside = values.index.isin(set(chosen))
    if inside.all() or not inside.any() or values.std() == 0:
        return 0.0
    error = values.std() * (1 / inside.sum() + 1 / (~inside).sum()) ** 0.5
    return float(abs(values[inside].mean() - values[~inside].mean()) / error)


def seniority():
    found = accepting().set_index("customer_id")["acquired_on"]
    return (pd.Timestamp("2026-01-01") - found).dt.days


def activity():
    orders = load("orders")
    counts = orders.groupby("customer_id").size()
    rank = counts.reindex(accepting()["customer_id"]).fillna(0)
    return rank.rank()  # a few very busy customers must not hide the others


def one_kind(chosen):
    """Tell whether a gender or a city weighs more in the control than by chance."""
    found = accepting().set_index("customer_id")
    city = found["zone_id"].map(load("zones").set_index("zone_id")["city"])
    kinds = [found["gender"] == "f", *(city == name for name in city.unique())]
    return any(apart(chosen, kind.astype(float).copy) >= MOST_APART for kind in kinds)


def first_zones():
    order = accepting().sort_values(["zone_id", "customer_id"])["customer_id"]
    return order.iloc[: round(SHARE * len(order))].tolist()


def sound(chosen, expected):
    return (
        len(set(chosen)) == len(chosen)
        and all_accept(chosen)
        and right_size(chosen)
        and apart(chosen, seniority) < MOST_APART
        and apart(chosen, activity) < MOST_APART
        and not one_kind(chosen)
    )


def control_hint(chosen, expected):
    return Text(
        "Vérifiez trois choses : qui pouvait recevoir le message, combien ils sont, et "
        "comment ils ont été choisis.",
        "Check three things: who could have received the message, how many there are, "
        "and how they were chosen.",
    )


def first_by(measure, ascending):
    def chosen():
        order = measure().sort_values(ascending=ascending, kind="stable")
        return order.index[: round(SHARE * len(order))].tolist()

    return chosen


def busiest_of_each_age():
    """Take the most active of each age, so that only activity tells them apart."""
    found = pd.DataFrame({"days": seniority(), "orders": activity()})
    found = found.sort_values("days", kind="stable")
    group = np.arange(len(found)) // 5
    best = found.groupby(group)["orders"].idxmax()
    return best.iloc[: round(SHARE * len(found))].tolist()


def drawn_from_everyone():
    customers = load("customers")["customer_id"]
    return customers.sample(round(SHARE * len(accepting())), random_state=1).tolist()


def drawn_too_many():
    return accepting()["customer_id"].sample(frac=0.8, random_state=2026).tolist()


def drawn_with_repeats():
    ids = accepting()["customer_id"]
    return ids.sample(frac=SHARE, replace=True, random_state=2026).tolist()


# --- 05.7: a question for the warehouse -------------------------------------------


def orders_with(*columns):
    """Return the orders with their year and columns of their customer's zone."""
    orders = load("orders")
    orders["year"] = orders["ordered_at"].dt.year
    homes = load("customers").merge(load("zones"), on="zone_id")
    return orders.merge(homes[["customer_id", *columns]], on="customer_id")


def beauty_lines():
    lines = load("order_lines").merge(load("products"), on="product_id")
    return lines[lines["category"] == "beauty"]


def beauty_orders(year=2025):
    orders = orders_with("region")
    if year is not None:
        orders = orders[orders["year"] == year]
    return orders[orders["order_id"].isin(beauty_lines()["order_id"])]


def beauty_revenue():
    return beauty_orders().groupby("region")["amount"].sum()


def beauty_revenue_fanned_out():
    joined = beauty_orders().merge(beauty_lines()[["order_id"]], on="order_id")
    return joined.groupby("region")["amount"].sum()


def beauty_revenue_of_all_lines():
    joined = beauty_orders().merge(load("order_lines")[["order_id"]], on="order_id")
    return joined.groupby("region")["amount"].sum()


def beauty_goods_only():
    lines = beauty_lines()
    lines = lines.assign(value=lines["quantity"] * lines["unit_price"])
    orders = beauty_orders()[["order_id", "region"]]
    return lines.merge(orders, on="order_id").groupby("region")["value"].sum()


def beauty_revenue_of_distinct_amounts():
    """Do what SUM(DISTINCT amount) does after the join."""
    orders = beauty_orders()[["region", "amount"]].drop_duplicates()
    return orders.groupby("region")["amount"].sum()


def beauty_baskets():
    return beauty_orders().groupby("region")["amount"].mean()


def beauty_baskets_by_channel():
    cells = beauty_orders().groupby(["region", "channel"])["amount"].mean()
    return cells.groupby("region").mean()


def beauty_orders_counted():
    return beauty_orders().groupby("region").size().astype(float)


def revenue_without_beauty():
    return revenue_of_all_orders() - beauty_revenue()


def revenue_of_all_orders():
    orders = orders_with("region")
    return orders[orders["year"] == 2025].groupby("region")["amount"].sum()


def revenue_of_beauty_buyers():
    """Take every order of the year of whoever has ever bought beauty."""
    orders = orders_with("region")
    lines = beauty_lines()[["order_id"]].drop_duplicates()
    buyers = orders.merge(lines, on="order_id")["customer_id"]
    orders = orders[(orders["year"] == 2025) & orders["customer_id"].isin(buyers)]
    return orders.groupby("region")["amount"].sum()


def beauty_revenue_of_2024():
    return beauty_orders(year=2024).groupby("region")["amount"].sum()


def beauty_customers():
    return beauty_orders().groupby("region")["customer_id"].nunique().astype(float)


def beauty_revenue_all_years():
    return beauty_orders(year=None).groupby("region")["amount"].sum()


def beauty_revenue_by_store():
    orders = beauty_orders().drop(columns="region")
    stores = load("stores")[["store_id", "region"]]
    return orders.merge(stores, on="store_id").groupby("region")["amount"].sum()


# --- 05.8: share of wallet by region ----------------------------------------------


def zones_with_budget():
    zones = load("zones")
    return zones.assign(budget=zones["estimated_spend"] / zones["households"])


def spending(year=2025):
    """Return one row per buyer: amount spent, region and budget of the zone."""
    orders = load("orders")
    if year is not None:
        orders = orders[orders["ordered_at"].dt.year == year]
    spent = orders.groupby("customer_id", as_index=False)["amount"].sum()
    homes = load("customers")[["customer_id", "zone_id"]]
    return spent.merge(homes, on="customer_id").merge(zones_with_budget(), on="zone_id")


def wallet_share():
    totals = spending().groupby("region")[["amount", "budget"]].sum()
    return totals["amount"] / totals["budget"]


def share_of_all_households():
    sold = spending().groupby("region")["amount"].sum()
    return sold / load("zones").groupby("region")["estimated_spend"].sum()


def share_of_all_customers():
    sold = spending().groupby("region")["amount"].sum()
    homes = load("customers").merge(zones_with_budget(), on="zone_id")
    return sold / homes.groupby("region")["budget"].sum()


def share_over_four_years():
    totals = spending(year=None).groupby("region")[["amount", "budget"]].sum()
    return totals["amount"] / totals["budget"]


def mean_of_shares():
    buyers = spending()
    return (buyers["amount"] / buyers["budget"]).groupby(buyers["region"]).mean()


def share_of_undivided_spend():
    buyers = spending()
    totals = buyers.groupby("region")[["amount", "estimated_spend"]].sum()
    return totals["amount"] / totals["estimated_spend"]


def share_of_one_budget_per_zone():
    sold = spending().groupby("region")["amount"].sum()
    return sold / zones_with_budget().groupby("region")["budget"].sum()


def shares_of_one_budget():
    """Give each buyer the mean budget of the region, or of the country."""
    zones, buyers = load("zones"), spending()
    totals = zones.groupby("region")[["estimated_spend", "households"]].sum()
    region = totals["estimated_spend"] / totals["households"]
    country = totals["estimated_spend"].sum() / totals["households"].sum()
    sold = buyers.groupby("region")["amount"].sum()
    count = buyers.groupby("region").size()
    return [sold / (count * one).reindex(sold.index) for one in (region, country)]


def one_budget(values):
    return any(
        values.index.sort_values().equals(one.index)
        and np.allclose(values.sort_index(), one, atol=0.0005)
        for one in shares_of_one_budget()
    )


def sales_counted():
    return spending().groupby("region")["amount"].sum()


def share_of_the_year_before():
    totals = spending(2024).groupby("region")[["amount", "budget"]].sum()
    return totals["amount"] / totals["budget"]


def budget_above_sales():
    return 1 - wallet_share()


def share_per_inhabitant():
    buyers = spending()
    buyers["budget"] = buyers["estimated_spend"] / buyers["population"]
    totals = buyers.groupby("region")[["amount", "budget"]].sum()
    return totals["amount"] / totals["budget"]


# --- 05.9: the portfolio page -----------------------------------------------------

COLUMNS = ["revenue", "growth", "buyers", "market_share", "net"]


def portfolio():
    sales = orders_with("region")
    now, before = sales[sales["year"] == 2025], sales[sales["year"] == 2024]
    page = load("zones").groupby("region")[["households", "estimated_spend"]].sum()
    page["revenue"] = now.groupby("region")["amount"].sum()
    page["before"] = before.groupby("region")["amount"].sum()
    page["growth"] = page["revenue"] / page["before"] - 1
    page["buyers"] = now.groupby("region")["customer_id"].nunique()
    page["market_share"] = page["revenue"] / page["estimated_spend"]
    page["orders"] = now.groupby("region").size()
    page["net"] = 0.35 * 0.002 * page["estimated_spend"] - plan_cost(page)
    return page


def plan_cost(page):
    return 2000 + 1.40 * page["households"]


def expected_portfolio():
    return portfolio()[COLUMNS]


def growth_over_this_year():
    page = portfolio()
    return page.assign(growth=1 - page["before"] / page["revenue"])[COLUMNS]


def growth_in_dirhams():
    page = portfolio()
    return page.assign(growth=page["revenue"] - page["before"])[COLUMNS]


def buyers_of_all_years():
    page = portfolio()
    sales = orders_with("region")
    everyone = sales.groupby("region")["customer_id"].nunique()
    return page.assign(buyers=everyone)[COLUMNS]


def cost_added():
    page = portfolio()
    return page.assign(net=page["net"] + 2 * plan_cost(page))[COLUMNS]


def margin_on_the_cost():
    """Take 35% of the difference, cost included."""
    page = portfolio()
    gained = 0.002 * page["estimated_spend"]
    return page.assign(net=0.35 * (gained - plan_cost(page)))[COLUMNS]


def share_of_our_sales():
    page = portfolio()
    share = page["revenue"] / page["revenue"].sum()
    return page.assign(market_share=share)[COLUMNS]


def growth_as_ratio():
    page = portfolio()
    return page.assign(growth=page["growth"] + 1)[COLUMNS]


def orders_for_buyers():
    page = portfolio()
    return page.assign(buyers=page["orders"])[COLUMNS]


def share_of_buyers_only():
    return portfolio().assign(market_share=wallet_share())[COLUMNS]


def margin_forgotten():
    page = portfolio()
    net = 0.002 * page["estimated_spend"] - plan_cost(page)
    return page.assign(net=net)[COLUMNS]


def points_for_percent():
    page = portfolio()
    net = 0.35 * 0.2 * page["estimated_spend"] - plan_cost(page)
    return page.assign(net=net)[COLUMNS]


def gain_on_our_sales():
    page = portfolio()
    net = 0.35 * 0.002 * page["revenue"] - plan_cost(page)
    return page.assign(net=net)[COLUMNS]


def cost_per_buyer():
    page = portfolio()
    net = 0.35 * 0.002 * page["estimated_spend"] - 2000 - 1.40 * page["buyers"]
    return page.assign(net=net)[COLUMNS]


def cost_not_subtracted():
    page = portfolio()
    return page.assign(net=page["net"] + plan_cost(page))[COLUMNS]


def revenue_of_all_years():
    sales = orders_with("region").groupby("region")["amount"].sum()
    return portfolio().assign(revenue=sales)[COLUMNS]


def fixed_cost_forgotten():
    page = portfolio()
    return page.assign(net=page["net"] + 2000)[COLUMNS]


PRACTICALS = [
    practical(
        "05.1",
        answers.mapping(TOOL_NAMES, CLUES),
        expected=tools,
        why=(
            "Un besoin confié au mauvais outil est payé deux fois : la maison sait "
            "maintenant par où commencer, et quelles pièces doivent se parler.",
            "A need given to the wrong tool is paid for twice: the company now knows "
            "where to start, and which parts must talk to each other.",
        ),
        mistakes=[
            mistake(
                "all_the_same",
                fr="Vous avez mis le même outil partout. Qui s'en sert pour la facture "
                "(A), et qui pour l'appel qui sonne (I) ?",
                en="You gave every need the same tool. Who uses it for the invoice "
                "(A), and who for the ringing call (I)?",
                when=all_the_same,
                example=lambda: dict.fromkeys(TOOLS, "ema"),
            ),
            mistake(
                "screen_pop_in_back_office",
                fr="Vous avez confié l'appel qui sonne (I) à un outil qui n'est pas "
                "celui du conseiller. Qui a les yeux sur l'écran à ce moment ?",
                en="You gave the ringing call (I) to a tool that is not the agent's. "
                "Whose eyes are on the screen at that moment?",
                when=not_tool("I"),
                example=changed(I="erp"),
            ),
            mistake(
                "pressure_elsewhere",
                fr="Vous avez placé la retenue d'un message (G) hors du moteur qui les "
                "envoie. Qui peut arrêter un envoi avant qu'il parte ?",
                en="You put holding back a message (G) outside the engine that sends "
                "them. Who can stop a message before it goes?",
                when=not_tool("G"),
                example=changed(G="css"),
            ),
            mistake(
                "history_in_erp",
                fr="Vous avez demandé quatre ans de comparaisons (E) à un outil fait "
                "pour les opérations du jour. Où copie-t-on de quoi analyser ?",
                en="You asked four years of comparisons (E) of a tool made for the "
                "day's operations. Where are data copied for analysis?",
                when=not_tool("E"),
                example=changed(E="erp"),
            ),
            mistake(
                "outside_taken_for_inside",
                fr="Vous avez cherché chez nous ce que les gens dépensent partout (F). "
                "Nos tables voient-elles les achats faits ailleurs ?",
                en="You looked inside for what people spend everywhere (F). Do our "
                "tables see purchases made elsewhere?",
                when=not_tool("F"),
                example=changed(F="warehouse"),
            ),
            mistake(
                "accounts_in_front",
                fr="Vous avez mis la facture ou la paie (A, J) au front-office. Quel "
                "outil partage une seule base entre ventes, stocks et comptabilité ?",
                en="You put the invoice or the payroll (A, J) in the front office. "
                "Which tool shares one base among sales, stock and accounts?",
                when=any_is("sfa", "A", "J"),
                example=changed(J="sfa"),
            ),
        ],
        otherwise=(
            "Relisez le schéma de la section 3 : qui utilise chaque pièce ?",
            "Read the diagram of section 3 again: who uses each part?",
        ),
    ),
    practical(
        "05.2",
        answers.series(0.0006, key="source", share=True),
        expected=win_rate,
        why=(
            "La maison voit où une heure de vente a le plus de chances d'aboutir, "
            "avant de payer un salon ou une liste d'appels.",
            "The company sees where an hour of selling is most likely to succeed, "
            "before paying for a fair or a call list.",
        ),
        mistakes=[
            mistake(
                "over_all",
                fr="Vous avez divisé par toutes les affaires, ouvertes comprises. Une "
                "affaire en cours est-elle déjà perdue ?",
                en="You divided by all deals, open ones included. Is a deal under way "
                "already lost?",
                value=win_rate_of_all,
            ),
            mistake(
                "by_amount",
                fr="Vous avez pesé les affaires par leur montant. C'est une question "
                "d'argent ; ici, on compte des affaires.",
                en="You weighed deals by their amount. That is a question of money; "
                "here, deals are counted.",
                value=win_rate_by_amount,
            ),
            mistake(
                "qualified_only",
                fr="Vous n'avez gardé que les affaires qualifiées. Celles qui sont "
                "tombées avant ne comptent-elles pas comme perdues ?",
                en="You kept qualified deals only. Do those that fell earlier not "
                "count as lost?",
                value=win_rate_of_qualified,
            ),
            mistake(
                "loss_rate",
                fr="Vous avez donné la part des affaires perdues. Qu'est-ce qui doit "
                "être vrai dans votre colonne vrai/faux ?",
                en="You gave the share of deals lost. What should be true in your "
                "true/false column?",
                value=loss_rate,
            ),
            mistake(
                "share_of_wins",
                fr="Vous avez réparti les victoires entre les origines. Une grosse "
                "origine y paraît bonne parce qu'elle est grosse : divisez par quoi ?",
                en="You shared the wins out among sources. A large source looks good "
                "there because it is large: what should you divide by?",
                value=wins_by_source,
            ),
            mistake(
                "odds",
                fr="Vous avez divisé les affaires gagnées par les perdues : c'est une "
                "cote. Une affaire gagnée ne fait-elle pas partie des closes ?",
                en="You divided deals won by deals lost: those are odds. Is a deal won "
                "not one of the closed ones?",
                value=wins_for_one_loss,
            ),
            mistake(
                "wins_counted",
                fr="Vous avez compté les affaires gagnées. Sur combien de closes, pour "
                "chaque origine ?",
                en="You counted the deals won. Out of how many closed ones, for each "
                "source?",
                value=wins_counted,
            ),
            mistake(
                "one_rate",
                fr="Vous avez mis le taux de l'ensemble partout. Il faut regrouper "
                "avant de faire la moyenne.",
                en="You put the overall rate everywhere. Group before taking the mean.",
                value=rate_of_all_sources,
            ),
            mistake(
                "open_as_won",
                fr="Vous avez compté comme gagné tout ce qui n'est pas perdu. Une "
                "affaire ouverte est-elle gagnée ?",
                en="You counted as won all that is not lost. Is an open deal won?",
                value=open_as_won,
            ),
            mistake(
                "one_year_only",
                fr="Vous n'avez gardé que les affaires closes en 2025. La question "
                "porte sur toutes les affaires closes.",
                en="You kept only the deals closed in 2025. The question is about all "
                "closed deals.",
                value=win_rate_of_2025,
            ),
        ],
        otherwise=(
            "En haut, les affaires gagnées d'une origine ; en bas, ses affaires "
            "closes.",
            "Above, the deals won from a source; below, its closed deals.",
        ),
    ),
    practical(
        "05.3",
        answers.number(0.00001, share=True),
        expected=paper_ratio,
        why=(
            "C'est l'effet que la maison peut promettre aux vendeurs, mesuré sur les "
            "mêmes personnes avant et depuis : des heures rendues à la vente.",
            "It is the effect that the company can promise its sellers, measured on "
            "the same people before and since: hours given back to selling.",
        ),
        mistakes=[
            mistake(
                "everyone",
                fr="Vous avez gardé tous les vendeurs, même ceux arrivés en route. "
                "L'équipe d'avant est-elle alors celle d'après ?",
                en="You kept all sellers, even those who joined along the way. Is the "
                "team before then the same as the team since?",
                value=ratio_of_everyone,
            ),
            mistake(
                "mean_of_weekly_shares",
                fr="Vous avez fait la moyenne des parts de chaque semaine : une "
                "semaine courte y pèse autant qu'une longue. Additionnez d'abord.",
                en="You averaged each week's share: a short week weighs as much as a "
                "long one. Add up first.",
                value=ratio_of_mean_shares,
            ),
            mistake(
                "mean_of_sellers_shares",
                fr="Vous avez fait la moyenne des parts des vendeurs. La question "
                "additionne d'abord toutes leurs heures.",
                en="You averaged the sellers' shares. The question adds up all their "
                "hours first.",
                value=ratio_of_sellers_shares,
            ),
            mistake(
                "hours_not_shares",
                fr="Vous avez comparé des heures par semaine. Avec des congés ou des "
                "semaines plus longues, qu'est-ce qui change aussi ?",
                en="You compared hours per week. With leave or longer weeks, what else "
                "changes?",
                value=ratio_of_hours,
            ),
            mistake(
                "upside_down",
                fr="Vous avez divisé l'avant par l'après. Un outil qui allège doit "
                "donner un nombre plus petit que 1.",
                en="You divided before by after. A tool that lightens the load should "
                "give a number below 1.",
                value=ratio_upside_down,
            ),
            mistake(
                "points",
                fr="Vous avez soustrait les deux parts : ce sont des points. La "
                "question demande une multiplication.",
                en="You subtracted the two shares: those are points. The question asks "
                "for a multiplication.",
                value=points_lost,
            ),
            mistake(
                "relative_fall",
                fr="Vous avez donné ce qui a disparu. On demande par combien la part a "
                "été multipliée : ce qui en reste.",
                en="You gave what has gone. The question is by how much the share was "
                "multiplied: what is left of it.",
                value=relative_fall,
            ),
            mistake(
                "selling_time",
                fr="Vous avez pris le temps de vente. Quelle colonne compte le "
                "papier ?",
                en="You took selling time. Which column counts paperwork?",
                value=selling_ratio,
            ),
            mistake(
                "over_other_hours",
                fr="Vous avez divisé le papier par les autres heures. Une part se "
                "prend sur le total, papier compris.",
                en="You divided paperwork by the other hours. A share is of the total, "
                "paperwork included.",
                value=ratio_over_other_hours,
            ),
            mistake(
                "over_selling_hours",
                fr="Vous avez divisé le papier par les heures de vente. De quel total "
                "la question demande-t-elle la part ?",
                en="You divided paperwork by selling hours. Of which total does the "
                "question want the share?",
                value=ratio_of_selling_hours,
            ),
            mistake(
                "against_the_whole_period",
                fr="Vous avez comparé l'après à toute la période, qui le contient. À "
                "quoi ressemblait la semaine avant l'outil ?",
                en="You compared the time since with the whole period, which contains "
                "it. What was a week like before the tool?",
                value=ratio_to_whole_period,
            ),
            mistake(
                "first_week_before",
                fr="Vous avez laissé la semaine du 1er juillet dans l'avant. « À "
                "partir de » comprend ce jour.",
                en="You left the week of 1 July in the time before. “From that date "
                "on” includes that day.",
                value=ratio_a_week_late,
            ),
            mistake(
                "newcomers_only",
                fr="Vous avez gardé les seuls vendeurs arrivés en route. Lesquels ont "
                "connu tout l'avant et tout l'après ?",
                en="You kept only the sellers who joined along the way. Which ones "
                "lived through all of before and all of since?",
                value=ratio_of_newcomers,
            ),
            mistake(
                "medians",
                fr="Vous avez pris des médianes. Une part, ici, est un total d'heures "
                "divisé par un total d'heures.",
                en="You took medians. A share here is a total of hours divided by a "
                "total of hours.",
                when=medians_taken,
                example=lambda: ratios_of_medians()[1],
            ),
            mistake(
                "totals_not_shares",
                fr="Vous avez comparé des totaux d'heures. L'avant et l'après ont-ils "
                "autant de semaines ?",
                en="You compared totals of hours. Do before and since have as many "
                "weeks?",
                value=ratio_of_totals,
            ),
            mistake(
                "other_hours",
                fr="Vous avez pris les trajets ou les réunions. Quelle colonne compte "
                "le papier ?",
                en="You took travel or meetings. Which column counts paperwork?",
                when=other_hours,
                example=lambda: ratios_of_other_hours()[0],
            ),
            mistake(
                "since_alone",
                fr="Vous avez donné la part du papier depuis l'outil. Par quoi "
                "faut-il la diviser pour dire ce qui a changé ?",
                en="You gave the share of paperwork since the tool. By what must it "
                "be divided to say what changed?",
                value=share_since,
            ),
        ],
        otherwise=(
            "Deux parts, chacune une somme sur une somme, pour les mêmes vendeurs ; "
            "puis l'une divisée par l'autre.",
            "Two shares, each a sum over a sum, for the same sellers; then one divided "
            "by the other.",
        ),
    ),
    practical(
        "05.4",
        answers.number(1.0),
        expected=forecast,
        why=(
            "La maison annonce au banquier un nombre que le passé justifie, et pourra "
            "mesurer son erreur quand les affaires seront closes.",
            "The company gives the banker a number that the past justifies, and can "
            "measure its error once the deals are closed.",
        ),
        mistakes=[
            mistake(
                "unweighted",
                fr="Vous avez additionné tous les montants. Tout le portefeuille "
                "sera-t-il gagné ?",
                en="You added up all the amounts. Will the whole pipeline be won?",
                value=forecast_unweighted,
            ),
            mistake(
                "one_rate",
                fr="Vous avez appliqué le même taux à toutes les affaires. Une "
                "négociation vaut-elle une simple piste ?",
                en="You applied the same rate to all deals. Is a negotiation worth the "
                "same as a mere lead?",
                value=forecast_with_one_rate,
            ),
            mistake(
                "ended_at_stage",
                fr="Vous avez regardé les affaires qui ont *fini* à l'étape. Celles "
                "qui l'ont dépassée l'avaient atteinte aussi.",
                en="You looked at the deals that *ended* at the stage. Those that went "
                "further had reached it too.",
                value=forecast_of_last_stage,
            ),
            mistake(
                "next_stage",
                fr="Vous avez pris la chance de passer à l'étape suivante. Le banquier "
                "ne compte que les affaires gagnées.",
                en="You took the chance of going on to the next stage. The banker "
                "counts only deals won.",
                value=forecast_to_next_stage,
            ),
            mistake(
                "hindsight",
                fr="Vous avez compté les affaires gagnées depuis. Le 15 novembre, "
                "pouvait-on le savoir ?",
                en="You counted the deals won since. On 15 November, could anyone "
                "know?",
                value=forecast_with_hindsight,
            ),
            mistake(
                "open_in_chances",
                fr="Vous avez mis les affaires encore ouvertes en bas des chances. "
                "Elles ne sont pas perdues : on ne juge que les closes.",
                en="You put deals still open below the line of the chances. They are "
                "not lost: only closed ones are judged.",
                value=forecast_counting_open,
            ),
            mistake(
                "later_chances",
                fr="Vous avez calculé les chances sur toute la table, affaires closes "
                "après le 15 novembre comprises. Le banquier les connaît-il ?",
                en="You computed the chances on the whole table, deals closed after 15 "
                "November included. Does the banker know them?",
                value=forecast_with_later_chances,
            ),
            mistake(
                "chances_by_amount",
                fr="Vous avez pesé les chances par les montants. La part gagnée se "
                "compte ici en affaires ; le montant vient ensuite.",
                en="You weighed the chances by amounts. The share won is counted in "
                "deals here; the amount comes next.",
                value=forecast_with_chances_by_amount,
            ),
            mistake(
                "deals_not_money",
                fr="Vous avez additionné les chances : c'est un nombre d'affaires. Le "
                "banquier demande des dirhams.",
                en="You added up the chances: that is a number of deals. The banker "
                "asks for dirhams.",
                value=deals_expected,
            ),
            mistake(
                "mean_chance",
                fr="Vous avez appliqué à tous les montants la moyenne des quatre "
                "chances. Une affaire en négociation pèse-t-elle comme une piste ?",
                en="You applied the mean of the four chances to all amounts. Does a "
                "deal in negotiation weigh as much as a lead?",
                value=forecast_at_mean_chance,
            ),
            mistake(
                "chance_of_losing",
                fr="Vous avez multiplié par la chance de perdre. Laquelle la "
                "prévision demande-t-elle ?",
                en="You multiplied by the chance of losing. Which chance does the "
                "forecast need?",
                value=forecast_of_losses,
            ),
            mistake(
                "reach_for_chance",
                fr="Vous avez pris la part des affaires qui *atteignent* l'étape. On "
                "demande, parmi celles-là, la part gagnée.",
                en="You took the share of deals that *reach* the stage. Among those, "
                "the share won is asked for.",
                value=forecast_of_reach,
            ),
        ],
        otherwise=(
            "Vérifiez les quatre chances une par une : qui est en bas de chaque part ?",
            "Check the four chances one by one: who stands below the line of each?",
        ),
    ),
    practical(
        "05.5",
        answers.function(pressure_cases, answers.number(0)),
        expected=lambda: stopped,
        why=(
            "Ce petit morceau de code protège le fichier de la maison : chaque message "
            "arrêté à temps est un client que l'on pourra encore joindre.",
            "This small piece of code protects the company's file: each message "
            "stopped in time is a customer who can still be reached.",
        ),
        mistakes=[
            mistake(
                "calendar_month",
                fr="Vous avez compté par mois civil. Deux messages fin février et deux "
                "début mars, combien en 30 jours ?",
                en="You counted by calendar month. Two messages in late February and "
                "two in early March: how many in 30 days?",
                value=lambda: stopped_by_calendar,
            ),
            mistake(
                "stopped_counted",
                fr="Vous avez compté aussi les messages arrêtés. Le client les a-t-il "
                "reçus ?",
                en="You also counted the messages that were stopped. Did the customer "
                "receive them?",
                value=rule(counts_stopped=True),
            ),
            mistake(
                "window_too_long",
                fr="Vous avez gardé dans la fenêtre un écart de 30 jours tout rond. "
                "Relisez la règle au bord.",
                en="You kept a gap of exactly 30 days in the window. Read the rule "
                "again at its edge.",
                value=rule(window=31),
            ),
            mistake(
                "one_too_many",
                fr="Vous avez laissé passer un message de trop. Avec une limite de 2, "
                "que devient le troisième ?",
                en="You let one message too many through. With a limit of 2, what "
                "becomes of the third?",
                value=one_too_many,
            ),
            mistake(
                "sent_not_stopped",
                fr="Vous avez compté les messages qui partent. On demande ceux que la "
                "règle arrête.",
                en="You counted the messages that go. The question is about those the "
                "rule stops.",
                value=messages_sent,
            ),
            mistake(
                "fixed_windows",
                fr="Vous avez découpé le temps en blocs de 30 jours. La fenêtre "
                "glisse : elle finit au message que l'on juge.",
                en="You cut time into blocks of 30 days. The window rolls: it ends at "
                "the message being judged.",
                value=lambda: stopped_by_fixed_windows,
            ),
            mistake(
                "one_too_early",
                fr="Vous avez arrêté un message trop tôt. Avec une limite de 2, le "
                "deuxième part-il ?",
                en="You stopped one message too early. With a limit of 2, does the "
                "second one go?",
                value=one_too_few,
            ),
            mistake(
                "no_window",
                fr="Vous avez compté tous les messages depuis le début. Lesquels sont "
                "encore dans les 30 jours ?",
                en="You counted every message since the beginning. Which ones are "
                "still within the 30 days?",
                value=stopped_over_all_time,
            ),
            mistake(
                "limit_written_in",
                fr="Votre fonction applique toujours une limite de trois messages. Où "
                "lit-elle celle qu'on lui donne ?",
                en="Your function always applies a limit of three messages. Where "
                "does it read the one it is given?",
                value=limit_of_three,
            ),
            mistake(
                "share_for_number",
                fr="Votre fonction renvoie une part. On demande combien de messages "
                "sont arrêtés.",
                en="Your function returns a share. The number of messages stopped is "
                "asked for.",
                value=share_stopped,
            ),
            mistake(
                "window_too_short",
                fr="Votre fenêtre est trop courte : un écart de 29 jours est encore "
                "dedans.",
                en="Your window is too short: a gap of 29 days is still inside.",
                value=rule(window=29),
            ),
        ],
        otherwise=(
            "Suivez à la main trois dates proches avec une limite de 2 : que contient "
            "la liste des messages reçus à chaque pas ?",
            "Follow three close dates by hand with a limit of 2: what does the list of "
            "messages received hold at each step?",
        ),
    ),
    practical(
        "05.6",
        answers.Kind(read_control, sound, control_hint),
        expected=drawn,
        why=(
            "Ce groupe dira ce qui se serait passé sans le message ; sans lui, la "
            "maison attribuerait à sa campagne des ventes qui venaient toutes seules.",
            "This group will tell what would have happened without the message; "
            "without it, the company would credit its campaign with sales that came "
            "by themselves.",
        ),
        mistakes=[
            mistake(
                "repeats",
                fr="Vous avez pris un client plusieurs fois. Une personne peut-elle "
                "être deux témoins ?",
                en="You took a customer several times. Can one person be two controls?",
                when=lambda chosen: len(set(chosen)) < len(chosen),
                example=drawn_with_repeats,
            ),
            mistake(
                "could_not_receive",
                fr="Vous avez mis dans le témoin des clients que l'on ne pouvait pas "
                "contacter. À qui ressemblent-ils : à ceux du test ?",
                en="You put customers who could not be contacted in the control. Whom "
                "are they like: those of the test?",
                when=lambda chosen: not all_accept(chosen),
                example=drawn_from_everyone,
            ),
            mistake(
                "wrong_size",
                fr="Vous n'avez pas mis de côté un client joignable sur cinq. Combien "
                "sont-ils, et de quel total ?",
                en="You did not set aside one reachable customer in five. How many are "
                "there, and out of what total?",
                when=lambda chosen: not right_size(chosen),
                example=drawn_too_many,
            ),
            mistake(
                "first_ones",
                fr="Vous n'avez pas tiré au hasard : l'ancienneté de ces clients "
                "diffère trop de celle des autres. Avez-vous pris le début ou la fin "
                "de la table ?",
                en="You did not draw at random: these customers' seniority differs too "
                "much from the others'. Did you take the top or the bottom of the "
                "table?",
                when=lambda chosen: apart(chosen, seniority) >= MOST_APART,
                example=first_by(seniority, ascending=False),
            ),
            mistake(
                "one_place_or_gender",
                fr="Un lieu ou un genre pèse bien plus dans votre groupe témoin que "
                "chez les autres : ils n'achètent pas forcément de même. Qui tire au "
                "sort, vous ou le hasard ?",
                en="One place or one gender weighs far more in your control than among "
                "the others: they may not buy alike. Who draws the lots, you or "
                "chance?",
                when=one_kind,
                example=first_zones,
            ),
            mistake(
                "chosen_by_activity",
                fr="Vous avez choisi selon l'activité : ces clients commandent trop "
                "autrement que les autres. Que mesurerait l'écart après l'envoi ?",
                en="You chose by activity: these customers order too differently from "
                "the others. What would the gap measure after the message?",
                when=lambda chosen: apart(chosen, activity) >= MOST_APART,
                example=busiest_of_each_age,
            ),
        ],
        otherwise=(
            "Relisez la fin de la section 5.",
            "Read the end of section 5 again.",
        ),
    ),
    practical(
        "05.7",
        answers.series(0.05, key="region"),
        expected=beauty_revenue,
        why=(
            "La cheffe des produits sait où la beauté fait entrer des paniers "
            "entiers ; et la maison sait que son entrepôt ne compte rien deux fois.",
            "The head of products knows where beauty brings in whole baskets; and the "
            "company knows that its warehouse counts nothing twice.",
        ),
        mistakes=[
            mistake(
                "fan_out",
                fr="Vous avez joint les commandes à leurs lignes de beauté : une "
                "commande qui en a deux compte deux fois. Comment la choisir sans la "
                "répéter ?",
                en="You joined orders to their beauty lines: an order with two of them "
                "counts twice. How can it be chosen without repeating it?",
                value=beauty_revenue_fanned_out,
            ),
            mistake(
                "fan_out_all_lines",
                fr="Vous avez répété chaque commande autant de fois qu'elle a de "
                "lignes. Quel est le grain de la table où est le montant payé ?",
                en="You repeated each order as many times as it has lines. What is the "
                "grain of the table that holds the amount paid?",
                value=beauty_revenue_of_all_lines,
            ),
            mistake(
                "beauty_lines_only",
                fr="Vous avez additionné les seuls produits de beauté. La question "
                "porte sur la commande entière.",
                en="You added up beauty products only. The question is about the whole "
                "order.",
                value=beauty_goods_only,
            ),
            mistake(
                "all_orders",
                fr="Vous avez gardé toutes les commandes. Où est la condition sur la "
                "beauté ?",
                en="You kept all orders. Where is the condition on beauty?",
                value=revenue_of_all_orders,
            ),
            mistake(
                "all_years",
                fr="Vous avez pris les quatre années. La question porte sur 2025.",
                en="You took all four years. The question is about 2025.",
                value=beauty_revenue_all_years,
            ),
            mistake(
                "store_region",
                fr="Vous avez pris la région du point de vente. Où habite le client "
                "qui commande sur le web ?",
                en="You took the region of the point of sale. Where does the customer "
                "who orders on the web live?",
                value=beauty_revenue_by_store,
            ),
            mistake(
                "distinct_amounts",
                fr="Vous avez effacé les doublons de montant (`SUM(DISTINCT …)`). Deux "
                "commandes différentes peuvent coûter le même prix.",
                en="You removed duplicate amounts (`SUM(DISTINCT …)`). Two different "
                "orders may cost the same.",
                value=beauty_revenue_of_distinct_amounts,
            ),
            mistake(
                "average_basket",
                fr="Vous avez pris le panier moyen (`avg`). La cheffe des produits "
                "demande ce que ces commandes ont rapporté ensemble.",
                en="You took the average basket (`avg`). The head of products asks "
                "what these orders brought in together.",
                value=beauty_baskets,
            ),
            mistake(
                "average_of_averages",
                fr="Vous avez fait une moyenne de moyennes. La question porte sur un "
                "total : que fait-on des montants ?",
                en="You took an average of averages. The question is about a total: "
                "what is done with the amounts?",
                value=beauty_baskets_by_channel,
            ),
            mistake(
                "orders_counted",
                fr="Vous avez compté les commandes. La question demande leur montant.",
                en="You counted the orders. The question asks for their amount.",
                value=beauty_orders_counted,
            ),
            mistake(
                "without_beauty",
                fr="Vous avez gardé les commandes sans beauté. Dans quel sens va votre "
                "condition ?",
                en="You kept the orders without beauty. Which way does your condition "
                "go?",
                value=revenue_without_beauty,
            ),
            mistake(
                "orders_of_beauty_buyers",
                fr="Vous avez choisi les clients qui ont acheté de la beauté, puis "
                "pris toutes leurs commandes. Ce sont les commandes que l'on choisit.",
                en="You chose the customers who bought beauty, then took all their "
                "orders. It is the orders that are to be chosen.",
                value=revenue_of_beauty_buyers,
            ),
            mistake(
                "another_year",
                fr="Vous avez additionné les commandes de 2024. De quelle année la "
                "cheffe parle-t-elle ?",
                en="You added up the orders of 2024. Which year does the head of "
                "products mean?",
                value=beauty_revenue_of_2024,
            ),
            mistake(
                "customers_for_money",
                fr="Vous avez compté des clients. La question demande ce que les "
                "commandes ont rapporté.",
                en="You counted customers. The question asks what the orders brought "
                "in.",
                value=beauty_customers,
            ),
        ],
        otherwise=(
            "Comptez d'abord les commandes retenues, une fois chacune, puis leur "
            "montant.",
            "First count the orders kept, once each, then their amount.",
        ),
    ),
    practical(
        "05.8",
        answers.series(0.0006, key="region", share=True),
        expected=wallet_share,
        why=(
            "Le bon dénominateur change tout : la maison compare ses régions sur ce "
            "que ses acheteurs dépensent, et voit aussi où l'estimation ne tient plus.",
            "The right denominator changes everything: the company compares its "
            "regions on what its buyers spend, and also sees where the estimate fails.",
        ),
        mistakes=[
            mistake(
                "all_households",
                fr="Vous avez divisé par la dépense de tous les ménages, même de ceux "
                "qui ne nous connaissent pas. Est-ce la part d'un *client* ?",
                en="You divided by the spend of all households, even those who do not "
                "know us. Is that a *customer's* share?",
                value=share_of_all_households,
            ),
            mistake(
                "all_customers",
                fr="Vous avez compté le budget de tous les clients du fichier. Ceux "
                "qui n'ont rien acheté en 2025 sont-ils des acheteurs de 2025 ?",
                en="You counted the budget of every customer on file. Are those who "
                "bought nothing in 2025 buyers of 2025?",
                value=share_of_all_customers,
            ),
            mistake(
                "four_years",
                fr="Vous avez mis quatre ans de ventes sur un an de budget. Les deux "
                "doivent couvrir la même durée.",
                en="You put four years of sales over one year of budget. Both must "
                "cover the same length of time.",
                value=share_over_four_years,
            ),
            mistake(
                "mean_of_shares",
                fr="Vous avez fait la moyenne des parts des acheteurs. Additionnez "
                "d'abord, divisez ensuite.",
                en="You averaged the buyers' shares. Add up first, divide afterwards.",
                value=mean_of_shares,
            ),
            mistake(
                "per_inhabitant",
                fr="Vous avez pris le budget d'un habitant. La dépense estimée se "
                "partage entre des ménages.",
                en="You took the budget of one inhabitant. Estimated spend is shared "
                "among households.",
                value=share_per_inhabitant,
            ),
            mistake(
                "spend_not_divided",
                fr="Vous avez donné à chaque acheteur la dépense de toute sa zone. "
                "Combien de ménages se la partagent ?",
                en="You gave each buyer the spend of their whole zone. How many "
                "households share it?",
                value=share_of_undivided_spend,
            ),
            mistake(
                "one_budget_per_zone",
                fr="Vous avez compté un seul budget par zone. Chaque acheteur apporte "
                "le sien.",
                en="You counted one budget per zone. Each buyer brings their own.",
                value=share_of_one_budget_per_zone,
            ),
            mistake(
                "year_before",
                fr="Vous avez pris les ventes de 2024. La question porte sur 2025.",
                en="You took the sales of 2024. The question is about 2025.",
                value=share_of_the_year_before,
            ),
            mistake(
                "rest_of_the_wallet",
                fr="Vous avez donné ce qui nous échappe. On demande la part que nous "
                "avons.",
                en="You gave what escapes us. The question asks for the share we have.",
                value=budget_above_sales,
            ),
            mistake(
                "one_budget",
                fr="Vous avez donné à chaque acheteur le budget moyen de la région ou "
                "du pays. Où se lit celui de *sa* zone ?",
                en="You gave each buyer the mean budget of the region or the country. "
                "Where is that of *their* zone?",
                when=one_budget,
                example=lambda: shares_of_one_budget()[1],
            ),
            mistake(
                "sales_counted",
                fr="Vous avez donné nos ventes, en dirhams. Par quoi faut-il les "
                "diviser ?",
                en="You gave our sales, in dirhams. By what must they be divided?",
                value=sales_counted,
            ),
        ],
        otherwise=(
            "Une ligne par acheteur de 2025 : combien de lignes a votre table avant de "
            "grouper ?",
            "One row per buyer of 2025: how many rows has your table before grouping?",
        ),
    ),
    practical(
        "05.9",
        answers.table(COLUMNS, key="region", tolerance=0.001),
        expected=expected_portfolio,
        why=(
            "Une page, cinq nombres par région : la directrice peut décider, et la "
            "maison refera la même page l'an prochain. Passez à la note.",
            "One page, five numbers per region: the director can decide, and the "
            "company will make the same page next year. Now write the note.",
        ),
        mistakes=[
            mistake(
                "growth_over_this_year",
                fr="Vous avez divisé l'évolution par les ventes de 2025. On mesure une "
                "croissance depuis son point de départ.",
                en="You divided the change by 2025 sales. Growth is measured from "
                "where it starts.",
                value=growth_over_this_year,
            ),
            mistake(
                "growth_as_ratio",
                fr="Vous avez donné le rapport des deux années. Sans changement, que "
                "devrait valoir `growth` ?",
                en="You gave the ratio of the two years. With no change, what should "
                "`growth` be?",
                value=growth_as_ratio,
            ),
            mistake(
                "orders_for_buyers",
                fr="Vous avez compté des commandes dans `buyers`. Un client qui "
                "revient dix fois, combien d'acheteurs ?",
                en="You counted orders in `buyers`. A customer who comes back ten "
                "times: how many buyers?",
                value=orders_for_buyers,
            ),
            mistake(
                "share_of_buyers_only",
                fr="Vous avez mis la part de client dans `market_share`. Une part de "
                "marché compte tous les ménages.",
                en="You put share of wallet in `market_share`. A market share counts "
                "all households.",
                value=share_of_buyers_only,
            ),
            mistake(
                "margin_forgotten",
                fr="Vous avez compté tout le chiffre d'affaires gagné dans `net`. "
                "Qu'en reste-t-il une fois la marchandise payée ?",
                en="You counted all the revenue won in `net`. What is left of it once "
                "the goods are paid for?",
                value=margin_forgotten,
            ),
            mistake(
                "points_for_percent",
                fr="Vous avez pris 0,2 point pour 20 % dans `net`. Combien vaut un "
                "point de part de marché ?",
                en="You took 0.2 points for 20% in `net`. What is one point of market "
                "share worth?",
                value=points_for_percent,
            ),
            mistake(
                "fixed_cost_forgotten",
                fr="Vous avez compté le coût par ménage seul dans `net`. Que coûte un "
                "plan avant d'avoir touché personne ?",
                en="You counted only the cost per household in `net`. What does a plan "
                "cost before it reaches anyone?",
                value=fixed_cost_forgotten,
            ),
            mistake(
                "gain_on_our_sales",
                fr="Vous avez pris 0,2 % de nos ventes dans `net`. Un point de part de "
                "marché se compte sur la dépense de tous les ménages.",
                en="You took 0.2% of our sales in `net`. A point of market share is "
                "counted on the spend of all households.",
                value=gain_on_our_sales,
            ),
            mistake(
                "cost_per_buyer",
                fr="Vous avez compté le coût du plan par acheteur dans `net`. À qui le "
                "plan s'adresse-t-il ?",
                en="You counted the cost of the plan per buyer in `net`. Whom does the "
                "plan reach?",
                value=cost_per_buyer,
            ),
            mistake(
                "cost_not_subtracted",
                fr="Vous avez laissé la marge seule dans `net`. Que coûte le plan ?",
                en="You left the margin alone in `net`. What does the plan cost?",
                value=cost_not_subtracted,
            ),
            mistake(
                "revenue_of_all_years",
                fr="Vous avez mis quatre ans de ventes dans `revenue`. La page porte "
                "sur 2025.",
                en="You put four years of sales in `revenue`. The page is about 2025.",
                value=revenue_of_all_years,
            ),
            mistake(
                "growth_in_dirhams",
                fr="Vous avez donné l'évolution en dirhams. Rapportez-la aux ventes "
                "de 2024.",
                en="You gave the change in dirhams. Compare it with 2024 sales.",
                value=growth_in_dirhams,
            ),
            mistake(
                "buyers_of_all_years",
                fr="Vous avez compté les clients de toutes les années. La page est "
                "celle de 2025.",
                en="You counted the customers of all years. The page is that of 2025.",
                value=buyers_of_all_years,
            ),
            mistake(
                "cost_added",
                fr="Vous avez ajouté le coût du plan. Un coût s'ajoute-t-il à une "
                "marge ?",
                en="You added the cost of the plan. Is a cost added to a margin?",
                value=cost_added,
            ),
            mistake(
                "margin_on_the_cost",
                fr="Vous avez multiplié aussi le coût par 35 %. Le plan se paie-t-il "
                "à un tiers de son prix ?",
                en="You multiplied the cost by 35% too. Is the plan paid at a third "
                "of its price?",
                value=margin_on_the_cost,
            ),
            mistake(
                "share_of_our_sales",
                fr="Vous avez rapporté les ventes de la région à *nos* ventes. Une "
                "part de marché les rapporte à ce que tous les ménages y dépensent.",
                en="You compared the region's sales with *our* sales. A market share "
                "compares them with what all households spend there.",
                value=share_of_our_sales,
            ),
        ],
        otherwise=(
            "Reprenez une région à la main, colonne par colonne.",
            "Take one region again by hand, column by column.",
        ),
    ),
]
