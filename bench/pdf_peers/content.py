"""What every engine prints in bench/pdf.py: a brief of about four pages, and long tables; the same words for all."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

FONTS = Path(__file__).resolve().parents[2] / "src" / "briefgen" / "writers" / "pdf" / "fonts"
TITLE = "Киргизстан — Таджикистан: двосторонні відносини"
SENTENCES = (
    "Економічні, культурно-гуманітарні та регіональні звʼязки двох країн зміцнюються.",
    "Сторони погодилися розширити товарну номенклатуру взаємної торгівлі та усунути перешкоди на кордоні.",
    "Розширення економічної взаємодії є предметом постійного й докладного обговорення на переговорах.",
    "Десяте засідання міжурядової комісії відбулося 18–19 травня 2011 року в місті Душанбе.",
    "Товарообіг у 2011 році становив 37,3 млн дол. США, що на 94,5 % більше, ніж роком раніше.",
    "Водно-енергетичні ресурси та транзитні можливості обох країн доповнюють одне одного.",
    "Підготовлено проєкти угод про міжнародне автомобільне сполучення та про уникнення подвійного оподаткування.",
)
SECTIONS = ("Політичний діалог", "Двосторонні органи", "Торгівля", "Енергетика", "Транспорт", "Пріоритети")
POINTS = (
    "активізувати роботу міжурядової комісії",
    "погодити перелік товарів взаємної торгівлі",
    "завершити делімітацію державного кордону",
    "розглянути проєкти угод у сфері транспорту",
)
HEADS = ("№", "Товар", "Експорт", "Імпорт", "Товарообіг", "Сальдо")
SHARES = (0.5, 2.6, 1.0, 1.0, 1.1, 1.0)
GOODS = ("Мінеральне паливо", "Електроенергія", "Овочі", "Сіль і сірка", "Текстильний одяг", "Цемент")
CHART = "Товарообіг зростає"
CATEGORIES = tuple(str(year) for year in range(2004, 2012))
EXPORTS = (22.1, 22.9, 23.9, 28.1, 27.0, 15.8, 16.5, 36.3)
IMPORTS = (2.4, 2.0, 2.8, 2.3, 3.5, 3.7, 2.7, 1.0)


def paragraph(number: int) -> str:
    """Return a paragraph of four sentences."""
    return " ".join(SENTENCES[(number + at * 3) % len(SENTENCES)] for at in range(4))


def number(value: int) -> str:
    """Return tenths as they are printed."""
    whole = f"{abs(value) // 10:,}".replace(",", "\u00a0")
    return f"{'−' if value < 0 else ''}{whole},{abs(value) % 10}"


def rows(count: int) -> list[tuple[str, ...]]:
    """Return the rows of a table."""
    made = []
    for at in range(1, count + 1):
        out, come = (at * 7919) % 99_991, (at * 104_729) % 88_883
        cells = (out, come, out + come, out - come)
        made.append((str(at), GOODS[at % len(GOODS)], *(number(cell) for cell in cells)))
    return made


def run(brief: Callable[[], bytes], table: Callable[[list[tuple[str, ...]]], bytes]) -> None:
    """Do what the command line asks: `CASE OUT COUNT`; print the CPU milliseconds of each time but the first."""
    case, out, count = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    given = rows(int(case)) if case.isdigit() else []
    times = []
    for at in range(count):
        start = time.process_time()
        data = table(given) if given else brief()
        if at:
            times.append(1000 * (time.process_time() - start))
    out.write_bytes(data)
    print(times)
