"""The charts of trade, in the form that words ask for, and the row of key figures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.document import Chart, KeyFigure, KeyFigures, Series
from briefgen.view.forms import formed
from briefgen.view.statistics_charts import contributions_chart, mirror_chart, structure_chart
from briefgen.view.trade import chosen, direction, unit_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction

    from briefgen.model.figure import Figure, Unit
    from briefgen.view.made import Options
    from briefgen.view.trade import Trade, TradeYear

_SHOWN = ("exports", "imports", "turnover")
_BARS = frozenset({"exports", "imports"})
"""What is drawn as bars; all else is a line."""
_MEASURES = ("exports", "imports", "turnover", "balance", "growth")
_MOST = 4  # colours that stay apart in grey


def turnover_chart(trade: Trade, title: str, options: Options) -> Chart | None:
    """Return trade by year: exports and imports as bars with turnover as a line, or what the options ask for.

    show: which of exports, imports, turnover, balance and growth (on an axis of its own, in per cent); form: as
    `formed` tells; last, years, all, unit: as for the table. A value that is not known is a gap. None if there is no
    data. Raises ValueError if an option is unclear.
    """
    language = trade.facts.language
    years = chosen(trade, options)
    if not years:
        return None
    scale = unit_of(trade, years, options)
    form = options.get("form", "bars")
    keys = _keys(options.get("show"), form)
    series = tuple(
        Series(
            key,
            f"{language.labels[key]}, %" if key == "growth" else language.labels[key],
            tuple(_value(year, key, scale) for year in years),
            "bar" if key in _BARS or (len(keys) == 1 and key != "growth") else "line",
            colour,  # type: ignore[arg-type] # `_keys` gives four at most
        )
        for colour, key in enumerate(keys, start=1)
    )
    unit = language.unit(scale)
    span = f"{years[0].year}\u2013{years[-1].year}" if len(years) > 1 else str(years[0].year)
    last = [year for year in years if year.known][-1]
    values = "; ".join(f"{language.labels[key]} {getattr(last, key)}" for key in keys if getattr(last, key))
    money = ", ".join(one.name for one in series if one.key != "growth")
    growth = "; ".join(one.name for one in series if one.key == "growth")
    measured = "; ".join(part for part in (f"{money}, {unit}" if money else "", growth) if part)
    return formed(
        Chart(
            "turnover",
            title,
            f"{measured}, {span}",
            tuple(str(year.year) for year in years),
            series,
            alt=f"{language.labels['chart']}: {title}. {measured}, {span}. {last.year}: {values}.",
            source=trade.sources,
            number_format=language.number_format,
            second_axis=("growth",) if len(keys) > 1 else (),
        ),
        form,
    )


def _keys(shown: str | None, form: str) -> tuple[str, ...]:
    """Return what the option `show` asks for; a stack shows the parts, not their sum. Raises ValueError."""
    if shown is None:
        return _SHOWN if form in ("bars", "line") else _SHOWN[:2]
    keys = tuple(dict.fromkeys(key for key in shown.split(",") if key))
    if not keys or len(keys) > _MOST or not set(keys) <= set(_MEASURES):
        raise ValueError(f"`show` is up to four of {', '.join(_MEASURES)}, such as show=exports,imports,balance")
    return keys


def _value(year: TradeYear, name: str, unit: Unit) -> Fraction | None:
    figure: Figure | None = getattr(year.data, name)
    if figure is None:
        return None
    return figure.value if name == "growth" else figure.in_unit(unit).value


def balance_chart(trade: Trade, title: str, options: Options) -> Chart | None:
    """Return exports and imports as bars and the balance as a line; the options are those of the chart turnover."""
    made = turnover_chart(trade, title, {"show": "exports,imports,balance", **options})
    return None if made is None else replace(made, name="balance")


CHARTS: dict[str, Callable[[Trade, str, Options], Chart | None]] = {
    "turnover": turnover_chart,
    "balance": balance_chart,
    "structure": structure_chart,
    "contributions": contributions_chart,
    "mirror": mirror_chart,
}
"""Every chart that words may ask for by `::: chart NAME`."""

_OF_YEARS = ("last", "years", "unit", "all")

CHART_OPTIONS: dict[str, tuple[str, ...]] = {
    "turnover": (*_OF_YEARS, "show", "form"),
    "balance": (*_OF_YEARS, "show", "form"),
    "structure": ("flow", "top", "digits", "year", "unit", "all", "show", "form"),
    "contributions": ("of", "top", "digits", "year", "last", "years", "all", "form"),
    "mirror": (*_OF_YEARS, "flow", "form"),
}
"""The options that each chart reads."""


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
