"""Opening: a workbook becomes its parts, its sheets and what they are related to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from posixpath import normpath
from typing import TYPE_CHECKING

from briefgen.merge.markup import plain
from briefgen.merge.opening import decoded
from briefgen.package import CONTENT_TYPES, PackageError, Part, Relationship, read_package, relationships_name
from briefgen.workbook.sheet import attributes
from briefgen.workbook.strings import insides

if TYPE_CHECKING:
    from briefgen.merge.limits import Limits

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TITLES = re.compile(r"<(?:HeadingPairs|TitlesOfParts)>.*?</(?:HeadingPairs|TitlesOfParts)>", re.DOTALL)
"""What the properties of a workbook tell of its sheets."""

_SHEET = re.compile(r"<sheet\b[^>]*/>|<sheet\b[^>]*>\s*</sheet>")
_LINK = re.compile(r"<Relationship\b[^>]*>")


@dataclass(slots=True, eq=False)
class Tab:
    """A sheet of the template: its number from 0, its name, its part (empty: no such part), its element."""

    number: int
    name: str
    part: str
    xml: str
    link: str
    worksheet: bool


class Book:
    """A workbook as it lies in the file. Raise PackageError if it is none."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self.limits = limits
        self.parts = read_package(data, limits.package, limits.ratio)
        root = {link.type.rpartition("/")[2]: link.target for link in self.links("").values()}
        self.main = root.get("officeDocument", "xl/workbook.xml")
        if self.main not in self.parts:
            raise PackageError("it is not a workbook of Excel")
        self.xml = without_prefix_of(self.text(self.main), "workbook")
        if "<workbook" not in self.xml:
            raise PackageError("it is not a workbook of Excel")
        links = self.links(self.main)
        self.tabs = [self._tab(number, one, links) for number, one in enumerate(_SHEET.findall(self.xml))]
        self.by_kind = {link.type.rpartition("/")[2]: link.target for link in links.values()}
        self.strings_part = self._related("sharedStrings")
        self.styles_part = self._related("styles")
        self.strings_xml = self.text(self.strings_part) if self.strings_part else ""
        self.strings = insides(self.strings_xml)
        self.since_1904 = re.search(r'<workbookPr\b[^>]*\bdate1904="(?:1|true)"', self.xml) is not None

    def _related(self, kind: str) -> str | None:
        name = self.by_kind.get(kind)
        return name if name in self.parts else None

    def _tab(self, number: int, xml: str, links: dict[str, Relationship]) -> Tab:
        told = attributes(xml)
        identifier = next((value for name, value in told.items() if name.endswith(":id")), "")
        link = links.get(identifier)
        part = link.target if link and link.target in self.parts else ""
        kind = link.type.rpartition("/")[2] if link else ""
        return Tab(number, plain(told.get("name", "")), part, xml, identifier, kind == "worksheet" and bool(part))

    def text(self, part: str) -> str:
        """Return the XML of a part; raise PackageError if it is damaged."""
        return decoded(part, self.parts[part].data, self.limits.depth)

    def links(self, part: str) -> dict[str, Relationship]:
        """Return the relationships of a part by id; targets inside the package are names of parts."""
        return links_of(self.parts, part)


def links_of(parts: dict[str, Part], part: str) -> dict[str, Relationship]:
    """Return the relationships of a part by id; targets inside the package are names of parts."""
    name = relationships_name(part)
    if name not in parts:
        return {}
    found = {}
    folder = part.rpartition("/")[0]
    for one in _LINK.findall(parts[name].data.decode("utf-8-sig", "replace")):
        told = attributes(one)
        target = plain(told.get("Target", ""))
        external = told.get("TargetMode") == "External"
        if not external:
            target = target.lstrip("/") if target.startswith("/") else normpath(f"{folder}/{target}").lstrip("/")
        found[told.get("Id", "")] = Relationship(told.get("Id", ""), told.get("Type", ""), target, external)
    return found


def without_prefix_of(xml: str, root: str) -> str:
    """Return a part whose root element (and those like it) have no prefix."""
    found = re.search(rf"<(\w+):{root}\b", xml[:2000])
    if found is None:
        return xml
    return re.sub(rf"<(/?){found[1]}:", r"<\1", xml).replace(f"xmlns:{found[1]}=", "xmlns=", 1)


__all__ = ["CONTENT_TYPES", "TITLES", "Book", "Tab", "links_of", "without_prefix_of"]
