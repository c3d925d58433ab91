"""Formulas in the syntax of ECMA-376, cut into tokens without losing a byte."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

Kind = Literal[
    "reference",  # A1, $B$4:C9, A:C, 3:5, Sheet!A1, 'My sheet'!A1, [1]Sheet!A1, Sheet1:Sheet3!A1
    "structured",  # Table[[#This Row],[Col]], Table[@Col], [Col]
    "name",  # a defined name, also Sheet!Name and [1]!Name
    "function",  # the name of a function, without its parenthesis
    "number",
    "string",
    "boolean",
    "error",  # #N/A, Sheet!#REF!, #REF!A1
    "array",  # {1,2;3,"x"} as a whole
    "operator",  # + - * / ^ & = <> < > <= >= % @ # :
    "intersection",  # a space between two references
    "union",  # a comma in parentheses that are not those of a function
    "separator",  # a comma between the arguments of a function
    "open",
    "close",
    "space",
    "unknown",  # what no formula may contain, and everything after a quote that is never closed
]

COLUMN = "(?:[A-Wa-w][A-Za-z]{2}|[Xx][A-Ea-e][A-Za-z]|[Xx][Ff][A-Da-d]|[A-Za-z]{1,2})"
ROW = "(?:10(?:[0-3][0-9]{4}|4(?:[0-7][0-9]{3}|8(?:[0-4][0-9]{2}|5(?:[0-6][0-9]|7[0-6]))))|[1-9][0-9]{0,5})"

# read loosely, since exact limits in each place would make the expression slow to compile; looked at afterwards
_LOOSE_COLUMN, _LOOSE_ROW = "[A-Za-z]{1,3}", "[1-9][0-9]{0,6}"
_AT_THE_LIMIT = re.compile("[X-Zx-z][A-Za-z]{2}|[0-9]{7}")
_CELL = rf"\$?{_LOOSE_COLUMN}\$?{_LOOSE_ROW}"
_ENDS = r"(?![\w.\\?(\[])"
_AREA = rf"(?:{_CELL}:{_CELL}|{_CELL}|\$?{_LOOSE_COLUMN}:\$?{_LOOSE_COLUMN}|\$?{_LOOSE_ROW}:\$?{_LOOSE_ROW}){_ENDS}"
_PREFIX = r"(?:(?:'(?:[^']|'')+'|(?:\[[^\[\]]+\])?[\w.]+(?::[\w.]+)?|\[[^\[\]]+\])!)"
_BRACKETS = r"\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\]"
_NAME = r"[^\W\d][\w.\\?]*|\\[\w.\\?]*"
_ERRORS = "NULL!|DIV/0!|VALUE!|REF!|NAME\\?|NUM!|N/A|GETTING_DATA|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!|UNKNOWN!"


_TOKEN = rf"""(?P<space>[ \t\r\n]+)
    |(?P<string>"(?:[^"]|"")*")
    |{_PREFIX}?(?:
        (?P<reference>{_AREA})
       |(?P<error>\#(?:REF!{_AREA}|{_ERRORS}))
       |(?P<structured>(?:{_NAME})?{_BRACKETS})
       |(?P<boolean>(?:[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]){_ENDS})
       |(?P<function>(?:{_NAME})(?=\())
       |(?P<name>{_NAME})
    )
    |(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[Ee][+-]?[0-9]+)?)
    |(?P<operator><=|>=|<>|[-+*/^&=<>%@\#:])
    |(?P<open>\()
    |(?P<close>\))
    |(?P<separator>,)
    |(?P<array>\{{(?:"(?:[^"]|"")*"|[^"{{}}])*\}})
    |(?P<unknown>["'\[].*|.)"""
_ENDS_REFERENCE = {"reference", "structured", "name", "close"}
_BEGINS_REFERENCE = {"reference", "structured", "name", "function", "open"}


class Token(NamedTuple):
    """A piece of a formula: what it is, and its text exactly as written."""

    kind: Kind
    text: str


@lru_cache(maxsize=1)
def _expression() -> re.Pattern[str]:
    """Return what finds the tokens; compiled when the first formula is read."""
    return re.compile(_TOKEN, re.VERBOSE | re.DOTALL)


@lru_cache(maxsize=4096)
def tokenise(formula: str) -> tuple[Token, ...]:
    """Return the tokens of a formula; joined, their texts are the formula without a leading `=`.

    Never raises: what cannot belong to a formula becomes a token `unknown`.
    """
    start = 1 if formula.startswith("=") else 0
    tokens: list[Token] = []
    for match in _expression().finditer(formula, start):
        kind, text = match.lastgroup, match.group()
        if kind == "reference" and _AT_THE_LIMIT.search(text):
            tokens += _within_limits(text)
        else:
            tokens.append(Token(kind, text))  # type: ignore[arg-type]
    parentheses: list[bool] = []  # whether each open one belongs to a function
    before = ""
    for index, (kind, text) in enumerate(tokens):
        if kind == "open":
            parentheses.append(before == "function")
        elif kind == "close" and parentheses:
            parentheses.pop()
        elif kind == "separator" and not (parentheses and parentheses[-1]):
            tokens[index] = Token("union", text)
        elif kind == "space" and _joins(tokens, index):
            tokens[index] = Token("intersection", text)
        before = kind
    return tuple(tokens)


def _within_limits(text: str) -> list[Token]:
    """Return a reference as one token, or what it is if a column or a row is beyond the last one of a sheet."""
    start = text.rfind("!") + 1
    ends = text[start:].split(":")
    if all(re.fullmatch(rf"\$?(?:{COLUMN})?\$?(?:{ROW})?", end) for end in ends):
        return [Token("reference", text)]
    parts: list[Token] = []
    for place, end in enumerate(ends):
        if place:
            parts.append(Token("operator", ":"))
        written = end if place else text[:start] + end
        if re.fullmatch(rf"\$?{COLUMN}\$?{ROW}", end):
            parts.append(Token("reference", written))
        else:
            parts.append(Token("number" if end.isdigit() else "unknown" if "$" in end else "name", written))
    return parts


def _joins(tokens: list[Token], index: int) -> bool:
    """Say whether the space at `index` stands between two references."""
    if not 0 < index < len(tokens) - 1:
        return False
    before, after = tokens[index - 1], tokens[index + 1]
    return (before.kind in _ENDS_REFERENCE or before.text == "#") and after.kind in _BEGINS_REFERENCE
