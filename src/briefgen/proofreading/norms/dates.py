"""Dates: months, weekdays and the patterns of a date."""

from __future__ import annotations

import re
from functools import cached_property

from briefgen.proofreading.norms.data_file import SPACE, DataFile


class Dates(DataFile):
    """The dates of a language."""

    @cached_property
    def month_numbers(self) -> dict[str, int]:
        """Number of the month of each form, in small letters."""
        return {form: number for number, forms in enumerate(self._data["months"], 1) for form in forms.lower().split()}

    @cached_property
    def weekday_numbers(self) -> dict[str, int]:
        """Number of the weekday of each form, Monday being 0."""
        return {form: number for number, forms in enumerate(self._data["weekdays"]) for form in forms.lower().split()}

    @cached_property
    def _month(self) -> str:
        return "(?:" + "|".join(form for forms in self._data["months"] for form in forms.split()) + ")"

    @cached_property
    def day_month(self) -> re.Pattern[str] | None:
        """A day or a range of days with its month."""
        return self._pattern("day_month", month=self._month)

    @cached_property
    def weekday_date(self) -> re.Pattern[str] | None:
        """A date with its weekday."""
        weekday = "|".join(form for forms in self._data["weekdays"] for form in forms.split())
        return self._pattern("weekday_date", month=self._month, weekday=weekday)

    @cached_property
    def genitive_month(self) -> re.Pattern[str] | None:
        """A month in the form that follows a day, and a year."""
        if not self._data.get("genitive_months"):
            return None
        months = "|".join(forms.split()[0] for forms in self._data["months"])
        return re.compile(rf"{SPACE}*(?:{months}){SPACE}\d{{4}}")
