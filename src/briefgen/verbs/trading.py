"""Tables out of trade files, without a brief."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefgen import language
from briefgen.save import save

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.document import Table
    from briefgen.findings import Finding

TRADE_FORMATS = ("table", "csv", "json", "xlsx")
"""How `trade` tells tables: set for a terminal, as CSV, as JSON, as a workbook."""

_NO_MOMENT = 315532800
"""1 January 1980, the first day that a zip file can tell: tables without a brief have no date of their own."""


class Told(NamedTuple):
    """What `trade` has to say: the text (for a file that was written: its name), and what was found on the way."""

    text: str
    findings: tuple[Finding, ...]


def trade(
    files: Sequence[str | Path],
    *,
    reporter: str | None = None,
    partner: str | None = None,
    years: str | None = None,
    tables: Sequence[str] = ("turnover",),
    lang: str = "en",
    top: int = 10,
    digits: int = 2,
    index: bool = False,
    unit: str | None = None,
    engine: str | None = None,
    layout: str | None = None,
    form: str = "table",
    out: str | Path | None = None,
    bold: bool = False,
) -> Told:
    """Return tables of the trade of two sides out of trade files, as text or (with `out`) in a file.

    Without a reporter it is the only one of the files, without a partner the world; `tables` may hold `all`. Raises
    FindingsError where there is nothing to show, ValueError for options that cannot be read.
    """
    from briefgen.trade import printing
    from briefgen.trade.command import Asked
    from briefgen.trade.command import tables as asked_for

    wanted = tuple(tables)
    answer = asked_for(
        Asked(tuple(files), reporter, partner, years, wanted, lang, top, digits, index, unit, engine, layout)
    )
    labels = language.load(lang).labels
    if form == "xlsx":
        path = Path(out) if out is not None else Path(f"{answer.reporter}-{answer.partner}.xlsx")
        save({path: _workbook(answer.tables, lang)})
        return Told(f"{path}\n", answer.findings)
    if form == "csv":
        text = printing.as_csv(answer.tables)
    elif form == "json":
        text = printing.as_json(answer.tables)
    else:
        text = printing.as_text(answer.tables, labels["source"], bold=bold)
    if out is not None:
        save({Path(out): text.encode()})
        text = f"{out}\n"
    return Told(text, answer.findings)


def _workbook(tables: Sequence[Table], code: str) -> bytes:
    """Return tables as a workbook in the look of the annex, each on a sheet of its own."""
    from briefgen import template, writers
    from briefgen.document import Document, Heading, Run

    look = template.find("talks", template.folders()).looks["annex", "xlsx"]
    labels = language.load(code).labels
    title = tables[0].caption.partition(": ")[2] or tables[0].caption
    blocks = tuple(block for table in tables for block in (Heading(1, (Run(table.caption.partition(": ")[0]),)), table))
    document = Document("trade", code, {"title": title}, labels, blocks, _NO_MOMENT, draft=False)
    return writers.WRITERS["xlsx"](document, look)


def inspect_trade(file: str | Path) -> str:
    """Return what a trade file is, as text. Raises FindingsError for a file that is none."""
    from briefgen.trade.sources import inspect, inspect_text

    return inspect_text(inspect(file))
