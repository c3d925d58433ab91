"""Bands: neighbouring rows or columns that a block takes in, and the plan of a sheet that they are part of."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefgen.findings import Finding
    from briefgen.merge.blocks import Block
    from briefgen.merge.compiling import Compiled
    from briefgen.workbook.axis import Chain
    from briefgen.workbook.code import Mark
    from briefgen.workbook.sheet import Row
    from briefgen.workbook.tagged import Found, Tagged


@dataclass(slots=True, eq=False)
class Band:
    """Neighbouring rows (or columns) that a block takes in; only loops repeat them (`number` above 0)."""

    block: Block
    first: int
    last: int
    number: int = 0


@dataclass(slots=True, eq=False)
class Plan:
    """What a sheet is made of: its rows by number, bands, code; `cells` are the cells with tags of each row in order.

    `last_row` and `last_column` are the last ones of the template that anything is known of.
    """

    rows: dict[int, Row]
    last_row: int
    last_column: int
    found: Found
    marks: list[Mark] = field(default_factory=list)
    row_chains: dict[int, Chain] = field(default_factory=dict)
    column_chains: dict[int, Chain] = field(default_factory=dict)
    row_bands: list[Band] = field(default_factory=list)
    column_bands: list[Band] = field(default_factory=list)
    gone_columns: set[int] = field(default_factory=set)
    cells: dict[int, list[Tagged]] = field(default_factory=dict)
    attached: dict[int, list[Tagged]] = field(default_factory=lambda: defaultdict(list))
    kept: list[tuple[int, int]] = field(default_factory=list)
    """Rows of which at least one must come out: those of tables, which Excel wants to have one."""
    row_code: Compiled | None = None
    column_code: Compiled | None = None
    findings: list[Finding] = field(default_factory=list)
