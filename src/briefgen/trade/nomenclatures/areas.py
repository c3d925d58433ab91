"""Countries, groups and areas not specified: their codes, names in five languages, and spellings of real tables."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal["country", "historic", "group", "unspecified", "world"]

DATA = Path(__file__).parent / "data"
_LANGUAGES = ("en", "uk", "ru", "ky", "tg")
_KINDS: dict[str, Kind] = {
    "country": "country",
    "historic": "historic",
    "group": "group",
    "unspecified": "unspecified",
    "world": "world",
}
_NOTE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_GAP = re.compile(r"[\W_]+")
_YEARS = re.compile(r"\s*\(\.\.\.\s*\d{4}\)")


def records(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a data file of this package."""
    import csv

    yield from csv.DictReader((DATA / name).read_text("utf-8").splitlines())


@cache
def names() -> dict[str, dict[str, str]]:
    """Return the names of every area by code and language."""
    found = {row["iso3"]: {key: row[key] for key in _LANGUAGES if row[key]} for row in records("countries.csv")}
    found |= {row["code"]: {key: row[key] for key in ("en", "uk", "ru")} for row in records("areas.csv")}
    return found


@cache
def _kinds() -> dict[str, Kind]:
    return {row["code"]: _KINDS[row["kind"]] for row in records("areas.csv")}


@cache
def _codes() -> dict[str, str]:
    """Return the area of every code: alpha-3, alpha-2, numbers of M49 with and without zeros, own codes."""
    found: dict[str, str] = {}
    for row in records("countries.csv"):
        for spelling in (row["iso3"], row["iso2"], row["m49"], row["m49"].lstrip("0")):
            found[spelling] = row["iso3"]
    for code, spelt in _spelt():
        found[code] = code
        found |= {spelling: code for spelling in spelt if _is_code(spelling)}
    return found


@cache
def _names() -> dict[str, str]:
    """Return the area of every name in its plain form."""
    found: dict[str, str] = {}
    for code, by_language in names().items():
        for name in by_language.values():
            found.setdefault(plain(name), code)
    for code, spelt in _spelt():
        for spelling in spelt:
            found[plain(spelling)] = code
    return found


def _spelt() -> Iterator[tuple[str, list[str]]]:
    for name in ("aliases.csv", "areas.csv"):
        for row in records(name):
            yield row["code"], row["spellings"].split("|")


def _is_code(spelling: str) -> bool:
    return spelling.isascii() and spelling.upper() == spelling and " " not in spelling


def plain(name: str) -> str:
    """Return a name without case, accents, marks and "the": what two spellings of it share."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _GAP.sub(" ", kept).strip().removeprefix("the ")


@lru_cache(maxsize=8192)
def country(name_or_code: str) -> str | None:
    """Return the code of a country, group or area from its code or its name in any spelling known, else None.

    `KGZ`, `KG`, `417`, `Kyrgyz Republic` and `Кыргызстан` are KGZ; `World` is WLD; `СНГ` is G:CIS.
    """
    text = name_or_code.strip()
    found = _codes().get(text)
    if found is not None or not text:
        return found
    by_name = _names()
    short = _YEARS.sub("", text)
    found = by_name.get(plain(text)) or by_name.get(plain(short))
    if found is None:
        while _NOTE.search(short):  # brackets may stand in brackets: "Belgium (incl. Luxembourg 'LU' -> 1998)"
            short = _NOTE.sub(" ", short)
        found = by_name.get(plain(short))
    return found


@cache
def geonomenclature(number: str) -> str | None:
    """Return the area of a numeric code of Eurostat's former list (083 is KGZ there), which is not M49."""
    table = {row["number"]: row["code"] for row in records("geonomenclature.csv")}
    code = table.get(number.strip().lstrip("0").zfill(3))
    return country(code) if code else None


def spellings(code: str) -> tuple[str, ...]:
    """Return every code that a file may use for the area, its own first; for what is no country also its names."""
    spelt = {spelling for spelling, area in _codes().items() if area == code}
    if kind(code) != "country":  # a column of codes may hold a word for the world
        spelt |= {name for area, listed in _spelt() if area == code for name in listed}
    return (code, *sorted(spelt - {code}))


def kind(code: str) -> Kind:
    """Return what a code stands for: a country, a former one, a group, an area not specified, or the world."""
    return _kinds().get(code, "country")


def country_name(code: str, language: str = "en") -> str:
    """Return the name of an area in the language, in English if it has none there, or the code if it is unknown."""
    known = names().get(code)
    return code if known is None else known.get(language) or known["en"]
