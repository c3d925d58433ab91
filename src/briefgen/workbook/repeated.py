"""Formulas of repeated rows: taken apart once, put together for each copy of the row."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefgen.formulas.references import Reference, a1, column_letters, reference
from briefgen.formulas.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefgen.workbook.axis import Path, Spot
    from briefgen.workbook.follow import Place

    Change = Callable[[Reference], str | Reference | list[Reference] | None]


class Part(NamedTuple):
    """A reference of a formula: as it was written; `depth` tells how many of the items of a row it depends on.

    `own` is what stands before the row number of a plain cell of the same item; `known` are results by those items.
    """

    text: str
    old: Reference
    depth: int
    own: str | None
    known: dict[Path, str]


class Pattern:
    """A formula of a repeated row of one sheet."""

    def __init__(self, formula: str, place: Place, row: Spot) -> None:
        self.place = place
        self.pieces: list[str | Part] = ["="] if formula.startswith("=") else []
        for kind, text in tokenise(formula):
            self.pieces.append(self._part(text, row) if kind == "reference" else text)

    def _part(self, text: str, row: Spot) -> Part:
        old = reference(text)
        rows = self.place.rows
        if old.sheet is not None and old.sheet.casefold() != self.place.template.casefold():
            return Part(text, old, 0, None, {})
        if old.shape == "columns":
            return Part(text, old, 0, None, {})
        own = rows.chain(row.number)
        if old.shape == "cell" and rows.chain(old.row) == own and not old.row_fixed and old.sheet is None:
            return Part(text, old, len(own), f"{'$' * old.column_fixed}{column_letters(old.column)}", {})
        within = [number for number in rows.chains if old.row <= number <= old.last_row]
        depth = max((len(rows.prefix(number, row)) for number in within), default=0)
        return Part(text, old, depth, None, {})

    def at(self, row: Spot, change: Change) -> str | None:
        """Return the formula for one copy of the row; None where a reference becomes more, or less, than one area."""
        made = []
        path, rows = row.path, self.place.rows
        for piece in self.pieces:
            if isinstance(piece, str):
                made.append(piece)
                continue
            text, old, depth, own, known = piece
            if own is not None:
                found = rows.at(old.row, path)
                if len(found) != 1:
                    return None
                made.append(f"{own}{found[0]}")
                continue
            told = known.get(path[:depth])
            if told is None:
                new = change(old)
                if not isinstance(new, Reference):
                    return None
                told = text if new == old else a1(new)
                if depth < len(path) or depth == 0:  # what differs for each copy is not worth keeping
                    known[path[:depth]] = told
            made.append(told)
        return "".join(made)
