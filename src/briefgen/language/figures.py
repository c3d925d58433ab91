"""Figures: a number with its unit and the words that tell how exactly it is meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from briefgen.findings import FindingsError, error
from briefgen.language.numbers import MOST_DECIMALS, rounded
from briefgen.language.plural import REST
from briefgen.language.unknown import NO_UPPER_END

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from briefgen.language.numbers import Numbers
    from briefgen.language.plural import Plural
    from briefgen.model.figure import Figure, Unit

Style = Literal["text", "table"]

NBSP = "\u00a0"
_SCALES = {3: "thousand", 6: "mln", 9: "bn"}
_AFTER = "{number}{scale}" + NBSP + "{noun}"
_WHATEVER_THE_NUMBER = frozenset(("dat", "ins", "loc", "abl"))
"""Cases in which a unit has one form (where it is given) after every number and scale."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit as a language prints it: patterns for text and tables, and the forms of its noun."""

    text: str
    table: str
    forms: Mapping[str, str]

    @classmethod
    def of(cls, data: str | Mapping[str, str]) -> _Unit:
        if not isinstance(data, str):
            if "text" in data:
                return cls(data["text"], data["table"], {})
            return cls(_AFTER, _AFTER, data)
        if "{number}" in data:
            return cls(data, data, {})
        return cls(_AFTER, _AFTER, {REST: data})


class Figures:
    """Prints figures and units."""

    __slots__ = ("_numbers", "_plural", "_qualifiers", "_scales", "_units")

    def __init__(self, data: Mapping[str, Any], numbers: Numbers, plural: Plural) -> None:
        self._numbers = numbers
        self._plural = plural
        self._qualifiers: dict[str, dict[str, str]] = data["qualifiers"]
        self._scales: dict[str, str] = data["scales"]
        self._units = {code: _Unit.of(unit) for code, unit in data["units"].items()}

    def knows(self, unit: Unit) -> bool:
        """Say whether the language has words for the unit."""
        return unit.code in self._units

    def unit(self, unit: Unit, style: Style) -> str:
        """Return the unit alone, as at the head of a column."""
        noun = self._words(unit).forms.get(REST)
        text = self._pattern(unit, style).format(number="", scale=self._scale(unit), noun=noun)
        return text.replace(NBSP * 2, NBSP).strip(NBSP)

    def figure(self, figure: Figure, decimals: int | None, style: Style, *, unit: bool) -> str:
        """Return qualifier, number and unit (or not); raise FindingsError B413 for a range without its upper end."""
        kind = figure.qualifier.value
        if figure.high is None and kind == "between":
            raise FindingsError(
                error(
                    NO_UPPER_END,
                    f"the range from {self._numbers.text(figure.value)} {figure.unit} has no upper end",
                    help="state `high`, or use the qualifier `at least`",
                )
            )
        case = "nom" if kind == "exact" else self._qualifiers[kind]["case"]
        told = figure.unit if unit else None
        if figure.high is None:
            text = self._one(figure.value, told, decimals, style, case)
        else:
            text = self._range(figure.value, figure.high, told, decimals, style)
        if kind in ("exact", "between"):
            return text
        return self._qualifiers[kind]["words"].format(figure=text)

    def _range(self, low: Fraction, high: Fraction, unit: Unit | None, decimals: int | None, style: Style) -> str:
        between = self._qualifiers["between"]
        if unit is None or self._pattern(unit, style).startswith("{number}"):  # the unit is said once
            first = self._numbers.text(low, decimals)
        else:
            first = self._one(low, unit, decimals, style, between["case"])
        return between["words"].format(low=first, high=self._one(high, unit, decimals, style, between["case"]))

    def _one(self, value: Fraction, unit: Unit | None, decimals: int | None, style: Style, case: str) -> str:
        if unit is None:
            return self._numbers.in_case(self._numbers.text(value, decimals), case)
        forms = self._words(unit).forms
        noun = self._noun(forms, value, decimals, unit, case) if forms else ""
        return self.with_unit(self._numbers.text(value, decimals), unit, style, noun)

    def with_unit(self, number: str, unit: Unit, style: Style, noun: str = "") -> str:
        """Return a printed number with its unit; a sign stands before a currency that goes first."""
        pattern, sign = self._pattern(unit, style), ""
        if not pattern.startswith("{number}") and not number[0].isdigit():
            sign, number = number[0], number[1:]
        noun = noun or self._words(unit).forms.get(REST, "")
        return sign + pattern.format(number=number, scale=self._scale(unit), noun=noun)

    def _noun(self, forms: Mapping[str, str], value: Fraction, decimals: int | None, unit: Unit, case: str) -> str:
        if case in _WHATEVER_THE_NUMBER and case in forms:
            return forms[case]
        if unit.scale:
            return forms[REST]
        places = MOST_DECIMALS if decimals is None else decimals
        whole, part = divmod(rounded(value, places), 10**places)
        if part or decimals:  # printed with decimals
            return forms.get("part", forms[REST])
        category = self._plural(whole)
        if case == "gen":
            category = "part" if category == "one" else REST
        elif case == "acc" and category == "one" and "acc" in forms:
            category = "acc"
        return forms.get(category, forms[REST])

    def _words(self, unit: Unit) -> _Unit:
        return self._units.get(unit.code) or _Unit.of(unit.code)

    def _pattern(self, unit: Unit, style: Style) -> str:
        words = self._words(unit)
        return words.table if style == "table" else words.text

    def _scale(self, unit: Unit) -> str:
        return NBSP + self._scales[_SCALES[unit.scale]] if unit.scale else ""
