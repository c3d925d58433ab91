"""Rules on who tells: one text has one side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.proofreading.slip import Slip

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from briefgen.proofreading.manuscript import Manuscript
    from briefgen.proofreading.norm import Norm


def sides(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find goods that come from the own side called imports, or the sides named in both orders."""
    if norm.trade_side is None:
        return
    own = _own(page, norm)
    for found in norm.trade_side.finditer(page.lower) if own else ():
        country = norm.country_of.get(found["country"])
        remark = page.passages[page.number(found.start())].role == "remark"
        if country is not None and country in own and not remark:
            yield Slip(found.start(), found.end(), told=own[country], safe=False)
            return
    if norm.two_sides is None or not norm.names_two_sides(page):
        return
    orders: dict[tuple[str, str], re.Match[str]] = {}
    for found in norm.two_sides.finditer(page.lower):
        first, second = norm.side_of[found[1]], norm.side_of[found[2]]
        other = orders.get((second, first))
        if other is not None:
            yield Slip(found.start(), found.end(), told=other[0], safe=False)
            return
        orders.setdefault((first, second), found)


def _own(page: Manuscript, norm: Norm) -> dict[str, str]:
    """Return whose text it seems to be, with the words that say so: the brief's own side, or the side named first."""
    told = {norm.country_of[name]: name for name in page.known.own if name in norm.country_of}
    if told or page.kind == "brief" or norm.two_sides is None or not norm.names_two_sides(page):
        return told
    firsts = [(norm.side_of[found[1]], found[0]) for found in norm.two_sides.finditer(page.lower)]
    countries = {country for country, _ in firsts}
    return {firsts[0][0]: firsts[0][1]} if len(countries) == 1 else {}
