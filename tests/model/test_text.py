"""Texts: words by language, with case forms."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.model.brief import LISTS, Brief
from briefgen.model.describe import descriptions, schema, summary
from briefgen.model.text import Text


def test_one_string_stands_for_every_language() -> None:
    text = Text.parse("CASA-1000")
    assert text.words("uk") == text.words("en") == {"nom": "CASA-1000"}
    assert "ky" in text
    assert text.plain() == "CASA-1000"


def test_words_and_forms() -> None:
    value: dict[str, Any] = {"uk": {"nom": "Київ", "loc": "Києві"}, "en": "Kyiv"}
    text = Text.parse(value)
    assert text.words("uk") == {"nom": "Київ", "loc": "Києві"}
    assert text.words("en") == {"nom": "Kyiv"}
    assert text.words("ru") is None
    assert text.plain() == value
    assert Text.parse(text.plain()) == text


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("", "empty"),
        ({}, "empty"),
        ({"uk": " "}, "empty"),
        ([], "write the text"),
        ({"ukr": "x"}, "not a language"),
        ({"uk": {"gen": "x"}}, "lacks its nominative"),
        ({"uk": {"nom": "x", "abs": "y"}}, "not a case"),
        ({"uk": ["x"]}, "neither words"),
    ],
)
def test_what_is_no_text(value: Any, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Text.parse(value)


def test_every_field_is_described() -> None:
    for record in (Brief, *LISTS.values()):
        assert set(descriptions(record)) == set(record.model_fields), record
        assert summary(record).endswith(".")


def test_the_schema_shares_the_definition_of_a_text() -> None:
    made = schema()
    assert made["properties"]["title"]["$ref"] == "#/$defs/Text"
    assert made["$defs"]["Party"]["properties"]["name"]["description"]
    assert "anyOf" in made["$defs"]["Text"]
