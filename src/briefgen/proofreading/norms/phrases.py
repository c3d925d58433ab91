"""Phrases: calques, terms, conjunctions."""

from __future__ import annotations

import re
from functools import cached_property
from typing import NamedTuple

from briefgen.proofreading.norms.data_file import SPACE, DataFile


class Calque(NamedTuple):
    """A phrase to find, what to write instead, and why; `unless` something in the sentence makes it right."""

    hint: str
    pattern: re.Pattern[str]
    mend: str | None
    told: str
    unless: re.Pattern[str] | None


class Term(NamedTuple):
    """Words for one thing: the preferred one and the others."""

    hints: tuple[str, ...]
    preferred: re.Pattern[str]
    rejected: tuple[re.Pattern[str], ...]


class Phrases(DataFile):
    """The phrases of a language."""

    @cached_property
    def calques(self) -> list[Calque]:
        """Phrases translated word for word."""
        made = []
        for one in self._data.get("calques", ()):
            unless = re.compile(one["unless"], re.IGNORECASE) if "unless" in one else None
            pattern = re.compile(one["find"].replace(" ", SPACE), re.IGNORECASE if one.get("any_case", True) else 0)
            made.append(Calque(one["has"], pattern, one.get("mend"), one.get("why", ""), unless))
        return made

    @cached_property
    def _hints(self) -> re.Pattern[str]:
        hints = {one["has"] for one in self._data.get("calques", ())}
        return re.compile("|".join(sorted(map(re.escape, hints), key=len)) or "(?!)")

    def calques_in(self, lower: str) -> list[Calque]:
        """Return the phrases that may occur in a text of small letters."""
        found = set(self._hints.findall(lower))
        if not found:
            return []
        return [one for one in self.calques if one.hint in found or (_starts_in(one.hint, found) and one.hint in lower)]

    @cached_property
    def terms(self) -> list[Term]:
        """The termbase."""
        made = []
        for one in self._data.get("terms", ()):
            preferred, *rejected = (re.compile(rf"(?<!\w){words}", re.IGNORECASE) for words in one)
            made.append(Term(tuple(words.split("(")[0] for words in one[1:]), preferred, tuple(rejected)))
        return made

    @cached_property
    def but_comma(self) -> re.Pattern[str] | None:
        """The comma after a conjunction that opens a sentence."""
        return self._pattern("but_comma", re.MULTILINE)

    @cached_property
    def parted(self) -> re.Pattern[str] | None:
        """A comma before a verb in the past."""
        return self._pattern("parted")

    def opens_aside(self, words: str) -> bool:
        """Say whether words before a comma are something else than a subject."""
        aside = self._asides
        return aside is not None and aside.search(words) is not None

    @cached_property
    def _asides(self) -> re.Pattern[str] | None:
        return self._pattern("asides", re.IGNORECASE)

    @cached_property
    def verb(self) -> re.Pattern[str] | None:
        """Endings and words that a verb may have: found in nearly every sentence."""
        return self._pattern("verb", re.IGNORECASE)


def _starts_in(hint: str, found: set[str]) -> bool:
    """Say whether a shorter hint that was found stands inside a hint, and may have hidden it."""
    return any(other in hint for other in found)
