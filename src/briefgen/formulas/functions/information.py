"""What kind of value a cell holds."""

from __future__ import annotations

from typing import Any

from briefgen.formulas.areas import Area, size_of
from briefgen.formulas.functions.signature import Function
from briefgen.formulas.values import NOT_AVAILABLE, Error, Halt, Unknown, Value


def _first(value: Any) -> Value:
    """Return the value, of an area its only one; raises `Halt`."""
    if isinstance(value, (Area, list)) and size_of(value) != (1, 1):
        raise Halt(Unknown("programs take different cells of an area"))
    found: Value = value.flat[0] if isinstance(value, Area) else value[0][0] if isinstance(value, list) else value
    if isinstance(found, (Error, Unknown)):
        raise Halt(found)
    return found


def as_number(value: Any) -> float:
    """Return N."""
    found = _first(value)
    return float(found) if isinstance(found, (float, bool)) else 0.0


def as_text(value: Any) -> str:
    """Return T."""
    found = _first(value)
    return found if isinstance(found, str) else ""


FUNCTIONS = {
    "ISNUMBER": Function(lambda value: value.__class__ is float, "e", 1),
    "ISTEXT": Function(lambda value: isinstance(value, str), "e", 1),
    "ISNONTEXT": Function(lambda value: not isinstance(value, str), "e", 1),
    "ISLOGICAL": Function(lambda value: isinstance(value, bool), "e", 1),
    "ISBLANK": Function(lambda value: value is None, "e", 1),
    "ISERROR": Function(lambda value: isinstance(value, Error), "e", 1),
    "ISERR": Function(lambda value: isinstance(value, Error) and value != NOT_AVAILABLE, "e", 1),
    "ISNA": Function(lambda value: value == NOT_AVAILABLE, "e", 1),
    "N": Function(as_number, "r", 1),
    "T": Function(as_text, "r", 1),
    "NA": Function(lambda: NOT_AVAILABLE, "", 0),
    "SINGLE": Function(lambda value: value, "e", 1),
}
