"""The kinds of defects that the text the project began with has: at least 28 of its 32 are found.

Each line holds one of them as it stands there, in a sentence as short as possible; `None` is not found.
"""

from __future__ import annotations

import pytest

from proofreading.pages import found

LISTED = (
    ("truncated head", "CALQUE", "Емомалі Рахмона з обранням Президентом Алмазбека Атамбаєва."),
    ("truncated date", "DATE-CUT", "грудня 2011 року відбулася зустріч."),
    ("lost letters", "ENC-QMARK", "Є дв?? стороння зацікавленість."),
    ("repeated word", "WORD-TWICE", "Саміт глав держав держав-членів співтовариства."),
    ("government", "CALQUE", "Було наголошено про необхідність."),
    ("predicate", "CALQUE", "Була підкреслена зацікавленість."),
    (
        "case in a row",
        "CALQUE",
        "Зацікавленість у подальшому розширенні співробітництва, зміцнення дружби і добросусідства.",
    ),
    ("direction", "CALQUE", "Підкреслено співпрацю щодо залізниці, а також у Пакистан та Іран."),
    ("spacing", "SPACE-SHORT", "Зустріч у м.Москва."),
    ("hyphen in a route", "DASH-ROUTE", "Залізниця Китай-Киргизстан-Таджикистан-Афганістан."),
    ("comma", "COMMA-VERB", "Підхід до всіх питань, ще раз підтвердили зацікавленість."),
    ("participle", "CALQUE", "Підхід до обговорюваних питань."),
    ("gender", "ONE-OF", "Це є однією з ключових завдань."),
    ("gender of an adjective", "GENDER-AGR", "Киргизько-таджицьке взаємодія розвивається."),
    ("case of a noun", "GENDER-AGR", "Існування технологічної взаємозв'язку."),
    ("case behind a preposition", "CASE-PREP", "Комісія з комплексному розгляду."),
    ("abbreviation", "ABBR-LANG", "Міжурядова комісія з комплексного розгляду двосторонніх питань (МПК)."),
    ("calque", "CALQUE", "Відтоді минуло десять засідань."),
    ("capital letters", "TERM-CAPS", "Працює Міжурядова комісія; засідання Міжурядової Комісії."),
    ("spacing, again", "SPACE-SHORT", "Засідання в м.Душанбе."),
    ("hyphen in a range", "DASH-RANGE", "Відбулося 18-19 травня."),
    ("terms", "TERM-MIX", "У торговельно-економічній галузі та в торгово-економічній сфері."),
    ("capital of a currency", "CUR-CAP", "За даними, 20 млн Доларів США."),
    ("full stop", "MLN-DOT", "За даними, 20 млн. доларів США."),
    ("no predicate", "FIG-VERB", "Рівень незмінний і товарообіг приблизно в межах 20 млн."),
    ("comma and calque", "CALQUE", "Однак він став більш 30 млн."),
    ("word order", None, "Експорт: руди, котли, концентрати сурм’янисті."),
    ("calque before a list", "CALQUE", "Значення мають наступні напрямки:"),
    ("case of two adjectives", "COORD-CASE", "У водно-енергетичної та транспортно-комунікаційній сферах."),
    ("comma after but", "COMMA-BUT", "Однак, пріоритетними є дві сфери."),
    ("apostrophe", "APOS-MIX", "Зміцнюються зв'язки."),
    ("no source, no date", "SRC-MISSING", "В останні роки товарообіг становив 20 млн доларів."),
)


@pytest.mark.parametrize(("kind", "rule", "text"), LISTED, ids=[one[0] for one in LISTED])
def test_a_listed_defect_is_found(kind: str, rule: str | None, text: str) -> None:
    names = {name for name, _ in found(text)}
    assert (rule in names) if rule else not names


def test_at_least_28_of_32_are_found() -> None:
    assert len(LISTED) == 32
    assert sum(rule is not None for _, rule, _ in LISTED) >= 28
