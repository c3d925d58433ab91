"""Characters that no paper can print: controls, halves of surrogate pairs, private use, odd line ends."""

from __future__ import annotations

import re

UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ue000-\uf8ff\ufeff\ufffe\uffff\U000f0000-\U0010ffff]"
)
"""Every character refused; tab and line feed are text, other line ends are turned into line feeds before."""

WHY = "it cannot be printed, and the same text would look different in Word, PDF and Excel"
HELP = "delete the character, or type the one that was meant"

_KINDS = (
    ("\x00", "\x9f", "a control character"),
    ("\u2028", "\u2029", "a line separator"),
    ("\ud800", "\udfff", "one half of a surrogate pair"),
    ("\ue000", "\uf8ff", "a private-use character, as symbol fonts have"),
    ("\ufeff", "\ufeff", "a byte order mark inside the text"),
    ("\ufffe", "\uffff", "not a character"),
    ("\U000f0000", "\U0010ffff", "a private-use character, as symbol fonts have"),
)


def named(character: str) -> str:
    """Return code and kind of an unprintable character, such as `U+0007, a control character`."""
    kind = next(words for first, last, words in _KINDS if first <= character <= last)
    return f"U+{ord(character):04X}, {kind}"
