"""What every table of trade is made of: cells of money, ratios and ranks, captions, and notes on the signs used."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from briefgen.document import Cell, Column, Table
from briefgen.model.figure import Unit
from briefgen.model.ratios import growth, index
from briefgen.trade.flows import TOTAL
from briefgen.trade.nomenclatures import country_name, hs_name
from briefgen.trade.pair import FLOWS, Pair

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefgen.language import Language
    from briefgen.model.ratios import Value
    from briefgen.trade.pair import Flow, Level

MISSING = "\u2026"
"""Printed where a value is not known."""

Row = tuple[Cell, ...]
NAMES: dict[str, str] = {"export": "exports", "import": "imports"}
"""The label of each flow, which is also the id of its column."""


@dataclass(frozen=True)
class Frame:
    """What a table is asked with: whose trade, in which language and unit, how many rows, at which level of the HS.

    `as_index` tells changes as an index (108.1) and not as growth (+8.1); one table never mixes them. `editions` are
    the same pair by each file, oldest first, where there are several. `year` is the one of tables on a single year.
    `names` are those of countries that are not to have the usual one.
    """

    pair: Pair
    language: Language
    currency: str = "USD"
    unit_asked: Unit | None = None
    top: int = 10
    level: Level = 2
    as_index: bool = False
    year_asked: int | None = None
    source: str | None = None
    editions: tuple[tuple[str, Pair], ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def labels(self) -> dict[str, str]:
        """The words that stand alone, in the language."""
        return self.language.labels

    @cached_property
    def unit(self) -> Unit:
        """The unit asked for, or the greatest power of a thousand in which the largest flow is at least 10."""
        if self.unit_asked is not None:
            return self.unit_asked
        values = [abs(value) for flow in FLOWS for value in self.pair.periods(flow).values() if value]
        scale = next((scale for scale in (9, 6, 3) if values and max(values) >= 10 * 1000 * 10**scale), 0)
        return Unit(self.currency, scale)

    @cached_property
    def years(self) -> range:
        """The years to show, without gaps."""
        known = self.pair.known_years
        return range(known[0], known[-1] + 1) if known else range(0)

    @property
    def year(self) -> int | None:
        """The year of tables on a single one: the one asked for, or the latest known."""
        return self.year_asked or self.pair.last_year

    # ------------------------------------------------------------ words

    def name(self, code: str) -> str:
        """Return the name of a country or area."""
        return self.names.get(code) or country_name(code, self.language.code)

    def good(self, code: str) -> str:
        """Return the name of a commodity, in English where the language has none, else its code."""
        if code == TOTAL:
            return self.labels["total"]
        return hs_name(code, self.language.code) or hs_name(code) or code

    def flow(self, flow: Flow) -> str:
        """Return the label of a flow."""
        return self.labels[NAMES[flow]]

    @property
    def change(self) -> str:
        """The head of a column of changes, by the convention of the table."""
        return f"{self.labels['index' if self.as_index else 'growth']}, %"

    @property
    def points(self) -> str:
        """The head of a column of contributions."""
        return f"{self.labels['contribution']}, {self.language.unit(Unit('pp'), 'table')}"

    # ------------------------------------------------------------ cells

    def money(self, milli: Value, *, bold: bool = False) -> Cell:
        """Return the cell of a value in thousandths of the currency."""
        if milli is None:
            return Cell(MISSING, bold=bold)
        value = Fraction(milli) / (1000 * 10**self.unit.scale)
        return Cell(self.language.number(value, 1), value, bold=bold)

    def ratio(
        self,
        value: Fraction | None,
        parts: Iterable[Value],
        decimals: int = 1,
        *,
        sign: bool = False,
        bold: bool = False,
    ) -> Cell:
        """Return the cell of a ratio; one that is not there is not known if one of its parts is not, else undefined."""
        if value is None:
            return Cell(MISSING if any(part is None for part in parts) else self.undefined, bold=bold)
        return Cell(self.language.number(value, decimals, sign=sign), value, bold=bold)

    def whole(self, value: int | None) -> Cell:
        """Return the cell of a count or a rank."""
        return self.ratio(None if value is None else Fraction(value), (value,), 0)

    def changed(self, now: Value, before: Value, *, bold: bool = False) -> Cell:
        """Return the cell of a change by the convention of the table."""
        found = index(now, before) if self.as_index else growth(now, before)
        return self.ratio(found, (now, before), bold=bold)

    def share_texts(self, shares: Sequence[int]) -> list[str]:
        """Return shares in tenths of a per cent as they are printed."""
        return [self.language.number(Fraction(share, 10), 1) for share in shares]

    @property
    def undefined(self) -> str:
        """The sign for what is not defined, such as a growth on nothing."""
        return self.labels["not_applicable"][:1]

    # ------------------------------------------------------------ tables

    def table(
        self,
        name: str,
        title: str,
        columns: Sequence[Column],
        rows: Sequence[Row],
        notes: Iterable[str] = (),
        *,
        money: bool = True,
        total_rows: int = 0,
    ) -> Table:
        """Return the table with its caption, unit and the notes on the signs in it."""
        pair = self.pair
        caption = f"{title}: {self.name(pair.reporter)} \u2013 {self.name(pair.partner)}"
        return Table(
            name,
            caption,
            tuple(columns),
            tuple(rows),
            self.language.unit(self.unit) if money else None,
            self.source,
            tuple(dict.fromkeys((*notes, *self._notes(columns, rows)))),
            total_rows,
        )

    def _notes(self, columns: Sequence[Column], rows: Sequence[Row]) -> Iterable[str]:
        texts = {cell.text for row in rows for cell in row}
        if MISSING in texts:
            yield self.labels["not_available"]
        if self.undefined in texts:
            yield self.labels["not_applicable"]
        if self.as_index and any(column.title == self.change for column in columns):
            yield self.labels["index_note"]
        if self.pair.summed:
            yield self.labels["total_note"]


def year_cell(year: int) -> Cell:
    """Return the cell of a year."""
    return Cell(str(year), Fraction(year))


def plus(one: int | None, two: int | None) -> int | None:
    """Return the sum of two flows; None if one is not known."""
    return None if one is None or two is None else one + two
