"""The practicals of chapter 02, The race to differentiate, and the profit squeeze."""

import pandas as pd

from course_lib import answers
from course_lib.answers import Text
from course_lib.checking import mistake, practical
from course_lib.data import load

# --- 02.1: classify ideas by lever ------------------------------------------------

LEVERS = {
    "A": "access",
    "B": "time",
    "C": "temptation",
    "D": "tailor_made",
    "E": "personalisation",
    "F": "access",
    "G": "tailor_made",
    "H": "temptation",
}
SPELLINGS = {
    "access": ["accès"],
    "time": ["temps"],
    "temptation": ["temptations", "tentation", "tentations"],
    "tailor_made": ["tailor made", "sur-mesure"],
    "personalisation": ["personalization", "personnalisation"],
}
CLUES = {
    "A": Text(
        "Que gagne le client : des heures, ou de la vitesse ?",
        "What does the customer gain: opening hours, or speed?",
    ),
    "B": Text("Que fait-on gagner au client ?", "What is the customer spared?"),
    "C": Text(
        "Combien d'occasions d'acheter en plus ?", "How many more occasions to buy?"
    ),
    "D": Text(
        "Qu'est-ce qui change : le produit, ou le message ?",
        "What changes: the product, or the message?",
    ),
    "E": Text(
        "Ajoute-t-on des messages, ou choisit-on leur contenu ?",
        "Are messages added, or is their content chosen?",
    ),
    "F": Text(
        "Que devient-il plus facile de trouver ?", "What becomes easier to find?"
    ),
    "G": Text("Qui dessine le produit ?", "Who designs the product?"),
    "H": Text("Qu'est-ce qui augmente ?", "What increases?"),
}


def levers():
    return dict(LEVERS)


def all_the_same(codes):
    return len(codes) > 1 and len(set(codes.values())) == 1


def given(*pairs):
    """Tell whether one of the items was given the label beside it."""
    return lambda codes: any(codes.get(item) == label for item, label in pairs)


def changed(**items):
    return lambda: LEVERS | items


# --- 02.2, 02.3, 02.4: loss rates -------------------------------------------------

STARTS = (2022, 2023, 2024)
# Where rates change little, a right answer and a usual error are nearly the same.
FINE = 0.00005


def buyers(year):
    orders = load("orders")
    return set(orders["customer_id"][orders["ordered_at"].dt.year == year])


def exposed_and_lost(start, end=None):
    """Return how many bought in a year, and how many of them not in another."""
    before, after = buyers(start), buyers(end or start + 1)
    return len(before), len(before - after)


def step_rate(start, end=None):
    exposed, lost = exposed_and_lost(start, end)
    return lost / exposed


def left_after_five():
    return (1 - step_rate(2024)) ** 5


def linear_left():
    return 1 - 5 * step_rate(2024)


def subtracted(value):
    """Recognise the linear loss, cut at zero or not, as a share or in per cent."""
    linear = linear_left()
    near = min(abs(value - linear), abs(value / 100 - linear)) < 0.0005
    return near or (value == 0 and linear < 0)


def gone_after_five():
    return 1 - left_after_five()


def left_after_one():
    return 1 - step_rate(2024)


def left_after_four():
    return (1 - step_rate(2024)) ** 4


def left_after_six():
    return (1 - step_rate(2024)) ** 6


def other_power(value):
    """Recognise the rate applied some other number of times."""
    wrong = [(1 - step_rate(2024)) ** times for times in (2, 3, 7, 8, 10)]
    return any(near_share(value, one, 0.0005) for one in wrong)


def left_at_twenty_percent():
    return 0.8**5


def power_before_minus():
    return 1 - step_rate(2024) ** 5


def left_after_three():
    return (1 - step_rate(2024)) ** 3


def customers_left():
    return round(left_after_five() * len(buyers(2024)))


def number_of_customers(value):
    return abs(value - left_after_five() * len(buyers(2024))) < 1


def loss_to_the_fifth():
    return step_rate(2024) ** 5


def looks_like_loss_to_the_fifth(answer):
    # So small a share that the usual margin, in points or in percent, hides others.
    wrong = loss_to_the_fifth()
    return min(abs(answer - wrong), abs(answer / 100 - wrong)) < wrong / 50


def pooled_rate():
    steps = [exposed_and_lost(start) for start in STARTS]
    return sum(lost for _, lost in steps) / sum(exposed for exposed, _ in steps)


def mean_of_rates():
    return sum(step_rate(start) for start in STARTS) / len(STARTS)


def sum_of_rates():
    return sum(step_rate(start) for start in STARTS)


def gone_by_the_end():
    """Return the share of the buyers of the three years who did not buy in 2025."""
    seen = set().union(*(buyers(year) for year in STARTS))
    return len(seen - buyers(2025)) / len(seen)


def pooled_retention():
    return 1 - pooled_rate()


def over_next_buyers():
    lost = sum(exposed_and_lost(start)[1] for start in STARTS)
    return lost / sum(len(buyers(start + 1)) for start in STARTS)


def last_step():
    return step_rate(2024)


def one_step(value):
    return any(near_share(value, step_rate(start), FINE) for start in STARTS)


def two_steps(value):
    """Recognise the pooled rate of two of the three steps."""
    return any(near_share(value, pooled_without(start), FINE) for start in STARTS)


def pooled_without(left_out):
    steps = [exposed_and_lost(start) for start in STARTS if start != left_out]
    return sum(lost for _, lost in steps) / sum(exposed for exposed, _ in steps)


def last_two_steps():
    return pooled_without(2022)


def customers_lost():
    return sum(exposed_and_lost(start)[1] for start in STARTS)


def lost_over_everybody():
    return customers_lost() / load("orders")["customer_id"].nunique()


def first_to_last():
    return step_rate(2022, 2025)


def relative_change():
    return change_over(step_rate(2022))


def change_over(base):
    return (step_rate(2024) - step_rate(2022)) / base


def change_in_points():
    return change_over(1)


def change_over_the_end():
    return change_over(step_rate(2024))


def rate_change(first, last):
    return (step_rate(last) - step_rate(first)) / step_rate(first)


def other_steps(value):
    """Recognise the change between two of the steps, but not the first and last."""
    wrong = (rate_change(2022, 2023), rate_change(2023, 2024))
    return any(near_share(value, one, FINE) for one in wrong)


def first_two_steps():
    return rate_change(2022, 2023)


def per_year(value):
    """Recognise a yearly pace: divided by the number of years, or compounded."""
    wrong = [relative_change() / 2, relative_change() / 3, ratio_of_rates() ** 0.5 - 1]
    return any(near_share(value, one, FINE) for one in wrong)


def change_a_year():
    return relative_change() / 2


def change_of_the_lost():
    """Compare numbers of customers lost, not rates."""
    first, last = (exposed_and_lost(start)[1] for start in (2022, 2024))
    return (last - first) / first


def change_of_the_buyers():
    return len(buyers(2024)) / len(buyers(2022)) - 1


def numbers_compared(value):
    wrong = (change_of_the_lost(), change_of_the_buyers())
    return any(near_share(value, one, FINE) for one in wrong)


def ends_swapped():
    return step_rate(2022) / step_rate(2024) - 1


def over_the_next(start):
    """Divide those lost by the buyers of the following year."""
    return exposed_and_lost(start)[1] / len(buyers(start + 1))


def change_over_next_buyers():
    return (over_the_next(2024) - over_the_next(2022)) / over_the_next(2022)


def change_reversed():
    return -relative_change()


def change_of_retention():
    return -change_in_points() / (1 - step_rate(2022))


def ratio_of_rates():
    return step_rate(2024) / step_rate(2022)


# --- 02.5: the cost of the leaky bucket -------------------------------------------


def bucket_cases():
    """Return (customers, loss, years, win_cost), from the company's own figures."""
    now, loss = len(buyers(2025)), round(step_rate(2024), 3)
    return [(now, loss, 5, 120.0), (now, 0.2, 3, 90.0), (1000, 0.1, 1, 120.0)]


def bucket_cost(customers, loss, years, win_cost):
    return customers * loss * years * win_cost


def never_refilled(customers, loss, years, win_cost):
    return customers * (1 - (1 - loss) ** years) * win_cost


def one_year(customers, loss, years, win_cost):
    return customers * loss * win_cost


def kept_paid(customers, loss, years, win_cost):
    return customers * (1 - loss) * years * win_cost


def left_paid(customers, loss, years, win_cost):
    return customers * (1 - loss) ** years * win_cost


def one_year_less(customers, loss, years, win_cost):
    return customers * loss * (years - 1) * win_cost


def one_year_more(customers, loss, years, win_cost):
    return customers * loss * (years + 1) * win_cost


def five_years(customers, loss, years, win_cost):
    return customers * loss * 5 * win_cost


def at_120(customers, loss, years, win_cost):
    return customers * loss * years * 120


def numbers_written_in(found):
    return any(results_of(found, wrong) for wrong in (five_years, at_120))


def years_miscounted(found):
    return any(results_of(found, wrong) for wrong in (one_year_less, one_year_more))


def results_of(found, wrong):
    """Tell whether what was found in each case is what a function returns."""
    expected = [wrong(*case) for case in bucket_cases()]
    pairs = zip(found, expected, strict=True)
    return all(abs(one - other) <= 0.01 for one, other in pairs)


def loss_forgotten(customers, loss, years, win_cost):
    return customers * years * win_cost


def compounded(customers, loss, years, win_cost):
    return customers * ((1 + loss) ** years - 1) * win_cost


def file_bought_again(customers, loss, years, win_cost):
    return customers * (1 + loss * years) * win_cost


def heads_counted(customers, loss, years, win_cost):
    return customers * loss * years


# --- 02.6: what each customer leaves ----------------------------------------------


def orders_with_goods(year=2025):
    """Return the orders of a year, or of all, with the cost of their goods."""
    orders = load("orders")
    if year is not None:
        orders = orders[orders["ordered_at"].dt.year == year].copy()
    lines = load("order_lines").merge(
        load("products")[["product_id", "unit_cost", "price"]], on="product_id"
    )
    goods = (lines["quantity"] * lines["unit_cost"]).groupby(lines["order_id"]).sum()
    priced = (lines["quantity"] * lines["price"]).groupby(lines["order_id"]).sum()
    charged = (lines["quantity"] * lines["unit_price"]).groupby(lines["order_id"])
    one_each = lines.groupby("order_id")["unit_cost"].sum()
    orders["kept"] = orders["amount"].where(~orders["returned"], 0.0)
    orders["goods"] = orders["order_id"].map(goods)
    orders["one_each"] = orders["order_id"].map(one_each)
    orders["priced"] = orders["order_id"].map(priced)
    orders["charged"] = orders["order_id"].map(charged.sum())
    orders["left"] = orders["kept"] - orders["goods"] - orders["delivery_cost"]
    return orders


def per_customer(orders, values):
    return values.groupby(orders["customer_id"]).sum()


def left_per_customer():
    orders = orders_with_goods()
    return per_customer(orders, orders["left"])


def revenue_per_customer():
    orders = orders_with_goods()
    return per_customer(orders, orders["kept"])


def amounts_per_customer():
    orders = orders_with_goods()
    return per_customer(orders, orders["amount"])


def returns_ignored():
    orders = orders_with_goods()
    left = orders["amount"] - orders["goods"] - orders["delivery_cost"]
    return per_customer(orders, left)


def returned_goods_saved():
    orders = orders_with_goods()
    goods = orders["goods"].where(~orders["returned"], 0.0)
    return per_customer(orders, orders["kept"] - goods - orders["delivery_cost"])


def returned_orders_left_out():
    orders = orders_with_goods()
    orders = orders[~orders["returned"]]
    return per_customer(orders, orders["left"])


def without_returned_orders(values):
    """Recognise returned orders dropped: their customers gone, or left at 0."""
    right = returned_orders_left_out()
    everyone = left_per_customer().index
    if len(values) == len(everyone):
        right = right.reindex(everyone, fill_value=0.0)
    return agree(values, right)


def agree(values, wrong):
    """Tell whether two Series hold the same values under the same keys."""
    kind = answers.series(0.01, key="customer_id")
    return kind.same(values, wrong)


def refunds_taken_off_twice():
    orders = orders_with_goods()
    twice = orders["kept"] - orders["amount"].where(orders["returned"], 0.0)
    return per_customer(orders, twice - orders["goods"] - orders["delivery_cost"])


def left_at(goods):
    orders = orders_with_goods()
    left = orders["kept"] - orders[goods] - orders["delivery_cost"]
    return per_customer(orders, left)


def valued_at_price(values):
    """Recognise goods counted at their selling price, of the list or of the day."""
    return any(agree(values, left_at(goods)) for goods in ("priced", "charged"))


def left_at_price():
    return left_at("priced")


def discount_taken_off():
    orders = orders_with_goods()
    return per_customer(orders, orders["left"] - orders["discount"])


def discount_added():
    orders = orders_with_goods()
    return per_customer(orders, orders["left"] + orders["discount"])


def discount_counted(values):
    return agree(values, discount_taken_off()) or agree(values, discount_added())


def returned_delivery_saved():
    orders = orders_with_goods()
    delivery = orders["delivery_cost"].where(~orders["returned"], 0.0)
    return per_customer(orders, orders["kept"] - orders["goods"] - delivery)


def costs_of(orders):
    return per_customer(orders, orders["goods"] + orders["delivery_cost"])


def costs_alone():
    return costs_of(orders_with_goods())


def goods_alone():
    orders = orders_with_goods()
    return per_customer(orders, orders["goods"])


def costs_given(values):
    return agree(values, costs_alone()) or agree(values, goods_alone())


def one_row_per_order(values):
    return len(values) == len(orders_with_goods())


def each_order():
    orders = orders_with_goods()
    return orders.set_index("order_id")["left"]


def left_in_2024():
    orders = orders_with_goods(2024)
    return per_customer(orders, orders["left"])


def delivery_added():
    orders = orders_with_goods()
    return per_customer(orders, orders["left"] + 2 * orders["delivery_cost"])


def left_per_order():
    orders = orders_with_goods()
    return orders["left"].groupby(orders["customer_id"]).mean()


def delivery_forgotten():
    orders = orders_with_goods()
    return per_customer(orders, orders["kept"] - orders["goods"])


def quantity_forgotten():
    orders = orders_with_goods()
    left = orders["kept"] - orders["one_each"] - orders["delivery_cost"]
    return per_customer(orders, left)


def left_of_all_years():
    orders = orders_with_goods(None)
    return per_customer(orders, orders["left"])


# --- 02.7: the top fifth ----------------------------------------------------------


def top_fifth(values):
    """Return the largest values, a fifth of them."""
    return values.sort_values(ascending=False).head(round(0.20 * len(values)))


def top_share():
    left = left_per_customer()
    return top_fifth(left).sum() / left.sum()


def top_share_of_revenue():
    revenue = revenue_per_customer()
    return top_fifth(revenue).sum() / revenue.sum()


def top_share_of_amounts():
    amounts = amounts_per_customer()
    return top_fifth(amounts).sum() / amounts.sum()


def revenue_instead(value):
    wrong = (top_share_of_revenue(), top_share_of_amounts())
    return any(near_share(value, one, 0.0005) for one in wrong)


def near_share(value, share, margin):
    return min(abs(value - share), abs(value / 100 - share)) <= margin


def biggest_buyers():
    left = left_per_customer()
    return left[top_fifth(revenue_per_customer()).index].sum() / left.sum()


def customers_for_80():
    ranked = left_per_customer().sort_values(ascending=False)
    return float((ranked.cumsum() < 0.80 * ranked.sum()).mean())


def customers_instead(value):
    # Whether the customer who reaches 80 % is counted or not.
    return near_share(value, customers_for_80(), 1.01 / len(left_per_customer()))


def losses_left_out():
    left = left_per_customer()
    return top_fifth(left).sum() / left[left > 0].sum()


def worst_fifth():
    left = left_per_customer()
    return left.sort_values().head(round(0.20 * len(left))).sum() / left.sum()


def unsorted_fifth():
    left = left_per_customer()
    return left.head(round(0.20 * len(left))).sum() / left.sum()


def twenty_customers():
    left = left_per_customer()
    return left.nlargest(20).sum() / left.sum()


def all_but_a_fifth():
    left = left_per_customer()
    return left.nlargest(len(left) - round(0.20 * len(left))).sum() / left.sum()


def rest_of_profit():
    return 1 - top_share()


def amount_of_top():
    return top_fifth(left_per_customer()).sum()


def fifth_of_the_profitable():
    left = left_per_customer()
    return top_fifth(left[left > 0]).sum() / left.sum()


def upside_down():
    return 1 / top_share()


def fifth_of_the_file():
    """Take a fifth of all the customers on file, buyers of the year or not."""
    left = left_per_customer().sort_values(ascending=False)
    return left.head(round(0.20 * len(load("customers")))).sum() / left.sum()


def profit_over_revenue():
    left = left_per_customer()
    return top_fifth(left).sum() / revenue_per_customer().sum()


# --- 02.8: the peak of the whale --------------------------------------------------


def whale():
    return whale_of(left_per_customer().sort_values(ascending=False))


def whale_of(ranked):
    peak = (ranked.cumsum() / ranked.sum()).max()
    return whale_with(peak, (ranked > 0).mean(), peak - 1)


def whale_with(peak, profitable, destroyed):
    found = {"peak": peak, "profitable": profitable, "destroyed": destroyed}
    return pd.Series(found).astype(float).rename_axis("measure")


def whale_of_revenue():
    return whale_of(revenue_per_customer().sort_values(ascending=False))


def given_as(name, wrong):
    """Recognise one of the three by a wrong value, as a share or in per cent."""
    return lambda values: (
        name in values.index and near_share(values[name], wrong(), 0.0005)
    )


def never_above_the_end():
    return 1.0


def profitable_customers():
    return whale()["profitable"]


def loss_making_customers():
    return 1 - whale()["profitable"]


def destroyed_below_zero():
    return -whale()["destroyed"]


def destroyed_of_the_peak():
    right = whale()
    return right["destroyed"] / right["peak"]


def whale_but(name, wrong):
    def example():
        found = whale()
        found[name] = wrong()
        return found

    return example


def in_dirhams(values):
    """Recognise amounts: the shares asked for are below 10, in per cent below 1,000."""
    shares = values.reindex(["peak", "destroyed"])
    return bool((shares.abs() > 1000).any())


def number_of_profitable():
    return int((left_per_customer() > 0).sum())


def profitable_on_file():
    return number_of_profitable() / len(load("customers"))


def peak_of_buyers():
    """Return the highest point when the biggest buyers, not profits, come first."""
    order = revenue_per_customer().sort_values(ascending=False).index
    ranked = left_per_customer()[order]
    return (ranked.cumsum() / ranked.sum()).max()


def peak_less_one():
    return whale()["destroyed"]


def whole_peak():
    return whale()["peak"]


def whale_in_dirhams():
    return whale() * left_per_customer().sum()


# --- 02.9: a charge on small deliveries -------------------------------------------

CHARGE, LIMIT, GONE = 25, 250, 0.10


def small_deliveries(year=2025):
    orders = orders_with_goods(year)
    return orders[(orders["delivery_cost"] > 0) & (orders["amount"] < LIMIT)]


def gain_from(orders, forgone, gone=GONE):
    return float(CHARGE * (1 - gone) * len(orders) - GONE * forgone)


def gain():
    small = small_deliveries()
    return gain_from(small, small["left"].sum())


def gain_of_charge_alone():
    return gain_from(small_deliveries(), 0)


def gain_if_all_stay():
    return gain_from(small_deliveries(), 0, gone=0)


def gain_if_all_pay():
    small = small_deliveries()
    return gain_from(small, small["left"].sum(), gone=0)


def gain_without_delivery_cost():
    """Leave the delivery out of what an order lost would have left."""
    small = small_deliveries()
    return gain_from(small, (small["left"] + small["delivery_cost"]).sum())


def gain_charge_lost_twice():
    small = small_deliveries()
    return gain_from(small, small["left"].sum() + CHARGE * len(small))


def gain_of_average_orders():
    """Give every order lost what an order of the year leaves on average."""
    small, all_year = small_deliveries(), orders_with_goods(2025)
    return gain_from(small, all_year["left"].mean() * len(small))


def gain_less_revenue():
    small = small_deliveries()
    return gain_from(small, small["amount"].sum())


def gain_less_kept():
    small = small_deliveries()
    return gain_from(small, small["kept"].sum())


def gain_wrong_sign():
    small = small_deliveries()
    return gain_from(small, -small["left"].sum())


def gain_on_all_deliveries():
    orders = orders_with_goods()
    far = orders[orders["delivery_cost"] > 0]
    return gain_from(far, far["left"].sum())


def gain_on_all_small():
    orders = orders_with_goods()
    small = orders[orders["amount"] < LIMIT]
    return gain_from(small, small["left"].sum())


def gain_all_years():
    small = small_deliveries(None)
    return gain_from(small, small["left"].sum())


def gain_without_returned():
    small = small_deliveries()
    small = small[~small["returned"]]
    return gain_from(small, small["left"].sum())


def gain_charge_refunded():
    small = small_deliveries()
    charged = (~small["returned"]).sum()
    return float(CHARGE * (1 - GONE) * charged - GONE * small["left"].sum())


def gain_all_lost():
    small = small_deliveries()
    return gain_from(small, small["left"].sum() / GONE)


def gain_shares_swapped():
    small = small_deliveries()
    return float(CHARGE * GONE * len(small) - (1 - GONE) * small["left"].sum())


def profit_after_the_rule():
    small = small_deliveries()
    return float((1 - GONE) * (CHARGE * len(small) + small["left"].sum()))


def gain_per_order():
    return gain() / len(small_deliveries())


def forgone_alone():
    return GONE * small_deliveries()["left"].sum()


def half_of_the_gain(value):
    return abs(abs(value) - abs(forgone_alone())) <= 1


def gain_per_customer():
    small = small_deliveries()
    people = small["customer_id"].nunique()
    return float(CHARGE * (1 - GONE) * people - GONE * small["left"].sum())


def customers_charged(value):
    charge = CHARGE * (1 - GONE) * small_deliveries()["customer_id"].nunique()
    return min(abs(value - gain_per_customer()), abs(value - charge)) <= 1


def gain_without_refunds():
    small = small_deliveries()
    left = small["amount"] - small["goods"] - small["delivery_cost"]
    return gain_from(small, left.sum())


def gain_on_large():
    orders = orders_with_goods()
    large = orders[(orders["delivery_cost"] > 0) & (orders["amount"] >= LIMIT)]
    return gain_from(large, large["left"].sum())


def revenue_for_profit(value):
    wrong = (gain_less_revenue(), gain_less_kept())
    return any(abs(value - one) <= 1 for one in wrong)


PRACTICALS = [
    practical(
        "02.1",
        answers.mapping(SPELLINGS, CLUES),
        expected=levers,
        why=(
            "Nommer le levier, c'est savoir où chercher son coût : horaires, "
            "préparation, pression, atelier ou données.",
            "Naming the lever tells where to look for its cost: opening hours, "
            "preparation, pressure, workshop or data.",
        ),
        mistakes=[
            mistake(
                "all_the_same",
                fr="Vous avez donné la même réponse partout. Comparez B et D : dans "
                "lequel des deux le produit lui-même change-t-il ?",
                en="You gave the same answer everywhere. Compare B and D: in which of "
                "the two does the product itself change?",
                when=all_the_same,
                example=lambda: dict.fromkeys(LEVERS, "access"),
            ),
            mistake(
                "message_for_product",
                fr="Vous avez vu une affaire de message là où le produit lui-même "
                "change (D ou G). Que reçoit le client qu'aucun autre ne reçoit ?",
                en="You saw a matter of messages where the product itself changes (D "
                "or G). What does this customer get that no other gets?",
                when=given(("D", "personalisation"), ("G", "personalisation")),
                example=changed(D="personalisation", G="personalisation"),
            ),
            mistake(
                "more_for_better",
                fr="Vous avez confondu écrire *plus souvent* et écrire *plus juste* "
                "(C, E ou H). Compte-t-on les occasions, ou choisit-on le contenu ?",
                en="You confused writing *more often* with writing *more aptly* (C, E "
                "or H). Are occasions counted, or is the content chosen?",
                when=given(
                    ("E", "temptation"),
                    ("C", "personalisation"),
                    ("H", "personalisation"),
                ),
                example=changed(E="temptation"),
            ),
            mistake(
                "hours_for_speed",
                fr="Vous avez confondu pouvoir acheter *ailleurs ou plus tard* et "
                "acheter *plus vite* (A, B ou F).",
                en="You confused being able to buy *elsewhere or later* with buying "
                "*faster* (A, B or F).",
                when=given(("A", "time"), ("F", "time"), ("B", "access")),
                example=changed(A="time"),
            ),
        ],
        otherwise=(
            "Reprenez les cinq leviers, section 1.",
            "Go back to the five levers, section 1.",
        ),
    ),
    practical(
        "02.2",
        answers.number(0.0005, share=True),
        expected=left_after_five,
        why=(
            "Il reste des clients après cinq ans, et même à dix : l'entreprise a donc "
            "un capital à entretenir, pas seulement un fichier à remplir.",
            "Customers remain after five years, and after ten: so the company has an "
            "asset to look after, not only a file to refill.",
        ),
        mistakes=[
            mistake(
                "linear_loss",
                fr="Vous avez soustrait cinq fois la même perte : c'est la perte "
                "linéaire. La deuxième année, reste-t-il autant de clients à perdre ?",
                en="You subtracted the same loss five times: that is the linear loss. "
                "In the second year, are there as many customers left to lose?",
                when=subtracted,
                example=linear_left,
            ),
            mistake(
                "gone_for_left",
                fr="Vous avez donné la part de ceux qui sont partis. La question porte "
                "sur les autres.",
                en="You gave the share of those who have gone. The question is about "
                "the others.",
                value=gone_after_five,
            ),
            mistake(
                "one_year_only",
                fr="Vous vous êtes arrêté après un an. Combien de fois le taux "
                "s'applique-t-il ?",
                en="You stopped after one year. How many times does the rate apply?",
                value=left_after_one,
            ),
            mistake(
                "four_years",
                fr="Vous avez appliqué le taux quatre fois : il manque une année.",
                en="You applied the rate four times: one year is missing.",
                value=left_after_four,
            ),
            mistake(
                "six_years",
                fr="Vous avez appliqué le taux six fois : une année de trop. Le "
                "départ, 2024, est-il déjà une année de perte ?",
                en="You applied the rate six times: one year too many. Is the start, "
                "2024, already a year of loss?",
                value=left_after_six,
            ),
            mistake(
                "loss_given",
                fr="Vous avez donné le taux de perte d'une année. Quelle part reste, "
                "et après combien d'années ?",
                en="You gave the loss rate of one year. What share is left, and after "
                "how many years?",
                value=last_step,
            ),
            mistake(
                "other_number_of_years",
                fr="Vous avez appliqué le bon taux, mais pas cinq fois. Recomptez les "
                "années sur vos doigts, à partir de 2024.",
                en="You applied the right rate, but not five times. Count the years "
                "again on your fingers, from 2024.",
                when=other_power,
                example=left_after_three,
            ),
            mistake(
                "customers_for_share",
                fr="Vous avez donné un nombre de clients. La question demande une "
                "part.",
                en="You gave a number of customers. The question asks for a share.",
                when=number_of_customers,
                example=customers_left,
            ),
            mistake(
                "power_of_the_loss",
                fr="Vous avez multiplié la *perte* par elle-même. Quelle part passe "
                "d'une année à la suivante ?",
                en="You multiplied the *loss* by itself. Which share goes from one "
                "year to the next?",
                when=looks_like_loss_to_the_fifth,
                example=loss_to_the_fifth,
            ),
            mistake(
                "rate_of_the_claim",
                fr="Vous avez pris 20 %, le taux de la phrase citée. Quel taux la "
                "cellule du dessus a-t-elle mesuré chez nous ?",
                en="You took 20%, the rate of the sentence quoted. Which rate did the "
                "cell above measure in our company?",
                value=left_at_twenty_percent,
            ),
            mistake(
                "power_before_minus",
                fr="Vous avez écrit `1 - loss ** 5` : Python calcule la puissance "
                "avant la soustraction. Que faut-il mettre entre parenthèses ?",
                en="You wrote `1 - loss ** 5`: Python works out the power before the "
                "subtraction. What belongs in brackets?",
                value=power_before_minus,
            ),
        ],
        otherwise=(
            "Relisez le premier calcul de la section 4 : chaque année, on part de "
            "ceux qui restent.",
            "Read the first calculation of section 4 again: each year starts from "
            "those who are left.",
        ),
    ),
    practical(
        "02.3",
        answers.number(FINE, share=True),
        expected=pooled_rate,
        why=(
            "Ce taux dit combien de clients l'entreprise perd vraiment pour cent "
            "exposés ; chacun y pèse autant, quelle que soit son année.",
            "This rate tells how many customers the company really loses per hundred "
            "exposed; each weighs the same, whatever the year.",
        ),
        mistakes=[
            mistake(
                "mean_of_rates",
                fr="Vous avez fait la moyenne des trois taux : la petite année de "
                "lancement y pèse autant que la plus grande. Que faut-il additionner "
                "d'abord ?",
                en="You averaged the three rates: the small launch year weighs as much "
                "as the largest. What should be added up first?",
                value=mean_of_rates,
            ),
            mistake(
                "retention",
                fr="Vous avez donné la part de ceux qui achètent encore : c'est le "
                "taux de rétention.",
                en="You gave the share of those who still buy: that is the retention "
                "rate.",
                value=pooled_retention,
            ),
            mistake(
                "sum_of_rates",
                fr="Vous avez additionné les trois taux. Trois années à un sur dix "
                "donnent-elles un taux de trois sur dix ?",
                en="You added the three rates up. Do three years at one in ten make a "
                "rate of three in ten?",
                value=sum_of_rates,
            ),
            mistake(
                "over_next_year",
                fr="Vous avez divisé les perdus par les acheteurs de l'année suivante. "
                "Qui risquait d'être perdu ?",
                en="You divided those lost by the buyers of the following year. Who "
                "was at risk of being lost?",
                value=over_next_buyers,
            ),
            mistake(
                "one_step_only",
                fr="Vous avez donné le taux d'un seul passage (la médiane des trois en"
                " est un). La question réunit les trois.",
                en="You gave the rate of a single step (the median of the three is "
                "one). The question takes all three together.",
                when=one_step,
                example=last_step,
            ),
            mistake(
                "two_steps_only",
                fr="Vous n'avez réuni que deux passages. Avec quatre années, combien y"
                " en a-t-il ?",
                en="You took only two steps together. With four years, how many are "
                "there?",
                when=two_steps,
                example=last_two_steps,
            ),
            mistake(
                "number_for_rate",
                fr="Vous avez donné le nombre de clients perdus. Sur combien d'exposés"
                " ?",
                en="You gave the number of customers lost. Out of how many exposed?",
                value=customers_lost,
            ),
            mistake(
                "over_everybody",
                fr="Vous avez divisé par tous les clients, chacun compté une fois. "
                "Celui qui achète trois ans de suite, combien de fois est-il exposé"
                " ?",
                en="You divided by all customers, each counted once. How many times is"
                " someone who buys three years in a row exposed?",
                value=lost_over_everybody,
            ),
            mistake(
                "first_to_last",
                fr="Vous avez comparé 2022 et 2025 directement : c'est une perte de "
                "trois ans, non un taux annuel.",
                en="You compared 2022 and 2025 directly: that is a loss over three "
                "years, not a yearly rate.",
                value=first_to_last,
            ),
            mistake(
                "gone_by_the_end",
                fr="Vous avez réuni les acheteurs des trois années et cherché qui "
                "manque en 2025. Chaque passage se regarde à part : un client peut "
                "être exposé trois fois.",
                en="You put the buyers of the three years together and looked for "
                "those missing in 2025. Each step stands apart: a customer can be "
                "exposed three times.",
                value=gone_by_the_end,
            ),
        ],
        otherwise=(
            "Pour chaque passage, comptez les exposés et les perdus ; ne divisez "
            "qu'une fois, à la fin, et n'arrondissez pas.",
            "At each step, count those exposed and those lost; divide only once, at "
            "the end, and do not round.",
        ),
    ),
    practical(
        "02.4",
        answers.number(FINE, share=True),
        expected=relative_change,
        why=(
            "Points et pour cent sont deux façons justes de dire le même changement ; "
            "les confondre le fait paraître bien plus petit, ou bien plus grand.",
            "Points and per cent are two right ways to tell the same change; mixing "
            "them up makes it look far smaller, or far larger.",
        ),
        mistakes=[
            mistake(
                "points_for_percent",
                fr="Vous avez donné l'écart des deux taux : il est en *points*. À quoi "
                "le rapporter pour parler en pour cent ?",
                en="You gave the gap between the two rates: it is in *points*. What "
                "must it be compared with to speak in per cent?",
                value=change_in_points,
            ),
            mistake(
                "over_the_end",
                fr="Vous avez divisé l'écart par le taux d'arrivée. D'où part le "
                "changement ?",
                en="You divided the gap by the final rate. Where does the change start "
                "from?",
                value=change_over_the_end,
            ),
            mistake(
                "wrong_sign",
                fr="Vous avez retiré l'arrivée du départ : le signe est inversé.",
                en="You took the end away from the start: the sign is reversed.",
                value=change_reversed,
            ),
            mistake(
                "ends_swapped",
                fr="Vous avez fait le chemin à l'envers, de l'arrivée vers le départ :"
                " signe et base changent tous deux.",
                en="You went the other way, from the end to the start: both the sign "
                "and the base change.",
                value=ends_swapped,
            ),
            mistake(
                "retention_change",
                fr="Vous avez mesuré le changement de la part *gardée*. La question "
                "porte sur la part perdue.",
                en="You measured the change of the share *kept*. The question is about "
                "the share lost.",
                value=change_of_retention,
            ),
            mistake(
                "other_years",
                fr="Vous avez comparé deux autres passages : l'un des deux taux n'est "
                "pas celui du titre. Quelles années y lit-on ?",
                en="You compared two other steps: one of the two rates is not that of "
                "the headline. Which years does it name?",
                when=other_steps,
                example=first_two_steps,
            ),
            mistake(
                "divided_by_the_years",
                fr="Vous avez divisé la variation par un nombre d'années : c'est un "
                "rythme par an. Le titre donne le changement d'un bout à l'autre.",
                en="You divided the change by a number of years: that is a pace per "
                "year. The headline gives the change from end to end.",
                when=per_year,
                example=change_a_year,
            ),
            mistake(
                "numbers_for_rates",
                fr="Vous avez comparé des *nombres* de clients, et non des taux. Le "
                "fichier a grandi : à combien d'exposés rapporter chacun ?",
                en="You compared *numbers* of customers, not rates. The file has "
                "grown: how many were exposed in each case?",
                when=numbers_compared,
                example=change_of_the_lost,
            ),
            mistake(
                "over_next_year",
                fr="Vous avez divisé les perdus par les acheteurs de l'année suivante. "
                "Qui risquait d'être perdu ?",
                en="You divided those lost by the buyers of the following year. Who "
                "was at risk of being lost?",
                value=change_over_next_buyers,
            ),
            mistake(
                "ratio",
                fr="Vous avez divisé un taux par l'autre : c'est un rapport. Il vaut 1 "
                "quand rien ne change ; que doit valoir une variation ?",
                en="You divided one rate by the other: that is a ratio. It is 1 when "
                "nothing changes; what should a change be?",
                value=ratio_of_rates,
            ),
        ],
        otherwise=(
            "Relisez « points et pour cent », fin de la section 4, et vérifiez chacun "
            "des deux taux.",
            "Read “percentage points and per cent” again, end of section 4, and check "
            "each of the two rates.",
        ),
    ),
    practical(
        "02.5",
        answers.function(bucket_cases, answers.number(0.01)),
        expected=lambda: bucket_cost,
        why=(
            "Ce budget ne fait pas grandir l'entreprise d'un client : il la maintient. "
            "C'est ce que vaut chaque point de perte évité.",
            "This budget does not make the company grow by one customer: it keeps it "
            "level. That is what each point of loss avoided is worth.",
        ),
        mistakes=[
            mistake(
                "never_refilled",
                fr="Vous avez compté les départs d'un seau que personne ne remplit. "
                "Les nouveaux clients ne partent-ils pas aussi ?",
                en="You counted the departures from a bucket that nobody refills. Do "
                "new customers not leave as well?",
                value=lambda: never_refilled,
            ),
            mistake(
                "one_year_only",
                fr="Vous avez compté une seule année : `years` ne change rien à votre "
                "coût.",
                en="You counted one year only: `years` does not change your cost.",
                value=lambda: one_year,
            ),
            mistake(
                "kept_for_lost",
                fr="Vous avez payé le recrutement de ceux qui restent. Qui faut-il "
                "remplacer ?",
                en="You paid to recruit those who stay. Who must be replaced?",
                value=lambda: kept_paid,
            ),
            mistake(
                "growing_bucket",
                fr="Vous avez fait grandir la fuite d'année en année, comme des "
                "intérêts. Le niveau change-t-il, une fois les perdus remplacés ?",
                en="You made the leak grow from year to year, like interest. Does the "
                "level change, once those lost have been replaced?",
                value=lambda: compounded,
            ),
            mistake(
                "file_bought_again",
                fr="Vous avez aussi payé les clients que l'on a déjà. Qui faut-il "
                "recruter pour rester à niveau ?",
                en="You also paid for the customers we already have. Who must be won "
                "to stay level?",
                value=lambda: file_bought_again,
            ),
            mistake(
                "left_paid",
                fr="Vous avez payé ceux qui restent à la fin. Qui faut-il remplacer, "
                "et chaque année ?",
                en="You paid for those left at the end. Who must be replaced, and each"
                " year?",
                value=lambda: left_paid,
            ),
            mistake(
                "years_miscounted",
                fr="Vous avez compté une année de trop, ou de moins. Combien de fois "
                "remplace-t-on les perdus en `years` années ?",
                en="You counted one year too many, or too few. How many times are "
                "those lost replaced in `years` years?",
                when=years_miscounted,
                example=lambda: one_year_more,
            ),
            mistake(
                "loss_forgotten",
                fr="Vous avez remplacé tout le fichier chaque année : `loss` ne change"
                " rien à votre coût.",
                en="You replaced the whole file each year: `loss` does not change your"
                " cost.",
                value=lambda: loss_forgotten,
            ),
            mistake(
                "customers_for_money",
                fr="Vous avez renvoyé un nombre de clients. La question demande des "
                "dirhams.",
                en="You returned a number of customers. The question asks for dirhams.",
                value=lambda: heads_counted,
            ),
            mistake(
                "numbers_written_in",
                fr="Vous avez écrit un nombre de l'exemple, 5 ans ou 120 MAD, dans la "
                "fonction. Que doit-elle lire dans ses paramètres ?",
                en="You typed a number of the example, 5 years or MAD 120, into the "
                "function. What should it read from its parameters?",
                when=numbers_written_in,
                example=lambda: five_years,
            ),
        ],
        otherwise=(
            "Travaillez à la main un cas simple : 1 000 clients, 20 %, deux ans.",
            "Work a simple case out by hand: 1,000 customers, 20%, two years.",
        ),
    ),
    practical(
        "02.6",
        answers.series(0.01, key="customer_id"),
        expected=left_per_customer,
        why=(
            "Le chiffre d'affaires dit qui achète ; ce reste dit qui fait vivre "
            "Maison Tafoukt, et qui lui coûte plus qu'il ne rapporte.",
            "Revenue tells who buys; what is left tells who keeps the company alive, "
            "and who costs it more than they bring.",
        ),
        mistakes=[
            mistake(
                "revenue_for_margin",
                fr="Vous avez donné un chiffre d'affaires. Qu'a-t-il fallu payer pour "
                "l'obtenir ?",
                en="You gave revenue. What had to be paid to get it?",
                value=revenue_per_customer,
            ),
            mistake(
                "amounts_for_margin",
                fr="Vous avez additionné les montants commandés, retours compris : "
                "c'est un chiffre d'affaires, et une part a été remboursée.",
                en="You added up the amounts ordered, returns included: that is "
                "revenue, and part of it was refunded.",
                value=amounts_per_customer,
            ),
            mistake(
                "returns_ignored",
                fr="Vous avez encaissé les commandes retournées. Où est passé cet "
                "argent ?",
                en="You kept the money of orders that were returned. Where did it go?",
                value=returns_ignored,
            ),
            mistake(
                "returned_goods_saved",
                fr="Vous avez remis en stock les articles retournés. Relisez la règle "
                "de l'énoncé.",
                en="You put returned goods back in stock. Read the rule in the "
                "question again.",
                value=returned_goods_saved,
            ),
            mistake(
                "returned_orders_left_out",
                fr="Vous avez laissé de côté les commandes retournées. N'ont-elles "
                "vraiment rien coûté : ni articles, ni livraison ?",
                en="You left returned orders out. Did they really cost nothing: no "
                "goods, no delivery?",
                when=without_returned_orders,
                example=returned_orders_left_out,
            ),
            mistake(
                "refund_taken_off_twice",
                fr="Vous avez compté le remboursement en négatif. Rendre 200 MAD que "
                "l'on avait reçus laisse-t-il −200 MAD, ou 0 ?",
                en="You counted the refund as a negative amount. Does giving back MAD "
                "200 that had been received leave −200, or 0?",
                value=refunds_taken_off_twice,
            ),
            mistake(
                "price_for_cost",
                fr="Vous avez compté les articles à leur prix de vente. Combien nous "
                "ont-ils coûté, à nous ?",
                en="You counted the goods at their selling price. What did they cost "
                "us?",
                when=valued_at_price,
                example=left_at_price,
            ),
            mistake(
                "discount_taken_off",
                fr="Vous avez retiré ou ajouté la remise. `amount` est ce que le "
                "client a payé : la remise y est-elle encore ?",
                en="You took the discount off, or added it. `amount` is what the "
                "customer paid: is the discount still in it?",
                when=discount_counted,
                example=discount_taken_off,
            ),
            mistake(
                "returned_delivery_saved",
                fr="Vous n'avez pas payé la livraison des commandes retournées. Le "
                "transporteur les a pourtant portées.",
                en="You did not pay the delivery of the orders returned. Yet the "
                "carrier took them.",
                value=returned_delivery_saved,
            ),
            mistake(
                "costs_alone",
                fr="Vous avez donné des coûts. De quoi faut-il les retirer ?",
                en="You gave costs. What must they be taken off?",
                when=costs_given,
                example=costs_alone,
            ),
            mistake(
                "one_row_per_order",
                fr="Vous avez une ligne par commande. Il reste à additionner par "
                "client.",
                en="You have one row per order. What remains is to add up per "
                "customer.",
                when=one_row_per_order,
                example=each_order,
            ),
            mistake(
                "another_year",
                fr="Vous avez pris 2024. La question porte sur 2025.",
                en="You took 2024. The question is about 2025.",
                value=left_in_2024,
            ),
            mistake(
                "delivery_added",
                fr="Vous avez ajouté le coût de livraison. Qui paie le transporteur ?",
                en="You added the delivery cost. Who pays the carrier?",
                value=delivery_added,
            ),
            mistake(
                "mean_per_order",
                fr="Vous avez fait la moyenne par commande. On demande ce que laisse "
                "le client, toutes commandes de l'année réunies.",
                en="You took the mean per order. What is asked is what the customer "
                "leaves, all orders of the year together.",
                value=left_per_order,
            ),
            mistake(
                "delivery_forgotten",
                fr="Vous vous êtes arrêté aux articles : porter la commande chez le "
                "client est-il gratuit ?",
                en="You stopped at the goods: is carrying the order to the customer "
                "free?",
                value=delivery_forgotten,
            ),
            mistake(
                "quantity_forgotten",
                fr="Vous avez compté un seul article par ligne. Quelle colonne dit "
                "combien ?",
                en="You counted a single item per line. Which column says how many?",
                value=quantity_forgotten,
            ),
            mistake(
                "all_years",
                fr="Vous avez pris toutes les années. La question porte sur une seule.",
                en="You took all the years. The question is about one of them.",
                value=left_of_all_years,
            ),
        ],
        otherwise=(
            "Refaites à la main une seule commande, puis relisez le calcul des "
            "sections 5 et 7.",
            "Work one order out by hand, then read the calculation of sections 5 and 7 "
            "again.",
        ),
    ),
    practical(
        "02.7",
        answers.number(0.0005, share=True),
        expected=top_share,
        why=(
            "L'entreprise sait maintenant à quel point elle dépend de peu de clients : "
            "assez pour les protéger, pas assez pour négliger les autres.",
            "The company now knows how far it depends on few customers: enough to "
            "protect them, not enough to neglect the others.",
        ),
        mistakes=[
            mistake(
                "revenue_for_profit",
                fr="Vous avez partagé le chiffre d'affaires. La question porte sur ce "
                "qui *reste*.",
                en="You shared out revenue. The question is about what is *left*.",
                when=revenue_instead,
                example=top_share_of_revenue,
            ),
            mistake(
                "customers_for_share",
                fr="Vous avez cherché quelle part des *clients* fait 80 % du profit. "
                "On demande quelle part du *profit* vient d'un cinquième d'entre eux.",
                en="You looked for the share of *customers* that makes 80% of profit. "
                "What is asked is the share of *profit* that comes from a fifth of "
                "them.",
                when=customers_instead,
                example=customers_for_80,
            ),
            mistake(
                "biggest_buyers",
                fr="Vous avez pris les plus gros acheteurs. Sont-ils les plus "
                "rentables ?",
                en="You took the biggest buyers. Are they the most profitable?",
                value=biggest_buyers,
            ),
            mistake(
                "losses_left_out",
                fr="Vous avez divisé par le profit des seuls clients rentables. Le "
                "total de l'entreprise compte aussi les pertes.",
                en="You divided by the profit of profitable customers only. The "
                "company's total counts losses too.",
                value=losses_left_out,
            ),
            mistake(
                "wrong_end",
                fr="Vous avez pris l'autre bout de la liste. Dans quel sens le tri "
                "range-t-il ?",
                en="You took the other end of the list. Which way does the sort go?",
                value=worst_fifth,
            ),
            mistake(
                "rest",
                fr="Vous avez donné la part des quatre autres cinquièmes.",
                en="You gave the share of the other four fifths.",
                value=rest_of_profit,
            ),
            mistake(
                "amount_for_share",
                fr="Vous avez donné des dirhams. Quelle part du total est-ce ?",
                en="You gave dirhams. What share of the total is that?",
                value=amount_of_top,
            ),
            mistake(
                "fifth_of_the_profitable",
                fr="Vous avez pris un cinquième des seuls clients rentables. De quel "
                "ensemble le comité parle-t-il ?",
                en="You took a fifth of the profitable customers only. Of which set "
                "does the board speak?",
                value=fifth_of_the_profitable,
            ),
            mistake(
                "upside_down",
                fr="Vous avez divisé le total par la partie. Laquelle des deux va en "
                "bas ?",
                en="You divided the total by the part. Which of the two goes below?",
                value=upside_down,
            ),
            mistake(
                "not_sorted",
                fr="Vous avez pris les premiers de la liste sans l'avoir triée. Que "
                "dit l'ordre des numéros de client ?",
                en="You took the first of the list without sorting it. What does the "
                "order of customer numbers tell?",
                value=unsorted_fifth,
            ),
            mistake(
                "twenty_customers",
                fr="Vous avez pris vingt clients. Un cinquième de tous, est-ce vingt ?",
                en="You took twenty customers. Is a fifth of them all twenty?",
                value=twenty_customers,
            ),
            mistake(
                "four_fifths",
                fr="Vous avez pris 80 % des clients. Lesquels des deux, les 20 ou les "
                "80, sont des clients ?",
                en="You took 80% of the customers. Which of the two, the 20 or the 80, "
                "are customers?",
                value=all_but_a_fifth,
            ),
            mistake(
                "over_revenue",
                fr="Vous avez divisé un profit par un chiffre d'affaires : c'est une "
                "marge. De quel total cherche-t-on la part ?",
                en="You divided a profit by revenue: that is a margin. Of which total "
                "do we want the share?",
                value=profit_over_revenue,
            ),
            mistake(
                "fifth_of_the_file",
                fr="Vous avez pris un cinquième de tous les clients du fichier. De "
                "combien de clients `profits` parle-t-il ?",
                en="You took a fifth of all the customers on file. How many customers "
                "is `profits` about?",
                value=fifth_of_the_file,
            ),
        ],
        otherwise=(
            "Partez de la colonne `profit` de `profits`, puis vérifiez le sens du tri "
            "et le nombre de clients retenus.",
            "Start from the column `profit` of `profits`, then check the direction of "
            "the sort and how many customers you took.",
        ),
    ),
    practical(
        "02.8",
        answers.series(0.0005, key="measure", share=True),
        expected=whale,
        why=(
            "L'entreprise sait ce que ses pertes lui coûtent, et chez combien de "
            "clients. Avant de les écarter, elle cherche *pourquoi* ils lui coûtent.",
            "The company knows what its losses cost, and with how many customers. "
            "Before dropping them, it looks for *why* they cost money.",
        ),
        mistakes=[
            mistake(
                "in_dirhams",
                fr="Vous avez donné des dirhams. Quelle part du profit total est-ce ?",
                en="You gave dirhams. What share of total profit is that?",
                when=in_dirhams,
                example=whale_in_dirhams,
            ),
            mistake(
                "never_above_the_end",
                fr="Votre sommet est à 100 % : la courbe ne redescend jamais. A-t-on "
                "cumulé des profits, du plus au moins rentable, et divisé par le "
                "total, pertes comprises ?",
                en="Your peak is at 100%: the curve never comes down. Were profits "
                "added up, most profitable first, and divided by the total, losses "
                "included?",
                when=given_as("peak", never_above_the_end),
                example=whale_of_revenue,
            ),
            mistake(
                "customers_for_profit",
                fr="Vous avez donné pour sommet une part de clients. L'autre axe porte"
                " la part de profit.",
                en="You gave a share of customers for the peak. The other axis holds "
                "the share of profit.",
                when=given_as("peak", profitable_customers),
                example=whale_but("peak", profitable_customers),
            ),
            mistake(
                "loss_makers_for_profitable",
                fr="Vous avez donné dans `profitable` la part des clients "
                "déficitaires.",
                en="You gave in `profitable` the share of loss-making customers.",
                when=given_as("profitable", loss_making_customers),
                example=whale_but("profitable", loss_making_customers),
            ),
            mistake(
                "customers_for_destroyed",
                fr="Vous avez donné dans `destroyed` une part de clients. On demande "
                "une part du profit.",
                en="You gave in `destroyed` a share of customers. A share of profit is"
                " asked for.",
                when=given_as("destroyed", loss_making_customers),
                example=whale_but("destroyed", loss_making_customers),
            ),
            mistake(
                "wrong_sign",
                fr="Votre `destroyed` est négatif : de combien la courbe redescend-"
                "elle ?",
                en="Your `destroyed` is negative: by how much does the curve come "
                "down?",
                when=given_as("destroyed", destroyed_below_zero),
                example=whale_but("destroyed", destroyed_below_zero),
            ),
            mistake(
                "over_the_peak",
                fr="Vous avez divisé les pertes par le sommet. On les rapporte au "
                "profit final.",
                en="You divided the losses by the peak. They are compared with the "
                "final profit.",
                when=given_as("destroyed", destroyed_of_the_peak),
                example=whale_but("destroyed", destroyed_of_the_peak),
            ),
            mistake(
                "number_for_share",
                fr="Vous avez donné dans `profitable` un nombre de clients. Quelle "
                "part de tous les clients de `profits` est-ce ?",
                en="You gave in `profitable` a number of customers. What share of all "
                "the customers of `profits` is that?",
                when=given_as("profitable", number_of_profitable),
                example=whale_but("profitable", number_of_profitable),
            ),
            mistake(
                "over_the_file",
                fr="Vous avez rapporté les clients rentables à tout le fichier. Ceux "
                "qui n'ont rien commandé en 2025 sont-ils sur la courbe ?",
                en="You compared profitable customers with everybody on file. Are "
                "those who ordered nothing in 2025 on the curve?",
                when=given_as("profitable", profitable_on_file),
                example=whale_but("profitable", profitable_on_file),
            ),
            mistake(
                "ranked_by_revenue",
                fr="Vous avez rangé les clients par chiffre d'affaires. Dans quel "
                "ordre la courbe les prend-elle ?",
                en="You ranked customers by revenue. In which order does the curve "
                "take them?",
                when=given_as("peak", peak_of_buyers),
                example=whale_but("peak", peak_of_buyers),
            ),
            mistake(
                "peak_less_one",
                fr="Vous avez donné dans `peak` ce qui dépasse de la ligne du profit "
                "total. On demande la hauteur depuis zéro.",
                en="You gave in `peak` what rises above the line of total profit. The "
                "height from zero is asked for.",
                when=given_as("peak", peak_less_one),
                example=whale_but("peak", peak_less_one),
            ),
            mistake(
                "peak_for_destroyed",
                fr="Vous avez donné dans `destroyed` la hauteur du sommet. De là, de "
                "combien la courbe redescend-elle ?",
                en="You gave in `destroyed` the height of the peak. From there, by "
                "how much does the curve come down?",
                when=given_as("destroyed", whole_peak),
                example=whale_but("destroyed", whole_peak),
            ),
        ],
        otherwise=(
            "Relisez la section 7 du cours : trier, cumuler, diviser par le total. "
            "Puis cherchez le plus haut point.",
            "Read section 7 of the lesson again: sort, add up, divide by the total. "
            "Then look for the highest point.",
        ),
    ),
    practical(
        "02.9",
        answers.number(1.0),
        expected=gain,
        why=(
            "Changer les conditions rapporte sans chasser personne : voilà ce que l'on "
            "compare à un renvoi de clients. Passez à la recommandation.",
            "Changing the conditions brings money without chasing anyone away: that is "
            "what to compare with dropping customers. Now write the recommendation.",
        ),
        mistakes=[
            mistake(
                "nobody_gives_up",
                fr="Vous avez fait payer toutes les commandes visées, sans qu'aucune "
                "disparaisse. Que dit l'hypothèse ?",
                en="You charged every order concerned, and none disappeared. What does "
                "the assumption say?",
                value=gain_if_all_stay,
            ),
            mistake(
                "lost_orders_pay",
                fr="Vous avez compté la perte des commandes disparues, mais vous leur "
                "faites encore payer le forfait.",
                en="You counted the loss of the orders that disappear, but you still "
                "make them pay the charge.",
                value=gain_if_all_pay,
            ),
            mistake(
                "second_effect_forgotten",
                fr="Vous avez compté le forfait seul. Que laissaient les commandes qui "
                "disparaissent ?",
                en="You counted the charge alone. What did the orders that disappear "
                "leave?",
                value=gain_of_charge_alone,
            ),
            mistake(
                "revenue_for_profit",
                fr="Vous avez retiré le chiffre d'affaires des commandes disparues. "
                "Leurs articles et leur livraison, eux, ne sont plus à payer.",
                en="You took off the revenue of the orders that disappear. Their goods "
                "and delivery no longer have to be paid.",
                when=revenue_for_profit,
                example=gain_less_revenue,
            ),
            mistake(
                "wrong_sign",
                fr="Vous avez ajouté ce que laissaient les commandes disparues. Si "
                "elles laissaient 5 MAD chacune, leur départ serait-il un gain ?",
                en="You added what the orders that disappear used to leave. If they "
                "left 5 MAD each, would losing them be a gain?",
                value=gain_wrong_sign,
            ),
            mistake(
                "all_deliveries",
                fr="Vous avez fait payer toutes les commandes livrées, même les "
                "grandes.",
                en="You charged all delivered orders, even the large ones.",
                value=gain_on_all_deliveries,
            ),
            mistake(
                "taken_away_too",
                fr="Vous avez fait payer aussi les commandes emportées en magasin.",
                en="You charged the orders taken away in the shop as well.",
                value=gain_on_all_small,
            ),
            mistake(
                "forgone_alone",
                fr="Vous avez donné ce que laissaient les commandes disparues. Que "
                "rapporte le forfait des autres ?",
                en="You gave what the orders that disappear used to leave. What does "
                "the charge on the others bring?",
                when=half_of_the_gain,
                example=forgone_alone,
            ),
            mistake(
                "customers_for_orders",
                fr="Vous avez compté un forfait par client. La règle en fait payer un "
                "par commande.",
                en="You counted one charge per customer. The rule charges each order.",
                when=customers_charged,
                example=gain_per_customer,
            ),
            mistake(
                "refunds_forgotten",
                fr="Vous avez laissé aux commandes retournées l'argent qui a été "
                "remboursé.",
                en="You left the money refunded with the orders that were returned.",
                value=gain_without_refunds,
            ),
            mistake(
                "large_for_small",
                fr="Vous avez visé les grandes commandes. De quel côté de 250 MAD la "
                "règle s'applique-t-elle ?",
                en="You aimed at the large orders. On which side of MAD 250 does the "
                "rule apply?",
                value=gain_on_large,
            ),
            mistake(
                "all_years",
                fr="Vous avez appliqué la règle aux quatre années. On demande le "
                "changement d'une seule.",
                en="You applied the rule to all four years. The change of one year is "
                "asked for.",
                value=gain_all_years,
            ),
            mistake(
                "returned_left_out",
                fr="Vous avez écarté les commandes retournées. L'énoncé les "
                "dispense-t-il du forfait ?",
                en="You left out the orders that were returned. Does the question "
                "exempt them from the charge?",
                value=gain_without_returned,
            ),
            mistake(
                "charge_refunded",
                fr="Vous avez remboursé le forfait des commandes retournées. Relisez "
                "la dernière hypothèse.",
                en="You refunded the charge of the orders returned. Read the last "
                "assumption again.",
                value=gain_charge_refunded,
            ),
            mistake(
                "all_orders_lost",
                fr="Vous avez compté la perte de toutes les commandes visées. Combien "
                "disparaissent ?",
                en="You counted the loss of every order concerned. How many disappear?",
                value=gain_all_lost,
            ),
            mistake(
                "shares_swapped",
                fr="Vous avez échangé les deux parts. Lesquelles paient le forfait : "
                "les commandes qui restent, ou celles qui disparaissent ?",
                en="You swapped the two shares. Which ones pay the charge: the orders "
                "that stay, or those that disappear?",
                value=gain_shares_swapped,
            ),
            mistake(
                "profit_for_change",
                fr="Vous avez donné ce que ces commandes laisseraient sous la règle. "
                "Que laissaient-elles avant ? On demande le changement.",
                en="You gave what these orders would leave under the rule. What did "
                "they leave before? The change is asked for.",
                value=profit_after_the_rule,
            ),
            mistake(
                "per_order",
                fr="Vous avez donné une moyenne par commande. On demande le total de "
                "l'année.",
                en="You gave a mean per order. The total of the year is asked for.",
                value=gain_per_order,
            ),
            mistake(
                "delivery_not_saved",
                fr="Vous avez oublié la livraison dans ce que laissaient les "
                "commandes disparues. Une commande qui ne se fait plus coûte-t-elle "
                "encore son transport ?",
                en="You left delivery out of what the lost orders used to leave. Does "
                "an order that is no longer placed still cost its transport?",
                value=gain_without_delivery_cost,
            ),
            mistake(
                "charge_lost_twice",
                fr="Vous avez retiré deux fois le forfait des commandes disparues : "
                "elles ne sont déjà plus parmi les 90 % qui paient.",
                en="You took the charge of the lost orders away twice: they are "
                "already not among the 90% that pay.",
                value=gain_charge_lost_twice,
            ),
            mistake(
                "average_orders",
                fr="Vous avez prêté aux commandes disparues ce que laisse une "
                "commande moyenne de l'année. Les petites commandes livrées "
                "laissent-elles autant ?",
                en="You credited the lost orders with what an average order of the "
                "year leaves. Do small delivered orders leave as much?",
                value=gain_of_average_orders,
            ),
        ],
        otherwise=(
            "Calculez séparément ce que le forfait apporte et ce que coûtent les "
            "commandes disparues, sur les commandes de 2025 livrées et petites.",
            "Compute separately what the charge brings and what the lost orders cost, "
            "on the small delivered orders of 2025.",
        ),
    ),
]
