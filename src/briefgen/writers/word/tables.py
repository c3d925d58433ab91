"""Tables as Word tables: caption with its number, unit, repeated head, rows that stay whole, notes, source."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Literal

from briefgen.document import Run
from briefgen.writers.word.inline import field, run, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.document import Cell, Column, Table
    from briefgen.writers.word.paper import Frame, Paper

NUMBERS = {"number", "percent"}
_MARGINS = 170  # twips left and right of a cell's text
_SLACK = 40
_HEAD = 0.6  # of its length a column head wants: two lines
_SHORT = 14  # rows; a table of at most so many lines stays on one page
_LINE = 60  # letters; more is not a line in a cell
_UNDER = '<w:tcBorders><w:bottom w:val="single" w:sz="6" w:space="0" w:color="1A1A1A"/></w:tcBorders>'
_TOTAL = '<w:tcBorders><w:top w:val="single" w:sz="6" w:space="0" w:color="1A1A1A"/></w:tcBorders>'


def draw_table(paper: Paper, table: Table, frame: Frame) -> str:
    """Return caption, unit, table, notes and source."""
    above = caption(paper, "table", table.caption)
    if table.unit:
        above += paper.paragraph("Table Unit", words(table.unit))
    widths = column_widths(table, frame.width)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = _head(paper, table, widths) + "".join(_rows(paper, table, widths))
    drawn = (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{paper.style("Brief Table")}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="{frame.indent}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
        f' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val="{escape(table.caption)}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )
    return above + drawn + below(paper, table.notes, table.source)


def caption(paper: Paper, kind: Literal["table", "chart"], text: str) -> str:
    """Return "Table 1. text" with a number that Word counts itself."""
    label = paper.document.labels[kind]
    number = field(rf"SEQ {'_'.join(label.split())} \* ARABIC", str(paper.caption_number(kind)))
    return paper.paragraph("caption", words(f"{label}\u00a0") + number + words(f". {text}"))


def below(paper: Paper, notes: Sequence[str], source: str | None) -> str:
    """Return the small print under a table or chart, or a gap."""
    lines = list(notes)
    if source:
        lines.append(f"{paper.document.labels['source']}: {source}")
    return "".join(paper.paragraph("Small Text", words(line)) for line in lines) or paper.gap()


def _head(paper: Paper, table: Table, widths: Sequence[int]) -> str:
    """Return the row of heads, under that of the groups if there are any."""
    grouped = any(column.group for column in table.columns)
    upper = [
        _cell(paper, "Table Head", words(title), sum(widths[first : first + count]), align="center", span=count)
        if title
        else _column_head(paper, table.columns[first], widths[first], merge="restart")
        for title, first, count in table.heads()
    ]
    lower = [
        _column_head(
            paper,
            column,
            width,
            merge="continue" if grouped and not column.group else None,
            borders=_UNDER if grouped else "",
        )
        for column, width in zip(table.columns, widths, strict=True)
    ]
    rows = (upper, lower) if grouped else (lower,)
    properties = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
    return "".join(f"<w:tr>{properties}{''.join(cells)}</w:tr>" for cells in rows)


def _column_head(
    paper: Paper, column: Column, width: int, *, merge: Literal["restart", "continue"] | None, borders: str = ""
) -> str:
    inside = "" if merge == "continue" else words(column.title)
    align = "right" if column.kind in NUMBERS else ""
    return _cell(paper, "Table Head", inside, width, borders=borders, align=align, merge=merge)


def _rows(paper: Paper, table: Table, widths: Sequence[int]) -> list[str]:
    styles = ["Table Number" if column.kind in NUMBERS else "Table Text" for column in table.columns]
    last = len(table.rows) - 1
    first_total = len(table.rows) - table.total_rows
    whole = len(table.rows) <= _SHORT and all(len(cell.text) <= _LINE for row in table.rows for cell in row)
    under = bool(table.notes or table.source)
    drawn = []
    for index, row in enumerate(table.rows):
        keep = (whole and index < last) or index == 0 or index == last - 1 or (index == last and under)
        total = index >= first_total
        borders = _TOTAL if index == first_total else ""
        cells = "".join(
            _cell(paper, style, _words(cell, bold=total), width, borders=borders, keep_next=keep)
            for cell, style, width in zip(row, styles, widths, strict=True)
        )
        drawn.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")
    return drawn


def _words(cell: Cell, *, bold: bool) -> str:
    return run(Run(cell.text, bold=bold or cell.bold, language=cell.language)) if cell.text else ""


def _cell(
    paper: Paper,
    style: str,
    inside: str,
    width: int,
    *,
    borders: str = "",
    align: str = "",
    keep_next: bool = False,
    span: int = 1,
    merge: Literal["restart", "continue"] | None = None,
) -> str:
    """Return a cell; `span` is how many columns it takes, `merge` its part in one that takes several rows."""
    drawn = paper.paragraph(style, inside, align=align, keep_next=keep_next)
    spans = (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "") + (f'<w:vMerge w:val="{merge}"/>' if merge else "")
    bottom = '<w:vAlign w:val="bottom"/>' if merge else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}{borders}{bottom}</w:tcPr>{drawn}</w:tc>'


def column_widths(table: Table, total: int) -> list[int]:
    """Share `total` twips among the columns: by their weights, but none narrower than its longest word.

    What a column of short texts does not need goes to columns of text that take more than a line.
    """
    texts = [[row[index].text for row in table.rows] for index in range(len(table.columns))]
    words = [
        [*column.title.split(" "), *(word for text in cells for word in text.split(" "))]
        for column, cells in zip(table.columns, texts, strict=True)
    ]
    least = [max(_length(word) for word in column) for column in words]
    line = [
        max(need, _length(column.title) * _HEAD, max((_length(text) for text in cells), default=0.0))
        for column, need, cells in zip(table.columns, least, texts, strict=True)
    ]
    weights = sum(column.width for column in table.columns) or 1.0
    shares = [total * column.width / weights for column in table.columns]
    wanted = [
        max(0.0, line[index] - shares[index]) if column.kind not in NUMBERS else 0.0
        for index, column in enumerate(table.columns)
    ]
    spare = [max(0.0, share - need) for share, need in zip(shares, line, strict=True)]
    if sum(wanted) and sum(spare):
        moved = min(sum(wanted), sum(spare))
        shares = [
            share + moved * (more / sum(wanted) - less / sum(spare))
            for share, more, less in zip(shares, wanted, spare, strict=True)
        ]
    return _at_least(shares, least, total)


def _at_least(shares: list[float], least: list[float], total: int) -> list[int]:
    short = sum(max(0.0, need - share) for need, share in zip(least, shares, strict=True))
    room = sum(max(0.0, share - need) for need, share in zip(least, shares, strict=True))
    if short and room:
        part = min(1.0, short / room)
        shares = [
            share + min(1.0, room / short) * (need - share) if need > share else share - part * (share - need)
            for need, share in zip(least, shares, strict=True)
        ]
    widths = [int(share) for share in shares]
    widths[-1] += total - sum(widths)
    return widths


def _length(text: str) -> float:
    """Return about how wide a line of table text (9 pt sans, head bold) is, in twips, with its cell margins."""
    wide = sum(1 for letter in text if letter.isupper() or letter in "жмшщюыфЖМШЩЮЫФ@%")
    thin = sum(1 for letter in text if letter in " \u00a0.,:;!|'’iіjїlI()-–")
    return (len(text) - wide - thin) * 104 + wide * 140 + thin * 60 + _MARGINS + _SLACK
