"""Names in a workbook: sheets, tables and ranges, cleaned as Excel needs them and each only once."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_SHEET_NAME = 31
LONGEST_NAME = 255

_APOSTROPHES = re.compile("['\u2019\u02bc\u2018`]")
_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]{1,7}|[Rr][0-9]*([Cc][0-9]*)?|[Cc][0-9]*")


class Names:
    """The names given so far in one workbook; `fallback` names what has no letters of its own."""

    def __init__(self, fallback: str) -> None:
        self._fallback = _words(fallback) or "Sheet"
        self._sheets: set[str] = {"history"}  # reserved by Excel
        self._ranges: set[str] = set()

    def sheet(self, title: str) -> str:
        """Return a sheet name for a title: letters, digits and `_`, at most 31, a letter first."""
        name = _words(title) or self._fallback
        if not name[0].isalpha():
            name = f"{self._fallback}_{name}"
        return _unique(_shortened(name, LONGEST_SHEET_NAME), self._sheets, LONGEST_SHEET_NAME)

    def range(self, *parts: str) -> str:
        """Return a name for a table or a range, the parts joined by `_`."""
        name = "_".join(part for part in map(_words, parts) if part) or self._fallback
        if not name[0].isalpha() or _CELL.fullmatch(name):
            name = f"_{name}"  # a name that reads as a cell, such as fy2011, cannot be used
        return _unique(name[:LONGEST_NAME], self._ranges, LONGEST_NAME)


def told_apart(titles: Iterable[str]) -> list[str]:
    """Return the heads of a table's columns: titles that Excel takes for the same get a number."""
    heads: list[str] = []
    taken: set[str] = set()
    for title in titles:
        head, number = title, 1
        while head.casefold() in taken:
            number += 1
            head = f"{title} {number}"
        taken.add(head.casefold())
        heads.append(head)
    return heads


def _words(text: str) -> str:
    text = unicodedata.normalize("NFC", _APOSTROPHES.sub("", text))
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    return re.sub(r"[\W_]+", "_", text).strip("_")


def _shortened(name: str, most: int) -> str:
    """Return the name cut after a whole word where that leaves half of it or more; no short word stays last."""
    if len(name) <= most:
        return name
    end = name.rfind("_", most // 2, most + 1)
    return re.sub(r"(_\w{1,2})+$", "", name[: end if end > 0 else most].rstrip("_"))


def _unique(name: str, taken: set[str], most: int) -> str:
    candidate, number = name, 1
    while candidate.casefold() in taken:
        number += 1
        mark = f"_{number}"
        candidate = name[: most - len(mark)].rstrip("_") + mark
    taken.add(candidate.casefold())
    return candidate
