"""What the look of a PDF says: page, fonts, colours, styles by role, header and footer, with our own as default.

The classes are the one statement of the keys that a `*.pdf.yaml` may have.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

from briefgen.findings import Finding, error
from briefgen.language import Page, profile
from briefgen.writers.look_values import Between, Ink, OneOf
from briefgen.writers.pdf.fonts import FontFiles
from briefgen.writers.pdf.letterhead import PicturePath  # noqa: TC001 - a type hint that is read

if TYPE_CHECKING:
    from briefgen.findings import Place

MM = 72 / 25.4
LEAST_ROOM = 200  # points: the least width and height that a page must leave for text
_SINGLE = 1.15  # the height of a line of single spacing, in sizes of its letters
_LEAST_COLUMN = 100  # points: the least width of a column of running text
_PAPERS = {
    "A3": (841.89, 1190.55),
    "A4": (595.276, 841.89),
    "A5": (419.528, 595.276),
    "Letter": (612.0, 792.0),
    "Legal": (612.0, 1008.0),
}


@dataclass(frozen=True, slots=True)
class Pattern:
    """A text of header or footer with `{field}`, `{label.word}`, `{page}` and `{pages}` in it.

    Parts between ` · ` whose fields are all empty are left out.
    """

    text: str = ""
    place: Place | None = None

    @classmethod
    def read(cls, text: str, place: Place) -> Pattern:
        """Return the text with its place; the paper decides which fields there are."""
        return cls(text, place)


class Words:
    """A text of the look itself, such as what a picture shows."""

    def read(self, text: str, _place: Place) -> str:
        """Return the text."""
        return text


Rgb = Annotated[str, Ink()]
Millimetres = Annotated[float, Between(0, 150, "mm")]
Points = Annotated[float, Between(0, 100, "pt")]
Align = Literal["left", "right", "center", "justify"]
FontSize = Annotated[float, Between(5, 60, "pt")]
Leading = Annotated[float, Between(5, 90, "pt")]
Thickness = Annotated[float, Between(0, 10, "pt")]


class Margins(NamedTuple):
    """White around the text."""

    left: Millimetres = 30
    right: Millimetres = 15
    top: Millimetres = 22
    bottom: Millimetres = 20


class Sheet(NamedTuple):
    """The paper; running text may flow in two columns, with `gutter` between them."""

    size: Literal["A3", "A4", "A5", "Letter", "Legal"] = "A4"
    orientation: Literal["portrait", "landscape"] = "portrait"
    margins: Margins = Margins()
    columns: Annotated[int, OneOf({"1": 1, "2": 2})] = 1
    gutter: Millimetres = 7

    def points(self) -> tuple[float, float]:
        """Return width and height in points."""
        width, height = _PAPERS[self.size]
        return (height, width) if self.orientation == "landscape" else (width, height)

    def mistakes(self, place: Place) -> list[Finding]:
        """Return the finding (B626) that the margins, or they and the gutter, leave no room for text, if so."""
        width, height = self.points()
        width -= (self.margins.left + self.margins.right) * MM
        height -= (self.margins.top + self.margins.bottom) * MM
        message = "the margins leave no room for text"
        if min(width, height) >= LEAST_ROOM:
            if self.columns == 1 or width - self.gutter * MM >= 2 * _LEAST_COLUMN:
                return []
            why = f"each of the two columns would be less than {_LEAST_COLUMN / MM:.0f} mm wide"
            mend = "make `page.margins` or `page.gutter` smaller, or write `columns: 1`"
            return [error("B626", message, why=why, help=mend, place=place)]
        why = f"less than {LEAST_ROOM / MM:.0f} mm of the page would be left in width or height"
        mend = "make `page.margins` smaller or the paper larger"
        return [error("B626", message, why=why, help=mend, place=place)]


class Fonts(NamedTuple):
    """The two families: Tinos, Arimo, or files of one's own."""

    serif: FontFiles = FontFiles()
    sans: FontFiles = FontFiles()


class Colours(NamedTuple):
    """Colours by their task; `series` are the four of charts."""

    text: Rgb = "1A1A1A"
    accent: Rgb = "12436D"
    quiet: Rgb = "5F6B76"
    line: Rgb = "B9C2CA"
    tint: Rgb = "F1F4F7"
    warning: Rgb = "801650"
    series: tuple[Rgb, Rgb, Rgb, Rgb] = ("12436D", "28A197", "801650", "F46A25")


Colour = Annotated[str, Ink(tuple(name for name in Colours._fields if name != "series"))]


class Style(NamedTuple):
    """How one role of text is set: sizes and spaces in points; `hyphenate` lets words be parted at line ends."""

    font: Literal["serif", "sans"] = "serif"
    size: FontSize = 12
    leading: Leading = 15.5
    bold: bool = False
    italic: bool = False
    colour: Colour = "text"
    align: Align = "left"
    before: Points = 0
    after: Points = 0
    hyphenate: bool = False

    @classmethod
    def completed(cls, given: dict[str, Any], base: Style) -> dict[str, Any]:
        """Return the values given with the leading that follows from a size given alone."""
        if "size" in given and "leading" not in given:
            return {**given, "leading": round(base.leading * given["size"] / base.size, 1)}
        return given


class Styles(NamedTuple):
    """Every role of text."""

    body: Style = Style(after=7)
    lead: Style = Style(size=13, leading=17, after=8)
    small: Style = Style("sans", 8.5, 11, colour="quiet", after=6)
    kind: Style = Style("sans", 10.5, 14, colour="accent", bold=True, after=4)
    title: Style = Style(size=21, leading=25, bold=True, after=5)
    meta: Style = Style("sans", 9, 12.5, colour="quiet")
    heading1: Style = Style(size=15, leading=19, bold=True, colour="accent", before=17, after=6)
    heading2: Style = Style(size=12.5, leading=16, bold=True, before=12, after=4)
    heading3: Style = Style(size=12, leading=15.5, italic=True, before=9, after=3)
    contents: Style = Style(size=11.5, leading=16)
    caption: Style = Style("sans", 9.5, 12.5, bold=True, before=9, after=3)
    subtitle: Style = Style("sans", 8.5, 11.5, colour="quiet", after=3)
    table: Style = Style("sans", 9, 12)
    table_head: Style = Style("sans", 8.5, 11, bold=True)
    source: Style = Style("sans", 8, 10.5, colour="quiet", after=9)
    chart: Style = Style("sans", 8, 10)
    callout: Style = Style("sans", 9.5, 13, bold=True, colour="accent", after=2)
    conflict: Style = Style(size=10, leading=13, after=5)
    figure_value: Style = Style("sans", 24, 28, bold=True, colour="accent")
    figure_unit: Style = Style("sans", 9, 11.5)
    figure_label: Style = Style("sans", 9, 11.5, colour="quiet")
    figure_change: Style = Style("sans", 9, 12, bold=True)
    footnote: Style = Style(size=9, leading=11)
    header: Style = Style("sans", 8.5, 11, colour="quiet")
    marking: Style = Style("sans", 9, 11, bold=True)
    draft: Style = Style("sans", 8.5, 11, bold=True, colour="warning")
    footer: Style = Style("sans", 8.5, 11, colour="quiet")


class TitleBlock(NamedTuple):
    """What opens the paper."""

    show: bool = True
    as_of: bool = True
    author: bool = True


class Headings(NamedTuple):
    """Headings of sections."""

    numbered: bool = True


class Captions(NamedTuple):
    """Captions of tables and charts."""

    numbered: bool = True


class TableLook(NamedTuple):
    """Rules (thickness) and white of tables."""

    head_rule: Thickness = 0.75
    foot_rule: Thickness = 0.5
    hairline: Thickness = 0.3
    padding: Points = 2.75
    gutter: Points = 10


class ChartLook(NamedTuple):
    """Height of the plot, if nothing asks for more."""

    height: Annotated[float, Between(25, 200, "mm")] = 62


class CalloutLook(NamedTuple):
    """Boxes: the rule at the left and the white inside."""

    rule: Thickness = 2.5
    padding: Points = 9


class Band(NamedTuple):
    """Header or footer; `distance` from the edge of the paper to the text; `draft` is printed on drafts only."""

    distance: Millimetres = 10
    left: Pattern = Pattern()
    center: Pattern = Pattern()
    right: Pattern = Pattern()
    marking: Pattern = Pattern()
    draft: Pattern = Pattern()
    first: bool = True
    """Whether the first page has it too."""

    def patterns(self) -> tuple[Pattern, ...]:
        """Return every text of the band."""
        return self.left, self.center, self.right, self.marking, self.draft

    def unnumbered(self) -> Band:
        """Return the band without the page number of a profile, and on the first page too."""
        left, center, right = (text if text.place else Pattern() for text in (self.left, self.center, self.right))
        return self._replace(left=left, center=center, right=right, first=True)


class Letterhead(NamedTuple):
    """A picture that opens the paper: width on paper; `alt` says what it shows, unless it is a decoration."""

    image: PicturePath = None
    width: Annotated[float, Between(5, 400, "mm")] = 170
    align: Literal["left", "center", "right"] = "left"
    after: Points = 12
    alt: Annotated[str, Words()] = ""
    decoration: bool = False

    def mistakes(self, place: Place) -> list[Finding]:
        """Return the finding (B629) that a picture neither has words nor is a decoration, or is said to be both."""
        if self.image is None or bool(self.alt) != self.decoration:
            return []
        message = (
            "the letterhead is said to be a decoration, but has words" if self.alt else "the letterhead has no words"
        )
        why = "who cannot see the picture hears these words, or nothing if it is a decoration"
        mend = 'write `alt: "what it shows"`, or `decoration: yes` where it says nothing'
        return [error("B629", message, why=why, help=mend, place=place)]


class Watermark(NamedTuple):
    """A light text along the diagonal, behind what is printed; on drafts only, unless told otherwise."""

    text: Pattern = Pattern()
    colour: Colour = "ECEFF3"
    drafts_only: bool = True


class Fit(NamedTuple):
    """How many pages to aim at (0: as many as it takes), and how far the sizes may shrink for it, in percent."""

    pages: Annotated[float, Between(0, 20, "pages")] = 0
    smallest: Annotated[float, Between(60, 100, "%")] = 88


class Look(NamedTuple):
    """The look of one PDF."""

    layout: Literal["brief", "summary"] = "brief"
    page: Sheet = Sheet()
    fonts: Fonts = Fonts()
    colours: Colours = Colours()
    styles: Styles = Styles()
    title_block: TitleBlock = TitleBlock()
    headings: Headings = Headings()
    captions: Captions = Captions()
    table: TableLook = TableLook()
    chart: ChartLook = ChartLook()
    callout: CalloutLook = CalloutLook()
    header: Band = Band()
    footer: Band = Band()
    letterhead: Letterhead = Letterhead()
    watermark: Watermark = Watermark()
    fit: Fit = Fit()
    attach: bool = False
    """Whether the file carries the data it shows (the paper's attachments)."""
    profile: Annotated[str, Words()] = ""
    """The official style that stands where the look says nothing."""

    @classmethod
    def in_profile(cls, name: str) -> Look:
        """Return our own look with page, text and page number of a profile; raise FindingsError B416 for no such."""
        if not name:
            return cls()
        page = profile(name).page
        leading = round(page.text * _SINGLE * page.spacing, 1)
        return cls(
            page=Sheet(page.size, margins=Margins(page.left, page.right, page.top, page.bottom)),
            styles=Styles(body=Style(page.font, page.text, leading, align=page.align, after=7)),
            header=_numbered(page, "top"),
            footer=_numbered(page, "bottom"),
            profile=name,
        )

    @classmethod
    def completed(cls, given: dict[str, Any], base: Look) -> dict[str, Any]:
        """Return the values given; where the look prints page numbers itself, that of the profile goes."""
        bands = {name: given.get(name, getattr(base, name)) for name in ("header", "footer")}
        stated = any("{page}" in text.text for band in bands.values() for text in band.patterns() if text.place)
        return {**given, **{name: band.unnumbered() for name, band in bands.items()}} if stated else given


def _numbered(page: Page, place: str) -> Band:
    """Return the band at a place of the page, with the page number if it stands there."""
    if page.number_place != place:
        return Band()
    at = page.number_align
    left, center, right = (Pattern("{page}" if at == side else "") for side in ("left", "center", "right"))
    return Band(left=left, center=center, right=right, first=page.number_first)
