"""Lines: words are broken into ragged lines of a width, one after another, and lines are drawn."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from briefgen.writers.pdf.hyphenation import SOFT, breaks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from briefgen.document import Note
    from briefgen.writers.pdf.look import Style
    from briefgen.writers.pdf.pen import Pen, Pieces, Span

_SHORT = 2  # letters of a word that should not end a line
_GAPS = re.compile("[ \u00a0]")
_HOLE = 0.14  # share of the measure that a word would leave white, from which on a hyphen is better
WIDEST = 1.5
"""Spaces that a gap of a justified line may grow by: none is wider than two and a half."""


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
    """What is not broken, and whether a space (of the width `space`) stands before it.

    `hyphen` is the width of the hyphen to be printed behind it where it ends a line. `language` is told only where it
    is not that of the paper.
    """

    pieces: Pieces
    width: float
    spaced: bool
    space: float
    notes: tuple[tuple[int, Note], ...] = ()
    hyphen: float = 0.0
    language: str | None = None


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
    elif style.align == "justify" and (slack < 0 or not line.last):
        gaps = len(_GAPS.findall(line.plain().rstrip(" ")))
        first = line.pieces[0][0]
        space = min(slack / gaps, WIDEST * first.face.width(" ") * first.size) if gaps else 0.0
    base = top + style.leading / 2 + style.size * 0.33
    pen.text(x, base, line.pieces, space)
    if any(span.link for span, _ in line.pieces):
        _draw_links(pen, line.pieces, x, top, style.leading, space)


def _draw_links(pen: Pen, pieces: Pieces, x: float, top: float, height: float, space: float) -> None:
    for span, text in pieces:
        width = span.face.width(text) * span.size + space * len(_GAPS.findall(text))
        if span.link:
            pen.link(x, top, width, height, span)
        x += width


def break_lines(
    words: Sequence[Word], width: float, measure: Callable[[Span, str], float], language: str | None = None
) -> list[Line]:
    """Return the words in lines of at most the width; a word longer than a line is parted anywhere.

    A language, if given, allows hyphens in words that would leave a hole at the end of a line.
    """
    lines: list[Line] = []
    row: list[Word] = []
    used = 0.0
    for whole in words:
        for word in (whole,) if whole.width <= width else chop(whole, width, measure):
            gap = word.space if word.spaced and row else 0.0
            if row and used + gap + word.width > width + 0.01:
                room = width - used - gap
                halves = _halves(word, room, measure, language) if language and room > width * _HOLE else None
                if halves:
                    begun, word = halves
                    lines.append(joined([*row, begun], used + gap + begun.width, last=False, spaced=False))
                    row, used, gap = [], 0.0, 0.0
                else:
                    short = row[-1]
                    carried = (
                        [row.pop()]
                        if len(row) > 1 and word.spaced and leans(short) and short.width + gap + word.width <= width
                        else []
                    )
                    used -= sum(moved.width + moved.space for moved in carried)
                    lines.append(joined(row, used, last=False, spaced=word.spaced))
                    row, used, gap = carried, sum(moved.width for moved in carried), gap if carried else 0.0
            row.append(word)
            used += gap + word.width
    lines.append(joined(row, used, last=True, spaced=False))
    return lines


def _halves(word: Word, room: float, measure: Callable[[Span, str], float], language: str) -> tuple[Word, Word] | None:
    """Return as much of a word as fits into the room with a hyphen, and the rest; None if nothing does."""
    parts = syllables(word, measure, language)
    used = 0.0
    for at, part in enumerate(parts):
        if used + part.width + parts[0].hyphen > room or at == len(parts) - 1:
            return (_merged(parts[:at]), _merged(parts[at:])) if at else None
        used += part.width
    return None


def _merged(parts: Sequence[Word]) -> Word:
    """Return parts of one word as one."""
    first, last = parts[0], parts[-1]
    span = first.pieces[0][0]
    text = "".join(part.pieces[0][1] for part in parts)
    wide = sum(part.width for part in parts)
    return Word(
        [(span, text), *last.pieces[1:]], wide, first.spaced, first.space, last.notes, last.hyphen, first.language
    )


def syllables(word: Word, measure: Callable[[Span, str], float], language: str) -> list[Word]:
    """Return the parts of a word between which a hyphen may stand; the word itself if it has none."""
    if not word.pieces or (len(word.pieces) > 1 and word.pieces[1][1][:1].isalpha()):
        return [word]  # half of it may be in bold
    span, text = word.pieces[0]
    places = breaks(text, word.language or language)
    if not places:
        return [word]
    hyphen = measure(span, SOFT)
    parts = []
    before, start, spaced = 0.0, 0, word.spaced
    for at in places:
        cut = measure(span, text[:at])
        parts.append(
            Word([(span, text[start:at])], cut - before, spaced, word.space, hyphen=hyphen, language=word.language)
        )
        before, start, spaced = cut, at, False
    rest = [(span, text[start:]), *word.pieces[1:]]
    return [*parts, Word(rest, word.width - before, spaced, word.space, word.notes, language=word.language)]


def leans(word: Word) -> bool:
    """Say whether the word is one or two letters (a preposition, say), which should not end a line."""
    text = word.pieces[0][1]
    return word.spaced and len(word.pieces) == 1 and len(text) <= _SHORT and text.isalpha() and text.islower()


def chop(word: Word, width: float, measure: Callable[[Span, str], float]) -> Iterable[Word]:
    """Yield parts of a word that are no wider than the width."""
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


def joined(row: Sequence[Word], width: float, *, last: bool, spaced: bool) -> Line:
    """Return the words of a row as a line of the width; `spaced` tells of a space behind it."""
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
    if row and row[-1].hyphen and not last:
        span, text = pieces[-1]
        pieces[-1] = (span, text + SOFT)
        width += row[-1].hyphen
    if spaced and pieces:  # the space at the end is not seen, but who copies the text needs it
        span, text = pieces[-1]
        pieces[-1] = (span, text + " ")
    return Line(pieces, width, last, notes)
