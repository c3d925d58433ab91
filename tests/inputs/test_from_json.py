"""JSON keeps numbers as text, and every break of its rules is found at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from inputs.forms import reading, text

if TYPE_CHECKING:
    from pathlib import Path


def test_values_are_text_as_written(tmp_path: Path) -> None:
    content = (
        '{"id": 1E3, "version": 1.10, "status": true, "template": -0, "author": "\\ud83d\\ude00", "contact": null}'
    )
    source, findings = reading(text(tmp_path, content, "brief.json"))
    assert findings == []
    assert source is not None
    assert source.tree == {"id": "1E3", "version": "1.10", "status": "true", "template": "-0", "author": "\U0001f600"}
    place = source.place(("author",))
    assert place is not None
    assert (place.line, place.column) == (1, content.index('"\\ud83d') + 1)


@pytest.mark.parametrize(
    ("content", "code", "line", "column"),
    [
        ('{"id": "a", "id": "b"}', "B112", 1, 13),
        ('{"id": NaN}', "B111", 1, 8),
        ('{"id": -Infinity}', "B111", 1, 8),
        ('{"id": "a",}', "B111", 1, 12),
        ('{"id": "a"\n "b": 1}', "B111", 2, 2),
        ('{"id" "a"}', "B111", 1, 7),
        ("{id: 1}", "B111", 1, 2),
        ("{\"id\": 'a'}", "B111", 1, 8),
        ('{"id": 01}', "B111", 1, 8),
        ('{"id": "a\n"}', "B111", 1, 10),
        ('{"id": "a', "B111", 1, 8),
        ('{"id": "\\q"}', "B111", 1, 9),
        ('{"id": 1', "B111", 1, 9),
        ('{"id": 1} x', "B111", 1, 11),
        ('{"id": }', "B111", 1, 8),
        ("[1]", "B118", 1, 1),
        ('{"a": ' + "[" * 100_000, "B117", 1, 38),
        ('{"id": "\\ud800"}', "B109", 1, 8),
        ('{"id": "\\u0000"}', "B109", 1, 8),
        ('{"\\udfff": 1}', "B109", 1, 2),
    ],
)
def test_breaks_are_found_at_their_place(tmp_path: Path, content: str, code: str, line: int, column: int) -> None:
    _, findings = reading(text(tmp_path, content, "brief.json"))
    found = next(finding for finding in findings if finding.code == code)
    assert found.place is not None
    assert (found.place.line, found.place.column) == (line, column)
    assert found.help
    found.message.encode()
