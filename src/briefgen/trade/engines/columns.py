"""How tables of trade write what the cube asks for: the columns, codes and units of the layouts that engines read."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from briefgen.findings import FindingsError, did_you_mean, error
from briefgen.trade.cube import area
from briefgen.trade.flows import FLOWS, TOTAL, FlowName

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.trade.cube import Area
    from briefgen.trade.sources.layouts import Layout

Type = Literal["integer", "number", "text"]
"""What a column holds, as far as literals and casts need to know."""

OWN_FLOWS: dict[str, FlowName] = {
    **{name: name for name in FLOWS}, "X": "export", "M": "import", "RX": "re-export", "RM": "re-import",
}  # fmt: skip
"""The flows of a table whose columns are told: by their names, or by the letters of UN Comtrade."""


PARQUET = (".parquet", ".pq")
"""Endings of the files that only an engine reads."""
WANTED = ("reporter", "partner", "flow", "period", "commodity", "value")
ENGINE_LAYOUTS = ("comtrade-v1", "comtrade-35", "comtrade-22", "baci", "comext-bulk-2")
"""Layouts that engines read without Python: one plain value in a row, in one unit."""


_LONGEST_FLOW = 2


class Columns(NamedTuple):
    """The columns of a table of trade: their names, and what their values mean.

    `value` counts `scale` units of the currency. `flows` tells the flow of each code, others are left out; with an
    empty `flow` a row is the export of its reporter and the import of its partner. `areas` are numbers (of M49) or
    letters (ISO alpha-3 or alpha-2). `total` stands for all goods. `only` names columns that break rows down further,
    with the values of rows that are whole; an empty one stands for no value.
    """

    reporter: str
    partner: str
    flow: str
    period: str
    commodity: str
    value: str
    scale: int = 1
    currency: str = "USD"
    flows: Mapping[str, FlowName] = OWN_FLOWS
    areas: Literal["letters", "numbers"] = "letters"
    total: str = TOTAL
    only: tuple[tuple[str, frozenset[str]], ...] = ()
    publisher: str = ""


def recognised(types: Mapping[str, Type], path: str) -> Columns:
    """Return the columns of a table by their names; raise FindingsError B231 for names that no engine knows."""
    from briefgen.trade.sources.columns import plain_name
    from briefgen.trade.sources.layouts import LAYOUTS

    known = {plain_name(name): name for name in types}
    for name in ENGINE_LAYOUTS:
        layout = LAYOUTS[name]
        if layout.needs <= known.keys() and not layout.lacks & known.keys():
            return _of(layout, known, types)
    raise FindingsError(
        error(
            "B231",
            f"no engine knows the columns of `{path}`",
            why=f"it has {', '.join(list(types)[:12])}",
            help=f"engines read {', '.join(LAYOUTS[name].title for name in ENGINE_LAYOUTS)}; "
            "for a CSV file of another layout, leave the engine to Python",
        )
    )


def _of(layout: Layout, known: Mapping[str, str], types: Mapping[str, Type]) -> Columns:
    """Return the columns of a layout; where it has several for one thing, that of whole numbers is read fastest."""
    made: dict[str, str] = {}
    for part, names in layout.parts.items():
        found = [known[name] for name in names if name in known]
        whole = [name for name in found if types[name] == "integer"] if part in ("reporter", "partner") else []
        if found:
            made[part] = (whole or found)[0]
    only = {**layout.whole, **layout.keep}
    numbers = types[made["reporter"]] == "integer" or layout.name == "baci" or "code" in made["reporter"].lower()
    return Columns(
        made["reporter"],
        made["partner"],
        made.get("flow", ""),
        made["period"],
        made["commodity"],
        made["value"],
        layout.scale,
        layout.currency,
        _flows(layout, made.get("flow", "")),
        "numbers" if numbers else "letters",
        only=tuple((known[name], values) for name, values in only.items() if name in known),
        publisher=layout.publisher,
    )


def _flows(layout: Layout, column: str) -> dict[str, FlowName]:
    """Return the flow of each code; a column of codes holds no names, and a short list is compared faster."""
    coded = "code" in column.lower()
    flows = {code: flow for code, flow in layout.flows.items() if not coded or len(code) <= _LONGEST_FLOW}
    return {spelt: flow for code, flow in flows.items() for spelt in dict.fromkeys((code, code.upper()))}


def named(columns: Mapping[str, str]) -> Columns:
    """Return columns from a mapping of a configuration; raise FindingsError B232 for what is missing or unknown."""
    fields = {*WANTED, "scale", "currency", "areas", "total"}
    missing = [name for name in WANTED if name not in columns]
    unknown = [name for name in columns if name not in fields]
    odd = columns.get("areas", "letters") not in ("letters", "numbers")
    scale = columns.get("scale", "1")
    if missing or unknown or odd or not (scale.isdecimal() and int(scale)):
        wrong = (
            f"`{missing[0]}` is missing" if missing
            else f"there is no `{unknown[0]}`" if unknown
            else "`areas` is letters or numbers" if odd
            else "`scale` is a whole number such as 1000"
        )  # fmt: skip
        raise FindingsError(
            error(
                "B232",
                f"the columns of a trade table are not told: {wrong}",
                help=(did_you_mean(unknown[0], fields) if unknown else None)
                or f"name the columns {', '.join(WANTED)}, and perhaps scale, currency, areas, total",
            )
        )
    return Columns(
        columns["reporter"],
        columns["partner"],
        columns["flow"],
        columns["period"],
        columns["commodity"],
        columns["value"],
        scale=int(scale),
        currency=columns.get("currency", "USD"),
        areas="numbers" if columns.get("areas") == "numbers" else "letters",
        total=columns.get("total", TOTAL),
    )


@cache
def spelt(code: str, areas: Literal["letters", "numbers"]) -> tuple[str, ...]:
    """Return every way in which a column may write an area: numbers without zeros in front, or letters."""
    from briefgen.trade.nomenclatures import spellings

    if areas == "letters":
        return tuple(spelling for spelling in spellings(code) if not spelling.isdecimal())
    numbers = (spelling.lstrip("0") or "0" for spelling in spellings(code) if spelling.isdecimal())
    own = (code[1:],) if code[:1] == "M" and code[1:].isdecimal() else ()
    return tuple(dict.fromkeys((*numbers, *own)))


@cache
def of_kind(kinds: frozenset[Area], areas: Literal["letters", "numbers"]) -> tuple[str, ...]:
    """Return every way in which a column may write areas of these kinds."""
    from briefgen.trade.nomenclatures import names

    return tuple(spelling for code in names() if area(code) in kinds for spelling in spelt(code, areas))


@cache
def other_numbers() -> tuple[tuple[str, str], ...]:
    """Return the second and further numbers of areas that have several, each with the first."""
    from briefgen.trade.nomenclatures import names

    ways = (spelt(code, "numbers") for code in names())
    return tuple((number, numbers[0]) for numbers in ways for number in numbers[1:])


@cache
def area_of(written: str, areas: Literal["letters", "numbers"]) -> str:
    """Return the code of an area as rows have it (`flows.Row`) from what a column writes."""
    from briefgen.trade.nomenclatures import country

    found = country(written)
    if found is None and areas == "numbers":
        return f"M{written}"
    return found or written
