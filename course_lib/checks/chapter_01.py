"""The practicals of chapter 01, From product to customer."""

import math

import pandas as pd

from course_lib import answers
from course_lib.campaigns import sms_cost
from course_lib.checking import mistake, practical
from course_lib.data import load

# --- 01.1 and 01.2: classify actions ----------------------------------------------

PUSH_OR_PULL = {
    "A": "push",
    "B": "pull",
    "C": "push",
    "D": "pull",
    "E": "push",
    "F": "pull",
    "G": "pull",
    "H": "push",
}
HOW_MANY = {
    "A": "one_to_many",
    "B": "one_to_some",
    "C": "one_to_few",
    "D": "one_to_one",
    "E": "one_to_one",
    "F": "one_to_many",
    "G": "one_to_some",
    "H": "one_to_few",
}


SCALE_CLUES = dict.fromkeys(
    ["A", "D", "F"],
    answers.Text(
        "Faut-il un fichier pour cela ? Et combien de noms dedans ?",
        "Does this need a file? And how many names in it?",
    ),
) | {
    "B": answers.Text(
        "Les abonnés sont-ils toute la ville, tout un fichier, ou quelques noms ?",
        "Are the subscribers the whole town, a whole file, or a few names?",
    ),
    "C": answers.Text(
        "Comptez ces clientes, et voyez ce qu'il a fallu savoir d'elles.",
        "Count these customers, and see what had to be known about them.",
    ),
    "E": answers.Text(
        "Deux clients connectés voient-ils la même page ?",
        "Do two logged-in customers see the same page?",
    ),
    "G": answers.Text(
        "A-t-on choisi ces membres un à un, d'après leurs achats ?",
        "Were these members picked out one by one, from what they bought?",
    ),
    "H": answers.Text(
        "Pourquoi ces acheteurs-là et pas tous ceux de Fès ?",
        "Why these buyers, and not all those of Fès?",
    ),
}


def push_or_pull():
    return dict(PUSH_OR_PULL)


def how_many():
    return dict(HOW_MANY)


def any_is(label, *items):
    """Tell whether one of the items was given this label."""
    return lambda codes: any(codes.get(item) == label for item in items)


def all_the_same(codes):
    return len(codes) > 1 and len(set(codes.values())) == 1


def changed(expected, **items):
    return lambda: expected | items


def swapped(codes):
    other = {"push": "pull", "pull": "push"}
    return all(codes.get(item) == other[code] for item, code in PUSH_OR_PULL.items())


# --- 01.3: put the periods in order -----------------------------------------------

PERIODS = [
    "shop_next_door",
    "mass_production",
    "market_segmentation",
    "quality_and_voice",
    "customer_databases",
    "internet_one_to_one",
    "crm_judged_on_roi",
]


def periods():
    return list(PERIODS)


def before(first, second):
    return lambda found: found.index(first) < found.index(second)


def moved(item, place):
    def order():
        found = [one for one in PERIODS if one != item]
        found.insert(place, item)
        return found

    return order


# --- 01.4: response rate by channel, 2025 -----------------------------------------


def contacts_with(column, year=None):
    """Return the contacts, with one column of their campaign, of one year or all."""
    campaigns = load("campaigns")
    if year is not None:
        campaigns = campaigns[campaigns["sent_on"].dt.year == year]
    return load("contacts").merge(campaigns[["campaign_id", column]], on="campaign_id")


def treated_with(column, year=None):
    contacts = contacts_with(column, year)
    return contacts[contacts["group"] == "treated"]


def counts(table, column):
    """Add up the yes of each group; a missing value counts as no."""
    answered = ["delivered", "responded", "ordered"]
    yes = table[answered].fillna(False).astype(bool)
    found = yes.groupby(table[column]).sum().astype(float)
    both = yes["responded"] & yes["ordered"]
    found["converted"] = both.groupby(table[column]).sum()
    found["rows"] = table.groupby(column).size()
    return found


def response_rate():
    found = counts(treated_with("channel", 2025), "channel")
    return found["responded"] / found["delivered"]


def response_over_sent():
    found = counts(treated_with("channel", 2025), "channel")
    return found["responded"] / found["rows"]


def response_with_control():
    found = counts(contacts_with("channel", 2025), "channel")
    return found["responded"] / found["rows"]


def response_all_years():
    found = counts(treated_with("channel"), "channel")
    return found["responded"] / found["delivered"]


def orders_over_delivered_2025():
    found = counts(treated_with("channel", 2025), "channel")
    return found["ordered"] / found["delivered"]


def response_mean_of_campaigns():
    treated = treated_with("channel", 2025)
    found = counts(treated, "campaign_id")
    rates = found["responded"] / found["delivered"]
    channel = treated.groupby("campaign_id")["channel"].first()
    return rates.groupby(channel).mean()


# --- 01.5: conversion rate by purpose ---------------------------------------------


def per_response(found, column):
    """Divide by responses; with none, the rate is missing, as in `kpis`."""
    return found[column] / found["responded"].where(found["responded"] > 0)


def conversion_rate():
    found = counts(treated_with("purpose"), "purpose")
    return per_response(found, "converted")


def conversion_over_delivered():
    found = counts(treated_with("purpose"), "purpose")
    return found["converted"] / found["delivered"]


def ordered_over_delivered():
    found = counts(treated_with("purpose"), "purpose")
    return found["ordered"] / found["delivered"]


def orders_of_everyone_treated():
    found = counts(treated_with("purpose"), "purpose")
    return per_response(found, "ordered")


def orders_with_control():
    found = counts(contacts_with("purpose"), "purpose")
    return per_response(found, "ordered")


def mean_of_ordered(contacts, column="purpose"):
    return contacts.groupby(column)["ordered"].mean().astype(float)


def ordered_among_contacts():
    """Return the share that ordered, out of all contacts, treated, or reached."""
    contacts = contacts_with("purpose")
    treated = contacts[contacts["group"] == "treated"]
    reached = treated[treated["delivered"].fillna(False).astype(bool)]
    return [mean_of_ordered(rows) for rows in (contacts, treated, reached)]


def everyone_contacted(values):
    return any(CONVERSION.same(values, wrong) for wrong in ordered_among_contacts())


def conversion_mean_of_campaigns():
    treated = treated_with("purpose")
    rates = per_response(counts(treated, "campaign_id"), "converted")
    purpose = treated.groupby("campaign_id")["purpose"].first()
    return rates.groupby(purpose).mean()


def conversion_by_channel():
    return per_response(counts(treated_with("channel"), "channel"), "converted")


def one_a_channel(values):
    return set(values.index) <= set(load("campaigns")["channel"])


CONVERSION = answers.series(0.0005, key="purpose", share=True)


def response_for_conversion():
    found = counts(treated_with("purpose"), "purpose")
    return found["responded"] / found["delivered"]


# --- 01.6: price a campaign by SMS ------------------------------------------------


def sms_cases():
    """Return (length, customers, price, simple), around every threshold.

    The last case has a bill that is not in whole dirhams, whatever the edition.
    """
    campaigns = load("campaigns")
    price = round(
        float(campaigns["unit_cost"][campaigns["channel"] == "sms"].mean()), 2
    )
    customers = len(load("customers"))
    lengths = [(120, True), (160, True), (161, True), (307, True), (460, True)]
    lengths += [(70, False), (71, False), (135, False)]
    lengths += [(160, False), (161, False), (460, False)]
    # Texts that fill their parts exactly.
    lengths += [(306, True), (459, True), (134, False)]
    cases = [(length, customers, price, simple) for length, simple in lengths]
    return [*cases, (200, 7, 0.37, True)]


def sms_price(length, customers, price, simple):
    return sms_cost(
        customers, characters=length, unicode=not simple, price_per_sms=price
    ).cost


def priced(parts):
    """Return a pricing function that counts the parts its own way."""
    return lambda length, customers, price, simple: (
        customers * parts(length, simple) * price
    )


def rooms(simple):
    return (160, 153) if simple else (70, 67)


def parts_without_header(length, simple):
    return math.ceil(length / rooms(simple)[0])


def parts_always_with_header(length, simple):
    return math.ceil(length / rooms(simple)[1])


def parts_right(length, simple):
    alone, each = rooms(simple)
    return 1 if length <= alone else math.ceil(length / each)


def parts_in_one_alphabet(length, simple):
    return parts_right(length, True)


def parts_of_the_other_alphabet(length, simple):
    return parts_right(length, not simple)


def parts_not_priced(length, customers, price, simple):
    return parts_right(length, simple)


def messages_not_priced(length, customers, price, simple):
    return customers * parts_right(length, simple)


def parts_rounded_down(length, simple):
    alone, each = rooms(simple)
    return 1 if length <= alone else length // each


def parts_one_too_many(length, simple):
    alone, each = rooms(simple)
    return 1 if length <= alone else length // each + 1


def parts_of_any_size(length, simple):
    alone, each = rooms(simple)
    return 1 if length <= alone else length / each


def parts_simple_cut_short(length, simple):
    """Count as `if simple and length > 160: … elif length > 70: …` does."""
    if simple and length > 160:
        return math.ceil(length / 153)
    return math.ceil(length / 67) if length > 70 else 1


def rounded_bill(costs):
    """Recognise right bills brought to whole dirhams, up, down or to the nearest."""
    right = [sms_price(*case) for case in sms_cases()]
    whole_dirhams = all(float(cost).is_integer() for cost in costs)
    pairs = zip(costs, right, strict=True)
    return whole_dirhams and all(abs(cost - bill) <= 1 for cost, bill in pairs)


def billed_in_fractions(parts):
    broken = {case: n for case, n in parts.items() if abs(n - round(n)) > 1e-4}
    return bool(broken) and all(
        any(abs(n - length / room) < 1e-4 for room in rooms(simple))
        for (length, simple), n in broken.items()
    )


def one_customer(length, customers, price, simple):
    return sms_price(length, 1, price, simple)


def by_case(test):
    """Recognise a function by the parts it counts, keyed by (length, simple)."""

    def recognised(costs):
        parts = {
            (length, simple): round(cost / (customers * price), 6)
            for cost, (length, customers, price, simple) in zip(
                costs, sms_cases(), strict=True
            )
        }
        return test(parts)

    return recognised


def same_parts_in_both_alphabets(parts):
    return all(parts[n, True] == parts[n, False] for n in (160, 161, 460))


def alphabets_swapped(parts):
    few_with_false = parts[71, False] == 1 and parts[161, False] == 2
    return few_with_false and parts[161, True] == 3


def exact_fit_cut(parts):
    return parts[160, True] == 2 or parts[70, False] == 2


def cut_into_full_sizes(parts):
    cut = parts[161, True] == 2 or parts[71, False] == 2
    return cut and (parts[307, True] == 2 or parts[135, False] == 2)


# --- 01.7: how many messages a budget buys ----------------------------------------

WRITTEN_CHANNELS = ["email", "sms", "post"]
LAST_DAY = pd.Timestamp("2025-12-31")


def budget():
    """Return what an average campaign by post cost, as the question does."""
    post = campaign_costs().query("channel == 'post'")
    return float(post["cost"].mean().round())


def campaign_costs():
    contacts = load("contacts")
    sent = contacts["campaign_id"][contacts["group"] == "treated"].value_counts()
    campaigns = load("campaigns")
    campaigns["sent"] = campaigns["campaign_id"].map(sent)
    campaigns["cost"] = (
        campaigns["fixed_cost"] + campaigns["unit_cost"] * campaigns["sent"]
    )
    return campaigns


def affordable(*, fixed_cost=True, year=None):
    """Return how many messages the budget pays, by channel, not rounded."""
    campaigns = load("campaigns")
    if year is not None:
        campaigns = campaigns[campaigns["sent_on"].dt.year == year]
    means = campaigns.groupby("channel")[["fixed_cost", "unit_cost"]].mean()
    means = means.loc[WRITTEN_CHANNELS]
    left = budget() - (means["fixed_cost"] if fixed_cost else 0)
    return (left / means["unit_cost"]).clip(lower=0)


def reachable(*, withdrawn_too=False):
    """Return how many customers agreed to each channel and still do."""
    customers = load("customers")
    found = {}
    for channel in WRITTEN_CHANNELS:
        agreed = customers[f"{channel}_consent_on"] <= LAST_DAY
        column = f"{channel}_withdrawn_on"
        if column in customers and not withdrawn_too:
            agreed &= ~(customers[column] <= LAST_DAY)
        found[channel] = int(agreed.sum())
    return pd.Series(found).rename_axis("channel")


def messages_bought():
    return pd.concat([whole(affordable()), reachable()], axis=1).min(axis=1)


def whole(values):
    # A budget of exactly n messages must not lose one to a rounding of floats.
    return (values + 1e-9) // 1


def messages_without_fixed_cost():
    bought = whole(affordable(fixed_cost=False))
    return pd.concat([bought, reachable()], axis=1).min(axis=1)


def messages_beyond_consent():
    return whole(affordable())


def messages_to_the_withdrawn():
    bought = whole(affordable())
    return pd.concat([bought, reachable(withdrawn_too=True)], axis=1).min(axis=1)


def messages_to_the_never_asked():
    # The usual slip: those who never agreed have withdrawn nothing.
    customers = load("customers")
    found = reachable()
    for channel in ["email", "sms"]:
        found[channel] = customers[f"{channel}_withdrawn_on"].isna().sum()
    return pd.concat([whole(affordable()), found], axis=1).min(axis=1)


def messages_to_those_who_left():
    # `withdrawn.notna()` for `isna()`: only those who took their consent back.
    found = reachable()
    kept = reachable(withdrawn_too=True) - found
    found[["email", "sms"]] = kept[["email", "sms"]]
    return pd.concat([whole(affordable()), found], axis=1).min(axis=1)


def messages_at_the_costs_of_2025():
    bought = whole(affordable(year=2025))
    return pd.concat([bought, reachable()], axis=1).min(axis=1)


def messages_rounded_up():
    bought = -whole(-affordable())
    return pd.concat([bought, reachable()], axis=1).min(axis=1)


def messages_without_budget():
    return reachable()


MESSAGES = answers.series(0.01, key="channel")


def with_a_fraction(messages):
    """Recognise the right numbers, their fractions kept."""
    return bool((messages % 1 > 0.01).any()) and MESSAGES.same(
        whole(messages), messages_bought()
    )


PRACTICALS = [
    practical(
        "01.1",
        answers.mapping(
            {
                "push": ["pousser", "pousse"],
                "pull": ["attirer", "attire", "tirer"],
            },
            clues=dict.fromkeys(
                ["C", "H"],
                answers.Text(
                    "Où se passe la rencontre, et qui a fait le chemin ?",
                    "Where do the two meet, and who made the journey?",
                ),
            ),
        ),
        expected=push_or_pull,
        why=(
            "Maison Tafoukt peut maintenant demander à chaque action son vrai "
            "résultat : un contact sur place pour ce qui pousse, une visite ou une "
            "commande pour ce qui attire.",
            "Maison Tafoukt can now ask each action for its true result: a contact on "
            "the spot for what pushes, a visit or an order for what pulls.",
        ),
        mistakes=[
            mistake(
                "all_the_same",
                fr="Vous avez mis la même étiquette partout. Comparez A et B : dans "
                "laquelle le produit voyage-t-il ?",
                en="You gave every action the same label. Compare A and B: in which "
                "one does the product travel?",
                when=all_the_same,
                example=lambda: dict.fromkeys(PUSH_OR_PULL, "push"),
            ),
            mistake(
                "labels_swapped",
                fr="Vous avez échangé les deux mots d'un bout à l'autre. Pousser : qui "
                "se déplace, le produit ou l'acheteur ?",
                en="You swapped the two words from end to end. To push: who travels, "
                "the product or the buyer?",
                when=swapped,
                example=lambda: {
                    item: "pull" if code == "push" else "push"
                    for item, code in PUSH_OR_PULL.items()
                },
            ),
            mistake(
                "direct_marketing_as_push",
                fr="Vous avez classé un message adressé (e-mail ou courrier) avec ce "
                "qui pousse. Dans le cours, que cherche-t-il à faire faire au client ?",
                en="You classified an addressed message (e-mail or letter) as pushing. "
                "In this course, what does it try to make the customer do?",
                when=any_is("push", "D", "G"),
                example=changed(PUSH_OR_PULL, D="push"),
            ),
            mistake(
                "fair_as_pull",
                fr="Vous avez classé la foire ou la plage avec ce qui attire. Les gens "
                "y étaient-ils venus pour nous ?",
                en="You classified the fair or the beach as pulling. Had people come "
                "there for us?",
                when=any_is("pull", "A", "E"),
                example=changed(PUSH_OR_PULL, E="pull"),
            ),
            mistake(
                "advertising_as_push",
                fr="Vous avez classé une publicité avec ce qui pousse. Après l'avoir "
                "vue ou entendue, qui fait le chemin ?",
                en="You classified an advertisement as pushing. Once it is seen or "
                "heard, who makes the journey?",
                when=any_is("push", "B", "F"),
                example=changed(PUSH_OR_PULL, F="push"),
            ),
        ],
        otherwise=(
            "Relisez le tableau de la section 2 du cours.",
            "Read the table of section 2 of the lesson again.",
        ),
    ),
    practical(
        "01.2",
        answers.mapping(
            {
                "one_to_many": ["many"],
                "one_to_some": ["some"],
                "one_to_few": ["few"],
                "one_to_one": ["one"],
            },
            clues=SCALE_CLUES,
        ),
        expected=how_many,
        why=(
            "Plus on descend vers une seule personne, plus il faut la connaître : "
            "l'échelle dit quelles données chaque action demande.",
            "The closer we come to one person, the better we must know that person: "
            "the scale tells what data each action needs.",
        ),
        mistakes=[
            mistake(
                "greeting_as_one_to_one",
                fr="Vous avez vu du one to one dans « Bonjour Salma ». Le prénom mis à "
                "part, deux abonnés reçoivent-ils des messages différents ?",
                en="You saw one to one in “Hello Salma”. Apart from the first name, do "
                "two subscribers receive different messages?",
                when=any_is("one_to_one", "B"),
                example=changed(HOW_MANY, B="one_to_one"),
            ),
            mistake(
                "channel_instead_of_content",
                fr="Vous avez jugé le site sur son audience : tout le monde le visite. "
                "Regardez plutôt ce que chaque visiteur y voit.",
                en="You judged the website by its audience: everyone visits it. Look "
                "instead at what each visitor sees there.",
                when=lambda codes: codes.get("E") in {"one_to_many", "one_to_some"},
                example=changed(HOW_MANY, E="one_to_many"),
            ),
            mistake(
                "few_as_some",
                fr="Vous avez rangé un petit groupe au comportement précis avec les "
                "grandes parties du fichier. Combien de personnes, choisies comment ?",
                en="You put a small group with a precise behaviour among the large "
                "parts of the file. How many people, chosen how?",
                when=any_is("one_to_some", "C", "H"),
                example=changed(HOW_MANY, C="one_to_some"),
            ),
            mistake(
                "file_as_everyone",
                fr="Vous avez mis un envoi au fichier au niveau de la télévision. "
                "Peut-on écrire à quelqu'un qui n'est pas dans le fichier ?",
                en="You put a mailing to the file on a level with television. Can we "
                "write to someone who is not in the file?",
                when=any_is("one_to_many", "B", "G"),
                example=changed(HOW_MANY, G="one_to_many"),
            ),
        ],
        otherwise=(
            "Demandez-vous : combien de personnes reçoivent exactement ce contenu ?",
            "Ask yourself: how many people receive exactly this content?",
        ),
    ),
    practical(
        "01.3",
        answers.ordering(PERIODS),
        expected=periods,
        why=(
            "Chaque étape répond au problème laissé par la précédente ; savoir d'où "
            "l'on vient évite à la maison de refaire le chemin à ses frais.",
            "Each stage answers the problem left by the one before; knowing the way "
            "spares the company from walking it again at its own expense.",
        ),
        mistakes=[
            mistake(
                "reversed",
                fr="Vous êtes parti du plus récent. Dans quel sens la question "
                "demande-t-elle de lire ?",
                en="You started from the most recent. In which direction does the "
                "question ask you to read?",
                when=lambda found: found == PERIODS[::-1],
                example=lambda: PERIODS[::-1],
            ),
            mistake(
                "segments_before_masses",
                fr="Vous avez découpé le marché avant la production de masse. Quel "
                "problème la segmentation venait-elle résoudre ?",
                en="You divided the market before mass production. What problem did "
                "segmentation come to solve?",
                when=before("market_segmentation", "mass_production"),
                example=moved("market_segmentation", 1),
            ),
            mistake(
                "databases_before_voice",
                fr="Vous avez placé les bases de données clients avant l'époque de la "
                "qualité. Quand a-t-on parlé de *consommacteur* ?",
                en="You put customer databases before the age of quality. When did "
                "people start to speak of the consumer who acts?",
                when=before("customer_databases", "quality_and_voice"),
                example=moved("customer_databases", 3),
            ),
            mistake(
                "internet_before_databases",
                fr="Vous avez placé Internet avant les bases de données clients. Les "
                "fichiers des années 1990 servaient au courrier et au téléphone.",
                en="You put the Internet before customer databases. The files of the "
                "1990s served the post and the telephone.",
                when=before("internet_one_to_one", "customer_databases"),
                example=moved("internet_one_to_one", 4),
            ),
            mistake(
                "judged_before_built",
                fr="Vous avez jugé les projets de GRC avant la vague Internet. Que "
                "s'est-il passé juste après l'éclatement de la bulle ?",
                en="You judged CRM projects before the Internet wave. What happened "
                "just after the bubble burst?",
                when=before("crm_judged_on_roi", "internet_one_to_one"),
                example=moved("crm_judged_on_roi", 5),
            ),
        ],
        otherwise=(
            "Reprenez la frise de la section 1.",
            "Go back to the timeline of section 1.",
        ),
    ),
    practical(
        "01.4",
        answers.series(0.0005, key="channel", share=True),
        expected=response_rate,
        why=(
            "C'est le thermomètre du marketing direct : il dit quel canal fait réagir "
            "ceux qu'il atteint, avant toute question d'argent.",
            "It is the thermometer of direct marketing: it tells which channel makes "
            "those it reaches react, before any question of money.",
        ),
        mistakes=[
            mistake(
                "control_counted",
                fr="Vous avez compté le groupe témoin dans le taux : ces clients "
                "n'ont rien reçu. Pouvaient-ils répondre ?",
                en="You counted the control group in the rate: those customers were "
                "sent nothing. Could they respond?",
                value=response_with_control,
            ),
            mistake(
                "over_sent",
                fr="Vous avez divisé par les messages envoyés. Un message qui n'arrive "
                "pas peut-il recevoir une réponse ?",
                en="You divided by the messages sent. Can a message that does not "
                "arrive get a response?",
                value=response_over_sent,
            ),
            mistake(
                "all_years",
                fr="Vous avez pris les quatre années. La question porte sur les "
                "campagnes d'une seule.",
                en="You took all four years. The question is about the campaigns of "
                "one of them.",
                value=response_all_years,
            ),
            mistake(
                "orders_for_responses",
                fr="Vous avez compté les commandes au lieu des réponses. Quelle "
                "colonne dit qu'un client a réagi ?",
                en="You counted orders instead of responses. Which column says that a "
                "customer reacted?",
                value=orders_over_delivered_2025,
            ),
            mistake(
                "mean_of_campaigns",
                fr="Vous avez fait la moyenne des taux des campagnes : une campagne de "
                "100 messages y pèse autant qu'une de 3 000. Que faut-il additionner "
                "d'abord ?",
                en="You averaged the rates of the campaigns: one of 100 messages "
                "weighs as much as one of 3,000. What should be added up first?",
                value=response_mean_of_campaigns,
            ),
        ],
        otherwise=(
            "Relisez le premier calcul de la section 6 : qui compte en haut, qui "
            "compte en bas ?",
            "Read the first calculation of section 6 again: who counts on top, who "
            "counts below?",
        ),
    ),
    practical(
        "01.5",
        CONVERSION,
        expected=conversion_rate,
        why=(
            "Réagir n'est pas acheter : ce taux distingue les messages qui amusent de "
            "ceux qui vendent, et dit où travailler, l'accroche ou l'offre.",
            "Reacting is not buying: this rate tells messages that entertain from "
            "those that sell, and shows where to work, on the hook or on the offer.",
        ),
        mistakes=[
            mistake(
                "by_channel",
                fr="Vous avez regroupé par canal. Sur quoi la question fait-elle "
                "porter la comparaison ?",
                en="You grouped by channel. What does the question ask to compare?",
                when=one_a_channel,
                example=conversion_by_channel,
            ),
            mistake(
                "orders_with_control",
                fr="Vous avez compté les commandes du groupe témoin. Ces clients "
                "avaient-ils répondu à un message ?",
                en="You counted the orders of the control group. Had those customers "
                "responded to a message?",
                value=orders_with_control,
            ),
            mistake(
                "orders_of_everyone_treated",
                fr="Vous avez compté toutes les commandes des clients traités, même "
                "ceux qui n'ont pas répondu. De qui mesure-t-on la transformation ?",
                en="You counted the orders of all treated customers, even those who "
                "did not respond. Whose conversion is being measured?",
                value=orders_of_everyone_treated,
            ),
            mistake(
                "over_delivered",
                fr="Vous avez divisé les commandes des répondants par les messages "
                "délivrés. De quelle étape à quelle étape passe-t-on ?",
                en="You divided the orders of those who responded by the messages "
                "delivered. From which step to which step do we go?",
                value=conversion_over_delivered,
            ),
            mistake(
                "all_orders_over_delivered",
                fr="Vous avez divisé toutes les commandes par les messages délivrés : "
                "l'étape de la réponse a disparu.",
                en="You divided all orders by the messages delivered: the step of the "
                "response has vanished.",
                value=ordered_over_delivered,
            ),
            mistake(
                "every_contact",
                fr="Vous avez pris tous les contacts, même sans réponse : parmi qui "
                "mesure-t-on ?",
                en="You took every contact, responded or not: out of whom is this "
                "measured?",
                when=everyone_contacted,
                example=lambda: ordered_among_contacts()[0],
            ),
            mistake(
                "mean_of_campaigns",
                fr="Vous avez fait la moyenne des taux des campagnes : une campagne de "
                "dix réponses y pèse autant qu'une de mille. Que faut-il réunir "
                "d'abord ?",
                en="You averaged the rates of the campaigns: one with ten responses "
                "weighs as much as one with a thousand. What should be brought "
                "together first?",
                value=conversion_mean_of_campaigns,
            ),
            mistake(
                "response_rate",
                fr="Vous avez calculé le taux de réponse. Ici, les réponses sont en "
                "bas de la division.",
                en="You computed the response rate. Here, responses go below the line.",
                value=response_for_conversion,
            ),
        ],
        otherwise=(
            "Partez des clients traités qui ont répondu, et d'eux seuls.",
            "Start from the treated customers who responded, and from them only.",
        ),
    ),
    practical(
        "01.6",
        answers.function(sms_cases, answers.number(0.01)),
        expected=lambda: sms_price,
        why=(
            "La maison connaît la facture avant d'envoyer, et voit ce que coûte un mot "
            "de trop ou un caractère hors de l'alphabet simple.",
            "The company knows the bill before sending, and sees what one word too "
            "many, or one character outside the simple alphabet, costs.",
        ),
        mistakes=[
            mistake(
                "one_part_always",
                fr="Vous avez facturé un SMS par client, quelle que soit la longueur. "
                "Que devient un texte trop long ?",
                en="You billed one SMS per customer, whatever the length. What becomes "
                "of a text that is too long?",
                value=lambda: priced(lambda length, simple: 1),
            ),
            mistake(
                "one_customer",
                fr="Vous avez donné le prix pour un seul client. Combien en "
                "reçoivent ?",
                en="You gave the price for one customer. How many receive it?",
                value=lambda: one_customer,
            ),
            mistake(
                "parts_not_priced",
                fr="Vous rendez des parties, pas des dirhams. Combien de clients, et "
                "à quel prix la partie ?",
                en="You return parts, not dirhams. How many customers, and at what "
                "price per part?",
                value=lambda: parts_not_priced,
            ),
            mistake(
                "messages_not_priced",
                fr="Vous rendez un nombre de SMS, pas des dirhams. Quel argument "
                "n'avez-vous pas utilisé ?",
                en="You return a number of SMS, not dirhams. Which argument did you "
                "not use?",
                value=lambda: messages_not_priced,
            ),
            mistake(
                "rounded_bill",
                fr="Vous avez arrondi la facture au dirham. Essayez quelques clients "
                "seulement, à un prix en centimes.",
                en="You rounded the bill to the dirham. Try only a few customers, at a "
                "price in centimes.",
                when=rounded_bill,
                example=lambda: lambda *case: round(sms_price(*case)),
            ),
            mistake(
                "simple_cut_short",
                fr="Vous avez coupé à 70 des textes de l'alphabet simple. Par où passe "
                "votre fonction quand un tel texte tient en un seul SMS ?",
                en="You cut texts of the simple alphabet at 70. Which way does your "
                "function go when such a text fits in one SMS?",
                value=lambda: priced(parts_simple_cut_short),
            ),
            mistake(
                "fractions_billed",
                fr="Vous facturez des fractions de partie. L'intermédiaire peut-il en "
                "envoyer une moitié ?",
                en="You bill fractions of a part. Can the intermediary send half of "
                "one?",
                when=by_case(billed_in_fractions),
                example=lambda: priced(parts_of_any_size),
            ),
            mistake(
                "one_part_too_many",
                fr="Vous avez ajouté une partie vide aux textes dont la dernière "
                "partie est juste pleine. Essayez deux fois la taille d'une partie.",
                en="You added an empty part to texts whose last part is exactly full. "
                "Try twice the size of a part.",
                value=lambda: priced(parts_one_too_many),
            ),
            mistake(
                "alphabets_swapped",
                fr="Vous avez échangé les deux alphabets : que vaut `simple` quand "
                "tous les caractères sont de l'alphabet simple ?",
                en="You swapped the two alphabets: what is `simple` when all the "
                "characters belong to the simple alphabet?",
                when=by_case(alphabets_swapped),
                example=lambda: priced(parts_of_the_other_alphabet),
            ),
            mistake(
                "alphabet_ignored",
                fr="Vous n'avez pas tenu compte de l'alphabet : `simple` ne change "
                "rien à votre prix. Que se passe-t-il quand il vaut `False` ?",
                en="You took no account of the alphabet: `simple` does not change your "
                "price. What happens when it is `False`?",
                when=by_case(same_parts_in_both_alphabets),
                example=lambda: priced(parts_in_one_alphabet),
            ),
            mistake(
                "exact_fit_cut",
                fr="Vous avez coupé en deux un texte qui remplit exactement un SMS. "
                "Essayez votre fonction au bord : un caractère de moins, un de plus.",
                en="You cut in two a text that fills one SMS exactly. Try your "
                "function at the edge: one character fewer, one more.",
                when=by_case(exact_fit_cut),
                example=lambda: priced(parts_always_with_header),
            ),
            mistake(
                "rounded_down",
                fr="Vous avez arrondi le nombre de parties vers le bas : la fin du "
                "message ne part pas.",
                en="You rounded the number of parts down: the end of the message is "
                "not sent.",
                value=lambda: priced(parts_rounded_down),
            ),
            mistake(
                "full_size_parts",
                fr="Vous avez donné sa taille entière à chaque partie d'un texte "
                "découpé. Il faut de la place pour les raccorder.",
                en="You gave its full size to each part of a text that is cut. Room is "
                "needed to join them again.",
                when=by_case(cut_into_full_sizes),
                example=lambda: priced(parts_without_header),
            ),
        ],
        otherwise=(
            "Relisez les quatre nombres de la section 9 : 160, 153, 70, 67.",
            "Read the four numbers of section 9 again: 160, 153, 70, 67.",
        ),
    ),
    practical(
        "01.7",
        MESSAGES,
        expected=messages_bought,
        why=(
            "Deux limites gouvernent tout plan de campagne : l'argent pour les canaux "
            "chers, l'accord des clients pour les canaux bon marché. Passez à la note.",
            "Two limits rule any campaign plan: money for expensive channels, "
            "customers' consent for cheap ones. Now write the memo.",
        ),
        mistakes=[
            mistake(
                "budget_forgotten",
                fr="Vous avez pris tous les clients qui ont donné leur accord. Une "
                "fois le coût fixe payé, le budget suffit-il à leur écrire à tous ?",
                en="You took every customer who gave consent. Once the fixed cost is "
                "paid, does the budget stretch to writing to all of them?",
                value=messages_without_budget,
            ),
            mistake(
                "fixed_cost_forgotten",
                fr="Vous avez dépensé tout le budget en messages. Que faut-il payer "
                "avant d'envoyer le premier ?",
                en="You spent the whole budget on messages. What must be paid before "
                "the first one is sent?",
                value=messages_without_fixed_cost,
            ),
            mistake(
                "beyond_consent",
                fr="Vous avez compté ce que le budget achète, sans regarder combien de "
                "clients ont donné leur accord.",
                en="You counted what the budget buys, without looking at how many "
                "customers gave their consent.",
                value=messages_beyond_consent,
            ),
            mistake(
                "not_whole",
                fr="Vous avez gardé des fractions de message. Peut-on en envoyer une "
                "sans dépasser le budget ?",
                en="You kept fractions of a message. Can one be sent without exceeding "
                "the budget?",
                when=with_a_fraction,
                example=lambda: messages_bought() + 0.7,
            ),
            mistake(
                "rounded_up",
                fr="Vous avez arrondi vers le haut. Le dernier message est-il encore "
                "dans le budget ?",
                en="You rounded up. Is the last message still within the budget?",
                value=messages_rounded_up,
            ),
            mistake(
                "costs_of_2025",
                fr="Vous avez pris les coûts des campagnes de 2025 seulement. "
                "Lesquelles la question retient-elle ?",
                en="You took the costs of the campaigns of 2025 only. Which ones does "
                "the question keep?",
                value=messages_at_the_costs_of_2025,
            ),
            mistake(
                "only_the_withdrawn",
                fr="Vous avez gardé ceux qui ont retiré leur accord. Une date de "
                "retrait présente, est-ce un oui ou un non ?",
                en="You kept those who withdrew their consent. When a date of "
                "withdrawal is there, is it a yes or a no?",
                value=messages_to_those_who_left,
            ),
            mistake(
                "withdrawn_counted",
                fr="Vous avez compté tous ceux qui ont coché la case un jour. Certains "
                "ont-ils changé d'avis ?",
                en="You counted all those who once ticked the box. Did some change "
                "their mind?",
                value=messages_to_the_withdrawn,
            ),
            mistake(
                "never_agreed_counted",
                fr="Vous avez compté ceux qui n'ont jamais dit oui : n'avoir rien "
                "retiré suffit-il pour avoir donné son accord ?",
                en="You counted those who never said yes: is having withdrawn nothing "
                "enough to have agreed?",
                value=messages_to_the_never_asked,
            ),
        ],
        otherwise=(
            "Pour chaque canal, calculez les deux limites séparément, puis gardez la "
            "plus petite, en messages entiers.",
            "For each channel, work out the two limits separately, then keep the "
            "smaller one, in whole messages.",
        ),
    ),
]
