"""Print the bench's papers with briefgen."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import content

from briefgen.document import (
    Cell,
    Chart,
    Column,
    Document,
    Heading,
    ListBlock,
    Paragraph,
    Run,
    Series,
    Table,
)
from briefgen.writers.pdf import write

LOOK = Path(__file__).resolve().parents[2] / "templates" / "talks" / "brief.pdf.yaml"
LABELS = {"table": "Таблиця", "chart": "Рисунок", "source": "Джерело", "page": "Сторінка", "of": "з", "draft": "ПРОЄКТ"}
LABELS |= {"version": "Версія", "contents": "Зміст", "prepared_by": "Підготував", "contact": "Контакт"}


def paper(*blocks) -> Document:
    """Return a paper of the blocks."""
    fields = dict.fromkeys(("kind", "marking", "as_of", "author", "contact", "status", "version", "own", "partner"), "")
    return Document("brief", "uk", {**fields, "title": content.TITLE}, LABELS, tuple(blocks), 1322697600, draft=False)


def grid(given: list[tuple[str, ...]]) -> Table:
    """Return a table of the rows."""
    columns = tuple(
        Column(f"c{at}", head, "number" if at > 1 else "code" if at == 0 else "text", 1 if at > 1 else 0, width=share)
        for at, (head, share) in enumerate(zip(content.HEADS, content.SHARES, strict=True))
    )
    cells = tuple(tuple(Cell(text, Fraction(1) if at > 1 else None) for at, text in enumerate(row)) for row in given)
    return Table("goods", "Торгівля за товарами", columns, cells)


def brief() -> bytes:
    """Return the brief."""
    blocks = []
    for at, title in enumerate(content.SECTIONS):
        blocks.append(Heading(1, (Run(title),)))
        blocks += [Paragraph((Run(content.paragraph(at * 3 + part)),)) for part in range(3)]
        blocks.append(ListBlock(tuple((Paragraph((Run(point),)),) for point in content.POINTS)))
    exports, imports = (tuple(Fraction(str(v)) for v in row) for row in (content.EXPORTS, content.IMPORTS))
    series = (Series("x", "Експорт", exports), Series("m", "Імпорт", imports, colour=2))
    chart = Chart("t", content.CHART, "млн дол. США", content.CATEGORIES, series, "Експорт та імпорт за 2004–2011 роки")
    return write(paper(*blocks, grid(content.rows(30)), chart), LOOK)


content.run(brief, lambda given: write(paper(grid(given)), LOOK))
