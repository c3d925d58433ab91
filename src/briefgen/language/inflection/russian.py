"""Russian names of people, part by part."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.language.inflection.grammar import HUSHING
from briefgen.language.inflection.russian_words import RussianWords

if TYPE_CHECKING:
    from briefgen.language.inflection.grammar import Word

_SYLLABLE = re.compile("[аеиоуыэюяё]")


class Russian(RussianWords):
    """The rules of Russian."""

    def given(self, word: str, gender: str, case: str) -> Word:
        """Return the form of a given name."""
        sure = self.given_name(word, gender)
        if case in ("nom", "voc"):
            return word, True
        if "-" in word.strip("-"):
            return self.double_given(word, gender, case)
        low = word.lower()
        last = low[-1]
        if word in self.words.sets["fixed_given"]:
            return word, True
        if last in "еиоуюэыё":
            return word, sure
        if last in "ая":
            if last == "а" and low[-2:-1] in ("у", "о", "и", "а"):
                return word, sure
            stem, name = self._feminine(word)
            return self.row(stem, name, case), sure
        if gender == "f":
            if word in self.words.sets["third_names"]:
                return self.row(word[:-1], "f_ь", case) if case != "ins" else word + "ю", True
            return word, sure
        known = self.words.stems["given_stems"].get(word)
        if known is not None:
            return self.row(known, "m", case, animate=True), True
        stem, name = self._masculine(word)
        return self.row(stem, name, case, animate=True), sure

    def patronymic(self, word: str) -> bool:
        """Say whether a word is a patronymic of the eastern Slavic kind."""
        if word in self.words.sets["short_fathers"]:
            return True
        return len(word) > 5 and word.lower().endswith(("ович", "евич", "ьич", "овна", "евна", "ична", "инична"))

    def family(self, word: str, gender: str, case: str, *, local: bool) -> Word:
        """Return the form of a family name; `local`: the given name is of the former Union."""
        if case in ("nom", "voc"):
            return word, True
        low, last = word.lower(), word.lower()[-1]
        if word in self.words.sets["fixed_families"]:
            return word, True
        if last in "еиоуюэыё" or low.endswith(("иа", "уа", "оа", "эа", "аа", "еа")):
            return word, True
        if gender == "f":
            return self._family_f(word, case, local=local)
        if word in self.words.sets["foreign_ov"]:
            return self.row(word, "m", case, animate=True), True
        if low.endswith(("их", "ых")) and len(low) > 4:
            if re.search(r"(?:р|л|д|т)их$", low):
                return (word, False) if local else (self.row(word, "m", case, animate=True), False)
            return word, local
        if low.endswith(("ов", "ев", "ёв")):
            return self.row(word, "name_ов", case), len(low) > 4
        if low.endswith(("ин", "ын")):
            return self._family_in(word, case, local=local)
        if low[-2:] in ("ий", "ый", "ой"):
            return self._family_adjective(word, case, local=local)
        if low.endswith("зода"):  # the states themselves write it both ways
            return self.row(word[:-1], "f", case), False
        if last in "ая":
            stem, name = self._feminine(word)
            return self.row(stem, name, case), local or not low.endswith(("та", "ма", "ля", "га", "па", "ра"))
        known = self.words.stems["family_stems"].get(word)
        if known is not None:
            stressed = known.endswith("ц") and not known.endswith(("йц", "овц"))
            return self.row(known, "m" if stressed else self._masculine(word)[1], case, animate=True), False
        if local and case == "ins" and last in HUSHING and not low.endswith("ич"):
            stressed = last == "щ" or low.endswith(("ач", "яч", "ж")) or len(_SYLLABLE.findall(low)) == 1
            return word + ("ом" if stressed else "ем"), False
        if local and low.endswith("ец") and len(re.findall("[аеиоуыэюяё]", low)) > 1:
            stem = word[:-2] + ("йц" if low[-3:-2] in "аеиоу" else "ьц" if low[-3:-2] == "л" else "ц")
            return self.row(stem, "m_sib", case, animate=True), False
        stem, name = self._masculine(word)
        sets = self.words.sets
        doubt = word in sets["fleeting_families"] or low.endswith(tuple(sets["doubtful_ends"]))
        return self.row(stem, name, case, animate=True), not doubt and not (last == "ц" and case == "ins")

    def _family_f(self, word: str, case: str, *, local: bool) -> Word:
        low = word.lower()
        if low.endswith(("ая", "яя")):
            return self.adjective(word, "f", case, animate=True), True
        if word in self.words.sets["noun_families"]:
            return self.row(word[:-1], "f", case), False
        if low.endswith(("ова", "ева", "ёва")):
            return self.row(word[:-1], "name_ова", case), True
        if low.endswith(("ина", "ына")):
            if local:
                return self.row(word[:-1], "name_ова", case), True
            return self.row(word[:-1], "f", case), False
        if low[-1] in "ая":
            stem, name = self._feminine(word)
            return self.row(stem, name, case), not low.endswith(("та", "ма", "ля", "га", "па", "ра"))
        return word, True

    def _family_in(self, word: str, case: str, *, local: bool) -> Word:
        low = word.lower()
        listed = self.words.sets["foreign_in"]
        foreign = word in listed or low.endswith(("ддин", "удин", "един", "лдин"))
        if not foreign and (local or (low.endswith(("кин", "шин", "тин", "лин")) and len(low) > 6)):
            return self.row(word, "name_ов", case), case != "ins" or (local and len(_SYLLABLE.findall(low)) > 1)
        return self.row(word, "m", case, animate=True), case != "ins" or (foreign and not (local and word in listed))

    def _family_adjective(self, word: str, case: str, *, local: bool) -> Word:
        low = word.lower()
        if (low.endswith("ой") and len(low) < 6) or word in self.words.sets["families"]:
            return self.row(word[:-1], "m_й", case, animate=True), False
        if self.adjective_class(word):
            plain = local and low.endswith(("ный", "ной", "вой", "ый", "кий", "гий", "хий"))
            return self.adjective(word, "m", case, animate=True), plain or low.endswith(("ский", "цкий"))
        return self.row(word[:-2], "m_ий", case, animate=True) if low.endswith("ий") else word, False
