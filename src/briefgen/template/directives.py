"""Directives: blocks that Markdown has no sign for, fenced by `:::` lines, nested freely.

    ::: table turnover last=10
    Trade with {{ partner.short }}
    :::

The lines inside are the caption, the title or the blocks of the box.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_OPENING = re.compile(r":::+\s*(?P<name>[a-z]+)(?P<rest>(?:\s+.*)?)$")
_OPTION = re.compile(r'(?P<key>[a-z]+)=(?:"(?P<quoted>[^"]*)"|(?P<bare>\S+))|(?P<word>\S+)')

KINDS = (
    "table",
    "chart",
    "keyfigures",
    "objective",
    "conflict",
    "note",
    "columns",
    "column",
    "small",
    "lead",
    "contents",
    "pagebreak",
)
"""Every directive."""


@dataclass(slots=True)
class Directive:
    """One directive: its kind, its plain words, its options and what stands inside."""

    kind: str
    words: list[str] = field(default_factory=list)
    options: dict[str, str] = field(default_factory=dict)
    parts: list[str | Directive] = field(default_factory=list)
    opening: str = ""


class DirectiveError(Exception):
    """Raised for a fence that cannot be read; carries the line it stands on."""

    def __init__(self, message: str, line: str) -> None:
        super().__init__(message)
        self.line = line


def parse(markdown: str) -> list[str | Directive]:
    """Return the stretches of Markdown and the directives between them, in order. Raises DirectiveError."""
    root = Directive("")
    stack = [root]
    lines: list[str] = []

    def flush() -> None:
        if any(line.strip() for line in lines):
            stack[-1].parts.append("\n".join(lines))
        lines.clear()

    for line in markdown.split("\n"):
        stripped = line.strip()
        if not stripped.startswith(":::"):
            lines.append(line)
            continue
        flush()
        if not stripped.strip(":"):
            if len(stack) == 1:
                raise DirectiveError("this `:::` closes nothing", line)
            stack.pop()
            continue
        opening = _OPENING.match(stripped)
        if not opening:
            raise DirectiveError("this directive cannot be read", line)
        made = Directive(opening["name"], opening=line)
        for option in _OPTION.finditer(opening["rest"]):
            if option["key"]:
                made.options[option["key"]] = option["quoted"] if option["quoted"] is not None else option["bare"]
            else:
                made.words.append(option["word"])
        stack[-1].parts.append(made)
        if made.kind not in ("contents", "pagebreak", "keyfigures"):
            stack.append(made)
    flush()
    if len(stack) > 1:
        raise DirectiveError(f"`{stack[-1].kind}` is not closed by a line `:::`", stack[-1].opening)
    return root.parts
