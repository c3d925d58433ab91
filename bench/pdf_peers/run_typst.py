"""Print the bench's papers with typst, tagged: PDF/UA-1 and PDF/A-2a at once."""

from __future__ import annotations

import content
import typst

HEAD = f"""
#set document(title: "{content.TITLE}", date: datetime(year: 2011, month: 12, day: 1))
#set text(font: "Tinos", size: 11pt, lang: "uk")
#set page(paper: "a4", margin: (left: 30mm, right: 15mm, top: 22mm, bottom: 20mm),
  footer: context align(right, text(font: "Arimo", size: 8.5pt)[Сторінка #counter(page).display() з
    #counter(page).final().first()]))
#show table: set text(font: "Arimo", size: 8.8pt)
"""
STANDARDS = ["ua-1", "a-2a"]


def quoted(text: str) -> str:
    """Return the text as a string of typst."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def made(body: str) -> bytes:
    """Return the body as a file."""
    source = (HEAD + body).encode("utf-8")
    options = {"font_paths": [str(content.FONTS)], "ignore_system_fonts": True, "format": "pdf"}
    return typst.compile(source, pdf_standards=STANDARDS, **options)


def grid(given: list[tuple[str, ...]]) -> str:
    """Return a table of the rows."""
    head = ", ".join(quoted(text) for text in content.HEADS)
    cells = ",\n".join(", ".join(quoted(text) for text in row) for row in given)
    columns = ", ".join(f"{share}fr" for share in content.SHARES)
    return (
        f"#table(columns: ({columns}), align: (x, _) => if x > 1 {{ right }} else {{ left }}, inset: 2pt,\n"
        f"stroke: (bottom: .3pt + gray), table.header({head}),\n{cells})\n"
    )


def chart() -> str:
    """Return the chart from rectangles."""
    groups = []
    for at, name in enumerate(content.CATEGORIES):
        bars = [
            f'#box(rect(width: 17pt, height: {values[at] * 3.6:.1f}pt, fill: rgb("{colour}")))'
            for values, colour in ((content.EXPORTS, "12436D"), (content.IMPORTS, "28A197"))
        ]
        groups.append(f"align(bottom, stack([{' '.join(bars)}], v(4pt), text(size: 8pt)[{name}]))")
    drawn = f"grid(columns: 8, gutter: 8pt, {', '.join(groups)})"
    return f'#figure(alt: "Експорт та імпорт", caption: [{content.CHART}], {drawn})'


def brief() -> bytes:
    """Return the brief."""
    parts = [f"#title[{content.TITLE}]"]
    for at, title in enumerate(content.SECTIONS):
        parts.append(f"= {at + 1}. {title}")
        parts += [content.paragraph(at * 3 + part) for part in range(3)]
        parts.append("\n".join(f"- {point}" for point in content.POINTS))
    return made("\n\n".join([*parts, grid(content.rows(30)), chart()]))


content.run(brief, lambda given: made(grid(given)))
