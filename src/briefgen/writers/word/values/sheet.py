"""Blocks of papers in the styles of any template, and what a value must know of the template it is printed in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal
from weakref import WeakKeyDictionary

from briefgen.document import Contents, Document
from briefgen.language import load
from briefgen.merge.sink import OFFICE
from briefgen.merge.template import Template
from briefgen.merge.values import ValueProblemError
from briefgen.writers.word.blocks import draw
from briefgen.writers.word.look import Look
from briefgen.writers.word.paper import Frame, Paper
from briefgen.writers.word.styles import Styles, read_styles
from briefgen.writers.word.values.text import allowed, only_in_body, outside

if TYPE_CHECKING:
    from briefgen.document import Block
    from briefgen.merge.sink import Sink

STAND_INS: dict[str, tuple[str, ...]] = {
    "body text": ("Normal",),
    "brief table": ("Table Grid", "Normal Table", "Table Normal"),
    "callout conflict": ("Table Grid", "Normal Table", "Table Normal"),
    "callout note": ("Table Grid", "Normal Table", "Table Normal"),
    "callout objective": ("Table Grid", "Normal Table", "Table Normal"),
    "callout text": ("Quote", "Body Text", "Normal"),
    "callout title": ("Strong", "Body Text", "Normal"),
    "caption": ("Normal",),
    "figure": ("Normal",),
    "figure subtitle": ("Normal",),
    "key figure change": ("Normal",),
    "key figure label": ("Normal",),
    "key figure value": ("Normal",),
    "key figures": ("Table Grid", "Normal Table", "Table Normal"),
    "lead": ("Body Text", "Normal"),
    "list continue": ("List Paragraph", "Normal"),
    "list continue 2": ("List Continue", "List Paragraph", "Normal"),
    "list continue 3": ("List Continue", "List Paragraph", "Normal"),
    "side by side": ("Normal Table", "Table Normal"),
    "small text": ("Normal",),
    "table head": ("Normal",),
    "table number": ("Normal",),
    "table text": ("Normal",),
    "table unit": ("Normal",),
    "thin line": ("Normal",),
}
"""Styles of the looks of briefgen that other templates may lack, and what stands in for them."""

_OF_LETTERS = {"footnote reference", "footnote text", "hyperlink", "key figure unit"}
"""Styles that may be missing: the text is there and looks plain."""

_LINK, _MARK = "_link", "_mark"  # ids for the styles of links and of marks of notes, where the template has none
_PLAIN_LINK = re.compile(rf'<w:rStyle w:val="{_LINK}"/>(<w:b/>)?(<w:i/>)?')
_WITHOUT_STYLE = ('<w:pStyle w:val=""/>', '<w:rStyle w:val=""/>', '<w:tblStyle w:val=""/>', "<w:rPr></w:rPr>")

_styles: WeakKeyDictionary[Template, Styles] = WeakKeyDictionary()


def template_of(sink: Sink) -> Template:
    """Return the template that a value is printed in; raise ValueProblemError in the look of a brief."""
    if not isinstance(sink.look, Template):
        raise ValueProblemError(
            "this value cannot stand in the look of a brief", "write it into the words of the brief"
        )
    return sink.look


def styles_of(template: Template) -> Styles:
    """Return the styles and lists of a template, read once."""
    known = _styles.get(template)
    if known is None:
        name, numbering = template.related("styles"), template.related("numbering")
        known = Styles({})
        if name:
            lists = template.parts[numbering].data.decode("utf-8-sig") if numbering else None
            known = read_styles(template.parts[name].data.decode("utf-8-sig"), lists)
        _styles[template] = known
    return known


def lacks(names: list[str]) -> ValueProblemError:
    """Return the refusal of a value whose styles the template lacks."""
    told = ", ".join(f"“{name}”" for name in names)
    return ValueProblemError(
        f"the template lacks the style{'s' if len(names) > 1 else ''} {told}",
        "open the template in Word, give any paragraph that style (for lists: one that numbers), undo, and save",
    )


class Sheet(Paper):
    """The paper that blocks are drawn on: a place in a template, with its styles, notes and links."""

    __slots__ = ()

    def __init__(self, sink: Sink) -> None:
        template = template_of(sink)
        labels = load(sink.language).labels
        document = Document("", sink.language, {"title": ""}, labels, (), 0)
        styles = styles_of(template)
        look = Look(template.file, template.main, {}, {}, {}, styles, sink.width, 1)
        super().__init__(document, look, sink)

    def style(self, name: str) -> str:
        """Return the id of a style, of what stands in for it, or note that it is missing."""
        for one in (name, *STAND_INS.get(name.lower(), ())):
            found = self.look.styles.ids.get(one.lower())
            if found is not None:
                return found
        if name.lower() not in _OF_LETTERS:
            self.missing[name] = None
        return {"hyperlink": _LINK, "footnote reference": _MARK}.get(name.lower(), "")

    def link(self, target: str) -> str:
        """Return the relationship to an address outside."""
        return super().link(outside(target))

    def note(self, runs: str) -> int:
        """Add a footnote."""
        only_in_body(self.sink, "a footnote")
        return super().note(runs)

    def finished(self, drawn: str) -> str:
        """Return what was drawn; raise ValueProblemError if styles are missing."""
        if self.missing:
            raise lacks(list(self.missing))
        drawn = _PLAIN_LINK.sub(r'\1\2<w:color w:val="0563C1"/><w:u w:val="single"/>', drawn)
        drawn = drawn.replace(f'<w:rStyle w:val="{_MARK}"/>', '<w:vertAlign w:val="superscript"/>')
        for without in _WITHOUT_STYLE:
            drawn = drawn.replace(without, "")
        drawn = drawn.replace("<w:hyperlink r:id=", f'<w:hyperlink xmlns:r="{OFFICE}" r:id=')
        return drawn + (self.gap() if self.starts_page else "")


def draw_blocks(sink: Sink, blocks: tuple[Block, ...]) -> str:
    """Return blocks as paragraphs and tables of the template; raise ValueProblemError for what it has no style for."""
    from briefgen.writers.word.values.chart import stored

    sheet = Sheet(sink)
    drawn = draw(sheet, blocks, Frame(sink.width))
    for relationship, chart in sheet.charts:
        drawn = drawn.replace(f'r:id="{relationship.id}"', f'r:id="{stored(sink, chart)}"', 1)
    return sheet.finished(drawn)


@dataclass(frozen=True, slots=True)
class Blocks:
    """Blocks of a paper (`briefgen.document`) as a value."""

    blocks: tuple[Block, ...]
    level: ClassVar[Literal["run", "block"]] = "block"

    def word(self, sink: Sink) -> str:
        """Return the paragraphs and tables."""
        if any(isinstance(block, Contents) for block in self.blocks):
            raise ValueProblemError("blocks cannot hold a table of contents here", 'write `{{p "Contents"|toc }}`')
        for text in texts(self.blocks):
            allowed(text)
        return draw_blocks(sink, self.blocks)


def texts(value: object) -> list[str]:
    """Return every text in a tree of blocks."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for one in value for text in texts(one)]
    if hasattr(value, "__dataclass_fields__"):
        return [text for name in value.__dataclass_fields__ for text in texts(getattr(value, name))]
    return []
