"""What a trade file is: layout, years, reporters, partners, units, levels and defects, for `briefgen trade inspect`."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.findings import as_text, in_order
from briefgen.trade.flows import FLOWS, TOTAL
from briefgen.trade.nomenclatures import country_name, kind
from briefgen.trade.sources.columns import Keep
from briefgen.trade.sources.noted import Noted
from briefgen.trade.sources.opening import open_file
from briefgen.trade.sources.reader import Reader
from briefgen.trade.sources.reading import encoding_findings, printed_of, told_by_columns
from briefgen.trade.sources.sanity import Sums, editions_found

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefgen.findings import Finding
    from briefgen.trade.flows import Row

_SINGLE = {"countries": "country", "former countries": "former country", "groups": "group",
           "areas not specified": "area not specified"}  # fmt: skip
_KINDS = {"country": "countries", "historic": "former countries", "group": "groups",
          "unspecified": "areas not specified", "world": "the world"}  # fmt: skip
_REASONS = {
    "part": "parts of other rows", "flow": "other flows", "area": "unknown countries", "uneven": "uneven rows",
    "same": "duplicates", "differs": "second values", "period": "unreadable periods",
    "commodity": "unreadable codes", "named goods": "goods without a code", "editions": "a second classification",
}  # fmt: skip
_NAMED = 6


@dataclass(slots=True)
class Report:
    """What a trade file holds. Counts are of rows that are read; `left_out` counts the others by reason."""

    file: str
    container: str
    layout: str
    title: str
    publisher: str
    kind: str
    currency: str
    scale: int
    classification: str | None
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    edition: str | None = None
    rows: int = 0
    not_reported: int = 0
    reporters: dict[str, int] = field(default_factory=dict)
    partners: dict[str, int] = field(default_factory=dict)
    flows: dict[str, int] = field(default_factory=dict)
    periods: dict[str, int] = field(default_factory=dict)
    levels: dict[int, int] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)
    published: int = 0
    findings: tuple[Finding, ...] = ()


def inspect(path: str | Path, *, layout: str | None = None, reporter: str | None = None) -> Report:
    """Return what a trade file is, reading it once in little memory; raise FindingsError if it cannot be read."""
    path = Path(path)
    opened = open_file(path, layout)
    noted = Noted(path.name)
    found = opened.layout
    report = Report(
        path.name, opened.container, found.name, found.title, found.publisher, found.kind, found.currency,
        found.scale, found.classification, opened.encoding, opened.text.delimiter if opened.text else None,
    )  # fmt: skip
    sums = Sums(path.name, found.classification)
    if opened.table is None:
        made = printed_of(opened, noted, reporter)
        _count(report, sums, made.rows)
        report.currency, report.scale, report.classification = made.currency, 10**made.power, made.classification
        report.sheet, report.edition, report.published = ", ".join(made.sheets), made.edition, len(made.published)
    else:
        reader = Reader(found, opened.table, noted, Keep())
        _count(report, sums, reader.rows(opened.records(None)))
        told = told_by_columns(opened, reader, noted)
        report.currency, report.scale = told.currency, told.scale
        report.classification, report.sheet, report.edition = told.classification, told.sheet, told.edition
        for finding in editions_found(path.name, reader.editions, sums):
            noted.add(finding)
    for finding in (*encoding_findings(opened), *sums.findings()):
        noted.add(finding)
    report.left_out = {reason: noted.counts[reason] for reason in _REASONS if reason in noted.counts}
    report.findings = tuple(in_order(noted.findings()))
    return report


def _count(report: Report, sums: Sums, rows: Iterable[Row]) -> None:
    for row in rows:
        sums.add(row)
        report.rows += 1
        report.not_reported += row.milli is None
        for counts, key in (
            (report.reporters, row.reporter),
            (report.partners, row.partner),
            (report.flows, row.flow),
            (report.periods, row.period),
        ):
            counts[key] = counts.get(key, 0) + 1
        level = 0 if row.commodity == TOTAL else 2 if "-" in row.commodity else len(row.commodity)
        report.levels[level] = report.levels.get(level, 0) + 1


def inspect_text(report: Report) -> str:
    """Return a report as lines for a terminal, findings last."""
    kinds: dict[str, int] = {}
    for code in report.partners:
        kinds[_KINDS[kind(code)]] = kinds.get(_KINDS[kind(code)], 0) + 1
    scale = {1: "", 1000: "thousand ", 10**6: "million ", 10**9: "billion "}.get(report.scale, f"{report.scale} ")
    levels = [
        ("all goods" if digits == 0 else f"{digits} digits", count) for digits, count in sorted(report.levels.items())
    ]
    lines = [
        ("file", f"{report.file} ({report.container}{_form(report)})"),
        ("layout", f"{report.layout}: {report.title}"),
        ("publisher", report.publisher + {"reconciled": ", reconciled from both sides"}.get(report.kind, "")),
        ("sheet", report.sheet or ""),
        ("edition", report.edition or ""),
        (
            "rows",
            f"{_number(report.rows)}"
            + (f", {_number(report.not_reported)} not reported" if report.not_reported else ""),
        ),
        ("periods", _periods(report.periods)),
        ("reporters", _names(report.reporters)),
        ("partners", ", ".join(_counted(name, count) for name, count in kinds.items())),
        ("flows", ", ".join(f"{flow} {_number(report.flows[flow])}" for flow in FLOWS if flow in report.flows)),
        ("unit", f"{scale}{report.currency}"),
        ("levels", ", ".join(f"{name} {_number(count)}" for name, count in levels)),
        ("classification", report.classification or "none"),
        ("printed ratios", _number(report.published) if report.published else ""),
        ("left out", ", ".join(f"{_number(count)} {_REASONS[reason]}" for reason, count in report.left_out.items())),
    ]
    width = max(len(name) for name, _ in lines) + 2
    text = [f"{name:<{width}}{value}" for name, value in lines if value]
    return "\n".join([*text, *("\n" + as_text(finding) for finding in report.findings)]) + "\n"


def _counted(name: str, count: int) -> str:
    return name if name == "the world" else f"{count} {_SINGLE[name] if count == 1 else name}"


def _form(report: Report) -> str:
    delimiter = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}.get(report.delimiter or "")
    return "".join(f", {part}" for part in (report.encoding, delimiter) if part)


def _number(count: int) -> str:
    return f"{count:,}".replace(",", " ")


def _names(counts: Mapping[str, int]) -> str:
    names = [f"{country_name(code)} ({code})" for code in sorted(counts, key=lambda code: (-counts[code], code))]
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def _periods(counts: Mapping[str, int]) -> str:
    by_step: dict[str, list[str]] = {"years": [], "quarters": [], "months": [], "other": []}
    for period in sorted(counts):
        name = "other" if "/" in period else "years" if len(period) == 4 else "quarters" if "Q" in period else "months"
        by_step[name].append(period)
    return ", ".join(
        f"{name} {found[0]}" + (f" to {found[-1]} ({len(found)})" if len(found) > 1 else "")
        for name, found in by_step.items()
        if found
    )
