"""Step 6. One writer for each format: a document and its look become the bytes of a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.document import Document

Writer = Callable[["Document", "Path"], bytes]


def _docx(document: Document, look: Path) -> bytes:
    from briefgen.writers.word import write

    return write(document, look)


def _pdf(document: Document, look: Path) -> bytes:
    from briefgen.writers.pdf import write

    return write(document, look)


def _xlsx(document: Document, look: Path) -> bytes:
    from briefgen.writers.excel import write

    return write(document, look)


WRITERS: dict[str, Writer] = {"docx": _docx, "pdf": _pdf, "xlsx": _xlsx}
"""Every format. A writer's packages are imported when it is first used: each costs about a tenth of a second."""
