"""Step 1's value: what the input files say, as text, with the place of every value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from briefgen.findings import FactPath, Place
    from briefgen.trade.holdings import Holdings

LOCK = "forms.lock.yaml"
"""The file beside a brief with the case forms that a person has confirmed."""

STATISTICS = "statistics"
"""The folder beside a brief with files of trade statistics, as downloaded."""

Tree = dict[str, "Tree"] | list["Tree"] | str | None
"""Facts as read: mappings, lists and text. A number, a date or a yes is still text; None is an empty value."""


@dataclass(frozen=True, slots=True)
class Source:
    """The facts of one folder as read, each with its place.

    `tree` has the shape of the brief (docs/inputs.md); `places` maps a path such as `("meetings", 0, "date")`
    to where it stands; `keys` the same for the name of a field (to underline a misspelt one). `forms` are the case
    forms confirmed for this brief, by language, nominative and case (`forms.lock.yaml`). `statistics` are its files
    of trade statistics, opened; what they say of the two sides stands in `tree`, under `trade`.
    """

    folder: Path
    file: str
    tree: dict[str, Tree]
    places: Mapping[FactPath, Place] = field(default_factory=dict)
    keys: Mapping[FactPath, Place] = field(default_factory=dict)
    forms: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)
    statistics: Holdings | None = None

    def place(self, path: FactPath) -> Place | None:
        """Return the place of the value at the path, or of the nearest thing that holds it."""
        for end in range(len(path), -1, -1):
            found = self.places.get(path[:end])
            if found is not None:
                return found
        return None
