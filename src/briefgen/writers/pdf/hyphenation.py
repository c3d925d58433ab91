"""Hyphenation: where words of each language may be parted, by patterns (pyphen, an extra) or by syllables."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import import_module
from typing import Any

SOFT = "\u00ad"
"""The hyphen of a parted word: painted as a hyphen, read as none."""

_RIGHT, _SHORTEST = 3, 6  # letters behind a hyphen at least, and of a word that is parted
_LEFT = {"uk": 3, "ru": 3, "en": 3, "ky": 2, "tg": 2}  # letters before it
_PATTERNS = {"uk": "uk_UA", "ru": "ru_RU", "en": "en_GB"}
_VOWELS = {
    "uk": "аеєиіїоуюя",
    "ru": "аеёиоуыэюя",
    "en": "aeiouy",
    "ky": "аеёиоөуүыэюя",
    "tg": "аеёиӣоуӯэюя",
}
_NEVER_FIRST = "ьъй'’ʼ"  # what is never carried to a new line away from the letter before
_COUNTRY = "стан"  # whole after a consonant: Кыргыз-стан
_SONORANTS = "рлмнвй"
_WORD = re.compile(r"[^\w'’ʼ]*([^\W\d_]+(?:['’ʼ][^\W\d_]+)*)[^\w'’ʼ/@]*")


@lru_cache(maxsize=20_000)
def breaks(text: str, language: str) -> tuple[int, ...]:
    """Return before which characters of the text a hyphen may part it; none if it is not one word of letters.

    Words in capitals, words with digits and words of languages without rules are never parted.
    """
    found = _WORD.fullmatch(text)
    if found is None or language not in _VOWELS:
        return ()
    word, start = found[1], found.start(1)
    if len(word) < _SHORTEST or not word[1:].islower():
        return ()
    word = word.lower()
    vowels = _VOWELS[language]
    places = _by_patterns(word, language) if language in _PATTERNS else _by_syllables(word, vowels)
    return tuple(start + at for at in places if at >= _LEFT[language] and _good(word, at, vowels))


def _good(word: str, at: int, vowels: str) -> bool:
    """Say whether both parts can stand alone: long enough, with a vowel, the second one easy to say."""
    before, behind = word[:at], word[at:]
    if len(behind) < _RIGHT or behind[0] in _NEVER_FIRST:
        return False
    if behind[0] in _SONORANTS and behind[1] not in vowels and behind[1] != behind[0]:
        return False
    return any(letter in vowels for letter in before) and any(letter in vowels for letter in behind)


def _by_patterns(word: str, language: str) -> tuple[int, ...]:
    patterns = _patterns(language)
    return tuple(int(at) for at in patterns.positions(word)) if patterns else ()


@cache
def _patterns(language: str) -> Any:
    """Return the patterns of a language, or None where the extra `hyphenation` is not installed."""
    try:
        pyphen = import_module("pyphen")
    except ModuleNotFoundError:
        return None
    return pyphen.Pyphen(lang=_PATTERNS[language], left=_LEFT[language], right=_RIGHT)


def _by_syllables(word: str, vowels: str) -> list[int]:
    """Return where syllables begin: with the last consonant before a vowel, or with the second of two vowels.

    A vowel written twice is one long vowel; a soft or hard sign stays with its consonant.
    """
    starts: list[int] = []
    last: int | None = None  # where the vowel of the syllable before ends
    at = 0
    while at < len(word):
        if word[at] not in vowels:
            at += 1
            continue
        end = at + 1
        while end < len(word) and word[end] == word[at]:
            end += 1
        if last is not None:
            country = word.startswith(_COUNTRY, at - 2) and word[at - 3] not in vowels
            starts.append(at if at == last or word[at - 1] in "ьъ" else at - 2 if country else at - 1)
        last = at = end
    return starts
