"""The tree of blocks: step 5 makes it from the words, every writer of step 6 draws all of it.

Everything in it is in one language and ready to print: a printed number is text beside its exact value, so that no
writer formats anything and no two papers can differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, assert_never

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

# ---------------------------------------------------------------- inside a paragraph


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text.

    `origin` is the fact it prints, such as `figures.2.value`; empty: a computed value; None: the template's words.
    `language` is told only where it is not that of the paper.
    """

    text: str
    bold: bool = False
    italic: bool = False
    origin: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A link to an address outside the paper."""

    runs: tuple[Run, ...]
    target: str


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote; its number is given by the writer in order of appearance."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Break:
    """A new line inside a paragraph."""


Inline = Run | Link | Note | Break
Content = tuple[Inline, ...]

# ---------------------------------------------------------------- tables and charts


@dataclass(frozen=True, slots=True)
class Formula:
    """How a column is computed from others of the same table; the same thing gives the value and the Excel formula.

    sum: the columns added; difference: the first minus the second; growth: 100 x (this row / the row before - 1) of
    the one column named; share: 100 x first / second.
    """

    kind: Literal["sum", "difference", "growth", "share"]
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. `kind` decides alignment and, in Excel, type; `decimals` are those printed.

    `width` is a weight: the share of the table's width a column wants relative to the others.
    """

    key: str
    title: str
    kind: Literal["text", "code", "year", "number", "percent", "status"] = "text"
    decimals: int = 0
    formula: Formula | None = None
    width: float = 1.0
    group: str = ""
    """What it has in common with its neighbours of the same group: a head over all of them."""
    unit: str | None = None
    """The unit of its numbers where it is not that of the table; empty for bare numbers, such as ratios."""

    @property
    def heading(self) -> str:
        """The title with that of its group, for a table with one row of heads."""
        return f"{self.group}: {self.title}" if self.group else self.title


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: the text as printed, and for numbers the exact value in the column's unit.

    A number that is not known has `value` None and prints a sign that the table explains in `notes`.
    """

    text: str
    value: Fraction | None = None
    origin: str | None = None
    bold: bool = False
    language: str | None = None
    """Told only where it is not that of the paper."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with everything it needs to stand alone. `name` is the same in every paper and every language."""

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    unit: str | None = None
    source: str | None = None
    notes: tuple[str, ...] = ()
    total_rows: int = 0
    """How many of the last rows are totals."""

    def heads(self) -> list[tuple[str, int, int]]:
        """Return the upper row of heads: the title of a group, its first column, how many columns it spans.

        A column without a group stands alone, with an empty title.
        """
        found: list[tuple[str, int, int]] = []
        for at, column in enumerate(self.columns):
            if column.group and found and found[-1][0] == column.group:
                title, first, count = found[-1]
                found[-1] = (title, first, count + 1)
            else:
                found.append((column.group, at, 1))
        return found


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a chart: exact values (None: not known), drawn as bars or a line, in one of the four colours."""

    key: str
    name: str
    values: tuple[Fraction | None, ...]
    kind: Literal["bar", "line"] = "bar"
    colour: Literal[1, 2, 3, 4] = 1


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of one named table. `alt` tells in words what is seen, made from the data.

    `title` says what is seen, `subtitle` what is measured and in what unit. `number_format` tells how to print axis and
    label values: decimals, decimal mark and thousands mark, in that order.

    `stacked` puts the bars of a category one on another; `shares` does so too, in percent of their sum (of absolute
    values). `horizontal` draws bars to the right. `second_axis` names lines that have an axis of their own.
    """

    name: str
    title: str
    subtitle: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    alt: str
    source: str | None = None
    number_format: tuple[int, str, str] = (1, ",", "\u00a0")
    stacked: bool = False
    shares: bool = False
    horizontal: bool = False
    second_axis: tuple[str, ...] = ()

    def apart(self) -> tuple[Series, ...]:
        """Return the lines that are measured on the second axis: those named, or all beside shares.

        None if nothing would be left for the first axis.
        """
        found = tuple(one for one in self.series if one.kind == "line" and (self.shares or one.key in self.second_axis))
        return found if len(found) < len(self.series) else ()


# ---------------------------------------------------------------- blocks


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: level 1 is a section of the paper (its title is `Document.title`), at most level 3."""

    level: int
    content: Content


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text; role `small` is for sources and remarks."""

    content: Content
    role: Literal["body", "small", "lead"] = "body"


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list; an item is a sequence of blocks, its first a paragraph. An ordered list starts at 1."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Callout:
    """A box: `objective` opens the brief, `conflict` holds what sources dispute, `note` anything else."""

    kind: Literal["objective", "conflict", "note"]
    title: str | None
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A big number with its label, its change against the period before and the period."""

    value: str
    unit: str
    label: str
    change: str | None = None
    direction: Literal["up", "down", "flat"] | None = None
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """A row of three to five key figures."""

    items: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Blocks side by side; `widths` are shares that add up to 1."""

    widths: tuple[float, ...]
    parts: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block starts a page (in a workbook: nothing)."""


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents of the headings."""


Block = Heading | Paragraph | ListBlock | Table | Chart | Callout | KeyFigures | Columns | PageBreak | Contents


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a paper carries inside itself: `source` is what the paper was made from, `data` what it shows."""

    name: str
    data: bytes
    mime: str
    description: str
    relation: Literal["source", "data"] = "data"


@dataclass(frozen=True, slots=True)
class Document:
    """One paper in one language, ready to draw.

    `labels` are words that writers print of themselves ("Table", "Source", "page", "of", "Contents", ...), from the
    language file; `fields` are the values that a look may print in header, footer and title block:
    kind, title, marking, as_of, author, contact, status, version, own, partner.
    `moment` (seconds since 1970, UTC) is the only time that may stand in a file. `profile` names the official style
    that the paper follows where its look says nothing.
    """

    name: str
    language: str
    fields: dict[str, str]
    labels: dict[str, str]
    blocks: tuple[Block, ...]
    moment: int
    draft: bool = True
    attachments: tuple[Attachment, ...] = ()
    profile: str = ""

    @property
    def title(self) -> str:
        """Title of the paper."""
        return self.fields["title"]


def words(content: Content) -> str:
    """Return the text of a paragraph, a note in brackets."""
    made = []
    for inline in content:
        match inline:
            case Run():
                made.append(inline.text)
            case Break():
                made.append("\n")
            case Link():
                made.append("".join(run.text for run in inline.runs))
            case Note():
                made.append("[" + "".join(run.text for run in inline.runs) + "]")
    return "".join(made)


def outline(blocks: tuple[Block, ...], indent: str = "") -> Iterator[str]:
    """Yield the blocks as lines of plain text: for `briefgen show document`, and for tests to compare."""
    for block in blocks:
        match block:
            case Heading():
                yield f"{indent}{'#' * block.level} {words(block.content)}"
            case Paragraph():
                mark = "" if block.role == "body" else f"({block.role}) "
                yield f"{indent}{mark}{words(block.content)}"
            case ListBlock():
                for number, item in enumerate(block.items, start=1):
                    first, *rest = outline(item)
                    yield f"{indent}{f'{number}.' if block.ordered else '-'} {first}"
                    yield from (f"{indent}  {line}" for line in rest)
            case Table():
                yield f"{indent}[table {block.name}] {block.caption}" + (f" ({block.unit})" if block.unit else "")
                yield indent + " | ".join(column.heading for column in block.columns)
                yield from (indent + " | ".join(cell.text for cell in row) for row in block.rows)
                yield from (f"{indent}{line}" for line in (*block.notes, *filter(None, [block.source])))
            case Chart():
                yield f"{indent}[chart {block.name}] {block.title}"
                yield f"{indent}{block.subtitle}"
                yield f"{indent}({block.alt})"
            case Callout():
                yield f"{indent}[{block.kind}] {block.title or ''}".rstrip()
                yield from outline(block.blocks, indent + "  ")
            case KeyFigures():
                for one in block.items:
                    yield f"{indent}[key figure] {one.label}: {one.value} {one.unit} {one.change or ''}".rstrip()
            case Columns():
                for number, part in enumerate(block.parts, start=1):
                    yield f"{indent}[column {number}]"
                    yield from outline(part, indent + "  ")
            case PageBreak():
                yield f"{indent}[page break]"
            case Contents():
                yield f"{indent}[contents]"
            case _:
                assert_never(block)


def as_text(document: Document) -> str:
    """Return the whole document as plain text, fields first."""
    head = [f"{name}: {value}" for name, value in document.fields.items() if value]
    return "\n".join([*head, "", *outline(document.blocks)]) + "\n"
