"""Trade between two sides by year, and how stated figures and trends stand against it.

Everything is exact. A value that is not reported stays unknown (None) and makes every sum with it unknown;
a nil (`-`) is zero. Re-exports are part of exports, and never added. The definitions are those of the usual
handbooks of trade indicators (turnover = exports + imports, balance = exports - imports, growth =
100 x (now / before - 1)); the bounds of the verdicts are our own rule and stand here, in one place.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from briefgen.model.figure import Figure, Qualifier, difference, growth, total

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.model.brief import Brief, Flow, StatedFigure
    from briefgen.model.figure import Unit
    from briefgen.model.period import Period

TOTAL = "TOTAL"
"""The commodity code of a row that stands for all commodities."""

TRADE_MEASURES = ("turnover", "exports", "imports", "balance")
"""The measures of a stated figure that are held against the trade data."""

SUPPORTED_WITHIN = Fraction(10)
"""How far, in per cent, data may be from an "about" figure that they support."""
ROUGH_WITHIN = Fraction(25)
"""How far, in per cent, data may be from an "about" figure that holds roughly."""
WEAK_FROM = Fraction(3, 2)
"""From this multiple on, "over" says much less than the data ("under": their inverse, much more)."""
FLAT_WITHIN = Fraction(10)
"""How much, in per cent, trade may change in a year and still be called flat."""

Word = Literal["supported", "rough", "understated", "overstated", "not supported"]
"""What the data say of a stated figure in one year."""


@dataclass(frozen=True)
class Year:
    """Trade of one calendar year, all figures in one unit; what is not known is None."""

    year: int
    exports: Figure | None
    imports: Figure | None
    before: Year | None = field(default=None, repr=False, compare=False)
    """The year before, if there are data of it."""

    @cached_property
    def turnover(self) -> Figure | None:
        """Exports plus imports."""
        return total((self.exports, self.imports), "exports + imports")

    @cached_property
    def balance(self) -> Figure | None:
        """Exports minus imports."""
        return difference(self.exports, self.imports, "exports - imports")

    @cached_property
    def growth(self) -> Figure | None:
        """Change of turnover on the year before, in per cent."""
        if self.before is None:
            return None
        return growth(self.turnover, self.before.turnover, "growth of turnover on the year before")

    def mirrored(self) -> Year:
        """Return the same trade as the other side sees it, still by the statistics of its reporter."""
        return Year(self.year, self.imports, self.exports, self.before)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One year of data beside a stated figure: `data` is the value in the unit of the figure."""

    year: int
    data: Figure
    verdict: Word


@lru_cache(maxsize=8)
def annual(brief: Brief, reporter: str, partner: str) -> Mapping[int, Year]:
    """Return the trade of two sides by year, oldest first, in the unit of their first row.

    Only rows on whole years and all commodities count. Of two rows on the same thing the first one counts,
    and a row in another currency than the first one is left out (the checks tell of both).
    """
    rows = [(index, row) for index, row in enumerate(brief.trade) if _is_annual(row, reporter, partner)]
    if not rows:
        return {}
    unit = rows[0][1].unit
    known: dict[tuple[str, int], Figure | None] = {}
    for index, row in rows:
        if row.unit.code == unit.code:
            known.setdefault((row.flow, row.period.start.year), _figure(index, row, unit))
    years: dict[int, Year] = {}
    for number in sorted({year for _, year in known}):
        exports, imports = known.get(("export", number)), known.get(("import", number))
        years[number] = Year(number, exports, imports, years.get(number - 1))
    return MappingProxyType(years)  # kept for the next who asks: nobody may change it


def two_sides(brief: Brief, reporter: str | None = None, partner: str | None = None) -> Mapping[int, Year]:
    """Return the trade of two sides by year, by the statistics of `reporter`.

    Without a reporter they are those of the own side or, lacking any, the partner's turned round to what the
    own side sees. Without a partner it is the other side of the talks.
    """
    if reporter is not None and reporter not in (brief.perspective, brief.partner) and partner is None:
        return {}
    own = reporter or brief.perspective
    other = partner or (brief.perspective if own == brief.partner else brief.partner)
    found = annual(brief, own, other)
    if found or reporter is not None:
        return found
    return {number: year.mirrored() for number, year in annual(brief, other, own).items()}


def whole_years(period: Period | None, until: int) -> range | None:
    """Return the years of a period of whole years (an open end runs to `until`); None for any other."""
    if period is None or any(end is not None and (end.month or end.quarter) for end in (period.start, period.end)):
        return None
    if period.open:
        return range(period.start.year, max(until, period.start.year) + 1)
    return period.years


def claim_verdicts(figure: StatedFigure, brief: Brief) -> tuple[Verdict, ...]:
    """Return what the trade data say of a stated figure, for each year it holds for that has data.

    The years are those of its period or else of `compare_over`. Empty if it is no trade measure, has no
    value, names no whole years, or if there are no data in its unit.
    """
    stated = figure.figure
    years = whole_years(figure.period or figure.compare_over, brief.as_of.last[0])
    if figure.measure not in TRADE_MEASURES or stated is None or years is None:
        return ()
    found = []
    for number, year in two_sides(brief, figure.reporter, figure.partner).items():
        data: Figure | None = getattr(year, figure.measure)
        if number in years and data is not None and data.unit.code == stated.unit.code:
            told = data.in_unit(stated.unit)
            found.append(Verdict(number, told, verdict(stated, told.value)))
    return tuple(found)


def verdict(stated: Figure, data: Fraction) -> Word:
    """Return what a value says of a stated figure, both in the unit of the figure.

    exact: equal, rounded as stated. about v: within 10 % of v supported, within 25 % rough.
    over v: above v supported, from 1.5 v on understated; at least: v itself included.
    under v: below v supported, from v / 1.5 down overstated; at most: v itself included.
    between: both ends included; within 10 % of the nearer end rough.
    """
    value, kind = stated.value, stated.qualifier
    if kind is Qualifier.EXACT:
        return "supported" if abs(data - value) <= half_unit(value) else "not supported"
    if kind is Qualifier.ABOUT:
        return _near(data, value)
    if kind is Qualifier.BETWEEN:
        high = value if stated.high is None else stated.high
        if value <= data <= high:
            return "supported"
        end = value if data < value else high
        return "rough" if _near(data, end) == "supported" else "not supported"
    included = kind in (Qualifier.AT_LEAST, Qualifier.AT_MOST)
    if data == value:
        return "supported" if included else "not supported"
    if kind in (Qualifier.OVER, Qualifier.AT_LEAST):
        if data < value:
            return "not supported"
        return "understated" if value > 0 and data >= WEAK_FROM * value else "supported"
    if data > value:
        return "not supported"
    return "overstated" if value > 0 and WEAK_FROM * data <= value else "supported"


def changes(brief: Brief, over: Period | None) -> dict[int, Fraction]:
    """Return the yearly changes of turnover, in per cent, inside the years of `over`.

    A single year is held against the year before it. Empty if the period is not one of whole years or has
    no data.
    """
    years = whole_years(over, brief.as_of.last[0])
    if not years:
        return {}
    wanted = years if len(years) == 1 else years[1:]
    return {
        number: year.growth.value
        for number, year in two_sides(brief).items()
        if number in wanted and year.growth is not None
    }


def trend_holds(trend: Literal["up", "down", "flat"], yearly: dict[int, Fraction]) -> bool:
    """Say whether yearly changes in per cent bear out a trend.

    flat: each change is within 10 %. up: the changes together make a rise, and no year falls by more than
    10 %. down: the same the other way round.
    """
    if trend == "flat":
        return all(abs(change) <= FLAT_WITHIN for change in yearly.values())
    together = Fraction(1)
    for change in yearly.values():
        together *= 1 + change / 100
    if trend == "up":
        return together > 1 and all(change >= -FLAT_WITHIN for change in yearly.values())
    return together < 1 and all(change <= FLAT_WITHIN for change in yearly.values())


def half_unit(value: Fraction) -> Fraction:
    """Return half of the last decimal place that a number was stated with: 1/2 for 20, 1/20 for 37.3.

    It is what rounding may hide; 0 for a number that no decimals can write.
    """
    for places in range(31):
        if 10**places % value.denominator == 0:
            return Fraction(1, 2 * 10**places)
    return Fraction(0)


def reported(row: Flow) -> Fraction | None:
    """Return the value of a trade row in its unit: a nil is 0, a value that is not reported None."""
    return Fraction(0) if row.value is None and row.mark == "-" else row.value


def base_value(value: Fraction, unit: Unit) -> Fraction:
    """Return a value in the unit without its power of ten: 20 mln USD is 20 000 000."""
    factor: int = 10**unit.scale
    return value * factor


def _is_annual(row: Flow, reporter: str, partner: str) -> bool:
    return (
        row.reporter == reporter
        and row.partner == partner
        and row.commodity == TOTAL
        and row.flow in ("export", "import")
        and row.period.is_year
    )


def _figure(index: int, row: Flow, unit: Unit) -> Figure | None:
    value = reported(row)
    if value is None:
        return None
    source = row.source[0] if row.source else None
    path = f"trade.{index}.value"
    stated = Figure(value, row.unit, period=row.period, reporter=row.reporter, source=source, path=path, mark=row.mark)
    return stated if row.unit == unit else stated.in_unit(unit)


def _near(data: Fraction, value: Fraction) -> Word:
    away = 100 * abs(data - value)
    if away <= SUPPORTED_WITHIN * abs(value):
        return "supported"
    return "rough" if away <= ROUGH_WITHIN * abs(value) else "not supported"
