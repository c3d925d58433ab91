"""What the automatic case forms of Ukrainian and Russian have in common: rows of endings, hyphens, capitals."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from functools import cached_property

from briefgen.language.inflection.words import CASES, Noun, words

Word = tuple[str, bool]
"""A form, and whether there is no doubt of it."""

_IRREGULAR = Noun("m")

_CLOSED = re.compile("і[бвгджзклмнпрстхц]$")

HUSHING = "жчшщ"
VELAR = "гкхґ"
ABBREVIATION = re.compile(r"[^\W\d_]*[A-ZА-ЯЁІЇЄҐ]{2,}[^\W\d_]*\d*|.*[A-Za-z0-9].*|[IVX]+")


class Grammar(ABC):
    """The rules of one language for single words."""

    code: str
    vowels = "аеиоуыэюяёіїє"
    place_consonant_short = True

    def __init__(self) -> None:
        self.words = words(self.code)

    # ------------------------------------------------------------ looking up

    def known(self, word: str) -> Noun | None:
        """Return what is known of a noun in its nominative."""
        low = word.lower()
        return self.words.nouns.get(low) or (_IRREGULAR if low in self.words.irregular else None)

    def listed(self, name: str, word: str) -> bool:
        """Say whether a word stands in a list of the data file."""
        return word.lower() in self.words.sets.get(name, ())

    def given_name(self, word: str, gender: str | None = None) -> bool:
        """Say whether a word is a known given name."""
        groups = [group for group in ("m", "m_foreign", "f", "f_foreign") if gender in (None, group[0])]
        return any(word in self.words.names.get(group, ()) for group in groups)

    def local_name(self, word: str) -> bool:
        """Say whether a given name is at home in the countries of the former Union."""
        return word in self.words.names["m"] or word in self.words.names["f"]

    @cached_property
    def genitives(self) -> frozenset[str]:
        """The genitives of all nouns that are known."""
        return frozenset(self.noun(word, noun, "gen")[0] for word, noun in self.words.nouns.items())

    # ------------------------------------------------------------ endings

    def row(self, stem: str, name: str, case: str, *, animate: bool = False) -> str:
        """Return stem and ending; the accusative of living beings (masculine or plural) is their genitive."""
        if case == "acc" and animate and name.startswith(("m", "p", "name")):
            case = "gen"
        return stem + self.words.endings[name][CASES.index(case)]

    def adjective(self, word: str, gender: str, case: str, *, animate: bool) -> str:
        """Return the form of an adjective that `adjective_class` knows, its nominative in that gender."""
        if "-" in word and case != "nom":
            head, _, last = word.rpartition("-")
            if self.adjective_class(last):
                return f"{head}-{self.adjective(last, gender, case, animate=animate)}"
        found = self.adjective_class(word)
        if found is None or case == "nom":
            return word
        if word.endswith("ся"):
            return self.adjective(word[:-2], gender, case, animate=animate) + "ся"
        kind, gender = found[0], found[1]
        ending = self.words.adjectives[kind][gender]
        stem = word[: len(word) - len(ending[0])]
        if case == "acc" and animate and gender in "mp":
            case = "gen"
        return stem + ending[CASES.index(case)]

    @abstractmethod
    def adjective_class(self, word: str) -> tuple[str, str] | None:
        """Return kind of endings and gender of a word that looks like an adjective in the nominative."""

    @abstractmethod
    def noun(self, word: str, noun: Noun, case: str) -> Word:
        """Return the form of a noun."""

    def as_plural(self, word: str, noun: Noun) -> Noun | None:  # noqa: ARG002 - only Ukrainian has such nouns
        """Return a noun as a plural if its plural has the same nominative, as Ukrainian навчання; else None."""
        return None

    @abstractmethod
    def guessed(self, word: str, gender: str | None, kind: str) -> Noun | None:
        """Return what a noun that is not known probably is; None for one that does not change."""

    def regular(self, word: str, noun: Noun | None, gender: str | None) -> bool:
        """Say whether the name of a place can have but one declension, by nothing but its looks."""
        low = word.lower()
        if noun is None:
            return low[-1] in "уюэё" or (low[-1] in "иі" and gender not in (None, "p"))
        if noun.stem or "-" in word or " " in word:
            return False
        if noun.gender == "f":
            return (low[-1] == "а" and low[-2:-1] not in self.vowels) or low.endswith(("ия", "ія"))
        hard = low[-1] not in self.vowels + "ьй" + HUSHING + "ц"
        return (
            noun.gender == "m"
            and hard
            and not low.endswith(("ок", "ек", "ел", "ол", "ер", "ів", "ев", "ов", "ет", "ир"))
            and not _CLOSED.search(low)
        )

    @abstractmethod
    def given(self, word: str, gender: str, case: str) -> Word:
        """Return the form of a given name."""

    @abstractmethod
    def family(self, word: str, gender: str, case: str, *, local: bool) -> Word:
        """Return the form of a family name; `local` says that the given name is of the former Union."""

    def double_given(self, word: str, gender: str, case: str) -> Word:
        """Return a given name with a hyphen: of a woman's and of a German one both halves change, else the last."""
        head, _, last = word.rpartition("-")
        form, _ = self.given(last, gender, case)
        both = gender == "f" or head in self.words.sets["double_given"]
        if both:
            head = self.given(head, gender, case)[0]
        return f"{head}-{form}", self.given_name(word, gender) and not (both and gender == "m")

    @abstractmethod
    def patronymic(self, word: str) -> bool:
        """Say whether a word is a patronymic of the eastern Slavic kind."""

    def name_noun(self, word: str, case: str, *, animate: bool) -> str:
        """Return the form of a name in -а or -я."""
        raise NotImplementedError
