"""Lists in a sentence: the links between items, so that a reader sees where each ends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Lists:
    """Joins items by the rules of a language file."""

    __slots__ = ("_after_vowel", "_conjunction", "_data")

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data
        self._after_vowel: dict[str, str] = data["after_vowel"]
        self._conjunction = re.compile(rf"(?<![\w-])(?:{'|'.join(data['conjunctions'])})(?![\w-])", re.IGNORECASE)

    def join(self, items: Sequence[str]) -> str:
        """Return the items as one enumeration; no items give an empty string."""
        if len(items) < 2:
            return "".join(items)
        if any("," in item or ";" in item for item in items):
            between, last = self._data["semicolon"], self._data["semicolon_last"]
        else:
            between, last = self._data["comma"], self._last_link(items)
        return str(between).join(items[:-1]) + str(last) + items[-1]

    def _last_link(self, items: Sequence[str]) -> str:
        if any(self._conjunction.search(item) for item in items):
            return str(self._data["also"])
        before, after = items[-2][-1:].lower(), items[-1][:1].lower()
        rule = self._after_vowel
        if before and before in rule["vowels"] and after.isalpha() and after not in rule["not_before"]:
            return rule["link"]
        return str(self._data["last"])
