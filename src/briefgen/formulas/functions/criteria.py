"""The criteria of COUNTIF, SUMIFS and the like, and the wildcards of lookups."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from briefgen.formulas.places import Places
from briefgen.formulas.values import Error, Halt, Unknown, Value, compared_texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefgen.formulas.areas import Area

_PARTS = re.compile(r"(<=|>=|<>|<|>|=)?(.*)", re.DOTALL)
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_MAYBE_NUMBER = re.compile(r"[\s$€₴%,.:/0-9eE+-]*[0-9][\s$€₴%,.:/0-9eE+-]*|[0-9].*(?:AM|PM|am|pm)")
_LAST_BITS = Unknown("a number fits the criterion but for its last bits")
_LITTLE_LESS = 1 - 2.0**-44
_BLANK = Places([None])
_SIGNS: dict[str, Callable[[float], bool]] = {
    "<": lambda order: order < 0,
    ">": lambda order: order > 0,
    "<=": lambda order: order <= 0,
    ">=": lambda order: order >= 0,
}


def places(area: Area, criterion: Value) -> list[int]:
    """Return where in the area (row by row, from 0) the values meet a criterion; raises `Halt`."""
    key = (criterion.__class__, criterion.lower() if isinstance(criterion, str) else criterion)
    found = area.matched.get(key)
    if found is None:
        found = _scanned(area.flat, criterion) if not area.asked else None
        if found is None:
            found = _places(area.places, criterion)
        area.asked = True
        if area.unread and _places(_BLANK, criterion):
            raise Halt(Unknown("a criterion that blank cells meet, in an area with countless blank cells"))
        area.matched[key] = found
    return found


def _scanned(values: list[Value], criterion: Value) -> list[int] | None:
    """Return the places of a plain number among numbers, or of a word among words: in the first, perhaps only, search.

    None where there is more to it, or nothing is gained.
    """
    if criterion.__class__ is float:
        if {value.__class__ for value in values} != {float}:
            return None
        low, high = sorted((criterion * _LITTLE_LESS, criterion / _LITTLE_LESS))
        found = [place for place, value in enumerate(values) if low <= value <= high]  # type: ignore[operator]
        return found if all(values[place] == criterion for place in found) else None
    if isinstance(criterion, str) and criterion.isalpha() and criterion.upper() not in {"TRUE", "FALSE"}:
        if {value.__class__ for value in values} != {str}:
            return None
        wanted = criterion.lower()
        return [place for place, value in enumerate(values) if value.lower() == wanted]  # type: ignore[union-attr]
    return None


def _places(known: Places, criterion: Value) -> list[int]:
    if isinstance(criterion, (Error, Unknown)):
        raise Halt(Unknown("an error value as a criterion") if isinstance(criterion, Error) else criterion)
    if criterion is None or isinstance(criterion, bool):
        raise Halt(Unknown("a blank, TRUE or FALSE as a criterion counts differently in programs"))
    if isinstance(criterion, float):
        return _equal_to_number(known, criterion)
    match = _PARTS.fullmatch(criterion)
    assert match is not None  # noqa: S101 - every text matches
    sign, operand = match.group(1) or "", match.group(2)
    if _NUMBER.fullmatch(operand):
        return _against_number(known, sign, float(operand))
    if _MAYBE_NUMBER.fullmatch(operand) or operand.upper() in {"TRUE", "FALSE"} or operand.startswith("#"):
        raise Halt(Unknown(f"programs read the criterion {criterion!r} differently"))
    if sign in {"", "=", "<>"}:
        return _against_text(known, sign, operand)
    if not operand or set(operand) & set("*?~") or "" in known.texts:
        raise Halt(Unknown(f"programs read the criterion {criterion!r} differently"))
    test = _SIGNS[sign]
    return _all_of(known, [key for key in known.texts if test(compared_texts(key, operand))])


def _all_of(known: Places, keys: list[Any]) -> list[int]:
    return sorted(place for key in keys for place in known.by_key[key])


def _all_but(known: Places, left_out: list[int]) -> list[int]:
    out = set(left_out)
    return [place for place in range(known.count) if place not in out]


def _against_number(known: Places, sign: str, wanted: float) -> list[int]:
    if sign in {"", "="}:
        return _equal_to_number(known, wanted)
    if sign == "<>":
        return _all_but(known, _equal_to_number(known, wanted))
    if known.has_nearly(wanted):
        raise Halt(_LAST_BITS)
    test = _SIGNS[sign]
    return _all_of(known, [value for value in known.numbers() if test(value - wanted)])


def _equal_to_number(known: Places, wanted: float) -> list[int]:
    if known.has_nearly(wanted):
        raise Halt(_LAST_BITS)
    if known.texts and any(map(_MAYBE_NUMBER.fullmatch, known.texts)):
        raise Halt(Unknown("programs compare a text that looks like a number with numbers differently"))
    if wanted in {0, 1} and known.of(wanted == 1):
        raise Halt(Unknown("programs compare TRUE and FALSE with 1 and 0 differently"))
    return known.of(wanted)


def _against_text(known: Places, sign: str, operand: str) -> list[int]:
    if not operand:
        if sign == "":
            return sorted(known.of(None) + known.of(""))
        if known.of(""):
            raise Halt(Unknown("whether an empty text counts as blank differs between programs"))
        return known.of(None) if sign == "=" else _all_but(known, known.of(None))
    if set(operand) & set("*?~"):
        matches = pattern(operand)
        found = _all_of(known, [key for key in known.texts if matches(key)])
    else:
        found = known.of(operand)
    return _all_but(known, found) if sign == "<>" else found


@lru_cache(maxsize=512)
def pattern(wanted: str) -> Callable[[str], object]:
    """Return what says whether a whole text fits one with `*`, `?` and `~`, without regard to capitals."""
    return re.compile(expression(wanted), re.DOTALL | re.IGNORECASE).fullmatch


def expression(wanted: str) -> str:
    """Return the regular expression of a text with wildcards; `~` takes the meaning from the sign after it."""
    written = []
    rest = iter(wanted)
    for character in rest:
        if character == "~":
            after = next(rest, "")
            if after not in {"*", "?", "~"}:
                raise Halt(Unknown("programs read `~` before another character differently"))
            written.append(re.escape(after))
        else:
            written.append({"*": ".*", "?": "."}.get(character) or re.escape(character))
    return "".join(written)
