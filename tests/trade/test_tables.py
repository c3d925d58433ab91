"""The named tables: what is in them, what they say where data lack, and that they add up."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from briefgen.language import available, load
from briefgen.model.figure import Unit
from briefgen.trade.flows import Row
from briefgen.trade.pair import Pair
from briefgen.trade.tables import TABLES, Frame
from trade.rows import cube_of

if TYPE_CHECKING:
    from briefgen.document import Table
    from briefgen.trade.flows import FlowName

MLN = 10**9


def row(reporter: str, partner: str, flow: FlowName, period: str, commodity: str, value: float | None) -> Row:
    """Return a row of a value in millions."""
    return Row(reporter, partner, flow, period, commodity, None if value is None else round(value * MLN))


def world() -> list[Row]:
    """Return three countries that trade two products and something not specified, in 2010 and 2011."""
    made: list[Row] = []
    goods: dict[tuple[str, str], dict[str, float]] = {
        ("KGZ", "TJK"): {"25": 20, "62": 10, "99": 4, "27": 3, "07": 2},
        ("KGZ", "KAZ"): {"71": 90, "62": 30},
        ("TJK", "KGZ"): {"26": 5, "76": 8, "07": 1},
        ("TJK", "KAZ"): {"76": 60},
        ("KAZ", "KGZ"): {"27": 200, "10": 50, "76": 20},
        ("KAZ", "TJK"): {"10": 90, "25": 30},
    }
    for year, factor in ((2010, 1.0), (2011, 1.5)):
        for (seller, buyer), sold in goods.items():
            total = 0.0
            for code, value in sold.items():
                now = value * (factor if code != "25" else 1)
                total += now
                made.append(row(seller, buyer, "export", str(year), code, now))
                made.append(row(buyer, seller, "import", str(year), code, now * 1.1))
            made.append(row(seller, buyer, "export", str(year), "TOTAL", total + 1))
            made.append(row(buyer, seller, "import", str(year), "TOTAL", total * 1.1))
    return made


def frame(rows: list[Row], reporter: str = "KGZ", partner: str = "TJK", language: str = "en") -> Frame:
    """Return a frame in millions."""
    return Frame(Pair(cube_of(rows), reporter, partner), load(language), unit_asked=Unit("USD", 6))


def made(name: str, told: Frame) -> Table:
    """Return a table that must be there."""
    table = TABLES[name](told)
    assert table is not None
    assert table.name == name
    return table


def texts(table: Table) -> list[list[str]]:
    """Return what a table prints."""
    return [[cell.text for cell in row] for row in table.rows]


@pytest.mark.parametrize("language", available())
def test_every_table_in_every_language(language: str) -> None:
    months = [row("KGZ", "TJK", flow, f"{year}-{month:02}", "TOTAL", month)
              for flow in ("export", "import") for year in (2011, 2012) for month in (1, 2, 3)]  # type: ignore[arg-type]  # fmt: skip
    told = frame([*world(), *months], language=language)
    old = [replace_value(one) for one in world()]
    told = replace(told, editions=(("old", Pair(cube_of(old), "KGZ", "TJK")), ("new", told.pair)), year_asked=2011)
    for name in TABLES:
        table = made(name, told)
        assert table.caption
        assert all(len(one) == len(table.columns) for one in table.rows)
        assert len({column.key for column in table.columns}) == len(table.columns)


def replace_value(one: Row) -> Row:
    """Return a row of an earlier edition."""
    return one if one.period == "2011" or one.milli is None else one._replace(milli=one.milli - 7)


def test_turnover() -> None:
    table = made("turnover", frame(world()))
    assert texts(table) == [
        ["2010", "40.0", "15.4", "55.4", "24.6", "259.7", "…"],
        ["2011", "49.5", "23.1", "72.6", "26.4", "214.3", "31.0"],
    ]
    assert table.unit == "US$ million".replace(" ", "\u00a0")
    assert load("en").labels["not_available"] in table.notes
    assert load("en").labels["not_applicable"] not in table.notes
    index = made("turnover", replace(frame(world()), as_index=True))
    assert texts(index)[1][-1] == "131.0"
    assert "Index" in index.columns[-1].title
    assert load("en").labels["index_note"] in index.notes


def test_what_is_not_known_and_what_is_not_defined_print_differently() -> None:
    rows = [row("KGZ", "TJK", "export", "2010", "TOTAL", 0), row("KGZ", "TJK", "import", "2010", "TOTAL", 0),
            row("KGZ", "TJK", "export", "2011", "TOTAL", 5), row("KGZ", "TJK", "import", "2011", "TOTAL", None),
            row("KGZ", "TJK", "export", "2013", "TOTAL", 7), row("KGZ", "TJK", "import", "2013", "TOTAL", 0)]  # fmt: skip
    assert texts(made("turnover", frame(rows))) == [
        ["2010", "0.0", "0.0", "0.0", "0.0", "x", "…"],
        ["2011", "5.0", "…", "…", "…", "…", "…"],
        ["2012", "…", "…", "…", "…", "…", "…"],
        ["2013", "7.0", "0.0", "7.0", "7.0", "x", "…"],
    ]
    notes = made("turnover", frame(rows)).notes
    assert {load("en").labels["not_available"], load("en").labels["not_applicable"]} <= set(notes)
    assert texts(made("turnover", frame(rows, language="uk")))[0][5] == "х"


def test_goods_add_up_and_chapter_99_is_shown_below() -> None:
    table = made("exports", replace(frame(world()), top=2))
    names = [line[2] for line in texts(table)]
    codes = [line[1] for line in texts(table)]
    assert codes == ["25", "62", "", "99", "", ""]
    assert names[2] == "Others"
    assert names[4:] == ["Not allocated", "Total"]
    values = [one[3].value or 0 for one in table.rows]
    assert sum(values[:-1]) == values[-1] == Fraction(99, 2)
    shares = [Fraction(one[4].text) for one in table.rows]
    assert sum(shares[:-1]) == shares[-1] == 100
    points = [one[6].value for one in table.rows]
    assert None not in points
    assert sum(point or 0 for point in points[:-1]) == points[-1] == Fraction(table.rows[-1][5].value or 0)
    assert table.total_rows == 1


def test_contributions_add_up_to_growth() -> None:
    table = made("contributions", replace(frame(world()), top=2))
    for flow in ("Exports", "Imports"):
        points = [one[5].value or 0 for one in table.rows if one[0].text == flow]
        assert sum(points[:-1]) == points[-1]
        assert abs(points[0]) >= abs(points[1])


def test_growth_is_the_sum_of_what_the_flows_add() -> None:
    table = made("growth", frame(world()))
    last = {column.key: cell.value or 0 for column, cell in zip(table.columns, table.rows[-1], strict=True)}
    assert last["exports_points"] + last["imports_points"] == last["turnover"]


def test_partners_name_the_one_of_the_pair_even_below_the_top() -> None:
    table = made("partners", replace(frame(world()), top=1))
    assert [line[:2] for line in texts(table)] == [
        ["1", "Kazakhstan"],
        ["2", "Tajikistan"],
        ["", "Others"],
        ["", "Total"],
    ]
    assert [one[1].bold for one in table.rows] == [False, True, False, False]
    assert sum(one[4].value or 0 for one in table.rows[:-1]) == table.rows[-1][4].value


def test_shares_both_ways() -> None:
    one, two = made("shares", frame(world())), made("partner-shares", frame(world()))
    assert texts(one)[0][4:] == ["2", "2", "2"]
    assert "Kyrgyzstan \u2013 Tajikistan" in one.caption
    assert "Tajikistan \u2013 Kyrgyzstan" in two.caption
    assert two.rows[0][1].value == 100 * Fraction(15, 76)


def test_a_group_has_a_share_and_no_rank() -> None:
    rows = [*world(), *(row("KGZ", "G:CIS", flow, "2011", "TOTAL", 9) for flow in ("export", "import"))]  # type: ignore[arg-type]
    assert texts(made("shares", frame(rows, partner="G:CIS")))[0][4:] == ["x", "x", "x"]


def test_both_offices() -> None:
    table = made("mirror", frame(world()))
    assert texts(table)[0] == ["2010", "40.0", "42.9", "1.07", "+7.0", "", "15.4", "15.0", "1.03", "+2.6", ""]
    assert load("en").labels["fob_cif"] in table.notes
    goods = made("goods-mirror", frame(world()))
    assert {one[6].text for one in goods.rows} == {"+9.5"}


def test_how_two_economies_fit() -> None:
    told = frame(world())
    found = made("complementarity", told)
    assert [line[1] for line in texts(found)] == ["2", "2"]
    intra = made("intra-industry", told)
    assert texts(intra)[0][2:] == ["…", "…"]  # no headings, no subheadings
    intensity = made("intensity", told)
    bought, everyone = Fraction("174.9"), Fraction("174.9") + Fraction("312.4") + Fraction("198")
    assert intensity.rows[0][3].value == Fraction(40, 161) / (bought / everyone)
    assert intensity.rows[0][4].value == Fraction(40, 161) / ((bought - 40) / (everyone - 161))
    assert load("en").labels["world_note"] in intensity.notes
    advantage = made("advantage", told)
    assert advantage.rows[0][2].value is not None
    assert "99" not in [line[0] for line in texts(advantage)]
    values = [one[2].value or 0 for one in advantage.rows]
    assert values == sorted(values, reverse=True)


def test_potential_has_its_caveat() -> None:
    table = made("export-potential", frame(world()))
    assert load("en").labels["potential_note"] in table.notes
    for one in table.rows:
        supply, demand, actual, potential = (cell.value or 0 for cell in one[2:])
        assert potential == max(0, min(supply, demand) - actual)


def test_year_to_date_is_against_the_same_months() -> None:
    rows = [row("KGZ", "TJK", "export", f"{year}-{month:02}", "TOTAL", month * (year - 2010))
            for year in (2011, 2012) for month in range(1, 13 if year == 2011 else 4)]  # fmt: skip
    rows += [
        row("KGZ", "TJK", "import", f"{year}-{month:02}", "TOTAL", 1) for year in (2011, 2012) for month in (1, 2, 3, 4)
    ]
    table = made("year-to-date", frame(rows))
    assert texts(table)[0][:2] == ["January–March 2011", "6.0"]
    assert texts(table)[1][:4] == ["January–March 2012", "12.0", "100.0", "3.0"]


def test_revisions_name_what_changed() -> None:
    told = frame(world())
    old = Pair(cube_of([replace_value(one) for one in world()]), "KGZ", "TJK")
    table = made("revisions", replace(told, editions=(("a", old), ("b", told.pair)), unit_asked=Unit("USD")))
    assert [line[:2] for line in texts(table)] == [["2010", "Exports"], ["2010", "Imports"]]
    assert TABLES["revisions"](replace(told, editions=(("a", told.pair), ("b", told.pair)))) is None


def test_what_the_data_cannot_give_is_absent() -> None:
    told = frame([row("KGZ", "TJK", "export", "2011", "TOTAL", 5)])
    assert [name for name in TABLES if TABLES[name](told) is not None] == ["turnover", "growth"]
    assert all(TABLES[name](frame([])) is None for name in TABLES)


def test_trade_with_the_world() -> None:
    told = frame(world(), partner="WLD")
    assert texts(made("turnover", told))[0][:2] == ["2010", "161.0"]
    assert made("exports", told).rows
    assert TABLES["shares"](told) is None
    assert TABLES["mirror"](told) is None


def test_the_unit_is_one_in_which_the_largest_flow_is_at_least_ten() -> None:
    for value, scale in ((37, 6), (9.9, 3), (12_000, 9), (0.005, 0)):
        rows = [row("KGZ", "TJK", "export", "2011", "TOTAL", value)]
        assert Frame(Pair(cube_of(rows), "KGZ", "TJK"), load("en")).unit.scale == scale


def test_sums_of_goods_as_totals_are_told() -> None:
    told = frame([row("KGZ", "TJK", flow, "2011", "0101", 5) for flow in ("export", "import")])  # type: ignore[arg-type]
    assert load("en").labels["total_note"] in made("turnover", told).notes
