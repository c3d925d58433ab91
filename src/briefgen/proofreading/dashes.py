"""Rules on hyphens and dashes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.proofreading.slip import Slip
from briefgen.proofreading.typeset import NBSP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.proofreading.manuscript import Manuscript
    from briefgen.proofreading.norm import Norm

_LONE_HYPHEN = re.compile(r"(?<=[^\s-])([ \u00a0]-[ \u00a0])(?=[^\s-])")
_NUMBERED_NAME = re.compile(r"[A-ZА-ЯЁІЇЄҐ]{2,}\Z")
_DOUBLED = re.compile(r"(?<=[\w»”)%.,])([ \u00a0]--[ \u00a0])(?=[^\W\d_]|[«„“])")
_ONE_SIDE = re.compile(
    "[–—](?:(?<=[^\\W\\d_][ \u00a0].)(?=[^\\W\\d_])|(?<=[^\\W\\d_].)[ \u00a0](?=[^\\W\\d_]))"
    "|-(?<=[^\\W\\d_]{3}-) (?=([^\\W\\d_]+))"
)
_BETWEEN_DIGITS = re.compile(r"-(?<=\d-)(?=\d)")
_SPACED = re.compile("[–—](?<=\\d[ \u00a0].)[ \u00a0]\\d")
_FORMULA = re.compile(r"[=+×·^∑/]|(?<!\w)[a-zA-Z] -|- [a-zA-Z](?!\w)")
"""Signs near a hyphen that is a minus."""
_AROUND = 12


def glossary_names(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find names of the glossary that are written in another way."""
    for name, pattern, hint in norm.glossary:
        if hint in page.text:
            for found in pattern.finditer(page.text):
                if found[0] != name:
                    yield Slip(found.start(), found.end(), name)


def lone_hyphens(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find hyphens with spaces round them, which stand for a dash or for nothing at all."""
    if " -" not in page.text and NBSP + "-" not in page.text:
        return
    for found in _DOUBLED.finditer(page.text):
        yield Slip(found.start(), found.end(), norm.dash)
    taken = {slip.start for slip in glossary_names(page, norm)}
    for found in _LONE_HYPHEN.finditer(page.text):
        start, end = page.bounds(found.start())
        if _FORMULA.search(page.text, max(start, found.start() - _AROUND), min(end, found.end() + _AROUND)):
            continue
        before, after = page.text[start : found.start()], page.text[found.end()]
        word = before.split()[-1] if before.split() else ""
        if start + len(before) - len(word) in taken or (not word and page.kind != "brief"):
            continue
        if after.isdigit():
            if _NUMBERED_NAME.search(word):
                yield Slip(found.start(), found.end(), "-", safe=False)
            elif word[-1:].isdigit():
                yield Slip(found.start(), found.end(), "–", safe=False)
            continue
        safe = (after.isalpha() or after in "«„“") and (word[-1:].isalnum() or word[-1:] in "»”)%.,")
        yield Slip(found.start(), found.end(), norm.dash, safe=safe)


def one_sided(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find dashes with a space on one side only, and hyphens behind which a word goes on, as where a line ended."""
    for found in _ONE_SIDE.finditer(page.text):
        dash = found[0][0]
        if dash != "-":
            start = found.start() - (not page.text[found.start() - 1].isalpha())
            yield Slip(start, found.end(), f"{norm.dash[0]}{dash} ")
        elif found[1].lower() not in norm.suspending:
            yield Slip(found.start(), found.end(), "", safe=False)


def ranges(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find hyphens between two numbers before a month, a year or a unit, and dashes with spaces before a month."""
    taken = set()
    if norm.range is not None and _BETWEEN_DIGITS.search(page.text):
        for found in norm.range.finditer(page.text):
            at = found.start(found.lastindex or 0)  # the hyphen of the days, or that of the years
            taken.add(at)
            yield Slip(at, at + 1, "–")
        for pattern in (norm.unit_range, _YEARS):
            for found in pattern.finditer(page.text):
                if found.start(2) not in taken and _number(found[1]) < _number(found[3]):
                    yield Slip(found.start(2), found.end(2), "–")
    for found in norm.spaced_range.finditer(page.text) if _SPACED.search(page.text) else ():
        if int(found[1]) < int(found[3]):
            yield Slip(found.start(2), found.end(2), "–", safe=False)


def _number(text: str) -> float:
    return float(text.replace(",", "."))


_YEARS = re.compile(
    r"(?<![\w/.,№–-])(?<![A-ZА-ЯІЇЄ]{2}[ \u00a0])(?<!№[ \u00a0])((?:19|20)\d\d)(-)((?:19|20)\d\d)(?![\w/–-])"
)


def routes(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find hyphens between names of countries."""
    for word in page.words:
        if "-" in word.text and word.text[0].isupper() and word.plain not in norm.places:
            parts = word.plain.split("-")
            if len(parts) > 1 and all(part in norm.places for part in parts):
                yield Slip(word.start, word.end, norm.route_dash.join(word.text.split("-")), safe=False)
