"""CSV files: their header, their rows and what can be wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefgen import generator
from inputs.forms import FACTS, codes, one, reading, text, write

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.findings import Finding


def findings_of(folder: Path, content: str | bytes, name: str = "trade.csv") -> list[Finding]:
    text(folder, "id: x\n")
    return reading(text(folder, content, name))[1]


def test_the_separator_is_told_by_the_header_alone(tmp_path: Path) -> None:
    assert findings_of(tmp_path, "reporter;value\nA;1,5\nB;2,5\n") == []
    source, _ = reading(tmp_path)
    assert source is not None
    assert source.tree["trade"] == [{"reporter": "A", "value": "1,5"}, {"reporter": "B", "value": "2,5"}]


@pytest.mark.parametrize(
    ("content", "code", "line", "column"),
    [
        ("reporter,vale\nA,1\n", "B122", 1, 10),
        ("reporter,value.uk\nA,1\n", "B122", 1, 10),
        ("reporter,value\nA,1,5\n", "B125", 2, 1),
        ("reporter,value\nA\n", "B125", 2, 1),
        ("reporter,reporter\nA,B\n", "B124", 1, 10),
        ("reporter,\nA,B\n", "B123", 2, 3),
        ('reporter,value\n"A,1\n', "B126", 2, 1),
        ('reporter,value\n"A"x,1\n', "B126", 2, 1),
        ("a;b\n1;2\n", "B123", 1, 1),
        ("reporter,value\nA,\x071\n", "B109", 2, 3),
    ],
)
def test_faults_are_found_at_their_place(tmp_path: Path, content: str, code: str, line: int, column: int) -> None:
    found = next(finding for finding in findings_of(tmp_path, content) if finding.code == code)
    assert found.place is not None
    assert (found.place.line, found.place.column) == (line, column)
    assert found.place.file.endswith("/trade.csv")


def test_words_for_all_and_for_one_language_cannot_both_hold(tmp_path: Path) -> None:
    found = one(findings_of(tmp_path, "id,name,name.uk\nA,x,\nB,x,y\n", "parties.csv"), "B124")
    assert found.place is not None
    assert (found.place.line, found.place.column) == (3, 5)


def test_blank_rows_are_left_out_and_lines_counted(tmp_path: Path) -> None:
    assert findings_of(tmp_path, 'reporter,value\n\n,\n"A\nB",1\nC,2\n') == []
    source, _ = reading(tmp_path)
    assert source is not None
    assert source.tree["trade"] == [{"reporter": "A\nB", "value": "1"}, {"reporter": "C", "value": "2"}]
    place = source.place(("trade", 1, "value"))
    assert place is not None
    assert (place.line, place.column) == (6, 3)


def test_a_wrong_encoding_is_named_with_its_place(tmp_path: Path) -> None:
    words = "Київська область експортує електроенергію до Києва"
    found = one(findings_of(tmp_path, f"reporter,value\nA,1\n{words},2\n".encode("cp1251")), "B107")
    assert found.message.endswith("probably in Windows-1251 (cp1251)")
    assert found.place is not None
    assert (found.place.line, found.place.column) == (3, 1)
    assert found.place.excerpt == f"{words},2"


def test_a_cell_beyond_all_bounds(tmp_path: Path) -> None:
    assert codes(findings_of(tmp_path, "reporter,value\nA," + "1" * 200_000 + "\n")) == ["B126"]


@pytest.mark.parametrize(
    ("header", "meant"), [(" ID ", "id"), ("Name.uk", "name.uk"), ("SHORT.en", "short.en"), ("Short", "short")]
)
def test_a_header_in_capital_letters_is_understood(tmp_path: Path, header: str, meant: str) -> None:
    found = one(findings_of(tmp_path, f"{header},name.ru\nA,B\n", "parties.csv"), "B122")
    assert f"did you mean `{meant}`" in str(found.help)


def test_an_uneven_row_does_not_hide_what_is_wrong_with_the_others(tmp_path: Path) -> None:
    write(tmp_path, "yaml", {name: value for name, value in FACTS.items() if name != "trade"})
    rows = ["XAA,XBB,export,2023,1", "XAA,XBB,export,2022,many,mln USD", "XAA,XBB,export,18.05.2021,1,mln USD"]
    text(tmp_path, "\n".join(["reporter,partner,flow,period,value,unit", *rows]), "trade.csv")
    result = generator.read(generator.Request(tmp_path))
    assert (result.brief, result.step, result.stopped) == (None, 1, True)
    assert [(found.code, found.place.line) for found in result.findings if found.place] == [
        ("B125", 2),
        ("B206", 3),
        ("B205", 4),
    ]
