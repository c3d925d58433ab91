"""Formulas that name an area whose copies stand apart: told so that nothing between the copies is counted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefgen.formulas.references import TAKE_MANY, Reference, reference, rewritten
from briefgen.formulas.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from briefgen.formulas.tokens import Token

    Change = Callable[[Reference], str | Reference | list[Reference] | None]

REPEAT_ARGUMENT = TAKE_MANY | {
    "AVEDEV", "AVERAGEA", "CONCAT", "CONCATENATE", "DEVSQ", "GEOMEAN", "HARMEAN", "KURT", "MAXA", "MINA", "MODE",
    "MODE.SNGL", "SKEW", "STDEV.P", "STDEV.S", "STDEVA", "STDEVP", "SUMSQ", "TEXTJOIN", "VAR.P", "VAR.S", "VARP",
}  # fmt: skip
"""Functions that take any number of arguments of one kind: an argument is repeated for each piece."""

REPEAT_CALL = {"COUNTIF", "COUNTIFS", "COUNTBLANK", "SUMIF", "SUMIFS", "SUMPRODUCT", "ROWS"}
"""Functions of which the sum over the pieces is the value over all of them."""

TAKE_UNION = {
    "LARGE", "SMALL", "RANK", "RANK.AVG", "RANK.EQ", "PERCENTILE", "PERCENTILE.INC", "QUARTILE", "QUARTILE.INC",
    "AREAS",
}  # fmt: skip
"""Functions of which one argument may be a union, in parentheses of its own."""

ELEMENTWISE = {
    "ABS", "DATE", "DAY", "EXACT", "FIND", "IF", "IFERROR", "IFNA", "INT", "ISBLANK", "ISERROR", "ISNUMBER", "ISTEXT",
    "LEFT", "LEN", "LOWER", "MID", "MOD", "MONTH", "N", "NOT", "RIGHT", "ROUND", "ROUNDDOWN", "ROUNDUP", "SEARCH",
    "SIGN", "TEXT", "TRIM", "TRUNC", "UPPER", "VALUE", "YEAR",
}  # fmt: skip
"""Functions that look at one value after another."""

ONE_AREA = {"AVERAGEIF", "AVERAGEIFS", "MAXIFS", "MINIFS"}
"""Functions that take one area only, and give another value where others lie within."""

_MOST_ARGUMENTS = 255
_PLAIN = {"reference", "union", "open", "close", "space"}


@dataclass(slots=True, eq=False)
class Mention:
    """A reference of a formula: what it was, and the texts of its pieces with the one area around them (if any)."""

    old: Reference | None
    pieces: list[str]
    around: str | None


@dataclass(slots=True, eq=False)
class Group:
    """A call with its arguments, or parentheses (`name` is empty): each argument a list of what stands in it."""

    name: str
    opening: str
    arguments: list[list[Item]] = field(default_factory=list)
    between: list[str] = field(default_factory=list)
    closing: str = ""

    @property
    def function(self) -> str:
        """The name of the function as people write it."""
        return self.name.upper().removeprefix("_XLFN.").removeprefix("_XLWS.")


Item = str | Mention | Group


def is_plain(formula: str) -> bool:
    """Say whether a formula is nothing but areas, as in names and charts."""
    return all(kind in _PLAIN for kind, _ in tokenise(formula))


def in_pieces(formula: str, change: Change, *, unions: bool = True) -> str:
    """Return the formula with each reference replaced by what `change` gives, several areas each told by itself.

    An argument of SUM and the like is repeated for each area, a call of COUNTIF and the like too, with `+` between;
    elsewhere stands one area around all of them, or their union where they lie on several sheets and `unions` allows.
    """
    inside = parsed(formula, lambda old, text: _mention(old, text, change, unions))
    return ("=" if formula.startswith("=") else "") + _whole(inside, unions)


def of_tables(formula: str, copies: Callable[[str], list[str]]) -> str:
    """Return the formula with each structured reference told for all copies of its table."""

    def made(old: Reference | None, text: str) -> Item:
        pieces = [text] if old else copies(text)
        return Mention(old, pieces, None) if len(pieces) > 1 else pieces[0]

    return ("=" if formula.startswith("=") else "") + _whole(parsed(formula, made), True)


def _whole(inside: Sequence[Item], unions: bool) -> str:
    """Return a formula; a sum of calls that is all of it needs no parentheses."""
    made = _text(inside, unions)
    first = inside[0] if len([one for one in inside if one]) == 1 else None
    if isinstance(first, Group) and first.function in REPEAT_CALL and made.startswith("("):
        return made[1:-1]
    return made


def parsed(formula: str, made: Callable[[Reference | None, str], Item]) -> list[Item]:
    """Return a formula as groups within groups; `made` makes something of each reference (None: a structured one)."""
    tokens = iter(tokenise(formula))
    whole = Group("", "")
    _fill(whole, tokens, made)
    out: list[Item] = list(whole.arguments[0])
    for text, items in zip(whole.between, whole.arguments[1:], strict=False):  # only in formulas that are damaged
        out += [text, *items]
    return [*out, whole.closing, *(text for _, text in tokens)]


def _fill(group: Group, tokens: Iterator[Token], made: Callable[[Reference | None, str], Item]) -> None:
    group.arguments.append([])
    name = ""
    for kind, text in tokens:
        items = group.arguments[-1]
        if kind == "function":
            name = text
        elif kind == "open":
            inner = Group(name, name + text)
            name = ""
            items.append(inner)
            _fill(inner, tokens, made)
        elif kind == "close":
            group.closing = text
            return
        elif kind == "separator":
            group.between.append(text)
            group.arguments.append([])
        elif kind == "reference":
            items.append(made(reference(text), text))
        elif kind == "structured":
            items.append(made(None, text))
        else:
            items.append(text)


def _mention(old: Reference | None, text: str, change: Change, unions: bool) -> Item:
    if old is None:
        return text
    new = change(old)
    if not isinstance(new, list) or len(new) < 2:
        return rewritten(text, lambda _: new)
    first, last = new[0], new[-1]
    around: str | None = None
    if first.sheet == last.sheet:
        hull = first._replace(last_row=last.last_row, last_column=last.last_column, shape="area")
        around = rewritten(text, lambda _: hull)
    pieces = [rewritten(text, lambda _, one=one: one) for one in new]  # type: ignore[misc]
    return Mention(old, pieces, around or (None if unions else pieces[0]))


def _text(items: Sequence[Item], unions: bool, piece: int | None = None) -> str:
    """Return a part of a formula, for one piece of the references in it or (None) for all of them."""
    out = []
    for one in items:
        if isinstance(one, str):
            out.append(one)
        elif isinstance(one, Mention):
            out.append(one.pieces[piece] if piece is not None else one.around or _union(one))
        elif one.name and (piece is None or one.function not in ELEMENTWISE):
            out.append(_call(one, unions))
        else:
            out.append(_joined(one, [_text(items, unions, piece) for items in one.arguments]))
    return "".join(out)


def _call(call: Group, unions: bool) -> str:
    """Return a call that stands for all pieces."""
    function = call.function
    if function in REPEAT_ARGUMENT:
        return _repeated_arguments(call, unions)
    if function in REPEAT_CALL:
        count = count_of([item for items in call.arguments for item in items])
        made = [
            _joined(call, [_text(items, unions, number) for items in call.arguments]) for number in range(count or 1)
        ]
        if count:
            return "(" + "+".join(made) + ")"
    if function in TAKE_UNION and unions:
        return _joined(call, [_union(items[0]) if alone(items) else _text(items, unions) for items in call.arguments])
    return _joined(call, [_text(items, unions) for items in call.arguments])


def _repeated_arguments(call: Group, unions: bool) -> str:
    made = []
    for items in call.arguments:
        count = count_of(items)
        if unions and count > _MOST_ARGUMENTS // 2 and alone(items):
            made.append(_union(items[0]))
        elif count:
            made.append(",".join(_text(items, unions, number) for number in range(count)))
        else:
            made.append(_text(items, unions))
    return _joined(call, made)


def _joined(group: Group, arguments: list[str]) -> str:
    out = [group.opening, arguments[0]]
    for text, argument in zip(group.between, arguments[1:], strict=False):
        out += [text, argument]
    return "".join([*out, group.closing])


def alone(items: Sequence[Item]) -> bool:
    """Say whether an argument is nothing but a reference with several pieces."""
    return len(items) == 1 and isinstance(items[0], Mention)


def _union(one: Item) -> str:
    assert isinstance(one, Mention)  # noqa: S101 - asked before
    return f"({','.join(one.pieces)})"


def count_of(items: Sequence[Item]) -> int:
    """Return how many pieces all references of a part have; 0 if none has several, or not all as many."""
    counts: set[int] = set()
    for mention in within(items):
        counts.add(len(mention.pieces))
    return counts.pop() if len(counts) == 1 else 0


def within(items: Sequence[Item]) -> Iterator[Mention]:
    """Yield the references of a part that are looked at value by value, not those that other calls sum up."""
    for one in items:
        if isinstance(one, Mention):
            yield one
        elif isinstance(one, Group) and (not one.name or one.function in ELEMENTWISE):
            for argument in one.arguments:
                yield from within(argument)


def mentions(items: Sequence[Item], function: str = "") -> Iterator[tuple[str, Reference]]:
    """Yield the references of a part with the function that takes each: an empty one where a single value is wanted."""
    for place, one in enumerate(items):
        if isinstance(one, Mention):
            beside = [items[at] for at in (place - 1, place + 1) if 0 <= at < len(items)]
            if one.old is not None:
                yield function if ":" not in beside else ":", one.old
        elif isinstance(one, Group):
            inner = function if not one.name else "" if one.function in ELEMENTWISE else one.function
            for argument in one.arguments:
                yield from mentions(argument, inner)
