"""Commissions and councils."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefgen.checks.bodies import derivable
from checks.right import Facts, also, expect, only, session

if TYPE_CHECKING:
    from briefgen.findings import FactPath

SECOND = {"id": "second", "name": "Council", "main": "yes", "source": "ministry"}
HELD = ("bodies", 0, "sessions_held")
CASES: list[tuple[Facts, str, str, FactPath, str]] = [
    (only("bodies", sessions_held=9), "error", "B320", HELD, "has held 9 sessions, yet session 10 is listed"),
    (only("bodies", sessions_held=11), "warning", "B320", HELD, "yet the latest one listed is 10"),
    (
        also("sessions", session(10, "2011-05-18", id="again")),
        "error",
        "B321",
        ("sessions", 2, "number"),
        "`again` and `s10` are both session 10 of `commission`",
    ),
    (
        {"sessions": [session(7, "2009-05-11"), session(10, "2011-05-18")]},
        "note",
        "B322",
        ("sessions", 1, "number"),
        "session 8 to 9 of `commission` is not listed",
    ),
    (only("bodies", main="no"), "warning", "B323", ("bodies",), "no body is marked as the main one"),
    (also("bodies", SECOND), "warning", "B323", ("bodies", 1, "main"), "second main body, beside `commission`"),
    (only("bodies", status="planned"), "warning", "B324", ("bodies", 0, "status"), "only planned"),
    (
        only("bodies", abbreviation={"uk": "МПК", "en": "IGC"}),
        "warning",
        "B325",
        ("bodies", 0, "abbreviation", "uk"),
        "`МПК` does not come from `Міжурядова комісія`",
    ),
]


@pytest.mark.parametrize(("changed", "weight", "code", "at", "words"), CASES)
def test_one_finding(changed: Facts, weight: str, code: str, at: FactPath, words: str) -> None:
    expect(changed, weight, code, at, words)


COMPLEX = "з комплексного розгляду двосторонніх питань"


@pytest.mark.parametrize(
    ("abbreviation", "name", "right"),
    [
        ("МУК", f"Міжурядова комісія {COMPLEX}", True),
        ("МПК", f"Міжурядова комісія {COMPLEX}", False),
        ("МПК", "Межправительственная комиссия по комплексному рассмотрению", True),
        ("ЄврАзЕС", "Євразійське економічне співтовариство", True),
        ("ЕврАзЭС", "Євразійське економічне співтовариство", False),
        ("EAEU", "Eurasian Economic Union", True),
        ("ОДКБ", "Организация Договора о коллективной безопасности", True),
        ("I.G.C.", "Intergovernmental Commission", True),
        ("CIG", "Intergovernmental Commission", False),
        ("", "Commission", True),
        ("X", "", False),
    ],
)
def test_abbreviations_follow_the_words(abbreviation: str, name: str, right: bool) -> None:
    assert derivable(abbreviation, name) is right
