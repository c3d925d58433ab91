"""Holds any workbook against the 60 rules of good official statistics, and tells what breaks them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefgen.audit.judging import Judgement, judge
from briefgen.audit.reading import Reader
from briefgen.findings import Finding, FindingsError, Place, error, has_errors, in_order, note

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Audit", "audit", "audit_file"]

MOST_FILE = 256 * 1024 * 1024


@dataclass(slots=True)
class Audit(Judgement):
    """What an audit found, and whether that stops a run."""

    stopped: bool = False
    files: list[Path] = field(default_factory=list)
    """Always empty: an audit writes nothing."""

    @property
    def summary(self) -> str:
        """The last line of a report, such as `57 of 60 rules hold`; empty if the file could not be read."""
        if not self.judged:
            return ""
        beside = f"; {self.idle} have nothing to look at" if self.idle else ""
        return f"{self.held} of {self.judged} rules hold{beside}"


def audit(data: bytes, file: str, *, allow_panes: bool = False, strict: bool = False) -> Audit:
    """Return what breaks the rules in a workbook; `allow_panes` lets filter buttons and frozen panes pass.

    Never raises for the content of the file: what cannot be read is a finding (B861 to B863).
    """
    reader = Reader(data, file)
    try:
        book = reader.book()
    except FindingsError as reason:
        return Audit(in_order([*reader.findings, *reason.findings]), stopped=True)
    found = judge(book, file, frozenset({"T06"}) if allow_panes else frozenset())
    skipped = [_skipped(book.skipped, file)] if book.skipped else []
    findings = in_order([*reader.findings, *found.findings, *skipped])
    return Audit(findings, found.held, found.judged, found.idle, has_errors(findings, strict=strict))


def _skipped(formulas: int, file: str) -> Finding:
    what = "1 formula was" if formulas == 1 else f"{formulas} formulas were"
    why = "they use what is not computed here, or rest on such cells (rule F02 says nothing of them)"
    return note("B864", f"{what} not recalculated", why=why, place=Place(file))


def audit_file(path: Path, *, allow_panes: bool = False, strict: bool = False) -> Audit:
    """Return what breaks the rules in a workbook file; one that cannot be opened is a finding."""
    why = mend = None
    try:
        if path.stat().st_size <= MOST_FILE:
            return audit(path.read_bytes(), str(path), allow_panes=allow_panes, strict=strict)
        why, mend = f"it has more than {MOST_FILE // 1024**2} MB", "divide it into several workbooks"
    except OSError as reason:
        why, mend = reason.strerror, "check its name and whether you may read it"
    place = Place(str(path))
    finding = error("B861", f"`{path}` is not a workbook that can be read", why=why, help=mend, place=place)
    return Audit([finding], stopped=True)
