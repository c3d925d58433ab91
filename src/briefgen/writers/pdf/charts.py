"""Charts in vector: grouped bars and lines over categories, or bars to the right where names are long."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from briefgen.writers.pdf.chart_plan import Label, Plan
from briefgen.writers.pdf.lines import draw_line
from briefgen.writers.pdf.strips import Strip, kept, text_strips, together

if TYPE_CHECKING:
    from briefgen.document import Chart, Series
    from briefgen.writers.pdf.lines import Line
    from briefgen.writers.pdf.pen import Pen
    from briefgen.writers.pdf.text import Typesetter

_TINY = 0.6  # points: a bar that is not zero is never lower


def chart_strips(setter: Typesetter, chart: Chart, x: float, width: float, room: float, title: str) -> list[Strip]:
    """Return title (the one given), subtitle, key, plot and source, kept together; `room` is a page's height."""
    strips: list[Strip] = []
    for text, role in ((title, "caption"), (chart.subtitle, "subtitle")):
        style = setter.style(role)
        if text:
            strips += text_strips(setter.plain(text, style, width), style, x, width, keep=True)
    values = [value for series in chart.series for value in series.values if value is not None]
    if chart.categories and values:
        plan = Plan(setter, chart, width, room, values)
        strips.append(Strip(plan.height, _Drawing(plan, x), keep=True))
    style = setter.style("source")
    if chart.source:
        strips += text_strips(setter.plain(chart.source, style, width), style, x, width)
    elif strips:
        strips[-1] = strips[-1]._replace(keep=False, after=style.after)
    return kept(together(strips[:-1])) + strips[-1:]


class _Drawing(NamedTuple):
    """A chart to be drawn after its plan."""

    plan: Plan
    x: float

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw the chart."""
        left += self.x
        line, text = self.plan.setter.colour("line"), self.plan.setter.colour("text")
        for tick in self.plan.scale.ticks():
            at, colour, thick = self.plan.place(tick), line, 0.35
            if tick == 0:
                continue
            if self.plan.flat:
                pen.line(((left + at, top + self.plan.top), (left + at, top + self.plan.bottom)), thick, colour)
            else:
                pen.rule(left + self.plan.left, top + at, self.plan.right - self.plan.left, thick, colour)
        for number, series in enumerate(self.plan.bars):
            self._draw_bars(pen, series, number, left, top)
        zero = self.plan.place(Fraction(0))
        if self.plan.flat:
            pen.line(((left + zero, top + self.plan.top), (left + zero, top + self.plan.bottom)), 0.8, text)
        else:
            pen.rule(left + self.plan.left, top + zero, self.plan.right - self.plan.left, 0.8, text)
        for series in self.plan.lines:
            self._draw_line(pen, series, left, top)
        for series, words, x, y in self.plan.keys:
            self._draw_key(pen, series, words, left + x, top + y)
        for label in self.plan.labels:
            _draw_label(pen, label, left, top)

    def _colour(self, series: Series) -> str:
        return self.plan.setter.colour(self.plan.setter.look.colours.series[series.colour - 1])

    def _stripes(self, series: Series) -> float:
        """Return the distance of the stripes that tell a bar from one of the same grey, or 0."""
        twins = [other for other in self.plan.bars if other.colour == series.colour - 2]
        return {3: 3.0, 4: 5.0}.get(series.colour, 0.0) if twins else 0.0

    def _draw_bars(self, pen: Pen, series: Series, number: int, left: float, top: float) -> None:
        wide, edge = self.plan.bar_side()
        zero = self.plan.place(Fraction(0))
        gap = 0.5 if wide > 4 else 0.0
        for at, value in enumerate(series.values[: len(self.plan.chart.categories)]):
            if not value:
                continue
            end = self.plan.place(value)
            long = max(abs(end - zero), _TINY)
            start = zero if (end > zero) else zero - long
            across = edge + wide * number + self.plan.slot * at + gap
            if self.plan.flat:
                box = (left + start, top + self.plan.top + across, long, wide - 2 * gap)
            else:
                box = (left + self.plan.left + across, top + start, wide - 2 * gap, long)
            _fill(pen, box, self._colour(series), self._stripes(series))

    def _draw_line(self, pen: Pen, series: Series, left: float, top: float) -> None:
        colour = self._colour(series)
        dash = () if series is self.plan.lines[0] else (5, 2.5)
        stretch: list[tuple[float, float]] = []
        stretches = [stretch]
        for at, value in enumerate(series.values[: len(self.plan.chart.categories)]):
            if value is None:
                stretch = []
                stretches.append(stretch)
            else:
                spot = (self.plan.middle(at), self.plan.place(value))
                x, y = spot[::-1] if self.plan.flat else spot
                stretch.append((left + x, top + y))
        mark = 2.2 if self.plan.slot > 9 else 1.2
        for points in stretches:
            if len(points) > 1:
                pen.line(points, 1.5, colour, dash)
            for x, y in points:
                _mark(pen, x, y, mark, colour)

    def _draw_key(self, pen: Pen, series: Series, words: Line, x: float, y: float) -> None:
        middle = y + self.plan.style.leading / 2
        colour = self._colour(series)
        if series.kind == "bar":
            _fill(pen, (x, middle - 4, 12, 8), colour, self._stripes(series))
        else:
            dash = () if series is self.plan.lines[0] else (5, 2.5)
            pen.line(((x, middle), (x + 13, middle)), 1.5, colour, dash)
            _mark(pen, x + 6.5, middle, 2.2, colour)
        draw_line(pen, words, self.plan.style, x + 17, y, words.width)


def _fill(pen: Pen, box: tuple[float, float, float, float], colour: str, stripes: float) -> None:
    """Fill a bar, with white stripes at a distance so that it is told apart when printed in grey."""
    x, y, width, height = box
    pen.area(x, y, width, height, colour)
    if stripes:
        for at in range(1, int(height / stripes) + 1):
            pen.rule(x, y + height - at * stripes + stripes / 2, width, 0.6, "FFFFFF")


def _mark(pen: Pen, x: float, y: float, size: float, colour: str) -> None:
    """Draw a diamond: white with an edge of the colour, seen on bars of any colour."""
    for reach, ink in ((size + 1.0, colour), (size - 0.2, "FFFFFF")):
        pen.shape(((x - reach, y), (x, y - reach), (x + reach, y), (x, y + reach)), ink)


def _draw_label(pen: Pen, label: Label, left: float, top: float) -> None:
    shift = {"left": 0.0, "right": label.line.width, "center": label.line.width / 2}[label.anchor]
    if label.line.pieces:
        size = label.line.pieces[0][0].size
        pen.text(left + label.x - shift, top + label.y + size * 0.35, label.line.pieces)
