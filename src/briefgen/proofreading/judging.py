"""Runs the rules over a manuscript and makes findings of what they find."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from briefgen.findings import Finding
from briefgen.proofreading.manuscript import LINE, MASK
from briefgen.proofreading.norm import load
from briefgen.proofreading.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefgen.findings import Place
    from briefgen.proofreading.manuscript import Manuscript
    from briefgen.proofreading.slip import Rule, Slip

MOST = 20
"""How many findings of one rule in one text are told one by one."""
_SHOWN, _AROUND = 60, 25
_BLANKS = str.maketrans({"\u00a0": "⍽", "\n": " ", LINE: " ", "\t": " ", MASK: " "})


class Found(NamedTuple):
    """A slip with the rule that found it."""

    rule: Rule
    slip: Slip


def slips(page: Manuscript) -> Iterator[Found]:
    """Yield everything that every rule finds in a manuscript."""
    norm = load(page.language)
    for rule in RULES:
        if page.kind in rule.kinds and (not rule.languages or page.language in rule.languages):
            for slip in rule.find(page, norm):
                yield Found(rule, slip)


def proofread(page: Manuscript, *, leave: Iterable[str] = ()) -> list[Finding]:
    """Return all findings of a manuscript, errors first and then in the order of the text.

    Codes in `leave` are left out: somebody else tells of them. Beyond twenty of one rule, the first stands for all.
    """
    left = frozenset(leave)
    by_rule: dict[str, list[Found]] = {}
    for found in slips(page):
        if found.rule.code not in left:
            by_rule.setdefault(found.rule.name, []).append(found)
    told: list[tuple[str, int, Finding]] = []
    for many in by_rule.values():
        more = len(many) - 1
        few = many[:1] if more and (many[0].rule.once or more >= MOST) else many
        for rule, slip in few:
            finding = _finding(page, rule, slip)
            if len(few) < len(many):
                finding = replace(finding, message=f"{finding.message}, and {more} more like it")
            told.append((rule.severity.value, slip.start, finding))
    told.sort(key=lambda one: (_GRAVITY[one[0]], one[1], one[2].code))
    return [finding for _, _, finding in told]


_GRAVITY = {"error": 0, "warning": 1, "note": 2}


def _finding(page: Manuscript, rule: Rule, slip: Slip) -> Finding:
    """Return the finding of a slip; what it should read is told where it is known."""
    place = where(page, slip)
    found, mend = in_words(page, slip)
    words = {"{found}": _shown(found), "{told}": slip.told if rule.name in _TELLING else _shown(slip.told)}
    help_ = rule.help.replace("{or mend}", f", perhaps {_shown(mend)}" if mend else "")
    if "{mend}" in help_:
        words["{mend}"] = _shown(mend) if mend else ""
        help_ = help_ if mend else "write it anew"
    return Finding(
        rule.severity,
        rule.code,
        _with(rule.message, words),
        why=_with(rule.why, words) or None,
        help=_with(help_, words),
        at=page.passages[page.number(slip.start)].path or None,
        place=place,
    )


def in_words(page: Manuscript, slip: Slip) -> tuple[str, str | None]:
    """Return what stands at a slip and what should; a sign alone says nothing, so with the words around it."""
    found, mend = page.raw[slip.start : slip.end], slip.mend
    if len(found) > 2:
        return found, mend
    start, end = page.bounds(slip.start)
    before = page.raw.rfind(" ", start, max(start, slip.start - 1))
    left = max(start if before < 0 else before + 1, slip.start - _AROUND)
    after = page.raw.find(" ", slip.end + 1, end)
    right = min(end if after < 0 else after, slip.end + _AROUND)
    around = page.raw[left:right]
    return around, None if mend is None else page.raw[left : slip.start] + mend + page.raw[slip.end : right]


_TELLING = frozenset(("CALQUE", "TRUNC", "DATE-WEEKDAY"))


def _with(text: str, words: dict[str, str]) -> str:
    for key, word in words.items():
        text = text.replace(key, word)
    return text


def _shown(text: str | None) -> str:
    """Return words for a message: in one line, not too long, spaces that do not break made visible."""
    if not text:
        return ""
    text = text.translate(_BLANKS).strip()
    text = "".join(letter if letter.isprintable() else f"U+{ord(letter):04X}" for letter in text)
    return f"`{text}`" if len(text) <= _SHOWN else f"`{text[: _SHOWN - 1].rstrip()}…`"


def where(page: Manuscript, slip: Slip) -> Place:
    """Return the place of a slip: line and column of a text, else the passage with the words around it."""
    number = page.number(slip.start)
    passage, start = page.passages[number], page.starts[number]
    offset, length = slip.start - start, max(1, min(slip.end, start + len(passage.text)) - slip.start)
    if passage.place.line is not None and page.kind == "text":
        column = (passage.place.column or 1) + offset
        return replace(passage.place, column=column, excerpt=passage.text, length=length)
    if page.kind == "brief":
        return _inside(passage.place, page.raw[slip.start : slip.end], offset)
    left, right = max(0, offset - _AROUND), min(len(passage.text), offset + length + _AROUND)
    around = passage.text[left:right].strip()
    return replace(passage.place, excerpt=("…" if left else "") + around + ("…" if right < len(passage.text) else ""))


def _inside(place: Place, found: str, offset: int) -> Place:
    """Return the place of the words inside a value where the line shows them, else that of the value."""
    if place.column is not None and place.excerpt is not None:
        for quote in (0, 1):
            at = place.column - 1 + quote + offset
            if found and place.excerpt.startswith(found, at):
                return replace(place, column=at + 1, length=len(found))
    return place
