"""What is wrong with a Word file, by rules that Word holds and a schema or a reader checks."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from typing import TYPE_CHECKING

from lxml import etree

from merge.templates import XML_SPACE, W, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
    " suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd"
    " snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment"
    " textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss"
    " imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd"
    " fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark"
    " headers cellIns cellDel cellMerge tcPrChange",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing"
    " tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange",
}
RANKS = {name: {child: rank for rank, child in enumerate(order.split())} for name, order in ORDER.items()}
BLOCKS = {"p", "tbl", "sdt", "customXml", "altChunk", "sectPr"} | {"bookmarkStart", "bookmarkEnd", "proofErr"}
INLINE = {"r", "hyperlink", "sdt", "smartTag", "fldSimple", "ins", "del", "moveFrom", "moveTo", "pPr", "customXml"}
ANYWHERE = {
    *("bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd", "commentRangeStart", "commentRangeEnd"),
    *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "ins", "del", "subDoc"),
}
_NUMBER = re.compile(r"-?\d+")
LEFT_OVER = "a tag left over"
STORIES = {"hdr", "ftr", "comment", "footnote", "endnote", "txbxContent"}
CHILDREN = {
    "body": BLOCKS,
    "hdr": BLOCKS,
    "ftr": BLOCKS,
    "tc": BLOCKS | {"tcPr"},
    "p": INLINE,
    "tbl": {"tblPr", "tblGrid", "tr", "sdt", "customXml"},
    "tr": {"trPr", "tblPrEx", "tc", "sdt", "customXml"},
    "document": {"body", "background"},
}


def faults(package: bytes) -> Counter[str]:
    """Return the kinds of faults of a package and how often each occurs."""
    found: Counter[str] = Counter()
    parts = parts_of(package)
    roots = {}
    for name, data in parts.items():
        if name.endswith((".xml", ".rels")):
            try:
                roots[name] = etree.fromstring(data, etree.XMLParser(huge_tree=True, resolve_entities=False))
            except etree.XMLSyntaxError as reason:
                found[f"not well-formed: {name} {reason}"] += 1
    found.update(_of_types(parts, roots))
    found.update(_of_relationships(parts, roots))
    for name, root in roots.items():
        found.update(_of_ids(name, root))
        found.update(_of_children(root))
    return found


def _of_types(parts: dict[str, bytes], roots: dict[str, etree._Element]) -> Iterator[str]:
    types = roots["[Content_Types].xml"]
    extensions = [(one.get("Extension") or "").lower() for one in types.iter(f"{TYPES}Default")]
    names = [one.get("PartName") or "" for one in types.iter(f"{TYPES}Override")]
    if len(set(extensions)) < len(extensions) or len(set(names)) < len(names):
        yield "a content type is given twice"
    for name in names:
        if name.lstrip("/") not in parts:
            yield f"a content type for a part that is not there: {name}"
    for name in parts:
        extension = name.rpartition(".")[2].lower()
        if name != "[Content_Types].xml" and f"/{name}" not in names and extension not in extensions:
            yield f"no content type: {name}"


def _of_relationships(parts: dict[str, bytes], roots: dict[str, etree._Element]) -> Iterator[str]:
    for name, root in roots.items():
        if not name.endswith(".rels"):
            continue
        source = posixpath.join(posixpath.dirname(posixpath.dirname(name)), posixpath.basename(name)[: -len(".rels")])
        ids = [one.get("Id") or "" for one in root]
        if len(set(ids)) < len(ids):
            yield "an id of a relationship twice"
        for one in root:
            target = one.get("Target") or ""
            if one.get("TargetMode") != "External":
                whole = posixpath.normpath(posixpath.join("/", posixpath.dirname(source), target)).lstrip("/")
                if whole not in parts:
                    yield f"a relationship to a part that is not there: {target}"
        if source in roots:
            for missing in _used_ids(roots[source]) - set(ids):
                yield f"an id without a relationship: {missing}"
    for name, root in roots.items():
        folder, base = posixpath.split(name)
        alone = not name.endswith(".rels") and f"{folder}/_rels/{base}.rels" not in parts
        if alone and _used_ids(root):
            yield f"ids without relationships: {name}"


def _used_ids(root: etree._Element) -> set[str]:
    return {str(value) for element in root.iter() for key, value in element.attrib.items() if f"{{{R}}}" in str(key)}


def _of_ids(part: str, root: etree._Element) -> Iterator[str]:
    for tag, key in ((f"{{{W}}}bookmarkStart", f"{{{W}}}id"), (f"{{{W}}}bookmarkStart", f"{{{W}}}name"),
                     (f"{{{WP}}}docPr", "id"), (f"{{{W}}}footnote", f"{{{W}}}id"), (f"{{{W}}}comment", f"{{{W}}}id"),
                     (f"{{{W}}}num", f"{{{W}}}numId"), (f"{{{W}}}abstractNum", f"{{{W}}}abstractNumId"),
                     (f"{{{W}}}style", f"{{{W}}}styleId")):  # fmt: skip
        values = [element.get(key) or "" for element in root.iter(tag)]
        if key.rpartition("}")[2].lower() in {"id", "numid", "abstractnumid"} and not all(
            map(_NUMBER.fullmatch, values)
        ):
            yield f"an id that is no number: {etree.QName(tag).localname} in {part}"
        if len(set(values)) < len(values):
            yield f"an id twice: {etree.QName(tag).localname} in {part}"
    starts = Counter(element.get(f"{{{W}}}id") for element in root.iter(f"{{{W}}}bookmarkStart"))
    ends = Counter(element.get(f"{{{W}}}id") for element in root.iter(f"{{{W}}}bookmarkEnd"))
    if starts != ends:
        yield f"a bookmark not closed in {part}"


def _of_children(root: etree._Element) -> Iterator[str]:
    for element in root.iter(f"{{{W}}}*"):
        name = etree.QName(element).localname
        children = [etree.QName(child) for child in element if isinstance(child.tag, str)]
        names = [child.localname for child in children if child.namespace == W]
        if name in RANKS:
            ranks = [RANKS[name].get(child, -1) for child in names]
            if ranks != sorted(ranks) or len(set(ranks)) < len(ranks):
                yield f"children of w:{name} out of order"
        if name in CHILDREN:
            for child in set(names) - CHILDREN[name] - ANYWHERE:
                yield f"w:{child} inside w:{name}"
        if name == "tc" and (not names or names[-1] != "p"):
            yield "a cell that does not end with a paragraph"
        if name == "tr" and not {"tc", "sdt", "customXml"}.intersection(names):
            yield "a row without cells"
        if name == "tbl" and not {"tr", "sdt", "customXml"}.intersection(names):
            yield "a table without rows"
        text = element.text or ""
        if name == "t" and text != text.strip(" \t\r\n") and element.get(XML_SPACE) != "preserve":
            yield "spaces that are not kept"
        if name in STORIES and not {"p", "tbl", "sdt"}.intersection(names):
            yield f"w:{name} without a paragraph"
    if etree.QName(root).namespace == W and re.search(
        r"\{\{|\{%", "".join(one.text or "" for one in root.iter(f"{{{W}}}t"))
    ):
        yield LEFT_OVER
