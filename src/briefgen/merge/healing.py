"""Healing: tags that Word split over runs come together in the run they begin in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.merge.markup import Element, Markup, escaped, plain
from briefgen.merge.tags import Tag, scan

if TYPE_CHECKING:
    from collections.abc import Iterable

TEXTS = {"w:t": ("w:p",), "a:t": ("a:p",), "m:t": ("w:p",), "w:instrText": ("w:p",), "t": ("si", "is", "text")}
"""Elements that hold the text of a paragraph (of a cell, of a note), and the paragraph they belong to."""

_BETWEEN = ("<w:br", "<w:tab/", "<w:cr", "<a:br", "<w:noBreakHyphen")
_ENCODED = re.compile(r"%7B(?:%7B|%25).*?(?:%7D|%25)%7D", re.IGNORECASE)


class Healed:
    """A part with its tags found.

    `contents` holds the pieces that have tags, as XML text and tags in turn; `tags` are all tags in the order of
    the file, `broken` the halves of tags as tags of kind comment, `verbatim` the `{% raw %}` that nobody ends.
    """

    def __init__(self, part: str, xml: str) -> None:
        self.part = part
        self.xml = xml
        self.markup = Markup(xml)
        self.contents: dict[int, list[str | Tag]] = {}
        self.tags: list[Tag] = []
        self.broken: list[Tag] = []
        self.verbatim: Tag | None = None
        self._numbers: dict[Element, int] = {}
        for indexes, paragraph in _stretches(self.markup):
            self._stretch(indexes, paragraph)
        if self.tags or self.broken:
            self._number()

    def _stretch(self, indexes: list[int], paragraph: Element | None) -> None:
        """Put each tag of a stretch of text into the piece it begins in."""
        joined, owners, breaks = _joined(self.markup.pieces, indexes)
        if "{" not in joined and "}" not in joined:
            return
        found = list(scan(joined))
        if not found:
            return
        attribute = indexes[0] % 2 == 1
        new: dict[int, list[str | Tag]] = {index: [] for index in indexes}

        def copy(text: str, start: int) -> None:
            """Give plain text back to the pieces it came from."""
            for (index, first), last in zip(owners, [*(at for _, at in owners[1:]), len(joined)], strict=True):
                cut = text[max(first - start, 0) : max(last - start, 0)]
                if cut and index is not None:
                    new[index].append(cut if attribute else escaped(cut))

        done = 0
        for one in found:
            copy(joined[done : one.start], done)
            done = one.end
            holder = next(index for index, first in reversed(owners) if first <= one.start and index is not None)
            tag = one.tag
            if tag and attribute:
                tag.inside = plain(tag.inside)
            if self.verbatim and not (tag and tag.word == "endraw"):
                copy(joined[one.start : one.end], one.start)
            elif tag is not None:
                self._keep(tag, holder, paragraph, joined, new)
                for at, piece in breaks:
                    if one.start < at < one.end:
                        self.markup.pieces[piece] = ""
            elif one.literal is not None:
                new[holder].append(one.literal)
            else:
                self._broken(one.loose, holder, paragraph, joined)
                copy(one.loose, one.start)
        copy(joined[done:], done)
        for index, parts in new.items():
            if not attribute and len(parts) == 1 and parts[0] == escaped(plain(self.markup.pieces[index])):
                continue  # nothing of a tag is in it
            self.contents[index] = parts
            before = self.markup.pieces[index - 1] if index else ""
            if before in {"<w:t>", "<t>"} and any(isinstance(one, Tag) for one in parts):
                self.markup.pieces[index - 1] = f'{before[:-1]} xml:space="preserve">'

    def _keep(
        self, tag: Tag, piece: int, paragraph: Element | None, around: str, new: dict[int, list[str | Tag]]
    ) -> None:
        if tag.word == "raw":
            self.verbatim = tag
        elif tag.word == "endraw" and self.verbatim:
            self.verbatim = None
        else:
            new[piece].append(tag)
            self.tags.append(tag)
        self._settle(tag, piece, paragraph, around)

    def _broken(self, loose: str, piece: int, paragraph: Element | None, around: str) -> None:
        tag = Tag("comment", loose, None, False, False, loose)
        self._settle(tag, piece, paragraph, around)
        self.broken.append(tag)

    def _settle(self, tag: Tag, piece: int, paragraph: Element | None, around: str) -> None:
        tag.part, tag.piece, tag.element = self.part, piece, self.markup.within[piece]
        tag.around = around.strip() if piece % 2 == 0 else ""
        if paragraph is not None:
            self._numbers[paragraph] = 0

    def _number(self) -> None:
        """Tell each tag the number of its paragraph, and bring tags into the order of the file."""
        for number, paragraph in enumerate(self.markup.root.every("w:p", "a:p"), 1):
            if paragraph in self._numbers:
                self._numbers[paragraph] = number
        for tag in (*self.tags, *self.broken):
            its = tag.element.up("w:p", "a:p") if tag.element else None
            tag.paragraph = self._numbers.get(its, 0) if its else 0
        order = {tag: index for index, tag in enumerate(self.tags)}
        self.tags.sort(key=lambda tag: (tag.piece, order[tag]))
        for number, tag in enumerate(self.tags):
            tag.number = number


def _stretches(markup: Markup) -> Iterable[tuple[list[int], Element | None]]:
    """Yield the pieces that are read as one text: a paragraph's texts, its field codes, or one piece alone."""
    together: dict[tuple[Element, str], list[int]] = {}
    for index, element in markup.within.items():
        owner = TEXTS.get(element.name) if index % 2 == 0 else None
        paragraph = element.up(*owner) if owner else None
        if paragraph is None:
            yield [index], element.up("w:p", "a:p")
        else:
            kind = "code" if element.name == "w:instrText" else "text"
            together.setdefault((paragraph, kind), []).append(index)
    for (paragraph, _), indexes in together.items():
        yield indexes, paragraph


def _joined(pieces: list[str], indexes: list[int]) -> tuple[str, list[tuple[int | None, int]], list[tuple[int, int]]]:
    """Return a stretch as one text, where each piece begins in it, and where breaks of lines stand (as a space)."""
    texts: list[str] = []
    owners: list[tuple[int | None, int]] = []
    breaks: list[tuple[int, int]] = []
    position = 0
    before = None
    for index in indexes:
        if before is not None:
            for between in range(before + 1, index, 2):
                if pieces[between].startswith(_BETWEEN):
                    texts.append(" ")
                    owners.append((None, position))
                    breaks.append((position, between))
                    position += 1
        text = plain(pieces[index]) if index % 2 == 0 else _address(pieces[index])
        texts.append(text)
        owners.append((index, position))
        position += len(text)
        before = index
    return "".join(texts), owners, breaks


def _address(tag: str) -> str:
    """Return a start tag with its Jinja tags as they were typed: Word writes those of addresses as %7B%7B."""
    if "%7B" not in tag:
        return tag
    from urllib.parse import unquote  # only for addresses

    return _ENCODED.sub(lambda found: escaped(unquote(found[0])).replace('"', "&quot;"), tag)
