"""Numbers as Office stores them: decimal text of at most 15 significant digits, rightly rounded, and format codes."""

from __future__ import annotations

from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

DIGITS = 15

_CONTEXT = Context(prec=DIGITS, rounding=ROUND_HALF_UP, Emax=MAX_EMAX, Emin=MIN_EMIN)


def number_text(value: Fraction) -> str:
    """Return an exact value as decimal text: `26740.5`, `0.333333333333333`, `1E-9`."""
    top, bottom = value.numerator, value.denominator
    if bottom == 1 and -(10**DIGITS) < top < 10**DIGITS:
        return str(top)
    rounded = _CONTEXT.divide(Decimal(top), Decimal(bottom))
    exponent = rounded.adjusted()
    if -7 < exponent < 21:
        text = f"{rounded:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(rounded.normalize(_CONTEXT))


def number_format(decimals: int, *, grouped: bool) -> str:
    """Return the format code of numbers, such as `#,##0.0`."""
    return ("#,##0" if grouped else "0") + ("." + "0" * decimals if decimals else "")
