"""The practicals of chapter 04, The eight levers of CRM."""

import math

import pandas as pd

from course_lib import answers, process, surveys
from course_lib.answers import Text
from course_lib.checking import mistake, practical
from course_lib.data import load

# --- 04.1: which lever for which symptom ------------------------------------------

LEVERS = {
    "A": "process",
    "B": "responsiveness",
    "C": "customisation",
    "D": "one_to_few",
    "E": "satisfaction",
    "F": "intelligence",
    "G": "relationship",
    "H": "mix",
}


CLUES = {
    "A": Text(
        "Une semaine passe avant que quelqu'un ne travaille : qu'est-ce qui fait la "
        "queue, et devant qui ?",
        "A week goes by before anyone works: what is queueing, and in front of whom?",
    ),
    "B": Text(
        "Qu'avait-on dit à la cliente, et qu'a-t-elle vécu ?",
        "What was the customer told, and what happened to her?",
    ),
    "C": Text(
        "Qui paie pour préparer des versions que personne ne commande ?",
        "Who pays for preparing versions that nobody orders?",
    ),
    "D": Text(
        "Le produit est bon, l'envoi aussi : à qui le message est-il adressé ?",
        "The product is fine, so is the mailing: to whom is the message addressed?",
    ),
    "E": Text(
        "De quoi manque ce chiffre pour être une mesure ?",
        "What does this figure lack to be a measurement?",
    ),
    "F": Text(
        "L'appel d'hier est enregistré quelque part. Qui aurait dû le voir ?",
        "Yesterday's call is on record somewhere. Who should have seen it?",
    ),
    "G": Text(
        "L'artisan n'est pas un client. Quel levier s'occupe de tous les acteurs ?",
        "The craftsman is not a customer. Which lever deals with all the actors?",
    ),
    "H": Text(
        "Qui reçoit l'avantage, et qui le mérite par sa valeur ? Cherchez la règle de "
        "prix et de service.",
        "Who gets the advantage, and whose value deserves it? Look for the rule of "
        "price and service.",
    ),
}


def levers():
    return dict(LEVERS)


def changed(**items):
    return lambda: LEVERS | items


def given(**items):
    """Recognise an answer that gives one of these items this label."""
    return lambda codes: any(codes.get(item) == code for item, code in items.items())


def all_the_same(codes):
    return len(codes) > 1 and len(set(codes.values())) == 1


# --- 04.2 and 04.3: the credit requests -------------------------------------------

# In days: the log is kept to the minute, so two durations that differ do so by more.
A_MINUTE = 0.0005


def closed_events(outcome=None):
    """Return the events of the cases that are over, or of those that ended so."""
    log = load("credit_requests")
    last = log[log["outcome"].notna()]
    if outcome is not None:
        last = last[last["outcome"] == outcome]
    return log[log["case_id"].isin(last["case_id"])]


def medians_of_other_cases():
    """Return the medians of other choices of cases than those closed, in days."""
    log = load("credit_requests")
    all_cases = process.case_times(log)["elapsed_hours"] / 24
    still = ~all_cases.index.isin(log.loc[log["outcome"].notna(), "case_id"])
    found = [all_cases.median(), all_cases[still].median()]
    refused = set(log["outcome"].dropna()) - {"granted"}
    found += [median_days(outcome=outcome) for outcome in sorted(refused)]
    # On a small company no case may be open: then it is no error to keep them.
    return [one for one in found if abs(one - median_days()) > A_MINUTE]


def of_other_cases(value):
    return any(abs(value - one) <= A_MINUTE for one in medians_of_other_cases())


def elapsed(last="ended_at"):
    cases = closed_events().groupby("case_id")
    return cases[last].max() - cases["started_at"].min()


def median_whole_days():
    return float(elapsed().dt.days.median())


def median_to_last_start():
    return elapsed("started_at").median() / pd.Timedelta(days=1)


def median_days(column="elapsed_hours", outcome=None):
    return process.case_times(closed_events(outcome))[column].median() / 24


def mean_days():
    return process.case_times(closed_events())["elapsed_hours"].mean() / 24


def median_from_first_end():
    cases = closed_events().groupby("case_id")["ended_at"]
    return (cases.max() - cases.min()).median() / pd.Timedelta(days=1)


def waiting(column="waiting_hours"):
    return process.activity_times(closed_events())[column].fillna(0).astype(float)


def waits_between_cases():
    events = process.event_times(closed_events())
    gaps = events["started_at"] - events["ended_at"].shift()
    return gaps.dt.total_seconds().groupby(events["activity"]).sum() / 3600


def by_activity(gap):
    """Add up, by activity, a gap computed from the sorted events, in hours."""
    events = closed_events().sort_values(["case_id", "started_at"])
    return gap(events, events.groupby("case_id")).groupby(events["activity"]).sum()


def hours(durations):
    return durations.dt.total_seconds() / 3600


def waits_without_days():
    def gap(events, cases):
        return (events["started_at"] - cases["ended_at"].shift()).dt.seconds / 3600

    return by_activity(gap)


def waits_shifted_up():
    return by_activity(
        lambda e, cases: hours(e["started_at"] - cases["ended_at"].shift(-1))
    )


def waits_after():
    return by_activity(
        lambda e, cases: hours(cases["started_at"].shift(-1) - e["ended_at"])
    )


def start_to_start():
    return by_activity(
        lambda e, cases: hours(e["started_at"] - cases["started_at"].shift())
    )


def waits_by_activity():
    events = closed_events().sort_values(["case_id", "started_at"])
    before = events.groupby("activity")["ended_at"].shift()
    return hours(events["started_at"] - before).groupby(events["activity"]).sum()


def since_the_request():
    return by_activity(
        lambda e, cases: hours(e["started_at"] - cases["started_at"].transform("min"))
    )


def waiting_and_working():
    return waiting() + waiting("working_hours")


# --- 04.4: the promise of 2025 ----------------------------------------------------


def promised_in_2025():
    orders = load("orders")
    return orders[orders["promised_on"].dt.year == 2025]


def promise_kept(*, strictly=False):
    due = promised_in_2025()
    if strictly:
        return (due["delivered_on"] < due["promised_on"]).mean()
    return (due["delivered_on"] <= due["promised_on"]).mean()


def promise_broken():
    return 1 - promise_kept()


def kept_by_channel_averaged():
    due = promised_in_2025()
    kept = due["delivered_on"] <= due["promised_on"]
    return kept.groupby(due["channel"]).mean().mean()


def kept_among_all_orders():
    orders = load("orders")
    orders = orders[orders["ordered_at"].dt.year == 2025]
    return (orders["delivered_on"] <= orders["promised_on"]).mean()


def kept_among_delivered():
    due = promised_in_2025()
    due = due[due["delivered_on"].notna()]
    return (due["delivered_on"] <= due["promised_on"]).mean()


def kept_unless_late():
    due = promised_in_2025()
    return (~(due["delivered_on"] > due["promised_on"])).mean()


def kept_all_years():
    due = load("orders").dropna(subset=["promised_on"])
    return (due["delivered_on"] <= due["promised_on"]).mean()


def kept_on_the_web():
    due = promised_in_2025()
    due = due[due["channel"] == "web"]
    return (due["delivered_on"] <= due["promised_on"]).mean()


def kept_of_orders_placed_in_2025():
    due = load("orders").dropna(subset=["promised_on"])
    due = due[due["ordered_at"].dt.year == 2025]
    return (due["delivered_on"] <= due["promised_on"]).mean()


def kept_on_the_day():
    due = promised_in_2025()
    return (due["delivered_on"] == due["promised_on"]).mean()


def promises_counted():
    due = promised_in_2025()
    return int((due["delivered_on"] <= due["promised_on"]).sum())


def in_three_days():
    due = promised_in_2025()
    days = (due["delivered_on"] - due["ordered_at"].dt.normalize()).dt.days
    return (days <= 3).mean()


def kept_of_delivered_in_2025():
    orders = load("orders")
    due = orders[orders["delivered_on"].dt.year == 2025]
    return (due["delivered_on"] <= due["promised_on"]).mean()


def mean_days_late():
    due = promised_in_2025()
    return (due["delivered_on"] - due["promised_on"]).dt.days.mean()


# --- 04.5: the NPS by hand --------------------------------------------------------


def score_cases():
    """Return columns of answers, gaps included, and a small one to count by hand."""
    survey = load("surveys")
    scores = survey["recommendation"].astype("Float64")
    # The small one comes first: it is the one that a hint shows in full.
    cases = [pd.Series([10, 9, 8, 7, 7, 6, 6, 0, None, 10, 9], dtype="Float64")]
    cases += [scores, scores[survey["had_problem"]], scores[survey["channel"] == "web"]]
    return [(case.reset_index(drop=True),) for case in cases]


def net_score(scores, *, promoter=9, detractor=6, total=None):
    given = scores.dropna()
    promoters, detractors = (given >= promoter).sum(), (given <= detractor).sum()
    return 100 * (promoters - detractors) / (total or len(given))


def nps_without_passives(scores):
    return net_score(scores, total=int(((scores <= 6) | (scores >= 9)).sum()))


def nps_passives_promote(scores):
    return net_score(scores, promoter=7)


def nps_passives_detract(scores):
    return net_score(scores, detractor=8)


def nps_six_is_passive(scores):
    return net_score(scores, detractor=5)


def nps_nine_is_passive(scores):
    return net_score(scores, promoter=10)


def nps_gaps_counted(scores):
    return net_score(scores, total=len(scores))


def nps_gaps_as_zero(scores):
    return net_score(scores.fillna(0))


def nps_eight_promotes(scores):
    return net_score(scores, promoter=8)


def nps_reversed(scores):
    return -net_score(scores)


def nps_added(scores):
    return net_score(scores) + 2 * nps_detractors(scores)


def nps_detractors(scores):
    given = scores.dropna()
    return 100 * (given <= 6).sum() / len(given)


def nps_promoters_alone(scores):
    return net_score(scores) + nps_detractors(scores)


def nps_as_mean(scores):
    return 10 * scores.dropna().mean()


# --- 04.6: what a problem costs, with its margin ----------------------------------


def problem_scores():
    survey = load("surveys")
    troubled = survey["had_problem"]
    scores = survey["recommendation"]
    return surveys.nps(scores[troubled]), surveys.nps(scores[~troubled])


def half(found):
    return (found.high - found.low) / 2


def bounds(gap, margin):
    return pd.Series({"low": gap - margin, "gap": gap, "high": gap + margin})


def problem_gap():
    one, other = problem_scores()
    return bounds(one.score - other.score, math.hypot(half(one), half(other)))


def gap_margins_added():
    one, other = problem_scores()
    return bounds(one.score - other.score, half(one) + half(other))


def gap_without_margin():
    return bounds(problem_gap()["gap"], 0)


def gap_one_margin():
    one, other = problem_scores()
    return bounds(one.score - other.score, half(one))


def gap_other_margin():
    one, other = problem_scores()
    return bounds(one.score - other.score, half(other))


def gap_swapped():
    gap = problem_gap()
    return bounds(gap["gap"], gap["gap"] - gap["high"])


def gap_without_root():
    one, other = problem_scores()
    return bounds(one.score - other.score, half(one) ** 2 + half(other) ** 2)


def gap_times_two():
    """Multiply by 1.96 a margin that holds it already."""
    gap = problem_gap()
    return bounds(gap["gap"], 1.96 * (gap["high"] - gap["gap"]))


def gap_half_margin():
    gap = problem_gap()
    return bounds(gap["gap"], (gap["high"] - gap["gap"]) / 2)


def gap_against_everyone():
    one, gap = problem_scores()[0], problem_gap()
    everyone = surveys.nps(load("surveys")["recommendation"])
    return bounds(one.score - everyone.score, gap["high"] - gap["gap"])


def compared_with_everyone(values):
    return abs(values.get("gap", 1000) - gap_against_everyone()["gap"]) < 0.005


def gap_root_of_the_sum():
    one, other = problem_scores()
    return bounds(one.score - other.score, (half(one) + half(other)) ** 0.5)


def gap_full_width():
    gap = problem_gap()
    return bounds(gap["gap"], 2 * (gap["high"] - gap["gap"]))


def gap_of_the_library():
    survey = load("surveys")
    troubled, scores = survey["had_problem"], survey["recommendation"]
    found = surveys.nps_difference(scores[troubled], scores[~troubled])
    return pd.Series({"low": found.low, "gap": found.gap, "high": found.high})


def gap_of_the_bounds():
    one, other = problem_scores()
    ends = {"low": one.low - other.low, "high": one.high - other.high}
    return pd.Series({"low": ends["low"], "gap": problem_gap()["gap"], **ends})


def gap_reversed():
    gap = problem_gap()
    return bounds(-gap["gap"], gap["high"] - gap["gap"])


# --- 04.7: what an hour of preparation brings -------------------------------------


def sold():
    lines = load("order_lines").merge(load("products"), on="product_id")
    lines["hours"] = lines["quantity"] * lines["preparation_minutes"] / 60
    lines["margin"] = lines["quantity"] * (lines["price"] - lines["unit_cost"])
    return lines


def margin_per_hour():
    totals = sold().groupby("customisable")[["margin", "hours"]].sum()
    return totals["margin"] / totals["hours"]


def revenue_per_hour():
    lines = sold()
    lines["margin"] = lines["quantity"] * lines["price"]
    totals = lines.groupby("customisable")[["margin", "hours"]].sum()
    return totals["margin"] / totals["hours"]


def margin_at_the_price_paid():
    lines = sold()
    lines["margin"] = lines["quantity"] * (lines["unit_price"] - lines["unit_cost"])
    totals = lines.groupby("customisable")[["margin", "hours"]].sum()
    return totals["margin"] / totals["hours"]


def margin_of_one_per_line():
    lines = sold()
    lines["margin"] = lines["price"] - lines["unit_cost"]
    totals = lines.groupby("customisable")[["margin", "hours"]].sum()
    return totals["margin"] / totals["hours"]


def margin_without_quantity():
    lines = sold()
    lines["margin"] = lines["price"] - lines["unit_cost"]
    lines["hours"] = lines["preparation_minutes"] / 60
    totals = lines.groupby("customisable")[["margin", "hours"]].sum()
    return totals["margin"] / totals["hours"]


def mean_of_lines_per_hour():
    lines = sold()
    return (lines["margin"] / lines["hours"]).groupby(lines["customisable"]).mean()


def mean_of_products_per_hour():
    products = load("products")
    each = products["price"] - products["unit_cost"]
    each = each / (products["preparation_minutes"] / 60)
    return each.groupby(products["customisable"]).mean()


def margin_per_item():
    lines = sold()
    totals = lines.groupby("customisable")[["margin", "quantity"]].sum()
    return totals["margin"] / totals["quantity"]


def margin_by_personalised():
    """Group by what was personalised, not by what could be."""
    lines = sold()
    hours = lines["quantity"] * lines["preparation_minutes"] / 60
    margin = lines["quantity"] * (lines["price"] - lines["unit_cost"])
    groups = lines["personalised"]
    found = margin.groupby(groups).sum() / hours.groupby(groups).sum()
    return found.rename_axis("customisable")


def hours_of_lines():
    lines = sold()
    lines["hours"] = lines["preparation_minutes"] / 60
    totals = lines.groupby("customisable")[["margin", "hours"]].sum()
    return totals["margin"] / totals["hours"]


# --- 04.8: what to improve first --------------------------------------------------


def affected():
    """Tell, for each answer, what its author went through in the year before."""
    survey = load("surveys")
    orders = load("orders")
    late = orders[orders["delivered_on"] > orders["promised_on"]]
    back = orders[orders["returned"]]
    facts = {
        "late_delivery": (late, "delivered_on"),
        "complaint": (load("complaints"), "opened_at"),
        "return": (back, "ordered_at"),
    }
    return survey, {
        name: lived(survey, table, date) for name, (table, date) in facts.items()
    }


def lived(survey, table, date):
    asked = survey[["survey_id", "customer_id", "surveyed_on"]]
    pairs = asked.merge(table[["customer_id", date]], on="customer_id")
    age = (pairs["surveyed_on"] - pairs[date].dt.normalize()).dt.days
    return survey["survey_id"].isin(pairs.loc[age.between(1, 365), "survey_id"])


def by_fact(measure):
    survey, facts = affected()
    scores = survey["recommendation"]
    found = {name: measure(scores, touched) for name, touched in facts.items()}
    return pd.Series(found).rename_axis("fact")


def gap_of(scores, touched):
    return surveys.nps(scores[~touched]).score - surveys.nps(scores[touched]).score


def stake_of(scores, touched):
    return touched.mean() * gap_of(scores, touched)


def stakes():
    return by_fact(stake_of)


def gaps_alone():
    return by_fact(gap_of)


def shares_alone():
    return by_fact(lambda scores, touched: 100 * touched.mean())


def stakes_against_everyone():
    def against_all(scores, touched):
        gap = surveys.nps(scores).score - surveys.nps(scores[touched]).score
        return touched.mean() * gap

    return by_fact(against_all)


def stakes_of_the_spared():
    return by_fact(lambda scores, touched: (~touched).mean() * gap_of(scores, touched))


def stakes_reversed():
    return -stakes()


def stakes_of_means():
    return by_fact(
        lambda scores, touched: (
            touched.mean() * (scores[~touched].mean() - scores[touched].mean())
        )
    )


def stakes_of_counts():
    return by_fact(lambda scores, touched: touched.sum() * gap_of(scores, touched))


PRACTICALS = [
    practical(
        "04.1",
        answers.mapping(
            {
                "process": ["processus", "refonte"],
                "responsiveness": ["réactivité"],
                "customisation": ["personnalisation"],
                "relationship": ["relationnel"],
                "satisfaction": [],
                "one_to_few": ["one to few"],
                "mix": ["marketing mix"],
                "intelligence": [],
            },
            clues=CLUES,
        ),
        expected=levers,
        why=(
            "Nommer le levier évite de traiter un symptôme avec l'outil du voisin : "
            "un logiciel d'envoi ne raccourcit pas une file d'attente.",
            "Naming the lever avoids treating a symptom with the neighbour's tool: a "
            "mailing software shortens no queue.",
        ),
        mistakes=[
            mistake(
                "all_the_same",
                fr="Vous avez mis le même levier partout. Que changerait-on, dans A, "
                "puis dans E ?",
                en="You gave every symptom the same lever. What would be changed in A, "
                "then in E?",
                when=all_the_same,
                example=lambda: dict.fromkeys(LEVERS, "process"),
            ),
            mistake(
                "delay_confused",
                fr="Vous avez confondu deux retards. L'un vient de la façon dont le "
                "travail est organisé, l'autre d'une date donnée au client.",
                en="You confused two delays. One comes from the way work is organised, "
                "the other from a date given to the customer.",
                when=given(A="responsiveness", B="process"),
                example=changed(A="responsiveness"),
            ),
            mistake(
                "product_or_message",
                fr="Vous avez confondu ce que l'on fabrique et ce que l'on propose. "
                "Dans C et dans D, qu'est-ce qui devrait changer selon le client ?",
                en="You confused what is made and what is proposed. In C and in D, "
                "what should change from one customer to another?",
                when=given(C="one_to_few", D="customisation"),
                example=changed(D="customisation"),
            ),
            mistake(
                "actor_or_opinion",
                fr="Vous avez pris pour un avis de client ce qui arrive à un autre "
                "acteur. Dans G, de qui parle-t-on ?",
                en="You took for a customer's opinion what happens to another actor. "
                "In G, who is it about?",
                when=given(G="satisfaction"),
                example=changed(G="satisfaction"),
            ),
            mistake(
                "relation_or_information",
                fr="Dans F, le lien avec la cliente existe déjà : elle a appelé, elle "
                "est là. Que manque-t-il au vendeur ?",
                en="In F, the link with the customer is there: she called, she came. "
                "What does the seller lack?",
                when=given(F="relationship"),
                example=changed(F="relationship"),
            ),
        ],
        otherwise=(
            "Relisez le tableau du début du cours : à chaque levier sa question.",
            "Read the table at the start of the lesson again: each lever has its "
            "question.",
        ),
    ),
    practical(
        "04.2",
        answers.number(tolerance=A_MINUTE),
        expected=median_days,
        why=(
            "C'est ce que vit le client du milieu. Le travail n'en occupe presque "
            "rien : l'accélérer ne changerait pas sa semaine.",
            "This is what the middle customer lives through. Work takes up almost none "
            "of it: speeding it up would not change that customer's week.",
        ),
        mistakes=[
            mistake(
                "working_time",
                value=lambda: median_days("working_hours"),
                fr="Vous avez mesuré le temps de travail. Le client, lui, attend aussi "
                "entre deux activités : d'où à où faut-il compter ?",
                en="You measured working time. Customers also wait between two "
                "activities: from where to where should you count?",
            ),
            mistake(
                "mean",
                value=mean_days,
                fr="Vous avez pris la moyenne. Quelques dossiers très longs la tirent "
                "; on demande ce que dépasse un dossier sur deux.",
                en="You took the mean. A few very long cases pull it; what one case in "
                "two exceeds is asked for.",
            ),
            mistake(
                "waiting_only",
                value=lambda: median_days("waiting_hours"),
                fr="Vous avez additionné les attentes seules. Le client vit aussi les "
                "minutes de travail.",
                en="You added up the waits alone. Customers live through the minutes "
                "of work too.",
            ),
            mistake(
                "granted_only",
                value=lambda: median_days(outcome="granted"),
                fr="Vous n'avez gardé que les crédits accordés. Un client refusé a "
                "attendu, lui aussi.",
                en="You kept granted requests only. A refused customer waited too.",
            ),
            mistake(
                "other_cases",
                when=of_other_cases,
                example=lambda: medians_of_other_cases()[0],
                fr="Vous n'avez pas gardé tous les dossiers clos, et eux seuls. Un "
                "dossier encore ouvert n'a pas fini d'attendre ; une seule issue ne "
                "dit rien des autres.",
                en="You did not keep all closed cases, and those alone. A case still "
                "open has not finished waiting; a single outcome says nothing of the "
                "others.",
            ),
            mistake(
                "whole_days",
                value=median_whole_days,
                fr="Vous avez compté des jours entiers : `.dt.days` laisse tomber les "
                "heures. L'énoncé garde les décimales.",
                en="You counted whole days: `.dt.days` drops the hours. The question "
                "keeps the decimals.",
            ),
            mistake(
                "last_start",
                value=median_to_last_start,
                fr="Vous vous êtes arrêté au dernier début. Le client attend encore "
                "que cette activité se termine.",
                en="You stopped at the last start. Customers still wait for that "
                "activity to end.",
            ),
            mistake(
                "from_first_end",
                fr="Vous avez compté depuis la fin de la première activité. Quand le "
                "client commence-t-il à attendre ?",
                en="You counted from the end of the first activity. When does the "
                "customer start to wait?",
                value=median_from_first_end,
            ),
        ],
        otherwise=(
            "Pour chaque dossier : la dernière fin moins le premier début. Puis le "
            "milieu de ces durées, en jours.",
            "For each case: the last end minus the first start. Then the middle of "
            "these durations, in days.",
        ),
    ),
    practical(
        "04.3",
        # The log is kept to the minute, 0.017 hours.
        answers.series(tolerance=0.01, key="activity"),
        expected=waiting,
        why=(
            "La plus grande de ces attentes est le goulot : un jour gagné ailleurs ne "
            "fait qu'attendre un jour de plus devant lui.",
            "The largest of these waits is the bottleneck: a day won elsewhere is only "
            "one more day spent in front of it.",
        ),
        mistakes=[
            mistake(
                "working_time",
                value=lambda: waiting("working_hours"),
                fr="Vous avez mesuré le travail, de `started_at` à `ended_at`. Que se "
                "passe-t-il avant que l'activité ne commence ?",
                en="You measured the work, from `started_at` to `ended_at`. What "
                "happens before the activity starts?",
            ),
            mistake(
                "busiest",
                value=lambda: waiting("events"),
                fr="Vous avez compté les événements : c'est l'activité la plus "
                "fréquente que l'on voit, pas celle devant laquelle on attend.",
                en="You counted the events: this shows the most frequent activity, not "
                "the one in front of which cases wait.",
            ),
            mistake(
                "cases_mixed",
                value=waits_between_cases,
                fr="Vous avez descendu la colonne sans distinguer les dossiers : le "
                "début d'un dossier y est comparé à la fin d'un autre.",
                en="You moved the column down without telling cases apart: the start "
                "of one case is compared with the end of another.",
            ),
            mistake(
                "mean_wait",
                value=lambda: waiting("mean_wait"),
                fr="Vous avez pris l'attente moyenne d'un passage. Une activité rare "
                "peut être lente sans retenir beaucoup de dossiers.",
                en="You took the mean wait per event. A rare activity may be slow "
                "without holding up many cases.",
            ),
            mistake(
                "work_included",
                value=waiting_and_working,
                fr="Vous avez compté jusqu'à la fin de l'activité : le travail est "
                "compris. L'attente s'arrête quand quelqu'un commence.",
                en="You counted to the end of the activity: work is included. Waiting "
                "stops when someone starts.",
            ),
            mistake(
                "days_dropped",
                value=waits_without_days,
                fr="Vous avez pris `.dt.seconds`, qui ne garde que ce qui dépasse des "
                "jours entiers : une attente de deux jours y vaut zéro.",
                en="You took `.dt.seconds`, which keeps only what is left over whole "
                "days: a wait of two days is worth zero.",
            ),
            mistake(
                "shifted_up",
                value=waits_shifted_up,
                fr="Vous avez décalé `ended_at` vers le haut (`shift(-1)`) : chaque "
                "début est comparé à une fin qui vient après lui.",
                en="You moved `ended_at` up (`shift(-1)`): each start is compared with "
                "an end that comes after it.",
            ),
            mistake(
                "wait_after",
                value=waits_after,
                fr="Vous avez compté l'attente qui suit chaque activité. Une file se "
                "forme devant celle que l'on attend, non derrière celle qui est finie.",
                en="You counted the wait that follows each activity. A queue forms in "
                "front of the one awaited, not behind the one that is over.",
            ),
            mistake(
                "start_to_start",
                value=start_to_start,
                fr="Vous avez compté d'un début à l'autre : le travail de l'activité "
                "précédente est compris. Quand a-t-elle fini ?",
                en="You counted from one start to the next: the work of the previous "
                "activity is included. When did it end?",
            ),
            mistake(
                "shifted_by_activity",
                fr="Vous avez décalé dans chaque activité : un dossier y suit alors "
                "un autre dossier. Dans quoi faut-il décaler ?",
                en="You shifted within each activity: there one case follows another. "
                "Within what should you shift?",
                value=waits_by_activity,
            ),
            mistake(
                "since_the_request",
                fr="Vous avez compté depuis le dépôt de la demande. L'attente d'une "
                "activité part de la fin de la précédente.",
                en="You counted from the moment the request came in. The wait of an "
                "activity starts at the end of the one before.",
                value=since_the_request,
            ),
        ],
        otherwise=(
            "Triez par dossier puis par début, descendez `ended_at` d'un cran dans "
            "chaque dossier, soustrayez, additionnez par activité, en heures.",
            "Sort by case then by start, move `ended_at` down one row within each "
            "case, subtract, add up by activity, in hours.",
        ),
    ),
    practical(
        "04.4",
        # Half a hundredth of a percent: less than one order of the year.
        answers.number(tolerance=0.00005, share=True),
        expected=promise_kept,
        why=(
            "Chaque promesse compte une fois, quel que soit le canal. C'est ce nombre "
            "que le client juge, pas le délai moyen.",
            "Each promise counts once, whatever the channel. This is the number that "
            "customers judge, not the mean time.",
        ),
        mistakes=[
            mistake(
                "mean_of_channels",
                value=kept_by_channel_averaged,
                fr="Vous avez fait la moyenne des canaux. Le petit canal y pèse autant "
                "que le grand : combien de promesses chacun a-t-il faites ?",
                en="You averaged the channels. The small one weighs as much as the "
                "large one: how many promises did each make?",
            ),
            mistake(
                "takeaway_counted",
                value=kept_among_all_orders,
                fr="Vous avez divisé par toutes les commandes, même celles emportées "
                "en magasin. Leur avait-on promis une date ?",
                en="You divided by all orders, even those taken away in the shop. Were "
                "they promised a date?",
            ),
            mistake(
                "late_instead",
                value=promise_broken,
                fr="Vous avez donné la part des promesses manquées, ou non encore "
                "tenues. On demande l'autre.",
                en="You gave the share of promises broken, or not yet kept. The other "
                "one is asked for.",
            ),
            mistake(
                "strictly_before",
                value=lambda: promise_kept(strictly=True),
                fr="Vous avez compté en retard les commandes livrées le jour promis.",
                en="You counted as late the orders delivered on the promised day.",
            ),
            mistake(
                "mean_delay",
                value=mean_days_late,
                fr="Vous avez calculé un retard moyen, en jours. Les avances y "
                "effacent les retards : combien de clients ont été servis à temps ?",
                en="You computed a mean delay, in days. Early deliveries cancel late "
                "ones in it: how many customers were served in time?",
            ),
            mistake(
                "undelivered_dropped",
                value=kept_among_delivered,
                fr="Vous avez retiré les commandes pas encore livrées. Leur client, à "
                "qui un jour était promis, est-il servi ?",
                en="You left out the orders not delivered yet. Their customer was "
                "promised a day: has he been served?",
            ),
            mistake(
                "undelivered_kept",
                value=kept_unless_late,
                fr="Vous avez compté comme tenue la promesse des commandes pas encore "
                "livrées : « pas en retard » n'est pas « arrivé ».",
                en="You counted the promise of orders not delivered yet as kept: “not "
                "late” is not “arrived”.",
            ),
            mistake(
                "all_years",
                value=kept_all_years,
                fr="Vous avez gardé les promesses de toutes les années. L'affiche est "
                "jugée sur 2025.",
                en="You kept the promises of all years. The poster is judged on 2025.",
            ),
            mistake(
                "web_only",
                value=kept_on_the_web,
                fr="Vous n'avez gardé que le web. L'affiche parle à tous les clients à "
                "qui un jour a été promis.",
                en="You kept the web alone. The poster speaks to every customer who "
                "was promised a day.",
            ),
            mistake(
                "ordered_in_2025",
                value=kept_of_orders_placed_in_2025,
                fr="Vous avez choisi les commandes passées en 2025. De quelle date "
                "l'énoncé parle-t-il ?",
                en="You chose the orders placed in 2025. Which date does the question "
                "speak of?",
            ),
            mistake(
                "on_the_day_alone",
                fr="Vous n'avez gardé que les livraisons du jour promis. Une "
                "livraison en avance a-t-elle manqué à la promesse ?",
                en="You kept only the deliveries of the day promised. Did an early "
                "delivery break the promise?",
                value=kept_on_the_day,
            ),
            mistake(
                "number_for_share",
                fr="Vous avez compté les commandes. Quelle part des promesses est-ce ?",
                en="You counted the orders. What share of the promises is that?",
                value=promises_counted,
            ),
            mistake(
                "same_delay_for_all",
                fr="Vous avez comparé le délai à trois jours pour tous. Chaque "
                "commande a sa date promise.",
                en="You compared the time taken with three days for all. Each order "
                "has its own promised date.",
                value=in_three_days,
            ),
            mistake(
                "delivered_in_2025",
                fr="Vous avez pris les commandes *livrées* en 2025. Lesquelles "
                "étaient *promises* pour cette année-là ?",
                en="You took the orders *delivered* in 2025. Which ones were "
                "*promised* for that year?",
                value=kept_of_delivered_in_2025,
            ),
        ],
        otherwise=(
            "En bas, les commandes à qui une date de 2025 a été promise ; en haut, "
            "celles livrées au plus tard ce jour-là.",
            "Below, the orders that were promised a date in 2025; on top, those "
            "delivered by that day at the latest.",
        ),
    ),
    practical(
        "04.5",
        # Room for a score rounded to two decimals.
        answers.function(score_cases, answers.number(tolerance=0.005)),
        expected=lambda: net_score,
        why=(
            "Votre fonction se lit et se rejoue : deux services qui annoncent un NPS "
            "parlent enfin du même calcul.",
            "Your function can be read and run again: two departments that quote an "
            "NPS now mean the same calculation.",
        ),
        mistakes=[
            mistake(
                "passives_left_out",
                value=lambda: nps_without_passives,
                fr="Vous avez retiré les passifs du total. Ils ont répondu : où "
                "doivent-ils encore compter ?",
                en="You took the passives out of the total. They did answer: where "
                "should they still count?",
            ),
            mistake(
                "passives_as_promoters",
                value=lambda: nps_passives_promote,
                fr="Vous avez rangé les passifs (7 et 8) parmi les promoteurs. À "
                "partir de quelle note recommande-t-on vraiment ?",
                en="You put the passives (7 and 8) among the promoters. From which "
                "score on do people really recommend?",
            ),
            mistake(
                "passives_as_detractors",
                value=lambda: nps_passives_detract,
                fr="Vous avez rangé les passifs (7 et 8) parmi les détracteurs.",
                en="You put the passives (7 and 8) among the detractors.",
            ),
            mistake(
                "six_as_passive",
                value=lambda: nps_six_is_passive,
                fr="Une note est tombée du mauvais côté : relisez la limite haute des "
                "détracteurs, elle est comprise.",
                en="One score fell on the wrong side: read the upper limit of "
                "detractors again, it is included.",
            ),
            mistake(
                "nine_as_passive",
                value=lambda: nps_nine_is_passive,
                fr="Vous n'avez compté que les 10 parmi les promoteurs : relisez leur "
                "limite basse, elle est comprise.",
                en="You counted only the 10s among the promoters: read their lower "
                "limit again, it is included.",
            ),
            mistake(
                "gaps_counted",
                value=lambda: nps_gaps_counted,
                fr="Vous avez divisé par toutes les lignes, même vides. Qui a "
                "répondu ?",
                en="You divided by all rows, even empty ones. Who answered?",
            ),
            mistake(
                "mean_score",
                value=lambda: nps_as_mean,
                fr="Vous avez calculé une moyenne des notes. Le NPS compare deux "
                "groupes de clients, il ne fait pas de moyenne.",
                en="You computed a mean of the scores. NPS compares two groups of "
                "customers, it takes no mean.",
            ),
            mistake(
                "gaps_as_zero",
                fr="Vous avez remplacé les valeurs manquantes par 0 : celui qui n'a "
                "pas répondu devient un détracteur.",
                en="You replaced the gaps by 0: whoever did not answer becomes a "
                "detractor.",
                value=lambda: nps_gaps_as_zero,
            ),
            mistake(
                "eight_as_promoter",
                fr="Un 8 compte chez vous parmi les promoteurs. Relisez la limite "
                "basse des promoteurs.",
                en="You count an 8 among the promoters. Read the lower limit of "
                "promoters again.",
                value=lambda: nps_eight_promotes,
            ),
            mistake(
                "reversed",
                fr="Vous avez retiré les promoteurs des détracteurs : le signe est "
                "inversé.",
                en="You took promoters from detractors: the sign is reversed.",
                value=lambda: nps_reversed,
            ),
            mistake(
                "added",
                fr="Vous avez additionné promoteurs et détracteurs. Les seconds "
                "comptent-ils pour ou contre nous ?",
                en="You added promoters and detractors. Do the latter count for us or "
                "against us?",
                value=lambda: nps_added,
            ),
            mistake(
                "promoters_alone",
                fr="Vous avez donné la part des promoteurs. Que faut-il en retirer ?",
                en="You gave the share of promoters. What must be taken from it?",
                value=lambda: nps_promoters_alone,
            ),
        ],
        otherwise=(
            "Comptez les promoteurs, les détracteurs, puis les réponses ; le résultat "
            "va de −100 à 100.",
            "Count the promoters, the detractors, then the answers; the result goes "
            "from −100 to 100.",
        ),
    ),
    practical(
        "04.6",
        # Room for two decimals; another way to compute the margin is further away.
        answers.series(tolerance=0.005),
        expected=problem_gap,
        why=(
            "Zéro est loin de l'intervalle : l'écart n'est pas un hasard d'enquête. Et "
            "vous pouvez dire à la direction « au moins tant », sans vous avancer.",
            "Zero is far from the interval: the gap is no accident of the survey. And "
            "you can tell management “at least so much” without overreaching.",
        ),
        mistakes=[
            mistake(
                "margins_added",
                value=gap_margins_added,
                fr="Vous avez ajouté les deux marges. Deux hasards indépendants se "
                "compensent en partie : comment combine-t-on deux marges ?",
                en="You added the two margins. Two independent accidents partly cancel "
                "out: how are two margins combined?",
            ),
            mistake(
                "interval_forgotten",
                value=gap_without_margin,
                fr="Vous avez oublié l'intervalle : vos trois nombres sont les mêmes. "
                "D'autres répondants auraient-ils donné exactement cet écart ?",
                en="You forgot the interval: your three numbers are the same. Would "
                "other respondents have given exactly this gap?",
            ),
            mistake(
                "first_margin_only",
                value=gap_one_margin,
                fr="Vous n'avez gardé que la marge du premier groupe. Le second a la "
                "sienne.",
                en="You kept the margin of the first group alone. The second has its "
                "own.",
            ),
            mistake(
                "second_margin_only",
                value=gap_other_margin,
                fr="Vous n'avez gardé que la marge du second groupe. Le premier a la "
                "sienne.",
                en="You kept the margin of the second group alone. The first has its "
                "own.",
            ),
            mistake(
                "reversed",
                value=gap_reversed,
                fr="La taille est bonne, le sens est inversé : quel groupe retire-t-on "
                "de l'autre ?",
                en="The size is right, the direction is reversed: which group is "
                "subtracted from which?",
            ),
            mistake(
                "bounds_swapped",
                value=gap_swapped,
                fr="Vous avez échangé les deux bornes : `low` doit être la plus basse, "
                "même pour un écart négatif.",
                en="You swapped the two bounds: `low` must be the lower one, even for "
                "a negative gap.",
            ),
            mistake(
                "no_root",
                value=gap_without_root,
                fr="Vous avez gardé la somme des carrés : ce sont des points au carré. "
                "Comment revenir à des points ?",
                en="You kept the sum of the squares: those are squared points. How do "
                "you come back to points?",
            ),
            mistake(
                "root_of_the_sum",
                value=gap_root_of_the_sum,
                fr="Vous avez pris la racine de la somme des marges. Que faut-il faire "
                "à chaque marge avant de les additionner ?",
                en="You took the root of the sum of the margins. What must be done to "
                "each margin before they are added?",
            ),
            mistake(
                "full_width",
                value=gap_full_width,
                fr="Vous avez pris la largeur entière des intervalles. Une marge va du "
                "centre à un bord.",
                en="You took the full width of the intervals. A margin goes from the "
                "centre to one edge.",
            ),
            mistake(
                "bounds_subtracted",
                value=gap_of_the_bounds,
                fr="Vous avez soustrait les bornes deux à deux : les deux hasards "
                "s'effacent alors, comme s'ils allaient toujours dans le même sens.",
                en="You subtracted the bounds pair by pair: the two accidents then "
                "cancel, as if they always went the same way.",
            ),
            mistake(
                "library_interval",
                value=gap_of_the_library,
                fr="Vous avez pris l'intervalle de `nps_difference`, ajusté pour les "
                "petits groupes. Ici, il est centré sur l'écart : refaites-le à la "
                "main.",
                en="You took the interval of `nps_difference`, adjusted for small "
                "groups. Here it is centred on the gap: work it out by hand.",
            ),
            mistake(
                "times_1_96_again",
                fr="Vous avez multiplié la marge par 1,96. La moitié de la largeur "
                "d'un intervalle à 95 % le contient déjà.",
                en="You multiplied the margin by 1.96. Half the width of a 95% "
                "interval holds it already.",
                value=gap_times_two,
            ),
            mistake(
                "half_margin",
                fr="Vous avez pris la moitié de la marge. Un intervalle va d'une "
                "marge *entière* de chaque côté de l'écart.",
                en="You took half the margin. An interval goes one *whole* margin on "
                "each side of the gap.",
                value=gap_half_margin,
            ),
            mistake(
                "against_everyone",
                fr="Vous avez comparé à tous les clients, touchés compris. À qui la "
                "question les compare-t-elle ?",
                en="You compared with all customers, those affected included. With "
                "whom does the question compare them?",
                when=compared_with_everyone,
                example=gap_against_everyone,
            ),
        ],
        otherwise=(
            "Les clés sont `low`, `gap` et `high`. La marge d'un score est la moitié "
            "de la largeur de son intervalle.",
            "The keys are `low`, `gap` and `high`. The margin of a score is half the "
            "width of its interval.",
        ),
    ),
    practical(
        "04.7",
        # A centime: money is kept to the centime.
        answers.series(tolerance=0.01, key="customisable"),
        expected=margin_per_hour,
        why=(
            "Une heure d'atelier passée en sur-mesure n'est plus disponible pour autre "
            "chose : c'est elle, la ressource rare, que l'option doit payer.",
            "An hour of workshop spent on made to measure is no longer there for "
            "anything else: it is the scarce resource that an option must pay for.",
        ),
        mistakes=[
            mistake(
                "revenue_for_margin",
                value=revenue_per_hour,
                fr="Vous avez compté tout le prix de vente. Que reste-t-il une fois "
                "l'article payé ?",
                en="You counted the whole selling price. What is left once the item is "
                "paid for?",
            ),
            mistake(
                "mean_of_products",
                value=mean_of_products_per_hour,
                fr="Vous avez fait la moyenne des produits, un produit valant un "
                "produit. Celui que l'on vend mille fois pèse-t-il autant que les "
                "autres ?",
                en="You averaged over products, each weighing the same. Does one sold "
                "a thousand times weigh no more than another?",
            ),
            mistake(
                "per_item",
                value=margin_per_item,
                fr="Vous avez calculé la marge par article. On la rapporte au temps "
                "qu'il prend.",
                en="You computed the margin per item. It is to be set against the time "
                "it takes.",
            ),
            mistake(
                "quantity_forgotten",
                value=hours_of_lines,
                fr="Vous avez multiplié la marge par la quantité, mais pas le temps : "
                "trois coffrets ne se préparent pas comme un seul.",
                en="You multiplied the margin by the quantity, but not the time: three "
                "hampers are not prepared like one.",
            ),
            mistake(
                "price_paid",
                value=margin_at_the_price_paid,
                fr="Vous avez pris `unit_price`, le prix payé ce jour-là. "
                "L'énoncé part du prix affiché.",
                en="You took `unit_price`, the price paid that day. "
                "The question starts from the shelf price.",
            ),
            mistake(
                "one_item_per_line",
                value=margin_of_one_per_line,
                fr="Vous avez compté la marge d'un seul article par ligne, mais le "
                "temps de tous. Combien d'articles la ligne vend-elle ?",
                en="You counted the margin of a single item per line, but the time of "
                "all. How many items does the line sell?",
            ),
            mistake(
                "quantity_nowhere",
                value=margin_without_quantity,
                fr="Vous avez oublié la quantité, dans la marge et dans le temps : une "
                "ligne de dix articles pèse autant qu'une ligne d'un seul.",
                en="You forgot the quantity, in the margin and in the time: a line of "
                "ten items weighs no more than a line of one.",
            ),
            mistake(
                "mean_of_lines",
                value=mean_of_lines_per_hour,
                fr="Vous avez fait la moyenne des lignes. Une ligne vite préparée y "
                "pèse autant qu'une longue : additionnez d'abord.",
                en="You averaged over lines. A line quick to prepare weighs as much as "
                "a long one: add up first.",
            ),
            mistake(
                "personalised_for_customisable",
                fr="Vous avez groupé par `personalised` : ce que le client a fait "
                "graver. La question porte sur les produits que l'on *peut* "
                "personnaliser.",
                en="You grouped by `personalised`: what the customer had engraved. "
                "The question is about the products that *can* be customised.",
                value=margin_by_personalised,
            ),
        ],
        otherwise=(
            "Deux sommes par groupe : la marge de toutes les lignes, puis leurs heures "
            "de préparation. Et une division.",
            "Two sums per group: the margin of all lines, then their hours of "
            "preparation. And one division.",
        ),
    ),
    practical(
        "04.8",
        # Room for two decimals: the stake of a rare fact is a few tenths of a point.
        answers.series(tolerance=0.005, key="fact"),
        expected=stakes,
        why=(
            "Vous avez de quoi comparer un mal rare et profond à un mal courant : "
            "l'enjeu dit ce que l'on gagnerait au plus, avant de parler de coût.",
            "You can now compare a rare deep harm with a common one: the stake says "
            "what would be gained at most, before any talk of cost.",
        ),
        mistakes=[
            mistake(
                "gap_alone",
                value=gaps_alone,
                fr="Vous avez donné l'écart seul. Un mal profond qui touche peu de "
                "clients pèse peu dans l'ensemble.",
                en="You gave the gap alone. A deep harm that affects few customers "
                "weighs little in the whole.",
            ),
            mistake(
                "frequency_alone",
                value=shares_alone,
                fr="Vous avez donné la part des clients touchés. Ce qui est fréquent "
                "fait-il toujours mal ?",
                en="You gave the share of customers affected. Does what is frequent "
                "always hurt?",
            ),
            mistake(
                "sign_reversed",
                value=stakes_reversed,
                fr="Vos enjeux sont à l'envers : on veut ce que l'on gagnerait si les "
                "clients touchés répondaient comme les autres.",
                en="Your stakes are upside down: we want what would be gained if those "
                "affected answered like the others.",
            ),
            mistake(
                "mean_scores",
                value=stakes_of_means,
                fr="Vous avez comparé des notes moyennes. Le NPS n'est pas une moyenne "
                "de notes.",
                en="You compared mean scores. NPS is not a mean of scores.",
            ),
            mistake(
                "count_for_share",
                value=stakes_of_counts,
                fr="Vous avez multiplié par le nombre de réponses, et non par leur "
                "part : le résultat n'est plus en points de NPS.",
                en="You multiplied by the number of answers, not by their share: the "
                "result is no longer in NPS points.",
            ),
            mistake(
                "against_everyone",
                value=stakes_against_everyone,
                fr="Vous avez comparé les touchés à tout le monde. Ils en font "
                "partie : qui sont les *autres* ?",
                en="You compared those affected with everyone. They are part of it: "
                "who are the *others*?",
            ),
            mistake(
                "share_of_the_spared",
                value=stakes_of_the_spared,
                fr="Vous avez multiplié par la part des épargnés. Chez qui le score "
                "remonterait-il ?",
                en="You multiplied by the share of those spared. Whose score would "
                "rise?",
            ),
        ],
        otherwise=(
            "Pour chaque fait : part des réponses touchées × (NPS des autres − NPS des "
            "touchés).",
            "For each fact: share of answers affected × (NPS of the others − NPS of "
            "those affected).",
        ),
    ),
]
