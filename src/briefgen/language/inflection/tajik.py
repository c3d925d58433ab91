"""Tajik has no cases: words that belong together are joined by the izofat, which this builds."""

from __future__ import annotations

_AFTER = "\u0438"  # и


def izofat(*words: str) -> str:
    """Return the words joined: every word but the last gets -и (`Ҷумҳурии Тоҷикистон`).

    After ӣ the izofat is written и in place of it (`ҷумҳурӣ`, `ҷумҳурии`); words that end in a digit, a Latin letter or
    an abbreviation take it after a hyphen.
    """
    return " ".join([*(_joined(word) for word in words[:-1]), *words[-1:]])


def _joined(word: str) -> str:
    last = word[-1:].lower()
    if last == "ӣ":
        return word[:-1] + "и" + _AFTER
    if last.isdigit() or last.isascii() or (word.isupper() and len(word) > 1):
        return f"{word}-{_AFTER}"
    return word + _AFTER
