"""Trade as a template sees it: the years known on the brief's date, in the unit that reads best."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Literal, TypeVar

from briefgen.model.figure import Figure, Unit
from briefgen.model.trade import Mirror, Year, disputed, known_year, mirror, seen_by
from briefgen.view.values import Amount, Phrase

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from briefgen.view.facts import Fact, Facts

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
    def growth(self) -> Phrase | None:
        """Change of turnover on the year before, with its sign."""
        figure = self.data.growth
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

    HIDDEN = frozenset({"cited", "facts", "mirrors", "unit"})

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
        """The greatest power of a thousand in which the largest figure is at least one."""
        figures = [
            figure
            for year in self._annual[1].values()
            for figure in (year.turnover, year.exports, year.imports)
            if figure
        ]
        if not figures:
            return Unit("USD", 6)
        largest = max(figures, key=lambda figure: figure.in_unit(Unit(figure.unit.code)).value)
        for scale in (9, 6, 3):
            unit = Unit(largest.unit.code, scale)
            if abs(largest.in_unit(unit).value) >= 1:
                return unit
        return Unit(largest.unit.code)

    @property
    def sources(self) -> str | None:
        """Where the rows of the reporter come from, as one line."""
        return self.cited(self._annual[0])

    def cited(self, *reporters: str) -> str | None:
        """Return where the rows of these reporters on the two sides come from, as one line."""
        brief = self.facts.brief
        keys = dict.fromkeys(
            key
            for row in brief.trade
            if row.reporter in reporters and {row.reporter, row.partner} == {brief.perspective, brief.partner}
            for key in row.source
            if not disputed(brief, (key,))
        )
        found = [self.facts.by_id("sources", key) for key in keys]
        return "; ".join(cite(fact) for fact in found if fact is not None) or None


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
    found = list(years)
    if "years" in options:
        first, _, last = options["years"].replace("\u2013", "-").partition("-")
        if not (first.isdecimal() and (last or first).isdecimal()):
            raise ValueError("`years` is a year or a range such as years=2002-2011")
        found = [year for year in found if int(first) <= year.year <= int(last or first)]
    if "last" in options:
        if not options["last"].isdecimal() or int(options["last"]) == 0:
            raise ValueError("`last` is a number of years such as last=10")
        found = found[-int(options["last"]) :]
    return found


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
