"""The whole way from a folder of facts to papers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import briefgen
from briefgen import generator
from briefgen.document import as_text
from briefgen.findings import Severity
from briefgen.generator import BugError, Request

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "inputs" / "kyrgyzstan-tajikistan-2011"
EXPECTED = ROOT / "tests" / "cases"
LANGUAGES = ("uk", "ru", "en", "ky", "tg")
PAPERS = ("brief.docx", "brief.pdf", "summary.pdf", "annex.xlsx")


def files_below(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The twenty files of the sample."""
    out = tmp_path_factory.mktemp("output")
    result = briefgen.build(SAMPLE, out=out)
    assert not result.stopped, result.findings
    return files_below(out)


def test_twenty_files(made: dict[str, bytes]) -> None:
    wanted = {f"kyrgyzstan-tajikistan-2011/{language}/{paper}" for language in LANGUAGES for paper in PAPERS}
    assert set(made) == wanted


def test_two_runs_give_the_same_bytes(made: dict[str, bytes], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "briefgen", "build", str(SAMPLE), "--out", str(tmp_path)]
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Bishkek", "LC_ALL": "C"}
    subprocess.run(command, check=True, capture_output=True, env=environment, cwd=ROOT)
    assert files_below(tmp_path) == made


@pytest.mark.parametrize("form", ["json", "excel"])
def test_the_other_forms_give_the_same_bytes(made: dict[str, bytes], tmp_path: Path, form: str) -> None:
    result = briefgen.build(SAMPLE / form, out=tmp_path)
    assert not result.stopped, result.findings
    assert files_below(tmp_path) == made


def test_source_date_epoch_is_the_time_in_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    result = briefgen.build(SAMPLE, languages=["en"], formats=["docx"], out=tmp_path)
    from docx import Document

    assert Document(str(result.files[0])).core_properties.created.year == 2023


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("paper", ["brief", "summary", "annex"])
def test_the_text_of_the_papers(language: str, paper: str, accept: bool) -> None:
    result = generator.check(Request(SAMPLE, languages=(language,)))
    (document,) = [document for document in result.documents if document.name == paper]
    path = EXPECTED / f"{paper}.{language}.txt"
    if accept:
        path.write_text(as_text(document), encoding="utf-8")
    assert as_text(document) == path.read_text(encoding="utf-8")


def test_the_findings_of_the_sample(accept: bool) -> None:
    result = generator.check(Request(SAMPLE))
    lines = [
        f"{finding.severity.value}[{finding.code}] {finding.place.line if finding.place else ''}: {finding.message}"
        + (f" ({finding.why})" if finding.why else "")
        for finding in result.findings
    ]
    text = "\n".join(lines) + "\n"
    path = EXPECTED / "findings.txt"
    if accept:
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
    assert all(finding.severity is not Severity.ERROR for finding in result.findings)


def test_an_error_writes_nothing_and_leaves_earlier_papers(tmp_path: Path) -> None:
    brief = tmp_path / "brief"
    shutil.copytree(SAMPLE, brief)
    out = tmp_path / "out"
    first = briefgen.build(brief, languages=["en"], formats=["docx"], out=out)
    assert not first.stopped
    before = files_below(out)
    facts = brief / "brief.yaml"
    facts.write_text(facts.read_text(encoding="utf-8").replace("date: 2011-12\n", "date: 2011-13\n"), encoding="utf-8")
    second = briefgen.build(brief, languages=["en"], formats=["docx"], out=out)
    assert second.stopped
    assert second.files == []
    (finding,) = [finding for finding in second.findings if finding.severity is Severity.ERROR]
    assert finding.place is not None
    assert finding.place.line is not None
    assert "2011-13" in facts.read_text(encoding="utf-8").splitlines()[finding.place.line - 1]
    assert files_below(out) == before


def test_strict_lets_warnings_stop_the_run(tmp_path: Path) -> None:
    result = briefgen.build(SAMPLE, languages=["en"], out=tmp_path, strict=True)
    assert result.stopped
    assert files_below(tmp_path) == {}


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"template": "tlks"}, "B510"),
        ({"languages": ["xx"]}, "B4"),
        ({"formats": ["odt"]}, "B601"),
    ],
)
def test_what_cannot_be_asked_for(tmp_path: Path, options: dict[str, object], code: str) -> None:
    result = briefgen.build(SAMPLE, out=tmp_path, **options)  # type: ignore[arg-type]
    assert result.stopped
    assert any(finding.code.startswith(code) for finding in result.findings)
    assert files_below(tmp_path) == {}


def test_a_look_that_is_missing_makes_no_such_file(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "own"
    folder.mkdir(parents=True)
    (folder / "letter.en.md").write_text("{{ partner.name }}", encoding="utf-8")
    shutil.copy(ROOT / "templates/talks/brief.docx", folder / "letter.docx")
    result = briefgen.build(SAMPLE, template=str(folder), languages=["en"], out=tmp_path / "out")
    assert [path.name for path in result.files] == ["letter.docx"]


def test_a_pdf_that_carries_its_data(tmp_path: Path) -> None:
    import pikepdf

    folder = tmp_path / "templates" / "own"
    shutil.copytree(ROOT / "templates/talks", folder)
    look = folder / "summary.pdf.yaml"
    look.write_text(look.read_text(encoding="utf-8") + "\nattach: yes\n", encoding="utf-8")
    result = briefgen.build(SAMPLE, template=str(folder), languages=["en"], out=tmp_path / "out")
    assert not result.stopped
    papers = {path.name: path.read_bytes() for path in result.files}
    with pikepdf.open(tmp_path / "out/kyrgyzstan-tajikistan-2011/en/summary.pdf") as summary:
        carried = {file.filename: file.get_file().read_bytes() for file in summary.attachments.values()}
    assert set(carried) == {"brief.json", "annex.xlsx"}
    assert carried["annex.xlsx"] == papers["annex.xlsx"]
    assert b"Atambayev" in carried["brief.json"]
    only = briefgen.build(SAMPLE, template=str(folder), languages=["en"], formats=["pdf"], out=tmp_path / "pdf")
    assert {path.name for path in only.files} == {"brief.pdf", "summary.pdf"}
    assert (tmp_path / "pdf/kyrgyzstan-tajikistan-2011/en/summary.pdf").read_bytes() == papers["summary.pdf"]


def test_a_fault_of_ours_names_the_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("briefgen.checks.check", broken)
    with pytest.raises(BugError) as caught:
        briefgen.build(SAMPLE, out=tmp_path)
    assert caught.value.step == 3


def test_progress_names_the_steps(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", logger="briefgen"):
        briefgen.build(SAMPLE, languages=["en"], formats=["docx"], out=tmp_path)
    steps = [line.split(" - ")[0] for line in caplog.messages]
    assert list(dict.fromkeys(steps)) == [f"Step {number}" for number in range(1, 8)]
