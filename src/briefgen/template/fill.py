"""From filled words to a document: Markdown and directives become blocks, empty sections go."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from briefgen.document import (
    Block,
    Callout,
    Columns,
    Contents,
    Document,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
)
from briefgen.findings import Finding, FindingsError, did_you_mean
from briefgen.template.blocks import UnknownMarkupError, blocks_of
from briefgen.template.directives import KINDS, Directive, DirectiveError, parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefgen.template.atoms import Atoms
    from briefgen.template.words import View, Words


def document_of(name: str, words: Words, view: View, moment: int) -> tuple[Document | None, list[Finding]]:
    """Return the document, and the mistakes of the words (None when there are any). Raises FindingsError."""
    markdown, atoms = words.fill(view)
    filler = _Filler(words, view, atoms)
    blocks = without_empty_sections(filler.blocks(markdown))
    filler.check_levels(blocks)
    if filler.findings:
        return None, filler.findings
    fields = view.fields(words.kind)
    language = view.language
    draft = bool(fields["status"])
    made = Document(name, language.code, fields, language.labels, blocks, moment, draft, profile=language.profile)
    return made, []


class _Filler:
    """Turns the parts of one document into blocks and collects what is wrong with them."""

    def __init__(self, words: Words, view: View, atoms: Atoms) -> None:
        self.words = words
        self.view = view
        self.atoms = atoms
        self.findings: list[Finding] = []

    def blocks(self, markdown: str) -> tuple[Block, ...]:
        """Return the blocks of the whole text."""
        try:
            return self._parts(parse(markdown))
        except DirectiveError as reason:
            text = reason.line.split("\ue000")[0]
            raise FindingsError(
                self.words.at_text(
                    "B520", str(reason), text, help="a directive opens with `::: name` and closes with `:::`"
                )
            ) from None

    def check_levels(self, blocks: tuple[Block, ...]) -> None:
        """Find headings that skip a level: a reader who cannot see the page goes by them."""
        before = 1
        for block in blocks:
            if not isinstance(block, Heading):
                continue
            if block.level > before + 1:
                text = "#" * block.level + " "
                message = f"a heading of level {block.level} follows one of level {before}"
                help_text = f"write it with {'#' * (before + 1)}"
                self.findings.append(self.words.at_text("B526", message, text, help=help_text))
            before = block.level

    def _parts(self, parts: list[str | Directive]) -> tuple[Block, ...]:
        made: list[Block] = []
        for part in parts:
            made += self._markdown(part) if isinstance(part, str) else self._directive(part)
        return tuple(made)

    def _markdown(self, text: str) -> tuple[Block, ...]:
        try:
            return blocks_of(text, self.atoms, self.view.language.typeset)
        except UnknownMarkupError as reason:
            mark = str(reason)
            self.findings.append(
                self.words.at_text(
                    "B521",
                    f"`{mark}` is not something a paper can show",
                    mark,
                    help="use headings up to ###, paragraphs, lists, **bold**, *italic*, links and directives",
                )
            )
            return ()

    def _directive(self, directive: Directive) -> tuple[Block, ...]:
        kind = directive.kind
        match kind:
            case "table" | "chart":
                return self._named(directive)
            case "keyfigures":
                figures = self.view.key_figures()
                return (figures,) if figures else ()
            case "objective" | "conflict" | "note":
                inside = self._parts(directive.parts)
                title = " ".join(directive.words)
                return (Callout(kind, self.atoms.text(title) or None, inside),) if inside else ()
            case "small" | "lead":
                inside = self._parts(directive.parts)
                return tuple(Paragraph(b.content, kind) if isinstance(b, Paragraph) else b for b in inside)
            case "columns":
                return self._columns(directive)
            case "contents":
                return (Contents(),)
            case "pagebreak":
                return (PageBreak(),)
            case _:
                return self._mistake("B522", f"there is no directive `{kind}`", directive, did_you_mean(kind, KINDS))

    def _named(self, directive: Directive) -> tuple[Block, ...]:
        """A table or a chart by its name, with the words inside as caption or title."""
        if len(directive.words) != 1:
            return self._mistake(
                "B523", f"`::: {directive.kind}` needs one name", directive, "such as `::: table turnover`"
            )
        inside = " ".join(part.strip() for part in directive.parts if isinstance(part, str))
        caption = self.view.language.typeset(" ".join(self.atoms.text(inside).split(" ")))
        if not caption:
            return self._mistake(
                "B524",
                f"this {directive.kind} has no caption",
                directive,
                "write the caption on the line below it",
            )
        make: Callable[[str, str, dict[str, str]], Block | None] = (
            self.view.table if directive.kind == "table" else self.view.chart
        )
        options = {name: self.atoms.text(value) for name, value in directive.options.items()}
        try:
            block = make(directive.words[0], caption, options)
        except (ValueError, ArithmeticError) as reason:
            return self._mistake("B525", str(reason), directive, "see the list of tables in docs/templates.md")
        return () if block is None else (block,)

    def _columns(self, directive: Directive) -> tuple[Block, ...]:
        columns = [part for part in directive.parts if isinstance(part, Directive) and part.kind == "column"]
        filled = [(column, self._parts(column.parts)) for column in columns]
        filled = [(column, inside) for column, inside in filled if inside]
        if len(filled) < 2:
            return filled[0][1] if filled else ()
        try:
            weights = [float(column.options.get("width", "1")) for column, _ in filled]
            if min(weights) <= 0 or not isfinite(sum(weights)):
                raise ValueError
        except ValueError:
            return self._mistake("B525", "`width` is a number above zero", directive, "such as `::: column width=2`")
        return (Columns(tuple(weight / sum(weights) for weight in weights), tuple(inside for _, inside in filled)),)

    def _mistake(self, code: str, message: str, directive: Directive, help: str | None) -> tuple[Block, ...]:  # noqa: A002
        text = directive.opening.strip().split("\ue000")[0]
        self.findings.append(self.words.at_text(code, message, text, help=help))
        return ()


def without_empty_sections(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Drop every heading that has nothing under it, and lists and paragraphs without content."""
    kept: list[Block] = []
    for block in reversed([block for block in blocks if not _empty(block)]):
        if isinstance(block, Heading):
            below = kept[-1] if kept else None
            if (
                below is None
                or isinstance(below, PageBreak)
                or (isinstance(below, Heading) and below.level <= block.level)
            ):
                continue
        kept.append(block)
    return tuple(reversed(kept))


def _empty(block: Block) -> bool:
    if isinstance(block, Paragraph):
        return not block.content
    return isinstance(block, ListBlock) and not block.items
