"""Loading the company's tables, and what is said when they are not whole."""

import doctest
import hashlib
import json
import re

import duckdb
import pandas as pd
import pytest

from course_lib import data, load, use_language
from course_lib.data import dictionary, label, labels, tables, validate

FILES = {
    "shops": "shop_id,name,opened_on\n1,Fès,2022-01-05\n2,NA,\n",
    "sales": (
        "sale_id,shop_id,sold_at,kind,amount,gift,points\n"
        "1,1,2024-05-01 09:30,cash,10.5,1,3\n"
        "2,1,2024-05-02 18:05,card,0,0,\n"
        "3,2,2024-05-02 18:06,,7.25,0,4\n"
    ),
    "truth/people": "shop_id,trait\n1,0.5\n2,-1.5\n",
}


def field(name, kind, title, title_fr, **more):
    rules = {
        key: more.pop(key)
        for key in ("required", "unique", "enum", "minimum", "maximum")
        if key in more
    }
    return {
        "name": name,
        "type": kind,
        "title": title,
        "title_fr": title_fr,
        "description": f"{title}.",
        "description_fr": f"{title_fr}.",
        "constraints": rules,
        **more,
    }


SCHEMAS = {
    "shops": {
        "fields": [
            field("shop_id", "integer", "Shop", "Magasin", required=True, unique=True),
            field("name", "string", "Name", "Nom", required=True),
            field("opened_on", "date", "Opened on", "Ouvert le", format="%Y-%m-%d"),
        ],
        "primaryKey": ["shop_id"],
    },
    "sales": {
        "fields": [
            field("sale_id", "integer", "Sale", "Vente", required=True),
            field("shop_id", "integer", "Shop", "Magasin", required=True),
            field(
                "sold_at",
                "datetime",
                "Sold at",
                "Vendu le",
                format="%Y-%m-%d %H:%M",
                minimum="2024-01-01",
            ),
            field(
                "kind",
                "string",
                "Payment",
                "Paiement",
                enum=["cash", "card"],
                labels={
                    "cash": {"fr": "espèces", "en": "cash"},
                    "card": {"fr": "carte", "en": "card"},
                },
            ),
            field("amount", "number", "Amount", "Montant", unit="MAD", minimum=0),
            field("gift", "boolean", "Gift", "Cadeau", required=True),
            field("points", "integer", "Points", "Points", maximum=10),
        ],
        "primaryKey": "sale_id",
        "foreignKeys": [
            {
                "fields": ["shop_id"],
                "reference": {"resource": "shops", "fields": ["shop_id"]},
            }
        ],
    },
    "truth/people": {
        "fields": [
            field("shop_id", "integer", "Shop", "Magasin", required=True),
            field("trait", "number", "Trait", "Trait"),
        ],
    },
}
TITLES = {
    "shops": ("Shops", "Magasins"),
    "sales": ("Sales", "Ventes"),
    "truth/people": ("People", "Personnes"),
}


def write(folder, files=FILES, ending=".csv"):
    """Write an edition: its files, and the data package that describes them."""
    resources = []
    for name, text in files.items():
        path = folder / f"{name}{ending}"
        path.parent.mkdir(parents=True, exist_ok=True)
        if ending == ".csv":
            path.write_bytes(text.encode())
        content = path.read_bytes()
        resources.append(
            {
                "name": name,
                "path": f"{name}{ending}",
                "title": TITLES[name][0],
                "title_fr": TITLES[name][1],
                "rows": text.count("\n") - 1,
                "bytes": len(content),
                "hash": "sha256:" + hashlib.sha256(content).hexdigest(),
                "schema": SCHEMAS[name],
            }
        )
    package = {"edition": {"seed": 7, "customers": 30}, "resources": resources}
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def edition(tmp_path, monkeypatch):
    monkeypatch.setenv("CRM_DATA", str(write(tmp_path)))
    use_language("en")
    yield tmp_path
    use_language("fr")


def test_docstring_examples_run_on_the_committed_edition(monkeypatch):
    monkeypatch.delenv("CRM_DATA")
    assert doctest.testmod(data).failed == 0


def test_load_gives_each_column_its_type():
    sales = load("sales")
    assert sales.dtypes.astype(str).to_dict() == {
        "sale_id": "int64",
        "shop_id": "int64",
        "sold_at": "datetime64[us]",
        "kind": "str",
        "amount": "float64",
        "gift": "bool",
        "points": "Int64",
    }
    assert sales["sold_at"].iloc[0] == pd.Timestamp("2024-05-01 09:30")
    assert sales["kind"].isna().tolist() == [False, False, True]
    assert sales["gift"].tolist() == [True, False, False]
    assert sales["points"].isna().tolist() == [False, True, False]


def test_text_that_looks_like_a_gap_is_text():
    shops = load("shops")
    assert shops["name"].tolist() == ["Fès", "NA"]
    assert shops["opened_on"].isna().tolist() == [False, True]


def test_truth_tables_load_but_are_not_listed():
    assert load("truth/people")["trait"].tolist() == [0.5, -1.5]
    assert tables().index.tolist() == ["shops", "sales"]


def test_what_the_caller_does_to_a_table_stays_with_the_caller():
    mine = load("sales")
    mine["amount"] = 0
    assert load("sales")["amount"].sum() == 17.75


def test_parquet_edition_gives_the_same_table(tmp_path, monkeypatch):
    folder = tmp_path / "parquet"
    for name in FILES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        frame = load(name)
        with duckdb.connect() as connection:
            connection.register("frame", frame)
            connection.execute(
                f"COPY (SELECT * FROM frame) TO '{folder / name}.parquet'"
                " (FORMAT parquet)"
            )
    expected = {name: load(name) for name in FILES}
    monkeypatch.setenv("CRM_DATA", str(write(folder, ending=".parquet")))
    for name in FILES:
        pd.testing.assert_frame_equal(load(name), expected[name])
    assert validate() == []


@pytest.mark.parametrize("wrong", ["sale", "SALES", "truth/peple", "", None, 3])
def test_an_unknown_name_gives_the_tables(wrong):
    with pytest.raises(ValueError, match=f'There is no table "{wrong}"') as error:
        load(wrong)
    expected = "people" if "truth" in str(wrong) else "shops, sales"
    assert expected in str(error.value)


def test_an_unknown_name_suggests_a_near_one_in_the_language():
    with pytest.raises(ValueError, match='Did you mean "sales"'):
        load("sale")
    use_language("fr")
    with pytest.raises(ValueError, match=r"Vouliez-vous dire «\ssales\s»"):
        load("sale")


def test_a_missing_file_is_named_with_the_command_that_makes_it_again(edition):
    (edition / "sales.csv").unlink()
    with pytest.raises(FileNotFoundError) as error:
        load("sales")
    assert "sales.csv is missing" in str(error.value)
    assert f"python -m course_lib.world --seed 7 --customers 30 --out {edition}" in str(
        error.value
    )
    use_language("fr")
    with pytest.raises(FileNotFoundError, match="sales.csv est introuvable"):
        load("sales")


def test_a_file_of_the_committed_edition_comes_back_from_git(edition, monkeypatch):
    monkeypatch.setattr(data, "ROOT", edition)
    (edition / "datasets").mkdir()
    write(edition / "datasets")
    monkeypatch.delenv("CRM_DATA")
    (edition / "datasets" / "sales.csv").unlink()
    with pytest.raises(FileNotFoundError, match="git checkout -- datasets/sales.csv"):
        load("sales")


def test_a_missing_folder_or_package_is_named(edition, monkeypatch):
    (edition / "datapackage.json").unlink()
    with pytest.raises(FileNotFoundError, match="datapackage.json is missing"):
        load("sales")
    monkeypatch.setenv("CRM_DATA", str(edition / "nowhere"))
    with pytest.raises(FileNotFoundError, match="nowhere is missing"):
        load("sales")


@pytest.mark.parametrize(
    ("change", "how"),
    [
        (
            lambda text: text.replace("amount", "sum"),
            "first line holds .sum. where .amount. is",
        ),
        (lambda text: text[:-20], "bytes where"),
        (lambda text: text.replace("10.5", "99.5"), "contents were changed"),
        (lambda text: text.replace("\n", "\r\n"), "bytes where"),
        (lambda text: "", "first line holds"),
    ],
)
def test_a_changed_file_is_refused(edition, change, how):
    (edition / "sales.csv").write_bytes(change(FILES["sales"]).encode())
    with pytest.raises(ValueError, match=rf"sales.csv is damaged: .*{how}"):
        load("sales")
    assert any("sales.csv is damaged" in fault for fault in validate())


@pytest.mark.parametrize(
    ("change", "how"),
    [
        (lambda text: text.replace("10.5", "ten"), "ten"),
        (lambda text: text.replace("2024-05-01 09:30", "May"), "May"),
        (lambda text: text.replace("amount", "sum"), "sum"),
        (lambda text: text + "4,1,,,,0,\n", "4 rows where 3 are expected"),
    ],
)
def test_without_a_hash_a_wrong_file_is_still_refused(edition, change, how):
    package = json.loads((edition / "datapackage.json").read_text())
    for resource in package["resources"]:
        del resource["hash"], resource["bytes"]
    (edition / "datapackage.json").write_text(json.dumps(package))
    (edition / "sales.csv").write_text(change(FILES["sales"]), encoding="utf-8")
    with pytest.raises(ValueError, match=rf"sales.csv is damaged: .*{how}"):
        load("sales")


def test_a_broken_package_is_refused(edition):
    (edition / "datapackage.json").write_text("{")
    with pytest.raises(ValueError, match="datapackage.json is damaged"):
        load("sales")


def test_a_package_changed_while_the_notebook_runs_is_read_again(edition):
    assert tables().loc["sales", "rows"] == 3
    write(edition, {**FILES, "sales": FILES["sales"] + "4,1,,,,0,\n"})
    assert tables().loc["sales", "rows"] == 4
    assert len(load("sales")) == 4


def test_a_relative_folder_counts_from_here_then_from_the_repository(
    edition, monkeypatch, tmp_path
):
    monkeypatch.chdir(edition.parent)
    monkeypatch.setenv("CRM_DATA", edition.name)
    assert len(load("sales")) == 3
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    monkeypatch.setattr(data, "ROOT", edition.parent)
    assert len(load("sales")) == 3


def test_tables_and_dictionary_speak_the_language():
    assert tables()["title"].tolist() == ["Shops", "Sales"]
    assert dictionary("sales").loc["amount"].to_dict() == {
        "label": "Amount",
        "type": "number",
        "unit": "MAD",
        "description": "Amount.",
    }
    use_language("fr")
    assert tables()["title"].tolist() == ["Magasins", "Ventes"]
    assert dictionary("sales").loc["gift", "label"] == "Cadeau"


def test_labels_of_codes_columns_and_tables():
    assert labels("sales.kind") == {"cash": "cash", "card": "card"}
    use_language("fr")
    assert labels("sales.kind") == {"cash": "espèces", "card": "carte"}
    assert label("sales.kind", "card") == "carte"
    assert label("sales.amount") == "Montant"
    assert label("sales") == "Ventes"
    assert label("truth/people.trait") == "Trait"


def test_french_words_have_their_typographic_apostrophes(tmp_path, monkeypatch):
    (tmp_path / "typed").mkdir()
    folder = write(tmp_path / "typed")
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    sales = next(r for r in package["resources"] if r["name"] == "sales")
    sales["title_fr"] = "Ventes d'aujourd'hui"
    kind = next(f for f in sales["schema"]["fields"] if f["name"] == "kind")
    kind["title_fr"] = "Moyen d'achat"
    kind["labels"]["card"] = {"fr": "carte d'achat", "en": "buyer's card"}
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    monkeypatch.setenv("CRM_DATA", str(folder))
    assert labels("sales.kind")["card"] == "buyer's card"
    use_language("fr")
    assert labels("sales.kind")["card"] == label("sales.kind", "card")
    assert label("sales.kind", "card") == "carte d’achat"
    assert label("sales.kind") == dictionary("sales")["label"]["kind"]
    assert label("sales.kind") == "Moyen d’achat"
    assert label("sales") == tables().loc["sales", "title"] == "Ventes d’aujourd’hui"


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: labels("kind"), "expected a table and a column"),
        (lambda: labels("sales.knd"), "no column 'knd'; it has: sale_id"),
        (lambda: labels("sales.amount"), "holds no codes; those that do: kind"),
        (lambda: labels("sale.kind"), "There is no table"),
        (lambda: label("sales.kind", "cheque"), "does not hold 'cheque'"),
        (lambda: label("sales.knd"), "does not hold 'knd'"),
        (lambda: dictionary("sale"), "There is no table"),
    ],
)
def test_an_unknown_column_or_code_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_a_whole_edition_has_no_violation():
    assert validate() == []


@pytest.mark.parametrize(
    ("name", "before", "after", "fault"),
    [
        ("sales", "10.5", "ten", "amount has 1 values that are no number.*'ten'"),
        ("sales", "10.5", "inf", "amount has 1 values that are no number"),
        ("sales", "10.5,1,3", "10.5,2,3", "gift has 1 values that are no boolean"),
        ("sales", "10.5,1,3", "10.5,1,3.5", "points has 1 values that are no integer"),
        ("sales", "2024-05-01 09:30", "01/05/2024", "sold_at .* no datetime"),
        ("sales", "cash", "coins", "kind: unexpected value 'coins'"),
        ("sales", "10.5", "-1", "amount: 1 values beyond its minimum 0"),
        ("sales", "1,3\n", "1,11\n", "points: 1 values beyond its maximum 10"),
        ("sales", "2024-05-01", "2023-05-01", "sold_at: 1 values beyond its minimum"),
        ("sales", "2,1,", "1,1,", "primary key sale_id"),
        ("sales", "3,2,", "3,9,", "1 values of shop_id are not in shops"),
        ("shops", "Fès", "", "name: 1 values are missing"),
        ("shops", "2,NA", "1,NA", "shop_id: 1 repeated values"),
        ("shops", "2,NA", ",NA", "shop_id: 1 values are missing"),
        ("shops", "name,", "label,", "first line holds .label. where .name. is"),
    ],
)
def test_each_kind_of_violation_is_found(edition, name, before, after, fault):
    changed = FILES[name].replace(before, after, 1)
    assert changed != FILES[name]
    write(edition, {**FILES, name: changed})
    found = [line for line in validate(edition) if line.startswith(name)]
    assert len([line for line in found if re.search(fault, line)]) == 1, found


def test_a_wrong_number_of_rows_is_a_violation(edition):
    package = json.loads((edition / "datapackage.json").read_text())
    package["resources"][1]["rows"] = 5
    (edition / "datapackage.json").write_text(json.dumps(package))
    assert validate() == ["sales: 3 rows, 5 expected"]


def test_what_one_does_to_a_table_stays_with_that_table(monkeypatch):
    monkeypatch.delenv("CRM_DATA")
    mine = load("orders")
    mine["amount"] = 0.0
    mine.loc[0, "channel"] = "pigeon"
    mine["amount"].to_numpy()
    mine.drop(columns="order_id", inplace=True)
    again = load("orders")
    assert again["amount"].sum() > 0
    assert "pigeon" not in set(again["channel"])
    assert "order_id" in again.columns
