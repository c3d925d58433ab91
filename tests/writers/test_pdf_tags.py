"""Tagged PDF: what is read aloud is the document, in its order, whatever the layout."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.document import (
    Block,
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
    Paragraph,
    Run,
    Series,
    Table,
)
from briefgen.findings import FindingsError
from briefgen.generator import Request, check
from briefgen.writers.pdf import write
from papers import document, p
from pdf_rules import broken
from pdf_structure import CELLS, Element, Paper, folded

ROOT = Path(__file__).parents[2]
TALKS = ROOT / "templates" / "talks"
BRIEF, SUMMARY = TALKS / "brief.pdf.yaml", TALKS / "summary.pdf.yaml"
LONG = "Підготувати пропозиції щодо розширення товарної номенклатури взаємної торгівлі. "
PRINTED = {0x2011: "-", 0x2010: "-", 0x200B: None, 0x2060: None, 0xAD: None}


class Reading:
    """What a document should sound like: kind and text of every part in order, made from the blocks alone."""

    def __init__(self, paper: Document) -> None:
        self.paper = paper
        self.notes = self.table = self.chart = 0
        self.counts = [0, 0, 0]
        self.before = 1

    def all(self) -> list[tuple[str, str]]:
        fields, labels = self.paper.fields, self.paper.labels
        told = [fields["as_of"], f"{labels['prepared_by']}: {fields['author']}" if fields["author"] else ""]
        told.append(f"{labels['contact']}: {fields['contact']}" if fields.get("contact") else "")
        head = [("P", fields["kind"]), ("H1", self.paper.title), ("P", " · ".join(filter(None, told)))]
        found = [*head, *self.blocks(self.paper.blocks)]
        clean = [(kind, folded(text.translate(PRINTED))) for kind, text in found]
        return [(kind, text) for kind, text in clean if text or kind in CELLS]

    def blocks(self, blocks: Iterable[Block]) -> Iterator[tuple[str, str]]:
        for block in blocks:
            notes: list[Note] = []
            match block:
                case Paragraph(content=content):
                    yield "P", self.words(content, notes)
                case Heading(level=level, content=content):
                    yield self.heading(level, self.words(content, notes))
                case ListBlock(items=items, ordered=ordered):
                    for number, item in enumerate(items, 1):
                        yield "Lbl", f"{number}." if ordered else "•"
                        yield from self.blocks(item)
                case Table():
                    yield from self.rows(block)
                case Chart():
                    self.chart += 1
                    yield "P", f"{self.paper.labels['chart']} {self.chart}. {block.title}"
                    yield "P", block.subtitle
                    if block.categories and any(v is not None for one in block.series for v in one.values):
                        yield "Figure", block.alt
                    yield "P", self.source(block.source)
                case Callout(title=title, blocks=inner):
                    yield "P", title or ""
                    yield from self.blocks(inner)
                case KeyFigures(items=figures):
                    for one in figures:
                        yield from (
                            ("P", one.label),
                            ("P", f"{one.value} {one.unit}"),
                            ("P", one.change or ""),
                        )
                case Columns(parts=parts):
                    for part in parts:
                        yield from self.blocks(part)
                case _:
                    assert isinstance(block, PageBreak)
            for number, note in enumerate(notes, self.notes - len(notes) + 1):
                yield "Lbl", str(number)
                yield "P", "".join(run.text for run in note.runs)

    def words(self, content: Iterable[object], notes: list[Note]) -> str:
        made = ""
        for inline in content:
            match inline:
                case Run(text=text):
                    made += text
                case Link(runs=runs):
                    made += "".join(run.text for run in runs)
                case Break():
                    made += " "
                case Note():
                    self.notes += 1
                    notes.append(inline)
                    made = made.rstrip(" ") + str(self.notes)
        return made

    def heading(self, level: int, words: str) -> tuple[str, str]:
        self.counts[level - 1] += 1
        self.counts[level:] = [0] * (3 - level)
        number = ".".join(str(count) for count in self.counts[:level]) + ("." if level == 1 else "")
        self.before = min(level + 1, self.before + 1)
        return f"H{self.before}", f"{number} {words}"

    def rows(self, table: Table) -> Iterator[tuple[str, str]]:
        self.table += 1
        yield "P", f"{self.paper.labels['table']} {self.table}. {table.caption}"
        yield "P", table.unit or ""
        grouped = [column for column in table.columns if column.group]
        for title, first, _ in table.heads() if grouped else ():
            yield "TH", title or table.columns[first].title
        for column in grouped or table.columns:
            yield "TH", column.title
        for row in table.rows:
            for at, cell in enumerate(row):
                yield "TD" if at or len(table.columns) == 1 else "TH", cell.text
        for note in table.notes:
            yield "P", note
        yield "P", self.source(table.source)

    def source(self, source: str | None) -> str:
        return f"{self.paper.labels['source']}: {source}" if source else ""


def written(*blocks: object, look: Path = BRIEF) -> Paper:
    """Return the paper of the blocks, read, after it was held against every rule."""
    data = write(document(*blocks), look)
    assert broken(data) == []
    return Paper(data)


def found(paper: Paper, kind: str) -> list[Element]:
    return [element for element in paper.elements if element.kind == kind]


# ---------------------------------------------------------------- whole papers


def test_a_whole_paper_is_read_in_its_order() -> None:
    made = document()
    whole = replace(made, blocks=tuple(block for block in made.blocks if not isinstance(block, Contents)))
    data = write(whole, BRIEF)
    wanted = Reading(whole).all()
    at = wanted.index(("Lbl", "•")) + 2
    wanted[at] = ("Lbl", "–")  # the sign of an inner list
    assert Paper(data).spoken() == wanted


@pytest.mark.parametrize("look", [BRIEF, SUMMARY], ids=["brief", "summary"])
def test_a_whole_paper_breaks_no_rule(look: Path) -> None:
    assert broken(write(document(), look)) == []


def test_every_paper_of_the_sample_breaks_no_rule() -> None:
    made = 0
    for paper in check(Request(ROOT / "inputs" / "kyrgyzstan-tajikistan-2011")).documents:
        look = TALKS / f"{paper.name}.pdf.yaml"
        if look.is_file():
            data = write(paper, look)
            assert broken(data) == [], f"{paper.name}.{paper.language}"
            made += 1
        if paper.name == "brief":  # Reading knows how this look numbers headings and captions
            spoken = [(kind, "•" if text == "–" else folded(text)) for kind, text in Paper(data).spoken()]
            assert spoken == [(kind, folded(text)) for kind, text in Reading(paper).all()], paper.language
    assert made == 10


@pytest.mark.parametrize("language", ["ky", "tg"])
def test_whole_papers_with_hyphens_and_straight_edges_break_no_rule(tmp_path: Path, language: str) -> None:
    look = tmp_path / "brief.pdf.yaml"
    text = (TALKS / "brief.pdf.yaml").read_text(encoding="utf-8")
    look.write_text(text.replace("align: left, after: 6}", "align: justify, hyphenate: yes, after: 6}"), "utf-8")
    paper = check(Request(ROOT / "inputs" / "kyrgyzstan-tajikistan-2011", languages=(language,))).documents[0]
    data = write(paper, look)
    assert broken(data) == []
    spoken = [(kind, "•" if text == "–" else folded(text)) for kind, text in Paper(data).spoken()]
    assert spoken == [(kind, folded(text)) for kind, text in Reading(paper).all()]


def test_poppler_reads_the_same_text_in_the_same_order(tmp_path: Path) -> None:
    program = shutil.which("pdfinfo")
    if program is None:
        pytest.skip("pdfinfo of poppler is not on this machine")
    path = tmp_path / "paper.pdf"
    path.write_bytes(write(document(), BRIEF))
    done = subprocess.run([program, "-struct-text", str(path)], capture_output=True, text=True, check=True)
    assert "Error" not in done.stderr
    heard = "".join(re.findall(r'^ *"(.*)"$', done.stdout, re.MULTILINE))
    read = Paper(path.read_bytes())
    assert re.sub(r"\s", "", heard) == re.sub(r"\s", "", "".join(read.text(top) for top in read.tops))
    for line in (
        "Президента Киргизької Республіки.",
        "23 500,1",
        "Підтвердити спільну готовність активізувати роботу",
    ):
        assert line in done.stdout


# ---------------------------------------------------------------- parts


def test_one_paragraph_over_pages_is_one_paragraph() -> None:
    paper = written(*(p("рядок") for _ in range(25)), p(LONG * 60))
    assert len(paper.pdf.pages) > 1
    last = found(paper, "P")[-1]
    assert folded(paper.text(last)) == folded(LONG * 60)
    assert {mark[0] for mark in last.inside if isinstance(mark, tuple)} == {0, 1}


def test_one_row_over_pages_is_one_row_and_repeated_heads_are_not_read() -> None:
    words = " ".join(f"слово{n}" for n in range(2000))
    rows = ((Cell("1"), Cell(words)), (Cell("2"), Cell("кінець")))
    paper = written(Table("t", "Т", (Column("n", "№", "code"), Column("t", "Текст")), rows))
    assert len(paper.pdf.pages) > 2
    assert [len(row.kids) for row in found(paper, "TR")] == [2, 2, 2]
    assert [folded(paper.text(cell)) for cell in found(paper, "TH")] == ["№", "Текст", "1", "2"]
    assert folded(paper.text(found(paper, "TD")[0])) == words


def test_heads_of_columns_and_rows_have_their_scope() -> None:
    paper = written(Table("t", "Т", (Column("a", "Рік", "year"), Column("b", "Сума", "number")), ((Cell("2011"), Cell("5", Fraction(5))),)))  # fmt: skip
    scopes = [str(paper.attribute(cell, "Table", "/Scope")) for cell in found(paper, "TH")]
    assert scopes == ["/Column", "/Column", "/Row"]
    table = found(paper, "Table")[0]
    assert [kid.kind for kid in table.kids] == ["Caption", "THead", "TBody"]


def test_a_group_of_columns_has_a_head_that_spans_them() -> None:
    columns = (
        Column("year", "Рік", "year"),
        Column("own", "Наш", "number", group="Експорт"),
        Column("partner", "Партнера", "number", group="Експорт"),
        Column("note", "Примітка"),
    )
    paper = written(
        Table("t", "Т", columns, ((Cell("2011"), Cell("5", Fraction(5)), Cell("6", Fraction(6)), Cell("а")),))
    )
    rows = [[folded(paper.text(cell)) for cell in row.kids] for row in found(paper, "TR")]
    assert rows == [["Рік", "Експорт", "Примітка"], ["Наш", "Партнера"], ["2011", "5", "6", "а"]]
    spans = [
        (paper.attribute(cell, "Table", "/ColSpan"), paper.attribute(cell, "Table", "/RowSpan"))
        for cell in found(paper, "TR")[0].kids
    ]
    assert spans == [(None, 2), (2, None), (None, 2)]
    assert broken(paper.data) == []


def test_a_link_over_two_lines_is_one_link_with_its_places() -> None:
    paper = written(p("Див. ", Link((Run("а", bold=True), Run(" " + LONG * 2)), "https://example.org/ї"), " далі"))
    (link,) = found(paper, "Link")
    owned = [one for one in paper.annotated.values() if one is link]
    assert len(owned) >= 2
    assert folded(paper.text(link)) == folded("а " + LONG * 2)
    assert link.parent is not None
    assert folded(paper.text(link.parent)) == folded("Див. а " + LONG * 2 + " далі")
    says = {str(annotation.Contents) for annotation in paper.pdf.pages[0].Annots}
    assert says == {("а " + LONG * 2).strip()}


def test_two_links_are_two() -> None:
    link = Link((Run("раз"),), "https://example.org")
    paper = written(p(link, " і ", Link((Run("раз"),), "https://example.org"), "!"))
    assert [folded(paper.text(one)) for one in found(paper, "Link")] == ["раз", "раз"]


def test_a_note_is_read_behind_the_paragraph_that_calls_it() -> None:
    paper = written(p("один", Note((Run("перша"),)), " далі", Note((Run("друга"),))), p("наступний"))
    kinds = [kid.kind for kid in paper.tops[0].kids][-4:]
    assert kinds == ["P", "Note", "Note", "P"]
    assert [folded(paper.text(note)) for note in found(paper, "Note")] == ["1перша", "2друга"]
    assert [paper.text(call) for call in found(paper, "Reference")] == ["1", "2"]


def test_contents_are_links_to_their_headings() -> None:
    paper = written(Contents(), Heading(1, (Run("Розділ"),)), p("а"), PageBreak(), Heading(1, (Run("Інший"),)), p("б"))
    entries = found(paper, "TOCI")
    assert [folded(paper.text(entry)) for entry in entries] == ["1. Розділ 1", "2. Інший 2"]
    leads = [annotation.Dest[0].objgen for annotation in paper.pdf.pages[0].Annots]
    assert leads == [page.obj.objgen for page in paper.pdf.pages]


def test_no_level_of_headings_is_skipped_in_the_structure() -> None:
    paper = written(Heading(3, (Run("глибоко"),)), Heading(1, (Run("вгорі"),)), Heading(3, (Run("знову"),)))
    assert [one.kind for one in paper.elements if re.fullmatch("H[1-6]", one.kind)] == [
        "H1",
        "H2",
        "H2",
        "H3",
    ]


def test_without_a_title_block_sections_are_the_first_level(tmp_path: Path) -> None:
    look = tmp_path / "plain.pdf.yaml"
    look.write_text("title_block: {show: no}\n", "utf-8")
    paper = written(Heading(1, (Run("а"),)), Heading(2, (Run("б"),)), p("в"), look=look)
    assert [one.kind for one in paper.elements[1:]] == ["H1", "H2", "P"]


def test_a_chart_is_a_figure_with_description_and_place() -> None:
    series = (Series("e", "Експорт", (Fraction(1), Fraction(2))),)
    paper = written(Chart("c", "Зростання", "млн", ("2010", "2011"), series, "Експорт зріс із 1 до 2 млн."))
    (figure,) = found(paper, "Figure")
    assert str(figure.entries.Alt) == "Експорт зріс із 1 до 2 млн."
    box = [float(side) for side in paper.attribute(figure, "Layout", "/BBox")]  # type: ignore[attr-defined]
    assert 50 < box[0] < box[2] < 560
    assert 100 < box[3] - box[1] < 300


def test_a_chart_without_a_description_is_told() -> None:
    series = (Series("e", "Експорт", (Fraction(1), Fraction(2))),)
    with pytest.raises(FindingsError) as caught:
        write(document(Chart("c", "Зростання", "млн", ("2010", "2011"), series, " ")), BRIEF)
    assert [finding.code for finding in caught.value.findings] == ["B640"]
    assert "Зростання" in (caught.value.findings[0].why or "")


def test_a_passage_in_another_language_says_so() -> None:
    paper = written(p("Слова ", Run("memorandum of understanding", language="en"), " далі"))
    (span,) = found(paper, "Span")
    assert str(span.entries.Lang) == "en"
    assert paper.text(span).strip() == "memorandum of understanding"
    assert str(paper.root.Lang) == "uk"


def test_a_cell_in_another_language_says_so() -> None:
    paper = written(Table("t", "T", (Column("a", "A"),), ((Cell("memorandum", language="en"),),)))
    (span,) = found(paper, "Span")
    assert (str(span.entries.Lang), paper.text(span).strip()) == ("en", "memorandum")


def test_a_break_is_heard_as_a_space() -> None:
    assert ("P", "перший другий") in written(p("перший", Break(), "другий")).spoken()


def test_words_that_are_parted_at_the_end_of_a_line_are_read_whole(tmp_path: Path) -> None:
    look = tmp_path / "narrow.pdf.yaml"
    look.write_text(
        "page: {margins: {left: 70, right: 68}}\nstyles: {body: {align: justify, hyphenate: yes}}\n", "utf-8"
    )
    long = "Кызматташтыктын келечектеги багыттары тууралуу сүйлөшүүлөрдүн жыйынтыктары жарыяланды. "
    words = document(p(long * 5), p("сөз ", Link((Run(long * 2),), "https://example.org"), " аягы"))
    made = replace(words, language="ky")
    data = write(made, look)
    assert broken(data) == []
    paper = Paper(data)
    assert paper.spoken() == Reading(made).all()
    assert any("\u00ad" in paper.text(one) for one in found(paper, "P"))


def test_header_and_footer_are_not_read() -> None:
    paper = written(p("слово"), PageBreak(), p("інше"))
    heard = " ".join(text for _, text in paper.spoken())
    assert "Для службового користування" not in heard
    assert "Сторінка" not in heard


# ---------------------------------------------------------------- stories

words = st.text(st.sampled_from("абвгґєїңөүҳқ ,.-–—/&<>№123\u00a0"), max_size=50)
lumps = st.one_of(words, words.map(lambda text: text * 9), st.just("нерозривне" * 30), st.just(LONG * 9))
runs = st.builds(
    Run, lumps, bold=st.booleans(), italic=st.booleans(), language=st.sampled_from([None, None, "en", "ky"])
)
contents = st.lists(
    st.one_of(
        runs,
        st.just(Break()),
        st.builds(Note, st.tuples(runs)),
        st.builds(Link, st.tuples(runs, runs), st.just("https://example.org/ї(1)")),
    ),
    max_size=4,
).map(tuple)
numbers = st.one_of(st.none(), st.fractions(-(10**9), 10**9, max_denominator=100))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    kinds = st.sampled_from(["text", "year", "number", "percent"])
    columns = tuple(
        Column(f"c{n}", draw(lumps), draw(kinds), 1, group=draw(st.sampled_from(["", "А", "Б"])))
        for n in range(draw(st.integers(1, 6)))
    )
    rows = tuple(
        tuple(Cell(draw(lumps), draw(numbers), bold=draw(st.booleans())) for _ in columns)
        for _ in range(draw(st.integers(0, 5)))
    )
    return Table("t", draw(words), columns, rows, draw(words), draw(words), (draw(words),), min(1, len(rows)))


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    names = tuple(str(1990 + n) for n in range(draw(st.integers(0, 12))))
    series = tuple(
        Series(
            f"s{n}",
            draw(words),
            tuple(draw(numbers) for _ in names),
            draw(st.sampled_from(["bar", "line"])),
            n + 1,
        )  # type: ignore[arg-type]
        for n in range(draw(st.integers(0, 3)))
    )
    return Chart("c", draw(words), draw(words), names, series, "опис: зростання", draw(words))


simple = st.one_of(
    st.builds(Heading, st.integers(1, 3), contents),
    contents.map(lambda content: p(*content)),
    st.just(PageBreak()),
    tables(),
    charts(),
)
blocks = st.recursive(
    simple,
    lambda inner: st.one_of(
        st.builds(
            Callout,
            st.sampled_from(["objective", "conflict"]),
            st.one_of(st.none(), lumps),
            st.lists(inner, max_size=3).map(tuple),
        ),
        st.lists(st.lists(simple, max_size=2).map(tuple), min_size=1, max_size=3).map(
            lambda items: ListBlock(tuple(items), ordered=True)
        ),
        st.lists(st.lists(inner, max_size=2).map(tuple), min_size=1, max_size=3).map(
            lambda parts: Columns(tuple(1 / len(parts) for _ in parts), tuple(parts))
        ),
    ),
    max_leaves=5,
)


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(blocks, min_size=1, max_size=5))
def test_any_story_breaks_no_rule_and_is_read_as_it_is_written(story: list[Block]) -> None:
    made = document(*story)
    data = write(made, BRIEF)
    assert broken(data) == []
    heard, wanted = Paper(data).spoken(), Reading(made).all()
    heard = [(kind, text) for kind, text in heard if text or kind in CELLS]
    assert [(kind, squeezed(text)) for kind, text in heard] == [(kind, squeezed(text)) for kind, text in wanted]


def squeezed(text: str) -> str:
    """Return the text without spaces where a note was called: whether one stands there is not of interest."""
    return re.sub(r"\s*(\d)\s*", r"\1", text)


def figures(count: int) -> KeyFigures:
    return KeyFigures(tuple(KeyFigure(f"{n},5", "млн дол. США", f"Товарообіг {n}", "+5 %", "up") for n in range(count)))


def test_key_figures_are_read_label_number_change() -> None:
    told = [text for kind, text in written(figures(3), look=SUMMARY).spoken() if kind == "P"]
    at = told.index("Товарообіг 0")
    assert told[at : at + 6] == [
        "Товарообіг 0",
        "0,5 млн дол. США",
        "+5 %",
        "Товарообіг 1",
        "1,5 млн дол. США",
        "+5 %",
    ]
