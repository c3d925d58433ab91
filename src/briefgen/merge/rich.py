"""Rich values that come with the engine: words with bold, italic and links, and a page break."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from briefgen.merge.markup import escaped
from briefgen.merge.values import refuse_forbidden

if TYPE_CHECKING:
    from briefgen.merge.sink import Sink

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next paragraph starts a page: `{{p break }}`."""

    level: Literal["block"] = "block"

    def word(self, sink: Sink) -> str:  # noqa: ARG002 - needs nothing of the document
        """Return a paragraph that is a page break."""
        return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


@dataclass(frozen=True, slots=True)
class Markdown:
    """Words in Markdown: `**bold**`, `*italic*`, `[link](address)`; everything else is plain text."""

    text: str
    level: Literal["run"] = "run"

    def word(self, sink: Sink) -> str:
        """Return the runs of the words."""
        from markdown_it import MarkdownIt  # only where there is Markdown

        tokens = MarkdownIt("zero").enable(["emphasis", "link", "newline", "escape"]).parseInline(self.text)
        out: list[str] = []
        letters = {"strong": 0, "em": 0, "link": 0}
        for token in (tokens[0].children or []) if tokens else []:
            kind, _, end = token.type.rpartition("_")
            if token.type in {"softbreak", "hardbreak"}:
                out.append("<w:r><w:br/></w:r>")
            elif kind in letters:
                letters[kind] += 1 if end == "open" else -1
                if kind == "link":
                    address = str(token.attrGet("href") or "")
                    out.append(
                        f'<w:hyperlink xmlns:r="{_R}" r:id="{sink.link(address)}">'
                        if end == "open"
                        else "</w:hyperlink>"
                    )
            elif token.content:
                out.append(self._run(token.content, letters, sink))
        return "".join(out)

    @staticmethod
    def _run(text: str, letters: dict[str, int], sink: Sink) -> str:
        style = sink.style("Hyperlink") if letters["link"] else None
        looks = f'<w:rStyle w:val="{escaped(style)}"/>' if style else ""
        looks += ("<w:b/>" if letters["strong"] else "") + ("<w:i/>" if letters["em"] else "")
        properties = f"<w:rPr>{looks}</w:rPr>" if looks else ""
        return f'<w:r>{properties}<w:t xml:space="preserve">{escaped(refuse_forbidden(text))}</w:t></w:r>'
