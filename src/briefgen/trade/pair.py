"""Trade of one side with another as tables need it: by year, partner and product, nothing counted twice.

A period's total is the row for all goods or, lacking one, the sum of the shortest codes that the data have; what a side
trades with the world is the row for the world or, lacking one, the sum of its partners.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal

from briefgen.model.ratios import total
from briefgen.trade.cube import LONGEST, PARTNERS, Filter, Question, area, step
from briefgen.trade.flows import WORLD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefgen.trade.cube import Area, Cube, Key, Sums

Level = Literal[2, 4, 6]
Flow = Literal["export", "import"]
FLOWS: tuple[Flow, Flow] = ("export", "import")
LEVELS: tuple[Level, ...] = (2, 4, 6)
_CODE: dict[int, Key] = {2: "chapter", 4: "heading", 6: "subheading"}
_DETAIL = {level: frozenset(range(level, LONGEST + 1)) for level in LEVELS}
_WORLD: frozenset[Area] = frozenset({"world"})

Goods = dict[str, "int | None"]
Periods = dict[str, "int | None"]


class Pair:
    """The trade of `reporter` with `partner` (WLD for the world) in a cube; everything in thousandths of its currency.

    `years` are the first and the last that tables show; the year before is read too, for growth.
    """

    def __init__(self, cube: Cube, reporter: str, partner: str, years: tuple[int, int] | None = None) -> None:
        self.cube = cube
        self.reporter = reporter
        self.partner = partner
        self.years = years
        self._asked = (years[0] - 1, years[1]) if years else None
        self._answers: dict[Question, Sums] = {}
        self._sides: dict[str, _Side] = {}

    @cached_property
    def turned(self) -> Pair:
        """The same the other way round: the partner with the reporter, by the partner's own statistics."""
        return self._sharing(self.partner, self.reporter, self.years)

    def within(self, first: int, last: int) -> Pair:
        """Return the same trade of which tables show some years, without asking the cube again."""
        return self._sharing(self.reporter, self.partner, (first, last))

    def _sharing(self, reporter: str, partner: str, years: tuple[int, int] | None) -> Pair:
        """Return another pair that has what this one knows already."""
        made = Pair(self.cube, reporter, partner)
        made.years, made._asked, made._answers, made._sides = years, self._asked, self._answers, self._sides
        return made

    @property
    def summed(self) -> bool:
        """Whether a total of the reporter had to be made of its goods (known once one was asked for)."""
        return self.reporter in self._sides and self._sides[self.reporter].summed

    # ------------------------------------------------------------ totals

    @property
    def _side(self) -> _Side:
        """What the reporter trades with each partner."""
        if self.reporter not in self._sides:
            self._sides[self.reporter] = _Side(self.reporter, self._by_partner(self.reporter))
        return self._sides[self.reporter]

    def periods(self, flow: Flow, partner: str | None = None) -> Periods:
        """Return what the reporter traded with a partner (its own, unless another is named) by period."""
        return self._side.periods(flow, self.partner if partner is None else partner)

    def mirrored(self, flow: Flow) -> Periods:
        """Return the reporter's flow as the partner's office tells it, by period: its imports for the exports."""
        if self.partner == WORLD:
            return {}
        return self.turned.periods("import" if flow == "export" else "export")

    def annual(self, flow: Flow, partner: str | None = None) -> dict[int, int | None]:
        """Return what the reporter traded with a partner by year."""
        return self._side.annual(flow, self.partner if partner is None else partner)

    def by_country(self, flow: Flow, year: int) -> Goods:
        """Return what the reporter traded with each country in a year; groups and unspecified areas are left out."""
        return self._side.by_country(flow, year)

    def by_area(self, flow: Flow, year: int) -> Goods:
        """Return what the reporter traded with each country and each unspecified area in a year."""
        return self._side.yearly.get((flow, year), {})

    @cached_property
    def known_years(self) -> list[int]:
        """The years to show: those asked for, of those with a figure on the pair by either office; oldest first."""
        found = {year for flow in FLOWS for year in (*self.annual(flow), *by_year(self.mirrored(flow)))}
        return [year for year in sorted(found) if self.years is None or self.years[0] <= year <= self.years[1]]

    @cached_property
    def last_year(self) -> int | None:
        """The latest year in which a flow of the pair is known by the reporter; None without any."""
        known = [year for year in self.known_years if any(self.annual(flow).get(year) is not None for flow in FLOWS)]
        return known[-1] if known else None

    # ------------------------------------------------------------ goods

    def goods(self, flow: Flow, year: int, level: Level = 2) -> Goods:
        """Return what the reporter traded with the partner in a year, by code; empty without any detail."""
        return self._goods(self.reporter, self.partner, flow, year, level)

    def mirrored_goods(self, flow: Flow, year: int, level: Level = 2) -> Goods:
        """Return the reporter's flow in a year as the partner's office tells it, by code."""
        return self._goods(self.partner, self.reporter, "import" if flow == "export" else "export", year, level)

    def world_goods(self, side: str, flow: Flow, year: int, level: Level = 2) -> Goods:
        """Return what a side, by its own office, traded with the world in a year, by code."""
        return self._goods(side, WORLD, flow, year, level)

    def all_goods(self, flow: Flow, year: int, level: Level = 2) -> Goods:
        """Return what all reporters of the data together traded with the world in a year, by code."""
        return self._goods(None, WORLD, flow, year, level)

    def all_trade(self, flow: Flow, year: int) -> dict[str, int | None]:
        """Return what each reporter of the data traded with the world in a year."""
        keys: tuple[Key, ...] = ("reporter", "flow", "period", "digits")
        found: dict[str, int | None] = {}
        for areas in (PARTNERS, _WORLD):  # where there is a row for the world, it counts
            answer = self._ask(Question(Filter(areas=areas, years=self._asked), keys))
            for (name, direction), periods in _totals(answer)[0].items():
                if direction == flow and (value := by_year(periods).get(year, -1)) != -1:
                    found[name] = value
        return found

    def _goods(self, reporter: str | None, partner: str, flow: Flow, year: int, level: Level) -> Goods:
        if partner != WORLD:
            return self._chosen(self._detail(reporter, partner, level), flow, year)
        return self._chosen(self._detail(reporter, WORLD, level), flow, year) or self._chosen(
            self._detail(reporter, "", level), flow, year
        )

    def _chosen(self, answer: Sums, flow: Flow, year: int) -> Goods:
        """Return the goods of one flow and year, made of the longest codes that are no longer than need be."""
        levels: dict[str, dict[int, Goods]] = {}
        for (direction, period, length, code), (milli, _) in answer.items():
            if direction == flow and period[:4] == str(year):
                levels.setdefault(period, {}).setdefault(int(length), {})[code] = milli
        best = {period: found[min(found)] for period, found in levels.items()}
        if str(year) in best:
            return best[str(year)]
        codes = dict.fromkeys(code for goods in best.values() for code in goods)
        parts = {code: by_year({period: goods.get(code, 0) for period, goods in best.items()}) for code in codes}
        return {code: years[year] for code, years in parts.items() if year in years}

    # ------------------------------------------------------------ questions

    def _by_partner(self, reporter: str) -> Sums:
        return self._ask(self._partner_question(reporter))

    def _partner_question(self, reporter: str) -> Question:
        where = Filter(frozenset({reporter}), years=self._asked)
        return Question(where, ("partner", "flow", "period", "digits"))

    def _detail(self, reporter: str | None, partner: str, level: Level) -> Sums:
        return self._ask(self._detail_question(reporter, partner, level))

    def _detail_question(self, reporter: str | None, partner: str, level: Level) -> Question:
        """Ask for goods with one partner, with the world, or (partner empty) with all partners added up."""
        where = Filter(
            frozenset({reporter} if reporter else ()),
            frozenset({partner} if partner not in ("", WORLD) else ()),
            _WORLD if partner == WORLD else frozenset() if partner else PARTNERS,
            years=self._asked,
            digits=_DETAIL[level],
        )
        return Question(where, ("flow", "period", "digits", _CODE[level]))

    def _ask(self, question: Question) -> Sums:
        """Return an answer; where one reading answers much, ask whatever else is likely to be wanted, too."""
        if question not in self._answers:
            wanted = [question]
            if self.cube.reads_once and not self._answers:
                wanted += [one for one in self._usual() if one != question]
            self._answers.update(zip(wanted, self.cube.several(wanted), strict=True))
        return self._answers[question]

    def _usual(self) -> Iterable[Question]:
        yield self._partner_question(self.reporter)
        if self.partner != WORLD:
            yield self._partner_question(self.partner)
            yield self._detail_question(self.reporter, self.partner, 2)
            yield self._detail_question(self.partner, self.reporter, 2)
        for side in dict.fromkeys((self.reporter, self.partner)):
            if side != WORLD:
                yield self._detail_question(side, WORLD, 2)
                if not self.cube.reads_fast:  # wanted only where the world has no rows
                    yield self._detail_question(side, "", 2)


class _Side:
    """What one office tells of trade with every partner, each total once."""

    def __init__(self, reporter: str, answer: Sums) -> None:
        self.reporter = reporter
        self.totals, self.summed = _totals(answer)
        self._annual: dict[tuple[str, str], dict[int, int | None]] = {}
        self._countries: dict[tuple[str, int], Goods] = {}

    def by_country(self, flow: Flow, year: int) -> Goods:
        """Return what was traded with each country in a year."""
        key = (flow, year)
        if key not in self._countries:
            areas = self.yearly.get(key, {}).items()
            self._countries[key] = {name: value for name, value in areas if area(name) == "country"}
        return self._countries[key]

    def periods(self, flow: Flow, partner: str) -> Periods:
        """Return what was traded with a partner by period; with the world, if need be, the sum of all partners."""
        if partner != WORLD or (WORLD, flow) in self.totals:
            return self.totals.get((partner, flow), {})
        found: dict[str, list[int | None]] = {}
        for (name, direction), periods in self.totals.items():
            if direction == flow and area(name) in PARTNERS:
                for period, value in periods.items():
                    found.setdefault(period, []).append(value)
        return {period: _whole(values) for period, values in found.items()}

    def annual(self, flow: Flow, partner: str) -> dict[int, int | None]:
        """Return what was traded with a partner by year."""
        key = (partner, flow)
        if key not in self._annual:
            self._annual[key] = by_year(self.periods(flow, partner))
        return self._annual[key]

    @cached_property
    def yearly(self) -> dict[tuple[str, int], Goods]:
        """What was traded with each country and each unspecified area, by flow and year."""
        found: dict[tuple[str, int], Goods] = {}
        for (name, flow), periods in self.totals.items():
            if area(name) in PARTNERS and name != self.reporter:
                for year, value in by_year(periods).items():
                    found.setdefault((flow, year), {})[name] = value
        return found


def _totals(answer: Sums) -> tuple[dict[tuple[str, str], Periods], bool]:
    """Return totals by name, flow and period, and whether one is a sum.

    A total is the row for all goods or else the sum of the shortest codes.
    """
    shortest: dict[tuple[str, str, str], tuple[int, int | None]] = {}
    for (name, flow, period, length), (milli, _) in answer.items():
        key, level = (name, flow, period), int(length)
        if key not in shortest or level < shortest[key][0]:
            shortest[key] = (level, milli)
    found: dict[tuple[str, str], Periods] = {}
    for (name, flow, period), (_, milli) in sorted(shortest.items()):
        found.setdefault((name, flow), {})[period] = milli
    return found, any(level for level, _ in shortest.values())


def by_year(periods: Mapping[str, int | None]) -> dict[int, int | None]:
    """Return the values of calendar years, oldest first: those told as such, else twelve months or four quarters.

    A year of which a part is missing or not reported is not known (None).
    """
    found: dict[int, int | None] = {}
    for year in sorted({int(period[:4]) for period in periods if step(period) != "span"}):
        value = periods.get(f"{year:04}")
        found[year] = _of_parts(periods, year) if value is None else value
    return found


def _of_parts(periods: Mapping[str, int | None], year: int) -> int | None:
    """Return the sum of twelve months or else of four quarters; None if one of them is not known."""
    value: int | None = None
    for names in (
        [f"{year:04}-{month:02}" for month in range(1, 13)],
        [f"{year:04}-Q{quarter}" for quarter in range(1, 5)],
    ):
        if value is None and any(name in periods for name in names):
            value = _whole([periods.get(name) for name in names])
    return value


def to_date(periods: Mapping[str, int | None], year: int) -> dict[int, int | None]:
    """Return the sums of the first months of a year by the last of them, as far as each month is known without a gap.

    Ranges that begin in January count as such sums; where both are there, the range does.
    """
    found: dict[int, int | None] = {}
    summed: int | None = 0
    for month in range(1, 13):
        value = periods.get(f"{year:04}-{month:02}")
        summed = None if summed is None or value is None else summed + value
        if summed is not None:
            found[month] = summed
        told = periods.get(f"{year:04}-01/{year:04}-{month:02}")
        if told is not None:
            found[month] = told
    return found


def _whole(values: Iterable[int | None]) -> int | None:
    found = total(values)
    return None if found is None else int(found)
