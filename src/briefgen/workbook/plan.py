"""The plan of a sheet: its tags found, what they repeat decided, compiled; everything wrong with them told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.merge.compiling import Outcome, compile_source
from briefgen.merge.mistakes import beyond
from briefgen.merge.source import Around
from briefgen.workbook.bands import Plan
from briefgen.workbook.code import cell_environment, code_with
from briefgen.workbook.sources import Writer
from briefgen.workbook.tagged import REPEATING, Tagged, find

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.findings import Finding
    from briefgen.merge.compiling import Code
    from briefgen.merge.tags import Tag
    from briefgen.workbook.mistakes import SheetTeller
    from briefgen.workbook.sheet import Row

_RECURSIVE = re.compile(r"\brecursive\s*$")


def plan(teller: SheetTeller, rows: list[Row], attached: Iterable[Tagged], last_row: int, last_column: int) -> Plan:
    """Plan a sheet: find its tags, decide what they repeat, compile; mistakes are in `findings`."""
    found = find(rows)
    by_number = {row.number: row for row in rows}
    made = Plan(by_number, max([last_row, *by_number]), last_column, found)
    for one in attached:
        made.attached[one.row].append(one)
        found.tags += one.healed.tags
    made.findings += _plain_mistakes(teller, made)
    writer = Writer(teller, made)
    columns = writer.columns()
    kind = code_with(made.marks)
    if columns:
        tags = [tag for tag in found.tags if found.reach.get(tag) == "col"]
        outcome = _compiled(teller, columns, tags, [], kind)
        made.findings += outcome.findings
        made.column_code = outcome.compiled
    source = writer.rows()
    if not found.cells and not made.attached:
        return made
    tags = [tag for tag in found.tags if found.reach.get(tag) not in {"col", "sheet"}] + writer.again
    outcome = _compiled(teller, source, tags, list(made.findings), kind)
    made.findings = outcome.findings
    made.row_code = outcome.compiled
    return made


def _compiled(teller: SheetTeller, source: str, tags: list[Tag], findings: list[Finding], kind: type[Code]) -> Outcome:
    """Compile the source of a sheet; what Python itself refuses is told too."""
    try:
        return compile_source(teller, source, tags, [Around("text")], findings, cell_environment(), kind)
    except (SyntaxError, RecursionError, MemoryError, ValueError) as reason:
        astray = [tag for tag in tags if tag.word in {"break", "continue"}]
        told = [teller.not_understood(tag, "it stands outside of a loop") for tag in astray]
        return Outcome(findings=told or [beyond(teller.file, f'sheet "{teller.sheet}"', str(reason))])


def _plain_mistakes(teller: SheetTeller, made: Plan) -> list[Finding]:
    """Return what is wrong with single tags, whatever stands around them."""
    from briefgen.merge.blocks import OTHER_FILES

    findings = []
    cells = [*made.found.cells.values(), *(one for some in made.attached.values() for one in some)]
    for one in cells:
        findings += [teller.broken(tag) for tag in one.healed.broken]
        if one.healed.verbatim:
            findings.append(teller.verbatim(one.healed.verbatim))
    for tag in made.found.tags:
        if tag.word in OTHER_FILES:
            findings.append(teller.other_file(tag))
        if not tag.inside and tag.kind != "comment":
            findings.append(teller.empty(tag))
    findings += [teller.unmatched(one) for one in made.found.unmatched]
    for block in made.found.blocks:
        first = block.tags[0]
        if block.word not in REPEATING:
            findings.append(teller.not_over_cells(first, block.tags[-1]))
        elif _RECURSIVE.search(first.inside):
            findings.append(teller.recursive(first))
    return findings
