"""Makes manuscripts of the texts of a brief, one for each language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.findings import Place
from briefgen.proofreading.judging import proofread
from briefgen.proofreading.manuscript import LINE, Known, Manuscript, Passage
from briefgen.proofreading.norm import LANGUAGES
from briefgen.proofreading.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from briefgen.findings import FactPath, Finding
    from briefgen.model.brief import Brief
    from briefgen.proofreading.manuscript import Role

CHECKED = frozenset(rule.code for rule in RULES if rule.checked)
"""Codes that the checks of a brief give themselves."""
_REMARKS = frozenset(("sources", "conflicts"))
_NOWHERE = Place("")

Form = tuple["FactPath", str, str, str]
"""A form of a text: its path, language, case and words."""


def manuscripts(
    brief: Brief,
    forms: Iterable[Form],
    languages: Iterable[str],
    place: Callable[[FactPath], Place | None] | None = None,
) -> list[Manuscript]:
    """Return what a brief says in each language that the check knows; `place` finds the place of a value, if wanted."""
    texts: dict[str, list[Passage]] = {code: [] for code in languages if code in LANGUAGES}
    for path, language, _, words in forms:
        if language in texts:
            role: Role = "remark" if path[0] in _REMARKS else "value"
            spot = place(path) if place else None
            of = texts[language]
            of.append(Passage(words.replace("\n", LINE), spot or _NOWHERE, role, len(of), path))
    return [Manuscript(code, "brief", passages, _known(brief, code)) for code, passages in texts.items() if passages]


def findings(pages: Iterable[Manuscript]) -> list[Finding]:
    """Return what is wrong with the texts of a brief, without what its checks tell already."""
    return [finding for page in pages for finding in proofread(page, leave=CHECKED)]


def _known(brief: Brief, code: str) -> Known:
    names = {
        form
        for person in brief.persons
        for text in (person.given, person.family)
        for form in (text.words(code) or {}).values()
    }

    def short(party_id: str) -> frozenset[str]:
        party = next((one for one in brief.parties if one.id == party_id), None)
        words = (party.short.words(code) or {}) if party else {}
        return frozenset(word.lower() for word in words.values())

    return Known(frozenset(names), short(brief.perspective), short(brief.partner))
