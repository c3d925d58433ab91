"""Rules on tables as a whole: marked up, named, headed, without gaps, with everything around them that they need."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.audit.book import cell_name
from briefgen.audit.breach import Breach
from briefgen.audit.words import SHORTHAND, labels, only_shorthand, says, words
from briefgen.formulas.escapes import unescaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.audit.book import Book, Sheet, Table

_ONLY_SIGNS = re.compile(r"[\W_]+")
_ALLOWED_SIGNS = ("№", "#", "%")


def _tables(book: Book) -> Iterator[tuple[Sheet, Table]]:
    for sheet in book.sheets:
        for table in sheet.tables:
            yield sheet, table


def marked_up(book: Book) -> Iterator[Breach]:
    """T01: a sheet with data holds exactly one marked-up table, from column A on."""
    for sheet in book.sheets:
        if not sheet.is_grid:
            continue
        if not sheet.tables:
            yield Breach("the sheet holds rows and columns that are not marked up as a table", sheet.name)
        elif len(sheet.tables) > 1:
            yield Breach(f"the sheet holds {len(sheet.tables)} tables", sheet.name)
        elif sheet.tables[0].area.left != 1:
            table = sheet.tables[0]
            yield Breach(f"the table `{table.name}` does not begin in column A", sheet.name, _corner(table))


def table_names(book: Book) -> Iterator[Breach]:
    """T02: names of tables tell what is in them."""
    seen: set[str] = set()
    default = re.compile(rf"(?:{'|'.join(words('default_tables'))})_?\d*")
    for sheet, table in _tables(book):
        name = table.name.casefold()
        if default.fullmatch(name):
            yield Breach(
                f"the name of the table `{table.name}` says nothing of what is in it", sheet.name, _corner(table)
            )
        elif name in seen:
            yield Breach(f"two tables are named `{table.name}`", sheet.name, _corner(table))
        seen.add(name)


def headers(book: Book) -> Iterator[Breach]:
    """T03: one header row, its texts not empty, unique, and those by which the table names its columns."""
    for sheet, table in _tables(book):
        if table.header_rows != 1:
            yield Breach(f"the table `{table.name}` has no header row", sheet.name, _corner(table))
            continue
        seen: set[str] = set()
        for number, wanted in enumerate(table.columns, table.area.left):
            text, place = sheet.text(table.area.top, number), cell_name(table.area.top, number)
            if not text.strip():
                yield Breach("a column has no head", sheet.name, place)
            elif text.casefold() in seen:
                yield Breach(f"two columns have the head `{_short(text)}`", sheet.name, place)
            elif _plain(text) != _plain(wanted):
                yield Breach(
                    f"the table names a column `{_short(wanted)}`, its head says `{_short(text)}`", sheet.name, place
                )
            seen.add(text.casefold())


def merged(book: Book) -> Iterator[Breach]:
    """T04: no cells are merged."""
    for sheet in book.sheets:
        for reference in sheet.merged:
            yield Breach(f"the cells {reference} are merged", sheet.name, reference.partition(":")[0])


def gaps(book: Book) -> Iterator[Breach]:
    """T05: no cell of a table is empty."""
    for sheet, table in _tables(book):
        top, left, bottom, right = table.area
        last_row, last_column = sheet.last
        if sheet.whole and (bottom > last_row or right > last_column):
            end = cell_name(last_row, last_column)
            yield Breach(
                f"the table `{table.name}` ends at {cell_name(bottom, right)}, what is filled at {end}", sheet.name, end
            )
        bottom, right = min(bottom, last_row), min(right, last_column)
        for row in range(top + table.header_rows, bottom + 1):
            for column in range(left, right + 1):
                if (row, column) not in sheet.cells:
                    yield Breach("a cell of the table is empty", sheet.name, cell_name(row, column))


def filters(book: Book) -> Iterator[Breach]:
    """T06: no filter buttons and no frozen panes."""
    for sheet in book.sheets:
        if sheet.frozen:
            yield Breach("rows or columns of the sheet are frozen", sheet.name)
        if sheet.filter or any(table.filter for table in sheet.tables):
            yield Breach("the table has filter buttons", sheet.name)


def beside(book: Book) -> Iterator[Breach]:
    """T07: below and beside a table there is nothing but charts."""
    for sheet in book.sheets:
        if not sheet.tables:
            continue
        area = sheet.tables[0].area
        others = [table.area for table in sheet.tables[1:]]
        for (row, column), cell in sheet.cells.items():
            if (row > area.bottom or (row >= area.top and column > area.right)) and not any(
                one.holds(row, column) for one in others
            ):
                where = "below" if row > area.bottom else "beside"
                yield Breach(f"a cell {where} the table is filled", sheet.name, cell.name)


def above(book: Book) -> Iterator[Breach]:
    """T08: above a table, in column A: the title, how many tables there are, no blank row."""
    for sheet in book.sheets:
        if not sheet.tables:
            continue
        top = sheet.first_table_row
        if top == 1:
            yield Breach("nothing stands above the table, not even its title", sheet.name, "A1")
            continue
        if not sheet.text(1, 1).strip():
            yield Breach("A1 does not hold the title of the sheet", sheet.name, "A1")
        if top == 2 or not says(sheet.text(2, 1), "table"):
            yield Breach("A2 does not say how many tables the sheet holds", sheet.name, "A2")
        for row in range(2, top):
            if not sheet.text(row, 1).strip():
                yield Breach("a row above the table is blank in column A", sheet.name, cell_name(row, 1))
        for (row, column), cell in sheet.cells.items():
            if row < top and column > 1:
                yield Breach("text above the table stands in another column than A", sheet.name, cell.name)


def source(book: Book) -> Iterator[Breach]:
    """T10: every sheet with data tells its source."""
    for sheet in book.data_sheets:
        if sheet.tables:
            heads = [sheet.text(sheet.tables[0].area.top, number) for number in range(1, sheet.last[1] + 1)]
            if not any(labels(line, "source") for line in sheet.lines) and not any(
                says(text, "source") for text in heads
            ):
                yield Breach("the sheet does not tell the source of its data", sheet.name)


def explained(book: Book) -> Iterator[Breach]:
    """T12: every shorthand is explained."""
    used: dict[str, tuple[str, str]] = {}
    told: list[str] = []
    for sheet in book.sheets:
        for cell in sheet.cells.values():
            if "[" not in cell.text:
                continue
            if only_shorthand(cell.text):
                for mark in SHORTHAND.findall(cell.text):
                    used.setdefault(mark, (sheet.name, cell.name))
            else:
                told.append(cell.text)
    listed = {
        sheet.text(row, column)
        for sheet in book.notes
        for row, column in sheet.cells
        if sheet.text(row, column + 1) and not only_shorthand(sheet.text(row, column + 1))
    }
    for mark, place in used.items():
        means = re.compile(re.escape(mark) + r".*?\w{2}", re.DOTALL)
        if mark not in listed and not any(means.search(text) for text in told):
            yield Breach(f"nothing explains the shorthand `{mark}`", *place)


def symbols(book: Book) -> Iterator[Breach]:
    """T13: no cell of a table holds nothing but a sign."""
    for sheet, table in _tables(book):
        for (row, column), cell in sheet.cells.items():
            text = cell.text.strip()
            if text and table.area.holds(row, column) and _ONLY_SIGNS.fullmatch(text) and text not in _ALLOWED_SIGNS:
                yield Breach(f"a cell holds nothing but `{_short(text)}`", sheet.name, cell.name)


def alternative_text(book: Book) -> Iterator[Breach]:
    """T19: tables have alternative text."""
    for sheet, table in _tables(book):
        if not table.alt:
            yield Breach(f"the table `{table.name}` has no alternative text", sheet.name, _corner(table))


def metadata(book: Book) -> Iterator[Breach]:
    """T21: a workbook on trade tells classification, valuation, flow and the date of the data."""
    if not any(says(column.head, "trade") for column in book.columns if column.holds == "number"):
        return
    wanted = {
        "the classification of goods": "classification",
        "the valuation (FOB, CIF)": "valuation",
        "the flow (exports, imports)": "flow",
        "the date of the data": "extraction",
    }
    texts = [cell.text for sheet in book.sheets for cell in sheet.cells.values() if cell.text]
    for what, kind in wanted.items():
        dated = (text for text in texts if kind != "extraction" or re.search(r"\b\d{4}\b", text))
        if not any(says(text, kind) for text in dated):
            yield Breach(f"no text of the workbook tells {what}")


def _corner(table: Table) -> str:
    return cell_name(table.area.top, table.area.left)


def _plain(text: str) -> str:
    return " ".join(unescaped(text).split())


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
