"""Attacks by data: values that are no text, objects with a will of their own, and data without end."""

from __future__ import annotations

import datetime
import functools
import io
import itertools
import os
import subprocess
import threading
from collections import UserDict, UserString
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NoReturn

from merge.attacks.attack import FINDING, HARMLESS, Attack
from merge.templates import template

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CANARY = "canary-7f3a"
COMMAND = f"echo {CANARY}"


class Raising:
    """Raises whatever is done to it."""

    def __getattribute__(self, name: str) -> NoReturn:
        raise RuntimeError(CANARY)


class Running:
    """Runs a program when it is printed or asked for anything."""

    def __str__(self) -> str:
        os.system(COMMAND)  # noqa: S605 (the attack)
        return CANARY

    __repr__ = __html__ = __str__

    def __format__(self, how: str) -> str:
        return str(self)

    def __getattr__(self, name: str) -> Running:
        os.system(COMMAND)  # noqa: S605
        return self

    def __call__(self, *args: object) -> Running:
        os.system(COMMAND)  # noqa: S605
        return self


class NoText:
    """Prints as something that is no text."""

    def __str__(self) -> str:
        return 5  # type: ignore[return-value]


class Unending:
    """Can be walked without end."""

    def __iter__(self) -> Iterator[int]:
        return itertools.count()

    def __len__(self) -> int:
        return 10**18


class Markup(str):
    """Says that it is markup already."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


class Liar(str):
    """Text that answers every question with other text."""

    __slots__ = ()

    def __str__(self) -> str:
        return "<w:p/>"

    def replace(self, *args: object) -> str:
        return "<w:p/>"

    def translate(self, *args: object) -> str:
        return "<w:p/>"

    def __format__(self, how: str) -> str:
        return "<w:p/>"

    def __contains__(self, other: object) -> bool:
        return False

    def isascii(self) -> bool:
        return True

    def encode(self, *args: object) -> bytes:
        return b"<w:p/>"


class Number(int):
    """Number that prints as markup."""

    def __str__(self) -> str:
        return "<w:p/>"

    __repr__ = __str__

    def __format__(self, how: str) -> str:
        return "<w:p/>"


class Names(dict[str, Any]):
    """Mapping that has every name."""

    def __missing__(self, name: str) -> str:
        return "<w:p/>"


class Recursive:
    """Has itself as every attribute and element."""

    def __getattr__(self, name: str) -> Recursive:
        return self

    def __getitem__(self, name: object) -> Recursive:
        return self

    def __call__(self, *args: object) -> Recursive:
        return self


class Secret:
    """Ordinary object of a program with something to hide and something to run."""

    def __init__(self) -> None:
        self.word = "visible"

    def run(self) -> str:
        return subprocess.run(COMMAND, shell=True, capture_output=True, check=False, text=True).stdout  # noqa: S602


def raising_generator() -> Iterator[int]:
    """Yield a value and break."""
    yield 1
    raise RuntimeError(CANARY)


def itself() -> list[Any]:
    """Return a list that holds itself."""
    found: list[Any] = [1]
    found.append(found)
    return found


def record_of_itself() -> dict[str, Any]:
    """Return a record that holds itself."""
    found: dict[str, Any] = {"name": "a"}
    found["self"] = found
    return found


def deep(depth: int = 100_000) -> list[Any]:
    """Return lists in lists."""
    found: list[Any] = []
    for _ in range(depth):
        found = [found]
    return found


AS_THEMSELVES = {
    "XML": "</w:t></w:r></w:p><w:p/>",
    "reference": "&amp; &lt; &#123; &unknown;",
    "all signs": "& < > \" '",
    "end of CDATA": "a ]]> b <![CDATA[ c",
    "instruction": "<?xml version='1.0'?><!-- a -->",
    "Jinja value": "{{ x.__class__ }}",
    "Jinja block": "{% for i in range(10**9) %}",
    "Jinja comment": "{# a #}",
    "escaped braces": "{_{ x }_}",
    "spreadsheet escape": "_x000D_ _x0000_",
    "backslashes": "\\n \\1 \\g<0> \\x41",
    "percent": "%s %(x)s %d",
    "braces": "{0} {x.__class__}",
    "right to left": "\u202eabc\u202c \u0627\u0644\u0639\u0631\u0628\u064a\u0629 \u05e2\u05d1\u05e8\u05d9\u05ea",
    "isolates": "\u2066a\u2069\u200f\u200e\u061c",
    "combining marks": "a" + "\u0301" * 1000,
    "emoji": "\U0001f469\u200d\U0001f469\u200d\U0001f467 \U0001f1fa\U0001f1e6",
    "last character": "\U0010fffd",
    "private use": "\ue000\uf8ff\U000f0000",
    "spaces": "  a  b   ",
    "no-break spaces": "\xa0a\u202fb\u2009c\ufeffd",
    "soft hyphen": "a\xadb\u2011c\u200bd",
    "line separators": "a\u2028b\u2029c\x85d",
    "long": "a" * 40_000,
    "long Cyrillic": "ж" * 40_000,
    "formula": "=cmd|' /C calc'!A0",
    "empty": "",
    "only signs": "<" * 10_000,
}
CHARACTERS = ("\0", "\x01", "\x08", "\x0b", "\x0e", "\x1b", "\x1f", "\ud800", "\udfff", "\ufffe", "\uffff")


def attacks() -> list[Attack]:
    """Return the attacks."""
    tag = ("{{ v }}",)

    def make(value: Callable[[], Any], paragraphs: tuple[str, ...] = tag) -> Callable[[], tuple[bytes, Any]]:
        return lambda: (template("before", *paragraphs, "after"), {"v": value()})

    found = [
        Attack(f"text {name}", make(lambda text=text: text), ["before", text, "after"])  # type: ignore[misc]
        for name, text in AS_THEMSELVES.items()
    ]
    found += [
        Attack(f"character U+{ord(sign):04X}", make(lambda sign=sign: f"a{sign}b"), FINDING)  # type: ignore[misc]
        for sign in CHARACTERS
    ]
    found += [
        Attack(f"object {name}", make(value), HARMLESS)
        for name, value in {
            "that raises": Raising,
            "that is no text": NoText,
            "without end": Unending,
            "recursive": Recursive,
            "plain": Secret,
            "function": lambda: subprocess.run,
            "class": lambda: Secret,
            "module": lambda: os,
            "exception": lambda: ValueError("visible"),
            "lock": threading.Lock,
            "file": lambda: io.StringIO(CANARY),
            "bytes": lambda: b"<w:p/>",
            "bytes without end": lambda: bytearray(10**7),
            "view": lambda: memoryview(b"<w:p/>"),
            "complex": lambda: 1j,
            "not a number": lambda: float("nan"),
            "infinity": lambda: float("inf"),
            "decimal not a number": lambda: Decimal("sNaN"),
            "decimal without end": lambda: Decimal("1E+999999999"),
            "decimal near nothing": lambda: Decimal("1E-999999999"),
            "fraction": lambda: Fraction(1, 3),
            "number without end": lambda: 10**5000,
            "number of a million digits": lambda: 1 << 3_300_000,
            "first date": lambda: datetime.date.min,
            "last moment": lambda: datetime.datetime.max,
            "set": lambda: {"<w:p/>"},
            "list of itself": itself,
            "record of itself": record_of_itself,
            "depth": deep,
            "generator": lambda: (n for n in range(3)),
            "generator that raises": raising_generator,
            "number that prints markup": lambda: Number(5),
            "text object": lambda: UserString("<w:p/>"),
            "path": lambda: io.__file__,
            "ellipsis": lambda: ...,
            "type": lambda: type,
        }.items()
    ]
    found += [
        Attack("object that says it is markup", make(lambda: Markup("<w:p/>")), ["before", "<w:p/>", "after"]),
        Attack("object that lies about its text", make(lambda: Liar("honest"))),
        Attack("object that runs a program", make(Running), HARMLESS),
    ]
    uses = {
        "called": "{{ v() }}",
        "attribute": "{{ v.word }}",
        "method": "{{ v.run() }}",
        "system": '{{ v.system("id") }}',
        "private": "{{ v._private }}",
        "dictionary": "{{ v.__dict__ }}",
        "element": '{{ v["word"] }}',
        "filter": '{{ v|attr("run") }}',
        "mapped": '{{ [v]|map(attribute="word")|list }}',
        "joined": '{{ [v]|join(",") }}',
        "sorted": "{{ [v, v]|sort }}",
        "formatted": '{{ "%s"|format(v) }}',
        "text": "{{ v|string }}",
        "JSON": "{{ v|tojson }}",
        "printed in a list": "{{ [v] }}",
        "compared": "{{ v == 1 }}",
        "tested": "{% if v %}a{% endif %}",
        "looped": "{% for i in v %}{{ i }}{% endfor %}",
        "added": "{{ v + v }}",
        "length": "{{ v|length }}",
        "listed": "{{ v|list|length }}",
    }
    kinds: dict[str, Callable[[], Any]] = {
        "plain": Secret,
        "function": lambda: os.getcwd,
        "class": lambda: Secret,
        "method": lambda: Secret().run,
        "partial": lambda: functools.partial(os.system, COMMAND),
        "module": lambda: os,
        "raising": Raising,
        "recursive": Recursive,
        "unending": Unending,
        "counter": itertools.count,
        "itself": itself,
        "record of itself": record_of_itself,
        "depth": deep,
    }
    found += [
        Attack(f"use {kind} {use}", make(value, (tag_,)), HARMLESS)
        for kind, value in kinds.items()
        for use, tag_ in uses.items()
    ]
    whole: dict[str, Callable[[], Any]] = {
        "nothing": lambda: None,
        "list": lambda: ["v"],
        "text": lambda: "v",
        "number": lambda: 5,
        "object": Secret,
        "keys that are no text": lambda: {1: 2, None: 3, (): 4, "v": "a"},
        "names of Jinja": lambda: dict.fromkeys(
            ("v", "range", "dict", "loop", "self", "super", "caller", "varargs", "context", "true"), "a"
        ),
        "names that are tags": lambda: {"{{ x }}": 1, "": 2, "a b": 3, "__class__": 4, "v": "a"},
        "every name": lambda: Names(v="a"),
        "object like a record": lambda: UserDict({"v": "a"}),
        "many names": lambda: {f"n{n}": n for n in range(100_000)} | {"v": "a"},
    }
    found += [
        Attack(f"data {name}", lambda value=value: (template("before", *tag, "after"), value()), HARMLESS)  # type: ignore[misc]
        for name, value in whole.items()
    ]
    return found
