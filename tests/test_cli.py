"""The command line: what it prints and its exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen.cli import run

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = str(ROOT / "inputs" / "kyrgyzstan-tajikistan-2011")


def test_build_prints_the_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", SAMPLE, "--lang", "en", "--format", "docx", "--out", str(tmp_path)]) == 0
    told = capsys.readouterr()
    assert told.out.split() == [str(tmp_path / "kyrgyzstan-tajikistan-2011/en/brief.docx")]
    assert "warning" in told.err


def test_build_reports_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", SAMPLE, "-l", "en", "-f", "docx", "-o", str(tmp_path), "--report", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["made"] is True
    assert len(told["files"]) == 1
    assert {"severity", "code", "message", "place"} <= set(told["findings"][0])


def test_check_tells_findings_and_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", SAMPLE]) == 0
    assert run(["check", SAMPLE, "--strict"]) == 1
    told = capsys.readouterr().err
    assert "2006" in told
    assert "brief.yaml:" in told
    assert "= help:" in told


def test_a_brief_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", str(tmp_path / "nothing")]) == 1
    assert "Nothing was written." in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["build"],
        ["buld"],
        ["show", "nothing"],
        ["show", "brief"],
        ["list", "x"],
        ["explain", "B999"],
        ["check", SAMPLE, "--format", "x"],
        ["build", "--wrong"],
    ],
)
def test_a_wrong_command_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    assert capsys.readouterr().err


def test_new_brief_builds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["new", "brief", "my-talks", "--in", str(tmp_path)]) == 0
    assert run(["build", str(tmp_path / "my-talks"), "--out", str(tmp_path / "out")]) == 0
    assert len(list((tmp_path / "out/my-talks").rglob("*.*"))) == 12
    assert run(["new", "brief", "my-talks", "--in", str(tmp_path)]) == 1  # never overwritten
    assert capsys.readouterr().err


def test_new_excel_brief_from_another(tmp_path: Path) -> None:
    assert run(["new", "brief", "again", "--excel", "--from", SAMPLE, "--in", str(tmp_path)]) == 0
    assert run(["check", str(tmp_path / "again")]) == 0


def test_new_template_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["new", "template", "mine"]) == 0
    words = tmp_path / "templates/mine/summary.en.md"
    words.write_text("Only this.\n", encoding="utf-8")
    assert run(["build", SAMPLE, "-t", "mine", "-l", "en", "-f", "pdf", "-o", str(tmp_path / "out")]) == 0


@pytest.mark.parametrize("what", ["source", "brief", "view", "document"])
def test_show(what: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", what, SAMPLE, "--lang", "uk"]) == 0
    assert "Атамбаєв" in capsys.readouterr().out or what == "source"


def test_show_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", "schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "Brief"


@pytest.mark.parametrize("kind", ["templates", "languages", "profiles", "formats", "fields", "tables", "checks"])
def test_list(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["list", kind]) == 0
    assert capsys.readouterr().out.strip()
    assert run(["list", kind, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)


def test_explain(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "b503"]) == 0
    assert "# B503" in capsys.readouterr().out


def test_help_teaches(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    assert "briefgen new brief" in capsys.readouterr().out
    for command in (["build"], ["check"], ["new", "brief"], ["new", "template"], ["show"], ["list"], ["explain"]):
        assert run([*command, "--help"]) == 0
    assert "Example:" in capsys.readouterr().out


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("briefgen ")


def test_a_fault_of_ours_is_told_as_such(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def broken(_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("briefgen.checks.check", broken)
    assert run(["check", SAMPLE]) == 3
    assert "this is a bug in briefgen" in capsys.readouterr().err


def test_importing_the_package_is_cheap() -> None:
    code = "import sys, briefgen; print([m for m in ('pydantic', 'jinja2', 'docx', 'reportlab', 'openpyxl', 'typer') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_two_briefs_with_one_id_do_not_write_over_one_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("one", "two"):
        assert run(["new", "brief", "same", "--in", str(tmp_path / name)]) == 0
    both = [str(tmp_path / name / "same") for name in ("one", "two")]
    assert run(["build", *both, "-l", "en", "-f", "docx", "-o", str(tmp_path / "out"), "--report", "json"]) == 1
    capsys_out = capsys.readouterr().out
    first, second = json.loads(capsys_out[capsys_out.index("[\n") :])
    assert (first["made"], second["made"]) == (True, False)
    assert [finding["code"] for finding in second["findings"] if finding["severity"] == "error"] == ["B702"]


def test_a_fault_in_one_brief_does_not_stop_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from briefgen import checks

    original = checks.check
    for name in ("first", "second", "third"):
        run(["new", "brief", name, "--in", str(tmp_path)])

    def broken(brief: object, *rest: object) -> object:
        if getattr(brief, "id", "") == "second":
            raise RuntimeError("broken")
        return original(brief, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr("briefgen.checks.check", broken)
    briefs = [str(tmp_path / name) for name in ("first", "second", "third")]
    assert run(["build", *briefs, "-l", "en", "-f", "docx", "-o", str(tmp_path / "out")]) == 3
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["first", "third"]
    told = capsys.readouterr()
    assert "2 of 3 briefs passed" in told.err
    assert "RuntimeError: broken" in told.err


@pytest.mark.parametrize("value", ["abc", "\u00b2", "99999999999999", "-1", "1.5"])
def test_a_time_that_cannot_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    assert run(["build", SAMPLE, "-l", "en", "-o", str(tmp_path)]) == 1


def test_a_document_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", "document", SAMPLE, "--document", "zz", "--lang", "en"]) == 2


def test_a_template_without_words_is_listed_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["new", "look", "templates/mine/brief.docx"]) == 0
    assert run(["list", "templates"]) == 0
    assert "has no words" in capsys.readouterr().out
