"""Other documents as values: what is carried over, what is refused."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from docx import Document
from docx.shared import Pt
from lxml import etree

from briefgen import Template
from briefgen.findings import FindingsError
from briefgen.writers.word.values import SubDocument
from merge.faults import faults
from merge.templates import MAIN, W, parts_of, picture, template, with_parts, with_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document as DocumentObject

TAG = "{{p part|document }}"


def part(*paragraphs: str, build: Callable[[DocumentObject], object] | None = None) -> bytes:
    return template(*paragraphs, build=build)


def carried(data: bytes, *, host: bytes | None = None, tag: str = TAG) -> bytes:
    """Return a template with a document in it, without a fault that both did not have."""
    made = host or template("before", tag, "after")
    ready = Template(made)
    out = ready.render({"part": data})
    assert out == ready.render({"part": data}), "same input, same bytes"
    assert not faults(out) - faults(made) - faults(data)
    return out


def refused(data: bytes, tag: str = TAG) -> str:
    with pytest.raises(FindingsError) as caught:
        Template(template(tag)).render({"part": data})
    (finding,) = caught.value.findings
    assert finding.code == "B658"
    return finding.why or ""


def rich() -> bytes:
    """Return a document with everything that values can print, by the engine itself."""

    def build(document: DocumentObject) -> None:
        document.add_paragraph("{{ 'fact'|footnote('source <x>') }} {{ 'site'|link('https://example.org/?a=1&b=2') }}")
        document.add_paragraph("{{p rows|chart(categories='y', series=['v'], alt='A') }}")
        document.add_paragraph("{{ logo|image(alt='Arms > all', width=10) }}")

    rows = [{"y": 1, "v": 2}, {"y": 2, "v": 3}]
    return Template(template("{{p 'Contents'|toc }}", build=build)).render({"rows": rows, "logo": picture()})


def test_text_styles_lists_and_tables_are_carried():
    def build(document: DocumentObject) -> None:
        document.styles["Heading 1"].font.size = Pt(30)
        document.add_heading("Head > & <part>", 1)
        document.add_paragraph("one", style="List Number")
        document.add_paragraph("two", style="List Number")
        document.add_table(rows=1, cols=1, style="Table Grid").cell(0, 0).text = "cell"

    def host(document: DocumentObject) -> None:
        document.add_paragraph("mine", style="List Number")
        document.add_paragraph(TAG)
        document.add_paragraph(TAG)
        document.add_paragraph("mine too", style="List Number")

    out = Document(io.BytesIO(carried(part(build=build), host=template(build=host))))
    found = [(p.style.name, p.text) for p in out.paragraphs if p.text]
    middle = [("heading 1 2", "Head > & <part>"), ("List Number", "one"), ("List Number", "two")]
    assert found == [("List Number", "mine"), *middle, *middle, ("List Number", "mine too")]
    assert out.styles["heading 1 2"].font.size == Pt(30)
    assert out.styles["Heading 1"].font.size != Pt(30)
    numbers = [p._p.pPr.numPr.numId.val for p in out.paragraphs if p.text in {"one", "two"}]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]
    assert [table.cell(0, 0).text for table in out.tables] == ["cell", "cell"]
    assert out.tables[0].style.name == "Table Grid"


def test_headings_of_a_carried_document_are_in_the_contents():
    def build(document: DocumentObject) -> None:
        document.styles["Heading 1"].font.size = Pt(30)
        document.add_heading("Carried", 1)

    def host(document: DocumentObject) -> None:
        document.add_heading("Own", 1)
        document.add_paragraph(TAG)

    out = Document(io.BytesIO(carried(part(build=build), host=template("{{p ''|toc }}", build=host))))
    assert [p.text.strip() for p in out.paragraphs if p.text.strip()] == ["Own", "Carried", "Own", "Carried"]


def test_pictures_links_notes_and_charts_are_carried():
    out = carried(rich(), host=template(TAG, TAG))
    parts = parts_of(out)
    assert sum(data == picture() for data in parts.values()) == 1
    notes = etree.fromstring(parts["word/footnotes.xml"])
    assert [t.text for t in notes.iter(f"{{{W}}}t") if t.text.strip()] == ["source <x>"] * 2
    books = [name for name in parts if name.endswith(".xlsx")]
    assert len(books) == 2
    assert b"https://example.org/?a=1&amp;b=2" in parts["word/_rels/document.xml.rels"]
    ids = re.findall(rb'<wp:docPr [^>]*?id="(\d+)"', parts[MAIN])
    assert len(ids) == len(set(ids)) == 4
    names = re.findall(rb'<w:bookmarkStart [^>]*w:name="([^"]*)"', parts[MAIN])
    assert len(names) == len(set(names))


def test_a_template_without_lists_gets_them():
    def build(document: DocumentObject) -> None:
        document.add_paragraph("one", style="List Number")

    host = template(TAG)
    links = parts_of(host)["word/_rels/document.xml.rels"].decode()
    links = re.sub(r'<Relationship [^>]*Target="numbering.xml"[^>]*/>', "", links)
    types = re.sub(r"<Override [^>]*numbering[^>]*/>", "", parts_of(host)["[Content_Types].xml"].decode())
    styles = re.sub(r"<w:numPr>.*?</w:numPr>", "", parts_of(host)["word/styles.xml"].decode(), flags=re.DOTALL)
    bare = with_parts(
        host,
        {
            "word/numbering.xml": None,
            "word/_rels/document.xml.rels": links.encode(),
            "[Content_Types].xml": types.encode(),
            "word/styles.xml": styles.encode(),
        },
    )
    out = parts_of(carried(part(build=build), host=bare))
    assert b"<w:num " in out["word/numbering.xml"]
    assert b"<w:abstractNum " in out["word/numbering.xml"]


def test_a_section_brings_its_pages_and_headers():
    def build(document: DocumentObject) -> None:
        section = document.sections[0]
        section.page_width, section.page_height = section.page_height, section.page_width
        section.header.paragraphs[0].text = "head of the part"
        document.add_paragraph("inside")

    def host(document: DocumentObject) -> None:
        document.sections[0].header.paragraphs[0].text = "own head"
        document.add_paragraph("{{p part|document(keep_section=True) }}")
        document.add_paragraph("after")

    data = part(build=build)
    out = Document(io.BytesIO(carried(data, host=template(build=host))))
    assert [s.header.paragraphs[0].text for s in out.sections] == ["own head", "head of the part", "own head"]
    assert out.sections[1].page_width == out.sections[0].page_height
    plain = Document(io.BytesIO(carried(data)))
    assert len(plain.sections) == 1
    assert "the template has none" in refused(data, "{{p part|document(keep_section=True) }}")


def test_a_document_object_and_a_file_beside_the_data(tmp_path):
    (tmp_path / "part.docx").write_bytes(part("from a file"))
    made = Template(template(TAG, "{{p value }}"))
    out = made.render({"part": "part.docx", "value": SubDocument(tmp_path / "part.docx")}, folder=tmp_path)
    assert [p.text for p in Document(io.BytesIO(out)).paragraphs if p.text] == ["from a file"] * 2


def test_tags_of_a_carried_document_stay_text():
    out = carried(part("{{ secret }} {% x %}"))
    assert "{{ secret }} {% x %}" in [p.text for p in Document(io.BytesIO(out)).paragraphs]


def bomb() -> bytes:
    return with_parts(part("x"), {"word/big.xml": b"<x>" + b" " * 30_000_000 + b"</x>"})


def related(kind: str, target: str, *, external: bool = False) -> bytes:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    mode = ' TargetMode="External"' if external else ""
    made = with_text(part("x"), "<w:t>x</w:t>", '<w:t>x</w:t></w:r><w:hyperlink r:id="rIdX"/><w:r>')
    return with_text(
        made, "</Relationships>", f'<Relationship Id="rIdX" Type="{base}{kind}" Target="{target}"{mode}/></Relationships>',
        "word/_rels/document.xml.rels",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"not a zip", "not a zip"),
        (part("x")[:-200], "zip"),
        (bomb(), "times its size"),
        (with_text(part("x"), "<w:body>", "<w:body><w:p>"), "damaged"),
        (with_text(part("x"), "<w:document", '<!DOCTYPE x [<!ENTITY e "x">]><w:document'), "document type"),
        (related("hyperlink", "file:///etc/passwd", external=True), "no address"),
        (related("image", "https://example.org/x.png", external=True), "nothing is fetched"),
        (related("oleObject", "embeddings/x.bin"), "cannot be carried over (oleObject)"),
        (related("aFChunk", "x.html"), "cannot be carried over (aFChunk)"),
        (related("image", "media/none.png"), "missing"),
        (related("image", "../../../etc/passwd"), "missing"),
        (with_text(part("x"), "<w:t>x</w:t>", '<w:t>x</w:t><w:footnoteReference w:id="7"/>'), "note"),
    ],
)
def test_documents_that_cannot_be_carried_are_refused(data: bytes, why: str):
    assert why in refused(data)


def test_single_quotes_comments_and_other_hands_are_read_alike():
    made = with_text(
        part("x"), "<w:t>x</w:t>", "<w:rPr><w:rStyle w:val='Strong'/></w:rPr><!-- > --><w:t><![CDATA[<x>]]></w:t>"
    )
    out = Document(io.BytesIO(carried(made)))
    assert "<x>" in [p.text for p in out.paragraphs]
