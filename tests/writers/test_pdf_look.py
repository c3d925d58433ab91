"""The look of a PDF: what may stand in it, and how each mistake is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefgen.findings import Finding, FindingsError
from briefgen.writers.chart_scale import decimals_of, printed, scale
from briefgen.writers.looks import read_look
from briefgen.writers.pdf import write
from briefgen.writers.pdf.look import Look
from papers import document, p

TEMPLATES = Path(__file__).parents[2] / "templates"


def mistakes(folder: Path, text: str) -> tuple[Finding, ...]:
    path = folder / "brief.pdf.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FindingsError) as caught:
        write(document(p("а")), path)
    return caught.value.findings


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.pdf.yaml")), ids=lambda path: path.name)
def test_our_looks_have_no_mistake(path: Path):
    look = read_look(path, Look)
    assert look.layout == path.name.split(".")[0]


def test_an_empty_look_is_our_own(tmp_path: Path):
    path = tmp_path / "brief.pdf.yaml"
    path.write_text("", encoding="utf-8")
    assert write(document(p("а")), path).startswith(b"%PDF")


def test_the_leading_follows_a_size_given_alone(tmp_path: Path):
    path = tmp_path / "brief.pdf.yaml"
    path.write_text("styles: {body: {size: 10}, lead: {size: 10, leading: 11}}\n", encoding="utf-8")
    styles = read_look(path, Look).styles
    assert (styles.body.leading, styles.lead.leading) == (12.9, 11)


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "words"),
    [
        ("page:\n  margin: {left: 3}\n", "B604", 2, 3, "a look has no `page.margin`"),
        ("styles:\n  body: {colour: 12436}\n", "B605", 2, 18, "`styles.body.colour` cannot be `12436`"),
        ("colours:\n  accent: accent\n", "B605", 2, 11, "`colours.accent` cannot be `accent`"),
        ("colours: {series: [12436D]}\n", "B605", 1, 19, "`colours.series` is not a list of 4"),
        ("colours: {series: [12436D, text, 801650, F46A25]}\n", "B605", 1, 28, "`colours.series` cannot be `text`"),
        ("footer: {left: {text: a}}\n", "B605", 1, 16, "`footer.left` is not one value"),
        ("fonts: {serif: Times}\n", "B605", 1, 16, "`fonts.serif` cannot be `Times`"),
        ("fonts: {serif: {bould: x.ttf}}\n", "B604", 1, 17, "a look has no `fonts.serif.bould`"),
        ("fonts: {serif: {}}\n", "B623", 1, 16, "the font has no regular face"),
        ("fonts:\n  sans: {regular: no.ttf}\n", "B623", 2, 19, "the font file `no.ttf` cannot be used"),
        ("footer:\n  left: '{titel}'\n", "B625", 2, 10, "the paper has no `titel`"),
        ("header:\n  left: '{title'\n", "B625", 2, 9, "a brace stands alone"),
        ("page: {margins: {left: 150}}\n", "B626", 1, 7, "the margins leave no room for text"),
        ("page: [\n", "B603", 2, 1, "the look `brief.pdf.yaml` cannot be read"),
    ],
)
def test_each_mistake_is_told_with_its_place(tmp_path: Path, text: str, code: str, line: int, column: int, words: str):
    found = mistakes(tmp_path, text)
    assert len(found) == 1
    finding = found[0]
    assert finding.code == code
    assert words in finding.message
    assert finding.place is not None
    assert (finding.place.line, finding.place.column) == (line, column)


def test_a_damaged_font_is_a_finding(tmp_path: Path):
    (tmp_path / "own.ttf").write_bytes(b"not a font at all")
    found = mistakes(tmp_path, "fonts:\n  serif: {regular: own.ttf}\n")
    assert [finding.code for finding in found] == ["B623"]
    assert str(tmp_path) not in (found[0].why or "")


def test_a_font_of_ones_own_is_embedded(tmp_path: Path):
    vendored = Path(write.__code__.co_filename).parent / "fonts" / "Tinos-Italic.ttf"
    (tmp_path / "own.ttf").write_bytes(vendored.read_bytes())
    path = tmp_path / "brief.pdf.yaml"
    path.write_text("fonts:\n  serif: {regular: own.ttf}\n", encoding="utf-8")
    data = write(document(p("а")), path)
    assert re.search(rb"/BaseFont ?/[A-Z]{6}\+Tinos-Italic", data)
    assert str(tmp_path).encode() not in data


def test_a_header_that_swallows_the_page_is_a_finding(tmp_path: Path):
    found = mistakes(tmp_path, "header:\n  left: '" + "{title} " * 900 + "'\n")
    assert [finding.code for finding in found] == ["B627"]


def test_a_part_of_a_header_without_its_fields_is_left_out(tmp_path: Path):
    path = tmp_path / "brief.pdf.yaml"
    path.write_text("footer: {left: 'A {contact} · {as_of} · B'}\n", encoding="utf-8")
    import io

    import pdfplumber

    with pdfplumber.open(io.BytesIO(write(document(p("а")), path))) as pdf:
        text = pdf.pages[0].extract_text()
    assert "Станом на грудень 2011 року · B" in text.splitlines()[-1]
    assert "A " not in text.splitlines()[-1]


def test_scales_are_round_and_hold_zero():
    from fractions import Fraction

    for low, high in ((0, 37290), (-120, 2500), (3, 4), (-9, -8), (Fraction(1, 1000), Fraction(7, 1000)), (0, 0)):
        made = scale([Fraction(low), Fraction(high)])
        ticks = made.ticks()
        assert ticks[0] <= min(low, 0)
        assert ticks[-1] >= max(high, 0)
        assert Fraction(0) in ticks
        assert len(ticks) <= 9
    assert decimals_of(Fraction(5, 2)) == 1
    assert printed(Fraction(-12345678, 1000), 1, ",", "\u00a0") == "\u221212\u00a0345,7"
    assert printed(Fraction(-1, 1000), 1, ",", "\u00a0") == "0,0"
