"""`briefgen check --lang uk FILE`, with and without --fix."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest

from briefgen import verbs
from briefgen.cli import run

TEXT = "Однак, рада  зібралася у м.Києві.\n"
MENDED = "Однак рада зібралася у м.\u00a0Києві.\n"


@pytest.fixture
def note(tmp_path: Path) -> Path:
    file = tmp_path / "note.txt"
    file.write_text(TEXT, "utf-8")
    return file


def codes(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    code = run(["check", "--format", "json", *arguments])
    told = json.loads(capsys.readouterr().out)
    return code, [one["code"] for one in told["findings"]]


def test_a_text_is_proofread(note: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert codes("--lang", "uk", str(note), capsys=capsys) == (0, ["B447", "B385", "B429"])
    assert codes("--lang", "uk", "--strict", str(note), capsys=capsys)[0] == 1
    assert note.read_text("utf-8") == TEXT


def test_fix_mends_a_text_once(note: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert codes("--lang", "uk", "--fix", str(note), capsys=capsys) == (0, ["B496", "B496", "B496"])
    assert note.read_text("utf-8") == MENDED
    assert codes("--lang", "uk", "--fix", str(note), capsys=capsys) == (0, [])


def test_fix_says_what_it_mends(note: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["check", "--lang", "uk", "--fix", str(note)])
    told = capsys.readouterr()
    assert "`рада␣␣зібралася` was mended to `рада␣зібралася`" in told.err
    assert str(note) in told.out


@pytest.mark.parametrize("arguments", [(), ("--lang", "uk,ru"), ("--lang", "fr")])
def test_one_language_must_be_told(note: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]) -> None:
    assert codes(*arguments, str(note), capsys=capsys) == (1, ["B495"])


def test_a_word_file_is_never_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "note.docx"
    document = docx.Document()
    document.add_paragraph(TEXT.strip())
    document.save(str(file))
    before = file.read_bytes()
    assert codes("--lang", "uk", "--fix", str(file), capsys=capsys) == (0, ["B447", "B385", "B429", "B493"])
    assert file.read_bytes() == before


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert codes("--lang", "uk", str(tmp_path / "none.txt"), capsys=capsys) == (1, ["B103"])
    assert codes("--lang", "uk", str(tmp_path / "none.docx"), capsys=capsys) == (1, ["B103"])


def test_another_encoding_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "old.txt"
    file.write_bytes(("Міністерство закордонних справ. " * 5).encode("cp1251"))
    assert codes("--lang", "uk", str(file), capsys=capsys) == (1, ["B107"])


def test_the_verb_is_public(note: Path) -> None:
    result = verbs.proofread(note, languages=["uk"])
    assert [finding.code for finding in result.findings] == ["B447", "B385", "B429"]
    assert not result.stopped
