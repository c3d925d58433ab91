"""Trade as a template sees it: the years known on the brief's date, in the unit that reads best."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Literal, TypeVar

from briefgen.model.figure import Figure, Unit, difference, growth
from briefgen.model.trade import TOTAL, Mirror, Year, disputed, known_year, mirror, seen_by
from briefgen.view.goods import Good, Points, Standing, movers, points_of, potential_goods, standing, top_goods
from briefgen.view.statistics import asked_years
from briefgen.view.values import Amount, Phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from fractions import Fraction

    from briefgen.view.facts import Fact, Facts
    from briefgen.view.values import When

Y = TypeVar("Y", "TradeYear", Mirror)

MEASURES = ("exports", "imports", "turnover", "balance")


@dataclass(frozen=True)
class TradeYear:
    """One year of trade between the two sides; a measure that is not known is None."""

    HIDDEN: ClassVar = frozenset({"data", "facts", "unit"})

    facts: Facts
    data: Year
    unit: Unit

    @property
    def year(self) -> int:
        """The calendar year."""
        return self.data.year

    def _amount(self, name: str) -> Amount | None:
        figure: Figure | None = getattr(self.data, name)
        return None if figure is None else Amount(figure.in_unit(self.unit), self.facts.language, f"trade.{name}", 1)

    @property
    def exports(self) -> Amount | None:
        """What the own side sold to the partner."""
        return self._amount("exports")

    @property
    def imports(self) -> Amount | None:
        """What the own side bought from the partner."""
        return self._amount("imports")

    @property
    def turnover(self) -> Amount | None:
        """Exports plus imports."""
        return self._amount("turnover")

    @property
    def balance(self) -> Amount | None:
        """Exports minus imports."""
        return self._amount("balance")

    @property
    def coverage(self) -> Phrase | None:
        """Exports in per cent of imports."""
        figure = self.data.coverage
        return None if figure is None else Phrase(self.facts.language.figure(figure, 1, "table"))

    @property
    def growth(self) -> Phrase | None:
        """Change of turnover on the year before, with its sign."""
        return self._growth("turnover")

    @property
    def exports_growth(self) -> Phrase | None:
        """Change of exports on the year before, with its sign."""
        return self._growth("exports")

    @property
    def imports_growth(self) -> Phrase | None:
        """Change of imports on the year before, with its sign."""
        return self._growth("imports")

    @property
    def change(self) -> Phrase | None:
        """Change of turnover on the year before in money, with its sign."""
        before = self.data.before
        figure = difference(
            self.data.turnover, before.turnover if before else None, "turnover - that of the year before"
        )
        if figure is None:
            return None
        told = self.facts.language.figure(figure.in_unit(self.unit), 1)
        return Phrase(f"+{told}" if figure.value > 0 else told)

    def _growth(self, name: str) -> Phrase | None:
        now, before = (getattr(year, name, None) for year in (self.data, self.data.before))
        figure = growth(now, before, f"growth of {name} on the year before")
        return None if figure is None else Phrase(self.facts.language.change(figure.value))

    @property
    def known(self) -> bool:
        """Whether exports or imports are known."""
        return self.data.exports is not None or self.data.imports is not None

    @property
    def direction(self) -> Literal["up", "down", "flat"] | None:
        """up, down or flat (less than half a per cent), by turnover; None if the year before is not known."""
        return None if self.data.growth is None else direction(self.data.growth.value)


@dataclass(frozen=True)
class MirrorYear:
    """One year of the same trade by both offices; a figure that is not known is None."""

    HIDDEN: ClassVar = frozenset({"data", "facts", "scale"})

    facts: Facts
    data: Mirror
    scale: int

    @property
    def year(self) -> int:
        """The calendar year."""
        return self.data.year

    @property
    def differs(self) -> bool:
        """Whether the two offices differ by more than freight and insurance may explain."""
        return self.data.differs

    def _amount(self, year: Year | None, name: str) -> Amount | None:
        figure: Figure | None = getattr(year, name, None)
        if figure is None:
            return None
        return Amount(figure.in_unit(Unit(figure.unit.code, self.scale)), self.facts.language, f"trade.{name}", 1)

    @property
    def exports_ratio(self) -> Phrase | None:
        """What the partner tells of its imports over what the own side tells of its exports: `0.75`."""
        return self._ratio("exports")

    @property
    def imports_ratio(self) -> Phrase | None:
        """What the own side tells of its imports over what the partner tells of its exports."""
        return self._ratio("imports")

    def _ratio(self, flow: Literal["exports", "imports"]) -> Phrase | None:
        ratio = self.data.ratio(flow)
        return None if ratio is None else Phrase(self.facts.language.number(ratio, 2))

    @property
    def exports(self) -> Amount | None:
        """What the own side sold, by its own statistics."""
        return self._amount(self.data.own, "exports")

    @property
    def imports(self) -> Amount | None:
        """What the own side bought, by its own statistics."""
        return self._amount(self.data.own, "imports")

    @property
    def partner_imports(self) -> Amount | None:
        """What the partner bought from the own side, by the partner's statistics."""
        return self._amount(self.data.partner, "exports")

    @property
    def partner_exports(self) -> Amount | None:
        """What the partner sold to the own side, by the partner's statistics."""
        return self._amount(self.data.partner, "imports")


def direction(change: Fraction) -> Literal["up", "down", "flat"]:
    """Return up, down or flat for a change in per cent; flat is less than half a per cent either way."""
    if abs(change) * 2 < 1:
        return "flat"
    return "up" if change > 0 else "down"


class Trade:
    """Trade between the own side and the partner by the statistics of one of them, the own side's first."""

    HIDDEN = frozenset({"cited", "facts", "mirrors", "unit", "withheld"})

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    @cached_property
    def _annual(self) -> tuple[str, Mapping[int, Year]]:
        return seen_by(self.facts.brief, self.facts.brief.perspective, self.facts.brief.partner)

    @property
    def reporter(self) -> Fact | None:
        """Whose statistics they are."""
        return self.facts.by_id("parties", self._annual[0]) if self._annual[1] else None

    @property
    def mirrored(self) -> bool:
        """Whether only the partner's statistics are at hand, turned round to the own side's point of view."""
        return bool(self._annual[1]) and self._annual[0] != self.facts.brief.perspective

    @cached_property
    def all_years(self) -> list[TradeYear]:
        """Every year of the data, oldest first."""
        return [TradeYear(self.facts, year, self.unit) for _, year in sorted(self._annual[1].items())]

    @cached_property
    def years(self) -> list[TradeYear]:
        """The years that are over on the brief's date, oldest first: what came later was not known then."""
        last = known_year(self.facts.brief)
        return [year for year in self.all_years if year.year <= last]

    @property
    def last(self) -> TradeYear | None:
        """The latest year whose turnover is known on the brief's date; lacking any, the latest with a figure."""
        years = [year for year in self.years if year.known]
        known = [year for year in years if year.data.turnover is not None] or years
        return known[-1] if known else None

    @property
    def before(self) -> TradeYear | None:
        """The year before the last."""
        last = self.last
        found = [year for year in self.years if last is not None and year.year == last.year - 1]
        return found[0] if found else None

    @property
    def best(self) -> TradeYear | None:
        """The year with the largest turnover of those known on the brief's date; None unless three are known."""
        return self._extreme(max)

    @property
    def worst(self) -> TradeYear | None:
        """The year with the smallest turnover of those known on the brief's date; None unless three are known."""
        return self._extreme(min)

    def _extreme(self, of: Callable[..., TradeYear]) -> TradeYear | None:
        known = [year for year in self.years if year.data.turnover is not None]
        return of(known, key=lambda year: year.data.turnover.in_unit(self.unit).value) if len(known) > 2 else None

    @cached_property
    def standing(self) -> Standing | None:
        """Share and rank of the partner in the own trade of the last year, and the other way round, by statistics."""
        return None if self.last is None else standing(self.facts, self.last.year)

    @cached_property
    def top_exports(self) -> list[Good]:
        """The five largest goods that the own side sold in the last year, by statistics."""
        return top_goods(self.facts, "exports")

    @cached_property
    def top_imports(self) -> list[Good]:
        """The five largest goods that the own side bought in the last year, by statistics."""
        return top_goods(self.facts, "imports")

    @cached_property
    def export_movers(self) -> list[Good]:
        """The three goods that moved exports most in the last year, by statistics."""
        return movers(self.facts, "exports")

    @cached_property
    def import_movers(self) -> list[Good]:
        """The three goods that moved imports most in the last year, by statistics."""
        return movers(self.facts, "imports")

    @cached_property
    def export_potential(self) -> list[Good]:
        """The five goods with the largest indicative potential of exports, by statistics."""
        return potential_goods(self.facts, "exports")

    @cached_property
    def import_potential(self) -> list[Good]:
        """The five goods with the largest indicative potential of imports, by statistics."""
        return potential_goods(self.facts, "imports")

    @cached_property
    def points(self) -> Points | None:
        """What exports and imports added to the growth of turnover in the last year, in points that add up to it."""
        return points_of(self.facts, self.last)

    @cached_property
    def mirrors(self) -> tuple[Mirror, ...]:
        """What both offices say, year by year; empty unless both report."""
        return mirror(self.facts.brief)

    @property
    def mirror(self) -> MirrorYear | None:
        """The latest year known on the brief's date of which both offices tell the same flow; None without one."""
        last = known_year(self.facts.brief)
        both = [
            one
            for one in self.mirrors
            if one.year <= last and (one.ratio("exports") is not None or one.ratio("imports") is not None)
        ]
        return MirrorYear(self.facts, both[-1], self.unit.scale) if both else None

    @cached_property
    def unit(self) -> Unit:
        """The greatest power of a thousand in which the largest figure is at least one; billions from ten on."""
        figures = [
            figure
            for year in self._annual[1].values()
            for figure in (year.turnover, year.exports, year.imports)
            if figure
        ]
        if not figures:
            return Unit("USD", 6)
        largest = max(figures, key=lambda figure: figure.in_unit(Unit(figure.unit.code)).value)
        for scale, least in ((9, 10), (6, 1), (3, 1)):  # one decimal of a billion says too little
            unit = Unit(largest.unit.code, scale)
            if abs(largest.in_unit(unit).value) >= least:
                return unit
        return Unit(largest.unit.code)

    @property
    def sources(self) -> str | None:
        """Where the rows of the reporter come from, as one line."""
        return self.cited(self._annual[0])

    def withheld(self, year: int, measure: str, reporter: str | None = None) -> bool:
        """Say whether an office (by default the one whose statistics they are) keeps exports or imports confidential.

        `measure` is what the own side sees.
        """
        brief = self.facts.brief
        office = reporter or self._annual[0]
        flow = (
            ("export" if measure == "exports" else "import")
            if office == brief.perspective
            else ("import" if measure == "exports" else "export")
        )
        return any(
            row.mark == "c" and row.value is None and row.flow == flow and row.commodity == TOTAL
            for row in brief.trade
            if row.reporter == office
            and row.partner in (brief.perspective, brief.partner)
            and row.period.is_year
            and row.period.start.year == year
        )

    def cited(self, *reporters: str) -> str | None:
        """Return where the rows of these reporters on the two sides come from, as one line."""
        named = "; ".join(cite(fact) for fact in self._sources(*reporters)) or None
        return self.facts.statistics.source if named is None and self.facts.statistics is not None else named

    @property
    def retrieved(self) -> When | None:
        """When the sources of the rows were read: the latest date; None if none is known."""
        dated = [fact for fact in self._sources(self._annual[0]) if fact.record.retrieved]
        latest = max(dated, key=lambda fact: fact.record.retrieved.last, default=None)
        return None if latest is None else latest.retrieved

    def _sources(self, *reporters: str) -> list[Fact]:
        brief = self.facts.brief
        keys = dict.fromkeys(
            key
            for row in brief.trade
            if row.reporter in reporters and {row.reporter, row.partner} == {brief.perspective, brief.partner}
            for key in row.source
            if not disputed(brief, (key,))
        )
        found = [self.facts.by_id("sources", key) for key in keys]
        return [fact for fact in found if fact is not None]


def cite(source: Fact) -> str:
    """Return publisher, title and date of a source as one line."""
    parts = [str(source.publisher)] if source.publisher else []
    parts.append(str(source.title))
    line = ". ".join(part.rstrip(".") for part in parts)
    return f"{line}, {source.facts.language.date(source.record.date, 'table')}" if source.date else line


def chosen(trade: Trade, options: dict[str, str]) -> list[TradeYear]:
    """Return the years that a directive asks for: `last=10`, `years=2002-2011`, `all=yes` for later ones too.

    Empty if not a figure is known. Raises ValueError if an option is unclear.
    """
    if options.get("all") not in (None, "yes"):
        raise ValueError("`all` is yes, or left out")
    years = asked(trade.all_years if "all" in options else trade.years, options)
    return years if any(year.known for year in years) else []


def asked(years: Sequence[Y], options: dict[str, str]) -> list[Y]:
    """Return those of the years that the options `last` and `years` ask for. Raises ValueError if one is unclear."""
    wanted = set(asked_years([year.year for year in years], options))
    return [year for year in years if year.year in wanted]


def unit_of(trade: Trade, years: list[TradeYear], options: dict[str, str]) -> Unit:
    """Return the unit that a directive asks for: `unit="mln USD"`, or `unit=source` for the unit of the data.

    Raises ValueError for one that the data cannot be told in.
    """
    if options.get("unit") == "source":
        figures = (figure for year in years for figure in (year.data.exports, year.data.imports) if figure)
        return next((figure.unit for figure in figures), trade.unit)
    if "unit" not in options:
        return trade.unit
    unit = Unit.parse(options["unit"])
    if unit.code != trade.unit.code:
        raise ValueError(f"the data are in {trade.unit.code} and cannot be told in `{unit}`")
    return unit
