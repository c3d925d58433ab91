"""Names of commodities, short names of chapters, editions of the HS."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.trade import nomenclatures
from briefgen.trade.nomenclatures import areas


def test_every_level_has_english_names() -> None:
    assert nomenclatures.hs_name("271600") == "Electrical energy"
    assert nomenclatures.hs_name("27") is not None
    assert nomenclatures.hs_name("2716") is not None
    assert nomenclatures.hs_name("271699") is None
    assert nomenclatures.hs_name("2716", "uk") is None


def test_every_chapter_of_the_nomenclature_has_a_short_name_in_three_languages() -> None:
    known = {f"{number:02}" for number in range(1, 98)} - {"77"} | {"99"}
    assert set(nomenclatures.chapters()) == known
    for chapter, names in nomenclatures.chapters().items():
        assert nomenclatures.hs_name(chapter) is not None
        for language, name in names.items():
            assert name == name.strip(), (chapter, language)
            assert len(name) <= 50, (chapter, language)
    assert nomenclatures.hs_short("84", "uk") == "котли і механічне обладнання"
    assert nomenclatures.hs_name("84", "ru") == "котлы и механическое оборудование"
    assert nomenclatures.hs_short("77", "uk") is None
    assert nomenclatures.hs_short("84", "tg") is None


@pytest.mark.parametrize(("year", "edition"), [(1990, "H0"), (2001, "H1"), (2011, "H3"), (2022, "H6"), (1980, "H0")])
def test_editions_by_year(year: int, edition: str) -> None:
    assert nomenclatures.edition_of(year) == edition


def test_codes_that_stand_for_no_goods() -> None:
    assert [code for code in ("99", "9999", "999999", "990", "98", "2799") if nomenclatures.is_unallocated(code)] == [
        "99", "9999", "999999",
    ]  # fmt: skip


def test_phrases_of_papers_have_codes() -> None:
    assert nomenclatures.hs_of_phrase("Електроенергія") == ("271600",)
    assert nomenclatures.hs_of_phrase("продукти харчування") == ("16", "17", "18", "19", "20", "21")
    assert nomenclatures.hs_of_phrase("хмари") == ()
    for row in areas.records("phrases.csv"):
        assert all(nomenclatures.hs_name(code) for code in row["hs"].split("|"))


def test_the_data_stay_small() -> None:
    folder = Path(nomenclatures.__file__).parent / "data"
    assert sum(path.stat().st_size for path in folder.iterdir()) < 250_000
