"""The finding for a word that a language file does not hold, with the words it does hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.findings import FindingsError, did_you_mean, error

if TYPE_CHECKING:
    from collections.abc import Iterable

NO_LANGUAGE = "B410"
NO_FORM = "B411"
NO_WORD = "B412"
NO_UPPER_END = "B413"
NO_PROFILE = "B416"


def unknown(code: str, what: str, word: object, known: Iterable[str]) -> FindingsError:
    """Return the error "`word` is not `what`" with the nearest known words, or all of them."""
    names = sorted(known)
    listed = "use one of: " + ", ".join(names)
    meant = did_you_mean(str(word), names)
    return FindingsError(error(code, f"`{word}` is not {what}", help=f"{meant} {listed}" if meant else listed))
