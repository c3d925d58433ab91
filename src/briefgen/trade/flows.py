"""Rows of trade statistics: what one line of a trade file says, with its value exact, and the file it stands in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from briefgen.findings import Finding, Place

FlowName = Literal["export", "import", "re-export", "re-import"]
FLOWS: tuple[FlowName, ...] = ("export", "import", "re-export", "re-import")
"""The flows that rows have; a re-export is inside the export, a re-import inside the import: never add them."""

TOTAL = "TOTAL"
"""The commodity of a row that stands for all goods."""

WORLD = "WLD"
"""The partner of a row that stands for all countries."""

NIL, CONFIDENTIAL, ESTIMATED, PROVISIONAL, REVISED, UNAVAILABLE = "-", "c", "e", "p", "r", "x"
"""Marks: nil reported, confidential, estimated, provisional, revised, not available."""


class Row(NamedTuple):
    """One value: who reports, with whom, which way, when, what and how much.

    `reporter` and `partner` are ISO 3166-1 alpha-3; an area without one keeps a code such as `M490` (M49);
    `partner` may be `WLD` (the world), `G:` and the name of a group of countries, or `NES:` and the code of
    an area that is not specified. `period` is EDTF: `2011`, `2011-05`, `2011-Q1`, `2011-01/2011-09`.
    `commodity` is `TOTAL` or the digits of the code, leading zeros restored.
    `milli` counts thousandths of one unit of the currency; None is not reported. `line` is the row of the file.
    """

    reporter: str
    partner: str
    flow: FlowName
    period: str
    commodity: str
    milli: int | None
    mark: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Published:
    """A ratio that the file itself prints, for checking what is computed from its values.

    `kind` is `share` (per cent of the total of the partners), `growth` (per cent), `index` (per cent of the period
    `base`) or `turnover` (in thousandths of one unit of the currency). `value` is as printed, `decimals` its digits.
    `flow` is None for the turnover of both flows.
    """

    kind: Literal["share", "growth", "index", "turnover"]
    reporter: str
    partner: str
    flow: FlowName | None
    period: str
    commodity: str
    value: Fraction
    decimals: int
    place: Place
    base: str | None = None


@dataclass(frozen=True, slots=True)
class Statistics:
    """One trade file as read: its rows, what they are, what was left out and why.

    `layout` is a name of `sources.LAYOUTS`; `reporter` is the alpha-3 code if there is only one; `scale` is what
    the file prints values in (1, 1000, 10**6 of `currency`), which `milli` of the rows no longer needs.
    `kind` is `official`, `reconciled` (made from both sides, as BACI) or `mirror` (from the partner's reports).
    `left_out` counts rows by the reason they were left out;
    `valuation` maps each flow to FOB or CIF; `editions` gives the classification of each reporter and period where
    the file tells it by row, and `classification` all of them joined by `+`.
    """

    path: str
    layout: str
    publisher: str
    reporter: str | None
    currency: str
    scale: int
    classification: str | None
    rows: Sequence[Row]
    sha256: str
    kind: Literal["official", "reconciled", "mirror"] = "official"
    valuation: Mapping[FlowName, str] = field(default_factory=dict)
    editions: Mapping[tuple[str, str], str] = field(default_factory=dict)
    system: str | None = None
    sheet: str | None = None
    edition: str | None = None
    retrieved: str | None = None
    years: tuple[int, ...] = ()
    published: tuple[Published, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
