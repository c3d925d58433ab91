"""Figures: exact values with a unit, a qualifier and a history.

A figure is never a float. Stated figures carry the place they were read from; derived ones the figures they were
made of. Arithmetic keeps to these rules: units must agree; a sum or difference with an unknown part is unknown;
a qualified figure ("about 20", "over 30") gives a qualified result where the direction is certain, and
otherwise arithmetic refuses (`QualifierError`) instead of pretending to know.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from briefgen.model.period import Period  # noqa: TC001 - pydantic reads the annotation


class Qualifier(StrEnum):
    """What the words around a figure say of its exactness."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    BETWEEN = "between"


class QualifierError(ArithmeticError):
    """Raised where a sum of qualified figures would claim more than is known."""


class UnitError(ArithmeticError):
    """Raised where figures of different units meet."""


_SCALES = {"": 0, "thousand": 3, "mln": 6, "million": 6, "bn": 9, "billion": 9}
_SCALE_NAMES = {0: "", 3: "thousand", 6: "mln", 9: "bn"}
_UNIT = re.compile(r"(?:(?P<scale>thousand|mln|million|bn|billion)\s+)?(?P<code>%|[A-Za-z][A-Za-z0-9/]*)")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with its power of ten: `Unit("USD", 6)` is a million US dollars."""

    code: str
    scale: int = 0

    @classmethod
    def parse(cls, text: str) -> Unit:
        """Read `USD`, `thousand USD`, `mln USD`, `bn USD`, `%`, `km`; raise ValueError otherwise."""
        match = _UNIT.fullmatch(text.strip())
        if not match:
            raise ValueError(f"`{text}` is not a unit: write for example `mln USD`, `thousand USD`, `%` or `km`")
        return cls(match["code"], _SCALES[match["scale"] or ""])

    def __str__(self) -> str:
        return f"{_SCALE_NAMES[self.scale]} {self.code}".strip()


PERCENT = Unit("%")

_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[  ]\d{3})+(?:[.,]\d+)?")


def number(text: str) -> Fraction:
    """Read a number exactly: `20`, `-1.5`, `26 740.5`, `1 204,5`; raise ValueError if it could mean two things."""
    cleaned = text.strip().replace("\u202f", " ").replace("\u00a0", " ").replace("\u2212", "-")
    if _GROUPED.fullmatch(cleaned):
        cleaned = cleaned.replace(" ", "")
    if re.fullmatch(r"[+-]?\d+,\d+", cleaned):
        if re.fullmatch(r"[+-]?[1-9]\d{0,2},\d{3}", cleaned):
            raise ValueError(f"`{text}` can mean two numbers: write the decimal mark as a point and no thousands mark")
        cleaned = cleaned.replace(",", ".")
    if not _NUMBER.fullmatch(cleaned):
        raise ValueError(f"`{text}` is not a number")
    return Fraction(cleaned)


@dataclass(frozen=True, slots=True)
class Figure:
    """One quantity: `value` (or `value` to `high` for a range), its unit and how exactly it is meant.

    `path` says where a stated figure was read (`brief.yaml:31:12`); `formula` and `operands` how a derived one
    was made. `mark` keeps what an office printed instead of or beside a number (`-` nil, `c` confidential,
    `e` estimated, `p` provisional, `r` revised).
    """

    value: Fraction
    unit: Unit
    qualifier: Qualifier = Qualifier.EXACT
    high: Fraction | None = None
    period: Period | None = None
    reporter: str | None = None
    source: str | None = None
    path: str | None = None
    formula: str | None = None
    operands: tuple[Figure, ...] = field(default=(), repr=False)
    mark: str | None = None

    def in_unit(self, unit: Unit) -> Figure:
        """Return the same quantity in another power of ten of the same unit."""
        if unit == self.unit:
            return self
        if unit.code != self.unit.code:
            raise UnitError(f"{self.unit} cannot be told in {unit}")
        factor = Fraction(10) ** (self.unit.scale - unit.scale)
        return Figure(
            self.value * factor,
            unit,
            self.qualifier,
            None if self.high is None else self.high * factor,
            self.period,
            self.reporter,
            self.source,
            self.path,
            self.formula,
            self.operands,
            self.mark,
        )


def total(figures: tuple[Figure | None, ...], formula: str) -> Figure | None:
    """Return the sum in the unit of the first figure; None if a part is not known.

    Raises UnitError for different units and QualifierError where the qualifiers pull apart
    ("over 20" plus "under 30" says nothing).
    """
    known = [figure for figure in figures if figure is not None]
    if len(known) < len(figures) or not known:
        return None
    unit = known[0].unit
    parts = [figure.in_unit(unit) for figure in known]
    return Figure(
        sum((part.value for part in parts), Fraction(0)),
        unit,
        _joint([part.qualifier for part in parts]),
        None,
        known[0].period,
        known[0].reporter,
        known[0].source,
        None,
        formula,
        tuple(known),
    )


def difference(left: Figure | None, right: Figure | None, formula: str) -> Figure | None:
    """Return left minus right; None if either is not known; both must be exact or one of them "about"."""
    if left is None or right is None:
        return None
    turned = {
        Qualifier.OVER: Qualifier.UNDER,
        Qualifier.UNDER: Qualifier.OVER,
        Qualifier.AT_LEAST: Qualifier.AT_MOST,
        Qualifier.AT_MOST: Qualifier.AT_LEAST,
    }
    other = right.in_unit(left.unit)
    qualifier = _joint([left.qualifier, turned.get(other.qualifier, other.qualifier)])
    return Figure(
        left.value - other.value,
        left.unit,
        qualifier,
        None,
        left.period,
        left.reporter,
        left.source,
        None,
        formula,
        (left, right),
    )


def percent_of(part: Figure | None, whole: Figure | None, formula: str) -> Figure | None:
    """Return 100 x part / whole in per cent; None if either is unknown or the whole is zero.

    Raises QualifierError unless both are exact: a share of "over 30" is not known.
    """
    if part is None or whole is None:
        return None
    if part.qualifier is not Qualifier.EXACT or whole.qualifier is not Qualifier.EXACT:
        raise QualifierError("a ratio of qualified figures is not known")
    base = whole.in_unit(part.unit).value
    if base == 0:
        return None
    return Figure(
        100 * part.value / base,
        PERCENT,
        period=part.period,
        reporter=part.reporter,
        source=part.source,
        formula=formula,
        operands=(part, whole),
    )


def growth(now: Figure | None, before: Figure | None, formula: str) -> Figure | None:
    """Return the growth 100 x (now / before - 1) in per cent; None if unknown or before is not above zero."""
    if now is None or before is None or before.value <= 0:
        return None
    ratio = percent_of(now, before, formula)
    assert ratio is not None  # noqa: S101 - both are known and the base is above zero
    return Figure(
        ratio.value - 100,
        PERCENT,
        period=now.period,
        reporter=now.reporter,
        source=now.source,
        formula=formula,
        operands=(now, before),
    )


def _joint(qualifiers: list[Qualifier]) -> Qualifier:
    kinds = set(qualifiers) - {Qualifier.EXACT}
    if not kinds:
        return Qualifier.EXACT
    if kinds == {Qualifier.ABOUT}:
        return Qualifier.ABOUT
    if kinds <= {Qualifier.OVER, Qualifier.AT_LEAST}:
        return Qualifier.OVER if Qualifier.OVER in kinds else Qualifier.AT_LEAST
    if kinds <= {Qualifier.UNDER, Qualifier.AT_MOST}:
        return Qualifier.UNDER if Qualifier.UNDER in kinds else Qualifier.AT_MOST
    names = " and ".join(sorted(f'"{kind}"' for kind in kinds))
    raise QualifierError(f"a sum of {names} figures would claim more than is known")
