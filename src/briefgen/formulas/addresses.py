"""Addresses of cells and areas: read from a formula's text, and written as Excel writes them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

_PARTS = re.compile(r"(\$?)([A-Za-z]*)(\$?)([0-9]*)")
_PLAIN_SHEET = re.compile(r"[^\W\d][\w.]*")
_LIKE_A_CELL = re.compile(
    r"[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*(?:[Cc][0-9]*)?|[Cc][0-9]*|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]"
)
_COLUMN_PIECE = re.compile(r"\[((?:[^\[\]']|'.)*)\]", re.DOTALL)
_ESCAPED = re.compile(r"'(.)", re.DOTALL)


class Reference(NamedTuple):
    """A cell or an area by its address; rows and columns count from 1, first is never after last.

    `shape` tells how it is written: `cell` A1, `area` A1:B2, `columns` A:C, `rows` 3:5; a whole column has the rows
    1 to 1,048,576 and a whole row the columns 1 to 16,384. `fixed` flags tell which parts have a `$`.
    `book` is the external book as written (`[1]`), `last_sheet` the end of a 3-D reference.
    """

    row: int
    column: int
    last_row: int
    last_column: int
    sheet: str | None = None
    shape: Literal["cell", "area", "columns", "rows"] = "cell"
    row_fixed: bool = False
    column_fixed: bool = False
    last_row_fixed: bool = False
    last_column_fixed: bool = False
    book: str | None = None
    last_sheet: str | None = None


class Structured(NamedTuple):
    """A structured reference: `Table[[#This Row],[First]:[Last]]`.

    `items` holds what it takes of the table, as `#all`, `#data`, `#headers`, `#totals`, `#this row`;
    `first` and `last` are the columns, None for all of them. `table` is None inside the table itself.
    """

    table: str | None
    items: tuple[str, ...]
    first: str | None
    last: str | None
    book: str | None = None


class Name(NamedTuple):
    """A defined name, as it is written; `sheet` and `book` if it has them."""

    name: str
    sheet: str | None = None
    book: str | None = None


def a1(value: Reference) -> str:
    """Return the reference as Excel writes it, with its sheet, quoted if need be."""
    return prefix(value) + address(value)


def prefix(value: Reference | Name) -> str:
    """Return the part before the address: nothing, `Sheet!`, `'My sheet'!`, `[1]Sheet!`, `First:Last!`."""
    if value.sheet is None:
        return f"{value.book}!" if value.book else ""
    last = value.last_sheet if isinstance(value, Reference) else None
    sheets = [value.sheet] if last is None else [value.sheet, last]
    text = (value.book or "") + ":".join(sheets)
    plain = all(_is_plain(sheet) for sheet in sheets) and not (value.book and not value.book.startswith("["))
    return f"{text}!" if plain and " " not in text else "'" + text.replace("'", "''") + "'!"


def quoted(sheet: str) -> str:
    """Return the name of a sheet as it stands in a formula: in quotes if it needs them."""
    return sheet if _is_plain(sheet) else "'" + sheet.replace("'", "''") + "'"


@lru_cache(maxsize=1024)
def column_letters(number: int) -> str:
    """Return the letters of a column: 1 is A, 16,384 is XFD."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """Return the number of a column by its letters, small or capital: A is 1, XFD is 16,384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


@lru_cache(maxsize=8192)
def reference(text: str) -> Reference:
    """Return the reference that a token of the kind `reference` (or any address such as `$B$4:C9`) writes.

    Raises `ValueError` for a text that is no address.
    """
    book, sheet, last_sheet, address = _split(text)
    first, _, last = address.partition(":")
    found, ended = _PARTS.fullmatch(first), _PARTS.fullmatch(last or first)
    if not (found and ended and first):
        raise ValueError(text)
    dollar, letters, row_dollar, digits = found.groups()
    last_dollar, last_letters, last_row_dollar, last_digits = ended.groups()
    if bool(letters) != bool(last_letters) or bool(digits) != bool(last_digits) or not (last or (letters and digits)):
        raise ValueError(text)
    if not letters:  # the one `$` of `$3:$5` stands before the digits
        dollar, row_dollar, last_dollar, last_row_dollar = "", dollar, "", last_dollar
    if digits:
        rows = (int(digits), bool(row_dollar)), (int(last_digits), bool(last_row_dollar))
    else:
        rows = (1, False), (LAST_ROW, False)
    if letters:
        columns = (column_number(letters), bool(dollar)), (column_number(last_letters), bool(last_dollar))
    else:
        columns = (1, False), (LAST_COLUMN, False)
    (row, row_fixed), (last_row, last_row_fixed) = sorted(rows, key=lambda part: part[0])
    (column, column_fixed), (last_column, last_column_fixed) = sorted(columns, key=lambda part: part[0])
    if row < 1 or last_row > LAST_ROW or last_column > LAST_COLUMN:
        raise ValueError(text)
    shape: Literal["cell", "area", "columns", "rows"] = (
        "columns" if not digits else "rows" if not letters else "area" if last else "cell"
    )
    flags = (row_fixed, column_fixed, last_row_fixed, last_column_fixed)
    return Reference(row, column, last_row, last_column, sheet, shape, *flags, book, last_sheet)


@lru_cache(maxsize=1024)
def structured(text: str) -> Structured:
    """Return what a token of the kind `structured` means."""
    start = text.index("[") if "!" not in text.partition("[")[0] else text.index("[", text.index("!"))
    book, before = None, text[:start]
    if text.startswith("[") and "]!" in text:
        book, _, rest = text.partition("!")
        start = len(book) + 1 + rest.index("[")
        before = text[len(book) + 1 : start]
    elif "!" in before:
        book, _, before = before.rpartition("!")
    inner = text[start + 1 : -1].strip()
    items: list[str] = []
    if inner.startswith("@"):
        items.append("#this row")
        inner = inner[1:].strip()
    pieces = _COLUMN_PIECE.findall(inner)
    if not pieces and inner:
        pieces = [inner]
    columns: list[str] = []
    for piece in pieces:
        if piece.startswith("#"):
            items.append(" ".join(piece.lower().split()))
        else:
            columns.append(_ESCAPED.sub(r"\1", piece))
    first = columns[0] if columns else None
    return Structured(before or None, tuple(items), first, columns[-1] if columns else None, book)


def name(text: str) -> Name:
    """Return what a token of the kind `name` means."""
    book, sheet, _, rest = _split(text)
    return Name(rest, sheet, book)


def _split(text: str) -> tuple[str | None, str | None, str | None, str]:
    """Return the book, the sheet, the last sheet and what follows them."""
    if "!" not in text:
        return None, None, None, text
    before, _, rest = text.rpartition("!")
    if before.startswith("'"):
        before = before[1:-1].replace("''", "'")
    end = before.rfind("]") + 1
    sheet, _, last_sheet = before[end:].partition(":")
    return before[:end] or None, sheet or None, last_sheet or None, rest


def _is_plain(sheet: str) -> bool:
    return bool(_PLAIN_SHEET.fullmatch(sheet)) and not _LIKE_A_CELL.fullmatch(sheet)


def address(value: Reference) -> str:
    """Return the reference without its sheet: `$B$4:C9`."""
    if value.shape == "rows":
        return f"{'$' * value.row_fixed}{value.row}:{'$' * value.last_row_fixed}{value.last_row}"
    first = "$" * value.column_fixed + column_letters(value.column)
    last = "$" * value.last_column_fixed + column_letters(value.last_column)
    if value.shape == "columns":
        return f"{first}:{last}"
    first += f"{'$' * value.row_fixed}{value.row}"
    if value.shape == "cell" and (value.row, value.column) == (value.last_row, value.last_column):
        return first
    return f"{first}:{last}{'$' * value.last_row_fixed}{value.last_row}"
