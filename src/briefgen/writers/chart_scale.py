"""Scales of charts: round steps for an axis, and numbers printed as the language prints them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

MINUS = "\u2212"


class Scale(NamedTuple):
    """An axis from `low` to `high` in round steps; zero is always on it."""

    low: Fraction
    high: Fraction
    step: Fraction

    def ticks(self) -> list[Fraction]:
        """Return every step from the lowest to the highest."""
        count = int((self.high - self.low) / self.step)
        return [self.low + self.step * at for at in range(count + 1)]

    def share(self, value: Fraction) -> float:
        """Return where the value stands between low (0) and high (1)."""
        return float((value - self.low) / (self.high - self.low))


def scale(values: Sequence[Fraction], most: int = 6) -> Scale:
    """Return a scale that holds zero and every value, with at most so many steps."""
    low, high = min([*values, Fraction(0)]), max([*values, Fraction(0)])
    if low == high:
        high = Fraction(1)
    step = _round_up((high - low) / most)
    return Scale(step * (low // step), -step * (-high // step), step)


def aligned(first: Scale, values: Sequence[Fraction]) -> tuple[Scale, Scale]:
    """Return the scale and a second one for the values, so that zero and every step stand at the same height."""
    low, high = min([*values, Fraction(0)]), max([*values, Fraction(0)])
    below = max(int(-first.low / first.step), 1 if low < 0 else 0)
    above = max(int(first.high / first.step), 1 if high > 0 or not below else 0)
    step = max(
        (_round_up(reach / count) for reach, count in ((high, above), (-low, below)) if reach > 0),
        default=Fraction(1),
    )
    return (
        Scale(-below * first.step, above * first.step, first.step),
        Scale(-below * step, above * step, step),
    )


def _round_up(step: Fraction) -> Fraction:
    """Return the next 1, 2, 2.5 or 5 times a power of ten."""
    power = Fraction(1)
    while power * 10 <= step:
        power *= 10
    while power > step:
        power /= 10
    return next(power * nice for nice in (1, 2, Fraction(5, 2), 5, 10) if power * nice >= step)


def decimals_of(step: Fraction) -> int:
    """Return how many decimals the multiples of a step need."""
    decimals = 0
    while decimals < 12 and (step * 10**decimals).denominator != 1:
        decimals += 1
    return decimals


def printed(value: Fraction, decimals: int, mark: str, thousands: str) -> str:
    """Return the number rounded half away from zero, with the marks of the language."""
    scaled = int(abs(value) * 10**decimals + Fraction(1, 2))
    whole, part = divmod(scaled, 10**decimals)
    text = f"{whole:,}".replace(",", thousands)
    if decimals:
        text += f"{mark}{part:0{decimals}d}"
    return MINUS + text if value < 0 and scaled else text
