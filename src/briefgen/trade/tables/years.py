"""Tables with a row for each year: turnover, growth, shares and ranks, concentration, year to date, revisions."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from briefgen.document import Cell, Column, Formula
from briefgen.model.period import Period
from briefgen.model.ratios import average_growth, difference, percent, ratio, total
from briefgen.trade.cube import area, step
from briefgen.trade.flows import WORLD
from briefgen.trade.indicators.sides import revised
from briefgen.trade.indicators.structure import Concentration, concentration, contributions, rank
from briefgen.trade.pair import FLOWS, by_year, to_date
from briefgen.trade.tables.made import NAMES, plus, year_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefgen.document import Table
    from briefgen.model.ratios import Value
    from briefgen.trade.pair import Flow, Pair
    from briefgen.trade.tables.made import Frame, Row

_MEASURES = (*FLOWS, "turnover")
NEARLY_ALL = Fraction(999, 1000)
"""Of the total: partners that are not reported cannot move the concentration where the others make this much."""


def turnover(frame: Frame) -> Table | None:
    """Exports, imports, turnover, balance, coverage of imports by exports and the change of turnover, by year."""
    labels, pair = frame.labels, frame.pair
    if not frame.years:
        return None
    columns = [
        Column("year", labels["year"], "year", width=0.7),
        Column("exports", labels["exports"], "number", 1),
        Column("imports", labels["imports"], "number", 1),
        Column("turnover", labels["turnover"], "number", 1, Formula("sum", ("exports", "imports"))),
        Column("balance", labels["balance"], "number", 1, Formula("difference", ("exports", "imports"))),
        Column("coverage", f"{labels['coverage']}, %", "percent", 1, Formula("share", ("exports", "imports"))),
        Column("change", frame.change, "percent", 1, None if frame.as_index else Formula("growth", ("turnover",))),
    ]
    exports, imports = pair.annual("export"), pair.annual("import")
    rows: list[Row] = []
    for year in frame.years:
        sold, bought = exports.get(year), imports.get(year)
        both, before = plus(sold, bought), plus(exports.get(year - 1), imports.get(year - 1))
        rows.append(
            (
                year_cell(year),
                frame.money(sold),
                frame.money(bought),
                frame.money(both),
                frame.money(difference(sold, bought)),
                frame.ratio(percent(sold, bought), (sold, bought)),
                frame.changed(both, before),
            )
        )
    return frame.table("turnover", labels["turnover"], columns, rows, [labels["rounded"]])


def growth(frame: Frame) -> Table | None:
    """Changes of exports, imports and turnover by year, and what each flow adds to that of turnover; they add up."""
    labels, pair = frame.labels, frame.pair
    if not frame.years:
        return None
    columns = [Column("year", labels["year"], "year", width=0.7)]
    columns += [
        Column(name, f"{labels[name]}: {frame.change.lower()}", "percent", 1)
        for name in ("exports", "imports", "turnover")
    ]
    columns += [
        Column(f"{NAMES[flow]}_points", f"{frame.flow(flow)}: {frame.points.lower()}", "number", 2) for flow in FLOWS
    ]
    values = _measures(pair, pair.partner)
    rows: list[Row] = []
    for year in frame.years:
        now = {name: values[name].get(year) for name in _MEASURES}
        before = {name: values[name].get(year - 1) for name in _MEASURES}
        base = before["turnover"]
        added = contributions(now, before, base)
        cells = [frame.changed(now[name], before[name]) for name in _MEASURES]
        points = [frame.ratio(added[flow], (now[flow], before[flow], base), 2, sign=True) for flow in FLOWS]
        rows.append((year_cell(year), *cells, *points))
    title, notes = (labels["index"], [labels["index_note"]]) if frame.as_index else (labels["growth"], [])
    return frame.table("growth", title, columns, rows, notes, money=False)


def average(frame: Frame) -> Table | None:
    """Average annual growth of exports, imports and turnover between the first and the last year shown."""
    labels = frame.labels
    if len(frame.years) < 2:
        return None
    first, last = frame.years[0], frame.years[-1]
    columns = (
        Column("measure", labels["measure"]),
        Column("first", str(first), "number", 1),
        Column("last", str(last), "number", 1),
        Column("average_growth", f"{labels['average_growth']}, %", "percent", 1),
    )
    values = _measures(frame.pair, frame.pair.partner)
    rows: list[Row] = []
    for name in _MEASURES:
        ends = values[name].get(first), values[name].get(last)
        grown = average_growth(*ends, last - first)
        title = labels[NAMES.get(name, name)]
        rows.append((Cell(title), *map(frame.money, ends), frame.ratio(grown, ends)))
    return frame.table("average-growth", labels["average_growth"], columns, rows)


def shares(frame: Frame) -> Table | None:
    """The partner's share and rank in the exports, imports and turnover of the reporter, by year."""
    return _shares(frame, "shares")


def partner_shares(frame: Frame) -> Table | None:
    """The same the other way round: the reporter in the trade of the partner, by the partner's own statistics."""
    if frame.pair.partner == WORLD:
        return None
    return _shares(replace(frame, pair=frame.pair.turned), "partner-shares")


def _shares(frame: Frame, name: str) -> Table | None:
    labels, pair = frame.labels, frame.pair
    own, world = _measures(pair, pair.partner), _measures(pair, WORLD)
    if pair.partner == WORLD or not _ever_known(world, frame.years):
        return None
    titles = {key: labels[NAMES.get(key, key)].lower() for key in _MEASURES}
    columns = [Column("year", labels["year"], "year", width=0.7)]
    columns += [Column(f"{key}_share", f"{labels['share']}: {titles[key]}, %", "percent", 3) for key in _MEASURES]
    columns += [Column(f"{key}_rank", f"{labels['rank']}: {titles[key]}", "number") for key in _MEASURES]
    rows: list[Row] = []
    for year in frame.years:
        parts = [(own[key].get(year), world[key].get(year)) for key in _MEASURES]
        cells = [frame.ratio(percent(*ends), ends, 3) for ends in parts]
        cells += [_place(frame, pair, key, year) for key in _MEASURES]
        rows.append((year_cell(year), *cells))
    title = f"{labels['share']}, {labels['rank'].lower()}"
    return frame.table(name, title, columns, rows, money=False)


def _place(frame: Frame, pair: Pair, key: str, year: int) -> Cell:
    """Return the cell of the partner's rank; a group or an area that is not specified has none."""
    if area(pair.partner) != "country":
        return frame.ratio(None, ())
    return frame.whole(rank(by_country(pair, key, year), pair.partner))


def partner_contributions(frame: Frame) -> Table | None:
    """What the partner adds to the growth of the reporter's exports, imports and turnover with the world, by year."""
    labels, pair = frame.labels, frame.pair
    own, world = _measures(pair, pair.partner), _measures(pair, WORLD)
    if pair.partner == WORLD or not _ever_known(world, frame.years):
        return None
    columns = [Column("year", labels["year"], "year", width=0.7)]
    for key in _MEASURES:
        title = labels[NAMES.get(key, key)]
        columns.append(
            Column(f"{key}_change", f"{labels['world']}: {title.lower()}, {frame.change.lower()}", "percent", 1)
        )
        columns.append(Column(f"{key}_points", f"{title}: {frame.points.lower()}", "number", 3))
    rows: list[Row] = []
    for year in frame.years:
        cells = []
        for key in _MEASURES:
            now, before, base = own[key].get(year), own[key].get(year - 1), world[key].get(year - 1)
            cells.append(frame.changed(world[key].get(year), base))
            added = contributions({key: now}, {key: before}, base)[key]
            cells.append(frame.ratio(added, (now, before, base), 3, sign=True))
        rows.append((year_cell(year), *cells))
    return frame.table("partner-contributions", labels["contribution"], columns, rows, money=False)


def _ever_known(measures: Mapping[str, Mapping[int, Value]], years: Iterable[int]) -> bool:
    return any(measures["turnover"].get(year) is not None for year in years)


def by_country(pair: Pair, key: str, year: int) -> dict[str, int | None]:
    """Return what the reporter traded with each country in a year: its exports, imports or turnover.

    A country with only one of the flows had none of the other.
    """
    if key != "turnover":
        return pair.by_country("export" if key == "export" else "import", year)
    exports, imports = pair.by_country("export", year), pair.by_country("import", year)
    return {name: plus(exports.get(name, 0), imports.get(name, 0)) for name in dict.fromkeys((*exports, *imports))}


def concentrated(frame: Frame) -> Table | None:
    """How concentrated the reporter's exports and imports are on few partners (Herfindahl-Hirschman), by year."""
    labels, pair = frame.labels, frame.pair
    found = {(flow, year): _concentration(pair, flow, year) for flow in FLOWS for year in frame.years}
    if not any(found.values()):
        return None
    columns = [Column("year", labels["year"], "year", width=0.7)]
    for flow in FLOWS:
        columns.append(Column(f"{NAMES[flow]}_hhi", f"{frame.flow(flow)}: HHI", "number", 4))
        columns.append(
            Column(f"{NAMES[flow]}_normalised", f"{frame.flow(flow)}: {labels['normalised'].lower()}", "number", 4)
        )
        columns.append(
            Column(f"{NAMES[flow]}_10000", f"{frame.flow(flow)}: {labels['scale_of_10000'].lower()}", "number")
        )
        columns.append(Column(f"{NAMES[flow]}_items", f"{frame.flow(flow)}: {labels['items'].lower()}", "number"))
    rows: list[Row] = []
    for year in frame.years:
        cells = []
        for flow in FLOWS:
            one = found.get((flow, year))
            cells.append(frame.ratio(None if one is None else one.hhi, (None,), 4))
            cells.append(frame.ratio(None if one is None else one.normalised, (None if one is None else 1,), 4))
            cells.append(frame.ratio(None if one is None else one.of_10000, (None,), 0))
            cells.append(frame.whole(None if one is None else one.items))
        rows.append((year_cell(year), *cells))
    return frame.table("concentration", labels["concentration"], columns, rows, money=False)


def _concentration(pair: Pair, flow: Flow, year: int) -> Concentration | None:
    """Return the concentration on partners; an area that is not specified counts as one.

    Partners that are not reported are left out where the others make nearly all trade; without them none is told.
    """
    values = pair.by_area(flow, year)
    known = {name: value for name, value in values.items() if value is not None}
    if len(known) < len(values):
        share = ratio(sum(known.values()), pair.annual(flow, WORLD).get(year))
        if share is None or share < NEARLY_ALL:
            return None
    return concentration(known.values()) if len(known) > 1 else None


def year_to_date(frame: Frame) -> Table | None:
    """The first months of each year against the same months of the year before, as far as the latest year goes."""
    labels, pair = frame.labels, frame.pair
    first, until = pair.years or (0, 9999)
    dates = {flow: _to_dates(pair.periods(flow)) for flow in FLOWS}
    found = {flow: {year: told for year, told in dates[flow].items() if first - 1 <= year <= until} for flow in FLOWS}
    last = max((year for years in found.values() for year in years), default=0)
    months = [max(found[flow].get(last, {}), default=0) for flow in FLOWS]
    month = min((one for one in months if one), default=0)
    if not month:
        return None
    columns = (
        Column("period", labels["period"]),
        Column("exports", labels["exports"], "number", 1),
        Column("exports_change", frame.change, "percent", 1),
        Column("imports", labels["imports"], "number", 1),
        Column("imports_change", frame.change, "percent", 1),
        Column("turnover", labels["turnover"], "number", 1, Formula("sum", ("exports", "imports"))),
        Column("change", frame.change, "percent", 1),
    )
    rows: list[Row] = []
    for year in sorted({year for years in found.values() for year in years if month in years[year]}):
        values = [found[flow].get(year, {}).get(month) for flow in FLOWS]
        before = [found[flow].get(year - 1, {}).get(month) for flow in FLOWS]
        values.append(plus(*values))
        before.append(plus(*before))
        period = Period.parse(f"{year:04}-01/{year:04}-{month:02}" if month > 1 else f"{year:04}-01")
        cells = [cell for n, b in zip(values, before, strict=True) for cell in (frame.money(n), frame.changed(n, b))]
        rows.append((Cell(frame.language.date(period, "table")), *cells))
    return frame.table("year-to-date", labels["year_to_date"], columns, rows)


def _to_dates(periods: Mapping[str, int | None]) -> dict[int, dict[int, int | None]]:
    years = {int(period[:4]) for period in periods if step(period) in ("month", "span")}
    return {year: dates for year in sorted(years) if (dates := to_date(periods, year))}


def revisions(frame: Frame) -> Table | None:
    """What a later file says of years that an earlier one told of, where the two differ."""
    labels = frame.labels
    rows: list[Row] = []
    for flow in FLOWS:
        told: dict[int, int | None] = {}
        for _, pair in frame.editions:
            for year, value in by_year(pair.periods(flow)).items():
                if year in told and told[year] != value and (frame.pair.years is None or year in frame.years):
                    change = revised(told[year], value)
                    rows.append(
                        (
                            year_cell(year),
                            Cell(frame.flow(flow)),
                            frame.money(change.earlier),
                            frame.money(change.later),
                            frame.money(change.difference),
                            frame.ratio(change.change, (change.earlier, change.later), sign=True),
                        )
                    )
                told[year] = value
    if not rows:
        return None
    columns = (
        Column("year", labels["year"], "year", width=0.7),
        Column("measure", labels["measure"]),
        Column("earlier", labels["earlier"], "number", 1),
        Column("later", labels["later"], "number", 1),
        Column("difference", labels["difference"], "number", 1),
        Column("change", f"{labels['change']}, %", "percent", 1),
    )
    rows.sort(key=lambda row: (row[0].text, row[1].text))
    return frame.table("revisions", labels["revisions"], columns, rows)


def _measures(pair: Pair, partner: str) -> dict[str, dict[int, Value]]:
    """Return exports, imports and turnover with a partner by year."""
    found: dict[str, dict[int, Value]] = {flow: dict(pair.annual(flow, partner)) for flow in FLOWS}
    years = {year for values in found.values() for year in values}
    found["turnover"] = {year: total(found[flow].get(year) for flow in FLOWS) for year in sorted(years)}
    return found
