"""What stands around the rows of a sheet and refers to them: merges, formats, validations, links, breaks and more."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from briefgen.formulas.references import LAST_COLUMN, LAST_ROW, Reference, a1, column_letters, reference, references
from briefgen.merge.markup import escaped, escaped_attribute, plain
from briefgen.workbook.axis import Axis, Spot
from briefgen.workbook.follow import Follower, Place, plain_area, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.workbook.axis import Path

_ATTRIBUTE = r'(\b{name}=")([^"]*)(")'
_FORMAT = re.compile(
    r'(<conditionalFormatting\b[^>]*?\bsqref=")([^"]*)("[^>]*>)(.*?)(</conditionalFormatting>)', re.DOTALL
)
_VALIDATION = re.compile(r'(<dataValidation\b[^>]*?\bsqref=")([^"]*)("[^>]*?)(/>|>(.*?)</dataValidation>)', re.DOTALL)
_NEWER = re.compile(r"<x14:(conditionalFormatting|dataValidation)\b[^>]*>.*?</x14:\1>", re.DOTALL)
_SPARKLINE = re.compile(r"<x14:sparkline>(.*?)</x14:sparkline>", re.DOTALL)
_LATER_AREAS = re.compile(r"(<xm:sqref>)([^<]*)(</xm:sqref>)")
_LATER_FORMULA = re.compile(r"(<xm:f>)([^<]*)(</xm:f>)")
_FORMULA = re.compile(r"(<formula[12]?>)([^<]*)(</formula[12]?>)")
_BOUND = re.compile(r'(<cfvo\b[^>]*?\bval=")([^"]*)(")')
_MERGE = re.compile(r'<mergeCell\b[^>]*?\bref="([^"]*)"[^>]*?/>')
_LINK = re.compile(r'<hyperlink\b[^>]*?\bref="([^"]*)"[^>]*?/>')
_BREAKS = re.compile(r"<(row|col)Breaks\b[^>]*>(.*?)</\1Breaks>", re.DOTALL)
_BREAK = re.compile(r'<brk\b[^>]*?\bid="(\d+)"[^>]*?/>')
_COLUMNS = re.compile(r"<cols>(.*?)</cols>", re.DOTALL)
_COLUMN = re.compile(
    r'<col\b([^>]*?)\bmin="(\d+)"([^>]*?)\bmax="(\d+)"([^>]*?)/>|<col\b([^>]*?)\bmax="(\d+)"([^>]*?)\bmin="(\d+)"([^>]*?)/>'
)
_ONE_AREA = re.compile(r'(<(?:autoFilter|sortState|sortCondition)\b[^>]*?\bref=")([^"]*)(")')
_AREAS = re.compile(r'(<(?:protectedRange|ignoredError)\b[^>]*?\bsqref=")([^"]*)("[^>]*?/>)')
_CELL = re.compile(r'(<(?:inputCells|cellWatch)\b[^>]*?\br=")([^"]*)(")')
_VIEW = re.compile(r"<(?:sheetView|customSheetView|pane|selection)\b[^>]*>")
_ANCHOR = re.compile(r"<(\w+:)?from>.*?</\1?to>", re.DOTALL)
_EMPTY = ("mergeCells", "hyperlinks", "dataValidations", "rowBreaks", "colBreaks", "protectedRanges", "ignoredErrors")


class Around:
    """Rewrites what stands around the rows of one sheet."""

    def __init__(self, place: Place, follower: Follower) -> None:
        self.place = place
        self.follower = follower

    def rewritten(self, xml: str) -> str:
        """Return the sheet (without rows) as it belongs to the outcome."""
        if self.follower.same:
            return xml
        xml = _FORMAT.sub(self._format, xml)
        xml = _VALIDATION.sub(self._validation, xml)
        xml = _NEWER.sub(self._newer, xml)
        xml = _SPARKLINE.sub(self._sparkline, xml)
        xml = re.sub(r"<x14:sparklineGroup\b[^>]*>.*?</x14:sparklineGroup>", self._group, xml, flags=re.DOTALL)
        xml = _LINK.sub(self._copies, xml)  # they may lead to other sheets
        if not self.place.same:
            xml = self._moved(xml)
        return tidied(xml)

    def _moved(self, xml: str) -> str:
        place = self.place
        xml = _MERGE.sub(self._copies, xml)
        xml = _BREAKS.sub(self._breaks, xml)
        xml = _ONE_AREA.sub(self._whole, xml)
        xml = _AREAS.sub(self._areas, xml)
        xml = _CELL.sub(self._whole, xml)
        xml = _VIEW.sub(self._view, xml)
        xml = _ANCHOR.sub(lambda found: anchored(found[0], place), xml)
        return _COLUMNS.sub(self._columns, xml) if not place.columns.same else xml

    # ------------------------------------------------------------ areas

    def _whole(self, found: re.Match[str]) -> str:
        """One area, stretched over all its copies."""
        moved = self.follower.areas(found[2], self.place)
        if not moved:
            return found[0]
        first, last = moved[0], moved[-1]
        return (
            found[1]
            + written([first._replace(last_row=last.last_row, last_column=last.last_column, shape="area")])
            + found[3]
        )

    def _areas(self, found: re.Match[str]) -> str:
        moved = self.follower.areas(found[2], self.place)
        return found[1] + written(moved) + found[3] if moved else ""

    def _copies(self, found: re.Match[str]) -> str:
        """One element for each copy of its cells."""
        element = found[0]
        made = []
        for area, row, column in copies(found[1], self.place):
            one = element.replace(f'ref="{found[1]}"', f'ref="{area}"', 1)
            location = re.search(r'\blocation="([^"]*)"', one)
            if location:
                target = first_of(self.follower.formula(plain(location[1]), self.place, row, column))
                told = escaped_attribute(target)
                one = one.replace(location[0], f'location="{told}"').replace(
                    f'display="{location[1]}"', f'display="{told}"'
                )
            made.append(one)
        return "".join(made)

    def _seen(self, areas: str) -> tuple[Spot, Spot, bool, bool]:
        """Return the cell that formulas of an area are written for, and whether the area is one row, one column."""
        first = reference(areas.split()[0])
        low, wide = first.row == first.last_row, first.column == first.last_column
        return self.place.rows.spot(first.row), self.place.columns.spot(first.column), low, wide

    def _formulas(self, xml: str, pattern: re.Pattern[str], areas: str, seen: Spot | None = None) -> str:
        row, column, low, wide = self._seen(areas)

        def change(found: re.Match[str]) -> str:
            text = self.follower.anchored(plain(found[2]), self.place, seen or row, column, low, wide)
            return f"{found[1]}{escaped(text)}{found[3]}"

        return pattern.sub(change, xml)

    def _families(self, areas: str, xml: str) -> Iterator[tuple[list[Reference], Spot]]:
        """Yield the areas that one set of formulas serves, with their first row: one, or one for each group.

        A formula that looks at its group, such as at the heading row, is another one in every group.
        """
        row, _, _, _ = self._seen(areas)
        depth = self._looks_at(row, xml) if row.path else 0
        if not depth:
            yield self.follower.areas(areas, self.place), row
            return
        firsts: dict[Path, Path] = {}
        for path in self.place.rows.paths(row.number):
            firsts.setdefault(path[:depth], path)
        for group, path in firsts.items():
            yield self.follower.areas(areas, self.place, Spot(row.number, group)), Spot(row.number, path)

    def _looks_at(self, row: Spot, xml: str) -> int:
        """Return how many items a row shares with other rows of its group that formulas look at; 0 if they do not.

        All items of an inner loop, as `$B$4:$B$4` means them, are those of one group too.
        """
        rows, shared = self.place.rows, 0
        own = rows.chain(row.number)
        for _, formula, _ in (*_FORMULA.findall(xml), *_BOUND.findall(xml)):
            for mention in references(plain(formula)):
                if isinstance(mention.what, Reference):
                    chain = rows.chain(mention.what.row)
                    same = chain == own
                    if same and not (mention.what.row_fixed or mention.what.last_row_fixed):
                        continue
                    common = len(own) - 1 if same else sum(one == other for one, other in zip(own, chain, strict=False))
                    shared = max(shared, common)
        return shared

    def _format(self, found: re.Match[str]) -> str:
        made = []
        for moved, row in self._families(found[2], found[4]):
            if moved:
                inside = self._formulas(found[4], _FORMULA, found[2], row)
                inside = self._formulas(inside, _BOUND, found[2], row)
                made.append(found[1] + written(moved) + found[3] + inside + found[5])
        return "".join(made)

    def _validation(self, found: re.Match[str]) -> str:
        made = []
        for moved, row in self._families(found[2], found[4]):
            if moved:
                inside = self._formulas(found[4], _FORMULA, found[2], row)
                made.append(found[1] + written(moved) + found[3] + inside)
        return "".join(made)

    def _newer(self, found: re.Match[str]) -> str:
        """A format or validation of the newer kind, whose area stands behind its formulas."""
        areas = _LATER_AREAS.search(found[0])
        if areas is None:
            return found[0]
        moved = self.follower.areas(areas[2], self.place)
        if not moved:
            return ""
        xml = self._formulas(found[0], _LATER_FORMULA, areas[2])
        return xml.replace(areas[0], areas[1] + written(moved) + areas[3], 1)

    def _sparkline(self, found: re.Match[str]) -> str:
        areas = _LATER_AREAS.search(found[1])
        if areas is None:
            return found[0]
        made = []
        for area, row, column in copies(areas[2], self.place):
            one = _LATER_FORMULA.sub(partial(self._at, row=row, column=column), found[1])
            made.append("<x14:sparkline>" + _LATER_AREAS.sub(rf"\g<1>{area}\g<3>", one) + "</x14:sparkline>")
        return "".join(made)

    def _at(self, found: re.Match[str], row: Spot, column: Spot) -> str:
        return found[1] + escaped(self.follower.formula(plain(found[2]), self.place, row, column)) + found[3]

    def _group(self, found: re.Match[str]) -> str:
        """A group of sparklines: its axis of dates; a group without sparklines goes."""
        head, mark, tail = found[0].partition("<x14:sparklines>")
        if "<x14:sparkline>" not in tail:
            return ""
        outside = partial(self._at, row=Spot(0, ()), column=Spot(0, ()))
        return _LATER_FORMULA.sub(outside, head) + mark + tail

    # ------------------------------------------------------------ lines, views, columns

    def _breaks(self, found: re.Match[str]) -> str:
        axis = self.place.rows if found[1] == "row" else self.place.columns
        moved: dict[str, None] = {}
        for one in _BREAK.finditer(found[2]):
            number = int(one[1])
            places = axis.at(number) or [axis.after(number) - 1]
            moved.update((one[0].replace(f'id="{number}"', f'id="{at}"', 1), None) for at in places if at > 0)
        made = list(moved)
        return (
            f'<{found[1]}Breaks count="{len(made)}" manualBreakCount="{len(made)}">{"".join(made)}</{found[1]}Breaks>'
        )

    def _view(self, found: re.Match[str]) -> str:
        xml = found[0]
        for name in ("topLeftCell", "activeCell", "sqref"):
            xml = re.sub(_ATTRIBUTE.format(name=name), self._corner, xml, count=1)
        if xml.startswith("<pane") and 'state="frozen' in xml:
            for name, axis in (("ySplit", self.place.rows), ("xSplit", self.place.columns)):
                xml = re.sub(_ATTRIBUTE.format(name=name), partial(_split, axis=axis), xml, count=1)
        return xml

    def _corner(self, found: re.Match[str]) -> str:
        """The cells that are shown or chosen: where they came out first."""
        made = []
        for one in found[2].split():
            try:
                area = reference(one)
            except ValueError:
                return found[0]
            top, left = self.place.rows.after(area.row), self.place.columns.after(area.column)
            bottom = max(top, self.place.rows.after(area.last_row))
            right = max(left, self.place.columns.after(area.last_column))
            if area.shape in {"columns", "rows"}:
                made.append(one)
            else:
                made.append(a1(plain_area(Reference(top, left, bottom, right, shape="area"))))
        return found[1] + (" ".join(made) if found[1].startswith("sqref") else made[0]) + found[3]

    def _columns(self, found: re.Match[str]) -> str:
        axis = self.place.columns
        made: list[tuple[int, int, str]] = []
        for one in _COLUMN.finditer(found[1]):
            if one[2]:
                about, first, last = one[1] + one[3] + one[5], int(one[2]), int(one[4])
            else:
                about, first, last = one[6] + one[8] + one[10], int(one[9]), int(one[7])
            for number in range(first, min(last, axis.last) + 1):
                made += [(at, at, about) for at in axis.at(number)]
            if last > axis.last:
                made.append((max(first, axis.last + 1) + axis.shift, min(last + axis.shift, LAST_COLUMN), about))
        made.sort()
        joined: list[tuple[int, int, str]] = []
        for low, high, about in made:
            if joined and joined[-1][1] + 1 == low and joined[-1][2] == about:
                joined[-1] = (joined[-1][0], high, about)
            else:
                joined.append((low, high, about))
        inside = "".join(f'<col min="{low}" max="{high}" {" ".join(about.split())}/>' for low, high, about in joined)
        return f"<cols>{inside}</cols>" if inside else ""


def _split(found: re.Match[str], axis: Axis) -> str:
    count = int(float(found[2]))
    return f"{found[1]}{axis.after(count + 1) - 1}{found[3]}"


def copies(area: str, place: Place) -> Iterator[tuple[str, Spot, Spot]]:
    """Yield each copy of an area of the template, with the spots of its first row and column."""
    old = reference(area)
    for top, bottom, row in place.rows.copies(old.row, old.last_row):
        for left, right, column in place.columns.copies(old.column, old.last_column):
            made = Reference(top, left, bottom, right, None, "cell" if old.shape == "cell" else "area")
            if made.shape == "cell" and (top, left) != (bottom, right):
                made = made._replace(shape="area")
            yield a1(made), row, column


def first_of(target: str) -> str:
    """Return where a link leads: of several places, as where its sheet is made for each item, the first."""
    areas = [mention.what for mention in references(target) if isinstance(mention.what, Reference)]
    return a1(areas[0]) if len(areas) > 1 else target


def anchored(xml: str, place: Place, row: int = 0, column: int = 0) -> str:
    """Return the corners of a picture or control moved with its first cell; it keeps its size.

    `row` and `column` (from 1) say where its first cell came out, for a copy of it.
    """
    rows, columns = re.findall(r"<(?:\w+:)?row>(\d+)<", xml), re.findall(r"<(?:\w+:)?col>(\d+)<", xml)
    if not rows or not columns:
        return xml
    down = (row or place.rows.after(int(rows[0]) + 1)) - int(rows[0]) - 1
    right = (column or place.columns.after(int(columns[0]) + 1)) - int(columns[0]) - 1
    if down:
        xml = re.sub(r"(<(?:\w+:)?row>)(\d+)(<)", lambda f: f"{f[1]}{min(int(f[2]) + down, LAST_ROW - 1)}{f[3]}", xml)
    if right:
        xml = re.sub(
            r"(<(?:\w+:)?col>)(\d+)(<)", lambda f: f"{f[1]}{min(int(f[2]) + right, LAST_COLUMN - 1)}{f[3]}", xml
        )
    return xml


def tidied(xml: str) -> str:
    """Return a sheet whose counts are right and whose emptied lists are gone."""
    for name in _EMPTY:
        xml = re.sub(rf"<{name}\b[^>]*>\s*</{name}>", "", xml)
    xml = re.sub(r"<x14:(dataValidations|conditionalFormattings|sparklineGroups)\b[^>]*>\s*</x14:\1>", "", xml)
    xml = re.sub(r"<ext\b[^>]*>\s*</ext>", "", xml)
    xml = re.sub(r"<extLst>\s*</extLst>", "", xml)
    for name in ("mergeCells", "dataValidations", "x14:dataValidations"):
        xml = re.sub(rf"<{name}\b[^>]*>.*?</{name}>", partial(_counted, child=name[:-1]), xml, flags=re.DOTALL)
    return xml


def _counted(found: re.Match[str], child: str) -> str:
    number = len(re.findall(rf"<{child}\b", found[0]))
    return re.sub(r'(^<[^>]*?\bcount=")\d+(")', rf"\g<1>{number}\g<2>", found[0])


def dimension(last_row: int, last_column: int) -> str:
    """Return the area of a sheet that is in use."""
    return f"A1:{column_letters(max(1, last_column))}{max(1, last_row)}"
