"""Headings and the table of contents: numbers, marks in the outline, and pages once they are known."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefgen.document import Callout, Columns, Heading, Link, ListBlock, Run
from briefgen.writers.pdf.lines import SetLine, draw_line
from briefgen.writers.pdf.tags import ARTIFACT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.document import Block
    from briefgen.writers.pdf.pen import Pen
    from briefgen.writers.pdf.tags import Element
    from briefgen.writers.pdf.text import Typesetter


class HeadingLine(NamedTuple):
    """The first line of a heading, with its mark in the outline."""

    line: SetLine
    mark: str
    title: str
    level: int

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw the line and set the mark."""
        pen.bookmark(self.mark, self.title, self.level - 1, top)
        self.line.draw(pen, left, top)


class ContentsLine(NamedTuple):
    """A line of the table of contents; `pages` tells the page of a mark once every page is filled."""

    line: SetLine
    mark: str
    pages: dict[str, int]
    setter: Typesetter
    last: bool
    link: Element

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw the words, dots and the number of the page."""
        self.line.draw(pen, left, top)
        style, x, width = self.line.style, left + self.line.x, self.line.width
        words = self.line.line.plain()
        pen.jump(x, top, width, style.leading, self.link, words, self.mark)
        if not self.last:
            return
        number = self.setter.line(f" {self.pages[self.mark]}", style)
        draw_line(pen, number, style._replace(align="right"), x, top, width)
        dot = self.setter.width(" .", style)
        room = width - self.line.line.width - self.setter.width("000", style) - dot
        if room > 2 * dot:
            count = int(room / dot)
            dots = self.setter.line(" ." * count, style._replace(colour=self.setter.colour("quiet")))
            pen.element, entry = ARTIFACT, pen.element
            draw_line(pen, dots, style._replace(align="right"), x, top, width - self.setter.width("000", style))
            pen.element = entry


def headings(blocks: Iterable[Block], *, numbered: bool) -> list[tuple[str, str, int]]:
    """Return number, words and level of every heading in the order they are drawn."""
    counts = [0, 0, 0]
    found: list[tuple[str, str, int]] = []
    for block in _walk(blocks):
        if isinstance(block, Heading):
            level = min(max(block.level, 1), 3)
            counts[level - 1] += 1
            counts[level:] = [0] * (3 - level)
            number = ".".join(str(count) for count in counts[:level]) + ("." if level == 1 else "")
            words = "".join(
                "".join(run.text for run in (part.runs if isinstance(part, Link) else (part,)))
                for part in block.content
                if isinstance(part, Run | Link)
            )
            found.append((number if numbered else "", " ".join(words.split()), level))
    return found


def _walk(blocks: Iterable[Block]) -> Iterable[Block]:
    for block in blocks:
        yield block
        match block:
            case ListBlock(items=parts) | Columns(parts=parts):
                for part in parts:
                    yield from _walk(part)
            case Callout(blocks=inner):
                yield from _walk(inner)
            case _:
                continue
