"""Reads texts, Word, PDF and Excel files into manuscripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from briefgen.proofreading.reading.plain import markdown, plain

if TYPE_CHECKING:
    from briefgen.proofreading.manuscript import Manuscript


class Reader(Protocol):
    """Reads the bytes of a file; `name` is the file as users see it. Raises FindingsError."""

    def __call__(self, data: bytes, name: str, language: str) -> Manuscript:
        """Return the text of the file with its places."""
        ...


def word(data: bytes, name: str, language: str) -> Manuscript:
    """Read a Word file."""
    from briefgen.proofreading.reading.word import read_word

    return read_word(data, name, language)


def pdf(data: bytes, name: str, language: str) -> Manuscript:
    """Read a PDF."""
    from briefgen.proofreading.reading.pdf import read_pdf

    return read_pdf(data, name, language)


def excel(data: bytes, name: str, language: str) -> Manuscript:
    """Read a workbook."""
    from briefgen.proofreading.reading.excel import read_excel

    return read_excel(data, name, language)


READERS: dict[str, Reader] = {".docx": word, ".docm": word, ".dotx": word, ".pdf": pdf, ".xlsx": excel, ".xlsm": excel}
"""Readers of files that are no text, by the end of the name."""

TEXTS = {".txt": plain, ".md": markdown}
"""Readers of texts, by the end of the name."""
