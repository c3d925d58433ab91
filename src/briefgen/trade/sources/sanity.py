"""The sanity test of every import: totals against sums of their detail, and orders of magnitude that trade has."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefgen.findings import Place, note, warning
from briefgen.trade.flows import CONFIDENTIAL, TOTAL, WORLD
from briefgen.trade.nomenclatures import country_name, is_unallocated, kind
from briefgen.trade.sources.commodities import harmonized

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from briefgen.findings import Finding
    from briefgen.trade.flows import Row

LARGEST = 10**13
"""No country trades more than this in a year, in one unit of a large currency: a larger total has a wrong unit."""
_MANY = 100
"""From so many reporters on a file is about the world, whose largest traders are known."""
_LARGE_TRADERS = ("CHN", "USA", "DEU", "JPN", "NLD", "FRA", "GBR", "KOR", "ITA", "HKG")
_WITHIN = (1, 200)
"""Half a per cent: how far a sum of printed values may be from its printed total."""
_LEVELS = (2, 4, 6)


class _Off(NamedTuple):
    """A total and the sum of its parts."""

    where: str
    line: int
    total: int
    parts: int


class Sums:
    """What the sanity test needs of the rows, in memory that does not grow with their number but with their keys."""

    def __init__(self, file: str, classification: str | None) -> None:
        self.file = file
        self.harmonized = harmonized(classification)
        self.totals: dict[tuple[str, str, str, str], tuple[int, int]] = {}
        self.levels: dict[tuple[str, str, str, str], dict[int, int]] = {}
        self.unallocated: dict[int, int] = {}
        self.aggregates: dict[str, int] = {}
        self.steps: set[int] = set()
        self.flows: set[str] = set()
        self.own: int | None = None
        self.secret: int | None = None

    def add(self, row: Row) -> None:
        """Take one row into account."""
        key = (row.reporter, row.partner, row.flow, row.period)
        self.steps.add(len(row.period))
        self.flows.add(row.flow)
        if row.reporter == row.partner and self.own is None and row.partner != WORLD:
            self.own = row.line
        if row.mark == CONFIDENTIAL and self.secret is None:
            self.secret = row.line
        if row.milli is None:
            return
        if row.commodity == TOTAL:
            before = self.totals.get(key)
            self.totals[key] = (row.milli + (before[0] if before else 0), row.line)
            if row.partner == WORLD or row.partner.startswith("G:"):
                name = "the world" if row.partner == WORLD else "groups of countries"
                self.aggregates[name] = self.aggregates.get(name, 0) + 1
        else:
            digits = 2 if "-" in row.commodity else len(row.commodity)
            sums = self.levels.setdefault(key, {})
            sums[digits] = sums.get(digits, 0) + row.milli
            if is_unallocated(row.commodity):
                self.unallocated[digits] = self.unallocated.get(digits, 0) + 1

    def findings(self) -> Iterator[Finding]:
        """Yield what does not add up, what stands beside what it is made of, and what cannot be."""
        yield from self._aggregates()
        yield from self._world()
        if self.harmonized:
            yield from self._detail()
        yield from self._magnitude()

    def _aggregates(self) -> Iterator[Finding]:
        levels = {digits for sums in self.levels.values() for digits in sums}
        names = [f"{digits} digits" for digits in sorted(levels)] + (["all goods"] if self.totals else [])
        if len(names) > 1:
            why = "each level holds the same trade; sums keep to one of them"
            message = f"the file tells commodities on several levels: {', '.join(names)}"
            yield note("B151", message, why=why, place=Place(self.file))
        told = sorted(self.aggregates)
        if told and any(kind(key[1]) == "country" for key in self.totals):
            why = "they hold what the countries hold; sums and ranks leave them out"
            verb = "stands" if told == ["the world"] else "stand"
            yield note("B151", f"{' and '.join(told)} {verb} among the partners", why=why, place=Place(self.file))
        yield from self._flows()
        if 4 in self.steps and len(self.steps) > 1:
            why = "a year holds its months; sums keep to one of them"
            yield note("B156", "years stand beside months or quarters", why=why, place=Place(self.file))
        if self.unallocated:
            count = max(self.unallocated.values())
            why = "it belongs to the total and to no chapter; tables show it on a line of its own"
            message = f"{count} rows hold trade not specified by kind (99, 9999, 999999)"
            yield note("B155", message, why=why, place=Place(self.file))

    def _flows(self) -> Iterator[Finding]:
        for back, whole in (("re-export", "export"), ("re-import", "import")):
            if {back, whole} <= self.flows:
                why = f"{whole}s hold them already; they are read as a flow of their own and never added"
                yield note("B151", f"{back}s stand beside {whole}s", why=why, place=Place(self.file))
        if self.own is not None:
            why = "goods that came back, which other rows may tell as re-imports"
            place = Place(self.file, self.own or None)
            yield note("B151", "a country trades with itself", why=why, place=place)
        if self.secret is not None:
            why = "they lie in the total and are not reported by themselves; a sum with one of them is not known"
            place = Place(self.file, self.secret or None)
            yield note("B155", "values are kept confidential", why=why, place=place)

    def _world(self) -> Iterator[Finding]:
        partners: dict[tuple[str, str, str], tuple[int, int, str]] = {}
        for (reporter, partner, flow, period), (milli, _) in self.totals.items():
            if partner != WORLD and not partner.startswith("G:"):
                total, largest, name = partners.get((reporter, flow, period), (0, 0, ""))
                best = (milli, partner) if milli > largest else (largest, name)
                partners[reporter, flow, period] = (total + milli, *best)
        off: list[_Off] = []
        for (reporter, flow, period), (parts, largest, name) in partners.items():
            world = self.totals.get((reporter, WORLD, flow, period))
            if world is None:
                continue
            where = f"{country_name(reporter)}, {flow}s in {period}"
            if largest > world[0] + _slack(world[0]):
                why = f"{country_name(name)} alone has {_money(largest)}, the world {_money(world[0])}"
                message = f"a partner is larger than the world: {where}"
                yield warning("B159", message, why=why, place=Place(self.file, world[1] or None))
            elif abs(parts - world[0]) > _slack(world[0]):
                off.append(_Off(where, world[1], world[0], parts))
        if (off and len(off) < len(partners)) or any(one.parts > one.total for one in off):
            # partners that never add up are a choice of partners, not a mistake
            worst = max(off, key=lambda one: abs(one.parts - one.total) / max(abs(one.total), 1))
            message = f"partners do not add up to the world in {len(off)} of {len(partners)} periods and flows"
            why = f"worst is {worst.where}: {_money(worst.parts)} of {_money(worst.total)}"
            mend = "the rest is trade whose partner the office does not tell; shares are taken of the printed total"
            yield warning("B157", message, why=why, help=mend, place=Place(self.file, worst.line or None))

    def _detail(self) -> Iterator[Finding]:
        less: dict[int, list[_Off]] = {}
        more: dict[int, list[_Off]] = {}
        for key, sums in self.levels.items():
            total = self.totals.get(key)
            if total is None:
                continue
            where = f"{country_name(key[0])}, {key[2]}s, {country_name(key[1])}, {key[3]}"
            for digits in _LEVELS:
                if digits in sums and abs(sums[digits] - total[0]) > _slack(total[0]):
                    side = more if sums[digits] > total[0] else less
                    side.setdefault(digits, []).append(_Off(where, total[1], total[0], sums[digits]))
        for digits, found in sorted(more.items()):
            worst = max(found, key=lambda one: one.parts - one.total)
            message = f"codes of {digits} digits add up to more than the total in {len(found)} cases"
            why = f"worst is {worst.where}: {_money(worst.parts)} of {_money(worst.total)}"
            mend = "a code may stand in the file on two lines, or values of two units may be mixed"
            yield warning("B158", message, why=why, help=mend, place=Place(self.file, worst.line or None))
        for digits, found in sorted(less.items()):
            worst = max(found, key=lambda one: one.total - one.parts)
            message = f"codes of {digits} digits add up to less than the total in {len(found)} cases"
            why = (
                f"confidential trade, or a choice of codes; most is missing from {worst.where}: {_money(worst.parts)} "
            )
            why += f"of {_money(worst.total)}"
            yield note("B158", message, why=why, place=Place(self.file, worst.line or None))

    def _magnitude(self) -> Iterator[Finding]:
        for (reporter, _, flow, period), (milli, line) in self.totals.items():
            if milli > LARGEST * 1000:
                message = f"the total is too large to be true: {country_name(reporter)}, {flow}s in {period}"
                why = f"{_money(milli)} is more than any country has traded; the unit is likely wrong"
                yield warning("B159", message, why=why, place=Place(self.file, line or None))
                break
        by_period: dict[tuple[str, str], dict[str, int]] = {}
        for (reporter, partner, flow, period), (milli, _) in self.totals.items():
            if flow in ("export", "import") and (partner == WORLD or kind(partner) == "country"):
                sums = by_period.setdefault((flow, period), {})
                world = (reporter, WORLD, flow, period) in self.totals
                if (partner == WORLD) == world and kind(reporter) != "group":
                    sums[reporter] = sums.get(reporter, 0) + milli
        for (flow, period), sums in sorted(by_period.items()):
            largest = sorted(sums, key=lambda area: (-sums[area], area))[:5]
            if len(sums) >= _MANY and len(set(largest) & set(_LARGE_TRADERS)) < 2:
                names = ", ".join(country_name(area) for area in largest)
                message = f"the largest traders are not the world's largest: {flow}s in {period}"
                why = f"they are {names} here; sums of prices or of weights look like this"
                yield warning("B159", message, why=why, place=Place(self.file))
                return


def _slack(total: int) -> int:
    return max(abs(total) * _WITHIN[0] // _WITHIN[1], 5_000_000)


def _money(milli: int) -> str:
    return f"{milli // 1000:,}".replace(",", " ")


def editions_found(file: str, editions: Mapping[tuple[str, str], str], sums: Sums) -> Iterator[Finding]:
    """Yield a finding where the periods of a file are told in several editions: a warning if it has 6-digit codes."""
    by_edition: dict[str, list[str]] = {}
    for (_, period), edition in editions.items():
        by_edition.setdefault(edition, []).append(period[:4])
    if len(by_edition) > 1:
        told = "; ".join(f"{edition or 'none'}: {_years(years)}" for edition, years in sorted(by_edition.items()))
        why = f"codes change their meaning between editions ({told}); at 6 digits a series would break unseen"
        mend = "use chapters or headings for series, and 6 digits inside one edition only"
        tell = warning if any(digits > 4 for levels in sums.levels.values() for digits in levels) else note
        yield tell("B153", "the file mixes editions of the nomenclature", why=why, help=mend, place=Place(file))


def _years(years: Iterable[str]) -> str:
    found = sorted(set(years))
    return found[0] if len(found) == 1 else f"{found[0]}-{found[-1]}"
