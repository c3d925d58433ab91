"""The statistics of a brief as papers ask them: whose they are, up to which year, in which unit and detail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.trade import known_year

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.trade.pair import Pair
    from briefgen.trade.tables.made import Frame
    from briefgen.view.facts import Facts
    from briefgen.view.made import Options

OPTIONS = ("last", "years", "all", "unit", "year", "top", "digits", "index")
"""The options that each of them reads."""


def mirrored(facts: Facts) -> bool:
    """Say whether only the partner's statistics tell of the two sides."""
    if facts.statistics is None:
        return False
    own, partner = facts.brief.perspective, facts.brief.partner
    pair = facts.statistics.pair(own, partner)
    return pair.last_year is None and pair.turned.last_year is not None


def pair_of(facts: Facts, until: int | None) -> Pair | None:
    """Return the trade of the two sides by the own statistics or, lacking any, by the partner's.

    Tables show no year after `until`. None without statistics of the two.
    """
    if facts.statistics is None:
        return None
    sides = facts.brief.perspective, facts.brief.partner
    if mirrored(facts):
        sides = sides[::-1]
    pair = facts.statistics.pair(*sides, until=until)
    return pair if pair.last_year is not None else None


def frame(facts: Facts, options: Options, *, unfinished: bool = False) -> Frame | None:
    """Return what a table of trade is asked with by the options of a directive.

    It ends with the last year that is over on the brief's date, or with that of the date itself if `unfinished`.

    years, last: which years; all=yes: also those after the brief's date; year: the one of tables on a single year;
    unit: such as "mln USD", or source for thousands; top: rows of the largest; digits: 2, 4 or 6 of the HS;
    index=yes: changes as an index. None without statistics of the two sides. Raises ValueError for an odd option.
    """
    for name in ("all", "index"):
        if options.get(name) not in (None, "yes"):
            raise ValueError(f"`{name}` is yes, or left out")
    top, digits = _number(options, "top", 10), _number(options, "digits", 2)
    last = facts.brief.as_of.last[0] if unfinished else known_year(facts.brief)
    pair = pair_of(facts, None if "all" in options else last)
    if pair is None or facts.statistics is None:
        return None
    from briefgen.model.figure import Unit
    from briefgen.trade.pair import LEVELS
    from briefgen.trade.tables.made import Frame

    level = next((one for one in LEVELS if one == digits), None)
    if level is None:
        raise ValueError("`digits` is 2, 4 or 6")
    pair = _some_years(pair, options)
    currency = facts.statistics.currency
    asked = options.get("unit")
    unit = Unit(currency, 3) if asked == "source" else None if asked is None else Unit.parse(asked)
    if unit is not None and unit.code != currency:
        raise ValueError(f"the statistics are in {currency} and cannot be told in `{unit}`")
    year = _number(options, "year", 0) or None
    names = {party.id: str(party.short) for party in facts.all("parties")}
    return Frame(pair, facts.language, currency, unit, top, level, "index" in options, year, names=names)


def _some_years(pair: Pair, options: Options) -> Pair:
    """Return the pair in those of its reporter's own years that are asked for."""
    from briefgen.trade.pair import FLOWS

    told = [year for year in pair.known_years if any(pair.annual(flow).get(year) is not None for flow in FLOWS)]
    years = asked_years(told, options)
    return pair.within(years[0], years[-1]) if years else pair.within(0, 0)


def _number(options: Options, name: str, otherwise: int) -> int:
    text = options.get(name, str(otherwise))
    if not text.isdecimal() or (name in options and int(text) == 0):
        raise ValueError(f"`{name}` is a whole number such as {otherwise or 2011}")
    return int(text)


def asked_years(years: Sequence[int], options: dict[str, str]) -> list[int]:
    """Return those of the years that the options `last` and `years` ask for. Raises ValueError if one is unclear."""
    found = list(years)
    if "years" in options:
        first, _, last = options["years"].replace("\u2013", "-").partition("-")
        if not (first.isdecimal() and (last or first).isdecimal()):
            raise ValueError("`years` is a year or a range such as years=2002-2011")
        found = [year for year in found if int(first) <= year <= int(last or first)]
    if "last" in options:
        if not options["last"].isdecimal() or int(options["last"]) == 0:
            raise ValueError("`last` is a number of years such as last=10")
        found = found[-int(options["last"]) :]
    return found
