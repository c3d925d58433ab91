"""Word, PDF, Excel, text and Markdown files: every text is read, and each finding tells where it stands."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest

from briefgen import verbs
from briefgen.findings import FindingsError
from briefgen.package import Part, pack, read_package, write_package
from briefgen.proofreading.judging import proofread
from briefgen.proofreading.reading import READERS, TEXTS
from briefgen.proofreading.reading.pdf import _joined

SAMPLE = Path(__file__).parents[2] / "inputs" / "kyrgyzstan-tajikistan-2011"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def word_file(body: str, **others: str) -> bytes:
    """Return a Word file of the body and other parts such as `footnotes`."""
    parts = {"document": f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>"}
    parts |= {
        name: f"<w:{name.rstrip('0123456789')} {W}>{xml}</w:{name.rstrip('0123456789')}>"
        for name, xml in others.items()
    }
    kinds = {"document": "document.main+xml", "header1": "header+xml", "footer1": "footer+xml"}
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{KIND}{kinds.get(name, name + "+xml")}"/>'
        for name in parts
    )
    made: dict[str, Part] = {"[Content_Types].xml": pack(f"<Types>{types}</Types>".encode())}
    made |= {f"word/{name}.xml": pack(xml.encode()) for name, xml in parts.items()}
    return write_package(made)


def told(data: bytes, kind: str = ".docx", code: str = "uk") -> list[tuple[str, str]]:
    return [(one.code, str(one.place)) for one in proofread(READERS[kind](data, "note" + kind, code))]


def test_runs_are_joined() -> None:
    data = word_file(paragraph(run("Наголо"), run("шено "), "<w:proofErr/>", run("про необхідність діалогу.")))
    assert told(data) == [("B444", "note.docx, paragraph 1")]


def test_every_place_of_a_word_file_is_read() -> None:
    wrong = run("Рада , комісія.")
    cell = f"<w:tc>{paragraph(wrong)}</w:tc><w:tc>{paragraph(run('так'))}</w:tc>"
    box = f"<w:p><w:r><w:pict><w:txbxContent>{paragraph(wrong)}</w:txbxContent></w:pict></w:r></w:p>"
    doubled = f"<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{paragraph(wrong)}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>{paragraph(wrong)}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    body = (
        paragraph(wrong)
        + f"<w:tbl><w:tr>{cell}</w:tr><w:sdt><w:sdtContent><w:tr>{cell}</w:tr></w:sdtContent></w:sdt></w:tbl>"
        + box
        + doubled
        + f"<w:sdt><w:sdtContent>{paragraph(wrong)}</w:sdtContent></w:sdt>"
        + paragraph("<w:del>" + wrong + "</w:del><w:ins>" + wrong + "</w:ins>")
        + paragraph("<w:hyperlink>" + wrong + "</w:hyperlink>")
    )
    note = f'<w:footnote w:id="1">{paragraph(wrong)}</w:footnote>'
    data = word_file(
        body,
        header1=paragraph(wrong),
        footer1=paragraph(wrong),
        footnotes=note,
        comments=note.replace("footnote", "comment"),
    )
    assert [place.removeprefix("note.docx, ") for _, place in told(data)] == [
        "paragraph 1",
        "table 1, row 1",
        "table 1, row 2",
        "paragraph 3",
        "paragraph 5",
        "paragraph 6",
        "paragraph 7",
        "paragraph 8",
        "header, paragraph 1",
        "footer, paragraph 1",
        "footnotes, paragraph 1",
        "comments, paragraph 1",
    ]


def test_cells_are_joined_by_a_bar() -> None:
    row = "".join(f"<w:tc>{paragraph(run(text))}</w:tc>" for text in ("Р.", "5", "  ", "Москва"))
    page = READERS[".docx"](word_file(f"<w:tbl><w:tr>{row}</w:tr></w:tbl>"), "x.docx", "uk")
    assert page.raw == "Р. | 5 |  | Москва"
    assert proofread(page) == []


def test_a_file_of_python_docx_is_read() -> None:
    document = docx.Document()
    document.add_paragraph("Перший абзац.")
    document.add_table(1, 1).rows[0].cells[0].text = "Зростання на 20 млн. доларів."
    document.sections[0].header.paragraphs[0].text = "У м.Душанбе."
    stream = BytesIO()
    document.save(stream)
    assert told(stream.getvalue()) == [
        ("B437", "note.docx, table 1, row 1"),
        ("B470", "note.docx, table 1, row 1"),
        ("B429", "note.docx, header, paragraph 1"),
    ]


@pytest.mark.parametrize("kind", [".docx", ".xlsx", ".pdf"])
@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 no", b"%PDF-1.4 broken", b"\x00" * 50])
def test_damaged_files_are_findings(kind: str, data: bytes) -> None:
    with pytest.raises(FindingsError) as stop:
        READERS[kind](data, "x" + kind, "uk")
    assert [one.code for one in stop.value.findings] == ["B490"]


def test_damaged_xml_is_a_finding() -> None:
    parts = read_package(word_file(paragraph(run("так"))))
    parts["word/document.xml"] = pack(b"<w:document><w:p></w:document>")
    with pytest.raises(FindingsError) as stop:
        READERS[".docx"](write_package(parts), "x.docx", "uk")
    assert stop.value.findings[0].code == "B490"


def test_cells_of_a_workbook_have_sheet_and_cell() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Товари"
    sheet["B2"], sheet["B3"], sheet["C4"] = "Рада , комісія", 12.5, "=1+1"
    other = book.create_sheet("Два")
    other["A1"] = "Експорт зріс на −5 %."
    stream = BytesIO()
    book.save(stream)
    assert told(stream.getvalue(), ".xlsx") == [
        ("B472", 'note.xlsx, sheet "Два", cell A1'),
        ("B427", 'note.xlsx, sheet "Товари", cell B2'),
    ]


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("papers")
    verbs.build(SAMPLE, languages=["uk", "en"], out=out)
    return out / "kyrgyzstan-tajikistan-2011"


@pytest.mark.parametrize("code", ["uk", "en"])
@pytest.mark.parametrize("name", ["brief.docx", "brief.pdf", "summary.pdf", "annex.xlsx"])
def test_our_own_papers_have_no_errors(papers: Path, code: str, name: str) -> None:
    page = READERS[Path(name).suffix]((papers / code / name).read_bytes(), name, code)
    assert len(page.raw) > 500
    assert [one for one in proofread(page) if one.severity == "error"] == []


def test_a_pdf_tells_the_page(papers: Path) -> None:
    page = READERS[".pdf"]((papers / "uk" / "brief.pdf").read_bytes(), "brief.pdf", "uk")
    assert str(page.passages[0].place) == "brief.pdf, page 1"
    assert "Емомалі Рахмоном" in page.raw
    assert len({str(passage.place) for passage in page.passages}) >= 2


def test_without_a_reader_of_pdf_there_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(FindingsError) as stop:
        READERS[".pdf"](b"%PDF", "x.pdf", "uk")
    assert [one.code for one in stop.value.findings] == ["B491"]


def test_lines_of_a_pdf_become_paragraphs() -> None:
    lines = [
        "Перший рядок довгого абзацу, який не вмі\ufffe",
        "щується в один рядок сторінки, і другий",
        "кінець.",
        "Новий абзац",
    ]
    assert list(_joined(lines, 40)) == [
        "Перший рядок довгого абзацу, який не вміщується в один рядок сторінки, і другий кінець.",
        "Новий абзац",
    ]


def test_markdown_code_tags_and_addresses_are_no_prose() -> None:
    text = "\n".join(
        (
            "# Заголовок",
            "",
            "Слово `код , код` і [посилання](a ,b) та {{ brief.title , x }}{% if a %} , {% endif %}.",
            "",
            "```text",
            "рада , комісія",
            "```",
            "",
            "**Рада** , комісія.",
        )
    )
    findings = proofread(TEXTS[".md"](text, "x.md", "uk"))
    assert [(one.code, one.place.line if one.place else 0) for one in findings] == [("B427", 9)]


def test_lines_broken_by_an_editor_are_one_paragraph() -> None:
    text = (
        "Сторони домовилися про те, що комісія (далі\nтакож рада) збереться в «Білому\nдомі» восени.\n\nДруге речення."
    )
    assert proofread(TEXTS[".txt"](text, "x.txt", "uk")) == []
