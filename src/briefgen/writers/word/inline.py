"""What stands inside a paragraph, as WordprocessingML: runs, links, footnotes, line breaks, fields."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, assert_never

from briefgen.document import Break, Link, Note, Run
from briefgen.language import available, load

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.document import Content
    from briefgen.writers.word.paper import Paper

_LINE = '</w:t><w:br/><w:t xml:space="preserve">'
_TAB = '</w:t><w:tab/><w:t xml:space="preserve">'
_SPECIAL = re.compile(r"\r\n|[\r\n\t]")


def content(paper: Paper, inlines: Content) -> str:
    """Return the runs of a paragraph."""
    return "".join(_inline(paper, inline) for inline in inlines)


def _inline(paper: Paper, inline: Run | Link | Note | Break) -> str:
    match inline:
        case Run():
            return run(inline)
        case Link():
            style = f'<w:rStyle w:val="{paper.style("Hyperlink")}"/>'
            return f'<w:hyperlink r:id="{paper.link(inline.target)}">{_runs(inline.runs, style)}</w:hyperlink>'
        case Note():
            identifier = paper.note(_runs(inline.runs))
            mark = paper.style("footnote reference")
            return f'<w:r><w:rPr><w:rStyle w:val="{mark}"/></w:rPr><w:footnoteReference w:id="{identifier}"/></w:r>'
        case Break():
            return "<w:r><w:br/></w:r>"
        case _:
            assert_never(inline)


def _runs(runs: Iterable[Run], style: str = "") -> str:
    return "".join(run(one, style) for one in runs)


def run(one: Run, style: str = "") -> str:
    """Return a run; `style` is its w:rStyle, if any."""
    letters = style + ("<w:b/>" if one.bold else "") + ("<w:i/>" if one.italic else "")
    if one.language:  # so that Word checks the spelling of that language
        letters += f'<w:lang w:val="{_tag(one.language)}"/>'
    return words(one.text, letters)


def _tag(language: str) -> str:
    return load(language).bcp47 if language in available() else escape(language)


def words(text: str, letters: str = "") -> str:
    """Return a run of plain words; `letters` are the properties of its letters."""
    properties = f"<w:rPr>{letters}</w:rPr>" if letters else ""
    return f"<w:r>{properties}{_text(text)}</w:r>"


def _text(text: str) -> str:
    escaped = escape(text, quote=False)
    if "\n" in escaped or "\t" in escaped or "\r" in escaped:
        escaped = _SPECIAL.sub(lambda found: _TAB if found[0] == "\t" else _LINE, escaped)
    return f'<w:t xml:space="preserve">{escaped}</w:t>'


def plain(inlines: Content) -> str:
    """Return the words of a paragraph without its footnotes."""
    parts = []
    for inline in inlines:
        match inline:
            case Run():
                parts.append(inline.text)
            case Link():
                parts += [one.text for one in inline.runs]
            case Break():
                parts.append(" ")
            case Note():
                pass
            case _:
                assert_never(inline)
    return "".join(parts)


def field(code: str, result: str, *, dirty: bool = False) -> str:
    """Return a field with the result last known; Word computes a dirty one when it opens the paper."""
    return f"{field_start(code, dirty=dirty)}{words(result)}{FIELD_END}"


def field_start(code: str, *, dirty: bool = False) -> str:
    """Return a field up to its result."""
    mark = ' w:dirty="true"' if dirty else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"{mark}/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(code, quote=False)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
