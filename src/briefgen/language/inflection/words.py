"""The words and endings of a language that automatic case forms are made with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

CASES = ("nom", "gen", "dat", "acc", "ins", "loc", "voc")
"""The cases in the order of every row of endings."""

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Noun:
    """What is known of a noun: gender (m, f, n, p for plural), whether it names living beings, irregular stems.

    `stem` is the stem of the oblique cases, of a plural its genitive; `short` says that the Ukrainian genitive has -а;
    `stressed` that the Russian instrumental has -ом after a hushing consonant.
    """

    gender: str
    animate: bool = False
    stem: str | None = None
    short: bool = False
    stressed: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """The data file of a language, ready to look words up in."""

    endings: dict[str, tuple[str, ...]]
    adjectives: dict[str, dict[str, tuple[str, ...]]]
    nouns: dict[str, Noun]
    sets: dict[str, frozenset[str]]
    stems: dict[str, dict[str, str]]
    names: dict[str, frozenset[str]]
    irregular: dict[str, tuple[str, ...]]


@cache
def words(code: str) -> Words:
    """Read the words of a language."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    data: dict[str, Any] = yaml.load((_FOLDER / f"{code}.yaml").read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - only text
    sets, stems = {}, {}
    for name, value in data.items():
        if isinstance(value, str):
            if name.endswith("stems"):
                stems[name] = dict(pair.split("/") for pair in value.split())
            else:
                sets[name] = frozenset(value.split())
    return Words(
        {name: _row(row) for name, row in data["endings"].items()},
        {kind: {gender: _row(row) for gender, row in rows.items()} for kind, rows in data["adjectives"].items()},
        _nouns(data["nouns"]),
        sets,
        stems,
        {name: frozenset(value.split()) for name, value in data["names"].items()},
        {word: tuple(forms.split()) for word, forms in data.get("irregular", {}).items()},
    )


def _row(row: str) -> tuple[str, ...]:
    return tuple("" if ending == "-" else ending for ending in row.split())


def _nouns(groups: dict[str, str]) -> dict[str, Noun]:
    """Read `посол/посл` in the group `m+`: masculine, animate; `-а` after the gender is the Ukrainian genitive."""
    found: dict[str, Noun] = {}
    for group, listed in groups.items():
        gender, animate, short = group[0], "+" in group, group.endswith("-а")
        for entry in listed.split():
            word, _, stem = entry.rstrip("!").partition("/")
            found.setdefault(word, Noun(gender, animate, stem or None, short, entry.endswith("!")))
    return found
