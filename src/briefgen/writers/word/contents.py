"""The table of contents: a field of Word, filled in from the headings."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from briefgen.document import (
    Callout,
    Chart,
    Columns,
    Contents,
    Heading,
    KeyFigures,
    ListBlock,
    PageBreak,
    Paragraph,
    Table,
)
from briefgen.writers.word.inline import FIELD_END, field, field_start, plain, words
from briefgen.writers.word.paper import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefgen.document import Block
    from briefgen.writers.word.paper import Frame, Paper

_CODE = rf'TOC \o "1-{LEVELS}" \h \z \u'


def find_headings(paper: Paper) -> None:
    """Note the headings of a paper that has a table of contents, in the order they will be drawn."""
    every = list(_walk(paper.document.blocks))
    if not any(isinstance(block, Contents) for block in every):
        return
    headings = [block for block in every if isinstance(block, Heading)]
    levels = [min(max(heading.level, 1), LEVELS) for heading in headings]
    numbers = paper.look.styles.numbers(levels)
    paper.headings = [
        (level, number, plain(heading.content))
        for level, number, heading in zip(levels, numbers, headings, strict=True)
    ]


def _walk(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        match block:
            case ListBlock():
                for item in block.items:
                    yield from _walk(item)
            case Columns():
                for part in block.parts:
                    yield from _walk(part)
            case Callout():
                yield from _walk(block.blocks)
            case Heading() | Paragraph() | Table() | Chart() | KeyFigures() | PageBreak() | Contents():
                pass
            case _:
                assert_never(block)


def bookmarked(paper: Paper, inside: str) -> str:
    """Return the words of the next heading with the bookmark that its entry leads to."""
    if not paper.headings:
        return inside
    paper.headings_drawn += 1
    identifier, name = paper.next_id(), _bookmark(paper.headings_drawn)
    return f'<w:bookmarkStart w:id="{identifier}" w:name="{name}"/>{inside}<w:bookmarkEnd w:id="{identifier}"/>'


def _bookmark(number: int) -> str:
    return f"_Toc{number:09d}"


def draw_contents(paper: Paper, frame: Frame) -> str:
    """Return the heading "Contents" and one entry for each heading; Word fills in the pages on opening.

    Until then no page is told, and no dots lead to nothing: only Word knows where its pages end.
    """
    if not paper.headings:
        return ""
    drawn = [paper.paragraph("TOC Heading", words(paper.document.labels["contents"]))]
    last = len(paper.headings)
    no_dots = f'<w:tabs><w:tab w:val="right" w:leader="none" w:pos="{frame.width}"/></w:tabs>'
    for index, (level, number, title) in enumerate(paper.headings, 1):
        name = _bookmark(index)
        told = (words(number) + "<w:r><w:tab/></w:r>" if number else "") + words(title)
        page = field(rf"PAGEREF {name} \h", "", dirty=True)
        entry = f'<w:hyperlink w:anchor="{name}" w:history="1">{told}<w:r><w:tab/></w:r>{page}</w:hyperlink>'
        start = field_start(_CODE, dirty=True) if index == 1 else ""
        end = FIELD_END if index == last else ""
        drawn.append(paper.paragraph(f"toc {level}", start + entry + end, more=no_dots))
    return "".join(drawn)
