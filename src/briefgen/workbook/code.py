"""The code of a sheet: it yields marks of rows and items, and the values of cells as they are."""

from __future__ import annotations

import re
from copy import copy
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import nodes

from briefgen.merge.compiling import Code, environment
from briefgen.workbook.values import ALONE, FILTERS

if TYPE_CHECKING:
    from jinja2.compiler import Frame

    from briefgen.merge.sandbox import Sandbox

_MARK = re.compile("\x0e(\\d+)\x0f")


class RowMark(NamedTuple):
    """Rows of the template begin: `first` to `last` (more than one only where nothing is in them)."""

    first: int
    last: int


class ItemMark(NamedTuple):
    """The next item of the band at this depth begins."""

    depth: int


class CellMark(NamedTuple):
    """The pieces of a cell begin, or end."""

    begins: bool


class Words(NamedTuple):
    """Markup and words of a cell, as XML."""

    xml: str


Mark = RowMark | ItemMark | CellMark | Words
MARKS = (RowMark, ItemMark, CellMark, Words)


def written(number: int) -> str:
    """Return how a mark stands in a source."""
    return f"\x0e{number}\x0f"


class SheetCode(Code):
    """Writes the code of a sheet; `marks` are those that its source names by number."""

    marks: list[Mark]

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write marks and values one after another; inside macros and captures, as text."""
        if frame.buffer is not None:
            for child in node.nodes:
                if isinstance(child, nodes.TemplateData):
                    child.data = _MARK.sub(self._words, child.data)
            super().visit_Output(node, frame)
            return
        self.writeline("yield (")
        self.indent()
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                for number in _MARK.findall(child.data):
                    self.writeline(f"marks[{number}],")
                continue
            self.newline(child)
            self.write("typed(")
            self.visit(child, frame)
            self.write(f", {self.contexts.get(child.lineno, ALONE)}),")
        self.outdent()
        self.writeline(")")

    def _words(self, found: re.Match[str]) -> str:
        mark = self.marks[int(found[1])]
        return mark.xml if isinstance(mark, Words) else ""


def code_with(marks: list[Mark]) -> type[Code]:
    """Return what writes the code of a sheet with these marks."""
    return type("SheetCodeWithMarks", (SheetCode,), {"marks": marks})


@cache
def cell_environment() -> Sandbox:
    """Return the environment that sheets are compiled in."""
    made = copy(environment())
    made.filters = {**made.filters, **FILTERS}
    return made
