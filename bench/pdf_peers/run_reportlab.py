"""Print the bench's papers with plain reportlab (platypus)."""

from __future__ import annotations

from io import BytesIO

import content
from reportlab.graphics.charts.barcharts import VerticalBarChart
from reportlab.graphics.shapes import Drawing
from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import ListFlowable, LongTable, Paragraph, SimpleDocTemplate, TableStyle

for face in ("Tinos-Regular", "Tinos-Bold", "Arimo-Regular", "Arimo-Bold"):
    pdfmetrics.registerFont(TTFont(face, str(content.FONTS / f"{face}.ttf")))
BODY = ParagraphStyle("body", fontName="Tinos-Regular", fontSize=11, leading=14.8, spaceAfter=6)
HEAD = ParagraphStyle("head", fontName="Tinos-Bold", fontSize=14.5, leading=18, spaceBefore=15, spaceAfter=5)
TITLE = ParagraphStyle("title", fontName="Tinos-Bold", fontSize=21, leading=25, spaceAfter=12)
GRID = TableStyle(
    [
        ("FONT", (0, 0), (-1, 0), "Arimo-Bold", 8.5, 11),
        ("FONT", (0, 1), (-1, -1), "Arimo-Regular", 8.8, 11.2),
        ("ALIGN", (2, 0), (-1, -1), "RIGHT"),
        ("LINEBELOW", (0, 0), (-1, -1), 0.3, colors.grey),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ]
)
WIDTHS = [467 * share / sum(content.SHARES) for share in content.SHARES]


def footer(canvas, _document) -> None:
    """Print the number of the page."""
    canvas.setFont("Arimo-Regular", 8.5)
    canvas.drawString(85, 31, content.TITLE)
    canvas.drawRightString(552, 31, f"Сторінка {canvas.getPageNumber()}")


def made(story: list) -> bytes:
    """Return the story as a file."""
    file = BytesIO()
    template = SimpleDocTemplate(
        file, leftMargin=85, rightMargin=43, topMargin=62, bottomMargin=57, title=content.TITLE, invariant=1
    )
    template.build(story, onFirstPage=footer, onLaterPages=footer)
    return file.getvalue()


def grid(given: list[tuple[str, ...]]) -> LongTable:
    """Return a table of the rows; with the heights given, which is the fastest that LongTable can."""
    heights = [15.2] * (len(given) + 1)
    return LongTable([content.HEADS, *given], colWidths=WIDTHS, rowHeights=heights, repeatRows=1, style=GRID)


def chart() -> Drawing:
    """Return the chart."""
    drawing = Drawing(467, 180)
    bars = VerticalBarChart()
    bars.x, bars.y, bars.width, bars.height = 30, 20, 430, 150
    bars.data = [content.EXPORTS, content.IMPORTS]
    bars.categoryAxis.categoryNames = content.CATEGORIES
    for axis in (bars.categoryAxis, bars.valueAxis):
        axis.labels.fontName = "Arimo-Regular"
    bars.bars[0].fillColor, bars.bars[1].fillColor = colors.HexColor("#12436D"), colors.HexColor("#28A197")
    drawing.add(bars)
    return drawing


def brief() -> bytes:
    """Return the brief."""
    story: list = [Paragraph(content.TITLE, TITLE)]
    for at, title in enumerate(content.SECTIONS):
        story.append(Paragraph(f"{at + 1}. {title}", HEAD))
        story += [Paragraph(content.paragraph(at * 3 + part), BODY) for part in range(3)]
        points = [Paragraph(point, BODY) for point in content.POINTS]
        story.append(ListFlowable(points, bulletType="bullet", bulletFontName="Tinos-Regular", start="•"))
    return made([*story, grid(content.rows(30)), Paragraph(content.CHART, BODY), chart()])


content.run(brief, lambda given: made([grid(given)]))
