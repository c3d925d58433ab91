"""The command line: words in, words out; everything it does is a function in `verbs`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen import __version__
from briefgen.cli import files, papers, showing, starting, trade
from briefgen.cli.telling import MADE, tell_bug

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

COMMANDS: dict[str, Callable[..., int]] = {
    "build": papers.build,
    "check": papers.check,
    "show": showing.show,
    "forms": papers.forms,
    "list": showing.list_,
    "explain": showing.explain,
    "render": files.render,
    "sign": files.sign,
}
"""Every command by its name, in the order that `briefgen --help` lists them."""


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
app.add_typer(starting.app, name="new")
app.add_typer(trade.app, name="trade")
for _name, _command in COMMANDS.items():
    app.command(_name)(_command)


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
        return tell_bug(reason)
    return MADE


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
