"""Values inside a paragraph: links, footnotes, page breaks; and the break between sections."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, ClassVar, Literal

from briefgen.merge.values import ValueProblemError
from briefgen.writers.word.inline import words
from briefgen.writers.word.values.letters import letters

if TYPE_CHECKING:
    from briefgen.merge.sink import Sink

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+", re.IGNORECASE)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SECTION = re.compile(r"<w:sectPr\b(?:(?!<w:sectPr\b).)*</w:sectPr>|<w:sectPr\b[^>]*/>", re.DOTALL)
_PAGE = re.compile(r"(<w:pgSz\b[^>]*?)\s*/>")


def allowed(text: str) -> str:
    """Return a text; raise ValueProblemError for characters that no Word file can hold."""
    bad = _FORBIDDEN.search(text)
    if bad:
        raise ValueProblemError(
            f"its character {bad.start() + 1}, U+{ord(bad[0]):04X}, is a control character, which no Word file holds",
            "take it out of the data",
        )
    return text


def outside(address: str) -> str:
    """Return an address outside the document; raise ValueProblemError for what is none, or leads into the machine."""
    if not _ADDRESS.fullmatch(address.strip()):
        raise ValueProblemError(f"`{address}` is no address that a document may lead to", "use http, https or mailto")
    return allowed(address.strip())


def linked(sink: Sink, address: str, runs: str) -> str:
    """Return runs that lead to an address."""
    related = sink.link(outside(address))
    return f'<w:hyperlink xmlns:r="{_R}" r:id="{related}" w:history="1">{runs}</w:hyperlink>'


def link_letters(sink: Sink) -> str:
    """Return the letters of a link: the style of the template, or blue and underlined."""
    style = sink.style("Hyperlink")
    if style:
        return f'<w:rStyle w:val="{escape(style)}"/>'
    return '<w:color w:val="0563C1"/><w:u w:val="single"/>'


def only_in_body(sink: Sink, what: str) -> None:
    """Raise ValueProblemError in a header, a footer or a note."""
    if sink.part.rpartition("/")[2].startswith(("header", "footer", "footnotes", "endnotes", "comments")):
        raise ValueProblemError(
            f"{what} cannot stand in a header, a footer, a note or a comment", "print it in the body"
        )


def noted(sink: Sink, runs: str) -> str:
    """Return the mark of a new footnote."""
    only_in_body(sink, "a footnote")
    style = sink.style("footnote reference")
    mark = f'<w:rStyle w:val="{escape(style)}"/>' if style else '<w:vertAlign w:val="superscript"/>'
    return f'<w:r><w:rPr>{mark}</w:rPr><w:footnoteReference w:id="{sink.footnote(runs)}"/></w:r>'


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to an address (http, https, mailto)."""

    text: str
    address: str
    level: ClassVar[Literal["run", "block"]] = "run"

    def word(self, sink: Sink) -> str:
        """Return the link."""
        return linked(sink, self.address, words(allowed(self.text), letters(sink.letters, link_letters(sink))))


@dataclass(frozen=True, slots=True)
class Footnote:
    """A text (perhaps none) with a footnote to it."""

    note: str
    text: str = ""
    level: ClassVar[Literal["run", "block"]] = "run"

    def word(self, sink: Sink) -> str:
        """Return the text and the mark of the footnote."""
        before = words(allowed(self.text), letters(sink.letters, "")) if self.text else ""
        return before + noted(sink, words(allowed(self.note)))


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new page, and a text (perhaps none) on it."""

    text: str = ""
    level: ClassVar[Literal["run", "block"]] = "run"

    def word(self, sink: Sink) -> str:
        """Return the break."""
        only_in_body(sink, "a page break")
        after = words(allowed(self.text), letters(sink.letters, "")) if self.text else ""
        return f'<w:r><w:br w:type="page"/></w:r>{after}'


@dataclass(frozen=True, slots=True)
class SectionBreak:
    """The end of a section: pages before it have the set-up of the document, perhaps with another orientation."""

    orientation: Literal["portrait", "landscape"] | None = None
    level: ClassVar[Literal["run", "block"]] = "block"

    def word(self, sink: Sink) -> str:
        """Return the paragraph that ends the section."""
        if self.orientation not in {None, "portrait", "landscape"}:
            raise ValueProblemError(f"`{self.orientation}` is no orientation", "write portrait or landscape")
        from briefgen.writers.word.values.sheet import template_of

        template = template_of(sink)
        only_in_body(sink, "a section break")
        found = _SECTION.findall(template.parts[template.main].data.decode("utf-8-sig"))
        section = found[-1] if found else '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
        return f"<w:p><w:pPr>{turned(section, self.orientation)}</w:pPr></w:p>"


def turned(section: str, orientation: str | None) -> str:
    """Return section properties with the page in an orientation."""
    found = _PAGE.search(section)
    if orientation is None or found is None:
        return section
    sides = {side: int(size) for side, size in re.findall(r'\bw:([wh])="(\d+)"', found[1])}
    if sides.keys() != {"w", "h"}:
        return section
    short, long = sorted(sides.values())
    wide, high = (long, short) if orientation == "landscape" else (short, long)
    page = f'<w:pgSz w:w="{wide}" w:h="{high}" w:orient="{orientation}"/>'
    return section[: found.start()] + page + section[found.end() :]
