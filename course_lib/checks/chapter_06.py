"""The practicals of chapter 06, The customer lifecycle."""

import math

import pandas as pd

from course_lib import answers, lifecycle
from course_lib.checking import mistake, practical
from course_lib.data import load

END = pd.Timestamp("2025-12-31")

# --- 06.1: which stage ------------------------------------------------------------

STAGES = {
    "A": "acquisition",
    "B": "awareness",
    "C": "satisfaction",
    "D": "conversion",
    "E": "loyalty",
    "F": "acquisition",
    "G": "loyalty",
    "H": "awareness",
}


def stages():
    return dict(STAGES)


def changed(**items):
    return lambda: STAGES | items


def given(**items):
    """Recognise an answer that gives one of these items this label."""
    return lambda codes: any(codes.get(item) == code for item, code in items.items())


def all_the_same(codes):
    return len(codes) > 1 and len(set(codes.values())) == 1


# --- 06.2: the ladder -------------------------------------------------------------

LADDER = ["B", "D", "F", "E", "A", "C"]


def swapped(one, other):
    """Return the ladder with two people in each other's place."""
    places = {one: other, other: one}
    return [places.get(who, who) for who in LADDER]


def above(one, other):
    """Recognise an order that puts the first person after the second."""
    return lambda order: order.index(one) > order.index(other)


# --- 06.3: conversion of the qualified, by source ---------------------------------


def converted_by_source(base=None):
    prospects = load("prospects")
    if base is not None:
        prospects = prospects[prospects[base].notna()]
    return prospects.groupby("source")["converted"].mean().astype(float)


def of_the_qualified():
    return converted_by_source("qualified_on")


def of_the_hot():
    return converted_by_source("hot_on")


def qualified_of_all():
    prospects = load("prospects")
    return prospects["qualified_on"].notna().groupby(prospects["source"]).mean()


def hot_of_the_qualified():
    prospects = load("prospects")
    qualified = prospects[prospects["qualified_on"].notna()]
    return qualified["hot_on"].notna().groupby(qualified["source"]).mean()


def source_of_the_converted():
    prospects = load("prospects")
    won = prospects.loc[prospects["converted"], "source"].value_counts()
    return (won / won.sum()).rename_axis("source")


def number_converted():
    prospects = load("prospects")
    return prospects.groupby("source")["converted"].sum().astype(float)


def not_converted():
    return 1 - of_the_qualified()


# --- 06.4: the retention of several cohorts together ------------------------------


def cohort_cases():
    """Return real tables and a small one whose cohorts are very unequal."""
    real = lifecycle.cohort_table(load("orders"), "Q")
    small = pd.DataFrame(
        {
            0: [10.0, 100.0, 40.0],
            1: [9.0, 30.0, 20.0],
            2: [6.0, 20.0, None],
            3: [5.0, None, None],
        }
    )
    return [(real, 4), (real, 8), (small, 1), (small, 2), (small, 3)]


def known_cohorts(cohorts, age):
    return cohorts[cohorts[age].notna()]


def pooled(cohorts, age):
    known = known_cohorts(cohorts, age)
    return known[age].sum() / known[0].sum()


def average_of_rates(cohorts, age):
    return (cohorts[age] / cohorts[0]).mean()


def future_as_zero(cohorts, age):
    return cohorts[age].sum() / cohorts[0].sum()


def average_with_zeros(cohorts, age):
    return (cohorts[age].fillna(0) / cohorts[0]).mean()


def of_the_survivors(cohorts, age):
    known = known_cohorts(cohorts, age)
    return known[age].sum() / known[age - 1].sum()


def oldest_only(cohorts, age):
    return cohorts[age].iloc[0] / cohorts[0].iloc[0]


def lost_share(cohorts, age):
    return 1 - pooled(cohorts, age)


# --- 06.5: who is back by a day, those who wait counted in -------------------------


def second_purchase():
    """Return days to the second purchase day or to the end, and which it is."""
    orders = load("orders")
    days = orders["ordered_at"].dt.normalize()
    first = days.groupby(orders["customer_id"]).min()
    later = days[days > orders["customer_id"].map(first)]
    second = later.groupby(orders["customer_id"]).min().reindex(first.index)
    return (second.fillna(END) - first).dt.days, second.notna()


def waiting_cases():
    durations, observed = second_purchase()
    few = pd.Series([10, 20, 20, 35, 40, 60, 60, 90])
    back = pd.Series([True, True, False, True, False, True, False, False])
    return [(durations, observed, 180), (few, back, 60), (few, back, 20)]


def back_by(durations, observed, day, *, strictly=False, ties_left=False):
    waiting = 1.0
    for moment in sorted(durations[observed].unique()):
        if moment > day or (strictly and moment == day):
            break
        at_risk = (durations > moment if ties_left else durations >= moment).sum()
        events = ((durations == moment) & observed).sum()
        waiting *= 1 - events / at_risk if at_risk else math.nan
    return float(1 - waiting)


def censored_dropped(durations, observed, day):
    return (durations[observed] <= day).mean()


def censored_never_back(durations, observed, day):
    return (observed & (durations <= day)).mean()


def censored_all_back(durations, observed, day):
    return (durations <= day).mean()


def still_waiting(durations, observed, day):
    return 1 - back_by(durations, observed, day)


def back_strictly_before(durations, observed, day):
    return back_by(durations, observed, day, strictly=True)


def day_ignored(durations, observed, day):
    return back_by(durations, observed, durations.max())


def at_risk_after(durations, observed, day):
    return back_by(durations, observed, day, ties_left=True)


# --- 06.6: the right recency ------------------------------------------------------


def purchase_days():
    orders = load("orders")
    days = orders["ordered_at"].dt.normalize()
    return days.groupby(orders["customer_id"]).agg(["min", "max"])


def silence():
    return (END - purchase_days()["max"]).dt.days


def first_to_last():
    days = purchase_days()
    return (days["max"] - days["min"]).dt.days


def since_the_first():
    return (END - purchase_days()["min"]).dt.days


def silence_negative():
    return -silence()


def clock_kept():
    orders = load("orders")
    last = orders.groupby("customer_id")["ordered_at"].max()
    return (END - last).dt.days


def since_last_contact():
    contacts = load("contacts")
    last = contacts.groupby("customer_id")["sent_on"].max()
    return (END - last.reindex(purchase_days().index)).dt.days


def silence_in_months():
    return silence() / 30.4375


def silence_in_weeks():
    return silence() / 7


# --- 06.7: next year, state by state ----------------------------------------------

NAMES = ["asleep", "occasional", "regular", "loyal"]


def yearly_states(*, arrival_year=False):
    """Return the state and the spending of each customer, year by year."""
    orders = load("orders")
    orders["year"] = orders["ordered_at"].dt.year
    orders["day"] = orders["ordered_at"].dt.normalize()
    arrival = orders.groupby("customer_id")["year"].min()
    one = orders.groupby(["customer_id", "year"])
    days = one["day"].nunique().unstack(fill_value=0).stack()
    spent = one["amount"].sum().unstack(fill_value=0).stack()
    history = pd.DataFrame({"days": days, "spent": spent}).reset_index()
    came = history["customer_id"].map(arrival)
    first = came if arrival_year else came + 1
    history = history[history["year"] >= first].copy()
    history["state"] = pd.cut(history["days"], [-1, 0, 3, 11, 999], labels=NAMES)
    return history


def numbers_of(history, year):
    return history.loc[history["year"] == year, "state"].value_counts().reindex(NAMES)


def moves_of(history):
    return lifecycle.transition_matrix(history, period="year")


def by_name(values):
    """Return plain names as the index, for a product drops or keeps categories."""
    values.index = pd.Index([str(name) for name in values.index], name="state")
    return values.astype(float)


def next_year():
    history = yearly_states()
    return by_name(numbers_of(history, 2025) @ moves_of(history))


def rows_for_columns():
    history = yearly_states()
    return by_name(moves_of(history) @ numbers_of(history, 2025))


def columns_normalised():
    history = yearly_states()
    return by_name(numbers_of(history, 2025) @ by_column(history))


def by_column(history):
    after = history.assign(year=history["year"] - 1)
    keys = ["customer_id", "year"]
    moves = history.merge(after, on=keys, suffixes=("", "_next"))
    table = pd.crosstab(moves["state"], moves["state_next"], normalize="columns")
    return table.reindex(index=NAMES, columns=NAMES, fill_value=0.0)


def arrivals_counted():
    whole = yearly_states(arrival_year=True)
    return by_name(numbers_of(yearly_states(), 2025) @ moves_of(whole))


def unchanged():
    return by_name(numbers_of(yearly_states(), 2025))


def two_years():
    history = yearly_states()
    matrix = moves_of(history)
    return by_name(numbers_of(history, 2025) @ matrix @ matrix)


def in_the_long_run():
    history = yearly_states()
    settled = lifecycle.long_run_shares(moves_of(history))
    return by_name(settled * numbers_of(history, 2025).sum())


def from_2024():
    history = yearly_states()
    return by_name(numbers_of(history, 2024) @ moves_of(history))


def every_year_counted():
    history = yearly_states()
    rows = history["state"].value_counts().reindex(NAMES)
    return by_name(rows @ moves_of(history))


def shares_only():
    history = yearly_states()
    numbers = numbers_of(history, 2025)
    return by_name((numbers / numbers.sum()) @ moves_of(history))


# --- 06.8: what one point is worth ------------------------------------------------

LANDS_IN = {
    "asleep": "occasional",
    "occasional": "occasional",
    "regular": "regular",
    "loyal": "loyal",
}


def last_year():
    history = yearly_states()
    history = history[history["year"] == 2025]
    size = history["state"].value_counts().reindex(NAMES)
    spent = history.groupby("state", observed=False)["spent"].mean().reindex(NAMES)
    return by_name(size), by_name(spent), history


def where_they_land(spent):
    return spent.reindex([LANDS_IN[name] for name in NAMES]).set_axis(spent.index)


def value_of_point():
    size, spent, _ = last_year()
    return 0.01 * size * where_they_land(spent)


def whole_group():
    return 100 * value_of_point()


def per_customer():
    _, spent, _ = last_year()
    return 0.01 * where_they_land(spent)


def everyone_as_base():
    size, spent, _ = last_year()
    return 0.01 * size.sum() * where_they_land(spent)


def same_spending():
    size, _, history = last_year()
    return 0.01 * size * history["spent"].mean()


def state_left():
    size, spent, _ = last_year()
    return 0.01 * size * spent


def margin_taken():
    return 0.45 * value_of_point()


def points_expected():
    return value_of_point() * [1, 3, 2, 1]


def total_spending():
    size, spent, _ = last_year()
    return 0.01 * size * where_they_land(size * spent)


PRACTICALS = [
    practical(
        "06.1",
        answers.mapping(
            {
                "awareness": ["notoriété"],
                "acquisition": [],
                "conversion": [
                    "rétention",
                    "retention",
                    "conversion et rétention",
                    "conversion and retention",
                ],
                "satisfaction": [],
                "loyalty": ["fidélité"],
            },
        ),
        expected=stages,
        why=(
            "Chaque action a son moment : l'équipe sait ainsi à quelle étape elle "
            "dépense, et laquelle reste sans personne.",
            "Each action has its moment: the team thus knows at which stage it spends "
            "its money, and which stage nobody looks after.",
        ),
        mistakes=[
            mistake(
                "all_the_same",
                fr="Vous avez mis la même étape partout. Dans A et dans C, le client "
                "en est-il au même point ?",
                en="You gave the same stage everywhere. In A and in C, is the "
                "customer at the same point?",
                when=all_the_same,
                example=lambda: dict.fromkeys(STAGES, "loyalty"),
            ),
            mistake(
                "contact_taken_for_awareness",
                fr="Vous avez mis un échange parmi les actions qui nous font "
                "seulement connaître. Dans A et F, que laisse ou que dit le visiteur ?",
                en="You put an exchange among the actions that merely make us known. "
                "In A and F, what does the visitor leave or say?",
                when=given(A="awareness", F="awareness"),
                example=changed(A="awareness"),
            ),
            mistake(
                "position_taken_for_contact",
                fr="Vous avez cherché un contact là où l'on choisit encore à qui "
                "parler et quoi dire. Dans B et H, a-t-on l'adresse de quelqu'un ?",
                en="You looked for a contact where one still chooses whom to address "
                "and what to say. In B and H, do we have anybody's address?",
                when=given(B="acquisition", H="acquisition"),
                example=changed(H="acquisition"),
            ),
            mistake(
                "care_taken_for_loyalty",
                fr="Vous avez pris pour un signe d'attachement ce que l'on fait pour "
                "une personne qui découvre encore ou qui a un souci. Relisez C et D.",
                en="You took for a sign of attachment what is done for a person who is "
                "still discovering, or who has a problem. Read C and D again.",
                when=given(C="loyalty", D="loyalty"),
                example=changed(C="loyalty"),
            ),
            mistake(
                "referral_taken_for_contact",
                fr="Vous avez regardé l'ami qui arrive. Dans E, le programme repose "
                "sur la conduite de quelqu'un d'autre : qui ?",
                en="You looked at the friend who arrives. In E, the programme rests "
                "on what somebody else does: who?",
                when=given(E="acquisition"),
                example=changed(E="acquisition"),
            ),
        ],
        otherwise=(
            "Relisez le tableau des cinq étapes, section 1 : ce que le client se dit.",
            "Read the table of the five stages again, section 1: what the customer "
            "thinks.",
        ),
    ),
    practical(
        "06.2",
        answers.ordering(LADDER),
        expected=lambda: list(LADDER),
        why=(
            "Une règle écrite place tout le monde de la même façon, dans chaque "
            "magasin et chaque année : la pyramide devient comparable.",
            "A written rule places everybody in the same way, in every shop and every "
            "year: pyramids become comparable.",
        ),
        mistakes=[
            mistake(
                "upside_down",
                fr="Vous avez commencé par le haut de l'échelle. On demande de partir "
                "de la marche la plus basse.",
                en="You started from the top of the ladder. The lowest step comes "
                "first here.",
                when=lambda order: order == LADDER[::-1],
                example=lambda: LADDER[::-1],
            ),
            mistake(
                "intention_above_purchase",
                fr="Vous avez mis une intention au-dessus d'un achat. Une personne "
                "très décidée a-t-elle déjà payé quelque chose ?",
                en="You put an intention above a purchase. Has a very determined "
                "person already paid for anything?",
                when=above("F", "E"),
                example=lambda: swapped("F", "E"),
            ),
            mistake(
                "contact_above_checked_need",
                fr="Vous avez placé un simple contact au-dessus d'un besoin vérifié "
                "ou d'une intention. Que sait-on vraiment de cette personne ?",
                en="You placed a mere contact above a checked need or an intention. "
                "What do we really know about that person?",
                when=lambda order: above("B", "D")(order) or above("B", "F")(order),
                example=lambda: swapped("B", "D"),
            ),
            mistake(
                "need_above_intention",
                fr="Vous avez placé un besoin vérifié au-dessus d'une intention "
                "d'achat. Laquelle des deux personnes rappelleriez-vous ce soir ?",
                en="You placed a checked need above an intention to buy. Which of the "
                "two people would you call this evening?",
                when=above("D", "F"),
                example=lambda: swapped("D", "F"),
            ),
            mistake(
                "old_customer_above",
                fr="Vous avez fait passer l'ancienneté ou la dépense avant la règle. "
                "Sur l'échelle, on compte les jours d'achat de douze mois.",
                en="You let seniority or spending go before the rule. On the ladder, "
                "purchase days over twelve months are counted.",
                when=lambda order: above("A", "C")(order) or above("E", "A")(order),
                example=lambda: swapped("A", "C"),
            ),
        ],
        otherwise=(
            "Relisez les six règles de la section 2.",
            "Read the six rules of section 2 again.",
        ),
    ),
    practical(
        "06.3",
        answers.series(tolerance=0.0006, key="source", share=True),
        expected=of_the_qualified,
        why=(
            "À qualité vérifiée égale, les sources ne se valent pas encore : on sait "
            "vers lesquelles diriger le temps des conseillers.",
            "Even once the need is checked, sources are not equal: you know where "
            "the advisers' time should go.",
        ),
        mistakes=[
            mistake(
                "base_all",
                value=converted_by_source,
                fr="Vous avez divisé par tous les contacts. La question ne porte que "
                "sur ceux dont le besoin a été vérifié.",
                en="You divided by all contacts. The question is only about those "
                "whose need was checked.",
            ),
            mistake(
                "base_hot",
                value=of_the_hot,
                fr="Vous avez pris pour base les prospects chauds : une étape trop "
                "loin dans l'entonnoir.",
                en="You took hot prospects as the base: one stage too far down the "
                "funnel.",
            ),
            mistake(
                "stage_before",
                value=qualified_of_all,
                fr="Vous avez mesuré l'étape d'avant : la part des contacts qui "
                "deviennent qualifiés. Et ensuite, qui achète ?",
                en="You measured the stage before: the share of contacts who become "
                "qualified. And then, who buys?",
            ),
            mistake(
                "hot_for_converted",
                value=hot_of_the_qualified,
                fr="Vous avez la bonne base, mais compté ceux qui deviennent chauds. "
                "Un prospect chaud n'a pas encore acheté.",
                en="You have the right base, but counted those who become hot. A hot "
                "prospect has not bought yet.",
            ),
            mistake(
                "mix_of_sources",
                value=source_of_the_converted,
                fr="Vous avez réparti les nouveaux clients entre les sources. Une "
                "grosse source y pèse lourd même si elle convertit mal.",
                en="You split the new customers among the sources. A large source "
                "weighs much there even if it converts badly.",
            ),
            mistake(
                "count",
                value=number_converted,
                fr="Vous avez compté des personnes. Pour comparer des sources de "
                "tailles différentes, à quoi les rapporter ?",
                en="You counted people. To compare sources of different sizes, what "
                "should they be divided by?",
            ),
            mistake(
                "not_converted",
                value=not_converted,
                fr="Vous avez pris la part de ceux qui n'ont pas acheté.",
                en="You took the share of those who did not buy.",
            ),
        ],
        otherwise=(
            "Filtrez d'abord les lignes, regroupez ensuite par `source` : relisez la "
            "section 3.",
            "Filter the rows first, then group by `source`: read section 3 again.",
        ),
    ),
    practical(
        "06.4",
        answers.function(cohort_cases, answers.number(tolerance=0.0005, share=True)),
        expected=lambda: pooled,
        why=(
            "Un taux global sur les seules cohortes assez vieilles se compare d'un "
            "mois à l'autre sans baisser chaque fois que de nouveaux clients arrivent.",
            "A pooled rate over the cohorts old enough can be compared from month to "
            "month without falling every time new customers arrive.",
        ),
        mistakes=[
            mistake(
                "average_of_rates",
                value=lambda: average_of_rates,
                fr="Vous avez fait la moyenne des taux : une cohorte de dix clients y "
                "pèse autant qu'une de cent.",
                en="You averaged the rates: a cohort of ten customers weighs as much "
                "as one of a hundred.",
            ),
            mistake(
                "future_as_zero",
                value=lambda: future_as_zero,
                fr="Vous avez gardé au dénominateur des cohortes trop jeunes pour "
                "cet âge : leur avenir compte pour zéro.",
                en="You kept in the denominator cohorts too young for this age: their "
                "future counts as zero.",
            ),
            mistake(
                "average_with_zeros",
                value=lambda: average_with_zeros,
                fr="Vous avez remplacé les cases vides par zéro, puis fait la moyenne "
                "des taux. Une case vide, est-ce zéro client ?",
                en="You filled the empty cells with zero, then averaged the rates. "
                "Does an empty cell mean no customer?",
            ),
            mistake(
                "survivors_only",
                value=lambda: of_the_survivors,
                fr="Vous avez rapporté aux clients de l'âge d'avant : ceux qui étaient "
                "déjà partis ont disparu de la base.",
                en="You divided by the customers of the age before: those already gone "
                "have vanished from the base.",
            ),
            mistake(
                "oldest_only",
                value=lambda: oldest_only,
                fr="Vous n'avez gardé que la première cohorte. D'autres sont assez "
                "vieilles, elles aussi.",
                en="You kept the first cohort only. Others are old enough too.",
            ),
            mistake(
                "lost",
                value=lambda: lost_share,
                fr="Vous avez rendu la part de ceux qui n'ont pas acheté à cet âge.",
                en="You returned the share of those who did not buy at that age.",
            ),
        ],
        otherwise=(
            "Essayez votre fonction à la main sur une table de trois cohortes, puis "
            "relisez la section 4.",
            "Try your function by hand on a table of three cohorts, then read section "
            "4 again.",
        ),
    ),
    practical(
        "06.5",
        answers.function(waiting_cases, answers.number(tolerance=0.0005, share=True)),
        expected=lambda: back_by,
        why=(
            "La relance part au bon moment : ni sur la foi des seuls pressés, ni en "
            "condamnant ceux qui viennent d'arriver.",
            "The follow-up goes out at the right time: it neither relies on the "
            "fastest alone nor writes off those who have just arrived.",
        ),
        mistakes=[
            mistake(
                "censored_dropped",
                value=lambda: censored_dropped,
                fr="Vous avez écarté les clients censurés. Il ne reste que ceux qui "
                "sont revenus : la part est gonflée.",
                en="You dropped the censored customers. Only those who came back are "
                "left: the share is inflated.",
            ),
            mistake(
                "censored_never_back",
                value=lambda: censored_never_back,
                fr="Vous avez compté les censurés comme jamais revenus, même ceux que "
                "l'on a cessé d'observer avant ce jour.",
                en="You counted the censored as never back, even those no longer "
                "observed before that day.",
            ),
            mistake(
                "censored_all_back",
                value=lambda: censored_all_back,
                fr="Vous avez pris la fin de l'observation pour un retour. À quoi sert "
                "`observed` ?",
                en="You took the end of observation for a return. What is `observed` "
                "for?",
            ),
            mistake(
                "still_waiting",
                value=lambda: still_waiting,
                fr="Vous avez rendu la part qui attend encore. On demande celle qui "
                "est revenue.",
                en="You returned the share still waiting. The share who are back is "
                "asked for.",
            ),
            mistake(
                "day_ignored",
                value=lambda: day_ignored,
                fr="Vous êtes allé jusqu'au bout de la courbe, quel que soit `day`. "
                "À quelle ligne faut-il s'arrêter ?",
                en="You went to the end of the curve, whatever `day` is. At which row "
                "should you stop?",
            ),
            mistake(
                "strictly_before",
                value=lambda: back_strictly_before,
                fr="Vous avez oublié les retours du dernier jour : « au plus `day` » "
                "le comprend.",
                en="You left out the returns of the last day: “by `day`” includes it.",
            ),
            mistake(
                "at_risk_after",
                value=lambda: at_risk_after,
                fr="Vous avez retiré trop tôt ceux qui partent le jour même. À risque "
                "ce jour-là : tous ceux observés au moins jusque-là.",
                en="You removed too early those who leave on the day itself. At risk "
                "that day: all those observed at least until then.",
            ),
        ],
        otherwise=(
            "Reprenez les huit clients de la section 5, jour par jour.",
            "Take the eight customers of section 5 again, day by day.",
        ),
    ),
    practical(
        "06.6",
        answers.series(tolerance=0.01, key="customer_id"),
        expected=silence,
        why=(
            "C'est ce nombre qui range un client parmi ceux qui dorment. L'autre "
            "récence, du premier au dernier achat, servira au chapitre 07.",
            "This number decides who counts as asleep. The other recency, from first "
            "to last purchase, will be of use in chapter 07.",
        ),
        mistakes=[
            mistake(
                "first_to_last",
                value=first_to_last,
                fr="Vous avez mesuré du premier au dernier achat : c'est l'autre "
                "récence, celle des modèles de la valeur. Elle ignore le silence.",
                en="You measured from first to last purchase: that is the other "
                "recency, of the models of value. It ignores the silence.",
            ),
            mistake(
                "since_the_first",
                value=since_the_first,
                fr="Vous avez compté depuis le premier achat : c'est l'ancienneté de "
                "la relation.",
                en="You counted from the first purchase: that is the age of the "
                "relationship.",
            ),
            mistake(
                "negative",
                value=silence_negative,
                fr="Vous avez soustrait dans l'autre sens : des jours négatifs.",
                en="You subtracted the other way round: negative days.",
            ),
            mistake(
                "clock_kept",
                value=clock_kept,
                fr="Vous avez gardé l'heure de la commande : une commande de l'après-"
                "midi perd un jour, une du dernier soir devient négative.",
                en="You kept the time of the order: an afternoon order loses a day, "
                "one on the last evening turns negative.",
            ),
            mistake(
                "last_message",
                value=since_last_contact,
                fr="Vous avez mesuré depuis notre dernier message. Est-ce lui qui "
                "parle, ou nous ?",
                en="You measured from our last message. Who is speaking, the "
                "customer or us?",
            ),
            mistake(
                "months",
                value=silence_in_months,
                fr="Vous avez converti en mois. On demande des jours.",
                en="You converted to months. Days are asked for.",
            ),
            mistake(
                "weeks",
                value=silence_in_weeks,
                fr="Vous avez converti en semaines. On demande des jours.",
                en="You converted to weeks. Days are asked for.",
            ),
        ],
        otherwise=(
            "Une seule date par client, celle qui compte pour un silence ; puis une "
            "soustraction.",
            "One date per customer, the one that matters for a silence; then one "
            "subtraction.",
        ),
    ),
    practical(
        "06.7",
        answers.series(tolerance=0.5, key="state"),
        expected=next_year,
        why=(
            "Le budget de 2026 s'écrit ainsi : autant de clients à réveiller, autant "
            "à garder. Il faut y ajouter ceux que l'on recrutera.",
            "The 2026 budget is written this way: so many customers to wake, so many "
            "to keep. Those to be recruited come on top.",
        ),
        mistakes=[
            mistake(
                "rows_for_columns",
                value=rows_for_columns,
                fr="Vous avez lu la matrice en colonnes (`matrice @ effectifs`). Les "
                "effectifs de départ vont avec les lignes.",
                en="You read the matrix by columns (`matrix @ numbers`). The starting "
                "numbers go with the rows.",
            ),
            mistake(
                "columns_normalised",
                value=columns_normalised,
                fr="Vos colonnes font 100 % : elles disent d'où l'on vient. Pour "
                "prévoir, ce sont les lignes qui doivent faire 100 %.",
                en="Your columns make 100%: they say where people come from. To "
                "forecast, the rows must make 100%.",
            ),
            mistake(
                "arrivals_counted",
                value=arrivals_counted,
                fr="Vous avez compté l'année d'arrivée, incomplète, parmi les "
                "départs : les clients semblent monter.",
                en="You counted the incomplete year of arrival among the starts: "
                "customers seem to climb.",
            ),
            mistake(
                "unchanged",
                value=unchanged,
                fr="Vous avez donné les effectifs de 2025. Il manque les mouvements.",
                en="You gave the numbers of 2025. The moves are missing.",
            ),
            mistake(
                "two_years",
                value=two_years,
                fr="Vous avez avancé de deux ans.",
                en="You moved on by two years.",
            ),
            mistake(
                "long_run",
                value=in_the_long_run,
                fr="Vous avez donné la répartition de long terme : elle n'est pas "
                "celle de l'an prochain.",
                en="You gave the long-run shares: they are not those of next year.",
            ),
            mistake(
                "wrong_start",
                value=from_2024,
                fr="Vous êtes parti des effectifs de 2024 : vous prévoyez une année "
                "déjà passée.",
                en="You started from the numbers of 2024: you forecast a year already "
                "over.",
            ),
            mistake(
                "every_year_counted",
                value=every_year_counted,
                fr="Vous êtes parti de toutes les lignes de la table : un client y "
                "compte une fois par année. Lesquelles disent où il en est ?",
                en="You started from all the rows of the table: a customer counts "
                "there once per year. Which ones say where they stand now?",
            ),
            mistake(
                "shares",
                value=shares_only,
                fr="Vous avez donné des parts. On demande des clients.",
                en="You gave shares. Customers are asked for.",
            ),
        ],
        otherwise=(
            "Effectifs de 2025 d'un côté, matrice dont chaque ligne fait 100 % de "
            "l'autre : relisez la section 7.",
            "Numbers of 2025 on one side, a matrix whose rows each make 100% on the "
            "other: read section 7 again.",
        ),
    ),
    practical(
        "06.8",
        answers.series(tolerance=0.5, key="state"),
        expected=value_of_point,
        why=(
            "Un point n'a pas le même prix partout : on sait désormais ce que l'on "
            "peut payer, état par état, avant d'acheter un programme.",
            "A point is not worth the same everywhere: you now know what you may pay, "
            "state by state, before buying a programme.",
        ),
        mistakes=[
            mistake(
                "everybody_moves",
                value=whole_group,
                fr="Vous avez déplacé tout le groupe. Un point, c'est un client sur "
                "cent.",
                en="You moved the whole group. One point is one customer in a hundred.",
            ),
            mistake(
                "one_customer",
                value=per_customer,
                fr="Vous avez oublié l'effectif de l'état : un point de beaucoup de "
                "clients vaut plus qu'un point de peu.",
                en="You forgot the number of customers in the state: a point of many "
                "is worth more than a point of few.",
            ),
            mistake(
                "everyone_as_base",
                value=everyone_as_base,
                fr="Vous avez pris un pour cent de tous les clients. Le point porte "
                "sur ceux de l'état.",
                en="You took one per cent of all customers. The point concerns those "
                "of the state.",
            ),
            mistake(
                "same_spending",
                value=same_spending,
                fr="Vous avez donné à tous la même dépense moyenne. Un client gardé "
                "dépense comme ceux de l'état où il se retrouve.",
                en="You gave everyone the same average spending. A customer kept "
                "spends like those of the state they end up in.",
            ),
            mistake(
                "state_left",
                value=state_left,
                fr="Vous avez valorisé l'état de départ, même pour qui se réveille. "
                "Que dépense un client qui dort ?",
                en="You valued the starting state, even for those who wake up. What "
                "does a sleeping customer spend?",
            ),
            mistake(
                "margin_taken",
                value=margin_taken,
                fr="Vous avez déjà pris la marge. On demande d'abord un chiffre "
                "d'affaires ; la marge viendra dans la note.",
                en="You took the margin already. Revenue is asked for first; margin "
                "comes in the memo.",
            ),
            mistake(
                "points_expected",
                value=points_expected,
                fr="Vous avez multiplié par les points attendus de chaque programme. "
                "On demande la valeur d'un seul.",
                en="You multiplied by the points expected from each programme. The "
                "value of a single one is asked for.",
            ),
            mistake(
                "total_spending",
                value=total_spending,
                fr="Vous avez pris la dépense totale de l'état au lieu de celle d'un "
                "client.",
                en="You took the total spending of the state instead of that of one "
                "customer.",
            ),
        ],
        otherwise=(
            "Effectif × 1 % × dépense moyenne d'un client de l'état d'arrivée.",
            "Number × 1% × average spending of a customer of the state of arrival.",
        ),
    ),
]
