"""What a Word paper gathers while its blocks are drawn: links, footnotes, lists, charts, numbers of captions."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from itertools import count
from typing import TYPE_CHECKING, Literal

from briefgen.findings import Place, did_you_mean, error
from briefgen.package import Relationship

if TYPE_CHECKING:
    from briefgen.document import Chart, Document
    from briefgen.findings import Finding
    from briefgen.writers.word.look import Look

_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
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
    """One paper while it is drawn on a look."""

    document: Document
    look: Look
    links: dict[str, Relationship] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    charts: list[tuple[Relationship, Chart]] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)
    missing: dict[str, None] = field(default_factory=dict)
    headings: list[tuple[int, str, str]] = field(default_factory=list)
    """Level, printed number and text of every heading, if the paper has a table of contents."""
    headings_drawn: int = 0
    starts_page: bool = False
    """Whether the next paragraph starts a page."""
    _captions: dict[str, int] = field(default_factory=dict)
    _ids: count[int] = field(init=False)

    def __post_init__(self) -> None:
        self._ids = count(self.look.first_id)

    def style(self, name: str) -> str:
        """Return the id of a style of the look by its name; a missing one is noted."""
        found = self.look.styles.ids.get(name.lower())
        if found is None:
            self.missing[name] = None
            return ""
        return escape(found)

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
        return next(self._ids)

    def caption_number(self, kind: Literal["table", "chart"]) -> int:
        """Count a table or chart."""
        self._captions[kind] = self._captions.get(kind, 0) + 1
        return self._captions[kind]

    def link(self, target: str) -> str:
        """Return the relationship to an address outside the paper."""
        known = self.links.get(target)
        if known is None:
            known = Relationship(f"rIdBriefLink{len(self.links) + 1}", _HYPERLINK, _address(target), external=True)
            self.links[target] = known
        return known.id

    def note(self, runs: str) -> int:
        """Add a footnote with the drawn runs; return its id."""
        identifier = self.next_id()
        style, mark = self.style("footnote text"), self.style("footnote reference")
        self.notes.append(
            f'<w:footnote w:id="{identifier}"><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
            f'<w:r><w:rPr><w:rStyle w:val="{mark}"/></w:rPr><w:footnoteRef/></w:r>'
            f'<w:r><w:t xml:space="preserve"> </w:t></w:r>{runs}</w:p></w:footnote>'
        )
        return identifier

    def new_list(self) -> str:
        """Start an ordered list at 1; return its list number."""
        found = self.look.styles.list_of("List Number")
        abstract = self.look.styles.abstract.get(found[0]) if found else None
        if abstract is None:
            self.missing["List Number"] = None
            return "0"
        number = self.look.styles.last_number + len(self.lists) + 1
        starts = "".join(
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>' for level in range(9)
        )
        self.lists.append(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{starts}</w:num>')
        return str(number)

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


def _address(target: str) -> str:
    from urllib.parse import quote  # what no address may hold is written as %xx; Word refuses the file otherwise

    return quote(target, safe="!#$%&'()*+,/:;=?@[]~")
