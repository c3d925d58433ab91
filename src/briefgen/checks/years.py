"""Whole years: parts that make none, years that lack inside a series, and two offices that tell different things."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from briefgen.checks.words import listed, number
from briefgen.findings import note, warning
from briefgen.model.trade import ALIKE, TOTAL, base_value, known_year, mirror

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefgen.findings import Finding
    from briefgen.model.brief import Brief
    from briefgen.model.trade import Mirror, Year

Series = tuple[str, str, str]
"""Reporter, partner and flow."""


def spans(years: Iterable[int]) -> list[str]:
    """Return years as `2001`, `2003 to 2005`."""
    groups: list[list[int]] = []
    for year in sorted(years):
        if groups and groups[-1][-1] == year - 1:
            groups[-1].append(year)
        else:
            groups.append([year])
    return [str(group[0]) if len(group) == 1 else f"{group[0]} to {group[-1]}" for group in groups]


@dataclass(slots=True)
class _Told:
    """What the rows on all commodities tell of one year: the first row, the parts, and whether a row has it whole."""

    first: int
    whole: bool = False
    months: set[int] = field(default_factory=set)
    quarters: set[int] = field(default_factory=set)

    @property
    def complete(self) -> bool:
        """Whether it is known as a whole: from one row, from twelve months or from four quarters."""
        return self.whole or len(self.months) == 12 or len(self.quarters) == 4


def _told(brief: Brief) -> dict[Series, dict[int, _Told]]:
    found: dict[Series, dict[int, _Told]] = defaultdict(dict)
    for index, row in enumerate(brief.trade):
        if row.commodity != TOTAL:
            continue
        start, end = row.period.start, row.period.end
        series = found[row.reporter, row.partner, row.flow]
        year = series.setdefault(start.year, _Told(index))
        year.whole = year.whole or row.period.is_year
        if end is not None:
            series.setdefault(end.year, _Told(index))
        elif start.quarter:
            year.quarters.add(start.quarter)
        elif start.month and not start.day:
            year.months.add(start.month)
    return found


def unfinished(brief: Brief) -> Iterator[Finding]:
    """Check that months and quarters of trade make whole years."""
    limit = known_year(brief)
    for (reporter, partner, flow), years in _told(brief).items():
        parts = {year: told for year, told in sorted(years.items()) if not told.complete}
        if not parts:
            continue
        counts = [f"{year}: {_parts(told)}" for year, told in parts.items()]
        yield (warning if min(parts) <= limit else note)(
            "B343",
            f"{flow} of {reporter} with {partner} does not make a whole year in {listed(spans(parts))}",
            why=f"{listed(counts)}; the tables and sums are by whole years, and leave out these rows",
            help="add what lacks of the twelve months or four quarters, or a row on the whole year",
            at=("trade", min(told.first for told in parts.values()), "period"),
        )


def _parts(told: _Told) -> str:
    shown = [f"{len(told.months)} of 12 months"] if told.months else []
    shown += [f"{len(told.quarters)} of 4 quarters"] if told.quarters else []
    return " and ".join(shown) or "no whole month or quarter"


def offices(brief: Brief) -> Iterator[Finding]:
    """Check that the statistics of both sides tell much the same of their trade."""
    own, other, last = brief.perspective, brief.partner, known_year(brief)
    apart = [year for year in mirror(brief) if year.year <= last and _apart(year)] if own != other else []
    if not apart:
        return
    values = [f"{one.year}: {own} {_turnover(one.own)}, {other} {_turnover(one.partner)}" for one in apart]
    yield warning(
        "B344",
        f"the statistics of {own} and of {other} are far apart on the turnover of "
        f"{listed(spans(one.year for one in apart))}",
        why=f"{listed(values, 12)}; freight and insurance, which imports hold (CIF) and exports do not (FOB), "
        "explain up to a fifth, goods by way of a third country more",
        help="say whose statistics the papers use, and look for the reason in the notes of both offices",
        at=("trade", _first_row(brief, apart[0].year), "value"),
    )


def _apart(year: Mirror) -> bool:
    ours, theirs = (side.turnover if side else None for side in (year.own, year.partner))
    if ours is None or theirs is None or ours.unit.code != theirs.unit.code:
        return False
    one, two = (base_value(turnover.value, turnover.unit) for turnover in (ours, theirs))
    return not ALIKE[0] * two <= one <= ALIKE[1] * two


def _turnover(side: Year | None) -> str:
    turnover = side.turnover if side else None
    return "no value" if turnover is None else f"{number(turnover.value)} {turnover.unit}"


def _first_row(brief: Brief, year: int) -> int:
    """Return the number of the first row by which the partner tells of a year."""
    rows = ((index, row) for index, row in enumerate(brief.trade) if row.period.start.year == year)
    return next(index for index, row in rows if (row.reporter, row.partner) == (brief.partner, brief.perspective))


def missing(brief: Brief) -> Iterator[Finding]:
    """Check that no year lacks inside a series of years."""
    for series, years in _told(brief).items():
        lacking = [year for before, after in pairwise(sorted(years)) for year in range(before + 1, min(after, 10_000))]
        if lacking:
            reporter, partner, flow = series
            after = min(year for year in years if year > lacking[0])
            yield note(
                "B349",
                f"{flow} of {reporter} with {partner} has no row for {listed(spans(lacking))}",
                why="years before and after have one; the growth of the year after is not known",
                help="add the rows; write the mark `-` if there was no trade, or no value if it is not published",
                at=("trade", years[after].first, "period"),
            )
