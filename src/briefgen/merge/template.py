"""A Word template: compiled once, rendered often, from any number of threads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from briefgen.findings import Finding, FindingsError
from briefgen.merge import mistakes
from briefgen.merge.compiling import Compiled, compile_part
from briefgen.merge.limits import Limits
from briefgen.merge.opening import (
    IN_WORKBOOK,
    OFFICE,
    ROOT,
    decoded,
    first_id,
    first_link,
    main_part,
    related,
    texts_with_tags,
)
from briefgen.merge.rendering import Rendering
from briefgen.merge.sink import NO_NOTES, WML, Additions, Sink
from briefgen.package import (
    CONTENT_TYPES,
    LongPart,
    PackageError,
    Packer,
    Part,
    Relationship,
    before_end,
    pack,
    read_package,
    relationships_name,
    with_content_types,
    with_relationships,
    write_package_to,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.merge.tags import Tag

_STYLE = re.compile(r'<w:style\b[^>]*w:styleId="([^"]*)"[^>]*>(?:(?!</w:style>).)*?<w:name w:val="([^"]*)"', re.DOTALL)
_WITH_IDS = re.compile(r"word/(?:document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml")
_NUMBER = re.compile(r'<w:num\b[^>]*w:numId="(\d+)"')


class Template:
    """A Word file with tags.

    Raise FindingsError (B650) if the file cannot be read. Mistakes in its tags are told by `check`, and by `render`
    before anything is printed.
    """

    def __init__(self, source: str | Path | bytes, *, limits: Limits | None = None, name: str | None = None) -> None:
        self.limits = limits or Limits()
        self.file = name or ("template" if isinstance(source, bytes) else Path(source).as_posix())
        self.findings: list[Finding] = []
        self.tags: list[Tag] = []
        self.compiled: dict[str, Compiled] = {}
        try:
            data = source if isinstance(source, bytes) else Path(source).read_bytes()
            self.parts = read_package(data, self.limits.package, self.limits.ratio)
            self.main = main_part(self.parts)
            self.texts = texts_with_tags(self.parts, self.limits.depth)
            if any(name.endswith((".xlsx", ".xlsm")) for name in self.parts):
                from briefgen.merge.workbooks import sheets_with_tags

                self.texts |= sheets_with_tags(self.parts, self.limits)
            if not ROOT.search(self._text(self.main)):
                raise PackageError("it is not a document of Word")
            links = relationships_name(self.main)
            if links in self.parts:
                self._text(links)
        except OSError as reason:
            raise FindingsError(mistakes.unusable(self.file, str(reason.strerror or reason).lower())) from None
        except (PackageError, UnicodeDecodeError) as reason:
            raise FindingsError(mistakes.unusable(self.file, str(reason))) from None
        for part, xml in self.texts.items():
            try:
                outcome = compile_part(self.file, part, xml)
            except (
                RecursionError,
                MemoryError,
                SyntaxError,
                ValueError,
            ) as reason:  # deeper or longer than Python reads
                self.findings.append(mistakes.beyond(self.file, part, str(reason)))
                continue
            self.findings += outcome.findings
            self.tags += outcome.tags + outcome.broken
            if outcome.compiled is not None:
                self.compiled[part] = outcome.compiled
            elif part.endswith(".rels"):  # its tags moved to where the links stand
                self.parts[part] = pack(xml.encode())

    # ------------------------------------------------------------ what it needs

    def check(self, names: Iterable[str] | Mapping[str, Any] | None = None) -> list[Finding]:
        """Return every mistake of the template; with `names` (those of the data) also names that are unknown."""
        if names is None:
            return list(self.findings)
        from briefgen.merge.fields import unknown_names

        return [*self.findings, *unknown_names(self.compiled.values(), set(names))]

    def fields(self) -> dict[str, Any]:
        """Return a JSON Schema of the names the template needs; raise FindingsError if it has mistakes."""
        from briefgen.merge.fields import schema

        if self.findings:
            raise FindingsError(*self.findings)
        return schema(self.compiled.values())

    def annotate(self) -> bytes:
        """Return a copy of the template with a Word comment at each mistake."""
        from briefgen.merge.annotate import annotated

        at: dict[str, Tag] = {}
        for tag in self.tags:
            at.setdefault(tag.around or tag.written, tag)
        found = [(at.get(one.place.excerpt or "") if one.place else None, one) for one in self.findings]
        return annotated(self.parts, self.main, found)

    def replacing(self, files: Mapping[str, bytes]) -> Template:
        """Return the template with other bytes in some of its pictures and embedded files (merge/replacing.py)."""
        from briefgen.merge.replacing import replaced

        return replaced(self, files)

    # ------------------------------------------------------------ printing

    def render(self, data: Mapping[str, Any], *, language: str = "en", folder: str | Path | None = None) -> bytes:
        """Return the document with the data in it; `folder` holds the files that the data names.

        Raise FindingsError with every mistake of the template, or everything missing in the data that can be found.
        """
        out = BytesIO()
        self.render_to(out, data, language=language, folder=folder)
        return out.getvalue()

    def render_to(
        self, file: IO[bytes], data: Mapping[str, Any], *, language: str = "en", folder: str | Path | None = None
    ) -> None:
        """Write the document to an open file; lists in the data may be iterators, and memory stays small.

        Nothing is written if there are findings (FindingsError, as `render`).
        """
        if self.findings:
            raise FindingsError(*self.findings)
        if not isinstance(data, Mapping):
            raise FindingsError(mistakes.nameless(self.file, type(data).__name__))
        rendering = Rendering(self.file, data, language, self.limits)
        everything = Additions(self._first_id, self._last_list, taken=self.parts)
        made: dict[str, Part | LongPart] = {}
        sinks: list[Sink] = []
        findings: list[Finding] = []
        for name, part in self.compiled.items():
            sink = Sink(name, everything, self, self._width, language, Path(folder) if folder is not None else None)
            sink.first_link = self._first_links.get(name, 1)
            packer = Packer()
            try:
                for text in rendering.print(part, sink):
                    packer.write(text.encode())
            except FindingsError as reason:
                findings += reason.findings
                continue
            made[name] = packer.part()
            sinks.append(sink)
        if findings:
            raise FindingsError(*findings)
        try:
            write_package_to(file, self._finished(made, sinks, everything))
        except PackageError as reason:
            raise FindingsError(mistakes.unusable(self.file, str(reason))) from None

    def _finished(
        self, made: dict[str, Part | LongPart], sinks: list[Sink], everything: Additions
    ) -> dict[str, Part | LongPart]:
        """Return all parts: printed ones, untouched ones, and what rich values added."""
        parts = {**self.parts, **made}
        if everything.notes:
            self._add_notes(parts, sinks, everything)
        if everything.lists:
            self._append(parts, self.related("numbering"), "numbering", "".join(everything.lists))
        for sink in sinks:
            if sink.relationships:
                name = relationships_name(sink.part)
                before = parts[name].data.decode("utf-8-sig") if name in parts else None
                parts[name] = pack(with_relationships(before, sink.relationships.values()).encode())
        if everything.types or everything.extensions:
            types = parts[CONTENT_TYPES].data.decode("utf-8-sig")
            parts[CONTENT_TYPES] = pack(with_content_types(types, everything.types, everything.extensions).encode())
        parts |= everything.parts
        if any(IN_WORKBOOK in name for name in made):
            from briefgen.merge.workbooks import put_back

            put_back(parts)
        for change in everything.afterwards:
            change(parts)
        return parts

    def _add_notes(self, parts: dict[str, Part | LongPart], sinks: list[Sink], everything: Additions) -> None:
        name = self.related("footnotes")
        if name is None:
            name = f"{self.main.rpartition('/')[0]}/footnotes.xml"
            parts[name] = pack(NO_NOTES.encode())
            everything.types[name] = f"{WML}.footnotes+xml"
            main = next(sink for sink in sinks if sink.part == self.main)
            main.relationships["", name] = Relationship("rIdBgNotes", f"{OFFICE}/footnotes", f"/{name}")
        self._append(parts, name, "footnotes", "".join(everything.notes))

    @staticmethod
    def _append(parts: dict[str, Part | LongPart], name: str | None, root: str, xml: str) -> None:
        if name is None or name not in parts:
            return
        text = parts[name].data.decode("utf-8-sig")
        head, mark, tail = text.partition("<w:numIdMacAtCleanup")
        parts[name] = pack((f"{head}{xml}{mark}{tail}" if mark else before_end(text, f"w:{root}", xml)).encode())

    # ------------------------------------------------------------ what the template is

    def related(self, kind: str) -> str | None:
        """Return the name of the part that the document is related to in this way, such as `footnotes`."""
        links = self.parts.get(relationships_name(self.main))
        found = related(links.data.decode("utf-8-sig"), f"{OFFICE}/{kind}", self.main) if links else None
        return found if found in self.parts else None

    def _text(self, part: str) -> str:
        """Return the XML of a part."""
        return self.texts.get(part) or decoded(part, self.parts[part].data, self.limits.depth)

    @cached_property
    def styles(self) -> dict[str, str]:
        """The ids of its styles by their names in lower case."""
        name = self.related("styles")
        text = self._text(name) if name else ""
        return {told.lower(): identifier for identifier, told in _STYLE.findall(text)}

    @cached_property
    def _first_id(self) -> int:
        names = [name for name in self.parts if name == self.main or _WITH_IDS.fullmatch(name)]
        # only numbers are looked for: a part without tags need not be one that can be read
        return first_id({name: self.parts[name].data.decode("utf-8", "replace") for name in names})

    @cached_property
    def _first_links(self) -> dict[str, int]:
        """The number of the first new relationship of each part that has some."""
        links = {name: self.parts.get(relationships_name(name)) for name in self.compiled}
        return {name: first_link(part.data.decode("utf-8", "replace")) for name, part in links.items() if part}

    @cached_property
    def _last_list(self) -> int:
        name = self.related("numbering")
        text = self._text(name) if name else ""
        return max((int(number) for number in _NUMBER.findall(text)), default=0)

    @cached_property
    def _width(self) -> int:
        from briefgen.merge.opening import text_width

        return text_width(self._text(self.main))


def render(
    template: str | Path | bytes | Template, data: Mapping[str, Any] | str | Path, *, language: str = "en"
) -> bytes:
    """Return a Word template with data in it; `data` are names with values, or a JSON or YAML file of them.

    The files that a data file names lie beside it.

    Raise FindingsError with everything that is wrong with the template or missing in the data.
    """
    made = template if isinstance(template, Template) else Template(template)
    folder: Path | None = None
    if isinstance(data, (str, Path)):
        from briefgen.merge.data import read_data

        folder = Path(data).parent
        data = read_data(Path(data))
    return made.render(data, language=language, folder=folder)
