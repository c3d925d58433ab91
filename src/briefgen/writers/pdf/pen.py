"""The pen: draws text, rules, areas and links on the pages of one PDF, each for the element it belongs to."""

from __future__ import annotations

from math import cos, radians, sin
from typing import TYPE_CHECKING, NamedTuple

from briefgen.writers.pdf.objects import array
from briefgen.writers.pdf.places import Places
from briefgen.writers.pdf.subset import Subset
from briefgen.writers.pdf.tags import ARTIFACT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.document import Link
    from briefgen.writers.pdf.fonts import Face
    from briefgen.writers.pdf.letterhead import Printed
    from briefgen.writers.pdf.lines import Line
    from briefgen.writers.pdf.objects import Objects
    from briefgen.writers.pdf.tags import Element


class Span(NamedTuple):
    """How a stretch of text is printed: size in points, colour RRGGBB, rise above the line, link it is part of.

    `element` is what it is inside its paragraph, such as a link.
    """

    face: Face
    size: float
    colour: str
    rise: float = 0.0
    link: Link | None = None
    element: Element | None = None


Pieces = list[tuple[Span, str]]


class Pen:
    """Draws on one page after another. All lengths are points; y is measured down from the top of the page.

    `element` is what the pen draws; what is drawn for no element, and rules and areas outside figures, are artifacts.
    """

    def __init__(self, objects: Objects, size: tuple[float, float]) -> None:
        self.width, self.height = size
        self.element: Element = ARTIFACT
        self.objects = objects
        self.pages: list[int] = []
        self.painted: list[list[Element]] = []
        self.places = Places(objects, self.height)
        self._subsets: dict[Face, Subset] = {}
        self._pictures: dict[int, int] = {}  # number of the object, by the picture's identity
        self._resources = objects.reserve()
        self.tree = objects.reserve()
        self._start_page()

    def _start_page(self) -> None:
        self.pages.append(self.objects.reserve())
        self.painted.append([])
        self._out: list[str] = []
        self._fill = self._stroke = self._font = ""
        self._thickness = self._word_space = self._rise = 0.0
        self._open: Element | None = None

    # ------------------------------------------------------------ elements

    def _enter(self, element: Element) -> None:
        """Make what follows belong to the element."""
        if element is self._open:
            return
        if self._open is not None:
            self._out.append("EMC")
        self._open = element
        if element is ARTIFACT:
            self._out.append("/Artifact BMC")
            return
        owners = self.painted[-1]
        self._out.append(f"/{element.kind}<</MCID {len(owners)}>>BDC")
        element.paint(len(self.pages) - 1, len(owners))
        owners.append(element)

    def _leave(self) -> None:
        if self._open is not None:
            self._out.append("EMC")
            self._open = None

    def _mark(self) -> None:
        """Make a rule or an area part of a figure, or an artifact."""
        self._enter(self.element if self.element.kind == "Figure" else ARTIFACT)

    def frame(self, x: float, top: float, width: float, height: float) -> None:
        """Tell where the figure stands that is drawn."""
        if self.element.kind == "Figure":
            box = f"{x:.2f} {self.height - top - height:.2f} {x + width:.2f} {self.height - top:.2f}"
            self.element.entries += f"/A<</O/Layout/Placement/Block/BBox[{box}]>>"

    # ------------------------------------------------------------ text

    def text(self, x: float, y: float, pieces: Pieces, word_space: float = 0.0) -> None:
        """Print the pieces one after another from x on the base line y; spaces are widened by `word_space`."""
        out = self._out
        parted = self.element is not ARTIFACT and any(span.element for span, _ in pieces)
        if parted:
            self._leave()  # what is opened inside a text object must be closed inside it
        else:
            self._enter(self.element)
        out.append(f"BT 1 0 0 1 {x:.2f} {self.height - y:.2f} Tm")
        if word_space != self._word_space:
            self._word_space = word_space
            out.append(f"{word_space:.3f} Tw")
        for span, text in pieces:
            if parted:
                self._enter_span(span)
            self._colour(span.colour)
            if span.rise != self._rise:
                self._rise = span.rise
                out.append(f"{span.rise:.2f} Ts")
            subset = self._subsets.get(span.face)
            if subset is None:
                subset = self._subsets[span.face] = Subset(span.face, len(self._subsets) + 1)
            for font, codes in subset.strings(text):
                name = f"{font} {span.size:.2f} Tf"
                if name != self._font:
                    self._font = name
                    out.append(name)
                out.append(f"({codes}) Tj")
        if parted:
            self._leave()
        out.append("ET")

    def _enter_span(self, span: Span) -> None:
        element = span.element
        if element is None:
            self._enter(self.element)
            return
        self.element.adopt(element)
        self._enter(element)

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
        self._mark()
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
        self._mark()
        self._colour(colour)
        self._out.append(f"{x:.2f} {self.height - y - height:.2f} {width:.2f} {height:.2f} re f")

    def shape(self, points: Sequence[tuple[float, float]], colour: str) -> None:
        """Fill the polygon."""
        self._mark()
        self._colour(colour)
        path = " ".join(f"{x:.2f} {self.height - y:.2f} {'l' if at else 'm'}" for at, (x, y) in enumerate(points))
        self._out.append(f"{path} h f")

    def image(self, x: float, top: float, width: float, height: float, picture: Printed) -> None:
        """Draw a picture into the rectangle whose upper left corner is (x, top)."""
        self._mark()
        number = self._pictures.get(id(picture))
        if number is None:
            number = self._pictures[id(picture)] = picture.put(self.objects)
        place = f"{width:.2f} 0 0 {height:.2f} {x:.2f} {self.height - top - height:.2f}"
        self._out.append(f"q {place} cm /P{number} Do Q")

    def stamp(self, line: Line, angle: float) -> None:
        """Print a line in the middle of the page, turned by an angle in degrees; it is no part of the text."""
        self._enter(ARTIFACT)
        turned = radians(angle)
        along, up = cos(turned), sin(turned)
        size = line.pieces[0][0].size
        x = self.width / 2 - along * line.width / 2 + up * size * 0.35
        y = self.height / 2 - up * line.width / 2 - along * size * 0.35
        self._out.append(f"q {along:.4f} {up:.4f} {-up:.4f} {along:.4f} {x:.2f} {y:.2f} cm")
        self.text(0.0, self.height, line.pieces)
        self._out.append("Q")
        self._fill = self._font = ""  # what they were is forgotten with it
        self._word_space = self._rise = 0.0

    # ------------------------------------------------------------ places to go

    def link(self, x: float, top: float, width: float, height: float, span: Span) -> None:
        """Make the rectangle lead to the address of the span."""
        if span.link is not None and span.element is not None and self.element is not ARTIFACT:
            words = "".join(run.text for run in span.link.runs).strip() or span.link.target
            box = (x, top, width, height)
            self.places.link(len(self.pages) - 1, box, span.element, words, span.link.target)

    def jump(self, x: float, top: float, width: float, height: float, element: Element, words: str, mark: str) -> None:
        """Make the rectangle, which belongs to the element and says the words, lead to a mark of this paper."""
        self.places.jump(len(self.pages) - 1, (x, top, width, height), element, words, mark)

    def bookmark(self, mark: str, title: str, level: int, y: float) -> None:
        """Set a mark at y and name it in the outline; level 0 is the uppermost."""
        self.places.bookmark(len(self.pages) - 1, mark, title, level, y)

    # ------------------------------------------------------------ pages

    def end_page(self, *, last: bool) -> None:
        """Close the page and open another, if it is not the last."""
        self._leave()
        content = self.objects.stream("", "\n".join(self._out).encode("latin-1"))
        at = len(self.pages) - 1
        entries = f"/StructParents {at}" if self.painted[at] else ""
        annotations = self.places.on(at)
        if annotations:
            entries += f"/Annots{array(annotations)}"
        self.objects.put(
            self.pages[at],
            f"<</Type/Page/Parent {self.tree} 0 R/MediaBox[0 0 {self.width:g} {self.height:g}]/Tabs/S"
            f"/Resources {self._resources} 0 R/Contents {content} 0 R{entries}>>",
        )
        if not last:
            self._start_page()

    def finish(self) -> None:
        """Put the fonts and the tree of the pages."""
        fonts = "".join(subset.embed(self.objects) for subset in self._subsets.values())
        pictures = "".join(f"/P{number} {number} 0 R" for number in self._pictures.values())
        pictures = f"/XObject<<{pictures}>>" if pictures else ""
        self.objects.put(self._resources, f"<</Font<<{fonts}>>{pictures}>>")
        self.objects.put(self.tree, f"<</Type/Pages/Count {len(self.pages)}/Kids{array(self.pages)}>>")


def _rgb(colour: str) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return f"{red:.3f} {green:.3f} {blue:.3f}"
