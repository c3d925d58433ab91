"""The words that rules look for in a workbook, from `words.yaml`: beginnings of words in every language."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

SHORTHAND = re.compile(r"\[[^\W\d_]{1,5}\]")
"""Shorthand in place of a value: letters in square brackets, such as [x] or [low]."""

_SHORT = 4


@cache
def words(kind: str) -> tuple[str, ...]:
    """Return the words of a kind, in lower case."""
    return _all()[kind]


def says(text: str, kind: str) -> bool:
    """Say whether a word of the text begins with one of the kind."""
    return bool(_pattern(kind).search(_folded(text)))


def labels(text: str, kind: str) -> bool:
    """Say whether a text has a word of the kind as its label: `Source: …`, `Data source (annual): …`."""
    plain = _folded(text)
    found = _pattern(kind).search(plain)
    return bool(found and re.match(r"\w*[^.:;]{0,40}:", plain[found.end() :]))


def _folded(text: str) -> str:
    return text.casefold().replace("\u00a0", " ").replace("\u202f", " ")


@cache
def _all() -> dict[str, tuple[str, ...]]:
    import yaml

    text = Path(__file__).with_name("words.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    read = yaml.load(text, loader)  # noqa: S506 - it is a safe loader
    return {kind: tuple(str(word).casefold() for word in found) for kind, found in read.items()}


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(map(_beginning, sorted(words(kind), key=len, reverse=True))))


def _beginning(word: str) -> str:
    """Return the pattern of a word that begins so; short Latin words must be whole, as `eur` is not Europe."""
    start = r"(?<!\w)" if word[0].isalnum() else ""
    end = r"(?!\w)" if word.isascii() and len(word) <= _SHORT and word.isalpha() else ""
    return start + re.escape(word) + end


def only_shorthand(text: str) -> bool:
    """Say whether a text is nothing but shorthand: [x], or several such as [r][e]."""
    return bool(re.fullmatch(rf"(?:{SHORTHAND.pattern}\s*)+", text.strip()))
