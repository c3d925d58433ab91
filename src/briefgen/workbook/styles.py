"""The styles of cells: which ones show dates, and variants of them for dates and for text that looks like a formula."""

from __future__ import annotations

import re

_FORMATS = re.compile(
    r'<numFmt\b[^>]*?\bnumFmtId="(\d+)"[^>]*?\bformatCode="([^"]*)"|<numFmt\b[^>]*?\bformatCode="([^"]*)"[^>]*?\bnumFmtId="(\d+)"'
)
_CELLS = re.compile(r"(<cellXfs\b[^>]*>)(.*?)(</cellXfs>)", re.DOTALL)
_XF = re.compile(r"<xf\b[^>]*?/>|<xf\b.*?</xf>", re.DOTALL)
_ID = re.compile(r'\bnumFmtId="(\d+)"')
_COUNT = re.compile(r'\bcount="\d+"')
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_OF_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_KINDS = {"day": 14, "moment": 22, "time": 21, "span": 46}


class Styles:
    """The cell styles of a workbook; new ones come behind those that are there."""

    def __init__(self, xml: str) -> None:
        self._xml = xml
        found = _CELLS.search(xml)
        self._xfs: list[str] = _XF.findall(found[2]) if found else []
        self._first_new = len(self._xfs)
        self._made: dict[tuple[int, str], int] = {}
        codes = {int(one or four): two or three for one, two, three, four in _FORMATS.findall(xml)}
        self._dates = {
            number
            for number, code in codes.items()
            if re.search("[dmyhs]", _QUOTED.sub("", code.replace("&quot;", '"')), re.I)
        }

    @property
    def changed(self) -> bool:
        """Say whether there are new ones."""
        return len(self._xfs) > self._first_new

    def shows_dates(self, style: str) -> bool:
        """Say whether a style shows a number as a date or a time."""
        number = int(style or 0)
        if number >= len(self._xfs):
            return False
        found = _ID.search(self._xfs[number])
        kind = int(found[1]) if found else 0
        return kind in _OF_DATES or kind in self._dates

    def for_moment(self, style: str, kind: str) -> str:
        """Return the style, or one like it that shows a date or time of this kind."""
        if self.shows_dates(style) or not self._xfs:
            return style
        number = _KINDS[kind]

        def change(xf: str) -> str:
            xf = (
                _ID.sub(f'numFmtId="{number}"', xf)
                if _ID.search(xf)
                else xf.replace("<xf", f'<xf numFmtId="{number}"', 1)
            )
            xf = re.sub(r'\sapplyNumberFormat="[^"]*"', "", xf)
            return xf.replace("<xf", '<xf applyNumberFormat="1"', 1)

        return self._like(style, kind, change)

    def quoted(self, style: str) -> str:
        """Return the style, or one like it that keeps text that begins like a formula a text when it is edited."""
        if not self._xfs or 'quotePrefix="1"' in self._xfs[min(int(style or 0), len(self._xfs) - 1)]:
            return style

        def change(xf: str) -> str:
            return re.sub(r'\squotePrefix="[^"]*"', "", xf).replace("<xf", '<xf quotePrefix="1"', 1)

        return self._like(style, "quoted", change)

    def _like(self, style: str, kind: str, change: object) -> str:
        number = int(style or 0)
        known = self._made.get((number, kind))
        if known is None:
            source = self._xfs[min(number, len(self._xfs) - 1)]
            self._xfs.append(change(source))  # type: ignore[operator]
            known = self._made[number, kind] = len(self._xfs) - 1
        return str(known)

    def xml(self) -> str:
        """Return the part with the new styles."""
        new = "".join(self._xfs[self._first_new :])

        def put(found: re.Match[str]) -> str:
            return _COUNT.sub(f'count="{len(self._xfs)}"', found[1]) + found[2] + new + found[3]

        return _CELLS.sub(put, self._xml, count=1)
