"""Manuscripts for the tests of the language check, and the clean sample."""

from __future__ import annotations

from pathlib import Path

from briefgen import language
from briefgen.findings import Place
from briefgen.model.period import Period, Point
from briefgen.proofreading.judging import slips
from briefgen.proofreading.manuscript import Kind, Known, Manuscript, Passage

CLEAN = Path(__file__).parent / "clean"
CODES = ("uk", "ru", "en", "ky", "tg")

_FRAMES = {
    "uk": (
        "{day} в м.\u00a0Бішкеку відбулася зустріч міністрів.",
        "Рішення ухвалено {day}.",
        "Статистику зібрано {years}.",
    ),
    "ru": (
        "{day} в г.\u00a0Бишкеке состоялась встреча министров.",
        "Решение принято {day}.",
        "Статистика собрана {years}.",
    ),
    "en": ("The ministers met in Bishkek {day}.", "The decision was taken {day}.", "The data were collected {years}."),
    "ky": (
        "Бишкек шаарында министрлердин жолугушуусу {day} өттү.",
        "Чечим {day} кабыл алынды.",
        "Маалымат {years} чогултулду.",
    ),
    "tg": (
        "Мулоқоти вазирон {day} дар шаҳри Бишкек баргузор шуд.",
        "Қарор {day} қабул шуд.",
        "Маълумот {years} ҷамъ омад.",
    ),
}


def page(text: str, code: str = "uk", kind: Kind = "text", known: Known | None = None) -> Manuscript:
    """Return a manuscript of the lines of a text."""
    passages = [Passage(line, Place("x", number, 1), block=number) for number, line in enumerate(text.split("\n"), 1)]
    return Manuscript(code, kind, passages, known or Known())


def found(text: str, code: str = "uk", kind: Kind = "text", known: Known | None = None) -> list[tuple[str, str]]:
    """Return the name of each rule that finds something, and what."""
    made = page(text, code, kind, known)
    return [(rule.name, made.raw[slip.start : slip.end]) for rule, slip in slips(made)]


def rules(text: str, code: str = "uk", kind: Kind = "text") -> set[str]:
    """Return the names of the rules that find something."""
    return {name for name, _ in found(text, code, kind)}


def texts(code: str) -> list[list[str]]:
    """Return the clean sentences that people wrote, those of each hand for themselves."""
    files = [(CLEAN / f"{name}-{code}.txt").read_text("utf-8") for name in ("official", "catalogues")]
    return [[line for line in file.splitlines() if line and not line.startswith("#")] for file in files]


def papers(code: str) -> list[list[str]]:
    """Return the lines of each clean paper: briefs, minutes, notes, reviews, agreements, programmes."""
    text = (CLEAN / f"papers-{code}.txt").read_text("utf-8").partition("\n\n")[2]
    return [paper.splitlines() for paper in text.strip().split("\n\n")]


def written(code: str) -> list[str]:
    """Return the clean sentences that people wrote."""
    return [line for text in texts(code) for line in text]


def generated(code: str) -> list[str]:
    """Return clean sentences with dates as the papers print them: every month, days, ranges and years."""
    words = language.load(code)
    about_day, decided, years = _FRAMES[code]
    made = []
    for month in range(1, 13):
        day = Period(Point(2008 + month % 5, month, month + 3))
        two = Period(Point(2011, month, month), Point(2011, month, month + 2))
        span = Period(Point(1990 + month), Point(1995 + month))
        sentences = (
            about_day.format(day=words.date(two, "on")),
            decided.format(day=words.date(day, "on")),
            years.format(years=words.date(span, "on")),
        )
        made += [sentence[0].upper() + sentence[1:] for sentence in sentences]
    return made
