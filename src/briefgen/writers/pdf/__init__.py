"""The PDF writer: draws a document in a look, with reportlab's canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefgen.findings import FindingsError
from briefgen.writers.looks import read_look
from briefgen.writers.pdf.blocks import Builder
from briefgen.writers.pdf.frame import bands, crowded, pattern_mistakes, title_strips
from briefgen.writers.pdf.look import LEAST_ROOM, MM, Look
from briefgen.writers.pdf.pages import NOTE_GAP, paginate
from briefgen.writers.pdf.pen import Pen
from briefgen.writers.pdf.strips import pile
from briefgen.writers.pdf.text import Typesetter

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.document import Document
    from briefgen.writers.pdf.frame import Bands
    from briefgen.writers.pdf.pages import Page


class _Paper(NamedTuple):
    """A document laid out: its pages and their frames."""

    setter: Typesetter
    pages: list[Page]
    frames: list[Bands]


def write(document: Document, look: Path) -> bytes:
    """Return the document as a PDF file in the look.

    Raises FindingsError with every mistake in the look (B603 to B605, B623, B625 to B627), or with every character that
    the fonts of the look lack (B624).
    """
    read = read_look(look, Look)
    mistakes = pattern_mistakes(read, document)
    if mistakes:
        raise FindingsError(*mistakes)
    paper = _fitted(document, read)
    if paper.setter.findings:
        raise FindingsError(*paper.setter.findings.values())
    return _drawn(document, paper)


def _fitted(document: Document, look: Look) -> _Paper:
    """Lay the document out, in smaller sizes if that saves it from more pages than the look aims at."""
    paper = _laid_out(document, look, 1.0)
    if not look.fit.pages or len(paper.pages) <= look.fit.pages:
        return paper
    smallest = look.fit.smallest / 100
    for scale in (smallest, (1 + smallest) / 2):  # the second only where the first shows that it may do
        smaller = _laid_out(document, look, scale)
        if len(smaller.pages) > look.fit.pages:
            break
        paper = smaller
    return paper


def _laid_out(document: Document, look: Look, scale: float) -> _Paper:
    setter = Typesetter(look, scale)
    width, height = look.page.points()
    measure = width - (look.page.margins.left + look.page.margins.right) * MM
    frame = bands(setter, document, width, 888, 888)
    room = height - frame.top - frame.bottom
    if room < LEAST_ROOM:
        raise FindingsError(crowded(look))
    builder = Builder(document, setter, room)
    strips = title_strips(setter, document, measure) + builder.strips(document.blocks, 0.0, measure)
    pages = paginate(strips, room, lambda number, note: builder.note(number, note, measure))
    for number, page in enumerate(pages, 1):
        for strip, _ in page.placed:
            builder.pages.update(dict.fromkeys(strip.marks, number))
    count = len(pages)
    frames = [bands(setter, document, width, number, count) for number in range(1, count + 1)]
    return _Paper(setter, pages, frames)


def _drawn(document: Document, paper: _Paper) -> bytes:
    setter = paper.setter
    look = setter.look
    left = look.page.margins.left * MM
    pen = Pen(document, look.page.points(), setter.face("serif"))
    for page, frame in zip(paper.pages, paper.frames, strict=True):
        frame.draw(pen)
        for strip, y in page.placed:
            strip.what.draw(pen, left, frame.top + y)
        if page.notes:
            placed, height = pile(page.notes)
            top = pen.height - frame.bottom - height
            pen.rule(left, top - NOTE_GAP / 2, 100, 0.5, setter.colour("line"))
            for strip, y in placed:
                strip.what.draw(pen, left, top + y)
        pen.end_page()
    return pen.finish()
