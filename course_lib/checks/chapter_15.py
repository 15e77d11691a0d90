"""The practicals of chapter 15, Data protection and the limits."""

import pandas as pd

from course_lib import answers, campaigns, privacy
from course_lib.checking import mistake, practical
from course_lib.data import load


def customers_with_places():
    customers, zones = load("customers"), load("zones")
    places = zones[["zone_id", "city", "region"]]
    customers = customers.merge(places, on="zone_id", how="left")
    customers["decade"] = privacy.year_band(customers["birth_year"], 10)
    return customers


def given(**items):
    """Recognise an answer that gives one of these items one of these labels."""
    return lambda codes: any(codes.get(item) in kinds for item, kinds in items.items())


def all_the_same(codes):
    return len(codes) > 1 and len(set(codes.values())) == 1


# --- 15.1: which principle --------------------------------------------------------

PRINCIPLES = {
    "A": "consent",
    "B": "none",
    "C": "purpose",
    "D": "minimisation",
    "E": "rights",
    "F": "consent",
    "G": "none",
    "H": "rights",
}

# --- 15.2: what a file is ---------------------------------------------------------

STATUSES = {
    "A": "anonymous",
    "B": "pseudonymous",
    "C": "identified",
    "D": "pseudonymous",
    "E": "pseudonymous",
    "F": "anonymous",
    "G": "identified",
}

# --- 15.3: who could receive a message on a day -----------------------------------

DAY = pd.Timestamp("2025-06-30")


def consents(channel="sms"):
    customers = load("customers")
    return customers[f"{channel}_consent_on"], customers[f"{channel}_withdrawn_on"]


def allowed(channel="sms"):
    said_yes, left = consents(channel)
    return int(((said_yes <= DAY) & ~(left <= DAY)).sum())


def consent_only():
    said_yes, _ = consents()
    return int((said_yes <= DAY).sum())


def as_of_today():
    said_yes, left = consents()
    return int((said_yes.notna() & left.isna()).sum())


def never_withdrawn():
    said_yes, left = consents()
    return int(((said_yes <= DAY) & left.isna()).sum())


def withdrawn_by_then():
    _, left = consents()
    return int((left <= DAY).sum())


def withdrawn_afterwards():
    said_yes, left = consents()
    return int(((said_yes <= DAY) & (left > DAY)).sum())


def not_withdrawn():
    _, left = consents()
    return int((~(left <= DAY)).sum())


def allowed_share():
    return allowed() / len(load("customers"))


# --- 15.4: who is alone of their kind ---------------------------------------------

FOUR = ["city", "birth_year", "gender", "acquisition_channel"]


def sizes_of(columns):
    return customers_with_places().groupby(columns).size()


def alone(columns=FOUR):
    sizes = sizes_of(columns)
    return float((sizes == 1).sum() / sizes.sum())


def alone_by_class():
    return float((sizes_of(FOUR) == 1).mean())


def number_alone():
    return int((sizes_of(FOUR) == 1).sum())


def mean_class_size():
    return float(sizes_of(FOUR).mean())


def smallest():
    return int(sizes_of(FOUR).min())


# --- 15.5: k by hand --------------------------------------------------------------


def k_cases():
    """Return real tables, and two small ones whose gaps are what matters."""
    customers = customers_with_places()
    gaps = pd.DataFrame(
        {
            "city": ["Fès"] * 5 + ["Oujda"] * 3 + [None],
            "gender": ["f", "f", "f", "m", "m", "f", "f", "f", "f"],
        }
    )
    more = pd.DataFrame({"band": ["1980"] * 6 + ["1990"] * 4 + [None] * 3})
    return [
        (customers, ["region", "gender"]),
        (customers, ["city", "gender"]),
        (gaps, ["city", "gender"]),
        (more, ["band"]),
    ]


def class_sizes(table, columns, **options):
    return table.groupby(columns, dropna=False, **options).size()


def k_of(table, columns):
    return class_sizes(table, columns).min()


def gaps_forgotten(table, columns):
    return table.groupby(columns).size().min()


def k_mean(table, columns):
    return class_sizes(table, columns).mean()


def k_median(table, columns):
    return class_sizes(table, columns).median()


def k_largest(table, columns):
    return class_sizes(table, columns).max()


def number_of_classes(table, columns):
    return len(class_sizes(table, columns))


def classes_of_one(table, columns):
    return (class_sizes(table, columns) == 1).sum()


def first_column_only(table, columns):
    return k_of(table, columns[:1])


def always_one(table, columns):
    return 1


# --- 15.6: l by hand --------------------------------------------------------------


def l_cases():
    """Return real tables and a small one whose smallest class is not the poorest."""
    customers = customers_with_places()
    small = pd.DataFrame(
        {
            "city": ["Fès"] * 3 + ["Oujda"] * 5 + ["Settat"] * 6,
            "taste": ["e", "b", "b"] + ["a"] * 5 + ["a", "b", "c", "c", "d", "d"],
        }
    )
    return [
        (customers, ["region", "gender"], "preferred_channel"),
        (customers, ["city", "gender"], "acquisition_channel"),
        (small, ["city"], "taste"),
    ]


def l_of(table, columns, sensitive):
    return table.groupby(columns)[sensitive].nunique().min()


def rows_counted(table, columns, sensitive):
    return table.groupby(columns)[sensitive].size().min()


def l_largest(table, columns, sensitive):
    return table.groupby(columns)[sensitive].nunique().max()


def l_mean(table, columns, sensitive):
    return table.groupby(columns)[sensitive].nunique().mean()


def values_overall(table, columns, sensitive):
    return table[sensitive].nunique()


def values_of_the_smallest_class(table, columns, sensitive):
    groups = table.groupby(columns)[sensitive]
    return groups.nunique()[groups.size().idxmin()]


def sensitive_in_the_class(table, columns, sensitive):
    return table.groupby([*columns, sensitive]).size().min()


# --- 15.7: what k = 5 takes away --------------------------------------------------

THREE = ["zone_id", "decade", "gender"]


def suppressed(k=5, columns=THREE):
    sizes = sizes_of(columns)
    return float(sizes[sizes < k].sum() / sizes.sum())


def suppressed_classes():
    return float((sizes_of(THREE) < 5).mean())


def suppressed_number():
    sizes = sizes_of(THREE)
    return int(sizes[sizes < 5].sum())


# --- 15.8: the price of a rule ----------------------------------------------------

RULES = ["cap_2", "cap_3", "objection", "both"]


def effect_and_rate():
    """Return the incremental effect of a message in 2025, and the raw order rate."""
    contacts = load("contacts")
    plan = load("campaigns").set_index("campaign_id")
    year = contacts[contacts["campaign_id"].map(plan["sent_on"]).dt.year == 2025]
    rate = year.groupby("group")["ordered"].mean()
    return float(rate["treated"] - rate["control"]), float(rate["treated"])


def messages_of_2025():
    contacts = load("contacts")
    reached = contacts[contacts["delivered"].fillna(False)].copy()
    reached["messages"] = campaigns.messages_received(reached)
    reached = reached.merge(load("customers"), on="customer_id")
    left = reached[["email_withdrawn_on", "sms_withdrawn_on"]].min(axis=1)
    reached["objection"] = left < reached["sent_on"]
    recent = reached[reached["sent_on"].dt.year == 2025].copy()
    recent["cap_2"] = recent["messages"] > 2
    recent["cap_3"] = recent["messages"] > 3
    recent["both"] = recent["cap_3"] | recent["objection"]
    return recent


def counts():
    """Return, per rule, the messages stopped and the unsubscriptions avoided."""
    recent = messages_of_2025()
    stopped = recent[RULES].sum().astype(float)
    avoided = pd.Series(
        {rule: float(recent.loc[recent[rule], "unsubscribed"].sum()) for rule in RULES}
    )
    return stopped, avoided, recent


def net_gain():
    stopped, avoided, _ = counts()
    return 60 * avoided - 100 * effect_and_rate()[0] * stopped


def savings_only():
    return 60 * counts()[1]


def losses_only():
    return -100 * effect_and_rate()[0] * counts()[0]


def sign_reversed():
    return -net_gain()


def raw_rate():
    stopped, avoided, _ = counts()
    return 60 * avoided - 100 * effect_and_rate()[1] * stopped


def every_message_an_order():
    stopped, avoided, _ = counts()
    return 60 * avoided - 100 * stopped


def messages_kept():
    stopped, avoided, recent = counts()
    left, lost = len(recent) - stopped, recent["unsubscribed"].sum() - avoided
    return 60 * lost - 100 * effect_and_rate()[0] * left


def every_unsubscription():
    stopped, _, recent = counts()
    return 60.0 * recent["unsubscribed"].sum() - (100 * effect_and_rate()[0] * stopped)


PRACTICALS = [
    practical(
        "15.1",
        answers.mapping(
            {
                "consent": ["consentement"],
                "purpose": ["finalité"],
                "minimisation": ["minimization"],
                "rights": ["droits", "droit"],
                "none": ["aucun"],
            },
        ),
        expected=lambda: dict(PRINCIPLES),
        why=(
            "Chaque principe a son remède : demander, s'en tenir à ce qui fut dit, "
            "recueillir moins, répondre. Une équipe qui les confond répare à côté.",
            "Each principle has its remedy: ask, keep to what was said, collect less, "
            "reply. A team that mixes them up repairs the wrong thing.",
        ),
        mistakes=[
            mistake(
                "all_the_same",
                when=all_the_same,
                example=lambda: dict.fromkeys(PRINCIPLES, "consent"),
                fr="Vous avez mis le même principe partout. Dans D et dans E, "
                "manque-t-il la même chose ?",
                en="You gave the same principle everywhere. In D and in E, is the same "
                "thing missing?",
            ),
            mistake(
                "exception_forgotten",
                when=given(B=["consent", "purpose", "rights"]),
                example=lambda: PRINCIPLES | {"B": "consent"},
                fr="Vous avez condamné l'e-mail de B. Relisez l'exception des produits "
                "analogues : ses conditions sont-elles réunies ?",
                en="You condemned the e-mail of B. Read the exception for similar "
                "products again: are its conditions met?",
            ),
            mistake(
                "exception_stretched",
                when=given(A=["none"]),
                example=lambda: PRINCIPLES | {"A": "none"},
                fr="Vous avez étendu au SMS une exception qui n'est écrite que pour "
                "l'e-mail. Relisez A.",
                en="You stretched to text messages an exception written for e-mail "
                "only. Read A again.",
            ),
            mistake(
                "ticked_in_advance",
                when=given(F=["none", "rights", "minimisation"]),
                example=lambda: PRINCIPLES | {"F": "none"},
                fr="Vous avez accepté une case cochée d'avance. Dans F, qui a dit "
                "quelque chose ?",
                en="You accepted a box ticked in advance. In F, who said anything?",
            ),
            mistake(
                "service_taken_for_prospecting",
                when=given(G=["consent", "purpose", "rights", "minimisation"]),
                example=lambda: PRINCIPLES | {"G": "rights"},
                fr="Vous avez pris un message de service pour de la prospection. Que "
                "vend la confirmation de G ?",
                en="You took a service message for prospecting. What does the "
                "confirmation of G sell?",
            ),
            mistake(
                "purpose_changed",
                when=given(C=["consent", "rights", "none", "minimisation"]),
                example=lambda: PRINCIPLES | {"C": "consent"},
                fr="Vous avez oublié à quoi les réponses de C devaient servir. Le oui "
                "a été donné, mais pour quoi ?",
                en="You forgot what the answers of C were meant for. The yes was "
                "given, but for what?",
            ),
            mistake(
                "objection_put_off",
                when=given(H=["consent", "none", "purpose", "minimisation"]),
                example=lambda: PRINCIPLES | {"H": "consent"},
                fr="Vous avez traité H comme une affaire d'accord donné ou non. Que "
                "fait ici le client, de lui-même ?",
                en="You treated H as a matter of consent given or not. What does the "
                "customer do here, on his own?",
            ),
        ],
        otherwise=(
            "Pour chaque scène, cherchez ce qui a manqué dans le tableau de la "
            "section 1.",
            "For each scene, look up what was missing in the table of section 1.",
        ),
    ),
    practical(
        "15.2",
        answers.mapping(
            {
                "identified": ["identifié"],
                "pseudonymous": ["pseudonyme", "pseudonymisé", "pseudonymised"],
                "anonymous": ["anonyme", "anonymisé", "anonymised"],
            },
        ),
        expected=lambda: dict(STATUSES),
        why=(
            "Tant que quelqu'un peut remonter, un fichier pseudonyme reste personnel : "
            "accord écrit, durée, sécurité. Le croire anonyme, c'est le prêter sans "
            "rien de tout cela.",
            "As long as somebody can trace people, a pseudonymous file is personal "
            "data: written agreement, period, security. To think it anonymous is to "
            "lend it without any of these.",
        ),
        mistakes=[
            mistake(
                "all_the_same",
                when=all_the_same,
                example=lambda: dict.fromkeys(STATUSES, "pseudonymous"),
                fr="Vous avez donné le même statut à tous. Les fichiers A et C se "
                "prêtent-ils de la même façon ?",
                en="You gave all files the same status. Can files A and C be lent in "
                "the same way?",
            ),
            mistake(
                "pseudonymous_taken_for_anonymous",
                when=given(B=["anonymous"]),
                example=lambda: STATUSES | {"B": "anonymous", "E": "anonymous"},
                fr="Vous avez pris un pseudonyme pour de l'anonymat. Qui détient la "
                "clé de B, et que peut-il en faire ?",
                en="You took a pseudonym for anonymity. Who holds the key of B, and "
                "what can they do with it?",
            ),
            mistake(
                "hash_trusted",
                when=given(E=["anonymous"]),
                example=lambda: STATUSES | {"E": "anonymous"},
                fr="Vous avez fait confiance à une empreinte sans clé. Combien de "
                "numéros de téléphone faut-il essayer pour la deviner ?",
                en="You trusted a fingerprint without a key. How many telephone "
                "numbers must be tried to guess it?",
            ),
            mistake(
                "no_number_so_anonymous",
                when=given(D=["anonymous"]),
                example=lambda: STATUSES | {"D": "anonymous"},
                fr="Vous avez jugé D sur le numéro qui manque. Que savent les voisins "
                "des trois colonnes qui restent ?",
                en="You judged D by the number that is missing. What do neighbours "
                "know of the three columns left?",
            ),
            mistake(
                "table_of_counts_refused",
                when=given(
                    A=["pseudonymous", "identified"], F=["pseudonymous", "identified"]
                ),
                example=lambda: STATUSES | {"A": "pseudonymous"},
                fr="Vous avez cherché des personnes dans un tableau de comptes aux "
                "cases bien remplies. Qui pourrait-on y désigner ?",
                en="You looked for people in a table of well-filled counts. Who could "
                "be pointed at in it?",
            ),
            mistake(
                "address_forgotten",
                when=given(G=["pseudonymous", "anonymous"]),
                example=lambda: STATUSES | {"G": "pseudonymous"},
                fr="Vous avez oublié qu'une adresse e-mail, ou une voix, désigne déjà "
                "quelqu'un. Relisez G.",
                en="You forgot that an e-mail address, or a voice, already points at "
                "someone. Read G again.",
            ),
        ],
        otherwise=(
            "Trois questions, dans l'ordre : y a-t-il un nom ou une adresse ? Peut-on "
            "remonter à quelqu'un ? Sinon seulement, le fichier est sûr.",
            "Three questions, in order: is there a name or an address? Can somebody be "
            "traced? Only if not is the file safe.",
        ),
    ),
    practical(
        "15.3",
        answers.number(),
        expected=allowed,
        why=(
            "Une plainte se juge au jour de l'envoi. Deux dates suffisent à répondre, "
            "à condition de les avoir gardées toutes les deux.",
            "A complaint is judged on the day of sending. Two dates are enough to "
            "reply, provided both were kept.",
        ),
        mistakes=[
            mistake(
                "withdrawal_forgotten",
                value=consent_only,
                fr="Vous avez lu la date d'accord et oublié celle du retrait : des "
                "gens partis avant l'envoi sont dans votre compte.",
                en="You read the date of consent and forgot that of withdrawal: people "
                "who had left before the message are in your count.",
            ),
            mistake(
                "judged_with_today",
                value=as_of_today,
                fr="Vous avez compté les accords valables aujourd'hui. La plainte "
                "porte sur un jour passé.",
                en="You counted the consents valid today. The complaint concerns a day "
                "in the past.",
            ),
            mistake(
                "withdrawn_later",
                value=never_withdrawn,
                fr="Vous avez écarté aussi ceux qui se sont retirés après l'envoi. "
                "Étaient-ils déjà partis ce jour-là ?",
                en="You also left out those who withdrew after the message. Had they "
                "already left on that day?",
            ),
            mistake(
                "only_later_withdrawals",
                value=withdrawn_afterwards,
                fr="Vous avez exigé une date de retrait postérieure à l'envoi. Qui ne "
                "s'est jamais retiré n'a pas de date : que donne la comparaison ?",
                en="You required a date of withdrawal after the message. Those who "
                "never withdrew have no date: what does the comparison give?",
            ),
            mistake(
                "withdrawn_counted",
                value=withdrawn_by_then,
                fr="Vous avez compté ceux qui s'étaient retirés : ce sont eux qu'il "
                "faut ôter.",
                en="You counted those who had withdrawn: they are the ones to take "
                "out.",
            ),
            mistake(
                "silence_as_consent",
                value=not_withdrawn,
                fr="Vous avez gardé tous ceux qui ne s'étaient pas retirés. Qui n'a "
                "jamais dit oui ne se retire pas non plus.",
                en="You kept everyone who had not withdrawn. Those who never said yes "
                "do not withdraw either.",
            ),
            mistake(
                "another_channel",
                value=lambda: allowed("email"),
                fr="Vous avez lu l'accord de l'e-mail. Un oui ne vaut que pour son "
                "canal.",
                en="You read the consent to e-mail. A yes holds for its own channel "
                "only.",
            ),
            mistake(
                "share_for_number",
                value=allowed_share,
                fr="Vous avez donné une part. On demande un nombre de clients.",
                en="You gave a share. A number of customers is asked for.",
            ),
        ],
        otherwise=(
            "Oui au plus tard ce jour-là, et pas de retrait au plus tard ce jour-là : "
            "relisez la section 2.",
            "A yes by that day, and no withdrawal by that day: read section 2 again.",
        ),
    ),
    practical(
        "15.4",
        answers.number(tolerance=0.00005, share=True),
        expected=alone,
        why=(
            "Cette part est le nombre de gens qu'un voisin bien renseigné retrouverait "
            "sans effort : c'est elle que l'on montre à qui veut « juste une colonne "
            "de plus ».",
            "This share is how many people a well-informed neighbour would find "
            "without effort: show it to whoever wants “just one more column”.",
        ),
        mistakes=[
            mistake(
                "share_of_classes",
                value=alone_by_class,
                fr="Vous avez divisé par le nombre de classes : une classe d'un seul y "
                "pèse autant qu'une de vingt. On demande une part des clients.",
                en="You divided by the number of classes: a class of one weighs as "
                "much as one of twenty. A share of customers is asked for.",
            ),
            mistake(
                "mean_class_size",
                value=mean_class_size,
                fr="Vous avez donné la taille moyenne d'une classe : elle cache "
                "justement ceux qui sont seuls.",
                en="You gave the average size of a class: it hides precisely those who "
                "are alone.",
            ),
            mistake(
                "identifier_included",
                value=lambda: alone([*FOUR, "customer_id"]),
                fr="Vous avez mis le numéro de client parmi les colonnes : avec lui, "
                "tout le monde est seul, et l'on n'apprend rien.",
                en="You put the customer number among the columns: with it everyone is "
                "alone, and nothing is learnt.",
            ),
            mistake(
                "zone_for_city",
                value=lambda: alone(["zone_id", *FOUR[1:]]),
                fr="Vous avez pris la zone, plus fine que la ville que l'on publie.",
                en="You took the zone, finer than the city that is released.",
            ),
            mistake(
                "channel_forgotten",
                value=lambda: alone(FOUR[:3]),
                fr="Vous avez oublié le canal d'acquisition, que le fichier montre "
                "aussi.",
                en="You forgot the acquisition channel, which the file shows too.",
            ),
            mistake(
                "share_surrounded",
                value=lambda: 1 - alone(),
                fr="Vous avez donné la part de ceux qui ont au moins un semblable.",
                en="You gave the share of those who have at least one look-alike.",
            ),
            mistake(
                "decade_for_year",
                value=lambda: alone(["city", "decade", *FOUR[2:]]),
                fr="Vous avez pris la décennie ; le partenaire garde l'année.",
                en="You took the decade; the partner keeps the year.",
            ),
            mistake(
                "number_for_share",
                value=number_alone,
                fr="Vous avez donné un nombre de clients. On demande une part.",
                en="You gave a number of customers. A share is asked for.",
            ),
        ],
        otherwise=(
            "Classes d'un seul, divisées par tous les clients : relisez la section 5.",
            "Classes of one, divided by all customers: read section 5 again.",
        ),
    ),
    practical(
        "15.5",
        answers.function(k_cases, answers.number()),
        expected=lambda: k_of,
        why=(
            "Une table ne protège que sa personne la moins entourée : c'est cette "
            "personne que vous venez de trouver.",
            "A table protects only as well as its least surrounded person: that is the "
            "person you have just found.",
        ),
        mistakes=[
            mistake(
                "gaps_forgotten",
                value=lambda: gaps_forgotten,
                fr="Vous avez laissé `groupby` oublier les lignes à trous : ces gens "
                "sont pourtant dans la table.",
                en="You let `groupby` forget the rows with gaps: those people are in "
                "the table all the same.",
            ),
            mistake(
                "mean_size",
                value=lambda: k_mean,
                fr="Vous avez donné la taille moyenne : elle rassure, et ne dit rien "
                "du plus exposé.",
                en="You gave the average size: it reassures, and says nothing of the "
                "most exposed.",
            ),
            mistake(
                "median_size",
                value=lambda: k_median,
                fr="Vous avez donné la taille médiane : la moitié des classes sont "
                "moins entourées.",
                en="You gave the median size: half of the classes are less surrounded.",
            ),
            mistake(
                "largest",
                value=lambda: k_largest,
                fr="Vous avez donné la plus grande classe : qui est le moins bien "
                "caché ?",
                en="You gave the largest class: who is the least well hidden?",
            ),
            mistake(
                "classes_counted",
                value=lambda: number_of_classes,
                fr="Vous avez compté les classes. On demande combien de personnes "
                "compte la moins remplie.",
                en="You counted the classes. The question is how many people the least "
                "filled one holds.",
            ),
            mistake(
                "classes_of_one",
                value=lambda: classes_of_one,
                fr="Vous avez compté les classes d'un seul : c'est une autre mesure.",
                en="You counted the classes of one: that is another measure.",
            ),
            mistake(
                "first_column_only",
                value=lambda: first_column_only,
                fr="Vous n'avez regroupé que selon la première colonne de la liste.",
                en="You grouped by the first column of the list only.",
            ),
            mistake(
                "identifier_included",
                value=lambda: always_one,
                fr="Votre fonction renvoie toujours 1 : le numéro de client est-il "
                "parmi les colonnes du regroupement ?",
                en="Your function always returns 1: is the customer number among the "
                "columns you group by?",
            ),
        ],
        otherwise=(
            "Regrouper, compter, garder la taille de la classe la moins remplie, trous "
            "compris : relisez la section 6.",
            "Group, count, keep the size of the least filled class, gaps included: "
            "read section 6 again.",
        ),
    ),
    practical(
        "15.6",
        answers.function(l_cases, answers.number()),
        expected=lambda: l_of,
        why=(
            "k dit si l'on retrouve la ligne, l dit si l'on apprend le secret : on "
            "publie quand les deux tiennent.",
            "k tells whether the row is found, l whether the secret is learnt: release "
            "when both hold.",
        ),
        mistakes=[
            mistake(
                "rows_counted",
                value=lambda: rows_counted,
                fr="Vous avez compté les lignes de la classe : c'est k. Deux voisins "
                "au même goût ne font qu'une valeur.",
                en="You counted the rows of the class: that is k. Two neighbours with "
                "the same taste make one value only.",
            ),
            mistake(
                "values_overall",
                value=lambda: values_overall,
                fr="Vous avez compté les valeurs de toute la table : c'est dans chaque "
                "classe que le secret se devine.",
                en="You counted the values of the whole table: it is in each class "
                "that the secret is guessed.",
            ),
            mistake(
                "largest",
                value=lambda: l_largest,
                fr="Vous avez gardé la classe la plus variée : laquelle en dit le "
                "plus ?",
                en="You kept the most varied class: which one gives most away?",
            ),
            mistake(
                "mean_values",
                value=lambda: l_mean,
                fr="Vous avez fait une moyenne entre les classes : elle cache la plus "
                "pauvre.",
                en="You averaged over the classes: this hides the poorest one.",
            ),
            mistake(
                "smallest_class",
                value=lambda: values_of_the_smallest_class,
                fr="Vous avez regardé la classe la moins nombreuse. Une grande classe "
                "peut être plus pauvre en valeurs.",
                en="You looked at the class with the fewest people. A large class may "
                "be poorer in values.",
            ),
            mistake(
                "sensitive_in_the_class",
                value=lambda: sensitive_in_the_class,
                fr="Vous avez mis la colonne sensible parmi celles qui forment les "
                "classes : c'est elle que l'on cherche.",
                en="You put the sensitive column among those that form the classes: it "
                "is what one looks for.",
            ),
        ],
        otherwise=(
            "Dans chaque classe, combien de valeurs différentes ? Gardez la plus "
            "pauvre : relisez la section 7.",
            "In each class, how many different values? Keep the poorest: read section "
            "7 again.",
        ),
    ),
    practical(
        "15.7",
        answers.number(tolerance=0.00005, share=True),
        expected=suppressed,
        why=(
            "Le prix d'un k se dit en personnes oubliées : à vous de voir s'il vaut "
            "mieux dire moins sur tous, ou rien sur quelques-uns.",
            "The price of a k is people left out: it is for you to see whether to say "
            "less about all, or nothing about a few.",
        ),
        mistakes=[
            mistake(
                "share_of_classes",
                value=suppressed_classes,
                fr="Vous avez donné une part des classes. Les classes supprimées sont "
                "petites : combien de clients y perd-on ?",
                en="You gave a share of classes. Suppressed classes are small: how "
                "many customers are lost in them?",
            ),
            mistake(
                "five_suppressed_too",
                value=lambda: suppressed(6),
                fr="Vous avez supprimé aussi les classes de cinq. La règle dit : moins "
                "de cinq.",
                en="You suppressed classes of five too. The rule says: fewer than "
                "five.",
            ),
            mistake(
                "only_those_alone",
                value=lambda: suppressed(2),
                fr="Vous n'avez retiré que les clients seuls de leur espèce. Des "
                "classes de deux à quatre restent en trop.",
                en="You removed only the customers alone of their kind. Classes of two "
                "to four are still there.",
            ),
            mistake(
                "share_kept",
                value=lambda: 1 - suppressed(),
                fr="Vous avez donné la part qui reste.",
                en="You gave the share that stays.",
            ),
            mistake(
                "year_for_decade",
                value=lambda: suppressed(columns=["zone_id", "birth_year", "gender"]),
                fr="Vous avez gardé l'année de naissance, plus fine que la décennie.",
                en="You kept the birth year, finer than the decade.",
            ),
            mistake(
                "gender_forgotten",
                value=lambda: suppressed(columns=THREE[:2]),
                fr="Vous avez oublié le genre, que la table publiée montre aussi.",
                en="You forgot the gender, which the released table shows too.",
            ),
            mistake(
                "city_for_zone",
                value=lambda: suppressed(columns=["city", "decade", "gender"]),
                fr="Vous avez pris la ville, plus large que la zone que l'on publie.",
                en="You took the city, wider than the zone that is released.",
            ),
            mistake(
                "number_for_share",
                value=suppressed_number,
                fr="Vous avez donné un nombre de clients. On demande une part.",
                en="You gave a number of customers. A share is asked for.",
            ),
        ],
        otherwise=(
            "Clients des classes trop petites, divisés par tous les clients : relisez "
            "la section 6.",
            "Customers of the classes too small, divided by all customers: read "
            "section 6 again.",
        ),
    ),
    practical(
        "15.8",
        answers.series(tolerance=0.5),
        expected=net_gain,
        why=(
            "Une politique de contact a un prix et un rendement : les dire sépare ce "
            "que la loi impose de ce que la maison choisit pour garder la confiance.",
            "A contact policy has a price and a return: stating them separates what "
            "the law requires from what the firm chooses to keep trust.",
        ),
        mistakes=[
            mistake(
                "losses_forgotten",
                value=savings_only,
                fr="Vous avez compté ce que la règle épargne, non les commandes "
                "qu'elle fait perdre.",
                en="You counted what the rule saves, not the orders it loses.",
            ),
            mistake(
                "savings_forgotten",
                value=losses_only,
                fr="Vous avez compté les commandes perdues, non les abonnés gardés.",
                en="You counted the lost orders, not the subscribers kept.",
            ),
            mistake(
                "sign_reversed",
                value=sign_reversed,
                fr="Vous avez inversé le signe : ce que l'on épargne s'ajoute, ce que "
                "l'on perd se retranche.",
                en="You reversed the sign: what is saved is added, what is lost is "
                "taken away.",
            ),
            mistake(
                "raw_rate",
                value=raw_rate,
                fr="Vous avez pris le taux de commande des envoyés : le groupe témoin "
                "commande aussi, sans message.",
                en="You took the order rate of those sent to: the control group orders "
                "too, without a message.",
            ),
            mistake(
                "every_message_an_order",
                value=every_message_an_order,
                fr="Vous avez fait de chaque message arrêté une commande perdue. "
                "Combien de messages faut-il pour une commande de plus ?",
                en="You made each stopped message a lost order. How many messages does "
                "one extra order take?",
            ),
            mistake(
                "messages_kept",
                value=messages_kept,
                fr="Vous avez compté les messages que la règle laisse partir. Ce sont "
                "les autres qui coûtent et épargnent.",
                en="You counted the messages that the rule lets go. It is the others "
                "that cost and save.",
            ),
            mistake(
                "every_unsubscription",
                value=every_unsubscription,
                fr="Vous avez porté au crédit de chaque règle tous les désabonnements "
                "de l'année. Elle n'évite que ceux des messages arrêtés.",
                en="You credited each rule with all the unsubscriptions of the year. "
                "It avoids only those of the stopped messages.",
            ),
        ],
        otherwise=(
            "Règle par règle, tirez deux comptes des seuls messages arrêtés, et donnez "
            "à chacun son prix en MAD et son signe : relisez la section 9.",
            "Rule by rule, draw two counts from the stopped messages alone, and give "
            "each its price in MAD and its sign: read section 9 again.",
        ),
    ),
]
