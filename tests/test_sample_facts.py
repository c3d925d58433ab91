"""The sample brief holds every fact of the text it was made from, adds none, and is well written."""

import json
import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefgen import inputs
from briefgen.model.brief import LISTS, Brief
from briefgen.model.describe import schema
from briefgen.model.fields import WORLD, Certainty, Record
from briefgen.model.figure import Qualifier
from briefgen.model.text import Text

FOLDER = Path(__file__).parent.parent / "inputs" / "kyrgyzstan-tajikistan-2011"
LANGUAGES = ("uk", "ru", "en", "ky", "tg")
SIX_CASES = ("nom", "gen", "dat", "acc", "ins", "loc")
NAMES_HAVE = {
    "uk": SIX_CASES,
    "ru": SIX_CASES,
    "en": ("nom",),
    "ky": ("nom", "gen", "dat", "acc", "loc", "abl"),
    "tg": ("nom",),
}


def walk(node: yaml.Node | None) -> Any:
    """Return the tree with every scalar as the text that stands in the file."""
    if isinstance(node, yaml.MappingNode):
        keys = [key.value for key, _ in node.value]
        assert len(keys) == len(set(keys)), f"a key stands twice: {keys} {node.start_mark}"
        return {key.value: walk(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [walk(item) for item in node.value]
    assert isinstance(node, yaml.ScalarNode)
    return node.value or None


@pytest.fixture(scope="module")
def brief() -> Brief:
    with (FOLDER / "brief.yaml").open(encoding="utf-8") as file:
        tree = walk(yaml.compose(file, Loader=yaml.BaseLoader))
    source, _ = inputs.read(FOLDER)
    tree["trade"] = source.tree["trade"]  # read from the statistics
    return Brief.model_validate(tree)


def one(records: tuple[Any, ...], id_: str) -> Any:
    """Return the record of that id."""
    (found,) = (record for record in records if record.id == id_)
    return found


def says(text: Text | None, *parts: str) -> bool:
    """Say whether the Ukrainian words hold each part."""
    assert text is not None
    return all(part in text.words("uk")["nom"] for part in parts)  # type: ignore[index]


def uk(records: Any, field: str = "text") -> list[str]:
    """Return the Ukrainian words of the field of each record."""
    return [getattr(record, field).words("uk")["nom"] for record in records]


def meeting(brief: Brief) -> Any:
    return one(brief.meetings, "moscow-2011-12")


def statement(brief: Brief, id_: str) -> Any:
    found = one(brief.statements, id_)
    assert found.meeting == meeting(brief).id
    return found


def goods(brief: Brief, flow: str) -> str:
    """Return code and first word of each commodity of the flow."""
    rows = [row for row in brief.commodities if row.flow == flow]
    return "|".join(f"{row.hs} {words.partition(' ')[0]}" for row, words in zip(rows, uk(rows, "name"), strict=True))


FACTS: dict[str, Callable[[Brief], bool]] = {
    "F01 congratulation, inferred": lambda b: (
        (event := one(b.events, "congratulation")).kind == "congratulation"
        and event.certainty is Certainty.INFERRED
        and event.missing is not None
        and event.date is None
        and event.who == ("rahmon",)
        and says(event.text, "Емомалі Рахмон", "Алмазбека Атамбаєва")
        and says(event.text, "обранням Президентом Киргизької Республіки")
    ),
    "F02 election, no date": lambda b: (
        (event := one(b.events, "election")).kind == "election"
        and event.who == ("atambayev",)
        and event.date is None
        and event.certainty is Certainty.STATED
    ),
    "F03 meeting of heads of state": lambda b: (
        meeting(b).participants == ("atambayev", "rahmon") and meeting(b).level == "heads of state"
    ),
    "F04 December 2011, no day": lambda b: str(meeting(b).date) == "2011-12",
    "F05 in Moscow": lambda b: meeting(b).place.words("uk")["loc"] == "Москві",
    "F06 within the EurAsEC summit": lambda b: says(
        meeting(b).frame, "саміту глав держав — членів Євразійського економічного співтовариства"
    ),
    "F07 bilateral and multilateral cooperation": lambda b: (
        (s := statement(b, "cooperation-discussed")).kind == "topic"
        and says(s.text, "стан", "перспективи", "двостороннього", "багатостороннього")
    ),
    "F08 peaceful and stable Kyrgyzstan": lambda b: (
        (s := statement(b, "peaceful-development")).kind == "statement"
        and s.by == ("rahmon",)
        and says(s.text, "мирний і стабільний розвиток", "сусіднього Киргизстану")
    ),
    "F09 wider cooperation and friendship": lambda b: (
        (s := statement(b, "interest-in-cooperation")).kind == "position"
        and not s.by
        and says(s.text, "взаємовигідне співробітництво", "дружбу", "добросусідство")
    ),
    "F10 step up three bodies": lambda b: (
        (s := statement(b, "step-up-bodies")).kind == "agreed need"
        and s.bodies == ("interstate-council", "igc-trade", "border-commission")
        and [d.meeting for d in b.decisions] == [meeting(b).id] * 3
        and not any(d.owner or d.partner_owner or d.deadline or d.status or d.session for d in b.decisions)
    ),
    "F11 regional projects": lambda b: (
        (s := statement(b, "interest-in-projects")).kind == "position"
        and s.projects == ("casa-1000", "railway")
        and says(s.text, "практичної реалізації", "CASA-1000", "залізниці")
    ),
    "F12 route and its unclear tail": lambda b: (
        (p := one(b.projects, "railway")).certainty is Certainty.AMBIGUOUS
        and says(p.route, "Китай — Киргизстан — Таджикистан — Афганістан")
        and says(p.open_question, "Пакистан", "Іран")
    ),
    "F13 regional security": lambda b: (
        (s := statement(b, "regional-security")).kind == "topic" and says(s.text, "регіональної безпеки", "Афганістані")
    ),
    "F14 atmosphere": lambda b: (
        (s := statement(b, "atmosphere")).kind == "assessment" and says(s.text, "довірлива", "конструктивний")
    ),
    "F15 ties grow stronger": lambda b: (
        (c := one(b.claims, "ties-grow-stronger")).about == "relations"
        and says(c.text, "Економічні", "культурно-гуманітарні", "регіональні", "зміцнюються")
    ),
    "F16 key task": lambda b: says(one(b.claims, "key-task").text, "наявний потенціал", "ключових завдань"),
    "F17 subject of talks": lambda b: says(one(b.claims, "subject-of-talks").text, "постійного й докладного"),
    "F18 bases": lambda b: (
        [c.id for c in b.claims if c.about == "basis"] == ["bases", "complementarity", "similar-resources"]
        and says(one(b.claims, "bases").text, "взаємодоповнюваності", "ресурсних потенціалів", "діаспор")
        and says(one(b.claims, "complementarity").text, "технологічному", "регіональному рівні")
        and says(one(b.claims, "similar-resources").text, "водно-енергетичні", "транзитні", "природні")
    ),
    "F19 commission works": lambda b: (
        (body := one(b.bodies, "igc")).status == "working"
        and body.members == ("KGZ", "TJK")
        and body.created is None
        and body.main
    ),
    "F20 ten sessions": lambda b: one(b.bodies, "igc").sessions_held == 10,
    "F21 tenth session in Dushanbe": lambda b: (
        (s := one(b.sessions, "igc-10")).number == 10
        and s.body == "igc"
        and s.country == "TJK"
        and s.place.words("uk")["loc"] == "Душанбе"
    ),
    "F22 18-19 May 2011": lambda b: str(one(b.sessions, "igc-10").date) == "2011-05-18/2011-05-19",
    "F23 five fields of agenda": lambda b: (
        {item.session for item in b.agenda} == {"igc-10"}
        and "|".join(words.partition(" ")[0] for words in uk(b.agenda))
        == "торговельно-економічне|водно-енергетичне|транспортно-комунікаційне|прикордонне|культурно-гуманітарне"
    ),
    "F24 unused potential": lambda b: (
        one(b.claims, "unused-potential").about == "potential"
        and uk(p for p in b.potentials if p.kind == "sector")
        == ["гірничорудна промисловість", "електротехнічна промисловість", "сільське господарство"]
        and uk(p for p in b.potentials if p.kind == "means")
        == [
            "розвиток виробничої кооперації",
            "створення спільних підприємств",
            "розширення товарної номенклатури взаємної торгівлі",
        ]
    ),
    "F25 level stays the same": lambda b: (
        (c := one(b.claims, "level-flat")).trend == "flat" and str(c.compare_over) == "2006/2010"
    ),
    "F26 about 20 million": lambda b: (
        (f := one(b.figures, "turnover-recent")).measure == "turnover"
        and (f.value, str(f.unit), f.qualifier) == (20, "mln USD", Qualifier.ABOUT)
        and (f.period, f.reporter) == (None, None)
        and f.period_words is not None
        and str(f.compare_over) == "2006/2010"
    ),
    "F27 over 30 million in 2011": lambda b: (
        (f := one(b.figures, "turnover-2011")).measure == "turnover"
        and (f.value, str(f.unit), f.qualifier) == (30, "mln USD", Qualifier.OVER)
        and str(f.period) == "2011"
        and f.reporter is None
    ),
    "F28 growth in 2011": lambda b: (
        (c := one(b.claims, "growth-2011")).trend == "up" and str(c.compare_over) == "2010/2011"
    ),
    "F29 eight imports from Kyrgyzstan": lambda b: (
        goods(b, "import")
        == (
            "271600 електроенергія|85 електричні|19 готові|11 борошно|11 продукція|22 алкогольні"
            "|16-21 продукти|62 текстильний"
        )
    ),
    "F30 six exports to Kyrgyzstan": lambda b: (
        goods(b, "export") == ("26 руди|76 алюміній|41 необроблені|84 котли|84 механічне|261710 сурм’яні")
    ),
    "F31 conclusion": lambda b: (
        (c := one(b.claims, "possibilities")).about == "conclusion"
        and says(c.text, "реальні можливості", "товарну структуру", "взаємний товарообіг")
    ),
    "F32 four directions": lambda b: (
        [d.id for d in b.directions if d.part_of is None]
        == ["trade-relations", "water-energy-transport", "business-contacts", "tourism"]
        and not any(d.priority for d in b.directions if d.part_of is None)
    ),
    "F33 two priorities": lambda b: (
        [(d.priority, d.part_of, uk([d], "name")[0]) for d in b.directions if d.priority]
        == [
            (1, "water-energy-transport", "водно-енергетична сфера"),
            (2, "water-energy-transport", "транспортно-комунікаційна сфера"),
        ]
    ),
}


def test_the_table_of_facts_is_whole() -> None:
    assert [name[:3] for name in FACTS] == [f"F{number:02}" for number in range(1, 34)]


@pytest.mark.parametrize("fact", FACTS)
def test_holds_the_fact(brief: Brief, fact: str) -> None:
    assert FACTS[fact](brief)


def test_head(brief: Brief) -> None:
    assert (brief.id, brief.perspective, brief.partner) == (FOLDER.name, "KGZ", "TJK")
    assert (str(brief.as_of), brief.languages, brief.status) == ("2011-12", LANGUAGES, "draft")


def test_goods_are_the_tajik_sides_by_inference_and_without_values(brief: Brief) -> None:
    assert {(c.reporter, c.partner, c.certainty, c.value) for c in brief.commodities} == {
        ("TJK", "KGZ", Certainty.INFERRED, None)
    }


def test_no_position_is_invented(brief: Brief) -> None:
    (issue,) = brief.issues
    assert issue.line is not None
    assert (issue.own_position, issue.partner_position, issue.likelihood) == (None, None, None)
    assert not brief.treaties


def test_what_conflicts_comes_only_from_sources_that_conflict(brief: Brief) -> None:
    conflicting = {source.id for source in brief.sources if source.status == "conflicting"}
    assert {conflict.source for conflict in brief.conflicts} == conflicting
    assert len(conflicting) == 4
    assert {conflict.status for conflict in brief.conflicts} == {"conflicting"}
    for name in LISTS:
        for record in getattr(brief, name):
            if name not in ("sources", "conflicts"):
                assert not conflicting & set(getattr(record, "source", ()))


# ---------------------------------------------------------------- whole and consistent


def records(brief: Brief) -> Iterator[tuple[str, Record]]:
    for name in LISTS:
        for index, record in enumerate(getattr(brief, name)):
            yield f"{name}.{getattr(record, 'id', index)}", record


def test_every_record_names_its_source(brief: Brief) -> None:
    without = [path for path, record in records(brief) if hasattr(record, "source") and not record.source]
    assert not without


def named(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value or ()


def test_every_reference_is_known(brief: Brief) -> None:
    ids = {name: {getattr(record, "id", None) for record in getattr(brief, name)} for name in LISTS}
    unknown = [
        (path, field, id_)
        for path, record in records(brief)
        for field, ref in type(record).references().items()
        for id_ in named(getattr(record, field))
        if id_ not in ids[ref.list] and not (ref.world and id_ == WORLD)
    ]
    assert not unknown
    by_id = {record.id: record for _, record in records(brief) if hasattr(record, "id")}
    for conflict in brief.conflicts:
        assert conflict.field is None or conflict.field in type(by_id[conflict.about]).model_fields


def test_the_schema_beside_the_brief_is_current() -> None:
    assert json.loads((FOLDER / "brief.schema.json").read_text(encoding="utf-8")) == schema()


# ---------------------------------------------------------------- words


def texts(brief: Brief) -> Iterator[tuple[str, Text]]:
    for path, record in [("brief", brief), *records(brief)]:
        for field in type(record).model_fields:
            value = getattr(record, field)
            if isinstance(value, Text):
                yield f"{path}.{field}", value


def test_every_text_is_in_every_language(brief: Brief) -> None:
    assert [path for path, text in texts(brief) if set(text.forms) != set(LANGUAGES)] == []


def test_names_have_their_case_forms(brief: Brief) -> None:
    names: list[Text | None] = [text for party in brief.parties for text in (party.name, party.short)]
    names += [text for person in brief.persons for text in (person.given, person.family, person.post)]
    names += [body.name for body in brief.bodies]
    names += [meeting(brief).place, one(brief.sessions, "igc-10").place]
    for text in names:
        assert text is not None
        assert {language: tuple(text.words(language) or ()) for language in LANGUAGES} == NAMES_HAVE, text


SEED_DEFECTS = (
    r"\?\?|м\.Москва|м\.Душанбе|CASA - 1000|глав держав держав|наголошено про|\bпідкреслена\b"
    r"|МПК|минуло десять|розширенні [^.]*, зміцнення|у Пакистан |Китай-Киргизстан|питань, ще раз"
    r"|обговорюваних|є однією з ключових|таджицьке взаємодія|технологічної взаємозв|комплексному розгляду"
    r"|Міжурядової Комісії|енергетичної та транспортно"
    r"|\d-\d+ травня|торгово-|Доларів|млн\.|тримається на одному рівні|Однак,|\bбільш \d"
    r"|концентрати сурм|наступні|напрямк"
)
"""What the text the facts were taken from gets wrong, for Ukrainian."""

FAULTS = {
    "uk": SEED_DEFECTS + r"|[ыэъёЫЭЪЁ]|(?i:Киргизі[яїю])|проект",
    "ru": r"[іїєґІЇЄҐ]|(?i:киргиз)|\bМУК\b|млн\.|торговельно|по комплексного|г\.Душанбе",
    "en": r"[Ѐ-ӿ]|Kirghiz|Tadjik|\bMUK\b|\bMPK\b|mln",
    "ky": r"[іїєґІЇЄҐғқӯҳҷӣҒҚӮҲҶӢ]|(?i:киргиз|таджик)|\bМПК\b|млн\.|АКШ доллар\b",
    "tg": r"[іїєґІЇЄҐңүөыщьцҢҮӨЬЦ]|(?i:киргиз|таджик|точик)|\bМПК\b|млн\.|доллар ИМА",
}
TYPING = r"['\"`´�…]|  |^\s|\s$|\s[,.;:)]|\s-|-\s|\d-\d{2}\b|\.\.|\w\?\w|[A-Za-z][Ѐ-ӿ]|[Ѐ-ӿ][A-Za-z]"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_fault_in_the_words(brief: Brief, language: str) -> None:
    found = [
        (path, match.group(), words)
        for path, text in texts(brief)
        for words in (text.words(language) or {}).values()
        for match in re.finditer(f"{FAULTS[language]}|{TYPING}", words)
    ]
    assert not found


def test_the_faults_are_recognised() -> None:
    defects = (
        "дв?? стороння|м.Москва|CASA - 1000|торгово-економічній|(МПК)|20 млн. Доларів|зв'язки|18-19 травня"
        "|Однак, пріоритетними|наступні напрямки|круп'яної|комплексному розгляду"
    )
    for defect in defects.split("|"):
        assert re.search(f"{FAULTS['uk']}|{TYPING}", defect), defect


def test_the_abbreviation_belongs_to_its_language(brief: Brief) -> None:
    abbreviation = one(brief.bodies, "igc").abbreviation
    assert [abbreviation.words(language)["nom"] for language in LANGUAGES] == ["МУК", "МПК", "IGC", "ӨАК", "КБҲ"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_whole_and_list_members_are_not(brief: Brief, language: str) -> None:
    sentences: list[Any] = [*brief.statements, *brief.claims, *brief.events, *brief.talking_points]
    for record in sentences:
        words = record.text.words(language)["nom"]
        assert not words[0].islower(), words  # a Kyrgyz sentence may begin with a year
        assert words.endswith("."), words
    members: list[Any] = [*brief.agenda, *brief.potentials, *brief.commodities, *brief.directions]
    for record in members:
        words = (record.name if hasattr(record, "name") else record.text).words(language)["nom"]
        assert words[0].islower(), words
        assert not words.endswith("."), words


# ---------------------------------------------------------------- trade


def test_trade_has_every_year_of_both_flows(brief: Brief) -> None:
    keys = [(row.partner, row.flow, str(row.period)) for row in brief.trade]
    assert keys == [("TJK", flow, str(year)) for flow in ("export", "import") for year in range(1994, 2024)]
    assert {(row.reporter, str(row.unit), row.commodity, row.source) for row in brief.trade} == {
        ("KGZ", "thousand USD", "TOTAL", ("nsc",))
    }
    assert all(row.value is not None and row.value > 0 for row in brief.trade)


def test_turnover_with_tajikistan(brief: Brief) -> None:
    turnover: dict[int, Fraction] = {}
    for row in brief.trade:
        if row.partner == "TJK" and row.value is not None:
            (year,) = row.period.years
            turnover[year] = turnover.get(year, Fraction(0)) + row.value
    assert (turnover[2006], turnover[2011]) == (Fraction("26744.7"), Fraction("37290.079"))
    rounded = {year: round(float(turnover[year]) / 1000, 1) for year in range(2006, 2012)}
    assert rounded == {2006: 26.7, 2007: 30.5, 2008: 30.5, 2009: 19.5, 2010: 19.2, 2011: 37.3}


def test_the_sums_of_the_trade_rows_are_those_of_the_tables(brief: Brief) -> None:
    sums: dict[tuple[str, str], Fraction] = {}
    for row in brief.trade:
        key = (row.partner, row.flow)
        sums[key] = sums.get(key, Fraction(0)) + (row.value or 0)
    assert sums == {
        ("TJK", "export"): Fraction("692861.04"),
        ("TJK", "import"): Fraction("147190.738"),
    }


def test_trade_with_the_world_is_that_of_the_tables() -> None:
    source, _ = inputs.read(FOLDER)
    assert source.statistics is not None
    pair = source.statistics.pair("KGZ", WORLD)
    sums = {flow: sum(value or 0 for value in pair.annual(flow).values()) for flow in ("export", "import")}
    assert sums == {"export": 40_546_915_490_445, "import": 98_604_114_350_000}  # thousandths of a dollar


def test_only_imports_of_the_last_year_are_preliminary(brief: Brief) -> None:
    marked = [(row.partner, row.flow, str(row.period), row.mark) for row in brief.trade if row.mark]
    assert marked == [("TJK", "import", "2023", "p")]
