"""Cells: what a cell of a workbook holds, as the text that a person reading the sheet would write down."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from briefgen.findings import Place, error, warning
from briefgen.formulas.addresses import column_letters
from briefgen.formulas.escapes import unescaped
from briefgen.inputs import characters
from briefgen.model.kinds import CODES

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from briefgen.findings import Finding
    from briefgen.model.kinds import Kind

_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_LONGEST_EXCERPT = 200


class SheetPage:
    """One sheet: `formulas` gives the cells with formulas, `values` the same with what Excel had computed."""

    def __init__(self, file: str, formulas: Worksheet, values: Worksheet) -> None:
        self.file = file
        self.title = formulas.title
        self.formulas = formulas
        self.values = values
        # the dictionary of the cells that exist: iterating by rows would make every cell between far-out ones
        self.cells: dict[tuple[int, int], Any] = dict(sorted(formulas._cells.items()))
        self.findings: list[Finding] = []
        self._zeros: dict[tuple[int, str], list[tuple[int, str]]] = {}

    def place(self, row: int, column: int, length: int = 1) -> Place:  # noqa: ARG002 - the shape of a page
        """Return the place of the cell."""
        cell = self.cells.get((row, column))
        content = "" if cell is None or cell.value is None else str(getattr(cell.value, "text", cell.value))
        name = f"{column_letters(column)}{row}"
        excerpt = characters.UNPRINTABLE.sub("\ufffd", content).replace("\n", " ")[:_LONGEST_EXCERPT] or None
        return Place(self.file, sheet=self.title, cell=name, excerpt=excerpt)

    def text(self, row: int, column: int, kind: Kind | None = None, field: str = "") -> str | None:
        """Return the text of a cell whose field is of the kind, or None if it is empty or cannot be read."""
        cell = self.cells.get((row, column))
        if cell is None or cell.value is None:
            return None
        if cell.data_type == "f":
            cell = self.values.cell(row, column)
            if cell.value is None:
                self._error(
                    "B136",
                    "the cell holds a formula without a result",
                    "briefgen reads results and does not compute formulas of Excel",
                    "open the workbook in Excel and save it, or put the value in place of the formula",
                    row,
                    column,
                )
                return None
        value = cell.value
        if cell.data_type == "e":
            mend = "mend the formula, or put the value in its place; leave the cell empty if there is none"
            self._error("B137", f"the cell shows the error `{str(value)[:20]}`", None, mend, row, column)
            return None
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, str):
            return self._words(value, row, column)
        if isinstance(value, int | float):
            return self._number(value, cell.number_format, row, column, kind, field)
        return self._date(value, cell.number_format, row, column, kind, field)

    def zeros(self) -> list[Finding]:
        """Return a warning for each column of codes or ids that holds numbers in place of text."""
        found = []
        for (column, field), cells in self._zeros.items():
            row, text = cells[0]
            one = len(cells) == 1
            are = f"`{text}` is a number" if one else f"`{text}` and {len(cells) - 1} more are numbers"
            found.append(
                warning(
                    "B138",
                    f"{are} in column `{field}`: zeros may be lost",
                    why="Excel drops the zeros before and behind a number, so that 0101 becomes 101",
                    help="set the format of the column to Text and type the values anew",
                    place=self.place(row, column),
                )
            )
        return found

    def _words(self, value: str, row: int, column: int) -> str | None:
        text = unescaped(value)
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        for match in dict.fromkeys(characters.UNPRINTABLE.findall(text)):
            message = f"a character that cannot be printed: {characters.named(match)}"
            self._error("B109", message, characters.WHY, characters.HELP, row, column)
        text = characters.UNPRINTABLE.sub("\ufffd", text)
        return text if text.strip() else None

    def _number(self, value: float, shown_as: str, row: int, column: int, kind: Kind | None, field: str) -> str | None:
        exact = Decimal(repr(value))  # repr: the shortest text that means the same number, as Excel shows it
        if not exact.is_finite():
            mend = "put the number in its place, or leave the cell empty"
            self._error("B137", "the cell holds no number", "it is larger than Excel can hold", mend, row, column)
            return None
        if kind == "number" and "%" in _LITERAL.sub("", shown_as):
            exact = (exact * 100).normalize()  # a cell that shows 12.5% holds 0.125
        whole = exact == exact.to_integral_value()
        text = format(exact.quantize(Decimal(1)) if whole and abs(exact) < 10**20 else exact, "f")
        if re.fullmatch(r"0{2,}", shown_as) and whole and value >= 0:
            return text.zfill(len(shown_as))  # the sheet shows the zeros
        if _may_lack_zeros(text, kind, field):
            self._zeros.setdefault((column, field), []).append((row, text))
        return text

    def _date(self, value: object, shown_as: str, row: int, column: int, kind: Kind | None, field: str) -> str | None:
        at_midnight = not isinstance(value, datetime) or value == datetime.combine(value, datetime.min.time())
        if not isinstance(value, date) or not at_midnight or kind not in ("period", None):
            what = "a date" if isinstance(value, date) and at_midnight else "a time of day"
            self._error(
                "B139",
                f"the cell holds {what} where `{field}` is expected" if field else f"the cell holds {what}",
                "Excel turns what looks like a date or a time into one, and what was typed is gone",
                "set the format of the cell to Text and type the value anew",
                row,
                column,
            )
            return None
        day = f"{value.year:04}-{value.month:02}-{value.day:02}"
        letters = _LITERAL.sub("", shown_as).lower()
        if "d" in letters or "y" not in letters:
            return day
        text = day[:7] if "m" in letters else day[:4]
        self.findings.append(
            warning(
                "B139",
                f"the cell shows {text} and holds {day}: read as {text}",
                why="Excel gives every date a day; a day that is not shown is taken as not known",
                help=f"set the format of the cell to Text and type {text}, or {day} if the day is known",
                place=self.place(row, column),
            )
        )
        return text

    def _error(self, code: str, message: str, why: str | None, mend: str, row: int, column: int) -> None:
        self.findings.append(error(code, message, why=why, help=mend, place=self.place(row, column)))


def _may_lack_zeros(text: str, kind: Kind | None, field: str) -> bool:
    if field in CODES:
        return len(text) % 2 == 1 or "." in text  # commodity codes have an even number of digits
    return kind in ("id", "ids") or (kind == "words" and "." in text)
