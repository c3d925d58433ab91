# ruff: noqa: D102 (the methods of a dialect are told by Dialect)
"""Makes the Word templates and the data of bench/word.py, the same papers in the dialect of each engine.

python bench/word_peers/brief_template.py FOLDER
"""

from __future__ import annotations

import json
import re
import struct
import sys
import zlib
from abc import ABC, abstractmethod
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docx.document import Document as DocumentObject
    from docx.text.paragraph import Paragraph

ROWS = (1_000, 10_000, 50_000)
Loop = tuple[str, str]
"""The list that a loop walks and the name it gives to one item, such as ("points", "point")."""


class Dialect(ABC):
    """How one engine writes its tags; `within` are the loops around a tag, the outermost first."""

    @abstractmethod
    def value(self, name: str, within: Sequence[Loop] = ()) -> str:
        """Return the tag that prints a value."""

    @abstractmethod
    def choice(self, name: str, yes: str, no: str) -> str:
        """Return a condition inside a sentence."""

    @abstractmethod
    def when(self, name: str) -> tuple[str, str]:
        """Return the paragraphs before and after paragraphs under a condition."""

    def repeat(self, loop: Loop, within: Sequence[Loop]) -> tuple[str | None, str | None]:
        """Return the paragraphs (or rows) before and after repeated ones, None for none."""
        del loop, within
        return None, None

    def row(self, loop: Loop, columns: Sequence[str]) -> list[list[str]]:
        """Return the rows of a table that repeat one row."""
        start, end = self.repeat(loop, ())
        blank = [""] * (len(columns) - 1)
        return [[start or "", *blank], [self.value(one, (loop,)) for one in columns], [end or "", *blank]]

    def again(self, name: str, within: Sequence[Loop]) -> str | None:
        """Return what has to follow the repeated paragraphs to show where they end."""
        del name, within
        return None


class Jinja(Dialect):
    """Tags as briefgen and docxtpl read them."""

    def value(self, name: str, within: Sequence[Loop] = ()) -> str:
        return f"{{{{ {within[-1][1]}.{name} }}}}" if within else f"{{{{ {name} }}}}"

    def choice(self, name: str, yes: str, no: str) -> str:
        return f"{{% if {name} %}}{yes}{{% else %}}{no}{{% endif %}}"

    def when(self, name: str) -> tuple[str, str]:
        return f"{{%p if {name} %}}", "{%p endif %}"

    def repeat(self, loop: Loop, within: Sequence[Loop]) -> tuple[str | None, str | None]:
        source = f"{within[-1][1]}.{loop[0]}" if within else loop[0]
        return f"{{%p for {loop[1]} in {source} %}}", "{%p endfor %}"

    def row(self, loop: Loop, columns: Sequence[str]) -> list[list[str]]:
        return [[cell.replace("{%p", "{%tr") for cell in row] for row in super().row(loop, columns)]


class Docxtemplater(Dialect):
    """Tags in single braces; a loop opens and closes in the row it repeats."""

    def value(self, name: str, within: Sequence[Loop] = ()) -> str:
        del within
        return f"{{{name}}}"

    def choice(self, name: str, yes: str, no: str) -> str:
        return f"{{#{name}}}{yes}{{/{name}}}{{^{name}}}{no}{{/{name}}}"

    def when(self, name: str) -> tuple[str, str]:
        return f"{{#{name}}}", f"{{/{name}}}"

    def repeat(self, loop: Loop, within: Sequence[Loop]) -> tuple[str | None, str | None]:
        del within
        return self.when(loop[0])

    def row(self, loop: Loop, columns: Sequence[str]) -> list[list[str]]:
        start, end = self.when(loop[0])
        cells = [self.value(one) for one in columns]
        return [[start + cells[0], *cells[1:-1], cells[-1] + end]]


class Carbone(Dialect):
    """Tags with the whole path; a second example with [i+1] shows what is repeated."""

    def value(self, name: str, within: Sequence[Loop] = ()) -> str:
        return "{d." + "".join(f"{source}[i]." for source, _ in within) + name + "}"

    def choice(self, name: str, yes: str, no: str) -> str:
        return f"{{d.{name}:ifEQ(true):show('{yes}'):elseShow('{no}')}}"

    def when(self, name: str) -> tuple[str, str]:
        return f"{{d.{name}:ifEQ(true):showBegin}}", f"{{d.{name}:showEnd}}"

    def row(self, loop: Loop, columns: Sequence[str]) -> list[list[str]]:
        cells = [self.value(one, (loop,)) for one in columns]
        return [cells, [cell.replace("[i]", "[i+1]") for cell in cells]]

    def again(self, name: str, within: Sequence[Loop]) -> str | None:
        head, _, tail = self.value(name, within).rpartition("[i]")
        return f"{head}[i+1]{tail}"


DIALECTS: dict[str, Dialect] = {"jinja": Jinja(), "docxtemplater": Docxtemplater(), "carbone": Carbone()}
_TAG = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|\{[^{}]*\})")


class Paper:
    """A Word file under construction; every second tag is split over three runs, as Word leaves them."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self.document: DocumentObject = Document()
        self.tags = 0

    def fill(self, paragraph: Paragraph, text: str, *, bold: bool = False, small: bool = False) -> None:
        """Add the text to a paragraph, its tags in runs of their own; `small` as in tables."""
        for piece in _TAG.split(text):
            if not piece:
                continue
            runs = [piece]
            if _TAG.fullmatch(piece):
                self.tags += 1
                if self.tags % 2:
                    third = max(1, len(piece) // 3)
                    runs = [piece[:third], piece[third : 2 * third], piece[2 * third :]]
            for number, part in enumerate(runs):
                if number:
                    mark = OxmlElement("w:proofErr")
                    mark.set(qn("w:type"), "spellStart" if number == 1 else "spellEnd")
                    paragraph._p.append(mark)
                run = paragraph.add_run(part)
                run.bold = bold or None
                if small:
                    run.font.size = Pt(10)

    def write(self, text: str, style: str | None = None) -> None:
        """Add a paragraph."""
        self.fill(self.document.add_paragraph(style=style), text)

    def write_all(self, texts: Iterable[str | None], style: str | None = None) -> None:
        """Add a paragraph for every text."""
        for text in texts:
            if text is not None:
                self.write(text, style)

    def table(self, loop: Loop, columns: dict[str, str]) -> None:
        """Add a table with a head and one repeated row."""
        rows = self.dialect.row(loop, list(columns))
        table = self.document.add_table(rows=1 + len(rows), cols=len(columns), style="Light Grid Accent 1")
        for number, row in enumerate([list(columns.values()), *rows]):
            for cell, text in zip(table.rows[number].cells, row, strict=True):
                paragraph = cell.paragraphs[0]
                paragraph.paragraph_format.space_after = Pt(2)
                paragraph.paragraph_format.line_spacing = 1.0
                self.fill(paragraph, text, bold=number == 0, small=True)
        self.write("")

    def saved(self) -> bytes:
        """Return the file."""
        out = BytesIO()
        self.document.save(out)
        return out.getvalue()


def brief(dialect: Dialect) -> Paper:
    """Return the template of a brief of eight to ten pages."""
    words = json.loads((Path(__file__).parent / "words.json").read_text(encoding="utf-8"))
    paper = Paper(dialect)
    value = dialect.value
    _set_up(paper)
    paper.write(value("title"), "Title")
    paper.write(f"{value('place')}, {value('date')}. {value('level')}", "Subtitle")
    for number, section in enumerate(words["sections"]):
        paper.write(section["title"], "Heading 1")
        for paragraph in section["paragraphs"]:
            text = re.sub(r"<(\w+)\|(.*?)\|(.*?)>", lambda m: dialect.choice(m[1], m[2], m[3]), paragraph)
            paper.write(re.sub(r"<(\w+)>", lambda m: value(m[1]), text))
        if "table" in section:
            loop, columns = section["table"]["loop"], section["table"]["columns"]
            paper.table((loop[0], loop[1]), columns)
        if "when" in section:
            before, after = dialect.when(section["when"])
            paper.write(before)
            paper.write_all(words["conditional"][number % 2], "Intense Quote")
            paper.write(after)
    outer, inner = ("topics", "topic"), ("points", "point")
    paper.write(words["topics"], "Heading 1")
    start, end = dialect.repeat(outer, ())
    first, last = dialect.repeat(inner, (outer,))
    paper.write_all([start])
    paper.write(value("name", (outer,)), "Heading 2")
    paper.write(value("position", (outer,)))
    paper.write_all([first])
    paper.write_all([value("text", (outer, inner)), dialect.again("text", (outer, inner))], "List Bullet")
    paper.write_all([last, dialect.again("name", (outer,)), end])
    return paper


def _set_up(paper: Paper) -> None:
    document, value = paper.document, paper.dialect.value
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(12)
    style.paragraph_format.line_spacing = 1.3
    document.styles["Heading 1"].font.color.rgb = RGBColor(0x1F, 0x3A, 0x5F)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    header = section.header.paragraphs[0]
    header.add_run().add_picture(BytesIO(_logo()), height=Cm(1))
    paper.fill(header, f"  {value('country_a')} – {value('country_b')}")
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paper.fill(footer, f"{value('marking')} · ")
    for field in ("PAGE", "NUMPAGES"):
        simple = OxmlElement("w:fldSimple")
        simple.set(qn("w:instr"), field)
        footer._p.append(simple)
        footer.add_run(" / " if field == "PAGE" else "")


def _logo() -> bytes:
    """Return a small picture (PNG)."""
    size = 48
    rows = b"".join(b"\0" + bytes((x * 5, y * 5, 160)[c] for x in range(size) for c in range(3)) for y in range(size))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def brief_data() -> dict[str, Any]:
    """Return the data of the brief: texts only, so that every engine prints the same."""
    names: dict[str, Any] = json.loads((Path(__file__).parent / "words.json").read_text(encoding="utf-8"))["values"]
    return names | {
        "trade": [
            {"year": str(1994 + n), "exports": f"{12 + 7 * n}.{n % 10}", "imports": f"{20 + 5 * n}.{(3 * n) % 10}",
             "turnover": f"{32 + 12 * n}.{(4 * n) % 10}", "note": "R&D < 3 %" if n % 5 == 0 else "–"}
            for n in range(18)
        ],
        "meetings": [
            {"date": f"{1 + 2 * n} March {2000 + n}", "place": f"City {n + 1}", "level": "ministers",
             "result": f'Minutes No. {n + 1} "on water & energy"'}
            for n in range(12)
        ],
        "goods": [
            {"code": f"{2701 + 13 * n}", "name": f"Goods of group {n + 1}, others", "value": f"{930 - 17 * n}.{n % 10}",
             "share": f"{30 - n}.0", "change": f"{(-1) ** n * n}.5"}
            for n in range(30)
        ],
        "topics": [
            {"name": f"Topic {n + 1}", "position": names["position"],
             "points": [{"text": f"{names['point']} {n + 1}.{k + 1}"} for k in range(4)]}
            for n in range(6)
        ],
    }  # fmt: skip


def table(dialect: Dialect) -> Paper:
    """Return the template of one long table."""
    paper = Paper(dialect)
    paper.write("Goods", "Heading 1")
    columns = ("code", "name", "value", "share", "change")
    paper.table(("rows", "row"), {column: column.capitalize() for column in columns})
    return paper


def table_row(number: int) -> dict[str, str]:
    """Return one row of the long table."""
    return {
        "code": f"{number:06}",
        "name": f"Goods & services of group {number}",
        "value": f"{number * 37 % 99991}.{number % 10}",
        "share": f"{number % 100}.{number % 7}",
        "change": f"{number % 41 - 20}.5",
    }


def main() -> None:
    """Write every template and its data into a folder."""
    folder = Path(sys.argv[1])
    counted = []
    for name, dialect in DIALECTS.items():
        paper = brief(dialect)
        counted.append(paper.tags)
        (folder / f"brief-{name}.docx").write_bytes(paper.saved())
        (folder / f"table-{name}.docx").write_bytes(table(dialect).saved())
    (folder / "brief.json").write_text(json.dumps(brief_data(), ensure_ascii=False), encoding="utf-8")
    for count in ROWS:
        data = {"rows": [table_row(number) for number in range(count)]}
        (folder / f"table-{count}.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    print(json.dumps(dict(zip(DIALECTS, counted, strict=True))))


if __name__ == "__main__":
    main()
