"""Lifting: a paragraph, row, cell or run that holds only block tags disappears, its tags take its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefgen.merge.blocks import CELL_TAGS, Block, opens
from briefgen.merge.joining import join
from briefgen.merge.tags import Level, Tag

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.merge.healing import Healed
    from briefgen.merge.markup import Element

_NAMES: dict[Level, tuple[str, ...]] = {
    "p": ("w:p", "a:p"),
    "tr": ("w:tr", "a:tr"),
    "tc": ("w:tc", "a:tc"),
    "r": ("w:r", "a:r"),
}
_WIDTH = {"tr": 3, "tc": 2, "p": 1, "r": 0}
_MORE_THAN_TEXT = {
    "w:drawing", "w:pict", "w:object", "w:fldChar", "w:fldSimple", "mc:AlternateContent", "w:footnoteReference",
    "w:endnoteReference", "w:commentReference", "w:sectPr", "w:sym", "m:oMath", "w:sdt", "w:ptab", "w:subDoc",
    "w:altChunk",
}  # fmt: skip
_KEPT = {"w:bookmarkStart", "w:bookmarkEnd"}


@dataclass(slots=True, eq=False)
class Unit:
    """A paragraph, row, cell or run with the tags in it; `whole`: nothing else is in it.

    A lifted unit that is not whole keeps its content: its first tags go before it, its last ones behind.
    """

    element: Element
    level: Level
    tags: list[Tag]
    forced: bool
    whole: bool
    lifted: bool = True
    first: list[Tag] = field(default_factory=list)
    last: list[Tag] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Lifted:
    """The units of a part, and what is wrong: tags beside text, prefixes out of place, blocks across structure."""

    units: list[Unit] = field(default_factory=list)
    beside: list[tuple[Tag, str]] = field(default_factory=list)
    misplaced: list[Tag] = field(default_factory=list)
    across: list[Block] = field(default_factory=list)


def lift(healed: Healed, blocks: list[Block]) -> Lifted:
    """Decide which units disappear, so that all tags of a block stand at the same depth of the part."""
    made = Lifted()
    joined = join(healed)
    of: dict[Tag, list[Unit]] = {}
    _forced(healed, made, of)
    _willing(healed, blocks, made, of, joined)
    _agree(blocks, made, of)
    made.units = [unit for unit in made.units if unit.lifted and not _inside_lifted(unit, made.units)]
    return made


def place(tag: Tag, of: dict[Tag, list[Unit]]) -> tuple[str, ...]:
    """Return the path of the elements that a tag stands in, once its unit is lifted."""
    for unit in of.get(tag, ()):
        if unit.lifted and unit.element.parent is not None:
            return unit.element.parent.path()
    path = tag.element.path() if tag.element else ()
    return (*path, f"@{tag.piece}") if tag.piece % 2 else path


def _forced(healed: Healed, made: Lifted, of: dict[Tag, list[Unit]]) -> None:
    """Make the units that prefixes ask for."""
    asked: dict[tuple[Element, Level], list[Tag]] = {}
    for tag in healed.tags:
        if tag.level is None:
            continue
        element = tag.element.up(*_NAMES[tag.level]) if tag.element else None
        if element is None or element.parent is None or tag.piece % 2:
            made.misplaced.append(tag)
        else:
            asked.setdefault((element, tag.level), []).append(tag)
    for (element, level), tags in asked.items():
        inside = _tags_in(healed, element)
        other = [tag for tag in inside if tag not in tags and tag.kind != "comment"]
        text = _text_in(healed, element).strip()
        more = element.every(*_MORE_THAN_TEXT) if level != "r" else []
        if not text and not other and not more:
            unit = Unit(element, level, inside, True, True)
        elif all(tag.kind == "print" for tag in tags):
            made.beside.append((tags[0], text))
            continue
        else:
            first, last = _around(healed, element, tags)
            if not _closed([*first, *last]) or len(first) + len(last) < len(tags):
                made.beside.append((tags[0], text))
                continue
            unit = Unit(element, level, tags, True, False, first=first, last=last)
        made.units.append(unit)
        for tag in unit.tags:
            of.setdefault(tag, []).append(unit)


def _around(healed: Healed, element: Element, tags: list[Tag]) -> tuple[list[Tag], list[Tag]]:
    """Return the lifted tags before the first and behind the last content of a unit."""
    first: list[Tag] = []
    last: list[Tag] = []
    seen = False
    for index in range(element.start, element.end + 1, 1):
        for part in healed.contents.get(index, [healed.markup.pieces[index]] if index % 2 == 0 else []):
            if isinstance(part, Tag):
                if part in tags:
                    (last if seen else first).append(part)
                elif part.kind != "comment":
                    seen, last = True, []
            elif part.strip() and (index in healed.markup.within):
                seen, last = True, []
    return first, last


def _closed(tags: list[Tag]) -> bool:
    """Say whether every block begun by the tags ends among them, and none is ended that they do not begin."""
    depth = 0
    for tag in tags:
        depth += 1 if opens(tag) else -1 if tag.word.startswith("end") else 0
        if depth < 0:
            return False
    return depth == 0


def _willing(healed: Healed, blocks: list[Block], made: Lifted, of: dict[Tag, list[Unit]], joined: set[Tag]) -> None:
    """Make the units that hold only block tags, rows before cells before paragraphs."""
    free = [tag for tag in healed.tags if tag.level is None and tag.piece % 2 == 0 and tag.kind != "print"]
    free = [tag for tag in free if tag.word not in CELL_TAGS]
    for level in ("tr", "tc", "p"):
        seen: dict[Element, None] = {}
        for tag in free:
            element = tag.element.up(*_NAMES[level]) if tag.element else None
            if element is not None and element.parent is not None:
                seen.setdefault(element)
        for element in seen:
            tags = _tags_in(healed, element)
            if any(tag.level or tag.kind == "print" or tag.word in CELL_TAGS or tag in joined for tag in tags):
                continue
            if _text_in(healed, element).strip() or element.every(*_MORE_THAN_TEXT):
                continue
            if level != "p" and (not any(tag.kind == "statement" for tag in tags) or element.every("w:tbl")):
                continue
            if level == "tc" and not _crosses(tags, blocks):
                continue
            unit = Unit(element, level, tags, False, True)
            made.units.append(unit)
            for tag in tags:
                of.setdefault(tag, []).append(unit)
    for units in of.values():
        units.sort(key=lambda unit: -_WIDTH[unit.level])


def _crosses(tags: list[Tag], blocks: list[Block]) -> bool:
    """Say whether a block has some of its tags among these and others elsewhere."""
    here = set(tags)
    return any(0 < sum(tag in here for tag in block.tags) < len(block.tags) for block in blocks)


def _agree(blocks: list[Block], made: Lifted, of: dict[Tag, list[Unit]]) -> None:
    """Let units down until the tags of every block stand at the same depth; what never agrees is told."""
    changed = True
    while changed:
        changed = False
        made.across = []
        for block in blocks:
            if len({place(tag, of) for tag in block.tags}) == 1:
                continue
            lifted = [next((unit for unit in of.get(tag, ()) if unit.lifted), None) for tag in block.tags]
            down = [unit for unit in lifted if unit is not None and not unit.forced]
            if down:
                max(down, key=lambda unit: _WIDTH[unit.level]).lifted = False
                changed = True
            else:
                made.across.append(block)


def _inside_lifted(unit: Unit, units: Iterable[Unit]) -> bool:
    """Say whether a wider unit takes this one with it."""
    return any(
        other is not unit and other.lifted and other.whole
        and (
            (other.element.start < unit.element.start and unit.element.end < other.element.end)
            or (other.element is unit.element and other.forced and not unit.forced)
        )
        for other in units
    )  # fmt: skip


def _tags_in(healed: Healed, element: Element) -> list[Tag]:
    return [tag for tag in healed.tags if element.start < tag.piece < element.end]


def _text_in(healed: Healed, element: Element) -> str:
    """Return the text of an element without its tags."""
    pieces, within, contents = healed.markup.pieces, healed.markup.within, healed.contents
    parts = []
    for index in range(element.start, element.end):
        if index % 2 or index not in within or within[index].name in {"w:delText", "wp14:pctWidth"}:
            continue
        parts += [part for part in contents.get(index, [pieces[index]]) if isinstance(part, str)]
    return "".join(parts)


def marks_of(element: Element) -> list[Element]:
    """Return the bookmarks inside an element, which stay when it goes."""
    return list(element.every(*_KEPT))
