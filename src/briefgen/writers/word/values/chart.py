"""Native charts as values: drawn by Word from an embedded workbook that people can edit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from html import escape
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from briefgen.document import Chart, Series
from briefgen.language import load
from briefgen.merge.values import ValueProblemError
from briefgen.package import Relationship, pack, relationships_name, with_relationships
from briefgen.writers.chart_xml import CONTENT_TYPE, NAMESPACE, RELATIONSHIP, chart_xml
from briefgen.writers.word.charts import WORKBOOK_TYPE
from briefgen.writers.word.values.sheet import Sheet, template_of
from briefgen.writers.word.values.text import allowed, only_in_body
from briefgen.writers.word.workbook import chart_workbook

if TYPE_CHECKING:
    from briefgen.merge.sink import Sink

_KINDS = ("bars", "horizontal", "stacked", "shares", "line")
_COLOURS: tuple[Literal[1, 2, 3, 4], ...] = (1, 2, 3, 4)
_MOST_POINTS = 10_000
_PACKAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/package"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EMU_IN_TWIP, _EMU_IN_MM = 635, 36_000
_SHAPE = 0.5  # of its width a chart is high
_FONT = "Arial"


@dataclass(frozen=True)
class DataChart:
    """A chart of rows (mappings), as wide as the text.

    `kind`: bars, horizontal (bars), stacked, shares (in percent) or line. `categories` is the key of the names,
    `series` the keys of the numbers, at most four (a mapping tells how each is called). `alt` tells in words what is
    seen. `decimals` are those printed (None: as many as the numbers have), `unit` stands at the axis; `height` is in
    mm.
    """

    rows: Sequence[Mapping[str, Any]]
    categories: str
    series: Sequence[str] | Mapping[str, str]
    alt: str | None = None
    kind: str = "bars"
    title: str = ""
    decimals: int | None = None
    unit: str = ""
    height: float | None = None
    level: ClassVar[Literal["run", "block"]] = "block"

    def word(self, sink: Sink) -> str:
        """Return the paragraph with the chart; raise ValueProblemError where it cannot be drawn."""
        only_in_body(sink, "a chart")
        if not (self.alt or "").strip():
            raise ValueProblemError(
                "the chart has no alternative text, so it says nothing to people who cannot see it",
                'write what it shows: `|chart(alt="...")`',
            )
        if self.kind not in _KINDS:
            raise ValueProblemError(f"`{self.kind}` is no kind of chart", f"write one of {', '.join(_KINDS)}")
        chart = self._chart(sink.language)
        related = stored(sink, chart, allowed(self.title) or None, allowed(self.unit) or None)
        wide = sink.width * _EMU_IN_TWIP
        high = round(self.height * _EMU_IN_MM if self.height else wide * _SHAPE)
        number = sink.next_id()
        drawing = (
            f'<w:r><w:drawing><wp:inline xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{wide}" cy="{high}"/><wp:docPr id="{number}" name="Chart {number}"'
            f' descr="{escape(chart.alt)}"/><wp:cNvGraphicFramePr/><a:graphic xmlns:a="{_A}"><a:graphicData'
            f' uri="{NAMESPACE}"><c:chart xmlns:c="{NAMESPACE}" xmlns:r="{_R}" r:id="{related}"/></a:graphicData>'
            "</a:graphic></wp:inline></w:drawing></w:r>"
        )
        sheet = Sheet(sink)
        return sheet.finished(sheet.paragraph("Figure", drawing))

    def _chart(self, language: str) -> Chart:
        keys = list(self.series)
        if not 1 <= len(keys) <= len(_COLOURS):
            raise ValueProblemError(f"the chart has {len(keys)} series", "draw one to four; more cannot be told apart")
        if not isinstance(self.rows, (list, tuple)) or not all(isinstance(row, Mapping) for row in self.rows):
            raise ValueProblemError("the data of the chart is no list of rows", "give a list of mappings")
        if not 1 <= len(self.rows) <= _MOST_POINTS:
            raise ValueProblemError(f"the chart has {len(self.rows)} rows", f"draw 1 to {_MOST_POINTS}")
        names = self.series if isinstance(self.series, Mapping) else {key: key for key in keys}
        columns = {key: [_number(row, key, number) for number, row in enumerate(self.rows, 1)] for key in keys}
        decimals = self.decimals
        if decimals is None:
            decimals = max(_decimals(value) for column in columns.values() for value in column)
        _, decimal, thousands = load(language).number_format
        line = self.kind == "line"
        return Chart(
            name="chart",
            title=self.title,
            subtitle=self.unit,
            categories=tuple(allowed(str(_cell(row, self.categories, n))) for n, row in enumerate(self.rows, 1)),
            series=tuple(
                Series(key, allowed(str(names[key])), tuple(columns[key]), "line" if line else "bar", colour)
                for key, colour in zip(keys, _COLOURS, strict=False)
            ),
            alt=allowed(self.alt or ""),
            number_format=(decimals, decimal, thousands),
            stacked=self.kind == "stacked",
            shares=self.kind == "shares",
            horizontal=self.kind == "horizontal",
        )


def _cell(row: Mapping[str, Any], key: str, number: int) -> Any:
    if key not in row:
        from briefgen.findings import did_you_mean

        raise ValueProblemError(
            f"row {number} of the chart has no `{key}`",
            did_you_mean(key, map(str, row)) or "write null for a number that is not known",
        )
    return row[key]


def _number(row: Mapping[str, Any], key: str, number: int) -> Fraction | None:
    value = _cell(row, key, number)
    if value is None:
        return None
    try:
        if isinstance(value, bool):
            raise TypeError
        exact = value if isinstance(value, (int, Fraction)) else Decimal(str(value))
        return Fraction(exact)
    except (InvalidOperation, ValueError, OverflowError, TypeError):
        raise ValueProblemError(
            f"`{value}`, `{key}` of row {number} of the chart, is no number", "write digits with a point, or null"
        ) from None


def _decimals(value: Fraction | None) -> int:
    """Return how many decimals a number needs, at most three."""
    if value is None:
        return 0
    return next((places for places in range(3) if (value * 10**places).denominator == 1), 3)


def stored(sink: Sink, chart: Chart, title: str | None = None, axis_title: str | None = None) -> str:
    """Add the parts of a chart to the document; return its relationship."""
    template = template_of(sink)
    parts, folder = sink.everything.parts, template.main.rpartition("/")[0]
    number = 1
    while (name := f"{folder}/charts/briefgen{number}.xml") in parts or name in template.parts:
        number += 1
    book = f"{folder}/embeddings/briefgen{number}.xlsx"
    workbook, refs = chart_workbook(chart)
    parts[book] = pack(workbook, 0)
    links = with_relationships(None, [Relationship("rId1", _PACKAGE, f"/{book}")])
    parts[relationships_name(name)] = pack(links.encode())
    sink.everything.extensions["xlsx"] = WORKBOOK_TYPE
    drawn = chart_xml(chart, refs, title=title, axis_title=axis_title, font=_FONT, workbook="rId1")
    return sink.add(name, drawn, CONTENT_TYPE, RELATIONSHIP)
