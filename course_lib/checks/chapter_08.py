"""Checks of chapter 08, segmentation."""

import numpy as np
import pandas as pd

from course_lib.answers import Text, choices, function, mapping, number, series
from course_lib.checking import mistake, practical
from course_lib.data import load
from course_lib.segmentation import rfm_scores, rfm_table

END = pd.Timestamp("2025-12-31")
YEAR_BEFORE = pd.Timestamp("2024-12-31")
MID_2025 = pd.Timestamp("2025-06-30")
SEGMENTS = ["champions", "loyal", "recent", "hesitant", "at_risk", "dormant"]


# --- What several practicals start from -------------------------------------------


def orders_until(day):
    orders = load("orders")
    orders["day"] = orders["ordered_at"].dt.normalize()
    return orders[orders["day"] <= day]


def name_segments(scores):
    """Name segments as the lesson does, the last rule that applies winning."""
    recent, often = scores["r"] >= 4, scores["f"] >= 4
    segments = pd.Series("hesitant", index=scores.index)
    segments[scores["r"] <= 2] = "dormant"
    segments[often] = "loyal"
    segments[recent & (scores["f"] <= 2)] = "recent"
    segments[(scores["r"] <= 2) & often] = "at_risk"
    segments[(scores["r"] == 5) & often] = "champions"
    return segments


def scored(day, reverse=False):
    rfm = rfm_table(orders_until(day), as_of=day)
    scores = rfm_scores(rfm, bins=5)
    if reverse:
        scores["r"] = 6 - scores["r"]
    return rfm.assign(segment=name_segments(scores))


# --- 08.1 Families of criteria ----------------------------------------------------

FAMILIES = {
    "geographic": ["géographique"],
    "sociodemographic": ["sociodémographique", "socio-démographique", "demographic"],
    "psychographic": ["psychographique"],
    "behavioural": ["comportemental", "comportementale", "behavioral"],
    "potential": ["potentiel", "de potentiel"],
}
CRITERIA = {
    "A": "geographic",
    "B": "sociodemographic",
    "C": "psychographic",
    "D": "behavioural",
    "E": "behavioural",
    "F": "potential",
    "G": "sociodemographic",
    "H": "psychographic",
}
CRITERIA_CLUES = {
    "A": Text("Où vit la personne ?", "Where does the person live?"),
    "B": Text("L'état civil donne l'âge.", "Age is on the identity card."),
    "C": Text(
        "Un goût, une façon de vivre : comment le saurait-on ?",
        "A taste, a way of life: how would one know?",
    ),
    "D": Text("La caisse le sait-elle ?", "Does the till know it?"),
    "E": Text(
        "Est-ce une opinion, ou un geste que l'on a enregistré ?",
        "Is it an opinion, or a gesture that was recorded?",
    ),
    "F": Text(
        "Parle-t-on de ce qui est acheté chez nous, ou de ce qui pourrait l'être ?",
        "Is it about what is bought from us, or what could be?",
    ),
    "G": Text("Un recensement le demande.", "A census asks for it."),
    "H": Text("Faut-il le demander au client ?", "Must the customer be asked?"),
}


def criteria_with(**changed):
    return lambda: {**CRITERIA, **changed}


# --- 08.2 Recency at another date -------------------------------------------------


def recency():
    last = orders_until(MID_2025).groupby("customer_id")["day"].max()
    return (MID_2025 - last).dt.days


def recency_first_to_last():
    days = orders_until(MID_2025).groupby("customer_id")["day"]
    return (days.max() - days.min()).dt.days


def recency_since_first():
    first = orders_until(MID_2025).groupby("customer_id")["day"].min()
    return (MID_2025 - first).dt.days


def recency_unfiltered():
    last = orders_until(END).groupby("customer_id")["day"].max()
    return (MID_2025 - last).dt.days


def recency_to_the_end():
    last = orders_until(MID_2025).groupby("customer_id")["day"].max()
    return (END - last).dt.days


def recency_with_hours():
    orders = orders_until(MID_2025)
    last = orders.groupby("customer_id")["ordered_at"].max()
    return (MID_2025 - last).dt.days


def recency_last_day_left_out():
    orders = orders_until(MID_2025)
    last = orders[orders["day"] < MID_2025].groupby("customer_id")["day"].max()
    return (MID_2025 - last).dt.days


def recency_reversed():
    return -recency()


# --- 08.3 What the champions weigh ------------------------------------------------


def champions_revenue_share(reverse=False):
    rfm = scored(END, reverse)
    spent = rfm.groupby("segment")["monetary"].sum()
    return spent.get("champions", 0.0) / rfm["monetary"].sum()


def champions_customer_share():
    return (scored(END)["segment"] == "champions").mean()


def champions_order_share():
    rfm = scored(END)
    orders = rfm.groupby("segment")["frequency"].sum()
    return orders.get("champions", 0) / rfm["frequency"].sum()


def champions_share_a_year_before():
    rfm = scored(YEAR_BEFORE)
    spent = rfm.groupby("segment")["monetary"].sum()
    return spent.get("champions", 0.0) / rfm["monetary"].sum()


def champions_share_of_means():
    means = scored(END).groupby("segment")["monetary"].mean()
    return means["champions"] / means.sum()


# --- 08.4 A rule as a function ----------------------------------------------------


def all_marks():
    return [(r, f) for r in range(1, 6) for f in range(1, 6)]


def segment_of(r, f):
    if r == 5 and f >= 4:
        return "champions"
    if r <= 2 and f >= 4:
        return "at_risk"
    if r >= 4 and f <= 2:
        return "recent"
    if f >= 4:
        return "loyal"
    if r <= 2:
        return "dormant"
    return "hesitant"


def segment_strict(r, f):
    if r == 5 and f > 4:
        return "champions"
    if r < 2 and f > 4:
        return "at_risk"
    if r > 4 and f < 2:
        return "recent"
    if f > 4:
        return "loyal"
    if r < 2:
        return "dormant"
    return "hesitant"


def segment_reversed(r, f):
    return segment_of(6 - r, f)


def segment_loyal_first(r, f):
    if f >= 4:
        return "loyal"
    return segment_of(r, f)


def segment_last_rule_wins(r, f):
    name = "hesitant"
    if r == 5 and f >= 4:
        name = "champions"
    if r <= 2 and f >= 4:
        name = "at_risk"
    if r >= 4 and f <= 2:
        name = "recent"
    if f >= 4:
        name = "loyal"
    if r <= 2:
        name = "dormant"
    return name


def segment_swapped(r, f):
    return segment_of(f, r)


# --- 08.5 Standardise -------------------------------------------------------------


def recency_today():
    return rfm_table(orders_until(END), as_of=END)["recency"]


def standardised():
    days = recency_today()
    return (days - days.mean()) / days.std()


def centred_only():
    days = recency_today()
    return days - days.mean()


def divided_only():
    days = recency_today()
    return days / days.std()


def between_zero_and_one():
    days = recency_today()
    return (days - days.min()) / (days.max() - days.min())


def brackets_forgotten():
    days = recency_today()
    return days - days.mean() / days.std()


def logarithm_first():
    logs = np.log1p(recency_today())
    return (logs - logs.mean()) / logs.std()


def divided_by_variance():
    days = recency_today()
    return (days - days.mean()) / days.var()


def looks_divided_by_variance(answer):
    # These values are all near zero: compare them by their ratio, not their gap.
    wrong = divided_by_variance()
    if len(answer) != len(wrong):
        return False
    return np.allclose(answer.to_numpy(), wrong.to_numpy(), rtol=0.01, atol=0)


# --- 08.6 Champions who stay ------------------------------------------------------


def both_years():
    before = scored(YEAR_BEFORE)["segment"] == "champions"
    after = scored(END)["segment"] == "champions"
    after = after.reindex(before.index)
    return before, after


def champions_kept():
    before, after = both_years()
    return after[before].mean()


def champions_kept_of_today():
    before, after = both_years()
    return (before & after).sum() / (scored(END)["segment"] == "champions").sum()


def champions_kept_of_all():
    before, after = both_years()
    return (before & after).mean()


def champions_kept_of_buyers():
    before, after = both_years()
    orders = orders_until(END)
    bought = orders.loc[orders["day"] > YEAR_BEFORE, "customer_id"]
    return after[before & before.index.isin(bought)].mean()


def champions_kept_count():
    before, after = both_years()
    return (before & after).sum()


def champions_growth():
    before, _ = both_years()
    return (scored(END)["segment"] == "champions").sum() / before.sum()


# --- 08.7 Which segments pay for an action? ---------------------------------------

# Assumptions of the case, stated in the practical.
EXTRA_ORDERS = {
    "champions": 0.010,
    "loyal": 0.020,
    "recent": 0.030,
    "hesitant": 0.025,
    "at_risk": 0.010,
    "dormant": 0.003,
}
MARGIN_RATE, SMS_PRICE, DESIGN_COST = 0.35, 0.35, 600


def action_profit(
    *,
    sms=SMS_PRICE,
    margin=MARGIN_RATE,
    design=DESIGN_COST,
    consent="valid",
    scale=1,
    per="frequency",
):
    rfm = scored(END).assign(customers=1)
    totals = rfm.groupby("segment")[["monetary", per]].sum()
    basket = totals["monetary"] / totals[per]
    customers = load("customers").set_index("customer_id").reindex(rfm.index)
    agreed = customers["sms_consent_on"].notna()
    if consent == "valid":
        rfm = rfm[agreed & customers["sms_withdrawn_on"].isna()]
    elif consent == "ever":
        rfm = rfm[agreed]
    reached = rfm["segment"].value_counts()
    extra = pd.Series(EXTRA_ORDERS) * scale
    gain = reached * (extra * basket * margin - sms)
    return (gain - design).rename_axis("segment")


PRACTICALS = [
    practical(
        "08.1",
        mapping(FAMILIES, CRITERIA_CLUES),
        expected=lambda: CRITERIA,
        why=(
            "Le chemin de chaque donnée n'est pas le même : la caisse enregistre les "
            "comportements, un recensement les traits sociodémographiques, mais les "
            "goûts se demandent. Un critère qu'on ne peut pas lire ne sert pas à "
            "cibler.",
            "Each piece of data comes by its own road: the till records behaviour, a "
            "census socio-demographic traits, but tastes have to be asked for. A "
            "criterion nobody can read is no use for targeting.",
        ),
        mistakes=[
            mistake(
                "taste_as_sociodemographic",
                when=lambda a: (
                    a.get("C") == "sociodemographic" or a.get("H") == "sociodemographic"
                ),
                example=criteria_with(C="sociodemographic"),
                fr="Vous avez rangé un goût ou une conviction parmi les traits "
                "sociodémographiques. Deux voisines du même âge et du même revenu "
                "ont-elles forcément les mêmes goûts ?",
                en="You filed a taste or a conviction under socio-demographic traits. "
                "Do two neighbours of the same age and income always share the same "
                "tastes?",
            ),
            mistake(
                "answer_as_opinion",
                when=lambda a: a.get("E") == "psychographic",
                example=criteria_with(E="psychographic"),
                fr="Vous avez pris un geste pour une opinion. Cliquer s'observe dans "
                "nos données, sans rien demander : de quelle famille est ce qui "
                "s'observe ?",
                en="You took a gesture for an opinion. A click can be seen in our "
                "data without asking anything: which family is about what can be "
                "seen?",
            ),
            mistake(
                "potential_as_behaviour",
                when=lambda a: a.get("F") == "behavioural",
                example=criteria_with(F="behavioural"),
                fr="Vous avez lu F comme un achat chez nous. Relisez : ces dépenses "
                "ont lieu, mais pas dans nos magasins.",
                en="You read F as a purchase from us. Read again: this money is "
                "spent, but not in our shops.",
            ),
            mistake(
                "potential_as_geography",
                when=lambda a: a.get("F") == "geographic",
                example=criteria_with(F="geographic"),
                fr="Vous avez retenu le lieu. Le quartier sert ici à estimer autre "
                "chose : quoi ?",
                en="You kept the place. Here the district serves to estimate "
                "something else: what?",
            ),
        ],
        otherwise=(
            "Relisez le tableau de la section 2.",
            "Read the table of section 2 again.",
        ),
    ),
    practical(
        "08.2",
        series(tolerance=0.5, key="customer_id"),
        expected=recency,
        why=(
            "La même formule marche à toute date : c'est ce qui permet de comparer "
            "les clients d'une année à l'autre sans regarder l'avenir.",
            "The same formula works at any date: that is what lets us compare "
            "customers from one year to the next without looking into the future.",
        ),
        mistakes=[
            mistake(
                "first_to_last",
                value=recency_first_to_last,
                fr="Vous avez mesuré du premier au dernier achat. C'est la durée de "
                "la relation, pas le silence : jusqu'à quelle date faut-il compter ?",
                en="You measured from first to last purchase. That is how long the "
                "relationship lasted, not the silence: up to which date should you "
                "count?",
            ),
            mistake(
                "since_first",
                value=recency_since_first,
                fr="Vous êtes parti du premier achat : c'est l'ancienneté du client. "
                "Quel achat dit s'il est encore là ?",
                en="You started from the first purchase: that is the customer's age. "
                "Which purchase tells whether they are still there?",
            ),
            mistake(
                "future_orders_kept",
                value=recency_unfiltered,
                fr="Vous avez gardé des commandes postérieures au 30 juin 2025 : "
                "certaines récences sont négatives. Que savait-on ce jour-là ?",
                en="You kept orders placed after 30 June 2025: some recencies are "
                "negative. What was known on that day?",
            ),
            mistake(
                "hours_kept",
                value=recency_with_hours,
                fr="Vous avez soustrait `ordered_at`, qui porte aussi l'heure : un "
                "achat fait dans la journée recule d'un jour. Quelle colonne ne garde "
                "que la date ?",
                en="You subtracted `ordered_at`, which also holds the time: a purchase "
                "made during the day slips by one day. Which column keeps only the "
                "date?",
            ),
            mistake(
                "last_day_left_out",
                value=recency_last_day_left_out,
                fr="Il manque les commandes du 30 juin lui-même : « jusqu'au 30 "
                "juin », est-ce `<` ou `<=` ?",
                en="The orders of 30 June itself are missing: “up to 30 June”, is it "
                "`<` or `<=`?",
            ),
            mistake(
                "reversed",
                value=recency_reversed,
                fr="Vos récences sont négatives : de ces deux dates, laquelle "
                "retire-t-on de l'autre ?",
                en="Your recencies are negative: of the two dates, which is subtracted "
                "from the other?",
            ),
            mistake(
                "counted_to_the_end",
                value=recency_to_the_end,
                fr="Les bonnes commandes sont là, mais vous avez compté jusqu'à la "
                "fin de l'historique. De quel jour regarde-t-on en arrière ?",
                en="The right orders are there, but you counted to the end of the "
                "history. From which day do we look back?",
            ),
        ],
        otherwise=(
            "Reprenez les trois étapes : garder les commandes, trouver la dernière de "
            "chaque client, soustraire.",
            "Take the three steps again: keep the orders, find each customer's last "
            "one, subtract.",
        ),
    ),
    practical(
        "08.3",
        number(tolerance=0.0006, share=True),
        expected=champions_revenue_share,
        why=(
            "Peu de clients, beaucoup de chiffre d'affaires : perdre un champion "
            "coûte bien plus que perdre un client pris au hasard. C'est à eux que "
            "l'on doit la meilleure attention, pas les plus grosses remises.",
            "Few customers, much revenue: losing a champion costs far more than "
            "losing a customer at random. They deserve our best attention, not our "
            "biggest discounts.",
        ),
        mistakes=[
            mistake(
                "share_of_customers",
                value=champions_customer_share,
                fr="Vous avez calculé la part des champions parmi les **clients**. On "
                "demande leur part du **chiffre d'affaires** : que faut-il "
                "additionner ?",
                en="You computed the champions' share of **customers**. Their share "
                "of **revenue** is asked for: what should be summed?",
            ),
            mistake(
                "share_of_orders",
                value=champions_order_share,
                fr="Vous avez calculé leur part des **commandes**. Deux commandes ne "
                "valent pas toujours le même montant.",
                en="You computed their share of **orders**. Two orders are not always "
                "worth the same amount.",
            ),
            mistake(
                "everybody_else",
                value=lambda: 1 - champions_revenue_share(),
                fr="C'est la part de tous les **autres** : il reste une soustraction, "
                "ou un filtre à retourner.",
                en="That is the share of all the **others**: one subtraction is left, "
                "or a filter to turn round.",
            ),
            mistake(
                "a_year_before",
                value=champions_share_a_year_before,
                fr="Vous êtes parti de `rfm_before`, l'état de fin 2024. La question "
                "porte sur toute la période : `rfm`.",
                en="You started from `rfm_before`, the state at the end of 2024. The "
                "question is about the whole period: `rfm`.",
            ),
            mistake(
                "share_of_means",
                value=champions_share_of_means,
                fr="Vous avez additionné des moyennes de segments. Une moyenne ne dit "
                "pas combien ils sont : un petit segment y pèse autant qu'un grand.",
                en="You added up segment means. A mean does not say how many they "
                "are: a small segment weighs as much as a large one.",
            ),
            mistake(
                "recency_not_reversed",
                value=lambda: champions_revenue_share(reverse=True),
                fr="Vos champions sont ceux qui n'ont pas acheté depuis longtemps : la "
                "note de récence est à l'envers.",
                en="Your champions are those who have not bought for long: the "
                "recency mark is upside down.",
            ),
        ],
        otherwise=(
            "En haut, ce que les champions ont dépensé ; en bas, ce que tous ont "
            "dépensé.",
            "On top, what champions spent; below, what everybody spent.",
        ),
    ),
    practical(
        "08.4",
        function(all_marks, choices(SEGMENTS)),
        expected=lambda: segment_of,
        why=(
            "Une règle écrite donne la même réponse à tout le monde, se relit et se "
            "discute. C'est aussi ce qu'un moteur de campagnes applique chaque nuit.",
            "A written rule gives everybody the same answer, can be read again and "
            "argued about. It is also what a campaign engine applies every night.",
        ),
        mistakes=[
            mistake(
                "strict_comparison",
                value=lambda: segment_strict,
                fr="Les clients placés juste sur la limite tombent du mauvais côté. "
                "« Au moins 4 » : le 4 en fait-il partie ?",
                en="Customers exactly on the limit fall on the wrong side. “At least "
                "4”: is 4 included?",
            ),
            mistake(
                "recency_upside_down",
                value=lambda: segment_reversed,
                fr="Vous avez lu R à l'envers. C'est une note, pas un nombre de "
                "jours : 5 est la meilleure.",
                en="You read R upside down. It is a mark, not a number of days: 5 is "
                "the best.",
            ),
            mistake(
                "loyal_hides_others",
                value=lambda: segment_loyal_first,
                fr="Vous testez « fidèle » avant les cas plus précis : plus personne "
                "ne devient champion ni à risque. Dans une suite de `if`, lequel "
                "gagne ?",
                en="You test “loyal” before the narrower cases: nobody becomes a "
                "champion or at risk any more. In a chain of `if`, which one wins?",
            ),
            mistake(
                "last_rule_wins",
                value=lambda: segment_last_rule_wins,
                fr="Plusieurs règles s'appliquent au même client, et la dernière "
                "écrase la première. Un `return` dans chaque règle s'arrête à la "
                "première.",
                en="Several rules apply to the same customer, and the last overwrites "
                "the first. A `return` in each rule stops at the first.",
            ),
            mistake(
                "marks_swapped",
                value=lambda: segment_swapped,
                fr="Vous avez échangé R et F. Dans quel ordre la fonction les "
                "reçoit-elle ?",
                en="You swapped R and F. In which order does the function receive "
                "them?",
            ),
        ],
        otherwise=(
            "Suivez les règles de l'énoncé dans l'ordre, de la première à la dernière.",
            "Follow the rules of the question in order, from first to last.",
        ),
    ),
    practical(
        "08.5",
        series(tolerance=0.01, key="customer_id"),
        expected=standardised,
        why=(
            "Jours, commandes et dirhams se comparent maintenant : un écart de 1 veut "
            "dire « un écart-type » partout. Sans cela, le critère aux plus grands "
            "nombres décide seul.",
            "Days, orders and dirhams can now be compared: a gap of 1 means “one "
            "standard deviation” everywhere. Without it, the criterion with the "
            "largest numbers decides alone.",
        ),
        mistakes=[
            mistake(
                "centred_only",
                value=centred_only,
                fr="La moyenne est bien à zéro, mais les valeurs sont encore en "
                "jours. Par quoi faut-il diviser pour que l'écart-type vaille 1 ?",
                en="The mean is zero as it should be, but values are still in days. "
                "What must you divide by for the standard deviation to be 1?",
            ),
            mistake(
                "divided_only",
                value=divided_only,
                fr="L'écart-type vaut bien 1, mais la moyenne n'est pas à zéro : une "
                "étape manque avant la division.",
                en="The standard deviation is 1 as it should be, but the mean is not "
                "zero: a step is missing before the division.",
            ),
            mistake(
                "min_max",
                value=between_zero_and_one,
                fr="Vous avez ramené les valeurs entre 0 et 1. C'est une autre mise à "
                "l'échelle, qu'un seul client très ancien suffit à écraser. Ici on "
                "veut la moyenne et l'écart-type.",
                en="You brought values between 0 and 1. That is another scaling, which "
                "a single very old customer can squash. Here the mean and the "
                "standard deviation are wanted.",
            ),
            mistake(
                "brackets_forgotten",
                value=brackets_forgotten,
                fr="Python a divisé avant de soustraire : il manque des parenthèses "
                "autour de la soustraction.",
                en="Python divided before subtracting: brackets are missing around the "
                "subtraction.",
            ),
            mistake(
                "logarithm_first",
                value=logarithm_first,
                fr="Vous avez pris le logarithme d'abord, comme dans la leçon. C'est "
                "un bon réflexe ; ici, on demande de travailler sur les jours.",
                en="You took logarithms first, as in the lesson. A good habit; here "
                "you are asked to work on the days.",
            ),
            mistake(
                "divided_by_variance",
                when=looks_divided_by_variance,
                example=divided_by_variance,
                fr="Vous avez divisé par la variance. Elle se compte en jours "
                "**carrés** : quelle mesure de dispersion se compte en jours ?",
                en="You divided by the variance. It is in **squared** days: which "
                "measure of spread is in days?",
            ),
        ],
        otherwise=(
            "Vérifiez avec `.mean()` et `.std()` : on attend 0 et 1.",
            "Check with `.mean()` and `.std()`: 0 and 1 are expected.",
        ),
    ),
    practical(
        "08.6",
        number(tolerance=0.0006, share=True),
        expected=champions_kept,
        why=(
            "Un segment n'est pas un tiroir : on en sort. Le nombre de champions peut "
            "rester le même pendant que les personnes changent, et ce sont les "
            "personnes que l'on perd ou que l'on garde.",
            "A segment is no drawer: people leave it. The number of champions can "
            "stay the same while the people change, and it is people we keep or lose.",
        ),
        mistakes=[
            mistake(
                "share_of_todays_champions",
                value=champions_kept_of_today,
                fr="Vous avez divisé par les champions **d'aujourd'hui**. La question "
                "part de ceux d'hier : combien en garde-t-on ?",
                en="You divided by **today's** champions. The question starts from "
                "yesterday's: how many of them were kept?",
            ),
            mistake(
                "share_of_all_customers",
                value=champions_kept_of_all,
                fr="Vous avez divisé par **tous** les clients. Qui pouvait rester "
                "champion ?",
                en="You divided by **all** customers. Who could remain a champion?",
            ),
            mistake(
                "lost_for_kept",
                value=lambda: 1 - champions_kept(),
                fr="C'est la part de ceux qui ne le sont **plus**. La question porte "
                "sur ceux qui restent.",
                en="That is the share of those who no longer **are**. The question is "
                "about those who stay.",
            ),
            mistake(
                "survivors_only",
                value=champions_kept_of_buyers,
                fr="Vous n'avez gardé que ceux qui ont acheté en 2025. Ceux qui sont "
                "partis manquent au calcul, et ce sont eux qui comptent.",
                en="You kept only those who bought in 2025. Those who left are missing "
                "from the calculation, and they are the ones who matter.",
            ),
            mistake(
                "count_for_share",
                value=champions_kept_count,
                fr="C'est un nombre de clients. On demande une part : à rapporter à "
                "combien de champions au départ ?",
                en="That is a number of customers. A share is asked for: out of how "
                "many champions at the start?",
            ),
            mistake(
                "size_of_the_segment",
                value=champions_growth,
                fr="Vous avez comparé la taille du segment aux deux dates. La taille "
                "peut tenir pendant que les personnes changent.",
                en="You compared the size of the segment at both dates. The size can "
                "hold while the people change.",
            ),
        ],
        otherwise=(
            "Partez des champions du 31 décembre 2024, et demandez pour chacun : "
            "l'est-il encore ?",
            "Start from the champions of 31 December 2024 and ask of each: still one?",
        ),
    ),
    practical(
        "08.7",
        series(tolerance=1.0, key="segment"),
        expected=action_profit,
        why=(
            "Un segment peut être sympathique et coûter plus qu'il ne rapporte : "
            "chaque segment de plus ajoute un coût fixe. Le bon nombre de segments "
            "est celui que les marges paient.",
            "A segment may be appealing and cost more than it brings: each further "
            "segment adds a fixed cost. The right number of segments is the one that "
            "margins pay for.",
        ),
        mistakes=[
            mistake(
                "revenue_for_margin",
                value=lambda: action_profit(margin=1.0),
                fr="Vous avez compté tout le chiffre d'affaires comme un gain. Que "
                "reste-t-il une fois la marchandise payée ?",
                en="You counted all revenue as a gain. What is left once the goods "
                "are paid for?",
            ),
            mistake(
                "design_cost_forgotten",
                value=lambda: action_profit(design=0),
                fr="Il manque le coût fixe : chaque segment a son message à créer.",
                en="The fixed cost is missing: each segment has its own message to "
                "create.",
            ),
            mistake(
                "consent_ignored",
                value=lambda: action_profit(consent="ignored"),
                fr="Vous avez écrit à tout le monde. Qui a accepté de recevoir des "
                "SMS, et ne s'est pas désabonné ?",
                en="You wrote to everybody. Who agreed to receive SMS, and has not "
                "unsubscribed?",
            ),
            mistake(
                "sms_cost_forgotten",
                value=lambda: action_profit(sms=0),
                fr="Il manque le prix des SMS : chaque message envoyé se paie, qu'il "
                "rapporte ou non.",
                en="The price of the SMS is missing: every message sent is paid for, "
                "whether it brings anything or not.",
            ),
            mistake(
                "withdrawn_kept",
                value=lambda: action_profit(consent="ever"),
                fr="Vous avez gardé des clients qui se sont désabonnés depuis : que "
                "dit `sms_withdrawn_on` ?",
                en="You kept customers who have unsubscribed since: what does "
                "`sms_withdrawn_on` say?",
            ),
            mistake(
                "spend_for_basket",
                value=lambda: action_profit(per="customers"),
                fr="Vous avez pris la dépense par **client** de toutes ces années pour "
                "un panier. Un panier est le montant d'**une** commande.",
                en="You took spend per **customer** over all these years for a basket. "
                "A basket is the amount of **one** order.",
            ),
            mistake(
                "percent_as_number",
                value=lambda: action_profit(scale=100),
                fr="Un pourcentage a été pris pour un nombre : 2 commandes pour 100 "
                "SMS, ce n'est pas 2 commandes par SMS.",
                en="A percentage was used as a plain number: 2 orders per 100 SMS is "
                "not 2 orders per SMS.",
            ),
        ],
        otherwise=(
            "Écrivez d'abord le gain d'**un** SMS du segment, puis multipliez, puis "
            "retirez le coût fixe.",
            "First write the gain of **one** SMS to the segment, then multiply, then "
            "take off the fixed cost.",
        ),
    ),
]
