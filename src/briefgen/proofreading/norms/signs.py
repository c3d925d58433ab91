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
    def unit_range(self) -> re.Pattern[str]:
        """A hyphen between two numbers before a scale or a unit."""
        words = self._data.get("range_units") or "(?!)"
        number = r"\d{1,4}(?:[.,]\d+)?"
        return re.compile(rf"(?<![\w/.,№–-])(?<!№{SPACE})({number})(-)({number})(?={SPACE}?%|{SPACE}(?:{words})(?!\w))")

    @cached_property
    def spaced_range(self) -> re.Pattern[str]:
        """A dash with spaces between two days."""
        before, behind = ("-", "") if self.code == "ky" else (SPACE, r"(?!\w)")
        return re.compile(
            rf"(?<![\w/.,:№–-])(?<!№{SPACE})(\d{{1,2}})({SPACE}[–—]{SPACE})(\d{{1,2}})(?={before}{self._month}{behind})"
        )

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
        return re.compile(
            rf"(?<!\w)((?:{scales})\.)(?={SPACE}?(?:[а-яё-ӿ]|(?i:{units})|[A-Z]{{3}}\b|США|АКШ|ИМА)|[,;)])"
        )

    @cached_property
    def tight_unit(self) -> re.Pattern[str] | None:
        """The end of a number before a scale or a unit without a space, or a stop before a unit, without a space."""
        units = self._data.get("tight_units")
        if not units:
            return None
        return re.compile(
            rf"(?<![\w.,-])(?:\d{{1,3}}(?:{SPACE}\d{{3}})+|\d+)(?:[.,]\d+)?(?=(?:{units})(?![\w-]))"
            rf"|\d{SPACE}(?:{self._data['scales_with_stop']})\.(?=[^\W\d_])"
        )

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
    def goal(self) -> re.Pattern[str] | None:
        """Words of a plan or an agreement, whose figures nobody has counted yet."""
        return self._pattern("goal")

    @cached_property
    def recent(self) -> re.Pattern[str] | None:
        """Words such as "in recent years"."""
        return self._pattern("recent", re.IGNORECASE)
