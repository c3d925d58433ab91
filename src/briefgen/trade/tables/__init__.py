"""The named tables of trade: each function takes a frame and returns a table, or None if the data cannot give it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.trade.tables.fit import advantages, both_ways, export_potential, fit, import_potential, intensity
from briefgen.trade.tables.made import Frame
from briefgen.trade.tables.parts import exports, imports, moved, partners
from briefgen.trade.tables.sides import goods_mirror, mirror
from briefgen.trade.tables.years import (
    average,
    concentrated,
    growth,
    partner_contributions,
    partner_shares,
    revisions,
    shares,
    turnover,
    year_to_date,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefgen.document import Table

TABLES: dict[str, Callable[[Frame], Table | None]] = {
    "turnover": turnover,
    "growth": growth,
    "average-growth": average,
    "year-to-date": year_to_date,
    "shares": shares,
    "partner-shares": partner_shares,
    "partner-contributions": partner_contributions,
    "partners": partners,
    "exports": exports,
    "imports": imports,
    "contributions": moved,
    "mirror": mirror,
    "goods-mirror": goods_mirror,
    "concentration": concentrated,
    "intensity": intensity,
    "advantage": advantages,
    "complementarity": fit,
    "intra-industry": both_ways,
    "export-potential": export_potential,
    "import-potential": import_potential,
    "revisions": revisions,
}
"""Every table by name, in the order in which an annex has them."""

__all__ = ["TABLES", "Frame"]
