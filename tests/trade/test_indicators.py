"""Indicators: held against a second, naive computation; their edge cases and laws."""

from __future__ import annotations

import time
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model.ratios import growth
from briefgen.trade.indicators.comparison import (
    advantage,
    complementarity,
    intra_industry,
    potential,
    symmetric_advantage,
    trade_intensity,
)
from briefgen.trade.indicators.sides import mirrored, revised
from briefgen.trade.indicators.structure import concentration, contributions, printed_shares, rank, structure

CODES = st.sampled_from([f"{number:02}" for number in range(1, 25)])
GOODS = st.dictionaries(CODES, st.integers(0, 10**12), max_size=24)
VALUES = st.integers(0, 10**12)

# ---------------------------------------------------------------- structure


def test_structure_of_known_parts() -> None:
    made = structure({"01": 5, "02": 20, "99": 50, "03": 5, "04": None, "05": 0}, 100, 2)
    assert made.top == (("02", 20), ("01", 5))  # the tie goes to the smaller code, chapter 99 is never ranked
    assert (made.others, made.unspecified, made.not_allocated, made.total) == (5, 50, 20, 100)


def test_structure_without_a_total_has_no_total_if_a_part_is_unknown() -> None:
    assert structure({"01": 5, "02": 6}, None, 1).total == 11
    assert structure({"01": 5, "02": None}, None, 1).total is None
    assert structure({"01": 5, "02": None}, None, 1).not_allocated is None


def test_parts_above_their_total_show_as_less_than_nothing_not_allocated() -> None:
    assert structure({"01": 70, "02": 60}, 100, 5).not_allocated == -30


@given(GOODS, VALUES | st.none(), st.integers(0, 30))
def test_a_structure_adds_up(goods: dict[str, int], whole: int | None, most: int) -> None:
    made = structure(goods, whole, most)
    assert made.not_allocated is not None
    assert sum(value for _, value in made.top) + made.others + made.unspecified + made.not_allocated == made.total
    assert len(made.top) <= most


def test_printed_shares_add_up_to_a_hundred() -> None:
    assert printed_shares([1, 1, 1]) == (334, 333, 333)
    assert printed_shares([1, 1, 1], 0) == (34, 33, 33)
    assert printed_shares([5]) == (1000,)
    assert printed_shares([]) is None
    assert printed_shares([0, 0]) is None
    assert printed_shares([5, -1]) is None


@given(st.lists(VALUES, min_size=1, max_size=40), st.integers(0, 3))
def test_printed_shares_are_near_and_add_up(parts: list[int], decimals: int) -> None:
    made = printed_shares(parts, decimals)
    if sum(parts) == 0:
        assert made is None
        return
    assert made is not None
    assert sum(made) == 100 * 10**decimals
    for size, part in zip(made, parts, strict=True):
        assert abs(size - 100 * 10**decimals * part / sum(parts)) < 1 + 1e-6


def test_rank() -> None:
    values = {"A": 5, "B": 7, "C": None, "D": 5}
    assert [rank(values, name) for name in "ABCDE"] == [2, 1, None, 2, None]


def naive_hhi(values: list[int]) -> float:
    whole = float(sum(values))
    made = 0.0
    for value in values:
        made += (value / whole) ** 2
    return made


@given(st.lists(VALUES, min_size=1, max_size=50))
def test_concentration(values: list[int]) -> None:
    found = concentration(values)
    if not any(values):
        assert found is None
        return
    assert found is not None
    assert float(found.hhi) == pytest.approx(naive_hhi(values))
    assert found.of_10000 == 10000 * found.hhi
    assert Fraction(1, found.items) <= found.hhi <= 1
    assert found.items == sum(value > 0 for value in values)
    if found.items == 1:
        assert found.normalised is None
    else:
        assert found.normalised is not None
        assert 0 <= found.normalised <= 1


def test_concentration_with_an_unknown_part_is_unknown() -> None:
    assert concentration([1, None]) is None
    assert concentration([]) is None
    even = concentration([3, 3, 3, 3])
    assert even is not None
    assert (even.hhi, even.normalised) == (Fraction(1, 4), 0)


@given(GOODS, GOODS)
def test_contributions_add_up_to_growth(now: dict[str, int], before: dict[str, int]) -> None:
    added = contributions(now, before, sum(before.values()))
    assert added.keys() == now.keys() | before.keys()
    if sum(before.values()) == 0:
        assert set(added.values()) <= {None}
        return
    assert sum(value for value in added.values() if value is not None) == growth(
        sum(now.values()), sum(before.values())
    )


def test_contributions_of_what_is_not_reported() -> None:
    assert contributions({"01": None, "02": 3}, {"01": 4}, 10) == {"01": None, "02": 30}
    assert contributions({"01": 1}, {}, None) == {"01": None}


# ---------------------------------------------------------------- comparison


def naive_complementarity(exports: dict[str, int], imports: dict[str, int]) -> float:
    sold, bought = float(sum(exports.values())), float(sum(imports.values()))
    apart = 0.0
    for code in set(exports) | set(imports):
        apart += abs(imports.get(code, 0) / bought - exports.get(code, 0) / sold)
    return 100 * (1 - apart / 2)


@given(GOODS, GOODS)
def test_complementarity(exports: dict[str, int], imports: dict[str, int]) -> None:
    found = complementarity(exports, imports)
    if not any(exports.values()) or not any(imports.values()):
        assert found is None
        return
    assert found is not None
    assert float(found) == pytest.approx(naive_complementarity(exports, imports), abs=1e-9)
    assert 0 <= found <= 100
    assert found == complementarity(imports, exports)


def test_complementarity_of_equals_and_of_strangers() -> None:
    goods = {"01": 3, "02": 9}
    assert complementarity(goods, {"01": 1, "02": 3}) == 100
    assert complementarity(goods, {"03": 8}) == 0
    assert complementarity(goods, {"03": None}) is None


def test_complementarity_of_five_thousand_lines_is_fast() -> None:
    exports = {f"{code:06}": (code * 7919) % 10_007_000 for code in range(5000)}
    imports = {f"{code:06}": (code * 104_729) % 10_007_003 for code in range(5000)}
    best = 1.0
    for _ in range(5):
        start = time.process_time()
        complementarity(exports, imports)
        best = min(best, time.process_time() - start)
    assert best < 0.02  # 5 ms on a quiet machine


def naive_grubel_lloyd(exports: dict[str, int], imports: dict[str, int]) -> float:
    apart = both = 0
    for code in set(exports) | set(imports):
        apart += abs(exports.get(code, 0) - imports.get(code, 0))
        both += exports.get(code, 0) + imports.get(code, 0)
    return 1 - apart / both


@given(GOODS, GOODS)
def test_intra_industry(exports: dict[str, int], imports: dict[str, int]) -> None:
    found = intra_industry(exports, imports)
    if not any(exports.values()) and not any(imports.values()):
        assert found is None
        return
    assert found is not None
    assert float(found) == pytest.approx(naive_grubel_lloyd(exports, imports), abs=1e-12)
    assert 0 <= found <= 1


def test_intra_industry_that_is_unknown() -> None:
    assert intra_industry({"01": None}, {"01": 3}) is None
    assert intra_industry({"01": 3}, {"01": 3}) == 1
    assert intra_industry({"01": 3}, {"02": 3}) == 0


@given(VALUES, VALUES, VALUES, VALUES)
def test_advantage_and_its_symmetric_form(exports: int, all_exports: int, world: int, all_world: int) -> None:
    found = advantage(exports, all_exports, world, all_world)
    if not all_exports or not world or not all_world:
        assert found is None
        return
    assert found is not None
    assert float(found) == pytest.approx(exports / all_exports / (world / all_world))
    symmetric = symmetric_advantage(found)
    assert symmetric is not None
    assert -1 <= symmetric < 1
    assert (symmetric > 0) == (found > 1)


def test_advantage_in_a_product_that_nobody_trades_is_not_defined() -> None:
    assert advantage(0, 10, 0, 100) is None
    assert advantage(5, 10, None, 100) is None
    assert symmetric_advantage(None) is None
    assert symmetric_advantage(Fraction(0)) == -1


def test_trade_intensity_with_and_without_the_reporter() -> None:
    assert trade_intensity(20, 100, 50, 1000) == Fraction(1, 5) / Fraction(5, 100)
    assert trade_intensity(20, 100, 50, 1000, without_reporter=True) == Fraction(1, 5) / Fraction(30, 900)
    assert trade_intensity(20, 0, 50, 1000) is None
    assert trade_intensity(20, 100, 0, 1000) is None
    assert trade_intensity(20, 100, 50, None) is None
    assert trade_intensity(20, 100, 20, 1000, without_reporter=True) is None
    assert trade_intensity(20, None, 20, 1000, without_reporter=True) is None


@given(GOODS, GOODS, GOODS)
def test_potential(supply: dict[str, int], demand: dict[str, int], actual: dict[str, int]) -> None:
    found = potential(supply, demand, actual)
    for code in supply.keys() | demand.keys():
        naive = max(0, min(supply.get(code, 0), demand.get(code, 0)) - actual.get(code, 0))
        assert (found.get(code) or 0) == naive


def test_potential_of_what_is_not_reported_is_unknown() -> None:
    assert potential({"01": None, "02": 5}, {"01": 4, "02": 9}, {"02": None}) == {"01": None, "02": None}


# ---------------------------------------------------------------- two sides


@given(VALUES | st.none(), VALUES | st.none())
def test_a_mirror_is_symmetric(exporter: int | None, importer: int | None) -> None:
    one, two = mirrored(exporter, importer), mirrored(importer, exporter)
    if one.gap is not None:
        assert one.gap == -(two.gap or 0)
        assert -200 <= one.gap <= 200
    if one.ratio and two.ratio:
        assert one.ratio * two.ratio == 1
        assert one.flagged == two.flagged


@pytest.mark.parametrize(
    ("exporter", "importer", "flagged"),
    [(100, 80, False), (100, 79, True), (100, 125, False), (100, 126, True), (0, 5, True), (0, 0, False),
     (5, 0, True), (None, 5, False), (5, None, False)],
)  # fmt: skip
def test_a_mirror_is_flagged_outside_its_bounds(exporter: int | None, importer: int | None, flagged: bool) -> None:
    assert mirrored(exporter, importer).flagged is flagged


def test_a_mirror_of_nothing_is_not_defined() -> None:
    assert mirrored(0, 0).gap is None
    assert mirrored(0, 5).ratio is None
    assert mirrored(0, 5).gap == 200
    assert mirrored(None, 5).difference is None


def test_a_revision() -> None:
    assert revised(100, 110)[2:] == (10, 10)
    assert revised(None, 5)[2:] == (None, None)
    assert revised(0, 5)[2:] == (5, None)
