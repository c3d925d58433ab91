"""Markdown to blocks: headings, paragraphs, lists, emphasis and links; everything else is refused with a place."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from briefgen.document import Block, Break, Callout, Content, Heading, Inline, Link, ListBlock, Paragraph, Run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from markdown_it.token import Token

    from briefgen.template.atoms import Atoms

_RULES = [
    "heading",
    "list",
    "blockquote",
    "paragraph",
    "emphasis",
    "link",
    "newline",
    "escape",
    "entity",
    "hr",
]
_PARSER = MarkdownIt("zero").enable(_RULES)
_PARSER.normalizeLink = lambda url: url  # type: ignore[method-assign] # an address may hold an atom
_PARSER.validateLink = bool  # type: ignore[method-assign, assignment] # it is judged when its atoms are known
_NBSP = "\u00a0"
_SPACES = re.compile(" {2,}")
_ADDRESS = re.compile(r"(?:https?://|mailto:)\S+")


class UnknownMarkupError(Exception):
    """Raised for Markdown that papers have no block for; carries the text."""


def blocks_of(markdown: str, atoms: Atoms, typeset: Callable[[str], str]) -> tuple[Block, ...]:
    """Return the blocks of a stretch of Markdown without directives.

    `typeset` binds numbers, units and dashes in the template's own words. Raises UnknownMarkupError.
    """
    return tuple(_blocks(_Tokens(_PARSER.parse(markdown)), atoms, typeset))


class _Tokens:
    """The tokens of a Markdown text, read one after another."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._next = 0

    def __iter__(self) -> Iterator[Token]:
        while self._next < len(self._tokens):
            self._next += 1
            yield self._tokens[self._next - 1]

    def until(self, kind: str) -> _Tokens:
        """Return the tokens up to the closing one of the kind, which is passed over."""
        start, depth = self._next, 1
        opening = kind.replace("_close", "_open")
        while depth:
            here = self._tokens[self._next].type
            depth += (here == opening) - (here == kind)
            self._next += 1
        return _Tokens(self._tokens[start : self._next - 1])


def _blocks(tokens: _Tokens, atoms: Atoms, typeset: Callable[[str], str]) -> Iterator[Block]:
    for token in tokens:
        match token.type:
            case "heading_open":
                level = int(token.tag[1])
                if level > 3:
                    raise UnknownMarkupError("#" * level)
                inside = tokens.until("heading_close")
                yield Heading(level, _content(inside, atoms, typeset))
            case "paragraph_open":
                yield Paragraph(_content(tokens.until("paragraph_close"), atoms, typeset))
            case "bullet_list_open" | "ordered_list_open":
                inside = tokens.until(token.type.replace("_open", "_close"))
                items = tuple(
                    tuple(_blocks(inside.until("list_item_close"), atoms, typeset))
                    for item in inside
                    if item.type == "list_item_open"
                )
                yield ListBlock(tuple(item for item in items if item), ordered=token.type.startswith("ordered"))
            case "blockquote_open":
                yield Callout("note", None, tuple(_blocks(tokens.until("blockquote_close"), atoms, typeset)))
            case _:
                raise UnknownMarkupError(token.markup or token.content or token.type)


def _content(tokens: _Tokens, atoms: Atoms, typeset: Callable[[str], str]) -> Content:
    children = [child for token in tokens for child in (token.children or ())]
    return _bound(tidy(_inlines(iter(children), atoms, typeset, bold=False, italic=False)), typeset)


def _inlines(
    children: Iterator[Token], atoms: Atoms, typeset: Callable[[str], str], *, bold: bool, italic: bool
) -> Iterator[Inline]:
    for child in children:
        match child.type:
            case "text" | "text_special":
                yield from _runs(child.content, atoms, typeset, bold=bold, italic=italic)
            case "softbreak":
                yield Run(" ", bold, italic)
            case "hardbreak":
                yield Break()
            case "strong_open":
                bold = True
            case "strong_close":
                bold = False
            case "em_open":
                italic = True
            case "em_close":
                italic = False
            case "link_open":
                target = atoms.text(str(child.attrs.get("href", "")))
                inside = []
                for part in children:
                    if part.type == "link_close":
                        break
                    inside.append(part)
                runs = tuple(
                    run
                    for run in _inlines(iter(inside), atoms, typeset, bold=bold, italic=italic)
                    if isinstance(run, Run)
                )
                if _ADDRESS.fullmatch(target):
                    yield Link(runs, target)
                else:  # `javascript:`, `file:` and the like stay words
                    yield from (*runs, Run(f" ({target})", bold, italic))
            case _:
                raise UnknownMarkupError(child.markup or child.content or child.type)


def _runs(text: str, atoms: Atoms, typeset: Callable[[str], str], *, bold: bool, italic: bool) -> Iterator[Inline]:
    for part in atoms.split(text):
        if isinstance(part, str):
            yield Run(typeset(_SPACES.sub(" ", part)), bold, italic)
            continue
        for number, line in enumerate(part.text.split("\n")):
            if number:
                yield Break()
            if line:
                yield Run(line, bold, italic, part.origin, part.language)


def _bound(content: Content, typeset: Callable[[str], str]) -> Content:
    """Set the spaces between the template's own words and a printed value as if they were one text: м. Душанбе."""
    made = list(content)
    for place in range(1, len(made)):
        left, right = made[place - 1], made[place]
        if not isinstance(left, Run) or not isinstance(right, Run) or left.origin == right.origin:
            continue
        if left.origin is None and left.text.endswith(" "):
            word = left.text[:-1].rpartition(" ")[2]
            if word and _holds(word, right.text.partition(" ")[0], typeset):
                made[place - 1] = replace(left, text=left.text[:-1] + _NBSP)
        elif right.origin is None and right.text.startswith(" "):
            word = right.text[1:].partition(" ")[0]
            if word and _holds(left.text.rpartition(" ")[2], word, typeset):
                made[place] = replace(right, text=_NBSP + right.text[1:])
    return tuple(made)


def _holds(left: str, right: str, typeset: Callable[[str], str]) -> bool:
    """Say whether two words are set with a space between them that does not break."""
    return typeset(f"{left} {right}").endswith(_NBSP + right)


def tidy(inlines: Iterable[Inline]) -> Content:
    """Join neighbouring runs of one kind, make one space of several, and trim both ends."""
    made: list[Inline] = []
    for inline in inlines:
        if not isinstance(inline, Run):
            made.append(inline)
            continue
        text = inline.text
        last = made[-1] if made else Break()
        after_space = isinstance(last, Break) or (
            isinstance(last, Run) and last.origin is None and last.text.endswith(" ")
        )
        if inline.origin is None and after_space:
            text = text.lstrip(" ")
        if not text:
            continue
        if isinstance(last, Run) and replace(last, text="") == replace(inline, text=""):
            made[-1] = replace(last, text=last.text + text)
        else:
            made.append(replace(inline, text=text))
    while made and isinstance(made[-1], Run) and made[-1].origin is None and not made[-1].text.rstrip(" "):
        made.pop()
    if made and isinstance(made[-1], Run) and made[-1].origin is None and made[-1].text.endswith(" "):
        made[-1] = replace(made[-1], text=made[-1].text.rstrip(" "))
    return tuple(made)
