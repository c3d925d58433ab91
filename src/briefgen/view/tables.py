"""The named tables of a brief, made once for Word, PDF and Excel alike.

Each function takes the facts and the options of the directive that asks for it (`::: table turnover last=10`) and
returns the columns, rows and notes; None if there is nothing to show. Raises ValueError for an option it cannot read.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from briefgen.document import Cell, Column, Formula
from briefgen.model.trade import claim_verdicts
from briefgen.view.trade import MEASURES, Trade, chosen, cite, unit_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefgen.model.figure import Figure, Unit
    from briefgen.view.facts import Fact, Facts

MISSING = "\u2026"
"""Printed where a value is not known; explained below the table."""


@dataclass(frozen=True, slots=True)
class Made:
    """The inside of a table; caption and name are added by whoever asked for it."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    unit: str | None = None
    source: str | None = None
    notes: tuple[str, ...] = ()


Options = dict[str, str]


def turnover(facts: Facts, options: Options) -> Made | None:
    """Exports, imports, turnover, balance and growth by year.

    last, years: which; all=yes: also those after the brief's date; unit: such as "mln USD", or source for the unit
    of the data.
    """
    trade, language = Trade(facts), facts.language
    years = chosen(trade, options)
    if not years:
        return None
    labels = language.labels
    unit = unit_of(trade, years, options)
    columns = (
        Column("year", labels["year"], "year", width=0.7),
        Column("exports", labels["exports"], "number", 1),
        Column("imports", labels["imports"], "number", 1),
        Column("turnover", labels["turnover"], "number", 1, Formula("sum", ("exports", "imports"))),
        Column("balance", labels["balance"], "number", 1, Formula("difference", ("exports", "imports"))),
        Column("growth", f"{labels['growth']}, %", "percent", 1, Formula("growth", ("turnover",))),
    )
    rows = []
    for year in years:
        cells = [Cell(str(year.year), value=_whole(year.year))]
        cells += [_figure_cell(getattr(year.data, name), unit, facts, f"trade.{name}") for name in MEASURES]
        growth = year.data.growth
        cells.append(Cell(MISSING) if growth is None else Cell(language.number(growth.value, 1), growth.value))
        rows.append(tuple(cells))
    notes = (labels["not_available"],) if any(cell.text == MISSING for row in rows for cell in row) else ()
    return Made(columns, tuple(rows), language.unit(unit), trade.sources, notes)


def _whole(number: int) -> Fraction:
    return Fraction(number)


def _figure_cell(figure: Figure | None, unit: Unit, facts: Facts, origin: str) -> Cell:
    if figure is None:
        return Cell(MISSING)
    value = figure.in_unit(unit).value
    return Cell(facts.language.number(value, 1), value, origin)


def commodities(facts: Facts, options: Options) -> Made | None:
    """What one side sells to the other; option flow=exports or flow=imports, as the own side sees it."""
    flow = options.get("flow", "exports")
    if flow not in ("exports", "imports"):
        raise ValueError("`flow` is exports or imports")
    language, labels = facts.language, facts.language.labels
    goods = goods_of(facts, flow)
    if not goods:
        return None
    columns = [
        Column("number", labels["number"], "code", width=0.35),
        Column("commodity", labels["commodity"], "text", width=3),
    ]
    if any(fact.hs for fact in goods):
        columns.append(Column("hs", labels["hs_code"], "code", width=0.8))
    unit = next((fact.record.unit for fact in goods if fact.record.unit), None)
    valued = unit is not None and any(fact.record.value is not None for fact in goods)
    if valued:
        columns.append(Column("value", labels["value"], "number", 1))
    rows = []
    for number, fact in enumerate(goods, start=1):
        cells = [Cell(str(number)), Cell(str(fact.name), origin=fact.name.origin)]
        if len(columns) > 2 and columns[2].key == "hs":
            cells.append(Cell(str(fact.hs) if fact.hs else MISSING))
        if valued:
            value = fact.record.value
            cells.append(
                Cell(MISSING) if value is None else Cell(language.number(value, 1), value, f"{fact.name.origin}")
            )
        rows.append(tuple(cells))
    notes = (labels["not_available"],) if any(cell.text == MISSING for row in rows for cell in row) else ()
    return Made(tuple(columns), tuple(rows), language.unit(unit) if valued and unit else None, _sources(goods), notes)


def goods_of(facts: Facts, flow: str) -> list[Fact]:
    """Return the commodities of one flow as the own side sees it, whoever reports them."""
    own = facts.brief.perspective
    ours = {
        ("exports", True): "export",
        ("exports", False): "import",
        ("imports", True): "import",
        ("imports", False): "export",
    }
    return [
        fact
        for fact in facts.printable("commodities")
        if own in (fact.record.reporter, fact.record.partner)
        and fact.record.flow == ours[flow, fact.record.reporter == own]
    ]


def decisions(facts: Facts, options: Options) -> Made | None:
    """Decisions with who, until when and how far; option of=sessions or of=meetings, both without it."""
    wanted = options.get("of")
    if wanted not in (None, "sessions", "meetings"):
        raise ValueError("`of` is sessions or meetings")
    language, labels = facts.language, facts.language.labels
    found = [
        fact
        for fact in facts.printable("decisions")
        if wanted is None or (wanted == "sessions") == (fact.record.session is not None)
    ]
    if not found:
        return None
    columns = (
        Column("number", labels["number"], "code", width=0.45),
        Column("decision", labels["decision"], "text", width=2.6),
        Column("owner", labels["owner"], "text", width=1.2),
        Column("partner_owner", labels["partner_owner"], "text", width=1.2),
        Column("deadline", labels["deadline"], "text", width=0.9),
        Column("status", labels["status"], "status", width=0.9),
    )
    rows = tuple(
        (
            Cell(str(fact.number or number)),
            Cell(str(fact.text), origin=fact.text.origin),
            Cell(str(fact.owner or MISSING)),
            Cell(str(fact.partner_owner or MISSING)),
            Cell(language.date(fact.record.deadline, "table") if fact.deadline else MISSING),
            Cell(language.word("decision", fact.status) if fact.status else MISSING),
        )
        for number, fact in enumerate(found, start=1)
    )
    notes = (labels["not_available"],) if any(cell.text == MISSING for row in rows for cell in row) else ()
    return Made(columns, rows, None, _sources(found), notes)


def directions(facts: Facts, options: Options) -> Made | None:
    """Directions of cooperation, with priority and projects; only=priorities leaves the others out."""
    if options.get("only") not in (None, "priorities"):
        raise ValueError("`only` is priorities")
    language, labels = facts.language, facts.language.labels
    only_priorities = "only" in options
    found = [fact for fact in facts.printable("directions") if fact.priority or not only_priorities]
    if not found:
        return None
    columns = (
        Column("number", labels["number"], "code", width=0.35),
        Column("direction", labels["direction"], "text", width=2.4),
        Column("priority", labels["priority"], "text", width=0.9),
        Column("projects", labels["projects"], "text", width=2.4),
    )
    rows = []
    for number, fact in enumerate(sorted(found, key=lambda one: (one.priority is None, one.priority or 0)), start=1):
        projects = [str(project.name) for project in fact.projects]
        rows.append(
            (
                Cell(str(number)),
                Cell(str(fact.name), origin=fact.name.origin),
                Cell(labels["priority_rank"].format(rank=fact.priority) if fact.priority else labels["no"]),
                Cell("; ".join(projects) if projects else language.labels["none"]),
            )
        )
    return Made(columns, tuple(rows), None, _sources(found))


def sessions(facts: Facts, options: Options) -> Made | None:  # noqa: ARG001
    """Sessions of the bodies: number, date, place, agenda."""
    language, labels = facts.language, facts.language.labels
    found = sorted(facts.printable("sessions"), key=lambda fact: (fact.record.body, fact.record.number))
    if not found:
        return None
    columns = (
        Column("body", labels["body"], "text", width=2.2),
        Column("session", labels["session"], "code", width=0.6),
        Column("date", labels["date"], "text", width=1),
        Column("place", labels["place"], "text", width=1),
        Column("agenda", labels["agenda"], "text", width=2.2),
    )
    rows = tuple(
        (
            Cell(str(fact.body.name)),
            Cell(str(fact.number)),
            Cell(language.date(fact.record.date, "table")),
            Cell(str(fact.place or MISSING)),
            Cell("; ".join(str(item.text) for item in fact.agenda) or MISSING),
        )
        for fact in found
    )
    notes = (labels["not_available"],) if any(cell.text == MISSING for row in rows for cell in row) else ()
    return Made(columns, rows, None, _sources(found), notes)


def claims(facts: Facts, options: Options) -> Made | None:  # noqa: ARG001
    """Stated trade figures beside the data, year by year, with the verdict."""
    language, labels = facts.language, facts.language.labels
    columns = (
        Column("measure", labels["measure"], "text", width=1.5),
        Column("stated", labels["stated"], "text", width=2),
        Column("period", labels["period"], "text", width=1.2),
        Column("year", labels["year"], "year", width=0.5),
        Column("data", labels["data"], "number", 1, width=0.6),
        Column("verdict", labels["verdict"], "status", width=1.5),
    )
    rows, used, unit = [], [], None
    for fact in facts.printable("figures"):
        verdicts = claim_verdicts(fact.record, facts.brief)
        if not verdicts:
            continue
        used.append(fact)
        unit = unit or fact.record.unit
        period = str(fact.period or fact.period_words or MISSING)
        rows += [
            (
                Cell(str(fact.name or language.word("measure", fact.record.measure))),
                Cell(str(fact.amount), origin=fact.amount.origin),
                Cell(period),
                Cell(str(verdict.year), _whole(verdict.year)),
                _figure_cell(verdict.data, unit, facts, "trade"),
                Cell(language.word("verdict", verdict.verdict)),
            )
            for verdict in verdicts
        ]
    if not rows or unit is None:
        return None
    return Made(columns, tuple(rows), language.unit(unit), Trade(facts).sources)


def sources(facts: Facts, options: Options) -> Made | None:  # noqa: ARG001
    """Every source with publisher, date and standing."""
    language, labels = facts.language, facts.language.labels
    found = facts.all("sources")
    if not found:
        return None
    columns = (
        Column("number", labels["number"], "code", width=0.35),
        Column("source", labels["source"], "text", width=2.6),
        Column("publisher", labels["publisher"], "text", width=1.4),
        Column("date", labels["date"], "text", width=0.8),
        Column("standing", labels["standing"], "status", width=1),
        Column("note", labels["remark"], "text", width=2.2),
    )
    rows = tuple(
        (
            Cell(str(number)),
            Cell(str(fact.title)),
            Cell(str(fact.publisher or MISSING)),
            Cell(language.date(fact.record.date, "table") if fact.date else MISSING),
            Cell(language.word("source", fact.record.status)),
            Cell(str(fact.note or fact.url or MISSING)),
        )
        for number, fact in enumerate(found, start=1)
    )
    notes = (labels["not_available"],) if any(cell.text == MISSING for row in rows for cell in row) else ()
    return Made(columns, rows, None, None, notes)


def _sources(facts: list[Fact]) -> str | None:
    """Return the sources of some facts as one line."""
    lines = dict.fromkeys(cite(source) for fact in facts for source in fact.source)
    return "; ".join(lines) or None


TABLES: dict[str, Callable[[Facts, Options], Made | None]] = {
    "turnover": turnover,
    "commodities": commodities,
    "decisions": decisions,
    "directions": directions,
    "sessions": sessions,
    "claims": claims,
    "sources": sources,
}
"""Every table that words may ask for by `::: table NAME`."""

OPTIONS: dict[str, tuple[str, ...]] = {
    "turnover": ("last", "years", "unit", "all"),
    "commodities": ("flow",),
    "decisions": ("of",),
    "directions": ("only",),
}
"""The options that each table reads; the others read none."""
