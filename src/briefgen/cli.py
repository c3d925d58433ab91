"""The command line: words in, words out; everything it does is a function in `verbs`."""

from __future__ import annotations

import json
import logging
import os
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from briefgen import __version__
from briefgen.findings import Finding, FindingsError, Severity, as_text, in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from briefgen.generator import Result
    from briefgen.scaffold import Form

T = TypeVar("T")

MADE, FOUND, BUG = 0, 1, 3
"""Exit codes: papers made, findings, a fault of briefgen itself; 2, a wrong command line, is Typer's."""


def _exit(code: int, **_: object) -> None:
    raise typer.Exit(code or MADE)


app = typer.Typer(
    name="briefgen",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    result_callback=_exit,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="""Turn a folder of facts into the papers for official talks.

    Start with `briefgen new brief my-talks`, edit inputs/my-talks/brief.yaml,
    then run `briefgen build inputs/my-talks`.
    """,
)
new_app = typer.Typer(no_args_is_help=True, help="Write a small working example to edit.", rich_markup_mode=None)
app.add_typer(new_app, name="new")

Briefs = Annotated[list[Path], typer.Argument(metavar="BRIEF", help="folder of a brief, or its brief file")]
TemplateOption = Annotated[
    str | None, typer.Option("--template", "-t", help="template to use instead of the brief's own")
]
LangOption = Annotated[str, typer.Option("--lang", "-l", help="languages, such as uk,ru (default: the brief's)")]
StrictOption = Annotated[bool, typer.Option("--strict", help="let warnings stop the run too")]
ReportOption = Annotated[str, typer.Option("--report", help="how to tell the findings: text or json")]


def run(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app(args=list(arguments))
    except SystemExit as end:  # how Typer ends, with 2 for a wrong command line
        return end.code if isinstance(end.code, int) else MADE
    except Exception as reason:  # noqa: BLE001 - a fault of ours, told as such
        return _bug(reason)
    return MADE


def _bug(reason: Exception) -> int:
    step = getattr(reason, "step", None)
    where = f" in step {step}" if step is not None else ""
    cause = reason.__cause__ or reason
    typer.echo(f"this is a bug in briefgen {__version__}{where}, not a mistake of yours", err=True)
    typer.echo("".join(traceback.format_exception(cause)), err=True)
    typer.echo("please report the lines above, with the brief if you may share it", err=True)
    return BUG


@app.command()
def build(
    briefs: Briefs,
    template: TemplateOption = None,
    lang: LangOption = "",
    format_: Annotated[str, typer.Option("--format", "-f", help="formats, such as docx,pdf,xlsx (default: all)")] = "",
    out: Annotated[Path, typer.Option("--out", "-o", help="folder for the papers")] = Path("output"),
    strict: StrictOption = False,
    report: ReportOption = "text",
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="tell each step")] = False,
) -> int:
    """Make the papers: Word, PDF and Excel, in every language of the brief.

    They are written to output/BRIEF/LANGUAGE/, all or nothing: after an error the earlier papers stand as they were.

    Example: briefgen build inputs/kyrgyzstan-tajikistan-2011 --lang uk,en --format docx
    """
    from briefgen import verbs

    _log(verbose)
    taken: set[str] = set()

    def make(brief: Path) -> Result:
        made = verbs.build(
            brief, template=template, languages=_list(lang), formats=_list(format_), out=out, strict=strict, taken=taken
        )
        if made.brief is not None and made.files:
            taken.add(made.brief.id)
        return made

    return _each(briefs, make, report)


@app.command()
def check(
    briefs: Briefs,
    template: TemplateOption = None,
    lang: LangOption = "",
    strict: StrictOption = False,
    report: Annotated[
        str, typer.Option("--format", "--report", help="how to tell the findings: text or json")
    ] = "text",
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="tell each step")] = False,
    annotate: Annotated[
        Path | None, typer.Option("--annotate", help="Word template: write a copy with a comment at each mistake")
    ] = None,
) -> int:
    """Check a brief, write nothing: whether its facts are whole, true and consistent. Or check a Word template.

    Exit code 1 when there are errors (with --strict: or warnings).
    """
    from briefgen import verbs

    _log(verbose)

    def look_at(brief: Path) -> Result:
        if brief.suffix.lower() == ".docx":
            return verbs.check_template(brief, annotate=annotate)
        return verbs.check(brief, template=template, languages=_list(lang), strict=strict)

    return _each(briefs, look_at, report)


@new_app.command("brief")
def new_brief(
    name: Annotated[str, typer.Argument(help="name of the brief: letters, digits, hyphens")],
    excel: Annotated[bool, typer.Option("--excel", help="an empty Excel workbook to fill in, instead of YAML")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="JSON instead of YAML")] = False,
    like: Annotated[Path | None, typer.Option("--from", help="take the facts of this brief over")] = None,
    folder: Annotated[Path, typer.Option("--in", help="folder of the briefs")] = Path("inputs"),
) -> int:
    """Write inputs/NAME with a small working brief to edit; nothing is ever overwritten."""
    from briefgen import verbs

    form: Form = "excel" if excel else "json" if as_json else "yaml"
    made = _or_findings(
        lambda: verbs.convert(like, name, folder, form) if like else verbs.new_brief(name, folder, form=form)
    )
    return _made(made)


@new_app.command("template")
def new_template(
    name: Annotated[str, typer.Argument(help="name of the template")],
    like: Annotated[str, typer.Option("--from", help="template to copy")] = "talks",
    folder: Annotated[Path, typer.Option("--in", help="folder of the templates")] = Path("templates"),
) -> int:
    """Copy a template to templates/NAME: words to edit in a text editor, looks in Word."""
    from briefgen import verbs

    return _made(_or_findings(lambda: verbs.new_template(name, folder, like=like)))


@new_app.command("look")
def new_look(
    file: Annotated[Path, typer.Argument(help="file to write, such as templates/mine/brief.docx")],
) -> int:
    """Write a plain Word look with every tag and style that words need, to go on from in Word."""
    from briefgen import verbs

    return _made(_or_findings(lambda: verbs.new_look(file)))


@app.command()
def show(
    what: Annotated[str, typer.Argument(help="schema, source, brief, view, document or fields")],
    brief: Annotated[
        Path | None, typer.Argument(help="folder of a brief (not for schema); Word file for fields")
    ] = None,
    lang: Annotated[str | None, typer.Option("--lang", "-l", help="language of the view or document")] = None,
    document: Annotated[str | None, typer.Option("--document", help="only this document, such as summary")] = None,
) -> int:
    """Show what a step makes of a brief, as text.

    schema: the JSON Schema of brief.yaml. source: every value with its place. brief: the facts.
    view: what a template may print. document: the papers as plain text.
    fields: the names that a Word template needs, as a JSON Schema to start a data file from.
    """
    from briefgen import verbs

    known = ("schema", "source", "brief", "view", "document", "fields")
    if what not in known:
        raise typer.BadParameter(f"`{what}` is none of {', '.join(known)}")
    if what != "schema" and brief is None:
        raise typer.BadParameter(f"`show {what}` needs the folder of a brief")
    try:
        text = _or_findings(lambda: verbs.show(what, brief, lang=lang, document=document))  # type: ignore[arg-type]
    except LookupError as reason:
        raise typer.BadParameter(str(reason.args[0])) from None
    if text is None:
        return FOUND
    typer.echo(text)
    return MADE


@app.command("list")
def list_(
    kind: Annotated[str, typer.Argument(help="templates, languages, formats, fields, tables or checks")],
    format_: Annotated[str, typer.Option("--format", help="text or json")] = "text",
) -> int:
    """List what there is: templates, languages, formats, the fields words may print, tables, checks."""
    from briefgen import verbs

    known = ("templates", "languages", "formats", "fields", "tables", "checks")
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


@app.command()
def explain(code: Annotated[str, typer.Argument(help="code of a finding, such as B311")]) -> int:
    """Tell more about a finding: what it means, why it matters, how to mend it."""
    from briefgen import verbs

    try:
        typer.echo(verbs.explain(code).rstrip())
    except LookupError as reason:
        raise typer.BadParameter(str(reason.args[0])) from None
    return MADE


@app.command()
def render(
    template: Annotated[Path, typer.Argument(help="a Word file with tags, such as letter.docx")],
    data: Annotated[Path, typer.Argument(help="a JSON or YAML file with the values of its tags")],
    out: Annotated[Path, typer.Option("--out", "-o", help="file to write")],
    language: Annotated[str, typer.Option("--language", "-l", help="language of numbers and dates")] = "en",
) -> int:
    """Fill any Word file: its tags are replaced by your data, everything else stays as it is.

    Example: briefgen render letter.docx data.yaml -o letter-out.docx --language uk
    """
    from briefgen import verbs

    return _made(_or_findings(lambda: verbs.render_file(template, data, out, language=language)))


@app.command()
def sign(
    paper: Annotated[Path, typer.Argument(help="a PDF paper, such as output/my-talks/uk/brief.pdf")],
    key: Annotated[Path, typer.Option("--key", "-k", help="key file (.p12, .pfx) with certificate and private key")],
    out: Annotated[Path | None, typer.Option("--out", "-o", help="file to write (default: PAPER-signed.pdf)")] = None,
    passphrase: Annotated[
        str | None,
        typer.Option(
            envvar="BRIEFGEN_PASSPHRASE",
            prompt="Passphrase of the key",
            prompt_required=False,
            hide_input=True,
            help="passphrase of the key; without a value after it, it is asked for",
        ),
    ] = None,
) -> int:
    """Sign a PDF paper after PAdES; it stays tagged and archival. Needs `pip install "briefgen[sign]"`.

    Example: briefgen sign output/my-talks/uk/brief.pdf --key key.p12 --passphrase
    """
    from briefgen import verbs

    return _made(_or_findings(lambda: verbs.sign(paper, key, passphrase=passphrase, out=out)))


def _version(value: bool) -> None:
    if value:
        typer.echo(f"briefgen {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="show the version and exit")
    ] = False,
) -> None:
    """Hold the options of all commands."""


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _log(verbose: bool) -> None:
    if verbose:
        logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)


def _or_findings(make: Callable[[], T]) -> T | None:
    """Return what is made; print the findings and return None if it cannot be."""
    try:
        return make()
    except FindingsError as reason:
        _print(reason.findings)
        return None


def _each(briefs: Sequence[Path], make: Callable[[Path], Result], report: str) -> int:
    """Make every brief, print what was made and found; return the exit code. A fault of ours stops one brief only."""
    if report not in ("text", "json"):
        raise typer.BadParameter(f"`{report}` is neither text nor json")
    told: list[dict[str, object]] = []
    code, stopped, findings = MADE, 0, []
    for number, brief in enumerate(briefs, start=1):
        if len(briefs) > 1 and report == "text":
            typer.echo(f"[{number}/{len(briefs)}] {brief}", err=True)
        try:
            result = make(brief)
        except Exception as reason:  # noqa: BLE001 - the other briefs are not to suffer from it
            code, stopped = _bug(reason), stopped + 1
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
        )
        if report == "text":
            _print(result.findings)
            for path in result.files:
                typer.echo(str(path))
    if report == "json":
        typer.echo(json.dumps(told[0] if len(told) == 1 else told, ensure_ascii=False, indent=2))
    elif findings or stopped:
        typer.echo(_count(findings, stopped, len(briefs)), err=True)
    return code


def _print(findings: Iterable[Finding]) -> None:
    colours = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "blue"}
    coloured = False if os.environ.get("NO_COLOR") else None  # None: as the terminal can
    for finding in findings:
        headline, _, rest = as_text(finding).partition("\n")
        typer.secho(headline, fg=colours[finding.severity], bold=True, err=True, color=coloured)
        if rest:
            typer.echo(rest, err=True)
        typer.echo(err=True)


def _count(findings: Sequence[Finding], stopped: int, briefs: int) -> str:
    """Return the last line of a run: how much was found, what was written, where to read on."""
    parts = []
    for severity in Severity:
        number = sum(finding.severity is severity for finding in findings)
        if number:
            parts.append(f"{number} {severity.value}{'s' if number > 1 else ''}")
    told = f"{', '.join(parts)}." if parts else ""
    if stopped:
        told += " Nothing was written." if briefs == 1 else f" {briefs - stopped} of {briefs} briefs passed."
    gravest = in_order(findings)[:1]
    return told.strip() + (f" `briefgen explain {gravest[0].code}` tells more." if gravest else "")


def _made(files: list[Path] | None) -> int:
    if files is None:
        return FOUND
    for file in files:
        typer.echo(str(file))
    return MADE
