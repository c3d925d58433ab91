"""Tables: a header row of dotted field names and the rows below it become records, for CSV and Excel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.findings import did_you_mean, error
from briefgen.model.kinds import kinds
from briefgen.model.text import ANY, CASES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefgen.findings import Finding, Place
    from briefgen.inputs.pages import Facts, Page
    from briefgen.model.fields import Record
    from briefgen.source import Tree

Field = tuple[str, ...]
"""A dotted name in parts: the field, perhaps the language, perhaps the case."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of one list: header and rows by column number, each value already text."""

    list: str
    page: Page
    record: type[Record]
    header_row: int
    header: Mapping[int, str]


def columns(table: Table, facts: Facts) -> dict[int, Field]:
    """Return the field of each column; a header that names none, or one twice, has a finding instead."""
    found: dict[int, Field] = {}
    first: dict[Field, int] = {}
    for column, name in table.header.items():
        place = table.page.place(table.header_row, column, len(name))
        field = split(table.record, name)
        if field is None:
            facts.findings.append(unknown(table.record, name, f"column of `{table.list}`", place))
        elif field in first:
            why = f"the first is {table.page.place(table.header_row, first[field])}"
            mend = "remove one of the two columns"
            message = f"two columns have the header `{name}`"
            facts.findings.append(error("B124", message, why=why, help=mend, place=place))
        else:
            first[field] = column
            found[column] = field
            facts.keys[(table.list, 0, *field)] = (table.page, table.header_row, column, len(name))
    return found


def split(record: type[Record], name: str) -> Field | None:
    """Return the parts of a dotted name such as `name.uk.gen`, or None if the record has no such field."""
    parts = tuple(name.split("."))
    kind = kinds(record).get(parts[0])
    if kind is None or kind == "records" or (len(parts) > 1 and kind != "text") or len(parts) > 3:
        return None
    language_is_right = (
        len(parts) < 2 or parts[1] == ANY or (len(parts[1]) == 2 and parts[1].isascii() and parts[1].islower())
    )
    return parts if language_is_right and (len(parts) < 3 or parts[2] in CASES) else None


def unknown(record: type[Record], name: str, what: str, place: Place) -> Finding:
    """Return the finding for a name that no field has."""
    fields = kinds(record)
    head, dot, rest = name.partition(".")
    small = name.lower()
    if head in fields and dot and fields[head] == "text":
        mend = f"after `{head}.` comes a language such as `uk`, then perhaps a case: {', '.join(CASES)}"
    elif head in fields and dot:
        mend = f"write `{head}` alone: only texts have languages"
    else:
        known = [field for field, kind in fields.items() if kind != "records"]
        meant = did_you_mean(small.partition(".")[0], known)
        if meant and dot and fields[meant.split("`")[1]] == "text":
            meant = did_you_mean(small, [f"{field}.{rest}" for field in known if fields[field] == "text"]) or meant
        mend = meant or f"the fields are {', '.join(known)}"
    return error("B122", f"`{name[:60]}` is not a {what}", help=mend, place=place)


def records(
    table: Table, fields: Mapping[int, Field], rows: Iterable[tuple[int, Mapping[int, str]]], facts: Facts
) -> list[Tree]:
    """Return a record for each row that holds anything, its values noted with their places."""
    made: list[Tree] = []
    for row, cells in rows:
        path = (table.list, len(made))
        record: dict[str, Tree] = {}
        for column, text in cells.items():
            field = fields.get(column)
            if field is None:
                continue
            if put(record, field, text):
                spot = (table.page, row, column, len(text))
                facts.spots[(*path, *field)] = spot
                facts.spots.setdefault((*path, field[0]), spot)
            else:
                facts.findings.append(twice(field, table.page.place(row, column, len(text))))
        if record:
            facts.spots[path] = (table.page, row, min(cells), 1)
            made.append(record)
    if made:
        facts.spots[(table.list,)] = (table.page, table.header_row, 1, 1)
    return made


def put(record: dict[str, Tree], field: Field, text: str) -> bool:
    """Put a text where its field says; return False if something stands there already.

    `name.uk` beside `name.uk.gen` is the nominative.
    """
    holder = record
    for depth, part in enumerate(field[:-1]):
        inner = holder.get(part)
        if inner is None:
            inner = holder[part] = {}
        elif isinstance(inner, str) and depth == 1:
            inner = holder[part] = {"nom": inner}
        if not isinstance(inner, dict):
            return False
        holder = inner
    last = field[-1]
    standing = holder.get(last)
    if isinstance(standing, dict) and len(field) == 2 and "nom" not in standing:
        holder[last] = {"nom": text, **standing}
        return True
    if standing is not None:
        return False
    holder[last] = text
    return True


def twice(field: Field, place: Place) -> Finding:
    """Return the finding for a fact given in two columns or rows at once."""
    name = ".".join(field)
    why = "another cell gives the same words, with or without language or case"
    mend = f"keep one of them: `{field[0]}` for all languages, or `{field[0]}.uk` and so on for each"
    return error("B124", f"`{name}` is given twice", why=why, help=mend, place=place)
