"""Charts on a sheet: native chart parts and the frames that hold them, clear of the table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.writers.chart_xml import NAMESPACE, ChartRefs, chart_xml
from briefgen.writers.excel.cells import escaped
from briefgen.writers.excel.heights import DEFAULT
from briefgen.writers.excel.skeleton import digit_points, page_points, page_units
from briefgen.writers.excel.worksheet import DECLARATION

if TYPE_CHECKING:
    from briefgen.writers.excel.look import Look
    from briefgen.writers.excel.plan import Drawing
    from briefgen.writers.excel.worksheet import Worksheet

_EMU_PER_POINT = 12_700
_HEIGHT = 250.0  # points
_NARROWEST, _WIDEST, _BESIDE = 380.0, 560.0, 420.0
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_ART = "http://schemas.openxmlformats.org/drawingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def stands_below(sheet: Worksheet, look: Look) -> bool:
    """Say whether the charts fit under the table on its page; if not they stand at its right."""
    used = sum(sheet.heights)
    scale = min(1.0, page_units(look, sheet.widths.orientation) / sheet.widths.total)
    room = page_points(look, sheet.widths.orientation) / scale
    return used + len(sheet.drawings) * (_HEIGHT + 2 * DEFAULT) <= room


def drawing_xml(sheet: Worksheet, look: Look) -> str:
    """Return the drawing part of a sheet; its charts have the relationships chart1, chart2 and so on."""
    step = int(_HEIGHT / DEFAULT) + 2
    assert sheet.grid is not None  # noqa: S101 - the plan puts charts on sheets with a table
    if sheet.charts_below:
        column, top = 0, sheet.last_row + 1
        width = min(_WIDEST, max(_NARROWEST, sheet.widths.total * digit_points(look)))
    else:  # not over the header: that row is repeated on each printed page
        column, top, width = len(sheet.grid.headers) + 1, sheet.header_row, _BESIDE
    frames = "".join(
        _frame(drawing, number, column, top + (number - 1) * step, width)
        for number, drawing in enumerate(sheet.drawings, 1)
    )
    return f'{DECLARATION}<xdr:wsDr xmlns:xdr="{_DRAWING}" xmlns:a="{_ART}">{frames}</xdr:wsDr>'


def _frame(drawing: Drawing, number: int, column: int, row: int, width: float) -> str:
    chart = drawing.chart
    size = f'cx="{round(width * _EMU_PER_POINT)}" cy="{round(_HEIGHT * _EMU_PER_POINT)}"'
    return (
        f"<xdr:oneCellAnchor><xdr:from><xdr:col>{column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row}</xdr:row>"
        f"<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext {size}/>"
        f'<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="{number + 1}" name="{escaped(chart.name)}"'
        f' descr="{escaped(chart.alt)}" title="{escaped(chart.title)}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>'
        '<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic>'
        f'<a:graphicData uri="{NAMESPACE}"><c:chart xmlns:c="{NAMESPACE}" xmlns:r="{_RELATIONS}" r:id="chart{number}"/>'
        "</a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:oneCellAnchor>"
    )


def chart_part(sheet: Worksheet, drawing: Drawing, look: Look) -> bytes:
    """Return the chart part; its series are named as the headers of their columns, where it reads them from."""
    assert sheet.grid is not None and sheet.table is not None  # noqa: S101, PT018
    chart, headers = drawing.chart, sheet.grid.headers
    count = len(chart.categories)
    named = tuple(
        replace(series, name=headers[column]) for series, column in zip(chart.series, drawing.columns, strict=True)
    )
    refs = ChartRefs(
        sheet.cells(0, drawing.first, count),
        tuple(sheet.header_cell(column) for column in drawing.columns),
        tuple(sheet.cells(column, drawing.first, count) for column in drawing.columns),
    )
    return chart_xml(
        replace(chart, series=named),
        refs,
        title=chart.title,
        axis_title=sheet.table.unit or chart.subtitle,
        font=look.font,
    )
