"""Drawings of a sheet become charts with their series and axes, pictures and shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.audit.attributes import is_true, relation_of, whole
from briefgen.audit.book import Area, Axis, Chart, Series, Shape

if TYPE_CHECKING:
    from lxml.etree import _Element

    from briefgen.audit.book import Sheet

_EMU_PER_POINT = 12_700
_POINTS_PER_DIGIT = 5.25
_AXES = ("catAx", "valAx", "dateAx", "serAx")


def read_drawing(root: _Element, sheet: Sheet) -> list[tuple[Chart, str]]:
    """Put the shapes of a drawing on the sheet; return its charts with their relationships."""
    charts = []
    for anchor in root:
        for node in anchor:
            kind = node.tag.rpartition("}")[2]
            if kind not in ("graphicFrame", "pic", "sp", "cxnSp", "grpSp"):
                continue
            about = next(node.iter("{*}cNvPr"), None)
            name = "" if about is None else about.get("name", "")
            alt = "" if about is None else (about.get("descr") or "").strip()
            link = next((one for one in node.iter("{*}chart")), None)
            if kind == "graphicFrame" and link is not None:
                charts.append((Chart(name, alt, _area(anchor, sheet)), relation_of(link)))
            elif kind != "graphicFrame":
                sheet.shapes.append(Shape(kind, name, alt))
    return charts


def _area(anchor: _Element, sheet: Sheet) -> Area | None:
    """Return the cells that a chart lies on."""
    start, end, size = anchor.find("{*}from"), anchor.find("{*}to"), anchor.find("{*}ext")
    if start is None:
        return None
    top, left = _count(start, "row") + 1, _count(start, "col") + 1
    if end is not None:
        return Area(top, left, max(top, _count(end, "row") + 1), max(left, _count(end, "col") + 1))
    if size is None:
        return Area(top, left, top, left)
    wide, high = (whole(size.get(side)) / _EMU_PER_POINT for side in ("cx", "cy"))
    right, bottom = left, top
    while wide > sheet.width(right) * _POINTS_PER_DIGIT and right < left + 200:
        wide -= sheet.width(right) * _POINTS_PER_DIGIT
        right += 1
    while high > sheet.heights.get(bottom, sheet.default_height) and bottom < top + 2000:
        high -= sheet.heights.get(bottom, sheet.default_height)
        bottom += 1
    return Area(top, left, bottom, right)


def read_chart(root: _Element, chart: Chart) -> None:
    """Fill a chart from its part."""
    body = root.find("{*}chart")
    if body is None:
        return
    chart.title = _words(body.find("{*}title"))
    plot = body.find("{*}plotArea")
    for node in plot if plot is not None else ():
        kind = node.tag.rpartition("}")[2]
        if kind.endswith("Chart"):
            chart.plots.append(kind)
            chart.series += [_series(one) for one in node.iterfind("{*}ser")]
            chart.labelled = chart.labelled or any(is_true(one.get("val")) for one in node.iter("{*}showVal"))
        elif kind in _AXES:
            chart.axes.append(_axis(node, kind))
    if body.find("{*}view3D") is not None and not any("3D" in kind for kind in chart.plots):
        chart.plots.append("view3D")


def _series(node: _Element) -> Series:
    numbers = node.find("{*}val/{*}numRef")
    if numbers is None:
        numbers = node.find("{*}yVal/{*}numRef")
    stored: dict[int, float] = {}
    count = None
    if numbers is not None and (cache := numbers.find("{*}numCache")) is not None:
        size = cache.find("{*}ptCount")
        count = None if size is None else whole(size.get("val"))
        for one in cache.iterfind("{*}pt"):
            text = one.findtext("{*}v") or ""
            try:
                stored[whole(one.get("idx"))] = float(text)
            except ValueError:
                continue  # a text among the numbers is no number of the chart
    labels = node.find("{*}cat")
    if labels is None:
        labels = node.find("{*}xVal")
    reference = None if labels is None else next(iter(labels), None)
    cached = reference is not None and (
        reference.find("{*}strCache") is not None
        or reference.find("{*}numCache") is not None
        or reference.find("{*}multiLvlStrCache") is not None
        or str(reference.tag).endswith("Lit")
    )
    return Series(
        None if numbers is None else numbers.findtext("{*}f"),
        stored,
        count,
        None if reference is None else reference.findtext("{*}f"),
        cached or labels is None,
        _colour(node),
        count or len(stored),
    )


def _colour(node: _Element) -> str | None:
    shape = node.find("{*}spPr")
    if shape is None:
        return None
    for path in ("{*}solidFill/{*}srgbClr", "{*}ln/{*}solidFill/{*}srgbClr"):
        found = shape.find(path)
        if found is not None:
            value = found.get("val", "")
            return value.upper() if len(value) == 6 else None
    return None


def _axis(node: _Element, kind: str) -> Axis:
    delete, code = node.find("{*}delete"), node.find("{*}numFmt")
    return Axis(
        kind == "valAx",
        None if delete is None else delete.get("val", "1"),
        None if code is None else code.get("formatCode"),
        code is not None and is_true(code.get("sourceLinked")),
        _words(node.find("{*}title")),
    )


def _words(title: _Element | None) -> str:
    """Return the text of a title, typed or taken from a cell."""
    if title is None:
        return ""
    parts = [one.text or "" for one in title.iter("{*}t")] or [one.text or "" for one in title.iter("{*}v")]
    return "".join(parts).strip()


def _count(node: _Element, name: str) -> int:
    return whole((node.findtext(f"{{*}}{name}") or "").strip())
