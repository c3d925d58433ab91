"""What an attack is: a template and data made when it is run, and what may come of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from merge.templates import template

HERE = Path(__file__).parent
FINDING = object()
"""The attack has to be refused with a finding."""
HARMLESS = object()
"""The attack may be refused, or come out as harmless text."""


@dataclass(frozen=True)
class Attack:
    """One attack; `expected` is FINDING, HARMLESS or the paragraphs that have to come out."""

    name: str
    make: Callable[[], tuple[bytes, Any]]
    expected: object = HARMLESS


def data() -> dict[str, Any]:
    """Return the data of the attacks by tags, new for each."""
    return {
        "x": 1,
        "s": "text",
        "list": [3, 1, 2],
        "record": {"name": "a"},
        "items": [{"name": "a"}, {"name": "b"}],
    }


def expressions() -> list[Attack]:
    """Return the attacks of `expressions.txt`."""

    def maker(text: str) -> Callable[[], tuple[bytes, Mapping[str, Any]]]:
        return lambda: (template("before", *text.split("\\n"), "after"), data())

    lines = (HERE / "expressions.txt").read_text(encoding="utf-8").splitlines()
    return [Attack(f"tag {line}", maker(line)) for line in lines if line and not line.startswith(("# ", "## "))]
