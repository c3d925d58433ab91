"""The facts of the reference sentences, printed by the language alone."""

from fractions import Fraction

import pytest

from briefgen import language
from briefgen.model.figure import Figure, Qualifier, Unit
from briefgen.model.period import Period

MEETING, SESSION, YEAR, DAY = (
    Period.parse(text) for text in ("2011-12-XX", "2011-05-18/2011-05-19", "2011", "2011-12-20")
)
ABOUT = Figure(Fraction(20), Unit("USD", 6), Qualifier.ABOUT)
OVER = Figure(Fraction(30), Unit("USD", 6), Qualifier.OVER)


def test_ukrainian() -> None:
    uk = language.load("uk")
    assert uk.date(MEETING, "on", sentence=True) + " в Москві" == "У грудні 2011\u00a0року в Москві"
    assert uk.ordinal(10, "n.nom").capitalize() == "Десяте"
    assert uk.typeset(f"відбулося {uk.date(SESSION, 'on')} в м. Душанбе (Республіка Таджикистан).") == (
        "відбулося 18–19\u00a0травня 2011\u00a0року в м.\u00a0Душанбе (Республіка Таджикистан)."
    )
    assert f"становив {uk.figure(ABOUT)}." == "становив приблизно 20\u00a0млн\u00a0дол.\u00a0США."
    assert uk.date(YEAR, "on", sentence=True) == "У 2011\u00a0році"
    assert uk.typeset("(далі — МУК)") == "(далі\u00a0— МУК)"
    assert uk.join(["водно-енергетична", "транспортно-комунікаційна"]) + " сфери" == (
        "водно-енергетична й транспортно-комунікаційна сфери"
    )


def test_russian() -> None:
    ru = language.load("ru")
    assert ru.date(MEETING, "on", sentence=True) == "В декабре 2011\u00a0года"
    assert ru.ordinal(10, "n.nom").capitalize() == "Десятое"
    assert ru.typeset(f"состоялось {ru.date(SESSION, 'on')} в г. Душанбе (Республика Таджикистан).") == (
        "состоялось 18–19\u00a0мая 2011\u00a0года в г.\u00a0Душанбе (Республика Таджикистан)."
    )
    assert f"составлял {ru.figure(ABOUT)}." == "составлял примерно 20\u00a0млн\u00a0долл.\u00a0США."
    assert ru.figure(OVER) == "свыше 30\u00a0млн\u00a0долл.\u00a0США"


def test_english() -> None:
    en = language.load("en")
    assert en.date(MEETING, "on", sentence=True) == "In December 2011"
    assert f"The {en.ordinal(10)} session" == "The tenth session"
    assert f"was held in Dushanbe (Republic of Tajikistan) {en.date(SESSION, 'on')}." == (
        "was held in Dushanbe (Republic of Tajikistan) on 18–19\u00a0May 2011."
    )
    assert f"has stood at {en.figure(ABOUT)}." == "has stood at about US$20\u00a0million."
    assert en.figure(OVER) == "over US$30\u00a0million"


def test_kyrgyz() -> None:
    ky = language.load("ky")
    assert ky.date(MEETING, "on") + " Москва шаарында" == "2011-жылдын декабрында Москва шаарында"
    assert f"{ky.ordinal(10)} жыйыны {ky.date(SESSION, 'on')} Дүйшөмбү шаарында өттү" == (
        "онунчу жыйыны 2011-жылдын 18–19-майында Дүйшөмбү шаарында өттү"
    )
    assert ky.figure(ABOUT) == "болжол менен 20\u00a0млн\u00a0АКШ\u00a0доллары"
    assert ky.figure(OVER) == "30\u00a0млн\u00a0АКШ\u00a0долларынан ашык"
    assert ky.date(YEAR, "on") == "2011-жылы"
    assert ky.date(DAY, "on") == "2011-жылдын 20-декабрында"


def test_tajik() -> None:
    tg = language.load("tg")
    assert tg.date(MEETING, "on", sentence=True) + " дар шаҳри Маскав" == "Моҳи декабри соли 2011 дар шаҳри Маскав"
    assert f"Ҷаласаи {tg.ordinal(10)}и Комиссия {tg.date(SESSION, 'on')} дар шаҳри Душанбе" == (
        "Ҷаласаи даҳуми Комиссия 18–19\u00a0майи соли 2011 дар шаҳри Душанбе"
    )
    assert tg.figure(ABOUT) == "тақрибан 20\u00a0млн\u00a0доллари\u00a0ИМА"
    assert tg.figure(OVER) == "зиёда аз 30\u00a0млн\u00a0доллари\u00a0ИМА"
    assert tg.date(YEAR, "on", sentence=True) == "Соли 2011"
    assert tg.date(DAY, "on") == "20\u00a0декабри соли 2011"


@pytest.mark.parametrize(
    ("code", "ten", "twenty_one", "tenth", "year", "years", "days", "over"),
    [
        ("uk", "десять засідань", "21~засідання", "десяте", "у 2011~році", "2009–2011~років", "18–19~травня 2011~року", "понад 30~млн~дол.~США"),
        ("ru", "десять заседаний", "21~заседание", "десятое", "в 2011~году", "2009–2011~годов", "18–19~мая 2011~года", "свыше 30~млн~долл.~США"),
        ("en", "ten sessions", "21~sessions", "tenth", "in 2011", "2009–2011", "on 18–19~May 2011", "over US$30~million"),
        ("ky", "он жыйын", "21~жыйын", "онунчу", "2011-жылы", "2009–2011-жылдардын", "2011-жылдын 18–19-майында", "30~млн~АКШ~долларынан ашык"),
        ("tg", "даҳ ҷаласа", "21~ҷаласа", "даҳум", "соли 2011", "солҳои 2009–2011", "18–19~майи соли 2011", "зиёда аз 30~млн~доллари~ИМА"),
    ],
)  # fmt: skip
def test_agreement(
    code: str, ten: str, twenty_one: str, tenth: str, year: str, years: str, days: str, over: str
) -> None:
    known = language.load(code)
    found = [
        known.count_words(10, "session"), known.count(21, "session"), known.ordinal(10, "n.nom"), known.date(YEAR, "on"),
        known.date(Period.parse("2009/2011"), "of"), known.date(SESSION, "on"), known.figure(OVER),
    ]  # fmt: skip
    assert [text.replace("\u00a0", "~") for text in found] == [ten, twenty_one, tenth, year, years, days, over]
