"""Rules on quotation marks and brackets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.proofreading.slip import Slip
from briefgen.proofreading.typeset import set_differently

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.proofreading.manuscript import Manuscript
    from briefgen.proofreading.norm import Norm

_ITEM = re.compile(r"(?:\A|[\s;:,])(?:\d{1,3}|[^\W\d_]|[ivx]+)\Z")
_QUOTED_ITEM = re.compile(r"[«„“](?:\d{1,3}|[^\W\d_])\Z")
"""The number of an item that is quoted: «3) особи, які…»."""
_BRACKETS = {")": "(", "]": "["}
_LONGEST_ITEM = 8
_DEEPEST = 50
_FURTHER = 10
"""How many paragraphs further the other half of a quotation mark may stand."""


def straight_quotes(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find typewriter quotation marks; those that come in pairs can be mended."""
    typed = any(pair in page.text for pair in _PAIRS)
    for found in _TYPED.finditer(page.text) if typed else ():
        yield Slip(found.start(), found.end(), safe=False)
    if '"' not in page.text or (norm.code == "en" and page.not_prose is not None):  # Markdown sets them itself
        return
    mended = {at: sign for at, now, sign in set_differently(page) if now == '"'}
    for found in re.finditer('"', page.text):
        at = found.start()
        if at in mended:
            yield Slip(at, at + 1, mended[at])
        elif not page.text[at - 1 : at].isdigit():  # inches
            yield Slip(at, at + 1, safe=False)


_TYPED = re.compile("(?<![,\\w]),,(?=\\w)|(?<=\\w)''(?!\\w)|<<(?=[^\\W\\d_]{2})|(?<=[^\\W\\d_]{2})>>")
"""Two commas, apostrophes or angle brackets in the place of one quotation mark."""


_PAIRS = (",,", "''", "<<", ">>")


def other_quotes(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find quotation marks of another language: “ ” round words outside « », or « » in English."""
    left, right = norm.quotes
    if norm.code == "en":
        if "«" in page.text:
            for found in re.finditer("«(?=[^«»\n]*[A-Za-z]{2})([^«»\n]+)»", page.text):
                yield Slip(found.start(), found.end(), f"{left}{found[1]}{right}", safe=False)
        return
    if "“" not in page.text or "”" not in page.text or (norm.code != "ru" and "«" not in page.text):
        return
    for found in re.finditer("“(?=[^“”\n]*[а-яёіїє]{2})([^“”«»„\n]+)”", page.text):
        start, _ = page.bounds(found.start())
        if page.text.count("«", start, found.start()) == page.text.count("»", start, found.start()):
            yield Slip(found.start(), found.end(), f"{left}{found[1]}{right}", safe=False)


def quote_balance(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find quotation marks without their other half."""
    if "«" in page.text or "»" in page.text:
        yield from _unpaired(page, {"»": "«"})
    if norm.code != "en" and "„" in page.text:
        yield from _unpaired(page, {"“": "„", "”": "„"})
    if norm.code == "en" and "„" not in page.text and ("“" in page.text or "”" in page.text):
        yield from _unpaired(page, {"”": "“"})


def bracket_balance(page: Manuscript, _: Norm) -> Iterator[Slip]:
    """Find brackets without their other half, but for those of numbered items."""
    if any(sign in page.text for sign in "()[]"):
        yield from _unpaired(page, _BRACKETS)


def _unpaired(page: Manuscript, pairs: dict[str, str]) -> Iterator[Slip]:
    """Yield each sign of a block without its other half; a half that a later block holds is right."""
    opened: list[tuple[int, str, int]] = []
    lost: list[tuple[int, str, int]] = []
    further = 0 if page.kind == "brief" else _FURTHER
    for found in re.finditer("[" + re.escape("".join((*pairs, *pairs.values()))) + "]", page.text):
        sign, at = found[0], found.start()
        number = page.number(at)
        block = page.passages[number].block
        if sign in pairs.values():
            opened.append((at, sign, block))
            continue
        if sign == ")" and _QUOTED_ITEM.search(page.text, max(0, at - _LONGEST_ITEM), at):
            continue
        near = range(len(opened) - 1, max(-1, len(opened) - 1 - _DEEPEST), -1)
        match = next((place for place in near if opened[place][1] == pairs[sign]), None)
        if match is not None and block - opened[match][2] <= further:
            del opened[match]
        elif sign not in ")]" or not _ITEM.search(page.text, max(0, at - _LONGEST_ITEM), at):
            lost.append((at, sign, block))
    by_block: dict[int, tuple[int, str, int]] = {}
    for one in sorted(opened + lost):
        by_block.setdefault(one[2], one)
    for at, _, _ in by_block.values():
        yield Slip(at, at + 1, safe=False)
