"""What kind of value each field of a record holds: what readers, drop-downs and the field reference go by."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from functools import cache
from types import NoneType
from typing import TYPE_CHECKING, Literal, get_args, get_origin

from briefgen.model import fields
from briefgen.model.figure import Unit
from briefgen.model.period import Period
from briefgen.model.text import Text

if TYPE_CHECKING:
    from briefgen.model.fields import Record

Kind = Literal["text", "id", "ids", "period", "number", "count", "unit", "flag", "choice", "words", "records"]
"""text: words by language; id, ids: names of records; choice: one of a few words; words: plain text such as
a code; records: a list of records."""

_TYPES: dict[object, Kind] = {
    Text: "text",
    Period: "period",
    Fraction: "number",
    int: "count",
    Unit: "unit",
    bool: "flag",
}
CODES = frozenset({"commodity", "hs"})
"""The fields of kind words that hold commodity codes: digits that must keep their leading zeros."""


@cache
def kinds(record: type[Record]) -> dict[str, Kind]:
    """Return the kind of each field of a record class, in the order of the class."""
    return {name: _kind(record, name) for name in record.model_fields}


@cache
def choices(record: type[Record], field: str) -> tuple[str, ...]:
    """Return the words that a field of kind choice allows; empty for every other kind."""
    kind = _bare(record, field)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return tuple(member.value for member in kind)
    return tuple(str(word) for word in get_args(kind)) if get_origin(kind) is Literal else ()


@cache
def required(record: type[Record]) -> tuple[str, ...]:
    """Return the fields that every record of the class must have."""
    return tuple(name for name, info in record.model_fields.items() if info.is_required())


def _kind(record: type[Record], field: str) -> Kind:
    if choices(record, field):
        return "choice"
    bare = _bare(record, field)
    if get_origin(bare) is tuple:
        return "ids" if get_args(bare)[0] is str else "records"
    if bare is str:
        checks = [getattr(mark, "func", None) for mark in fields.marks(record.model_fields[field])]
        return "id" if fields.check_id in checks else "words"
    return _TYPES[bare]


def _bare(record: type[Record], field: str) -> object:
    """Return the annotation without `| None` and without its marks."""
    annotation: object = record.model_fields[field].annotation
    if get_origin(annotation) is not Literal and NoneType in get_args(annotation):
        annotation = next(part for part in get_args(annotation) if part is not NoneType)
    return getattr(annotation, "__origin__", annotation) if hasattr(annotation, "__metadata__") else annotation
