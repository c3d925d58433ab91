"""The one statement that engines are asked: integer sums by keys under a filter, in SQL that all of them understand.

Written as DuckDB reads it; sqlglot turns it into the SQL of other engines. It does nothing but filter, group, count and
add up whole numbers: there all engines agree. Nothing is divided, and nothing is rounded but the value itself, to
thousandths, by `floor(x * 1000 + 0.5)` away from zero: engines differ in what `round` does with a half.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefgen.trade.cube import LEVELS
from briefgen.trade.engines.columns import OWN_FLOWS, Columns, Type, of_kind, other_numbers, spelt
from briefgen.trade.flows import FLOWS, TOTAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefgen.trade.cube import Area, Filter, Key, Question, Step

KINDS: frozenset[Area] = frozenset({"country", "world", "group", "unspecified"})
_FEW = 8
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


def statement(table: Told, where: Filter, keys: Sequence[Key], *, ordered: bool = False, numbered: bool = False) -> str:
    """Return the statement: keys as the table writes them, sum (null if a value is), rows, bad values if unsure.

    `numbered` tells a flow by its number in `FLOWS`, which takes less memory than a text.
    """
    made = [_key(table, key, where.digits, numbered=numbered) for key in keys]
    selected = ", ".join((*(f"{text} as k{n}" for n, text in enumerate(made)), *_counts(table)))
    conditions = " and ".join(_conditions(table, where)) or "1 = 1"
    groups = f" group by {', '.join(made)}" if made else ""
    places = [_place(table, key, text) for key, text in zip(keys, made, strict=True)]
    order = f" order by {', '.join(places)}" if ordered and made else ""
    return (
        f"select {selected} "  # noqa: S608 - every name is quoted and every value a literal
        f"from {table.source} where {conditions}{groups}{order}"
    )


def together(table: Told, questions: Sequence[Question]) -> str:
    """Return one statement for several questions, which DuckDB answers in one reading; each has keys.

    It has a column for each key that a question asks for, in the order of `asked_keys`, flows as numbers; then a
    column for each choice of keys, in the order of `asked_sets`, with the questions that a row counts for as the bits
    of a number, null in rows of other choices; then sum, rows, and bad values if unsure.
    """
    conditions = [list(_conditions(table, question.where)) for question in questions]
    common = [one for one in conditions[0] if all(one in others for others in conditions[1:])]
    reporters = [question.where.reporters for question in questions]
    if all(reporters):  # told once more for all, so that other parts of the file are not even read
        common.insert(0, _among(table, table.columns.reporter, _written(frozenset().union(*reporters), table.columns)))
    keys, sets = asked_keys(questions), asked_sets(questions)
    everything = all(question.where.digits for question in questions)
    digits = frozenset[int]().union(*(question.where.digits for question in questions)) if everything else frozenset()
    made = [_key(table, key, digits, numbered=True) for key in keys]
    counted = []
    for asked in sets:
        bits = (
            f"case when {' and '.join(one for one in own if one not in common) or '1 = 1'} then {1 << place} else 0 end"
            for place, (question, own) in enumerate(zip(questions, conditions, strict=True))
            if question.keys == asked
        )
        counted.append(f"({' + '.join(bits)})")
    inner = ", ".join(
        (
            *(f"{text} as k{n}" for n, text in enumerate(made)),
            *(f"{text} as m{n}" for n, text in enumerate(counted)),
            quoted(table.columns.value),
        )
    )
    names = [f"k{n}" for n in range(len(keys))] + [f"m{n}" for n in range(len(sets))]
    groups = [", ".join((f"m{n}", *(f"k{keys.index(key)}" for key in asked))) for n, asked in enumerate(sets)]
    grouped = groups[0] if len(groups) == 1 else f"grouping sets ({', '.join(f'({one})' for one in groups)})"
    return (
        f"select {', '.join((*names, *_counts(table)))} "  # noqa: S608 - as above
        f"from (select {inner} from {table.source} where {' and '.join(common) or '1 = 1'}) as rows "
        f"group by {grouped}"
    )


def asked_keys(questions: Sequence[Question]) -> list[Key]:
    """Return the keys that some question asks for, each once."""
    return list(dict.fromkeys(key for question in questions for key in question.keys))


def asked_sets(questions: Sequence[Question]) -> list[tuple[Key, ...]]:
    """Return the choices of keys that questions ask for, each once."""
    return list(dict.fromkeys(question.keys for question in questions))


def _counts(table: Told) -> list[str]:
    value = quoted(table.columns.value)
    number = f"{_number(table)} * {1000 * table.columns.scale}"
    each = f"cast(case when {number} < 0 then -floor(0.5 - {number}) else floor({number} + 0.5) end as bigint)"
    counts = [f"case when count({value}) = count(*) then sum({each}) end as milli", "count(*) as n"]
    return [*counts, f"count({value}) - count({_number(table)}) as bad"] if table.unsure else counts


def both_ways(source: str, columns: Columns, types: Mapping[str, Type]) -> Told:
    """Return a table without flows as one with them: each row is the export of one side and the import of the other."""
    rest = ", ".join(quoted(name) for name in (columns.period, columns.commodity, columns.value))
    one, two = quoted(columns.reporter), quoted(columns.partner)
    union = (
        f"(select {one}, {two}, 'export' as flow, {rest} from {source} "  # noqa: S608 - as below
        f"union all select {two} as {one}, {one} as {two}, 'import' as flow, {rest} from {source}) as both_ways"
    )
    return Told(union, columns._replace(flow="flow", flows=OWN_FLOWS), {**types, "flow": "text"})


def quoted(name: str) -> str:
    """Return the name of a column, in quotes."""
    return '"' + name.replace('"', '""') + '"'


def plain(table: Told, name: str) -> str:
    """Return a column as it is, or as text if it holds neither text nor whole numbers."""
    return _text(table, name) if table.types[name] == "number" else quoted(name)


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


def _key(table: Told, key: Key, lengths: frozenset[int], *, numbered: bool) -> str:
    """Return a key as the table writes it, where only commodities of some numbers of digits pass (none told: all)."""
    columns = table.columns
    if key == "flow" and numbered:
        ways = " ".join(f"when {literal(code)} then {FLOWS.index(name)}" for code, name in columns.flows.items())
        return f"cast(case {_text(table, columns.flow)} {ways} end as utinyint)"
    if key in ("reporter", "partner", "flow", "period"):
        return plain(table, getattr(columns, key))
    if key == "year":
        return f"substr({_text(table, columns.period)}, 1, 4)"
    code, whole = _code(table), _is_total(table)
    if key == "digits":
        made, total = f"length({code})", "0"
    else:
        cut = None if key == "commodity" or lengths == {LEVELS[key]} else LEVELS[key]
        made, total = code if cut is None else f"substr({code}, 1, {cut})", f"'{TOTAL}'"
    return made if lengths and 0 not in lengths else f"case when {whole} then {total} else {made} end"


def _place(table: Told, key: Key, written: str) -> str:
    """Return what a key is ordered by, so that all numbers of one area stand together."""
    columns = table.columns
    if (
        key in ("reporter", "partner")
        and columns.areas == "numbers"
        and table.types[getattr(columns, key)] == "integer"
    ):
        ways = " ".join(f"when {number} then {first}" for number, first in other_numbers())
        return f"case {written} {ways} else {written} end"
    return written


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
    """Return the condition that a column has one of some values, without a cast where it can be read fast.

    A few values are told one by one: DuckDB makes a join of a list that stands anywhere but in a filter.
    """
    if table.types[name] == "text":
        wanted = [literal(value) for value in values]
    else:
        wanted = [value for value in values if value.isdecimal()]
    if 0 < len(wanted) <= _FEW:
        return f"({' or '.join(f'{quoted(name)} = {value}' for value in wanted)})"
    return f"{quoted(name)} in ({', '.join(wanted)})" if wanted else "1 = 0"


def _not_among(table: Told, name: str, values: Iterable[str]) -> str:
    found = _among(table, name, values)
    return "1 = 1" if found == "1 = 0" else f"not {found}"


def _lengths(table: Told, digits: frozenset[int]) -> str:
    """Return the condition on the number of digits of a commodity, which may have lost the zero in front."""
    parts = [_is_total(table)] if 0 in digits else []
    lengths = sorted({length for known in digits - {0} for length in (known - 1, known)})
    if lengths:
        text = _text(table, table.columns.commodity)
        if lengths == list(range(lengths[0], lengths[-1] + 1)):
            among = f"length({text}) between {lengths[0]} and {lengths[-1]}"
        else:
            among = f"length({text}) in ({', '.join(map(str, lengths))})"
        parts.append(f"(not {_is_total(table)} and {among})")
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
