"""Native charts: a `Chart` becomes the DrawingML chart part that Word and Excel draw and let users edit."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from html import escape
from typing import TYPE_CHECKING

from briefgen.writers.chart_bars import axes
from briefgen.writers.numbers import number_format, number_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.document import Chart, Series
    from briefgen.writers.chart_scale import Scale

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"
NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/chart"

INK, GREY, RULE = "1A1A1A", "5F6B76", "D0D5DA"
COLOURS = {1: "12436D", 2: "28A197", 3: "801650", 4: "F46A25"}
_MARKERS = {1: "circle", 2: "square", 3: "diamond", 4: "triangle"}
_DASHES = {1: "solid", 2: "dash", 3: "solid", 4: "sysDash"}
_AXES = (100000001, 100000002)  # of categories and of values
_SECOND_AXES = (100000003, 100000004)
_MARKS = {(",", "\u00a0"): "[$-422]", (",", "\u202f"): "[$-422]", (".", ","): "[$-809]"}  # a locale with these marks
_ROOM = 270  # characters that fit below a chart in three lines; longer names stand beside horizontal bars
_LABELLED = 12  # more bars than this have no room for their numbers

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<c:chartSpace xmlns:c="{NAMESPACE}"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<c:date1904 val="0"/><c:roundedCorners val="0"/>'
)
_NONE = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"


@dataclass(frozen=True)
class ChartRefs:
    """Cells a chart draws: `categories` once, `names` and `values` for each series (`Data!$B$2:$B$7`)."""

    categories: str
    names: tuple[str, ...]
    values: tuple[str, ...]


def chart_xml(
    chart: Chart,
    refs: ChartRefs,
    *,
    title: str | None = None,
    axis_title: str | None = None,
    font: str = "Arimo",
    workbook: str | None = None,
) -> bytes:
    """Return the whole chart part: bars side by side, stacked or as shares, lines, all values cached.

    `title` and `axis_title` (of the value axis) are printed only if given. `workbook` is the relationship
    of an embedded workbook, which Word needs to let users edit the data. Bars beside lines always stand upright:
    Office has no lines that run down.
    """
    numbered = list(enumerate(chart.series))
    apart = {id(series) for series in chart.apart()}
    bars = [(index, series) for index, series in numbered if series.kind == "bar"]
    lines = [(index, series) for index, series in numbered if series.kind == "line" and id(series) not in apart]
    seconds = [(index, series) for index, series in numbered if id(series) in apart]
    crowded = max(map(len, chart.categories), default=0) * len(chart.categories) > _ROOM
    flat = (chart.horizontal or crowded) and len(bars) == len(numbered)
    stacked = chart.stacked or chart.shares
    code = number_code(chart)
    labels = ""
    if len(chart.series) == 1 and len(chart.categories) <= _LABELLED and not (bars and stacked):
        labels = _data_labels(_printed(chart, code), "outEnd" if bars else "t", font)
    categories = _categories(chart.categories, refs.categories)
    plot = ""
    if bars:
        drawn = "".join(_series(index, series, refs, categories, code, labels) for index, series in bars)
        grouping = "percentStacked" if chart.shares else "stacked" if stacked else "clustered"
        plot += (
            f'<c:barChart><c:barDir val="{"bar" if flat else "col"}"/><c:grouping val="{grouping}"/>'
            f'<c:varyColors val="0"/>{drawn}<c:gapWidth val="60"/><c:overlap val="{100 if stacked else 0}"/>'
            f"{_axis_ids(_AXES)}</c:barChart>"
        )
    for group, pair in ((lines, _AXES), (seconds, _SECOND_AXES)):
        if group:
            drawn = "".join(_series(index, series, refs, categories, code, labels) for index, series in group)
            plot += (
                f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{drawn}'
                f'<c:marker val="1"/>{_axis_ids(pair)}</c:lineChart>'
            )
    own = [series for _, series in bars + lines]
    # Office does not see to it that two axes have zero at one height; shares it counts from 0 to 1
    first, second = axes(chart) if seconds and not chart.shares else (None, None)
    plot += _category_axis(font, _AXES, flat=flat) + _value_axis(chart, own, axis_title, font, first, flat=flat)
    if seconds:
        plot += _second_value_axis(chart, font, second) + _category_axis(font, _SECOND_AXES, hidden=True)
    legend = ""
    if len(chart.series) > 1:
        legend = f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_text(900, INK, font)}</c:legend>'
    heading = _title(title, 1200, font, bold=True) if title else ""
    external = ""
    if workbook:
        external = f'<c:externalData r:id="{workbook}"><c:autoUpdate val="0"/></c:externalData>'
    return (
        f'{_HEAD}<c:chart>{heading}<c:autoTitleDeleted val="{0 if title else 1}"/>'
        f"<c:plotArea><c:layout/>{plot}"
        f'{_NONE}</c:plotArea>{legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"{_NONE}{_text(900, INK, font)}{external}</c:chartSpace>"
    ).encode()


def number_code(chart: Chart, decimals: int | None = None) -> str:
    """Return the format code of the chart's numbers, such as `#,##0.0`; Office prints the reader's marks."""
    places = chart.number_format[0] if decimals is None else decimals
    return number_format(places, grouped=bool(chart.number_format[2]))


def _printed(chart: Chart, code: str) -> str:
    """Return the code with a locale whose marks are those of the paper, for programs that heed it."""
    return _MARKS.get(chart.number_format[1:], "") + code


def _axis_ids(pair: tuple[int, int]) -> str:
    return "".join(f'<c:axId val="{axis}"/>' for axis in pair)


def _series(index: int, series: Series, refs: ChartRefs, categories: str, code: str, labels: str) -> str:
    name = (
        f'<c:idx val="{index}"/><c:order val="{index}"/>'
        f"<c:tx><c:strRef><c:f>{escape(refs.names[index], quote=False)}</c:f>{_strings((series.name,))}"
        "</c:strRef></c:tx>"
    )
    fill = f'<a:solidFill><a:srgbClr val="{COLOURS[series.colour]}"/></a:solidFill>'
    values = _values(series.values, refs.values[index], code)
    if series.kind == "bar":
        return (
            f'<c:ser>{name}<c:spPr>{fill}<a:ln><a:noFill/></a:ln></c:spPr><c:invertIfNegative val="0"/>'
            f"{labels}{categories}{values}</c:ser>"
        )
    return (
        f'<c:ser>{name}<c:spPr><a:ln w="28575" cap="rnd">{fill}<a:prstDash val="{_DASHES[series.colour]}"/>'
        f'<a:round/></a:ln></c:spPr><c:marker><c:symbol val="{_MARKERS[series.colour]}"/><c:size val="7"/>'
        f'<c:spPr>{fill}<a:ln w="9525"><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></a:ln></c:spPr>'
        "</c:marker>"
        f'{labels}{categories}{values}<c:smooth val="0"/></c:ser>'
    )


def _categories(names: Sequence[str], reference: str) -> str:
    return f"<c:cat><c:strRef><c:f>{escape(reference, quote=False)}</c:f>{_strings(names)}</c:strRef></c:cat>"


def _strings(texts: Sequence[str]) -> str:
    points = "".join(
        f'<c:pt idx="{index}"><c:v>{escape(text, quote=False)}</c:v></c:pt>' for index, text in enumerate(texts)
    )
    return f'<c:strCache><c:ptCount val="{len(texts)}"/>{points}</c:strCache>'


def _values(values: Sequence[Fraction | None], reference: str, code: str) -> str:
    points = "".join(
        f'<c:pt idx="{index}"><c:v>{number_text(value)}</c:v></c:pt>'
        for index, value in enumerate(values)
        if value is not None
    )
    return (
        f"<c:val><c:numRef><c:f>{escape(reference, quote=False)}</c:f><c:numCache>"
        f'<c:formatCode>{code}</c:formatCode><c:ptCount val="{len(values)}"/>{points}'
        "</c:numCache></c:numRef></c:val>"
    )


def _category_axis(font: str, pair: tuple[int, int], *, flat: bool = False, hidden: bool = False) -> str:
    # labels stay below the plot ("low") also when bars go under zero; the axis line itself is the zero line
    orientation, side = ("maxMin", "l") if flat else ("minMax", "b")
    return (
        f'<c:catAx><c:axId val="{pair[0]}"/><c:scaling><c:orientation val="{orientation}"/></c:scaling>'
        f'<c:delete val="{int(hidden)}"/><c:axPos val="{side}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="{GREY}"/></a:solidFill></a:ln></c:spPr>'
        f'{_text(900, INK, font)}<c:crossAx val="{pair[1]}"/><c:crosses val="autoZero"/><c:auto val="0"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _value_axis(
    chart: Chart, own: Sequence[Series], axis_title: str | None, font: str, steps: Scale | None, *, flat: bool
) -> str:
    shares = chart.shares and own[0].kind == "bar"
    title = _title(axis_title, 900, font, rotated=not flat) if axis_title and not shares else ""
    grid = (
        f'<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="{RULE}"/></a:solidFill></a:ln></c:spPr>'
        f"</c:majorGridlines>{title}"
    )
    code = "0%" if shares else _axis_code(chart, own)
    # categories that run down from the top put this axis at their end, which is the foot
    return _any_value_axis(_AXES, "b" if flat else "l", grid, code, "max" if flat else "autoZero", font, steps)


def _second_value_axis(chart: Chart, font: str, steps: Scale | None) -> str:
    return _any_value_axis(_SECOND_AXES, "r", "", _axis_code(chart, chart.apart()), "max", font, steps)


def _any_value_axis(
    pair: tuple[int, int], side: str, inner: str, code: str, crosses: str, font: str, steps: Scale | None
) -> str:
    ends = unit = ""
    if steps:
        ends = f'<c:max val="{number_text(steps.high)}"/><c:min val="{number_text(steps.low)}"/>'
        unit = f'<c:majorUnit val="{number_text(steps.step)}"/>'
    return (
        f'<c:valAx><c:axId val="{pair[1]}"/><c:scaling><c:orientation val="minMax"/>{ends}</c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{side}"/>{inner}'
        f'<c:numFmt formatCode="{code}" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>'
        f'{_text(900, INK, font)}<c:crossAx val="{pair[0]}"/><c:crosses val="{crosses}"/>'
        f'<c:crossBetween val="between"/>{unit}</c:valAx>'
    )


def _axis_code(chart: Chart, measured: Sequence[Series]) -> str:
    known = [value for series in measured for value in series.values if value is not None]
    known.append(Fraction(0))
    span = max(known) - min(known)
    # Office puts marks at whole numbers from about ten on
    return _printed(chart, number_code(chart, 0 if span >= 10 else None))


def _data_labels(code: str, position: str, font: str) -> str:
    return (
        f'<c:dLbls><c:numFmt formatCode="{code}" sourceLinked="0"/>{_NONE}{_text(900, INK, font)}'
        f'<c:dLblPos val="{position}"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
    )


def _text(size: int, colour: str, font: str) -> str:
    face = _font("defRPr", size, colour, font)
    return f"<c:txPr><a:bodyPr/><a:p><a:pPr>{face}</a:pPr><a:endParaRPr/></a:p></c:txPr>"


def _font(tag: str, size: int, colour: str, font: str, *, bold: bool = False) -> str:
    return (
        f'<a:{tag} sz="{size}" b="{int(bold)}"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
        f'<a:latin typeface="{escape(font)}"/><a:cs typeface="{escape(font)}"/></a:{tag}>'
    )


def _title(text: str, size: int, font: str, *, bold: bool = False, rotated: bool = False) -> str:
    body = '<a:bodyPr rot="-5400000" vert="horz"/>' if rotated else "<a:bodyPr/>"
    colour = GREY if rotated else INK
    default = _font("defRPr", size, colour, font, bold=bold)
    own = _font("rPr", size, colour, font, bold=bold)
    return (
        f"<c:title><c:tx><c:rich>{body}<a:p><a:pPr>{default}</a:pPr>"
        f"<a:r>{own}<a:t>{escape(text, quote=False)}</a:t></a:r></a:p></c:rich></c:tx>"
        '<c:overlay val="0"/></c:title>'
    )
