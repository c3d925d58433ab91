"""The embedded engine for big files: CSV and Parquet of any size by DuckDB (extra `duckdb`)."""

from __future__ import annotations

from itertools import compress, groupby
from typing import TYPE_CHECKING, Any

from briefgen.findings import FindingsError, Place, error
from briefgen.trade.cube import added, checked
from briefgen.trade.engines.arrow import StreamError
from briefgen.trade.engines.arrow import columns as columns_of
from briefgen.trade.engines.columns import PARQUET, recognised
from briefgen.trade.engines.sql import Decoder, SqlCube
from briefgen.trade.engines.statement import Told, asked_keys, asked_sets, both_ways, literal, statement, together
from briefgen.trade.flows import FLOWS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from briefgen.trade.cube import Filter, Key, Question, Series, Sum, Sums
    from briefgen.trade.engines.arrow import Cells
    from briefgen.trade.engines.columns import Columns, Type

_INTEGERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT")


def cube(path: Path, columns: Columns | None = None, *, threads: int | None = None) -> SqlCube:
    """Return a cube over a CSV or Parquet file, or over all Parquet files of a folder.

    The columns are recognised by their names unless told. Raises FindingsError: B230 without DuckDB, B231 for unknown
    columns, B234 for a file that DuckDB cannot read.
    """
    try:
        import duckdb
    except ImportError:
        raise missing("duckdb", f"`{path}` needs DuckDB") from None
    source = _source(path)
    connection = duckdb.connect()
    connection.execute("set preserve_insertion_order = false")
    connection.execute("set parquet_metadata_cache = true")  # a pair asks several questions of one file
    if threads is not None:
        connection.execute(f"set threads = {int(threads)}")

    def answer(sql: str) -> Iterator[list[Cells]]:
        cursor = connection.cursor()  # held until all is read: an answer ends with it
        try:
            yield from columns_of(cursor.sql(sql).__arrow_c_stream__())
        except (duckdb.Error, StreamError) as reason:
            raise refused(path, reason) from None

    described = _rows(answer(f"describe select * from {source}"))  # noqa: S608 - the file is a literal
    types: dict[str, Type] = {name: _type(kind) for name, kind, *_ in described}
    told = columns or recognised(types, path.name)
    table = Told(source, told, types) if told.flow else both_ways(source, told, types)
    slow = not path.is_dir() and path.suffix.lower() not in PARQUET
    return FileCube(table, answer, slow=slow)


def _rows(batches: Iterator[list[Cells]]) -> Iterator[Sequence[Any]]:
    for batch in batches:
        yield from zip(*batch, strict=True)


class FileCube(SqlCube):
    """A cube over files that DuckDB reads; `slow` says that reading costs more than summing up, as with text."""

    reads_once = True

    def __init__(self, table: Told, answer: Callable[[str], Iterator[list[Cells]]], *, slow: bool) -> None:
        super().__init__(table, lambda sql, _: _rows(answer(sql)))
        self._answer = answer
        self.reads_fast = not slow

    def several(self, questions: Sequence[Question]) -> list[Sums]:
        """Return the answers to several questions: one reading for all, or for all with the same keys.

        Parquet is read so fast, and only in the parts that matter, that a reading for each choice of keys is faster.
        """
        for question in questions:
            checked(*question)
        if not all(question.keys for question in questions):
            return super().several(questions)
        answers: list[Sums] = [{} for _ in questions]
        numbers = range(len(questions))
        readings: list[Sequence[int]] = [numbers]
        if self.reads_fast:
            readings = [[n for n in numbers if questions[n].keys == one] for one in asked_sets(questions)]
        for asked in readings:
            self._read([questions[n] for n in asked], [answers[n] for n in asked])
        return answers

    def _read(self, questions: Sequence[Question], answers: Sequence[Sums]) -> None:
        """Add the answers to questions, in one reading."""
        keys, sets = asked_keys(questions), asked_sets(questions)
        decoders = [self._decoder(key) for key in keys]
        for columns in self._answer(together(self.table, questions)):
            milli, rows = columns[len(keys) + len(sets) :][:2]
            for place, asked in enumerate(sets, len(keys)):
                bits = columns[place]  # nothing in rows of another choice of keys, or of no question
                if self.table.unsure and any(bad := list(compress(columns[-1], bits))):
                    raise self.no_numbers(sum(bad))
                for bit in set(filter(None, bits)):
                    counted = [one == bit for one in bits]
                    told = (map(decoders[n], compress(columns[n], counted)) for n in map(keys.index, asked))
                    sums = zip(compress(milli, counted), compress(rows, counted), strict=True)
                    found = list(zip(zip(*told, strict=True), sums, strict=True))
                    for n, answer in enumerate(answers):
                        if bit >> n & 1:
                            _add(answer, found)

    def series(self, where: Filter, keys: tuple[Key, ...], along: Key) -> Iterator[tuple[tuple[str, ...], Series]]:
        """Yield, in the order in which the table writes the keys, the sums of each by one key more."""
        columns, types = self.table.columns, self.table.types
        numbered = columns.areas == "numbers" and {types[columns.reporter], types[columns.partner]} == {"integer"}
        if not numbered and self.ambiguous:  # numbers are put in an order in which all of one area stand together
            yield from super().series(where, keys, along)
            return
        checked(where, (*keys, along))
        decoders = [self._decoder(key) for key in keys]
        asked = statement(self.table, where, (*keys, along), ordered=True, numbered=True)
        last: tuple[str, ...] | None = None
        told: Series = {}
        for written, found in self._runs(asked, len(keys), along):
            key = tuple([decode(cell) for decode, cell in zip(decoders, written, strict=True)])
            if key != last:
                if last is not None:
                    yield last, told
                last, told = key, found
                continue
            for one, milli in found.items():  # the same area or flow written in another way, or cut by a batch
                before = told.get(one, 0)
                told[one] = None if before is None or milli is None else before + milli
        if last is not None:
            yield last, told

    def _decoder(self, key: Key) -> Callable[[Any], str]:
        return FLOWS.__getitem__ if key == "flow" else Decoder(key, self.table.columns).__getitem__

    def _runs(self, sql: str, width: int, along: Key) -> Iterator[tuple[tuple[Any, ...], Series]]:
        """Yield the rows of an answer that stand together and begin with the same `width` cells."""
        decode = self._decoder(along)
        for columns in self._answer(sql):
            if self.table.unsure and any(columns[-1]):
                raise self.no_numbers(sum(columns[-1]))
            last, milli = list(map(decode, columns[width])), columns[width + 1]
            first = 0
            for written, rows in groupby(zip(*columns[:width], strict=True)):
                end = first + len(list(rows))
                found = dict(zip(last[first:end], milli[first:end], strict=True))
                if len(found) == end - first:
                    yield written, found
                else:
                    for place in range(first, end):
                        yield written, {last[place]: milli[place]}
                first = end


def _add(answer: Sums, found: list[tuple[tuple[str, ...], Sum]]) -> None:
    """Add sums to an answer, which may have some of their keys: an area may be written in two ways."""
    by_key = dict(found)
    if len(by_key) == len(found) and answer.keys().isdisjoint(by_key):
        answer.update(by_key)
        return
    for key, one in found:
        answer[key] = added(answer[key], one) if key in answer else one


def missing(package: str, message: str) -> FindingsError:
    """Return the finding of an engine that is not installed."""
    return FindingsError(
        error(
            "B230",
            f"{message}, which is not installed",
            why="the engines for big data are extras: ordinary briefs need none of them",
            help=f"pip install 'briefgen[{package}]'",
        )
    )


def refused(path: Path, reason: Exception) -> FindingsError:
    """Return the finding of a file or statement that an engine refuses."""
    words = str(reason).strip().splitlines()
    return FindingsError(
        error(
            "B234",
            f"the engine cannot read `{path.name}`",
            why=words[0] if words else type(reason).__name__,
            help="`briefgen trade inspect FILE` tells what the file is",
            place=Place(str(path)),
        )
    )


def _source(path: Path) -> str:
    if path.is_dir():
        return f"read_parquet({literal(str(path / '**' / '*.parquet'))}, union_by_name = true)"
    if path.suffix.lower() in PARQUET:
        return f"read_parquet({literal(str(path))})"
    return f"read_csv({literal(str(path))}, header = true, all_varchar = true)"


def _type(kind: str) -> Type:
    if kind in _INTEGERS:
        return "integer"
    return "text" if kind == "VARCHAR" else "number"
