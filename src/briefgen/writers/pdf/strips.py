"""Strips: what a page is piled up from. Every block becomes strips, each too low to need a break inside."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from briefgen.writers.pdf.lines import SetLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.document import Note
    from briefgen.writers.pdf.lines import Line
    from briefgen.writers.pdf.look import Style
    from briefgen.writers.pdf.pen import Pen
    from briefgen.writers.pdf.tags import Element


class Drawable(Protocol):
    """Anything that can be drawn with its upper left corner at a place."""

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw it."""


class Strip(NamedTuple):
    """A strip as wide as its column: height and space above and below in points.

    `keep`: no page may end below it. `head`: strips to repeat where it opens a page. `notes`: footnotes it calls.
    `new_page`: it opens a page. `marks`: the headings in it, for the table of contents.
    `element`: what it shows in the structure of the paper; else that of the strip around it, or an artifact.
    """

    height: float
    what: Drawable
    before: float = 0.0
    after: float = 0.0
    keep: bool = False
    new_page: bool = False
    head: tuple[Strip, ...] = ()
    notes: tuple[tuple[int, Note], ...] = ()
    marks: tuple[str, ...] = ()
    element: Element | None = None

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw what is in it as its element."""
        around = pen.element
        if self.element is not None:
            pen.element = self.element
        self.what.draw(pen, left, top)
        pen.element = around


class Nothing:
    """Draws nothing: white, or the place of a page break."""

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw nothing."""


class Rule(NamedTuple):
    """A level rule in the middle of its strip."""

    x: float
    width: float
    thickness: float
    colour: str
    drop: float = 0.0

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw the rule."""
        pen.rule(left + self.x, top + self.drop, self.width, self.thickness, self.colour)


class Group(NamedTuple):
    """Strips at fixed places, drawn together: (strip, x, y from the top of the group)."""

    parts: tuple[tuple[Strip, float, float], ...]

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw every part."""
        for strip, x, y in self.parts:
            strip.draw(pen, left + x, top + y)


class Boxed(NamedTuple):
    """A strip inside a box: tinted, with an accent rule at its left; `above` is the white over the strip."""

    strip: Strip
    x: float
    width: float
    height: float
    above: float
    tint: str
    accent: str
    rule: float

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw this part of the box and what is in it."""
        x = left + self.x
        pen.area(x, top - 0.05, self.width, self.height + 0.1, self.tint)
        pen.area(x, top - 0.05, self.rule, self.height + 0.1, self.accent)
        self.strip.draw(pen, left, top + self.above)


def text_strips(
    lines: Sequence[Line],
    style: Style,
    x: float,
    width: float,
    *,
    keep: bool = False,
    element: Element | None = None,
) -> list[Strip]:
    """Return the lines as strips of one element; no page begins with the last line or ends with the first.

    `keep` keeps the whole text together and with what follows.
    """
    count = len(lines)
    return [
        Strip(
            style.leading,
            SetLine(line, x, width, style),
            before=style.before if at == 0 else 0.0,
            after=style.after if at == count - 1 else 0.0,
            keep=keep or (count > 1 and at in (0, count - 2)),
            notes=line.notes,
            element=element,
        )
        for at, line in enumerate(lines)
    ]


def kept(strips: Sequence[Strip]) -> list[Strip]:
    """Return the strips with no page break below the last."""
    return [*strips[:-1], strips[-1]._replace(keep=True)] if strips else []


def together(strips: Sequence[Strip]) -> list[Strip]:
    """Return the strips with no page break between them."""
    return [strip._replace(keep=True) for strip in strips[:-1]] + list(strips[-1:])


def spaced(strips: Sequence[Strip], before: float, after: float) -> list[Strip]:
    """Return the strips with at least so much space above the first and below the last."""
    if not strips:
        return []
    found = list(strips)
    found[0] = found[0]._replace(before=max(found[0].before, before))
    found[-1] = found[-1]._replace(after=max(found[-1].after, after))
    return found


def pile(strips: Sequence[Strip]) -> tuple[tuple[tuple[Strip, float], ...], float]:
    """Return the strips with their distances from the top, and the height of all."""
    y, after = 0.0, 0.0
    placed: list[tuple[Strip, float]] = []
    for at, strip in enumerate(strips):
        y += max(after, strip.before) if at else 0.0
        placed.append((strip, y))
        y += strip.height
        after = strip.after
    return tuple(placed), y


def boxed(
    strips: Sequence[Strip], x: float, width: float, padding: float, rule: float, tint: str, accent: str
) -> list[Strip]:
    """Return the strips inside a box; the box may be parted by a page break where the strips may."""
    out: list[Strip] = []
    after = 0.0
    for at, strip in enumerate(strips):
        above = padding if at == 0 else max(after, strip.before)
        below = padding if at == len(strips) - 1 else 0.0
        height = above + strip.height + below
        box = Boxed(strip, x, width, height, above, tint, accent, rule)
        heads = strip.head or ((Strip(padding / 2, Nothing()),) if at else ())
        head = tuple(_bare(top, Boxed(top, x, width, top.height, 0.0, tint, accent, rule)) for top in heads)
        out.append(_bare(strip, box)._replace(height=height, before=0.0, after=0.0, head=head))
        after = strip.after
    return out


def _bare(strip: Strip, what: Drawable) -> Strip:
    """Return the strip with what is drawn in its place, which knows its own element."""
    return strip._replace(what=what, element=None)
