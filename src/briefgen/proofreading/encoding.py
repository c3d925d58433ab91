"""Rules on letters lost or read in the wrong encoding."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.proofreading.slip import Slip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.proofreading.manuscript import Manuscript
    from briefgen.proofreading.norm import Norm

_LOST = re.compile(r"\?\?+ ?(?=[^\W\d_])|\?(?=[^\W\d_])")
_BEFORE, _AFTER = re.compile(r"[^\W\d_]+\Z"), re.compile(r"[^\W\d_]+")
_UNREADABLE = re.compile("[\ufffd\u0080-\u009f]+|[\u00c0-\u00ff]{4,}")
_UNREADABLE_HINT = re.compile("[\ufffd\u0080-\u009f]|[\u00c0-\u00ff]{4}")


def lost(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each word with a question mark inside stands."""
    if "?" in text:
        for found in _LOST.finditer(text):
            before = _BEFORE.search(text, max(0, found.start() - 40), found.start())
            after = _AFTER.match(text, found.end())
            if before and after and (after[0][0].islower() or found[0].endswith("??")):
                yield before.start(), after.end()


def lost_letters(page: Manuscript, _: Norm) -> Iterator[Slip]:
    """Find question marks inside words."""
    for start, end in lost(page.text):
        yield Slip(start, end, _restored(page.text[start:end], page), safe=False)


def _restored(word: str, page: Manuscript) -> str | None:
    """Return the one word of the text that begins and ends as the pieces do, if there is one."""
    head, _, tail = word.lower().partition("?")
    tail = tail.lstrip("? ")
    close = {
        one
        for one in page.vocabulary
        if one.startswith(head) and one.endswith(tail) and 0 < len(one) - len(head) - len(tail) <= word.count("?")
    }
    return close.pop() if len(close) == 1 else None


def unreadable(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find characters that stand for letters lost in a conversion."""
    if _UNREADABLE_HINT.search(page.text):
        wrong = [(slip.start, slip.end) for slip in wrong_encoding(page, norm)]
        for found in _UNREADABLE.finditer(page.text):
            if not any(start <= found.start() < end for start, end in wrong):
                yield Slip(found.start(), found.end())


def wrong_encoding(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find passages whose letters make sense in another encoding."""
    if not norm.cyrillic:
        return
    from briefgen.proofreading.decoding import mended  # the checks of a brief need the rest of this module alone

    for passage, start in zip(page.passages, page.starts, strict=True):
        right = mended(passage.text)
        if right is not None:
            yield Slip(start, start + len(passage.text), right, safe=False)


def bare_letters(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find words written without the letters of their own that the language has."""
    if norm.folded:
        for word in page.words:
            right = norm.folded.get(word.plain)
            if right is not None:
                mend = right.capitalize() if word.text[0].isupper() else right
                yield Slip(word.start, word.end, mend, safe=False)
