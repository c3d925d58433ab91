"""Text cut, joined, searched and made of numbers."""

from __future__ import annotations

import re
from typing import Any

from briefgen.formulas.areas import Area, flat_of
from briefgen.formulas.functions.criteria import expression
from briefgen.formulas.functions.number_formats import formatted
from briefgen.formulas.functions.signature import Function
from briefgen.formulas.values import (
    LONGEST_TEXT,
    VALUE,
    Error,
    Halt,
    Unknown,
    Value,
    fitting,
    number,
    stop_at_errors,
    text,
    truth,
)

_SPACES = re.compile(" {2,}")
_NOT_COUNTED_ALIKE = Unknown("programs count a character beyond the first 65,536 as one or as two")
_ALSO_NOT_ALIKE = Unknown("programs change the capitals of this text differently")


def _counted(value: str) -> str:
    """Return the text; raises `Halt` if programs count its characters differently."""
    if value.isascii() or max(value) <= "\uffff":
        return value
    raise Halt(_NOT_COUNTED_ALIKE)


def left(value: str, count: float = 1.0) -> str:
    """Return LEFT."""
    return _counted(value)[: _length(count)]


def right(value: str, count: float = 1.0) -> str:
    """Return RIGHT."""
    length = _length(count)
    return _counted(value)[-length:] if length else ""


def middle(value: str, start: float, count: float) -> str:
    """Return MID."""
    first, length = int(start) - 1, _length(count)
    if first < 0:
        raise Halt(VALUE)
    return _counted(value)[first : first + length]


def _length(count: float) -> int:
    if count < 0:
        raise Halt(VALUE)
    return int(count)


def trimmed(value: str) -> str:
    """Return TRIM."""
    return _SPACES.sub(" ", value.strip(" "))


def upper(value: str) -> str:
    """Return UPPER."""
    return _one_for_one(value, value.upper())


def lower(value: str) -> str:
    """Return LOWER."""
    return _one_for_one(value, value.lower())


def proper(value: str) -> str:
    """Return PROPER."""
    if not all(character.isalnum() or character in " -,." for character in value):
        raise Halt(_ALSO_NOT_ALIKE)
    return _one_for_one(value, value.title())


def _one_for_one(old: str, new: str) -> str:
    """Return the new text; raises `Halt` if letters became more or fewer, as `ß` does only in some programs."""
    if len(old) != len(new):
        raise Halt(_ALSO_NOT_ALIKE)
    return new


def substitute(value: str, old: str, new: str, which: float | None = None) -> str:
    """Return SUBSTITUTE."""
    if which is not None and which < 1:
        raise Halt(VALUE)
    if not old:
        return value
    if which is None:
        return fitting(value.replace(old, new))
    at = -len(old)
    for _ in range(int(which)):
        at = value.find(old, at + len(old))
        if at < 0:
            return value
    return fitting(value[:at] + new + value[at + len(old) :])


def replace(value: str, start: float, count: float, new: str) -> str:
    """Return REPLACE."""
    first, length = int(start) - 1, _length(count)
    if first < 0:
        raise Halt(VALUE)
    return fitting(_counted(value)[:first] + new + value[first + length :])


def find(wanted: str, within: str, start: float = 1.0) -> float:
    """Return FIND."""
    first = _start(wanted, within, start)
    found = _counted(within).find(wanted, first)
    if found < 0:
        raise Halt(VALUE)
    return found + 1.0


def search(wanted: str, within: str, start: float = 1.0) -> float:
    """Return SEARCH."""
    first = _start(wanted, within, start)
    found = re.compile(expression(wanted), re.DOTALL | re.IGNORECASE).search(_counted(within), first)
    if found is None:
        raise Halt(VALUE)
    return found.start() + 1.0


def _start(wanted: str, within: str, start: float) -> int:
    first = int(start) - 1
    if first < 0 or first >= max(len(within), 1):
        raise Halt(VALUE)
    if not wanted or not within:
        raise Halt(Unknown("programs search for, or in, an empty text differently"))
    return first


def joined(*values: str) -> str:
    """Return CONCATENATE."""
    return fitting("".join(values))


def concatenated(*arguments: Any) -> str:
    """Return CONCAT."""
    return fitting("".join(_texts(arguments)))


def joined_with(delimiter: Any, skip_empty: Value, *arguments: Any) -> str:
    """Return TEXTJOIN."""
    if isinstance(delimiter, list) or (isinstance(delimiter, Area) and len(delimiter.flat) != 1):
        raise Halt(Unknown("TEXTJOIN with several delimiters is not supported"))
    between = text(flat_of(delimiter)[0])
    parts = _texts(arguments)
    return fitting(between.join([part for part in parts if part] if truth(skip_empty) else parts))


def _texts(arguments: tuple[Any, ...]) -> list[str]:
    values = [value for argument in arguments for value in flat_of(argument)]
    if any(isinstance(argument, Area) and argument.unread for argument in arguments):
        raise Halt(Unknown("joining countless cells"))
    stop_at_errors(values)
    return [text(value) for value in values]


def repeated(value: str, times: float) -> str:
    """Return REPT."""
    count = _length(times)
    if len(value) * count > LONGEST_TEXT:
        raise Halt(VALUE)
    return value * count if value else ""


def read_number(value: Value) -> float:
    """Return VALUE."""
    if isinstance(value, bool) or value == "":
        raise Halt(Unknown("VALUE of TRUE, FALSE or an empty text differs between programs"))
    return number(value)


def written(value: Value, form: str) -> str:
    """Return TEXT."""
    if isinstance(value, (bool, str)):
        raise Halt(Unknown("programs write TRUE, FALSE and texts in a number format differently"))
    return formatted(number(value), form)


def character(code: float) -> str:
    """Return CHAR."""
    if not 32 <= code < 127:
        raise Halt(Unknown("the character depends on the code page of the program"))
    return chr(int(code))


def code(value: str) -> float:
    """Return CODE."""
    if not value:
        raise Halt(VALUE)
    if not value[0].isascii():
        raise Halt(Unknown("the code depends on the code page of the program"))
    return float(ord(value[0]))


def unicode_character(number_of_it: float) -> str:
    """Return UNICHAR."""
    point = int(number_of_it)
    if not 32 <= point <= 0xD7FF:
        raise Halt(Unknown("not a character that every program gives"))
    return chr(point)


def is_same(one: Value, other: Value) -> bool:
    """Return EXACT."""
    for value in (one, other):
        if isinstance(value, (Error, Unknown)):
            raise Halt(value)
    return text(one) == text(other)


FUNCTIONS = {
    "LEFT": Function(left, "tn", 1),
    "RIGHT": Function(right, "tn", 1),
    "MID": Function(middle, "tnn", 3),
    "LEN": Function(lambda value: float(len(_counted(value))), "t", 1),
    "TRIM": Function(trimmed, "t", 1),
    "UPPER": Function(upper, "t", 1),
    "LOWER": Function(lower, "t", 1),
    "PROPER": Function(proper, "t", 1),
    "SUBSTITUTE": Function(substitute, "tttn", 3),
    "REPLACE": Function(replace, "tnnt", 4),
    "FIND": Function(find, "ttn", 2),
    "SEARCH": Function(search, "ttn", 2),
    "CONCATENATE": Function(joined, "t", 1, 1),
    "CONCAT": Function(concatenated, "r", 1, 1),
    "TEXTJOIN": Function(joined_with, "rsr", 3, 1),
    "REPT": Function(repeated, "tn", 2),
    "VALUE": Function(read_number, "s", 1),
    "TEXT": Function(written, "st", 2),
    "EXACT": Function(is_same, "ss", 2),
    "CHAR": Function(character, "n", 1),
    "CODE": Function(code, "t", 1),
    "UNICHAR": Function(unicode_character, "n", 1),
}
