"""The committed edition is what its seed gives, byte for byte."""

import json
from pathlib import Path

from course_lib.world import make_edition

DATASETS = Path(__file__).resolve().parents[1] / "datasets"


def test_the_committed_edition_can_be_made_again(tmp_path):
    package = json.loads((DATASETS / "datapackage.json").read_text(encoding="utf-8"))
    again = make_edition(tmp_path / "again", **package["edition"])
    made = {p.relative_to(again) for p in again.rglob("*") if p.is_file()}
    kept = {p.relative_to(DATASETS) for p in DATASETS.rglob("*") if p.is_file()}
    assert kept - made <= {Path("README.md")}
    assert made <= kept
    for name in sorted(made):
        same = (again / name).read_bytes() == (DATASETS / name).read_bytes()
        assert same, (
            f"{name} is not what seed {package['edition']['seed']} gives: run "
            f"python -m course_lib.world --seed {package['edition']['seed']} "
            f"--customers {package['edition']['customers']} --out datasets"
        )


def test_the_committed_edition_is_small_enough_for_a_repository():
    sizes = {p: p.stat().st_size for p in DATASETS.rglob("*") if p.is_file()}
    assert max(sizes.values()) <= 5_000_000, max(sizes, key=sizes.get)
    assert sum(sizes.values()) < 25_000_000


def test_the_committed_edition_is_the_one_the_chapters_describe():
    package = json.loads((DATASETS / "datapackage.json").read_text(encoding="utf-8"))
    assert package["edition"]["customers"] == 6000
    rows = {r["name"]: r["rows"] for r in package["resources"]}
    about = {
        "stores": 14,
        "zones": 60,
        "products": 120,
        "customers": 6000,
        "customer_records": 8500,
        "orders": 60_000,
        "order_lines": 150_000,
        "campaigns": 45,
        "contacts": 95_000,
        "loyalty_members": 2300,
        "points_ledger": 40_000,
    }
    for name, expected in about.items():
        assert abs(rows[name] / expected - 1) < 0.15, (name, rows[name])
