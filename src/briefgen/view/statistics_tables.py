"""The named tables that statistics of a brief give beyond totals of the two sides: goods, shares, ranks, indicators."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.document import Cell, Column
from briefgen.view.made import MISSING, Made, notes_on
from briefgen.view.statistics import frame, mirrored
from briefgen.view.trade import Trade

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefgen.view.facts import Facts
    from briefgen.view.made import Options

_TURNED = {
    "exports": "imports",
    "imports": "exports",
    "shares": "partner-shares",
    "partner-shares": "shares",
    "export-potential": "import-potential",
    "import-potential": "export-potential",
}
"""Which table tells the same where only the partner's statistics are at hand."""

_BOTH = ("goods-mirror", "complementarity", "export-potential", "import-potential")
"""Tables made of the statistics of both sides."""

_OF_A_YEAR = (
    "partners",
    "exports",
    "imports",
    "contributions",
    "goods-mirror",
    "advantage",
    "export-potential",
    "import-potential",
)
"""Tables that tell of a single year."""

ABOUT = {
    "growth": "Changes of exports, imports and turnover by year, and what each flow adds to that of turnover.",
    "average-growth": "Average annual growth between the first and the last year shown.",
    "year-to-date": "The first months of each year against the same months of the year before.",
    "shares": "The partner's share and rank in the own side's exports, imports and turnover, by year.",
    "partner-shares": "The same the other way round, by the partner's own statistics.",
    "partner-contributions": "What the partner adds to the growth of the own side's trade with the world, by year.",
    "partners": "The own side's partners in a year, the largest first, the partner of the talks in bold.",
    "exports": "What the own side sells to the partner in a year, by HS code: the largest, others, not allocated.",
    "imports": "What the own side buys from the partner in a year, by HS code: the largest, others, not allocated.",
    "contributions": "The goods that moved exports and imports most, in points that add up.",
    "goods-mirror": "Exports and imports of a year by both offices, by HS code, with ratio and gap.",
    "concentration": "How concentrated exports and imports are on few partners (Herfindahl-Hirschman), by year.",
    "intensity": "The partner's share in the own exports over its share in the world's imports, by year.",
    "advantage": "Goods with the largest comparative advantage, beside what the partner buys of them.",
    "complementarity": "How far each side's exports are what the other imports (Michaely), by year.",
    "intra-industry": "How much of the trade runs both ways in the same goods (Grubel-Lloyd), by year.",
    "export-potential": "Goods with the largest indicative potential of the own exports, with the caveat.",
    "import-potential": "Goods with the largest indicative potential of the own imports, with the caveat.",
    "revisions": "What a later file says of years that an earlier one told of, where they differ.",
}
"""The tables of `trade.tables` that papers may ask for; turnover and mirror are made of the rows of the brief."""


def table(name: str) -> Callable[[Facts, Options], Made | None]:
    """Return the function of a named table of `trade.tables`."""

    def made(facts: Facts, options: Options) -> Made | None:
        found = frame(facts, options, unfinished=name == "year-to-date")
        if found is None or facts.statistics is None:
            return None
        from briefgen.trade.tables import TABLES

        turned = mirrored(facts)
        if name == "revisions":
            pair = found.pair
            found = replace(found, editions=facts.statistics.editions(pair.reporter, pair.partner))
        told = TABLES[_TURNED.get(name, name) if turned else name](found)
        if told is None:
            return None
        sides = (found.pair.reporter, found.pair.partner)
        offices = sides if name in _BOTH else sides[1:] if name == "partner-shares" and not turned else sides[:1]
        source = Trade(facts).cited(*offices)
        year = found.year if name in _OF_A_YEAR else None
        return Made(told.columns, told.rows, told.unit, source, told.notes, told.total_rows, year)

    made.__doc__ = ABOUT[name]
    return made


def files(facts: Facts, options: Options) -> Made | None:  # noqa: ARG001
    """The files of statistics: publisher, years, and the SHA-256 that tells each edition from any other."""
    if facts.statistics is None or facts.statistics.files is None:
        return None
    labels = facts.language.labels
    columns = (
        Column("number", labels["number"], "code", width=0.35),
        Column("file", labels["source"], "text", width=2),
        Column("publisher", labels["publisher"], "text", width=2),
        Column("years", labels["years"], "text", width=0.8),
        Column("sha256", "SHA-256", "code", width=2),
    )
    rows = tuple(
        (Cell(str(number)), Cell(file.path.name), Cell(file.publisher), Cell(_span(file.years)), Cell(file.sha256))
        for number, file in enumerate(facts.statistics.files.files, start=1)
    )
    return Made(columns, rows, notes=notes_on(rows, facts.language))


def _span(years: tuple[int, ...]) -> str:
    if not years:
        return MISSING
    return str(years[0]) if len(years) == 1 else f"{years[0]}\u2013{years[-1]}"
