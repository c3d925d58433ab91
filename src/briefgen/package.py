"""Office packages (`.docx`, `.xlsx`): parts kept as the compressed bytes they are, without a clock."""

from __future__ import annotations

import os
import zlib
from contextlib import contextmanager
from struct import error as struct_error
from struct import pack as layout
from struct import unpack_from as read_layout
from typing import IO, TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

CONTENT_TYPES = "[Content_Types].xml"
LARGEST = 256 * 1024 * 1024
"""Most bytes that the parts of one package may unpack to."""

RATIO = 2000
"""Most times that a part may be larger than its packed bytes; deflate itself ends at 1032."""

SPOOL = 8 * 1024 * 1024
_STORED, _DEFLATED = 0, 8
_DATE = (1980 - 1980) << 9 | 1 << 5 | 1  # 1 January 1980, midnight: the earliest a zip can say
_VERSION, _UTF8 = 20, 0x800
_EMPTY_RELATIONSHIPS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)


class PackageError(Exception):
    """The bytes are no package that can be used; the message says why, in words for a finding."""


class Part(NamedTuple):
    """One part as it lies in the file: compressed bytes, their check sum and their unpacked size."""

    packed: bytes
    crc: int
    size: int
    method: int = _DEFLATED

    @property
    def length(self) -> int:
        """How many packed bytes there are."""
        return len(self.packed)

    def copy_to(self, file: IO[bytes]) -> None:
        """Write the packed bytes to a file."""
        file.write(self.packed)

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


class LongPart(NamedTuple):
    """A part too long for memory: its packed bytes are the first `length` of a temporary file."""

    file: IO[bytes]
    length: int
    crc: int
    size: int
    method: int = _DEFLATED

    @property
    def data(self) -> bytes:
        """Unpacked bytes."""
        self.file.seek(0)
        return Part(self.file.read(self.length), self.crc, self.size).data

    def copy_to(self, file: IO[bytes]) -> None:
        """Write the packed bytes to a file."""
        self.file.seek(0)
        while chunk := self.file.read(1 << 20):
            file.write(chunk)


class Relationship(NamedTuple):
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


def read_package(data: bytes, largest: int = LARGEST, ratio: int = RATIO) -> dict[str, Part]:
    """Return the parts of a package by name, still compressed, in the order of the file.

    Raise PackageError for what is no zip file, is encrypted or damaged, unpacks to more than `largest` bytes or a part
    of it to more than `ratio` times its packed bytes.
    """
    parts: dict[str, Part] = {}
    whole = 0
    for name, flags, method, crc, packed, size, start in _directory(data):
        if name.endswith("/"):
            continue
        if flags & 1:
            raise PackageError("it is protected by a password")
        if method not in {_STORED, _DEFLATED}:
            raise PackageError(f'the part "{name}" is compressed in a way Office does not use')
        whole += size
        if whole > largest:
            raise PackageError(f"it unpacks to more than {largest // 1024**2} MB")
        if size > packed * ratio + 1024:
            raise PackageError(f'the part "{name}" unpacks to more than {ratio} times its size')
        if name in parts:
            raise PackageError(f'it holds the part "{name}" twice')
        parts[name] = Part(data[start : start + packed], crc, size, method)
    if CONTENT_TYPES not in parts:
        raise PackageError("it is a zip file, but not a document of Word or Excel")
    return parts


def _directory(data: bytes) -> Iterator[tuple[str, int, int, int, int, int, int]]:
    """Yield what the directory of a zip file says of each entry, and where its bytes begin."""
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
    try:
        if end < 0:
            raise PackageError("it is not a zip file (it has no directory)")
        count, size, offset = read_layout("<HII", data, end + 10)
        shift = end - size - offset  # bytes before the archive
        if shift < 0 or count == 0xFFFF:
            raise PackageError("it is not a zip file (its directory is damaged)")
        position = end - size
        for _ in range(count):
            if data[position : position + 4] != b"PK\x01\x02":
                raise PackageError("it is not a zip file (its directory is damaged)")
            flags, method, _, crc, packed, full, *lengths = read_layout("<HHIIIIHHH", data, position + 8)
            (local,) = read_layout("<I", data, position + 42)
            raw = data[position + 46 : position + 46 + lengths[0]]
            name = raw.decode("utf-8" if flags & _UTF8 or raw.isascii() else "cp437")
            local += shift
            if data[local : local + 4] != b"PK\x03\x04":
                raise PackageError("it is not a zip file (a part is not where the directory says)")
            of_name, of_extra = read_layout("<HH", data, local + 26)
            start = local + 30 + of_name + of_extra
            yield name, flags, method, crc, packed, full, start
            position += 46 + sum(lengths)
    except (struct_error, UnicodeDecodeError):
        raise PackageError("it is not a zip file (its directory is damaged)") from None


class Packer:
    """Compresses a part while it is written; what grows beyond `spool` packed bytes waits in a file."""

    def __init__(self, level: int = 6, spool: int = SPOOL) -> None:
        self._spool = spool
        self._squeeze = zlib.compressobj(level, zlib.DEFLATED, -15)
        self._chunks: list[bytes] = []
        self._file: IO[bytes] | None = None
        self._held = self._size = self._crc = 0

    def write(self, data: bytes) -> None:
        """Add bytes of the part."""
        self._size += len(data)
        self._crc = zlib.crc32(data, self._crc)
        self._hold(self._squeeze.compress(data))

    def _hold(self, chunk: bytes) -> None:
        if not chunk:
            return
        self._chunks.append(chunk)
        self._held += len(chunk)
        if self._held > self._spool:
            if self._file is None:
                from tempfile import TemporaryFile  # only for parts of hundreds of megabytes

                self._file = TemporaryFile()  # noqa: SIM115 - the part keeps it
            self._file.write(b"".join(self._chunks))
            self._chunks, self._held = [], 0

    def part(self) -> Part | LongPart:
        """Return the finished part."""
        self._hold(self._squeeze.flush())
        rest = b"".join(self._chunks)
        if self._file is None:
            return Part(rest, self._crc, self._size)
        self._file.write(rest)
        return LongPart(self._file, self._file.tell(), self._crc, self._size)


def write_package(parts: Mapping[str, Part | LongPart]) -> bytes:
    """Return the zip file of the parts: content types first, then as given; same parts, same bytes."""
    from io import BytesIO

    out = BytesIO()
    write_package_to(out, parts)
    return out.getvalue()


def write_package_to(file: IO[bytes], parts: Mapping[str, Part | LongPart]) -> None:
    """Write the zip file of the parts to an open file: content types first, then as given.

    Raise PackageError when it would grow beyond four gigabytes.
    """
    directory: list[bytes] = []
    offset = 0
    names = [CONTENT_TYPES, *(name for name in parts if name != CONTENT_TYPES)]
    for name in names:
        part = parts[name]
        path = name.encode()
        flags = 0 if name.isascii() else _UTF8
        if max(part.size, offset + part.length) >= 0xFFFFFFFF:
            raise PackageError("it grows beyond four gigabytes")
        fields = layout(
            "<HHHHHIIIHH",
            _VERSION, flags, part.method, 0, _DATE, part.crc, part.length, part.size, len(path), 0,
        )  # fmt: skip
        file.write(b"".join((b"PK\x03\x04", fields, path)))
        part.copy_to(file)
        directory += (
            b"PK\x01\x02",
            layout("<H", _VERSION),
            fields,
            layout("<HHHII", 0, 0, 0, 0, offset),
            path,
        )
        offset += 30 + len(path) + part.length
    central = b"".join(directory)
    file.write(central)
    file.write(b"PK\x05\x06" + layout("<HHHHIIH", 0, 0, len(names), len(names), len(central), offset, 0))


def with_content_types(xml: str, overrides: Mapping[str, str], defaults: Mapping[str, str] | None = None) -> str:
    """Return `[Content_Types].xml` with the types of new parts (names without first slash) and extensions."""
    new = ""
    for extension, kind in (defaults or {}).items():
        if f'Extension="{extension}"' not in xml:
            new += f'<Default Extension="{extension}" ContentType="{kind}"/>'
    for name, kind in overrides.items():
        if f'PartName="/{_escaped(name)}"' not in xml:
            new += f'<Override PartName="/{_escaped(name)}" ContentType="{kind}"/>'
    return before_end(xml, "Types", new)


def with_relationships(xml: str | None, relationships: Iterable[Relationship]) -> str:
    """Return a `.rels` part (a new one for None) with the relationships added."""
    new = "".join(
        f'<Relationship Id="{one.id}" Type="{one.type}" Target="{_escaped(one.target)}"'
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


def _escaped(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;").replace("'", "&#x27;")


@contextmanager
def in_place_of(path: Path) -> Iterator[IO[bytes]]:
    """Open a file that takes the place of `path` once it is written whole; until then an earlier one stands.

    Raises OSError.
    """
    waiting = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with waiting.open("wb") as file:
            yield file
        waiting.replace(path)
    finally:
        waiting.unlink(missing_ok=True)


def relationships_name(part: str) -> str:
    """Return the name of the part that holds a part's relationships."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
