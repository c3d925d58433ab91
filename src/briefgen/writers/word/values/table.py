"""Plain tables: a head that is repeated on every page and rows that stay whole, without caption or number."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.document import Run
from briefgen.writers.word.inline import content, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.document import Content
    from briefgen.writers.word.values.sheet import Sheet

_LEAST = 6  # letters that the narrowest column is reckoned to hold
_MOST = 40


def draw_grid(sheet: Sheet, rows: Sequence[Sequence[tuple[Content, str]]], width: int) -> str:
    """Return a table of the rows (the first is the head), as wide as the text around it, and a gap after it.

    `width`, in twips, is shared among the columns by what they hold.
    """
    wants = [min(_MOST, max(_LEAST, *(len(plain(row[column][0])) for row in rows))) for column in range(len(rows[0]))]
    widths = [width * want // sum(wants) for want in wants]
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    drawn = "".join(_row(sheet, row, widths, head=index == 0) for index, row in enumerate(rows))
    style = sheet.style("Brief Table")
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="5000" w:type="pct"/>'
        '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
        f' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{drawn}</w:tbl>'
        + sheet.gap()
    )


def _row(sheet: Sheet, row: Sequence[tuple[Content, str]], widths: Sequence[int], *, head: bool) -> str:
    styled = "table head" in sheet.look.styles.ids
    cells = []
    for (words, side), width in zip(row, widths, strict=True):
        shown = words if styled or not head else _bold(words)
        inside = sheet.paragraph("Table Head" if head else "Table Text", content(sheet, shown), align=side)
        cells.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inside}</w:tc>')
    mark = "<w:cantSplit/><w:tblHeader/>" if head else "<w:cantSplit/>"
    return f"<w:tr><w:trPr>{mark}</w:trPr>{''.join(cells)}</w:tr>"


def _bold(words: Content) -> Content:
    """Return the words of a head in bold, where the template has no style for it."""
    return tuple(replace(one, bold=True) if isinstance(one, Run) else one for one in words)
