"""Russian nouns and adjectives, word by word."""

from __future__ import annotations

import re

from briefgen.language.inflection.grammar import HUSHING, VELAR, Grammar, Word
from briefgen.language.inflection.words import CASES, Noun

_PARTICIPLE = re.compile("[щш](?:ий|ая|ее|ие)ся$")


class RussianWords(Grammar):
    """The rules of Russian for nouns and adjectives."""

    code = "ru"

    def adjective_class(self, word: str) -> tuple[str, str] | None:
        """Return kind of endings and gender of a word that looks like an adjective in the nominative."""
        low = word.lower().rpartition("-")[2]
        if self.known(low):
            return None
        return self._adjective(low.removesuffix("ся") if _PARTICIPLE.search(low) else low)

    def _adjective(self, low: str) -> tuple[str, str] | None:
        if low in self.words.sets["possessive_adjectives"] or low in ("третья", "третье", "третьи"):
            return "ья", {"я": "f", "е": "n", "и": "p"}.get(low[-1], "m")
        if len(low) < 5:
            return None
        before = low[-3:-2]
        if low.endswith("ый"):
            return "hard", "m"
        if low.endswith("ий"):
            if before in "кгх":
                return "к", "m"
            if before in HUSHING:
                return "sib", "m"
            return (
                ("soft", "m")
                if before == "н" and low[:-2].endswith(tuple(self.words.sets["soft_adjectives"]))
                else None
            )
        if low.endswith("ой"):
            return ("ойк" if before in "кгхшж" else "ой"), "m"
        if low in ("большая", "чужая"):
            return "ойк", "f"
        if low.endswith("ая"):
            return ("sib" if before in HUSHING else "к" if before in "кгх" else "hard"), "f"
        if low.endswith("яя"):
            return "soft", "f"
        if low.endswith("ое"):
            return ("к" if before in "кгх" else "hard"), "n"
        if low.endswith("ее"):
            return ("sib" if before in HUSHING else "soft"), "n"
        if low.endswith("ые"):
            return "hard", "p"
        if low.endswith("ие") and (
            before in "кгх" + HUSHING or low[:-2].endswith(tuple(self.words.sets["soft_adjectives"]))
        ):
            return ("к" if before in "кгх" else "sib" if before in HUSHING else "soft"), "p"
        return None

    # ------------------------------------------------------------ nouns

    def noun(self, word: str, noun: Noun, case: str) -> Word:
        """Return the form of a noun."""
        if case in ("nom", "voc"):
            return word, True
        if word.lower() in self.words.irregular:
            return _cased(word, self.words.irregular[word.lower()][CASES.index(case)]), True
        if noun.gender == "p":
            return self._plural(word, noun, case)
        if case == "acc" and noun.gender == "m" and not noun.animate:
            return word, True
        if noun.stem is not None and noun.gender == "f" and case in ("acc", "ins"):
            return word if case == "acc" else word + "ю", True
        if noun.stem is not None:
            stem = _cased(word, noun.stem)
            if noun.stressed and case == "ins":
                return stem + "ом", True
            return self.row(stem, self._class(word, noun)[1], case, animate=noun.animate), True
        stem, name = self._class(word, noun)
        if noun.stressed and case == "ins":
            return stem + "ом", True
        return self.row(stem, name, case, animate=noun.animate), True

    def _class(self, word: str, noun: Noun) -> tuple[str, str]:
        low = word.lower()
        if noun.gender == "f" and low[-1] == "ь":
            return word[:-1], "f_ь"
        if low.endswith(("ие", "ье")):
            return (word[:-2], "n_ие") if low.endswith("ие") else (word[:-1], "n_е")
        if low.endswith("мя") and noun.gender == "n":
            return word[:-2], "n_мя"
        if low[-1] == "о":
            return word[:-1], "n"
        if low[-1] == "е":
            return word[:-1], ("n_sib" if low[-2:-1] in HUSHING + "ц" else "n_е")
        if low[-1] in "ая":
            return self._feminine(word)
        return self._masculine(word)

    @staticmethod
    def _feminine(word: str) -> tuple[str, str]:
        low = word.lower()
        if low.endswith("ия"):
            return word[:-2], "f_ия"
        if low.endswith("ья"):
            return word[:-2], "f_ья"
        if low[-1] == "я":
            return word[:-1], "f_я"
        before = low[-2:-1]
        return word[:-1], (
            "f_к" if before in VELAR else "f_sib" if before in HUSHING else "f_ц" if before == "ц" else "f"
        )

    @staticmethod
    def _masculine(word: str) -> tuple[str, str]:
        low = word.lower()
        if low.endswith("ий"):
            return word[:-2], "m_ий"
        if low[-1] == "й":
            return word[:-1], "m_й"
        if low[-1] == "ь":
            return word[:-1], "m_ь"
        return word, ("m_sib" if low[-1] in HUSHING + "ц" else "m")

    def _plural(self, word: str, noun: Noun, case: str) -> Word:
        low = word.lower()
        stem, last = word[:-1], low[-1]
        soft = low in self.words.sets["soft_plural"] or low.endswith("ии") or (last == "я")
        genitive = _cased(word, noun.stem) if noun.stem else None
        if low.endswith(("ии", "ия")):
            name = "p_ии" if low.endswith("ии") else "p_ия"
            stem = word[:-2]
        elif last == "ы":
            name = "p"
        elif last in "ая":
            name = "p_а" if last == "а" else "p_я"
        else:
            name = "p_и" if soft else "p_к" if low[-2:-1] in VELAR else "p_и"
            if noun.stem and low[-2:-1] in HUSHING + VELAR and not soft:
                name = "p_к"
        if last == "и" and low[-2:-1] in HUSHING:
            name = "p_ши"
        elif last == "и" and low[-2:-1] in self.vowels.replace("и", ""):
            name = "p_еи"
        if case == "gen" or (case == "acc" and noun.animate):
            return (genitive or self.row(stem, name, "gen")), genitive is not None
        return self.row(stem, name, case), True

    def guessed(self, word: str, gender: str | None, kind: str) -> Noun | None:
        """Return what a noun that is not known probably is; None for one that does not change."""
        low = word.lower()
        if low in self.words.sets["indeclinable"] or low[-1] in "уюэё":
            return None
        last = low[-1]
        if last in "ыи" or gender == "p":
            return Noun("p") if gender == "p" and last in "ыиая" else None
        if last in "ео":
            if gender == "n" and (low.endswith(("ие", "ство", "ье")) or re.search(r"(?:[оеё]в|ин|ын)о$", low)):
                return Noun("n")
            if gender is None and low.endswith(("ие", "ство")):
                return Noun("n")
            return Noun("n") if gender == "n" and kind not in ("place", "country") else None
        animate = kind in ("post", "person")
        if last in "ая":
            return None if low[-2:-1] in ("у", "о") and last == "а" else Noun("f", animate and gender == "f")
        if last == "ь":
            return Noun(gender if gender in ("m", "f") else "m" if low.endswith("ль") else "f", animate)
        if gender == "f" and kind != "post":
            return None
        if low.endswith("ец") and len(low) > 3:
            return Noun("m", animate, word[:-2] + ("ьц" if low[-3:-2] == "л" else "ц"), stressed=kind == "place")
        return Noun("m", animate)


def _cased(word: str, stem: str) -> str:
    """Return the stem with the capitals of the word."""
    return stem.upper() if word.isupper() else stem[:1].upper() + stem[1:] if word[:1].isupper() else stem
