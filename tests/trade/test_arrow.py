"""Answers read column by column out of the memory of an engine are those that it gives row by row."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.trade.engines.arrow import StreamError, columns

duckdb = pytest.importorskip("duckdb", reason="the extra `duckdb` is not installed")


def both(sql: str) -> tuple[list[Any], list[Any]]:
    """Return the rows of an answer, read in columns and as DuckDB gives them."""
    with duckdb.connect() as connection:
        read = list(columns(connection.sql(sql).__arrow_c_stream__()))
        return [row for batch in read for row in zip(*batch, strict=True)], connection.execute(sql).fetchall()


@pytest.mark.parametrize(
    "cell",
    [
        *(f"(i % 100)::{kind}" for kind in ("tinyint", "utinyint", "smallint", "usmallint", "integer", "uinteger")),
        *(f"(i * 7 - 3)::{kind}" for kind in ("bigint", "hugeint", "double")),
        "case when i % 3 = 1 then null else i end",
        "case when i % 2 = 0 then 170141183460469231731687303715 * -1::hugeint else i end",
        "sum(i) over ()",
        "'code'",
        "'M'",
        "i::varchar",
        "lpad((i % 100)::varchar, 2, '0')",
        "case when i % 5 = 0 then null when i % 5 = 1 then '' when i % 5 = 2 then 'Кыргызстан' else 'Türkiye' end",
        "null",
        "case when i % 2 = 0 then null else 'X' end",
    ],
)
@pytest.mark.parametrize("rows", [0, 1, 45_000])
def test_columns_are_those_of_the_rows(cell: str, rows: int) -> None:
    read, told = both(f"select i, {cell} as cell from range({rows}) as made(i) order by i")  # noqa: S608
    assert len(read) == rows
    assert read == told


def test_a_batch_is_small_whatever_the_engine_gives() -> None:
    with duckdb.connect() as connection:
        stream = connection.sql("select i from range(100000) as made(i)").__arrow_c_stream__()
        assert max(len(batch[0]) for batch in columns(stream)) <= 20_000


def test_dates_are_refused() -> None:
    with duckdb.connect() as connection, pytest.raises(TypeError, match="neither numbers nor text"):
        list(columns(connection.sql("select date '2011-12-20'").__arrow_c_stream__()))


def test_a_reader_that_stops_in_the_middle_frees_what_it_holds() -> None:
    with duckdb.connect() as connection:
        begun = columns(connection.sql("select i from range(100000) as made(i)").__arrow_c_stream__())
        assert next(begun)[0]
        begun.close()  # type: ignore[attr-defined]
        assert connection.execute("select 1").fetchall() == [(1,)]
    assert issubclass(StreamError, Exception)
