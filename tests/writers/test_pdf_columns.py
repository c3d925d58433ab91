"""Running text in two columns: left before right, level where it ends, all else across the page."""

from __future__ import annotations

import io
from pathlib import Path

import pdfplumber
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.document import Block, Callout, Contents, Heading, ListBlock, Note, PageBreak, Run
from briefgen.findings import FindingsError
from briefgen.writers.pdf import write
from papers import chart, document, p, turnover
from pdf_rules import broken
from pdf_structure import CELLS, Paper
from writers.test_pdf_tags import Reading, blocks, squeezed

TWO = "page: {columns: 2, gutter: 8, margins: {left: 20, right: 20}}\nheadings: {numbered: no}\n"
WORDS = "Сторони обговорили розвиток торговельно-економічного співробітництва між двома державами регіону. "


def look_of(folder: Path, text: str = TWO) -> Path:
    path = folder / "brief.pdf.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def heading(text: str) -> Heading:
    return Heading(1, (Run(text),))


def story(count: int, long: int = 3) -> list[Block]:
    return [p(f"АБЗАЦ{n} " + WORDS * long) for n in range(count)]


def words_of(data: bytes) -> list[list[tuple[str, float, float, float]]]:
    """Return the text, left edge, right edge and top of every word, page by page."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return [
            [(word["text"], word["x0"], word["x1"], word["top"]) for word in page.extract_words()] for page in pdf.pages
        ]


def test_text_flows_down_the_left_column_then_the_right(tmp_path: Path):
    pages = words_of(write(document(*story(24)), look_of(tmp_path)))
    assert len(pages) > 1
    marks = [(page, x > 297, top, text) for page, words in enumerate(pages) for text, x, _, top in words]
    order = [text for *_, text in sorted(marks) if text.startswith("АБЗАЦ")]
    assert order == [f"АБЗАЦ{n}" for n in range(24)]
    assert all(any(right for at, right, *_ in marks if at == page) for page in range(len(pages)))


def test_no_line_reaches_into_the_gutter(tmp_path: Path):
    body = 595.276 - 40 * 72 / 25.4
    half = (body - 8 * 72 / 25.4) / 2
    left = 20 * 72 / 25.4
    (words, *_) = words_of(write(document(*story(20)), look_of(tmp_path)))
    text = [(x, end) for text, x, end, top in words if top > 140]
    assert all(end <= left + half + 0.5 or x >= left + body - half - 0.5 for x, end in text)


@pytest.mark.parametrize("count", range(2, 9))
def test_columns_are_level_where_the_text_ends(tmp_path: Path, count: int):
    data = write(document(*story(count, 2), turnover()), look_of(tmp_path))
    words = words_of(data)[0]
    caption = next(top for text, _, _, top in words if text == "Таблиця")
    start = next(top for text, _, _, top in words if text == "АБЗАЦ0")
    text = [(x > 297, top) for _, x, _, top in words if start - 1 < top < caption - 1]
    left, right = (max(top for at, top in text if at is side) for side in (False, True))
    assert abs(left - right) < 45  # two lines and the white between paragraphs


def test_a_table_a_chart_and_a_box_span_with_the_heading_above_them(tmp_path: Path):
    box = Callout("conflict", None, (p(WORDS * 2),))
    data = write(document(*story(3), heading("Таблиці"), turnover(), chart(), *story(2), box), look_of(tmp_path))
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        wide = [line for page in pdf.pages for line in page.lines + page.rects if line["width"] > 450]
    assert len(wide) >= 3
    page = words_of(data)[0]
    title, top = next((x, top) for text, x, _, top in page if text == "Таблиці")
    assert title < 60
    assert all(word_top < top for text, _, _, word_top in page if text in {"АБЗАЦ0", "АБЗАЦ1", "АБЗАЦ2"})


def test_a_remark_stays_with_the_table_it_is_on(tmp_path: Path):
    data = write(document(turnover(), p("Примітка " + WORDS, role="small"), *story(2)), look_of(tmp_path))
    remark = next(top for text, _, _, top in words_of(data)[0] if text == "Примітка")
    line = [x for _, x, _, top in words_of(data)[0] if abs(top - remark) < 2]
    assert max(line) > 297


def test_notes_stand_at_the_foot_of_the_page_that_calls_them(tmp_path: Path):
    body = [p(f"АБЗАЦ{n}.", Note((Run(f"ВИНОСКА{n} {WORDS * 2}"),)), " " + WORDS * 3) for n in range(20)]
    pages = words_of(write(document(*body), look_of(tmp_path)))
    for words in pages:
        seen = {text: top for text, _, _, top in words}
        called = {text[5:].partition(".")[0]: top for text, top in seen.items() if text.startswith("АБЗАЦ")}
        notes = {text[7:]: top for text, top in seen.items() if text.startswith("ВИНОСКА")}
        assert notes.keys() == called.keys()
        assert not notes or min(notes.values()) > max(called.values())


def test_no_column_ends_with_a_heading_or_a_first_line_or_begins_with_a_last_one(tmp_path: Path):
    look = look_of(tmp_path)
    text = "ПЕРШЕ " + WORDS * 2 + "ОСТАННЄ."
    for above in range(20, 34):
        data = write(document(*[p("рядок")] * above, *[heading("РОЗДІЛ"), p(text)] * 12), look)
        for page, words in enumerate(words_of(data)):
            start = 0 if page else next(top for text, _, _, top in words if text == "рядок") - 1
            for right in (False, True):
                column = sorted((top, text) for text, x, _, top in words if top > start and (x > 297) is right)
                if not column:
                    continue
                first = {text for top, text in column if top - column[0][0] < 3}
                last = {text for top, text in column if column[-1][0] - top < 3}
                assert not last & {"ПЕРШЕ", "РОЗДІЛ"}
                assert "ОСТАННЄ." not in first


def test_it_is_read_left_column_first_and_breaks_no_rule(tmp_path: Path):
    made = document(*story(9), ListBlock(((p("пункт"),), (p(WORDS),))), PageBreak(), *story(5), turnover())
    heard_as_written(made, look_of(tmp_path))
    assert broken(write(document(), look_of(tmp_path))) == []


def heard_as_written(made, look: Path) -> None:
    data = write(made, look)
    assert broken(data) == []
    heard = [(kind, squeezed(text)) for kind, text in Paper(data).spoken() if text or kind in CELLS]
    wanted = [(kind, squeezed(text)) for kind, text in Reading(made).all()]
    assert heard == wanted


def test_a_page_break_holds_whatever_follows_it(tmp_path: Path):
    for after in ([Contents(), *story(1)], story(1), [turnover()], [ListBlock(()), *story(1)]):
        data = write(document(p("перший"), PageBreak(), *after), look_of(tmp_path))
        assert len(words_of(data)) == 2


def test_one_column_is_what_it_was(tmp_path: Path):
    plain = write(document(), look_of(tmp_path, "page: {size: A4}\n"))
    assert write(document(), look_of(tmp_path, "page: {columns: 1, gutter: 20}\n")) == plain


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("page: {columns: 3}\n", "B605", "`page.columns` cannot be `3`"),
        ("page: {columns: 2, gutter: 150}\n", "B626", "the margins leave no room for text"),
        ("page: {columns: 2, gutter: -1}\n", "B605", "`page.gutter` cannot be `-1`"),
    ],
)
def test_mistakes_are_told(tmp_path: Path, text: str, code: str, words: str):
    with pytest.raises(FindingsError) as caught:
        write(document(p("а")), look_of(tmp_path, text))
    assert [(finding.code, finding.message) for finding in caught.value.findings] == [(code, words)]


LOOKS = (
    "headings: {numbered: yes}\npage: {columns: 2, size: A5, margins: {left: 15, right: 15}}\n",
    "page: {columns: 2, gutter: 0, orientation: landscape, size: A5}\nstyles: {body: {align: justify, hyphenate: yes}}\n",
    "page: {columns: 2}\nstyles: {body: {size: 60, after: 100}, footnote: {size: 30}, heading1: {size: 60, leading: 90}}\n",
    "page: {columns: 2}\nfit: {pages: 1, smallest: 60}\n",
)
flowing = st.one_of(
    st.integers(1, 12).map(lambda n: p(WORDS * n)),
    st.integers(1, 12).map(lambda n: p("слово", Note((Run(WORDS * n),)), WORDS * n)),
    st.integers(1, 9).map(lambda n: heading(WORDS * n)),
    st.lists(st.integers(1, 5), max_size=8).map(lambda sizes: ListBlock(tuple((p(WORDS * n),) for n in sizes))),
)


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(st.one_of(blocks, flowing, flowing), min_size=1, max_size=14), st.sampled_from(LOOKS))
def test_no_story_is_too_hard(tmp_path: Path, written: list[Block], look: str):
    data = write(document(*written), look_of(tmp_path, look))
    assert broken(data) == []


@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(st.one_of(blocks, flowing), min_size=1, max_size=6))
def test_any_story_is_read_as_it_is_written(tmp_path: Path, written: list[Block]):
    heard_as_written(document(*written), look_of(tmp_path, "page: {columns: 2, margins: {left: 20, right: 20}}\n"))
