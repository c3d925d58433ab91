"""Tells text that was read in the wrong encoding by its pairs of letters, and what it was before."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from pathlib import Path

_READ_AND_MEANT = (
    ("cp1251", "utf-8"),
    ("cp1252", "utf-8"),
    ("latin-1", "utf-8"),
    ("latin-1", "cp1251"),
    ("cp1252", "cp1251"),
    ("cp1251", "koi8-u"),
    ("koi8-u", "cp1251"),
    ("cp1251", "cp866"),
    ("cp866", "cp1251"),
    ("koi8-u", "cp866"),
    ("cp866", "koi8-u"),
    ("cp866", "utf-8"),
    ("koi8-u", "utf-8"),
    ("mac-cyrillic", "cp1251"),
    ("cp1251", "mac-cyrillic"),
)
_SAMPLE = 240
_FEWEST = 8
_CLEAN, _BETTER = 0.45, 0.3
_STRANGE = re.compile(
    "[\u0080-\u009f\u00a1-\u00a6\u00a8\u00aa\u00ac-\u00af\u00b1-\u00b6\u00b8-\u00ba\u00bc-\u00ff\u0152-\u0192"
    "\u0400\u0402\u0403\u0405\u0408-\u040d\u040f\u0450\u0452\u0453\u0455\u0458-\u045d\u045f\u2500-\u25ff]"
    "|[РС][°±²³µ·‚„…†‡€‰‹‘“”•–—™›]|[а-яё][А-ЯЁ]|[А-ЯЁ]{5}"
)
"""Signs, and capitals where none should be, that text read in the wrong encoding has and clean text seldom has."""

_PAIR = re.compile(r"(?=([^\W\d_]{2}))")


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    text = (Path(__file__).parent / "data" / "bigrams.txt").read_text(encoding="utf-8")
    return frozenset(pair for line in text.splitlines() if not line.startswith("#") for pair in line.split())


def likeness(text: str) -> float:
    """Return which share of the pairs of letters is common in Cyrillic prose, from 0 to 1; a capital inside is not.

    Text of fewer than eight pairs counts as 0.
    """
    pairs = _PAIR.findall(text[:_SAMPLE])
    if len(pairs) < _FEWEST:
        return 0.0
    common = _common()
    return sum(pair[0].lower() + pair[1] in common for pair in pairs) / len(pairs)


def mended(text: str) -> str | None:
    """Return the text that was meant if this one was read in the wrong encoding, else None."""
    if len(text) < _FEWEST or _STRANGE.search(text) is None or text.isascii():
        return None
    before = likeness(text if not text.isupper() else text.lower())
    if before > _CLEAN:
        return None
    best, score = None, max(before + _BETTER, _CLEAN)
    for read, meant in _READ_AND_MEANT:
        try:
            again = text.encode(read, "briefgen-bytes").decode(meant)
        except (UnicodeDecodeError, UnicodeEncodeError):
            continue
        after = likeness(again)
        if after > score:
            best, score = again, after
    return best


def _as_bytes(reason: UnicodeError) -> tuple[bytes, int]:
    """Encode what an encoding lacks: controls that stand for their own byte, and signs that readers put in."""
    if not isinstance(reason, UnicodeEncodeError):
        raise reason
    found = reason.object[reason.start]
    if found <= "\u00ff":
        return bytes([ord(found)]), reason.start + 1
    raise reason


codecs.register_error("briefgen-bytes", _as_bytes)
