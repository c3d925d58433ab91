"""Trade of a pair: totals, years, worlds and goods out of rows as files have them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefgen.trade.flows import Row
from briefgen.trade.pair import Pair, by_year, to_date
from trade.rows import cube_of


def row(
    partner: str, period: str, commodity: str, milli: int | None, flow: str = "export", reporter: str = "KGZ"
) -> Row:
    """Return a row of the pair of these tests."""
    return Row(reporter, partner, flow, period, commodity, milli)  # type: ignore[arg-type]


def pair(*rows: Row, years: tuple[int, int] | None = None) -> Pair:
    """Return Kyrgyzstan with Tajikistan over rows."""
    return Pair(cube_of(rows), "KGZ", "TJK", years)


def test_the_row_for_all_goods_counts_and_not_its_parts() -> None:
    found = pair(row("TJK", "2011", "TOTAL", 100), row("TJK", "2011", "01", 60), row("TJK", "2011", "0101", 60))
    assert found.annual("export") == {2011: 100}
    assert not found.summed


def test_without_a_total_the_shortest_codes_make_it() -> None:
    found = pair(row("TJK", "2011", "0101", 60), row("TJK", "2011", "0102", 5), row("TJK", "2011", "010121", 60))
    assert found.annual("export") == {2011: 65}
    assert found.summed


def test_re_exports_are_inside_exports() -> None:
    found = pair(row("TJK", "2011", "TOTAL", 100), row("TJK", "2011", "TOTAL", 40, "re-export"))
    assert found.annual("export") == {2011: 100}


def test_not_reported_is_not_nil() -> None:
    found = pair(
        row("TJK", "2011", "TOTAL", None), row("TJK", "2012", "TOTAL", 0), row("TJK", "2011", "TOTAL", 1, "import")
    )
    assert found.annual("export") == {2011: None, 2012: 0}
    assert found.last_year == 2012


def test_a_good_that_is_not_reported_makes_a_sum_unknown() -> None:
    assert pair(row("TJK", "2011", "01", 5), row("TJK", "2011", "02", None)).annual("export") == {2011: None}


def test_a_year_is_twelve_months_or_four_quarters_and_nothing_less() -> None:
    months = {f"2011-{month:02}": month for month in range(1, 13)}
    assert by_year(months) == {2011: 78}
    assert by_year({**months, "2011": 80}) == {2011: 80}
    assert by_year({key: months[key] for key in months if key != "2011-07"}) == {2011: None}
    assert by_year({**months, "2011-07": None}) == {2011: None}
    assert by_year({f"2011-Q{quarter}": quarter for quarter in range(1, 5)}) == {2011: 10}
    assert by_year({"2011": None, **months}) == {2011: 78}
    assert by_year({"2011-01/2011-09": 5}) == {}


def test_the_first_months_of_a_year() -> None:
    assert to_date({"2011-01": 1, "2011-02": 2, "2011-04": 4}, 2011) == {1: 1, 2: 3}
    assert to_date({"2011-01": 1, "2011-02": None, "2011-03": 3}, 2011) == {1: 1}
    assert to_date({"2011-02": 2}, 2011) == {}
    assert to_date({"2011-01/2011-09": 50, "2011-01": 1}, 2011) == {1: 1, 9: 50}


@given(st.lists(st.integers(0, 10**9), min_size=12, max_size=12))
def test_twelve_months_to_date_are_the_year(values: list[int]) -> None:
    months: dict[str, int | None] = {f"2011-{month:02}": value for month, value in enumerate(values, start=1)}
    assert to_date(months, 2011)[12] == by_year(months)[2011] == sum(values)


def test_the_world_is_its_row_or_else_the_sum_of_partners() -> None:
    rows = [row("TJK", "2011", "TOTAL", 100), row("UZB", "2011", "TOTAL", 50), row("NES:899", "2011", "TOTAL", 7),
            row("G:CIS", "2011", "TOTAL", 150)]  # fmt: skip
    assert pair(*rows).annual("export", "WLD") == {2011: 157}
    assert pair(*rows, row("WLD", "2011", "TOTAL", 160)).annual("export", "WLD") == {2011: 160}
    assert pair(*rows, row("KAZ", "2011", "TOTAL", None)).annual("export", "WLD") == {2011: None}


def test_countries_are_neither_groups_nor_the_world_nor_the_reporter() -> None:
    rows = [row(name, "2011", "TOTAL", 5) for name in ("TJK", "G:CIS", "WLD", "NES:899", "KGZ")]
    assert pair(*rows).by_country("export", 2011) == {"TJK": 5}
    assert pair(*rows).by_area("export", 2011) == {"TJK": 5, "NES:899": 5}


def test_goods_come_from_the_level_asked_or_the_next_finer() -> None:
    rows = [row("TJK", "2011", "TOTAL", 100), row("TJK", "2011", "010121", 60), row("TJK", "2011", "010229", 30),
            row("TJK", "2012", "01", 8), row("TJK", "2012", "0101", 9)]  # fmt: skip
    found = pair(*rows)
    assert found.goods("export", 2011) == {"01": 90}
    assert found.goods("export", 2011, 4) == {"0101": 60, "0102": 30}
    assert found.goods("export", 2012) == {"01": 8}
    assert found.goods("export", 2012, 6) == {}
    assert found.goods("import", 2012) == {}


def test_goods_of_months_add_up_to_the_year() -> None:
    months = [row("TJK", f"2011-{month:02}", "01", month) for month in range(1, 13)]
    assert pair(*months, row("TJK", "2011-05", "02", 9)).goods("export", 2011) == {"01": 78, "02": 9}
    assert pair(*months[:11]).goods("export", 2011) == {"01": None}


def test_goods_with_the_world() -> None:
    rows = [row("TJK", "2011", "01", 5), row("UZB", "2011", "01", 6), row("G:CIS", "2011", "01", 11)]
    assert pair(*rows).world_goods("KGZ", "export", 2011) == {"01": 11}
    assert pair(*rows, row("WLD", "2011", "01", 12)).world_goods("KGZ", "export", 2011) == {"01": 12}
    more = row("WLD", "2011", "01", 100, reporter="TJK")
    assert pair(*rows, row("WLD", "2011", "01", 12), more).all_goods("export", 2011) == {"01": 112}


def test_all_trade_takes_the_row_for_the_world_where_there_is_one() -> None:
    rows = [
        row("TJK", "2011", "TOTAL", 5),
        row("WLD", "2011", "TOTAL", 9),
        row("KGZ", "2011", "TOTAL", 4, reporter="TJK"),
    ]
    assert pair(*rows).all_trade("export", 2011) == {"KGZ": 9, "TJK": 4}


def test_the_other_office() -> None:
    found = pair(
        row("TJK", "2011", "TOTAL", 100), row("KGZ", "2011", "TOTAL", 90, "import", "TJK"),
        row("KGZ", "2012", "TOTAL", 70, "export", "TJK"), row("KGZ", "2011", "01", 33, "import", "TJK"),
    )  # fmt: skip
    assert found.mirrored("export") == {"2011": 90}
    assert found.mirrored("import") == {"2012": 70}
    assert found.mirrored_goods("export", 2011) == {"01": 33}
    assert found.turned.annual("import") == {2011: 90}
    assert found.known_years == [2011, 2012]
    assert found.last_year == 2011


def test_years_are_those_asked_and_growth_knows_the_one_before() -> None:
    found = pair(*(row("TJK", str(year), "TOTAL", year) for year in range(2005, 2013)), years=(2010, 2011))
    assert found.known_years == [2010, 2011]
    assert set(found.annual("export")) == {2009, 2010, 2011}


def test_one_reading_answers_every_table() -> None:
    readings = 0

    def rows(_: frozenset[str], __: frozenset[str]) -> list[Row]:
        nonlocal readings
        readings += 1
        return [row("TJK", "2011", "TOTAL", 5), row("TJK", "2011", "01", 5), row("WLD", "2011", "01", 5)]

    from briefgen.trade.engines.plain import PlainCube

    found = Pair(PlainCube(rows), "KGZ", "TJK")
    found.annual("export")
    found.goods("import", 2011)
    found.mirrored("export")
    found.mirrored_goods("export", 2011)
    found.world_goods("TJK", "import", 2011)
    found.world_goods("KGZ", "export", 2011)
    assert readings == 1


def test_the_same_trade_within_some_years_asks_nothing_again() -> None:
    found = pair(*(row("TJK", str(year), "TOTAL", year) for year in range(2005, 2013)))
    assert found.known_years == list(range(2005, 2013))
    short = found.within(2007, 2008)
    short.cube = None  # type: ignore[assignment]
    assert short.known_years == [2007, 2008]
    assert short.annual("export")[2006] == 2006
