"""Lines: words are broken into lines of a width, greedily, and lines are drawn."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from briefgen.document import Note
    from briefgen.writers.pdf.look import Style
    from briefgen.writers.pdf.pen import Pen, Pieces, Span

_SHORT = 2  # letters of a word that should not end a line
_GAPS = re.compile("[ \u00a0]")


@dataclass(slots=True, eq=False, repr=False)
class Line:
    """One line of text: what to print, its width without the space at its end, and the notes it calls."""

    pieces: Pieces
    width: float = 0.0
    last: bool = True
    notes: tuple[tuple[int, Note], ...] = ()

    def plain(self) -> str:
        """Return the text alone."""
        return "".join(text for _, text in self.pieces)


@dataclass(slots=True, eq=False, repr=False)
class Word:
    """What is not broken, and whether a space (of the width `space`) stands before it."""

    pieces: Pieces
    width: float
    spaced: bool
    space: float
    notes: tuple[tuple[int, Note], ...] = ()


class SetLine(NamedTuple):
    """A line at its place: `x` from the left edge of the text, in a measure of `width`, on a leading."""

    line: Line
    x: float
    width: float
    style: Style

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw the line; `top` is the upper edge of its leading."""
        draw_line(pen, self.line, self.style, left + self.x, top, self.width)


def draw_line(pen: Pen, line: Line, style: Style, x: float, top: float, width: float) -> None:
    """Draw a line in a measure, aligned as its style says."""
    if not line.pieces:
        return
    slack, space = width - line.width, 0.0
    if style.align == "right":
        x += slack
    elif style.align == "center":
        x += slack / 2
    elif style.align == "justify" and not line.last and slack > 0:
        gaps = len(_GAPS.findall(line.plain().rstrip(" ")))
        space = slack / gaps if gaps else 0.0
    base = top + style.leading / 2 + style.size * 0.33
    pen.text(x, base, line.pieces, space)
    if any(span.link for span, _ in line.pieces):
        _draw_links(pen, line.pieces, x, top, style.leading, space)


def _draw_links(pen: Pen, pieces: Pieces, x: float, top: float, height: float, space: float) -> None:
    for span, text in pieces:
        width = span.face.width(text) * span.size + space * len(_GAPS.findall(text))
        if span.link:
            pen.link(x, top, width, height, span.link)
        x += width


def break_lines(words: Sequence[Word], width: float, measure: Callable[[Span, str], float]) -> list[Line]:
    """Return the words in lines of at most the width; a word longer than a line is parted anywhere."""
    lines: list[Line] = []
    row: list[Word] = []
    used = 0.0
    for whole in words:
        for word in (whole,) if whole.width <= width else _chop(whole, width, measure):
            gap = word.space if word.spaced and row else 0.0
            if row and used + gap + word.width > width + 0.01:
                short = row[-1]
                carried = (
                    [row.pop()]
                    if len(row) > 1 and word.spaced and _leans(short) and short.width + gap + word.width <= width
                    else []
                )
                used -= sum(moved.width + moved.space for moved in carried)
                lines.append(_line(row, used, last=False, spaced=word.spaced))
                row, used, gap = carried, sum(moved.width for moved in carried), gap if carried else 0.0
            row.append(word)
            used += gap + word.width
    lines.append(_line(row, used, last=True, spaced=False))
    return lines


def _leans(word: Word) -> bool:
    """Say whether the word is one or two letters (a preposition, say), which should not end a line."""
    text = word.pieces[0][1]
    return word.spaced and len(word.pieces) == 1 and len(text) <= _SHORT and text.isalpha() and text.islower()


def _chop(word: Word, width: float, measure: Callable[[Span, str], float]) -> Iterable[Word]:
    spaced = word.spaced
    for at, (span, text) in enumerate(word.pieces):
        start, used = 0, 0.0
        for end, char in enumerate(text):
            wide = measure(span, char)
            if used + wide > width and end > start:
                yield Word([(span, text[start:end])], used, spaced, word.space)
                start, used, spaced = end, 0.0, False
            used += wide
        notes = word.notes if at == len(word.pieces) - 1 else ()
        yield Word([(span, text[start:])], used, spaced, word.space, notes)
        spaced = False


def _line(row: Sequence[Word], width: float, *, last: bool, spaced: bool) -> Line:
    pieces: Pieces = []
    notes: tuple[tuple[int, Note], ...] = ()
    for at, word in enumerate(row):
        if at and word.spaced:
            span, text = pieces[-1]
            if span.rise:  # the space behind a raised number is as wide as any other
                pieces.append((word.pieces[0][0], " "))
            else:
                pieces[-1] = (span, text + " ")
        for span, text in word.pieces:
            if pieces and pieces[-1][0] == span:
                pieces[-1] = (span, pieces[-1][1] + text)
            else:
                pieces.append((span, text))
        if word.notes:
            notes += word.notes
    if spaced and pieces:  # the space at the end is not seen, but who copies the text needs it
        span, text = pieces[-1]
        pieces[-1] = (span, text + " ")
    return Line(pieces, width, last, notes)
