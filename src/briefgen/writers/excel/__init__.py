"""The Excel annex: cover, contents, one marked-up table on each sheet, live formulas, native charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.document import Document

__all__ = ["write"]


def write(document: Document, look: Path) -> bytes:
    """Return the workbook (`.xlsx`) of a document in a look `*.xlsx.yaml`; raises FindingsError."""
    from briefgen.writers.excel import workbook  # with openpyxl, which cells and names do not need

    return workbook.write(document, look)
