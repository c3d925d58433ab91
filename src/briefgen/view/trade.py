"""Trade as a template sees it: the years known on the brief's date, in the unit that reads best."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from briefgen.document import Chart, KeyFigure, KeyFigures, Series
from briefgen.model.figure import Figure, Unit
from briefgen.model.trade import Year, annual
from briefgen.view.values import Amount, Phrase

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from briefgen.view.facts import Fact, Facts

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
    def direction(self) -> str | None:
        """up, down or flat (less than half a per cent), by turnover; None if the year before is not known."""
        return None if self.data.growth is None else direction(self.data.growth.value)


def direction(change: Fraction) -> str:
    """Return up, down or flat for a change in per cent; flat is less than half a per cent either way."""
    if abs(change) * 2 < 1:
        return "flat"
    return "up" if change > 0 else "down"


class Trade:
    """Trade between the own side and the partner by the statistics of one of them, the own side's first."""

    HIDDEN = frozenset({"facts", "unit"})

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    @cached_property
    def _annual(self) -> tuple[str, Mapping[int, Year]]:
        brief = self.facts.brief
        own = annual(brief, brief.perspective, brief.partner)
        if own:
            return brief.perspective, own
        return brief.partner, {
            number: year.mirrored() for number, year in annual(brief, brief.partner, brief.perspective).items()
        }

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
        """The years up to the brief's date, oldest first: what came later was not known then."""
        last = self.facts.brief.as_of.last[0]
        return [year for year in self.all_years if year.year <= last]

    @property
    def last(self) -> TradeYear | None:
        """The latest year whose turnover is known on the brief's date."""
        known = [year for year in self.years if year.data.turnover is not None]
        return known[-1] if known else None

    @property
    def before(self) -> TradeYear | None:
        """The year before the last."""
        last = self.last
        found = [year for year in self.years if last is not None and year.year == last.year - 1]
        return found[0] if found else None

    @cached_property
    def unit(self) -> Unit:
        """The greatest power of a thousand in which the largest turnover is at least one."""
        figures = [figure for year in self._annual[1].values() for figure in (year.turnover, year.exports) if figure]
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
        """Where the rows come from, as one line."""
        brief = self.facts.brief
        keys = dict.fromkeys(
            key
            for row in brief.trade
            if {row.reporter, row.partner} == {brief.perspective, brief.partner}
            for key in row.source
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

    Raises ValueError if an option is unclear.
    """
    if options.get("all") not in (None, "yes"):
        raise ValueError("`all` is yes, or left out")
    years = trade.all_years if "all" in options else trade.years
    if "years" in options:
        first, _, last = options["years"].replace("\u2013", "-").partition("-")
        if not (first.isdigit() and (last or first).isdigit()):
            raise ValueError("`years` is a year or a range such as years=2002-2011")
        years = [year for year in years if int(first) <= year.year <= int(last or first)]
    if "last" in options:
        if not options["last"].isdigit() or options["last"] == "0":
            raise ValueError("`last` is a number of years such as last=10")
        years = years[-int(options["last"]) :]
    return years


def unit_of(trade: Trade, years: list[TradeYear], options: dict[str, str]) -> Unit:
    """Return the unit that a directive asks for: `unit="mln USD"`, or `unit=source` for the unit of the data."""
    if options.get("unit") == "source":
        figures = (figure for year in years for figure in (year.data.exports, year.data.imports) if figure)
        return next((figure.unit for figure in figures), trade.unit)
    return Unit.parse(options["unit"]) if "unit" in options else trade.unit


def turnover_chart(trade: Trade, title: str, options: dict[str, str]) -> Chart | None:
    """Return exports and imports as bars with turnover as a line; None if there is no data."""
    language = trade.facts.language
    years = chosen(trade, options)
    if not years:
        return None
    shown = [("exports", "bar", 1), ("imports", "bar", 2), ("turnover", "line", 3)]
    scale = unit_of(trade, years, options)
    series = tuple(
        Series(key, language.labels[key], tuple(_value(year, key, scale) for year in years), kind, colour)  # type: ignore[arg-type]
        for key, kind, colour in shown
    )
    unit = language.unit(scale)
    span = f"{years[0].year}\u2013{years[-1].year}" if len(years) > 1 else str(years[0].year)
    last = years[-1]
    values = "; ".join(f"{language.labels[key]} {getattr(last, key)}" for key, _, _ in shown if getattr(last, key))
    names = ", ".join(one.name for one in series)
    return Chart(
        "turnover",
        title,
        f"{names}, {unit}, {span}",
        tuple(str(year.year) for year in years),
        series,
        alt=f"{language.labels['chart']}: {title}. {names}, {unit}, {span}. {last.year}: {values}.",
        source=trade.sources,
        number_format=language.number_format,
    )


def _value(year: TradeYear, name: str, unit: Unit) -> Fraction | None:
    figure: Figure | None = getattr(year.data, name)
    return None if figure is None else figure.in_unit(unit).value


def key_figures(trade: Trade) -> KeyFigures | None:
    """Return the last year's figures with their changes; without trade data the figures as stated; else None."""
    language, last, before = trade.facts.language, trade.last, trade.before
    if last is None:
        stated = [fact for fact in trade.facts.printable("figures") if fact.amount is not None][:4]
        items = [
            KeyFigure(
                language.figure(fact.record.figure, unit=False),
                language.unit(fact.record.unit),
                str(fact.name or language.word("measure", fact.record.measure)),
                origin=fact.amount.origin,
            )
            for fact in stated
        ]
        return KeyFigures(tuple(items)) if items else None
    items = []
    for name in ("turnover", "exports", "imports", "balance"):
        figure: Figure | None = getattr(last.data, name)
        if figure is None:
            continue
        earlier: Figure | None = getattr(before.data, name) if before is not None else None
        change = None
        if name != "balance" and earlier is not None and earlier.value > 0:
            change = 100 * (figure.in_unit(earlier.unit).value / earlier.value - 1)
        items.append(
            KeyFigure(
                language.number(figure.in_unit(trade.unit).value, 1),
                language.unit(trade.unit),
                f"{language.labels[name]}, {last.year}",
                None if change is None else language.change(change),
                None if change is None else direction(change),  # type: ignore[arg-type]
                origin=f"trade.{name}",
            )
        )
    return KeyFigures(tuple(items))
