"""Opening: a Word file becomes its parts, with the text of those that can hold tags."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers import expat

from briefgen.merge.markup import escaped_attribute, plain
from briefgen.merge.tags import scan
from briefgen.package import CONTENT_TYPES, PackageError, relationships_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.package import Part

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ROOT = re.compile(r"<w:document\b")
IN_WORKBOOK = "#"
"""Stands between the name of a workbook and the name of its sheet; no part has it in its name."""

_TARGET = r'<Relationship\b(?=[^>]*\bType="{kind}")[^>]*\bTarget="([^"]+)"'
_RELATIONSHIP = re.compile(r"<Relationship\b[^>]*?/>|<Relationship\b[^>]*>\s*</Relationship>")
_ATTRIBUTE = re.compile(r'\b(Id|Target|TargetMode)="([^"]*)"')
_OWN_LINK = re.compile(r'\bId="rIdBg(\d+)"')
_IDS = re.compile(r'<(?:wp:docPr|w:bookmarkStart|w:footnote)\b[^>]*?\b(?:w:)?id="(\d{1,9})"')
_MARKS = ((b"{", b"{"), (b"}", b"}}"), (b"%", b"%7B%7B"))  # one letter is found ten times faster than more
_A4_TEXT = 9638  # twips; a document without section properties
_NEVER = re.compile(r"(?:.*/)?(?:theme/.*|fontTable\.xml|webSettings\.xml)")


def decoded(name: str, data: bytes, depth: int = 200) -> str:
    """Return the text of an XML part, in Unicode, declared as UTF-8.

    Raise PackageError if it is no good XML, declares a document type or is nested deeper than `depth`.
    """
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    parser = expat.ParserCreate(namespace_separator=" ")

    def declared(*_: object) -> None:
        raise PackageError(f'its part "{name}" declares a document type, which Word never does')

    parser.StartDoctypeDeclHandler = declared
    try:
        parser.Parse(data, True)
        text = data.decode(encoding)
    except (expat.ExpatError, LookupError, ValueError) as reason:
        raise PackageError(f'its part "{name}" is damaged ({reason})') from None
    if text.count("</") > depth and _deepest(text) > depth:
        raise PackageError(f'its part "{name}" is nested more than {depth} deep')
    return re.sub(r'encoding="[^"]*"', 'encoding="UTF-8"', text, count=1) if encoding == "utf-16" else text


def _deepest(text: str) -> int:
    depth = deepest = 0
    for found in re.finditer(r"<(/?)[^!?\s/>][^>]*?(/?)>", text):
        if found[1]:
            depth -= 1
        elif not found[2]:
            depth += 1
            deepest = max(deepest, depth)
    return deepest


def main_part(parts: Mapping[str, Part]) -> str:
    """Return the name of the document's main part; raise PackageError if it is not a document of Word."""
    if "_rels/.rels" not in parts:
        raise PackageError("it is not a document of Word")
    text = parts["_rels/.rels"].data.decode("utf-8-sig")
    name = related(text, f"{OFFICE}/officeDocument", "") or "word/document.xml"
    if name not in parts:
        raise PackageError("it is not a document of Word")
    return name


def related(relationships: str, kind: str, source: str) -> str | None:
    """Return the name of the part that `source` is related to in this way, from the text of its relationships."""
    found = re.search(_TARGET.format(kind=re.escape(kind)), relationships)
    if found is None:
        return None
    target, folder = found[1], source.rpartition("/")[0]
    return target.lstrip("/") if target.startswith("/") or not folder else f"{folder}/{target}"


def first_id(texts: Mapping[str, str]) -> int:
    """Return a number above every id of pictures, bookmarks and notes in the parts."""
    return max((int(number) for text in texts.values() for number in _IDS.findall(text)), default=0) + 1


def first_link(relationships_xml: str) -> int:
    """Return the number of the first new relationship of a part, which may itself have been made by the engine."""
    return max(map(int, _OWN_LINK.findall(relationships_xml)), default=0) + 1


def text_width(document_xml: str) -> int:
    """Return the width of the text of the last section, in twips."""
    width = re.findall(r'<w:pgSz\b[^>]*\bw:w="(\d+)"', document_xml)
    margins = re.findall(r"<w:pgMar\b[^>]*>", document_xml)
    if not width or not margins:
        return _A4_TEXT
    sides = [re.search(rf'\bw:{side}="(-?\d+)"', margins[-1]) for side in ("left", "right", "gutter")]
    return int(width[-1]) - sum(int(side[1]) for side in sides if side)


def texts_with_tags(parts: Mapping[str, Part], depth: int = 200) -> dict[str, str]:
    """Return the text of every part that may hold tags."""
    texts = {}
    for name, part in parts.items():
        if not name.endswith((".xml", ".rels")) or name == CONTENT_TYPES or _NEVER.fullmatch(name):
            continue
        data = part.data
        if any(one in data and mark in data for one, mark in _MARKS) or data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
            texts[name] = decoded(name, data, depth)
    return bring_addresses(parts, texts, depth)


def bring_addresses(parts: Mapping[str, Part], texts: dict[str, str], depth: int) -> dict[str, str]:
    """Move the tags of link addresses to where the links stand, so that they know the names of loops around them."""
    for name in [name for name in texts if name.endswith(".rels")]:
        owner = re.sub(r"(^|/)_rels/([^/]+)\.rels$", r"\1\2", name)
        if owner not in parts or not owner.endswith(".xml"):
            continue
        for found in _RELATIONSHIP.findall(texts[name]):
            told = dict(_ATTRIBUTE.findall(found))
            if told.get("TargetMode") != "External" or "Id" not in told:
                continue
            expression = _expression(told.get("Target", ""))
            if expression is None:
                continue
            body = texts.get(owner) or decoded(owner, parts[owner].data, depth)
            link = f'r:id="{escaped_attribute("{{ " + expression + " }}")}"'
            changed = body.replace(f'r:id="{told["Id"]}"', link)
            if changed != body:
                texts[owner] = changed
                texts[name] = texts[name].replace(found, "")
    return texts


def _expression(target: str) -> str | None:
    """Return an address with tags as one expression; None if it has none, or more than printed ones."""
    from urllib.parse import unquote

    text = plain(target)
    if "%7B%7B" in text.upper():
        text = unquote(text)
    parts, position = [], 0
    for one in scan(text):
        if one.tag is None or one.tag.kind != "print":
            return None
        if text[position : one.start]:
            parts.append(repr(text[position : one.start]))
        parts.append(f"({one.tag.inside})")
        position = one.end
    if not position:
        return None
    if text[position:]:
        parts.append(repr(text[position:]))
    return f"({' ~ '.join(parts)})|_link"


__all__ = [
    "OFFICE", "bring_addresses", "decoded", "first_id", "first_link", "main_part", "related", "relationships_name",
    "texts_with_tags",
]  # fmt: skip
