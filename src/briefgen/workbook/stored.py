"""Stored values: what the formulas of an outcome give, so that programs that do not calculate show numbers too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from briefgen.formulas.cells import Formula
from briefgen.formulas.evaluate import evaluate_all
from briefgen.formulas.values import Unknown

if TYPE_CHECKING:
    from briefgen.formulas.cells import Cell
    from briefgen.workbook.rendering import Outcome

_OF_DATES = re.compile(
    r"\b(?:DATE|DATEDIF|DATEVALUE|DAY|DAYS|DAYS360|EDATE|EOMONTH|FIXED|ISOWEEKNUM|MONTH|NETWORKDAYS(?:\.INTL)?|NOW|TEXT|"
    r"TODAY|VALUE|WEEKDAY|WEEKNUM|WORKDAY(?:\.INTL)?|YEAR|YEARFRAC)\(",
    re.IGNORECASE,
)
"""Functions that give other values where days are counted from 1904."""

_NOT_KNOWN = Unknown("days are counted from 1904")
_HIDDEN = re.compile(r'\bhidden="(?:1|true)"')


def evaluated(outcome: Outcome) -> dict[Cell, Any]:
    """Return the values of all formulas of an outcome by their cells; those that are not known exactly have none."""
    sheets = {one.name for one in outcome.made}
    hidden = set()
    for one in outcome.made:
        if one.sheet.plan is None or one.filled is None:
            continue
        dark = {number for number, row in one.sheet.plan.rows.items() if _HIDDEN.search(row.attributes)}
        if dark:
            hidden |= {(one.name, at) for at, made in one.filled.made.items() if made.number in dark}
    cells = outcome.cells
    if outcome.book.since_1904:
        cells = {
            key: _NOT_KNOWN if type(cell) is Formula and _OF_DATES.search(cell.text) else cell
            for key, cell in cells.items()
        }
    return dict(
        evaluate_all(
            cells,
            outcome.names.formulas,
            outcome.belongings.tables.for_formulas(),
            sheets=sheets,
            hidden=hidden,
        )
    )
