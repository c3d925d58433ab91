"""What the look of an annex says: font, sizes, colours and page, read from `*.xlsx.yaml` with findings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from briefgen.findings import Finding, FindingsError, Place, did_you_mean, error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from yaml import Node

LARGEST = 20_000
"""Most bytes that a look may have."""

PAPERS = {"A4": (9, 210.0, 297.0), "A3": (8, 297.0, 420.0), "Letter": (1, 215.9, 279.4), "Legal": (5, 215.9, 355.6)}
"""Papers by name: Excel's number, width and height in mm."""

_LEAST_CONTRAST = 4.5


@dataclass(frozen=True, slots=True)
class Look:
    """The look of one annex: sizes in points, margins in mm, colours as RRGGBB."""

    font: str = "Arial"
    title_size: float = 16
    heading_size: float = 13
    text_size: float = 11
    small_size: float = 10
    text_colour: str = "1A1A1A"
    accent_colour: str = "12436D"
    quiet_colour: str = "5F6B76"
    paper: str = "A4"
    orientation: str = "auto"
    margin_left: float = 15
    margin_right: float = 15
    margin_top: float = 15
    margin_bottom: float = 18
    page_numbers: bool = True
    gridlines: bool = False


def _font(text: str) -> str:
    if not re.fullmatch(r"\w[\w .-]{0,30}", text):
        raise ValueError("write the name of one font, such as Arial")
    return text


def _number(text: str, low: float, high: float, unit: str) -> float:
    if not re.fullmatch(r"\d{1,3}(\.\d{1,2})?", text) or not low <= float(text) <= high:
        raise ValueError(f"write a number from {low:g} to {high:g} ({unit})")
    return float(text)


def _size(text: str) -> float:
    return _number(text, 10, 36, "points; below 10 is hard to read on a screen")


def _margin(text: str) -> float:
    return _number(text, 5, 60, "mm")


def _flag(text: str) -> bool:
    known = {"yes": True, "true": True, "no": False, "false": False}
    if text.lower() not in known:
        raise ValueError("write yes or no")
    return known[text.lower()]


def _one_of(*words: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in words:
            raise ValueError(f"write {', '.join(words[:-1])} or {words[-1]}")
        return text

    return read


def _colour(text: str) -> str:
    colour = text.removeprefix("#").upper()
    if not re.fullmatch(r"[0-9A-F]{6}", colour):
        raise ValueError('write six digits of red, green and blue in quotes, such as "12436D"')
    if contrast_on_white(colour) < _LEAST_CONTRAST:
        found = f"{contrast_on_white(colour):.1f}"
        raise ValueError(f"write a darker colour: on white paper this one has {found} to 1, and 4.5 is needed")
    return colour


def contrast_on_white(colour: str) -> float:
    """Return the contrast of a colour RRGGBB against white, 1 to 21."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


_FIELDS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "font": ("font", _font),
    "sizes.title": ("title_size", _size),
    "sizes.heading": ("heading_size", _size),
    "sizes.text": ("text_size", _size),
    "sizes.small": ("small_size", _size),
    "colours.text": ("text_colour", _colour),
    "colours.accent": ("accent_colour", _colour),
    "colours.quiet": ("quiet_colour", _colour),
    "page.size": ("paper", _one_of(*PAPERS)),
    "page.orientation": ("orientation", _one_of("auto", "portrait", "landscape")),
    "page.margins.left": ("margin_left", _margin),
    "page.margins.right": ("margin_right", _margin),
    "page.margins.top": ("margin_top", _margin),
    "page.margins.bottom": ("margin_bottom", _margin),
    "page.numbers": ("page_numbers", _flag),
    "gridlines": ("gridlines", _flag),
}
"""Every key a look may have, with the attribute it sets and how its value is read."""


def read_look(path: Path) -> Look:
    """Return the look of a file `*.xlsx.yaml`; raise FindingsError with all that is wrong in it."""
    name = path.as_posix()
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as reason:
        raise FindingsError(
            error(
                "B630",
                f"the look `{name}` cannot be read",
                why=reason.strerror or str(reason),
                help="put the file back, or give its reader the right to read it",
                place=Place(name),
            )
        ) from None
    return _look_of(data, name)


@lru_cache(maxsize=32)
def _look_of(data: bytes, name: str) -> Look:
    root, lines = _compose(data, name)
    findings: list[Finding] = []
    values: dict[str, Any] = {}
    if root is not None:
        for key, node in _leaves(root, "", name, lines, findings):
            attribute, read = _FIELDS[key]
            try:
                values[attribute] = read(node.value.strip())
            except ValueError as reason:
                findings.append(
                    error(
                        "B632",
                        f"`{key}` cannot be `{node.value}`",
                        help=str(reason),
                        place=_place(node, name, lines),
                    )
                )
    if findings:
        raise FindingsError(*findings)
    return Look(**values)


def _compose(data: bytes, name: str) -> tuple[Node | None, list[str]]:
    import yaml  # a look is read once in a process

    def unreadable(why: str, place: Place) -> FindingsError:
        return FindingsError(
            error("B630", f"the look `{name}` cannot be read", why=why, help="correct the file", place=place)
        )

    if len(data) > LARGEST:
        raise unreadable(f"it is larger than {LARGEST} bytes", Place(name))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise unreadable("it is not written in UTF-8", Place(name)) from None
    lines = text.splitlines()
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader), lines
    except RecursionError:
        raise unreadable("it is nested too deeply", Place(name)) from None
    except yaml.MarkedYAMLError as reason:
        mark = reason.problem_mark or reason.context_mark
        place = Place(name) if mark is None else _spot(name, lines, mark.line, mark.column)
        raise unreadable(f"it is not YAML: {reason.problem}", place) from None
    except yaml.YAMLError as reason:
        raise unreadable(f"it is not YAML: {reason}".splitlines()[0], Place(name)) from None


def _leaves(
    node: Node, prefix: str, name: str, lines: list[str], findings: list[Finding]
) -> Iterator[tuple[str, Node]]:
    """Yield the path and the node of each value that a look may have; the rest becomes findings."""
    from yaml import MappingNode, ScalarNode

    if not isinstance(node, MappingNode):
        findings.append(
            error(
                "B632",
                f"`{prefix.rstrip('.') or name}` holds no keys",
                help="write one `key: value` on each line",
                place=_place(node, name, lines),
            )
        )
        return
    seen: set[str] = set()
    for key_node, value in node.value:
        key = f"{prefix}{key_node.value}" if isinstance(key_node, ScalarNode) else prefix
        known = {field[len(prefix) :].split(".")[0] for field in _FIELDS if field.startswith(prefix)}
        place = _place(key_node, name, lines)
        word = key.removeprefix(prefix)
        if word not in known:
            advice = did_you_mean(word, known) or f"the keys here are {', '.join(sorted(known))}"
            findings.append(error("B631", f"a look has no `{key}`", help=advice, place=place))
        elif key in seen:
            findings.append(error("B631", f"`{key}` stands twice", help="keep one of the two", place=place))
        elif key not in _FIELDS:
            yield from _leaves(value, f"{key}.", name, lines, findings)
        elif isinstance(value, ScalarNode):
            yield key, value
        else:
            here = _place(value, name, lines)
            findings.append(error("B632", f"`{key}` is not one value", help="write `key: value`", place=here))
        seen.add(key)


def _place(node: Node, file: str, lines: list[str]) -> Place:
    start, end = node.start_mark, node.end_mark
    length = end.column - start.column if end.line == start.line else 1
    return _spot(file, lines, start.line, start.column, max(1, length))


def _spot(file: str, lines: list[str], line: int, column: int, length: int = 1) -> Place:
    excerpt = lines[line] if line < len(lines) else None
    return Place(file, line + 1, column + 1, excerpt=excerpt, length=length)
