"""Blocks: which tags belong together (`if` with its `else` and `endif`), and which have lost their partner."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.merge.tags import Tag

OPENERS = {"if", "for", "macro", "call", "filter", "with", "autoescape", "block"}
MIDDLES = {"elif": {"if"}, "else": {"if", "for"}}
OTHER_FILES = {"include", "import", "from", "extends"}
CELL_TAGS = {"colspan", "cellbg", "vm", "hm"}
"""Statements of the docxtpl dialect that change the cell they stand in."""


@dataclass(slots=True, eq=False)
class Block:
    """One block: its first tag, those in the middle and its last one; and the block it stands in."""

    tags: list[Tag]
    parent: Block | None = None
    inner: list[Block] = field(default_factory=list)

    @property
    def word(self) -> str:
        """What kind of block it is, such as `for`."""
        return self.tags[0].word


class Mistake(NamedTuple):
    """A tag without its partner: what is told of it, and why."""

    tag: Tag
    told: str
    mend: str


def opens(tag: Tag) -> bool:
    """Say whether a statement begins a block; `set` does so when it holds no `=`."""
    if tag.word == "set":
        return "=" not in tag.inside
    return tag.word in OPENERS


def match(tags: Iterable[Tag]) -> tuple[list[Block], list[Mistake]]:
    """Return the blocks of a part in order, and every tag that begins, divides or ends none."""
    blocks: list[Block] = []
    mistakes: list[Mistake] = []
    stack: list[Block] = []
    for tag in tags:
        if tag.kind != "statement":
            continue
        if opens(tag):
            block = Block([tag], stack[-1] if stack else None)
            blocks.append(block)
            stack.append(block)
        elif tag.word in MIDDLES:
            if stack and stack[-1].word in MIDDLES[tag.word]:
                stack[-1].tags.append(tag)
            else:
                mistakes.append(Mistake(tag, "divides no block", "write it between `{% if … %}` and `{% endif %}`"))
        elif tag.word.startswith("end"):
            _close(tag, stack, mistakes)
    mistakes += [
        Mistake(block.tags[0], "begins a block that never ends", f"write `{{% end{block.word} %}}` where it ends")
        for block in stack
    ]
    return [block for block in blocks if block not in stack], mistakes


def _close(tag: Tag, stack: list[Block], mistakes: list[Mistake]) -> None:
    wanted = tag.word.removeprefix("end")
    if stack and stack[-1].word == wanted:
        stack.pop().tags.append(tag)
        return
    if any(block.word == wanted for block in stack):  # those in between are crossed or never closed
        while stack[-1].word != wanted:
            open_tag = stack.pop().tags[0]
            mistakes.append(
                Mistake(
                    open_tag,
                    f"begins a block that does not end before `{tag.written}`",
                    f"write `{{% end{open_tag.word} %}}` before it",
                )
            )
        stack.pop().tags.append(tag)
        return
    mend = f"write `{{% {wanted} … %}}` where the block begins, or take this tag out"
    mistakes.append(Mistake(tag, "ends a block that nothing begins", mend))
