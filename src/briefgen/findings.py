"""Findings: everything that is wrong or worth knowing, as data with a place, in words a user can act on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

FactPath = tuple[str | int, ...]
"""Where a value stands in the facts: `("meetings", 0, "date")`."""


class Severity(StrEnum):
    """How much a finding weighs: an error stops the run, a warning does so under `--strict`, a note never."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in a file: line and column (from 1) of a text, or sheet and cell of a workbook.

    `excerpt` is the line (or the cell's content) as the user wrote it; `length` counts the characters
    to underline from `column`.
    """

    file: str
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None
    excerpt: str | None = None
    length: int = 1

    def __str__(self) -> str:
        if self.sheet is not None:
            return f'{self.file}, sheet "{self.sheet}"' + (f", cell {self.cell}" if self.cell else "")
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in one run.

    `code` is `B` and three digits, the first being the step that found it (docs/architecture.md).
    `message` stands alone, lower case, without a full stop; `why` gives the reason; `help` says how to mend.
    `at` is the place in the facts; the generator turns it into a `place` in a file.
    """

    severity: Severity
    code: str
    message: str
    why: str | None = None
    help: str | None = None
    at: FactPath | None = None
    place: Place | None = None

    def placed(self, place: Place | None) -> Finding:
        """Return the finding with the place, unless it has one already."""
        return self if self.place is not None or place is None else replace(self, place=place)

    def as_dict(self) -> dict[str, Any]:
        """Return the finding as plain data for `--format json`."""
        place = self.place
        return {
            "severity": self.severity.value,
            "code": self.code,
            "message": self.message,
            "why": self.why,
            "help": self.help,
            "at": ".".join(str(step) for step in self.at) if self.at else None,
            "place": None
            if place is None
            else {
                key: getattr(place, key)
                for key in ("file", "line", "column", "sheet", "cell")
                if getattr(place, key) is not None
            },
        }


error = partial(Finding, Severity.ERROR)
"""Make a finding that stops the run: nothing is written."""

warning = partial(Finding, Severity.WARNING)
"""Make a finding that does not stop the run, unless it is strict."""

note = partial(Finding, Severity.NOTE)
"""Make a finding that only tells."""


class FindingsError(Exception):
    """Raised where a step cannot go on; carries every finding made so far."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__("; ".join(f"{finding.code}: {finding.message}" for finding in findings))
        self.findings = findings


_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings errors first, then by place, each only once."""

    def key(finding: Finding) -> tuple[int, str, int, int, str, str]:
        place = finding.place
        where = (place.file, place.line or 0, place.column or 0) if place else ("", 0, 0)
        return (_ORDER[finding.severity], *where, finding.code, finding.message)

    return sorted(dict.fromkeys(findings), key=key)


def has_errors(findings: Iterable[Finding], *, strict: bool = False) -> bool:
    """Say whether the findings stop a run."""
    stopping = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(finding.severity in stopping for finding in findings)


MOST_OF_TABLES, MOST = 3, 50
"""How many findings of one kind are told one by one: on the rows of a table, and on any other list."""
_ROWS_NAMED = 6


def grouped(findings: Iterable[Finding], tables: Collection[str]) -> list[Finding]:
    """Return the findings; where there are too many of one code on one field of a list, the first stands for all.

    `tables` are the lists with a row for each number: what is wrong with one row is often wrong with thousands.
    """
    kinds: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        at = finding.at or ()
        kinds.setdefault((finding.severity, finding.code, *at[:1], *at[2:]), []).append(finding)
    told = []
    for found in kinds.values():
        first, more = found[0], len(found) - 1
        name = first.at[0] if first.at else ""
        if more < (MOST_OF_TABLES if name in tables else MOST):
            told += found
            continue
        paths = [one.at[1] for one in found[1 : _ROWS_NAMED + 1] if one.at and len(one.at) > 1]
        rows = [str(number + 1) for number in paths if isinstance(number, int)]
        where = f"the others are in rows {', '.join(rows)}" + (
            f" and {more - len(rows)} more" if more > len(rows) else ""
        )
        why = "; ".join(filter(None, [first.why, f"{where} of `{name}`" if rows else None]))
        told.append(replace(first, message=f"{first.message}, and {more} more like it", why=why or None))
    return told


def as_text(finding: Finding) -> str:
    """Return the finding as users read it in a terminal (without colour)."""
    lines = [f"{finding.severity.value}[{finding.code}]: {finding.message}"]
    place = finding.place
    if place is not None:
        lines.append(f"  --> {place}")
        if place.excerpt is not None:
            number = str(place.line) if place.line is not None else ""
            pad = " " * max(len(number), 1)
            excerpt = place.excerpt.replace("\t", " ")
            shift = 0
            if len(excerpt) > 100:  # a long line is shown around the place
                shift = max(0, (place.column or 1) - 30)
                excerpt = excerpt[shift : shift + 100]
            lines.append(f" {number or pad} | {excerpt}")
            if place.column is not None and place.line is not None:
                start = place.column - 1 - shift
                marks = "^" * max(1, min(place.length, len(excerpt) - start))
                lines.append(f" {pad} | {' ' * start}{marks}")
    if finding.why:
        lines.append(f"   = why: {finding.why}")
    if finding.help:
        lines.append(f"   = help: {finding.help}")
    return "\n".join(lines)


def count(findings: Sequence[Finding], stopped: int, briefs: int, *, written: bool = False) -> str:
    """Return the last line of a run: how much was found, what was written, where to read on.

    `stopped` counts the runs (`briefs` in all) that findings kept from their end; `written`: files were written.
    """
    parts = []
    for severity in Severity:
        number = sum(finding.severity is severity for finding in findings)
        if number:
            parts.append(f"{number} {severity.value}{'s' if number > 1 else ''}")
    told = f"{', '.join(parts)}." if parts else ""
    if stopped and briefs > 1:
        told += f" {briefs - stopped} of {briefs} briefs passed."
    elif stopped and not written:
        told += " Nothing was written."
    gravest = in_order(findings)[:1]
    return told.strip() + (f" `briefgen explain {gravest[0].code}` tells more." if gravest else "")


def nearest(word: str, known: Iterable[str], limit: int = 3) -> list[str]:
    """Return at most `limit` known words that `word` may have been meant for."""
    from difflib import get_close_matches  # 8 ms, needed only when somebody mistyped

    return get_close_matches(word, list(known), n=limit, cutoff=0.6)


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """Return "did you mean `x`?" for a mistyped word, or None."""
    found = nearest(word, known)
    if not found:
        return None
    return "did you mean " + " or ".join(f"`{name}`" for name in found) + "?"
