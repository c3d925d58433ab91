"""Rules on endings: adjectives with the noun behind them, with a preposition before them, and with one another.

Only what the endings tell for sure is judged; a word that is not in the data of the language is left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.proofreading.slip import Slip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.proofreading.manuscript import Manuscript, Word
    from briefgen.proofreading.norm import Norm

_GAPS = (" ", "\u00a0")


def adjective_and_noun(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find an adjective of relation and the noun behind it that share no gender and case.

    Participles are left alone, for the noun behind them may be theirs: внесений Міністерством.
    """
    if not norm.nouns:
        return
    joined = False
    for first, second in zip(page.words, page.words[1:], strict=False):
        after_and, joined = joined, first.plain in norm.joins
        of_noun = norm.nouns.get(second.plain)
        if of_noun is None or page.text[first.end : second.start] not in _GAPS:
            continue
        if after_and and any(tag[0] == "p" for tag in of_noun):  # the second of two: торговельній та митній сферах
            continue
        of_adjective = norm.adjective(first.plain) if norm.is_relation(first.plain) else frozenset()
        if not of_adjective or of_adjective & of_noun or "I" in {tag[1] for tag in of_adjective}:
            continue  # an instrumental may be the predicate: залишаються ключовими питання кордону
        yield Slip(first.start, second.end, safe=False)


def one_of(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find "one of" in another gender than the noun it counts."""
    for pattern, gender in norm.one_of:
        for found in pattern.finditer(page.text):
            tags = norm.nouns.get(found["noun"].lower().replace("'", "’"), frozenset())
            if "pG" in tags and not any(tag[0] == gender for tag in norm.genders(tags, found["noun"])):
                yield Slip(found.start(), found.end(), safe=False)


def prepositions(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find an adjective, or a name of the lexicon, in a case that the preposition before it does not govern."""
    if not norm.governs:
        return
    for first, second in zip(page.words, page.words[1:], strict=False):
        cases = norm.governs.get(first.plain)
        if cases is None or page.text[first.end : second.start] not in _GAPS:
            continue
        if second.text[0].isupper():
            known = norm.names.get(second.text)
            governed = norm.governs_names.get(first.plain, cases)
            if known is not None and not governed & known.cases:
                rights = {known.forms[case] for case in governed}
                mend = page.text[first.start : second.start] + rights.pop() if len(rights) == 1 else None
                yield Slip(first.start, second.end, mend, safe=False)
                continue
        of_adjective = _tags(second, norm)
        if of_adjective and not cases & {tag[1] for tag in of_adjective}:
            yield Slip(first.start, second.end, safe=False)


def two_adjectives(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find two adjectives joined by "and" in different cases."""
    if not norm.joins:
        return
    for first, middle, last in zip(page.words, page.words[1:], page.words[2:], strict=False):
        if middle.plain not in norm.joins or page.text[first.end : middle.start] not in _GAPS:
            continue
        if page.text[middle.end : last.start] not in _GAPS:
            continue
        left, right = _tags(first, norm), _tags(last, norm)
        if left and right and not {tag[1] for tag in left} & {tag[1] for tag in right}:
            yield Slip(first.start, last.end, safe=False)


def _tags(word: Word, norm: Norm) -> frozenset[str]:
    """Return gender and case (`fG`) of an adjective by its ending; nothing for names and what may be something else."""
    return norm.adjective(word.plain) if word.text[0].islower() or norm.is_relation(word.plain) else frozenset()
