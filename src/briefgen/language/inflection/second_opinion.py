"""Optional libraries that confirm a form made by rule; none of them changes a form, and none is needed.

pymorphy3 with a dictionary looks at words, pytrovich at Russian names.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

_GRAMMEMES = {"nom": "nomn", "gen": "gent", "dat": "datv", "acc": "accs", "ins": "ablt", "loc": "loct", "voc": "voct"}

_PETROVICH = {"gen": "GENITIVE", "dat": "DATIVE", "acc": "ACCUSATIVE", "ins": "INSTRUMENTAL", "loc": "PREPOSITIONAL"}


def confirmed(text: str, form: str, case: str, language: str, kind: str, gender: str | None) -> str | None:
    """Return the name of the library that makes the same form, or None."""
    if case == "voc":
        return None
    if kind in ("given", "family"):
        return None
    if kind == "person":
        if gender in ("m", "f") and language == "ru" and _installed("pytrovich"):
            return "pytrovich" if _as_pytrovich(text, form, case, gender) else None
        return None
    dictionary = f"pymorphy3_dicts_{language}"
    if _installed("pymorphy3") and _installed(dictionary):
        return "pymorphy3" if _as_pymorphy(text, form, case, language) else None
    return None


@cache
def _installed(package: str) -> bool:
    return find_spec(package) is not None


# ------------------------------------------------------------ words


@cache
def _analyser(language: str) -> Any:
    return import_module("pymorphy3").MorphAnalyzer(lang=language)


def _as_pymorphy(text: str, form: str, case: str, language: str) -> bool:
    """Say whether the dictionary knows every word that changed, and knows it in this case."""
    before, after = text.split(" "), form.split(" ")
    if len(before) != len(after):
        return False
    analyser = _analyser(language)
    heads = 0
    for lemma, word in zip(before, after, strict=True):
        if lemma == word:
            continue
        heads += 1
        if not _has(analyser, _typed(lemma), _typed(word), _GRAMMEMES[case]):
            return False
    return heads > 0


def _has(analyser: Any, lemma: str, word: str, case: str) -> bool:
    """Say whether a dictionary word with this nominative has the form in the case (in the same number)."""
    for parse in analyser.parse(lemma):
        if "nomn" not in parse.tag or not parse.is_known:
            continue
        for other in parse.lexeme:
            if other.word == word and case in other.tag and other.tag.number == parse.tag.number:
                return True
    return False


def _typed(word: str) -> str:
    return word.lower().replace("\u2019", "'")


# ------------------------------------------------------------ names


@cache
def _petrovich() -> Any:
    return import_module("pytrovich.maker").PetrovichDeclinationMaker()


def _as_pytrovich(text: str, form: str, case: str, gender: str) -> bool:
    """Say whether pytrovich makes the same of each word, as a given or as a family name."""
    enums = import_module("pytrovich.enums")
    sex = enums.Gender.MALE if gender == "m" else enums.Gender.FEMALE
    wanted = getattr(enums.Case, _PETROVICH[case])
    before, after = text.split(" "), form.split(" ")
    if len(before) != len(after):
        return False
    for number, (lemma, word) in enumerate(zip(before, after, strict=True)):
        last = number == len(before) - 1
        part = enums.NamePart.LASTNAME if last and len(before) > 1 else enums.NamePart.FIRSTNAME
        if _petrovich().make(part, sex, wanted, lemma) != word:
            return False
    return True
