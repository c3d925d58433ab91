"""Step 1: files of statistics beside a brief are opened as downloaded; what they say of the two sides joins `trade`."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from briefgen import facts as step2
from briefgen.checks import check
from briefgen.findings import FindingsError, Severity
from briefgen.inputs import read
from briefgen.model.trade import annual
from inputs.forms import FACTS, write

DATA = Path(__file__).parents[1] / "trade" / "data"
SIDES: dict[str, Any] = {
    **{name: value for name, value in FACTS.items() if name not in ("trade", "bodies", "sessions", "parties")},
    "perspective": "KGZ",
    "partner": "TJK",
    "parties": [{"id": "KGZ", "name": "K", "short": "K"}, {"id": "TJK", "name": "T", "short": "T"}],
}
PLAIN = "reporter,partner,flow,period,value,unit\n"


def folder(where: Path, *files: str, form: str = "yaml", **more: Any) -> Path:
    """Write a brief with real tables in its folder `statistics`."""
    write(where, form, SIDES | more)
    (where / "statistics").mkdir()
    for name in files:
        shutil.copy(DATA / name, where / "statistics" / name)
    return where


def plain(where: Path, *rows: str, name: str = "statistics/own.csv") -> Path:
    """Write a plain table of trade into the folder."""
    path = where / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(PLAIN + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return where


def codes(findings: Any, *severities: Severity) -> list[str]:
    return [one.code for one in findings if one.severity in (severities or tuple(Severity))]


@pytest.fixture(scope="module")
def kyrgyz(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folder(tmp_path_factory.mktemp("statistics") / "b", "nsc_kgz_exports.xlsx", "nsc_kgz_imports.xlsx")


def test_a_folder_of_statistics_needs_no_word_in_the_brief(kyrgyz: Path) -> None:
    source, findings = read(kyrgyz)
    brief, more = step2.build(source)
    assert more == []
    assert brief is not None
    assert Severity.ERROR not in {one.severity for one in findings}
    years = annual(brief, "KGZ", "TJK")
    assert (min(years), max(years)) == (1994, 2023)
    assert str(years[2011].turnover.value) == "37290079/1000"  # type: ignore[union-attr]
    assert {row.mark for row in brief.trade} == {None, "p"}
    assert source.statistics is not None
    assert source.statistics.pair("KGZ", "TJK").annual("export")[2011] == 36_261_011_000


def test_each_row_knows_its_file_and_line(kyrgyz: Path) -> None:
    source, _ = read(kyrgyz)
    place = source.place(("trade", 0, "value"))
    assert place is not None
    assert place.file.endswith("b/statistics/nsc_kgz_exports.xlsx")
    assert place.line == 94


def test_what_the_files_hold_reaches_the_findings_with_their_folder(kyrgyz: Path) -> None:
    _, findings = read(kyrgyz)
    assert {"B151", "B157", "B160", "B166"} <= set(codes(findings))
    (sums,) = (one for one in findings if one.code == "B157")
    assert str(sums.place).endswith("b/statistics/nsc_kgz_exports.xlsx:5")


@pytest.mark.parametrize("form", ["yaml", "json", "xlsx"])
def test_a_row_adds_what_a_file_does_not_say(tmp_path: Path, form: str) -> None:
    rows = [{"file": "statistics/nsc_kgz_exports.xlsx", "layout": "nsc-kgz", "source": ["office"]}]
    source, _ = read(folder(tmp_path / "b", "nsc_kgz_exports.xlsx", "nsc_kgz_imports.xlsx", form=form, statistics=rows))
    brief, _ = step2.build(source)
    assert brief is not None
    assert [row.source for row in brief.trade if row.flow == "export"] == [("office",)] * 30
    assert [row.source for row in brief.trade if row.flow == "import"] == [()] * 30


def test_statistics_may_lie_anywhere_in_the_folder(tmp_path: Path) -> None:
    where = write(tmp_path / "b", "yaml", SIDES | {"statistics": [{"file": "data/own.csv"}]})
    source, findings = read(plain(where, "KGZ,TJK,export,2010,5,mln USD", name="data/own.csv"))
    assert [one.message for one in findings if one.severity is Severity.ERROR] == []
    assert [row["value"] for row in source.tree["trade"]] == ["5000"]  # type: ignore[index, union-attr]


def test_months_are_rows_and_spans_are_not(tmp_path: Path) -> None:
    where = plain(
        folder(tmp_path / "b"),
        *(f"KGZ,TJK,export,2010-{month:02},1,thousand USD" for month in range(1, 13)),
        "KGZ,TJK,export,2011-01/2011-09,7,thousand USD",
    )
    brief, _ = step2.build(read(where)[0])
    assert brief is not None
    assert len(brief.trade) == 12
    assert annual(brief, "KGZ", "TJK")[2010].exports.value == 12  # type: ignore[union-attr]


def test_a_total_that_no_row_tells_is_the_sum_of_its_goods(tmp_path: Path) -> None:
    where = folder(tmp_path / "b")
    (where / "statistics" / "goods.csv").write_text(
        "reporter,partner,flow,commodity,period,value,unit\n"
        "KGZ,TJK,export,26,2010,1.5,thousand USD\nKGZ,TJK,export,76,2010,2,thousand USD\n",
        encoding="utf-8",
    )
    source, _ = read(where)
    assert [row["value"] for row in source.tree["trade"]] == ["3.5"]  # type: ignore[index, union-attr]
    assert source.place(("trade", 0)) is None or source.place(("trade", 0)).line is None  # type: ignore[union-attr]


def test_rows_by_hand_and_rows_of_files_that_disagree_are_found(tmp_path: Path) -> None:
    by_hand = [
        {"reporter": "KGZ", "partner": "TJK", "flow": "export", "period": "2010", "value": "6", "unit": "mln USD"},
        {"reporter": "KGZ", "partner": "TJK", "flow": "export", "period": "2011", "value": "7", "unit": "mln USD"},
    ]
    where = plain(
        folder(tmp_path / "b", trade=by_hand), "KGZ,TJK,export,2010,5,mln USD", "KGZ,TJK,export,2011,7,mln USD"
    )
    source, _ = read(where)
    brief, _ = step2.build(source)
    assert brief is not None
    differs, same = (one for one in check(brief) if one.code in ("B330", "B331"))
    assert (differs.code, same.code) == ("B330", "B331")
    assert differs.why == "the first states 6 mln USD, this one 5000 thousand USD"
    assert str(source.place(differs.at)).endswith("own.csv:2")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"source": ["office"]}, "B216"),
        ({"file": "statistics/a.xlsx", "url": "duckdb://"}, "B216"),
        ({"file": "statistics/nsc_kgz_export.xlsx"}, "B217"),
        ({"url": "duckdb://x", "table": "t"}, "B218"),
        ({"file": "statistics/nsc_kgz_exports.xlsx", "layout": "bns-kas"}, "B140"),
        ({"url": "duckdb://", "table": "t", "columns": "reporter=r, partner=p"}, "B219"),
    ],
)
def test_misfits_are_found_at_their_row(tmp_path: Path, row: dict[str, Any], code: str) -> None:
    where = folder(tmp_path / "b", "nsc_kgz_exports.xlsx", statistics=[row])
    _, findings = read(where)
    assert code in codes(findings, Severity.ERROR)
    (found,) = (one for one in findings if one.code == code)
    assert found.place is not None
    if code != "B140":
        assert found.place.file.endswith("brief.yaml")
        assert found.place.line is not None


def test_columns_of_an_engine_that_are_not_told(tmp_path: Path) -> None:
    pytest.importorskip("ibis")
    row = {"url": "duckdb://", "table": "t", "columns": "reporter=r, partner=p"}
    with_engine = write(tmp_path / "b", "yaml", SIDES | {"statistics": [row]})
    assert set(codes(read(with_engine)[1], Severity.ERROR)) <= {"B232", "B235"}


def test_without_ibis_an_engine_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ibis", None)
    columns = "reporter=r, partner=p, flow=f, period=y, commodity=c, value=v"
    row = {"url": "clickhouse://user:secret@host/trade", "table": "t", "columns": columns}
    _, findings = read(write(tmp_path / "b", "yaml", SIDES | {"statistics": [row]}))
    (found,) = (one for one in findings if one.code == "B230")
    assert "secret" not in f"{found.message} {found.why} {found.help}"
    assert found.at == ("statistics", 0)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of Ibis against a newer DuckDB
def test_an_engine_gives_the_trade_of_the_two_sides(tmp_path: Path) -> None:
    pytest.importorskip("ibis")
    duckdb = pytest.importorskip("duckdb")
    path = tmp_path / "trade.duckdb"
    with duckdb.connect(str(path)) as base:
        base.execute("create table flows (r varchar, p varchar, f varchar, y varchar, c varchar, v decimal(18, 3))")
        base.execute("insert into flows values ('KGZ', 'TJK', 'X', '2010', 'TOTAL', 5.25)")
    columns = "reporter=r, partner=p, flow=f, period=y, commodity=c, value=v, scale=1000"
    row = {"url": f"duckdb://{path}", "table": "flows", "columns": columns, "source": ["office"]}
    source, findings = read(write(tmp_path / "b", "yaml", SIDES | {"statistics": [row]}))
    assert [one.message for one in findings if one.severity is Severity.ERROR] == []
    (told,) = source.tree["trade"]  # type: ignore[misc]
    assert (told["value"], told["unit"], told["source"]) == ("5.25", "thousand USD", ["office"])  # type: ignore[index, call-overload]


def test_statistics_of_other_countries_say_so(tmp_path: Path) -> None:
    where = plain(folder(tmp_path / "b"), "KAZ,UZB,export,2010,5,mln USD")
    _, findings = read(where)
    (found,) = (one for one in findings if one.code == "B220")
    assert found.severity is Severity.WARNING
    assert str(found.place).endswith("b/statistics")


def test_files_about_files_are_left_alone_and_odd_ones_are_refused(tmp_path: Path) -> None:
    where = plain(folder(tmp_path / "b"), "KGZ,TJK,export,2010,5,mln USD")
    for name in ("README.md", "LICENSE", ".hidden", "~$own.xlsx", "sources.txt"):
        (where / "statistics" / name).write_text("text", encoding="utf-8")
    assert codes(read(where)[1], Severity.ERROR) == []
    (where / "statistics" / "letter.txt").write_text("Dear all,\nplease find\n", encoding="utf-8")
    assert codes(read(where)[1], Severity.ERROR) == ["B140"]


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    where = folder(tmp_path / "b")
    (where / "statistics" / "exports.xlsx").symlink_to(DATA / "nsc_kgz_exports.xlsx")
    assert codes(read(where)[1], Severity.ERROR) == ["B104"]


def test_two_currencies_make_no_table(tmp_path: Path) -> None:
    where = plain(folder(tmp_path / "b"), "KGZ,TJK,export,2010,5,mln USD")
    plain(where, "TJK,KGZ,import,2010,5,mln EUR", name="statistics/theirs.csv")
    assert codes(read(where)[1], Severity.ERROR) == ["B237"]


def test_the_same_content_is_read_once_and_changed_content_again(tmp_path: Path) -> None:
    where = plain(folder(tmp_path / "b"), "KGZ,TJK,export,2010,5,mln USD")
    first, again = read(where)[0], read(where)[0]
    assert first.statistics is again.statistics
    plain(where, "KGZ,TJK,export,2010,6,mln USD")
    changed = read(where)[0]
    assert changed.statistics is not first.statistics
    assert [row["value"] for row in changed.tree["trade"]] == ["6000"]  # type: ignore[index, union-attr]


def test_facts_as_data_stand_alone(kyrgyz: Path) -> None:
    brief, _ = step2.build(read(kyrgyz)[0])
    assert brief is not None
    plain_facts = step2.plain(brief)
    assert "statistics" not in plain_facts
    assert len(plain_facts["trade"]) == 60


def test_a_misspelt_list_does_not_break_anything(tmp_path: Path) -> None:
    where = write(tmp_path / "b", "yaml", SIDES | {"statistics": "statistics/a.xlsx"})
    source, findings = read(where)
    assert codes(findings) == []
    assert codes(step2.build(source)[1]) == ["B203"]


def test_a_brief_without_statistics_imports_no_reader(tmp_path: Path) -> None:
    where = write(tmp_path / "b", "yaml")
    script = (
        f"import sys; from briefgen.inputs import read; read(__import__('pathlib').Path({str(where)!r}));"
        "print(sorted(name for name in sys.modules if name.startswith(('briefgen.trade', 'duckdb', 'python_calamine'))))"
    )
    made = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert made.stdout.strip() == "[]"


def test_what_cannot_be_opened_stops_with_a_finding(tmp_path: Path) -> None:
    where = folder(tmp_path / "b")
    (where / "statistics" / "broken.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    try:
        found = codes(read(where)[1], Severity.ERROR)
    except FindingsError as reason:
        found = codes(reason.findings)
    assert found
    assert set(found) <= {"B140", "B142"}
