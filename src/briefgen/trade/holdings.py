"""The trade statistics that one brief holds: opened once, each pair of sides asked once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from briefgen.trade.flows import TOTAL
from briefgen.trade.pair import FLOWS, Pair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.trade.cube import Cube
    from briefgen.trade.files import Files
    from briefgen.trade.pair import Flow


class Told(NamedTuple):
    """What the statistics say of all goods of one flow and period: thousandths of the currency, or None.

    `mark` is what the office printed beside it; `file` and `line` say where it stands, as far as that is known.
    """

    flow: Flow
    period: str
    milli: int | None
    mark: str = ""
    file: str | None = None
    line: int = 0


@dataclass(eq=False)
class Holdings:
    """Trade of any sides in one cube, with its currency and publishers. `files` is None for a table of an engine."""

    cube: Cube
    currency: str
    source: str
    files: Files | None = None
    _pairs: dict[tuple[str, str, int | None], Pair] = field(default_factory=dict, repr=False)
    _editions: dict[tuple[str, str], tuple[tuple[str, Pair], ...]] = field(default_factory=dict, repr=False)

    def pair(self, reporter: str, partner: str, until: int | None = None) -> Pair:
        """Return the trade of two sides; with `until` tables show no later year."""
        key = (reporter, partner, until)
        if key not in self._pairs:
            if until is None:
                self._pairs[key] = Pair(self.cube, reporter, partner)
            else:
                self._pairs[key] = self.pair(reporter, partner).within(1, until)
        return self._pairs[key]

    def editions(self, reporter: str, partner: str) -> tuple[tuple[str, Pair], ...]:
        """Return the pair by each file that knows the reporter, in the order of their last years."""
        key = (reporter, partner)
        if key not in self._editions:
            files = () if self.files is None else self.files.files
            named = {file.path.name for file in files if reporter in file.reporters}
            cubes = self.files.editions() if self.files is not None and len(named) > 1 else []
            self._editions[key] = tuple((name, Pair(cube, *key)) for name, cube in cubes if name in named)
        return self._editions[key]

    def told(self, reporter: str, partner: str) -> Iterator[Told]:
        """Yield what the reporter's statistics say of all its trade with the partner, by flow and period."""
        lines = self._lines(reporter, partner)
        for flow in FLOWS:
            for period, milli in self.pair(reporter, partner).periods(flow).items():
                mark, file, line = lines.get((flow, period), ("", None, 0))
                yield Told(flow, period, milli, mark, file, line)

    def _lines(self, reporter: str, partner: str) -> dict[tuple[str, str], tuple[str, str | None, int]]:
        """Return mark, file and line of each flow and period that a file tells in one row; the later file counts."""
        found: dict[tuple[str, str], tuple[str, str | None, int]] = {}
        for file in () if self.files is None else self.files.files:
            if file.cube is None and (not file.reporters or reporter in file.reporters):
                for row in file.rows(frozenset({reporter}), frozenset({partner})):
                    if (row.reporter, row.partner, row.commodity) == (reporter, partner, TOTAL):
                        found[row.flow, row.period] = (row.mark, file.path.name, row.line)
        return found
