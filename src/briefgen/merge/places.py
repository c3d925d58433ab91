"""Places: where a tag stands, in the words of somebody who looks at the document in Word."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from briefgen.merge.markup import Element, Markup, plain

if TYPE_CHECKING:
    from briefgen.merge.tags import Tag

_HEADING = re.compile(r"(?:heading|заголовок|überschrift|titre|title|название|назва)", re.IGNORECASE)
_STYLE = re.compile(r'w:val="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a part: paragraph of the part, or table, row and cell (all from 1), and the heading above."""

    part: str
    paragraph: int = 0
    table: int = 0
    row: int = 0
    cell: int = 0
    heading: str = ""

    def __str__(self) -> str:
        told = self.part
        if self.table:
            told += f", table {self.table}, row {self.row}, cell {self.cell}"
        elif self.paragraph:
            told += f", paragraph {self.paragraph}"
        return told


class Places:
    """Finds the places of the tags of one part; reads the part again when it is first asked."""

    def __init__(self, part: str, xml: str) -> None:
        self.part = part
        self._xml = xml
        self._starts: dict[tuple[int, str], dict[int, int]] = {}

    def spot(self, tag: Tag) -> Spot:
        """Return where a tag stands."""
        element = tag.element
        paragraph = element.up("w:p", "a:p") if element else None
        cell = element.up("w:tc") if element else None
        heading = self._heading(tag.piece)
        row = cell.up("w:tr") if cell else None
        table = row.up("w:tbl") if row else None
        if cell is None or row is None or table is None:
            return Spot(self.part, tag.paragraph if paragraph else 0, heading=heading)
        return Spot(
            self.part,
            tag.paragraph,
            self._number(self._markup.root, "w:tbl", table),
            self._number(table, "w:tr", row),
            self._number(row, "w:tc", cell),
            heading,
        )

    @cached_property
    def _markup(self) -> Markup:
        return Markup(self._xml)

    def _number(self, inside: Element, name: str, element: Element) -> int:
        """Return the how-manieth of its name an element is (of tables: in the part; of rows and cells: in theirs)."""
        whole = inside is self._markup.root
        key = (-1 if whole else inside.start, name)
        if key not in self._starts:
            own = (one.start for one in inside.every(name) if whole or _nearest(one, inside.name) == inside.start)
            self._starts[key] = {start: number for number, start in enumerate(own, 1)}
        return self._starts[key].get(element.start, 0)

    @cached_property
    def _headings(self) -> list[tuple[int, str]]:
        """Where each heading ends, and its text."""
        pieces = self._markup.pieces
        found = []
        for style in self._markup.root.every("w:pStyle"):
            name = _STYLE.search(pieces[style.start])
            paragraph = style.up("w:p")
            if name and paragraph and _HEADING.match(name[1]):
                texts = (plain(pieces[text.start + 1]) for text in paragraph.every("w:t") if text.end > text.start)
                found.append((paragraph.end, "".join(texts).strip()))
        return found

    def _heading(self, piece: int) -> str:
        """Return the text of the last heading before a piece."""
        at = bisect_left(self._headings, (piece, ""))
        return self._headings[at - 1][1] if at else ""


def _nearest(element: Element, name: str) -> int:
    parent = element.parent.up(name) if element.parent else None
    return parent.start if parent else -1
