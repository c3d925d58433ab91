"""The rules of PDF/UA-1 and PDF/A-2a and 3a that a program can check and that concern files we write.

Each rule is a function with its clause; `broken` tells every rule that a file breaks. A file that breaks none can
still be read in a wrong order: `pdf_structure.spoken` is for that.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from xml.etree import ElementTree

import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Dictionary, Name, Stream

from pdf_structure import CELLS, PAINTING, Element, Paper, each

Rule = Callable[[Paper], Iterator[str]]
RULES: list[tuple[str, Rule]] = []

STANDARD = set(
    re.findall(
        r"\S+",
        "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H1 H2 H3 H4 H5 H6 L LI Lbl "
        "LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Figure Formula Form",
    )
)
INSIDE = {
    "TR": {"Table", "THead", "TBody"}, "THead": {"Table"}, "TBody": {"Table"}, "TH": {"TR"}, "TD": {"TR"},
    "LI": {"L"}, "LBody": {"LI"}, "TOCI": {"TOC"},
}  # fmt: skip
HOLDS = {
    "Table": {"TR", "THead", "TBody", "Caption"}, "THead": {"TR"}, "TBody": {"TR"}, "TR": CELLS, "L": {"L", "LI"},
    "LI": {"Lbl", "LBody"}, "TOC": {"TOC", "TOCI", "Caption"},
}  # fmt: skip
OPERATORS = PAINTING | set(
    re.findall(
        r"\S+",
        "BT ET Tf Tm Td TD T* Tw Tc Tz TL Ts Tr rg RG g G w d J j M i q Q cm m l c v y h re n W W* BMC BDC EMC gs",
    )
)
LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")
NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}


def rule(clause: str) -> Callable[[Rule], Rule]:
    """Register a rule under its clause."""

    def register(function: Rule) -> Rule:
        RULES.append((clause, function))
        return function

    return register


def broken(data: bytes) -> list[str]:
    """Return every rule that the file breaks, with what is wrong."""
    paper = Paper(data)
    return [f"{clause}: {problem}" for clause, function in RULES for problem in function(paper)]


# ---------------------------------------------------------------- the file


@rule("A 6.1.2-1, UA 6.1-1")
def header(paper: Paper) -> Iterator[str]:
    if not re.match(rb"%PDF-1\.[0-7]\n", paper.data):
        yield "the file does not begin with %PDF-1.n"


@rule("A 6.1.2-2")
def binary_mark(paper: Paper) -> Iterator[str]:
    if not re.match(rb"%[\x80-\xff]{4}", paper.data.split(b"\n", 1)[1]):
        yield "no comment of bytes above 127"


@rule("A 6.1.3-1")
def identity(paper: Paper) -> Iterator[str]:
    found = paper.pdf.trailer.get("/ID")
    if found is None or len(found) != 2 or not all(len(bytes(part)) == 16 for part in found):
        yield "no ID of two parts"


@rule("A 6.1.3-2, UA 7.16-1")
def open_to_all(paper: Paper) -> Iterator[str]:
    if paper.pdf.is_encrypted:
        yield "encrypted"


@rule("A 6.1.3-3")
def nothing_behind(paper: Paper) -> Iterator[str]:
    if not re.search(rb"%%EOF\n?\Z", paper.data):
        yield "something stands behind the end"


@rule("A 6.1.9-1")
def objects_stand_where_the_index_says(paper: Paper) -> Iterator[str]:
    for number, offset in paper.offsets().items():
        if not paper.data.startswith(b"%d 0 obj\n" % number, offset) or paper.data[offset - 1 : offset] != b"\n":
            yield f"object {number} is not at {offset}"


@rule("A 6.1.7.1-1 and -2")
def streams_end_right(paper: Paper) -> Iterator[str]:
    starts = 0
    for number, offset in paper.offsets().items():
        found = re.compile(rb"\d+ 0 obj\n<<[^\n]*?/Length (\d+)[^\n]*>>\nstream\n").match(paper.data, offset)
        if found:
            starts += 1
            end = found.end() + int(found[1])
            if paper.data[end : end + 18] != b"\nendstream\nendobj\n":
                yield f"stream {number} does not end where it says"
    if starts < sum(isinstance(thing, Stream) for thing in paper.pdf.objects):
        yield "a stream is not written plainly"


@rule("A 6.1.7.1-3, 6.1.7.2-1")
def streams_are_inside(paper: Paper) -> Iterator[str]:
    for thing in paper.pdf.objects:
        if isinstance(thing, Stream):
            if {"/F", "/FFilter", "/FDecodeParms"} & set(thing.keys()):
                yield "a stream outside the file"
            for used in each(thing.get("/Filter")):
                if used not in (Name.FlateDecode, Name.DCTDecode):
                    yield f"filter {used}"


@rule("A 6.1.13-1 to -4")
def limits(paper: Paper) -> Iterator[str]:
    for value in paper.values():
        if isinstance(value, int) and not -(2**31) <= value < 2**31:
            yield f"integer {value}"
        if isinstance(value, pikepdf.String) and len(bytes(value)) > 32767:
            yield "a string above 32767 bytes"
        if isinstance(value, Name) and len(str(value)) > 127:
            yield f"name {value}"


@rule("A 6.1.13-11")
def page_sizes(paper: Paper) -> Iterator[str]:
    for page in paper.pdf.pages:
        box = [float(side) for side in page.mediabox]
        if not all(3 <= side <= 14400 for side in (box[2] - box[0], box[3] - box[1])):
            yield f"page of {box}"


@rule("A 6.1.12, 6.4, 6.5, 6.9 to 6.11, UA 7.10, 7.15")
def nothing_that_acts(paper: Paper) -> Iterator[str]:
    for key in (
        "/AA",
        "/OpenAction",
        "/AcroForm",
        "/OCProperties",
        "/Requirements",
        "/Perms",
        "/NeedsRendering",
    ):
        if key in paper.root:
            yield f"{key} in the catalog"
    names = paper.root.get("/Names", {})
    for key in ("/JavaScript", "/AlternatePresentations"):
        if key in names:
            yield f"{key} in the names"
    for thing in paper.pdf.objects:
        if isinstance(thing, Dictionary):
            if "/AA" in thing or "/PresSteps" in thing:
                yield "an object acts by itself"
            action = thing.get("/A")
            if (
                isinstance(action, Dictionary)
                and action.get("/Type") == Name.Action
                and action.S not in (Name.URI, Name.GoTo)
            ):
                yield f"action {action.S}"


# ---------------------------------------------------------------- metadata


def xmp(paper: Paper) -> ElementTree.Element:
    packet = re.sub(rb"<\?xpacket.*?\?>", b"", paper.root.Metadata.read_raw_bytes()).strip()
    return ElementTree.fromstring(packet)  # noqa: S314 - of our own making


def stated(paper: Paper, name: str) -> str | None:
    """Return a property of the metadata, written as an element or as an attribute."""
    prefix, _, local = name.partition(":")
    key = f"{{{NAMESPACES[prefix]}}}{local}"
    for item in xmp(paper).iter():
        if key in item.attrib:
            return item.attrib[key]
        if item.tag == key:
            return "".join(item.itertext()).strip()
    return None


@rule("A 6.6.2.1, UA 7.1-8")
def metadata_is_there(paper: Paper) -> Iterator[str]:
    found = paper.root.get("/Metadata")
    if not isinstance(found, Stream) or (found.Type, found.Subtype) != (Name.Metadata, Name.XML) or "/Filter" in found:
        yield "no plain metadata stream"
        return
    head = found.read_raw_bytes().split(b"\n", 1)[0]
    if b"bytes=" in head or b"encoding=" in head or "\ufeff".encode() not in head:
        yield "the packet begins wrongly"


@rule("A 6.6.4-1 to -3")
def archive_level(paper: Paper) -> Iterator[str]:
    part = "3" if "/AF" in paper.root else "2"
    if (stated(paper, "pdfaid:part"), stated(paper, "pdfaid:conformance")) != (part, "A"):
        yield f"not PDF/A-{part}a"


@rule("UA 5-1 to -3")
def accessible_level(paper: Paper) -> Iterator[str]:
    if stated(paper, "pdfuaid:part") != "1":
        yield "not PDF/UA-1"


@rule("A 6.6.2.3")
def extension_schemas(paper: Paper) -> Iterator[str]:
    known = {NAMESPACES[name] for name in NAMESPACES if name != "pdfuaid"}
    declared = {item.text for item in xmp(paper).iterfind(".//pdfaSchema:namespaceURI", NAMESPACES)}
    for item in xmp(paper).iter():
        space = item.tag[1:].partition("}")[0]
        if space not in known | declared | {"adobe:ns:meta/"}:
            yield f"{item.tag} is not declared"
    for key in ("name", "valueType", "category", "description"):
        if not stated(paper, f"pdfaProperty:{key}"):
            yield f"pdfaProperty:{key} is missing"


@rule("UA 7.1-9 and -10")
def title_is_shown(paper: Paper) -> Iterator[str]:
    if not stated(paper, "dc:title"):
        yield "no title"
    if paper.root.ViewerPreferences.get("/DisplayDocTitle") is not True:
        yield "the title is not shown"


@rule("A 6.6.2.1 (the properties say the same)")
def properties_agree(paper: Paper) -> Iterator[str]:
    pairs = {"/Title": "dc:title", "/Author": "dc:creator", "/Subject": "dc:description", "/Creator": "xmp:CreatorTool", "/Producer": "pdf:Producer"}  # fmt: skip
    info = paper.pdf.trailer.Info
    for key, name in pairs.items():
        told = str(info[key]).strip() if key in info else None
        if told != stated(paper, name):
            yield f"{key} is {told!r}, {name} is {stated(paper, name)!r}"
    for key, name in (("/CreationDate", "xmp:CreateDate"), ("/ModDate", "xmp:ModifyDate")):
        if re.sub(r"\D", "", str(info[key]))[:14] != re.sub(r"\D", "", stated(paper, name) or ""):
            yield f"{key} is not {name}"


@rule("A 6.7.4-1, UA 7.2-2, -24, -29, -33, -34")
def languages(paper: Paper) -> Iterator[str]:
    told = [str(paper.root.get("/Lang", ""))]
    told += [str(element.entries["/Lang"]) for element in paper.elements if "/Lang" in element.entries]
    for language in told:
        if not LANGUAGE.fullmatch(language):
            yield f"language {language!r}"


# ---------------------------------------------------------------- colours


@rule("A 6.2.3-1")
def output_intent(paper: Paper) -> Iterator[str]:
    intents = paper.root.get("/OutputIntents", [])
    if len(intents) != 1 or intents[0].S != Name.GTS_PDFA1:
        yield "not one output intent"
        return
    profile = intents[0].DestOutputProfile
    data = profile.read_bytes()
    if data[12:24] != b"mntrRGB XYZ " or data[36:40] != b"acsp" or int.from_bytes(data[:4], "big") != len(data):
        yield "the profile is no monitor profile of RGB"
    if int(profile.N) != 3:
        yield "the profile has not three channels"


@rule("A 6.2.4.3, 6.2.5, 6.2.10")
def plain_colours(paper: Paper) -> Iterator[str]:
    for page in paper.pdf.pages:
        if {"/ExtGState", "/ColorSpace", "/Pattern", "/Shading"} & set(page.resources.keys()) or "/Group" in page:
            yield "colours or transparency that a page need not have"
    for thing in paper.pdf.objects:
        if isinstance(thing, Stream) and thing.get("/Subtype") == Name.Image:
            keys = set(thing.keys())
            if {"/Alternates", "/OPI", "/SMask", "/Interpolate"} & keys:
                yield "an image is smoothed, transparent or has others"
    if any(operator in ("k", "K", "cs", "CS", "sc", "scn") for operator in paper.operators):
        yield "colours that are not RGB"


# ---------------------------------------------------------------- content


@rule("A 6.2.2-1 and -2")
def known_operators(paper: Paper) -> Iterator[str]:
    yield from sorted(set(paper.operators) - OPERATORS)
    for page in paper.pdf.pages:
        if "/Resources" not in page:
            yield "a page has no resources"


@rule("UA 7.1-1 to -3, A 6.7.3")
def all_content_is_marked(paper: Paper) -> Iterator[str]:
    yield from paper.unmarked


@rule("ISO 32000-1 14.7.4.4")
def parents_know_their_content(paper: Paper) -> Iterator[str]:
    for mark, owner in paper.owners.items():
        if paper.marks.get(mark) is not owner:
            yield f"content {mark} does not know its element"
    for mark in (paper.marks.keys() - paper.owners.keys()) | (paper.marks.keys() - paper.texts.keys()):
        yield f"content {mark} is nowhere painted"


# ---------------------------------------------------------------- structure


@rule("UA 6.2-1, A 6.7.2.2-1, UA 7.1-4, -11")
def marked(paper: Paper) -> Iterator[str]:
    info = paper.root.get("/MarkInfo", {})
    if info.get("/Marked") is not True or info.get("/Suspects") is True:
        yield "not marked as tagged"
    if [element.kind for element in paper.tops] != ["Document"]:
        yield "not one Document at the top"


@rule("UA 7.1-5 to -7, -12")
def standard_kinds(paper: Paper) -> Iterator[str]:
    yield from {element.kind for element in paper.elements} - STANDARD
    for element in paper.elements:
        if element.entries.get("/P") is None:
            yield f"a {element.kind} has no parent"


@rule("UA 7.2-3 to -10, -17 to -20, -26, -27, -36, -37")
def nesting(paper: Paper) -> Iterator[str]:
    for element in paper.elements:
        around = element.parent.kind if element.parent else "nothing"
        if element.kind in INSIDE and around not in INSIDE[element.kind]:
            yield f"{element.kind} in {around}"
        kids = {kid.kind for kid in element.kids}
        if element.kind in HOLDS and kids - HOLDS[element.kind]:
            yield f"{kids - HOLDS[element.kind]} in {element.kind}"


@rule("UA 7.2-11 to -16, -28, -39")
def parts_of_tables(paper: Paper) -> Iterator[str]:
    for element in paper.elements:
        kids = [kid.kind for kid in element.kids]
        if element.kind == "Table" and (kids.count("THead") > 1 or ("THead" in kids and "TBody" not in kids)):
            yield f"a table of {kids}"
        if element.kind in ("Table", "TOC") and "Caption" in kids[1:]:
            yield "a caption is not the first"


@rule("UA 7.2-41 to -43")
def regular_tables(paper: Paper) -> Iterator[str]:
    for element in paper.elements:
        if element.kind == "Table":
            rows = [kid for part in element.kids for kid in (part, *part.kids) if kid.kind == "TR"]
            if not rows or len(set(_widths(paper, rows))) > 1:
                yield "the rows of a table have not the same number of cells"


def _widths(paper: Paper, rows: list[Element]) -> Iterator[int]:
    """Yield how many columns the cells of each row take, with those of rows above that reach into it."""
    reaching: list[int] = []  # for each such cell: the rows that are left to it
    for row in rows:
        spans = [(_span(paper, cell, "/ColSpan"), _span(paper, cell, "/RowSpan")) for cell in row.kids]
        yield sum(columns for columns, _ in spans) + len(reaching)
        reaching = [left - 1 for left in reaching if left > 1]
        reaching += [down - 1 for columns, down in spans if down > 1 for _ in range(columns)]


def _span(paper: Paper, cell: Element, name: str) -> int:
    return int(paper.attribute(cell, "Table", name) or 1)


@rule("UA 7.5-1")
def heads_have_a_scope(paper: Paper) -> Iterator[str]:
    for element in paper.elements:
        if element.kind == "TH" and paper.attribute(element, "Table", "/Scope") not in (
            Name.Column,
            Name.Row,
        ):
            yield "a head without scope"


@rule("UA 7.3-1")
def figures_are_described(paper: Paper) -> Iterator[str]:
    for element in paper.elements:
        if element.kind == "Figure":
            if not str(element.entries.get("/Alt", "")).strip():
                yield "a figure without description"
            if paper.attribute(element, "Layout", "/BBox") is None:
                yield "a figure without its place"


@rule("UA 7.4.2-1")
def headings_in_order(paper: Paper) -> Iterator[str]:
    before = 0
    for element in paper.elements:
        if re.fullmatch("H[1-6]", element.kind):
            level = int(element.kind[1])
            if level > before + 1:
                yield f"H{level} behind H{before}"
            before = level


@rule("UA 7.9-1 and -2")
def notes_have_names(paper: Paper) -> Iterator[str]:
    names = Counter(str(element.entries.get("/ID", "")) for element in paper.elements if element.kind == "Note")
    yield from (f"note {name!r}" for name, count in names.items() if not name or count > 1)


# ---------------------------------------------------------------- annotations and files


@rule("UA 7.18.1, 7.18.3, 7.18.5, A 6.3")
def links_are_tagged(paper: Paper) -> Iterator[str]:
    for page in paper.pdf.pages:
        for annotation in page.get("/Annots", []):
            owner = paper.annotated.get(annotation.objgen)
            if annotation.Subtype != Name.Link or owner is None or owner.kind != "Link":
                yield "an annotation is not in a Link"
            elif paper.parent_of(int(annotation.StructParent)) != owner.entries.objgen:
                yield "an annotation does not know its element"
            if not str(annotation.get("/Contents", "")).strip():
                yield "a link says nothing"
            if int(annotation.F) != 4 or page.get("/Tabs") != Name.S:
                yield "a link is not printed or not in order"


@rule("A 6.8, UA 7.11-1")
def carried_files(paper: Paper) -> Iterator[str]:
    specs = [thing for thing in paper.pdf.objects if isinstance(thing, Dictionary) and "/EF" in thing]
    listed = {spec.objgen for spec in paper.root.get("/AF", [])}
    for spec in specs:
        if not str(spec.get("/F", "")) or not str(spec.get("/UF", "")) or spec.objgen not in listed:
            yield "a file has no name or is not associated"
        if spec.get("/AFRelationship") not in (Name.Source, Name.Data):
            yield "a file has no relation to the paper"
        if "/" not in str(spec.EF.F.get("/Subtype", ""))[1:]:
            yield "a file has no type"


# ---------------------------------------------------------------- fonts


def programs(paper: Paper) -> Iterator[tuple[Dictionary, set[int], TTFont]]:
    for font, codes in paper.fonts():
        yield font, codes, TTFont(io.BytesIO(font.FontDescriptor.FontFile2.read_bytes()), lazy=True)


@rule("A 6.2.11.2, 6.2.11.4.1, UA 7.21.4.1-1")
def fonts_are_embedded(paper: Paper) -> Iterator[str]:
    for font, codes in paper.fonts():
        if font.Type != Name.Font or font.Subtype != Name.TrueType or "/FontFile2" not in font.FontDescriptor:
            yield f"{font.BaseFont} is not embedded"
        if not re.match("/[A-Z]{6}[+]", str(font.BaseFont)):
            yield f"{font.BaseFont} is not named as a subset"
        if int(font.LastChar) - int(font.FirstChar) + 1 != len(font.Widths) or max(codes) > int(font.LastChar):
            yield f"{font.BaseFont} has too few widths"


@rule("A 6.2.11.6-3 and -4, UA 7.21.6-3 and -4")
def symbolic_fonts(paper: Paper) -> Iterator[str]:
    for font, _, program in programs(paper):
        if not int(font.FontDescriptor.Flags) & 4 or "/Encoding" in font or len(program["cmap"].tables) != 1:
            yield f"{font.BaseFont} is not a symbolic font of one encoding"


@rule("A 6.2.11.5, 6.2.11.8, UA 7.21.5-1, 7.21.8-1")
def glyphs_are_there(paper: Paper) -> Iterator[str]:
    for font, codes, program in programs(paper):
        names = program["cmap"].tables[0].cmap
        units = program["head"].unitsPerEm
        for code in codes:
            glyph = names.get(code, ".notdef")
            if program.getGlyphID(glyph) == 0:
                yield f"{font.BaseFont} lacks code {code}"
            elif abs(float(font.Widths[code]) - program["hmtx"][glyph][0] * 1000 / units) > 1:
                yield f"{font.BaseFont} has another width for code {code}"


@rule("A 6.2.11.7, UA 7.21.7")
def text_is_unicode(paper: Paper) -> Iterator[str]:
    for font, codes in paper.fonts():
        known = paper.unicode(font)
        for code in codes:
            char = known.get(code, "")
            if char in ("", "\0", "\ufeff", "\ufffe") or 0xE000 <= ord(char[0]) < 0xF900:
                yield f"{font.BaseFont} tells {char!r} for code {code}"
