"""The audit on workbooks of other makers, on damaged ones and on long ones: findings, never an exception."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.table import Table

from annexes import changed, plain, put
from briefgen import audit as auditing
from briefgen.audit import audit, audit_file, command, reading
from briefgen.cli import run

if TYPE_CHECKING:
    from briefgen.audit import Audit

HEADS = ("Year", "Exports (USD thousand)", "Imports (USD thousand)", "Code")
ROWS = [(year, 1000.5 * year, 900.25 * year if year > 2001 else None, "0101") for year in range(2000, 2012)]


def rules(made: Audit) -> set[str]:
    """Return the rules that a workbook breaks."""
    return {match[1] for one in made.findings if (match := re.search(r"\(rule ([A-Z]\d\d)\)$", one.message))}


def saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


# ---------------------------------------------------------------- other makers


def test_a_table_of_pandas() -> None:
    pandas = pytest.importorskip("pandas")
    file = io.BytesIO()
    pandas.DataFrame(ROWS, columns=list(HEADS)).to_excel(file, index=False)
    made = audit(file.getvalue(), "pandas.xlsx")
    assert rules(made) == {"W01", "W07", "T01", "X03"}
    assert made.summary == "21 of 25 rules hold; 35 have nothing to look at"
    assert not made.stopped


def test_a_workbook_of_openpyxl_has_formulas_without_values() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([*HEADS, "Turnover"])
    for number, row in enumerate(ROWS, 2):
        sheet.append([*row, f"=B{number}+C{number}"])
    sheet.add_table(Table(displayName="Table1", ref="A1:E13"))
    made = audit(saved(book), "openpyxl.xlsx")
    assert {"F01", "T02", "T05", "T08", "T10", "T21", "W11", "P01"} <= rules(made)
    assert made.stopped
    by_rule = {one.code: one for one in made.findings}
    assert by_rule["B833"].message == (
        "a formula has no stored value, and 11 more like it: E3, E4, E5, E6, E7, E8, E9, E10 … (rule F01)"
    )
    assert (by_rule["B833"].place.sheet, by_rule["B833"].place.cell) == ("Sheet", "E2")


def test_a_workbook_of_xlsxwriter() -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("Data")
    rows = [[value if value is not None else "" for value in row] for row in ROWS]
    columns = [{"header": head} for head in HEADS]
    sheet.add_table(0, 0, len(rows), 3, {"data": rows, "columns": columns, "name": "trade"})
    sheet.write_formula("G1", "=B2+B3", None, 5)
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Data!$B$2:$B$13", "categories": "=Data!$A$2:$A$13"})
    sheet.insert_chart("C3", chart)
    book.close()
    made = audit(file.getvalue(), "xlsxwriter.xlsx")
    assert {"C01", "C02", "C03", "C09", "F02", "T06", "T08", "A02"} <= rules(made)
    assert not {"C10", "X01", "X03", "T03", "T20", "T11"} & rules(made)


def test_a_good_workbook_in_russian_raises_no_false_alarm() -> None:
    book = openpyxl.Workbook()
    cover = book.active
    cover.title = "Титул"
    for line in ("Внешняя торговля", "По состоянию на 1 мая 2024 года", "Классификация: ТН ВЭД 2017", "Цены FOB и CIF"):
        cover.append([line])
    listing = book.create_sheet("Содержание")
    listing.append(["Содержание"])
    for name in ("Титул", "Экспорт", "Примечания"):
        listing.append([name])
        listing.cell(listing.max_row, 1).hyperlink = f"#'{name}'!A1"
    sheet = book.create_sheet("Экспорт")
    for line in ("Экспорт по годам [прим 1]", "На листе одна таблица.", "Единица: тыс. долл. США", "Источник: Росстат"):
        sheet.append([line])
    sheet.append(["Год", "Экспорт"])
    for year in range(2015, 2020):
        sheet.append([year, 1234.5 * (year - 2000)])
        sheet.cell(sheet.max_row, 2).number_format = "#,##0.0"
        sheet.cell(sheet.max_row, 1).number_format = "0"
    sheet.add_table(Table(displayName="exports", ref="A5:B10"))
    sheet.column_dimensions["B"].width = 14
    book.create_sheet("Примечания").append(["[прим 1] Без услуг"])
    book.properties.title, book.properties.language = "Внешняя торговля", "ru"
    broken = rules(audit(saved(book), "good.xlsx"))
    assert broken <= {"W11", "T06", "T19", "A06", "P01", "X03"}


def test_panes_and_filters_may_be_allowed() -> None:
    frozen = changed(
        plain(), put("xl/worksheets/sheet3.xml", "<selection", '<pane ySplit="9" state="frozen"/><selection')
    )
    assert rules(audit(frozen, "a.xlsx")) == {"T06"}
    made = audit(frozen, "a.xlsx", allow_panes=True)
    assert (rules(made), made.summary) == (set(), "59 of 59 rules hold; 1 have nothing to look at")


def test_warnings_stop_a_strict_audit_only() -> None:
    hidden = changed(plain(), put("xl/worksheets/sheet3.xml", '<row r="22"', '<row r="22" hidden="1"'))
    assert not audit(hidden, "a.xlsx").stopped
    assert audit(hidden, "a.xlsx", strict=True).stopped


def test_shared_and_array_formulas_are_recalculated() -> None:
    sheet = "xl/worksheets/sheet3.xml"
    shared = changed(
        plain(),
        lambda parts: parts.update(
            {
                sheet: re.sub(r"<f>B(2[1-9])\+C\1</f>", '<f t="shared" si="0"/>', parts[sheet]).replace(
                    "<f>B20+C20</f>", '<f t="shared" ref="D20:D29" si="0">B20+C20</f>'
                )
            }
        ),
    )
    assert audit(shared, "a.xlsx").findings == []
    wrong = changed(shared, put(sheet, r'(<c r="D25"[^>]*><f t="shared" si="0"/>)<v>[^<]*</v>', r"\g<1><v>1</v>"))
    (found,) = [one for one in audit(wrong, "a.xlsx").findings if one.code == "B834"]
    assert found.message == "1 is stored beside `=B25+C25`, which gives 13504.341 (rule F02)"
    assert found.place.cell == "D25"


def test_formulas_that_are_not_known_are_counted() -> None:
    odd = changed(plain(), put("xl/worksheets/sheet3.xml", r"<f>B25\+C25</f>", "<f>FORECAST.ETS(B25,C25,B20)</f>"))
    made = audit(odd, "a.xlsx")
    (skipped,) = [one for one in made.findings if one.code == "B864"]
    assert skipped.message == "3 formulas were not recalculated"  # the sum itself and two growths that rest on it


# ---------------------------------------------------------------- damaged files


@pytest.mark.parametrize(
    "data",
    [b"", b"PK", b"%PDF-1.7", plain()[:2000], plain()[2000:], b"PK\x05\x06" + bytes(18)],
    ids=["empty", "two bytes", "a PDF", "beginning", "end", "empty zip"],
)
def test_what_is_no_workbook_is_found(data: bytes) -> None:
    made = audit(data, "x.xlsx")
    assert [one.code for one in made.findings] == ["B861"]
    assert made.stopped
    assert made.summary == ""


def test_another_office_file_is_no_workbook() -> None:
    other = changed(plain(), lambda parts: parts.pop("xl/workbook.xml") and None)
    assert [one.code for one in audit(other, "x.xlsx").findings] == ["B861"]


def test_a_file_that_is_not_there_is_found(tmp_path: Path) -> None:
    assert [one.code for one in audit_file(tmp_path / "no.xlsx").findings] == ["B861"]
    assert [one.code for one in audit_file(tmp_path).findings] == ["B861"]


def test_a_damaged_sheet_leaves_the_others_judged() -> None:
    damaged = changed(plain(), put("xl/worksheets/sheet4.xml", "</sheetData>", ""))
    made = audit(damaged, "x.xlsx")
    (found,) = [one for one in made.findings if one.code == "B862"]
    assert "xl/worksheets/sheet4.xml" in found.message
    assert made.judged == 60


def test_a_document_type_is_refused() -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]>'
    made = audit(changed(plain(), put("xl/worksheets/sheet1.xml", r"<\?xml[^>]*\?>", bomb)), "x.xlsx")
    assert "B862" in {one.code for one in made.findings}


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_damage_raises(data: st.DataObject) -> None:
    source = plain()
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    text = parts[name]
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start, min(len(text), start + 400)))
    filling = data.draw(st.sampled_from([b"", b'"', b"-1", b"99999999999999999999", b"<x>", b"]]>", b"&", b"\xff"]))
    parts[name] = text[:start] + filling + text[end:]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    made = audit(file.getvalue(), "x.xlsx")
    assert isinstance(made.findings, list)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(
        [
            r'(?<= ref=")[^"]*',
            r'(?<= r=")[^"]*',
            r'(?<= s=")[^"]*',
            r"(?<=<v>)[^<]*",
            r"(?<=<f>)[^<]*",
            r'(?<=width=")[^"]*',
        ]
    ),
    st.text("A1:$!#'()[]{}-+ 9z\u00e9", max_size=12),
    st.sampled_from(["xl/worksheets/sheet3.xml", "xl/tables/table2.xml", "xl/charts/chart1.xml"]),
)
def test_no_odd_attribute_raises(pattern: str, value: str, part: str) -> None:
    odd = changed(plain(), lambda parts: parts.update({part: re.sub(pattern, lambda _: value, parts[part], count=40)}))
    assert isinstance(audit(odd, "x.xlsx").findings, list)


# ---------------------------------------------------------------- long ones


def test_a_long_sheet_is_judged_by_its_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_BYTES", 0)
    monkeypatch.setattr(reading, "LEAST_BYTES", 9000)
    made = audit(plain(), "long.xlsx")
    long = [one for one in made.findings if one.code == "B863"]
    assert [one.place.sheet for one in long] == ["Turnover"]
    assert "T05" not in rules(made)
    assert {one.code for one in made.findings} == {"B863", "B864"}


def test_a_table_far_longer_than_its_rows_is_no_trouble() -> None:
    far = changed(plain(), put("xl/tables/table2.xml", 'ref="A19:G49"', 'ref="A19:XFD1048576"'))
    assert "T05" in rules(audit(far, "far.xlsx"))


# ---------------------------------------------------------------- the command


def test_the_command_prints_findings_and_a_last_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "annex.xlsx", tmp_path / "bad.xlsm"
    good.write_bytes(plain())
    bad.write_bytes(changed(plain(), put("xl/worksheets/sheet3.xml", r"<f>B25-C25</f><v>[^<]*", "<f>B25-C25</f><v>1")))
    assert run(["check", str(good)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "60 of 60 rules hold"
    assert run(["check", str(bad)]) == 1
    told = capsys.readouterr()
    assert told.out.splitlines()[-1] == "59 of 60 rules hold"
    assert 'bad.xlsm, sheet "Turnover", cell E25' in told.err
    assert run(["check", str(good), str(bad)]) == 1
    assert capsys.readouterr().out.splitlines() == [f"{good}: 60 of 60 rules hold", f"{bad}: 59 of 60 rules hold"]


def test_the_command_in_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "annex.xlsx"
    file.write_bytes(changed(plain(), put("xl/workbook.xml", ' fullCalcOnLoad="1"', "")))
    assert run(["check", "--format", "json", str(file)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["summary"] == "59 of 60 rules hold"
    assert [one["code"] for one in told["findings"]] == ["B838"]


def test_the_verb_is_the_same(tmp_path: Path) -> None:
    from briefgen import verbs

    file = tmp_path / "annex.xlsx"
    file.write_bytes(plain())
    assert verbs.check_workbook(file) == auditing.audit_file(file)


def test_the_short_way_prints_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet = "xl/worksheets/sheet3.xml"
    spoilt = changed(plain(), put(sheet, r"<f>B25-C25</f><v>[^<]*", "<f>B25-C25</f><v>1"))
    for name, data in (("good.xlsx", plain()), ("bad.xlsm", spoilt), ("torn.xlsx", plain()[:900])):
        file = tmp_path / name
        file.write_bytes(data)
        assert command.plain_arguments([str(file)]) == file
        codes = (run(["check", str(file)]), capsys.readouterr()), (command.run(file), capsys.readouterr())
        assert codes[0] == codes[1]


@pytest.mark.parametrize(
    "arguments", [[], ["a.xlsx", "b.xlsx"], ["--strict", "a.xlsx"], ["brief.xlsx"], ["a.docx"], ["-x"]]
)
def test_any_other_command_line_takes_the_long_way(arguments: list[str]) -> None:
    assert command.plain_arguments(arguments) is None
