"""What trade files do to those who add them up: recognised, counted once, told with file and line."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from briefgen.findings import Finding, FindingsError, Severity
from briefgen.trade import sources
from briefgen.trade.flows import Row, Statistics
from trade.sources import files
from trade.sources.files import FACTS, V1, as_csv, comtrade_v1, text, v1

ONE = ("KGZ", "TJK", "X", "2011", "TOTAL", "36000000.5")


def api(*records: dict[str, object]) -> str:
    return as_csv(V1, [[record[name] for name in V1] for record in records])


def read(content: str, folder: Path, name: str = "trade.csv", encoding: str = "utf-8", **asked: object) -> Statistics:
    return sources.read(text(content, name, encoding)(folder), **asked)


def told(found: Statistics, code: str) -> Finding:
    (finding,) = [finding for finding in found.findings if finding.code == code]
    return finding


def bare(found: Statistics) -> list[tuple[object, ...]]:
    return [tuple(row[:7]) for row in found.rows]


# --- text ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "latin-1", "cp1251"])
def test_any_encoding_gives_the_same_rows(encoding: str, tmp_path: Path) -> None:
    name = {"latin-1": "Türkiye, Côte", "cp1251": "Кыргызстан"}.get(encoding, "Türkiye Кыргызстан")
    content = api(v1(ONE, reporterDesc=name))
    found = read(content, tmp_path, encoding=encoding)
    assert bare(found) == [("KGZ", "TJK", "export", "2011", "TOTAL", 36_000_000_500, "")]
    assert ("B141" in {finding.code for finding in found.findings}) == (encoding != "utf-8-sig")
    assert list(sources.rows(tmp_path / "trade.csv", reporter="KGZ", partner="TJK")) == list(found.rows)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_header_tells_the_delimiter(delimiter: str, tmp_path: Path) -> None:
    content = as_csv(V1, [[v1(fact)[name] for name in V1] for fact in FACTS], delimiter)
    assert bare(read(content, tmp_path)) == bare(read(comtrade_v1(), tmp_path))


def test_names_of_columns_may_have_any_case_and_the_header_a_line_before_it(tmp_path: Path) -> None:
    head, _, rest = comtrade_v1().partition("\n")
    found = read(f"sep=,\n{head.upper()}\n{rest}", tmp_path)
    assert len(found.rows) == len(FACTS)
    assert found.rows[0].line == 3


def test_a_trailing_delimiter_moves_nothing(tmp_path: Path) -> None:
    head, _, rest = comtrade_v1().partition("\n")
    wanted = bare(read(comtrade_v1(), tmp_path))
    assert bare(read(f"{head},\n{rest}", tmp_path)) == wanted
    longer = read(head + "\n" + "".join(f"{line},\n" for line in rest.splitlines()), tmp_path)
    assert bare(longer) == wanted
    assert told(longer, "B146").severity is Severity.NOTE


def test_a_row_with_a_cell_too_many_is_left_out_and_told(tmp_path: Path) -> None:
    content = comtrade_v1(FACTS[:2]).replace("Kyrgyzstan,X,", "Kyrgyz, stan,X,", 1)
    found = read(content, tmp_path)
    assert len(found.rows) == 1
    finding = told(found, "B146")
    assert finding.severity is Severity.WARNING
    assert str(finding.place) == "trade.csv:2"


@pytest.mark.parametrize(
    ("delimiter", "printed", "milli"),
    [
        (";", "1234,5", 1_234_500),
        (";", "1,234", 1_234),
        (",", "1,234", 1_234_000),
        (",", "1,234,567.5", 1_234_567_500),
        (";", "1.234.567,5", 1_234_567_500),
        (";", "1.234.567", 1_234_567_000),
        (",", "1 234.5", 1_234_500),
        (",", "1\u00a0234,5", 1_234_500),
        (",", "1.2e3", 1_200_000),
        (",", "1.5E-1", 150),
        (",", ".5", 500),
        (",", "5.", 5_000),
        (",", "12345678901234567890.123", 12_345_678_901_234_567_890_123),
    ],
)
def test_numbers_as_they_are_written(delimiter: str, printed: str, milli: int, tmp_path: Path) -> None:
    record = v1(ONE, primaryValue=printed)
    found = read(as_csv(V1, [[record[name] for name in V1]], delimiter), tmp_path)
    assert [row.milli for row in found.rows] == [milli]


@pytest.mark.parametrize(
    ("printed", "milli", "mark"),
    [("", None, ""), ("-", 0, "-"), ("…", None, "x"), ("N/A", None, "x"), (":c", None, "c"), ("12.5p", 12_500, "p")],
)
def test_words_instead_of_numbers(printed: str, milli: int | None, mark: str, tmp_path: Path) -> None:
    found = read(api(v1(ONE, primaryValue=printed)), tmp_path)
    assert [row[5:7] for row in found.rows] == [(milli, mark)]


def test_a_value_finer_than_a_thousandth_is_rounded_once_and_told(tmp_path: Path) -> None:
    records = [v1((*ONE[:4], code, value)) for code, value in (("01", "0.0005"), ("02", "0.0015"), ("03", "2.00049"))]
    found = read(api(*records), tmp_path)
    assert [row.milli for row in found.rows] == [1, 2, 2_000]
    assert told(found, "B162").message.startswith("3 values")


def test_a_value_that_is_no_number_is_an_error_with_its_line(tmp_path: Path) -> None:
    content = api(v1(ONE), v1((*ONE[:4], "27", "12..5")))
    found = read(content, tmp_path)
    finding = told(found, "B144")
    assert (finding.severity, str(finding.place)) == (Severity.ERROR, "trade.csv:3")
    assert "`12..5`" in finding.message
    with pytest.raises(FindingsError):
        list(sources.rows(tmp_path / "trade.csv"))


def test_a_value_below_zero_is_counted_and_told(tmp_path: Path) -> None:
    found = read(api(v1(ONE, primaryValue="-5")), tmp_path)
    assert found.rows[0].milli == -5000
    assert told(found, "B164").severity is Severity.WARNING


# --- rows that would be counted twice -----------------------------------------------------------------------------


def test_the_same_row_twice_is_counted_once(tmp_path: Path) -> None:
    found = read(api(v1(ONE), v1((*ONE[:4], "27", "1")), v1(ONE)), tmp_path)
    assert len(found.rows) == 2
    assert found.left_out == {"same": 1}
    assert str(told(found, "B147").place) == "trade.csv:4"


def test_two_values_for_one_trade_are_an_error(tmp_path: Path) -> None:
    found = read(api(v1(ONE), v1(ONE, primaryValue="1")), tmp_path)
    assert told(found, "B148").severity is Severity.ERROR
    assert len(found.rows) == 1
    with pytest.raises(FindingsError):
        list(sources.rows(tmp_path / "trade.csv", reporter="KGZ", partner="TJK"))


def test_one_country_under_two_numbers_is_one_country(tmp_path: Path) -> None:
    old, new = (
        v1(("USA", "TJK", "X", "2011", "27", "5"), reporterISO="", reporterCode=code) for code in ("841", "842")
    )
    assert read(api(old, new), tmp_path).left_out == {"same": 1}


@pytest.mark.parametrize(
    "more", [{"motCode": "1000"}, {"customsCode": "C01"}, {"partner2Code": "398"}, {"mosCode": "1"}]
)
def test_parts_of_a_row_are_left_out(more: dict[str, str], tmp_path: Path) -> None:
    found = read(api(v1(ONE), v1(ONE, primaryValue="7", **more)), tmp_path)
    assert [row.milli for row in found.rows] == [36_000_000_500]
    assert found.left_out == {"part": 1}
    assert next(iter(more)) in told(found, "B149").message


@pytest.mark.parametrize("flow", ["DX", "FM", "MIP", "XOP"])
def test_other_flows_are_left_out(flow: str, tmp_path: Path) -> None:
    found = read(api(v1(ONE), v1(ONE, flowCode=flow)), tmp_path)
    assert len(found.rows) == 1
    assert flow in told(found, "B150").message


def test_services_are_no_goods(tmp_path: Path) -> None:
    assert read(api(v1(ONE), v1(ONE, typeCode="S", primaryValue="3")), tmp_path).left_out == {"flow": 1}


def test_re_exports_stay_a_flow_of_their_own(tmp_path: Path) -> None:
    found = read(api(v1(ONE), v1((*ONE[:2], "RX", *ONE[3:5], "6"))), tmp_path)
    assert [row.flow for row in found.rows] == ["export", "re-export"]
    assert told(found, "B151").message == "re-exports stand beside exports"


def test_a_country_that_trades_with_itself_is_told(tmp_path: Path) -> None:
    found = read(api(v1(("KGZ", "KGZ", "M", "2011", "TOTAL", "6"))), tmp_path)
    assert told(found, "B151").message == "a country trades with itself"


def test_confidential_values_are_not_reported_and_told(tmp_path: Path) -> None:
    found = read(api(v1(ONE, primaryValue="c")), tmp_path)
    assert found.rows[0][5:7] == (None, "c")
    assert told(found, "B155").place is not None


def test_levels_world_and_groups_are_told(tmp_path: Path) -> None:
    messages = [one.message for one in read(comtrade_v1(), tmp_path).findings if one.code == "B151"]
    assert messages == [
        "the file tells commodities on several levels: 2 digits, 4 digits, all goods",
        "the world stands among the partners",
    ]


def test_years_beside_months_are_told(tmp_path: Path) -> None:
    found = read(api(v1(ONE), v1((*ONE[:3], "201105", "TOTAL", "4"))), tmp_path)
    assert [row.period for row in found.rows] == ["2011", "2011-05"]
    assert told(found, "B156").severity is Severity.NOTE


def test_lost_zeros_are_put_back(tmp_path: Path) -> None:
    codes = ("1", "101", "10121", "27", "2716", "271600")
    found = read(api(*(v1((*ONE[:4], code, "1")) for code in codes)), tmp_path)
    assert [row.commodity for row in found.rows] == ["01", "0101", "010121", "27", "2716", "271600"]
    assert told(found, "B152").message.startswith("3 commodity codes")


def test_codes_of_another_classification_keep_their_digits(tmp_path: Path) -> None:
    found = read(api(v1((*ONE[:4], "001", "1"), classificationCode="S3")), tmp_path)
    assert [row.commodity for row in found.rows] == ["001"]
    assert found.classification == "S3"


def test_trade_not_specified_is_kept_and_told(tmp_path: Path) -> None:
    facts = [v1((*ONE[:4], code, value)) for code, value in (("27", "5"), ("99", "3"), ("9999AA", "1"))]
    found = read(api(*facts), tmp_path)
    assert [row.commodity for row in found.rows] == ["27", "99", "999999"]
    assert told(found, "B155").severity is Severity.NOTE


def test_areas_not_specified_are_no_countries(tmp_path: Path) -> None:
    record = v1(ONE, partnerCode="899", partnerISO="_X ", partnerDesc="Areas, nes")
    assert read(api(record), tmp_path).rows[0].partner == "NES:899"


@pytest.mark.parametrize(
    ("old", "new"), [("ROM", "ROU"), ("ZAR", "COD"), ("TMP", "TLS"), ("SER", "SRB"), ("SUD", "SDN"), ("EUN", "G:EU")]
)
def test_old_codes_of_wits_are_known(old: str, new: str, tmp_path: Path) -> None:
    content = files.wits([FACTS[0]]).replace(",TJK,", f",{old},")
    assert read(content, tmp_path).rows[0].partner == new


def test_an_unknown_country_is_told_and_left_out(tmp_path: Path) -> None:
    found = read(api(v1(ONE), v1(ONE, partnerISO="QQQ", primaryValue="5")), tmp_path)
    assert len(found.rows) == 1
    assert "QQQ" in told(found, "B145").message


def test_editions_are_told_and_never_joined_at_six_digits_silently(tmp_path: Path) -> None:
    early, late = v1((*ONE[:4], "271600", "1")), v1((*ONE[:3], "2012", "271600", "2"), classificationCode="H5")
    found = read(api(early, late), tmp_path)
    assert found.classification == "H4+H5"
    assert found.editions == {("KGZ", "2011"): "H4", ("KGZ", "2012"): "H5"}
    assert told(found, "B153").severity is Severity.WARNING
    totals = read(api(v1(ONE), v1((*ONE[:3], "2012", "TOTAL", "2"), classificationCode="H5")), tmp_path)
    assert told(totals, "B153").severity is Severity.NOTE


def test_one_year_in_two_classifications_is_an_error_until_one_is_chosen(tmp_path: Path) -> None:
    content = api(v1((*ONE[:4], "27", "1")), v1((*ONE[:4], "3", "1"), classificationCode="S3"))
    assert told(read(content, tmp_path), "B154").severity is Severity.ERROR
    chosen = read(content, tmp_path, classification="S3")
    assert [row.commodity for row in chosen.rows] == ["3"]
    assert "B154" not in {finding.code for finding in chosen.findings}


@pytest.mark.parametrize(("period", "edtf"), [("201152", "2011"), ("2011.0", "2011"), ("2011-Q1", "2011-Q1")])
def test_periods_as_they_are_written(period: str, edtf: str, tmp_path: Path) -> None:
    assert read(api(v1((*ONE[:3], period, *ONE[4:]))), tmp_path).rows[0].period == edtf


@pytest.mark.parametrize("period", ["201113", "2011-13", "20111", "soon", "2012-05/2011-04", "9999"])
def test_an_impossible_period_is_told(period: str, tmp_path: Path) -> None:
    found = read(api(v1(ONE), v1((*ONE[:3], period, "27", "5"))), tmp_path)
    assert len(found.rows) == 1
    assert period in told(found, "B169").message


# --- the sanity test ----------------------------------------------------------------------------------------------


def table(**values: int) -> str:
    return api(*(v1((*ONE[:1], partner, "X", year[1:], "TOTAL", str(value)))
                 for name, value in values.items() for partner, year in [name.split("_")]))  # fmt: skip


def test_partners_that_do_not_add_up_to_the_world(tmp_path: Path) -> None:
    right = table(WLD_y2010=100_000_000, TJK_y2010=60_000_000, KAZ_y2010=40_000_000)
    assert "B157" not in {finding.code for finding in read(right, tmp_path).findings}
    wrong = table(WLD_y2010=100_000_000, TJK_y2010=60_000_000, KAZ_y2010=40_000_000,
                  WLD_y2011=100_000_000, TJK_y2011=60_000_000)  # fmt: skip
    finding = told(read(wrong, tmp_path), "B157")
    assert "1 of 2" in finding.message
    assert "60 000 000 of 100 000 000" in (finding.why or "")


def test_a_choice_of_partners_is_no_mistake(tmp_path: Path) -> None:
    chosen = table(WLD_y2010=100_000_000, TJK_y2010=60_000_000)
    assert "B157" not in {finding.code for finding in read(chosen, tmp_path).findings}


def test_a_partner_larger_than_the_world(tmp_path: Path) -> None:
    found = read(table(WLD_y2010=10_000_000, TJK_y2010=60_000_000), tmp_path)
    assert "larger than the world" in told(found, "B159").message


def test_detail_above_and_below_its_total(tmp_path: Path) -> None:
    above = [("TOTAL", "10000000"), ("27", "9000000"), ("28", "9000000")]
    finding = told(read(api(*(v1((*ONE[:4], *one)) for one in above)), tmp_path), "B158")
    assert finding.severity is Severity.WARNING
    below = [("TOTAL", "100000000"), ("27", "9000000")]
    finding = told(read(api(*(v1((*ONE[:4], *one)) for one in below)), tmp_path), "B158")
    assert finding.severity is Severity.NOTE


def test_a_total_that_no_country_has(tmp_path: Path) -> None:
    found = read(table(WLD_y2010=10**14), tmp_path)
    assert "too large" in told(found, "B159").message


def test_sums_of_prices_look_like_no_world(tmp_path: Path) -> None:
    from briefgen.trade.nomenclatures import names

    codes = [code for code in names() if len(code) == 3 and code not in ("WLD", "CHN", "USA", "DEU")][:120]
    rows = [f"2011,{code},TJK,export,{number},USD" for number, code in enumerate(codes, 1) if code != "TJK"]
    content = "period,reporter,partner,flow,value,unit\n" + "\n".join(rows)
    assert "largest traders" in told(read(content, tmp_path), "B159").message


# --- units and what is missing ------------------------------------------------------------------------------------


def test_two_currencies_cannot_be_added(tmp_path: Path) -> None:
    content = files.plain() + "KGZ,KAZ,export,TOTAL,2011,5,EUR,,nsc\n"
    found = read(content, tmp_path)
    assert "EUR and USD" in told(found, "B165").message
    assert told(found, "B165").severity is Severity.ERROR


def test_tonnes_are_no_money(tmp_path: Path) -> None:
    found = read(files.plain() + "KGZ,KAZ,export,TOTAL,2011,5,tonnes,,nsc\n", tmp_path)
    assert "`tonnes` is not a unit of money" in told(found, "B165").message


def test_a_table_without_its_unit_is_refused(tmp_path: Path) -> None:
    rows = files.nsc_kgz()
    rows[1] = ["", "", ""]
    with pytest.raises(FindingsError) as stopped:
        sources.read(files.book(tmp_path / "t.xlsx", Лист1=rows))
    assert stopped.value.findings[0].code == "B165"


def test_nothing_that_fits_is_an_error(tmp_path: Path) -> None:
    found = read(comtrade_v1(), tmp_path, reporter="CHN")
    assert found.rows == []
    assert "reporter CHN" in (told(found, "B143").why or "")


def test_an_unknown_country_asked_for_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FindingsError) as stopped:
        read(comtrade_v1(), tmp_path, reporter="Kyrgyzia")
    assert stopped.value.findings[0].code == "B145"


def test_json_keeps_numbers_as_they_are_written(tmp_path: Path) -> None:
    content = files.comtrade_json([ONE]).replace("36000000.5", "0.1000000000000000055")
    found = read(content, tmp_path, "answer.json")
    assert found.rows == [Row("KGZ", "TJK", "export", "2011", "TOTAL", 100, "", 1)]
    assert told(found, "B162").severity is Severity.NOTE


def test_parquet_without_duckdb_names_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    path = tmp_path / "trade.parquet"
    path.write_bytes(b"PAR1" + bytes(64) + b"PAR1")
    with pytest.raises(FindingsError) as stopped:
        sources.read(path)
    assert stopped.value.findings[0].code == "B161"


def test_parquet_gives_the_same_rows_as_csv(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    path = text(comtrade_v1())(tmp_path)
    packed = tmp_path / "trade.parquet"
    duckdb.read_csv(str(path)).write_parquet(str(packed))
    wanted = [row._replace(line=row.line - 1) for row in sources.read(path).rows]
    assert list(sources.read(packed).rows) == wanted
    packed.write_bytes(packed.read_bytes()[:-20])
    with pytest.raises(FindingsError) as stopped:
        sources.read(packed)
    assert stopped.value.findings[0].code == "B142"
