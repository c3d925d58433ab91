"""Dates: a period in words as far as it is known, in each form that a sentence or a table needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefgen.language.unknown import NO_FORM, unknown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.model.period import Period, Point

FORMS = ("plain", "on", "of", "table", "as of")
"""plain: names it; on: answers "when?"; of: the genitive; table: short; as of: "as of ..."."""


class Dates:
    """Prints periods by the patterns of a language file."""

    __slots__ = ("_approximate", "_months", "_patterns", "_quarters", "_uncertain")

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._patterns = data
        self._approximate: Mapping[str, str] = data["approximate"]
        self._uncertain: str = data["uncertain"]
        self._months = _table(data["months"], 12)
        for number, month in enumerate(self._months, 1):
            month["number"] = f"{number:02}"
        self._quarters = _table(data["quarters"], 4)

    def phrase(self, period: Period, form: str) -> str:
        """Return the period in the form; a part that is not known leaves no trace."""
        if form not in FORMS:
            raise unknown(NO_FORM, "a form of a date", form, FORMS)
        if period.approximate:
            text = self._approximate[form].format(date={name: self._exact(period, name) for name in FORMS})
        else:
            text = self._exact(period, form)
        return self._uncertain.format(date=text) if period.uncertain else text

    def _exact(self, period: Period, form: str) -> str:
        start, end = period.start, period.end
        if period.open:
            return str(self._patterns["open"][form].format(start=self._all(start)))
        if end is None or end == start:
            return self._point(start, form)
        shape = _shape(start, end)
        pattern: str = self._patterns[shape][form]
        if shape == "range":
            return pattern.format(start=self._all(start), end=self._all(end))
        return pattern.format(**self._parts(start), **self._parts(end, "to_"))

    def _point(self, point: Point, form: str) -> str:
        return str(self._patterns[_precision(point)][form].format(**self._parts(point)))

    def _all(self, point: Point) -> dict[str, str]:
        return {form: self._point(point, form) for form in FORMS}

    def _parts(self, point: Point, prefix: str = "") -> dict[str, Any]:
        parts: dict[str, Any] = {prefix + "year": point.year}
        if point.month:
            parts[prefix + "month"] = self._months[point.month - 1]
            parts[prefix + "day"] = point.day
        elif point.quarter:
            parts[prefix + "quarter"] = self._quarters[point.quarter - 1]
        return parts


def _table(forms: Mapping[str, list[str]], length: int) -> tuple[dict[str, str], ...]:
    return tuple({form: words[number] for form, words in forms.items()} for number in range(length))


def _precision(point: Point) -> str:
    if point.day:
        return "day"
    if point.month:
        return "month"
    return "quarter" if point.quarter else "year"


def _shape(start: Point, end: Point) -> str:
    kind = _precision(start)
    if kind == _precision(end) == "year":
        return "years"
    if kind != _precision(end) or start.year != end.year:
        return "range"
    if kind == "day":
        return "days of a month" if start.month == end.month else "days of a year"
    return f"{kind}s of a year"
