"""Files of trade statistics beside a brief: opened as downloaded, their trade of the two sides added to its rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.findings import FindingsError, Place, did_you_mean, error, warning
from briefgen.inputs.files import shown, unreadable
from briefgen.inputs.pages import Places
from briefgen.source import STATISTICS
from briefgen.trade.files import Wanted, opened
from briefgen.trade.holdings import Holdings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.findings import FactPath, Finding
    from briefgen.inputs.pages import Facts
    from briefgen.source import Tree
    from briefgen.trade.holdings import Told

_LEFT = re.compile(r"[._~].*|(readme|licen[cs]e|sources|notice)\b.*|.*\.md", re.IGNORECASE)
"""Files of the folder that tell about the others."""
_REMEMBERED = 16 << 20
"""Bytes of files up to which what was read is remembered, by their content, for the next run of the same process."""
_THOUSAND = 6  # a value in thousands of the currency has six decimals for its thousandths


@dataclass(frozen=True)
class _Named:
    """One file of statistics, or one table of an engine; `row` and `at` are what the brief says of it, if anything."""

    path: Path | None
    row: dict[str, str]
    at: FactPath | None


class _StatisticsPage:
    """A file of statistics: rows are its lines; row 0 stands for the whole file."""

    def __init__(self, file: str) -> None:
        self.file = file

    def place(self, row: int, column: int, length: int = 1) -> Place:  # noqa: ARG002 - the shape of a page
        """Return the place of a row."""
        return Place(self.file, row or None)


def read_statistics(folder: Path, tree: dict[str, Tree], facts: Facts) -> Holdings | None:
    """Open the statistics that the brief names or has in its folder, and add their rows on the two sides to `tree`.

    What is found in the files comes with their places; None if there are none, or if they cannot be used.
    """
    places = Places(facts.spots)
    wanted, found = _wanted(folder, tree)
    if not wanted:
        facts.findings += [finding.placed(_place(finding, places)) for finding in found]
        return None
    holdings = None
    if not found:
        try:
            holdings, found = _opened(folder, wanted)
        except FindingsError as reason:
            found = list(reason.findings)
    for finding in found:
        facts.findings.append(finding.placed(_place(finding, places)))
    if holdings is not None:
        for finding in _add(holdings, wanted, tree, facts, folder):
            facts.findings.append(finding.placed(_place(finding, places)))
    return holdings


def _place(finding: Finding, places: Places) -> Place | None:
    """Return the place of the row that a finding is about, in the brief itself."""
    at = finding.at or ()
    return next((places[at[:end]] for end in range(len(at), 0, -1) if at[:end] in places), None)


# ---------------------------------------------------------------- what is wanted


def _wanted(folder: Path, tree: dict[str, Tree]) -> tuple[list[_Named], list[Finding]]:
    """Return the files and tables that are named, and then those that lie in the folder unnamed, in order of name."""
    wanted: list[_Named] = []
    found: list[Finding] = []
    rows = tree.get("statistics")
    for number, row in enumerate(rows if isinstance(rows, list) else []):
        if not isinstance(row, dict):
            continue  # step 2 tells of it
        told = {name: value for name, value in row.items() if isinstance(value, str)}
        named = row.get("source")
        if isinstance(named, list) and named and isinstance(named[0], str):
            told["source"] = named[0]
        at: FactPath = ("statistics", number)
        misfit = _misfit(told, at)
        if misfit is not None:
            found.append(misfit)
        elif "url" in told:
            wanted.append(_Named(None, told, at))
        else:
            wanted.append(_Named(folder / told["file"], told, at))
    taken = {one.path.resolve() for one in wanted if one.path is not None}
    try:
        lying = sorted((folder / STATISTICS).iterdir()) if (folder / STATISTICS).is_dir() else []
    except OSError as reason:
        return wanted, [*found, unreadable(folder / STATISTICS, reason)]
    unnamed = (path for path in lying if path.resolve() not in taken and not _LEFT.fullmatch(path.name))
    wanted += [_Named(path, {}, None) for path in unnamed]
    engines = [one for one in wanted if one.path is None]
    if engines and len(wanted) > 1:
        found.append(
            error(
                "B219",
                "a table of an engine stands beside other statistics",
                why="their sums could count the same trade twice",
                help="keep the engine alone, or the files",
                at=engines[0].at,
            )
        )
    return wanted, found


def _misfit(row: dict[str, str], at: FactPath) -> Finding | None:
    """Return what is wrong with a row before anything is opened."""
    if ("file" in row) == ("url" in row):
        return error(
            "B216",
            "a row of `statistics` names " + ("both a file and an engine" if "file" in row else "no file"),
            help="write `file: statistics/exports.xlsx`; or, for a table of an engine, `url`, `table` and `columns`",
            at=at,
        )
    if "url" in row and not ("table" in row and "columns" in row):
        lacks = " and ".join(f"`{name}`" for name in ("table", "columns") if name not in row)
        return error(
            "B218",
            f"a table of an engine is named without {lacks}",
            why="columns of an organisation's own table are not guessed",
            help="write `columns: reporter=..., partner=..., flow=..., period=..., commodity=..., value=...`",
            at=at,
        )
    return None


# ---------------------------------------------------------------- opening


def _opened(folder: Path, wanted: list[_Named]) -> tuple[Holdings, list[Finding]]:
    """Open everything that is wanted; raise FindingsError with everything that is wrong."""
    if wanted[0].path is None:
        return _engine(wanted[0]), []
    found = [finding for one in wanted if one.path and (finding := _unfit(folder, one.path, one.at))]
    if found:
        raise FindingsError(*found)
    asked = tuple(
        Wanted(one.path, one.row.get("layout"), one.row.get("reporter"), one.row.get("engine"))
        for one in wanted
        if one.path is not None
    )
    names = {one.path.name: shown(one.path) for one in asked}
    try:
        size = sum(one.path.stat().st_size for one in asked)
        holdings, findings = _files(asked, _content(asked)) if size <= _REMEMBERED else _files.__wrapped__(asked, "")
    except FindingsError as reason:
        told = next((one.at for one in wanted if "layout" in one.row or "reporter" in one.row), None)
        raise FindingsError(*(_within(finding, names, told) for finding in reason.findings)) from None
    return holdings, [_within(finding, names) for finding in findings]


def _unfit(folder: Path, path: Path, at: FactPath | None) -> Finding | None:
    """Return why a file cannot be opened: it is not there, or leads out of the folder."""
    try:
        if not path.exists():
            near = sorted(entry.name for entry in path.parent.iterdir()) if path.parent.is_dir() else []
            mend = did_you_mean(path.name, near) or "put it into the folder of the brief; `file` is its path there"
            return error("B217", f"there is no `{shown(path)}`", help=mend, at=at)
        if not path.resolve().is_relative_to(folder.resolve()):
            mend = "copy the file into the folder of the brief"
            why = "a brief is made of what its folder holds, so that it can be checked and kept"
            return error("B104", f"`{shown(path)}` leads out of the folder of the brief", why=why, help=mend, at=at)
    except (OSError, ValueError, RuntimeError) as reason:
        return replace(unreadable(path, reason), at=at)
    return None


def _content(asked: tuple[Wanted, ...]) -> str:
    """Return what tells the content of files apart."""
    made = sha256()
    for one in asked:
        made.update(sha256(one.path.read_bytes()).digest() if one.path.is_file() else b"folder")
    return made.hexdigest()


@lru_cache(maxsize=4)
def _files(asked: tuple[Wanted, ...], content: str) -> tuple[Holdings, list[Finding]]:  # noqa: ARG001
    """Open files; the same files with the same content are read once in a process."""
    files = opened(asked)
    return Holdings(files.cube, files.currency, files.source, files), files.findings


def _within(finding: Finding, names: dict[str, str], at: FactPath | None = None) -> Finding:
    """Return a finding whose place names the file with its folder; one without a place is about the row `at`."""
    place = finding.place
    if place is None:
        return replace(finding, at=at)
    return replace(finding, place=replace(place, file=names.get(Path(place.file).name, place.file)))


def _engine(wanted: _Named) -> Holdings:
    from briefgen.trade.engines import ibis

    row = wanted.row
    columns = {}
    for part in row["columns"].split(","):
        name, _, column = part.partition("=")
        columns[name.strip()] = column.strip()
    try:
        cube = ibis.cube(row["url"], row["table"], columns)
    except FindingsError as reason:
        raise FindingsError(*(replace(finding, at=wanted.at) for finding in reason.findings)) from None
    return Holdings(cube, columns.get("currency", "USD"), row["table"])


# ---------------------------------------------------------------- rows


def _add(
    holdings: Holdings, wanted: list[_Named], tree: dict[str, Tree], facts: Facts, folder: Path
) -> Iterator[Finding]:
    """Add what the statistics say of the two sides to the rows of trade, each with its place and source."""
    own, partner, rows = tree.get("perspective"), tree.get("partner"), tree.setdefault("trade", [])
    if not isinstance(own, str) or not isinstance(partner, str) or not isinstance(rows, list):
        return  # step 2 tells of it
    known = {row.get("id") for row in _dicts(tree.get("sources"))}
    sources = {one.path.name: one.row["source"] for one in wanted if one.path and one.row.get("source") in known}
    pages = {one.path.name: _StatisticsPage(shown(one.path)) for one in wanted if one.path}
    whole = wanted[0].row.get("source") if wanted[0].path is None and wanted[0].row.get("source") in known else None
    before = len(rows)
    try:
        for reporter, other in _offices(holdings, own, partner):
            for told in holdings.told(reporter, other):
                if "/" in told.period:
                    continue  # a span such as January to September is no part of a year that others complete
                path: FactPath = ("trade", len(rows))
                if told.file is not None:
                    facts.spots[path] = (pages[told.file], told.line, 1, 1)
                rows.append(_row(told, reporter, other, holdings.currency, sources.get(told.file or "", whole)))
    except FindingsError as reason:
        yield from reason.findings
        return
    if len(rows) == before:
        yield warning(
            "B220",
            f"the statistics tell nothing of {own} with {partner}",
            why=f"they hold no trade of the two: {', '.join(page.file for page in pages.values())}",
            help="look what they hold: `briefgen trade inspect FILE`",
            place=Place(shown(folder / STATISTICS)) if wanted[0].at is None else None,
            at=wanted[0].at,
        )


def _offices(holdings: Holdings, own: str, partner: str) -> tuple[tuple[str, str], ...]:
    """Return who tells of trade with whom: both sides, but reconciled figures, which are no second office, once."""
    if own == partner:
        return ()
    reconciled = holdings.files is not None and all(file.reconciled for file in holdings.files.files)
    return ((own, partner),) if reconciled else ((own, partner), (partner, own))


def _dicts(rows: Tree) -> list[dict[str, Tree]]:
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _row(told: Told, reporter: str, partner: str, currency: str, source: str | None) -> Tree:
    """Return a row of trade as text, in thousands of the currency."""
    row: dict[str, Tree] = {"reporter": reporter, "partner": partner, "flow": told.flow, "period": told.period}
    if told.milli is not None:
        sign, digits = ("-", -told.milli) if told.milli < 0 else ("", told.milli)
        whole, rest = divmod(digits, 10**_THOUSAND)
        decimals = f"{rest:06}".rstrip("0")
        row["value"] = f"{sign}{whole}" + (f".{decimals}" if decimals else "")
    row["unit"] = f"thousand {currency}"
    if told.mark in ("-", "c", "e", "p", "r"):
        row["mark"] = told.mark
    if source is not None:
        row["source"] = [source]
    return row
