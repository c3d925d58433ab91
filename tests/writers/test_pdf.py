"""The PDF writer: the text of the document stands on the pages, whatever the document."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pdfplumber
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.document import (
    Break,
    Callout,
    Cell,
    Chart,
    Column,
    Columns,
    Contents,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    Link,
    ListBlock,
    Note,
    PageBreak,
    Run,
    Series,
    Table,
)
from briefgen.findings import FindingsError
from briefgen.writers.pdf import write
from papers import document, p, turnover

ROOT = Path(__file__).parents[2]
BRIEF = ROOT / "templates" / "talks" / "brief.pdf.yaml"
SUMMARY = ROOT / "templates" / "talks" / "summary.pdf.yaml"
LONG = "Підготувати пропозиції щодо розширення товарної номенклатури взаємної торгівлі. "


def opened(data: bytes) -> pdfplumber.PDF:
    return pdfplumber.open(io.BytesIO(data))


def painted(data: bytes) -> str:
    """Return the characters in the order they are painted, spaces of any kind as one."""
    with opened(data) as pdf:
        text = "".join(char["text"] for page in pdf.pages for char in page.chars)
    return re.sub(r"\s+", " ", text)


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def pages(data: bytes) -> list[str]:
    with opened(data) as pdf:
        return [page.extract_text() or "" for page in pdf.pages]


def test_paragraphs_keep_their_words_and_the_spaces_between_them():
    text = "Перше речення: «лапки» & <b>не розмітка</b> № 5 — 18–19 грудня. " + LONG * 5
    assert " ".join(text.split()) in painted(write(document(p(text)), BRIEF))


def test_every_paragraph_and_cell_of_a_whole_paper_is_printed_in_order():
    text = bare(painted(write(document(), BRIEF)))
    found = [
        "Підтвердитиспільнуготовністьактивізуватироботудвосторонніхорганів.",
        "Угрудні2011рокувМосквівідбуласязустрічПрезидента",
        "Республіки.1Рядокдругий;сторінка",
        "•першийпункт",
        "–вкладений",
        "•другийпункт&<tag>*",
        "1.один",
        "2.два",
        "Таблиця1.ТоргівлятоварамиміжКиргизькоюРеспублікоюіРеспублікоюТаджикистан",
        *(bare(cell.text) for row in turnover().rows for cell in row),
        "Рисунок1.У2011роцітоварообігмайжеподвоївся",
        "Таблиця2.Рішеннядесятогозасідання",
        "Однеджерелокажеодне.",
        "37,3млндол.США+94,5%",
        "ліворуч",
        "праворуч",
        "Ґанок,їжак,єнот,Ўзбек,ңөүғӣқӯҳҷ—«лапки»„усередині“18–19№5’−5%",
    ]
    at = 0
    for words in found:
        assert words in text[at:], words
        at = text.index(words, at) + len(words)


def test_a_note_stands_at_the_foot_of_the_page_that_calls_it():
    blocks = [p(f"Абзац {n}:", Note((Run(f"примітка номер {n}"),)), " " + LONG * 4) for n in range(1, 15)]
    found = pages(write(document(*blocks), BRIEF))
    assert len(found) > 1
    for n in range(1, 15):
        page = next(page for page in found if f"Абзац {n}:" in page)
        assert f"{n} примітка номер {n}" in page


def test_contents_name_the_page_of_each_heading():
    sections = [
        block
        for n in range(1, 9)
        for block in (Heading(1, (Run(f"Розділ {n}"),)), *(p(LONG * 8) for _ in range(n % 3 + 1)))
    ]
    found = pages(write(document(Contents(), *sections), BRIEF))
    for n in range(1, 9):
        entry = re.search(rf"{n}\. Розділ {n}[ .]* (\d+)", found[0])
        assert entry
        assert f"{n}. Розділ {n}" in found[int(entry[1]) - 1]


def test_header_and_footer_stand_on_every_page():
    found = pages(write(document(p("а"), PageBreak(), p("б"), PageBreak(), p("в")), BRIEF))
    assert len(found) == 3
    for number, page in enumerate(found, 1):
        assert "Для службового користування" in page
        assert "ПРОЄКТ · Версія 1 · Станом на грудень 2011 року" in page
        assert f"Сторінка {number} з 3" in page


def test_a_final_paper_has_no_draft_line():
    paper = document(p("а"))
    final = Document(paper.name, paper.language, paper.fields, paper.labels, paper.blocks, paper.moment, draft=False)
    assert "ПРОЄКТ" in painted(write(paper, BRIEF))
    assert "ПРОЄКТ" not in painted(write(final, BRIEF))


def test_a_heading_is_never_alone_at_the_foot_of_a_page():
    for lines in range(20, 50):
        blocks = [p("рядок") for _ in range(lines)] + [Heading(1, (Run("Самотній"),)), p(LONG * 5)]
        for page in pages(write(document(*blocks), BRIEF)):
            if "1. Самотній" in page:
                assert "Підготувати" in page


def test_a_long_table_repeats_its_head_and_is_not_parted_after_its_first_row():
    rows = tuple((Cell(str(n), Fraction(n)), Cell(f"рядок {n}.")) for n in range(1, 90))
    table = Table("t", "Довга", (Column("n", "Номер", "number"), Column("t", "Слова")), rows)
    for above in range(18, 36, 3):
        found = pages(write(document(*(p("рядок") for _ in range(above)), table), BRIEF))
        parts = [page for page in found if "Номер" in page]
        assert len(parts) >= 2
        first = next(page for page in found if "Таблиця 1. Довга" in page)
        assert "рядок 1." in first
        assert "рядок 2." in first
        text = " ".join(found)
        assert all(f"рядок {n}." in text for n in range(1, 90))


def test_numbers_of_a_column_stand_on_their_decimal_mark():
    rows = tuple((Cell(text, Fraction(1)),) for text in ("1,5", "1\u00a0234,5", "12", "−0,7"))
    data = write(document(Table("t", "Т", (Column("n", "Число", "number", 1),), rows)), BRIEF)
    with opened(data) as pdf:
        words = pdf.pages[0].extract_words(keep_blank_chars=True)
    marks = []
    for text in ("1,5", "1 234,5", "−0,7"):
        word = next(word for word in words if word["text"].replace("\u00a0", " ") == text)
        marks.append(round(word["x1"], 1))
    assert len(set(marks)) == 1
    whole = next(word for word in words if word["text"] == "12")
    assert whole["x1"] < marks[0] - 5


def test_only_embedded_subset_fonts_are_named():
    data = write(document(), BRIEF)
    with opened(data) as pdf:
        fonts = {char["fontname"] for page in pdf.pages for char in page.chars}
    assert fonts
    assert all(re.fullmatch(r"[A-Z]{6}\+(Tinos|Arimo)(-\w+)?", font) for font in fonts), fonts
    assert b"Helvetica" not in data
    assert b"ZapfDingbats" not in data
    assert data.count(b"/FontFile2") == len(fonts)


def test_title_language_dates_and_outline_are_set():
    data = write(document(), BRIEF)
    with opened(data) as pdf:
        assert pdf.metadata["Title"] == "Киргизстан — Таджикистан: двосторонні відносини"
        assert pdf.metadata["Author"] == "Департамент Азії"
        assert pdf.metadata["Subject"] == "Довідка до переговорів"
        assert pdf.metadata["CreationDate"] == pdf.metadata["ModDate"] == "D:20111201000000+00'00'"
        outline = [(level, title) for level, title, *_ in pdf.doc.get_outlines()]
    assert outline == [
        (1, "1. Політичний діалог"),
        (1, "2. Торгівля"),
        (2, "2.1 Рівень і динаміка"),
        (1, "3. Пріоритети"),
    ]
    assert b"/DisplayDocTitle true" in data
    assert b"/Lang (uk)" in data


def test_a_link_leads_to_its_address_even_over_two_lines():
    link = Link((Run(LONG * 2),), "https://stat.gov.kg/uk/сторінка?a=1&b=2")
    with opened(write(document(p("Див. ", link, ".")), BRIEF)) as pdf:
        links = [link["uri"] for page in pdf.pages for link in page.hyperlinks]
    assert len(links) >= 2
    assert all(link.startswith("https://stat.gov.kg/uk/%D1%81") and link.endswith("?a=1&b=2") for link in links)


def test_a_break_starts_a_line():
    found = pages(write(document(p("перший", Break(), "другий")), BRIEF))[0].splitlines()
    assert "перший" in found
    assert "другий" in found


def test_the_same_document_gives_the_same_bytes_in_any_process():
    code = (
        "import sys, hashlib; sys.path[:0] = sys.argv[1:3]\n"
        "from pathlib import Path\nimport papers\nfrom briefgen.writers.pdf import write\n"
        "print(hashlib.sha256(write(papers.document(), Path(sys.argv[3]))).hexdigest())"
    )
    digests = set()
    for seed, zone in (("1", "UTC"), ("2", "Asia/Bishkek")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        arguments = [sys.executable, "-c", code, str(ROOT / "src"), str(ROOT / "tests"), str(BRIEF)]
        done = subprocess.run(arguments, env=environment, capture_output=True, text=True, check=True)
        digests.add(done.stdout)
    assert len(digests) == 1


def test_no_path_of_the_machine_gets_into_the_file():
    assert str(ROOT).encode() not in write(document(), BRIEF)


def test_a_missing_character_is_told_with_its_fact_before_anything_is_drawn():
    paper = document(p("Позначка ", Run("готово \u2611 так", origin="decisions.2.status")), p("ще \U0001f600"))
    with pytest.raises(FindingsError) as caught:
        write(paper, BRIEF)
    first, second = caught.value.findings
    assert first.code == second.code == "B624"
    assert "U+2611 BALLOT BOX WITH CHECK" in first.message
    assert "готово \u2611 так" in (first.why or "")
    assert first.at == ("decisions", 2, "status")
    assert "U+1F600" in second.message


def test_narrow_spaces_and_marks_without_width_are_no_mistake():
    text = painted(write(document(p("5\u202f000 10\u2009% 1\u2007000 слово\u2060\u200b\ufeff нуль\u2011вісь")), BRIEF))
    assert "5 000 10 % 1 000 слово нуль" in text
    assert re.search("нуль[-\u2011]вісь", text)


def test_non_breaking_space_keeps_number_and_unit_together():
    for filler in range(60, 100):
        found = pages(write(document(p("а" * filler + " 20\u00a0млн")), BRIEF))[0]
        assert re.search(r"20\sмлн", found)
        assert "20\nмлн" not in found


def test_the_summary_fits_on_a_page():
    figures = KeyFigures(tuple(KeyFigure(f"{n},5", "млн", "Товарообіг", "+5 %", "up") for n in range(4)))
    points = ListBlock(tuple((p(LONG),) for _ in range(4)))
    chart = Chart(
        "c", "Зростання", "млн", ("2010", "2011"), (Series("e", "Експорт", (Fraction(1), Fraction(2))),), "опис"
    )
    paper = document(figures, Columns((0.66, 0.34), ((chart,), (points,))), turnover(), *[p(LONG)] * 14)
    found = pages(write(paper, SUMMARY))
    assert len(found) == 1
    assert "Сторінка 1 з 1" in found[0]


def test_the_last_page_is_not_almost_empty():
    for lines in range(40, 60):
        data = write(document(*(p(f"рядок {n}") for n in range(lines))), BRIEF)
        found = pages(data)
        if len(found) > 1:
            assert len(re.findall("рядок", found[-1])) >= 3


def test_a_short_word_does_not_end_a_line():
    words = "слово і справа з кінцем у середині та по краях " * 40
    lines = [line for page in pages(write(document(p(words)), BRIEF)) for line in page.splitlines()]
    inside = [line for line in lines if "справа" in line or "кінцем" in line][:-1]
    assert len(inside) > 10
    assert not [line for line in inside if len(line.split()[-1]) <= 2]


def test_a_paper_without_blocks_has_a_page():
    paper = document()
    empty = Document(paper.name, paper.language, paper.fields, paper.labels, (), paper.moment)
    assert len(pages(write(empty, BRIEF))) == 1


# ---------------------------------------------------------------- hard layouts

words = st.text(st.sampled_from("абвгдеїєґңөүҳқ ,.-–—/&<>№1234567890\u00a0"), max_size=60)
lumps = st.one_of(words, words.map(lambda text: text * 12), st.just("нерозривне" * 30), st.just(LONG * 10))
runs = st.builds(Run, lumps, bold=st.booleans(), italic=st.booleans())
contents = st.lists(
    st.one_of(
        runs,
        st.just(Break()),
        st.builds(Note, st.tuples(runs)),
        st.builds(Link, st.tuples(runs), st.just("https://example.org/ї")),
    ),
    max_size=4,
).map(tuple)
numbers = st.one_of(
    st.none(),
    st.fractions(-(10**9), 10**9, max_denominator=100),
    st.just(Fraction(0)),
    st.just(Fraction(10**15)),
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    kinds = st.sampled_from(["text", "code", "year", "number", "percent", "status"])
    columns = tuple(
        Column(
            f"c{n}",
            draw(lumps),
            draw(kinds),
            draw(st.sampled_from([0, 1, 2])),
            width=draw(st.sampled_from([0.0, 0.3, 1.0, 9.0])),
        )
        for n in range(draw(st.integers(0, 8)))
    )
    cells = st.builds(Cell, lumps, numbers, bold=st.booleans())
    rows = tuple(tuple(draw(cells) for _ in columns) for _ in range(draw(st.integers(0, 5))))
    return Table("t", draw(words), columns, rows, draw(words), draw(words), (draw(words),), min(1, len(rows)))


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    count = draw(st.integers(0, 40))
    names = tuple(draw(words) or str(1990 + n) for n in range(count))
    series = tuple(
        Series(
            f"s{n}",
            draw(words),
            tuple(draw(numbers) for _ in range(count)),
            draw(st.sampled_from(["bar", "line"])),
            draw(st.sampled_from([1, 2, 3, 4])),
        )
        for n in range(draw(st.integers(0, 4)))
    )
    flags = {key: draw(st.booleans()) for key in ("stacked", "shares", "horizontal")}
    second = tuple(one.key for one in series if draw(st.booleans()))
    return Chart("c", draw(words), draw(words), names, series, "опис", draw(words), second_axis=second, **flags)


figures = st.lists(
    st.builds(
        KeyFigure, words, lumps, lumps, st.one_of(st.none(), words), st.sampled_from([None, "up", "down", "flat"])
    ),
    max_size=7,
).map(lambda items: KeyFigures(tuple(items)))
simple = st.one_of(
    st.builds(p, lumps),
    st.builds(Heading, st.integers(1, 3), contents),
    contents.map(lambda content: p(*content)),
    st.just(PageBreak()),
    st.just(Contents()),
    figures,
    tables(),
    charts(),
)
blocks = st.recursive(
    simple,
    lambda inner: st.one_of(
        st.builds(
            Callout,
            st.sampled_from(["objective", "conflict", "note"]),
            st.one_of(st.none(), lumps),
            st.lists(inner, max_size=3).map(tuple),
        ),
        st.lists(st.lists(inner, max_size=2).map(tuple), max_size=3).map(lambda items: ListBlock(tuple(items))),
        st.lists(st.lists(inner, max_size=2).map(tuple), min_size=1, max_size=3).map(
            lambda parts: Columns(tuple(1 / len(parts) for _ in parts), tuple(parts))
        ),
    ),
    max_leaves=5,
)


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(blocks, min_size=1, max_size=5), st.sampled_from([BRIEF, SUMMARY]))
def test_no_layout_is_too_hard(story: list[object], look: Path):
    with opened(write(document(*story), look)) as pdf:
        for page in pdf.pages:
            for char in page.chars:
                if char["text"].strip():
                    assert char["x0"] > -1
                    assert char["x1"] < page.width + 1
                    assert char["top"] > -1
                    assert char["bottom"] < page.height + 1


def test_a_cell_larger_than_a_page_is_parted_without_loss():
    words = [f"слово{n}" for n in range(3000)]
    table = Table("t", "Т", (Column("n", "№", "code"), Column("t", "Текст")), ((Cell("1"), Cell(" ".join(words))),))
    text = painted(write(document(table), BRIEF))
    assert re.findall(r"слово\d+", text) == words


def test_deep_lists_do_not_run_off_the_page():
    block: object = p("дно")
    for _ in range(40):
        block = ListBlock(((p("рівень"), block),))
    data = write(document(block), BRIEF)
    with opened(data) as pdf:
        assert max(char["x1"] for page in pdf.pages for char in page.chars) < pdf.pages[0].width
    assert "дно" in painted(data)
