"""Pictures, charts and shapes on a sheet: moved with the cell they hang on, copied with the row of a loop."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from briefgen.workbook.around_rows import anchored
from briefgen.workbook.axis import Spot
from briefgen.workbook.sheet import attributes

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefgen.package import Relationship
    from briefgen.workbook.axis import Axis
    from briefgen.workbook.rendering import Made

_ANCHOR = re.compile(r"<((?:\w+:)?(?:twoCell|oneCell)Anchor)\b[^>]*>.*?</\1>", re.DOTALL)
_ROW, _COLUMN = re.compile(r"<(?:\w+:)?row>(\d+)<"), re.compile(r"<(?:\w+:)?col>(\d+)<")
_ID = re.compile(r'(<(?:\w+:)?cNvPr\b[^>]*?\bid=")(\d+)(")')
_RELATION_ID = re.compile(r'\br:(?:id|embed|link)="([^"]*)"')
_HEIGHT = re.compile(r'<(?:\w+:)?ext\b[^>]*?\bcy="(\d+)"')
_POINT, _ROW_HEIGHT = 12_700, 15.0  # a point in the units of drawings; the height of a row that tells none
_RELATION = re.compile(r'\b(r:(?:id|embed|link)=")([^"]*)(")')


def anchors_of(
    xml: str, one: Made, seen: dict[str, Spot], copy: Callable[[str, Spot], Relationship | None]
) -> tuple[str, list[Relationship]]:
    """Return a drawing as it belongs to a sheet of the outcome, and the relationships of the copies in it.

    `copy` copies what a relationship leads to, if it is of this drawing alone; `seen` is filled with the rows that
    its relationships lie in, where these are repeated.
    """
    place = one.place
    if place is None or place.same:
        return xml, []
    more: list[Relationship] = []
    highest = max((int(number) for _, number, _ in _ID.findall(xml)), default=0)

    def fresh(number: re.Match[str]) -> str:
        nonlocal highest
        highest += 1
        return f"{number[1]}{highest}{number[3]}"

    def follow(relation: re.Match[str], row: Spot) -> str:
        new = copy(relation[2], row)
        if new is None:
            return relation[0]
        more.append(new)
        return relation[1] + new.id + relation[3]

    def move(found: re.Match[str]) -> str:
        rows, columns = _ROW.findall(found[0]), _COLUMN.findall(found[0])
        if not rows or not columns:
            return found[0]
        made: list[str] = []
        within = len(rows) > 1 or _is_low(found[0], int(rows[0]) + 1, one)
        for top, row in _places(place.rows, rows, within):
            for left, _ in _places(place.columns, columns, within):
                text = anchored(found[0], place, top, left)
                if row.path and not made:
                    seen.update(dict.fromkeys(_RELATION_ID.findall(found[0]), row))
                made.append(_RELATION.sub(partial(follow, row=row), _ID.sub(fresh, text)) if made else text)
        return "".join(made)

    return _ANCHOR.sub(move, xml), more


def _is_low(xml: str, first: int, one: Made) -> bool:
    """Say whether a picture of given height is no higher than the band that its first row stands in."""
    height = _HEIGHT.search(xml)
    if height is None or one.place is None or one.sheet.plan is None:
        return False
    chain, room, number = one.place.rows.chain(first), 0.0, first
    while chain and one.place.rows.chain(number) == chain:
        row = one.sheet.plan.rows.get(number)
        told = attributes(row.attributes).get("ht") if row else None
        room += float(told) if told else _ROW_HEIGHT
        number += 1
    return int(height[1]) <= (room + 1) * _POINT


def _places(axis: Axis, numbers: list[str], within: bool) -> list[tuple[int, Spot]]:
    """Return where the first row of a picture came out: for each item, if it lies in one band; else once."""
    first, last = int(numbers[0]) + 1, int(numbers[-1]) + 1
    chain = axis.chain(first)
    if not within:
        return [(axis.after(first), Spot(first, ()))]
    if chain and (axis.chain(last) == chain or axis.chain(max(first, last - 1)) == chain):
        return [(at, spot) for at, _, spot in axis.copies(first, first)]
    return [(axis.after(first), Spot(first, ()))]
