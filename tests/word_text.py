"""Reads a written `.docx` for the tests: its text by an own walk, its parts, and what must hold of any of them."""

import io
import posixpath
import re
import zipfile
from collections import Counter

from lxml.etree import fromstring

from briefgen.document import (
    Break,
    Callout,
    Chart,
    Columns,
    Contents,
    Document,
    Heading,
    KeyFigures,
    Link,
    ListBlock,
    Note,
    PageBreak,
    Paragraph,
    Run,
    Table,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
ARROWS = {"up": "▲ ", "down": "▼ ", "flat": "→ ", None: ""}


def parts_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def paragraph_text(paragraph):
    """Return the text of one w:p as read: tabs, line breaks, field results, no field codes."""
    out = []
    for node in paragraph.iter():
        if node.tag == f"{W}t":
            out.append(node.text or "")
        elif node.tag == f"{W}tab" and node.get(f"{W}pos") is None:
            out.append("\t")
        elif node.tag == f"{W}br":
            out.append("\n")
    return "".join(out)


def texts_of(part):
    """Return the texts of all paragraphs of a part, in order."""
    return [paragraph_text(paragraph) for paragraph in fromstring(part).iter(f"{W}p")]


def body_texts(data):
    """Return the texts of the paragraphs of the document that have any."""
    return [text for text in texts_of(parts_of(data)["word/document.xml"]) if text]


def words(content):
    out = []
    for inline in content:
        match inline:
            case Run():
                out.append(inline.text)
            case Link():
                out.append("".join(run.text for run in inline.runs))
            case Break():
                out.append("\n")
            case Note():
                pass
    return re.sub("\r\n?", "\n", "".join(out))


class Expected:
    """The texts a document should have, from its blocks alone."""

    def __init__(self, document: Document) -> None:
        self.labels = document.labels
        self.counts = Counter()
        self.headings = []
        self.texts = [text for text in self.walk(document.blocks) if text]

    def caption(self, kind, text):
        self.counts[kind] += 1
        return f"{self.labels[kind]}\u00a0{self.counts[kind]}. {text}"

    def below(self, notes, source):
        yield from notes
        if source:
            yield f"{self.labels['source']}: {source}"

    def walk(self, blocks):
        for block in blocks:
            match block:
                case Heading() | Paragraph():
                    yield words(block.content)
                case ListBlock():
                    for item in block.items:
                        yield from self.walk(item)
                case Table():
                    yield self.caption("table", block.caption)
                    yield block.unit
                    grouped = [column for column in block.columns if column.group]
                    if grouped:
                        yield from (title or block.columns[first].title for title, first, _ in block.heads())
                    yield from (column.title for column in grouped or block.columns)
                    yield from (cell.text for row in block.rows for cell in row)
                    yield from self.below(block.notes, block.source)
                case Chart():
                    yield self.caption("chart", block.title)
                    yield block.subtitle
                    yield from self.below((), block.source)
                case Callout():
                    yield block.title
                    yield from self.walk(block.blocks)
                case KeyFigures():
                    for one in block.items:
                        yield one.value + (f"\u00a0{one.unit}" if one.unit else "")
                        yield one.label
                        yield one.change and ARROWS[one.direction] + one.change
                case Columns():
                    for part in block.parts:
                        yield from self.walk(part)
                case Contents() | PageBreak():
                    pass


def assert_sound(data):
    """Check what every Word file must hold to: XML, types, relationships, ids, cells that end with a paragraph."""
    parts = parts_of(data)
    types = parts["[Content_Types].xml"].decode()
    overrides = re.findall(r'PartName="/([^"]+)"', types)
    extensions = set(re.findall(r'Extension="([^"]+)"', types))
    assert len(overrides) == len(set(overrides))
    assert set(overrides) <= set(parts)
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            fromstring(part)
        if name != "[Content_Types].xml":
            assert name in overrides or name.rpartition(".")[2] in extensions, name
        if name.endswith(".rels"):
            assert_targets(name, part, parts)
    document = fromstring(parts["word/document.xml"])
    for cell in document.iter(f"{W}tc"):
        assert list(cell)[-1].tag == f"{W}p"
    for kind in ("docPr", "bookmarkStart"):
        ids = re.findall(rf'<(?:wp|w):{kind} (?:w:)?id="(\d+)"', parts["word/document.xml"].decode())
        assert len(ids) == len(set(ids))
    used = set(re.findall(r'<w:(?:pStyle|rStyle|tblStyle) w:val="([^"]*)"', parts["word/document.xml"].decode()))
    assert used <= {style.get(f"{W}styleId") for style in fromstring(parts["word/styles.xml"])}
    return parts


def assert_targets(name, part, parts):
    folder = posixpath.dirname(posixpath.dirname(name))
    ids = []
    for one in fromstring(part):
        ids.append(one.get("Id"))
        if one.get("TargetMode") != "External":
            target = one.get("Target")
            assert posixpath.normpath(posixpath.join(folder, target)).lstrip("/") in parts, target
    assert len(ids) == len(set(ids))
    source = posixpath.join(folder, posixpath.basename(name).removesuffix(".rels"))
    if source in parts and source.endswith(".xml"):
        used = {
            value
            for node in fromstring(parts[source]).iter()
            for key, value in node.attrib.items()
            if key.startswith(R)
        }
        assert used <= set(ids)
