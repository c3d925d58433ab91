"""PDF files: the text of each page, lines joined into paragraphs."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Any

from briefgen.findings import FindingsError, Place, error
from briefgen.proofreading.manuscript import Manuscript, Passage
from briefgen.proofreading.reading.refusing import cannot_read

if TYPE_CHECKING:
    from collections.abc import Iterator

_HYPHENATED = re.compile("[\u00ad\ufffe\u0002]\\s*$")
_ENDS = (".", "!", "?", ":", ";")
_FULL, _FULL_AT_END = 0.75, 0.95
"""How long a line is, measured by the longest of its page, that goes on in the next; and one that ends a sentence."""
_ITEM = re.compile(r"(?:[-–—•*]|\d+[.)]) ")


def read_pdf(data: bytes, name: str, language: str) -> Manuscript:
    """Return the text of a PDF, each paragraph with its page.

    Raises FindingsError: B490 for a damaged or locked file, B491 if the reader of PDFs is not installed, B492 for
    pages without text.
    """
    try:
        pypdfium2 = import_module("pypdfium2")
    except ImportError:
        mend = 'install it with `pip install "briefgen[proofread-pdf]"`, or check the Word file'
        why = "the reader of PDF files, pypdfium2, is not installed"
        raise FindingsError(
            error("B491", "PDF files cannot be read here", why=why, help=mend, place=Place(name))
        ) from None
    try:
        document = pypdfium2.PdfDocument(data)
        pages = [_lines(document[number]) for number in range(len(document))]
    except pypdfium2.PdfiumError as reason:
        mend = "take its password away, or save it anew"
        raise FindingsError(cannot_read(name, str(reason).strip(), mend)) from None
    passages = list(_passages(pages, name))
    if not passages:
        why = "its pages are pictures, as a scanner makes them"
        mend = "check the file it was made from"
        raise FindingsError(error("B492", "the PDF holds no text", why=why, help=mend, place=Place(name)))
    return Manuscript(language, "pdf", passages)


def _lines(page: Any) -> list[str]:
    text = page.get_textpage()
    try:
        return str(text.get_text_bounded()).replace("\r\n", "\n").split("\n")
    finally:
        text.close()


def _passages(pages: list[list[str]], name: str) -> Iterator[Passage]:
    for number, lines in enumerate(pages, 1):
        longest = max(map(len, lines), default=0)
        place = Place(f"{name}, page {number}")
        for block, text in enumerate(_joined(lines, longest)):
            yield Passage(text, place, "row", number * 10_000 + block)


def _joined(lines: list[str], longest: int) -> Iterator[str]:
    """Yield paragraphs: a line goes on in the next if it is full and does not end a sentence."""
    text = ""
    for line in lines:
        line = line.strip() if not _HYPHENATED.search(line) else line.lstrip()
        if text and _HYPHENATED.search(text):
            text = _HYPHENATED.sub("", text) + line
        elif text and line and not _ITEM.match(line):
            text += " " + line
        else:
            if text.strip():
                yield text
            text = line
        ends = text.endswith(_ENDS) and len(line) < _FULL_AT_END * longest
        if text and (ends or (len(line) < _FULL * longest and not _HYPHENATED.search(text))):
            yield text
            text = ""
    if text.strip():
        yield text
