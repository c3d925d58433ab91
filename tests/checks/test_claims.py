"""Qualified figures and trends against real data: Kyrgyz statistics of trade with Tajikistan, thousand USD."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.checks import check
from briefgen.checks.claims import verdicts
from checks.right import Facts, brief, expect, figure, flow

EXPORTS = {2006: "23934.2", 2007: "28145.485", 2008: "26983.2", 2009: "15776.8", 2010: "16481.122", 2011: "36261.011"}
IMPORTS = {2006: "2810.5", 2007: "2311.395", 2008: "3483.6", 2009: "3691.5", 2010: "2691.2", 2011: "1029.068"}


def data() -> list[Facts]:
    """Return the trade rows as the Kyrgyz office reports them."""
    return [flow("export", year, value) for year, value in EXPORTS.items()] + [
        flow("import", year, value) for year, value in IMPORTS.items()
    ]


def stated(measure: str, value: str, **more: Any) -> Facts:
    """Return the trade data and one figure to hold against them."""
    return {"trade": data(), "figures": [figure("level", measure, value) | more]}


def trend(which: str, over: str | None) -> Facts:
    """Return the trade data and one claim of a trend."""
    claim = {"id": "trend", "about": "trade", "text": "So it is.", "trend": which, "compare_over": over}
    return {"trade": data(), "claims": [claim | {"source": "ministry"}]}


RECENT = {"period": None, "period_words": "in recent years", "compare_over": "2006/2010"}


def test_about_twenty_in_recent_years() -> None:
    changed = stated("turnover", "20", qualifier="about", **RECENT)
    found = expect(
        changed, "warning", "B346", ("figures", 0, "value"), "about 20 mln USD, holds for 2 of 5 years of data"
    )
    assert found.why == (
        "by the statistics of KGZ it holds for 2009 (19.5 mln USD) and 2010 (19.2); "
        "does not hold for 2006 (26.7), 2007 (30.5) and 2008 (30.5)"
    )
    facts = brief(**changed)
    assert {one.year: one.verdict for one in verdicts(facts.figures[0], facts)} == {
        2006: "not supported",
        2007: "not supported",
        2008: "not supported",
        2009: "supported",
        2010: "supported",
    }


def test_over_thirty_in_2011() -> None:
    found = expect(
        stated("turnover", "30", qualifier="over"),
        "note",
        "B345",
        ("figures", 0, "value"),
        "`level`, turnover over 30 mln USD, holds for 2011",
    )
    assert found.why == "by the statistics of KGZ it holds for 2011 (37.3 mln USD)"


def test_on_one_level_hides_a_fall_by_a_third() -> None:
    found = expect(trend("flat", "2006/2010"), "warning", "B348", ("claims", 0, "trend"), "-36.1 % in 2009")
    assert found.why == (
        "turnover changed by 2007: +13.9 %; 2008: 0 %; 2009: -36.1 %; 2010: -1.5 % "
        "(flat: no year changes by more than 10 %)"
    )


@pytest.mark.parametrize(("which", "over"), [("up", "2011"), ("down", "2008/2010"), ("flat", "2009/2010")])
def test_trends_that_hold(which: str, over: str) -> None:
    expect(trend(which, over), "note", "B345", ("claims", 0, "trend"), f"the trend {which} of `trend` holds")


@pytest.mark.parametrize(("which", "over"), [("up", "2006/2010"), ("down", "2011"), ("down", "2006/2007")])
def test_trends_that_do_not_hold(which: str, over: str) -> None:
    expect(trend(which, over), "warning", "B348", ("claims", 0, "trend"), f"the trend {which} of `trend` does not")


@pytest.mark.parametrize(
    ("measure", "value", "more", "weight", "code", "words"),
    [
        ("turnover", "37.3", {}, "note", "B345", "turnover 37.3 mln USD, holds for 2011"),
        ("turnover", "37", {}, "note", "B345", "holds"),
        ("turnover", "37.4", {}, "warning", "B346", "does not hold for 2011"),
        ("exports", "40", {"qualifier": "about"}, "note", "B345", "holds"),
        ("exports", "43", {"qualifier": "about"}, "warning", "B346", "holds roughly for 2011"),
        ("exports", "20", {"qualifier": "over"}, "warning", "B346", "says much less than the data for 2011"),
        ("imports", "2", {"qualifier": "under"}, "warning", "B346", "says much more than the data for 2011"),
        ("imports", "1.1", {"qualifier": "at most"}, "note", "B345", "holds"),
        ("balance", "30", {"qualifier": "between", "high": "40"}, "note", "B345", "between 30 and 40 mln USD, holds"),
        ("balance", "36", {"qualifier": "between", "high": "40"}, "warning", "B346", "holds roughly"),
        ("imports", "1029.07", {"unit": "thousand USD"}, "note", "B345", "holds"),
        ("exports", "1.03", {"reporter": "TJK"}, "note", "B347", "not held against trade data"),
        ("exports", "30", {"unit": "mln EUR"}, "note", "B347", "not held"),
        ("exports", "30", {"period": "2011-01/2011-06"}, "note", "B347", "not held"),
    ],
)
def test_qualifiers(measure: str, value: str, more: Facts, weight: str, code: str, words: str) -> None:
    expect(stated(measure, value, **more), weight, code, ("figures", 0, "value"), words)


@pytest.mark.parametrize(
    ("measure", "value", "more", "weight", "code", "words"),
    [
        ("turnover", "94.5", {}, "note", "B345", "growth of turnover 94.5 %, holds for 2011"),
        ("turnover", "90", {"qualifier": "about"}, "note", "B345", "holds for 2011"),
        ("turnover", "9.4", {}, "warning", "B346", "growth of turnover 9.4 %, does not hold for 2011"),
        ("exports", "120.0", {}, "note", "B345", "growth of exports 120 %, holds for 2011"),
        ("imports", "-62", {"qualifier": "about"}, "note", "B345", "growth of imports about -62 %, holds"),
        ("turnover", "95", {"name": "Growth of trade", "qualifier": "about"}, "note", "B345", "holds"),
        ("exports", "3", {"name": "Share of exports"}, "note", "B347", "not held against trade data"),
        ("exports", "3", {"name": {"uk": "Частка експорту", "en": "x"}}, "note", "B347", "not held"),
        ("turnover", "40", {"period": "2006/2010"}, "note", "B347", "not held against trade data"),
        ("turnover", "40", {"period": "2006"}, "note", "B347", "not held against trade data"),
        ("balance", "40", {}, "note", "B347", "not held against trade data"),
    ],
)
def test_growth_is_held_against_the_data(
    measure: str, value: str, more: Facts, weight: str, code: str, words: str
) -> None:
    found = check(brief(**stated(measure, value, unit="%", **more)))
    assert [(one.severity.value, one.code) for one in found if one.code != "B355"] == [(weight, code)]
    assert words in found[0].message or words in found[-1].message


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"unit": "%", "period": "2006"}, "there are no trade data of KGZ for 2006 and the year before"),
        ({"unit": "%", "period": "2006/2010"}, "only the growth of one year can be held against the data; a share"),
        ({"reporter": "TJK"}, "there are no trade data of TJK for 2011"),
        ({"unit": "mln EUR"}, "the trade data are in USD"),
        ({"period": "2011-01/2011-06"}, "2011-01/2011-06 is not whole years"),
        ({"period": None, "period_words": "lately"}, "it names no years"),
    ],
)
def test_the_reason_why_a_figure_is_not_held_against_data(more: Facts, why: str) -> None:
    found = [one for one in check(brief(**stated("exports", "30", **more))) if one.code == "B347"]
    assert [str(one.why)[: len(why)] for one in found] == [why]


@pytest.mark.parametrize(("over", "why"), [(None, "it names no years in `compare_over`"), ("1990/1993", "there are")])
def test_a_trend_without_data_is_told(over: str | None, why: str) -> None:
    found = expect(trend("flat", over), "note", "B347", ("claims", 0, "trend"), "`trend` is not held")
    assert found.why is not None
    assert found.why.startswith(why)


def test_the_partners_statistics_are_turned_round() -> None:
    rows = [row | {"reporter": "TJK", "partner": "KGZ"} for row in data()]
    changed = stated("exports", "1", qualifier="about", reporter=None) | {"trade": rows}
    found = [one for one in check(brief(**changed)) if one.code == "B345"]
    assert [one.why for one in found] == ["by the statistics of TJK it holds for 2011 (1 mln USD)"]
