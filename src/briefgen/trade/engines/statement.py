"""The one statement that engines are asked: integer sums by keys under a filter, in SQL that all of them understand.

Written as DuckDB reads it; sqlglot turns it into the SQL of other engines. It does nothing but filter, group, count and
add up whole numbers: there all engines agree. Nothing is divided, and nothing is rounded but the value itself, to
thousandths, by `floor(x * 1000 + 0.5)`: engines differ in what `round` does with a half.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefgen.trade.cube import LEVELS
from briefgen.trade.engines.columns import OWN_FLOWS, Columns, Type, of_kind, spelt
from briefgen.trade.flows import TOTAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefgen.trade.cube import Area, Filter, Key, Step

KINDS: frozenset[Area] = frozenset({"country", "world", "group", "unspecified"})
PLACES = 9
"""Decimals that a value written as text may have; more are cut by the cast."""


class Told(NamedTuple):
    """A table that a statement reads: what stands behind FROM, its columns and their types."""

    source: str
    columns: Columns
    types: Mapping[str, Type]

    @property
    def unsure(self) -> bool:
        """Whether values are text, which may hold no number."""
        return self.types[self.columns.value] == "text"


def statement(table: Told, where: Filter, keys: Sequence[Key], *, ordered: bool = False) -> str:
    """Return the statement: keys as the table writes them, sum (null if a value is), rows, bad values if unsure."""
    made = [_key(table, key) for key in keys]
    value = quoted(table.columns.value)
    each = f"cast(floor({_number(table)} * {1000 * table.columns.scale} + 0.5) as bigint)"
    counts = [f"case when count({value}) = count(*) then sum({each}) end as milli", "count(*) as n"]
    if table.unsure:
        counts.append(f"count({value}) - count({_number(table)}) as bad")
    selected = ", ".join((*(f"{text} as k{n}" for n, text in enumerate(made)), *counts))
    conditions = " and ".join(_conditions(table, where)) or "1 = 1"
    groups = f" group by {', '.join(made)}" if made else ""
    order = f" order by {', '.join(made)}" if ordered and made else ""
    return (
        f"select {selected} "  # noqa: S608 - every name is quoted and every value a literal
        f"from {table.source} where {conditions}{groups}{order}"
    )


def both_ways(source: str, columns: Columns, types: Mapping[str, Type]) -> Told:
    """Return a table without flows as one with them: each row is the export of one side and the import of the other."""
    rest = ", ".join(quoted(name) for name in (columns.period, columns.commodity, columns.value))
    one, two = quoted(columns.reporter), quoted(columns.partner)
    union = (
        f"(select {one}, {two}, 'export' as flow, {rest} from {source} "  # noqa: S608 - as below
        f"union all select {two} as {one}, {one} as {two}, 'import' as flow, {rest} from {source}) as both_ways"
    )
    return Told(union, columns._replace(flow="flow", flows=OWN_FLOWS), {**types, "flow": "text"})


def listed(asked: str, keys: int, *, unsure: bool) -> str:
    """Return a statement whose sums are lists along its last key: keys, values of the last, sums, perhaps bad ones."""
    names = ", ".join(f"k{place}" for place in range(keys))
    last, bad = f"k{keys}", ", sum(bad)" if unsure else ""
    return (
        f"select {names}, list({last} order by {last}), list(milli order by {last}){bad} "  # noqa: S608 - as above
        f"from ({asked}) group by {names} order by {names}"
    )


def kept(table: Told, reporters: frozenset[str], name: str) -> str:
    """Return the statement that keeps the rows of some reporters in a table of that name."""
    columns = table.columns
    wanted = dict.fromkeys((*columns[:6], *(column for column, _ in columns.only)))
    condition = _among(table, columns.reporter, _written(reporters, columns))
    selected = ", ".join(map(quoted, wanted))
    return f"create table {name} as select {selected} from {table.source} where {condition}"  # noqa: S608 - as above


def quoted(name: str) -> str:
    """Return the name of a column, in quotes."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Return a text as a literal."""
    return "'" + text.replace("'", "''") + "'"


def _number(table: Told) -> str:
    value = quoted(table.columns.value)
    return f"try_cast({value} as decimal(38, {PLACES}))" if table.unsure else value


def _text(table: Told, name: str) -> str:
    return quoted(name) if table.types[name] == "text" else f"cast({quoted(name)} as varchar)"


def _code(table: Told) -> str:
    """Return the commodity with the zero in front that a number has lost."""
    text = _text(table, table.columns.commodity)
    return f"case when length({text}) % 2 = 1 then concat('0', {text}) else {text} end"


def _key(table: Told, key: Key) -> str:
    columns = table.columns
    if key in ("reporter", "partner", "period"):
        return quoted(getattr(columns, key))
    if key == "flow":
        return quoted(columns.flow)
    if key == "year":
        return f"substr({_text(table, columns.period)}, 1, 4)"
    code, whole = _code(table), _is_total(table)
    if key == "digits":
        return f"case when {whole} then 0 else length({code}) end"
    cut = code if key == "commodity" else f"substr({code}, 1, {LEVELS[key]})"
    return f"case when {whole} then '{TOTAL}' else {cut} end"


def _is_total(table: Told) -> str:
    return f"{_text(table, table.columns.commodity)} = {literal(table.columns.total)}"


def _conditions(table: Told, where: Filter) -> Iterable[str]:
    columns = table.columns
    if where.reporters:
        yield _among(table, columns.reporter, _written(where.reporters, columns))
    if where.partners:
        yield _among(table, columns.partner, _written(where.partners, columns))
    if where.areas and where.areas != KINDS:
        if "country" in where.areas:
            left_out = of_kind(KINDS - where.areas, columns.areas)
            yield _not_among(table, columns.partner, left_out)
        else:
            yield _among(table, columns.partner, of_kind(where.areas, columns.areas))
    if where.flows:
        yield _among(table, columns.flow, [code for code, name in columns.flows.items() if name in where.flows])
    else:
        yield _among(table, columns.flow, columns.flows)
    if where.commodities:
        yield f"{_code(table)} in ({', '.join(sorted(map(literal, where.commodities)))})"
    if where.digits:
        yield _lengths(table, where.digits)
    if where.steps:
        yield "(" + " or ".join(_steps(table, one) for one in sorted(where.steps)) + ")"
    if where.years:
        yield _years(table, *where.years)
    for name, values in columns.only:
        among = _among(table, name, sorted(values - {""}))
        yield f"({among} or {quoted(name)} is null)" if "" in values else among


def _written(codes: Iterable[str], columns: Columns) -> list[str]:
    return [spelling for code in sorted(codes) for spelling in spelt(code, columns.areas)]


def _among(table: Told, name: str, values: Iterable[str]) -> str:
    """Return the condition that a column has one of some values, without a cast where it can be read fast."""
    if table.types[name] == "text":
        wanted = [literal(value) for value in values]
    else:
        wanted = [value for value in values if value.isdecimal()]
    return f"{quoted(name)} in ({', '.join(wanted)})" if wanted else "1 = 0"


def _not_among(table: Told, name: str, values: Iterable[str]) -> str:
    found = _among(table, name, values)
    return "1 = 1" if found == "1 = 0" else found.replace(" in (", " not in (", 1)


def _lengths(table: Told, digits: frozenset[int]) -> str:
    """Return the condition on the number of digits of a commodity, which may have lost the zero in front."""
    parts = [_is_total(table)] if 0 in digits else []
    lengths = sorted({length for known in digits - {0} for length in (known - 1, known)})
    if lengths:
        text = _text(table, table.columns.commodity)
        parts.append(f"(not {_is_total(table)} and length({text}) in ({', '.join(map(str, lengths))}))")
    return "(" + " or ".join(parts) + ")"


def _years(table: Told, first: int, last: int) -> str:
    """Return the condition that a period begins in some years."""
    period = quoted(table.columns.period)
    if table.types[table.columns.period] == "integer":
        return f"({period} between {first} and {last} or {period} between {first}00 and {last}99)"
    return f"substr({_text(table, table.columns.period)}, 1, 4) between '{first:04}' and '{last:04}'"


def _steps(table: Told, step: Step) -> str:
    """Return the condition that a period is of one step: `2011`, `201152`; `201105`, `2011-05`; `2011-Q1`; a range."""
    if table.types[table.columns.period] == "integer":
        period = quoted(table.columns.period)
        whole = f"({period} < 10000 or {period} % 100 = 52)"
        return {"year": whole, "month": f"not {whole}"}.get(step, "1 = 0")
    text = _text(table, table.columns.period)
    if step == "span":
        return f"{text} like '%/%'"
    if step == "quarter":
        return f"{text} like '%Q%'"
    if step == "year":
        return f"(length({text}) = 4 or (length({text}) = 6 and substr({text}, 5, 2) = '52'))"
    return f"((length({text}) = 6 and substr({text}, 5, 2) <> '52') or (length({text}) = 7 and not {text} like '%Q%'))"
