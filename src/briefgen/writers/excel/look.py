"""What the look of an annex may say: font, sizes, colours and page; the classes are the keys of a `*.xlsx.yaml`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from briefgen.writers.look_values import Between, Ink, WrongValueError

if TYPE_CHECKING:
    from briefgen.findings import Place

PAPERS = {"A4": (9, 210.0, 297.0), "A3": (8, 297.0, 420.0), "Letter": (1, 215.9, 279.4), "Legal": (5, 215.9, 355.6)}
"""Papers by name: Excel's number, width and height in mm."""

_LEAST_CONTRAST = 4.5


class FontName:
    """The name of a font."""

    def read(self, text: str, _place: Place) -> str:
        """Return the name; raise WrongValueError for what is no name of one font."""
        if not re.fullmatch(r"\w[\w .-]{0,30}", text):
            raise WrongValueError("it is the name of one font, of at most 31 signs", "write a name such as Arial")
        return text


class DarkInk(Ink):
    """A colour, RRGGBB, that can be read on white paper."""

    def read(self, text: str, place: Place) -> str:
        """Return the colour in capitals; raise WrongValueError for another text or a colour too light."""
        colour = super().read(text, place)
        contrast = contrast_on_white(colour)
        if contrast < _LEAST_CONTRAST:
            why = f"on white paper it has a contrast of {contrast:.1f} to 1, and {_LEAST_CONTRAST} is needed"
            raise WrongValueError(why, "write a darker colour")
        return colour


def contrast_on_white(colour: str) -> float:
    """Return the contrast of a colour RRGGBB against white, 1 to 21."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


Colour = Annotated[str, DarkInk()]
FontSize = Annotated[float, Between(10, 36, "pt")]  # smaller letters are hard to read on a screen
Millimetres = Annotated[float, Between(5, 60, "mm")]


class Sizes(NamedTuple):
    """Sizes of letters in points; `small` is for sources and notes."""

    title: FontSize = 16
    heading: FontSize = 13
    text: FontSize = 11
    small: FontSize = 10


class Colours(NamedTuple):
    """Colours by their task: `accent` for titles and links, `quiet` for sources and notes."""

    text: Colour = "1A1A1A"
    accent: Colour = "12436D"
    quiet: Colour = "5F6B76"


class Margins(NamedTuple):
    """White around the text of a printed page."""

    left: Millimetres = 15
    right: Millimetres = 15
    top: Millimetres = 15
    bottom: Millimetres = 18


class Sheet(NamedTuple):
    """The paper; `auto` turns it for wide tables; `numbers` prints page x / y at its foot."""

    size: Literal["A4", "A3", "Letter", "Legal"] = "A4"
    orientation: Literal["auto", "portrait", "landscape"] = "auto"
    numbers: bool = True
    margins: Margins = Margins()


class Look(NamedTuple):
    """The look of one annex; `gridlines` is the grey grid on the screen."""

    font: Annotated[str, FontName()] = "Arial"
    sizes: Sizes = Sizes()
    colours: Colours = Colours()
    page: Sheet = Sheet()
    gridlines: bool = False
