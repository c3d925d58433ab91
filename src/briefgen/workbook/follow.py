"""Following: formulas and areas of the template, as they are when rows, columns and sheets have been repeated."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from itertools import product
from typing import TYPE_CHECKING

from briefgen.formulas.references import LAST_COLUMN, LAST_ROW, Reference, a1, reference, rewritten, structured
from briefgen.formulas.tokens import tokenise
from briefgen.workbook.repeated import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefgen.workbook.axis import Axis, Run, Spot
    from briefgen.workbook.bands import Band
    from briefgen.workbook.sheet import Row

_COLUMN = re.compile(r"([\[@])((?:[^\[\]'@#]|'.)+)(\])")
_QUOTE, _SPECIAL = re.compile("'(.)"), re.compile(r"[\[\]#']")
_TOTALS = ("SUBTOTAL(", "AGGREGATE(")


@dataclass(slots=True, eq=False)
class Place:
    """A sheet as it came out: its name in the template and now, and where its rows and columns went.

    `cells` and `bands` are those of the template, empty where nothing of it was read.
    """

    template: str
    name: str
    rows: Axis
    columns: Axis
    cells: Mapping[int, Row]
    bands: Sequence[Band] = ()

    @property
    def same(self) -> bool:
        """Say whether nothing moved and the name stayed."""
        return self.rows.same and self.columns.same and self.name == self.template


class Follower:
    """Rewrites what refers to cells, for all sheets of one outcome."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.places: dict[str, list[Place]] = {}
        for place in places:
            self.places.setdefault(place.template.casefold(), []).append(place)
        self.tables: dict[tuple[str, str], tuple[str, dict[str, str]]] = {}
        """New names of tables and their columns, by sheet and old name of the table."""
        self._patterns: dict[tuple[str, int, str], Pattern] = {}
        self.first_tables: dict[str, str] = {}
        """The sheet of the first copy of each table, by its old name."""
        self.same = all(len(some) == 1 and some[0].same for some in self.places.values())

    def expect(self, template: str) -> None:
        """Let a sheet of the template be known of which nothing came out."""
        if template.casefold() not in self.places:
            self.places[template.casefold()] = []
            self.same = False

    def formula(
        self,
        text: str,
        home: Place | None,
        row: Spot | None = None,
        column: Spot | None = None,
        *,
        pieces: bool = False,
    ) -> str:
        """Return a formula as it is in the outcome, standing where `row` and `column` tell on the sheet `home`.

        `pieces` says that it may name an area in several pieces, as charts and defined names do.
        """
        if self.tables and "[" in text:
            text = self._structured(text, home)
        if self.same:
            return text
        totals = any(name in text.upper() for name in _TOTALS)
        change = partial(self._change, home=home, row=row, column=column, totals=totals)
        if home is not None and row is not None and row.path and home.columns.same:
            key = (home.name, row.number, text)
            pattern = self._patterns.get(key) or self._patterns.setdefault(key, Pattern(text, home, row))
            told = pattern.at(row, change)
            if told is not None:
                return told
        made = rewritten(text, change)
        if not pieces and len(made) > len(text) and _unions(made) > _unions(text):  # few take an area in pieces
            return rewritten(text, partial(change, whole=True))
        return made

    def _structured(self, text: str, home: Place | None) -> str:
        """Return a formula whose tables and their columns have the names they have now."""
        made = []
        for kind, piece in tokenise(text):
            if kind == "structured":
                told = structured(piece)
                old = (told.table or "").casefold()
                new = self.tables.get((home.name, old)) if home else None
                new = new or self.tables.get((self.first_tables.get(old, ""), old))
                if new and not told.book:
                    piece = new[0] + _COLUMN.sub(partial(_renamed, names=new[1]), piece[len(told.table or "") :])
            elif kind == "name" and home and (home.name, piece.casefold()) in self.tables:
                piece = self.tables[home.name, piece.casefold()][0]
            made.append(piece)
        return "".join(made)

    def anchored(self, text: str, home: Place, row: Spot, column: Spot, low: bool, wide: bool) -> str:
        """Return a formula of a format or a validation; `low` and `wide` tell that its area is one row or column.

        What it refers to outside the repeated row is fixed with `$` then: its area has grown, that has not.
        """
        if self.same:
            return text

        def change(old: Reference) -> str | Reference | list[Reference] | None:
            if old.sheet is None and not old.book and old.shape in {"cell", "area"}:
                own_rows, own_columns = home.rows.chain(row.number), home.columns.chain(column.number)
                if low and own_rows and own_rows != home.rows.chain(old.row):
                    old = old._replace(row_fixed=True, last_row_fixed=True)
                if wide and own_columns and own_columns != home.columns.chain(old.column):
                    old = old._replace(column_fixed=True, last_column_fixed=True)
            return self._change(old, home, row, column, False)

        return rewritten(text, change)

    def areas(self, text: str, home: Place, row: Spot | None = None, column: Spot | None = None) -> list[Reference]:
        """Return where the areas of a list such as `B4:C9 E4` came out, all copies of them."""
        found: list[Reference] = []
        for one in text.split():
            try:
                found += self._of_place(reference(one), home, row, column)
            except ValueError:
                continue
        return found

    def _change(
        self,
        old: Reference,
        home: Place | None,
        row: Spot | None,
        column: Spot | None,
        totals: bool,
        whole: bool = False,
    ) -> str | Reference | list[Reference] | None:
        if old.book:
            return old
        if old.sheet is None:
            places = [home] if home else []
        else:
            known = self.places.get(old.sheet.casefold())
            if known is None:
                return old
            places = [home] if home in known and home is not None else known
            if old.last_sheet:
                return self._through(old, places)
            if not places:
                return self._nowhere(old, home)
        found: list[Reference] = []
        for place in places:
            here = place is home
            some = self._of_place(old, place, row if here else None, column if here else None)
            if whole and len(some) > 1:
                last = some[-1]
                some = [some[0]._replace(last_row=last.last_row, last_column=last.last_column, shape="area")]
            found += self._joined(some, old, place, totals) if len(some) > 1 else some
        if not places:
            return old
        return found[0] if len(found) == 1 else found or self._nowhere(old, places[0])

    def _through(self, old: Reference, places: list[Place]) -> Reference:
        """Return a reference through several sheets; the first of them tells where its cells went."""
        last = self.places.get((old.last_sheet or "").casefold(), [])
        if not places or not last:
            return old
        moved = self._of_place(old, places[0], None, None)
        return (moved[0] if moved else old)._replace(sheet=places[0].name, last_sheet=last[-1].name)

    @staticmethod
    def _nowhere(old: Reference, place: Place | None) -> Reference:
        """Return what stands for cells of which none came out: the last cell of the first row, which is empty."""
        sheet = place.name if place is not None and old.sheet is not None else None
        return Reference(1, LAST_COLUMN, 1, LAST_COLUMN, sheet, "cell", True, True, True, True)

    def _of_place(self, old: Reference, place: Place, row: Spot | None, column: Spot | None) -> list[Reference]:
        sheet = place.name if old.sheet is not None else None
        if place.rows.same and place.columns.same:
            return [old if sheet == old.sheet else old._replace(sheet=sheet)]
        single = old.shape == "cell"
        rows: list[Run]
        columns: list[Run]
        if old.shape == "columns":
            rows = [(1, LAST_ROW)]
        elif single:
            rows = place.rows.one(old.row, row, old.row_fixed)
        else:
            rows = place.rows.follow(old.row, old.last_row, row, old.row_fixed, old.last_row_fixed)
        if old.shape == "rows":
            columns = [(1, LAST_COLUMN)]
        elif single:
            columns = place.columns.one(old.column, column, old.column_fixed)
        else:
            columns = place.columns.follow(old.column, old.last_column, column, old.column_fixed, old.last_column_fixed)
        found = []
        for (top, bottom), (left, right) in product(rows, columns):
            shape = old.shape
            if single and (top, left) != (bottom, right):
                shape = "area"
            found.append(
                old._replace(row=top, column=left, last_row=bottom, last_column=right, sheet=sheet, shape=shape)
            )
        return found

    @staticmethod
    def _joined(found: list[Reference], old: Reference, place: Place, totals: bool) -> list[Reference]:
        """Return copies that stand apart as one area, where what stands between them does not count."""
        if any(one.column != found[0].column or one.last_column != found[0].last_column for one in found):
            return found
        around = [band for band in place.bands if band.number and band.first <= old.row <= old.last_row <= band.last]
        outer = min(around, key=lambda band: band.first) if around else None
        if outer is None:
            return found
        for number in range(outer.first, outer.last + 1):
            if old.row <= number <= old.last_row or number not in place.cells or not place.rows.at(number):
                continue
            for cell in place.cells[number].cells:
                if not old.column <= cell.column <= old.last_column or not cell.filled:
                    continue
                total = totals and (cell.formula or "").upper().startswith(_TOTALS)
                words = totals and cell.text is not None and "{" not in cell.text
                if not (total or words):
                    return found
        return [found[0]._replace(last_row=found[-1].last_row, shape="area")]


def _unions(formula: str) -> int:
    return sum(kind == "union" for kind, _ in tokenise(formula)) if "," in formula else 0


def _renamed(found: re.Match[str], names: Mapping[str, str]) -> str:
    new = names.get(_QUOTE.sub(r"\1", found[2]).casefold())
    return found[0] if new is None else found[1] + _SPECIAL.sub(r"'\g<0>", new) + found[3]


def written(areas: Iterable[Reference]) -> str:
    """Return areas as a list of them is written, without `$`."""
    return " ".join(a1(plain_area(one)) for one in areas)


def plain_area(area: Reference) -> Reference:
    """Return an area without `$` and sheet."""
    shape = area.shape
    if shape == "area" and (area.row, area.column) == (area.last_row, area.last_column):
        shape = "cell"
    return Reference(area.row, area.column, area.last_row, area.last_column, None, shape)
