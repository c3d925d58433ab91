"""Columns repeat, sheets repeat, each with everything that belongs to them."""

from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.worksheet.table import Table

from workbook.books import filled, mistakes, saved, template


def test_columns_repeat_in_every_row_and_totals_follow() -> None:
    cells = {
        "A1": "Name", "B1": "{%col for y in years %}{{ y }}{%col endfor %}", "C1": "All",
        "A2": "{% for r in rows %}{{ r.n }}", "B2": "{{ r.of[y] }}", "C2": "=SUM(B2:B2)", "D2": "{% endfor %}",
        "A3": "Total", "B3": "=SUM(B2:B2)", "C3": "=SUM(B3:B3)",
    }  # fmt: skip

    def wide(sheet: Any) -> None:
        sheet.column_dimensions["B"].width = 30
        sheet.column_dimensions["C"].width = 50

    rows = [{"n": "x", "of": {"2010": 1, "2011": 2}}, {"n": "y", "of": {"2010": 3, "2011": 4}}]
    made = filled(template(cells, wide), years=["2010", "2011"], rows=rows)
    assert made.rows()[0][:4] == ["Name", "2010", "2011", "All"]
    assert made.rows()[2][:4] == ["y", 3, 4, "=SUM(B3:C3)"]
    assert made.rows()[3][:4] == ["Total", "=SUM(B2:B3)", "=SUM(C2:C3)", "=SUM(B4:C4)"]
    assert made.values()[3][1:4] == [4, 6, 10]
    widths = load_workbook(BytesIO(made.bytes)).worksheets[0].column_dimensions
    assert (widths["B"].width, widths["D"].width) == (30, 50)


def test_columns_within_columns_and_columns_under_a_condition() -> None:
    cells = {
        "A1": "{%col for y in years %}{{ y.n }}", "B1": "{%col for q in y.quarters %}{{ q }}{%col endfor %}{%col endfor %}",
        "C1": "{%col if share %}share{%col endif %}", "D1": "end", "D2": "=COUNT(B1:B1)",
    }  # fmt: skip
    years = [{"n": "a", "quarters": [1, 2]}, {"n": "b", "quarters": [3]}]
    assert filled(template(cells), years=years, share=True).rows()[0] == ["a", 1, 2, "b", 3, "share", "end"]
    made = filled(template(cells), years=years, share=False)
    assert made.rows() == [["a", 1, 2, "b", 3, "end"], [None] * 5 + ["=COUNT(B1:C1,E1:E1)"]]
    assert made.values()[1][5] == 3


def test_columns_that_differ_from_row_to_row_are_a_mistake() -> None:
    source = template({"A1": "{%col for x in xs %}{{ x }}{%col endfor %}", "A2": "{{ x }}"})
    found = mistakes(source, {"xs": (n for n in [1, 2])})
    assert [one.code for one in found] == ["B674"]


def book_of_sheets() -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "{{ c.name }}"
    cells = {
        "A1": "{%sheet for c in countries %}{{ c.name }}", "A2": "N", "B2": "V", "A3": "{% for v in c.numbers %}{{ loop.index }}",
        "B3": "{{ v }}", "C3": "{% endfor %}", "B4": "=SUM(lines[V])", "B5": "=SUM('{{ c.name }}'!B3:B3)",
    }  # fmt: skip
    for address, value in cells.items():
        sheet[address] = value
    sheet.add_table(Table(displayName="lines", ref="A2:B3"))
    sheet["B4"].comment = Comment("sum of {{ c.name }}", "x")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=2, max_row=3), titles_from_data=True)
    chart.title = "{{ c.name }}"
    sheet.add_chart(chart, "E2")
    sheet.print_area = "A1:C5"
    book.create_sheet("Sum")["A1"] = "=SUM('{{ c.name }}'!B4)"
    return saved(book)


def test_a_sheet_for_each_item_with_its_tables_charts_notes_and_names() -> None:
    made = filled(
        book_of_sheets(),
        countries=[
            {"name": "UA", "numbers": [1, 2]},
            {"name": "KG", "numbers": []},
            {"name": "T J", "numbers": [3, 4, 5]},
        ],
    )
    assert made.book.sheetnames == ["UA", "KG", "T J", "Sum"]
    tables = {
        name: {table.name: table.ref for table in made.book[name].tables.values()} for name in made.book.sheetnames[:3]
    }
    assert tables == {"UA": {"lines": "A2:B4"}, "KG": {"lines_2": "A2:B3"}, "T J": {"lines_3": "A2:B5"}}
    assert made.rows("T J")[5][1] == "=SUM(lines_3[V])"
    assert made.values("T J")[5][1] == made.values("T J")[6][1] == 12
    assert made.values("KG")[3][1] == 0
    assert made.rows("Sum") == [["=SUM(UA!B5,KG!B4,'T J'!B6)"]]
    assert made.values("Sum") == [[15]]
    (chart,) = made.book["T J"]._charts
    assert chart.ser[0].val.numRef.f == "'T J'!$B$3:$B$5"
    assert [point.v for point in chart.ser[0].val.numRef.numCache.pt] == [3, 4, 5]
    assert chart.title.tx.rich.p[0].r[0].t == "T J"
    assert made.book["T J"]["B6"].comment.text == "sum of T J"
    assert made.book["KG"].print_area == "'KG'!$A$1:$C$5"


def test_a_sheet_may_vanish_and_its_names_go() -> None:
    book = Workbook()
    book.active["A1"] = "{%sheet if wanted %}x"
    book.create_sheet("Kept")["A1"] = "=Sheet!A1"
    assert filled(saved(book), wanted=True).book.sheetnames == ["Sheet", "Kept"]
    made = filled(saved(book), wanted=False)
    assert made.book.sheetnames == ["Kept"]
    assert "#REF!" not in str(made.rows("Kept"))


def test_names_of_sheets_must_be_ones() -> None:
    book = Workbook()
    book.active.title = "{{ n }}"
    book.create_sheet("Other")
    for name, why in (("a/b", "holds /"), ("x" * 32, "32 characters"), ("", "empty"), ("OTHER", "another sheet")):
        found = mistakes(saved(book), {"n": name})
        assert [one.code for one in found] == ["B678"]
        assert why in (found[0].why or "")


def test_fields_of_a_repeated_sheet_are_those_of_its_items() -> None:
    import briefgen

    fields = briefgen.WorkbookTemplate(book_of_sheets()).fields()
    item = fields["properties"]["countries"]["items"]
    assert fields["required"] == ["countries"]
    assert item["required"] == ["name", "numbers"]
    assert item["properties"]["numbers"]["type"] == "array"
    assert briefgen.WorkbookTemplate(book_of_sheets()).check({"countries"}) == []
