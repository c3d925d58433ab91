"""Rules on letters lost or read in the wrong encoding."""

from __future__ import annotations

import re
import unicodedata
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


_WESTERN = re.compile(
    "â(?:€[™œ\x9d“”˜¦¢\x9c]|„[–¢])|Ã[¡-\u00bfŸ\x81€-\u2122](?<![“”„‚‘’–—…])|Â[£§°±«»·\u00a0©®]|в(?:Ђ[™њќ“”¦]|„–)"
)
"""A sign of two or three bytes that was read as two or three letters, such as â€™ for an apostrophe."""


def wrong_encoding(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find passages whose letters make sense in another encoding."""
    done: set[int] = set()
    if norm.cyrillic:
        for number, slip in _wrong_passages(page):
            done.add(number)
            yield slip
    for found in _WESTERN.finditer(page.text):
        try:
            meant = found[0].encode("cp1251" if found[0][0] == "в" else "cp1252").decode("utf-8")
        except UnicodeError:
            continue
        if page.number(found.start()) not in done:
            yield Slip(found.start(), found.end(), meant, safe=False)


def _wrong_passages(page: Manuscript) -> Iterator[tuple[int, Slip]]:
    from briefgen.proofreading.decoding import mended  # the checks of a brief need the rest of this module alone

    for number, (passage, start) in enumerate(zip(page.passages, page.starts, strict=True)):
        right = mended(passage.text)
        if right is not None:
            yield number, Slip(start, start + len(passage.text), right, safe=False)


def invisible(page: Manuscript, _: Norm) -> Iterator[Slip]:
    """Find signs that nobody sees inside or beside words: soft hyphens, spaces of no width; and spaces of odd width."""
    if page.text.isascii() or _INVISIBLE_HINT.search(page.text) is None:
        return
    for found in _INVISIBLE.finditer(page.text):
        yield Slip(found.start(), found.end(), "")
    for found in _ODD_SPACE.finditer(page.text):
        yield Slip(found.start(), found.end(), " ")


def split_letters(page: Manuscript, _: Norm) -> Iterator[Slip]:
    """Find letters whose mark is a character of its own, as text copied from a PDF has; and marks of stress."""
    if page.text.isascii() or _MARK.search(page.text) is None:
        return
    for found in _SPLIT.finditer(page.text):
        whole = unicodedata.normalize("NFC", found[0])
        safe = len(whole) == 1
        yield Slip(found.start(), found.end(), whole if safe else found[0][0], safe=safe)


_LETTER = "[A-Za-zÀ-ɏЀ-ԯ]"
_INVISIBLE_HINT = re.compile("[\u00ad\u2000-\u200f\u205f\u2060\u3000\ufeff]")
_INVISIBLE = re.compile(
    f"(?<={_LETTER})[\u00ad\u200b-\u200f\u2060\ufeff]+(?={_LETTER})|(?<=\\w)[\u200b\ufeff]+|[\u200b\ufeff]+(?=\\w)"
)
_ODD_SPACE = re.compile(f"(?<={_LETTER})[\u2000-\u200a\u205f\u3000]+(?={_LETTER})")
_MARK = re.compile("[\u0300-\u036f]")
_SPLIT = re.compile("[A-Za-zЀ-ԯ][\u0300-\u036f]+")


def bare_letters(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find words written without the letters of their own that the language has."""
    if norm.folded:
        for word in page.words:
            right = norm.folded.get(word.plain)
            if right is not None:
                mend = right.capitalize() if word.text[0].isupper() else right
                yield Slip(word.start, word.end, mend, safe=False)
