"""Conditions and choices; only what is needed is evaluated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefgen.formulas.areas import Area, flat_of
from briefgen.formulas.functions.signature import Function
from briefgen.formulas.values import (
    NOT_AVAILABLE,
    VALUE,
    Error,
    Halt,
    Unknown,
    Value,
    compared,
    number,
    stop_at_errors,
    truth,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Closure = Callable[[Any, Any], Any]


def if_else(condition: Value, yes: Any, no: Any = False) -> Any:
    """Return IF."""
    return yes if truth(condition) else no


def _lazy_if(parts: Sequence[Closure]) -> Closure:
    condition, yes = parts[0], parts[1]
    no = parts[2] if len(parts) > 2 else None

    def choose(get: Any, at: Any) -> Any:
        value = condition(get, at)
        if value is not True and value is not False:
            try:
                value = truth(value)
            except Halt as halt:
                return halt.value
        if value:
            return yes(get, at)
        return False if no is None else no(get, at)

    return choose


def first_true(*pairs: Any) -> Any:
    """Return IFS."""
    if len(pairs) % 2:
        raise Halt(NOT_AVAILABLE)
    for condition, value in zip(pairs[::2], pairs[1::2], strict=True):
        if truth(condition):
            return value
    raise Halt(NOT_AVAILABLE)


def _lazy_ifs(parts: Sequence[Closure]) -> Closure:
    pairs = list(zip(parts[::2], parts[1::2], strict=False))

    def choose(get: Any, at: Any) -> Any:
        if len(parts) % 2:
            return Unknown("IFS with a condition that has no value")
        for condition, value in pairs:
            try:
                met = truth(condition(get, at))
            except Halt as halt:
                return halt.value
            if met:
                return value(get, at)
        return NOT_AVAILABLE

    return choose


def without_error(value: Value, instead: Value) -> Value:
    """Return IFERROR."""
    return instead if isinstance(value, Error) else value


def without_missing(value: Value, instead: Value) -> Value:
    """Return IFNA."""
    return instead if value == NOT_AVAILABLE else value


def _lazy_instead(is_wrong: Callable[[Any], bool]) -> Callable[[Sequence[Closure]], Closure]:
    def build(parts: Sequence[Closure]) -> Closure:
        tried, instead = parts

        def choose(get: Any, at: Any) -> Any:
            value = tried(get, at)
            return instead(get, at) if is_wrong(value) else value

        return choose

    return build


def switch(value: Value, *cases: Any) -> Any:
    """Return SWITCH."""
    for case, result in zip(cases[::2], cases[1::2], strict=False):
        if _same(value, case):
            return result
    if len(cases) % 2:
        return cases[-1]
    raise Halt(NOT_AVAILABLE)


def _lazy_switch(parts: Sequence[Closure]) -> Closure:
    asked, cases = parts[0], parts[1:]

    def choose(get: Any, at: Any) -> Any:
        value = asked(get, at)
        for case, result in zip(cases[::2], cases[1::2], strict=False):
            try:
                if _same(value, case(get, at)):
                    return result(get, at)
            except Halt as halt:
                return halt.value
        return cases[-1](get, at) if len(cases) % 2 else NOT_AVAILABLE

    return choose


def _same(value: Value, case: Value) -> bool:
    """Say whether a case of SWITCH is met; blanks and kinds that differ are told apart differently by programs."""
    if isinstance(value, (Error, Unknown)):
        raise Halt(value)
    if isinstance(case, (Error, Unknown)):
        raise Halt(Unknown("programs go on after an error value among the cases of SWITCH, or do not"))
    if value is None or case is None or isinstance(value, bool) != isinstance(case, bool):
        raise Halt(Unknown("SWITCH compares blanks, TRUE and FALSE differently in programs"))
    return compared(value, case, order=False) == 0


def chosen(place: Value, *values: Any) -> Any:
    """Return CHOOSE."""
    index = int(number(place))
    if not 1 <= index <= len(values):
        raise Halt(VALUE)
    return values[index - 1]


def _lazy_choose(parts: Sequence[Closure]) -> Closure:
    asked, values = parts[0], parts[1:]

    def choose(get: Any, at: Any) -> Any:
        try:
            index = int(number(asked(get, at)))
        except Halt as halt:
            return halt.value
        return values[index - 1](get, at) if 1 <= index <= len(values) else VALUE

    return choose


def _truths(arguments: tuple[Any, ...]) -> list[bool]:
    """Return the logical values: of areas only numbers, TRUE and FALSE. Raises `Halt`, also if there are none."""
    found: list[bool] = []
    for argument in arguments:
        if isinstance(argument, (Area, list)):
            values = flat_of(argument)
            stop_at_errors(values)
            found += [truth(value) for value in values if value is not None and not isinstance(value, str)]
        else:
            found.append(truth(argument))
    if not found:
        raise Halt(VALUE)
    return found


FUNCTIONS = {
    "IF": Function(if_else, "see", 2, gives_reference=True, lazy=_lazy_if),
    "IFS": Function(first_true, "se", 2, 2, gives_reference=True, lazy=_lazy_ifs),
    "IFERROR": Function(without_error, "ee", 2, lazy=_lazy_instead(lambda value: value.__class__ is Error)),
    "IFNA": Function(without_missing, "ee", 2, lazy=_lazy_instead(lambda value: value == NOT_AVAILABLE)),
    "SWITCH": Function(switch, "see", 3, 1, lazy=_lazy_switch),
    "CHOOSE": Function(chosen, "se", 2, 1, gives_reference=True, lazy=_lazy_choose),
    "AND": Function(lambda *values: all(_truths(values)), "r", 1, 1, unions=True),
    "OR": Function(lambda *values: any(_truths(values)), "r", 1, 1, unions=True),
    "XOR": Function(lambda *values: sum(_truths(values)) % 2 == 1, "r", 1, 1, unions=True),
    "NOT": Function(lambda value: not value, "b", 1),
    "TRUE": Function(lambda: True, "", 0),
    "FALSE": Function(lambda: False, "", 0),
}
