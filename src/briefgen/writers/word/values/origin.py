"""The document that a value comes from: its parts, their relationships and namespaces."""

from __future__ import annotations

import re
from html import unescape
from posixpath import normpath
from typing import TYPE_CHECKING

from briefgen.merge.opening import OFFICE, decoded, related
from briefgen.package import CONTENT_TYPES, PackageError, Relationship, relationships_name

if TYPE_CHECKING:
    from briefgen.package import Part

_XMLNS = re.compile(r'\bxmlns:([\w.-]+)="([^"]*)"')
_PREFIX = re.compile(r"[<\s]/?([A-Za-z][\w.-]*):[A-Za-z]")
_NAME = re.compile(r"<[\w:.-]+")
_RELATIONSHIP = re.compile(r"<Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(r'\b(Id|Type|Target|TargetMode)="([^"]*)"')


class Origin:
    """The parts of a document; all XML is read once, checked and tidied."""

    def __init__(self, parts: dict[str, Part], main: str, depth: int) -> None:
        self.parts = parts
        self.main = main
        self.depth = depth
        self._read: dict[str, str] = {}

    def part(self, name: str) -> Part:
        """Return a part; raise PackageError if it is missing."""
        if name not in self.parts:
            raise PackageError(f'its part "{name}" is missing')
        return self.parts[name]

    def text(self, name: str) -> str:
        """Return the XML of a part, tidied."""
        if name not in self._read:
            self._read[name] = tidy(decoded(name, self.part(name).data, self.depth))
        return self._read[name]

    def text_of(self, kind: str) -> str:
        """Return the XML of the part that the document is related to in this way, or nothing."""
        name = self.related(kind)
        return self.text(name) if name else ""

    def related(self, kind: str) -> str | None:
        """Return the name of the part that the document is related to in this way, such as `footnotes`."""
        name = related(self.links_text(self.main), f"{OFFICE}/{kind}", self.main)
        return name if name in self.parts else None

    def links_text(self, name: str) -> str:
        """Return the XML of the relationships of a part."""
        links = relationships_name(name)
        return self.text(links) if links in self.parts else ""

    def relationships(self, name: str) -> dict[str, Relationship]:
        """Return the relationships of a part by their ids."""
        made = {}
        for found in _RELATIONSHIP.findall(self.links_text(name)):
            told = {key: unescape(value) for key, value in _ATTRIBUTE.findall(found)}
            if told.keys() >= {"Id", "Type", "Target"}:
                external = told.get("TargetMode") == "External"
                made[told["Id"]] = Relationship(told["Id"], told["Type"], told["Target"], external)
        return made

    @staticmethod
    def target(source: str, link: Relationship) -> str:
        """Return the name of the part that a relationship of `source` leads to."""
        if link.target.startswith("/"):
            return link.target[1:]
        return normpath(f"{source.rpartition('/')[0]}/{link.target}")

    def content_type(self, name: str) -> str:
        """Return the type of a part; raise PackageError if it has none."""
        types = self.text(CONTENT_TYPES)
        extension = re.escape(name.rpartition(".")[2])
        for pattern in (
            rf'<Override\b(?=[^>]*PartName="/{re.escape(name)}")[^>]*ContentType="([^"]*)"',
            rf'<Default\b(?=[^>]*Extension="{extension}")[^>]*ContentType="([^"]*)"',
        ):
            found = re.search(pattern, types, re.IGNORECASE)
            if found:
                return found[1]
        raise PackageError(f'its part "{name}" has no type')


class Names:
    """The namespaces that the root of a part declares."""

    def __init__(self, part: str) -> None:
        root = re.search(r"<[^?!][^>]*>", part)
        self.known = dict(_XMLNS.findall(root[0])) if root else {}
        ignorable = re.search(r'\bmc:Ignorable="([^"]*)"', root[0]) if root else None
        self.ignorable = set(ignorable[1].split()) if ignorable else set()

    def told(self, xml: str) -> str:
        """Return the attributes that declare the prefixes in the text, and say which of them may be ignored."""
        used = {prefix for prefix in _PREFIX.findall(xml) if prefix in self.known and prefix != "w"}
        new = sorted(used & self.ignorable)
        if new:
            used.add("mc")
        told = "".join(f' xmlns:{prefix}="{self.known[prefix]}"' for prefix in sorted(used))
        return told + (f' mc:Ignorable="{" ".join(new)}"' if new else "")

    def into(self, xml: str) -> str:
        """Return an element with what `told` says."""
        return _NAME.sub(lambda one: one[0] + self.told(xml), xml, count=1)


def tidy(xml: str) -> str:
    """Return XML as Word writes it: double quotes, no comments, no ">" inside attributes."""
    from lxml import etree  # the only place that reads documents of any hand

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    return str(etree.tostring(etree.fromstring(xml.encode(), parser), encoding="unicode"))
