"""Data is never a formula, a link or a macro: hostile texts through every way into a workbook stay what they are."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from python_calamine import CalamineWorkbook

import briefgen
from briefgen.language import load
from briefgen.writers.rows import RowColumn, RowTable
from briefgen.writers.rows.book import write_rows_to
from hostile import HOSTILE

_ENCODED = re.compile("_x([0-9A-F]{4})_")


def decoded(text: str) -> str:
    """Return a text as Excel shows it: `_x0001_` is the character."""
    return _ENCODED.sub(lambda found: chr(int(found[1], 16)), text)


def brief_with(text: str, form: str, folder: Path) -> Path:
    """Write a small brief whose first decision is the text, in one of the forms of input."""
    (made, *_) = briefgen.new_brief("small", folder)
    data = yaml.safe_load(made.read_text(encoding="utf-8"))
    data["id"] = "small"
    data["decisions"][0]["text"] = {"en": text}
    data["languages"] = ["en"]
    home = made.parent
    if form == "yaml":
        made.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    else:
        made.unlink()
        told = json.dumps(data, ensure_ascii="\ud800" in text, default=str)
        (home / "brief.json").write_text(told, encoding="utf-8")
    if form == "excel":
        briefgen.convert(home, "excel", folder, "excel")
        home = folder / "excel"
    return home


@pytest.mark.parametrize("form", ["json", *(pytest.param(form, marks=pytest.mark.slow) for form in ("yaml", "excel"))])
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_text_of_a_brief_stays_text_in_its_annex(tmp_path: Path, text: str, form: str) -> None:
    from briefgen.findings import FindingsError

    try:
        home = brief_with(text, form, tmp_path)
    except FindingsError as reason:  # what a workbook of facts cannot hold
        assert {finding.code[:2] for finding in reason.findings} <= {"B1", "B2"}  # noqa: PT017 - most texts can be held
        return
    result = briefgen.build(home, formats=["xlsx"], out=tmp_path / "out")
    if result.stopped:
        assert all(finding.code[:2] in ("B1", "B2", "B6") for finding in result.findings if finding.severity == "error")
        return
    (path,) = result.files
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    told = " ".join(load("en").typeset(text).split())
    shown = [cell for cell in cells if isinstance(cell.value, str) and " ".join(decoded(cell.value).split()) == told]
    assert shown or not told
    for cell in shown:
        assert cell.data_type == "s"
        assert not (cell.hyperlink and cell.hyperlink.target)
        assert not decoded(cell.value).startswith(("=", "+", "-", "@")) or cell.quotePrefix
    formulas = [cell.value for cell in cells if cell.data_type == "f"]
    assert not any(text and text in str(formula) for formula in formulas if len(text) > 3)


@pytest.mark.parametrize("kind", ["alone", "among numbers"])
def test_text_of_rows_stays_text(kind: str) -> None:
    columns = (RowColumn("t"), RowColumn("code", "@"))
    rows: list[tuple[Any, ...]] = [(text, text) for text in HOSTILE]
    if kind == "among numbers":
        rows += [(1, 2.5), (None, None)]
    file = io.BytesIO()
    write_rows_to(file, [RowTable("=1+1", columns, rows)], name="out.xlsx", title="=1+1", language="en", moment=0)
    sheet = openpyxl.load_workbook(file).active
    for text, row in zip(HOSTILE, sheet.iter_rows(min_row=2), strict=False):
        for cell in row:
            assert cell.data_type == "s"
            assert cell.hyperlink is None
            assert cell.quotePrefix == text.startswith(("=", "+", "-", "@", "\t", "\r"))
    file.seek(0)
    _, *read = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()
    for text, (got, code) in zip(HOSTILE, read, strict=False):
        assert got == code == text.replace("\ud800", "_xD800_")  # which Excel shows as the character
