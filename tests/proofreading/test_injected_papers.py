"""Defects of typing, of copying and of machine translation are found in whole papers: at least 98 of 100 of each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import pytest

from briefgen.proofreading.judging import slips
from proofreading.pages import CODES, page, papers

NBSP = "\u00a0"
CYRILLIC = ("uk", "ru", "ky", "tg")
_ADDRESS = re.compile(r"example\.org|https?:|www\.")
LEAST = 0.98
FEWEST = 100


def lines(code: str) -> list[str]:
    """Return the lines of all papers that are long enough to hold a sentence."""
    return [line for paper in papers(code) for line in paper if len(line) > 35]


def found_in(spoilt: list[str], code: str) -> list[set[str]]:
    """Return the names of the rules that find something in each line."""
    made = page("\n".join(spoilt), code)
    names: list[set[str]] = [set() for _ in spoilt]
    for rule, slip in slips(made):
        for number in range(made.number(slip.start), made.number(max(slip.start, slip.end - 1)) + 1):
            names[number].add(rule.name)
    return names


def _inside(mend: Callable[[str], str], letters: str = r"[^\W\d_]") -> Callable[[str], str]:
    """Change the first word of six letters or more."""
    return lambda text: re.sub(rf"(?<![\w’'-]){letters}{{6,}}(?![\w’'-])", lambda found: mend(found[0]), text, count=1)


def _at(pattern: str, mend: str) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, mend, text, count=1)


def _split(text: str) -> str:
    return unicodedata.normalize("NFD", text)


SPOILT: tuple[tuple[str, tuple[str, ...], Callable[[str], str]], ...] = (
    ("ENC-QMARK", CYRILLIC, _inside(lambda word: f"{word[:2]}?{word[3:]}", "[а-яёіїєґңөүғқҳҷӣӯ]")),
    ("ENC-FFFD", CODES, _inside(lambda word: f"{word[:2]}\ufffd{word[3:]}")),
    ("INVISIBLE", CODES, _inside(lambda word: f"{word[:3]}\u00ad{word[3:]}")),
    ("INVISIBLE", CODES, _inside(lambda word: f"{word[:3]}\u200b{word[3:]}")),
    ("INVISIBLE", CODES, _inside(lambda word: f"{word[:3]}\ufeff{word[3:]}")),
    ("INVISIBLE", CODES, _at(r"(?<=[^\W\d_]) (?=[^\W\d_])", "\u2003")),
    ("LETTER-SPLIT", ("uk", "ru"), _split),
    ("SPACE-DBL", CODES, _at(r"(?<=\w) (?=\w)", "  ")),
    ("SPACE-DBL", CODES, _at(r"(?<=\w) (?=\w)", NBSP + NBSP)),
    ("SPACE-DBL", CODES, _at(r"(?<=\w) (?=\w)", " " + NBSP)),
    ("SPACE-PUNCT", CODES, _at(r"(?<=[^\W_])\.$", " .")),
    ("NOSPACE-PUNCT", ("uk", "ru", "en"), _at(r"(?<=[^\W\d_]{3}), (?=[^\W\d_]{2}(?!tt))", ",")),
    ("WORD-TWICE", ("uk", "ru", "en", "tg"), _at(r"(?<=\s)([^\W\d_]{4,})(?=\s)", r"\1 \1")),
)
"""Rule, languages, and how a sentence is spoilt."""


@pytest.mark.parametrize(("rule", "codes", "spoil"), SPOILT, ids=[f"{one[0]}-{n}" for n, one in enumerate(SPOILT)])
def test_spoilt_sentences_are_found(rule: str, codes: tuple[str, ...], spoil: Callable[[str], str]) -> None:
    for code in codes:
        made = [spoilt for line in lines(code) if (spoilt := spoil(line)) != line and not _ADDRESS.search(line)]
        missed = [one for one, names in zip(made, found_in(made, code), strict=True) if rule not in names]
        assert len(made) >= (FEWEST if code in ("uk", "ru", "en") and rule != "NOSPACE-PUNCT" else 14)
        assert len(missed) <= (1 - LEAST) * len(made), missed


ADDED = (
    ("SPACE-SHORT", {"uk": "Див. лист №5.", "ru": "См. письмо №5.", "ky": "№5 кат.", "tg": "Мактуби №5."}),
    ("SPACE-SHORT", {"uk": "Захід пройшов у м.Київ.", "ru": "Встреча прошла в г.Бишкек."}),
    ("SPACE-SHORT", {"uk": "Надано 20млн гривень.", "ru": "Выделено 20млн сомов.", "en": "It costs 20million euros."}),
    ("MLN-DOT", {"uk": "Надано 20 млн. гривень.", "ru": "Выделено 20 млн. сомов.", "ky": "20 млн. сом берилди."}),
    ("MLN-DOT", {"uk": "Надано 20 млн.дол. США.", "ru": "Выделено 20 млн.долл. США."}),
    ("CUR-CAP", {"uk": "Надано 20 млн Євро.", "ru": "Выделено 20 млн Евро.", "ky": "20 млн Доллар берилди."}),
    ("CALQUE", {"uk": "Надано 20 мн гривень.", "ru": "Выделено 20 мн сомов.", "ky": "20 мн сом.", "tg": "20 мн сомонӣ."}),
    ("DASH-HYPHEN", {"uk": "Київ - столиця.", "ru": "Бишкек - столица.", "ky": "Ош - шаар.", "tg": "Хуҷанд - шаҳр."}),
    ("DASH-HYPHEN", {"uk": "Київ -- столиця.", "ru": "Бишкек -- столица.", "en": "Kyiv -- the capital."}),
    ("DASH-SIDE", {"uk": "Київ –столиця.", "ru": "Бишкек– столица.", "ky": "Ош –шаар.", "tg": "Хуҷанд –шаҳр."}),
    ("DASH-SIDE", {"uk": "Було засі- дання.", "ru": "Было засе- дание.", "en": "There was a meet- ing."}),
    ("DASH-RANGE", {"uk": "Зустріч 18-19 травня.", "ru": "Встреча 18-19 мая.", "en": "We met on 18-19 May.",
                    "ky": "Жыйын 18-19-майда.", "tg": "Маҷлис 18-19 май."}),
    ("DASH-RANGE", {"uk": "У 2009-2011 роках.", "ru": "В 2009-2011 годах.", "en": "In 2009-2011.", "ky": "2009-2011-жылдары.",
                    "tg": "Солҳои 2009-2011."}),
    ("DASH-RANGE", {"uk": "Зростання на 10-15 %.", "ru": "Рост на 10-15 %.", "en": "A rise of 10-15%."}),
    ("QUOTE-STRAIGHT", {"uk": 'Газета "День".', "ru": 'Газета "День".', "en": 'The "Day".', "ky": '"Күн" гезити.'}),
    ("QUOTE-STRAIGHT", {"uk": "Газета ,,День''.", "ru": "Газета <<День>>."}),
    ("QUOTE-BAL", {"uk": "Газета «День вийшла.", "ru": "Газета «День вышла.", "en": "The “Day was out.", "tg": "Рӯзномаи «Рӯз."}),
    ("BRACKET-BAL", dict.fromkeys(CODES, "ABC (DEF.")),
    ("APOS-WRONG", {"uk": "Це об`єкт.", "en": "It`s here."}),
    ("APOS-WRONG", {"uk": "Це об*єкт."}),
    ("APOS-MIX", {"uk": "Це об'єкт."}),
    ("HOMO-WORD", {"uk": "Це кoмісія.", "ru": "Это кoмиссия.", "ky": "Бул кoмиссия.", "tg": "Ин кoмиссия.", "en": "The соmmission."}),
    ("HOMO-SINGLE", {"uk": "Рада i комісія.", "ru": "Совет c комиссией."}),
    ("ROMAN-CYR", {"uk": "Це ХІХ століття.", "ru": "Это ХІХ век."}),
    ("LETTERS", {"uk": "Это объект.", "ru": "Це об’єкт їхній.", "ky": "Це їхній.", "tg": "Це їхній."}),
    ("DEC-MIX", {"uk": "Зросло до 20.5 млн.", "ru": "Выросло до 20.5 млн.", "en": "It rose to 20,5 million."}),
    ("GLOSSARY", dict.fromkeys(CODES, "CASA - 1000.")),
    ("PCT-SPACE", {"uk": "Це 12%.", "ru": "Это 12%.", "ky": "Бул 12%.", "tg": "Ин 12%."}),
    ("COMMA-BUT", {"uk": "Однак, торгівля зросла.", "ru": "Однако, торговля выросла."}),
    ("APPOSITION", {"uk": "Уряд Республіки Таджикистану.", "ru": "Власти Республики Таджикистана."}),
    ("DATE-IMPOSSIBLE", {"uk": "Зустріч 31 червня 2011 року.", "ru": "Встреча 31 июня 2011 года.", "en": "We met on 31 June 2011.",
                         "ky": "2011-жылдын 31-июнунда.", "tg": "31 июни соли 2011."}),
    ("DATE-WEEKDAY", {"uk": "У середу, 20 грудня 2011 року.", "ru": "В среду, 20 декабря 2011 года.",
                      "en": "On Wednesday, 20 December 2011."}),
    ("DATE-ORDER", {"uk": "У 2011–2009 роках.", "ru": "В 2011–2009 годах.", "en": "In the 2011–2009 years."}),
    ("FIG-SIGN", {"uk": "Експорт зріс на −5 %.", "ru": "Экспорт вырос на −5 %."}),
    ("SHARE-RANGE", {"uk": "Частка становила 120 %.", "ru": "Доля составила 120 %."}),
    ("ENC-DECODE", {"en": "It\u00e2\u20ac\u2122s here."}),
)  # fmt: skip
"""Rule, and a sentence with the defect in each language, which is put behind a clean one."""


@pytest.mark.parametrize(("rule", "sentences"), ADDED, ids=[f"{one[0]}-{n}" for n, one in enumerate(ADDED)])
def test_a_spoilt_sentence_is_found_behind_any_other(rule: str, sentences: dict[str, str]) -> None:
    for code, sentence in sentences.items():
        made = [f"{line} {sentence}" for line in lines(code) if line.endswith(".")]
        assert len(made) >= (FEWEST if code in ("uk", "ru", "en") else 60)
        missed = [one for one, names in zip(made, found_in(made, code), strict=True) if rule not in names]
        assert len(missed) <= (1 - LEAST) * len(made), (code, missed)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("uk", "Міжурядова торговельна комісія (МПК) зібралася."),
        ("ru", "Межправительственная торговая комиссия (МТУ) собралась."),
        ("en", "The Intergovernmental Trade Commission (ITK) met."),
    ],
)
def test_an_abbreviation_of_other_words_is_found_in_any_paper(code: str, sentence: str) -> None:
    made = [[line, sentence] for line in lines(code)[:FEWEST]]
    assert len(made) == FEWEST
    missed = [one for one in made if "ABBR-LANG" not in found_in(one, code)[1]]
    assert len(missed) <= (1 - LEAST) * len(made), missed


def test_passages_in_a_wrong_encoding_are_found() -> None:
    for code in ("uk", "ru"):
        for meant, read in (("utf-8", "cp1251"), ("cp1251", "latin-1"), ("cp1251", "koi8-u"), ("cp866", "cp1251")):
            made = []
            for line in lines(code):
                try:
                    made.append(line.encode(meant).decode(read))
                except UnicodeError:  # a letter or sign that the encoding lacks
                    continue
            names = found_in(made, code)
            missed = [one for one, rules in zip(made, names, strict=True) if "ENC-DECODE" not in rules]
            assert len(missed) <= 0.05 * len(made), missed
