"""No feature is lost, and everything that refers to repeated rows follows them."""

import re
from functools import cache
from typing import Any

import pytest

import briefgen
from workbook.everything import DATA, FEATURES, everything, packed, parts_of


@cache
def outcome(rows: int) -> dict[str, bytes]:
    return parts_of(briefgen.render(everything(), {**DATA, "rows": DATA["rows"][:rows]}))


def part(name: str, rows: int = 5) -> str:
    return outcome(rows)[name].decode("utf-8", "replace")


@pytest.mark.parametrize("feature", FEATURES)
def test_the_feature_is_in_the_template_and_in_what_is_made_of_it(feature: str) -> None:
    name, pattern = FEATURES[feature]
    for parts in (parts_of(everything()), outcome(1), outcome(5)):
        assert re.search(pattern, parts[name].decode("utf-8", "replace"), re.DOTALL), feature


def test_parts_that_nothing_changes_are_the_bytes_they_were() -> None:
    before, after = parts_of(everything()), outcome(5)
    assert set(before) - set(after) == {"xl/calcChain.xml"}
    changed = {name for name in after if before.get(name) != after[name]}
    assert not {
        name
        for name in changed
        if name.startswith(("xl/media", "xl/theme", "customXml", "xl/richData", "xl/slicer", "xl/persons"))
    }
    assert len(changed) < 20


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("xl/worksheets/sheet1.xml", r'<mergeCell ref="A11:D11"/>'),
        ("xl/worksheets/sheet1.xml", r'<conditionalFormatting sqref="B4:B8"><cfRule type="dataBar"'),
        ("xl/worksheets/sheet1.xml", r'<conditionalFormatting sqref="C4:C8">.*?<formula>\$C\$9</formula>'),
        ("xl/worksheets/sheet1.xml", r"</x14:cfRule><xm:sqref>B4:B8</xm:sqref>"),
        ("xl/worksheets/sheet1.xml", r"<xm:f>Trade!B8:D8</xm:f><xm:sqref>E8</xm:sqref>"),
        ("xl/worksheets/sheet1.xml", r'sqref="C4:C8"><formula1>0</formula1>'),
        ("xl/worksheets/sheet1.xml", r"\$A\$1:\$A\$3</xm:f></x14:formula1><xm:sqref>A4:A8</xm:sqref>"),
        ("xl/worksheets/sheet1.xml", r'<hyperlink ref="A14" r:id'),
        ("xl/worksheets/sheet1.xml", r'<protectedRange sqref="B4:C8"'),
        ("xl/worksheets/sheet1.xml", r'<ignoredError sqref="A4:A8"'),
        ("xl/worksheets/sheet1.xml", r'<inputCells r="B9"'),
        ("xl/worksheets/sheet1.xml", r'<cellWatch r="B9"/>'),
        ("xl/worksheets/sheet1.xml", r'<brk id="9" '),
        ("xl/worksheets/sheet1.xml", r'<pane xSplit="1" ySplit="3"'),
        ("xl/worksheets/sheet1.xml", r'<row r="8"[^>]*ht="21.75"[^>]*outlineLevel="1"'),
        ("xl/worksheets/sheet1.xml", r'<f t="array" ref="B13:?B?1?3?">SUM\(B4:B8\*C4:C8\)</f>'),
        ("xl/worksheets/sheet1.xml", r'<dimension ref="A1:H15"/>'),
        ("xl/worksheets/sheet2.xml", r"<formula1>Trade!\$A\$4:\$A\$8</formula1>"),
        ("xl/worksheets/sheet2.xml", r'<autoFilter ref="I17:J18">'),
        ("xl/workbook.xml", r'name="Series">Trade!\$B\$4:\$B\$8<'),
        ("xl/workbook.xml", r'name="Local" localSheetId="0">Trade!\$C\$4:\$C\$8<'),
        ("xl/workbook.xml", r"_xlnm.Print_Area[^>]*>Trade!\$A\$1:\$F\$13<"),
        ("xl/workbook.xml", r'fullCalcOnLoad="1"'),
        (
            "xl/charts/chart1.xml",
            r"<c:f>Trade!\$B\$4:\$B\$8</c:f><c:numCache>.*?<c:ptCount val=\"5\"/>.*?<c:v>50</c:v>",
        ),
        ("xl/charts/chart1.xml", r"<c:strCache><c:ptCount val=\"5\"/><c:pt idx=\"0\"><c:v>row 1</c:v>"),
        ("xl/charts/chart1.xml", r"<c:f>Trade!\$C\$9</c:f>"),
        ("xl/charts/chart2.xml", r"<c:f>Trade!\$B\$4:\$B\$8</c:f>"),
        ("xl/drawings/drawing1.xml", r'textlink="Trade!\$B\$9"'),
        ("xl/drawings/drawing1.xml", r"<xdr:row>19</xdr:row>"),
        ("xl/drawings/vmlDrawing1.vml", r"<x:Row>8</x:Row>"),
        ("xl/comments1.xml", r'<comment ref="B8".*?of row 5.*?<comment ref="B9".*?a big note'),
        ("xl/threadedComments/threadedComment1.xml", r'ref="B8"'),
        ("xl/tables/table1.xml", r'ref="D3:F9" totalsRowCount="1"><autoFilter ref="D3:F8"'),
        ("xl/pivotCache/pivotCacheDefinition1.xml", r'refreshOnLoad="1".*<worksheetSource ref="A3:C8"'),
        ("xl/pivotTables/pivotTable1.xml", r'<location ref="A28:B29"'),
        ("docProps/core.xml", "<dc:title>Trade &amp; more</dc:title>"),
        ("docProps/custom.xml", ">2011<"),
        ("xl/worksheets/sheet1.xml", "&amp;LTrade &amp;&amp; more&amp;R"),
    ],
)
def test_it_follows_the_rows(name: str, pattern: str) -> None:
    assert re.search(pattern, part(name), re.DOTALL), part(name)


def test_a_workbook_without_tags_is_the_one_it_was() -> None:
    plain = {name: re.sub(rb"\{\{.*?\}\}|\{%.*?%\}", b"x", data) for name, data in parts_of(everything()).items()}
    assert parts_of(briefgen.render(packed(plain), {})) == plain


def test_ids_of_copied_threads_and_notes_differ() -> None:
    guids = re.findall(r'\bid="(\{[^}]*\})"', part("xl/threadedComments/threadedComment1.xml"))
    assert len(guids) == len(set(guids)) == 5
    shapes = re.findall(r'<v:shape id="([^"]*)"', part("xl/drawings/vmlDrawing1.vml"))
    assert len(shapes) == len(set(shapes))


def test_stored_values_are_those_of_the_data() -> None:
    sheet = part("xl/worksheets/sheet1.xml")
    assert re.search(r'<c r="B9"[^>]*><f>SUM\(B4:B8\)</f><v>150</v>', sheet)
    assert re.search(r'<c r="D8"[^>]*><f>B8-C8</f><v>35</v>', sheet)
    assert re.search(r"<f>AVERAGE\(Series\)</f><v>30</v>", part("xl/worksheets/sheet2.xml"))
    assert re.search(r"<f>SUM\(lines\[Amount\]\)</f><v>150</v>", part("xl/worksheets/sheet2.xml"))


def test_nothing_is_left_of_rows_without_items() -> None:
    sheet = part("xl/worksheets/sheet1.xml", 0)
    assert "#REF!" not in sheet
    assert "<x14:sparkline>" not in sheet
    assert "dataBar" not in sheet
    assert 'ref="D3:F5"' in part("xl/tables/table1.xml", 0)  # a table keeps one empty row


def test_links_with_tags_lead_where_their_row_says() -> None:
    from openpyxl import Workbook

    from workbook.books import filled, saved

    book = Workbook()
    sheet = book.active
    sheet["A1"], sheet["B1"] = "{% for r in rows %}{{ r.n }}", "{% endfor %}"
    sheet["A1"].hyperlink = "https://example.org/{{ r.n }}"
    sheet["A1"].hyperlink.tooltip = "to {{ r.n }}"
    made = filled(saved(book), rows=[{"n": "a b"}, {"n": "c"}]).sheet
    assert [(made[f"A{n}"].hyperlink.target, made[f"A{n}"].hyperlink.tooltip) for n in (1, 2)] == [
        ("https://example.org/a%20b", "to a b"),
        ("https://example.org/c", "to c"),
    ]


def test_formats_look_at_their_own_group_and_fix_what_stands_outside() -> None:
    from openpyxl.formatting.rule import CellIsRule, FormulaRule

    from workbook.books import filled, template

    def formats(sheet: Any) -> None:
        sheet.conditional_formatting.add("B3:B3", CellIsRule(operator="greaterThan", formula=["B2"]))
        sheet.conditional_formatting.add("C3:C3", FormulaRule(formula=["C3>C1"]))

    cells = {
        "A1": "top",
        "A2": "{% for g in groups %}head",
        "A3": "{% for v in g %}{{ v }}",
        "B3": "{{ v }}",
        "C3": "{% endfor %}{% endfor %}",
    }
    made = filled(template(cells, formats), groups=[[1, 2], [3]]).sheet.conditional_formatting
    rules = {str(one.sqref): [rule.formula[0] for rule in one.rules] for one in made}
    assert rules == {"B3:B4": ["B$2"], "B6": ["B$5"], "C3:C4 C6": ["C3>C$1"]}


def test_macros_stay_in_xlsm_and_are_told() -> None:
    from workbook.books import mistakes

    parts = parts_of(everything()) | {"xl/vbaProject.bin": b"macro"}
    assert "B681" in {one.code for one in mistakes(packed(parts))}
    assert parts_of(briefgen.render(packed(parts), DATA))["xl/vbaProject.bin"] == b"macro"
