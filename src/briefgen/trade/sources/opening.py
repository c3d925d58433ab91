"""A trade file opened: its container, its layout, and the way to its rows; what is not known is refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from briefgen.findings import FindingsError, Place, did_you_mean, error
from briefgen.trade.sources.amounts import text_of
from briefgen.trade.sources.columns import Table, plain_name
from briefgen.trade.sources.containers import beginning, container_of
from briefgen.trade.sources.layouts import COLUMNS, LAYOUTS, TABLES
from briefgen.trade.sources.text import TextFile, matching, open_text, records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from briefgen.findings import Finding
    from briefgen.trade.sources.containers import Container
    from briefgen.trade.sources.layouts import Layout
    from briefgen.trade.sources.sheets import Sheet
    from briefgen.trade.sources.text import Needles

_PROBE = 200
_SMALL = 32 << 20
_HEADER_ROWS = 10


@dataclass(slots=True)
class Opened:
    """A file whose layout is known: a table of columns (`table` and `records`) or printed sheets (`sheets`)."""

    path: Path
    container: Container
    layout: Layout
    table: Table | None = None
    text: TextFile | None = None
    sheets: Sequence[Sheet] = ()
    held: Sequence[tuple[int, Sequence[str]]] | None = None
    encoding: str | None = None
    parquet: bool = field(default=False)

    def records(self, needles: Needles | None) -> Iterator[tuple[int, Sequence[str]]]:
        """Yield the records of a table of columns; `needles` lets text be searched before it is parsed."""
        if self.held is not None:
            yield from self.held
        elif self.text is not None:
            yield from matching(self.text, needles) if needles else records(self.text)
        else:
            from briefgen.trade.sources.parquet import parquet_records

            yield from parquet_records(self.path)


def open_file(path: Path, layout: str | None = None) -> Opened:
    """Open a trade file and recognise its layout by its content; raise FindingsError if it has none that is known.

    `layout` names one of `LAYOUTS` where recognition should be overridden.
    """
    wanted = None if layout is None else _named(layout)
    head = beginning(path)
    container = container_of(path, head)
    if container == "text":
        return _open_text(path, head, wanted)
    if container == "json":
        from briefgen.trade.sources.json_records import json_table

        names, held = json_table(path)
        found = _by_names(path, names, wanted)
        return Opened(path, container, found, Table(names, held[:_PROBE]), held=held)
    if container == "parquet":
        from briefgen.trade.sources.parquet import parquet_names, parquet_records

        names = parquet_names(path)
        found = _by_names(path, names, wanted)
        probe = list(islice(parquet_records(path), _PROBE))
        return Opened(path, container, found, Table(names, probe), parquet=True)
    from briefgen.trade.sources.sheets import page, workbook

    return _open_sheets(path, container, page(path, head) if container == "html" else workbook(path), wanted)


def _open_text(path: Path, head: bytes, wanted: Layout | None) -> Opened:
    text = open_text(path, head)
    if text is not None and (wanted is None or wanted.needs):
        known = _match(text.names) if wanted is None else wanted
        if known is not None:
            found = _by_names(path, text.names, known)
            comma = text.delimiter != ","
            table = Table(text.names, list(islice(records(text), _PROBE)), comma)
            return Opened(path, "text", found, table, text, encoding=text.encoding)
    if path.stat().st_size <= _SMALL:
        from briefgen.trade.sources.sheets import text_table

        sheets = text_table(path, head)
        if _recognised(sheets, wanted) is not None:
            opened = _open_sheets(path, "text", sheets, wanted)
            opened.encoding = text.encoding if text else None
            return opened
    raise FindingsError(_unknown(path, text.names if text else ()))


def _open_sheets(path: Path, container: Container, sheets: Sequence[Sheet], wanted: Layout | None) -> Opened:
    found = _recognised(sheets, wanted)
    if found is not None:
        return Opened(path, container, found, sheets=sheets)
    seen: Sequence[str] = ()
    for sheet in sheets:
        for number, row in enumerate(sheet.rows[:_HEADER_ROWS]):
            names = [text_of(cell).strip() for cell in row]
            seen = seen or [name for name in names if name]
            known = _match(names) if wanted is None else wanted if wanted.needs <= set(map(plain_name, names)) else None
            if known is not None and known.needs:
                held = [
                    (line, [text_of(cell) for cell in cells])
                    for line, cells in enumerate(sheet.rows[number + 1 :], number + 2)
                    if any(cell != "" for cell in cells)
                ]
                return Opened(path, container, known, Table(names, held[:_PROBE]), sheets=[sheet], held=held)
    raise FindingsError(_unknown(path, seen) if wanted is None else _not_so(path, wanted, seen))


def _recognised(sheets: Sequence[Sheet], wanted: Layout | None) -> Layout | None:
    from briefgen.trade.sources import bns_kaz, fts_rus, nsc_kgz, trade_map

    recognises: dict[str, Callable[[Sequence[Sheet]], bool]] = {
        "nsc-kgz": nsc_kgz.recognises,
        "bns-kaz": bns_kaz.recognises,
        "fts-rus": fts_rus.recognises,
        "trade-map": trade_map.recognises,
    }
    for layout in TABLES:
        if (wanted is None or wanted is layout) and recognises[layout.name](sheets):
            return layout
    return None


def _match(names: Sequence[str]) -> Layout | None:
    known = {plain_name(name) for name in names}
    return next((one for one in COLUMNS if one.needs <= known and not one.lacks & known), None)


def _by_names(path: Path, names: Sequence[str], wanted: Layout | None) -> Layout:
    found = _match(names) if wanted is None else wanted
    if found is None:
        raise FindingsError(_unknown(path, names))
    if not found.needs or not found.needs <= {plain_name(name) for name in names}:
        raise FindingsError(_not_so(path, found, names))
    return found


def _named(layout: str) -> Layout:
    if layout not in LAYOUTS:
        known = ", ".join(LAYOUTS)
        mend = did_you_mean(layout, LAYOUTS) or f"the layouts are {known}"
        raise FindingsError(error("B140", f"there is no layout `{layout[:40]}`", help=mend))
    return LAYOUTS[layout]


def _unknown(path: Path, names: Sequence[str]) -> Finding:
    seen = ", ".join(name[:30] for name in names[:12] if name) or "no header"
    close = ""
    plain = {plain_name(name) for name in names}
    best = max(COLUMNS, key=lambda one: len(one.needs & plain) / len(one.needs))
    if len(best.needs & plain) * 2 > len(best.needs):
        close = f"; nearest is `{best.name}`, which lacks {', '.join(sorted(best.needs - plain))}"
    mend = f"known layouts are {', '.join(LAYOUTS)} (docs/trade-sources.md); `plain` fits any data"
    why = f"its first line holds {seen}{close}"
    return error("B140", "the layout of the file is not known", why=why, help=mend, place=Place(path.name, 1))


def _not_so(path: Path, layout: Layout, names: Sequence[str]) -> Finding:
    lacks = ", ".join(sorted(layout.needs - {plain_name(name) for name in names}))
    why = f"columns are missing: {lacks}" if lacks else "its titles and header are not those of the layout"
    mend = "leave the layout out, and the file is recognised by its content"
    return error("B143", f"the file has not the layout `{layout.name}`", why=why, help=mend, place=Place(path.name, 1))
