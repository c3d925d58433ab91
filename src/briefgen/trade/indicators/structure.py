"""What a total is made of: the largest parts, shares that add up, ranks, concentration, contributions to growth."""

from __future__ import annotations

from fractions import Fraction
from operator import mul
from typing import TYPE_CHECKING, NamedTuple

from briefgen.model.ratios import percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefgen.model.ratios import Value


class Structure(NamedTuple):
    """The largest parts of a total with the rest; everything adds up to the total.

    `top` are the parts in order of value, then of code; `others` what the parts that are not shown make together;
    `unspecified` is what stands under a code for goods that are not specified. `not_allocated` is what the total has
    beyond all parts (confidential trade, parts that are not reported); below zero if the parts make more than it.
    """

    top: tuple[tuple[str, int], ...]
    others: int
    unspecified: int
    not_allocated: int | None
    total: int | None


def structure(parts: Mapping[str, int | None], whole: int | None, most: int) -> Structure:
    """Return the `most` largest parts of a total and the rest. Parts that are not reported go to what is not allocated.

    Goods that are not specified (chapter 99) are never among the largest. Without a total of its own, give None: then
    nothing is not allocated.
    """
    from briefgen.trade.nomenclatures.goods import is_unallocated  # its data files cost more than this module

    known = {code: value for code, value in parts.items() if value is not None}
    odd = [code for code in known if code.startswith("99") and is_unallocated(code)]
    unspecified, summed = sum(known[code] for code in odd), sum(known.values())
    ranked = sorted((-value, code) for code, value in known.items() if value and code not in odd)
    top = tuple((code, -value) for value, code in ranked[:most])
    others = summed - unspecified - sum(value for _, value in top)
    if whole is None:
        complete = len(known) == len(parts)
        return Structure(top, others, unspecified, 0 if complete else None, summed if complete else None)
    return Structure(top, others, unspecified, whole - summed, whole)


def printed_shares(parts: Sequence[int], decimals: int = 1) -> tuple[int, ...] | None:
    """Return the share of each part in units of the last decimal of a per cent; they add up to exactly 100 per cent.

    Each is rounded down, and the units that are left go to those that lost most, the larger part first, then the
    one that stands first (largest remainder). None if the parts make nothing or one is below zero.
    """
    whole = sum(parts)
    if whole <= 0 or any(part < 0 for part in parts):
        return None
    units: int = 100 * 10**decimals
    split = [divmod(units * part, whole) for part in parts]
    made = [size for size, _ in split]
    losers = sorted(range(len(parts)), key=lambda place: (-split[place][1], -parts[place], place))
    for place in losers[: units - sum(made)]:
        made[place] += 1
    return tuple(made)


def rank(values: Mapping[str, int | None], name: str) -> int | None:
    """Return 1 plus the number of those with a larger value; None if the value is not known.

    The world, groups and areas that are not specified are no partners: leave them out of `values`.
    """
    own = values.get(name)
    return None if own is None else 1 + sum(value > own for value in values.values() if value is not None)


class Concentration(NamedTuple):
    """The Herfindahl-Hirschman index: `hhi` from 0 to 1, the same `normalised` for the number of parts.

    `normalised` is None for a single part, for which it is not defined. `items` is the number of parts above zero.
    """

    hhi: Fraction
    normalised: Fraction | None
    items: int

    @property
    def of_10000(self) -> Fraction:
        """The index on the scale from 0 to 10 000, the squares of shares in per cent."""
        return 10000 * self.hhi


def concentration(values: Iterable[int | None]) -> Concentration | None:
    """Return how concentrated a total is, the sum of the squared shares; None if a part is not known or all are nil."""
    told = list(values)
    if None in told:
        return None
    known = [value for value in told if value]
    whole = sum(known)
    if not whole:
        return None
    hhi, items = Fraction(sum(map(mul, known, known)), whole * whole), len(known)
    least = Fraction(1, items)
    return Concentration(hhi, (hhi - least) / (1 - least) if items > 1 else None, items)


def contributions(
    now: Mapping[str, Value], before: Mapping[str, Value], whole_before: Value
) -> dict[str, Fraction | None]:
    """Return the percentage points that each part adds to the growth of the whole; they add up to it.

    A part that only one of the two has was nil in the other; one that is not reported has an unknown contribution.
    Every contribution is None if the whole before is not known or not above zero.
    """
    found: dict[str, Fraction | None] = {}
    base = whole_before if whole_before is not None and whole_before > 0 else None
    for name in dict.fromkeys((*now, *before)):
        after, earlier = now.get(name, 0), before.get(name, 0)
        found[name] = None if after is None or earlier is None else percent(after - earlier, base)
    return found
