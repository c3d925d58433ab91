"""Markdown to blocks: a space between the template's words and a printed value is set as in one text."""

from __future__ import annotations

import pytest

from briefgen import language
from briefgen.document import Paragraph, Run
from briefgen.template.atoms import Atoms
from briefgen.template.blocks import blocks_of

NBSP = "\u00a0"


def text(words: str, code: str, **values: str) -> str:
    """Return the text of one paragraph in which {name} stands for a printed value."""
    atoms = Atoms()
    tokens = {name: atoms.add(value, f"fact.{name}") for name, value in values.items()}
    [block] = blocks_of(words.format(**tokens), atoms, language.load(code).typeset)
    assert isinstance(block, Paragraph)
    return "".join(run.text for run in block.content if isinstance(run, Run))


@pytest.mark.parametrize(
    ("code", "words", "value", "set_"),
    [
        ("uk", "у м. {x} відбулося", "Душанбе", f"у м.{NBSP}Душанбе відбулося"),
        ("ru", "в г. {x} прошло", "Душанбе", f"в г.{NBSP}Душанбе прошло"),
        ("uk", "понад {x} млн доларів", "20", f"понад 20{NBSP}млн доларів"),
        ("uk", "лист № {x} від", "15", f"лист №{NBSP}15 від"),
        ("uk", "рада {x} та комісія", "дружби", "рада дружби та комісія"),
    ],
)
def test_words_bind_to_a_printed_value(code: str, words: str, value: str, set_: str) -> None:
    assert text(words, code, x=value) == set_


def test_the_characters_of_a_value_stay() -> None:
    assert text("про {x} та {y}.", "uk", x="№ 5  - так", y='"Рада"') == 'про № 5  - так та "Рада".'


def test_two_values_side_by_side_stay_as_they_are() -> None:
    assert text("{x} {y}", "uk", x="м.", y="Душанбе").replace(NBSP, " ") == "м. Душанбе"
