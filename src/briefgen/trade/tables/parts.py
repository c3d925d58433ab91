"""Tables on what trade is made of in one year: goods, partners, and what each part adds to growth."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from briefgen.document import Cell, Column, Formula
from briefgen.model.ratios import difference, growth, percent, total
from briefgen.trade.flows import WORLD
from briefgen.trade.indicators.structure import contributions, printed_shares, rank, structure
from briefgen.trade.nomenclatures import is_unallocated
from briefgen.trade.pair import FLOWS
from briefgen.trade.tables.made import NAMES
from briefgen.trade.tables.years import by_country

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from briefgen.document import Table
    from briefgen.model.ratios import Value
    from briefgen.trade.pair import Flow
    from briefgen.trade.tables.made import Frame, Row


class Line(NamedTuple):
    """One part of a total: its place among the largest, code and name, its value in the year and the one before."""

    number: str
    code: str
    name: str
    now: Value
    before: Value


def exports(frame: Frame) -> Table | None:
    """What the reporter sold to the partner in a year: the largest goods, others, not specified, not allocated."""
    return _goods(frame, "export")


def imports(frame: Frame) -> Table | None:
    """What the reporter bought from the partner in a year: the largest goods, others, not specified, not allocated."""
    return _goods(frame, "import")


def _goods(frame: Frame, flow: Flow) -> Table | None:
    labels, year = frame.labels, frame.year
    lines = goods_lines(frame, flow)
    if year is None or not lines:
        return None
    whole = lines[-1]
    texts = _share_texts(frame, lines)
    rows: list[Row] = []
    for place, line in enumerate(lines):
        share = frame.ratio(percent(line.now, whole.now), (line.now, whole.now))
        parts = (line.now, line.before, whole.before)
        added = percent(difference(line.now, line.before), whole.before)
        rows.append(
            (
                Cell(line.number),
                Cell(line.code),
                Cell(line.name),
                frame.money(line.now),
                replace(share, text=texts[place]) if texts and share.value is not None else share,
                frame.changed(line.now, line.before),
                frame.ratio(added, parts, 2, sign=True),
            )
        )
    columns = (
        Column("number", labels["number"], "code", width=0.4),
        Column("code", labels["hs_code"], "code", width=0.6),
        Column("commodity", labels["commodity"], "text", width=3),
        Column("value", labels["value"], "number", 1),
        Column("share", f"{labels['share']}, %", "percent", 1),
        Column("change", frame.change, "percent", 1),
        Column("points", frame.points, "number", 2, unit=""),
    )
    notes = [labels["shares_note"]] if texts else []
    return frame.table(NAMES[flow], f"{frame.flow(flow)}, {year}", columns, rows, notes, total_rows=1)


def goods_lines(frame: Frame, flow: Flow) -> list[Line]:
    """Return the goods of a flow in the frame's year, the largest first, the rest, and the total last."""
    pair, year, labels = frame.pair, frame.year, frame.labels
    if year is None:
        return []
    now, before = pair.goods(flow, year, frame.level), pair.goods(flow, year - 1, frame.level)
    if not now:
        return []
    whole, earlier = (pair.annual(flow).get(number) for number in (year, year - 1))
    made = structure(now, whole, frame.top)
    shown = {code for code, _ in made.top}
    old = structure(before, earlier, 0) if before else None
    lines = [
        Line(str(place), code, frame.good(code), value, before.get(code, 0) if before else None)
        for place, (code, value) in enumerate(made.top, start=1)
    ]
    others = total([0, *(value for code, value in before.items() if code not in shown and not is_unallocated(code))])
    unspecified = total([0, *(value for code, value in before.items() if is_unallocated(code))])
    rest = [
        Line("", "", labels["others"], made.others, others if old else None),
        Line("", "99" if frame.level == 2 else "", frame.good("99"), made.unspecified, unspecified if old else None),
        Line("", "", labels["not_allocated"], made.not_allocated, old.not_allocated if old else None),
    ]
    lines += [line for line in rest if line.now != 0 or line.before]
    return [*lines, Line("", "", labels["total"], made.total, earlier if old else None)]


def _share_texts(frame: Frame, lines: Sequence[Line]) -> list[str] | None:
    """Return the shares of the lines as printed, adding up to 100; None where they cannot."""
    parts = [int(line.now) for line in lines[:-1] if line.now is not None]
    shares = printed_shares(parts) if len(parts) == len(lines) - 1 else None
    if shares is None or lines[-1].now is None or lines[-1].now != sum(parts):
        return None
    return [*frame.share_texts(shares), frame.language.number(100, 1)]


def moved(frame: Frame) -> Table | None:
    """What moved the exports and imports of the pair: the goods that added or took most, in points that add up."""
    labels, year = frame.labels, frame.year
    rows = [_moved(frame, flow, line, points) for flow in FLOWS for line, points in moved_lines(frame, flow)]
    if year is None or not rows:
        return None
    columns = (
        Column("flow", labels["measure"]),
        Column("code", labels["hs_code"], "code", width=0.6),
        Column("commodity", labels["commodity"], "text", width=3),
        Column("before", str(year - 1), "number", 1),
        Column("now", str(year), "number", 1),
        Column("points", frame.points, "number", 2, unit=""),
    )
    return frame.table("contributions", f"{labels['contribution']}, {year}", columns, rows)


def moved_lines(frame: Frame, flow: Flow) -> list[tuple[Line, Fraction]]:
    """Return the goods that moved a flow most with their points, the rest, and the total last; empty without goods."""
    labels, pair, year = frame.labels, frame.pair, frame.year
    if year is None:
        return []
    now, before = (pair.goods(flow, number, frame.level) for number in (year, year - 1))
    whole, base = (pair.annual(flow).get(number) for number in (year, year - 1))
    grown = growth(whole, base)
    if not now or not before or grown is None:
        return []
    known = [(code, points) for code, points in contributions(now, before, base).items() if points]
    top = sorted(known, key=lambda one: (-abs(one[1]), one[0]))[: frame.top]
    ends = [(now.get(code, 0), before.get(code, 0)) for code, _ in top]
    lines = [
        (Line("", code, frame.good(code), after, earlier), points)
        for (code, points), (after, earlier) in zip(top, ends, strict=True)
    ]
    rest = [difference(end, total([0, *(pair[n] for pair in ends)])) for n, end in enumerate((whole, base))]
    left = grown - sum(points for _, points in top)
    lines.append((Line("", "", labels["others"], *rest), left))
    lines.append((Line("", "", labels["total"], whole, base), grown))
    return lines


def _moved(frame: Frame, flow: Flow, line: Line, points: Fraction) -> Row:
    return (
        Cell(frame.flow(flow)),
        Cell(line.code),
        Cell(line.name),
        frame.money(line.before),
        frame.money(line.now),
        frame.ratio(points, (), 2, sign=True),
    )


def partners(frame: Frame) -> Table | None:
    """The reporter's partners in a year by turnover: the largest, the one of the pair, the rest and the total."""
    labels, pair, year = frame.labels, frame.pair, frame.year
    if year is None:
        return None
    both = by_country(pair, "turnover", year)
    if len(both) < 2:
        return None
    ranked = sorted(((name, value) for name, value in both.items() if value), key=lambda one: (-one[1], one[0]))
    shown = [name for name, _ in ranked[: frame.top]]
    if pair.partner in both and pair.partner not in shown and both[pair.partner] is not None:
        shown.append(pair.partner)
    flows = [pair.by_area(flow, year) for flow in FLOWS]
    whole = [pair.annual(flow, WORLD).get(year) for flow in FLOWS]
    lines: list[tuple[int | None, str, list[Value]]] = [
        (rank(both, name), frame.name(name), [values.get(name, 0) for values in flows]) for name in shown
    ]
    told = [total([0, *(line[2][place] for line in lines)]) for place in (0, 1)]
    rest = [difference(end, part) for end, part in zip(whole, told, strict=True)]
    lines.append((None, labels["others"], rest))
    lines.append((None, labels["total"], list(whole)))
    rows: list[Row] = []
    for place, name, (sold, bought) in lines:
        own = name == frame.name(pair.partner)
        turnover, all_trade = total((sold, bought)), total(whole)
        rows.append(
            (
                Cell("", bold=own) if place is None else replace(frame.whole(place), bold=own),
                Cell(name, bold=own),
                frame.money(sold, bold=own),
                frame.money(bought, bold=own),
                frame.money(turnover, bold=own),
                frame.ratio(percent(turnover, all_trade), (turnover, all_trade), 2, bold=own),
            )
        )
    columns = (
        Column("rank", labels["rank"], "number", width=0.4, unit=""),
        Column("country", labels["country"], "text", width=2),
        Column("exports", labels["exports"], "number", 1),
        Column("imports", labels["imports"], "number", 1),
        Column("turnover", labels["turnover"], "number", 1, Formula("sum", ("exports", "imports"))),
        Column("share", f"{labels['share']}, %", "percent", 2),
    )
    return frame.table("partners", f"{labels['turnover']}, {year}", columns, rows, total_rows=1)
