"""A worksheet part becomes a `Sheet`: cells, links, merged cells, widths, page."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING
from urllib.parse import unquote

from briefgen.audit.attributes import decimal, is_true, relation_of, whole
from briefgen.audit.book import Cell, Link, Sheet
from briefgen.audit.references import area, point
from briefgen.formulas.references import shifted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from briefgen.audit.book import Kind

MOST_BYTES, LEAST_BYTES = 12 * 1024 * 1024, 256 * 1024
"""Most bytes of the sheets of a workbook whose rows are looked at (some 30,000 rows of eight columns), and how many
are looked at of each sheet even then."""


def beginning(data: bytes, most: int) -> tuple[bytes, bool]:
    """Return the XML of a sheet with as many rows as fit into `most` bytes, and whether those are all."""
    if len(data) <= most:
        return data, True
    cut, end = data.rfind(b"row>", 0, most), data.rfind(b"sheetData>")
    if cut < 0 or end < cut:
        return data, True
    return data[: cut + 4] + data[data.rfind(b"</", 0, end) :], False


def read_sheet(root: _Element, sheet: Sheet, strings: Sequence[tuple[str, bool]], targets: dict[str, str]) -> None:
    """Fill a sheet from its XML; `strings` are the shared ones, `targets` the addresses of links by relationship."""
    for node in root:
        match node.tag.rpartition("}")[2]:
            case "sheetViews":
                _view(node, sheet)
            case "sheetFormatPr":
                sheet.default_width = decimal(node.get("defaultColWidth"), 8.43)
                sheet.default_height = decimal(node.get("defaultRowHeight"), 15.0)
            case "sheetPr":
                setup = node.find("{*}pageSetUpPr")
                sheet.page.fit = setup is not None and is_true(setup.get("fitToPage"))
            case "cols":
                _columns(node, sheet)
            case "sheetData":
                _rows(node, sheet, strings)
            case "autoFilter":
                sheet.filter = True
            case "mergeCells":
                sheet.merged = [one.get("ref", "") for one in node]
            case "hyperlinks":
                _links(node, sheet, targets)
            case "pageSetup":
                sheet.page.paper = node.get("paperSize")
                sheet.page.fit_width = node.get("fitToWidth", "1")
            case "headerFooter":
                sheet.page.header_footer = [one.text for one in node if one.text]
            case "ignoredErrors":
                for one in node.iterfind("{*}ignoredError"):
                    if is_true(one.get("numberStoredAsText")):
                        sheet.text_numbers += [found for ref in one.get("sqref", "").split() if (found := area(ref))]


def _links(node: _Element, sheet: Sheet, targets: dict[str, str]) -> None:
    for one in node.iterfind("{*}hyperlink"):
        target, location = targets.get(relation_of(one)), one.get("location")
        if target and target.startswith("#"):  # some programs write links inside the workbook so
            location = unquote(target[1:])
            target = None
        sheet.links.append(Link(one.get("ref", "").partition(":")[0], target, location))


def _view(node: _Element, sheet: Sheet) -> None:
    view = node.find("{*}sheetView")
    if view is None:
        return
    pane, selection = view.find("{*}pane"), view.find("{*}selection")
    sheet.frozen = pane is not None and pane.get("state", "split") in ("frozen", "frozenSplit")
    top = view.get("topLeftCell", "A1")
    cursor = "A1" if selection is None else selection.get("activeCell", "A1")
    sheet.cursor = cursor if top == "A1" else top


def _columns(node: _Element, sheet: Sheet) -> None:
    for one in node.iterfind("{*}col"):
        first, last = whole(one.get("min"), 1), whole(one.get("max"), 1)
        if one.get("width"):
            sheet.widths.append((first, last, decimal(one.get("width"), sheet.default_width)))
        if is_true(one.get("hidden")):
            sheet.hidden.append(f"column {first}" if first == last else f"columns {first} to {last}")


def _rows(data: _Element, sheet: Sheet, strings: Sequence[tuple[str, bool]]) -> None:
    row = 0
    masters: dict[str, tuple[int, int, str]] = {}
    for node in data:
        row = whole(node.get("r"), row + 1)
        if is_true(node.get("hidden")):
            sheet.hidden_rows.add(row)
        if node.get("ht"):
            sheet.heights[row] = decimal(node.get("ht"), sheet.default_height)
        column = 0
        for one in node:
            place = point(one.get("r", ""))
            column = place[1] if place else column + 1
            cell = _cell(one, row, column, strings, masters)
            if cell is not None:
                sheet.cells[row, column] = cell
    hidden = sorted(sheet.hidden_rows)
    if hidden:
        sheet.hidden.append(f"row {hidden[0]}" if len(hidden) == 1 else f"{len(hidden)} rows from row {hidden[0]} on")


def _cell(
    node: _Element, row: int, column: int, strings: Sequence[tuple[str, bool]], masters: dict[str, tuple[int, int, str]]
) -> Cell | None:
    kind, text, formula, raised, array = node.get("t", "n"), None, None, False, False
    for part in node:
        name = part.tag.rpartition("}")[2]
        if name == "v":
            text = part.text or ""
        elif name == "f":
            formula = _formula(part, row, column, masters)
            array = part.get("t") == "array"
        elif name == "is":
            text, raised = rich_text(part)
    if text is None and formula is None:
        return None
    found: tuple[Kind, float | str | bool | None] = ("empty", None)
    if kind == "s" and text is not None:
        number = whole(text, -1)
        text, raised = strings[number] if 0 <= number < len(strings) else ("", False)
        found = ("text", text)
    elif kind in ("str", "inlineStr", "d") and text is not None:
        found = ("text", text)
    elif kind in ("b", "e") and text:
        found = ("bool", text == "1") if kind == "b" else ("error", text)
    elif text:
        number_of = decimal(text, math.nan)
        found = ("text", text) if math.isnan(number_of) else ("number", number_of)
    if (found[0] == "empty" and formula is None) or (found[1] == "" and formula is None):
        return None
    return Cell(row, column, found[0], found[1], whole(node.get("s"), 0), formula, raised, array)


def _formula(node: _Element, row: int, column: int, masters: dict[str, tuple[int, int, str]]) -> str | None:
    """Return the formula of a cell; None for one that is not told, as in tables of what-if data."""
    text = node.text or ""
    if node.get("t") == "shared":
        key = node.get("si", "")
        if text:
            masters[key] = (row, column, text)
        elif key in masters:
            above, left, master = masters[key]
            text = shifted(master, row - above, column - left)
    return text or None


def rich_text(node: _Element) -> tuple[str, bool]:
    """Return the text of a string with runs, and whether some of it is superscript or subscript."""
    parts: list[str] = []
    raised = False
    for one in node:
        name = one.tag.rpartition("}")[2]
        if name == "t":
            parts.append(one.text or "")
        elif name == "r":
            parts.append("".join(text.text or "" for text in one.iterfind("{*}t")))
            mark = one.find("{*}rPr/{*}vertAlign")
            raised = raised or (mark is not None and mark.get("val") in ("superscript", "subscript"))
    return "".join(parts), raised
