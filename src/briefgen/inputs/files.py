"""Files: opened safely, within limits, and turned into text or bytes."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.findings import FindingsError, Place, error
from briefgen.inputs import characters, encoding
from briefgen.inputs.pages import TextPage

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.findings import Finding

MEBIBYTE = 1024 * 1024
TEXT_LIMIT = 16 * MEBIBYTE
WORKBOOK_LIMIT = 64 * MEBIBYTE
_MOST_CHARACTERS_SHOWN = 20
_MAGIC = (
    (b"PK\x03\x04", "a zip file, such as an Excel workbook"),
    (b"\xd0\xcf\x11\xe0", "an old or protected Office file"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
_CONTROLS = bytes(byte for byte in range(0x20) if byte not in b"\t\n\r\f\x1b")
_MOST_CONTROLS = 0.05


@dataclass(frozen=True, slots=True)
class File:
    """A file of the brief: its path, the folder it must stay in, and its name as users see it."""

    path: Path
    folder: Path

    @property
    def shown(self) -> str:
        """The name for messages, always printable."""
        return shown(self.path)

    @property
    def place(self) -> Place:
        """The whole file as a place."""
        return Place(self.shown)


def shown(path: Path) -> str:
    """Return a path for messages: as the user gave it, odd bytes and characters spelt out."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace").replace(os.sep, "/")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def load(file: File, limit: int) -> bytes:
    """Return the bytes of a regular file inside its folder; raise FindingsError if it is anything else."""
    try:
        real = file.path.resolve(strict=True)
        inside = real.is_relative_to(file.folder.resolve())
        mode = real.stat().st_mode
        if not inside:
            raise FindingsError(_outside(file))
        if not stat.S_ISREG(mode):
            raise FindingsError(_not_a_file(file, mode))
        with real.open("rb") as stream:
            data = stream.read(limit + 1)
    except (OSError, RuntimeError, ValueError) as reason:
        raise FindingsError(unreadable(file.path, reason)) from None
    if len(data) > limit:
        message = f"the file is larger than {limit // MEBIBYTE} MiB"
        mend = "keep only what the brief needs; large tables belong in a file of their own, such as trade.csv"
        raise FindingsError(error("B105", message, help=mend, place=file.place))
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        mend = "`briefgen new brief NAME` writes a small example to start from"
        raise FindingsError(error("B106", "the file is empty", help=mend, place=file.place))
    return data


def unreadable(path: Path, reason: Exception) -> Finding:
    """Return the finding for a path that the system does not let us read."""
    why = reason.strerror if isinstance(reason, OSError) else "its name or link leads nowhere"
    mend = "check that it exists and that you may read it"
    return error("B103", "the file cannot be read", why=why, help=mend, place=Place(shown(path)))


def load_text(file: File) -> tuple[TextPage, list[Finding]]:
    """Return the text of a UTF-8 file, line ends as line feeds, unprintable characters found and replaced.

    Raises FindingsError for other encodings and for files that are no text.
    """
    data = load(file, TEXT_LIMIT)
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise FindingsError(_not_text(file, f"it is {kind}"))
    name = encoding.wide(data)
    if name:
        raise FindingsError(_wrong_encoding(file, name, 0, data, None))
    sample = data[:4096]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > 3 and controls > _MOST_CONTROLS * len(sample):
        raise FindingsError(_not_text(file, "it holds bytes that no text holds"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as reason:
        guessed = encoding.guess(data)
        name, codec = (guessed[1], guessed[0]) if guessed else (None, None)
        offset = reason.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)  # counted without the mark
        raise FindingsError(_wrong_encoding(file, name, offset, data, codec)) from None
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if characters.UNPRINTABLE.search(text) is None:
        return TextPage(file.shown, text), []
    clean = TextPage(file.shown, characters.UNPRINTABLE.sub("\ufffd", text))  # of the same length
    return clean, _unprintable(text, clean)


def _unprintable(text: str, clean: TextPage) -> list[Finding]:
    found = []
    for count, match in enumerate(characters.UNPRINTABLE.finditer(text)):
        if count == _MOST_CHARACTERS_SHOWN:
            rest = len(characters.UNPRINTABLE.findall(text)) - count
            message = f"{rest} more characters that cannot be printed"
            found.append(error("B109", message, help=characters.HELP, place=Place(clean.file)))
            break
        message = f"a character that cannot be printed: {characters.named(match[0])}"
        place = clean.place(*clean.where(match.start()))
        found.append(error("B109", message, why=characters.WHY, help=characters.HELP, place=place))
    return found


def _wrong_encoding(file: File, name: str | None, offset: int, data: bytes, codec: str | None) -> Finding:
    place = file.place
    if name is None or codec is not None:
        before = data[:offset]
        start = before.rfind(b"\n") + 1
        end = data.find(b"\n", offset)
        line = data[start : end if end >= 0 else len(data)][:400].decode(codec or "utf-8", "backslashreplace")
        column = len(before[start:].decode(codec or "utf-8", "replace")) + 1
        excerpt = characters.UNPRINTABLE.sub("\ufffd", line.rstrip("\r"))
        place = Place(file.shown, before.count(b"\n") + 1, column, excerpt=excerpt)
    message = f"the file is not in UTF-8 but probably in {name}" if name else "the file is not in UTF-8"
    return error(
        "B107",
        message,
        why="letters of another encoding would be taken for the wrong ones",
        help='save it as UTF-8: in the editor "Save as", encoding UTF-8; in Excel as "CSV UTF-8"',
        place=place,
    )


def _not_text(file: File, why: str) -> Finding:
    mend = "check the name: .yaml, .json and .csv are text files, .xlsx is a workbook"
    return error("B108", "the file is not a text", why=why, help=mend, place=file.place)


def _not_a_file(file: File, mode: int) -> Finding:
    kind = "a folder" if stat.S_ISDIR(mode) else "a device or a pipe"
    mend = "put a file in its place"
    return error("B103", "the file cannot be read", why=f"it is {kind}", help=mend, place=file.place)


def _outside(file: File) -> Finding:
    return error(
        "B104",
        "the file is a link that leads out of the folder of the brief",
        why="a brief is made of what its folder holds, so that it can be checked and kept",
        help="copy the file into the folder in place of the link",
        place=file.place,
    )
