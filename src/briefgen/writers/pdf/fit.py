"""Total fit: breaks a justified paragraph into the lines that look best together, with hyphens where they help."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from briefgen.writers.pdf.lines import WIDEST, chop, joined, leans, syllables

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefgen.writers.pdf.lines import Line, Word
    from briefgen.writers.pdf.pen import Span

_NARROWEST = 0.3  # spaces that a gap may shrink by
_CALM = 1.0  # growth of every gap up to which a paragraph is left without hyphens
_LEANING, _HYPHEN, _LADDER, _RUNT = 40.0, 60.0, 8000.0, 3000.0  # what a break of the kind costs
_GAPING = 1.0e7  # what a line costs that cannot be filled


class _Best(NamedTuple):
    """The cheapest way to end a line at a place: what it costs, where that line begins, its growth."""

    cost: float
    start: int
    growth: float


class _Paragraph:
    """The words of a paragraph with their sums, so that a line from any word to any other is measured at once."""

    def __init__(self, words: Sequence[Word], width: float) -> None:
        self.words = words
        self.width = width
        self.space = max((word.space for word in words), default=0.0)
        self.ends = [0.0]
        self.gaps = [0]
        for at, word in enumerate(words):
            gap = word.space if word.spaced and at else 0.0
            inner = sum(text.count("\u00a0") for _, text in word.pieces)
            self.ends.append(self.ends[-1] + gap + word.width)
            self.gaps.append(self.gaps[-1] + (1 if gap else 0) + inner)

    def best(self) -> list[_Best]:
        """Return the chain of the cheapest lines, first to last."""
        count = len(self.words)
        found: list[_Best | None] = [_Best(0.0, 0, 0.0), *[None] * count]
        for start in range(count):
            here = found[start]
            if here is not None:
                self._lines_from(start, here, found)
        chain = []
        at = count
        while at:
            step = found[at]
            assert step is not None  # noqa: S101 - from every place some line is made
            chain.append(step)
            at = step.start
        return chain[::-1]

    def _lines_from(self, start: int, here: _Best, found: list[_Best | None]) -> None:
        """Try every line that begins here; the fullest is tried even if it gapes."""
        words, ends = self.words, self.ends
        first = words[start]
        lead = first.space if first.spaced and start else 0.0
        left, gaps_left = ends[start] + lead, self.gaps[start] + (1 if lead else 0)
        low = bisect_left(ends, left + self.width * 0.8, start + 1)
        high = min(bisect_right(ends, left + self.width * 1.06, start + 1), len(words))
        laddered = start and words[start - 1].hyphen
        made = False
        for end in range(high, start, -1):
            if end < low and made:
                break
            slack = self.width - (ends[end] - left) - words[end - 1].hyphen
            last = end == len(words)
            gaps = self.gaps[end] - gaps_left
            room = gaps * self.space
            growth = slack / room if room else (0.0 if abs(slack) < 0.5 else 99.0 if slack > 0 else -99.0)
            if growth < -_NARROWEST and end > start + 1:
                continue
            cost = self._cost(end, growth, slack, last=last) + here.cost
            if laddered and words[end - 1].hyphen:
                cost += _LADDER
            made = True
            before = found[end]
            if before is None or cost < before.cost:
                found[end] = _Best(cost, start, 0.0 if last and growth > 0 else growth)

    def _cost(self, end: int, growth: float, slack: float, *, last: bool) -> float:
        """Return what a line that ends here costs: the square of how far its gaps are from right, and more."""
        if last and slack >= 0:
            return _RUNT if self.width - slack < self.width * 0.08 else 0.0
        away = 10 + 100 * abs(growth / (0.5 if growth > 0 else 0.33)) ** 3
        if self.words[end - 1].hyphen:
            away += _HYPHEN
        elif not last and self.words[end].spaced and leans(self.words[end - 1]):
            away += _LEANING
        gaping = _GAPING * growth if growth > WIDEST else 0.0
        return away * away + gaping

    def line(self, start: int, end: int) -> Line:
        """Return the line of the words from start to end."""
        row = self.words[start:end]
        last = end == len(self.words)
        lead = row[0].space if row[0].spaced and start else 0.0
        wide = self.ends[end] - self.ends[start] - lead
        return joined(row, wide, last=last, spaced=not last and self.words[end].spaced)


def fit_lines(
    words: Sequence[Word], width: float, measure: Callable[[Span, str], float], language: str | None
) -> list[Line]:
    """Return the words in lines of the width, to be justified; a language, if given, allows hyphens."""
    whole = [part for word in words for part in ((word,) if word.width <= width else chop(word, width, measure))]
    if not whole:
        return [joined((), 0.0, last=True, spaced=False)]
    paragraph = _Paragraph(whole, width)
    chain = paragraph.best()
    if language and max(step.growth for step in chain) > _CALM:
        parted = [part for word in whole for part in syllables(word, measure, language)]
        paragraph = _Paragraph(parted, width)
        chain = paragraph.best()
    ends = [step.start for step in chain[1:]] + [len(paragraph.words)]
    return [paragraph.line(step.start, end) for step, end in zip(chain, ends, strict=True)]
