"""Signs: names of the glossary, ranges, decimals, currencies."""

from __future__ import annotations

import re
from functools import cached_property

from briefgen.proofreading.norms.data_file import SPACE
from briefgen.proofreading.norms.dates import Dates


class Signs(Dates):
    """The signs of a language."""

    @cached_property
    def glossary(self) -> list[tuple[str, re.Pattern[str], str]]:
        """Names, the pattern of all their spellings, and a part that every spelling has."""
        made = []
        for name in self._data.get("glossary", ()):
            parts = re.split(r"[-–— ]", name)
            joint = r"[  \u00a0]?[-–—][  \u00a0]?"
            made.append((name, re.compile(rf"(?<![\w-]){joint.join(map(re.escape, parts))}(?![\w-])"), parts[0]))
        return made

    @cached_property
    def range(self) -> re.Pattern[str] | None:
        """A hyphen between two numbers before a word that shows a range."""
        return self._pattern("range", month=self._month)

    @cached_property
    def euphony(self) -> list[tuple[re.Pattern[str], str]]:
        """Prepositions before letters that ask for another form."""
        rules = self._data.get("euphony", ())
        return [(re.compile(rule["find"].replace(" ", SPACE), re.IGNORECASE), rule["mend"]) for rule in rules]

    @cached_property
    def wrong_decimal(self) -> re.Pattern[str] | None:
        """A number with the decimal mark of another language before a unit."""
        return self._pattern("wrong_decimal")

    @cached_property
    def currency_styles(self) -> list[list[re.Pattern[str]]]:
        """For each currency, the patterns of its short forms."""
        return [
            [re.compile(one.replace(" ", SPACE)) for one in styles] for styles in self._data.get("currency_styles", ())
        ]

    @cached_property
    def scale_stop(self) -> re.Pattern[str] | None:
        """A scale such as млн with a full stop inside a sentence."""
        scales = self._data.get("scales")
        if not scales:
            return None
        units = self._data["currency_stems"]
        return re.compile(rf"(?<!\w)((?:{scales})\.)(?={SPACE}(?:[а-яё-ӿ]|(?i:{units})|[A-Z]{{3}}\b)|[,;)])")

    @cached_property
    def currency_capital(self) -> re.Pattern[str] | None:
        """A currency with a capital letter behind a number or a scale."""
        stems = self._data.get("currency_stems")
        if not stems:
            return None
        capitals = "|".join(stem.capitalize() for stem in stems.split("|"))
        scales = self._data["scales"] + "|" + self._data["scales_with_stop"]
        return re.compile(rf"(?:\d|(?<!\w)(?:{scales})\.?){SPACE}((?:{capitals})[а-яё-ӿ]*)")

    @cached_property
    def signed_change(self) -> re.Pattern[str] | None:
        """A verb of rise or fall before a figure with a minus."""
        return self._pattern("signed_change")

    @cached_property
    def share(self) -> re.Pattern[str] | None:
        """A share with its figure."""
        return self._pattern("share", re.IGNORECASE)

    @cached_property
    def no_verb(self) -> re.Pattern[str] | None:
        """A measure followed at once by its figure."""
        return self._pattern("no_verb")

    @cached_property
    def money(self) -> re.Pattern[str] | None:
        """A sum of money."""
        return self._pattern("money")

    @cached_property
    def recent(self) -> re.Pattern[str] | None:
        """Words such as "in recent years"."""
        return self._pattern("recent", re.IGNORECASE)
