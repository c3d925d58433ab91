"""The annex: every sheet keeps the rules for spreadsheets that all can use, formulas are live and already right."""

import ast
import io
import os
import re
import shutil
import subprocess
import sys
import warnings
import zipfile
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from xml.etree.ElementTree import fromstring

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from briefgen.document import (
    Callout,
    Cell,
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
    Paragraph,
    Run,
    Table,
)
from briefgen.findings import FindingsError
from briefgen.writers.excel import write
from hostile import HOSTILE
from papers import LABELS, chart, decisions, document, p, show, turnover

ROOT = Path(__file__).parents[2]
LOOK = ROOT / "templates" / "talks" / "annex.xlsx.yaml"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ART = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def goods() -> Table:
    """Return commodities: codes, a share of a total, a value not known, a nil, a qualified value, a total."""
    rows = []
    for code, name, value in (("0713", "Овочі бобові сушені", "250"), ("2716", "Електрична енергія", "300.55")):
        amount = Fraction(value)
        rows.append(
            (
                Cell(code),
                Cell(name),
                Cell(show(amount), amount),
                Cell("900,0", Fraction(900)),
                Cell(show(amount / 9), amount / 9),
            )
        )
    rows.append((Cell("0901"), Cell("Кава"), Cell("…"), Cell("–"), Cell("…")))
    rows.append((Cell("1006"), Cell("Рис"), Cell("понад 30", Fraction(30)), Cell("900,0", Fraction(900)), Cell("…")))
    third = Fraction(1, 3)
    rows.append(
        (
            Cell("…"),
            Cell("Разом", bold=True),
            Cell("0,3", third),
            Cell("3,0", Fraction(3)),
            Cell("11,1", 100 * third / 3),
        )
    )
    return Table(
        "commodities-exports",
        "Товари, якими торгують сторони",
        (
            Column("hs", "Код", "code"),
            Column("name", "Товар", width=3),
            Column("value", "Вартість", "number", 1),
            Column("all", "Разом", "number", 1),
            Column("share", "Частка, %", "percent", 1, Formula("share", ("value", "all"))),
        ),
        tuple(rows),
        unit="тис. дол. США",
        source="Національний статистичний комітет",
        notes=("… — даних немає.", "– — нуль."),
        total_rows=1,
    )


def directions() -> Table:
    names = ("Водно-енергетичні питання", "Транспорт і транзит", "Торгівля", "Прикордонне співробітництво")
    return Table(
        "directions",
        "Напрями співробітництва",
        (Column("number", "№", "code", width=0.3), Column("name", "Напрям", width=3), Column("priority", "Пріоритет")),
        tuple((Cell(str(i)), Cell(name), Cell("перший" if i == 1 else "–")) for i, name in enumerate(names, 1)),
        source="Довідка міністерства",
    )


def annex(*more: object) -> Document:
    """Return an annex such as the sample's: cover, turnover with chart, commodities, decisions, directions, notes."""
    return document(
        p("Додаток містить таблиці до довідки."),
        Contents(),
        Heading(1, (Run("Торгівля товарами за роками"),)),
        p("Експорт за цінами FOB, імпорт за цінами CIF; класифікація ТН ЗЕД; вибірка від 1 листопада 2011 року."),
        turnover(),
        chart(),
        Heading(1, (Run("Товари"),)),
        goods(),
        Heading(1, (Run("Рішення десятого засідання Міжурядової комісії і стан"),)),
        decisions(),
        Heading(1, (Run("Напрями співробітництва"),)),
        directions(),
        Heading(1, (Run("Примітки та джерела"),)),
        ListBlock(((p("Перше джерело.", Note((Run("Виноска."),))), ListBlock(((p("вкладене"),),))), (p("друге"),))),
        Paragraph((Link((Run("сторінка комітету"),), "https://example.org/trade"),)),
        p(
            "Дані з ",
            Link((Run("архіву"),), "https://example.org/a?b=1&c=2"),
            " і ",
            Link((Run("сховища"),), "file:///etc/x"),
        ),
        Callout("conflict", "Розбіжності джерел", (p("Одне джерело каже одне."), ListBlock(((p("інше — інше"),),)))),
        KeyFigures((KeyFigure("37,3", "млн дол. США", "Товарообіг, 2011", "+94,5 %", "up"),)),
        Columns((0.5, 0.5), ((p("ліворуч"),), (p("праворуч"),))),
        *more,
        name="annex",
    )


class Book:
    """A workbook read back: cells with openpyxl, the rest as XML."""

    def __init__(self, data: bytes) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            self.formulas = openpyxl.load_workbook(io.BytesIO(data))
            self.values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.dates = {entry.date_time for entry in archive.infolist()}
            self.parts = {name: archive.read(name) for name in archive.namelist()}

    def xml(self, name: str):
        return fromstring(self.parts[name])  # noqa: S314 - our own file

    def sheets(self):
        """Return each sheet with its values, its formulas and its XML."""
        for number, sheet in enumerate(self.values.worksheets, 1):
            yield sheet, self.formulas[sheet.title], self.xml(f"xl/worksheets/sheet{number}.xml")

    def text(self) -> str:
        cells = (cell.value for sheet in self.values for row in sheet.iter_rows() for cell in row)
        return "\n".join(str(value) for value in cells if value is not None)


@pytest.fixture(scope="module")
def data() -> bytes:
    return write(annex(), LOOK)


@pytest.fixture(scope="module")
def book(data: bytes) -> Book:
    return Book(data)


# ---------------------------------------------------------------- the rules


def table_of(sheet):
    return next(iter(sheet.tables.values())) if sheet.tables else None


def broken_rules(book: Book) -> list[str]:
    """Return every breach of the rules for spreadsheets in the workbook, as `rule sheet: what`."""
    found = []
    names = [sheet.title for sheet in book.values.worksheets]
    contents = book.formulas.worksheets[1]
    linked = {
        cell.hyperlink.location.split("!")[0].strip("'")
        for row in contents.iter_rows()
        for cell in row
        if cell.hyperlink
    }
    checks = [
        ("W01", bool(book.values.worksheets[0]["A1"].value)),
        ("W02", set(names) - {contents.title} <= linked),
        (
            "W04",
            len({name.casefold() for name in names}) == len(names)
            and all(re.fullmatch(r"[^\W\d_]\w{0,30}", name) for name in names),
        ),
        ("W05", all(sheet.sheet_state == "visible" for sheet in book.values)),
        ("W07", all((book.values.properties.title, book.values.properties.creator, book.values.properties.language))),
        ("W08", book.values.active.title == names[0]),
        (
            "W09",
            not [name for name in book.parts if re.search(r"vba|external|connection|embed|activeX|comments", name)],
        ),
        ("W10", all("#REF" not in name.attr_text for name in book.formulas.defined_names.values())),
        ("W11", "turnover_exports" in book.formulas.defined_names),
        (
            "T02",
            len({t for sheet in book.values for t in sheet.tables}) == sum(len(sheet.tables) for sheet in book.values),
        ),
        ("X03", book.dates == {(1980, 1, 1, 0, 0, 0)}),
        ("F06", 'fullCalcOnLoad="1"' in book.parts["xl/workbook.xml"].decode()),
    ]
    found += [rule for rule, kept in checks if not kept]
    for sheet, formulas, xml in book.sheets():
        found += [f"{rule} {sheet.title}: {what}" for rule, what in sheet_breaches(sheet, formulas, xml)]
        if table := table_of(sheet):
            found += [f"{rule} {sheet.title}: {what}" for rule, what in table_breaches(book, sheet, formulas, table)]
    return found


def sheet_breaches(sheet, formulas, xml):
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    view = xml.find(f"{MAIN}sheetViews/{MAIN}sheetView")
    selection = view.find(f"{MAIN}selection")
    table = table_of(sheet)
    top = range_boundaries(table.ref)[1] if table else sheet.max_row + 1
    if not cells:
        yield "W06", "blank"
    if any(d.hidden for d in (*sheet.column_dimensions.values(), *sheet.row_dimensions.values())):
        yield "W05", "hidden"
    if selection is not None and selection.get("activeCell") != "A1":
        yield "W08", "cursor"
    if sheet.merged_cells.ranges:
        yield "T04", "merged"
    if sheet.freeze_panes or sheet.auto_filter.ref:
        yield "T06", "panes or filter"
    if any(sheet.cell(row, 1).value in (None, "") for row in range(1, top)):
        yield "T08", "blank row above the table"
    if any(cell.column > 1 for cell in cells if cell.row < top):
        yield "T08", "text beside column A"
    page = sheet.page_setup
    if (page.paperSize, page.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage) != (9, 0, True):
        yield "P01", "page"
    said = {"".join(part.itertext()) for part in xml.iterfind(f"{MAIN}headerFooter/*")}
    if not said <= {"", "&R&P / &N"}:
        yield "A07", "words in header or footer"
    if sheet["A1"].style not in ("Title",):
        yield "A06", "title without a named style"
    for cell in cells:
        yield from cell_breaches(cell, formulas[cell.coordinate])


def cell_breaches(cell, where):
    if isinstance(cell.value, str):
        if re.fullmatch(r"[\W_]+", cell.value) and cell.value != "№":
            yield "T13", f"{cell.coordinate} holds only signs"
        if cell.value.startswith("#") and cell.data_type == "e":
            yield "F03", f"{cell.coordinate} is an error"
        if where.data_type == "s" and cell.value.startswith(("=", "+", "-", "@")) and not cell.quotePrefix:
            yield "X02", f"{cell.coordinate} would become a formula"
        if len(cell.value) > 32767:
            yield "X04", cell.coordinate
    if cell.fill.fill_type:
        yield "A02", f"{cell.coordinate} is filled"
    if cell.font.vertAlign:
        yield "A03", cell.coordinate
    if cell.font.name != "Arial" or cell.font.sz < 10:
        yield "A01", f"{cell.coordinate} {cell.font.name} {cell.font.sz}"
    if where.hyperlink and not re.match("https://|mailto:", where.hyperlink.target or "https://"):
        yield "A04", where.hyperlink.target


def table_breaches(book, sheet, formulas, table):
    left, top, right, bottom = range_boundaries(table.ref)
    columns = [[sheet.cell(row, column) for row in range(top + 1, bottom + 1)] for column in range(left, right + 1)]
    heads = [sheet.cell(top, column).value for column in range(left, right + 1)]
    above = "\n".join(str(sheet.cell(row, 1).value) for row in range(1, top))
    if len(sheet.tables) != 1 or left != 1:
        yield "T01", "not one table in column A"
    if (
        heads != [column.name for column in table.tableColumns]
        or len({h.casefold() for h in heads}) != len(heads)
        or not all(heads)
    ):
        yield "T03", str(heads)
    if table.autoFilter is not None:
        yield "T06", "filter"
    if table.tableStyleInfo.showRowStripes:
        yield "A02", "stripes"
    if sheet.max_row > bottom or sheet.max_column > right:
        yield "T07", "something below or beside the table"
    if sheet["A2"].value != LABELS["one_table"]:
        yield "T08", str(sheet["A2"].value)
    if sheet is not book.values.worksheets[1] and f"{LABELS['source']}: " not in above:
        yield "T10", "no source"
    if not sheet.print_title_rows or not sheet.print_title_rows.endswith(f"${top}"):
        yield "P01", f"header is not repeated: {sheet.print_title_rows}"
    xml = next(
        part for name, part in book.parts.items() if "tables/" in name and f'name="{table.name}"' in part.decode()
    )
    if not re.search(rb'altText="[^"]{5,}', xml):
        yield "T19", "no alternative text"
    for head, cells in zip(heads, columns, strict=True):
        yield from column_breaches(sheet, formulas, head, cells, above)


def column_breaches(sheet, formulas, head, cells, above):
    values = [cell.value for cell in cells]
    numbers = [value for value in values if isinstance(value, int | float)]
    width = sheet.column_dimensions[cells[0].column_letter].width
    if any(value in (None, "") for value in values):
        yield "T05", f"{head} has an empty cell"
    for shorthand in {value for value in values if isinstance(value, str) and re.fullmatch(r"\[\w+\]", value)}:
        if not re.search(re.escape(shorthand) + r".{3,}", above):
            yield "T12", f"{shorthand} is not explained"
    if len({cell.number_format for cell in cells}) != 1:
        yield "T14", f"{head} has several formats"
    if numbers:
        code = cells[0].number_format
        year = head == "Рік"
        if code == "General" or ("#,##0" in code) == year:
            yield "T15", f"{head}: {code}"
        if not year and not re.search(r"\(.+\)", head):
            yield "T09", f"{head} has no unit"
        if any(cell.alignment.horizontal != "right" for cell in cells):
            yield "T16", head
        for value in numbers:
            places = len(code.split(";")[0].partition(".")[2])
            if len(f"{value:,.{places}f}") + 1 > width:
                yield "T17", f"{head}: {value} does not fit in {width}"
        if any(re.fullmatch(r"[-+\d.,\s]+", value) for value in values if isinstance(value, str)):
            yield "T11", f"{head} has a number stored as text"
    else:
        if any(cell.alignment.horizontal != "left" or not cell.alignment.wrap_text for cell in cells):
            yield "T18", head
        if head == "Код" and not all(
            isinstance(value, str) and cell.number_format == "@" for value, cell in zip(values, cells, strict=True)
        ):
            yield "T20", head
    live = {cell.row: formulas[cell.coordinate].value for cell in cells if formulas[cell.coordinate].data_type == "f"}
    shapes = {re.sub(r"\d+", "", formula.replace("100", "%")) + relative(formula, row) for row, formula in live.items()}
    if len(shapes) > 1:
        yield "F05", f"{head}: {live}"
    if any(re.search(r"[A-Z]{3,}\(|\[|!|#REF", formula) for formula in live.values()):
        yield "F04", f"{head}: {live}"


def relative(formula: str, row: int) -> str:
    """Return how far from the row the cells of a formula are."""
    return ",".join(str(int(number) - row) for number in re.findall(r"[A-Z]+(\d+)", formula))


def test_rules(book: Book) -> None:
    assert broken_rules(book) == []


def test_every_paper_keeps_the_rules() -> None:
    wide = Table(
        "wide",
        "Широка таблиця",
        tuple(Column(f"c{n}", f"Показник номер {n}", "number", 2) for n in range(14)),
        tuple(tuple(Cell(show(v, 2), v) for v in [Fraction(-1234567, 7)] * 14) for _ in range(80)),
        unit="тис. дол. США",
        source="Розрахунки",
    )
    book = Book(
        write(
            annex(
                Heading(1, (Run("2011 рік: усе"),)),
                wide,
                Table("empty", "Порожня", (Column("a", ""),), (), source="Немає"),
            ),
            LOOK,
        )
    )
    assert broken_rules(book) == []
    assert book.values["Аркуш_2011_рік_усе"].page_setup.orientation == "landscape"
    assert [cell.value for cell in book.values["Порожня"]["A"]][-2:] == ["a", "[x]"]


def test_the_checker_sees_breaches(book: Book) -> None:
    spoilt = Book(write(annex(), LOOK))
    sheet = spoilt.values.worksheets[2]
    top = range_boundaries(table_of(sheet).ref)[1]
    sheet.cell(top + 2, 2).value = None
    sheet.cell(3, 1).value = "="
    assert {one.split()[0] for one in broken_rules(spoilt)} >= {"T05", "T13"}


# ---------------------------------------------------------------- sheets


def test_sheets_in_order(book: Book) -> None:
    assert book.values.sheetnames == [
        "Титул",
        "Зміст",
        "Торгівля_товарами_за_роками",
        "Товари",
        "Рішення_десятого_засідання",
        "Напрями_співробітництва",
        "Примітки_та_джерела",
    ]


def test_the_cover_tells_what_it_is(book: Book) -> None:
    cover = [row[0].value for row in book.values["Титул"].iter_rows()]
    assert cover[0] == "Киргизстан — Таджикистан: двосторонні відносини"
    assert cover[1] == "Для службового користування · ПРОЄКТ"
    assert cover[2:8] == [
        "Довідка до переговорів",
        "Станом на грудень 2011\u00a0року",
        "Підготував: Департамент Азії",
        "ПРОЄКТ. Версія: 1",
        "українська",
        "Додаток містить таблиці до довідки.",
    ]
    assert book.formulas["Титул"].cell(9, 1).hyperlink.location == "'Зміст'!A1"


def test_every_sheet_leads_back(book: Book) -> None:
    for sheet in book.formulas.worksheets[2:]:
        back = [cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.value == LABELS["back"]]
        assert back == ["'Зміст'!A1"], sheet.title


def test_nothing_said_is_lost(book: Book) -> None:
    text = book.text()
    for said in (
        "Експорт за цінами FOB",
        "• Перше джерело. [1]",
        "[1] Виноска.",
        "• вкладене",
        "• друге",
        "сторінка комітету",
        "Дані з архіву (https://example.org/a?b=1&c=2) і сховища (file:///etc/x)",
        "Розбіжності джерел",
        "• інше — інше",
        "• Товарообіг, 2011: 37,3 млн дол. США (+94,5 %)",
        "ліворуч",
        "праворуч",
        "Протокол засідання",
        "виконується",
        "Експорт, імпорт і сальдо",
    ):
        assert said in text, said


def test_only_a_whole_paragraph_is_a_link(book: Book) -> None:
    notes = book.formulas["Примітки_та_джерела"]
    outside = {
        cell.value: cell.hyperlink.target
        for row in notes.iter_rows()
        for cell in row
        if cell.hyperlink and cell.hyperlink.target
    }
    assert outside == {"сторінка комітету": "https://example.org/trade"}


def test_a_second_table_has_a_sheet_of_its_own() -> None:
    doc = document(
        Heading(1, (Run("Торгівля"),)),
        turnover(),
        p("До таблиці вище.", role="small"),
        Heading(2, (Run("Рішення"),)),
        p("Про рішення."),
        decisions(),
        directions(),
        p("Наприкінці."),
    )
    book = Book(write(doc, LOOK))
    assert book.values.sheetnames[2:] == ["Торгівля", "Рішення", "Напрями_співробітництва"]
    column = {sheet.title: [row[0].value for row in sheet.iter_rows()] for sheet in book.values}
    assert "До таблиці вище." in column["Торгівля"]
    assert column["Рішення"][:4] == ["Рішення", LABELS["one_table"], "Рішення десятого засідання", "Про рішення."]
    assert "Наприкінці." in column["Напрями_співробітництва"]
    assert broken_rules(book) == []


def test_the_marking_is_repeated_on_each_printed_page(book: Book) -> None:
    for sheet in book.values.worksheets:
        first = int(re.match(r"\$?(\d+)", sheet.print_title_rows)[1])
        last = int(sheet.print_title_rows.rpartition("$")[2])
        repeated = [sheet.cell(row, 1).value for row in range(first, last + 1)]
        assert "Для службового користування · ПРОЄКТ" in repeated, sheet.title


def test_without_marking_and_status_nothing_is_printed_for_them() -> None:
    doc = annex()
    fields = {key: value for key, value in doc.fields.items() if key not in ("marking", "status", "version", "author")}
    book = Book(write(replace(doc, fields=fields, draft=False), LOOK))
    assert "службового" not in book.text()
    assert book.values.worksheets[2].print_title_rows.count("$") == 2
    assert book.values.properties.creator == "briefgen"


def test_properties(book: Book) -> None:
    properties = book.values.properties
    assert (properties.title, properties.language, properties.creator) == (
        "Киргизстан — Таджикистан: двосторонні відносини",
        "uk",
        "Департамент Азії",
    )
    assert properties.created.isoformat() == "2011-12-01T00:00:00"


# ---------------------------------------------------------------- tables


def rows_of(sheet) -> list[list[object]]:
    left, top, right, bottom = range_boundaries(table_of(sheet).ref)
    return [[sheet.cell(row, column).value for column in range(left, right + 1)] for row in range(top, bottom + 1)]


def test_turnover_is_numbers_and_live_formulas(book: Book) -> None:
    sheet, formulas = book.values.worksheets[2], book.formulas.worksheets[2]
    head, first, *_, last = rows_of(sheet)
    assert head == [
        "Рік",
        "Експорт (тис. дол. США)",
        "Імпорт (тис. дол. США)",
        "Товарообіг (тис. дол. США)",
        "Сальдо (тис. дол. США)",
        "Зміна товарообігу (%)",
    ]
    assert first == [2006, 23500.1, 3236.2, 26736.3, 20263.9, "[x]"]
    assert last[:5] == [2011, 36261, 1029.1, 37290.1, 35231.9]
    assert last[5] == pytest.approx(float(100 * (Fraction("37290.1") / Fraction("19172.3") - 1)), rel=1e-14)
    row = range_boundaries(table_of(sheet).ref)[3]
    assert [formulas.cell(row, column).value for column in range(4, 7)] == [
        f"=B{row}+C{row}",
        f"=B{row}-C{row}",
        f"=100*(D{row}/D{row - 1}-1)",
    ]


def test_commodities_keep_codes_as_text_and_qualified_values_as_numbers(book: Book) -> None:
    sheet, formulas = book.values["Товари"], book.formulas["Товари"]
    head, *rows = rows_of(sheet)
    assert head[2:] == ["Вартість (тис. дол. США)", "Разом (тис. дол. США)", "Частка (%)", "Примітка"]
    assert rows[0][:4] == ["0713", "Овочі бобові сушені", 250, 900]
    assert rows[2] == ["0901", "Кава", "[x]", 0, "[x]", "немає"]
    assert (rows[3][2], rows[3][5]) == (30, "Вартість: понад 30")
    assert rows[4] == ["[x]", "Разом", 0.333333333333333, 3, 11.1111111111111, "немає"]
    bottom = range_boundaries(table_of(sheet).ref)[3]
    assert formulas.cell(bottom - 4, 5).value == f"=100*C{bottom - 4}/D{bottom - 4}"
    assert sheet.cell(bottom, 4).number_format == "#,##0.0"  # nought is a number, and no sign
    assert sheet.cell(bottom, 2).font.b
    assert sheet.cell(bottom, 4).border.top.style == "thin"
    above = [sheet.cell(row, 1).value for row in range(1, bottom - 5)]
    assert "[x] — даних немає." in above
    assert "0 — нуль." in above
    assert "Станом на грудень 2011\u00a0року" in above


def test_named_ranges_hold_the_series(book: Book) -> None:
    sheet = book.values.worksheets[2]
    top, bottom = range_boundaries(table_of(sheet).ref)[1::2]
    assert book.formulas.defined_names["turnover_exports"].attr_text == f"'{sheet.title}'!$B${top + 1}:$B${bottom}"
    assert "commodities_exports_share" in book.formulas.defined_names
    assert {name for one in book.values for name in one.tables} == {
        "contents",
        "turnover",
        "commodities_exports",
        "decisions",
        "directions",
    }


class Sums(ast.NodeVisitor):
    """A second opinion: computes a formula of the annex from the cells it names, exactly."""

    def __init__(self, sheet) -> None:
        self.sheet = sheet

    def visit_Expression(self, node):
        return self.visit(node.body)

    def visit_BinOp(self, node):
        left, right = self.visit(node.left), self.visit(node.right)
        return {ast.Add: left.__add__, ast.Sub: left.__sub__, ast.Mult: left.__mul__, ast.Div: left.__truediv__}[
            type(node.op)
        ](right)

    def visit_Constant(self, node):
        return Fraction(node.value)

    def visit_Name(self, node):
        return Fraction(str(self.sheet[node.id].value))


def test_stored_values_are_what_the_formulas_give(book: Book) -> None:
    count = 0
    for sheet, formulas, _ in book.sheets():
        for row in formulas.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    count += 1
                    again = Sums(sheet).visit(ast.parse(cell.value[1:], mode="eval"))
                    assert sheet[cell.coordinate].value == pytest.approx(float(again), rel=1e-12, abs=1e-12), (
                        cell.coordinate
                    )
    assert count == 6 + 6 + 5 + 3


def test_growth_of_the_first_row_against_a_year_not_shown_stays_a_number() -> None:
    table = turnover()
    later = replace(table, rows=table.rows[3:])
    sheet = Book(write(document(Heading(1, (Run("Торгівля"),)), later), LOOK)).formulas.worksheets[2]
    growth = [row[5] for row in rows_of(sheet)[1:]]
    assert growth[0] == pytest.approx(-36.0996, abs=1e-3)
    assert all(str(value).startswith("=100*(") for value in growth[1:])


def test_a_value_that_is_not_its_formula_is_found() -> None:
    table = turnover()
    bad = list(table.rows[2])
    bad[3] = Cell("30 000,0", Fraction(30000), "trade.2.value")
    with pytest.raises(FindingsError) as caught:
        write(document(replace(table, rows=(*table.rows[:2], tuple(bad), *table.rows[4:]))), LOOK)
    codes = [(finding.code, finding.at) for finding in caught.value.findings]
    assert ("B635", ("trade", 2, "value")) in codes


# ---------------------------------------------------------------- charts


def chart_parts(book: Book) -> list[str]:
    return sorted(name for name in book.parts if name.startswith("xl/charts/chart"))


def test_the_chart_draws_the_cells_of_its_table(book: Book) -> None:
    assert chart_parts(book) == ["xl/charts/chart1.xml"]
    drawn = 0
    for ref in book.xml("xl/charts/chart1.xml").iter(f"{CHART}f"):
        name, cells = re.fullmatch(r"'(\w+)'!(.+)", ref.text).groups()
        found = book.values[name][cells.replace("$", "")]
        values = [cell.value for (cell,) in found] if isinstance(found, tuple) else [found.value]
        parent = next(
            p
            for p in book.xml("xl/charts/chart1.xml").iter()
            if any(c.text == ref.text for c in p if c.tag == f"{CHART}f")
        )
        cached = [point.text for point in parent.iter(f"{CHART}v")]
        assert [str(v) if isinstance(v, str) else float(v) for v in values] == [
            v if isinstance(values[0], str) else float(v) for v in cached
        ]
        drawn += 1
    assert drawn == 9


def test_the_chart_has_title_unit_and_words_for_those_who_cannot_see(book: Book) -> None:
    words = "".join(text.text for text in book.xml("xl/charts/chart1.xml").iter(f"{ART}t"))
    assert words == "У 2011 році товарообіг майже подвоївсятис. дол. США"
    frame = next(book.xml("xl/drawings/drawing1.xml").iter(f"{DRAWING}cNvPr"))
    assert frame.get("descr") == chart().alt
    assert len(frame.get("descr")) >= 30
    deleted = [
        axis.find(f"{CHART}delete").get("val")
        for axis in book.xml("xl/charts/chart1.xml").iter()
        if axis.tag in (f"{CHART}catAx", f"{CHART}valAx")
    ]
    assert deleted == ["0", "0"]


def anchor(book: Book) -> tuple[int, int]:
    start = next(book.xml("xl/drawings/drawing1.xml").iter(f"{DRAWING}from"))
    return int(start.find(f"{DRAWING}row").text), int(start.find(f"{DRAWING}col").text)


def test_the_chart_stands_clear_of_the_table(book: Book) -> None:
    row, column = anchor(book)
    assert (row, column) >= (range_boundaries(table_of(book.values.worksheets[2]).ref)[3], 0)
    table = turnover()
    values = Fraction(1000)
    long = replace(
        table,
        rows=tuple(
            (
                Cell(str(year), Fraction(year)),
                Cell("1 000,0", values),
                Cell("1 000,0", values),
                Cell("2 000,0", 2 * values),
                Cell("0,0", Fraction(0)),
                Cell("…"),
            )
            for year in range(1960, 2012)
        ),
    )
    one = chart()
    same = tuple(replace(s, values=(values, values, Fraction(0))[i : i + 1] * 6) for i, s in enumerate(one.series))
    beside = Book(write(document(Heading(1, (Run("Торгівля"),)), long, replace(one, series=same)), LOOK))
    assert anchor(beside)[1] > range_boundaries(table_of(beside.values.worksheets[2]).ref)[2]
    assert beside.values.worksheets[2].page_setup.orientation == "landscape"
    assert len(beside.values.sheetnames) == 3


def test_a_chart_of_numbers_that_no_table_holds_brings_its_own() -> None:
    one = chart()
    millions = replace(one, series=tuple(replace(s, values=tuple(v / 1000 for v in s.values)) for s in one.series))
    book = Book(write(document(Heading(1, (Run("Торгівля"),)), turnover(), millions), LOOK))
    assert book.values.sheetnames[2:] == ["Торгівля", "У_2011_році_товарообіг_майже"]
    head, first, *_ = rows_of(book.values.worksheets[3])
    assert head == ["Рік", "Експорт", "Імпорт", "Сальдо"]
    assert first == ["2006", 23.5001, 3.2362, 20.2639]
    gap = replace(one, name="other", series=(replace(one.series[0], values=(None, *one.series[0].values[1:])),))
    alone = Book(write(document(Heading(1, (Run("Графік"),)), gap), LOOK))
    assert rows_of(alone.values.worksheets[3])[1] == ["2006", "[x]"]
    assert any("[x] означає" in str(row[0].value) for row in alone.values.worksheets[3].iter_rows())


# ---------------------------------------------------------------- safe, whole, the same


def test_hostile_text_stays_text() -> None:
    table = Table(
        "hostile",
        "=1+1",
        (Column("a", "=head"), Column("b", "=head")),
        tuple((Cell(text), Cell("x")) for text in HOSTILE),
        source="@SUM(1)",
    )
    doc = document(
        Heading(1, (Run("=HYPERLINK(1)"),)), p("=cmd|x"), table, Heading(1, (Run("!"),)), *(p(text) for text in HOSTILE)
    )
    data = write(doc, LOOK)
    book = Book(data)
    assert not [part for name, part in book.parts.items() if b"<f>" in part]
    assert not [name for name in book.parts if "externalLink" in name]
    rows = rows_of(book.formulas.worksheets[2])
    assert rows[0] == ["=head", "=head 2"]
    for wrote, (got, _) in zip(HOSTILE, rows[1:], strict=True):
        expected = re.sub("[\x01\r\ud800]|_(?=x0041_)", lambda sign: f"_x{ord(sign[0]):04X}_", wrote) or "[x]"
        assert got == expected
    sheet = book.formulas.worksheets[2]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}
    assert not [
        cell
        for one in book.formulas
        for row in one.iter_rows()
        for cell in row
        if cell.hyperlink and cell.hyperlink.target
    ]
    for one in book.formulas:
        for row in one.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@")):
                    assert cell.quotePrefix, cell.coordinate


@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", "file:///c:/x", "http://example.org", "https://e.org/ю", "https://e.org/" + "a" * 2100],
)
def test_addresses_that_are_no_safe_links_are_shown_as_text(target: str) -> None:
    book = Book(write(document(Paragraph((Link((Run("слова"),), target),))), LOOK))
    assert f"слова ({target})" in book.text()
    assert not [name for name, part in book.parts.items() if b"TargetMode" in part]


def test_same_document_same_bytes_in_any_process(data: bytes) -> None:
    code = (
        "import sys, hashlib; sys.path[:0] = [{here!r}, {tests!r}, {src!r}]\n"
        "import test_excel as t\nfrom briefgen.writers.excel import write\n"
        "sys.stdout.write(hashlib.sha256(write(t.annex(), t.LOOK)).hexdigest())"
    ).format(here=str(Path(__file__).parent), tests=str(ROOT / "tests"), src=str(ROOT / "src"))
    sums = set()
    for seed in ("1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC+{seed}"}
        sums.add(
            subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True).stdout
        )
    import hashlib

    assert sums == {hashlib.sha256(data).hexdigest()}


def test_every_part_is_well_formed_and_related(book: Book) -> None:
    types = book.parts["[Content_Types].xml"].decode()
    for name in book.parts:
        book.xml(name)
        if not name.endswith(".rels") and name != "[Content_Types].xml":
            assert f'PartName="/{name}"' in types, name
    for name in (n for n in book.parts if n.endswith(".rels")):
        folder = name.rpartition("_rels/")[0]
        for relation in book.xml(name):
            if relation.get("TargetMode") != "External":
                target = os.path.normpath(folder + relation.get("Target"))
                assert target in book.parts, (name, target)


# ---------------------------------------------------------------- limits


def findings_of(*blocks: object) -> list:
    with pytest.raises(FindingsError) as caught:
        write(document(*blocks), LOOK)
    return list(caught.value.findings)


def one_column(*texts: str, title: str = "Стовпець", value: Fraction | None = None, kind: str = "text") -> Table:
    return Table(
        "t",
        "Таблиця",
        (Column("a", title, kind),),
        tuple((Cell(text, value, "notes.0.text"),) for text in texts),
        source="x",
    )


def test_text_that_does_not_fit_a_cell_is_found() -> None:
    found = findings_of(one_column("я" * 32768, "\U0001f600" * 16384))
    assert [finding.code for finding in found] == ["B634", "B634"]
    assert found[0].at == ("notes", 0, "text")
    assert "32768" in found[0].message
    whole = Book(write(document(one_column("я" * 32767)), LOOK))
    assert rows_of(whole.values.worksheets[2])[1] == ["я" * 32767]


def test_a_long_paragraph_is_divided_between_words() -> None:
    words = " ".join(f"слово{n}" for n in range(20000))
    book = Book(write(document(Heading(1, (Run("Довге"),)), p(words)), LOOK))
    pieces = [row[0].value for row in book.values.worksheets[2].iter_rows()][2:-1]
    assert len(pieces) > 3
    assert " ".join(pieces) == words


def test_a_long_column_head_is_found() -> None:
    (found,) = findings_of(one_column("x", title="д" * 256))
    assert (found.code, "256 characters" in found.message) == ("B634", True)


def test_a_number_too_large_is_found() -> None:
    (found,) = findings_of(one_column("1", value=Fraction(10) ** 308, kind="number"))
    assert found.code == "B636"


def test_too_many_rows_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.writers.excel.limits.MOST_ROWS", 50)
    (found,) = findings_of(one_column(*["x"] * 60))
    assert found.code == "B633"
    assert "rows" in found.message


def test_a_missing_word_of_the_language_is_found() -> None:
    doc = annex()
    with pytest.raises(FindingsError) as caught:
        write(replace(doc, labels={key: word for key, word in doc.labels.items() if key not in ("back", "unit")}), LOOK)
    (found,) = caught.value.findings
    assert found.code == "B637"
    assert "`back`, `unit`" in found.message


def test_findings_of_all_sheets_come_at_once() -> None:
    found = findings_of(one_column("1", value=Fraction(10) ** 308, kind="number"), one_column("я" * 40000))
    assert {finding.code for finding in found} == {"B634", "B636"}


# ---------------------------------------------------------------- a second program


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this machine")
def test_libreoffice_computes_the_same(data: bytes, book: Book, tmp_path: Path) -> None:
    spoilt = tmp_path / "annex.xlsx"
    with zipfile.ZipFile(spoilt, "w") as archive:  # without stored values, so that all are computed anew
        for name, part in book.parts.items():
            archive.writestr(name, re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", part) if "worksheets/sheet" in name else part)
    command = [
        "soffice",
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
    ]
    subprocess.run(
        [*command, "--outdir", str(tmp_path / "out"), str(spoilt)], check=True, capture_output=True, timeout=120
    )
    again = openpyxl.load_workbook(tmp_path / "out" / "annex.xlsx", data_only=True)
    compared = 0
    for sheet, formulas, _ in book.sheets():
        for row in sheet.iter_rows():
            for cell in row:
                other = again[sheet.title][cell.coordinate].value
                if formulas[cell.coordinate].data_type == "f":
                    compared += 1
                    assert other == pytest.approx(cell.value, rel=1e-12), cell.coordinate
                else:
                    assert other == cell.value, cell.coordinate
    assert compared == 20
