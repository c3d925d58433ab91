"""What a value of a look may be: each kind reads a text, and tells why another text will not do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from briefgen.findings import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.findings import Place


# The kinds compare by identity: Python 3.11.2 takes `Annotated[str, a]` for `Annotated[str, b]` if a equals b.


class WrongValueError(ValueError):
    """Raised by a `read`: why the text cannot be the value, and how to mend it."""

    def __init__(self, why: str, mend: str) -> None:
        super().__init__(why)
        self.why, self.mend = why, mend


class Reads(Protocol):
    """What knows how to read a text into a value."""

    def read(self, text: str, place: Place, /) -> Any:
        """Return the value of the text at the place; raise WrongValueError, or FindingsError for one of its own."""


@dataclass(frozen=True, eq=False)
class Between:
    """A number: the least and the greatest allowed, and what is counted."""

    low: float
    high: float
    unit: str

    def read(self, text: str, _place: Place) -> float:
        """Return the number; raise WrongValueError for another kind of text or a number out of range."""
        if re.fullmatch(r"[0-9]*\.?[0-9]+", text) and self.low <= float(text) <= self.high:
            return float(text)
        mend = "write such a number"
        if re.fullmatch(r"[0-9]+,[0-9]+", text):
            mend = "use a decimal point"
        elif text.endswith(self.unit):
            mend = f"write only the number, without `{self.unit}`"
        raise WrongValueError(f"it is a number from {self.low:g} to {self.high:g} {self.unit}", mend)


@dataclass(frozen=True, eq=False)
class Ink:
    """A colour: RRGGBB, or one of the names."""

    names: tuple[str, ...] = ()

    def read(self, text: str, _place: Place) -> str:
        """Return the name, or the colour as RRGGBB in capitals; raise WrongValueError for another text."""
        if text in self.names:
            return text
        found = re.fullmatch("#?([0-9A-Fa-f]{6})", text)
        if found:
            return found[1].upper()
        why = "a colour is six signs 0-9 A-F (red, green, blue)" + (", or a name from `colours`" if self.names else "")
        raise WrongValueError(why, did_you_mean(text, self.names) or 'write a colour in quotes, such as "12436D"')


@dataclass(frozen=True, eq=False)
class OneOf:
    """One of some words, in capitals or not, each with its value."""

    known: dict[str, Any]

    def read(self, text: str, _place: Place) -> Any:
        """Return the value of the word; raise WrongValueError for another word."""
        for word, value in self.known.items():
            if word.lower() == text.lower():
                return value
        mend = did_you_mean(text, self.known) or "write one of these words"
        raise WrongValueError(f"it may be {in_ticks(self.known)}", mend)


YES_OR_NO = OneOf({"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False})


def in_ticks(words: Iterable[str]) -> str:
    """Return the words as findings list them."""
    return ", ".join(f"`{name}`" for name in words)
