"""Step 4: what a template sees of the facts."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from briefgen import language
from briefgen.document import Chart, Table
from briefgen.model.brief import Brief
from briefgen.view import fact_names, view, where

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


def test_a_text_that_lacks_the_language_tells_which_it_is_in() -> None:
    made = seen("en", title={"uk": "Довідка"})
    phrase = made.facts.phrase(made.brief.title, ("title",))
    assert (phrase, phrase.foreign) == ("[uk: Довідка]", "uk")


def test_words_can_tell_the_language_of_a_passage() -> None:
    filters = seen("uk").filters
    passage = filters["language"]("Belt and Road", "en")
    assert (passage, passage.foreign) == ("Belt and Road", "en")
    assert filters["upper_first"](filters["language"]("belt", "en")).foreign == "en"
    assert filters["language"]("Пояс", "uk").foreign is None
    with pytest.raises(ValueError, match="is no code of a language"):
        filters["language"]("Belt", "English please")


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
    for name in ("turnover", "mirror", "commodities", "decisions", "directions", "sessions", "claims", "sources"):
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
        ("turnover", {"unit": "mln XYZ"}, "the data are in USD and cannot be told in `mln XYZ`"),
        ("turnover", {"last": "²"}, "a number of years"),
        ("mirror", {"all": "no"}, "is yes, or left out"),
        ("commodities", {"flow": "x"}, "exports or imports"),
        ("decisions", {"of": "x"}, "sessions or meetings"),
        ("decisions", {"sort": "x"}, "`sort` is status"),
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


def texts(table: Table | None) -> list[list[str]]:
    assert table is not None
    return [[cell.text for cell in row] for row in table.rows]


@pytest.mark.parametrize(
    ("options", "kinds", "told"),
    [
        ({"form": "stacked"}, {"exports": "bar", "imports": "bar"}, "stacked"),
        ({"form": "shares"}, {"exports": "bar", "imports": "bar"}, "shares"),
        ({"form": "horizontal"}, {"exports": "bar", "imports": "bar"}, "horizontal"),
        ({"form": "line"}, {"exports": "line", "imports": "line", "turnover": "line"}, None),
        ({"show": "exports,imports,balance"}, {"exports": "bar", "imports": "bar", "balance": "line"}, None),
        ({"show": "balance"}, {"balance": "bar"}, None),
    ],
)
def test_a_chart_takes_the_form_that_words_ask_for(options: dict[str, str], kinds: dict[str, str], told: str) -> None:
    chart = seen(trade=TRADE).chart("turnover", "Trade grew", options)
    assert {series.key: series.kind for series in chart.series} == kinds
    assert [name for name in ("stacked", "shares", "horizontal") if getattr(chart, name)] == ([told] if told else [])


def test_growth_has_an_axis_of_its_own_and_its_own_unit() -> None:
    chart = seen(trade=TRADE).chart("turnover", "Trade grew", {"show": "turnover,growth"})
    assert [series.key for series in chart.apart()] == ["growth"]
    assert chart.subtitle.startswith("Turnover, ")
    assert chart.subtitle.endswith("; Growth, %, 2009\u20132011")
    alone = seen(trade=TRADE).chart("turnover", "Trade grew", {"show": "growth"})
    assert alone.subtitle == "Growth, %, 2009\u20132011"
    assert not alone.apart()


@pytest.mark.parametrize(
    "options", [{"form": "pie"}, {"show": "profit"}, {"show": ""}, {"form": "shares", "show": "balance"}]
)
def test_a_chart_refuses_what_it_has_no_picture_for(options: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"form|show"):
        seen(trade=TRADE).chart("turnover", "Title", options)


def test_a_missing_year_is_a_row_of_the_table_and_a_gap_of_the_chart() -> None:
    made = seen(trade=flows("AAA", "BBB", {2008: ("1", "1"), 2010: ("3", "1")}))
    assert texts(made.table("turnover", "Caption", {}))[1] == ["2009", "…", "…", "…", "…", "…"]
    chart = made.chart("turnover", "Title", {})
    assert chart.categories == ("2008", "2009", "2010")
    assert [series.values[1] for series in chart.series] == [None, None, None]
    assert made.table("turnover", "Caption", {"years": "2009"}) is None
    assert made.chart("turnover", "Title", {"years": "2009"}) is None


def test_trade_without_imports_is_still_shown() -> None:
    made = seen(trade=flows("AAA", "BBB", {2009: ("1000", None), 2010: ("2000", None)}))
    assert (made.trade.last.year, made.trade.last.turnover) == (2010, None)
    assert str(made.trade.last.exports) == "US$2.0\u00a0million"
    assert texts(made.table("turnover", "Caption", {}))[1][:4] == ["2010", "2.0", "…", "…"]
    assert [item.label for item in made.key_figures().items] == ["Exports, 2010"]
    assert "2010: Exports US$2.0" in made.chart("turnover", "Title", {}).alt


def test_trade_that_is_imports_alone_keeps_its_unit() -> None:
    rows = [row | {"unit": "thousand EUR"} for row in flows("AAA", "BBB", {2010: (None, "30")})]
    assert str(seen(trade=rows).trade.last.imports) == "€30.0\u00a0thousand"


def test_a_year_that_is_not_over_is_not_known() -> None:
    trade = seen(trade=TRADE, as_of="2010-11").trade
    assert [year.year for year in trade.years] == [2009]
    assert [year.year for year in seen(trade=TRADE, as_of="2010-12").trade.years] == [2009, 2010]


def test_both_offices_stand_side_by_side() -> None:
    trade = [
        *flows("AAA", "BBB", {2009: ("100", "50"), 2010: ("200", "50"), 2012: ("1", "1")}),
        *flows("BBB", "AAA", {2010: ("40", "400"), 2012: ("1", "1")}),
    ]
    made = seen(trade=trade)
    table = made.table("mirror", "Caption", {"unit": "source"})
    assert texts(table) == [  # the years of which both tell; importer over exporter
        ["2010", "200.0", "400.0", "2.00", "+66.7", "50.0", "40.0", "1.25", "+22.2", "Needs checking"],
    ]
    assert table.rows[0][3].value == 2
    assert any("CIF" in note for note in table.notes)
    assert [row[0].text for row in made.table("mirror", "Caption", {"all": "yes"}).rows] == ["2010", "2012"]
    assert [row[-1].text for row in made.table("mirror", "Caption", {"all": "yes"}).rows] == ["Needs checking", ""]
    assert (made.trade.mirror.year, made.trade.mirror.differs) == (2010, True)
    assert str(made.trade.mirror.partner_imports) == "US$400.0\u00a0thousand"
    assert seen(trade=TRADE).table("mirror", "Caption", {}) is None
    assert seen(trade=TRADE).trade.mirror is None


def test_offices_in_two_currencies_are_not_divided() -> None:
    theirs = [row | {"unit": "thousand EUR"} for row in flows("BBB", "AAA", {2010: ("40", "400")})]
    made = seen(trade=[*flows("AAA", "BBB", {2010: ("200", "50")}), *theirs])
    table = made.table("mirror", "Caption", {})
    assert texts(table) == [["2010", "200.0", "400.0", "50.0", "40.0"]]
    assert "€" in table.columns[2].title
    assert table.unit is None
    assert made.trade.mirror is None


def test_sources_of_trade_are_those_of_the_reporter() -> None:
    sources = [{"id": name, "title": name} for name in ("ours", "theirs")]
    sources.append({"id": "bad", "title": "bad", "status": "conflicting"})
    ours = [row | {"source": ["ours", "bad"]} for row in flows("AAA", "BBB", {2010: ("200", "50")})]
    theirs = [row | {"source": ["theirs"]} for row in flows("BBB", "AAA", {2010: ("40", "400")})]
    made = seen(trade=[*ours, *theirs], sources=sources)
    assert made.trade.sources == "ours"
    assert made.table("mirror", "Caption", {}).source == "ours; theirs"


def test_a_note_tells_of_unrounded_totals_only_where_printed_parts_do_not_add_up() -> None:
    rounded = "Totals are computed from unrounded figures"
    odd = flows("AAA", "BBB", {2010: ("1049", "1049")})  # 1.0 + 1.0 is printed 2.1
    assert rounded in seen(trade=odd).table("turnover", "Caption", {}).notes
    assert rounded not in seen(trade=odd).table("turnover", "Caption", {"unit": "source"}).notes
    assert rounded not in seen(trade=TRADE).table("turnover", "Caption", {"unit": "source"}).notes


def goods(name: str, **more: str) -> dict[str, str]:
    return {"reporter": "AAA", "partner": "BBB", "flow": "export", "name": name} | more


def test_values_of_one_currency_stand_in_one_unit() -> None:
    rows = [goods("timber", value="5", unit="mln USD", period="2010"), goods("ore", value="7", unit="thousand USD")]
    table = seen(commodities=rows).table("commodities", "Caption", {})
    assert texts(table) == [["1", "timber", "2010", "5,000.0"], ["2", "ore", "…", "7.0"]]
    assert table.unit == "US$\u00a0thousand"
    assert table.rows[0][3].value == 5000
    assert table.rows[0][3].origin == "commodities.0.value"
    large = [goods("timber", value="5", unit="mln USD"), goods("ore", value="700", unit="thousand USD")]
    assert texts(seen(commodities=large).table("commodities", "Caption", {})) == [
        ["1", "timber", "5.0"],
        ["2", "ore", "0.7"],
    ]


def test_values_of_two_currencies_stand_each_with_its_unit() -> None:
    rows = [goods("timber", value="5", unit="mln USD"), goods("ore", value="7", unit="thousand EUR"), goods("wool")]
    table = seen(commodities=rows).table("commodities", "Caption", {})
    assert [row[2] for row in texts(table)] == ["US$5\u00a0million", "€7\u00a0thousand", "…"]
    assert table.unit is None
    assert table.columns[2].kind == "text"
    bare = seen(commodities=[goods("salt", value="5")]).table("commodities", "Caption", {})
    assert texts(bare) == [["1", "salt", "5"]]


def test_claims_in_two_currencies_keep_their_units() -> None:
    ours = flows("AAA", "BBB", {2010: ("2000", "500")})
    theirs = [row | {"unit": "thousand EUR"} for row in flows("BBB", "AAA", {2010: ("40", "400")})]
    stated = [
        {"id": "f", "measure": "turnover", "value": "2", "unit": "mln USD", "period": "2010"},
        {"id": "g", "measure": "turnover", "value": "1", "unit": "mln EUR", "period": "2010", "reporter": "BBB"},
    ]
    made = seen(trade=[*ours, *theirs], figures=stated)
    table = made.table("claims", "Caption", {})
    assert [row[4] for row in texts(table)] == ["US$2.5\u00a0million", "€0.4\u00a0million"]
    assert table.unit is None
    assert len(made.names["checked_figures"]) == 2


def test_claims_stay_when_the_perspective_is_turned_round() -> None:
    stated = [
        {"id": "f", "measure": "turnover", "value": "2", "unit": "mln USD", "period": "2010", "partner": "BBB"},
        {"id": "g", "measure": "exports", "value": "2", "unit": "mln USD", "period": "2010", "partner": "BBB"},
    ]
    for own, other in (("AAA", "BBB"), ("BBB", "AAA")):
        made = seen(trade=TRADE, figures=stated, perspective=own, partner=other)
        assert [row[4] for row in texts(made.table("claims", "Caption", {}))] == ["2.5", "2.0"]


DECISIONS = [
    {"id": "a", "text": "A", "meeting": "m", "status": "done"},
    {"id": "b", "text": "B", "session": "s", "status": "open"},
    {"id": "c", "text": "C", "meeting": "m", "number": "2"},
    {"id": "d", "text": "D", "meeting": "m", "deadline": "2010", "status": "in progress"},
    {"id": "e", "text": "E", "meeting": "m", "deadline": "2012", "status": "in progress"},
    {"id": "f", "text": "F", "meeting": "m", "deadline": "2009", "status": "dropped"},
    {"id": "g", "text": "G", "meeting": "m", "status": "overdue"},
]
HELD: dict[str, Any] = {
    "meetings": [{"id": "m", "date": "2009"}],
    "bodies": [{"id": "k", "name": "K"}],
    "sessions": [{"id": "s", "body": "k", "number": "1", "date": "2009"}],
}


def test_a_decision_has_one_number_in_every_table() -> None:
    made = seen(decisions=DECISIONS, **HELD)
    numbers = {row[1]: row[0] for row in texts(made.table("decisions", "Caption", {}))}
    assert list(numbers.values()) == ["1", "3", "2", "4", "5", "6", "7"]
    for options in ({"of": "meetings"}, {"of": "sessions"}, {"sort": "status"}):
        for row in texts(made.table("decisions", "Caption", options)):
            assert row[0] == numbers[row[1]]


def test_overdue_decisions_come_first() -> None:
    rows = texts(seen(decisions=DECISIONS, **HELD).table("decisions", "Caption", {"sort": "status"}))
    assert [row[1] for row in rows] == ["D", "G", "B", "E", "C", "A", "F"]


@pytest.mark.parametrize(("code", "word"), [("uk", "не виконано"), ("ru", "не выполнено"), ("en", "open")])
def test_an_open_decision_is_not_called_unstarted(code: str, word: str) -> None:
    assert language.load(code).word("decision", "open") == word


def person(name: str, party: str) -> dict[str, str]:
    return {"id": name, "party": party, "given": name, "family": name, "gender": "m"}


def test_the_own_side_is_named_first() -> None:
    people = [person("x", "CCC"), person("b1", "BBB"), person("a1", "AAA"), person("b2", "BBB"), person("a2", "AAA")]
    held = [{"id": "m", "participants": [one["id"] for one in people]}]
    parties = [*PARTIES, {"id": "CCC", "name": "C", "short": "C"}]
    made = seen(persons=people, meetings=held, parties=parties)
    order = [fact.record.id for fact in made.names["meetings"][0].participants]
    assert order == ["a1", "a2", "b1", "b2", "x"]
    assert fact_names()["meetings"].count("participants") == 1


def test_facts_of_conflicting_sources_alone_are_disputed() -> None:
    made = seen(
        sources=[{"id": "bad", "title": "Bad", "status": "conflicting"}, {"id": "good", "title": "Good"}],
        claims=[
            {"id": "a", "about": "trade", "text": "A.", "source": ["bad"]},
            {"id": "b", "about": "trade", "text": "B.", "source": ["bad", "good"]},
            {"id": "c", "about": "trade", "text": "C.", "certainty": "conflicting"},
            {"id": "d", "about": "trade", "text": "D.", "certainty": "conflicting"},
        ],
        figures=[
            {"id": "f", "measure": "turnover", "value": "9", "unit": "mln USD", "source": ["bad"], "period": "2010"}
        ],
        bodies=[{"id": "k", "name": "Council"}],
        sessions=[{"id": "s", "body": "k", "number": "3", "date": "2009", "certainty": "conflicting"}],
        conflicts=[{"about": "d", "source": "bad", "says": "No.", "effect": "None."}],
    )
    assert [claim.text for claim in made.names["claims"]] == ["B."]
    assert len(made.names["open_conflicts"]) == 1
    told = [made.filters["told"](fact) for fact in made.names["disputed"]]
    assert told == ["Council, No. 3, 2009", "A.", "C.", "trade turnover: US$9\u00a0million, 2010"]


def test_where_tells_of_a_field_that_is_not_there() -> None:
    made = seen(claims=[{"id": "a", "about": "trade", "text": "A."}])
    assert len(where(made.names["claims"], about="trade")) == 1
    with pytest.raises(ValueError, match=r"no field `abuot`; did you mean `about`\?"):
        where(made.names["claims"], abuot="trade")


def test_bare_takes_one_full_stop_away() -> None:
    bare = seen().filters["bare"]
    assert [str(bare(text)) for text in ("Under way.", "Under way", "Why?")] == ["Under way", "Under way", "Why?"]


@pytest.mark.parametrize(
    ("measure", "unit", "labelled"),
    [("exports", "mln USD", False), ("exports", "%", True), ("people", "people", True), ("loans", "mln USD", True)],
)
def test_figures_that_no_verb_suits_stand_behind_a_colon(measure: str, unit: str, labelled: bool) -> None:
    made = seen(figures=[{"id": "f", "measure": measure, "value": "12", "unit": unit}])
    assert made.names["figures"][0].labelled is labelled
