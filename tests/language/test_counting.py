"""Counting: plural classes against an independent rule, ordinals in gender and case, nouns that agree."""

import pytest
from babel import Locale

from briefgen import language
from briefgen.findings import FindingsError
from briefgen.language import loading
from briefgen.language.numbers import Numbers
from briefgen.language.plural import Plural


@pytest.mark.parametrize("code", language.available())
def test_plural_classes_against_cldr(code: str) -> None:
    plural, rule = Plural(loading._read(code)["plural"]), Locale.parse(code).plural_form
    for number in range(10_001):
        expected = rule(number)
        assert plural(number) == ("many" if expected == "other" else expected), number
        assert plural(-number) == plural(number)


def by_hand(code: str, number: int) -> str:
    """Return the class of a number by the grammar's own words, apart from CLDR and from the language files."""
    if code in ("uk", "ru"):
        if 11 <= number % 100 <= 14:
            return "many"
        return "one" if number % 10 == 1 else "few" if 2 <= number % 10 <= 4 else "many"
    return "one" if number == 1 and code != "tg" else "many"


@pytest.mark.parametrize("code", language.available())
def test_every_number_to_ten_thousand_with_every_noun(code: str) -> None:
    known, nouns = language.load(code), loading._read(code)["nouns"]
    grouped = [f"{number:,}".replace(",", "," if code == "en" else "\u00a0") for number in range(10_001)]
    classes = [by_hand(code, number) for number in range(10_001)]
    for noun, forms in nouns.items():
        found = [known.count(number, noun) for number in range(10_001)]
        assert found == [f"{text}\u00a0{forms[kind]}" for text, kind in zip(grouped, classes, strict=True)], noun
        for number in range(11):
            assert (
                known.count_words(number, noun) == f"{known.cardinal(number, forms['gender'])} {forms[classes[number]]}"
            )


CLOSE = {"а": "ы", "ы": "ы", "о": "у", "у": "у", "э": "и", "е": "и", "и": "и", "ө": "ү", "ү": "ү"}
OPEN = {"а": "а", "ы": "а", "у": "а", "о": "о", "э": "е", "е": "е", "и": "е", "ө": "ө", "ү": "ө"}


def last_vowel(word: str) -> str:
    return next(sign for sign in reversed(word) if sign in CLOSE)


def test_kyrgyz_ordinals_by_vowel_harmony() -> None:
    known, data = language.load("ky"), loading._read("ky")
    words = {number: data["cardinals"][number] for number in range(11)}
    words |= {10 * ten: word for ten, word in enumerate(data["tens"], 2)}
    for number in range(1, 100):
        words.setdefault(number, f"{words[number // 10 * 10]} {words[number % 10]}")
        vowel = CLOSE[last_vowel(words[number])]
        link = "" if words[number][-1] in CLOSE else vowel
        assert known.ordinal(number) == f"{words[number]}{link}нч{vowel}"


def test_kyrgyz_endings_of_digits_by_vowel_harmony() -> None:
    data = loading._read("ky")
    words = {str(number): word for number, word in enumerate(data["cardinals"])}
    words |= {str(10 * ten): word for ten, word in enumerate(data["tens"], 2)}
    words |= {"100": "жүз", "1000": "миң", "1000000": "миллион"}
    endings = data["number"]["endings"]["abl"]
    assert set(endings) == set(words)
    for number, word in words.items():
        hard = "т" if word[-1] in "кпстфхцчшщ" else "д"
        assert endings[number] == f"{hard}{OPEN[last_vowel(word)]}н", word


@pytest.mark.parametrize(
    ("text", "expected"),
    [("0", "0дөн"), ("3", "3төн"), ("20", "20дан"), ("26", "26дан"), ("100", "100дөн"), ("1 200", "1 200дөн"),
     ("5 000", "5 000ден"), ("40 000", "40 000ден"), ("2 000 000", "2 000 000дон"), ("0,5", "0,5тен"), ("1,50", "1,50дөн"),
     ("−7", "−7ден")],
)  # fmt: skip
def test_kyrgyz_ending_of_a_printed_number(text: str, expected: str) -> None:
    numbers = Numbers(loading._read("ky")["number"])
    assert numbers.in_case(text, "abl") == expected
    assert numbers.in_case(text, "nom") == text
    assert Numbers(loading._read("uk")["number"]).in_case(text, "abl") == text


def test_tajik_ordinals() -> None:
    words = (
        "якум дуюм сеюм чорум панҷум шашум ҳафтум ҳаштум нуҳум даҳум ёздаҳум дувоздаҳум сездаҳум чордаҳум понздаҳум "
        "шонздаҳум ҳабдаҳум ҳаждаҳум нуздаҳум бистум"
    )
    known = language.load("tg")
    assert [known.ordinal(number) for number in range(1, 21)] == words.split()
    assert [known.ordinal(number) for number in (21, 32, 43, 100, 101, 103)] == [
        "бисту якум", "сию дуюм", "чилу сеюм", "100-ум", "101-ум", "103-юм",
    ]  # fmt: skip


@pytest.mark.parametrize("code", language.available())
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


@pytest.mark.parametrize("code", language.available())
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
