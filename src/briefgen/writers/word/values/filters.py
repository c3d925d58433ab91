"""Filters that make rich values of plain data, so that JSON and YAML are enough; each imports its value when used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from jinja2 import Undefined

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefgen.merge.values import Rich


def _told(value: Any) -> str:
    """Return text; what is missing says so by its name, other values are refused with a finding."""
    if isinstance(value, (str, Undefined)):
        return str(value)
    if isinstance(value, (int, float)):
        return str(value)
    from briefgen.merge.values import ValueProblemError

    raise ValueProblemError(f"a {type(value).__name__} is no text", "give the filter a text")


def image(
    value: Any,
    alt: str | None = None,
    width: float | None = None,
    height: float | None = None,
    link: str | None = None,
    decorative: bool = False,
) -> Rich:
    """Make a picture of the name of a file beside the data, or of bytes; sizes in mm."""
    from briefgen.writers.word.values.files import Beside
    from briefgen.writers.word.values.image import Image

    source = value if isinstance(value, bytes) else Beside(_told(value))
    return Image(source, alt=alt, width=width, height=height, link=link, decorative=decorative)


def markdown(value: Any) -> Rich:
    """Make formatted text of Markdown: bold, italic, links, line breaks."""
    from briefgen.writers.word.values.markdown import Markdown

    return Markdown(_told(value))


def markdown_blocks(value: Any, level: int = 1) -> Rich:
    """Make paragraphs, headings, lists, tables and quotes of Markdown; its `#` becomes a heading of `level`."""
    from briefgen.writers.word.values.markdown import MarkdownBlocks

    return MarkdownBlocks(_told(value), level)


def document(value: Any, keep_section: bool = False) -> Rich:
    """Take the body of another `.docx`: the name of a file beside the data, or bytes."""
    from briefgen.writers.word.values.files import Beside
    from briefgen.writers.word.values.subdocument import SubDocument

    return SubDocument(value if isinstance(value, bytes) else Beside(_told(value)), keep_section=keep_section)


def chart(
    value: Any,
    kind: str = "bars",
    title: str = "",
    alt: str | None = None,
    categories: str | None = None,
    series: Sequence[str] | dict[str, str] | None = None,
    decimals: int | None = None,
    unit: str = "",
    height: float | None = None,
) -> Rich:
    """Make a native chart of a list of mappings; `categories` and `series` name their keys."""
    from briefgen.merge.values import ValueProblemError
    from briefgen.writers.word.values.chart import DataChart

    if isinstance(value, Undefined):
        str(value)  # raises, with the name
    if categories is None or not series:
        raise ValueProblemError(
            "the chart is not told what to draw",
            'name the keys of the data, such as `|chart(categories="year", series=["exports"], alt="...")`',
        )
    return DataChart(
        value, kind=kind, title=title, alt=alt, categories=categories, series=series, decimals=decimals, unit=unit,
        height=height,
    )  # fmt: skip


def link(value: Any, address: str) -> Rich:
    """Make a link of a text; only http, https and mailto lead out of a document."""
    from briefgen.writers.word.values.text import Link

    return Link(_told(value), _told(address))


def footnote(value: Any, note: str) -> Rich:
    """Print a text and a footnote to it."""
    from briefgen.writers.word.values.text import Footnote

    return Footnote(_told(note), _told(value))


def page_break(value: Any) -> Rich:
    """Print a text (or nothing: `""`) on a new page."""
    from briefgen.writers.word.values.text import PageBreak

    return PageBreak(_told(value))


def section_break(value: Any = "", orientation: Literal["portrait", "landscape"] | None = None) -> Rich:
    """End a section: what stands before it keeps the page set-up of the document, or gets this orientation."""
    from briefgen.writers.word.values.text import SectionBreak

    _told(value)
    return SectionBreak(orientation)


def toc(value: Any = "", levels: int = 3) -> Rich:
    """Make a table of contents under a title (none: `""`)."""
    from briefgen.writers.word.values.contents import TableOfContents

    return TableOfContents(_told(value), levels)


FILTERS: dict[str, Callable[..., Any]] = {
    "chart": chart,
    "document": document,
    "footnote": footnote,
    "image": image,
    "link": link,
    "markdown": markdown,
    "markdown_blocks": markdown_blocks,
    "page_break": page_break,
    "section_break": section_break,
    "toc": toc,
}
"""Filters by name, for `briefgen.merge.compiling.register`."""
