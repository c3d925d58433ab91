"""Markdown as values: formatted text inside a paragraph, and whole blocks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, ClassVar, Literal

from markdown_it import MarkdownIt

from briefgen.document import Break, Callout, Heading, Link, ListBlock, Paragraph, Run
from briefgen.merge.values import ValueProblemError
from briefgen.writers.word.blocks import draw
from briefgen.writers.word.inline import words
from briefgen.writers.word.paper import Frame
from briefgen.writers.word.values.letters import letters
from briefgen.writers.word.values.sheet import Sheet
from briefgen.writers.word.values.table import draw_grid
from briefgen.writers.word.values.text import allowed, link_letters, linked, outside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markdown_it.token import Token

    from briefgen.document import Block, Content, Inline
    from briefgen.merge.sink import Sink

_INLINE = ("emphasis", "link", "newline", "escape", "entity")
_BLOCKS = ("heading", "list", "blockquote", "paragraph", "table")
_LONGEST = 1_000_000


@cache
def _parser() -> MarkdownIt:
    made = MarkdownIt("zero").enable([*_INLINE, *_BLOCKS])
    made.normalizeLink = lambda url: url  # type: ignore[method-assign] # addresses stay as written
    made.validateLink = bool  # type: ignore[method-assign, assignment] # judged when printed
    return made


def _checked(text: str) -> str:
    if len(text) > _LONGEST:
        raise ValueProblemError(f"it has {len(text)} letters, more than {_LONGEST}", "split the text")
    return allowed(text)


@dataclass(frozen=True, slots=True)
class Markdown:
    """Text with Markdown inside a paragraph: bold, italic, links, line breaks; other signs stay as they are."""

    text: str
    level: ClassVar[Literal["run", "block"]] = "run"

    def word(self, sink: Sink) -> str:
        """Return the runs, in the letters of the tag."""
        (line,) = _parser().parseInline(_checked(self.text)) or (None,)
        drawn = []
        for one in _inlines(iter(line.children or ()) if line else iter(())):
            if isinstance(one, Link):
                own = link_letters(sink)
                drawn.append(linked(sink, one.target, "".join(_run(run, sink.letters, own) for run in one.runs)))
            elif isinstance(one, Run):
                drawn.append(_run(one, sink.letters))
            else:
                drawn.append("<w:r><w:br/></w:r>")
        return "".join(drawn)


def _run(run: Run, base: str, own: str = "") -> str:
    marks = own + ("<w:b/>" if run.bold else "") + ("<w:i/>" if run.italic else "")
    return words(run.text, letters(base, marks))


@dataclass(frozen=True, slots=True)
class MarkdownBlocks:
    """Markdown as blocks: paragraphs, headings (`#` is a heading of `first`), lists, tables and quotes."""

    text: str
    first: int = 1
    level: ClassVar[Literal["run", "block"]] = "block"

    def word(self, sink: Sink) -> str:
        """Return the paragraphs and tables in the styles of the template."""
        sheet = Sheet(sink)
        tokens = _parser().parse(_checked(self.text))
        drawn: list[str] = []
        run: list[Block] = []
        frame = Frame(sink.width)
        for kind, inside in _top(tokens):
            if kind == "table" or (kind == "blockquote" and "callout note" not in sheet.look.styles.ids):
                drawn.append(draw(sheet, run, frame))
                run = []
            if kind == "table":
                drawn.append(draw_grid(sheet, _rows(inside), sink.width))
            elif kind == "blockquote" and "callout note" not in sheet.look.styles.ids:
                drawn.append(draw(sheet, self._blocks(inside[1:-1]), Frame(sink.width, text="Quote")))
            else:
                run += self._blocks(inside)
        drawn.append(draw(sheet, run, frame))
        return sheet.finished("".join(drawn))

    def _blocks(self, tokens: Sequence[Token]) -> Iterator[Block]:
        for kind, inside in _top(tokens):
            match kind:
                case "heading":
                    yield Heading(int(inside[0].tag[1]) + self.first - 1, _content(inside))
                case "paragraph":
                    yield Paragraph(_content(inside))
                case "bullet_list" | "ordered_list":
                    items = [tuple(self._blocks(item[1:-1])) for _, item in _top(inside[1:-1])]
                    yield ListBlock(tuple(item or (Paragraph(()),) for item in items), ordered=kind == "ordered_list")
                case "blockquote":
                    yield Callout("note", None, tuple(self._blocks(inside[1:-1])))
                case _:
                    raise ValueProblemError(
                        "a table of its Markdown stands inside a list or a quote", "put the table between them"
                    )


def _top(tokens: Sequence[Token]) -> Iterator[tuple[str, Sequence[Token]]]:
    """Yield the outermost blocks, each with all of its tokens."""
    depth = start = 0
    for index, token in enumerate(tokens):
        depth += token.nesting
        if depth == 0:
            yield tokens[start].type.removesuffix("_open"), tokens[start : index + 1]
            start = index + 1


def _rows(tokens: Sequence[Token]) -> list[list[tuple[Content, str]]]:
    """Return the cells of a table, each with the side it is aligned to; the first row is the head."""
    rows: list[list[tuple[Content, str]]] = []
    side = ""
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type in {"th_open", "td_open"}:
            side = str(token.attrs.get("style", "")).partition(":")[2]
        elif token.type == "inline":
            rows[-1].append((_content((token,)), side if side in {"center", "right"} else ""))
    return rows


def _content(tokens: Iterable[Token]) -> Content:
    return tuple(_inlines(iter([child for token in tokens for child in token.children or ()])))


def _inlines(children: Iterator[Token], *, bold: bool = False, italic: bool = False) -> Iterator[Inline]:
    for child in children:
        match child.type:
            case "softbreak":
                yield Run(" ", bold, italic)
            case "hardbreak":
                yield Break()
            case "strong_open" | "strong_close":
                bold = child.type == "strong_open"
            case "em_open" | "em_close":
                italic = child.type == "em_open"
            case "link_open":
                target = outside(str(child.attrs.get("href", "")))
                inside = []
                for part in children:
                    if part.type == "link_close":
                        break
                    inside.append(part)
                every = _inlines(iter(inside), bold=bold, italic=italic)
                yield Link(tuple(one if isinstance(one, Run) else Run(" ") for one in every), target)
            case _:
                if child.content:
                    yield Run(child.content, bold, italic)
