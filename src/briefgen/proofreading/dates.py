"""Rules on dates as words and as digits."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from briefgen.proofreading.slip import Slip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.proofreading.manuscript import Manuscript
    from briefgen.proofreading.norm import Norm

_DIGITS = re.compile(r"(\d{2})\.(?<![\d.]\d\d\.)(\d{2})\.(\d{4})(?![\d.]*\d)")
_FIRST_YEAR, _LAST_YEAR = 1500, 2199


def impossible(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find days that no month has, and ranges of days that end before they begin."""
    for found in _DIGITS.finditer(page.text):
        day, month, year = (int(part) for part in found.groups())
        if _FIRST_YEAR <= year <= _LAST_YEAR and not _is_day(day, month, year):
            yield Slip(found.start(), found.end(), safe=False)
    if norm.day_month is None or page.vocabulary.isdisjoint(norm.month_numbers):
        return
    for found in norm.day_month.finditer(page.text):
        month = norm.month_numbers[found["month"].lower()]
        year = int(found["year"]) if found["year"] else 2000  # a leap year
        first, last = found["first"], found["last"]
        right = _is_day(int(last), month, year) and (not first or _is_day(int(first), month, year))
        if not right or (first and int(first) >= int(last)):
            yield Slip(found.start(), found.end(), safe=False)


def weekdays(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find weekdays that a date does not fall on."""
    if norm.weekday_date is None or page.vocabulary.isdisjoint(norm.weekday_numbers):
        return
    for found in norm.weekday_date.finditer(page.text):
        month = norm.month_numbers[found["month"].lower()]
        day, year = int(found["day"]), int(found["year"])
        if _is_day(day, month, year):
            right = date(year, month, day).weekday()
            if norm.weekday_numbers[found["weekday"].lower()] != right:
                yield Slip(found.start(), found.end(), told=norm.weekdays[right], safe=False)


def _is_day(day: int, month: int, year: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def lost_day(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find passages that begin with a month in the form that follows a day."""
    if norm.genitive_month is None:
        return
    for start in page.starts:
        found = norm.genitive_month.match(page.text, start)
        before = page.text[start - 2 : start - 1] if start > 1 else ""
        if found and (not before or before in ".:;!?»”\n"):
            yield Slip(found.start(), found.end(), safe=False)


def order(page: Manuscript, _: Norm) -> Iterator[Slip]:
    """Find ranges of years that end before they begin."""
    for found in _YEARS.finditer(page.text):
        if int(found[1]) >= int(found[2]):
            yield Slip(found.start(), found.end(), safe=False)


_YEARS = re.compile(
    r"(?<![\d.,/№–-])((?:1[89]|20)\d\d)[–—-]((?:1[89]|20)\d\d)(?![\d.,/–-]*\d)"
    r"(?=[ \u00a0](?:р|г|год|рок|рік|ж|сол|years?|роки|років|роках|годы|годов|годах)\b)"
)
