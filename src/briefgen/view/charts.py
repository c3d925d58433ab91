"""The chart of trade and the row of key figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from briefgen.document import Chart, KeyFigure, KeyFigures, Series
from briefgen.view.trade import chosen, direction, unit_of

if TYPE_CHECKING:
    from fractions import Fraction

    from briefgen.model.figure import Figure, Unit
    from briefgen.view.trade import Trade, TradeYear

_SHOWN: tuple[tuple[str, Literal["bar", "line"], Literal[1, 2, 3]], ...] = (
    ("exports", "bar", 1),
    ("imports", "bar", 2),
    ("turnover", "line", 3),
)


def turnover_chart(trade: Trade, title: str, options: dict[str, str]) -> Chart | None:
    """Return exports and imports as bars with turnover as a line; None if there is no data.

    A value that is not known is a gap. Raises ValueError if an option is unclear.
    """
    language = trade.facts.language
    years = chosen(trade, options)
    if not years:
        return None
    scale = unit_of(trade, years, options)
    series = tuple(
        Series(key, language.labels[key], tuple(_value(year, key, scale) for year in years), kind, colour)
        for key, kind, colour in _SHOWN
    )
    unit = language.unit(scale)
    span = f"{years[0].year}\u2013{years[-1].year}" if len(years) > 1 else str(years[0].year)
    last = [year for year in years if year.known][-1]
    values = "; ".join(f"{language.labels[key]} {getattr(last, key)}" for key, _, _ in _SHOWN if getattr(last, key))
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
    items = _stated(trade) if trade.last is None else _of_year(trade, trade.last)
    return KeyFigures(tuple(items)) if items else None


def _stated(trade: Trade) -> list[KeyFigure]:
    language = trade.facts.language
    return [
        KeyFigure(
            language.figure(fact.record.figure, unit=False),
            language.unit(fact.record.unit),
            str(fact.name or language.word("measure", fact.record.measure)),
            origin=fact.amount.origin,
        )
        for fact in trade.facts.printable("figures")
        if fact.amount is not None
    ][:4]


def _of_year(trade: Trade, last: TradeYear) -> list[KeyFigure]:
    language, before = trade.facts.language, trade.before
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
                None if change is None else direction(change),
                origin=f"trade.{name}",
            )
        )
    return items
