"""`briefgen trade` as a function: tables of a pair from trade files, without a brief."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.findings import FindingsError, did_you_mean, error, in_order, warning
from briefgen.language import load
from briefgen.model.figure import Unit
from briefgen.trade.files import Files, opened
from briefgen.trade.flows import WORLD
from briefgen.trade.nomenclatures import country, country_name, names
from briefgen.trade.pair import LEVELS, Pair
from briefgen.trade.tables import TABLES, Frame

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from briefgen.document import Table
    from briefgen.findings import Finding
    from briefgen.trade.pair import Level

EVERY = "all"
"""The name that stands for every table that the data can give."""
_YEARS = re.compile(r"(\d{4})(?:\s*[-\u2013/]\s*(\d{4}))?")


@dataclass(frozen=True)
class Asked:
    """What is wanted of the files. Without a reporter it is that of the files; without a partner, the world."""

    paths: tuple[str | Path, ...]
    reporter: str | None = None
    partner: str | None = None
    years: str | None = None
    tables: tuple[str, ...] = ("turnover",)
    language: str = "en"
    top: int = 10
    digits: int = 2
    as_index: bool = False
    unit: str | None = None
    engine: str | None = None
    layout: str | None = None


@dataclass(frozen=True)
class Answer:
    """The tables, whose trade they tell, and what was found on the way."""

    tables: tuple[Table, ...]
    reporter: str
    partner: str
    findings: tuple[Finding, ...]


def tables(asked: Asked) -> Answer:
    """Return the tables of a pair. Raises FindingsError where there is nothing to show, ValueError for odd options."""
    years, level = _years(asked.years), _level(asked.digits)
    unit = None if asked.unit is None else Unit.parse(asked.unit)
    language = load(asked.language)
    wanted = _wanted(asked.tables)
    partner = WORLD if asked.partner is None else _country(asked.partner)
    named = None if asked.reporter is None else _country(asked.reporter)
    files = opened(asked.paths, engine=asked.engine, layout=asked.layout)
    if unit is not None and unit.code != files.currency:
        raise ValueError(f"the files are in {files.currency} and cannot be told in `{asked.unit}`")
    reporter = named or _only(files)
    pair = Pair(files.cube, reporter, partner, years)
    editions = files.editions() if len(files.files) > 1 and "revisions" in wanted else []
    frame = Frame(
        pair,
        language,
        files.currency,
        unit,
        asked.top,
        level,
        asked.as_index,
        source=files.source,
        editions=tuple((name, Pair(cube, reporter, partner, years)) for name, cube in editions),
    )
    made = {name: TABLES[name](frame) for name in wanted}
    found = [table for table in made.values() if table is not None]
    missing = [] if EVERY in asked.tables else [name for name, table in made.items() if table is None]
    absent = [_absent(name, frame, files, nothing=not found) for name in missing]
    if not found:
        absent = absent or [_absent("turnover", frame, files, nothing=True)]
        raise FindingsError(*in_order([*files.findings, *absent]))
    findings = [*files.findings, *absent]
    return Answer(tuple(found), reporter, partner, tuple(in_order(findings)))


def _years(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    match = _YEARS.fullmatch(text.strip())
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
    if first > last:
        raise ValueError(f"`{text}` is no year and no range of years such as 2005-2012")
    return first, last


def _level(digits: int) -> Level:
    for level in LEVELS:
        if level == digits:
            return level
    raise ValueError("digits is 2, 4 or 6")


def _wanted(asked: Sequence[str]) -> list[str]:
    if EVERY in asked:
        return list(TABLES)
    unknown = [name for name in asked if name not in TABLES]
    if unknown:
        known = [*TABLES, EVERY]
        raise FindingsError(
            *(
                error(
                    "B236",
                    f"there is no table `{name}`",
                    help=did_you_mean(name, known) or f"the tables are {', '.join(known)}",
                )
                for name in unknown
            )
        )
    return list(dict.fromkeys(asked))


def _country(text: str) -> str:
    """Return the code of a country named by its code or in some language; raise FindingsError B238 for none."""
    found = country(text) or country(text.upper())
    if found is not None:
        return found
    known = [name for by_language in names().values() for name in by_language.values()]
    close = did_you_mean(text, [*known, *names()])
    raise FindingsError(
        error("B238", f"`{text}` is no country", help=close or "write its code, such as KGZ, or its name")
    )


def _only(files: Files) -> str:
    reporters = sorted(files.reporters)
    if len(reporters) == 1:
        return reporters[0]
    raise FindingsError(
        error(
            "B239",
            "it is not said whose statistics to show",
            why=f"the files hold reports of {_listed(reporters)}"
            if reporters
            else "the files are too large to look for the only one",
            help="name the country with --reporter",
        )
    )


def _listed(reporters: Collection[str]) -> str:
    told = sorted(reporters)
    return ", ".join(told[:12]) + (" and others" if len(told) > 12 else "")


def _absent(name: str, frame: Frame, files: Files, *, nothing: bool) -> Finding:
    pair = frame.pair
    told = f"{country_name(pair.reporter)} with {country_name(pair.partner)}"
    make = error if nothing else warning
    return make(
        "B240",
        f"the files cannot give the table `{name}` of {told}",
        why=_why(name, pair, files.reporters),
        help="`briefgen trade inspect FILE` tells whose reports, partners, years and goods a file has",
    )


def _why(name: str, pair: Pair, reporters: frozenset[str]) -> str:
    if reporters and pair.reporter not in reporters:
        return f"they hold reports of {_listed(reporters)}"
    if not pair.known_years:
        return "they hold no trade of the two" + (" in these years" if pair.years else "")
    if name in ("partner-shares", "mirror", "goods-mirror", "complementarity", "export-potential", "import-potential"):
        return "it needs the statistics of both sides"
    if name in ("intensity", "advantage"):
        return "it needs reports of at least three countries"
    if name == "year-to-date":
        return "it needs months"
    if name == "revisions":
        return "it needs two files that differ on the same years"
    return "it needs trade by goods, partners or years that they do not hold"
