"""Trade data: doubles, impossible values, slips of scale, and whether they tell of the two sides."""

from __future__ import annotations

import re
from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from briefgen.checks.words import counted, listed, number
from briefgen.findings import error, note, warning
from briefgen.model.fields import WORLD
from briefgen.model.trade import TOTAL, base_value, reported

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.findings import FactPath, Finding
    from briefgen.model.brief import Brief, Flow
    from briefgen.model.figure import Unit

JUMP = (Fraction(500), Fraction(2000))
"""A change by a factor between these two looks like thousands taken for millions."""
STEADY = Fraction(3)
"""Years within this factor of one another are steady. Of 5 105 real yearly changes in the trade of a small
economy with all its partners, JUMP alone took 28 for slips, together with STEADY 12."""


_CODE = re.compile(r"(?:\d\d){1,5}", re.ASCII)
_BETWEEN = re.compile(r"\s*[-–]\s*|\s*[,;]\s*|\s+")


def told(row: Flow) -> str:
    """Return what a trade row tells of."""
    return f"{row.flow} of {row.reporter} with {row.partner}, {row.commodity}, {row.period}"


def amount(value: Fraction, unit: Unit) -> str:
    """Return a value with its unit: `20.5 mln USD`."""
    return f"{number(value, 3)} {unit}"


def codes(brief: Brief) -> Iterator[Finding]:
    """Check that commodity codes are those of the Harmonized System, with all their digits."""
    for name, field in (("trade", "commodity"), ("commodities", "hs")):
        wrong: dict[str, int] = {}
        for index, row in enumerate(getattr(brief, name)):
            value = getattr(row, field)
            if value is not None and value != TOTAL and value not in wrong and not is_code(value, many=field == "hs"):
                wrong[value] = index
        if wrong:
            odd = any(value.isdecimal() and len(value) % 2 for value in wrong)
            yield warning(
                "B329",
                f"{listed([f'`{one}`' for one in wrong])} {'is no code' if len(wrong) == 1 else 'are no codes'} "
                "of the Harmonized System",
                why="its codes have 2, 4, 6, 8 or 10 digits" + (", and a zero in front may be lost" if odd else ""),
                help="write the code as text with all its digits, such as 0101"
                + (f", or {TOTAL} for all commodities" if field == "commodity" else ""),
                at=(name, next(iter(wrong.values())), field),
            )


def is_code(text: str, *, many: bool = False) -> bool:
    """Say whether a text is an HS code, or (`many`) several and ranges of them: `2716`, `16-21`, `02, 04`."""
    parts = _BETWEEN.split(text.strip()) if many else [text]
    return bool(text.strip()) and all(_CODE.fullmatch(part) for part in parts)


def duplicates(brief: Brief) -> Iterator[Finding]:
    """Check that no two trade rows tell of the same thing."""
    seen: dict[tuple[Any, ...], Flow] = {}
    for index, row in enumerate(brief.trade):
        first = seen.setdefault((row.reporter, row.partner, row.flow, row.commodity, row.period), row)
        if first is row:
            continue
        one, two = reported(first), reported(row)
        same = (one is None) == (two is None) and first.unit.code == row.unit.code
        if same and (one is None or two is None or base_value(one, first.unit) == base_value(two, row.unit)):
            yield warning(
                "B331",
                f"a trade row stands twice: {told(row)}",
                why="both rows state the same value",
                help="remove one of the two",
                at=("trade", index),
            )
            continue
        values = ["no value" if v is None else amount(v, r.unit) for v, r in ((one, first), (two, row))]
        yield error(
            "B330",
            f"two trade rows contradict each other: {told(row)}",
            why=f"the first states {values[0]}, this one {values[1]}",
            help="keep the row that the source shows; take another edition as a source of its own",
            at=("trade", index, "value"),
        )


def values(brief: Brief) -> Iterator[Finding]:
    """Check that trade values are not below zero, a nil is nothing else, and gaps are told."""
    for name in ("trade", "commodities"):
        for index, row in enumerate(getattr(brief, name)):
            if row.value is not None and row.value < 0:
                yield error(
                    "B334",
                    f"row {index + 1} of `{name}` has a value below zero, {number(row.value, 3)}",
                    why="what was sold or bought cannot be less than nothing; a balance is computed",
                    help="correct the value; the direction stands in `flow`",
                    at=(name, index, "value"),
                )
    for index, row in enumerate(brief.trade):
        if row.mark == "-" and row.value:
            yield error(
                "B336",
                f"a trade row is marked nil, yet has the value {number(row.value, 3)}: {told(row)}",
                why="`-` means that there was no trade",
                help="remove the mark or the value",
                at=("trade", index, "mark"),
            )
    empty = [(index, row) for index, row in enumerate(brief.trade) if reported(row) is None]
    if empty:
        rows = [told(row) + (" (confidential)" if row.mark == "c" else "") for _, row in empty]
        yield note(
            "B335",
            f"{counted(len(empty), 'trade row')} {'has' if len(empty) == 1 else 'have'} no value",
            why=f"sums with them are not known: {listed(rows, 4)}",
            help="write the value if it is published; write the mark `-` if there was no trade",
            at=("trade", empty[0][0]),
        )


def self_trade(brief: Brief) -> Iterator[Finding]:
    """Check that nobody trades with itself, except for goods that come back."""
    for name in ("trade", "commodities"):
        for index, row in enumerate(getattr(brief, name)):
            if row.reporter == row.partner and row.flow != "re-import":
                yield error(
                    "B337",
                    f"row {index + 1} of `{name}` tells of trade of {row.reporter} with itself",
                    why="reporter and partner are the same",
                    help="write the other side in `partner`",
                    at=(name, index, "partner"),
                )


def jumps(brief: Brief) -> Iterator[Finding]:
    """Check that no value of the two sides, or of one with the world, is a thousand times its neighbours."""
    two = {brief.perspective, brief.partner}
    series: dict[tuple[str, ...], dict[int, tuple[int, Flow]]] = defaultdict(dict)
    for index, row in enumerate(brief.trade):
        if row.period.is_year and row.value is not None and row.value > 0 and row.reporter in two:
            key = (row.reporter, row.partner, row.flow, row.commodity, row.unit.code)
            if row.partner in two or row.partner == WORLD:
                series[key].setdefault(row.period.start.year, (index, row))
    for rows in series.values():
        values = {year: base_value(row.value or Fraction(0), row.unit) for year, (_, row) in sorted(rows.items())}
        for year in values:
            if _jumps(values, year):
                (_, one), (index, two_) = rows[year - 1], rows[year]
                factor = max(values[year] / values[year - 1], values[year - 1] / values[year])
                yield warning(
                    "B338",
                    f"a value jumps by a factor of about {number(factor, 0)}: {told(two_)}",
                    why=f"{_year(one)}, {_year(two_)}, while the years around it are steady; "
                    "mostly that is a slip between thousands and millions",
                    help="look at `value` and `unit` of both rows",
                    at=("trade", index, "value"),
                )


def _jumps(values: dict[int, Fraction], year: int) -> bool:
    """Say whether the year leaves a steady series by a factor of 1000, for good or for one year."""
    before, now, after = values.get(year - 1), values[year], values.get(year + 1)
    if before is None or not JUMP[0] <= max(now / before, before / now) <= JUMP[1]:
        return False
    back = after is not None and _steady(before, after)
    return _steady(before, values.get(year - 2)) and (back or _steady(now, after))


def _steady(one: Fraction, other: Fraction | None) -> bool:
    return other is None or max(one / other, other / one) <= STEADY


def _year(row: Flow) -> str:
    return f"{row.period}: {amount(row.value or Fraction(0), row.unit)}"


def sides(brief: Brief) -> Iterator[Finding]:
    """Check that trade data and commodities tell of the two sides of the talks."""
    two = {brief.perspective, brief.partner}
    if brief.trade and not any({row.reporter, row.partner} == two for row in brief.trade):
        yield warning(
            "B339",
            f"no trade row tells of trade between {brief.perspective} and {brief.partner}",
            why="the trade section is about the two sides",
            help="add their rows, or correct `reporter` and `partner`",
            at=("trade",),
        )
    for index, row in enumerate(brief.commodities):
        if {row.reporter, row.partner} != two:
            yield warning(
                "B340",
                f"row {index + 1} of `commodities` tells of {row.reporter} and {row.partner}, "
                f"not of {brief.perspective} and {brief.partner}",
                why="the commodity lists are about the two sides",
                help="correct `reporter` and `partner`, or remove the row",
                at=("commodities", index),
            )


def currencies(brief: Brief) -> Iterator[Finding]:
    """Check that the trade of two sides is told in one currency."""
    first: dict[tuple[str, str], Unit] = {}
    seen = set()
    for index, row in enumerate(brief.trade):
        pair = (row.reporter, row.partner)
        unit = first.setdefault(pair, row.unit)
        if row.unit.code != unit.code and (pair, row.unit.code) not in seen:
            seen.add((pair, row.unit.code))
            yield warning(
                "B341",
                f"trade of {row.reporter} with {row.partner} is told in {unit.code} and in {row.unit.code}",
                why=f"the two cannot be added; the tables leave out what is told in {row.unit.code}",
                help=f"state the rows in {unit.code}, by the rate of the source",
                at=("trade", index, "unit"),
            )


def commodity_values(brief: Brief) -> Iterator[Finding]:
    """Check that a commodity with a value names its unit and its period."""
    for index, row in enumerate(brief.commodities):
        lacking = [field for field in ("unit", "period") if getattr(row, field) is None]
        if row.value is not None and lacking:
            path: FactPath = ("commodities", index, "value")
            yield warning(
                "B342",
                f"row {index + 1} of `commodities` has a value without {listed(lacking)}",
                why="a number alone says nothing",
                help="add " + listed([f"`{field}`" for field in lacking]),
                at=path,
            )
