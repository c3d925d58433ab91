"""Charts in vector: bars side by side, stacked or as shares, lines, two axes; bars to the right for long names."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from briefgen.writers.chart_bars import known
from briefgen.writers.pdf.chart_plan import Label, Plan
from briefgen.writers.pdf.lines import draw_line
from briefgen.writers.pdf.strips import Strip, kept, text_strips, together
from briefgen.writers.pdf.tags import described

if TYPE_CHECKING:
    from briefgen.document import Chart, Series
    from briefgen.writers.pdf.lines import Line
    from briefgen.writers.pdf.pen import Pen
    from briefgen.writers.pdf.tags import Element
    from briefgen.writers.pdf.text import Typesetter

_UNSEEN = 0.01  # points: a part of a stack that is lower is not painted


def chart_strips(
    setter: Typesetter, chart: Chart, x: float, width: float, room: float, title: str, around: Element
) -> list[Strip]:
    """Return title (the one given), subtitle, key, plot and source, kept together; `room` is a page's height.

    They become elements in the one around.
    """
    caption = around.add("Caption")
    figure = around.add("Figure", described(chart.alt))
    strips: list[Strip] = []
    for text, role in ((title, "caption"), (chart.subtitle, "subtitle")):
        style = setter.style(role)
        if text:
            lines = setter.plain(text, style, width)
            strips += text_strips(lines, style, x, width, keep=True, element=caption.add("P"))
    if chart.categories and known(chart.series, len(chart.categories)):
        plan = Plan(setter, chart, width, room)
        strips.append(Strip(plan.height, _Drawing(plan, x), keep=True, element=figure))
    style = setter.style("source")
    if chart.source:
        strips += text_strips(setter.plain(chart.source, style, width), style, x, width, element=around.add("P"))
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
        pen.frame(left, top, self.plan.width, self.plan.height)
        line, text = self.plan.setter.colour("line"), self.plan.setter.colour("text")
        plan = self.plan
        for tick in plan.grid:
            if tick:
                self._level(pen, left, top, tick, 0.35, line)
        for bar in plan.bars.all:
            x, y, width, height = plan.box(bar)
            if min(width, height) >= _UNSEEN:
                _fill(pen, (left + x, top + y, width, height), self._colour(bar.series), self._stripes(bar.series))
        self._level(pen, left, top, Fraction(0), 0.8, text)
        for series in plan.lines:
            self._draw_line(pen, series, left, top)
        for series, words, x, y in plan.keys:
            self._draw_key(pen, series, words, left + x, top + y)
        for label in plan.labels:
            _draw_label(pen, label, left, top)

    def _level(self, pen: Pen, left: float, top: float, value: Fraction, thick: float, colour: str) -> None:
        """Draw the line across the plot where a value stands."""
        plan, at = self.plan, self.plan.place(value)
        if plan.flat:
            pen.line(((left + at, top + plan.top), (left + at, top + plan.bottom)), thick, colour)
        else:
            pen.rule(left + plan.left, top + at, plan.right - plan.left, thick, colour)

    def _colour(self, series: Series) -> str:
        return self.plan.setter.colour(self.plan.setter.look.colours.series[series.colour - 1])

    def _stripes(self, series: Series) -> float:
        """Return the distance of the stripes that tell a bar from one of the same grey, or 0."""
        twins = [other for other in self.plan.bars.series if other.colour == series.colour - 2]
        return {3: 3.0, 4: 5.0}.get(series.colour, 0.0) if twins else 0.0

    def _draw_line(self, pen: Pen, series: Series, left: float, top: float) -> None:
        colour = self._colour(series)
        dash = self._dash(series)
        stretch: list[tuple[float, float]] = []
        stretches = [stretch]
        for at, value in enumerate(series.values[: len(self.plan.chart.categories)]):
            if value is None:
                stretch = []
                stretches.append(stretch)
            else:
                spot = (self.plan.middle(at), self.plan.place(value, series))
                x, y = spot[::-1] if self.plan.flat else spot
                stretch.append((left + x, top + y))
        mark = 2.2 if self.plan.slot > 9 else 1.2
        for points in stretches:
            if len(points) > 1:
                pen.line(points, 1.5, colour, dash)
            for x, y in points:
                _mark(pen, x, y, mark, colour)

    def _dash(self, series: Series) -> tuple[float, ...]:
        """Return the dashes that tell a line from others when printed in grey."""
        at = next(at for at, line in enumerate(self.plan.lines) if line is series)
        return ((), (5, 2.5), (1.5, 2), (8, 2, 1.5, 2))[at % 4]

    def _draw_key(self, pen: Pen, series: Series, words: Line, x: float, y: float) -> None:
        middle = y + self.plan.style.leading / 2
        colour = self._colour(series)
        if series.kind == "bar":
            _fill(pen, (x, middle - 4, 12, 8), colour, self._stripes(series))
        else:
            dash = self._dash(series)
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
