"""Plans of charts: where axes, bars, names and values stand, so that none of them touch."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

from briefgen.writers.pdf.chart_scale import decimals_of, printed, scale
from briefgen.writers.pdf.look import MM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.document import Chart, Series
    from briefgen.writers.pdf.lines import Line
    from briefgen.writers.pdf.look import Style
    from briefgen.writers.pdf.text import Typesetter

Anchor = Literal["left", "right", "center"]
_FULL = 0.72  # share of a category that its bars fill
_WRAPPED = 3  # lines that a name below or beside the axis may take
_NAMES = 0.4  # share of the width that names beside the axis may take
_ROW = 11.0  # points: the least height of a category in a chart with bars to the right


class Label(NamedTuple):
    """A line of text with its anchor point; y is the middle of the letters."""

    line: Line
    x: float
    y: float
    anchor: Anchor


class Plan:
    """One chart laid out in a width: where everything stands, measured from its upper left corner."""

    def __init__(
        self,
        setter: Typesetter,
        chart: Chart,
        width: float,
        room: float,
        values: Sequence[Fraction],
    ) -> None:
        self.setter = setter
        self.chart = chart
        self.width = width
        self.style = setter.style("chart")
        self.quiet = self.style._replace(colour=setter.colour("quiet"))
        self.scale = scale(list(values))
        self.bars = [series for series in chart.series if series.kind == "bar"]
        self.lines = [series for series in chart.series if series.kind == "line"]
        self.labels: list[Label] = []
        self.key_height = self._key()
        self.flat = self._needs_flat()
        most = room * 0.8
        if self.flat:
            lines = max(len(setter.plain(name, self.quiet, width * _NAMES)) for name in chart.categories)
            per = max(_ROW, len(self.bars) * 8.0 + 4.0, min(lines, _WRAPPED) * self.style.size * 1.15 + 3.0)
            plot = len(chart.categories) * per
        else:
            plot = min(setter.look.chart.height * MM * setter.scale, width * 0.62)
        self.top = self.key_height + self.style.leading * 1.1
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
            line = self._small(series.name, self.style, self.width - 18)
            if x and x + 18 + line.width > self.width:
                x, y = 0.0, y + self.style.leading
            self.keys.append((series, line, x, y))
            x += 18 + line.width + 16
        return y + self.style.leading + 2

    def _needs_flat(self) -> bool:
        """Say whether the names are too long to stand below the bars."""
        if _in_order(self.chart.categories):
            return False
        slot = (self.width - 45) / len(self.chart.categories)
        longest = max(self.setter.longest_word(name, self.style) for name in self.chart.categories)
        lines = max(len(self.setter.plain(name, self.quiet, slot - 4)) for name in self.chart.categories)
        return longest > slot - 4 or lines > _WRAPPED

    def _axis_text(self, value: Fraction) -> Line:
        decimals, mark, thousands = self.chart.number_format
        needed = decimals_of(self.scale.step)
        return self.setter.line(
            printed(value, needed if needed <= max(decimals, 2) else decimals, mark, thousands), self.quiet
        )

    def _frame(self, plot: float) -> None:
        """Place the axes, their numbers and the names of the categories."""
        ticks = [(tick, self._axis_text(tick)) for tick in self.scale.ticks()]
        self.bottom = self.top + max(plot, 40.0)
        if self.flat:
            self._frame_flat(ticks)
            self._values()
            return
        self.left = max(line.width for _, line in ticks) + 6
        self.right = self.width
        self.slot = (self.right - self.left) / len(self.chart.categories)
        for tick, line in ticks:
            self.labels.append(Label(line, self.left - 6, self.place(tick), "right"))
        self.below = self._names(self._values())

    def _frame_flat(self, ticks: Sequence[tuple[Fraction, Line]]) -> None:
        widest = self.width * _NAMES
        names = [self.setter.plain(name, self.quiet, widest) for name in self.chart.categories]
        room = self._widest_value() + 6
        low = min((value for series in self.bars for value in series.values if value), default=Fraction(0))
        self.name_edge = max(line.width for lines in names for line in lines)
        self.left = self.name_edge + 6 + (room if low < 0 else 0.0)
        self.right = self.width - max(ticks[-1][1].width / 2, room)
        self.slot = (self.bottom - self.top) / len(names)
        size = self.style.size * 1.15
        for at, lines in enumerate(names):
            shown = lines[: max(1, int(self.slot / size))] if len(lines) * size > self.slot else lines
            if len(shown) < len(lines):  # all of the name on one line, smaller
                shown = [self._small(self.chart.categories[at], self.quiet, self.name_edge, self.slot * 0.85)]
            middle = self.top + self.slot * (at + 0.5) - (len(shown) - 1) * size / 2
            for number, line in enumerate(shown):
                self.labels.append(Label(line, self.name_edge, middle + number * size, "right"))
        for tick, line in ticks:
            self.labels.append(Label(line, self.place(tick), self.bottom + self.style.leading * 0.6, "center"))
        self.below = self.style.leading * 1.3

    def _widest_value(self) -> float:
        decimals, mark, thousands = self.chart.number_format
        values = (value for series in self.bars for value in series.values if value is not None)
        texts = {printed(value, decimals, mark, thousands) for value in values}
        return max((self.setter.width(text, self.style) for text in sorted(texts)), default=0.0)

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
            every = max(1, -(-int(widest + 7) // max(int(self.slot), 1)))
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

    def place(self, value: Fraction) -> float:
        """Return where a value stands on the axis of values."""
        share = self.scale.share(value)
        if self.flat:
            return self.left + share * (self.right - self.left)
        return self.bottom - share * (self.bottom - self.top)

    def middle(self, at: int) -> float:
        """Return where the middle of a category stands on the other axis."""
        if self.flat:
            return self.top + self.slot * (at + 0.5)
        return self.left + self.slot * (at + 0.5)

    # ------------------------------------------------------------ values beside the bars

    def bar_side(self) -> tuple[float, float]:
        """Return the width of a bar and the distance from the edge of its category to the first."""
        wide = min(self.slot * _FULL / max(len(self.bars), 1), 34.0 if not self.flat else 16.0)
        return wide, (self.slot - wide * len(self.bars)) / 2

    def _values(self) -> float:
        """Print the value at every bar if all of a chart fit without touching; return how low they reach."""
        decimals, mark, thousands = self.chart.number_format
        wide, edge = self.bar_side()
        room = self.slot - 3 if len(self.bars) == 1 else wide - 1
        placed: list[Label] = []
        for number, series in enumerate(self.bars):
            for at, value in enumerate(series.values[: len(self.chart.categories)]):
                text = "…" if value is None else printed(value, decimals, mark, thousands)
                line = self.setter.line(text, self.quiet if value is None else self.style)
                across = edge + wide * (number + 0.5) + self.slot * at
                end = self.place(value or Fraction(0))
                minus = value is not None and value < 0
                if self.flat:
                    placed.append(
                        Label(line, end + (-3 if minus else 3), self.top + across, "right" if minus else "left")
                    )
                elif line.width > room:
                    return self.bottom
                else:
                    placed.append(Label(line, self.left + across, end + (6 if minus else -5.5), "center"))
        if (self.flat and wide < 6) or self.lines:
            return self.bottom  # too small, or a line would cross the numbers
        self.labels += placed
        return max((label.y for label in placed), default=self.bottom)


def _in_order(names: Sequence[str]) -> bool:
    """Say whether the names are years, months or quarters, of which some may be left out below an axis."""
    return all(name[:4].isdigit() and len(name) <= 9 for name in names)
