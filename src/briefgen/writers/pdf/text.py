"""Sets text: turns content into lines in the styles of a look, and knows what its fonts lack."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, assert_never

from briefgen.document import Break, Link, Note, Run
from briefgen.findings import Finding, error
from briefgen.writers.pdf.fit import fit_lines
from briefgen.writers.pdf.fonts import Face, face_path, usable_face
from briefgen.writers.pdf.lines import Line, Word, break_lines
from briefgen.writers.pdf.pen import Span
from briefgen.writers.pdf.tags import Element, spoken

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.document import Content
    from briefgen.writers.pdf.look import Look, Style

# What is measured is not parted from its number, nor a number from its sign.
_UNITS = (
    "%|‰|°|млн|млрд|трлн|тис|тыс|дол|долл|руб|грн|сом|сомони|км|га|кг|кВт|МВт|т|м|см|"
    "р|рр|року|рік|років|році|г|гг|год|года|году|лет|ст|million|billion|thousand|km|ha|kg|kWh|MW|t|m|per cent|"
    "USD|EUR|KGS|TJS|UAH|миң|сомго|ҳазор|сол"
)
_UNIT = re.compile(rf"(?<=\d) (?=(?:{_UNITS})(?!\w))|(?<=[№§]) (?=\d)")
_PARTS = re.compile(r"(?<=[^\W\d_]{2}-)(?=[^\W\d_]{2})|(?<=[\w)][/])(?=\w)")  # where a word may be parted


class Typesetter:
    """Sets all text of one paper in one look; gathers characters that its fonts lack, numbers the notes."""

    def __init__(self, look: Look, scale: float = 1.0, language: str = "") -> None:
        self.look = look
        self.language = language
        self.findings: dict[tuple[str, str | None], Finding] = {}
        self.note_number = 0
        self.scale = scale
        self._styles: dict[str, Style] = {}
        self._faces: dict[tuple[str, bool, bool], Face] = {}

    def style(self, role: str) -> Style:
        """Return the style of the role, with its sizes scaled and its colour as RRGGBB."""
        style = self._styles.get(role)
        if style is None:
            plain: Style = getattr(self.look.styles, role)
            k = self.scale
            style = self._styles[role] = plain._replace(
                size=plain.size * k,
                leading=plain.leading * k,
                before=plain.before * k,
                after=plain.after * k,
                colour=self.colour(plain.colour),
            )
        return style

    def colour(self, name: str) -> str:
        """Return a colour as RRGGBB."""
        found: str = getattr(self.look.colours, name, name)
        return found

    def face(self, family: str, *, bold: bool = False, italic: bool = False) -> Face:
        """Return the face of a family of the look."""
        key = (family, bold, italic)
        face = self._faces.get(key)
        if face is None:
            path = face_path(getattr(self.look.fonts, family), family, bold=bold, italic=italic)
            face = self._faces[key] = usable_face(path, path.name)
        return face

    def span(
        self,
        style: Style,
        *,
        bold: bool = False,
        italic: bool = False,
        link: Link | None = None,
        element: Element | None = None,
    ) -> Span:
        """Return how text of the style is printed."""
        face = self.face(style.font, bold=style.bold or bold, italic=style.italic != italic)
        return Span(face, style.size, self.look.colours.accent if link else style.colour, 0.0, link, element)

    # ------------------------------------------------------------ measuring

    def width(self, text: str, style: Style, *, bold: bool = False, origin: str | None = None) -> float:
        """Return the width in points of text on one line."""
        return self._measure(self.span(style, bold=bold), text, text, origin)

    def measure(self, span: Span, text: str, origin: str | None = None) -> float:
        """Return the width in points of text printed as the span tells."""
        return self._measure(span, text, text, origin)

    def _measure(self, span: Span, text: str, around: str, origin: str | None) -> float:
        try:
            return span.face.width(text) * span.size
        except KeyError:
            for char in span.face.missing(text):
                key = (char, origin)
                if key not in self.findings:
                    self.findings[key] = _missing(char, around, origin)
            return len(text) * span.size * 0.5

    # ------------------------------------------------------------ setting

    def line(
        self, text: str, style: Style, *, bold: bool = False, italic: bool = False, origin: str | None = None
    ) -> Line:
        """Return the text on one line, however long."""
        span = self.span(style, bold=bold, italic=italic)
        text = text.translate(span.face.signs)
        return Line([(span, text)] if text else [], self._measure(span, text, text, origin))

    def lines(
        self, content: Content, style: Style, width: float, *, bold: bool = False, italic: bool = False
    ) -> list[Line]:
        """Return the content in lines of at most the width (points); at least one line."""
        broken = fit_lines if style.align == "justify" else break_lines
        language = self.language if style.hyphenate else None
        made: list[Line] = []
        for stretch in self._stretches(content, style, bold=bold, italic=italic):
            if made:
                close_line(made[-1])
            made += broken(stretch, max(width, style.size), self.measure, language)
        return made

    def plain(self, text: str, style: Style, width: float, *, origin: str | None = None) -> list[Line]:
        """Return plain text in lines of at most the width."""
        return self.lines((Run(text, origin=origin),), style, width)

    def balanced(self, text: str, style: Style, width: float) -> list[Line]:
        """Return plain text in as few lines as the width allows, all of about the same length (for titles)."""
        lines = self.plain(text, style, width)
        least = width / 2
        for _ in range(4 if 1 < len(lines) < 4 else 0):
            middle = (least + width) / 2
            tighter = self.plain(text, style, middle)
            if len(tighter) == len(lines):
                lines, width = tighter, middle
            else:
                least = middle
        return lines

    def longest_word(self, text: str, style: Style, *, bold: bool = False) -> float:
        """Return the width of the longest part that should not be broken."""
        span = self.span(style, bold=bold)
        words = text.translate(span.face.signs).split(" ")
        return max((self._measure(span, word, text, None) for word in words), default=0.0)

    def _stretches(self, content: Content, style: Style, *, bold: bool, italic: bool) -> list[list[Word]]:
        stretches: list[list[Word]] = [[]]
        glued = False  # the next word belongs to the one before
        element: Element | None = None  # the link or the passage in another language that is being set
        whole: Link | str | None = None
        for inline, run, link in _runs(content):
            if isinstance(inline, Break):
                stretches.append([])
                glued = False
            elif isinstance(inline, Note):
                self._call(inline, stretches[-1], style)
                glued = True
            elif run is not None:
                if (link or run.language) is not whole:
                    whole = link or run.language
                    element = _inside(link, run.language)
                span = self.span(style, bold=bold or run.bold, italic=italic != run.italic, link=link, element=element)
                glued = self._add(run, span, stretches[-1], glued=glued)
        return stretches

    def _add(self, run: Run, span: Span, words: list[Word], *, glued: bool) -> bool:
        text = _UNIT.sub("\u00a0", run.text.translate(span.face.signs))
        space = span.face.width(" ") * span.size
        spaced = not glued
        for at, chunk in enumerate(text.split(" ")):
            if at:
                spaced = True
            if not chunk:
                continue
            if not spaced and words:
                word = words[-1]
                word.pieces.append((span, chunk))
                word.width += self._measure(span, chunk, run.text, run.origin)
                spaced = True
                continue
            parts = _PARTS.split(chunk) if "-" in chunk or "/" in chunk else (chunk,)
            for part in parts:
                width = self._measure(span, part, run.text, run.origin)
                words.append(Word([(span, part)], width, spaced, space, language=run.language))
                spaced = False
            spaced = True
        return bool(words) and not text.endswith(" ") if text else glued

    def _call(self, note: Note, words: list[Word], style: Style) -> None:
        self.note_number += 1
        span = self.span(style)
        span = span._replace(size=style.size * 0.65, rise=style.size * 0.35, element=Element("Reference"))
        number = str(self.note_number)
        if not words:
            words.append(Word([], 0.0, spaced=False, space=0.0))
        word = words[-1]
        word.pieces.append((span, number))
        word.width += span.face.width(number) * span.size
        word.notes = (*word.notes, (self.note_number, note))


def _inside(link: Link | None, language: str | None) -> Element | None:
    """Return the element of a link, or of a passage in another language."""
    if link is not None:
        return Element("Link")
    return Element("Span", spoken(language)) if language else None


def close_line(line: Line) -> None:
    """Put a space behind a line that is ended by hand: it is not seen, but read aloud and copied."""
    if line.pieces:
        span, text = line.pieces[-1]
        line.pieces[-1] = (span, text + " ")


def _runs(content: Content) -> Iterable[tuple[Run | Link | Note | Break, Run | None, Link | None]]:
    for inline in content:
        match inline:
            case Run():
                yield inline, inline, None
            case Link(runs=runs):
                for run in runs:
                    yield inline, run, inline
            case Note() | Break():
                yield inline, None, None
            case _ as never:
                assert_never(never)


def _missing(char: str, text: str, origin: str | None) -> Finding:
    at = max(text.find(char), 0)
    around = text[max(0, at - 20) : at + 21].strip()
    name = unicodedata.name(char, "a character without a name")
    shown = f"`{char}`" if char.isprintable() else "a character"
    path = tuple(int(step) if step.isdigit() else step for step in origin.split(".")) if origin else None
    return error(
        "B624",
        f"the font has no {shown} (U+{ord(char):04X} {name})",
        why=f'it stands in "{around}" and would be printed as an empty box',
        help="write it otherwise, or name a font that has it under `fonts` in the look",
        at=path,
    )
