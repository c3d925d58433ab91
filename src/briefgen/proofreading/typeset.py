"""What the typesetting of our papers would change in a text: the norm for spaces that do not break, and quotes."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from briefgen import language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.proofreading.manuscript import Manuscript

NBSP = "\u00a0"
_LONGEST = 5000
_SAME = frozenset(
    (now, sign)
    for old, signs in (("-", "–—\u2212"), ("'", "’"), ("ʼ", "’"), ("’", "ʼ"), (" \u202f", NBSP), ('"', "«»„“”‘’"))
    for now in old
    for sign in signs
)
"""Signs and what may stand for them in the same place."""


class Set(NamedTuple):
    """A sign at an offset that would be another one; `now` is empty where one would be put in."""

    at: int
    now: str
    sign: str


@lru_cache(maxsize=64)
def changes(text: str, code: str) -> tuple[Set, ...]:
    """Return what the typesetting of a language would change in a passage, sign by sign."""
    if code not in language.available():
        return ()
    new = language.load(code).typeset(text)
    if new == text:
        return ()
    if len(new) == len(text):
        return tuple(Set(at, now, sign) for at, (now, sign) in enumerate(zip(text, new, strict=True)) if now != sign)
    made = []
    at = 0
    for sign in new:
        now = text[at : at + 1]
        if now == sign:
            at += 1
        elif (now, sign) in _SAME:
            made.append(Set(at, now, sign))
            at += 1
        elif sign == NBSP:
            made.append(Set(at, "", sign))
        else:  # a name of the glossary took its hyphen: compare the long way
            return _compared(text, new) if len(text) <= _LONGEST else tuple(made)
    return tuple(made)


def _compared(text: str, new: str) -> tuple[Set, ...]:
    made = []
    for kind, start, end, first, last in SequenceMatcher(None, text, new, autojunk=False).get_opcodes():
        if kind == "replace" and end - start == last - first:
            pairs = zip(range(start, end), text[start:end], new[first:last], strict=True)
            made += [Set(at, now, sign) for at, now, sign in pairs if (now, sign) in _SAME]
        elif kind == "insert" and new[first:last] == NBSP:
            made.append(Set(start, "", NBSP))
    return tuple(made)


def set_differently(page: Manuscript) -> Iterator[Set]:
    """Yield what the typesetting of the papers would change, with offsets of the whole text."""
    for start, passage in zip(page.starts, page.passages, strict=True):
        text = page.text[start : start + len(passage.text)]
        for at, now, sign in changes(text, page.language):
            yield Set(start + at, now, sign)
