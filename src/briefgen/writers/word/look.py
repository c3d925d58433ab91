"""The look of a Word paper: a `.docx` opened once, its tags compiled, everything else left as it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefgen.findings import FindingsError, Place, error
from briefgen.merge.compiling import compile_part
from briefgen.merge.opening import OFFICE, decoded, first_id, main_part, related, text_width
from briefgen.merge.source import Vanishing
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
from briefgen.writers.word.styles import Styles, read_styles

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.findings import Finding
    from briefgen.merge.compiling import Compiled
    from briefgen.merge.tags import Tag

_LANGUAGE = re.compile(r'(<w:(?:lang|themeFontLang)\b[^>]*?\bw:val=")[^"]*(")')
_LOCAL_LANGUAGE = re.compile(r"<w:lang\b[^>]*/>")


@dataclass(slots=True)
class Look:
    """A look, ready to draw on.

    `parts` are its parts as stored, `texts` those the writer adds to, `compiled` those with tags.
    """

    file: str
    main: str
    parts: dict[str, Part]
    texts: dict[str, str]
    compiled: dict[str, Compiled]
    styles: Styles
    width: int
    first_id: int
    localised: dict[str, dict[str, Part]] = field(default_factory=dict)

    def part_of(self, kind: str) -> str | None:
        """Return the name of the part that the document is related to in this way, such as `footnotes`."""
        return related(self.texts[relationships_name(self.main)], f"{OFFICE}/{kind}", self.main)

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

    Raise FindingsError with everything that is wrong with it: unreadable (B610), mistakes in its tags (B651 to
    B660), no place for the words (B614).
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
        main = main_part(parts)
        texts = _texts(parts, main)
        styles_part, numbering_part = (
            related(texts[relationships_name(main)], f"{OFFICE}/{kind}", main) for kind in ("styles", "numbering")
        )
        if styles_part is None or styles_part not in texts:
            raise PackageError("it has no styles")
        styles = read_styles(texts[styles_part], texts.get(numbering_part or ""))
    except (PackageError, ValueError) as reason:
        raise FindingsError(_unusable(file, str(reason))) from None
    properties.prepare(texts)
    width = text_width(texts[main])
    compiled = _compile(file, main, texts)
    return Look(file, main, parts, texts, compiled, styles, width, first_id(texts))


def _compile(file: str, main: str, texts: dict[str, str]) -> dict[str, Compiled]:
    compiled: dict[str, Compiled] = {}
    findings: list[Finding] = []
    every: list[Tag] = []
    for name, text in texts.items():
        if not name.endswith(".xml") or name == CONTENT_TYPES:
            continue
        plain = _LOCAL_LANGUAGE.sub("", text) if "{" in text and name != main else text
        outcome = compile_part(file, name, plain, Vanishing("label."))
        every += outcome.tags
        findings += outcome.findings
        if outcome.compiled is not None:
            compiled[name] = outcome.compiled
    places = tags.places_for_words(file, main, every, texts)
    told = {one.place for one in places}
    findings = [one for one in findings if one.code != "B654" or one.place not in told] + places
    if findings:
        raise FindingsError(*findings)
    return compiled


def _texts(parts: dict[str, Part], main: str) -> dict[str, str]:
    """Return the text of the parts that may hold tags or that the writer adds to."""
    folder = main.rpartition("/")[0]
    own = (f"{folder}/", "docProps/", "_rels/", CONTENT_TYPES)
    texts = {}
    for name, part in parts.items():
        if name.startswith(own) and name.endswith((".xml", ".rels")):
            texts[name] = decoded(name, part.data)
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


def _unusable(file: str, reason: str) -> Finding:
    return error(
        "B610",
        f"the look {file} cannot be used",
        why=reason,
        help="open it in Word and save it as a Word document (.docx) without a password",
        place=Place(file),
    )
