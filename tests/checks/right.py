"""A small brief in which no check finds anything, and ways to spoil it."""

from __future__ import annotations

from typing import Any

from briefgen.checks import check
from briefgen.findings import FactPath, Finding, Severity
from briefgen.model.brief import Brief

Facts = dict[str, Any]


def facts() -> Facts:
    """Return facts that every check is content with; anew each time, so that tests may change them."""
    return {
        "id": "talks",
        "title": {"uk": "Двосторонні відносини", "en": "Bilateral relations"},
        "perspective": "KGZ",
        "partner": "TJK",
        "as_of": "2011-12-31",
        "languages": ["uk", "en"],
        "marking": {"uk": "Для службового користування", "en": "For official use only"},
        "objective": {"uk": "Підтвердити готовність.", "en": "Confirm that both are ready."},
        "parties": [{"id": one, "name": one, "short": one} for one in ("KGZ", "TJK")],
        "persons": [
            {"id": "own-side", "party": "KGZ", "given": "A", "family": "B", "gender": "f"},
            {"id": "other-side", "party": "TJK", "given": "C", "family": "D", "gender": "m"},
        ],
        "sources": [
            {"id": "ministry", "title": "Papers", "status": "own", "date": "2011-11"},
            {"id": "press", "title": "Page", "status": "conflicting", "date": "2013"},
        ],
        "bodies": [
            {
                "id": "commission",
                "name": {"uk": "Міжурядова комісія", "en": "Intergovernmental Commission"},
                "abbreviation": {"uk": "МУК", "en": "IGC"},
                "created": "2000",
                "status": "working",
                "sessions_held": 10,
                "main": "yes",
                "source": "ministry",
            }
        ],
        "sessions": [session(9, "2010-05-11"), session(10, "2011-05-18/2011-05-19")],
        "decisions": [{"id": "d1", "session": "s10", "text": "Report.", "deadline": "2011-12", "source": "ministry"}],
        "meetings": [
            {"id": "past", "date": "2011-09-03", "participants": ["own-side", "other-side"], "source": "ministry"},
            {"id": "next", "date": "2012-02", "upcoming": "yes", "source": "ministry"},
        ],
        "statements": [
            {"id": "said", "meeting": "past", "kind": "position", "text": "Both agree.", "source": "ministry"}
        ],
        "treaties": [{"id": "treaty", "title": "Treaty", "signed": "1996", "in_force": "1996", "source": "ministry"}],
        "directions": [
            {"id": "trade", "name": "trade", "source": "ministry"},
            {"id": "water", "name": "water", "priority": "1", "part_of": "trade", "source": "ministry"},
            {"id": "roads", "name": "roads", "priority": "2", "source": "ministry"},
        ],
        "claims": [{"id": "good", "about": "relations", "text": "They are good.", "source": "ministry"}],
        "figures": [
            {"id": "people", "measure": "people", "value": "5", "unit": "mln people", "period": "2011"}
            | {"source": "ministry"}
        ],
        "trade": [flow("export", 2010, "16481.122"), flow("export", 2011, "36261.011")],
        "commodities": [
            {"reporter": "KGZ", "partner": "TJK", "flow": "export", "name": "flour", "hs": "11", "source": "ministry"}
        ],
        "conflicts": [
            {"about": "past", "field": "date", "source": "press", "says": "Earlier.", "effect": "None."}
            | {"status": "resolved"}
        ],
    }


def session(number: int, date: str, **more: Any) -> Facts:
    """Return a session of the commission."""
    return {"id": f"s{number}", "body": "commission", "number": number, "date": date, "source": "ministry"} | more


def flow(kind: str, period: int | str, value: str | None, **more: Any) -> Facts:
    """Return a trade row between the two sides."""
    row = {"reporter": "KGZ", "partner": "TJK", "flow": kind, "period": str(period), "value": value}
    return row | {"unit": "thousand USD", "source": "ministry"} | more


def figure(name: str, measure: str, value: str | None, **more: Any) -> Facts:
    """Return a stated figure with all that it needs."""
    row = {"id": name, "measure": measure, "value": value, "unit": "mln USD", "period": "2011", "reporter": "KGZ"}
    return row | {"source": "ministry"} | more


def brief(**changed: Any) -> Brief:
    """Return the right brief with some of its fields changed; None removes a field."""
    return Brief.model_validate({name: value for name, value in (facts() | changed).items() if value is not None})


def only(name: str, **more: Any) -> Facts:
    """Return the rows of a list of the right brief, the first one changed."""
    rows = facts()[name]
    return {name: [rows[0] | more, *rows[1:]]}


def also(name: str, *rows: Facts) -> Facts:
    """Return the rows of a list of the right brief and more."""
    return {name: [*facts().get(name, []), *rows]}


def event(text: Any, **more: Any) -> Facts:
    """Return an event more."""
    row = {"id": "e", "kind": "visit", "date": "2011-05-01", "text": text, "source": "ministry"}
    return also("events", row | more)


FINAL: Facts = {"status": "final"}


def expect(changed: Facts, weight: str, code: str, at: FactPath | None, words: str) -> Finding:
    """Assert that a change gives one finding and nothing else, in the words of the house; return it."""
    found = check(brief(**changed))
    assert [(one.severity.value, one.code, one.at) for one in found] == [(weight, code, at)], found
    one = found[0]
    assert words in one.message
    assert one.message[0].islower() or one.message[0] in "`0123456789", one.message
    assert not one.message.endswith(".")
    assert one.why
    assert one.severity is Severity.NOTE or one.help
    return one
