"""Annotating: a copy of a template with a Word comment at each of its mistakes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.merge.markup import Markup, escaped
from briefgen.merge.opening import OFFICE, decoded, related
from briefgen.merge.sink import WML
from briefgen.package import (
    CONTENT_TYPES,
    Part,
    Relationship,
    before_end,
    pack,
    relationships_name,
    with_content_types,
    with_relationships,
    write_package,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefgen.findings import Finding
    from briefgen.merge.tags import Tag

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NO_COMMENTS = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments xmlns:w="{_W}"></w:comments>'
_AUTHOR = "briefgen"


def annotated(parts: Mapping[str, Part], main: str, found: Iterable[tuple[Tag | None, Finding]]) -> bytes:
    """Return the package with a comment for each finding, at the paragraph of its tag.

    Word knows comments in the text alone: those on headers, footnotes and properties stand at its first paragraph.
    """
    text = decoded(main, parts[main].data)
    markup = Markup(text)
    paragraphs = [one for one in markup.root.every("w:p") if one.end > one.start]
    links = parts[relationships_name(main)].data.decode("utf-8-sig")
    name = related(links, f"{OFFICE}/comments", main)
    before = parts[name].data.decode("utf-8-sig") if name in parts and name else _NO_COMMENTS
    first = before.count("<w:comment ") + 1000
    comments = ""
    for number, (tag, finding) in enumerate(found, first):
        at = paragraphs[0] if paragraphs else None
        if tag is not None and tag.part == main and tag.element is not None:
            near = tag.element.up("w:p")
            at = next((one for one in paragraphs if near is not None and one.start == near.start), at)
        comments += _comment(number, finding)
        if at is None:
            continue
        properties = next((child for child in at.children if child.name == "w:pPr"), None)
        start = properties.end if properties else at.start
        markup.pieces[start] += f'<w:commentRangeStart w:id="{number}"/>'
        markup.pieces[at.end] = (
            f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>'
            + markup.pieces[at.end]
        )
    changed = {main: pack(markup.text().encode())}
    if name is None or name not in parts:
        name = f"{main.rpartition('/')[0]}/comments.xml"
        link = Relationship("rIdBgComments", f"{OFFICE}/comments", f"/{name}")
        changed[relationships_name(main)] = pack(with_relationships(links, [link]).encode())
        types = parts[CONTENT_TYPES].data.decode("utf-8-sig")
        changed[CONTENT_TYPES] = pack(with_content_types(types, {name: f"{WML}.comments+xml"}).encode())
    changed[name] = pack(before_end(before, "w:comments", comments).encode())
    return write_package({**parts, **changed})


def _comment(number: int, finding: Finding) -> str:
    lines = [f"{finding.code}: {finding.message}", finding.why, finding.help]
    told = "".join(f'<w:p><w:r><w:t xml:space="preserve">{escaped(line)}</w:t></w:r></w:p>' for line in lines if line)
    return f'<w:comment w:id="{number}" w:author="{_AUTHOR}" w:initials="b">{told}</w:comment>'
