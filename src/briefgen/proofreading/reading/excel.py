"""Workbooks: the texts of cells, sheet by sheet."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from lxml import etree

from briefgen.findings import FindingsError, Place
from briefgen.package import PackageError, read_package, relationships_name
from briefgen.proofreading.manuscript import Manuscript, Passage
from briefgen.proofreading.reading.refusing import cannot_read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefgen.package import Part

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_LETTER = re.compile(r"[^\W\d_]")


def read_excel(data: bytes, name: str, language: str) -> Manuscript:
    """Return the texts of a workbook, each with its sheet and cell; raises FindingsError B490 for what is none."""
    try:
        parts = read_package(data)
        passages = list(_passages(parts, name))
    except (PackageError, etree.XMLSyntaxError, KeyError) as reason:
        why = f"it lacks {reason.args[0]}" if isinstance(reason, KeyError) else str(reason)
        raise FindingsError(cannot_read(name, why)) from None
    return Manuscript(language, "excel", passages or [Passage("", Place(name), "value")])


def _passages(parts: Mapping[str, Part], name: str) -> Iterator[Passage]:
    book = "xl/workbook.xml"
    targets = {one.get("Id"): one.get("Target", "") for one in _parsed(parts[relationships_name(book)].data)}
    shared = _shared(parts)
    block = 0
    for sheet in _parsed(parts[book].data).iter(_S + "sheet"):
        target = targets.get(sheet.get(_R + "id"), "")
        part = posixpath.normpath(posixpath.join("xl", target)) if not target.startswith("/") else target[1:]
        if part not in parts or "worksheets" not in part:
            continue  # a sheet of a chart alone
        for cell in _parsed(parts[part].data).iter(_S + "c"):
            text = _text(cell, shared)
            if text and _LETTER.search(text):
                block += 1
                place = Place(name, sheet=sheet.get("name"), cell=cell.get("r"))
                yield from (Passage(line, place, "value", block) for line in text.split("\n"))


def _parsed(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _shared(parts: Mapping[str, Part]) -> list[str]:
    part = parts.get("xl/sharedStrings.xml")
    return [_runs(item) for item in _parsed(part.data).iter(_S + "si")] if part else []


def _runs(item: etree._Element) -> str:
    """Return the text of a string, without the readings that Japanese cells carry."""
    return "".join(
        text.text or "" for text in item.iter(_S + "t") if (up := text.getparent()) is None or up.tag != _S + "rPh"
    )


def _text(cell: etree._Element, shared: list[str]) -> str:
    kind = cell.get("t")
    if kind == "inlineStr":
        return _runs(cell)
    value = cell.findtext(_S + "v")
    if kind == "s" and value is not None and value.isdigit() and int(value) < len(shared):
        return shared[int(value)]
    return ""
