"""Profiles of official style: whole, each value with its source, and seen in what a language prints."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

import pytest

from briefgen import language
from briefgen.findings import FindingsError
from briefgen.language import loading, official
from briefgen.language.reading import plain_yaml
from briefgen.model.figure import PERCENT, Figure, Unit
from briefgen.model.period import Period

NAMES = ("en-eu", "en-gb", "en-un", "kg", "ru-gost-7.0.97", "tj", "ua-dstu-4163")
PAGE = {"size", "margins", "font", "text", "spacing", "indent", "align", "number"}
WORDS = {"quotes": "quotes", "apostrophe": "typeset", "money": "units", "dates": "dates", "numbers": "number"}
DAYS = Period.parse("2011-05-18/2011-05-19")


def test_the_profiles_there_are() -> None:
    assert language.profiles() == NAMES
    assert {language.profile(name).language for name in NAMES} == set(language.available())


@pytest.mark.parametrize("name", NAMES)
def test_a_profile_states_every_value_with_its_source(name: str) -> None:
    data = plain_yaml(official._FOLDER / f"{name}.yaml")
    assert set(data) == {"title", "language", "page", "words", "stated"}
    assert set(data["page"]) == PAGE
    wanted = {f"page.{key}" for key in PAGE} | {"dates", "money", "percent", "quotes", "apostrophe"}
    assert set(data["stated"]) - {"numbers"} == wanted
    assert ("numbers" in data["stated"]) == ("number" in data["words"])
    for value in data["stated"].values():
        assert set(value) == {"source", "verified", "against"}
        assert value["verified"] in ("yes", "no")
        assert (value["verified"] == "yes") == (not re.search("memory|not at hand|disagree", value["against"])), value
    for told, key in WORDS.items():
        assert (told in data["stated"]) == (key in data["words"])


@pytest.mark.parametrize("name", NAMES)
def test_a_profile_puts_its_words_in_place_of_words_that_are_there(name: str) -> None:
    style = language.profile(name)
    data = loading._read(style.language)

    def hold(words: Any, own: Any) -> None:
        if isinstance(words, dict) and isinstance(own, dict):
            for key, value in words.items():
                assert key in own, (name, key)
                hold(value, own[key])

    hold(style.words, data)
    made = official.in_style(data, style.words)
    assert set(made) == set(data)
    assert loading._read(style.language) == data  # the language itself is left alone


@pytest.mark.parametrize("name", NAMES)
def test_the_page_of_a_profile_leaves_room_for_text(name: str) -> None:
    page = language.profile(name).page
    assert 120 <= 210 - page.left - page.right <= 180
    assert 220 <= 297 - page.top - page.bottom <= 265
    assert 12 <= page.text <= 14
    assert 1 <= page.spacing <= 1.5
    assert page.font in ("serif", "sans")
    assert page.align in ("left", "justify")
    assert page.number_place in ("top", "bottom")
    assert page.number_align in ("left", "center", "right")


@pytest.mark.parametrize(
    ("name", "days", "money", "percent", "number", "quoted"),
    [
        ("en-gb", "on 18 to 19~May 2011", "US$20~million", "12.5%", "1,234.5", "‘a “b”’"),
        ("en-un", "on 18–19~May 2011", "$20~million", "12.5~per~cent", "1,234.5", "“a ‘b’”"),
        ("en-eu", "on 18–19~May 2011", "USD~20~million", "12.5~%", "1~234.5", "‘a “b”’"),
        ("ua-dstu-4163", "18–19~травня 2011~року", "20~млн~дол.~США", "12,5~%", "1~234,5", "«a „b“»"),
        ("ru-gost-7.0.97", "18–19~мая 2011~года", "20~млн~долл.~США", "12,5~%", "1~234,5", "«a „b“»"),
        ("kg", "2011-жылдын 18–19-майында", "20~млн~АКШ~доллары", "12,5~%", "1~234,5", "«a „b“»"),
        ("tj", "18–19~майи соли 2011", "20~млн~доллари~ИМА", "12,5~%", "1~234,5", "«a „b“»"),
    ],
)
def test_what_a_language_prints_in_a_profile(
    name: str, days: str, money: str, percent: str, number: str, quoted: str
) -> None:
    known = language.load(language.profile(name).language, name)
    assert known.profile == name
    found = [
        known.date(DAYS, "on"), known.figure(Figure(Fraction(20), Unit("USD", 6))),
        known.figure(Figure(Fraction("12.5"), PERCENT)), known.number(Fraction("1234.5")), known.typeset('"a "b""'),
    ]  # fmt: skip
    assert [text.replace("\u00a0", "~") for text in found] == [days, money, percent, number, quoted]


def test_a_profile_may_choose_its_apostrophe() -> None:
    data = official.in_style(loading._read("uk"), {"typeset": {"apostrophe": "\u02bc"}})
    known = language.Language.of(data)
    assert known.typeset("п'ять зв’язків і п\u02bcять") == "п\u02bcять зв\u02bcязків і п\u02bcять"
    assert known.typeset(known.typeset("п'ять")) == "п\u02bcять"


def test_a_profile_of_another_language_changes_nothing() -> None:
    assert language.load("uk", "en-un").profile == ""
    assert language.load("uk").profile == ""


def test_an_unknown_profile_lists_those_there_are() -> None:
    with pytest.raises(FindingsError) as caught:
        language.load("uk", "ua-dstu4163")
    (finding,) = caught.value.findings
    assert (finding.code, finding.message) == ("B416", "`ua-dstu4163` is not a profile of official style")
    assert str(finding.help).startswith("did you mean `ua-dstu-4163`?")
    assert all(name in str(finding.help) for name in NAMES)
