"""Pictures as values."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, ClassVar, Literal

from briefgen.merge.values import ValueProblemError
from briefgen.writers.word.values.files import read
from briefgen.writers.word.values.picture_size import inspect
from briefgen.writers.word.values.text import allowed, outside

if TYPE_CHECKING:
    from briefgen.merge.sink import Sink
    from briefgen.writers.word.values.files import Source
    from briefgen.writers.word.values.picture_size import Picture

_EMU_IN_MM = 36_000
_EMU_IN_TWIP = 635
_LARGEST = 20 * 1024 * 1024
_MOST_MM = 1500.0
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DECORATIVE = (
    f'<a:extLst xmlns:a="{_A}"><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}"><adec:decorative'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


@dataclass(frozen=True, slots=True)
class Image:
    """A picture (PNG, JPEG, GIF, BMP) that stands in the line of its tag.

    `alt` tells in words what is seen; only a `decorative` picture goes without. `width` and `height` are in mm: with
    one of them the picture keeps its shape, with none it has its own size, at most the width of the text. `link` is
    an address (http, https, mailto) that it leads to.
    """

    source: Source
    alt: str | None = None
    width: float | None = None
    height: float | None = None
    link: str | None = None
    decorative: bool = False
    level: ClassVar[Literal["run", "block"]] = "run"

    def word(self, sink: Sink) -> str:
        """Return the run with the picture; raise ValueProblemError where it cannot be used."""
        if not self.decorative and not (self.alt or "").strip():
            raise ValueProblemError(
                "the picture has no alternative text, so it says nothing to people who cannot see it",
                'write what it shows, `|image(alt="...")`, or `|image(decorative=True)` if it shows nothing',
            )
        data = read(self.source, sink, _LARGEST)
        picture = inspect(data)
        wide, high = self._extent(picture, sink.width)
        number = sink.next_id()
        related = sink.media(data, picture.extension, picture.content_type)
        inner = ""
        if self.link:
            address = sink.link(outside(self.link))
            inner = f'<a:hlinkClick xmlns:a="{_A}" xmlns:r="{_R}" r:id="{address}"/>'
        inner += _DECORATIVE if self.decorative else ""
        told = "" if self.decorative else escape(allowed(self.alt or ""))
        properties = f'<wp:docPr id="{number}" name="Picture {number}" descr="{told}"'
        properties += f">{inner}</wp:docPr>" if inner else "/>"
        return (
            f'<w:r><w:drawing><wp:inline xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{wide}" cy="{high}"/>{properties}<wp:cNvGraphicFramePr><a:graphicFrameLocks'
            f' xmlns:a="{_A}" noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic xmlns:a="{_A}"><a:graphicData'
            f' uri="{_PIC}"><pic:pic xmlns:pic="{_PIC}"><pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}"'
            f' descr="{told}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip xmlns:r="{_R}" r:embed="{related}"/>'
            "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
            f'<a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
            "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )

    def _extent(self, picture: Picture, most: int) -> tuple[int, int]:
        """Return width and height in the units of drawings."""
        for told in (self.width, self.height):
            good = isinstance(told, (int, float)) and not isinstance(told, bool) and 0.1 <= told <= _MOST_MM
            if told is not None and not good:
                raise ValueProblemError(f"{told} is no size of a picture", "write millimetres, such as `width=40`")
        shape = picture.height / picture.width
        if self.width is not None:
            wide = self.width * _EMU_IN_MM
            high = self.height * _EMU_IN_MM if self.height is not None else wide * shape
        elif self.height is not None:
            high = self.height * _EMU_IN_MM
            wide = high / shape
        else:
            wide = min(picture.width / picture.dpi * 914_400, most * _EMU_IN_TWIP)
            high = wide * shape
        return max(1, round(wide)), max(1, round(high))
