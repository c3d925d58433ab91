"""The engine that needs nothing but Python: rows stream by once, whatever is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from briefgen.trade.cube import Filter, Key, Question, Series, Sums, area, bundled, checked, digits, parts, step

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.trade.flows import Row

Rows = Callable[[frozenset[str], frozenset[str]], Iterable["Row"]]
"""Gives the rows of a file anew, at least those of the reporters and partners named; empty sets mean all."""

_AROUND: dict[Key, int] = {"reporter": 0, "partner": 1, "flow": 2, "period": 3, "year": 3}
"""Keys that do not depend on the commodity, and where their field stands in a row."""
_GROUPS = 20_000
"""Combinations of reporter, partner, flow and period remembered at a time."""


class PlainCube:
    """A cube over rows that are read again for each reading."""

    reads_once = True
    reads_fast = False

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def sums(self, where: Filter, keys: tuple[Key, ...]) -> Sums:
        """Return the sum and the number of rows under a filter, by keys."""
        return self.several([Question(where, keys)])[0]

    def several(self, questions: Sequence[Question]) -> list[Sums]:
        """Return the answers to several questions in one reading."""
        for question in questions:
            checked(*question)
        tallies = [_Tally(question) for question in questions]
        lanes: dict[tuple[str, ...], list[_Lane]] = {}
        for one, other, flow, period, commodity, milli, _, _ in self._rows(
            _named(questions, "reporters"), _named(questions, "partners")
        ):
            around = (one, other, flow, period)
            counted = lanes.get(around)
            if counted is None:
                if len(lanes) >= _GROUPS:
                    lanes.clear()
                counted = lanes[around] = [lane for tally in tallies if (lane := tally.lane(around)) is not None]
            for parts_of, cells in counted:
                part = parts_of[commodity]
                if part is None:
                    continue
                cell = cells.get(part)
                if cell is None:
                    cell = cells[part] = [0, 0, 0]
                cell[1] += 1
                if milli is None:
                    cell[2] += 1
                else:
                    cell[0] += milli
        return [tally.sums() for tally in tallies]

    def stream(self, where: Filter, keys: tuple[Key, ...]) -> Iterator[tuple[tuple[str, ...], int | None, int]]:
        """Yield keys, sum and number of rows in the order of the keys."""
        for key, (milli, rows) in sorted(self.sums(where, keys).items()):
            yield key, milli, rows

    def series(self, where: Filter, keys: tuple[Key, ...], along: Key) -> Iterator[tuple[tuple[str, ...], Series]]:
        """Yield, in the order of the keys, the sums of each by one key more."""
        yield from bundled(self.stream(where, (*keys, along)))


def _named(questions: Sequence[Question], name: str) -> frozenset[str]:
    """Return the reporters (or partners) that some question wants; empty if one of them wants all."""
    wanted: list[frozenset[str]] = [getattr(question.where, name) for question in questions]
    return frozenset().union(*wanted) if all(wanted) else frozenset()


Part = tuple[str, ...]
"""The values of those keys that depend on the commodity."""
_Lane = tuple["_Parts", dict[Part, list[int]]]
"""Where rows of one reporter, partner, flow and period are counted: sum, rows and rows not reported by part."""


class _Parts(dict[str, "Part | None"]):
    """The part of each commodity, None if it does not pass the filter: files have millions of rows and few codes."""

    def __init__(self, where: Filter, keys: Sequence[Key]) -> None:
        self._where = where
        self._keys = keys

    def __missing__(self, code: str) -> Part | None:
        where = self._where
        passes = (not where.commodities or code in where.commodities) and (
            not where.digits or digits(code) in where.digits
        )
        self[code] = part = (
            tuple([code if key == "commodity" else parts(code, key) for key in self._keys]) if passes else None
        )
        return part


class _Tally:
    """Adds up the rows of one question."""

    def __init__(self, question: Question) -> None:
        self._where, self._keys = question
        self._around = [key for key in self._keys if key in _AROUND]
        self._parts = _Parts(self._where, [key for key in self._keys if key not in _AROUND])
        self._found: dict[tuple[str, ...], dict[Part, list[int]]] = {}

    def lane(self, around: Sequence[str]) -> _Lane | None:
        """Return where rows of a reporter, partner, flow and period are counted; None if they do not pass."""
        if not _passes(around, self._where):
            return None
        told = tuple([around[_AROUND[key]][: 4 if key == "year" else None] for key in self._around])
        return self._parts, self._found.setdefault(told, {})

    def sums(self) -> Sums:
        """Return what was counted; a sum with a row that is not reported is not known."""
        order = sorted(range(len(self._keys)), key=lambda place: self._keys[place] not in _AROUND)
        places = [order.index(place) for place in range(len(order))]
        found: Sums = {}
        for around, cells in self._found.items():
            for part, (milli, rows, gaps) in cells.items():
                told = (*around, *part)
                found[tuple([told[place] for place in places])] = (None if gaps else milli, rows)
            cells.clear()
        return found


def _passes(around: Sequence[str], where: Filter) -> bool:
    """Say whether rows of a reporter, partner, flow and period pass a filter, whatever the commodity."""
    reporter, partner, flow, period = around
    return (
        (not where.reporters or reporter in where.reporters)
        and (not where.partners or partner in where.partners)
        and (not where.areas or area(partner) in where.areas)
        and (not where.flows or flow in where.flows)
        and _in_time(period, where)
    )


def _in_time(period: str, where: Filter) -> bool:
    if where.steps and step(period) not in where.steps:
        return False
    return where.years is None or where.years[0] <= int(period[:4]) <= where.years[1]


def latest(files: Sequence[Rows]) -> Rows:
    """Return the rows of several files as one: where two tell of the same thing, the file that stands later counts."""
    if len(files) == 1:
        return files[0]

    def rows(reporters: frozenset[str], partners: frozenset[str]) -> Iterator[Row]:
        cells: dict[tuple[str, ...], tuple[int, list[Row]]] = {}
        for number, file in enumerate(files):
            for row in file(reporters, partners):
                cell = row[:5]
                told = cells.get(cell)
                if told is None or told[0] != number:
                    cells[cell] = (number, [row])
                else:
                    told[1].append(row)
        for _, found in cells.values():
            yield from found

    return rows
