"""What makes a PDF fit for an archive: metadata, the meaning of its colours, and the files that it carries."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import md5
from struct import pack
from typing import TYPE_CHECKING

from briefgen.merge.markup import escaped
from briefgen.writers.pdf.objects import text_string

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.document import Attachment, Document
    from briefgen.writers.pdf.objects import Objects

_PRODUCER = "briefgen, ReportLab PDF Library"
_CREATOR = "briefgen"

# PDF/A knows no property that is not declared; this declares the one of PDF/UA.
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
{optional}<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{moment}</xmp:CreateDate>
<xmp:ModifyDate>{moment}</xmp:ModifyDate>
<pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>{part}</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")
_AUTHOR = "<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>\n"
_SUBJECT = '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:description>\n'


def archived(
    objects: Objects, document: Document, files: Sequence[Attachment], entries: str, outline: int | None
) -> bytes:
    """Return the whole file: a tagged PDF/A-2a, or PDF/A-3a where it carries files.

    `entries` are those of the catalog that lead to pages and structure, `outline` is the number of the outline.
    """
    described = metadata(objects, document, 3 if files else 2)
    catalog = objects.add(
        f"<</Type/Catalog{entries}/Lang {text_string(document.language)}/Metadata {described} 0 R"
        f"/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>"
        f"{output_intent(objects)}{attached(objects, document, files)}"
        f"{f'/Outlines {outline} 0 R' if outline else ''}>>"
    )
    return objects.finish(catalog, information(objects, document))


def metadata(objects: Objects, document: Document, part: int) -> int:
    """Put the metadata of a paper that follows the part of PDF/A (2 or 3), and return its number."""
    author, subject = document.fields.get("author", ""), document.fields.get("kind", "")
    optional = (_AUTHOR.format(_xml(author)) if author else "") + (_SUBJECT.format(_xml(subject)) if subject else "")
    text = _XMP.format(
        title=_xml(document.title),
        optional=optional,
        language=_xml(document.language),
        creator=_CREATOR,
        moment=_moment(document).strftime("%Y-%m-%dT%H:%M:%SZ"),
        producer=_PRODUCER,
        part=part,
    )
    return objects.stream("/Type/Metadata/Subtype/XML", text.encode(), compressed=False)


def information(objects: Objects, document: Document) -> int:
    """Put the properties of the paper, which say the same as the metadata, and return their number."""
    date = _date(document)
    entries = {
        "Title": document.title,
        "Author": document.fields.get("author", ""),
        "Subject": document.fields.get("kind", ""),
        "Creator": _CREATOR,
        "Producer": _PRODUCER,
        "CreationDate": date,
        "ModDate": date,
    }
    return objects.add(f"<<{''.join(f'/{key}{text_string(_clean(text))}' for key, text in entries.items() if text)}>>")


def output_intent(objects: Objects) -> str:
    """Put the profile that says what the colours are (sRGB), and return the entry of the catalog."""
    profile = objects.stream("/N 3", srgb())
    return (
        f"/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
        f"/Info(sRGB IEC61966-2.1)/DestOutputProfile {profile} 0 R>>]"
    )


def attached(objects: Objects, document: Document, files: Sequence[Attachment]) -> str:
    """Put the files that the paper carries and return the entries of the catalog; nothing for no files."""
    if not files:
        return ""
    names, numbers = [], []
    for at, file in enumerate(files, 1):
        digest = md5(file.data, usedforsecurity=False).hexdigest()
        subtype = "".join(char if char.isalnum() or char in "-." else f"#{ord(char):02X}" for char in file.mime)
        data = objects.stream(
            f"/Type/EmbeddedFile/Subtype/{subtype}"
            f"/Params<</Size {len(file.data)}/ModDate{text_string(_date(document))}/CheckSum<{digest}>>>",
            file.data,
        )
        name = text_string(file.name)
        number = objects.add(
            f"<</Type/Filespec/F{name}/UF{name}/Desc{text_string(file.description)}"
            f"/AFRelationship/{file.relation.capitalize()}/EF<</F {data} 0 R/UF {data} 0 R>>>>"
        )
        names.append(f"(file{at:04}) {number} 0 R")
        numbers.append(f"{number} 0 R")
    return f"/AF[{' '.join(numbers)}]/Names<</EmbeddedFiles<</Names[{' '.join(names)}]>>>>"


# ---------------------------------------------------------------- texts and dates


def _moment(document: Document) -> datetime:
    return datetime.fromtimestamp(document.moment, UTC)


def _date(document: Document) -> str:
    return _moment(document).strftime("D:%Y%m%d%H%M%S+00'00'")


def _clean(text: str) -> str:
    """Return the text with a space for what XML cannot hold, and for ends of line."""
    return _CONTROLS.sub(" ", text)


def _xml(text: str) -> str:
    return escaped(_clean(text))


# ---------------------------------------------------------------- colours


@lru_cache(maxsize=1)
def srgb() -> bytes:
    """Return the colour space of IEC 61966-2-1 as an ICC profile of version 4.2, adapted to the white of D50."""
    white = (0.9642, 1.0, 0.8249)
    adaptation = (1.04791, 0.02293, -0.05019, 0.02960, 0.99046, -0.01707, -0.00925, 0.01506, 0.75179)
    red, green, blue = (0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.71410)
    curve = b"para" + pack(">IHH", 0, 3, 0) + _fixed(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
    tags = (
        (b"desc", _unicode("sRGB")),
        (b"cprt", _unicode("No copyright, use freely")),
        (b"wtpt", b"XYZ \0\0\0\0" + _fixed(*white)),
        (b"chad", b"sf32\0\0\0\0" + _fixed(*adaptation)),
        (b"rXYZ", b"XYZ \0\0\0\0" + _fixed(*red)),
        (b"gXYZ", b"XYZ \0\0\0\0" + _fixed(*green)),
        (b"bXYZ", b"XYZ \0\0\0\0" + _fixed(*blue)),
        (b"rTRC", curve),
        (b"gTRC", curve),
        (b"bTRC", curve),
    )
    start = 128 + 4 + 12 * len(tags)
    table, data = pack(">I", len(tags)), b""
    places: dict[bytes, int] = {}
    for name, content in tags:
        if content not in places:
            places[content] = start + len(data)
            data += content + b"\0" * (-len(content) % 4)
        table += name + pack(">II", places[content], len(content))
    head = (
        pack(">I4sI", start + len(data), b"\0\0\0\0", 0x04200000)
        + b"mntrRGB XYZ "
        + pack(">6H", 2011, 1, 1, 0, 0, 0)
        + b"acsp"
        + bytes(28)
        + _fixed(*white)
    )
    return head.ljust(128, b"\0") + table + data


def _fixed(*numbers: float) -> bytes:
    return b"".join(pack(">i", round(number * 65536)) for number in numbers)


def _unicode(text: str) -> bytes:
    words = text.encode("utf-16-be")
    return b"mluc" + pack(">III4sII", 0, 1, 12, b"enUS", len(words), 28) + words
