"""The parts of the annex writer: names, exact numbers, widths of text, line breaks."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.document import Cell, Column, Table
from briefgen.writers.excel.cells import escaped
from briefgen.writers.excel.grid import explained, grid_of
from briefgen.writers.excel.look import Look
from briefgen.writers.excel.metrics import line_count, lines_of, width_of
from briefgen.writers.excel.names import Names
from briefgen.writers.excel.remarks import with_remarks
from briefgen.writers.excel.widths import table_sheet
from papers import turnover

LABELS = {
    "not_available": "… означає, що даних немає",
    "not_applicable": "х означає, що показник не визначено",
    "none": "немає",
    "note": "Примітка",
}


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Торгівля", "Торгівля"),
        ("Об’єкти й п'ять: цілей?", "Обєкти_й_пять_цілей"),
        ("2011 рік", "Аркуш_2011_рік"),
        ("…", "Аркуш"),
        ("history", "history_2"),
        ("Рішення десятого засідання Міжурядової комісії", "Рішення_десятого_засідання"),
        ("Напрями співробітництва і пріоритети", "Напрями_співробітництва"),
        ("Ґ" * 40, "Ґ" * 31),
        ("[a]*b/c\\d:e?f'g", "a_b_c_d_e_fg"),
    ],
)
def test_sheet_names(title: str, name: str) -> None:
    assert Names("Аркуш").sheet(title) == name


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("turnover",), "turnover"),
        (("turnover", "exports"), "turnover_exports"),
        (("commodities-exports",), "commodities_exports"),
        (("fy2011",), "_fy2011"),
        (("R1C1",), "_R1C1"),
        (("r",), "_r"),
        (("2011",), "_2011"),
        (("",), "Аркуш"),
    ],
)
def test_range_names(parts: tuple[str, ...], name: str) -> None:
    assert Names("Аркуш").range(*parts) == name


@given(st.lists(st.text(max_size=60), max_size=12))
def test_names_are_valid_and_each_only_once(titles: list[str]) -> None:
    names = Names("Sheet")
    sheets = [names.sheet(title) for title in titles]
    assert all(0 < len(name) <= 31 and name[0].isalpha() and not set(name) & set("[]:*?/\\' ") for name in sheets)
    assert len({name.casefold() for name in sheets}) == len(sheets)
    ranges = [names.range(title) for title in titles]
    assert len({name.casefold() for name in ranges}) == len(ranges)


def test_widths_of_letters() -> None:
    assert width_of("0123456789") == pytest.approx(10)
    assert width_of("Щ") > width_of("і") * 3
    assert width_of("слово", bold=True) > width_of("слово")
    assert width_of("слово", scale=2) == pytest.approx(2 * width_of("слово"))


@given(st.text(alphabet="абв щї\nW", max_size=200), st.floats(5, 60))
def test_lines_lose_nothing(text: str, width: float) -> None:
    lines = lines_of(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width_of(line) <= width or " " not in line.strip(" ") for line in lines)
    assert line_count(text, width) >= len(lines)


def test_signs_become_shorthand_that_is_explained() -> None:
    columns = (Column("a", "Слова"), Column("n", "Число, кг", "number", 1))
    rows = (
        (Cell("…"), Cell("…")),
        (Cell(""), Cell("c")),
        (Cell("–"), Cell("–")),
        (Cell("х"), Cell("±5")),
        (Cell("[b]"), Cell("5,0", Fraction(5))),
    )
    table = Table("t", "T", columns, rows, unit="кг", notes=("c — не розголошується", "Інше…"))
    grid = grid_of(table)
    assert grid.rows == (("[x]", "[x]"), ("[x]", "[c]"), ("[z]", Fraction(0)), ("х", "±5"), ("[b]", Fraction(5)))
    assert grid.headers == ("Слова", "Число (кг)")
    assert explained(table, grid.shorthand, LABELS) == [
        "[c] — не розголошується",
        "Інше…",
        "[x] означає, що даних немає",
        "[z] означає, що показник не визначено",
    ]


def test_a_sign_that_means_not_applicable() -> None:
    columns = (Column("n", "Частка, %", "percent", 1),)
    table = Table("t", "T", columns, ((Cell("х"),), (Cell("1,0", Fraction(1)),)), notes=("х означає, що не визначено",))
    grid = grid_of(table)
    assert grid.rows == (("[z]",), (Fraction(1),))
    assert explained(table, grid.shorthand, LABELS) == ["[z] означає, що не визначено"]


def test_what_is_more_than_a_number_goes_to_a_column_of_remarks() -> None:
    columns = (Column("year", "Рік", "year"), Column("n", "Експорт", "number", 1), Column("m", "Імпорт", "number", 1))
    rows = (
        (Cell("2009", Fraction(2009)), Cell("понад 30", Fraction(30)), Cell("26,1\u00a0p", Fraction("26.1"))),
        (Cell("2010", Fraction(2010)), Cell("c"), Cell("±5")),
        (Cell("2011", Fraction(2011)), Cell("1\u00a0204,5", Fraction("1204.5")), Cell("…")),
    )
    notes = ("p — попередні дані", "c — конфіденційно")
    table = with_remarks(Table("t", "T", columns, rows, unit="кг", notes=notes), LABELS)
    grid = grid_of(table)
    assert grid.headers == ("Рік", "Експорт (кг)", "Імпорт (кг)", "Примітка")
    assert grid.rows == (
        (Fraction(2009), Fraction(30), Fraction("26.1"), "Експорт: понад 30; Імпорт: [p]"),
        (Fraction(2010), "[c]", "[z]", "Імпорт: ±5"),
        (Fraction(2011), Fraction("1204.5"), "[x]", "немає"),
    )
    told = explained(table, grid.shorthand, LABELS)
    assert told == [
        "[p] — попередні дані",
        "[c] — конфіденційно",
        "[z] означає, що показник не визначено",
        "[x] означає, що даних немає",
    ]


def test_a_column_may_have_a_unit_of_its_own_or_none() -> None:
    columns = (
        Column("value", "Вартість", "number", 1),
        Column("ratio", "Співвідношення", "number", 2, unit=""),
        Column("mass", "Маса", "number", 1, unit="т"),
    )
    table = Table("t", "T", columns, ((Cell("1,0", Fraction(1)),) * 3,), unit="тис. дол. США")
    assert grid_of(table).headers == ("Вартість (тис. дол. США)", "Співвідношення", "Маса (т)")


def test_a_blank_status_is_none_and_not_unknown() -> None:
    columns = (Column("year", "Рік", "year"), Column("flag", "!", "status"))
    rows = ((Cell("2010", Fraction(2010)), Cell("")), (Cell("2011", Fraction(2011)), Cell("перевірити")))
    table = with_remarks(Table("t", "T", columns, rows), LABELS)
    assert [row[1].text for row in table.rows] == ["немає", "перевірити"]


def test_a_table_of_plain_numbers_has_no_remarks() -> None:
    table = turnover()
    assert with_remarks(table, LABELS) is table


def test_headers_are_unique_and_not_empty() -> None:
    columns = (Column("a", ""), Column("b", "A"), Column("c", "Ціна\nтовару"), Column("d", "ціна товару"))
    table = Table("t", "T", columns, (tuple(Cell("x") for _ in columns),))
    assert grid_of(table).headers == ("a", "A 2", "Ціна товару", "ціна товару 2")


def test_words_get_the_room_that_is_left() -> None:
    columns = (
        Column("n", "№", "code", width=0.3),
        Column("long", "Рішення", width=3),
        Column("short", "Стан", "status"),
    )
    table = Table("t", "T", columns, ((Cell("1"), Cell("довге слово " * 40), Cell("так")),) * 3)
    widths = table_sheet(table, grid_of(table), "T", Look())
    assert widths.columns[1] == 60
    assert widths.orientation == "portrait"
    numbers = turnover()
    assert table_sheet(numbers, grid_of(numbers), "T", Look()).total >= 60


@given(st.text(max_size=40))
def test_escaped_text_is_well_formed_and_reads_back(text: str) -> None:
    import re
    from xml.etree.ElementTree import fromstring

    again = fromstring(f"<t>{escaped(text)}</t>").text or ""  # noqa: S314 - our own text
    assert re.sub("_x([0-9A-F]{4})_", lambda code: chr(int(code[1], 16)), again) == text
