"""Lists, quotation marks and typesetting."""

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen import language
from briefgen.language.dates import FORMS
from briefgen.model.figure import Figure, Unit
from briefgen.model.period import Period


@pytest.mark.parametrize(
    ("code", "items", "expected"),
    [
        ("uk", [], ""),
        ("uk", ["A"], "A"),
        ("uk", ["A", "B", "C"], "A, B і C"),
        ("ru", ["A", "B", "C"], "A, B и C"),
        ("en", ["A", "B", "C"], "A, B and C"),
        ("ky", ["A", "B", "C"], "A, B жана C"),
        ("ky", ["Кыргызстан", "Тажикстан"], "Кыргызстан жана Тажикстан"),
        (
            "ky",
            ["алкоголдук жана алкоголсуз суусундуктар", "ун"],
            "алкоголдук жана алкоголсуз суусундуктар, ошондой эле ун",
        ),
        ("tg", ["A", "B", "C"], "A, B ва C"),
        ("tg", ["алюминий ва маснуоти он", "орд"], "алюминий ва маснуоти он, инчунин орд"),
        ("uk", ["Киргизстан", "Таджикистан"], "Киргизстан і Таджикистан"),
        ("uk", ["енергетика", "транспорт"], "енергетика й транспорт"),
        ("uk", ["вода", "енергія"], "вода й енергія"),
        ("uk", ["мрія", "яма"], "мрія і яма"),
        ("uk", ["борошно", "CASA-1000"], "борошно й CASA-1000"),
        ("uk", ["напої", "олія та жири"], "напої, а також олія та жири"),
        ("ru", ["напитки и соки", "масло"], "напитки и соки, а также масло"),
        ("en", ["food and drink", "clothing"], "food and drink, and clothing"),
        ("uk", ["міста, села", "гори", "річки"], "міста, села; гори; а також річки"),
        ("en", ["Kyrgyz, Tajik", "Chinese"], "Kyrgyz, Tajik; and Chinese"),
        ("uk", ["Бандар-і-Аббас", "Герат"], "Бандар-і-Аббас і Герат"),
        ("uk", ["Андрій", "Тамара"], "Андрій і Тамара"),
    ],
)
def test_join(code: str, items: list[str], expected: str) -> None:
    assert language.load(code).join(items) == expected


def test_the_import_list_of_the_reference() -> None:
    items = [
        "електроенергія", "електричні машини й устаткування", "готові продукти із зерна злаків", "борошно",
        "продукція борошномельно-круп’яної промисловості", "алкогольні та безалкогольні напої", "продукти харчування",
        "текстильний одяг",
    ]  # fmt: skip
    assert language.load("uk").join(items) == (
        "електроенергія, електричні машини й устаткування, готові продукти із зерна злаків, борошно, "
        "продукція борошномельно-круп’яної промисловості, алкогольні та безалкогольні напої, продукти харчування, "
        "а також текстильний одяг"
    )


def test_quote() -> None:
    uk, en = language.load("uk"), language.load("en")
    assert uk.quote("Про торгівлю") == "«Про торгівлю»"
    assert uk.quote("Про «Шовковий шлях»") == "«Про „Шовковий шлях“»"
    assert en.quote("On trade") == "‘On trade’"
    assert en.quote("the country’s ‘Silk Road’ plan") == "‘the country’s “Silk Road” plan’"


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("uk", "відбулося 18-19 травня 2011 року в м.Душанбе (Республіка)", "відбулося 18–19~травня 2011~року в м.~Душанбе (Республіка)"),
        ("uk", "понад 30 млн дол. США.", "понад 30~млн~дол.~США."),
        ("uk", "(30 млн дол. США), 26,7 тис. дол. США", "(30~млн~дол.~США), 26,7~тис.~дол.~США"),
        ("uk", "зріс на 44,7 %, або", "зріс на 44,7~%, або"),
        ("uk", "у 2006-2010 роках; 2006-2010 рр.", "у 2006–2010~роках; 2006–2010~рр."),
        ("uk", "протокол №5 і лист № 12", "протокол №~5 і лист №~12"),
        ("uk", "А. Б. Прізвище, С.В. Інший", "А.~Б.~Прізвище, С.В.~Інший"),
        ("uk", "вугілля і т.д.", "вугілля і~т.~д."),
        ("uk", "вугілля і т. ін.", "вугілля і~т.~ін."),
        ("uk", "зв'язки, п\u02bcять", "зв’язки, п’ять"),
        ("uk", "Душанбе - столиця", "Душанбе~— столиця"),
        ("uk", "країни — члени", "країни~— члени"),
        ("uk", "проєкт CASA - 1000", "проєкт CASA-1000"),
        ("uk", "лінія CASA — 1000, CASA–1000 і CASA -1000", "лінія CASA-1000, CASA-1000 і CASA-1000"),
        ("uk", "CASA - 10000 і КASA - 1000", "CASA - 10000 і КASA - 1000"),
        ("uk", "ГЕС Камбар - Ата - 1", "ГЕС Камбар-Ата-1"),
        ("tg", "НБО Қамбар-Ота — 2", "НБО Қамбар-Ота-2"),
        ("tg", "дар солҳои 2006-2010 ва 2006-2010", "дар солҳои 2006–2010 ва 2006-2010"),
        ("en", "the CASA – 1000 line", "the CASA-1000 line"),
        ("uk", 'Договір "Про дружбу"', "Договір «Про дружбу»"),
        ("uk", 'звіт "Про "Шовковий шлях" і не лише"', "звіт «Про „Шовковий шлях“ і не лише»"),
        ("uk", 'звіт "Про "Шовковий шлях"", с. 5', "звіт «Про „Шовковий шлях“», с.~5"),
        ("uk", 'звіт «Про "Шовковий шлях"»', "звіт «Про „Шовковий шлях“»"),
        ("uk", 'труба 5" і дошка 3"', 'труба 5" і дошка 3"'),
        ("uk", 'відкрив "і не закрив', 'відкрив "і не закрив'),
        ("en", 'the "Silk Road" plan, a "so-called "open" list"', "the ‘Silk Road’ plan, a ‘so-called “open” list’"),
        ("ky", '"Жибек жолу" долбоору', "«Жибек жолу» долбоору"),
        ("uk", "зміна -5,3 %; (-2) і 3 -2", "зміна −5,3~%; (−2) і 3 -2"),
        ("uk", "сальдо -1 204,5 млн дол. США", "сальдо −1 204,5~млн~дол.~США"),
        ("uk", "-5", "−5"),
        ("uk", "літак Ту -154 прибув, пункт -2 протоколу", "літак Ту -154 прибув, пункт -2 протоколу"),
        ("en", "down -5%", "down −5%"),
        ("ky", "2011-жылдын 18-19-майында, 2006-2010-жылдары", "2011-жылдын 18–19-майында, 2006–2010-жылдары"),
        ("ky", "30 млн АКШ долларынан ашык ж. б.", "30~млн~АКШ~долларынан ашык ж.~б."),
        ("tg", "18-19 майи соли 2011 дар ш. Душанбе, 20 млн доллари ИМА", "18–19~майи соли 2011 дар ш.~Душанбе, 20~млн~доллари~ИМА"),
        ("uk", "залізниця Китай-Киргизстан, 2011-12", "залізниця Китай-Киргизстан, 2011-12"),
        ("uk", "пункти 1-2 угоди, код 18-19", "пункти 1-2 угоди, код 18-19"),
        ("uk", "у IV кварталі 2011 р.", "у IV~кварталі 2011~р."),
        ("uk", "'лапки' і 'ще'", "'лапки' і 'ще'"),
        ("uk", "20\u202fмлн\u2009дол. США", "20~млн~дол.~США"),
        ("ru", "18-19 мая 2011 года в г.Душанбе", "18–19~мая 2011~года в г.~Душанбе"),
        ("ru", "20 млн долл. США и т. д.", "20~млн~долл.~США и~т.~д."),
        ("ru", "Кот-д'Ивуар", "Кот-д’Ивуар"),
        ("en", "on 18-19 May 2011, No. 5, Mr Smith", "on 18–19~May 2011, No.~5, Mr~Smith"),
        ("en", "US$20 million - up 12.5 per cent", "US$20~million~– up 12.5~per~cent"),
        ("en", "the partner's view", "the partner’s view"),
        ("en", "from 2006-2010 on", "from 2006-2010 on"),
        ("uk", "", ""),
        ("uk", " ", " "),
        ("uk", "- пункт", "- пункт"),
    ],
)  # fmt: skip
def test_typeset(code: str, text: str, expected: str) -> None:
    assert language.load(code).typeset(text).replace("\u00a0", "~") == expected


PIECES = st.sampled_from(
    [
        "18-19", "2006-2010", "травня", "мая", "May", "року", "2011", "5", "12,5", "%", "млн", "тис.", "дол.", "США", "№",
        "№5", "м.", "м.Київ", "т.", "т.д.", "т.д", "і", "А.", "Б.", "А.Б.", "Прізвище", "-", "—", "–", "CASA", "1000", "IV",
        "квартал", "'", "зв'язок", "п\u02bcять", "(", ")", "«", "»", ".", ",", "", "\n", "\u00a0", "\u202f", "per", "cent",
        "million", "No.", "Mr", "км", "в.", "п.", '"', "„", "“", "‘", "’", "−", "-5", "Камбар", "Ата", "-1", "CASA-1000", "АКШ", "долларынан",
        "жылдары", "майында", "-майында", "майи", "солҳои", "солҳои 2006-2010",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(PIECES, max_size=12).map(" ".join),
    st.lists(PIECES, max_size=8).map("".join),
    st.lists(st.one_of(PIECES, st.sampled_from([" ", "\u00a0", "\t"])), max_size=14).map("".join),
)


def letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum() and sign != "\u02bc")


ALIKE = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | dict.fromkeys("’ʼ", "'") | dict.fromkeys("«»„“”‘", '"'))


def told(text: str) -> str:
    """Return the text without spaces, its dashes, apostrophes and quotation marks each as one sign."""
    plain = re.sub(r"\s", "", text).translate(ALIKE)
    return plain.replace("'", '"')


@given(TEXTS, st.sampled_from(language.available()))
def test_setting_twice_changes_nothing_more(text: str, code: str) -> None:
    known = language.load(code)
    once = known.typeset(text)
    assert known.typeset(once) == once


@given(TEXTS, st.sampled_from(language.available()))
def test_nothing_is_lost_but_what_the_rules_replace(text: str, code: str) -> None:
    assert told(language.load(code).typeset(text)) == told(text)


@given(TEXTS, st.sampled_from(language.available()))
def test_a_name_of_the_glossary_stays_as_it_is(text: str, code: str) -> None:
    """No rule puts a space or a dash into CASA-1000, whatever stands around it."""
    assert "CASA-1000" in language.load(code).typeset(f"{text} CASA-1000 {text}")


@given(TEXTS, st.sampled_from(language.available()))
def test_letters_and_digits_stay(text: str, code: str) -> None:
    assert letters(language.load(code).typeset(text)) == letters(text)


@pytest.mark.parametrize("code", language.available())
def test_what_the_language_prints_is_already_set(code: str) -> None:
    known = language.load(code)
    dates = ("2011", "2011-Q4", "2011-12", "2011-05-18", "2006/2010", "2011-05-18/2011-05-19", "2011-05-28/2011-06-02")
    printed = [known.date(Period.parse(text), form) for text in dates for form in FORMS]
    units = ("mln USD", "thousand EUR", "%", "km", "thousand people", "bn RUB")
    printed += [known.figure(Figure(Fraction("26740.5"), Unit.parse(text))) for text in units]
    for text in printed:
        assert known.typeset(text) == text
        assert known.typeset(text.replace("\u00a0", " ")).replace("\u00a0", " ") == text.replace("\u00a0", " ")
