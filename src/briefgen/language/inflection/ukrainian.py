"""Ukrainian names of people, part by part."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.language.inflection.grammar import HUSHING, VELAR
from briefgen.language.inflection.ukrainian_words import UkrainianWords
from briefgen.language.inflection.words import Noun

if TYPE_CHECKING:
    from briefgen.language.inflection.grammar import Word


class Ukrainian(UkrainianWords):
    """The rules of Ukrainian."""

    def given(self, word: str, gender: str, case: str) -> Word:
        """Return the form of a given name."""
        sure = self.given_name(word, gender)
        if case == "nom":
            return word, True
        if "-" in word.strip("-"):
            return self.double_given(word, gender, case)
        low, last = word.lower(), word.lower()[-1]
        if word in self.words.sets["fixed_given"]:
            return word, True
        slavic = word in self.words.names["m"] or (low.endswith("ко") and self.given_name(word, "m"))
        if last == "о" and gender == "m" and slavic:
            if low[-2:-1] in VELAR and case == "voc":
                return word[:-1] + "у", True
            return self.row(word[:-1], "name_о", case, animate=True), True
        if last in "еиоуюіїє":
            return word, sure
        if last in "ая":
            if last == "а" and low[-2:-1] in ("у", "о", "і", "а", "и", "е"):
                return word, sure
            return self.name_noun(word, case, animate=True), sure
        if gender == "f":
            if low == "любов":
                return (
                    word + "’ю" if case == "ins" else word if case == "acc" else self.row(word, "f_cons", case)
                ), True
            if word in self.words.sets["third_names"]:
                return self._third(word, Noun("f"), case), True
            return word, sure
        return self._male(word, case), sure

    def _male(self, word: str, case: str) -> str:
        """Return the form of a man's name that ends in a consonant."""
        low, stem = word.lower(), word
        last = low[-1]
        name = "name"
        if last == "ь":
            stem, name = word[:-1], "name_ь"
        elif last == "й":
            stem, name = word[:-1], "name_й"
        elif word in self.words.sets["soft_р_names"]:
            name = "name_р"
        elif last in HUSHING:
            name = "name_ж"
            if case == "voc":
                return word + "у"
        elif last in VELAR and case == "voc":
            return word + "у"
        stem = word[:-2] + "ор" if low.endswith("едір") else self.words.stems["given_stems"].get(word, stem)
        return self.row(stem, name, case, animate=True)

    def patronymic(self, word: str) -> bool:
        """Say whether a word is a patronymic of the eastern Slavic kind."""
        if word in self.words.sets["short_fathers"]:
            return True
        return len(word) > 5 and word.lower().endswith(
            ("ович", "йович", "івна", "ївна", "ьович", "івич", "льїч", "ілліч")
        )

    def family(self, word: str, gender: str, case: str, *, local: bool) -> Word:
        """Return the form of a family name; `local`: the given name is of the former Union."""
        if case == "nom":
            return word, True
        low, last = word.lower(), word.lower()[-1]
        if word in self.words.sets["fixed_families"] or low.endswith(("іа", "уа", "оа", "еа", "аа", "иа")):
            return word, True
        if gender == "f":
            return self._family_f(word, case, local=local)
        if low.endswith("ко") or (local and low.endswith(("ло", "но", "го", "хо", "бо"))):
            if case == "voc":
                return word, True
            sure = low.endswith(("енко", "єнко")) or (local and low.endswith("ко"))
            return self.row(word[:-1], "name_ко", case, animate=True), sure
        if last in "еиоуюіїє":
            return word, True
        if low.endswith(("их", "іх")) and len(low) > 4:
            fixed = local and not re.search(r"(?:р|л|д|т)[иі]х$", low)
            return (
                (word, True)
                if fixed
                else (self.row(word, "name", case, animate=True) if case != "voc" else word, False)
            )
        if (low.endswith("ий") or (low.endswith("ній") and not local)) and self.adjective_class(word):
            return self.adjective(word, "m", case, animate=True), local or low.endswith(("ський", "цький", "зький"))
        if last in "ая":
            if case == "voc":
                return word, True
            if low.endswith("зода"):  # the states themselves write it both ways
                return self.name_noun(word, case, animate=True), False
            doubt = low.endswith(("та", "ма", "ля", "га", "па", "ра"))
            return self.name_noun(word, case, animate=True), local or not doubt
        if low.endswith(("ов", "ев", "єв", "їв", "ін", "їн")) or (low.endswith(("ин", "ів")) and local):
            return self._family_ov(word, case, local=local)
        return self._family_m(word, case, local=local)

    def _family_m(self, word: str, case: str, *, local: bool) -> Word:
        if case == "voc":
            return word, True
        low = word.lower()
        stem = self.words.stems["family_stems"].get(word)
        if stem is not None:
            name = "name_ь" if word.endswith("ь") else "name_й" if word.endswith("й") else "name"
            return self.row(stem, name, case, animate=True), False
        if low.endswith(("ець", "єць")) and len(re.findall("[аеиоуіїєюя]", low)) > 1:
            before = low[-4:-3]
            stem = word[:-3] + ("йц" if low.endswith("єць") else "ьц" if before == "л" else "ц")
            return self.row(stem, "name_ь", case, animate=True), False
        for closed, open_ in self.words.stems["closed_stems"].items():
            if local and low.endswith(closed):
                name = "name_ь" if closed.endswith("ь") else "name"
                return self.row(word[: -len(closed)] + open_, name, case, animate=True), False
        sets = self.words.sets
        doubt = word in sets["fleeting_families"] or low.endswith(tuple(sets["doubtful_ends"]))
        return self._male(word, case), not doubt

    def _family_ov(self, word: str, case: str, *, local: bool) -> Word:
        low = word.lower()
        if case == "voc":
            return word, True
        if low.endswith("ів"):
            return self.row(word, "name_ов", case), False
        if word in self.words.sets["foreign_ov"]:
            return self.row(word, "name", case, animate=True), True
        if low.endswith(("ов", "ев", "єв", "їв")):
            return self.row(word, "name_ов", case), len(low) > 4
        foreign = word in self.words.sets["foreign_in"] or low.endswith(("ддін", "едін", "лдін", "їн"))
        if low.endswith("удін") and not local:
            foreign = True
        if not foreign and (local or (low.endswith(("кін", "шин", "тін")) and len(low) > 6)):
            return self.row(word, "name_ов", case), case != "ins" or (local and low.endswith(("ін", "шин")))
        return self.row(word, "name", case, animate=True), case != "ins" or (
            foreign and not (local and low.endswith("ин"))
        )

    def _family_f(self, word: str, case: str, *, local: bool) -> Word:
        low = word.lower()
        if low[-1] not in "ая":
            return word, True
        if case == "voc":
            return word, True
        if word in self.words.sets["noun_families"]:
            return self.name_noun(word, case, animate=True), False
        if low.endswith(("ська", "цька", "зька")) or low in self.words.sets["feminine_adjectives"]:
            return self.row(word[:-1], "name_ова", case), True
        if low.endswith(("ова", "ева", "єва", "їва")):
            return self.row(word[:-1], "name_ова", case), True
        if low.endswith(("іна", "їна")) or re.search("[жчшщц]ина$", low):
            return (self.row(word[:-1], "name_ова", case), True) if local else (self.row(word[:-1], "f", case), False)
        if local and re.search(r"[^аеиоуіїєюян’]на$", low):
            return self.row(word[:-1], "name_ова", case), False
        noun = low.endswith(("ця", "йка", "чка", "шка", "вка", "жка", "бка", "пка", "нка", "ша", "ча", "жа"))
        return self.name_noun(word, case, animate=True), noun or (not local and low.endswith(("да", "ба", "ка", "за")))
