"""Russian names of people, part by part."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.language.inflection.russian_words import RussianWords

if TYPE_CHECKING:
    from briefgen.language.inflection.grammar import Word


class Russian(RussianWords):
    """The rules of Russian."""

    def given(self, word: str, gender: str, case: str) -> Word:
        """Return the form of a given name."""
        sure = self.given_name(word, gender)
        if case in ("nom", "voc"):
            return word, True
        if "-" in word.strip("-"):
            head, _, last = word.rpartition("-")
            form, _ = self.given(last, gender, case)
            if gender == "f":
                head = self.given(head, gender, case)[0]
            return f"{head}-{form}", sure
        low = word.lower()
        last = low[-1]
        if word in self.words.sets["fixed_given"]:
            return word, True
        if last in "еиоуюэыё":
            return word, sure or gender == "f" or last != "и"
        if last in "ая":
            if last == "а" and low[-2:-1] in ("у", "о", "и", "а"):
                return word, sure
            stem, name = self._feminine(word)
            return self.row(stem, name, case), sure or gender == "f"
        if gender == "f":
            if word in self.words.sets["third_names"]:
                return self.row(word[:-1], "f_ь", case), True
            return word, True
        known = self.words.stems["given_stems"].get(word)
        if known is not None:
            return self.row(known, "m", case, animate=True), True
        stem, name = self._masculine(word)
        hard = last not in "ьй" and not low.endswith(("ец", "ел", "ок"))
        return self.row(stem, name, case, animate=True), sure or (hard and len(low) > 3)

    def patronymic(self, word: str) -> bool:
        """Say whether a word is a patronymic of the eastern Slavic kind."""
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
            return self.row(known, "m" if stressed else self._masculine(word)[1], case, animate=True), True
        if local and low.endswith("ач") and case == "ins":
            return word + "ом", False
        if local and low.endswith("ец") and len(re.findall("[аеиоуыэюяё]", low)) > 1:
            stem = word[:-2] + ("йц" if low[-3:-2] in "аеиоу" else "ьц" if low[-3:-2] == "л" else "ц")
            return self.row(stem, "m_sib", case, animate=True), False
        stem, name = self._masculine(word)
        doubt = low.endswith(("ец", "ок", "ел", "ень")) or (last == "ц" and case == "ins")
        return self.row(stem, name, case, animate=True), not doubt

    def _family_f(self, word: str, case: str, *, local: bool) -> Word:
        low = word.lower()
        if low.endswith(("ая", "яя")):
            return self.adjective(word, "f", case, animate=True), True
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
        foreign = word in self.words.sets["foreign_in"] or low.endswith(("ддин", "удин", "един", "лдин"))
        if not foreign and (local or (low.endswith(("кин", "шин", "тин", "лин")) and len(low) > 6)):
            return self.row(word, "name_ов", case), local or case != "ins"
        return self.row(word, "m", case, animate=True), foreign or case != "ins"

    def _family_adjective(self, word: str, case: str, *, local: bool) -> Word:
        low = word.lower()
        if (low.endswith("ой") and len(low) < 6) or word in self.words.sets["families"]:
            return self.row(word[:-1], "m_й", case, animate=True), False
        if self.adjective_class(word):
            return self.adjective(word, "m", case, animate=True), local or low.endswith(("ский", "цкий"))
        return self.row(word[:-2], "m_ий", case, animate=True) if low.endswith("ий") else word, False
