"""Rules on words: calques, one term for one thing, capital letters, commas that do not belong."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from briefgen.proofreading.slip import Slip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.proofreading.manuscript import Manuscript
    from briefgen.proofreading.norm import Norm

_BEFORE_SENTENCE = ' \u00a0«“"('
_SENTENCE_ENDS = ("", "\n", ".", "!", "?", "…", "•", "|")


def calques(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find phrases that are translated word for word from another language."""
    for calque in norm.calques_in(page.lower):
        for found in calque.pattern.finditer(page.text):
            if calque.unless is not None:
                start, end = page.sentence(found.start())
                if calque.unless.search(page.text, start, end):
                    continue
            mend = found.expand(calque.mend) if calque.mend else None
            if mend and found[0][0].isupper():
                mend = mend[0].upper() + mend[1:]
            yield Slip(found.start(), found.end(), mend, calque.told, safe=False)


def mixed_terms(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find two words for one thing in one text: each use of the one that the termbase does not prefer."""
    for term in norm.terms:
        if not any(hint in page.lower for hint in term.hints):
            continue
        rejected = [found for pattern in term.rejected for found in pattern.finditer(page.text)]
        preferred = term.preferred.search(page.text)
        if rejected and preferred:
            found = rejected[0]
            yield Slip(found.start(), found.end(), told=preferred[0], safe=False)


def mixed_capitals(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find names of bodies of two words whose second word has a capital here and a small letter there."""
    if not norm.heads:
        return
    spellings: dict[str, Counter[bool]] = {}
    spots: list[tuple[int, int, str, bool]] = []
    places = [number for number, word in enumerate(page.words) if number and word.plain.startswith(norm.heads)]
    for first, second in ((page.words[number - 1], page.words[number]) for number in places):
        head = next(one for one in norm.heads if second.plain.startswith(one))
        if not first.text[0].isupper() or first.text.isupper() or second.text.isupper():
            continue
        if (
            page.text[max(0, first.start - 3) : first.start].rstrip(_BEFORE_SENTENCE)[-1:] in _SENTENCE_ENDS
        ):  # a capital by its place
            continue
        if page.text[first.end : second.start] not in (" ", "\u00a0") or not norm.is_relation(first.plain):
            continue
        name = first.plain[:6] + " " + head
        capital = second.text[0].isupper()
        spellings.setdefault(name, Counter())[capital] += 1
        spots.append((second.start, second.end, name, capital))
    for name, counted in spellings.items():
        if len(counted) == 2:
            fewer = counted[True] <= counted[False]
            start, end = next((start, end) for start, end, of, capital in spots if of == name and capital is fewer)
            word = page.text[start:end]
            yield Slip(start, end, word.lower() if fewer else word.capitalize(), safe=False)


def comma_after_but(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find commas after a conjunction that opens a sentence."""
    if norm.but_comma is not None:
        for found in norm.but_comma.finditer(page.text):
            yield Slip(found.start(1), found.end(1), "")


def comma_before_verb(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find the one comma of a sentence where it parts the subject from its verb."""
    if norm.parted is None:
        return
    for found in norm.parted.finditer(page.text):
        start, end = page.sentence(found.start())
        before = page.text[start : found.start()]
        if page.text.count(",", start, end) == 1 and not norm.opens_aside(before):
            yield Slip(found.start(), found.start() + 1, "", safe=False)
