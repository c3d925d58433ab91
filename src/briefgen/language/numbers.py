"""Numbers: exact rounding, grouping and sign."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefgen.language.unknown import NO_FORM, unknown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

MINUS = "\u2212"
MOST_DECIMALS = 3
"""The decimals printed at most where nobody says how many."""


class Numbers:
    """Prints numbers with the decimal and thousands marks of a language."""

    __slots__ = ("_endings", "decimal", "thousands")

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.decimal: str = data["decimal"]
        self.thousands: str = data["thousands"]
        self._endings: Mapping[str, Mapping[str, str]] = data["endings"]

    def text(self, value: Fraction | int, decimals: int | None = None, *, sign: bool = False) -> str:
        """Return the number, rounded half away from zero; `sign` puts a plus before what is above zero.

        Without `decimals` it has as many as the value, at most three. Zero has no sign.
        """
        if decimals is not None and (not isinstance(decimals, int) or not 0 <= decimals <= 9):
            raise unknown(NO_FORM, "a number of decimals", decimals, "0123456789")
        places = MOST_DECIMALS if decimals is None else decimals
        size = rounded(value, places)
        digits = str(size).zfill(places + 1)
        whole, part = digits[: len(digits) - places], digits[len(digits) - places :]
        if decimals is None:
            part = part.rstrip("0")
        text = f"{int(whole):,}".replace(",", self.thousands)
        if part:
            text += self.decimal + part
        if size == 0:
            return text
        if value < 0:
            return MINUS + text
        return "+" + text if sign else text

    def in_case(self, text: str, case: str) -> str:
        """Return a printed number with the ending that a case puts behind its digits: `30дан`; most have none."""
        endings = self._endings.get(case)
        return text + endings[self._last_word(text)] if endings else text

    def _last_word(self, text: str) -> str:
        """Return the last word of a printed number as it is read, in digits: 1234 ends in 4, 1200 in 100."""
        digits = "".join(sign for sign in text.rpartition(self.decimal)[2] if sign.isdigit())
        bare = digits.rstrip("0")
        zeros = len(digits) - len(bare)
        if not bare:
            return "0"
        if zeros < 2:
            return bare[-1] + "0" * zeros
        return "100" if zeros == 2 else "1000" if zeros < 6 else "1000000"


def rounded(value: Fraction | int, places: int) -> int:
    """Return the size of the value in units of its last place, rounded half away from zero."""
    power: int = 10**places
    size, rest = divmod(abs(value.numerator) * power, value.denominator)
    return size + (2 * rest >= value.denominator)
