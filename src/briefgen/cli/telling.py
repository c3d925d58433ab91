"""Telling: exit codes, findings and names of files on the terminal."""

from __future__ import annotations

import json
import logging
import os
import sys
import traceback
from typing import TYPE_CHECKING, TypeVar

import typer

from briefgen import __version__
from briefgen.findings import Finding, FindingsError, Severity, as_text, count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from briefgen.audit import Audit
    from briefgen.generator import Result

T = TypeVar("T")

MADE, FOUND, BUG = 0, 1, 3
"""Exit codes: papers made, findings, a fault of briefgen itself; 2, a wrong command line, is Typer's."""


def tell_bug(reason: Exception) -> int:
    """Print a fault of briefgen as such; return the exit code."""
    step = getattr(reason, "step", None)
    where = f" in step {step}" if step is not None else ""
    cause = reason.__cause__ or reason
    typer.echo(f"this is a bug in briefgen {__version__}{where}, not a mistake of yours", err=True)
    typer.echo("".join(traceback.format_exception(cause)), err=True)
    typer.echo("please report the lines above, with the brief if you may share it", err=True)
    return BUG


def log_steps(verbose: bool) -> None:
    """Tell each step of the run, if `verbose`."""
    if verbose:
        logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)


def or_findings(make: Callable[[], T]) -> T | None:
    """Return what is made; print the findings and return None if it cannot be."""
    try:
        return make()
    except FindingsError as reason:
        tell_findings(reason.findings)
        return None


def tell_each(briefs: Sequence[Path], make: Callable[[Path], Result | Audit], report: str) -> int:
    """Make every brief, print what was made and found; return the exit code. A fault of ours stops one brief only."""
    if report not in ("text", "json"):
        raise typer.BadParameter(f"`{report}` is neither text nor json")
    told: list[dict[str, object]] = []
    code, stopped, findings, summaries = MADE, 0, [], []
    for number, brief in enumerate(briefs, start=1):
        if len(briefs) > 1 and report == "text":
            typer.echo(f"[{number}/{len(briefs)}] {brief}", err=True)
        try:
            result = make(brief)
        except Exception as reason:  # noqa: BLE001 - the other briefs are not to suffer from it
            code, stopped = tell_bug(reason), stopped + 1
            told.append({"brief": str(brief), "made": False, "files": [], "bug": str(reason.__cause__ or reason)})
            continue
        findings += result.findings
        stopped += result.stopped
        code = max(code, FOUND if result.stopped else MADE)
        told.append(
            {
                "brief": str(brief),
                "made": not result.stopped,
                "files": [str(path) for path in result.files],
                "findings": [finding.as_dict() for finding in result.findings],
            }
            | ({"summary": result.summary} if result.summary else {})
        )
        if result.summary:
            summaries.append(result.summary if len(briefs) == 1 else f"{brief}: {result.summary}")
        if report == "text":
            tell_findings(result.findings)
            for path in result.files:
                typer.echo(str(path))
    if report == "json":
        typer.echo(json.dumps(told[0] if len(told) == 1 else told, ensure_ascii=False, indent=2))
    elif findings or stopped:
        written = any(one["files"] for one in told)
        typer.echo(count(findings, stopped, len(briefs), written=written), err=True)
    if report == "text":
        for summary in summaries:
            typer.echo(summary)
    return code


def tell_findings(findings: Iterable[Finding]) -> None:
    """Print findings, their headlines in colour if the terminal can."""
    colours = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "blue"}
    coloured = False if os.environ.get("NO_COLOR") else None  # None: as the terminal can
    for finding in findings:
        headline, _, rest = as_text(finding).partition("\n")
        typer.secho(headline, fg=colours[finding.severity], bold=True, err=True, color=coloured)
        if rest:
            typer.echo(rest, err=True)
        typer.echo(err=True)


def tell_files(files: list[Path] | None) -> int:
    """Print the files that were written (None: there were findings instead); return the exit code."""
    if files is None:
        return FOUND
    for file in files:
        typer.echo(str(file))
    return MADE
