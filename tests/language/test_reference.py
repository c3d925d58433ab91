"""The facts of the reference sentences, printed by the language alone."""

from fractions import Fraction

from briefgen import language
from briefgen.model.figure import Figure, Qualifier, Unit
from briefgen.model.period import Period

MEETING, SESSION, YEAR = (Period.parse(text) for text in ("2011-12-XX", "2011-05-18/2011-05-19", "2011"))
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
