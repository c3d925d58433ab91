"""The two sides of the talks and the people who meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.checks.words import listed
from briefgen.findings import error, note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.findings import Finding
    from briefgen.model.brief import Brief


def perspective(brief: Brief) -> Iterator[Finding]:
    """Check that the own side and the partner are two."""
    if brief.perspective == brief.partner:
        yield error(
            "B365",
            f"`{brief.partner}` is both the own side and the partner",
            why="the talks have two sides; who exports and whose name comes first depends on it",
            help="write the other side in `partner`",
            at=("partner",),
        )


def participants(brief: Brief) -> Iterator[Finding]:
    """Check that those who take part in a meeting represent one of the two sides."""
    party = {person.id: person.party for person in brief.persons}
    two = {brief.perspective, brief.partner}
    for index, meeting in enumerate(brief.meetings):
        others = [f"`{one}`" for one in meeting.participants if party.get(one) not in two]
        if others:
            yield note(
                "B366",
                f"{listed(others)} at `{meeting.id}` {'is' if len(others) == 1 else 'are'} of neither side",
                why=f"the sides of the talks are {brief.perspective} and {brief.partner}",
                help="write in `party` whom the person represents, unless a third side took part",
                at=("meetings", index, "participants"),
            )
