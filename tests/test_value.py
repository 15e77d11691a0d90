"""Customer value: published results, the conventions of the field, hard cases."""

import doctest
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib import value
from course_lib.value import (
    BGNBD,
    GammaGamma,
    NoConvergence,
    btyd_summary,
    clv,
    fit_bgnbd,
    fit_gamma_gamma,
    fit_sbg,
    residual_value,
    simulate_value,
)

DATA = Path(__file__).parent / "data"
PAPER = BGNBD(pd.Series({"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}), 0.0)


@pytest.fixture(scope="module")
def cdnow():
    """The calibration period of the papers: 39 weeks, in weeks."""
    bought = pd.read_csv(DATA / "cdnow_sample.csv")
    return btyd_summary(bought, "1997-09-30", unit="W", date="ordered_on")


@pytest.fixture(scope="module")
def fitted(cdnow):
    return fit_bgnbd(cdnow["frequency"], cdnow["recency"], cdnow["T"])


def test_the_examples_in_the_docstrings_run():
    found = doctest.testmod(value, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert found.attempted and not found.failed


# --- summary --------------------------------------------------------------------------


def test_cdnow_summary_is_the_published_one(cdnow):
    published = pd.read_csv(DATA / "cdnow_summary.csv", index_col="customer_id")
    assert cdnow.index.equals(published.index) and len(cdnow) == 2357
    assert (cdnow["frequency"] == published["x"]).all()
    # Printed with two decimals.
    np.testing.assert_allclose(
        cdnow[["recency", "T", "monetary_value"]],
        published[["t_x", "T", "zbar"]],
        atol=0.005001,
    )


def reference_summary(table, end):
    """Return the same from plain Python, one customer at a time."""
    rows = {}
    for who, group in table.groupby("customer_id"):
        daily = group.groupby(group["ordered_at"].dt.normalize())["amount"].sum()
        daily = daily[daily.index <= end]
        if len(daily):
            first, last = daily.index[0], daily.index[-1]
            rows[who] = [
                len(daily) - 1,
                (last - first).days,
                (end - first).days,
                daily.iloc[1:].mean() if len(daily) > 1 else 0,
            ]
    return pd.DataFrame.from_dict(
        rows, orient="index", columns=["frequency", "recency", "T", "monetary_value"]
    ).sort_index()


purchases = st.lists(
    st.tuples(st.integers(-3, 40), st.integers(0, 24 * 60), st.integers(0, 10_000)),
    min_size=1,
    max_size=60,
)


@settings(deadline=None, max_examples=60)
@given(purchases, st.sampled_from(["number", "text", "far apart"]))
def test_summary_is_that_of_a_loop(bought, ids):
    minutes = [(7 * who % 30) * 1440 + minute for who, minute, _ in bought]
    named = {"number": int, "text": "c{}".format, "far apart": lambda who: who * 10**12}
    table = pd.DataFrame(
        {
            "customer_id": [named[ids](who) for who, _, _ in bought],
            "ordered_at": pd.Timestamp("2025-01-01")
            + pd.to_timedelta(minutes, unit="min"),
            "amount": [cents / 100 for _, _, cents in bought],
        }
    )
    end = pd.Timestamp("2025-01-20")
    expected = reference_summary(table, end)
    if expected.empty:
        with pytest.raises(ValueError, match="come after"):
            btyd_summary(table, end)
        return
    found = btyd_summary(table, end)
    assert found.index.tolist() == expected.index.tolist()
    # Sums of a few amounts in another order: rounding only.
    np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-12)


def test_summary_keeps_the_kind_of_identifier():
    table = pd.DataFrame({"ordered_at": ["2025-01-01"] * 2, "amount": [1, 2]})
    for ids in (
        pd.Series([3, 4], dtype="int8"),
        pd.Series([3, 2**63 + 5], dtype="uint64"),
        pd.Series([3, 4], dtype="Int64"),
        pd.Series(["b", "a"], dtype="str"),
        pd.Series(["b", "a"], dtype=object),
        pd.Series(["b", "a"], dtype="category"),
    ):
        index = btyd_summary(table.assign(customer_id=ids), "2025-01-01").index
        assert index.name == "customer_id" and index.tolist() == sorted(ids.tolist())


def test_summary_counts_the_last_day_whole_and_in_the_zone_of_the_table():
    table = pd.DataFrame(
        {
            "customer_id": [1, 1],
            "ordered_at": pd.to_datetime(["2025-01-01 23:30", "2025-01-05 23:59"]),
            "amount": [5, 7],
        }
    )
    assert btyd_summary(table, "2025-01-05").loc[1].tolist() == [1, 4, 4, 7]
    there = table.assign(ordered_at=table["ordered_at"].dt.tz_localize("Asia/Tokyo"))
    assert btyd_summary(there, "2025-01-05").loc[1].tolist() == [1, 4, 4, 7]
    with pytest.raises(ValueError, match="time zone"):
        btyd_summary(table, pd.Timestamp("2025-01-05", tz="UTC"))


@pytest.mark.parametrize(
    ("change", "fault", "message"),
    [
        ({"amount": [-1.0, 2]}, ValueError, "below 0"),
        ({"customer_id": [None, 2]}, ValueError, "missing"),
        ({"ordered_at": ["03/04/2025"] * 2}, ValueError, "ISO"),
    ],
)
def test_summary_refuses_bad_rows(change, fault, message):
    good = {"customer_id": [1, 2], "ordered_at": ["2025-01-01"] * 2, "amount": [1, 2]}
    with pytest.raises(fault, match=message):
        btyd_summary(pd.DataFrame(good | change), "2025-02-01")


def test_summary_refuses_another_unit_and_other_tables():
    table = pd.DataFrame(
        {"customer_id": [1], "ordered_at": ["2025-01-01"], "amount": [1]}
    )
    with pytest.raises(ValueError, match="unit"):
        btyd_summary(table, "2025-01-02", unit="M")
    with pytest.raises(ValueError, match="'amount'"):
        btyd_summary(table.drop(columns="amount"), "2025-01-02")


# --- the formula ----------------------------------------------------------------------


def test_margin_multiples_of_gupta_and_lehmann():
    # The table of r / (1 + i - r), retention 60 to 90 %, discount 10 to 16 %, as Gupta
    # and Lehmann give it (Customers as assets, 2003; Managing customers as investments,
    # 2005).
    published = {
        0.6: [1.20, 1.15, 1.11, 1.07],
        0.7: [1.75, 1.67, 1.59, 1.52],
        0.8: [2.67, 2.50, 2.35, 2.22],
        0.9: [4.50, 4.09, 3.75, 3.46],
    }
    for retention, row in published.items():
        found = clv(1, retention, [0.10, 0.12, 0.14, 0.16])
        assert found.round(2).tolist() == row


@settings(deadline=None)
@given(st.floats(0, 1), st.floats(0, 2), st.integers(1, 200))
def test_value_over_a_horizon_is_the_sum(retention, discount, horizon):
    ratio = retention / (1 + discount)
    total = sum(ratio**t for t in range(1, horizon + 1))
    # Both round at each step; a hundred steps lose two digits at most.
    found = clv(50, retention, discount, horizon)
    assert found == pytest.approx(50 * total, rel=1e-9, abs=1e-12)


def test_value_keeps_the_shape_of_what_it_is_given():
    margins = pd.Series([10.0, 20.0], index=["a", "b"])
    assert clv(margins, 0.5, 0).to_dict() == {"a": 10.0, "b": 20.0}
    assert isinstance(clv(10, 0.5, 0), float)
    with pytest.raises(ValueError, match="no end"):
        clv(10, 1, 0)
    with pytest.raises(ValueError, match="retention"):
        clv(10, 80, 0.1)
    with pytest.raises(ValueError, match="index"):
        clv(margins, pd.Series([0.5, 0.5]), 0)


# --- shifted beta-geometric -----------------------------------------------------------

# Fader and Hardie (2007), How to project customer retention, table 1: "high end" and
# "regular", 1,000 customers a segment, years 0 to 7. Alpha, beta and the likelihood are
# those of appendix B (-1.611 per customer for "high end"); the body of the preprint
# prints an alpha of 0.688, which its own table does not give.
SEGMENTS = [
    ([1000, 869, 743, 653, 593, 551, 517, 491], 0.668, 3.806, -1611.16),
    ([1000, 631, 468, 382, 326, 289, 262, 241], 0.704, 1.182, -1680.27),
]


@pytest.mark.parametrize(("surviving", "alpha", "beta", "likelihood"), SEGMENTS)
def test_retention_of_the_paper(surviving, alpha, beta, likelihood):
    model = fit_sbg(surviving)
    assert round(model.alpha, 3) == alpha
    assert round(model.beta, 3) == beta
    assert round(model.log_likelihood, 2) == likelihood
    assert model.survival(0) == pytest.approx(1, abs=1e-12)
    # Survival is the product of the retentions, however it is computed.
    assert model.survival(9) == pytest.approx(
        np.prod(model.retention(np.arange(1, 10))), rel=1e-12
    )
    assert (np.diff(model.retention(range(1, 30))) > 0).all()


@settings(deadline=None, max_examples=40)
@given(st.floats(0.2, 5), st.floats(0.2, 8), st.integers(3, 12))
def test_retention_is_found_again_from_exact_shares(alpha, beta, periods):
    age = np.arange(periods)
    shares = np.cumprod(np.r_[1, (beta + age) / (alpha + beta + age)])
    model = fit_sbg(1e6 * shares)
    # Newton stops at a relative step of 1e-7.
    assert model.alpha == pytest.approx(alpha, rel=1e-5)
    assert model.beta == pytest.approx(beta, rel=1e-5)


@pytest.mark.parametrize(
    "surviving",
    [[1000, 800, 640, 512], [1000, 900, 700], [100, 100, 100], [100, 0, 0]],
)
def test_no_retention_model_without_a_maximum(surviving):
    with pytest.raises(NoConvergence, match="no convergence"):
        fit_sbg(surviving)


@pytest.mark.parametrize("surviving", [[100, 90], [100, 101, 90], [100, -1, -2]])
def test_no_retention_model_from_impossible_numbers(surviving):
    with pytest.raises(ValueError, match="surviving"):
        fit_sbg(surviving)


# --- BG/NBD ---------------------------------------------------------------------------


def test_bgnbd_is_that_of_the_paper(fitted):
    # Fader, Hardie and Lee (2005), table 2.
    assert fitted.params.round(3).to_dict() == {
        "r": 0.243,
        "alpha": 4.414,
        "a": 0.793,
        "b": 2.426,
    }
    assert round(fitted.log_likelihood, 1) == -9582.4


def test_bgnbd_is_the_same_in_days_and_from_lists(fitted, cdnow):
    days = fit_bgnbd(
        cdnow["frequency"].tolist(),
        (cdnow["recency"] * 7).to_numpy(),
        cdnow["T"].to_numpy() * 7,
    )
    expected = fitted.params * [1, 7, 1, 1]
    # The same maximum, reached to a relative step of 1e-7.
    np.testing.assert_allclose(days.params, expected, rtol=1e-6)
    # Densities a day, not a week: each purchase is 7 times less likely.
    shift = cdnow["frequency"].sum() * np.log(7)
    assert days.log_likelihood == pytest.approx(fitted.log_likelihood - shift, abs=1e-6)


def test_weights_stand_for_repeated_customers(fitted, cdnow):
    grouped = cdnow.groupby(["frequency", "recency", "T"]).size()
    columns = [grouped.index.get_level_values(level).to_numpy() for level in range(3)]
    weighted = fit_bgnbd(*columns, weights=grouped.to_numpy())
    np.testing.assert_allclose(weighted.params, fitted.params, rtol=1e-6)
    assert weighted.log_likelihood == pytest.approx(fitted.log_likelihood, abs=1e-6)


def test_expectations_of_the_authors_sheets(fitted):
    # Fader, Hardie and Lee (2005), Implementing the BG/NBD model in Excel: customer 1,
    # 39 weeks ahead; and what to expect of a new customer after so many weeks, which
    # the sheet computes with the digits of its parameters that it does not print.
    sheet = BGNBD(fitted.params, 0.0)
    assert round(sheet.expected_purchases(39, 2, 30.43, 38.86), 3) == 1.226
    weeks = [0.1429, 1.0, 3.00, 31.8571, 32.00]
    printed = [0.0078, 0.0532, 0.1506, 1.0405, 1.0437]
    np.testing.assert_allclose(
        sheet.expected_purchases(weeks, 0, 0, 0), printed, atol=1e-4
    )
    # Dziurzynski, Wadsworth and McCarthy (2014), the walkthrough of the R package BTYD,
    # same data: a new customer over 52 weeks, and customer 1516.
    assert round(fitted.expected_purchases(52, 0, 0, 0), 2) == 1.44
    assert round(fitted.expected_purchases(52, 26, 30.86, 31), 2) == 25.76
    assert round(fitted.probability_alive(26, 30.86, 31), 3) == 0.969


def purchases_by_series(params, t, x, age):
    """Return E[Y(t)] of a living customer as a sum of positive terms, all safe.

    Without dropout the purchases would be negative binomial; the j-th is made only by
    who has survived the dropouts before it.
    """
    from scipy.special import gammaln
    from scipy.stats import nbinom

    r, alpha, a, b = params
    z = t / (alpha + age + t)
    j = np.arange(int(nbinom.ppf(1 - 1e-15, r + x, 1 - z)) + 50)
    survived = np.exp(
        gammaln(b + x + j)
        - gammaln(b + x)
        + gammaln(a + b + x)
        - gammaln(a + b + x + j)
    )
    return np.sum(survived * nbinom.sf(j, r + x, 1 - z))


@settings(deadline=None, max_examples=200)
@given(
    st.tuples(
        st.floats(0.05, 5), st.floats(0.2, 50), st.floats(0.05, 9), st.floats(0.05, 20)
    ),
    st.floats(0.01, 300),
    st.integers(0, 3000),
    st.floats(0.5, 2000),
)
def test_expected_purchases_are_safe_everywhere(params, t, x, age):
    model = BGNBD(
        pd.Series(dict(zip(["r", "alpha", "a", "b"], params, strict=True))), 0
    )
    recent = age if x else 0
    alive = model.probability_alive(x, recent, age)
    found = model.expected_purchases(t, x, recent, age) / alive
    # Near a = 1 the formula loses digits; interpolation leaves a few 1e-9.
    assert found == pytest.approx(purchases_by_series(params, t, x, age), rel=1e-7)


@pytest.mark.parametrize(("r", "a"), [(0.5, 0.5), (0.3, 1.3), (2.5, 0.5), (3, 1)])
def test_many_purchases_are_safe_where_scipy_overflows(r, a):
    model = BGNBD(pd.Series({"r": r, "alpha": 0.2, "a": a, "b": 2.0}), 0.0)
    for x in (98, 1000, 5000):
        found = model.expected_purchases(11, x, 1, 1)
        expected = purchases_by_series(model.params, 11, x, 1)
        expected *= model.probability_alive(x, 1, 1)
        assert found == pytest.approx(expected, rel=1e-8)


@pytest.mark.parametrize(("a", "b"), [(1, 2), (0.4, 0.6), (1 + 1e-9, 3)])
def test_expected_purchases_where_the_formula_is_zero_over_zero(a, b):
    params = (0.5, 4.0, a, b)
    model = BGNBD(
        pd.Series(dict(zip(["r", "alpha", "a", "b"], params, strict=True))), 0
    )
    for x in (0, 1, 7):
        found = model.expected_purchases(30, x, 20 * (x > 0), 20)
        expected = purchases_by_series(params, 30, x, 20)
        expected *= model.probability_alive(x, 20 * (x > 0), 20)
        assert found == pytest.approx(expected, rel=1e-8)


def test_heavy_buyers_and_long_histories_stay_finite():
    alive = PAPER.probability_alive([5000, 5000], [10, 20_000], [20_000, 20_000])
    assert alive[0] == 0 and 0.999 < alive[1] < 1
    ahead = PAPER.expected_purchases(365, [0, 5000], [0, 20_000], [20_000, 20_000])
    assert 0 < ahead[0] < 0.01 and 50 < ahead[1] < 95


def test_bgnbd_keeps_the_index_and_counts_who_never_came_back_as_alive(fitted, cdnow):
    some = cdnow.head(4)
    alive = fitted.probability_alive(some["frequency"], some["recency"], some["T"])
    assert alive.index.equals(some.index)
    assert (alive[some["frequency"] == 0] == 1).all()
    assert (alive <= 1).all()


def simulate(seed, r, alpha, a, b, customers=1500, horizon=100.0):
    rng = np.random.default_rng(seed)
    rows = []
    for rate, leave in zip(
        rng.gamma(r, 1 / alpha, customers), rng.beta(a, b, customers), strict=True
    ):
        count, last = 0, 0.0
        while (now := (last + rng.exponential(1 / rate))) < horizon:
            count, last = count + 1, now
            if rng.random() < leave:
                break
        rows.append((count, last, horizon))
    return np.array(rows).T


@pytest.mark.parametrize("params", [(0.5, 5, 0.6, 3), (2, 1, 0.4, 5), (1, 10, 1.5, 2)])
def test_bgnbd_is_a_maximum_on_invented_customers(params):
    x, last, age = simulate(1, *params)
    model = fit_bgnbd(x, last, age)
    for name in model.params.index:
        for factor in (0.99, 1.01):
            other = model.params.copy()
            other[name] *= factor
            assert likelihood(other, x, last, age) < model.log_likelihood
    assert likelihood(model.params, x, last, age) == pytest.approx(model.log_likelihood)
    # 1,500 customers: standard errors of the logarithms are near 0.1 to 0.3.
    assert np.abs(np.log(model.params.to_numpy() / params)).max() < 0.9


def likelihood(params, x, last, age):
    """Return equation 6 of the paper, as printed."""
    from scipy.special import betaln, gammaln

    r, alpha, a, b = params
    start = gammaln(r + x) - gammaln(r) + r * np.log(alpha) - betaln(a, b)
    stays = betaln(a, b + x) - (r + x) * np.log(alpha + age)
    leaves = betaln(a + 1, b + np.maximum(x, 1) - 1) - (r + x) * np.log(alpha + last)
    leaves = np.where(x > 0, leaves, -np.inf)
    return np.sum(start + np.logaddexp(stays, leaves))


def test_bgnbd_without_a_maximum_is_an_error():
    rng = np.random.default_rng(3)
    # All buy at one rate and nobody ever leaves.
    x = rng.poisson(20, 400)
    with pytest.raises(NoConvergence, match="no convergence"):
        fit_bgnbd(x, np.where(x > 0, 99.9, 0), np.full(400, 100.0))
    with pytest.raises(ValueError, match="bought again"):
        fit_bgnbd([0, 0], [0, 0], [5, 6])


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        (([1, 2], [3, 4], [2, 9]), "RFM"),
        (([0, 2], [3, 4], [5, 9]), "RFM"),
        (([1.5, 2], [3, 4], [5, 9]), "not whole"),
        (([-1, 2], [3, 4], [5, 9]), "below 0"),
        (([1, 2], [3, np.nan], [5, 9]), "missing"),
        (([1, 2, 3], [3, 4], [5, 9]), "lengths"),
        (([], [], []), "no values"),
    ],
)
def test_bgnbd_refuses_impossible_histories(columns, message):
    with pytest.raises(ValueError, match=message):
        fit_bgnbd(*columns)


# --- Gamma-Gamma ----------------------------------------------------------------------


def test_gamma_gamma_is_that_of_the_note(cdnow):
    # Fader and Hardie (2013), note 25: p 6.25, q 3.74, gamma (here v) 15.44, on the 946
    # customers who bought again; the others, left in, change nothing.
    model = fit_gamma_gamma(cdnow["frequency"], cdnow["monetary_value"])
    assert model.params.round(2).to_dict() == {"p": 6.25, "q": 3.74, "v": 15.44}
    again = cdnow[cdnow["frequency"] > 0]
    assert len(again) == 946
    other = fit_gamma_gamma(again["frequency"], again["monetary_value"])
    assert other.log_likelihood == model.log_likelihood


def test_expected_spend_of_the_authors_sheet(cdnow):
    # Column "E(M)" of the sheet that goes with note 25, first ten customers.
    printed = [24.65, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17]
    model = GammaGamma(pd.Series({"p": 6.25, "q": 3.74, "v": 15.44}), 0.0)
    some = cdnow.head(10)
    spend = model.expected_spend(some["frequency"], some["monetary_value"])
    assert spend.index.equals(some.index)
    # The sheet uses parameters with more digits than are printed.
    np.testing.assert_allclose(spend, printed, atol=0.06)


def test_gamma_gamma_scales_with_the_currency(cdnow):
    again = cdnow[cdnow["frequency"] > 0]
    ours = fit_gamma_gamma(again["frequency"], again["monetary_value"])
    cents = fit_gamma_gamma(again["frequency"], again["monetary_value"] * 1000)
    np.testing.assert_allclose(cents.params, ours.params * [1, 1, 1000], rtol=1e-6)


def test_gamma_gamma_refuses_what_it_cannot_fit():
    with pytest.raises(NoConvergence, match="spend"):
        fit_gamma_gamma([1, 2, 3, 4], [50.0, 50.0, 50.0, 50.0])
    with pytest.raises(ValueError, match="spent 0"):
        fit_gamma_gamma([1, 2, 3], [50.0, 0.0, 50.0])
    with pytest.raises(ValueError, match="two or more"):
        fit_gamma_gamma([0, 0, 3], [0.0, 0.0, 50.0])
    endless = GammaGamma(pd.Series({"p": 2.0, "q": 0.8, "v": 10.0}), 0.0)
    with pytest.raises(ValueError, match="finite"):
        endless.expected_spend(0, 0)


# --- What customers are still worth ---------------------------------------------------

SPEND = GammaGamma(pd.Series({"p": 6.25, "q": 3.74, "v": 15.44}), 0.0)
TERMS = {"margin_rate": 0.3, "discount": 0.15, "horizon": 3}


def test_residual_value_is_the_sum_of_the_years(cdnow):
    some = cdnow.head(50)
    columns = some["frequency"], some["recency"], some["T"]
    ends = [PAPER.expected_purchases(52 * k, *columns) for k in (1, 2, 3)]
    years = [ends[0], ends[1] - ends[0], ends[2] - ends[1]]
    discounted = sum(one / 1.15**k for k, one in enumerate(years, start=1))
    each = 0.3 * SPEND.expected_spend(some["frequency"], some["monetary_value"])
    found = residual_value(PAPER, SPEND, some, **TERMS, year=52)
    pd.testing.assert_series_equal(found, discounted * each, check_names=False)
    # A year is as long in days as in weeks.
    days = BGNBD(PAPER.params * [1, 7, 1, 1], 0.0)
    in_days = some.assign(recency=some["recency"] * 7, T=some["T"] * 7)
    again = residual_value(days, SPEND, in_days, **TERMS, year=364)
    np.testing.assert_allclose(again, found, rtol=1e-9)


def test_futures_drawn_are_worth_the_residual_value_on_average(cdnow):
    some = cdnow.iloc[::8]
    drawn = simulate_value(PAPER, SPEND, some, **TERMS, draws=2000, seed=1)
    assert drawn.shape == (len(some), 2000) and (drawn >= 0).all()
    expected = residual_value(PAPER, SPEND, some, **TERMS)
    totals = drawn.sum(axis=0)
    # Five standard errors of the mean of 2,000 totals.
    error = 5 * totals.std() / np.sqrt(2000)
    assert totals.mean() == pytest.approx(expected.sum(), abs=error)
    # By group too: those who came back often, and those who never did.
    for group in (some["frequency"].to_numpy() == 0, some["frequency"] >= 3):
        means = drawn[group].sum(axis=0)
        error = 5 * means.std() / np.sqrt(2000)
        assert means.mean() == pytest.approx(expected[group].sum(), abs=error)
    assert (
        drawn == simulate_value(PAPER, SPEND, some, **TERMS, draws=2000, seed=1)
    ).all()


def test_simulated_purchases_are_those_of_customers_bought_one_by_one():
    # One customer in one year, each purchase drawn in turn as the paper tells it.
    summary = pd.DataFrame(
        {"frequency": [6], "recency": [50.0], "T": [60.0], "monetary_value": [30.0]}
    )
    rng, r, alpha, a, b = np.random.default_rng(5), *PAPER.params
    counts = []
    for _ in range(4000):
        count, now = 0, 0.0
        rate, leaving = rng.gamma(r + 6, 1 / (alpha + 60)), rng.beta(a, b + 6)
        alive = rng.random() < PAPER.probability_alive(6, 50.0, 60.0)
        while alive and (now := (now + rng.exponential(1 / rate))) < 52:
            count, alive = count + 1, rng.random() >= leaving
        counts.append(count)
    terms = {"margin_rate": 1, "discount": 0, "horizon": 1, "year": 52}
    drawn = simulate_value(PAPER, SPEND, summary, **terms, draws=4000, seed=2)[0]
    # Shares of about 0.4 drawn 4,000 times twice: 4 standard errors are 0.044.
    assert (drawn == 0).mean() == pytest.approx(np.mean(np.equal(counts, 0)), abs=0.044)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"margin_rate": 30}, "margin_rate"),
        ({"discount": -0.1}, "discount"),
        ({"horizon": 0}, "horizon"),
        ({"horizon": 2.5}, "horizon"),
    ],
)
@pytest.mark.parametrize("function", [residual_value, simulate_value])
def test_values_refuse_impossible_terms(function, change, message, cdnow):
    with pytest.raises((TypeError, ValueError), match=message):
        function(PAPER, SPEND, cdnow.head(3), **(TERMS | change))
    with pytest.raises(ValueError, match="monetary_value"):
        function(PAPER, SPEND, cdnow[["frequency", "recency", "T"]], **TERMS)
