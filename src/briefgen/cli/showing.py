"""The commands that show what a step makes of a brief, what there is, and what a finding means."""

import json
from pathlib import Path
from typing import Annotated

import typer

from briefgen.cli.telling import FOUND, MADE, or_findings


def show(
    what: Annotated[str, typer.Argument(help="schema, source, brief, view, document or fields")],
    brief: Annotated[
        Path | None, typer.Argument(help="folder of a brief (not for schema); Word or Excel file for fields")
    ] = None,
    lang: Annotated[str | None, typer.Option("--lang", "-l", help="language of the view or document")] = None,
    document: Annotated[str | None, typer.Option("--document", help="only this document, such as summary")] = None,
) -> int:
    """Show what a step makes of a brief, as text.

    schema: the JSON Schema of brief.yaml. source: every value with its place. brief: the facts.
    view: what a template may print. document: the papers as plain text.
    fields: the names that a Word or Excel template needs, as a JSON Schema to start a data file from.
    """
    from briefgen import verbs

    known = ("schema", "source", "brief", "view", "document", "fields")
    if what not in known:
        raise typer.BadParameter(f"`{what}` is none of {', '.join(known)}")
    if what != "schema" and brief is None:
        raise typer.BadParameter(f"`show {what}` needs the folder of a brief")
    try:
        text = or_findings(lambda: verbs.show(what, brief, lang=lang, document=document))  # type: ignore[arg-type]
    except LookupError as reason:
        raise typer.BadParameter(str(reason.args[0])) from None
    if text is None:
        return FOUND
    typer.echo(text)
    return MADE


def list_(
    kind: Annotated[str, typer.Argument(help="templates, languages, profiles, formats, fields, tables or checks")],
    format_: Annotated[str, typer.Option("--format", help="text or json")] = "text",
) -> int:
    """List what there is: templates, languages, profiles of style, formats, fields words may print, tables, checks."""
    from briefgen import verbs

    known = ("templates", "languages", "profiles", "formats", "fields", "tables", "checks")
    if kind not in known:
        raise typer.BadParameter(f"`{kind}` is none of {', '.join(known)}")
    rows = verbs.listing(kind)  # type: ignore[arg-type]
    if format_ == "json":
        typer.echo(json.dumps(dict(rows), ensure_ascii=False, indent=2))
        return MADE
    width = max((len(name) for name, _ in rows), default=0)
    for name, text in rows:
        typer.echo(f"{name:<{width}}  {text}".rstrip())
    return MADE


def explain(code: Annotated[str, typer.Argument(help="code of a finding, such as B311")]) -> int:
    """Tell more about a finding: what it means, why it matters, how to mend it."""
    from briefgen import verbs

    try:
        typer.echo(verbs.explain(code).rstrip())
    except LookupError as reason:
        raise typer.BadParameter(str(reason.args[0])) from None
    return MADE
