"""Archival PDF: metadata, colours, attachments, fonts and the file itself; and that the rules catch what is wrong."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name
from PIL import ImageCms

from briefgen.document import Attachment, Cell, Column, Document, Link, Note, Run, Table
from briefgen.writers.pdf import write
from briefgen.writers.pdf.archive import srgb
from briefgen.writers.pdf.objects import Objects, text_string
from papers import document, p, turnover
from pdf_rules import broken, stated
from pdf_structure import Paper

ROOT = Path(__file__).parents[2]
BRIEF = ROOT / "templates" / "talks" / "brief.pdf.yaml"
FILES = (
    Attachment(
        "annex.xlsx",
        b"PK\x03\x04 a workbook" * 99,
        "application/vnd.ms-excel",
        "Annex: the tables of the paper",
    ),
    Attachment("факти (1).json", b"{}", "application/json", "Facts", "source"),
)


@pytest.fixture
def carrying(tmp_path: Path) -> Path:
    """A look whose papers carry their data."""
    look = tmp_path / "look.pdf.yaml"
    look.write_text("attach: yes\n", "utf-8")
    return look


# ---------------------------------------------------------------- metadata


def test_metadata_say_what_the_paper_is() -> None:
    paper = Paper(write(document(), BRIEF))
    assert stated(paper, "dc:title") == "Киргизстан — Таджикистан: двосторонні відносини"
    assert stated(paper, "dc:creator") == "Департамент Азії"
    assert stated(paper, "dc:description") == "Довідка до переговорів"
    assert stated(paper, "dc:language") == "uk"
    assert stated(paper, "xmp:CreateDate") == stated(paper, "xmp:ModifyDate") == "2011-12-01T00:00:00Z"
    assert (stated(paper, "pdfaid:part"), stated(paper, "pdfaid:conformance")) == ("2", "A")


def test_signs_of_markup_and_empty_fields_do_not_break_the_metadata() -> None:
    made = document(p("а"))
    fields = {**made.fields, "title": 'Вугілля & "сталь" <2011>\n(\\проєкт)', "author": "", "kind": ""}
    data = write(replace(made, fields=fields), BRIEF)
    assert broken(data) == []
    assert stated(Paper(data), "dc:title") == 'Вугілля & "сталь" <2011> (\\проєкт)'
    assert stated(Paper(data), "dc:creator") is None


def test_the_profile_is_srgb() -> None:
    profile = ImageCms.ImageCmsProfile(io.BytesIO(srgb()))
    assert profile.profile.profile_description == "sRGB"
    assert profile.profile.xcolor_space.strip() == "RGB"
    known = ImageCms.createProfile("sRGB")
    for name in ("red", "green", "blue"):
        ours = getattr(profile.profile, f"{name}_colorant")[0]
        theirs = getattr(known, f"{name}_colorant")[0]
        assert ours == pytest.approx(theirs, abs=0.001)
    assert len(srgb()) < 700


# ---------------------------------------------------------------- attachments


def test_a_paper_carries_its_files(carrying: Path) -> None:
    data = write(replace(document(), attachments=FILES), carrying)
    assert broken(data) == []
    paper = Paper(data)
    assert (stated(paper, "pdfaid:part"), stated(paper, "pdfaid:conformance")) == ("3", "A")
    found = {str(spec.UF): spec for spec in paper.root.AF}
    assert list(found) == ["annex.xlsx", "факти (1).json"]
    assert [spec.AFRelationship for spec in found.values()] == [Name.Data, Name.Source]
    for spec, file in zip(found.values(), FILES, strict=True):
        assert spec.EF.F.read_bytes() == file.data
        assert str(spec.EF.F.Subtype) == f"/{file.mime}"
        assert int(spec.EF.F.Params.Size) == len(file.data)
        assert bytes(spec.EF.F.Params.CheckSum) == hashlib.md5(file.data, usedforsecurity=False).digest()
        assert str(spec.Desc) == file.description
    assert set(paper.pdf.attachments) == {"file0001", "file0002"}


def test_a_look_that_does_not_ask_carries_nothing() -> None:
    data = write(replace(document(), attachments=FILES), BRIEF)
    assert stated(Paper(data), "pdfaid:part") == "2"
    assert b"EmbeddedFile" not in data


def test_a_paper_without_files_stays_of_part_two(carrying: Path) -> None:
    assert stated(Paper(write(document(), carrying)), "pdfaid:part") == "2"


# ---------------------------------------------------------------- the file


def test_the_file_is_whole_for_another_reader() -> None:
    with pikepdf.open(io.BytesIO(write(document(), BRIEF))) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_objects_are_found_again_packed_and_plain() -> None:
    objects = Objects()
    kept = {objects.reserve(): n for n in range(1000)}
    for number, n in kept.items():
        if n % 3:
            objects.pack(number, f"({n})")
        else:
            objects.put(number, f"({n})")
    pages = objects.add("<</Type/Pages/Count 0/Kids[]>>")
    catalog = objects.add(f"<</Type/Catalog/Pages {pages} 0 R>>")
    data = objects.finish(catalog, objects.add("<<>>"))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert all(str(pdf.get_object(number, 0)) == str(n) for number, n in kept.items())


@pytest.mark.parametrize("text", ["plain", "a (b) \\ c", "", "їжак — №", "\U0001f600", "line\nend"])
def test_a_string_is_read_back(text: str) -> None:
    assert str(pikepdf.Object.parse(text_string(text).encode("ascii"))) == text


def test_more_characters_than_one_font_holds_are_all_read_back() -> None:
    letters = "".join(chr(code) for code in range(0x400, 0x530)) + "".join(chr(code) for code in range(0xC0, 0x180))
    data = write(document(p("слово " + letters[:100]), p(letters[100:300]), p(letters[300:] + " кінець (\\)")), BRIEF)
    assert broken(data) == []
    paper = Paper(data)
    assert len(paper.fonts()) > len({str(font.BaseFont).partition("+")[2] for font, _ in paper.fonts()})
    told = [text for kind, text in paper.spoken() if kind == "P"][-3:]
    assert told == ["слово " + letters[:100], letters[100:300], letters[300:] + " кінець (\\)"]


def test_a_long_table_is_small_and_breaks_no_rule() -> None:
    rows = tuple(tuple(Cell(f"{n * at % 977},5", Fraction(n)) for at in range(1, 7)) for n in range(1500))
    columns = tuple(Column(f"c{at}", f"Стовпець {at}", "number", 1) for at in range(6))
    data = write(document(Table("t", "Довга", columns, rows)), BRIEF)
    assert broken(data) == []
    assert len(data) < 400_000


# ---------------------------------------------------------------- the rules see what is wrong


def changed(change: Callable[[pikepdf.Pdf], None], made: Document | None = None) -> list[str]:
    """Return the clauses that a file breaks once it is changed."""
    link = Link((Run("сторінка"),), "https://stat.gov.kg/")
    made = made or document(p("слова ", link, Note((Run("примітка"),))), turnover())
    with pikepdf.open(io.BytesIO(write(made, BRIEF))) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return [found.partition(":")[0] for found in broken(out.getvalue())]


def elements(pdf: pikepdf.Pdf, kind: str) -> list[Dictionary]:
    return [thing for thing in pdf.objects if isinstance(thing, Dictionary) and thing.get("/S") == Name(f"/{kind}")]


def drop(key: str, kind: str) -> Callable[[pikepdf.Pdf], None]:
    return lambda pdf: elements(pdf, kind)[0].__delitem__(key)


def content(pattern: bytes, new: bytes) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        before = page.Contents.read_bytes()
        after = re.sub(pattern, new, before, count=1)
        assert after != before
        page.Contents.write(after)

    return change


def set_level(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "H1")[0].S = Name.H3


def drop_cell(pdf: pikepdf.Pdf) -> None:
    row = elements(pdf, "TR")[1]
    row.K = pikepdf.Array(list(row.K)[:-1])


def swap(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "TD")[0].S = Name.Span


def drop_contents(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].Annots[0].Contents


def hide(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Annots[0].F = 2


def widen(pdf: pikepdf.Pdf) -> None:
    next(iter(pdf.pages[0].Resources.Font.as_dict().values())).Widths[32] = 777


def act(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS="1"))


@pytest.mark.parametrize(
    ("change", "clause"),
    [
        (drop("/C", "TH"), "UA 7.5-1"),
        (drop("/ID", "Note"), "UA 7.9-1 and -2"),
        (set_level, "UA 7.4.2-1"),
        (drop_cell, "UA 7.2-41 to -43"),
        (swap, "UA 7.2-3 to -10, -17 to -20, -26, -27, -36, -37"),
        (drop_contents, "UA 7.18.1, 7.18.3, 7.18.5, A 6.3"),
        (hide, "UA 7.18.1, 7.18.3, 7.18.5, A 6.3"),
        (content(rb"/Artifact BMC", b"/Span BMC"), "UA 7.1-1 to -3, A 6.7.3"),
        (content(rb"/P<</MCID \d+>>BDC", b"/Artifact BMC"), "ISO 32000-1 14.7.4.4"),
        (content(rb" rg", b" 0 k 0 0 0 rg"), "A 6.2.4.3, 6.2.5, 6.2.10"),
        (widen, "A 6.2.11.5, 6.2.11.8, UA 7.21.5-1, 7.21.8-1"),
        (act, "A 6.1.12, 6.4, 6.5, 6.9 to 6.11, UA 7.10, 7.15"),
        (lambda pdf: pdf.Root.__delitem__("/MarkInfo"), "UA 6.2-1, A 6.7.2.2-1, UA 7.1-4, -11"),
        (lambda pdf: pdf.Root.__delitem__("/OutputIntents"), "A 6.2.3-1"),
        (lambda pdf: pdf.Root.__delitem__("/Lang"), "A 6.7.4-1, UA 7.2-2, -24, -29, -33, -34"),
        (lambda pdf: pdf.docinfo.__setitem__("/Title", "інша"), "A 6.6.2.1 (the properties say the same)"),
    ],
)
def test_the_rules_see_what_is_wrong(change: Callable[[pikepdf.Pdf], None], clause: str) -> None:
    before = set(changed(lambda pdf: None))
    assert clause in set(changed(change)) - before


def test_a_stream_that_ends_wrongly_is_seen() -> None:
    data = write(document(p("а")), BRIEF)
    at = data.index(b"\nendstream", data.index(b"/Contents"))
    assert broken(data[:at] + b" " + data[at + 1 :])
