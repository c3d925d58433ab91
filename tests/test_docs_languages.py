"""The page on languages says what they print, and what the profiles hold."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest

from briefgen import language
from briefgen.language import loading
from briefgen.model.figure import Figure, Qualifier, Unit
from briefgen.model.period import Period

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGE = (DOCS / "languages.md").read_text("utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in PAGE.splitlines() if line.startswith("| ")]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_the_table_shows_what_is_printed() -> None:
    codes = next(row for row in ROWS if "uk" in row and "tg" in row)
    table = {row[0].strip("| "): dict(zip(codes[-5:], row[1:], strict=True)) for row in ROWS if len(row) == 6}
    for code in language.available():
        known = language.load(code)
        over = Figure(Fraction(30), Unit("USD", 6), Qualifier.OVER)
        wanted = {
            "when": known.date(Period.parse("2011-12"), "on"),
            "days": known.date(Period.parse("2011-05-18/2011-05-19"), "on"),
            "years": known.date(Period.parse("2009/2011"), "of"),
            "count": f"{known.count_words(10, 'session')}, {known.count(21, 'session')}",
            "ordinal": known.ordinal(10, "n.nom"),
            "figure": known.figure(over),
            "list": known.join(["A", "B", "C"]),
        }
        assert {name: table[name][code] for name in wanted} == {name: plain(text) for name, text in wanted.items()}


def test_the_table_of_profiles_shows_their_pages() -> None:
    found = {row[0].strip("`"): row[1:] for row in ROWS if row[0].startswith("`") and len(row) == 5}
    assert tuple(sorted(found)) == language.profiles()
    for name, row in found.items():
        style = language.profile(name)
        page = style.page
        margins = ", ".join(f"{side:g}" for side in (page.left, page.right, page.top, page.bottom))
        number = f"{page.number_place}, {page.number_align}, from page {1 if page.number_first else 2}"
        assert row == [style.language, margins, f"{page.text:g}", number]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("18-19 травня", "18–19 травня"), ("Душанбе - столиця", "Душанбе — столиця"),
        ('"Про "Шовковий шлях""', "«Про „Шовковий шлях“»"), ("зв'язки", "зв’язки"), ("-5 %", "−5 %"), ("№5", "№ 5"),
        ("CASA - 1000", "CASA-1000"),
    ],
)  # fmt: skip
def test_the_table_of_typography_is_true(typed: str, printed: str) -> None:
    assert plain(language.load("uk").typeset(typed)) == printed
    assert typed in PAGE
    assert printed in PAGE


def test_the_guide_to_a_new_language_names_every_key() -> None:
    guide = (DOCS / "add-a-language.md").read_text("utf-8")
    for key in set(loading._read("tg")) - {"name", "bcp47", "aliases"}:
        assert re.search(rf"`{key}\b", guide), key
