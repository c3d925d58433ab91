"""Rich values: pictures, formatted text, charts, other documents and more that a tag of a Word template can print."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from briefgen.writers.word.values.filters import FILTERS

if TYPE_CHECKING:
    from briefgen.writers.word.values.chart import DataChart
    from briefgen.writers.word.values.contents import TableOfContents
    from briefgen.writers.word.values.image import Image
    from briefgen.writers.word.values.markdown import Markdown, MarkdownBlocks
    from briefgen.writers.word.values.sheet import Blocks
    from briefgen.writers.word.values.subdocument import SubDocument
    from briefgen.writers.word.values.text import Footnote, Link, PageBreak, SectionBreak

__all__ = [
    "FILTERS",
    "Blocks",
    "DataChart",
    "Footnote",
    "Image",
    "Link",
    "Markdown",
    "MarkdownBlocks",
    "PageBreak",
    "SectionBreak",
    "SubDocument",
    "TableOfContents",
]

_HOMES = {
    "Blocks": "sheet",
    "DataChart": "chart",
    "Footnote": "text",
    "Image": "image",
    "Markdown": "markdown",
    "MarkdownBlocks": "markdown",
    "PageBreak": "text",
    "SectionBreak": "text",
    "SubDocument": "subdocument",
    "TableOfContents": "contents",
    "Link": "text",
}


def __getattr__(name: str) -> Any:
    """Import a value when it is first used: a template without rich values pays for none of them."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module '{__name__}' has no attribute '{name}'")
    return getattr(import_module(f"{__name__}.{home}"), name)
