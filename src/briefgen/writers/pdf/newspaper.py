"""Running text in two columns: headings, paragraphs and lists flow, left column first; all else spans the page."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from briefgen.document import Heading, ListBlock, PageBreak, Paragraph
from briefgen.writers.pdf.pages import Filling, Page, groups, without_thin
from briefgen.writers.pdf.strips import Group

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefgen.document import Block, Note
    from briefgen.writers.pdf.blocks import Builder
    from briefgen.writers.pdf.strips import Strip


class Stretch(NamedTuple):
    """Strips one after another that flow in columns, or that span the page."""

    flows: bool
    strips: list[Strip]


def stretches(
    builder: Builder, opening: Sequence[Strip], blocks: Sequence[Block], measure: float, narrow: float
) -> list[Stretch]:
    """Return the opening, which spans the measure, and the blocks: those that flow in strips of the narrow width."""
    found = [Stretch(flows=False, strips=list(opening))]
    flowing = _flowing(blocks)
    new_page = False
    for (parts, flows), places in groupby(
        range(len(blocks)), lambda at: (isinstance(blocks[at], PageBreak), flowing[at])
    ):
        if parts:
            new_page = True
            continue
        made = builder.strips([blocks[at] for at in places], 0.0, narrow if flows else measure)
        if made and new_page:
            made[0] = made[0]._replace(new_page=True)
            new_page = False
        if flows or found[-1].flows:
            found.append(Stretch(flows, made))
        else:
            found[-1].strips.extend(made)  # what is kept together may be parts of both
    return found


def _flowing(blocks: Sequence[Block]) -> list[bool]:
    """Say of each block whether it flows; a heading spans with what it heads, a remark with what it is on."""
    found = [_flows(block) for block in blocks]
    for at in reversed(range(len(blocks) - 1)):
        block, following = blocks[at], blocks[at + 1]
        heads = isinstance(block, Heading) or (isinstance(block, Paragraph) and isinstance(following, ListBlock))
        if heads and not isinstance(following, PageBreak):
            found[at] = found[at + 1]
    for at, (before, block) in enumerate(pairwise(blocks), 1):
        if isinstance(block, Paragraph) and block.role == "small" and not isinstance(before, PageBreak):
            found[at] = found[at] and found[at - 1]
    return found


def _flows(block: Block) -> bool:
    if isinstance(block, ListBlock):
        return all(_flows(inner) for item in block.items for inner in item)
    return isinstance(block, Heading | Paragraph)


def fill_columns(
    found: Sequence[Stretch], height: float, set_note: Callable[[int, Note], Sequence[Strip]], shift: float
) -> list[Page]:
    """Return the stretches on pages of the height, the right column `shift` from the left (points)."""

    def fill(squeeze: float, short: dict[int, float]) -> list[Page]:
        filling = _Newspaper(height, set_note, squeeze, short)
        for stretch in found:
            if stretch.flows:
                filling.flow(stretch.strips, shift)
            else:
                filling.pile(stretch.strips)
        return filling.pages()

    return without_thin(fill)


class _Newspaper(Filling):
    """One pass over the stretches."""

    def flow(self, strips: Sequence[Strip], shift: float) -> None:
        """Let the strips flow from column to column; where they end, the columns are as level as can be."""
        if strips and strips[0].new_page and self.done[-1].placed:
            self.turn(opened=True)
        todo = list(groups(strips))
        while todo:
            columns, count = self._filled(todo)
            if count:
                self._set(self._levelled(columns) if count == len(todo) else columns, shift)
                del todo[:count]
                if todo:
                    self.turn()
            elif self.done[-1].placed:
                self.turn()
            elif len(todo[0]) > 1:
                todo[:1] = [[strip] for strip in todo[0]]
            else:
                self._set([self._column(todo.pop(0))], shift)

    def _filled(self, todo: Sequence[Sequence[Strip]]) -> tuple[list[Page], int]:
        """Return the columns that the rest of the page has room for above its notes, and how many groups they hold."""
        page = self.done[-1]
        room = self.room() + 0.5 - self._top(todo[0])
        foot = Page(notes=list(page.notes))
        left, right = columns = [Page(), Page()]
        column = left
        for count, group in enumerate(todo):
            foot.notes += self.called(group)
            most = room - foot.notes_height()
            if column is left and left.grown(group, self.squeeze) > most:
                column = right
            if column is right and max(left.used, right.grown(group, self.squeeze)) > most:
                return columns, count
            for strip in group:
                column.put(strip, self.squeeze)
        return columns, len(todo)

    def _levelled(self, columns: Sequence[Page]) -> Sequence[Page]:
        """Return the columns parted where the taller of them is lowest."""
        strips = [strip for column in columns for strip, _ in column.placed]
        whole = self._column(strips)
        best, at = max(column.used for column in columns), 0
        for place, ((above, y), (_, start)) in enumerate(pairwise(whole.placed), 1):
            tallest = max(y + above.height, whole.used - start)
            if not above.keep and tallest < best - 0.01:
                best, at = tallest, place
        return [self._column(strips[:at]), self._column(strips[at:])] if at else columns

    def _column(self, strips: Sequence[Strip]) -> Page:
        column = Page()
        for strip in strips:
            column.put(strip, self.squeeze)
        return column

    def _top(self, strips: Sequence[Strip]) -> float:
        """Return where columns that begin with the strips begin on the page."""
        page = self.done[-1]
        return page.used + max(page.after, strips[0].before) * self.squeeze if page.placed else page.used

    def _set(self, columns: Sequence[Page], shift: float) -> None:
        """Set the columns side by side below what is on the page."""
        page = self.done[-1]
        top = self._top([strip for strip, _ in columns[0].placed])
        for number, column in enumerate(columns):
            for strip, y in column.placed:
                page.placed.append((_moved(strip, number * shift), top + y))
                page.notes += self.called([strip])
        tallest = max(column.used for column in columns)
        page.used = top + tallest
        page.after = max(column.used + column.after for column in columns) - tallest


def _moved(strip: Strip, x: float) -> Strip:
    """Return the strip so much further to the right."""
    return strip._replace(what=Group(((strip, x, 0.0),))) if x else strip
