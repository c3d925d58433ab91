"""Stated figures: their source, reporter, period and unit, their value and its bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen import language
from briefgen.checks.required import is_final
from briefgen.checks.words import listed, number, stated
from briefgen.findings import error, note, warning
from briefgen.model.figure import Qualifier
from briefgen.model.trade import TRADE_MEASURES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.findings import FactPath, Finding
    from briefgen.model.brief import Brief
    from briefgen.model.figure import Unit


def origin(brief: Brief) -> Iterator[Finding]:
    """Check that every figure names its source, its period and, for trade, whose statistics it is."""
    for index, figure in enumerate(brief.figures):
        lacking = [] if figure.source else ["source"]
        if figure.reporter is None and figure.measure in TRADE_MEASURES:
            lacking.append("reporter")
        if figure.period is None and (figure.period_words is None or figure.compare_over is None):
            lacking.append("period" if figure.period_words is None else "years of its period")
        if not lacking:
            continue
        fields = {"source": "source", "reporter": "reporter", "period": "period"}
        add = [f"`{fields.get(one, 'compare_over')}`" for one in lacking]
        yield (error if is_final(brief) and "source" in lacking else warning)(
            "B350",
            f"the figure `{figure.id}` ({stated(figure)}) has no {listed(lacking)}",
            why="a reader can neither look it up nor compare it",
            help=f"add {listed(add)} if the source tells",
            at=("figures", index),
        )


def value(brief: Brief) -> Iterator[Finding]:
    """Check that every figure has a value."""
    for index, figure in enumerate(brief.figures):
        if figure.value is None:
            yield warning(
                "B351",
                f"the figure `{figure.id}` has no value",
                why="there is nothing to print",
                help="write `value`, or remove the figure until it is known",
                at=("figures", index),
            )


def bounds(brief: Brief) -> Iterator[Finding]:
    """Check that a range has two ends in order, and nothing else has."""
    for index, figure in enumerate(brief.figures):
        path: FactPath = ("figures", index, "qualifier" if figure.high is None else "high")
        between = figure.qualifier is Qualifier.BETWEEN
        if between and figure.high is None:
            yield error(
                "B352",
                f"the range of `{figure.id}` has no upper end",
                why="`between` needs two numbers",
                help="write the upper end in `high`, or choose another `qualifier`",
                at=path,
            )
        elif figure.high is not None and not between:
            yield error(
                "B352",
                f"`{figure.id}` has an upper end, yet its qualifier is `{figure.qualifier}`",
                why="only a range has an upper end; it would not be printed",
                help="write `qualifier: between`, or remove `high`",
                at=path,
            )
        elif figure.high is not None and figure.value is not None and figure.value > figure.high:
            yield error(
                "B352",
                f"the lower end of `{figure.id}`, {number(figure.value, 3)}, "
                f"is above the upper end, {number(figure.high, 3)}",
                why="`value` is the lower end, `high` the upper one",
                help="exchange the two",
                at=path,
            )


def over_hundred(brief: Brief) -> Iterator[Finding]:
    """Check that a share is not above 100 %."""
    for index, figure in enumerate(brief.figures):
        if figure.unit.code == "%" and max(figure.value or 0, figure.high or 0) > 100:
            yield note(
                "B355",
                f"`{figure.id}` is {stated(figure)}, more than a whole",
                why="a growth can be above 100 %, a share cannot",
                help="correct the value if it is a share",
                at=("figures", index, "value"),
            )


def label(brief: Brief) -> Iterator[Finding]:
    """Check that a figure of another measure has a name to print."""
    for index, figure in enumerate(brief.figures):
        if figure.measure == "other" and figure.name is None:
            yield error(
                "B356",
                f"the figure `{figure.id}` ({stated(figure)}) has no name",
                why="its measure is `other`, so a reader could not know what is counted",
                help="say in `name` what is measured",
                at=("figures", index),
            )


def units(brief: Brief) -> Iterator[Finding]:
    """Check that every language of the brief has words for every unit."""
    known = [(code, language.load(code)) for code in brief.languages if code in language.available()]
    seen: set[Unit] = set()
    for name in ("figures", "trade", "commodities"):
        for index, row in enumerate(getattr(brief, name)):
            if row.unit is None or row.unit in seen:
                continue
            seen.add(row.unit)
            without = [f"`{code}`" for code, words in known if not words.knows(row.unit)]
            if without:
                yield note(
                    "B357",
                    f"the unit `{row.unit.code}` has no words in {listed(without)}",
                    why="it is printed as it stands",
                    help="write a currency in three capital letters, such as USD, or a unit such as %, km, t, kWh",
                    at=(name, index, "unit"),
                )
