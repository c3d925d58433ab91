"""Defects of texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefgen.checks import check
from briefgen.checks.text import months_after_days
from checks.right import Facts, brief, event, expect

if TYPE_CHECKING:
    from briefgen.findings import FactPath

TEXT = ("events", 0, "text")
CASES: list[tuple[Facts, str, str, FactPath, str]] = [
    (event("Підкреслено дв?? стороння взаємодію."), "error", "B380", TEXT, "`дв?? стороння`"),
    (event("Підкреслено двосто?оння."), "error", "B380", TEXT, "`двосто?оння`"),
    (event({"uk": "Ðàñïèñàíèå.", "en": "Yes."}), "error", "B381", (*TEXT, "uk"), "`Ðàñïèñàíèå`"),
    (event("Ду\ufffdанбе."), "error", "B381", TEXT, "unreadable characters"),
    (event("Ду\u0096шанбе."), "error", "B381", TEXT, "unreadable characters, `U+0096`"),
    (event("таджицька сторона згодна."), "warning", "B382", TEXT, "begins with a small letter, `таджицька сторона"),
    (event("The sides agreed on"), "warning", "B382", TEXT, "ends without a full stop, `The sides agreed on`"),
    (event("Зустріч у Mоскві."), "warning", "B383", TEXT, "`Mоскві`"),
    (event({"uk": {"nom": "Рада.", "gen": "Pади."}, "en": "Yes."}), "warning", "B383", (*TEXT, "uk", "gen"), "Pади"),
    (event("Грудня 2011 року відбулася зустріч."), "warning", "B384", TEXT, "`Грудня 2011`"),
    (event("The sides  agreed."), "warning", "B385", TEXT, "two spaces stand in a row, `sides  agreed.`"),
]


@pytest.mark.parametrize(("changed", "weight", "code", "at", "words"), CASES)
def test_one_finding(changed: Facts, weight: str, code: str, at: FactPath, words: str) -> None:
    expect(changed, weight, code, at, words)


@pytest.mark.parametrize(
    "words",
    [
        "Чи буде зустріч? Так.",
        "Хто? Сторони.",
        "See https://example.org/page?id=5 for more.",
        "Президент сказав: «Ми згодні.»",
        "«Дружба» триває.",
        "KOICAнын жардамы. CASA-1000 і ХХІ століття.",
        "У грудні 2011 року відбулася зустріч.",
        "20 грудня 2011 року відбулася зустріч.",
        "Où? À Genève, déjà vu…",
    ],
)
def test_what_is_right_is_let_be(words: str) -> None:
    assert check(brief(**event(words))) == []


def test_an_address_may_hold_a_question_mark() -> None:
    sources = [{"id": "ministry", "title": "Papers", "url": "https://example.org/a?b=c"}]
    assert check(brief(sources=sources, conflicts=[])) == []


def test_the_old_text_with_its_defects() -> None:
    words = "грудня 2011 року, в рамках саміту, була підкреслена дв?? стороння зацікавленість у"
    assert sorted(one.code for one in check(brief(**event(words)))) == ["B380", "B382", "B384"]


def test_only_some_languages_have_a_form_of_the_month_after_a_day() -> None:
    assert {"січня", "грудня"} <= months_after_days("uk")
    assert "декабря" in months_after_days("ru")
    assert months_after_days("en") == months_after_days("xx") == frozenset()
