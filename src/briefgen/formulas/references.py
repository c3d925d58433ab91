"""The references of a formula: found, moved as in a copy, and replaced without touching the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefgen.formulas.addresses import (
    LAST_COLUMN,
    LAST_ROW,
    Name,
    Reference,
    Structured,
    a1,
    address,
    column_letters,
    column_number,
    name,
    prefix,
    quoted,
    reference,
    structured,
)
from briefgen.formulas.tokens import Token, tokenise

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = [
    "LAST_COLUMN",
    "LAST_ROW",
    "Mention",
    "Name",
    "Reference",
    "Structured",
    "a1",
    "address",
    "column_letters",
    "column_number",
    "moved",
    "name",
    "prefix",
    "quoted",
    "reference",
    "references",
    "rewritten",
    "shifted",
    "structured",
]

# functions that take any number of references, each counted for itself: SUM(A1,C1) is SUM((A1,C1))
TAKE_MANY = frozenset(
    [
        "SUM",
        "AVERAGE",
        "MIN",
        "MAX",
        "COUNT",
        "COUNTA",
        "PRODUCT",
        "MEDIAN",
        "STDEV",
        "VAR",
        "AND",
        "OR",
        "XOR",
        "SUBTOTAL",
    ]
)
_MOST_ARGUMENTS = 255


class Mention(NamedTuple):
    """One place of a formula that refers to something: `token` counts the tokens of `tokenise`."""

    token: int
    what: Reference | Structured | Name


def references(formula: str) -> list[Mention]:
    """Return everything the formula refers to, in its order; strings and function names are never among it."""
    found: list[Mention] = []
    for index, (kind, text) in enumerate(tokenise(formula)):
        if kind == "reference":
            found.append(Mention(index, reference(text)))
        elif kind == "structured":
            found.append(Mention(index, structured(text)))
        elif kind == "name":
            found.append(Mention(index, name(text)))
    return found


def rewritten(formula: str, change: Callable[[Reference], str | Reference | Sequence[Reference] | None]) -> str:
    """Return the formula with each cell reference replaced by what `change` gives, the rest byte for byte.

    `change` gives a reference, several of them (`SUM(B4)` becomes `SUM(B4,B7)`, elsewhere a union `(B4,B7)`), a text
    to be put in as it is, or None for a reference that is gone (`#REF!`). The one it was given leaves the text alone.
    A leading `=` stays. Structured references and names are left as they are.
    """
    tokens = tokenise(formula)
    texts = [text for _, text in tokens]
    for index, (kind, text) in enumerate(tokens):
        if kind == "reference":
            old = reference(text)
            new = change(old)
            if new != old:
                texts[index] = _text(new, old, text, tokens, index)
    return ("=" if formula.startswith("=") else "") + "".join(texts)


def shifted(formula: str, rows: int, columns: int) -> str:
    """Return the formula as Excel copies it that many cells down and right: parts with `$` stay.

    A reference that would leave the sheet becomes `#REF!`. Also gives the cells of a shared formula.
    """
    return rewritten(formula, lambda old: moved(old, rows, columns))


def moved(old: Reference, rows: int, columns: int) -> Reference | None:
    """Return the reference as in a copy that many cells down and right; None if it leaves the sheet."""
    row, last_row, column, last_column = old.row, old.last_row, old.column, old.last_column
    row_fixed, last_row_fixed = old.row_fixed, old.last_row_fixed
    column_fixed, last_column_fixed = old.column_fixed, old.last_column_fixed
    if old.shape != "columns":
        row += 0 if row_fixed else rows
        last_row += 0 if last_row_fixed else rows
        if row > last_row:
            row, last_row, row_fixed, last_row_fixed = last_row, row, last_row_fixed, row_fixed
    if old.shape != "rows":
        column += 0 if column_fixed else columns
        last_column += 0 if last_column_fixed else columns
        if column > last_column:
            column, last_column, column_fixed, last_column_fixed = last_column, column, last_column_fixed, column_fixed
    if row < 1 or column < 1 or last_row > LAST_ROW or last_column > LAST_COLUMN:
        return None
    flags = (row_fixed, column_fixed, last_row_fixed, last_column_fixed)
    return Reference(row, column, last_row, last_column, old.sheet, old.shape, *flags, old.book, old.last_sheet)


def _text(
    new: str | Reference | Sequence[Reference] | None, old: Reference, text: str, tokens: tuple[Token, ...], index: int
) -> str:
    """Return what stands in the place of the reference `old`, written as `text`."""
    if new is None:
        return "#REF!"
    if isinstance(new, str):
        return new
    if isinstance(new, Reference):
        return _written(new, old, text)
    if not new:
        return "#REF!"
    several = ",".join(_written(one, old, text) for one in new)
    if len(new) == 1 or (_is_argument_of_many(tokens, index) and len(new) < _MOST_ARGUMENTS // 2):
        return several
    return f"({several})"


def _written(new: Reference, old: Reference, text: str) -> str:
    """Write a reference; the sheet of the old one stays as it was written."""
    if (new.sheet, new.last_sheet, new.book) == (old.sheet, old.last_sheet, old.book):
        return text[: text.rfind("!") + 1] + address(new)
    return a1(new)


def _is_argument_of_many(tokens: tuple[Token, ...], index: int) -> bool:
    """Say whether the token at `index` is by itself an argument of a function that takes any number of them."""
    after = next((token.kind for token in tokens[index + 1 :] if token.kind != "space"), None)
    before = next((place for place in range(index - 1, -1, -1) if tokens[place].kind != "space"), 0)
    if after not in {"separator", "close"} or tokens[before].kind not in {"separator", "open"}:
        return False
    depth = 0
    for place in range(before, 0, -1):
        kind = tokens[place].kind
        if kind == "close":
            depth += 1
        elif kind == "open":
            if not depth:
                called = tokens[place - 1]
                return called.kind == "function" and called.text.upper() in TAKE_MANY
            depth -= 1
    return False
