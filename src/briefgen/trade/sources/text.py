"""Text files of trade statistics: encoding, delimiter, and records read fast, whole or only those that matter."""

from __future__ import annotations

import codecs
import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.findings import FindingsError, Place, error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from briefgen.findings import Finding

HEAD = 65_536
_BLOCK = 1 << 17
_MOST_IN_QUOTES = 4 << 20
_CYRILLIC_RUN = re.compile(rb"[\xc0-\xff]{3,}")
_DELIMITERS = ",;\t|"
Needles = tuple[tuple[bytes, ...], ...]
"""Groups of words: a line matters if it holds at least one word of each group."""


@dataclass(frozen=True, slots=True)
class TextFile:
    """A text with its encoding, its delimiter and the line its header stands in; `names` are the header's cells."""

    path: Path
    encoding: str
    delimiter: str
    header_line: int
    names: tuple[str, ...]


def encoding_of(head: bytes) -> str:
    """Return the encoding that the beginning of a text is in; eight-bit Cyrillic is told from Western letters."""
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = head[:2000]
    if sample[1::2].count(0) > 0.6 * len(sample[1::2]) > 0:
        return "utf-16-le"
    if sample[0::2].count(0) > 0.6 * len(sample[0::2]) > 0:
        return "utf-16-be"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        # Western letters beyond ASCII stand alone in a word, Cyrillic ones in runs
        return "cp1251" if _CYRILLIC_RUN.search(head) else "latin-1"
    return "utf-8"


def is_text(head: bytes) -> bool:
    """Say whether the beginning of a file looks like text."""
    text = head.decode(encoding_of(head), "replace").lstrip("\ufeff")
    odd = sum(not letter.isprintable() and letter not in "\t\r\n" for letter in text)
    return bool(text.strip()) and odd <= 0.02 * len(text)


def open_text(path: Path, head: bytes) -> TextFile | None:
    """Return the text file with its header (the first line that is not empty), or None if there is no header."""
    encoding = encoding_of(head)
    lines = head.decode(encoding, "replace").lstrip("\ufeff").splitlines()
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.lower().startswith("sep="):
            delimiter = max(_DELIMITERS, key=line.count)
            try:
                names = next(csv.reader([line], delimiter=delimiter))
            except csv.Error:
                return None
            return TextFile(path, encoding, delimiter, number, tuple(name.strip() for name in names))
    return None


def records(file: TextFile) -> Iterator[tuple[int, list[str]]]:
    """Yield the line each record after the header begins in, with its cells; raise FindingsError at a broken one."""
    encoding = "utf-8" if file.encoding == "utf-8-sig" else file.encoding
    with file.path.open(encoding=encoding, errors="surrogateescape", newline="") as stream:
        reader = csv.reader(stream, delimiter=file.delimiter)
        line = 0
        try:
            for cells in reader:
                if line >= file.header_line and cells:
                    yield line + 1, cells
                line = reader.line_num
        except (csv.Error, UnicodeError) as reason:
            raise FindingsError(_broken(file.path, line + 1, reason)) from None


def matching(file: TextFile, needles: Needles) -> Iterator[tuple[int, list[str]]]:
    """Yield like `records`, but only records that hold a word of every group of `needles`.

    Lines are searched as bytes and only the hits are parsed, in memory that does not grow with the file.
    Words must be ASCII. What is yielded may still be of no interest: the words may stand in any cell.
    """
    groups: list[tuple[bytes, ...]] | None = None
    line = 1
    for block in _blocks(file):
        if groups is None and b"\n" not in block:  # lines end with a carriage return alone, or there is one line only
            yield from records(file)
            return
        if groups is None:  # the rarest group first: fewest hits to look at
            groups = sorted(needles, key=lambda group: sum(block.count(word) for word in group))
        try:
            yield from _hits(file, block, line, groups)
        except csv.Error as reason:
            raise FindingsError(_broken(file.path, line, reason)) from None
        line += block.count(b"\n")


def _hits(
    file: TextFile, block: bytes, line: int, groups: Sequence[tuple[bytes, ...]]
) -> Iterator[tuple[int, list[str]]]:
    first, *others = groups
    if block.count(b'"') and any(b"\n" in quoted for quoted in block.split(b'"')[1::2]):
        yield from _parsed(file, block, line, groups)  # a cell holds a line end: lines are no records
        return
    numbers: list[int] = []
    found: list[bytes] = []
    at = 0
    for start in _starts(block, first):
        end = block.find(b"\n", start)
        record = block[start : end if end >= 0 else len(block)]
        if all(any(word in record for word in group) for group in others):
            line += block.count(b"\n", at, start)
            at = start
            if line > file.header_line:
                numbers.append(line)
                found.append(record)
    cells = csv.reader(_lines(found, file), delimiter=file.delimiter)
    yield from zip(numbers, cells, strict=False)


def _starts(block: bytes, words: Iterable[bytes]) -> list[int]:
    """Return where the lines begin that hold one of the words, in order."""
    found: set[int] = set()
    for word in words:
        number = word[-1:].isdigit()
        end = len(word)
        at = block.find(word)
        while at >= 0:
            if number and block[at + end : at + end + 1].isdigit():  # the beginning of another number
                at = block.find(word, at + 1)
                continue
            found.add(block.rfind(b"\n", 0, at) + 1)
            at = block.find(b"\n", at)
            if at >= 0:
                at = block.find(word, at + 1)
    return sorted(found)


def _parsed(
    file: TextFile, block: bytes, line: int, groups: Sequence[tuple[bytes, ...]]
) -> Iterator[tuple[int, list[str]]]:
    lines = block.splitlines(keepends=True)
    reader = csv.reader(_lines(lines, file), delimiter=file.delimiter)
    before = 0
    for cells in reader:
        raw = b"".join(lines[before : reader.line_num])
        if line + before > file.header_line and all(any(word in raw for word in group) for group in groups):
            yield line + before, cells
        before = reader.line_num


def _lines(raw: Iterable[bytes], file: TextFile) -> Iterator[str]:
    encoding = "utf-8" if file.encoding.startswith("utf") else file.encoding
    for record in raw:
        yield record.decode(encoding, "surrogateescape")


def _blocks(file: TextFile) -> Iterator[bytes]:
    """Yield the file in blocks of whole records, text of two bytes a letter turned into UTF-8."""
    wide = file.encoding.startswith("utf-16")
    decoder = codecs.getincrementaldecoder(file.encoding)("replace") if wide else None
    rest = b""
    with file.path.open("rb", buffering=0) as stream:
        while data := stream.read(_BLOCK):
            if decoder is not None:
                data = decoder.decode(data).encode("utf-8", "replace")
            data = rest + data
            cut = data.rfind(b"\n") + 1
            if data.count(b'"', 0, cut) % 2 and len(data) < _MOST_IN_QUOTES:
                rest = data  # the last line end stands inside quotes
                continue
            if not cut and len(data) >= _MOST_IN_QUOTES:
                cut = len(data)  # no line ends so
            rest = data[cut:]
            if cut:
                yield data[:cut]
    if rest:
        yield rest


def lines_of(path: Path, head: bytes) -> list[list[str]]:
    """Return a small text as rows of cells, every line one, for layouts that have titles above the header."""
    encoding = encoding_of(head)
    text = path.read_bytes().decode(encoding, "replace").lstrip("\ufeff")
    delimiter = max(_DELIMITERS, key=text.count)
    try:
        return list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as reason:
        raise FindingsError(_broken(path, 1, reason)) from None


def _broken(path: Path, line: int, reason: Exception) -> Finding:
    mend = "download the file again; if it was edited, check the quotes near this line"
    return error(
        "B142", "the table cannot be read to its end", why=str(reason), help=mend, place=Place(path.name, line)
    )
