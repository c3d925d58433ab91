"""What every named table is made of: its inside, cells of figures, the note on values that are not known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from briefgen.document import Cell
from briefgen.view.trade import cite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.document import Column
    from briefgen.language import Language
    from briefgen.model.figure import Figure, Unit
    from briefgen.view.facts import Fact, Facts
    from briefgen.view.values import Phrase

MISSING = "\u2026"
"""Printed where a value is not known; explained below the table."""

_BEFORE_MARK = "\u00a0"

Options = dict[str, str]


@dataclass(frozen=True, slots=True)
class Made:
    """The inside of a table; caption and name are added by whoever asked for it."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    unit: str | None = None
    source: str | None = None
    notes: tuple[str, ...] = ()
    total_rows: int = 0
    year: int | None = None
    """The one year it tells of, which then ends its caption."""


MARKS = ("c", "e", "p", "r")
"""What an office prints with a number (estimated, provisional, revised) or instead of it (confidential)."""


def notes_on(rows: Sequence[tuple[Cell, ...]], language: Language) -> tuple[str, ...]:
    """Return the notes on what is not known and on the marks of the offices, as far as cells of the rows have them."""
    missing = any(cell.text == MISSING for row in rows for cell in row)
    used = {cell.text[-1:] for row in rows for cell in row if _is_marked(cell)}
    marks = (f"{mark} \u2014 {language.word('mark', mark)}" for mark in MARKS if mark in used)
    return (*((language.labels["not_available"],) if missing else ()), *marks)


def _is_marked(cell: Cell) -> bool:
    return cell.text == "c" or (cell.value is not None and cell.text[-2:-1] == _BEFORE_MARK)


def year_cell(year: int) -> Cell:
    """Return the cell of a year."""
    return Cell(str(year), Fraction(year))


def phrase_cell(value: Phrase | None) -> Cell:
    """Return the cell of words from the facts, or of what is not known."""
    return Cell(str(value), origin=value.origin, language=value.foreign) if value else Cell(MISSING)


def number_cell(value: Fraction | None, language: Language, decimals: int = 1, origin: str | None = None) -> Cell:
    """Return the cell of a number, or of one that is not known."""
    return Cell(MISSING) if value is None else Cell(language.number(value, decimals), value, origin)


def figure_cell(figure: Figure | None, unit: Unit, facts: Facts, origin: str) -> Cell:
    """Return the cell of a figure in the unit, which must be one of its currency, with the mark of its office."""
    cell = number_cell(None if figure is None else figure.in_unit(unit).value, facts.language, 1, origin)
    marked = figure is not None and figure.mark in MARKS
    return replace(cell, text=f"{cell.text}{_BEFORE_MARK}{figure.mark}") if figure and marked else cell


def sources_of(facts: list[Fact]) -> str | None:
    """Return the sources of some facts as one line."""
    lines = dict.fromkeys(cite(source) for fact in facts for source in fact.source)
    return "; ".join(lines) or None
