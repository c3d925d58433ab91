"""The reference sentences stand in the papers of the sample, word for word, in all five languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen import generator
from briefgen.document import as_text
from briefgen.generator import Request

SAMPLE = Path(__file__).resolve().parents[1] / "inputs" / "kyrgyzstan-tajikistan-2011"
SENTENCES = {
    "uk": (
        (
            "У грудні 2011 року в Москві в рамках саміту глав держав — членів Євразійського економічного співтовариства "
            "відбулася зустріч Президента Киргизької Республіки Алмазбека Атамбаєва з Президентом Республіки Таджикистан "
            "Емомалі Рахмоном."
        ),
        (
            "Десяте засідання киргизько-таджицької Міжурядової комісії з комплексного розгляду двосторонніх питань "
            "(далі — МУК) відбулося 18–19 травня 2011 року в м. Душанбе (Республіка Таджикистан)."
        ),
        "взаємний товарообіг становив приблизно 20 млн дол. США.",
        "алкогольні та безалкогольні напої, продукти харчування, а також текстильний одяг.",
        "відбулося десять засідань",
    ),
    "ru": (
        (
            "В декабре 2011 года в Москве в рамках саммита глав государств — членов Евразийского экономического сообщества "
            "состоялась встреча Президента Кыргызской Республики Алмазбека Атамбаева с Президентом Республики Таджикистан "
            "Эмомали Рахмоном."
        ),
        (
            "Десятое заседание кыргызско-таджикской Межправительственной комиссии по комплексному рассмотрению "
            "двусторонних вопросов (далее — МПК) состоялось 18–19 мая 2011 года в г. Душанбе (Республика Таджикистан)."
        ),
        "взаимный товарооборот составлял примерно 20 млн долл. США.",
        "алкогольные и безалкогольные напитки, продукты питания, а также текстильная одежда.",
        "состоялось десять заседаний",
    ),
    "en": (
        (
            "In December 2011, in Moscow, the President of the Kyrgyz Republic, Almazbek Atambayev, met the President of "
            "the Republic of Tajikistan, Emomali Rahmon, in the margins of the summit of the Heads of State of the "
            "Eurasian Economic Community."
        ),
        (
            "The tenth session of the Kyrgyz–Tajik Intergovernmental Commission for Comprehensive Consideration of "
            "Bilateral Issues (IGC) was held in Dushanbe (Republic of Tajikistan) on 18–19 May 2011."
        ),
        "In recent years two-way trade stood at about US$20 million.",
        "ten sessions have been held",
    ),
    "ky": (
        (
            "2011-жылдын декабрында Москва шаарында Евразия экономикалык коомдоштугуна мүчө мамлекеттердин башчыларынын "
            "саммитинин алкагында Кыргыз Республикасынын Президенти Алмазбек Атамбаев менен Тажикстан Республикасынын "
            "Президенти Эмомали Рахмондун жолугушуусу өттү."
        ),
        (
            "Эки тараптуу маселелерди комплекстүү кароо боюнча кыргыз-тажик өкмөттөр аралык комиссиясынын "
            "(мындан ары — ӨАК) онунчу жыйыны 2011-жылдын 18–19-майында Дүйшөмбү шаарында (Тажикстан Республикасы) өттү."
        ),
        "Акыркы жылдары өз ара товар жүгүртүү болжол менен 20 млн АКШ доллары болду.",
        "он жыйын өткөрүлдү",
    ),
    "tg": (
        (
            "Моҳи декабри соли 2011 дар шаҳри Маскав дар доираи саммити сарони давлатҳои аъзои Иттиҳоди иқтисодии АвруОсиё "
            "мулоқоти Президенти Ҷумҳурии Қирғизистон Алмосбек Атамбоев бо Президенти Ҷумҳурии Тоҷикистон Эмомалӣ Раҳмон "
            "баргузор гардид."
        ),
        (
            "Ҷаласаи даҳуми Комиссияи байниҳукуматии Қирғизистону Тоҷикистон оид ба баррасии маҷмӯии масъалаҳои дуҷониба "
            "(минбаъд — КБҲ) 18–19 майи соли 2011 дар шаҳри Душанбе (Ҷумҳурии Тоҷикистон) баргузор шуд."
        ),
        "Дар солҳои охир гардиши мол тақрибан 20 млн доллари ИМА буд.",
        "даҳ ҷаласа баргузор шудааст",
    ),
}


@pytest.mark.parametrize("code", SENTENCES)
def test_the_sentences_stand_in_the_brief(code: str) -> None:
    made = generator.check(Request(SAMPLE, languages=(code,))).documents
    (brief,) = (document for document in made if document.name == "brief")
    text = as_text(brief).replace("\u00a0", " ")
    for sentence in SENTENCES[code]:
        assert sentence in text


@pytest.mark.parametrize("code", SENTENCES)
def test_no_word_is_missing_in_any_paper(code: str) -> None:
    for document in generator.check(Request(SAMPLE, languages=(code,))).documents:
        text = as_text(document)
        for mark in ("[uk:", "[en:", "?]", "None", "{{", "  -  "):
            assert mark not in text, (document.name, mark)
