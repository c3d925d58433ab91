"""References of cells as an audit needs them: names of cells, areas, areas with their sheet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.audit.book import Area
from briefgen.formulas.addresses import column_number, reference

if TYPE_CHECKING:
    from briefgen.formulas.addresses import Reference

_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def point(name: str) -> tuple[int, int] | None:
    """Return row and column of a cell's name such as `B7`; None if it is none."""
    match = _CELL.fullmatch(name)
    return (int(match[2]), column_number(match[1])) if match else None


def read(text: str) -> Reference | None:
    """Return the reference that a text writes; None if it writes none."""
    try:
        return reference(text)
    except ValueError:
        return None


def area(text: str) -> Area | None:
    """Return the area of `A1:C9` (a sheet before it is left aside); None if it is none."""
    found = read(text)
    return None if found is None else Area(found.row, found.column, found.last_row, found.last_column)


def sheet_and_area(text: str) -> tuple[str, Area] | None:
    """Return sheet and area of `'Data'!$B$2:$B$9`; None for anything else."""
    found = read(text)
    if found is None or found.sheet is None or found.book:
        return None
    return found.sheet, Area(found.row, found.column, found.last_row, found.last_column)
