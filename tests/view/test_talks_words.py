"""The words of the template `talks` in three languages, filled with facts that the sample does not have."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from briefgen import language, template
from briefgen.document import as_text
from briefgen.model.brief import Brief
from briefgen.view import view

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


def told(**forms: str) -> dict[str, Any]:
    """Return a text that is the same in each language, with made-up case forms."""
    cases = {"nom": forms["nom"], "gen": forms["nom"] + "-gen", "acc": forms["nom"] + "-acc"}
    cases["ins"] = forms["nom"] + "-ins"
    return {"uk": cases, "ru": cases, "en": forms["nom"]}


def text(words: str) -> dict[str, str]:
    return dict.fromkeys(("uk", "ru", "en"), words)


def person(name: str, party: str) -> dict[str, Any]:
    return {
        "id": name,
        "party": party,
        "given": told(nom=name),
        "family": told(nom=name),
        "gender": "m",
        "post": told(nom="Minister"),
    }


def flows(reporter: str, partner: str, year: str, export: str | None, imports: str | None) -> list[dict[str, Any]]:
    row = {"reporter": reporter, "partner": partner, "period": year, "unit": "mln USD"}
    values = {"export": export, "import": imports}
    return [row | {"flow": flow} | ({} if value is None else {"value": value}) for flow, value in values.items()]


def paper(name: str, code: str, **fields: Any) -> str:
    """Return the paper as text, its no-break spaces as plain ones."""
    facts: dict[str, Any] = {
        "id": "b",
        "title": text("T"),
        "perspective": "AAA",
        "partner": "BBB",
        "as_of": "2011",
        "languages": ["uk", "ru", "en"],
        "parties": [{"id": key, "name": told(nom=key), "short": told(nom=key)} for key in ("AAA", "BBB")],
    }
    seen = view(Brief.model_validate(facts | fields), language.load(code))
    made, findings = template.fill(template.find("talks", [TEMPLATES]), name, seen, 0)
    assert made is not None, findings
    assert not seen.findings
    return as_text(made).replace("\u00a0", " ")


PEOPLE = [person("xx", "BBB"), person("yy", "AAA"), person("zz", "AAA")]


@pytest.mark.parametrize(
    ("code", "two", "one", "side"),
    [
        (
            "uk",
            "зустріч Minister-gen yy-gen yy-gen з Minister-ins xx-ins xx-ins.",
            "за участю Minister-gen yy-gen yy-gen.",
            "за участю таких осіб: yy yy і zz zz.",
        ),
        (
            "ru",
            "встреча Minister-gen yy-gen yy-gen с Minister-ins xx-ins xx-ins.",
            "с участием Minister-gen yy-gen yy-gen.",
            "с участием следующих лиц: yy yy и zz zz.",
        ),
        ("en", "Minister, yy yy, met the Minister, xx xx.", "attended by yy yy.", "attended by yy yy and zz zz."),
    ],
)
def test_who_met_whom(code: str, two: str, one: str, side: str) -> None:
    met = {"two": ["xx", "yy"], "one": ["yy"], "side": ["yy", "zz"]}
    meetings = [{"id": key, "date": "2011", "participants": people} for key, people in met.items()]
    made = paper("brief", code, persons=PEOPLE, meetings=meetings)
    for wanted in (two, one, side):
        assert wanted in made


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("uk", "Переговори: дату не визначено, P."),
        ("ru", "Переговоры: дата не определена, P."),
        ("en", "Talks: date not set, P."),
    ],
)
def test_talks_without_a_date(code: str, words: str) -> None:
    meetings = [{"id": "m", "upcoming": "yes", "place": text("P")}]
    assert words in paper("brief", code, meetings=meetings)
    assert words in paper("summary", code, meetings=meetings)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("uk", ["Чисельність (2010 рік): 1 200 000 осіб", "Експорт (період не названо): 12 %", "не більше ніж 5 млн"]),
        ("ru", ["Численность (2010 год): 1 200 000 человек", "Экспорт (период не назван): 12 %", "не более 5 млн"]),
        (
            "en",
            [
                "Number of people (2010): 1,200,000 people",
                "Exports (period not named): 12 per cent",
                "In 2010 trade turnover amounted to at most US$5 million",
            ],
        ),
    ],
)
def test_figures_in_words(code: str, words: list[str]) -> None:
    figures = [
        {"id": "f", "measure": "people", "value": "1200000", "unit": "people", "period": "2010"},
        {"id": "g", "measure": "exports", "value": "12", "unit": "%"},
        {"id": "h", "measure": "turnover", "value": "5", "unit": "mln USD", "qualifier": "at most", "period": "2010"},
    ]
    made = paper("brief", code, figures=figures)
    for wanted in words:
        assert wanted in made


@pytest.mark.parametrize(
    ("code", "status", "signed", "force"),
    [
        ("uk", "Стан: Built.\n", "- One, підписання — 2011\n", "- Two, набрання чинності — 2010\n"),
        ("ru", "Состояние: Built.\n", "- One, подписание — 2011\n", "- Two, вступление в силу — 2010\n"),
        ("en", "Status: Built.\n", "- One, signed in 2011\n", "- Two, in force since 2010\n"),
    ],
)
def test_nothing_is_said_twice(code: str, status: str, signed: str, force: str) -> None:
    treaties = [
        {"id": "a", "title": text("One"), "signed": "2011", "status": "signed"},
        {"id": "b", "title": text("Two"), "in_force": "2010", "status": "in force"},
    ]
    projects = [{"id": "p", "name": text("Dam"), "status": text("Built.")}]
    made = paper("brief", code, treaties=treaties, projects=projects)
    for wanted in (status, signed, force):
        assert wanted in made


@pytest.mark.parametrize(
    ("code", "words", "quoted"),
    [
        ("uk", "за 2010 рік різняться: AAA — експорт 2,0 млн дол. США, BBB — імпорт 3,0 млн дол. США", "«C.» (Bad)"),
        (
            "ru",
            "за 2010 год различаются: AAA — экспорт 2,0 млн долл. США, BBB — импорт 3,0 млн долл. США",
            "«C.» (Bad)",
        ),
        ("en", "for 2010 differ: AAA, exports US$2.0 million; BBB, imports US$3.0 million", "“C.” (Bad)"),
    ],
)
def test_what_differs_and_what_is_disputed(code: str, words: str, quoted: str) -> None:
    both = [*flows("AAA", "BBB", "2010", "2", None), *flows("BBB", "AAA", "2010", None, "3")]
    sources = [{"id": "bad", "title": text("Bad"), "status": "conflicting"}]
    claims = [{"id": "c", "about": "trade", "text": text("C."), "source": ["bad"]}]
    made = paper("brief", code, trade=both, sources=sources, claims=claims)
    assert words in made
    assert f"  - {quoted}\n" in made
    assert "[table mirror]" in paper("annex", code, trade=both)
    alike = [*flows("AAA", "BBB", "2010", "2", None), *flows("BBB", "AAA", "2010", None, "2.5")]
    assert words.split(":")[0] not in paper("brief", code, trade=alike)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("uk", "у 2010 році експорт становив 2,0 млн дол. США; даних про імпорт немає."),
        ("ru", "в 2010 году экспорт составил 2,0 млн долл. США; данных об импорте нет."),
        ("en", "exports in 2010 were US$2.0 million; imports are not reported."),
    ],
)
def test_trade_of_which_one_flow_is_not_reported(code: str, words: str) -> None:
    trade = flows("AAA", "BBB", "2010", "2", None)
    made = paper("brief", code, trade=trade)
    assert words in made
    assert "[table turnover]" in made
    assert "[chart turnover]" in made
    assert "[chart turnover]" in paper("summary", code, trade=trade)


@pytest.mark.parametrize(
    ("code", "without", "codes", "estimates"),
    [
        ("uk", "без обсягів", "(HS)", "«Оцінки»"),
        ("ru", "без объемов", "(HS)", "«Оценки»"),
        ("en", "without values", "(HS)", "“Estimates”"),
    ],
)
def test_notes_tell_of_what_is_there(code: str, without: str, codes: str, estimates: str) -> None:
    good = {"reporter": "AAA", "partner": "BBB", "flow": "export", "name": text("ore")}
    valued = {"value": "5", "unit": "mln USD", "period": "2010"}
    assert without in paper("brief", code, commodities=[good])
    assert without not in paper("brief", code, commodities=[good, good | valued])
    bare = paper("annex", code, commodities=[good])
    assert codes not in bare
    assert estimates not in bare
    stated = {"id": "f", "measure": "exports", "value": "2", "unit": "mln USD", "period": "2010"}
    trade = flows("AAA", "BBB", "2010", "2", None)
    full = paper("annex", code, commodities=[good | {"hs": "26"}], figures=[stated], trade=trade)
    assert codes in full
    assert estimates in full
