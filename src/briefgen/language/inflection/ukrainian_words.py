"""Ukrainian nouns and adjectives, word by word."""

from __future__ import annotations

import re

from briefgen.language.inflection.grammar import HUSHING, VELAR, Grammar, Word
from briefgen.language.inflection.words import CASES, Noun

_SHIFT = {"г": "з", "к": "ц", "х": "с", "ґ": "з"}
_ADJECTIVE_A = re.compile(
    r"(?:[сцз]ьк|[^аеиоуіїєюя’]н|[иаіе]чн|льн|[оеєї]в|[аіиеуюяоїє]н|[иі]ш|ш|[чщ]|л|[^о]т|друг|ст|вищ|добр|стар|мудр|"
    r"велик|легк|тонк|широк|молод|тих|слаб|нов|жив|прав|лів|рад|дорог|кругл|біл|мал|ціл|лив|еньк|золот|сір|стійк|щедр|"
    r"сувор|прозор|гостр|хитр|тверд|горд|висок|глибок|далек|важк|м’як|швидк|рідк|чітк|коротк|різк|строг|довг|сух|глух|"
    r"сліп|крив|цікав|яскрав|ласкав)$"
)


class UkrainianWords(Grammar):
    """The rules of Ukrainian for nouns and adjectives."""

    code = "uk"

    def adjective_class(self, word: str) -> tuple[str, str] | None:
        """Return kind of endings and gender of a word that looks like an adjective in the nominative."""
        low = word.lower().rpartition("-")[2]
        if self.known(low) or len(low) < 4:
            return None
        if low.endswith("ий"):
            return "hard", "m"
        soft = low[:-1].removesuffix("і") + "ій" if low[-1] in "яєі" else low
        if soft.endswith(tuple(self.words.sets["soft_adjectives"])):
            return "soft", {"я": "f", "є": "n", "і": "p"}.get(low[-1], "m")
        if low.endswith("їй"):
            return "її", "m"
        stem = low[:-1]
        if low[-1] in "аеі" and _ADJECTIVE_A.search(stem) and not low.endswith(("ина", "іна", "ства", "ність")):
            return "hard", {"а": "f", "е": "n", "і": "p"}[low[-1]]
        return None

    # ------------------------------------------------------------ nouns

    def noun(self, word: str, noun: Noun, case: str) -> Word:
        """Return the form of a noun."""
        if case == "nom":
            return word, True
        if word.lower() in self.words.irregular:
            return _cased(word, self.words.irregular[word.lower()][CASES.index(case)]), True
        if noun.gender == "p":
            return self._plural(word, noun, case)
        low = word.lower()
        if low[-1] in "ая" and noun.gender != "n":
            return self.name_noun(word, case, animate=noun.animate), True
        if noun.gender == "f":
            return self._third(word, noun, case), True
        if noun.gender == "n":
            return self._neuter(word, case), True
        return self._masculine(word, noun, case), True

    def _masculine(self, word: str, noun: Noun, case: str) -> str:
        low = word.lower()
        if case == "acc" and not noun.animate:
            return word
        stem, last = word, low[-1]
        tail = "" if noun.animate else "_а" if noun.short else "_у"
        if low.endswith(tuple(self.words.sets["soft_р"])):
            name = "m_р"
        elif last == "ь":
            stem, name = word[:-1], "m_ь" + tail
        elif last == "й":
            stem, name = word[:-1], "m_й" + tail
        elif last in HUSHING:
            name = "m_ж" + tail
        elif last == "о":
            stem, name = word[:-1], "m" + tail
        else:
            name = "m" + tail
        if noun.stem:
            stem = _cased(word, noun.stem)
        if case == "voc" and low in self.words.stems["vocative_stems"]:
            return _cased(word, self.words.stems["vocative_stems"][low])
        if case == "voc" and low.endswith(("ець", "єць")):
            return stem[:-1] + "че"
        if last in VELAR or (last == "о" and low[-2:-1] in VELAR):
            if case == "voc":
                return stem + "у"
            if case == "loc" and not noun.animate:
                return stem[:-1] + "зі" if low.endswith("бург") else stem + "у"
        return self.row(stem, name, case, animate=noun.animate)

    def name_noun(self, word: str, case: str, *, animate: bool) -> str:
        """Return the form of a noun of the first declension, in -а or -я."""
        low, stem = word.lower(), word[:-1]
        before = low[-2:-1]
        if low[-1] == "я":
            if before in self.vowels + "’йь":
                return self.row(stem, "f_ія", case)
            if case == "voc" and word[:1].isupper() and animate:
                return stem + "ю"
            return self.row(stem, "f_я", case)
        if before in HUSHING:
            return self.row(stem, "f_ж", case)
        if case in ("dat", "loc") and before in _SHIFT:
            base, both = stem[:-1], low[-3:-2] == before
            return (base[:-1] + _SHIFT[before] if both else base) + _SHIFT[before] + "і"
        if before in self.vowels and case in ("dat", "loc"):
            return stem + "ї"
        if before in self.vowels and case == "gen":
            return stem + "и"
        return self.row(stem, "f", case)

    def _third(self, word: str, noun: Noun, case: str) -> str:
        low = word.lower()
        stem = word.removesuffix("ь")
        if case == "acc":
            return word
        if case == "ins":
            base = stem.lower()
            if base[-1:] in "бпвмфр":
                return stem + "’ю"
            if len(base) > 1 and base[-1:] not in self.vowels and base[-2:-1] not in self.vowels:
                return stem + "ю"
            return stem + stem[-1:].lower() + "ю"
        if noun.stem:
            stem = _cased(word, noun.stem)
        elif re.search(r"ість$", low):
            stem = stem[:-3] + "ост"
        return self.row(stem, "f_cons", case)

    def _neuter(self, word: str, case: str) -> str:
        low, stem = word.lower(), word[:-1]
        if low[-1] == "о":
            if case == "loc" and low[-2:-1] in VELAR:
                return stem + "у"
            return self.row(stem, "n", case)
        if low[-1] == "я":
            return self.row(stem, "n_ія" if low[-2:-1] in self.vowels + "’" else "n_я", case)
        return self.row(stem, "n_ж" if low[-2:-1] in HUSHING else "n_е", case)

    def _plural(self, word: str, noun: Noun, case: str) -> Word:
        low, stem = word.lower(), word[:-1]
        if case == "gen" or (case == "acc" and noun.animate):
            if noun.stem:
                return _cased(word, noun.stem), True
            if low.endswith("ії"):
                return word[:-1] + "й", True
        last = low[-1]
        if last == "и":
            name = "p"
        elif last == "ї":
            name = "p_ї"
        elif last == "і":
            name = "p_ж" if low[-2:-1] in HUSHING else "p_і"
        else:
            name = "p_а" if last == "а" else "p_я"
        return self.row(stem, name, case), case != "gen"

    def as_plural(self, word: str, noun: Noun) -> Noun | None:
        """Return a noun in -ння as a plural, which has the same nominative; None for others."""
        low = word.lower()
        if noun.gender != "n" or not low.endswith(("ння", "ття", "лля")):
            return None
        return Noun("p", stem=low[:-2] + "ь")

    def guessed(self, word: str, gender: str | None, kind: str) -> Noun | None:
        """Return what a noun that is not known probably is; None for one that does not change."""
        low = word.lower()
        if low in self.words.sets["indeclinable"] or low[-1] in "уює":
            return None
        if low[-1] == "е":
            return Noun("n") if gender == "n" and kind not in ("place", "country") and low[-2:-1] in "щлр" else None
        last = low[-1]
        animate = kind in ("post", "person")
        if gender == "p" and last == "я":
            return self.as_plural(word, Noun("n")) or Noun("p")
        if last in "иії" or gender == "p":
            return Noun("p") if gender == "p" and last in "иіїая" else None
        if last == "о":
            if gender == "n" and (
                low.endswith("ство") or re.search(r"(?:[оеєиі]в|[иіо]н|[^аеиоуіїєюя]н|ськ|цьк)о$", low)
            ):
                return Noun("n")
            if gender == "m" and re.search(r"про$", low):
                return Noun("m", short=True)
            return Noun("n") if gender == "n" and kind not in ("place", "country") else None
        if last == "я" and (gender == "n" or (gender is None and low.endswith(("ння", "ття", "лля", "ззя")))):
            return Noun("n")
        if last in "ая":
            return None if low[-2:-1] in ("у", "о") and last == "а" else Noun("f", animate and gender == "f")
        if last == "ь" and (gender == "f" or (gender != "m" and not low.endswith("ль"))):
            return Noun("f", animate)
        if gender == "f":
            return Noun("f") if low.endswith(("ість", "ов", "ч", "ш")) or low in ("твер", "перм", "об") else None
        stem = _closed(word, kind)
        return Noun("m", animate, stem, short=kind == "place")


def _closed(word: str, kind: str) -> str | None:
    """Return the stem in which the і of a closed syllable or a fleeting vowel gives way, as in Київ, Києва."""
    low = word.lower()
    if kind in ("place", "country"):
        if low.endswith("їв"):
            return word[:-2] + "єв"
        if low.endswith("ів") and low != "авів":
            return word[:-2] + ("ев" if low[-3:-2] in HUSHING + "н" else "ов")
        if low.endswith("піль"):
            return word[:-3] + "ол"
    if low.endswith("ець"):
        return word[:-3] + "ц"
    if low.endswith("ок") and kind not in ("place", "country", "post") and len(low) > 4:
        return word[:-2] + "к"
    if low.endswith(("хід", "провід")):
        return word[:-2] + "од"
    return None


def _cased(word: str, stem: str) -> str:
    """Return the stem with the capitals of the word."""
    return stem.upper() if word.isupper() else stem[:1].upper() + stem[1:] if word[:1].isupper() else stem
