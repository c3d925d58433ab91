"""Trade between two sides by year, and how stated figures and trends stand against it.

Everything is exact. A value that is not reported stays unknown (None) and makes every sum with it unknown;
a nil (`-`) is zero. Re-exports are part of exports, and never added. Twelve months or four quarters make a year,
fewer do not. Rows that rest on nothing but sources that contradict the brief are no data. The definitions are
those of the usual handbooks of trade indicators (turnover = exports + imports, balance = exports - imports, growth =
100 x (now / before - 1)); the bounds of the verdicts are our own rule and stand here, in one place.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from briefgen.model.figure import Figure, Qualifier, difference, growth, percent_of, total
from briefgen.model.period import Period, Point
from briefgen.model.ratios import gap, ratio

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefgen.model.brief import Brief, Flow, StatedFigure
    from briefgen.model.figure import Unit

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

ALIKE = (Fraction(4, 5), Fraction(5, 4))
"""Bounds of the ratio of two offices' figures on the same trade inside which freight and insurance may explain it."""

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
    def coverage(self) -> Figure | None:
        """Exports in per cent of imports; None without imports."""
        return percent_of(self.exports, self.imports, "100 x exports / imports")

    @cached_property
    def growth(self) -> Figure | None:
        """Change of turnover on the year before, in per cent."""
        if self.before is None:
            return None
        return growth(self.turnover, self.before.turnover, "growth of turnover on the year before")


@dataclass(frozen=True, slots=True)
class Mirror:
    """One year of the same trade by both offices: `own` and `partner`, both as the own side sees it."""

    year: int
    own: Year | None
    partner: Year | None

    def ratio(self, flow: Literal["exports", "imports"]) -> Fraction | None:
        """Return the figure of the importer's office over that of the exporter's; None if that is not known."""
        exporter, importer = self._ends(flow)
        return ratio(importer, exporter)

    def gap(self, flow: Literal["exports", "imports"]) -> Fraction | None:
        """Return how far the importer's figure is from the exporter's, in per cent of the mean of both."""
        return gap(*self._ends(flow))

    def _ends(self, flow: Literal["exports", "imports"]) -> tuple[Fraction | None, Fraction | None]:
        """Return the exporter's figure and the importer's in one unit; both None if they cannot be compared."""
        ours: Figure | None = getattr(self.own, flow, None)
        theirs: Figure | None = getattr(self.partner, flow, None)
        if ours is None or theirs is None or ours.unit.code != theirs.unit.code:
            return None, None
        ends = ours.value, theirs.in_unit(ours.unit).value
        return ends if flow == "exports" else ends[::-1]

    @property
    def known(self) -> bool:
        """Whether both offices tell of the same flow of the year."""
        flows = ("exports", "imports")
        return any(getattr(self.own, flow, None) and getattr(self.partner, flow, None) for flow in flows)

    @property
    def differs(self) -> bool:
        """Whether a ratio is out of the bounds `ALIKE`."""
        ratios = (self.ratio("exports"), self.ratio("imports"))
        return any(ratio is not None and not ALIKE[0] <= ratio <= ALIKE[1] for ratio in ratios)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One year of data beside a stated figure: `data` is the value in the unit of the figure."""

    year: int
    data: Figure
    verdict: Word


@lru_cache(maxsize=8)
def annual(brief: Brief, reporter: str, partner: str) -> Mapping[int, Year]:
    """Return the trade of two sides by year, oldest first, in the unit of their first row.

    Only rows on all commodities count: those on whole years, and where there is none with a value, twelve months or
    else four quarters, all reported, added up. A year without data between two others is there with unknown
    figures. Of two rows on the same thing the first one counts, and a row in another currency than the first one
    is left out (the checks tell of both). Without any figure there are no years.
    """
    rows = [(index, row) for index, row in enumerate(brief.trade) if _is_total(row, reporter, partner)]
    rows = [(index, row) for index, row in rows if not disputed(brief, row.source)]
    if not rows:
        return {}
    unit = rows[0][1].unit
    known: dict[tuple[str, int], Figure | None] = {}
    parts: dict[tuple[str, int], dict[Period, Figure | None]] = {}
    for index, row in rows:
        if row.unit.code == unit.code:
            key: tuple[str, int] = (row.flow, row.period.start.year)
            if row.period.is_year:
                known.setdefault(key, _figure(index, row, unit))
            else:
                parts.setdefault(key, {}).setdefault(_plain(row.period), _figure(index, row, unit))
    for key, pieces in parts.items():
        summed = _year_of(key[1], pieces)
        if summed is not None and known.get(key) is None:
            known[key] = summed
    found = [year for (_, year), figure in known.items() if figure is not None]
    years: dict[int, Year] = {}
    for number in range(min(found), max(found) + 1) if found else ():
        exports, imports = known.get(("export", number)), known.get(("import", number))
        years[number] = Year(number, exports, imports, years.get(number - 1))
    return MappingProxyType(years)  # kept for the next who asks: nobody may change it


def mirrored(years: Mapping[int, Year]) -> Mapping[int, Year]:
    """Return the same trade as the other side sees it, still by the statistics of its reporter."""
    turned: dict[int, Year] = {}
    for number, year in years.items():
        turned[number] = Year(number, year.imports, year.exports, turned.get(number - 1))
    return turned


def seen_by(brief: Brief, own: str, other: str) -> tuple[str, Mapping[int, Year]]:
    """Return trade as `own` sees it, and whose statistics it is: its own or, lacking any, the other's turned round."""
    found = annual(brief, own, other)
    return (own, found) if found else (other, mirrored(annual(brief, other, own)))


def two_sides(brief: Brief, reporter: str | None = None, partner: str | None = None) -> Mapping[int, Year]:
    """Return the trade of two sides by year, by the statistics of `reporter`.

    Without a reporter they are those of the own side or, lacking any, the partner's turned round to what the
    own side sees. Without a partner it is the other side of the talks. A `partner` that is the own side itself
    tells that the other side of the talks is speaking.
    """
    own, other = brief.perspective, brief.partner
    if reporter is not None:
        if partner is None and reporter not in (own, other):
            return {}
        return annual(brief, reporter, partner or (own if reporter == other else other))
    if partner == own:
        return mirrored(seen_by(brief, own, other)[1])
    return seen_by(brief, own, partner or other)[1]


def mirror(brief: Brief) -> tuple[Mirror, ...]:
    """Return what both offices say of the same trade, year by year; empty unless both report."""
    ours = annual(brief, brief.perspective, brief.partner)
    theirs = mirrored(annual(brief, brief.partner, brief.perspective))
    if not ours or not theirs:
        return ()
    numbers = range(min(*ours, *theirs), max(*ours, *theirs) + 1)
    return tuple(Mirror(number, ours.get(number), theirs.get(number)) for number in numbers)


def known_year(brief: Brief) -> int:
    """Return the last year that is known on the brief's date: that of `as_of`, or the one before if it is not over.

    December counts as the end of its year.
    """
    year, month, _ = brief.as_of.last
    return year if month == 12 else year - 1


def disputed(brief: Brief, sources: Iterable[str]) -> bool:
    """Say whether a fact rests on nothing but sources that contradict the brief."""
    named = tuple(sources)
    return bool(named) and _conflicting(brief).issuperset(named)


@lru_cache(maxsize=8)
def _conflicting(brief: Brief) -> frozenset[str]:
    return frozenset(source.id for source in brief.sources if source.status == "conflicting")


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
    years = whole_years(figure.period or figure.compare_over, known_year(brief))
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
    years = whole_years(over, known_year(brief))
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


def _is_total(row: Flow, reporter: str, partner: str) -> bool:
    return (
        row.reporter == reporter
        and row.partner == partner
        and row.commodity == TOTAL
        and row.flow in ("export", "import")
    )


def _plain(period: Period) -> Period:
    """Return the period without the marks that it is uncertain or approximate."""
    return Period(period.start, period.end, period.open)


def _year_of(year: int, parts: Mapping[Period, Figure | None]) -> Figure | None:
    """Return the sum of the twelve months or else the four quarters; None if one of them is not known."""
    months = [Point(year, month=month) for month in range(1, 13)]
    quarters = [Point(year, quarter=quarter) for quarter in range(1, 5)]
    for points, name in ((months, "months"), (quarters, "quarters")):
        summed = total(tuple(parts.get(Period(point)) for point in points), f"sum of {len(points)} {name}")
        if summed is not None:
            return replace(summed, period=Period(Point(year)))
    return None


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
