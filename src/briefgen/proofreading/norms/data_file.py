"""The data file of a language: its plain lists, and patterns with the space of the language check."""

from __future__ import annotations

import re
from typing import Any

NBSP = "\u00a0"
SPACE = "[ \u00a0]"
"""What a space in a pattern of a data file stands for."""


class DataFile:
    """What a language file says; what a language does not have is empty or None."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._data = data
        self.code: str = data["code"]
        self.cyrillic: bool = data.get("cyrillic", False)
        self.apostrophe: str = data.get("apostrophe", "")
        self.quotes: tuple[str, str] = tuple(data["quotes"])
        self.dash: str = data["dash"].replace("~", NBSP)
        self.route_dash: str = data["route_dash"].replace("~", NBSP)
        self.decimal: str = data["decimal"]
        self.percent: str | None = data.get("percent")
        self.short_forms = frozenset(data.get("short_forms", ()))
        self.well_known = frozenset(data.get("well_known", ()))
        self.doubled = frozenset(data.get("doubled", ()))
        self.homographs = frozenset(data.get("homographs", ()))
        self.heads: tuple[str, ...] = tuple(data.get("heads", ()))
        self.joins = frozenset(data.get("joins", ()))
        self.source_words: tuple[str, ...] = tuple(data.get("source_words", ()))
        self.suspending = frozenset(data.get("suspending", ()))
        self.statistics_words: tuple[str, ...] = tuple(data.get("statistics_words", ()))
        self.as_of_words: tuple[str, ...] = tuple(data.get("as_of_words", ()))
        self.weekdays: tuple[str, ...] = tuple(forms.split()[0] for forms in data.get("weekdays", ()))

    def _pattern(self, name: str, flags: int = 0, **words: str) -> re.Pattern[str] | None:
        """Return a pattern of the data file, in which {words} and a space stand for patterns of their own."""
        text = self._data.get(name)
        if text is None:
            return None
        for key, value in words.items():
            text = text.replace("{" + key + "}", value)
        return re.compile(text.replace(" ", SPACE), flags)
