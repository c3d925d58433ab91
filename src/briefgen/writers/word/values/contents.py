"""A table of contents as a value: filled in at once from the finished document, pages left to Word."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape, unescape
from typing import TYPE_CHECKING, ClassVar, Literal

from briefgen.merge.values import ValueProblemError
from briefgen.package import pack
from briefgen.writers.word.inline import FIELD_END, field_start, words
from briefgen.writers.word.inline import field as field_of
from briefgen.writers.word.values.importing import STYLE, style_name
from briefgen.writers.word.values.sheet import styles_of, template_of
from briefgen.writers.word.values.text import allowed, only_in_body

if TYPE_CHECKING:
    from briefgen.merge.sink import Additions, Sink
    from briefgen.merge.template import Template
    from briefgen.package import LongPart, Part

_PARAGRAPH = re.compile(r"<w:p(?: [^>]*?)?(/?)>|</w:p>")
_STYLE = re.compile(r'<w:pPr><w:pStyle w:val="([^"]*)"/>')
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|<w:(?:tab|br)/>")
_STEP = 220  # twips that a level moves to the right, where the template has no style for it


@dataclass(frozen=True, slots=True)
class TableOfContents:
    """Contents under a title (perhaps none), with the headings of the whole document down to a level."""

    title: str = ""
    levels: int = 3
    level: ClassVar[Literal["run", "block"]] = "block"

    def word(self, sink: Sink) -> str:
        """Return a mark that becomes the contents when the document is finished."""
        only_in_body(sink, "a table of contents")
        if not isinstance(self.levels, int) or not 1 <= self.levels <= 9:
            raise ValueProblemError(f"{self.levels} is no number of levels", "write 1 to 9")
        template = template_of(sink)
        allowed(self.title)
        filler = next((one for one in sink.everything.afterwards if isinstance(one, _Filler)), None)
        if filler is None:
            filler = _Filler(template, sink.everything, sink.width)
            sink.everything.afterwards.append(filler)
        filler.places.append(self)
        return f"<?briefgen-contents {len(filler.places)}?><w:p/>"


@dataclass(frozen=True, slots=True)
class _Entry:
    level: int
    number: str
    text: str
    bookmark: str


@dataclass(slots=True)
class _Filler:
    """Fills in every table of contents of one document."""

    template: Template
    everything: Additions
    width: int
    places: list[TableOfContents] = field(default_factory=list)

    def __call__(self, parts: dict[str, Part | LongPart]) -> None:
        """Put the contents in the place of their marks, and bookmarks into the headings."""
        main = self.template.main
        text = parts[main].data.decode("utf-8-sig")
        deepest = max(place.levels for place in self.places)
        styles = parts[self.template.related("styles") or main].data.decode("utf-8-sig")
        text, entries = self._bookmarked(text, _levels(styles, deepest))
        for number, place in enumerate(self.places, 1):
            chosen = [entry for entry in entries if entry.level <= place.levels]
            text = text.replace(f"<?briefgen-contents {number}?><w:p/>", self._drawn(place, chosen))
        parts[main] = pack(text.encode())

    def _bookmarked(self, text: str, levels: dict[str, int]) -> tuple[str, list[_Entry]]:
        found = _headings(text, levels)
        numbers = styles_of(self.template).numbers([level for _, _, level, _ in found])
        entries: list[_Entry] = []
        out: list[str] = []
        position = last = 0
        for (start, end, level, told), number in zip(found, numbers, strict=True):
            last += 1
            while f'"_TocBg{last:06d}"' in text:
                last += 1
            name, identifier = f"_TocBg{last:06d}", self.everything.next_id()
            out += (
                text[position:start],
                f'<w:bookmarkStart w:id="{identifier}" w:name="{name}"/>',
                text[start:end],
                f'<w:bookmarkEnd w:id="{identifier}"/>',
            )
            position = end
            entries.append(_Entry(level, number, told, name))
        return "".join((*out, text[position:])), entries

    def _drawn(self, place: TableOfContents, entries: list[_Entry]) -> str:
        drawn = []
        if place.title:
            drawn.append(f"<w:p>{self._style('TOC Heading')}{words(place.title, self._bold())}</w:p>")
        code = rf'TOC \o "1-{place.levels}" \h \z \u'
        for index, entry in enumerate(entries):
            told = (words(entry.number) + "<w:r><w:tab/></w:r>" if entry.number else "") + words(entry.text)
            page = field_of(rf"PAGEREF {entry.bookmark} \h", "", dirty=True)
            start = field_start(code, dirty=True) if index == 0 else ""
            end = FIELD_END if index == len(entries) - 1 else ""
            drawn.append(
                f"<w:p>{self._style(f'toc {entry.level}', entry.level)}{start}"
                f'<w:hyperlink w:anchor="{entry.bookmark}" w:history="1">{told}<w:r><w:tab/></w:r>{page}</w:hyperlink>'
                f"{end}</w:p>"
            )
        return "".join(drawn) or "<w:p/>"

    def _bold(self) -> str:
        return "" if "toc heading" in self.template.styles else "<w:b/>"

    def _style(self, name: str, level: int = 0) -> str:
        """Return the properties of a paragraph; without a style, an indent of its own. No dots lead to no page."""
        found = self.template.styles.get(name.lower())
        style = f'<w:pStyle w:val="{escape(found)}"/>' if found else ""
        tabs = f'<w:tabs><w:tab w:val="right" w:leader="none" w:pos="{self.width}"/></w:tabs>' if level else ""
        indent = f'<w:ind w:left="{_STEP * (level - 1)}"/>' if level > 1 and not found else ""
        return f"<w:pPr>{style}{tabs}{indent}</w:pPr>" if style or tabs else ""


def _levels(styles: str, deepest: int) -> dict[str, int]:
    """Return the levels of the styles of headings by id: those so called, and those with an outline level."""
    levels = {}
    for found in STYLE.finditer(styles):
        called = re.fullmatch(r"heading ([1-9])", style_name(found[0]), re.IGNORECASE)
        outline = re.search(r'<w:outlineLvl w:val="([0-8])"', found[0])
        level = int(called[1]) if called else int(outline[1]) + 1 if outline else 10
        if level <= deepest:
            levels[unescape(found[1])] = level
    return levels


def _headings(text: str, levels: dict[str, int]) -> list[tuple[int, int, int, str]]:
    """Return where the words of each heading begin and end, its level and its words."""
    found = []
    opened: list[tuple[int, int]] = []  # where the words begin, and the level (0: no heading)
    for mark in _PARAGRAPH.finditer(text):
        if mark[0] == "</w:p>":
            start, level = opened.pop()
            told = _told(text[start : mark.start()]) if level and not opened else ""
            if told:
                found.append((start, mark.start(), level, told))
        elif not mark[1]:
            style = _STYLE.match(text, mark.end())
            level = levels.get(unescape(style[1]), 0) if style else 0
            start = text.index("</w:pPr>", mark.end()) + len("</w:pPr>") if style else mark.end()
            opened.append((start, level))
    return found


def _told(xml: str) -> str:
    return " ".join("".join(unescape(one[1] or " ") for one in _TEXT.finditer(xml)).split())
