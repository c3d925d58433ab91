"""Rules on names: persons, countries and abbreviations."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from briefgen.proofreading.initials import derivable
from briefgen.proofreading.slip import Slip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.proofreading.manuscript import Manuscript
    from briefgen.proofreading.norm import Norm

_ABBREVIATION = re.compile(r"(?<![\w-])(?<!\d/)(?:[A-Z]{2,6}|[А-ЯЁІЇЄҐЎҚҒҲҶӢӮҢӨҮ]{2,6})(?![\w’'-]|\.[^\W\d_])")
_EXPANSION = re.compile(r"\((?:[^()\n]{0,20}[—–-][ \u00a0])?«?([A-ZА-ЯЁІЇЄҐЎҚҒҲҶӢӮҢӨҮ]{2,6})»?(?:[;,][^()\n]*)?\)")
_ROMAN = re.compile(r"[IVXLCDMІХ]+\Z")
_FEWEST_LETTERS = 5
_REACH = 300
_VOWEL = re.compile("[АЕЁИОУЫЭЮЯІЇЄӢӮӨҮAEIOUY]")


def person_variants(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find words that are nearly, but not quite, a form of the name of a person of the brief."""
    known = page.known.persons
    names = [name for name in known if len(name) >= _FEWEST_LETTERS]
    if not names:
        return
    for word in page.words:
        text = word.text
        if not text[0].isupper() or len(text) < _FEWEST_LETTERS or text in known or "-" in text or text.isupper():
            continue
        near = [
            name for name in names if name[0] == text[0] and abs(len(name) - len(text)) <= 2 and _is_near(name, text)
        ]
        if near and word.plain not in norm.places:
            yield Slip(word.start, word.end, min(near, key=lambda name: (_distance(name, text), name)), safe=False)


def _is_near(name: str, text: str) -> bool:
    """Say whether two words differ in at most one letter, or only in an ending that makes another name of it."""
    if _distance(name, text) <= 1:
        return True
    return len(name) >= _FEWEST_LETTERS and text.startswith(name) and text[len(name) :] in ("ов", "ев", "єв")


def _distance(left: str, right: str) -> int:
    """Return how many letters must be changed, put in or left out to make one word of the other."""
    row = list(range(len(right) + 1))
    for number, letter in enumerate(left, 1):
        before, row[0] = row[0], number
        for place, other in enumerate(right, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (letter != other))
    return row[-1]


def country_variants(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find two short names of one country in one text."""
    for variants in norm.country_variants:
        found = [(pattern.search(page.text), name) for pattern, name, hint in variants if hint in page.text]
        uses = [(match, name) for match, name in found if match is not None]
        if len(uses) > 1:
            match, _ = uses[1]
            yield Slip(match.start(), match.end(), told=uses[0][0][0], safe=False)


def appositions(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find short names in the genitive inside a long one, where they stay as they are."""
    for pattern, mend in norm.appositions:
        for found in pattern.finditer(page.text):
            yield Slip(found.start(1), found.end(1), mend)


def abbreviations(page: Manuscript, norm: Norm) -> Iterator[tuple[str, Slip]]:
    """Yield each wrong first use of an abbreviation: `first`, `undefined` or `language`, and where."""
    uses: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for found in _ABBREVIATION.finditer(page.text):
        if not _ROMAN.match(found[0]) and found[0] not in norm.well_known and not _is_shouting(page, found):
            uses[found[0]].append((found.start(), found.end()))
    if not uses:
        return
    expansions = {found[1]: found for found in reversed(list(_EXPANSION.finditer(page.text)))}
    for name, spots in uses.items():
        start, end = spots[0]
        expanded = expansions.get(name)
        if expanded is None:
            unexplained = (name.isascii() != norm.cyrillic) and not _explained(page, name, spots)
            if unexplained and not _in_name(page, spots):
                yield "undefined", Slip(start, end, safe=False)
            continue
        if start < expanded.start():
            yield "first", Slip(start, end, safe=False)
        before = _before(page, expanded.start())
        if _seems_meant(name, before) and not derivable(name, before):
            yield "language", Slip(expanded.start(1), expanded.end(1), safe=False)


def _seems_meant(name: str, words_before: str) -> bool:
    """Say whether the words before seem to be the full form: there are enough, and half of the letters begin some."""
    initials = [word[0] for word in re.findall(r"[^\W\d_]+", words_before.casefold())][-2 * len(name) - 3 :]
    letters = name.casefold()
    return len(initials) >= len(letters) - 1 > 0 and 2 * sum(letter in initials for letter in letters) >= len(letters)


def _before(page: Manuscript, offset: int) -> str:
    """Return the words before a bracket; in a PDF they may stand on the page before."""
    start = max(0, offset - _REACH) if page.kind == "pdf" else page.bounds(offset)[0]
    return page.text[start:offset]


def _is_shouting(page: Manuscript, found: re.Match[str]) -> bool:
    """Say whether it is a word in capitals, stands in a heading of capitals, or begins a name in capitals."""
    if len(found[0]) >= _FEWEST_LETTERS and len(_VOWEL.findall(found[0])) > 1:
        return True  # a word, such as ПРОЄКТ
    start, end = page.bounds(found.start())
    line = page.text[start:end]
    around = page.text[max(start, found.start() - 12) : min(end, found.end() + 12)]
    return line.isupper() or (len(re.findall(r"[^\W\d_]{2,}", around)) > 1 and around.isupper())


def _explained(page: Manuscript, name: str, spots: list[tuple[int, int]]) -> bool:
    """Say whether the expansion stands in brackets behind the abbreviation: НБУ (Національний банк України)."""
    for _, end in spots:
        behind = re.match(r" ?\(([^()\n]{8,})\)", page.text[end : end + 160])
        if behind and derivable(name, behind[1]):
            return True
    return False


_NAME_BEHIND = re.compile(
    "[ \u00a0](?:[«„“]|(?:ім|им)\\.|(?:[А-ЯЁІЇЄҐЎҚҒҲҶӢӮҢӨҮ]{2,6}[ \u00a0])?(?!(?:19|20)\\d\\d[ \u00a0][а-яі])\\d{3})"
)
"""What shows that an abbreviation is part of a name or of a number: НИТУ «МИСиС», МГУ им. …, ТР ТС 021/2011."""


def _in_name(page: Manuscript, spots: list[tuple[int, int]]) -> bool:
    return all(_NAME_BEHIND.match(page.text, end) for _, end in spots)


def used_before_expansion(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find abbreviations that are used before they are expanded."""
    yield from (slip for kind, slip in abbreviations(page, norm) if kind == "first")


def never_expanded(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find abbreviations that are never expanded and not well known."""
    yield from (slip for kind, slip in abbreviations(page, norm) if kind == "undefined")


def of_another_language(page: Manuscript, norm: Norm) -> Iterator[Slip]:
    """Find abbreviations whose letters do not come from the words before them."""
    yield from (slip for kind, slip in abbreviations(page, norm) if kind == "language")
