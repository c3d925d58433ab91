"""Plans of charts: where axes, bars, names and values stand, so that none of them touch."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

from briefgen.writers.chart_bars import Bars, axes
from briefgen.writers.chart_scale import decimals_of, printed
from briefgen.writers.pdf.look import MM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.document import Chart, Series
    from briefgen.writers.chart_bars import Bar
    from briefgen.writers.chart_scale import Scale
    from briefgen.writers.pdf.lines import Line
    from briefgen.writers.pdf.look import Style
    from briefgen.writers.pdf.text import Typesetter

Anchor = Literal["left", "right", "center"]
Box = tuple[float, float, float, float]
_WRAPPED = 3  # lines that a name below or beside the axis may take
_NAMES = 0.4  # share of the width that names beside the axis may take
_TICKS = 0.25  # share of the width that the numbers of an axis may take
_ROW = 11.0  # points: the least height of a category in a chart with bars to the right
_TINY = 0.6  # points: a bar that is not zero is never lower
_FULL = 0.72  # share of a category that its bars fill
_WIDEST, _THICKEST = 34.0, 16.0  # points: a bar that stands, a bar that lies
_STACK = 1.6  # how much thicker a stack may be than one of several bars
_SEAM = 0.6  # points of white between the parts of a stack
_APART = 7.0  # points between names in a row


class Label(NamedTuple):
    """A line of text with its anchor point; y is the middle of the letters."""

    line: Line
    x: float
    y: float
    anchor: Anchor


class Plan:
    """One chart laid out in a width: where everything stands, measured from its upper left corner."""

    def __init__(self, setter: Typesetter, chart: Chart, width: float, room: float) -> None:
        self.setter = setter
        self.chart = chart
        self.width = width
        self.style = setter.style("chart")
        self.quiet = self.style._replace(colour=setter.colour("quiet"))
        self.bars = Bars(chart)
        self.lines = [series for series in chart.series if series.kind == "line"]
        self.scale, self.second = axes(chart)
        self.apart = frozenset(id(line) for line in chart.apart())
        self.labels: list[Label] = []
        self.flat = chart.horizontal or self._needs_flat()
        self.key_height = self._key()
        most = room * 0.8
        if self.flat:
            lines = max(len(setter.plain(name, self.quiet, width * _NAMES)) for name in chart.categories)
            per = max(_ROW, self.bars.places * 11.0 + 4.0, min(lines, _WRAPPED) * self.style.size * 1.15 + 3.0)
            plot = len(chart.categories) * per
        else:
            plot = min(setter.look.chart.height * MM * setter.scale, width * 0.62)
        self.top = self.key_height + self.style.leading * (2.2 if self.flat and self.second else 1.1)
        self._frame(min(plot, most - self.top - 2 * self.style.leading))
        self.height = self.bottom + self.below

    # ------------------------------------------------------------ layout

    def _key(self) -> float:
        """Lay out the key of the series over the plot; a single series needs none."""
        self.keys: list[tuple[Series, Line, float, float]] = []
        if len(self.chart.series) < 2:
            return 0.0
        x, y = 0.0, 0.0
        for series in self.chart.series:
            name = series.name + (self._arrow if id(series) in self.apart else "")
            line = self._small(name, self.style, self.width - 18)
            if x and x + 18 + line.width > self.width:
                x, y = 0.0, y + self.style.leading
            self.keys.append((series, line, x, y))
            x += 18 + line.width + 16
        return y + self.style.leading + 2

    @property
    def _arrow(self) -> str:
        """Return the sign that leads to the second axis, if the font has it."""
        arrow = " ↑" if self.flat else " →"
        return "" if self.setter.span(self.style).face.missing(arrow) else arrow

    def _needs_flat(self) -> bool:
        """Say whether the names are too long to stand below the bars."""
        if _in_order(self.chart.categories):
            return False
        slot = (self.width - 45) / len(self.chart.categories)
        longest = max(self.setter.longest_word(name, self.style) for name in self.chart.categories)
        lines = max(len(self.setter.plain(name, self.quiet, slot - 4)) for name in self.chart.categories)
        return longest > slot - 4 or lines > _WRAPPED

    def _ticks(self, axis: Scale, *, percent: bool = False) -> list[tuple[Fraction, Line]]:
        """Return the steps of an axis with their numbers."""
        _, mark, thousands = self.chart.number_format
        decimals = decimals_of(axis.step)
        return [
            (
                tick,
                self._small(
                    printed(tick, decimals, mark, thousands) + ("\u00a0%" if percent else ""),
                    self.quiet,
                    self.width * _TICKS,
                ),
            )
            for tick in axis.ticks()
        ]

    def _frame(self, plot: float) -> None:
        """Place the axes, their numbers and the names of the categories."""
        ticks = self._ticks(self.scale, percent=self.chart.shares)
        seconds = self._ticks(self.second) if self.second else []
        self.bottom = self.top + max(plot, 40.0)
        if self.flat:
            self._frame_flat(ticks, seconds)
            self._values()
            return
        every = self._every([line for _, line in ticks], (self.bottom - self.top) / (len(ticks) - 1), tall=True)
        self.grid = _thinned([tick for tick, _ in ticks], every)
        self.left = max(line.width for _, line in ticks) + 6
        self.right = self.width - (max(line.width for _, line in seconds) + 6 if seconds else 0.0)
        count = len(self.chart.categories)
        if _in_order(self.chart.categories):  # a name may be wider than its category
            widest = max(self.setter.width(name, self.quiet) for name in self.chart.categories)
            self.right -= max(0.0, (widest - (self.right - self.left) / count) / 2)
        self.slot = (self.right - self.left) / count
        for number, (tick, line) in enumerate(ticks):
            if tick in self.grid:
                self.labels.append(Label(line, self.left - 6, self.place(tick), "right"))
                if seconds:
                    other = seconds[number][1]
                    self.labels.append(Label(other, self.width - other.width, self.place(tick), "left"))
        self.below = self._names(self._values())

    def _every(self, lines: Sequence[Line], step: float, *, tall: bool) -> int:
        """Return how many steps must lie between numbers so that they do not touch."""
        need = self.style.size * 1.2 if tall else max(line.width for line in lines) + _APART
        return max(1, -(-int(need * 10) // max(int(step * 10), 1)))

    def _frame_flat(self, ticks: Sequence[tuple[Fraction, Line]], seconds: Sequence[tuple[Fraction, Line]]) -> None:
        widest = self.width * _NAMES
        names = [self.setter.plain(name, self.quiet, widest) for name in self.chart.categories]
        numbers = [self.setter.width(text, self.style) for *_, text in self.bars.numbers()]
        room = min(max(numbers, default=0.0), self.width * _TICKS) + 6
        self.name_edge = max(line.width for lines in names for line in lines)
        low = self.scale.low < 0
        edge = max(line.width for _, line in (*ticks, *seconds)) / 2
        self.left = self.name_edge + 6 + max(room if low else 0.0, edge - self.name_edge)
        self.right = self.width - max(edge, room)
        self.slot = (self.bottom - self.top) / len(names)
        size = self.style.size * 1.15
        for at, lines in enumerate(names):
            shown = lines[: max(1, int(self.slot / size))] if len(lines) * size > self.slot else lines
            if len(shown) < len(lines) or self.slot < size:  # all of the name on one line, smaller
                shown = [self._small(self.chart.categories[at], self.quiet, self.name_edge, self.slot * 0.85)]
            middle = self.top + self.slot * (at + 0.5) - (len(shown) - 1) * size / 2
            for number, line in enumerate(shown):
                self.labels.append(Label(line, self.name_edge, middle + number * size, "right"))
        step = (self.right - self.left) / (len(ticks) - 1)
        every = self._every([line for _, line in (*ticks, *seconds)], step, tall=False)
        self.grid = _thinned([tick for tick, _ in ticks], every)
        for number, (tick, line) in enumerate(ticks):
            if tick in self.grid:
                self.labels.append(Label(line, self.place(tick), self.bottom + self.style.leading * 0.7, "center"))
                if seconds:
                    above = self.top - self.style.leading * 0.7
                    self.labels.append(Label(seconds[number][1], self.place(tick), above, "center"))
        self.below = self.style.leading * 1.4

    def _small(self, text: str, style: Style, width: float, height: float = 99.0) -> Line:
        """Return the text on one line of at most the width and height, in smaller letters if need be."""
        wide = self.setter.line(text, style).width
        size = style.size * min(1.0, width / max(wide, 1.0))
        return self.setter.line(text, style._replace(size=min(size, height)))

    def _names(self, lowest: float) -> float:
        """Place the names below the axis and what is printed lower than it; return the height they take."""
        names = self.chart.categories
        y = max(self.bottom + self.style.leading * 0.9, lowest + self.style.leading)
        shift = y - self.bottom
        if _in_order(names):
            widest = max(self.setter.width(name, self.quiet) for name in names)
            every = max(1, -(-int(widest + _APART) // max(int(self.slot), 1)))
            for at, name in enumerate(names):
                if (len(names) - 1 - at) % every == 0:
                    self.labels.append(Label(self.setter.line(name, self.quiet), self.middle(at), y, "center"))
            return shift + self.style.leading * 0.8
        height = 0.0
        size = self.style.size * 1.15
        for at, name in enumerate(names):
            lines = self.setter.plain(name, self.quiet, max(self.slot - 4, 8.0))
            for number, line in enumerate(lines):
                self.labels.append(Label(line, self.middle(at), y + number * size, "center"))
            height = max(height, len(lines) * size)
        return shift + height

    def place(self, value: Fraction, series: Series | None = None) -> float:
        """Return where a value (of a series) stands on the axis of values."""
        axis = self.second if self.second and id(series) in self.apart else self.scale
        share = axis.share(value)
        if self.flat:
            return self.left + share * (self.right - self.left)
        return self.bottom - share * (self.bottom - self.top)

    def middle(self, at: int) -> float:
        """Return where the middle of a category stands on the other axis."""
        if self.flat:
            return self.top + self.slot * (at + 0.5)
        return self.left + self.slot * (at + 0.5)

    # ------------------------------------------------------------ bars and the values beside them

    def box(self, bar: Bar) -> Box:
        """Return left, top, width and height of a bar."""
        thick, across = self._across(bar.at, bar.place)
        gap = 0.5 if thick > 4 else 0.0
        start, end = self.place(bar.start), self.place(bar.end)
        forth = (bar.end > bar.start) == self.flat  # to the right, or down
        long = abs(end - start)
        near = min(start, end)
        if self.bars.stacked:
            cut = min(_SEAM, long / 2) if bar.start else 0.0
            near, long = near + (cut if forth else 0.0), long - cut
        elif long < _TINY:
            near, long = (start if forth else start - _TINY), _TINY
        if self.flat:
            return near, across + gap, long, thick - 2 * gap
        return across + gap, near, thick - 2 * gap, long

    def _across(self, at: int, place: int) -> tuple[float, float]:
        """Return the thickness of a bar and where it begins on the axis of categories."""
        most = (_THICKEST if self.flat else _WIDEST) * (_STACK if self.bars.stacked else 1.0)
        thick = min(self.slot * _FULL / self.bars.places, most)
        start = (self.top if self.flat else self.left) + self.slot * at
        return thick, start + (self.slot - thick * self.bars.places) / 2 + thick * place

    def _values(self) -> float:
        """Print the value at every bar if all of a chart fit without touching; return how low they reach."""
        if self.lines:
            return self.bottom  # a line would cross the numbers
        placed: list[Label] = []
        for at, place, value, text in self.bars.numbers():
            line = self.setter.line(text, self.quiet if text == "…" else self.style)
            thick, start = self._across(at, place)
            end, minus = self.place(value), value < 0
            if self.flat:
                if thick < self.style.size * 0.95 or line.width > self.width * _TICKS:
                    return self.bottom
                placed.append(Label(line, end + (-3 if minus else 3), start + thick / 2, "right" if minus else "left"))
            elif line.width > (self.slot - 3 if self.bars.places == 1 else thick - 1):
                return self.bottom
            else:
                placed.append(Label(line, start + thick / 2, end + (6 if minus else -5.5), "center"))
        self.labels += placed
        return max((label.y for label in placed), default=self.bottom)


def _thinned(ticks: Sequence[Fraction], every: int) -> frozenset[Fraction]:
    """Return every so manieth step, counted from zero."""
    zero = ticks.index(Fraction(0))
    return frozenset(tick for at, tick in enumerate(ticks) if (at - zero) % every == 0)


def _in_order(names: Sequence[str]) -> bool:
    """Say whether the names are years, months or quarters, of which some may be left out below an axis."""
    return all(name[:4].isdigit() and len(name) <= 9 for name in names)
