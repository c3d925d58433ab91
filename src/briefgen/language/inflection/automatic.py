"""Automatic case forms: by the rules and word lists of the language."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from briefgen.language.inflection.persons import part, person
from briefgen.language.inflection.phrases import phrase
from briefgen.language.inflection.russian import Russian
from briefgen.language.inflection.ukrainian import Ukrainian

if TYPE_CHECKING:
    from briefgen.language.inflection.grammar import Grammar, Word

_GRAMMARS = {"uk": Ukrainian, "ru": Russian}


@cache
def grammar(code: str) -> Grammar:
    """Return the rules of a language that has them."""
    return _GRAMMARS[code]()


def form(text: str, case: str, code: str, kind: str, gender: str | None) -> Word:
    """Return the form that the rules make, and whether there is no doubt of it."""
    rules = grammar(code)
    if kind == "person":
        return person(rules, text, gender, case)
    if kind in ("given", "family"):
        return part(rules, text, kind, gender or "m", case, local=rules.local_name(text))
    return phrase(rules, text, case, gender, kind)
