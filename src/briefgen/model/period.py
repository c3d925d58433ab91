"""Periods: dates as they are known, whole or partial, in EDTF (ISO 8601-2:2019).

Read: `2011`, `2011-12`, `2011-12-20`, `2011-12-XX` (the day is not known), `2011-Q4` and `2011-36` (a quarter),
each with `?` (uncertain), `~` (approximate) or `%` (both) behind it, and intervals `2011-05-18/2011-05-19`,
`2006/2010`, `2011-12/..` (open end). A part that is not known stays unknown: nothing is ever filled in.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic_core import CoreSchema, PydanticCustomError, core_schema

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler

_POINT = re.compile(r"(?P<year>\d{4})(?:-(?:Q(?P<q>[1-4])|(?P<month>\d{2})(?:-(?P<day>\d{2}|XX))?))?(?P<mark>[?~%]?)")
_FIRST_QUARTER = 33  # EDTF level 2 numbers the quarters 33 to 36; it is read, and written as Q1 to Q4
_LOCAL = re.compile(r"(?:(?P<one>\d{1,2})[./-])?(?P<two>\d{1,2})[./-](?P<year>\d{4})")
_BACKWARD = re.compile(r"(?P<year>\d{4})[./-](?P<two>\d{1,2})(?:[./-](?P<one>\d{1,2}))?")


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """One end of a period: a year, perhaps with a quarter or a month, perhaps with a day."""

    year: int
    month: int | None = None
    day: int | None = None
    quarter: int | None = None

    @property
    def first(self) -> tuple[int, int, int]:
        """The first day that the point can mean."""
        month = self.month or (self.quarter * 3 - 2 if self.quarter else 1)
        return self.year, month, self.day or 1

    @property
    def last(self) -> tuple[int, int, int]:
        """The last day that the point can mean."""
        month = self.month or (self.quarter * 3 if self.quarter else 12)
        return self.year, month, self.day or calendar.monthrange(self.year, month)[1]

    def __str__(self) -> str:
        if self.quarter:
            return f"{self.year:04}-Q{self.quarter}"
        parts = [f"{self.year:04}"] + [f"{part:02}" for part in (self.month, self.day) if part]
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Period:
    """A date or a range of dates as far as it is known.

    `end` is None for a single date; `open` says that the range has no end yet.
    """

    start: Point
    end: Point | None = None
    open: bool = False
    uncertain: bool = False
    approximate: bool = False

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read EDTF; raise ValueError with the reason in words if it is not a possible date."""
        parts = [part.strip() for part in text.strip().split("/")]
        if len(parts) > 2:
            raise ValueError("a range has one `/` between its two dates")
        start, marks = _point(parts[0])
        if len(parts) == 1:
            return cls(start, None, False, *_marks(marks))
        if parts[1] in ("..", ""):
            return cls(start, None, True, *_marks(marks))
        end, more = _point(parts[1])
        if end.last < start.first:
            raise ValueError("the range ends before it begins")
        return cls(start, end, False, *_marks(marks + more))

    @property
    def first(self) -> tuple[int, int, int]:
        """The first day that the period can mean, as year, month, day."""
        return self.start.first

    @property
    def last(self) -> tuple[int, int, int]:
        """The last day that the period can mean, as year, month, day."""
        return (self.end or self.start).last

    @property
    def years(self) -> range:
        """The calendar years that the period touches."""
        return range(self.start.year, (self.end or self.start).year + 1)

    @property
    def is_year(self) -> bool:
        """Whether it is one whole calendar year."""
        return self.end is None and not self.open and self.start.month is None and self.start.quarter is None

    def __str__(self) -> str:
        mark = {(True, True): "%", (True, False): "?", (False, True): "~"}.get((self.uncertain, self.approximate), "")
        end = "/.." if self.open else f"/{self.end}" if self.end else ""
        return f"{self.start}{end}{mark}"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def read(value: object) -> Period:
            if isinstance(value, Period):
                return value
            try:
                return cls.parse(str(value))
            except ValueError as reason:
                raise PydanticCustomError("period", "{reason}", {"reason": str(reason)}) from None

        return core_schema.no_info_plain_validator_function(
            read, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {
            "type": "string",
            "description": "A date as far as it is known, in EDTF.",
            "examples": ["2011", "2011-12", "2011-05-18", "2011-05-18/2011-05-19", "2006/2010", "2011-Q4"],
        }


def meant(text: str) -> tuple[str, bool] | None:
    """Return the date that a text in another way of writing stands for, and whether it can mean no other.

    `18.05.2011` is 2011-05-18; `12.11.2024` is taken as day, month, year, which need not be meant.
    """
    local = _LOCAL.fullmatch(text.strip())
    match = local or _BACKWARD.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day = match["year"], int(match["two"]), int(match["one"] or 0)
    sure = local is None or not day or day > 12 or day == month
    if local and month > 12 >= day > 0:  # as in the United States, the month first
        month, day, sure = day, month, True
    made = f"{year}-{month:02}" + (f"-{day:02}" if match["one"] else "")
    try:
        Period.parse(made)
    except ValueError:
        return None
    return made, sure


def _point(text: str) -> tuple[Point, str]:
    match = _POINT.fullmatch(text)
    if not match:
        raise ValueError(f"`{text}` is not a date: write year, year-month or year-month-day, such as 2011-12")
    year, mark = int(match["year"]), match["mark"]
    if year == 0:
        raise ValueError("there is no year 0000")
    if match["q"]:
        return Point(year, quarter=int(match["q"])), mark
    if match["month"] is None:
        return Point(year), mark
    month = int(match["month"])
    if _FIRST_QUARTER <= month < _FIRST_QUARTER + 4 and match["day"] is None:
        return Point(year, quarter=month - _FIRST_QUARTER + 1), mark
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {match['month']}")
    if match["day"] in (None, "XX"):
        return Point(year, month), mark
    day, days = int(match["day"]), calendar.monthrange(year, month)[1]
    if not 1 <= day <= days:
        raise ValueError(f"there is no day {match['day']} in {year:04}-{month:02}, which has {days} days")
    return Point(year, month, day), mark


def _marks(marks: str) -> tuple[bool, bool]:
    return "?" in marks or "%" in marks, "~" in marks or "%" in marks
