"""New briefs, workbooks and templates to start from."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Literal

import openpyxl
import pytest

from briefgen import language, scaffold
from briefgen.findings import FindingsError
from briefgen.model.brief import HEAD, LISTS
from briefgen.model.describe import schema
from inputs.forms import FACTS, both, codes, reading, step2, text

FORMS: tuple[Literal["yaml", "json", "excel"], ...] = ("yaml", "json", "excel")


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_the_example_works_as_it_is(tmp_path: Path, form: Literal["yaml", "json"]) -> None:
    made = scaffold.new_brief("talks-2024", tmp_path, form)
    assert {path.name for path in made} == {f"brief.{form}", "trade.csv", "brief.schema.json"}
    brief, findings = both(tmp_path / "talks-2024")
    assert findings == []
    assert brief is not None
    assert brief.id == "talks-2024"
    assert brief.languages == ("uk", "ru", "en")
    assert (len(brief.parties), len(brief.meetings), len(brief.sessions), len(brief.talking_points)) == (2, 1, 1, 1)
    assert len({flow.period for flow in brief.trade}) == 3
    assert json.loads((tmp_path / "talks-2024" / "brief.schema.json").read_text()) == schema()


def test_the_example_is_the_same_in_both_forms_and_whole_in_each_language(tmp_path: Path) -> None:
    sources = []
    for form in ("yaml", "json"):
        scaffold.new_brief("x", tmp_path / form, form)
        sources.append(reading(tmp_path / form / "x")[0])
    assert sources[0] is not None
    assert sources[1] is not None
    assert sources[0].tree == sources[1].tree

    def texts(tree: object) -> list[dict[str, object]]:
        if isinstance(tree, dict):
            return [tree] if "en" in tree else [found for inner in tree.values() for found in texts(inner)]
        return [found for inner in tree for found in texts(inner)] if isinstance(tree, list) else []

    found = texts(sources[0].tree)
    assert len(found) > 20
    assert all(set(words) == {"uk", "ru", "en"} for words in found)


def test_the_yaml_example_names_its_schema_in_the_first_line(tmp_path: Path) -> None:
    made = scaffold.new_brief("x", tmp_path, "yaml")
    assert made[0].read_text().startswith("# yaml-language-server: $schema=brief.schema.json\n")
    scaffold.new_brief("y", tmp_path, "yaml", FACTS)
    assert (tmp_path / "y" / "brief.yaml").read_text().startswith("# yaml-language-server: $schema=brief.schema.json\n")


@pytest.mark.parametrize("form", FORMS)
def test_facts_come_back_from_every_form(tmp_path: Path, form: Literal["yaml", "json", "excel"]) -> None:
    scaffold.new_brief("x", tmp_path, form, FACTS)
    source, findings = reading(tmp_path / "x")
    assert findings == []
    assert source is not None
    assert source.tree == FACTS
    assert step2.build(source)[0] is not None


def test_an_empty_workbook_lacks_only_what_is_needed(tmp_path: Path) -> None:
    scaffold.new_brief("x", tmp_path, "excel")
    source, findings = reading(tmp_path / "x")
    assert findings == []
    assert source is not None
    assert source.tree == {"id": "x"}
    brief, findings = step2.build(source)
    assert brief is None
    assert codes(findings) == ["B202"] * 4


def test_the_workbook_helps_to_fill_it_in() -> None:
    book = openpyxl.load_workbook(io.BytesIO(scaffold.workbook(None)))
    assert book.sheetnames == ["instructions", "brief", *LISTS]
    told = {(row[0].value, row[1].value) for row in book["instructions"].iter_rows() if row[1].value}
    assert {("brief", field) for field in HEAD} <= told
    for name, record in LISTS.items():
        assert {(name, field) for field in record.model_fields} <= told
        sheet = book[name]
        assert sheet.freeze_panes in ("A2", "B2")
        assert all(cell.comment and cell.comment.text for cell in sheet[1])
    trade = book["trade"]
    header = [cell.value for cell in trade[1]]
    assert header[:4] == ["reporter", "partner", "flow", "commodity"]
    assert trade.column_dimensions["D"].number_format == "@"
    rules = {str(rule.sqref).split(":")[0]: rule for rule in trade.data_validations.dataValidation}
    assert rules["C2"].formula1 == '"export,import,re-export,re-import"'
    assert rules["A2"].formula1.startswith("parties!$A$2")
    assert not rules["B2"].showErrorMessage  # WLD may be typed
    names = [cell.value for cell in book["parties"][1]]
    assert names[:6] == ["id", *(f"name.{code}" for code in language.available())]
    assert any(
        "name.en, name.ky, name.ru, name.tg, name.uk;" in str(row[0].value) for row in book["instructions"].iter_rows()
    )


def test_a_language_more_is_a_column_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "available", lambda: ("en", "tg"))
    book = openpyxl.load_workbook(io.BytesIO(scaffold.workbook(None)))
    assert [cell.value for cell in book["parties"][1]][:3] == ["id", "name.en", "name.tg"]
    told = " ".join(str(cell.value) for row in book["instructions"].iter_rows() for cell in row)
    assert "name.en, name.tg; name.any" in told
    assert "with commas between: en, tg." in told


def test_columns_follow_the_languages_and_cases_in_use() -> None:
    book = openpyxl.load_workbook(io.BytesIO(scaffold.workbook({"languages": ["en"], "parties": FACTS["parties"]})))
    names = [cell.value for cell in book["parties"][1]]
    assert names[1:7] == ["name.en", "name.uk", "name.uk.gen", "name.ru", "name.any", "short.en"]


def test_numbers_are_numbers_only_if_they_come_back_the_same() -> None:
    values = ["20.5", "0.10", "1 204,5", "007", "123456789012345678", "-3", "1e5", "0", "-0"]
    rows = [{"value": value} for value in values]
    sheet = openpyxl.load_workbook(io.BytesIO(scaffold.workbook({"trade": rows})))["trade"]
    kept = [sheet.cell(row, 6).value for row in range(2, 11)]
    assert kept == [20.5, "0.10", "1 204,5", "007", "123456789012345678", -3, "1e5", 0, "-0"]


def test_a_text_too_long_for_excel_is_refused_not_cut() -> None:
    with pytest.raises(FindingsError) as stop:
        scaffold.workbook({"objective": "x" * 40_000})
    assert codes(list(stop.value.findings)) == ["B173"]


def test_the_same_facts_give_the_same_bytes_in_every_process() -> None:
    program = (
        "import hashlib, json, sys; from briefgen.scaffold import workbook;"
        "print(hashlib.sha256(workbook(json.loads(sys.argv[1]))).hexdigest())"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", program, json.dumps(FACTS)],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert len(runs[0]) == 65


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    text(tmp_path / "x", "mine", "notes.md")
    for form in FORMS:
        with pytest.raises(FindingsError) as stop:
            scaffold.new_brief("x", tmp_path, form)
        assert codes(list(stop.value.findings)) == ["B171"]
    with pytest.raises(FindingsError):
        scaffold.new_template("x", tmp_path, tmp_path / "x")
    assert [path.name for path in (tmp_path / "x").iterdir()] == ["notes.md"]


@pytest.mark.parametrize("name", ["../x", "a/b", "", ".x", "a b", "x" * 90, "комісія"])
def test_a_name_must_be_a_plain_folder_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(FindingsError) as stop:
        scaffold.new_brief(name, tmp_path, "yaml")
    assert codes(list(stop.value.findings)) == ["B170"]
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    text(tmp_path, "a file", "inputs")
    with pytest.raises(FindingsError) as stop:
        scaffold.new_brief("x", tmp_path / "inputs", "yaml")
    assert codes(list(stop.value.findings)) == ["B172"]


def test_a_template_is_copied_to_edit(tmp_path: Path) -> None:
    like = text(tmp_path / "talks", "words", "brief.uk.md")
    text(like / "parts", "more", "a.md")
    text(like, "lock", "~$brief.docx")
    made = scaffold.new_template("mine", tmp_path / "templates", like)
    assert [path.relative_to(tmp_path).as_posix() for path in made] == [
        "templates/mine/brief.uk.md",
        "templates/mine/parts/a.md",
    ]
    assert made[0].read_text() == "words"
    with pytest.raises(FindingsError) as stop:
        scaffold.new_template("other", tmp_path, tmp_path / "nothing")
    assert codes(list(stop.value.findings)) == ["B172"]


def test_a_new_look_is_a_look(tmp_path: Path) -> None:
    from briefgen.writers.word import write
    from papers import document

    (made,) = scaffold.new_look(tmp_path / "mine" / "brief.docx")
    assert write(document(), made)
    with pytest.raises(FindingsError) as caught:
        scaffold.new_look(made)
    assert caught.value.findings[0].code == "B171"


def test_the_look_of_the_template_talks_has_every_style_of_a_new_one(tmp_path: Path) -> None:
    import docx

    (made,) = scaffold.new_look(tmp_path / "brief.docx")
    shipped = docx.Document(str(Path(__file__).resolve().parents[1] / "templates/talks/brief.docx"))
    assert {style.name for style in docx.Document(str(made)).styles} <= {style.name for style in shipped.styles}
