"""A cube over any engine that runs the one statement: what comes back is turned into the codes of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from operator import getitem
from typing import TYPE_CHECKING, Any

from briefgen.findings import FindingsError, error
from briefgen.trade.cube import Filter, Key, Question, Series, Sums, added, bundled, checked
from briefgen.trade.engines.columns import area_of
from briefgen.trade.engines.statement import Told, plain, statement

if TYPE_CHECKING:
    from briefgen.trade.engines.columns import Columns

Run = Callable[[str, Sequence[str]], Iterable[Sequence[Any]]]
"""Runs a statement, whose answer has the columns named, and gives its rows; sums and counts as `int`."""

KEYS = tuple(f"k{place}" for place in range(10))
"""The names that a statement gives to its keys."""
COUNTS = ("milli", "n", "bad")
"""The names of what it counts, the last only where values are text."""


class SqlCube:
    """A cube over a table of an engine."""

    reads_once = False
    reads_fast = False

    def __init__(self, table: Told, run: Run) -> None:
        self.table = table
        self._run = run

    def sums(self, where: Filter, keys: tuple[Key, ...]) -> Sums:
        """Return the sum and the number of rows under a filter, by keys."""
        found: Sums = {}
        for key, milli, rows in self._rows(where, keys, ordered=False):
            one = (milli, rows)  # an area may be written in two ways
            found[key] = added(found[key], one) if key in found else one
        return found

    def several(self, questions: Sequence[Question]) -> list[Sums]:
        """Return the answers to several questions, one after the other."""
        return [self.sums(*question) for question in questions]

    def stream(self, where: Filter, keys: tuple[Key, ...]) -> Iterator[tuple[tuple[str, ...], int | None, int]]:
        """Yield keys, sum and number of rows in the order in which the table writes the keys.

        Falls back to sums in memory where the table writes a reporter or partner in two ways.
        """
        if self.ambiguous:
            for key, (milli, rows) in sorted(self.sums(where, keys).items()):
                yield key, milli, rows
            return
        yield from self._rows(where, keys, ordered=True)

    def series(self, where: Filter, keys: tuple[Key, ...], along: Key) -> Iterator[tuple[tuple[str, ...], Series]]:
        """Yield, in the order in which the table writes the keys, the sums of each by one key more."""
        yield from bundled(self.stream(where, (*keys, along)))

    def _rows(
        self, where: Filter, keys: tuple[Key, ...], *, ordered: bool
    ) -> Iterator[tuple[tuple[str, ...], int | None, int]]:
        checked(where, keys)
        decoders = [Decoder(key, self.table.columns) for key in keys]
        names = (*KEYS[: len(keys)], *COUNTS[: 3 if self.table.unsure else 2])
        found = self._run(statement(self.table, where, keys, ordered=ordered), names)
        if self.table.unsure:
            found = self.sure(found)
        for row in found:
            if row[-1]:  # without keys, an engine gives a row for nothing, too
                yield tuple(map(getitem, decoders, row)), row[-2], row[-1]

    def sure(self, rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
        """Yield rows without the number of their bad values; raise FindingsError B233 if there are any."""
        for row in rows:
            if row[-1]:
                raise self.no_numbers(row[-1])
            yield row[:-1]

    @cached_property
    def ambiguous(self) -> bool:
        """Whether the table writes a reporter or partner in two ways."""
        columns = self.table.columns
        names = ", ".join(
            f"{plain(self.table, name)} as k{n}" for n, name in enumerate((columns.reporter, columns.partner))
        )
        distinct = f"select distinct {names} from {self.table.source}"  # noqa: S608 - the names are quoted
        written = [{str(value) for value in values} for values in zip(*self._run(distinct, KEYS[:2]), strict=True)]
        return any(len({area_of(one, columns.areas) for one in found}) < len(found) for found in written)

    def no_numbers(self, count: int) -> FindingsError:
        """Return the finding of values that are no numbers."""
        return FindingsError(
            error(
                "B233",
                f"{count} value{'s are no numbers' if count > 1 else ' is no number'} in the column "
                f"`{self.table.columns.value}`",
                why="a sum that leaves them out would be wrong",
                help="`briefgen trade inspect FILE` reads the file line by line and shows them",
            )
        )


class Decoder(dict[Any, str]):
    """Turns values of the table into those of a key, each value once."""

    def __init__(self, key: Key, columns: Columns) -> None:
        self._key, self._columns = key, columns

    def __missing__(self, value: Any) -> str:
        self[value] = found = _decoded(str(value), self._key, self._columns)
        return found


def _decoded(text: str, key: Key, columns: Columns) -> str:
    if key in ("reporter", "partner"):
        return area_of(text, columns.areas)
    if key == "flow":
        return columns.flows.get(text, text)
    return period(text) if key == "period" else text


def period(text: str) -> str:
    """Return a period as rows have it from how tables write it: `201105` is 2011-05, `201152` is 2011."""
    if len(text) == 6 and text.isdecimal():
        return text[:4] if text[4:] == "52" else f"{text[:4]}-{text[4:]}"
    return text
