"""Following: formulas and areas of the template, as they are when rows, columns and sheets have been repeated."""

from __future__ import annotations

import re
from collections import ChainMap
from dataclasses import dataclass
from functools import partial
from itertools import product
from typing import TYPE_CHECKING

from briefgen.formulas.references import LAST_COLUMN, LAST_ROW, Reference, a1, reference, rewritten, structured
from briefgen.formulas.tokens import tokenise
from briefgen.workbook.pieces import in_pieces, is_plain, of_tables
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
        self.copied_tables: dict[str, list[tuple[str, str]]] = {}
        """The sheets and names of the copies of each table that there is not exactly once, by its old name."""
        self.first_tables: dict[str, str] = {}
        """The sheet of the first copy of each table, by its old name."""
        self.same = all(len(some) == 1 and some[0].same for some in self.places.values())
        self._tabs: list[str] = []
        """The sheets of the template in order."""

    def expect(self, template: str) -> None:
        """Let a sheet of the template be known, in order, though nothing of it may have come out."""
        self._tabs.append(template.casefold())
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
        if (self.tables or self.copied_tables) and "[" in text:
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
        apart = False

        def told_apart(old: Reference) -> str | Reference | list[Reference] | None:
            nonlocal apart
            new = change(old)
            apart = apart or (isinstance(new, list) and len(new) > 1)
            return new

        made = rewritten(text, told_apart)
        return made if not apart or (pieces and is_plain(text)) else in_pieces(text, change)

    def _structured(self, text: str, home: Place | None) -> str:
        """Return a formula whose tables and their columns have the names they have now."""
        made = []
        for kind, piece in tokenise(text):
            if kind == "structured":
                told = structured(piece)
                old = (told.table or "").casefold()
                new = self.tables.get((home.name, old)) if home else None
                new = new or self.tables.get((self.first_tables.get(old, ""), old))
                if told.table is None and home and not told.book:  # as tables name their own columns
                    own = [names for (sheet, _), (_, names) in self.tables.items() if sheet == home.name]
                    piece = _COLUMN.sub(partial(_renamed, names=ChainMap(*own)), piece)
                elif new and not told.book:
                    piece = new[0] + _COLUMN.sub(partial(_renamed, names=new[1]), piece[len(told.table or "") :])
            elif kind == "name" and home and (home.name, piece.casefold()) in self.tables:
                piece = self.tables[home.name, piece.casefold()][0]
            made.append(piece)
        return of_tables("".join(made), partial(self._copies_of_table, home=home))

    def _copies_of_table(self, text: str, home: Place | None) -> list[str]:
        """Return what a structured reference means where no copy of its table stands: all of them."""
        told = structured(text)
        copies = self.copied_tables.get((told.table or "").casefold())
        if copies is None or told.book:
            return [text]
        if home and any(sheet == home.name for sheet, _ in copies):
            return [text]
        rest = text[len(told.table or "") :]
        return [name + rest for _, name in copies] or ["$XFD$1"]

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

        return in_pieces(text, change, unions=False)

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
    ) -> str | Reference | list[Reference] | None:
        if old.book:
            return old
        if old.sheet is None:
            places = [home] if home else []
        else:
            known = self.places.get(old.sheet.casefold())
            if known is None:
                return old
            if old.last_sheet:
                return self._through(old)
            places = [home] if home in known and home is not None else known
            if not places:
                return self._nowhere(old, home)
        found: list[Reference] = []
        for place in places:
            here = place is home
            some = self._of_place(old, place, row if here else None, column if here else None)
            found += self._joined(some, old, place, totals) if len(some) > 1 else some
        if not places:
            return old
        return found[0] if len(found) == 1 else found or self._nowhere(old, places[0])

    def _through(self, old: Reference) -> Reference | list[Reference]:
        """Return a reference through several sheets: the same one while its cells stand at one place in all of them.

        Sheets without cells, such as those that mark the first and the last, have no say.
        """
        first, last = (old.sheet or "").casefold(), (old.last_sheet or "").casefold()
        if first not in self._tabs or last not in self._tabs:
            return old
        between = self._tabs[self._tabs.index(first) : self._tabs.index(last) + 1]
        places = [place for tab in between for place in self.places.get(tab, [])]
        if not places:
            return old
        plain = old._replace(last_sheet=None)
        found = [(place, self._of_place(plain, place, None, None)) for place in places]
        said = [areas for place, areas in found if place.cells] or [areas for _, areas in found]
        bare = {tuple(area._replace(sheet=None) for area in areas) for areas in said}
        if len(bare) == 1 and len(said[0]) == 1:
            last_sheet = places[-1].name if len(places) > 1 else None
            return said[0][0]._replace(sheet=places[0].name, last_sheet=last_sheet)
        return [area for place, areas in found if place.cells for area in areas] or self._nowhere(plain, places[0])

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
