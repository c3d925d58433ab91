"""The commands for a brief: its papers made, itself or any other file checked, its case forms confirmed."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.options import Briefs, LangOption, ReportOption, StrictOption, TemplateOption, VerboseOption, listed
from briefgen.cli.telling import FOUND, MADE, log_steps, or_findings, tell_each

if TYPE_CHECKING:
    from briefgen.audit import Audit
    from briefgen.generator import Result


def build(
    briefs: Briefs,
    template: TemplateOption = None,
    lang: LangOption = "",
    format_: Annotated[str, typer.Option("--format", "-f", help="formats, such as docx,pdf,xlsx (default: all)")] = "",
    out: Annotated[Path, typer.Option("--out", "-o", help="folder for the papers")] = Path("output"),
    strict: StrictOption = False,
    report: ReportOption = "text",
    verbose: VerboseOption = False,
) -> int:
    """Make the papers: Word, PDF and Excel, in every language of the brief.

    They are written to output/BRIEF/LANGUAGE/, all or nothing: after an error the earlier papers stand as they were.

    Example: briefgen build inputs/kyrgyzstan-tajikistan-2011 --lang uk,en --format docx
    """
    from briefgen import verbs

    log_steps(verbose)
    taken: set[str] = set()

    def make(brief: Path) -> "Result":
        made = verbs.build(
            brief,
            template=template,
            languages=listed(lang),
            formats=listed(format_),
            out=out,
            strict=strict,
            taken=taken,
        )
        if made.brief is not None and made.files:
            taken.add(made.brief.id)
        return made

    return tell_each(briefs, make, report)


def check(
    briefs: Briefs,
    template: TemplateOption = None,
    lang: LangOption = "",
    strict: StrictOption = False,
    report: Annotated[
        str, typer.Option("--format", "--report", help="how to tell the findings: text or json")
    ] = "text",
    verbose: VerboseOption = False,
    annotate: Annotated[
        Path | None, typer.Option("--annotate", help="Word template: write a copy with a comment at each mistake")
    ] = None,
    allow_panes: Annotated[
        bool, typer.Option("--allow-panes", help="workbook: let filter buttons and frozen panes pass")
    ] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="mend slips of language where it is safe: in YAML briefs, .txt and .md files")
    ] = False,
) -> int:
    """Check a brief, write nothing: whether its facts are whole, true and consistent.

    Or tell every mistake in the tags of a Word or Excel template.
    Or hold any other workbook (.xlsx, .xlsm) against the rules of good official statistics.
    With --lang, proofread the text of a Word, PDF, Excel, text or Markdown file in that language.

    Exit code 1 when there are errors (with --strict: or warnings).
    """
    from briefgen import verbs

    log_steps(verbose)

    def look_at(brief: Path) -> "Result | Audit":
        kind = brief.suffix.lower()
        office = kind in (".docx", ".docm", ".xlsx", ".xlsm") and brief.name.lower() != "brief.xlsx"
        if kind in (".txt", ".md", ".pdf") or (lang and office):
            return verbs.proofread(brief, languages=listed(lang), strict=strict, fix=fix)
        if office and kind in (".xlsx", ".xlsm"):
            return verbs.check_workbook(brief, allow_panes=allow_panes, strict=strict)
        if kind == ".docx":
            return verbs.check_template(brief, annotate=annotate)
        return verbs.check(brief, template=template, languages=listed(lang), strict=strict, fix=fix)

    return tell_each(briefs, look_at, report)


def forms(
    brief: Annotated[Path, typer.Argument(metavar="BRIEF", help="folder of a brief, or its brief file")],
    words: Annotated[list[str] | None, typer.Argument(metavar="WORDS", help="words whose forms are meant")] = None,
    lang: LangOption = "",
    accept: Annotated[
        bool, typer.Option("--accept", help="confirm: the forms of WORDS; without WORDS those marked certain-auto")
    ] = False,
    all_: Annotated[bool, typer.Option("--all", help="with --accept: confirm all forms made by rule")] = False,
    corrections: Annotated[
        list[str] | None, typer.Option("--set", help='confirm another form: --set "Київ|loc=Києві"')
    ] = None,
) -> int:
    """List every case form that the papers print, with where it comes from; confirm or correct forms made by rule.

    explicit: given in the facts. lexicon: reviewed by us. confirmed: in forms.lock.yaml. certain-auto: made by rule,
    without doubt. auto: made by rule, look at it. failed: missing, the paper shows a mark.

    Example: briefgen forms inputs/my-talks --accept "Джо Байден" --set "Ош|ins=Ошем"
    """
    from briefgen import verbs

    if (words or all_) and not accept:
        raise typer.BadParameter("words and --all go with --accept")
    try:
        made = or_findings(
            lambda: verbs.case_forms(
                brief,
                languages=listed(lang),
                accept=words or (),
                accept_certain=accept and not words,
                accept_all=all_,
                corrections=corrections or (),
            )
        )
    except ValueError as reason:
        raise typer.BadParameter(str(reason)) from None
    if made is None:
        return FOUND
    for one in made.used:
        typer.echo(f"{one.language}  {one.form.status.value:<12}  {one.case}  {one.lemma} -> {one.form.text}")
    for file in made.files:
        typer.echo(str(file), err=True)
    return MADE
