"""One shape: what YAML, JSON, CSV and Excel say in slightly different ways becomes the same tree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.model.brief import LISTS, Brief
from briefgen.model.kinds import kinds
from briefgen.model.text import ANY

if TYPE_CHECKING:
    from briefgen.model.fields import Record
    from briefgen.model.kinds import Kind
    from briefgen.source import Tree

_SEPARATORS = re.compile(r"[,;\s]+")


def shape(tree: dict[str, Tree]) -> dict[str, Tree]:
    """Return the tree in one shape: ids as lists, words without needless levels, values without outer blanks.

    What does not fit is left as it is, for step 2 to find.
    """
    made = _fields({name: value for name, value in tree.items() if name not in LISTS and name != "$schema"}, Brief)
    for name, record in LISTS.items():
        rows = tree.get(name)
        if isinstance(rows, list):
            made[name] = [_fields(row, record) if isinstance(row, dict) else row for row in rows]
        elif rows is not None:
            made[name] = rows
    return made


def _fields(values: dict[str, Tree], record: type[Record]) -> dict[str, Tree]:
    known = kinds(record)
    made: dict[str, Tree] = {}
    for name, value in values.items():
        shaped = _value(value, known.get(name))
        if shaped is not None and shaped != []:
            made[name] = shaped
    return made


def _value(value: Tree, kind: Kind | None) -> Tree:
    if kind == "text":
        return _words(value)
    if kind == "ids" and isinstance(value, str):
        return [part for part in _SEPARATORS.split(value) if part]
    if kind == "ids" and isinstance(value, list):
        return [part.strip() if isinstance(part, str) else part for part in value]
    return value.strip() if isinstance(value, str) and kind is not None else value


def _words(value: Tree) -> Tree:
    if not isinstance(value, dict):
        return value
    words: dict[str, Tree] = {
        language: forms["nom"] if isinstance(forms, dict) and set(forms) == {"nom"} else forms
        for language, forms in value.items()
    }
    alone = words.get(ANY)
    return alone if len(words) == 1 and isinstance(alone, str) else words
