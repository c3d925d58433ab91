"""Step 4. What a template may see: the facts, derived figures, named tables and charts, all in one language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from briefgen.document import Chart, KeyFigures, Table
from briefgen.findings import did_you_mean
from briefgen.model.brief import LISTS, Brief, Meeting, Session, StatedFigure
from briefgen.view.charts import CHART_OPTIONS, CHARTS, key_figures
from briefgen.view.facts import Fact, Facts
from briefgen.view.facts import names as fact_names
from briefgen.view.tables import OPTIONS, TABLES
from briefgen.view.trade import Trade, cite
from briefgen.view.trade_tables import compared, goods_of
from briefgen.view.values import Phrase, When

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from briefgen.findings import Finding
    from briefgen.language import Language
    from briefgen.language.inflection.form import Used
    from briefgen.trade.holdings import Holdings
    from briefgen.view.case_forms import Confirmed

__all__ = ["NAMES", "View", "fact_names", "view"]

NAMES = {
    "own": "the own side (a party)",
    "partner": "the other side of the talks (a party)",
    "trade": "trade between the two sides: years, all_years, last, before, mirror, reporter, sources, retrieved,"
    " mirrored",
    "main_body": "the body that the commission section is about",
    "last_session": "its latest session",
    "last_meeting": "the latest meeting that has taken place",
    "upcoming_meeting": "the meeting that the brief prepares",
    "priorities": "directions that are priorities, first priority first",
    "open_conflicts": "conflicts that nobody has decided",
    "disputed": "conflicting facts that no conflict tells of",
    "checked_figures": "stated figures that stand beside trade data in the table `claims`",
    "own_exports": "commodities that the own side sells to the partner",
    "own_imports": "commodities that the own side buys from the partner",
}
"""Names beyond the fields of the brief and its lists, for `briefgen list fields`."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class View:
    """Everything that one paper in one language can print."""

    def __init__(
        self,
        brief: Brief,
        language: Language,
        confirmed: Confirmed | None = None,
        statistics: Holdings | None = None,
    ) -> None:
        self.brief = brief
        self.language = language
        self.facts = Facts(brief, language, confirmed, statistics)
        self.trade = Trade(self.facts)
        self.names = self._names()
        self.filters: dict[str, Callable[..., Any]] = {
            "bare": _bare,
            "case": self.facts.in_case,
            "cite": cite,
            "count": self._count,
            "date": self._date,
            "doubt": self._doubt,
            "told": self._told,
            "join": self._join,
            "ordinal": self._ordinal,
            "upper_first": _upper_first,
            "where": where,
            "language": self._in_language,
            "word": lambda value, kind: Phrase(language.word(kind, str(value))),
        }

    @property
    def findings(self) -> list[Finding]:
        """What was found while the view was read: it grows as words are filled."""
        return [*self.facts.findings, *self.facts.forms.findings]

    @property
    def forms(self) -> list[Used]:
        """The case forms that were printed, each with where it comes from."""
        return self.facts.forms.used

    def _names(self) -> dict[str, Any]:
        facts, brief = self.facts, self.brief
        names: dict[str, Any] = {name: facts.printable(name) for name in LISTS if name not in ("trade", "statistics")}
        top = Fact(facts, brief, ())
        past = sorted(
            (fact for fact in names["meetings"] if not fact.upcoming),
            key=lambda fact: fact.record.date.first if fact.record.date else (0, 0, 0),
            reverse=True,
        )
        body = next((fact for fact in names["bodies"] if fact.record.main), None)
        return names | {
            "brief": top,
            "own": facts.by_id("parties", brief.perspective),
            "partner": facts.by_id("parties", brief.partner),
            "trade": self.trade,
            "meetings": past,
            "last_meeting": past[0] if past else None,
            "upcoming_meeting": next((fact for fact in names["meetings"] if fact.record.upcoming), None)
            if "meetings" in names
            else None,
            "main_body": body,
            "last_session": body.sessions[-1] if body and body.sessions else None,
            "priorities": sorted(
                (fact for fact in names["directions"] if fact.record.priority),
                key=lambda fact: fact.record.priority,
            ),
            "open_conflicts": [fact for fact in names["conflicts"] if fact.record.status == "conflicting"],
            "disputed": facts.disputed(),
            "checked_figures": [fact for fact, _ in compared(facts)],
            "own_exports": goods_of(facts, "exports"),
            "own_imports": goods_of(facts, "imports"),
        }

    def fields(self, kind: str) -> dict[str, str]:
        """Return what a look may print in header, footer and title block."""
        brief, language, facts = self.brief, self.language, self.facts
        draft = brief.status == "draft"

        def text(name: str) -> str:
            value = getattr(brief, name)
            return "" if value is None else str(facts.phrase(value, (name,)))

        return {
            "kind": kind,
            "title": text("title"),
            "marking": text("marking"),
            "as_of": language.date(brief.as_of, "as of", sentence=True),
            "author": text("author"),
            "contact": text("contact"),
            "status": language.labels["draft"] if draft else "",
            "version": brief.version or "",
            "own": str(self.names["own"].name),
            "partner": str(self.names["partner"].name),
        }

    def table(self, name: str, caption: str, options: dict[str, str]) -> Table | None:
        """Return a named table; None if there is nothing to show.

        Raises ValueError, in words for the editor, for an unknown table or option.
        """
        if name not in TABLES:
            raise ValueError(f"there is no table `{name}`" + _hint(name, TABLES))
        for option in options:
            if option not in OPTIONS.get(name, ()):
                raise ValueError(f"the table `{name}` has no option `{option}`" + _hint(option, OPTIONS.get(name, ())))
        made = TABLES[name](self.facts, options)
        if made is None:
            return None
        told = f"{caption}, {made.year}" if made.year is not None and str(made.year) not in caption else caption
        key = name if name != "commodities" else f"{name}_{options.get('flow', 'exports')}"
        return Table(key, told, made.columns, made.rows, made.unit, made.source, made.notes, made.total_rows)

    def chart(self, name: str, title: str, options: dict[str, str]) -> Chart | None:
        """Return a named chart; None if there is no data. Raises ValueError for an unknown chart or option."""
        if name not in CHARTS:
            raise ValueError(f"there is no chart `{name}`" + _hint(name, CHARTS))
        for option in options:
            if option not in CHART_OPTIONS[name]:
                raise ValueError(f"the chart `{name}` has no option `{option}`" + _hint(option, CHART_OPTIONS[name]))
        return CHARTS[name](self.trade, title, options)

    def key_figures(self) -> KeyFigures | None:
        """Return the row of key figures; None if nothing is known."""
        return key_figures(self.trade)

    def _count(self, number: int, noun: str, words: bool = False) -> Phrase:
        counted = self.language.count_words(number, noun) if words else self.language.count(number, noun)
        return Phrase(counted)

    def _date(self, value: When, form: str = "plain") -> Phrase:
        return Phrase(self.language.date(value.period, form), None, value.origin)

    def _doubt(self, fact: Fact) -> Phrase:
        """Say in brackets why a fact is not sure; nothing for a sure one."""
        if fact.sure:
            return Phrase("")
        told = self.language.word("certainty", fact.certainty.value)
        missing = getattr(fact, "missing", None)
        return Phrase(f"({_upper_first(told)}. {missing})" if missing else f"({told})")

    def _told(self, fact: Fact) -> Phrase:
        """Say in a few words what a fact of any list states."""
        record, language = fact.record, self.language
        if isinstance(record, StatedFigure):
            name = fact.name or language.word("measure", record.measure)
            when = fact.period_words or fact.period
            parts = [f"{name}: {fact.amount}" if fact.amount else str(name), str(when) if when else ""]
        elif isinstance(record, Session):
            parts = [str(fact.body.name), f"{language.labels['number']} {record.number}", str(fact.date), fact.place]
        elif isinstance(record, Meeting):
            parts = [language.labels["meeting"], fact.date, fact.place, *fact.participants]
        else:
            parts = [str(fact)]
        origin = ".".join(str(step) for step in fact.path)
        return Phrase(", ".join(str(part) for part in parts if part), None, origin)

    def _join(self, values: Iterable[object]) -> Phrase:
        return Phrase(self.language.join([str(value) for value in values]))

    def _in_language(self, value: object, code: str) -> Phrase:
        """Say which language a passage is in, so that it is read aloud and spelt as such."""
        if not _LANGUAGE.fullmatch(code):
            raise ValueError(f"`{code}` is no code of a language such as en or zh-Hans")
        foreign = None if code == self.language.code else code
        return Phrase(str(value), getattr(value, "forms", None), getattr(value, "origin", None), foreign)

    def _ordinal(self, number: int, form: str) -> Phrase:
        return Phrase(self.language.ordinal(number, form))


def _upper_first(text: str) -> Phrase:
    """Return the text with a capital at its beginning."""
    return _changed(text, text[:1].upper() + text[1:])


def _bare(text: str) -> Phrase:
    """Return the text without the full stop at its end."""
    return _changed(text, text.removesuffix("."))


def _changed(text: str, changed: str) -> Phrase:
    return Phrase(changed, None, getattr(text, "origin", None), getattr(text, "foreign", None))


def where(facts: Iterable[Fact], **wanted: object) -> list[Fact]:
    """Return the facts whose fields have the wanted values: `claims|where(about="trade")`.

    Raises ValueError, in words for the editor, for a field that the facts do not have.
    """
    found = list(facts)
    for name in wanted:
        for record in {type(fact.record) for fact in found}:
            if name not in record.model_fields:
                raise ValueError(f"the facts have no field `{name}`" + _hint(name, record.model_fields))
    return [fact for fact in found if all(getattr(fact.record, name) == value for name, value in wanted.items())]


def _hint(word: str, known: Iterable[str]) -> str:
    known = tuple(known)
    hint = did_you_mean(word, known)
    if hint:
        return f"; {hint}"
    return f"; there are {', '.join(known)}" if known else "; it has no options"


def view(
    brief: Brief, language: Language, confirmed: Confirmed | None = None, statistics: Holdings | None = None
) -> View:
    """Return the view of a brief in a language.

    `confirmed` are the case forms that a person has confirmed, `statistics` the trade statistics of the brief.
    """
    return View(brief, language, confirmed, statistics)
