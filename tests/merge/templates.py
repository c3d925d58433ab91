"""Word templates made for the tests: with python-docx, with runs split by hand, and from raw parts."""

from __future__ import annotations

import copy
import random
import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from docx.document import Document as DocumentObject

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
MAIN = "word/document.xml"
MARKS = ("proofErr", "bookmark", "nothing")


def template(*paragraphs: str, build: Callable[[DocumentObject], object] | None = None) -> bytes:
    """Return a template with a paragraph for each text; `build` adds what it likes after them."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if build is not None:
        build(document)
    return saved(document)


def table_template(rows: Sequence[Sequence[str]], *, after: Sequence[str] = ()) -> bytes:
    """Return a template with one table, a paragraph in each cell, and paragraphs after it."""

    def build(document: DocumentObject) -> None:
        table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.paragraphs[0].text = text
        for text in after:
            document.add_paragraph(text)

    return template(build=build)


def saved(document: DocumentObject) -> bytes:
    """Return the file of a document."""
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def picture(size: int = 8) -> bytes:
    """Return a small picture (PNG)."""
    rows = b"".join(b"\0" + bytes([x * 30 % 256, 90, 160]) * size for x in range(size))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def parts_of(package: bytes) -> dict[str, bytes]:
    """Return the parts of a package, unpacked, in the order of the file."""
    with ZipFile(BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def package_of(parts: Iterable[tuple[str, bytes]] | Mapping[str, bytes], method: int = ZIP_DEFLATED) -> bytes:
    """Return the package of the parts; a list may hold a name twice."""
    pairs = parts.items() if hasattr(parts, "items") else parts
    out = BytesIO()
    with ZipFile(out, "w", method) as archive:
        seen = set()
        for name, data in pairs:
            info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = method
            if name in seen:
                archive.NameToInfo.pop(name)  # so that zipfile does not warn of what is wanted here
            seen.add(name)
            archive.writestr(info, data)
    return out.getvalue()


def with_parts(package: bytes, changed: Mapping[str, bytes | None]) -> bytes:
    """Return the package with parts replaced, added, or (None) taken away."""
    parts: dict[str, bytes | None] = {**parts_of(package), **changed}
    return package_of({name: data for name, data in parts.items() if data is not None})


def with_text(package: bytes, old: str, new: str, part: str = MAIN) -> bytes:
    """Return the package with XML text replaced in a part; the text has to be there."""
    data = parts_of(package)[part].decode()
    assert old in data, f"{old!r} is not in {part}"
    return with_parts(package, {part: data.replace(old, new).encode()})


def split_runs(package: bytes, seed: int, share: float = 0.3, marks: Sequence[str] = MARKS) -> bytes:
    """Return the package with runs split at random places, as an editor leaves them, the text the same.

    `marks` are what may stand between the runs.
    """
    chance = random.Random(seed)  # noqa: S311 (repeatable, no secret)
    changed: dict[str, bytes | None] = {}
    for name, data in parts_of(package).items():
        if not name.startswith("word/") or not name.endswith(".xml") or b"<w:t" not in data:
            continue
        root = etree.fromstring(data)
        for run in list(root.iter(f"{{{W}}}r")):
            _split(run, chance, share, marks)
        changed[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return with_parts(package, changed)


def _split(run: etree._Element, chance: random.Random, share: float, marks: Sequence[str]) -> None:
    texts = [child for child in run if child.tag == f"{{{W}}}t"]
    others = [child for child in run if child.tag not in {f"{{{W}}}t", f"{{{W}}}rPr"}]
    if len(texts) != 1 or others or not texts[0].text:
        return
    text, parent = texts[0].text, run.getparent()
    assert parent is not None
    cuts = [place for place in range(1, len(text)) if chance.random() < share]
    pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    at = parent.index(run)
    parent.remove(run)
    for number, piece in enumerate(pieces):
        for element in (*(_mark(chance, at + number, marks) if number else ()), _run_like(run, piece, chance)):
            parent.insert(at, element)
            at += 1


def _run_like(run: etree._Element, text: str, chance: random.Random) -> etree._Element:
    new = copy.deepcopy(run)
    new.attrib.clear()
    if chance.random() < 0.5:
        new.set(f"{{{W}}}rsidR", f"{chance.randrange(16**8):08X}")
    found = new.find(f"{{{W}}}t")
    assert found is not None
    found.text = text
    found.set(XML_SPACE, "preserve")
    return new


def _mark(chance: random.Random, number: int, marks: Sequence[str]) -> list[etree._Element]:
    kind = chance.choice(marks)
    if kind == "proofErr":
        return [etree.Element(f"{{{W}}}proofErr", {f"{{{W}}}type": chance.choice(("spellStart", "spellEnd"))})]
    if kind == "bookmark":
        name = str(1000 + number + chance.randrange(10**6))
        start = etree.Element(f"{{{W}}}bookmarkStart", {f"{{{W}}}id": name, f"{{{W}}}name": f"_b{name}"})
        return [start, etree.Element(f"{{{W}}}bookmarkEnd", {f"{{{W}}}id": name})]
    return []


def texts(package: bytes) -> list[str]:
    """Return the text of every paragraph of the body, cells included, in the order of the file.

    A line break reads as "\\n", a tab as "\\t", a page break as "\\f".
    """
    root = etree.fromstring(parts_of(package)[MAIN], etree.XMLParser(huge_tree=True))
    return [paragraph_text(paragraph) for paragraph in root.iter(f"{{{W}}}p")]


def paragraph_text(paragraph: etree._Element) -> str:
    """Return the text of one paragraph, as `texts` reads it."""
    found = []
    for element in paragraph.iter(f"{{{W}}}t", f"{{{W}}}br", f"{{{W}}}cr", f"{{{W}}}tab", f"{{{W}}}noBreakHyphen"):
        match etree.QName(element).localname:
            case "t":
                found.append(element.text or "")
            case "br" if element.get(f"{{{W}}}type") == "page":
                found.append("\f")
            case "br" | "cr":
                found.append("\n")
            case "tab" if (parent := element.getparent()) is not None and parent.tag == f"{{{W}}}r":
                found.append("\t")
            case "noBreakHyphen":
                found.append("\u2011")
    return "".join(found)
