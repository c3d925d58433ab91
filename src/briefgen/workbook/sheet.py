"""A worksheet as text: its rows and cells found without changing a byte of what surrounds them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from briefgen.formulas.references import column_letters, column_number, shifted
from briefgen.merge.markup import escaped_attribute, plain

_DATA = re.compile(r"<sheetData\b[^>]*?(?:/>|>(.*?)</sheetData>)", re.DOTALL)
_ROW = re.compile(r"<row\b([^>]*?)(?:/>|>(.*?)</row>)", re.DOTALL)
_CELL = re.compile(r"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_ATTRIBUTE = re.compile(r'([\w:.-]+)="([^"]*)"')
_FORMULA = re.compile(r"<f\b([^>]*?)(?:/>|>(.*?)</f>)", re.DOTALL)
_VALUE = re.compile(r"<v\b[^>]*>(.*?)</v>", re.DOTALL)
_INLINE = re.compile(r"<is\b[^>]*>(.*?)</is>", re.DOTALL)
_OWN_NUMBER = re.compile(r'\s+(?:r|spans)="[^"]*"')
_CELL_OWN = {"r", "s", "t"}


@dataclass(slots=True, eq=False)
class Cell:
    """A cell: its column, style, kind (`t` in the file), other attributes, formula and stored value.

    `about` are the attributes of the formula, `text` is the inside of a rich or plain string item, if it is text.
    """

    row: int
    column: int
    style: str = ""
    kind: str = ""
    more: str = ""
    formula: str | None = None
    about: dict[str, str] = field(default_factory=dict)
    value: str | None = None
    text: str | None = None
    rest: str = ""

    @property
    def address(self) -> str:
        """Where it stands, such as B4."""
        return f"{column_letters(self.column)}{self.row}"

    @property
    def filled(self) -> bool:
        """Say whether there is anything in it but its style."""
        return self.formula is not None or self.value is not None or bool(self.text)


@dataclass(slots=True, eq=False)
class Row:
    """A row: its number, its attributes without the number, its cells from left to right."""

    number: int
    attributes: str
    cells: list[Cell]


def parted(xml: str) -> tuple[str, str, str]:
    """Return what stands before the rows of a sheet, the rows, and what follows them."""
    found = _DATA.search(xml)
    if found is None:
        return xml, "", ""
    return xml[: found.start()], found[1] or "", xml[found.end() :]


def attributes(text: str) -> dict[str, str]:
    """Return the attributes of a tag as they are written."""
    return dict(_ATTRIBUTE.findall(text))


def with_attribute(xml: str, name: str, value: str) -> str:
    """Return a tag with another value (plain text) of an attribute that it has; `name` may be a pattern."""
    found = re.search(rf'(?<=\s){name}="([^"]*)"', xml)
    return xml if found is None else xml[: found.start(1)] + escaped_attribute(value) + xml[found.end(1) :]


def read_rows(data: str, strings: list[str]) -> list[Row]:
    """Return the rows of a sheet; `strings` are the insides of the shared strings."""
    rows: list[Row] = []
    shared: dict[str, tuple[int, int, str]] = {}
    before = 0
    for about, inside in _ROW.findall(data):
        number = int(attributes(about).get("r", before + 1))
        before = number
        cells = _cells(number, inside, strings, shared) if inside else []
        rows.append(Row(number, _OWN_NUMBER.sub("", about), cells))
    return rows


def _cells(row: int, inside: str, strings: list[str], shared: dict[str, tuple[int, int, str]]) -> list[Cell]:
    cells = []
    column = 0
    for about, content in _CELL.findall(inside):
        told = attributes(about)
        address = told.get("r", "")
        column = column_number(address.rstrip("0123456789")) if address else column + 1
        more = "".join(f' {name}="{value}"' for name, value in told.items() if name not in _CELL_OWN)
        cell = Cell(row, column, told.get("s", ""), told.get("t", ""), more)
        if content:
            _read_content(cell, content, strings, shared)
        cells.append(cell)
    return cells


def _read_content(cell: Cell, content: str, strings: list[str], shared: dict[str, tuple[int, int, str]]) -> None:
    found = _FORMULA.search(content)
    if found:
        cell.about = attributes(found[1])
        cell.formula = plain(found[2] or "")
        if cell.about.get("t") == "shared":
            number = cell.about.get("si", "")
            if cell.formula:
                shared[number] = (cell.row, cell.column, cell.formula)
            elif number in shared:
                top, left, formula = shared[number]
                cell.formula = shifted(formula, cell.row - top, cell.column - left)
            cell.about = {name: value for name, value in cell.about.items() if name not in {"t", "ref", "si"}}
    value = _VALUE.search(content)
    cell.value = value[1] if value else None
    if cell.kind == "s" and cell.value is not None:
        place = int(cell.value)
        cell.text = strings[place] if place < len(strings) else ""
    elif cell.kind == "inlineStr":
        inline = _INLINE.search(content)
        cell.text = inline[1] if inline else ""
    elif cell.kind == "str" and cell.formula is None and cell.value:
        cell.text = f"<t>{cell.value}</t>"
    last = content.find("<extLst")
    cell.rest = content[last:] if last >= 0 else ""
