"""Office packages (`.docx`, `.xlsx`): parts kept as the compressed bytes they are, without a clock."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from html import escape
from struct import pack as layout
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CONTENT_TYPES = "[Content_Types].xml"
LARGEST = 256 * 1024 * 1024
"""Most bytes that the parts of one package may unpack to."""

_STORED, _DEFLATED = 0, 8
_DATE = (1980 - 1980) << 9 | 1 << 5 | 1  # 1 January 1980, midnight: the earliest a zip can say
_VERSION, _UTF8 = 20, 0x800
_EMPTY_RELATIONSHIPS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)


class PackageError(Exception):
    """The bytes are no package that can be used; the message says why, in words for a finding."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part as it lies in the file: compressed bytes, their check sum and their unpacked size."""

    packed: bytes
    crc: int
    size: int
    method: int = _DEFLATED

    @property
    def data(self) -> bytes:
        """Unpacked bytes; raise PackageError if they are damaged."""
        if self.method == _STORED:
            data = self.packed
        else:
            try:
                data = zlib.decompressobj(-15).decompress(self.packed, self.size + 1)
            except zlib.error as reason:
                raise PackageError(f"a part is damaged ({reason})") from None
        if len(data) != self.size or zlib.crc32(data) != self.crc:
            raise PackageError("a part is damaged (its check sum is wrong)")
        return data


@dataclass(frozen=True, slots=True)
class Relationship:
    """A link of a part to another part, or to an address outside the package."""

    id: str
    type: str
    target: str
    external: bool = False


def pack(data: bytes, level: int = 6) -> Part:
    """Compress the bytes of a part; level 0 stores them as they are (for what is compressed already)."""
    if level == 0:
        return Part(data, zlib.crc32(data), len(data), _STORED)
    squeeze = zlib.compressobj(level, zlib.DEFLATED, -15)
    return Part(squeeze.compress(data) + squeeze.flush(), zlib.crc32(data), len(data))


def read_package(data: bytes) -> dict[str, Part]:
    """Return the parts of a package by name, still compressed, in the order of the file.

    Raise PackageError for what is no zip file, is encrypted, damaged or unpacks to more than `LARGEST` bytes.
    """
    from io import BytesIO  # only looks are read, once per process
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
    except (BadZipFile, NotImplementedError, ValueError, OverflowError) as reason:
        raise PackageError(f"it is not a zip file ({reason})") from None
    if sum(entry.file_size for entry in entries) > LARGEST:
        raise PackageError(f"it unpacks to more than {LARGEST // 1024**2} MB")
    parts: dict[str, Part] = {}
    for entry in entries:
        if entry.is_dir():
            continue
        if entry.flag_bits & 1:
            raise PackageError("it is protected by a password")
        if entry.compress_type not in {_STORED, _DEFLATED}:
            raise PackageError(f'the part "{entry.filename}" is compressed in a way Office does not use')
        head = data[entry.header_offset : entry.header_offset + 30]
        start = entry.header_offset + 30 + int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
        packed = data[start : start + entry.compress_size]
        parts[entry.filename] = Part(packed, entry.CRC, entry.file_size, entry.compress_type)
    if CONTENT_TYPES not in parts:
        raise PackageError("it is a zip file, but not a document of Word or Excel")
    return parts


def write_package(parts: Mapping[str, Part]) -> bytes:
    """Return the zip file of the parts: content types first, then as given; same parts, same bytes."""
    body: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    names = [CONTENT_TYPES, *(name for name in parts if name != CONTENT_TYPES)]
    for name in names:
        part = parts[name]
        path = name.encode()
        flags = 0 if name.isascii() else _UTF8
        fields = layout(
            "<HHHHHIIIHH",
            _VERSION, flags, part.method, 0, _DATE, part.crc, len(part.packed), part.size, len(path), 0,
        )  # fmt: skip
        body += (b"PK\x03\x04", fields, path, part.packed)
        directory += (
            b"PK\x01\x02",
            layout("<H", _VERSION),
            fields,
            layout("<HHHII", 0, 0, 0, 0, offset),
            path,
        )
        offset += 30 + len(path) + len(part.packed)
    central = b"".join(directory)
    end = b"PK\x05\x06" + layout("<HHHHIIH", 0, 0, len(names), len(names), len(central), offset, 0)
    return b"".join((*body, central, end))


def with_content_types(xml: str, overrides: Mapping[str, str], defaults: Mapping[str, str] | None = None) -> str:
    """Return `[Content_Types].xml` with the types of new parts (names without first slash) and extensions."""
    new = ""
    for extension, kind in (defaults or {}).items():
        if f'Extension="{extension}"' not in xml:
            new += f'<Default Extension="{extension}" ContentType="{kind}"/>'
    for name, kind in overrides.items():
        if f'PartName="/{escape(name)}"' not in xml:
            new += f'<Override PartName="/{escape(name)}" ContentType="{kind}"/>'
    return before_end(xml, "Types", new)


def with_relationships(xml: str | None, relationships: Iterable[Relationship]) -> str:
    """Return a `.rels` part (a new one for None) with the relationships added."""
    new = "".join(
        f'<Relationship Id="{one.id}" Type="{one.type}" Target="{escape(one.target)}"'
        + (' TargetMode="External"/>' if one.external else "/>")
        for one in relationships
    )
    return before_end(xml or _EMPTY_RELATIONSHIPS, "Relationships", new)


def before_end(xml: str, root: str, new: str) -> str:
    """Return the part with `new` as last children of its root element (named with its prefix)."""
    if not new:
        return xml
    head, end, tail = xml.rpartition(f"</{root}>")
    if end:
        return f"{head}{new}{end}{tail}"
    head, end, tail = xml.rpartition("/>")  # a root without children
    return f"{head}>{new}</{root}>{tail}"


def relationships_name(part: str) -> str:
    """Return the name of the part that holds a part's relationships."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
