"""Facts as a template sees them: attributes in one language, references followed."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from briefgen.model.brief import HEAD, LISTS, Brief, Person, StatedFigure
from briefgen.model.fields import WORLD, Certainty
from briefgen.model.figure import Unit
from briefgen.model.period import Period
from briefgen.model.text import CASES, Text
from briefgen.model.trade import TRADE_MEASURES, disputed
from briefgen.view.case_forms import CaseForms
from briefgen.view.values import Amount, Phrase, When

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefgen.findings import FactPath, Finding
    from briefgen.language import Language
    from briefgen.model.fields import Record
    from briefgen.trade.holdings import Holdings
    from briefgen.view.case_forms import Confirmed

SURE = (Certainty.CONFIRMED, Certainty.STATED)


class Facts:
    """All facts of a brief in one language; makes each `Fact` once and each value when it is asked for."""

    def __init__(
        self,
        brief: Brief,
        language: Language,
        confirmed: Confirmed | None = None,
        statistics: Holdings | None = None,
    ) -> None:
        self.brief = brief
        self.language = language
        self.statistics = statistics
        self.findings: list[Finding] = []
        self.forms = CaseForms(brief, language, confirmed)
        self._lists: dict[str, list[Fact]] = {}
        self._ids: dict[str, dict[str, Fact]] = {}

    def all(self, name: str) -> list[Fact]:
        """Return every fact of a list, disputed ones too."""
        if name not in self._lists:
            records = getattr(self.brief, name)
            self._lists[name] = [Fact(self, record, (name, number)) for number, record in enumerate(records)]
            self._ids[name] = {fact.record.id: fact for fact in self._lists[name] if hasattr(fact.record, "id")}
        return self._lists[name]

    def printable(self, name: str) -> list[Fact]:
        """Return the facts of a list that may be printed: conflicting ones are told as conflicts only."""
        return [fact for fact in self.all(name) if fact.certainty is not Certainty.CONFLICTING]

    def disputed(self) -> list[Fact]:
        """Return the conflicting facts that no row of `conflicts` tells of."""
        told = {conflict.about for conflict in self.brief.conflicts}
        return [
            fact
            for name in LISTS
            if name not in _NEVER_DISPUTED
            for fact in self.all(name)
            if fact.certainty is Certainty.CONFLICTING and getattr(fact.record, "id", None) not in told
        ]

    def by_id(self, name: str, key: str) -> Fact | None:
        """Return the fact of the list with the id."""
        self.all(name)
        return self._ids[name].get(key)

    def phrase(self, text: Text, path: FactPath) -> Phrase:
        """Return the text in the language; one that lacks the language is printed with a visible mark."""
        origin = ".".join(str(step) for step in path)
        forms = text.words(self.language.code)
        if forms is None:
            code, forms = next(iter(text.forms.items()))
            return Phrase(f"[{code}: {forms['nom']}]", None, origin, code)
        typeset = self.language.typeset
        return Phrase(typeset(forms["nom"]), {case: typeset(form) for case, form in forms.items()}, origin)

    def in_case(self, value: object, case: str) -> Phrase:
        """Return a phrase in the case; a form that nobody gave and no rule makes prints with a visible mark."""
        if isinstance(value, Fact) and isinstance(value.record, Person):
            value = value.name
        if not isinstance(value, Phrase):
            raise TypeError(f"`{value}` has no case forms")
        if case not in CASES:
            raise ValueError(f"`{case}` is not a case: use {', '.join(CASES)}")
        return self.forms.in_case(value, case)


class Fact:
    """One record in the document's language. Attributes are its fields; a field without a value is None."""

    HIDDEN = frozenset({"facts", "path", "record"})

    def __init__(self, facts: Facts, record: Record, path: FactPath) -> None:
        self.facts = facts
        self.record: Any = record  # of one of the classes of LISTS, by the list it is in
        self.path = path
        self._made: dict[str, Any] = {}

    @property
    def certainty(self) -> Certainty:
        """How sure the fact is; one that rests on nothing but conflicting sources is conflicting itself."""
        sources = getattr(self.record, "source", ())
        if isinstance(sources, tuple) and disputed(self.facts.brief, sources):
            return Certainty.CONFLICTING
        return getattr(self.record, "certainty", Certainty.STATED)

    @property
    def sure(self) -> bool:
        """Whether it may be printed without a mark."""
        return self.certainty in SURE

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if name not in self._made:
            derived = DERIVED.get(str(self.path[0])) if self.path else None
            if derived and name in derived:
                self._made[name] = derived[name](self)
            elif name in type(self.record).model_fields:
                self._made[name] = self._value(name)
            else:
                raise AttributeError(name)
        return self._made[name]

    def _value(self, name: str) -> Any:
        value = getattr(self.record, name)
        path = (*self.path, name)
        reference = type(self.record).references().get(name)
        if reference is not None:
            if isinstance(value, tuple):
                found = [self.facts.by_id(reference.list, key) for key in value]
                return [fact for fact in found if fact is not None]
            return None if value is None or value == WORLD else self.facts.by_id(reference.list, value)
        origin = ".".join(str(step) for step in path)
        match value:
            case Text():
                return self.facts.phrase(value, path)
            case Period():
                return When(value, self.facts.language, origin)
            case Fraction():
                return Phrase(self.facts.language.number(value), None, origin)
            case Unit():
                return Phrase(self.facts.language.unit(value), None, origin)
            case bool() | int() | None:
                return value
            case str():
                return Phrase(value, None, origin)
            case _:
                return value

    def __str__(self) -> str:
        for name in ("name", "title", "text"):
            if getattr(self, name, None) is not None:
                return str(getattr(self, name))
        return str(getattr(self.record, "id", ""))


def _full_name(fact: Fact) -> Phrase:
    """Given and family name in every case that both were given in."""
    given, family = fact.given, fact.family
    forms = {
        case: f"{given.forms[case]}\u00a0{family.forms[case]}"
        for case in CASES
        if case in given.forms and case in family.forms
    }
    return Phrase(forms["nom"], forms, family.origin)


def _amount(fact: Fact) -> Amount | None:
    """The figure itself, with qualifier and unit."""
    record = fact.record
    assert isinstance(record, StatedFigure)  # noqa: S101 - DERIVED says so
    figure = record.figure
    origin = ".".join(str(step) for step in (*fact.path, "value"))
    return None if figure is None else Amount(figure, fact.facts.language, origin)


def _labelled(fact: Fact) -> bool:
    """Whether the figure reads best behind a colon: no verb suits a rate, or a measure that is no trade."""
    return fact.record.measure not in TRADE_MEASURES or fact.record.unit.code == "%"


def _participants(meeting: Fact) -> list[Fact]:
    """Who took part: the own side first, then the partner, then others, each in the order of the file."""
    brief = meeting.facts.brief
    ranks = {brief.perspective: 0, brief.partner: 1}
    keys = [meeting.facts.by_id("persons", key) for key in meeting.record.participants]
    people = [person for person in keys if person is not None]
    return sorted(people, key=lambda person: ranks.get(person.record.party, 2))


def _of_list(name: str, field: str) -> Callable[[Fact], list[Fact]]:
    def related(fact: Fact) -> list[Fact]:
        key = getattr(fact.record, "id", None)
        return [other for other in fact.facts.printable(name) if getattr(other.record, field) == key]

    return related


def _sessions(body: Fact) -> list[Fact]:
    """The body's sessions in the order of their numbers."""
    return sorted(_of_list("sessions", "body")(body), key=lambda session: session.number)


DERIVED: dict[str, dict[str, Callable[[Fact], Any]]] = {
    "persons": {"name": _full_name},
    "figures": {"amount": _amount, "labelled": _labelled},
    "bodies": {"sessions": _sessions},
    "sessions": {"agenda": _of_list("agenda", "session"), "decisions": _of_list("decisions", "session")},
    "meetings": {
        "participants": _participants,
        "statements": _of_list("statements", "meeting"),
        "decisions": _of_list("decisions", "meeting"),
    },
    "directions": {"projects": _of_list("projects", "direction"), "parts": _of_list("directions", "part_of")},
}
"""Attributes beyond the fields, by list: a person's full name, a figure's amount, the records that name this one."""

_NEVER_DISPUTED = ("sources", "trade", "statistics", "conflicts")
"""Lists of which no fact can stand in dispute by itself; rows of trade data are left out one by one."""


def names() -> dict[str, tuple[str, ...]]:
    """Return every list and the attributes of its facts, for `briefgen list fields`."""
    return {
        "brief": HEAD,
        **{
            name: tuple(dict.fromkeys((*record.model_fields, *DERIVED.get(name, ())))) for name, record in LISTS.items()
        },
    }
