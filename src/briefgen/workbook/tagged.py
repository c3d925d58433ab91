"""Tags in cells: healed, told apart into those that repeat rows or columns and those that stay in their cell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from briefgen.formulas.references import column_letters, reference
from briefgen.merge.blocks import Block, Mistake, match, opens
from briefgen.merge.healing import Healed
from briefgen.merge.markup import plain
from briefgen.merge.tags import Tag, straight

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.workbook.sheet import Cell, Row

Reach = Literal["row", "col", "sheet"]
"""What a block repeats; None is a block inside one cell."""

REPEATING = {"if", "for", "with"}
"""Blocks that may take in rows; the others stay in one cell."""

_REACH = re.compile(r"(row|col|sheet)\s+(\S.*)", re.DOTALL)
_LEVELS: dict[str, Reach] = {"tr": "row", "tc": "col"}
_PHONETIC = re.compile(r"<rPh\b.*?</rPh>|<phoneticPr\b[^>]*/>", re.DOTALL)
_TEXT = re.compile(r"<t\b[^>]*>([^<]*)</t>")
_ANY = re.compile(r"\{[{%#]|\{_[{%]|\}_\}|%_\}|[}%]\}")  # exactly what healing changes or tells


@dataclass(slots=True, eq=False)
class Tagged:
    """A cell (or a note, a link: `cell` is None) with tags: those before and after its row, and what it prints.

    `stream` has the markup and words of the cell and its tags in turn; `rich` tells of runs with their own letters,
    `about` of a text that is no cell which it is.
    """

    row: int
    column: int
    address: str
    healed: Healed
    cell: Cell | None = None
    stream: list[str | Tag] = field(default_factory=list)
    lead: list[Tag] = field(default_factory=list)
    trail: list[Tag] = field(default_factory=list)
    rich: bool = False
    about: tuple[str, int] = ("", 0)

    @property
    def single(self) -> bool:
        """Say whether it prints exactly one value and nothing else, so that the value keeps its type."""
        kinds = [part.kind if isinstance(part, Tag) else "words" for part in self.stream]
        plain = all(
            not isinstance(part, Tag) or part.kind != "statement" or part.word in {"set", "do"} for part in self.stream
        )
        opens_none = not any(isinstance(part, Tag) and opens(part) for part in self.stream)
        return kinds.count("print") == 1 and "words" not in kinds and plain and opens_none

    @property
    def prints(self) -> bool:
        """Say whether anything can come out of it."""
        return any(isinstance(one, str) or one.kind == "print" for one in self.stream)


@dataclass(slots=True, eq=False)
class Found:
    """The tags of a sheet: cells by row, blocks that repeat, tags without partner, tags of the whole sheet."""

    cells: dict[tuple[int, int], Tagged] = field(default_factory=dict)
    tags: list[Tag] = field(default_factory=list)
    reach: dict[Tag, Reach] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    unmatched: list[Mistake] = field(default_factory=list)
    sheet: list[Tag] = field(default_factory=list)


def has_tags(text: str | None) -> bool:
    """Say whether a text may hold tags."""
    if not text or ("{" not in text and "}" not in text):
        return False
    return _ANY.search(words_of(text)) is not None


def heal(address: str, inside: str) -> Healed:
    """Return the inside of a string item with its tags found."""
    return Healed(address, f"<si>{_PHONETIC.sub('', inside)}</si>")


def attach(row: int, column: int, inside: str, about: tuple[str, int]) -> Tagged:
    """Return a text that belongs to a cell without being in it; `about` says which it is."""
    address = f"{column_letters(column)}{row}"
    one = Tagged(row, column, address, heal(address, inside), about=about)
    one.stream = _stream(one)
    one.rich = "<r>" in inside
    if not one.rich:
        one.stream = [part for part in one.stream if isinstance(part, Tag) or not part.startswith("<")]
    return one


def find(rows: Iterable[Row]) -> Found:
    """Return the tags of the cells of a sheet."""
    found = Found()
    for row in rows:
        for cell in row.cells:
            if not has_tags(cell.text) or cell.formula is not None:
                continue
            healed = heal(cell.address, cell.text or "")
            if not healed.tags and not healed.broken and healed.verbatim is None and not healed.contents:
                continue
            found.cells[cell.row, cell.column] = Tagged(cell.row, cell.column, cell.address, healed, cell)
            found.tags += healed.tags
    for tag in found.tags:
        _reach(tag, found)
    _match(found)
    for one in found.cells.values():
        _divide(one, found)
    return found


def _reach(tag: Tag, found: Found) -> None:
    """Tell what the prefix of a tag asks for, and take the prefix off."""
    if tag.level in {"p", "r"} or (tag.level and tag.kind == "print"):  # Word's; here `r` is a name like any other
        tag.inside, tag.level = straight(tag.written[2:-2]).strip(), None
    if tag.word == "xv":  # how xltpl asks for a value with its type
        tag.kind, tag.inside = "print", tag.inside[2:].strip()
    asked = _REACH.match(tag.inside) if tag.kind == "statement" else None
    if asked:
        found.reach[tag] = asked[1]  # type: ignore[assignment]
        tag.inside = asked[2].strip()
    elif tag.level in _LEVELS and tag.kind == "statement":
        found.reach[tag] = _LEVELS[tag.level]
    if found.reach.get(tag) == "sheet":
        found.sheet.append(tag)


def _match(found: Found) -> None:
    columns = [tag for tag in found.tags if found.reach.get(tag) == "col"]
    columns.sort(key=lambda tag: _column(tag))
    others = [tag for tag in found.tags if found.reach.get(tag) not in {"col", "sheet"}]
    blocks, mistakes = match(columns)
    more, unmatched = match(others)
    found.unmatched = [*mistakes, *unmatched]
    found.blocks = blocks
    for block in more:
        if len({tag.part for tag in block.tags}) > 1 or any(found.reach.get(tag) == "row" for tag in block.tags):
            found.blocks.append(block)
            for tag in block.tags:
                found.reach[tag] = "row"


def _column(tag: Tag) -> int:
    return reference(tag.part).column


def _divide(one: Tagged, found: Found) -> None:
    """Divide the stream of a cell into the tags before its row, what stays, and the tags behind."""
    stream = _stream(one)
    moving = [index for index, part in enumerate(stream) if isinstance(part, Tag) and part in found.reach]
    first = next((index for index, part in enumerate(stream) if _counts(part)), len(stream))
    last = next((index for index in range(len(stream) - 1, -1, -1) if _counts(stream[index])), -1)
    before = [index for index in moving if index < first]
    after = [index for index in moving if index > last and index not in before]
    if before:  # statements such as `set` between those tags keep their order
        cut = before[-1] + 1
        one.lead = [part for part in stream[:cut] if isinstance(part, Tag)]
        stream = [*(part for part in stream[:cut] if isinstance(part, str)), *stream[cut:]]
    if after:
        cut = next(index for index, part in enumerate(stream) if isinstance(part, Tag) and part in found.reach)
        one.trail = [part for part in stream[cut:] if isinstance(part, Tag)]
        stream = [*stream[:cut], *(part for part in stream[cut:] if isinstance(part, str))]
    one.rich = any(isinstance(part, str) and part.startswith("<r") for part in stream)
    one.stream = stream if one.rich else [part for part in stream if isinstance(part, Tag) or not part.startswith("<")]
    if one.rich and not any(isinstance(part, Tag) or not part.startswith("<") for part in stream):
        one.rich, one.stream = False, []


def _counts(part: str | Tag) -> bool:
    """Say whether a part of a stream is more than markup and statements."""
    if isinstance(part, Tag):
        return part.kind == "print"
    return bool(part.strip()) and not part.startswith("<")


def _stream(one: Tagged) -> list[str | Tag]:
    """Return the markup, words and tags of a cell in turn, without the marks of the item itself."""
    pieces, contents = one.healed.markup.pieces, one.healed.contents
    parts = (part for index, piece in enumerate(pieces) for part in contents.get(index, [piece]))
    return [part for part in parts if part and part not in ("<si>", "</si>")]


def words_of(inside: str) -> str:
    """Return the words of the inside of a string item."""
    return plain("".join(_TEXT.findall(_PHONETIC.sub("", inside) if "<rPh" in inside else inside)))
