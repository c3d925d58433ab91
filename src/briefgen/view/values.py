"""The values that a template sees: texts, dates and figures that know their language and where they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefgen.language import Language
    from briefgen.model.figure import Figure
    from briefgen.model.period import Period


class Phrase(str):
    """Words with the case forms they were given in; `foreign` is their language where it is not that of the paper."""

    HIDDEN = frozenset({"forms"})
    __slots__ = ("foreign", "forms", "origin")
    forms: dict[str, str]
    foreign: str | None
    origin: str | None

    def __new__(
        cls,
        text: str,
        forms: dict[str, str] | None = None,
        origin: str | None = None,
        foreign: str | None = None,
    ) -> Phrase:
        """Make the phrase in its nominative (or only) form."""
        made = super().__new__(cls, text)
        made.forms = forms or {"nom": text}
        made.origin = origin
        made.foreign = foreign
        return made


class When:
    """A date as far as it is known; prints plainly, other forms by the filter `date`."""

    HIDDEN = frozenset({"language", "period"})
    __slots__ = ("language", "origin", "period")

    def __init__(self, period: Period, language: Language, origin: str | None) -> None:
        self.period = period
        self.language = language
        self.origin = origin

    @property
    def year(self) -> int:
        """Year of its beginning."""
        return self.period.start.year

    def __str__(self) -> str:
        return self.language.date(self.period)


class Amount:
    """A figure; prints with its qualifier and unit."""

    HIDDEN = frozenset({"figure", "language"})
    __slots__ = ("decimals", "figure", "language", "origin")

    def __init__(self, figure: Figure, language: Language, origin: str | None, decimals: int | None = None) -> None:
        self.figure = figure
        self.decimals = decimals
        self.language = language
        self.origin = origin

    def __str__(self) -> str:
        return self.language.figure(self.figure, self.decimals)
