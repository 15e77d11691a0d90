"""A small data warehouse: the company's sales as a star schema in one DuckDB file.

Two fact tables, of two grains, share four dimensions:

- `fact_orders`, one row per order: amount paid, discount, delivery cost, returned;
- `fact_lines`, one row per line of an order: quantity, amount before the discount of
  the order, cost of the goods;
- `dim_customers` (with the zone of each), `dim_products`, `dim_stores`, `dim_days`.

`build` makes the file from a folder of data, CSV or Parquet; `query` asks it in SQL;
`goods_by_category` asks pandas one of the same questions, and `compare_tools` measures
the time and the memory that each takes.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd

# Whole dirhams and centimes, so that a sum is exact and does not depend on its order.
MONEY = "DECIMAL(14, 2)"

TYPES = {
    "integer": "BIGINT",
    "number": "DOUBLE",
    "date": "DATE",
    "datetime": "TIMESTAMP",
    "boolean": "BOOLEAN",
    "string": "VARCHAR",
}

SOURCES = ("customers", "zones", "products", "stores", "orders", "order_lines")

# In this order: the days and the lines are made from the orders.
STAR = {
    "dim_customers": """
        SELECT customer_id, gender, birth_year, acquired_on, acquisition_channel,
            zone_id, zones.name AS zone, city, region
        FROM customers LEFT JOIN zones USING (zone_id)
        ORDER BY customer_id""",
    "dim_products": """
        SELECT product_id, category, subcategory, name_fr, name_en
        FROM products ORDER BY product_id""",
    "dim_stores": """
        SELECT store_id, name, kind, city, region FROM stores ORDER BY store_id""",
    "fact_orders": f"""
        SELECT order_id, customer_id, store_id, CAST(ordered_at AS DATE) AS day,
            channel, CAST(amount AS {MONEY}) AS amount,
            CAST(discount AS {MONEY}) AS discount,
            CAST(delivery_cost AS {MONEY}) AS delivery_cost, returned
        FROM orders""",
    "dim_days": """
        SELECT DISTINCT day, year(day) AS year, quarter(day) AS quarter,
            month(day) AS month, isodow(day) AS weekday
        FROM fact_orders ORDER BY day""",
    "fact_lines": f"""
        SELECT order_id, line_number, product_id, customer_id, store_id, day, channel,
            quantity, CAST(quantity * unit_price AS {MONEY}) AS amount,
            CAST(quantity * unit_cost AS {MONEY}) AS cost
        FROM order_lines
        LEFT JOIN fact_orders USING (order_id)
        LEFT JOIN products USING (product_id)""",
}

# The question that both tools are asked when they are compared.
GOODS_BY_CATEGORY = """
    SELECT category AS key, sum(amount) AS value
    FROM fact_lines JOIN dim_days USING (day) JOIN dim_products USING (product_id)
    WHERE year = 2025 GROUP BY key ORDER BY key"""

# A process between us and the one measured: the peak that a system reports for a child
# starts from the size of its parent, and a notebook is a large parent.
_WATCH = """
import subprocess, sys
code = subprocess.run([sys.executable, *sys.argv[1:]]).returncode
try:
    import resource
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
except ImportError:
    peak = None
print()
print("null" if peak is None else peak)
sys.exit(code)
"""
STEPS = ("build", "sql", "pandas")

# Where each fact's key must be found.
LINKS = {
    "fact_orders": {"customer_id": "dim_customers", "store_id": "dim_stores"},
    "fact_lines": {"order_id": "fact_orders", "product_id": "dim_products"},
}


def build(folder, database) -> pd.DataFrame:
    """Build the star schema of a folder of the company's data, in one DuckDB file.

    Parameters
    ----------
    folder : str or path
        A folder with `datapackage.json` and its files, CSV or Parquet:
        `data_folder()`, or a fresh edition.
    database : str or path
        The file to make; its name ends in `.duckdb`. One that is there is replaced.

    Returns
    -------
    DataFrame
        One row per table of the star: `table`, `rows`.

    Raises
    ------
    FileNotFoundError
        If the folder, its `datapackage.json` or a table's file is not there.
    ValueError
        If `database` does not end in `.duckdb`, a table is not in the data package, or
        facts point to a customer, store, order or product that does not exist.

    Examples
    --------
    >>> import tempfile
    >>> from course_lib.data import data_folder
    >>> with tempfile.TemporaryDirectory() as place:
    ...     tables = build(data_folder(), f"{place}/sales.duckdb")
    >>> list(tables["table"])[:4]
    ['dim_customers', 'dim_products', 'dim_stores', 'fact_orders']

    References
    ----------
    Kimball, R. and Ross, M. (2013). The Data Warehouse Toolkit, 3rd ed. Wiley.
    """
    import duckdb

    folder, database = Path(folder), _database_name(database)
    sources = _sources(folder)
    database.parent.mkdir(parents=True, exist_ok=True)
    work = database.with_name(f"{database.stem}.part.duckdb")
    work.unlink(missing_ok=True)
    try:
        with duckdb.connect(str(work)) as connection:
            for name, reading in sources.items():
                connection.execute(f"CREATE TEMP VIEW {name} AS {reading}")
            for name, selection in STAR.items():
                connection.execute(f"CREATE TABLE {name} AS {selection}")
            _check_links(connection)
            rows = [_count(connection, name) for name in STAR]
        work.replace(database)
    except duckdb.Error as error:
        raise ValueError(
            "folder: its files cannot be read as the data package says: "
            f"{_one_line(error)}"
        ) from None
    finally:
        work.unlink(missing_ok=True)
    return pd.DataFrame({"table": list(STAR), "rows": rows})


def query(database, sql: str) -> pd.DataFrame:
    """Ask the warehouse a question in SQL; it is opened for reading only.

    Parameters
    ----------
    database : str or path
        The file made by `build`.
    sql : str
        One `SELECT`.

    Returns
    -------
    DataFrame
        The rows of the answer. Amounts of money come as ordinary numbers.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    TypeError, ValueError
        If `sql` is no text, is empty, cannot be understood, names a table or a column
        that is not there, or tries to change the warehouse; the message says which
        tables there are.

    Examples
    --------
    >>> import tempfile
    >>> from course_lib.data import data_folder
    >>> with tempfile.TemporaryDirectory() as place:
    ...     _ = build(data_folder(), f"{place}/sales.duckdb")
    ...     answer = query(f"{place}/sales.duckdb", "SELECT 1 + 1 AS two")
    >>> answer
       two
    0    2
    """
    import duckdb

    if not isinstance(sql, str):
        raise TypeError(
            f"sql: expected the text of a query, found {type(sql).__name__}; write it "
            'in quotes, such as "SELECT count(*) FROM fact_orders".'
        )
    if not sql.strip(" \n\t;"):
        raise ValueError("sql: the query is empty; it begins with SELECT.")
    database = Path(database)
    if not database.is_file():
        raise FileNotFoundError(
            f"database: there is no file {database.name!r}; make it first with "
            "build(data_folder(), database)."
        )
    try:
        with duckdb.connect(str(database), read_only=True) as connection:
            answer = connection.execute(sql).df()
    except duckdb.Error as error:
        raise ValueError(_explained(error)) from None
    return answer


def goods_by_category(folder=None) -> pd.Series:
    """Add up with pandas the goods sold in 2025, by category, before discounts.

    Parameters
    ----------
    folder : str or path, optional
        A folder of the company's data; by default the one in use.

    Returns
    -------
    Series
        MAD by category; `GOODS_BY_CATEGORY` asks the warehouse the same.

    Raises
    ------
    FileNotFoundError
        If the folder or a table's file is not there.

    Examples
    --------
    >>> list(goods_by_category().index)
    ['beauty', 'fine_food', 'home']
    """
    from course_lib.data import load

    before = os.environ.get("CRM_DATA")
    if folder is not None:
        os.environ["CRM_DATA"] = str(folder)
    try:
        orders, lines, products = load("orders"), load("order_lines"), load("products")
    finally:
        if folder is not None:
            os.environ.pop("CRM_DATA")
            if before is not None:
                os.environ["CRM_DATA"] = before
    recent = orders[orders["ordered_at"].dt.year == 2025]
    sold = lines.merge(recent[["order_id"]], on="order_id")
    sold = sold.merge(products[["product_id", "category"]], on="product_id")
    return (sold["quantity"] * sold["unit_price"]).groupby(sold["category"]).sum()


def compare_tools(folder, database, *, progress=False) -> pd.DataFrame:
    """Measure what one question costs in SQL and in pandas, each in its own process.

    The question is that of `goods_by_category`. The warehouse is built first, since
    SQL needs it: that has a cost too.

    Parameters
    ----------
    folder : str or path
        A folder of the company's data, CSV or Parquet.
    database : str or path
        The DuckDB file to make.
    progress : bool, default False
        Whether to draw a bar, one step after the other.

    Returns
    -------
    DataFrame
        One row per step, `build`, `sql`, `pandas`: `seconds` for the work itself
        (starting Python and its libraries left out), `peak_mb`, the most memory the
        process ever held, libraries included, in millions of bytes, and `total`, the
        sum of the answer in MAD. Windows does not tell the peak: `peak_mb` is then
        missing.

    Raises
    ------
    FileNotFoundError, ValueError
        As `build`.

    Examples
    --------
    >>> import tempfile
    >>> from course_lib.data import data_folder
    >>> with tempfile.TemporaryDirectory() as place:
    ...     found = compare_tools(data_folder(), f"{place}/sales.duckdb")
    >>> list(found.index)
    ['build', 'sql', 'pandas']
    """
    folder, database = Path(folder), _database_name(database)
    _sources(folder)  # what is wrong with the folder is said here, not in a process
    rows = {}
    for rank, step in enumerate(STEPS):
        if progress:
            _bar(rank, step)
        rows[step] = _measured(step, folder, database)
    if progress:
        _bar(len(STEPS), "done")
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("step")


def _bar(done: int, step: str) -> None:
    full = "#" * (10 * done) + "." * (10 * (len(STEPS) - done))
    end = "\n" if done == len(STEPS) else ""
    print(f"\r[{full}] {step:<8}", end=end, file=sys.stderr, flush=True)


def _measured(step: str, folder: Path, database: Path) -> dict:
    """Run one step in a process of its own and read what it says of itself."""
    task = [sys.executable, "-c", _WATCH, "-m", "course_lib.warehouse"]
    done = subprocess.run(
        [*task, step, str(folder), str(database)], capture_output=True, text=True
    )
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise ValueError(f"folder: the step {step!r} did not end: {reason}")
    *_, told, _, peak = done.stdout.splitlines()
    found = json.loads(told)
    peak = json.loads(peak)
    # macOS counts bytes, Linux units of 1,024 bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    megabytes = float("nan") if peak is None else round(peak * unit / 1e6)
    return {
        "seconds": found["seconds"],
        "peak_mb": megabytes,
        "total": found["total"],
    }


def _run_step(step: str, folder: str, database: str) -> dict:
    """Do one step here and return its seconds and the sum of its answer."""
    from course_lib import data  # noqa: F401  (imported before the clock starts)

    if step != "pandas":
        import duckdb  # noqa: F401
    start = time.perf_counter()
    total = None
    if step == "build":
        build(folder, database)
    elif step == "sql":
        total = float(query(database, GOODS_BY_CATEGORY)["value"].sum())
    else:
        total = float(goods_by_category(folder).sum())
    seconds = round(time.perf_counter() - start, 2)
    return {"seconds": seconds, "total": None if total is None else round(total, 2)}


def _database_name(database) -> Path:
    if not isinstance(database, str | Path):
        raise TypeError(
            f"database: expected the name of a file, found {type(database).__name__}."
        )
    path = Path(database)
    # A file of another kind would be replaced too: the ending keeps it safe.
    if path.suffix != ".duckdb":
        raise ValueError(
            f"database: {path.name!r} does not end in '.duckdb'; call it "
            f"'{path.stem or 'warehouse'}.duckdb'."
        )
    return path


def _sources(folder: Path) -> dict[str, str]:
    """Write, for each table of the company, the SQL that reads its files, typed."""
    package = folder / "datapackage.json"
    if not package.is_file():
        raise FileNotFoundError(
            f"folder: {folder.name!r} holds no datapackage.json; give the folder of "
            "the company's data, such as data_folder()."
        )
    resources = json.loads(package.read_text("utf-8"))["resources"]
    found = {resource["name"]: resource for resource in resources}
    missing = [name for name in SOURCES if name not in found]
    if missing:
        raise ValueError(
            f"folder: its data package lacks the table {missing[0]!r}; the star needs "
            f"{', '.join(SOURCES)}."
        )
    return {name: _reading(folder, found[name]) for name in SOURCES}


def _reading(folder: Path, resource: dict) -> str:
    names = resource["path"]
    paths = [folder / name for name in ([names] if isinstance(names, str) else names)]
    lost = [path.name for path in paths if not path.is_file()]
    if lost:
        raise FileNotFoundError(
            f"folder: the file {lost[0]!r} of the table {resource['name']!r} is not "
            "there; make the edition again or download it again."
        )
    files = ", ".join(_quoted(path) for path in paths)
    parquet = paths[0].suffix == ".parquet"
    reader = "read_parquet([{}])" if parquet else "read_csv([{}], all_varchar = true)"
    columns = ", ".join(
        f'CAST("{field["name"]}" AS {TYPES[field["type"]]}) AS "{field["name"]}"'
        for field in resource["schema"]["fields"]
    )
    return f"SELECT {columns} FROM {reader.format(files)}"


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _check_links(connection) -> None:
    """Refuse facts that point nowhere: a join would lose or empty them."""
    for fact, keys in LINKS.items():
        for key, dimension in keys.items():
            lost = connection.execute(
                f"SELECT count(*) FROM {fact} ANTI JOIN {dimension} USING ({key})"
            ).fetchone()[0]
            if lost:
                raise ValueError(
                    f"folder: {lost} rows of {fact} have a {key} that {dimension} "
                    "does not hold; correct the files before building."
                )


def _count(connection, name: str) -> int:
    return connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]


def _explained(error) -> str:
    """Say in one line what the database did not accept, and which tables it has."""
    return (
        f"sql: the warehouse answers: {_one_line(error)} Its tables are: "
        f"{', '.join(STAR)}; it can be read (SELECT), not changed."
    )


def _one_line(error) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return " ".join(line for line in lines if not line.startswith(("LINE", "^")))


if __name__ == "__main__":  # one step of compare_tools, in its own process
    print(json.dumps(_run_step(*sys.argv[1:])))
