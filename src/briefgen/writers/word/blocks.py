"""Every block of a paper as WordprocessingML text."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest
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
from briefgen.writers.word.boxes import draw_callout, draw_columns, draw_key_figures
from briefgen.writers.word.charts import draw_chart
from briefgen.writers.word.contents import bookmarked, draw_contents
from briefgen.writers.word.inline import content
from briefgen.writers.word.paper import LEVELS, Frame, Paper
from briefgen.writers.word.tables import draw_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.document import Block

_STEP = 397  # twips that a list in a list moves to the right


def draw(paper: Paper, blocks: Iterable[Block], frame: Frame) -> str:
    """Return the blocks as paragraphs and tables; a paragraph stays with the list it introduces."""
    every = [*blocks]
    return "".join(
        [
            _block(paper, block, frame, introduces=isinstance(following, ListBlock))
            for block, following in zip_longest(every, every[1:])
        ]
    )


def _block(paper: Paper, block: Block, frame: Frame, *, introduces: bool) -> str:
    match block:
        case Paragraph():
            return _paragraph(paper, block, frame, keep_next=introduces)
        case Heading():
            style = f"heading {min(max(block.level, 1), LEVELS)}"
            return paper.paragraph(style, bookmarked(paper, content(paper, block.content)))
        case ListBlock():
            return _list(paper, block, frame)
        case Table():
            return draw_table(paper, block, frame)
        case Chart():
            return draw_chart(paper, block, frame)
        case Callout():
            return draw_callout(paper, block, frame, draw)
        case KeyFigures():
            return draw_key_figures(paper, block, frame)
        case Columns():
            return draw_columns(paper, block, frame, draw)
        case PageBreak():
            paper.starts_page = True
            return ""
        case Contents():
            return draw_contents(paper, frame)
        case _:
            assert_never(block)


def _paragraph(paper: Paper, block: Paragraph, frame: Frame, *, keep_next: bool) -> str:
    match block.role:
        case "body":
            style = frame.text
        case "lead":
            style = "Lead"
        case "small":
            style = "Small Text"
        case _:
            assert_never(block.role)
    return paper.paragraph(style, content(paper, block.content), keep_next=keep_next)


def _list(paper: Paper, block: ListBlock, frame: Frame) -> str:
    depth = frame.depth + 1
    tail = f" {min(depth, LEVELS)}" if depth > 1 else ""
    level = min(depth - 1, 8)
    inner = replace(
        frame,
        width=frame.width - _STEP,
        indent=frame.indent + _STEP,
        text=f"List Continue{tail}",
        depth=depth,
    )
    if block.ordered:
        style, number = f"List Number{tail}", paper.new_list()
    else:
        style = f"List Bullet{tail}"
        found = paper.look.styles.list_of(style)
        number = found[0] if found and depth > LEVELS else ""
    numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    drawn = []
    for item in block.items:
        first = item[0] if item and isinstance(item[0], Paragraph) else None
        words = content(paper, first.content) if first else ""
        drawn.append(paper.paragraph(style, words, more=numbered))
        drawn.append(draw(paper, item[1:] if first else item, inner))
    return "".join(drawn)
