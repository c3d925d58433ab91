"""The grammar of formulas: tokens become a tree, with the precedence that Excel gives its operators."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from briefgen.formulas.values import Error, Value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.formulas.tokens import Token

_LEVELS: tuple[frozenset[str], ...] = (
    frozenset({"=", "<>", "<", ">", "<=", ">="}),
    frozenset({"&"}),
    frozenset({"+", "-"}),
    frozenset({"*", "/"}),
    frozenset({"^"}),
)
_DEEPEST = 64  # as in Excel


class Constant(NamedTuple):
    """A value that is written in the formula, or the reason why a part of it has none."""

    value: Value


class Operand(NamedTuple):
    """What the formula refers to, by its number; `area` tells whether it is more than one cell by its kind."""

    number: int
    area: bool


class Array(NamedTuple):
    """An array constant."""

    rows: list[list[Value]]


class Call(NamedTuple):
    """A function, in capitals and without the prefixes of newer functions, with its arguments."""

    function: str
    arguments: list[Node]


class Unary(NamedTuple):
    """A sign before, or a percent sign (`%`) after, an operand; `@` asks for one cell of it."""

    sign: str
    of: Node


class Chain(NamedTuple):
    """Operators of one precedence, from left to right."""

    first: Node
    rest: list[tuple[str, Node]]


class Joined(NamedTuple):
    """References joined by `,` (union) or a space (intersection)."""

    sign: str
    parts: list[Node]


Node: TypeAlias = "Constant | Operand | Array | Call | Unary | Chain | Joined"


class Unreadable(Exception):  # noqa: N818 - ends the reading of a formula
    """The text is no formula, or one with a part that is not supported; says why."""


def tree(tokens: Sequence[Token], operands: dict[int, Operand]) -> Node:
    """Return the tree of a formula; `operands` gives the operand that each referring token stands for.

    Raises `Unreadable`.
    """
    reader = _Reader(tokens, operands)
    node = reader.expression()
    if reader.kind != "end":
        raise Unreadable(f"`{reader.text}` is not expected there")
    return node


class _Reader:
    """Reads tokens from left to right, spaces left out."""

    def __init__(self, tokens: Sequence[Token], operands: dict[int, Operand]) -> None:
        self._tokens = [(number, token) for number, token in enumerate(tokens) if token.kind != "space"]
        self._operands = operands
        self._at = 0
        self._depth = 0
        self.number, self.kind, self.text = -1, "", ""
        self._show()

    def _show(self) -> None:
        if self._at < len(self._tokens):
            self.number, (self.kind, self.text) = self._tokens[self._at]
        else:
            self.kind, self.text = "end", "the end"

    def _next(self) -> None:
        self._at += 1
        self._show()

    def expression(self, level: int = 0) -> Node:
        if level == len(_LEVELS):
            return self._signed()
        if level == 0:
            self._depth += 1
            if self._depth > _DEEPEST:
                raise Unreadable("it is nested too deep")
        signs = _LEVELS[level]
        first = self.expression(level + 1)
        rest: list[tuple[str, Node]] = []
        while self.kind == "operator" and self.text in signs:
            sign = self.text
            self._next()
            rest.append((sign, self.expression(level + 1)))
        if level == 0:
            self._depth -= 1
        return Chain(first, rest) if rest else first

    def _signed(self) -> Node:
        signs: list[str] = []
        while self.kind == "operator" and self.text in "+-@":
            signs.append(self.text)
            self._next()
        if len(signs) > _DEEPEST:
            raise Unreadable("it has too many signs")
        node = self._with_percent()
        for sign in reversed(signs):
            node = Unary(sign, node)
        return node

    def _with_percent(self) -> Node:
        node = self._joined()
        for _ in range(_DEEPEST):
            if self.kind != "operator" or self.text != "%":
                break
            node = Unary("%", node)
            self._next()
        return node

    def _joined(self) -> Node:
        parts = [self._single()]
        while self.kind == "intersection":
            self._next()
            parts.append(self._single())
        if self.kind == "operator" and self.text in ":#":
            raise Unreadable("a range whose end is computed, or the spilled range of a formula, is not supported")
        return Joined(" ", parts) if len(parts) > 1 else parts[0]

    def _single(self) -> Node:
        kind, text, number = self.kind, self.text, self.number
        self._next()
        match kind:
            case "number":
                return Constant(float(text))
            case "string":
                return Constant(text[1:-1].replace('""', '"'))
            case "boolean":
                return Constant(text.upper() == "TRUE")
            case "error":
                return Constant(error_of(text))
            case "array":
                return Array(_array(text))
            case "reference" | "structured" | "name":
                return self._operands[number]
            case "function":
                return self._call(text)
            case "open":
                return self._parenthesis()
        raise Unreadable(f"`{text}` is not expected there")

    def _parenthesis(self) -> Node:
        parts = [self.expression()]
        while self.kind == "union":
            self._next()
            parts.append(self.expression())
        self._close()
        return Joined(",", parts) if len(parts) > 1 else parts[0]

    def _call(self, text: str) -> Node:
        name = text.upper()
        while name.startswith(("_XLFN.", "_XLWS.")):
            name = name[6:]
        self._next()
        arguments: list[Node] = []
        if self.kind == "close":
            self._next()
            return Call(name, arguments)
        while True:
            empty = self.kind in {"separator", "close"}
            arguments.append(Constant(None) if empty else self.expression())
            if self.kind != "separator":
                break
            self._next()
        self._close()
        return Call(name, arguments)

    def _close(self) -> None:
        if self.kind != "close":
            raise Unreadable(f"`{self.text}` stands where a parenthesis should close")
        self._next()


def error_of(text: str) -> Value:
    """Return the error value that a token writes; a lost reference is `#REF!` whatever address it has left."""
    code = text[text.index("#") :].upper()
    if code.startswith("#REF!"):
        return Error("#REF!")
    return Error(code)


def _array(text: str) -> list[list[Value]]:
    from briefgen.formulas.tokens import tokenise

    rows: list[list[Value]] = [[]]
    sign = 1.0
    for kind, part in tokenise(text[1:-1]):
        if kind == "number":
            rows[-1].append(sign * float(part))
            sign = 1.0
        elif kind == "string":
            rows[-1].append(part[1:-1].replace('""', '"'))
        elif kind == "boolean":
            rows[-1].append(part.upper() == "TRUE")
        elif kind == "error":
            rows[-1].append(error_of(part))
        elif part == "-":
            sign = -1.0
        elif part == ";":
            rows.append([])
        elif kind not in {"space", "separator", "union"} and part != "+":
            raise Unreadable(f"`{part}` is not expected in an array")
    if not rows[0] or any(len(row) != len(rows[0]) for row in rows):
        raise Unreadable("the rows of an array are not equally long")
    return rows
