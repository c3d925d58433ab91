"""Key figures: big numbers side by side, each with its unit, its label and its change."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefgen.writers.pdf.lines import SetLine, draw_line
from briefgen.writers.pdf.strips import Group, Strip, spaced
from briefgen.writers.pdf.tags import PLAIN
from briefgen.writers.pdf.text import close_line

if TYPE_CHECKING:
    from briefgen.document import KeyFigure, KeyFigures
    from briefgen.writers.pdf.lines import Line
    from briefgen.writers.pdf.look import Style
    from briefgen.writers.pdf.pen import Pen, Pieces
    from briefgen.writers.pdf.tags import Element
    from briefgen.writers.pdf.text import Typesetter

_MOST = 5  # figures in a row
_LEAST = 88.0  # points: the least width of one
_GAP = 14.0
_LABEL = 6  # lines of a label that stay with the figure
_BRIEF = 2  # lines that a unit or a change may take; longer ones are printed as labels
_ARROWS = {
    "up": ((0.0, 1.0), (0.5, 0.0), (1.0, 1.0)),
    "down": ((0.0, 0.0), (0.5, 1.0), (1.0, 0.0)),
    "flat": ((0.0, 0.0), (1.0, 0.5), (0.0, 1.0)),
}


class _Figure(NamedTuple):
    """One figure, set."""

    value: Line
    unit: list[Line]
    label: list[Line]
    change: list[Line]
    arrow: str | None
    elements: tuple[Element, Element, Element]
    """What label, number with unit, and change are in the structure."""


class _Row(NamedTuple):
    """Figures side by side; units, changes and labels stand on common lines."""

    figures: tuple[_Figure, ...]
    x: float
    width: float
    setter: Typesetter
    beside: bool
    """Whether the unit stands beside the number, else below it."""

    def height(self) -> float:
        """Return the height of the row in points."""
        return self._tops()[-1] + 2

    def _tops(self) -> tuple[float, float, float, float]:
        """Return the distances of unit, change, label and end from the top."""
        style = self.setter.style
        unit = 5 + style("figure_value").leading
        change = unit + (0 if self.beside else max(len(f.unit) for f in self.figures) * style("figure_unit").leading)
        label = change + max(len(f.change) for f in self.figures) * style("figure_change").leading
        end = label + max(len(f.label) for f in self.figures) * style("figure_label").leading
        return unit, change, label, end

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw every figure under a short rule."""
        unit, change, label, _ = self._tops()
        style = self.setter.style
        for at, figure in enumerate(self.figures):
            x = left + self.x + at * (self.width + _GAP)
            pen.area(x, top, self.width, 1.4, self.setter.colour("accent"))
            pen.element = figure.elements[1]
            base = top + 5 + style("figure_value").leading * 0.5 + style("figure_value").size * 0.33
            pen.text(x, base, figure.value.pieces + _space(figure))
            if self.beside:
                for line in figure.unit:
                    pen.text(x + figure.value.width + 4, base, line.pieces)
            else:
                _column(pen, figure.unit, style("figure_unit"), x, top + unit, self.width)
            pen.element = figure.elements[2]
            self._draw_change(pen, figure, x, top + change)
            pen.element = figure.elements[0]
            _column(pen, figure.label, style("figure_label"), x, top + label, self.width)

    def _draw_change(self, pen: Pen, figure: _Figure, x: float, top: float) -> None:
        style = self.setter.style("figure_change")
        shift = 0.0
        if figure.arrow:
            side = style.size * 0.72
            y = top + style.leading / 2 - side / 2
            pen.shape([(x + a * side, y + b * side) for a, b in _ARROWS[figure.arrow]], style.colour)
            shift = side + 4
        _column(pen, figure.change, style, x + shift, top, self.width - shift)


def figure_strips(setter: Typesetter, block: KeyFigures, x: float, width: float, around: Element) -> list[Strip]:
    """Return one strip for each row of figures; they become a list in the element around."""
    count = len(block.items)
    if not count:
        return []
    most = max(1, min(_MOST, int((width + _GAP) // (_LEAST + _GAP))))
    rows = -(-count // most)
    per = -(-count // rows)
    wide = (width - _GAP * (per - 1)) / per
    strips = []
    whole = around.add("L", PLAIN)
    for start in range(0, count, per):
        made = [_set(setter, item, wide, whole) for item in block.items[start : start + per]]
        rests = [(figure.elements[0], figure.label[_LABEL:]) for figure in made]
        figures = tuple(figure._replace(label=figure.label[:_LABEL]) for figure in made)
        beside = all(
            len(f.unit) <= 1 and f.value.width + 4 + (f.unit[0].width if f.unit else 0) <= wide for f in figures
        )
        row = _Row(figures, x, wide, setter, beside)
        strips.append(Strip(row.height(), row, before=10))
        strips += _rest(setter, rests, x, wide)
    return spaced(strips, 10, 14)


def _rest(setter: Typesetter, rests: list[tuple[Element, list[Line]]], x: float, width: float) -> list[Strip]:
    """Return the lines of labels that are too long to stay with their figures."""
    style = setter.style("figure_label")
    strips = []
    for at in range(max(len(rest) for _, rest in rests)):
        parts = tuple(
            (
                Strip(0, SetLine(rest[at], x + column * (width + _GAP), width, style), element=element),
                0.0,
                0.0,
            )
            for column, (element, rest) in enumerate(rests)
            if at < len(rest)
        )
        strips.append(Strip(style.leading, Group(parts)))
    return strips


def _set(setter: Typesetter, item: KeyFigure, width: float, around: Element) -> _Figure:
    style = setter.style("figure_value")
    wide = setter.width(item.value, style, origin=item.origin)
    shrunk = style._replace(size=style.size * min(1.0, width / max(wide, 1.0)))
    label = setter.style("figure_label")
    texts = {"figure_unit": item.unit, "figure_change": item.change or ""}
    lines: dict[str, list[Line]] = {}
    long: list[Line] = []
    for role, text in texts.items():
        role_style = setter.style(role)
        made = setter.plain(text, role_style, width - role_style.size - 2) if text else []
        lines[role] = made if len(made) <= _BRIEF else []
        if len(made) > _BRIEF:
            long += setter.plain(text, label, width)
            close_line(long[-1])
    body = around.add("LI").add("LBody")
    return _Figure(
        setter.line(item.value, shrunk, origin=item.origin),
        lines["figure_unit"],
        [*long, *setter.plain(item.label, label, width)],
        lines["figure_change"],
        item.direction if lines["figure_change"] else None,
        (body.add("P"), body.add("P"), body.add("P")),
    )


def _space(figure: _Figure) -> Pieces:
    """Return the space that is read between the number and its unit."""
    return [(figure.value.pieces[-1][0], " ")] if figure.unit and figure.value.pieces else []


def _column(pen: Pen, lines: list[Line], style: Style, x: float, top: float, width: float) -> None:
    for at, line in enumerate(lines):
        draw_line(pen, line, style, x, top + at * style.leading, width)
