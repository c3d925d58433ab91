"""Charts in Word: a native chart with the workbook it can be edited in."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from briefgen.package import Relationship, pack, relationships_name, with_relationships
from briefgen.writers.chart_xml import CONTENT_TYPE, NAMESPACE, RELATIONSHIP, chart_xml
from briefgen.writers.word.inline import words
from briefgen.writers.word.tables import below, caption
from briefgen.writers.word.workbook import chart_workbook

if TYPE_CHECKING:
    from briefgen.document import Chart
    from briefgen.package import Part
    from briefgen.writers.word.paper import Frame, Paper

WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PACKAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/package"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_EMU = 635  # in a twip
_HEIGHT = 0.42  # of the width
_FONT = "Arial"


def draw_chart(paper: Paper, chart: Chart, frame: Frame) -> str:
    """Return caption, subtitle, chart and source; the chart's parts are added by `chart_parts`."""
    number = len(paper.charts) + 1
    relationship = Relationship(f"rIdBriefChart{number}", RELATIONSHIP, f"charts/briefChart{number}.xml")
    paper.charts.append((relationship, chart))
    above = caption(paper, "chart", chart.title)
    if chart.subtitle:
        above += paper.paragraph("Figure Subtitle", words(chart.subtitle))
    wide, high = frame.width * _EMU, round(frame.width * _EMU * _HEIGHT)
    drawing = (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{wide}" cy="{high}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{paper.next_id()}" name="{escape(chart.name)}" descr="{escape(chart.alt)}"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic xmlns:a="{_A}"><a:graphicData uri="{NAMESPACE}">'
        f'<c:chart xmlns:c="{NAMESPACE}" r:id="{relationship.id}"/></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )
    return above + paper.paragraph("Figure", drawing) + below(paper, (), chart.source)


def chart_parts(paper: Paper, folder: str) -> tuple[dict[str, Part], dict[str, str]]:
    """Return the parts of all charts by name, and their content types; `folder` is that of the document."""
    parts: dict[str, Part] = {}
    types: dict[str, str] = {}
    for number, (relationship, chart) in enumerate(paper.charts, 1):
        name = f"{folder}/{relationship.target}"
        workbook, refs = chart_workbook(chart)
        book = f"embeddings/briefChart{number}.xlsx"
        links = with_relationships(None, [Relationship("rId1", _PACKAGE, f"../{book}")])
        parts[name] = pack(chart_xml(chart, refs, font=_FONT, workbook="rId1"))
        parts[relationships_name(name)] = pack(links.encode())
        parts[f"{folder}/{book}"] = pack(workbook, 0)
        types[name] = CONTENT_TYPE
    return parts, types
