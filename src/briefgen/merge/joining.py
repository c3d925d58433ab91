"""Joining: `{%- … -%}` takes the words around it into one paragraph, as users of docxtpl know it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefgen.merge.healing import Healed
    from briefgen.merge.markup import Element
    from briefgen.merge.tags import Tag

_STAYS = (
    "<w:tbl", "<w:tc", "<w:tr", "<w:sectPr", "<w:drawing", "<w:pict", "<w:object", "<w:fldChar", "<w:fldSimple",
    "<mc:", "<w:bookmark", "<w:comment", "<w:footnoteRef", "<w:endnoteRef", "<w:hyperlink", "<w:sdt",
    "<w:ins", "<w:del",
)  # fmt: skip


def join(healed: Healed) -> set[Tag]:
    """Take out what stands between tags with dashes and the words they lean on; return the tags that did so.

    A tag leans on words only where nothing but the ends of runs and paragraphs stands between.
    """
    leaning = [tag for tag in healed.tags if tag.kind == "statement" and tag.level is None and tag.piece % 2 == 0]
    leaning = [tag for tag in leaning if (tag.before or tag.after) and tag.element and tag.element.name == "w:t"]
    if not leaning:
        return set()
    texts = [one for one in healed.markup.root.every("w:t") if one.end > one.start and not _emptied(healed, one)]
    joined = set()
    for tag in leaning:
        here = texts.index(tag.element) if tag.element in texts else -1
        before = texts[here - 1] if tag.before and here > 0 else None
        after = texts[here + 1] if tag.after and 0 <= here < len(texts) - 1 else None
        if before is not None and tag.element and _first(healed, tag) and _free(healed, before, tag.element):
            _take_out(healed, before.end, tag.element.start)
            joined.add(tag)
        if after is not None and tag.element and _last(healed, tag) and _free(healed, tag.element, after):
            _take_out(healed, tag.element.end, after.start)
            joined.add(tag)
    return joined


def _emptied(healed: Healed, text: Element) -> bool:
    """Say whether a text held nothing but the rest of a tag that begins before it."""
    return not any(healed.contents.get(text.start + 1, [healed.markup.pieces[text.start + 1]]))


def _first(healed: Healed, tag: Tag) -> bool:
    return next(part for part in healed.contents[tag.piece] if part) is tag


def _last(healed: Healed, tag: Tag) -> bool:
    return next(part for part in reversed(healed.contents[tag.piece]) if part) is tag


def _free(healed: Healed, left: Element, right: Element) -> bool:
    pieces = healed.markup.pieces[left.end : right.start + 1]
    return left.path() == right.path() and not any(piece.startswith(_STAYS) for piece in pieces[1::1])


def _take_out(healed: Healed, first: int, last: int) -> None:
    for index in range(first, last + 1):
        healed.markup.pieces[index] = ""
