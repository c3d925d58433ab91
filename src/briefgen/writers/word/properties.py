"""What a paper says of itself: title, author, language and date in its properties."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefgen.document import Document

CORE = "docProps/core.xml"
RELATIONSHIP = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
CONTENT_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
EMPTY = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    "<cp:coreProperties"
    ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"></cp:coreProperties>'
)

_STATED = {
    "dc:title": "{{ properties.title }}",
    "dc:creator": "{{ properties.author }}",
    "cp:lastModifiedBy": "{{ properties.author }}",
    "dc:language": "{{ properties.language }}",
    "dcterms:created": "{{ properties.moment }}",
    "dcterms:modified": "{{ properties.moment }}",
    "cp:revision": "1",
}
_DROPPED = ("cp:lastPrinted",)


def prepare(texts: dict[str, str]) -> None:
    """Make the core properties of a look state those of each paper; an element with a tag of its own stays."""
    text = texts[CORE]
    root = re.search(r"<cp:coreProperties\b([^>]*?)/?>", text)
    if root is None:
        text, attributes = EMPTY, ""
    else:
        attributes = root[1]
        if root[0].endswith("/>"):
            text = f"{text[: root.start()]}<cp:coreProperties{attributes}></cp:coreProperties>"
    for name in _DROPPED:
        text = re.sub(rf"<{name}\b[^>]*>.*?</{name}>", "", text, flags=re.DOTALL)
    stated = ""
    for name, value in _STATED.items():
        own = re.search(rf"<{name}\b[^>]*>(.*?)</{name}>|<{name}\b[^>]*/>", text, flags=re.DOTALL)
        if own and own[1] and "{{" in own[1]:
            continue
        if own:
            text = text[: own.start()] + text[own.end() :]
        kind = ' xsi:type="dcterms:W3CDTF"' if name.startswith("dcterms") else ""
        stated += f"<{name}{kind}>{value}</{name}>"
    end = text.rindex("</cp:coreProperties>")
    texts[CORE] = text[:end] + stated + text[end:]


def stated(document: Document, language: str) -> dict[str, str]:
    """Return the properties of a paper; `language` is its tag such as uk-UA."""
    moment = datetime.fromtimestamp(document.moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {
        "title": document.title,
        "author": document.fields.get("author", ""),
        "language": language,
        "moment": moment,
    }
