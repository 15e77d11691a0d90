"""The practicals of chapter 07, Customer value."""

import pandas as pd

from course_lib import answers
from course_lib.checking import mistake, practical
from course_lib.data import load
from course_lib.value import btyd_summary, fit_bgnbd, fit_sbg

MARGIN_RATE, DISCOUNT = 0.21, 0.12
END = "2024-12-31"


def dated_orders():
    orders = load("orders")
    orders["year"] = orders["ordered_at"].dt.year
    orders["day"] = orders["ordered_at"].dt.normalize()
    return orders


def past_orders():
    orders = dated_orders()
    return orders[orders["year"] < 2025]


# --- 07.1: the value over five years ----------------------------------------------


def five_years(
    *,
    rate=MARGIN_RATE,
    discount=DISCOUNT,
    years=range(1, 6),
    stays=None,
    one_departure=False,
):
    orders = dated_orders()
    in_2025 = orders[orders["year"] == 2025]
    sales = in_2025["amount"].sum() / in_2025["customer_id"].nunique()
    before = set(orders["customer_id"][orders["year"] == 2024])
    retention = len(before & set(in_2025["customer_id"])) / len(before)
    stays = retention if stays is None else stays
    here = {t: stays if one_departure else stays**t for t in years}
    return sum(rate * sales * here[t] / (1 + discount) ** t for t in years)


# --- 07.2: with or without a contract ---------------------------------------------

SETTINGS = {
    "A": "contract",
    "B": "no_contract",
    "C": "contract",
    "D": "no_contract",
    "E": "no_contract",
    "F": "contract",
    "G": "no_contract",
    "H": "contract",
}


def settings():
    return dict(SETTINGS)


def changed(**items):
    return lambda: SETTINGS | items


def the_other_way_round():
    other = {"contract": "no_contract", "no_contract": "contract"}
    return {item: other[code] for item, code in SETTINGS.items()}


def given(**items):
    """Recognise an answer that gives one of these items this label."""
    return lambda codes: any(codes.get(item) == code for item, code in items.items())


def all_the_same(codes):
    return len(codes) > 1 and len(set(codes.values())) == 1


# --- 07.3: a published contract ---------------------------------------------------

HIGH_END = [1000, 869, 743, 653, 593]


def left_in_year(year, *, start=1000, scale=1.0):
    return scale * start * fit_sbg(HIGH_END).survival(year)


def left_at_average():
    return 1000 * (sum(HIGH_END[1:]) / sum(HIGH_END[:-1])) ** 12


def left_at_first():
    return 1000 * (HIGH_END[1] / HIGH_END[0]) ** 12


def left_at_last():
    return HIGH_END[-1] * (HIGH_END[-1] / HIGH_END[-2]) ** 8


# --- 07.4: frequency, recency, T --------------------------------------------------


def history(end=END, *, each_order=False):
    visits = past_orders()
    if not each_order:
        visits = visits.drop_duplicates(["customer_id", "day"])
    days = visits.groupby("customer_id")["day"].agg(["min", "max", "count"])
    found = pd.DataFrame(index=days.index)
    found["frequency"] = days["count"] - 1
    found["recency"] = (days["max"] - days["min"]).dt.days
    found["T"] = (pd.Timestamp(end) - days["min"]).dt.days
    return found


def with_rfm_recency():
    found = history()
    return found.assign(recency=found["T"] - found["recency"])


def with_first_purchase():
    found = history()
    return found.assign(frequency=found["frequency"] + 1)


def with_age_to_last():
    found = history()
    return found.assign(T=found["recency"])


def in_weeks():
    found = history()
    return found.assign(recency=found["recency"] / 7, T=found["T"] / 7)


def with_orders_not_days():
    return history(each_order=True)


def with_the_clock():
    orders = past_orders().groupby("customer_id")["ordered_at"].agg(["min", "max"])
    return history().assign(
        recency=(orders["max"] - orders["min"]).dt.days,
        T=(pd.Timestamp(END) - orders["min"]).dt.days,
    )


def repeaters_only():
    found = history()
    return found[found["frequency"] > 0]


# --- 07.5: what a repeat purchase is worth ----------------------------------------


def spending(orders, *, first_too=False, how="mean"):
    by_day = orders.groupby(["customer_id", "day"])["amount"].sum().reset_index()
    first = by_day.groupby("customer_id")["day"].transform("min")
    came_back = by_day.groupby("customer_id")["day"].transform("max") > first
    kept = by_day[came_back if first_too else by_day["day"] > first]
    return kept.groupby("customer_id")["amount"].agg(how)


def mean_again():
    return spending(past_orders())


def zeros_for_others():
    customers = past_orders()["customer_id"].unique()
    return (
        mean_again().reindex(sorted(customers), fill_value=0).rename_axis("customer_id")
    )


def first_included():
    return spending(past_orders(), first_too=True)


def everybody_first_included():
    orders = past_orders()
    by_day = orders.groupby(["customer_id", "day"])["amount"].sum()
    return by_day.groupby("customer_id").mean()


def totals_again():
    return spending(past_orders(), how="sum")


def year_2025_included():
    return spending(dated_orders())


def per_order():
    orders = past_orders()
    first = orders.groupby("customer_id")["day"].transform("min")
    return orders[orders["day"] > first].groupby("customer_id")["amount"].mean()


def medians_again():
    return spending(past_orders(), how="median")


# --- 07.6: the probability alive --------------------------------------------------


def alive_cases():
    """Return customers of the data, then three to compute by hand."""
    known = btyd_summary(past_orders(), END, unit="W")
    some = known[known["frequency"] > 0].iloc[:: max(1, len(known) // 12)]
    rows = some[["frequency", "recency", "T"]].itertuples(index=False, name=None)
    cases = [(int(x), round(last, 1), round(age, 1)) for x, last, age in rows]
    return [*cases, (10, 74.0, 100.0), (2, 74.0, 100.0), (0, 0.0, 60.0)]


def odds_gone(x, t_x, age):
    r, alpha, a, b = 0.78, 6.5, 0.41, 7.2
    return a / (b + x - 1) * ((alpha + age) / (alpha + t_x)) ** (r + x)


def alive(x, t_x, T):  # noqa: N803
    return 1 if x == 0 else 1 / (1 + odds_gone(x, t_x, T))


def alive_with_rfm_recency(x, t_x, T):  # noqa: N803
    return alive(x, T - t_x, T)


def alive_counting_the_first(x, t_x, T):  # noqa: N803
    return 1 / (1 + odds_gone(x + 1, t_x, T))


def alive_without_the_case_of_none(x, t_x, T):  # noqa: N803
    return 1 / (1 + odds_gone(x, t_x, T))


def alive_in_days(x, t_x, T):  # noqa: N803
    return alive(x, 7 * t_x, 7 * T)


def alive_with_times_swapped(x, t_x, T):  # noqa: N803
    return alive(x, T, t_x)


def alive_without_brackets(x, t_x, T):  # noqa: N803
    r, alpha, a, b = 0.78, 6.5, 0.41, 7.2
    if x == 0:
        return 1
    return 1 / (1 + a / (b + x - 1) * ((alpha + T) / (alpha + t_x)) ** r + x)


def gone(x, t_x, T):  # noqa: N803
    return 1 - alive(x, t_x, T)


def alive_at_one_pace(x, t_x, T):  # noqa: N803
    r, alpha, a, b = 0.78, 6.5, 0.41, 7.2
    if x == 0:
        return 1
    return 1 / (1 + a / (b + x - 1) * ((alpha + T) / (alpha + t_x)) ** r)


# --- 07.7: the purchases of 2025 --------------------------------------------------


def fitted():
    known = btyd_summary(past_orders(), END, unit="W")
    columns = known["frequency"], known["recency"], known["T"]
    return fit_bgnbd(*columns), columns


def purchases_in(t):
    model, columns = fitted()
    return model.expected_purchases(t, *columns).sum()


def purchases_of_those_there():
    model, columns = fitted()
    there = model.probability_alive(*columns) >= 0.5
    return model.expected_purchases(365 / 7, *columns)[there].sum()


def alive_counted_twice():
    model, columns = fitted()
    each = model.expected_purchases(365 / 7, *columns)
    return (each * model.probability_alive(*columns)).sum()


def past_pace_goes_on():
    _, (frequency, _, age) = fitted()
    return (frequency / age.clip(lower=1) * 365 / 7).sum()


def mean_pace_for_all():
    model, columns = fitted()
    return model.params["r"] / model.params["alpha"] * 365 / 7 * len(columns[0])


def as_new_customers():
    model, columns = fitted()
    return model.expected_purchases(365 / 7, 0, 0, 0) * len(columns[0])


# --- 07.8: what a customer won leaves in 24 months --------------------------------


def fair(
    *,
    rate=MARGIN_RATE,
    discount=DISCOUNT,
    days=730,
    cost=420,
    until="2024-01-01",
    later_only=False,
    over="won",
    channel=None,
    whole_years=False,
):
    customers = load("customers")
    won = customers[customers["acquired_on"] < until]
    if channel is not None:
        won = won[won["acquisition_channel"] == channel]
    bought = load("orders").merge(won[["customer_id", "acquired_on"]], on="customer_id")
    bought["age"] = (bought["ordered_at"] - bought["acquired_on"]).dt.days
    bought = bought[bought["age"] < days]
    if later_only:
        bought = bought[bought["age"] > 0]
    years = bought["age"] // 365 if whole_years else bought["age"] / 365
    total = (rate * bought["amount"] / (1 + discount) ** years).sum()
    bases = {
        "won": len(won),
        "survivors": bought.loc[bought["age"] >= 365, "customer_id"].nunique(),
        "nobody": 1,
        "orders": len(bought),
        "all": len(customers),
    }
    return total / bases[over] - cost


PRACTICALS = [
    practical(
        "07.1",
        answers.number(tolerance=0.5),
        expected=five_years,
        why=(
            "C'est ce que l'on perd, en espérance, quand ce client s'en va : le "
            "plafond de ce qu'il est raisonnable de dépenser pour le garder.",
            "This is what we lose, in expectation, when this customer leaves: the "
            "ceiling of what it is reasonable to spend on keeping them.",
        ),
        mistakes=[
            mistake(
                "revenue_for_margin",
                value=lambda: five_years(rate=1),
                fr="Vous avez calculé sur les ventes. Que reste-t-il à l'entreprise, "
                "une fois les articles et le service payés ?",
                en="You computed on sales. What is left to the company once goods and "
                "service are paid?",
            ),
            mistake(
                "not_discounted",
                value=lambda: five_years(discount=0),
                fr="Vous avez oublié d'actualiser : un dirham dans cinq ans compte ici "
                "autant qu'un dirham aujourd'hui.",
                en="You forgot to discount: a dirham in five years counts here as much "
                "as a dirham today.",
            ),
            mistake(
                "rate_in_per_cent",
                value=lambda: five_years(discount=100 * DISCOUNT),
                fr="Vous avez écrit le taux d'actualisation en pour cent : que "
                "deviendrait un dirham au bout d'un an, divisé par treize ?",
                en="You wrote the discount rate as a percentage: what would become of "
                "a dirham after one year, divided by thirteen?",
            ),
            mistake(
                "one_year_short",
                value=lambda: five_years(years=range(1, 5)),
                fr="Vous avez compté une année de moins : où s'arrête `range` ?",
                en="You counted one year too few: where does `range` stop?",
            ),
            mistake(
                "one_year_too_many",
                value=lambda: five_years(years=range(1, 7)),
                fr="Vous avez compté une année de trop. Combien de termes la somme "
                "doit-elle avoir ?",
                en="You counted one year too many. How many terms should the sum have?",
            ),
            mistake(
                "first_margin_today",
                value=lambda: five_years(years=range(5)),
                fr="Vous avez versé la première marge aujourd'hui. Le client est déjà "
                "là, son année est encaissée : quand vient la suivante ?",
                en="You paid the first margin today. The customer is already there and "
                "the year has been cashed in: when does the next one come?",
            ),
            mistake(
                "nobody_leaves",
                value=lambda: five_years(stays=1),
                fr="Vous avez laissé tous les clients rester cinq ans. Quelle part "
                "est encore là chaque année ?",
                en="You let every customer stay for five years. What share is still "
                "there each year?",
            ),
            mistake(
                "one_departure",
                value=lambda: five_years(one_departure=True),
                fr="Vous avez compté un seul départ : après la première année, plus "
                "personne ne part. Que devient la part restante, année après année ?",
                en="You counted a single departure: after the first year nobody leaves "
                "any more. What becomes of the share left, year after year?",
            ),
            mistake(
                "infinite_horizon",
                value=lambda: five_years(years=range(1, 400)),
                fr="Vous avez compté toutes les années à venir. La question s'arrête "
                "plus tôt.",
                en="You counted all the years to come. The question stops earlier.",
            ),
        ],
        otherwise=(
            "Relisez la section 1, année par année : qui est encore là cette année, "
            "ce qu'il laisse, et ce que vaut aujourd'hui un dirham de cette année-là.",
            "Read section 1 again, year by year: who is still there that year, "
            "what they bring, and what a dirham of that year is worth today.",
        ),
    ),
    practical(
        "07.2",
        answers.mapping(
            {
                "contract": ["contrat", "avec contrat", "contractual"],
                "no_contract": ["sans contrat", "non contractual", "without contract"],
            },
            clues={
                "C": answers.Text(
                    "Que se passe-t-il le jour de l'échéance ?",
                    "What happens on the day it ends?",
                ),
                "D": answers.Text(
                    "Qui nous dira qu'il ne commandera plus ?",
                    "Who will tell us that there will be no more orders?",
                ),
            },
        ),
        expected=settings,
        why=(
            "Le cadre décide du modèle : compter des départs que l'on voit, ou "
            "estimer une chance d'être encore là.",
            "The setting decides the model: count departures that are seen, or "
            "estimate a chance of still being there.",
        ),
        mistakes=[
            mistake(
                "all_the_same",
                when=all_the_same,
                example=lambda: dict.fromkeys(SETTINGS, "no_contract"),
                fr="Vous avez répondu la même chose partout. Dans quels cas une date "
                "de départ s'inscrit-elle d'elle-même ?",
                en="You gave the same answer everywhere. In which cases is a date of "
                "departure written down by itself?",
            ),
            mistake(
                "the_other_way_round",
                when=lambda codes: (
                    set(codes) == set(SETTINGS)
                    and not any(codes[item] == SETTINGS[item] for item in SETTINGS)
                ),
                example=the_other_way_round,
                fr="Vous avez échangé les deux mots : relisez ce que chacun veut dire "
                "dans l'énoncé.",
                en="You swapped the two words: read again what each one means in the "
                "question.",
            ),
            mistake(
                "card_for_contract",
                when=given(B="contract"),
                example=changed(B="contract"),
                fr="Vous avez pris la carte de fidélité pour un engagement. Que se "
                "passe-t-il si le client la laisse au fond d'un tiroir ?",
                en="You took the loyalty card for a commitment. What happens if the "
                "customer leaves it in a drawer?",
            ),
            mistake(
                "newsletter_for_contract",
                when=given(E="contract"),
                example=changed(E="contract"),
                fr="Vous avez jugé l'abonnement à la lettre. Se désabonner d'une "
                "lettre gratuite, est-ce cesser d'acheter ?",
                en="You judged the subscription to the newsletter. Is leaving a free "
                "newsletter the same as ceasing to buy?",
            ),
            mistake(
                "habit_for_contract",
                when=given(G="contract"),
                example=changed(G="contract"),
                fr="Vous avez pris une habitude pour un engagement. Si la commande de "
                "décembre ne vient pas, que sait-on de l'an prochain ?",
                en="You took a habit for a commitment. If December's order does not "
                "come, what do we know of next year?",
            ),
            mistake(
                "payment_forgotten",
                when=given(H="no_contract", F="no_contract", A="no_contract"),
                example=changed(H="no_contract"),
                fr="Vous avez laissé deviner un départ qui se voit : un paiement "
                "régulier ou d'avance s'arrête à une date.",
                en="You left a departure to be guessed although it is seen: a regular "
                "or advance payment stops on a date.",
            ),
        ],
        otherwise=(
            "Une seule question : le départ laisse-t-il une date ?",
            "One question only: does the departure leave a date?",
        ),
    ),
    practical(
        "07.3",
        answers.number(tolerance=0.5),
        expected=lambda: left_in_year(12),
        why=(
            "Savoir combien d'abonnés dureront décide de ce que l'on peut payer pour "
            "en gagner un ; la moyenne en ferait perdre la moitié trop tôt.",
            "Knowing how many subscribers will last decides what may be paid to win "
            "one; the average would lose half of them too early.",
        ),
        mistakes=[
            mistake(
                "average_retention_for_all",
                value=left_at_average,
                fr="Vous avez appliqué la rétention moyenne à tous et à tout âge. "
                "Qu'arrive-t-il à la rétention quand les fragiles sont partis ?",
                en="You applied average retention to everybody at every age. What "
                "happens to retention once the fragile have left?",
            ),
            mistake(
                "first_year_retention",
                value=left_at_first,
                fr="Vous avez prolongé la rétention de la première année, la plus "
                "basse de toutes.",
                en="You extended the retention of the first year, the lowest of all.",
            ),
            mistake(
                "last_year_retention",
                value=left_at_last,
                fr="Vous avez prolongé la dernière rétention observée. Le tri s'est-il "
                "arrêté à la quatrième année ?",
                en="You extended the last retention observed. Did the sorting stop in "
                "the fourth year?",
            ),
            mistake(
                "survivors_as_new",
                value=lambda: left_in_year(8, start=HIGH_END[-1]),
                fr="Vous êtes reparti des derniers restants comme s'ils étaient neufs. "
                "`survival` compte depuis l'abonnement.",
                en="You started again from those left as if they were new. `survival` "
                "counts from the day of subscription.",
            ),
            mistake(
                "share_for_number",
                value=lambda: left_in_year(12, scale=1 / 1000),
                fr="Vous avez donné une part des abonnés. On demande combien ils sont.",
                en="You gave a share of the subscribers. The question is how many they "
                "are.",
            ),
            mistake(
                "one_year_short",
                value=lambda: left_in_year(11),
                fr="Vous vous êtes arrêté un an trop tôt : le premier nombre de la "
                "liste est celui de l'année 0.",
                en="You stopped one year too early: the first number of the list is "
                "that of year 0.",
            ),
        ],
        otherwise=(
            "Ajustez `fit_sbg` sur les cinq nombres, puis appliquez `survival` au "
            "nombre de départ.",
            "Fit `fit_sbg` to the five numbers, then apply `survival` to the initial "
            "number.",
        ),
    ),
    practical(
        "07.4",
        answers.table(
            ["frequency", "recency", "T"], key="customer_id", tolerance=0.001
        ),
        expected=history,
        why=(
            "Ces trois nombres résument tout ce que le modèle sait d'un client : une "
            "erreur ici fausse chaque valeur, sans aucun message d'alerte.",
            "These three numbers sum up all that the model knows of a customer: an "
            "error here distorts every value, with no warning at all.",
        ),
        mistakes=[
            mistake(
                "rfm_recency",
                value=with_rfm_recency,
                fr="Vous avez pris la récence de RFM, du dernier achat à la fin. Ici, "
                "de quel achat à quel achat ?",
                en="You took the recency of RFM, from the last purchase to the end. "
                "Here, from which purchase to which?",
            ),
            mistake(
                "first_purchase_counted",
                value=with_first_purchase,
                fr="Vous avez compté le premier achat dans `frequency`. Combien de "
                "fois le client est-il **revenu** ?",
                en="You counted the first purchase in `frequency`. How many times did "
                "the customer come **back**?",
            ),
            mistake(
                "orders_not_days",
                value=with_orders_not_days,
                fr="Vous avez compté des commandes. Deux commandes le même jour sont "
                "un seul achat.",
                en="You counted orders. Two orders on one day are a single purchase.",
            ),
            mistake(
                "end_of_2025",
                value=lambda: history("2025-12-31"),
                fr="Vous avez mesuré `T` jusqu'à fin 2025. Que sait-on le jour de la "
                "prévision ?",
                en="You measured `T` up to the end of 2025. What is known on the day "
                "of the forecast?",
            ),
            mistake(
                "age_to_last_purchase",
                value=with_age_to_last,
                fr="Vous avez arrêté `T` au dernier achat : le silence qui suit, lui "
                "aussi, renseigne.",
                en="You stopped `T` at the last purchase: the silence that follows "
                "tells something too.",
            ),
            mistake(
                "clock_kept",
                value=with_the_clock,
                fr="Vous avez gardé l'heure des commandes : du soir au lendemain "
                "matin, moins de 24 heures font 0 jour.",
                en="You kept the time of the orders: from an evening to the next "
                "morning, under 24 hours make 0 days.",
            ),
            mistake(
                "in_weeks",
                value=in_weeks,
                fr="Vous avez donné des semaines. Relisez l'unité demandée.",
                en="You gave weeks. Read the unit asked for again.",
            ),
            mistake(
                "repeaters_only",
                value=repeaters_only,
                fr="Vous avez écarté les clients jamais revenus. Leur silence compte "
                "aussi dans l'estimation.",
                en="You left out customers who never came back. Their silence counts "
                "in the estimate too.",
            ),
        ],
        otherwise=(
            "Un jour d'achat par ligne, puis, par client : le premier, le dernier, le "
            "nombre. Relisez la section 5.",
            "One day of purchase per row, then, per customer: the first, the last, the "
            "number. Read section 5 again.",
        ),
    ),
    practical(
        "07.5",
        answers.series(tolerance=0.01, key="customer_id"),
        expected=mean_again,
        why=(
            "C'est sur cette moyenne que Gamma-Gamma bâtit le montant des achats à "
            "venir : un premier panier atypique y fausserait toute la suite.",
            "Gamma-Gamma builds the amount of future purchases on this mean: an "
            "unusual first basket would distort all that follows.",
        ),
        mistakes=[
            mistake(
                "zeros_kept",
                value=zeros_for_others,
                fr="Vous avez mis 0 aux clients jamais revenus. Zéro veut-il dire "
                "« gratuit » ou « inconnu » ?",
                en="You gave 0 to customers who never came back. Does zero mean “free” "
                "or “unknown”?",
            ),
            mistake(
                "first_purchase_included",
                value=first_included,
                fr="Vous avez gardé le premier achat dans la moyenne. Quels jours sont "
                "des **ré**achats ?",
                en="You kept the first purchase in the mean. Which days are **repeat** "
                "purchases?",
            ),
            mistake(
                "everybody",
                value=everybody_first_included,
                fr="Vous avez pris tous les achats de tous les clients. On demande "
                "les jours de réachat, chez ceux qui sont revenus.",
                en="You took all the purchases of all customers. Days of repeat "
                "purchase are asked for, among those who came back.",
            ),
            mistake(
                "order_for_day",
                value=per_order,
                fr="Vous avez fait la moyenne par commande. Deux commandes d'un même "
                "jour sont un seul achat : que faut-il additionner d'abord ?",
                en="You took the mean per order. Two orders on one day are a single "
                "purchase: what should be added up first?",
            ),
            mistake(
                "total_for_mean",
                value=totals_again,
                fr="Vous avez donné le total des réachats. Combien, pour **un** jour ?",
                en="You gave the total of repeat purchases. How much for **one** day?",
            ),
            mistake(
                "hidden_year_used",
                value=year_2025_included,
                fr="Vous avez utilisé les achats de 2025 : c'est l'année que le modèle "
                "ne doit pas voir.",
                en="You used the purchases of 2025: that is the year the model must "
                "not see.",
            ),
            mistake(
                "median_for_mean",
                value=medians_again,
                fr="Vous avez pris la médiane. Le modèle demande la moyenne.",
                en="You took the median. The model needs the mean.",
            ),
        ],
        otherwise=(
            "Total par client et par jour, sans le premier jour ; puis la moyenne par "
            "client.",
            "Total per customer and per day, without the first day; then the mean per "
            "customer.",
        ),
    ),
    practical(
        "07.6",
        answers.function(alive_cases, answers.number(tolerance=1e-6)),
        expected=lambda: alive,
        why=(
            "Cette chance remplace la règle « six mois sans achat » : chaque client "
            "est jugé à son propre rythme.",
            "This chance replaces the rule “six months without a purchase”: each "
            "customer is judged at their own pace.",
        ),
        mistakes=[
            mistake(
                "rfm_recency",
                when=None,
                value=lambda: alive_with_rfm_recency,
                fr="Votre fonction traite `t_x` comme la récence de RFM : ici, il est "
                "compté depuis le premier achat, et grand il rassure.",
                en="Your function treats `t_x` as the recency of RFM: here it is "
                "counted from the first purchase, and a large one reassures.",
            ),
            mistake(
                "first_purchase_counted",
                value=lambda: alive_counting_the_first,
                fr="Votre fonction compte le premier achat dans `x`, qui ne compte "
                "déjà que les réachats.",
                en="Your function counts the first purchase in `x`, which already "
                "counts repeat purchases only.",
            ),
            mistake(
                "never_came_back",
                value=lambda: alive_without_the_case_of_none,
                fr="Votre fonction applique la formule à un client jamais revenu. "
                "Quel cas l'énoncé met-il à part ?",
                en="Your function applies the formula to a customer who never came "
                "back. Which case does the question set apart?",
            ),
            mistake(
                "in_days",
                value=lambda: alive_in_days,
                fr="Votre fonction convertit en jours. Les quatre nombres du modèle "
                "sont en semaines, les durées aussi.",
                en="Your function converts to days. The four numbers of the model are "
                "in weeks, and so are the durations.",
            ),
            mistake(
                "times_swapped",
                value=lambda: alive_with_times_swapped,
                fr="Votre fonction échange `t_x` et `T` : plus le silence dure, plus "
                "elle croit le client présent.",
                en="Your function swaps `t_x` and `T`: the longer the silence, the "
                "more it believes the customer is there.",
            ),
            mistake(
                "power_without_brackets",
                value=lambda: alive_without_brackets,
                fr="Dans votre puissance, il manque des parenthèses : Python n'élève "
                "qu'à `r`, puis ajoute `x`.",
                en="Brackets are missing from your power: Python raises to `r` only, "
                "then adds `x`.",
            ),
            mistake(
                "gone_for_alive",
                value=lambda: gone,
                fr="Votre fonction donne la chance d'être **parti**.",
                en="Your function gives the chance of having **left**.",
            ),
            mistake(
                "power_without_x",
                value=lambda: alive_at_one_pace,
                fr="Dans votre puissance, il manque les réachats : le même silence "
                "doit inquiéter davantage chez un gros acheteur.",
                en="Repeat purchases are missing from your power: the same silence "
                "must worry more in a heavy buyer.",
            ),
        ],
        otherwise=(
            "Recopiez la formule terme à terme, en gardant ses parenthèses.",
            "Copy the formula term by term, keeping its brackets.",
        ),
    ),
    practical(
        "07.7",
        answers.number(tolerance=1),
        expected=lambda: purchases_in(365 / 7),
        why=(
            "Ce nombre règle les stocks et les équipes : prolonger le rythme passé "
            "aurait conduit à prévoir bien trop grand.",
            "Stock and staffing depend on this number: extending the past pace would "
            "have made both far too large.",
        ),
        mistakes=[
            mistake(
                "days_for_weeks",
                value=lambda: purchases_in(365),
                fr="Vous avez donné `t` en jours à un modèle ajusté en semaines : la "
                "prévision couvre plusieurs années.",
                en="You gave `t` in days to a model fitted in weeks: the forecast "
                "covers several years.",
            ),
            mistake(
                "months_for_weeks",
                value=lambda: purchases_in(12),
                fr="Vous avez donné `t` en mois à un modèle ajusté en semaines.",
                en="You gave `t` in months to a model fitted in weeks.",
            ),
            mistake(
                "years_for_weeks",
                value=lambda: purchases_in(1),
                fr="Vous avez donné `t = 1` : pour ce modèle, c'est une semaine.",
                en="You gave `t = 1`: to this model, that is one week.",
            ),
            mistake(
                "fifty_two_weeks",
                value=lambda: purchases_in(52),
                fr="Vous avez compté 52 semaines, soit 364 jours. Il en manque un.",
                en="You counted 52 weeks, which is 364 days. One is missing.",
            ),
            mistake(
                "survivors_only",
                value=purchases_of_those_there,
                fr="Vous n'avez gardé que les clients probablement présents. La chance "
                "d'être parti est déjà dans chaque valeur.",
                en="You kept only customers who are probably there. The chance of "
                "having left is already in each value.",
            ),
            mistake(
                "alive_twice",
                value=alive_counted_twice,
                fr="Vous avez multiplié par la chance d'être là une seconde fois : "
                "`expected_purchases` le fait déjà.",
                en="You multiplied by the chance of being there a second time: "
                "`expected_purchases` already does so.",
            ),
            mistake(
                "past_pace",
                value=past_pace_goes_on,
                fr="Vous avez prolongé le rythme passé de chacun. Tous achèteront-ils "
                "encore ?",
                en="You extended everyone's past pace. Will all of them still buy?",
            ),
            mistake(
                "average_for_all",
                value=mean_pace_for_all,
                fr="Vous avez appliqué à tous le rythme moyen d'un client présent. "
                "Que sait-on de plus de chacun ?",
                en="You applied to all the mean pace of a customer who is there. What "
                "else is known of each?",
            ),
            mistake(
                "all_new",
                value=as_new_customers,
                fr="Vous avez traité tous les clients comme des nouveaux, sans "
                "histoire. Donnez au modèle leurs trois colonnes.",
                en="You treated all customers as new, with no history. Give the model "
                "their three columns.",
            ),
        ],
        otherwise=(
            "Une année dans l'unité du modèle, les trois colonnes de `known`, puis la "
            "somme.",
            "One year in the unit of the model, the three columns of `known`, then the "
            "sum.",
        ),
    ),
    practical(
        "07.8",
        answers.number(tolerance=0.5),
        expected=fair,
        why=(
            "C'est un plancher constaté, sans aucun modèle : s'il couvre déjà le coût, "
            "les années suivantes sont du profit.",
            "This is an observed floor, without any model: if it already covers the "
            "cost, the following years are profit.",
        ),
        mistakes=[
            mistake(
                "revenue_for_margin",
                value=lambda: fair(rate=1),
                fr="Vous avez pris les ventes pour de la marge : c'est ainsi que l'on "
                "paie un client plus qu'il ne rapporte.",
                en="You took sales for margin: this is how a customer is bought for "
                "more than they bring in.",
            ),
            mistake(
                "survivors_only",
                value=lambda: fair(over="survivors"),
                fr="Vous avez divisé par les clients encore actifs la deuxième année. "
                "Ceux qui sont partis ont coûté autant.",
                en="You divided by the customers still active in the second year. "
                "Those who left cost just as much.",
            ),
            mistake(
                "not_discounted",
                value=lambda: fair(discount=0),
                fr="Vous avez oublié d'actualiser : le coût se paie aujourd'hui, la "
                "marge arrive plus tard.",
                en="You forgot to discount: the cost is paid today, the margin comes "
                "later.",
            ),
            mistake(
                "rate_in_per_cent",
                value=lambda: fair(discount=100 * DISCOUNT),
                fr="Vous avez écrit le taux d'actualisation en pour cent. Combien vaut "
                "douze pour cent, en part ?",
                en="You wrote the discount rate as a percentage. What is twelve per "
                "cent, as a share?",
            ),
            mistake(
                "no_time_limit",
                value=lambda: fair(days=10_000),
                fr="Vous avez gardé tous les achats : les clients de 2022 sont alors "
                "suivis plus longtemps que ceux de 2023.",
                en="You kept all the purchases: customers of 2022 are then followed "
                "for longer than those of 2023.",
            ),
            mistake(
                "one_year_only",
                value=lambda: fair(days=365),
                fr="Vous vous êtes arrêté à 12 mois. Relisez la durée demandée.",
                en="You stopped at 12 months. Read the period asked for again.",
            ),
            mistake(
                "newcomers_included",
                value=lambda: fair(until="2026-01-01"),
                fr="Vous avez gardé les clients arrivés en 2024 et 2025 : on ne les a "
                "pas encore suivis aussi longtemps.",
                en="You kept customers who arrived in 2024 and 2025: they have not yet "
                "been followed for as long.",
            ),
            mistake(
                "cost_forgotten",
                value=lambda: fair(cost=0),
                fr="Vous avez donné ce que laisse le client. Qu'en reste-t-il, une "
                "fois l'agence payée ?",
                en="You gave what the customer leaves. What remains of it once the "
                "agency is paid?",
            ),
            mistake(
                "fair_channel_only",
                value=lambda: fair(channel="fair"),
                fr="Vous n'avez gardé que le canal des foires. L'énoncé dit : tous "
                "canaux réunis ; les foires seules viendront dans la note.",
                en="You kept the fairs only. The question says all channels together; "
                "fairs alone come in the recommendation.",
            ),
            mistake(
                "whole_years",
                value=lambda: fair(whole_years=True),
                fr="Vous avez arrondi l'âge à des années entières : toute la première "
                "année échappe à l'actualisation.",
                en="You rounded the age to whole years: the whole first year escapes "
                "discounting.",
            ),
            mistake(
                "not_divided",
                value=lambda: fair(over="nobody"),
                fr="Vous avez retiré 420 MAD du total de tous les clients. On demande "
                "ce qu'il reste pour **un** client.",
                en="You took MAD 420 from the total of all customers. What is left for "
                "**one** customer is asked for.",
            ),
            mistake(
                "per_order",
                value=lambda: fair(over="orders"),
                fr="Vous avez pris la moyenne par commande. Qui coûte 420 MAD, la "
                "commande ou le client ?",
                en="You took the mean per order. What costs MAD 420, the order or the "
                "customer?",
            ),
            mistake(
                "everybody_as_base",
                value=lambda: fair(over="all"),
                fr="Vous avez divisé par tous les clients du fichier. Lesquels sont "
                "arrivés en 2022 et 2023 ?",
                en="You divided by every customer on file. Which ones arrived in 2022 "
                "and 2023?",
            ),
            mistake(
                "first_purchase_left_out",
                value=lambda: fair(later_only=True),
                fr="Vous avez écarté le premier achat. C'est l'acquisition qui l'a "
                "amené : il compte.",
                en="You left out the first purchase. The acquisition brought it about: "
                "it counts.",
            ),
        ],
        otherwise=(
            "Marge actualisée des 24 mois, additionnée, divisée par tous les clients "
            "recrutés, moins le coût.",
            "Discounted margin of the 24 months, added up, divided by all the "
            "customers won, less the cost.",
        ),
    ),
]
