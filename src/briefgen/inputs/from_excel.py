"""Excel: the whole brief as a workbook of sheets, or one list as a workbook of its own."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook

from briefgen.findings import FindingsError, Place, did_you_mean, error, warning
from briefgen.formulas.addresses import column_letters
from briefgen.inputs import table as tables
from briefgen.inputs.archive import damaged, load_workbook_bytes
from briefgen.inputs.cells import SheetPage
from briefgen.model.brief import LISTS, Brief
from briefgen.model.kinds import kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl import Workbook

    from briefgen.inputs.files import File
    from briefgen.inputs.pages import Facts

HEAD_SHEET = "brief"
IGNORED = "instructions"
_MOST_NAMED = 10


def read_workbook(file: File, facts: Facts) -> None:
    """Read a workbook that holds the whole brief into `facts`; raise FindingsError if it cannot be opened."""
    pages = _open(file)
    by_name = {page.title.strip().lower(): page for page in pages}
    if HEAD_SHEET not in by_name:
        meant = did_you_mean(HEAD_SHEET, by_name)
        mend = f"name the sheet with title, perspective and date `{HEAD_SHEET}`" + (f"; {meant}" if meant else "")
        raise FindingsError(error("B132", f"the workbook has no sheet `{HEAD_SHEET}`", help=mend, place=file.place))
    _read_head(by_name.pop(HEAD_SHEET), facts)
    for name, page in by_name.items():
        if name in LISTS:
            _read_rows(page, name, facts)
        elif name != IGNORED and page.cells:
            meant = did_you_mean(name, [*LISTS, HEAD_SHEET])
            mend = meant or f"the sheets are {HEAD_SHEET}, {', '.join(LISTS)}"
            place = Place(file.shown, sheet=page.title)
            facts.findings.append(warning("B133", f"the sheet `{page.title}` is not read", help=mend, place=place))


def read_list(file: File, name: str, facts: Facts) -> None:
    """Read the list `name` from the first visible sheet of a workbook; raise FindingsError if it has none."""
    pages = _open(file)
    visible = [page for page in pages if page.formulas.sheet_state == "visible"]
    if not visible:
        mend = "unhide the sheet with the table"
        raise FindingsError(error("B132", "the workbook has no visible sheet", help=mend, place=file.place))
    _read_rows(visible[0], name, facts)


def _open(file: File) -> list[SheetPage]:
    data = load_workbook_bytes(file)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of drawings and styles it does not keep
            formulas = _load(data, values=False)
            has_formulas = any(cell.data_type == "f" for sheet in formulas.worksheets for cell in sheet._cells.values())
            values = _load(data, values=True) if has_formulas else formulas
        return [
            SheetPage(file.shown, sheet, computed)
            for sheet, computed in zip(formulas.worksheets, values.worksheets, strict=True)
        ]
    except Exception:  # noqa: BLE001 - openpyxl lets every kind of exception out when a file is damaged
        damaged(file)


def _load(data: bytes, *, values: bool) -> Workbook:
    return load_workbook(io.BytesIO(data), data_only=values, keep_links=False)


def _read_head(page: SheetPage, facts: Facts) -> None:
    rows = _rows(page)
    header_row, names = next(rows, (1, {}))
    header = {str(page.text(header_row, column)).strip().lower(): column for column in names}
    if "field" not in header or "value" not in header:
        message = f"the sheet `{page.title}` has no columns `field` and `value`"
        mend = "put `field` into A1 and `value` into B1; the rows below name one field each, such as `title.uk`"
        facts.findings.append(error("B132", message, help=mend, place=page.place(header_row, 1)))
        return
    for row, _ in rows:
        _read_head_field(page, row, header["field"], header["value"], facts)
    _finish(page, facts)


def _read_head_field(page: SheetPage, row: int, name_column: int, value_column: int, facts: Facts) -> None:
    name = (page.text(row, name_column) or "").strip()
    place = page.place(row, name_column)
    field = tables.split(Brief, name) if name else None
    text = page.text(row, value_column, kinds(Brief)[field[0]] if field else None, name)
    if not name and text is not None:
        mend = "write the name of the field beside it, in the column `field`"
        facts.findings.append(
            error("B123", "a value has no field name", help=mend, place=page.place(row, value_column))
        )
    elif name and field is None:
        facts.findings.append(tables.unknown(Brief, name, "field of the brief", place))
    elif field is not None:
        facts.keys[field] = (page, row, name_column, len(name))
        facts.keys.setdefault(field[:1], facts.keys[field])
        if text is not None and tables.put(facts.tree, field, text):
            facts.spots[field] = (page, row, value_column, len(text))
            facts.spots.setdefault(field[:1], facts.spots[field])
        elif text is not None:
            facts.findings.append(tables.twice(field, place))


def _read_rows(page: SheetPage, name: str, facts: Facts) -> None:
    rows = _rows(page)
    header_row, columns = next(rows, (1, {}))
    texts = {column: page.text(header_row, column) for column in columns}
    header = {column: text.strip() for column, text in texts.items() if text is not None}
    table = tables.Table(name, page, LISTS[name], header_row, header)
    fields = tables.columns(table, facts)
    types = kinds(LISTS[name])

    def filled() -> Iterator[tuple[int, dict[int, str]]]:
        for row, cells in rows:
            texts = {}
            for column in cells:
                field = fields.get(column)
                text = page.text(row, column, types[field[0]] if field else None, field[0] if field else "")
                if text is None:
                    continue
                texts[column] = text
                if column not in header:
                    message = f"column {column_letters(column)} holds values and has no header"
                    mend = "give the column a name in the header row, or empty it"
                    found = error("B123", message, help=mend, place=page.place(row, column))
                    if not any(other.message == message for other in page.findings):
                        page.findings.append(found)
            if texts:
                yield row, texts

    made = tables.records(table, fields, filled(), facts)
    if made:
        facts.tree[name] = made
    _finish(page, facts)


def _rows(page: SheetPage) -> Iterator[tuple[int, dict[int, Any]]]:
    """Yield the number and the cells of each row that holds anything, from the top."""
    row, cells = 0, dict[int, Any]()
    for (at, column), cell in page.cells.items():
        if at != row:
            if cells:
                yield row, cells
            row, cells = at, {}
        if cell.value is not None:
            cells[column] = cell
    if cells:
        yield row, cells


def _finish(page: SheetPage, facts: Facts) -> None:
    """Add what is worth knowing of the sheet as a whole: hidden and merged cells, numbers for codes."""
    facts.findings.extend(page.findings)
    facts.findings.extend(page.zeros())
    sheet = page.formulas
    place = Place(page.file, sheet=page.title)
    hidden = [] if sheet.sheet_state == "visible" else ["the sheet"]
    rows = {row for row, _ in page.cells}
    columns = {column for _, column in page.cells}
    hidden += [f"row {row}" for row, kept in sorted(sheet.row_dimensions.items()) if kept.hidden and row in rows]
    for kept in sheet.column_dimensions.values():
        if kept.hidden and kept.min is not None and kept.max is not None:
            hidden += [f"column {column_letters(n)}" for n in sorted(columns) if kept.min <= n <= kept.max]
    if hidden:
        more = f" and {len(hidden) - _MOST_NAMED} more" if len(hidden) > _MOST_NAMED else ""
        message = f"hidden, but read: {', '.join(hidden[:_MOST_NAMED])}{more}"
        mend = "unhide and look at it; delete what should not be in the brief"
        why = "what is hidden is printed like everything else"
        facts.findings.append(warning("B135", message, why=why, help=mend, place=place))
    for area in sorted(sheet.merged_cells.ranges, key=lambda area: (area.min_row, area.min_col)):
        first = (area.min_row, area.min_col)
        if first in page.cells and page.cells[first].value is not None:
            message = f"the cells {area.coord} are merged: only the first of them holds the value"
            mend = "unmerge them and write the value into each cell that needs it"
            facts.findings.append(warning("B134", message, help=mend, place=page.place(*first)))
