"""The practicals of chapter 13, Handling complaints."""

import pandas as pd

from course_lib import answers
from course_lib import complaints as desk
from course_lib.checking import mistake, practical
from course_lib.data import load
from course_lib.lifecycle import survival_curve

AS_OF = pd.Timestamp("2026-01-01")

# --- 13.1: the steps in order -----------------------------------------------------

STEPS = [
    "receive",
    "record",
    "acknowledge",
    "qualify",
    "route",
    "investigate",
    "answer",
    "compensate",
    "close",
    "learn",
]


def steps():
    return list(STEPS)


def swapped(first, second):
    """Return the steps with two of them exchanged."""
    other = {first: second, second: first}
    return lambda: [other.get(step, step) for step in STEPS]


def before(first, second):
    """Recognise an order in which one step comes before another."""
    return lambda found: found.index(first) < found.index(second)


# --- 13.2: which justice ----------------------------------------------------------

JUSTICE = {
    "A": "distributive",
    "B": "procedural",
    "C": "interactional",
    "D": "distributive",
    "E": "procedural",
    "F": "interactional",
}


def justice():
    return dict(JUSTICE)


def changed(**items):
    return lambda: JUSTICE | items


def given(**items):
    """Recognise an answer that gives one of these items this label."""
    return lambda codes: any(codes.get(item) == code for item, code in items.items())


def all_the_same(codes):
    return len(codes) > 1 and len(set(codes.values())) == 1


# --- 13.3: the rate ---------------------------------------------------------------


def orders_with_complaint(year=2025):
    orders = load("orders")
    if year is not None:
        orders = orders[orders["ordered_at"].dt.year == year]
    complained = orders["order_id"].isin(load("complaints")["order_id"])
    return orders.assign(complained=complained)


def rate_per_thousand():
    return 1000 * orders_with_complaint()["complained"].mean()


def rate_per_hundred():
    return rate_per_thousand() / 10


def rate_per_buyer():
    orders = orders_with_complaint()
    return 1000 * orders.groupby("customer_id")["complained"].max().mean()


def rate_of_all_years():
    return 1000 * orders_with_complaint(None)["complained"].mean()


def rate_among_complaints():
    complaints = load("complaints")
    orders = orders_with_complaint()
    return 1000 * complaints["order_id"].isin(orders["order_id"]).mean()


def rate_per_customer_on_file():
    return 1000 * orders_with_complaint()["complained"].sum() / len(load("customers"))


# --- 13.4: nine cases in ten ------------------------------------------------------


def days_of(complaints):
    ended = complaints["resolved_at"].fillna(AS_OF)
    return (ended - complaints["opened_at"]) / pd.Timedelta(days=1)


def nine_in_ten(*, still_open=0.1):
    complaints = load("complaints")
    curve = survival_curve(days_of(complaints), complaints["resolved_at"].notna())
    return curve.loc[curve["survival"] <= still_open, "time"].min()


def closed_days():
    complaints = load("complaints")
    return days_of(complaints[complaints["resolved_at"].notna()])


def nine_in_ten_of_closed():
    return closed_days().quantile(0.9)


def mean_of_closed():
    return closed_days().mean()


def half_of_cases():
    return nine_in_ten(still_open=0.5)


def one_in_ten():
    return nine_in_ten(still_open=0.9)


def open_as_today():
    complaints = load("complaints")
    days = days_of(complaints).where(complaints["resolved_at"].notna(), 0)
    return days.quantile(0.9)


# --- 13.5: the commitment ---------------------------------------------------------


def decided():
    complaints = load("complaints")
    return complaints[complaints["opened_at"] < "2025-12-01"]


def commitment(*, end="resolved_at", closed_only=False):
    complaints = decided()
    if closed_only:
        complaints = complaints[complaints[end].notna()]
    hours = desk.working_hours(complaints["opened_at"], complaints[end])
    return (hours <= 84).mean()


def commitment_of_all():
    complaints = load("complaints")
    hours = desk.working_hours(complaints["opened_at"], complaints["resolved_at"])
    return (hours <= 84).mean()


def commitment_of_closed():
    return commitment(closed_only=True)


def commitment_of_answers():
    return commitment(end="first_answer_at")


def commitment_broken():
    return 1 - commitment()


def commitment_by_clock(limit="84h"):
    complaints = decided()
    lasted = complaints["resolved_at"] - complaints["opened_at"]
    return (lasted <= limit).mean()


def commitment_by_calendar():
    return commitment_by_clock("7D")


# --- 13.6: the paradox ------------------------------------------------------------


def survey_with_case():
    complaints = load("complaints").sort_values("opened_at")
    survey = pd.merge_asof(
        load("surveys").sort_values("surveyed_on"),
        complaints.drop(columns="channel"),
        left_on="surveyed_on",
        right_on="opened_at",
        by="customer_id",
        tolerance=pd.Timedelta(days=365),
    )
    spoke = survey["complained"].fillna(False).astype(bool)
    quick = survey["resolved_at"] - survey["opened_at"] <= pd.Timedelta(days=7)
    return survey.assign(spoke=spoke, fast=spoke & quick)


def gap_between(first, second, *, errors=1.96):
    first, second = first.dropna().astype(float), second.dropna().astype(float)
    gap = first.mean() - second.mean()
    error = (first.var() / len(first) + second.var() / len(second)) ** 0.5
    return {"low": gap - errors * error, "gap": gap, "high": gap + errors * error}


def paradox(**how):
    survey = survey_with_case()
    score = survey["satisfaction"]
    return gap_between(score[survey["fast"]], score[~survey["had_problem"]], **how)


def paradox_of_the_satisfied():
    survey = survey_with_case()
    score = survey["satisfaction"]
    happy = survey["fast"] & (survey["satisfaction_after"] >= 4)
    return gap_between(score[happy], score[~survey["had_problem"]])


def paradox_of_the_follow_up():
    survey = survey_with_case()
    after = survey.loc[survey["fast"], "satisfaction_after"]
    return gap_between(after, survey.loc[~survey["had_problem"], "satisfaction"])


def paradox_of_every_complainer():
    survey = survey_with_case()
    score = survey["satisfaction"]
    return gap_between(score[survey["spoke"]], score[~survey["had_problem"]])


def paradox_errors_added():
    survey = survey_with_case()
    groups = survey["fast"], ~survey["had_problem"]
    first, second = (survey.loc[one, "satisfaction"].dropna() for one in groups)
    gap = float(first.mean() - second.mean())
    margin = 1.96 * (
        first.std() / len(first) ** 0.5 + second.std() / len(second) ** 0.5
    )
    return {"low": gap - margin, "gap": gap, "high": gap + margin}


def paradox_against_silent():
    survey = survey_with_case()
    score = survey["satisfaction"]
    silent = survey["had_problem"] & ~survey["spoke"]
    return gap_between(score[survey["fast"]], score[silent])


def paradox_against_everyone():
    survey = survey_with_case()
    score = survey["satisfaction"]
    return gap_between(score[survey["fast"]], score[~survey["fast"]])


def paradox_reversed():
    right = paradox()
    return {"low": -right["high"], "gap": -right["gap"], "high": -right["low"]}


def paradox_one_error():
    return paradox(errors=1)


# --- 13.7: what urgency was seen --------------------------------------------------


def urgencies():
    truth = load("truth/complaint_truth")
    return load("complaints").merge(truth, on="complaint_id")


def recall():
    cases = urgencies()
    right = cases["urgency"] == cases["true_urgency"]
    return right.groupby(cases["true_urgency"]).mean()


def precision():
    cases = urgencies()
    right = cases["urgency"] == cases["true_urgency"]
    return right.groupby(cases["urgency"]).mean().rename_axis("true_urgency")


def accuracy_everywhere():
    cases = urgencies()
    share = (cases["urgency"] == cases["true_urgency"]).mean()
    return pd.Series(share, index=recall().index)


def shares_of_all():
    cases = urgencies()
    right = cases["urgency"] == cases["true_urgency"]
    return right.groupby(cases["true_urgency"]).sum() / len(cases)


def missed():
    return 1 - recall()


# --- 13.8: a gesture, for whom ----------------------------------------------------

WORTH, GESTURE = 1200, 50


def eleven_months():
    complaints = decided()
    return complaints[complaints["opened_at"].dt.year == 2025]


def gains(
    *,
    points_fast=0.01,
    points_late=0.03,
    gesture=GESTURE,
    closed_only=False,
    effect=True,
):
    complaints = eleven_months()
    if closed_only:
        complaints = complaints[complaints["resolved_at"].notna()]
    days = days_of(complaints)
    fast = complaints["resolved_at"].notna() & (days <= 7)
    points = {"fast": points_fast, "slow": 0.06, "very_slow": points_late}
    each = {
        name: (share if effect else 1) * WORTH - gesture
        for name, share in points.items()
    }
    slow = (~fast).sum() * each["slow"]
    very_slow = (days > 15).sum() * each["very_slow"]
    return {
        "all": slow + fast.sum() * each["fast"],
        "slow": slow,
        "very_slow": very_slow,
    }


def gains_without_cost():
    return gains(gesture=0)


def gains_of_closed():
    return gains(closed_only=True)


def gains_same_effect():
    return gains(points_fast=0.06)


def gains_whole_value():
    return gains(effect=False)


def gains_late_as_early():
    return gains(points_late=0.06)


def gains_per_case():
    complaints = eleven_months()
    days = days_of(complaints)
    fast = complaints["resolved_at"].notna() & (days <= 7)
    total = gains()
    return {
        "all": total["all"] / len(complaints),
        "slow": total["slow"] / (~fast).sum(),
        "very_slow": total["very_slow"] / (days > 15).sum(),
    }


PRACTICALS = [
    practical(
        "13.1",
        answers.ordering(STEPS),
        expected=steps,
        why=(
            "Un processus écrit permet de dater chaque étape, donc de voir où les "
            "clients attendent. La dernière étape est celle que l’on oublie.",
            "A written process lets every step be dated, so one sees where customers "
            "wait. The last step is the one that gets forgotten.",
        ),
        mistakes=[
            mistake(
                "learn_before_close",
                when=before("learn", "close"),
                example=swapped("close", "learn"),
                fr="Vous avez tiré la leçon avant d’avoir clos. Que sait-on de la "
                "cause tant que le dossier n’est pas réglé ?",
                en="You drew the lesson before closing. What is known of the cause "
                "while the case is not settled?",
            ),
            mistake(
                "compensate_before_answer",
                when=before("compensate", "answer"),
                example=swapped("answer", "compensate"),
                fr="Vous avez compensé avant de répondre. Que vaut un geste que rien "
                "n’explique ?",
                en="You compensated before answering. What is a gesture worth that "
                "nothing explains?",
            ),
            mistake(
                "route_before_qualify",
                when=before("route", "qualify"),
                example=swapped("qualify", "route"),
                fr="Vous avez orienté avant de qualifier : vers qui, si l’on ne sait "
                "ni le motif ni l’urgence ?",
                en="You routed before qualifying: to whom, if neither cause nor "
                "urgency is known?",
            ),
            mistake(
                "acknowledge_after_investigation",
                when=before("investigate", "acknowledge"),
                example=swapped("acknowledge", "investigate"),
                fr="Vous avez enquêté avant d’accuser réception. Pendant ce temps, "
                "que croit le client ?",
                en="You investigated before acknowledging. Meanwhile, what does the "
                "customer believe?",
            ),
        ],
        otherwise=(
            "Relisez le schéma de la section 3 : que faut-il savoir pour passer à la "
            "suite ?",
            "Look at the diagram of section 3 again: what must be known to move on?",
        ),
    ),
    practical(
        "13.2",
        answers.mapping(
            {
                "distributive": ["justice distributive"],
                "procedural": ["procédurale", "justice procédurale"],
                "interactional": ["interactionnelle", "justice interactionnelle"],
            }
        ),
        expected=justice,
        why=(
            "Chaque justice a son remède : un geste, un délai, une formation. Payer "
            "pour une impolitesse ne la répare pas.",
            "Each kind of justice has its remedy: a gesture, a deadline, training. "
            "Paying for rudeness does not mend it.",
        ),
        mistakes=[
            mistake(
                "all_the_same",
                when=all_the_same,
                example=lambda: dict.fromkeys(JUSTICE, "distributive"),
                fr="Vous avez donné partout la même justice. Le résultat, le chemin et "
                "la manière sont trois choses.",
                en="You gave the same kind of justice throughout. The outcome, the way "
                "there and the manner are three things.",
            ),
            mistake(
                "time_as_outcome",
                when=given(B="distributive"),
                example=changed(B="distributive"),
                fr="Vous avez rangé l’attente parmi les résultats. Le client "
                "parle-t-il de ce qu’il a obtenu, ou du chemin pour l’obtenir ?",
                en="You filed the wait under outcomes. Is the customer speaking of "
                "what was obtained, or of the way to it?",
            ),
            mistake(
                "small_gesture_as_contempt",
                when=given(D="interactional"),
                example=changed(D="interactional"),
                fr="Vous avez lu un manque de respect dans un bon trop petit. Sur quoi "
                "porte la phrase : la manière ou le montant ?",
                en="You read disrespect into too small a voucher. What is the sentence "
                "about: the manner or the amount?",
            ),
            mistake(
                "repetition_as_rudeness",
                when=given(E="interactional"),
                example=changed(E="interactional"),
                fr="Vous avez pris une répétition pour une impolitesse. Qui est en "
                "cause : la personne, ou l’organisation du dossier ?",
                en="You took repetition for rudeness. What is at fault: the person, or "
                "the way the case is organised?",
            ),
        ],
        otherwise=(
            "Ce que j’obtiens, comment on y arrive, comment on me parle : relisez la "
            "section 8.",
            "What I get, how one gets there, how I am spoken to: read section 8 again.",
        ),
    ),
    practical(
        "13.3",
        answers.number(0.05),
        expected=rate_per_thousand,
        why=(
            "Rapporté aux commandes, le taux se compare d’une année et d’un canal à "
            "l’autre, même quand les clients achètent plus souvent.",
            "Set against orders, the rate compares from year to year and channel to "
            "channel, even when customers buy more often.",
        ),
        mistakes=[
            mistake(
                "per_buyer",
                value=rate_per_buyer,
                fr="Vous avez compté les acheteurs qui ont réclamé. Celui qui commande "
                "dix fois a-t-il eu une seule occasion de se plaindre ?",
                en="You counted buyers who complained. Did someone with ten orders "
                "have only one occasion to complain?",
            ),
            mistake(
                "all_years",
                value=rate_of_all_years,
                fr="Vous avez gardé toutes les années. La question porte sur les "
                "commandes passées en 2025.",
                en="You kept every year. The question is about orders placed in 2025.",
            ),
            mistake(
                "per_hundred",
                value=rate_per_hundred,
                fr="Vous avez donné un taux pour cent. Relisez l’unité demandée.",
                en="You gave a rate per hundred. Read the unit asked for again.",
            ),
            mistake(
                "among_complaints",
                value=rate_among_complaints,
                fr="Vous avez pris une part des réclamations. De quoi cherche-t-on une "
                "part : des réclamations ou des commandes ?",
                en="You took a share of the complaints. A share of what is sought: of "
                "complaints, or of orders?",
            ),
            mistake(
                "per_customer_on_file",
                value=rate_per_customer_on_file,
                fr="Vous avez divisé par les clients du fichier. Beaucoup n’ont rien "
                "commandé en 2025 : à quoi rapporte-t-on une réclamation ?",
                en="You divided by the customers on file. Many ordered nothing in "
                "2025: what is a complaint set against?",
            ),
        ],
        otherwise=(
            "Une commande de 2025 est dans `complaints` ou non : la moyenne de ce "
            "vrai/faux, puis l’unité.",
            "An order of 2025 is in `complaints` or not: the mean of that true/false, "
            "then the unit.",
        ),
    ),
    practical(
        "13.4",
        answers.number(0.02),
        expected=nine_in_ten,
        why=(
            "C’est le délai que l’on peut promettre sans mentir à un client sur dix : "
            "la traîne, dossiers ouverts compris.",
            "This is the delay that can be promised while lying to one customer in "
            "ten at most: the tail, open cases included.",
        ),
        mistakes=[
            mistake(
                "open_dropped",
                value=nine_in_ten_of_closed,
                fr="Vous avez retiré les dossiers ouverts, souvent les plus longs. Que "
                "sait-on de leur durée ?",
                en="You dropped the open cases, often the longest. What is known of "
                "how long they have lasted?",
            ),
            mistake(
                "mean_for_tail",
                value=mean_of_closed,
                fr="Vous avez donné une moyenne. Combien de clients attendent-ils plus "
                "qu’elle ? La question porte sur neuf dossiers sur dix.",
                en="You gave a mean. How many customers wait longer than that? The "
                "question is about nine cases in ten.",
            ),
            mistake(
                "median",
                value=half_of_cases,
                fr="Vous avez donné la médiane, que la moitié des dossiers dépasse. "
                "Quelle part reste ouverte à la date cherchée ?",
                en="You gave the median, which half of the cases exceed. What share is "
                "still open at the time sought?",
            ),
            mistake(
                "wrong_end",
                value=one_in_ten,
                fr="Vous avez cherché le moment où neuf dossiers sur dix sont encore "
                "**ouverts**. La survie compte ceux qui restent.",
                en="You looked for the time when nine cases in ten are still **open**. "
                "Survival counts those that are left.",
            ),
            mistake(
                "open_as_zero",
                value=open_as_today,
                fr="Vous avez compté les dossiers ouverts pour un délai nul. Ils "
                "attendent pourtant depuis longtemps.",
                en="You counted open cases as a delay of zero. Yet they have been "
                "waiting for a long time.",
            ),
        ],
        otherwise=(
            "La durée d’un dossier ouvert va jusqu’au 1er janvier 2026, et "
            "`survival_curve` doit savoir qu’il n’est pas résolu.",
            "The duration of an open case runs to 1 January 2026, and `survival_curve` "
            "must know that it is not resolved.",
        ),
    ),
    practical(
        "13.5",
        answers.number(0.0001, share=True),
        expected=commitment,
        why=(
            "Compté ainsi, l’engagement ne s’améliore pas quand on laisse traîner les "
            "cas difficiles.",
            "Counted this way, the commitment does not improve when difficult cases "
            "are left to drag on.",
        ),
        mistakes=[
            mistake(
                "closed_only",
                value=commitment_of_closed,
                fr="Vous avez compté sur les seuls dossiers clos. Un dossier encore "
                "ouvert a-t-il tenu son engagement ?",
                en="You counted closed cases only. Has a case that is still open kept "
                "its commitment?",
            ),
            mistake(
                "december_kept",
                value=commitment_of_all,
                fr="Vous avez pris toutes les réclamations. Celles de décembre sont-"
                "elles déjà toutes jugées ?",
                en="You took every complaint. Has time run out for all those of "
                "December?",
            ),
            mistake(
                "clock_hours",
                value=commitment_by_clock,
                fr="Vous avez compté 84 heures d’horloge, nuits et dimanches compris. "
                "La promesse est en heures ouvrées.",
                en="You counted 84 hours on the clock, nights and Sundays included. "
                "The promise is in working hours.",
            ),
            mistake(
                "calendar_days",
                value=commitment_by_calendar,
                fr="Vous avez compté sept jours de calendrier. Les dimanches comptent-"
                "ils dans la promesse ?",
                en="You counted seven calendar days. Do Sundays count in the promise?",
            ),
            mistake(
                "answered_for_resolved",
                value=commitment_of_answers,
                fr="Vous avez mesuré la première réponse. Répondre n’est pas résoudre.",
                en="You measured the first answer. Answering is not resolving.",
            ),
            mistake(
                "broken_share",
                value=commitment_broken,
                fr="Vous avez donné la part des engagements manqués.",
                en="You gave the share of commitments broken.",
            ),
        ],
        otherwise=(
            "Toutes les réclamations de la table `decided` sont au dénominateur ; au "
            "numérateur, 84 heures ouvrées ou moins jusqu’à `resolved_at`.",
            "All complaints of the table `decided` are in the denominator; in the "
            "numerator, 84 working hours or fewer up to `resolved_at`.",
        ),
    ),
    practical(
        "13.6",
        answers.series(tolerance=0.001),
        expected=paradox,
        why=(
            "Le paradoxe se juge sur tous les clients réparés, avec la même question "
            "et une marge : sinon on finance des pannes pour les réparer.",
            "The paradox is judged on all repaired customers, with the same question "
            "and a margin: otherwise one pays for failures in order to repair them.",
        ),
        mistakes=[
            mistake(
                "satisfied_only",
                value=paradox_of_the_satisfied,
                fr="Vous avez gardé les seuls réclamants satisfaits. Peut-on choisir "
                "un groupe d’après le résultat que l’on mesure ?",
                en="You kept satisfied complainers only. Can a group be chosen by the "
                "very outcome being measured?",
            ),
            mistake(
                "every_complainer",
                value=paradox_of_every_complainer,
                fr="Vous avez pris tous les réclamants. Le paradoxe parle-t-il de ceux "
                "que l’on a fait attendre ?",
                en="You took every complainer. Is the paradox about those who were "
                "kept waiting?",
            ),
            mistake(
                "errors_added",
                value=paradox_errors_added,
                fr="Vous avez additionné deux erreurs types. Qu’additionne-t-on avant "
                "de prendre la racine ?",
                en="You added two standard errors. What is added before taking the "
                "root?",
            ),
            mistake(
                "other_question",
                value=paradox_of_the_follow_up,
                fr="Vous avez comparé la note du suivi à celle de l’enquête. Posent-"
                "elles la même question ?",
                en="You compared the follow-up score with the survey score. Do they "
                "ask the same question?",
            ),
            mistake(
                "against_the_silent",
                value=paradox_against_silent,
                fr="Vous avez pris pour témoins ceux qui ont tu leur problème. Le "
                "paradoxe parle de clients qui n’en ont pas eu.",
                en="You compared with those who kept their problem quiet. The paradox "
                "is about customers who had none.",
            ),
            mistake(
                "against_everyone",
                value=paradox_against_everyone,
                fr="Vous avez comparé à toutes les autres réponses, clients déçus "
                "compris : un témoin qui fait paraître bon.",
                en="You compared with all other answers, disappointed customers "
                "included: a comparison that makes one look good.",
            ),
            mistake(
                "sign_reversed",
                value=paradox_reversed,
                fr="Votre écart est à l’envers : réparés moins sans problème.",
                en="Your gap is upside down: repaired minus no problem.",
            ),
            mistake(
                "one_error",
                value=paradox_one_error,
                fr="Votre marge ne vaut qu’une erreur type : elle ne couvre pas 95 % "
                "des tirages.",
                en="Your margin is one standard error only: it does not cover 95% of "
                "draws.",
            ),
        ],
        otherwise=(
            "Deux colonnes de `satisfaction` : `fast`, et sans `had_problem`. La marge "
            "est 1,96 × racine de (variance ÷ nombre, ajoutées).",
            "Two columns of `satisfaction`: `fast`, and without `had_problem`. The "
            "margin is 1.96 × the root of (variance ÷ number, added).",
        ),
    ),
    practical(
        "13.7",
        answers.series(tolerance=0.001, key="true_urgency", share=True),
        expected=recall,
        why=(
            "Un cas urgent rangé ailleurs attend avec les autres : c’est le rappel de "
            "« haute » qu’il faut surveiller, pas l’exactitude.",
            "An urgent case filed elsewhere waits with the others: the recall of "
            "“high” is what to watch, not accuracy.",
        ),
        mistakes=[
            mistake(
                "precision",
                value=precision,
                fr="Vous avez regroupé par l’urgence **enregistrée**. Parmi les vrais "
                "urgents, combien ont été vus ?",
                en="You grouped by the **recorded** urgency. Of the truly urgent, how "
                "many were seen?",
            ),
            mistake(
                "accuracy_everywhere",
                value=accuracy_everywhere,
                fr="Vous avez donné à chaque classe l’exactitude d’ensemble. Les "
                "classes sont inégales : la plus grosse y pèse le plus.",
                en="You gave every class the overall accuracy. Classes are unequal: "
                "the largest weighs most in it.",
            ),
            mistake(
                "shares_of_all",
                value=shares_of_all,
                fr="Vous avez divisé par toutes les réclamations. Le rappel se "
                "rapporte aux cas de la classe.",
                en="You divided by all complaints. Recall is set against the cases of "
                "the class.",
            ),
            mistake(
                "missed",
                value=missed,
                fr="Vous avez donné la part des cas manqués.",
                en="You gave the share of cases missed.",
            ),
        ],
        otherwise=(
            "Un vrai/faux par réclamation (enregistrée = vraie), puis sa moyenne par "
            "urgence vraie.",
            "One true/false per complaint (recorded = true), then its mean per true "
            "urgency.",
        ),
    ),
    practical(
        "13.8",
        answers.series(tolerance=1, key="policy"),
        expected=gains,
        why=(
            "Vous comparez des politiques sur les mêmes dossiers et le même argent : "
            "le geste pour tous paie surtout ceux qui seraient restés.",
            "You are comparing policies on the same cases and the same money: a "
            "gesture for all mostly pays those who would have stayed.",
        ),
        mistakes=[
            mistake(
                "cost_forgotten",
                value=gains_without_cost,
                fr="Vous avez compté la valeur retenue sans le prix du geste.",
                en="You counted the value kept without the price of the gesture.",
            ),
            mistake(
                "open_dropped",
                value=gains_of_closed,
                fr="Vous avez laissé de côté les dossiers encore ouverts. Sont-ils "
                "rapides ou lents ?",
                en="You left the open cases aside. Are they fast or slow?",
            ),
            mistake(
                "same_effect",
                value=gains_same_effect,
                fr="Vous avez prêté aux dossiers rapides l’effet des lents. Qui serait "
                "resté de toute façon ?",
                en="You gave fast cases the effect of slow ones. Who would have stayed "
                "anyway?",
            ),
            mistake(
                "late_as_early",
                value=gains_late_as_early,
                fr="Vous avez prêté au geste du 15e jour l’effet de celui du 7e. Que "
                "disent les hypothèses ?",
                en="You gave the gesture of day 15 the effect of that of day 7. What "
                "do the assumptions say?",
            ),
            mistake(
                "whole_value",
                value=gains_whole_value,
                fr="Vous avez compté un client sauvé par geste. Le geste n’en retient "
                "que quelques-uns sur cent.",
                en="You counted one customer saved per gesture. A gesture keeps only a "
                "few in a hundred.",
            ),
            mistake(
                "per_case",
                value=gains_per_case,
                fr="Vous avez donné le gain d’un dossier. On demande celui de tous.",
                en="You gave the gain of one case. That of all the cases is asked for.",
            ),
        ],
        otherwise=(
            "Pour chaque politique : nombre de dossiers × (points × 1 200 − 50).",
            "For each policy: number of cases × (points × 1,200 − 50).",
        ),
    ),
]
