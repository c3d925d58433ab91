"""Explanations: the page of every finding."""

from __future__ import annotations

from pathlib import Path

from briefgen.findings import did_you_mean

_FOLDER = Path(__file__).parent.with_name("explanations")


def explain(code: str) -> str:
    """Return the page of a finding code, in Markdown. Raises LookupError for a code that does not exist."""
    pages = _pages()
    found = pages.get(code.upper())
    if found is None:
        hint = did_you_mean(code.upper(), pages) or "`briefgen list checks` shows them"
        raise LookupError(f"there is no finding `{code}`; {hint}")
    return found.read_text(encoding="utf-8")


def headlines() -> list[tuple[str, str]]:
    """Return the code of every finding with the first line of its page."""
    pages = {code: page.read_text(encoding="utf-8") for code, page in _pages().items()}
    return [(code, page.splitlines()[0].partition(": ")[2]) for code, page in pages.items()]


def _pages() -> dict[str, Path]:
    return {path.stem: path for path in sorted(_FOLDER.glob("B*.md"))}
