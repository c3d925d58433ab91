"""What the first bytes of a picture tell: its format, its size in pixels and dots; damaged pictures are refused."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from struct import error as struct_error
from struct import unpack_from

from briefgen.merge.values import ValueProblemError

MOST_PIXELS = 100_000_000
_DPI = 96.0
_SIZES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}  # JPEG markers that tell the size
_ALONE = {0x01, *range(0xD0, 0xD8)}  # JPEG markers without a length


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: the extension and content type of its format, pixels, and dots in an inch."""

    extension: str
    content_type: str
    width: int
    height: int
    dpi: float = _DPI


def inspect(data: bytes) -> Picture:
    """Return what a picture is; raise ValueProblemError for other formats, damaged and enormous ones."""
    try:
        found = _inspect(data)
    except (struct_error, IndexError):
        raise _damaged("it ends too early") from None
    if not found.width or not found.height:
        raise _damaged("it has no size")
    if found.width * found.height > MOST_PIXELS:
        raise ValueProblemError(
            f"the picture has {found.width} × {found.height} pixels, more than {MOST_PIXELS // 10**6} million",
            "make it smaller; 300 dots in an inch are enough for print",
        )
    return found


def _inspect(data: bytes) -> Picture:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return _png(data)
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg(data)
    if data[:6] in {b"GIF87a", b"GIF89a"}:
        if data.rstrip(b"\0")[-1:] != b";":
            raise _damaged("it ends too early")
        return Picture("gif", "image/gif", *unpack_from("<HH", data, 6))
    if data.startswith(b"BM"):
        if unpack_from("<I", data, 2)[0] > len(data):
            raise _damaged("it ends too early")
        width, height = unpack_from("<ii", data, 18)
        return Picture("bmp", "image/bmp", abs(width), abs(height))
    head = data[:1000].lstrip().lower()
    kind = "a drawing (SVG)" if head.startswith((b"<svg", b"<?xml", b"<!doctype svg")) else "in another format"
    raise ValueProblemError(
        f"the picture is {kind}, which Word does not show everywhere" if data else "the picture is empty",
        "save it as PNG, JPEG, GIF or BMP",
    )


def _png(data: bytes) -> Picture:
    """Read a PNG whole: the check sum of every chunk, up to the last."""
    width, height = unpack_from(">II", data, 16)
    dpi, position, kind = _DPI, 8, b""
    while kind != b"IEND":
        (length,) = unpack_from(">I", data, position)
        kind = data[position + 4 : position + 8]
        end = position + 8 + length
        if unpack_from(">I", data, end)[0] != zlib.crc32(data[position + 4 : end]):
            raise _damaged("a check sum is wrong")
        if kind == b"pHYs":
            across, _, unit = unpack_from(">IIB", data, position + 8)
            dpi = across * 0.0254 if unit == 1 and across else _DPI
        position = end + 4
    return Picture("png", "image/png", width, height, dpi)


def _jpeg(data: bytes) -> Picture:
    """Read the markers of a JPEG up to the one that tells its size."""
    if b"\xff\xd9" not in data[-4096:]:
        raise _damaged("it ends too early")
    position, dpi = 2, _DPI
    while True:
        if data[position] != 0xFF:
            raise _damaged("a marker is missing")
        marker = data[position + 1]
        if marker == 0xFF or marker in _ALONE:
            position += 1 if marker == 0xFF else 2
            continue
        (length,) = unpack_from(">H", data, position + 2)
        if marker == 0xE0 and data[position + 4 : position + 9] == b"JFIF\0":
            unit, across = unpack_from(">BH", data, position + 11)
            dpi = across * {1: 1.0, 2: 2.54}.get(unit, 0.0) or _DPI
        if marker in _SIZES:
            height, width = unpack_from(">HH", data, position + 5)
            return Picture("jpeg", "image/jpeg", width, height, dpi)
        if marker == 0xDA:
            raise _damaged("its size is missing")
        position += 2 + length


def _damaged(how: str) -> ValueProblemError:
    return ValueProblemError(f"the picture is damaged ({how})", "save it again from the program it comes from")
