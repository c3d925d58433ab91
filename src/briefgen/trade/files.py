"""Trade files opened as one cube: which engine reads them, what they are worth in, where their numbers come from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefgen.findings import FindingsError, Place, did_you_mean, error
from briefgen.trade.engines.columns import ENGINE_LAYOUTS, PARQUET
from briefgen.trade.engines.plain import PlainCube, latest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefgen.findings import Finding
    from briefgen.trade.cube import Cube
    from briefgen.trade.engines.plain import Rows
    from briefgen.trade.flows import Row
    from briefgen.trade.sources import Layout

ENGINES = ("plain", "duckdb")
HELD = 16 << 20
"""Bytes of a file up to which its rows are read once and held; larger ones stream by."""
BIG = 200 << 20
"""Bytes of a text file from which DuckDB is faster, if it is there and knows the layout."""


class Wanted(NamedTuple):
    """A file to open: its path, and what is told of it instead of recognised.

    `reporter` is told for layouts that do not name it; `engine` is one of `ENGINES`.
    """

    path: Path
    layout: str | None = None
    reporter: str | None = None
    engine: str | None = None


@dataclass(frozen=True)
class File:
    """One file: its rows (or the cube of an engine), publisher and currency.

    `reporters`, `years` and `sha256` are empty if not known. `reconciled` says that one figure stands for both sides.
    """

    path: Path
    publisher: str
    currency: str
    rows: Rows
    reporters: frozenset[str] = frozenset()
    years: tuple[int, ...] = ()
    sha256: str = ""
    reconciled: bool = False
    cube: Cube | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Files:
    """Files together: one cube in which the later file counts where two tell of the same thing.

    Later is the one that knows a later year, or else that stands later in the list.
    """

    files: tuple[File, ...]
    cube: Cube
    currency: str

    @property
    def source(self) -> str:
        """Publishers with their files, as one line."""
        publishers: dict[str, list[str]] = {}
        for file in self.files:
            publishers.setdefault(file.publisher, []).append(file.path.name)
        told = ((name, ", ".join(paths)) for name, paths in publishers.items())
        return "; ".join(f"{name} ({paths})" if name else paths for name, paths in told)

    @property
    def findings(self) -> list[Finding]:
        """What was found while the files were read."""
        return [finding for file in self.files for finding in file.findings]

    @property
    def reporters(self) -> frozenset[str]:
        """The reporters of the files, as far as they are known without reading large ones."""
        return frozenset().union(*(file.reporters for file in self.files))

    def editions(self) -> list[tuple[str, Cube]]:
        """Return a cube of each file by its name, in the order told."""
        return [(file.path.name, file.cube or PlainCube(file.rows)) for file in self.files]


def opened(files: Sequence[str | Path | Wanted], *, engine: str | None = None, layout: str | None = None) -> Files:
    """Open trade files as one cube.

    Small files are read and held, large ones stream; a single Parquet file, or a big text file whose layout it knows,
    is read by DuckDB. `engine` (of `ENGINES`) and `layout` override that for every file that tells none of its own.
    Raises FindingsError for files that cannot be read, B237 for files in different currencies, B241 for an engine
    that does not exist.
    """
    found: list[File] = []
    findings: list[Finding] = []
    for one in files:
        told = one if isinstance(one, Wanted) else Wanted(Path(one))
        wanted = Wanted(told.path, told.layout or layout, told.reporter, told.engine or engine)
        try:
            found.append(_open(wanted, alone=len(files) == 1))
        except FindingsError as reason:
            findings += reason.findings
    currencies = dict.fromkeys(file.currency for file in found)
    if len(currencies) > 1:
        findings.append(_mixed(found, list(currencies)))
    if findings:
        raise FindingsError(*dict.fromkeys(findings))
    if all(file.years for file in found):
        found.sort(key=lambda file: file.years[-1])  # an edition that knows a later year is the later one
    alone = found[0].cube if len(found) == 1 else None
    cube = alone or PlainCube(latest([file.rows for file in found]))
    return Files(tuple(found), cube, found[0].currency)


def _open(wanted: Wanted, *, alone: bool) -> File:
    path, layout, reporter, engine = wanted
    if engine is not None and engine not in ENGINES:
        help_ = did_you_mean(engine, ENGINES) or f"the engines are {', '.join(ENGINES)}"
        raise FindingsError(error("B241", f"there is no engine `{engine}` for files", help=help_))
    if alone and engine != "plain" and _for_duckdb(path, engine, layout):
        return _by_duckdb(path)
    from briefgen.trade import sources

    if path.is_file() and path.stat().st_size <= HELD:
        read = sources.read(path, layout=layout, reporter=reporter)
        rows = both_ways(read.rows) if sources.LAYOUTS[read.layout].both_ways and reporter is None else read.rows

        def held(_: frozenset[str], __: frozenset[str]) -> Iterable[Row]:
            return rows

        reporters = frozenset(row.reporter for row in rows)
        return File(
            path,
            _publisher(sources.LAYOUTS[read.layout]),
            read.currency,
            held,
            reporters,
            read.years,
            read.sha256,
            sources.LAYOUTS[read.layout].both_ways,
            findings=read.findings,
        )
    known = sources.recognise(path) if layout is None else sources.LAYOUTS[layout]

    def streamed(reporters: frozenset[str], partners: frozenset[str]) -> Iterable[Row]:
        asked = {reporter} if reporter else reporters
        rows = sources.rows(path, layout=layout, reporter=asked or None, partner=partners or None)
        return both_ways(rows) if known.both_ways and not asked else rows

    return File(path, _publisher(known), known.currency, streamed, reconciled=known.both_ways)


def _publisher(layout: Layout) -> str:
    """Return who publishes files of a layout; empty for a plain table, which may come from anywhere."""
    return "" if layout.name == "plain" else layout.publisher


def both_ways(rows: Iterable[Row]) -> list[Row]:
    """Return reconciled rows as told, and each as the import of its partner: both sides are one figure there."""
    told = list(rows)
    return told + [row._replace(reporter=row.partner, partner=row.reporter, flow="import") for row in told]


def _for_duckdb(path: Path, engine: str | None, layout: str | None) -> bool:
    if engine == "duckdb" or path.is_dir() or path.suffix.lower() in PARQUET:
        return True
    if not path.is_file() or path.stat().st_size < BIG:
        return False
    from importlib.util import find_spec

    from briefgen.trade.sources import recognise

    return find_spec("duckdb") is not None and (layout or recognise(path).name) in ENGINE_LAYOUTS


def _by_duckdb(path: Path) -> File:
    from briefgen.trade.engines import duckdb

    cube = duckdb.cube(path)

    def none(_: frozenset[str], __: frozenset[str]) -> Iterable[Row]:
        raise ValueError("an engine gives sums and no rows")

    return File(path, cube.table.columns.publisher, cube.table.columns.currency, none, cube=cube)


def _mixed(files: Sequence[File], currencies: Sequence[str]) -> Finding:
    odd = next(file for file in files if file.currency != currencies[0])
    return error(
        "B237",
        f"the files are in different currencies: {' and '.join(currencies)}",
        why=f"`{files[0].path.name}` is in {files[0].currency}, `{odd.path.name}` in {odd.currency}; "
        "sums of both would mean nothing",
        help="take the files in one currency, or make tables of each",
        place=Place(str(odd.path)),
    )
