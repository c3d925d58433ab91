"""The engine that an organisation already has (Spark, ClickHouse, Trino, PostgreSQL, ...), by Ibis (extra `ibis`).

Ibis connects and tells the types of a table; sqlglot, which comes with it, turns the one statement into the SQL of the
engine.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen.findings import FindingsError, error
from briefgen.trade.engines.columns import named
from briefgen.trade.engines.duckdb import missing, refused
from briefgen.trade.engines.sql import KEYS, SqlCube
from briefgen.trade.engines.statement import Told, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefgen.trade.engines.columns import Type

_SQL = {"string": "varchar", "int64": "bigint"}


def cube(url: str, table: str, columns: Mapping[str, str]) -> SqlCube:
    """Return a cube over a table of an engine: `cube("clickhouse://host/trade", "flows", {"reporter": "r", ...})`.

    `columns` names the columns of the table and tells how they are written (`columns.named`). Raises FindingsError:
    B230 without Ibis, B232 for columns that are not told, B235 for an engine or a table that cannot be reached.
    """
    try:
        ibis: Any = import_module("ibis")
    except ImportError:
        raise missing("ibis", f"the engine `{url.partition('://')[0]}` needs Ibis") from None
    try:
        backend = ibis.connect(url)
    except Exception as reason:  # noqa: BLE001 - every engine has exceptions of its own
        raise _unreachable(url, f"the engine cannot be reached: {_first(reason)}") from None
    return over(backend, table, columns)


def over(backend: Any, table: str, columns: Mapping[str, str]) -> SqlCube:
    """Return a cube over a table of an Ibis backend that is connected already."""
    told = named(columns)
    *schema, name = table.split(".")
    try:
        found = backend.table(name, database=".".join(schema) or None).schema()
    except Exception as reason:  # noqa: BLE001 - every engine has exceptions of its own
        raise _unreachable(table, f"it has no table `{table}`: {_first(reason)}") from None
    types: dict[str, Type] = {column: _type(kind) for column, kind in found.items()}
    absent = [column for column in told[:6] if column not in types]
    if absent:
        raise _unreachable(table, f"the table `{table}` has no column `{absent[0]}`")

    def run(sql: str, names: Sequence[str]) -> Iterator[Sequence[Any]]:
        kinds = {name: "string" if name in KEYS else "int64" for name in names}
        cast = ", ".join(f"cast({name} as {_SQL[kind]}) as {name}" for name, kind in kinds.items())
        told = f"select {cast} from ({sql}) as answer"  # noqa: S608 - names of our own
        try:
            for batch in backend.sql(told, schema=kinds, dialect="duckdb").to_pyarrow().to_batches():
                yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)
        except Exception as reason:  # noqa: BLE001 - every engine has exceptions of its own
            raise refused(Path(table), reason) from None

    return SqlCube(Told(".".join(quoted(part) for part in (*schema, name)), told, types), run)


def _type(kind: Any) -> Type:
    if kind.is_integer():
        return "integer"
    return "text" if kind.is_string() else "number"


def _first(reason: Exception) -> str:
    words = str(reason).strip().splitlines()
    return words[0] if words else type(reason).__name__


def _unreachable(name: str, message: str) -> FindingsError:
    return FindingsError(
        error(
            "B235",
            message,
            why=f"trade statistics were to come from `{name.rpartition('@')[2]}`",
            help="look at the address, the name of the table and the columns in the configuration",
        )
    )
