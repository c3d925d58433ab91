"""Directions of cooperation: priorities numbered from 1 on, parts that end in a whole.

A priority is a direction with a number, so that no priority can be outside the list of directions.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from briefgen.checks.words import listed
from briefgen.findings import error, warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.findings import Finding
    from briefgen.model.brief import Brief


def priorities(brief: Brief) -> Iterator[Finding]:
    """Check that priorities are numbered 1, 2, 3 without gaps or doubles."""
    rows = [(row.priority, index) for index, row in enumerate(brief.directions) if row.priority is not None]
    numbers = sorted(priority for priority, _ in rows)
    if numbers == list(range(1, len(numbers) + 1)):
        return
    counts = Counter(numbers)
    wrong = [f"{one} is given {times} times" for one, times in counts.items() if times > 1]
    top = min(max(numbers), len(numbers))
    wrong += [f"{one} is missing" for one in range(1, top + 1) if one not in counts]
    wrong += ["0 is no priority"] if 0 in counts else []
    taken: set[int] = set()
    at = rows[0][1]
    for priority, index in rows:
        if priority in taken or not 1 <= priority <= len(numbers):
            at = index
            break
        taken.add(priority)
    yield warning(
        "B360",
        f"the priorities are numbered {listed([str(one) for one in numbers], 12)}",
        why=f"they are counted from 1 on, each number once; {listed(wrong)}",
        help="number the first priority 1, the second 2, and leave `priority` empty for the other directions",
        at=("directions", at, "priority"),
    )


def circles(brief: Brief) -> Iterator[Finding]:
    """Check that no direction is a part of itself, also not by way of others."""
    wholes = {row.id: row.part_of for row in brief.directions}
    told: set[str] = set()
    for index, row in enumerate(brief.directions):
        chain, one = [row.id], row.part_of
        while one is not None and one not in chain:
            chain.append(one)
            one = wholes.get(one)
        if one != row.id or row.id in told:
            continue
        told.update(chain)
        yield error(
            "B361",
            f"the direction `{row.id}` is a part of itself",
            why=" is a part of ".join(f"`{name}`" for name in (*chain, row.id)),
            help="remove `part_of` at the widest of them",
            at=("directions", index, "part_of"),
        )
