"""Changes characters inside one value of a YAML text, whatever its quotes, and proves that nothing else changed."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.proofreading.fixing import Edit

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FOLD = re.compile(r"[ \t]*\n\s*")
_BLANK = re.compile(r"[ \t\n]+")
_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[^\n])")
_WIDTHS = {"x": 2, "u": 4, "U": 8}
_PLAIN_ESCAPES = {'"': '"', "\\": "\\", "/": "/", " ": " ", "n": "\n", "t": "\t", "_": "\u00a0"}


class _Scalar(NamedTuple):
    """A value as it stands in the text: offsets, the sign of its quotes or block, and what it means."""

    start: int
    end: int
    style: str | None
    value: str


class YamlText:
    """A YAML text with its values by line and column (from 1)."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _events(self) -> list[tuple[str, str | None]]:
        """Everything that the text says, in order."""
        return [(type(event).__name__, getattr(event, "value", None)) for event in yaml.parse(self.text, _LOADER)]

    @cached_property
    def _scalars(self) -> dict[tuple[int, int], tuple[int, _Scalar]]:
        starts, at = [], 0
        for line in self.text.split("\n"):
            starts.append(at)
            at += len(line) + 1
        found = {}
        for number, event in enumerate(yaml.parse(self.text, _LOADER)):
            if isinstance(event, yaml.ScalarEvent):
                first, last = event.start_mark, event.end_mark
                if first is None or last is None:
                    continue
                start = starts[first.line] + first.column
                end = starts[last.line] + last.column if last.line < len(starts) else len(self.text)
                found[first.line + 1, first.column + 1] = number, _Scalar(start, end, event.style, event.value)
        return found

    def with_value(self, line: int, column: int, value: str, edits: Sequence[Edit]) -> YamlText | None:
        """Return the text with the edits of the value that begins there; None if that cannot be done for sure."""
        known = self._scalars.get((line, column))
        if known is None:
            return None
        number, scalar = known
        shift = scalar.value.find(value)
        if shift < 0 or scalar.value.strip() != value.strip():
            return None
        raw = self.text[scalar.start : scalar.end]
        spots = _spots(raw, scalar)
        if spots is None:
            return None
        wanted = scalar.value
        for start, end, mend in sorted(edits, reverse=True):
            first, last = spots[start + shift], spots[end + shift]
            if first is None or last is None or any(spot is None for spot in spots[start + shift : end + shift]):
                return None
            raw = raw[:first] + _written(mend, scalar.style) + raw[last:]
            wanted = wanted[: start + shift] + mend + wanted[end + shift :]
        made = YamlText(self.text[: scalar.start] + raw + self.text[scalar.end :])
        try:
            events = made._events
        except yaml.YAMLError:
            return None
        expected = [*self._events]
        expected[number] = (expected[number][0], wanted)
        return made if events == expected else None


def _written(words: str, style: str | None) -> str:
    if style == "'":
        return words.replace("'", "''")
    if style == '"':
        return words.replace("\\", "\\\\").replace('"', '\\"')
    return words


def _spots(raw: str, scalar: _Scalar) -> list[int | None] | None:
    """Return where each character of the value begins in its raw text, and where the last ends; None inside a fold.

    None altogether if the two cannot be brought together.
    """
    at = _begin(raw, scalar.style)
    spots: list[int | None] = []
    value, number = scalar.value, 0
    while number < len(value):
        letter = value[number]
        if scalar.style == '"' and raw.startswith("\\", at):
            found = _ESCAPE.match(raw, at)
            if found is None or _meant(found[0]) != letter:
                return None
            spots.append(at)
            at, number = found.end(), number + 1
        elif letter in " \t\n" and (fold := _FOLD.match(raw, at)):
            blank = _BLANK.match(value, number)
            length = len(blank[0]) if blank else 1
            spots += [None] * length
            at, number = fold.end(), number + length
        elif raw.startswith("''", at) and scalar.style == "'" and letter == "'":
            spots.append(at)
            at, number = at + 2, number + 1
        elif raw.startswith(letter, at):
            spots.append(at)
            at, number = at + 1, number + 1
        else:
            return None
    spots.append(at)
    return spots


def _begin(raw: str, style: str | None) -> int:
    """Return where the content of a value begins: behind its quotation mark, or in the first line of a block."""
    if style in ("'", '"'):
        return raw.index(style) + 1
    if style in ("|", ">"):
        first = raw.find("\n") + 1
        return first + len(raw[first:]) - len(raw[first:].lstrip(" \n"))
    return 0


def _meant(escape: str) -> str | None:
    kind = escape[1]
    if kind in _WIDTHS:
        return chr(int(escape[2:], 16))
    return _PLAIN_ESCAPES.get(kind)
