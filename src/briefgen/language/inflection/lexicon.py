"""The reviewed lexicon: states, organisations, posts and cities with every case, one CSV file for each language."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from briefgen.language.inflection.words import CASES

_FOLDER = Path(__file__).parent.parent / "lexicon"


@cache
def lexicon(language: str) -> dict[str, tuple[str, dict[str, str]]]:
    """Return kind and case forms by nominative; a language without a file has none."""
    path = _FOLDER / f"{language}.csv"
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["nom"]: (row["kind"], {case: row[case] for case in CASES}) for row in rows}


def look_up(text: str, case: str, language: str) -> str | None:
    """Return the form of the lexicon, or None for words it does not hold."""
    found = lexicon(language).get(text)
    return None if found is None else found[1].get(case)


@cache
def known_words(language: str) -> frozenset[str]:
    """Return every word that stands in the nominative or genitive of the lexicon."""
    return frozenset(
        word for _, forms in lexicon(language).values() for case in ("nom", "gen") for word in forms[case].split(" ")
    )
