"""Sources: a sheet as one Jinja template that yields its columns, and one that yields its rows and their values."""

from __future__ import annotations

from collections import defaultdict
from copy import copy
from typing import TYPE_CHECKING

from briefgen.formulas.references import column_letters
from briefgen.merge.source import source_of
from briefgen.merge.tags import Tag
from briefgen.workbook.bands import Band, Plan
from briefgen.workbook.code import CellMark, ItemMark, Mark, RowMark, Words, written
from briefgen.workbook.tagged import REPEATING, Tagged
from briefgen.workbook.values import ALONE, AMONG_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.merge.blocks import Block
    from briefgen.workbook.axis import Chain
    from briefgen.workbook.mistakes import SheetTeller


class Writer:
    """Writes the sources of a sheet's columns and rows, and decides on its bands."""

    def __init__(self, teller: SheetTeller, made: Plan) -> None:
        self.teller = teller
        self.made = made
        self.line = 1
        self._known: dict[tuple[type, Mark], int] = {}
        self._columns_before: dict[int, list[Tag]] = defaultdict(list)
        self._columns_after: dict[int, list[Tag]] = defaultdict(list)
        self._bands = 0
        self.again: list[Tag] = []
        """The tags of repeated columns once more, as they stand around the cells of rows."""

    def mark(self, mark: Mark) -> str:
        """Return how a mark stands in the source."""
        key = (type(mark), mark)  # marks of two kinds may be equal as tuples
        if key not in self._known:
            self._known[key] = len(self.made.marks)
            self.made.marks.append(mark)
        return written(self._known[key])

    def tag(self, tag: Tag) -> str:
        """Return a tag for Jinja, and let it know its line."""
        if tag.kind == "comment":
            return ""
        text = source_of(tag)
        tag.line = self.line
        self.line += text.count("\n")
        return text

    def statements(self, tags: Iterable[Tag], depths: dict[Tag, int]) -> str:
        """Return tags that repeat; behind each loop that begins, and behind its `else` none, stands the next item."""
        out = ""
        for tag in tags:
            out += self.tag(tag)
            if tag in depths:
                out += self.mark(ItemMark(depths[tag]))
        return out

    # ------------------------------------------------------------ columns

    def columns(self) -> str:
        """Return the source that yields the columns in order; empty if none is repeated."""
        made, reach = self.made, self.made.found.reach
        blocks = [block for block in made.found.blocks if reach.get(block.tags[0]) == "col"]
        if not blocks:
            return ""
        content = {
            cell.column for row in made.rows.values() for cell in row.cells if self._content(cell.row, cell.column)
        }
        where: dict[Tag, tuple[int, bool]] = {}  # the column of a tag, and whether it stands behind it
        for one in made.found.cells.values():
            tags = [tag for tag in (*one.lead, *one.trail) if reach.get(tag) == "col"]
            for tag in tags:
                begins = tag.word in REPEATING
                lone = one.column not in content
                where[tag] = one.column, not begins and (tag in one.trail or not one.prints) and not lone
            if tags and one.column not in content:
                made.gone_columns.add(one.column)
        for block in blocks:
            if any(tag not in where for tag in block.tags):
                tag = next(tag for tag in block.tags if tag not in where)
                made.findings.append(self.teller.beside_words(tag, "column"))
            elif len(block.tags) > 2:
                made.findings.append(self.teller.no_else(block.tags[1]))
        if made.findings:
            return ""
        for tag in sorted(where, key=lambda tag: where[tag][0]):
            (self._columns_after if where[tag][1] else self._columns_before)[where[tag][0]].append(tag)
        depths = self._depths(blocks, where, made.column_bands, made.column_chains, made.gone_columns)
        self.line = 1
        out = ""
        for number in range(1, made.last_column + 1):
            out += self.statements(self._columns_before[number], depths)
            if number not in made.gone_columns:
                out += self.mark(RowMark(number, number))
            out += self.statements(self._columns_after[number], depths)
        return out

    def _depths(
        self,
        blocks: list[Block],
        where: dict[Tag, tuple[int, bool]],
        bands: list[Band],
        chains: dict[int, Chain],
        gone: set[int],
    ) -> dict[Tag, int]:
        """Make the bands of blocks; return the depth of each loop by its first tag."""
        depths: dict[Tag, int] = {}
        for block in blocks:
            first, behind = where[block.tags[0]]
            end = next((tag for tag in block.tags[1:] if block.word == "for"), block.tags[-1])
            last, last_behind = where[end]
            band = Band(block, first + behind, last - (not last_behind))
            bands.append(band)
            if block.word != "for":
                continue
            self._bands += 1
            band.number = self._bands
            depth, parent = 0, block.parent
            while parent is not None:
                depth += parent.word == "for" and parent in blocks
                parent = parent.parent
            depths[block.tags[0]] = depth
            for number in range(band.first, band.last + 1):
                if number not in gone:
                    chains[number] = (*chains.get(number, ())[:depth], band.number)
        return depths

    def _content(self, row: int, column: int) -> bool:
        """Say whether a cell holds anything but tags that repeat rows and columns."""
        one = self.made.found.cells.get((row, column))
        if one is not None:
            return one.prints
        cell = next((cell for cell in self.made.rows[row].cells if cell.column == column), None)
        return cell is not None and cell.filled

    # ------------------------------------------------------------ rows

    def rows(self) -> str:
        """Return the source that yields the rows and the values of their cells in order."""
        made, reach = self.made, self.made.found.reach
        made.row_bands, made.row_chains, made.cells = [], {}, {}
        self._bands = len(made.column_bands)
        before: dict[int, list[Tag]] = defaultdict(list)
        after: dict[int, list[Tag]] = defaultdict(list)
        gone: set[int] = set()
        tagged: dict[int, list[Tagged]] = defaultdict(list)
        for one in made.found.cells.values():
            tagged[one.row].append(one)
        where: dict[Tag, tuple[int, bool]] = {}
        for number, ones in tagged.items():
            self._place_row(number, ones, before, after, gone, where)
        blocks = [block for block in made.found.blocks if reach.get(block.tags[0]) == "row"]
        astray = [tag for block in blocks for tag in block.tags if tag not in where]
        if astray:
            if not made.findings:
                made.findings += [self.teller.beside_words(tag, "row") for tag in astray]
            return ""
        depths = self._depths(blocks, where, made.row_bands, made.row_chains, gone)
        for number in gone:
            made.row_chains.pop(number, None)
        self.line = 1
        return self._row_source(before, after, gone, depths, tagged)

    def _place_row(
        self,
        number: int,
        ones: list[Tagged],
        before: dict[int, list[Tag]],
        after: dict[int, list[Tag]],
        gone: set[int],
        where: dict[Tag, tuple[int, bool]],
    ) -> None:
        """Decide which tags stand before a row and which behind it."""
        reach = self.made.found.reach
        filled = [cell.column for cell in self.made.rows[number].cells if self._content(number, cell.column)]
        if not filled:
            gone.add(number)
        for one in ones:
            lead = [tag for tag in one.lead if reach.get(tag) not in {"col", "sheet"}]
            trail = [tag for tag in one.trail if reach.get(tag) not in {"col", "sheet"}]
            some_before = any(column < one.column for column in filled)
            some_after = any(column > one.column for column in filled)
            if not one.prints:
                lead, trail = (lead + trail, []) if not some_before else ([], lead + trail)
            if not filled:
                lead += [part for part in one.stream if isinstance(part, Tag)]
            for tags, wrong, place, behind in ((lead, some_before, before, False), (trail, some_after, after, True)):
                if tags and wrong:
                    first, last = (f"{column_letters(column)}{number}" for column in (min(filled), max(filled)))
                    self.made.findings.append(self.teller.middle(tags[0], first, last))
                place[number] += tags
                where.update(dict.fromkeys(tags, (number, behind)))

    def _row_source(
        self,
        before: dict[int, list[Tag]],
        after: dict[int, list[Tag]],
        gone: set[int],
        depths: dict[Tag, int],
        tagged: dict[int, list[Tagged]],
    ) -> str:
        made = self.made
        out = []
        start = 0  # of rows in which nothing is
        for number in range(1, made.last_row + 1):
            busy = number in tagged or number in gone or number in made.row_chains or made.attached.get(number)
            if not busy:
                start = start or number
                continue
            if start:
                out.append(self.mark(RowMark(start, number - 1)))
                start = 0
            out.append(self.statements(before[number], depths))
            if number not in gone:
                out.append(self.mark(RowMark(number, number)))
                cells = sorted(tagged.get(number, ()), key=lambda one: one.column)
                made.cells[number] = [one for one in cells if one.stream or one.lead or one.trail]
                out += [self._cell(one) for one in (*made.cells[number], *made.attached.get(number, ()))]
            out.append(self.statements(after[number], depths))
        if start:
            out.append(self.mark(RowMark(start, made.last_row)))
        return "".join(out)

    def _cell(self, one: Tagged) -> str:
        """Return the source of a cell, once for each column that it is repeated in."""
        bands = [band for band in self.made.column_bands if one.cell and band.first <= one.column <= band.last]
        out = [self._again(band.block.tags[0]) for band in bands]
        inside = [self.tag(part) if isinstance(part, Tag) else self.mark(Words(part)) for part in one.stream]
        for part in one.stream:
            if isinstance(part, Tag):
                part.context = ALONE if one.single else AMONG_WORDS
        out += inside if one.single else [self.mark(CellMark(True)), *inside, self.mark(CellMark(False))]
        return "".join([*out, *(self._again(band.block.tags[-1]) for band in reversed(bands))])

    def _again(self, tag: Tag) -> str:
        made = copy(tag)
        self.again.append(made)
        return self.tag(made)
