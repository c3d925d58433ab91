"""The commands that write a small working example to edit."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.telling import or_findings, tell_files

if TYPE_CHECKING:
    from briefgen.scaffold import Form

app = typer.Typer(no_args_is_help=True, help="Write a small working example to edit.", rich_markup_mode=None)


@app.command("brief")
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
    made = or_findings(
        lambda: verbs.convert(like, name, folder, form) if like else verbs.new_brief(name, folder, form=form)
    )
    return tell_files(made)


@app.command("template")
def new_template(
    name: Annotated[str, typer.Argument(help="name of the template")],
    like: Annotated[str, typer.Option("--from", help="template to copy")] = "talks",
    folder: Annotated[Path, typer.Option("--in", help="folder of the templates")] = Path("templates"),
) -> int:
    """Copy a template to templates/NAME: words to edit in a text editor, looks in Word."""
    from briefgen import verbs

    return tell_files(or_findings(lambda: verbs.new_template(name, folder, like=like)))


@app.command("look")
def new_look(
    file: Annotated[Path, typer.Argument(help="file to write, such as templates/mine/brief.docx")],
    profile: Annotated[str, typer.Option("--profile", help="official style of its page, such as ua-dstu-4163")] = "",
) -> int:
    """Write a plain Word look with every tag and style that words need, to go on from in Word."""
    from briefgen import verbs

    return tell_files(or_findings(lambda: verbs.new_look(file, profile=profile)))
