"""Tables: their area, columns and names as they came out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from briefgen.formulas.cells import Table
from briefgen.formulas.escapes import unescaped
from briefgen.formulas.references import Reference, a1, reference
from briefgen.merge.markup import escaped, plain
from briefgen.workbook.axis import Spot
from briefgen.workbook.checking import tables
from briefgen.workbook.filling import Item
from briefgen.workbook.follow import plain_area
from briefgen.workbook.sheet import attributes, with_attribute
from briefgen.workbook.tagged import words_of

if TYPE_CHECKING:
    from briefgen.workbook.rendering import Made, Outcome

_ROOT = re.compile(r"<table\b[^>]*>")
_COLUMN = re.compile(r"<tableColumn\b[^>]*?(?:/>|>.*?</tableColumn>)", re.DOTALL)
_COLUMNS = re.compile(r"<tableColumns\b[^>]*>.*?</tableColumns>", re.DOTALL)
_ONE_AREA = re.compile(r'(<(?:table|autoFilter|sortState|sortCondition)\b[^>]*?\bref=")([^"]*)(")')
_FORMULA = re.compile(r"(<(?:calculatedColumnFormula|totalsRowFormula)\b[^>]*>)([^<]*)(</)")


@dataclass(slots=True, eq=False)
class Told:
    """A table of one sheet of the outcome: its name and number, its area, the columns of the template by new name.

    `columns` has the index of each column in the template and its name now; `renamed` the names that changed.
    """

    old_name: str
    name: str
    number: int
    area: Reference
    headers: int
    totals: int
    columns: list[tuple[int, str]] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)
    labels: list[str | None] = field(default_factory=list)
    """The words in the row of totals below each of `columns`, where they had tags."""


class Tables:
    """The tables of one outcome; those of copied sheets have names of their own."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self.told: dict[tuple[str, int, str], Told] = {}
        names: set[str] = set()
        numbers: set[int] = set()
        waiting = []
        for one in outcome.made:
            for link in outcome.book.links(one.sheet.tab.part).values() if one.sheet.tab.part else ():
                if not link.type.endswith("/table") or link.target not in outcome.book.parts or one.place is None:
                    continue
                xml = outcome.book.text(link.target)
                found = _ROOT.search(xml)
                if found is None:
                    continue
                told = attributes(found[0])
                number = int(told.get("id", "0"))
                if one.copy == 0:
                    names.add(told["displayName"].casefold())
                    numbers.add(number)
                waiting.append((one, link.target, xml, told, number))
        for one, part, xml, told, number in waiting:
            name = told["displayName"]
            if one.copy:
                name = _fresh(name, one.copy, names)
                number = max(numbers) + 1
                numbers.add(number)
            self.told[one.name, one.copy, part] = self._tell(one, xml, told, name, number)
        outcome.follower.tables = {
            (home, one.old_name.casefold()): (one.name, {k.casefold(): v for k, v in one.renamed.items()})
            for (home, copy, _), one in self.told.items()
            if one.renamed or copy
        }
        outcome.follower.first_tables = {
            one.old_name.casefold(): home for (home, copy, _), one in self.told.items() if copy == 0
        }

        copies: dict[str, list[tuple[str, str]]] = {
            name.casefold(): []
            for sheet in outcome.reading.sheets
            if sheet.tab.part
            for name, _ in tables(outcome.book, sheet)
        }
        for (home, _, _), told_one in self.told.items():
            copies[told_one.old_name.casefold()].append((home, told_one.name))
        outcome.follower.copied_tables = {name: some for name, some in copies.items() if len(some) != 1}

    def _tell(self, one: Made, xml: str, told: dict[str, str], name: str, number: int) -> Told:
        area = reference(told["ref"])
        assert one.place is not None  # noqa: S101 - asked before
        moved = self.outcome.follower.areas(told["ref"], one.place)
        whole = moved[0]._replace(last_row=moved[-1].last_row, last_column=moved[-1].last_column) if moved else area
        headers, totals = int(told.get("headerRowCount", "1")), int(told.get("totalsRowCount", "0"))
        made = Told(plain(told["displayName"]), plain(name), number, whole._replace(shape="area"), headers, totals)
        texts = _COLUMN.findall(xml)
        seen: set[str] = set()
        for index, text in enumerate(texts):
            old = unescaped(plain(attributes(text).get("name", "")))
            copies = one.place.columns.at(area.column + index)
            for copy in range(len(copies)):
                new = self._heading(one, area.row, area.column + index, copy) if headers else None
                new = old if new is None else new
                if new.casefold() in seen:
                    self.outcome.findings.append(one.sheet.teller.twice(a1(plain_area(whole)), new))
                seen.add(new.casefold())
                made.columns.append((index, new))
                label = self._heading(one, area.last_row, area.column + index, copy) if totals else None
                made.labels.append(label if "totalsRowLabel" in text else None)
                if new != old:
                    made.renamed[old] = new
        return made

    def _heading(self, one: Made, row: int, column: int, copy: int) -> str | None:
        """Return the words of a heading (or a label of totals) that came out; None if it has no tags."""
        plan, filled = one.sheet.plan, one.filled
        if plan is None or filled is None:
            return None
        index = 0
        for tagged in plan.cells.get(row, ()):
            if tagged.column == column:
                at = filled.rows.at(row)
                made = filled.made.get(at[0]) if at else None
                return _words(made.values[index + copy]) if made else None
            index += len(filled.columns.at(tagged.column))
        return None

    def rewritten(self, part: str, one: Made, xml: str) -> str:
        """Return a table as it belongs to a sheet of the outcome."""
        told = self.told.get((one.name, one.copy, part))
        if told is None or (self.outcome.follower.same and not told.renamed and not any(told.labels)):
            return xml
        follower, place = self.outcome.follower, one.place
        assert place is not None  # noqa: S101 - told only then
        data_row = place.rows.spot(_first_data_row(xml))

        def area(found: re.Match[str]) -> str:
            moved = follower.areas(found[2], place)
            if not moved:
                return found[0]
            whole = moved[0]._replace(last_row=moved[-1].last_row, last_column=moved[-1].last_column, shape="area")
            return found[1] + a1(plain_area(whole)) + found[3]

        def formula(found: re.Match[str]) -> str:
            return found[1] + escaped(follower.formula(plain(found[2]), place, data_row, Spot(0, ()))) + found[3]

        xml = _FORMULA.sub(formula, _ONE_AREA.sub(area, xml))
        root = _ROOT.search(xml)
        if root and one.copy:
            changed = with_attribute(root[0], "id", str(told.number))
            for name in ("name", "displayName"):
                changed = with_attribute(changed, name, told.name)
            xml = xml.replace(root[0], re.sub(r'\sxr:uid="[^"]*"', "", changed), 1)
        return _COLUMNS.sub(lambda found: self._columns(found[0], told), xml, count=1)

    @staticmethod
    def _columns(xml: str, told: Told) -> str:
        texts = _COLUMN.findall(xml)
        highest = max((int(attributes(text).get("id", "0")) for text in texts), default=0)
        made = []
        seen: set[int] = set()
        for (index, name), label in zip(told.columns, told.labels, strict=True):
            text = texts[index]
            if label is not None:
                text = with_attribute(text, "totalsRowLabel", label)
            if index in seen:
                highest += 1
                text = with_attribute(text, "id", str(highest))
                text = re.sub(r'\sxr3:uid="[^"]*"', "", text, count=1)
            seen.add(index)
            shown = name.replace("_x", "_x005F_x") if re.search("_x[0-9A-Fa-f]{4}_", name) else name
            made.append(with_attribute(text, "name", shown).replace("&#10;", "_x000a_"))
        return f'<tableColumns count="{len(made)}">{"".join(made)}</tableColumns>'

    def for_formulas(self) -> dict[str, Table]:
        """Return the tables as formulas see them."""
        return {
            one.name: Table(
                home, one.area.row, one.area.column, one.area.last_row, one.area.last_column,
                tuple(name for _, name in one.columns), one.headers, one.totals,
            )
            for (home, _, _), one in self.told.items()
        }  # fmt: skip


def _first_data_row(xml: str) -> int:
    found = _ROOT.search(xml)
    told = attributes(found[0]) if found else {}
    return reference(told["ref"]).row + int(told.get("headerRowCount", "1")) if "ref" in told else 1


def _words(value: Any) -> str:
    if isinstance(value, Item):
        return words_of(value.xml)
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return "" if value is None else str(value)


def _fresh(name: str, copy: int, names: set[str]) -> str:
    number = copy + 1
    while f"{name}_{number}".casefold() in names:
        number += 1
    names.add(f"{name}_{number}".casefold())
    return f"{name}_{number}"
