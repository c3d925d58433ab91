"""Each rule finds what it is for, and leaves the right form alone."""

from __future__ import annotations

import time

import pytest

from briefgen.findings import Severity
from briefgen.proofreading.judging import proofread
from briefgen.proofreading.manuscript import Known
from briefgen.proofreading.norm import load
from briefgen.proofreading.rules import RULES
from proofreading.pages import CODES, found, page, rules

CASES = (
    ("ENC-QMARK", "uk", "Підкреслено дв?? стороння зацікавленість.", "Чи зросла торгівля? Так, зросла."),
    ("ENC-FFFD", "uk", "Рада \ufffd\ufffd відбулася.", "Рада відбулася."),
    ("ENC-DIACR", "tg", "Комиссияи Чумхурии хамкорӣ.", "Комиссияи Ҷумҳурии ҳамкорӣ."),
    ("ENC-DIACR", "ky", "Бул учун чечим керек.", "Бул үчүн чечим керек."),
    ("ENC-DECODE", "en", "It\u00e2\u20ac\u2122s a deal worth \u00c2\u00a35.", "Côte d’Ivoire, Ångström, “CAFÉ”."),
    ("INVISIBLE", "uk", "Това\u00adрообіг зріс.", "Товарообіг зріс."),
    ("LETTER-SPLIT", "uk", "Засі\u0301дання и\u0306.", "Засідання й рада."),
    ("DASH-SIDE", "uk", "Засі- дання. Київ –столиця.", "Дво- і тристоронні засідання. Київ – столиця."),
    ("QUOTE-OTHER", "ru", "Газета “Новости” вышла.", "Поле “slug”. Газета «Дело „Труд“» вышла."),
    ("QUOTE-OTHER", "en", "The «Trade» review.", "The “Trade” review."),
    ("SPACE-SHORT", "uk", "Понад 20млн і 5км.", "Літак Ан-32, вантаж 20\u00a0млн."),
    ("SPACE-DBL", "uk", "Рада\u00a0\u00a0комісії.", "Рада\u00a0комісії."),
    ("SPACE-PUNCT", "uk", "Рада ( комісія ) і « група».", "Рада (комісія) і «група».\n1 ) перше"),
    ("NOSPACE-PUNCT", "uk", "Фонд(МВФ)надав.", "Представник(и) фонду, пункт 12(2), Prozorro.Продажі."),
    ("MLN-DOT", "uk", "Понад 20 млн.дол.", "Понад 20 млн.Потім зросло."),
    ("HOMO-SINGLE", "uk", "Зріс на 8 % i досяг.", "Зріс на 8 % і досяг."),
    ("APOS-WRONG", "uk", "Об*єкт, об”єкт.", "Об’єкт, “так”, як."),
    ("DASH-RANGE", "uk", "Протягом 4-6 годин, 10-15 %, 18 – 19 травня.", "Протягом 4–6 годин, 18–19 травня, № 5 – 12 травня."),
    ("CALQUE", "uk", "Понад 20 мн доларів.", "Понад 20 млн доларів."),
    ("CALQUE", "ru", "Подписано в 2011 г в Душанбе.", "Подписано в 2011 г. в Душанбе, 2000 г муки."),
    ("ABBR-UNDEF", "ru", "Принят ТРТ. Создана ЕПК.", "Регламент ТР ТС 021/2011, НИТУ «Сталь»."),
    ("SRC-MISSING", "uk", "Експорт становив 20 млн доларів.", "Домовилися збільшити експорт до 20 млн доларів. Візит коштує 5 євро."),
    ("HOMO-WORD", "uk", "Комiсія зібралася.", "ІТ-сфера, IT-сфера, KOICAнын і CASA-1000."),
    ("HOMO-WORD", "ky", "БИЛДИРYY жана унааcы.", "БИЛДИРҮҮ жана унаасы."),
    ("HOMO-SINGLE", "uk", "Рада i комісія.", "Рада і комісія."),
    ("HOMO-SINGLE", "ru", "Совет c комиссией.", "Совет с комиссией."),
    ("ROMAN-CYR", "uk", "У ХІХ столітті та ІІ кварталі.", "У XIX столітті, Х. і так далі."),
    ("LETTERS", "uk", "Протокол подписаны сторонами.", "Газета «Новый день» повідомила."),
    ("LETTERS", "ru", "Протокол підписан.", "Протокол подписан."),
    ("APOS-WRONG", "uk", "Взаємозв`язок.", "Взаємозв’язок."),
    ("SPACE-SHORT", "uk", "У м.Душанбе та №5.", "У м.\u00a0Душанбе та №\u00a05."),
    ("GLOSSARY", "en", "The CASA - 1000 line.", "The CASA-1000 line."),
    ("DASH-HYPHEN", "uk", "Київ - столиця.", "Київ — столиця; CASA-1000; X - M; (r - 1) / 2."),
    ("ABBR-LANG", "en", "The Intergovernmental Trade Commission (ITK) met.", "Concentration (HHI), codes (KGZ)."),
    ("DASH-ROUTE", "uk", "Залізниця Китай-Киргизстан-Таджикистан.", "Гвінея-Бісау; Китай — Киргизстан."),
    ("DASH-RANGE", "ru", "Заседание 18-19 мая.", "Заседание 18–19 мая; пункт 1-1; сезон 2017-18."),
    ("QUOTE-STRAIGHT", "uk", 'Газета "День".', "Газета «День»."),
    ("QUOTE-BAL", "uk", "Газета «День вийшла.", "Газета «День» вийшла «„Так“».",),
    ("QUOTE-BAL", "en", "He said “yes.", "He said “yes”."),
    ("BRACKET-BAL", "uk", "Рада (далі — рада.", "Пункти:\n1) перше; а) друге (разом)\n2) третє."),
    ("PCT-SPACE", "uk", "Частка 12%.", "Частка 12\u00a0%."),
    ("EUPHONY", "uk", "Продукти з зерна.", "Продукти із зерна з нього."),
    ("YO", "ru", "Объём и объемный учёт. Учет велся.", "Всё и все; учёт."),
    ("DEC-MIX", "uk", "Зросло до 20.5 млн.", "Пункт 2.1; 20,5 млн; 18.05.2011."),
    ("DEC-MIX", "en", "It rose to 20,5 million.", "It rose to 1,250 million and 20.5 million."),
    ("CURR-STYLE", "uk", "20 млн дол. США і $30.", "20 млн дол. США і 30 млн доларів США."),
    ("WORD-TWICE", "uk", "Саміт глав держав держав-членів.", "Дуже дуже добре, рік за роком."),
    ("CALQUE", "uk", "Істотне значення мають наступні напрямки:", "Мають такі напрями:"),
    ("CALQUE", "uk", "Було наголошено про необхідність.", "Було наголошено на необхідності."),
    ("CALQUE", "uk", "Відтоді минуло десять засідань.", "Минуло десять років."),
    ("CALQUE", "uk", "Президента з обранням.", "Президент привітав колегу з обранням."),
    ("CALQUE", "ru", "По окончанию встречи.", "По окончании встречи."),
    ("CALQUE", "en", "In the frames of the visit.", "Within the framework of the visit."),
    ("TERM-MIX", "uk", "Торговельно-економічні й торгово-економічні зв’язки.", "Торговельно-економічні зв’язки."),
    ("TERM-CAPS", "uk", "Є Міжурядова комісія. Засідання Міжурядової Комісії.", "Є Міжурядова комісія. Робота Міжурядової комісії."),
    ("COMMA-BUT", "uk", "Однак, торгівля зросла.", "Однак, як відомо, торгівля зросла."),
    ("COMMA-BUT", "ru", "Однако, торговля выросла.", "Однако, по данным комитета, торговля выросла."),
    ("COMMA-VERB", "uk", "Тепла обстановка зустрічі, ще раз підтвердила інтерес.", "Коли сторони зібралися, ще раз підтвердили інтерес."),
    ("COUNTRY-FORM", "uk", "Киргизстан і Киргизія.", "Киргизстан, Киргизстану й киргизький."),
    ("APPOSITION", "uk", "Уряд Республіки Таджикистану.", "Уряд Республіки Таджикистан."),
    ("ABBR-FIRST", "uk", "МУК зібралася. Міжурядова комісія (МУК) працює.", "Міжурядова комісія (МУК) працює. МУК зібралася."),
    ("ABBR-UNDEF", "uk", "Зібралася МУК.", "Зібралася ООН, ЄС і НБУ (Національний банк України)."),
    ("ABBR-LANG", "uk", "Міжурядова комісія (МПК).", "Міжурядова комісія (далі — МУК)."),
    ("CASE-PREP", "uk", "Комісія з комплексному розгляду.", "Комісія з комплексного розгляду, після цього — ні."),
    ("CASE-PREP", "uk", "Імпорт із Киргизстан до Китай.", "Імпорт із Киргизстану до Китаю через Київ, у Пакистан, з Того."),
    ("CASE-PREP", "ru", "Импорт из Кыргызстан.", "Импорт из Кыргызстана в Китай, с Кубой, о Киеве, к Перу."),
    ("COORD-CASE", "uk", "У водно-енергетичної та транспортній сферах.", "У водно-енергетичній та транспортній сферах."),
    ("GENDER-AGR", "uk", "Киргизько-таджицьке взаємодія.", "Киргизько-таджицька взаємодія."),
    ("GENDER-AGR", "ru", "Экономическая сотрудничество.", "Экономическое сотрудничество."),
    ("ONE-OF", "uk", "Це є однією з ключових завдань.", "Це є однією з ключових сфер і одним із ключових завдань."),
    ("DATE-IMPOSSIBLE", "uk", "31 червня 2011 року, 32.13.2011.", "30 червня 2011 року, 29 лютого, 18.05.2011."),
    ("DATE-IMPOSSIBLE", "ky", "2011-жылдын 19–18-майында.", "2011-жылдын 18–19-майында."),
    ("DATE-WEEKDAY", "uk", "У середу, 20 грудня 2011 року.", "У вівторок, 20 грудня 2011 року."),
    ("DATE-WEEKDAY", "en", "On Wednesday, 20 December 2011.", "On Tuesday, 20 December 2011."),
    ("DATE-CUT", "uk", "грудня 2011 року відбулася зустріч.", "Грудень 2011 року."),
    ("DATE-ORDER", "uk", "У 2011–2009 роках.", "У 2009–2011 роках, № 2011–2009."),
    ("DATE-ASOF", "uk", "Торгівля в останні роки стабільна.", "Станом на 1 січня. В останні роки стабільна."),
    ("MLN-DOT", "uk", "Понад 20 млн. доларів.", "Понад 20 млн. Потім зросло. 5 тис. доларів."),
    ("CUR-CAP", "uk", "Понад 20 млн Доларів США.", "Долар зріс. Понад 20 млн доларів."),
    ("FIG-SIGN", "uk", "Експорт зріс на −5 %.", "Експорт зріс на 5 %, сальдо −5 млн."),
    ("SHARE-RANGE", "uk", "Частка товарів становила 120 %.", "Частка — 64,2 %. Обсяг зріс на 120 %."),
    ("FIG-VERB", "uk", "Рівень незмінний і товарообіг приблизно в межах 20 млн.", "Товарообіг був у межах 20 млн."),
    ("SRC-MISSING", "uk", "Товарообіг становив 20 млн доларів.", "За даними комітету, товарообіг становив 20 млн доларів."),
    ("TRUNC", "uk", "Перше речення.\nта закінчення якогось речення, початок якого зник.", "Перше.\nперший пункт;"),
    ("PERSPECTIVE", "uk", "Киргизько-таджицька комісія.\nСтатті імпорту з Киргизстану.", "Киргизько-таджицька комісія.\nСтатті імпорту з Таджикистану."),
    ("PERSPECTIVE", "ru", "Кыргызско-таджикская комиссия и таджикско-кыргызский совет.", "Кыргызско-таджикская комиссия и совет."),
)  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "code", "wrong", "right"), CASES, ids=[f"{one[0]}-{one[1]}-{n}" for n, one in enumerate(CASES)]
)
def test_a_rule_finds_the_wrong_and_leaves_the_right(rule: str, code: str, wrong: str, right: str) -> None:
    assert rule in rules(wrong, code)
    assert rule not in rules(right, code)


def test_every_rule_has_an_example() -> None:
    elsewhere = {"APOS-MIX", "NBSP", "NAME-VARIANT"}
    assert {rule.name for rule in RULES} == {case[0] for case in CASES} | elsewhere


def test_names_and_codes_are_those_of_one_rule() -> None:
    assert len({rule.name for rule in RULES}) == len({rule.code for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("code", CODES)
def test_the_data_of_a_language_makes_patterns(code: str) -> None:
    norm = load(code)
    made = [getattr(norm, name) for name in dir(norm) if not name.startswith("__")]
    assert len(made) > 60
    assert norm.code == code


def test_a_name_of_the_brief_is_not_misspelt() -> None:
    known = Known(persons=frozenset(("Атамбаєв", "Атамбаєва", "Рахмон", "Рахмона")))
    wrong = found("Зустріч Атамбаева з Рахмоновим і Рахмоном.", "uk", "brief", known)
    assert ("NAME-VARIANT", "Атамбаева") in wrong
    assert not [one for one in found("Зустріч Атамбаєва.", "uk", "brief", known) if one[0] == "NAME-VARIANT"]


def test_many_of_a_kind_are_told_as_one() -> None:
    findings = proofread(page("\n".join(["Рада , комісія."] * 30)))
    assert [finding.code for finding in findings] == ["B427"]
    assert "and 29 more like it" in findings[0].message


def test_a_finding_has_place_reason_and_mend() -> None:
    [finding] = proofread(page("Перше.\nОднак, торгівля зросла."))
    assert finding.severity is Severity.WARNING
    assert finding.place is not None
    assert (finding.place.file, finding.place.line, finding.place.column) == ("x", 2, 6)
    assert finding.why
    assert finding.help == "remove the comma"


def test_addresses_are_no_prose() -> None:
    assert found("Див. https://example.org/a-b,c?d=e_,f та name@example.org.", "uk") == []


@pytest.mark.parametrize(
    "text",
    [
        "(" * 30_000,
        "[" * 20_000 + ")" * 20_000,
        "а" * 60_000,
        "а-" * 30_000,
        "a." * 20_000 + "@",
        "« " * 20_000,
        "1" * 50_000,
        "а " * 30_000,
    ],
)
def test_odd_texts_take_no_time(text: str) -> None:
    start = time.process_time()
    for code in ("uk", "en"):
        found(text, code)
    assert time.process_time() - start < 5
