"""Rules on spaces: too many, too few, and those that must not break."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.proofreading.slip import Slip
from briefgen.proofreading.typeset import NBSP, set_differently

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.proofreading.manuscript import Manuscript
    from briefgen.proofreading.norm import Norm

_SPACES = re.compile(r"(?<=[^\s|])( {2,})(?=[^\s|])")
_BEFORE_MARK = re.compile(r"(?<=[\w»”)%*])([ \u00a0]+)(?=[,;:.!?](?:[\s»”)]|$))", re.MULTILINE)
_BEHIND_MARK = re.compile(r"[,;:](?=[^\W\d_]{2})")
_BEHIND_STOP = re.compile(r"\.(?=[A-ZА-ЯЁІЇЄҐЎҚҒҲҶӢӮҢӨҮ][a-zа-яё-ӿ])")
_WORD_BEFORE = re.compile(r"[^\W\d_]{2,}\Z")
_LONGEST_WORD = 40
_TIGHT = re.compile(r"\.[^\W\d_]")


def double_spaces(page: Manuscript, _: Norm) -> Iterator[Slip]:
    """Find two or more spaces in a row, but for columns set by spaces."""
    if "  " in page.text:
        for found in _SPACES.finditer(page.text):
            start, end = page.bounds(found.start())
            if len(found[1]) < 4 or len(_SPACES.findall(page.text, start, end)) == 1:
                yield Slip(found.start(), found.end(), " ")


def space_before_mark(page: Manuscript, _: Norm) -> Iterator[Slip]:
    """Find spaces before a comma or another mark."""
    for found in _BEFORE_MARK.finditer(page.text):
        if not page.text.startswith(("...", ".."), found.end()):
            yield Slip(found.start(), found.end(), "")


def no_space_behind_mark(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find commas and full stops without the space behind them."""
    for found in _BEHIND_MARK.finditer(page.text):
        word = _word_before(page, found.start())
        if word[-2:-1].islower():
            yield Slip(found.start(), found.end(), found[0] + " ")
    for found in _BEHIND_STOP.finditer(page.text):
        word = _word_before(page, found.start())
        if len(word) > 2 and word[-1].islower() and word.lower() + "." not in norm.short_forms:
            yield Slip(found.start(), found.end(), ". ")


def _word_before(page: Manuscript, offset: int) -> str:
    """Return the word of two letters or more that ends at an offset, or nothing."""
    found = _WORD_BEFORE.search(page.text, max(0, offset - _LONGEST_WORD), offset)
    return found[0] if found else ""


def typeset(page: Manuscript, _: Norm) -> Iterator[Slip]:
    """Find spaces that must not break."""
    for at, now, sign in set_differently(page):
        if now and sign == NBSP and page.text[at + 1 : at + 2] not in ("–", "—"):
            yield Slip(at, at + 1, NBSP)


def closed_forms(page: Manuscript, _: Norm) -> Iterator[Slip]:
    """Find short forms and signs that stand without their space."""
    if "№" not in page.text and not _TIGHT.search(page.text):
        return
    for at, now, sign in set_differently(page):
        if not now and sign == NBSP:
            yield Slip(at - 1, at, page.text[at - 1] + NBSP)
