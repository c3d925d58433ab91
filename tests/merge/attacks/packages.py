"""Attacks by the file itself: damaged, lying, over-full and poisoned packages."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_BZIP2, ZIP_LZMA, ZipFile

from merge.attacks.attack import FINDING, HARMLESS, Attack
from merge.attacks.long_templates import run_in_p, with_body
from merge.templates import MAIN, W, package_of, parts_of, picture, template, with_parts, with_text

if TYPE_CHECKING:
    from collections.abc import Callable

TYPES, RELS, MAIN_RELS = "[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NOWHERE = "http://127.0.0.1:9/canary"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
DOCTYPES = {
    "empty document type": "<!DOCTYPE a>",
    "billion laughs": f'<!DOCTYPE a [<!ENTITY l0 "lol">{LAUGHS}<!ENTITY e "&l11;">]>',
    "quadratic entity": f'<!DOCTYPE a [<!ENTITY e "{"a" * 50_000}">]>',
    "entity from a file": '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
    "entity from the network": f'<!DOCTYPE a [<!ENTITY e SYSTEM "{NOWHERE}">]>',
    "parameter entity": f'<!DOCTYPE a [<!ENTITY % p SYSTEM "{NOWHERE}"> %p; <!ENTITY e "a">]>',
    "external subset": f'<!DOCTYPE a SYSTEM "{NOWHERE}" [<!ENTITY e "a">]>',
}


def plain() -> bytes:
    """Return a template without fault."""
    return template("before", "{{ x }}", "after")


def entry(name: str, packed: bytes, size: int, crc: int = 0, method: int = 8, flags: int = 0) -> tuple[bytes, bytes]:
    """Return the head with content, and the directory entry (without its offset), of a zip member."""
    path = name.encode()
    fields = struct.pack("<HHHHHIIIHH", 20, flags, method, 0, 33, crc, len(packed), size, len(path), 0)
    return b"PK\x03\x04" + fields + path + packed, b"PK\x01\x02\x14\x00" + fields + struct.pack("<HHHHI", 0, 0, 0, 0, 0)


def archive(members: list[tuple[bytes, bytes]], names: list[str], offsets: list[int] | None = None) -> bytes:
    """Return a zip file of entries made by hand; `offsets` lets several share one content."""
    body, directory = b"", b""
    for number, ((content, record), name) in enumerate(zip(members, names, strict=True)):
        offset = len(body) if offsets is None else offsets[number]
        body += content
        directory += record + struct.pack("<I", offset) + name.encode()
    end = struct.pack("<HHHHIIH", 0, 0, len(names), len(names), len(directory), len(body), 0)
    return body + directory + b"PK\x05\x06" + end


def with_member(name: str, packed: bytes, size: int, crc: int = 0, method: int = 8, flags: int = 0) -> bytes:
    """Return the template with one member as given, the others as they should be."""
    parts = {**parts_of(plain()), name: b""}
    members = []
    for other, content in parts.items():
        if other == name:
            members.append(entry(name, packed, size, crc, method, flags))
        else:
            squeezed = deflated(content)
            members.append(entry(other, squeezed, len(content), zlib.crc32(content)))
    return archive(members, list(parts))


def deflated(data: bytes) -> bytes:
    """Return the raw deflate stream."""
    return zlib.compress(data, 9, -15)


def bomb(megabytes: int) -> bytes:
    """Return a raw deflate stream of so many megabytes of spaces, made without unpacking them."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = squeeze.compress(b" " * 2**20) + squeeze.flush(zlib.Z_FULL_FLUSH)
    return block * megabytes + zlib.compressobj(9, zlib.DEFLATED, -15).flush()


def with_doctype(part: str, doctype: str, *, used: bool = True) -> bytes:
    """Return a template in which a part declares a document type and uses its entity `e`."""
    text = parts_of(plain())[part].decode()
    head, found, rest = text.partition("?>")
    assert found
    body = rest.replace("before", "before &e;") if used and "<!ENTITY e " in doctype else rest
    return with_parts(plain(), {part: f"{head}?>{doctype}{body}".encode()})


def related(kind: str, target: str, mode: str = ' TargetMode="External"') -> bytes:
    """Return a template whose document is related to something."""
    new = f'<Relationship Id="rIdEvil" Type="{OFFICE}/{kind}" Target="{target}"{mode}/></Relationships>'
    return with_text(plain(), "</Relationships>", new, MAIN_RELS)


def encoded(encoding: str, declared: str) -> bytes:
    """Return a template whose document is written in another encoding."""
    text = parts_of(plain())[MAIN].decode()
    start = text.index("?>") + 2
    return with_parts(plain(), {MAIN: f'<?xml version="1.0" encoding="{declared}"?>{text[start:]}'.encode(encoding)})


def many_members(count: int) -> bytes:
    """Return a template with so many empty parts."""
    return package_of([*parts_of(plain()).items(), *((f"word/media/a{n}.bin", b"") for n in range(count))])


def overlapping() -> bytes:
    """Return a zip file in which hundreds of members are one and the same content."""
    packed = bomb(20)
    content, record = entry("word/media/a.bin", packed, 20 * 2**20)
    names = [f"word/media/{n:03}.bin" for n in range(300)]
    members = [(content if n == 0 else b"", record) for n in range(len(names))]
    return archive(members, names, [0] * len(names))


def compressed(method: int) -> bytes:
    """Return the template compressed in a way that Office does not use."""
    return package_of(parts_of(plain()), method)


def nested_zip() -> bytes:
    """Return a template that embeds archives in archives."""
    inner = b"a" * 100_000
    for _ in range(20):
        out = BytesIO()
        with ZipFile(out, "w") as packed:
            packed.writestr("a.zip", inner)
        inner = out.getvalue()
    return with_parts(plain(), {"word/embeddings/oleObject1.bin": inner})


def workbook() -> bytes:
    """Return a package of Excel."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    texts = {
        TYPES: f'<Types xmlns="{types}"><Override PartName="/xl/workbook.xml" ContentType="{kind}"/></Types>',
        RELS: f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{OFFICE}/officeDocument"'
        ' Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{spreadsheet}"><sheets/></workbook>',
    }
    return package_of({name: (HEAD + text).encode() for name, text in texts.items()})


def refused() -> dict[str, Callable[[], bytes]]:
    """Return the packages that have to be refused."""
    whole = plain()
    cases: dict[str, Callable[[], bytes]] = {
        "nothing": lambda: b"",
        "no zip": lambda: b"{{ x }}" * 100,
        "half a zip": lambda: whole[: len(whole) // 2],
        "zip without its end": lambda: whole[:-30],
        "only the end of a zip": lambda: b"PK\x05\x06" + bytes(18),
        "old Word or password (OLE)": lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000),
        "wrong check sum": lambda: with_member(MAIN, deflated(b"<a/>"), 4, crc=1),
        "damaged content": lambda: with_member(MAIN, b"\xff" * 100, 400),
        "password": lambda: with_member(MAIN, bytes(100), 100, flags=1),
        "bzip2": lambda: compressed(ZIP_BZIP2),
        "lzma": lambda: compressed(ZIP_LZMA),
        "bomb of 600 MB in the document": lambda: with_member(MAIN, bomb(600), 600 * 2**20),
        "bomb that lies of its size": lambda: with_member(MAIN, bomb(600), 1000),
        "document larger than told": lambda: with_member(MAIN, deflated(b"<a/>" * 100), 4),
        "bomb in another part": lambda: with_member("word/media/a.bin", bomb(600), 600 * 2**20),
        "members that overlap": overlapping,
        "document twice": lambda: package_of([*parts_of(whole).items(), (MAIN, parts_of(whole)[MAIN])]),
        "no content types": lambda: with_parts(whole, {TYPES: None}),
        "no relationships": lambda: with_parts(whole, {RELS: None}),
        "no document": lambda: with_parts(whole, {MAIN: None}),
        "document empty": lambda: with_parts(whole, {MAIN: b""}),
        "document not closed": lambda: with_text(whole, "</w:body>", ""),
        "document with two roots": lambda: with_text(whole, "</w:document>", "</w:document><a/>"),
        "document not UTF-8": lambda: with_parts(whole, {MAIN: parts_of(whole)[MAIN].replace(b"before", b"\xff\xfe")}),
        "document with a zero": lambda: with_text(whole, "before", "be\0fore"),
        "document with a control character": lambda: with_text(whole, "before", "be&#1;fore"),
        "document with a surrogate": lambda: with_text(whole, "before", "be&#xD800;fore"),
        "unknown entity": lambda: with_text(whole, "before", "&nbsp;"),
        "unknown prefix": lambda: with_text(whole, "<w:body>", "<w:body><zz:a/>"),
        "unknown encoding": lambda: encoded("utf-8", "no-such-encoding"),
        "workbook": workbook,
        "relationships damaged": lambda: with_parts(whole, {MAIN_RELS: b"<Relationships"}),
    }
    for name, doctype in DOCTYPES.items():
        cases[f"{name} in the document"] = lambda doctype=doctype: with_doctype(MAIN, doctype)  # type: ignore[misc]
    return cases


def harmless() -> dict[str, Callable[[], bytes]]:
    """Return the packages that may be refused, or rendered without harm."""
    whole = plain()
    field = '<w:p><w:fldSimple w:instr="{}"/></w:p>' + run_in_p("{{{{ x }}}}")
    parts = ("word/styles.xml", "word/settings.xml", "docProps/core.xml", TYPES, RELS, MAIN_RELS)
    cases: dict[str, Callable[[], bytes]] = {
        "many parts": lambda: many_members(5_000),
        "archives in archives": nested_zip,
        "name that climbs": lambda: with_parts(whole, {"../../canary.txt": b"a"}),
        "name that climbs inside": lambda: with_parts(whole, {"word/../../canary.txt": b"a"}),
        "absolute name": lambda: with_parts(whole, {"/etc/canary": b"a"}),
        "name of another system": lambda: with_parts(whole, {"C:\\canary.txt": b"a"}),
        "name with a line break": lambda: with_parts(whole, {"word/a\r\nb.xml": b"<a/>"}),
        "name without end": lambda: with_parts(whole, {"word/" + "a" * 60_000 + ".xml": b"<a/>"}),
        "name with a tag": lambda: with_parts(whole, {"word/{{ x }}.xml": b"<a>{{ x.__class__ }}</a>"}),
        "name in other letters": lambda: with_parts(whole, {"Word/Document.XML": b"<a/>"}),
        "macros": lambda: with_parts(whole, {"word/vbaProject.bin": b"a"}),
        "macro document": lambda: with_text(
            whole, "vnd.openxmlformats-officedocument.wordprocessingml.document.main",
            "vnd.ms-word.document.macroEnabled.main", TYPES,
        ),
        "template from the network": lambda: related("attachedTemplate", NOWHERE),
        "picture from the network": lambda: related("image", NOWHERE),
        "object from the network": lambda: related("oleObject", NOWHERE),
        "document from a file": lambda: related("aFChunk", "file:///etc/passwd"),
        "frame from a share": lambda: related("frame", "\\\\127.0.0.1\\canary\\a.docx"),
        "relationship that climbs": lambda: related("header", "../../../../etc/passwd", ""),
        "relationship to itself": lambda: related("header", "document.xml", ""),
        "relationship to nothing": lambda: related("header", "nosuch.xml", ""),
        "link with a tag": lambda: related("hyperlink", "{{ x.__class__ }}"),
        "field that reads a file": lambda: with_body(field.format('INCLUDETEXT \\"/etc/passwd\\"'.replace('"', "&quot;"))),
        "field that runs a program": lambda: with_body(field.format("DDEAUTO cmd /c calc")),
        "picture in the place of a document": lambda: with_parts(whole, {"word/header9.xml": picture()}),
        "UTF-16": lambda: encoded("utf-16", "UTF-16"),
        "UTF-7": lambda: encoded("utf-8", "UTF-7"),
        "UTF-16 with a document type": lambda: with_parts(
            whole, {"word/styles.xml": f'<?xml version="1.0" encoding="UTF-16"?>{DOCTYPES["billion laughs"]}<a>&e;</a>'
                    .encode("utf-16")},
        ),
        "processing instruction": lambda: with_text(whole, "<w:body>", f'<?xml-stylesheet href="{NOWHERE}"?><w:body>'),
        "inclusion": lambda: with_text(
            whole, "<w:body>", '<w:body><i:include xmlns:i="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>'
        ),
        "plain text in CDATA": lambda: with_text(whole, "before", "<![CDATA[{{ x.__class__ }}]]>"),
        "tag in a comment": lambda: with_text(whole, "<w:body>", "<w:body><!-- {{ x.__class__ }} -->"),
        "tag in an attribute": lambda: with_text(whole, "<w:body>", '<w:body><w:p w:rsidR="{{ x.__class__ }}"/>'),
        "tag in an instruction": lambda: with_text(whole, "<w:body>", "<w:body><?a {{ x.__class__ }} ?>"),
        "tag as an element": lambda: with_body(run_in_p("{{ &quot;&lt;/w:t&gt;&quot; }}")),
        "tag by references": lambda: with_text(whole, "before", "&#123;&#123; x.__class__ &#125;&#125;"),
        "other name space": lambda: with_text(whole, W, "urn:canary"),
        "bytes before the zip": lambda: b"MZ" * 1000 + whole,
        "bytes after the zip": lambda: whole + b"a" * 1000,
    }  # fmt: skip
    for part in parts:
        for name, doctype in DOCTYPES.items():
            cases[f"{name} in {part}"] = lambda part=part, doctype=doctype: with_doctype(part, doctype)  # type: ignore[misc]
    return cases


def attacks() -> list[Attack]:
    """Return the attacks."""

    def maker(make: Callable[[], bytes]) -> Callable[[], tuple[bytes, Any]]:
        return lambda: (make(), {"x": 1})

    return [
        *(Attack(f"package {name}", maker(make), FINDING) for name, make in refused().items()),
        *(Attack(f"package {name}", maker(make), HARMLESS) for name, make in harmless().items()),
    ]
