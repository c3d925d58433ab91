"""YAML keeps every value as written, and every trap of YAML is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefgen.findings import as_text
from inputs.forms import codes, one, reading, text

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "written",
    ["NO", "yes", "0101", "010121", "1e3", "12:30", "2011-12", "2011-12-20", "0x1F", "1_000", "-5", "+.inf", "1.10"],
)
def test_scalars_stay_themselves(tmp_path: Path, written: str) -> None:
    source, findings = reading(text(tmp_path, f"id: x\nversion: {written} # remark\n"))
    assert findings == []
    assert source is not None
    assert source.tree["version"] == written


@pytest.mark.parametrize("written", ["", "~", "null", "Null", '""', "' '", "{}", "[]"])
def test_empty_values_are_left_out(tmp_path: Path, written: str) -> None:
    source, findings = reading(text(tmp_path, f"id: x\nversion: {written}\n"))
    assert findings == []
    assert source is not None
    assert source.tree == {"id": "x"}


@pytest.mark.parametrize("written", ["'~'", '"null"'])
def test_quoted_signs_of_nothing_are_text(tmp_path: Path, written: str) -> None:
    source, _ = reading(text(tmp_path, f"id: x\nversion: {written}\n"))
    assert source is not None
    assert source.tree["version"] == written[1:-1]


def test_plain_aliases_work(tmp_path: Path) -> None:
    source, findings = reading(text(tmp_path, "parties:\n  - &a {id: A, name: N}\n  - *a\n"))
    assert findings == []
    assert source is not None
    assert source.tree["parties"] == [{"id": "A", "name": "N"}] * 2
    place = source.place(("parties", 1, "name"))
    assert place is not None
    assert (place.line, place.column) == (3, 5)


def test_columns_count_characters_not_bytes(tmp_path: Path) -> None:
    source, _ = reading(text(tmp_path, "\ufefftitle: {uk: Київ, en: Kyiv}\r\nid: x\r\n"))
    assert source is not None
    place = source.place(("title", "en"))
    assert place is not None
    assert (place.line, place.column, place.excerpt) == (1, 23, "title: {uk: Київ, en: Kyiv}")
    key = source.keys[("id",)]
    assert (key.line, key.column, key.length) == (2, 1, 2)


def test_a_comma_in_braces_does_not_cut_a_value_silently(tmp_path: Path) -> None:
    found = one(reading(text(tmp_path, "trade:\n  - {flow: export, value: 1,200}\n"))[1], "B122")
    assert found.message == "`200` is not a field of `trade`"
    assert found.place is not None
    assert (found.place.line, found.place.column) == (2, 29)
    one(reading(text(tmp_path, "title: {uk: Київ, столиця}\n"))[1], "B122")


LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefg", "bcdefgh", strict=True)
)


@pytest.mark.parametrize(
    ("content", "code", "line", "column"),
    [
        ("id: x\nid: y\n", "B112", 2, 1),
        ("a: &m {b: c}\nx:\n  <<: *m\n", "B113", 3, 3),
        ("id: !!python/object:os.system x\n", "B114", 1, 5),
        ("id: !!int 5\n", "B114", 1, 5),
        ("id: *nothing\n", "B115", 1, 5),
        ("a: &a [*a]\n", "B115", 1, 8),
        ("id: x\n---\nid: y\n", "B116", 2, 1),
        ("a: " + "[" * 40 + "]" * 40 + "\n", "B117", 1, 35),
        ("a: " + "[" * 100_000, "B117", 1, 35),
        (LAUGHS, "B105", 6, None),
        ("? [a]\n: b\n", "B118", 1, 3),
        ("{{ x }}: b\n", "B118", 1, 1),
        ("- a\n", "B118", 1, 1),
        ("text\n", "B118", 1, 1),
        ("'': x\n", "B118", 1, 1),
        (": x\n", "B110", 1, 1),
        ("id: a: b\n", "B110", 1, 6),
        ("id: x\n\ttitle: y\n", "B110", 2, 1),
        ('id: "x\n', "B110", 2, 1),
        ("id: @x\n", "B110", 1, 5),
        ('id: "\\q"\n', "B110", 1, 6),
        ("id: [a\nb: c\n", "B110", 2, 2),
        ("a:\n    b: c\n  d: e\n", "B110", 3, 3),
        ("id: x\x07y\n", "B109", 1, 6),
        ("id: x\ue001\n", "B109", 1, 6),
        ('id: "x\\u0007"\n', "B109", 1, 5),
        ('"a\\u0001": "x"\n', "B109", 1, 1),
        ("id: x\u2028y\n", "B109", 1, 6),
    ],
)
def test_traps_are_found_at_their_place(tmp_path: Path, content: str, code: str, line: int, column: int) -> None:
    _, findings = reading(text(tmp_path, content))
    found = next(finding for finding in findings if finding.code == code)
    assert found.place is not None, as_text(found)
    assert (found.place.line, found.place.column) == (line, column or found.place.column), as_text(found)
    assert found.help
    assert found.place.file.endswith("/brief.yaml")


def test_everything_is_found_in_one_run(tmp_path: Path) -> None:
    content = "id: a\nid: b\ntitle: !!str x\nparties:\n  - {id: A, id: B}\nversion: \x01\nmarking: !!int 1\n"
    assert codes(reading(text(tmp_path, content))[1]) == ["B109", "B112", "B112", "B114"]


def test_a_doubled_field_names_both_places(tmp_path: Path) -> None:
    found = one(reading(text(tmp_path, "id: a\ntitle: t\nid: b\n"))[1], "B112")
    assert found.why is not None
    assert "brief.yaml:1:1" in found.why
    assert found.place is not None
    assert found.place.line == 3
