"""Privacy: groups of look-alikes, generalising, pseudonyms."""

import doctest

import numpy as np
import pandas as pd
import pytest

from course_lib import privacy as lib
from course_lib.data import load


def test_the_examples_of_the_documentation_hold():
    found = doctest.testmod(lib, extraglobs={"pd": pd})
    assert found.failed == 0 and found.attempted > 8


# --- Published tables ---------------------------------------------------------------


def inpatients():
    """Machanavajjhala et al. (2007), figures 1 to 3: twelve patients, three ways."""
    zips = "13053 13068 13068 13053 14853 14853 14850 14850 13053 13053 13068 13068"
    ages = [28, 29, 21, 23, 50, 55, 47, 49, 31, 37, 36, 35]
    condition = "heart heart viral viral cancer heart viral viral".split()
    table = pd.DataFrame({"zip": zips.split(), "age": ages})
    table["condition"] = condition + ["cancer"] * 4
    table["zip_2"] = ["130**"] * 4 + ["1485*"] * 4 + ["130**"] * 4
    table["age_2"] = ["<30"] * 4 + [">=40"] * 4 + ["3*"] * 4
    table["zip_3"] = table["zip"].str[:4] + "*"
    table["age_3"] = ["<=40"] * 4 + [">40"] * 4 + ["<=40"] * 4
    return table


def test_the_four_anonymous_table_of_inpatients_tells_that_a_class_has_cancer():
    table, names = inpatients(), ["zip_2", "age_2"]
    assert lib.k_anonymity(table, names) == 4
    assert lib.l_diversity(table, names, "condition") == 1
    assert lib.k_anonymity(table, ["zip", "age"]) == 1


def test_the_three_diverse_table_of_inpatients():
    table, names = inpatients(), ["zip_3", "age_3"]
    assert lib.k_anonymity(table, names) == 4
    assert lib.l_diversity(table, names, "condition") == 3


def test_the_two_anonymous_table_of_sweeney():
    """Sweeney (2002), figure 2: k = 2 over race, birth, gender and ZIP."""
    rows = """
        Black 1965 m 0214* breath
        Black 1965 m 0214* chest
        Black 1965 f 0213* hypertension
        Black 1965 f 0213* hypertension
        Black 1964 f 0213* obesity
        Black 1964 f 0213* chest
        White 1964 m 0213* chest
        White 1964 m 0213* obesity
        White 1964 m 0213* breath
        White 1967 m 0213* chest
        White 1967 m 0213* chest
    """
    names = ["race", "birth", "gender", "zip"]
    table = pd.DataFrame(
        [row.split() for row in rows.strip().splitlines()], columns=[*names, "problem"]
    )
    assert lib.k_anonymity(table, names) == 2
    assert lib.equivalence_classes(table, names).tolist() == [2, 2, 2, 2, 3]
    assert lib.l_diversity(table, names, "problem") == 1


def test_the_anonymised_record_of_the_itu():
    """ITU-T (2016), Shaping smarter and more sustainable cities, table 7."""
    table = pd.DataFrame(
        {
            "birth": ["1970"] * 3 + ["198*"] * 4,
            "gender": ["Male"] * 3 + ["Human"] * 4,
            "id": ["121"] * 3 + ["12*"] * 4,
            "problem": "cold obesity diabetes diabetes obesity diabetes cold".split(),
        }
    )
    names = ["birth", "gender", "id"]
    assert lib.k_anonymity(table, names) == 3
    assert lib.l_diversity(table, names, "problem") == 3


def test_a_pseudonym_is_the_hmac_of_rfc_4231():
    """RFC 4231, section 4.2: key of twenty 0x0b bytes, data "Hi There"."""
    found = lib.pseudonymise(["Hi There"], b"\x0b" * 20)
    assert found[0] == (
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    )


# --- Groups -------------------------------------------------------------------------


def test_the_classes_hold_everybody_and_agree_with_counting_by_hand():
    customers = load("customers")
    names = ["zone_id", "birth_year", "gender"]
    sizes = lib.equivalence_classes(customers, names)
    assert sizes.sum() == len(customers)
    assert sizes.is_monotonic_increasing
    seen = {}
    for row in customers[names].itertuples(index=False):
        seen[tuple(row)] = seen.get(tuple(row), 0) + 1
    assert sizes.to_dict() == seen
    assert lib.k_anonymity(customers, names) == min(seen.values())
    alone = sum(size == 1 for size in seen.values())
    assert lib.unique_share(customers, names) == alone / len(customers)


@pytest.mark.parametrize("gap", [None, np.nan, pd.NA])
def test_a_missing_value_is_a_value_of_its_own(gap):
    table = pd.DataFrame({"a": ["x", "x", gap, gap, gap]}, dtype="object")
    assert lib.equivalence_classes(table, ["a"]).tolist() == [2, 3]
    assert lib.k_anonymity(table.head(3), ["a"]) == 1
    assert len(lib.suppress_small(table, ["a"], 3)) == 3
    table["b"] = pd.Series(["s", gap, "s", "s", "s"], dtype="object")
    assert lib.l_diversity(table.head(2), ["a"], "b") == 2


def test_an_unused_category_is_nobody():
    table = pd.DataFrame({"a": pd.Categorical(["x", "x"], categories=["x", "y"])})
    table["b"] = ["s", "t"]
    assert lib.k_anonymity(table, ["a"]) == 2
    assert lib.l_diversity(table, ["a"], "b") == 2
    assert lib.equivalence_classes(table, ["a"]).tolist() == [2]


def test_the_order_of_rows_and_columns_does_not_matter():
    customers = load("customers").sample(frac=1, random_state=3)
    one = lib.k_anonymity(customers, ["zone_id", "gender"])
    assert one == lib.k_anonymity(load("customers"), ("gender", "zone_id"))
    assert one > 1


def test_suppressing_reaches_k_and_keeps_the_rows_as_they_were():
    customers, names = load("customers"), ["zone_id", "birth_year"]
    for k in [1, 2, 5]:
        kept = lib.suppress_small(customers, names, k)
        assert lib.k_anonymity(kept, names) >= k
        pd.testing.assert_frame_equal(kept, customers.loc[kept.index])
    assert len(lib.suppress_small(customers, names, 1)) == len(customers)
    assert lib.suppress_small(customers, names, 10**6).empty


def test_coarser_bands_never_lower_k():
    customers = load("customers")
    found = []
    for width in [1, 5, 10, 20, 40]:
        customers["band"] = lib.year_band(customers["birth_year"], width)
        found.append(lib.unique_share(customers, ["zone_id", "band"]))
    assert found == sorted(found, reverse=True) and found[0] > found[-1]


def test_bands_begin_at_multiples_and_keep_gaps():
    years = pd.Series([1979, 1980, None, 1989], index=list("abcd"))
    bands = lib.year_band(years, 10)
    assert bands.index.tolist() == list("abcd")
    assert bands.isna().tolist() == [False, False, True, False]
    assert bands.dropna().tolist() == ["1970-1979", "1980-1989", "1980-1989"]
    assert lib.year_band(pd.Series([1984]), 1).tolist() == ["1984-1984"]


# --- Pseudonyms ---------------------------------------------------------------------

KEY = "a secret of the tests"


def test_pseudonyms_join_tables_and_change_with_the_key():
    ids = load("customers")["customer_id"]
    names = lib.pseudonymise(ids, KEY)
    assert names.is_unique and names.index.equals(ids.index)
    assert (names == lib.pseudonymise(ids.astype(str), KEY)).all()
    assert (names == lib.pseudonymise(ids.astype(float), KEY.encode())).all()
    assert not set(names) & set(lib.pseudonymise(ids, KEY + "!"))


# --- Errors -------------------------------------------------------------------------

TABLE = pd.DataFrame({"a": [1, 1], "b": [1, 2], "c": ["x", "x"]})


@pytest.mark.parametrize(
    "names, error, words",
    [
        ("a", TypeError, "brackets"),
        (None, TypeError, "list of column names"),
        (3, TypeError, "list of column names"),
        ({"a"}, TypeError, "set"),
        ([["a"]], TypeError, "flat"),
        ([], ValueError, "empty"),
        (["zone"], ValueError, "no column 'zone'"),
        (["a", "b", "a"], ValueError, "'a' is given 2 times"),
    ],
)
@pytest.mark.parametrize(
    "call",
    [
        lib.equivalence_classes,
        lib.k_anonymity,
        lib.unique_share,
        lambda table, names: lib.l_diversity(table, names, "c"),
        lambda table, names: lib.suppress_small(table, names, 2),
    ],
)
def test_a_wrong_list_of_columns_is_explained(call, names, error, words):
    with pytest.raises(error, match="quasi_identifiers") as raised:
        call(TABLE, names)
    assert words in str(raised.value)


@pytest.mark.parametrize("table", [None, [1], TABLE["a"]])
def test_anything_but_a_table_is_refused(table):
    with pytest.raises(TypeError, match="table"):
        lib.k_anonymity(table, ["a"])


def test_an_empty_table_has_no_k():
    with pytest.raises(ValueError, match="empty"):
        lib.k_anonymity(TABLE.head(0), ["a"])
    with pytest.raises(ValueError, match="empty"):
        lib.l_diversity(TABLE.head(0), ["a"], "c")


def test_a_column_there_twice_is_refused():
    twice = pd.concat([TABLE, TABLE[["a"]]], axis=1)
    with pytest.raises(ValueError, match="2 columns"):
        lib.k_anonymity(twice, ["a"])


@pytest.mark.parametrize(
    "sensitive, error",
    [("a", ValueError), ("zone", ValueError), (["c"], TypeError), (None, ValueError)],
)
def test_a_wrong_sensitive_column_is_explained(sensitive, error):
    with pytest.raises(error, match="sensitive"):
        lib.l_diversity(TABLE, ["a"], sensitive)


@pytest.mark.parametrize("k", [0, -1, 2.5, True, None, "5"])
def test_k_is_a_whole_number_of_at_least_one(k):
    with pytest.raises((TypeError, ValueError), match="k:"):
        lib.suppress_small(TABLE, ["a"], k)


@pytest.mark.parametrize("width", [0, -5, 1.5, True, None])
def test_the_width_of_a_band_is_a_whole_number(width):
    with pytest.raises((TypeError, ValueError), match="width"):
        lib.year_band(pd.Series([1980]), width)


@pytest.mark.parametrize(
    "years", [["1980"], [True], [1980.5], [np.inf], [pd.Timestamp("1980-01-01")]]
)
def test_bands_need_whole_years(years):
    with pytest.raises((TypeError, ValueError), match="years"):
        lib.year_band(pd.Series(years), 10)


@pytest.mark.parametrize(
    "key, error",
    [("", ValueError), ("short", ValueError), (None, TypeError), (12345, TypeError)],
)
def test_a_weak_key_is_refused(key, error):
    with pytest.raises(error, match="key"):
        lib.pseudonymise([1, 2], key)


@pytest.mark.parametrize("ids", ["12", 12, None, [1, None], [1, "b"], [True], [1.5]])
def test_wrong_identifiers_are_refused(ids):
    with pytest.raises((TypeError, ValueError), match="ids"):
        lib.pseudonymise(ids, KEY)
