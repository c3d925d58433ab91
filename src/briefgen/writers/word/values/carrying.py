"""Carries the body of one document into another: ids, styles, lists, notes, links and parts get new names."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from briefgen.merge.values import ValueProblemError
from briefgen.package import PackageError, Relationship, pack, relationships_name, with_relationships
from briefgen.writers.word.values.importing import STYLE, essence, style_name
from briefgen.writers.word.values.origin import Names
from briefgen.writers.word.values.text import only_in_body, outside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.merge.sink import Sink
    from briefgen.writers.word.values.importing import Importer
    from briefgen.writers.word.values.origin import Origin

_NAME = re.compile(r"<[\w:.-]+")
_IMAGE = re.compile(r"(?!xml$|rels$)[a-z0-9]{1,5}")
_TAG = re.compile(r"<(/?)([\w:.-]+)[^>]*?(/?)>")
_GONE = re.compile(
    r"<w:(?:commentRangeStart|commentRangeEnd|commentReference|proofErr|dataBinding|lastRenderedPageBreak)\b[^>]*/>"
    r"|<w15:dataBinding\b[^>]*/>"
    r'|\s(?:w:rsid\w*|w14:paraId|w14:textId)="[^"]*"'
)
_SDT_ID = re.compile(r'(<w:sdtPr>(?:(?!</w:sdtPr>).)*?)<w:id w:val="[^"]*"/>', re.DOTALL)
_STYLED = re.compile(r'(<w:(?:pStyle|rStyle|tblStyle|basedOn)\s+w:val=")([^"]*)(")')
_COUNTED = re.compile(
    r'(<w:pPr><w:pStyle w:val="([^"]*)"/>(?:<w:(?:keepNext|keepLines|pageBreakBefore|framePr|widowControl)\b[^>]*/>)*+)'
    r"(?!<w:numPr>)"
)
_NUMBERED = re.compile(r'(<w:numId\s+w:val=")(\d+)(")')
_RELATED = re.compile(r'(\sr:\w+=")([^"]*)(")')
_DRAWING = re.compile(r'(<wp:docPr\b[^>]*?\bid=")[^"]*(")')
_BOOKMARK = re.compile(r"<w:bookmark(Start|End)\b[^>]*/>")
_BOOKMARK_ID = re.compile(r'(\bw:id=")([^"]*)(")')
_BOOKMARK_NAME = re.compile(r'(\bw:name=")([^"]*)(")')
_ANCHOR = re.compile(r'(\bw:anchor=")([^"]*)(")')
_FIELD = re.compile(r"(<w:instrText\b[^>]*>)([^<]*)")
_NOTE = re.compile(r"<w:(foot|end)noteReference\b[^>]*?\bw:id=\"(-?\d+)\"[^>]*/>")
_LINKED = re.compile(r'<w:hyperlink\b[^>]*?\br:id="([^"]*)"[^>]*>(.*?)</w:hyperlink>', re.DOTALL)
_LEFT_OUT = re.compile(r"<w:(?:nsid|styleLink|numStyleLink|lvlPicBulletId)\b[^>]*/>")
_CARRIED = {
    "chart", "chartColorStyle", "chartStyle", "chartUserShapes", "diagramColors", "diagramData", "diagramDrawing",
    "diagramLayout", "diagramQuickStyle", "footer", "header", "hyperlink", "image", "package", "themeOverride",
}  # fmt: skip


class Carrier:
    """Carries one document into another."""

    def __init__(self, sink: Sink, importer: Importer, origin: Origin) -> None:
        self.sink = sink
        self.importer = importer
        self.origin = origin
        self.names = Names(origin.text(origin.main))
        self.links = origin.relationships(origin.main)
        self.styles = {found[1]: found[0] for found in STYLE.finditer(self.origin.text_of("styles"))}
        self.numbering = self.origin.text_of("numbering")
        self.new_styles: dict[str, str] = {}
        self.new_lists: dict[str, str] = {}
        self.new_bookmarks: dict[str, str] = {}
        self.new_parts: dict[str, str] = {}

    def body(self, xml: str) -> str:
        """Return the content of the body as it is in the other document."""
        for mark in _BOOKMARK.finditer(xml):
            name = _BOOKMARK_NAME.search(mark[0])
            if name and name[2] not in self.new_bookmarks:
                self.new_bookmarks[name[2]] = self.importer.bookmark(name[2])
        xml = _COUNTED.sub(self._counted, xml)
        xml = _NOTE.sub(self._note, self._mapped(xml))
        xml = _RELATED.sub(lambda found: f"{found[1]}{self._related(found[2])}{found[3]}", xml)
        xml = self._declared(xml)
        return xml if xml.endswith(("</w:p>", "<w:p/>")) else f"{xml}<w:p/>"

    # ------------------------------------------------------------ text

    def _mapped(self, xml: str) -> str:
        """Return text with new styles, lists and ids; relationships and notes stay to be done."""
        xml = _SDT_ID.sub(r"\1", _GONE.sub("", xml))
        xml = _STYLED.sub(lambda found: f"{found[1]}{self._style(found[2])}{found[3]}", xml)
        xml = _NUMBERED.sub(lambda found: f"{found[1]}{self._list(found[2])}{found[3]}", xml)
        xml = _DRAWING.sub(lambda found: f"{found[1]}{self.sink.next_id()}{found[2]}", xml)
        ids: dict[str, str] = {}

        def bookmark(found: re.Match[str]) -> str:
            mark = _BOOKMARK_ID.sub(
                lambda one: f"{one[1]}{ids.setdefault(one[2], str(self.sink.next_id()))}{one[3]}", found[0]
            )
            return _BOOKMARK_NAME.sub(lambda one: f"{one[1]}{self.new_bookmarks.get(one[2], one[2])}{one[3]}", mark)

        xml = _BOOKMARK.sub(bookmark, xml)
        renamed = {old: new for old, new in self.new_bookmarks.items() if old != new}
        if renamed:
            xml = _ANCHOR.sub(lambda one: f"{one[1]}{renamed.get(one[2], one[2])}{one[3]}", xml)
            word = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in sorted(renamed, key=len, reverse=True)))
            xml = _FIELD.sub(lambda one: one[1] + word.sub(lambda name: renamed[name[0]], one[2]), xml)
        return xml

    def _declared(self, xml: str) -> str:
        """Return blocks with the namespaces of their prefixes, since the other document may not declare them."""
        extra = self.names.told(xml)
        if not extra:
            return xml
        out: list[str] = []
        position = 0
        for start in _tops(xml):
            cut = start + len(_NAME.match(xml, start)[0])  # type: ignore[index]
            out += (xml[position:cut], extra)
            position = cut
        return "".join((*out, xml[position:]))

    # ------------------------------------------------------------ styles and lists

    def _style(self, identifier: str) -> str:
        """Return the id that a style has in the other document."""
        known = self.new_styles.get(identifier)
        if known is not None:
            return known
        xml = self.styles.get(identifier)
        if xml is None:
            return identifier
        name, importer = style_name(xml), self.importer
        same = importer.by_name.get(name.lower())
        if same is not None and essence(importer.own[same]) == essence(xml):
            self.new_styles[identifier] = same
            return same
        seen = (name.lower(), essence(xml))
        if seen in importer.carried:
            self.new_styles[identifier] = importer.carried[seen]
            return importer.carried[seen]
        if same is None and identifier not in importer.own and identifier not in importer.carried.values():
            new, called = identifier, name
        else:
            new, called = importer.free_style(identifier, name)
        self.new_styles[identifier] = importer.carried[seen] = new
        xml = re.sub(r'\sw:default="[^"]*"|<w:(?:next|link|rsid)\b[^>]*/>', "", xml)
        xml = xml.replace(f'w:styleId="{identifier}"', f'w:styleId="{new}"', 1)
        xml = re.sub(r'(<w:name w:val=")[^"]*', lambda one: one[1] + escape(called), xml, count=1)
        if called != name and "w:customStyle=" not in xml:
            xml = xml.replace("<w:style ", '<w:style w:customStyle="1" ', 1)
        importer.styles.append(Names(self.origin.text_of("styles")).into(self._mapped(xml)))
        return new

    def _list(self, number: str) -> str:
        """Return the number that a list has in the other document; every carried document counts anew."""
        if number == "0":
            return number
        known = self.new_lists.get(number)
        if known is not None:
            return known
        found = re.search(rf'<w:num\b[^>]*\bw:numId="{number}"[^>]*>(.*?)</w:num>', self.numbering, re.DOTALL)
        definition = re.search(r'<w:abstractNumId w:val="(\d+)"', found[1]) if found else None
        abstract = self._abstract(definition[1]) if definition else None
        if found is None or abstract is None:
            self.new_lists[number] = "0"
            return "0"
        overrides = re.sub(r"<w:abstractNumId\b[^>]*/>", "", found[1])
        self.new_lists[number] = new = self.importer.add_list(abstract, overrides)
        index = len(self.importer.abstracts) - 1
        made = self.importer.abstracts[index]
        self.importer.abstracts[index] = _STYLED.sub(lambda one: f"{one[1]}{self._style(one[2])}{one[3]}", made)
        return new

    def _counted(self, found: re.Match[str]) -> str:
        """Give a paragraph the list of its style, so that it counts anew; headings go on counting."""
        xml = self.styles.get(found[2], "")
        number = _NUMBERED.search(xml)
        if number is None or style_name(xml).lower().startswith("heading"):
            return found[0]
        level = re.search(r'<w:ilvl w:val="(\d+)"', xml)
        return (
            f'{found[1]}<w:numPr><w:ilvl w:val="{level[1] if level else 0}"/><w:numId w:val="{number[2]}"/></w:numPr>'
        )

    def _abstract(self, identifier: str, depth: int = 0) -> str | None:
        pattern = rf'<w:abstractNum\b[^>]*\bw:abstractNumId="{identifier}"[^>]*>(.*?)</w:abstractNum>'
        found = re.search(pattern, self.numbering, re.DOTALL)
        if found is None:
            return None
        link = re.search(r'<w:numStyleLink w:val="([^"]*)"', found[1])
        if link and depth == 0:
            number = _NUMBERED.search(self.styles.get(link[1], ""))
            of_style = number and re.search(
                rf'<w:num\b[^>]*\bw:numId="{number[2]}"[^>]*>\s*<w:abstractNumId w:val="(\d+)"', self.numbering
            )
            if of_style:
                return self._abstract(of_style[1], 1)
        inside = _GONE.sub("", _LEFT_OUT.sub("", found[1]))
        return Names(self.numbering).into(f'<w:abstractNum w:abstractNumId="\0">{inside}</w:abstractNum>')

    # ------------------------------------------------------------ notes

    def _note(self, found: re.Match[str]) -> str:
        """Carry a footnote, or an endnote as a footnote; return its mark."""
        only_in_body(self.sink, "a footnote")
        kind = found[1]
        name = self.origin.related(f"{kind}notes")
        text = self.origin.text(name) if name else ""
        note = re.search(
            rf'<w:{kind}note\b[^>]*\bw:id="{re.escape(found[2])}"[^>]*>(.*?)</w:{kind}note>', text, re.DOTALL
        )
        if note is None or name is None:
            raise ValueProblemError("the document has a mark of a note that is missing", "correct it in Word")
        links = self.origin.relationships(name)

        def link(one: re.Match[str]) -> str:
            address = outside(links[one[1]].target) if one[1] in links else ""
            code = escape(f'HYPERLINK "{address}"')
            return f'<w:fldSimple w:instr="{code}">{one[2]}</w:fldSimple>' if address else one[2]

        inside = _LINKED.sub(link, self._mapped(note[1]))
        if _RELATED.search(inside):
            raise ValueProblemError("a note of the document holds a picture", "move the picture into the text")
        inside = inside.replace("<w:endnoteRef/>", "<w:footnoteRef/>")
        identifier = self.sink.next_id()
        declared = Names(text).into(f'<w:footnote w:id="{identifier}">{inside}</w:footnote>')
        self.sink.everything.notes.append(declared)
        return f'<w:footnoteReference w:id="{identifier}"/>'

    # ------------------------------------------------------------ parts

    def _related(self, identifier: str) -> str:
        """Return the relationship that one of the document becomes."""
        link = self.links.get(identifier)
        if link is None:
            raise ValueProblemError(
                "the document refers to a part that is missing", "open it in Word and save it again"
            )
        kind = self._kind(link)
        if link.external:
            return self.sink.link(outside(link.target))
        name = self.origin.target(self.origin.main, link)
        if kind == "image":
            extension = name.rpartition(".")[2].lower()
            data, told = self.origin.part(name).data, self.origin.content_type(name)
            if not _IMAGE.fullmatch(extension) or not told.startswith("image/"):
                raise PackageError(f'its picture "{name}" is none')
            return self.sink.media(data, extension, told)
        return self.sink.relate(link.type, f"/{self._copied(name)}")

    def _copied(self, name: str) -> str:
        """Copy a part with all that it needs; return its new name."""
        if name in self.new_parts:
            return self.new_parts[name]
        if len(self.new_parts) > 10_000:
            raise PackageError("it has more than 10000 parts")
        everything, (folder, _, file) = self.sink.everything, name.rpartition("/")
        number = 1
        while (new := f"{folder}/brought{number}_{file}") in everything.parts or new in self.importer.template.parts:
            number += 1
        self.new_parts[name] = new
        part, kind = self.origin.part(name), self.origin.content_type(name)
        everything.parts[new] = part
        everything.types[new] = kind
        if kind.endswith((".header+xml", ".footer+xml")):
            text = self._mapped(self.origin.text(name))
            everything.parts[new] = pack(text.encode())
        links = []
        for link in self.origin.relationships(name).values():
            self._kind(link)
            if link.external:
                links.append(Relationship(link.id, link.type, outside(link.target), external=True))
            else:
                links.append(Relationship(link.id, link.type, f"/{self._copied(self.origin.target(name, link))}"))
        if links:
            everything.parts[relationships_name(new)] = pack(with_relationships(None, links).encode())
        return new

    @staticmethod
    def _kind(link: Relationship) -> str:
        """Return what a relationship is for; raise ValueProblemError for what must not or cannot be carried."""
        kind = link.type.rpartition("/")[2]
        if kind not in _CARRIED:
            raise ValueProblemError(
                f"the document holds something that cannot be carried over ({kind})",
                "take embedded objects, controls and included files out of it, or save them as pictures",
            )
        if link.external and kind != "hyperlink":
            raise ValueProblemError(
                f"the document takes a part ({kind}) from `{link.target}`, and nothing is fetched",
                "embed it in the document",
            )
        return kind


def _tops(xml: str) -> Iterator[int]:
    """Yield where each outermost element begins."""
    depth = 0
    for found in _TAG.finditer(xml):
        if found[1]:
            depth -= 1
        else:
            if depth == 0:
                yield found.start()
            depth += not found[3]
