"""Official style on paper: what a look does not say, a profile says; what it says, stays."""

from __future__ import annotations

import io
import shutil
from dataclasses import replace
from pathlib import Path

import docx
import pdfplumber
import pytest
from docx.shared import Mm

import briefgen
from briefgen import language
from briefgen.findings import FindingsError
from briefgen.writers.looks import read_look
from briefgen.writers.pdf import write
from briefgen.writers.pdf.look import Look
from papers import document, p
from pdf_rules import broken

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "inputs" / "kyrgyzstan-tajikistan-2011"


def look(folder: Path, text: str = "layout: brief\n") -> Path:
    path = folder / "brief.pdf.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def page_numbers(data: bytes, *, top: bool) -> list[str]:
    """Return what stands in the upper or lower margin of each page."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        strips = [
            (0, 0, page.width, 50) if top else (0, page.height - 50, page.width, page.height) for page in pdf.pages
        ]
        return [page.crop(strip).extract_text() for page, strip in zip(pdf.pages, strips, strict=True)]


@pytest.mark.parametrize("name", language.profiles())
def test_a_look_that_says_nothing_takes_page_and_text_of_a_profile(tmp_path: Path, name: str) -> None:
    page = language.profile(name).page
    for made in (read_look(look(tmp_path), Look, name), read_look(look(tmp_path, f"profile: {name}\n"), Look)):
        assert made.page.margins == (page.left, page.right, page.top, page.bottom)
        assert (made.styles.body.size, made.styles.body.align) == (page.text, page.align)
        assert made.styles.body.leading == pytest.approx(page.text * page.spacing * 1.15, abs=0.05)
        assert made.styles.heading1 == Look().styles.heading1
        assert made.profile == name


def test_without_a_profile_all_is_as_before(tmp_path: Path) -> None:
    assert read_look(look(tmp_path), Look) == Look() == Look.in_profile("")


def test_what_a_look_says_stays(tmp_path: Path) -> None:
    text = "page: {margins: {left: 25}}\nstyles: {body: {size: 11}}\nfooter: {right: '{label.page} {page}'}\n"
    made = read_look(look(tmp_path, text), Look, "ua-dstu-4163")
    assert made.page.margins == (25, 10, 20, 20)
    assert (made.styles.body.size, made.styles.body.align) == (11, "justify")
    assert (made.header.center.text, made.header.first) == ("", True)  # the look numbers its pages itself
    assert made.footer.right.text == "{label.page} {page}"
    own = read_look(look(tmp_path, "profile: en-un\n"), Look, "ua-dstu-4163")
    assert own.profile == "en-un"


@pytest.mark.parametrize("name", ["ua-dstu-4163", "en-gb"])
def test_the_page_number_stands_where_the_profile_wants_it(tmp_path: Path, name: str) -> None:
    page = language.profile(name).page
    paper = replace(document(*(p("Слово " * 120) for _ in range(12))), profile=name)
    data = write(paper, look(tmp_path))
    assert broken(data) == []
    top, bottom = page_numbers(data, top=True), page_numbers(data, top=False)
    there, empty = (top, bottom) if page.number_place == "top" else (bottom, top)
    wanted = [str(number) for number in range(1, len(top) + 1)]
    assert there == (wanted if page.number_first else ["", *wanted[1:]])
    assert not any(empty)


def test_a_profile_that_is_none_is_found_at_its_line(tmp_path: Path) -> None:
    with pytest.raises(FindingsError) as caught:
        read_look(look(tmp_path, "layout: brief\nprofile: en-uno\n"), Look)
    (finding,) = caught.value.findings
    assert finding.code == "B416"
    assert finding.place is not None
    assert (finding.place.line, finding.place.column) == (2, 10)
    assert "did you mean `en-un`" in str(finding.help)


@pytest.mark.parametrize("name", language.profiles())
def test_a_new_word_look_has_the_page_of_a_profile(tmp_path: Path, name: str) -> None:
    page = language.profile(name).page
    (file,) = briefgen.new_look(tmp_path / "brief.docx", profile=name)
    made = docx.Document(str(file))
    section = made.sections[0]
    margins = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    for found, wanted in zip(margins, (page.left, page.right, page.top, page.bottom), strict=True):
        assert found is not None
        assert abs(found - Mm(wanted)) < Mm(0.1)
    defaults = made.styles.element.xpath("w:docDefaults//w:sz/@w:val | w:docDefaults//w:spacing/@w:line")
    assert {float(value) for value in defaults} == {page.text * 2, page.spacing * 240}
    heads = {"top": (section.first_page_header, section.header), "bottom": (section.first_page_footer, section.footer)}
    for place, (first, other) in heads.items():
        there = place == page.number_place
        assert ("PAGE" in "".join(other._element.xpath(".//w:instrText/text()"))) == there
        numbered = "PAGE" in "".join(first._element.xpath(".//w:instrText/text()"))
        assert numbered == (there and page.number_first)


def test_a_brief_names_its_profiles(tmp_path: Path) -> None:
    brief = tmp_path / "brief"
    shutil.copytree(SAMPLE, brief)
    text = (SAMPLE / "brief.yaml").read_text(encoding="utf-8")
    text = text.replace("marking:\n", "profile: [en-un, ua-dstu-4163]\nmarking:\n", 1)
    (brief / "brief.yaml").write_text(text, encoding="utf-8")
    made = briefgen.check(brief, languages=["en", "uk", "ru"])
    assert {document.language: document.profile for document in made.documents} == {
        "en": "en-un", "uk": "ua-dstu-4163", "ru": "",
    }  # fmt: skip
    english = [briefgen.document.as_text(one) for one in made.documents if one.language == "en" and one.name == "brief"]
    assert "about $20\u00a0million" in english[0]
    assert not [one for one in made.findings if one.code in ("B416", "B417")]
    wrong = text.replace("en-un, ua", "en-uno, ua")
    (brief / "brief.yaml").write_text(wrong, encoding="utf-8")
    (finding,) = [one for one in briefgen.check(brief).findings if one.code == "B416"]
    assert finding.place is not None
    assert "profile:" in wrong.splitlines()[(finding.place.line or 0) - 1]
