"""What a desk needs of every brief, and a final one above all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.checks.words import counted, listed, named
from briefgen.findings import error, note, warning
from briefgen.model.brief import LISTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.findings import Finding
    from briefgen.model.brief import Brief


def is_final(brief: Brief) -> bool:
    """Say whether the brief is final: then it is held to more."""
    return brief.status == "final"


def objective(brief: Brief) -> Iterator[Finding]:
    """Check that the objective of the talks is stated."""
    if brief.objective is None:
        yield (error if is_final(brief) else warning)(
            "B301",
            "the brief has no objective" if not is_final(brief) else "a final brief has no objective",
            why="a reader wants to know first what the talks should bring",
            help="write `objective` in at most three lines",
        )


def meeting(brief: Brief) -> Iterator[Finding]:
    """Check that there is a meeting that the brief prepares, or at least one that has taken place."""
    if not brief.meetings:
        yield warning(
            "B302",
            "the brief has no meeting",
            why="neither the meeting to prepare nor an earlier one is among the facts",
            help="add the meeting to prepare to `meetings`, with `upcoming: yes`",
        )
    elif not any(one.upcoming for one in brief.meetings):
        yield note(
            "B302",
            "no meeting is marked as the one to prepare",
            why="the papers speak of earlier meetings only",
            help="add the meeting to prepare to `meetings`, with `upcoming: yes`",
            at=("meetings",),
        )


def sources(brief: Brief) -> Iterator[Finding]:
    """Check that there is at least one source."""
    if not brief.sources:
        yield (error if is_final(brief) else warning)(
            "B303",
            "the brief names no source",
            why="nobody can say where its facts come from",
            help="list the papers and pages that were used under `sources`, and name them in the records",
        )


def marking(brief: Brief) -> Iterator[Finding]:
    """Check that the classification marking is stated."""
    if brief.marking is None:
        yield (error if is_final(brief) else note)(
            "B304",
            "the brief has no classification marking" if not is_final(brief) else "a final brief has no marking",
            why="the pages are printed without one",
            help="write `marking`, also if the paper is open to everybody",
        )


def sourced(brief: Brief) -> Iterator[Finding]:
    """Check that every fact names its source (figures have a check of their own)."""
    if not brief.sources:
        return
    for name, kind in LISTS.items():
        field = kind.model_fields.get("source")
        if name in ("figures", "conflicts") or field is None:
            continue
        rows = getattr(brief, name)
        bare = [(name, index) for index, record in enumerate(rows) if not record.source]
        if not bare:
            continue
        names = [named(path, rows[path[1]]) for path in bare]
        are = "has" if len(bare) == 1 else "have"
        yield (error if is_final(brief) else note)(
            "B305",
            f"{counted(len(bare), 'record')} of `{name}` {are} no source",
            why=f"without one: {listed(names)}",
            help="write in `source` the id of the source that says so",
            at=bare[0],
        )
