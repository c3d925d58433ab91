"""Atoms: printed values pass through Markdown as single opaque characters, so no value can ever become markup."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

OPEN, CLOSE = "\ue000", "\ue001"
PATTERN = re.compile(f"{OPEN}(\\d+){CLOSE}")


class Atom(NamedTuple):
    """A printed value: its text, the fact it comes from (empty if computed), its language if not the paper's."""

    text: str
    origin: str
    language: str | None


@dataclass(slots=True)
class Atoms:
    """The values printed in one filling, by number."""

    values: list[Atom] = field(default_factory=list)

    def add(self, text: str, origin: str, language: str | None = None) -> str:
        """Keep a value and return the token that stands for it in the Markdown."""
        self.values.append(Atom(text, origin, language))
        return f"{OPEN}{len(self.values) - 1}{CLOSE}"

    def split(self, text: str) -> list[str | Atom]:
        """Return the text cut into words of the template and values, in order."""
        parts: list[str | Atom] = []
        for number, piece in enumerate(PATTERN.split(text)):
            if number % 2:
                parts.append(self.values[int(piece)]._replace(text=self._value(int(piece))))
            elif piece:
                parts.append(piece)
        return parts

    def text(self, text: str) -> str:
        """Return the text with every value in its place."""
        return PATTERN.sub(lambda match: self._value(int(match[1])), text)

    def _value(self, number: int) -> str:
        """Return a value; one that was composed of earlier values has them in their places."""
        text = self.values[number].text
        if OPEN not in text:
            return text
        return PATTERN.sub(lambda match: self._value(int(match[1])) if int(match[1]) < number else "", text)
