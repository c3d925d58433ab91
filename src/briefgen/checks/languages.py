"""Every printed text has its words in every language of the brief; languages that nobody has reviewed are told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen import language as languages
from briefgen.checks.walk import NOT_PRINTED, texts
from briefgen.checks.words import counted, listed
from briefgen.findings import FindingsError, error, note, warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.findings import FactPath, Finding
    from briefgen.model.brief import Brief

NEARLY_ALL = (4, 5)
"""From this part of the texts on, a language is lacking as a whole and gets one finding."""
_FEW = 5


def translations(brief: Brief) -> Iterator[Finding]:
    """Check that every text that is printed has words in every language of the brief."""
    printed = [(path, text) for path, text in texts(brief) if (path[0], path[-1]) not in NOT_PRINTED]
    part, whole = NEARLY_ALL
    for language in dict.fromkeys(brief.languages):
        lacking = [path for path, text in printed if language not in text]
        if len(lacking) > _FEW and len(lacking) * whole >= len(printed) * part:
            yield warning(
                "B370",
                f"`{language}` is lacking in {len(lacking)} of {counted(len(printed), 'text')}",
                why=f"papers are to be made in {listed([f'`{one}`' for one in brief.languages])}",
                help=f"translate the texts, or take `{language}` out of the languages to make",
                at=("languages",),
            )
            continue
        records: dict[FactPath, list[FactPath]] = {}
        for path in lacking:
            records.setdefault(path[:-1], []).append(path)
        for record, paths in records.items():
            yield _lacking(brief, language, record, paths)


def reviewed(brief: Brief) -> Iterator[Finding]:
    """Check that a native speaker has read the words that briefgen itself has in every language of the brief."""
    for code in dict.fromkeys(brief.languages):
        if code in languages.available() and languages.load(code).awaits_review:
            yield note(
                "B415",
                f"no native speaker has reviewed the words of `{code}` yet",
                why="months, labels, units and the sentences of the templates were written without one",
                help="have a native speaker read the papers before they are handed over",
                at=("languages",),
            )


def profiles(brief: Brief) -> Iterator[Finding]:
    """Check that the profiles of official style are there, one for a language, each of a language of the brief."""
    taken: dict[str, str] = {}
    for name in dict.fromkeys(brief.profile):
        try:
            code = languages.profile(name).language
        except FindingsError as reason:
            why = "the papers would quietly be printed in another style"
            yield from (replace(finding, why=why, at=("profile",)) for finding in reason.findings)
            continue
        if code in taken:
            yield error(
                "B417",
                f"the profiles `{taken[code]}` and `{name}` are both of `{code}`",
                why="papers of one language can follow one style only",
                help="keep one of the two",
                at=("profile",),
            )
        elif code not in brief.languages:
            yield note(
                "B418",
                f"the profile `{name}` is of `{code}`, in which no paper is made",
                why="a profile says how papers of its own language look and print",
                help=f"add `{code}` to the languages, or take the profile out",
                at=("profile",),
            )
        taken.setdefault(code, name)


def _lacking(brief: Brief, language: str, record: FactPath, paths: list[FactPath]) -> Finding:
    fields = listed([f"`{path[-1]}`" for path in paths])
    if record:
        row = getattr(brief, str(record[0]))[record[1]]
        name = getattr(row, "id", None)
        where = f" of `{name}`" if name else f" of row {int(record[1]) + 1} of `{record[0]}`"
    else:
        where = " of the brief"
    return warning(
        "B370",
        f"{fields}{where} {'lacks' if len(paths) == 1 else 'lack'} `{language}`",
        why="where a paper prints it, the words are missing in that language",
        help=f"add `{language}: ...`, or one text for every language",
        at=paths[0],
    )
