"""Dates: day numbers made of years, months and days, and taken apart."""

from __future__ import annotations

import re

from briefgen.formulas.functions.calendar_days import LAST_DAY, day_of, length_of_month, parts_of
from briefgen.formulas.functions.signature import Function
from briefgen.formulas.values import NUMBER, VALUE, Halt, Unknown

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MOST = 32_767
_FIRST_DAYS = {1: 6, 2: 0, 11: 0, 12: 1, 13: 2, 14: 3, 15: 4, 16: 5, 17: 6}  # of WEEKDAY, 0 is Monday


def date(year: float, month: float, day: float) -> float:
    """Return DATE."""
    whole = int(year)
    if not 0 <= whole <= 9999:
        raise Halt(NUMBER)
    if max(abs(month), abs(day)) > _MOST:
        raise Halt(Unknown("programs count so many months or days differently"))
    if not (month.is_integer() or month > 0) or not (day.is_integer() or day > 0):
        raise Halt(Unknown("programs cut off the decimals of a negative month or day differently"))
    return day_of(whole + 1900 if whole < 1900 else whole, int(month), int(day))


def day_in_months(start: float, months: float) -> float:
    """Return EDATE."""
    year, month, day = parts_of(_true_day(start))
    year, month = _months_later(year, month, int(months))
    return day_of(year, month, min(day, length_of_month(year, month)))


def end_of_month(start: float, months: float) -> float:
    """Return EOMONTH."""
    year, month, _ = parts_of(_true_day(start))
    year, month = _months_later(year, month, int(months))
    return day_of(year, month, length_of_month(year, month))


def _true_day(start: float) -> float:
    if 0 <= start < 1:
        raise Halt(Unknown("day 0 is in no month"))
    return start


def _months_later(year: int, month: int, months: int) -> tuple[int, int]:
    years, month = divmod(month - 1 + months, 12)
    if not 1900 <= year + years <= 9999:
        raise Halt(NUMBER)
    return year + years, month + 1


def weekday(day: float, kind: float = 1.0) -> float:
    """Return WEEKDAY."""
    whole = _day(day)
    monday_first = (whole + 5) % 7  # day 2 is a Monday in Excel's count
    if int(kind) == 3:
        return float(monday_first)
    if int(kind) not in _FIRST_DAYS:
        raise Halt(NUMBER)
    return float((monday_first - _FIRST_DAYS[int(kind)]) % 7 + 1)


def _day(value: float) -> int:
    if value < 0 or int(value) > LAST_DAY:
        raise Halt(NUMBER)
    return int(value)


def difference(start: float, end: float, unit: str) -> float:
    """Return DATEDIF."""
    first, last = _day(start), _day(end)
    if first > last:
        raise Halt(NUMBER)
    year, month, day = parts_of(first)
    last_year, last_month, last_day = parts_of(last)
    months = (last_year - year) * 12 + last_month - month - (last_day < day)
    match unit.lower():
        case "d":
            return float(last - first)
        case "m":
            return float(months)
        case "y":
            return float(months // 12)
        case "ym":
            return float(months % 12)
        case "md" | "yd":
            raise Halt(Unknown("DATEDIF with this unit gives wrong days in some programs"))
        case _:
            raise Halt(NUMBER)


def days_between(end: float, start: float) -> float:
    """Return DAYS."""
    if not (end.is_integer() and start.is_integer()):
        raise Halt(Unknown("programs count parts of days differently"))
    return float(_day(end) - _day(start))


def read_date(value: str) -> float:
    """Return DATEVALUE."""
    match = _ISO.fullmatch(value)
    if match is None:
        raise Halt(Unknown("which date a text means depends on the program, unless it is as 2024-01-31"))
    year, month, day = (int(part) for part in match.groups())
    if not (year >= 1900 and 1 <= month <= 12 and 1 <= day <= length_of_month(year, month)):
        raise Halt(VALUE)
    return day_of(year, month, day)


def week_of_year(day: float) -> float:
    """Return the week by ISO 8601: that with the year's first Thursday is the first."""
    whole = _day(day)
    if whole < 61:
        raise Halt(Unknown("programs count the weeks of early 1900 differently"))
    thursday = whole + 3 - (whole + 5) % 7
    first = day_of(parts_of(thursday)[0], 1, 1)
    return (thursday - first) // 7 + 1.0


FUNCTIONS = {
    "DATE": Function(date, "nnn", 3),
    "YEAR": Function(lambda day: float(parts_of(day)[0]), "n", 1),
    "MONTH": Function(lambda day: float(parts_of(day)[1]), "n", 1),
    "DAY": Function(lambda day: float(parts_of(day)[2]), "n", 1),
    "EDATE": Function(day_in_months, "nn", 2),
    "EOMONTH": Function(end_of_month, "nn", 2),
    "WEEKDAY": Function(weekday, "nn", 1),
    "DATEDIF": Function(difference, "nnt", 3),
    "DAYS": Function(days_between, "nn", 2),
    "DATEVALUE": Function(read_date, "t", 1),
    "ISOWEEKNUM": Function(week_of_year, "n", 1),
}
