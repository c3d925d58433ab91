"""Every layout is recognised by its content, whatever the file is called, and read exactly."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from briefgen.findings import FindingsError
from briefgen.trade import sources
from briefgen.trade.flows import Row, Statistics
from trade.sources import files


def made(name: str, folder: Path) -> Path:
    return files.FILES[name][1](folder)


def read(name: str, folder: Path, **asked: object) -> Statistics:
    return sources.read(made(name, folder), **asked)


@pytest.mark.parametrize("name", files.FILES)
def test_a_layout_is_recognised_by_content(name: str, tmp_path: Path) -> None:
    path = made(name, tmp_path)
    other = path.rename(path.with_name("export (3).bin"))
    assert sources.recognise(other).name == files.FILES[name][0]


def test_every_layout_has_a_file_here() -> None:
    assert {layout for layout, _ in files.FILES.values()} == set(sources.LAYOUTS)


@pytest.mark.parametrize(
    "name", ["comtrade v1 csv", "comtrade v1 json", "comtrade 22", "comtrade 35", "comtrade json", "wits"]
)
def test_the_same_facts_in_six_layouts_give_the_same_rows(name: str, tmp_path: Path) -> None:
    found = read(name, tmp_path)
    assert [row._replace(line=0) for row in found.rows] == [
        Row("KGZ", "TJK", "export", "2011", "TOTAL", 36_000_000_500),
        Row("KGZ", "TJK", "import", "2011", "TOTAL", 1_000_000_000),
        Row("KGZ", "WLD", "export", "2011", "TOTAL", 90_000_000_000),
        Row("KGZ", "KAZ", "export", "2011", "TOTAL", 53_999_999_500),
        Row("TJK", "KGZ", "import", "2011", "TOTAL", 39_000_000_125),
        Row("KGZ", "TJK", "export", "2011", "27", 30_000_000_000),
        Row("KGZ", "TJK", "export", "2011", "0101", 5_000_000_000),
    ]
    assert found.currency == "USD"
    assert found.classification == "H4"
    assert found.years == (2011,)
    assert found.reporter is None
    assert found.scale == (1000 if name == "wits" else 1)
    first = 1 if "json" in name else 2
    assert [row.line for row in found.rows] == list(range(first, first + 7))


def test_baci_is_reconciled_and_tells_both_ways_when_asked(tmp_path: Path) -> None:
    found = read("baci", tmp_path, reporter="KGZ")
    assert found.kind == "reconciled"
    assert (found.classification, found.edition, found.scale) == ("H0", "202201", 1000)
    assert list(found.rows) == [
        Row("KGZ", "TJK", "export", "2011", "271600", 36_000_001_000, "", 2),
        Row("KGZ", "TJK", "export", "2011", "010121", 52_500_000, "", 3),
        Row("KGZ", "TJK", "import", "2011", "260300", 7_125_000, "", 4),
    ]
    every = read("baci", tmp_path).rows
    assert [row.flow for row in every] == ["export"] * 4
    assert every[3].partner == "NES:490"


def test_comext_has_its_own_numbers_of_countries_and_its_own_totals(tmp_path: Path) -> None:
    old = read("comext old", tmp_path)
    assert [row[:6] for row in old.rows] == [
        ("FRA", "KGZ", "import", "2011", "01", 61_130_000),
        ("FRA", "KGZ", "import", "2011", "01011010", 20_660_000),
        ("DEU", "TJK", "export", "2011-05", "27", 6_000_000),
    ]
    assert old.currency == "EUR"
    assert old.left_out == {"part": 1}
    new = read("comext v2", tmp_path)
    assert [row[:6] for row in new.rows] == [
        ("GRC", "KGZ", "import", "2011", "84719000", 4_200_000),
        ("GRC", "KGZ", "import", "2011", "84719000", 800_000),
        ("GRC", "TJK", "export", "2011-05", "TOTAL", 5_000_000),
    ]
    easy = read("easy comext", tmp_path)
    assert [row[:6] for row in easy.rows] == [
        ("G:EU27", "KGZ", "export", "2023", "TOTAL", 38_770_000),
        ("FRA", "KGZ", "import", "2024-02", "TOTAL", 115_125_000),
    ]


def test_a_plain_table_has_a_unit_in_every_row(tmp_path: Path) -> None:
    found = read("plain", tmp_path)
    assert list(found.rows) == [
        Row("KGZ", "TJK", "export", "2011", "TOTAL", 36_261_011_000, "", 2),
        Row("KGZ", "TJK", "import", "2011", "TOTAL", 0, "-", 3),
        Row("KGZ", "TJK", "re-export", "2011-05", "0101", 1_500_000_000, "p", 4),
        Row("KGZ", "TJK", "export", "2011-Q1", "2716", None, "c", 5),
        Row("KGZ", "TJK", "export", "2011-01/2011-09", "TOTAL", 3_000, "", 6),
    ]


def test_trade_map_lists_partners_products_and_pairs(tmp_path: Path) -> None:
    page = read("trade map page", tmp_path)
    assert page.reporter == "KGZ"
    assert [row[1:6] for row in page.rows if row.period == "2011"] == [
        ("WLD", "export", "2011", "TOTAL", 90_000_000_000),
        ("TJK", "export", "2011", "TOTAL", 36_000_000_000),
        ("TWN", "export", "2011", "TOTAL", 1_234_000_000),
        ("USA", "export", "2011", "TOTAL", 53_000_000),
    ]
    assert [row.milli for row in page.rows if row.period == "2012"] == [95_000_000_000, None, 0, 54_000_000]
    products = read("trade map text", tmp_path)
    assert products.currency == "EUR"
    assert [row[1:6] for row in products.rows] == [
        ("WLD", "import", "2011-05", "TOTAL", 1_000_000_000),
        ("WLD", "import", "2011-06", "TOTAL", 2_000_000_000),
        ("WLD", "import", "2011-05", "01", 10_000_000),
        ("WLD", "import", "2011-06", "01", None),
        ("WLD", "import", "2011-05", "2716", 1_500_000),
        ("WLD", "import", "2011-06", "2716", 7_000_000),
    ]
    pair = read("trade map bilateral", tmp_path)
    assert [row[:6] for row in pair.rows if row.period == "2011"] == [
        ("KGZ", "TJK", "export", "2011", "TOTAL", 36_000_000_000),
        ("TJK", "WLD", "import", "2011", "TOTAL", 3_000_000_000_000),
        ("KGZ", "TJK", "export", "2011", "2716", 30_000_500_000),
        ("TJK", "WLD", "import", "2011", "2716", 40_000_000_000),
    ]


def test_trade_map_without_titles_must_be_told_whose_trade_it_is(tmp_path: Path) -> None:
    text = "Importers\tExported value in 2011\tExported value in 2012\t\nWorld\t9\t10\t\nTajikistan\t1\t2\t\n"
    path = files.text(text, "Trade_Map.txt")(tmp_path)
    with pytest.raises(FindingsError) as stopped:
        sources.read(path)
    assert [finding.code for finding in stopped.value.findings] == ["B167"]
    found = sources.read(path, reporter="Kyrgyz Republic")
    assert {row.reporter for row in found.rows} == {"KGZ"}
    assert "B165" in {finding.code for finding in found.findings}


def test_trade_map_lists_of_countries_report_themselves(tmp_path: Path) -> None:
    text = "Exporters\tExported value in 2011\nWorld\t9\nKyrgyzstan\t1\n"
    found = sources.read(files.text(text, "Trade_Map.txt")(tmp_path))
    assert [row[:4] for row in found.rows] == [("WLD", "WLD", "export", "2011"), ("KGZ", "WLD", "export", "2011")]


@pytest.mark.parametrize("header", [2, 3])
def test_the_kyrgyz_table_with_its_wandering_header(header: int, tmp_path: Path) -> None:
    found = sources.read(files.book(tmp_path / "t.xlsx", Лист1=files.nsc_kgz(header=header)))
    rows = {(row.partner, row.period): row for row in found.rows}
    assert found.reporter == "KGZ"
    assert found.scale == 1000
    assert rows["TJK", "2011"].milli == 36_261_011_000
    assert rows["TJK", "2012"] == Row("KGZ", "TJK", "export", "2012", "TOTAL", 1_376_400_000, "p", header + 7)
    assert rows["BTN", "2011"][5:7] == (0, "-")
    assert rows["G:EU", "2012"].milli == 300_000  # 0.1 + 0.2 of a workbook is 0.3
    assert rows["NES:492", "2011"].milli == 0
    assert rows["SLV", "2011"].milli == 750_000
    assert rows["NES:899", "2010"].milli == 1_000_000_000
    codes = [finding.code for finding in found.findings]
    assert {"B160", "B166", "B168", "B151"} <= set(codes)
    assert "B157" not in codes


def test_the_kyrgyz_table_of_goods_gives_its_total_only(tmp_path: Path) -> None:
    rows = [
        [
            "4.03.00.10 Товарлар",
            "4.03.00.10 Экспорт основных видов товаров 1",
            "4.03.00.10 Export of basic commodities",
        ],
        ["(миң АКШ доллары)", "(тыс.долларов США)", "(thousand US dollars)"],
        ["Көрсөткүч", "Наименование показателей", "Items", 2010.0, 2011.0],
        ["Бардыгы 2 ", "Всего 2 ", "Total 2", 341091.3, 408938.6],
        ["Тамеки", " Табак", "Tobacco", 19845.7, 21644.4],
    ]
    found = sources.read(files.book(tmp_path / "t.xlsx", Лист1=rows))
    assert [row[1:6] for row in found.rows] == [
        ("WLD", "export", "2010", "TOTAL", 341_091_300_000),
        ("WLD", "export", "2011", "TOTAL", 408_938_600_000),
    ]
    assert found.left_out == {"named goods": 1}


def test_the_kazakh_table_tells_values_turnover_and_shares(tmp_path: Path) -> None:
    found = read("bns", tmp_path)
    rows = {(row.partner, row.flow): row for row in found.rows}
    assert rows["KGZ", "export"] == Row("KAZ", "KGZ", "export", "2023", "TOTAL", 800_250_000, "", 8)
    assert rows["NRU", "export"][5:7] == (0, "-")  # the turnover is all imports: nothing was exported
    assert rows["NRU", "import"].milli == 9_810
    assert rows["SGS", "import"].milli == 100_000_000
    assert found.edition == "2024-07-25"
    assert found.sheet == "y2023"
    shares = {(one.partner, one.flow): one for one in found.published if one.kind == "share"}
    assert shares["KGZ", None].value == Fraction("80.00666")
    assert shares["KGZ", None].decimals == 5
    assert shares["KGZ", None].place.cell == "C8"
    turnover = {one.partner: one.value for one in found.published if one.kind == "turnover"}
    assert turnover["WLD"] == 1_500_500_000
    assert "B163" not in {finding.code for finding in found.findings}


def test_a_year_on_two_sheets_is_counted_once(tmp_path: Path) -> None:
    found = sources.read(files.book(tmp_path / "t.xlsx", a=files.bns_kaz(), b=files.bns_kaz()))
    assert len(found.rows) == 12
    assert found.left_out == {"same": 12}
    revised = files.bns_kaz()
    revised[7] = ["Кыргызстан", 1200.5, 80.0, 800.0, 80.0, 400.5, 80.0]
    found = sources.read(files.book(tmp_path / "t.xlsx", a=files.bns_kaz(), b=revised))
    assert found.left_out == {"same": 10, "differs": 2}
    assert "B148" in {finding.code for finding in found.findings}


def test_a_turnover_that_is_not_the_sum_is_told(tmp_path: Path) -> None:
    rows = files.bns_kaz()
    rows[7] = ["Кыргызстан", 1300.5, 80.0, 800.25, 80.0, 400.25, 80.0]
    found = sources.read(files.book(tmp_path / "t.xlsx", y2023=rows))
    told = next(finding for finding in found.findings if finding.code == "B163")
    assert "Кыргызстан" in told.message
    assert told.place is not None
    assert told.place.cell == "B8"


def test_a_real_xls_is_read_like_an_xlsx(tmp_path: Path) -> None:
    old = sources.read(Path(__file__).with_name("data") / "trade_by_country.xls")
    new = sources.read(files.book(tmp_path / "t.xlsx", **{"2023": files.bns_kaz(), "2022": files.bns_kaz(2022)}))
    assert old.rows == new.rows
    assert len(old.rows) == 24


def test_the_russian_table_tells_indices_not_growth(tmp_path: Path) -> None:
    found = read("fts", tmp_path)
    rows = {row[2:5]: row.milli for row in found.rows}
    assert rows["export", "2022", "TOTAL"] == 210 * 10**9
    assert rows["import", "2021", "01-24"] == 40 * 10**9
    assert rows["export", "2022", "57"] == 90 * 10**9
    assert rows["export", "2021", "68-70,84-97"] == 60 * 10**9
    index = {(one.commodity, one.flow): one for one in found.published if one.kind == "index"}
    assert (index["57", None].value, index["57", None].decimals) == (Fraction("108.333333"), 6)
    assert (index["TOTAL", "import"].base, index["TOTAL", "import"].period) == ("2021", "2022")
    assert "B158" not in {finding.code for finding in found.findings}


def test_flows_may_stand_over_periods(tmp_path: Path) -> None:
    rows = [
        ["Экспорт и импорт товаров Российской Федерации\n(млрд. долл. США)"],
        ["", "Экспорт", "", "", "Импорт", "", ""],
        ["", *["январь-декабрь 2022", "январь-декабрь 2023", "темп роста, %"] * 2],
        ["Всего", 592.487, 425.088, 71.74638430885403, 255.305, 285.057, 111.65351246548248],
        ["в том числе:", "", "", "", "", "", ""],
    ]
    found = sources.read(files.book(tmp_path / "t.xlsx", структура=rows))
    assert [row[2:6] for row in found.rows] == [
        ("export", "2022", "TOTAL", 592_487_000_000_000),
        ("export", "2023", "TOTAL", 425_088_000_000_000),
        ("import", "2022", "TOTAL", 255_305_000_000_000),
        ("import", "2023", "TOTAL", 285_057_000_000_000),
    ]


def test_an_unknown_layout_is_refused_with_what_was_seen(tmp_path: Path) -> None:
    path = files.text("country,product,value\nkgz,0011,5\n")(tmp_path)
    with pytest.raises(FindingsError) as stopped:
        sources.recognise(path)
    (finding,) = stopped.value.findings
    assert finding.code == "B140"
    assert "country, product, value" in (finding.why or "")
    assert "comtrade-v1" in (finding.help or "")


def test_a_near_miss_names_the_missing_column(tmp_path: Path) -> None:
    path = files.text(files.comtrade_v1().replace("primaryValue", "value", 1))(tmp_path)
    with pytest.raises(FindingsError) as stopped:
        sources.read(path)
    assert "`comtrade-v1`, which lacks primaryvalue" in (stopped.value.findings[0].why or "")


def test_recognition_can_be_overridden_and_is_checked(tmp_path: Path) -> None:
    path = made("comtrade v1 csv", tmp_path)
    assert sources.read(path, layout="comtrade-v1").layout == "comtrade-v1"
    for layout, code in (("wits", "B143"), ("wist", "B140"), ("nsc-kgz", "B140")):
        with pytest.raises(FindingsError) as stopped:
            sources.read(path, layout=layout)
        assert stopped.value.findings[0].code == code


def test_a_table_of_columns_saved_as_a_workbook(tmp_path: Path) -> None:
    rows = [[files.v1(fact)[name] for name in files.V1] for fact in files.FACTS]
    at = {name: files.V1.index(name) for name in ("primaryValue", "period", "reporterCode", "cmdCode")}
    for row in rows:  # a spreadsheet program takes codes for numbers
        for name, column in at.items():
            if str(row[column]).replace(".", "").isdigit():
                row[column] = float(str(row[column])) if name == "primaryValue" else int(str(row[column]))
    found = sources.read(files.book(tmp_path / "t.xlsx", data=[files.V1, *rows]))
    wanted = read("comtrade v1 csv", tmp_path)
    assert found.rows == wanted.rows
    assert found.sheet == "data"
    assert "B152" in {finding.code for finding in found.findings}
