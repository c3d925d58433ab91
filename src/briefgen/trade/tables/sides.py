"""Tables with both offices side by side: the same trade as each of them tells it, by year and by product."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.document import Cell, Column
from briefgen.trade.flows import WORLD
from briefgen.trade.indicators.sides import mirrored
from briefgen.trade.pair import FLOWS, by_year
from briefgen.trade.tables.made import NAMES, year_cell

if TYPE_CHECKING:
    from briefgen.document import Table
    from briefgen.model.ratios import Value
    from briefgen.trade.tables.made import Frame, Row


def mirror(frame: Frame) -> Table | None:
    """Exports and imports by both offices, in years of which both tell: ratio of importer to exporter, gap, flag."""
    pair = frame.pair
    theirs = {flow: by_year(pair.mirrored(flow)) for flow in FLOWS}
    rows: list[Row] = []
    for year in frame.years:
        told = [year in pair.annual(flow) and year in theirs[flow] for flow in FLOWS]
        if not any(told):
            continue
        cells = []
        for flow in FLOWS:
            cells += _side(frame, pair.annual(flow).get(year), theirs[flow].get(year), flow == "export")
        rows.append((year_cell(year), *cells))
    if not rows:
        return None
    labels = frame.labels
    columns = [Column("year", labels["year"], "year", width=0.7)]
    for flow in FLOWS:
        columns += _columns(frame, NAMES[flow])
    notes = [labels["both_sides_note"], labels["fob_cif"]]
    return frame.table("mirror", labels["both_sides"], columns, rows, notes)


def goods_mirror(frame: Frame) -> Table | None:
    """The reporter's exports by both offices in a year, by product, the largest of either first."""
    pair, year, labels = frame.pair, frame.year, frame.labels
    if year is None or pair.partner == WORLD:
        return None
    rows: list[Row] = []
    for flow in FLOWS:
        ours, theirs = pair.goods(flow, year, frame.level), pair.mirrored_goods(flow, year, frame.level)
        if not ours or not theirs:
            continue
        size = {code: max(ours.get(code) or 0, theirs.get(code) or 0) for code in {*ours, *theirs}}
        for code in sorted(size, key=lambda one: (-size[one], one))[: frame.top]:
            sides = _side(frame, ours.get(code, 0), theirs.get(code, 0), flow == "export")
            rows.append((Cell(frame.flow(flow)), Cell(code), Cell(frame.good(code)), *sides))
    if not rows:
        return None
    columns = [
        Column("flow", labels["measure"]),
        Column("code", labels["hs_code"], "code", width=0.6),
        Column("commodity", labels["commodity"], "text", width=3),
        *_columns(frame, ""),
    ]
    notes = [labels["both_sides_note"], labels["fob_cif"]]
    return frame.table("goods-mirror", f"{labels['both_sides']}, {year}", columns, rows, notes)


def _columns(frame: Frame, name: str) -> list[Column]:
    labels, pair = frame.labels, frame.pair
    key, title = (f"{name}_", f"{labels[name]}: ") if name else ("", "")
    return [
        Column(f"{key}own", f"{title}{frame.name(pair.reporter)}", "number", 1),
        Column(f"{key}partner", f"{title}{frame.name(pair.partner)}", "number", 1),
        Column(f"{key}ratio", f"{title}{labels['ratio'].lower()}" if title else labels["ratio"], "number", 2, unit=""),
        Column(f"{key}gap", f"{title}{labels['gap'].lower()}, %" if title else f"{labels['gap']}, %", "percent", 1),
        Column(f"{key}flag", labels["remark"], "status", width=0.5),
    ]


def _side(frame: Frame, own: Value, theirs: Value, sold: bool) -> list[Cell]:
    """Return the cells of one flow by both offices; `sold` says that the own side is the exporter."""
    found = mirrored(own, theirs) if sold else mirrored(theirs, own)
    parts = (own, theirs)
    return [
        frame.money(own),
        frame.money(theirs),
        frame.ratio(found.ratio, parts, 2),
        frame.ratio(found.gap, parts, 1, sign=True),
        Cell(frame.labels["flagged"] if found.flagged else ""),
    ]
