"""Healing: a part of a look, its tags split over runs by Word, becomes the source of one Jinja template."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Literal

_MARKUP = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", re.DOTALL)
_NAME = re.compile(r"</?([^\s/>]+)")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_LOOSE = re.compile(r"\{\{|\}\}|\{%|%\}|\{#")
_BLOCKS = re.compile(r"p\s+(.*)", re.DOTALL)
_TYPED = str.maketrans(dict.fromkeys("“”„«»", '"') | dict.fromkeys("‘’", "'") | {"\u00a0": " "})
_PARAGRAPHS = ("w:p", "a:p")
_TEXTS = ("w:t", "a:t")
_NOT_TEXT = (
    "<w:drawing",
    "<w:pict",
    "<w:object",
    "<w:fldChar",
    "<w:fldSimple",
    "<mc:Alt",
    "<w:footnoteRef",
    "<w:sectPr",
)
_NEEDS_LAST = ("</w:tc>", "</w:hdr>", "</w:ftr>", "</w:txbxContent>", "</w:footnote>", "</w:endnote>")

Kind = Literal["print", "blocks", "statement", "comment"]


@dataclass(slots=True)
class Tag:
    """A tag of a look. `inside` is what stands between its brackets; `around` the text of its paragraph.

    `paragraph` counts from 1 in its part, 0 outside paragraphs; `line` is its line in the healed source.
    """

    kind: Kind
    inside: str
    part: str
    paragraph: int
    around: str
    written: str
    line: int = 0


@dataclass(slots=True)
class Healed:
    """The template source of one part, its tags in order, and its broken tags (what is loose, part, where)."""

    source: str
    tags: list[Tag] = field(default_factory=list)
    broken: list[Tag] = field(default_factory=list)


@dataclass(slots=True)
class _Paragraph:
    """A paragraph while it is read: its first and last piece and the pieces that hold its text."""

    number: int
    start: int
    name: str
    texts: list[int] = field(default_factory=list)


def heal(part: str, xml: str) -> Healed:
    """Return the part as template source.

    Each tag stands in one piece, in the run it began in; tags that print into a paragraph print line breaks;
    `{{p name }}` takes the place of its whole paragraph; a paragraph of text in which every tag but labels is
    empty disappears (only its text, if it is the last that its cell, header or footer needs).
    """
    if not _LOOSE.search(re.sub(_MARKUP, "", xml)) and not _LOOSE.search(xml):
        return Healed(xml)
    return _Healer(part, xml).heal()


class _Healer:
    """One part while it is healed: `pieces` are its markup and texts in turn, odd ones being markup."""

    def __init__(self, part: str, xml: str) -> None:
        self.part = part
        self.pieces: list[str] = []
        self.found: list[tuple[int, int, Tag, str]] = []  # piece, order in it, tag, its source
        self.broken: list[Tag] = []
        end = 0
        for match in _MARKUP.finditer(xml):
            self.pieces += (xml[end : match.start()], match.group())
            end = match.end()
        self.pieces.append(xml[end:])

    def heal(self) -> Healed:
        open_paragraphs: list[_Paragraph] = []
        closed: list[tuple[_Paragraph, int]] = []
        inside = ""
        count = 0
        for index, piece in enumerate(self.pieces):
            if index % 2 == 0:
                if inside in _TEXTS and open_paragraphs:
                    open_paragraphs[-1].texts.append(index)
                elif "{" in piece or "}" in piece:
                    self._rewrite([index], 0, lines=False)
                continue
            named = _NAME.match(piece)
            name = named.group(1) if named else ""
            ends = piece.startswith("</")
            inside = "" if ends or piece.endswith("/>") else name
            if name in _PARAGRAPHS and not piece.endswith("/>"):
                if ends and open_paragraphs:
                    closed.append((open_paragraphs.pop(), index))
                elif not ends:
                    count += 1
                    open_paragraphs.append(_Paragraph(count, index, name))
            if "{" in piece and _LOOSE.search(piece):
                self._rewrite([index], open_paragraphs[-1].number if open_paragraphs else 0, lines=False)
        for paragraph, end in sorted(closed, key=lambda one: one[0].number):
            self._paragraph(paragraph, end)
        return self._assemble()

    def _paragraph(self, paragraph: _Paragraph, end: int) -> None:
        tags = self._rewrite(paragraph.texts, paragraph.number, lines=paragraph.name == "w:p")
        if not tags:
            return
        only_text = not any(piece.startswith(_NOT_TEXT) for piece in self.pieces[paragraph.start : end : 2])
        if [tag.kind for tag in tags] == ["blocks"] and tags[0].written == tags[0].around and only_text:
            _, order, tag, source = self.found.pop()
            self.pieces[paragraph.start : end + 1] = [""] * (end + 1 - paragraph.start)
            self.pieces[paragraph.start] = source
            self.found.append((paragraph.start, order, tag, source))
            return
        printed = [tag.inside for tag in tags if tag.kind == "print" and not tag.inside.startswith("label.")]
        plain = paragraph.name == "w:p" and not any(tag.kind in {"statement", "blocks"} for tag in tags)
        if not printed or not plain or not only_text:
            return  # loops and conditions have names of their own; pictures and fields are more than the tags
        condition = " or ".join(f"({inside}) is filled" for inside in printed)
        left = self._left(paragraph.start, end)
        self.pieces[paragraph.start] = f"{{% if {condition} %}}{self.pieces[paragraph.start]}"
        self.pieces[end] += f"{{% else %}}{left}{{% endif %}}" if left else "{% endif %}"

    def _left(self, start: int, end: int) -> str:
        """Return what is left of a paragraph without its text, where the file needs it."""
        pieces = self.pieces
        following = next((piece for piece in pieces[end + 1 :] if piece.strip()), "")
        properties = ""
        if pieces[start + 2].startswith("<w:pPr>"):
            close = pieces.index("</w:pPr>", start)
            properties = "".join(pieces[start + 1 : close + 1])
        if following in _NEEDS_LAST:
            return f"{pieces[start]}{properties}</w:p>"
        return ""

    def _rewrite(self, indexes: list[int], paragraph: int, *, lines: bool) -> list[Tag]:
        """Put each tag of a stretch of text into the piece it begins in; return the tags."""
        whole = "".join(self.pieces[index] for index in indexes)
        if not _LOOSE.search(whole):
            return []
        around = unescape(whole).strip() if indexes[0] % 2 == 0 else ""
        tags: list[Tag] = []
        new = dict.fromkeys(indexes, "")
        starts = self._starts(indexes)
        done = 0
        for match in _TAG.finditer(whole):
            self._copy(whole, done, match.start(), starts, new)
            done = match.end()
            tag = self._tag(match.group(), paragraph, around)
            holder = max(index for index, start in starts.items() if start <= match.start())
            source = _source(tag, lines=lines)
            new[holder] += source
            tags.append(tag)
            self.found.append((holder, len(self.found), tag, source))
            if lines and self.pieces[holder - 1] == "<w:t>":
                self.pieces[holder - 1] = '<w:t xml:space="preserve">'
        self._copy(whole, done, len(whole), starts, new)
        for index, text in new.items():
            self.pieces[index] = text
        loose = _LOOSE.search(_TAG.sub("", whole))
        if loose:
            self.broken.append(Tag("comment", loose.group(), self.part, paragraph, around, loose.group()))
        return tags

    def _starts(self, indexes: list[int]) -> dict[int, int]:
        """Return where each piece begins in the joined text, leaving out empty ones."""
        starts: dict[int, int] = {}
        position = 0
        for index in indexes:
            if self.pieces[index]:
                starts[index] = position
                position += len(self.pieces[index])
        return starts

    @staticmethod
    def _copy(whole: str, start: int, end: int, starts: dict[int, int], new: dict[int, str]) -> None:
        """Give the plain text between two tags back to the pieces it came from."""
        bounds = [*starts.values(), len(whole)]
        for (index, first), last in zip(starts.items(), bounds[1:], strict=True):
            new[index] += whole[max(start, first) : min(end, last)] if first < end and last > start else ""

    def _tag(self, written: str, paragraph: int, around: str) -> Tag:
        inside = unescape(written[2:-2]).translate(_TYPED).strip("+- \n\t")
        kind: Kind = {"{{": "print", "{%": "statement", "{#": "comment"}[written[:2]]  # type: ignore[assignment]
        blocks = _BLOCKS.fullmatch(inside) if kind == "print" else None
        if blocks:
            kind, inside = "blocks", blocks.group(1).strip()
        return Tag(kind, inside, self.part, paragraph, around, unescape(written))

    def _assemble(self) -> Healed:
        source = "".join(self.pieces)
        position = 0
        self.found.sort(key=lambda one: one[:2])
        for _, _, tag, text in self.found:
            position = source.index(text, position)
            tag.line = source.count("\n", 0, position) + 1
            position += len(text)
        return Healed(source, [tag for _, _, tag, _ in self.found], self.broken)


def _source(tag: Tag, *, lines: bool) -> str:
    """Return the tag for Jinja; it ends with a new line inside its brackets, so that each has a line number."""
    if tag.kind == "statement":
        return f"{{% {tag.inside}\n%}}"
    if tag.kind == "comment":
        return "{#\n#}"
    wanted = "|blocks" if tag.kind == "blocks" else "|lines" if lines else ""
    return f"{{{{ ({tag.inside}){wanted}\n}}}}"
