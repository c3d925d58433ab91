"""Engines: the same cube, to the last digit, whoever adds it up."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from briefgen.findings import FindingsError
from briefgen.trade import sources
from briefgen.trade.cube import Filter, Question, cube_sha256
from briefgen.trade.engines import duckdb as duckdb_engine
from briefgen.trade.engines import ibis as ibis_engine
from briefgen.trade.engines.columns import area_of, named, of_kind, recognised, spelt
from briefgen.trade.engines.plain import PlainCube
from briefgen.trade.engines.sql import SqlCube, period
from briefgen.trade.engines.statement import Told
from briefgen.trade.files import opened
from trade.rows import HEADER, QUESTIONS, cube_of, naive, records, rows_of, write_csv

if TYPE_CHECKING:
    from collections.abc import Iterator

RECORDS = records()
ROWS = rows_of(RECORDS)
EVERYTHING = QUESTIONS[0]
COLUMNS = {
    "reporter": "reporterCode", "partner": "partnerCode", "flow": "flowCode", "period": "period",
    "commodity": "cmdCode", "value": "primaryValue", "areas": "numbers",
}  # fmt: skip


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the rows as a CSV file."""
    return write_csv(tmp_path_factory.mktemp("engines") / "comtrade.csv", RECORDS)


def same(cube: Any) -> None:
    """Hold a cube against looking at each row for itself, and its SHA-256 against that of plain Python."""
    for question in QUESTIONS:
        assert cube.sums(*question) == naive(ROWS, question), question
    assert cube_sha256(cube.sums(*EVERYTHING)) == cube_sha256(cube_of(ROWS).sums(*EVERYTHING))


def test_plain_python_through_the_reader(table: Path) -> None:
    cube = PlainCube(lambda reporters, _: sources.rows(table, reporter=reporters or None))
    same(cube)


@pytest.mark.parametrize("threads", [1, 2, 8])
def test_duckdb_from_csv(table: Path, threads: int) -> None:
    pytest.importorskip("duckdb", reason="the extra `duckdb` is not installed")
    cube = duckdb_engine.cube(table, threads=threads)
    same(cube)
    streamed = list(cube.stream(*EVERYTHING))
    assert {key: (milli, rows) for key, milli, rows in streamed} == naive(ROWS, EVERYTHING)


def parquet(table: Path, to: Path) -> Path:
    """Write the CSV file as a Parquet file with numbers in binary."""
    duckdb = pytest.importorskip("duckdb", reason="the extra `duckdb` is not installed")
    columns = ", ".join(
        f"cast({name} as {'varchar' if name in ('flowCode', 'cmdCode', 'customsCode') else 'double' if name == 'primaryValue' else 'integer'}) as {name}"
        for name in HEADER
    )
    duckdb.sql(f"copy (select {columns} from read_csv('{table}', all_varchar = true)) to '{to}' (format parquet)")  # noqa: S608
    return to


@pytest.mark.parametrize("threads", [1, 2, 8])
def test_duckdb_from_parquet(table: Path, tmp_path: Path, threads: int) -> None:
    same(duckdb_engine.cube(parquet(table, tmp_path / "one.parquet"), threads=threads))


def test_duckdb_from_a_folder_of_parquet_files(table: Path, tmp_path: Path) -> None:
    lines = table.read_text().splitlines()
    (tmp_path / "parts").mkdir()
    for number, part in enumerate((lines[1:900], lines[900:])):
        made = tmp_path / f"{number}.csv"
        made.write_text("\n".join([lines[0], *part]))
        parquet(made, tmp_path / "parts" / f"{number}.parquet")
    same(duckdb_engine.cube(tmp_path / "parts"))


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_several_questions_at_once(table: Path, tmp_path: Path, form: str) -> None:
    pytest.importorskip("duckdb", reason="the extra `duckdb` is not installed")
    cube = duckdb_engine.cube(table if form == "csv" else parquet(table, tmp_path / "one.parquet"))
    with_keys = [question for question in QUESTIONS if question.keys]
    sides = (frozenset({"KGZ"}), frozenset({"TJK"}), frozenset({"KGZ", "USA"}))
    detail = [
        question._replace(where=question.where._replace(reporters=side)) for question in with_keys[:3] for side in sides
    ]
    for questions in (with_keys, [*with_keys, *detail], detail, detail[:1], list(QUESTIONS)):
        assert cube.several(questions) == [naive(ROWS, question) for question in questions]
    with pytest.raises(ValueError, match="ask"):
        cube.several([with_keys[0], Question(Filter(), ("reporter", "flow", "period"))])


def test_a_value_that_is_no_number_stops_several_questions_that_count_it(tmp_path: Path) -> None:
    pytest.importorskip("duckdb", reason="the extra `duckdb` is not installed")
    made = [
        ("417", "762", "X", "2020", "TOTAL", "c", "0", "C00", "0"),
        ("398", "762", "X", "2020", "01", "5", "0", "C00", "0"),
    ]
    cube = duckdb_engine.cube(write_csv(tmp_path / "odd.csv", made))
    keys: Any = ("flow", "period", "digits", "partner")
    asked = [Question(Filter(frozenset({side})), keys) for side in ("KAZ", "KGZ")]
    assert cube.several([asked[0], asked[0]])[1] == {("export", "2020", "2", "TJK"): (5000, 1)}
    with pytest.raises(FindingsError, match="1 value is no number"):
        cube.several(asked)


def test_halves_of_a_thousandth_are_rounded_alike(tmp_path: Path) -> None:
    pytest.importorskip("duckdb", reason="the extra `duckdb` is not installed")
    values = {"01": "0.0005", "02": "0.0015", "03": "-0.0005", "04": "-2.0025", "05": "2.00049"}
    made = [("417", "762", "X", "2020", code, value, "0", "C00", "0") for code, value in values.items()]
    path = write_csv(tmp_path / "halves.csv", made)
    question = Question(Filter(), ("partner", "flow", "period", "digits", "commodity"))
    plain, text, binary = (
        one.sums(*question)
        for one in (
            PlainCube(lambda *_: sources.rows(path)),
            duckdb_engine.cube(path),
            duckdb_engine.cube(parquet(path, tmp_path / "halves.parquet")),
        )
    )
    assert [milli for milli, _ in plain.values()] == [1, 2, -1, -2003, 2000]
    assert plain == text == binary


def test_columns_of_other_types_are_read_as_text(table: Path, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="the extra `duckdb` is not installed")
    one, other = parquet(table, tmp_path / "one.parquet"), tmp_path / "other.parquet"
    made = "* replace (cast(flowCode as enum('M', 'X', 'RX')) as flowCode)"
    duckdb.sql(f"copy (select {made} from '{one}') to '{other}' (format parquet)")  # noqa: S608
    same(duckdb_engine.cube(other))


def test_both_ways_of_baci(tmp_path: Path) -> None:
    pytest.importorskip("duckdb", reason="the extra `duckdb` is not installed")
    path = tmp_path / "baci.csv"
    lines = ["t,i,j,k,v,q", "2020,417,762,71120,1.234,NA", "2020,762,417,271600,5,1", "2020,842,417,71120,0.001, 2"]
    path.write_text("\n".join(lines) + "\n")
    question = Question(Filter(), ("reporter", "partner", "flow", "period", "commodity"))
    found = duckdb_engine.cube(path).sums(*question)
    assert found["KGZ", "TJK", "export", "2020", "071120"] == (1_234_000, 1)
    assert found["TJK", "KGZ", "import", "2020", "071120"] == (1_234_000, 1)
    assert found["KGZ", "USA", "import", "2020", "071120"] == (1000, 1)
    assert found == opened([path], engine="plain").cube.sums(*question)
    assert found == opened([path], engine="duckdb").cube.sums(*question)


def test_an_area_written_in_two_ways_is_one(tmp_path: Path) -> None:
    pytest.importorskip("duckdb", reason="the extra `duckdb` is not installed")
    made = [("417", code, "X", "2020", "TOTAL", "1.5", "0", "C00", "0") for code in ("840", "842")]
    cube = duckdb_engine.cube(write_csv(tmp_path / "usa.csv", made))
    question = Question(Filter(), ("partner", "flow", "period", "digits"))
    assert cube.sums(*question) == {("USA", "export", "2020", "0"): (3000, 2)}
    assert list(cube.stream(*question)) == [(("USA", "export", "2020", "0"), 3000, 2)]


def test_values_that_are_no_numbers_stop_an_engine(tmp_path: Path) -> None:
    pytest.importorskip("duckdb", reason="the extra `duckdb` is not installed")
    made = [("417", "762", "X", "2020", "TOTAL", value, "0", "C00", "0") for value in ("1", "1 204,5", "-")]
    cube = duckdb_engine.cube(write_csv(tmp_path / "odd.csv", made))
    with pytest.raises(FindingsError) as caught:
        cube.sums(Filter(), ("partner", "flow", "period", "digits"))
    assert [finding.code for finding in caught.value.findings] == ["B233"]
    assert "2 values are no numbers" in str(caught.value)


def test_an_unknown_table_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("duckdb", reason="the extra `duckdb` is not installed")
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    (tmp_path / "x.parquet").write_bytes(b"nothing of the kind")
    for name, code in (("x.csv", "B231"), ("x.parquet", "B234"), ("gone.csv", "B234")):
        with pytest.raises(FindingsError) as caught:
            duckdb_engine.cube(tmp_path / name)
        assert caught.value.findings[0].code == code


def test_an_engine_that_is_not_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(__import__("sys").modules, "duckdb", None)
    monkeypatch.setitem(__import__("sys").modules, "ibis", None)
    for call in (lambda: duckdb_engine.cube(tmp_path / "x.parquet"), lambda: ibis_engine.cube("trino://x", "t", {})):
        with pytest.raises(FindingsError) as caught:
            call()
        assert caught.value.findings[0].code == "B230"
        assert "pip install" in (caught.value.findings[0].help or "")


@pytest.mark.parametrize(
    ("change", "told"),
    [({"value": None}, "`value` is missing"), ({"vale": "x"}, "no `vale`"), ({"areas": "names"}, "letters or numbers"),
     ({"scale": "-3"}, "whole number")],
)  # fmt: skip
def test_columns_must_be_told_rightly(change: dict[str, str | None], told: str) -> None:
    columns = {key: value for key, value in {**COLUMNS, **change}.items() if value is not None}
    with pytest.raises(FindingsError, match=told) as caught:
        named(columns)
    assert caught.value.findings[0].code == "B232"


def test_layouts_are_recognised_by_columns() -> None:
    types: dict[str, Any] = dict.fromkeys(HEADER, "text")
    columns = recognised(types, "x.csv")
    assert (columns.reporter, columns.value, columns.areas) == ("reporterCode", "primaryValue", "numbers")
    assert ("motCode", frozenset({"", "0"})) in columns.only


def test_areas_and_periods_as_tables_write_them() -> None:
    assert {"840", "842"} <= set(spelt("USA", "numbers"))
    assert {"USA", "US"} <= set(spelt("USA", "letters"))
    assert "0" in of_kind(frozenset({"world"}), "numbers")
    assert area_of("417", "numbers") == "KGZ"
    assert [period(text) for text in ("2011", "201105", "201152", "2011-05")] == ["2011", "2011-05", "2011", "2011-05"]


# ---------------------------------------------------------------- engines of an organisation (extras)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_duckdb_through_ibis(table: Path, tmp_path: Path) -> None:
    ibis = pytest.importorskip("ibis", reason="the extra `ibis` is not installed")
    backend = ibis.connect("duckdb://")
    path = parquet(table, tmp_path / "one.parquet")
    backend.raw_sql(f"create table flows as select * from read_parquet('{path}') where motCode = 0")  # noqa: S608
    same(ibis_engine.over(backend, "flows", COLUMNS))
    with pytest.raises(FindingsError) as caught:
        ibis_engine.over(backend, "nothing", COLUMNS)
    assert caught.value.findings[0].code == "B235"
    with pytest.raises(FindingsError) as caught:
        ibis_engine.over(backend, "flows", {**COLUMNS, "value": "worth"})
    assert "no column `worth`" in str(caught.value)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_spark(table: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyspark", reason="PySpark is not installed")
    ibis = pytest.importorskip("ibis", reason="the extra `ibis` is not installed")
    from pyspark.sql import SparkSession

    path = parquet(table, tmp_path / "one.parquet")
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    settings = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "4"}
    session = SparkSession.builder.master("local[2]").config(map=settings).getOrCreate()
    try:
        session.read.parquet(str(path)).filter("motCode = 0").createOrReplaceTempView("flows")
        same(ibis_engine.over(ibis.pyspark.connect(session), "flows", COLUMNS))
    finally:
        session.stop()


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_clickhouse(table: Path, tmp_path: Path) -> None:
    session = pytest.importorskip("chdb.session", reason="chdb (ClickHouse in the process) is not installed")
    sqlglot = pytest.importorskip("sqlglot", reason="the extra `ibis` is not installed")
    import json

    path = parquet(table, tmp_path / "one.parquet")
    server = session.Session(str(tmp_path / "clickhouse"))
    server.query("create database trade")
    made = f"select * from file('{path}') where motCode = 0"  # noqa: S608
    server.query(f"create table trade.flows engine = MergeTree order by tuple() as {made}")

    def run(sql: str, names: Any) -> Iterator[list[Any]]:
        told = sqlglot.transpile(sql, read="duckdb", write="clickhouse")[0]
        for line in str(server.query(told, "JSONCompactEachRow")).splitlines():
            if line.strip():  # 64-bit numbers come as text
                yield [
                    int(v) if n in ("milli", "n") and v is not None else v
                    for n, v in zip(names, json.loads(line), strict=True)
                ]

    texts = ("flowCode", "cmdCode", "customsCode")
    types: dict[str, Any] = {name: "text" if name in texts else "integer" for name in HEADER}
    try:
        same(SqlCube(Told('"trade"."flows"', named(COLUMNS), {**types, "primaryValue": "number"}), run))
    finally:
        server.close()


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_series_joins_an_area_written_in_several_ways(tmp_path: Path, form: str) -> None:
    pytest.importorskip("duckdb", reason="the extra `duckdb` is not installed")
    written = [("840", "2020"), ("841", "2020"), ("842", "2021"), ("762", "2020"), ("860", "2020")]
    made = [("417", code, "X", year, "TOTAL", "1.5", "0", "C00", "0") for code, year in written]
    path = write_csv(tmp_path / "usa.csv", made)
    cube = duckdb_engine.cube(path if form == "csv" else parquet(path, tmp_path / "usa.parquet"))
    where = Filter(digits=frozenset({0}))
    found = dict(cube.series(where, ("partner", "flow"), "period"))
    one = {"2020": 1500}
    assert found == {("TJK", "export"): one, ("UZB", "export"): one, ("USA", "export"): {"2020": 3000, "2021": 1500}}
    across = dict(cube.series(where, ("flow", "period"), "partner"))
    assert across["export", "2020"] == {"TJK": 1500, "USA": 3000, "UZB": 1500}


@pytest.mark.parametrize("form", ["plain", "csv", "parquet"])
def test_series_are_the_sums_along_one_key(table: Path, tmp_path: Path, form: str) -> None:
    where, keys = QUESTIONS[0]
    cube: Any = cube_of(ROWS)
    if form != "plain":
        cube = duckdb_engine.cube(table if form == "csv" else parquet(table, tmp_path / "one.parquet"))
    found = {
        (*key, last): milli for key, told in cube.series(where, keys[:-1], keys[-1]) for last, milli in told.items()
    }
    assert found == {key: milli for key, (milli, _) in naive(ROWS, QUESTIONS[0]).items()}
    with pytest.raises(ValueError, match="ask"):
        list(cube.series(Filter(), ("reporter", "flow"), "period"))


def test_a_series_with_values_that_are_no_numbers_stops(tmp_path: Path) -> None:
    pytest.importorskip("duckdb", reason="the extra `duckdb` is not installed")
    made = [("417", "762", "X", "2020", "TOTAL", value, "0", "C00", "0") for value in ("1", "c")]
    cube = duckdb_engine.cube(write_csv(tmp_path / "odd.csv", made))
    with pytest.raises(FindingsError, match="1 value is no number"):
        list(cube.series(Filter(), ("partner", "flow", "digits"), "period"))
