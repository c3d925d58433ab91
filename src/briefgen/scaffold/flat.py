"""Facts laid out flat: the columns of a list and the cells of its rows, as sheets and CSV files have them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefgen.model.kinds import kinds
from briefgen.model.text import ANY, CASES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefgen.model.fields import Record


def columns(record: type[Record], rows: Sequence[Mapping[str, Any]], languages: Sequence[str]) -> list[str]:
    """Return the dotted names of the columns for a list: each field, each text once for each language and case."""
    found: list[str] = []
    for field, kind in kinds(record).items():
        if kind == "text":
            found.extend(_words(field, [row[field] for row in rows if field in row], languages))
        elif kind != "records":
            found.append(field)
    return found


def cells(record: type[Record], row: Mapping[str, Any]) -> dict[str, str]:
    """Return the texts of one row by dotted name; ids are joined by commas, words for all languages are `any`."""
    types = kinds(record)
    found: dict[str, str] = {}
    for field, value in row.items():
        if isinstance(value, list):
            found[field] = ", ".join(value)
        elif types[field] == "text":
            for language, words in (value if isinstance(value, dict) else {ANY: value}).items():
                found.update(_forms(f"{field}.{language}", words))
        else:
            found[field] = value
    return found


def _words(field: str, values: Iterable[Any], languages: Sequence[str]) -> list[str]:
    used: dict[str, set[str]] = {language: set() for language in languages}
    for value in values:
        for language, words in (value if isinstance(value, dict) else {ANY: value}).items():
            cases = used.setdefault(language, set())
            if isinstance(words, dict):
                cases.update(words)
    found = []
    for language, cases in used.items():
        found.append(f"{field}.{language}")
        found.extend(f"{field}.{language}.{case}" for case in CASES if case in cases and case != "nom")
    return found


def _forms(name: str, words: Any) -> dict[str, str]:
    if not isinstance(words, dict):
        return {name: words}
    return {name if case == "nom" else f"{name}.{case}": form for case, form in words.items()}
