"""Days as Excel counts them: from 1 January 1900, with the 29 February that year did not have."""

from __future__ import annotations

from datetime import date

from briefgen.formulas.values import NUMBER, Halt

LAST_DAY = 2_958_465  # 31 December 9999
_BEFORE_FIRST = 693_594  # the ordinal of day 0 for days after the one that was not there
_NOT_THERE = 60


def parts_of(value: float) -> tuple[int, int, int]:
    """Return year, month and day of a day number; raises `Halt` outside 1900 to 9999."""
    day = int(value)
    if value < 0 or day > LAST_DAY:
        raise Halt(NUMBER)
    if day == 0:
        return 1900, 1, 0
    if day == _NOT_THERE:
        return 1900, 2, 29
    found = date.fromordinal(day + _BEFORE_FIRST + (day < _NOT_THERE))
    return found.year, found.month, found.day


def day_of(year: int, month: int, day: int) -> float:
    """Return the day number; months and days may be too many or too few. Raises `Halt` outside 1900 to 9999."""
    years, month = divmod(month - 1, 12)
    year += years
    if not 1900 <= year <= 9999:
        raise Halt(NUMBER)
    first = date(year, month + 1, 1).toordinal() - _BEFORE_FIRST
    number = (first - 1 if first <= _NOT_THERE else first) + day - 1
    if not 0 <= number <= LAST_DAY:
        raise Halt(NUMBER)
    return float(number)


def length_of_month(year: int, month: int) -> int:
    """Return the number of days of a month, 29 for February 1900."""
    following = (year + month // 12, month % 12 + 1)
    if following[0] > 9999:
        return 31
    return int(day_of(*following, 1) - day_of(year, month, 1))
