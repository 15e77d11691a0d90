"""Time the library and its peers in turn, in one process, and print medians.

Every peer's answer is compared with the library's before anything is timed.
"""

import argparse
import multiprocessing
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
import uuid
import warnings
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import polars as pl

from course_lib.lifecycle import cohort_table
from course_lib.segmentation import rfm_table
from course_lib.value import btyd_summary, fit_bgnbd

END = "2025-12-31"
PACKAGES = ["pandas", "numpy", "scipy", "lifetimes", "pymc-marketing", "polars"]
PACKAGES += ["duckdb"]

POLARS_BTYD = {
    "frequency": pl.len() - 1,
    "first": pl.col("day").min(),
    "last": pl.col("day").max(),
    "total": pl.col("amount").sum(),
    "opening": pl.col("amount").get(pl.col("day").arg_min()),
}
DUCKDB_BTYD = f"""
    with daily as (
        select customer_id, ordered_at::date as day, sum(amount) as amount
        from t where ordered_at::date <= date '{END}' group by all
    )
    select customer_id, count(*) - 1 as frequency, max(day) - min(day) as recency,
        date '{END}' - min(day) as "T",
        case when count(*) > 1
            then (sum(amount) - arg_min(amount, day)) / (count(*) - 1) else 0
        end as monetary_value
    from daily group by customer_id order by customer_id
"""
DUCKDB_RFM = f"""
    select customer_id, date '{END}' - max(ordered_at)::date as recency,
        count(*) as frequency, sum(amount) as monetary
    from t group by customer_id order by customer_id
"""
DUCKDB_COHORT = """
    with months as (
        select distinct customer_id,
            year(ordered_at) * 12 + month(ordered_at) as month from t
    ), firsts as (
        select month - min(month) over (partition by customer_id) as age, month
        from months
    )
    select month - age as cohort, age, count(*) as customers
    from firsts group by all order by all
"""


IDS = ("number", "text", "uuid")


def transactions(rows: int, ids: str, seed: int = 0) -> pd.DataFrame:
    """Invent purchases of customers who differ in how often they buy, over 3 years.

    They are named by a whole number (100123), a text of the usual kind (C100123) or a
    random text of 36 letters.
    """
    rng = np.random.default_rng(seed)
    customers = rows // 8
    appetite = rng.gamma(0.8, size=customers)
    who = rng.choice(customers, size=rows, p=appetite / appetite.sum())
    seconds = rng.integers(0, 3 * 365 * 86_400, size=rows)
    table = pd.DataFrame(
        {
            "customer_id": who + 100_000,
            "ordered_at": np.datetime64("2023-01-01", "us")
            + seconds.astype("timedelta64[s]"),
            "amount": rng.gamma(2, 120, size=rows).round(2),
        }
    )
    if ids != "number":
        names = [f"C{number}" for number in range(100_000, 100_000 + customers)]
        if ids == "uuid":
            names = [str(uuid.UUID(bytes=rng.bytes(16))) for _ in range(customers)]
        # A text of its own for each row, as a file read by pandas gives, and kept as
        # pandas does when pyarrow is not installed: the students' case.
        column = [names[number].encode().decode() for number in who]
        kind = pd.StringDtype("python", na_value=np.nan)
        table["customer_id"] = pd.Series(column, dtype=kind)
    return table


def peers_of(table: pd.DataFrame):
    """Return the same table in memory for Polars and DuckDB."""
    frame = pl.DataFrame(
        {
            "customer_id": table["customer_id"].to_list(),
            "ordered_at": table["ordered_at"].to_numpy(),
            "amount": table["amount"].to_numpy(),
        }
    )
    connection = duckdb.connect()
    # A native table of its own, which serves it better than reading ours.
    text = isinstance(table["customer_id"].dtype, pd.StringDtype)
    plain = table.astype({"customer_id": object}) if text else table
    connection.register("plain", plain)
    connection.execute("create table t as select * from plain")
    return frame, connection


def on_ours(query: str) -> str:
    """Return the query on the pandas table itself, which DuckDB reads as it goes."""
    return re.sub(r"\bfrom t\b", "from plain", query)


def polars_btyd(frame):
    """Sum up as btyd_summary does, in Polars."""
    closing = pl.lit(END).str.to_date()
    return (
        frame.lazy()
        .with_columns(day=pl.col("ordered_at").dt.date())
        .filter(pl.col("day") <= closing)
        .group_by("customer_id", "day")
        .agg(pl.col("amount").sum())
        .group_by("customer_id")
        .agg(**POLARS_BTYD)
        .select(
            "customer_id",
            "frequency",
            recency=(pl.col("last") - pl.col("first")).dt.total_days(),
            T=(closing - pl.col("first")).dt.total_days(),
            monetary_value=pl.when(pl.col("frequency") > 0)
            .then((pl.col("total") - pl.col("opening")) / pl.col("frequency"))
            .otherwise(0.0),
        )
        .sort("customer_id")
        .collect()
    )


def polars_rfm(frame):
    """Sum up as rfm_table does, in Polars."""
    return (
        frame.lazy()
        .group_by("customer_id")
        .agg(
            recency=(
                pl.lit(END).str.to_date() - pl.col("ordered_at").max().dt.date()
            ).dt.total_days(),
            frequency=pl.len(),
            monetary=pl.col("amount").sum(),
        )
        .sort("customer_id")
        .collect()
    )


def polars_cohort(frame):
    """Count cohorts in Polars."""
    month = pl.col("ordered_at").dt.year() * 12 + pl.col("ordered_at").dt.month()
    return (
        frame.lazy()
        .select("customer_id", month=month.cast(pl.Int32))
        .unique()
        .with_columns(cohort=pl.col("month").min().over("customer_id"))
        .group_by("cohort", age=pl.col("month") - pl.col("cohort"))
        .len("customers")
        .sort("cohort", "age")
        .collect()
    )


def pandas_cohort(table):
    """Count cohorts by groupby and pivot, the usual way."""
    month = table["ordered_at"].dt.to_period("M")
    first = table.groupby("customer_id")["ordered_at"].transform("min")
    long = table.assign(month=month, cohort=first.dt.to_period("M"))
    counts = long.groupby(["cohort", "month"], as_index=False)["customer_id"].nunique()
    counts["age"] = (counts["month"] - counts["cohort"]).map(lambda gap: gap.n)
    return counts.pivot(index="cohort", columns="age", values="customer_id")


def lifetimes_btyd(table):
    """Sum up with lifetimes."""
    from lifetimes.utils import summary_data_from_transaction_data

    return summary_data_from_transaction_data(
        table, "customer_id", "ordered_at", "amount", observation_period_end=END
    )


def pymc_btyd(table):
    """Sum up with pymc-marketing."""
    from pymc_marketing.clv.utils import rfm_summary

    return rfm_summary(
        table, "customer_id", "ordered_at", "amount", observation_period_end=END
    )


def same(ours: pd.DataFrame, theirs, name: str) -> None:
    """Stop if a peer answers something else: then the times would compare nothing."""
    if not isinstance(theirs, pd.DataFrame):
        theirs = pd.DataFrame(theirs.to_dict(as_series=False))
    if "customer_id" in theirs:
        theirs = theirs.set_index("customer_id")
    theirs = theirs.sort_index()
    if list(ours.index) != list(theirs.index):
        raise SystemExit(f"{name}: other customers")
    for column in ours.columns:
        np.testing.assert_allclose(
            theirs[column].to_numpy(dtype="float64"),
            ours[column].to_numpy(dtype="float64"),
            rtol=1e-9,
            atol=1e-6,
            err_msg=f"{name}, {column}",
        )


def race(title: str, runners: dict, rounds: int) -> None:
    """Time the runners one after the other, round after round; print the medians."""
    times = {name: [] for name in runners}
    for _ in range(rounds):
        for name, run in runners.items():
            start = time.perf_counter()
            run()
            times[name].append(time.perf_counter() - start)
    medians = {name: statistics.median(values) for name, values in times.items()}
    ours = medians["course_lib"]
    print(f"\n{title} (median of {rounds}, in turn)")
    for name, median in medians.items():
        print(
            f"  {name:<22}{median * 1000:>10.1f} ms {median / ours:>8.1f} ×", flush=True
        )


def compare_btyd(rows, ids, rounds):
    """Race btyd_summary."""
    table = transactions(rows, ids)
    frame, connection = peers_of(table)
    runners = {
        "course_lib": lambda: btyd_summary(table, END),
        "polars": lambda: polars_btyd(frame),
        "duckdb": lambda: connection.execute(DUCKDB_BTYD).fetchnumpy(),
        "duckdb, our table": lambda: connection.execute(
            on_ours(DUCKDB_BTYD)
        ).fetchnumpy(),
        "lifetimes": lambda: lifetimes_btyd(table),
        "pymc-marketing": lambda: pymc_btyd(table),
    }
    ours = btyd_summary(table, END)
    same(ours, polars_btyd(frame), "polars")
    same(ours, connection.execute(DUCKDB_BTYD).df(), "duckdb")
    same(ours, lifetimes_btyd(table), "lifetimes")
    same(ours, pymc_btyd(table), "pymc-marketing")
    race(f"btyd_summary, {rows:,} rows, {ids} ids", runners, rounds)


def compare_rfm(rows, ids, rounds):
    """Race rfm_table."""
    # The peers of customer value count almost the same, and what they offer for RFM
    # (rfm_segments) does more than this: it starts from that summary.
    table = transactions(rows, ids)
    frame, connection = peers_of(table)
    ours = rfm_table(table, END)
    same(ours, polars_rfm(frame), "polars")
    same(ours, connection.execute(DUCKDB_RFM).df(), "duckdb")
    runners = {
        "course_lib": lambda: rfm_table(table, END),
        "polars": lambda: polars_rfm(frame),
        "duckdb": lambda: connection.execute(DUCKDB_RFM).fetchnumpy(),
        "duckdb, our table": lambda: connection.execute(
            on_ours(DUCKDB_RFM)
        ).fetchnumpy(),
        "lifetimes": lambda: lifetimes_btyd(table),
        "pymc-marketing": lambda: pymc_btyd(table),
    }
    race(f"rfm_table, {rows:,} rows, {ids} ids", runners, rounds)


def compare_cohort(rows, ids, rounds):
    """Race cohort_table."""
    table = transactions(rows, ids)
    frame, connection = peers_of(table)
    ours = cohort_table(table)
    usual = pandas_cohort(table)
    np.testing.assert_array_equal(ours.fillna(0), usual.fillna(0))
    for long in (
        polars_cohort(frame).to_dict(as_series=False),
        connection.execute(DUCKDB_COHORT).fetchnumpy(),
    ):
        theirs = pd.DataFrame(long).pivot(
            index="cohort", columns="age", values="customers"
        )
        np.testing.assert_array_equal(ours.fillna(0), theirs.fillna(0))
    runners = {
        "course_lib": lambda: cohort_table(table),
        "pandas groupby-pivot": lambda: pandas_cohort(table),
        "polars": lambda: polars_cohort(frame),
        "duckdb": lambda: connection.execute(DUCKDB_COHORT).fetchnumpy(),
        "duckdb, our table": lambda: connection.execute(
            on_ours(DUCKDB_COHORT)
        ).fetchnumpy(),
    }
    race(f"cohort_table, {rows:,} rows, {ids} ids", runners, rounds)


def compare_fit(rounds):
    """Race fit_bgnbd, and print what each finds."""
    import logging

    from lifetimes import BetaGeoFitter
    from pymc_marketing.clv import BetaGeoModel

    logging.getLogger("pymc").setLevel(logging.ERROR)
    # Read as a file: the package's own reader needs a setuptools long gone.
    folder = files("lifetimes").joinpath("datasets")
    sample = pd.read_csv(folder.joinpath("cdnow_customers_summary.csv"))
    columns = sample["frequency"], sample["recency"], sample["T"]
    table = sample.rename(columns={"ID": "customer_id"})

    def maximum_a_posteriori():
        # Before its version 1 the model took the data first.
        early = version("pymc-marketing").startswith("0.")
        model = BetaGeoModel(data=table) if early else BetaGeoModel()
        data = {} if early else {"data": table}
        model.fit(**data, method="map", progressbar=False)
        return model

    print("\nCDNOW sample; published: r 0.243, alpha 4.414, a 0.793, b 2.426")
    ours = fit_bgnbd(*columns)
    print(f"  course_lib {ours.params.round(3).to_dict()} {ours.log_likelihood:.2f}")
    theirs = BetaGeoFitter().fit(*columns)
    print(f"  lifetimes {theirs.params_.round(3).to_dict()}")
    maximum_a_posteriori()  # warm: its functions are compiled and kept
    runners = {
        "course_lib": lambda: fit_bgnbd(*columns),
        "lifetimes": lambda: BetaGeoFitter().fit(*columns),
        "pymc-marketing MAP": maximum_a_posteriori,
    }
    race("fit_bgnbd, 2,357 customers", runners, rounds)


def measure_memory(rows, ids):
    """Print the peak memory of each function beside its input, in a fresh process."""
    print(f"\nPeak memory beside the input, {rows:,} rows, {ids} ids")
    spawn = multiprocessing.get_context("spawn")
    for name in MEASURED:
        # Not counted: the libraries a first call loads.
        with spawn.Pool(1) as pool:
            peak, columns = pool.apply(peak_memory, (name, rows, ids))
        print(
            f"  {name:<22}{peak / 1e6:>10.1f} MB {peak / columns:>8.2f} × the columns",
            flush=True,
        )


MEASURED = {
    "btyd_summary": lambda table: btyd_summary(table, END),
    "rfm_table": lambda table: rfm_table(table, END),
    "cohort_table": cohort_table,
}


def peak_memory(name, rows, ids):
    """Return the most that a function holds at one moment, and the size of its input.

    Text counts as the eight bytes of its place in the column and what the text fills.
    """
    table = transactions(rows, ids)
    MEASURED[name](table.head(1000))
    tracemalloc.start()
    MEASURED[name](table)
    peak = tracemalloc.get_traced_memory()[1]
    used = table if name != "cohort_table" else table.drop(columns="amount")
    return peak, used.memory_usage(index=False, deep=True).sum()


def measure_world(customers):
    """Make an edition of the company, and print time and memory of all its processes.

    The memory is what the processes hold at one moment, looked at ten times a second;
    what they share counts in each of them.
    """
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "course_lib.world", "--seed", "1"]
        command += ["--customers", str(customers), "--out", f"{folder}/edition"]
        before, start, peak = os.times(), time.perf_counter(), 0
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
            while process.poll() is None:
                peak = max(peak, resident_memory(process.pid))
                time.sleep(0.1)
        if process.returncode:
            raise SystemExit("the world could not be made")
        elapsed, after = time.perf_counter() - start, os.times()
    work = after.children_user + after.children_system
    work -= before.children_user + before.children_system
    print(f"\nA company of {customers:,} customers, as CSV")
    print(
        f"  {elapsed:.0f} s elapsed, {work:.0f} s of processors, "
        f"{peak / 1e6:.0f} MB at most, in all processes"
    )


def resident_memory(pid):
    """Return the bytes that a process and its children hold now (Linux only)."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except (FileNotFoundError, ProcessLookupError):
        return 0  # ended meanwhile
    return pages * os.sysconf("SC_PAGE_SIZE") + sum(map(resident_memory, children))


def main() -> None:
    """Run the comparisons asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000_000, 5_000_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--ids", nargs="+", choices=IDS, default=["number", "text"])
    parser.add_argument("--customers", type=int, default=1_000_000)
    parts = ["btyd", "rfm", "cohort", "fit", "memory", "world"]
    parser.add_argument("--only", nargs="+", choices=parts, default=parts)
    options = parser.parse_args()
    warnings.simplefilter("ignore")

    names = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    print(f"Python {platform.python_version()} on {platform.machine()}; {names}")
    print(f"{os.cpu_count()} processors; load {os.getloadavg()[0]:.1f} at the start")
    for ids in options.ids:
        for rows in options.rows:
            if "btyd" in options.only:
                compare_btyd(rows, ids, options.rounds)
            if "rfm" in options.only:
                compare_rfm(rows, ids, options.rounds)
            if "memory" in options.only:
                measure_memory(rows, ids)
        if "cohort" in options.only:
            compare_cohort(min(options.rows), ids, options.rounds)
    if "fit" in options.only:
        compare_fit(options.rounds)
    if "world" in options.only:
        measure_world(options.customers)
    print(f"\nload {os.getloadavg()[0]:.1f} at the end")


if __name__ == "__main__":
    main()
