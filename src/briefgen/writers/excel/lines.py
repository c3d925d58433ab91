"""Blocks as lines of text: what a sheet shows of everything that is neither a table nor a chart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from briefgen.document import (
    Break,
    Callout,
    Chart,
    Columns,
    Contents,
    Heading,
    KeyFigures,
    Link,
    ListBlock,
    Note,
    PageBreak,
    Paragraph,
    Run,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefgen.document import Block, Content

LONGEST_ADDRESS = 2079
"""Most characters that Excel takes in the address of a link."""

_ADDRESS = re.compile(r"(?:https://|mailto:)[!-~]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text with its role; `target` is `#Sheet` or an address, for a link."""

    text: str
    role: str = "body"
    target: str | None = None


class Lines:
    """Turns blocks into lines; footnotes are numbered through the workbook and stand below their paragraph."""

    def __init__(self) -> None:
        self._notes = 0

    def of(self, blocks: Iterable[Block], level: int = 0) -> Iterator[Line | Table | Chart | Heading]:
        """Yield lines; tables, charts and headings of the first level are passed on as they are."""
        for block in blocks:
            match block:
                case Table() | Chart():
                    yield block
                case Heading(1, _):
                    yield block
                case Heading(depth, content):
                    yield from self.paragraph(content, "heading" if depth == 2 else "subheading")
                case Paragraph(content, role):
                    yield from self.paragraph(content, f"item{min(level, 3)}" if level else role)
                case ListBlock(items, ordered):
                    for number, item in enumerate(items, 1):
                        yield from self._item(item, f"{number}. " if ordered else "• ", level + 1)
                case Callout(_, title, inner):
                    if title:
                        yield Line(title, "heading")
                    yield from self.of(inner, level)
                case KeyFigures(figures):
                    for figure in figures:
                        change = f" ({figure.change})" if figure.change else ""
                        yield Line(f"• {figure.label}: {figure.value} {figure.unit}".rstrip() + change, "item1")
                case Columns(_, parts):
                    for part in parts:
                        yield from self.of(part, level)
                case PageBreak() | Contents():
                    continue  # a sheet has no pages, and the workbook a sheet of contents
                case _:
                    assert_never(block)

    def _item(self, item: tuple[Block, ...], mark: str, level: int) -> Iterator[Line | Table | Chart | Heading]:
        first = item[0] if item else None
        if isinstance(first, Paragraph):
            yield from self.paragraph(first.content, f"item{min(level, 3)}", mark)
            item = item[1:]
        yield from self.of(item, level)

    def paragraph(self, content: Content, role: str, mark: str = "") -> Iterator[Line]:
        """Yield the line of a paragraph and those of its footnotes."""
        notes: list[str] = []
        alone = _only_link(content)
        text = mark
        for inline in content:
            match inline:
                case Run():
                    text += inline.text
                case Break():
                    text += "\n"
                case Link(runs, target):
                    words = plain(runs)
                    text += words if alone or words == target else f"{words} ({target})"
                case Note(runs):
                    self._notes += 1
                    text += f" [{self._notes}]"
                    notes.append(f"[{self._notes}] {plain(runs)}")
                case _:
                    assert_never(inline)
        runs_only = [inline for inline in content if isinstance(inline, Run) and inline.text.strip()]
        if role == "body" and runs_only and len(runs_only) == len(content) and all(run.bold for run in runs_only):
            role = "lead"
        if text.strip():
            yield Line(text, "link" if alone else role, alone)
        for note in notes:
            yield Line(note, "small")


def plain(runs: Iterable[Run]) -> str:
    """Return the text of runs."""
    return "".join(run.text for run in runs)


def _only_link(content: Content) -> str | None:
    """Return the address of a paragraph that is one link; in any other a cell shows the address in brackets."""
    links = [inline for inline in content if isinstance(inline, Link)]
    beside = plain(inline for inline in content if isinstance(inline, Run))
    if len(links) != 1 or any(sign.isalnum() for sign in beside):
        return None
    target = links[0].target
    return target if _ADDRESS.fullmatch(target) and len(target) <= LONGEST_ADDRESS else None
