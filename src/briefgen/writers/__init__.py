"""Step 6. One writer for each format: a document and its look become the bytes of a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.document import Attachment
from briefgen.findings import FindingsError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from briefgen.document import Document
    from briefgen.findings import Finding

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

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Drawn = dict[tuple[str, str, str], bytes]
"""Bytes by document, language and format."""


class _Drawing:
    """Draws papers, each once; a PDF whose look asks for it carries the annexes of its language and the facts."""

    def __init__(self, papers: Sequence[tuple[Document, dict[str, Path]]], facts: Callable[[], bytes]) -> None:
        self.papers = papers
        self.facts = facts
        self.drawn: Drawn = {}
        self.findings: list[Finding] = []

    def draw(self, document: Document, form: str, look: Path) -> None:
        """Draw one paper, unless it is drawn already; its mistakes are kept."""
        key = (document.name, document.language, form)
        if key in self.drawn:
            return
        try:
            if form == "pdf" and self._carries(look):
                document = replace(document, attachments=self._attachments(document.language))
            self.drawn[key] = WRITERS[form](document, look)
        except FindingsError as reason:
            self.findings += reason.findings

    def _carries(self, look: Path) -> bool:
        from briefgen.writers.pdf import carries_data

        return carries_data(look)

    def _attachments(self, language: str) -> tuple[Attachment, ...]:
        carried = [Attachment("brief.json", self.facts(), "application/json", "The facts of the brief", "source")]
        for document, looks in self.papers:
            if document.language == language and "xlsx" in looks:
                self.draw(document, "xlsx", looks["xlsx"])
                data = self.drawn.get((document.name, language, "xlsx"))
                if data is not None:
                    name = f"{document.name}.xlsx"
                    carried.append(Attachment(name, data, _SHEET, document.fields["kind"] or document.title, "data"))
        return tuple(carried)


def draw(
    papers: Sequence[tuple[Document, dict[str, Path]]], forms: Sequence[str], facts: Callable[[], bytes]
) -> tuple[Drawn, list[Finding]]:
    """Return the bytes of every paper in the formats that it has a look for, and the mistakes of those that have none.

    `facts` gives the facts as JSON, for PDFs that carry their data.
    """
    drawing = _Drawing(papers, facts)
    wanted = []
    for document, looks in papers:
        for form in forms:
            if form in looks:
                wanted.append((document.name, document.language, form))
                drawing.draw(document, form, looks[form])
    return {key: drawing.drawn[key] for key in wanted if key in drawing.drawn}, drawing.findings
