"""Rules on figures as words tell them: scales, currencies, verbs and shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.proofreading.slip import Slip
from briefgen.proofreading.typeset import NBSP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.proofreading.manuscript import Manuscript
    from briefgen.proofreading.norm import Norm


def scale_stops(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find full stops behind short forms that have none, such as млн, inside a sentence."""
    if norm.scale_stop is not None:
        for found in norm.scale_stop.finditer(page.text):
            tight = page.text[found.end(1)].isalpha()
            yield Slip(found.start(1), found.end(1), found[1][:-1] + NBSP * tight)


def currency_capitals(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find currencies with a capital letter behind a number."""
    if norm.currency_capital is not None:
        for found in norm.currency_capital.finditer(page.text):
            yield Slip(found.start(1), found.end(1), found[1].lower())


def rise_and_fall(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find verbs of rise or fall before a figure with a minus."""
    if norm.signed_change is not None and any(sign in page.text for sign in "−-–"):
        for found in norm.signed_change.finditer(page.text):
            yield Slip(found.start(), found.end(), safe=False)


def shares(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find shares above one hundred per cent."""
    if norm.share is not None and "%" in page.text:
        for found in norm.share.finditer(page.text):
            if float(found[1].replace(",", ".").replace(" ", "").replace("\u00a0", "")) > 100:
                yield Slip(found.start(), found.end(), safe=False)


def no_verb(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find a measure that is followed at once by its figure, without a verb."""
    if norm.no_verb is not None:
        for found in norm.no_verb.finditer(page.text):
            yield Slip(found.start(), found.end(), safe=False)


def sources(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find a text with sums of trade or investment that names no source; a price or a loan needs none."""
    if norm.money is None or any(word in page.lower for word in norm.source_words):
        return
    for found in norm.money.finditer(page.text):
        start, end = page.sentence(found.start())
        told = page.lower[start:end]
        goal = norm.goal is not None and norm.goal.search(told) is not None
        if not goal and any(word in told for word in norm.statistics_words):
            yield Slip(found.start(), found.end(), safe=False)
            return


def as_of(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find a text that speaks of recent years without saying as of when."""
    if norm.recent is None or any(word in page.lower for word in norm.as_of_words):
        return
    found = norm.recent.search(page.text)
    if found:
        yield Slip(found.start(), found.end(), safe=False)
