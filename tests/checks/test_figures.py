"""Stated figures, directions, people, languages and conflicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefgen.checks import check
from checks.right import FINAL, Facts, also, brief, event, expect, facts, figure, only

if TYPE_CHECKING:
    from briefgen.findings import FactPath


def more(**fields: object) -> Facts:
    """Return one more figure, on loans."""
    return also("figures", figure("x", "loans", "4") | fields)


def directions(*rows: tuple[str, int | None, str | None]) -> Facts:
    """Return directions with priority and whole."""
    return {
        "directions": [
            {"id": one, "name": one, "priority": number, "part_of": whole, "source": "ministry"}
            for one, number, whole in rows
        ]
    }


def conflict(**fields: object) -> Facts:
    """Return an open conflict on the date of a meeting."""
    row = {"about": "past", "field": "date", "source": "press", "says": "It was 20 May.", "effect": "None."}
    return {"conflicts": [row | fields]}


ONE_SIDE = {"trade": [], "commodities": [], "meetings": facts()["meetings"][1:], "statements": [], "conflicts": []}
PRIORITY = ("directions", 1, "priority")
CASES: list[tuple[Facts, str, str, FactPath, str]] = [
    (more(period=None), "warning", "B350", ("figures", 1), "the figure `x` (4 mln USD) has no period"),
    (more(source="", reporter=None) | FINAL, "error", "B350", ("figures", 1), "has no source"),
    (more(period=None, period_words="lately"), "warning", "B350", ("figures", 1), "has no years of its period"),
    (more(value=None), "warning", "B351", ("figures", 1), "has no value"),
    (more(qualifier="between"), "error", "B352", ("figures", 1, "qualifier"), "has no upper end"),
    (more(high="5"), "error", "B352", ("figures", 1, "high"), "its qualifier is `exact`"),
    (more(high="3", qualifier="between"), "error", "B352", ("figures", 1, "high"), "4, is above the upper end, 3"),
    (more(value="120", unit="%"), "note", "B355", ("figures", 1, "value"), "120 %, more than a whole"),
    (more(measure="other"), "error", "B356", ("figures", 1), "(4 mln USD) has no name"),
    (
        more(unit="mln dollars"),
        "note",
        "B357",
        ("figures", 1, "unit"),
        "the unit `dollars` has no words in `uk` and `en`",
    ),
    (directions(("a", 1, None), ("b", 3, None)), "warning", "B360", PRIORITY, "numbered 1 and 3"),
    (directions(("a", 1, None), ("b", 1, None)), "warning", "B360", PRIORITY, "numbered 1 and 1"),
    (directions(("a", 0, None)), "warning", "B360", ("directions", 0, "priority"), "numbered 0"),
    (
        directions(("a", None, "b"), ("b", None, "a"), ("c", None, "a")),
        "error",
        "B361",
        ("directions", 0, "part_of"),
        "`a` is a part of itself",
    ),
    ({"partner": "KGZ", **ONE_SIDE}, "error", "B365", ("partner",), "`KGZ` is both the own side and the partner"),
    (only("persons", party="CHN"), "note", "B366", ("meetings", 0, "participants"), "`own-side` at `past` is of"),
    (event({"uk": "Візит."}), "warning", "B370", ("events", 0, "text"), "`text` of `e` lacks `en`"),
    ({"title": {"en": "Relations"}}, "warning", "B370", ("title",), "`title` of the brief lacks `uk`"),
    (conflict(), "warning", "B375", ("conflicts", 0), "the source `press` speaks against `past`, `date`"),
    (conflict() | FINAL, "error", "B375", ("conflicts", 0), "and the brief is final"),
    (conflict(about="pasd"), "error", "B376", ("conflicts", 0, "about"), "`pasd`, which is no record"),
    (
        conflict(field="day", status="resolved"),
        "error",
        "B376",
        ("conflicts", 0, "field"),
        "`day` of `past`, which has no such field",
    ),
    (only("claims", source="press"), "warning", "B379", ("claims", 0, "source"), "1 fact rests on conflicting sources"),
    (only("sources", url="javascript:alert(1)"), "warning", "B386", ("sources", 0, "url"), "`javascript:alert(1)`"),
    (only("sources", url="not a url"), "warning", "B386", ("sources", 0, "url"), "of `ministry` is none of the web"),
    (only("claims", certainty="inferred"), "note", "B377", ("claims", 0, "certainty"), "1 fact is inferred"),
    (only("claims", certainty="inferred") | FINAL, "error", "B378", ("claims", 0, "certainty"), "only inferred"),
]


@pytest.mark.parametrize(("changed", "weight", "code", "at", "words"), CASES)
def test_one_finding(changed: Facts, weight: str, code: str, at: FactPath, words: str) -> None:
    expect(changed, weight, code, at, words)


@pytest.mark.parametrize(
    "changed",
    [
        more(reporter=None),  # loans have no statistics of trade
        more(period=None, period_words="lately", compare_over="2006/2010"),
        more(high="5", qualifier="between"),
        more(measure="other", name="Length", unit="km"),
        directions(("a", None, None), ("b", 2, "a"), ("c", 1, "b")),
        only("claims", source="press, ministry"),
        only("sources", url="https://www.stat.kg/en/?a=b#c"),
        only("sources", url="http://localhost/"),
        event("Visit.", note={"uk": "Не друкується."}),  # a note for the desk officer is not printed
    ],
)
def test_what_may_be_right_is_let_be(changed: Facts) -> None:
    assert check(brief(**changed)) == []


def test_both_sides_of_a_conflict_are_told() -> None:
    found = expect(conflict(), "warning", "B375", ("conflicts", 0), "press")
    assert found.why == "the brief says: 2011-09-03 | the source says: It was 20 May."
    about_text = check(brief(**conflict(about="said", field=None)))
    assert about_text[0].why == "the brief says: Both agree. | the source says: It was 20 May."


def test_a_misspelt_id_is_guessed() -> None:
    found = expect(conflict(about="pasd"), "error", "B376", ("conflicts", 0, "about"), "pasd")
    assert found.help == "did you mean `past`?"


def test_unsure_facts_make_one_note_for_each_kind() -> None:
    changed = only("claims", certainty="ambiguous") | only("directions", certainty="ambiguous")
    found = expect(changed, "note", "B377", ("directions", 0, "certainty"), "2 facts are ambiguous")
    assert found.why == "`trade` (directions); `good` (claims)"


def test_fields_of_one_record_make_one_finding() -> None:
    changed = event({"en": "Visit."}, missing={"en": "The day."})
    expect(changed, "warning", "B370", ("events", 0, "text"), "`text` and `missing` of `e` lack `uk`")


def test_a_language_that_is_missing_nearly_everywhere_makes_one_finding() -> None:
    rows = [
        {"id": f"e{n}", "kind": "visit", "date": "2011-05-01", "text": {"uk": "Візит.", "en": "Visit."}}
        for n in range(80)
    ]
    changed = {"languages": ["uk", "en", "ru"], "events": [row | {"source": "ministry"} for row in rows]}
    expect(changed, "warning", "B370", ("languages",), "`ru` is lacking in 85 of")


@pytest.mark.parametrize(
    ("names", "severity", "code", "words"),
    [
        ("ua-dstu4163", "error", "B416", "`ua-dstu4163` is not a profile of official style"),
        ("en-un, en-gb", "error", "B417", "the profiles `en-un` and `en-gb` are both of `en`"),
        ("tj", "note", "B418", "the profile `tj` is of `tg`, in which no paper is made"),
    ],
)
def test_profiles_of_official_style(names: str, severity: str, code: str, words: str) -> None:
    expect({"profile": names}, severity, code, ("profile",), words)
    assert check(brief(profile="en-un ua-dstu-4163")) == check(brief())


def test_a_language_that_no_native_speaker_has_reviewed_is_told() -> None:
    found = [one for one in check(brief(languages=["uk", "ky", "tg"])) if one.code == "B415"]
    assert [(one.severity.value, one.at) for one in found] == [("note", ("languages",))] * 2
    assert ["`ky`" in found[0].message, "`tg`" in found[1].message] == [True, True]
    assert not [one for one in check(brief()) if one.code == "B415"]


def test_a_fact_marked_as_conflicting_needs_a_conflict() -> None:
    found = check(brief(**only("claims", certainty="conflicting")))
    assert [(one.severity.value, one.code, one.at) for one in found] == [
        ("warning", "B374", ("claims", 0, "certainty")),
        ("note", "B377", ("claims", 0, "certainty")),
    ]
    assert "about: good" in str(found[0].help)
    told = only("claims", certainty="conflicting") | conflict(about="good", field=None)
    assert "B374" not in [one.code for one in check(brief(**told))]


def test_facts_that_rest_on_conflicting_sources_alone_are_named() -> None:
    found = expect(
        only("claims", source="press") | only("statements", source="press"),
        "warning",
        "B379",
        ("statements", 0, "source"),
        "2 facts rest on conflicting sources alone",
    )
    assert found.why == "they are not printed as facts: `said` (statements); `good` (claims)"


def test_the_languages_that_are_asked_for_are_checked() -> None:
    facts_ = brief(**event({"uk": "Візит.", "en": "Visit."}))
    assert check(facts_) == check(facts_, ["uk"]) == check(facts_, ("xx",)) == []
    found = [one for one in check(facts_, ["en", "ru"]) if one.code == "B370"]
    assert [(one.severity.value, one.message) for one in found[-1:]] == [("warning", "`text` of `e` lacks `ru`")]
    missing = [one.message for one in check(brief(**more(unit="mln dollars")), ("ru",)) if one.code == "B357"]
    assert missing == ["the unit `dollars` has no words in `ru`"]
