"""The Word writer: everything in the blocks is in the file, in order, as real Word things, and always the same."""

import io
import re
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.etree import fromstring

from briefgen.document import (
    Callout,
    Cell,
    Column,
    Columns,
    Contents,
    Heading,
    KeyFigure,
    KeyFigures,
    Link,
    ListBlock,
    Note,
    PageBreak,
    Run,
    Table,
)
from briefgen.writers.word import write
from papers import chart, document, p, turnover
from word_text import Expected, R, W, assert_sound, body_texts, paragraph_text, parts_of, texts_of

LOOK = Path(__file__).parents[2] / "templates/talks/brief.docx"
HOSTILE = "& < > \" ' ]]> {{ x }} {% y %} {# z #} &amp; </w:t>"


def made(*blocks, **changes):
    return write(replace(document(*blocks), **changes) if changes else document(*blocks), LOOK)


def body(data):
    return fromstring(parts_of(data)["word/document.xml"])


def styles_of(data):
    """Return (style id, text) of every paragraph with text."""
    return [
        (one.find(f"{W}pPr/{W}pStyle").get(f"{W}val"), paragraph_text(one))
        for one in body(data).iter(f"{W}p")
        if paragraph_text(one)
    ]


# ---------------------------------------------------------------- the whole


def test_every_block_is_in_the_file_in_order():
    paper = document()
    expected = Expected(paper).texts
    found = body_texts(write(paper, LOOK))
    start = found.index("Мета")
    entries = [text for text in found if text.endswith("\t")]
    assert entries == ["1.\tПолітичний діалог\t", "2.\tТоргівля\t", "2.1\tРівень і динаміка\t", "3.\tПріоритети\t"]
    assert [text for text in found[start:] if text not in entries and text != "Зміст"] == expected


def test_the_file_is_sound():
    assert_sound(made())


def test_python_docx_opens_it_and_reads_the_same_text():
    data = made()
    opened = docx.Document(io.BytesIO(data))
    headings = [one.text for one in opened.paragraphs if one.style.name.startswith("Heading")]
    assert headings == ["Політичний діалог", "Торгівля", "Рівень і динаміка", "Пріоритети"]
    table = next(one for one in opened.tables if one.style.name == "Brief Table")
    assert [cell.text for cell in table.rows[1].cells] == [
        "2006",
        "23\u00a0500,1",
        "3\u00a0236,2",
        "26\u00a0736,3",
        "20\u00a0263,9",
        "…",
    ]


def test_two_writes_are_equal():
    assert made() == made()


def test_a_changed_look_is_read_again(tmp_path):
    look = tmp_path / "brief.docx"
    look.write_bytes(LOOK.read_bytes())
    before = write(document(), look)
    look.write_bytes(b"no zip")
    with pytest.raises(Exception, match="B610"):
        write(document(), look)
    look.write_bytes(LOOK.read_bytes())
    assert write(document(), look) == before


def test_untouched_parts_are_copied_as_they_are():
    look, paper = parts_of(LOOK.read_bytes()), parts_of(made())
    assert paper["word/theme/theme1.xml"] == look["word/theme/theme1.xml"]
    assert paper["word/fontTable.xml"] == look["word/fontTable.xml"]


def test_properties_and_language():
    opened = docx.Document(io.BytesIO(made())).core_properties
    assert opened.title == document().title
    assert (opened.author, opened.language, opened.subject) == ("Департамент Азії", "uk-UA", "Довідка до переговорів")
    assert opened.created == opened.modified
    assert opened.created.isoformat().startswith("2011-12-01T00:00:00")
    for code, tag in (("ru", "ru-RU"), ("en", "en-GB")):
        parts = parts_of(made(language=code))
        assert f'<w:lang w:val="{tag}"' in parts["word/styles.xml"].decode()
        assert f'<w:themeFontLang w:val="{tag}"' in parts["word/settings.xml"].decode()


def test_header_and_footer_hold_fields_and_labels():
    parts = parts_of(made())
    heads = [texts_of(parts[f"word/header{n}.xml"]) for n in (1, 2)]
    assert all("Для службового користування" in head and "ПРОЄКТ" in head for head in heads)
    assert sum(document().title in head for head in heads) == 1
    footer = parts["word/footer1.xml"].decode()
    assert texts_of(parts["word/footer1.xml"]) == ["Сторінка 1 з 1"]
    assert " PAGE " in footer
    assert " NUMPAGES " in footer
    assert "<w:titlePg" in parts["word/document.xml"].decode()


# ---------------------------------------------------------------- paragraphs and lists


def test_roles_have_styles():
    data = made(p("a"), p("b", role="lead"), p("c", role="small"), *(Heading(n, (Run(str(n)),)) for n in (1, 2, 3)))
    assert styles_of(data)[-6:] == [
        ("BodyText", "a"),
        ("Lead", "b"),
        ("SmallText", "c"),
        ("Heading1", "1"),
        ("Heading2", "2"),
        ("Heading3", "3"),
    ]


def test_ordered_lists_start_again():
    def ordered(*words):
        return ListBlock(tuple((p(word),) for word in words), ordered=True)

    data = made(ordered("a", "b"), p("between"), ordered("c"))
    assert_sound(data)
    numbers = {
        paragraph_text(one): one.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val")
        for one in body(data).iter(f"{W}p")
        if one.find(f"{W}pPr/{W}numPr") is not None
    }
    assert numbers["a"] == numbers["b"] != numbers["c"]
    lists = {
        one.get(f"{W}numId"): [start.get(f"{W}val") for start in one.iter(f"{W}startOverride")]
        for one in fromstring(parts_of(data)["word/numbering.xml"]).iter(f"{W}num")
    }
    assert set(lists[numbers["a"]]) == set(lists[numbers["c"]]) == {"1"}


def test_lists_in_lists_move_in():
    deep = ListBlock(((p("1"), ListBlock(((p("2"), ListBlock(((p("3"), ListBlock(((p("4"),),))),))),))),))
    assert [style for style, _ in styles_of(made(deep))[-4:]] == [
        "ListBullet",
        "ListBullet2",
        "ListBullet3",
        "ListBullet3",
    ]
    levels = [one.get(f"{W}val") for one in body(made(deep)).iter(f"{W}ilvl")]
    assert levels == ["3"]  # the fourth level has no style of its own


def test_an_item_keeps_all_its_blocks():
    item = (p("first"), p("second"), turnover(), ListBlock(((p("inner"),),), ordered=True))
    paper = document(ListBlock((item, (turnover(),), ()), ordered=True))
    data = write(paper, LOOK)
    assert_sound(data)
    assert body_texts(data)[-len(Expected(paper).texts) :] == Expected(paper).texts


def test_footnotes_are_real_and_numbered_in_order():
    data = made(p("a", Note((Run("one"),))), p("b", Note((Run("two", italic=True),)), "c"))
    parts = assert_sound(data)
    references = [one.get(f"{W}id") for one in body(data).iter(f"{W}footnoteReference")]
    notes = {one.get(f"{W}id"): paragraph_text(one).strip() for one in fromstring(parts["word/footnotes.xml"])}
    assert [notes[one] for one in references] == ["one", "two"]
    assert {"-1", "0"} <= set(notes)


def test_no_footnotes_no_part():
    assert "word/footnotes.xml" not in parts_of(made(p("a")))


def test_links_go_where_they_say():
    target = "https://stat.gov.kg/?a=1&b=ї з"
    data = made(p(Link((Run("x"),), target)), p(Link((Run("y"),), target)))
    parts = assert_sound(data)
    links = [one.get(f"{R}id") for one in body(data).iter(f"{W}hyperlink")]
    assert links[0] == links[1]
    relations = {one.get("Id"): one for one in fromstring(parts["word/_rels/document.xml.rels"])}
    assert relations[links[0]].get("Target") == "https://stat.gov.kg/?a=1&b=%D1%97%20%D0%B7"
    assert relations[links[0]].get("TargetMode") == "External"


def test_a_page_break_starts_the_next_block_on_a_page():
    for following in (p("a"), turnover(), Callout("note", None, (p("a"),)), KeyFigures((KeyFigure("1", "x", "y"),))):
        root = body(made(p("before"), PageBreak(), PageBreak(), following))
        assert len(list(root.iter(f"{W}pageBreakBefore"))) == 1


def test_contents_point_at_the_headings():
    root = body(made(Contents(), Heading(1, (Run("А"), Note((Run("n"),)))), Heading(2, (Run("Б"),))))
    anchors = [one.get(f"{W}anchor") for one in root.iter(f"{W}hyperlink")]
    marks = {one.get(f"{W}name") for one in root.iter(f"{W}bookmarkStart")}
    assert len(anchors) == 2
    assert set(anchors) == marks
    codes = [one.text.strip() for one in root.iter(f"{W}instrText")]
    assert codes == [r'TOC \o "1-3" \h \z \u', *(rf"PAGEREF {anchor} \h" for anchor in anchors)]
    kinds = [one.get(f"{W}fldCharType") for one in root.iter(f"{W}fldChar")]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") == 3
    assert next(root.iter(f"{W}fldChar")).get(f"{W}dirty") == "true"


def test_contents_without_headings_print_nothing():
    assert "Зміст" not in body_texts(made(Contents(), p("a")))


# ---------------------------------------------------------------- boxes and charts


def test_boxes_hold_any_block_and_end_with_a_paragraph():
    inner = (
        turnover(),
        chart(),
        ListBlock(((p("x"),),)),
        KeyFigures((KeyFigure("1", "", "y", None, None),)),
        turnover(),
    )
    paper = document(
        Callout("objective", None, inner),
        Callout("conflict", "T", ()),
        Columns((0.5, 0.5), (inner, ())),
        KeyFigures(()),
    )
    data = write(paper, LOOK)
    assert_sound(data)
    expected = Expected(paper).texts
    assert body_texts(data)[-len(expected) :] == expected


def test_tables_never_touch():
    root = body(made(*(Callout("note", None, (p("a"),)) for _ in range(3)), replace(turnover(), source=None, notes=())))
    for parent in root.iter():
        tags = [child.tag for child in parent]
        assert (f"{W}tbl", f"{W}tbl") not in set(pairwise(tags))


def test_a_chart_is_native_editable_and_described():
    one = chart()
    data = made(one)
    parts = assert_sound(data)
    description = re.search(r'<wp:docPr [^>]*descr="([^"]+)"', parts["word/document.xml"].decode())
    assert description is not None
    assert description[1] == one.alt
    book = openpyxl.load_workbook(io.BytesIO(parts["word/embeddings/briefChart1.xlsx"]))
    rows = list(book["Data"].iter_rows(values_only=True))
    assert rows[0] == (None, *(series.name for series in one.series))
    assert [row[0] for row in rows[1:]] == list(one.categories)
    for column, series in enumerate(one.series, 1):
        assert [Fraction(str(row[column])) for row in rows[1:]] == list(series.values)
    drawn = parts["word/charts/briefChart1.xml"].decode()
    assert "Data!$B$2:$B$7" in drawn
    assert '<c:externalData r:id="rId1">' in drawn


def test_captions_count_tables_and_charts_apart():
    data = made(turnover(), chart(), turnover())
    captions = [text.split(".")[0] for style, text in styles_of(data) if style == "Caption"]
    assert captions == ["Таблиця\u00a01", "Рисунок\u00a01", "Таблиця\u00a02"]
    codes = [one.text.strip() for one in body(data).iter(f"{W}instrText")]
    assert codes == [r"SEQ Таблиця \* ARABIC", r"SEQ Рисунок \* ARABIC", r"SEQ Таблиця \* ARABIC"]


def test_a_passage_in_another_language_is_spelt_as_such():
    table = Table("t", "T", (Column("a", "A"),), ((Cell("Belt and Road", language="en"),),))
    data = made(p("Слова ", Run("memorandum", language="en"), Run(" 备忘录", language="zh-Hans")), table)
    assert [one.get(f"{W}val") for one in body(data).iter(f"{W}lang")] == ["en-GB", "zh-Hans", "en-GB"]


# ---------------------------------------------------------------- any text appears as itself

LETTERS = st.characters(exclude_categories=("Cs", "Cc"), include_characters="\t\n", exclude_characters="\ufffe\uffff")
TEXTS = st.text(LETTERS, max_size=40)


def everywhere(text):
    """Return a document with the text in every place there is."""
    run = Run(text, bold=True, italic=True)
    table = Table(
        text,
        text,
        (Column("a", text, "text"), Column("b", text, "number")),
        ((Cell(text), Cell(text)),),
        text,
        text,
        (text,),
        total_rows=1,
    )
    return document(
        Heading(1, (run,)),
        p(run, Link((run,), "https://x.y/"), Note((run,)), run),
        p(run, role="small"),
        ListBlock(((p(run),),), ordered=True),
        table,
        replace(chart(), title=text, subtitle=text, alt=text, name=text, source=text),
        Callout("note", text, (p(run),)),
        KeyFigures((KeyFigure(text, text, text, text, "up"),)),
        Columns((1.0,), ((p(run),),)),
    )


def check_everywhere(text):
    paper = everywhere(text)
    paper.fields["title"] = paper.fields["contact"] = text
    data = write(paper, LOOK)
    parts = assert_sound(data)
    expected = Expected(paper).texts
    assert body_texts(data)[-len(expected) :] == expected
    if text:
        assert texts_of(parts["word/footnotes.xml"])[-1] == f" {text}"
        assert text in texts_of(parts["word/header2.xml"])
        assert text in texts_of(parts["word/document.xml"])
    core = fromstring(parts["docProps/core.xml"])
    assert (core.findtext("{http://purl.org/dc/elements/1.1/}title") or "") == text


@pytest.mark.parametrize(
    "text", [HOSTILE, "]]>", "{{", "a\nb\tc", " leading and trailing ", "\u00a0", "𝕏 😀", "ңөү", ""]
)
def test_hostile_text_appears_as_itself(text):
    check_everywhere(text)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_any_text_appears_as_itself(text):
    check_everywhere(text)


def test_carriage_returns_are_line_breaks():
    assert body_texts(made(p("a\r\nb\rc")))[-1] == "a\nb\nc"
