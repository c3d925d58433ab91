"""Which files of a folder are read, and what a hostile folder can hold."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefgen.inputs import files, read
from inputs.forms import FACTS, codes, one, reading, text, write


def test_a_folder_or_its_file_may_be_named(tmp_path: Path) -> None:
    write(tmp_path, "yaml")
    write(tmp_path, "json")
    found = one(reading(tmp_path)[1], "B102")
    assert "brief.json, brief.yaml" in found.message
    source, findings = read(tmp_path / "brief.json")
    assert findings == []
    assert source.tree == FACTS
    assert source.file == (tmp_path / "brief.json").as_posix()
    assert source.folder == tmp_path


def test_places_name_files_as_the_user_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "inputs" / "x", "yaml")
    monkeypatch.chdir(tmp_path)
    source, _ = read(Path("inputs/x"))
    assert str(source.place(("id",))) == "inputs/x/brief.yaml:1:5"
    assert source.place(("nothing", 3)) == source.place(())
    assert str(source.place(())) == "inputs/x/brief.yaml"
    assert one(reading(Path("x"))[1], "B100").help == "did you mean `inputs/x`?"
    assert one(reading(Path("inputs/xx"))[1], "B100").help == "did you mean `x`?"


def test_other_files_are_left_alone_and_near_misses_told(tmp_path: Path) -> None:
    write(tmp_path, "yaml", {"id": "x"})
    (tmp_path / "sources").mkdir()
    for name in ("README.md", "notes.csv", "~$trade.xlsx", ".trade.csv", "sources/trade.csv"):
        text(tmp_path, "x", name)
    assert reading(tmp_path)[1] == []
    text(tmp_path, "x", "trad.csv")
    text(tmp_path, "x", "decisions.yaml")
    text(tmp_path, "x", "Trade.xlsx")
    found = reading(tmp_path)[1]
    assert codes(found) == ["B121", "B121", "B121"]
    assert found[0].help == "did you mean `trade`?"


def test_a_list_in_two_places_is_found(tmp_path: Path) -> None:
    write(tmp_path, "yaml")
    text(tmp_path, "reporter,value\nA,1\n", "trade.csv")
    found = one(reading(tmp_path)[1], "B120")
    assert found.why is not None
    assert "brief.yaml:" in found.why
    write(tmp_path / "b", "yaml", {"id": "x"})
    text(tmp_path / "b", "reporter,value\nA,1\n", "trade.csv")
    text(tmp_path / "b", "x", "trade.xlsx")
    assert codes(reading(tmp_path / "b")[1]) == ["B120"]


def test_every_file_is_read_before_a_run_stops(tmp_path: Path) -> None:
    text(tmp_path, "id: a: b\n")
    text(tmp_path, "reporter,vale\nA,1\n", "trade.csv")
    text(tmp_path, b"\x00\x01\x02\x03" * 20, "figures.csv")
    assert codes(reading(tmp_path)[1]) == ["B108", "B110", "B122"]


def test_no_brief_in_the_folder(tmp_path: Path) -> None:
    text(tmp_path, "x", "breif.yaml")
    assert one(reading(tmp_path)[1], "B101").help == "rename `breif.yaml` to `brief.yaml`"
    assert one(reading(tmp_path / "breif.yaml")[1], "B101").place is not None


def test_links_out_of_the_folder_are_refused(tmp_path: Path) -> None:
    outside = text(tmp_path / "outside", "id: x\n")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "brief.yaml").symlink_to(outside / "brief.yaml")
    one(reading(inside)[1], "B104")
    (inside / "brief.yaml").unlink()
    (inside / "brief.yaml").symlink_to("brief.yaml")
    one(reading(inside)[1], "B103")
    (inside / "brief.yaml").unlink()
    text(inside, "id: x\n", "real.yaml")
    (inside / "brief.yaml").symlink_to("real.yaml")
    assert reading(inside)[1] == []


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a" / "brief.yaml").mkdir(parents=True)
    one(reading(tmp_path / "a")[1], "B103")
    (tmp_path / "b").mkdir()
    os.mkfifo(tmp_path / "b" / "brief.yaml")
    one(reading(tmp_path / "b")[1], "B103")


@pytest.mark.parametrize("name", ["/dev/null", "/dev/zero", "a\0b", "x" * 5000, "\udcff"])
def test_paths_that_are_no_briefs(name: str) -> None:
    found = reading(Path(name))[1]
    assert len(found) == 1
    assert found[0].code in ("B100", "B101", "B103")
    assert found[0].place is not None
    str(found[0].place).encode()
    found[0].message.encode()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "B106"),
        (b"\xef\xbb\xbf \n", "B106"),
        ("id: x\ntitle: Київ\n".encode("utf-16"), "B107"),
        ("id: x\ntitle: Київ\n".encode("utf-16-le"), "B107"),
        ("id: x\n".encode("utf-32"), "B107"),
        ("id: x\ntitle: засідання комісії\n".encode("cp1251"), "B107"),
        ("id: x\ntitle: заседание комиссии\n".encode("koi8-r"), "B107"),
        ("id: x\ntitle: заседание комиссии\n".encode("cp866"), "B107"),
        (b"id: \xff\xfe\n", "B107"),
        (b"\x89PNG\r\n\x1a\n", "B108"),
        (b"PK\x03\x04abc", "B108"),
        (bytes(range(32)) * 100, "B108"),
        (b"a: 1\n" * 4_000_000, "B105"),
    ],
)
def test_files_that_are_no_utf8_text(tmp_path: Path, content: bytes, code: str) -> None:
    found = one(reading(text(tmp_path, content))[1], code)
    assert found.place is not None
    assert found.place.file.endswith("brief.yaml")
    assert found.help


@pytest.mark.parametrize(
    ("codec", "name"), [("cp1251", "1251"), ("koi8-r", "KOI8"), ("cp866", "866"), ("utf-16", "UTF-16")]
)
def test_the_likely_encoding_is_named(tmp_path: Path, codec: str, name: str) -> None:
    words = "id: x\ntitle: Заседание межправительственной комиссии по торговле\n"
    assert name in one(reading(text(tmp_path, words.encode(codec)))[1], "B107").message


def test_odd_names_are_shown_printably(tmp_path: Path) -> None:
    folder = tmp_path / "a\nb\x1b[31m"
    source, findings = read(write(folder, "yaml"))
    assert findings == []
    assert source.file.isprintable()
    assert files.shown(Path("a/\udcff")) == "a/\\xff"
