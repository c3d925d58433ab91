"""Kyrgyz cases: one suffix on the last word, its vowel by harmony, its consonant by the sound before it."""

from __future__ import annotations

import re

CASES = ("gen", "dat", "acc", "loc", "abl")
_HARMONY = {"а": "аы", "я": "аы", "ы": "аы", "у": "ау", "ю": "ау", "о": "оу", "ё": "оу", "е": "еи", "э": "еи",
            "и": "еи", "ө": "өү", "ү": "өү"}  # fmt: skip
_VOICELESS = "пфктшсхцчщ"
_POSSESSIVE = re.compile(
    r"(?:[аоуыэеиөүяюё](?:сы|си|су|сү)|(?:лыгы|лиги|лугу|лүгү)|башчысы|министри|президенти|палатасы|комитети|бирлиги"
    r"|уюму|банкы|банкасы|фонду|кабинети|кеңеши|соту|кызматы|агенттиги|өкүлү|элчиси|орун басары|катчысы|мүчөсү"
    r"|жетекчиси|төрагасы|директору|депутаты|кеңешчиси|сессиясы|тобу)$"
)
"""Ends of words in the third person possessive, which takes suffixes of its own."""
_PROPER = ("person", "given", "family", "place")


def inflected(text: str, case: str, kind: str = "phrase") -> tuple[str, bool]:
    """Return the words in a case (gen, dat, acc, loc, abl), and whether there is no doubt of the suffix.

    The third person possessive at the end of a phrase (`Кыргыз Республикасы`) takes its own set: -нын, -на, -н, -нда,
    -нан. An abbreviation follows its pronunciation, which nobody can see: it comes back as it is.
    """
    if case not in CASES:
        return text, True
    last = text.rstrip('»”")').rpartition(" ")[2]
    low = last.lower()
    vowels = [letter for letter in low if letter in _HARMONY]
    if not vowels or (last.isupper() and len(last) > 1) or (not low[-1].isalpha() and low[-1] not in "ьъ"):
        return text, False
    harmony = _HARMONY[vowels[-1]]
    wide, narrow = harmony[0], harmony[1]
    if kind not in _PROPER and " " in text and low[-1] in "ыиуү":
        return text + _possessive(case, wide, narrow), _POSSESSIVE.search(low) is not None
    return text + _plain(low.rstrip("ьъ"), case, wide, narrow), True


def _possessive(case: str, wide: str, narrow: str) -> str:
    return {"gen": f"н{narrow}н", "dat": f"н{wide}", "acc": "н", "loc": f"нд{wide}", "abl": f"н{wide}н"}[case]


def _plain(low: str, case: str, wide: str, narrow: str) -> str:
    last = low[-1]
    vowel, voiceless = last in _HARMONY, last in _VOICELESS
    if case == "dat":
        return ("к" if voiceless else "г") + wide
    if case in ("gen", "acc"):
        first = "н" if vowel else "т" if voiceless else "д"
        return f"{first}{narrow}н" if case == "gen" else f"{first}{narrow}"
    first = "т" if voiceless else "д"
    return f"{first}{wide}" if case == "loc" else f"{first}{wide}н"
