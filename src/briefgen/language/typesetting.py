"""Typesetting: spaces that must not break, dashes, apostrophes and quotation marks; letters and digits stay."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from briefgen.language.figures import NBSP

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_APOSTROPHE = re.compile("(?<=[^\\W\\d_])['\u02bc](?=[^\\W\\d_])")
_BETWEEN_DIGITS = re.compile(r"-(?<=\d-)(?=\d)")
_RANGE = re.compile(r"(?<![\w/.,–-])(\d{1,2}|\d{4})-(\d{1,2}|\d{4})(?=[ \u00a0]([^\W\d_]+\.?))")
_TIGHT = re.compile(r"\.[^\W\d_]")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+")
_NARROW_SPACES = "\u202f\u2009"
_OPENING = '(«„“‘"['
_CLOSING = ',;:!?)»“”’"]…'
_DASHES = frozenset("–—")
_ROMAN = frozenset(("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"))


class Typesetting:
    """Sets text by the rules of a language file."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        rules = data["typeset"]
        units = list(_unit_words(data["units"]))
        self._dash: str = rules["dash"]
        self._quotes: tuple[str, str, str, str] = tuple(data["quotes"])
        self._months = frozenset(word for forms in data["dates"]["months"].values() for word in forms)
        self._years = frozenset(rules["year_words"])
        self._scales = frozenset(data["scales"].values())
        self._units = frozenset(phrase.split()[0] for phrase in units)
        self._after_number = self._months | self._scales | self._units | frozenset(rules["after_number"])
        self._after_roman = frozenset(rules["after_roman"])
        self._before_number = frozenset(rules["before_number"])
        self._before_name = frozenset(rules["before_name"])
        self._pairs = frozenset(pair for phrase in (*units, *rules["together"]) for pair in pairwise(phrase.split()))
        self._binders = (
            self._scales | self._before_number | self._before_name | _ROMAN | {first for first, _ in self._pairs}
        )
        self._closed = _closed(rules["before_name"], rules["together"])

        self.text = lru_cache(maxsize=1024)(self._text)  # the words of a template come again in each paper

    def _text(self, text: str) -> str:
        """Return the text ready to print; setting it twice changes nothing more."""
        for narrow in _NARROW_SPACES:  # many fonts lack them
            text = text.replace(narrow, NBSP)
        if "'" in text or "\u02bc" in text:
            text = _APOSTROPHE.sub("’", text)
        if "№" in text or _TIGHT.search(text):
            text = self._closed.sub(self._open, text)
        if _BETWEEN_DIGITS.search(text):
            text = _RANGE.sub(self._range, text)
        if " " not in text:
            return text
        words = text.split(" ")
        return self._bound(self._dashed(words) if "-" in words else words)

    def quote(self, text: str) -> str:
        """Return the text in quotation marks; marks of the same kind inside become the inner ones."""
        left, right, inner_left, inner_right = self._quotes
        if left in text:
            text = re.sub(f"{left}([^{left}{right}]*){right}(?!\\w)", rf"{inner_left}\1{inner_right}", text)
        return left + text + right

    def _dashed(self, words: list[str]) -> list[str]:
        """Turn each lone hyphen between two words into a dash."""
        last = len(words) - 1
        return [
            self._dash if word == "-" and 0 < place < last and _is_dash(words[place - 1], words[place + 1]) else word
            for place, word in enumerate(words)
        ]

    def _bound(self, words: list[str]) -> str:
        """Join the words with spaces that break or do not."""
        out = [words[0]]
        for left, right in pairwise(words):
            if left.isalpha() and left not in self._binders and right not in _DASHES:  # most words
                out.append(" ")
            else:
                out.append(NBSP if self._binds(left, right) else " ")
            out.append(right)
        return "".join(out)

    def _binds(self, left: str, right: str) -> bool:
        if not left or not right or left[-1].isspace() or right[0].isspace():
            return False
        if right in _DASHES:
            return True
        if left[-1] in _CLOSING:
            return False
        left = left.split()[-1].lstrip(_OPENING)
        right = right.split()[0].rstrip(_CLOSING)
        if not left or not right:
            return False
        if left[-1].isdigit():
            return _either(right, self._after_number)
        if left in self._scales:
            return _either(right, self._units)
        if right[0].isdigit():
            return left in self._before_number
        if (left, right) in self._pairs or (left, right.rstrip(".")) in self._pairs:
            return True
        if left in _ROMAN:
            return _either(right, self._after_roman)
        return right[0].isupper() and (
            left in self._before_name or (left[0].isupper() and _INITIALS.fullmatch(left) is not None)
        )

    def _range(self, match: re.Match[str]) -> str:
        first, last, word = match.groups()
        years = len(first) == len(last) == 4 and _either(word, self._years)
        days = len(first) <= 2 and len(last) <= 2 and _either(word, self._months)
        return f"{first}–{last}" if years or days else match[0]

    def _open(self, match: re.Match[str]) -> str:
        """Put the space into №5, м.Душанбе, т.д."""
        found, first, second = match.groups()
        if first is not None and not (first.isupper() and second.islower()):
            return match[0]
        return found.replace(".", f".{NBSP}", 1) if "." in found[:-1] else found + NBSP


def _either(word: str, known: frozenset[str]) -> bool:
    """Say whether the word is known, as it is or without the full stop of a sentence."""
    return word in known or word.rstrip(".") in known


def _is_dash(left: str, right: str) -> bool:
    """Say whether a hyphen between the two stands for a dash; CASA - 1000 is a name and stays."""
    return (
        bool(left and right)
        and (left[-1].isalnum() or left[-1] in _CLOSING + ".%")
        and (right[0].isalpha() or right[0] in _OPENING)
    )


def _unit_words(units: Mapping[str, str | Mapping[str, str]]) -> Iterable[str]:
    """Yield the words that stand behind numbers as units."""
    for unit in units.values():
        for words in [unit] if isinstance(unit, str) else unit.values():
            before, number, after = words.rpartition("}")
            if not number or before.startswith("{number}{scale"):
                phrase = after.strip(NBSP)
                if phrase:
                    yield phrase


def _closed(names: Iterable[str], together: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of what is often written without its space."""
    short = "|".join(re.escape(name) for name in names if name.endswith("."))
    pairs = "|".join(re.escape(phrase.replace(" ", "")) for phrase in together if ". " in phrase)
    never = "(?!)"
    return re.compile(
        rf"(№(?=\d)|(?<!\w)(?:{short or never})(?=([^\W\d_])([^\W\d_]))|(?<!\w)(?:{pairs or never})(?!\w))"
    )
