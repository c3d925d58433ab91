"""The kinds of field that records are made of, and what each accepts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

from briefgen.model.figure import Unit, number

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a field that names a record of another list by its id; `world` also allows `WLD`, the whole world."""

    list: str
    world: bool = False


WORLD = "WLD"
"""The partner "World" in trade rows."""


class Certainty(StrEnum):
    """How sure a fact is; decides whether and how it is printed (docs/inputs.md)."""

    CONFIRMED = "confirmed"
    STATED = "stated"
    INCOMPLETE = "incomplete"
    AMBIGUOUS = "ambiguous"
    INFERRED = "inferred"
    CONFLICTING = "conflicting"


def check_id(value: object) -> object:
    """Return an id without outer blanks; raise PydanticCustomError if it is none."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}", text):
        raise PydanticCustomError(
            "id",
            "`{value}` is not an id: use letters a-z, digits and hyphens, such as border-commission",
            {"value": text},
        )
    return text


def _ids(value: object) -> object:
    if isinstance(value, str):
        value = [part for part in re.split(r"[,;\s]+", value) if part]
    if isinstance(value, list | tuple):
        return tuple(check_id(part) for part in value)
    return value


def _number(value: object) -> object:
    if isinstance(value, Fraction):
        return value
    if isinstance(value, str):
        try:
            return number(value)
        except ValueError as reason:
            raise PydanticCustomError("number", "{reason}", {"reason": str(reason)}) from None
    raise PydanticCustomError("number", "a number is expected")


def _unit(value: object) -> object:
    if isinstance(value, str):
        try:
            return Unit.parse(value)
        except ValueError as reason:
            raise PydanticCustomError("unit", "{reason}", {"reason": str(reason)}) from None
    if not isinstance(value, Unit):
        raise PydanticCustomError("unit", "a unit is expected")
    return value


def _flag(value: object) -> object:
    if isinstance(value, str):
        known = {"yes": True, "true": True, "x": True, "1": True, "no": False, "false": False, "0": False}
        if value.strip().lower() not in known:
            raise PydanticCustomError("flag", "`{value}` is neither yes nor no", {"value": value})
        return known[value.strip().lower()]
    return value


def plain_number(value: Fraction) -> str:
    """Return a terminating decimal as it would be written in an input file."""
    sign, whole = ("-", -value) if value < 0 else ("", value)
    digits = 0
    while (whole * 10**digits).denominator != 1:
        digits += 1
        if digits > 1000:  # the reader takes exponents of up to three digits
            raise ValueError(f"{value} has no finite decimal form")
    text = str(int(whole * 10**digits)).zfill(digits + 1)
    return sign + (f"{text[:-digits]}.{text[-digits:]}" if digits else text)


Id = Annotated[
    str, BeforeValidator(check_id), WithJsonSchema({"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$"})
]
Ids = Annotated[
    tuple[str, ...],
    BeforeValidator(_ids),
    WithJsonSchema({"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "string"}]}),
]
Number = Annotated[
    Fraction,
    BeforeValidator(_number),
    PlainSerializer(plain_number),
    WithJsonSchema({"type": ["number", "string"]}),
]
UnitField = Annotated[
    Unit,
    BeforeValidator(_unit),
    PlainSerializer(str),
    WithJsonSchema({"type": "string", "examples": ["mln USD", "thousand USD", "%", "km"]}),
]
Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"enum": [True, False, "yes", "no"]})]
Count = Annotated[int, Field(ge=0)]


class Record(BaseModel):
    """One fact: frozen, checked, with no fields but its own."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True)

    @classmethod
    @cache
    def references(cls) -> dict[str, Ref]:
        """Return the fields that name other records, with the list they name."""
        found: dict[str, Ref] = {}
        for name, info in cls.model_fields.items():
            for mark in marks(info):
                if isinstance(mark, Ref):
                    found[name] = mark
        return found


def marks(field: FieldInfo) -> tuple[Any, ...]:
    """Return everything that a field is annotated with, also where the field may be left out (`... | None`)."""
    inner = (mark for part in get_args(field.annotation) for mark in getattr(part, "__metadata__", ()))
    return (*field.metadata, *inner)
