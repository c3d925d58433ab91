"""Countries: names, pairs of sides, trade with them."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from briefgen.language.inflection.lexicon import lexicon
from briefgen.proofreading.norms.data_file import SPACE, DataFile

if TYPE_CHECKING:
    from briefgen.proofreading.manuscript import Manuscript


class Countries(DataFile):
    """The countries as a language names them."""

    @cached_property
    def places(self) -> frozenset[str]:
        """Short names of countries, in small letters."""
        named = {name.lower() for name in self._data.get("places", "").split()}
        known = {name.lower() for name, (kind, _) in lexicon(self.code).items() if kind in ("country", "place")}
        return frozenset(named | known | {one["short"].lower() for one in self._countries})

    @property
    def _countries(self) -> list[dict[str, str]]:
        found: list[dict[str, str]] = self._data.get("countries", [])
        return found

    @cached_property
    def country_variants(self) -> list[list[tuple[re.Pattern[str], str, str]]]:
        """Names of one country that must not be mixed."""
        return [
            [(re.compile(rf"(?<!\w){stem}\w*"), stem, stem[:4]) for stem in stems.split()]
            for stems in self._data.get("country_variants", ())
        ]

    @cached_property
    def appositions(self) -> list[tuple[re.Pattern[str], str]]:
        """Long names whose short name was inflected."""
        head = self._data.get("apposition_head")
        if head is None:
            return []
        return [
            (re.compile(rf"(?<!\w)(?:{head}){SPACE}({one['gen']})(?!\w)"), one["short"])
            for one in self._countries
            if one.get("apposition") and one["gen"] != one["short"]
        ]

    @cached_property
    def country_of(self) -> dict[str, str]:
        """Codes of countries by each form of their short names, in small letters."""
        return {one[key].lower(): one["code"] for one in self._countries for key in ("short", "gen") if key in one}

    @cached_property
    def side_of(self) -> dict[str, str]:
        """Codes of countries by the adjective that stands first or last in a compound."""
        return {stem: one["code"] for one in self._countries for stem in one.get("side", "").split()}

    @cached_property
    def trade_side(self) -> re.Pattern[str] | None:
        """Imports from, or exports to, a country."""
        names = "|".join(sorted(self.country_of, key=len, reverse=True))
        return self._pattern("trade_side", country=names.lower()) if names else None

    @cached_property
    def _first_sides(self) -> tuple[str, ...]:
        return tuple(stem + dash for stem in self.side_of for dash in "-–")

    def names_two_sides(self, page: Manuscript) -> bool:
        """Say whether an adjective of two countries may occur."""
        if self.code == "en":
            return any(first in page.lower for first in self._first_sides)
        return any("-" in word and word.startswith(self._first_sides) for word in page.vocabulary)

    @cached_property
    def two_sides(self) -> re.Pattern[str] | None:
        """An adjective of two countries."""
        names = "|".join(sorted(self.side_of, key=len, reverse=True))
        return self._pattern("two_sides", side=names) if names else None
