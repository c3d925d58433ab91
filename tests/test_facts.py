"""Step 2: every misfit is a finding in plain words with its exact path and place."""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import Any

import pytest

from briefgen.findings import Finding, as_text
from briefgen.model.brief import LISTS, Brief
from briefgen.model.kinds import choices, kinds, required
from briefgen.source import Source
from inputs.forms import FACTS, both, codes, one, step2, text, write

JARGON = re.compile(r"pydantic|validat|Input should|type=|str\b|dict\b|tuple|NoneType|instance|None\b|Error")


def built(**changes: Any) -> list[Finding]:
    """Build the small brief with some fields changed; None takes a field away."""
    tree = copy.deepcopy({**FACTS, **changes})
    source = Source(
        Path("inputs/small"), "brief.yaml", {key: value for key, value in tree.items() if value is not None}
    )
    brief, findings = step2.build(source)
    assert (brief is None) == bool(findings)
    for finding in findings:
        assert not JARGON.search(finding.message), as_text(finding)
        assert finding.help, as_text(finding)
        assert finding.at is not None, as_text(finding)
    return findings


def row(name: str, /, **changes: Any) -> list[Finding]:
    """Build with the first row of a list changed."""
    first = {key: value for key, value in {**FACTS[name][0], **changes}.items() if value is not None}
    return built(**{name: [first, *FACTS[name][1:]]})


def test_a_right_brief_has_no_findings() -> None:
    assert built() == []


@pytest.mark.parametrize(
    ("name", "changes", "code", "at", "message"),
    [
        ("sessions", {"dat": "x"}, "B201", "dat", "`dat` is not a field of `sessions`"),
        ("sessions", {"date": None}, "B202", "date", "`date` is missing in `sessions` row 1 (s2)"),
        (
            "sessions",
            {"number": ["1"]},
            "B203",
            "number",
            "`number` of `sessions` row 1 (s2) is a list where a whole number is expected",
        ),
        ("trade", {"flow": "exprt"}, "B204", "flow", "`exprt` is not a word that `flow` allows"),
        (
            "trade",
            {"flow": {"a": "b"}},
            "B203",
            "flow",
            "`flow` of `trade` row 1 is a group of fields where one word of a few is expected",
        ),
        ("figures", {"qualifier": "abut"}, "B204", "qualifier", "`abut` is not a word that `qualifier` allows"),
        ("sessions", {"date": "2011-02-30"}, "B205", "date", "there is no day 30 in 2011-02, which has 28 days"),
        ("sessions", {"date": "18.05.2011"}, "B205", "date", "`18.05.2011` is not a date"),
        (
            "sessions",
            {"date": ["2011"]},
            "B203",
            "date",
            "`date` of `sessions` row 1 (s2) is a list where a date is expected",
        ),
        ("trade", {"value": "1,200"}, "B206", "value", "`1,200` can mean two numbers"),
        ("trade", {"value": "9" * 5000}, "B206", "value", f"`{'9' * 57}...` is not a number"),
        ("sessions", {"number": "ten"}, "B206", "number", "`ten` is not a whole number"),
        ("sessions", {"number": "0"}, "B206", "number", "`0` is less than 1"),
        ("trade", {"unit": "mln usd x"}, "B207", "unit", "`mln usd x` is not a unit"),
        (
            "trade",
            {"unit": {"code": "USD"}},
            "B203",
            "unit",
            "`unit` of `trade` row 1 is a group of fields where a unit is expected",
        ),
        (
            "parties",
            {"name": ["a"]},
            "B203",
            "name",
            "`name` of `parties` row 1 (XAA) is a list where words, or words for each language are expected",
        ),
        ("parties", {"name": {"ukr": "a"}}, "B208", "name.ukr", "`ukr` is not a language"),
        ("parties", {"name": {"uk": {"gen": "a"}}}, "B208", "name.uk", "`uk` lacks its nominative, `nom`"),
        ("parties", {"name": {"uk": {"nom": "a", "xyz": "b"}}}, "B208", "name.uk", "`xyz` is not a case"),
        ("sessions", {"id": "комісія"}, "B209", "id", "`комісія` is not an id"),
        ("bodies", {"main": "maybe"}, "B210", "main", "`maybe` is neither yes nor no"),
        ("bodies", {"members": ["XAA", "XB"]}, "B211", "members.1", "`XB` is not an id of `parties`"),
        ("trade", {"source": ["ofice"]}, "B211", "source.0", "`ofice` is not an id of `sources`"),
    ],
)
def test_a_misfit_of_a_row(name: str, changes: dict[str, Any], code: str, at: str, message: str) -> None:
    found = one(row(name, **changes), code)
    assert found.message == message
    assert ".".join(map(str, found.at or ())) == f"{name}.0.{at}"


@pytest.mark.parametrize(
    ("changes", "code", "at", "message"),
    [
        ({"id": None}, "B202", "id", "`id` is missing in the brief"),
        ({"title": None}, "B202", "title", "`title` is missing in the brief"),
        ({"partys": "x"}, "B201", "partys", "`partys` is not a field of the brief"),
        ({"as_of": "soon"}, "B205", "as_of", "`soon` is not a date"),
        ({"perspective": "XA"}, "B211", "perspective", "`XA` is not an id of `parties`"),
        ({"partner": "WLD"}, "B211", "partner", "`WLD` is not an id of `parties`"),
        ({"languages": ["uk", "eng"]}, "B213", "languages.1", "`eng` is not a language of briefgen"),
        ({"languages": ["fr"]}, "B213", "languages.0", "`fr` is not a language of briefgen"),
        ({"as_of": "2011/.."}, "B215", "as_of", "`2011/..` has no end, and a brief is as of a date"),
        ({"as_of": "2011-05-18 / "}, "B215", "as_of", "`2011-05-18 / ` has no end, and a brief is as of a date"),
        ({"languages": []}, "B202", "languages", "`languages` of the brief is empty"),
        ({"template": "../../etc"}, "B214", "template", "`../../etc` is not the name of a template"),
        (
            {"talking_points": {"text": "x"}},
            "B203",
            "talking_points",
            "`talking_points` of the brief is a group of fields where a list of rows is expected",
        ),
        (
            {"talking_points": ["x"]},
            "B203",
            "talking_points.0",
            "`talking_points` row 1 is a text where a row of fields is expected",
        ),
        ({"id": ["x"]}, "B203", "id", "`id` of the brief is a list where one id is expected"),
    ],
)
def test_a_misfit_of_the_brief(changes: dict[str, Any], code: str, at: str, message: str) -> None:
    found = one(built(**changes), code)
    assert found.message == message
    assert ".".join(map(str, found.at or ())) == at


def test_suggestions() -> None:
    assert one(row("sessions", dat="x"), "B201").help == "did you mean `date`?"
    assert "did you mean `export`" in str(one(row("trade", flow="Export"), "B204").help)
    assert one(built(perspective="XA"), "B211").help == "did you mean `XAA`?"
    assert "`perspective: XAA`" in str(one(built(perspective=None), "B202").help)
    assert "`partner: XBB`" in str(one(built(partner=None), "B202").help)
    assert one(row("sessions", Date="x"), "B201").help == "did you mean `date`?"
    assert one(built(languages=["ua"]), "B213").help == "did you mean `uk`? there are en, ky, ru, tg, uk"
    assert one(built(languages=["fr"]), "B213").help == "there are en, ky, ru, tg, uk"


@pytest.mark.parametrize(
    ("date", "mend"),
    [
        ("18.05.2011", "write 2011-05-18"),
        ("12.11.2024", "did you mean 2024-11-12? Write year, month and day in this order"),
        ("31.02.2011", "write a date as far as it is known: 2011, 2011-12"),
    ],
)
def test_a_date_written_in_the_local_way_is_proposed_as_it_should_be(date: str, mend: str) -> None:
    assert str(one(row("sessions", date=date), "B205").help).startswith(mend)


def test_an_example_is_one_that_fits_the_field() -> None:
    alone = {finding.message: str(finding.help) for finding in built(parties=None, perspective=None, partner=None)}
    assert "`partner: KGZ`" in alone["`partner` is missing in the brief"]
    other = [finding for finding in built(parties=None, perspective="KGZ", partner=None) if finding.code == "B202"]
    assert "`partner: TJK`" in str(one(other, "B202").help)
    nameless = [finding for finding in row("parties", id=None) if finding.code == "B202"]
    assert "`id: KGZ`" in str(one(nameless, "B202").help)
    asked = {str(finding.at): str(finding.help) for finding in built(conflicts=[{"status": "resolved"}])}
    assert "`about: dushanbe-2011`" in asked["('conflicts', 0, 'about')"]
    assert "`source: office`" in asked["('conflicts', 0, 'source')"]


def test_a_wrong_reference_in_many_rows_is_told_once() -> None:
    rows = [{**FACTS["trade"][0], "reporter": "XZZ"}] * 30
    found = one(built(trade=rows), "B211")
    assert found.at == ("trade", 0, "reporter")
    assert found.why is not None
    assert found.why.endswith("29 more rows use `XZZ`")


def test_doubled_ids_are_found() -> None:
    found = one(built(sources=FACTS["sources"] * 2), "B212")
    assert found.at == ("sources", 1, "id")


def test_everything_is_found_in_one_run_with_its_place(tmp_path: Path) -> None:
    content = (
        "id: x\ntitle: t\nperspective: A\npartner: B\nas_of: 2011-13\nlanguages: [uk, rus]\n"
        "parties:\n  - {id: A, name: n}\n  - {id: A, nam: n, short: s}\nbodies: {id: c}\nsessions: [a]\n"
    )
    brief, findings = both(text(tmp_path, content))
    assert brief is None
    assert codes(findings) == ["B201", "B202", "B202", "B203", "B203", "B205", "B211", "B212", "B213"]
    at = {(finding.code, finding.place.line, finding.place.column) for finding in findings if finding.place}
    assert {("B201", 9, 13), ("B202", 8, 5), ("B202", 9, 5), ("B205", 5, 8), ("B212", 9, 10), ("B213", 6, 17)} <= at


def test_a_missing_fact_left_empty_is_shown_at_its_name(tmp_path: Path) -> None:
    write(tmp_path, "yaml", {**FACTS, "as_of": None})
    found = one(both(tmp_path)[1], "B202")
    assert found.place is not None
    assert found.place.excerpt == "as_of: null"


@pytest.mark.parametrize("name", LISTS)
def test_every_required_field_of_every_list_is_asked_for(name: str) -> None:
    found = built(**{name: [{"unknown": "x"}]})
    missing = {finding.at[2] for finding in found if finding.code == "B202" and finding.at and finding.at[0] == name}
    assert missing == set(required(LISTS[name]))


def test_every_field_refuses_what_it_cannot_mean() -> None:
    for name, record in LISTS.items():
        for field, kind in kinds(record).items():
            if kind in ("words", "text"):
                continue
            found = [finding for finding in built(**{name: [{field: "\u2603 ?"}]}) if finding.at == (name, 0, field)]
            found += [
                finding for finding in built(**{name: [{field: "\u2603 ?"}]}) if finding.at == (name, 0, field, 0)
            ]
            assert found, (name, field)
            assert all(word in str(found[0].help) for word in choices(record, field))


def test_facts_give_the_brief_back() -> None:
    source = Source(Path("x"), "x", {**FACTS, "version": "1"})
    brief, _ = step2.build(source)
    again, findings = step2.build(Source(Path("x"), "x", step2.plain(brief)))
    assert findings == []
    assert again == brief
    assert isinstance(brief, Brief)
    assert step2.plain(brief)["sessions"] == FACTS["sessions"]
    assert step2.plain(brief)["bodies"][0]["main"] == "yes"


def test_nothing_is_said_to_be_missing_where_not_everything_was_read() -> None:
    tree = {**FACTS, "title": None, "partner": "XCC", "as_of": "soon"}
    source = Source(Path("x"), "x", {name: value for name, value in tree.items() if value is not None})
    assert codes(step2.build(source)[1]) == ["B202", "B205", "B211"]
    assert codes(step2.build(source, partial=True)[1]) == ["B205"]
    assert step2.build(Source(Path("x"), "x", FACTS), partial=True) == (None, [])


def test_one_fault_in_many_rows_is_told_once() -> None:
    rows = [{**FACTS["trade"][0], "period": "18.05.2011", "value": "many"} for _ in range(100)]
    found = built(trade=rows)
    assert codes(found) == ["B205", "B206"]
    assert all(finding.message.endswith(", and 99 more like it") for finding in found)
    assert str(found[0].why).endswith("the others are in rows 2, 3, 4, 5, 6, 7 and 93 more of `trade`")
