"""Rules on one way of writing: per cent signs, decimals, currencies, letters, words said twice."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from briefgen.proofreading.slip import Slip
from briefgen.proofreading.typeset import NBSP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.proofreading.manuscript import Manuscript
    from briefgen.proofreading.norm import Norm

_CLOSED_PERCENT = re.compile(r"\d%")
_SPACED_PERCENT = re.compile(r"(?<=\d)([ \u00a0\u202f])(?=%)")


def percent_signs(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find per cent signs with or without the space that the language wants; in English those unlike the others."""
    if "%" not in page.text:
        return
    closed = [found.end() - 1 for found in _CLOSED_PERCENT.finditer(page.text)]
    spaced = [(found.start(1), found.end(1)) for found in _SPACED_PERCENT.finditer(page.text)]
    if norm.percent == " ":
        yield from (Slip(at, at + 1, NBSP + "%") for at in closed)
    elif norm.percent == "" and spaced and len(spaced) <= len(closed):
        yield from (Slip(start, end, "") for start, end in spaced)


def euphony(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find prepositions before letters that ask for their other form."""
    for pattern, mend in norm.euphony:
        for found in pattern.finditer(page.text):
            yield Slip(found.start(1), found.end(1), mend.upper() if found[1].isupper() else mend, safe=False)


def two_letters_e(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find words written with е where the same word has ё elsewhere in the text."""
    if "ё" not in page.lower:
        return
    dotted = {word.replace("ё", "е"): word for word in page.vocabulary if "ё" in word}
    for word in page.words:
        right = dotted.get(word.plain)
        if right is not None and right not in norm.homographs and word.plain != right:
            mend = "".join(
                new if old.lower() == "е" and new == "ё" else old for old, new in zip(word.text, right, strict=True)
            )
            yield Slip(word.start, word.end, mend)


def repeated_words(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find a word that stands twice in a row, also as the first half of a compound."""
    before = None
    for word in page.words:
        if before is not None and (word.plain == before.plain or word.plain.startswith(before.plain + "-")):
            gap = page.text[before.end : word.start]
            if gap in (" ", NBSP, "  ") and len(before.text) > 1 and before.plain not in norm.doubled:
                yield Slip(before.start, word.end, word.text if word.plain != before.plain else before.text, safe=False)
        before = word


def mixed_decimals(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find numbers before a unit with the decimal mark of another language."""
    if norm.wrong_decimal is not None:
        for found in norm.wrong_decimal.finditer(page.text):
            number = found[1]
            if norm.decimal == ",":
                mend = number.replace(".", ",") if number.count(".") == 1 and "," not in number else None
            else:
                mend = number.replace(",", ".")
            yield Slip(found.start(1), found.end(1), mend, safe=False)


def currency_styles(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find a currency that is written in two short ways."""
    for patterns in norm.currency_styles:
        firsts = defaultdict(list)
        for number, pattern in enumerate(patterns):
            found = pattern.search(page.text)
            if found:
                firsts[number] = [found.start(), found.end()]
        if len(firsts) > 1:
            (start, end), (other_start, other_end) = (
                sorted(firsts.values(), reverse=True)[0],
                sorted(firsts.values())[0],
            )
            yield Slip(start, end, told=page.text[other_start:other_end], safe=False)
