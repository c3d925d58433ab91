"""The look of a Word paper: a `.docx` opened once, its tags compiled, everything else left as it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from briefgen.findings import FindingsError, Place, error
from briefgen.package import (
    CONTENT_TYPES,
    PackageError,
    Part,
    Relationship,
    pack,
    read_package,
    relationships_name,
    with_content_types,
    with_relationships,
)
from briefgen.writers.word import properties, tags
from briefgen.writers.word.heal import heal
from briefgen.writers.word.styles import Styles, read_styles, text_width

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2 import Template

    from briefgen.findings import Finding
    from briefgen.writers.word.heal import Tag

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TARGET = r'<Relationship\b(?=[^>]*\bType="{kind}")[^>]*\bTarget="([^"]+)"'
_LANGUAGE = re.compile(r'(<w:(?:lang|themeFontLang)\b[^>]*?\bw:val=")[^"]*(")')
_LOCAL_LANGUAGE = re.compile(r"<w:lang\b[^>]*/>")


@dataclass(slots=True)
class Look:
    """A look, ready to draw on.

    `parts` are its parts as stored, `texts` those the writer adds to, `templates` the compiled ones, `tags` all
    tags by part; `names` tells for each name used in a tag where it is used first.
    """

    file: str
    main: str
    parts: dict[str, Part]
    texts: dict[str, str]
    templates: dict[str, Template]
    names: dict[str, Tag]
    styles: Styles
    width: int
    first_id: int
    localised: dict[str, dict[str, Part]] = field(default_factory=dict)

    def part_of(self, kind: str) -> str | None:
        """Return the name of the part that the document is related to in this way, such as `footnotes`."""
        return _related(self.texts[relationships_name(self.main)], f"{_OFFICE}/{kind}", self.main)

    def in_language(self, tag: str) -> dict[str, Part]:
        """Return the parts that state the language of the text, stating `tag` such as uk-UA."""
        if tag not in self.localised:
            names = [name for name in (self.part_of("styles"), self.part_of("settings")) if name]
            self.localised[tag] = {
                name: pack(_LANGUAGE.sub(rf"\g<1>{tag}\g<2>", self.texts[name]).encode()) for name in names
            }
        return self.localised[tag]


_opened: dict[Path, tuple[tuple[int, int], Look]] = {}


def open_look(path: Path) -> Look:
    """Return the look, read again only when its file has changed.

    Raise FindingsError with everything that is wrong with it: unreadable (B610), broken (B611) or unreadable
    tags (B612), no place for the words (B614).
    """
    try:
        state = path.stat()
        stamp = (state.st_mtime_ns, state.st_size)
        known = _opened.get(path)
        if known is not None and known[0] == stamp:
            return known[1]
        look = read_look(path.read_bytes(), path.as_posix())
    except OSError as reason:
        raise FindingsError(_unusable(path.as_posix(), str(reason.strerror or reason).lower())) from None
    _opened[path] = (stamp, look)
    return look


def read_look(data: bytes, file: str) -> Look:
    """Read a look from the bytes of a `.docx`; `file` is its name in findings. Raise FindingsError as above."""
    try:
        parts = read_package(data)
        main = _main_part(parts)
        texts = _texts(parts, main)
        styles_part, numbering_part = (
            _related(texts[relationships_name(main)], f"{_OFFICE}/{kind}", main) for kind in ("styles", "numbering")
        )
        if styles_part is None or styles_part not in texts:
            raise PackageError("it has no styles")
        styles = read_styles(texts[styles_part], texts.get(numbering_part or ""))
    except (PackageError, ValueError) as reason:
        raise FindingsError(_unusable(file, str(reason))) from None
    properties.prepare(texts)
    width = text_width(texts[main])
    templates, names = _compile(file, main, texts)
    return Look(file, main, parts, texts, templates, names, styles, width, _first_id(texts))


def _compile(file: str, main: str, texts: dict[str, str]) -> tuple[dict[str, Template], dict[str, Tag]]:
    environment = tags.environment()
    templates: dict[str, Template] = {}
    names: dict[str, Tag] = {}
    findings: list[Finding] = []
    every: list[Tag] = []
    for name, text in texts.items():
        if not name.endswith(".xml") or name == CONTENT_TYPES:
            continue
        healed = heal(name, _LOCAL_LANGUAGE.sub("", text) if "{" in text and name != main else text)
        if not healed.tags and not healed.broken:
            continue
        every += healed.tags
        template, found = tags.compiled(environment, file, healed, names)
        if template is not None:
            templates[name] = template
        findings += found
    findings += tags.places_for_words(file, main, every)
    if findings:
        raise FindingsError(*findings)
    return templates, names


def _texts(parts: dict[str, Part], main: str) -> dict[str, str]:
    """Return the text of the parts that may hold tags or that the writer adds to."""
    folder = main.rpartition("/")[0]
    own = (f"{folder}/", "docProps/", "_rels/", CONTENT_TYPES)
    texts = {}
    for name, part in parts.items():
        if name.startswith(own) and name.endswith((".xml", ".rels")):
            texts[name] = _decoded(name, part.data)
    texts.setdefault(relationships_name(main), with_relationships(None, ()))
    if main not in texts or "_rels/.rels" not in texts:
        raise PackageError("it is not a document of Word")
    core = properties.CORE
    if core not in texts:
        texts[core] = properties.EMPTY
        texts["_rels/.rels"] = with_relationships(
            texts["_rels/.rels"], [Relationship("rIdBriefCore", properties.RELATIONSHIP, core)]
        )
        texts[CONTENT_TYPES] = with_content_types(texts[CONTENT_TYPES], {core: properties.CONTENT_TYPE})
    return texts


def _decoded(name: str, data: bytes) -> str:
    """Return the text of an XML part, in Unicode, declared as UTF-8; raise PackageError if it is no good XML."""
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    parser = expat.ParserCreate()
    declared: list[object] = []
    parser.StartDoctypeDeclHandler = lambda *told: declared.append(told)
    try:
        parser.Parse(data, True)
        text = data.decode(encoding)
    except (expat.ExpatError, UnicodeDecodeError) as reason:
        raise PackageError(f'its part "{name}" is damaged ({reason})') from None
    if declared:
        raise PackageError(f'its part "{name}" declares a document type, which Word never does')
    return re.sub(r'encoding="[^"]*"', 'encoding="UTF-8"', text, count=1) if encoding == "utf-16" else text


def _main_part(parts: dict[str, Part]) -> str:
    if "_rels/.rels" not in parts:
        raise PackageError("it is not a document of Word")
    text = parts["_rels/.rels"].data.decode("utf-8-sig")
    return _related(text, f"{_OFFICE}/officeDocument", "") or "word/document.xml"


def _related(relationships: str, kind: str, source: str) -> str | None:
    found = re.search(_TARGET.format(kind=re.escape(kind)), relationships)
    if found is None:
        return None
    target, folder = found[1], source.rpartition("/")[0]
    return target.lstrip("/") if target.startswith("/") or not folder else f"{folder}/{target}"


def _first_id(texts: dict[str, str]) -> int:
    """Return a number above every id of pictures, bookmarks and notes in the look."""
    used = (
        int(number)
        for text in texts.values()
        for number in re.findall(r'<(?:wp:docPr|w:bookmarkStart|w:footnote)\b[^>]*?\b(?:w:)?id="(\d{1,9})"', text)
    )
    return max(used, default=0) + 1


def _unusable(file: str, reason: str) -> Finding:
    return error(
        "B610",
        f"the look {file} cannot be used",
        why=reason,
        help="open it in Word and save it as a Word document (.docx) without a password",
        place=Place(file),
    )
