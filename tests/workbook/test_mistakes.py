"""Mistakes of templates are told all at once, with sheet and cell."""

from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.table import Table

import briefgen
from briefgen import workbook
from briefgen.findings import FindingsError
from workbook.books import mistakes, saved, template
from workbook.everything import everything, packed, parts_of


def told(source: bytes, data: Any = None) -> list[tuple[str, str | None]]:
    return [(one.code, one.place.cell if one.place else None) for one in mistakes(source, data)]


@pytest.mark.parametrize(
    ("cells", "code", "cell"),
    [
        ({"A1": "{{ broken"}, "B651", "A1"),
        ({"A1": "{{ 1 + }}"}, "B652", "A1"),
        ({"A1": "{{ }}"}, "B652", "A1"),
        ({"A1": "{% include 'x' %}"}, "B652", "A1"),
        ({"A1": "{% for r in rows %}{{ r }}"}, "B653", "A1"),
        ({"A1": "x", "B2": "{% endfor %}"}, "B653", "B2"),
        ({"B2": "{{ x|uper }}"}, "B655", "B2"),
        ({"A1": "x", "B1": "{% if a %}b", "C1": "c", "A2": "{% endif %}"}, "B671", "B1"),
        ({"A1": "a {% if a %} b", "A2": "{% endif %}"}, "B671", "A1"),
        ({"A1": "{% macro m() %}x", "A2": "{% endmacro %}"}, "B672", "A1"),
        ({"A1": "{% for x in y recursive %}{{ x }}", "A2": "{% endfor %}"}, "B672", "A1"),
        ({"A1": "{%col if a %}x", "B1": "{%col else %}y", "C1": "{%col endif %}"}, "B672", "B1"),
        ({"A1": "{%sheet with a = 1 %}x"}, "B672", "A1"),
        ({"A1": '="of {{ year }}"'}, "B684", "A1"),
    ],
)
def test_a_mistake_has_its_cell(cells: dict[str, Any], code: str, cell: str) -> None:
    assert (code, cell) in told(template(cells))


def test_all_mistakes_of_a_workbook_come_at_once() -> None:
    book = Workbook()
    book.active.title = "One"
    book.active["A1"] = "{{ broken"
    book.active["A2"] = "{{ x|uper }}"
    book.create_sheet("Two")["C3"] = "{% endif %}"
    found = mistakes(saved(book))
    assert [(one.code, one.place.sheet, one.place.cell) for one in found if one.place] == [
        ("B651", "One", "A1"), ("B653", "Two", "C3"), ("B655", "One", "A2"),
    ]  # fmt: skip


def test_blocks_may_not_cut_what_is_one() -> None:
    def shapes(sheet: Any) -> None:
        sheet.merge_cells("C2:C3")
        sheet["D2"] = ArrayFormula("D2:D4", "=A2:A4*2")

    source = template({"A2": "{% for r in rows %}{{ r }}", "E2": "{% endfor %}", "A3": "x"}, shapes)
    assert told(source) == [("B675", "D2:D4"), ("B675", "C2:C3")]


def test_a_table_is_neither_cut_nor_repeated() -> None:
    def table(sheet: Any) -> None:
        sheet.add_table(Table(displayName="lines", ref="A2:B3"))

    cells = {"A2": "H", "B2": "I", "A3": "{{ x }}", "B3": "y"}
    whole = {**cells, "A1": "{% for x in xs %}", "A4": "{% endfor %}"}
    assert told(template(whole, table)) == [("B676", "A2:B3")]
    cut = {**cells, "A2": "{% for x in xs %}H", "A3": "{% endfor %}x"}
    assert told(template(cut, table)) == [("B675", "A2:B3")]


def test_two_headings_of_one_name_are_a_mistake() -> None:
    def table(sheet: Any) -> None:
        sheet.add_table(Table(displayName="lines", ref="A1:B2"))

    assert told(template({"A1": "{{ a }}", "B1": "{{ b }}", "A2": 1, "B2": 2}, table), {"a": "x", "b": "X"}) == [
        ("B679", "A1:B2")
    ]


def test_a_dollar_in_a_repeated_row_is_remarked() -> None:
    source = template({"A1": "{% for r in rows %}{{ r }}", "B1": "=A1/$A$1", "C1": "{% endfor %}"})
    assert told(source) == [("B677", "B1")]
    assert mistakes(source, {"rows": [1]}) == []  # it does not stop


def test_unknown_and_missing_names() -> None:
    source = template(
        {"A1": "{{ titel }}", "A2": "{% for r in rows %}{{ r.nam }}", "B2": "{% endfor %}", "A3": "{{ other }}"}
    )
    unknown = briefgen.WorkbookTemplate(source).check({"title": 1, "rows": 1, "other": 1})
    assert [(one.code, one.help) for one in unknown] == [("B656", "did you mean `title`?")]
    found = mistakes(source, {"title": "x", "rows": [{"name": 1}]})
    assert [(one.code, one.place.cell) for one in found if one.place] == [
        ("B657", "A1"),
        ("B657", "A2"),
        ("B657", "A3"),
    ]
    assert "did you mean `title`?" in (found[0].help or "")


def test_too_many_rows_and_columns_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.workbook.filling.LAST_ROW", 50)
    monkeypatch.setattr("briefgen.workbook.filling.LAST_COLUMN", 20)
    source = template({"A1": "{% for r in range(51) %}x", "B1": "{% endfor %}"})
    assert told(source, {}) == [("B673", None)]
    assert told(template({"A1": "{%col for r in range(21) %}x{%col endfor %}"}), {}) == [("B673", None)]


def test_limits_hold() -> None:
    from briefgen.merge.limits import Limits

    source = template({"A1": "{% for r in range(1000) %}{{ r }}", "B1": "{% endfor %}"})
    with pytest.raises(FindingsError) as reason:
        briefgen.WorkbookTemplate(source, limits=Limits(steps=100)).render({})
    assert [one.code for one in reason.value.findings] == ["B661"]
    with pytest.raises(FindingsError) as reason:
        briefgen.WorkbookTemplate(source, limits=Limits(package=1000))
    assert [one.code for one in reason.value.findings] == ["B670"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no zip at all"])
def test_what_is_no_workbook_is_told(data: bytes) -> None:
    assert [one.code for one in workbook.check(data)] == ["B670"]


def test_a_damaged_sheet_is_told_and_not_raised() -> None:
    parts = parts_of(template({"A1": "{{ x }}"}))
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"][:-30]
    assert [one.code for one in workbook.check(packed(parts))] == ["B670"]


def test_data_that_are_no_names_are_told() -> None:
    with pytest.raises(FindingsError, match="B657"):
        briefgen.render(template({"A1": "{{ x }}"}), [1, 2])  # type: ignore[arg-type]


def test_links_to_other_workbooks_are_told() -> None:
    parts = parts_of(everything())
    parts["xl/externalLinks/externalLink1.xml"] = b"<externalLink/>"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath"
    parts["xl/externalLinks/_rels/externalLink1.xml.rels"] = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{kind}" Target="other.xlsx" TargetMode="External"/></Relationships>'
    ).encode()
    (found,) = [one for one in workbook.check(packed(parts)) if one.code == "B682"]
    assert "other.xlsx" in (found.why or "")


def test_a_formula_that_grows_too_long_is_told() -> None:
    cells = {
        "A1": "{% for g in groups %}7", "A2": "{% for r in g %}{{ r }}", "B2": "{% endfor %}", "A3": 5, "B3": "{% endfor %}",
        "A4": "=SUM(A2:A2)",
    }  # fmt: skip
    assert told(template(cells), {"groups": [[1]] * 100}) == []
    assert told(template(cells), {"groups": [[1]] * 3000}) == [("B680", "A4")]  # one area would count the 7 and the 5
    found = told(template({**cells, "A4": "=SUM(A2:A2)+" + "+".join(["SUM(A2:A2)"] * 40)}), {"groups": [[1]] * 100})
    assert found == [("B680", "A4")]


def test_macros_do_not_go_into_xlsx(tmp_path: Any) -> None:
    from briefgen.verbs import render_file

    source, data = tmp_path / "t.xlsm", tmp_path / "d.yaml"
    source.write_bytes(packed(parts_of(template({"A1": "{{ x }}"})) | {"xl/vbaProject.bin": b"macro"}))
    data.write_text("x: 1", encoding="utf-8")
    with pytest.raises(FindingsError, match="B683"):
        render_file(source, data, tmp_path / "o.xlsx")
    assert render_file(source, data, tmp_path / "o.xlsm") == [tmp_path / "o.xlsm"]


def test_check_tells_the_mistakes_of_a_template_and_not_those_of_an_annex(tmp_path: Any) -> None:
    from briefgen.audit.command import plain_arguments
    from briefgen.verbs import check_workbook

    for name, cells, codes, stopped in (
        ("broken.xlsx", {"A1": "{{ x"}, ["B651"], True),
        ("remark.xlsx", {"A1": "{% for r in rows %}{{ r }}", "B1": "{% endfor %}", "A2": "=A1*2"}, ["B685"], False),
    ):
        path = tmp_path / name
        path.write_bytes(template(cells))
        result = check_workbook(path)
        assert ([one.code for one in result.findings], result.stopped) == (codes, stopped)
        assert check_workbook(path, strict=True).stopped
        assert plain_arguments([str(path)]) is None
    path = tmp_path / "annex.xlsx"
    path.write_bytes(template({"A1": "Title"}))
    assert all(one.code >= "B800" for one in check_workbook(path).findings)
