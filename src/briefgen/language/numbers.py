"""Numbers: exact rounding, grouping and sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.language.unknown import NO_FORM, unknown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

MINUS = "\u2212"
MOST_DECIMALS = 3
"""The decimals printed at most where nobody says how many."""


class Numbers:
    """Prints numbers with the decimal and thousands marks of a language."""

    __slots__ = ("decimal", "thousands")

    def __init__(self, data: Mapping[str, str]) -> None:
        self.decimal = data["decimal"]
        self.thousands = data["thousands"]

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


def rounded(value: Fraction | int, places: int) -> int:
    """Return the size of the value in units of its last place, rounded half away from zero."""
    power: int = 10**places
    size, rest = divmod(abs(value.numerator) * power, value.denominator)
    return size + (2 * rest >= value.denominator)
