"""The cells of a table as Excel takes them: headers with units, numbers, words, shorthand for what is not known."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from briefgen.document import Cell
from briefgen.writers.excel.formulas import formula_value
from briefgen.writers.excel.skeleton import AFTER, CODE, TEXT
from briefgen.writers.numbers import number_format

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.document import Column, Table

NUMERIC = ("number", "percent", "year")
"""Kinds of column that hold numbers."""

UNKNOWN, NOT_APPLICABLE = "[x]", "[z]"

_EMPTY = Cell("")
_DASHES = ("-", "–", "—", "−")
_SIGNS = ("", "…", "...", "..", ".", ":", "*", *_DASHES)
_LEADING_SIGN = re.compile(r"[^\w\s]+\s*")
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
    rows, shorthand, nil = [], dict[str, str](), set[int]()
    letters = _single_letters(table.notes)
    for row in table.rows or (tuple(_EMPTY for _ in table.columns),):
        cells = []
        for index, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
            value = _value(cell, column, letters)
            if value == 0 and isinstance(value, Fraction) and cell.text.strip() in _DASHES:
                nil.add(index)
            elif isinstance(value, str) and _SHORTHAND.fullmatch(value):
                shorthand[cell.text.strip()] = value
            cells.append(value)
        rows.append(tuple(cells))
    live, wrong = _formulas(table, rows)
    kinds = ["text", *(column.kind for column in table.columns)]
    formats = tuple(
        _format(column, nil=index in nil, after=kinds[index] in NUMERIC) for index, column in enumerate(table.columns)
    )
    return Grid(_headers(table), formats, tuple(rows), live, shorthand, wrong)


def explained(table: Table, shorthand: Mapping[str, str], labels: Mapping[str, str]) -> list[str]:
    """Return the notes of a table with the shorthand in place of the signs, each shorthand explained."""
    notes = []
    for note in table.notes:
        sign = next((sign for sign in shorthand if sign and re.match(re.escape(sign) + r"(?!\w)", note)), None)
        notes.append(note if sign is None else shorthand[sign] + note[len(sign) :])
    for sign in dict.fromkeys(shorthand.values()):
        if sign in (UNKNOWN, NOT_APPLICABLE) and not any(note.startswith(sign) for note in notes):
            label = labels["nil"] if sign == NOT_APPLICABLE else labels["not_available"]
            leading = _LEADING_SIGN.match(label)
            notes.append(f"{sign} {label[leading.end() :] if leading else label}")
    return notes


def _single_letters(notes: tuple[str, ...]) -> set[str]:
    """Return the letters that notes explain, such as `c — confidential`."""
    return {note[0] for note in notes if re.match(r"\w\s*[\u2013\u2014:=-]", note)}


def _value(cell: Cell, column: Column, letters: set[str]) -> str | Fraction:
    text = cell.text.strip()
    if column.kind in NUMERIC:
        if text in _DASHES and not cell.value:
            return Fraction(0)
        if cell.value is not None and (_PLAIN_NUMBER.fullmatch(text) or not text):
            return cell.value
        if text in letters:
            return f"[{text}]"
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


def _format(column: Column, *, nil: bool, after: bool) -> str:
    match column.kind:
        case "number" | "percent":
            return number_format(column.decimals, grouped=True, nil=nil)
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
    taken: set[str] = set()
    for column in table.columns:
        title = " ".join(column.heading.split()) or column.key
        unit = {"number": table.unit, "percent": "%"}.get(column.kind)
        if unit:
            unit = " ".join(unit.split())
            title = title.removesuffix(f", {unit}")
            title = title if unit in title else f"{title} ({unit})"
        header, number = title, 1
        while header.casefold() in taken:
            number += 1
            header = f"{title} {number}"
        taken.add(header.casefold())
        headers.append(header)
    return tuple(headers)
