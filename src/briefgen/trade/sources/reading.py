"""Trade files read: all at once with their sanity test, or row by row in little memory."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefgen.findings import FindingsError, Place, Severity, error, note
from briefgen.trade.flows import Statistics
from briefgen.trade.nomenclatures import EDITIONS, country
from briefgen.trade.sources.columns import Keep, needles
from briefgen.trade.sources.containers import sha256_of
from briefgen.trade.sources.noted import Noted
from briefgen.trade.sources.opening import Opened, open_file
from briefgen.trade.sources.reader import Reader
from briefgen.trade.sources.sanity import Sums, editions_found

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from briefgen.findings import Finding
    from briefgen.trade.flows import Published, Row
    from briefgen.trade.sources.layouts import Layout
    from briefgen.trade.sources.printed import Printed

_LEFT_OUT = ("part", "flow", "area", "uneven", "same", "differs", "period", "commodity", "named goods", "editions")
_BACI_NAME = re.compile(r"BACI_HS(\d\d)(?:_Y(\d{4}))?(?:_V(\d{4,6}\w?))?", re.IGNORECASE)
_BACI_EDITIONS = {str(year)[2:]: name for name, year in EDITIONS.items()} | {"92": "H0"}


class Told(NamedTuple):
    """What a file tells of all its rows together."""

    currency: str
    scale: int
    classification: str | None
    sheet: str | None
    edition: str | None
    editions: Mapping[tuple[str, str], str]


def recognise(path: str | Path) -> Layout:
    """Return the layout of a trade file by its content; raise FindingsError if it is none that is known."""
    return open_file(Path(path)).layout


def kept(
    reporter: str | Iterable[str] | None,
    partners: str | Iterable[str] | None,
    years: Iterable[int] | None,
    classification: str | None = None,
) -> Keep:
    """Return which rows are wanted, from codes or names; raise FindingsError for a country that is not known."""
    unknown: list[str] = []

    def codes(wanted: str | Iterable[str] | None) -> frozenset[str] | None:
        if wanted is None:
            return None
        found = set()
        for name in [wanted] if isinstance(wanted, str) else wanted:
            code = country(name)
            if code is None:
                unknown.append(name)
            else:
                found.add(code)
        return frozenset(found)

    keep = Keep(codes(reporter), codes(partners), None if years is None else frozenset(years), classification)
    if unknown:
        mend = "write the code of three letters, such as KGZ"
        raise FindingsError(*(error("B145", f"there is no country `{name[:40]}`", help=mend) for name in unknown))
    return keep


def rows(
    path: str | Path,
    *,
    layout: str | None = None,
    reporter: str | Iterable[str] | None = None,
    partner: str | Iterable[str] | None = None,
    years: Iterable[int] | None = None,
    classification: str | None = None,
    noted: Noted | None = None,
) -> Iterator[Row]:
    """Yield the rows of a trade file one by one, each trade once, those of the reporters and partners that are named.

    `partner` may hold `WLD`. Text is searched before it is parsed, so a pair out of a large file is quick.
    FindingsError is raised for a file that cannot be read, and at the end for values that are no numbers or differ;
    with `noted` the caller gets them instead, with everything else that was left out or doubted.
    """
    path = Path(path)
    keep = kept(reporter, partner, years, classification)
    opened = open_file(path, layout)
    told = Noted(path.name) if noted is None else noted
    yield from _stream(opened, keep, told, reporter)
    if noted is None:
        told.raise_errors()


def _stream(opened: Opened, keep: Keep, noted: Noted, reporter: str | Iterable[str] | None) -> Iterator[Row]:
    if opened.table is not None:
        reader = Reader(opened.layout, opened.table, noted, keep)
        yield from reader.rows(_records(opened, keep))
        return
    for row in printed_of(opened, noted, reporter).rows:
        if _wanted(row, keep):
            yield row


def _records(opened: Opened, keep: Keep) -> Iterator[tuple[int, Sequence[str]]]:
    """Return the records of a table of columns; text is searched for those that are wanted before it is parsed."""
    assert opened.table is not None  # noqa: S101 - the callers have asked
    delimiter = opened.text.delimiter if opened.text else ","
    return opened.records(needles(opened.layout, opened.table, keep, delimiter))


def _wanted(row: Row, keep: Keep) -> bool:
    return (
        (keep.reporters is None or row.reporter in keep.reporters)
        and (keep.partners is None or row.partner in keep.partners)
        and keep.year(row.period)
    )


def printed_of(opened: Opened, noted: Noted, reporter: str | Iterable[str] | None) -> Printed:
    """Read the printed tables of an opened file; a year that stands on two sheets is counted once."""
    from briefgen.trade.sources import bns_kaz, fts_rus, nsc_kgz, trade_map

    if opened.layout.name == "nsc-kgz":
        made = nsc_kgz.read(opened.sheets, noted)
    elif opened.layout.name == "bns-kaz":
        made = bns_kaz.read(opened.sheets, noted)
    elif opened.layout.name == "fts-rus":
        made = fts_rus.read(opened.sheets, noted)
    else:
        named = country(reporter) if isinstance(reporter, str) else None
        made = trade_map.read(opened.sheets, noted, named)
    seen: dict[tuple[str, ...], int | None] = {}
    single = []
    for row in made.rows:  # a year may stand on two sheets
        key = row[:5]
        if key not in seen:
            seen[key] = row.milli
            single.append(row)
        elif seen[key] == row.milli:
            noted.note("same", row.line)
        else:
            noted.note("differs", row.line, f"{row.reporter} {row.flow}, {row.partner}, {row.commodity}, {row.period}")
    made.rows = single
    return made


def read(
    path: str | Path,
    *,
    layout: str | None = None,
    reporter: str | Iterable[str] | None = None,
    years: Iterable[int] | None = None,
    partners: str | Iterable[str] | None = None,
    classification: str | None = None,
) -> Statistics:
    """Read a trade file whole, with its sanity test; raise FindingsError if it cannot be read at all.

    The findings of the result may hold errors: values that are no numbers, or two values for one trade.
    """
    path = Path(path)
    keep = kept(reporter, partners, years, classification)
    opened = open_file(path, layout)
    noted = Noted(path.name)
    if opened.table is None:
        made = printed_of(opened, noted, reporter)
        found = [row for row in made.rows if _wanted(row, keep)]
        sheet = ", ".join(made.sheets) or None
        told = Told(made.currency, 10**made.power, made.classification, sheet, made.edition, {})
        published: tuple[Published, ...] = tuple(made.published)
    else:
        reader = Reader(opened.layout, opened.table, noted, keep)
        found = list(reader.rows(_records(opened, keep)))
        published = ()
        told = told_by_columns(opened, reader, noted)
    sums = Sums(path.name, told.classification)
    for row in found:
        sums.add(row)
    if not found and not any(finding.severity is Severity.ERROR for finding in noted.findings()):
        noted.add(_nothing(path, keep))
    for finding in (*encoding_findings(opened), *editions_found(path.name, told.editions, sums), *sums.findings()):
        noted.add(finding)
    reporters = {row.reporter for row in found}
    return Statistics(
        path=path.name,
        layout=opened.layout.name,
        publisher=opened.layout.publisher,
        reporter=next(iter(reporters)) if len(reporters) == 1 else None,
        rows=found,
        sha256=sha256_of(path),
        kind=opened.layout.kind,
        valuation=opened.layout.valuation,
        years=tuple(sorted({int(row.period[:4]) for row in found})),
        left_out={kind: noted.counts[kind] for kind in _LEFT_OUT if kind in noted.counts},
        findings=noted.findings(),
        currency=told.currency,
        scale=told.scale,
        classification=told.classification,
        sheet=told.sheet,
        edition=told.edition,
        editions=told.editions,
        published=published,
    )


def told_by_columns(opened: Opened, reader: Reader, noted: Noted) -> Told:
    """Return what the columns tell of the whole file; two currencies are an error."""
    told = sorted({edition for edition in reader.editions.values() if edition})
    layout = opened.layout
    classification = "+".join(told) or layout.classification
    edition = None
    named = _BACI_NAME.search(opened.path.name) if layout.name == "baci" else None
    if named:
        classification = _BACI_EDITIONS.get(named[1], classification)
        edition = named[3]
    currency, scale = layout.currency, layout.scale
    if reader.currencies:
        currency = next(iter(reader.currencies))
        powers = {power for power in reader.units.values() if power is not None}
        scale = 10 ** powers.pop() if len(powers) == 1 else 1
        if len(reader.currencies) > 1:
            place = Place(opened.path.name, list(reader.currencies.values())[1])
            message = f"the file holds values in {' and '.join(sorted(reader.currencies))}"
            mend = "keep one currency in one file"
            noted.add(error("B165", message, why="they cannot be added", help=mend, place=place))
    sheet = opened.sheets[0].name if opened.sheets else None
    return Told(currency, scale, classification, sheet, edition, dict(reader.editions))


def encoding_findings(opened: Opened) -> Iterator[Finding]:
    """Yield a note where a text is not in UTF-8."""
    if opened.encoding and not opened.encoding.startswith("utf-8"):
        names = {"cp1251": "Windows-1251", "latin-1": "Latin-1"}
        name = names.get(opened.encoding, "UTF-16")
        why = "names are told by it; values and codes are the same in any encoding"
        yield note("B141", f"the file is not in UTF-8; it is read as {name}", why=why, place=Place(opened.path.name))


def _nothing(path: Path, keep: Keep) -> Finding:
    asked = [f"{name} {', '.join(sorted(codes))}" for name, codes in
             (("reporter", keep.reporters), ("partner", keep.partners)) if codes]  # fmt: skip
    if keep.years:
        asked.append(f"years {min(keep.years)}-{max(keep.years)}")
    why = f"nothing fits {'; '.join(asked)}" if asked else "every row was left out, or there is none"
    mend = f"`briefgen trade inspect {path.name}` shows what it holds"
    return error("B143", "the file gives no rows", why=why, help=mend, place=Place(path.name))
