"""The workbook of a document: the parts of its package, the same bytes for the same document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.findings import FindingsError, error
from briefgen.package import (
    CONTENT_TYPES,
    Part,
    Relationship,
    pack,
    relationships_name,
    with_content_types,
    with_relationships,
    write_package,
)
from briefgen.writers.chart_xml import CONTENT_TYPE as CHART_TYPE
from briefgen.writers.chart_xml import RELATIONSHIP as CHART_RELATION
from briefgen.writers.excel.drawing import chart_part, drawing_xml
from briefgen.writers.excel.layout import lay_out
from briefgen.writers.excel.look import Look
from briefgen.writers.excel.names import Names
from briefgen.writers.excel.plan import LABELS, plan
from briefgen.writers.excel.properties import (
    APP,
    DECLARATION,
    LEVEL,
    MAIN,
    OFFICE,
    PACKAGE,
    RELATIONS,
    TYPES,
    core_xml,
)
from briefgen.writers.excel.skeleton import LINK, Needs, skeleton
from briefgen.writers.excel.worksheet import table_xml, worksheet_xml
from briefgen.writers.looks import read_look

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.document import Document
    from briefgen.writers.excel.skeleton import Skeleton
    from briefgen.writers.excel.worksheet import Worksheet


def write(document: Document, look: Path) -> bytes:
    """Return the workbook (`.xlsx`) of a document in a look `*.xlsx.yaml`.

    Raises FindingsError for a faulty look (B603 to B605) and for what Excel cannot hold (B633 to B637).
    """
    how = read_look(look, Look)
    missing = [label for label in LABELS if label not in document.labels]
    if missing:
        raise FindingsError(
            error(
                "B637",
                f"the language `{document.language}` has no word for {', '.join(f'`{label}`' for label in missing)}",
                why="a workbook prints these words on its sheets",
                help=f"add them to the labels in the language file of `{document.language}`",
            )
        )
    names = Names(document.labels["sheet"])
    sheets, findings = lay_out(plan(document, names), document, how, names)
    if findings:
        raise FindingsError(*findings)
    return _package(sheets, document, how, skeleton(how, _needs(sheets)), names)


def _needs(sheets: list[Worksheet]) -> Needs:
    tables = [sheet.table for sheet in sheets if sheet.table]
    cells = {(code, sheet.middle) for sheet in sheets if sheet.grid for code in sheet.grid.formats}
    cells |= {(LINK, sheet.middle) for sheet in sheets if sheet.links}
    return Needs(
        tuple(sorted({(line.role, sheet.grid is None) for sheet in sheets for line in sheet.lines})),
        tuple(sorted(cells)),
        any(cell.bold for table in tables for row in table.rows for cell in row),
        any(table.total_rows for table in tables),
    )


def _package(sheets: list[Worksheet], document: Document, look: Look, base: Skeleton, names: Names) -> bytes:
    parts: dict[str, Part] = {}
    types = {
        "xl/workbook.xml": f"{OFFICE}.spreadsheetml.sheet.main+xml",
        "xl/styles.xml": f"{OFFICE}.spreadsheetml.styles+xml",
        "xl/theme/theme1.xml": f"{OFFICE}.theme+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app.xml": f"{OFFICE}.extended-properties+xml",
    }
    _add(parts, "_rels/.rels", with_relationships(None, (
        Relationship("workbook", f"{RELATIONS}/officeDocument", "xl/workbook.xml"),
        Relationship("core", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        Relationship("app", f"{RELATIONS}/extended-properties", "docProps/app.xml"),
    )))  # fmt: skip
    _add(parts, "xl/workbook.xml", _workbook_xml(sheets, names))
    _add(parts, relationships_name("xl/workbook.xml"), with_relationships(None, (
        *(
            Relationship(f"sheet{number}", f"{RELATIONS}/worksheet", f"worksheets/sheet{number}.xml")
            for number in range(1, len(sheets) + 1)
        ),
        Relationship("styles", f"{RELATIONS}/styles", "styles.xml"),
        Relationship("theme", f"{RELATIONS}/theme", "theme/theme1.xml"),
    )))  # fmt: skip
    parts["xl/styles.xml"], parts["xl/theme/theme1.xml"] = base.styles, base.theme
    _add(parts, "docProps/core.xml", _core_xml(document))
    _add(parts, "docProps/app.xml", APP)
    counts = {"table": 0, "drawing": 0, "chart": 0}
    for number, sheet in enumerate(sheets, 1):
        name = f"xl/worksheets/sheet{number}.xml"
        types[name] = f"{OFFICE}.spreadsheetml.worksheet+xml"
        _add(parts, name, worksheet_xml(sheet, base, first=number == 1))
        relations = [
            Relationship(f"link{index}", f"{RELATIONS}/hyperlink", target, external=True)
            for index, target in enumerate(sheet.outside_links, 1)
        ]
        relations += _table_part(sheet, parts, types, counts)
        relations += _drawing_parts(sheet, look, parts, types, counts)
        if relations:
            _add(parts, relationships_name(name), with_relationships(None, relations))
    _add(parts, CONTENT_TYPES, with_content_types(TYPES, types))
    return write_package(parts)


def _add(parts: dict[str, Part], name: str, xml: str | bytes) -> None:
    parts[name] = pack(xml.encode() if isinstance(xml, str) else xml, LEVEL)


def _table_part(
    sheet: Worksheet, parts: dict[str, Part], types: dict[str, str], counts: dict[str, int]
) -> list[Relationship]:
    if sheet.table is None or sheet.grid is None:
        return []
    counts["table"] += 1
    name = f"tables/table{counts['table']}.xml"
    types[f"xl/{name}"] = f"{OFFICE}.spreadsheetml.table+xml"
    _add(parts, f"xl/{name}", table_xml(sheet, sheet.table, sheet.grid, counts["table"]))
    return [Relationship("table", f"{RELATIONS}/table", f"../{name}")]


def _drawing_parts(
    sheet: Worksheet, look: Look, parts: dict[str, Part], types: dict[str, str], counts: dict[str, int]
) -> list[Relationship]:
    if not sheet.drawings:
        return []
    counts["drawing"] += 1
    name = f"xl/drawings/drawing{counts['drawing']}.xml"
    types[name] = f"{OFFICE}.drawing+xml"
    _add(parts, name, drawing_xml(sheet, look))
    charts = []
    for index, drawing in enumerate(sheet.drawings, 1):
        counts["chart"] += 1
        chart = f"charts/chart{counts['chart']}.xml"
        types[f"xl/{chart}"] = CHART_TYPE
        _add(parts, f"xl/{chart}", chart_part(sheet, drawing, look))
        charts.append(Relationship(f"chart{index}", CHART_RELATION, f"../{chart}"))
    _add(parts, relationships_name(name), with_relationships(None, charts))
    return [Relationship("drawing", f"{RELATIONS}/drawing", f"../{name.removeprefix('xl/')}")]


def _workbook_xml(sheets: list[Worksheet], names: Names) -> str:
    listed = "".join(
        f'<sheet name="{sheet.name}" sheetId="{number}" r:id="sheet{number}"/>'
        for number, sheet in enumerate(sheets, 1)
    )
    defined = [
        (f'name="_xlnm.Print_Titles" localSheetId="{number}"', sheet.print_titles)
        for number, sheet in enumerate(sheets)
        if sheet.print_titles
    ]
    for sheet in sheets:
        if sheet.table is not None and sheet.grid is not None:
            defined += [
                (f'name="{names.range(sheet.table.name, column.key)}"', sheet.cells(index))
                for index, column in enumerate(sheet.table.columns)
                if column.kind in ("number", "percent")
            ]
    ranges = "".join(f"<definedName {name}>{cells}</definedName>" for name, cells in defined)
    return (
        f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
        '<workbookPr/><bookViews><workbookView activeTab="0"/></bookViews>'
        f"<sheets>{listed}</sheets>"
        + (f"<definedNames>{ranges}</definedNames>" if ranges else "")
        + '<calcPr calcId="191029" fullCalcOnLoad="1"/></workbook>'
    )


def _core_xml(document: Document) -> str:
    fields = document.fields
    texts = (
        ("dc:title", document.title),
        ("dc:subject", fields.get("kind", "")),
        ("dc:creator", fields.get("author", "") or "briefgen"),
        ("dc:language", document.language),
        ("cp:contentStatus", fields.get("status", "")),
        ("cp:version", fields.get("version", "")),
    )
    return core_xml(texts, document.moment)
