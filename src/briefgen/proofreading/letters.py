"""Rules on letters of the wrong alphabet or language, and on apostrophes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.proofreading.slip import Slip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.proofreading.manuscript import Manuscript
    from briefgen.proofreading.norm import Norm

_SEAM = re.compile(r"[A-Za-z](?:(?=[Ѐ-ԯ])|(?<=[Ѐ-ԯ].))")
_BOTH = re.compile(r"[A-Za-zЀ-ԯ]+")
_LATIN = re.compile(r"[A-Za-z]")
_CYRILLIC = re.compile(r"[Ѐ-ԯ]")
_SUFFIXED = re.compile(r"(?:[A-Z]{2,}|[A-Z]?[a-z]*[bdfghjklmnqrstuvwz][A-Za-z]*)[а-яё-ӿ]+")
"""A Latin name with a Cyrillic ending, such as KOICAнын, is right."""
_ROMAN_DIGITS = frozenset("VXILCDM")
_ROMAN = re.compile(r"(?<![\w’'.-])[ХІVXI]+(?![\w’'-])")
_TO_ROMAN = str.maketrans("ХІ", "XI")
_WRONG_APOSTROPHE = re.compile(r"(?<=[^\W\d_])[`´‘′ʹ](?=[^\W\d_])")
_OTHER_APOSTROPHE = re.compile(r"(?<=[^\W\d_])['ʼ](?=[^\W\d_])")
_BEFORE_JOT = re.compile(r"(?<=[бвгдкмнпрстфБВДМНПРФ])[*”“](?=[єїюяЄЇЮЯ])")
_QUOTED = re.compile("«[^«»\n]*»|„[^„“\n]*“|“[^“”\n]*”")


def mixed(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each word of Latin and Cyrillic letters stands, but for Cyrillic endings of Latin names."""
    done = 0
    for seam in _SEAM.finditer(text):
        if seam.start() < done:
            continue
        start = seam.start()
        while start and _BOTH.match(text, start - 1):
            start -= 1
        found = _BOTH.match(text, start)
        done = found.end() if found else seam.end()
        if _is_wrong(text[start:done]):
            yield start, done


def _is_wrong(word: str) -> bool:
    return not _SUFFIXED.fullmatch(word) and not _ROMAN_DIGITS.union("ХІ").issuperset(word)


def mixed_words(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find words of Latin and Cyrillic letters."""
    if page.text.isascii() or _LATIN.search(page.text) is None:
        return
    for start, end in mixed(page.text):
        yield Slip(start, end, _in_one(page.text[start:end], norm))


def _in_one(word: str, norm: Norm) -> str | None:
    """Return the word in one alphabet if every letter of the other has a look-alike."""
    cyrillic = "".join(norm.lookalikes.get(letter, letter) for letter in word)
    latin = "".join(norm.latin_lookalikes.get(letter, letter) for letter in word)
    to_cyrillic, to_latin = not _LATIN.search(cyrillic), not _CYRILLIC.search(latin)
    if to_cyrillic and to_latin:
        foreign = len(_LATIN.findall(word))
        return cyrillic if 2 * foreign < len(word) else latin if 2 * foreign > len(word) else None
    return cyrillic if to_cyrillic else latin if to_latin else None


def single_letters(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find Latin letters that stand for a Cyrillic word of one letter."""
    if norm.single is None:
        return
    for found in norm.single.finditer(page.text):
        yield Slip(found.start(1), found.end(1), norm.lookalikes[found[1]])


def roman_numbers(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find Roman numbers of Cyrillic letters."""
    if "Х" not in page.text and "І" not in page.text:
        return
    for found in _ROMAN.finditer(page.text):
        roman = found[0].translate(_TO_ROMAN)
        follows = norm.after_roman.match(page.text, found.end()) is not None
        if roman != found[0] and (follows or (len(roman) > 1 and norm.code != "en")):
            yield Slip(found.start(), found.end(), roman)


def foreign_letters(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find words with letters that the language does not have, outside quotation marks; one finding for a passage."""
    if norm.foreign is None or norm.foreign_letter is None or norm.foreign_letter.search(page.text) is None:
        return
    quoted = [(found.start(), found.end()) for found in _QUOTED.finditer(page.text)]
    told = -1
    for found in norm.foreign.finditer(page.text):
        number = page.number(found.start())
        if number == told or any(start < found.start() < end for start, end in quoted):
            continue
        told = number
        yield Slip(found.start(), found.end())


def wrong_apostrophes(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find accents and quotation marks in the place of an apostrophe."""
    if norm.apostrophe:
        for found in _WRONG_APOSTROPHE.finditer(page.text):
            yield Slip(found.start(), found.end(), norm.apostrophe)
        if norm.code == "uk":
            for found in _BEFORE_JOT.finditer(page.text):
                if page.not_prose is None or found[0] != "*":  # Markdown has it
                    yield Slip(found.start(), found.end(), norm.apostrophe)


def other_apostrophes(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find apostrophes that are not the one of the language; in English only beside right ones."""
    if not norm.apostrophe or (norm.code == "en" and norm.apostrophe not in page.text):
        return
    if "'" in page.text or "ʼ" in page.text:
        for found in _OTHER_APOSTROPHE.finditer(page.text):
            yield Slip(found.start(), found.end(), norm.apostrophe)
