"""Every record and every text of a brief with its path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.brief import LISTS
from briefgen.model.text import ANY, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.findings import FactPath
    from briefgen.model.brief import Brief
    from briefgen.model.fields import Record

NOT_PRINTED = {("bodies", "note"), ("meetings", "note"), ("events", "note")}
"""Texts for the desk officer only."""


def records(brief: Brief) -> Iterator[tuple[FactPath, Record]]:
    """Yield every record of every list with its path, the brief itself first."""
    yield (), brief
    for name in LISTS:
        for index, record in enumerate(getattr(brief, name)):
            yield (name, index), record


def texts(brief: Brief) -> Iterator[tuple[FactPath, Text]]:
    """Yield every text with its path: `(("statements", 2, "text"), Text)`."""
    for path, record in records(brief):
        for field, value in record.__dict__.items():
            if type(value) is Text:
                yield (*path, field), value


def forms(path: FactPath, text: Text) -> Iterator[tuple[FactPath, str, str, str]]:
    """Yield each form of a text at a path: its own path, its language, its case and the words."""
    for language, cases in text.forms.items():
        whole = len(cases) == 1
        base = path if whole and language == ANY else (*path, language)
        for case, words in cases.items():
            yield (base if whole else (*base, case)), language, case, words


def strings(brief: Brief) -> Iterator[tuple[FactPath, str]]:
    """Yield every string that may be printed, each language and case form for itself, with its path."""
    for path, record in records(brief):
        for field, value in record.__dict__.items():
            if type(value) is str:
                yield (*path, field), value
            elif type(value) is Text:
                for place, _, _, words in forms((*path, field), value):
                    yield place, words
