"""Trade rows and their sums."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefgen.checks import check
from checks.right import Facts, also, brief, expect, figure, flow, only

if TYPE_CHECKING:
    from briefgen.findings import FactPath


def goods(*rows: tuple[str, str]) -> Facts:
    """Return the exports of 2011 by commodity beside the total of 36 261.011."""
    return also("trade", *(flow("export", 2011, value, commodity=code) for code, value in rows))


def exports(*values: str) -> Facts:
    """Return exports of the years up to 2011."""
    return {"trade": [flow("export", 2012 - len(values) + n, value) for n, value in enumerate(values)]}


def goods_row(hs: str, value: str) -> Facts:
    """Return exports of a commodity in 2011, in mln USD."""
    row = {"reporter": "KGZ", "partner": "TJK", "flow": "export", "name": hs, "hs": hs, "source": "ministry"}
    return row | {"value": value, "unit": "mln USD", "period": "2011"}


VALUE = ("trade", 2, "value")
CASES: list[tuple[Facts, str, str, FactPath, str]] = [
    (also("trade", flow("export", 2011, "36261")), "error", "B330", VALUE, "contradict each other: export of KGZ"),
    (
        also("trade", flow("export", 2011, "36.261011", unit="mln USD")),
        "warning",
        "B331",
        ("trade", 2),
        "a trade row stands twice",
    ),
    (
        goods(("27", "30000"), ("2716", "29000"), ("11", "7000")),
        "error",
        "B332",
        ("trade", 1, "value"),
        "commodities add up to 37000 thousand USD, more than their total",
    ),
    (
        only("commodities", value="36.4", unit="mln USD", period="2011"),
        "error",
        "B332",
        ("trade", 1, "value"),
        "commodities add up to 36400 thousand USD",
    ),
    (
        also("trade", flow("export", 2011, "36260", partner="WLD")),
        "error",
        "B333",
        ("trade", 1, "value"),
        "trade with one partner exceeds trade with the world",
    ),
    (also("trade", flow("import", 2011, "-1")), "error", "B334", VALUE, "below zero, -1"),
    (also("trade", flow("import", 2011, None, mark="c")), "note", "B335", ("trade", 2), "1 trade row has no value"),
    (also("trade", flow("import", 2011, "5", mark="-")), "error", "B336", ("trade", 2, "mark"), "marked nil"),
    (also("trade", flow("import", 2011, "5", partner="KGZ")), "error", "B337", ("trade", 2, "partner"), "KGZ"),
    (exports("16.481", "16261"), "warning", "B338", ("trade", 1, "value"), "by a factor of about 987"),
    (exports("15776.8", "16.481", "36261"), "warning", "B338", ("trade", 1, "value"), "factor of about 957"),
    ({"trade": [flow("export", 2011, "9", partner="WLD")]}, "warning", "B339", ("trade",), "between KGZ and TJK"),
    (only("commodities", partner="CHN"), "warning", "B340", ("commodities", 0), "tells of KGZ and CHN, not of KGZ"),
    (
        also("trade", flow("import", 2011, "9", unit="thousand EUR")),
        "warning",
        "B341",
        ("trade", 2, "unit"),
        "told in USD and in EUR",
    ),
    (
        goods(("101", "5"), ("abc", "5"), ("0101", "6")),
        "warning",
        "B329",
        ("trade", 2, "commodity"),
        "`101` and `abc` are no codes of the Harmonized System",
    ),
    (only("commodities", hs="101"), "warning", "B329", ("commodities", 0, "hs"), "`101` is no code of the Harmonized"),
    (only("commodities", hs="HS 01"), "warning", "B329", ("commodities", 0, "hs"), "`HS 01` is no code"),
    (only("commodities", value="9"), "warning", "B342", ("commodities", 0, "value"), "without unit and period"),
]


@pytest.mark.parametrize(("changed", "weight", "code", "at", "words"), CASES)
def test_one_finding(changed: Facts, weight: str, code: str, at: FactPath, words: str) -> None:
    expect(changed, weight, code, at, words)


def three(turnover: str, balance: str, exports: str, imports: str) -> Facts:
    """Return figures that others stated for 2011, by the statistics of a third side without data."""
    values = {"turnover": turnover, "balance": balance, "exports": exports, "imports": imports}
    return {"trade": [], "figures": [figure(name, name, value) for name, value in values.items()]}


@pytest.mark.parametrize(
    ("changed", "code", "words"),
    [
        (
            three("38.3", "35.3", "36.3", "1.0"),
            "B353",
            "`turnover` is 38.3 mln USD, yet exports plus imports make 37.3",
        ),
        (
            three("37.3", "-35.3", "36.3", "1.0"),
            "B354",
            "`balance` is -35.3 mln USD, yet exports minus imports make 35.3",
        ),
    ],
)
def test_stated_sums(changed: Facts, code: str, words: str) -> None:
    found = [one for one in check(brief(**changed)) if one.code != "B347"]
    assert [(one.severity.value, one.code) for one in found] == [("error", code)]
    assert words in found[0].message
    assert found[0].help


@pytest.mark.parametrize(
    "changed",
    [
        goods(("27", "30000"), ("11", "6261.1")),  # more than the total, but within rounding
        {"commodities": [goods_row("16-21", "20"), goods_row("17", "19"), goods_row("2716, 27", "16")]},
        only("commodities", hs="02, 0402; 16–21 270900"),
        goods(("27", "30000")),  # the rest is confidential
        also("trade", flow("import", 2011, None, mark="-"), flow("re-import", 2011, "2", partner="KGZ")),
        also("trade", flow("export", 2011, "36261", partner="WLD")),
        also("trade", flow("export", 2011, "36261", unit="thousand EUR", partner="WLD")),
        exports("16481.122", "160"),
        exports("9", "5000", "60"),  # nothing around it is steady
        three("37.3", "35.2", "36.3", "1.0") | {"trade": []},
    ],
)
def test_what_may_be_right_is_let_be(changed: Facts) -> None:
    assert [one for one in check(brief(**changed)) if one.code != "B347"] == []


def test_a_row_without_value_contradicts_one_with() -> None:
    found = check(brief(**also("trade", flow("export", 2011, None))))
    assert [one.code for one in found] == ["B330", "B335"]
    assert found[0].why == "the first states 36261.011 thousand USD, this one no value"


def test_the_difference_is_told() -> None:
    found = check(brief(**goods(("27", "30000"), ("11", "7000"))))
    assert found[0].why == (
        "the total is 36261.011 thousand USD; the difference of 738.989 thousand USD is more than rounding"
        " (1 thousand USD) allows"
    )


def test_codes_that_have_nothing_in_common_are_added_up() -> None:
    rows = [goods_row("16-21", "20.1"), goods_row("22", "10.1"), goods_row("22", "7.1")]
    found = check(brief(commodities=rows))
    assert [one.code for one in found] == ["B332"]
    assert "add up to 37300 thousand USD" in found[0].message


def test_many_rows_with_one_fault_make_one_finding() -> None:
    rows = [flow("export", 2011, str(36261 + number % 2)) for number in range(1000)]
    found = check(brief(trade=rows))
    assert [(one.severity.value, one.code, one.at) for one in found] == [
        ("error", "B330", ("trade", 1, "value")),
        ("warning", "B331", ("trade", 2)),
    ]
    assert found[0].message.endswith("2011, and 499 more like it")
    assert str(found[0].why).endswith("; the others are in rows 4, 6, 8, 10, 12, 14 and 493 more of `trade`")
    few = check(brief(trade=rows[:8:2]))
    assert [one.code for one in few] == ["B331"] * 3


def test_five_rows_are_all_named() -> None:
    found = check(brief(trade=[flow("import", 2007 + number, "-1") for number in range(5)]))
    assert [one.code for one in found] == ["B334"]
    assert str(found[0].why).endswith("the others are in rows 2, 3, 4, 5 of `trade`")
