"""What a file is from the outside: text, page, workbook, JSON or Parquet, told by its first bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from briefgen.findings import FindingsError, Place, error
from briefgen.trade.sources.text import HEAD, is_text

if TYPE_CHECKING:
    from pathlib import Path

Container = Literal["text", "json", "html", "workbook", "parquet"]


def beginning(path: Path) -> bytes:
    """Return the first bytes of a file; raise FindingsError if it cannot be read or is empty."""
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD)
    except OSError as reason:
        why = reason.strerror or str(reason)
        raise FindingsError(error("B142", "the file cannot be read", why=why, place=Place(path.name))) from None
    if not head.strip():
        raise FindingsError(error("B142", "the file is empty", help="download it again", place=Place(path.name)))
    return head


def container_of(path: Path, head: bytes) -> Container:
    """Return what kind of file it is, whatever its name says; raise FindingsError if it is none that is read."""
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return "workbook"
    if not is_text(head):
        mend = "trade files are CSV, JSON, xlsx, xls, HTML tables and Parquet; unpack archives first"
        why = f"it begins with the bytes {head[:8].hex(' ')}"
        raise FindingsError(error("B140", "the file is no table", why=why, help=mend, place=Place(path.name)))
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00")[:200].replace(b"\x00", b"").lower()
    if start.startswith((b"{", b"[")):
        return "json"
    if start.startswith(b"<") and b"<" in start:
        return "html"
    return "text"


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    from hashlib import file_digest

    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()
