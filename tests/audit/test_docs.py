"""docs/excel-annex.md lists the rules as they are; what it says of the command is true."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from annexes import changed, plain, put
from briefgen.audit import audit
from briefgen.audit.rules import NOTE, RULES
from briefgen.findings import as_text

if TYPE_CHECKING:
    from briefgen.audit.rules import Rule

PAGE = Path(__file__).parents[2] / "docs" / "excel-annex.md"
START, END = "<!-- rules: written by pytest --accept -->\n", "<!-- end of rules -->\n"


def row(rule: Rule) -> str:
    """Return the row of the docs for a rule, from the first line of its function."""
    name, _, text = (rule.judge.__doc__ or "").splitlines()[0].partition(": ")
    assert name == rule.id
    assert text.endswith(".")
    level = "D" if rule.severity is NOTE else "E"
    link = f"[{rule.code}](../src/briefgen/explanations/{rule.code}.md)"
    return f"| {rule.id} | {level} | {text[:-1]} | {rule.severity.value} {link} |"


def test_the_docs_list_every_rule(accept: bool) -> None:
    text = PAGE.read_text("utf-8")
    before, _, rest = text.partition(START)
    _, _, after = rest.partition(END)
    listed = "\n".join(["| rule | level | text | finding |", "|---|---|---|---|", *map(row, RULES)])
    wanted = f"{before}{START}\n{listed}\n\n{END}{after}"
    if accept:
        PAGE.write_text(wanted, "utf-8")
    assert PAGE.read_text("utf-8") == wanted, "run pytest --accept tests/audit/test_docs.py"


def test_the_example_of_the_docs_is_what_is_printed() -> None:
    sheet = "xl/worksheets/sheet3.xml"
    spoilt = changed(plain(), put(sheet, r"<f>B25\+C25</f><v>[^<]*", "<f>B25+C25</f><v>1"))
    told = [as_text(one) for one in audit(spoilt, "annex.xlsx").findings if one.code == "B834"]
    example = re.search(r"```\n(error\[B834\].*?)\n\n", PAGE.read_text("utf-8"), re.DOTALL)
    assert example
    assert told == [example[1]]


def test_pages_of_the_rules_tell_reason_and_mend() -> None:
    folder = PAGE.parents[1] / "src" / "briefgen" / "explanations"
    for rule in RULES:
        page = (folder / f"{rule.code}.md").read_text("utf-8")
        assert f"Rule {rule.id} for workbooks" in page
        assert rule.why[1:] in page, rule.id
        assert rule.help[1:] in page, rule.id
        assert "Source of the rule: " in page
