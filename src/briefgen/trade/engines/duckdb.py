"""The embedded engine for big files: CSV and Parquet of any size by DuckDB (extra `duckdb`)."""

from __future__ import annotations

from operator import getitem
from typing import TYPE_CHECKING, Any

from briefgen.findings import FindingsError, Place, error
from briefgen.trade.cube import checked
from briefgen.trade.engines.columns import PARQUET, recognised
from briefgen.trade.engines.sql import Decoder, SqlCube
from briefgen.trade.engines.statement import Told, both_ways, kept, listed, literal, statement

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from briefgen.trade.cube import Filter, Key, Question, Series, Sums
    from briefgen.trade.engines.columns import Columns, Type

_KEPT = "kept"
_BATCH = 20_000
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

    def run(sql: str, _: Sequence[str] = ()) -> Iterator[Sequence[Any]]:
        try:
            result = connection.cursor().execute(sql)
            while rows := result.fetchmany(_BATCH):
                yield from rows
        except duckdb.Error as reason:
            raise refused(path, reason) from None

    described = run(f"describe select * from {source}")  # noqa: S608 - the file is a literal
    types: dict[str, Type] = {name: _type(kind) for name, kind, *_ in described}
    told = columns or recognised(types, path.name)
    table = Told(source, told, types) if told.flow else both_ways(source, told, types)
    return FileCube(table, run) if path.is_dir() or path.suffix.lower() in PARQUET else TextCube(table, run)


class FileCube(SqlCube):
    """A cube over files that DuckDB reads."""

    def series(self, where: Filter, keys: tuple[Key, ...], along: Key) -> Iterator[tuple[tuple[str, ...], Series]]:
        """Yield, in the order in which the table writes the keys, the sums of each by one key more.

        Each series comes as two lists: a tenth of the time of a row for each sum.
        """
        if self.ambiguous:
            yield from super().series(where, keys, along)
            return
        checked(where, (*keys, along))
        decoders = [Decoder(key, self.table.columns) for key in keys]
        decode = Decoder(along, self.table.columns).__getitem__
        asked = statement(self.table, where, (*keys, along))
        found = self._run(listed(asked, len(keys), unsure=self.table.unsure), ())
        for row in self.sure(found) if self.table.unsure else found:
            yield tuple(map(getitem, decoders, row)), dict(zip(map(decode, row[-2]), row[-1], strict=True))


class TextCube(FileCube):
    """A cube over a text file, which is slow to read: several questions on some reporters read it once."""

    reads_once = True

    def several(self, questions: Sequence[Question]) -> list[Sums]:
        """Return the answers to several questions, out of a table in memory where they name their reporters."""
        reporters = [question.where.reporters for question in questions]
        if len(questions) < 2 or not all(reporters):
            return super().several(questions)
        for _ in self._run(kept(self.table, frozenset().union(*reporters), _KEPT), ()):
            pass
        try:
            return SqlCube(self.table._replace(source=_KEPT), self._run).several(questions)
        finally:
            for _ in self._run(f"drop table {_KEPT}", ()):
                pass


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
