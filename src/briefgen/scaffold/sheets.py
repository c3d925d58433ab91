"""The workbook that a desk officer fills in: instructions, the sheet `brief`, and a sheet for each list."""

from __future__ import annotations

import io
import re
import zipfile
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from briefgen import language
from briefgen.findings import FindingsError, error
from briefgen.formulas.escapes import kept_literal
from briefgen.model.brief import HEAD, LISTS, Brief
from briefgen.model.describe import descriptions, summary
from briefgen.model.kinds import choices, kinds, required
from briefgen.scaffold.flat import cells, columns
from briefgen.scaffold.hints import hint, introduction

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from briefgen.model.fields import Record
    from briefgen.model.kinds import Kind

_SPARE_ROWS = 500
_LONGEST_TEXT = 32_767  # of an Excel cell
_LONGEST_LIST = 250  # of the words of a drop-down
_TEXT_FORMAT: frozenset[Kind] = frozenset({"id", "ids", "period", "words", "choice", "unit", "flag"})
_WIDTHS: dict[Kind, float] = {"text": 34, "id": 18, "ids": 22, "period": 22, "number": 14, "count": 12}
_BOLD, _WRAPPED = Font("Calibri", 11, bold=True), Alignment(wrap_text=True, vertical="top")
_NEEDED, _FREE = PatternFill("solid", fgColor="F4D9B0"), PatternFill("solid", fgColor="DCE6F0")
_EPOCH = "1980-01-01T00:00:00Z"


def workbook(facts: Mapping[str, Any] | None) -> bytes:
    """Return `brief.xlsx` with the facts filled in, or with headers alone; the same facts give the same bytes.

    Raises FindingsError for a text that is longer than a cell can hold.
    """
    facts = facts or {}
    languages = tuple(facts.get("languages", language.available()))  # by default a column for each there is
    book = Workbook()
    book.remove(book.worksheets[0])
    _instructions(book.create_sheet("instructions"))
    _head(book.create_sheet("brief"), facts, languages)
    for name, record in LISTS.items():
        _list(book.create_sheet(name), name, record, facts.get(name, []), languages)
    for sheet in book.worksheets:
        sheet.page_setup.orientation = "landscape"
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.fitToHeight = 0  # as many pages as needed, each as wide as the sheet
    book.active = 1
    return _frozen(book)


def _instructions(sheet: Worksheet) -> None:
    """Tell what each sheet and column is for; this sheet is not read."""
    for line in introduction():
        _write(sheet.cell(sheet.max_row + 1 if sheet["A1"].value else 1, 1), line)
    sheet["A1"].font = Font("Calibri", 14, bold=True)
    start = sheet.max_row + 2
    for column, title in enumerate(("sheet", "field", "needed", "what it is", "how to write it"), 1):
        _heading(sheet.cell(start, column, title), needed=False)
    row = start + 1
    records: dict[str, type[Record]] = {"brief": Brief, **LISTS}
    for name, record in records.items():
        _write(sheet.cell(row, 1), name)
        _write(sheet.cell(row, 4), summary(record))
        for cell in sheet[row]:
            cell.font = _BOLD
        row += 1
        for field in HEAD if record is Brief else record.model_fields:
            needed = "yes" if field in required(record) else ""
            for column, text in enumerate((name, field, needed, descriptions(record)[field], hint(record, field)), 1):
                _write(sheet.cell(row, column), text)
                sheet.cell(row, column).alignment = _WRAPPED
            row += 1
    _fit(sheet, start, (16, 18, 9, 70, 60))


def _head(sheet: Worksheet, facts: Mapping[str, Any], languages: Sequence[str]) -> None:
    """Write the fields that are no lists, one below the other."""
    head = {field: value for field, value in facts.items() if field in HEAD}
    values = cells(Brief, head)
    types = kinds(Brief)
    for column, title in enumerate(("field", "value", "what it is"), 1):
        _heading(sheet.cell(1, column, title), needed=False)
    for row, name in enumerate(columns(Brief, [head], languages), 2):
        field = name.partition(".")[0]
        _write(sheet.cell(row, 1), name)
        sheet.cell(row, 1).fill = _NEEDED if field in required(Brief) else _FREE
        value = sheet.cell(row, 2)
        if types[field] in _TEXT_FORMAT:
            value.number_format = "@"
        _write(value, values.get(name))
        _write(sheet.cell(row, 3), f"{descriptions(Brief)[field]} {hint(Brief, field)}")
        for column in (1, 2, 3):
            sheet.cell(row, column).alignment = _WRAPPED
        _drop_down(sheet, Brief, field, f"B{row}")
    _fit(sheet, 1, (24, 70, 70))
    sheet.freeze_panes = "B2"


def _list(
    sheet: Worksheet,
    name: str,
    record: type[Record],
    rows: Sequence[Mapping[str, Any]],
    languages: Sequence[str],
) -> None:
    """Write one list: a header row, a row for each record, drop-downs below."""
    names = columns(record, rows, languages)
    types = kinds(record)
    last = len(rows) + 1 + _SPARE_ROWS
    for column, dotted in enumerate(names, 1):
        field = dotted.partition(".")[0]
        head, letter = sheet.cell(1, column, dotted), get_column_letter(column)
        _heading(head, needed=field in required(record))
        head.comment = _comment(record, field)
        sheet.column_dimensions[letter].width = max(_WIDTHS.get(types[field], 16), len(dotted) + 3)
        if types[field] in _TEXT_FORMAT:
            sheet.column_dimensions[letter].number_format = "@"
        _drop_down(sheet, record, field, f"{letter}2:{letter}{last}")
    at = {dotted: column for column, dotted in enumerate(names, 1)}
    for number, row in enumerate(rows, 2):
        for dotted, text in cells(record, row).items():
            kind = types[dotted.partition(".")[0]]
            cell = sheet.cell(number, at[dotted])
            cell.alignment = _WRAPPED
            cell.number_format = "@" if kind in _TEXT_FORMAT else "General"
            _write(cell, text, as_number=kind in ("number", "count"))
    sheet.freeze_panes = "B2" if "id" in types else "A2"
    sheet.sheet_properties.tabColor = "F4D9B0" if name in ("parties", "sources") else None


def _fit(sheet: Worksheet, first: int, widths: Sequence[int]) -> None:
    """Give the columns their widths in characters, and the rows from the first on the height their texts need."""
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row in range(first, sheet.max_row + 1):
        lines = (
            sum(1 + len(line) // width for line in str(sheet.cell(row, column).value or "").split("\n"))
            for column, width in enumerate(widths, 1)
        )
        sheet.row_dimensions[row].height = min(400, 15 * max(lines))


def _heading(cell: Cell, *, needed: bool) -> None:
    cell.font, cell.fill, cell.alignment = _BOLD, _NEEDED if needed else _FREE, _WRAPPED


def _comment(record: type[Record], field: str) -> Comment:
    needed = "Needed. " if field in required(record) else ""
    text = f"{needed}{descriptions(record)[field]} {hint(record, field)}"
    return Comment(text, "briefgen", height=30 + 18 * (len(text) // 40 + 1), width=280)


def _write(cell: Cell, text: str | None, *, as_number: bool = False) -> None:
    """Put a text into a cell as text, or as the number it is if Excel gives back exactly the same."""
    if text is None:
        return
    if as_number and _same_in_excel(text):
        cell.value = float(text) if "." in text else int(text)
        return
    if len(text) > _LONGEST_TEXT:
        message = f"a text of {len(text)} characters does not fit into a cell of Excel, which holds {_LONGEST_TEXT}"
        raise FindingsError(error("B173", message, help="shorten it, or keep this brief as YAML or JSON"))
    cell.value = kept_literal(text)
    cell.data_type = "s"  # also where it begins with = or looks like an error
    if text.startswith("="):
        cell.quotePrefix = True


def _same_in_excel(text: str) -> bool:
    """Whether a number of at most 15 digits comes back from Excel as the very text it is."""
    if not re.fullmatch(r"-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?", text) or text == "-0":
        return False
    return len(re.sub(r"\D", "", text).lstrip("0")) <= 15 and Fraction(repr(float(text))) == Fraction(text)


def _drop_down(sheet: Worksheet, record: type[Record], field: str, where: str) -> None:
    kind, allowed = kinds(record)[field], choices(record, field)
    reference = record.references().get(field)
    strict = True
    if kind == "flag":
        formula = '"yes,no"'
    elif allowed:
        formula = f'"{",".join(allowed)}"'
    elif reference is not None:
        formula = f"={reference.list}!$A$2:$A${_SPARE_ROWS}"
        strict = kind == "id" and not reference.world  # several ids, or WLD, may be typed
    else:
        return
    if len(formula) > _LONGEST_LIST:
        raise ValueError(f"the words of `{field}` are too long for a drop-down")
    rule = DataValidation(type="list", formula1=formula.lstrip("="), allow_blank=True, showErrorMessage=strict)
    rule.errorTitle, rule.error = field, "Choose from the list."
    rule.add(where)
    sheet.add_data_validation(rule)


def _frozen(book: Workbook) -> bytes:
    """Return the bytes of the workbook without any trace of when it was made."""
    raw = io.BytesIO()
    book.save(raw)
    made = io.BytesIO()
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", _EPOCH.encode(), content)
            entry = zipfile.ZipInfo(part.filename, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            new.writestr(entry, content)
    return made.getvalue()
