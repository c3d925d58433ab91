"""Replacing: pictures and embedded files of a template give way to others, found by their name or alternative text."""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING

from briefgen.findings import FindingsError, Place, did_you_mean, error
from briefgen.merge.markup import plain
from briefgen.package import pack, relationships_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.merge.template import Template
    from briefgen.package import Part

_PROPERTIES = re.compile(r"<(?:wp:docPr|pic:cNvPr)\s[^>]*>")
_NAMED = re.compile(r'\b(?:name|title|descr)="([^"]*)"')
_SHOWN = re.compile(r'<a:blip\s[^>]*r:embed="([^"]+)"')
_TARGET = re.compile(r"<Relationship\s[^>]*>")
_FOLDERS = ("word/media/", "word/embeddings/")
_KINDS = {"png": b"\x89PNG", "jpg": b"\xff\xd8\xff", "jpeg": b"\xff\xd8\xff", "gif": b"GIF8", "bmp": b"BM"}
_KINDS |= dict.fromkeys(("xlsx", "xlsm", "docx", "docm", "pptx"), b"PK")


def replaced(template: Template, files: Mapping[str, bytes]) -> Template:
    """Return the template with other bytes in some of its pictures and embedded files.

    A file is named by its name in the package (`word/media/image1.png` or `image1.png`), a picture also by its name,
    title or alternative text in Word. The new bytes must be of the same kind. Raises FindingsError (B665) for every
    name that the template does not have and every file of another kind.
    """
    known = _known(template)
    parts: dict[str, Part] = dict(template.parts)
    findings = []
    for name, data in files.items():
        found = known.get(name)
        if found is None:
            mend = did_you_mean(name, known) or f"there are: {', '.join(sorted(known)[:12]) or 'none'}"
            message = f"the template has no picture or embedded file `{name}`"
            findings.append(error("B665", message, help=mend, place=Place(template.file)))
            continue
        kind = found.rpartition(".")[2].lower()
        if not data.startswith(_KINDS.get(kind, b"")):
            message = f"`{name}` is a {kind.upper()} file in the template, and the new one is of another kind"
            findings.append(error("B665", message, help=f"give a {kind.upper()} file", place=Place(template.file)))
            continue
        parts[found] = pack(data, 0)
    if findings:
        raise FindingsError(*findings)
    made = copy.copy(template)
    made.parts = parts
    return made


def _known(template: Template) -> dict[str, str]:
    """Return every name that a file of the template goes by, with the name of its part."""
    known: dict[str, str] = {}
    for part in template.parts:
        if part.startswith(_FOLDERS):
            known[part] = part
            known.setdefault(part.rpartition("/")[2], part)
    for part in [name for name in template.parts if re.fullmatch(r"word/[^/]+\.xml", name)]:
        links = relationships_name(part)
        if links not in template.parts:
            continue
        targets = _targets(template.parts[links].data.decode("utf-8-sig"))
        xml = template.parts[part].data.decode("utf-8-sig")
        for drawing in re.findall(r"<w:drawing>.*?</w:drawing>", xml, re.DOTALL):
            shown = _SHOWN.search(drawing)
            target = targets.get(shown[1]) if shown else None
            if target not in template.parts:
                continue
            for properties in _PROPERTIES.findall(drawing):
                for name in _NAMED.findall(properties):
                    known.setdefault(plain(name), target)
    return known


def _targets(links: str) -> dict[str, str]:
    found = {}
    for link in _TARGET.findall(links):
        attributes = dict(re.findall(r'(\w+)="([^"]*)"', link))
        target = attributes.get("Target", "")
        found[attributes.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"word/{target}"
    return found
