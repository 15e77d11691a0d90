"""The practicals of chapter 09, Scoring and churn."""

from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from course_lib import scoring
from course_lib.answers import Text, function, mapping, number, series
from course_lib.checking import mistake, practical
from course_lib.data import data_folder, load

LAST_DAY = pd.Timestamp("2025-12-31")
FEATURES = ["recency", "tenure", "orders", "spend", "recent_orders", "gap"]

# --- 09.1: what is wrong with these studies? --------------------------------------

STUDIES = {
    "A": "sound",
    "B": "future",
    "C": "future",
    "D": "test_set",
    "E": "measure",
    "F": "sound",
    "G": "future",
    "H": "test_set",
}
VERDICTS = {
    "sound": ["correct", "correcte"],
    "future": ["avenir", "fuite", "leak", "leakage"],
    "test_set": ["test", "jeu de test"],
    "measure": ["mesure"],
}
CLUES = {
    "A": Text(
        "À quelle date cette récence est-elle connue ?",
        "On which day is this recency known?",
    ),
    "B": Text("Quand ce palier est-il calculé ?", "When is this tier worked out?"),
    "C": Text(
        "Une ligne de 2025 peut-elle servir à prédire une ligne de 2024 ?",
        "May a row of 2025 serve to predict a row of 2024?",
    ),
    "D": Text(
        "Sur quels clients a-t-on cherché le seuil ?",
        "On which customers was the threshold searched for?",
    ),
    "E": Text(
        "Que donnerait un score qui dit « non » à tout le monde ?",
        "What would a score that says “no” to everyone give?",
    ),
    "F": Text("Que sait-on le 1er juillet ?", "What is known on 1 July?"),
    "G": Text(
        "Cette date existe-t-elle le jour où le prospect arrive ?",
        "Does this date exist on the day the lead arrives?",
    ),
    "H": Text(
        "Cinq essais, et l'on garde le plus heureux : sur quels clients ?",
        "Five tries, and the luckiest is kept: on which customers?",
    ),
}


def studies():
    return dict(STUDIES)


def changed(**items):
    return lambda: STUDIES | items


def given(**items):
    """Recognise an answer that gives one of these items this label."""
    return lambda codes: any(codes.get(item) == code for item, code in items.items())


def all_the_same(codes):
    return len(codes) > 1 and len(set(codes.values())) == 1


# --- 09.2: a scorecard for the leads of 2025 --------------------------------------

CARD = {
    "asked_quote": {True: 25},
    "store_visit": {True: 15},
    "emails_opened": [(3, 10), (5, 25)],
    "source": {"referral": 20, "social": -15},
}


def leads(start="2025-01-01", end="2025-10-01"):
    table = load("prospects").set_index("prospect_id")
    created = table["created_on"]
    return table[(created >= start) & (created < end)]


def points(table=None, **changes):
    return scoring.scorecard(leads() if table is None else table, CARD | changes)


def points_social_rewarded():
    return points(source={"referral": 20, "social": 15})


def points_malus_forgotten():
    return points(source={"referral": 20})


def points_bands_added():
    return points(emails_opened=[(3, 10), (5, 35)])


def points_strictly_more():
    return points(emails_opened=[(4, 10), (6, 25)])


def points_young_leads_kept():
    return points(leads(end="2026-01-01"))


def points_all_years():
    return points(leads(start="2022-01-01"))


def points_never_negative():
    return points().clip(lower=0)


# --- 09.3: recency on the day of a snapshot ---------------------------------------

SNAPSHOT = pd.Timestamp("2025-04-01")


def order_days():
    orders = load("orders")
    return orders.assign(day=orders["ordered_at"].dt.normalize())


def before_snapshot():
    orders = order_days()
    return orders[orders["day"] < SNAPSHOT].groupby("customer_id")


def recency():
    return (SNAPSHOT - before_snapshot()["day"].max()).dt.days


def recency_with_the_future():
    return (SNAPSHOT - order_days().groupby("customer_id")["day"].max()).dt.days


def recency_at_the_end():
    return (LAST_DAY - order_days().groupby("customer_id")["day"].max()).dt.days


def recency_counted_to_the_end():
    return (LAST_DAY - before_snapshot()["day"].max()).dt.days


def recency_first_to_last():
    days = before_snapshot()["day"]
    return (days.max() - days.min()).dt.days


def recency_since_first():
    return (SNAPSHOT - before_snapshot()["day"].min()).dt.days


def recency_with_the_hour():
    return (SNAPSHOT - before_snapshot()["ordered_at"].max()).dt.days


# --- The snapshots and the score of the practicals --------------------------------


class Scored(NamedTuple):
    """The snapshots after the one that teaches, and the score of each customer."""

    choose: pd.DataFrame
    judge: pd.DataFrame
    choose_score: pd.Series
    judge_score: pd.Series
    everyone: pd.DataFrame


def scored():
    """Return the snapshots and scores of the edition in use, made once for it."""
    return _scored(str(data_folder()))


@lru_cache(maxsize=4)
def _scored(folder):
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    dates = ["2024-07-01", "2025-01-01", "2025-07-01"]
    photos = scoring.snapshots(load("orders"), dates, months=6, end=LAST_DAY)
    learn, choose, judge = [photo[photo["recent_orders"] > 0] for photo in photos]
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1_000))
    model.fit(learn[FEATURES], learn["churned"])
    choose_score, judge_score = [
        pd.Series(model.predict_proba(photo[FEATURES])[:, 1], index=photo.index)
        for photo in (choose, judge)
    ]
    return Scored(choose, judge, choose_score, judge_score, everyone=photos[2])


# --- 09.4: what a rule that is often right finds ----------------------------------


def rule(table=None):
    """Return what happened and what the rule says."""
    table = scored().judge if table is None else table
    return table["churned"] == 1, table["recency"] > 60


def recall(table=None):
    left, flagged = rule(table)
    return flagged[left].mean()


def recall_of_everyone():
    return recall(scored().everyone)


def accuracy():
    left, flagged = rule()
    return (left == flagged).mean()


def precision():
    left, flagged = rule()
    return left[flagged].mean()


def accuracy_of_nobody():
    return (~rule()[0]).mean()


def flagged_share():
    return rule()[1].mean()


def churn_rate():
    return rule()[0].mean()


def specificity():
    left, flagged = rule()
    return (~flagged)[~left].mean()


def missed_by_the_rule():
    left, flagged = rule()
    return (~flagged)[left].mean()


def found_among_all():
    left, flagged = rule()
    return (left & flagged).mean()


# --- 09.5: the lift of the first decile -------------------------------------------


def tenth(outcome, score, *, ascending=False, part=10):
    """Return the outcomes of the customers with the best scores."""
    size = len(score) // part
    best = score.sort_values(ascending=ascending, kind="stable").index[:size]
    return outcome[best]


def lift(**options):
    found = scored()
    top = tenth(found.judge["churned"], found.judge_score, **options)
    return top.mean() / found.judge["churned"].mean()


def gain():
    found = scored()
    top = tenth(found.judge["churned"], found.judge_score)
    return top.sum() / found.judge["churned"].sum()


def precision_of_tenth():
    found = scored()
    return tenth(found.judge["churned"], found.judge_score).mean()


def lift_over_the_others():
    found = scored()
    top = tenth(found.judge["churned"], found.judge_score)
    others = found.judge["churned"].drop(top.index)
    return top.mean() / others.mean()


def lift_when_choosing():
    found = scored()
    top = tenth(found.choose["churned"], found.choose_score)
    return top.mean() / found.choose["churned"].mean()


# --- 09.6: a function for the profit ----------------------------------------------


def profit_cases():
    found = scored()
    outcome, score = found.judge["churned"], found.judge_score
    small = pd.Series([1, 0, 1, 0, 0, 1]), pd.Series([0.9, 0.6, 0.6, 0.4, 0.1, 0.3])
    return [
        (*small, 0.6, 50, 10),
        (outcome, score, 0.3, 60, 20),
        (outcome, score, 0.5, 100, 25),
    ]


def profit(y, score, threshold, benefit, cost):
    called = score >= threshold
    return benefit * y[called].sum() - cost * called.sum()


def profit_cost_per_responder(y, score, threshold, benefit, cost):
    return (benefit - cost) * y[score >= threshold].sum()


def profit_strictly_above(y, score, threshold, benefit, cost):
    called = score > threshold
    return benefit * y[called].sum() - cost * called.sum()


def profit_benefit_for_all(y, score, threshold, benefit, cost):
    return (benefit - cost) * (score >= threshold).sum()


def profit_without_cost(y, score, threshold, benefit, cost):
    return benefit * y[score >= threshold].sum()


def profit_below(y, score, threshold, benefit, cost):
    called = score < threshold
    return benefit * y[called].sum() - cost * called.sum()


def profit_everyone_paid(y, score, threshold, benefit, cost):
    return benefit * y[score >= threshold].sum() - cost * len(y)


def profit_all_positives(y, score, threshold, benefit, cost):
    return benefit * y.sum() - cost * (score >= threshold).sum()


# --- 09.7: choose, then judge -----------------------------------------------------

BENEFIT, COST = 100, 20


def chosen(on="choose"):
    found = scored()
    outcome, score = getattr(found, on)["churned"], getattr(found, f"{on}_score")
    return scoring.best_threshold(outcome, score, BENEFIT, COST)


def judged(threshold):
    found = scored()
    gained = profit(found.judge["churned"], found.judge_score, threshold, BENEFIT, COST)
    return pd.Series({"threshold": threshold, "profit": float(gained)})


def threshold_and_profit():
    return judged(chosen().threshold)


def threshold_of_the_test():
    return judged(chosen("judge").threshold)


def profit_of_the_choice():
    best = chosen()
    return pd.Series({"threshold": best.threshold, "profit": best.profit})


def threshold_one_half():
    return judged(0.5)


def amounts_of_the_lesson():
    found = scored()
    outcome, score = found.choose["churned"], found.choose_score
    best = scoring.best_threshold(outcome, score, 60, COST)
    outcome, score = found.judge["churned"], found.judge_score
    gained = profit(outcome, score, best.threshold, 60, COST)
    return pd.Series({"threshold": best.threshold, "profit": float(gained)})


def threshold_of_theory():
    return judged(COST / BENEFIT)


def everyone_called():
    return judged(0.0)


def cost_per_responder():
    found = scored()
    threshold = chosen().threshold
    won = found.judge["churned"][found.judge_score >= threshold].sum()
    return pd.Series({"threshold": threshold, "profit": float(won * (BENEFIT - COST))})


# --- 09.8: is the list fair? ------------------------------------------------------

AGES = ["under_35", "35_to_49", "50_and_over"]


def ages(index):
    born = load("customers").set_index("customer_id")["birth_year"].loc[index]
    return pd.cut(2025 - born, [0, 34, 49, 120], labels=AGES)


def rates(threshold=None):
    found = scored()
    threshold = chosen().threshold if threshold is None else threshold
    called = found.judge_score >= threshold
    return scoring.group_rates(found.judge["churned"], called, ages(found.judge.index))


def rate(column, threshold=None):
    return rates(threshold)[column].astype(float)


def accuracy_by_age():
    table = rates()
    wrong = table["selected"] + table["positives"] - 2 * table["hits"]
    return (table["customers"] - wrong) / table["customers"]


def share_of_hits():
    table = rates()
    return table["hits"] / table["hits"].sum()


def missed():
    return 1 - rate("recall")


# --- The practicals ---------------------------------------------------------------

PRACTICALS = [
    practical(
        "09.1",
        mapping(VERDICTS, CLUES),
        expected=studies,
        why=(
            "Un score se juge comme il servira : avec ce qu'on sait ce jour-là, sur "
            "des clients plus récents, qui n'ont servi à rien choisir.",
            "A score is judged as it will be used: with what is known that day, on "
            "more recent customers, who served to choose nothing.",
        ),
        mistakes=[
            mistake(
                "all_the_same",
                when=all_the_same,
                example=lambda: dict.fromkeys(STUDIES, "future"),
                fr="Vous avez donné le même verdict aux huit études. Pour chacune : "
                "que savait-on ce jour-là, et qui a servi à choisir ?",
                en="You gave all eight studies the same verdict. For each: what was "
                "known that day, and who served to choose?",
            ),
            mistake(
                "random_split_trusted",
                when=given(C="sound"),
                example=changed(C="sound"),
                fr="Vous avez accepté le tirage au hasard (C). Le même client est des "
                "deux côtés, à deux dates : qui prédit quoi ?",
                en="You accepted the random split (C). The same customer is on both "
                "sides, on two dates: what predicts what?",
            ),
            mistake(
                "tier_trusted",
                when=given(B="sound"),
                example=changed(B="sound"),
                fr="Vous avez accepté le palier de fidélité (B). Il résume les achats "
                "jusqu'au dernier jour de l'historique.",
                en="You accepted the loyalty tier (B). It sums up purchases up to the "
                "last day of the history.",
            ),
            mistake(
                "later_stage_trusted",
                when=given(G="sound"),
                example=changed(G="sound"),
                fr="Vous avez accepté la date de qualification (G). Que vaut-elle le "
                "jour où l'on veut noter le prospect ?",
                en="You accepted the date of qualification (G). What is it worth on "
                "the day we want to grade the lead?",
            ),
            mistake(
                "accuracy_trusted",
                when=given(E="sound"),
                example=changed(E="sound"),
                fr="Vous avez accepté les bonnes réponses (E). Quand presque personne "
                "ne répond, qui d'autre aurait raison aussi souvent ?",
                en="You accepted the right answers (E). When hardly anyone responds, "
                "who else would be right as often?",
            ),
            mistake(
                "test_set_trusted",
                when=given(D="sound", H="sound"),
                example=changed(D="sound"),
                fr="Vous avez accepté un choix fait sur les clients du test. Qui reste-"
                "t-il alors pour le juger ?",
                en="You accepted a choice made on the customers of the test. Who is "
                "left to judge it?",
            ),
        ],
        otherwise=(
            "Demandez pour chacune : cette information existe-t-elle ce jour-là ? Ces "
            "clients ont-ils déjà servi ? Ce chiffre dit-il quelque chose ?",
            "Ask of each: does this information exist that day? Have these customers "
            "served already? Does this figure say anything?",
        ),
    ),
    practical(
        "09.2",
        series(key="prospect_id"),
        expected=points,
        why=(
            "Une grille écrite note tous les prospects de la même façon, et chacun "
            "peut la discuter. C'est aussi le concurrent que tout modèle doit battre.",
            "A written scorecard grades every lead in the same way, and anyone can "
            "argue with it. It is also the rival that any model has to beat.",
        ),
        mistakes=[
            mistake(
                "sign_reversed",
                value=points_social_rewarded,
                fr="Vous avez **ajouté** les points des réseaux sociaux : leur signe "
                "est inversé. Ce canal convertit-il plus ou moins que les autres ?",
                en="You **added** the points of social networks: their sign is "
                "reversed. Does this channel convert more or less than the others?",
            ),
            mistake(
                "malus_forgotten",
                value=points_malus_forgotten,
                fr="Vous avez oublié les points négatifs : un signe peut aussi "
                "annoncer une moindre chance.",
                en="You forgot the negative points: a sign may also point to a "
                "smaller chance.",
            ),
            mistake(
                "bands_added",
                value=points_bands_added,
                fr="Vous avez additionné les deux marches des e-mails. La seconde "
                "remplace la première, elle ne s'y ajoute pas.",
                en="You added both steps of the e-mails. The second replaces the "
                "first, it does not come on top.",
            ),
            mistake(
                "strictly_more",
                value=points_strictly_more,
                fr="Vous avez compté « plus de » au lieu de « au moins » : ceux qui "
                "sont juste sur la marche tombent du mauvais côté.",
                en="You counted “more than” instead of “at least”: those exactly on "
                "the step fall on the wrong side.",
            ),
            mistake(
                "young_leads_kept",
                value=points_young_leads_kept,
                fr="Vous avez gardé les prospects d'octobre à décembre : on ne sait "
                "pas encore s'ils achèteront.",
                en="You kept the leads of October to December: nobody knows yet "
                "whether they will buy.",
            ),
            mistake(
                "all_years",
                value=points_all_years,
                fr="Vous avez noté aussi les prospects d'avant 2025. Quelle période "
                "l'énoncé demande-t-il ?",
                en="You graded the leads before 2025 too. Which period does the "
                "question ask for?",
            ),
            mistake(
                "never_negative",
                value=points_never_negative,
                fr="Vous avez remonté les totaux négatifs à zéro : les moins bons "
                "prospects ne se distinguent plus.",
                en="You raised negative totals to zero: the worst leads can no longer "
                "be told apart.",
            ),
        ],
        otherwise=(
            "Notez un seul prospect à la main, signe par signe, et comparez.",
            "Grade a single lead by hand, sign by sign, and compare.",
        ),
    ),
    practical(
        "09.3",
        series(key="customer_id"),
        expected=recency,
        why=(
            "Toutes les variables d'un score se calculent ainsi : filtrer d'abord, "
            "compter jusqu'au jour de la photo. C'est ce que l'on saura le jour où le "
            "score servira.",
            "Every feature of a score is computed in this way: filter first, count up "
            "to the day of the snapshot. That is what will be known when it is used.",
        ),
        mistakes=[
            mistake(
                "future_seen",
                value=recency_with_the_future,
                fr="Vous avez lu l'avenir : des récences sont négatives, car des "
                "commandes d'après la photo sont restées. C'est une fuite.",
                en="You read the future: some recencies are negative, because orders "
                "after the snapshot were kept. That is a leak.",
            ),
            mistake(
                "whole_history",
                value=recency_at_the_end,
                fr="C'est la récence du 31 décembre, sur tout l'historique. Au "
                "printemps, personne ne pouvait la connaître : c'est une fuite.",
                en="That is the recency of 31 December, over the whole history. In "
                "spring nobody could know it: that is a leak.",
            ),
            mistake(
                "counted_to_the_end",
                value=recency_counted_to_the_end,
                fr="Vous avez filtré les bonnes commandes, puis compté jusqu'au "
                "31 décembre. Jusqu'à quel jour faut-il compter ?",
                en="You filtered the right orders, then counted up to 31 December. Up "
                "to which day should you count?",
            ),
            mistake(
                "first_to_last",
                value=recency_first_to_last,
                fr="Vous avez mesuré du premier au **dernier achat** : c'est l'autre "
                "récence, celle du chapitre 07. Ici, on mesure le silence.",
                en="You measured from first to **last purchase**: that is the other "
                "recency, that of chapter 07. Here we measure silence.",
            ),
            mistake(
                "since_first",
                value=recency_since_first,
                fr="Vous êtes parti du **premier** achat : c'est l'ancienneté.",
                en="You started from the **first** purchase: that is tenure.",
            ),
            mistake(
                "hour_kept",
                value=recency_with_the_hour,
                fr="Presque tous vos nombres ont un jour de moins : l'heure de la "
                "commande est restée. Il faut la colonne `day`.",
                en="Nearly all your numbers are one day short: the hour of the order "
                "was kept. You need the column `day`.",
            ),
        ],
        otherwise=(
            "Trois étapes : les commandes strictement avant la photo, la dernière de "
            "chaque client, les jours jusqu'à la photo.",
            "Three steps: the orders strictly before the snapshot, each customer's "
            "last, the days up to the snapshot.",
        ),
    ),
    practical(
        "09.4",
        number(tolerance=0.0006, share=True),
        expected=recall,
        why=(
            "Le rappel dit combien de partants on aurait pu appeler. Une règle peut "
            "avoir souvent raison et manquer ceux que l'on cherche : ce sont eux qui "
            "emportent la marge.",
            "Recall says how many leavers could have been called. A rule may often be "
            "right and miss those we look for: they are the ones who take the margin "
            "away.",
        ),
        mistakes=[
            mistake(
                "accuracy",
                value=accuracy,
                fr="C'est l'exactitude, la part de bonnes réponses : surtout des "
                "clients qui restent. Combien des **partants** sont signalés ?",
                en="That is accuracy, the share of right answers: mostly customers who "
                "stay. How many of the **leavers** are flagged?",
            ),
            mistake(
                "accuracy_of_nobody",
                value=accuracy_of_nobody,
                fr="C'est la part des clients restés : l'exactitude de celui qui "
                "répond « personne ne part ».",
                en="That is the share of customers who stayed: the accuracy of whoever "
                "answers “nobody leaves”.",
            ),
            mistake(
                "precision",
                value=precision,
                fr="C'est la précision : parmi les **signalés**, combien partent. La "
                "question part des partants.",
                en="That is precision: among those **flagged**, how many leave. The "
                "question starts from the leavers.",
            ),
            mistake(
                "flagged_share",
                value=flagged_share,
                fr="C'est la part des clients signalés, partants ou non.",
                en="That is the share of customers flagged, leavers or not.",
            ),
            mistake(
                "churn_rate",
                value=churn_rate,
                fr="C'est le taux d'attrition : la règle n'y joue aucun rôle.",
                en="That is the churn rate: the rule plays no part in it.",
            ),
            mistake(
                "stayers_left_alone",
                value=specificity,
                fr="Vous avez compté, parmi les clients **restés**, ceux que la règle "
                "laisse tranquilles.",
                en="You counted, among customers who **stayed**, those whom the rule "
                "leaves alone.",
            ),
            mistake(
                "missed",
                value=missed_by_the_rule,
                fr="C'est la part des partants que la règle **manque**. Quelle part "
                "trouve-t-elle ?",
                en="That is the share of leavers that the rule **misses**. What share "
                "does it find?",
            ),
            mistake(
                "divided_by_all",
                value=found_among_all,
                fr="Vous avez divisé les partants signalés par **tous** les clients. "
                "Qui la règle pouvait-elle trouver ?",
                en="You divided the leavers flagged by **all** customers. Whom could "
                "the rule find?",
            ),
            mistake(
                "inactive_kept",
                value=recall_of_everyone,
                fr="Vous avez gardé les clients muets depuis plus de six mois : la "
                "règle les signale tous, et le résultat est flatté.",
                en="You kept the customers silent for over six months: the rule flags "
                "them all, and the result is flattered.",
            ),
        ],
        otherwise=(
            "En bas, les partants ; en haut, ceux d'entre eux que la règle signale.",
            "Below, the leavers; on top, those of them that the rule flags.",
        ),
    ),
    practical(
        "09.5",
        number(tolerance=0.012),
        expected=lift,
        why=(
            "Le lift se dit en une phrase à la direction : « à budget égal, cette "
            "liste trouve tant de fois plus de partants qu'un tirage au hasard ».",
            "Lift is told to the management in one sentence: “for the same budget, "
            "this list finds so many times more leavers than a random draw”.",
        ),
        mistakes=[
            mistake(
                "gain",
                value=gain,
                fr="C'est le **gain** : la part de tous les partants que la liste "
                "atteint. Le lift compare deux taux.",
                en="That is the **gain**: the share of all leavers that the list "
                "reaches. Lift compares two rates.",
            ),
            mistake(
                "precision",
                value=precision_of_tenth,
                fr="C'est la **précision** (en règles d'association, on dirait la "
                "confiance) : le taux de la liste. Reste à le comparer.",
                en="That is **precision** (in association rules one would say "
                "confidence): the rate of the list. It remains to compare it.",
            ),
            mistake(
                "against_the_others",
                value=lift_over_the_others,
                fr="Vous avez comparé aux **autres** clients. Le hasard, lui, tire "
                "parmi tous.",
                en="You compared with the **other** customers. Chance draws among all "
                "of them.",
            ),
            mistake(
                "worst_scores",
                value=lambda: lift(ascending=True),
                fr="Vous avez pris les **moins** bons scores : dans quel ordre "
                "`sort_values` range-t-il ?",
                en="You took the **lowest** scores: in which order does `sort_values` "
                "sort?",
            ),
            mistake(
                "first_fifth",
                value=lambda: lift(part=5),
                fr="Vous avez pris deux dixièmes des clients au lieu d'un.",
                en="You took two tenths of the customers instead of one.",
            ),
            mistake(
                "wrong_snapshot",
                value=lift_when_choosing,
                fr="C'est le lift de la photo `choose`. On juge sur la photo suivante.",
                en="That is the lift of the snapshot `choose`. We judge on the next "
                "snapshot.",
            ),
            mistake(
                "upside_down",
                value=lambda: 1 / lift(),
                fr="La division est à l'envers : un bon score a un lift au-dessus "
                "de 1.",
                en="The division is upside down: a good score has a lift above 1.",
            ),
        ],
        otherwise=(
            "En haut, le taux d'attrition de la liste ; en bas, celui de tous.",
            "On top, the churn rate of the list; below, that of everyone.",
        ),
    ),
    practical(
        "09.6",
        function(profit_cases, number(tolerance=0.01)),
        expected=lambda: profit,
        why=(
            "Cette fonction transforme un score en dirhams. Elle permet de comparer "
            "deux modèles, deux seuils ou deux tarifs d'appel dans la seule unité que "
            "tout le monde lit.",
            "This function turns a score into dirhams. It compares two models, two "
            "thresholds or two prices of a call in the one unit that everybody reads.",
        ),
        mistakes=[
            mistake(
                "cost_per_responder",
                value=lambda: profit_cost_per_responder,
                fr="Vous n'avez payé que les appels qui tombent juste. Chaque appel "
                "se paie, qui que l'on joigne.",
                en="You paid only for the calls that hit. Every call is paid for, "
                "whoever is reached.",
            ),
            mistake(
                "strictly_above",
                value=lambda: profit_strictly_above,
                fr="Vous n'appelez pas ceux dont le score **égale** le seuil. « À "
                "partir de » les comprend-il ?",
                en="You do not call those whose score **equals** the threshold. Does "
                "“from” include them?",
            ),
            mistake(
                "benefit_for_all",
                value=lambda: profit_benefit_for_all,
                fr="Vous avez compté un bénéfice pour chaque appel. Que rapporte "
                "d'appeler quelqu'un qui serait resté ?",
                en="You counted a benefit for every call. What does calling someone "
                "who would have stayed bring?",
            ),
            mistake(
                "cost_forgotten",
                value=lambda: profit_without_cost,
                fr="Il manque le coût des appels.",
                en="The cost of the calls is missing.",
            ),
            mistake(
                "below_threshold",
                value=lambda: profit_below,
                fr="Vous appelez ceux qui sont **sous** le seuil : les moins menacés.",
                en="You call those **below** the threshold: the least at risk.",
            ),
            mistake(
                "everyone_paid",
                value=lambda: profit_everyone_paid,
                fr="Vous payez un appel pour chaque client de la table, même ceux que "
                "l'on n'appelle pas.",
                en="You pay a call for every customer of the table, even those who are "
                "not called.",
            ),
            mistake(
                "all_leavers_won",
                value=lambda: profit_all_positives,
                fr="Vous comptez le bénéfice de **tous** les partants. Ceux que l'on "
                "n'a pas appelés ont-ils pu être retenus ?",
                en="You count the benefit of **all** leavers. Could those who were not "
                "called be kept?",
            ),
        ],
        otherwise=(
            "Comptez deux choses : combien d'appels, et combien de partants parmi eux.",
            "Count two things: how many calls, and how many leavers among them.",
        ),
    ),
    practical(
        "09.7",
        series(tolerance=0.0005),
        expected=threshold_and_profit,
        why=(
            "Ce profit-là, on peut le promettre : les clients qui le mesurent n'ont "
            "servi ni à apprendre, ni à choisir. Le profit vu en choisissant est "
            "presque toujours trop beau.",
            "This profit can be promised: the customers who measure it served neither "
            "to learn nor to choose. The profit seen while choosing is nearly always "
            "too good.",
        ),
        mistakes=[
            mistake(
                "chosen_on_the_test",
                value=threshold_of_the_test,
                fr="Vous avez choisi le seuil sur la photo `judge`, celle qui doit le "
                "juger : il profite du hasard de ces clients.",
                en="You chose the threshold on the snapshot `judge`, the one that must "
                "judge it: it profits from the luck of those customers.",
            ),
            mistake(
                "profit_of_the_choice",
                value=profit_of_the_choice,
                fr="Le seuil est bon, mais vous annoncez le profit des clients qui ont "
                "servi à le choisir.",
                en="The threshold is right, but you report the profit on the "
                "customers who served to choose it.",
            ),
            mistake(
                "one_half",
                value=threshold_one_half,
                fr="Vous avez gardé 0,5 : c'est le seuil de « plutôt oui », il ignore "
                "ce que coûte et rapporte un appel.",
                en="You kept 0.5: that is the threshold of “rather yes”, it ignores "
                "what a call costs and brings.",
            ),
            mistake(
                "amounts_of_the_lesson",
                value=amounts_of_the_lesson,
                fr="Vous avez gardé les 60 MAD de la leçon. Que rapporte maintenant un "
                "vrai partant appelé ?",
                en="You kept the 60 MAD of the lesson. What does a real leaver called "
                "bring now?",
            ),
            mistake(
                "theory_alone",
                value=threshold_of_theory,
                fr="Vous avez pris coût / bénéfice. C'est le seuil d'un modèle "
                "parfaitement calibré ; ici, on le cherche sur `choose`.",
                en="You took cost / benefit. That is the threshold of a perfectly "
                "calibrated model; here, search for it on `choose`.",
            ),
            mistake(
                "everyone_called",
                value=everyone_called,
                fr="Vous appelez tout le monde : le score ne sert plus à rien.",
                en="You call everyone: the score is no longer of any use.",
            ),
            mistake(
                "cost_per_responder",
                value=cost_per_responder,
                fr="Le seuil est bon, mais vous n'avez payé que les appels aux vrais "
                "partants.",
                en="The threshold is right, but you paid only for the calls to real "
                "leavers.",
            ),
        ],
        otherwise=(
            "Deux temps : chercher le seuil sur `choose`, puis compter le profit de ce "
            "seuil sur `judge`.",
            "Two steps: search for the threshold on `choose`, then count the profit of "
            "that threshold on `judge`.",
        ),
    ),
    practical(
        "09.8",
        series(tolerance=0.0006, key="age", share=True),
        expected=lambda: rate("recall"),
        why=(
            "Le rappel par groupe dit qui est oublié par la liste. Avant de corriger, "
            "on regarde les intervalles, puis le prix du remède.",
            "Recall by group says whom the list forgets. Before correcting, look at "
            "the intervals, then at the price of the remedy.",
        ),
        mistakes=[
            mistake(
                "precision",
                value=lambda: rate("precision"),
                fr="C'est la précision de chaque groupe : parmi les **appelés**, "
                "combien partent. On part ici des partants.",
                en="That is the precision of each group: among those **called**, how "
                "many leave. Here we start from the leavers.",
            ),
            mistake(
                "selected_rate",
                value=lambda: rate("selected_rate"),
                fr="C'est la part de chaque groupe que l'on appelle. Deux groupes "
                "peuvent avoir besoin de plus ou moins d'appels.",
                en="That is the share of each group that is called. Two groups may "
                "need more calls or fewer.",
            ),
            mistake(
                "base_rate",
                value=lambda: rate("base_rate"),
                fr="C'est le taux d'attrition de chaque groupe : la liste d'appels "
                "n'y joue aucun rôle.",
                en="That is the churn rate of each group: the call list plays no part "
                "in it.",
            ),
            mistake(
                "false_alarms",
                value=lambda: rate("false_positive_rate"),
                fr="Ce sont les appels inutiles : parmi ceux qui restent, combien on "
                "en dérange.",
                en="Those are the useless calls: among those who stay, how many are "
                "disturbed.",
            ),
            mistake(
                "accuracy",
                value=accuracy_by_age,
                fr="C'est la part de bonnes réponses par groupe : elle parle surtout "
                "de ceux qui restent.",
                en="That is the share of right answers by group: it speaks mostly of "
                "those who stay.",
            ),
            mistake(
                "share_of_the_found",
                value=share_of_hits,
                fr="Vous avez réparti les partants trouvés entre les groupes. Le plus "
                "grand groupe y gagne toujours.",
                en="You shared the leavers found out among the groups. The largest "
                "group always wins.",
            ),
            mistake(
                "missed",
                value=missed,
                fr="C'est la part des partants que l'on **manque**.",
                en="That is the share of leavers who are **missed**.",
            ),
            mistake(
                "one_half",
                value=lambda: rate("recall", 0.5),
                fr="Vous avez gardé le seuil 0,5. Prenez celui que le profit a choisi.",
                en="You kept the threshold 0.5. Take the one that profit chose.",
            ),
        ],
        otherwise=(
            "Dans chaque groupe : en bas les partants, en haut ceux que l'on appelle.",
            "In each group: below, the leavers; on top, those who are called.",
        ),
    ),
]
