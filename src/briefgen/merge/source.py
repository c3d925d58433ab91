"""The source of a part: healed pieces, lifted tags and the marks of cells, as one Jinja template."""

from __future__ import annotations

import re
from operator import itemgetter
from typing import TYPE_CHECKING, Literal, NamedTuple

from briefgen.merge.blocks import CELL_TAGS, Block
from briefgen.merge.healing import TEXTS
from briefgen.merge.lifting import Unit, marks_of
from briefgen.merge.opening import IN_WORKBOOK
from briefgen.merge.tags import Tag

if TYPE_CHECKING:
    from briefgen.merge.healing import Healed
    from briefgen.merge.markup import Element

PRINT, PRINTED, STATE, STATED = "\x01", "\x02", "\x03", "\x04"
"""Brackets of tags in a source: characters that no XML can hold, so that no text is ever taken for a tag."""

OWN = "_own"
"""The filter that marks what the engine itself prints; it goes into attributes."""

_ID = re.compile(r'(<wp:docPr\b[^>]*?\bid=")\d+(")')
_PARA_ID = re.compile(r' w14:(?:paraId|textId)="[^"]*"')
_ONE_ID = re.compile(r'\bw:id="([^"]*)"')
_NEEDS_LAST = {"w:tc", "w:hdr", "w:ftr", "w:txbxContent", "w:footnote", "w:endnote", "w:comment"}
_CELL_ORDER = ("w:cnfStyle", "w:tcW", "w:gridSpan", "w:hMerge", "w:vMerge", "w:tcBorders", "w:shd")


class Around(NamedTuple):
    """What surrounds a printed tag.

    `kind` is its place: `word` and `drawing` text, plain text, an attribute, an address, a `number` of a chart, a
    `cell` of a workbook.
    `letters` and `paragraph` are the properties of its run and paragraph. `before` and `after` are set where the
    tag takes the place of its whole paragraph (`level` p) or run (r).
    """

    kind: Literal["word", "drawing", "text", "attribute", "address", "number", "cell"]
    letters: str = ""
    paragraph: str = ""
    level: Literal["p", "r"] | None = None
    before: str = ""
    after: str = ""
    last: bool = False


class Vanishing(NamedTuple):
    """Lets a paragraph of text disappear when everything printed in it is empty; names with `kept` do not count."""

    kept: str


class Writer:
    """Writes the source of one part."""

    def __init__(self, healed: Healed, units: list[Unit], blocks: list[Block], vanishing: Vanishing | None) -> None:
        self.healed = healed
        self.pieces = healed.markup.pieces
        self.units = units
        self.blocks = blocks
        self.arounds: list[Around] = []
        self._known: dict[Around, int] = {}
        self._before: dict[int, list[str | Tag]] = {}
        self._after: dict[int, list[str | Tag]] = {}
        self._contents = healed.contents
        self.vanishing = vanishing

    def write(self) -> str:
        """Return the source; each tag ends with a line break inside its brackets and knows its line."""
        for tag in self.healed.tags:
            if tag.kind == "print":
                tag.context = self._context(self._around(tag))
        self._cells()
        self._once()
        self._guards()
        if self.vanishing:
            self._vanish(self.vanishing)
        for unit in self.units:
            self._lift(unit)
        out: list[str] = []
        line = 1
        touched = self._before.keys() | self._contents.keys() | self._after.keys()
        for index, piece in enumerate(self.pieces):
            if index not in touched:
                line += piece.count("\n")
                out.append(piece)
                continue
            for part in (
                *self._before.get(index, ()), *self._contents.get(index, (piece,)), *self._after.get(index, ()),
            ):  # fmt: skip
                text = part if isinstance(part, str) else source_of(part)
                if isinstance(part, Tag):
                    part.line = line
                line += text.count("\n")
                out.append(text)
        return "".join(out)

    # ------------------------------------------------------------ printed tags

    def _context(self, around: Around) -> int:
        return self._known.setdefault(around, self._keep(around))

    def _keep(self, around: Around) -> int:
        if around in self._known:
            return self._known[around]
        self.arounds.append(around)
        return len(self.arounds) - 1

    def _around(self, tag: Tag) -> Around:
        element = tag.element
        assert element is not None  # noqa: S101 - healing placed it
        if tag.piece % 2:
            address = self.healed.part.endswith(".rels")
            return Around("address" if address else "attribute")
        if element.name == "c:v":
            return Around("number")
        if IN_WORKBOOK in self.healed.part:
            return Around("cell")
        paragraph = element.up("w:p", "a:p")
        if element.name not in TEXTS or element.name == "w:instrText" or paragraph is None:
            return Around("text")
        run = element.up("w:r", "a:r")
        letters = self._properties(run, "w:rPr", "a:rPr") if run else ""
        properties = _PARA_ID.sub("", self._properties(paragraph, "w:pPr", "a:pPr"))
        kind: Literal["word", "drawing"] = "word" if paragraph.name == "w:p" and element.name == "w:t" else "drawing"
        unit = next((u for u in self.units if tag in u.tags and u.level == tag.level), None) if tag.level else None
        if unit is None or tag.level not in {"p", "r"}:
            return Around(kind, letters, properties)
        level: Literal["p", "r"] = "p" if tag.level == "p" else "r"
        lead = "".join(self.pieces[unit.element.start : tag.piece])
        tail = "".join(self.pieces[tag.piece + 1 : unit.element.end + 1])
        lead, tail = _only_frame(lead), _only_frame(tail)
        last = level == "p" and self._is_last(unit.element)
        return Around(kind, letters, properties, level, lead, tail, last)

    def _properties(self, element: Element, *names: str) -> str:
        found = next((child for child in element.children if child.name in names), None)
        return "".join(self.pieces[found.start : found.end + 1]) if found else ""

    @staticmethod
    def _is_last(element: Element) -> bool:
        parent = element.parent
        return parent is not None and parent.name in _NEEDS_LAST and parent.children[-1] is element

    # ------------------------------------------------------------ cells of the docxtpl dialect

    def _cells(self) -> None:
        for tag in self.healed.tags:
            if tag.word not in CELL_TAGS or tag.element is None:
                continue
            cell = tag.element.up("w:tc")
            value = tag.inside[len(tag.word) :].strip()
            self._drop(tag)
            if cell is None:
                continue
            if tag.word == "colspan":
                self._cell_property(cell, "w:gridSpan", f'<w:gridSpan w:val="{_printed(value)}"/>')
            elif tag.word == "cellbg":
                colour = _printed(f"_colour({value})")
                self._cell_property(cell, "w:shd", f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>')
            elif tag.word == "vm":
                merge = _printed("'restart' if loop.first else 'continue'")
                self._cell_property(cell, "w:vMerge", f'<w:vMerge w:val="{merge}"/>')
                for child in cell.children:
                    if child.name == "w:p":
                        self._only_when(child, "loop.first")
            else:
                self._cell_property(cell, "w:gridSpan", f'<w:gridSpan w:val="{_printed("loop.length")}"/>')
                self._put_before(cell.start, _stated("if loop.first"))
                self._put_after(cell.end, _stated("endif"))

    def _cell_property(self, cell: Element, name: str, xml: str) -> None:
        """Put a property of a cell where the schema wants it, in place of one it has."""
        properties = next((child for child in cell.children if child.name == "w:tcPr"), None)
        if properties is None:
            self._put_after(cell.start, f"<w:tcPr>{xml}</w:tcPr>")
            return
        for child in properties.children:
            if child.name == name:
                self.pieces[child.start : child.end + 1] = ["", *[""] * (child.end - child.start)]
        if properties.start == properties.end:
            self.pieces[properties.start] = f"<w:tcPr>{xml}</w:tcPr>"
            return
        earlier = _CELL_ORDER[: _CELL_ORDER.index(name)]
        before = [child for child in properties.children if child.name in earlier]
        self._put_after(before[-1].end if before else properties.start, xml)

    def _only_when(self, paragraph: Element, condition: str) -> None:
        """Print the runs of a paragraph only under a condition."""
        inside = [child for child in paragraph.children if child.name != "w:pPr"]
        if inside:
            self._put_before(inside[0].start, _stated(f"if {condition}"))
            self._put_after(inside[-1].end, _stated("endif"))

    # ------------------------------------------------------------ what must not be doubled or halved

    def _once(self) -> None:
        """Keep ids unique in loops, and bookmarks and ranges of comments whole."""
        spans = [
            (block, number, first.piece, last.piece)
            for block in self.blocks
            for number, (first, last) in enumerate(zip(block.tags, block.tags[1:], strict=False))
        ]
        if not spans:
            return
        repeated = [(first, last) for block, _, first, last in spans if block.word in {"for", "macro", "call", "block"}]

        def body(piece: int) -> tuple[object, ...]:
            return tuple((block, number) for block, number, first, last in spans if first <= piece < last)

        for first, last in repeated:
            for index in range(first | 1, last, 2):
                piece = self.pieces[index]
                if "<wp:docPr" in piece and index not in self._contents:
                    self.pieces[index] = _ID.sub(rf"\g<1>{_printed('_next_id()')}\g<2>", piece)
                elif "w14:" in piece:
                    self.pieces[index] = _PARA_ID.sub("", piece)
        for start, end, *more in self._ranges():
            marks = [start, end, *more]
            if len({body(mark.start) for mark in marks}) > 1:
                self._collapse(start, end, more)
            elif any(first <= start.start < last for first, last in repeated):
                for number, mark in enumerate(marks):
                    self._put_before(mark.start, _stated(f"if _once('{start.start}.{number}')"))
                    self._put_after(mark.end, _stated("endif"))

    def _ranges(self) -> list[list[Element]]:
        """Return the marks that belong together: begin and end of a bookmark; of a comment, with its reference."""
        root = self.healed.markup.root
        found: dict[tuple[str, str], list[Element]] = {}
        kinds = {
            "w:bookmarkStart": "b", "w:bookmarkEnd": "b",
            "w:commentRangeStart": "c", "w:commentRangeEnd": "c", "w:commentReference": "c",
        }  # fmt: skip
        for mark in root.every(*kinds):
            number = _ONE_ID.search(self.pieces[mark.start])
            found.setdefault((kinds[mark.name], number[1] if number else ""), []).append(mark)
        return [marks for marks in found.values() if len(marks) > 1 and marks[0].name.endswith("Start")]

    def _collapse(self, start: Element, end: Element, more: list[Element]) -> None:
        """Let a range that may lose one end be a point (a bookmark) or a whole document's remark (a comment)."""
        last = self.pieces[end.start]
        self.pieces[end.start] = ""
        if not more:
            self.pieces[start.start] += last
        else:
            self.pieces[start.start] = ""

    def _guards(self) -> None:
        """Let cells end with a paragraph and tables without rows go, where lifted tags leave it to the data."""
        for unit in self.units:
            parent = unit.element.parent
            if parent is None:
                continue
            ends = parent.name in _NEEDS_LAST and unit.level == "p"
            if ends and parent.start not in self._guarded and self._may_lose_last(parent):
                self._guard(parent, "_cell", inside=True)
            elif unit.level in {"tr", "tc"}:
                table = unit.element.up("w:tbl")
                if table is not None and table.start not in self._guarded and self._may_be_empty(table, unit):
                    self._guard(table, "_table", inside=False)

    @property
    def _guarded(self) -> set[int]:
        return {index for index, parts in self._before.items() if any("_table" in str(part) for part in parts)} | {
            index for index, parts in self._after.items() if any("filter _cell" in str(part) for part in parts)
        }

    def _may_lose_last(self, parent: Element) -> bool:
        last = parent.children[-1]
        gone = any(unit.element is last and unit.tags[0].kind != "print" for unit in self.units)
        spans = ((block.tags[0].piece, block.tags[-1].piece) for block in self.blocks)
        return gone or any(parent.start < first < last.start < end for first, end in spans)

    def _may_be_empty(self, table: Element, unit: Unit) -> bool:
        if unit.level == "tc":
            return True
        lifted = {one.element for one in self.units}
        spans = [(b.tags[0].piece, b.tags[-1].piece) for b in self.blocks if table.start < b.tags[0].piece < table.end]
        rows = [row for row in table.children if row.name == "w:tr" and row not in lifted]
        return all(any(first < row.start < last for first, last in spans) for row in rows)

    def _guard(self, element: Element, name: str, *, inside: bool) -> None:
        """Send the text of an element through a filter, unless a block begins in it and ends elsewhere."""
        for block in self.blocks:
            here = sum(element.start < tag.piece < element.end for tag in block.tags)
            if 0 < here < len(block.tags):
                return
        if inside:
            self._after.setdefault(element.start, []).insert(0, _stated(f"filter {name}"))
            self._put_before(element.end, _stated("endfilter"))
        else:
            self._before.setdefault(element.start, []).append(_stated(f"filter {name}"))
            self._after.setdefault(element.end, []).insert(0, _stated("endfilter"))

    # ------------------------------------------------------------ paragraphs that vanish

    def _vanish(self, vanishing: Vanishing) -> None:
        root = self.healed.markup.root
        by_paragraph: dict[Element, list[Tag]] = {}
        for tag in self.healed.tags:
            paragraph = tag.element.up("w:p") if tag.element and tag.piece % 2 == 0 else None
            if paragraph is not None:
                by_paragraph.setdefault(paragraph, []).append(tag)
        for paragraph, tags in by_paragraph.items():
            printed = [t.inside for t in tags if t.kind == "print" and not t.inside.startswith(vanishing.kept)]
            plain = not any(tag.kind == "statement" or tag.level for tag in tags)
            if not printed or not plain or any(paragraph.every(*_PICTURES)):
                continue  # loops and conditions have names of their own; pictures and fields are more than the tags
            self._put_before(paragraph.start, _stated(f"if {' or '.join(f'({one}) is filled' for one in printed)}"))
            left = self._left(paragraph, root)
            self._put_after(paragraph.end, (_stated("else") + left if left else "") + _stated("endif"))

    def _left(self, paragraph: Element, root: Element) -> str:
        """Return what is left of a paragraph without its text, where the file needs it."""
        if self._is_last(paragraph) and paragraph.parent is not root:
            return f"{self.pieces[paragraph.start]}{self._properties(paragraph, 'w:pPr')}</w:p>"
        return ""

    # ------------------------------------------------------------ lifting

    def _lift(self, unit: Unit) -> None:
        element = unit.element
        if not unit.whole:
            for tag in unit.tags:
                self._drop(tag)
            self._before[element.start] = [*unit.first, *self._before.get(element.start, [])]
            self._after[element.end] = [*self._after.get(element.end, []), *unit.last]
            return
        inside: list[tuple[int, str | Tag]] = [(tag.piece, tag) for tag in unit.tags]
        for mark in marks_of(element):
            before, after = self._before.get(mark.start, ()), self._after.get(mark.end, ())
            inside += [(mark.start, part) for part in (*before, self.pieces[mark.start], *after)]
        inside.sort(key=itemgetter(0))
        lead, tail = self._before.pop(element.start, []), self._after.pop(element.end, [])
        for index in range(element.start, element.end + 1):
            self.pieces[index] = ""
            self._contents.pop(index, None)
            self._before.pop(index, None)
            self._after.pop(index, None)
        self._contents[element.start] = [*lead, *(part for _, part in inside), *tail]

    def _drop(self, tag: Tag) -> None:
        self._contents[tag.piece] = [part for part in self._contents[tag.piece] if part is not tag]

    def _put_before(self, piece: int, text: str) -> None:
        self._before.setdefault(piece, []).append(text)

    def _put_after(self, piece: int, text: str) -> None:
        self._after.setdefault(piece, []).append(text)


_PICTURES = (
    "w:drawing", "w:pict", "w:object", "w:fldChar", "w:fldSimple", "mc:AlternateContent", "w:footnoteReference",
    "w:sectPr",
)  # fmt: skip


def source_of(tag: Tag) -> str:
    """Return a tag for Jinja; the line break inside its brackets gives each its own line."""
    if tag.kind == "comment":
        return ""
    if tag.kind == "statement":
        return f"{STATE} {tag.inside}\n{STATED}"
    return f"{PRINT} ({tag.inside})\n{PRINTED}"


def _printed(expression: str) -> str:
    return f"{PRINT}({expression})|{OWN}{PRINTED}"


def _stated(statement: str) -> str:
    return f"{STATE} {statement} {STATED}"


def _only_frame(xml: str) -> str:
    """Return the markup around a lifted tag without bookmarks, which stay where they are."""
    return re.sub(r"<w:bookmark(?:Start|End)\b[^>]*/>", "", xml)
