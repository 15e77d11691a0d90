"""A company for each student: rosters good and odd, and what is left on the disk."""

import json
import zipfile

import pytest

from course_lib import classroom
from course_lib.classroom import (
    Edition,
    folder_name,
    main,
    make_class,
    read_roster,
    seed_of,
)


@pytest.fixture
def roster(tmp_path):
    def write(content):
        path = tmp_path / "roster.csv"
        data = content if isinstance(content, bytes) else content.encode()
        path.write_bytes(data)
        return path

    return write


@pytest.fixture
def quick(monkeypatch):
    """Editions of one file, to test all but the generator."""
    made = []

    def make(out, seed, customers):
        out.mkdir()
        edition = {"edition": {"seed": seed, "customers": customers}}
        (out / "datapackage.json").write_text(json.dumps(edition), encoding="utf-8")
        made.append(out.name)
        return out

    monkeypatch.setattr("course_lib.world.edition.make_edition", make)
    return made


def test_each_student_gets_a_folder_and_a_seed(roster):
    path = roster("\ufeffNom;Groupe inutile\nAmina  El Idrissi;x\nÉlodie N'Diaye;y\n")
    editions = read_roster(path, seed=7)
    assert [one.owner for one in editions] == ["Amina El Idrissi", "Élodie N'Diaye"]
    assert [one.folder for one in editions] == ["amina_el_idrissi", "elodie_n_diaye"]
    assert len({one.seed for one in editions}) == 2


def test_a_group_shares_one(roster):
    path = roster("name,group\nAmina,A\nBrahim,B\nChaima,A\n")
    assert [(one.folder, one.members) for one in read_roster(path, 1)] == [
        ("a", ["Amina", "Chaima"]),
        ("b", ["Brahim"]),
    ]


def test_a_seed_depends_on_the_class_and_the_name_alone(roster):
    first = read_roster(roster("name\nAmina\nBrahim\n"), 7)
    turned = read_roster(roster("name\nBrahim\nZineb\nAmina\n"), 7)
    assert {one.folder: one.seed for one in first}.items() <= {
        one.folder: one.seed for one in turned
    }.items()
    assert seed_of(7, "amina") != seed_of(8, "amina")


def test_folders_are_safe():
    assert folder_name("../../etc/passwd") == "etc_passwd"
    assert folder_name("CON") == "con_"
    assert folder_name("نجاة") == "نجاة"
    assert folder_name("Œuvre & Cie") == "œuvre_cie"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "is empty"),
        ("name\n", "no name under"),
        ("Amina\nBrahim\n", "one of them `name`.*found Amina"),
        ("name\nAmina\namina\n", "line 3: 'amina' is already in line 2"),
        ("name\nJean-Luc\nJean Luc\n", "lines 2 and 3.*share the folder 'jean_luc'"),
        ("name,group\nAmina,\n", "line 2: no group"),
        ("group,name\nA,\nA,Amina\n", "line 2: no name"),
        ("name\n???\n", "neither letter nor digit"),
        ("name\n" + "a" * 61 + "\n", "61 letters"),
        ("name\nÉlodie\n".encode("latin-1"), "not text in UTF-8"),
    ],
)
def test_an_odd_roster_is_refused_with_its_line(roster, content, says):
    with pytest.raises(ValueError, match=says):
        read_roster(roster(content), 1)


@pytest.mark.parametrize("seed", [-1, 1.5, True, "7"])
def test_a_seed_is_a_whole_number(roster, seed):
    with pytest.raises(ValueError, match="seed must be"):
        read_roster(roster("name\nAmina\n"), seed)


def test_a_class_on_the_disk(roster, tmp_path, quick):
    editions = read_roster(roster("name\nAmina\nBrahim\n"), 7)
    said = []
    out = make_class(editions, tmp_path / "class", 300, say=said.append)
    assert sorted(path.name for path in out.iterdir()) == [
        "README.md",
        "amina",
        "brahim",
        "editions.csv",
    ]
    make_class(editions, out, 300, say=said.append)
    assert quick == ["amina", "brahim"]  # the second run makes nothing again
    assert said[2] == "1/2  amina: already there"
    late = read_roster(roster("name\nZineb\n"), 7)
    make_class(late, out, 300, say=said.append)
    listed = (out / "editions.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[1] for line in listed] == [
        "folder",
        "amina",
        "brahim",
        "zineb",
    ]


def test_archives_in_place_of_folders(roster, tmp_path, quick):
    editions = read_roster(roster("name\nAmina\n"), 7)
    out = make_class(editions, tmp_path / "class", 300, archive=True, say=str)
    assert not (out / "amina").exists()
    with zipfile.ZipFile(out / "amina.zip") as archive:
        assert "amina/datapackage.json" in archive.namelist()
    make_class(editions, out, 300, archive=True, say=str)
    assert quick == ["amina"]


def test_what_is_there_is_never_replaced(tmp_path, quick):
    out = tmp_path / "class"
    (out / "b").mkdir(parents=True)
    (out / "b" / "homework.txt").write_text("mine")
    editions = [Edition("A", "a", 1, ["A"]), Edition("B", "b", 2, ["B"])]
    with pytest.raises(ValueError, match="already there and is not the edition"):
        make_class(editions, out, 300, say=str)
    assert quick == [] and (out / "b" / "homework.txt").exists()


def test_nothing_is_begun_without_room_or_with_a_bad_size(tmp_path, quick, monkeypatch):
    editions = [Edition("A", "a", 1, ["A"])]
    for customers, error in [(199, ValueError), (2.5, TypeError), (True, TypeError)]:
        with pytest.raises(error, match="customers must be"):
            make_class(editions, tmp_path / "class", customers, say=str)
    with pytest.raises(ValueError, match="nobody"):
        make_class([], tmp_path / "class")
    assert not (tmp_path / "class").exists()

    class Full:
        free = 10

    monkeypatch.setattr(classroom.shutil, "disk_usage", lambda path: Full)
    with pytest.raises(OSError, match="fewer --customers"):
        make_class(editions, tmp_path / "class", 300, say=str)
    assert quick == []


def test_the_command_says_what_is_wrong(roster, tmp_path, capsys):
    assert main([str(tmp_path / "nobody.csv")]) == 2
    assert "there is no file" in capsys.readouterr().err
    assert main([str(roster("name\nA\nA\n"))]) == 2
    assert "already in line 2" in capsys.readouterr().err
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    path = roster("name\nAmina\n")
    assert main([str(path), "--out", str(in_the_way / "class")]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_an_edition_can_be_made_again_from_the_list(roster, tmp_path):
    path = roster("name\nAmina\n")
    out = tmp_path / "class"
    options = ["--out", str(out), "--seed", "7", "--customers", "200"]
    assert main([str(path), *options]) == 0
    first = (out / "amina" / "orders.csv").read_bytes()
    seed = (out / "editions.csv").read_text(encoding="utf-8-sig").split(",")[6]
    from course_lib.world.edition import make_edition

    make_edition(tmp_path / "again", int(seed), 200)
    assert (tmp_path / "again" / "orders.csv").read_bytes() == first
