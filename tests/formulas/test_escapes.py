"""Signs that XML cannot hold, in texts of workbooks: written and read back as Excel does."""

import pytest

from briefgen.formulas.escapes import kept_literal, unescaped


@pytest.mark.parametrize(
    ("stored", "seen"),
    [
        ("two_x000D_lines", "two\rlines"),
        ("_x005F_x000D_", "_x000D_"),
        ("_x0041__x0042_", "AB"),
        ("_x00_ and _xZZZZ_ and _x", "_x00_ and _xZZZZ_ and _x"),
        ("Київ", "Київ"),
    ],
)
def test_what_a_person_sees(stored: str, seen: str) -> None:
    assert unescaped(stored) == seen


@pytest.mark.parametrize("text", ["_x000D_", "_x005F_x000D_", "a_x_b", "_", "_x0041__x0042_", "Київ"])
def test_a_text_that_looks_escaped_is_seen_as_it_is(text: str) -> None:
    assert unescaped(kept_literal(text)) == text


def test_a_text_that_does_not_look_escaped_stays() -> None:
    assert kept_literal("a_x_b _x12_") == "a_x_b _x12_"
