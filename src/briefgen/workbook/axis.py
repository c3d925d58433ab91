"""An axis of a sheet: where each row (or column) of the template stands in the outcome, and with which items."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Chain = tuple[int, ...]
"""The bands that a row stands in, outermost first, by their numbers."""

Path = tuple[int, ...]
"""The items that a row was made for: one number for each band of its chain; numbers grow in the order of rows."""

Run = tuple[int, int]
"""Neighbouring rows, first and last."""


class Placed(NamedTuple):
    """Neighbouring rows of the template that came out one below the other, for the items of `path`."""

    first: int
    last: int
    path: Path


class Spot(NamedTuple):
    """Where something stands on an axis: its row in the template, and the items it was made for."""

    number: int
    path: Path


class Axis:
    """Rows (or columns) of a template and where they came out.

    `last` is the last one of the template that is known; what lies behind moves with it, but for `end`, the last one
    that a sheet has. `chains` has the bands of those that are repeated.
    """

    def __init__(self, placed: Iterable[Placed], last: int, chains: Mapping[int, Chain], end: int) -> None:
        self.placed = list(placed)
        self.last = last
        self.end = end
        self.chains = chains
        self.length = 0
        self._still: list[tuple[int, int, int]] = []  # first, last, where the first came out
        self._copies: dict[int, dict[Path, list[int]]] = {}
        for first, end, path in self.placed:
            if path or first in chains:  # a band without items may keep one empty row
                for number in range(first, end + 1):
                    made = self._copies.setdefault(number, {})
                    at = self.length + number - first + 1
                    for depth in range(len(path) + 1):
                        made.setdefault(path[:depth], []).append(at)
            else:
                self._still.append((first, end, self.length + 1))
            self.length += end - first + 1
        self.shift = self.length - last
        self.same = (
            self.length == last and not self._copies and all(first == new for first, _, new in self._still)
        )  # nothing moved at all
        self._firsts = [first for first, _, _ in self._still]

    def chain(self, number: int) -> Chain:
        """Return the bands that a row of the template stands in."""
        return self.chains.get(number, ())

    def at(self, number: int, path: Path = ()) -> list[int]:
        """Return where a row of the template came out for the items of `path`, in order; none if it vanished."""
        if number > self.last:
            moved = number if number >= self.end else number + self.shift
            return [moved] if moved <= self.end else []
        if number in self.chains:
            return self._copies.get(number, {}).get(path, [])
        index = bisect_left(self._firsts, number + 1) - 1
        if index < 0:
            return []
        first, end, new = self._still[index]
        return [new + number - first] if number <= end else []

    def prefix(self, number: int, seen: Spot | None) -> Path:
        """Return the items that a row shares with where it is looked at from."""
        if seen is None or not seen.path:
            return ()
        mine, theirs = self.chain(number), self.chain(seen.number)
        shared = 0
        while shared < len(mine) and shared < len(theirs) and mine[shared] == theirs[shared]:
            shared += 1
        return seen.path[:shared]

    def follow(
        self, first: int, last: int, seen: Spot | None = None, fixed: bool = False, last_fixed: bool = False
    ) -> list[Run]:
        """Return where the rows from `first` to `last` came out, as seen from a place on the same sheet.

        From inside a repeated row the same item is meant, from outside all of them. A `$` (`fixed`) leaves the item:
        `$` at the first end begins with the first copy, `$` at the last ends with the last. Empty if all vanished;
        several runs only where copies stand apart.
        """
        if self.same:
            return [(first, last)]
        while first < last and not self.at(first):  # rows of lone tags, and what a condition left out
            first += 1
        while first < last and not self.at(last):
            last -= 1
        own = self.chain(seen.number) if seen else ()
        begin, end = self.prefix(first, seen), self.prefix(last, seen)
        if own and seen and (fixed or last_fixed):
            if fixed and self.chain(first) == own:
                begin = seen.path[:-1]
            if last_fixed and self.chain(last) == own:
                end = seen.path[:-1]
        if self.chain(first) == self.chain(last) != () and begin == end:
            runs = self._apart(first, last, begin)
            if runs or first == last:
                return runs
        low = self._edge(range(first, last + 1), begin, seen, 0)
        high = self._edge(range(last, first - 1, -1), end, seen, -1)
        return [(low, high)] if low is not None and high is not None and low <= high else []

    def one(self, number: int, seen: Spot | None, fixed: bool) -> list[Run]:
        """Return where one row came out; with `$`, seen from its own band, it is the first copy."""
        if self.same:
            return [(number, number)]
        own = self.chain(seen.number) if seen else ()
        if fixed and seen and own and self.chain(number) == own:
            copies = self.at(number, seen.path[:-1])
            return [(copies[0], copies[0])] if copies else []
        return self.follow(number, number, seen)

    def _apart(self, first: int, last: int, path: Path) -> list[Run]:
        """Return the copies of neighbouring rows of one band, joined where they touch."""
        begins, ends = self.at(first, path), self.at(last, path)
        if len(begins) != len(ends):  # some vanish for some items
            return []
        if not begins:
            return []
        if ends[-1] - begins[0] + 1 == (last - first + 1) * len(begins):
            return [(begins[0], ends[-1])]
        runs: list[Run] = []
        for low, high in zip(begins, ends, strict=True):
            if runs and runs[-1][1] + 1 == low:
                runs[-1] = (runs[-1][0], high)
            else:
                runs.append((low, high))
        return runs

    def _edge(self, numbers: range, path: Path, seen: Spot | None, index: int) -> int | None:
        """Return where the first of the numbers that did not vanish came out."""
        for count, number in enumerate(numbers):
            found = self.at(number, path if count == 0 else self.prefix(number, seen))
            if found:
                return found[index]
        return None

    def spot(self, number: int) -> Spot:
        """Return a row as its first copy sees it."""
        if number in self.chains:
            for first, last, path in self.placed:
                if first <= number <= last:
                    return Spot(number, path)
        return Spot(number, ())

    def copies(self, first: int, last: int) -> list[tuple[int, int, Spot]]:
        """Return each copy of neighbouring rows: first, last, and how the first sees itself.

        Rows of one band are copied for each item, such as a heading over all rows of its group; others are stretched
        over what came out between them.
        """
        depth = self._shared(first, last)
        if not depth:
            return [(low, high, self.spot(first)) for low, high in self.follow(first, last)]
        spans: dict[Path, tuple[int, int]] = {}
        for number in range(first, last + 1):
            for path, places in self._copies.get(number, {}).items():
                if len(path) == depth:
                    low, high = spans.get(path, (places[0], places[-1]))
                    spans[path] = min(low, places[0]), max(high, places[-1])
        found = sorted((low, high, path) for path, (low, high) in spans.items())
        return [(low, high, Spot(first, path)) for low, high, path in found]

    def _shared(self, first: int, last: int) -> int:
        """Return how many bands all rows from `first` to `last` stand in."""
        own = self.chain(first)
        depth = len(own)
        for number in range(first + 1, last + 1):
            if not depth:
                break
            other = self.chain(number)
            while own[:depth] != other[:depth]:
                depth -= 1
        return depth

    def paths(self, number: int) -> list[Path]:
        """Return the items of each copy of a row, in order."""
        return [path for first, last, path in self.placed if first <= number <= last]

    def after(self, number: int) -> int:
        """Return where the row came out first, or the next one that did not vanish."""
        while number <= self.last:
            found = self.at(number)
            if found:
                return found[0]
            number += 1
        return min(number + self.shift, self.end)


def still(last: int, end: int) -> Axis:
    """Return an axis on which nothing moves."""
    return Axis([Placed(1, last, ())] if last else [], last, {}, end)
