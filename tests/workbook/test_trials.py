"""What templates of many kinds showed to be wrong, each with the smallest template that shows it."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule, DataBarRule, FormulaRule
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

import briefgen
from workbook.books import filled, mistakes, saved, template
from workbook.everything import packed, parts_of

LIST = {"A4": "{% for r in rows %}{{ r }}", "B4": "{% endfor %}", "A5": "=SUM(A4:A4)"}
GROUPS = {
    "A1": "{% for g in groups %}", "A2": "{{ g.n }}", "B2": "head", "A3": "{% for r in g.r %}k", "B3": "{{ r }}", "C3": "{% endfor %}",
    "B4": "=SUM(B3:B3)", "A5": "{% endfor %}",
}  # fmt: skip
THREE = [{"n": "x1", "r": [1, 2]}, {"n": "x2", "r": [5]}, {"n": "y", "r": [7, 8, 9]}]


def sheet_xml(made: Any, number: int = 1) -> str:
    return parts_of(made.bytes)[f"xl/worksheets/sheet{number}.xml"].decode()


def test_areas_to_the_end_of_the_sheet_stay_within_it() -> None:
    def whole(sheet: Any) -> None:
        check = DataValidation(type="whole", operator="greaterThan", formula1="0")
        check.add("A4:A1048576")
        sheet.add_data_validation(check)
        sheet.conditional_formatting.add("A4:XFD1048576", CellIsRule(operator="lessThan", formula=["0"]))
        sheet.parent.defined_names["all"] = DefinedName("all", attr_text="Data!$A$4:$A$1048576")

    made = filled(template({**LIST, "D1": "=SUM(A4:A1048576)"}, whole), rows=[1, 2, 3])
    assert made.sheet["D1"].value == "=SUM(A4:A1048576)"
    assert made.book.defined_names["all"].attr_text == "Data!$A$4:$A$1048576"
    assert 'sqref="A4:A1048576"' in sheet_xml(made)
    assert 'sqref="A4:XFD1048576"' in sheet_xml(made)
    assert filled(template({**LIST, "D1": "=SUM(A4:A1048576)"}), rows=[]).sheet["D1"].value == "=SUM(A4:A1048576)"


def test_empty_rows_at_the_end_of_the_sheet_do_not_stop_a_loop() -> None:
    parts = parts_of(template(LIST))
    text = parts["xl/worksheets/sheet1.xml"].decode()
    parts["xl/worksheets/sheet1.xml"] = text.replace(
        "</sheetData>", '<row r="1048576" ht="12.8"/></sheetData>'
    ).encode()
    assert filled(packed(parts), rows=[1, 2, 3]).sheet["A7"].value == "=SUM(A4:A6)"


def test_links_with_tags_stand_behind_formats_that_have_extensions() -> None:
    def look(sheet: Any) -> None:
        sheet["A4"].hyperlink = "https://example.org/{{ r }}"
        sheet.conditional_formatting.add("A4", DataBarRule("min", None, "max", None, color="FF0000FF"))

    parts = parts_of(template(LIST, look))
    text = parts["xl/worksheets/sheet1.xml"].decode()
    extended = text.replace("</cfRule>", '<extLst><ext uri="x"><id/></ext></extLst></cfRule>')
    parts["xl/worksheets/sheet1.xml"] = extended.encode()
    sheets = [parts_of(briefgen.render(packed(parts), {"rows": rows})) for rows in ([1, 2], [])]
    made, empty = (parts["xl/worksheets/sheet1.xml"].decode() for parts in sheets)
    assert made.index("</conditionalFormatting>") < made.index("<hyperlinks>") < made.index("<pageMargins")
    assert "<hyperlinks>" not in empty


def country_book() -> bytes:
    book = Workbook()
    total = book.active
    total.title = "All"
    total["A1"], total["A2"] = "=SUM(First:Last!B4)", "=COUNTIF('{{ c.n }}'!B3:B3,\">1\")"
    book.create_sheet("First")
    sheet = book.create_sheet("{{ c.n }}")
    cells = {
        "A1": "{%sheet for c in cs %}",
        "B3": "{% for v in c.r %}{{ v }}",
        "C3": "{% endfor %}",
        "B4": "=SUM(B3:B3)",
    }
    for address, value in cells.items():
        sheet[address] = value
    book.create_sheet("Last")
    return saved(book)


def test_a_reference_through_sheets_follows_each_of_them() -> None:
    made = filled(country_book(), cs=THREE)
    assert made.rows("All") == [
        ["=SUM('x1'!B4,'x2'!B3,y!B5)"], ["=COUNTIF('x1'!B2:B3,\">1\")+COUNTIF('x2'!B2:B2,\">1\")+COUNTIF(y!B2:B4,\">1\")"],
    ]  # fmt: skip
    assert made.values("All") == [[32], [5]]
    alike = filled(country_book(), cs=[{"n": "UA", "r": [1, 2]}, {"n": "TJ", "r": [3, 4]}])
    assert alike.rows("All")[0] == ["=SUM(First:Last!B4)"]  # B3 and one more row, less the one of the lone tag


def written_sheets() -> bytes:
    """Return a book as Excel saves it: the names of its sheets stand in the properties too."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet, other = book.add_worksheet("{{ c.n }}"), book.add_worksheet("Sum")
    sheet.write_string("A1", "{%sheet for c in cs %}{{ c.n }}")
    data = [["{% for v in c.r %}x", "{{ v }}{% endfor %}"]]
    sheet.add_table("A3:B4", {"name": "t", "columns": [{"header": "N"}, {"header": "V"}], "data": data})
    sheet.write_comment("A1", "of {{ c.n }}")
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": "='{{ c.n }}'!$B$4:$B$4"})
    sheet.insert_chart("D1", chart)
    other.write_formula("A1", "=SUM(t[V])")
    other.write_formula("A2", '=COUNTIF(t[V],">1")')
    other.write_url("A3", "internal:'{{ c.n }}'!A1", None, "go")
    book.close()
    return out.getvalue()


def test_sheets_of_items_with_links_and_tables_seen_from_other_sheets() -> None:
    made = filled(written_sheets(), cs=THREE)
    assert made.book.sheetnames == ["x1", "x2", "y", "Sum"]
    assert made.rows("Sum") == [
        ["=SUM(t[V],t_2[V],t_3[V])"], ['=COUNTIF(t[V],">1")+COUNTIF(t_2[V],">1")+COUNTIF(t_3[V],">1")'], ["go"],
    ]  # fmt: skip
    assert made.values("Sum") == [[32], [5], ["go"]]
    assert made.book["Sum"]["A3"].hyperlink.location == "'x1'!A1"
    assert not [name for name, data in parts_of(made.bytes).items() if b"{{" in data]


def test_macros_know_only_one_sheet_by_its_name() -> None:
    parts = parts_of(country_book())
    name = "xl/worksheets/sheet3.xml"
    assert b"<sheetPr>" in parts[name]
    parts[name] = parts[name].replace(b"<sheetPr>", b'<sheetPr codeName="Country">')
    made = parts_of(briefgen.render(packed(parts), {"cs": THREE}))
    assert sum(data.count(b'codeName="Country"') for data in made.values()) == 1


def test_nothing_is_left_of_a_sheet_without_items() -> None:
    made = filled(written_sheets(), cs=[])
    assert made.book.sheetnames == ["Sum"]
    assert made.values("Sum") == [[0], [0], ["go"]]
    parts = parts_of(made.bytes)
    assert not [name for name in parts if re.search("table|chart|drawing|comment", name)]
    assert not re.search(b"table1|chart1|drawing1|comments1", parts["[Content_Types].xml"])
    assert not [name for name, data in parts.items() if b"{{" in data]


def test_a_heading_over_the_rows_of_its_group_is_merged_for_each_group() -> None:
    made = filled(template(GROUPS, lambda sheet: sheet.merge_cells("D2:D4")), groups=THREE)
    assert re.findall('<mergeCell ref="(.*?)"', sheet_xml(made)) == ["D1:D4", "D5:D7", "D8:D12"]


@pytest.mark.parametrize(
    ("text", "made", "value"),
    [
        ('SUM(B3:B3)+COUNTIF(B3:B3,">1")', 'SUM({0},{1},{2})+(COUNTIF({0},">1")+COUNTIF({1},">1")+COUNTIF({2},">1"))', 37),
        ("ROWS(B3:B3)", "ROWS({0})+ROWS({1})+ROWS({2})", 6),
        ("SUMPRODUCT((B3:B3>1)*B3:B3)", "SUMPRODUCT(({0}>1)*{0})+SUMPRODUCT(({1}>1)*{1})+SUMPRODUCT(({2}>1)*{2})", 31),
        ('-SUMIF(A3:A3,"k",B3:B3)', '-(SUMIF(A2:A3,"k",{0})+SUMIF(A6:A6,"k",{1})+SUMIF(A9:A11,"k",{2}))', -32),
        ("IF(SUM(B3:B3)>1,MAX(B3:B3),0)", "IF(SUM({0},{1},{2})>1,MAX({0},{1},{2}),0)", 9),
        ("LARGE(B3:B3,2)", "LARGE(({0},{1},{2}),2)", None),
        ('VLOOKUP("k",A3:B3,2,FALSE)', 'VLOOKUP("k",A2:B11,2,FALSE)', 1),
        ("SUM(B3:B3,B4)", "SUM({0},{1},{2},B4,B7,B12)", 64),
    ],
)  # fmt: skip
def test_no_subtotal_is_counted_with_the_items(text: str, made: str, value: Any) -> None:
    outcome = filled(template({**GROUPS, "B6": f"={text}"}), groups=THREE)
    assert outcome.sheet["B13"].value == "=" + made.format("B2:B3", "B6:B6", "B9:B11")
    assert outcome.stored.worksheets[0]["B13"].value == value


def test_formats_and_validations_of_an_inner_loop_look_at_their_own_group() -> None:
    def look(sheet: Any) -> None:
        sheet.conditional_formatting.add("A2:B3", FormulaRule(formula=["$B2>AVERAGE($B$3:$B$3)"]))
        check = DataValidation(type="custom", formula1="COUNTIF($B$3:$B$3,B3)=1")
        check.add("B3")
        sheet.add_data_validation(check)

    made = sheet_xml(filled(template(GROUPS, look), groups=THREE[:2]))
    assert re.findall('<conditionalFormatting sqref="(.*?)".*?<formula>(.*?)</formula>', made) == [
        ("A1:B3", "$B1&gt;AVERAGE($B$2:$B$3)"), ("A5:B6", "$B5&gt;AVERAGE($B$6:$B$6)"),
    ]  # fmt: skip
    assert re.findall('<dataValidation sqref="(.*?)".*?<formula1>(.*?)</formula1>', made) == [
        ("B2:B3", "COUNTIF($B$2:$B$3,B2)=1"), ("B6", "COUNTIF($B$6:$B$6,B6)=1"),
    ]  # fmt: skip


def test_days_counted_from_1904_store_no_wrong_values() -> None:
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "date_1904": True})
    sheet = book.add_worksheet()
    sheet.write_string("A1", "{{ day }}")
    for place, formula in enumerate(("=YEAR(A1)", '=TEXT(A1,"yyyy")', "=B1+1", "=A1-A1", "=DATE(2011,12,20)=A1")):
        sheet.write_formula(0, place + 1, formula)
    book.close()
    assert filled(out.getvalue(), day=date(2011, 12, 20)).values()[0][1:] == [None, None, None, 0, None]


def test_labels_and_columns_of_a_table_follow_their_tags() -> None:
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    heads = [{"header": "N", "total_string": "Sum {{ y }}"}, {"header": "In {{ y }}", "total_function": "sum"}]
    cells = [["{% for r in rows %}x", "{{ r }}{% endfor %}"]]
    book.add_worksheet().add_table("A1:B3", {"name": "t", "total_row": True, "columns": heads, "data": cells})
    book.close()
    made = filled(out.getvalue(), y=2011, rows=[1, 2])
    table = parts_of(made.bytes)["xl/tables/table1.xml"].decode()
    assert 'totalsRowLabel="Sum 2011"' in table
    assert "{{" not in table
    assert made.rows()[3] == ["Sum 2011", "=SUBTOTAL(109,[In 2011])"]
    assert made.values()[3] == ["Sum 2011", 3]


def test_notes_with_the_same_words_are_all_filled() -> None:
    def notes(sheet: Any) -> None:
        sheet["A1"] = sheet["A6"] = "x"
        for address in ("A1", "A6"):
            sheet[address].comment = Comment("of {{ t }}", "x")

    made = filled(template(LIST, notes), rows=[1, 2], t="T")
    assert [made.sheet[address].comment.text for address in ("A1", "A7")] == ["of T", "of T"]


def test_threads_are_filled() -> None:
    from workbook.everything import DATA, everything

    parts = parts_of(everything())
    (name,) = [name for name in parts if "threadedComments/" in name and name.endswith(".xml")]
    text = re.sub("(<text[^>]*>)[^<]*", r"\1of {{ title }}", parts[name].decode())
    parts[name] = text.encode()
    assert b"<text>of Trade &amp; more</text>" in parts_of(briefgen.render(packed(parts), DATA))[name]


def test_a_year_in_a_header_is_no_size_of_letters() -> None:
    def head(sheet: Any) -> None:
        sheet.oddHeader.center.text = "x"

    parts = parts_of(template(LIST, head))
    text = parts["xl/worksheets/sheet1.xml"].decode().replace("&amp;Cx", "&amp;C&amp;10{{ year }}")
    parts["xl/worksheets/sheet1.xml"] = text.encode()
    assert "&amp;C&amp;10 2011<" in sheet_xml(filled(packed(parts), rows=[], year=2011))


@pytest.mark.parametrize("value", [2**53, Decimal(12345678901234567), -(2**60)])
def test_more_digits_than_a_workbook_keeps_are_refused(value: Any) -> None:
    assert [one.code for one in mistakes(template({"A1": "{{ x }}"}), {"x": value})] == ["B658"]


def test_every_value_that_cannot_be_printed_is_told_at_once_and_every_missing_one() -> None:
    source = template(
        {"A1": "{{ a }}", "B2": "{{ b }}", "A3": "{% for r in rows %}{{ r }}", "B3": "{% endfor %}", "A4": "{{ c }}"}
    )
    found = mistakes(source, {"a": float("nan"), "b": [1], "rows": [1, "x" * 40_000, {}]})
    assert [(one.code, one.place.cell) for one in found if one.place] == [
        ("B657", "A4"), ("B658", "A1"), ("B658", "B2"), ("B658", "A3"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({"D1": "=A4*2"}, [("B685", "D1")]),
        ({"D1": "=IF(A4>1,1,0)"}, [("B685", "D1")]),
        ({"D1": "=SUM(A4)+INDEX(A4:A4,1)+MATCH(1,A4:A4,0)", "D5": "=A5*2"}, []),
    ],
)
def test_one_value_of_many_is_remarked(cells: dict[str, str], found: list[Any]) -> None:
    told = mistakes(template({**LIST, **cells}))
    assert [(one.code, one.place.cell) for one in told if one.place] == found


def test_what_takes_one_area_only_is_remarked() -> None:
    told = mistakes(template({**GROUPS, "B6": '=AVERAGEIF(B3:B3,">1")', "B7": "=MAXIFS(B3:B3,A3:A3,1)"}))
    assert [(one.code, one.place.cell) for one in told if one.place][:2] == [("B686", "B6"), ("B686", "B7")]
    assert mistakes(template({**GROUPS, "C4": '=AVERAGEIF(B3:B3,">1")'})) == []
    assert mistakes(template({**LIST, "D1": '=AVERAGEIF(A4:A4,">1")'})) == []


def test_a_tag_in_the_middle_is_told_where_it_may_stand() -> None:
    (found,) = mistakes(template({**LIST, "D4": "x"}))
    assert (found.code, found.place and found.place.cell) == ("B671", "B4")
    assert "(A4)" in (found.help or "")
    assert "(D4)" in (found.help or "")
