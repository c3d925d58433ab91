"""Every rule judges the workbook; what they find becomes findings, many of one kind told in one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefgen.audit.rules import RULES
from briefgen.findings import Finding, Place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from briefgen.audit.book import Book
    from briefgen.audit.breach import Breach
    from briefgen.audit.rules import Rule

MOST_CELLS, MOST_SHEETS = 2, 5
"""How many breaches of one rule are told one by one: on one sheet, and sheets of one workbook."""

_CELLS_NAMED = 8


@dataclass(slots=True)
class Judgement:
    """What the rules found: `held` of the `judged` rules hold; `idle` rules had nothing to look at."""

    findings: list[Finding] = field(default_factory=list)
    held: int = 0
    judged: int = 0
    idle: int = 0


def judge(book: Book, file: str, skipped: Collection[str] = ()) -> Judgement:
    """Hold a workbook against every rule but those skipped."""
    made = Judgement()
    present = {
        "": True,
        "tables": any(sheet.tables for sheet in book.sheets),
        "formulas": any(sheet.formulas for sheet in book.sheets),
        "charts": any(sheet.charts for sheet in book.sheets),
    }
    for rule in RULES:
        if rule.id in skipped or not present[rule.needs]:
            made.idle += 1
            continue
        made.judged += 1
        found = list(_findings(rule, rule.judge(book), file))
        made.held += not found
        made.findings += found
    return made


def _findings(rule: Rule, breaches: Iterable[Breach], file: str) -> Iterator[Finding]:
    """Yield a finding for each breach; many on one sheet, or the same on many sheets, are told in one."""
    by_sheet: dict[str | None, list[Breach]] = {}
    for breach in breaches:
        by_sheet.setdefault(breach.sheet, []).append(breach)
    for breach in by_sheet.pop(None, []):
        yield _finding(rule, breach.message, breach, file)
    sheets = list(by_sheet)
    for number, sheet in enumerate(sheets):
        found = by_sheet[sheet]
        if number == MOST_SHEETS - 1 and len(sheets) > MOST_SHEETS:
            others = f", and the like on {len(sheets) - number - 1} more sheets"
            yield _finding(rule, _together(found) + others, found[0], file)
            return
        if len(found) > MOST_CELLS:
            yield _finding(rule, _together(found), found[0], file)
        else:
            for breach in found:
                yield _finding(rule, breach.message, breach, file)


def _together(found: list[Breach]) -> str:
    """Return the message of the first breach with the cells of the others."""
    more = len(found) - 1
    if not more:
        return found[0].message
    cells = list(dict.fromkeys(breach.cell for breach in found[1:] if breach.cell))
    named = ", ".join(cells[:_CELLS_NAMED])
    where = f": {named}{' …' if len(cells) > _CELLS_NAMED else ''}" if named else ""
    return f"{found[0].message}, and {more} more like it{where}"


def _finding(rule: Rule, message: str, breach: Breach, file: str) -> Finding:
    place = Place(file, sheet=breach.sheet, cell=breach.cell)
    return Finding(rule.severity, rule.code, f"{message} (rule {rule.id})", why=rule.why, help=rule.help, place=place)
