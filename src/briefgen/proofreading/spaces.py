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

_SPACES = re.compile("(?<=[^\\s|])([ \u00a0]{2,})(?=[^\\s|])")
_PAIRS = ("  ", NBSP + NBSP, " " + NBSP, NBSP + " ")
_INSIDE = re.compile("(?<=[(«„])[ \u00a0]+(?=[^\\W_])|(?<=[\\w.%])[ \u00a0]+(?=[)»])")
_OPEN_SIGNS = ("( ", " )", "« ", " »", "„ ", *(sign.replace(" ", NBSP) for sign in ("( ", " )", "« ", " »", "„ ")))
_LONE_BRACKET = re.compile("(?:\\d{1,3}|[^\\W\\d_]|[ivx]+)[ \u00a0]+")
_BEFORE_BRACKET = re.compile(
    "\\((?:(?<=[Ѐ-ԯ]{2}.)|(?<=[A-Za-z]{5}.))"
    "(?=(?:[^\\W_][^()\n]{0,200}[ \u00a0][^()\n]{0,200}|[A-ZА-ЯІЇЄҐЎҚҒҲҶӢӮҢӨҮ]{2,6})\\))"
)
_BEHIND_BRACKET = re.compile("\\)(?<=[^\\s(].)(?=[^\\W\\d_]{2})")
_SEVERAL = re.compile("[ \u00a0]|\\d\\d|[A-ZА-ЯІЇЄҐЎҚҒҲҶӢӮҢӨҮ]{2}")
_UNIT_BEFORE = re.compile("\\d[ \u00a0][^\\W\\d_]{1,3}\\Z")
_BEFORE_MARK = re.compile(r"(?<=[\w»”)%*])([ \u00a0]+)(?=[,;:.!?](?:[\s»”)]|$))", re.MULTILINE)
_BEHIND_MARK = re.compile(r"[,;:](?=[^\W\d_]{2})")
_BEHIND_STOP = re.compile(r"\.(?=[A-ZА-ЯЁІЇЄҐЎҚҒҲҶӢӮҢӨҮ][a-zа-яё-ӿ])")
_WORD_BEFORE = re.compile(r"[^\W\d_]{2,}\Z")
_LONGEST_WORD = 40
_DIGIT_AND_WORD = re.compile(r"\d(?=[^\W\d_]{2})|\.(?=[^\W\d_])")
_TIGHT = re.compile(r"\.[^\W\d_]")


def double_spaces(page: Manuscript, _: Norm) -> Iterator[Slip]:
    """Find two or more spaces in a row, but for columns set by spaces."""
    if any(pair in page.text for pair in _PAIRS):
        for found in _SPACES.finditer(page.text):
            start, end = page.bounds(found.start())
            if len(found[1]) < 4 or len(_SPACES.findall(page.text, start, end)) == 1:
                yield Slip(found.start(), found.end(), NBSP if NBSP in found[1] else " ")


def space_before_mark(page: Manuscript, _: Norm) -> Iterator[Slip]:
    """Find spaces before a comma or another mark."""
    for found in _BEFORE_MARK.finditer(page.text):
        if not page.text.startswith(("...", ".."), found.end()):
            yield Slip(found.start(), found.end(), "")
    if not any(sign in page.text for sign in _OPEN_SIGNS):
        return
    for found in _INSIDE.finditer(page.text):
        if page.text[found.end()] != ")" or not _LONE_BRACKET.fullmatch(
            page.text, page.bounds(found.start())[0], found.end()
        ):
            yield Slip(found.start(), found.end(), "")


def no_space_behind_mark(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find commas and full stops without the space behind them."""
    for found in _BEHIND_MARK.finditer(page.text):
        word = _word_before(page, found.start())
        if word[-2:-1].islower() or (found[0] == "," and word and page.text[found.end()].islower()):
            yield Slip(found.start(), found.end(), found[0] + " ")
    for found in _BEHIND_STOP.finditer(page.text):
        word = _word_before(page, found.start())
        one_script = word[-1:].isascii() == page.text[found.end()].isascii()  # else a name, such as Prozorro.Продажі
        unit = len(word) > 2 or _UNIT_BEFORE.search(page.text, max(0, found.start() - 6), found.start())
        if one_script and unit and word[-1:].islower() and word.lower() + "." not in norm.short_forms:
            yield Slip(found.start(), found.end(), ". ")
    if "(" in page.text:
        yield from _tight_brackets(page)


def _tight_brackets(page: Manuscript) -> Iterator[Slip]:
    """Find brackets round several words that touch the word before or behind; those round an ending may."""
    for found in _BEFORE_BRACKET.finditer(page.text):
        yield Slip(found.start(), found.end(), " (")
    for found in _BEHIND_BRACKET.finditer(page.text):
        opening = page.text.rfind("(", page.bounds(found.start())[0], found.start())
        if opening >= 0 and _SEVERAL.search(page.text, opening, found.start()):
            yield Slip(found.start(), found.end(), ") ")


def _word_before(page: Manuscript, offset: int) -> str:
    """Return the word of two letters or more that ends at an offset, or nothing."""
    found = _WORD_BEFORE.search(page.text, max(0, offset - _LONGEST_WORD), offset)
    return found[0] if found else ""


def typeset(page: Manuscript, _: Norm) -> Iterator[Slip]:
    """Find spaces that must not break."""
    for at, now, sign in set_differently(page):
        if now and sign == NBSP and page.text[at + 1 : at + 2] not in ("–", "—"):
            yield Slip(at, at + 1, NBSP)


def closed_forms(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find short forms and signs that stand without their space."""
    if norm.tight_unit is not None and _DIGIT_AND_WORD.search(page.text):
        for found in norm.tight_unit.finditer(page.text):
            yield Slip(found.end() - 1, found.end(), found[0][-1] + NBSP)
    if "№" not in page.text and not _TIGHT.search(page.text):
        return
    for at, now, sign in set_differently(page):
        if not now and sign == NBSP:
            yield Slip(at - 1, at, page.text[at - 1] + NBSP)
