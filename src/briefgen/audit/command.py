"""`briefgen check annex.xlsx` without the rest of briefgen: starting up would be most of the time that it takes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def plain_arguments(arguments: Sequence[str]) -> Path | None:
    """Return the workbook of a `check` command line that names nothing else; None if it says more, or is a template.

    In a terminal the command line as a whole does it: it prints in colour.
    """
    if len(arguments) != 1 or arguments[0].startswith("-") or sys.stderr.isatty():
        return None
    path = Path(arguments[0])
    is_workbook = path.suffix.lower() in (".xlsx", ".xlsm") and path.name.lower() != "brief.xlsx"
    return path if is_workbook and not _may_hold_tags(path) else None


def _may_hold_tags(workbook: Path) -> bool:
    """Say whether the texts of a workbook may hold tags of a template."""
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(workbook) as file:
            names = [name for name in file.namelist() if name.endswith(("sharedStrings.xml", "xl/workbook.xml"))]
            names += [name for name in file.namelist() if "/worksheets/sheet" in name]
            return any(sign in text for text in map(file.read, names) for sign in (b"{{", b"{%"))
    except (OSError, BadZipFile, NotImplementedError, RuntimeError):  # the check tells what is wrong with it
        return False


def run(workbook: Path) -> int:
    """Judge a workbook, print as `briefgen check` does, and return its exit code."""
    from briefgen.audit import audit_file
    from briefgen.findings import as_text, count

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    made = audit_file(workbook)
    for finding in made.findings:
        sys.stderr.write(f"{as_text(finding)}\n\n")
    if made.findings:
        sys.stderr.write(f"{count(made.findings, int(made.stopped), 1)}\n")
    if made.summary:
        sys.stdout.write(f"{made.summary}\n")
    return int(made.stopped)
