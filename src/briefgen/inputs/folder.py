"""The folder of a brief: which of its files are read, and their facts put together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.findings import FindingsError, Place, did_you_mean, error, nearest, warning
from briefgen.inputs.files import File, shown, unreadable
from briefgen.inputs.pages import Facts, Places
from briefgen.inputs.shape import shape
from briefgen.inputs.table import split, unknown
from briefgen.model.brief import LISTS, Brief
from briefgen.source import LOCK, STATISTICS, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.findings import Finding
    from briefgen.inputs.forms_lock import Confirmed
    from briefgen.source import Tree
    from briefgen.trade.holdings import Holdings

BRIEFS = ("brief.yaml", "brief.yml", "brief.json", "brief.xlsx")
"""The names that a brief can have in its folder: one of them stands there."""
_OTHER_WORKBOOKS = (".xls", ".xlsm", ".xlsb", ".ods")
_TABLES = (".csv", ".xlsx")
_NOT_TABLES = (".yaml", ".yml", ".json", ".tsv", ".txt", *_OTHER_WORKBOOKS)


def read(path: Path) -> tuple[Source, list[Finding]]:
    """Read the brief in a folder, or the one file of it that is named, with the lists in files of their own.

    Returns the facts with their places and what was found on the way.
    Raises FindingsError, with everything found, if a file cannot be read to its end.
    """
    path = Path(path)
    folder, brief = _choose(path)
    facts = Facts()
    stopped = not _attempt(brief, None, facts)
    try:
        for file, name in _lists(folder, facts):
            stopped = not _attempt(file, name, facts) or stopped
    except OSError as reason:
        raise FindingsError(*facts.findings, unreadable(folder, reason)) from None
    facts.findings.extend(_cut_off(facts))
    if stopped:
        raise FindingsError(*facts.findings)
    facts.spots[()] = (_Whole(brief.shown), 0, 0, 1)
    forms = _forms(folder, facts)
    tree = shape(facts.tree)
    statistics = _statistics(folder, tree, facts)
    source = Source(folder, brief.shown, tree, Places(facts.spots), Places(facts.keys), forms, statistics)
    return source, facts.findings


def _forms(folder: Path, facts: Facts) -> Confirmed:
    """Return the case forms that were confirmed for the brief; most briefs have no file of them."""
    path = folder / LOCK
    if not path.exists() and not path.is_symlink():
        return {}
    from briefgen.inputs.forms_lock import read_lock

    forms, found = read_lock(folder)
    facts.findings.extend(found)
    return forms


def _statistics(folder: Path, tree: dict[str, Tree], facts: Facts) -> Holdings | None:
    """Return the trade statistics of the brief, if it has any; most briefs have none."""
    if "statistics" not in tree and not (folder / STATISTICS).is_dir():
        return None
    from briefgen.inputs.statistics import read_statistics

    return read_statistics(folder, tree, facts)


class _Whole:
    """A file as a whole, as a page."""

    def __init__(self, file: str) -> None:
        self.file = file

    def place(self, row: int, column: int, length: int = 1) -> Place:  # noqa: ARG002 - the shape of a page
        return Place(self.file)


def _attempt(file: File, name: str | None, facts: Facts) -> bool:
    """Read one file into `facts`, the whole brief or the list `name`; return False if it had to be left."""
    try:
        suffix = file.path.suffix.lower()
        if suffix == ".csv" and name is not None:
            from briefgen.inputs.from_csv import read_csv

            read_csv(file, name, facts)
        elif suffix == ".xlsx" or suffix in _OTHER_WORKBOOKS:
            from briefgen.inputs.from_excel import read_list, read_workbook

            if name is None:
                read_workbook(file, facts)
            else:
                read_list(file, name, facts)
        elif suffix == ".json":
            from briefgen.inputs.from_json import read_json

            read_json(file, facts)
        else:
            from briefgen.inputs.from_yaml import read_yaml

            read_yaml(file, facts)
    except FindingsError as stop:
        facts.findings.extend(stop.findings)
        return False
    return True


def _cut_off(facts: Facts) -> Iterator[Finding]:
    """Find names without a value that are no fields: in `{value: 1,200}` the comma makes `200` such a name."""
    for path in facts.empty:
        in_list = path[0] in LISTS and len(path) > 2
        record, parts = (LISTS[str(path[0])], path[2:]) if in_list else (Brief, path)
        name = ".".join(str(part) for part in parts)
        if parts[0] in LISTS or any(isinstance(part, int) for part in parts) or split(record, name) is not None:
            continue
        spot = facts.keys.get(path)
        place = Places(facts.keys)[path] if spot else None
        why = "it has no value; inside braces a comma ends a value, and what follows is taken for a name"
        mend = f"put a value that holds a comma in quotes; {unknown(record, name, 'field', Place('')).help}"
        what = f"field of `{path[0]}`" if in_list else "field of the brief"
        yield error("B122", f"`{name[:60]}` is not a {what}", why=why, help=mend, place=place)


def _choose(path: Path) -> tuple[Path, File]:
    """Return the folder and the brief in it; raise FindingsError if there is none or more than one."""
    try:
        if path.is_dir():
            return path, _only(path)
        exists = path.exists()
    except (OSError, ValueError, RuntimeError) as reason:
        raise FindingsError(unreadable(path, reason)) from None
    if not exists and not path.is_symlink():
        raise FindingsError(_missing(path))
    if path.name.lower() not in BRIEFS and path.suffix.lower() not in _OTHER_WORKBOOKS:
        mend = f"name the folder, or a file in it that is called {', '.join(BRIEFS[:-1])} or {BRIEFS[-1]}"
        raise FindingsError(error("B101", f"`{shown(path)}` is not a brief", help=mend, place=Place(shown(path))))
    return path.parent, File(path, path.parent)


def _only(folder: Path) -> File:
    names = sorted(entry.name for entry in folder.iterdir())
    briefs = [name for name in names if name.lower() in BRIEFS]
    place = Place(shown(folder))
    if len(briefs) > 1:
        raise FindingsError(
            error(
                "B102",
                f"the folder holds {len(briefs)} briefs: {', '.join(briefs)}",
                why="they may say different things",
                help=f"remove all but one, or name the one that is meant: {shown(folder / briefs[0])}",
                place=place,
            )
        )
    if not briefs:
        stems = [name for name in names if name.startswith("brief.") and Path(name).suffix in _OTHER_WORKBOOKS]
        if stems:
            return File(folder / stems[0], folder)
        similar = [name for name in names if nearest(name, BRIEFS, 1)]
        mend = (
            f"rename `{similar[0]}` to `{nearest(similar[0], BRIEFS, 1)[0]}`"
            if similar
            else f"put one of {', '.join(BRIEFS)} into it; `briefgen new brief NAME` writes an example"
        )
        raise FindingsError(error("B101", "the folder holds no brief", help=mend, place=place))
    return File(folder / briefs[0], folder)


def _missing(path: Path) -> Finding:
    mend = None
    try:
        under_inputs = Path("inputs") / path
        if not path.is_absolute() and under_inputs.exists():
            mend = f"did you mean `{shown(under_inputs)}`?"
        elif path.parent.is_dir():
            mend = did_you_mean(path.name, sorted(entry.name for entry in path.parent.iterdir()))
    except (OSError, ValueError):
        mend = None  # the folder above cannot be looked into: there is nothing to suggest
    mend = mend or "name a folder such as inputs/NAME; `briefgen new brief NAME` writes an example"
    return error("B100", f"there is no `{shown(path)}`", help=mend, place=Place(shown(path)))


def _lists(folder: Path, facts: Facts) -> list[tuple[File, str]]:
    """Return the files that hold a list of their own; find names that are nearly right and lists given twice."""
    chosen: dict[str, File] = {}
    for path in sorted(folder.iterdir()):
        stem, suffix = path.stem, path.suffix.lower()
        if path.name.startswith((".", "~$")) or path.name.lower() in BRIEFS:
            continue
        if stem not in LISTS or suffix not in _TABLES:
            facts.findings.extend(_nearly(path, stem, suffix))
            continue
        file = File(path, folder)
        if stem in facts.tree or stem in chosen:
            other = chosen[stem].shown if stem in chosen else _where(facts, stem)
            facts.findings.append(
                error(
                    "B120",
                    f"`{stem}` stands in two places",
                    why=f"it is given in {other} too, and only one of the two can hold",
                    help="keep it in one of them and remove it from the other",
                    place=file.place,
                )
            )
            continue
        chosen[stem] = file
    return [(file, name) for name, file in chosen.items()]


def _where(facts: Facts, name: str) -> str:
    spots = facts.keys if (name,) in facts.keys else facts.spots
    return str(Places(spots)[(name,)])


def _nearly(path: Path, stem: str, suffix: str) -> list[Finding]:
    place = Place(shown(path))
    if stem in LISTS and suffix in _NOT_TABLES:
        mend = f"save it as {stem}.csv or {stem}.xlsx, or put the rows into the brief"
        return [warning("B121", f"`{shown(Path(path.name))}` is not read", help=mend, place=place)]
    if suffix not in _TABLES or not path.is_file():
        return []
    meant = did_you_mean(stem.lower(), LISTS)
    if meant is None:
        return []
    why = "a table is read if its name is the name of a list"
    return [warning("B121", f"`{shown(Path(path.name))}` is not read", why=why, help=meant, place=place)]
