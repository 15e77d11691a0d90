"""The practicals of chapter 03, What CRM is."""

import numpy as np
import pandas as pd

from course_lib import answers
from course_lib.checking import mistake, practical
from course_lib.data import load
from course_lib.linkage import (
    candidate_pairs,
    compare,
    link,
    normalise_date,
    normalise_email,
    normalise_name,
    normalise_phone,
    pair_scores,
    similarity,
)

# --- 03.1: a strategy, or which kind of CRM ---------------------------------------

PLAN = {
    "A": "operational",
    "B": "analytical",
    "C": "collaborative",
    "D": "strategy",
    "E": "analytical",
    "F": "operational",
    "G": "collaborative",
    "H": "operational",
    "I": "strategy",
    "J": "collaborative",
}


CLUES = {
    "A": answers.Text(
        "Que se passe-t-il en caisse, à cet instant, et devant qui ?",
        "What happens at the till, at that moment, and in front of whom?",
    ),
    "B": answers.Text(
        "Que sort-il de ce modèle : un geste, ou un chiffre ?",
        "What comes out of the model: an action, or a figure?",
    ),
    "E": answers.Text(
        "Que cherche-t-on ici : à servir, ou à comprendre ?",
        "What is being sought here: to serve, or to understand?",
    ),
    **dict.fromkeys(
        ["C", "F", "G", "H", "J"],
        answers.Text(
            "Qui tient l'information, qui la reçoit, et qu'en fait-on ?",
            "Who holds the information, who receives it, what is done with it?",
        ),
    ),
}


def plan():
    return dict(PLAN)


def all_the_same(codes):
    return len(codes) > 1 and len(set(codes.values())) == 1


def any_is(labels, *items):
    """Tell whether one of the items was given one of these labels."""
    return lambda codes: any(codes.get(item) in labels for item in items)


def strategy_missed(codes):
    given = [codes[item] for item in ("D", "I") if item in codes]
    return any(code != "strategy" for code in given)


def tool_taken_for_strategy(codes):
    tools = [item for item, code in PLAN.items() if code != "strategy"]
    return any(codes.get(item) == "strategy" for item in tools)


def changed(**items):
    return lambda: PLAN | items


# --- 03.2: the four phases on one customer ----------------------------------------


def chosen_customer():
    """Return the customer that the question chooses."""
    contacts = load("contacts")
    failed = contacts[~contacts["delivered"].fillna(True)]["customer_id"]
    held_out = contacts[contacts["group"] == "control"].sort_values("order_amount")
    held_out = held_out[held_out["customer_id"].isin(failed)]
    return held_out["customer_id"].iloc[-1]


def of_customer(table, who=None):
    rows = load(table)
    return rows[rows["customer_id"] == (chosen_customer() if who is None else who)]


def phases():
    return phases_of(of_customer("orders"), of_customer("contacts"))


def phases_of(orders, contacts):
    treated = contacts[contacts["group"] == "treated"]
    days = orders["ordered_at"].dt.normalize()
    return pd.Series(
        {
            "know": float(len(orders)),
            "target": float(yes(treated["delivered"]).sum()),
            "sell": float(treated["order_amount"].sum()),
            "retain": float((days.max() - days.min()).days),
        }
    )


def yes(values):
    """Return true and false, a missing value counting as no."""
    return values.fillna(False).astype(bool)


def phases_of_everybody():
    return phases_of(load("orders"), load("contacts"))


def controls_as_messages():
    return float(len(of_customer("contacts")))


def messages_sent():
    contacts = of_customer("contacts")
    return float((contacts["group"] == "treated").sum())


def messages_responded():
    contacts = of_customer("contacts")
    return float(contacts["responded"].fillna(False).sum())


def mean_sales():
    contacts = of_customer("contacts")
    return float(contacts[contacts["group"] == "treated"]["order_amount"].mean())


def orders_after_messages():
    """Count the messages followed by an order, not the money."""
    contacts = of_customer("contacts")
    return float(yes(contacts["ordered"][contacts["group"] == "treated"]).sum())


def lines_for_orders():
    orders = of_customer("orders")["order_id"]
    return float(load("order_lines")["order_id"].isin(orders).sum())


def days_since_first():
    first = of_customer("orders")["ordered_at"].dt.normalize().min()
    return float((load("orders")["ordered_at"].dt.normalize().max() - first).days)


def messages_opened():
    contacts = of_customer("contacts")
    return float(yes(contacts["opened"]).sum())


def sales_as_control():
    contacts = of_customer("contacts")
    return float(contacts["order_amount"][contacts["group"] == "control"].sum())


def control_sales_given(values):
    wrong = (sales_with_control, sales_as_control)
    return any(one_is("sell", one)(values) for one in wrong)


def not_in_days(values):
    """Recognise the length in months or in years, with decimals or without."""
    days = phases()["retain"]
    found = values.get("retain", 0.0)
    units = (30, 30.4, 30.44, 365, 365.25)
    return any(found in (days // unit, round(days / unit)) for unit in units) or any(
        abs(found - days / unit) < 0.05 for unit in units
    )


def length_in_years():
    return phases()["retain"] / 365


def sales_with_control():
    return float(of_customer("contacts")["order_amount"].sum())


def days_of_silence():
    last = of_customer("orders")["ordered_at"].dt.normalize().max()
    return float((load("orders")["ordered_at"].dt.normalize().max() - last).days)


def all_spending():
    return float(of_customer("orders")["amount"].sum())


def one_is(key, wrong):
    """Recognise an answer by one of its values."""
    return lambda values: key in values.index and abs(values[key] - wrong()) < 0.01


def phases_with(key, wrong):
    def example():
        found = phases()
        found[key] = wrong()
        return found

    return example


# --- 03.3: pairs of records with the same phone -----------------------------------


def sizes_of(values):
    return values.dropna().value_counts()


def pairs_in(sizes):
    return int((sizes * (sizes - 1) // 2).sum())


def phones():
    return sizes_of(normalise_phone(load("customer_records")["phone"]))


def same_phone():
    return pairs_in(phones())


def same_phone_as_typed():
    return pairs_in(sizes_of(load("customer_records")["phone"]))


def half_normalised():
    """Return the pairs when spaces alone, or all but digits, were taken away."""
    typed = load("customer_records")["phone"]
    ways = [typed.str.replace(pattern, "", regex=True) for pattern in (" ", r"\D")]
    return [pairs_in(sizes_of(way)) for way in ways]


def digits_alone():
    return half_normalised()[1]


def prefix_kept(value):
    return value in half_normalised()


def records_of_shared_phones():
    sizes = phones()
    return int(sizes[sizes > 1].sum())


def shared_phones():
    return int((phones() > 1).sum())


def one_less_a_group():
    sizes = phones()
    return int((sizes - 1).sum())


def squares():
    return int((phones() ** 2).sum())


def squares_of_shared():
    sizes = phones()
    return int((sizes[sizes > 1] ** 2).sum())


def squared(value):
    """Recognise n × n, on all the numbers or on those that are shared."""
    return any(abs(value - wrong()) < 0.5 for wrong in (squares, squares_of_shared))


def with_itself():
    sizes = phones()
    return int((sizes * (sizes + 1) // 2).sum())


def with_itself_shared():
    sizes = phones()
    shared = sizes[sizes > 1]
    return int((shared * (shared + 1) // 2).sum())


def paired_with_itself(value):
    """Recognise n (n + 1) / 2, on all the numbers or on those that are shared."""
    wrong = (with_itself, with_itself_shared)
    return any(abs(value - one()) < 0.5 for one in wrong)


def different_numbers():
    return len(phones())


def numbers_given(value):
    return value in (shared_phones(), different_numbers())


def records_divided_by_two():
    return records_of_shared_phones() / 2


def pairs_counted_twice():
    return 2 * same_phone()


def pairs_with_gaps():
    gaps = int(load("customer_records")["phone"].isna().sum())
    return same_phone() + gaps * (gaps - 1) // 2


# --- 03.4: precision and recall of a supplier's rule ------------------------------


def prepared():
    """Return the records with every key, normalised."""
    records = load("customer_records")
    full_name = records["first_name"] + " " + records["last_name"]
    return records.assign(
        name=normalise_name(full_name),
        phone_key=normalise_phone(records["phone"]),
        email_key=normalise_email(records["email"]),
        birth=normalise_date(records["birth_date"]),
        city_key=normalise_name(records["city"]),
    )


def owners():
    return load("truth/record_pairs").set_index("record_id")["customer_id"]


def same_owner(pairs):
    owner = owners()
    first, second = pairs["record_a"].map(owner), pairs["record_b"].map(owner)
    return (first == second).to_numpy()


def supplier():
    """Return the pairs compared, which were accepted, and which are true."""
    records = prepared()
    pairs = candidate_pairs(records, ["phone_key", "email_key", "birth"])
    agree = compare(records, pairs, ["phone_key", "birth"])
    accepted = ((agree["phone_key"] == 1) | (agree["birth"] == 1)).to_numpy()
    return pairs, accepted, same_owner(pairs)


def grade_of(precision, recall):
    return pd.Series({"precision": float(precision), "recall": float(recall)})


def grade():
    _, accepted, true = supplier()
    right = (accepted & true).sum()
    return grade_of(right / accepted.sum(), right / pairs_in(owners().value_counts()))


def grade_swapped():
    right = grade()
    return grade_of(right["recall"], right["precision"])


def grade_among_compared():
    _, accepted, true = supplier()
    right = (accepted & true).sum()
    return grade_of(right / accepted.sum(), right / true.sum())


def grade_of_records():
    """Count the records of the pairs, each once, instead of the pairs."""
    pairs, accepted, true = supplier()
    in_accepted = records_in(pairs[accepted])
    in_right = records_in(pairs[accepted & true])
    owner = owners()
    shared = owner.duplicated(keep=False).sum()
    return grade_of(in_right / in_accepted, in_right / shared)


def records_in(pairs):
    return len(set(pairs["record_a"]) | set(pairs["record_b"]))


def accuracies():
    """Return the share of pairs judged well: of those compared, and of all."""
    _, accepted, true = supplier()
    everyone = len(owners())
    all_pairs = everyone * (everyone - 1) // 2
    missed = pairs_in(owners().value_counts()) - (accepted & true).sum()
    wrong = (accepted & ~true).sum()
    return (accepted == true).mean(), (all_pairs - wrong - missed) / all_pairs


def accuracy_given(values):
    shares = [value / 100 if value > 1.5 else value for value in values]
    return any(
        abs(share - accuracy) < 1e-6 for share in shares for accuracy in accuracies()
    )


def grade_with_accuracy():
    return grade_of(grade()["precision"], accuracies()[1])


def recall_with(wrong):
    """Recognise a recall computed with one of these denominators."""

    def given(values):
        _, accepted, true = supplier()
        right = (accepted & true).sum()
        shares = [right / one for one in wrong()]
        return any(is_share(values.get("recall"), share) for share in shares)

    return given


def is_share(value, share):
    return value is not None and min(abs(value - share), abs(value / 100 - share)) < (
        0.0005
    )


def numbers_of_records():
    """Return how many records, people and people with several records there are."""
    held = owners().value_counts()
    return held.sum(), len(held), (held > 1).sum()


def miscounted_pairs():
    """Return n − 1, n², n (n + 1) / 2 and n (n − 1), summed over the people."""
    held = owners().value_counts()
    both = held * (held - 1)
    return (held - 1).sum(), (held**2).sum(), (held * (held + 1)).sum() / 2, both.sum()


def recall_example(wrong):
    def example():
        _, accepted, true = supplier()
        right = (accepted & true).sum()
        return grade_of(grade()["precision"], right / wrong()[0])

    return example


def precision_over_compared():
    _, accepted, true = supplier()
    return grade_of((accepted & true).sum() / len(true), grade()["recall"])


def over_compared(values):
    wrong = precision_over_compared()["precision"]
    return is_share(values.get("precision"), wrong)


def shares_of_errors():
    return 1 - grade()


def error_given(values):
    return any(
        is_share(values.get(name), share) for name, share in shares_of_errors().items()
    )


def accepted_over_true():
    _, accepted, _ = supplier()
    every = pairs_in(owners().value_counts())
    return grade_of(grade()["precision"], accepted.sum() / every)


def false_ones_counted(values):
    return is_share(values.get("recall"), accepted_over_true()["recall"])


def recall_over_accepted():
    precision = grade()["precision"]
    return grade_of(precision, precision)


def grade_accepting(accepted):
    _, _, true = supplier()
    right = (accepted & true).sum()
    every = pairs_in(owners().value_counts())
    return grade_of(right / max(accepted.sum(), 1), right / every)


def agreement():
    """Return, pair by pair, whether the phones agree and whether the births do."""
    records = prepared()
    pairs = candidate_pairs(records, ["phone_key", "email_key", "birth"])
    agree = compare(records, pairs, ["phone_key", "birth"])
    return (agree["phone_key"] == 1).to_numpy(), (agree["birth"] == 1).to_numpy()


def grade_of_both():
    phone, birth = agreement()
    return grade_accepting(phone & birth)


def grades_of_one():
    return [grade_accepting(one) for one in agreement()]


def one_condition(values):
    return any(
        all(is_share(values.get(name), share) for name, share in one.items())
        for one in grades_of_one()
    )


def grade_once_linked():
    pairs, accepted, _ = supplier()
    groups = link(prepared()["record_id"], pairs[accepted])
    scores = pair_scores(groups, owners())
    return grade_of(scores.precision, scores.recall)


# --- 03.5: people known to several systems ----------------------------------------

THRESHOLD = 5


def scored():
    """Return the records, the pairs to compare and their points."""
    records = prepared()
    keys = ["phone_key", "email_key", "birth", "city_key"]
    found = compare(records, candidate_pairs(records, ["name", *keys[:3]]), keys)
    alike = similarity(records, found, "name").to_numpy() >= 0.85
    found["points"] = (
        3 * np.where(alike, 1, -1)
        + 3 * found["phone_key"]
        + 2 * found["email_key"]
        + 2 * found["birth"]
        + found["city_key"]
    )
    return records, found


def linked(threshold=THRESHOLD):
    records, found = scored()
    groups = link(records["record_id"], found[found["points"] >= threshold])
    return records.assign(person=groups.to_numpy())


def in_several_systems(records):
    return int((records.groupby("person")["source"].nunique() >= 2).sum())


def several():
    return in_several_systems(linked())


def several_strictly_above():
    return in_several_systems(linked(THRESHOLD + 1))


def several_misaligned():
    """Set the groups beside the records by index, which is not the same."""
    records, found = scored()
    groups = link(records["record_id"], found[found["points"] >= THRESHOLD])
    return in_several_systems(records.assign(person=groups))


def in_two_systems():
    systems = linked().groupby("person")["source"].nunique()
    return int((systems == 2).sum())


def in_three_systems():
    systems = linked().groupby("person")["source"].nunique()
    return int((systems > 2).sum())


def in_one_system():
    systems = linked().groupby("person")["source"].nunique()
    return int((systems == 1).sum())


def several_in_truth():
    records = load("customer_records")
    return in_several_systems(records.assign(person=records["record_id"].map(owners())))


def several_on_one_key():
    records = prepared()
    return [
        in_several_systems(records.assign(person=records[key]))
        for key in ("phone_key", "email_key")
    ]


def several_on_phone():
    return several_on_one_key()[0]


def on_one_key(value):
    return value in several_on_one_key()


def share_of_people():
    return several() / all_people()


def people_with_several_records():
    return int((linked().groupby("person").size() >= 2).sum())


def records_of_several_systems():
    systems = linked().groupby("person")["source"].transform("nunique")
    return int((systems >= 2).sum())


def pairs_across_systems():
    records, found = scored()
    source = records.set_index("record_id")["source"]
    kept = found[found["points"] >= THRESHOLD]
    across = kept["record_a"].map(source) != kept["record_b"].map(source)
    return int(across.sum())


def several_on_name_alone():
    records = prepared()
    groups = link(records["record_id"], candidate_pairs(records, ["name"]))
    return in_several_systems(records.assign(person=groups.to_numpy()))


def several_without_threshold():
    return in_several_systems(linked(threshold=-100))


def all_people():
    return int(linked()["person"].nunique())


# --- 03.6: one row per customer ---------------------------------------------------

VIEW = ["revenue", "complaints", "messages"]


def view():
    index = pd.Index(load("customers")["customer_id"], name="customer_id")
    contacts = load("contacts")
    reached = contacts[yes(contacts["delivered"])]
    return view_of(
        index,
        load("orders").groupby("customer_id")["amount"].sum(),
        load("complaints")["customer_id"].value_counts(),
        reached["customer_id"].value_counts(),
    )


def view_of(index, revenue, complaints, messages, fill=0):
    columns = {"revenue": revenue, "complaints": complaints, "messages": messages}
    found = pd.DataFrame({name: one.reindex(index) for name, one in columns.items()})
    found.index.name = "customer_id"
    return (found if fill is None else found.fillna(fill)).astype(float)


def view_with_control():
    index = view().index
    every = load("contacts")["customer_id"].value_counts()
    return view().assign(messages=every.reindex(index).fillna(0).astype(float))


def view_of_messages_sent():
    contacts = load("contacts")
    sent = contacts[contacts["group"] == "treated"]["customer_id"].value_counts()
    index = view().index
    return view().assign(messages=sent.reindex(index).fillna(0).astype(float))


def view_of_orders_counted():
    index = view().index
    orders = load("orders")["customer_id"].value_counts()
    return view().assign(revenue=orders.reindex(index).fillna(0).astype(float))


def view_without_returned():
    """Take what was kept after refunds, where the question says all orders."""
    orders = load("orders")
    kept = orders[~orders["returned"]].groupby("customer_id")["amount"].sum()
    index = view().index
    return view().assign(revenue=kept.reindex(index).fillna(0).astype(float))


def view_of_yes_or_no():
    found = view()
    return found.assign(complaints=(found["complaints"] > 0).astype(float))


def yes_or_no(table):
    """Recognise complaints told as a yes or no, true and false or 1 and 0."""
    told = table["complaints"].reindex(view().index)
    if told.isna().any() or not told.isin([0, 1]).all():
        return False
    return bool((told.astype(float) == view_of_yes_or_no()["complaints"]).all())


def view_of_last_year():
    orders = load("orders")
    recent = orders[orders["ordered_at"].dt.year == 2025]
    spent = recent.groupby("customer_id")["amount"].sum()
    index = view().index
    return view().assign(revenue=spent.reindex(index).fillna(0).astype(float))


def view_of_messages_opened():
    contacts = load("contacts")
    opened = contacts[yes(contacts["opened"])]["customer_id"].value_counts()
    index = view().index
    return view().assign(messages=opened.reindex(index).fillna(0).astype(float))


def view_of_means():
    mean = load("orders").groupby("customer_id")["amount"].mean()
    index = view().index
    return view().assign(revenue=mean.reindex(index).fillna(0).astype(float))


def view_with_gaps():
    found = view()
    return found.where(found > 0)


def gaps_left(table):
    return bool(table.isna().any().any())


def rows_lost(table):
    """Recognise a table of only some of the customers."""
    customers = view().index
    return len(table) < len(customers) and table.index.isin(customers).all()


def view_of_complainers():
    found = view()
    return found[found["complaints"] > 0]


def view_joined_first():
    """Count as a join of whole tables does: each row once per row of the other."""
    found = view()
    orders = load("orders")["customer_id"].value_counts().reindex(found.index)
    times = found["complaints"].clip(lower=1)
    return found.assign(
        revenue=found["revenue"] * times,
        complaints=found["complaints"] * orders.fillna(0),
    )


def inflated(table):
    """Recognise more revenue than the orders hold, on rows that are right else."""
    right = view()
    if len(table) != len(right) or not table.index.isin(right.index).all():
        return False
    revenue = table["revenue"].reindex(right.index)
    if not pd.api.types.is_numeric_dtype(revenue) or revenue.isna().any():
        return False
    return bool(revenue.sum() > 1.01 * right["revenue"].sum())


# --- 03.7: the cost of each threshold ---------------------------------------------

MISSED_COST, WRONG_COST = 40, 250
THRESHOLDS = range(0, 9)


def errors(above=0):
    """Return the wrong and missed pairs of each threshold, once linked.

    With `above=1`, points being whole numbers, a pair must exceed the threshold.
    """
    records, found = scored()
    owner = owners()
    rows = {}
    for threshold in THRESHOLDS:
        kept = found[found["points"] >= threshold + above]
        groups = link(records["record_id"], kept)
        scores = pair_scores(groups, owner)
        rows[threshold] = {"wrong": scores.wrong, "missed": scores.missed}
    return pd.DataFrame(rows).T


def cost(found, wrong=WRONG_COST, missed=MISSED_COST):
    total = found["wrong"] * wrong + found["missed"] * missed
    return total.astype(float).rename_axis("threshold")


def costs():
    return cost(errors())


def costs_strictly_above():
    return cost(errors(above=1))


def costs_at_the_threshold():
    """Link the pairs that have exactly the points of the threshold."""
    records, found = scored()
    rows = {}
    for threshold in THRESHOLDS:
        groups = link(records["record_id"], found[found["points"] == threshold])
        scores = pair_scores(groups, owners())
        rows[threshold] = {"wrong": scores.wrong, "missed": scores.missed}
    return cost(pd.DataFrame(rows).T)


def costs_at_one_price():
    found = errors()
    prices = (MISSED_COST, WRONG_COST, MISSED_COST + WRONG_COST)
    return [cost(found, wrong=price, missed=price) for price in prices]


def one_price(values):
    return any(
        values.index.equals(one.index) and np.allclose(values, one, atol=0.5)
        for one in costs_at_one_price()
    )


def costs_below():
    """Link the pairs below the threshold instead of those above it."""
    records, found = scored()
    owner = owners()
    rows = {}
    for threshold in THRESHOLDS:
        kept = found[found["points"] < threshold]
        scores = pair_scores(link(records["record_id"], kept), owner)
        rows[threshold] = {"wrong": scores.wrong, "missed": scores.missed}
    return cost(pd.DataFrame(rows).T)


def one_minus_the_other():
    return cost(errors(), missed=-MISSED_COST)


def costs_of_the_lesson():
    return cost(errors(), wrong=300, missed=30)


def mean_cost():
    found = errors()
    return cost(found) / found.sum(axis=1)


def costs_swapped():
    return cost(errors(), wrong=MISSED_COST, missed=WRONG_COST)


def wrong_merges_only():
    return cost(errors(), missed=0)


def misses_only():
    return cost(errors(), wrong=0)


def errors_not_priced():
    return cost(errors(), wrong=1, missed=1)


def unlinked(*, compared_only=False):
    """Count the errors on the pairs themselves, without linking them."""
    _, found = scored()
    true = pd.Series(same_owner(found), index=found.index)
    all_true = true.sum() if compared_only else pairs_in(owners().value_counts())
    rows = {}
    for threshold in THRESHOLDS:
        kept = found["points"] >= threshold
        wrong, right = (kept & ~true).sum(), (kept & true).sum()
        rows[threshold] = {"wrong": wrong, "missed": all_true - right}
    return pd.DataFrame(rows).T


def costs_without_linking():
    return cost(unlinked())


def costs_of_compared_pairs():
    return cost(unlinked(compared_only=True))


PRACTICALS = [
    practical(
        "03.1",
        answers.mapping(
            {
                "operational": ["opérationnelle", "opérationnel"],
                "analytical": ["analytique"],
                "collaborative": ["collaboratif"],
                "strategy": ["stratégie", "stratégique", "strategic"],
            },
            clues=CLUES,
        ),
        expected=plan,
        why=(
            "La directrice voit maintenant ce qu'elle peut acheter et ce qu'elle doit "
            "décider : aucun éditeur ne vend les lignes D et I.",
            "The director now sees what she can buy and what she must decide: no "
            "vendor sells lines D and I.",
        ),
        mistakes=[
            mistake(
                "all_the_same",
                fr="Vous avez donné la même réponse partout. Comparez B et D : "
                "laquelle demande un ordinateur, laquelle une réunion ?",
                en="You gave the same answer everywhere. Compare B and D: which one "
                "needs a computer, which one a meeting?",
                when=all_the_same,
                example=lambda: dict.fromkeys(PLAN, "operational"),
            ),
            mistake(
                "strategy_as_technology",
                fr="Vous avez pris un choix de direction pour un outil (D ou I). Que "
                "faudrait-il installer pour le mettre en œuvre ?",
                en="You took a choice of management for a tool (D or I). What would "
                "have to be installed to carry it out?",
                when=strategy_missed,
                example=changed(D="operational"),
            ),
            mistake(
                "technology_as_strategy",
                fr="Vous avez pris un outil pour un choix de clients ou de moyens. "
                "Utile, moderne, en temps réel : cela dit-il qui l'on sert mieux ?",
                en="You took a tool for a choice of customers or resources. Useful, "
                "modern, live: does that say whom we serve better?",
                when=tool_taken_for_strategy,
                example=changed(B="strategy"),
            ),
            mistake(
                "sharing_missed",
                fr="Vous avez classé un partage en direct (C, G ou J) avec autre "
                "chose. Qui d'autre que nous, ou que ce service, y voit clair ?",
                en="You put live sharing (C, G or J) elsewhere. Who other than us, or "
                "than this department, can see it?",
                when=any_is({"operational", "analytical"}, "C", "G", "J"),
                example=changed(G="operational"),
            ),
            mistake(
                "acting_taken_for_analysis",
                fr="Vous avez vu de l'analyse dans une tâche qui s'exécute face au "
                "client (A, F ou H). Y cherche-t-on une régularité dans les données ?",
                en="You saw analysis in a task carried out facing the customer (A, F "
                "or H). Is a pattern being looked for in the data?",
                when=any_is({"analytical"}, "A", "F", "H"),
                example=changed(A="analytical"),
            ),
            mistake(
                "analysis_taken_for_acting",
                fr="Vous avez classé un calcul (B ou E) avec ce qui agit ou partage. "
                "Le client voit-il quelque chose changer tant qu'on ne fait que "
                "calculer ?",
                en="You put a computation (B or E) with what acts or shares. Does the "
                "customer see any change while we only compute?",
                when=any_is({"operational", "collaborative"}, "B", "E"),
                example=changed(E="operational"),
            ),
        ],
        otherwise=(
            "Relisez les trois GRC, section 4 du cours.",
            "Read the three kinds of CRM again, section 4 of the lesson.",
        ),
    ),
    practical(
        "03.2",
        answers.series(0.01, key="phase"),
        expected=phases,
        why=(
            "Quatre nombres, quatre tables, un seul client : voilà ce qu'un conseiller "
            "doit voir avant de décrocher.",
            "Four numbers, four tables, one customer: this is what an adviser should "
            "see before picking up the phone.",
        ),
        mistakes=[
            mistake(
                "whole_company",
                fr="Vous avez résumé toute l'entreprise. De qui `who` est-il le "
                "numéro ?",
                en="You summed up the whole company. Whose number is `who`?",
                value=phases_of_everybody,
            ),
            mistake(
                "controls_as_messages",
                fr="Vous avez compté comme messages toutes les lignes de `contacts`. "
                "Que reçoit un client du groupe témoin ?",
                en="You counted every row of `contacts` as a message. What does a "
                "customer of the control group receive?",
                when=one_is("target", controls_as_messages),
                example=phases_with("target", controls_as_messages),
            ),
            mistake(
                "sent_for_delivered",
                fr="Vous avez compté dans `target` les messages envoyés. Sont-ils tous "
                "arrivés ?",
                en="You counted in `target` the messages sent. Did they all arrive?",
                when=one_is("target", messages_sent),
                example=phases_with("target", messages_sent),
            ),
            mistake(
                "opened_for_delivered",
                fr="Vous avez compté dans `target` les messages ouverts. Un message "
                "arrivé et non lu est-il délivré ?",
                en="You counted in `target` the messages opened. Is a message that "
                "arrived and was not read delivered?",
                when=one_is("target", messages_opened),
                example=phases_with("target", messages_opened),
            ),
            mistake(
                "orders_for_money",
                fr="Vous avez compté dans `sell` les messages suivis d'une commande. "
                "La question demande des dirhams.",
                en="You counted in `sell` the messages followed by an order. The "
                "question asks for dirhams.",
                when=one_is("sell", orders_after_messages),
                example=phases_with("sell", orders_after_messages),
            ),
            mistake(
                "lines_for_orders",
                fr="Vous avez compté dans `know` des lignes d'articles. Une commande "
                "de trois articles, combien de commandes ?",
                en="You counted in `know` lines of goods. An order of three items: how "
                "many orders?",
                when=one_is("know", lines_for_orders),
                example=phases_with("know", lines_for_orders),
            ),
            mistake(
                "control_sales",
                fr="Vous avez mis dans `sell` ce que ce client a commandé alors qu'il "
                "était témoin. Quel message l'aurait causé ?",
                en="You put in `sell` what this customer ordered while held out. "
                "Which message could have caused it?",
                when=control_sales_given,
                example=phases_with("sell", sales_with_control),
            ),
            mistake(
                "all_spending",
                fr="Vous avez mis dans `sell` tout ce que ce client a dépensé en "
                "quatre ans. La question porte sur les fenêtres des messages.",
                en="You put in `sell` all that this customer spent in four years. The "
                "question is about the windows of the messages.",
                when=one_is("sell", all_spending),
                example=phases_with("sell", all_spending),
            ),
            mistake(
                "age_for_length",
                fr="Vous avez compté dans `retain` jusqu'au dernier jour des données. "
                "La relation observée s'arrête-t-elle là ?",
                en="You counted in `retain` up to the last day of the data. Is that "
                "where the relationship observed stops?",
                when=one_is("retain", days_since_first),
                example=phases_with("retain", days_since_first),
            ),
            mistake(
                "silence_for_length",
                fr="Vous avez mesuré dans `retain` le silence depuis la dernière "
                "commande. Depuis quand, jusqu'à quand la relation a-t-elle duré ?",
                en="You measured in `retain` the silence since the last order. From "
                "when, until when, did the relationship last?",
                when=one_is("retain", days_of_silence),
                example=phases_with("retain", days_of_silence),
            ),
            mistake(
                "not_in_days",
                fr="Vous avez donné `retain` en mois ou en années. On demande des "
                "jours.",
                en="You gave `retain` in months or years. Days are asked for.",
                when=not_in_days,
                example=phases_with("retain", length_in_years),
            ),
            mistake(
                "responses_for_delivered",
                fr="Vous avez compté dans `target` les messages qui ont fait réagir. "
                "Combien sont arrivés ?",
                en="You counted in `target` the messages that got a response. How "
                "many arrived?",
                when=one_is("target", messages_responded),
                example=phases_with("target", messages_responded),
            ),
            mistake(
                "mean_for_total",
                fr="Vous avez donné dans `sell` une moyenne par message. On demande "
                "la somme.",
                en="You gave in `sell` a mean per message. The total is asked for.",
                when=one_is("sell", mean_sales),
                example=phases_with("sell", mean_sales),
            ),
        ],
        otherwise=(
            "Relisez la section 3 du cours, et gardez d'abord les lignes de `who`.",
            "Read section 3 of the lesson again, and first keep the rows of `who`.",
        ),
    ),
    practical(
        "03.3",
        answers.number(),
        expected=same_phone,
        why=(
            "Autant de paires où deux systèmes de l'entreprise parlent de la même "
            "personne sans le savoir : autant de courriers en double.",
            "So many pairs in which two of the company's systems speak of the same "
            "person without knowing it: so many letters sent twice.",
        ),
        mistakes=[
            mistake(
                "not_normalised",
                fr="Vous avez comparé les numéros tels que tapés. « 06 00… » et "
                "« +212 6 00… » sont-ils deux téléphones ?",
                en="You compared the numbers as typed. Are “06 00…” and “+212 6 00…” "
                "two telephones?",
                value=same_phone_as_typed,
            ),
            mistake(
                "records_counted",
                fr="Vous avez compté des fiches, non des paires. Trois fiches d'un "
                "même numéro, combien de paires ?",
                en="You counted records, not pairs. Three records of one number: how "
                "many pairs?",
                value=records_of_shared_phones,
            ),
            mistake(
                "numbers_counted",
                fr="Vous avez compté des numéros, non les paires de fiches qui les "
                "partagent.",
                en="You counted numbers, not the pairs of records that share them.",
                when=numbers_given,
                example=shared_phones,
            ),
            mistake(
                "one_less_per_number",
                fr="Vous avez compté n − 1 par numéro : la première fiche avec chacune "
                "des autres. Et les autres entre elles ?",
                en="You counted n − 1 for each number: the first record with each of "
                "the others. What about the others among themselves?",
                value=one_less_a_group,
            ),
            mistake(
                "squares",
                fr="Vous avez multiplié n par n : chaque fiche y rencontre aussi "
                "elle-même, et chaque autre deux fois.",
                en="You multiplied n by n: there each record also meets itself, and "
                "each other one twice.",
                when=squared,
                example=squares,
            ),
            mistake(
                "paired_with_itself",
                fr="Vous avez compté chaque fiche avec elle-même : n × (n + 1) / 2. "
                "Combien de paires fait une fiche seule ?",
                en="You counted each record with itself: n × (n + 1) / 2. How many "
                "pairs does one record alone make?",
                when=paired_with_itself,
                example=with_itself,
            ),
            mistake(
                "records_by_two",
                fr="Vous avez divisé des fiches par deux. C'est juste à deux fiches "
                "par numéro ; et à trois ?",
                en="You divided records by two. That is right with two records per "
                "number; and with three?",
                value=records_divided_by_two,
            ),
            mistake(
                "each_pair_twice",
                fr="Vous avez compté chaque paire deux fois : (A, B) et (B, A) sont la "
                "même.",
                en="You counted each pair twice: (A, B) and (B, A) are the same.",
                value=pairs_counted_twice,
            ),
            mistake(
                "gaps_matched",
                fr="Vous avez tenu deux fiches sans numéro pour deux fiches au même "
                "numéro. Un vide ressemble-t-il à un autre vide ?",
                en="You took two records without a number for two records with the "
                "same number. Is one gap like another?",
                value=pairs_with_gaps,
            ),
            mistake(
                "prefix_kept",
                fr="Vous avez ôté les espaces ou les signes, mais « 0600… » et « "
                "212600… » restent deux numéros. Que fait `normalise_phone` du "
                "préfixe ?",
                en="You took away blanks or signs, but “0600…” and “212600…” are "
                "still two numbers. What does `normalise_phone` do with the prefix?",
                when=prefix_kept,
                example=digits_alone,
            ),
        ],
        otherwise=(
            "Relisez les sections 9 et 10 du cours : normaliser, puis compter des "
            "paires.",
            "Read sections 9 and 10 of the lesson again: normalise, then count pairs.",
        ),
    ),
    practical(
        "03.4",
        answers.series(0.0005, share=True),
        expected=grade,
        why=(
            "Deux chiffres, deux dégâts : la précision dit combien de clients on "
            "mélange, le rappel combien de doublons restent. On ne paie pas un "
            "prestataire sur un seul.",
            "Two figures, two kinds of damage: precision says how many customers are "
            "mixed up, recall how many duplicates stay. No supplier is paid on one "
            "alone.",
        ),
        mistakes=[
            mistake(
                "swapped",
                fr="Vous avez échangé précision et rappel. Laquelle divise par ce que "
                "le prestataire a accepté ?",
                en="You swapped precision and recall. Which one divides by what the "
                "supplier accepted?",
                value=grade_swapped,
            ),
            mistake(
                "blocking_misses_forgotten",
                fr="Vous avez cherché les vraies paires parmi celles qui ont été "
                "comparées. Que deviennent celles que le blocage n'a jamais montrées ?",
                en="You looked for the true pairs among those compared. What becomes "
                "of those that blocking never showed?",
                value=grade_among_compared,
            ),
            mistake(
                "over_compared",
                fr="Vous avez divisé la précision par toutes les paires comparées. Le "
                "prestataire les a-t-il toutes acceptées ?",
                en="You divided precision by all the pairs compared. Did the supplier "
                "accept them all?",
                when=over_compared,
                example=precision_over_compared,
            ),
            mistake(
                "accuracy",
                fr="Vous avez calculé une exactitude : les paires d'inconnus laissées "
                "séparées comptent comme des succès. Qu'obtiendrait celui qui ne "
                "relie rien ?",
                en="You computed an accuracy: pairs of strangers left apart count as "
                "successes. What would someone who links nothing obtain?",
                when=accuracy_given,
                example=grade_with_accuracy,
            ),
            mistake(
                "records_counted",
                fr="Vous avez compté des fiches au lieu de paires. Une fiche prise "
                "dans trois paires, dont une fausse, est-elle juste ?",
                en="You counted records instead of pairs. Is a record in three pairs, "
                "one of them wrong, right?",
                value=grade_of_records,
            ),
            mistake(
                "records_below",
                fr="Vous avez mis au dénominateur du rappel des fiches ou des "
                "personnes. Le numérateur compte des paires.",
                en="You put records or people in the denominator of recall. The "
                "numerator counts pairs.",
                when=recall_with(numbers_of_records),
                example=recall_example(numbers_of_records),
            ),
            mistake(
                "pairs_miscounted",
                fr="Vous avez mal compté les vraies paires. Trois fiches d'une "
                "personne font trois paires ; et quatre, et deux, et une ?",
                en="You miscounted the true pairs. Three records of one person make "
                "three pairs; what about four, two, one?",
                when=recall_with(miscounted_pairs),
                example=recall_example(miscounted_pairs),
            ),
            mistake(
                "false_ones_counted",
                fr="Vous avez mis au numérateur du rappel toutes les paires acceptées,"
                " fausses comprises.",
                en="You put in the numerator of recall all the pairs accepted, wrong "
                "ones included.",
                when=false_ones_counted,
                example=accepted_over_true,
            ),
            mistake(
                "errors_for_successes",
                fr="Vous avez donné une part d'erreurs : ce qui est faux, ou ce qui "
                "manque. Précision et rappel comptent ce qui est juste.",
                en="You gave a share of errors: what is wrong, or what is missing. "
                "Precision and recall count what is right.",
                when=error_given,
                example=shares_of_errors,
            ),
            mistake(
                "recall_over_accepted",
                fr="Vous avez mis le même dénominateur deux fois. Le rappel part des "
                "paires qu'il fallait trouver.",
                en="You used the same denominator twice. Recall starts from the pairs "
                "that had to be found.",
                value=recall_over_accepted,
            ),
            mistake(
                "both_required",
                fr="Vous avez exigé le même téléphone *et* la même date. Que dit la "
                "règle du prestataire ?",
                en="You required the same phone *and* the same date. What does the "
                "supplier's rule say?",
                value=grade_of_both,
            ),
            mistake(
                "one_condition",
                fr="Vous n'avez gardé qu'une des deux conditions. Le prestataire "
                "accepte aussi les paires de l'autre.",
                en="You kept only one of the two conditions. The supplier accepts the "
                "pairs of the other one too.",
                when=one_condition,
                example=lambda: grades_of_one()[0],
            ),
            mistake(
                "linked_first",
                fr="Vous avez relié avant de noter : les fiches réunies de proche en "
                "proche font d'autres paires. On note celles qui ont été acceptées.",
                en="You linked before grading: records brought together step by step "
                "make other pairs. Those accepted are graded.",
                value=grade_once_linked,
            ),
        ],
        otherwise=(
            "Relisez la section 12 du cours : même numérateur, deux dénominateurs.",
            "Read section 12 of the lesson again: one numerator, two denominators.",
        ),
    ),
    practical(
        "03.5",
        answers.number(),
        expected=several,
        why=(
            "Ce sont les clients que l'intégration multicanale servira d'abord : ils "
            "nous connaissent par plusieurs portes, et chacune les croit nouveaux.",
            "These are the customers whom multichannel integration will serve first: "
            "they know us through several doors, and each believes them new.",
        ),
        mistakes=[
            mistake(
                "records_for_systems",
                fr="Vous avez compté les personnes à deux fiches ou plus. Deux fiches "
                "de la même caisse font-elles deux systèmes ?",
                en="You counted people with two records or more. Do two records of "
                "the same till make two systems?",
                value=people_with_several_records,
            ),
            mistake(
                "exactly_two",
                fr="Vous avez compté les personnes connues d'exactement deux systèmes. "
                "Que faites-vous de ceux que tous connaissent ?",
                en="You counted the people known to exactly two systems. What about "
                "those whom all of them know?",
                value=in_two_systems,
            ),
            mistake(
                "more_than_two",
                fr="Vous avez compté les personnes connues de plus de deux systèmes. "
                "« Au moins deux », deux compris ?",
                en="You counted the people known to more than two systems. Does “at "
                "least two” include two?",
                value=in_three_systems,
            ),
            mistake(
                "truth_used",
                fr="Vous avez compté avec les vrais titulaires. En a-t-on la liste "
                "dans une véritable entreprise ? Servez-vous de `found`.",
                en="You counted with the true owners. Does a real company have that "
                "list? Use `found`.",
                value=several_in_truth,
            ),
            mistake(
                "one_key",
                fr="Vous avez réuni les fiches sur le téléphone seul, ou l'e-mail "
                "seul. Que deviennent les fiches où il manque ?",
                en="You merged records on the phone alone, or the e-mail alone. What "
                "becomes of the records that lack it?",
                when=on_one_key,
                example=several_on_phone,
            ),
            mistake(
                "share_for_number",
                fr="Vous avez donné une part. On demande un nombre de personnes.",
                en="You gave a share. A number of people is asked for.",
                value=share_of_people,
            ),
            mistake(
                "one_system",
                fr="Vous avez compté les personnes connues d'un seul système : les "
                "autres.",
                en="You counted the people known to one system only: the other ones.",
                value=in_one_system,
            ),
            mistake(
                "records_counted",
                fr="Vous avez compté les fiches de ces personnes. On demande des "
                "personnes.",
                en="You counted the records of these people. People are asked for.",
                value=records_of_several_systems,
            ),
            mistake(
                "not_linked",
                fr="Vous avez compté des paires. Si A va avec B et B avec C, combien "
                "de personnes ?",
                en="You counted pairs. If A goes with B and B with C, how many people "
                "is that?",
                value=pairs_across_systems,
            ),
            mistake(
                "name_alone",
                fr="Vous avez réuni les fiches sur le nom seul. Que deviennent les "
                "homonymes ?",
                en="You merged records on the name alone. What becomes of namesakes?",
                value=several_on_name_alone,
            ),
            mistake(
                "threshold_forgotten",
                fr="Vous avez relié toutes les paires comparées. Deux fiches qui "
                "partagent une seule clé sont-elles toujours la même personne ?",
                en="You linked every pair compared. Are two records that share one "
                "single key always the same person?",
                value=several_without_threshold,
            ),
            mistake(
                "all_people",
                fr="Vous avez compté toutes les personnes du fichier, même connues "
                "d'un seul système.",
                en="You counted all the people of the file, even those known to one "
                "system only.",
                value=all_people,
            ),
            mistake(
                "strictly_above",
                fr="Vous avez écarté les paires d'exactement 5 points. « Au moins 5 » "
                "les comprend-il ?",
                en="You left out the pairs of exactly 5 points. Does “at least 5” "
                "include them?",
                value=several_strictly_above,
            ),
            mistake(
                "rows_misaligned",
                fr="Vous avez collé les groupes sans `.to_numpy()` : pandas les a "
                "rangés par index, et chaque fiche a reçu le groupe d'une autre.",
                en="You set the groups beside the records without `.to_numpy()`: "
                "pandas matched them by index, and each record got the group of "
                "another.",
                value=several_misaligned,
            ),
        ],
        otherwise=(
            "Reliez les paires d'au moins 5 points, puis comptez, par groupe, les "
            "sources différentes.",
            "Link the pairs of 5 points or more, then count the different sources of "
            "each group.",
        ),
    ),
    practical(
        "03.6",
        answers.table(VIEW, key="customer_id", tolerance=0.01),
        expected=view,
        why=(
            "Une ligne par client, sans dirham inventé : segments, scores et écrans "
            "des chapitres suivants partent de cette table.",
            "One row per customer, no dirham made up: the segments, scores and screens "
            "of the next chapters start from this table.",
        ),
        mistakes=[
            mistake(
                "joined_before_summing",
                fr="Vous avez joint les tables avant de les résumer : votre chiffre "
                "d'affaires total dépasse celui de `orders`. Combien de fois chaque "
                "commande y figure-t-elle ?",
                en="You joined the tables before summing them up: your total revenue "
                "is more than that of `orders`. How many times is each order in it?",
                when=inflated,
                example=view_joined_first,
            ),
            mistake(
                "customers_lost",
                fr="Vous avez perdu des clients en route. Que fait une jointure de "
                "celui qui n'a jamais réclamé ?",
                en="You lost customers on the way. What does a join do with someone "
                "who never complained?",
                when=rows_lost,
                example=view_of_complainers,
            ),
            mistake(
                "gaps_left",
                fr="Vous avez laissé des vides. Un client sans réclamation en a-t-il "
                "un nombre inconnu ?",
                en="You left gaps. Is the number of complaints of a customer who made "
                "none unknown?",
                when=gaps_left,
                example=view_with_gaps,
            ),
            mistake(
                "orders_for_revenue",
                fr="Vous avez compté les commandes dans `revenue`. On y attend des "
                "dirhams.",
                en="You counted the orders in `revenue`. Dirhams are expected there.",
                value=view_of_orders_counted,
            ),
            mistake(
                "mean_for_total",
                fr="Vous avez mis dans `revenue` la commande moyenne. La question "
                "demande le total.",
                en="You put the mean order in `revenue`. The question asks for the "
                "total.",
                value=view_of_means,
            ),
            mistake(
                "returned_left_out",
                fr="Vous avez laissé les commandes retournées de côté. L'énoncé "
                "demande le total des commandes, égal à celui de `orders`.",
                en="You left out the orders returned. The question asks for the total "
                "of the orders, equal to that of `orders`.",
                value=view_without_returned,
            ),
            mistake(
                "yes_or_no",
                fr="Vous avez dit dans `complaints` si le client a réclamé. On demande"
                " combien de fois.",
                en="You said in `complaints` whether the customer complained. How many"
                " times is asked for.",
                when=yes_or_no,
                example=view_of_yes_or_no,
            ),
            mistake(
                "one_year_only",
                fr="Vous n'avez compté dans `revenue` que les commandes de 2025. On "
                "les demande toutes.",
                en="You counted in `revenue` the orders of 2025 only. All of them are "
                "asked for.",
                value=view_of_last_year,
            ),
            mistake(
                "opened_for_delivered",
                fr="Vous avez compté les messages ouverts. Un message arrivé et non lu"
                " est-il délivré ?",
                en="You counted the messages opened. Is a message that arrived and was"
                " not read delivered?",
                value=view_of_messages_opened,
            ),
            mistake(
                "control_counted",
                fr="Vous avez compté comme messages toutes les lignes de `contacts` : "
                "témoins et messages non délivrés compris.",
                en="You counted every row of `contacts` as a message, controls and "
                "undelivered ones included.",
                value=view_with_control,
            ),
            mistake(
                "sent_for_delivered",
                fr="Vous avez compté les messages envoyés. Sont-ils tous arrivés ?",
                en="You counted the messages sent. Did they all arrive?",
                value=view_of_messages_sent,
            ),
        ],
        otherwise=(
            "Relisez la section 14 du cours : résumer, joindre à gauche, contrôler.",
            "Read section 14 of the lesson again: sum up, join on the left, control.",
        ),
    ),
    practical(
        "03.7",
        answers.series(0.5, key="threshold"),
        expected=costs,
        why=(
            "Le seuil est une décision de gestion : il dit combien d'oublis l'on "
            "accepte pour éviter de mélanger deux clients. Passez à la note.",
            "The threshold is a management decision: it says how many misses we "
            "accept to avoid mixing two customers up. Now write the memo.",
        ),
        mistakes=[
            mistake(
                "costs_swapped",
                fr="Vous avez échangé les deux coûts. Lequel s'applique à deux "
                "inconnus que l'on réunit ?",
                en="You swapped the two costs. Which one applies to two strangers who "
                "are put together?",
                value=costs_swapped,
            ),
            mistake(
                "strictly_above",
                fr="Vous avez gardé les paires *au-dessus* du seuil (`>`). Une paire "
                "qui a tout juste le nombre de points, qu'en dit l'énoncé ?",
                en="You kept the pairs *above* the threshold (`>`). What does the "
                "question say of a pair with just that number of points?",
                value=costs_strictly_above,
            ),
            mistake(
                "below_for_above",
                fr="Vous avez relié les paires *sous* le seuil. Beaucoup de points, "
                "est-ce bon ou mauvais signe ?",
                en="You linked the pairs *below* the threshold. Are many points a good "
                "or a bad sign?",
                value=costs_below,
            ),
            mistake(
                "subtracted",
                fr="Vous avez retiré un coût de l'autre. Un oubli rembourse-t-il une "
                "fusion à tort ?",
                en="You subtracted one cost from the other. Does a miss refund a wrong"
                " merge?",
                value=one_minus_the_other,
            ),
            mistake(
                "costs_of_the_lesson",
                fr="Vous avez repris les coûts du cours. Lesquels donne l'énoncé ?",
                en="You used the costs of the lesson. Which ones does the question "
                "give?",
                value=costs_of_the_lesson,
            ),
            mistake(
                "mean_cost",
                fr="Vous avez divisé par le nombre d'erreurs : c'est un coût moyen. La "
                "direction paie le total.",
                en="You divided by the number of errors: that is a mean cost. "
                "Management pays the total.",
                value=mean_cost,
            ),
            mistake(
                "misses_forgotten",
                fr="Vous n'avez compté que les fusions à tort. Un seuil très haut "
                "serait alors gratuit : que deviennent les doublons ?",
                en="You counted wrong merges only. A very high threshold would then be "
                "free: what becomes of the duplicates?",
                value=wrong_merges_only,
            ),
            mistake(
                "wrong_merges_forgotten",
                fr="Vous n'avez compté que les oublis. Tout réunir serait alors "
                "gratuit.",
                en="You counted misses only. Merging everything would then be free.",
                value=misses_only,
            ),
            mistake(
                "not_priced",
                fr="Vous avez additionné des paires, sans leur coût. Une fusion à tort "
                "pèse-t-elle comme un oubli ?",
                en="You added up pairs, without their cost. Does a wrong merge weigh "
                "as much as a miss?",
                value=errors_not_priced,
            ),
            mistake(
                "not_linked",
                fr="Vous avez compté les erreurs sur les paires, sans les relier. Une "
                "paire fausse peut réunir deux groupes entiers : que vaut `link` ?",
                en="You counted the errors on the pairs, without linking them. One "
                "wrong pair may join two whole groups: what does `link` change?",
                value=costs_without_linking,
            ),
            mistake(
                "blocking_misses_forgotten",
                fr="Vous n'avez compté comme oublis que des paires comparées. Celles "
                "que le blocage n'a jamais montrées coûtent-elles moins ?",
                en="You counted as misses only pairs that were compared. Do those that "
                "blocking never showed cost less?",
                value=costs_of_compared_pairs,
            ),
            mistake(
                "at_the_threshold",
                fr="Vous avez relié les seules paires qui ont exactement ce nombre de "
                "points. Celles qui en ont davantage sont-elles refusées ?",
                en="You linked only the pairs with exactly that many points. Are "
                "those with more refused?",
                value=costs_at_the_threshold,
            ),
            mistake(
                "one_price",
                fr="Vous avez compté les deux erreurs au même prix. Laquelle coûte "
                "`wrong_cost`, laquelle `missed_cost` ?",
                en="You counted both errors at the same price. Which one costs "
                "`wrong_cost`, which `missed_cost`?",
                when=one_price,
                example=lambda: costs_at_one_price()[1],
            ),
        ],
        otherwise=(
            "Pour un seul seuil d'abord : reliez, demandez `pair_scores`, multipliez.",
            "For one threshold first: link, ask `pair_scores`, multiply.",
        ),
    ),
]
