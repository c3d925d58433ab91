"""Rows repeat, and formulas mean the same item inside and all items outside."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.books import Outcome, filled, template

ROWS = [{"name": "Wool", "out": 10, "in": 4}, {"name": "Milk", "out": 3, "in": 7}, {"name": "Cars", "out": 1, "in": 1}]
TABLE = {
    "A3": "{% for r in rows %}{{ r.name }}", "B3": "{{ r.out }}", "C3": "{{ r['in'] }}", "D3": "=B3-C3", "E3": "{% endfor %}",
    "A4": "Total", "B4": "=SUM(B3:B3)", "C4": "=SUM(C3)", "D4": "=B4-C4",
}  # fmt: skip


def formula(text: str) -> list[Any]:
    """Return a formula of the repeated row as it stands in each copy."""
    made = filled(template({**TABLE, "F3": text, "G3": "{% endfor %}", "E3": None, "B1": 2}), rows=ROWS)
    return [made.sheet[f"F{3 + n}"].value for n in range(len(ROWS))]


def test_rows_repeat_with_their_formulas_and_the_total_covers_them() -> None:
    made = filled(template(TABLE), rows=ROWS)
    assert [row[3] for row in made.rows()[2:]] == ["=B3-C3", "=B4-C4", "=B5-C5", "=B6-C6"]
    assert made.rows()[5][:3] == ["Total", "=SUM(B3:B5)", "=SUM(C3:C5)"]
    assert [row[3] for row in made.values()[2:]] == [6, -4, 0, 2]


@pytest.mark.parametrize(
    ("text", "copies"),
    [
        ("=B3*2", ["=B3*2", "=B4*2", "=B5*2"]),
        ("=$B3*2", ["=$B3*2", "=$B4*2", "=$B5*2"]),
        ("=B3/B$1", ["=B3/B$1", "=B4/B$1", "=B5/B$1"]),
        ("=B3/B4", ["=B3/B6", "=B4/B6", "=B5/B6"]),
        ("=B3/SUM($B$3:$B$3)", ["=B3/SUM($B$3:$B$5)", "=B4/SUM($B$3:$B$5)", "=B5/SUM($B$3:$B$5)"]),
        ("=SUM(B$3:B3)", ["=SUM(B$3:B3)", "=SUM(B$3:B4)", "=SUM(B$3:B5)"]),
        ("=B3/$B$3", ["=B3/$B$3", "=B4/$B$3", "=B5/$B$3"]),
        ("=SUM(B:B)-B3", ["=SUM(B:B)-B3", "=SUM(B:B)-B4", "=SUM(B:B)-B5"]),
        ("=RANK(B3,B2:B4)", ["=RANK(B3,B2:B6)", "=RANK(B4,B2:B6)", "=RANK(B5,B2:B6)"]),
        ('=Data!B3&" B3"', ['=Data!B3&" B3"', '=Data!B4&" B3"', '=Data!B5&" B3"']),
    ],
)
def test_references_of_a_repeated_row(text: str, copies: list[str]) -> None:
    assert formula(text) == copies


def test_other_sheets_follow_and_unmoved_ones_stay_the_same_bytes() -> None:
    from openpyxl import Workbook

    from workbook.books import saved
    from workbook.everything import parts_of

    book = Workbook()
    sheet = book.active
    sheet.title = "Data"
    for address, value in TABLE.items():
        sheet[address] = value
    other = book.create_sheet("My sheet")
    other["A1"], other["A2"] = "=SUM(Data!B3:B3)", "=Data!D4"
    book.create_sheet("Plain")["A1"] = 7
    source = saved(book)
    made = filled(source, rows=ROWS)
    assert made.rows("My sheet") == [["=SUM(Data!B3:B5)"], ["=Data!D6"]]
    assert made.values("My sheet") == [[14], [2]]
    assert parts_of(source)["xl/worksheets/sheet3.xml"] == parts_of(made.bytes)["xl/worksheets/sheet3.xml"]


def test_no_item_leaves_sums_of_nothing() -> None:
    made = filled(template(TABLE), rows=[])
    assert made.rows()[2] == ["Total", "=SUM($XFD$1)", "=SUM($XFD$1)", "=B3-C3"]
    assert made.values()[2][1:4] == [0, 0, 0]


def test_rows_of_lone_tags_vanish_and_blank_rows_between_repeat() -> None:
    cells = {
        "A1": "{% for r in rows %}",
        "A2": "{{ r }}",
        "A4": "{% endfor %}",
        "A5": "=SUM(A1:A4)",
        "A6": "=COUNT(A2)",
    }
    made = filled(template(cells), rows=[1, 2])
    assert [row[0] for row in made.rows()] == [1, None, 2, None, "=SUM(A1:A4)", "=COUNT(A1:A3)"]
    assert made.values()[4][0] == 3


@pytest.mark.parametrize(("draft", "rows"), [(True, ["a", "draft", "z"]), (False, ["a", "final", "z"])])
def test_conditions_choose_rows(draft: bool, rows: list[str]) -> None:
    cells = {
        "A1": "a",
        "A2": "{% if draft %}",
        "A3": "draft",
        "A4": "{% else %}",
        "A5": "final",
        "A6": "{% endif %}",
        "A7": "z",
    }
    assert [row[0] for row in filled(template(cells), draft=draft).rows()] == rows


def test_else_of_a_loop_and_names_set_in_a_row() -> None:
    cells = {
        "A1": "{% for r in rows %}{% set d = r * 2 %}{{ loop.index }}",
        "B1": "{{ d }}",
        "C1": "{% else %}",
        "A2": "none",
        "B2": "{% endfor %}",
    }
    assert filled(template(cells), rows=[5, 6]).rows() == [[1, 10, None], [2, 12, None]]
    assert filled(template(cells), rows=[]).rows() == [["none", None]]


def test_groups_have_subtotals_of_their_own_rows() -> None:
    cells = {
        "A1": "{% for g in groups %}", "A2": "{{ g.name }}", "A3": "{% for r in g.rows %}{{ r.name }}", "B3": "{{ r.out }}",
        "C3": "=B3/B4", "D3": "{% endfor %}", "A4": "Sub", "B4": "=SUBTOTAL(9,B3:B3)", "A5": "{% endfor %}",
        "A6": "All", "B6": "=SUBTOTAL(9,B3:B3)", "A7": "Plain", "B7": "=SUM(B3:B3)", "A8": "Of subs", "B8": "=SUM(B4)",
    }  # fmt: skip
    groups = [{"name": "x", "rows": ROWS[:2]}, {"name": "y", "rows": ROWS[2:]}, {"name": "z", "rows": []}]
    made = filled(template(cells), groups=groups)
    texts = {row[0]: row[1] for row in made.rows()}
    assert [row[1] for row in made.rows() if row[0] == "Sub"] == [
        "=SUBTOTAL(9,B2:B3)",
        "=SUBTOTAL(9,B6:B6)",
        "=SUBTOTAL(9,$XFD$1)",
    ]
    assert texts["All"] == "=SUBTOTAL(9,B2:B6)"  # subtotals leave subtotals out
    assert texts["Plain"] == "=SUM(B2:B3,B6:B6)"
    assert [row[2] for row in made.values() if row[2] is not None] == [10 / 13, 3 / 13, 1]
    assert [row[1] for row in made.values()][-3:] == [14, 14, 14]


def test_areas_around_rows_of_lone_tags_mean_the_rows_between() -> None:
    cells = {
        "A1": "{% for g in groups %}", "A2": "Sub", "B2": "=SUM(B3:B5)", "A3": "{% for v in g %}", "A4": "x", "B4": "{{ v }}",
        "A5": "{% endfor %}", "A6": "{% endfor %}", "A7": "All", "B7": "=SUM(B3:B5)",
    }  # fmt: skip
    made = filled(template(cells), groups=[[1, 2], [], [3]])
    assert [row[1] for row in made.values() if row[0] != "x"] == [3, 0, 3, 6]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.integers(-1000, 1000), max_size=4), max_size=5))
def test_sums_of_groups_are_the_sums_of_the_data(groups: list[list[int]]) -> None:
    cells = {
        "A1": "{% for g in groups %}{{ loop.index }}", "B1": "=SUM(B2:B2)", "A2": "{% for v in g %}row", "B2": "{{ v }}",
        "C2": "=B2+C1", "D2": "{% endfor %}", "A3": "-", "B3": "{% endfor %}", "A4": "all", "B4": "=SUM(B2:B2)", "C4": "=SUM(B1)",
    }  # fmt: skip
    made = filled(template(cells), groups=groups).values()
    assert [row[1] for row in made if isinstance(row[0], int)] == [sum(group) for group in groups]
    assert made[-1][1:3] == [sum(map(sum, groups))] * 2


def test_templates_of_xltpl_work_and_a_row_may_repeat_from_one_cell() -> None:
    assert filled(template({"A1": "{% for r in rows %}{% xv r %}", "B1": "x{% endfor %}"}), rows=[1, 2]).rows() == [
        [1, "x"],
        [2, "x"],
    ]
    assert filled(template({"A1": "{%row for r in rows %}{{ r }}{%row endfor %}"}), rows=[1, 2]).rows() == [[1], [2]]
    assert filled(template({"A1": "{% for r in rows %}{{ r }};{% endfor %}"}), rows=[1, 2]).rows() == [["1;2;"]]


def test_generators_and_shared_formulas() -> None:
    from workbook.everything import packed, parts_of

    parts = parts_of(
        template({"A1": "{% for r in rows %}{{ r }}", "B1": "=A1*2", "C1": "{% endfor %}", "A2": 5, "B2": "=A2*2"})
    )
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    sheet = sheet.replace("<f>A1*2</f>", '<f t="shared" ref="B1:B2" si="0">A1*2</f>').replace(
        "<f>A2*2</f>", '<f t="shared" si="0"/>'
    )
    parts["xl/worksheets/sheet1.xml"] = sheet.encode()
    made = filled(packed(parts), rows=(n for n in (1, 2)))
    assert [row[1] for row in made.rows()] == ["=A1*2", "=A2*2", "=A3*2"]
    assert [row[1] for row in made.values()] == [2, 4, 10]
    assert isinstance(made, Outcome)
