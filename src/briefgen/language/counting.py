"""Counting: numbers in words, ordinals in gender and case, and nouns that agree with a number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefgen.findings import FindingsError, error
from briefgen.language.figures import NBSP
from briefgen.language.plural import REST
from briefgen.language.unknown import NO_FORM, NO_WORD, unknown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.language.numbers import Numbers
    from briefgen.language.plural import Plural

GENDERS = ("m", "f", "n", "p")
"""Masculine, feminine, neuter and, for adjectives, plural."""


class Counting:
    """Prints cardinals, ordinals and counted nouns."""

    __slots__ = ("_cardinals", "_cases", "_nouns", "_numbers", "_ordinals", "_plural", "_tens")

    def __init__(self, data: Mapping[str, Any], numbers: Numbers, plural: Plural) -> None:
        self._numbers = numbers
        self._plural = plural
        self._cases: list[str] = data["cases"]
        self._cardinals: list[str | dict[str, str]] = data["cardinals"]
        self._tens: list[str] = data["tens"]
        self._ordinals: dict[str, Any] = data["ordinals"]
        self._nouns: dict[str, dict[str, str]] = data["nouns"]

    def cardinal(self, number: int, gender: str) -> str:
        """Return a whole number in words up to ten, in digits above and below zero."""
        if gender not in GENDERS[:3]:
            raise unknown(NO_FORM, "a gender of a number", gender, GENDERS[:3])
        if not 0 <= number < len(self._cardinals):
            return self._numbers.text(number)
        word = self._cardinals[number]
        return word if isinstance(word, str) else word[gender]

    def count(self, number: int, noun: str, *, words: bool = False) -> str:
        """Return the number, in digits or words, with the noun that agrees with it."""
        forms = self._nouns.get(noun)
        if forms is None:
            raise unknown(NO_WORD, "a noun that can be counted", noun, self._nouns)
        form = forms.get(self._plural(number), forms[REST])
        if words and 0 <= number < len(self._cardinals):
            return f"{self.cardinal(number, forms['gender'])} {form}"
        return f"{self._numbers.text(number)}{NBSP}{form}"

    def ordinal(self, number: int, form: str) -> str:
        """Return an ordinal up to 99 in words, above in digits with the ending; `form` is gender.case (`n.gen`)."""
        if number < 0:
            raise FindingsError(error(NO_FORM, f"{number} has no ordinal", help="use a whole number from 0"))
        words = self._ordinals
        last = self._inflect(self._last_word(number), form)
        if number >= 100:
            ending = last[-1] if last[-2] in words["vowels"] else last[-2:]
            return str(words["digits"].format(number=number, ending=ending))
        if number < 20 or number % 10 == 0:
            return last
        return str(words["compound"].format(tens=self._tens[number // 10 - 2], unit=last))

    def _last_word(self, number: int) -> str:
        """Return the word that carries the ending: `one hundred and first` is inflected at its end only."""
        words, rest = self._ordinals, number % 100
        if 0 < rest < 20 or number == 0:
            return str(words["units"][rest])
        if rest % 10:
            return str(words["units"][rest % 10])
        if rest:
            return str(words["tens"][rest // 10 - 2])
        return str(words["hundred"] if number % 1000 else words["thousand"])

    def _inflect(self, word: str, form: str) -> str:
        gender, _, case = form.partition(".")
        if gender not in GENDERS or not is_case(case):
            raise unknown(NO_FORM, "a form of an ordinal", form, [f"{g}.{c}" for g in GENDERS for c in self._cases])
        stem, bar, ending = word.partition("|")
        if not bar:
            return stem
        place = self._cases.index(case) if case in self._cases else 0
        return stem + str(self._ordinals["endings"][ending][gender][place])


def is_case(name: str) -> bool:
    """Say whether a case has this name in the facts."""
    from briefgen.model.text import CASES  # by then the model is loaded; the language alone does not need it

    return name in CASES
