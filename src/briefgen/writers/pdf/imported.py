"""A page of another PDF as a form in ours: read with pikepdf (an extra), refused where an archive could not hold it."""

from __future__ import annotations

import re
import zlib
from functools import lru_cache
from importlib import import_module
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from briefgen.writers.pdf.imported_content import UnusablePageError
from briefgen.writers.pdf.imported_parts import Parts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from briefgen.writers.pdf.objects import Objects

_LARGEST = 10 * 1024 * 1024  # bytes of a file
_MOST_OBJECTS = 10_000
_LEAST, _MOST = 3.0, 14_400.0  # points: sides of a page
_DAMAGE = (LookupError, TypeError, ValueError, AttributeError, RuntimeError, ArithmeticError, zlib.error)
_PART = re.compile("\x01(\\d+)\x01")
_IN_CATALOG = {
    "/AA": "it acts by itself",
    "/AcroForm": "it holds form fields",
    "/OCProperties": "it has layers (optional content)",
}
_IN_NAMES = {"/JavaScript": "it holds JavaScript", "/EmbeddedFiles": "it carries files"}


class Vector(NamedTuple):
    """A page as its objects: width and height in points; entries and data of each, the form itself being the first."""

    width: float
    height: float
    parts: tuple[tuple[str, bytes | None], ...]

    def put(self, objects: Objects) -> int:
        """Put all objects and return the number of the form, which fills a square of one point."""
        numbers = [objects.reserve() for _ in self.parts]
        for number, (entries, data) in zip(numbers, self.parts, strict=True):
            body = _PART.sub(lambda found: f"{numbers[int(found[1])]} 0 R", entries)
            if data is None:
                objects.put(number, f"<<{body}>>")
            else:
                objects.put_stream(number, body, data)
        return numbers[0]


@lru_cache(maxsize=4)
def vector_page(path: Path, _time: int, size: int) -> Vector:
    """Return the only page of the file, read anew when the file has changed.

    Raises UnusablePageError with the reason for what cannot be used, ModuleNotFoundError without pikepdf, OSError.
    """
    if size > _LARGEST:
        raise UnusablePageError("it is larger than 10 MB")
    kit: Any = import_module("pikepdf")
    try:
        with kit.open(BytesIO(path.read_bytes()), attempt_recovery=False) as pdf:
            _acceptable(pdf, kit)
            return _vector(pdf, kit)
    except kit.PasswordError as problem:
        raise UnusablePageError("it is encrypted") from problem
    except UnusablePageError:
        raise
    except (kit.PdfError, *_DAMAGE) as problem:  # whatever its parts should have been
        raise UnusablePageError("it is no PDF file, or damaged") from problem


def _acceptable(pdf: Any, kit: Any) -> None:
    """Raise UnusablePageError for what the file holds beside the marks on one page."""
    if pdf.is_encrypted:
        raise UnusablePageError("it is encrypted")
    if len(pdf.pages) != 1:
        raise UnusablePageError(f"it has {len(pdf.pages)} pages instead of one")
    if len(pdf.objects) > _MOST_OBJECTS:
        raise UnusablePageError("it has more than 10,000 objects")
    root, page = pdf.Root, pdf.pages[0].obj
    names = root.get("/Names", {})
    found = [why for key, why in _IN_CATALOG.items() if key in root and (key != "/AcroForm" or _fields(root.AcroForm))]
    found += [why for key, why in _IN_NAMES.items() if key in names]
    if isinstance(root.get("/OpenAction"), kit.Dictionary):  # an array is only a place to begin to read
        found.append("it acts when it is opened")
    if "/AA" in page:
        found.append("its page acts by itself")
    if len(page.get("/Annots", [])):
        found.append("its page has annotations, such as links or form fields")
    if page.get("/UserUnit", 1) != 1:
        found.append("its page has a unit of its own")
    if found:
        raise UnusablePageError("; ".join(found))


def _fields(form: Any) -> bool:
    return bool(len(form.get("/Fields", []))) or "/XFA" in form


def _vector(pdf: Any, kit: Any) -> Vector:
    page = pdf.pages[0]
    parts = Parts(kit)
    sides = [float(side) for side in page.cropbox]
    left, right = sorted((sides[0], sides[2]))
    low, high = sorted((sides[1], sides[3]))
    width, height = right - left, high - low
    if not (_LEAST <= width <= _MOST and _LEAST <= height <= _MOST):
        raise UnusablePageError("its page is smaller than 1 mm or larger than 5 m")
    turn = int(page.obj.get("/Rotate", _inherited(page.obj, "/Rotate"))) % 360
    if turn % 90:
        raise UnusablePageError(f"its page is turned by {turn} degrees")
    box = f"/BBox[{left:.4f} {low:.4f} {right:.4f} {high:.4f}]"
    matrix = " ".join(f"{number:.10f}" for number in _to_square(left, low, width, height, turn))
    parts.page(page, f"{box}/Matrix[{matrix}]")
    if turn in (90, 270):
        width, height = height, width
    return Vector(width, height, tuple(parts.made))


def _inherited(page: Any, key: str) -> Any:
    """Return what the page inherits from the tree above it, or 0."""
    above = page.get("/Parent")
    for _ in range(50):
        if above is None or key in above:
            break
        above = above.get("/Parent")
    return 0 if above is None else above.get(key, 0)


def _to_square(left: float, low: float, width: float, height: float, turn: int) -> Sequence[float]:
    """Return the matrix that brings the page, turned clockwise by degrees, to the square from (0, 0) to (1, 1)."""
    x, y = left / width, low / height
    return {
        0: (1 / width, 0, 0, 1 / height, -x, -y),
        90: (0, -1 / width, 1 / height, 0, -y, 1 + x),
        180: (-1 / width, 0, 0, -1 / height, 1 + x, 1 + y),
        270: (0, 1 / width, -1 / height, 0, 1 + y, -x),
    }[turn]
