"""Texts: words in several languages, each perhaps with its case forms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pydantic_core import CoreSchema, PydanticCustomError, core_schema

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler

CASES = ("nom", "gen", "dat", "acc", "ins", "loc", "voc", "abl")
"""Cases of words: nominative, genitive, dative, accusative, instrumental, locative, vocative, ablative (Kyrgyz)."""

ANY = "any"
"""The key of a text that is the same in every language, such as a number or a project's Latin name."""

_LANGUAGE = re.compile(r"[a-z]{2}|any")


class Text:
    """Words by language: `{uk: "Київ", en: "Kyiv"}`; one string alone stands for every language.

    In a language the words are a string, or a mapping of case forms:
    `{uk: {nom: "Київ", gen: "Києва", loc: "Києві"}}`.
    """

    __slots__ = ("forms",)

    def __init__(self, forms: dict[str, dict[str, str]]) -> None:
        self.forms = forms

    @classmethod
    def parse(cls, value: object) -> Text:
        """Read a text from a string or a mapping; raise ValueError with the reason in words."""
        if isinstance(value, Text):
            return value
        if isinstance(value, str):
            if not value.strip():
                raise ValueError("the text is empty")
            return cls({ANY: {"nom": value}})
        if not isinstance(value, dict):
            raise ValueError("write the text, or one line for each language such as `uk: ...`")
        forms: dict[str, dict[str, str]] = {}
        for language, words in value.items():
            if not _LANGUAGE.fullmatch(language):
                raise ValueError(f"`{language}` is not a language: write a code of two letters such as `uk`")
            if words is None:
                continue
            cases = {"nom": words} if isinstance(words, str) else words
            if not isinstance(cases, dict) or not all(isinstance(form, str) for form in cases.values()):
                raise ValueError(f"`{language}` holds neither words nor case forms")
            unknown = sorted(set(cases) - set(CASES))
            if unknown:
                raise ValueError(f"`{unknown[0]}` is not a case: use {', '.join(CASES)}")
            if "nom" not in cases:
                raise ValueError(f"`{language}` lacks its nominative, `nom`")
            if not cases["nom"].strip():
                raise ValueError(f"`{language}` is empty")
            forms[language] = dict(cases)
        if not forms:
            raise ValueError("the text is empty")
        return cls(forms)

    def __contains__(self, language: object) -> bool:
        return language in self.forms or ANY in self.forms

    def words(self, language: str) -> dict[str, str] | None:
        """Return the case forms in the language (at least `nom`), or None if the text lacks the language."""
        return self.forms.get(language) or self.forms.get(ANY)

    def plain(self) -> str | dict[str, Any]:
        """Return the text as it would be written in an input file."""
        if set(self.forms) == {ANY} and set(self.forms[ANY]) == {"nom"}:
            return self.forms[ANY]["nom"]
        return {
            language: cases["nom"] if set(cases) == {"nom"} else dict(cases) for language, cases in self.forms.items()
        }

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and self.forms == other.forms

    def __hash__(self) -> int:
        return hash(repr(self.forms))

    def __repr__(self) -> str:
        return f"Text({self.plain()!r})"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def read(value: object) -> Text:
            try:
                return cls.parse(value)
            except ValueError as reason:
                raise PydanticCustomError("text", "{reason}", {"reason": str(reason)}) from None

        return core_schema.no_info_plain_validator_function(
            read, serialization=core_schema.plain_serializer_function_ser_schema(lambda text: text.plain())
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return cls.schema()

    @staticmethod
    def schema() -> dict[str, Any]:
        """Return the JSON Schema of a text."""
        forms = {
            "type": "object",
            "properties": {case: {"type": "string"} for case in CASES},
            "required": ["nom"],
            "additionalProperties": False,
        }
        return {
            "description": "Words: one string for every language, or one entry for each language.",
            "anyOf": [
                {"type": "string"},
                {
                    "type": "object",
                    "patternProperties": {"^([a-z]{2}|any)$": {"anyOf": [{"type": "string"}, forms]}},
                    "additionalProperties": False,
                },
            ],
        }
