"""The practicals of chapter 10, Campaigns and personalisation."""

import pandas as pd

from course_lib import answers
from course_lib.baskets import association_rules
from course_lib.campaigns import messages_received, sample_size
from course_lib.checking import mistake, practical
from course_lib.data import load

# --- 10.1: the four reactions -----------------------------------------------------

REACTIONS = {
    "A": "sure_thing",
    "B": "persuadable",
    "C": "lost_cause",
    "D": "do_not_disturb",
    "E": "sure_thing",
    "F": "persuadable",
    "G": "lost_cause",
    "H": "do_not_disturb",
}


def reactions():
    return dict(REACTIONS)


def changed(**items):
    return lambda: REACTIONS | items


def given(**items):
    """Recognise an answer that gives one of these items this label."""
    return lambda codes: any(codes.get(item) == code for item, code in items.items())


def all_the_same(codes):
    return len(codes) > 1 and len(set(codes.values())) == 1


# --- 10.2 and 10.4: the effect of one campaign, and its interval ------------------


def campaign(number):
    """Return the contacts of a campaign: those sent the message, those held out."""
    contacts = load("contacts")
    mine = contacts[contacts["campaign_id"] == number]
    treated = mine["group"] == "treated"
    return mine[treated], mine[~treated]


def effect(number=39):
    treated, control = campaign(number)
    return treated["ordered"].mean() - control["ordered"].mean()


def treated_rate():
    return campaign(39)[0]["ordered"].mean()


def everyones_rate():
    return pd.concat(campaign(39))["ordered"].mean()


def effect_on_the_delivered():
    treated, control = campaign(39)
    treated = treated[treated["delivered"].fillna(False).astype(bool)]
    return treated["ordered"].mean() - control["ordered"].mean()


def relative_effect():
    return effect() / campaign(39)[1]["ordered"].mean()


def response_rate():
    treated, _ = campaign(39)
    return treated["responded"].sum() / treated["delivered"].sum()


def around(margin, *, sign=1):
    gap = sign * effect(45)
    return {"low": gap - margin, "effect": gap, "high": gap + margin}


def errors():
    """Return the standard error of the share of buyers in each group."""
    pairs = []
    for group in campaign(45):
        share = group["ordered"].mean()
        pairs.append((share * (1 - share) / len(group)) ** 0.5)
    return pairs


def both_errors():
    first, second = errors()
    return (first**2 + second**2) ** 0.5


def interval(*, sign=1):
    return around(1.96 * both_errors(), sign=sign)


def interval_of_one_error():
    return around(both_errors())


def interval_of_added_margins():
    return around(1.96 * sum(errors()))


def interval_of_treated_only():
    return around(1.96 * errors()[0])


def interval_of_control_only():
    return around(1.96 * errors()[1])


def no_interval():
    return around(0.0)


# --- 10.3: how many customers -----------------------------------------------------


def mails_of_2025(group=None):
    campaigns, contacts = load("campaigns"), load("contacts")
    year = campaigns["sent_on"].dt.year == 2025
    mails = campaigns.loc[year & (campaigns["channel"] == "email"), "campaign_id"]
    contacts = contacts[contacts["campaign_id"].isin(mails)]
    return contacts if group is None else contacts[contacts["group"] == group]


def base_rate(group="control"):
    return mails_of_2025(group)["ordered"].mean()


def needed():
    return sample_size(base_rate(), 0.01)


def needed_in_all():
    return 2 * needed()


def needed_from_treated():
    return sample_size(base_rate("treated"), 0.01)


def needed_from_everyone():
    return sample_size(base_rate(None), 0.01)


def needed_for_relative_effect():
    return sample_size(base_rate(), 0.01 * base_rate())


def needed_by_thumb():
    base = base_rate()
    return 16 * base * (1 - base) / 0.01**2


def needed_for_two_points():
    return sample_size(base_rate(), 0.02)


# --- 10.5: contact pressure -------------------------------------------------------


def delivered_messages():
    contacts = load("contacts")
    reached = contacts[contacts["delivered"].fillna(False).astype(bool)].copy()
    reached["messages"] = messages_received(reached)
    return reached


def tired_rate(least=3):
    reached = delivered_messages()
    return reached.loc[reached["messages"] >= least, "unsubscribed"].mean()


def tired_at_exactly_three():
    reached = delivered_messages()
    return reached.loc[reached["messages"] == 3, "unsubscribed"].mean()


def unsubscribed_under_pressure():
    reached = delivered_messages()
    return (reached.loc[reached["unsubscribed"], "messages"] >= 3).mean()


def overall_rate():
    return delivered_messages()["unsubscribed"].mean()


def tired_per_customer():
    reached = delivered_messages()
    tired = reached[reached["messages"] >= 3]
    return tired["unsubscribed"].sum() / tired["customer_id"].nunique()


def tired_over_all_messages():
    reached = delivered_messages()
    tired = reached[reached["messages"] >= 3]
    return tired["unsubscribed"].sum() / len(reached)


# --- 10.6: the lift ---------------------------------------------------------------

PAIRS = [
    ("Black soap 250 g", "Kessa mitt"),
    ("Argan conditioner", "Argan oil soap"),
    ("Palm-leaf basket", "Citrus press"),
]


def lift_cases():
    """Return pairs of products on all receipts, and a small table to count by hand."""
    lines = load("order_lines")[["order_id", "product_id"]]
    names = load("products").set_index("name_en")["product_id"]
    cases = [(lines, int(names[a]), int(names[b])) for a, b in PAIRS]
    small = pd.DataFrame(
        {
            "order_id": [1, 1, 1, 2, 2, 3, 3, 4, 5, 5, 6],
            "product_id": [7, 7, 8, 7, 8, 7, 9, 9, 8, 9, 9],
        }
    )
    return [*cases, (small, 7, 8)]


def counts(lines, first, second):
    """Return receipts with the first, the second, both, and all."""
    one = set(lines.loc[lines["product_id"] == first, "order_id"])
    two = set(lines.loc[lines["product_id"] == second, "order_id"])
    return len(one), len(two), len(one & two), lines["order_id"].nunique()


def lift(lines, first, second):
    one, two, both, receipts = counts(lines, first, second)
    return (both / one) / (two / receipts)


def confidence(lines, first, second):
    one, _, both, _ = counts(lines, first, second)
    return both / one


def support(lines, first, second):
    *_, both, receipts = counts(lines, first, second)
    return both / receipts


def lift_of_lines(lines, first, second):
    one, two, both, _ = counts(lines, first, second)
    return (both / one) / (two / len(lines))


def lift_over_the_first(lines, first, second):
    one, _, both, receipts = counts(lines, first, second)
    return (both / one) / (one / receipts)


def lift_upside_down(lines, first, second):
    return 1 / lift(lines, first, second)


def lift_counted_twice(lines, first, second):
    _, _, both, receipts = counts(lines, first, second)
    one = (lines["product_id"] == first).sum()
    two = (lines["product_id"] == second).sum()
    return (both / one) / (two / receipts)


# --- 10.7: the rules worth acting on ----------------------------------------------


def rules():
    lines = load("order_lines")
    return association_rules(lines, 5 / lines["order_id"].nunique())


def rules_kept():
    table = rules()
    return ((table["lift"] >= 5) & (table["baskets"] >= 30)).sum()


def rules_of_any_support():
    return (rules()["lift"] >= 5).sum()


def rules_of_any_lift():
    return (rules()["baskets"] >= 30).sum()


def rules_of_either():
    table = rules()
    return ((table["lift"] >= 5) | (table["baskets"] >= 30)).sum()


def pairs_kept():
    return rules_kept() / 2


def rules_by_confidence():
    table = rules()
    return ((table["confidence"] >= 5) & (table["baskets"] >= 30)).sum()


# --- 10.8: what each campaign of 2025 earned --------------------------------------


def campaigns_of_2025():
    campaigns = load("campaigns").set_index("campaign_id")
    return campaigns[campaigns["sent_on"].dt.year == 2025]


def margin_of_an_order():
    products = load("products").set_index("product_id")
    lines = load("order_lines").join(products["unit_cost"], on="product_id")
    orders = load("orders")
    goods = (lines["quantity"] * lines["unit_cost"]).sum()
    return (orders["amount"].sum() - goods) / len(orders)


def gains(
    *,
    worth=None,
    control=True,
    fixed=True,
    unit=True,
    everyone=False,
    claimed=False,
):
    """Return the net gain of each campaign of 2025, or what an error makes of it."""
    year, contacts = campaigns_of_2025(), load("contacts")
    worth = margin_of_an_order() if worth is None else worth
    result = {}
    for number in year.index:
        mine = contacts[contacts["campaign_id"] == number]
        treated = mine[mine["group"] == "treated"]
        added = treated["ordered"].mean() * len(treated)
        if control:
            held = mine.loc[mine["group"] == "control", "ordered"].mean()
            added -= held * len(treated)
        if claimed:
            answered = treated["responded"].fillna(False).astype(bool)
            added = (answered & treated["ordered"]).sum()
        billed = len(mine) if everyone else len(treated)
        cost = fixed * year.loc[number, "fixed_cost"]
        cost += unit * year.loc[number, "unit_cost"] * billed
        result[number] = added * worth - cost
    return pd.Series(result, name="gain").rename_axis("campaign_id")


def gains_in_revenue():
    return gains(worth=load("orders")["amount"].mean())


def gains_per_message():
    contacts = load("contacts")
    sent = contacts[contacts["group"] == "treated"].groupby("campaign_id").size()
    year = campaigns_of_2025()
    costs = year["fixed_cost"] + year["unit_cost"] * sent.reindex(year.index)
    return (gains() + costs) / sent.reindex(year.index) - costs


# --- The practicals ---------------------------------------------------------------

PRACTICALS = [
    practical(
        "10.1",
        answers.mapping(
            {
                "persuadable": ["convaincable"],
                "sure_thing": ["sure thing", "acquis d'avance", "acquis"],
                "lost_cause": ["lost cause", "cause perdue"],
                "do_not_disturb": ["do not disturb", "à ne pas déranger"],
            }
        ),
        expected=reactions,
        why=(
            "Seul le convaincable paie le message. L'acquis d'avance et la cause "
            "perdue le gâchent, le quatrième le fait payer deux fois.",
            "Only the persuadable pays for the message. The sure thing and the lost "
            "cause waste it, the fourth makes us pay twice.",
        ),
        mistakes=[
            mistake(
                "all_the_same",
                when=all_the_same,
                example=lambda: dict.fromkeys(REACTIONS, "persuadable"),
                fr="Vous avez donné la même réaction partout. Dans le tableau de la "
                "leçon, il y a quatre cases.",
                en="You gave the same reaction everywhere. The table in the lesson has "
                "four boxes.",
            ),
            mistake(
                "sure_taken_for_persuadable",
                when=given(A="persuadable", E="persuadable"),
                example=changed(E="persuadable"),
                fr="Vous avez rangé parmi les convaincables un client, ou un groupe, "
                "qui achète beaucoup. Achète-t-il *plus* quand on lui écrit ?",
                en="You put among persuadables a customer, or a group, who buys a lot. "
                "Do they buy *more* when we write?",
            ),
            mistake(
                "low_rate_taken_for_lost",
                when=given(B="lost_cause", F="lost_cause"),
                example=changed(F="lost_cause"),
                fr="Vous avez jugé perdu un client, ou un groupe, qui achète peu. "
                "Comparez avec et sans message avant de renoncer.",
                en="You gave up on a customer, or a group, who buys little. Compare "
                "with and without the message first.",
            ),
            mistake(
                "two_zeros_confused",
                when=lambda codes: (
                    given(A="lost_cause", E="lost_cause")(codes)
                    or given(C="sure_thing", G="sure_thing")(codes)
                ),
                example=changed(E="lost_cause"),
                fr="Vous avez vu que le message ne change rien, mais confondu qui "
                "achète de toute façon et qui n'achète jamais.",
                en="You saw that the message changes nothing, but confused who buys "
                "anyway with who never buys.",
            ),
            mistake(
                "harm_taken_for_indifference",
                when=given(D="lost_cause", H="lost_cause"),
                example=changed(H="lost_cause"),
                fr="Vous avez rangé parmi les causes perdues un cas où le message "
                "**retire** des achats. Ne rien changer et nuire, est-ce pareil ?",
                en="You put among lost causes a case in which the message **takes "
                "away** purchases. Is changing nothing the same as harming?",
            ),
            mistake(
                "indifference_taken_for_harm",
                when=given(C="do_not_disturb", G="do_not_disturb"),
                example=changed(C="do_not_disturb"),
                fr="Vous avez jugé dérangé un client que le message laisse "
                "indifférent. Qu'aurait-il acheté sans lui ?",
                en="You took for disturbed a customer whom the message leaves cold. "
                "What would they have bought without it?",
            ),
        ],
        otherwise=(
            "Posez deux questions : achète-t-il avec le message ? sans ?",
            "Ask two questions: do they buy with the message? Without?",
        ),
    ),
    practical(
        "10.2",
        answers.number(tolerance=0.0005, share=True),
        expected=effect,
        why=(
            "C'est ce que la campagne a ajouté, et rien d'autre : le reste serait venu "
            "sans elle.",
            "This is what the campaign added, and nothing else: the rest would have "
            "come without it.",
        ),
        mistakes=[
            mistake(
                "control_left_out",
                value=treated_rate,
                fr="Vous avez oublié le groupe témoin : c'est la part d'acheteurs des "
                "contactés. Combien auraient acheté sans le message ?",
                en="You left out the control group: this is the share of buyers among "
                "those contacted. How many would have bought without the message?",
            ),
            mistake(
                "control_counted_in",
                value=everyones_rate,
                fr="Vous avez mêlé les témoins aux contactés dans une seule part. Il "
                "en faut deux, une par groupe.",
                en="You mixed control and contacted customers in a single share. Two "
                "are needed, one per group.",
            ),
            mistake(
                "delivered_only",
                value=effect_on_the_delivered,
                fr="Vous n'avez gardé, chez les contactés, que les messages délivrés. "
                "Peut-on trier les témoins de la même façon ?",
                en="Among those contacted, you kept only messages delivered. Can "
                "controls be sorted the same way?",
            ),
            mistake(
                "response_rate",
                value=response_rate,
                fr="Vous avez calculé le taux de réponse. Répondre n'est pas acheter, "
                "encore moins acheter grâce au message.",
                en="You computed the response rate. Responding is not buying, still "
                "less buying because of the message.",
            ),
            mistake(
                "relative",
                value=relative_effect,
                fr="Vous avez divisé par la part des témoins : c'est une hausse "
                "relative. On demande une différence de parts.",
                en="You divided by the control share: that is a relative rise. A "
                "difference of shares is asked for.",
            ),
        ],
        otherwise=(
            "Deux moyennes de `ordered`, une par `group`, puis une soustraction.",
            "Two means of `ordered`, one per `group`, then a subtraction.",
        ),
    ),
    practical(
        "10.3",
        answers.number(tolerance=1),
        expected=needed,
        why=(
            "La base entière n'y suffirait pas toujours : mieux vaut le savoir avant "
            "d'envoyer, et viser un effet plus grand ou cumuler les campagnes.",
            "Even the whole base would not always be enough: better to know before "
            "sending, and to aim at a larger effect or add campaigns up.",
        ),
        mistakes=[
            mistake(
                "both_groups",
                value=needed_in_all,
                fr="Vous avez donné le total des deux groupes. On demande la taille de "
                "chacun.",
                en="You gave the total of both groups. The size of each is asked for.",
            ),
            mistake(
                "base_of_treated",
                value=needed_from_treated,
                fr="Vous avez pris pour base la part d'acheteurs des contactés. La "
                "base est ce qui se passe **sans** message.",
                en="You took the share of buyers among those contacted as base. The "
                "base is what happens **without** a message.",
            ),
            mistake(
                "base_of_everyone",
                value=needed_from_everyone,
                fr="Vous avez pris pour base la part d'acheteurs de **tous**, "
                "contactés compris. Eux ont reçu le message.",
                en="You took the share of buyers among **everyone** as base, "
                "contacted customers included. They received the message.",
            ),
            mistake(
                "relative_effect",
                value=needed_for_relative_effect,
                fr="Vous avez cherché une hausse de 1 % de la base. Un point, c'est un "
                "centième de tous les clients.",
                en="You looked for a rise of 1% of the base. One point is a hundredth "
                "of all customers.",
            ),
            mistake(
                "rule_of_thumb",
                value=needed_by_thumb,
                fr="Vous avez pris la règle du pouce : bon ordre de grandeur, mais on "
                "demande le nombre de `sample_size`.",
                en="You used the rule of thumb: the right order of magnitude, but the "
                "number of `sample_size` is asked for.",
            ),
            mistake(
                "two_points",
                value=needed_for_two_points,
                fr="Vous avez dimensionné pour deux points. Relisez l'effet voulu.",
                en="You sized the test for two points. Read the effect wanted again.",
            ),
        ],
        otherwise=(
            "La base est la part d'acheteurs des témoins des e-mails de 2025 ; l'effet "
            "s'écrit en part : un point, c'est 0.01.",
            "The base is the share of buyers among the controls of the e-mails of "
            "2025; the effect is written as a share: one point is 0.01.",
        ),
    ),
    practical(
        "10.4",
        answers.series(tolerance=0.0003, share=True),
        expected=interval,
        why=(
            "Vous pouvez dire « entre tant et tant ». Si zéro est dedans, la campagne "
            "n'est pas jugée : elle est à refaire, en plus grand.",
            "You can say “between so much and so much”. If zero is inside, the "
            "campaign is not judged: it is to be done again, larger.",
        ),
        mistakes=[
            mistake(
                "margins_added",
                value=interval_of_added_margins,
                fr="Vous avez ajouté les deux marges. Deux hasards indépendants se "
                "compensent en partie : on ajoute leurs carrés.",
                en="You added the two margins. Two independent accidents partly cancel "
                "out: their squares are added.",
            ),
            mistake(
                "treated_only",
                value=interval_of_treated_only,
                fr="Vous n'avez compté que le hasard des contactés. Celui des témoins, "
                "bien moins nombreux, pèse le plus.",
                en="You counted only the chance among those contacted. That of the "
                "controls, far fewer, weighs most.",
            ),
            mistake(
                "control_only",
                value=interval_of_control_only,
                fr="Vous n'avez compté que le hasard des témoins. Les contactés ont le "
                "leur aussi.",
                en="You counted only the chance among controls. Those contacted have "
                "theirs too.",
            ),
            mistake(
                "one_standard_error",
                value=interval_of_one_error,
                fr="Vous avez pris une erreur type pour marge : l'intervalle n'est "
                "plus à 95 %. Par combien la multiplie-t-on ?",
                en="You took one standard error as margin: the interval is no longer "
                "at 95%. What is it multiplied by?",
            ),
            mistake(
                "interval_forgotten",
                value=no_interval,
                fr="Vos trois nombres sont les mêmes. Un autre tirage des témoins "
                "aurait-il donné exactement cet écart ?",
                en="Your three numbers are the same. Would another draw of the "
                "controls have given exactly this gap?",
            ),
            mistake(
                "reversed",
                value=lambda: interval(sign=-1),
                fr="Le sens est inversé : quel groupe retire-t-on de l'autre ?",
                en="The direction is reversed: which group is subtracted from which?",
            ),
        ],
        otherwise=(
            "Pour chaque groupe, p × (1 − p) / n ; on les ajoute, racine carrée, fois "
            "1.96 ; puis effet moins et plus cette marge.",
            "For each group, p × (1 − p) / n; add them, square root, times 1.96; then "
            "effect minus and plus this margin.",
        ),
    ),
    practical(
        "10.5",
        answers.number(tolerance=0.0002, share=True),
        expected=tired_rate,
        why=(
            "Comparé au taux d'ensemble, ce nombre dit ce que coûte la troisième "
            "sollicitation du mois : de quoi fonder une règle.",
            "Set against the overall rate, this number says what the third message of "
            "the month costs: enough to found a rule.",
        ),
        mistakes=[
            mistake(
                "strictly_more",
                value=lambda: tired_rate(4),
                fr="Vous avez laissé de côté les clients qui en sont juste à trois "
                "messages. « Trois ou plus » les comprend.",
                en="You left out those who are just at three messages. “Three or more” "
                "includes them.",
            ),
            mistake(
                "exactly_three",
                value=tired_at_exactly_three,
                fr="Vous n'avez gardé que le troisième message. « Trois ou plus » "
                "compte aussi les suivants.",
                en="You kept the third message only. “Three or more” counts the later "
                "ones too.",
            ),
            mistake(
                "share_of_the_unsubscribed",
                value=unsubscribed_under_pressure,
                fr="Vous avez cherché, parmi les désabonnés, la part de très "
                "sollicités. On demande l'inverse : parmi les messages, la part qui "
                "fait partir.",
                en="You looked, among the unsubscribed, for the share under pressure. "
                "The reverse is asked for: among messages, the share that drives away.",
            ),
            mistake(
                "everybody",
                value=overall_rate,
                fr="Vous avez calculé le taux de tous les messages délivrés, sans "
                "tenir compte de la pression.",
                en="You computed the rate of all messages delivered, whatever the "
                "pressure.",
            ),
            mistake(
                "per_customer",
                value=tired_per_customer,
                fr="Vous avez divisé par des clients. Chaque message est une occasion "
                "de partir : divisez par les messages.",
                en="You divided by customers. Each message is an occasion to leave: "
                "divide by messages.",
            ),
            mistake(
                "over_all_messages",
                value=tired_over_all_messages,
                fr="Vous avez divisé par tous les messages délivrés. En bas aussi, il "
                "ne faut que ceux reçus sous pression.",
                en="You divided by all messages delivered. Below too, only those "
                "received under pressure count.",
            ),
        ],
        otherwise=(
            "Gardez les messages délivrés, comptez avec `messages_received`, filtrez à "
            "partir de trois, puis la moyenne de `unsubscribed`.",
            "Keep messages delivered, count with `messages_received`, filter from "
            "three on, then the mean of `unsubscribed`.",
        ),
    ),
    practical(
        "10.6",
        answers.function(lift_cases, answers.number(tolerance=0.005)),
        expected=lambda: lift,
        why=(
            "Votre fonction compare au hasard : une règle vers un article très vendu "
            "ne vous impressionnera plus.",
            "Your function compares with chance: a rule towards a best-seller will no "
            "longer impress you.",
        ),
        mistakes=[
            mistake(
                "confidence_for_lift",
                value=lambda: confidence,
                fr="Vous avez renvoyé la confiance. Comparez-la à la part du second "
                "article dans tous les tickets.",
                en="You returned the confidence. Compare it with the share of the "
                "second item in all receipts.",
            ),
            mistake(
                "support_for_lift",
                value=lambda: support,
                fr="Vous avez renvoyé le support : la part des tickets qui ont les "
                "deux. Il dit la solidité, pas l'attirance.",
                en="You returned the support: the share of receipts with both. It "
                "tells solidity, not attraction.",
            ),
            mistake(
                "lines_for_receipts",
                value=lambda: lift_of_lines,
                fr="Vous avez divisé par le nombre de lignes. L'unité est le ticket : "
                "combien de `order_id` différents ?",
                en="You divided by the number of lines. The unit is the receipt: how "
                "many different `order_id`?",
            ),
            mistake(
                "twice_in_a_receipt",
                value=lambda: lift_counted_twice,
                fr="Vous avez compté deux fois un article présent sur deux lignes du "
                "même ticket.",
                en="You counted twice an item that stands on two lines of the same "
                "receipt.",
            ),
            mistake(
                "over_the_first",
                value=lambda: lift_over_the_first,
                fr="Vous avez comparé à la part du **premier** article. À quelle part "
                "le hasard donnerait-il le second ?",
                en="You compared with the share of the **first** item. With what share "
                "would chance give the second?",
            ),
            mistake(
                "upside_down",
                value=lambda: lift_upside_down,
                fr="La division est à l'envers : une forte attirance doit dépasser 1.",
                en="The division is upside down: strong attraction must be above 1.",
            ),
        ],
        otherwise=(
            "Trois nombres de tickets (avec l'un, avec l'autre, avec les deux) et leur "
            "total.",
            "Three numbers of receipts (with one, with the other, with both) and the "
            "total.",
        ),
    ),
    practical(
        "10.7",
        answers.number(tolerance=0),
        expected=rules_kept,
        why=(
            "Il reste une courte liste que l'on peut relire à voix haute au rayon : "
            "assez de tickets pour y croire, assez d'attirance pour agir.",
            "What is left is a short list that can be read aloud in the shop: enough "
            "receipts to believe it, enough attraction to act.",
        ),
        mistakes=[
            mistake(
                "support_too_small",
                value=rules_of_any_support,
                fr="Vous avez gardé des règles au support trop petit : quelques "
                "tickets, donc du hasard.",
                en="You kept rules whose support is too small: a few receipts, hence "
                "chance.",
            ),
            mistake(
                "lift_forgotten",
                value=rules_of_any_lift,
                fr="Vous avez gardé toutes les règles fréquentes, même celles où les "
                "deux articles s'ignorent.",
                en="You kept all frequent rules, even those in which the two items "
                "ignore each other.",
            ),
            mistake(
                "confidence_for_lift",
                value=rules_by_confidence,
                fr="Vous avez mis le seuil sur la confiance, qui ne dépasse jamais 1 : "
                "confiance et lift ne sont pas la même chose.",
                en="You put the threshold on confidence, which never exceeds 1: "
                "confidence and lift are not the same thing.",
            ),
            mistake(
                "either",
                value=rules_of_either,
                fr="Vous avez gardé les règles qui remplissent **l'une** des deux "
                "conditions. Il faut les deux : `&`.",
                en="You kept rules that meet **either** condition. Both are needed: "
                "`&`.",
            ),
            mistake(
                "pairs_for_rules",
                value=pairs_kept,
                fr="Vous avez compté des paires. Une règle a un sens : A → B et B → A "
                "font deux lignes.",
                en="You counted pairs. A rule has a direction: A → B and B → A are two "
                "rows.",
            ),
        ],
        otherwise=(
            "Deux conditions sur les colonnes `baskets` et `lift`, réunies par `&`, "
            "chacune entre parenthèses.",
            "Two conditions on the columns `baskets` and `lift`, joined by `&`, each "
            "in brackets.",
        ),
    ),
    practical(
        "10.8",
        answers.series(tolerance=0.5, key="campaign_id"),
        expected=gains,
        why=(
            "Vous classez les campagnes par ce qu'elles ont ajouté, coûts payés : la "
            "base du plan de l'an prochain.",
            "You rank campaigns by what they added, costs paid: the basis of next "
            "year's plan.",
        ),
        mistakes=[
            mistake(
                "control_left_out",
                value=lambda: gains(control=False),
                fr="Vous avez crédité à chaque campagne toutes les commandes des "
                "contactés : le groupe témoin est oublié.",
                en="You credited each campaign with all orders of those contacted: the "
                "control group is left out.",
            ),
            mistake(
                "responses_credited",
                value=lambda: gains(claimed=True),
                fr="Vous avez crédité les clients qui ont répondu puis commandé. "
                "Combien seraient venus sans le message ?",
                en="You credited customers who responded and then ordered. How many "
                "would have come without the message?",
            ),
            mistake(
                "revenue_for_margin",
                value=gains_in_revenue,
                fr="Vous avez compté tout le montant de la commande. Que reste-t-il "
                "une fois les articles payés ?",
                en="You counted the whole amount of the order. What is left once the "
                "goods are paid for?",
            ),
            mistake(
                "fixed_cost_forgotten",
                value=lambda: gains(fixed=False),
                fr="Vous avez oublié le coût fixe de chaque campagne.",
                en="You forgot the fixed cost of each campaign.",
            ),
            mistake(
                "cost_forgotten",
                value=lambda: gains(fixed=False, unit=False),
                fr="Vous avez oublié les coûts : c'est un gain brut.",
                en="You forgot the costs: this is a gross gain.",
            ),
            mistake(
                "controls_billed",
                value=lambda: gains(everyone=True),
                fr="Vous avez payé un message à chaque témoin. Leur a-t-on écrit ?",
                en="You paid for a message to each control. Were they written to?",
            ),
            mistake(
                "not_multiplied",
                value=gains_per_message,
                fr="Vous avez soustrait le coût de toute la campagne du gain d'un seul "
                "message : l'effet se multiplie par le nombre d'envois.",
                en="You subtracted the cost of the whole campaign from the gain of a "
                "single message: the effect is multiplied by the number sent.",
            ),
        ],
        otherwise=(
            "Effet × envois × marge d'une commande, moins coût fixe, moins coût "
            "unitaire × envois.",
            "Effect × number sent × margin of an order, minus fixed cost, minus unit "
            "cost × number sent.",
        ),
    ),
]
