"""Reads the structure of a tagged PDF in plain Python: elements, their text in reading order, fonts, and content."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

CELLS = {"TH", "TD"}
LEAVES = {"P", "H1", "H2", "H3", "H4", "H5", "H6", "Lbl", "TH", "TD", "Caption", "TOCI", "Figure"}
PAINTING = frozenset(re.findall(r"\S+", "Tj TJ ' \" f F f* B B* b b* s S sh Do BI INLINE IMAGE EI"))
Mark = tuple[int, int]


@dataclass(eq=False)
class Element:
    """An element with the elements in it, and all that is in it (elements and marks) in reading order."""

    kind: str
    entries: Dictionary
    parent: Element | None
    kids: list[Element] = field(default_factory=list)
    inside: list[Element | Mark] = field(default_factory=list)


class Paper:
    """A tagged PDF, read."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.pdf = pikepdf.open(io.BytesIO(data))
        self.root = self.pdf.Root
        self.elements: list[Element] = []
        self.marks: dict[Mark, Element] = {}
        self.annotated: dict[tuple[int, int], Element] = {}
        self._pages = {page.obj.objgen: at for at, page in enumerate(self.pdf.pages)}
        self.tops = [self._element(top, None) for top in each(self.root.StructTreeRoot.get("/K"))]
        self.texts: dict[Mark, str] = {}
        self.owners: dict[Mark, Element | None] = {}
        self.unmarked: list[str] = []
        self.operators: dict[str, int] = {}
        self._used: dict[tuple[int, int], tuple[Dictionary, set[int]]] = {}
        self._unicode: dict[tuple[int, int], dict[int, str]] = {}
        for page in self.pdf.pages:
            self._read(page)

    # ------------------------------------------------------------ structure

    def _element(self, entries: Dictionary, parent: Element | None) -> Element:
        made = Element(str(entries.S)[1:], entries, parent)
        self.elements.append(made)
        for kid in each(entries.get("/K")):
            if isinstance(kid, int):
                self._own(made, self._pages[entries.Pg.objgen], kid)
            elif kid.get("/Type") == Name.MCR:
                self._own(made, self._pages[kid.Pg.objgen], int(kid.MCID))
            elif kid.get("/Type") == Name.OBJR:
                self.annotated[kid.Obj.objgen] = made
            else:
                inner = self._element(kid, made)
                made.kids.append(inner)
                made.inside.append(inner)
        return made

    def _own(self, element: Element, page: int, number: int) -> None:
        assert (page, number) not in self.marks, "content belongs to two elements"
        self.marks[page, number] = element
        element.inside.append((page, number))

    def attribute(self, element: Element, owner: str, key: str) -> object:
        """Return an attribute of an element, its own or by its class."""
        classes = self.root.StructTreeRoot.get("/ClassMap", {})
        found = [
            *each(element.entries.get("/A")),
            *(classes[name] for name in each(element.entries.get("/C"))),
        ]
        return next((one[key] for one in found if str(one.O) == f"/{owner}" and key in one), None)

    @cached_property
    def _parents(self) -> dict[int, object]:
        numbers = self.root.StructTreeRoot.ParentTree.Nums
        return {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}

    def parent_of(self, key: int) -> tuple[int, int] | None:
        """Return the object number of the element that the key of an annotation leads to."""
        found = self._parents.get(key)
        return found.objgen if isinstance(found, Dictionary) else None

    # ------------------------------------------------------------ text

    def text(self, element: Element) -> str:
        """Return all text in an element in reading order."""
        return "".join(self.text(one) if isinstance(one, Element) else self.texts[one] for one in element.inside)

    def spoken(self) -> list[tuple[str, str]]:
        """Return the kind and the text of every paragraph, heading, label, cell, caption and figure, in order.

        Spaces of any kind count as one, the hyphens of parted words as none; a figure tells its description.
        """
        return [found for top in self.tops for found in self._spoken(top)]

    def _spoken(self, element: Element) -> Iterator[tuple[str, str]]:
        if element.kind == "Figure":
            yield "Figure", str(element.entries.Alt)
        elif element.kind in LEAVES and not any(kid.kind in LEAVES for kid in element.kids):
            yield element.kind, folded(self.text(element))
        else:
            for kid in element.kids:
                yield from self._spoken(kid)

    # ------------------------------------------------------------ content

    def _read(self, page: pikepdf.Page) -> None:
        at = self._pages[page.obj.objgen]
        open_marks: list[str | Mark] = []
        in_text: list[int] = []
        font: Dictionary | None = None
        fonts = page.resources.get("/Font", {})
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            self.operators[name] = self.operators.get(name, 0) + 1
            if name == "BT":
                in_text.append(len(open_marks))
            elif name == "ET" and in_text.pop() != len(open_marks):
                self.unmarked.append("a mark crosses the end of a text object")
            elif name in ("BMC", "BDC"):
                self._open(at, operands, open_marks)
            elif name == "EMC":
                open_marks.pop()
            elif name == "Tf":
                font = fonts[operands[0]]
            elif name in PAINTING:
                if len(open_marks) != 1:
                    self.unmarked.append(f"{name} on page {at + 1} is in {open_marks}")
                elif name == "Tj" and font is not None:
                    self._show(font, bytes(operands[0]), open_marks[0])
        if open_marks or in_text:
            self.unmarked.append(f"page {at + 1} ends inside a mark")
        owners = self._parents.get(int(page.obj.get("/StructParents", -1)), Array())
        by_number = {element.entries.objgen: element for element in self.elements}
        for number, owner in enumerate(owners):  # type: ignore[call-overload]
            self.owners[at, number] = by_number.get(owner.objgen)

    def _open(self, page: int, operands: object, open_marks: list[str | Mark]) -> None:
        tag, *rest = operands  # type: ignore[misc]
        if tag == Name.Artifact:
            open_marks.append("Artifact")
            return
        if not rest or "/MCID" not in rest[0]:
            self.unmarked.append(f"{tag} is no content of an element")
            open_marks.append(str(tag))
            return
        mark = (page, int(rest[0].MCID))
        if mark in self.texts:
            self.unmarked.append(f"{mark} is painted twice")
        if mark not in self.marks or self.marks[mark].kind != str(tag)[1:]:
            self.unmarked.append(f"{mark} is not what its element is")
        self.texts[mark] = ""
        open_marks.append(mark)

    def _show(self, font: Dictionary, codes: bytes, mark: str | Mark) -> None:
        self._used.setdefault(font.objgen, (font, set()))[1].update(codes)
        known = self._unicode.get(font.objgen)
        if known is None:
            known = self._unicode[font.objgen] = self.unicode(font)
        if isinstance(mark, tuple):
            self.texts[mark] += "".join(known[code] for code in codes)

    # ------------------------------------------------------------ fonts and objects

    def fonts(self) -> list[tuple[Dictionary, set[int]]]:
        """Return the fonts with the codes that are painted in them."""
        return list(self._used.values())

    def unicode(self, font: Dictionary) -> dict[int, str]:
        """Return what the codes of a font are in Unicode."""
        table = font.ToUnicode.read_bytes().decode("ascii")
        pairs = re.findall(r"<([0-9A-F]{2})> <([0-9A-F]+)>\n", table.partition("endcodespacerange")[2])
        return {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}

    def values(self) -> Iterator[object]:
        """Yield every value in the file, however deep."""
        todo: list[object] = list(self.pdf.objects)
        while todo:
            value = todo.pop()
            yield value
            if isinstance(value, Array):
                todo += [item for item in value if not getattr(item, "is_indirect", False)]
            elif isinstance(value, Dictionary | Stream):
                for key in value.keys():  # noqa: SIM118 - pikepdf's dictionaries are not mappings
                    yield Name(key)
                    item = value[key]
                    if not getattr(item, "is_indirect", False):
                        todo.append(item)

    def offsets(self) -> dict[int, int]:
        """Return where each object that is not packed stands, by the file's own index."""
        start = int(self.data.rsplit(b"startxref\n", 1)[1].split()[0])
        number = int(self.data[start:].split()[0])
        index = self.pdf.get_object(number, 0)
        first, second, third = (int(width) for width in index.W)
        rows = index.read_bytes()
        wide = first + second + third
        found = {}
        for at in range(0, len(rows), wide):
            kind, where = rows[at], int.from_bytes(rows[at + first : at + first + second], "big")
            if kind == 1:
                found[at // wide] = where
        return found


def folded(text: str) -> str:
    """Return the text with every space as one, and without the hyphens of parted words."""
    return re.sub(r"\s+", " ", text.replace("\u00ad", "")).strip()


def each(kids: object) -> list[object]:
    """Return what a key of PDF holds as a list: nothing, one or an array."""
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]
