"""Word files: paragraphs, rows of tables, text boxes, content controls, headers, footers, notes and comments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from briefgen.findings import FindingsError, Place
from briefgen.package import CONTENT_TYPES, PackageError, read_package
from briefgen.proofreading.manuscript import Manuscript, Passage
from briefgen.proofreading.reading.refusing import cannot_read

if TYPE_CHECKING:
    from collections.abc import Iterator

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TAGS = re.compile(r"\{[{%#].*?[#%}]\}")
"""Tags of a template."""
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PARTS = (
    ("document.main+xml", ""),
    ("template.main+xml", ""),
    ("document.macroEnabled.main+xml", ""),
    ("header+xml", "header, "),
    ("footer+xml", "footer, "),
    ("footnotes+xml", "footnotes, "),
    ("endnotes+xml", "endnotes, "),
    ("comments+xml", "comments, "),
)
_OVERRIDE = re.compile(r"<(?:\w+:)?Override\b[^>]*>")
_ATTRIBUTE = re.compile(r'(PartName|ContentType)\s*=\s*["\']([^"\']*)')
_SIGNS = {_W + "tab": "\t", _W + "noBreakHyphen": "\u2011", _W + "br": "\n", _W + "cr": "\n", _W + "sym": "\ufffc"}
_LEFT_OUT = frozenset(
    (_W + "del", _W + "moveFrom", _W + "instrText", _W + "delText", _FALLBACK, _W + "pPr", _W + "rPr")
)


def read_word(data: bytes, name: str, language: str) -> Manuscript:
    """Return the text of a Word file with its places; raises FindingsError B490 for what is none."""
    try:
        parts = read_package(data)
        passages: list[Passage] = []
        for part, where in _texts(parts[CONTENT_TYPES].data.decode("utf-8", "replace")):
            if part in parts:
                root = _parsed(parts[part].data)
                passages += _Part(name, where, len(passages)).passages(root)
    except (PackageError, etree.XMLSyntaxError) as reason:
        raise FindingsError(cannot_read(name, str(reason))) from None
    if not passages:
        raise FindingsError(cannot_read(name, "it holds no text of Word"))
    return Manuscript(language, "word", passages, not_prose=_TAGS)


def _parsed(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _texts(types: str) -> Iterator[tuple[str, str]]:
    """Yield the parts that hold text with the words for their place, the main part first."""
    found: dict[str, list[str]] = {}
    for override in _OVERRIDE.findall(types):
        named = dict(_ATTRIBUTE.findall(override))
        kind = named.get("ContentType", "").rpartition(".wordprocessingml.")[2]
        kind = kind or named.get("ContentType", "").rpartition("ms-word.")[2]
        found.setdefault(kind, []).append(named.get("PartName", "").lstrip("/"))
    for kind, where in _PARTS:
        for part in sorted(found.get(kind, ())):
            yield part, where


class _Part:
    """One part of the file: counts its paragraphs and tables."""

    def __init__(self, name: str, where: str, blocks: int) -> None:
        self._name, self._where, self._blocks = name, where, blocks
        self._paragraphs = self._tables = 0
        self._made: list[Passage] = []

    def passages(self, root: etree._Element) -> list[Passage]:
        """Return the passages of the part in their order."""
        self._blocks_of(root)
        return self._made

    def _blocks_of(self, element: etree._Element) -> None:
        for child in element:
            if child.tag == _W + "p":
                self._paragraph(child)
            elif child.tag == _W + "tbl":
                self._table(child)
            elif child.tag not in _LEFT_OUT:  # sections, content controls, notes, comments, insertions
                self._blocks_of(child)

    def _paragraph(self, paragraph: etree._Element) -> None:
        self._paragraphs += 1
        number = self._paragraphs
        boxes: list[etree._Element] = []
        text = "".join(_pieces(paragraph, boxes))
        self._add(text, f"{self._where}paragraph {number}", row=False)
        for box in boxes:
            self._blocks_of(box)

    def _table(self, table: etree._Element) -> None:
        self._tables += 1
        number = self._tables
        for count, row in enumerate(_inside(table, _W + "tr"), 1):
            inner: list[etree._Element] = []
            cells = [_cell(cell, inner) for cell in _inside(row, _W + "tc")]
            self._add(" | ".join(cells), f"{self._where}table {number}, row {count}", row=True)
            for box in inner:
                if box.tag == _W + "tbl":
                    self._table(box)
                else:
                    self._blocks_of(box)

    def _add(self, text: str, where: str, *, row: bool) -> None:
        self._blocks += 1
        for line in text.split("\n"):
            if line.strip():
                place = Place(f"{self._name}, {where}")
                self._made.append(Passage(line, place, "row" if row else "text", self._blocks))


def _inside(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield the elements of the tag inside an element, also through content controls."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in (_W + "sdt", _W + "sdtContent", _W + "ins", _W + "customXml"):
            yield from _inside(child, tag)


def _cell(cell: etree._Element, inner: list[etree._Element]) -> str:
    texts = []
    for child in cell:
        if child.tag == _W + "tbl":
            inner.append(child)
        elif child.tag == _W + "p":
            texts.append("".join(_pieces(child, inner)).replace("\n", " "))
        elif child.tag not in _LEFT_OUT:
            texts.append(_cell(child, inner))
    return " ".join(filter(None, (text.strip() for text in texts)))


def _pieces(element: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
    """Yield the text of a paragraph, runs in their order; text boxes are kept for later."""
    for child in element:
        tag = child.tag
        if tag == _W + "t":
            yield child.text or ""
        elif tag in _SIGNS:
            yield _SIGNS[tag]
        elif tag == _W + "txbxContent":
            boxes.append(child)
        elif tag not in _LEFT_OUT:
            yield from _pieces(child, boxes)
