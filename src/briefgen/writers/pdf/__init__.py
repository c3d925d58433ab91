"""The PDF writer: draws a document in a look as a tagged, archival file; reportlab makes the font subsets."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from briefgen.findings import FindingsError
from briefgen.writers.looks import read_look
from briefgen.writers.pdf.archive import archived
from briefgen.writers.pdf.blocks import Builder
from briefgen.writers.pdf.frame import bands, crowded, filled, pattern_mistakes, title_strips
from briefgen.writers.pdf.letterhead import letterhead_strips, watermark
from briefgen.writers.pdf.look import LEAST_ROOM, MM, Look
from briefgen.writers.pdf.newspaper import fill_columns, stretches
from briefgen.writers.pdf.objects import Objects
from briefgen.writers.pdf.pages import NOTE_GAP, paginate
from briefgen.writers.pdf.pen import Pen
from briefgen.writers.pdf.strips import pile
from briefgen.writers.pdf.tags import Element, Tree
from briefgen.writers.pdf.text import Typesetter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from briefgen.document import Document, Note
    from briefgen.writers.pdf.frame import Bands
    from briefgen.writers.pdf.letterhead import Stamp
    from briefgen.writers.pdf.look import Sheet
    from briefgen.writers.pdf.pages import Page
    from briefgen.writers.pdf.strips import Strip


class _Paper(NamedTuple):
    """A document laid out: its pages and their frames."""

    setter: Typesetter
    root: Element
    pages: list[Page]
    frames: list[Bands]
    stamp: Stamp | None


def carries_data(look: Path) -> bool:
    """Say whether the look asks for files to be attached. Raises FindingsError for mistakes in the look."""
    return read_look(look, Look).attach


def write(document: Document, look: Path) -> bytes:
    """Return the document as a PDF file in the look.

    Raises FindingsError with every mistake in the look (B603 to B605, B623, B625 to B629), or with every character that
    the fonts of the look lack (B624).
    """
    with _unhindered():
        return _written(document, look)


@contextmanager
def _unhindered() -> Iterator[None]:
    """Pause the search for cycles: none are made here, and it takes half the time of a long table."""
    wanted = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if wanted:
            gc.enable()


def _written(document: Document, look: Path) -> bytes:
    read = read_look(look, Look, document.profile)
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
    setter = Typesetter(look, scale, document.language)
    width, height = look.page.points()
    measure = width - (look.page.margins.left + look.page.margins.right) * MM
    frame = bands(setter, document, width, 888, 888)
    room = height - frame.top - frame.bottom
    if room < LEAST_ROOM:
        raise FindingsError(crowded(look))
    root = Element("Document")
    opening = letterhead_strips(setter, measure, room, root) + title_strips(setter, document, measure, root)
    builder = Builder(document, setter, room, root)
    pages = _filled_pages(builder, opening, measure, look.page)
    for number, page in enumerate(pages, 1):
        for strip, _ in page.placed:
            builder.pages.update(dict.fromkeys(strip.marks, number))
    count = len(pages)
    frames = [bands(setter, document, width, number, count) for number in range(1, count + 1)]
    mark = look.watermark
    words = filled(mark.text, document, 1, count) if document.draft or not mark.drafts_only else ""
    return _Paper(setter, root, pages, frames, watermark(setter, words, width, height))


def _filled_pages(builder: Builder, opening: list[Strip], measure: float, sheet: Sheet) -> list[Page]:
    """Fill pages with the opening and the blocks of the paper, in as many columns as the look says."""
    blocks = builder.document.blocks

    def set_note(number: int, note: Note) -> Sequence[Strip]:
        return builder.note(number, note, measure)

    if sheet.columns == 1:
        return paginate(opening + builder.strips(blocks, 0.0, measure), builder.room, set_note)
    narrow = (measure - sheet.gutter * MM) / 2
    found = stretches(builder, opening, blocks, measure, narrow)
    return fill_columns(found, builder.room, set_note, measure - narrow)


def _drawn(document: Document, paper: _Paper) -> bytes:
    setter = paper.setter
    look = setter.look
    left = look.page.margins.left * MM
    objects = Objects()
    pen = Pen(objects, look.page.points())
    for page, frame in zip(paper.pages, paper.frames, strict=True):
        if paper.stamp:
            paper.stamp.draw(pen)
        frame.draw(pen)
        for strip, y in page.placed:
            strip.draw(pen, left, frame.top + y)
        if page.notes:
            placed, height = pile(page.notes)
            top = pen.height - frame.bottom - height
            pen.rule(left, top - NOTE_GAP / 2, 100, 0.5, setter.colour("line"))
            for strip, y in placed:
                strip.draw(pen, left, top + y)
        pen.end_page(last=page is paper.pages[-1])
    pen.finish()
    tree = Tree(objects, pen.pages).write(paper.root, pen.painted, pen.places.annotated())
    outline = pen.places.write(pen.pages)
    carried = document.attachments if look.attach else ()
    return archived(objects, document, carried, f"/Pages {pen.tree} 0 R/StructTreeRoot {tree} 0 R", outline)
