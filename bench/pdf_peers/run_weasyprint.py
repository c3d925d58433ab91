"""Print the bench's papers with WeasyPrint, tagged as PDF/UA-1."""

from __future__ import annotations

from html import escape

import content
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

FACES = (("Tinos", "Regular", 400), ("Tinos", "Bold", 700), ("Arimo", "Regular", 400), ("Arimo", "Bold", 700))
FONT_RULES = "".join(
    f"@font-face {{font-family: B{family}; font-weight: {weight};"
    f" src: url({(content.FONTS / f'{family}-{face}.ttf').as_uri()})}}"
    for family, face, weight in FACES
)
STYLE = (
    FONT_RULES
    + """
@page {size: A4; margin: 22mm 15mm 20mm 30mm; @bottom-left {content: string(title); font: 8.5pt BArimo}
       @bottom-right {content: "Сторінка " counter(page) " з " counter(pages); font: 8.5pt BArimo}}
body {font: 11pt/14.8pt BTinos} h1 {font: bold 21pt/25pt BTinos; string-set: title content()}
h2 {font: bold 14.5pt/18pt BTinos; color: #12436D} p {margin: 0 0 6pt}
table {width: 100%; border-collapse: collapse; font: 8.8pt/11.2pt BArimo; table-layout: fixed}
td, th {padding: 2pt; border-bottom: .3pt solid grey; text-align: left} .n {text-align: right}
"""
)


def made(body: str) -> bytes:
    """Return the body as a file; the sheet of styles is read anew as any caller would."""
    fonts = FontConfiguration()
    html = f"<html lang=uk><head><title>{content.TITLE}</title></head><body>{body}</body></html>"
    return HTML(string=html).write_pdf(
        stylesheets=[CSS(string=STYLE, font_config=fonts)], font_config=fonts, pdf_variant="pdf/ua-1"
    )


def grid(given: list[tuple[str, ...]]) -> str:
    """Return a table of the rows."""

    def cells(row: tuple[str, ...], tag: str, scope: str = "") -> str:
        texts = (f"<{tag}{scope}{' class=n' if at > 1 else ''}>{escape(text)}</{tag}>" for at, text in enumerate(row))
        return f"<tr>{''.join(texts)}</tr>"

    total = sum(content.SHARES)
    widths = "".join(f"<col style='width: {100 * share / total:.2f}%'>" for share in content.SHARES)
    body = "".join(cells(row, "td") for row in given)
    head = cells(content.HEADS, "th", " scope=col")
    return f"<table>{widths}<thead>{head}</thead><tbody>{body}</tbody></table>"


def chart() -> str:
    """Return the chart as an SVG drawing."""
    bars = []
    for at, name in enumerate(content.CATEGORIES):
        for series, (values, colour) in enumerate(((content.EXPORTS, "#12436D"), (content.IMPORTS, "#28A197"))):
            high = values[at] * 3.6
            x, y = 30 + 52 * at + 18 * series, 150 - high
            bars.append(f"<rect x='{x}' y='{y:.1f}' width='17' height='{high:.1f}' fill='{colour}'/>")
        bars.append(f"<text x='{40 + 52 * at}' y='162' font-size='8' font-family='BArimo'>{name}</text>")
    return f"<svg width='467' height='180' viewBox='0 0 467 180'>{''.join(bars)}</svg>"


def brief() -> bytes:
    """Return the brief."""
    parts = [f"<h1>{content.TITLE}</h1>"]
    for at, title in enumerate(content.SECTIONS):
        parts.append(f"<h2>{at + 1}. {title}</h2>")
        parts += [f"<p>{escape(content.paragraph(at * 3 + part))}</p>" for part in range(3)]
        parts.append("<ul>" + "".join(f"<li>{point}</li>" for point in content.POINTS) + "</ul>")
    return made("".join([*parts, grid(content.rows(30)), f"<p>{content.CHART}</p>", chart()]))


content.run(brief, lambda given: made(f"<h1>{content.TITLE}</h1>" + grid(given)))
