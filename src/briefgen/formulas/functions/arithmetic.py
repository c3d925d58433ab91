"""Arithmetic on single numbers: rounding by decimals, roots, logarithms, remainders."""

from __future__ import annotations

import math

from briefgen.formulas.functions.signature import Function
from briefgen.formulas.values import DIVISION, NUMBER, Halt, Unknown, divide, power

_NEAR_A_STEP = Unknown("the number is a step but for its last bits, and programs disagree about the side")
_MOST_DIGITS = 20
_LARGEST_STEP = 2.0**53  # above it all numbers are whole


def round_half_away(value: float, digits: float) -> float:
    """Round a half away from zero, as it stands in decimals: 2.675 to two places is 2.68."""
    places = _places(digits)
    if -10 < places < 15:
        scaled = abs(value) * 10.0**places if places >= 0 else abs(value) / 10.0**-places
        whole = math.floor(scaled) if scaled < 1e9 else 0
        part = scaled - whole
        if scaled < 1e9 and abs(part - 0.5) > 1e-6:
            whole += part > 0.5
            return math.copysign(whole / 10.0**places if places >= 0 else whole * 10.0**-places, value) + 0.0
    return _quantised(value, places, "ROUND_HALF_UP")


def round_away(value: float, digits: float) -> float:
    """Return ROUNDUP."""
    places = _places(digits)
    _stop_near_a_step(value, places)
    return _quantised(value, places, "ROUND_UP")


def round_towards_zero(value: float, digits: float = 0.0) -> float:
    """Return ROUNDDOWN."""
    places = _places(digits)
    _stop_near_a_step(value, places)
    return _quantised(value, places, "ROUND_DOWN")


def floor_whole(value: float) -> float:
    """Return INT."""
    _stop_near_a_step(value, 0)
    return float(math.floor(value))


def _places(digits: float) -> int:
    if abs(digits) > _MOST_DIGITS:
        raise Halt(Unknown("programs round to so many digits differently"))
    return math.trunc(digits)


def _quantised(value: float, places: int, rounding: str) -> float:
    """Return the number, taken to 15 digits, rounded to decimal places."""
    from decimal import Context, Decimal

    exact = Decimal(f"{value:.15g}")
    if places >= 0 and -exact.as_tuple().exponent <= places:  # type: ignore[operator]
        return value
    return float(exact.quantize(Decimal(1).scaleb(-places), context=Context(prec=700, rounding=rounding))) + 0.0


def _stop_near_a_step(value: float, places: int) -> None:
    """Raise `Halt` if the last bits of a computed number decide on which side of a step it is."""
    if value.is_integer() and places >= 0:
        return
    scaled = value * 10.0**places
    if abs(scaled) > _LARGEST_STEP:
        return
    if abs(scaled - round(scaled)) <= 1e-12 * max(1.0, abs(scaled)) and float(f"{value:.15g}") != value:
        raise Halt(_NEAR_A_STEP)


def _floor_of_quotient(value: float, step: float) -> float:
    """Return how many whole steps there are below the value; raises `Halt` where the last bits decide."""
    quotient = divide(value, step)
    if quotient.is_integer() and value.is_integer() and step.is_integer():
        return quotient
    if abs(quotient) > 1e12:
        raise Halt(_NEAR_A_STEP)
    nearest = round(quotient)
    if abs(quotient - nearest) <= 1e-12 * max(1.0, abs(quotient)):
        if value != 0 and float(f"{nearest * step:.15g}") != value:
            raise Halt(_NEAR_A_STEP)
        if not (value.is_integer() and step.is_integer()):
            raise Halt(_NEAR_A_STEP)
    return float(math.floor(quotient))


def remainder(value: float, divisor: float) -> float:
    """Return MOD."""
    if divisor == 0:
        raise Halt(DIVISION)
    if value.is_integer() and divisor.is_integer():
        if abs(value / divisor) > 1e12:
            raise Halt(Unknown("the quotient is too large for some programs"))
        if max(abs(value), abs(divisor)) > _LARGEST_STEP:
            raise Halt(_NEAR_A_STEP)
        return float(int(value) % int(divisor))
    return value - divisor * _floor_of_quotient(value, divisor)


def ceiling(value: float, step: float) -> float:
    """Return CEILING."""
    if value == 0 or step == 0:
        return 0.0
    if value > 0 > step:
        raise Halt(NUMBER)
    return -_floor_of_quotient(-value, step) * step + 0.0


def floor(value: float, step: float) -> float:
    """Return FLOOR."""
    if value == 0:
        return 0.0
    if step == 0:
        raise Halt(DIVISION)
    if value > 0 > step:
        raise Halt(NUMBER)
    return _floor_of_quotient(value, step) * step + 0.0


def round_to_multiple(value: float, multiple: float) -> float:
    """Return MROUND."""
    if value == 0 or multiple == 0:
        return 0.0
    if (value > 0) != (multiple > 0):
        raise Halt(NUMBER)
    quotient = divide(value, multiple)
    if abs(quotient) > 1e12:
        raise Halt(_NEAR_A_STEP)
    fraction = quotient - math.floor(quotient)
    if fraction != 0.5 and abs(fraction - 0.5) < 1e-9:
        raise Halt(_NEAR_A_STEP)
    return math.floor(quotient + 0.5) * multiple


def whole_quotient(value: float, divisor: float) -> float:
    """Return QUOTIENT."""
    quotient = divide(value, divisor)
    _stop_near_a_step(quotient, 0)
    return float(math.trunc(quotient))


def square_root(value: float) -> float:
    """Return SQRT."""
    return math.sqrt(value) if value >= 0 else _no_number()


def exponential(value: float) -> float:
    """Return EXP."""
    return math.exp(value) if value < 709.7 else _no_number()


def logarithm(value: float, base: float = 10.0) -> float:
    """Return LOG."""
    if value <= 0 or base <= 0:
        return _no_number()
    if base == 10:
        return math.log10(value)
    return divide(math.log(value), math.log(base))


def natural_logarithm(value: float) -> float:
    """Return LN."""
    return math.log(value) if value > 0 else _no_number()


def _no_number() -> float:
    raise Halt(NUMBER)


FUNCTIONS = {
    "ABS": Function(abs, "n", 1),
    "SIGN": Function(lambda value: float((value > 0) - (value < 0)), "n", 1),
    "ROUND": Function(round_half_away, "nn", 2),
    "ROUNDUP": Function(round_away, "nn", 2),
    "ROUNDDOWN": Function(round_towards_zero, "nn", 2),
    "TRUNC": Function(round_towards_zero, "nn", 1),
    "INT": Function(floor_whole, "n", 1),
    "MOD": Function(remainder, "nn", 2),
    "QUOTIENT": Function(whole_quotient, "nn", 2),
    "CEILING": Function(ceiling, "nn", 2),
    "FLOOR": Function(floor, "nn", 2),
    "MROUND": Function(round_to_multiple, "nn", 2),
    "SQRT": Function(square_root, "n", 1),
    "POWER": Function(power, "nn", 2),
    "EXP": Function(exponential, "n", 1),
    "LN": Function(natural_logarithm, "n", 1),
    "LOG": Function(logarithm, "nn", 1),
    "LOG10": Function(logarithm, "n", 1),
    "PI": Function(lambda: math.pi, "", 0),
}
