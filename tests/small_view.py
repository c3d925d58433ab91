"""A small view for the tests of step 5: names, filters and tables without a brief."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from briefgen import language
from briefgen.document import Chart, KeyFigure, KeyFigures, Table
from papers import chart, turnover


class SmallView:
    """What step 5 needs of a view, with names of the test's choice."""

    def __init__(self, **names: Any) -> None:
        self.names: dict[str, Any] = names
        self.language = language.load("en")
        self.filters: dict[str, Any] = {"shout": lambda text: str(text).upper(), "join": ", ".join}

    def fields(self, kind: str) -> dict[str, str]:
        return {"kind": kind, "title": "A title", "status": "DRAFT"}

    def table(self, name: str, caption: str, options: dict[str, str]) -> Table | None:
        if name == "empty":
            return None
        if name != "turnover":
            raise ValueError(f"there is no table `{name}`")
        return replace(turnover(), caption=caption, notes=tuple(f"{key}={value}" for key, value in options.items()))

    def chart(self, name: str, title: str, options: dict[str, str]) -> Chart | None:
        return chart()

    def key_figures(self) -> KeyFigures | None:
        return KeyFigures((KeyFigure("1", "mln", "One"),))
