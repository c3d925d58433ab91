"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Briefs = Annotated[list[Path], typer.Argument(metavar="BRIEF", help="folder of a brief, or its brief file")]
TemplateOption = Annotated[
    str | None, typer.Option("--template", "-t", help="template to use instead of the brief's own")
]
LangOption = Annotated[str, typer.Option("--lang", "-l", help="languages, such as uk,ru (default: the brief's)")]
StrictOption = Annotated[bool, typer.Option("--strict", help="let warnings stop the run too")]
ReportOption = Annotated[str, typer.Option("--report", help="how to tell the findings: text or json")]
VerboseOption = Annotated[bool, typer.Option("--verbose", "-v", help="tell each step")]


def listed(text: str) -> tuple[str, ...]:
    """Return the words of an option that takes several, such as `uk,ru`."""
    return tuple(part.strip() for part in text.split(",") if part.strip())
