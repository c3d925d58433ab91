"""Other documents as values: the body of a `.docx` with its styles, lists, pictures, links and notes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from briefgen.merge.opening import main_part
from briefgen.merge.values import ValueProblemError
from briefgen.package import PackageError, read_package
from briefgen.writers.word.values.carrying import Carrier
from briefgen.writers.word.values.files import read
from briefgen.writers.word.values.importing import W, importer_of
from briefgen.writers.word.values.origin import Origin
from briefgen.writers.word.values.sheet import template_of
from briefgen.writers.word.values.text import SectionBreak, only_in_body

if TYPE_CHECKING:
    from briefgen.merge.sink import Sink
    from briefgen.merge.template import Template
    from briefgen.writers.word.values.files import Source

_BODY = re.compile(r"<w:body(?: [^>]*)?>(.*)</w:body>", re.DOTALL)
_SECTION = re.compile(r"<w:sectPr\b[^>]*?/>|<w:sectPr\b.*?</w:sectPr>", re.DOTALL)
_LAST_SECTION = re.compile(r"(<w:sectPr\b[^>]*?/>|<w:sectPr\b(?:(?!<w:sectPr\b).)*?</w:sectPr>)\s*$", re.DOTALL)
_REFERENCE = re.compile(r'<w:(header|footer)Reference\b[^>]*\bw:type="(\w+)"')


@dataclass(frozen=True, slots=True)
class SubDocument:
    """The body of another Word document; `keep_section` keeps its pages, headers and footers as well.

    A style that the template has under the same name and with the same look is shared; one that looks different is
    carried over under a new name. Text without a style takes that of the template. Tags in it stay text.
    """

    source: Source
    keep_section: bool = False
    level: ClassVar[Literal["run", "block"]] = "block"

    def word(self, sink: Sink) -> str:
        """Return the paragraphs and tables; raise ValueProblemError where the document cannot be carried over."""
        template = template_of(sink)
        try:
            return self._carried(sink, template, read(self.source, sink))
        except (PackageError, UnicodeDecodeError) as reason:
            raise ValueProblemError(
                f"the document cannot be used: {reason}",
                "open it in Word and save it as a Word document (.docx) without a password",
            ) from None

    def _carried(self, sink: Sink, template: Template, data: bytes) -> str:
        limits = template.limits
        parts = read_package(data, limits.package, limits.ratio)
        main = main_part(parts)
        origin = Origin(parts, main, limits.depth)
        text = origin.text(main)
        body = _BODY.search(text)
        if body is None or f'xmlns:w="{W}"' not in text[: body.start()]:
            raise PackageError("it is not written as Word writes documents")
        carrier = Carrier(sink, importer_of(sink, template), origin)
        last = _LAST_SECTION.search(body[1])
        inner = body[1][: last.start()] if last else body[1]
        if not self.keep_section:
            return carrier.body(_SECTION.sub("", inner))
        only_in_body(sink, "a section")
        section = last[1] if last else "<w:sectPr/>"
        before = SectionBreak().word(sink)
        _headers_stay(before, inner + section)
        return before + carrier.body(f"{inner}<w:p><w:pPr>{section}</w:pPr></w:p>")


def _headers_stay(own: str, brought: str) -> None:
    """Raise ValueProblemError where the pages after the document would take over its headers."""
    missing = set(_REFERENCE.findall(brought)) - set(_REFERENCE.findall(own))
    if missing:
        told = ", ".join(sorted(f"{where} ({kind})" for where, kind in missing))
        raise ValueProblemError(
            f"the document has a {told} and the template has none, so that its own later pages would show it",
            "give the template that header or footer (it may be empty), or leave `keep_section` out",
        )
