"""Every finding code has a page, every page a code, and docs/findings.md lists them all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "briefgen"
PAGES = SOURCE / "explanations"
INDEX = ROOT / "docs" / "findings.md"

CODE = re.compile(r"[\"'](B[1-8]\d\d)[\"']")
HEADLINE = re.compile(r"# (B[1-8]\d\d): (\S.*[^.\s])")
SECTIONS = ["What it means", "Why it matters", "How to mend"]
STEPS = {
    1: "Reading",
    2: "Building",
    3: "Checks",
    4: "Languages and view",
    5: "Filling",
    6: "Drawing",
    7: "Saving",
    8: "Judging workbooks",
}


def codes_in_source() -> set[str]:
    """Return every finding code that stands as a string of its own in the source."""
    return {code for path in SOURCE.rglob("*.py") for code in CODE.findall(path.read_text("utf-8"))}


def headlines() -> dict[str, str]:
    """Return the headline of each page by its code."""
    found = {}
    for path in sorted(PAGES.glob("*.md")):
        match = HEADLINE.fullmatch(path.read_text("utf-8").partition("\n")[0])
        assert match, f"{path.name} does not begin with `# {path.stem}: headline`"
        assert match[1] == path.stem, f"{path.name} speaks of {match[1]}"
        found[match[1]] = match[2]
    return found


def listing(found: dict[str, str]) -> str:
    """Return the part of docs/findings.md between the markers."""
    lines = []
    for step, name in STEPS.items():
        rows = [code for code in found if code[1] == str(step)]
        if rows:
            lines += [f"## Step {step}: {name}", "", "| code | finding |", "|---|---|"]
            lines += [f"| [{code}](../src/briefgen/explanations/{code}.md) | {found[code]} |" for code in rows]
            lines.append("")
    return "\n".join(lines)


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    pages, codes = set(headlines()), codes_in_source()
    assert sorted(codes - pages) == [], "codes without a page"
    assert sorted(pages - codes) == [], "pages without a code"


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.md")), ids=lambda path: path.stem)
def test_a_page_tells_what_why_and_how(path: Path) -> None:
    text = path.read_text("utf-8")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == SECTIONS
    parts = re.split(r"^## .+$", text, flags=re.MULTILINE)[1:]
    assert all(part.strip() for part in parts)
    assert text.count("```") % 2 == 0
    for target in re.findall(r"\]\(([^)]+)\)", text):
        assert (PAGES / target).is_file(), target


def test_the_index_is_up_to_date(accept: bool) -> None:
    start, end = "<!-- findings: written by pytest --accept -->\n", "<!-- end of findings -->\n"
    text = INDEX.read_text("utf-8")
    before, _, rest = text.partition(start)
    _, _, after = rest.partition(end)
    wanted = f"{before}{start}\n{listing(headlines())}\n{end}{after}"
    if accept:
        INDEX.write_text(wanted, "utf-8")
    assert INDEX.read_text("utf-8") == wanted, "run pytest --accept tests/test_explanations.py"
