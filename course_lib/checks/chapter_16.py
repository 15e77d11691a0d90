"""Chapter 16: the diagnosis, the targets, the plan and its test, on the case."""

from typing import NamedTuple

import pandas as pd

from course_lib import answers
from course_lib.answers import Kind, Text, Unreadable, describe
from course_lib.campaigns import sample_size
from course_lib.case import (
    COLUMNS,
    RULES,
    WEEKS,
    plan_cost,
    price_list,
    season_budget,
)
from course_lib.checking import mistake, practical
from course_lib.data import load

AS_OF = pd.Timestamp("2026-01-01")
SELLING = ["promotion", "season", "new_product", "reactivation"]


# --- 16.1: who may be written to ----------------------------------------------------


def consents(channel):
    """Return who gave consent, and who withdrew it, for a channel."""
    customers = load("customers").set_index("customer_id")
    given = customers[f"{channel}_consent_on"].notna()
    if channel == "post":  # the register holds no withdrawal for the post
        return given, given & False
    return given, customers[f"{channel}_withdrawn_on"].notna()


def by_channel(count):
    return pd.Series(
        {name: count(*consents(name)) for name in ("email", "sms", "post")}
    )


def reachable():
    return by_channel(lambda given, withdrawn: int((given & ~withdrawn).sum()))


def withdrawn_forgotten():
    return by_channel(lambda given, withdrawn: int(given.sum()))


def withdrawn_only():
    return by_channel(lambda given, withdrawn: int(withdrawn.sum()))


def never_gave():
    return by_channel(lambda given, withdrawn: int((~given).sum()))


def not_withdrawn():
    return by_channel(lambda given, withdrawn: int((~withdrawn).sum()))


def one_after_another():
    """Count each customer once, on the first channel allowed."""
    taken, counts = False, {}
    for name in ("email", "sms", "post"):
        given, withdrawn = consents(name)
        allowed = given & ~withdrawn
        counts[name] = int((allowed & ~pd.Series(taken, index=allowed.index)).sum())
        taken = allowed | taken
    return pd.Series(counts)


def reachable_shares():
    return reachable() / len(load("customers"))


# --- 16.2: active customers at the end of each year ----------------------------------


def year_ends():
    return pd.Series(pd.to_datetime([f"{year}-12-31" for year in range(2022, 2026)]))


def at_each_end(count):
    orders = load("orders")
    orders["day"] = orders["ordered_at"].dt.normalize()
    found = {end.year: count(orders, end) for end in year_ends()}
    return pd.Series(found)


def window(orders, end, days=180):
    return orders[
        (orders["day"] <= end) & (orders["day"] > end - pd.Timedelta(days=days))
    ]


def active():
    return at_each_end(lambda orders, end: window(orders, end)["customer_id"].nunique())


def active_orders():
    return at_each_end(lambda orders, end: len(window(orders, end)))


def active_year():
    return at_each_end(
        lambda orders, end: window(orders, end, 365)["customer_id"].nunique()
    )


def active_ever():
    return at_each_end(
        lambda orders, end: orders.loc[orders["day"] <= end, "customer_id"].nunique()
    )


def active_survivors():
    """Look at each customer's very last order only, known at the end of 2025."""

    def count(orders, end):
        return len(
            window(orders.groupby("customer_id", as_index=False)["day"].max(), end)
        )

    return at_each_end(count)


def active_new():
    def count(orders, end):
        return len(
            window(orders.groupby("customer_id", as_index=False)["day"].min(), end)
        )

    return at_each_end(count)


def active_share():
    return active() / active_ever()


# --- 16.3: effect by segment ----------------------------------------------------------


def judged():
    """Return the selling messages of 2025, with the segment of 2024."""
    contacts, plans = load("contacts"), load("campaigns").set_index("campaign_id")
    orders = load("orders")
    sold = contacts[contacts["campaign_id"].map(plans["purpose"]).isin(SELLING)].copy()
    sold = sold[sold["campaign_id"].map(plans["sent_on"]) >= "2025-01-01"]
    before = orders[orders["ordered_at"].dt.year == 2024].groupby("customer_id").size()
    count = sold["customer_id"].map(before).fillna(0)
    names = ["0", "1-2", "3+"]
    sold["segment"] = pd.cut(count, [-1, 0, 2, 9999], labels=names).astype(str)
    return sold


def group_rates(sold):
    return sold.groupby(["segment", "group"])["ordered"].mean().unstack()


def effect():
    rates = group_rates(judged())
    return rates["treated"] - rates["control"]


def control_left_out():
    return group_rates(judged())["treated"]


def control_mixed():
    """Take the rate of all, controls included."""
    return judged().groupby("segment")["ordered"].mean()


def average_of_campaigns():
    sold = judged()
    rates = (
        sold.groupby(["segment", "campaign_id", "group"])["ordered"].mean().unstack()
    )
    return (rates["treated"] - rates["control"]).groupby("segment").mean()


def relative_lift():
    rates = group_rates(judged())
    return rates["treated"] / rates["control"] - 1


def turned_round():
    return -effect()


def responses():
    sold = judged()
    return sold[sold["group"] == "treated"].groupby("segment")["responded"].mean()


def orders_against_all():
    """Divide the difference of the counts by the treated, whatever the sizes."""
    sold = judged()
    count = sold.groupby(["segment", "group"])["ordered"].sum().unstack()
    size = sold[sold["group"] == "treated"].groupby("segment").size()
    return (count["treated"] - count["control"]) / size


# --- 16.4: the value of an offer ------------------------------------------------------


def offer_cases():
    return [
        (300.0, 0.3, 0.05, 0.06, 0.5),
        (300.0, 0.3, 0.5, 0.06, 0.5),
        (450.0, 0.28, 0.02, 0.2, 0.9),
        (120.0, 0.25, 0.3, 0.0, 7.0),
    ]


def offer_value(basket, margin_rate, pace, uplift, price):
    return uplift * (basket * margin_rate - 15) - 15 * 2 * pace - price


def revenue_for_margin(basket, margin_rate, pace, uplift, price):
    return uplift * (basket - 15) - 15 * 2 * pace - price


def anyway_forgotten(basket, margin_rate, pace, uplift, price):
    return uplift * (basket * margin_rate - 15) - price


def caused_without_voucher(basket, margin_rate, pace, uplift, price):
    return uplift * basket * margin_rate - 15 * 2 * pace - price


def no_voucher(basket, margin_rate, pace, uplift, price):
    return uplift * basket * margin_rate - price


def one_week(basket, margin_rate, pace, uplift, price):
    return uplift * (basket * margin_rate - 15) - 15 * pace - price


def price_forgotten(basket, margin_rate, pace, uplift, price):
    return uplift * (basket * margin_rate - 15) - 15 * 2 * pace


def all_orders_caused(basket, margin_rate, pace, uplift, price):
    return (uplift + 2 * pace) * (basket * margin_rate - 15) - price


def one_voucher_each(basket, margin_rate, pace, uplift, price):
    return uplift * basket * margin_rate - 15 - price


# --- 16.5: whom a care call is worth --------------------------------------------------


def yearly():
    """Return the margin of a year of each customer, and the same in revenue."""
    orders = load("orders")
    bought = orders.groupby("customer_id")["ordered_at"].agg(first="min", orders="size")
    weeks = ((AS_OF - bought["first"]).dt.days / 7).clip(lower=13)
    revenue = 52 * bought["orders"] / weeks * orders["amount"].mean()
    return 0.27 * revenue, revenue


def complainers(days=180, unhappy=True, still_open=True):
    complaints = load("complaints")
    lately = complaints["opened_at"] > AS_OF - pd.Timedelta(days=days)
    bad = (complaints["satisfaction_after"] <= 3).fillna(False).astype(bool)
    if still_open:
        bad = bad | complaints["resolved_at"].isna()
    kept = lately & bad if unhappy else lately
    return complaints.loc[kept, "customer_id"].drop_duplicates()


def worth(who, value, *, reach=0.6, price=14, only_positive=True):
    gain = reach * 0.07 * value[who] - price
    return gain[gain > 0] if only_positive else gain


def care():
    return worth(complainers(), yearly()[0])


def care_reach_forgotten():
    return worth(complainers(), yearly()[0], reach=1)


def care_price_forgotten():
    return worth(complainers(), yearly()[0], price=0)


def care_revenue():
    return worth(complainers(), yearly()[1])


def care_all_losses():
    return worth(complainers(), yearly()[0], only_positive=False)


def care_any_date():
    return worth(complainers(days=99_999), yearly()[0])


def care_satisfied_too():
    return worth(complainers(unhappy=False), yearly()[0])


def care_open_forgotten():
    return worth(complainers(still_open=False), yearly()[0])


# --- 16.6: the size of the test -------------------------------------------------------


CUT = AS_OF - pd.Timedelta(weeks=WEEKS)


def base_rate(chosen=None):
    """Return the share who order in the 13 weeks, of customers active before them."""
    orders = load("orders")
    season = orders[orders["ordered_at"] >= CUT]
    before = orders["ordered_at"] < CUT
    recent = before & (orders["ordered_at"] >= CUT - pd.Timedelta(days=180))
    who = orders.loc[recent if chosen is None else chosen(orders), "customer_id"]
    return who.drop_duplicates().isin(season["customer_id"]).mean()


def needed():
    return sample_size(base_rate(), 0.06, power=0.9)


def needed_relative():
    base = base_rate()
    return sample_size(base, 0.06 * base, power=0.9)


def needed_usual_power():
    return sample_size(base_rate(), 0.06)


def needed_both():
    return 2 * needed()


def needed_everyone():
    return sample_size(base_rate(lambda orders: orders["ordered_at"] < CUT), 0.06, 0.9)


def needed_leak():
    """Photograph the customers after the season: those who stayed are in it."""
    recent = AS_OF - pd.Timedelta(days=180)
    base = base_rate(lambda orders: orders["ordered_at"] >= recent)
    return sample_size(base, 0.06, power=0.9)


def needed_rows():
    """Weigh each customer by the number of orders."""
    orders = load("orders")
    season = orders[orders["ordered_at"] >= CUT]
    recent = orders["ordered_at"].between(
        CUT - pd.Timedelta(days=180), CUT, inclusive="left"
    )
    base = orders.loc[recent, "customer_id"].isin(season["customer_id"]).mean()
    return sample_size(base, 0.06, power=0.9)


def needed_one_nine():
    return needed() * (1 + 1 / 9) / 2


# --- 16.7: a whole plan ---------------------------------------------------------------


def good_plan():
    """Return a prudent plan: reminders to recent buyers who once responded."""
    contacts, orders = load("contacts"), load("orders")
    answered = contacts["responded"].fillna(False).astype(bool) & contacts["ordered"]
    moved = contacts[answered].groupby("customer_id").size().sort_values()
    last = orders.groupby("customer_id")["ordered_at"].max()
    here = last[last > AS_OF - pd.Timedelta(days=150)].index
    given, withdrawn = consents("email")
    who = [one for one in moved.index[::-1] if one in here]
    who = [one for one in who if given[one] and not withdrawn[one]]
    return waves(who, range(1, WEEKS + 1, 3))


def waves(who, weeks, action="reminder", channel="email"):
    """Return a message a week to each, as far as the budget goes."""
    rows = [(one, action, channel, week) for one in who for week in weeks]
    plan = pd.DataFrame(rows, columns=COLUMNS)
    price = price_list().drop_duplicates("channel").set_index("channel")["price"]
    return plan[plan["channel"].map(price).cumsum() <= season_budget()]


class Plan(NamedTuple):
    """A plan as read, and the name of the first rule that it breaks."""

    messages: pd.DataFrame
    fault: str | None


def read_plan(answer):
    """Return a plan and its fault, or say what prevents from reading it."""
    if not isinstance(answer, pd.DataFrame):
        found = describe(answer)
        raise Unreadable(
            f"On attend une table (DataFrame), une ligne par message ; la réponse est "
            f"{found.fr}.",
            f"A table (DataFrame) is expected, one row per message; the answer is "
            f"{found.en}.",
        )
    lost = [name for name in COLUMNS if name not in answer.columns]
    if lost or answer.columns.has_duplicates:
        names = ", ".join(f"`{name}`" for name in COLUMNS)
        raise Unreadable(
            f"Le plan a quatre colonnes, chacune une fois : {names}. Vérifiez leurs "
            "noms.",
            f"The plan has four columns, once each: {names}. Check their names.",
        )
    plan = answer[COLUMNS].reset_index(drop=True)
    if plan.empty:
        raise Unreadable(
            "Le plan est vide : la sélection n'a gardé aucun message.",
            "The plan is empty: the selection kept no message.",
        )
    numbers = plan[["customer_id", "week"]].astype(object)
    whole = numbers.apply(pd.to_numeric, errors="coerce")
    if (
        plan.isna().any(axis=None)
        or not all(kind.kind in "iuf" for kind in whole.dtypes)  # dates, true or false
        or whole.isna().any(axis=None)
        or (whole.abs() > 2**53).any(axis=None)
        or (whole % 1).any(axis=None)
    ):
        raise Unreadable(
            "Le plan a des cases vides, ou un client ou une semaine qui n'est pas un "
            "nombre entier : une semaine s'écrit 1, 2… 13, pas comme une date.",
            "The plan has empty cells, or a customer or a week that is not a whole "
            "number: a week is written 1, 2… 13, not as a date.",
        )
    whole = whole.astype("int64")
    words = plan[["action", "channel"]].astype(str)
    plan = whole.join(words)[COLUMNS]
    return Plan(plan, fault(plan))


def fault(plan):
    """Name the first rule that a plan breaks, or return None."""
    for name, broken in FAULTS.items():
        if broken(plan):
            return name
    return None


def unknown(plan):
    return not plan["customer_id"].isin(load("customers")["customer_id"]).all()


def not_on_offer(plan):
    allowed = set(zip(price_list()["action"], price_list()["channel"], strict=True))
    pairs = set(zip(plan["action"], plan["channel"], strict=True))
    return not pairs <= allowed or not plan["week"].between(1, WEEKS).all()


def marketed(plan):
    return plan[plan["action"] != "care_call"]


def consent_of(plan, pick):
    """Tell whether some messages lack what `pick` asks of a channel's consents."""
    sold = marketed(plan)
    for channel, rows in sold.groupby("channel"):
        given, withdrawn = consents("sms" if channel == "phone" else channel)
        if pick(given, withdrawn)[rows["customer_id"]].any():
            return True
    return False


def no_consent(plan):
    return consent_of(plan, lambda given, withdrawn: ~given)


def withdrawn_consent(plan):
    return consent_of(plan, lambda given, withdrawn: withdrawn)


def idle_call(plan):
    calls = plan.loc[plan["action"] == "care_call", "customer_id"]
    return not calls.isin(complainers(RULES["complaint_days"], unhappy=False)).all()


def repeated(plan):
    return plan.duplicated(["customer_id", "channel", "week"]).any()


def pressure(plan):
    sent = marketed(plan)
    if sent.empty:
        return False
    weekly = sent.groupby(["customer_id", "week"]).size().unstack(fill_value=0)
    weekly = weekly.reindex(columns=range(1, WEEKS + 1), fill_value=0).T
    most = weekly.rolling(5, min_periods=1).sum().max(axis=None)
    return most > RULES["messages_in_30_days"]


def over_budget(plan):
    return plan_cost(plan) > season_budget() + 0.005


def sleeping(plan):
    last = load("orders").groupby("customer_id")["ordered_at"].max()
    gone = last < AS_OF - pd.Timedelta(days=365)
    asleep = marketed(plan)["customer_id"].map(gone)
    return len(asleep) > 0 and asleep.mean() > 0.1


def mass(plan):
    (_, email_off), (_, sms_off) = consents("email"), consents("sms")
    allowed = (consents("email")[0] & ~email_off) | (consents("sms")[0] & ~sms_off)
    return marketed(plan)["customer_id"].nunique() > 0.6 * allowed.sum()


FAULTS = {
    "unknown": unknown,
    "not_on_offer": not_on_offer,
    "no_consent": no_consent,
    "withdrawn": withdrawn_consent,
    "idle_call": idle_call,
    "repeated": repeated,
    "pressure": pressure,
    "over_budget": over_budget,
    "mass": mass,
    "sleeping": sleeping,
}


def broke(name):
    return lambda plan: plan.fault == name


def plan_kind():
    """Accept any plan that keeps the rules of the brief."""

    def same(plan, expected):
        return plan.fault is None

    def hint(plan, expected):
        return Text("Le plan enfreint une règle.", "The plan breaks a rule.")

    return Kind(read_plan, same, hint)


def with_row(*row):
    return pd.concat([good_plan(), pd.DataFrame([row], columns=COLUMNS)])


def plan_with_unknown():
    return with_row(
        int(load("customers")["customer_id"].max()) + 1, "offer", "email", 1
    )


def plan_not_on_offer():
    return with_row(int(good_plan()["customer_id"].iloc[0]), "reminder", "phone", 14)


def plan_without_consent():
    given, _ = consents("email")
    return with_row(given.index[~given][0], "reminder", "email", 1)


def plan_withdrawn():
    given, withdrawn = consents("email")
    return with_row(given.index[given & withdrawn][0], "reminder", "email", 1)


def plan_idle_call():
    everyone = load("customers")["customer_id"]
    calm = everyone[~everyone.isin(complainers(unhappy=False))]
    return with_row(int(calm.iloc[0]), "care_call", "phone", 1)


def plan_repeated():
    return pd.concat([good_plan(), good_plan().iloc[:1]])


def plan_pressing():
    return waves(good_plan()["customer_id"].drop_duplicates(), range(1, WEEKS + 1))


def everybody(action="offer"):
    given, withdrawn = consents("email")
    sms_given, sms_withdrawn = consents("sms")
    by_email = given & ~withdrawn
    by_sms = sms_given & ~sms_withdrawn & ~by_email
    parts = [(by_email, "email"), (by_sms, "sms")]
    frames = [
        pd.DataFrame({"customer_id": who.index[who], "action": action, "channel": name})
        for who, name in parts
    ]
    return pd.concat(frames)


def plan_too_dear():
    weeks = [everybody().assign(week=week) for week in range(1, WEEKS + 1, 2)]
    return pd.concat(weeks)[COLUMNS]


def plan_for_all():
    return everybody("reminder").assign(week=1)[COLUMNS]


def plan_asleep():
    last = load("orders").groupby("customer_id")["ordered_at"].max()
    given, withdrawn = consents("email")
    gone = (last < AS_OF - pd.Timedelta(days=365)).reindex(given.index, fill_value=True)
    return waves(given.index[gone & given & ~withdrawn], [1])


# --- 16.8: the protocol of the test ---------------------------------------------------

PROTOCOL = {
    "A": "before",
    "B": "before",
    "C": "during",
    "D": "after",
    "E": "never",
    "F": "after",
    "G": "never",
    "H": "before",
}


def protocol():
    return dict(PROTOCOL)


def changed(**items):
    return lambda: PROTOCOL | items


def holds(**items):
    """Recognise a protocol in which these letters have these moments."""
    return lambda found: all(found.get(key) == value for key, value in items.items())


PRACTICALS = [
    practical(
        "16.1",
        answers.series(tolerance=0.5, key="channel"),
        expected=reachable,
        why=(
            "Ces trois nombres sont le plafond de tout plan : aucun budget ne les "
            "relève, seul un accord demandé et obtenu le fait.",
            "These three numbers are the ceiling of any plan: no budget raises them, "
            "only a consent asked for and obtained does.",
        ),
        mistakes=[
            mistake(
                "withdrawn_forgotten",
                value=withdrawn_forgotten,
                fr="Vous avez compté tous les accords donnés, même retirés depuis. Que "
                "dit la colonne `…_withdrawn_on` ?",
                en="You counted all consents given, even those withdrawn since. What "
                "does the column `…_withdrawn_on` say?",
            ),
            mistake(
                "withdrawn_only",
                value=withdrawn_only,
                fr="Vous avez compté ceux qui ont retiré leur accord : ce sont "
                "justement ceux à qui l'on n'écrit plus.",
                en="You counted those who withdrew consent: they are precisely those "
                "we write to no more.",
            ),
            mistake(
                "never_gave",
                value=never_gave,
                fr="Vous avez compté les dates d'accord vides : ceux qui n'ont jamais "
                "accepté.",
                en="You counted the empty dates of consent: those who never agreed.",
            ),
            mistake(
                "not_withdrawn",
                value=not_withdrawn,
                fr="Vous avez compté ceux qui n'ont rien retiré, y compris ceux qui "
                "n'ont jamais rien accepté. Le silence vaut-il accord ?",
                en="You counted those who withdrew nothing, including those who never "
                "agreed to anything. Is silence a consent?",
            ),
            mistake(
                "one_after_another",
                value=one_after_another,
                fr="Vous avez compté chacun une seule fois, sur son premier canal. On "
                "demande, canal par canal, tous ceux qu'il permet.",
                en="You counted each person once, on their first channel. All those "
                "allowed are asked for, channel by channel.",
            ),
            mistake(
                "shares",
                value=reachable_shares,
                fr="Vous avez donné des parts. On demande des clients.",
                en="You gave shares. Customers are asked for.",
            ),
        ],
        otherwise=(
            "Deux conditions par canal : l'accord a une date, son retrait n'en a pas "
            "(`notna`, `isna`, `&`).",
            "Two conditions per channel: the consent has a date, its withdrawal has "
            "none (`notna`, `isna`, `&`).",
        ),
    ),
    practical(
        "16.2",
        answers.series(tolerance=0.5, key="year"),
        expected=active,
        why=(
            "Quatre nombres comparables d'une année à l'autre : le conseil voit si la "
            "base grandit, ou si les nouveaux ne font que remplacer les partants.",
            "Four numbers that compare from year to year: the board sees whether the "
            "base grows, or whether new customers merely replace those who leave.",
        ),
        mistakes=[
            mistake(
                "orders",
                value=active_orders,
                fr="Vous avez compté des commandes. Un client qui en passe trois est "
                "un seul client.",
                en="You counted orders. A customer who places three is one customer.",
            ),
            mistake(
                "year",
                value=active_year,
                fr="Vous avez pris l'année entière. La règle parle de 180 jours.",
                en="You took the whole year. The rule says 180 days.",
            ),
            mistake(
                "ever",
                value=active_ever,
                fr="Vous avez compté tous ceux qui ont commandé un jour : ce nombre ne "
                "peut que monter.",
                en="You counted all who ever ordered: that number can only go up.",
            ),
            mistake(
                "survivors",
                value=active_survivors,
                fr="Vous n'avez gardé que la toute dernière commande de chacun : qui "
                "est resté client jusqu'en 2025 disparaît des années d'avant.",
                en="You kept only each customer's very last order: those who stayed "
                "until 2025 vanish from the years before.",
            ),
            mistake(
                "new",
                value=active_new,
                fr="Vous avez compté les premières commandes : ce sont les nouveaux.",
                en="You counted first orders: those are the new customers.",
            ),
            mistake(
                "share",
                value=active_share,
                fr="Vous avez donné la part active. On demande des clients.",
                en="You gave the active share. Customers are asked for.",
            ),
        ],
        otherwise=(
            "Pour chaque 31 décembre : les commandes des 180 jours qu'il termine, puis "
            "des clients différents (`nunique`).",
            "For each 31 December: the orders of the 180 days it ends, then different "
            "customers (`nunique`).",
        ),
    ),
    practical(
        "16.3",
        answers.series(tolerance=0.0004, key="segment", share=True),
        expected=effect,
        why=(
            "Le segment qui achète le plus n'est pas forcément celui que nos messages "
            "font acheter : c'est ce second nombre qui mérite le budget.",
            "The segment that buys most is not necessarily the one that our messages "
            "make buy: it is this second number that deserves the budget.",
        ),
        mistakes=[
            mistake(
                "control_left_out",
                value=control_left_out,
                fr="Vous avez donné la part d'acheteurs des contactés. Combien "
                "seraient venus sans message ?",
                en="You gave the share of buyers among those contacted. How many would "
                "have come without a message?",
            ),
            mistake(
                "control_mixed",
                value=control_mixed,
                fr="Vous avez mélangé contactés et témoins dans un seul taux. Les "
                "témoins servent de comparaison.",
                en="You mixed those contacted and the controls into one rate. Controls "
                "are there to compare with.",
            ),
            mistake(
                "average_of_rates",
                value=average_of_campaigns,
                fr="Vous avez fait la moyenne des effets des campagnes : une petite y "
                "pèse autant qu'une grande.",
                en="You averaged the effects of the campaigns: a small one weighs as "
                "much as a large one.",
            ),
            mistake(
                "relative",
                value=relative_lift,
                fr="Vous avez divisé un taux par l'autre : c'est une hausse relative. "
                "On demande une différence.",
                en="You divided one rate by the other: that is a relative rise. A "
                "difference is asked for.",
            ),
            mistake(
                "turned_round",
                value=turned_round,
                fr="Vous avez soustrait dans l'autre sens.",
                en="You subtracted the other way round.",
            ),
            mistake(
                "responses",
                value=responses,
                fr="Vous avez donné le taux de réponse. Répondre n'est pas acheter, et "
                "les témoins ne peuvent pas répondre.",
                en="You gave the response rate. Responding is not buying, and controls "
                "cannot respond.",
            ),
            mistake(
                "counts",
                value=orders_against_all,
                fr="Vous avez soustrait des nombres d'acheteurs. Les témoins sont bien "
                "moins nombreux : comparez des taux.",
                en="You subtracted numbers of buyers. Controls are far fewer: compare "
                "rates.",
            ),
        ],
        otherwise=(
            "Deux taux par segment (`groupby` sur `segment` et `group`), puis leur "
            "différence : section 3.",
            "Two rates per segment (`groupby` on `segment` and `group`), then their "
            "difference: section 3.",
        ),
    ),
    practical(
        "16.4",
        answers.function(offer_cases, answers.number(tolerance=0.005)),
        expected=lambda: offer_value,
        why=(
            "Le signe change avec le rythme : la même offre enrichit chez un client "
            "rare et coûte chez un assidu. On le sait avant d'envoyer.",
            "The sign changes with the pace: the same offer earns with a rare customer "
            "and costs with an assiduous one. We know it before sending.",
        ),
        mistakes=[
            mistake(
                "revenue",
                value=lambda: revenue_for_margin,
                fr="Vous avez compté le panier entier. Les produits et la livraison se "
                "paient : que reste-t-il ?",
                en="You counted the whole basket. Goods and delivery have to be paid: "
                "what is left?",
            ),
            mistake(
                "anyway_forgotten",
                value=lambda: anyway_forgotten,
                fr="Vous avez oublié le bon sur les commandes qui seraient venues de "
                "toute façon : elles en profitent aussi.",
                en="You forgot the voucher on orders that would have come anyway: they "
                "use it too.",
            ),
            mistake(
                "caused_free",
                value=lambda: caused_without_voucher,
                fr="Vous avez oublié le bon sur la commande causée : elle aussi a sa "
                "remise.",
                en="You forgot the voucher on the order caused: it has its discount "
                "too.",
            ),
            mistake(
                "no_voucher",
                value=lambda: no_voucher,
                fr="Vous avez valorisé une relance : aucun bon n'est compté.",
                en="You priced a reminder: no voucher is counted.",
            ),
            mistake(
                "one_week",
                value=lambda: one_week,
                fr="Vous n'avez compté qu'une semaine de commandes. Le bon en vaut "
                "deux.",
                en="You counted one week of orders only. The voucher lasts two.",
            ),
            mistake(
                "price_forgotten",
                value=lambda: price_forgotten,
                fr="Vous avez oublié le prix du message.",
                en="You forgot the price of the message.",
            ),
            mistake(
                "all_caused",
                value=lambda: all_orders_caused,
                fr="Vous avez attribué à l'offre toutes les commandes des deux "
                "semaines. Lesquelles seraient venues seules ?",
                en="You credited the offer with all the orders of the two weeks. Which "
                "would have come by themselves?",
            ),
            mistake(
                "one_each",
                value=lambda: one_voucher_each,
                fr="Vous avez compté un bon par client. On en paie un par commande, et "
                "peu de clients commandent.",
                en="You counted one voucher per customer. We pay one per order, and "
                "few customers order.",
            ),
        ],
        otherwise=(
            "Trois termes : ce que l'offre cause, ce qu'elle donne pour rien, ce que "
            "coûte le message (section 4).",
            "Three terms: what the offer causes, what it gives for nothing, what the "
            "message costs (section 4).",
        ),
    ),
    practical(
        "16.5",
        answers.series(tolerance=0.01, key="customer_id"),
        expected=care,
        why=(
            "Les conseillers ont une liste courte, où chaque appel rapporte plus que "
            "son prix en moyenne. Les autres réclamations se traitent aussi, sans "
            "elle.",
            "Advisers have a short list, on which each call brings more than its price "
            "on average. Other complaints are handled as well, without it.",
        ),
        mistakes=[
            mistake(
                "reach_forgotten",
                value=care_reach_forgotten,
                fr="Vous avez supposé que tous décrochent. Combien en joint-on ?",
                en="You assumed that everyone picks up. How many are reached?",
            ),
            mistake(
                "price_forgotten",
                value=care_price_forgotten,
                fr="Vous avez oublié le prix de l'appel : toute valeur paraît bonne.",
                en="You forgot the price of the call: any value looks good.",
            ),
            mistake(
                "revenue",
                value=care_revenue,
                fr="Vous avez pris le chiffre d'affaires d'une année. Un client gardé "
                "rapporte sa marge.",
                en="You took a year's revenue. A customer kept brings a margin.",
            ),
            mistake(
                "losses_kept",
                value=care_all_losses,
                fr="Vous avez gardé des appels qui coûtent plus qu'ils ne rapportent.",
                en="You kept calls that cost more than they bring.",
            ),
            mistake(
                "any_date",
                value=care_any_date,
                fr="Vous avez gardé les réclamations de toute date. La règle dit 180 "
                "jours.",
                en="You kept complaints of any date. The rule says 180 days.",
            ),
            mistake(
                "satisfied_too",
                value=care_satisfied_too,
                fr="Vous avez gardé aussi ceux dont le dossier est clos et qui sont "
                "satisfaits. Que réparerait l'appel ?",
                en="You also kept those whose case is closed and who are satisfied. "
                "What would the call repair?",
            ),
            mistake(
                "open_forgotten",
                value=care_open_forgotten,
                fr="Vous avez oublié les dossiers encore ouverts : ils n'ont pas de "
                "note, et ce sont peut-être les pires.",
                en="You forgot the cases still open: they have no mark, and may be the "
                "worst.",
            ),
        ],
        otherwise=(
            "D'abord les clients (date, puis note basse ou dossier ouvert), une seule "
            "fois chacun ; ensuite le calcul ; enfin ce qui dépasse zéro.",
            "First the customers (date, then low mark or open case), once each; then "
            "the calculation; finally what exceeds zero.",
        ),
    ),
    practical(
        "16.6",
        answers.number(tolerance=0.5),
        expected=needed,
        why=(
            "Le conseil sait, avant la saison, si le test peut conclure ; sinon, on "
            "réserve plus de témoins ou l'on réunit deux saisons.",
            "The board knows, before the season, whether the test can conclude; if "
            "not, more controls are held out or two seasons are pooled.",
        ),
        mistakes=[
            mistake(
                "relative",
                value=needed_relative,
                fr="Vous avez pris 6 % de la base. On veut voir 6 **points**.",
                en="You took 6% of the base. We want to see 6 **points**.",
            ),
            mistake(
                "usual_power",
                value=needed_usual_power,
                fr="Vous avez laissé la puissance par défaut. Le conseil en veut une "
                "plus haute.",
                en="You left the default power. The board wants a higher one.",
            ),
            mistake(
                "both_groups",
                value=needed_both,
                fr="Vous avez additionné les deux groupes. On demande la taille de "
                "chacun.",
                en="You added the two groups. The size of each is asked for.",
            ),
            mistake(
                "everyone",
                value=needed_everyone,
                fr="Votre base compte tous les clients, même partis depuis longtemps. "
                "Le plan vise des clients actifs.",
                en="Your base counts all customers, even those long gone. The plan "
                "targets active customers.",
            ),
            mistake(
                "leak",
                value=needed_leak,
                fr="Vous avez choisi les actifs à la **fin** des treize semaines : "
                "leurs commandes de la saison les ont fait entrer. La photo se prend "
                "avant.",
                en="You chose active customers at the **end** of the thirteen weeks: "
                "their orders of the season let them in. The snapshot comes before.",
            ),
            mistake(
                "orders_not_customers",
                value=needed_rows,
                fr="Vous avez compté chaque client autant de fois qu'il a commandé. "
                "Une base est une part de clients.",
                en="You counted each customer as many times as they ordered. A base is "
                "a share of customers.",
            ),
            mistake(
                "one_nine",
                value=needed_one_nine,
                fr="Vous avez calculé des témoins à un contre neuf. Ici, les groupes "
                "sont égaux.",
                en="You computed controls at one to nine. Here the groups are equal.",
            ),
        ],
        otherwise=(
            "La base d'abord (qui était actif avant, qui a commandé ensuite), puis "
            "`sample_size` avec ses trois arguments.",
            "The base first (who was active before, who ordered afterwards), then "
            "`sample_size` with its three arguments.",
        ),
    ),
    practical(
        "16.7",
        plan_kind(),
        expected=good_plan,
        why=(
            "Le plan respecte la loi, la pression et le budget : il peut partir. Reste "
            "à savoir s'il rapporte : jouez-le avec `case.play(plan)`.",
            "The plan respects the law, the pressure and the budget: it can leave. "
            "Whether it pays remains to be seen: play it with `case.play(plan)`.",
        ),
        mistakes=[
            mistake(
                "unknown",
                when=broke("unknown"),
                example=plan_with_unknown,
                fr="Vous écrivez à des clients inconnus de ce fichier : le plan "
                "vient-il d'une autre entreprise ?",
                en="You write to customers unknown to this file: does the plan come "
                "from another company?",
            ),
            mistake(
                "not_on_offer",
                when=broke("not_on_offer"),
                example=plan_not_on_offer,
                fr="Vous demandez une action, un canal ou une semaine qui n'existe pas "
                ": relisez `case.price_list()` ; les semaines vont de 1 à 13.",
                en="You ask for an action, a channel or a week that does not exist: "
                "read `case.price_list()` again; weeks run from 1 to 13.",
            ),
            mistake(
                "no_consent",
                when=broke("no_consent"),
                example=plan_without_consent,
                fr="Vous écrivez à des clients qui n'ont jamais accepté ce canal.",
                en="You write to customers who never agreed to this channel.",
            ),
            mistake(
                "withdrawn",
                when=broke("withdrawn"),
                example=plan_withdrawn,
                fr="Vous écrivez à des clients qui ont **retiré** leur accord. Un "
                "retrait efface la date d'avant.",
                en="You write to customers who **withdrew** their consent. A "
                "withdrawal wipes out the earlier date.",
            ),
            mistake(
                "idle_call",
                when=broke("idle_call"),
                example=plan_idle_call,
                fr="Vous appelez des clients qui n'ont pas réclamé depuis 180 jours : "
                "c'est de la prospection, pas du soin.",
                en="You call customers who have not complained for 180 days: that is "
                "marketing, not care.",
            ),
            mistake(
                "repeated",
                when=broke("repeated"),
                example=plan_repeated,
                fr="Vous envoyez deux fois le même message : même client, même canal, "
                "même semaine.",
                en="You send the same message twice: same customer, same channel, same "
                "week.",
            ),
            mistake(
                "pressure",
                when=broke("pressure"),
                example=plan_pressing,
                fr="Vous dépassez la pression permise : comptez les messages d'un "
                "client sur cinq semaines de suite.",
                en="You exceed the pressure allowed: count a customer's messages over "
                "five weeks in a row.",
            ),
            mistake(
                "over_budget",
                when=broke("over_budget"),
                example=plan_too_dear,
                fr="Vous dépassez le budget de la saison : rangez les messages par "
                "gain, puis coupez avec `cumsum`.",
                en="You exceed the budget of the season: rank messages by gain, then "
                "cut with `cumsum`.",
            ),
            mistake(
                "mass",
                when=broke("mass"),
                example=plan_for_all,
                fr="Vous écrivez à plus de six clients joignables sur dix : c'est un "
                "envoi de masse. À qui le message rapporte-t-il ?",
                en="You write to more than six reachable customers in ten: that is a "
                "mass mailing. To whom does the message pay?",
            ),
            mistake(
                "sleeping",
                when=broke("sleeping"),
                example=plan_asleep,
                fr="Plus d'un message sur dix va à des clients muets depuis plus d'un "
                "an. Sont-ils encore là ?",
                en="More than one message in ten goes to customers silent for over a "
                "year. Are they still here?",
            ),
        ],
        otherwise=(
            "Relisez les règles du mandat, ou demandez la raison à "
            "`case.check_plan(plan)`.",
            "Read the rules of the brief again, or ask `case.check_plan(plan)` for the "
            "reason.",
        ),
    ),
    practical(
        "16.8",
        answers.mapping(
            {
                "before": ["avant"],
                "during": ["pendant"],
                "after": ["après", "apres"],
                "never": ["jamais"],
            }
        ),
        expected=protocol,
        why=(
            "Un protocole écrit d'avance protège de nous-mêmes : ni arrêt au premier "
            "bon chiffre, ni témoins choisis, ni segment trouvé après coup.",
            "A protocol written beforehand protects us from ourselves: no stopping at "
            "the first good figure, no chosen controls, no segment found afterwards.",
        ),
        mistakes=[
            mistake(
                "stop_when_good",
                when=holds(E="during"),
                example=changed(E="during"),
                fr="Vous arrêtez le test dès que le chiffre est bon (E) : à force de "
                "regarder, le hasard finit par en donner un.",
                en="You stop the test as soon as the figure is good (E): look often "
                "enough, and chance ends up giving one.",
            ),
            mistake(
                "size_after",
                when=holds(B="after"),
                example=changed(B="after"),
                fr="Vous calculez la taille du test une fois les résultats connus (B) "
                ": il est trop tard pour ajouter des témoins.",
                en="You work out the size of the test once the results are known (B): "
                "it is too late to add controls.",
            ),
            mistake(
                "rule_after",
                when=holds(H="after"),
                example=changed(H="after"),
                fr="Vous décidez de ce qui ferait changer d'avis après avoir lu (H). "
                "On trouve alors toujours une raison de continuer.",
                en="You decide what would change your mind after reading (H). One then "
                "always finds a reason to go on.",
            ),
            mistake(
                "controls_written_to",
                when=lambda found: found.get("G") not in ("never", None),
                example=changed(G="during"),
                fr="Vous écrivez aux témoins (G) : ils ne témoignent plus de rien.",
                en="You write to the controls (G): they are witnesses to nothing any "
                "more.",
            ),
            mistake(
                "effect_too_early",
                when=holds(D="during"),
                example=changed(D="during"),
                fr="Vous lisez l'effet sur les commandes en cours de route (D), avant "
                "la fin des derniers bons.",
                en="You read the effect on orders along the way (D), before the last "
                "vouchers have ended.",
            ),
            mistake(
                "alarm_too_late",
                when=holds(C="after"),
                example=changed(C="after"),
                fr="Vous ne regardez les désabonnements qu'à la fin (C). Un tort fait "
                "aux clients s'arrête tout de suite.",
                en="You look at unsubscriptions only at the end (C). Harm done to "
                "customers is stopped at once.",
            ),
        ],
        otherwise=(
            "Demandez-vous, pour chaque ligne : qui la connaît, et quand peut-elle "
            "encore changer le résultat ? Relisez la section 7.",
            "Ask of each line: who knows it, and when can it still change the result? "
            "Read section 7 again.",
        ),
    ),
]
