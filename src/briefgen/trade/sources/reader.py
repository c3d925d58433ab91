"""Records of a table of columns turned into rows, each trade once."""

from __future__ import annotations

import re
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from briefgen.findings import Place, error
from briefgen.trade.flows import WORLD, FlowName, Row
from briefgen.trade.nomenclatures import country, geonomenclature
from briefgen.trade.sources.amounts import Amount, amount, as_decimal, plain_amount, power_of
from briefgen.trade.sources.columns import Keep, Table, chosen, plain_name
from briefgen.trade.sources.commodities import commodity_of
from briefgen.trade.sources.periods import period_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from briefgen.trade.sources.layouts import Layout
    from briefgen.trade.sources.noted import Noted

_UNIT = re.compile(r"(?:(thousand|mln|million|bn|billion)\s+)?([A-Z]{3})")
_POWERS = {None: 0, "thousand": 3, "mln": 6, "million": 6, "bn": 9, "billion": 9}
_RESTS, _CODES = 20_000, 100_000
"""How much is remembered of a file at a time."""


class _Rest(NamedTuple):
    """What records of one flow, edition, unit and breakdown share; `codes` are the commodity codes by text."""

    flow: FlowName
    codes: dict[str, tuple[str, bool]]
    told_in: str
    digits: int


class Reader:
    """Turns records into rows; what it leaves out or doubts goes to `noted`.

    `editions` tells the classification of each reporter and period, `currencies` the units met.
    """

    def __init__(self, layout: Layout, table: Table, noted: Noted, keep: Keep) -> None:
        self.layout, self.noted, self.keep = layout, noted, keep
        self.table = table
        self.columns = chosen(layout, table)
        names = [plain_name(name) for name in table.names]
        self.wholes = [(names.index(name), values) for name, values in layout.whole.items() if name in names]
        self.kept = [(names.index(name), values) for name, values in layout.keep.items() if name in names]
        self.also = [names.index(name) for name in layout.also if name in names]
        self.editions: dict[tuple[str, str], str] = {}
        self.currencies: dict[str, int] = {}
        self.power = power_of(layout.scale)
        self.areas: dict[str, str] = {}
        self.periods: dict[str, str] = {}
        self.rests: dict[tuple[str, ...], _Rest] = {}
        self.units: dict[str, int | None] = {}
        self.length = self._length()
        self.codes: dict[str, dict[str, tuple[str, bool]]] = {}
        self.seen: dict[tuple[str, ...], dict[str, int | None]] = {}

    def _length(self) -> int:
        """Return how many cells rows have where either they or the header end with a delimiter too many."""
        width, names = len(self.table.names), self.table.names
        lengths = {len(cells) for _, cells in self.table.probe}
        if lengths == {width + 1} and not any(cells[width].strip() for _, cells in self.table.probe):
            return width + 1
        return width - 1 if lengths == {width - 1} and not names[-1] else width

    def rows(self, records: Iterable[tuple[int, Sequence[str]]]) -> Iterator[Row]:
        """Yield the rows of the records, each trade once."""
        width, get = len(self.table.names), self.columns.get
        one, other, time, goods = get("reporter", 0), get("partner"), get("period", 0), get("commodity")
        value, mark, edition = get("value", 0), get("mark"), get("classification")
        rest_of = self._rest_of()
        areas, periods, rests, seen, also = self.areas, self.periods, self.rests, self.seen, self.also
        everything, editions, both_ways = not any(self.keep), self.editions, self.layout.both_ways
        all_years = self.keep.years is None
        for line, cells in records:
            if len(cells) != width and not self._even(line, cells, width):
                continue
            reporter = areas.get(cells[one])
            partner = WORLD if other is None else areas.get(cells[other])
            if reporter is None or partner is None:
                reporter, partner = self._areas(line, cells)
                if reporter is None or partner is None:
                    continue
            if not everything and not self._wanted(reporter, partner):
                continue
            rest = rests.get(rest_of(cells)) or self._rest(line, cells, rest_of)
            period = periods.get(cells[time]) or self._period(line, cells[time])
            if rest is None or period is None or not (all_years or self.keep.year(period)):
                continue
            first = rest.told_in if edition is None else editions.get((reporter, period))
            if first != rest.told_in and not self._one_edition(line, reporter, period, rest.told_in):
                continue
            text = "TOTAL" if goods is None else cells[goods]
            code = rest.codes.get(text) or self._code(line, text, rest)
            if code is None:
                continue
            if code[1]:
                self.noted.note("zeros", line)
            commodity = code[0]
            milli, letter = plain_amount(cells[value], rest.digits), ""
            if milli is None or mark is not None:
                read = self._amount(line, cells, value, mark, rest.digits - 3)
                if read is None:
                    continue
                milli, letter = read.milli, read.mark
            for way in self._ways(reporter, partner, rest.flow) if both_ways else ((reporter, partner, rest.flow),):
                key = (*way, period, *[cells[index] for index in also]) if also else (*way, period)
                known = seen.get(key)
                if known is None:
                    known = seen[key] = {}
                if commodity in known:
                    self._again(line, (*way, period, commodity), known[commodity] == milli)
                else:
                    known[commodity] = milli
                    yield Row(*way, period, commodity, milli, letter, line)

    def _rest_of(self) -> Callable[[Sequence[str]], tuple[str, ...]]:
        """Return what gives the cells of a record that have few values: flow, edition, unit, breakdowns."""
        parts = (self.columns.get("flow"), self.columns.get("classification"), self.columns.get("unit"))
        told = [part for part in parts if part is not None]
        told = told + [index for index, _ in (*self.wholes, *self.kept)] or [0]
        return itemgetter(*told, told[0])  # two at least, so that it gives a tuple

    def _rest(
        self, line: int, cells: Sequence[str], rest_of: Callable[[Sequence[str]], tuple[str, ...]]
    ) -> _Rest | None:
        """Return what records with the same cells there share; None, and a note, if they are left out."""
        if not self._is_whole(line, cells):
            return None
        flow = self._flow(line, cells)
        edition, unit = self.columns.get("classification"), self.columns.get("unit")
        power = self.power if unit is None else self._unit(line, cells[unit])
        if flow is None or power is None:
            return None
        told_in = cells[edition].strip() if edition is not None else self.layout.classification or ""
        made = _Rest(flow, self.codes.setdefault(told_in, {}), told_in, 3 + power)
        if len(self.rests) < _RESTS:
            self.rests[rest_of(cells)] = made
        return made

    def _even(self, line: int, cells: Sequence[str], width: int) -> bool:
        """Say whether a row of another length can be read: only where every row ends in the same way."""
        if len(cells) == self.length and (len(cells) < width or not cells[width].strip()):
            self.noted.note("trailing", line)
            return True
        if any(cell.strip() for cell in cells):
            self.noted.note("uneven", line)
        return False

    def _areas(self, line: int, cells: Sequence[str]) -> tuple[str | None, str | None]:
        """Return reporter and partner of a record; None, and a note, for one that is not known."""
        column = self.columns.get("partner")
        reporter = self._area(cells[self.columns["reporter"]])
        partner = WORLD if column is None else self._area(cells[column])
        if reporter is None or partner is None:
            text = cells[self.columns["reporter"] if reporter is None else column or 0]
            self.noted.note("area", line, text.strip()[:40] or "nothing")
        return reporter, partner

    def _wanted(self, reporter: str, partner: str) -> bool:
        reporters, partners = self.keep.reporters, self.keep.partners
        if (reporters is None or reporter in reporters) and (partners is None or partner in partners):
            return True
        return self.layout.both_ways and reporters is not None and partner in reporters

    def _area(self, text: str) -> str | None:
        if text in self.areas:
            return self.areas[text]
        name = text.strip()
        if self.layout.numbers == "geonomenclature" and name.isdigit():
            found = geonomenclature(name)
        else:
            found = country(name) or (country(name.lstrip("0")) if name.isdigit() else None)
            if found is None and self.layout.glued:
                found = country(name.partition("-")[2]) or country(name.partition("-")[0])
        if found is not None and len(self.areas) < _CODES:
            self.areas[text] = found
        return found

    def _is_whole(self, line: int, cells: Sequence[str]) -> bool:
        for index, values in self.kept:
            if cells[index] not in values and cells[index].strip() not in values:
                self.noted.note("flow", line, f"{self.table.names[index]} {cells[index].strip()[:20]}")
                return False
        for index, values in self.wholes:
            cell = cells[index]
            if cell not in values:
                cell = cell.strip().removesuffix(".0")
                short = cell.partition("-")[0].lower() if self.layout.glued else cell
                if cell not in values and short not in values:
                    self.noted.note("part", line, f"{self.table.names[index]} {cell[:20]}")
                    return False
        return True

    def _flow(self, line: int, cells: Sequence[str]) -> FlowName | None:
        column = self.columns.get("flow")
        if column is None:
            return "export"
        small = plain_name(cells[column].removesuffix(".0"))
        known = self.layout.flows
        found = known.get(small) or known.get(small.lstrip("0123456789"))
        if found is None:
            self.noted.note("flow", line, cells[column].strip()[:30] or "nothing")
        return found

    def _period(self, line: int, text: str) -> str | None:
        found = period_of(text) or (period_of(text.partition("-")[0]) if self.layout.glued else None)
        if found is None:
            self.noted.note("period", line, text.strip()[:30] or "nothing")
        elif len(self.periods) < _CODES:
            self.periods[text] = found
        return found

    def _one_edition(self, line: int, reporter: str, period: str, told_in: str) -> bool:
        wanted = self.keep.classification
        if wanted is not None:
            return told_in == wanted
        first = self.editions.setdefault((reporter, period), told_in)
        if first != told_in:
            self.noted.note("editions", line, f"{reporter} {period}: {first} and {told_in}"[:60])
            return False
        return True

    def _code(self, line: int, text: str, rest: _Rest) -> tuple[str, bool] | None:
        found = commodity_of(text, rest.told_in or None) if text.strip() else ("TOTAL", False)
        if found is None:
            self.noted.note("commodity", line, text.strip()[:30])
        elif len(rest.codes) < _CODES:
            rest.codes[text] = found
        return found

    def _amount(self, line: int, cells: Sequence[str], value: int, mark: int | None, power: int) -> Amount | None:
        text = cells[value]
        try:
            read = amount(text, power, comma_is_decimal=self.table.comma_is_decimal)
        except ValueError:
            self.noted.note("number", line, f"`{text.strip()[:30]}`")
            return None
        if read.rounded:
            self.noted.note("finer", line)
        if read.comma:
            self.noted.note("comma", line, f"{text.strip()[:30]} as {as_decimal(read.milli, power)}")
        if read.milli is not None and read.milli < 0:
            self.noted.note("negative", line, text.strip()[:30])
        printed = cells[mark].strip() if mark is not None else ""
        if printed:
            read = Amount(0 if printed == "-" and read.milli is None else read.milli, printed[:1])
        return read

    def _unit(self, line: int, text: str) -> int | None:
        if text not in self.units:
            match = _UNIT.fullmatch(text.strip())
            self.units[text] = _POWERS[match[1]] if match else None
            if match:
                self.currencies.setdefault(match[2], line)
            if match is None:
                why = "values are read in a currency, such as `thousand USD`"
                place = Place(self.noted.file, line)
                self.noted.add(error("B165", f"`{text.strip()[:40]}` is not a unit of money", why=why, place=place))
        return self.units[text]

    def _ways(self, reporter: str, partner: str, flow: FlowName) -> tuple[tuple[str, str, FlowName], ...]:
        """Return the row as told, and for reconciled figures the same from the importer's side where it is asked."""
        keep = self.keep
        made: list[tuple[str, str, FlowName]] = []
        own = keep.reporters is None or reporter in keep.reporters
        if own and (keep.partners is None or partner in keep.partners):
            made.append((reporter, partner, flow))
        mirrored = keep.reporters is not None and partner in keep.reporters
        if mirrored and (keep.partners is None or reporter in keep.partners):
            made.append((partner, reporter, "import"))
        return tuple(made)

    def _again(self, line: int, key: tuple[str, ...], same: bool) -> None:
        reporter, partner, flow, period, commodity = key
        if same:
            self.noted.note("same", line)
        else:
            self.noted.note("differs", line, f"{reporter} {flow}, {partner}, {commodity}, {period}")
