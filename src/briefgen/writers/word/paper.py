"""What a Word paper gathers while its blocks are drawn: charts, headings, numbers of captions, what the look lacks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from briefgen.findings import Place, did_you_mean, error

if TYPE_CHECKING:
    from briefgen.document import Chart, Document
    from briefgen.findings import Finding
    from briefgen.merge.sink import Sink
    from briefgen.package import Relationship
    from briefgen.writers.word.look import Look

LEVELS = 3
"""How deep the list styles of Word go."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where blocks are drawn: the width there is and the indent of a list, in twips, and the style of text."""

    width: int
    indent: int = 0
    text: str = "Body Text"
    depth: int = 0


@dataclass(slots=True)
class Paper:
    """One paper while it is drawn on a look; its links, notes and lists go to the sink of the document."""

    document: Document
    look: Look
    sink: Sink
    charts: list[tuple[Relationship, Chart]] = field(default_factory=list)
    missing: dict[str, None] = field(default_factory=dict)
    headings: list[tuple[int, str, str]] = field(default_factory=list)
    """Level, printed number and text of every heading, if the paper has a table of contents."""
    headings_drawn: int = 0
    starts_page: bool = False
    """Whether the next paragraph starts a page."""
    _captions: dict[str, int] = field(default_factory=dict)

    def style(self, name: str) -> str:
        """Return the id of a style of the look by its name; a missing one is noted."""
        found = self.look.styles.ids.get(name.lower())
        if found is None:
            self.missing[name] = None
            return ""
        return found

    def paragraph(self, style: str, inside: str, *, keep_next: bool = False, more: str = "", align: str = "") -> str:
        """Return one paragraph; `more` is its w:numPr or w:tabs, `align` the side it is aligned to."""
        keep = "<w:keepNext/>" if keep_next else ""
        page = "<w:pageBreakBefore/>" if self.starts_page else ""
        self.starts_page = False
        jc = f'<w:jc w:val="{align}"/>' if align else ""
        return f'<w:p><w:pPr><w:pStyle w:val="{self.style(style)}"/>{keep}{page}{more}{jc}</w:pPr>{inside}</w:p>'

    def gap(self) -> str:
        """Return a thin empty paragraph: tables must not touch one another, and no cell may end with a table."""
        return self.paragraph("Thin Line", "")

    def page_start(self) -> str:
        """Return what lets a table start a page, if it has to; only paragraphs can do so themselves."""
        return self.gap() if self.starts_page else ""

    def next_id(self) -> int:
        """Return a number no picture, bookmark or note of the paper has."""
        return self.sink.next_id()

    def caption_number(self, kind: Literal["table", "chart"]) -> int:
        """Count a table or chart."""
        self._captions[kind] = self._captions.get(kind, 0) + 1
        return self._captions[kind]

    def link(self, target: str) -> str:
        """Return the relationship to an address outside the paper."""
        return self.sink.link(target)

    def note(self, runs: str) -> int:
        """Add a footnote with the drawn runs; return its id."""
        self.style("footnote text")  # a look that lacks it is told so
        return self.sink.footnote(runs)

    def new_list(self) -> str:
        """Start an ordered list at 1; return its list number."""
        found = self.look.styles.list_of("List Number")
        abstract = self.look.styles.abstract.get(found[0]) if found else None
        if abstract is None:
            self.missing["List Number"] = None
            return "0"
        return str(self.sink.list_number(abstract))

    def missing_styles(self) -> list[Finding]:
        """Return a finding (B615) for each style that the paper needs and the look lacks."""
        return [
            error(
                "B615",
                f'the look has no style "{name}"' + (" with a list" if name.lower() in self.look.styles.ids else ""),
                why="the paper needs it",
                help=did_you_mean(name, self.look.styles.names)
                or "copy the style from the look that comes with briefgen, templates/talks/brief.docx",
                place=Place(self.look.file),
            )
            for name in self.missing
        ]
