"""Pages: a text, a table or a sheet as read, which can show the place of any value in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from briefgen.findings import FactPath, Finding, Place

if TYPE_CHECKING:
    from briefgen.source import Tree


class Page(Protocol):
    """Something with rows and columns, both counted from 1."""

    def place(self, row: int, column: int, length: int = 1) -> Place:
        """Return the place at the row and column."""
        ...


Spot = tuple[Page, int, int, int]
"""A page with row, column and length: all that is needed to make a Place when somebody asks for it."""


class Places(Mapping[FactPath, Place]):
    """Places by path, each made only when it is asked for: a brief has thousands and needs few."""

    def __init__(self, spots: dict[FactPath, Spot]) -> None:
        self._spots = spots

    def __getitem__(self, path: FactPath) -> Place:
        page, row, column, length = self._spots[path]
        return page.place(row, column, length)

    def __iter__(self) -> Iterator[FactPath]:
        return iter(self._spots)

    def __len__(self) -> int:
        return len(self._spots)


class TextPage:
    """A text file: rows are lines, columns are characters."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends."""
        return self.text.split("\n")

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [], 0
        for line in self.lines:
            starts.append(at)
            at += len(line) + 1
        return starts

    def where(self, offset: int) -> tuple[int, int]:
        """Return line and column of the character at the offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def place(self, row: int, column: int, length: int = 1) -> Place:
        """Return the place at line and column; row 0 stands for the whole file."""
        if row < 1:
            return Place(self.file)
        excerpt = self.lines[row - 1] if row <= len(self.lines) else ""
        return Place(self.file, row, column, excerpt=excerpt, length=max(1, length))


@dataclass(slots=True)
class Facts:
    """What has been read so far: the tree, where its values and field names stand, and the findings."""

    tree: dict[str, Tree] = field(default_factory=dict)
    spots: dict[FactPath, Spot] = field(default_factory=dict)
    keys: dict[FactPath, Spot] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    empty: list[FactPath] = field(default_factory=list)
    """Fields named without a value: left out of the tree, but the name may be words that were cut off."""
