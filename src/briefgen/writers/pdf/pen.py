"""The pen: draws text, rules, areas and links on the pages of one PDF; the only module that knows the canvas."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.document import Document
    from briefgen.writers.pdf.fonts import Face

_ADDRESS = "%:/?#[]@!$&'()*+,;=~"  # signs of an address that stay as they are


class Span(NamedTuple):
    """How a stretch of text is printed: size in points, colour RRGGBB, rise above the line, address it leads to."""

    face: Face
    size: float
    colour: str
    rise: float = 0.0
    link: str | None = None


Pieces = list[tuple[Span, str]]


class Pen:
    """Draws on one page after another. All lengths are points; y is measured down from the top of the page."""

    def __init__(self, document: Document, size: tuple[float, float], first: Face) -> None:
        from reportlab import rl_config
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfgen.canvas import Canvas

        rl_config.useA85 = 0  # streams are bytes, not letters
        self.width, self.height = size
        self._file = BytesIO()
        if first.font.fontName not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(first.font)  # else the canvas names Helvetica on every page
        self._canvas: Any = Canvas(
            self._file,
            pagesize=size,
            pageCompression=1,
            invariant=1,
            initialFontName=first.font.fontName,
            lang=document.language,
        )
        self._describe(document)
        self._levels = -1
        self._start_page()

    def _describe(self, document: Document) -> None:
        fields = document.fields
        canvas = self._canvas
        canvas.setTitle(document.title)
        canvas.setAuthor(fields.get("author", ""))
        canvas.setSubject(fields.get("kind", ""))
        canvas.setCreator("briefgen")
        canvas.setProducer("briefgen, ReportLab PDF Library")
        canvas.setViewerPreference("DisplayDocTitle", "true")
        moment = datetime.fromtimestamp(document.moment, UTC).strftime("D:%Y%m%d%H%M%S+00'00'")
        canvas.setDateFormatter(lambda *_: moment)

    def _start_page(self) -> None:
        self._out: list[str] = []
        self._fill = self._stroke = self._font = ""
        self._thickness = self._word_space = self._rise = 0.0

    # ------------------------------------------------------------ text

    def text(self, x: float, y: float, pieces: Pieces, word_space: float = 0.0) -> None:
        """Print the pieces one after another from x on the base line y; spaces are widened by `word_space`."""
        out = self._out
        out.append(f"BT 1 0 0 1 {x:.2f} {self.height - y:.2f} Tm")
        if word_space != self._word_space:
            self._word_space = word_space
            out.append(f"{word_space:.3f} Tw")
        for span, text in pieces:
            self._colour(span.colour)
            if span.rise != self._rise:
                self._rise = span.rise
                out.append(f"{span.rise:.2f} Ts")
            font, document = span.face.font, self._canvas._doc
            for subset, codes in font.splitString(text, document):
                name = f"{font.getSubsetInternalName(subset, document)} {span.size:.2f} Tf"
                if name != self._font:
                    self._font = name
                    out.append(name)
                out.append(f"<{codes.hex()}> Tj")
        out.append("ET")

    def _colour(self, colour: str) -> None:
        if colour != self._fill:
            self._fill = colour
            self._out.append(f"{_rgb(colour)} rg")

    # ------------------------------------------------------------ marks

    def rule(self, x: float, y: float, width: float, thickness: float, colour: str) -> None:
        """Draw a level rule from x to the right, its middle on y; nothing if it has no thickness."""
        if thickness > 0:
            self.line(((x, y), (x + width, y)), thickness, colour)

    def line(
        self, points: Sequence[tuple[float, float]], thickness: float, colour: str, dash: Sequence[float] = ()
    ) -> None:
        """Draw a line through the points."""
        if colour != self._stroke:
            self._stroke = colour
            self._out.append(f"{_rgb(colour)} RG")
        if thickness != self._thickness:
            self._thickness = thickness
            self._out.append(f"{thickness:.2f} w")
        path = " ".join(f"{x:.2f} {self.height - y:.2f} {'l' if at else 'm'}" for at, (x, y) in enumerate(points))
        if dash:
            self._out.append(f"[{' '.join(f'{part:g}' for part in dash)}] 0 d {path} S [] 0 d")
        else:
            self._out.append(f"{path} S")

    def area(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Fill the rectangle whose upper left corner is (x, y)."""
        self._colour(colour)
        self._out.append(f"{x:.2f} {self.height - y - height:.2f} {width:.2f} {height:.2f} re f")

    def shape(self, points: Sequence[tuple[float, float]], colour: str) -> None:
        """Fill the polygon."""
        self._colour(colour)
        path = " ".join(f"{x:.2f} {self.height - y:.2f} {'l' if at else 'm'}" for at, (x, y) in enumerate(points))
        self._out.append(f"{path} h f")

    # ------------------------------------------------------------ places to go

    def link(self, x: float, top: float, width: float, height: float, address: str) -> None:
        """Make the rectangle lead to the address."""
        rect = (x, self.height - top - height, x + width, self.height - top)
        self._canvas.linkURL(quote(address, safe=_ADDRESS), rect)

    def jump(self, x: float, top: float, width: float, height: float, words: str, mark: str) -> None:
        """Make the rectangle lead to a mark of this paper."""
        rect = (x, self.height - top - height, x + width, self.height - top)
        self._canvas.linkAbsolute(words, mark, rect)

    def bookmark(self, mark: str, title: str, level: int, y: float) -> None:
        """Set a mark at y and name it in the outline; level 0 is the uppermost."""
        self._levels = min(level, self._levels + 1)
        self._canvas.bookmarkHorizontalAbsolute(mark, self.height - y)
        self._canvas.addOutlineEntry(title, mark, self._levels)

    # ------------------------------------------------------------ pages

    def end_page(self) -> None:
        """Close the page."""
        self._canvas.addLiteral("\n".join(self._out))
        self._canvas.showPage()
        self._start_page()

    def finish(self) -> bytes:
        """Return the whole file."""
        self._canvas.save()
        return self._file.getvalue()


def _rgb(colour: str) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return f"{red:.3f} {green:.3f} {blue:.3f}"
