"""`briefgen trade`: tables out of files, as text, CSV, JSON and a workbook; mistakes are findings."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from briefgen.cli import run
from briefgen.document import Cell, Column, Table
from briefgen.findings import FindingsError
from briefgen.trade.command import Asked, tables
from briefgen.trade.files import Wanted, opened
from briefgen.trade.printing import as_csv, as_json, as_text
from briefgen.trade.tables import TABLES
from trade.rows import records, write_csv

DATA = Path(__file__).parent / "data"
KYRGYZ = tuple(str(DATA / f"nsc_kgz_{flow}.xlsx") for flow in ("exports", "imports"))
KAZAKH = tuple(sorted(map(str, DATA.glob("bns_kaz_*.xls"))))
PAIR = ["--reporter", "KGZ", "--partner", "TJK"]

TURNOVER = """\
Turnover: Kyrgyzstan – Tajikistan (US$ million)
─────────────────────────────────────────────────────────────────
                                           Coverage of
                                            imports by
Year  Exports  Imports  Turnover  Balance   exports, %  Growth, %
─────────────────────────────────────────────────────────────────
2009     15.8      3.7      19.5     12.1        427.4      −36.1
2010     16.5      2.7      19.2     13.8        612.4       −1.5
2011     36.3      1.0      37.3     35.2      3,523.7       94.5
─────────────────────────────────────────────────────────────────
Totals are computed from unrounded figures
Source: National Statistical Committee of the Kyrgyz Republic
  (nsc_kgz_exports.xlsx, nsc_kgz_imports.xlsx)
"""


def test_turnover_in_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["trade", *KYRGYZ, *PAIR, "--years", "2009-2011"]) == 0
    told = capsys.readouterr()
    assert told.out.replace("\u00a0", " ") == TURNOVER
    assert "\033[" not in told.out
    assert "note[" not in told.err


def test_the_word_table_may_be_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["trade", "table", *KYRGYZ, "-r", "Киргизстан", "-p", "tajikistan", "-y", "2009–2011"]) == 0
    assert capsys.readouterr().out.replace("\u00a0", " ") == TURNOVER


def test_csv_and_json_hold_exact_numbers(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(["trade", *KYRGYZ, *PAIR, "-y", "2010-2011", "--format", "csv", "--unit", "thousand USD"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["exports"] for row in rows] == ["16481.122", "36261.011"]
    assert rows[1]["change"].startswith("94.4995")
    out = tmp_path / "t.json"
    assert run(["trade", *KYRGYZ, *PAIR, "-y", "1994-1995", "-f", "json", "-o", str(out), "-t", "turnover,shares"]) == 0
    told = json.loads(out.read_text(encoding="utf-8"))
    assert [one["name"] for one in told] == ["turnover", "shares"]
    assert told[0]["rows"][0]["change"] is None
    assert told[0]["rows"][1]["turnover"] == 13086.4
    assert told[0]["columns"][3]["formula"] == {"kind": "sum", "of": ["exports", "imports"]}


def test_a_workbook_with_live_formulas(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "t.xlsx"
    assert run(["trade", *KYRGYZ, *KAZAKH, "-r", "KAZ", "-p", "KGZ", "-t", "all", "-f", "xlsx", "-o", str(out)]) == 0
    assert capsys.readouterr().out.strip() == str(out)
    book = openpyxl.load_workbook(out)
    titles = [sheet.title for sheet in book.worksheets]
    assert "Turnover" in titles
    assert "Statistics_of_both_sides" in titles
    formulas = [cell.value for row in book["Turnover"].iter_rows() for cell in row if str(cell.value).startswith("=")]
    assert any("+" in formula for formula in formulas)
    book.close()
    first = out.read_bytes()
    assert run(["trade", *KYRGYZ, *KAZAKH, "-r", "KAZ", "-p", "KGZ", "-t", "all", "-f", "xlsx", "-o", str(out)]) == 0
    assert out.read_bytes() == first
    with zipfile.ZipFile(out) as package:
        assert package.testzip() is None


def test_a_file_that_cannot_be_written_is_a_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "taken").write_text("a file, and no folder")
    for form in ("xlsx", "csv"):
        assert run(["trade", *KYRGYZ, *PAIR, "-f", form, "-o", str(tmp_path / "taken" / "t")]) == 1
        assert "error[B70" in capsys.readouterr().err


def test_a_later_edition_counts_whatever_the_order_of_the_files() -> None:
    one = tables(Asked((*KYRGYZ, *KAZAKH), "KAZ", "KGZ", tables=("turnover",)))
    two = tables(Asked((*reversed(KAZAKH), *KYRGYZ), "KAZ", "KGZ", tables=("turnover",)))
    assert one.tables[0].rows == two.tables[0].rows


def test_plain_python_and_duckdb_print_the_same(tmp_path: Path) -> None:
    pytest.importorskip("duckdb", reason="the extra `duckdb` is not installed")
    path = write_csv(tmp_path / "comtrade.csv", records())
    found = [
        tables(Asked((path,), "KGZ", "TJK", tables=("all",), engine=engine)) for engine in ("plain", "duckdb", None)
    ]
    assert found[0].tables == found[1].tables == found[2].tables
    assert len(found[0].tables) > 8


def test_large_files_stream(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_csv(tmp_path / "comtrade.csv", records())
    held = tables(Asked((path,), "KGZ", "TJK", tables=("all",)))
    monkeypatch.setattr("briefgen.trade.files.HELD", 10)
    streamed = tables(Asked((path,), "KGZ", "TJK", tables=("all",)))
    assert streamed.tables == held.tables
    monkeypatch.setattr("briefgen.trade.files.BIG", 10)
    pytest.importorskip("duckdb", reason="the extra `duckdb` is not installed")
    assert type(opened([path]).cube).__name__ == "FileCube"
    assert tables(Asked((path,), "KGZ", "TJK", tables=("all",))).tables == held.tables


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ([*KYRGYZ, *PAIR, "-t", "turnver"], "B236", "did you mean `turnover`"),
        ([*KYRGYZ, "-r", "KGZ", "-p", "Tajikstan"], "B238", "`Tajikistan`"),
        ([*KYRGYZ, *KAZAKH, "-p", "TJK"], "B239", "KAZ, KGZ"),
        ([*KYRGYZ, *PAIR, "-t", "intensity"], "B240", "three countries"),
        ([*KYRGYZ, *PAIR, "-y", "1950-1951"], "B240", "in these years"),
        ([*KYRGYZ, "-r", "KAZ", "-p", "TJK"], "B240", "they hold reports of KGZ"),
        ([*KYRGYZ, *PAIR, "--engine", "duckbd"], "B241", "`duckdb`"),
        (["nothing.csv", *PAIR], "error", "nothing.csv"),
    ],
)
def test_mistakes_are_findings(
    arguments: list[str], code: str, told: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(["trade", *arguments]) == 1
    said = capsys.readouterr().err
    assert code in said
    assert told in said


@pytest.mark.parametrize(
    "arguments",
    [[], ["--years", "2012-2005"], ["--years", "last"], ["--digits", "3"], ["--unit", "mln EUR"], ["--unit", "heaps"],
     ["--format", "docx"], ["--top", "0"]],
)  # fmt: skip
def test_a_wrong_command_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    files = list(KYRGYZ) if arguments else []
    assert run(["trade", *files, *(PAIR if arguments else []), *arguments]) == 2
    capsys.readouterr()


def test_files_in_two_currencies_are_not_mixed(tmp_path: Path) -> None:
    header = "reporter,partner,flow,commodity,period,value,unit"
    for name, unit in (("a.csv", "USD"), ("b.csv", "EUR")):
        (tmp_path / name).write_text(f"{header}\nKGZ,TJK,export,TOTAL,2011,5,mln {unit}\n")
    with pytest.raises(FindingsError) as caught:
        opened([tmp_path / "a.csv", tmp_path / "b.csv"])
    assert [finding.code for finding in caught.value.findings] == ["B237"]


def test_a_table_that_is_not_there_is_a_warning_beside_others() -> None:
    answer = tables(Asked(KYRGYZ, "KGZ", "TJK", tables=("turnover", "mirror")))
    assert [table.name for table in answer.tables] == ["turnover"]
    assert "B240" in [finding.code for finding in answer.findings if finding.severity == "warning"]


def test_the_only_reporter_need_not_be_named() -> None:
    assert tables(Asked(KYRGYZ, partner="TJK")).reporter == "KGZ"


def test_inspect(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["trade", "inspect", KYRGYZ[0]]) == 0
    assert "National Statistical Committee" in capsys.readouterr().out
    assert run(["trade", "inspect", "nothing.csv"]) == 1


# ---------------------------------------------------------------- printing

TABLE = Table(
    "t",
    "A caption",
    (Column("code", "HS code", "code"), Column("name", "Commodity"), Column("none", "None"), Column("v", "A value of it", "number", 1)),
    (
        (Cell("01"), Cell("Live animals, and everything that is told of them at some length here"), Cell(""), Cell("1.0", 1)),  # type: ignore[arg-type]
        (Cell(""), Cell("Total"), Cell(""), Cell("…")),
    ),
    "US$",
    "An office",
    ("… means not available",),
    1,
)  # fmt: skip


def test_text_is_wrapped_and_never_lost() -> None:
    lines = as_text([TABLE], "Source").splitlines()
    assert lines[0] == "A caption (US$)"
    assert "None" not in lines[2]  # a column that is empty throughout is left out
    text = " ".join(" ".join(lines).split())
    for word in TABLE.rows[0][1].text.split():
        assert word in text
    assert lines[-2:] == ["… means not available", "Source: An office"]
    assert sum(line.startswith("─") for line in lines) == 4
    assert "\033[1mA caption\033[0m" in as_text([TABLE], "Source", bold=True)


def test_csv_of_several_tables_names_each() -> None:
    rows = list(csv.reader(io.StringIO(as_csv([TABLE, TABLE]))))
    assert rows[0] == ["table", "code", "name", "none", "v"]
    assert rows[1][0] == "t"
    assert rows[2] == ["t", "", "Total", "", ""]
    assert rows[3] == []
    assert json.loads(as_json([TABLE]))[0]["rows"][0]["v"] == 1


def test_the_statistics_are_imported_fast(tmp_path: Path) -> None:
    code = (
        "import time, fractions, dataclasses, briefgen.findings, briefgen.document;"
        "s = time.process_time();"
        "import briefgen.trade.cube, briefgen.trade.engines.plain, briefgen.trade.indicators.structure,"
        "briefgen.trade.indicators.comparison, briefgen.trade.indicators.sides, briefgen.trade.pair;"
        "print(1000 * (time.process_time() - s));"
        "import sys; print([m for m in ('duckdb', 'ibis', 'pandas', 'openpyxl', 'pydantic') if m in sys.modules])"
    )
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPYCACHEPREFIX": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", code]
    runs = [subprocess.run(command, env=environment, capture_output=True, text=True, check=True) for _ in range(4)]
    assert min(float(one.stdout.split()[0]) for one in runs) < 20  # 5 ms on a quiet machine; 10 is the goal
    assert runs[0].stdout.splitlines()[1] == "[]"


def test_the_output_shown_in_the_guide_is_true(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = Path(__file__).parents[2]
    monkeypatch.chdir(root)
    guide = (root / "docs" / "trade.md").read_text(encoding="utf-8")
    shown = re.findall(r"```\n\$ briefgen (.+)\n((?:.*\n)+?)```", guide)
    assert len(shown) == 2
    for command, output in shown:
        arguments = []
        for word in command.split():
            arguments += sorted(map(str, Path().glob(word))) if "*" in word else [word]
        assert run(arguments) == 0
        assert capsys.readouterr().out.replace("\u00a0", " ") == output
    for name in TABLES:
        assert f"`{name}`" in guide, name


def test_a_file_may_be_told_what_it_is(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "comtrade.csv", records())
    told = opened([Wanted(path, "comtrade-v1", "KGZ", "plain"), Path(KYRGYZ[0])])
    assert told.reporters == {"KGZ"}
    with pytest.raises(FindingsError) as caught:
        opened([Wanted(path, "comtrade-v2"), Wanted(path, engine="spark"), tmp_path / "gone.csv"])
    assert {finding.code for finding in caught.value.findings} >= {"B140", "B241"}
    assert len(caught.value.findings) == 3
