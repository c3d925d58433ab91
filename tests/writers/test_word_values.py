"""Rich values: what filters and value objects print into Word templates, and what they refuse."""

from __future__ import annotations

import io
import re
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document
from lxml import etree
from PIL import Image as Pillow

from briefgen import _RICH, Template
from briefgen.document import Callout, Heading, KeyFigure, KeyFigures, ListBlock, PageBreak, Paragraph, Run
from briefgen.findings import FindingsError
from briefgen.writers.word.values import FILTERS, Blocks, DataChart, Footnote, Image, Link
from briefgen.writers.word.values import PageBreak as NewPage
from merge.faults import faults
from merge.templates import MAIN, W, parts_of, picture, template, with_parts
from papers import chart, turnover

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
ROWS = [
    {"year": 2009, "out": 10.5, "in": 20, "note": "x"},
    {"year": 2010, "out": None, "in": 30},
    {"year": 2011, "out": "12.25", "in": 1200},
]
MARKDOWN = """# Heading *one*

Text with **bold** and [a link](https://example.org/?a=1&b=2) & <b>signs</b>.

1. one
2. two
   - inner

Between.

1. again

> A quote

| name | value |
|------|------:|
| x & y | 1 |
"""


def printed(*paragraphs: str, build: Any = None, folder: Path | None = None, **data: Any) -> bytes:
    """Return a template with the data in it; it has no fault that the template does not have."""
    made = template(*paragraphs, build=build)
    ready = Template(made)
    out = ready.render(data, folder=folder)
    assert out == ready.render(data, folder=folder), "same input, same bytes"
    assert not faults(out) - faults(made)
    return out


def refused(tag: str, folder: Path | None = None, **data: Any) -> str:
    """Return why a template with one tag is refused."""
    with pytest.raises(FindingsError) as caught:
        Template(template(tag)).render(data, folder=folder)
    (finding,) = caught.value.findings
    assert finding.code == "B658"
    assert finding.help
    return finding.why or ""


def texts(package: bytes) -> list[str]:
    """Return the texts of all paragraphs of the body that have any."""
    root = etree.fromstring(parts_of(package)[MAIN])
    every = ["".join(t.text or "" for t in p.iter(f"{{{W}}}t")) for p in root.iter(f"{{{W}}}p")]
    return [text for text in every if text]


def pillow(kind: str, size: tuple[int, int] = (40, 20), **options: Any) -> bytes:
    out = io.BytesIO()
    Pillow.new("RGB", size, (10, 90, 160)).save(out, kind, **options)
    return out.getvalue()


def test_the_lazy_names_are_those_of_the_filters():
    assert set(_RICH) == set(FILTERS)


def test_a_template_without_rich_values_imports_none_of_them():
    code = (
        "import sys, briefgen; from pathlib import Path; briefgen.Template(Path(sys.argv[1]).read_bytes()).render({'x': 1});"
        "bad = [m for m in sys.modules if m.startswith(('PIL', 'briefgen.writers', 'markdown_it', 'lxml'))]; assert not bad, bad"
    )
    path = Path(__file__).parents[2] / "templates/talks/brief.docx"
    assert path.is_file()
    with_x = template("{{ x }}")
    result = subprocess.run(
        [sys.executable, "-c", code.replace("Path(sys.argv[1]).read_bytes()", "sys.stdin.buffer.read()")],
        input=with_x, capture_output=True, check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr.decode()


# ---------------------------------------------------------------- pictures


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP"])
def test_pictures_of_every_format_have_their_size(kind):
    data = pillow(kind, (96, 48), **({"dpi": (96, 96)} if kind != "GIF" else {}))
    out = printed("{{ logo|image(alt='A & <b>') }}", logo=data)
    root = etree.fromstring(parts_of(out)[MAIN])
    extent, told = root.find(f".//{WP}extent"), root.find(f".//{WP}docPr")
    assert abs(int(extent.get("cx")) - 914_400) < 1000
    assert abs(int(extent.get("cy")) - 457_200) < 1000
    assert told.get("descr") == "A & <b>"
    assert data in parts_of(out).values()


def test_a_picture_is_stored_once_and_works_in_headers_and_cells():
    def build(document):
        document.sections[0].header.paragraphs[0].text = "{{ logo|image(alt='Arms', width=10) }} head"
        table = document.add_table(rows=1, cols=1)
        table.cell(
            0, 0
        ).text = "{% for one in [1, 2] %}{{ logo|image(alt='Arms', height=5, link='https://example.org') }}{% endfor %}"

    out = printed("{{ logo|image(decorative=True) }}", build=build, logo=picture())
    parts = parts_of(out)
    assert sum(data == picture() for data in parts.values()) == 1
    ids = re.findall(rb'<wp:docPr id="(\d+)"', b"".join(data for name, data in parts.items() if name.endswith(".xml")))
    assert len(ids) == len(set(ids)) == 4
    assert b"decorative" in parts[MAIN]


def test_files_come_from_the_folder_of_the_data_only(tmp_path):
    inside = tmp_path / "data"
    inside.mkdir()
    (inside / "logo.png").write_bytes(picture())
    (tmp_path / "secret.png").write_bytes(picture())
    (inside / "out.png").symlink_to(tmp_path / "secret.png")
    out = printed("{{ name|image(alt='x') }}", folder=inside, name="logo.png")
    assert picture() in parts_of(out).values()
    tag = "{{ name|image(alt='x') }}"
    for name in (
        "../secret.png",
        str(tmp_path / "secret.png"),
        "out.png",
        "a/../../secret.png",
        "C:\\x.png",
        "..\\secret.png",
    ):
        assert "leads out" in refused(tag, inside, name=name)
    assert "nothing is fetched" in refused(tag, inside, name="https://example.org/x.png")
    assert "there is no file" in refused(tag, inside, name="none.png")
    assert "from no folder" in refused(tag, None, name="logo.png")


def test_pictures_that_are_none_are_refused():
    tag = "{{ x|image(alt='x') }}"
    assert "no alternative text" in refused("{{ x|image }}", x=picture())
    assert "SVG" in refused(tag, x=b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert "another format" in refused(tag, x=b"II*\0 tiff")
    assert "empty" in refused(tag, x=b"")
    for kind in ("PNG", "JPEG", "GIF", "BMP"):
        assert "damaged" in refused(tag, x=pillow(kind)[:-20]), kind
    assert "damaged" in refused(tag, x=picture().replace(b"IDAT", b"IDAX"))
    head = struct.pack("<2sIHHIIiiHH", b"BM", 40, 0, 0, 54, 40, 40_000, 40_000, 1, 24)
    assert "million" in refused(tag, x=head + b"\0" * 20)
    assert "no size" in refused("{{ x|image(alt='x', width=-3) }}", x=picture())
    assert "no address" in refused("{{ x|image(alt='x', link='javascript:alert(1)') }}", x=picture())


def test_a_picture_object_takes_a_path_of_the_program(tmp_path):
    (tmp_path / "a.png").write_bytes(picture())
    out = printed("{{ x }}", x=Image(tmp_path / "a.png", alt="Arms", width=30))
    assert b'cx="1080000" cy="1080000"' in parts_of(out)[MAIN]


# ---------------------------------------------------------------- text


def test_inline_markdown_keeps_the_letters_of_its_tag():
    def build(document):
        document.add_paragraph().add_run("Say {{ x|markdown }} end").bold = True

    out = printed(build=build, x="plain *it* **b** & <i> [l](mailto:a@example.org)  \nline")
    runs = Document(io.BytesIO(out)).paragraphs[-1].runs
    assert texts(out) == ["Say plain it b & <i> lline end"]
    assert all(run.bold for run in runs if run.text.strip())
    assert [run.text for run in runs if run.italic] == ["it"]
    assert "no address" in refused("{{ x|markdown }}", x="[l](javascript:x)")


def test_markdown_blocks_take_the_styles_of_the_template():
    out = printed("{{p x|markdown_blocks }}", x=MARKDOWN)
    document = Document(io.BytesIO(out))
    styles = [(p.style.name, p.text) for p in document.paragraphs if p.text]
    assert styles[:3] == [
        ("Heading 1", "Heading one"),
        ("Body Text", "Text with bold and a link & <b>signs</b>."),
        ("List Number", "one"),
    ]
    assert ("List Bullet 2", "inner") in styles
    assert ("Quote", "A quote") in styles
    numbers = [p._p.pPr.numPr.numId.val for p in document.paragraphs if p.style.name == "List Number"]
    assert numbers[0] == numbers[1] != numbers[2]
    assert (
        b'<w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr><w:t xml:space="preserve">a link' in parts_of(out)[MAIN]
    )
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [["name", "value"], ["x & y", "1"]]


def test_missing_styles_are_told_all_at_once():
    def build(document):
        for name in ("Heading 1", "List Number"):
            style = document.styles[name]
            style.element.getparent().remove(style.element)

    with pytest.raises(FindingsError) as caught:
        Template(template("{{p x|markdown_blocks }}", build=build)).render({"x": MARKDOWN})
    assert "“heading 1”" in caught.value.findings[0].why
    assert "“List Number”" in caught.value.findings[0].why


def test_blocks_of_papers_are_values():
    blocks = (
        Heading(2, (Run("Head"),)),
        Paragraph((Run("Words"),)),
        ListBlock(((Paragraph((Run("item"),)),),), ordered=True),
        turnover(),
        Callout("note", "Title", (Paragraph((Run("inside"),)),)),
        KeyFigures((KeyFigure("1", "m", "label", None, None),)),
        chart(),
        PageBreak(),
    )
    out = printed("{{p x }}", x=Blocks(blocks))
    found = texts(out)
    for text in ("Head", "Words", "item", "Title", "inside", "label", turnover().rows[0][0].text):
        assert text in found
    assert any(name.startswith("word/charts/") for name in parts_of(out))


def test_links_footnotes_and_breaks():
    out = printed(
        "See {{ 'the site'|link('https://example.org/?a=1&b=2') }}, {{ 'fact'|footnote('source <x> & y') }}{{ note }}.",
        "{{ 'Next'|page_break }} {{ page }}",
        "{{p ''|section_break(orientation='landscape') }}",
        "{{ link }}",
        note=Footnote("second"), page=NewPage(), link=Link("mail", "mailto:a@example.org"),
    )  # fmt: skip
    parts = parts_of(out)
    assert texts(out) == ["See the site, fact.", "Next ", "mail"]
    notes = etree.fromstring(parts["word/footnotes.xml"])
    assert [t.text for t in notes.iter(f"{{{W}}}t") if t.text.strip()] == ["source <x> & y", "second"]
    sections = Document(io.BytesIO(out)).sections
    assert [section.orientation for section in sections] == [1, 0]
    assert sections[0].page_width == sections[1].page_height
    for bad in ("javascript:alert(1)", "file:///etc/passwd", "\\\\server\\x", "ftp://example.org"):
        assert "no address" in refused("{{ 'x'|link(a) }}", a=bad)


def test_block_values_need_a_paragraph_of_their_own():
    assert "paragraph of its own" in refused("text {{ x|markdown_blocks }}", x="a")


def test_values_of_the_body_are_refused_in_headers():
    for tag in ("{{ 'x'|footnote('y') }}", "{{ 'x'|page_break }}", "{{p 'x'|toc }}"):

        def build(document, tag=tag):
            document.sections[0].header.paragraphs[0].text = tag

        with pytest.raises(FindingsError, match="cannot be printed"):
            Template(template(build=build)).render({})


def test_contents_are_filled_in_at_once():
    def build(document):
        document.add_heading("First {{ 'one & two' }}", 1)
        document.add_paragraph("{{p x|markdown_blocks(level=2) }}")
        document.add_heading("Deep", 3)

    out = printed("{{p 'Contents'|toc(levels=2) }}", build=build, x="# From *Markdown*")
    document = Document(io.BytesIO(out))
    entries = texts(out)
    assert entries[:3] == ["Contents", "First one & two", "From Markdown"]
    assert "Deep" not in entries[:3]
    xml = parts_of(out)[MAIN].decode()
    assert "briefgen-contents" not in xml
    names = re.findall(r"PAGEREF (\w+)", xml)
    assert len(names) == 2
    assert all(f'w:name="{name}"' in xml for name in names)
    assert xml.count('w:fldCharType="begin"') == xml.count('w:fldCharType="end"') == 3
    assert document.paragraphs


# ---------------------------------------------------------------- charts


@pytest.mark.parametrize("kind", ["bars", "horizontal", "stacked", "shares", "line"])
def test_charts_have_the_workbook_that_they_show(kind):
    out = printed(
        "{{p rows|chart(kind=k, categories='year', series={'out': 'Exports & co', 'in': 'Imports'}, title='T<', alt='A') }}",
        rows=ROWS, k=kind,
    )  # fmt: skip
    parts = parts_of(out)
    book = openpyxl.load_workbook(io.BytesIO(parts["word/embeddings/briefgen1.xlsx"]))
    assert list(book["Data"].values) == [
        (None, "Exports & co", "Imports"),
        ("2009", 10.5, 20),
        ("2010", None, 30),
        ("2011", 12.25, 1200),
    ]
    drawn = etree.fromstring(parts["word/charts/briefgen1.xml"])
    cached = [v.text for v in drawn.iterfind(".//{*}numCache/{*}pt/{*}v")]
    assert cached == ["10.5", "12.25", "20", "30", "1200"]
    links = parts["word/charts/_rels/briefgen1.xml.rels"].decode()
    assert 'Target="/word/embeddings/briefgen1.xlsx"' in links


def test_charts_that_cannot_be_drawn_are_refused():
    def why(options: str, rows: Any = ROWS) -> str:
        return refused(f"{{{{p rows|chart({options}) }}}}", rows=rows)

    assert "no alternative text" in why("categories='year', series=['out']")
    assert "what to draw" in why("alt='x'")
    assert "kind of chart" in why("kind='pie', alt='x', categories='year', series=['out']")
    assert "has no `outt`" in why("alt='x', categories='year', series=['outt']")
    assert "is no number" in why("alt='x', categories='year', series=['year']", [{"year": "x"}])
    assert "no list" in why("alt='x', categories='year', series=['out']", "text")
    assert "0 rows" in why("alt='x', categories='year', series=['out']", [])
    assert "5 series" in why("alt='x', categories='year', series=['a', 'b', 'c', 'd', 'e']")


def test_a_made_document_can_be_a_template_again():
    first = printed(
        "{{ logo|image(alt='one') }} {{ 'a'|link('https://example.org/1') }} {{ '{{ later }}' }}",
        "{{p c }}",
        logo=picture(), c=DataChart(ROWS, "year", ["in"], alt="A"),
    )  # fmt: skip
    again = Document(io.BytesIO(first))
    again.add_paragraph("{{ other|image(alt='two') }} {{ 'b'|link('https://example.org/2') }}")
    again.add_paragraph("{{p c }}")
    out = io.BytesIO()
    again.save(out)
    made = Template(out.getvalue()).render(
        {"later": "later", "other": pillow("PNG"), "c": DataChart(ROWS, "year", ["in"], alt="B")}
    )
    assert not faults(made)
    parts = parts_of(made)
    assert picture() in parts.values()
    assert pillow("PNG") in parts.values()
    assert len([name for name in parts if re.fullmatch(r"word/charts/[^/]*\.xml", name)]) == 2


def test_a_chart_of_the_template_and_its_workbook_take_the_data():
    made = Template(template("{{p rows|chart(categories='year', series=['in'], alt='A') }}")).render({"rows": ROWS})
    parts = parts_of(made)
    book = openpyxl.load_workbook(io.BytesIO(parts["word/embeddings/briefgen1.xlsx"]))
    book["Data"]["A2"], book["Data"]["B2"], book["Data"]["B1"] = "{{ code }}", "{{ value }}", "in {{ unit }}"
    refilled = io.BytesIO()
    book.save(refilled)
    drawn = parts["word/charts/briefgen1.xml"].decode().replace("<c:v>20</c:v>", "<c:v>{{ value }}</c:v>")
    ready = with_parts(
        made, {"word/embeddings/briefgen1.xlsx": refilled.getvalue(), "word/charts/briefgen1.xml": drawn.encode()}
    )
    data = {"code": "0101", "value": 12345.5, "unit": "<mln & more>"}
    out = Template(ready).render(data, language="ru")
    assert out == Template(ready).render(data, language="ru")
    parts = parts_of(out)
    assert b"<c:v>12345.5</c:v>" in parts["word/charts/briefgen1.xml"]
    cells = list(openpyxl.load_workbook(io.BytesIO(parts["word/embeddings/briefgen1.xlsx"]))["Data"].values)
    assert cells[:2] == [(None, "in <mln & more>"), ("0101", 12345.5)]
    assert not faults(out)
    with pytest.raises(FindingsError) as caught:
        Template(ready).render({"code": "x", "unit": "y"})
    assert {finding.code for finding in caught.value.findings} == {"B657"}


def test_a_damaged_workbook_is_a_finding():
    made = Template(template("{{p rows|chart(categories='year', series=['in'], alt='A') }}")).render({"rows": ROWS})
    with pytest.raises(FindingsError, match="B650"):
        Template(with_parts(made, {"word/embeddings/briefgen1.xlsx": b"PK broken"}))
