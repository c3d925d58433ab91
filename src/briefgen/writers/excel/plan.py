"""The plan of a workbook: which sheets there are, and which text, table and charts stand on each."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from briefgen.document import Cell, Chart, Column, Heading, Table
from briefgen.writers.excel.lines import Line, Lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.document import Document
    from briefgen.writers.excel.names import Names

LABELS = (
    "back", "chart", "contact", "contents", "cover", "language", "none", "not_applicable", "not_available", "note",
    "notes", "one_table", "prepared_by", "sheet", "source", "title", "unit", "version", "as_of",
)  # fmt: skip
"""The words that a workbook prints of itself."""

CONTENTS_TABLE = "contents"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart on a sheet: the rows of the table it draws (from 0) and the columns of its series."""

    chart: Chart
    first: int
    columns: tuple[int, ...]


@dataclass(slots=True)
class Sheet:
    """One sheet: its title, the lines under it, at most one table, the charts of that table.

    `links` names, for each row of the table, the sheet that its first cell leads to.
    """

    title: str
    name: str
    lines: list[Line] = field(default_factory=list)
    table: Table | None = None
    drawings: list[Drawing] = field(default_factory=list)
    links: tuple[str, ...] = ()


def plan(document: Document, names: Names) -> list[Sheet]:
    """Return the sheets of a document: the cover, the contents, then one for each heading and each further table."""
    labels, lines = document.labels, Lines()
    cover = Sheet(document.title, names.sheet(labels["cover"]), _facts(document))
    contents = Sheet(labels["contents"], names.sheet(labels["contents"]))
    cover_end = Line(labels["contents"], "link", f"#{contents.name}")
    sheets, charts = [cover], []
    waiting: list[Line] = []  # text that may belong to the next table of its section
    section = cover
    for thing in lines.of(document.blocks):
        match thing:
            case Line() if section is cover:
                cover.lines.append(thing)
            case Line() if sheets[-1].table is None or (thing.role == "small" and not waiting):
                sheets[-1].lines.append(thing)
            case Line():
                waiting.append(thing)
            case Heading():
                sheets[-1].lines += waiting
                title, *rest = lines.paragraph(thing.content, "title") or [Line(labels["sheet"])]
                section = _sheet(title.text, names, rest)
                sheets.append(section)
                waiting = []
            case Table():
                if sheets[-1].table is not None or sheets[-1] is cover:
                    titled = waiting and waiting[0].role in ("heading", "subheading")
                    title_text = waiting.pop(0).text if titled else thing.caption
                    sheets.append(_sheet(title_text, names, waiting))
                    waiting = []
                sheets[-1].table = thing
            case Chart():
                charts.append((thing, sheets[-1]))
    sheets[-1].lines += waiting
    cover.lines.append(cover_end)
    for chart, beside in charts:
        _place(chart, beside, sheets, names, labels)
    contents.table, contents.links = _contents([cover, *sheets[1:]], labels)
    return [cover, contents, *sheets[1:]]


def _sheet(title: str, names: Names, lines: list[Line]) -> Sheet:
    one_line = " ".join(title.split())
    return Sheet(one_line, names.sheet(one_line), list(lines))


def _facts(document: Document) -> list[Line]:
    """Return the lines that open the cover: each field that is not empty."""
    fields, labels = document.fields, document.labels
    version = labelled(labels["version"], fields.get("version", ""))
    facts = (
        (fields.get("kind", ""), "lead"),
        (labelled(labels["as_of"], fields.get("as_of", "")), "body"),
        (labelled(labels["prepared_by"], fields.get("author", "")), "body"),
        (labelled(labels["contact"], fields.get("contact", "")), "body"),
        (". ".join(part for part in (fields.get("status", ""), version) if part), "body"),
        (labels["language"], "body"),
    )
    return [Line(text, role) for text, role in facts if text]


def labelled(label: str, value: str) -> str:
    """Return `label: value`, or the value alone where it is empty or says the label itself."""
    return value if not value or value.casefold().startswith(label.casefold()) else f"{label}: {value}"


def _contents(sheets: list[Sheet], labels: Mapping[str, str]) -> tuple[Table, tuple[str, ...]]:
    table = Table(
        CONTENTS_TABLE,
        labels["contents"],
        (Column("sheet", labels["sheet"]), Column("title", labels["title"], width=2)),
        tuple((Cell(sheet.name), Cell(sheet.title)) for sheet in sheets),
    )
    return table, tuple(sheet.name for sheet in sheets)


def _place(chart: Chart, beside: Sheet, sheets: list[Sheet], names: Names, labels: Mapping[str, str]) -> None:
    """Put the chart on the sheet whose table holds every number of it, or on a new sheet with such a table."""
    drawing, home = None, None
    for sheet in sheets:
        if sheet.table is not None and sheet.table.name == chart.name:
            home = home or sheet
            drawing = _drawing(chart, sheet.table)
            if drawing:
                home = sheet
                break
    if drawing is None or home is None:
        header = home.table.columns[0].title if home and home.table else labels["title"]
        table = _own_table(chart, header)
        home = Sheet(chart.title, names.sheet(chart.title), table=table)
        sheets.insert(sheets.index(beside) + 1, home)
        drawing = Drawing(chart, 0, tuple(range(1, len(table.columns))))
    home.drawings.append(drawing)
    said = chart.subtitle if chart.title == home.title else f"{chart.title}. {chart.subtitle}"
    home.lines.append(Line(f"{labels['chart']}: {said}", "small"))
    if chart.source and home.table and chart.source != home.table.source:
        home.lines.append(Line(labelled(labels["source"], chart.source), "small"))


def _drawing(chart: Chart, table: Table) -> Drawing | None:
    """Return where the numbers of a chart stand in the table, or None if they are not all there."""
    keys = {column.key: index for index, column in enumerate(table.columns)}
    if not chart.categories or any(series.key not in keys for series in chart.series):
        return None
    columns = tuple(keys[series.key] for series in chart.series)
    labels = [row[0].text for row in table.rows]
    length = len(chart.categories)
    for first in range(len(labels) - length + 1):
        if tuple(labels[first : first + length]) == chart.categories:
            rows = table.rows[first : first + length]
            same = all(
                row[column].value == value
                for series, column in zip(chart.series, columns, strict=True)
                for row, value in zip(rows, series.values, strict=True)
            )
            return Drawing(chart, first, columns) if same else None
    return None


def _own_table(chart: Chart, header: str) -> Table:
    decimals = chart.number_format[0]
    columns = [Column("category", header)]
    columns += [Column(series.key, series.name, "number", decimals) for series in chart.series]
    rows = []
    for index, category in enumerate(chart.categories):
        values = [series.values[index] for series in chart.series]
        cells = [Cell("…") if value is None else Cell(f"{float(value):.{decimals}f}", value) for value in values]
        rows.append((Cell(category), *cells))
    return Table(f"{chart.name}_chart", chart.subtitle, tuple(columns), tuple(rows), source=chart.source)


def numbered(table: Table, names: Names) -> Table:
    """Return the table with a name that no other table or range of the workbook has."""
    return replace(table, name=names.range(table.name))
