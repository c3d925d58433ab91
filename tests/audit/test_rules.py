"""Every rule holds for the annex and is broken by a workbook that breaks it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from annexes import changed, plain, put
from briefgen.audit import audit
from briefgen.audit.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Callable

    from annexes import Parts

BOOK, STYLES, CORE = "xl/workbook.xml", "xl/styles.xml", "docProps/core.xml"
COVER, CONTENTS, TRADE, GOODS = (f"xl/worksheets/sheet{number}.xml" for number in range(1, 5))
NOTES = "xl/worksheets/sheet11.xml"
TABLE, CHART, DRAWING = "xl/tables/table2.xml", "xl/charts/chart1.xml", "xl/drawings/drawing1.xml"
TYPES, RELATIONS = "[Content_Types].xml", "xl/worksheets/_rels/sheet3.xml.rels"
SHAPE = (
    '<xdr:absoluteAnchor><xdr:pos x="0" y="0"/><xdr:ext cx="9" cy="9"/><xdr:{kind}><xdr:nv{name}Pr>'
    '<xdr:cNvPr id="9" name="box"/></xdr:nv{name}Pr></xdr:{kind}><xdr:clientData/></xdr:absoluteAnchor></xdr:wsDr>'
)


def add(part: str, text: str = "<x/>") -> Callable[[Parts], None]:
    """Return a change that adds a part."""
    return lambda parts: parts.update({part: text})


def cell(part: str, place: str, xml: str) -> Callable[[Parts], None]:
    """Return a change that puts other XML for a cell, or takes it away."""
    return put(part, rf'<c r="{place}" .*?</c>', xml)


def text(place: str, words: str, style: int = 0) -> str:
    """Return a cell of text."""
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t>{words}</t></is></c>'


def styled(part: str, place: str, old: str, new: str) -> Callable[[Parts], None]:
    """Return a change that gives a cell a new style: that of another cell with a part of its XML replaced."""

    def change(parts: Parts) -> None:
        number = int(re.search(rf'<c r="{place}" s="(\d+)"', parts[part])[1])
        cells = re.search(r"<cellXfs.*</cellXfs>", parts[STYLES])[0]
        style = re.findall(r"<xf [^>]*?/>|<xf .*?</xf>", cells)[number]
        made, found = re.subn(old, new, style)
        assert found, style
        count = len(re.findall(r"<xf ", cells))
        parts[STYLES] = parts[STYLES].replace("</cellXfs>", made + "</cellXfs>")
        parts[part] = parts[part].replace(f'<c r="{place}" s="{number}"', f'<c r="{place}" s="{count}"')

    return change


def together(*changes: Callable[[Parts], None]) -> Callable[[Parts], None]:
    """Return one change of several."""

    def change(parts: Parts) -> None:
        for one in changes:
            one(parts)

    return change


BROKEN: list[tuple[str, str, Callable[[Parts], None]]] = [
    ("W01", "no title in A1", cell(COVER, "A1", "")),
    ("W01", "first sheet is hidden", put(BOOK, 'name="Cover"', 'name="Cover" state="hidden"')),
    ("W02", "do not lead to `Turnover`", put(CONTENTS, r'<hyperlink ref="A6"[^>]*/>', "")),
    ("W02", "`Elsewhere`, which is not there", put(TRADE, "location=\"'Contents'", "location=\"'Elsewhere'")),
    ("W02", "no sheet lists", together(put(CONTENTS, "<hyperlinks>.*</hyperlinks>", ""), put(BOOK, "Contents", "List", 9))),
    ("W03", "the note 2 is not on any sheet", cell(TRADE, "A3", text("A3", "Turnover [note 2]"))),
    ("W03", "no text refers to the note 1", cell(NOTES, "A3", text("A3", "[note 1] of nothing"))),
    ("W04", "spaces or signs", put(BOOK, 'sheet name="Goods_exports"', 'sheet name="Goods: exports"')),
    ("W04", "two sheets are named", put(BOOK, 'sheet name="Sessions"', 'sheet name="notes"')),
    ("W05", "the sheet is hidden", put(BOOK, 'sheet name="Notes"', 'sheet state="hidden" name="Notes"')),
    ("W05", "row 22 is hidden", put(TRADE, '<row r="22"', '<row r="22" hidden="1"')),
    ("W05", "column 3 is hidden", put(TRADE, '<col min="3"', '<col hidden="1" min="3"')),
    ("W06", "the sheet is blank", put(NOTES, "<sheetData>.*</sheetData>", "<sheetData/>")),
    ("W07", "lack title and language", together(put(CORE, "<dc:title>.*?</dc:title>", ""), put(CORE, "<dc:language>en</dc:language>", ""))),
    ("W08", "opens on the sheet `Turnover`", put(BOOK, 'activeTab="0"', 'activeTab="2"')),
    ("W08", "opens at C7", put(TRADE, 'activeCell="A1"', 'activeCell="C7"')),
    ("W09", "holds macros", together(add("xl/vbaProject.bin"), put(TYPES, "</Types>", '<Default Extension="bin" ContentType="a/b"/></Types>'))),
    ("W10", "leads nowhere", put(BOOK, "'Turnover'!\\$B\\$20:\\$B\\$49", "#REF!")),
    ("W10", "which is not there", put(BOOK, "'Turnover'!\\$B\\$20:\\$B\\$49", "'Gone'!$B$1")),
    ("W11", "has a defined name", put(BOOK, '<definedName name="(?!_xlnm)[^>]*>[^<]*</definedName>', "", 99)),
    ("T01", "not marked up as a table", together(put(TRADE, "<tableParts.*</tableParts>", ""), put(RELATIONS, '<Relationship Id="table"[^>]*/>', ""))),
    ("T01", "does not begin in column A", put(TABLE, 'ref="A19:G49"', 'ref="B19:G49"')),
    ("T02", "says nothing", put(TABLE, 'displayName="turnover"', 'displayName="Table7"')),
    ("T03", "its head says `Exports", put(TABLE, 'name="Exports', 'name="Sales')),
    ("T03", "has no header row", put(TABLE, "totalsRowShown", 'headerRowCount="0" totalsRowShown')),
    ("T03", "a column has no head", cell(TRADE, "B19", "")),
    ("T04", "cells A2:C2 are merged", put(TRADE, "</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="A2:C2"/></mergeCells>')),
    ("T05", "a cell of the table is empty", cell(TRADE, "B25", "")),
    ("T06", "frozen", put(TRADE, "<selection", '<pane ySplit="19" topLeftCell="A20" state="frozen"/><selection')),
    ("T06", "filter buttons", put(TABLE, "<tableColumns", '<autoFilter ref="A19:G49"/><tableColumns')),
    ("T07", "below the table", put(TRADE, "</sheetData>", f'<row r="52">{text("A52", "Source: x")}</row></sheetData>')),
    ("T07", "beside the table", put(TRADE, '(<row r="30".*?)</row>', rf"\g<1>{text('J30', 'look')}</row>")),
    ("T08", "how many tables", cell(TRADE, "A2", text("A2", "In thousands"))),
    ("T08", "blank in column A", cell(TRADE, "A5", "")),
    ("T08", "another column than A", put(TRADE, '(<row r="5".*?)</row>', rf"\g<1>{text('C5', 'look')}</row>")),
    ("T09", "unit of the column `Exports`", together(
        cell(TRADE, "B19", text("B19", "Exports")), put(TABLE, r"Exports \(US\$\sthousand\)", "Exports"),
        put(TRADE, r"Unit: US\$\sthousand", "As it is"), put(TRADE, r"US\$\sthousand,", "1994"),
    )),
    ("T10", "source of its data", put(TRADE, "Source: ", "By the ")),
    ("T11", "a number is stored as text", cell(TRADE, "B25", text("B25", "9,463.0", 33))),
    ("T11", "a text stands among numbers", cell(TRADE, "B25", text("B25", "over 9,000", 33))),
    ("T12", "explains the shorthand `[q]`", cell(TRADE, "B25", text("B25", "[q]", 33))),
    ("T13", "nothing but `–`", cell(TRADE, "B25", text("B25", "–", 33))),
    ("T14", "2 number formats", cell(TRADE, "B25", '<c r="B25" s="37"><v>9463</v></c>')),
    ("T14", "has no number format", put(STYLES, 'formatCode="#,##0.0"', 'formatCode="General"')),
    ("T15", "without a thousands mark", put(STYLES, 'formatCode="#,##0.0"', 'formatCode="0.0"')),
    ("T16", "does not stand at the right", styled(TRADE, "B25", 'horizontal="right"', 'horizontal="center"')),
    ("T16", "does not stand at the left", styled(TRADE, "G25", 'horizontal="left"', 'horizontal="center"')),
    ("T17", "needs more than 4 digits of room", put(TRADE, '(<col min="2" max="2") width="[^"]*"', r'\g<1> width="4"')),
    ("T18", "cut off", styled("xl/worksheets/sheet9.xml", "B12", 'wrapText="1"', 'wrapText="0"')),
    ("T19", "no alternative text", put(TABLE, "<extLst>.*</extLst>", "")),
    ("T20", "is a number, not text", cell(GOODS, "C12", '<c r="C12" s="45"><v>85</v></c>')),
    ("T20", "odd number of digits", cell(GOODS, "C12", text("C12", "851", 45))),
    ("T21", "tells the valuation", lambda parts: parts.update({name: xml.replace("FOB", "full").replace("CIF", "full") for name, xml in parts.items()})),
    ("F01", "has no stored value", put(TRADE, r"<f>B25\+C25</f><v>[^<]*</v>", "<f>B25+C25</f>")),
    ("F02", "is stored beside `=B25+C25`", put(TRADE, r"<f>B25\+C25</f><v>[^<]*</v>", "<f>B25+C25</f><v>1</v>")),
    ("F03", "shows #DIV/0!", cell(TRADE, "F25", '<c r="F25" s="33" t="e"><v>#DIV/0!</v></c>')),
    ("F04", "calls TODAY", put(TRADE, r"<f>B25\+C25</f>", "<f>B25+C25+0*TODAY()</f>")),
    ("F04", "reads another workbook", put(TRADE, r"<f>B25\+C25</f>", "<f>B25+[1]Sheet1!C25</f>")),
    ("F05", "not that of the rows above", put(TRADE, r"<f>B25\+C25</f>", "<f>B24+C25</f>")),
    ("F06", "ask to be calculated", put(BOOK, ' fullCalcOnLoad="1"', "")),
    ("C01", "has no title", put(CHART, "<c:title>.*?</c:title>", "")),
    ("C02", "alternative text of 5", put(DRAWING, 'descr="[^"]*"', 'descr="Chart"')),
    ("C03", "whether its axes are shown", put(CHART, '<c:delete val="0"/>', "")),
    ("C03", "hides its axis", put(CHART, '(<c:valAx>.*?)<c:delete val="0"/>', r'\g<1><c:delete val="1"/>')),
    ("C04", "does not carry the numbers", put(CHART, "<c:numCache>.*?</c:numCache>", "")),
    ("C05", "carries 2964.6 where", put(CHART, "<c:v>2964.5</c:v>", "<c:v>2964.6</c:v>")),
    ("C06", "number format of its own", put(CHART, r'(<c:valAx>.*?)<c:numFmt formatCode="[^"]*"', r'\g<1><c:numFmt formatCode="General"')),
    ("C06", "tell the unit", put(CHART, r"<a:t>US\$\sthousand</a:t>", "<a:t>Values</a:t>")),
    ("C07", "three dimensions", put(CHART, "barChart>", "bar3DChart>", 2)),
    ("C07", "a pie of 30 slices", put(CHART, "barChart>", "pieChart>", 2)),
    ("C08", "contrast of 1.3 to 1", put(CHART, '(<c:ser>.*?<c:spPr><a:solidFill><a:srgbClr val=)"12436D"', r'\g<1>"E0E0E0"')),
    ("C08", "no colour of its own", put(CHART, r"(<c:ser>.*?)<c:spPr>.*?</c:spPr>", r"\g<1>")),
    ("C09", "lies on the table", put(DRAWING, "<xdr:col>8</xdr:col>", "<xdr:col>3</xdr:col>")),
    ("C10", "in no marked-up table", put(CHART, "'Turnover'!\\$B\\$20:\\$B\\$49", "'Turnover'!$J$20:$J$49")),
    ("A01", "have serifs", put(STYLES, '<font><name val="Arial"/>', '<font><name val="Times New Roman"/>')),
    ("A01", "have 8 points", put(STYLES, '<sz val="10"/>', '<sz val="8"/>')),
    ("A02", "contrast of", put(STYLES, "005F6B76", "00B0B0B0")),
    ("A02", "filled with the colour FFF2CC", together(
        put(STYLES, '<fill><patternFill patternType="gray125"/></fill>', '<fill><patternFill patternType="solid"><fgColor rgb="FFFFF2CC"/></patternFill></fill>'),
        styled(TRADE, "B25", 'fillId="0"', 'fillId="1"'),
    )),
    ("A03", "superscript", cell(TRADE, "A3", '<c r="A3" t="inlineStr"><is><r><t>Trade</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></is></c>')),
    ("A04", "bare address", together(
        cell(TRADE, "A17", text("A17", "https://example.org/trade")),
    )),
    ("A04", "does not tell where", cell(TRADE, "A17", text("A17", "Click here"))),
    ("A05", "a shape or text box", put(DRAWING, "</xdr:wsDr>", SHAPE.format(kind="sp", name="Sp"))),
    ("A05", "picture `box` has no alternative text", put(DRAWING, "</xdr:wsDr>", SHAPE.format(kind="pic", name="Pic"))),
    ("A05", "have comments", together(
        add("xl/comments1.xml", '<comments xmlns="x"/>'),
        put(RELATIONS, "</Relationships>", '<Relationship Id="c" Type="http://x/comments" Target="../comments1.xml"/></Relationships>'),
    )),
    ("A06", "no style for headings", cell(TRADE, "A1", text("A1", "Turnover"))),
    ("A07", "says `Secret`", put(TRADE, "<oddHeader></oddHeader>", "<oddHeader>&amp;CSecret</oddHeader>")),
    ("P01", "does not name its paper", put(TRADE, ' paperSize="9"', "")),
    ("P01", "repeat the head", put(BOOK, "'Turnover'!\\$18:\\$19", "'Turnover'!$1:$2")),
    ("X01", "table9.xml`, which is not in the file", lambda parts: parts.pop("xl/tables/table9.xml") and None),
    ("X02", "begins like a formula", cell(TRADE, "G25", text("G25", "=1+1"))),
    ("X04", "a text has 40000 characters", cell(TRADE, "A3", text("A3", "x" * 40_000))),
]  # fmt: skip


def codes(data: bytes) -> dict[str, list[str]]:
    """Return the messages of an audit by the rule they end with."""
    found: dict[str, list[str]] = {}
    for finding in audit(data, "annex.xlsx").findings:
        rule = re.search(r"\(rule ([A-Z]\d\d)\)$", finding.message)
        if rule:
            found.setdefault(rule[1], []).append(finding.message)
    return found


def test_the_annex_keeps_every_rule() -> None:
    made = audit(plain(), "annex.xlsx")
    assert made.findings == []
    assert made.summary == "60 of 60 rules hold"
    assert not made.stopped


@pytest.mark.parametrize(("rule", "words", "change"), BROKEN, ids=[f"{rule} {words}" for rule, words, _ in BROKEN])
def test_a_breach_is_found(rule: str, words: str, change: Callable[[Parts], None]) -> None:
    found = codes(changed(plain(), change))
    assert any(words in message for message in found.get(rule, [])), found


def test_every_rule_is_tried() -> None:
    assert {rule for rule, _, _ in BROKEN} | {"X03"} == {rule.id for rule in RULES}


def test_the_time_of_writing_is_found() -> None:
    data = plain().replace(b"PK\x01\x02\x14\x00\x14\x00", b"PK\x01\x02\x14\x00\x14\x00")
    start = data.index(b"PK\x01\x02")
    spoilt = data[: start + 12] + b"\x21\x6b\x5a\x59" + data[start + 16 :]
    assert "X03" in codes(spoilt)


def test_the_table_of_rules_is_in_order() -> None:
    assert [rule.code for rule in RULES] == [f"B{801 + number}" for number in range(60)]
    assert len({rule.id for rule in RULES}) == 60
    assert len({rule.judge for rule in RULES}) == 60
