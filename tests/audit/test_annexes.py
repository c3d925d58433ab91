"""Every annex keeps all the rules: of the sample in each language, of any tables, read alike by every program."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import warnings
from fractions import Fraction
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils import range_boundaries

from annexes import LOOK, annex, changed, documents
from briefgen import language
from briefgen.audit import audit
from briefgen.audit.words import labels, says
from briefgen.document import Cell, Chart, Column, Document, Formula, Heading, ListBlock, Run, Series, Table
from briefgen.findings import FindingsError
from briefgen.writers.excel import write
from papers import chart, decisions, document, p, turnover

if TYPE_CHECKING:
    from pathlib import Path

CODES = language.available()


@pytest.mark.parametrize("code", CODES)
def test_the_annex_of_the_sample_keeps_all_rules(code: str) -> None:
    made = audit(annex(code), "annex.xlsx")
    assert (made.findings, made.summary) == ([], "60 of 60 rules hold")


@pytest.mark.parametrize("code", CODES)
def test_the_words_of_a_language_are_known_to_the_rules(code: str) -> None:
    words = language.load(code).labels
    assert says(words["one_table"], "table")
    assert says(words["contents"], "contents")
    assert says(words["notes"], "notes")
    assert says(words["note"], "notes")
    assert labels(f"{words['source']}: x", "source")
    assert labels(f"{words['unit']}: x", "unit")
    assert says(words["year"], "year")
    assert says(words["hs_code"], "code")
    bare = ("rank", "ratio", "normalised", "scale_of_10000", "items", "intensity", "symmetric", "complementarity")
    assert [name for name in (*bare, "advantage", "intra_industry", "digits") if not says(words[name], "bare")] == []
    assert all(says(words[flow], "flow") and says(words[flow], "trade") for flow in ("exports", "imports"))
    assert says(words["as_of"], "extraction") or any(says(text, "extraction") for text in _texts(code))
    for kind in ("classification", "valuation"):
        assert any(says(text, kind) for text in _texts(code)), kind


def _texts(code: str) -> list[str]:
    book = openpyxl.load_workbook(io.BytesIO(annex(code)))
    return [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


@pytest.mark.parametrize("code", CODES)
def test_shorthand_is_explained_on_its_sheet_and_in_the_notes(code: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(annex(code)))
    notes = [row[0].value for row in book[book.sheetnames[-1]].iter_rows()]
    used = set()
    for sheet in book:
        cells = [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
        shorthand = {mark for text in cells for mark in re.findall(r"(?:^|: )(\[[a-z]+\])$", text)}
        used |= shorthand
        for mark in shorthand:
            assert any(text.startswith(f"{mark} ") for text in cells), (sheet.title, mark)
    assert {"[x]", "[p]"} <= used
    for mark in used:
        assert any(text and text.startswith(f"{mark} ") for text in notes), mark


# ---------------------------------------------------------------- any tables

SIGNS = "абвгіїєқңөүҳҷ abcXYZ019 .,-–…()=+@:%«»'\""
WORDS = st.text(SIGNS, min_size=1, max_size=60).filter(lambda text: any(sign.isalpha() for sign in text))
VALUES = st.fractions(-(10**9), 10**9, max_denominator=1000)


def printed(value: Fraction, decimals: int) -> str:
    return f"{float(value):,.{decimals}f}".replace(",", "\u00a0").replace(".", ",").replace("-", "\u2212")


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Draw a table of the papers: years, numbers with marks, qualifiers and gaps, formulas, codes and words."""
    live = draw(st.booleans())
    columns = [Column("year", "Рік", "year"), Column("exports", "Експорт", "number", draw(st.integers(0, 3)))]
    columns.append(Column("imports", "Імпорт", "number", 1))
    if live:
        kind = draw(st.sampled_from(["sum", "difference", "share", "growth"]))
        of = ("exports",) if kind == "growth" else ("exports", "imports")
        columns.append(Column("made", "Обчислено", "number", 2, Formula(kind, of)))
    columns.append(Column("code", "Код HS", "code"))
    columns += [Column(f"text{number}", draw(WORDS)) for number in range(draw(st.integers(0, 2)))]
    rows, before = [], None
    for number in range(draw(st.integers(1, 6))):
        cells = [Cell(str(2001 + number), Fraction(2001 + number))]
        values = []
        for column in columns[1:3]:
            value = draw(VALUES)
            plain = printed(value, column.decimals)
            form = draw(st.sampled_from(["plain", "plain", "plain", "about", "mark", "unknown", "nil", "c", "odd"]))
            made = {
                "plain": Cell(plain, value),
                "about": Cell(f"понад {plain} млн", value),
                "mark": Cell(f"{plain}\u00a0p", value),
                "unknown": Cell("…"),
                "nil": Cell("–", Fraction(0)),
                "c": Cell("c"),
                "odd": Cell("±5 або 6"),
            }[form]
            cells.append(made)
            values.append(made.value)
        if live:
            value = formula_value(columns[3].formula, values, before)
            cells.append(Cell("…") if value is None else Cell(printed(value, 2), value))
        before = values
        cells.append(Cell(draw(st.sampled_from(["0101", "27", "2716", "…", "16-21"]))))
        cells += [Cell(draw(WORDS)) for column in columns[len(cells) :]]
        rows.append(tuple(cells))
    notes = ("… — даних немає.", "– — нуль.", "c — конфіденційно", "p — попередні дані")
    return Table("trade", draw(WORDS), tuple(columns), tuple(rows), unit="тис. дол. США", source="Комітет", notes=notes)


def formula_value(
    formula: Formula | None, values: list[Fraction | None], before: list[Fraction | None] | None
) -> Fraction | None:
    """Return what a formula gives, computed apart from the writer."""
    assert formula
    left, right = values
    if formula.kind == "growth":
        earlier = before[0] if before else None
        return None if left is None or not earlier else 100 * (left / earlier - 1)
    if left is None or right is None:
        return None
    if formula.kind == "share":
        return 100 * left / right if right else None
    return left + right if formula.kind == "sum" else left - right


def paper(*blocks: object) -> Document:
    return document(
        p("Класифікація ТН ЗЕД 2017; ціни FOB і CIF; дані на 1 травня 2011 року."),
        Heading(1, (Run("Торгівля"),)),
        *blocks,
        Heading(1, (Run("Рішення"),)),
        decisions(),
        Heading(1, (Run("Примітки"),)),
        ListBlock(((p("Без послуг."),),)),
        name="annex",
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables(), st.booleans())
def test_an_annex_of_any_table_keeps_all_rules(table: Table, charted: bool) -> None:
    blocks: list[object] = [table]
    exports = [row[1].value for row in table.rows]
    if charted and any(value is not None for value in exports):
        years = tuple(row[0].text for row in table.rows)
        alt = "Стовпчикова діаграма: експорт за роками, тис. дол. США."
        series = (Series("exports", "Експорт", tuple(exports)),)
        blocks.append(Chart("trade", "Експорт за роками", "Експорт, тис. дол. США", years, series, alt))
    made = audit(write(paper(*blocks), LOOK), "annex.xlsx")
    idle = {"B844", "B845"}
    assert [one for one in made.findings if one.code not in idle] == []


def test_dates_of_any_precision_are_no_numbers() -> None:
    columns = (Column("name", "Рішення"), Column("date", "Строк"))
    rows = tuple((Cell("про транзит"), Cell(date)) for date in ("2011", "12.2011", "31.12.2011", "I кв. 2011"))
    made = audit(write(paper(turnover(), Table("t", "T", columns, rows, source="x")), LOOK), "annex.xlsx")
    assert made.findings == []


def test_the_annex_of_the_papers_keeps_all_rules() -> None:
    made = audit(write(paper(turnover(), chart()), LOOK), "annex.xlsx")
    assert (made.findings, made.summary) == ([], "60 of 60 rules hold")


# ---------------------------------------------------------------- every program reads the same


def _expected(code: str) -> dict[str, list[list[object]]]:
    book = openpyxl.load_workbook(io.BytesIO(annex(code)), data_only=True)
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


@pytest.mark.parametrize("code", CODES)
def test_calamine_reads_what_openpyxl_reads(code: str) -> None:
    calamine = pytest.importorskip("python_calamine")
    book = calamine.CalamineWorkbook.from_object(io.BytesIO(annex(code)))
    for name, rows in _expected(code).items():
        read = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        assert [[None if value == "" else value for value in row] for row in read] == rows, name


@pytest.mark.parametrize("code", CODES)
def test_pandas_reads_what_openpyxl_reads(code: str) -> None:
    pandas = pytest.importorskip("pandas")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on readers that a later pandas will take
        frames = pandas.read_excel(io.BytesIO(annex(code)), sheet_name=None, header=None, engine="openpyxl")
    for name, rows in _expected(code).items():
        frame = frames[name].astype(object)
        assert frame.where(frame.notna(), None).to_numpy().tolist() == rows, name


@pytest.mark.parametrize("code", CODES)
def test_polars_reads_the_numbers_of_the_table(code: str) -> None:
    polars = pytest.importorskip("polars")
    pytest.importorskip("fastexcel")
    book = openpyxl.load_workbook(io.BytesIO(annex(code)), data_only=True)
    sheet = book.worksheets[2]
    _, top, last, _ = range_boundaries(sheet.tables["turnover"].ref)
    frame = polars.read_excel(
        io.BytesIO(annex(code)), sheet_name=sheet.title, engine="calamine", read_options={"header_row": top - 1}
    )
    assert frame.columns == [sheet.cell(top, column).value for column in range(1, last + 1)]
    for number, values in enumerate(frame.select(frame.columns[:5]).rows(), top + 1):
        assert [float(value) for value in values] == [sheet.cell(number, column).value for column in range(1, 6)]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this machine")
def test_libreoffice_gives_every_stored_value(tmp_path: Path) -> None:
    files = []
    for code in CODES:
        files.append(tmp_path / f"{code}.xlsx")
        files[-1].write_bytes(changed(annex(code), _without_values))
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to"]
    command += ["xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "out"), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    for code in CODES:
        live = openpyxl.load_workbook(io.BytesIO(annex(code)))
        stored = openpyxl.load_workbook(io.BytesIO(annex(code)), data_only=True)
        again = openpyxl.load_workbook(tmp_path / "out" / f"{code}.xlsx", data_only=True)
        count = 0
        for sheet in live:
            for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
                count += 1
                other = again[sheet.title][cell.coordinate].value
                assert other == pytest.approx(stored[sheet.title][cell.coordinate].value, rel=1e-9), cell.coordinate
        assert count >= 80, code


def _without_values(parts: dict[str, str]) -> None:
    for name, xml in parts.items():
        if "worksheets/sheet" in name:
            parts[name] = re.sub("(</f>)<v>[^<]*</v>", r"\1", xml)


# ---------------------------------------------------------------- what does not fit


def test_names_beyond_31_letters_are_shortened_and_stay_apart() -> None:
    title = "Дуже довга назва розділу, якої немає в жодному аркуші"
    made = write(paper(turnover(), Heading(1, (Run(title),)), p("а"), Heading(1, (Run(title),)), p("б")), LOOK)
    names = openpyxl.load_workbook(io.BytesIO(made)).sheetnames
    assert all(len(name) <= 31 for name in names)
    assert len({name.casefold() for name in names}) == len(names)
    assert audit(made, "annex.xlsx").findings == []


def test_text_beyond_a_cell_is_found_or_divided() -> None:
    long = "слово " * 7000
    parts = write(paper(turnover(), p(long)), LOOK)
    assert audit(parts, "annex.xlsx").findings == []
    columns = (Column("text", "Текст"),)
    with pytest.raises(FindingsError) as reason:
        write(paper(Table("t", "T", columns, ((Cell(long),),), source="x")), LOOK)
    assert [one.code for one in reason.value.findings] == ["B634"]


def test_every_language_has_an_annex() -> None:
    assert set(documents()) == set(CODES)
