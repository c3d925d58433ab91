"""Commodities: names of HS codes, short names of chapters, editions, and codes that stand for no goods."""

from __future__ import annotations

from functools import cache

from briefgen.trade.nomenclatures.areas import DATA, plain, records

EDITIONS = {"H0": 1988, "H1": 1996, "H2": 2002, "H3": 2007, "H4": 2012, "H5": 2017, "H6": 2022}
"""Editions of the Harmonized System with the year each came into force (H0 is called HS 1992)."""

_GZIP = 31


@cache
def _descriptions() -> dict[str, str]:
    import zlib

    packed = (DATA / "hs.tsv.gz").read_bytes()
    lines = zlib.decompress(packed, _GZIP).decode().splitlines()
    return {line[:at]: line[at + 1 :] for line in lines if (at := line.index("\t"))}


@cache
def chapters() -> dict[str, dict[str, str]]:
    """Return the short names of the chapters by code and language (en, uk, ru), for prose."""
    return {row["hs2"]: {key: row[key] for key in ("en", "uk", "ru")} for row in records("chapters.csv")}


def hs_name(code: str, language: str = "en") -> str | None:
    """Return what an HS code of 2, 4 or 6 digits stands for, or None if it is not known in the language.

    English has every level; Ukrainian and Russian have chapters, by their short names.
    """
    return _descriptions().get(code) if language == "en" else hs_short(code, language)


def hs_short(chapter: str, language: str = "en") -> str | None:
    """Return the short name of a chapter for prose, or None: `hs_short("84", "uk")` is котли і механічне обладнання."""
    return chapters().get(chapter, {}).get(language)


def edition_of(year: int) -> str:
    """Return the edition of the HS in force in the year; offices may take it up later."""
    return max((name for name, first in EDITIONS.items() if first <= year), default="H0")


def is_unallocated(commodity: str) -> bool:
    """Say whether a code stands for trade that is not specified by kind (99, 9999, 999999)."""
    return commodity.startswith("99") and not commodity.strip("9")


@cache
def _phrases() -> dict[str, tuple[str, ...]]:
    return {plain(row["phrase"]): tuple(row["hs"].split("|")) for row in records("phrases.csv")}


def hs_of_phrase(phrase: str) -> tuple[str, ...]:
    """Return the HS codes of a commodity phrase known from papers, such as "електроенергія", or nothing."""
    return _phrases().get(plain(phrase), ())
