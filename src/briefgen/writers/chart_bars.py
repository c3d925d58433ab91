"""Bars of charts in values: side by side, one on another, or as shares; their axes, the numbers beside them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from briefgen.writers.chart_scale import aligned, printed, scale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.document import Chart, Series
    from briefgen.writers.chart_scale import Scale


class Bar(NamedTuple):
    """One bar: its series, category, place in a group, and the values where it begins and ends."""

    series: Series
    at: int
    place: int
    start: Fraction
    end: Fraction


class Bars:
    """All bars of one chart, in values; `places` is how many stand side by side in a category."""

    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        self.series = [series for series in chart.series if series.kind == "bar"]
        self.stacked = chart.stacked or chart.shares
        self.places = 1 if self.stacked else max(len(self.series), 1)
        self.all = self._stack() if self.stacked else self._group()

    def _group(self) -> list[Bar]:
        return [
            Bar(series, at, place, Fraction(0), value)
            for place, series in enumerate(self.series)
            for at, value in enumerate(series.values[: len(self.chart.categories)])
            if value
        ]

    def _stack(self) -> list[Bar]:
        """Put the bars of each category on one another, what is negative below zero."""
        found = []
        for at in range(len(self.chart.categories)):
            values = [(series, series.values[at]) for series in self.series if at < len(series.values)]
            known = [(series, value) for series, value in values if value]
            whole = sum((abs(value) for _, value in known), Fraction(0)) / 100 if self.chart.shares else Fraction(1)
            tops = {True: Fraction(0), False: Fraction(0)}
            for series, value in known:
                start = tops[value > 0]
                tops[value > 0] = end = start + value / whole
                found.append(Bar(series, at, 0, start, end))
        return found

    def ends(self) -> list[Fraction]:
        """Return every value that an axis must hold."""
        return [bar.end for bar in self.all] + ([Fraction(100)] if self.chart.shares else [])

    def numbers(self) -> list[tuple[int, int, Fraction, str]]:
        """Return the numbers to print: category, place, the value they stand at, and the text.

        A stack shows its sum, unless something in it is negative or it shows shares.
        """
        decimals, mark, thousands = self.chart.number_format
        found: list[tuple[int, int, Fraction, str]] = []
        if not self.stacked:
            for place, series in enumerate(self.series):
                for at, value in enumerate(series.values[: len(self.chart.categories)]):
                    text = "…" if value is None else printed(value, decimals, mark, thousands)
                    found.append((at, place, value or Fraction(0), text))
        elif not self.chart.shares and all(bar.end > 0 for bar in self.all):
            tops: dict[int, Fraction] = {bar.at: bar.end for bar in self.all}
            found = [(at, 0, top, printed(top, decimals, mark, thousands)) for at, top in tops.items()]
        return found


def known(series: Sequence[Series], count: int) -> list[Fraction]:
    """Return the values of the series in so many categories that are known."""
    return [value for one in series for value in one.values[:count] if value is not None]


def axes(chart: Chart) -> tuple[Scale, Scale | None]:
    """Return the scale of a chart, and of its second axis if some of its lines are measured there."""
    count = len(chart.categories)
    apart = chart.apart()
    others = [one for one in chart.series if one.kind == "line" and not any(one is line for line in apart)]
    first = scale(Bars(chart).ends() + known(others, count))
    return aligned(first, known(apart, count)) if apart else (first, None)
