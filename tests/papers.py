"""A document with every kind of block, for the tests of the writers."""

from fractions import Fraction

from briefgen.document import (
    Break,
    Callout,
    Cell,
    Chart,
    Column,
    Columns,
    Contents,
    Document,
    Formula,
    Heading,
    KeyFigure,
    KeyFigures,
    Link,
    ListBlock,
    Note,
    PageBreak,
    Paragraph,
    Run,
    Series,
    Table,
)

LABELS = {
    "table": "Таблиця",
    "chart": "Рисунок",
    "source": "Джерело",
    "unit": "Одиниця",
    "notes": "Примітки",
    "page": "Сторінка",
    "of": "з",
    "contents": "Зміст",
    "draft": "ПРОЄКТ",
    "as_of": "Станом на",
    "prepared_by": "Підготував",
    "contact": "Контакт",
    "version": "Версія",
    "cover": "Титул",
    "sheet": "Аркуш",
    "title": "Назва",
    "back": "До змісту",
    "one_table": "Цей аркуш містить одну таблицю.",
    "nil": "– означає нуль",
    "none": "немає",
    "note": "Примітка",
    "not_applicable": "х означає, що показник не визначено",
    "not_available": "… означає, що даних немає",
    "own": "Наша сторона",
    "partner": "Сторона партнера",
    "language": "українська",
}

YEARS = range(2006, 2012)
EXPORTS = [Fraction(v) for v in ("23500.1", "26900.4", "26983.2", "15776.8", "16481.1", "36261.0")]
IMPORTS = [Fraction(v) for v in ("3236.2", "3563.3", "3483.6", "3691.5", "2691.2", "1029.1")]


def show(value: Fraction, decimals: int = 1) -> str:
    """Print as Ukrainian does."""
    text = f"{float(value):,.{decimals}f}".replace(",", "\u00a0").replace(".", ",")
    return text.replace("-", "\u2212")


def turnover() -> Table:
    """Return the turnover table with live formulas."""
    rows, before = [], None
    for year, x, m in zip(YEARS, EXPORTS, IMPORTS, strict=True):
        change = None if before is None else 100 * ((x + m) / before - 1)
        rows.append(
            (
                Cell(str(year), Fraction(year)),
                Cell(show(x), x, "trade.0.value"),
                Cell(show(m), m),
                Cell(show(x + m), x + m),
                Cell(show(x - m), x - m),
                Cell("…") if change is None else Cell(show(change), change),
            )
        )
        before = x + m
    return Table(
        "turnover",
        "Торгівля товарами між Киргизькою Республікою і Республікою Таджикистан",
        (
            Column("year", "Рік", "year", width=0.6),
            Column("exports", "Експорт", "number", 1),
            Column("imports", "Імпорт", "number", 1),
            Column("turnover", "Товарообіг", "number", 1, Formula("sum", ("exports", "imports"))),
            Column("balance", "Сальдо", "number", 1, Formula("difference", ("exports", "imports"))),
            Column("growth", "Зміна товарообігу, %", "percent", 1, Formula("growth", ("turnover",))),
        ),
        tuple(rows),
        unit="тис. дол. США",
        source="Національний статистичний комітет Киргизької Республіки",
        notes=("… — даних немає або показник не визначено.",),
    )


def decisions() -> Table:
    """Return a table of words, some long."""
    return Table(
        "decisions",
        "Рішення десятого засідання",
        (
            Column("number", "№", "code", width=0.4),
            Column("text", "Рішення", width=3),
            Column("own", "Від нашої сторони", width=1.4),
            Column("due", "Строк"),
            Column("status", "Стан", "status"),
        ),
        tuple(
            (
                Cell(str(n)),
                Cell(
                    "Підготувати пропозиції щодо розширення товарної номенклатури взаємної торгівлі та подати їх співголовам. "
                    * (1 + n % 2)
                ),
                Cell("Міністерство економіки"),
                Cell("до 1\u00a0грудня 2011\u00a0року"),
                Cell("виконується"),
            )
            for n in range(1, 5)
        ),
        source="Протокол засідання",
    )


def chart() -> Chart:
    """Return the chart of the turnover table."""
    return Chart(
        "turnover",
        "У 2011 році товарообіг майже подвоївся",
        "Експорт, імпорт і сальдо, тис. дол. США",
        tuple(str(y) for y in YEARS),
        (
            Series("exports", "Експорт", tuple(EXPORTS)),
            Series("imports", "Імпорт", tuple(IMPORTS), colour=2),
            Series("balance", "Сальдо", tuple(x - m for x, m in zip(EXPORTS, IMPORTS, strict=True)), "line", 3),
        ),
        alt="Стовпчикова діаграма: експорт, імпорт і сальдо за 2006–2011 роки; найбільший товарообіг 37 290,1 тис. дол. США у 2011 році.",
        source="Національний статистичний комітет Киргизької Республіки",
        number_format=(1, ",", "\u00a0"),
    )


def p(*content: object, role: str = "body") -> Paragraph:
    """Return a paragraph of strings and inlines."""
    return Paragraph(tuple(Run(c) if isinstance(c, str) else c for c in content), role)  # type: ignore[arg-type]


def document(*blocks: object, name: str = "brief") -> Document:
    """Return a document of the blocks, or of one of each kind."""
    every = (
        Callout("objective", "Мета", (p("Підтвердити спільну готовність активізувати роботу двосторонніх органів."),)),
        Contents(),
        Heading(1, (Run("Політичний діалог"),)),
        p(
            "У грудні 2011\u00a0року в Москві відбулася зустріч ",
            Run("Президента", bold=True),
            " Киргизької Республіки.",
            Note((Run("Джерело: матеріали міністерства."),)),
            " Рядок",
            Break(),
            "другий; ",
            Link((Run("сторінка"),), "https://stat.gov.kg/"),
        ),
        ListBlock(((p("перший пункт"), ListBlock(((p("вкладений"),),))), (p("другий пункт & <tag> *"),))),
        ListBlock(((p("один"),), (p("два"),)), ordered=True),
        Heading(1, (Run("Торгівля"),)),
        Heading(2, (Run("Рівень і динаміка"),)),
        turnover(),
        chart(),
        decisions(),
        p("Джерело: розрахунки.", role="small"),
        Callout("conflict", "Розбіжності джерел", (p("Одне джерело каже одне."), ListBlock(((p("інше — інше"),),)))),
        KeyFigures(
            (
                KeyFigure("37,3", "млн дол. США", "Товарообіг, 2011", "+94,5 %", "up"),
                KeyFigure("36,3", "млн дол. США", "Експорт, 2011", "+120,0 %", "up"),
                KeyFigure("1,0", "млн дол. США", "Імпорт, 2011", "−61,8 %", "down"),
            )
        ),
        Columns((0.6, 0.4), ((p("ліворуч"),), (p("праворуч"), ListBlock(((p("пункт"),),))))),
        PageBreak(),
        Heading(1, (Run("Пріоритети"),)),
        p("Ґанок, їжак, єнот, Ўзбек, ңөү ғӣқӯҳҷ — «лапки» „усередині“ 18–19 №\u00a05 ’ −5 %"),
    )
    return Document(
        name,
        "uk",
        {
            "kind": "Довідка до переговорів",
            "title": "Киргизстан — Таджикистан: двосторонні відносини",
            "marking": "Для службового користування",
            "as_of": "Станом на грудень 2011\u00a0року",
            "author": "Департамент Азії",
            "contact": "",
            "status": "ПРОЄКТ",
            "version": "1",
            "own": "Киргизька Республіка",
            "partner": "Республіка Таджикистан",
        },
        LABELS,
        tuple(blocks) if blocks else every,
        moment=1322697600,
    )
