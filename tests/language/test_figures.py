"""Figures and units: the qualifier, the number and the unit as a desk officer writes them."""

import re
from fractions import Fraction

import pytest

from briefgen import language
from briefgen.findings import FindingsError
from briefgen.language import loading
from briefgen.model.figure import PERCENT, Figure, Qualifier, Unit

MLN = Unit("USD", 6)


def shown(
    code: str, value: str, measured: str, qualifier: str = "exact", high: str | None = None, **how: object
) -> str:
    figure = Figure(Fraction(value), Unit.parse(measured), Qualifier(qualifier), Fraction(high) if high else None)
    return language.load(code).figure(figure, **how).replace("\u00a0", "~")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("qualifier", "uk", "ru", "en"),
    [
        ("exact", "20~млн~дол.~США", "20~млн~долл.~США", "US$20~million"),
        ("about", "приблизно 20~млн~дол.~США", "примерно 20~млн~долл.~США", "about US$20~million"),
        ("over", "понад 20~млн~дол.~США", "свыше 20~млн~долл.~США", "over US$20~million"),
        ("under", "менше ніж 20~млн~дол.~США", "менее 20~млн~долл.~США", "under US$20~million"),
        ("at least", "не менше ніж 20~млн~дол.~США", "не менее 20~млн~долл.~США", "at least US$20~million"),
        ("at most", "не більше ніж 20~млн~дол.~США", "не более 20~млн~долл.~США", "at most US$20~million"),
    ],
)
def test_qualifiers(qualifier: str, uk: str, ru: str, en: str) -> None:
    assert [shown(code, "20", "mln USD", qualifier) for code in ("uk", "ru", "en")] == [uk, ru, en]


def test_ranges_say_the_unit_once_where_it_follows() -> None:
    assert shown("uk", "20", "mln USD", "between", "30") == "від 20 до 30~млн~дол.~США"
    assert shown("ru", "20", "mln USD", "between", "30") == "от 20 до 30~млн~долл.~США"
    assert shown("en", "20", "mln USD", "between", "30") == "between US$20~million and US$30~million"
    assert shown("en", "10", "%", "between", "12.5") == "between 10 and 12.5~per~cent"
    assert shown("uk", "10", "%", "about", "12.5") == "приблизно від 10 до 12,5~%"  # the upper end is never lost


def test_a_range_without_upper_end() -> None:
    with pytest.raises(FindingsError) as caught:
        shown("uk", "20", "mln USD", "between")
    assert caught.value.findings[0].code == "B413"
    assert caught.value.findings[0].message == "the range from 20 mln USD has no upper end"


def test_decimals_and_style() -> None:
    assert shown("uk", "26.7405", "mln USD", decimals=1) == "26,7~млн~дол.~США"
    assert shown("en", "12.5", "%") == "12.5~per~cent"
    assert shown("en", "12.5", "%", style="table") == "12.5%"
    assert shown("uk", "12.5", "%", style="table") == "12,5~%"


def test_without_the_unit() -> None:
    assert shown("uk", "30", "mln USD", "over", unit=False) == "понад 30"
    assert shown("en", "30", "mln USD", "over", unit=False) == "over 30"
    assert shown("en", "20", "mln USD", "between", "30", unit=False) == "between 20 and 30"


def test_the_minus_stands_before_the_currency() -> None:
    assert shown("en", "-5", "mln USD") == "−US$5~million"
    assert shown("en", "-5", "KGS") == "−KGS~5"
    assert shown("uk", "-5", "mln USD") == "−5~млн~дол.~США"


@pytest.mark.parametrize(
    ("code", "value", "unit", "qualifier", "expected"),
    [
        ("uk", "1", "KGS", "exact", "1~сом"),
        ("uk", "22", "KGS", "exact", "22~соми"),
        ("uk", "11", "KGS", "exact", "11~сомів"),
        ("uk", "1.5", "KGS", "exact", "1,5~сома"),
        ("uk", "1.5", "mln KGS", "exact", "1,5~млн~сомів"),
        ("uk", "21", "people", "over", "понад 21~особу"),
        ("uk", "22", "people", "over", "понад 22~особи"),
        ("ru", "21", "people", "over", "свыше 21~человека"),
        ("ru", "22", "people", "over", "свыше 22~человек"),
        ("ru", "22", "people", "about", "примерно 22~человека"),
        ("ru", "2", "TRY", "exact", "2~турецкие~лиры"),
        ("en", "1", "people", "exact", "1~person"),
        ("en", "1.5", "thousand t", "exact", "1.5~thousand~tonnes"),
        ("en", "1.5", "t", "exact", "1.5~tonnes"),
        ("uk", "3.2", "pp", "exact", "3,2~в.~п."),
    ],
)
def test_nouns_agree(code: str, value: str, unit: str, qualifier: str, expected: str) -> None:
    assert shown(code, value, unit, qualifier) == expected


@pytest.mark.parametrize(
    ("unit", "uk", "ru", "en"),
    [
        ("mln USD", "млн~дол.~США", "млн~долл.~США", "US$~million"),
        ("thousand USD", "тис.~дол.~США", "тыс.~долл.~США", "US$~thousand"),
        ("USD", "дол.~США", "долл.~США", "US$"),
        ("%", "%", "%", "%"),
        ("thousand KGS", "тис.~сомів", "тыс.~сомов", "KGS~thousand"),
        ("mln kWh", "млн~кВт·год", "млн~кВт·ч", "million~kWh"),
    ],
)
def test_units_at_the_head_of_a_column(unit: str, uk: str, ru: str, en: str) -> None:
    found = [language.load(code).unit(Unit.parse(unit), "table").replace("\u00a0", "~") for code in ("uk", "ru", "en")]
    assert found == [uk, ru, en]


def test_an_unknown_unit_is_printed_as_written() -> None:
    uk = language.load("uk")
    assert uk.knows(MLN)
    assert uk.knows(PERCENT)
    assert not uk.knows(Unit("ABC"))
    assert shown("uk", "20", "mln ABC", "over") == "понад 20~млн~ABC"
    assert uk.unit(Unit("ABC", 3)) == "тис.\u00a0ABC"


@pytest.mark.parametrize("code", language.available())
def test_every_unit_scale_and_qualifier_prints_without_a_hole(code: str) -> None:
    known = language.load(code)
    for name in loading._read(code)["units"]:
        for scale in (0, 3, 6, 9):
            assert known.unit(Unit(name, scale)).strip()
            for value in ("1", "2", "5", "0.5"):
                for qualifier in Qualifier:
                    figure = Figure(
                        Fraction(value), Unit(name, scale), qualifier, Fraction(9) if qualifier == "between" else None
                    )
                    text = known.figure(figure)
                    assert "None" not in text
                    assert "{" not in text
                    assert not any(pair in text for pair in ("  ", "\u00a0\u00a0", " \u00a0", "\u00a0 "))
                    assert text == text.strip()


def test_every_kyrgyz_unit_has_the_form_that_more_and_less_govern() -> None:
    ky = language.load("ky")
    units = loading._read("ky")["units"]
    for code, forms in units.items():
        assert set(forms) == {"many", "abl"}, code
        assert re.search("[дт][аеоө]н$|нан$|нен$", forms["abl"]), code
        over = ky.figure(Figure(Fraction(30), Unit(code, 0), Qualifier.OVER))
        assert over.replace("\u00a0", " ") == f"30 {forms['abl']} ашык".replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("code", "qualifier", "expected"),
    [
        ("ky", "exact", "30~млн~АКШ~доллары"),
        ("ky", "about", "болжол менен 30~млн~АКШ~доллары"),
        ("ky", "over", "30~млн~АКШ~долларынан ашык"),
        ("ky", "under", "30~млн~АКШ~долларынан аз"),
        ("ky", "at least", "кеминде 30~млн~АКШ~доллары"),
        ("ky", "at most", "эң көбү 30~млн~АКШ~доллары"),
        ("ky", "between", "30–40~млн~АКШ~доллары"),
        ("tg", "exact", "30~млн~доллари~ИМА"),
        ("tg", "about", "тақрибан 30~млн~доллари~ИМА"),
        ("tg", "over", "зиёда аз 30~млн~доллари~ИМА"),
        ("tg", "under", "камтар аз 30~млн~доллари~ИМА"),
        ("tg", "at least", "на камтар аз 30~млн~доллари~ИМА"),
        ("tg", "at most", "на зиёда аз 30~млн~доллари~ИМА"),
        ("tg", "between", "аз 30 то 40~млн~доллари~ИМА"),
    ],
)
def test_every_qualifier_in_kyrgyz_and_tajik(code: str, qualifier: str, expected: str) -> None:
    kind = Qualifier(qualifier)
    high = Fraction(40) if qualifier == "between" else None
    figure = Figure(Fraction(30), Unit("USD", 6), kind, high)
    assert language.load(code).figure(figure).replace("\u00a0", "~") == expected


@pytest.mark.parametrize(
    ("value", "expected"), [("30", "30дан ашык"), ("0.5", "0,5тен ашык"), ("1204", "1~204төн ашык")]
)
def test_a_kyrgyz_figure_whose_unit_stands_apart(value: str, expected: str) -> None:
    figure = Figure(Fraction(value), Unit("USD", 6), Qualifier.OVER)
    assert language.load("ky").figure(figure, unit=False).replace("\u00a0", "~") == expected
