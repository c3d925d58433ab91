"""Codes and names of countries, groups and areas: every spelling means one thing."""

from __future__ import annotations

from collections import defaultdict

import pytest

from briefgen.trade import nomenclatures
from briefgen.trade.nomenclatures import areas


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("KGZ", "KGZ"),
        ("KG", "KGZ"),
        ("417", "KGZ"),
        ("Kyrgyz Republic", "KGZ"),
        (" Кыргызстан ", "KGZ"),
        ("Киргизька Республіка", "KGZ"),
        ("Қирғизистон", "KGZ"),
        ("Тажикистан", "TJK"),
        ("Тоҷикистон", "TJK"),
        ("840", "USA"),
        ("842", "USA"),
        ("251", "FRA"),
        ("8", "ALB"),
        ("008", "ALB"),
        ("EL", "GRC"),
        ("UK", "GBR"),
        ("Butane", "BTN"),
        ("Bostwana", "BWA"),
        ("Congo", "COG"),
        ("Zaire", "COD"),
        ("Türkiye", "TUR"),
        ("Turkey", "TUR"),
        ("Lao People’s Democratic Republic (Laos)", "LAO"),
        ("Korea, Democratic People's Republic of", "PRK"),
        ("Республика Корея", "KOR"),
        ("Panama (incl. Panama Canal Zone 'PZ' from 1981)", "PAN"),
        ("Occupied Palestinian Territory (West Bank (incl. East Jerusalem) and Gaza Strip)", "PSE"),
        ("Sudan (...2011)", "SDN"),
        ("USSR (...1990)", "SUN"),
        ("530", "ANT"),
        ("58", "M058"),
        ("0", "WLD"),
        ("All", "WLD"),
        ("Всего", "WLD"),
        ("490", "NES:490"),
        ("Areas, nes", "NES:899"),
        ("Неопределенная страна", "NES:899"),
        ("СНГ", "G:CIS"),
        ("КМШ", "G:CIS"),
        ("Страны вне ЕАЭС", "G:CIS-outside-EAEU"),
        ("European Union - 27 countries (AT, BE, BG)", "G:EU27"),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_a_spelling_has_its_code(spelling: str, code: str | None) -> None:
    assert nomenclatures.country(spelling) == code


def test_no_spelling_means_two_things() -> None:
    meant: dict[str, set[str]] = defaultdict(set)
    for row in areas.records("countries.csv"):
        for language in ("en", "uk", "ru", "ky", "tg"):
            meant[areas.plain(row[language])].add(row["iso3"])
        for code in (row["iso3"], row["iso2"], row["m49"].lstrip("0")):
            meant[f"code {code}"].add(row["iso3"])
    for name in ("aliases.csv", "areas.csv"):
        for row in areas.records(name):
            for spelling in row["spellings"].split("|"):
                code = spelling.isascii() and spelling.upper() == spelling and " " not in spelling
                key = f"code {spelling.lstrip('0') or '0'}" if code else areas.plain(spelling)
                meant[key].add(row["code"])
    double = {spelling: codes for spelling, codes in meant.items() if len(codes) > 1}
    assert double == {"code 492": {"MCO", "NES:492"}}  # Monaco in M49; trade with the EU not specified in UN Comtrade


def test_every_code_has_a_name_in_three_languages() -> None:
    for code, names in nomenclatures.names().items():
        assert {"en", "uk", "ru"} <= set(names), code
    assert nomenclatures.country_name("TJK", "uk") == "Таджикистан"
    assert nomenclatures.country_name("TJK", "tg") == "Тоҷикистон"
    assert nomenclatures.country_name("G:CIS", "ky") == "CIS"
    assert nomenclatures.country_name("M999") == "M999"


def test_kinds() -> None:
    kinds = [nomenclatures.kind(code) for code in ("TJK", "SUN", "G:EU", "NES:490", "WLD", "XKX")]
    assert kinds == ["country", "historic", "group", "unspecified", "world", "country"]


def test_spellings_are_codes_and_words_for_what_is_no_country() -> None:
    assert {"W00", "All", "World", "0"} <= set(nomenclatures.spellings("WLD"))
    assert nomenclatures.spellings("KGZ") == ("KGZ", "417", "KG")
    assert {"842", "840", "US"} <= set(nomenclatures.spellings("USA"))


def test_the_numbers_of_eurostat_are_not_m49() -> None:
    assert nomenclatures.geonomenclature("083") == "KGZ"
    assert nomenclatures.geonomenclature("0001") == "FRA"
    assert nomenclatures.geonomenclature("1011") == "G:EU-extra"
    assert nomenclatures.geonomenclature("002") is None
    rows = list(areas.records("geonomenclature.csv"))
    assert all(nomenclatures.country(row["code"]) for row in rows)
    assert len({row["number"] for row in rows}) == len(rows)
