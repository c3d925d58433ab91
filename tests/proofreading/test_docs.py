"""docs/proofreading.md lists every rule as it is."""

from __future__ import annotations

from pathlib import Path

from briefgen.proofreading.rules import RULES

PAGE = Path(__file__).parents[2] / "docs" / "proofreading.md"
EXPLANATIONS = Path(__file__).parents[2] / "src" / "briefgen" / "explanations"
END = "<!-- end of rules -->\n"
WEIGHS = {"error": "error", "warning": "warning", "note": "note"}


def rows() -> str:
    lines = []
    for rule in RULES:
        headline = (EXPLANATIONS / f"{rule.code}.md").read_text("utf-8").partition("\n")[0].partition(": ")[2]
        languages = "" if not rule.languages or len(rule.languages) == 4 else f" ({', '.join(sorted(rule.languages))})"
        link = f"[{rule.code}](../src/briefgen/explanations/{rule.code}.md)"
        fix = "fix" if rule.fixes else ""
        lines.append(f"| {rule.name} | {link} | {WEIGHS[rule.severity]} | {fix} | {headline}{languages} |")
    return "\n".join(lines) + "\n"


def test_the_table_of_rules_is_up_to_date(accept: bool) -> None:
    text = PAGE.read_text("utf-8")
    before, _, rest = text.partition("|---|---|---|---|---|\n")
    _, _, after = rest.partition(END)
    wanted = f"{before}|---|---|---|---|---|\n{rows()}{END}{after}"
    if accept:
        PAGE.write_text(wanted, "utf-8")
    assert PAGE.read_text("utf-8") == wanted, "run pytest --accept tests/proofreading/test_docs.py"
