"""Rows one by one: a pair is searched for in bytes, and nothing depends on order, blocks or quotes."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.findings import FindingsError
from briefgen.trade import sources
from briefgen.trade.flows import Row
from briefgen.trade.sources import text as texts
from briefgen.trade.sources.columns import Keep
from briefgen.trade.sources.noted import Noted
from briefgen.trade.sources.opening import open_file
from briefgen.trade.sources.reader import Reader
from trade.sources import files
from trade.sources.files import M49, V1, as_csv, comtrade_22, comtrade_v1, text, v1

AREAS = ("KGZ", "TJK", "KAZ", "USA", "FRA")
QUIET = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

facts = st.lists(
    st.tuples(
        st.sampled_from(AREAS),
        st.sampled_from((*AREAS, "WLD")),
        st.sampled_from(("X", "M", "RX")),
        st.sampled_from(("2010", "2011", "201105")),
        st.sampled_from(("TOTAL", "01", "0101", "271600")),
        st.integers(0, 10**12).map(lambda milli: f"{milli // 1000}.{milli % 1000:03}"),
    ),
    max_size=25,
    unique_by=lambda told: told[:5],
)


def plainly(path: Path, keep: Keep) -> list[Row]:
    """Return the rows that are wanted, every line parsed."""
    opened = open_file(path)
    assert opened.table is not None
    return list(Reader(opened.layout, opened.table, Noted("x"), keep).rows(opened.records(None)))


@QUIET
@given(facts, st.sampled_from(AREAS), st.sampled_from((*AREAS, "WLD")), st.sampled_from((64, 700, 1 << 20)))
def test_searching_finds_what_parsing_finds(
    tmp_path: Path, told: list[files.Told], reporter: str, partner: str, block: int
) -> None:
    path = text(comtrade_v1(told))(tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(texts, "_BLOCK", block)
        found = list(sources.rows(path, reporter=reporter, partner=partner))
    assert found == plainly(path, Keep(frozenset({reporter}), frozenset({partner})))
    assert len(found) == sum(one[:2] == (reporter, partner) for one in told)


@QUIET
@given(facts, st.randoms(use_true_random=False))
def test_the_order_of_rows_is_irrelevant(tmp_path: Path, told: list[files.Told], random: object) -> None:
    wanted = {row._replace(line=0) for row in sources.read(text(comtrade_v1(told))(tmp_path)).rows}
    mixed = list(told)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert {row._replace(line=0) for row in sources.read(text(comtrade_22(mixed))(tmp_path)).rows} == wanted


def records(name: str) -> list[dict[str, object]]:
    return [v1(fact, cmdDesc=name) for fact in files.FACTS]


@pytest.mark.parametrize("block", [100, 1 << 20])
@pytest.mark.parametrize("name", ['two\nlines, "quoted"', "TJK KGZ", 'a 5" pipe', 'ends with a quote"'])
def test_quotes_and_line_ends_inside_cells(
    name: str, block: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "_BLOCK", block)
    path = text(as_csv(V1, [[record[key] for key in V1] for record in records(name)]))(tmp_path)
    found = list(sources.rows(path, reporter="KGZ", partner="TJK"))
    assert found == plainly(path, Keep(frozenset({"KGZ"}), frozenset({"TJK"})))
    assert len(found) == 4


def test_files_with_numbers_only_are_searched_too(tmp_path: Path) -> None:
    told = [v1(fact, reporterISO="", partnerISO="", reporterDesc="", partnerDesc="") for fact in files.FACTS]
    path = text(as_csv(V1, [[record[key] for key in V1] for record in told]))(tmp_path)
    assert M49["KGZ"] == "417"
    found = list(sources.rows(path, reporter="KGZ", partner=["TJK", "WLD"]))
    assert [row.partner for row in found] == ["TJK", "TJK", "WLD", "TJK", "TJK"]


def test_areas_not_specified_are_found_too(tmp_path: Path) -> None:
    record = v1(files.FACTS[0], partnerCode="899", partnerISO="_X ", partnerDesc="Areas, nes", primaryValue="7")
    told = [*(v1(fact) for fact in files.FACTS), record]
    path = text(as_csv(V1, [[one[key] for key in V1] for one in told]))(tmp_path)
    assert [row.milli for row in sources.rows(path, reporter="KGZ", partner="NES:899")] == [7000]


def test_a_word_for_the_world_far_down_in_a_column_of_codes(tmp_path: Path) -> None:
    told = [("KGZ", "TJK", "X", str(year), "TOTAL", "1000") for year in range(1700, 2000)]
    path = text(files.wits([*told, ("KGZ", "WLD", "X", "2011", "TOTAL", "5000")]))(tmp_path)
    assert [row.milli for row in sources.rows(path, reporter="KGZ", partner="WLD")] == [5_000_000]


def test_years_and_several_countries(tmp_path: Path) -> None:
    path = text(comtrade_v1([*files.FACTS, ("KGZ", "TJK", "X", "2012", "TOTAL", "1")]))(tmp_path)
    assert [row.milli for row in sources.rows(path, reporter="KGZ", partner="TJK", years=[2012])] == [1000]
    both = list(sources.rows(path, reporter={"KGZ", "TJK"}, partner={"KGZ", "TJK"}, years=range(2011, 2012)))
    assert {(row.reporter, row.partner) for row in both} == {("KGZ", "TJK"), ("TJK", "KGZ")}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", [True, False])
def test_any_line_ends(end: str, last: bool, tmp_path: Path) -> None:
    lines = comtrade_v1().splitlines()
    path = tmp_path / "trade.csv"
    path.write_bytes((end.join(lines) + (end if last else "")).encode())
    found = list(sources.rows(path, reporter="KGZ", partner="TJK"))
    assert found == [row for row in sources.read(path).rows if (row.reporter, row.partner) == ("KGZ", "TJK")]
    assert len(found) == 4


def test_a_pair_out_of_a_large_file_takes_little_memory(tmp_path: Path) -> None:
    rare = comtrade_v1([("KGZ", "TJK", "X", "2011", "27", "5")]).splitlines()
    common = comtrade_v1([("KAZ", "USA", "M", "2011", "27", "5")]).splitlines()[1]
    path = tmp_path / "large.csv"
    path.write_text("\n".join([rare[0], *[common] * 60_000, rare[1], *[common] * 60_000]), encoding="utf-8")
    assert path.stat().st_size > 10_000_000
    tracemalloc.start()
    found = list(sources.rows(path, reporter="KGZ", partner="TJK"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [row.line for row in found] == [60_002]
    assert peak < 6_000_000


def test_a_broken_quote_is_found(tmp_path: Path) -> None:
    head, *rest = comtrade_v1().splitlines()
    path = tmp_path / "trade.csv"
    path.write_text("\n".join([head, *rest, '"' + "x" * 200_000]), encoding="utf-8")
    with pytest.raises(FindingsError) as stopped:
        sources.read(path)
    assert stopped.value.findings[0].code == "B142"
