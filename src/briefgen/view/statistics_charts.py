"""Charts of what trade is made of, what moved it, and how both offices tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.document import Chart, Series
from briefgen.view.forms import formed
from briefgen.view.goods import POINTS, flow_of, short_name
from briefgen.view.statistics import frame
from briefgen.view.trade import chosen, unit_of
from briefgen.view.trade_tables import both_offices

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from briefgen.trade.tables.made import Frame
    from briefgen.trade.tables.parts import Line
    from briefgen.view.goods import Way
    from briefgen.view.made import Options
    from briefgen.view.trade import Trade

_LONGEST = 40
_SHOWN = ("value", "before")
_WAYS: tuple[Way, Way] = ("exports", "imports")


def structure_chart(trade: Trade, title: str, options: Options) -> Chart | None:
    """Return the largest goods of one flow in a year as bars, others and what is not allocated last.

    flow: exports or imports; show=value,before: beside the year before; top, digits, year, unit, all: as for the table.
    None without goods. Raises ValueError if an option is unclear.
    """
    way, facts = _way(options), trade.facts
    shown = tuple(dict.fromkeys(options.get("show", "value").split(",")))
    if not shown or not set(shown) <= set(_SHOWN):
        raise ValueError("`show` is value, or value,before")
    made = frame(facts, {"top": "8", **{k: v for k, v in options.items() if k not in ("flow", "show", "form")}})
    if made is None:
        return None
    from briefgen.trade.tables.parts import goods_lines

    lines = goods_lines(made, flow_of(facts, way))[:-1]
    if not lines:
        return None
    language, unit = facts.language, facts.language.unit(made.unit)
    year = made.year or 0
    names = {"value": str(year), "before": str(year - 1)}
    values = {
        "value": [made.money(line.now).value for line in lines],
        "before": [made.money(line.before).value for line in lines],
    }
    series = tuple(
        Series(key, names[key], tuple(values[key]), "bar", colour)  # type: ignore[arg-type] # two at most
        for colour, key in enumerate((one for one in _SHOWN if one in shown), start=1)
    )
    told = f"{language.labels[way]}, {unit}, {year}"
    alt = "; ".join(f"{line.name} {made.money(line.now).text}" for line in lines)
    return formed(
        Chart(
            "structure",
            title,
            told,
            tuple(_short(made, line) for line in lines),
            series,
            alt=f"{language.labels['chart']}: {title}. {told}: {alt}.",
            source=trade.cited(made.pair.reporter),
            number_format=language.number_format,
        ),
        options.get("form", "horizontal"),
    )


def contributions_chart(trade: Trade, title: str, options: Options) -> Chart | None:
    """Return in percentage points what moved trade: goods in a year, or (of=flows) exports and imports by year.

    top, digits, year, all: as for the table; last, years: with of=flows. None if the data cannot give it. Raises
    ValueError if an option is unclear.
    """
    of = options.get("of", "goods")
    if of not in ("goods", "flows"):
        raise ValueError("`of` is goods or flows")
    asked = {name: value for name, value in options.items() if name not in ("of", "form")}
    return _of_flows(trade, title, asked, options) if of == "flows" else _of_goods(trade, title, asked, options)


def _of_flows(trade: Trade, title: str, asked: Options, options: Options) -> Chart | None:
    from briefgen.view.goods import flow_points

    labels = trade.facts.language.labels
    years = [year for year in chosen(trade, asked) if flow_points(year) is not None]
    if not years:
        return None
    found = [flow_points(year) or {} for year in years]
    series = tuple(
        Series(way, labels[way], tuple(one.get(way) for one in found), "bar", colour)  # type: ignore[arg-type]
        for colour, way in enumerate(_WAYS, start=1)
    )
    return _points(trade, title, [str(year.year) for year in years], series, options.get("form", "stacked"))


def _of_goods(trade: Trade, title: str, asked: Options, options: Options) -> Chart | None:
    made = frame(trade.facts, {"top": "5", **asked})
    if made is None:
        return None
    from briefgen.trade.tables.parts import moved_lines

    categories: list[str] = []
    columns: dict[Way, list[Fraction | None]] = {"exports": [], "imports": []}
    for way in _WAYS:
        for line, points in moved_lines(made, flow_of(trade.facts, way)):
            if line.code:
                categories.append(_short(made, line))
                for other in _WAYS:
                    columns[other].append(points if other == way else None)
    if not categories:
        return None
    labels = trade.facts.language.labels
    series = tuple(
        Series(way, labels[way], tuple(columns[way]), "bar", colour)  # type: ignore[arg-type]
        for colour, way in enumerate(_WAYS, start=1)
        if any(value is not None for value in columns[way])
    )
    return _points(trade, title, categories, series, options.get("form", "horizontal"), f", {made.year}")


def _points(
    trade: Trade, title: str, categories: Sequence[str], series: tuple[Series, ...], form: str, when: str = ""
) -> Chart:
    language = trade.facts.language
    told = f"{language.labels['contribution']}, {language.unit(POINTS, 'table')}{when}"
    parts = "; ".join(
        f"{category}: "
        + ", ".join(
            f"{one.name} {language.number(value, 1, sign=True)}"
            for one in series
            if (value := one.values[place]) is not None
        )
        for place, category in enumerate(categories)
    )
    return formed(
        Chart(
            "contributions",
            title,
            told,
            tuple(categories),
            series,
            alt=f"{language.labels['chart']}: {title}. {told}. {parts}.",
            source=trade.sources,
            number_format=language.number_format,
        ),
        form,
    )


def mirror_chart(trade: Trade, title: str, options: Options) -> Chart | None:
    """Return one flow by year as both offices tell it: flow=exports or flow=imports, as the own side sees it.

    The other options are those of the table mirror. None unless both report in one currency.
    """
    way, facts = _way(options), trade.facts
    asked = {name: value for name, value in options.items() if name not in ("flow", "form")}
    years = [year for year in both_offices(trade, asked) if year.ratio(way) is not None]
    if not years:
        return None
    unit = unit_of(trade, chosen(trade, asked), asked)
    other = "partner_imports" if way == "exports" else "partner_exports"  # the columns of the table
    sides = {way: [year.own for year in years], other: [year.partner for year in years]}
    language, brief = facts.language, facts.brief
    offices = {way: brief.perspective, other: brief.partner}
    series = tuple(
        Series(
            key,
            str(facts.by_id("parties", offices[key]).short),  # type: ignore[union-attr] # both are in the list
            tuple(getattr(side, way).in_unit(unit).value for side in found),
            "bar",
            colour,  # type: ignore[arg-type]
        )
        for colour, (key, found) in enumerate(sides.items(), start=1)
    )
    told = f"{language.labels[way]}, {language.unit(unit)}, {years[0].year}\u2013{years[-1].year}"
    parts = "; ".join(f"{one.year}: {language.number(ratio, 2)}" for one in years if (ratio := one.ratio(way)))
    return formed(
        Chart(
            "mirror",
            title,
            told,
            tuple(str(year.year) for year in years),
            series,
            alt=f"{language.labels['chart']}: {title}. {told}. {language.labels['ratio']}: {parts}.",
            source=trade.cited(brief.perspective, brief.partner),
            number_format=language.number_format,
        ),
        options.get("form", "bars"),
    )


def _way(options: Options) -> Way:
    way = options.get("flow", "exports")
    if way == "exports":
        return "exports"
    if way == "imports":
        return "imports"
    raise ValueError("`flow` is exports or imports")


def _short(made: Frame, line: Line) -> str:
    """Return the name of a line of goods for an axis, with its code."""
    name = short_name(made, line.code) if line.code else line.name
    short = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}\u2026"
    return f"{short} ({line.code})" if line.code else short
