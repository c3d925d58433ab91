"""Values worked by a separate program from real published tables: every one of them must come out."""

from __future__ import annotations

import csv
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from briefgen.language import load
from briefgen.model.figure import Figure, Qualifier, Unit
from briefgen.model.ratios import average_growth, growth, index, percent
from briefgen.model.trade import verdict
from briefgen.trade import sources
from briefgen.trade.files import Files, opened
from briefgen.trade.indicators.comparison import complementarity, intra_industry, trade_intensity
from briefgen.trade.indicators.structure import concentration, contributions, rank
from briefgen.trade.pair import FLOWS, Pair
from briefgen.trade.tables import TABLES, Frame

DATA = Path(__file__).parent / "data"
GOLD = json.loads((DATA / "gold.json").read_text(encoding="utf-8"))
YEARS = {one["year"]: one for one in GOLD["g1_nsc_kg_tj"]}
KYRGYZ = [DATA / "nsc_kgz_exports.xlsx", DATA / "nsc_kgz_imports.xlsx"]
KAZAKH = sorted(DATA.glob("bns_kaz_*.xls"))
ROUNDED = 150_000
"""Thousandths of a dollar by which three numbers printed in tenths of a thousand dollars may miss one another."""


@pytest.fixture(scope="module")
def kyrgyz() -> Files:
    """Return the Kyrgyz tables."""
    return opened(KYRGYZ)


@pytest.fixture(scope="module")
def pair(kyrgyz: Files) -> Pair:
    """Return Kyrgyzstan with Tajikistan."""
    return Pair(kyrgyz.cube, "KGZ", "TJK")


@pytest.fixture(scope="module")
def tables(pair: Pair) -> dict[str, dict[int, dict[str, Fraction | None]]]:
    """Return the values of the tables with a row for each year, by table, year and column."""
    frame = Frame(pair, load("en"), unit_asked=Unit("USD", 3))
    found = {}
    for name in ("turnover", "shares", "partner-contributions", "concentration"):
        table = TABLES[name](frame)
        assert table is not None
        found[name] = {
            int(row[0].text): {column.key: cell.value for column, cell in zip(table.columns, row, strict=True)}
            for row in table.rows
        }
    return found


COLUMNS = {
    "exports": ("turnover", "exports", 4),
    "imports": ("turnover", "imports", 4),
    "turnover": ("turnover", "turnover", 4),
    "balance": ("turnover", "balance", 4),
    "coverage_pct": ("turnover", "coverage", 4),
    "turnover_growth_pct": ("turnover", "change", 4),
    "share_in_exports_pct": ("shares", "export_share", 5),
    "share_in_imports_pct": ("shares", "import_share", 5),
    "share_in_turnover_pct": ("shares", "turnover_share", 5),
    "contribution_to_export_growth_pp": ("partner-contributions", "export_points", 5),
    "hhi_export_partners": ("concentration", "exports_hhi", 6),
}


def near(value: Fraction | None, gold: float | None, decimals: int) -> bool:
    """Say whether an exact value is the one that was worked, at the decimals it is told with."""
    if value is None or gold is None:
        return value is None and gold is None
    return abs(value - Fraction(str(gold))) <= Fraction(1, 2 * 10**decimals)


@pytest.mark.parametrize("name", COLUMNS)
def test_a_column_of_thirty_years(name: str, tables: dict[str, dict[int, dict[str, Fraction | None]]]) -> None:
    table, column, decimals = COLUMNS[name]
    assert set(tables[table]) == set(YEARS) == set(range(1994, 2024))
    wrong = [year for year, gold in YEARS.items() if not near(tables[table][year][column], gold[name], decimals)]
    assert wrong == []


def test_growth_and_index_of_each_flow(pair: Pair) -> None:
    for flow in FLOWS:
        values = pair.annual(flow)
        for year, gold in YEARS.items():
            assert near(growth(values[year], values.get(year - 1)), gold[f"{flow}s_growth_pct"], 4)
    both = {year: sum(pair.annual(flow)[year] or 0 for flow in FLOWS) for year in YEARS}
    for year, gold in YEARS.items():
        assert near(index(both[year], both.get(year - 1)), gold["turnover_index_pct"], 4)
    ends = {name: tuple(map(int, name.split("_"))) for name in GOLD["g1_cagr_turnover"]}
    for name, (first, last) in ends.items():
        found = average_growth(both[first], both[last], last - first)
        assert near(found, GOLD["g1_cagr_turnover"][name], 4)


def named() -> dict[tuple[str, int], dict[str, int]]:
    """Return trade by flow and year and by the name that a row has: the gold counts names, not countries.

    It leaves out groups, counts the areas not specified as one partner, and Great Britain, which the tables know under
    two names, as two.
    """
    import openpyxl

    found: dict[tuple[str, int], dict[str, int]] = {}
    for flow, path in zip(FLOWS, KYRGYZ, strict=True):
        book = openpyxl.load_workbook(path, read_only=True)
        rows = [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]
        book.close()
        head = next(row for row in rows if any(str(cell).startswith("1994") for cell in row))
        years = {at: int(str(cell)[:4]) for at, cell in enumerate(head) if str(cell)[:4].isdecimal()}
        for row in rows[rows.index(head) + 1 :]:
            name = str(row[1] or "").strip()
            code = sources_country(name) or sources_country(str(row[2] or "").strip())
            if not name or code is None or code == "WLD" or code.startswith("G:") or name.startswith("Европейский"):
                continue
            for at, year in years.items():
                cell = row[at]
                value = round(float(cell) * 1000) if isinstance(cell, int | float) else 0
                part = found.setdefault((flow, year), {})
                part[name] = part.get(name, 0) + value
    return found


def sources_country(name: str) -> str | None:
    """Return the code of an area by its name."""
    from briefgen.trade.nomenclatures import country

    return country(name)


def test_ranks_as_the_gold_counts_them(pair: Pair, tables: dict[str, dict[int, dict[str, Fraction | None]]]) -> None:
    values = named()
    for year, gold in YEARS.items():
        exports, imports = values["export", year], values["import", year]
        both = {name: exports.get(name, 0) + imports.get(name, 0) for name in {*exports, *imports}}
        found = [rank(parts, "Таджикистан") for parts in (exports, imports, both)]
        assert found == [gold["rank_exports"], gold["rank_imports"], gold["rank_turnover"]], year
        for key, place in zip(("export", "import", "turnover"), found, strict=True):
            told = tables["shares"][year][f"{key}_rank"]
            assert told is not None
            assert place is not None
            assert abs(told - place) <= 1  # one area that is not specified, one country told under two names


@pytest.mark.parametrize("claim", GOLD["g1_claims_of_the_seed_document"], ids=lambda claim: str(claim["year"]))
def test_the_figures_of_the_seed_paper(claim: dict[str, Any], pair: Pair) -> None:
    year = claim["year"]
    turnover = sum(Fraction(pair.annual(flow)[year] or 0, 10**9) for flow in FLOWS)
    assert near(turnover, claim["actual_mln"], 2)
    qualifier = Qualifier.OVER if claim["claim"].startswith("over") else Qualifier.ABOUT
    assert verdict(Figure(Fraction(claim["stated"]), Unit("USD", 6), qualifier), turnover) == claim["verdict"]


def test_both_offices_on_kazakhstan_and_kyrgyzstan() -> None:
    frame = Frame(Pair(opened([*KYRGYZ, *KAZAKH]).cube, "KAZ", "KGZ"), load("en"))
    table = TABLES["mirror"](frame)
    assert table is not None
    told = {row[0].text: (row[3].text, row[8].text, row[5].text) for row in table.rows}
    assert told == {
        "2018": ("0.92", "0.90", ""),
        "2019": ("1.04", "0.91", ""),
        "2020": ("0.90", "0.94", ""),
        "2021": ("0.98", "0.98", ""),
        "2022": ("0.97", "1.10", ""),
        "2023": ("0.75", "1.20", "Needs checking"),
    }


def test_published_shares_and_turnover_are_recomputed() -> None:
    """Every partner share and every turnover printed in the Kazakh tables, at the decimals printed."""
    counted = {"share": 0, "turnover": 0}
    wrong = []
    for path in KAZAKH:
        read = sources.read(path)
        values = {(row.partner, row.flow, row.period): row.milli for row in read.rows if row.commodity == "TOTAL"}
        for one in read.published:
            if one.kind not in counted:
                continue
            flows = FLOWS if one.flow is None else (one.flow,)
            parts = [values.get((one.partner, flow, one.period), 0) for flow in flows]
            whole = [values.get(("WLD", flow, one.period)) for flow in flows]
            if None in parts or None in whole:
                continue
            found = Fraction(sum(part or 0 for part in parts))
            if one.kind == "share":
                share = percent(found, sum(end or 0 for end in whole))
                assert share is not None
                found = share
            counted[one.kind] += 1
            within = Fraction(1, 2 * 10**one.decimals) if one.kind == "share" else ROUNDED
            if abs(found - one.value) > within:
                wrong.append((path.name, one.partner, one.flow, one.period, float(found), float(one.value)))
    assert counted == {"share": 4680, "turnover": 2041}
    assert wrong == []


def test_the_partner_contributions_of_all_partners_add_up(kyrgyz: Files) -> None:
    pair = Pair(kyrgyz.cube, "KGZ", "TJK")
    for year in (1995, 2005, 2013, 2014):
        now, before = pair.by_area("export", year), pair.by_area("export", year - 1)
        ends = [sum(value or 0 for value in part.values()) for part in (before, now)]
        added = contributions(now, before, ends[0])
        assert sum(value or 0 for value in added.values()) == growth(ends[1], ends[0])
        assert concentration(now.values()) is not None


def test_published_growth_indices_are_recomputed() -> None:
    """Every growth index printed in the Russian table (the period before is 100), at the decimals printed."""
    read = sources.read(DATA / "fts_rus_2022.xlsx")
    values = {(row.partner, row.flow, row.commodity, row.period): row.milli for row in read.rows}
    counted, wrong = 0, []
    for one in read.published:
        if one.kind != "index" or one.base is None:
            continue
        flows = FLOWS if one.flow is None else (one.flow,)
        ends = [
            [values.get((one.partner, flow, one.commodity, period), 0) for flow in flows]
            for period in (one.period, one.base)
        ]
        if any(None in end for end in ends):
            continue
        now, before = (sum(value or 0 for value in end) for end in ends)
        found = index(now, before)
        counted += 1
        if found is None or abs(found - one.value) > Fraction(1, 2 * 10**one.decimals):
            wrong.append((one.commodity, one.flow, None if found is None else float(found), float(one.value)))
    assert counted > 200
    assert wrong == []


def test_measures_of_fit_by_goods_of_six_digits() -> None:
    """Chile with Argentina and the world in 2002, worked by a separate program at two, four and six digits."""

    def goods(name: str, column: str, level: int) -> dict[str, int]:
        found: dict[str, int] = {}
        for row in csv.DictReader((DATA / f"ots_{name}_2002.csv").read_text(encoding="utf-8").splitlines()):
            code = row["commodity_code"][:level]
            found[code] = found.get(code, 0) + int(row[f"trade_value_usd_{column}"] or 0)
        return found

    both_ways = [intra_industry(goods("chl_arg", "exp", n), goods("chl_arg", "imp", n)) for n in (2, 4, 6)]
    assert [None if one is None else round(float(one), 3) for one in both_ways] == [0.248, 0.148, 0.129]
    fit = [complementarity(goods("chl", "exp", level), goods("world", "imp", level)) for level in (2, 6)]
    assert [None if one is None else round(float(one), 1) for one in fit] == [31.7, 18.9]


def test_trade_intensity_of_a_small_economy_explodes() -> None:
    """Kyrgyzstan to Tajikistan in 2006, mln USD: the flow, all its exports, the partner's imports, those of the world."""
    flows = (
        Fraction("28.2097"),
        Fraction("989.894841550000025896"),
        Fraction("2024.2556705020000685935"),
        Fraction("12214025.2322228815106103386011"),
    )
    assert round(trade_intensity(*flows) or 0) == 172
    assert round(trade_intensity(*flows, without_reporter=True) or 0) == 174
