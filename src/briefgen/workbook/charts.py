"""Charts: what they refer to follows, and the numbers and texts they store are those of the cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from briefgen.formulas.cells import Formula
from briefgen.formulas.references import Name, Reference, references
from briefgen.formulas.tokens import tokenise
from briefgen.merge.markup import escaped, plain

if TYPE_CHECKING:
    from briefgen.workbook.axis import Spot
    from briefgen.workbook.rendering import Made, Outcome

_FORMULA = re.compile(r"(<(?:\w+:)?f\b[^>]*>)([^<]*)(</(?:\w+:)?f>)")
_STORED = re.compile(
    r"<(c:)?(numRef|strRef|multiLvlStrRef)>\s*<(?:c:)?f>([^<]*)</(?:c:)?f>(.*?)</(?:c:)?\2>", re.DOTALL
)
_CACHE = re.compile(r"<((?:c:)?(?:numCache|strCache|multiLvlStrCache))>(.*?)</\1>", re.DOTALL)
_CODE = re.compile(r"<(?:c:)?formatCode>([^<]*)</")
_NEWER = re.compile(r"<cx:(str|num)Dim\b([^>]*)>(.*?)</cx:\1Dim>", re.DOTALL)
_LEVEL = re.compile(r"<cx:lvl\b[^>]*>.*?</cx:lvl>", re.DOTALL)
_KINDS = {"numRef": "numCache", "strRef": "strCache", "multiLvlStrRef": "multiLvlStrCache"}
_PLAIN = {"reference", "union", "open", "close", "space", "name"}


class Charts:
    """Rewrites the charts of one outcome."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self.sheets = {one.name.casefold(): one.name for one in outcome.made}

    def rewritten(self, xml: str, one: Made | None, row: Spot) -> str:
        """Return a chart as it belongs to a sheet of the outcome; `row` is the repeated row it lies in, if any."""
        if not self.outcome.touched:
            return xml
        follower, place = self.outcome.follower, one.place if one else None
        seen = row if row.path else None

        def follow(found: re.Match[str]) -> str:
            return found[1] + escaped(follower.formula(plain(found[2]), place, seen, pieces=True)) + found[3]

        xml = _FORMULA.sub(follow, xml)
        xml = _STORED.sub(self._stored, xml)
        return _NEWER.sub(self._newer, xml)

    def cells_of(self, formula: str) -> list[list[list[tuple[str, int, int]]]] | None:
        """Return the cells of each area of a formula, row by row; None if it is more than areas."""
        formula = self._of_name(formula)
        if any(kind not in _PLAIN for kind, _ in tokenise(formula)):
            return None
        areas = []
        for mention in references(formula):
            what = mention.what
            if not isinstance(what, Reference) or what.book or what.last_sheet or what.shape not in {"cell", "area"}:
                return None
            sheet = self.sheets.get((what.sheet or "").casefold())
            if sheet is None:
                return None
            columns = range(what.column, what.last_column + 1)
            areas.append([[(sheet, r, c) for c in columns] for r in range(what.row, what.last_row + 1)])
        return areas or None

    def _of_name(self, formula: str) -> str:
        """Return what a defined name stands for."""
        mentions = references(formula)
        if len(mentions) == 1 and isinstance(mentions[0].what, Name):
            name = mentions[0].what
            known = self.outcome.names.formulas
            return known.get(name.name) or known.get(
                (self.sheets.get((name.sheet or "").casefold(), ""), name.name), formula
            )
        return formula

    def value(self, cell: tuple[str, int, int]) -> Any:
        """Return the value of a cell of the outcome."""
        found = self.outcome.cells.get(cell)
        return self.outcome.values.get(cell) if type(found) is Formula else found

    def _stored(self, found: re.Match[str]) -> str:
        prefix, kind, formula, rest = found[1] or "", found[2], found[3], found[4]
        areas = self.cells_of(plain(formula))
        if areas is None:
            return found[0]
        old = _CACHE.search(rest)
        cache = _KINDS[kind]
        if kind == "multiLvlStrRef":
            inside = self._levels(areas[0], prefix)
        else:
            values = [self.value(cell) for area in areas for line in area for cell in line]
            code = _CODE.search(old[2]) if old else None
            shown = code[1] if code else "General"
            inside = f"<{prefix}formatCode>{shown}</{prefix}formatCode>" if kind == "numRef" else ""
            inside += _points(values, prefix, numbers=kind == "numRef")
        made = f"<{prefix}{cache}>{inside}</{prefix}{cache}>"
        tail = rest.replace(old[0], "", 1) if old else rest
        return f"<{prefix}{kind}><{prefix}f>{formula}</{prefix}f>{made}{tail.strip()}</{prefix}{kind}>"

    def _levels(self, area: list[list[tuple[str, int, int]]], prefix: str) -> str:
        """Return the texts of a heading with several levels: the innermost comes first."""
        lines = [list(line) for line in zip(*area, strict=True)] if len(area) >= len(area[0]) else area
        count = f'<{prefix}ptCount val="{len(lines[0])}"/>'
        levels = ""
        for line in reversed(lines):
            points = _points([self.value(cell) for cell in line], prefix, numbers=False)
            levels += f"<{prefix}lvl>{points.partition('/>')[2]}</{prefix}lvl>"
        return count + levels

    def _newer(self, found: re.Match[str]) -> str:
        """The stored values of a chart of the newer kind."""
        formula = _FORMULA.search(found[3])
        areas = self.cells_of(plain(formula[2])) if formula else None
        if areas is None or len(_LEVEL.findall(found[3])) != 1:
            return found[0]
        values = [self.value(cell) for area in areas for line in area for cell in line]
        code = re.search(r'\sformatCode="[^"]*"', found[3])
        points = "".join(
            f'<cx:pt idx="{index}">{escaped(_text(value))}</cx:pt>'
            for index, value in enumerate(values)
            if _text(value)
        )
        level = f'<cx:lvl ptCount="{len(values)}"{code[0] if code else ""}>{points}</cx:lvl>'
        return f"<cx:{found[1]}Dim{found[2]}>{_LEVEL.sub(lambda _: level, found[3])}</cx:{found[1]}Dim>"


def _points(values: list[Any], prefix: str, *, numbers: bool) -> str:
    made = [f'<{prefix}ptCount val="{len(values)}"/>']
    for index, value in enumerate(values):
        if numbers:
            text = _text(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else ""
        else:
            text = _text(value)
        if text:
            made.append(f'<{prefix}pt idx="{index}"><{prefix}v>{escaped(text)}</{prefix}v></{prefix}pt>')
    return "".join(made)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return repr(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)
    if isinstance(value, (int, str)):
        return str(value)
    return ""
