"""What a desk needs of every brief."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefgen.checks import check
from checks.right import FINAL, Facts, brief, expect, facts, only

if TYPE_CHECKING:
    from briefgen.findings import FactPath

NO_MEETING: Facts = {"meetings": [], "statements": [], "conflicts": []}
CASES: list[tuple[Facts, str, str, FactPath | None, str]] = [
    ({"objective": None}, "warning", "B301", None, "the brief has no objective"),
    ({"objective": None, **FINAL}, "error", "B301", None, "a final brief has no objective"),
    (NO_MEETING, "warning", "B302", None, "the brief has no meeting"),
    ({"meetings": facts()["meetings"][:1]}, "note", "B302", ("meetings",), "no meeting is marked as the one"),
    ({"sources": [], "conflicts": []}, "warning", "B303", None, "the brief names no source"),
    ({"marking": None}, "note", "B304", None, "no classification marking"),
    ({"marking": None, **FINAL}, "error", "B304", None, "a final brief has no marking"),
    (only("statements", source=""), "note", "B305", ("statements", 0), "1 record of `statements` has no source"),
    (only("trade", source="") | FINAL, "error", "B305", ("trade", 0), "1 record of `trade` has no source"),
]


@pytest.mark.parametrize(("changed", "weight", "code", "at", "words"), CASES)
def test_one_finding(changed: Facts, weight: str, code: str, at: FactPath | None, words: str) -> None:
    expect(changed, weight, code, at, words)


@pytest.mark.parametrize("status", ["draft", "final"])
def test_nothing_is_found_in_a_right_brief(status: str) -> None:
    assert check(brief(status=status)) == []


def test_records_without_source_are_named() -> None:
    rows = [row | {"source": ""} for row in facts()["directions"]]
    found = expect({"directions": rows}, "note", "B305", ("directions", 0), "3 records of `directions` have")
    assert found.why == "without one: `trade`, `water` and `roads`"
