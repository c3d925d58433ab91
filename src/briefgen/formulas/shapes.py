"""Formulas by shape: those that differ only in the cells they name are compiled once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from briefgen.formulas import closures
from briefgen.formulas.addresses import Name, Reference, Structured, column_number, name, reference, structured
from briefgen.formulas.syntax import Operand, Unreadable, tree
from briefgen.formulas.tables import cells_of_table
from briefgen.formulas.tokens import COLUMN, ROW, Token, tokenise
from briefgen.formulas.values import Error, Unknown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefgen.formulas.areas import Area
    from briefgen.formulas.cells import Cell, Cells, Table
    from briefgen.formulas.operators import Closure

_CELLS = re.compile(rf"(?<![\w.\\$?])\$?({COLUMN})\$?({ROW})(?![\w.\\?(!\[])")
_CELL_OF_REFERENCE = re.compile(rf"\$?({COLUMN})\$?({ROW})(?![0-9])")
_DEEPEST_NAME = 10


class _Part(NamedTuple):
    """An operand of a shape: the number of its first cell among those of the formula, or what it always is."""

    first: int
    area: bool
    sheet: str | None
    always: Reference | Structured | Error | Unknown | None


class Shape(NamedTuple):
    """A compiled formula and what it wants: `cells` if every operand is a single cell of its own sheet."""

    closure: Closure
    parts: list[_Part]
    cells: bool


class Prepared(NamedTuple):
    """A formula ready to be evaluated, and what it waits for."""

    closure: Closure
    operands: list[Any]


class Shapes:
    """Compiles the formulas of a workbook."""

    def __init__(self, cells: Cells, names: Mapping[str | tuple[str, str], str], tables: Mapping[str, Table]) -> None:
        """Take the cells, defined names (by name, or by sheet and name) and tables that formulas refer to."""
        self._cells = cells
        self._names = {_folded(key): text for key, text in names.items()}
        self._tables = {key.lower(): table for key, table in tables.items()}
        self._by_sheet = any(isinstance(key, tuple) for key in self._names)
        self._shapes: dict[object, Shape | None] = {}
        self._columns: dict[str, int] = {}

    def prepared(self, text: str, cell: Cell, *, array: bool) -> Prepared:
        """Return the closure and the operands of the formula of a cell."""
        text = text.removeprefix("=")
        pieces = _CELLS.split(text)
        shape = self._shape(pieces, text, cell, array=array)
        if shape is None:  # what looks like a cell is not always one: it may stand in a text
            pieces = _pieces(tokenise(text))
            shape = self._shape(pieces, text, cell, array=array, tokenised=True)
        assert shape is not None  # noqa: S101 - pieces made of tokens always fit the tokens
        return Prepared(shape.closure, self._operands(shape, pieces, cell))

    def _shape(self, pieces: list[str], text: str, cell: Cell, *, array: bool, tokenised: bool = False) -> Shape | None:
        """Return the shape of a formula cut into pieces; None if the tokens of such a formula are cut elsewhere."""
        key = ("\0".join(pieces[::3]), array, tokenised, cell[0] if self._by_sheet else None)
        try:
            return self._shapes[key]
        except KeyError:
            pass
        tokens = tokenise(text)
        shape = None
        if _pieces(tokens) == pieces:
            try:
                shape = self._compiled(tokens, cell[0], array=array)
            except Unreadable as reason:
                unknown = Unknown(f"the formula cannot be read: {reason}")
                shape = Shape(lambda _get, _at: unknown, [], cells=True)
        self._shapes[key] = shape
        return shape

    def _compiled(self, tokens: Sequence[Token], sheet: str, *, array: bool) -> Shape:
        parts: list[_Part] = []
        expanded: list[Token] = []
        operands: dict[int, Operand] = {}
        counted = 0
        for token in tokens:
            if token.kind == "reference":
                part, used = self._part(token.text, counted)
                counted += used
            elif token.kind == "structured":
                part = _Part(0, area=True, sheet=None, always=structured(token.text))
            elif token.kind == "name":
                self._expand(name(token.text), sheet, expanded, operands, parts, 0)
                continue
            else:
                expanded.append(token)
                continue
            operands[len(expanded)] = Operand(len(parts), part.area)
            parts.append(part)
            expanded.append(token)
        node = tree(expanded, operands)
        closure = closures.array_formula(node) if array else closures.scalar(node)
        simple = all(not part.area and part.sheet is None and part.always is None for part in parts)
        return Shape(closure, parts, simple)

    def _part(self, text: str, counted: int) -> tuple[_Part, int]:
        """Return the operand of a reference, and how many cells it names that differ from formula to formula."""
        found = reference(text)
        used = {"cell": 1, "area": 2}.get(found.shape, 0)
        sheet: str | None = None
        if found.book or found.last_sheet:
            reason = Unknown("references to other files, and through several sheets, are not supported")
            return _Part(0, area=True, sheet=None, always=reason), used
        if found.sheet is not None:
            sheet = self._cells.sheets.get(found.sheet.lower())
            if sheet is None:
                return _Part(0, area=True, sheet=None, always=Unknown(f"the sheet {found.sheet!r} is not there")), used
        if not used:
            return _Part(0, area=True, sheet=None, always=found._replace(sheet=sheet)), 0
        return _Part(counted, area=used == 2, sheet=sheet, always=None), used

    def _expand(
        self,
        said: Name,
        sheet: str,
        expanded: list[Token],
        operands: dict[int, Operand],
        parts: list[_Part],
        depth: int,
    ) -> None:
        """Put what a defined name stands for in its place; only fixed references mean the same everywhere."""
        text = None if said.book else self._named(said, sheet)
        if text is None and said.book is None and said.name.lower() in self._tables:
            always: Any = structured(f"{said.name}[]")
        elif text is None:
            always = Unknown(f"the name {said.name!r} is not known")
        elif depth > _DEEPEST_NAME:
            always = Unknown(f"the name {said.name!r} is defined by itself")
        else:
            expanded.append(Token("open", "("))
            for token in tokenise(text):
                if token.kind == "name":
                    self._expand(name(token.text), sheet, expanded, operands, parts, depth + 1)
                    continue
                if token.kind in {"reference", "structured"}:
                    operands[len(expanded)] = Operand(len(parts), area=True)
                    parts.append(_Part(0, area=True, sheet=None, always=self._fixed(token)))
                expanded.append(token)
            expanded.append(Token("close", ")"))
            return
        operands[len(expanded)] = Operand(len(parts), area=True)
        parts.append(_Part(0, area=True, sheet=None, always=always))
        expanded.append(Token("name", said.name))

    def _fixed(self, token: Token) -> Reference | Structured | Unknown:
        """Return what a reference in a defined name means: the same cells wherever the name is used."""
        if token.kind == "structured":
            return structured(token.text)
        part, _ = self._part(token.text, 0)
        if isinstance(part.always, Unknown):
            return part.always
        found = reference(token.text)
        rows_fixed = found.shape == "columns" or (found.row_fixed and found.last_row_fixed)
        columns_fixed = found.shape == "rows" or (found.column_fixed and found.last_column_fixed)
        if found.shape == "cell":
            rows_fixed, columns_fixed = found.row_fixed, found.column_fixed
        if not (rows_fixed and columns_fixed and found.sheet):
            return Unknown("a defined name without fixed cells means something else in each cell")
        return found._replace(sheet=self._cells.sheets[found.sheet.lower()])

    def _named(self, said: Name, sheet: str) -> str | None:
        owner = (said.sheet or sheet).lower()
        local = self._names.get((owner, said.name.lower()))
        return local if local is not None else self._names.get(said.name.lower())

    def _operands(self, shape: Shape, pieces: list[str], cell: Cell) -> list[Any]:
        """Return what the formula of a cell refers to; then all cells, and the cell itself."""
        own = cell[0]
        columns = self._columns
        try:
            if shape.cells:
                operands: list[Any] = [
                    (own, int(pieces[place + 1]), columns[pieces[place]]) for place in range(1, len(pieces) - 1, 3)
                ]
            else:
                operands = [self._operand(part, pieces, cell) for part in shape.parts]
        except KeyError:
            columns.update((letters, column_number(letters)) for letters in pieces[1::3])
            return self._operands(shape, pieces, cell)
        operands += (self._cells, cell)
        return operands

    def _operand(self, part: _Part, pieces: list[str], cell: Cell) -> Cell | Area | Error | Unknown:
        always = part.always
        if always is None:
            place = 3 * part.first + 1
            column, row = self._columns[pieces[place]], int(pieces[place + 1])
            sheet = part.sheet or cell[0]
            if not part.area:
                return sheet, row, column
            last_column, last_row = self._columns[pieces[place + 3]], int(pieces[place + 4])
            if row > last_row:
                row, last_row = last_row, row
            if column > last_column:
                column, last_column = last_column, column
            return self._cells.area(sheet, row, column, last_row, last_column)
        if isinstance(always, Reference):
            return self._cells.area(
                always.sheet or cell[0], always.row, always.column, always.last_row, always.last_column
            )
        if isinstance(always, Structured):
            return cells_of_table(always, cell, self._tables, self._cells)
        return always


def _pieces(tokens: Sequence[Token]) -> list[str]:
    """Return the text of a formula cut at its cells: what is between them, the column, the row, and so on."""
    pieces = [""]
    for kind, text in tokens:
        start = text.rfind("!") + 1
        if kind == "reference":
            found = _CELL_OF_REFERENCE.split(text[start:])
            pieces[-1] += text[:start] + found[0]
            pieces += [piece.upper() if number % 3 == 0 else piece for number, piece in enumerate(found[1:])]
        else:
            pieces[-1] += text
    return pieces


def _folded(key: str | tuple[str, str]) -> str | tuple[str, str]:
    return key.lower() if isinstance(key, str) else (key[0].lower(), key[1].lower())
