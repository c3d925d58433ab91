"""The plural classes of a language: which form a noun takes after a whole number."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

REST = "many"
"""The form after every number that no other class claims, and after thousands, millions and billions."""


class Plural:
    """The classes as the file states them: by the last digit unless the last two forbid it, or by the number itself."""

    __slots__ = ("_by_last_two", "_by_number")

    def __init__(self, data: Mapping[str, Mapping[str, str]]) -> None:
        self._by_number: dict[int, str] = {}
        last_two = [REST] * 100
        for category, rule in data.items():
            for alone in rule.get("is", "").split():
                self._by_number[int(alone)] = category
            last, never = rule.get("last", "").split(), rule.get("not", "").split()
            for number in range(100):
                if str(number % 10) in last and str(number) not in never:
                    last_two[number] = category
        self._by_last_two = tuple(last_two)

    def __call__(self, number: int) -> str:
        """Return the class of a whole number: one, few, many."""
        number = abs(number)
        return self._by_number.get(number) or self._by_last_two[number % 100]
