"""Trade rows made for tests: the same sums must come out of every engine."""

from __future__ import annotations

import csv
import random
from typing import TYPE_CHECKING

from briefgen.trade.cube import COUNTRIES, PARTNERS, Filter, Question, Sums, area, digits, parts, step
from briefgen.trade.engines.plain import PlainCube
from briefgen.trade.flows import Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from briefgen.trade.flows import FlowName

HEADER = (
    "reporterCode", "partnerCode", "flowCode", "period", "cmdCode", "primaryValue", "motCode", "customsCode",
    "partner2Code",
)  # fmt: skip
REPORTERS = {417: "KGZ", 762: "TJK", 398: "KAZ", 842: "USA"}
PARTNERS_OF = {0: "WLD", **REPORTERS, 899: "NES:899", 97: "G:EU"}
FLOWS: dict[str, FlowName] = {"X": "export", "M": "import", "RX": "re-export"}
PERIODS = {"2019": "2019", "2020": "2020", "202101": "2021-01", "202152": "2021"}
GOODS = ("TOTAL", "01", "0101", "010121", "27", "2716", "99")

QUESTIONS = (
    Question(Filter(), ("reporter", "partner", "flow", "period", "commodity")),
    Question(Filter(areas=PARTNERS, digits=frozenset({2})), ("reporter", "flow", "period", "chapter")),
    Question(Filter(frozenset({"KGZ"}), frozenset({"TJK"})), ("flow", "period", "digits", "chapter")),
    Question(
        Filter(areas=COUNTRIES, steps=frozenset({"year"}), years=(2020, 2021), digits=frozenset({0})), ("year",)
    ),
    Question(Filter(areas=frozenset({"world"}), steps=frozenset({"month"})), ("period", "heading", "digits")),
    Question(Filter(areas=frozenset({"group"}), digits=frozenset({6})), ("partner", "flow", "period", "subheading")),
    Question(Filter(flows=frozenset({"re-export"}), commodities=frozenset({"0101"})), ("partner", "period")),
    Question(Filter(frozenset({"ZAF"}), digits=frozenset({0})), ("partner", "period", "flow")),
    Question(Filter(flows=frozenset({"export"}), areas=COUNTRIES, digits=frozenset({0}), steps=frozenset({"year"})), ()),
)  # fmt: skip
"""Questions of every kind: all keys, all conditions, one with no answer and one without keys."""


def records(seed: int = 5) -> list[tuple[str, ...]]:
    """Return records in the layout of UN Comtrade, some of them parts of others, some without a value."""
    chance = random.Random(seed)  # noqa: S311 - test data
    made = []
    for reporter in REPORTERS:
        for partner in PARTNERS_OF:
            for flow in FLOWS if partner != reporter else ():
                for period in PERIODS:
                    for good in GOODS:
                        if chance.random() < 0.3:
                            continue
                        value = "" if chance.random() < 0.02 else f"{chance.randrange(10**9) / 1000:.3f}"
                        record = (str(reporter), str(partner), flow, period, good, value)
                        made.append((*record, "0", "C00", "0"))
                        if chance.random() < 0.1:
                            made.append((*record, "2100", "C00", "0"))
    return made


def rows_of(made: Iterable[tuple[str, ...]]) -> list[Row]:
    """Return the rows of the records, by the simplest reading there is."""
    found = []
    for reporter, partner, flow, period, good, value, mode, _, _ in made:
        if mode == "0":
            milli = int(value.replace(".", "")) if value else None
            names = REPORTERS[int(reporter)], PARTNERS_OF[int(partner)], FLOWS[flow], PERIODS[period]
            found.append(Row(*names, good, milli))
    return found


def write_csv(path: Path, made: Iterable[tuple[str, ...]]) -> Path:
    """Write the records as a CSV file."""
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(HEADER)
        out.writerows(made)
    return path


def cube_of(rows: Sequence[Row]) -> PlainCube:
    """Return a cube over rows in memory."""
    return PlainCube(lambda _, __: rows)


def naive(rows: Iterable[Row], question: Question) -> Sums:
    """Answer a question by looking at each row for itself."""
    where, keys = question
    found: dict[tuple[str, ...], list[int | None]] = {}
    for row in rows:
        wanted = (
            (not where.reporters or row.reporter in where.reporters)
            and (not where.partners or row.partner in where.partners)
            and (not where.areas or area(row.partner) in where.areas)
            and row.flow in where.flows
            and (not where.steps or step(row.period) in where.steps)
            and (where.years is None or where.years[0] <= int(row.period[:4]) <= where.years[1])
            and (not where.digits or digits(row.commodity) in where.digits)
            and (not where.commodities or row.commodity in where.commodities)
        )
        if wanted:
            told = {"year": row.period[:4], **row._asdict()}
            key = tuple(told[name] if name in told else parts(row.commodity, name) for name in keys)
            found.setdefault(key, []).append(row.milli)
    return {
        key: (None if None in values else sum(value or 0 for value in values), len(values))
        for key, values in found.items()
    }
