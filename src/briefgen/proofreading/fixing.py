"""Applies safe mends: to plain texts, and to single values of YAML files without touching anything else in them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from briefgen.proofreading.judging import in_words, slips, where
from briefgen.proofreading.manuscript import LINE
from briefgen.proofreading.yaml_values import YamlText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from briefgen.findings import FactPath, Finding, Place
    from briefgen.proofreading.manuscript import Manuscript

ROUNDS = 5
"""How often a text is mended anew at most: one mend may lay open another."""


class Edit(NamedTuple):
    """A change of a text: from `start` to `end` it reads `mend`."""

    start: int
    end: int
    mend: str


class Change(NamedTuple):
    """What was changed, for the user: the place before the change, what stood there and what does now."""

    place: Place
    code: str
    before: str
    after: str
    path: FactPath = ()


def safe_edits(page: Manuscript) -> list[tuple[Edit, Change]]:
    """Return the safe mends of a manuscript in the order of the text, none over another."""
    found = []
    for rule, slip in slips(page):
        if rule.fixes and slip.safe and slip.mend is not None and page.raw[slip.start : slip.end] != slip.mend:
            passage = page.passages[page.number(slip.start)]
            before, after = in_words(page, slip)
            change = Change(where(page, slip), rule.code, before, after or "", passage.path)
            found.append((Edit(slip.start, slip.end, slip.mend), change))
    found.sort(key=lambda one: one[0][:2])
    chosen: list[tuple[Edit, Change]] = []
    for one in found:
        if not chosen or one[0].start >= max(chosen[-1][0].end, chosen[-1][0].start + 1):
            chosen.append(one)
    return chosen


def applied(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with the edits, which do not overlap."""
    for start, end, mend in sorted(edits, reverse=True):
        text = text[:start] + mend + text[end:]
    return text


def mended_text(text: str, read: Callable[[str], Manuscript]) -> tuple[str, list[Change]]:
    """Return a text with every safe mend, and what was changed; mending it again changes nothing more.

    `read` makes the manuscript of the text, whose raw text is the text itself.
    """
    changes: list[Change] = []
    for _ in range(ROUNDS):
        edits = safe_edits(read(text))
        if not edits:
            break
        changes += [change for _, change in edits]
        text = applied(text, [edit for edit, _ in edits])
    return text, changes


def mended_yaml(
    text: str, pages: Iterable[Manuscript], refuse: Callable[[Change], Finding]
) -> tuple[str, list[Change], list[Finding]]:
    """Return a YAML text with the safe mends of its values, what was changed, and what could not be.

    Each value is found by the line and column of its passage. After each change the whole text is read again: only
    that value may differ, else the text stays as it was and `refuse` makes the finding.
    """
    wanted: list[tuple[Place, str, list[Edit], list[Change]]] = []
    for page in pages:
        by_passage: dict[int, tuple[list[Edit], list[Change]]] = {}
        for edit, change in safe_edits(page):
            number = page.number(edit.start)
            start = page.starts[number]
            edits, changes = by_passage.setdefault(number, ([], []))
            edits.append(Edit(edit.start - start, edit.end - start, edit.mend))
            changes.append(change)
        for number, (edits, changes) in by_passage.items():
            passage = page.passages[number]
            wanted.append((passage.place, passage.text.replace(LINE, "\n"), edits, changes))
    done: list[Change] = []
    refused: list[Finding] = []
    yaml_text = YamlText(text)
    for place, value, edits, changes in sorted(wanted, key=lambda one: _spot(one[0]), reverse=True):
        new = yaml_text.with_value(*_spot(place), value, edits)
        if new is None:
            refused += [refuse(change) for change in changes]
        else:
            yaml_text = new
            done += [replace_place(change, place) for change in changes]
    return yaml_text.text, done[::-1], refused


def _spot(place: Place) -> tuple[int, int]:
    return place.line or 0, place.column or 0


def replace_place(change: Change, place: Place) -> Change:
    """Return the change with its place without the line as it was, which holds no more."""
    return change._replace(place=replace(place, excerpt=None))
