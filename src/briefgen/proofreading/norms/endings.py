"""Endings: adjectives and nouns with gender and case, what prepositions govern."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import NamedTuple

from briefgen.language.inflection.lexicon import lexicon
from briefgen.proofreading.norms.data_file import SPACE, DataFile


class Name(NamedTuple):
    """A form of a name of the lexicon: the cases it may be (N G D A I L), and the forms of its name by case."""

    cases: frozenset[str]
    forms: dict[str, str]


class Endings(DataFile):
    """The endings of a language."""

    @cached_property
    def _adjectives(self) -> list[tuple[tuple[str, ...], frozenset[str]]]:
        rules = self._data.get("adjectives", {})
        made = []
        for endings, tags in rules.items():
            made.append((tuple(endings.split()), frozenset(tags.split())))
        return sorted(made, key=lambda rule: -len(rule[0][0]))

    @cached_property
    def _no_adjectives(self) -> frozenset[str]:
        return frozenset(self._data.get("no_adjectives", "").split())

    @cached_property
    def _relations(self) -> tuple[str, ...]:
        return tuple(self._data.get("adjective_stems", "").split())

    def is_relation(self, word: str) -> bool:
        """Say whether a word in small letters is an adjective such as міжурядова, which is no surname."""
        return any(stem in word[-7:] for stem in self._relations)

    @lru_cache(maxsize=20_000)  # noqa: B019 - a norm lives as long as the program
    def adjective(self, word: str) -> frozenset[str]:
        """Return gender and case (`fG`) that the ending of an adjective may mean; empty if it may be none."""
        if len(word) < 5 or word in self._no_adjectives:
            return frozenset()
        found: set[str] = set()
        longest = 0
        for endings, tags in self._adjectives:
            for ending in endings:
                if word.endswith(ending) and len(ending) >= longest:
                    found = set(tags) if len(ending) > longest else found | tags
                    longest = len(ending)
        return frozenset(found)

    @cached_property
    def nouns(self) -> dict[str, frozenset[str]]:
        """Forms of common nouns with the gender and case (`fG`) that each may be."""
        made: dict[str, set[str]] = {}
        for name, endings in self._data.get("declensions", {}).items():
            for stem in self._data["nouns"][name].split():
                for ending, tags in endings.items():
                    made.setdefault(stem + ending.replace("_", ""), set()).update(tags.split())
        return {form: frozenset(tags) for form, tags in made.items()}

    @cached_property
    def _gender(self) -> dict[str, str]:
        made = {}
        for name, stems in self._data.get("nouns", {}).items():
            for stem in stems.split():
                for ending in self._data["declensions"][name]:
                    made[stem + ending.replace("_", "")] = name[0]
        return made

    def genders(self, tags: frozenset[str], word: str) -> set[str]:
        """Return the tags of a form with the gender that its noun has in the singular."""
        gender = self._gender.get(word.lower().replace("'", "’"), "")
        return {gender + tag[1] for tag in tags} if gender else set()

    @cached_property
    def one_of(self) -> list[tuple[re.Pattern[str], str]]:
        """The pattern of "one of" for each gender."""
        rules = self._data.get("one_of", {})
        return [(re.compile(text.replace(" ", SPACE), re.IGNORECASE), gender) for gender, text in rules.items()]

    @cached_property
    def governs(self) -> dict[str, frozenset[str]]:
        """Prepositions with the cases that they govern."""
        rules = self._data.get("governs", {})
        return {word: frozenset(cases.split()) for words, cases in rules.items() for word in words.split()}

    @cached_property
    def governs_names(self) -> dict[str, frozenset[str]]:
        """Prepositions that govern fewer cases before the name of a country or a city."""
        rules = self._data.get("governs_names", {})
        return {word: frozenset(cases.split()) for words, cases in rules.items() for word in words.split()}

    @cached_property
    def names(self) -> dict[str, Name]:
        """Every form of the names of countries and cities of one word, from the reviewed lexicon."""
        made: dict[str, Name] = {}
        for nominative, (kind, cases) in lexicon(self.code).items():
            if kind in ("country", "place") and " " not in nominative and "-" not in nominative:
                forms = {case[0].upper(): form for case, form in cases.items() if case != "voc"}
                for form in set(forms.values()):
                    known = frozenset(case for case, other in forms.items() if other == form)
                    if (
                        self.code == "uk" and "D" in known and form[-1] in "ую"
                    ):  # Бішкеку is a genitive and a locative too
                        known |= {"G", "L"}
                    before = made.get(form)
                    made[form] = Name(known | before.cases if before else known, forms)
        return made
