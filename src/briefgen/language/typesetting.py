"""Typesetting: spaces that must not break, dashes, apostrophes and quotation marks; letters and digits stay.

Names of the glossary come first: what the other rules would do to them, such as a dash in CASA-1000, they do not.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from briefgen.language import patterns
from briefgen.language.figures import NBSP
from briefgen.language.numbers import MINUS

if TYPE_CHECKING:
    from collections.abc import Mapping

_APOSTROPHE = re.compile("(?<=[^\\W\\d_])['\u02bc\u2019](?=[^\\W\\d_])")
_NUMBER = r"\d[\d.,]*(?:[ \u00a0]\d{3}(?!\d)[\d.,]*)*"
_MINUS = re.compile(rf"(?<![^\s(\[])(?<!\d[ \u00a0])-(?={_NUMBER}(?:$|[)\]]|[ \u00a0]?([^\s\d]+)))")
_BETWEEN_DIGITS = re.compile(r"-(?<=\d-)(?=\d)")
_RANGE = re.compile(r"(?<![\w/.,–-])(\d{1,2}|\d{4})-(\d{1,2}|\d{4})(?=[ \u00a0-]([^\W\d_]+\.?))")
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
        units = list(patterns.unit_words(data["units"]))
        self._dash: str = rules["dash"]
        self._apostrophe: str = rules["apostrophe"]
        self._glossary = patterns.glossary(rules["glossary"])
        self._named = tuple(name.partition("-")[0] for name in rules["glossary"])
        self._quotes: tuple[str, str, str, str] = tuple(data["quotes"])
        self._months = frozenset(word for forms in data["dates"]["months"].values() for word in forms)
        self._years = frozenset(rules["year_words"])
        self._years_after = patterns.years_after(rules["years_after"])
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
        self._closed = patterns.closed_up(rules["before_name"], rules["together"])

        self.text = lru_cache(maxsize=1024)(self._text)  # the words of a template come again in each paper

    def _text(self, text: str) -> str:
        """Return the text ready to print; setting it twice changes nothing more."""
        for narrow in _NARROW_SPACES:  # many fonts lack them
            text = text.replace(narrow, NBSP)
        if any(name in text for name in self._named):
            text = self._glossary.sub(patterns.as_named, text)
        if "'" in text or "\u02bc" in text or "\u2019" in text:
            text = _APOSTROPHE.sub(self._apostrophe, text)
        if '"' in text:
            text = self._quoted(text)
        if "№" in text or _TIGHT.search(text):
            text = self._closed.sub(self._open, text)
        if _BETWEEN_DIGITS.search(text):
            text = self._years_after.sub(r"\1–\2", _RANGE.sub(self._range, text))
        if "-" in text:
            text = _MINUS.sub(self._minus, text)
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

    def _quoted(self, text: str) -> str:
        """Turn straight quotation marks into those of the language by their depth, if each has its fellow."""
        left, right, inner_left, inner_right = self._quotes
        counted = right != "’"  # that one is an apostrophe as well
        made, depth = [], 0
        for place, sign in enumerate(text):
            if sign == '"' and _opens(text[place - 1 : place] if place else "", text[place + 1 : place + 2]):
                depth += 1
                made.append(left if depth % 2 else inner_left)
            elif sign == '"' and depth:
                made.append(right if depth % 2 else inner_right)
                depth -= 1
            elif sign == '"':
                return text
            else:
                depth += counted and (sign == left) - (sign == right)
                made.append(sign)
        return "".join(made) if depth == 0 else text

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

    def _minus(self, match: re.Match[str]) -> str:
        """Return a minus for a hyphen before a number that stands alone or has its unit behind it."""
        unit = match[1]
        return MINUS if unit is None or _either(unit.rstrip(_CLOSING), self._after_number) else match[0]

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


def _opens(before: str, after: str) -> bool:
    """Say whether a straight quotation mark between the two signs opens."""
    return (
        (not before or before.isspace() or before in _OPENING)
        and bool(after)
        and not after.isspace()
        and (after not in ",;:!?)]….")
    )
