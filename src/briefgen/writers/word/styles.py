"""What a look says of itself: its styles by name, its lists, and the width of its text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Styles:
    """Styles and lists of a look.

    `ids` maps a style's name in lower case to its id as XML has it, `names` are the names as written.
    `lists` maps a style's id to its list number (w:numId) and level, `abstract` a list number to its definition,
    `patterns` a list number to the text pattern of each level; `last_number` is the highest list number in use.
    """

    ids: dict[str, str]
    names: tuple[str, ...] = ()
    lists: dict[str, tuple[str, int]] = field(default_factory=dict)
    abstract: dict[str, str] = field(default_factory=dict)
    patterns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    last_number: int = 0

    @property
    def styles(self) -> dict[str, str]:
        """The ids of the styles by name, as rich values ask for them."""
        return self.ids

    def list_of(self, name: str) -> tuple[str, int] | None:
        """Return list number and level of a style, or None if it has none."""
        return self.lists.get(self.ids.get(name.lower(), ""))

    def numbers(self, levels: list[int]) -> Iterator[str]:
        """Yield the printed number of each heading, given their levels; empty where the look numbers none."""
        counters = [0] * 9
        for level in levels:
            counters[level - 1] += 1
            counters[level:] = [0] * (9 - level)
            found = self.list_of(f"heading {level}")
            patterns = self.patterns.get(found[0], ()) if found else ()
            pattern = patterns[found[1]] if found and found[1] < len(patterns) else ""
            yield re.sub(r"%(\d)", lambda digit: str(max(1, counters[int(digit[1]) - 1])), pattern)


def read_styles(styles_xml: str, numbering_xml: str | None) -> Styles:
    """Read the two parts; raise ValueError where they are not XML."""
    ids: dict[str, str] = {}
    names: list[str] = []
    lists: dict[str, tuple[str, int]] = {}
    for style in _parse(styles_xml).iter(f"{_W}style"):
        name, identifier = style.find(f"{_W}name"), escape(style.get(f"{_W}styleId", ""))
        if name is None or not identifier:
            continue
        names.append(_value(name))
        ids[_value(name).lower()] = identifier
        number = style.find(f"{_W}pPr/{_W}numPr/{_W}numId")
        level = style.find(f"{_W}pPr/{_W}numPr/{_W}ilvl")
        if number is not None:
            lists[identifier] = (_value(number), 0 if level is None else int(_value(level)))
    if numbering_xml is None:
        return Styles(ids, tuple(names), lists)
    numbering = _parse(numbering_xml)
    levels = {
        one.get(f"{_W}abstractNumId", ""): tuple(_pattern(level) for level in one.iter(f"{_W}lvl"))
        for one in numbering.iter(f"{_W}abstractNum")
    }
    abstract = {}
    for number in numbering.iter(f"{_W}num"):
        definition = number.find(f"{_W}abstractNumId")
        if definition is not None:
            abstract[number.get(f"{_W}numId", "")] = _value(definition)
    patterns = {number: levels.get(definition, ()) for number, definition in abstract.items()}
    last = max((int(number) for number in abstract), default=0)
    return Styles(ids, tuple(names), lists, abstract, patterns, last)


def _parse(xml: str) -> Element:
    # the parts were found well-formed and without a DOCTYPE when the look was read
    from xml.etree.ElementTree import fromstring

    return fromstring(xml.encode())  # noqa: S314


def _value(element: Element) -> str:
    return element.get(f"{_W}val", "")


def _pattern(level: Element) -> str:
    text = level.find(f"{_W}lvlText")
    return "" if text is None else _value(text)
