"""Layout: the planned sheets with every line in its row, and what Excel cannot hold as findings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from briefgen.writers.excel.cells import LONGEST_TEXT, units
from briefgen.writers.excel.drawing import stands_below
from briefgen.writers.excel.grid import explained, grid_of
from briefgen.writers.excel.heights import line_height, one_line, table_heights
from briefgen.writers.excel.limits import excess
from briefgen.writers.excel.lines import Line
from briefgen.writers.excel.metrics import lines_of
from briefgen.writers.excel.plan import labelled, numbered
from briefgen.writers.excel.remarks import with_remarks
from briefgen.writers.excel.skeleton import type_of
from briefgen.writers.excel.widths import table_sheet, text_sheet
from briefgen.writers.excel.worksheet import Worksheet

if TYPE_CHECKING:
    from briefgen.document import Document, Table
    from briefgen.findings import Finding
    from briefgen.writers.excel.grid import Grid
    from briefgen.writers.excel.look import Look
    from briefgen.writers.excel.names import Names
    from briefgen.writers.excel.plan import Sheet

_PIECE = 8_000.0  # width of a piece of a longer text: less than LONGEST_TEXT even of the narrowest letters


class _Prepared(NamedTuple):
    """The table of a sheet as Excel takes it, with the notes that stand above it."""

    table: Table
    grid: Grid
    notes: list[str]


def lay_out(sheets: list[Sheet], document: Document, look: Look, names: Names) -> tuple[list[Worksheet], list[Finding]]:
    """Return each sheet with its rows, and the findings on what a workbook cannot hold."""
    status = document.fields.get("status", "") if document.draft else ""
    marking = " · ".join(part for part in (document.fields.get("marking", ""), status) if part)
    back = Line(document.labels["back"], "link", f"#{sheets[1].name}")
    tables = [_prepared(sheet, names, document.labels) for sheet in sheets]
    shorthand = dict.fromkeys(note for one in tables if one for note in one.notes if note.startswith("["))
    dated = labelled(document.labels["as_of"], document.fields.get("as_of", ""))
    laid = []
    findings: list[Finding] = []
    for number, (sheet, prepared) in enumerate(zip(sheets, tables, strict=True)):
        top = [] if number < 2 else [back]  # cover and contents lead to each other already
        if prepared is None:
            more = [Line(note) for note in shorthand] if sheet.title == document.labels["notes"] else []
            laid.append(_text_sheet(sheet, [*more, *top], marking, look))
        else:
            lines = _lines_above(sheet, prepared, dated if number > 1 else "", document.labels)
            laid.append(_table_sheet(sheet, prepared, [*lines, *top, *_marking(marking)], bool(marking), look))
        findings += excess(laid[-1])
    return laid, findings


def _prepared(sheet: Sheet, names: Names, labels: dict[str, str]) -> _Prepared | None:
    if sheet.table is None:
        return None
    table = numbered(with_remarks(sheet.table, labels), names)
    grid = grid_of(table)
    return _Prepared(table, grid, explained(table, grid.shorthand, labels))


def _text_sheet(sheet: Sheet, end: list[Line], marking: str, look: Look) -> Worksheet:
    lines = [Line(sheet.title, "title"), *_marking(marking), *sheet.lines, *end]
    whole = [
        replace(line, text=piece)
        for line in lines
        for piece in ([line.text] if units(line.text) <= LONGEST_TEXT else lines_of(line.text, _PIECE))
    ]
    widths = text_sheet(look)
    heights = [line_height(line, look, widths.total) for line in whole]
    return Worksheet(sheet.name, sheet.title, whole, widths, marked=bool(marking), heights=heights)


def _lines_above(sheet: Sheet, prepared: _Prepared, dated: str, labels: dict[str, str]) -> list[Line]:
    """Return what stands between the title and the table: one table, its subject, unit, source, date, shorthand."""
    table = prepared.table
    lines = [Line(labels["one_table"])]
    if " ".join(table.caption.split()) != sheet.title:
        lines.append(Line(table.caption, "lead"))
    lines += sheet.lines
    if table.unit:
        lines.append(Line(labelled(labels["unit"], table.unit), "small"))
    if table.source:
        lines.append(Line(labelled(labels["source"], table.source), "small"))
    return lines + [Line(text, "small") for text in (dated, *prepared.notes) if text]


def _table_sheet(sheet: Sheet, prepared: _Prepared, lines: list[Line], marked: bool, look: Look) -> Worksheet:
    table, grid, _ = prepared
    widths = table_sheet(table, grid, sheet.title, look)
    rows = [Line(sheet.title, "title"), *_broken(lines, widths.total, look)]  # a title stays whole in A1
    laid = Worksheet(
        sheet.name,
        sheet.title,
        rows,
        widths,
        table,
        grid,
        sheet.links,
        sheet.drawings,
        marked,
        [line_height(line, look, None) for line in rows] + table_heights(grid, widths, look),
    )
    laid.middle = set(laid.heights[laid.header_row :]) == {one_line(look)}
    laid.charts_below = not laid.drawings or stands_below(laid, look)
    if look.page.orientation == "auto" and not laid.charts_below:
        laid.widths = replace(widths, orientation="landscape")
    return laid


def _broken(lines: list[Line], width: float, look: Look) -> list[Line]:
    """Return the lines in pieces no wider than the table, for cells cannot be merged over its columns."""
    pieces = []
    for line in lines:
        size, bold = type_of(line.role, look)
        broken = lines_of(line.text, width, bold=bold, scale=size / look.sizes.text)
        pieces += [replace(line, text=piece) for piece in broken if piece.strip()]
    return pieces


def _marking(text: str) -> list[Line]:
    return [Line(text, "marking")] if text else []
