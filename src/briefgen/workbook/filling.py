"""Filling: the code of a sheet runs, and its rows come out with their values; where each row went is known then."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2.exceptions import UndefinedError

from briefgen.findings import FindingsError
from briefgen.formulas.references import LAST_COLUMN, LAST_ROW
from briefgen.merge.markup import plain
from briefgen.merge.rendering import Rendering
from briefgen.merge.values import ValueProblemError
from briefgen.workbook.axis import Axis, Path, Placed, Spot, still
from briefgen.workbook.code import CellMark, ItemMark, RowMark, Words, cell_environment
from briefgen.workbook.values import LONGEST_TEXT, CellPrinter, Formula

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.findings import Finding
    from briefgen.merge.compiling import Compiled
    from briefgen.merge.sandbox import Sandbox
    from briefgen.merge.sink import Sink
    from briefgen.workbook.bands import Plan
    from briefgen.workbook.mistakes import SheetTeller
    from briefgen.workbook.tagged import Tagged

Came = tuple[int, int, Path, list[Any]]
"""A row (or empty ones, first to last) as it comes, the items it was made for, the values of its cells."""

_MARKUP = re.compile(r"<[^>]*>")


class Item(NamedTuple):
    """The inside of a string item with runs of their own letters, as XML."""

    xml: str


class FilledRow(NamedTuple):
    """A row as it came out: its number in the template, the items it was made for, the values of its tagged cells."""

    number: int
    path: Path
    values: list[Any]


@dataclass(slots=True, eq=False)
class Filled:
    """A sheet with its values: rows that hold anything, by where they came out, and both axes."""

    rows: Axis
    columns: Axis
    made: dict[int, FilledRow] = field(default_factory=dict)


class SheetRendering(Rendering):
    """One rendering of sheets: their values are cells, not text."""

    since_1904 = False
    marks: list[Any]
    problems: dict[int, ValueProblemError] | None = None
    """What cannot be printed, by line of the code, while all of it is looked for."""

    def base(self) -> Sandbox:
        """Return the environment that sheets are compiled in."""
        return cell_environment()

    def printer(self, part: Compiled, sink: Sink) -> CellPrinter:
        """Return what prints the values of a sheet."""
        made = CellPrinter(part.arounds, sink, self.language)
        made.marks, made.since_1904, made.problems = self.marks, self.since_1904, self.problems
        return made

    def _told(self, part: Compiled, reason: BaseException, sink: Sink) -> list[Finding]:
        """Return the findings of a failure; of values that no cell can hold, and of missing ones, all of them."""
        if not isinstance(reason, (UndefinedError, ValueProblemError)):
            return super()._told(part, reason, sink)
        self.problems = {}
        missing = self.all_missing(part, sink)
        told = {part.tag_at(line): problem for line, problem in reversed(self.problems.items())}
        made = [part.telling.unprintable(tag, problem.why, problem.mend) for tag, problem in reversed(told.items())]
        return [*missing, *made] or super()._told(part, reason, sink)


def fill(plan: Plan, rendering: SheetRendering, sink: Sink, teller: SheetTeller) -> Filled:
    """Run the code of a sheet; raise FindingsError with everything that is wrong with its data."""
    rendering.marks = plan.marks
    columns = still(plan.last_column, LAST_COLUMN)
    if plan.column_code is not None:
        columns = _columns(plan, rendering, sink, teller)
    filled = Filled(still(plan.last_row, LAST_ROW), columns)
    if plan.row_code is None:
        filled.made = {number: FilledRow(number, (), []) for number in plan.rows}
        return filled
    events = rendering.events(plan.row_code, sink)
    placed: list[Placed] = []
    at = 1
    wanted = {
        number: sum(len(columns.at(one.column)) for one in cells) + len(plan.attached.get(number, ()))
        for number, cells in plan.cells.items()
    }
    for first, last, path, values in _keeping(list(_rows(events, plan, teller)), plan, wanted):
        placed.append(Placed(first, last, path))
        if first == last:
            if first in plan.rows or values:
                filled.made[at] = FilledRow(first, path, values)
        else:
            for number in range(first, last + 1):
                if number in plan.rows:
                    filled.made[at + number - first] = FilledRow(number, path, [])
        at += last - first + 1
        if at > LAST_ROW + 1:
            raise FindingsError(teller.too_many("rows", LAST_ROW))
    filled.rows = Axis(placed, plan.last_row, plan.row_chains, LAST_ROW)
    if plan.column_bands:
        for row in filled.made.values():
            if len(row.values) != wanted.get(row.number, 0):
                raise FindingsError(teller.uneven(row.number))
    return filled


def _keeping(rows: list[Came], plan: Plan, wanted: dict[int, int]) -> list[Came]:
    """Return the rows, with an empty one for each table of which none came out."""
    for first, last in plan.kept:
        number = next((number for number in range(first, last + 1) if number in plan.row_chains), None)
        if number is None or any(top <= last and bottom >= first for top, bottom, _, _ in rows):
            continue
        at = next((index for index, row in enumerate(rows) if row[0] > last), len(rows))
        rows.insert(at, (number, number, (), [None] * wanted.get(number, 0)))
    return rows


def _columns(plan: Plan, rendering: SheetRendering, sink: Sink, teller: SheetTeller) -> Axis:
    assert plan.column_code is not None  # noqa: S101 - asked before
    placed: list[Placed] = []
    path: list[int] = []
    serial = 0
    for batch in rendering.events(plan.column_code, sink):
        for event in batch:
            if type(event) is ItemMark:
                serial += 1
                del path[event.depth :]
                path.append(serial)
            elif type(event) is RowMark:
                depth = len(plan.column_chains.get(event.first, ()))
                placed.append(Placed(event.first, event.last, tuple(path[:depth])))
        if len(placed) > LAST_COLUMN:
            raise FindingsError(teller.too_many("columns", LAST_COLUMN))
    return Axis(placed, plan.last_column, plan.column_chains, LAST_COLUMN)


def _rows(events: Iterator[Any], plan: Plan, teller: SheetTeller) -> Iterator[Came]:
    """Yield the rows of a sheet as they come: first and last in the template, items, values."""
    chains = plan.row_chains
    path: list[int] = []
    serial = count = 0
    row: Came | None = None
    values: list[Any] = []
    pieces: list[Any] | None = None
    for batch in events:
        events_of: tuple[Any, ...] = (Words(batch),) if isinstance(batch, str) else batch
        for event in events_of:
            kind = type(event)
            if kind is CellMark:
                if event.begins:
                    pieces = []
                elif pieces is not None:
                    values.append(_together(pieces, plan, teller, row[0] if row else 0, len(values)))
                    pieces = None
            elif pieces is not None:
                pieces.append(event)
            elif kind is RowMark:
                if row:
                    count += row[1] - row[0] + 1
                    if count > LAST_ROW:
                        raise FindingsError(teller.too_many("rows", LAST_ROW))
                    yield row
                values = []
                row = (event.first, event.last, tuple(path[: len(chains.get(event.first, ()))]), values)
            elif kind is ItemMark:
                serial += 1
                del path[event.depth :]
                path.append(serial)
            elif kind is not Words:
                values.append(event)
    if row:
        yield row


def _together(pieces: list[Any], plan: Plan, teller: SheetTeller, row: int, index: int) -> Any:
    """Return what the pieces of a cell make: the one value there is, or a text."""
    rich = any(type(piece) is Words and piece.xml.startswith("<") for piece in pieces)
    words = any(type(piece) is Words and piece.xml and not piece.xml.startswith("<") for piece in pieces)
    values = [piece for piece in pieces if type(piece) is not Words]
    if not words and len(values) <= 1:
        value = values[0].value if values else None
        if not rich or not isinstance(value, str):
            return value
    out = []
    for piece in pieces:
        if type(piece) is Words:
            out.append(piece.xml)
        elif piece.xml is None or isinstance(piece.value, Formula):
            tag, address = _culprit(plan, row, index)
            what = "a formula cannot stand among words" if piece.xml is not None else "it is empty (null)"
            mend = "let the tag stand alone in its cell" if piece.xml is not None else 'write `{{ name|default("") }}`'
            raise FindingsError(teller.unprintable(tag, what, mend) if tag else teller.cell("B658", address, what))
        else:
            out.append(piece.xml)
    xml = "".join(out)
    if len(xml) > LONGEST_TEXT and len(plain(_MARKUP.sub("", xml))) > LONGEST_TEXT:
        _, address = _culprit(plan, row, index)
        raise FindingsError(teller.too_long(address, LONGEST_TEXT))
    return Item(xml) if rich else plain(xml)


def _culprit(plan: Plan, row: int, index: int) -> tuple[Any, str]:
    """Return the first printed tag of the cell with that value, and the address of the cell."""
    some: list[Tagged] = [*plan.cells.get(row, ()), *plan.attached.get(row, ())]
    one = some[min(index, len(some) - 1)]
    tag = next((part for part in one.healed.tags if part.kind == "print"), None)
    return tag, one.address


__all__ = ["Filled", "FilledRow", "Item", "SheetRendering", "Spot", "fill"]
