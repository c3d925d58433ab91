"""What other documents bring into one document together: styles, list definitions, names of bookmarks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

from briefgen.merge.sink import OFFICE, WML
from briefgen.package import (
    CONTENT_TYPES,
    Relationship,
    before_end,
    pack,
    relationships_name,
    with_content_types,
    with_relationships,
)

if TYPE_CHECKING:
    from briefgen.merge.sink import Additions, Sink
    from briefgen.merge.template import Template
    from briefgen.package import LongPart, Part

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STYLE = re.compile(r'<w:style\b[^>]*?\bw:styleId="([^"]*)"[^>]*>.*?</w:style>', re.DOTALL)
_NAME = re.compile(r'<w:name w:val="([^"]*)"')
_ABSTRACT = re.compile(r'<w:abstractNum\b[^>]*\bw:abstractNumId="(\d+)"')
_BOOKMARK = re.compile(r'<w:bookmarkStart\b[^>]*\bw:name="([^"]*)"')
_MANNERS = re.compile(
    r"<w:(?:rsid|uiPriority|qFormat|semiHidden|unhideWhenUsed|locked|next|link|aliases|autoRedefine)\b[^>]*/>"
    r'|\s(?:w:default|w:customStyle|w:styleId)="[^"]*"'
)
_NO_NUMBERING = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:numbering xmlns:w="{W}"></w:numbering>'


def style_name(xml: str) -> str:
    """Return the name of a style."""
    found = _NAME.search(xml)
    return unescape(found[1]) if found else ""


def essence(xml: str) -> str:
    """Return a style without what does not show in print."""
    return " ".join(_MANNERS.sub("", xml).split())


@dataclass(slots=True)
class Importer:
    """Gathers what sub-documents bring, and writes it into the finished parts."""

    template: Template
    everything: Additions
    styles: list[str] = field(default_factory=list)
    abstracts: list[str] = field(default_factory=list)
    own: dict[str, str] = field(default_factory=dict)
    """Styles of the template by id."""
    by_name: dict[str, str] = field(default_factory=dict)
    carried: dict[tuple[str, str], str] = field(default_factory=dict)
    """Ids of styles already carried over, by name and what they look like."""
    bookmarks: set[str] = field(default_factory=set)
    first_abstract: int = 0

    def __post_init__(self) -> None:
        self.own = {found[1]: found[0] for found in STYLE.finditer(self._text("styles"))}
        self.by_name = {style_name(xml).lower(): identifier for identifier, xml in self.own.items()}
        self.first_abstract = 1 + max(map(int, _ABSTRACT.findall(self._text("numbering"))), default=-1)
        main = self.template.parts[self.template.main].data.decode("utf-8-sig")
        self.bookmarks = set(_BOOKMARK.findall(main))

    def _text(self, kind: str) -> str:
        name = self.template.related(kind)
        return self.template.parts[name].data.decode("utf-8-sig") if name else ""

    def free_style(self, identifier: str, name: str) -> tuple[str, str]:
        """Return an id and a name for a style that no other has."""
        taken = {*self.own, *self.carried.values()}
        names = {*self.by_name, *(known for known, _ in self.carried)}
        number = 2
        while f"{identifier}{number}" in taken or f"{name} {number}".lower() in names:
            number += 1
        return f"{identifier}{number}", f"{name} {number}"

    def next_abstract(self) -> int:
        """Return a number for a list definition that no other has."""
        return self.first_abstract + len(self.abstracts)

    def add_list(self, abstract: str, overrides: str) -> str:
        """Add a list definition (without its number) and a list of it; return the number of the list."""
        identifier = self.next_abstract()
        self.abstracts.append(abstract.replace("\0", str(identifier), 1))
        number = self.everything.last_list + len(self.everything.lists) + 1
        self.everything.lists.append(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{identifier}"/>{overrides}</w:num>'
        )
        return str(number)

    def bookmark(self, name: str) -> str:
        """Return a name for a bookmark that no other has."""
        free, number = name, 2
        while free in self.bookmarks:
            free = f"{name[:34]}_{number}"
            number += 1
        self.bookmarks.add(free)
        return free

    def __call__(self, parts: dict[str, Part | LongPart]) -> None:
        """Write styles and list definitions into the finished parts."""
        name = self.template.related("styles")
        if name and self.styles:
            text = parts[name].data.decode("utf-8-sig")
            parts[name] = pack(before_end(text, "w:styles", "".join(self.styles)).encode())
        if self.abstracts:
            self._number(parts)

    def _number(self, parts: dict[str, Part | LongPart]) -> None:
        name = self.template.related("numbering")
        text = parts[name].data.decode("utf-8-sig") if name else self._new_numbering(parts)
        head, mark, tail = text.partition("<w:num ")
        abstracts = "".join(self.abstracts)
        text = f"{head}{abstracts}{mark}{tail}" if mark else before_end(text, "w:numbering", abstracts)
        parts[name or self._numbering_name()] = pack(text.encode())

    def _numbering_name(self) -> str:
        return f"{self.template.main.rpartition('/')[0]}/numbering.xml"

    def _new_numbering(self, parts: dict[str, Part | LongPart]) -> str:
        """Return a numbering part with the lists of the document, for a template that has none."""
        name, links = self._numbering_name(), relationships_name(self.template.main)
        types = parts[CONTENT_TYPES].data.decode("utf-8-sig")
        parts[CONTENT_TYPES] = pack(with_content_types(types, {name: f"{WML}.numbering+xml"}).encode())
        before = parts[links].data.decode("utf-8-sig") if links in parts else None
        relationship = Relationship("rIdBgNumbering", f"{OFFICE}/numbering", f"/{name}")
        parts[links] = pack(with_relationships(before, [relationship]).encode())
        return before_end(_NO_NUMBERING, "w:numbering", "".join(self.everything.lists))


def importer_of(sink: Sink, template: Template) -> Importer:
    """Return the importer of the document at work; it writes before anything that reads the finished parts."""
    known = next((one for one in sink.everything.afterwards if isinstance(one, Importer)), None)
    if known is None:
        known = Importer(template, sink.everything)
        sink.everything.afterwards.insert(0, known)
    return known
