"""Parquet files as tables, through DuckDB, which is an optional package."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefgen.findings import FindingsError, Place, error

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from briefgen.findings import Finding

_ROWS = 10_000


def _query(path: Path, columns: str) -> Any:
    try:
        import duckdb
    except ImportError:
        why, mend = "Parquet is read by the package duckdb", "install briefgen with it: pip install 'briefgen[duckdb]'"
        place = Place(path.name)
        raise FindingsError(error("B161", "a package is missing", why=why, help=mend, place=place)) from None
    try:
        connection = duckdb.connect(config={"threads": "1", "preserve_insertion_order": "true"})
        return connection.execute(f"SELECT {columns} FROM read_parquet(?)", [str(path)])  # noqa: S608 - our own words
    except duckdb.Error as reason:
        raise FindingsError(_broken(path, reason)) from None


def _broken(path: Path, reason: Exception) -> Finding:
    why = str(reason).splitlines()[0][:200].replace(str(path), path.name)
    return error("B142", "the Parquet file cannot be read", why=why, help="download it again", place=Place(path.name))


def parquet_names(path: Path) -> list[str]:
    """Return the names of the columns; raise FindingsError if the file is damaged or DuckDB is not installed."""
    return [str(column[0]) for column in _query(path, "*").description]


def parquet_records(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the number of each row, from 1, with its cells as text."""
    import duckdb

    found = _query(path, "COLUMNS(*)::VARCHAR")
    line = 0
    while True:
        try:
            rows = found.fetchmany(_ROWS)
        except duckdb.Error as reason:
            raise FindingsError(_broken(path, reason)) from None
        if not rows:
            return
        for row in rows:
            line += 1
            yield line, ["" if cell is None else cell for cell in row]
