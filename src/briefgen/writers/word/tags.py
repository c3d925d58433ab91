"""The tags of a look: where the words of a paper go, and the words as a value that prints itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from briefgen.findings import Place, error
from briefgen.merge.mistakes import Teller

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.findings import Finding
    from briefgen.merge.sink import Sink
    from briefgen.merge.tags import Tag

BODY = "body"
"""The name of the words of a paper: `{{p body }}`."""


@dataclass(frozen=True, slots=True)
class Words:
    """The drawn words of a paper, a rich value of whole paragraphs and tables."""

    xml: str
    level: Literal["block"] = "block"

    def word(self, sink: Sink) -> str:  # noqa: ARG002 - the paper gathered what they need
        """Return what was drawn."""
        return self.xml


def places_for_words(file: str, main: str, every: list[Tag], texts: Mapping[str, str]) -> list[Finding]:
    """Return what is wrong with where the words of the paper go (B614): exactly one paragraph of the document."""
    wanted = "write {{p body }} alone in one paragraph of the document"
    findings = []
    places = [tag for tag in every if tag.kind == "print" and (tag.inside == BODY or tag.level == "p")]
    for tag in places:
        why = None
        if tag.level != "p" or tag.written != tag.around:
            why = "the words are whole paragraphs and tables, so they need a paragraph of their own"
        elif tag.inside != BODY:
            why = f"`{tag.inside}` is no block of text; only `{BODY}` is"
        elif tag.part != main:
            why = "headers, footers and notes cannot hold the words"
        elif tag is not next(one for one in places if one.inside == BODY):
            why = "the words already have a place"
        if why:
            teller = Teller(file, tag.part, texts[tag.part])
            findings.append(teller.at("B614", tag, f"`{tag.written}` cannot stand {{where}}", why, wanted))
    if not places:
        findings.append(error("B614", "the look has no place for the words", help=wanted, place=Place(file)))
    return findings
