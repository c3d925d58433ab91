"""The named tables of trade: turnover, both offices side by side, commodities, stated figures beside the data."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from briefgen.document import Cell, Column, Formula
from briefgen.model.figure import Figure, Unit
from briefgen.model.trade import claim_verdicts, known_year
from briefgen.view.made import MISSING, Made, figure_cell, notes_on, number_cell, phrase_cell, sources_of, year_cell
from briefgen.view.trade import MEASURES, Trade, asked, chosen, unit_of

if TYPE_CHECKING:
    from briefgen.language import Language
    from briefgen.model.trade import Mirror, Verdict, Year
    from briefgen.view.facts import Fact, Facts
    from briefgen.view.made import Options

FLOWS: tuple[Literal["exports"], Literal["imports"]] = ("exports", "imports")


def turnover(facts: Facts, options: Options) -> Made | None:
    """Exports, imports, turnover, balance and growth by year.

    last, years: which; all=yes: also those after the brief's date; unit: such as "mln USD", or source for the unit
    of the data; coverage=yes: also exports in per cent of imports.
    """
    trade, language = Trade(facts), facts.language
    if options.get("coverage") not in (None, "yes"):
        raise ValueError("`coverage` is yes, or left out")
    covered = "coverage" in options
    years = chosen(trade, options)
    if not years:
        return None
    labels = language.labels
    unit = unit_of(trade, years, options)
    share = Formula("share", ("exports", "imports"))
    columns = (
        Column("year", labels["year"], "year", width=0.7),
        Column("exports", labels["exports"], "number", 1),
        Column("imports", labels["imports"], "number", 1),
        Column("turnover", labels["turnover"], "number", 1, Formula("sum", ("exports", "imports"))),
        Column("balance", labels["balance"], "number", 1, Formula("difference", ("exports", "imports"))),
        *([Column("coverage", f"{labels['coverage']}, %", "percent", 1, share)] if covered else []),
        Column("growth", f"{labels['growth']}, %", "percent", 1, Formula("growth", ("turnover",))),
    )
    rows = []
    for year in years:
        flows = [_flow_cell(trade, year.data, flow, unit) for flow in FLOWS]
        both = [figure_cell(getattr(year.data, name), unit, facts, f"trade.{name}") for name in MEASURES[2:]]
        ratios = [year.data.coverage, year.data.growth] if covered else [year.data.growth]
        cells = [number_cell(None if one is None else one.value, language) for one in ratios]
        rows.append((year_cell(year.year), *flows, *both, *cells))
    notes = notes_on(rows, language)
    if any(not _adds_up(year.data, unit) for year in years):
        notes = (*notes, labels["rounded"])
    return Made(columns, tuple(rows), language.unit(unit), trade.sources, notes)


def _adds_up(year: Year, unit: Unit) -> bool:
    """Say whether turnover and balance, as printed with one decimal, are those of the printed parts."""
    if year.exports is None or year.imports is None or year.turnover is None or year.balance is None:
        return True
    printed = [_tenths(figure, unit) for figure in (year.exports, year.imports, year.turnover, year.balance)]
    exports, imports, both, balance = printed
    return exports + imports == both and exports - imports == balance


def _tenths(figure: Figure, unit: Unit) -> int:
    """Return the figure in tenths of the unit, rounded half away from zero as it is printed."""
    value = 10 * figure.in_unit(unit).value
    size = int(abs(value) + Fraction(1, 2))
    return -size if value < 0 else size


def mirror(facts: Facts, options: Options) -> Made | None:
    """Both offices on the same trade: ratio of the importer's figure to the exporter's, gap, and what needs checking.

    The options are those of the table `turnover`. None unless both offices report.
    """
    trade, language = Trade(facts), facts.language
    years = both_offices(trade, options)
    ours, theirs = _unit_among([year.own for year in years]), _unit_among([year.partner for year in years])
    if ours is None or theirs is None:
        return None
    unit = unit_of(trade, chosen(trade, options), options)
    alike = theirs.code == unit.code
    other = unit if alike else Unit(theirs.code, unit.scale)
    own_unit, other_unit = ("", "") if alike else (f", {language.unit(unit)}", f", {language.unit(other)}")
    labels = language.labels
    columns = [Column("year", labels["year"], "year", width=0.7)]
    for own, partner in (("exports", "partner_imports"), ("imports", "partner_exports")):
        group = labels[own]
        columns.append(Column(own, labels["own"] + own_unit, "number", 1, group=group))
        columns.append(Column(partner, labels["partner"] + other_unit, "number", 1, group=group))
        if alike:
            columns.append(Column(f"{own}_ratio", labels["ratio"], "number", 2, group=group, unit=""))
            columns.append(Column(f"{own}_gap", f"{labels['gap']}, %", "percent", 1, group=group))
    if alike:
        columns.append(Column("flag", "!", "status", width=0.9))
    rows = [(year_cell(year.year), *_mirror_cells(trade, year, unit, other, alike=alike)) for year in years]
    notes = (*notes_on(rows, language), *([labels["both_sides_note"]] if alike else []), labels["fob_cif"])
    sources = trade.cited(facts.brief.perspective, facts.brief.partner)
    return Made(tuple(columns), tuple(rows), language.unit(unit) if alike else None, sources, notes)


def both_offices(trade: Trade, options: Options) -> list[Mirror]:
    """Return the years that a directive asks for of which either office tells. Raises ValueError for odd options."""
    last = known_year(trade.facts.brief)
    if options.get("all") not in (None, "yes"):
        raise ValueError("`all` is yes, or left out")
    years = [year for year in trade.mirrors if year.known and ("all" in options or year.year <= last)]
    return asked(years, options)


def _unit_among(years: list[Year | None]) -> Unit | None:
    """Return the unit of the first figure that is known."""
    figures = (figure for year in years if year for figure in (year.exports, year.imports) if figure)
    return next((figure.unit for figure in figures), None)


def _mirror_cells(trade: Trade, year: Mirror, unit: Unit, other: Unit, *, alike: bool) -> list[Cell]:
    brief, language = trade.facts.brief, trade.facts.language
    cells = []
    for flow in FLOWS:
        cells.append(_flow_cell(trade, year.own, flow, unit, brief.perspective))
        cells.append(_flow_cell(trade, year.partner, flow, other, brief.partner))
        if alike:
            cells.append(number_cell(year.ratio(flow), language, 2))
            gap = year.gap(flow)
            cells.append(Cell(MISSING) if gap is None else Cell(language.number(gap, 1, sign=True), gap))
    if alike:
        cells.append(Cell(language.labels["flagged"] if year.differs else ""))
    return cells


def _flow_cell(
    trade: Trade, year: Year | None, flow: Literal["exports", "imports"], unit: Unit, office: str | None = None
) -> Cell:
    """Return the cell of exports or imports; one that the office keeps confidential says so."""
    figure: Figure | None = getattr(year, flow, None)
    if figure is None and year is not None and trade.withheld(year.year, flow, office):
        return Cell("c")
    return figure_cell(figure, unit, trade.facts, f"trade.{flow}")


def commodities(facts: Facts, options: Options) -> Made | None:
    """What one side sells to the other; option flow=exports or flow=imports, as the own side sees it.

    Values of one currency stand in one unit, those of several (or without a unit) each with its own.
    """
    flow = options.get("flow", "exports")
    if flow not in ("exports", "imports"):
        raise ValueError("`flow` is exports or imports")
    language, labels = facts.language, facts.language.labels
    goods = goods_of(facts, flow)
    if not goods:
        return None
    coded, dated = any(fact.hs for fact in goods), any(fact.period for fact in goods)
    units = [fact.record.unit for fact in goods if fact.record.value is not None]
    unit = _common(goods) if units and None not in units and len({one.code for one in units}) == 1 else None
    columns = [
        Column("number", labels["number"], "code", width=0.35),
        Column("commodity", labels["commodity"], "text", width=3),
    ]
    if coded:
        columns.append(Column("hs", labels["hs_code"], "code", width=0.8))
    if dated:
        columns.append(Column("period", labels["period"], "text", width=0.9))
    if units:
        columns.append(Column("value", labels["value"], "number", 1) if unit else Column("value", labels["value"]))
    rows = []
    for number, fact in enumerate(goods, start=1):
        cells = [Cell(str(number)), phrase_cell(fact.name)]
        if coded:
            cells.append(Cell(str(fact.hs) if fact.hs else MISSING))
        if dated:
            cells.append(Cell(language.date(fact.record.period, "table") if fact.period else MISSING))
        if units:
            cells.append(_value_cell(fact, unit, language))
        rows.append(tuple(cells))
    told = language.unit(unit) if unit else None
    return Made(tuple(columns), tuple(rows), told, sources_of(goods), notes_on(rows, language))


def _value_cell(good: Fact, unit: Unit | None, language: Language) -> Cell:
    record = good.record
    if record.value is None:
        return Cell(MISSING)
    origin = ".".join(str(step) for step in (*good.path, "value"))
    if unit is not None:
        return number_cell(Figure(record.value, record.unit).in_unit(unit).value, language, 1, origin)
    if record.unit is None:
        return Cell(language.number(record.value), origin=origin)
    return Cell(language.figure(Figure(record.value, record.unit)), origin=origin)


def _common(goods: list[Fact]) -> Unit:
    """Return the largest of the goods' units in which no value prints as nought; else the smallest of them."""
    figures = [Figure(fact.record.value, fact.record.unit) for fact in goods if fact.record.value is not None]
    units = sorted({figure.unit for figure in figures}, key=lambda unit: -unit.scale)
    for unit in units:
        if all(_tenths(figure, unit) or not figure.value for figure in figures):
            return unit
    return units[-1]


def goods_of(facts: Facts, flow: str) -> list[Fact]:
    """Return the commodities of one flow as the own side sees it, whoever reports them."""
    own = facts.brief.perspective
    ours = {
        ("exports", True): "export",
        ("exports", False): "import",
        ("imports", True): "import",
        ("imports", False): "export",
    }
    return [
        fact
        for fact in facts.printable("commodities")
        if own in (fact.record.reporter, fact.record.partner)
        and fact.record.flow == ours[flow, fact.record.reporter == own]
    ]


def compared(facts: Facts) -> list[tuple[Fact, tuple[Verdict, ...]]]:
    """Return the stated figures that have trade data beside them, each with what the data say."""
    found = ((fact, claim_verdicts(fact.record, facts.brief)) for fact in facts.printable("figures"))
    return [(fact, verdicts) for fact, verdicts in found if verdicts]


def claims(facts: Facts, options: Options) -> Made | None:  # noqa: ARG001
    """Stated trade figures beside the data, year by year, with the verdict."""
    language, labels = facts.language, facts.language.labels
    found = compared(facts)
    if not found:
        return None
    unit = found[0][0].record.unit
    alike = all(fact.record.unit.code == unit.code for fact, _ in found)
    columns = (
        Column("measure", labels["measure"], "text", width=1.5),
        Column("stated", labels["stated"], "number" if alike else "text", 1, width=2),
        Column("period", labels["period"], "text", width=1.2),
        Column("year", labels["year"], "year", width=0.5),
        Column("data", labels["data"], "number", 1, width=0.6) if alike else Column("data", labels["data"], "text"),
        Column("verdict", labels["verdict"], "status", width=1.5),
    )
    rows = tuple(
        (
            Cell(str(fact.name or language.word("measure", fact.record.measure))),
            Cell(str(fact.amount), _single(fact, unit) if alike else None, origin=fact.amount.origin),
            Cell(str(fact.period or fact.period_words or MISSING)),
            year_cell(verdict.year),
            figure_cell(verdict.data, unit, facts, "trade") if alike else Cell(language.figure(verdict.data, 1)),
            Cell(language.word("verdict", verdict.verdict)),
        )
        for fact, verdicts in found
        for verdict in verdicts
    )
    offices = dict.fromkeys(verdict.data.reporter for _, verdicts in found for verdict in verdicts)
    sources = Trade(facts).cited(*(office for office in offices if office))
    return Made(columns, rows, language.unit(unit) if alike else None, sources, notes_on(rows, language))


def _single(fact: Fact, unit: Unit) -> Fraction | None:
    """Return the number that a stated figure names, in the unit; None for a range, which names two."""
    figure: Figure | None = fact.record.figure
    return None if figure is None or figure.high is not None else figure.in_unit(unit).value
