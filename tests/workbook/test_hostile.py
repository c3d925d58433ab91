"""Hostile texts through every tag of a workbook template: they stay text, unchanged, or are told."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from python_calamine import CalamineWorkbook

import briefgen
from briefgen.findings import FindingsError
from hostile import HOSTILE
from workbook.books import saved, template
from workbook.everything import parts_of

CELLS = {
    "A1": "{{ x }}", "A2": "{{ x }}{{ '' }}", "A3": "{% if x %}{{ x }}{% endif %}", "A4": "{% for y in [x] %}{{ y }}",
    "B4": "{% endfor %}", "A5": "{% xv x %}", "A6": "of {{ x }}",
}  # fmt: skip
HELD = [text for text in HOSTILE if not re.search("[\x01\ud800]", text)]


def as_shown(text: str) -> str:
    """Return a text of the file as Excel shows it: `_x000D_` is a character."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


@pytest.mark.parametrize("text", HELD, ids=range(len(HELD)))
def test_it_is_text_and_unchanged(text: str) -> None:
    cells = CELLS if len(text) < 32_000 else {name: told for name, told in CELLS.items() if name != "A6"}
    made = briefgen.render(template(cells), {"x": text})
    sheet: Any = load_workbook(BytesIO(made)).worksheets[0]
    for name in ("A1", "A2", "A3", "A4", "A5"):
        cell = sheet[name]
        assert text in (cell.value or "", as_shown(cell.value or ""))  # openpyxl decodes only some characters
        assert cell.data_type == ("s" if text else "n")
        assert cell.hyperlink is None
        assert cell.quotePrefix == text.startswith(("=", "+", "-", "@", "\t", "\r"))
    if len(text) < 32_000:
        assert f"of {text}" in (sheet["A6"].value, as_shown(sheet["A6"].value))
    if text:
        first = CalamineWorkbook.from_filelike(BytesIO(made)).get_sheet_by_index(0).to_python()[0][0]
        assert first == text
    assert b"<f>" not in parts_of(made)["xl/worksheets/sheet1.xml"]


@pytest.mark.parametrize("text", sorted(set(HOSTILE) - set(HELD)))
def test_what_no_file_can_hold_is_told_with_its_cell(text: str) -> None:
    with pytest.raises(FindingsError) as reason:
        briefgen.render(template({"C7": "{{ x }}"}), {"x": text})
    (found,) = reason.value.findings
    assert found.code == "B658"
    assert found.place is not None
    assert found.place.cell == "C7"


@pytest.mark.parametrize("text", [text for text in HELD if text.strip() and len(text) < 100])
def test_around_the_cells_it_is_text_too(text: str) -> None:
    book = Workbook()
    sheet = book.active
    sheet["A1"] = "{{ x }}"
    sheet["A1"].comment = Comment("note {{ x }}", "x")
    sheet.oddHeader.left.text = "{{ x }}"
    book.properties.title = "{{ x }}"
    made = briefgen.render(saved(book), {"x": text})
    read = load_workbook(BytesIO(made))
    assert as_shown(read.active["A1"].comment.text) == f"note {text}"
    head = parts_of(made)["xl/worksheets/sheet1.xml"].decode()
    assert "<f>" not in head
    assert not re.search("(?<!&amp;)&amp;[^L&]", head.partition("<oddHeader>")[2].partition("</oddHeader>")[0][5:])
