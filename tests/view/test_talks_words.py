"""The words of the template `talks` in five languages, filled with facts that the sample does not have."""

from __future__ import annotations

import re
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
    kyrgyz = {case: forms["nom"] + f"-{case}" for case in ("gen", "dat", "acc", "loc", "abl")} | {"nom": forms["nom"]}
    return {"uk": cases, "ru": cases, "en": forms["nom"], "ky": kyrgyz, "tg": forms["nom"]}


def text(words: str) -> dict[str, str]:
    return dict.fromkeys(("uk", "ru", "en", "ky", "tg"), words)


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
        "languages": ["uk", "ru", "en", "ky", "tg"],
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
        (
            "ky",
            "2011-жылы Minister yy yy менен Minister xx-gen xx-gen жолугушуусу өттү.",
            "2011-жылы Minister yy yy катышкан жолугушуу өттү.",
            "2011-жылы жолугушуу өттү; катышкандар: yy yy жана zz zz.",
        ),
        (
            "tg",
            "Соли 2011 мулоқоти Minister yy yy бо Minister xx xx баргузор гардид.",
            "Соли 2011 мулоқот бо иштироки Minister yy yy баргузор гардид.",
            "Соли 2011 мулоқот бо иштироки yy yy ва zz zz баргузор гардид.",
        ),
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
        ("ky", "Сүйлөшүүлөр: күнү аныктала элек, P."),
        ("tg", "Музокирот: сана муайян нашудааст, P."),
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
        (
            "ky",
            [
                "Саны (2010-жыл): 1 200 000 адам",
                "Экспорт (мезгили аталган эмес): 12 %",
                "2010-жылы товар жүгүртүү эң көбү 5 млн АКШ доллары болду",
            ],
        ),
        (
            "tg",
            [
                "Шумора (соли 2010): 1 200 000 нафар",
                "Содирот (давра номбар нашудааст): 12 %",
                "Соли 2010 гардиши мол на зиёда аз 5 млн доллари ИМА буд",
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
        ("ky", "Абалы: Built.\n", "- One, кол коюлган күнү — 2011\n", "- Two, күчүнө кирген күнү — 2010\n"),
        ("tg", "Ҳолат: Built.\n", "- One, санаи имзо — 2011\n", "- Two, санаи эътибор пайдо кардан — 2010\n"),
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
        (
            "ky",
            "2010-жыл үчүн маалыматтары айырмаланат: AAA — экспорт 2,0 млн АКШ доллары, BBB — импорт 3,0 млн АКШ доллары",
            "«C.» (Bad)",
        ),
        (
            "tg",
            "барои соли 2010 фарқ мекунад: AAA — содирот 2,0 млн доллари ИМА, BBB — воридот 3,0 млн доллари ИМА",
            "«C.» (Bad)",
        ),
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
        ("ky", "2010-жылы экспорт 2,0 млн АКШ доллары болду; импорт жөнүндө маалымат жок."),
        ("tg", "дар соли 2010 содирот 2,0 млн доллари ИМА буд; маълумот дар бораи воридот нест."),
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
        ("ky", "көлөмү көрсөтүлбөстөн", "(HS)", "«Баалоолор»"),
        ("tg", "бе нишон додани ҳаҷм", "(HS)", "«Баҳоҳо»"),
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


def facts_used(words: str) -> set[str]:
    """Return the fields and lists that the tags of a words file name, without the words in quotes."""
    tags = " ".join(re.findall(r"\{[{%](.*?)[}%]\}", words))
    grammar = {"figure.qualifier", "party.short"}  # they decide on a verb and on a preposition
    return set(re.findall(r"\b[a-z_]+(?:\.[a-z_]+)+", re.sub(r'"[^"]*"', "", tags))) - grammar


def shape(words: str) -> list[str]:
    """Return the levels of the headings and the directives with their options, without titles."""
    lines = [line.split() for line in words.splitlines() if line.startswith(("#", ":::"))]
    return [
        " ".join(parts[:2] + [part for part in parts[2:] if "=" in part] if parts[0] == ":::" else parts[:1])
        for parts in lines
    ]


@pytest.mark.parametrize("name", ["brief", "summary", "annex"])
def test_every_language_tells_of_the_same_facts_under_the_same_headings(name: str) -> None:
    files = {
        code: (TEMPLATES / "talks" / f"{name}.{code}.md").read_text(encoding="utf-8") for code in language.available()
    }
    for code, words in files.items():
        assert shape(words) == shape(files["uk"]), code
        assert facts_used(words) == facts_used(files["uk"]), code
