"""Values of cells as Excel computes with them: their kinds, how they change kind, how they compare, add and print.

Where a result depends on the language of the user's Excel (numbers read from text or joined to text), it is that of
an Excel in English; what cannot be known from the formula and its cells is `Unknown`, never guessed.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias


class Error(NamedTuple):
    """An error value, by its code: `#DIV/0!`."""

    code: str


class Unknown(NamedTuple):
    """No value: why it is not known."""

    reason: str


Value: TypeAlias = "float | str | bool | Error | Unknown | None"
"""What a cell holds: None is a blank cell, numbers are always floats."""

DIVISION = Error("#DIV/0!")
NOT_AVAILABLE = Error("#N/A")
NAME = Error("#NAME?")
NULL = Error("#NULL!")
NUMBER = Error("#NUM!")
REFERENCE = Error("#REF!")
VALUE = Error("#VALUE!")

LONGEST_TEXT = 32_767
_ALL_DIGITS = 14
_LAST_BITS = 4.5e-16
_E48 = 2.0**-48
_OF_NUMBERS = frozenset("0123456789.+-eE ")
_ORDERED_ALIKE = (
    frozenset("abcdefghijklmnopqrstuvwxyz0123456789 "),
    frozenset(chr(letter) for letter in range(ord("а"), ord("я") + 1)),
)
_LARGEST_WHOLE = 2.0**53

NO_REFERENCE = Unknown("a value where a function of Excel takes only a reference")


class Halt(Exception):  # noqa: N818 - not a mistake: the way an error value or an unknown one leaves a function
    """Ends the evaluation of a function with a value."""

    def __init__(self, value: Value) -> None:
        super().__init__(value)
        self.value = value


def number(value: Value) -> float:
    """Return the value as a number: blank is 0, TRUE is 1, text is read; raises `Halt`."""
    if value.__class__ is float:
        return value
    if value is None:
        return 0.0
    if isinstance(value, str):
        return _read(value)
    if isinstance(value, (Error, Unknown)):
        raise Halt(value)
    return float(value)


def _read(text: str) -> float:
    try:
        read = float(text) if _OF_NUMBERS.issuperset(text) else None
    except ValueError:
        read = None  # such as `1-2`, which may be a date
    if read is not None:
        return finite(read)
    if any(character.isdigit() for character in text):
        raise Halt(Unknown(f"whether the text {text!r} is read as a number or a date depends on the program"))
    raise Halt(VALUE)


def text(value: Value) -> str:
    """Return the value as text, numbers as `&` writes them; raises `Halt`."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, (Error, Unknown)):
        raise Halt(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return general(value)


def general(value: float) -> str:
    """Return a number in the format General: up to 15 digits; raises `Halt` where programs differ."""
    if value == 0:
        return "0"
    if not 1e-4 <= abs(value) < 1e15:
        raise Halt(Unknown("programs write very large and very small numbers in different ways"))
    written = f"{value:.15g}"
    if "e" in written:
        raise Halt(Unknown("programs write very large and very small numbers in different ways"))
    if len(written) > _ALL_DIGITS and f"{value * (1 + _LAST_BITS):.15g}" != f"{value * (1 - _LAST_BITS):.15g}":
        raise Halt(Unknown("the last digit of the text hangs on the last bits of the number"))
    return written


def truth(value: Value) -> bool:
    """Return the value as TRUE or FALSE; raises `Halt`."""
    if isinstance(value, bool):
        return value
    if value is None:
        return False
    if isinstance(value, str):
        if value.upper() in {"TRUE", "FALSE"}:
            raise Halt(Unknown("whether a text counts as TRUE or FALSE depends on the program"))
        raise Halt(VALUE)
    if isinstance(value, (Error, Unknown)):
        raise Halt(value)
    return value != 0


def finite(value: float) -> float:
    """Return the number; raises `Halt` with `#NUM!` if it is too large for a cell."""
    if value - value == 0:
        return value
    raise Halt(NUMBER)


def fitting(value: str) -> str:
    """Return the text; raises `Halt` with `#VALUE!` if it is too long for a cell."""
    if len(value) > LONGEST_TEXT:
        raise Halt(VALUE)
    return value


def nearly_equal(one: float, other: float) -> bool:
    """Say whether two numbers are the same within the last bits that calculations leave wrong."""
    if one == other:
        return True
    difference = abs(one - other)
    if one == 0 or other == 0 or not difference < min(abs(one), abs(other)) * _E48:
        return False
    return not (one.is_integer() and other.is_integer() and max(abs(one), abs(other)) < _LARGEST_WHOLE)


def add(one: float, other: float) -> float:
    """Return the sum; what is left of two numbers that should cancel out is 0. Raises `Halt` if too large."""
    total = one + other
    if -1e-3 * abs(one) < total < 1e-3 * abs(one) and nearly_equal(one, -other):
        return 0.0
    return total if total - total == 0 else finite(total)


def subtract(one: float, other: float) -> float:
    """Return the difference; of two numbers that should be equal it is 0. Raises `Halt` if too large."""
    return add(one, -other)


def divide(one: float, other: float) -> float:
    """Return the quotient; raises `Halt`."""
    if other == 0:
        raise Halt(DIVISION)
    return finite(one / other)


def power(one: float, other: float) -> float:
    """Return a power; raises `Halt`."""
    if one == 0 and other <= 0:
        if other == 0:
            raise Halt(Unknown("0^0 is #NUM! in Excel and 1 in other programs"))
        raise Halt(DIVISION)
    if one < 0 and not other.is_integer():
        raise Halt(Unknown("a root of a negative number is #NUM! in Excel and may be a number in other programs"))
    try:
        result = finite(one**other)
    except OverflowError:
        raise Halt(NUMBER) from None
    if result == 0 and one != 0:
        raise Halt(Unknown("a power too small for a number is 0 or an error, depending on the program"))
    return result


def compared(one: Value, other: Value, *, order: bool = True) -> int:
    """Return -1, 0 or 1 as Excel orders two values: numbers, then text, then FALSE and TRUE; blank is 0, "" or FALSE.

    Text compares without regard to capitals. With `order` False only 0 or not 0 is asked for.
    Raises `Halt` for an error value, and where the order of two texts depends on the language.
    """
    for value in (one, other):
        if isinstance(value, (Error, Unknown)):
            raise Halt(value)
    if one is None:
        one = _blank_like(other)
    if other is None:
        other = _blank_like(one)
    ranks = _rank(one), _rank(other)
    if ranks[0] != ranks[1]:
        return -1 if ranks[0] < ranks[1] else 1
    if isinstance(one, str) and isinstance(other, str):
        return compared_texts(one, other, order=order)
    first, second = float(one), float(other)  # type: ignore[arg-type]
    return 0 if nearly_equal(first, second) else -1 if first < second else 1


def compared_texts(one: str, other: str, *, order: bool = True) -> int:
    """Return -1, 0 or 1; raises `Halt` where the order of the texts depends on the language."""
    first, second = one.lower(), other.lower()
    if first == second:
        return 0
    if order and first and second and not any(signs.issuperset(first + second) for signs in _ORDERED_ALIKE):
        raise Halt(Unknown("the order of the two texts depends on the language of the program"))
    return -1 if first < second else 1


def numbers_of(values: list[Value]) -> list[float]:
    """Return the numbers among the values of cells; raises `Halt` with the first error, or an unknown value."""
    found = [value for value in values if value.__class__ is float]
    if len(found) != len(values):
        stop_at_errors(values)
    return found


def stop_at_errors(values: list[Value]) -> None:
    """Raise `Halt` if there is an unknown value, or else with the error value; which of several wins is unknown."""
    first: Error | None = None
    several = False
    for value in values:
        if value.__class__ is Unknown:
            raise Halt(value)
        if isinstance(value, Error):
            several = several or (first is not None and value != first)
            first = first or value
    if several:
        raise Halt(Unknown("which of several error values wins differs between programs"))
    if first is not None:
        raise Halt(first)


def stop_at_unknown(values: list[Value]) -> None:
    """Raise `Halt` if one of the values is unknown."""
    for value in values:
        if value.__class__ is Unknown:
            raise Halt(value)


def _blank_like(other: Value) -> Value:
    return "" if isinstance(other, str) else False if isinstance(other, bool) else 0.0


def _rank(value: Value) -> int:
    return 1 if isinstance(value, str) else 2 if isinstance(value, bool) else 0
