"""Workbooks inside a template, such as those that its charts are edited in: their cells may hold tags too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.merge.opening import IN_WORKBOOK, decoded
from briefgen.package import PackageError, pack, read_package, write_package

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.merge.limits import Limits
    from briefgen.package import LongPart, Part

NUMBER = "<?number?>"
"""Stands before a number that is printed into a cell; no data can print it."""

_STRINGS = "xl/sharedStrings.xml"
_ITEM = re.compile(r"<si>(.*?)</si>|<si/>", re.DOTALL)
_TEXT = re.compile(r"<t(?: [^>]*)?>([^<]*)</t>")
_PHONETIC = re.compile(r"<rPh\b.*?</rPh>", re.DOTALL)
_CELL = re.compile(r'<c\b([^>]*?)\s+t="s"([^>]*)><v>(\d+)</v></c>')
_NUMERIC = re.compile(r'(<c\b[^>]*?)\s+t="inlineStr"([^>]*)><is><t(?: [^>]*)?><\?number\?>([^<]*)</t></is></c>')


def sheets_with_tags(parts: Mapping[str, Part], limits: Limits) -> dict[str, str]:
    """Return the XML of every sheet with tags by the names of its workbook and itself; raise PackageError."""
    found = {}
    for book, part in parts.items():
        if not book.endswith((".xlsx", ".xlsm")):
            continue
        try:
            inside = read_package(part.data, limits.package, limits.ratio)
        except PackageError as reason:
            raise PackageError(f'its workbook "{book}" is damaged ({reason})') from None
        strings = decoded(_STRINGS, inside[_STRINGS].data, limits.depth) if _STRINGS in inside else ""
        shared = ["".join(_TEXT.findall(_PHONETIC.sub("", one))) for one in _ITEM.findall(strings)]
        for name, sheet in inside.items():
            if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name):
                xml = _with_own_texts(decoded(name, sheet.data, limits.depth), shared)
                if "{{" in xml or "{%" in xml or "{#" in xml:
                    found[f"{book}{IN_WORKBOOK}{name}"] = xml
    return found


def _with_own_texts(sheet: str, shared: list[str]) -> str:
    """Return a sheet in which the cells with tags hold their text themselves, and not by a number."""

    def own(cell: re.Match[str]) -> str:
        number = int(cell[3])
        if number >= len(shared) or "{" not in shared[number]:
            return cell[0]
        return f'<c{cell[1]} t="inlineStr"{cell[2]}><is><t xml:space="preserve">{shared[number]}</t></is></c>'

    return _CELL.sub(own, sheet)


def put_back(parts: dict[str, Part | LongPart]) -> None:
    """Put printed sheets into their workbooks; what was printed as a number is one."""
    books: dict[str, dict[str, Part]] = {}
    for name in [name for name in parts if IN_WORKBOOK in name]:
        book, _, sheet = name.partition(IN_WORKBOOK)
        text = _NUMERIC.sub(r"\1\2><v>\3</v></c>", parts.pop(name).data.decode())
        books.setdefault(book, {})[sheet] = pack(text.replace(NUMBER, "").encode())
    for book, sheets in books.items():
        inside: dict[str, Part | LongPart] = {**read_package(parts[book].data), **sheets}
        parts[book] = pack(write_package(inside), 0)
