"""The Word writer: a document drawn on a look, as the bytes of a `.docx`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefgen.findings import FindingsError
from briefgen.language import load
from briefgen.merge.fields import unknown_names
from briefgen.merge.limits import Limits
from briefgen.merge.opening import first_link
from briefgen.merge.rendering import Rendering
from briefgen.merge.sink import NO_NOTES, OFFICE, WML, Additions, Sink
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
from briefgen.writers.word import properties, tags
from briefgen.writers.word.blocks import draw
from briefgen.writers.word.charts import WORKBOOK_TYPE, chart_parts
from briefgen.writers.word.contents import find_headings
from briefgen.writers.word.look import open_look
from briefgen.writers.word.paper import Frame, Paper

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.document import Document

__all__ = ["write"]


def write(document: Document, look: Path) -> bytes:
    """Return the paper as the bytes of a `.docx`: the look with its tags filled and the document's blocks drawn.

    Raise FindingsError (B610 to B615, B65x) with everything that is wrong with the look.
    """
    design = open_look(look)
    language = load(document.language).bcp47
    known: dict[str, Any] = {
        **document.fields,
        "label": document.labels,
        "language": language,
        "draft": document.draft,
        "properties": properties.stated(document, language),
    }
    everything = Additions(design.first_id, design.styles.last_number)
    sink = Sink(design.main, everything, design.styles, design.width, document.language)
    sink.first_link = first_link(design.texts[relationships_name(design.main)])
    paper = Paper(document, design, sink)
    find_headings(paper)
    body = draw(paper, document.blocks, Frame(design.width))
    known[tags.BODY] = tags.Words(body)
    findings = unknown_names(design.compiled.values(), known, deep=("label",))
    findings += paper.missing_styles()
    if findings:
        raise FindingsError(*findings)
    parts = {**design.parts, **design.in_language(language)}
    texts = _filled(paper, known)
    return write_package(parts | _finished(paper, texts))


def _filled(paper: Paper, known: dict[str, Any]) -> dict[str, str]:
    """Return the text of the parts with tags."""
    rendering = Rendering(paper.look.file, known, paper.document.language, Limits())
    own = paper.sink
    texts = {}
    for name, part in paper.look.compiled.items():
        sink = own if name == own.part else Sink(name, own.everything, own.look, own.width, own.language)
        texts[name] = "".join(rendering.print(part, sink))
    return texts


def _finished(paper: Paper, texts: dict[str, str]) -> dict[str, Part]:
    """Return the parts that differ from those of the look: filled texts, notes, lists, charts and their links."""
    design = paper.look
    folder = design.main.rpartition("/")[0]
    relationships = list(paper.sink.relationships.values())
    types: dict[str, str] = {}
    additions = paper.sink.everything
    if additions.notes:
        name = design.part_of("footnotes")
        if name is None:
            name = f"{folder}/footnotes.xml"
            relationships.append(Relationship("rIdBriefNotes", f"{OFFICE}/footnotes", "footnotes.xml"))
            types[name] = f"{WML}.footnotes+xml"
        before = texts.get(name) or design.texts.get(name) or NO_NOTES
        texts[name] = before_end(before, "w:footnotes", "".join(additions.notes))
    numbering = design.part_of("numbering")
    if additions.lists and numbering:
        texts[numbering] = _with_lists(design.texts[numbering], "".join(additions.lists))
    charts, chart_types = chart_parts(paper, folder)
    relationships += [relationship for relationship, _ in paper.charts]
    links = relationships_name(design.main)
    texts[links] = with_relationships(design.texts[links], relationships)
    extensions = {"xlsx": WORKBOOK_TYPE} if charts else {}
    texts[CONTENT_TYPES] = with_content_types(design.texts[CONTENT_TYPES], types | chart_types, extensions)
    texts.setdefault("_rels/.rels", design.texts["_rels/.rels"])
    return {name: pack(text.encode()) for name, text in texts.items()} | charts


def _with_lists(numbering: str, lists: str) -> str:
    head, mark, tail = numbering.partition("<w:numIdMacAtCleanup")
    return f"{head}{lists}{mark}{tail}" if mark else before_end(numbering, "w:numbering", lists)
