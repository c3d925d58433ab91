"""The docs name what there is, and their commands run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefgen.cli import app, run
from briefgen.template.directives import KINDS
from briefgen.view import NAMES
from briefgen.view.tables import OPTIONS, TABLES

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TEMPLATES = (ROOT / "docs/templates.md").read_text(encoding="utf-8")


def test_the_readme_names_every_command() -> None:
    names = [command.name or command.callback.__name__ for command in app.registered_commands if command.callback]
    for name in [*names, "new brief", "new template"]:
        assert f"briefgen {name}" in README, name


def test_the_commands_of_the_readme_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    commands = re.findall(r"`briefgen ((?:new|check|build) [a-z]*(?: ?[a-z/-]+)*)`", README)
    steps = [command for command in commands if "my-t" in command]
    assert len(steps) >= 3
    for command in steps:
        assert run(command.split()) == 0, command


def test_the_python_example_of_the_readme_runs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "inputs").symlink_to(ROOT / "inputs", target_is_directory=True)
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102 - our own words
    assert (tmp_path / "output/kyrgyzstan-tajikistan-2011/uk/brief.docx").exists()


@pytest.mark.parametrize("page", sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]))
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"`[^`]*`|```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        if not target.startswith(("http://", "https://")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_guide_to_templates_names_everything() -> None:
    for name in (*TABLES, *KINDS, *(option for options in OPTIONS.values() for option in options)):
        assert name in TEMPLATES, name
    for name in NAMES:
        assert f"`{name}`" in TEMPLATES, name


def test_the_names_of_the_layers_are_those_of_the_code() -> None:
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    modules = {
        path.stem
        for path in (ROOT / "src/briefgen").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    for module in modules - {"__init__"}:
        assert module in page, module
