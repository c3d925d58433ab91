"""A language: everything that is printed in it goes through here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from briefgen.language.counting import Counting, is_case
from briefgen.language.dates import Dates
from briefgen.language.figures import Figures, Style
from briefgen.language.lists import Lists
from briefgen.language.numbers import Numbers
from briefgen.language.plural import Plural
from briefgen.language.typesetting import Typesetting
from briefgen.language.unknown import NO_FORM, NO_WORD, unknown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from briefgen.model.figure import Figure, Unit
    from briefgen.model.period import Period


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """One language with its words and rules.

    `labels` are words that stand alone (headings of columns, "Source", "page"); `words` those for the values of fields,
    by kind (`words["decision"]["in progress"]`); `cases` the cases it has; `bcp47` its tag in office files;
    `awaits_review` says that no native speaker has read its words yet; `profile` names the official style it prints in.
    """

    code: str
    name: str
    bcp47: str
    awaits_review: bool
    profile: str
    cases: tuple[str, ...]
    labels: dict[str, str]
    words: dict[str, dict[str, str]]
    _numbers: Numbers = field(repr=False)
    _figures: Figures = field(repr=False)
    _dates: Dates = field(repr=False)
    _counting: Counting = field(repr=False)
    _lists: Lists = field(repr=False)
    _typesetting: Typesetting = field(repr=False)

    @classmethod
    def of(cls, data: Mapping[str, Any], profile: str = "") -> Language:
        """Make a language of what its file holds (with what the profile of that name puts in place of it)."""
        plural, numbers = Plural(data["plural"]), Numbers(data["number"])
        return cls(
            data["code"],
            data["name"],
            data["bcp47"],
            data["awaits_review"] == "yes",
            profile,
            tuple(data["cases"]),
            data["labels"],
            data["words"],
            numbers,
            Figures(data, numbers, plural),
            Dates(data["dates"]),
            Counting(data, numbers, plural),
            Lists(data["lists"]),
            Typesetting(data),
        )

    # ------------------------------------------------------------ words

    def word(self, kind: str, value: str) -> str:
        """Return the word for a value of a field (`word("decision", "done")`); raise FindingsError B412 for none."""
        if kind not in self.words:
            raise unknown(NO_WORD, "a kind of word", kind, self.words)
        if value not in self.words[kind]:
            raise unknown(NO_WORD, f"a word of the kind `{kind}`", value, self.words[kind])
        return self.words[kind][value]

    def case(self, forms: Mapping[str, str], case: str) -> str | None:
        """Return the form in the case, the nominative if the language lacks that case, None if the form is missing.

        Raise FindingsError B411 for a case that no language has.
        """
        if case in self.cases:
            return forms.get(case)
        if not is_case(case):
            raise unknown(NO_FORM, "a case", case, self.cases)
        return forms.get("nom")

    # ------------------------------------------------------------ numbers

    @property
    def number_format(self) -> tuple[int, str, str]:
        """Decimals, decimal mark and thousands mark, for the axes of charts."""
        return 1, self._numbers.decimal, self._numbers.thousands

    def number(self, value: Fraction | int, decimals: int | None = None, sign: bool = False) -> str:
        """Return the number, rounded half away from zero; as many decimals as it has (at most 3) if not told."""
        return self._numbers.text(value, decimals, sign=sign)

    def change(self, percent: Fraction | int, decimals: int = 1) -> str:
        """Return a change in per cent with its sign, as it stands beside a key figure: `+94,5 %`."""
        from briefgen.model.figure import PERCENT  # by then the model is loaded

        return self._figures.with_unit(self.number(percent, decimals, sign=True), PERCENT, "table")

    def unit(self, unit: Unit, style: Style = "text") -> str:
        """Return the unit as at the head of a column: `млн дол. США`; an unknown one as it is written."""
        return self._figures.unit(unit, style)

    def knows(self, unit: Unit) -> bool:
        """Say whether the language has words for the unit."""
        return self._figures.knows(unit)

    def figure(self, figure: Figure, decimals: int | None = None, style: Style = "text", *, unit: bool = True) -> str:
        """Return a figure as a phrase, with its qualifier: `понад 30 млн дол. США`.

        `unit=False` leaves the unit out, where it stands apart.
        Raise FindingsError B413 for a range without its upper end.
        """
        return self._figures.figure(figure, decimals, style, unit=unit)

    # ------------------------------------------------------------ dates

    def date(self, period: Period, form: str = "plain", sentence: bool = False) -> str:
        """Return a period in a form: plain, on, of, table, as of (see `dates.FORMS`), as far as it is known.

        `sentence` makes its first letter a capital. Raise FindingsError B411 for another form.
        """
        text = self._dates.phrase(period, form)
        return text[:1].upper() + text[1:] if sentence else text

    # ------------------------------------------------------------ counting

    def ordinal(self, number: int, form: str = "m.nom") -> str:
        """Return an ordinal in a gender (m, f, n, p for plural) and case: `ordinal(10, "n.gen")` is `десятого`.

        In words up to 99, above in digits with the ending. Raise FindingsError B411 for another form.
        """
        return self._counting.ordinal(number, form)

    def cardinal(self, number: int, gender: str = "m") -> str:
        """Return a whole number in words up to ten, in digits above. Raise FindingsError B411 for another gender."""
        return self._counting.cardinal(number, gender)

    def count(self, number: int, noun: str) -> str:
        """Return `10 засідань` for `count(10, "session")`; raise FindingsError B412 for a noun it does not know."""
        return self._counting.count(number, noun)

    def count_words(self, number: int, noun: str) -> str:
        """Return `десять засідань`: as `count`, the number in words up to ten."""
        return self._counting.count(number, noun, words=True)

    # ------------------------------------------------------------ text

    def join(self, items: Sequence[str]) -> str:
        """Return the items as an enumeration: `A, B і C`; no items give an empty string."""
        return self._lists.join(items)

    def quote(self, text: str) -> str:
        """Return the text in the quotation marks of the language."""
        return self._typesetting.quote(text)

    def typeset(self, text: str) -> str:
        """Return the text with unbreakable spaces, dashes and apostrophes in place; letters and digits stay."""
        return self._typesetting.text(text)
