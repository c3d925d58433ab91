"""Rules on the whole text: sentences that were cut off."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.proofreading.slip import Slip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.proofreading.manuscript import Manuscript
    from briefgen.proofreading.norm import Norm

_OPENING = "«“„\"'([—–-*•· "
_ENDS = (".", "!", "?", "…")
_LONG, _SHORT = 200, 40
_FEWEST_WORDS = 8


def cut_sentences(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find paragraphs that begin with a small letter after a full stop, end without one, or lack a verb at the head."""
    before = "."
    for number, (passage, start) in enumerate(zip(page.passages, page.starts, strict=True)):
        text = passage.text.strip()
        if passage.role != "text" or not text:
            before = text or before
            continue
        month = norm.genitive_month is not None and norm.genitive_month.match(text)
        first = not number or page.passages[number - 1].block != passage.block
        cut = first and text[0].islower() and before.endswith(_ENDS) and len(text) > _SHORT
        if cut and not month and not _LISTED.match(text):
            yield _at_start(page, start)
        elif len(text) > _LONG and text[-1].isalnum() and before.endswith(_ENDS) and _last_of_block(page, number):
            yield Slip(
                start + len(passage.text.rstrip()) - 1, start + len(passage.text.rstrip()), told="ends", safe=False
            )
        elif number == 0 and norm.verb is not None and _lacks_verb(text, norm):
            yield _at_start(page, start)
        before = text


_LISTED = re.compile(r"[^\W\d_]\)")


def _at_start(page: Manuscript, start: int) -> Slip:
    word = next((word for word in page.words if word.start >= start), None)
    return Slip(word.start if word else start, word.end if word else start + 1, told="begins", safe=False)


def _last_of_block(page: Manuscript, number: int) -> bool:
    following = page.passages[number + 1 : number + 2]
    return not following or following[0].block != page.passages[number].block


def _lacks_verb(text: str, norm: Norm) -> bool:
    """Say whether a sentence of eight words or more has nothing that could be a verb."""
    if not text.endswith(".") or any(sign in text for sign in "—–:;|"):
        return False
    words = re.findall(r"[^\W\d_]+", text)
    return len(words) >= _FEWEST_WORDS and norm.verb is not None and not any(norm.verb.search(word) for word in words)
