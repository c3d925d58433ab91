"""Case forms of names, posts, bodies, states and places.

Order of trust: a form given in the inputs, the reviewed lexicon, a form confirmed for the brief, an automatic form.
Without `gender` (m, f, n, or p for a plural) it is taken from the words as far as they tell it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from briefgen.language.inflection.form import Form, Status, Used

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["KINDS", "Form", "Status", "Used", "inflect", "resolve"]

KINDS = ("person", "given", "family", "post", "country", "body", "place", "phrase")
"""What the words are: a whole name, a given or a family name alone, a post, a state, a body, a place, anything else."""

_CASELESS = ("en", "tg")
_LETTERS = re.compile(r"[^\W\d_]{2}")


@lru_cache(maxsize=65536)
def inflect(text: str, case: str, language: str, *, kind: str | None = None, gender: str | None = None) -> Form:
    """Return the words in a case (nom, gen, dat, acc, ins, loc, voc; Kyrgyz also abl) by lexicon or rule.

    English and Tajik have no cases: the words come back as they are. Status `failed`, with the words unchanged, says
    that there are no rules for the language or no form for these words. Raises ValueError for an unknown kind.
    """
    if kind is not None and kind not in KINDS:
        raise ValueError(f"`{kind}` is not a kind of words: use {', '.join(KINDS)}")
    if case == "nom" or language in _CASELESS:
        return Form(text, Status.EXPLICIT, "inputs")
    from briefgen.language.inflection.lexicon import look_up
    from briefgen.language.inflection.spelling import plain, restored

    words = plain(text)
    found = look_up(words, case, language) if kind not in ("person", "given", "family") else None
    if found is not None:
        return Form(restored(found, text), Status.LEXICON, "lexicon")
    if language == "ky":
        from briefgen.language.inflection.kyrgyz import inflected

        form, sure = inflected(words, case, kind or "phrase")
        status = Status.CERTAIN if sure else Status.FAILED if form == words else Status.AUTO
        return Form(restored(form, text), status, "rules")
    if language not in ("uk", "ru") or _LETTERS.search(words) is None:
        return Form(text, Status.FAILED)
    from briefgen.language.inflection.automatic import form as automatic

    kind = kind or "phrase"
    made, sure = automatic(words, case, language, kind, gender)
    engine = "rules"
    if not sure:
        from briefgen.language.inflection.second_opinion import confirmed

        library = confirmed(words, made, case, language, kind, gender)
        if library is not None:
            sure, engine = True, f"rules, {library}"
    return Form(restored(made, text), Status.CERTAIN if sure else Status.AUTO, engine)


def resolve(
    text: str,
    case: str,
    language: str,
    *,
    given: Mapping[str, str] | None = None,
    confirmed: Mapping[str, Mapping[str, str]] | None = None,
    kind: str | None = None,
    gender: str | None = None,
) -> Form:
    """Return the words in a case in the order of trust.

    `given` are the forms of the inputs by case, `confirmed` those of `forms.lock.yaml` by nominative and case.
    """
    if given and case in given:
        return Form(given[case], Status.EXPLICIT, "inputs")
    if confirmed:
        from briefgen.language.inflection.spelling import plain, restored

        locked = confirmed.get(plain(text), {}).get(case)
        if locked is not None:
            return Form(restored(locked, text), Status.CONFIRMED, "lock")
    return inflect(text, case, language, kind=kind, gender=gender)
