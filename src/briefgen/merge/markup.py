"""A part as text: its markup and texts in turn, and which element each stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_MARKUP = re.compile(r"(<!--.*?-->|<!\[CDATA\[.*?\]\]>|<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>)", re.DOTALL)
_NAME = re.compile(r"</?([^\s/>]+)")
_ENTITY = re.compile(r"&(#x[0-9A-Fa-f]+|#\d+|amp|lt|gt|quot|apos);")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


@dataclass(slots=True, eq=False)
class Element:
    """An element of a part: `start` and `end` are the pieces of its tags (the same for an empty element)."""

    name: str
    start: int
    end: int
    parent: Element | None
    depth: int
    children: list[Element] = field(default_factory=list)

    def up(self, *names: str) -> Element | None:
        """Return the nearest element of one of the names, beginning with this one."""
        found: Element | None = self
        while found is not None and found.name not in names:
            found = found.parent
        return found

    def path(self) -> tuple[str, ...]:
        """Return the names of the elements from the root to this one."""
        names = []
        one: Element | None = self
        while one is not None:
            names.append(one.name)
            one = one.parent
        return tuple(reversed(names))

    def every(self, *names: str) -> list[Element]:
        """Return the elements of the names inside this one, in the order of the file."""
        found = []
        for child in self.children:
            if child.name in names:
                found.append(child)
            found += child.every(*names)
        return found


class Markup:
    """The pieces of a part (odd ones are markup, even ones text) and its elements."""

    def __init__(self, xml: str) -> None:
        self.pieces: list[str] = _MARKUP.split(xml)
        self.root = Element("", 0, len(self.pieces) - 1, None, 0)
        self.within: dict[int, Element] = {}
        """The element of each piece that may hold tags: texts with a letter in them, and markup with a brace."""
        self._read()

    def _read(self) -> None:
        current = self.root
        pieces = self.pieces
        for index, piece in enumerate(pieces):
            if index % 2 == 0:
                if piece:
                    self.within[index] = current
                continue
            second = piece[1:2]
            if second in "!?":
                continue
            if second == "/":
                current.end = index
                current = current.parent or self.root
                continue
            named = _NAME.match(piece)
            name = named[1] if named else ""
            child = Element(name, index, index, current, current.depth + 1)
            current.children.append(child)
            if "{" in piece or "%7B%7B" in piece:
                self.within[index] = current
            if not piece.endswith("/>"):
                current = child

    def text(self) -> str:
        """Return the part."""
        return "".join(self.pieces)


def plain(text: str) -> str:
    """Return the characters that XML text stands for."""
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(match: re.Match[str]) -> str:
    name = match[1]
    if name.startswith("#"):
        return chr(int(name[2:], 16) if name[1] == "x" else int(name[1:]))
    return _NAMED[name]


def escaped(text: str) -> str:
    """Return characters as XML text."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text


def escaped_attribute(text: str) -> str:
    """Return characters as the value of an attribute in double quotes; line breaks and tabs survive."""
    text = escaped(text).replace('"', "&quot;")
    return text.replace("\n", "&#10;").replace("\t", "&#9;").replace("\r", "&#13;")
