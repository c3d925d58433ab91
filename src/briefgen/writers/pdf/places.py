"""Places to go: links, jumps inside the paper, and the outline."""

from __future__ import annotations

from itertools import islice, takewhile
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from briefgen.writers.pdf.objects import text_string

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.writers.pdf.objects import Objects
    from briefgen.writers.pdf.tags import Element

_ADDRESS = "%:/?#[]@!$&'*+,;=~"  # signs of an address that stay as they are
_PRINTED = 4  # flag of an annotation that PDF/A asks for

Box = tuple[float, float, float, float]


class _Annotation(NamedTuple):
    """A rectangle that leads somewhere: its object, page, owner, what it says, and its address or mark."""

    number: int
    page: int
    box: Box
    element: Element
    words: str
    address: str | None
    mark: str


class _Entry(NamedTuple):
    """One entry of the outline."""

    level: int
    title: str
    mark: str


class Places:
    """Gathers what leads where on the pages of one file; y is measured down from the top of a page."""

    def __init__(self, objects: Objects, height: float) -> None:
        self.objects = objects
        self.height = height
        self._annotations: list[_Annotation] = []
        self._marks: dict[str, tuple[int, float]] = {}
        self._outline: list[_Entry] = []

    def link(self, page: int, box: Box, element: Element, words: str, address: str) -> None:
        """Make a box (x, top, width, height) of a page lead to an address."""
        self._annotate(page, box, element, words, quote(address, safe=_ADDRESS), "")

    def jump(self, page: int, box: Box, element: Element, words: str, mark: str) -> None:
        """Make a box of a page lead to a mark of this paper."""
        self._annotate(page, box, element, words, None, mark)

    def _annotate(self, page: int, box: Box, element: Element, words: str, address: str | None, mark: str) -> None:
        number = self.objects.reserve()
        element.annotate(page, number)
        self._annotations.append(_Annotation(number, page, box, element, words, address, mark))

    def bookmark(self, page: int, mark: str, title: str, level: int, y: float) -> None:
        """Set a mark at y of a page and name it in the outline, at most one level below the entry before."""
        before = self._outline[-1].level if self._outline else -1
        self._marks[mark] = (page, y)
        self._outline.append(_Entry(min(level, before + 1), title, mark))

    def on(self, page: int) -> list[int]:
        """Return the annotations of a page."""
        found: list[int] = []
        for annotation in reversed(self._annotations):  # those of the last page are wanted
            if annotation.page < page:
                break
            found.insert(0, annotation.number)
        return found

    def annotated(self) -> list[Element]:
        """Return the owners of all annotations in their order."""
        return [annotation.element for annotation in self._annotations]

    def write(self, pages: Sequence[int]) -> int | None:
        """Put annotations and outline, and return the number of the outline if there is one."""
        for at, found in enumerate(self._annotations):
            x, top, width, height = found.box
            bottom = self.height - top - height
            if found.address is None:
                leads = self._destination(found.mark, pages)
            else:
                leads = f"/A<</Type/Action/S/URI/URI{text_string(found.address)}>>"
            self.objects.put(
                found.number,
                f"<</Type/Annot/Subtype/Link/Rect[{x:.2f} {bottom:.2f} {x + width:.2f} {bottom + height:.2f}]"
                f"/F {_PRINTED}/Border[0 0 0]/Contents{text_string(found.words)}/StructParent {len(pages) + at}"
                f"/P {pages[found.page]} 0 R{leads}>>",
            )
        return self._write_outline(pages) if self._outline else None

    def _destination(self, mark: str, pages: Sequence[int]) -> str:
        page, y = self._marks[mark]
        return f"/Dest[{pages[page]} 0 R/XYZ null {self.height - y:.2f} null]"

    def _write_outline(self, pages: Sequence[int]) -> int:
        root = self.objects.reserve()
        numbers = [self.objects.reserve() for _ in self._outline]
        parents, ancestors = [], [root]
        for number, entry in zip(numbers, self._outline, strict=True):
            del ancestors[entry.level + 1 :]
            parents.append(ancestors[-1])
            ancestors.append(number)
        around = dict.fromkeys(numbers, "")
        kids: dict[int, list[int]] = {}
        for number, parent in zip(numbers, parents, strict=True):
            beside = kids.setdefault(parent, [])
            if beside:
                around[number] += f"/Prev {beside[-1]} 0 R"
                around[beside[-1]] += f"/Next {number} 0 R"
            beside.append(number)
        for at, (number, entry) in enumerate(zip(numbers, self._outline, strict=True)):
            inside = _inside(kids[number], _below(self._outline, at)) if number in kids else ""
            self.objects.put(
                number,
                f"<</Title{text_string(entry.title)}/Parent {parents[at]} 0 R{around[number]}{inside}"
                f"{self._destination(entry.mark, pages)}>>",
            )
        self.objects.put(root, f"<</Type/Outlines{_inside(kids[root], len(numbers))}>>")
        return root


def _inside(kids: Sequence[int], count: int) -> str:
    return f"/First {kids[0]} 0 R/Last {kids[-1]} 0 R/Count {count}"


def _below(outline: Sequence[_Entry], at: int) -> int:
    """Return how many entries stand below one, at any level."""
    following = takewhile(lambda entry: entry.level > outline[at].level, islice(outline, at + 1, None))
    return sum(1 for _ in following)
