"""Whole phrases: the head noun and what agrees with it change, what hangs on it stays."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.language.inflection.grammar import ABBREVIATION
from briefgen.language.inflection.lexicon import known_words
from briefgen.language.inflection.persons import east_asian, person

if TYPE_CHECKING:
    from briefgen.language.inflection.grammar import Grammar, Word
    from briefgen.language.inflection.words import Noun

_NUMERAL = re.compile(r"[IVXL]+")
_NOMINATIVE = re.compile(r"[^аеиоуіїєюяыэёь’\W\d]$|[йь]$|[бвгґдзклмнпрстфхцчшщж]о$")
_GENITIVE = re.compile(r"(?:ого|его|ої|ьої|ой|ей|их|ых|ів|їв|ств)$")
_BETWEEN = ("на", "над", "ам", "ан", "под", "під", "при")
_TOWN = re.compile(r"(?:[сц]ьк|град|город|бург|поль|абад|кент)$")
_DASH = re.compile(r"(\s[—–-]\s)")


def phrase(grammar: Grammar, text: str, case: str, gender: str | None, kind: str) -> Word:
    """Return a post, body, place, country or other phrase in the case, and whether there is no doubt of it."""
    if case == "nom" or not text:
        return text, True
    if kind in ("post", "country") and _DASH.search(text):
        made = [
            (part, True) if number % 2 else phrase(grammar, part, case, gender, kind)
            for number, part in enumerate(_DASH.split(text))
        ]
        return "".join(form for form, _ in made), all(sure for _, sure in made)
    return _Phrase(grammar, text, case, gender, kind).made()


class _Phrase:
    def __init__(self, grammar: Grammar, text: str, case: str, gender: str | None, kind: str) -> None:
        self.grammar, self.case, self.gender, self.kind = grammar, case, gender, kind
        self.words = text.split(" ")
        self.sure = True
        self.head = ""

    def made(self) -> Word:
        modifiers, head = self._split()
        self.head = self._bare(head).lower()
        noun, substantive = self._head(head)
        if noun and modifiers and (self._class(modifiers[-1]) or ("", ""))[1] == "p":
            noun = self.grammar.as_plural(self._bare(head), noun) or noun
        gender = noun.gender if noun else self.gender or "m"
        if substantive:
            gender = (self._class(head) or ("", gender))[1]
        animate = noun.animate if noun else self.kind in ("post", "person")
        for number in modifiers:
            self._set(number, self.grammar.adjective(self._bare(number), gender, self.case, animate=animate))
        if substantive:
            self._set(head, self._adjective_name(self._bare(head), gender, animate=animate))
        else:
            form, sure = self._noun(self._bare(head), noun)
            self._set(head, form)
            self.sure = self.sure and sure
        self._tail(head, gender, animate=animate, substantive=substantive)
        return " ".join(self.words), self.sure

    # ------------------------------------------------------------ parts

    def _bare(self, number: int) -> str:
        return self.words[number].strip(",;:")

    def _set(self, number: int, form: str) -> None:
        word, bare = self.words[number], self._bare(number)
        self.words[number] = word.replace(bare, form, 1) if bare else word

    def _class(self, number: int) -> tuple[str, str] | None:
        return self.grammar.adjective_class(self._bare(number))

    def _split(self) -> tuple[list[int], int]:
        """Return the places of the agreeing words and of the head."""
        grammar, number = self.grammar, 0
        modifiers: list[int] = []
        last = len(self.words) - 1
        while number < last:
            word = self._bare(number)
            found = self._class(number)
            if (
                ((modifiers or number == 0) and grammar.listed("adverbs", word))
                or grammar.listed("fixed_modifiers", word)
            ) or (modifiers and grammar.listed("conjunctions", word)):
                number += 1
            elif found and grammar.listed("substantivised", word) and not self._agrees(number + 1, found[1]):
                return modifiers, number
            elif found and self._fits(number + 1, found[1]):
                modifiers.append(number)
                number += 1
            else:
                break
        return modifiers, number

    def _noun_follows(self, number: int) -> bool:
        word = self._bare(number)
        known = self.grammar.known(word) or self.grammar.known(word.rpartition("-")[2])
        return known is not None and known.animate

    def _agrees(self, number: int, gender: str) -> bool:
        """Say whether a living being or a known noun of the gender stands at a place."""
        known = self.grammar.known(self._bare(number))
        return self._noun_follows(number) or (known is not None and known.gender == gender)

    def _fits(self, number: int, gender: str) -> bool:
        """Say whether the word at a place can belong to an adjective of the gender before it."""
        if number >= len(self.words):
            return False
        word, low = self._bare(number), self._bare(number).lower()
        if self.grammar.listed("conjunctions", word) or self.grammar.listed("adverbs", word):
            return self._fits(number + 1, gender)
        if self.grammar.listed("indeclinable", word):
            return True
        known = self.grammar.known(word.rpartition("-")[2]) or self.grammar.known(word)
        if known is not None:
            return known.gender == gender or (gender == "p" and self.grammar.as_plural(word, known) is not None)
        found = self.grammar.adjective_class(word)
        if found is not None:
            return found[1] == gender or (gender == "m" and ABBREVIATION.fullmatch(word) is not None)
        if self.grammar.listed("prepositions", word):
            return False
        endings = {"f": "аяь", "n": "оея", "p": "иіїыая"}
        if gender == "m":
            return low[-1:] not in "иіїыеоуюєэ" or ABBREVIATION.fullmatch(word) is not None
        return low[-1:] in endings[gender] or ABBREVIATION.fullmatch(word) is not None or (
            gender == "f"
            and low[-1:] not in "аеиоуыэюяёіїє"
            and (self.kind in ("place", "country") or low[-1:] in "жчшщ" or low.endswith("ов"))
        )  # fmt: skip

    def _head(self, number: int) -> tuple[Noun | None, bool]:
        """Return what is known of the head, and whether it is an adjective that stands for a noun."""
        word, grammar = self._bare(number), self.grammar
        if len(word) < 2 or not word[-1].isalpha() or ABBREVIATION.fullmatch(word):
            return None, False
        if grammar.listed("indeclinable", word) or grammar.listed("indeclinable", word.rpartition("-")[2]):
            return None, False
        found = self._class(number)
        if found and (grammar.listed("substantivised", word) or self._place_adjective(word, found[1])):
            if not grammar.listed("substantivised", word):
                self.sure = False
            return None, True
        first, _, rest = word.partition("-")
        if rest.partition("-")[0] in _BETWEEN and self.kind == "place":
            self.sure = False
            return grammar.guessed(first, self.gender, self.kind), False
        known = grammar.known(word)
        named = self.kind in ("place", "country")
        if known is None and "-" in word and not named:
            known = grammar.known(word.rpartition("-")[2])
        if known is not None:
            return (replace(known, animate=False) if named else known), False
        proper = named and word[:1].isupper()
        guess = grammar.guessed(word.rpartition("-")[2], self.gender, self.kind if proper or not named else "phrase")
        self.sure = self.sure and proper and grammar.regular(word, guess, self.gender)
        if found is not None and number + 1 < len(self.words):  # an adjective whose noun was not found
            self.sure = False
        if self.case == "gen" and grammar.code == "uk" and guess is not None and guess.gender == "m":
            self.sure = self.sure and _TOWN.search(word) is not None  # rivers and regions take -у, towns -а
        return guess, False

    def _place_adjective(self, word: str, gender: str) -> bool:
        """Say whether a name such as Хмельницький or Рівне is an adjective by form."""
        low = word.lower()
        if low.endswith(
            ("ський", "цький", "ський", "ский", "цкий", "ская", "цкая", "ська", "цька", "ское", "цкое", "ське", "ый")
        ):
            return True
        if self.kind in ("place", "country", "phrase", "body"):
            return (gender == "m" and low.endswith(("ний", "вий", "дий", "тий"))) or (
                gender == "n" and low.endswith(("не", "ве", "ое", "ее", "ше")) and self.gender == "n"
            )
        return False

    def _adjective_name(self, word: str, gender: str, *, animate: bool) -> str:
        """Return an adjective that stands for a noun; of Кам’янець-Подільський both halves change."""
        form = self.grammar.adjective(word, gender, self.case, animate=animate)
        first, _, last = word.rpartition("-")
        noun = self.grammar.guessed(first, "m", self.kind) if self.kind == "place" and first else None
        if noun is None or noun.gender != "m":
            return form
        return self.grammar.noun(first, noun, self.case)[0] + form[len(word) - len(last) - 1 :]

    def _noun(self, word: str, noun: Noun | None) -> Word:
        grammar = self.grammar
        if noun is None:
            return word, True
        if "-" not in word or (grammar.known(word) and not self._both(word)):
            return grammar.noun(word, noun, self.case)
        parts = word.split("-")
        if parts[1] in _BETWEEN and self.kind == "place":
            return "-".join([grammar.noun(parts[0], noun, self.case)[0], *parts[1:]]), False
        first_word, last = "-".join(parts[:-1]), parts[-1]
        form, sure = grammar.noun(last, noun, self.case)
        if self._both(word):
            first = grammar.known(first_word) or noun
            return f"{grammar.noun(first_word, first, self.case)[0]}-{form}", sure
        return f"{first_word}-{form}", sure and grammar.listed("fixed_first", first_word)

    def _both(self, word: str) -> bool:
        """Say whether both halves of a compound such as радник-посланник change."""
        first, _, last = word.rpartition("-")
        if first.lower().endswith(tuple(self.grammar.words.sets["fixed_first"])) or self.kind in ("place", "country"):
            return False
        known = self.grammar.known(first)
        if known is None or known.gender == "p":
            return False
        return self.grammar.known(last) is not None or (self.kind == "post" and known.animate)

    # ------------------------------------------------------------ what follows the head

    def _tail(self, head: int, gender: str, *, animate: bool, substantive: bool) -> None:
        grammar, words = self.grammar, self.words
        after = head + 1
        if after >= len(words):
            return
        found = self._class(after)
        if (
            found
            and found[1] == gender
            and re.search(r"(?:с|ц|з)(?:ьк|к)(?:ий|а|ая|е|ое)$|^денний$", self._bare(after).lower())
        ):
            self._set(after, grammar.adjective(self._bare(after), gender, self.case, animate=animate))
            self.sure = False
            return
        if self.head in grammar.words.sets["apposed"] and words[after][:1].isupper():
            if "-" not in words[after] or words[after] in known_words(grammar.code):
                self._rest(after, "place")
            self.sure = False  # officially the name often stays
            return
        if grammar.listed("conjunctions", words[after]) and after + 1 < len(words):
            if self.kind == "country":
                self._rest(after + 1, "country")
                return
            if self.kind == "post" and self._noun_follows(after + 1):
                self._rest(after + 1, "post")
                return
        for number in range(after, len(words)):
            if self.kind in ("post", "phrase", "person") and animate and self._name_begins(number):
                self._name(number)
                return
            if (
                self.kind == "post"
                and self._noun_follows(number)
                and not grammar.listed("prepositions", words[number - 1])
            ):
                self._rest(number, "post")
                self.sure = False
                return
        if self.kind == "post" and animate and not substantive:
            self._unknown_name(after)

    def _rest(self, number: int, kind: str) -> None:
        form, sure = phrase(self.grammar, " ".join(self.words[number:]), self.case, None, kind)
        self.words[number:] = [form]
        self.sure = self.sure and sure

    def _name(self, number: int) -> None:
        form, sure = person(self.grammar, " ".join(self.words[number:]), self._name_gender(number), self.case)
        self.words[number:] = [form]
        self.sure = self.sure and sure

    def _unknown_name(self, after: int) -> None:
        """Take capitals at the end of a post for a name where nothing else explains them; leave a doubt in any case."""
        words, start = self.words, len(self.words)
        while start > after and self._unexplained(start - 1):
            start -= 1
        rest = words[start:]
        if not rest:
            return
        begins = (len(rest) > 1 or start == after) and rest[0][:1].isupper() and not _NUMERAL.fullmatch(rest[0])
        told = len(rest) in (2, 3) or any(_NOMINATIVE.search(word) or _NUMERAL.fullmatch(word) for word in rest)
        if begins and told:
            self._name(start)
        self.sure = False

    def _unexplained(self, number: int) -> bool:
        """Say whether a word with a capital is no part of a state's, body's or city's name that we know."""
        grammar, bare = self.grammar, self.words[number].strip(",")
        if _NUMERAL.fullmatch(bare) or bare in grammar.words.sets["particles"]:
            return True
        if (
            not bare[:1].isupper()
            or ABBREVIATION.fullmatch(bare)
            or grammar.listed("prepositions", self.words[number - 1])
        ):
            return False
        known = bare in known_words(grammar.code) or bare.lower() in grammar.genitives
        return not known and _GENITIVE.search(bare) is None

    def _name_begins(self, number: int) -> bool:
        words = self.words
        rest = words[number:]
        if not rest[0][:1].isupper() or words[number - 1].lower() in ("імені", "имени"):
            return False
        if self.grammar.given_name(rest[0]) and not self.grammar.known(rest[0]):
            return all(word[:1].isupper() or word.lower() in self.grammar.words.sets["particles"] for word in rest)
        return east_asian(self.grammar, rest) and rest[0] in self.grammar.words.names["family_first"]

    def _name_gender(self, number: int) -> str | None:
        first = self.words[number]
        feminine = self.grammar.given_name(first, "f")
        if feminine != self.grammar.given_name(first, "m"):
            return "f" if feminine else "m"
        return self.gender if self.gender in ("m", "f") else "m"
