"""A workbook template with every feature that Excel users meet, made anew for each run: 91 features and more."""

from __future__ import annotations

import struct
import zlib
from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter

X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
XM = "http://schemas.microsoft.com/office/excel/2006/main"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

DATA: dict[str, Any] = {
    "title": "Trade & more",
    "year": 2011,
    "rows": [{"name": f"row {n}", "out": n * 10, "in": n * 3, "link": f"https://example.org/{n}"} for n in range(1, 6)],
}
"""Data for the template: five rows."""


def picture() -> bytes:
    """Return a small PNG picture."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    lines = b"".join(b"\0" + b"\x12\x43\x6d" * 8 for _ in range(8))
    header = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")


@cache
def everything() -> bytes:
    """Return the template."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties(
        {
            "title": "{{ title }}", "subject": "S", "author": "A", "manager": "M", "company": "Co", "category": "Cat",
            "keywords": "K", "comments": "C", "hyperlink_base": "https://example.org/base",
        }
    )  # fmt: skip
    book.set_custom_property("Reviewed", "{{ year }}")
    book.set_calc_mode("auto")
    bold = book.add_format({"bold": True})
    number = book.add_format(
        {"num_format": "#,##0.0", "border": 1, "bg_color": "#EEEEEE", "align": "right", "indent": 1}
    )
    _trade(book, bold, number)
    _other(book, bold)
    chart = book.add_chart({"type": "line"})
    chart.add_series({"categories": "=Trade!$A$4:$A$4", "values": "=Trade!$B$4:$B$4"})
    sheet = book.add_chartsheet("Chart sheet")
    sheet.set_chart(chart)
    hidden = book.add_worksheet("Hidden")
    hidden.write("A1", "secret")
    hidden.hide()
    deep = book.add_worksheet("Very hidden")
    deep.write("A1", "list a")
    deep.very_hidden()
    book.define_name("Series", "=Trade!$B$4:$B$4")
    book.define_name("Trade!Local", "=Trade!$C$4")
    book.close()
    return _more(out.getvalue())


def _trade(book: Any, bold: Any, number: Any) -> None:
    sheet = book.add_worksheet("Trade")
    sheet.write("A1", "{{ title }}", bold)
    sheet.write_row("A3", ["Name", "Exports", "Imports", "Balance", "Spark"], bold)
    sheet.write_string("A4", "{% for r in rows %}{{ r.name }}")
    sheet.write_string("B4", "{{ r.out }}", number)
    sheet.write_string("C4", "{{ r['in'] }}", number)
    sheet.write_formula("D4", "=B4-C4", number, 0)
    sheet.write_string("F4", "{{ r.link }}{% endfor %}")
    sheet.set_row(3, 22, None, {"level": 1})
    sheet.write("A5", "Total", bold)
    sheet.write_formula("B5", "=SUM(B4:B4)", number, 0)
    sheet.write_formula("C5", "=SUM(C4:C4)", number, 0)
    sheet.write_formula("D5", "=B5-C5", number, 0)
    sheet.merge_range("A7:D7", "Merged footnote", bold)
    sheet.write_rich_string("A8", "plain ", bold, "bold {{ year }}", " tail")
    sheet.write_array_formula("B9:B9", "{=SUM(B4:B4*C4:C4)}", number, 0)
    sheet.write_dynamic_array_formula("C9", "=SORT(B5:C5)", number, 0)
    sheet.write_url("A10", "https://example.org/x?a=1", string="a link", tip="a tip")
    sheet.write_url("A11", "internal:'Other'!A1", string="inside")
    sheet.write_comment(
        "B5", "a big note", {"x_scale": 3, "y_scale": 2, "color": "#FFEECC", "visible": True, "author": "X"}
    )
    sheet.write_comment("B4", "of {{ r.name }}")
    sheet.conditional_format(
        "B4:B4", {"type": "data_bar", "data_bar_2010": True, "bar_solid": True, "bar_negative_color": "#FF0000"}
    )
    sheet.conditional_format("C4:C4", {"type": "cell", "criteria": ">", "value": "$C$5", "format": bold})
    sheet.conditional_format("D4:D4", {"type": "icon_set", "icon_style": "3_traffic_lights"})
    sheet.conditional_format("D4:D4", {"type": "3_color_scale"})
    sheet.data_validation(
        "C4",
        {
            "validate": "decimal",
            "criteria": ">",
            "value": 0,
            "input_title": "In",
            "input_message": "of {{ year }}",
            "error_message": "no",
        },
    )
    sheet.add_sparkline("E4", {"range": "Trade!B4:D4", "markers": True, "type": "column"})
    sheet.insert_image(
        "J2",
        "a.png",
        {
            "image_data": BytesIO(picture()),
            "description": "A picture of it",
            "url": "https://example.org/p",
            "object_position": 2,
        },
    )
    sheet.insert_textbox("J8", "words of {{ year }}", {"description": "a box"})
    sheet.insert_textbox("J12", "", {"textlink": "=Trade!$B$5"})
    sheet.insert_button("L2", {"caption": "Press", "macro": "say"})
    sheet.insert_checkbox("H9", True)
    sheet.embed_image("H10", "b.png", {"image_data": BytesIO(picture()), "description": "inside a cell"})
    chart = book.add_chart({"type": "column"})
    chart.add_series({
        "name": "=Trade!$B$3", "categories": "=Trade!$A$4:$A$4", "values": "=Trade!$B$4:$B$4",
        "fill": {"color": "#12436D"}, "trendline": {"type": "linear"}, "y_error_bars": {"type": "standard_error"},
        "data_labels": {"value": True, "custom": [{"value": "=Trade!$C$5"}, {"delete": True}]},
        "pattern": {"pattern": "light_upward_diagonal", "fg_color": "#000000"},
    })  # fmt: skip
    line = book.add_chart({"type": "line"})
    line.add_series(
        {"name": "Imports", "categories": "=Trade!$A$4:$A$4", "values": "=Trade!$C$4:$C$4", "y2_axis": True}
    )
    chart.combine(line)
    chart.set_title({"name": "Trade of {{ year }}"})
    chart.set_x_axis({"name": "Rows", "num_font": {"rotation": -45}, "label_position": "low"})
    chart.set_y_axis({"name": "mln", "num_format": "#,##0", "min": 0, "major_gridlines": {"visible": True}})
    chart.set_table({"show_keys": True})
    chart.set_legend({"position": "bottom"})
    sheet.insert_chart("J16", chart, {"description": "Columns of exports", "object_position": 1})
    sheet.set_column("A:A", 24)
    sheet.set_column("B:D", 12, None, {"level": 1})
    sheet.freeze_panes(3, 1)
    sheet.set_zoom(110)
    sheet.set_selection("B5")
    sheet.set_tab_color("#12436D")
    sheet.protect("", {"format_cells": True})
    sheet.unprotect_range("B4:C4", "Inputs")
    sheet.ignore_errors({"number_stored_as_text": "A4:A4"})
    sheet.set_background(BytesIO(picture()))
    sheet.set_header("&L{{ title }}&R&G", {"image_right": "c.png", "image_data_right": BytesIO(picture())})
    sheet.set_footer("&CPage &P of &N")
    sheet.print_area("A1:F9")
    sheet.repeat_rows(2)
    sheet.fit_to_pages(1, 0)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.set_margins(0.5, 0.5, 0.6, 0.6)
    sheet.center_horizontally()
    sheet.set_h_pagebreaks([5])
    sheet.set_v_pagebreaks([6])
    sheet.hide_gridlines(2)


def _other(book: Any, bold: Any) -> None:
    sheet = book.add_worksheet("Other")
    sheet.write_formula("A1", "=SUM(Trade!B4:B4)", None, 0)
    sheet.write_formula("A2", "=AVERAGE(Series)", None, 0)
    sheet.write_formula("B1", "=SUM(lines[Amount])", None, 0)
    sheet.write_row("D3", ["Kind", "Amount", "Double"])
    sheet.write_row("D4", ["{% for r in rows %}{{ r.name }}", "{{ r.out }}"])
    sheet.write("G4", "{% endfor %}")
    sheet.add_table("D3:F5", {
        "name": "lines", "total_row": True, "style": "Table Style Light 11", "banded_columns": True,
        "columns": [
            {"header": "Kind", "total_string": "All"},
            {"header": "Amount", "total_function": "sum"},
            {"header": "Double", "formula": "=lines[[#This Row],[Amount]]*2", "total_function": "sum"},
        ],
    })  # fmt: skip
    sheet.write("D4", "{% for r in rows %}{{ r.name }}")
    sheet.write("E4", "{{ r.out }}")
    sheet.write_row("I13", ["Year", "Value"])
    sheet.write_row("I14", [2010, 1])
    sheet.autofilter("I13:J14")
    sheet.filter_column("I", "x > 2000")
    sheet.data_validation("A9", {"validate": "list", "source": "=Trade!$A$4:$A$4"})
    sheet.right_to_left()
    sheet.write("A20", True, bold)
    sheet.write_formula("A21", "=1/0", None, "#DIV/0!")


def _more(data: bytes) -> bytes:
    """Add by hand what the library cannot make."""
    parts = {info.filename: ZipFile(BytesIO(data)).read(info) for info in ZipFile(BytesIO(data)).infolist()}

    def change(name: str, old: str, new: str) -> None:
        text = parts[name].decode()
        assert text.count(old) == 1, (name, old, text.count(old))
        parts[name] = text.replace(old, new).encode()

    def relate(name: str, identifier: str, kind: str, target: str) -> None:
        change(
            name,
            "</Relationships>",
            f'<Relationship Id="{identifier}" Type="{kind}" Target="{target}"/></Relationships>',
        )

    def typed(name: str, kind: str) -> None:
        change("[Content_Types].xml", "</Types>", f'<Override PartName="/{name}" ContentType="{kind}"/></Types>')

    table = "xl/tables/table1.xml"
    alt = f'<extLst><ext uri="{{504A1905-F514-4f6f-8877-14C23A59335A}}" xmlns:x14="{X14}"><x14:table altText="Alt of it" altTextSummary="All rows"/></ext></extLst>'
    change(table, "</table>", f"{alt}</table>")
    trade = "xl/worksheets/sheet1.xml"
    validation = (
        f'<ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}" xmlns:x14="{X14}"><x14:dataValidations count="1" xmlns:xm="{XM}">'
        '<x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>\'Very hidden\'!$A$1:$A$3</xm:f></x14:formula1>'
        "<xm:sqref>A4:A4</xm:sqref></x14:dataValidation></x14:dataValidations></ext>"
    )
    change(trade, "</extLst></worksheet>", f"{validation}</extLst></worksheet>")
    change(
        trade,
        "<mergeCells",
        '<customSheetViews><customSheetView guid="{11111111-2222-3333-4444-555555555555}" topLeftCell="A4"><selection activeCell="B5" sqref="B5"/></customSheetView></customSheetViews><mergeCells',
    )
    change(
        trade,
        "</protectedRanges>",
        '</protectedRanges><scenarios current="0"><scenario name="High" count="1" user="X"><inputCells r="B5" val="9"/></scenario></scenarios>',
    )
    change(trade, "<ignoredErrors>", '<cellWatches><cellWatch r="B5"/></cellWatches><ignoredErrors>')
    parts["xl/printerSettings/printerSettings1.bin"] = b"\x00printer" * 8
    change(
        "[Content_Types].xml",
        "<Default ",
        '<Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"/><Default ',
    ) if parts["[Content_Types].xml"].count(b"<Default ") == 1 else _default(parts)
    relate(
        "xl/worksheets/_rels/sheet1.xml.rels",
        "rIdPrinter",
        f"{OFFICE}/printerSettings",
        "../printerSettings/printerSettings1.bin",
    )
    text = parts[trade].decode()
    parts[trade] = text.replace("<pageSetup ", '<pageSetup r:id="rIdPrinter" ', 1).encode()
    parts["customXml/item1.xml"] = b'<facts xmlns="urn:x">kept</facts>'
    parts["customXml/itemProps1.xml"] = (
        f'{HEAD}<ds:datastoreItem ds:itemID="{{AAAAAAAA-2222-3333-4444-555555555555}}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"/>'.encode()
    )
    relate("xl/_rels/workbook.xml.rels", "rIdCustom", f"{OFFICE}/customXml", "../customXml/item1.xml")
    _threads(parts, relate, typed)
    _pivot(parts, relate, typed)
    _slicer(parts, relate, typed, change)
    change("xl/workbook.xml", "<calcPr ", '<calcPr iterate="1" iterateCount="50" ')
    parts["xl/calcChain.xml"] = f'{HEAD}<calcChain xmlns="{MAIN}"><c r="D4" i="1"/></calcChain>'.encode()
    typed("xl/calcChain.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml")
    relate("xl/_rels/workbook.xml.rels", "rIdChain", f"{OFFICE}/calcChain", "calcChain.xml")
    return packed(parts)


def _default(parts: dict[str, bytes]) -> None:
    text = parts["[Content_Types].xml"].decode()
    kind = '<Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"/>'
    parts["[Content_Types].xml"] = text.replace("<Default ", f"{kind}<Default ", 1).encode()


def _threads(parts: dict[str, bytes], relate: Any, typed: Any) -> None:
    spaces = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    kind = "http://schemas.microsoft.com/office/2017/10/relationships"
    guid = "{0A0A0A0A-1111-2222-3333-444444444444}"
    parts["xl/persons/person.xml"] = (
        f'{HEAD}<personList xmlns="{spaces}"><person displayName="P" id="{{0B0B0B0B-1111-2222-3333-444444444444}}" userId="P" providerId="None"/></personList>'.encode()
    )
    parts["xl/threadedComments/threadedComment1.xml"] = (
        f'{HEAD}<ThreadedComments xmlns="{spaces}"><threadedComment ref="B4" dT="2024-01-01T00:00:00.00" personId="{{0B0B0B0B-1111-2222-3333-444444444444}}" id="{guid}"><text>why so?</text></threadedComment></ThreadedComments>'.encode()
    )
    typed("xl/persons/person.xml", "application/vnd.ms-excel.person+xml")
    typed("xl/threadedComments/threadedComment1.xml", "application/vnd.ms-excel.threadedcomments+xml")
    relate("xl/_rels/workbook.xml.rels", "rIdPersons", f"{kind}/person", "persons/person.xml")
    relate(
        "xl/worksheets/_rels/sheet1.xml.rels",
        "rIdThreads",
        f"{kind}/threadedComment",
        "../threadedComments/threadedComment1.xml",
    )


def _pivot(parts: dict[str, bytes], relate: Any, typed: Any) -> None:
    base = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts["xl/pivotCache/pivotCacheDefinition1.xml"] = (
        f'{HEAD}<pivotCacheDefinition xmlns="{MAIN}" xmlns:r="{OFFICE}" r:id="rId1" refreshedBy="X" recordCount="1"><cacheSource type="worksheet">'
        '<worksheetSource ref="A3:C4" sheet="Trade"/></cacheSource><cacheFields count="1"><cacheField name="Name" numFmtId="0"><sharedItems count="1"><s v="{% for r in rows %}{{ r.name }}"/></sharedItems></cacheField></cacheFields></pivotCacheDefinition>'
    ).encode()
    parts["xl/pivotCache/pivotCacheRecords1.xml"] = (
        f'{HEAD}<pivotCacheRecords xmlns="{MAIN}" count="1"><r><x v="0"/></r></pivotCacheRecords>'.encode()
    )
    parts["xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels"] = (
        f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{OFFICE}/pivotCacheRecords" Target="pivotCacheRecords1.xml"/></Relationships>'.encode()
    )
    parts["xl/pivotTables/pivotTable1.xml"] = (
        f'{HEAD}<pivotTableDefinition xmlns="{MAIN}" name="Pivot" cacheId="7" dataCaption="Values"><location ref="A24:B25" firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/></pivotTableDefinition>'.encode()
    )
    parts["xl/pivotTables/_rels/pivotTable1.xml.rels"] = (
        f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{OFFICE}/pivotCacheDefinition" Target="../pivotCache/pivotCacheDefinition1.xml"/></Relationships>'.encode()
    )
    typed("xl/pivotCache/pivotCacheDefinition1.xml", f"{base}.pivotCacheDefinition+xml")
    typed("xl/pivotCache/pivotCacheRecords1.xml", f"{base}.pivotCacheRecords+xml")
    typed("xl/pivotTables/pivotTable1.xml", f"{base}.pivotTable+xml")
    relate(
        "xl/_rels/workbook.xml.rels",
        "rIdPivot",
        f"{OFFICE}/pivotCacheDefinition",
        "pivotCache/pivotCacheDefinition1.xml",
    )
    relate("xl/worksheets/_rels/sheet1.xml.rels", "rIdPivot", f"{OFFICE}/pivotTable", "../pivotTables/pivotTable1.xml")
    text = parts["xl/workbook.xml"].decode()
    parts["xl/workbook.xml"] = text.replace(
        "</workbook>", '<pivotCaches><pivotCache cacheId="7" r:id="rIdPivot"/></pivotCaches></workbook>'
    ).encode()


def _slicer(parts: dict[str, bytes], relate: Any, typed: Any, change: Any) -> None:
    kind = "http://schemas.microsoft.com/office/2007/relationships"
    parts["xl/slicerCaches/slicerCache1.xml"] = (
        f'{HEAD}<slicerCacheDefinition xmlns="{X14}" name="Slicer_Kind" sourceName="Kind"><extLst><x:ext xmlns:x="{MAIN}" uri="{{2F2917AC-EB37-4324-AD4E-5DD8C200BD13}}"/></extLst></slicerCacheDefinition>'.encode()
    )
    parts["xl/slicers/slicer1.xml"] = (
        f'{HEAD}<slicers xmlns="{X14}"><slicer name="Kind" cache="Slicer_Kind" caption="Kind" rowHeight="241300"/></slicers>'.encode()
    )
    typed("xl/slicerCaches/slicerCache1.xml", "application/vnd.ms-excel.slicerCache+xml")
    typed("xl/slicers/slicer1.xml", "application/vnd.ms-excel.slicer+xml")
    relate("xl/_rels/workbook.xml.rels", "rIdSlicerCache", f"{kind}/slicerCache", "slicerCaches/slicerCache1.xml")
    relate("xl/worksheets/_rels/sheet2.xml.rels", "rIdSlicer", f"{kind}/slicer", "../slicers/slicer1.xml")
    ext = f'<extLst><ext uri="{{3A4CF648-6AED-40f4-86FF-DC5316D8AED3}}" xmlns:x14="{X14}"><x14:slicerList><x14:slicer r:id="rIdSlicer"/></x14:slicerList></ext></extLst>'
    change("xl/worksheets/sheet2.xml", "</worksheet>", f"{ext}</worksheet>")


def packed(parts: dict[str, bytes]) -> bytes:
    """Return a zip file of the parts."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return out.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of a zip file."""
    with ZipFile(BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


FEATURES: dict[str, tuple[str, str]] = {
    "theme": ("xl/theme/theme1.xml", "<a:clrScheme"),
    "number formats": ("xl/styles.xml", r'formatCode="#,##0\.0"'),
    "fills": ("xl/styles.xml", "EEEEEE"),
    "borders": ("xl/styles.xml", '<left style="thin"'),
    "alignment and indent": ("xl/styles.xml", 'indent="1"'),
    "bold fonts": ("xl/styles.xml", "<b/>"),
    "formats of conditions": ("xl/styles.xml", "<dxf>"),
    "workbook-wide names": ("xl/workbook.xml", '<definedName name="Series"'),
    "names of one sheet": ("xl/workbook.xml", '<definedName name="Local" localSheetId="0"'),
    "print area": ("xl/workbook.xml", "_xlnm.Print_Area"),
    "print titles": ("xl/workbook.xml", r"_xlnm\.Print_Titles[^>]*>Trade!\$3:\$3"),
    "filter name": ("xl/workbook.xml", "_xlnm._FilterDatabase"),
    "hidden sheet": ("xl/workbook.xml", 'state="hidden"'),
    "very hidden sheet": ("xl/workbook.xml", 'state="veryHidden"'),
    "iterative calculation": ("xl/workbook.xml", 'iterate="1"'),
    "pivot caches": ("xl/workbook.xml", "<pivotCache "),
    "workbook window": ("xl/workbook.xml", "<workbookView"),
    "custom XML": ("customXml/item1.xml", "kept"),
    "custom XML properties": ("customXml/itemProps1.xml", "datastoreItem"),
    "core properties": ("docProps/core.xml", "<cp:keywords>K"),
    "title property": ("docProps/core.xml", "<dc:title>(Trade &amp; more|{{ title }})"),
    "company": ("docProps/app.xml", "<Company>Co"),
    "manager": ("docProps/app.xml", "<Manager>M"),
    "hyperlink base": ("docProps/app.xml", "<HyperlinkBase>https://example.org/base"),
    "custom properties": ("docProps/custom.xml", 'name="Reviewed"'),
    "persons": ("xl/persons/person.xml", "displayName"),
    "threaded comments": ("xl/threadedComments/threadedComment1.xml", "why so"),
    "printer settings": ("xl/printerSettings/printerSettings1.bin", "printer"),
    "pivot table": ("xl/pivotTables/pivotTable1.xml", 'name="Pivot"'),
    "pivot source": ("xl/pivotCache/pivotCacheDefinition1.xml", 'sheet="Trade"'),
    "pivot records": ("xl/pivotCache/pivotCacheRecords1.xml", "<r>"),
    "slicer": ("xl/slicers/slicer1.xml", 'caption="Kind"'),
    "slicer cache": ("xl/slicerCaches/slicerCache1.xml", "sourceName"),
    "slicer list": ("xl/worksheets/sheet2.xml", "<x14:slicer r:id"),
    "pictures": ("xl/media/image1.png", "PNG"),
    "in-cell pictures": ("xl/richData/rdrichvalue.xml", "<rv "),
    "in-cell picture relations": ("xl/richData/richValueRel.xml", "<rel "),
    "rich value structure": ("xl/richData/rdrichvaluestructure.xml", "_localImage"),
    "dynamic arrays": ("xl/metadata.xml", "XLDAPR"),
    "cell metadata": ("xl/worksheets/sheet1.xml", r'\bcm="\d'),
    "value metadata": ("xl/worksheets/sheet1.xml", r'\bvm="\d'),
    "array formula": ("xl/worksheets/sheet1.xml", '<f t="array"'),
    "check box": ("xl/featurePropertyBag/featurePropertyBag.xml", "Checkbox"),
    "button": ("xl/drawings/vmlDrawing1.vml", 'ObjectType="Button"'),
    "note boxes": ("xl/drawings/vmlDrawing1.vml", 'ObjectType="Note"'),
    "visible note": ("xl/drawings/vmlDrawing1.vml", "<x:Visible"),
    "note colour": ("xl/drawings/vmlDrawing1.vml", "(?i)#FFEECC"),
    "note texts": ("xl/comments1.xml", "a big note"),
    "note authors": ("xl/comments1.xml", "<author>X</author>"),
    "header picture": ("xl/drawings/vmlDrawing2.vml", "RH"),
    "legacy drawing of header": ("xl/worksheets/sheet1.xml", "<legacyDrawingHF "),
    "legacy drawing": ("xl/worksheets/sheet1.xml", "<legacyDrawing "),
    "drawing": ("xl/worksheets/sheet1.xml", "<drawing "),
    "background": ("xl/worksheets/sheet1.xml", "<picture "),
    "picture alternative text": ("xl/drawings/drawing1.xml", 'descr="A picture of it"'),
    "picture link": ("xl/drawings/drawing1.xml", "hlinkClick"),
    "text box": ("xl/drawings/drawing1.xml", r"words of (2011|{{ year }})"),
    "linked text box": ("xl/drawings/drawing1.xml", 'textlink="Trade!\\$B\\$'),
    "chart frame alternative text": ("xl/drawings/drawing1.xml", 'descr="Columns of exports"'),
    "anchor that moves only": ("xl/drawings/drawing1.xml", 'editAs="oneCell"'),
    "chart": ("xl/charts/chart1.xml", "<c:barChart>"),
    "combined chart": ("xl/charts/chart1.xml", "<c:lineChart>"),
    "second axis": ("xl/charts/chart1.xml", '<c:crosses val="max"/>'),
    "trend line": ("xl/charts/chart1.xml", "<c:trendline>"),
    "error bars": ("xl/charts/chart1.xml", "<c:errBars>"),
    "own data labels": ("xl/charts/chart1.xml", r"<c:dLbl>.*\$C\$"),
    "pattern fill": ("xl/charts/chart1.xml", "<a:pattFill"),
    "chart table": ("xl/charts/chart1.xml", "<c:dTable>"),
    "chart legend": ("xl/charts/chart1.xml", '<c:legendPos val="b"/>'),
    "chart title": ("xl/charts/chart1.xml", "Trade of (2011|{{ year }})"),
    "axis titles": ("xl/charts/chart1.xml", "<a:t>mln</a:t>"),
    "axis format": ("xl/charts/chart1.xml", 'formatCode="#,##0"'),
    "tick labels": ("xl/charts/chart1.xml", '<c:tickLblPos val="low"/>'),
    "chart sheet": ("xl/chartsheets/sheet1.xml", "<chartsheet"),
    "data bar": ("xl/worksheets/sheet1.xml", "<dataBar>"),
    "newer data bar": ("xl/worksheets/sheet1.xml", "<x14:dataBar"),
    "negative colour": ("xl/worksheets/sheet1.xml", "<x14:negativeFillColor"),
    "icon set": ("xl/worksheets/sheet1.xml", "<iconSet"),
    "colour scale": ("xl/worksheets/sheet1.xml", "<colorScale>"),
    "condition": ("xl/worksheets/sheet1.xml", 'type="cellIs"'),
    "validation": ("xl/worksheets/sheet1.xml", '<dataValidation type="decimal"'),
    "validation message": ("xl/worksheets/sheet1.xml", r'prompt="of (2011|{{ year }})"'),
    "newer validation": ("xl/worksheets/sheet1.xml", "<x14:dataValidation type"),
    "list validation": ("xl/worksheets/sheet2.xml", r"<formula1>Trade!\$A\$4"),
    "sparklines": ("xl/worksheets/sheet1.xml", "<x14:sparkline>"),
    "merged cells": ("xl/worksheets/sheet1.xml", r'<mergeCell ref="A\d+:D\d+"/>'),
    "hyperlinks": ("xl/worksheets/sheet1.xml", 'tooltip="a tip"'),
    "inner links": ("xl/worksheets/sheet1.xml", 'location="\'Other\'!A1"|location="Other!A1"'),
    "frozen panes": ("xl/worksheets/sheet1.xml", 'state="frozen'),
    "zoom": ("xl/worksheets/sheet1.xml", 'zoomScale="110"'),
    "tab colour": ("xl/worksheets/sheet1.xml", "<tabColor"),
    "protection": ("xl/worksheets/sheet1.xml", "<sheetProtection"),
    "protected ranges": ("xl/worksheets/sheet1.xml", '<protectedRange sqref="B4'),
    "ignored errors": ("xl/worksheets/sheet1.xml", "<ignoredError "),
    "scenarios": ("xl/worksheets/sheet1.xml", "<scenario name"),
    "watched cells": ("xl/worksheets/sheet1.xml", "<cellWatch "),
    "custom views": ("xl/worksheets/sheet1.xml", "<customSheetView "),
    "outline": ("xl/worksheets/sheet1.xml", 'outlineLevel="1"'),
    "row heights": ("xl/worksheets/sheet1.xml", 'ht="21.75"'),
    "column widths": ("xl/worksheets/sheet1.xml", "<col min"),
    "gridlines": ("xl/worksheets/sheet1.xml", 'showGridLines="0"'),
    "row breaks": ("xl/worksheets/sheet1.xml", "<rowBreaks"),
    "column breaks": ("xl/worksheets/sheet1.xml", "<colBreaks"),
    "fit to page": ("xl/worksheets/sheet1.xml", 'fitToHeight="0"'),
    "paper and orientation": ("xl/worksheets/sheet1.xml", 'orientation="landscape"'),
    "printer settings link": ("xl/worksheets/sheet1.xml", 'r:id="rIdPrinter"'),
    "margins": ("xl/worksheets/sheet1.xml", "<pageMargins"),
    "centred page": ("xl/worksheets/sheet1.xml", 'horizontalCentered="1"'),
    "header": ("xl/worksheets/sheet1.xml", r"<oddHeader>&amp;L(Trade &amp; more|Trade|{{ title }})"),
    "footer": ("xl/worksheets/sheet1.xml", "<oddFooter>&amp;CPage"),
    "right to left": ("xl/worksheets/sheet2.xml", 'rightToLeft="1"'),
    "filter with a criterion": ("xl/worksheets/sheet2.xml", "<customFilter"),
    "booleans": ("xl/worksheets/sheet2.xml", 't="b"'),
    "error values": ("xl/worksheets/sheet2.xml", "#DIV/0!"),
    "table": ("xl/tables/table1.xml", 'displayName="lines"'),
    "table alternative text": ("xl/tables/table1.xml", 'altText="Alt of it"'),
    "table style": ("xl/tables/table1.xml", "TableStyleLight11"),
    "table totals": ("xl/tables/table1.xml", 'totalsRowFunction="sum"'),
    "calculated column": ("xl/tables/table1.xml", "<calculatedColumnFormula>"),
    "rich text": ("xl/sharedStrings.xml", "<rPr><b/>"),
}
"""Each feature: the part that holds it, and a pattern of it."""
