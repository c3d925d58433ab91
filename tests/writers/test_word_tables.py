"""Tables in Word: head, totals, alignment, widths."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.etree import fromstring

from briefgen.document import Cell, Column, Table
from briefgen.writers.word import write
from briefgen.writers.word.tables import column_widths
from papers import decisions, document, turnover
from word_text import W, paragraph_text, parts_of

LOOK = Path(__file__).parents[2] / "templates/talks/brief.docx"
WIDTH = 9638


def drawn(table):
    root = fromstring(parts_of(write(document(table), LOOK))["word/document.xml"])
    return [one for one in root.iter(f"{W}tbl") if one.find(f"{W}tblPr/{W}tblStyle") is not None][-1]


def small(total_rows=0, rows=3, bold=False):
    return Table(
        "t", "T", (Column("a", "A"), Column("b", "B", "number")),
        tuple((Cell(str(n), bold=bold), Cell(str(n))) for n in range(rows)), total_rows=total_rows,
    )  # fmt: skip


def test_the_head_repeats_and_rows_stay_whole():
    rows = list(drawn(turnover()).iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * 6
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_numbers_stand_right_and_texts_left():
    first = next(iter(list(drawn(turnover()).iter(f"{W}tr"))[1:2]))
    styles = [one.get(f"{W}val") for one in first.iter(f"{W}pStyle")]
    assert styles == ["TableText"] + ["TableNumber"] * 5
    head = next(drawn(turnover()).iter(f"{W}tr"))
    assert [cell.find(f".//{W}jc") is not None for cell in head.iter(f"{W}tc")] == [False] + [True] * 5


def test_totals_are_bold_under_a_rule():
    rows = list(drawn(small(total_rows=2)).iter(f"{W}tr"))
    assert [row.find(f".//{W}b") is not None for row in rows[1:]] == [False, True, True]
    assert [row.find(f".//{W}tcBorders/{W}top") is not None for row in rows[1:]] == [False, True, False]


def test_a_bold_cell_is_bold():
    assert len(list(drawn(small(bold=True)).iter(f"{W}b"))) == 3


def test_there_are_no_vertical_lines():
    style = next(
        one
        for one in fromstring(parts_of(LOOK.read_bytes())["word/styles.xml"])
        if one.get(f"{W}styleId") == "BriefTable"
    )
    sides = {edge.tag.removeprefix(W) for edge in style.find(f"{W}tblPr/{W}tblBorders")}
    assert sides == {"top", "bottom", "insideH"}


def test_the_head_stays_with_the_first_row_and_the_last_row_with_the_notes():
    rows = list(drawn(decisions()).iter(f"{W}tr"))
    kept = [row.find(f".//{W}keepNext") is not None for row in rows]
    assert kept[1] is True
    assert kept[-1] is True
    assert kept[2] is False


def test_a_table_without_rows_keeps_its_head():
    rows = list(drawn(small(rows=0)).iter(f"{W}tr"))
    assert [paragraph_text(cell) for cell in rows[0].iter(f"{W}tc")] == ["A", "B"]


def test_a_long_column_takes_what_short_ones_leave():
    widths = column_widths(decisions(), WIDTH)
    assert sum(widths) == WIDTH
    assert widths[1] > max(widths[0], *widths[2:])
    assert widths[0] < WIDTH * 0.4 / 7


def test_a_table_of_numbers_is_even():
    widths = column_widths(turnover(), WIDTH)
    assert sum(widths) == WIDTH
    assert max(widths[1:]) - min(widths[1:]) < 150


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(st.text(max_size=30), st.floats(0.1, 9), st.text(max_size=200)), min_size=1, max_size=9),
    st.integers(2000, 15000),
)
def test_widths_fill_the_line(columns, total):
    table = Table(
        "t", "T", tuple(Column(str(n), title, width=width) for n, (title, width, _) in enumerate(columns)),
        (tuple(Cell(text) for _, _, text in columns),),
    )  # fmt: skip
    widths = column_widths(table, total)
    assert sum(widths) == total
    assert min(widths) > 0


def test_a_group_of_columns_has_a_head_that_spans_them():
    columns = (Column("y", "Рік"), Column("a", "Наш", group="Експорт"), Column("b", "Партнера", group="Експорт"))
    table = drawn(Table("t", "T", columns, ((Cell("2011"), Cell("5"), Cell("6")),)))
    rows = [["".join(cell.itertext()) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
    assert rows == [["Рік", "Експорт"], ["", "Наш", "Партнера"], ["2011", "5", "6"]]
    assert [one.get(f"{W}val") for one in table.iter(f"{W}gridSpan")] == ["2"]
    assert [one.get(f"{W}val") for one in table.iter(f"{W}vMerge")] == ["restart", "continue"]
    assert len(list(table.iter(f"{W}tblHeader"))) == 2
