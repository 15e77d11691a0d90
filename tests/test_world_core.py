"""The generator keeps its promises: same seed, same data; errors that help."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
import pandas as pd
import pytest

from course_lib.world import edition, generate, make_edition
from course_lib.world.dates import DAYS, NEVER, dates, day_of, month_of, season_weights
from course_lib.world.schema import conform, dictionary, read_package, resources
from course_lib.world.streams import CHUNK, STRIDE, identifiers, stream
from course_lib.world.tables import simulate

SEEDS = (1, 22, 333, 4444, 55555)
SMALL = 900


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    folder = tmp_path_factory.mktemp("editions") / "small"
    return make_edition(folder, seed=3, customers=300)


@pytest.fixture(scope="module", params=SEEDS)
def fresh(request):
    return generate(request.param, SMALL)


# ------------------------------------------------------------- any seed, any table


def test_every_described_table_is_made(fresh):
    described = resources(read_package())
    assert set(fresh) == set(described)
    for name, resource in described.items():
        fields = [field["name"] for field in resource["schema"]["fields"]]
        assert list(fresh[name].columns) == fields
        assert len(fresh[name]) > 0, name


def test_types_are_those_described(fresh):
    allowed = {
        "integer": {"int64", "Int64"},
        "number": {"float64"},
        "boolean": {"bool", "boolean"},
        "string": {"str"},
        "date": {"datetime64[s]"},
        "datetime": {"datetime64[s]"},
    }
    for name, resource in resources(read_package()).items():
        for field in resource["schema"]["fields"]:
            column = fresh[name][field["name"]]
            assert str(column.dtype) in allowed[field["type"]], (name, field["name"])
            if field["type"] == "date":
                known = column.dropna()
                assert (known.dt.normalize() == known).all(), (name, field["name"])


def test_values_keep_to_their_limits(fresh):
    for name, resource in resources(read_package()).items():
        for field in resource["schema"]["fields"]:
            column = fresh[name][field["name"]]
            limits = field.get("constraints", {})
            where = (name, field["name"])
            if limits.get("required"):
                assert column.notna().all(), where
            if limits.get("unique"):
                assert column.is_unique, where
            if "enum" in limits:
                assert column.dropna().isin(limits["enum"]).all(), where
            dated = field["type"] in ("date", "datetime")
            kind = pd.Timestamp if dated else lambda value: value
            if "minimum" in limits:
                assert (column.dropna() >= kind(limits["minimum"])).all(), where
            if "maximum" in limits:
                assert (column.dropna() <= kind(limits["maximum"])).all(), where
            if field["type"] == "number":
                assert np.isfinite(column.dropna()).all(), where


def test_keys_hold(fresh):
    for name, resource in resources(read_package()).items():
        schema = resource["schema"]
        assert not fresh[name].duplicated(schema["primaryKey"]).any(), name
        for link in schema.get("foreignKeys", []):
            other = link["reference"]["resource"] or name
            values = fresh[name][link["fields"][0]].dropna()
            target = fresh[other][link["reference"]["fields"][0]]
            assert values.isin(target).all(), (name, link)


def test_dates_are_in_the_four_years_and_in_order(fresh):
    orders = fresh["orders"]
    assert orders["ordered_at"].dt.year.isin(range(2022, 2026)).all()
    assert orders["ordered_at"].is_monotonic_increasing
    day = orders["ordered_at"].dt.normalize()
    assert (orders["promised_on"].dropna() > day[orders["promised_on"].notna()]).all()
    assert (orders["delivered_on"].dropna() <= pd.Timestamp("2025-12-31")).all()
    taken_away = orders["promised_on"].isna()
    assert (orders.loc[taken_away, "channel"] == "store").all()
    assert (orders.loc[taken_away, "delivery_cost"] == 0).all()
    stores = fresh["stores"].set_index("store_id")
    opened = orders["store_id"].map(stores["opened_on"])
    assert (opened <= orders["ordered_at"]).all()
    kind = orders["store_id"].map(stores["kind"])
    named = kind.map({"shop": "store", "web": "web", "contact_centre": "phone"})
    assert (named == orders["channel"]).all()
    lines = fresh["order_lines"].merge(fresh["products"], on="product_id")
    bought = lines["order_id"].map(orders.set_index("order_id")["ordered_at"])
    assert (bought >= lines["launched_on"]).all()
    assert not lines.loc[~lines["customisable"], "personalised"].any()


def test_contacts_say_only_what_is_known(fresh):
    contacts = fresh["contacts"].merge(fresh["campaigns"], on="campaign_id")
    control = contacts["group"] == "control"
    for name in ("sent_on_x", "delivered", "opened", "clicked", "responded"):
        assert contacts.loc[control, name].isna().all()
    told = contacts[~control]
    assert (told["sent_on_x"] == told["sent_on_y"]).all()
    email = told["channel"] == "email"
    assert told["opened"].notna().eq(email).all()
    assert told["clicked"].notna().eq(email | (told["channel"] == "sms")).all()
    assert not (told["opened"].fillna(False) & ~told["delivered"]).any()
    assert not (told["responded"] & ~told["delivered"]).any()
    assert not contacts.loc[control, "unsubscribed"].any()
    assert ((contacts["order_amount"] > 0) == contacts["ordered"]).all()


def test_contacts_count_the_orders_of_their_window(fresh):
    contacts = fresh["contacts"].sample(200, random_state=1)
    plans = fresh["campaigns"].set_index("campaign_id")
    orders = fresh["orders"]
    for row in contacts.itertuples():
        plan = plans.loc[row.campaign_id]
        end = plan["sent_on"] + pd.Timedelta(days=int(plan["window_days"]))
        inside = orders[
            (orders["customer_id"] == row.customer_id)
            & (orders["ordered_at"] >= plan["sent_on"])
            & (orders["ordered_at"] < end)
        ]
        assert bool(len(inside)) == row.ordered
        assert abs(inside["amount"].sum() - row.order_amount) < 0.005


def test_seeds_make_different_companies():
    first, second = (generate(seed, 300) for seed in (5, 6))
    for name in ("customers", "orders", "products", "zones"):
        assert not first[name].equals(second[name]), name
    assert first["stores"].equals(second["stores"])


# ------------------------------------------------------------------------ the parts


def test_streams_do_not_depend_on_each_other():
    first = stream(7, "orders").random(3)
    stream(7, "calls").random(100)
    assert (stream(7, "orders").random(3) == first).all()
    for other in ((8, "orders", 0), (7, "lines", 0), (7, "orders", 1)):
        assert not np.isin(stream(*other).random(3), first).any()


def test_customers_do_not_change_when_a_satellite_is_added():
    shared = partial(stream, 4)
    first = simulate(4, 0, 400)[1]
    shared("another table").random(1000)
    assert first.equals(simulate(4, 0, 400)[1])


def test_chunks_share_the_customers_out():
    for customers in (200, 49_999, 50_001, 74_999, 76_000, 120_000, 1_000_000):
        parts = edition.chunks(customers)
        assert sum(size for _, size in parts) == customers
        assert all(size == CHUNK for _, size in parts[:-1])
        assert CHUNK / 2 <= parts[-1][1] < 1.5 * CHUNK or len(parts) == 1


def test_identifiers_of_chunks_do_not_meet():
    assert identifiers(0, 3).tolist() == [1, 2, 3]
    assert identifiers(1, 2).tolist() == [STRIDE + 1, STRIDE + 2]
    with pytest.raises(ValueError, match="identifiers"):
        identifiers(0, STRIDE + 1)


def test_calendar():
    assert DAYS == 1461 and day_of("2022-01-01") == 0
    assert month_of(np.array([0, 30, 31, 1460])).tolist() == [0, 0, 1, 47]
    assert np.isnat(dates([NEVER])[0]) and str(dates([1460])[0])[:10] == "2025-12-31"
    weights = season_weights()
    assert weights.shape == (2, DAYS) and np.allclose(weights.mean(axis=1), 1)
    saturday = pd.date_range("2022-01-01", periods=DAYS).day_of_week == 5
    assert weights[0][saturday].mean() > 1.2


def test_conform_names_what_is_wrong():
    resource = resources(read_package())["loyalty_members"]
    frame = pd.DataFrame({"customer_id": [1], "joined_on": ["2024-01-01"]})
    with pytest.raises(ValueError, match="'tier' is described"):
        conform(frame, resource)
    frame["tier"] = None
    with pytest.raises(ValueError, match="'tier' is required, but 1"):
        conform(frame, resource)


def test_dictionary_gives_every_column_in_both_languages():
    package = read_package()
    text = dictionary(package)
    for resource in package["resources"]:
        assert f"## `{resource['name']}`" in text
        for field in resource["schema"]["fields"]:
            assert field["title_fr"] and field["title"]
            assert f"| `{field['name']}` |" in text


# --------------------------------------------------------------------- the editions


def test_an_edition_says_what_it_holds(small):
    package = json.loads((small / "datapackage.json").read_text(encoding="utf-8"))
    assert package["edition"] == {"seed": 3, "customers": 300}
    for resource in package["resources"]:
        path = small / resource["path"]
        assert path.stat().st_size == resource["bytes"]
        assert sum(1 for _ in path.open(encoding="utf-8")) == resource["rows"] + 1
    parameters = json.loads((small / "truth/parameters.json").read_text("utf-8"))
    assert parameters["seed"] == 3 and "attrition" in parameters
    assert not list(small.parent.glob(".small*"))


def test_csv_is_plain(small):
    text = (small / "orders.csv").read_bytes()
    assert b"\r" not in text and text.endswith(b"\n")
    head, first = text.split(b"\n")[:2]
    assert head.startswith(b"order_id,customer_id,ordered_at")
    assert first.split(b",")[2][4:5] == b"-" and len(first.split(b",")[2]) == 16
    assert set(pd.read_csv(small / "orders.csv")["returned"]) <= {0, 1}


def test_an_edition_replaces_an_edition_and_keeps_its_readme(small, tmp_path):
    folder = tmp_path / "company"
    make_edition(folder, seed=1, customers=200)
    (folder / "README.md").write_text("kept", encoding="utf-8")
    make_edition(folder, seed=3, customers=300)
    assert (folder / "README.md").read_text(encoding="utf-8") == "kept"
    for path in small.rglob("*.csv"):
        name = path.relative_to(small)
        assert (folder / name).read_bytes() == path.read_bytes(), name


def test_nothing_foreign_is_overwritten(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ValueError, match=r"'thesis.txt'.*nothing was written"):
        make_edition(tmp_path, seed=1, customers=200)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_note_of_the_student_in_an_edition_is_safe(tmp_path):
    folder = make_edition(tmp_path / "company", seed=1, customers=200)
    before = (folder / "orders.csv").read_bytes()
    (folder / "truth" / "notes.md").write_text("mine", encoding="utf-8")
    with pytest.raises(ValueError, match=r"truth/notes\.md"):
        make_edition(folder, seed=2, customers=200)
    assert (folder / "orders.csv").read_bytes() == before


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(ValueError, match="is a file"):
        make_edition(tmp_path / "file", seed=1, customers=200)
    with pytest.raises(OSError, match="cannot be written"):
        make_edition(tmp_path / "file" / "below", seed=1, customers=200)


def test_a_damaged_description_is_not_guessed(tmp_path):
    (tmp_path / "datapackage.json").write_text("{", encoding="utf-8")
    with pytest.raises(ValueError, match="cannot be read"):
        make_edition(tmp_path, seed=1, customers=200)


def test_a_failure_leaves_the_old_edition_whole(small, tmp_path, monkeypatch):
    folder = make_edition(tmp_path / "company", seed=1, customers=200)
    before = {p.name: p.read_bytes() for p in folder.rglob("*") if p.is_file()}

    def break_off(package):
        raise RuntimeError("disk full")

    monkeypatch.setattr(edition, "dictionary", break_off)
    with pytest.raises(RuntimeError, match="disk full"):
        make_edition(folder, seed=2, customers=200)
    assert {p.name: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before
    assert [p.name for p in tmp_path.iterdir()] == ["company"]


def test_a_move_that_fails_brings_the_old_edition_back(tmp_path, monkeypatch):
    folder = make_edition(tmp_path / "company", seed=1, customers=200)
    rename = edition.Path.rename

    def refuse(path, target):
        if "unfinished" in path.name:
            raise OSError("in use")
        return rename(path, target)

    monkeypatch.setattr(edition.Path, "rename", refuse)
    with pytest.raises(OSError, match="in use"):
        make_edition(folder, seed=2, customers=200)
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert package["edition"]["seed"] == 1


@pytest.mark.parametrize(
    ("seed", "customers", "error", "words"),
    [
        (-1, 300, ValueError, "seed must be zero or more, not -1"),
        (1.5, 300, TypeError, "seed must be a whole number"),
        (True, 300, TypeError, "seed must be a whole number"),
        (1, 0, ValueError, "customers must be 200 or more, not 0"),
        (1, -5, ValueError, "customers must be 200 or more, not -5"),
        (1, 199, ValueError, "some tables would be empty"),
        (1, "6000", TypeError, "customers must be a whole number"),
    ],
)
def test_numbers_that_will_not_do(seed, customers, error, words, tmp_path):
    for make in (generate, partial(make_edition, tmp_path / "out")):
        with pytest.raises(error, match=words):
            make(seed, customers)
    assert not (tmp_path / "out").exists()


def test_an_unknown_format_is_named(tmp_path):
    with pytest.raises(ValueError, match=r"format must be one of .* not 'xlsx'"):
        make_edition(tmp_path / "out", seed=1, customers=200, format="xlsx")


def test_parquet_without_duckdb_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(ValueError, match="pip install duckdb"):
        make_edition(tmp_path / "out", seed=1, customers=200, format="parquet")


def test_parquet_holds_the_same_tables(tmp_path, monkeypatch):
    import duckdb

    monkeypatch.setattr(edition, "CHUNK", 300)
    monkeypatch.setattr("course_lib.world.streams.CHUNK", 300)
    monkeypatch.setattr(edition, "ProcessPoolExecutor", ThreadPoolExecutor)
    folder = make_edition(tmp_path / "large", 9, 650, format="parquet")
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    tables = generate(9, 650)
    for name, resource in resources(package).items():
        paths = resource["path"]
        paths = [paths] if isinstance(paths, str) else paths
        assert all(path.endswith(".parquet") for path in paths)
        whole = [str(folder / path) for path in paths]
        assert (
            sum((folder / path).stat().st_size for path in paths) == resource["bytes"]
        )
        read = duckdb.read_parquet(whole).df()
        assert list(read.columns) == list(tables[name].columns), name
        assert len(read) == len(tables[name]) == resource["rows"], name
    orders = duckdb.read_parquet(str(folder / "orders-000.parquet"))
    kinds = dict(zip(orders.columns, map(str, orders.types), strict=True))
    assert kinds["ordered_at"] == "TIMESTAMP" and kinds["promised_on"] == "DATE"
    assert kinds["returned"] == "BOOLEAN" and kinds["channel"] == "VARCHAR"
    first = orders.df()
    assert first["amount"].tolist() == tables["orders"]["amount"][: len(first)].tolist()


def run(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "course_lib.world", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    )


def test_command_line(tmp_path, small):
    out = tmp_path / "company"
    done = run("--seed", "3", "--customers", "300", "--out", str(out))
    assert done.returncode == 0, done.stderr
    assert "CRM_DATA" in done.stdout and done.stderr == ""
    same = [p.relative_to(small) for p in small.rglob("*") if p.is_file()]
    for name in same:
        assert (out / name).read_bytes() == (small / name).read_bytes(), name


def test_command_line_errors_are_one_sentence(tmp_path):
    for arguments, words in (
        (["--seed", "1", "--customers", "-3"], "customers must be 200 or more"),
        (["--seed", "-1"], "seed must be zero or more"),
    ):
        done = run(*arguments, "--out", str(tmp_path / "out"))
        assert done.returncode == 2
        assert words in done.stderr and "Traceback" not in done.stderr


# ------------------------------------------------------------------- large editions


def test_chunks_are_put_together(tmp_path, monkeypatch, capsys):
    """The code of large editions, on chunks made small for the test."""
    monkeypatch.setattr(edition, "CHUNK", 300)
    monkeypatch.setattr(edition, "PROGRESS_FROM", 600)
    # Threads for processes: the small chunks would be forgotten in a new process.
    monkeypatch.setattr(edition, "ProcessPoolExecutor", ThreadPoolExecutor)
    monkeypatch.setattr("course_lib.world.streams.CHUNK", 300)
    folder = make_edition(tmp_path / "large", seed=9, customers=650)
    bar = capsys.readouterr().err
    assert "650 of 650 customers" in bar and bar.endswith("\n")
    customers = pd.read_csv(folder / "customers.csv")
    assert customers["customer_id"].tolist() == list(range(1, 651))
    orders = pd.read_csv(folder / "orders.csv")
    assert orders["order_id"].is_unique and orders["order_id"].max() > STRIDE
    assert orders["customer_id"].isin(customers["customer_id"]).all()
    lines = pd.read_csv(folder / "order_lines.csv")
    assert lines["order_id"].isin(orders["order_id"]).all()
    effects = pd.read_csv(folder / "truth/campaign_effects.csv")
    contacts = pd.read_csv(folder / "contacts.csv")
    sent = effects.loc[effects["response_type"] == "all", "sent"].sum()
    assert sent == (contacts["group"] == "treated").sum()
    assert len(pd.read_csv(folder / "stores.csv")) == 14
    whole = generate(9, 650)
    assert len(whole["orders"]) == len(orders)
    assert whole["orders"]["amount"].sum() == pytest.approx(orders["amount"].sum())
