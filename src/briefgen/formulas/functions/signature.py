"""What a function takes: the kind of each argument, so that values are converted in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable


class Function(NamedTuple):
    """A function of Excel.

    `kinds` has a letter for each argument: `n` a number, `t` a text, `b` TRUE or FALSE, `s` any single value, `e` any
    single value or an error value, `r` a reference or whatever else is written, `a` the same with arithmetic on whole
    arrays. The last `repeats` of them repeat. `least` arguments are needed.
    `gives_reference` tells that the result can be an area; `unions` that references joined by commas count as several;
    `positioned` that it wants its own cell (sheet, row, column) first. `lazy` makes the closure of a function that
    evaluates only the arguments it needs, from the closures of all; `whole` is called
    instead in array formulas.
    """

    call: Callable[..., Any]
    kinds: str
    least: int
    repeats: int = 0
    gives_reference: bool = False
    unions: bool = False
    positioned: bool = False
    lazy: Callable[[list[Any]], Any] | None = None
    whole: Callable[..., Any] | None = None

    def kind(self, place: int) -> str | None:
        """Return the kind of the argument at a place (from 0); None if there are too many."""
        if place < len(self.kinds):
            return self.kinds[place]
        if not self.repeats:
            return None
        start = len(self.kinds) - self.repeats
        return self.kinds[start + (place - start) % self.repeats]
