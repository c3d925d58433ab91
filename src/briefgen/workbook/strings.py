"""The shared strings of a workbook: texts by number, new ones in the place of those that held tags."""

from __future__ import annotations

import re

from briefgen.merge.markup import escaped
from briefgen.workbook.tagged import has_tags

_ITEM = re.compile(r"<si\b[^>]*?(?:/>|>(.*?)</si>)", re.DOTALL)
_COUNTS = re.compile(r'\s(?:count|uniqueCount)="\d*"')
EMPTY = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"></sst>'
)
"""A part of shared strings without any."""


def insides(xml: str) -> list[str]:
    """Return the insides of the items of a part of shared strings."""
    return _ITEM.findall(xml)


class Strings:
    """Gives numbers to texts; what held tags makes room."""

    def __init__(self, xml: str) -> None:
        self._xml = xml
        self._items = insides(xml)
        self._free = [number for number, item in enumerate(self._items) if has_tags(item)][::-1]
        self._known: dict[str, int] = {}
        self.changed = bool(self._free)

    def of_text(self, text: str) -> int:
        """Return the number of a plain text."""
        number = self._known.get(text)
        if number is None:
            space = ' xml:space="preserve"' if text != text.strip() or "\n" in text or "  " in text else ""
            number = self._known[text] = self._add(f"<t{space}>{escaped(text)}</t>")
        return number

    def of_item(self, xml: str) -> int:
        """Return the number of an item with runs of their own letters."""
        number = self._known.get(f"<{xml}")
        if number is None:
            number = self._known[f"<{xml}"] = self._add(xml)
        return number

    def text(self, number: int) -> str:
        """Return the inside of an item."""
        return self._items[number]

    def _add(self, xml: str) -> int:
        self.changed = True
        if self._free:
            number = self._free.pop()
            self._items[number] = xml
            return number
        self._items.append(xml)
        return len(self._items) - 1

    def xml(self) -> str:
        """Return the part; what no text took the place of is empty."""
        for number in self._free:
            self._items[number] = "<t/>"
        head = self._xml[: self._xml.index("<sst")]
        root = re.search(r"<sst\b([^>]*?)/?>", self._xml)
        about = _COUNTS.sub("", root[1]) if root else ""
        items = "</si><si>".join(self._items)
        inside = f"<si>{items}</si>" if self._items else ""
        return f'{head}<sst{about} uniqueCount="{len(self._items)}">{inside}</sst>'
