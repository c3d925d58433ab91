"""The forms of a chart: the same values as bars side by side, one on another, to the right, or as lines."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefgen.document import Chart

_FORMS = ("bars", "stacked", "shares", "horizontal", "line")


def formed(chart: Chart, form: str) -> Chart:
    """Return the chart in another form; lines stay lines.

    bars: side by side; stacked: one on another; shares: the same in per cent of their sum; horizontal: to the right;
    line: nothing but lines. Raises ValueError for another form, and for one that the values have no picture in.
    """
    if form not in _FORMS:
        raise ValueError(f"`form` is {', '.join(_FORMS[:-1])} or {_FORMS[-1]}")
    if form == "line":
        return replace(chart, series=tuple(replace(one, kind="line") for one in chart.series))
    bars = [one for one in chart.series if one.kind == "bar"]
    if form in ("stacked", "shares") and len(bars) < 2:
        raise ValueError(f"`form={form}` needs two kinds of bars, such as show=exports,imports")
    return replace(chart, stacked=form == "stacked", shares=form == "shares", horizontal=form == "horizontal")
