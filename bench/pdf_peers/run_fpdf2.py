"""Print the bench's papers with fpdf2."""

from __future__ import annotations

import content
from fpdf import FPDF

COLOURS = ((18, 67, 109), (40, 161, 151))


class Paper(FPDF):
    """A page with a footer."""

    def footer(self) -> None:
        """Print the number of the page."""
        self.set_y(-15)
        self.set_font("Arimo", size=8.5)
        self.cell(0, 5, f"Сторінка {self.page_no()} з {{nb}}", align="R")


def opened() -> Paper:
    """Return an empty paper with its fonts."""
    paper = Paper()
    for family in ("Tinos", "Arimo"):
        paper.add_font(family, "", content.FONTS / f"{family}-Regular.ttf")
        paper.add_font(family, "B", content.FONTS / f"{family}-Bold.ttf")
    paper.set_margins(30, 22, 15)
    paper.set_auto_page_break(auto=True, margin=20)
    paper.set_title(content.TITLE)
    paper.set_lang("uk")
    paper.add_page()
    return paper


def grid(paper: Paper, given: list[tuple[str, ...]]) -> None:
    """Print a table of the rows."""
    paper.set_font("Arimo", size=8.8)
    aligned = ("LEFT", "LEFT", *["RIGHT"] * 4)
    with paper.table(
        col_widths=content.SHARES, text_align=aligned, line_height=5.3, borders_layout="HORIZONTAL_LINES"
    ) as table:
        table.row(content.HEADS)
        for cells in given:
            table.row(cells)


def chart(paper: Paper) -> None:
    """Print the chart from rectangles."""
    if paper.will_page_break(65):
        paper.add_page()
    foot, left = paper.get_y() + 58, paper.l_margin
    paper.set_font("Arimo", size=8)
    for at, name in enumerate(content.CATEGORIES):
        for series, (values, colour) in enumerate(
            ((content.EXPORTS, (18, 67, 109)), (content.IMPORTS, (40, 161, 151)))
        ):
            paper.set_fill_color(*colour)
            high = values[at] * 1.4
            paper.rect(left + 5 + 19 * at + 6.5 * series, foot - high, 6, high, style="F")
        paper.text(left + 8 + 19 * at, foot + 4, name)
    paper.set_y(foot + 6)


def brief() -> bytes:
    """Return the brief."""
    paper = opened()
    paper.set_font("Tinos", "B", 21)
    paper.multi_cell(0, 9, content.TITLE, new_x="LMARGIN", new_y="NEXT")
    for at, title in enumerate(content.SECTIONS):
        paper.set_font("Tinos", "B", 14.5)
        paper.multi_cell(0, 9, f"{at + 1}. {title}", new_x="LMARGIN", new_y="NEXT")
        paper.set_font("Tinos", size=11)
        for part in range(3):
            paper.multi_cell(0, 5.2, content.paragraph(at * 3 + part), align="L", new_x="LMARGIN", new_y="NEXT")
            paper.ln(2)
        for point in content.POINTS:
            paper.multi_cell(0, 5.2, f"• {point}", align="L", new_x="LMARGIN", new_y="NEXT")
    grid(paper, content.rows(30))
    paper.set_font("Tinos", size=11)
    paper.multi_cell(0, 9, content.CHART, new_x="LMARGIN", new_y="NEXT")
    chart(paper)
    return bytes(paper.output())


def table(given: list[tuple[str, ...]]) -> bytes:
    """Return a file with a table."""
    paper = opened()
    grid(paper, given)
    return bytes(paper.output())


content.run(brief, table)
