"""The commands that read trade files without a brief."""

import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from briefgen.cli.options import listed
from briefgen.cli.telling import FOUND, MADE, or_findings, tell_findings
from briefgen.findings import Severity


class TradeCommands(TyperGroup):
    """Lets the name of the first command be left out: `briefgen trade FILE` is `briefgen trade table FILE`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the name of the first command before words that name none."""
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = ["table", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=TradeCommands,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="""Tables out of trade files, without a brief.

    `briefgen trade FILE... --reporter KGZ --partner TJK` prints them; the word `table` may be left out.
    """,
)


@app.command()
def table(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="trade files of any known layout")],
    reporter: Annotated[str | None, typer.Option("--reporter", "-r", help="whose statistics: KGZ or a name")] = None,
    partner: Annotated[str | None, typer.Option("--partner", "-p", help="with whom (default: the world)")] = None,
    years: Annotated[str | None, typer.Option("--years", "-y", help="such as 2005-2012 (default: all)")] = None,
    tables: Annotated[str, typer.Option("--table", "-t", help="names of tables, or all")] = "turnover",
    format_: Annotated[str, typer.Option("--format", "-f", help="table, csv, json or xlsx")] = "table",
    out: Annotated[Path | None, typer.Option("--out", "-o", help="file to write (xlsx: REPORTER-PARTNER.xlsx)")] = None,
    lang: Annotated[str, typer.Option("--lang", "-l", help="language of the tables")] = "en",
    top: Annotated[int, typer.Option("--top", min=1, help="rows of tables of the largest")] = 10,
    digits: Annotated[int, typer.Option("--digits", help="level of the HS: 2, 4 or 6")] = 2,
    index: Annotated[bool, typer.Option("--index", help="tell changes as an index (108.1) instead of growth")] = False,
    unit: Annotated[str | None, typer.Option("--unit", help='such as "thousand USD"')] = None,
    engine: Annotated[str | None, typer.Option("--engine", help="plain or duckdb (default: by size)")] = None,
    layout: Annotated[str | None, typer.Option("--layout", help="layout, where a file is not recognised")] = None,
) -> int:
    """Print tables of the trade of two sides out of trade files.

    Example: briefgen trade exports.xlsx imports.xlsx --reporter KGZ --partner TJK --years 2005-2012
    """
    from briefgen import verbs

    if format_ not in verbs.TRADE_FORMATS:
        raise typer.BadParameter(f"`{format_}` is none of {', '.join(verbs.TRADE_FORMATS)}")
    bold = out is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    try:
        made = or_findings(
            lambda: verbs.trade(
                files, reporter=reporter, partner=partner, years=years, tables=listed(tables), lang=lang, top=top,
                digits=digits, index=index, unit=unit, engine=engine, layout=layout, form=format_, out=out, bold=bold,
            )
        )  # fmt: skip
    except ValueError as reason:
        raise typer.BadParameter(str(reason)) from None
    if made is None:
        return FOUND
    tell_findings(
        finding for finding in made.findings if finding.severity is not Severity.NOTE
    )  # `inspect` tells notes
    typer.echo(made.text, nl=False)
    return MADE


@app.command()
def inspect(
    file: Annotated[Path, typer.Argument(help="a trade file")],
) -> int:
    """Say what a trade file is: layout, years, reporters, units, levels and defects."""
    from briefgen import verbs

    text = or_findings(lambda: verbs.inspect_trade(file))
    if text is None:
        return FOUND
    typer.echo(text.rstrip())
    return MADE
