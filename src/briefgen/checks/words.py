"""How findings speak of facts: records by name, numbers, figures and lists of things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.figure import Qualifier

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from briefgen.findings import FactPath
    from briefgen.model.brief import Brief, StatedFigure
    from briefgen.model.fields import Record
    from briefgen.model.text import Text


def named(path: FactPath, record: Record) -> str:
    """Return how to call a record: its id, or its row in the list if it has none."""
    if not path:
        return "the brief"
    name = record.__dict__.get("id")
    return f"`{name}`" if name else f"row {int(path[1]) + 1} of `{path[0]}`"


def number(value: Fraction, decimals: int = 1) -> str:
    """Return a number rounded half to even at most at `decimals` places, without trailing zeros: 37.3."""
    scaled = round(value * 10**decimals)
    digits = str(abs(scaled)).zfill(decimals + 1)
    whole, part = digits[: len(digits) - decimals], digits[len(digits) - decimals :].rstrip("0")
    return ("-" if scaled < 0 else "") + whole + (f".{part}" if part else "")


def percent(value: Fraction) -> str:
    """Return a change with its sign: `-36.1 %`."""
    shown = number(value)
    sign = "" if shown == "0" or shown.startswith("-") else "+"
    return f"{sign}{shown} %"


def stated(figure: StatedFigure) -> str:
    """Return a figure in the words of the facts: `about 20 mln USD`."""
    if figure.value is None:
        return "no value"
    if figure.qualifier is Qualifier.BETWEEN and figure.high is not None:
        return f"between {number(figure.value, 3)} and {number(figure.high, 3)} {figure.unit}"
    words = "" if figure.qualifier is Qualifier.EXACT else f"{figure.qualifier} "
    return f"{words}{number(figure.value, 3)} {figure.unit}"


def listed(things: Sequence[str], most: int = 8) -> str:
    """Return `a, b and c`; what goes beyond `most` is counted."""
    if len(things) > most:
        return f"{', '.join(things[:most])} and {len(things) - most} more"
    return " and ".join(filter(None, [", ".join(things[:-1]), *things[-1:]]))


def counted(count: int, one: str, many: str | None = None) -> str:
    """Return `1 row` or `2 rows`."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def excerpt(text: Text, brief: Brief, most: int = 120) -> str:
    """Return the words of a text in the first language of the brief that it has, cut to `most` characters."""
    for language in (*brief.languages, *text.forms):
        words = text.words(language)
        if words is not None:
            return words["nom"] if len(words["nom"]) <= most else words["nom"][: most - 1].rstrip() + "…"
    raise AssertionError("a text has words in some language")
