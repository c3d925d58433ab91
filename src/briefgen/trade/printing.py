"""Tables as text for a terminal, as CSV and as JSON."""

from __future__ import annotations

import json
import textwrap
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from briefgen.document import Column, Table

_GAP = "  "
_TEXT_WIDTH, _HEAD_WIDTH = 44, 16
_PLACES = 9
"""Decimals kept of a ratio that goes on, in CSV and JSON."""
_TEXTS = ("text", "code", "status")


def as_text(tables: Sequence[Table], source: str, *, bold: bool = False) -> str:
    """Return tables for a terminal: numbers under one another, units and notes told.

    `source` is the word before the source of a table; `bold` marks heads and totals.
    """
    return "\n\n".join(_one(table, source, bold) for table in tables) + "\n"


def _one(table: Table, source: str, bold: bool) -> str:
    columns = [place for place in range(len(table.columns)) if _used(table, place)]
    heads = [textwrap.wrap(table.columns[place].title, _HEAD_WIDTH, break_long_words=False) for place in columns]
    cells = [[_wrapped(row[place].text, table.columns[place]) for place in columns] for row in table.rows]
    widths = [
        max(len(line) for lines in (head, *(row[at] for row in cells)) for line in lines or [""])
        for at, head in enumerate(heads)
    ]
    left = [table.columns[place].kind in _TEXTS for place in columns]
    rule = "\u2500" * (sum(widths) + len(_GAP) * (len(widths) - 1))
    head = max(len(lines) for lines in heads)
    made = _lines([[""] * (head - len(lines)) + lines for lines in heads], widths, left)
    unit = f" ({table.unit})" if table.unit else ""
    told = [_strong(table.caption, bold) + unit, rule, *(_strong(line, bold) for line in made), rule]
    for number, (row, wrapped) in enumerate(zip(table.rows, cells, strict=True)):
        if table.total_rows and number == len(table.rows) - table.total_rows:
            told.append(rule)
        strong = bold and (any(cell.bold for cell in row) or number >= len(table.rows) - table.total_rows)
        told += [_strong(line, strong) for line in _lines(wrapped, widths, left)]
    told.append(rule)
    width = max(len(rule), 60)
    for note in (*table.notes, *([f"{source}: {table.source}"] if table.source else [])):
        told += textwrap.wrap(note, width, subsequent_indent="  ", break_long_words=False)
    return "\n".join(told)


def _used(table: Table, place: int) -> bool:
    """Say whether a column has anything to print."""
    return any(row[place].text for row in table.rows)


def _wrapped(text: str, column: Column) -> list[str]:
    if column.kind not in _TEXTS:
        return [text]
    return textwrap.wrap(text, _TEXT_WIDTH, break_long_words=False) or [""]


def _lines(cells: Sequence[Sequence[str]], widths: Sequence[int], left: Sequence[bool]) -> list[str]:
    """Return the lines of a row whose cells may have several."""
    made = []
    for number in range(max(len(lines) for lines in cells)):
        parts = []
        for lines, width, leftward in zip(cells, widths, left, strict=True):
            text = lines[number] if number < len(lines) else ""
            parts.append(text.ljust(width) if leftward else text.rjust(width))
        made.append(_GAP.join(parts).rstrip())
    return made


def _strong(text: str, bold: bool) -> str:
    return f"\033[1m{text}\033[0m" if bold else text


def as_csv(tables: Sequence[Table]) -> str:
    """Return tables as CSV: ids of columns, then rows with exact numbers; what is not known is empty.

    Several tables have a column `table` in front and an empty line between them.
    """
    import csv
    from io import StringIO

    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for number, table in enumerate(tables):
        several = [table.name] if len(tables) > 1 else []
        if number:
            writer.writerow([])
        writer.writerow([*(["table"] if several else []), *(column.key for column in table.columns)])
        for row in table.rows:
            values = [_plain(cell.value, cell.text, column) for cell, column in zip(row, table.columns, strict=True)]
            writer.writerow([*several, *("" if value is None else value for value in values)])
    return out.getvalue()


def as_json(tables: Sequence[Table]) -> str:
    """Return tables as JSON: a list of tables with columns, rows of exact numbers (null: not known), notes, source."""
    return json.dumps([_data(table) for table in tables], ensure_ascii=False, indent=2) + "\n"


def _data(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "caption": table.caption,
        "unit": table.unit,
        "columns": [
            {
                "key": column.key,
                "title": column.title,
                "kind": column.kind,
                "decimals": column.decimals,
                "formula": None if column.formula is None else {"kind": column.formula.kind, "of": column.formula.of},
            }
            for column in table.columns
        ],
        "rows": [
            {
                column.key: _number(_plain(cell.value, cell.text, column), column)
                for cell, column in zip(row, table.columns, strict=True)
            }
            for row in table.rows
        ],
        "notes": list(table.notes),
        "source": table.source,
    }


def _plain(value: Fraction | None, text: str, column: Column) -> str | None:
    """Return a cell as plain data: a number as decimal text, None if it is not known, other cells as printed."""
    if column.kind in _TEXTS:
        return text
    if value is None:
        return None
    context = Context(prec=60, rounding=ROUND_HALF_UP)
    exact = context.divide(Decimal(value.numerator), Decimal(value.denominator))
    told = f"{exact.quantize(Decimal(1).scaleb(-_PLACES), context=context):f}"
    return told.rstrip("0").rstrip(".") if "." in told else told


def _number(text: str | None, column: Column) -> str | int | float | None:
    if text is None or column.kind in _TEXTS:
        return text
    return float(text) if "." in text else int(text)
