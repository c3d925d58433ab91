"""The patterns that typesetting looks for, made from the words of a language file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.language.figures import NBSP

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_HYPHENS = "-\u2010\u2011\u2012–—\u2212"


def unit_words(units: Mapping[str, str | Mapping[str, str]]) -> Iterable[str]:
    """Yield the words that stand behind numbers as units."""
    for unit in units.values():
        for words in [unit] if isinstance(unit, str) else unit.values():
            before, number, after = words.rpartition("}")
            if not number or before.startswith("{number}{scale"):
                phrase = after.strip(NBSP)
                if phrase:
                    yield phrase


def closed_up(names: Iterable[str], together: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of what is often written without its space."""
    short = "|".join(re.escape(name) for name in names if name.endswith("."))
    pairs = "|".join(re.escape(phrase.replace(" ", "")) for phrase in together if ". " in phrase)
    never = "(?!)"
    return re.compile(
        rf"(№(?=\d)|(?<!\w)(?:{short or never})(?=([^\W\d_])([^\W\d_]))|(?<!\w)(?:{pairs or never})(?!\w))"
    )


def years_after(words: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of two years behind one of the words."""
    found = "|".join(rf"(?:{re.escape(word)}[ {NBSP}]\d{{4}})" for word in words)
    return re.compile(rf"(?<!\w)({found or '(?!)'})-(\d{{4}})(?![\w–-])")


def glossary(names: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of names with a hyphen, also where spaces or dashes stand in its place."""
    dash = f"[ {NBSP}]?[{_HYPHENS}][ {NBSP}]?"
    found = "|".join(dash.join(re.escape(part) for part in name.split("-")) for name in names)
    return re.compile(rf"(?<!\w)(?:{found or '(?!)'})(?!\w)")


def as_named(match: re.Match[str]) -> str:
    """Return a name of the glossary with its hyphens."""
    return re.sub(f"[ {NBSP}]?[{_HYPHENS}][ {NBSP}]?", "-", match[0])
