"""Rows as they come out: each cell with its place, style, value and formula, as the text of the sheet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from briefgen.formulas.cells import Formula as ToEvaluate
from briefgen.formulas.escapes import unescaped
from briefgen.formulas.references import column_letters
from briefgen.formulas.values import Error
from briefgen.merge.markup import escaped, plain
from briefgen.merge.sandbox import Xml
from briefgen.workbook.axis import Path, Spot
from briefgen.workbook.filling import Item
from briefgen.workbook.tagged import words_of
from briefgen.workbook.values import LONGEST_FORMULA, Formula, Serial

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.formulas.cells import Cell as CellKey
    from briefgen.workbook.bands import Plan
    from briefgen.workbook.filling import Filled
    from briefgen.workbook.follow import Follower, Place
    from briefgen.workbook.sheet import Cell
    from briefgen.workbook.strings import Strings
    from briefgen.workbook.styles import Styles

_LOOKS_LIKE_FORMULA = ("=", "+", "-", "@", "\t", "_x000D_")


@dataclass(slots=True, eq=False)
class Drawn:
    """The rows of a sheet as text, without the stored values of its formulas.

    Among the texts, a number stands for the type and the value (below 0) of a formula of `asked`. `attached` are the
    values of what belongs to a row but is no cell: its row, the items it was made for, the values.
    """

    texts: list[str | int] = field(default_factory=list)
    asked: list[CellKey] = field(default_factory=list)
    attached: list[tuple[int, int, Path, list[Any]]] = field(default_factory=list)
    last_row: int = 0
    last_column: int = 0

    def xml(self, values: Mapping[CellKey, Any]) -> str:
        """Return the rows with the stored values of their formulas: right, or absent."""
        stored = [as_stored(values.get(key)) for key in self.asked]
        return "".join(
            [
                one if one.__class__ is str else stored[one][0] if one >= 0 else stored[-1 - one][1]  # type: ignore[operator, index]
                for one in self.texts
            ]
        )


def as_stored(value: Any) -> tuple[str, str]:
    """Return the type of a stored value and the value, as they stand in a cell; nothing for one that is not known."""
    kind = type(value)
    if kind is float or kind is int:
        whole = int(value) if value == int(value) and abs(value) < 1e15 else value
        return "", f"<v>{whole!r}</v>"
    if kind is str:
        return ' t="str"', f"<v>{escaped(value)}</v>"
    if kind is bool:
        return ' t="b"', f"<v>{int(value)}</v>"
    if kind is Error:
        return ' t="e"', f"<v>{value.code}</v>"
    return "", ""


class _Slot(NamedTuple):
    """A cell of a row, once for each column that it came out in; `order` is its value among those of the row."""

    cell: Cell
    letters: str
    column: int
    path: Path
    order: int
    xml: str
    value: Any


class Drawer:
    """Draws the rows of one sheet; the values of its cells, and its formulas, go to `cells`."""

    def __init__(
        self,
        plan: Plan,
        filled: Filled,
        place: Place,
        follower: Follower,
        strings: Strings,
        styles: Styles,
        cells: dict[CellKey, Any],
    ) -> None:
        self.plan = plan
        self.filled = filled
        self.place = place
        self.follower = follower
        self.strings = strings
        self.styles = styles
        self.drawn = Drawn()
        self.cells = cells
        self._slots: dict[int, tuple[list[_Slot], int]] = {}
        self._quoted: dict[str, str] = {}
        self._known: dict[tuple[str, str], str] = {}
        self.too_long: list[tuple[str, int]] = []

    def draw(self) -> Drawn:
        """Return the rows."""
        drawn, rows = self.drawn, self.plan.rows
        for at, made in self.filled.made.items():
            known = self._slots.get(made.number)
            if known is None:
                known = self._slots[made.number] = self._row_slots(made.number)
            slots, count = known
            row = rows.get(made.number)
            about = row.attributes if row is not None else ""
            parts = self._cells(at, made.path, slots, made.values)
            if row is not None or parts:
                drawn.last_row = at
                drawn.texts += (f'<row r="{at}"{about}>', *parts, "</row>") if parts else (f'<row r="{at}"{about}/>',)
            if len(made.values) > count:
                drawn.attached.append((at, made.number, made.path, made.values[count:]))
        return drawn

    def _row_slots(self, number: int) -> tuple[list[_Slot], int]:
        """Return the cells of a row of the template for each column they come out in, and how many values it has."""
        row = self.plan.rows.get(number)
        columns = self.filled.columns
        indexes: dict[int, int] = {}
        count = 0
        for one in self.plan.cells.get(number, ()):
            indexes[one.column] = count
            count += len(columns.at(one.column))
        slots = []
        for cell in row.cells if row else ():
            index = indexes.get(cell.column)
            chain = columns.chain(cell.column)
            paths = columns.paths(cell.column) if chain else [()]
            for copy, (at, path) in enumerate(zip(columns.at(cell.column), paths, strict=False)):
                xml, value = self._static(cell) if index is None else ("", None)
                slots.append(
                    _Slot(cell, column_letters(at), at, path, -1 if index is None else index + copy, xml, value)
                )
        slots.sort(key=lambda slot: slot.column)
        if slots:
            self.drawn.last_column = max(self.drawn.last_column, slots[-1].column)
        return slots, count

    def _static(self, cell: Cell) -> tuple[str, Any]:
        """Return a cell that nothing changes, behind its place, and its value."""
        style = f' s="{cell.style}"' if cell.style else ""
        if cell.formula is not None:
            return "", None
        if cell.kind == "inlineStr":
            return f'{style} t="inlineStr"{cell.more}><is>{cell.text}</is>{cell.rest}</c>', words_of(cell.text or "")
        kind = f' t="{cell.kind}"' if cell.kind else ""
        if cell.value is None:
            return f"{style}{kind}{cell.more}/>" if not cell.rest else f"{style}{kind}{cell.more}>{cell.rest}</c>", None
        return f"{style}{kind}{cell.more}><v>{cell.value}</v>{cell.rest}</c>", plain_value(cell)

    def _cells(self, at: int, path: Path, slots: list[_Slot], values: list[Any]) -> list[str | int]:
        parts: list[str | int] = []
        known, sheet = self.cells, self.place.name
        for cell, letters, column, column_path, index, xml, value in slots:
            if index < 0:
                if cell.formula is not None:
                    self._formula(parts, cell, cell.formula, letters, column, at, path, column_path)
                else:
                    parts.append(f'<c r="{letters}{at}"{xml}')
                    if value is not None:
                        known[sheet, at, column] = value
                continue
            value = values[index]
            kind = type(value)
            if kind is int or kind is float:
                style = f' s="{cell.style}"' if cell.style else ""
                parts.append(f'<c r="{letters}{at}"{style}{cell.more}><v>{value!r}</v></c>')
                known[sheet, at, column] = value
            elif kind is Formula:
                self._formula(parts, cell, value.text, letters, column, at, path, column_path)
            else:
                text, plain_one = self._value(cell, value)
                parts.append(f'<c r="{letters}{at}"{text}')
                if plain_one is not None:
                    known[sheet, at, column] = plain_one
        return parts

    def _value(self, cell: Cell, value: Any) -> tuple[str, Any]:
        """Return a printed value behind the place of its cell, and the plain value."""
        style = cell.style
        if isinstance(value, Xml):
            value = plain(value)
        if isinstance(value, str):
            if not value:
                return self._empty(cell), None
            if value.startswith(_LOOKS_LIKE_FORMULA):
                style = self._quoted.get(style) or self._quoted.setdefault(style, self.styles.quoted(style))
            return self._string(style, cell.more, self.strings.of_text(value)), unescaped(value)
        if isinstance(value, Item):
            words = words_of(value.xml)
            if words.startswith(_LOOKS_LIKE_FORMULA):
                style = self.styles.quoted(style)
            return self._string(style, cell.more, self.strings.of_item(value.xml)), words
        if value is None:
            return self._empty(cell), None
        if isinstance(value, bool):
            told = f' s="{style}"' if style else ""
            return f'{told} t="b"{cell.more}><v>{int(value)}</v></c>', value
        assert isinstance(value, Serial)  # noqa: S101 - CellPrinter gives nothing else
        key = (style, value.kind)
        dated = self._known.get(key) or self._known.setdefault(key, self.styles.for_moment(style, value.kind))
        told = f' s="{dated}"' if dated else ""
        return f"{told}{cell.more}><v>{value.number!r}</v></c>", value.number

    @staticmethod
    def _empty(cell: Cell) -> str:
        return f' s="{cell.style}"{cell.more}/>' if cell.style else f"{cell.more}/>"

    @staticmethod
    def _string(style: str, more: str, number: int) -> str:
        told = f' s="{style}"' if style else ""
        return f'{told} t="s"{more}><v>{number}</v></c>'

    def _formula(
        self,
        parts: list[str | int],
        cell: Cell,
        formula: str,
        letters: str,
        column: int,
        at: int,
        path: Path,
        column_path: Path,
    ) -> None:
        """Add a cell with a formula; its stored value comes later."""
        row_spot, column_spot = Spot(cell.row, path), Spot(cell.column, column_path)
        text = self.follower.formula(formula, self.place, row_spot, column_spot)
        if len(text) > LONGEST_FORMULA:
            self.too_long.append((cell.address, len(text)))
        about = ""
        for name, told in cell.about.items():
            if name in {"ref", "r1", "r2"}:
                moved = self.follower.areas(told, self.place, row_spot, column_spot)
                told = _whole(moved) or told
            about += f' {name}="{told}"'
        style = f' s="{cell.style}"' if cell.style else ""
        parts += (
            f'<c r="{letters}{at}"{style}', len(self.drawn.asked), f"{cell.more}><f{about}>{escaped(text)}</f>",
            -1 - len(self.drawn.asked), "</c>",
        )  # fmt: skip
        key = (self.place.name, at, column)
        self.drawn.asked.append(key)
        if cell.about.get("t") != "dataTable":
            self.cells[key] = ToEvaluate(text, cell.about.get("t") == "array")


def _whole(areas: list[Any]) -> str:
    """Return the area from the first to the last of some."""
    from briefgen.workbook.follow import plain_area, written

    if not areas:
        return ""
    first, last = areas[0], areas[-1]
    return written([plain_area(first._replace(last_row=last.last_row, last_column=last.last_column, shape="area"))])


def plain_value(cell: Cell) -> Any:
    """Return the value of a cell as formulas see it: a number, a text, true or false, an error, or None."""
    if cell.value is None:
        return words_of(cell.text) if cell.text else None
    match cell.kind:
        case "s" | "inlineStr" | "str":
            return words_of(cell.text or "") if cell.text is not None else plain(cell.value)
        case "b":
            return cell.value == "1"
        case "e":
            return Error(cell.value)
        case "d":
            return cell.value
        case _:
            return float(cell.value)
