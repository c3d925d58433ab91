"""The sink: what rich values need beyond their text, gathered while one part is printed."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Protocol

from briefgen.package import Part, Relationship, pack

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator
    from pathlib import Path

    from briefgen.package import LongPart

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NO_NOTES = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:footnotes xmlns:w="{_W}" xmlns:r="{OFFICE}">'
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
    "</w:footnote></w:footnotes>"
)
"""A footnotes part without notes, for a document that has none."""


@dataclass(slots=True, eq=False)
class Additions:
    """Everything that the parts of one document add to it together.

    `parts` are new ones by name, `types` their content types, `extensions` content types by extension, `notes`
    footnotes, `lists` list numbers (`w:num`), `once` the marks already printed, `taken` the names of the parts of the
    template, `afterwards` what is still to be done to the finished parts by what needs to see the whole document,
    such as a table of contents.
    """

    first_id: int = 1
    last_list: int = 0
    parts: dict[str, Part] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    extensions: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)
    once: set[str] = field(default_factory=set)
    taken: Container[str] = ()
    afterwards: list[Callable[[dict[str, Part | LongPart]], None]] = field(default_factory=list)
    _ids: Iterator[int] | None = None

    def next_id(self) -> int:
        """Return a number that no picture, bookmark or note of the document has."""
        if self._ids is None:
            self._ids = count(self.first_id)
        return next(self._ids)


class HasStyles(Protocol):
    """What knows the ids of styles by their names in lower case."""

    @property
    def styles(self) -> dict[str, str]:
        """The ids."""


@dataclass(slots=True, eq=False)
class Sink:
    """What a rich value may ask of the part it is printed in.

    `part` is the name of that part, `look` knows the styles of the document, `width` is the width of its text in
    twips, `language` the code of its language, `folder` the one that files named in the data are looked for in,
    `letters` the properties of the run (w:rPr) that the tag of the value at work stands in, `first_link` the number of
    the first new relationship.
    """

    part: str
    everything: Additions
    look: HasStyles
    width: int = 9638
    language: str = "en"
    folder: Path | None = None
    letters: str = ""
    first_link: int = 1
    relationships: dict[tuple[str, str], Relationship] = field(default_factory=dict)

    def next_id(self) -> int:
        """Return a number that no picture, bookmark or note of the document has."""
        return self.everything.next_id()

    def style(self, name: str) -> str | None:
        """Return the id of a style by its name, or None if the template lacks it."""
        return self.look.styles.get(name.lower())

    def relate(self, kind: str, target: str, *, external: bool = False) -> str:
        """Return the id of a relationship of this part; the same target gives the same id.

        `kind` is its full type; `target` is relative to the folder of the part, or an address outside.
        """
        known = self.relationships.get((kind, target))
        if known is None:
            known = Relationship(f"rIdBg{len(self.relationships) + self.first_link}", kind, target, external)
            self.relationships[kind, target] = known
        return known.id

    def link(self, target: str) -> str:
        """Return the id of a relationship to an address outside the document."""
        from briefgen.merge.values import address

        return self.relate(f"{OFFICE}/hyperlink", address(target), external=True)

    def media(self, data: bytes, extension: str, content_type: str) -> str:
        """Return the id of a relationship to a picture; the same bytes are stored once."""
        made = pack(data, 0)
        folder = "word/media/"
        known = next((n for n, p in self.everything.parts.items() if n.startswith(folder) and p == made), None)
        number = len(self.everything.parts) + 1
        while known is None and f"{folder}briefgen{number}.{extension}" in self.everything.taken:
            number += 1
        name = known or f"{folder}briefgen{number}.{extension}"
        self.everything.parts[name] = made
        self.everything.extensions[extension] = content_type
        return self.relate(f"{OFFICE}/image", f"/{name}")

    def add(self, name: str, data: bytes, content_type: str, kind: str) -> str:
        """Add a part such as a chart (`name` is its full name); return the id of the relationship to it."""
        self.everything.parts[name] = pack(data)
        self.everything.types[name] = content_type
        return self.relate(kind, f"/{name}")

    def footnote(self, runs: str) -> int:
        """Add a footnote of the drawn runs; return its id, for `w:footnoteReference`."""
        identifier = self.next_id()
        style, mark = self.style("footnote text"), self.style("footnote reference")
        of_paragraph = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
        of_mark = f'<w:rStyle w:val="{mark}"/>' if mark else '<w:vertAlign w:val="superscript"/>'
        self.everything.notes.append(
            f'<w:footnote w:id="{identifier}"><w:p>{of_paragraph}'
            f"<w:r><w:rPr>{of_mark}</w:rPr><w:footnoteRef/></w:r>"
            f'<w:r><w:t xml:space="preserve"> </w:t></w:r>{runs}</w:p></w:footnote>'
        )
        return identifier

    def list_number(self, abstract: str) -> int:
        """Start a list at 1 that looks like the definition `abstract` (w:abstractNumId); return its w:numId."""
        number = self.everything.last_list + len(self.everything.lists) + 1
        starts = "".join(
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>' for level in range(9)
        )
        self.everything.lists.append(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{starts}</w:num>')
        return number
