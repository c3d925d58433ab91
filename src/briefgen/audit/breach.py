"""A breach of a rule: what is wrong, on which sheet, in which cell."""

from __future__ import annotations

from typing import NamedTuple


class Breach(NamedTuple):
    """One thing that breaks a rule; `message` stands alone, without the sheet and the cell."""

    message: str
    sheet: str | None = None
    cell: str | None = None
