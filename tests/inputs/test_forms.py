"""YAML, JSON, Excel and CSV give the same tree for the same facts."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import openpyxl
import pytest

from briefgen.model.brief import LISTS
from briefgen.scaffold.flat import cells, columns
from inputs.forms import FACTS, both, codes, reading, text, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("form", ["yaml", "json", "xlsx"])
def test_each_form_gives_the_facts_as_written(tmp_path: Path, form: str) -> None:
    source, findings = reading(write(tmp_path, form))
    assert findings == []
    assert source is not None
    assert source.tree == FACTS


@pytest.mark.parametrize("form", ["yaml", "json", "xlsx"])
def test_every_value_has_a_place_in_its_file(tmp_path: Path, form: str) -> None:
    source, _ = reading(write(tmp_path, form))
    assert source is not None
    place = source.place(("trade", 0, "value"))
    assert place is not None
    assert place.file == (tmp_path / f"brief.{form}").as_posix()
    assert "26740.5" in str(place.excerpt)
    if form == "xlsx":
        assert (place.sheet, place.cell) == ("trade", "F2")
    else:
        assert place.line is not None
        assert place.column is not None
        assert place.excerpt is not None
        assert place.excerpt[place.column - 1 :].strip("'\",").startswith("26740.5")
        assert place.excerpt == (tmp_path / f"brief.{form}").read_text().splitlines()[place.line - 1]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("name", ["trade", "parties"])
def test_a_list_may_stand_in_a_csv_file(tmp_path: Path, name: str, delimiter: str) -> None:
    rows = FACTS[name]
    names = columns(LISTS[name], rows, ())
    lines = [delimiter.join(names)]
    for row in rows:
        flat = cells(LISTS[name], row)
        quoted = ('"' + flat.get(column, "").replace('"', '""') + '"' for column in names)
        lines.append(delimiter.join(quoted))
    write(tmp_path, "yaml", {key: value for key, value in FACTS.items() if key != name})
    text(tmp_path, "\ufeff" + "\r\n".join(lines) + "\r\n", f"{name}.csv")
    source, findings = reading(tmp_path)
    assert findings == []
    assert source is not None
    assert source.tree == FACTS


def test_a_list_may_stand_in_a_workbook_of_its_own(tmp_path: Path) -> None:
    write(tmp_path, "yaml", {key: value for key, value in FACTS.items() if key != "trade"})
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    names = columns(LISTS["trade"], FACTS["trade"], ())
    sheet.append(names)
    for row in FACTS["trade"]:
        flat = cells(LISTS["trade"], row)
        sheet.append([flat.get(name) for name in names])
    raw = io.BytesIO()
    book.save(raw)
    text(tmp_path, raw.getvalue(), "trade.xlsx")
    source, findings = reading(tmp_path)
    assert findings == []
    assert source is not None
    assert source.tree == FACTS


def test_the_three_forms_make_one_brief(tmp_path: Path) -> None:
    briefs = [both(write(tmp_path / form, form)) for form in ("yaml", "json", "xlsx")]
    assert [codes(findings) for _, findings in briefs] == [[], [], []]
    assert briefs[0][0] == briefs[1][0] == briefs[2][0]
    assert briefs[0][0] is not None


def test_needless_levels_and_blanks_make_no_difference(tmp_path: Path) -> None:
    plain, _ = reading(text(tmp_path / "a", "id: x\ntitle: T\nlanguages: [uk, ru]\nversion: '1'\n"))
    wordy, _ = reading(
        text(
            tmp_path / "b",
            '{"$schema": "s", "id": " x ", "title": {"any": {"nom": "T"}}, "languages": "uk; ru",'
            ' "version": 1, "marking": null, "author": " ", "parties": [], "persons": [{}, null]}',
            "brief.json",
        )
    )
    assert plain is not None
    assert wordy is not None
    assert plain.tree == wordy.tree == {"id": "x", "title": "T", "languages": ["uk", "ru"], "version": "1"}


def test_the_nominative_stands_beside_its_cases_in_any_order(tmp_path: Path) -> None:
    write(tmp_path, "yaml", {"id": "x"})
    text(tmp_path, "id,name.uk.gen,name.uk,name.en\nA,Києва,Київ,Kyiv\n", "parties.csv")
    source, findings = reading(tmp_path)
    assert findings == []
    assert source is not None
    name = {"uk": {"nom": "Київ", "gen": "Києва"}, "en": "Kyiv"}
    assert source.tree["parties"] == [{"id": "A", "name": name}]
    gen = source.place(("parties", 0, "name", "uk", "gen"))
    assert gen is not None
    assert (gen.line, gen.column, gen.length) == (2, 3, 5)
