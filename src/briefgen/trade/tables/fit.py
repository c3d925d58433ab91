"""Tables on how two economies fit: intensity, comparative advantage, complementarity, intra-industry, potential."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefgen.document import Cell, Column
from briefgen.model.ratios import percent, total
from briefgen.trade.flows import WORLD
from briefgen.trade.indicators.comparison import (
    advantage,
    complementarity,
    intra_industry,
    potential,
    symmetric_advantage,
    trade_intensity,
)
from briefgen.trade.nomenclatures import is_unallocated
from briefgen.trade.pair import FLOWS, LEVELS
from briefgen.trade.tables.made import NAMES, year_cell

if TYPE_CHECKING:
    from briefgen.document import Table
    from briefgen.trade.pair import Flow
    from briefgen.trade.tables.made import Frame, Row

FEWEST = 3
"""Reporters without which a sum of them is not called the world."""


def intensity(frame: Frame) -> Table | None:
    """The partner's share in the reporter's exports over its share in the world's imports, by year."""
    labels, pair = frame.labels, frame.pair
    rows: list[Row] = []
    for year in frame.years if pair.partner != WORLD else ():
        everyone = pair.all_trade("import", year)
        bought, world = everyone.get(pair.partner), total(everyone.values())
        sold, exports = pair.annual("export").get(year), pair.annual("export", WORLD).get(year)
        if len(everyone) < FEWEST:
            continue
        parts = (sold, exports, bought, world)
        rows.append(
            (
                year_cell(year),
                frame.ratio(percent(sold, exports), parts[:2], 3),
                frame.ratio(percent(bought, world), parts[2:], 3),
                frame.ratio(trade_intensity(*parts), parts, 2),
                frame.ratio(trade_intensity(*parts, without_reporter=True), parts, 2),
            )
        )
    if not rows:
        return None
    columns = (
        Column("year", labels["year"], "year", width=0.7),
        Column("share", f"{labels['share']}: {labels['exports']}, %", "percent", 3),
        Column("world_share", f"{labels['share']}: {labels['world']}, {labels['imports']}, %", "percent", 3),
        Column("intensity", labels["intensity"], "number", 2),
        Column("without", f"{labels['intensity']}: {labels['without_reporter']}", "number", 2),
    )
    return frame.table("intensity", labels["intensity"], columns, rows, [labels["world_note"]], money=False)


def advantages(frame: Frame) -> Table | None:
    """Goods in which the reporter has the largest comparative advantage, beside what the partner buys of them."""
    labels, pair, year = frame.labels, frame.pair, frame.year
    if year is None or len(pair.all_trade("export", year)) < FEWEST:
        return None
    own, world = (
        pair.world_goods(pair.reporter, "export", year, frame.level),
        pair.all_goods("export", year, frame.level),
    )
    sold, traded = total(own.values()), total(world.values())
    bought = {} if pair.partner == WORLD else pair.world_goods(pair.partner, "import", year, frame.level)
    found = {code: advantage(value, sold, world.get(code), traded) for code, value in own.items()}
    known = [(code, value) for code, value in found.items() if value and not is_unallocated(code)]
    rows: list[Row] = []
    for code, value in sorted(known, key=lambda one: (-one[1], one[0]))[: frame.top]:
        rows.append(
            (
                Cell(code),
                Cell(frame.good(code)),
                frame.ratio(value, (), 2),
                frame.ratio(symmetric_advantage(value), (), 2),
                frame.money(own[code]),
                frame.money(bought.get(code, 0) if bought else None),
            )
        )
    if not rows:
        return None
    columns = (
        Column("code", labels["hs_code"], "code", width=0.6),
        Column("commodity", labels["commodity"], "text", width=3),
        Column("rca", "RCA", "number", 2, unit=""),
        Column("rsca", f"RCA: {labels['symmetric']}", "number", 2, unit=""),
        Column("supply", labels["supply"], "number", 1),
        Column("demand", labels["demand"], "number", 1),
    )
    notes = [labels["world_note"]]
    return frame.table("advantage", f"{labels['advantage']}, {year}", columns, rows, notes)


def fit(frame: Frame) -> Table | None:
    """How far each side's exports are what the other imports (Michaely, 0 to 100), by year; the level is stated."""
    labels, pair = frame.labels, frame.pair
    rows: list[Row] = []
    for year in frame.years if pair.partner != WORLD else ():
        cells = []
        for seller, buyer in ((pair.reporter, pair.partner), (pair.partner, pair.reporter)):
            sold = pair.world_goods(seller, "export", year, frame.level)
            bought = pair.world_goods(buyer, "import", year, frame.level)
            cells.append(frame.ratio(complementarity(sold, bought), (None,)))
        if any(cell.value is not None for cell in cells):
            rows.append((year_cell(year), Cell(str(frame.level)), *cells))
    if not rows:
        return None
    one, two = frame.name(pair.reporter), frame.name(pair.partner)
    columns = (
        Column("year", labels["year"], "year", width=0.7),
        Column("digits", labels["digits"], "code", width=0.7),
        Column("there", f"{labels['exports']}: {one}, {labels['imports'].lower()}: {two}", "number", 1),
        Column("back", f"{labels['exports']}: {two}, {labels['imports'].lower()}: {one}", "number", 1),
    )
    return frame.table("complementarity", labels["complementarity"], columns, rows, money=False)


def both_ways(frame: Frame) -> Table | None:
    """How much of the trade of the pair runs both ways in the same goods (Grubel-Lloyd), by year, at each level."""
    labels, pair = frame.labels, frame.pair
    rows: list[Row] = []
    for year in frame.years:
        goods = {level: [pair.goods(flow, year, level) for flow in FLOWS] for level in LEVELS}
        if any(all(sides) for sides in goods.values()):
            found = [intra_industry(*sides) if all(sides) else None for sides in goods.values()]
            rows.append((year_cell(year), *(frame.ratio(value, (None,), 3) for value in found)))
    if not rows:
        return None
    columns = [Column("year", labels["year"], "year", width=0.7)]
    columns += [Column(f"level_{level}", f"{labels['digits']}: {level}", "number", 3) for level in LEVELS]
    return frame.table("intra-industry", labels["intra_industry"], columns, rows, money=False)


def export_potential(frame: Frame) -> Table | None:
    """The goods with the largest indicative potential of the reporter's exports to the partner, with the caveat."""
    return _potential(frame, "export")


def import_potential(frame: Frame) -> Table | None:
    """The goods with the largest indicative potential of the reporter's imports from the partner, with the caveat."""
    return _potential(frame, "import")


class Promise(NamedTuple):
    """One product of indicative potential: what is supplied, demanded, traded, and left."""

    code: str
    supply: int | None
    demand: int | None
    actual: int | None
    potential: int


def potential_lines(frame: Frame, flow: Flow) -> list[Promise]:
    """Return the products with the largest indicative potential of a flow; empty if the data cannot give it."""
    pair, year = frame.pair, frame.year
    if year is None or pair.partner == WORLD:
        return []
    seller, buyer = _ends(frame, flow)
    supply = pair.world_goods(seller, "export", year, frame.level)
    demand = pair.world_goods(buyer, "import", year, frame.level)
    actual = pair.goods(flow, year, frame.level)
    found = potential(supply, demand, actual)
    known = [(code, value) for code, value in found.items() if value and not is_unallocated(code)]
    if not actual:
        return []
    top = sorted(known, key=lambda one: (-one[1], one[0]))[: frame.top]
    return [Promise(code, supply[code], demand[code], actual.get(code, 0), value) for code, value in top]


def _ends(frame: Frame, flow: Flow) -> tuple[str, str]:
    """Return who sells and who buys."""
    sides = frame.pair.reporter, frame.pair.partner
    return sides if flow == "export" else sides[::-1]


def _potential(frame: Frame, flow: Flow) -> Table | None:
    labels, lines = frame.labels, potential_lines(frame, flow)
    if not lines:
        return None
    seller, buyer = _ends(frame, flow)
    rows: list[Row] = [(Cell(line.code), Cell(frame.good(line.code)), *map(frame.money, line[1:])) for line in lines]
    columns = (
        Column("code", labels["hs_code"], "code", width=0.6),
        Column("commodity", labels["commodity"], "text", width=3),
        Column("supply", f"{frame.name(seller)}: {labels['supply'].lower()}", "number", 1),
        Column("demand", f"{frame.name(buyer)}: {labels['imports'].lower()}", "number", 1),
        Column("actual", labels["actual"], "number", 1),
        Column("potential", labels["potential"], "number", 1),
    )
    title = f"{labels['potential']}: {frame.flow(flow).lower()}, {frame.year}"
    return frame.table(f"{NAMES[flow][:-1]}-potential", title, columns, rows, [labels["potential_note"]])
