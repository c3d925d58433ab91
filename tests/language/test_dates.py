"""Dates: every form of every shape, and nothing invented or left open."""

import re
from datetime import date, timedelta

import pytest

from briefgen import language
from briefgen.findings import FindingsError
from briefgen.language import loading
from briefgen.language.dates import FORMS
from briefgen.model.period import Period, Point

EXPECTED = {  # by period and language: plain, on, of, table, as of
    "2011": {
        "uk": "2011~рік|у 2011~році|2011~року|2011|станом на 2011~рік",
        "ru": "2011~год|в 2011~году|2011~года|2011|по состоянию на 2011~год",
        "en": "2011|in 2011|2011|2011|as of 2011",
        "ky": "2011-жыл|2011-жылы|2011-жылдын|2011|2011-жылга карата",
        "tg": "соли 2011|соли 2011|соли 2011|2011|ба ҳолати соли 2011",
    },
    "2011-Q1": {
        "uk": "I~квартал 2011~року|у I~кварталі 2011~року|I~кварталу 2011~року|I~кв. 2011|станом на I~квартал 2011~року",
        "ru": "I~квартал 2011~года|в I~квартале 2011~года|I~квартала 2011~года|I~кв. 2011|по состоянию на I~квартал 2011~года",
        "en": "first quarter of~2011|in the first quarter of~2011|the first quarter of~2011|Q1~2011|as of the first quarter of~2011",
        "ky": "2011-жылдын 1-чейреги|2011-жылдын 1-чейрегинде|2011-жылдын 1-чейрегинин|2011, 1-чейрек|2011-жылдын 1-чейрегине карата",
        "tg": "семоҳаи якуми соли 2011|дар семоҳаи якуми соли 2011|семоҳаи якуми соли 2011|семоҳаи I 2011|ба ҳолати семоҳаи якуми соли 2011",
    },
    "2011-12": {
        "uk": "грудень 2011~року|у грудні 2011~року|грудня 2011~року|12.2011|станом на грудень 2011~року",
        "ru": "декабрь 2011~года|в декабре 2011~года|декабря 2011~года|12.2011|по состоянию на декабрь 2011~года",
        "en": "December 2011|in December 2011|December 2011|December 2011|as of December 2011",
        "ky": "2011-жылдын декабры|2011-жылдын декабрында|2011-жылдын декабрынын|12.2011|2011-жылдын декабрына карата",
        "tg": "декабри соли 2011|моҳи декабри соли 2011|декабри соли 2011|12.2011|ба ҳолати декабри соли 2011",
    },
    "2011-05-18": {
        "uk": "18~травня 2011~року|18~травня 2011~року|18~травня 2011~року|18.05.2011|станом на 18~травня 2011~року",
        "ru": "18~мая 2011~года|18~мая 2011~года|18~мая 2011~года|18.05.2011|по состоянию на 18~мая 2011~года",
        "en": "18~May 2011|on 18~May 2011|18~May 2011|18~May 2011|as of 18~May 2011",
        "ky": "2011-жылдын 18-майы|2011-жылдын 18-майында|2011-жылдын 18-майынын|18.05.2011|2011-жылдын 18-майына карата",
        "tg": "18~майи соли 2011|18~майи соли 2011|18~майи соли 2011|18.05.2011|ба ҳолати 18~майи соли 2011",
    },
    "2011-05-18/2011-05-19": {
        "uk": "18–19~травня 2011~року|18–19~травня 2011~року|18–19~травня 2011~року|18–19.05.2011|станом на 18–19~травня 2011~року",
        "ru": "18–19~мая 2011~года|18–19~мая 2011~года|18–19~мая 2011~года|18–19.05.2011|по состоянию на 18–19~мая 2011~года",
        "en": "18–19~May 2011|on 18–19~May 2011|18–19~May 2011|18–19~May 2011|as of 18–19~May 2011",
        "ky": "2011-жылдын 18–19-майы|2011-жылдын 18–19-майында|2011-жылдын 18–19-майынын|18–19.05.2011|2011-жылдын 18–19-майына карата",
        "tg": "18–19~майи соли 2011|18–19~майи соли 2011|18–19~майи соли 2011|18–19.05.2011|ба ҳолати 18–19~майи соли 2011",
    },
    "2006/2010": {
        "uk": "2006–2010~роки|упродовж 2006–2010~років|2006–2010~років|2006–2010|станом на 2006–2010~роки",
        "ru": "2006–2010~годы|в 2006–2010~годах|2006–2010~годов|2006–2010|по состоянию на 2006–2010~годы",
        "en": "2006–2010|from 2006 to 2010|2006–2010|2006–2010|as of 2006–2010",
        "ky": "2006–2010-жылдар|2006–2010-жылдары|2006–2010-жылдардын|2006–2010|2006–2010-жылдарга карата",
        "tg": "солҳои 2006–2010|дар солҳои 2006–2010|солҳои 2006–2010|2006–2010|ба ҳолати солҳои 2006–2010",
    },
    "2011-05-28/2011-06-02": {
        "uk": "28~травня~– 2~червня 2011~року|28~травня~– 2~червня 2011~року|28~травня~– 2~червня 2011~року|28.05~– 02.06.2011|станом на 28~травня~– 2~червня 2011~року",
        "ru": "28~мая~– 2~июня 2011~года|28~мая~– 2~июня 2011~года|28~мая~– 2~июня 2011~года|28.05~– 02.06.2011|по состоянию на 28~мая~– 2~июня 2011~года",
        "en": "28~May~– 2~June 2011|from 28~May to 2~June 2011|28~May~– 2~June 2011|28~May~– 2~June 2011|as of 28~May~– 2~June 2011",
        "ky": "2011-жылдын 28-майы~– 2-июну|2011-жылдын 28-майынан 2-июнуна чейин|2011-жылдын 28-майы~– 2-июнунун|28.05~– 02.06.2011|2011-жылдын 28-майы~– 2-июнуна карата",
        "tg": "28~май~– 2~июни соли 2011|аз 28~май то 2~июни соли 2011|28~май~– 2~июни соли 2011|28.05~– 02.06.2011|ба ҳолати 28~май~– 2~июни соли 2011",
    },
}
PLAIN_AND_ON = [
    ("2011-Q2", "ru", "II~квартал 2011~года", "во II~квартале 2011~года"),
    ("2011-Q1/2011-Q3", "uk", "I–III~квартали 2011~року", "у I–III~кварталах 2011~року"),
    ("2011-01/2011-09", "uk", "січень–вересень 2011~року", "у січні–вересні 2011~року"),
    ("2011-01/2011-09", "en", "January–September 2011", "from January to September 2011"),
    ("2010-12-28/2011-01-02", "uk", "28~грудня 2010~року~– 2~січня 2011~року", "від 28~грудня 2010~року до 2~січня 2011~року"),
    ("2010-12/2011-01", "ru", "декабрь 2010~года~– январь 2011~года", "с декабря 2010~года по январь 2011~года"),
    ("2010-Q4/2011-Q1", "en", "fourth quarter of~2010~– first quarter of~2011", "from the fourth quarter of~2010 to the first quarter of~2011"),
    ("2011-05-18/2012", "en", "18~May 2011~– 2012", "from 18~May 2011 to 2012"),
    ("2011/..", "uk", "від 2011~року", "від 2011~року"),
    ("2011-12/..", "ru", "с декабря 2011~года", "с декабря 2011~года"),
    ("2011-05-18/..", "en", "from 18~May 2011", "from 18~May 2011"),
    ("2011-12~", "uk", "приблизно грудень 2011~року", "приблизно у грудні 2011~року"),
    ("2011-12~", "en", "about December 2011", "around December 2011"),
    ("2011-12?", "uk", "грудень 2011~року~(?)", "у грудні 2011~року~(?)"),
    ("2011%", "ru", "примерно 2011~год~(?)", "примерно в 2011~году~(?)"),
    ("2011-12-XX", "uk", "грудень 2011~року", "у грудні 2011~року"),
    ("2011-05-18/2011-05-18", "uk", "18~травня 2011~року", "18~травня 2011~року"),
    ("2011/2011", "uk", "2011~рік", "у 2011~році"),
    ("2011-01/2011-09", "ky", "2011-жылдын январь–сентябрь айлары", "2011-жылдын январь–сентябрь айларында"),
    ("2010-12-28/2011-01-02", "ky", "2010-жылдын 28-декабры~– 2011-жылдын 2-январы", "2010-жылдын 28-декабры~– 2011-жылдын 2-январы аралыгында"),
    ("2010-Q1/2010-Q3", "ky", "2010-жылдын 1–3-чейректери", "2010-жылдын 1–3-чейректеринде"),
    ("2011-12/..", "ky", "2011-жылдын декабры жана андан кийин", "2011-жылдын декабрында жана андан кийин"),
    ("2011-12~", "ky", "болжол менен 2011-жылдын декабры", "болжол менен 2011-жылдын декабрында"),
    ("2011-01/2011-09", "tg", "январ–сентябри соли 2011", "дар моҳҳои январ–сентябри соли 2011"),
    ("2010-12-28/2011-01-02", "tg", "28~декабри соли 2010~– 2~январи соли 2011", "аз 28~декабри соли 2010 то 2~январи соли 2011"),
    ("2010-Q1/2010-Q3", "tg", "семоҳаҳои якум–сеюми соли 2010", "дар семоҳаҳои якум–сеюми соли 2010"),
    ("2011-12/..", "tg", "аз декабри соли 2011", "аз декабри соли 2011"),
    ("2011-12?", "tg", "декабри соли 2011~(?)", "моҳи декабри соли 2011~(?)"),
]  # fmt: skip


@pytest.mark.parametrize("text", EXPECTED)
@pytest.mark.parametrize("code", language.available())
def test_forms(text: str, code: str) -> None:
    found = [language.load(code).date(Period.parse(text), form) for form in FORMS]
    assert "|".join(found).replace("\u00a0", "~") == EXPECTED[text][code]


@pytest.mark.parametrize(("text", "code", "plain", "on"), PLAIN_AND_ON)
def test_plain_and_on(text: str, code: str, plain: str, on: str) -> None:
    known, period = language.load(code), Period.parse(text)
    assert known.date(period).replace("\u00a0", "~") == plain
    assert known.date(period, "on").replace("\u00a0", "~") == on


def test_first_word_of_a_sentence() -> None:
    period = Period.parse("2011-12")
    assert language.load("uk").date(period, "on", sentence=True) == "У грудні 2011\u00a0року"
    assert language.load("en").date(period, "on", sentence=True) == "In December 2011"
    assert language.load("uk").date(Period.parse("2011-05-18"), sentence=True) == "18\u00a0травня 2011\u00a0року"


def test_an_unknown_form() -> None:
    with pytest.raises(FindingsError) as caught:
        language.load("uk").date(Period.parse("2011"), "as_of")
    (finding,) = caught.value.findings
    assert finding.code == "B411"
    assert "did you mean `as of`?" in str(finding.help)


MONTHS = {
    "uk": ("січень січня січні лютий лютого лютому березень березня березні квітень квітня квітні травень травня травні "
           "червень червня червні липень липня липні серпень серпня серпні вересень вересня вересні жовтень жовтня жовтні "
           "листопад листопада листопаді грудень грудня грудні"),
    "ky": ("январы январынын январында февралы февралынын февралында марты мартынын мартында апрели апрелинин апрелинде "
           "майы майынын майында июну июнунун июнунда июлу июлунун июлунда августу августунун августунда "
           "сентябры сентябрынын сентябрында октябры октябрынын октябрында ноябры ноябрынын ноябрында "
           "декабры декабрынын декабрында"),
    "ru": ("январь января январе февраль февраля феврале март марта марте апрель апреля апреле май мая мае июнь июня июне "
           "июль июля июле август августа августе сентябрь сентября сентябре октябрь октября октябре ноябрь ноября ноябре "
           "декабрь декабря декабре"),
}  # fmt: skip


def test_every_kyrgyz_month_in_three_cases() -> None:
    known, forms = language.load("ky"), MONTHS["ky"].split()
    for month in range(1, 13):
        own, genitive, locative = forms[3 * month - 3 : 3 * month]
        for period, day in ((Period(Point(2011, month)), ""), (Period(Point(2011, month, 5)), "5-")):
            found = [known.date(period, form) for form in ("plain", "of", "on")]
            assert found == [f"2011-жылдын {day}{word}" for word in (own, genitive, locative)]


def test_kyrgyz_month_endings_follow_the_vowels() -> None:
    """After the ending of possession the vowel of each further ending follows from it."""
    months = loading._read("ky")["dates"]["months"]
    for own, genitive, dative, locative, ablative in zip(
        *(months[case] for case in ("own", "gen", "dat", "loc", "abl")), strict=True
    ):
        front, round_ = own[-1] in "иү", own[-1] == "у"
        assert genitive == own + ("нун" if round_ else "нин" if front else "нын")
        assert dative == own + ("не" if front else "на")
        assert locative == own + ("нде" if front else "нда")
        assert ablative == own + ("нен" if front else "нан")


@pytest.mark.parametrize("code", ["uk", "ru"])
def test_every_month_in_three_cases(code: str) -> None:
    forms = MONTHS[code].split()
    for month in range(1, 13):
        nominative, genitive, locative = forms[3 * month - 3 : 3 * month]
        period = Period(Point(2011, month))
        known = language.load(code)
        assert known.date(period).startswith(nominative + " ")
        assert known.date(period, "of").startswith(genitive + " ")
        assert f" {locative} " in known.date(period, "on")
        assert f"\u00a0{genitive} " in known.date(Period(Point(2011, month, 5)))


def holes(text: str) -> bool:
    return (
        "None" in text
        or "{" in text
        or text != text.strip()
        or any(pair in text for pair in ("  ", " \u00a0", "\u00a0 ", "\u00a0\u00a0", "..", ".–", "–."))
        or any(space in text for space in "\u202f\u2009")
    )


TABLE = re.compile(r"(\d\d?)(?:\.(\d\d)\.|\u00a0(\w+) )(\d{4})")


@pytest.mark.parametrize("code", language.available())
def test_every_day_is_read_back_from_what_is_printed(code: str) -> None:
    """Day, month and year stand in every form of a date, and no other can be read from it."""
    known, day = language.load(code), date(2000, 1, 1)
    months = {
        word: number
        for forms in loading._read(code)["dates"]["months"].values()
        for number, word in enumerate(forms, 1)
    }
    while day.year <= 2030:
        period = Period(Point(day.year, day.month, day.day))
        for form in ("plain", "on", "of", "as of"):
            text = known.date(period, form)
            numbers = {int(found) for found in re.findall(r"\d+", text)}
            assert numbers == {day.year, day.day}, text
            assert {months[word] for word in re.findall(r"\w+", text) if word in months} == {day.month}, text
        found = TABLE.fullmatch(known.date(period, "table"))
        assert found is not None
        month = int(found[2]) if found[2] else months[found[3]]
        assert (int(found[4]), month, int(found[1])) == (day.year, day.month, day.day)
        day += timedelta(1)


@pytest.mark.parametrize("code", language.available())
def test_every_day_of_thirty_years(code: str) -> None:
    known, day, shown = language.load(code), date(2000, 1, 1), set()
    while day.year <= 2030:
        period = Period(Point(day.year, day.month, day.day))
        for form in ("on", "table", "as of"):
            text = known.date(period, form)
            assert not holes(text), text
            assert str(day.year) in text
        shown.add(text)
        day += timedelta(1)
    assert len(shown) == 11323  # no two days read the same


@pytest.mark.parametrize("code", language.available())
def test_every_shape_of_range_has_no_hole(code: str) -> None:
    known = language.load(code)
    points = [Point(year, *rest) for year in (2010, 2011) for rest in ((), (3,), (3, 7), (3, 9), (11,), (11, 7))]
    points += [Point(year, quarter=quarter) for year in (2010, 2011) for quarter in (1, 4)]
    for start in points:
        for end in (None, *points):
            for period in (
                Period(start, end),
                Period(start, end, approximate=True, uncertain=True),
                Period(start, open=True),
            ):
                for form in FORMS:
                    text = known.date(period, form)
                    assert not holes(text), (period, form, text)


@pytest.mark.parametrize("code", language.available())
def test_no_two_partial_dates_read_the_same(code: str) -> None:
    known = language.load(code)
    points = [Point(year) for year in range(2000, 2031)]
    points += [Point(year, quarter=quarter) for year in range(2000, 2031) for quarter in range(1, 5)]
    points += [Point(year, month) for year in range(2000, 2031) for month in range(1, 13)]
    for form in FORMS:
        shown = {known.date(Period(point), form) for point in points}
        assert len(shown) == len(points), form
        assert not any(holes(text) for text in shown)
