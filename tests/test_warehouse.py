"""The warehouse: its star holds what the files hold, and says what is wrong."""

import doctest
import json
import shutil

import pandas as pd
import pytest

from course_lib import warehouse
from course_lib.data import data_folder, load
from course_lib.warehouse import SOURCES, build, query
from course_lib.world.edition import make_edition


@pytest.fixture(scope="module")
def sales(tmp_path_factory):
    database = tmp_path_factory.mktemp("warehouse") / "sales.duckdb"
    build(data_folder(), database)
    return database


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    """A small company of its own, whose files a test may spoil."""
    return make_edition(tmp_path_factory.mktemp("edition") / "a", seed=4, customers=300)


@pytest.fixture
def spoiled(company, tmp_path):
    return shutil.copytree(company, tmp_path / "company")


def test_the_examples_in_the_docstrings_run():
    found = doctest.testmod(warehouse)
    assert found.attempted and not found.failed


def test_every_row_is_there_once(tmp_path):
    tables = build(data_folder(), tmp_path / "a.duckdb").set_index("table")["rows"]
    orders = load("orders")
    assert tables["fact_orders"] == len(orders)
    assert tables["fact_lines"] == len(load("order_lines"))
    assert tables["dim_customers"] == len(load("customers"))
    assert tables["dim_days"] == orders["ordered_at"].dt.normalize().nunique()


def test_paid_amounts_are_those_of_the_files_to_the_cent(sales):
    found = query(
        sales,
        "SELECT year, channel, sum(amount) AS amount, count(*) AS orders "
        "FROM fact_orders JOIN dim_days USING (day) GROUP BY ALL ORDER BY ALL",
    )
    orders = load("orders")
    year = orders["ordered_at"].dt.year.rename("year")
    expected = orders.groupby([year, "channel"])["amount"].agg(["sum", "size"])
    assert found["amount"].tolist() == pytest.approx(expected["sum"].tolist(), abs=5e-3)
    assert found["orders"].tolist() == expected["size"].tolist()


def test_lines_less_discount_are_the_amount_paid(sales):
    gap = query(
        sales,
        "SELECT max(abs(lines.total - discount - amount)) AS gap FROM fact_orders "
        "JOIN (SELECT order_id, sum(amount) AS total FROM fact_lines GROUP BY 1) lines "
        "USING (order_id)",
    )
    assert gap["gap"].item() == 0


def test_customers_bring_their_zone(sales):
    found = query(sales, "SELECT customer_id, city FROM dim_customers ORDER BY 1")
    expected = load("customers").merge(load("zones"), on="zone_id", how="left")
    assert found["city"].tolist() == expected.sort_values("customer_id").city.tolist()


def test_csv_and_parquet_give_the_same_warehouse(tmp_path):
    question = "SELECT sum(amount) AS a, sum(cost) AS c, count(*) AS n FROM fact_lines"
    found = []
    for kind in ("csv", "parquet"):
        folder = make_edition(tmp_path / kind, seed=9, customers=300, format=kind)
        build(folder, tmp_path / f"{kind}.duckdb")
        found.append(query(tmp_path / f"{kind}.duckdb", question))
    pd.testing.assert_frame_equal(*found)


def test_a_new_build_replaces_the_old_one(company, tmp_path):
    database = tmp_path / "deep" / "sales.duckdb"
    first = build(data_folder(), database)
    second = build(company, database)
    count = query(database, "SELECT count(*) AS n FROM fact_orders")["n"].item()
    rows = second.set_index("table")["rows"]
    assert count == rows["fact_orders"] < first.set_index("table")["rows"].max()
    assert [path.name for path in database.parent.iterdir()] == ["sales.duckdb"]


# --- What is wrong ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("SELEC 1", "syntax error"),
        ("SELECT * FROM invoices", "invoices"),
        ("SELECT turnover FROM fact_orders", "turnover"),
        ("DROP TABLE fact_orders", "read-only"),
        ("SELECT sum(channel) FROM fact_orders", "sum"),
    ],
)
def test_a_bad_query_says_what_is_wrong_and_which_tables_there_are(sales, sql, said):
    with pytest.raises(ValueError, match="fact_orders, dim_days, fact_lines") as caught:
        query(sales, sql)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_query_is_a_text_that_says_something(sales):
    with pytest.raises(ValueError, match="empty"):
        query(sales, "  ;\n")
    with pytest.raises(TypeError, match="found int"):
        query(sales, 3)


def test_a_warehouse_that_was_not_built_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"'sales\.duckdb'; make it first"):
        query(tmp_path / "sales.duckdb", "SELECT 1")


def test_the_file_has_an_ending_that_keeps_others_safe(tmp_path):
    with pytest.raises(ValueError, match=r"call it 'orders\.duckdb'"):
        build(data_folder(), tmp_path / "orders.csv")
    with pytest.raises(TypeError, match="found int"):
        build(data_folder(), 3)


def test_a_folder_without_data_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"no datapackage\.json"):
        build(tmp_path, tmp_path / "a.duckdb")


@pytest.mark.parametrize("name", SOURCES)
def test_a_missing_table_is_named(spoiled, name):
    package = json.loads((spoiled / "datapackage.json").read_text("utf-8"))
    kept = [one for one in package["resources"] if one["name"] != name]
    text = json.dumps(package | {"resources": kept})
    (spoiled / "datapackage.json").write_text(text, "utf-8")
    with pytest.raises(ValueError, match=f"lacks the table '{name}'"):
        build(spoiled, spoiled / "a.duckdb")


def test_a_missing_file_is_named(spoiled):
    (spoiled / "products.csv").unlink()
    with pytest.raises(FileNotFoundError, match=r"'products\.csv' of the table"):
        build(spoiled, spoiled / "a.duckdb")


def test_facts_that_point_nowhere_are_refused_and_leave_no_file(spoiled):
    customers = spoiled / "customers.csv"
    lines = customers.read_text("utf-8").splitlines(keepends=True)
    customers.write_text("".join(lines[:-50]), "utf-8")
    with pytest.raises(ValueError, match="customer_id that dim_customers does not"):
        build(spoiled, spoiled / "a.duckdb")
    assert not list(spoiled.glob("*.duckdb"))


def test_values_of_another_type_are_an_error_that_names_the_file(spoiled):
    orders = spoiled / "orders.csv"
    text = orders.read_text("utf-8").replace("\n1,", "\none,", 1)
    orders.write_text(text, "utf-8")
    with pytest.raises(ValueError, match="cannot be read as the data package says"):
        build(spoiled, spoiled / "a.duckdb")


# --- Two tools, one question ------------------------------------------------------


def test_pandas_and_sql_answer_the_same(sales):
    from_sql = query(sales, warehouse.GOODS_BY_CATEGORY).set_index("key")["value"]
    in_pandas = warehouse.goods_by_category()
    assert in_pandas.to_dict() == pytest.approx(from_sql.to_dict(), abs=0.005)


def test_the_folder_asked_is_read_and_the_one_in_use_comes_back(company, monkeypatch):
    monkeypatch.setenv("CRM_DATA", str(data_folder()))
    small = warehouse.goods_by_category(company)
    assert data_folder().name == "datasets"
    monkeypatch.setenv("CRM_DATA", str(company))
    assert warehouse.goods_by_category().equals(small)
    assert warehouse.goods_by_category(data_folder()).equals(small)


def test_each_tool_is_measured_in_its_own_process(company, tmp_path, capfd):
    # A parent this large must not be counted in what its children are said to hold.
    ballast = bytearray(400_000_000)
    found = warehouse.compare_tools(company, tmp_path / "a.duckdb", progress=True)
    assert len(ballast) and list(found.index) == ["build", "sql", "pandas"]
    totals = found["total"]
    expected = warehouse.goods_by_category(company).sum()
    assert pd.isna(totals["build"])
    assert totals["sql"] == pytest.approx(expected, abs=0.01)
    assert totals["pandas"] == pytest.approx(expected, abs=0.01)
    assert (found["seconds"] > 0).all()
    # Python with pandas or DuckDB alone holds some 60 MB.
    assert found["peak_mb"].between(30, 390).all()
    assert capfd.readouterr().err.rstrip().endswith("[" + "#" * 30 + "] done")


def test_without_resource_only_the_seconds_are_told(company, tmp_path, monkeypatch):
    hidden = "import sys; sys.modules['resource'] = None\n"
    monkeypatch.setattr(warehouse, "_WATCH", hidden + warehouse._WATCH)
    found = warehouse.compare_tools(company, tmp_path / "a.duckdb")
    assert found["peak_mb"].isna().all()
    assert found["seconds"].notna().all()


def test_a_comparison_says_what_is_wrong_with_the_folder(spoiled, tmp_path):
    with pytest.raises(FileNotFoundError, match="holds no datapackage.json"):
        warehouse.compare_tools(tmp_path, tmp_path / "a.duckdb")
    with pytest.raises(ValueError, match="does not end in '.duckdb'"):
        warehouse.compare_tools(spoiled, tmp_path / "a.csv")
    (spoiled / "stores.csv").write_text("nothing\n1\n", "utf-8")
    with pytest.raises(ValueError, match="the step 'build' did not end"):
        warehouse.compare_tools(spoiled, tmp_path / "a.duckdb")
