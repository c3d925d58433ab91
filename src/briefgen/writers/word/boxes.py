"""Blocks that Word lays out with a table: callouts, key figures, columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.document import Run
from briefgen.writers.word.inline import run, words
from briefgen.writers.word.paper import Frame, Paper

if TYPE_CHECKING:
    from briefgen.document import Block, Callout, Columns, KeyFigure, KeyFigures

Draw = Callable[[Paper, "Iterable[Block]", Frame], str]

_INSET = 400  # twips that the margins of a box take from its text
_GUTTER = 227  # twips between columns
_STYLES = {"objective": "Callout Objective", "conflict": "Callout Conflict", "note": "Callout Note"}
_ARROWS = {"up": "▲", "down": "▼", "flat": "→"}


def draw_callout(paper: Paper, block: Callout, frame: Frame, draw: Draw) -> str:
    """Return a box of one cell."""
    page = paper.page_start()
    title = paper.paragraph("Callout Title", words(block.title)) if block.title else ""
    inner = Frame(frame.width - _INSET, text="Callout Text")
    inside = title + draw(paper, block.blocks, inner)
    return page + _row(paper, _STYLES[block.kind], (frame.width,), (inside,), frame) + paper.gap()


def draw_key_figures(paper: Paper, block: KeyFigures, frame: Frame) -> str:
    """Return the figures side by side in equal cells."""
    page = paper.page_start()
    if not block.items:
        return page
    widths = [frame.width // len(block.items)] * len(block.items)
    cells = [_key_figure(paper, figure) for figure in block.items]
    return page + _row(paper, "Key Figures", widths, cells, frame) + paper.gap()


def _key_figure(paper: Paper, figure: KeyFigure) -> str:
    unit = f'<w:rStyle w:val="{paper.style("Key Figure Unit")}"/>'
    value = run(Run(figure.value)) + (words(f"\u00a0{figure.unit}", unit) if figure.unit else "")
    drawn = paper.paragraph("Key Figure Value", value) + paper.paragraph("Key Figure Label", words(figure.label))
    if not figure.change:
        return drawn
    arrow = f"{_ARROWS[figure.direction]} " if figure.direction else ""
    return drawn + paper.paragraph("Key Figure Change", words(arrow + figure.change))


def draw_columns(paper: Paper, block: Columns, frame: Frame, draw: Draw) -> str:
    """Return the parts side by side."""
    page = paper.page_start()
    widths = [round(frame.width * share) for share in block.widths]
    cells = [
        draw(paper, part, replace(frame, width=width - _GUTTER, indent=0, depth=0, text="Body Text"))
        for part, width in zip(block.parts, widths, strict=True)
    ]
    return page + _row(paper, "Side By Side", widths, cells, frame) + paper.gap()


def _row(paper: Paper, style: str, widths: Sequence[int], cells: Sequence[str], frame: Frame) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    drawn = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell or paper.paragraph("Body Text", "")}</w:tc>'
        for width, cell in zip(widths, cells, strict=True)
    )
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{paper.style(style)}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="{frame.indent}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0600" w:firstRow="0" w:lastRow="0" w:firstColumn="0"'
        f' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"<w:tr>{drawn}</w:tr></w:tbl>"
    )
