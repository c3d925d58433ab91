"""Notes at cells: their texts, threads and boxes, copied and moved with their cells."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from briefgen.formulas.references import column_letters, reference
from briefgen.merge.markup import escaped, plain
from briefgen.workbook.around_rows import copies
from briefgen.workbook.filling import Item
from briefgen.workbook.sheet import attributes, with_attribute

if TYPE_CHECKING:
    from briefgen.workbook.axis import Axis
    from briefgen.workbook.rendering import Made, Outcome

_COMMENT = re.compile(r'<comment\b[^>]*?\bref="([^"]*)"[^>]*>.*?</comment>', re.DOTALL)
_TEXT = re.compile(r"<text\b[^>]*>.*?</text>", re.DOTALL)
_AUTHORS = re.compile(r"(<authors>)(.*?)(</authors>)", re.DOTALL)
_AUTHOR = re.compile(r"<author>([^<]*)</author>|<author/>")
_THREAD = re.compile(r'<threadedComment\b[^>]*?\bref="([^"]*)"[^>]*?(?:/>|>.*?</threadedComment>)', re.DOTALL)
_GUID = re.compile(r"\{[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}")
_SHAPE = re.compile(r"<v:shape\b[^>]*>.*?</v:shape>", re.DOTALL)
_SHAPE_ID = re.compile(r'(\bid=")([^"]*?)(\d+)(")')
_NOTE_ROW, _NOTE_COLUMN = re.compile(r"<x:Row>\s*(\d+)\s*</x:Row>"), re.compile(r"<x:Column>\s*(\d+)\s*</x:Column>")
_ANCHOR = re.compile(r"<x:Anchor>([^<]*)</x:Anchor>")
_LINKED = re.compile(r"(<x:Fmla(?:Link|Range|Group|Txbx)>)([^<]*)(</x:Fmla\w+>)")
_FAMILY = UUID("6f1c3a52-6d0e-5a43-9c1b-5d2f5b7c0a11")


def again(guid: str, copy: int) -> str:
    """Return an id for a copy of what has this id; the same one each time."""
    return guid if copy == 0 else f"{{{str(uuid5(_FAMILY, f'{guid} {copy}')).upper()}}}"


def notes_of(outcome: Outcome, one: Made, xml: str) -> str:
    """Return the texts of the notes of a sheet."""
    if one.place is None or (one.place.same and not one.sheet.comments):
        return xml
    place = one.place
    found = _AUTHORS.search(xml)
    authors = [plain(name) for name in _AUTHOR.findall(found[2])] if found else []
    tagged = {comment: number for number, comment in enumerate(one.sheet.comments)}

    def move(found: re.Match[str]) -> str:
        text = _TEXT.search(found[0])
        number = tagged.get((found[1], text[0])) if text else None
        told = outcome.attached(one, "comment", number) if number is not None else {}
        made = []
        for copy, (area, row, _) in enumerate(copies(found[1], place)):
            xml = found[0].replace(f'ref="{found[1]}"', f'ref="{area}"', 1)
            value = told.get((row.number, row.path), {}).get("")
            if value is not None and text is not None:
                inside = value.xml if isinstance(value, Item) else f'<t xml:space="preserve">{escaped(value)}</t>'
                xml = xml.replace(text[0], f"<text>{inside}</text>", 1)
            made.append(_of_author(xml, copy, authors))
        return "".join(made)

    xml = _COMMENT.sub(move, xml)
    names = "".join(f"<author>{escaped(name)}</author>" for name in authors)
    return _AUTHORS.sub(lambda found: f"{found[1]}{names}{found[3]}", xml, count=1)


def _of_author(xml: str, copy: int, authors: list[str]) -> str:
    """Return a copy of a note; one that stands for a thread names the copy of the thread as its author."""
    found = re.search(r'(\bauthorId=")(\d+)(")', xml)
    if copy == 0 or found is None or int(found[2]) >= len(authors) or not authors[int(found[2])].startswith("tc="):
        return _GUID.sub(lambda guid: again(guid[0], copy), xml)
    authors.append("tc=" + again(authors[int(found[2])][3:], copy))
    xml = _GUID.sub(lambda guid: again(guid[0], copy), xml)
    return xml.replace(found[0], f"{found[1]}{len(authors) - 1}{found[3]}", 1)


def threads_of(outcome: Outcome, one: Made, xml: str) -> str:
    """Return the threads of a sheet."""
    place = one.place
    if place is None or (place.same and not one.sheet.threads):
        return xml
    numbers = count()

    def move(found: re.Match[str]) -> str:
        made = []
        told = outcome.attached(one, "thread", next(numbers))
        for copy, (area, row, _) in enumerate(copies(found[1], place)):
            text = found[0].replace(f'ref="{found[1]}"', f'ref="{area}"', 1)
            value = told.get((row.number, row.path), {}).get("")
            if value is not None:
                text = _TEXT.sub(lambda _, value=value: f"<text>{escaped(str(value))}</text>", text, count=1)  # type: ignore[misc]
            for name in ("id", "parentId"):
                text = with_attribute(text, name, again(attributes(text).get(name, ""), copy))
            made.append(text)
        return "".join(made)

    return _THREAD.sub(move, xml)


def shapes_of(outcome: Outcome, one: Made, xml: str) -> str:
    """Return the boxes of notes and controls of a sheet."""
    place = one.place
    if place is None or outcome.follower.same:
        return xml
    highest = max((int(number) for _, _, number, _ in _SHAPE_ID.findall(xml)), default=0)

    def move(found: re.Match[str]) -> str:
        nonlocal highest
        text = _LINKED.sub(
            lambda link: link[1] + escaped(outcome.follower.formula(plain(link[2]), place)) + link[3], found[0]
        )
        row, column = _NOTE_ROW.search(text), _NOTE_COLUMN.search(text)
        if row is None or column is None:
            return _shifted(text, place.rows, place.columns)
        made: list[str] = []
        address = f"{column_letters(int(column[1]) + 1)}{int(row[1]) + 1}"
        for area, _, _ in copies(address, place):
            at = reference(area)
            down, right = at.row - 1 - int(row[1]), at.column - 1 - int(column[1])
            shape = text.replace(row[0], f"<x:Row>{at.row - 1}</x:Row>", 1)
            shape = shape.replace(column[0], f"<x:Column>{at.column - 1}</x:Column>", 1)
            box = _ANCHOR.search(shape)
            shape = shape.replace(box[0], _moved(box[1], down, right), 1) if box else shape
            if made:
                highest += 1
                shape = _SHAPE_ID.sub(rf"\g<1>\g<2>{highest}\g<4>", shape, count=1)
            made.append(shape)
        return "".join(made)

    return _SHAPE.sub(move, xml)


def _shifted(text: str, rows: Axis, columns: Axis) -> str:
    """Return a box that is no note, moved with its first cell."""
    found = _ANCHOR.search(text)
    if found is None:
        return text
    numbers = [int(number) for number in found[1].replace(" ", "").split(",") if number.strip()]
    if len(numbers) != 8:
        return text
    down = rows.after(numbers[2] + 1) - numbers[2] - 1
    right = columns.after(numbers[0] + 1) - numbers[0] - 1
    return text.replace(found[0], _moved(found[1], down, right), 1)


def _moved(anchor: str, down: int, right: int) -> str:
    numbers = [int(number) for number in anchor.replace(" ", "").split(",") if number.strip()]
    if len(numbers) == 8:
        for index, shift in ((0, right), (2, down), (4, right), (6, down)):
            numbers[index] = max(0, numbers[index] + shift)
    return f"<x:Anchor>{', '.join(map(str, numbers))}</x:Anchor>"
