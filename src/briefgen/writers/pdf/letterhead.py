"""Letterhead and watermark: a picture that opens the paper, a light word behind the text of drafts."""

from __future__ import annotations

import warnings
import zlib
from functools import lru_cache
from io import BytesIO
from math import atan2, degrees, hypot
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from briefgen.findings import FindingsError, error
from briefgen.writers.pdf.strips import Strip
from briefgen.writers.pdf.tags import described

if TYPE_CHECKING:
    from briefgen.findings import Place
    from briefgen.writers.pdf.imported import Vector
    from briefgen.writers.pdf.lines import Line
    from briefgen.writers.pdf.objects import Objects
    from briefgen.writers.pdf.pen import Pen
    from briefgen.writers.pdf.tags import Element
    from briefgen.writers.pdf.text import Typesetter

_LARGEST = 8 * 1024 * 1024  # bytes of a file
_MOST_DOTS = 40_000_000
_HIGHEST = 0.3  # share of the room on a page that a letterhead may take
_POINTS_PER_MM = 72 / 25.4
_REACH = 0.64  # share of the page's diagonal that a watermark fills
_MEND_PICTURE = (
    "name a PNG or JPEG file of at most 8 MB, relative to the look; or a PDF file of one page for a vector drawing"
)
_MEND_PAGE = (
    "save the drawing again as PDF/A-2 of one page with its fonts embedded, RGB colours and no transparency; "
    "or print it to PNG at 300 dpi"
)
_LETTERS = 150.0  # points: the largest letters of a watermark


class Picture(NamedTuple):
    """A picture as a PDF holds it: size in dots, entries of its dictionary, packed data."""

    width: int
    height: int
    entries: str
    data: bytes

    def put(self, objects: Objects) -> int:
        """Put the picture and return its number."""
        return objects.stream(self.entries, self.data, compressed=False)


if TYPE_CHECKING:
    Printed = Picture | Vector  # what opens a paper: dots, or a page of another PDF


class PictureFile:
    """A PNG or JPEG file or a PDF file of one page, named relative to the look."""

    def read(self, text: str, place: Place) -> Path:
        """Return the path; raise FindingsError (B628) for a file that cannot be used."""
        path = Path(place.file).parent / text
        usable_picture(path, text, place)
        return path


PicturePath = Annotated[Path | None, PictureFile()]


def usable_picture(path: Path, name: str, place: Place | None = None) -> Printed:
    """Return the picture in the file; raise FindingsError (B628) for a file that cannot be used, or no longer."""
    vector = path.suffix.lower() == ".pdf"
    mend = _MEND_PAGE if vector else _MEND_PICTURE
    try:
        state = path.stat()
        return (_load_page if vector else _load)(path, state.st_mtime_ns, state.st_size)
    except ModuleNotFoundError as problem:
        why = f"the package `{problem.name}`, which reads PDF files, is not installed"
        mend = 'install it with `pip install "briefgen[letterhead]"`, or name a PNG or JPEG file'
    except OSError as problem:  # Pillow's error for what is no picture is one, too
        why = problem.strerror or "it is not a PNG or JPEG picture"
    except (ValueError, SyntaxError, Warning) as problem:
        why = str(problem) if isinstance(problem, ValueError) else "it is damaged or too large"
    raise FindingsError(error("B628", f"the picture `{name}` cannot be used", why=why, help=mend, place=place))


@lru_cache(maxsize=16)
def _load(path: Path, _time: int, size: int) -> Picture:
    """Read a picture; what is transparent becomes white."""
    from PIL import Image

    if size > _LARGEST:
        raise ValueError("it is larger than 8 MB")
    data = path.read_bytes()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        image: Any = Image.open(BytesIO(data), formats=("PNG", "JPEG"))
        if image.width * image.height > _MOST_DOTS:
            raise ValueError("it has more than 40 million dots")
        image.load()
    if image.format == "JPEG" and image.mode in ("RGB", "L"):
        return Picture(image.width, image.height, _entries(image) + "/Filter/DCTDecode", data)
    if image.mode == "P" or "A" in image.mode or "transparency" in image.info:
        seen = image.convert("RGBA")
        image = Image.new("RGB", seen.size, "white")
        image.paste(seen, mask=seen.getchannel("A"))
    elif image.mode != "L":
        image = image.convert("RGB")
    packed = zlib.compress(image.tobytes())
    return Picture(image.width, image.height, _entries(image) + "/Filter/FlateDecode", packed)


def _load_page(path: Path, time: int, size: int) -> Vector:
    from briefgen.writers.pdf.imported import vector_page

    return vector_page(path, time, size)


def _entries(image: Any) -> str:
    space = "/DeviceGray" if image.mode == "L" else "/DeviceRGB"
    return f"/Type/XObject/Subtype/Image/Width {image.width}/Height {image.height}/ColorSpace{space}/BitsPerComponent 8"


class _Drawing(NamedTuple):
    """A picture to be drawn: width and height in points."""

    picture: Printed
    x: float
    width: float
    height: float

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw the picture."""
        pen.frame(left + self.x, top, self.width, self.height)
        pen.image(left + self.x, top, self.width, self.height, self.picture)


def letterhead_strips(setter: Typesetter, measure: float, room: float, around: Element) -> list[Strip]:
    """Return the letterhead of the look as a strip, if it has one: as wide as asked, if there is room."""
    head = setter.look.letterhead
    if head.image is None:
        return []
    picture = usable_picture(head.image, head.image.name)
    width = min(head.width * _POINTS_PER_MM, measure)
    height = width * picture.height / picture.width
    if height > room * _HIGHEST:
        width, height = width * room * _HIGHEST / height, room * _HIGHEST
    x = {"left": 0.0, "center": (measure - width) / 2, "right": measure - width}[head.align]
    element = around.add("Figure", described(head.alt)) if head.alt else None
    return [Strip(height, _Drawing(picture, x, width, height), after=head.after, keep=True, element=element)]


class Stamp(NamedTuple):
    """A line of text across the page, to be drawn before anything else; the angle in degrees."""

    line: Line
    angle: float

    def draw(self, pen: Pen) -> None:
        """Draw the text, its middle in the middle of the page."""
        pen.stamp(self.line, self.angle)


def watermark(setter: Typesetter, text: str, width: float, height: float) -> Stamp | None:
    """Return the text as a light line along the diagonal of the page; None if it is empty."""
    if not text.strip():
        return None
    style = setter.style("marking")._replace(size=100.0, colour=setter.colour(setter.look.watermark.colour))
    wide = max(setter.line(text, style).width, 1.0)
    size = min(100.0 * hypot(width, height) * _REACH / wide, _LETTERS)
    return Stamp(setter.line(text, style._replace(size=size)), degrees(atan2(height, width)))
