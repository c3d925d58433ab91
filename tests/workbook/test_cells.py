"""Tags in cells: values keep their type, text stays text, formats stay."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from workbook.books import Outcome, filled, mistakes, template
from workbook.everything import parts_of

HOSTILE = [
    "=1+1", "=cmd|' /C calc'!A0", "==x==", "{=1+1}", "+1", "-1", "@SUM(1)", "-5 x", "=HYPERLINK(\"http://x\")",
    "http://example.org", "mailto:a@example.org", "internal:Sheet1!A1", "ftp://example.org/x", "#N/A", "#REF!", "TRUE",
    "0101", "1e5", "2011-12", "_x000D_", "'quoted", " spaces ",
]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        (5, 5), (2.5, 2.5), (Decimal("0.1"), 0.1), (True, True), (None, None), ("text", "text"), ("", None),
        (date(2011, 12, 20), datetime(2011, 12, 20)), (datetime(2011, 12, 20, 13, 30), datetime(2011, 12, 20, 13, 30)),
        (time(6), time(6)), (date(1812, 6, 24), "24\N{NO-BREAK SPACE}June 1812"),
    ],
)  # fmt: skip
def test_a_value_alone_in_its_cell_keeps_its_type(value: Any, stored: Any) -> None:
    assert filled(template({"A1": "{{ x }}", "B1": "end"}), x=value).sheet["A1"].value == stored


def test_a_date_gets_a_date_format_unless_the_cell_has_one() -> None:
    def formats(sheet: Any) -> None:
        sheet["A2"].number_format = "yyyy"

    sheet = filled(template({"A1": "{{ x }}", "A2": "{{ x }}"}, formats), x=date(2011, 12, 20)).sheet
    assert sheet["A1"].is_date
    assert sheet["A1"].number_format == "mm-dd-yy"  # the short date of the reader's own country
    assert sheet["A2"].number_format == "yyyy"


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_never_a_formula_or_a_link_and_stays_as_it_is(text: str) -> None:
    made = filled(
        template({"A1": "{{ x }}", "A2": "{{ x }}{{ '' }}", "A3": "{% for y in [x] %}{{ y }}", "B3": "{% endfor %}"}),
        x=text,
    )
    for cell in (made.sheet["A1"], made.sheet["A2"], made.sheet["A3"]):
        assert cell.data_type == "s"
        assert cell.hyperlink is None
        assert str(cell.value).replace("_x005F_x", "_x") == text
        assert cell.quotePrefix == (text[0] in "=+-@")


def test_a_formula_is_asked_for_and_follows_like_any_other() -> None:
    made = filled(
        template({"A1": "{% for r in rows %}{{ r }}", "B1": "{{ ('A1*' ~ 2)|formula }}", "C1": "{% endfor %}"}),
        rows=[3, 4],
    )
    assert made.rows()[1][:2] == [4, "=A2*2"]
    assert made.values()[1][1] == 8


def test_words_around_a_tag_make_text_in_the_language_of_the_document() -> None:
    assert (
        filled(template({"A1": "of {{ x }} and {{ y }}"}), x=1234567.5, y=2011).sheet["A1"].value
        == "of 1,234,567.5 and 2011"
    )


def test_a_choice_in_a_cell_keeps_the_type_of_what_it_prints() -> None:
    source = template({"A1": "{% if x %}{{ x }}{% else %}n/a{% endif %}", "A2": "end"})
    assert filled(source, x=5).sheet["A1"].value == 5
    assert filled(source, x=0).sheet["A1"].value == "n/a"


def test_tags_split_over_runs_are_healed_and_the_letters_stay() -> None:
    bold = InlineFont(b=True)
    rich = CellRichText(
        "of {{ ", TextBlock(bold, "na"), TextBlock(bold, "me }} and"), TextBlock(InlineFont(i=True), " {{ other }}")
    )
    value = filled(template({"A1": rich}), name="A & B", other="C").sheet["A1"].value
    assert str(value) == "of A & B and C"
    assert any(isinstance(part, TextBlock) and part.font.i and "C" in part.text for part in value)


def test_literal_escapes_of_excel_are_kept_apart_from_text() -> None:
    strings = parts_of(filled(template({"A1": "{{ x }}"}), x="a_x000D_b").bytes)["xl/sharedStrings.xml"]
    assert b"a_x005F_x000D_b" in strings


def test_signs_that_are_no_tags_stay() -> None:
    texts = ["a #} b", "100 % } {", "{a}", "_x", "}", "{", "# {x} #"]
    made = filled(
        template(
            {f"A{n}": text for n, text in enumerate(texts, 1)} | {"B1": "{{ x }}", "B2": "{{ y }}", "B3": "{_{ x }_}"}
        ),
        x="X",
        y="Y",
    )
    assert [row[0] for row in made.rows()] == texts
    assert [row[1] for row in made.rows()][:3] == ["X", "Y", "{{ x }}"]


def test_no_tag_is_left_in_the_file() -> None:
    parts = parts_of(filled(template({"A1": "{{ hidden }}", "A2": "kept"}), hidden="x").bytes)
    assert not any(b"hidden }}" in data for data in parts.values())


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("a" * 32_768, "32768 characters"),
        ("bad\x01char", "U+0001"),
        ("lone \ud800", "U+D800"),
        (12345678901234567, "more digits than the 15"),
        (float("nan"), "no number"),
        ([1, 2], "a list"),
    ],
)
def test_what_no_cell_can_hold_is_told_with_its_cell(value: Any, why: str) -> None:
    (found,) = mistakes(template({"B2": "{{ x }}"}), {"x": value})
    assert found.code == "B658"
    assert why in (found.why or "")
    assert found.place is not None
    assert (found.place.sheet, found.place.cell) == ("Data", "B2")


def test_empty_among_words_is_a_mistake() -> None:
    (found,) = mistakes(template({"A1": "of {{ x }}"}), {"x": None})
    assert found.code == "B658"


def test_the_same_data_give_the_same_bytes() -> None:
    source = template({"A1": "{% for k in names %}{{ k }}", "B1": "{% endfor %}", "C3": "=COUNTA(A1:A1)"})
    assert filled(source, names=["x", "y", "z"]).bytes == filled(source, names=["x", "y", "z"]).bytes


def test_a_template_without_tags_stays_as_it_is() -> None:
    source = template({"A1": "plain", "A2": 5})
    assert parts_of(filled(source).bytes) == parts_of(source)
    assert isinstance(filled(source), Outcome)
