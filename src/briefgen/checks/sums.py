"""Sums: commodities against totals, partners against the world, stated figures against one another."""

from __future__ import annotations

import re
from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from briefgen.checks.trade import amount, is_code, told
from briefgen.checks.words import number
from briefgen.checks.words import stated as in_words
from briefgen.findings import error
from briefgen.model.fields import WORLD
from briefgen.model.figure import Qualifier
from briefgen.model.trade import TOTAL, TRADE_MEASURES, base_value, half_unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.findings import Finding
    from briefgen.model.brief import Brief, Commodity, Flow, StatedFigure
    from briefgen.model.figure import Unit


def _in(value: Fraction, unit: Unit) -> str:
    return amount(value / Fraction(10) ** unit.scale, unit)


def parts(brief: Brief) -> Iterator[Finding]:
    """Check that the commodities traded with a partner do not add up to more than the total."""
    totals = {
        (row.reporter, row.partner, row.flow, row.period): (index, row)
        for index, row in reversed(list(enumerate(brief.trade)))
        if row.commodity == TOTAL and row.value is not None
    }
    for name in ("trade", "commodities"):
        groups: dict[tuple[Any, ...], list[Flow | Commodity]] = defaultdict(list)
        for row in getattr(brief, name):
            if row.value is not None and row.period is not None and getattr(row, "commodity", None) != TOTAL:
                groups[row.reporter, row.partner, row.flow, row.period].append(row)
        for key, rows in groups.items():
            if key in totals:
                yield from _parts(*totals[key], rows)


def _parts(index: int, whole: Flow, rows: list[Flow | Commodity]) -> Iterator[Finding]:
    if whole.value is None:
        return
    summed, rounding = Fraction(0), base_value(half_unit(whole.value), whole.unit)
    for row in _apart(rows):
        if row.value is not None and row.unit is not None and row.unit.code == whole.unit.code:
            summed += base_value(row.value, row.unit)
            rounding += base_value(half_unit(row.value), row.unit)
    total = base_value(whole.value, whole.unit)
    if summed > total + rounding:
        yield error(
            "B332",
            f"commodities add up to {_in(summed, whole.unit)}, more than their total: {told(whole)}",
            why=f"the total is {amount(whole.value, whole.unit)}; the difference of "
            f"{_in(summed - total, whole.unit)} is more than rounding ({_in(rounding, whole.unit)}) allows",
            help="correct the total or the parts; look for a commodity that is counted twice",
            at=("trade", index, "value"),
        )


def _apart(rows: list[Flow | Commodity]) -> Iterator[Flow | Commodity]:
    """Yield the commodities that have nothing in common with a wider one before: 2716 lies in 27, 17 in 16-21."""
    placed = []
    for row in rows:
        reach = _reach(str(getattr(row, "commodity", None) or getattr(row, "hs", None) or ""))
        if reach is None:
            yield row
        else:
            placed.append((*reach, row))
    end, kept = Fraction(0), None
    for low, high, row in sorted(placed, key=lambda one: (one[0], -one[1])):
        if low >= end or (low, high) == kept:
            end, kept = high, (low, high)
            yield row


def _reach(text: str) -> tuple[Fraction, Fraction] | None:
    """Return from where to where codes reach, as decimals after the point: 16-21 is 0.16 to 0.22; None for no codes."""
    codes = re.findall(r"[0-9]+", text)
    if not is_code(text, many=True):
        return None
    low = min(Fraction(int(code), 10 ** len(code)) for code in codes)
    return low, max(Fraction(int(code) + 1, 10 ** len(code)) for code in codes)


def world(brief: Brief) -> Iterator[Finding]:
    """Check that trade with a partner is not more than trade with the whole world."""
    wholes = {
        (row.reporter, row.flow, row.commodity, row.period): row
        for row in brief.trade
        if row.partner == WORLD and row.value is not None
    }
    for index, row in enumerate(brief.trade):
        whole = wholes.get((row.reporter, row.flow, row.commodity, row.period))
        if whole is None or whole.value is None or row.partner == WORLD or row.value is None:
            continue
        if row.unit.code != whole.unit.code:
            continue
        part, limit = base_value(row.value, row.unit), base_value(whole.value, whole.unit)
        if part <= limit:
            continue
        rounding = base_value(half_unit(row.value), row.unit) + base_value(half_unit(whole.value), whole.unit)
        if part > limit + rounding:
            yield error(
                "B333",
                f"trade with one partner exceeds trade with the world: {told(row)}",
                why=f"{amount(row.value, row.unit)} with {row.partner}, "
                f"{amount(whole.value, whole.unit)} with the world",
                help="correct one of the two values or its unit",
                at=("trade", index, "value"),
            )


def stated(brief: Brief) -> Iterator[Finding]:
    """Check that exact figures agree: turnover is exports plus imports, balance exports minus imports."""
    groups: dict[object, dict[str, tuple[int, StatedFigure]]] = {}
    for index, figure in enumerate(brief.figures):
        exact = figure.qualifier is Qualifier.EXACT and figure.value is not None and figure.period is not None
        if exact and figure.measure in TRADE_MEASURES:
            key = (figure.reporter, figure.partner, figure.period, figure.unit.code)
            groups.setdefault(key, {}).setdefault(figure.measure, (index, figure))
    for group in groups.values():
        for code, measure, sign, words in (
            ("B353", "turnover", 1, "exports plus imports"),
            ("B354", "balance", -1, "exports minus imports"),
        ):
            if {measure, "exports", "imports"} <= set(group):
                yield from _sum(code, words, group[measure], group["exports"][1], group["imports"][1], sign)


def _sum(
    code: str,
    words: str,
    whole: tuple[int, StatedFigure],
    exports: StatedFigure,
    imports: StatedFigure,
    sign: int,
) -> Iterator[Finding]:
    index, figure = whole
    rounding, values = Fraction(0), []
    for one in (figure, exports, imports):
        if one.value is None:
            return
        values.append(base_value(one.value, one.unit))
        rounding += base_value(half_unit(one.value), one.unit)
    made = values[1] + sign * values[2]
    if abs(values[0] - made) > rounding:
        shown = number(made / base_value(Fraction(1), figure.unit), 3)
        yield error(
            code,
            f"`{figure.id}` is {in_words(figure)}, yet {words} make {shown} {figure.unit}",
            why=f"`{exports.id}` is {in_words(exports)}, `{imports.id}` is {in_words(imports)}; "
            "the difference is more than rounding allows",
            help="correct the figure that differs from its source",
            at=("figures", index, "value"),
        )
