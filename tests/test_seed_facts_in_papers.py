"""Each of the 33 facts of the text that the project began with stands in the Ukrainian brief, the others' do not."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefgen
from briefgen import generator
from briefgen.document import Callout, Document, as_text, outline
from briefgen.generator import Request
from word_text import body_texts

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "inputs" / "kyrgyzstan-tajikistan-2011"

FACTS = {
    "F01 congratulation": (
        "Емомалі Рахмон привітав Алмазбека Атамбаєва",
        "Припущення. Початок речення в джерелі втрачено",
    ),
    "F02 election": ("Алмазбека Атамбаєва обрано Президентом Киргизької Республіки.",),
    "F03 meeting": ("відбулася зустріч Президента Киргизької Республіки Алмазбека Атамбаєва з Президентом",),
    "F04 month only": ("У грудні 2011 року в Москві",),
    "F05 place": ("в Москві в рамках саміту",),
    "F06 frame": ("в рамках саміту глав держав — членів Євразійського економічного співтовариства",),
    "F07 topics": ("Президенти обговорили стан", "двостороннього", "багатостороннього співробітництва"),
    "F08 statement": ("Емомалі Рахмон заявив, що Таджикистан", "стабільн", "сусіднього Киргизстану"),
    "F09 position": ("взаємовигідне співробітництво", "дружбу", "добросусідство"),
    "F10 agreed need": (
        "наголошено на необхідності активізувати роботу Міждержавної ради",
        "делімітації та демаркації",
    ),
    "F11 projects": ("інфраструктурних проєктів", "CASA-1000", "залізниці"),
    "F12 route": ("Китай — Киргизстан — Таджикистан — Афганістан", "Джерело згадує також Пакистан та Іран"),
    "F13 security": ("регіональної безпеки", "в Афганістані"),
    "F14 atmosphere": ("Тепла й довірлива атмосфера зустрічі", "конструктивний підхід"),
    "F15 ties": ("зв’язки зміцнюються",),
    "F16 task": ("наявний потенціал", "ключових завдань"),
    "F17 process": ("предметом постійного й докладного обговорення на переговорах",),
    "F18 bases": (
        "взаємного прагнення",
        "взаємодоповнюваності двох економік",
        "великих діаспор",
        "транзитні можливості",
    ),
    "F19 commission": ("Стан: діє",),
    "F20 ten sessions": ("відбулося десять засідань",),
    "F21 tenth session": ("Десяте засідання киргизько-таджицької Міжурядової комісії", "(далі — МУК)", "м. Душанбе"),
    "F22 dates": ("18–19 травня 2011 року",),
    "F23 agenda": (
        "торговельно-економічне співробітництво",
        "водно-енергетичне",
        "транспортно-комунікаційне",
        "прикордонне",
        "культурно-гуманітарне",
    ),
    "F24 potential": (
        "незадіяний потенціал",
        "гірничорудна",
        "електротехнічна",
        "сільське господарство",
        "виробничої кооперації",
        "спільних підприємств",
        "розширення товарної номенклатури",
    ),
    "F25 flat": ("рівень торговельно-економічних відносин між двома країнами залишається незмінним",),
    "F26 about 20": ("В останні роки взаємний товарообіг становив приблизно 20 млн дол. США",),
    "F27 over 30": ("У 2011 році взаємний товарообіг становив понад 30 млн дол. США",),
    "F28 rise": ("тенденція до зростання взаємного товарообігу",),
    "F29 imports": ("електроенергія", "готові продукти із зерна злаків", "борошномельно-круп’яної", "текстильний одяг"),
    "F30 exports": ("руди", "алюміній", "необроблені шкури", "котли", "механічне обладнання", "сурм’яні концентрати"),
    "F31 conclusion": ("реальні можливості поглибити торговельно-економічне співробітництво",),
    "F32 directions": ("взаємовигідних торговельно-економічних відносин", "ділових контактів", "у сфері туризму"),
    "F33 priorities": ("Пріоритетні напрями:", "Водно-енергетична сфера", "Транспортно-комунікаційна сфера"),
}


@pytest.fixture(scope="module")
def brief() -> Document:
    result = generator.check(Request(SAMPLE, languages=("uk",)))
    return next(document for document in result.documents if document.name == "brief")


@pytest.fixture(scope="module")
def word(tmp_path_factory: pytest.TempPathFactory) -> str:
    result = briefgen.build(SAMPLE, languages=["uk"], formats=["docx"], out=tmp_path_factory.mktemp("out"))
    return "\n".join(body_texts(result.files[0].read_bytes())).replace("\u00a0", " ")


@pytest.mark.parametrize("fact", FACTS)
def test_the_fact_stands_in_the_word_brief(word: str, fact: str) -> None:
    for words in FACTS[fact]:
        assert words in word, words


def test_all_thirty_three_are_here() -> None:
    assert [fact.split()[0] for fact in FACTS] == [f"F{number:02}" for number in range(1, 34)]


def test_outside_facts_stand_in_the_box_of_conflicts_only(brief: Document) -> None:
    boxes = [block for block in brief.blocks if isinstance(block, Callout) and block.kind == "conflict"]
    inside = "\n".join(outline(tuple(boxes)))
    rest = "\n".join(outline(tuple(block for block in brief.blocks if block not in boxes)))
    for words in ("20\u00a0грудня 2011", "СНД та ОДКБ", "у сім разів", "27\u00a0травня 2013", "116\u00a0млн"):
        assert words in inside, words
        assert words not in rest, words


def test_the_derived_growth_of_qualified_figures_is_not_printed(brief: Document) -> None:
    text = as_text(brief)
    assert "1,5 раза" not in text
    assert "50 %" not in text
