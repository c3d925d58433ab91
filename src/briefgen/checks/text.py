"""Defects of texts that touch what they say: lost characters, cut sentences and dates, mixed alphabets."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from briefgen import language
from briefgen.checks.walk import forms, strings
from briefgen.checks.words import listed
from briefgen.findings import error, warning
from briefgen.model.period import Period, Point
from briefgen.proofreading.encoding import lost
from briefgen.proofreading.letters import mixed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from briefgen.findings import Finding
    from briefgen.model.brief import Brief

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_UNREADABLE = re.compile("[\ufffd\u0080-\u009f]|[\u00c0-\u00ff]{4,}")
_UNREADABLE_HINT = re.compile("[\ufffd\u0080-\u009f\u00c0-\u00ff]")
_DOUBLE_SPACE = re.compile(r"\S* {2,}\S*")
_MIXED_HINT = re.compile(r"[A-Za-z](?:(?=[Ѐ-ԯ])|(?<=[Ѐ-ԯ].))")


class Defect(NamedTuple):
    """One kind of defect: how a whole brief shows that it may be there, and how a string does."""

    code: str
    hint: Callable[[str], bool]
    find: Callable[[str], str | None]
    message: str
    why: str
    help: str


def _match(pattern: re.Pattern[str], words: str) -> str | None:
    found = pattern.search(words)
    return found[0] if found else None


def lost_letters(words: str) -> str | None:
    """Return the first word with a question mark inside, which stands for lost letters."""
    return _first(_ADDRESS.sub("", words), lost)


def mixed_word(words: str) -> str | None:
    """Return the first word of Latin and Cyrillic letters, but for Cyrillic endings of Latin names."""
    return None if words.isascii() else _first(words, mixed)


def _first(words: str, find: Callable[[str], Iterable[tuple[int, int]]]) -> str | None:
    return next((words[start:end] for start, end in find(words)), None)


DEFECTS = (
    Defect(
        "B380",
        lambda blob: "?" in blob,
        lost_letters,
        "a question mark stands inside a word, {found}",
        "letters were lost when the text was converted",
        "write the word anew from the source",
    ),
    Defect(
        "B381",
        lambda blob: _UNREADABLE_HINT.search(blob) is not None,
        lambda words: _match(_UNREADABLE, words),
        "the text holds unreadable characters, {found}",
        "it was read in the wrong encoding",
        "copy the text anew from the source, and save the file as UTF-8",
    ),
    Defect(
        "B383",
        lambda blob: _MIXED_HINT.search(blob) is not None,
        mixed_word,
        "a word mixes Latin and Cyrillic letters, {found}",
        "it looks right, but nobody can find it by searching",
        "type the word anew in one alphabet",
    ),
    Defect(
        "B385",
        lambda blob: "  " in blob,
        lambda words: _match(_DOUBLE_SPACE, words),
        "two spaces stand in a row, {found}",
        "the lines of the papers would show a hole",
        "remove one",
    ),
)


def characters(brief: Brief) -> Iterator[Finding]:
    """Check that no text holds lost letters or characters, mixed alphabets or double spaces."""
    found = [(path, words) for path, words in strings(brief) if path[-1] != "url"]
    blob = "\n".join(words for _, words in found)
    for defect in DEFECTS:
        if not defect.hint(blob):
            continue
        for path, words in found:
            spot = defect.find(words)
            if spot is not None:
                yield (error if defect.code in ("B380", "B381") else warning)(
                    defect.code,
                    defect.message.format(found=f"`{spot if spot.isprintable() else f'U+{ord(spot):04X}'}`"),
                    why=defect.why,
                    help=defect.help,
                    at=path,
                )


SENTENCES = ("statements", "events", "claims", "talking_points")
"""The lists whose `text` is whole sentences."""
_ENDS = (".", "!", "?", "…", ":", ";")
_CLOSING = "»”\"')]’"


def cut_sentences(brief: Brief) -> Iterator[Finding]:
    """Check that sentences begin with a capital letter and end with a full stop."""
    for name in SENTENCES:
        for index, record in enumerate(getattr(brief, name)):
            for path, _, case, words in forms((name, index, "text"), record.text):
                cut = _cut(words) if case == "nom" else []
                if cut:
                    yield warning(
                        "B382",
                        f"a sentence {listed(cut)}",
                        why="a part of it may have been cut off",
                        help="write the whole sentence",
                        at=path,
                    )


def _cut(words: str) -> list[str]:
    bare = words.strip().lstrip("«“„\"'([")
    found = []
    if bare[:1].islower():
        found.append(f"begins with a small letter, `{bare[:24].rstrip()}`")
    if not bare.rstrip(_CLOSING).endswith(_ENDS):
        found.append(f"ends without a full stop, `{bare[-24:].lstrip()}`")
    return found


def cut_dates(brief: Brief) -> Iterator[Finding]:
    """Check that no text begins with a month in the form that follows a day."""
    months = sorted({form for code in brief.languages for form in months_after_days(code)})
    if not months:
        return
    pattern = re.compile(rf"\s*(?:{'|'.join(months)})\s+\d{{4}}", re.IGNORECASE)
    for path, words in strings(brief):
        found = pattern.match(words)
        if found:
            yield warning(
                "B384",
                f"a text begins with a month whose day is missing, `{found[0].strip()}`",
                why="the form of the month follows a day; the day was cut off",
                help="add the day from the source, or write the month by itself; nothing is filled in",
                at=path,
            )


_WEB = re.compile(r"https?://[^\s/.]+(?:\.[^\s/.]+)*\.?(?:[/?#]\S*)?", re.IGNORECASE)


def addresses(brief: Brief) -> Iterator[Finding]:
    """Check that the address of a source is one of the web."""
    for index, source in enumerate(brief.sources):
        if source.url is not None and not _WEB.fullmatch(source.url):
            shown = source.url if len(source.url) <= 60 else source.url[:59] + "…"
            yield warning(
                "B386",
                f"the address of `{source.id}` is none of the web, `{shown}`",
                why="it is printed as text and cannot be followed",
                help="write the whole address, which begins with `https://` or `http://`, or remove it",
                at=("sources", index, "url"),
            )


@lru_cache(maxsize=32)
def months_after_days(code: str) -> frozenset[str]:
    """Return the forms of the months that a language uses after a day and not for the month by itself."""
    if code not in language.available():
        return frozenset()
    words = language.load(code)
    dates = [Period(Point(2011, month)) for month in range(1, 13)]
    pairs = [(words.date(date, "of").split()[0], words.date(date, "plain").split()[0]) for date in dates]
    return frozenset(form for form, alone in pairs if form.isalpha() and form != alone)
