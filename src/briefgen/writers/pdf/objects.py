"""The objects of a PDF file: numbered, streams plain, small ones packed together, with a compressed index."""

from __future__ import annotations

import zlib
from hashlib import md5

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_PACK = 400  # objects in one packed stream
_ROW = 7  # bytes of one object in the index
_LONGEST = 16_000  # characters of a string: PDF/A allows 32,767 bytes


class Objects:
    """Gathers the objects of one file. A body is the text of an object in PDF's own syntax, in ASCII."""

    def __init__(self) -> None:
        self._count = 0
        self._parts = [_HEADER]
        self._at = len(_HEADER)
        self._index = bytearray(b"\0\0\0\0\0\xff\xff")  # of each object: kind, where, order
        self._pack: list[tuple[int, str]] = []

    def reserve(self) -> int:
        """Return a number for an object that is put later."""
        self._count += 1
        self._index += bytes(_ROW)
        return self._count

    def add(self, body: str) -> int:
        """Put an object and return its number."""
        number = self.reserve()
        self.put(number, body)
        return number

    def put(self, number: int, body: str) -> None:
        """Put an object under a number reserved before."""
        self._write(number, body.encode("ascii"))

    def pack(self, number: int, body: str) -> None:
        """Put an object together with others in one compressed stream: for the many small ones."""
        self._pack.append((number, body))
        if len(self._pack) == _PACK:
            self._close_pack()

    def stream(self, entries: str, data: bytes, *, compressed: bool = True) -> int:
        """Put a stream with the entries of its dictionary and return its number."""
        number = self.reserve()
        if compressed:
            data = zlib.compress(data)
            entries += "/Filter/FlateDecode"
        self.put_stream(number, entries, data)
        return number

    def put_stream(self, number: int, entries: str, data: bytes) -> None:
        """Put a stream, packed as its entries say, under a number reserved before."""
        self._write(number, _stream(entries, data))

    def _write(self, number: int, body: bytes) -> None:
        self._place(number, 1, self._at, 0)
        part = b"%d 0 obj\n%b\nendobj\n" % (number, body)
        self._parts.append(part)
        self._at += len(part)

    def _place(self, number: int, kind: int, where: int, order: int) -> None:
        entry = b"%c%b%b" % (kind, where.to_bytes(4, "big"), order.to_bytes(2, "big"))
        self._index[number * _ROW : (number + 1) * _ROW] = entry

    def _close_pack(self) -> None:
        index, at = [], 0
        for number, body in self._pack:
            index.append(f"{number} {at}")
            at += len(body) + 1
        head = " ".join(index) + "\n"
        data = head + "\n".join(body for _, body in self._pack)
        holder = self.stream(f"/Type/ObjStm/N {len(index)}/First {len(head)}", data.encode("ascii"))
        for order, (number, _) in enumerate(self._pack):
            self._place(number, 2, holder, order)
        self._pack.clear()

    def finish(self, catalog: int, info: int) -> bytes:
        """Return the whole file; its ID is made from what is in it."""
        if self._pack:
            self._close_pack()
        digest = md5(usedforsecurity=False)
        for part in self._parts:
            digest.update(part)
        identity = digest.hexdigest()
        at, number = self._at, self.reserve()
        self._place(number, 1, at, 0)
        entries = (
            f"/Type/XRef/Size {number + 1}/W[1 4 2]/Root {catalog} 0 R/Info {info} 0 R"
            f"/ID[<{identity}><{identity}>]/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns {_ROW}>>"
        )
        self._write(number, _stream(entries, zlib.compress(_differences(self._index))))
        return b"".join([*self._parts, b"startxref\n%d\n%%%%EOF\n" % at])


def _stream(entries: str, data: bytes) -> bytes:
    head = f"<<{entries}/Length {len(data)}>>\nstream\n".encode("ascii")
    return head + data + b"\nendstream"


def _differences(index: bytearray) -> bytes:
    """Return each row of the index as its differences from the row above (PNG's filter 2): it packs far better."""
    count = len(index) // _ROW
    rows = bytearray((_ROW + 1) * count)
    rows[:: _ROW + 1] = b"\2" * count
    for column in range(_ROW):
        values = bytes(index[column::_ROW])
        rows[column + 1 :: _ROW + 1] = bytes(
            (value - above) & 255 for value, above in zip(values, b"\0" + values, strict=False)
        )
    return bytes(rows)


def text_string(text: str) -> str:
    """Return the text as a string of PDF's syntax: letters if it is plain ASCII, else UTF-16."""
    if len(text) > _LONGEST:
        text = text[: _LONGEST - 1] + "…"
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return f"({escaped})"
    return f"<FEFF{text.encode('utf-16-be').hex()}>"


def array(numbers: list[int]) -> str:
    """Return references to objects as an array."""
    return f"[{' '.join(f'{number} 0 R' for number in numbers)}]"
