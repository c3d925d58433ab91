"""The structure of a tagged PDF: elements in reading order, what is painted for each, and the tree in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.writers.pdf.objects import array, text_string

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.writers.pdf.objects import Objects

_PAGE = 1 << 20  # content of a page is numbered below this
_CELLS = frozenset(("TH", "TD"))  # elements that stand even when nothing is painted for them
# Attributes are named once and used by `/C/Name`, which keeps the tree of a long table small.
_CLASSES = (
    "/ClassMap<</Column<</O/Table/Scope/Column>>/Row<</O/Table/Scope/Row>>"
    "/Numbers<</O/List/ListNumbering/Decimal>>/Bullets<</O/List/ListNumbering/Disc>>"
    "/Plain<</O/List/ListNumbering/None>>>>"
)
COLUMN_HEAD, ROW_HEAD = "/C/Column", "/C/Row"
NUMBERS, BULLETS, PLAIN = "/C/Numbers", "/C/Bullets", "/C/Plain"


class Element:
    """One element: its kind, its place in the tree, and entries of its dictionary in PDF's own syntax.

    `kids` are elements, content (page and number in one integer) or annotations (page and object number).
    """

    __slots__ = ("entries", "kids", "kind", "number", "placed")

    def __init__(self, kind: str, entries: str = "", *, placed: bool = False) -> None:
        self.kind = kind
        self.entries = entries
        self.placed = placed  # whether it stands in another
        self.kids: list[Element | int | tuple[int, int]] = []
        self.number = 0

    def add(self, kind: str, entries: str = "") -> Element:
        """Return a new element, the last in this one."""
        made = Element(kind, entries, placed=True)
        self.kids.append(made)
        return made

    def adopt(self, element: Element) -> None:
        """Take in an element made by itself, such as a link inside a paragraph, unless it has its place already."""
        if not element.placed:
            element.placed = True
            self.kids.append(element)

    def paint(self, page: int, number: int) -> None:
        """Note that content of a page belongs to the element."""
        self.kids.append(page * _PAGE + number)

    def annotate(self, page: int, annotation: int) -> None:
        """Note that an annotation (its object number) belongs to the element."""
        self.kids.append((page, annotation))


ARTIFACT = Element("Artifact")
"""What is no part of the text: header, footer, rules, dots, the head of a table where it is repeated."""


def described(text: str) -> str:
    """Return the entry that tells in words what is seen."""
    return f"/Alt{text_string(text)}"


def spoken(language: str) -> str:
    """Return the entry that tells the language of a passage."""
    return f"/Lang{text_string(language)}"


def column_head(columns: int = 1, rows: int = 1) -> str:
    """Return the entries of a head that spans columns or rows."""
    spans = (f"/ColSpan {columns}" if columns > 1 else "") + (f"/RowSpan {rows}" if rows > 1 else "")
    return f"/A<</O/Table/Scope/Column{spans}>>"


def table_row(parent: Element, kinds: Sequence[str], entries: str) -> tuple[Element, ...]:
    """Add a row of a table and return its cells: all of the kinds, the heads among them with the entries."""
    made = parent.add("TR")
    return tuple(made.add(kind, entries if kind == "TH" else "") for kind in kinds)


class Tree:
    """Writes the elements of a paper; `pages` are the object numbers of its pages."""

    def __init__(self, objects: Objects, pages: Sequence[int]) -> None:
        self.objects = objects
        self.pages = pages
        self._root = objects.reserve()
        self._notes: list[Element] = []

    def write(self, document: Element, painted: Sequence[Sequence[Element]], annotated: Sequence[Element]) -> int:
        """Put the tree and return its number.

        `painted` are the owners of the content of each page in the order of its numbers; `annotated` those of the
        annotations, whose keys (StructParent) follow the keys of the pages.
        """
        _pruned(document)
        self._number(document)
        self._element(document, self._root)
        numbers = []
        for key, owners in enumerate(painted):
            if owners:
                number = self.objects.reserve()
                self.objects.pack(number, array([owner.number for owner in owners]))
                numbers.append(f"{key} {number} 0 R")
        numbers += [f"{len(painted) + at} {element.number} 0 R" for at, element in enumerate(annotated)]
        parents = self.objects.add(f"<</Nums[{' '.join(numbers)}]>>")
        self.objects.put(
            self._root,
            f"<</Type/StructTreeRoot/K {document.number} 0 R/ParentTree {parents} 0 R"
            f"/ParentTreeNextKey {len(painted) + len(annotated)}{self._names()}{_CLASSES}>>",
        )
        return self._root

    def _number(self, element: Element) -> None:
        element.number = self.objects.reserve()
        if element.kind == "Note":
            self._notes.append(element)
            element.entries += f"/ID({_name(len(self._notes))})"
        for kid in element.kids:
            if isinstance(kid, Element):
                self._number(kid)

    def _element(self, element: Element, parent: int) -> None:
        page = next((kid // _PAGE for kid in element.kids if isinstance(kid, int)), None)
        kids = []
        for kid in element.kids:
            if isinstance(kid, Element):
                self._element(kid, element.number)
                kids.append(f"{kid.number} 0 R")
            elif isinstance(kid, tuple):
                kids.append(f"<</Type/OBJR/Pg {self.pages[kid[0]]} 0 R/Obj {kid[1]} 0 R>>")
            elif kid // _PAGE == page:
                kids.append(str(kid % _PAGE))
            else:
                kids.append(f"<</Type/MCR/Pg {self.pages[kid // _PAGE]} 0 R/MCID {kid % _PAGE}>>")
        content = kids[0] if len(kids) == 1 else f"[{' '.join(kids)}]"
        on = "" if page is None else f"/Pg {self.pages[page]} 0 R"
        of = f"/K {content}" if kids else ""
        self.objects.pack(element.number, f"<</S/{element.kind}/P {parent} 0 R{element.entries}{on}{of}>>")

    def _names(self) -> str:
        """Return the index of the notes by their names."""
        if not self._notes:
            return ""
        names = " ".join(f"({_name(at)}) {note.number} 0 R" for at, note in enumerate(self._notes, 1))
        return f"/IDTree<</Names[{names}]>>"


def _name(number: int) -> str:
    return f"note{number:06}"


def _pruned(element: Element) -> bool:
    """Drop the elements that nothing was painted for; say whether this one stays."""
    kids = element.kids
    if any(isinstance(kid, Element) for kid in kids):
        element.kids = kids = [kid for kid in kids if not isinstance(kid, Element) or _pruned(kid)]
    return bool(kids) or element.kind in _CELLS
