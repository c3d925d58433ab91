"""Proofreads a file or a brief on disk for the command line, and mends what is safe if asked to."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.findings import FindingsError, Place, did_you_mean, error, note, warning
from briefgen.proofreading import reading
from briefgen.proofreading.fixing import ROUNDS, mended_text, mended_yaml, safe_edits
from briefgen.proofreading.judging import proofread
from briefgen.proofreading.norm import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefgen.findings import Finding
    from briefgen.proofreading.fixing import Change
    from briefgen.proofreading.manuscript import Manuscript, Passage

__all__ = [
    "BINARY",
    "KINDS",
    "ROUNDS",
    "fixed_brief",
    "fixed_text",
    "of_file",
    "of_text",
    "one_language",
    "with_line_ends_of",
]

_LINE_END = re.compile("\r\n|\r|\n")
BINARY = frozenset(reading.READERS)
KINDS = frozenset((*reading.TEXTS, *reading.READERS))
"""Ends of the names of files that can be proofread; those of `BINARY` are no texts."""


def one_language(languages: Iterable[str], name: str) -> str:
    """Return the one language that a file is to be proofread in; raises FindingsError B495."""
    asked = list(dict.fromkeys(languages))
    place = Place(name)
    if len(asked) != 1:
        message = "a file is proofread in one language" if asked else "the language of the file is not told"
        mend = f"add --lang with one of {', '.join(LANGUAGES)}"
        raise FindingsError(error("B495", message, help=mend, place=place))
    if asked[0] not in LANGUAGES:
        mend = did_you_mean(asked[0], LANGUAGES) or f"there are {', '.join(LANGUAGES)}"
        raise FindingsError(error("B495", f"there is no language check for `{asked[0]}`", help=mend, place=place))
    return asked[0]


def of_text(text: str, name: str, kind: str, language: str) -> list[Finding]:
    """Return the findings of a text of the kind `.txt` or `.md`."""
    return proofread(reading.TEXTS[kind](text, name, language))


def of_file(data: bytes, name: str, kind: str, language: str, *, fix: bool = False) -> list[Finding]:
    """Return the findings of a Word, PDF or Excel file; such files are never changed, and `fix` says so."""
    findings = proofread(reading.READERS[kind](data, name, language))
    if fix:
        why = "a Word, PDF or Excel file is somebody's work with its own program"
        mend = "correct it there; `--fix` changes briefs in YAML, .txt and .md files"
        findings.append(note("B493", f"`{name}` was not changed", why=why, help=mend, place=Place(name)))
    return findings


def fixed_text(text: str, name: str, kind: str, language: str) -> tuple[str, list[Finding]]:
    """Return a text with its safe mends and a note of each."""
    read = reading.TEXTS[kind]
    new, changes = mended_text(text, lambda words: read(words, name, language))
    return new, [_told(change) for change in changes]


def fixed_brief(text: str, name: str, pages: Iterable[Manuscript]) -> tuple[str, list[Finding]]:
    """Return the YAML text of a brief with the safe mends of its values, a note of each and a warning of each refused.

    `name` is the file as its places have it; values that stand in another file are refused.
    """
    own: list[Manuscript] = []
    refused: list[Finding] = []
    for page in pages:
        here = [passage for passage in page.passages if passage.place.file == name and passage.place.line]
        there = [passage for passage in page.passages if passage.place.file != name]
        own.append(_with(page, here))
        refused += [_refused(change) for _, change in safe_edits(_with(page, there))]
    new, done, failed = mended_yaml(text, own, _refused)
    return new, [*map(_told, done), *failed, *refused]


def with_line_ends_of(before: bytes, text: str) -> bytes:
    """Return a text as bytes, each line with the end that it had before, and a byte order mark if there was one."""
    old = before.decode("utf-8-sig")
    ends = [*_LINE_END.findall(old), ""]
    mark = b"\xef\xbb\xbf" if before.startswith(b"\xef\xbb\xbf") else b""
    return mark + "".join(line + end for line, end in zip(text.split("\n"), ends, strict=True)).encode()


def _with(page: Manuscript, passages: Sequence[Passage]) -> Manuscript:
    return replace(page, passages=passages)


def _told(change: Change) -> Finding:
    before, after = _visible(change.before), _visible(change.after)
    return note(
        "B496",
        f"{before} was mended to {after}",
        why=f"`briefgen explain {change.code}` tells why",
        place=change.place,
        at=change.path or None,
    )


def _refused(change: Change) -> Finding:
    before, after = _visible(change.before), _visible(change.after)
    return warning(
        "B494",
        f"{before} could not be mended to {after}",
        why="the file is no YAML, or the value is written in a way that a change might spoil",
        help=f"change it by hand ({change.code})",
        place=change.place,
        at=change.path or None,
    )


def _visible(text: str) -> str:
    return "`" + text.replace("\u00a0", "⍽").replace(" ", "␣") + "`" if text else "nothing"
