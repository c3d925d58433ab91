"""The named tables of a brief, made once for Word, PDF and Excel alike.

Each function takes the facts and the options of the directive that asks for it (`::: table turnover last=10`) and
returns the columns, rows and notes; None if there is nothing to show. Raises ValueError for an option it cannot read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.document import Cell, Column
from briefgen.view import statistics_tables
from briefgen.view.made import MISSING, Made, notes_on, phrase_cell, sources_of
from briefgen.view.statistics import OPTIONS as OPTIONS_OF_STATISTICS
from briefgen.view.trade_tables import claims, commodities, mirror, turnover

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefgen.model.brief import Brief, Decision
    from briefgen.view.facts import Fact, Facts
    from briefgen.view.made import Options

_STANDING = {"overdue": 0, "open": 1, "in progress": 2, None: 3, "done": 4, "dropped": 5}
"""Order of decisions by status: what hurts most first."""


def decisions(facts: Facts, options: Options) -> Made | None:
    """Decisions with who, until when and how far.

    of=sessions or of=meetings leaves the others out; sort=status puts what is overdue first. A decision has the
    same number in every table.
    """
    wanted = options.get("of")
    if wanted not in (None, "sessions", "meetings"):
        raise ValueError("`of` is sessions or meetings")
    if options.get("sort") not in (None, "status"):
        raise ValueError("`sort` is status")
    language, labels = facts.language, facts.language.labels
    everything = facts.printable("decisions")
    found = [
        (number, fact)
        for number, fact in zip(_numbers(everything), everything, strict=True)
        if wanted is None or (wanted == "sessions") == (fact.record.session is not None)
    ]
    if not found:
        return None
    if "sort" in options:
        found.sort(key=lambda pair: _standing(pair[1].record, facts.brief))
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
            Cell(number),
            phrase_cell(fact.text),
            phrase_cell(fact.owner),
            phrase_cell(fact.partner_owner),
            Cell(language.date(fact.record.deadline, "table") if fact.deadline else MISSING),
            Cell(language.word("decision", fact.status) if fact.status else MISSING),
        )
        for number, fact in found
    )
    return Made(columns, rows, None, sources_of([fact for _, fact in found]), notes_on(rows, language))


def _numbers(everything: list[Fact]) -> list[str]:
    """Return the number of each decision: that of its protocol, else its place in the list or the next free one."""
    taken = {str(fact.number) for fact in everything if fact.number}
    numbers = []
    for place, fact in enumerate(everything, start=1):
        if fact.number:
            numbers.append(str(fact.number))
            continue
        free = place
        while str(free) in taken:
            free += 1
        taken.add(str(free))
        numbers.append(str(free))
    return numbers


def _standing(decision: Decision, brief: Brief) -> int:
    """Return the rank of a decision: one whose deadline is past and that is not done counts as overdue."""
    late = decision.deadline is not None and not decision.deadline.open and decision.deadline.last < brief.as_of.first
    ended = decision.status in ("done", "dropped")
    return 0 if late and not ended else _STANDING[decision.status]


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
                phrase_cell(fact.name),
                Cell(labels["priority_rank"].format(rank=fact.priority) if fact.priority else labels["no"]),
                Cell("; ".join(projects) if projects else language.labels["none"]),
            )
        )
    return Made(columns, tuple(rows), None, sources_of(found))


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
            phrase_cell(fact.body.name),
            Cell(str(fact.number)),
            Cell(language.date(fact.record.date, "table")),
            phrase_cell(fact.place),
            Cell("; ".join(str(item.text) for item in fact.agenda) or MISSING),
        )
        for fact in found
    )
    return Made(columns, rows, None, sources_of(found), notes_on(rows, language))


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
            phrase_cell(fact.title),
            phrase_cell(fact.publisher),
            Cell(language.date(fact.record.date, "table") if fact.date else MISSING),
            Cell(language.word("source", fact.record.status)),
            Cell(str(fact.note or fact.url or MISSING)),
        )
        for number, fact in enumerate(found, start=1)
    )
    return Made(columns, rows, None, None, notes_on(rows, language))


TABLES: dict[str, Callable[[Facts, Options], Made | None]] = {
    "turnover": turnover,
    "mirror": mirror,
    "commodities": commodities,
    "decisions": decisions,
    "directions": directions,
    "sessions": sessions,
    "claims": claims,
    "sources": sources,
    "files": statistics_tables.files,
    **{name: statistics_tables.table(name) for name in statistics_tables.ABOUT},
}
"""Every table that words may ask for by `::: table NAME`."""

OPTIONS: dict[str, tuple[str, ...]] = {
    "turnover": ("last", "years", "unit", "all", "coverage"),
    "mirror": ("last", "years", "unit", "all"),
    "commodities": ("flow",),
    "decisions": ("of", "sort"),
    "directions": ("only",),
    **dict.fromkeys(statistics_tables.ABOUT, OPTIONS_OF_STATISTICS),
}
"""The options that each table reads; the others read none."""
