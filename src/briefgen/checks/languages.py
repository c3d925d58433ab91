"""Every printed text has its words in every language of the brief."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.checks.walk import NOT_PRINTED, texts
from briefgen.checks.words import counted, listed
from briefgen.findings import warning

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
