"""Optional libraries that confirm a form made by rule; none of them changes a form, and none is needed.

pymorphy3 with a dictionary looks at words, pytrovich at Russian names.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

_GRAMMEMES = {"nom": "nomn", "gen": "gent", "dat": "datv", "acc": "accs", "ins": "ablt", "loc": "loct", "voc": "voct"}

_PETROVICH = {"gen": "GENITIVE", "dat": "DATIVE", "acc": "ACCUSATIVE", "ins": "INSTRUMENTAL", "loc": "PREPOSITIONAL"}

_REGULAR = re.compile(r"[аеиоуыэюя][бвгдзклмнпрстф]$|(?:ов|ев|ск|цк)(?:а|ий|ая)$")

_LONG = re.compile("^[^ ]*[аеиоуыэюяё][^ ]*[аеиоуыэюяё][^ ]* ")


def confirmed(text: str, form: str, case: str, language: str, kind: str, gender: str | None) -> str | None:
    """Return the name of the library that makes the same form, or None."""
    if case == "voc":
        return None
    if kind in ("given", "family"):
        return None
    if kind == "person":
        simple = text.count(" ") == 1 and "-" not in text and _REGULAR.search(text) and _LONG.search(text)
        if simple and gender in ("m", "f") and language == "ru" and _installed("pytrovich"):
            return "pytrovich" if _as_pytrovich(text, form, case, gender) else None
        return None
    dictionary = f"pymorphy3_dicts_{language}"
    if _installed("pymorphy3") and _installed(dictionary):
        return "pymorphy3" if _as_pymorphy(text, form, case, language, place=kind in ("place", "country")) else None
    return None


@cache
def _installed(package: str) -> bool:
    return find_spec(package) is not None


# ------------------------------------------------------------ words


@cache
def _analyser(language: str) -> Any:
    return import_module("pymorphy3").MorphAnalyzer(lang=language)


def _as_pymorphy(text: str, form: str, case: str, language: str, *, place: bool) -> bool:
    """Say whether the dictionary knows every word that changed, and knows it in this case."""
    before, after = text.split(" "), form.split(" ")
    if len(before) != len(after):
        return False
    analyser = _analyser(language)
    heads = 0
    for lemma, word in zip(before, after, strict=True):
        if lemma == word:
            if heads and any({"ADJF", "nomn"} <= parse.tag.grammemes for parse in analyser.parse(_typed(lemma))):
                return False  # an adjective that may agree, and stays
            continue
        heads += 1
        if not _has(analyser, _typed(lemma), _typed(word), _GRAMMEMES[case], place=place):
            return False
    return heads > 0


def _has(analyser: Any, lemma: str, word: str, case: str, *, place: bool) -> bool:
    """Say whether all dictionary words with this nominative have the form in the case (in the same number).

    A noun in the name of a place must be a place in the dictionary too; where the genitive has two forms, neither is
    confirmed.
    """
    found = [parse for parse in analyser.parse(lemma) if "nomn" in parse.tag and parse.is_known]
    if place:
        found = [parse for parse in found if "NOUN" not in parse.tag or "geox" in str(parse.tag).lower()]
    for parse in found:
        forms = {form.word for form in parse.lexeme if case in form.tag and form.tag.number == parse.tag.number}
        if word not in forms or (case == "gent" and len(forms) > 1 and "NOUN" in parse.tag):
            return False
    return bool(found)


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
