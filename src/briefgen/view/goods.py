"""Goods, shares and ranks of the last year as sentences tell them, from the statistics of the brief."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from briefgen.model.figure import Figure, Unit
from briefgen.view.statistics import frame, mirrored
from briefgen.view.values import Phrase

if TYPE_CHECKING:
    from fractions import Fraction

    from briefgen.language import Language
    from briefgen.trade.pair import Flow, Pair
    from briefgen.trade.tables.made import Frame
    from briefgen.view.facts import Facts
    from briefgen.view.trade import TradeYear

Way = Literal["exports", "imports"]
POINTS = Unit("pp")


@dataclass(frozen=True)
class Good:
    """One line of goods: its name, HS code, and what is told of it (a share, points or a value)."""

    HIDDEN: ClassVar[frozenset[str]] = frozenset()

    name: Phrase
    code: Phrase
    told: Phrase

    def __str__(self) -> str:
        return f"{self.name} ({self.code}; {self.told})"


@dataclass(frozen=True)
class Standing:
    """Share and rank of each side in the other's turnover with the world; what is not known is None."""

    HIDDEN: ClassVar[frozenset[str]] = frozenset()

    year: int
    share: Phrase | None
    rank: int | None
    partner_share: Phrase | None
    partner_rank: int | None


@dataclass(frozen=True)
class Points:
    """What exports and imports added to the growth of turnover, in percentage points with their sign."""

    HIDDEN: ClassVar[frozenset[str]] = frozenset()

    exports: Phrase
    imports: Phrase


def flow_of(facts: Facts, way: Way) -> Flow:
    """Return the flow, as the reporter sees it, of what the own side sold or bought."""
    sold = (way == "exports") != mirrored(facts)
    return "export" if sold else "import"


def _percent(value: Fraction, language: Language) -> Phrase:
    return Phrase(language.figure(Figure(value, Unit("%")), 1 if abs(value) >= 1 else 3, "table"))


def _points(value: Fraction, language: Language) -> Phrase:
    told = language.figure(Figure(value, POINTS), 1)
    return Phrase(f"+{told}" if value > 0 else told)


def short_name(made: Frame, code: str) -> str:
    """Return the name of a good for prose and axes: chapters have short ones."""
    from briefgen.trade.nomenclatures import hs_short

    return hs_short(code, made.language.code) or made.good(code)


def _good(made: Frame, code: str, told: Phrase) -> Good:
    return Good(Phrase(short_name(made, code)), Phrase(code), told)


def top_goods(facts: Facts, way: Way) -> list[Good]:
    """Return the five largest goods of the last year, each with its share of the flow; empty without goods."""
    made = frame(facts, {"top": "5"})
    if made is None:
        return []
    from briefgen.model.ratios import percent
    from briefgen.trade.tables.parts import goods_lines

    lines = goods_lines(made, flow_of(facts, way))
    shares = [(line.code, percent(line.now, lines[-1].now)) for line in lines if line.number]
    return [_good(made, code, _percent(share, facts.language)) for code, share in shares if share is not None]


def movers(facts: Facts, way: Way) -> list[Good]:
    """Return the three goods that moved the flow most in the last year, each with its points; empty without goods."""
    made = frame(facts, {"top": "3"})
    if made is None:
        return []
    from briefgen.trade.tables.parts import moved_lines

    return [
        _good(made, line.code, _points(points, facts.language))
        for line, points in moved_lines(made, flow_of(facts, way))
        if line.code
    ]


def potential_goods(facts: Facts, way: Way) -> list[Good]:
    """Return the five goods with the largest indicative potential, each with it; empty if the data cannot give it."""
    made = frame(facts, {"top": "5"})
    if made is None:
        return []
    from fractions import Fraction

    from briefgen.trade.tables.fit import potential_lines

    unit, language = made.unit, facts.language
    found = []
    for line in potential_lines(made, flow_of(facts, way)):
        value = Fraction(line.potential, 1000 * 10**unit.scale)
        found.append(_good(made, line.code, Phrase(language.figure(Figure(value, unit), 1))))
    return found


def standing(facts: Facts, year: int) -> Standing | None:
    """Return share and rank of each side in the other's turnover of a year; None without statistics that tell."""
    made = frame(facts, {})
    if made is None:
        return None
    sides = [made.pair, made.pair.turned]
    if mirrored(facts):
        sides.reverse()
    share, place = _standing(sides[0], year, facts.language)
    partner_share, partner_place = _standing(sides[1], year, facts.language)
    return Standing(year, share, place, partner_share, partner_place) if share or partner_share else None


def _standing(pair: Pair, year: int, language: Language) -> tuple[Phrase | None, int | None]:
    """Return share and rank of the pair's partner in the turnover of its reporter."""
    from briefgen.model.ratios import percent, total
    from briefgen.trade.flows import WORLD
    from briefgen.trade.indicators.structure import rank
    from briefgen.trade.pair import FLOWS
    from briefgen.trade.tables.years import by_country

    whole = total(pair.annual(flow, WORLD).get(year) for flow in FLOWS)
    share = percent(total(pair.annual(flow).get(year) for flow in FLOWS), whole)
    if share is None:
        return None, None
    return _percent(share, language), rank(by_country(pair, "turnover", year), pair.partner)


def flow_points(year: TradeYear) -> dict[Way, Fraction] | None:
    """Return the points that exports and imports add to the growth of turnover; None if the year before is unknown."""
    if year.data.growth is None or year.data.before is None:
        return None
    from briefgen.trade.indicators.structure import contributions

    now, before = (
        {name: getattr(one, name).in_unit(year.unit).value for name in ("exports", "imports")}
        for one in (year.data, year.data.before)
    )
    found = contributions(now, before, sum(before.values()))
    exports, imports = found["exports"], found["imports"]
    return None if exports is None or imports is None else {"exports": exports, "imports": imports}


def points_of(facts: Facts, last: TradeYear | None) -> Points | None:
    """Return what exports and imports added to the growth of turnover; None if the year before is not known."""
    found = None if last is None else flow_points(last)
    if found is None:
        return None
    return Points(_points(found["exports"], facts.language), _points(found["imports"], facts.language))
