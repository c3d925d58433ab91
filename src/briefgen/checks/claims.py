"""Qualified figures and trends against the trade data; the words of a claim are never replaced."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from briefgen.checks.words import listed, number, percent, stated
from briefgen.findings import note, warning
from briefgen.model.figure import PERCENT, growth
from briefgen.model.trade import (
    FLAT_WITHIN,
    TRADE_MEASURES,
    Verdict,
    changes,
    claim_verdicts,
    known_year,
    trend_holds,
    two_sides,
    verdict,
    whole_years,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from briefgen.findings import FactPath, Finding
    from briefgen.model.brief import Brief, Claim, StatedFigure

_SAYS = {
    "supported": "holds for",
    "rough": "holds roughly for",
    "understated": "says much less than the data for",
    "overstated": "says much more than the data for",
    "not supported": "does not hold for",
}
_ASK = "ask the source which years and whose statistics it means; the words are printed as stated"
_RULE = {
    "flat": f"flat: no year changes by more than {FLAT_WITHIN} %",
    "up": f"up: a rise in all, and no year falls by more than {FLAT_WITHIN} %",
    "down": f"down: a fall in all, and no year rises by more than {FLAT_WITHIN} %",
}


_SHARE = re.compile(r"share|част|дол|питом|удельн|үлүш|ҳисса", re.IGNORECASE)
"""Words that make a figure in per cent a share in the name; it is not known then of what."""


def verdicts(figure: StatedFigure, brief: Brief) -> list[Verdict]:
    """Return what the data say of a figure for each year (the rules: `model.trade.verdict`).

    A figure in per cent is held against the growth of its one year.
    """
    if figure.unit != PERCENT:
        return list(claim_verdicts(figure, brief))
    stated, year = figure.figure, _year_of_growth(figure, brief)
    now = two_sides(brief, figure.reporter, figure.partner).get(year) if year is not None else None
    if stated is None or now is None or now.before is None:
        return []
    data = growth(getattr(now, figure.measure), getattr(now.before, figure.measure), "growth on the year before")
    return [] if data is None else [Verdict(now.year, data, verdict(stated, data.value))]


def _year_of_growth(figure: StatedFigure, brief: Brief) -> int | None:
    """Return the year whose growth a figure in per cent tells; None for a share, or for no year or several."""
    years = whole_years(figure.period or figure.compare_over, known_year(brief))
    named = (
        any(_SHARE.search(form) for cases in figure.name.forms.values() for form in cases.values())
        if figure.name
        else False
    )
    if named or figure.measure == "balance" or years is None or len(years) != 1:
        return None
    return years[0]


def figures(brief: Brief) -> Iterator[Finding]:
    """Check that stated trade figures are borne out by the trade data."""
    for index, figure in enumerate(brief.figures):
        if figure.measure not in TRADE_MEASURES or figure.value is None:
            continue
        found = verdicts(figure, brief)
        path: FactPath = ("figures", index, "value")
        if not found:
            yield _not_held(figure.id, _why_not(figure, brief), path)
            continue
        holds = [one for one in found if one.verdict == "supported"]
        what = f"growth of {figure.measure}" if figure.unit == PERCENT else figure.measure
        claim = f"`{figure.id}`, {what} {stated(figure)},"
        why = f"by the statistics of {found[0].data.reporter} it {_by_verdict(found)}"
        if len(holds) == len(found):
            years = listed([str(one.year) for one in found])
            yield note("B345", f"{claim} holds for {years}", why=why, at=path)
        else:
            yield warning(
                "B346",
                f"{claim} holds for {len(holds)} of {len(found)} years of data"
                if len(found) > 1
                else f"{claim} {_SAYS[found[0].verdict]} {found[0].year}",
                why=why,
                help=_ASK,
                at=path,
            )


def _by_verdict(found: list[Verdict]) -> str:
    """Return `holds for 2009 (19.5 mln USD) and 2010 (19.2); does not hold for 2006 (26.7)`."""
    unit = f" {found[0].data.unit}"
    groups = []
    for word, says in _SAYS.items():
        years = []
        for one in found:
            if one.verdict == word:
                years.append(f"{one.year} ({number(one.data.value)}{unit})")
                unit = ""
        if years:
            groups.append(f"{says} {listed(years, 12)}")
    return "; ".join(groups)


def _why_not(figure: StatedFigure, brief: Brief) -> str:
    period = figure.period or figure.compare_over
    if period is None:
        return "it names no years"
    if whole_years(period, known_year(brief)) is None:
        return f"{period} is not whole years"
    if figure.unit == PERCENT:
        if _year_of_growth(figure, brief) is None:
            return (
                "only the growth of one year can be held against the data; a share cannot, as it is not known of what"
            )
        return f"there are no trade data of {figure.reporter or 'the two sides'} for {period} and the year before"
    data = two_sides(brief, figure.reporter, figure.partner)
    told = {one.exports.unit.code if one.exports else "" for one in data.values()} - {"", figure.unit.code}
    if told:
        return f"the trade data are in {listed(sorted(told))}"
    return f"there are no trade data of {figure.reporter or 'the two sides'} for {period}"


def _not_held(name: str, why: str, path: FactPath) -> Finding:
    return note(
        "B347",
        f"`{name}` is not held against trade data",
        why=why,
        help="add the data to `trade`; if the source names no years, choose some in `compare_over`",
        at=path,
    )


def trends(brief: Brief) -> Iterator[Finding]:
    """Check that trends that are claimed for trade are borne out by the trade data."""
    for index, claim in enumerate(brief.claims):
        if claim.trend is None:
            continue
        path: FactPath = ("claims", index, "trend")
        yearly = changes(brief, claim.compare_over)
        if not yearly:
            over = claim.compare_over
            why = "it names no years in `compare_over`" if over is None else f"there are no changes for {over}"
            yield _not_held(claim.id, why, path)
        else:
            yield _trend(claim, claim.trend, yearly, path)


def _trend(claim: Claim, trend: Literal["up", "down", "flat"], yearly: dict[int, Fraction], path: FactPath) -> Finding:
    told = "turnover changed by " + "; ".join(f"{year}: {percent(change)}" for year, change in yearly.items())
    why = f"{told} ({_RULE[trend]})"
    if trend_holds(trend, yearly):
        return note("B345", f"the trend {trend} of `{claim.id}` holds", why=why, at=path)
    sharpest = max(yearly, key=lambda year: abs(yearly[year]))
    return warning(
        "B348",
        f"the trend {trend} of `{claim.id}` does not hold: turnover changed by "
        f"{percent(yearly[sharpest])} in {sharpest}",
        why=why,
        help=_ASK,
        at=path,
    )
