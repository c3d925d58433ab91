"""The cells of a table as Excel takes them: headers with units, numbers, words, shorthand for what is not known."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from briefgen.document import Cell
from briefgen.writers.excel.formulas import formula_value
from briefgen.writers.excel.names import told_apart
from briefgen.writers.excel.skeleton import AFTER, CODE, TEXT
from briefgen.writers.numbers import number_format

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.document import Column, Table

NUMERIC = ("number", "percent", "year")
"""Kinds of column that hold numbers."""

UNKNOWN, NOT_APPLICABLE = "[x]", "[z]"

NIL = "0"
"""What stands for a dash that means nought: the number itself."""

_EMPTY = Cell("")
_DASHES = ("-", "–", "—", "−")
_SIGNS = ("", "…", "...", "..", ".", ":", "*", *_DASHES)
_CROSSES = ("x ", "\u0445 ")  # Latin and Cyrillic
_SHORTHAND = re.compile(r"\[\w+\]")
_PLAIN_NUMBER = re.compile(r"[+\-\u2212]?[\d\s.,'\u2019]*\d\s?%?")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table ready to be written: `formats` by column; `live` holds the cells (row, column) with a formula."""

    headers: tuple[str, ...]
    formats: tuple[str, ...]
    rows: tuple[tuple[str | Fraction, ...], ...]
    live: frozenset[tuple[int, int]]
    shorthand: dict[str, str] = field(default_factory=dict)
    """Printed signs (`…`) with the shorthand that stands for them."""
    wrong: tuple[tuple[int, int], ...] = ()
    """Cells (row, column) whose printed value is not what the formula of their column gives."""


def grid_of(table: Table) -> Grid:
    """Return the cells of a table; an empty table has one row that says so."""
    rows, shorthand = [], dict[str, str]()
    letters = single_letters(table.notes)
    for row in table.rows or (tuple(_EMPTY for _ in table.columns),):
        cells = []
        for cell, column in zip(row, table.columns, strict=True):
            value = _value(cell, column, letters)
            if value == 0 and isinstance(value, Fraction) and cell.text.strip() in _DASHES:
                shorthand.setdefault(cell.text.strip(), NIL)
            elif isinstance(value, str) and _SHORTHAND.fullmatch(value):
                shorthand[cell.text.strip()] = value
            cells.append(value)
        rows.append(tuple(cells))
    live, wrong = _formulas(table, rows)
    kinds = ["text", *(column.kind for column in table.columns)]
    formats = tuple(_format(column, after=kinds[index] in NUMERIC) for index, column in enumerate(table.columns))
    return Grid(_headers(table), formats, tuple(rows), live, shorthand, wrong)


def explained(table: Table, shorthand: dict[str, str], labels: Mapping[str, str]) -> list[str]:
    """Return the notes of a table with the shorthand in place of the signs, each shorthand explained."""
    notes = []
    signs = single_letters(table.notes) | shorthand
    for note in table.notes:
        sign = next((sign for sign in signs if sign and re.match(re.escape(sign) + r"(?!\w)", note)), None)
        notes.append(note if sign is None else signs[sign] + note[len(sign) :])
    for sign in dict.fromkeys(shorthand.values()):
        if sign in (UNKNOWN, NOT_APPLICABLE) and not any(note.startswith(sign) for note in notes):
            label = labels["not_applicable" if sign == NOT_APPLICABLE else "not_available"]
            notes.append(f"{sign} {label.partition(' ')[2]}")  # the labels begin with the sign of other papers
    return notes


def single_letters(notes: tuple[str, ...]) -> dict[str, str]:
    """Return the letters that notes explain (`c — confidential`), with their shorthand; x is not applicable."""
    found = {note[0]: f"[{note[0]}]" for note in notes if re.match(r"\w\s*[\u2013\u2014:=-]", note)}
    crosses = {note[0] for note in notes if note.startswith(_CROSSES)}
    return found | dict.fromkeys(crosses, NOT_APPLICABLE)


def is_number(text: str) -> bool:
    """Say whether a printed text is a number and nothing else; an empty one leaves the printing to Excel."""
    return not text or bool(_PLAIN_NUMBER.fullmatch(text))


def is_sign(text: str) -> bool:
    """Say whether a printed text is a sign for a value that is nought or not known."""
    return text in _SIGNS


def _value(cell: Cell, column: Column, letters: dict[str, str]) -> str | Fraction:
    text = cell.text.strip()
    if column.kind in NUMERIC:
        if text in _DASHES and not cell.value:
            return Fraction(0)
        if cell.value is not None and is_number(text):
            return cell.value
        if text in letters:
            return letters[text]
        return UNKNOWN if text in _SIGNS else cell.text
    if text in _DASHES:
        return NOT_APPLICABLE
    return UNKNOWN if text in _SIGNS else cell.text


def _formulas(
    table: Table, rows: list[tuple[str | Fraction, ...]]
) -> tuple[frozenset[tuple[int, int]], tuple[tuple[int, int], ...]]:
    """Return the cells that get a live formula, and those where it would give another number than the printed one.

    A number that the rows here do not give stays a number: the growth of the first year, against one that is not
    in the table, and a total that is no formula of its row.
    """
    computed = [(index, column.formula) for index, column in enumerate(table.columns) if column.formula]
    live, wrong = set(), []
    if computed:
        first_total = len(rows) - table.total_rows
        keys = [column.key for column in table.columns]
        before = None
        for number, row in enumerate(rows):
            known = {key: value if isinstance(value, Fraction) else None for key, value in zip(keys, row, strict=True)}
            for index, formula in computed:
                if isinstance(row[index], Fraction):
                    value = formula_value(formula, known, before)
                    if value == row[index]:
                        live.add((number, index))
                    elif value is not None and number < first_total:
                        wrong.append((number, index))
            before = known
    return frozenset(live), tuple(wrong)


def _format(column: Column, *, after: bool) -> str:
    match column.kind:
        case "number" | "percent":
            return number_format(column.decimals, grouped=True)
        case "year":
            return number_format(0, grouped=False)
        case "code":
            return CODE
        case _:
            return AFTER if after else TEXT


def _headers(table: Table) -> tuple[str, ...]:
    """Return the header of each column, with the unit in brackets, none empty, no two alike.

    All spaces are plain ones: programs and formulas name columns by these words.
    """
    headers: list[str] = []
    for column in table.columns:
        title = " ".join(column.heading.split()) or column.key
        unit = {"number": table.unit, "percent": "%"}.get(column.kind) if column.unit is None else column.unit
        if unit:
            unit = " ".join(unit.split())
            title = title.removesuffix(f", {unit}")
            title = title if unit in title else f"{title} ({unit})"
        headers.append(title)
    return tuple(told_apart(headers))
