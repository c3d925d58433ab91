"""Fills pages with strips: keeps together what belongs together, footnotes at the foot, no page almost empty."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from briefgen.writers.pdf.strips import pile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from briefgen.document import Note
    from briefgen.writers.pdf.strips import Strip

FEW = 66.0  # points: a page with less on it than about four lines looks like a mistake
NOTE_GAP = 10.0  # points between the text and the notes, where the rule is
_SQUEEZES = (0.8, 0.6)  # how far the white between blocks may shrink to save a page


@dataclass(slots=True, eq=False, repr=False)
class Page:
    """One page: strips with their distance from the top of the text, and its footnotes from the bottom."""

    placed: list[tuple[Strip, float]] = field(default_factory=list)
    used: float = 0.0
    after: float = 0.0
    notes: list[Strip] = field(default_factory=list)
    opened: bool = False
    """Whether it begins by a page break of the paper."""

    def notes_height(self) -> float:
        """Return the height of the footnotes with the space above them."""
        return NOTE_GAP + pile(self.notes)[1] if self.notes else 0.0

    def grown(self, group: Sequence[Strip], squeeze: float) -> float:
        """Return the height that would be used with the strips below what is on the page."""
        used, after, empty = self.used, self.after, not self.placed
        if empty:
            used += sum(strip.height for strip in group[0].head)
        for strip in group:
            used += (0.0 if empty else max(after, strip.before) * squeeze) + strip.height
            after, empty = strip.after, False
        return used

    def put(self, strip: Strip, squeeze: float) -> None:
        """Put a strip below what is on the page."""
        if self.placed:
            self.used += max(self.after, strip.before) * squeeze
        self.placed.append((strip, self.used))
        self.used += strip.height
        self.after = strip.after


def paginate(strips: Sequence[Strip], height: float, set_note: Callable[[int, Note], Sequence[Strip]]) -> list[Page]:
    """Return the strips on pages of the height (points), none of them almost empty if that can be helped."""

    def fill(squeeze: float, short: dict[int, float]) -> list[Page]:
        filling = Filling(height, set_note, squeeze, short)
        filling.pile(strips)
        return filling.pages()

    return without_thin(fill)


class Fill(Protocol):
    """A way to fill pages: how far the white shrinks, and how much room the pages named have (points)."""

    def __call__(self, squeeze: float, short: dict[int, float], /) -> list[Page]:
        """Return the pages."""


def without_thin(fill: Fill) -> list[Page]:
    """Return the pages, filled tighter or looser where that saves one from being almost empty."""
    pages = fill(1.0, {})
    if len(pages) == 1 or not _thin(pages):
        return pages
    for squeeze in _SQUEEZES:
        tighter = fill(squeeze, {})
        if len(tighter) < len(pages) and not _thin(tighter):
            return tighter
    for thin in _thin(pages):
        before = pages[thin - 1].used
        looser = fill(1.0, {thin - 1: before - (FEW - pages[thin].used) - 1})
        if len(looser) == len(pages):
            pages = looser
    return pages


def _thin(pages: Sequence[Page]) -> list[int]:
    """Return the pages with too little on them that a different break could help."""
    return [
        at
        for at, page in enumerate(pages)
        if at and not page.opened and page.used < FEW and (at + 1 == len(pages) or pages[at + 1].opened)
    ]


def groups(strips: Sequence[Strip]) -> Iterator[Sequence[Strip]]:
    """Yield the strips in groups that should not be parted."""
    at = 0
    while at < len(strips):
        end = at
        while strips[end].keep and end + 1 < len(strips) and not strips[end + 1].new_page:
            end += 1
        yield strips[at : end + 1]
        at = end + 1


class Filling:
    """One pass over the strips."""

    def __init__(
        self,
        height: float,
        set_note: Callable[[int, Note], Sequence[Strip]],
        squeeze: float,
        short: dict[int, float],
    ) -> None:
        self.height = height
        self.set_note = set_note
        self.squeeze = squeeze
        self.short = short
        self.done: list[Page] = [Page()]

    def pile(self, strips: Sequence[Strip]) -> None:
        """Pile the strips up, page after page."""
        for group in groups(strips):
            self._place(group)

    def pages(self) -> list[Page]:
        """Return the pages, with all the notes that are still to be placed."""
        while self._overflow():
            pass
        return self.done

    def called(self, group: Sequence[Strip]) -> list[Strip]:
        """Return the footnotes that the strips call."""
        return [made for strip in group for note in strip.notes for made in self.set_note(*note)]

    def room(self) -> float:
        """Return the height that the last page may be filled to."""
        return self.short.get(len(self.done) - 1, self.height)

    def turn(self, *, opened: bool = False) -> None:
        """Begin a page."""
        page = Page(opened=opened)
        over = self._overflow_of(self.done[-1])
        page.notes = over
        self.done.append(page)

    def _overflow_of(self, page: Page) -> list[Strip]:
        """Take from the page the notes that do not fit under its text."""
        over: list[Strip] = []
        while (
            page.notes and page.used + page.notes_height() > self.height + 0.5 and (page.placed or len(page.notes) > 1)
        ):
            over.insert(0, page.notes.pop())
        return over

    def _overflow(self) -> bool:
        """Say whether notes of the last page had to go to a new one."""
        over = self._overflow_of(self.done[-1])
        if over:
            self.done.append(Page(notes=over))
        return bool(over)

    def _place(self, group: Sequence[Strip]) -> None:
        if group[0].new_page and self.done[-1].placed:
            self.turn(opened=True)
        if not self._fits(group):
            if self.done[-1].placed:
                self.turn()
            if not self._fits(group):
                for strip in group:
                    if self.done[-1].placed and not self._fits([strip]):
                        self.turn()
                    self._put(strip)
                return
        for strip in group:
            self._put(strip)

    def _fits(self, group: Sequence[Strip]) -> bool:
        page = self.done[-1]
        used = page.grown(group, self.squeeze)
        notes = [*page.notes, *self.called(group)]
        if notes:
            used += NOTE_GAP + pile(notes)[1]
        return used <= self.room() + 0.5

    def _put(self, strip: Strip) -> None:
        page = self.done[-1]
        if not page.placed:
            for head in strip.head:
                page.put(head, self.squeeze)
            if strip.head:
                strip = strip._replace(before=0.0)
        page.put(strip, self.squeeze)
        page.notes += self.called([strip])
