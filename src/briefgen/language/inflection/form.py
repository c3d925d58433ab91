"""A case form with where it comes from: given, reviewed, confirmed, made by rule, or missing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefgen.findings import FactPath


class Status(StrEnum):
    """How far a form can be trusted, the best first."""

    EXPLICIT = "explicit"
    LEXICON = "lexicon"
    CONFIRMED = "confirmed"
    CERTAIN = "certain-auto"
    AUTO = "auto"
    FAILED = "failed"

    @property
    def automatic(self) -> bool:
        """Whether a rule made the form and nobody has looked at it."""
        return self in (Status.CERTAIN, Status.AUTO)


@dataclass(frozen=True, slots=True)
class Form:
    """Words in a case; `engine` names what made them: inputs, lexicon, lock, rules, or rules and a library."""

    text: str
    status: Status
    engine: str = ""


@dataclass(frozen=True, slots=True)
class Used:
    """A case form that a paper prints: whose words they are, in which language and case, and the form."""

    language: str
    path: FactPath
    lemma: str
    case: str
    form: Form
