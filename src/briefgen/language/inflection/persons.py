"""Whole names of people: which part is which, and which parts change."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefgen.language.inflection.grammar import Grammar, Word

_INITIAL = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+")
_FIXED = re.compile(r"[IVXL]+|.*[\dA-Za-z].*|[^\W\d_]")
_MONGOLIAN = re.compile("[аеиоуыэюяії].+[иыі]йн$")
_DUTCH = ("дер", "ден", "дем", "дель", "дел")
_SYLLABLE = re.compile("[аеиоуыэюяёіїє]", re.IGNORECASE)


def person(grammar: Grammar, text: str, gender: str | None, case: str) -> Word:
    """Return a whole name in the case: given names, patronymic and family name, in whatever order they stand."""
    words = text.split(" ")
    if case == "nom":
        return text, True
    gender, told = (gender, True) if gender in ("m", "f") else (_gender(grammar, words), False)
    roles = _roles(grammar, words)
    local = any(grammar.local_name(word) for word, role in zip(words, roles, strict=True) if role == "given")
    local = local or "father" in roles
    if gender == "f" and not local:  # a woman of whom nothing says that her name in -ина is not Slavic
        local = words[-1].endswith(("ина", "іна")) and not any(map(grammar.given_name, words))
    made, sure = [], told
    for word, role in zip(words, roles, strict=True):
        form, certain = part(grammar, word, role, gender, case, local=local)
        made.append(form)
        sure = sure and certain
    return " ".join(made), sure


def part(grammar: Grammar, word: str, role: str, gender: str, case: str, *, local: bool) -> Word:
    """Return one part of a name in the case, by its role: given, family, father (a patronymic), title, fixed."""
    if word.endswith(","):
        form, sure = part(grammar, word[:-1], role, gender, case, local=local)
        return form + ",", sure
    if word.isupper() and len(word) > 2 and word != word.title():
        form, sure = part(grammar, word.title(), role, gender, case, local=local)
        return form.upper(), sure
    if role == "fixed" or len(word) < 2 or not (word[0].isalpha() and word[-1].isalpha()):
        return word, role == "fixed"
    if role == "title":
        noun = grammar.known(word)
        if noun is not None and gender == "f" and noun.gender == "m" and word[:1].isupper():
            return word, False
        if noun is not None:
            return grammar.noun(word, noun, case)
        return grammar.adjective(word, gender, case, animate=True), True
    if role == "father":
        return _father(grammar, word, gender, case), True
    if role == "given":
        return grammar.given(word, gender, case)
    return _family(grammar, word, gender, case, local=local)


def _family(grammar: Grammar, word: str, gender: str, case: str, *, local: bool) -> Word:
    """Return a family name, each half of a double one by its own rule; an Arabic article stays."""
    first, hyphen, last = word.partition("-")
    if not hyphen or not first or not last:
        return grammar.family(word, gender, case, local=local)
    form, sure = _family(grammar, last, gender, case, local=local)
    if first.lower() in grammar.words.sets["particles"] or len(first) < 3:
        return f"{first}-{form}", sure
    if last.lower() in grammar.words.sets["after_father"]:
        return word, True
    begun, certain = grammar.family(first, gender, case, local=local)
    return f"{begun}-{form}", sure and certain and local


def _father(grammar: Grammar, word: str, gender: str, case: str) -> str:
    """Return a patronymic in -ович or -овна."""
    if gender == "m":
        if grammar.code == "ru" and case == "ins" and word in grammar.words.sets["stressed_fathers"]:
            return word + "ом"
        return grammar.given(word, "m", case)[0]
    if grammar.code == "ru":
        return grammar.row(word[:-1], "f", case)
    return grammar.name_noun(word, case, animate=False)


def _gender(grammar: Grammar, words: list[str]) -> str:
    """Return the gender of a person by the given name or the patronymic, masculine if neither tells."""
    for word in words:
        if grammar.patronymic(word):
            return "f" if word[-1] == "а" else "m"
        if grammar.given_name(word, "f") and not grammar.given_name(word, "m"):
            return "f"
    return "m"


def _roles(grammar: Grammar, words: list[str]) -> list[str]:
    """Return the role of each word of a name."""
    if east_asian(grammar, words):
        return ["fixed"] * (len(words) - 1) + ["given"]
    roles = []
    for number, word in enumerate(words):
        bare = word.rstrip(",")
        after = words[number + 1].lower() if number + 1 < len(words) else ""
        if _stays(grammar, bare, after, first=number == 0):
            roles.append("fixed")
        elif _title(grammar, bare, after, first=number == 0):
            roles.append("title")
        elif grammar.patronymic(bare) and number > 0 and (number > 1 or after):
            roles.append("father")
        else:
            roles.append("name")
    names = [number for number, role in enumerate(roles) if role == "name"]
    for number in names:
        roles[number] = "given"
    family = _family_place(grammar, words, roles, names)
    if family is not None:
        roles[family] = "family"
    return roles


def _stays(grammar: Grammar, word: str, after: str, *, first: bool) -> bool:
    """Say whether a word never changes: an initial, a number, a particle, the father's name before огли."""
    sets = grammar.words.sets
    if _INITIAL.fullmatch(word) or _FIXED.fullmatch(word) or word in sets["particles"]:
        return True
    if word.lower() in sets["after_father"] or after in sets["after_father"]:
        return True
    if first and after and _MONGOLIAN.search(word):
        return True
    particle = word in sets["particles_capital"] or (
        word.lower() in sets["particles"] and (after in _DUTCH or not first)
    )
    given = first and grammar.given_name(word) and not word.startswith("Абд")
    return bool(after) and particle and not given


def _title(grammar: Grammar, word: str, after: str, *, first: bool) -> bool:
    """Say whether a word is a title before a name: `король Карл III`, `Папа Франциск`."""
    noun = grammar.known(word)
    if word[:1].islower():
        return noun is not None or (grammar.adjective_class(word) is not None and grammar.known(after) is not None)
    return first and bool(after) and noun is not None and noun.animate and not grammar.given_name(word)


def _family_place(grammar: Grammar, words: list[str], roles: list[str], names: list[int]) -> int | None:
    """Return which word is the family name: the last one, unless the name begins with it."""
    if not names:
        return None
    first, last = names[0], names[-1]
    if "father" in roles:
        father = roles.index("father")
        return last if last > father else first if len(names) > 1 else None
    if len(names) == 1:
        if re.fullmatch("[IVXL]+", words[-1]):
            return None
        lone = grammar.given_name(words[first]) and (
            "title" in roles or "fixed" in roles[first + 1 :] or len(words) == 1
        )
        return None if lone else first
    if len(names) == 2 and grammar.local_name(words[last]) and not grammar.given_name(words[first]):
        return first
    return last


def east_asian(grammar: Grammar, words: list[str]) -> bool:
    """Say whether a name is Chinese, Korean or Vietnamese: the family name first, and only the last word changes."""
    if not 2 <= len(words) <= 4 or any(not word[:1].isupper() for word in words):
        return False
    if words[0] == "Ян" and not re.search("(?:н|нь|[аеиоуіїюяэ])$", words[-1]):
        return False
    if len(_SYLLABLE.findall(words[-1])) > 3:
        return False
    if words[0] in grammar.words.names["family_first"]:
        return not any(grammar.given_name(word) and len(word) > 2 for word in words[:2]) and not (
            len(words) > 2 and any(grammar.patronymic(word) for word in words)
        )
    short = all(len(_SYLLABLE.findall(word)) == 1 and word.isalpha() for word in words)
    return short and (len(words) == 3 or (not grammar.given_name(words[0]) and max(map(len, words)) < 5))
