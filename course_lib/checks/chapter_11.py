"""The practicals of chapter 11, Trust, commitment, communities."""

from functools import lru_cache

import numpy as np
import pandas as pd

from course_lib import answers, networks
from course_lib.answers import Text
from course_lib.checking import mistake, practical
from course_lib.data import load
from course_lib.surveys import cronbach_alpha

CREDIBILITY = ["credibility_1", "credibility_2", "credibility_3"]
BENEVOLENCE = ["benevolence_1", "benevolence_2", "benevolence_3"]


def given_label(**items):
    """Recognise an answer that gives one of these items this label."""
    return lambda codes: any(codes.get(item) == code for item, code in items.items())


def all_the_same(codes):
    return len(codes) > 1 and len(set(codes.values())) == 1


# --- 11.1: the six resources ------------------------------------------------------

RESOURCES = {
    "A": "money",
    "B": "status",
    "C": "information",
    "D": "goods",
    "E": "services",
    "F": "love",
    "G": "money",
    "H": "information",
}

RESOURCE_CLUES = {
    "A": Text(
        "Un avoir a-t-il une autre valeur que son montant ?",
        "Has a credit any worth other than its amount?",
    ),
    "B": Text(
        "Qui voit la plaque, et qu'en pense-t-il de vous ?",
        "Who sees the plaque, and what do they think of you?",
    ),
    "C": Text(
        "Que garde-t-on de la fiche, une fois le papier jeté ?",
        "What is left of the leaflet once the paper is thrown away?",
    ),
    "D": Text(
        "Le bocal se pose-t-il sur une table ?", "Can the jar be set on a table?"
    ),
    "E": Text(
        "Que reçoit-on : l'étagère, ou le travail ?",
        "What is received: the shelf, or the work?",
    ),
    "F": Text(
        "Le même appel d'un automate aurait-il la même valeur ?",
        "Would the same call from a machine be worth as much?",
    ),
    "G": Text(
        "Y a-t-il un cours de change entre points et dirhams ?",
        "Is there an exchange rate between points and dirhams?",
    ),
    "H": Text(
        "La vendeuse n'a rien vendu, rien fait. Qu'a-t-elle donné ?",
        "The assistant sold nothing and did nothing. What did she give?",
    ),
}


def resources():
    return dict(RESOURCES)


def other_resources(**items):
    return lambda: RESOURCES | items


# --- 11.2: the benevolence score --------------------------------------------------


def trust_items(*, top=8, turned=("benevolence_2",)):
    """Return the six items, those of `turned` subtracted from `top`."""
    items = load("surveys").set_index("survey_id")[CREDIBILITY + BENEVOLENCE]
    items = items.astype(float)
    for name in turned:
        items[name] = top - items[name]
    return items


def benevolence_score(scale=tuple(BENEVOLENCE), **how):
    return trust_items(**how)[list(scale)].dropna().mean(axis=1)


def score_with_gaps():
    # The mean of a row skips what is missing; a row with nothing has no mean.
    return trust_items()[BENEVOLENCE].mean(axis=1).dropna()


def score_with_zeros():
    return trust_items()[BENEVOLENCE].fillna(0).mean(axis=1)


def total_score():
    return trust_items()[BENEVOLENCE].dropna().sum(axis=1)


def median_score():
    return trust_items()[BENEVOLENCE].dropna().median(axis=1)


def complete_on_six():
    return trust_items().dropna()[BENEVOLENCE].mean(axis=1)


# --- 11.3: group, collective, category --------------------------------------------

STRUCTURES = {
    "A": "category",
    "B": "group",
    "C": "collective",
    "D": "category",
    "E": "group",
    "F": "category",
    "G": "collective",
    "H": "category",
}

STRUCTURE_CLUES = {
    "A": Text(
        "Qu'ont-ils en commun, hors deux traits d'un fichier ?",
        "What have they in common, apart from two traits in a file?",
    ),
    "B": Text(
        "Elles se voient, et se donnent un nom.",
        "They meet, and give one another a name.",
    ),
    "C": Text(
        "Se parlent-ils tous ? Qu'est-ce qui les oblige, pourtant ?",
        "Do they all talk? Yet what binds them?",
    ),
    "D": Text("Qui a tracé ce segment ?", "Who drew this segment?"),
    "E": Text("Des règles, des échanges quotidiens…", "Rules, daily exchanges…"),
    "F": Text(
        "Une carte dans un portefeuille suffit-elle à créer un lien ?",
        "Is a card in a wallet enough to make a bond?",
    ),
    "G": Text(
        "La plupart ne se connaissent pas ; mais ils partagent plus qu'un trait.",
        "Most do not know one another; but they share more than a trait.",
    ),
    "H": Text(
        "Une date de naissance : un lien, ou un trait ?",
        "A date of birth: a bond, or a trait?",
    ),
}


def structures():
    return dict(STRUCTURES)


def other_structures(**items):
    return lambda: STRUCTURES | items


def never_collective(codes):
    return len(codes) > 1 and "collective" not in codes.values()


# --- 11.4: alpha ------------------------------------------------------------------


def alpha_cases():
    """Return tables of items: each scale, both, and one item not reversed."""
    items = trust_items().dropna()
    six = items.reset_index(drop=True)
    unturned = trust_items(turned=()).dropna().reset_index(drop=True)
    tables = [six[CREDIBILITY], six[BENEVOLENCE], six, unturned[BENEVOLENCE]]
    # Items of unequal weight tell raw from standardised.
    unequal = six[CREDIBILITY].assign(credibility_1=six["credibility_1"] * 3)
    return [(table,) for table in [*tables, unequal]]


def of_each(measure):
    return lambda: lambda table: measure(table)


def share_of_variances(table):
    return table.var().sum() / table.sum(axis=1).var()


def raw_alpha(table):
    k = table.shape[1]
    return k / (k - 1) * (1 - share_of_variances(table))


def alpha_without_factor(table):
    return 1 - share_of_variances(table)


def alpha_for_three(table):
    return 3 / 2 * (1 - share_of_variances(table))


def standardised_alpha(table):
    return cronbach_alpha(table, standardised=True)


def mean_of_items(table):
    return table.mean(axis=1).mean()


def mean_correlation(table):
    links, k = table.corr().to_numpy(), table.shape[1]
    return (links.sum() - k) / (k * (k - 1))


def alpha_of_spreads(table):
    k = table.shape[1]
    return k / (k - 1) * (1 - table.std().sum() / table.sum(axis=1).std())


def alpha_of_the_mean(table):
    k = table.shape[1]
    return k / (k - 1) * (1 - table.var().sum() / table.mean(axis=1).var())


def factor_upside_down(table):
    k = table.shape[1]
    return (k - 1) / k * (1 - share_of_variances(table))


# --- 11.5: alpha without each item ------------------------------------------------


def alpha_without(items, **how):
    return pd.Series(
        {name: cronbach_alpha(items.drop(columns=name), **how) for name in items}
    )


def without():
    return alpha_without(trust_items().dropna())


def without_reversing():
    return alpha_without(trust_items(turned=()).dropna())


def without_listwise_on_five():
    return alpha_without(trust_items())


def without_pairwise():
    return alpha_without(trust_items(), missing="pairwise")


def without_standardised():
    return alpha_without(trust_items().dropna(), standardised=True)


def within_own_scale():
    items = trust_items().dropna()
    both = [alpha_without(items[scale]) for scale in (CREDIBILITY, BENEVOLENCE)]
    return pd.concat(both)


def six_each_time():
    items = trust_items().dropna()
    return pd.Series(cronbach_alpha(items), index=items.columns)


def item_against_the_rest():
    items = trust_items().dropna()
    rest = {name: items.drop(columns=name).sum(axis=1) for name in items}
    return pd.Series({name: items[name].corr(total) for name, total in rest.items()})


def mean_without():
    items = trust_items().dropna()
    return pd.Series(
        {name: items.drop(columns=name).mean(axis=1).mean() for name in items}
    )


# --- 11.6: orders after the survey ------------------------------------------------


def orders_by_level(
    first=1, last=365, *, turned=("benevolence_2",), until="2024-12-31", how="mean"
):
    """Return the orders per survey, by level of trust, in a window of days."""
    surveys = load("surveys").set_index("survey_id")
    items = trust_items(turned=turned)
    trust = items[CREDIBILITY].mean(axis=1) + items[BENEVOLENCE].mean(axis=1)
    level = pd.cut(trust / 2, [0, 3.5, 5, 7], labels=["low", "medium", "high"])
    kept = (surveys["surveyed_on"] <= until) & level.notna()
    table = surveys[kept].assign(level=level[kept].astype(str)).reset_index()
    keys = table[["survey_id", "customer_id", "surveyed_on"]]
    pairs = keys.merge(load("orders"), on="customer_id")
    days = (pairs["ordered_at"] - pairs["surveyed_on"]).dt.days
    found = pairs[days.between(first, last)].groupby("survey_id").size()
    table["orders"] = table["survey_id"].map(found)
    if how == "buyers":
        return table.groupby("level")["orders"].mean()
    table["orders"] = table["orders"].fillna(0)
    if how == "customers":
        groups = table.groupby("level")
        return groups["orders"].sum() / groups["customer_id"].nunique()
    return table.groupby("level")["orders"].agg(how)


def orders_before():
    return orders_by_level(-365, -1)


def orders_ever():
    return orders_by_level(-100_000, 100_000)


def orders_any_time_after():
    return orders_by_level(1, 100_000)


def orders_of_all_surveys():
    return orders_by_level(until="2030-01-01")


def orders_not_reversed():
    return orders_by_level(turned=())


def orders_of_buyers():
    return orders_by_level(how="buyers")


def orders_in_total():
    return orders_by_level(how="sum")


def orders_per_customer():
    return orders_by_level(how="customers")


def orders_median():
    return orders_by_level(how="median")


# --- 11.7: the reproduction number ------------------------------------------------


def friend_cases():
    unequal = networks.friend_network(300, friends=4, seed=2)
    even = networks.friend_network(100, friends=6, shape="small_world", seed=2)
    cases = [([2, 2, 2, 10], 0.1), ([3] * 8, 0.25), ([1, 5], 1.0)]
    cases += [([k for _, k in graph.degree], 0.08) for graph in (unequal, even)]
    return [(pd.Series(friends), p) for friends, p in cases]


def same_friends(measure):
    return lambda: lambda friends, p: measure(friends.mean(), (friends**2).mean(), p)


def with_the_variance():
    return lambda friends, p: p * (friends.var() - friends.mean()) / friends.mean()


def with_the_most():
    return lambda friends, p: p * (friends.max() - 1)


# --- 11.8: ten ambassadors --------------------------------------------------------


@lru_cache
def reached(by, *, redraw=True, runs=200):
    """Return the people reached in each round, as a tuple."""
    graph = networks.friend_network(400, friends=6, seed=8)
    chosen = networks.seed_customers(graph, 10, by=by)
    totals = []
    for run in range(runs):
        if by == "random" and redraw:
            chosen = networks.seed_customers(graph, 10, by=by, seed=run)
        table = networks.spread(graph, chosen, 0.08, seed=run)
        totals.append((int(table["total"].iloc[-1]), int(table["new"].iloc[:2].sum())))
    return tuple(totals)


def gain(summary=np.mean, *, part=0, by="degree", runs=200, **how):
    chosen = [row[part] for row in reached(by)[:runs]]
    drawn = [row[part] for row in reached("random", **how)[:runs]]
    return float(summary(chosen) - summary(drawn))


def gain_reversed():
    return -gain()


def gain_of_one_round():
    return gain(runs=1)


def gain_drawn_once():
    return gain(redraw=False)


def gain_at_first_step():
    return gain(part=1)


def gain_of_medians():
    return gain(np.median)


def gain_in_total():
    return gain(np.sum)


def gain_in_money():
    return 60 * gain()


def gain_net():
    return 60 * gain() - 2000


def reach_alone():
    return float(np.mean([row[0] for row in reached("degree")]))


def chance_alone():
    return reach_alone() - gain()


def ratio():
    return reach_alone() / chance_alone()


PRACTICALS = [
    practical(
        "11.1",
        answers.mapping(
            {
                "love": ["amour", "affection"],
                "status": ["statut", "estime", "esteem"],
                "information": ["info"],
                "services": ["service"],
                "goods": ["biens", "bien", "good"],
                "money": ["argent"],
            },
            clues=RESOURCE_CLUES,
        ),
        expected=resources,
        why=(
            "On rend bien ce qui est voisin de ce que l'on a reçu. Savoir ce que l'on "
            "donne évite de payer en dirhams un geste d'amitié.",
            "What lies close to what was received is well returned. Knowing what one "
            "gives avoids paying a friendly gesture in dirhams.",
        ),
        mistakes=[
            mistake(
                "all_the_same",
                when=all_the_same,
                example=lambda: dict.fromkeys(RESOURCES, "services"),
                fr="Vous avez donné la même ressource partout. Un pot de miel et un "
                "conseil s'échangent-ils de la même façon ?",
                en="You gave the same resource everywhere. Are a jar of honey and a "
                "piece of advice exchanged alike?",
            ),
            mistake(
                "points_as_gift",
                when=given_label(G="goods"),
                example=other_resources(G="goods"),
                fr="Vous avez pris les points pour des biens. On les échange à un "
                "tarif connu, contre une somme : de quoi sont-ils l'autre nom ?",
                en="You took points for goods. They are exchanged at a known rate, for "
                "a sum: what are they another name for?",
            ),
            mistake(
                "credit_as_service",
                when=lambda codes: any(
                    codes.get(item) == code
                    for item in ("A", "G")
                    for code in ("services", "status", "love")
                ),
                example=other_resources(A="services"),
                fr="Vous avez vu un geste personnel dans un montant en dirhams. "
                "Vaut-il autant, venant de n'importe qui ?",
                en="You saw a personal gesture in an amount of dirhams. Is it worth as "
                "much, whoever it comes from?",
            ),
            mistake(
                "status_and_love",
                when=lambda codes: (
                    codes.get("B") == "love" or codes.get("F") == "status"
                ),
                example=other_resources(B="love", F="status"),
                fr="Vous avez confondu estime et affection. L'une se montre aux "
                "autres, l'autre se passe de témoins.",
                en="You confused esteem and affection. One is shown to others, the "
                "other needs no witness.",
            ),
            mistake(
                "information_as_service",
                when=lambda codes: "services" in (codes.get("C"), codes.get("H")),
                example=other_resources(C="services", H="services"),
                fr="Vous avez classé une information parmi les services. Quelqu'un "
                "travaille-t-il à votre place, ou vous apprend-il quelque chose ?",
                en="You classed information with services. Does someone work in your "
                "place, or teach you something?",
            ),
            mistake(
                "work_as_goods",
                when=given_label(E="goods"),
                example=other_resources(E="goods"),
                fr="Vous avez vu l'objet, non le travail : l'étagère est déjà à vous.",
                en="You saw the object, not the work: the shelf is yours already.",
            ),
        ],
        otherwise=(
            "Deux questions : est-ce personnel ? est-ce tangible ?",
            "Two questions: is it personal? is it tangible?",
        ),
    ),
    practical(
        "11.2",
        # Scores are thirds of a point: two decimals are enough to tell them apart.
        answers.series(tolerance=0.005, key="survey_id"),
        expected=benevolence_score,
        why=(
            "Vous tenez une mesure que l'on peut suivre d'année en année. Avec l'item "
            "à l'envers, les clients bienveillants auraient paru tièdes.",
            "You hold a measure that can be followed from year to year. With the item "
            "upside down, well-disposed customers would have looked lukewarm.",
        ),
        mistakes=[
            mistake(
                "not_reversed",
                value=lambda: benevolence_score(turned=()),
                fr="Vous avez oublié l'item inversé : dire oui à « ne fait pas assez "
                "d'efforts », est-ce un bon signe ?",
                en="You forgot the reversed item: is agreeing with “does not make "
                "enough effort” a good sign?",
            ),
            mistake(
                "seven_minus_x",
                value=lambda: benevolence_score(top=7),
                fr="Vous avez retiré la réponse de 7 : que devient un 7 ? L'échelle "
                "commence à 1.",
                en="You subtracted the answer from 7: what becomes of a 7? The scale "
                "starts at 1.",
            ),
            mistake(
                "sign_changed",
                value=lambda: benevolence_score(top=0),
                fr="Vous avez changé le signe : la réponse sort de l'échelle de 1 à 7.",
                en="You changed the sign: the answer leaves the scale from 1 to 7.",
            ),
            mistake(
                "all_reversed",
                value=lambda: benevolence_score(turned=BENEVOLENCE),
                fr="Vous avez retourné les trois items. Relisez-les : un seul est "
                "formulé à l'envers.",
                en="You turned all three items round. Read them again: a single one is "
                "worded the other way.",
            ),
            mistake(
                "wrong_item_reversed",
                value=lambda: benevolence_score(turned=["benevolence_3"]),
                fr="Vous avez retourné `benevolence_3` : quelle phrase est une plainte "
                "?",
                en="You turned `benevolence_3` round: which sentence is a complaint?",
            ),
            mistake(
                "incomplete_kept",
                value=score_with_gaps,
                fr="Vous avez gardé les enquêtes incomplètes : `mean` a sauté les "
                "cases vides. On veut les trois items.",
                en="You kept incomplete surveys: `mean` skipped the empty cells. All "
                "three items are wanted.",
            ),
            mistake(
                "gaps_as_zero",
                value=score_with_zeros,
                fr="Vous avez compté une non-réponse pour 0 : se taire n'est pas dire "
                "« pas du tout ».",
                en="You counted no answer as 0: keeping silent is not saying “not at "
                "all”.",
            ),
            mistake(
                "complete_on_six",
                value=complete_on_six,
                fr="Vous avez exigé aussi les items de crédibilité : des enquêtes "
                "utilisables sont parties.",
                en="You also demanded the credibility items: usable surveys are gone.",
            ),
            mistake(
                "sum_for_mean",
                value=total_score,
                fr="Vous avez additionné : le score va de 3 à 21. On le veut sur "
                "l'échelle de départ.",
                en="You added up: the score goes from 3 to 21. It is wanted on the "
                "starting scale.",
            ),
            mistake(
                "median",
                value=median_score,
                fr="Vous avez pris la médiane des trois réponses : le score est leur "
                "moyenne.",
                en="You took the median of the three answers: the score is their mean.",
            ),
            mistake(
                "credibility",
                value=lambda: benevolence_score(CREDIBILITY),
                fr="Vous avez pris les items de crédibilité.",
                en="You took the credibility items.",
            ),
        ],
        otherwise=(
            "Trois items, un à retourner (1 + 7 − x), une moyenne par ligne, et les "
            "seules lignes complètes.",
            "Three items, one to turn round (1 + 7 − x), a mean per row, and only the "
            "complete rows.",
        ),
    ),
    practical(
        "11.3",
        answers.mapping(
            {
                "group": ["groupe"],
                "collective": ["collectif", "collectivity", "collectivité"],
                "category": ["catégorie", "social category", "catégorie sociale"],
            },
            clues=STRUCTURE_CLUES,
        ),
        expected=structures,
        why=(
            "Avant de parler de « notre communauté », vous savez à qui vous parlez : à "
            "une case du fichier, à une cause, ou à des gens qui se parlent.",
            "Before speaking of “our community”, you know whom you address: a cell of "
            "the file, a cause, or people who talk to one another.",
        ),
        mistakes=[
            mistake(
                "all_the_same",
                when=all_the_same,
                example=lambda: dict.fromkeys(STRUCTURES, "group"),
                fr="Vous avez donné la même réponse partout. Ceux qui se voient chaque "
                "semaine et ceux qui ont le même âge, est-ce pareil ?",
                en="You gave the same answer everywhere. Are people who meet every "
                "week and people of one age the same thing?",
            ),
            mistake(
                "segment_as_group",
                when=lambda codes: "group" in (codes.get("A"), codes.get("D")),
                example=other_structures(A="group", D="group"),
                fr="Vous avez appelé groupe un tri de notre fichier. Ces clients "
                "savent-ils seulement qu'ils en sont ?",
                en="You called a selection from our file a group. Do these customers "
                "even know that they belong to it?",
            ),
            mistake(
                "card_makes_community",
                when=lambda codes: codes.get("F") in ("group", "collective"),
                example=other_structures(F="collective"),
                fr="Vous avez pris la carte pour un lien. Se sentent-ils solidaires, "
                "ou ont-ils le même plastique en poche ?",
                en="You took the card for a bond. Do they feel solidarity, or carry "
                "the same plastic?",
            ),
            mistake(
                "few_as_group",
                when=lambda codes: codes.get("H") in ("group", "collective"),
                example=other_structures(H="group"),
                fr="Vous avez pris leur petit nombre pour un lien. Ces huit clientes "
                "savent-elles qu'elles ont la même date de naissance ?",
                en="You took their small number for a bond. Do these eight customers "
                "know that they share a date of birth?",
            ),
            mistake(
                "collective_as_group",
                when=lambda codes: "group" in (codes.get("C"), codes.get("G")),
                example=other_structures(C="group", G="group"),
                fr="Vous avez appelé groupe des gens qui, pour la plupart, ne se "
                "rencontreront jamais. Que leur reste-t-il en commun ?",
                en="You called a group people who, for the most part, will never meet. "
                "What is left that they share?",
            ),
            mistake(
                "no_collective",
                when=never_collective,
                example=other_structures(C="category", G="category"),
                fr="Vous n'avez vu aucun collectif. Une solidarité entre inconnus, "
                "est-ce seulement un trait commun ?",
                en="You saw no collective. Is solidarity between strangers merely a "
                "common trait?",
            ),
            mistake(
                "group_as_collective",
                when=lambda codes: "collective" in (codes.get("B"), codes.get("E")),
                example=other_structures(B="collective", E="collective"),
                fr="Vous avez appelé collectif des gens qui se voient et ont leurs "
                "règles. Quel mot dit plus ?",
                en="You called a collective people who meet and have their rules. "
                "Which word says more?",
            ),
        ],
        otherwise=(
            "D'abord l'interaction réglée, puis la solidarité, sinon un simple trait.",
            "First regular interaction, then solidarity, else a mere trait.",
        ),
    ),
    practical(
        "11.4",
        # Alpha is read to two or three decimals; a wrong formula is further away.
        answers.function(alpha_cases, answers.number(tolerance=0.0005)),
        expected=of_each(raw_alpha),
        why=(
            "Vous pouvez contrôler la fiabilité annoncée par un institut, et voir un "
            "item mal codé avant de décider sur un score.",
            "You can check the reliability an institute claims, and see a badly coded "
            "item before deciding on a score.",
        ),
        mistakes=[
            mistake(
                "factor_forgotten",
                value=of_each(alpha_without_factor),
                fr="Il manque le facteur devant la parenthèse, ou son k compte les "
                "lignes au lieu des items : votre alpha n'atteindrait jamais 1.",
                en="The factor before the bracket is missing, or its k counts rows "
                "instead of items: your alpha could never reach 1.",
            ),
            mistake(
                "factor_upside_down",
                value=of_each(factor_upside_down),
                fr="Vous avez retourné la fraction devant la parenthèse.",
                en="You turned the fraction before the bracket upside down.",
            ),
            mistake(
                "three_items_always",
                value=of_each(alpha_for_three),
                fr="Vous avez écrit 3 ÷ 2 : et si la table a six items ?",
                en="You wrote 3 ÷ 2: what if the table has six items?",
            ),
            mistake(
                "standardised",
                value=of_each(standardised_alpha),
                fr="Vous avez calculé l'alpha standardisé, à partir des corrélations. "
                "On demande le brut, avec les variances des réponses.",
                en="You computed the standardised alpha, from correlations. The raw "
                "one is asked, with the variances of the answers.",
            ),
            mistake(
                "mean_for_alpha",
                value=of_each(mean_of_items),
                fr="Vous avez donné le score moyen : c'est le *niveau* de confiance, "
                "non l'accord entre les items.",
                en="You gave the mean score: it is the *level* of trust, not the "
                "agreement between items.",
            ),
            mistake(
                "mean_correlation",
                value=of_each(mean_correlation),
                fr="Vous avez donné la corrélation moyenne entre items. Alpha compte "
                "aussi leur nombre.",
                en="You gave the mean correlation between items. Alpha counts their "
                "number too.",
            ),
            mistake(
                "deviation_for_variance",
                value=of_each(alpha_of_spreads),
                fr="Vous avez pris des écarts-types : la formule veut des variances.",
                en="You took standard deviations: the formula wants variances.",
            ),
            mistake(
                "mean_of_rows",
                value=of_each(alpha_of_the_mean),
                fr="Vous avez pris la moyenne de chaque personne au lieu de son total "
                ": sa variance est bien plus petite.",
                en="You took each person's mean instead of their total: its variance "
                "is far smaller.",
            ),
            mistake(
                "share_not_subtracted",
                value=of_each(share_of_variances),
                fr="Vous avez donné la part des variances dans le total : plus elle "
                "est petite, plus les items s'accordent.",
                en="You gave the share of variances in the total: the smaller it is, "
                "the more the items agree.",
            ),
        ],
        otherwise=(
            "Trois ingrédients : le nombre d'items, la somme de leurs variances, la "
            "variance du total. La formule est à la section 5 de la leçon.",
            "Three ingredients: the number of items, the sum of their variances, the "
            "variance of the total. The formula is in section 5 of the lesson.",
        ),
    ),
    practical(
        "11.5",
        # Listwise and pairwise differ in the third decimal: ask for four.
        answers.series(tolerance=0.00005),
        expected=without,
        why=(
            "Vous savez ce que coûterait chaque question retirée, en fiabilité. À "
            "mettre en face de ce qu'elle coûte à poser.",
            "You know what each question dropped would cost in reliability. To be set "
            "against what it costs to ask.",
        ),
        mistakes=[
            mistake(
                "not_reversed",
                value=without_reversing,
                fr="Vous avez oublié de retourner `benevolence_2` : son retrait semble "
                "alors faire des merveilles.",
                en="You forgot to turn `benevolence_2` round: dropping it then seems "
                "to work wonders.",
            ),
            mistake(
                "rows_change",
                value=without_listwise_on_five,
                fr="Vos enquêtes changent d'un calcul à l'autre : sans un item, "
                "d'autres lignes deviennent complètes. Comparez sur les mêmes "
                "personnes.",
                en="Your surveys change from one calculation to the next: without an "
                "item, other rows become complete. Compare on the same people.",
            ),
            mistake(
                "pairwise",
                value=without_pairwise,
                fr="Vous avez gardé toutes les paires de réponses (`pairwise`). On "
                "demande les enquêtes aux six items remplis.",
                en="You kept every pair of answers (`pairwise`). The surveys with all "
                "six items are asked for.",
            ),
            mistake(
                "standardised",
                value=without_standardised,
                fr="Vous avez donné l'alpha standardisé. On demande le brut.",
                en="You gave the standardised alpha. The raw one is asked for.",
            ),
            mistake(
                "own_scale",
                value=within_own_scale,
                fr="Vous avez calculé à l'intérieur de chaque échelle : deux items "
                "restent, non cinq.",
                en="You computed within each scale: two items are left, not five.",
            ),
            mistake(
                "nothing_dropped",
                value=six_each_time,
                fr="Vous avez gardé les six items à chaque tour : six fois le même "
                "nombre. `drop` renvoie une nouvelle table.",
                en="You kept the six items every time: six times the same number. "
                "`drop` returns a new table.",
            ),
            mistake(
                "item_with_rest",
                value=item_against_the_rest,
                fr="Vous avez corrélé chaque item au total des autres : utile, mais ce "
                "n'est pas un alpha.",
                en="You correlated each item with the total of the others: useful, but "
                "not an alpha.",
            ),
            mistake(
                "mean_for_alpha",
                value=mean_without,
                fr="Vous avez donné le score moyen des cinq autres : un niveau, non "
                "une fiabilité.",
                en="You gave the mean score of the five others: a level, not a "
                "reliability.",
            ),
        ],
        otherwise=(
            "Lignes complètes, item retourné, puis l'alpha des cinq colonnes "
            "restantes. Gardez toutes les décimales.",
            "Complete rows, item turned round, then the alpha of the five columns "
            "left. Keep all decimals.",
        ),
    ),
    practical(
        "11.6",
        # Room for two decimals.
        answers.series(tolerance=0.005, key="level"),
        expected=orders_by_level,
        why=(
            "L'opinion d'abord, le comportement ensuite, pour tous les répondants : la "
            "seule lecture honnête. Reste à se demander ce qui tire les deux.",
            "Opinion first, behaviour next, for all respondents: the only honest "
            "reading. It remains to ask what pulls both.",
        ),
        mistakes=[
            mistake(
                "before",
                value=orders_before,
                fr="Vous avez compté les commandes d'*avant* l'enquête : l'opinion ne "
                "peut pas agir sur le passé.",
                en="You counted orders from *before* the survey: an opinion cannot act "
                "on the past.",
            ),
            mistake(
                "whole_history",
                value=orders_ever,
                fr="Vous avez compté toutes les commandes, avant et après.",
                en="You counted every order, before and after.",
            ),
            mistake(
                "no_end",
                value=orders_any_time_after,
                fr="Vous avez oublié la fin de la fenêtre : une réponse de 2023 est "
                "suivie plus longtemps qu'une de 2024.",
                en="You forgot the end of the window: an answer of 2023 is followed "
                "longer than one of 2024.",
            ),
            mistake(
                "year_not_over",
                value=orders_of_all_surveys,
                fr="Vous avez gardé les réponses de 2025 : leur année n'est pas finie, "
                "et leurs commandes manquent.",
                en="You kept the answers of 2025: their year is not over, and orders "
                "are missing.",
            ),
            mistake(
                "buyers_only",
                value=orders_of_buyers,
                fr="Vous n'avez gardé que ceux qui ont racheté : les silencieux "
                "comptent pour zéro, ils ne disparaissent pas.",
                en="You kept only those who bought again: the silent count as zero, "
                "they do not vanish.",
            ),
            mistake(
                "not_reversed",
                value=orders_not_reversed,
                fr="Vos niveaux viennent d'un item non inversé.",
                en="Your levels come from an item that was not reversed.",
            ),
            mistake(
                "total_for_mean",
                value=orders_in_total,
                fr="Vous avez donné des totaux : le niveau le plus nombreux gagne "
                "toujours.",
                en="You gave totals: the most numerous level always wins.",
            ),
            mistake(
                "per_customer",
                value=orders_per_customer,
                fr="Vous avez divisé par les clients : certains ont répondu deux fois. "
                "On demande par enquête.",
                en="You divided by customers: some answered twice. Per survey is asked "
                "for.",
            ),
            mistake(
                "median",
                value=orders_median,
                fr="Vous avez pris la médiane. On demande une moyenne.",
                en="You took the median. A mean is asked for.",
            ),
        ],
        otherwise=(
            "Une fenêtre de 1 à 365 jours, un compte par enquête, zéro pour les "
            "silencieux, puis la moyenne par niveau.",
            "A window from 1 to 365 days, a count per survey, zero for the silent, "
            "then the mean by level.",
        ),
    ),
    practical(
        "11.7",
        # Room for three decimals.
        answers.function(friend_cases, answers.number(tolerance=0.0005)),
        expected=same_friends(lambda mean, squares, p: p * (squares - mean) / mean),
        why=(
            "Vous savez si un message peut se répandre seul avant d'en payer l'envoi, "
            "et pourquoi quelques grands carnets d'adresses suffisent.",
            "You know whether a message can spread by itself before paying to send it, "
            "and why a few large address books are enough.",
        ),
        mistakes=[
            mistake(
                "mean_degree_only",
                value=same_friends(lambda mean, squares, p: p * mean),
                fr="Vous avez pris le nombre moyen d'amis. Un message arrive par une "
                "amitié : chez qui a-t-il le plus de chances d'arriver ?",
                en="You took the mean number of friends. A message arrives along a "
                "friendship: at whose door is it most likely to arrive?",
            ),
            mistake(
                "mean_minus_one",
                value=same_friends(lambda mean, squares, p: p * (mean - 1)),
                fr="Vous n'avez pris que le nombre moyen d'amis, ou le carré de cette "
                "moyenne : ce n'est juste que si tous ont autant d'amis.",
                en="You took the mean number of friends alone, or the square of that "
                "mean: right only if all have the same number.",
            ),
            mistake(
                "teller_kept",
                value=same_friends(lambda mean, squares, p: p * squares / mean),
                fr="Vous avez oublié que l'ami qui a parlé est déjà convaincu.",
                en="You forgot that the friend who told is convinced already.",
            ),
            mistake(
                "not_divided",
                value=same_friends(lambda mean, squares, p: p * (squares - mean)),
                fr="Vous avez oublié de diviser par le nombre moyen d'amis.",
                en="You forgot to divide by the mean number of friends.",
            ),
            mistake(
                "p_forgotten",
                value=same_friends(lambda mean, squares, p: (squares - mean) / mean),
                fr="Vous avez oublié `p` : tous les amis ne se laissent pas "
                "convaincre.",
                en="You forgot `p`: not every friend is convinced.",
            ),
            mistake(
                "variance",
                value=with_the_variance,
                fr="Vous avez pris la variance pour la moyenne des carrés : il lui "
                "manque le carré de la moyenne.",
                en="You took the variance for the mean of squares: the square of the "
                "mean is missing from it.",
            ),
            mistake(
                "most_connected",
                value=with_the_most,
                fr="Vous avez raisonné sur la personne la plus reliée : R est une "
                "moyenne.",
                en="You reasoned on the best connected person: R is a mean.",
            ),
        ],
        otherwise=(
            "Deux moyennes : celle des nombres d'amis, celle de leurs carrés. La "
            "formule est à la section 10 de la leçon.",
            "Two means: that of the numbers of friends, that of their squares. The "
            "formula is in section 10 of the lesson.",
        ),
    ),
    practical(
        "11.8",
        # Room for one decimal: the rounds are the same for everybody.
        answers.number(tolerance=0.05),
        expected=gain,
        why=(
            "Vous comparez deux façons de commencer sur les mêmes parties, et non deux "
            "coups de chance : l'écart peut se mettre en dirhams.",
            "You compare two ways of starting on the same rounds, and not two strokes "
            "of luck: the gap can be put in dirhams.",
        ),
        mistakes=[
            mistake(
                "single_round",
                value=gain_of_one_round,
                fr="Vous n'avez joué qu'une partie. La suivante aurait-elle donné le "
                "même écart ?",
                en="You played a single round. Would the next have given the same gap?",
            ),
            mistake(
                "drawn_once",
                value=gain_drawn_once,
                fr="Vous avez tiré les dix clients une fois pour toutes : c'est *ce* "
                "tirage que vous jugez, non le hasard.",
                en="You drew the ten customers once and for all: you judge *that* "
                "draw, not chance.",
            ),
            mistake(
                "first_step",
                value=gain_at_first_step,
                fr="Vous avez arrêté au premier pas : les amis des amis comptent.",
                en="You stopped at the first step: friends of friends count.",
            ),
            mistake(
                "medians",
                value=gain_of_medians,
                fr="Vous avez comparé des médianes : les grands succès, rares, "
                "rapportent aussi.",
                en="You compared medians: rare great successes bring money too.",
            ),
            mistake(
                "sign_reversed",
                value=gain_reversed,
                fr="La taille est bonne, le sens est inversé : qui paie-t-on ?",
                en="The size is right, the direction is reversed: who is being paid?",
            ),
            mistake(
                "totals",
                value=gain_in_total,
                fr="Vous avez additionné les 200 parties : une campagne n'en joue "
                "qu'une.",
                en="You added up the 200 rounds: a campaign plays only one.",
            ),
            mistake(
                "money",
                value=gain_in_money,
                fr="Vous avez déjà converti en dirhams. On demande des personnes.",
                en="You converted to dirhams already. People are asked for.",
            ),
            mistake(
                "net_money",
                value=gain_net,
                fr="Vous avez donné le gain net en dirhams. On demande d'abord des "
                "personnes.",
                en="You gave the net gain in dirhams. People are asked for first.",
            ),
            mistake(
                "reach_alone",
                value=reach_alone,
                fr="Vous avez donné tout ce que touche l'agence. Le hasard en touche "
                "une partie, pour rien.",
                en="You gave all that the agency reaches. Chance reaches part of it, "
                "for nothing.",
            ),
            mistake(
                "chance_alone",
                value=chance_alone,
                fr="Vous avez donné ce que touche le hasard. De combien l'agence "
                "fait-elle mieux ?",
                en="You gave what chance reaches. How much better does the agency do?",
            ),
            mistake(
                "ratio",
                value=ratio,
                fr="Vous avez divisé : on demande une différence de personnes.",
                en="You divided: a difference in people is asked for.",
            ),
        ],
        otherwise=(
            "Deux moyennes de 200 parties, les mêmes `run`, puis leur différence.",
            "Two means of 200 rounds, the same `run`s, then their difference.",
        ),
    ),
]
