"""Counting: plural classes against an independent rule, ordinals in gender and case, nouns that agree."""

import pytest
from babel import Locale

from briefgen import language
from briefgen.findings import FindingsError
from briefgen.language import loading
from briefgen.language.plural import Plural


@pytest.mark.parametrize("code", ["uk", "ru", "en"])
def test_plural_classes_against_cldr(code: str) -> None:
    plural, rule = Plural(loading._read(code)["plural"]), Locale.parse(code).plural_form
    for number in range(1001):
        expected = rule(number)
        assert plural(number) == ("many" if expected == "other" else expected), number
        assert plural(-number) == plural(number)


@pytest.mark.parametrize("code", ["uk", "ru", "en"])
def test_every_noun_has_the_form_of_every_class(code: str) -> None:
    data = loading._read(code)
    classes = {*data["plural"], "many"}
    for noun, forms in data["nouns"].items():
        assert set(forms) == {"gender", *classes}, noun


@pytest.mark.parametrize(
    ("number", "uk", "ru", "en"),
    [
        (0, "0~засідань", "0~заседаний", "0~sessions"),
        (1, "1~засідання", "1~заседание", "1~session"),
        (2, "2~засідання", "2~заседания", "2~sessions"),
        (10, "10~засідань", "10~заседаний", "10~sessions"),
        (11, "11~засідань", "11~заседаний", "11~sessions"),
        (21, "21~засідання", "21~заседание", "21~sessions"),
        (1234, "1~234~засідання", "1~234~заседания", "1,234~sessions"),
    ],
)
def test_count(number: int, uk: str, ru: str, en: str) -> None:
    found = [language.load(code).count(number, "session").replace("\u00a0", "~") for code in ("uk", "ru", "en")]
    assert found == [uk, ru, en]


def test_count_in_words() -> None:
    uk, ru, en = (language.load(code) for code in ("uk", "ru", "en"))
    assert uk.count_words(10, "session") == "десять засідань"
    assert uk.count_words(1, "session") == "одне засідання"
    assert uk.count_words(2, "country") == "дві країни"
    assert uk.count_words(2, "project") == "два проєкти"
    assert uk.count_words(11, "session") == "11\u00a0засідань"
    assert ru.count_words(5, "year") == "пять лет"
    assert ru.count_words(1, "country") == "одна страна"
    assert en.count_words(10, "session") == "ten sessions"


def test_cardinals() -> None:
    uk = language.load("uk")
    assert [uk.cardinal(n, "f") for n in (0, 1, 2, 3, 10, 11)] == ["нуль", "одна", "дві", "три", "десять", "11"]
    assert uk.cardinal(-1) == "−1"
    with pytest.raises(FindingsError) as caught:
        uk.cardinal(1, "x")
    assert caught.value.findings[0].code == "B411"


@pytest.mark.parametrize(
    ("code", "number", "form", "expected"),
    [
        ("uk", 10, "n.nom", "десяте"),
        ("uk", 10, "n.gen", "десятого"),
        ("uk", 10, "n.loc", "десятому"),
        ("uk", 3, "n.nom", "третє"),
        ("uk", 3, "f.acc", "третю"),
        ("uk", 23, "f.gen", "двадцять третьої"),
        ("uk", 1, "p.gen", "перших"),
        ("uk", 40, "m.ins", "сороковим"),
        ("uk", 99, "m.voc", "дев’яносто дев’ятий"),
        ("uk", 0, "m.nom", "нульовий"),
        ("uk", 100, "n.nom", "100-те"),
        ("uk", 101, "n.nom", "101-ше"),
        ("uk", 103, "f.nom", "103-тя"),
        ("uk", 110, "f.gen", "110-ї"),
        ("uk", 112, "n.gen", "112-го"),
        ("uk", 1000, "m.nom", "1000-й"),
        ("ru", 10, "n.nom", "десятое"),
        ("ru", 2, "m.nom", "второй"),
        ("ru", 2, "n.loc", "втором"),
        ("ru", 3, "f.acc", "третью"),
        ("ru", 43, "m.gen", "сорок третьего"),
        ("ru", 101, "n.nom", "101-е"),
        ("ru", 103, "f.nom", "103-я"),
        ("ru", 103, "m.gen", "103-го"),
        ("ru", 7, "m.voc", "седьмой"),
        ("en", 10, "n.nom", "tenth"),
        ("en", 21, "n.gen", "twenty-first"),
        ("en", 40, "m.nom", "fortieth"),
        ("en", 101, "m.nom", "101st"),
        ("en", 111, "m.nom", "111th"),
        ("en", 122, "m.nom", "122nd"),
        ("en", 1000, "m.nom", "1000th"),
    ],
)
def test_ordinal(code: str, number: int, form: str, expected: str) -> None:
    assert language.load(code).ordinal(number, form) == expected


@pytest.mark.parametrize("code", ["uk", "ru", "en"])
def test_ordinals_differ_and_have_every_form(code: str) -> None:
    known = language.load(code)
    for form in (f"{gender}.{case}" for gender in "mfnp" for case in known.cases):
        words = [known.ordinal(number, form) for number in range(131)]
        assert len(set(words)) == 131
        assert not any("|" in word for word in words)


@pytest.mark.parametrize("form", ["n", "n.", "x.nom", "n.locative", ""])
def test_a_form_that_is_none(form: str) -> None:
    for code in ("uk", "en"):
        with pytest.raises(FindingsError) as caught:
            language.load(code).ordinal(10, form)
        assert caught.value.findings[0].code == "B411"


def test_below_zero_there_are_no_ordinals() -> None:
    with pytest.raises(FindingsError) as caught:
        language.load("uk").ordinal(-1)
    assert caught.value.findings[0].message == "-1 has no ordinal"


def test_an_unknown_noun() -> None:
    with pytest.raises(FindingsError) as caught:
        language.load("uk").count(3, "sesion")
    (finding,) = caught.value.findings
    assert finding.code == "B412"
    assert "did you mean `session`" in str(finding.help)
