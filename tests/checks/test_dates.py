"""Dates in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefgen.checks import check
from checks.right import Facts, also, brief, event, expect, facts, flow, only, session

if TYPE_CHECKING:
    from briefgen.findings import FactPath

PAST, NEXT = facts()["meetings"]
THIRD = {"id": "third", "date": "2012", "upcoming": "yes", "source": "ministry"}
REVERSED = {"sessions": [session(9, "2011-05-19"), session(10, "2011-05-18")]}
CASES: list[tuple[Facts, str, str, FactPath, str]] = [
    (only("meetings", date="2012-01-05"), "error", "B310", ("meetings", 0, "date"), "the brief's own date 2011-12-31"),
    (only("treaties", signed="2012", in_force="2012"), "error", "B310", ("treaties", 0, "signed"), "`treaty`"),
    (
        only("treaties", in_force="2012-03", status="in force"),
        "error",
        "B310",
        ("treaties", 0, "in_force"),
        "`treaty` is dated 2012-03",
    ),
    (REVERSED, "error", "B311", ("sessions", 1, "date"), "is dated 2011-05-18, not after session 9 (2011-05-19)"),
    (only("decisions", deadline="2011-04", status="done"), "error", "B312", ("decisions", 0, "deadline"), "2011-04"),
    (
        only("decisions", deadline="2011-08-31", session=None, meeting="past", status="done"),
        "error",
        "B312",
        ("decisions", 0, "deadline"),
        "before the decision (2011-09-03)",
    ),
    (only("treaties", in_force="1995"), "error", "B313", ("treaties", 0, "in_force"), "before its signature 1996"),
    (only("bodies", created="2010-06"), "error", "B314", ("sessions", 0, "date"), "before the body was created"),
    (
        only("meetings", date="2011-12"),
        "warning",
        "B315",
        ("meetings", 0, "date"),
        "`past` is dated 2011-12, without its day",
    ),
    (only("meetings", date=None), "warning", "B315", ("meetings", 0), "the date of `past` is not known"),
    (event("Visit.", date="2011", missing="The day."), "note", "B315", ("events", 0, "date"), "`e` is dated 2011"),
    (
        {"sessions": [session(9, "2010"), session(10, "2011-05-18")]},
        "note",
        "B315",
        ("sessions", 0, "date"),
        "`s9` is dated 2010, without its day",
    ),
    ({"meetings": [PAST, NEXT | {"date": "2011-06"}]}, "warning", "B316", ("meetings", 1, "date"), "is past"),
    (also("meetings", THIRD), "warning", "B316", ("meetings", 2, "upcoming"), "`third` is a second meeting"),
    (also("trade", flow("export", 2012, "39677.529")), "note", "B317", ("trade", 2, "period"), "1 trade row (2012)"),
    (only("sources", date="2012"), "note", "B317", ("sources", 0, "date"), "`ministry`"),
    (
        only("decisions", deadline="2011-11"),
        "warning",
        "B318",
        ("decisions", 0, "deadline"),
        "`d1` is overdue since 2011-11; it has no status",
    ),
    (
        only("decisions", deadline="2011-11-30", status="in progress"),
        "warning",
        "B318",
        ("decisions", 0, "deadline"),
        "is overdue since 2011-11-30; its status says in progress",
    ),
]


@pytest.mark.parametrize(("changed", "weight", "code", "at", "words"), CASES)
def test_one_finding(changed: Facts, weight: str, code: str, at: FactPath, words: str) -> None:
    expect(changed, weight, code, at, words)


@pytest.mark.parametrize(
    "changed",
    [
        only("meetings", date="2011-12-31"),  # on the very day
        only("treaties", signed="2013", in_force=None, status="being negotiated"),
        only("treaties", signed="2011", in_force="2013", status="signed"),
        only("decisions", deadline="2011-05", status="done"),  # may be after the session
        {"as_of": "2010/..", "sessions": []},
        only("decisions", deadline="2011-11", status="done"),
        only("decisions", deadline="2011-11", status="overdue"),
        only("decisions", deadline="2011-12-31", status="open"),  # on the very day
    ],
)
def test_what_may_be_right_is_let_be(changed: Facts) -> None:
    assert [one.code for one in check(brief(**changed)) if one.code < "B315" or one.code == "B318"] == []


def test_sessions_of_one_year_may_be_in_order() -> None:
    found = check(brief(sessions=[session(9, "2011"), session(10, "2011")]))
    assert {one.code for one in found} == {"B315"}


def test_a_date_marked_as_incomplete_is_a_note() -> None:
    found = check(brief(**only("meetings", date="2011-12", certainty="incomplete")))
    assert [(one.severity.value, one.code) for one in found] == [("note", "B315"), ("note", "B377")]
    assert found[0].help == "find the day in the source"


@pytest.mark.parametrize(
    ("as_of", "late"),
    [("2011", 0), ("2011-12", 0), ("2011-12-20", 0), ("2011-Q4", 0), ("2012-03", 0), ("2011-11-30", 1), ("2011-Q2", 1)],
)
def test_a_year_is_known_as_a_whole_from_its_december_on(as_of: str, late: int) -> None:
    found = [one for one in check(brief(as_of=as_of)) if one.code == "B317" and one.at and one.at[0] == "trade"]
    assert len(found) == late
