"""Limits: how much a template may take of the machine it runs on."""

from __future__ import annotations

from time import monotonic
from typing import NamedTuple


class Limits(NamedTuple):
    """How far a template and its data may go; beyond it rendering stops with finding B661.

    `steps`: turns of all loops and calls together. `output`: bytes of XML written. `seconds`: time of one
    rendering. `text`: letters of one value. `package`: bytes that the parts of a template unpack to; `ratio`: how
    many times larger than its packed bytes a part may be; `depth`: elements within elements of a part.
    """

    steps: int = 50_000_000
    output: int = 3_500_000_000
    seconds: float = 120.0
    text: int = 10_000_000
    package: int = 256 * 1024 * 1024
    ratio: int = 1000
    depth: int = 200


class LimitError(Exception):
    """Raised where a limit is passed; the message says which."""


class Meter:
    """Counts what one rendering takes."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.steps = 0
        self.written = 0
        self._end = monotonic() + limits.seconds

    def step(self, count: int = 1) -> None:
        """Count turns of a loop or calls; raise LimitError when there were too many or they took too long."""
        before = self.steps
        self.steps = before + count
        if self.steps > self.limits.steps:
            raise LimitError(f"its loops turn more than {self.limits.steps} times")
        if before >> 10 != self.steps >> 10:
            self.time()

    def write(self, count: int) -> None:
        """Count bytes written."""
        self.written += count
        if self.written > self.limits.output:
            raise LimitError(f"it writes more than {self.limits.output} bytes")
        self.time()

    def time(self) -> None:
        """Raise LimitError when the time is over."""
        if monotonic() > self._end:
            raise LimitError(f"it takes more than {self.limits.seconds:g} seconds")

    def size(self, letters: int) -> None:
        """Raise LimitError when a text or list would grow too long."""
        if letters > self.limits.text:
            raise LimitError(f"a value would grow beyond {self.limits.text} letters or items")
