"""Step 3: is the brief whole, true and consistent? Every check is one function in one table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from briefgen import language
from briefgen.checks import (
    bodies,
    claims,
    conflicts,
    dates,
    directions,
    figures,
    languages,
    people,
    required,
    sums,
    text,
    trade,
    years,
)
from briefgen.checks.walk import forms, texts
from briefgen.findings import Finding, grouped
from briefgen.model.brief import TABLES, Brief

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

Check: TypeAlias = Callable[[Brief], Iterator[Finding]]

CHECKS: tuple[tuple[Check, tuple[str, ...]], ...] = (
    (required.objective, ("B301",)),
    (required.meeting, ("B302",)),
    (required.sources, ("B303",)),
    (required.marking, ("B304",)),
    (required.sourced, ("B305",)),
    (dates.after_as_of, ("B310",)),
    (dates.session_order, ("B311",)),
    (dates.deadlines, ("B312",)),
    (dates.treaties, ("B313",)),
    (dates.before_creation, ("B314",)),
    (dates.day_not_known, ("B315",)),
    (dates.upcoming, ("B316",)),
    (dates.data_after_as_of, ("B317",)),
    (dates.overdue, ("B318",)),
    (bodies.count, ("B320",)),
    (bodies.same_number, ("B321",)),
    (bodies.gaps, ("B322",)),
    (bodies.main, ("B323",)),
    (bodies.planned, ("B324",)),
    (bodies.abbreviations, ("B325",)),
    (trade.codes, ("B329",)),
    (trade.duplicates, ("B330", "B331")),
    (sums.parts, ("B332",)),
    (sums.world, ("B333",)),
    (trade.values, ("B334", "B335", "B336")),
    (trade.self_trade, ("B337",)),
    (trade.jumps, ("B338",)),
    (trade.sides, ("B339", "B340")),
    (trade.currencies, ("B341",)),
    (trade.commodity_values, ("B342",)),
    (years.unfinished, ("B343",)),
    (years.offices, ("B344",)),
    (years.missing, ("B349",)),
    (claims.figures, ("B345", "B346", "B347")),
    (claims.trends, ("B345", "B347", "B348")),
    (figures.origin, ("B350",)),
    (figures.value, ("B351",)),
    (figures.bounds, ("B352",)),
    (sums.stated, ("B353", "B354")),
    (figures.over_hundred, ("B355",)),
    (figures.label, ("B356",)),
    (figures.units, ("B357",)),
    (directions.priorities, ("B360",)),
    (directions.circles, ("B361",)),
    (people.perspective, ("B365",)),
    (people.participants, ("B366",)),
    (languages.translations, ("B370",)),
    (languages.reviewed, ("B415",)),
    (languages.profiles, ("B416", "B417", "B418")),
    (conflicts.untold, ("B374",)),
    (conflicts.open_conflicts, ("B375",)),
    (conflicts.subject, ("B376",)),
    (conflicts.unsure, ("B377", "B378")),
    (conflicts.disputed_sources, ("B379",)),
    (text.characters, ("B380", "B381", "B383", "B385")),
    (text.cut_sentences, ("B382",)),
    (text.cut_dates, ("B384",)),
    (text.addresses, ("B386",)),
)
"""Every check with the codes that it can give; the first line of its docstring says what it looks at."""


def proofread(brief: Brief, languages: Sequence[str] = ()) -> list[Finding]:
    """Return what the language check finds in the texts of a brief, each finding with its path in the facts."""
    from briefgen.proofreading import briefs  # its words are needed only here

    words = (form for path, text in texts(brief) for form in forms(path, text))
    return briefs.findings(briefs.manuscripts(brief, words, languages or brief.languages))


def check(brief: Brief, languages: Sequence[str] = ()) -> list[Finding]:
    """Return all that is wrong with a brief or worth knowing, each finding with its path in the facts.

    The texts are held against the languages that papers are asked for in, or else those of the brief.
    """
    asked = tuple(code for code in dict.fromkeys(languages) if code in language.available())
    if asked and asked != brief.languages:
        brief = brief.model_copy(update={"languages": asked})
    return [finding for look, _ in CHECKS for finding in grouped(look(brief), TABLES)]
