"""Step 4: what a template sees of the facts."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from briefgen import language
from briefgen.document import Chart, Table
from briefgen.model.brief import Brief
from briefgen.view import view

PARTIES = [
    {
        "id": "AAA",
        "name": {"uk": "Республіка А", "en": "Republic of A"},
        "short": {"uk": {"nom": "А", "gen": "Аї"}, "en": "A"},
    },
    {"id": "BBB", "name": "Republic of B", "short": "B"},
]


def flows(reporter: str, partner: str, years: dict[int, tuple[str | None, str | None]]) -> list[dict[str, Any]]:
    rows = []
    for year, values in years.items():
        for flow, value in zip(("export", "import"), values, strict=True):
            row = {"reporter": reporter, "partner": partner, "flow": flow, "period": str(year), "unit": "thousand USD"}
            rows.append(row if value is None else row | {"value": value})
    return rows


def brief(**fields: Any) -> Brief:
    facts: dict[str, Any] = {
        "id": "b",
        "title": "T",
        "perspective": "AAA",
        "partner": "BBB",
        "as_of": "2011",
        "languages": ["uk", "en"],
        "parties": PARTIES,
    }
    return Brief.model_validate(facts | fields)


def seen(code: str = "en", **fields: Any) -> Any:
    return view(brief(**fields), language.load(code))


TRADE = flows("AAA", "BBB", {2009: ("100", "50"), 2010: ("2000", "500"), 2011: ("3000", None), 2012: ("1", "1")})


def test_text_in_the_language_with_its_forms() -> None:
    made = seen("uk")
    assert made.names["own"].name == "Республіка А"
    assert made.filters["case"](made.names["own"].short, "gen") == "Аї"
    assert made.findings == []


def test_a_missing_form_is_marked_and_told() -> None:
    made = seen("uk")
    assert made.filters["case"](made.names["own"].short, "ins") == "[А: ins?]"
    (finding,) = made.findings
    assert finding.code == "B401"
    assert finding.at == ("parties", 0, "short")


def test_a_language_without_cases_needs_no_forms() -> None:
    made = seen("en")
    assert made.filters["case"](made.names["own"].short, "ins") == "A"
    assert made.findings == []


def test_a_missing_translation_is_marked() -> None:
    made = seen("uk", objective={"en": "Agree."})
    assert made.names["brief"].objective == "[en: Agree.]"


def test_references_are_followed_and_turned_round() -> None:
    made = seen(
        bodies=[{"id": "c", "name": "Commission", "main": "yes", "members": ["AAA", "BBB"]}],
        sessions=[
            {"id": "s2", "body": "c", "number": "2", "date": "2011-05"},
            {"id": "s1", "body": "c", "number": "1", "date": "2010"},
        ],
        agenda=[{"session": "s2", "text": "trade"}],
    )
    body = made.names["main_body"]
    assert [member.short for member in body.members] == ["A", "B"]
    assert [session.number for session in body.sessions] == [1, 2]
    assert made.names["last_session"].body.name == "Commission"
    assert [item.text for item in made.names["last_session"].agenda] == ["trade"]


def test_a_full_name_has_the_cases_that_both_parts_have() -> None:
    person = {
        "id": "p",
        "given": {"uk": {"nom": "Іван", "gen": "Івана"}},
        "family": {"uk": {"nom": "Франко", "gen": "Франка"}},
        "gender": "m",
    }
    made = seen("uk", persons=[person])
    (fact,) = made.names["persons"]
    assert fact.name == "Іван\u00a0Франко"
    assert made.filters["case"](fact, "gen") == "Івана\u00a0Франка"


def test_conflicting_facts_are_left_out_and_doubtful_ones_marked() -> None:
    claims = [
        {"id": "a", "about": "trade", "text": "Sure."},
        {"id": "b", "about": "trade", "text": "Disputed.", "certainty": "conflicting"},
        {"id": "c", "about": "trade", "text": "Guessed.", "certainty": "inferred"},
    ]
    made = seen(claims=claims)
    assert [claim.text for claim in made.names["claims"]] == ["Sure.", "Guessed."]
    doubt = made.filters["doubt"]
    assert doubt(made.names["claims"][0]) == ""
    assert doubt(made.names["claims"][1]) == "(inferred)"


def test_trade_up_to_the_date_of_the_brief() -> None:
    trade = seen(trade=TRADE).trade
    assert [year.year for year in trade.years] == [2009, 2010, 2011]
    assert [year.year for year in trade.all_years] == [2009, 2010, 2011, 2012]
    assert trade.last.year == 2010  # imports of 2011 are not reported, so its turnover is not known
    assert str(trade.last.turnover) == "US$2.5\u00a0million"
    assert trade.last.direction == "up"


def test_the_partners_statistics_are_turned_round() -> None:
    trade = seen(trade=flows("BBB", "AAA", {2010: ("30000", "10000")})).trade
    assert trade.mirrored
    assert trade.reporter.short == "B"
    assert str(trade.last.exports) == "US$10.0\u00a0million"
    assert "\u2212" in str(trade.last.balance)


def test_turning_the_perspective_round_swaps_exports_and_imports() -> None:
    ours = seen(trade=TRADE).trade.all_years
    theirs = view(brief(trade=TRADE, perspective="BBB", partner="AAA"), language.load("en")).trade.all_years
    for own, other in zip(ours, theirs, strict=True):
        assert str(own.exports) == str(other.imports)
        assert str(own.turnover) == str(other.turnover)


def test_the_turnover_table() -> None:
    table = seen(trade=TRADE).table("turnover", "Caption", {})
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["2009", "0.1", "0.1", "0.2", "0.1", "…"],
        ["2010", "2.0", "0.5", "2.5", "1.5", "1,566.7"],
        ["2011", "3.0", "…", "…", "…", "…"],
    ]
    assert table.rows[1][5].value == Fraction(4700, 3)
    assert table.notes
    source = seen(trade=TRADE).table("turnover", "Caption", {"unit": "source", "last": "1", "all": "yes"})
    assert [cell.text for cell in source.rows[0]][:4] == ["2012", "1.0", "1.0", "2.0"]


def test_tables_without_data_are_none() -> None:
    made = seen()
    for name in ("turnover", "commodities", "decisions", "directions", "sessions", "claims", "sources"):
        assert made.table(name, "Caption", {}) is None
    assert made.chart("turnover", "Title", {}) is None
    assert made.key_figures() is None


@pytest.mark.parametrize(
    ("name", "options", "words"),
    [
        ("turnovr", {}, "did you mean `turnover`?"),
        ("turnover", {"lst": "3"}, "did you mean `last`?"),
        ("turnover", {"last": "x"}, "a number of years"),
        ("turnover", {"years": "x"}, "a range such as"),
        ("turnover", {"unit": "x y z"}, "is not a unit"),
        ("commodities", {"flow": "x"}, "exports or imports"),
        ("decisions", {"of": "x"}, "sessions or meetings"),
        ("sources", {"x": "y"}, "no options"),
    ],
)
def test_wrong_names_and_options_are_told(name: str, options: dict[str, str], words: str) -> None:
    with pytest.raises(ValueError, match=words.replace("?", r"\?")):
        seen(trade=TRADE, commodities=[]).table(name, "Caption", options)


def test_the_chart_tells_what_is_seen() -> None:
    chart = seen(trade=TRADE).chart("turnover", "Trade grew", {"years": "2009-2010"})
    assert isinstance(chart, Chart)
    assert chart.categories == ("2009", "2010")
    assert [series.key for series in chart.series] == ["exports", "imports", "turnover"]
    assert "2010" in chart.alt
    assert "US$2.5\u00a0million" in chart.alt


def test_commodities_are_seen_from_the_own_side() -> None:
    rows = [
        {"reporter": "BBB", "partner": "AAA", "flow": "import", "name": "flour", "hs": "11"},
        {"reporter": "AAA", "partner": "BBB", "flow": "import", "name": "ore"},
    ]
    made = seen(commodities=rows)
    assert [str(fact) for fact in made.names["own_exports"]] == ["flour"]
    assert [str(fact) for fact in made.names["own_imports"]] == ["ore"]
    table = made.table("commodities", "Caption", {"flow": "exports"})
    assert [cell.text for cell in table.rows[0]] == ["1", "flour", "11"]


def test_key_figures_with_and_without_data() -> None:
    made = seen(trade=TRADE).key_figures()
    assert [(item.label, item.value, item.change, item.direction) for item in made.items] == [
        ("Turnover, 2010", "2.5", "+1,566.7%", "up"),
        ("Exports, 2010", "2.0", "+1,900.0%", "up"),
        ("Imports, 2010", "0.5", "+900.0%", "up"),
        ("Balance, 2010", "1.5", None, None),
    ]
    stated = [{"id": "f", "measure": "turnover", "value": "30", "unit": "mln USD", "qualifier": "over"}]
    (only,) = seen(figures=stated).key_figures().items
    assert (only.value, only.unit) == ("over 30", "US$\u00a0million")


def test_claims_stand_beside_the_data() -> None:
    stated = [
        {"id": "f", "measure": "turnover", "value": "2", "unit": "mln USD", "qualifier": "over", "period": "2009/2010"}
    ]
    table = seen(trade=TRADE, figures=stated).table("claims", "Caption", {})
    assert [(row[3].text, row[5].text) for row in table.rows] == [("2009", "not supported"), ("2010", "supported")]
