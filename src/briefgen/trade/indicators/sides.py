"""The same trade told twice: by both offices, or by two editions of one office."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefgen.model.ratios import Value, difference, gap, growth, ratio

if TYPE_CHECKING:
    from fractions import Fraction


class Mirror(NamedTuple):
    """One flow by the office of the exporter and by that of the importer.

    `ratio` is the importer's figure over the exporter's; freight and insurance alone make 1.0 to 1.2 of it.
    `gap` is the difference in per cent of the mean of both, from -200 to 200. None where a figure is not known, and
    the ratio also where the exporter reports nil, the gap where both do.
    """

    exporter: Value
    importer: Value
    difference: Value
    ratio: Fraction | None
    gap: Fraction | None

    @property
    def flagged(self) -> bool:
        """Whether the ratio is out of bounds (`model.trade.ALIKE`), or only one of the two reports any trade."""
        from briefgen.model.trade import ALIKE  # the bounds of the brief's own checks

        if self.ratio is None:
            return self.exporter == 0 and bool(self.importer)
        return not ALIKE[0] <= self.ratio <= ALIKE[1]


def mirrored(exporter: Value, importer: Value) -> Mirror:
    """Return what two offices say of one flow, both in one currency and unit."""
    apart = difference(importer, exporter)
    return Mirror(exporter, importer, apart, ratio(importer, exporter), gap(exporter, importer))


class Revision(NamedTuple):
    """One value in an earlier and a later edition: how much it changed, in the unit and in per cent of the earlier."""

    earlier: Value
    later: Value
    difference: Value
    change: Fraction | None


def revised(earlier: Value, later: Value) -> Revision:
    """Return how a value was revised."""
    return Revision(earlier, later, difference(later, earlier), growth(later, earlier))
