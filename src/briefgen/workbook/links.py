"""Links with tags: taken out of their sheet, printed with the rows of their cells, put back for each copy."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from briefgen.formulas.references import reference
from briefgen.merge.markup import escaped
from briefgen.merge.values import address
from briefgen.package import Relationship
from briefgen.workbook.around_rows import copies
from briefgen.workbook.opening import OFFICE
from briefgen.workbook.sheet import attributes, with_attribute
from briefgen.workbook.tagged import Tagged, attach

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from briefgen.workbook.opening import Book
    from briefgen.workbook.rendering import Made, Outcome

    Hold = Callable[[str], str]

TAG = re.compile(r"\{[{%#]|[%#}]\}|%7B%7B", re.IGNORECASE)
"""What may be a tag, also as addresses have it."""

_LINK = re.compile(r'<hyperlink\b[^>]*?\bref="([^"]*)"[^>]*?/>')
_BEFORE_LINKS = (
    "</sheetData>", "<sheetData/>", "</customSheetViews>", "</autoFilter>", "</mergeCells>", "</conditionalFormatting>",
    "</dataValidations>",
)  # fmt: skip
_AFTER_LINKS = (
    "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties",
    "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "picture", "oleObjects",
    "controls", "webPublishItems", "tableParts", "extLst",
)  # fmt: skip


@dataclass(slots=True, eq=False)
class Link:
    """A hyperlink with tags: its element, and where it leads if that has tags too."""

    xml: str
    area: str
    relationship: Relationship | None


def take_links(book: Book, part: str, tail: str, hold: Hold) -> tuple[list[Link], str]:
    """Return the links of a sheet that have tags, and what follows its rows without them.

    `hold` hides the tags in names of sheets, which lead to a sheet and are not printed.
    """
    found: list[Link] = []
    if "<hyperlink" not in tail:
        return found, tail
    links = book.links(part)

    def take(one: re.Match[str]) -> str:
        told = attributes(one[0])
        identifier = next((value for name, value in told.items() if name.endswith(":id")), None)
        link = links.get(identifier or "")
        if not (link and TAG.search(link.target)):
            link = None
        if link is None and not TAG.search(hold(one[0])):
            return one[0]
        found.append(Link(one[0], one[1], link))
        return ""

    return found, _LINK.sub(take, tail)


def link_texts(links: list[Link], hold: Hold) -> Iterator[Tagged]:
    """Yield the texts of links, each belonging to its cell."""
    for number, link in enumerate(links):
        area = reference(link.area)
        told = attributes(link.xml)
        for name in ("location", "tooltip", "display"):
            if TAG.search(hold(told.get(name, ""))):
                yield attach(area.row, area.column, f"<t>{told[name]}</t>", (f"link {name}", number))
        if link.relationship is not None:
            target = link.relationship.target
            target = unquote(target) if "%7B" in target.upper() else target
            yield attach(area.row, area.column, f"<t>{escaped(target)}</t>", ("link target", number))


def with_links(outcome: Outcome, one: Made, skeleton: str) -> str:
    """Return a sheet with the links that had tags, one for each copy of their cells."""
    if not one.sheet.links or one.place is None:
        return skeleton
    made = []
    for number, link in enumerate(one.sheet.links):
        texts = outcome.attached(one, "link", number)
        for area, row, _ in copies(link.area, one.place):
            xml = with_attribute(link.xml, "ref", area)
            for name, value in texts.get((row.number, row.path), {}).items():
                if name == "target":
                    xml = with_attribute(xml, r"\w+:id", _relate(one, value))
                else:
                    xml = with_attribute(xml, name, value)
            made.append(xml)
    if not made:
        return skeleton
    inside = "".join(made)
    if "<hyperlinks>" in skeleton:
        return skeleton.replace("</hyperlinks>", f"{inside}</hyperlinks>", 1)
    return _placed(skeleton, f"<hyperlinks>{inside}</hyperlinks>")


def _relate(one: Made, target: str) -> str:
    """Return the id of a relationship of a sheet to an address."""
    target = address(target)
    known = next((link.id for link in one.links if link.target == target), None)
    if known is None:
        known = f"rIdBg{len(one.links) + 1}"
        one.links.append(Relationship(known, f"{OFFICE}/hyperlink", target, True))
    return known


def _placed(skeleton: str, xml: str) -> str:
    """Return a sheet with its links where the schema wants them."""
    start = max(skeleton.rfind(mark) for mark in _BEFORE_LINKS)  # formats and views have elements of the same names
    found = re.compile(rf"<(?:{'|'.join(_AFTER_LINKS)})\b|</worksheet>").search(skeleton, start)
    at = found.start() if found else len(skeleton)
    return skeleton[:at] + xml + skeleton[at:]
