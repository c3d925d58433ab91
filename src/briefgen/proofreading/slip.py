"""What a rule is and what it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from briefgen.findings import Severity
    from briefgen.proofreading.manuscript import Kind, Manuscript
    from briefgen.proofreading.norm import Norm


class Slip(NamedTuple):
    """One spot of a manuscript, from `start` to `end`, and what it should read, if that is known.

    `told` is a word more on it for the message; `safe` (with `mend`): nobody needs to look at it again.
    """

    start: int
    end: int
    mend: str | None = None
    told: str = ""
    safe: bool = True


class Rule(NamedTuple):
    """One thing that is looked for. In `message` and `help`, {found}, {mend} and {told} are those of the slip.

    `fixes`: its safe mends may be applied by `--fix`. `languages` empty: all. `kinds`: where it has a meaning.
    `once`: one finding stands for all of a manuscript. `checked`: a check of briefs finds it already.
    """

    name: str
    code: str
    severity: Severity
    find: Callable[[Manuscript, Norm], Iterator[Slip] | Iterable[Slip]]
    message: str
    why: str
    help: str = "write {mend}"
    fixes: bool = False
    languages: frozenset[str] = frozenset()
    kinds: frozenset[Kind] = frozenset(("text", "word", "pdf", "excel", "brief"))
    once: bool = False
    checked: bool = False
