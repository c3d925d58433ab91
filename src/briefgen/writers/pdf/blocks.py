"""Blocks become strips: the one place that knows every kind of block."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, assert_never

from briefgen.document import (
    Callout,
    Chart,
    Columns,
    Contents,
    Heading,
    KeyFigures,
    ListBlock,
    PageBreak,
    Paragraph,
    Run,
    Table,
)
from briefgen.findings import Finding, error
from briefgen.writers.pdf.charts import chart_strips
from briefgen.writers.pdf.contents import ContentsLine, HeadingLine, headings
from briefgen.writers.pdf.figures import figure_strips
from briefgen.writers.pdf.lines import SetLine
from briefgen.writers.pdf.pages import paginate
from briefgen.writers.pdf.strips import (
    Group,
    Nothing,
    Strip,
    boxed,
    kept,
    spaced,
    text_strips,
    together,
)
from briefgen.writers.pdf.tables import table_strips
from briefgen.writers.pdf.tags import BULLETS, NUMBERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.document import Block, Content, Document, Note
    from briefgen.writers.pdf.tags import Element
    from briefgen.writers.pdf.text import Typesetter

_NARROW = 70.0  # points: no text is set narrower by indents and columns
_COLUMN_GAP = 18.0
_LOWEST = 100.0  # points: the least height that boxes in boxes leave of a page
_WHOLE = 0.3  # a box lower than this share of the page is never parted
_DEEPEST_CONTENTS = 2


class Builder:
    """Builds the strips of one paper; counts its headings, tables and charts."""

    def __init__(self, document: Document, setter: Typesetter, room: float, root: Element) -> None:
        self.document = document
        self.element = root
        self.setter = setter
        self.room = room
        self.pages: dict[str, int] = {}
        self._titles = headings(document.blocks, numbered=setter.look.headings.numbered)
        self._heading = self._table = self._chart = 0
        self._body: Literal["body", "conflict"] = "body"
        self._notes: dict[int, list[Strip]] = {}
        self._note_elements: dict[int, Element] = {}
        self._above = 1 if setter.look.title_block.show and document.title.strip() else 0  # the title is a heading
        self._level = self._above  # of the heading before

    def strips(self, blocks: Sequence[Block], x: float, width: float, depth: int = 0) -> list[Strip]:
        """Return the strips of the blocks in a column of the width, x from the left edge of the text."""
        out: list[Strip] = []
        new_page = False
        for at, block in enumerate(blocks):
            if isinstance(block, PageBreak):
                new_page = True
                continue
            made = self._block(block, x, max(width, _NARROW), depth, blocks[at - 1] if at else None)
            self._place_notes(made)
            following = blocks[at + 1] if at + 1 < len(blocks) else None
            if isinstance(block, Paragraph) and isinstance(following, ListBlock):
                made = kept(made)
            if new_page and made:
                made[0] = made[0]._replace(new_page=True)
                new_page = False
            out += made
        return out

    def _place_notes(self, strips: Sequence[Strip]) -> None:
        """Let the footnotes be read behind the block that calls them."""
        for strip in strips:
            for number, _ in strip.notes:
                if number not in self._note_elements:
                    self._note_elements[number] = self.element.add("Note")

    @contextmanager
    def _inside(self, element: Element) -> Iterator[None]:
        """Let what is built belong to the element."""
        self.element, around = element, self.element
        yield
        self.element = around

    def _block(self, block: Block, x: float, width: float, depth: int, before: Block | None) -> list[Strip]:
        match block:
            case Heading():
                return self._heading_strips(block, x, width)
            case Paragraph():
                style = self.setter.style(self._body if block.role == "body" else block.role)
                lines = self.setter.lines(block.content, style, width)
                return text_strips(lines, style, x, width, element=self.element.add("P"))
            case ListBlock():
                return self._list(block, x, width, depth)
            case Table():
                self._table += 1
                title = self._title("table", self._table, block.caption)
                block = replace(block, source=self._source(block.source))
                return table_strips(self.setter, block, x, width, self.room, title, self.element)
            case Chart():
                self._chart += 1
                if not block.alt.strip():
                    self.setter.findings["alt", block.name] = _undescribed(block)
                title = self._title("chart", self._chart, block.title)
                block = replace(block, source=self._source(block.source))
                return chart_strips(self.setter, block, x, width, self.room, title, self.element.add("Div"))
            case Callout():
                return self._callout(block, x, width, depth)
            case KeyFigures():
                return figure_strips(self.setter, block, x, width, self.element)
            case Columns():
                return self._columns(block, x, width, depth)
            case Contents():
                return self._contents(x, width, titled=not isinstance(before, Heading))
            case PageBreak():
                return []
            case _ as never:
                assert_never(never)

    def _title(self, label: str, number: int, text: str) -> str:
        if not self.setter.look.captions.numbered:
            return text
        return f"{self.document.labels[label]}\u00a0{number}. {text}"

    def _source(self, source: str | None) -> str | None:
        return f"{self.document.labels['source']}: {source}" if source else None

    # ------------------------------------------------------------ headings and contents

    def _heading_strips(self, block: Heading, x: float, width: float) -> list[Strip]:
        number, title, level = self._titles[self._heading]
        mark = f"h{self._heading}"
        self._heading += 1
        style = self.setter.style(f"heading{level}")
        content: Content = (Run(f"{number}\u00a0"), *block.content) if number else block.content
        self._level = min(level + self._above, self._level + 1)  # no level is skipped, whatever the words do
        element = self.element.add(f"H{self._level}")
        lines = self.setter.lines(content, style, width)
        strips = text_strips(lines, style, x, width, keep=True, element=element)
        first = strips[0].what
        assert isinstance(first, SetLine)  # noqa: S101
        outlined = f"{number} {title}".strip()
        strips[0] = strips[0]._replace(what=HeadingLine(first, mark, outlined, level), marks=(mark,))
        return strips

    def _contents(self, x: float, width: float, *, titled: bool) -> list[Strip]:
        if not self._titles:
            return []
        style = self.setter.style("contents")
        contents = self.element.add("TOC")
        strips: list[Strip] = []
        if titled:
            title = self.setter.style("heading2")
            lines = self.setter.plain(self.document.labels["contents"], title, width)
            strips = text_strips(lines, title, x, width, keep=True, element=contents.add("Caption"))
        edge = self.setter.width("0000", style)
        for at, (number, text, level) in enumerate(self._titles):
            if level > _DEEPEST_CONTENTS:
                continue
            indent = (level - 1) * style.size * 1.4
            lines = self.setter.plain(f"{number} {text}".strip(), style, width - indent - edge)
            link = contents.add("TOCI").add("Reference").add("Link")
            for part, line in enumerate(lines):
                words = SetLine(line, x + indent, width - indent, style)
                last = part == len(lines) - 1
                entry = ContentsLine(words, f"h{at}", self.pages, self.setter, last, link)
                strips.append(Strip(style.leading, entry, keep=not last, element=link))
        return spaced(strips, 0, self.setter.style("body").after)

    # ------------------------------------------------------------ lists

    def _list(self, block: ListBlock, x: float, width: float, depth: int) -> list[Strip]:
        style = self.setter.style(self._body)
        labels = (
            [f"{at}." for at in range(1, len(block.items) + 1)]
            if block.ordered
            else (["•" if depth % 2 == 0 else "–"] * len(block.items))
        )
        widest = max((self.setter.width(label, style) for label in labels), default=0.0)
        indent = max(widest + style.size * 0.55, style.size * 1.25)
        if width - indent < _NARROW:
            indent = widest
        tight = style.after * 0.45
        out: list[Strip] = []
        whole = self.element.add("L", NUMBERS if block.ordered else BULLETS)
        for label, item in zip(labels, block.items, strict=True):
            entry = whole.add("LI")
            mark = entry.add("Lbl")
            with self._inside(entry.add("LBody")):
                made = self.strips(item, x + indent, width - indent, depth + 1)
            if not made:
                made = [Strip(style.leading, Nothing())]
            line = Strip(0, SetLine(self.setter.line(label, style), x, widest, style), element=mark)
            first = made[0]
            what = Group(((line, 0.0, 0.0), (first, 0.0, 0.0)))
            made[0] = first._replace(what=what)
            out += [strip._replace(after=min(strip.after, tight), before=min(strip.before, tight)) for strip in made]
        return spaced(out, 0, style.after)

    # ------------------------------------------------------------ boxes and columns

    def _callout(self, block: Callout, x: float, width: float, depth: int) -> list[Strip]:
        look, setter = self.setter.look.callout, self.setter
        accent = setter.colour({"objective": "accent", "conflict": "warning", "note": "quiet"}[block.kind])
        inset = look.padding + look.rule
        inner, inside = x + inset, max(width - inset - look.padding, _NARROW)
        strips: list[Strip] = []
        box = self.element.add("Div")
        if block.title:
            style = setter.style("callout")._replace(colour=accent)
            lines = setter.plain(block.title, style, inside)
            strips = text_strips(lines, style, inner, inside, keep=True, element=box.add("P"))
        room, body = self.room, self._body
        self.room = max(room - 2 * look.padding, _LOWEST)
        self._body = "conflict" if block.kind == "conflict" else body
        with self._inside(box):
            strips += self.strips(block.blocks, inner, inside, depth)
        self.room, self._body = room, body
        if sum(strip.height for strip in strips) < self.room * _WHOLE:
            strips = together(strips)
        opened = bool(strips) and strips[0].new_page
        made = boxed(strips, x, width, look.padding, look.rule, setter.colour("tint"), accent)
        after = setter.style("body").after
        made = spaced(made, after, after + 5)
        if opened:
            made[0] = made[0]._replace(new_page=True)
        return made

    def _columns(self, block: Columns, x: float, width: float, depth: int) -> list[Strip]:
        count = len(block.parts)
        if not count:
            return []
        free = width - _COLUMN_GAP * (count - 1)
        total = sum(block.widths[:count]) or 1.0
        widths = [free * share / total for share in block.widths[:count]]
        if len(widths) < count or min(widths) < _NARROW:
            return [strip for part in block.parts for strip in self.strips(part, x, width, depth)]
        starts = [x + sum(widths[:at]) + _COLUMN_GAP * at for at in range(count)]
        filled = []
        whole = self.element.add("Div")
        for part, start, wide in zip(block.parts, starts, widths, strict=True):
            with self._inside(whole.add("Div")):
                filled.append(paginate(self.strips(part, start, wide, depth), self.room, lambda *_: ()))
        out = []
        for at in range(max(len(pages) for pages in filled)):
            placed = [(strip, 0.0, y) for pages in filled if at < len(pages) for strip, y in pages[at].placed]
            height = max(pages[at].used for pages in filled if at < len(pages))
            notes = tuple(note for strip, *_ in placed for note in strip.notes)
            marks = tuple(mark for strip, *_ in placed for mark in strip.marks)
            out.append(Strip(height, Group(tuple(placed)), notes=notes, marks=marks))
        after = self.setter.style("body").after
        return spaced(out, after, after)

    # ------------------------------------------------------------ footnotes

    def note(self, number: int, note: Note, width: float) -> Sequence[Strip]:
        """Return the footnote in a measure, set once."""
        if number not in self._notes:
            style = self.setter.style("footnote")
            label = self.setter.line(str(number), style)
            indent = max(label.width + 4, 12.0)
            element = self._note_elements[number]
            mark, words = element.add("Lbl"), element.add("P")
            lines = self.setter.lines(note.runs, style, width - indent)
            strips = text_strips(lines, style, indent, width - indent, element=words)
            line = Strip(0, SetLine(label, 0, label.width, style._replace(align="left")), element=mark)
            what = Group(((line, 0.0, 0.0), (strips[0], 0.0, 0.0)))
            strips[0] = strips[0]._replace(what=what)
            self._notes[number] = [strip._replace(keep=False) for strip in strips]
        return self._notes[number]


def _undescribed(chart: Chart) -> Finding:
    return error(
        "B640",
        f"the chart `{chart.name}` has no description in words",
        why=f'"{chart.title}" would be silent for a reader who cannot see it',
        help="tell in one or two sentences what the chart shows",
    )
