"""The seam between trade files and tables: sums of whole numbers by keys under a filter, the same on every engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from briefgen.trade.flows import TOTAL, WORLD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Key = Literal[
    "reporter", "partner", "flow", "period", "year", "commodity", "subheading", "heading", "chapter", "digits"
]
"""What sums may be told by. `chapter`, `heading` and `subheading` are the first 2, 4 and 6 digits of the commodity,
`digits` how many it has: `"0"` for all goods, `"2"` to `"10"`."""

Area = Literal["country", "world", "group", "unspecified"]
"""What a partner is: a country, the world, a group of countries, or an area that is not specified."""

Step = Literal["year", "quarter", "month", "span"]
"""What a period is; a span is any other range, such as January to September."""

Sum = tuple[int | None, int]
"""Thousandths of one unit of the currency, None if one of the rows is not reported; and the number of rows."""
Sums = dict[tuple[str, ...], Sum]
Series = dict[str, "int | None"]
"""Sums by the values of one key."""

COUNTRIES: frozenset[Area] = frozenset({"country"})
PARTNERS: frozenset[Area] = frozenset({"country", "unspecified"})
"""The areas that make up the world, each counted once."""
BOTH: frozenset[str] = frozenset({"export", "import"})
YEARS: frozenset[Step] = frozenset({"year"})
_ALL: frozenset[str] = frozenset()
LEVELS: dict[Key, int] = {"chapter": 2, "heading": 4, "subheading": 6}
LONGEST = 10
"""Digits of the longest commodity code."""


class Filter(NamedTuple):
    """Which rows count. An empty set means all; `years` are the first and the last."""

    reporters: frozenset[str] = _ALL
    partners: frozenset[str] = _ALL
    areas: frozenset[Area] = frozenset()
    flows: frozenset[str] = BOTH
    steps: frozenset[Step] = frozenset()
    years: tuple[int, int] | None = None
    digits: frozenset[int] = frozenset()
    commodities: frozenset[str] = _ALL


class Question(NamedTuple):
    """One thing to ask of a cube."""

    where: Filter
    keys: tuple[Key, ...]


class Cube(Protocol):
    """Trade rows behind some engine. Every method raises ValueError for a sum that would count a thing twice.

    `reads_once` says that several questions cost no more than one, `reads_fast` that a further one costs little.
    """

    reads_once: bool
    reads_fast: bool

    def sums(self, where: Filter, keys: tuple[Key, ...]) -> Sums:
        """Return the sum and the number of rows under a filter, by keys."""

    def several(self, questions: Sequence[Question]) -> list[Sums]:
        """Return the answers to several questions, in one reading of the rows where the engine can."""

    def stream(self, where: Filter, keys: tuple[Key, ...]) -> Iterator[tuple[tuple[str, ...], int | None, int]]:
        """Yield keys, sum and number of rows in the order of the keys, for more groups than memory should hold."""

    def series(self, where: Filter, keys: tuple[Key, ...], along: Key) -> Iterator[tuple[tuple[str, ...], Series]]:
        """Yield, in the order of the keys, the sums of each by one key more: the fast way through all pairs."""


def area(partner: str) -> Area:
    """Return what a partner is, by its code (`flows.Row`)."""
    if partner == WORLD:
        return "world"
    if partner.startswith("G:"):
        return "group"
    return "unspecified" if partner.startswith("NES:") else "country"


def step(period: str) -> Step:
    """Return what a period is: `2011`, `2011-Q1`, `2011-05` or a range."""
    if len(period) == 4:
        return "year"
    if "/" in period:
        return "span"
    return "quarter" if "Q" in period else "month"


def digits(commodity: str) -> int:
    """Return the number of digits of a commodity, 0 for all goods."""
    return 0 if commodity == TOTAL else len(commodity)


def parts(commodity: str, key: Key) -> str:
    """Return the chapter, heading, subheading or number of digits of a commodity."""
    if key == "digits":
        return str(digits(commodity))
    return commodity if commodity == TOTAL else commodity[: LEVELS[key]]


def checked(where: Filter, keys: Sequence[Key]) -> None:
    """Raise ValueError for a question whose sums would count trade twice: aggregates beside what they are made of."""
    levels = {"commodity", "digits"}.intersection(keys) or len(where.digits) == 1 or len(where.commodities) == 1
    if not levels:
        raise ValueError(
            "chapters, headings and totals hold the same trade: ask for one number of digits, or by digits"
        )
    apart = "partner" in keys or len(where.partners) == 1 or where.areas == {"world"}
    if not apart and not (where.areas and where.areas <= PARTNERS):
        raise ValueError("the world and groups hold what countries hold: ask for areas, or by partner")
    if "flow" not in keys and not (len(where.flows) == 1 or where.flows <= BOTH):
        raise ValueError("re-exports are inside exports: ask by flow")
    if "period" not in keys and (len(where.steps) != 1 or "span" in where.steps):
        raise ValueError("a year holds its months: ask for one step, or by period")


def merged(answers: Iterable[Mapping[tuple[str, ...], Sum]]) -> Sums:
    """Return sums added up by key: for rows that were read in several parts."""
    found: Sums = {}
    for answer in answers:
        for key, (milli, rows) in answer.items():
            found[key] = added(found[key], (milli, rows)) if key in found else (milli, rows)
    return found


def added(one: Sum, other: Sum) -> Sum:
    """Return two sums as one; it is not known if one of them is not."""
    milli = None if one[0] is None or other[0] is None else one[0] + other[0]
    return milli, one[1] + other[1]


def bundled(stream: Iterable[tuple[tuple[str, ...], int | None, int]]) -> Iterator[tuple[tuple[str, ...], Series]]:
    """Yield a stream as series along its last key."""
    last: tuple[str, ...] | None = None
    found: Series = {}
    for key, milli, _ in stream:
        if key[:-1] != last:
            if last is not None:
                yield last, found
            last, found = key[:-1], {}
        found[key[-1]] = milli
    if last is not None:
        yield last, found


def cube_sha256(sums: Mapping[tuple[str, ...], Sum]) -> str:
    """Return the SHA-256 of sums in a canonical form: one line for each key, in order, fields parted by tabs."""
    from hashlib import sha256

    made = sha256()
    for key in sorted(sums):
        milli, rows = sums[key]
        made.update("\t".join((*key, "" if milli is None else str(milli), str(rows))).encode() + b"\n")
    return made.hexdigest()
