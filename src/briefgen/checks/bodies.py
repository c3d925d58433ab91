"""Commissions and councils: sessions against counts, the main one, and abbreviations."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from briefgen.checks.words import listed
from briefgen.findings import error, note, warning
from briefgen.proofreading.initials import derivable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.findings import Finding
    from briefgen.model.brief import Body, Brief, Session


def sessions_of(brief: Brief, body: Body) -> list[tuple[int, Session]]:
    """Return the sessions of a body with their numbers in the list."""
    return [(index, session) for index, session in enumerate(brief.sessions) if session.body == body.id]


def count(brief: Brief) -> Iterator[Finding]:
    """Check that `sessions_held` is the number of the latest session."""
    for index, body in enumerate(brief.bodies):
        numbers = [session.number for _, session in sessions_of(brief, body)]
        if body.sessions_held is None or not numbers or max(numbers) == body.sessions_held:
            continue
        if max(numbers) > body.sessions_held:
            yield error(
                "B320",
                f"`{body.id}` has held {body.sessions_held} sessions, yet session {max(numbers)} is listed",
                why="the papers would state two different counts",
                help="correct `sessions_held`, or the number of the session",
                at=("bodies", index, "sessions_held"),
            )
        else:
            yield warning(
                "B320",
                f"`{body.id}` has held {body.sessions_held} sessions, yet the latest one listed is {max(numbers)}",
                why="the papers would call an earlier session the latest",
                help=f"add session {body.sessions_held} to `sessions`, or correct `sessions_held`",
                at=("bodies", index, "sessions_held"),
            )


def same_number(brief: Brief) -> Iterator[Finding]:
    """Check that no two sessions of a body have one number."""
    for body in brief.bodies:
        seen: dict[int, Session] = {}
        for index, session in sessions_of(brief, body):
            first = seen.setdefault(session.number, session)
            if first is not session:
                yield error(
                    "B321",
                    f"`{session.id}` and `{first.id}` are both session {session.number} of `{body.id}`",
                    why="each session has its own number",
                    help="correct one number, or remove the session that stands here twice",
                    at=("sessions", index, "number"),
                )


def gaps(brief: Brief) -> Iterator[Finding]:
    """Check that the sessions that are listed follow one another without gaps."""
    for body in brief.bodies:
        rows = {session.number: index for index, session in sessions_of(brief, body)}
        spans: dict[int, list[str]] = defaultdict(list)
        for before, after in pairwise(sorted(rows)):
            if after > before + 1:
                missing = f"{before + 1}" if after == before + 2 else f"{before + 1} to {after - 1}"
                spans[rows[after]].append(missing)
        if spans:
            missing_all = [span for found in spans.values() for span in found]
            yield note(
                "B322",
                f"session {listed(missing_all)} of `{body.id}` is not listed",
                why="earlier and later ones are",
                help="add it to `sessions` if it was held and the source is at hand",
                at=("sessions", next(iter(spans)), "number"),
            )


def main(brief: Brief) -> Iterator[Finding]:
    """Check that one body with sessions is the main one."""
    mains = [index for index, body in enumerate(brief.bodies) if body.main]
    if not mains and brief.sessions and brief.bodies:
        yield warning(
            "B323",
            "no body is marked as the main one, although there are sessions",
            why="the commission section is about the main body",
            help="write `main: yes` at the body that the section is about",
            at=("bodies",),
        )
    for index in mains[1:]:
        yield warning(
            "B323",
            f"`{brief.bodies[index].id}` is a second main body, beside `{brief.bodies[mains[0]].id}`",
            why="the commission section is about one body",
            help="keep `main: yes` at one of them",
            at=("bodies", index, "main"),
        )


def planned(brief: Brief) -> Iterator[Finding]:
    """Check that a body that is only planned has held no sessions."""
    for index, body in enumerate(brief.bodies):
        if body.status == "planned" and (body.sessions_held or sessions_of(brief, body)):
            yield warning(
                "B324",
                f"`{body.id}` is only planned, yet has sessions",
                why="a body that does not exist yet cannot have met",
                help="correct `status`, or the sessions",
                at=("bodies", index, "status"),
            )


def abbreviations(brief: Brief) -> Iterator[Finding]:
    """Check that the abbreviation of a body comes from the words of its name in that language."""
    for index, body in enumerate(brief.bodies):
        if body.abbreviation is None:
            continue
        for language, cases in body.abbreviation.forms.items():
            name = body.name.forms.get(language)
            if name is not None and not derivable(cases["nom"], name["nom"]):
                yield warning(
                    "B325",
                    f"the abbreviation `{cases['nom']}` does not come from `{name['nom']}` ({language})",
                    why="its letters are not the first letters of the words, in order",
                    help="write the abbreviation that this language uses; it may have come over from another",
                    at=("bodies", index, "abbreviation", language),
                )
