"""What belongs to sheets and lies in parts of its own: drawings, charts, notes, tables, controls; copied and moved."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.merge.markup import escaped, escaped_attribute, plain
from briefgen.package import CONTENT_TYPES, Part, pack, relationships_name, with_content_types, with_relationships
from briefgen.workbook.axis import Spot
from briefgen.workbook.charts import Charts
from briefgen.workbook.notes import notes_of, shapes_of, threads_of
from briefgen.workbook.opening import links_of
from briefgen.workbook.pictures import anchors_of
from briefgen.workbook.tables import Tables

if TYPE_CHECKING:
    from briefgen.package import Relationship
    from briefgen.workbook.rendering import Made, Outcome

_OWN = {
    "drawing", "vmlDrawing", "comments", "threadedComment", "table", "chart", "chartEx", "chartUserShapes", "ctrlProp",
    "chartStyle", "chartColorStyle",
}  # fmt: skip
"""Relations to parts that belong to one sheet alone; a copy of the sheet has its own."""

_TARGET = re.compile(r'(<Relationship\b[^>]*?\bTarget=")([^"]*)(")')
_LINK = re.compile(r"<Relationship\b[^>]*?(?:/>|>\s*</Relationship>)")
_IDENTIFIER = re.compile(r'\bId="([^"]*)"')
_OVERRIDE = re.compile(
    r'<Override\b[^>]*?\bPartName="/([^"]*)"[^>]*?\bContentType="([^"]*)"|<Override\b[^>]*?\bContentType="([^"]*)"[^>]*?\bPartName="/([^"]*)"'
)
_TEXT_LINK = re.compile(r'(\btextlink=")([^"]+)(")')
_CONTROL = re.compile(r'(\b(?:fmlaLink|fmlaRange|fmlaGroup|fmlaTxbx|fmlaMacro)=")([^"]+)(")')
_SOURCE = re.compile(r"<worksheetSource\b[^>]*/?>")
_LOCATION = re.compile(r'(<location\b[^>]*?\bref=")([^"]*)(")')


class Belongings:
    """Writes the parts that belong to the sheets of one outcome."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self.types: dict[str, str] = {}
        self._dropped: list[str] = []
        self.tables = Tables(outcome)
        self._rows: dict[str, Spot] = {}
        """The repeated rows that charts of the drawing at work lie in, by their relationships."""
        self._names: set[str] = set(outcome.book.parts)
        text = outcome.book.parts[CONTENT_TYPES].data.decode("utf-8-sig")
        self._known_types = {one or four: two or three for one, two, three, four in _OVERRIDE.findall(text)}

    def write(self, parts: dict[str, Part]) -> None:
        """Write all of them; parts of sheets that did not come out go."""
        self.charts = Charts(self.outcome)
        for one in self.outcome.made:
            self._write(one, parts)
        self._write_loose(parts)
        used = {one.sheet.tab.part for one in self.outcome.made}
        for sheet in self.outcome.reading.sheets:
            if sheet.tab.part and sheet.tab.part not in used:
                self._drop(sheet.tab.part, parts)
        if self.types or self._dropped:
            types = with_content_types(parts[CONTENT_TYPES].data.decode("utf-8-sig"), self.types)
            for name in self._dropped:
                types = re.sub(rf'<Override\b[^>]*?PartName="/{re.escape(name)}"[^>]*?/>', "", types)
            parts[CONTENT_TYPES] = pack(types.encode())

    def _drop(self, part: str, parts: dict[str, Part]) -> None:
        """Take a part away, and those that belong to it alone."""
        self._dropped.append(part)
        parts.pop(part, None)
        parts.pop(relationships_name(part), None)
        for link in self.outcome.book.links(part).values():
            if not link.external and link.type.rpartition("/")[2] in _OWN and link.target in parts:
                self._drop(link.target, parts)

    def _write(self, one: Made, parts: dict[str, Part]) -> None:
        """Write what belongs to one sheet, and its relationships."""
        part = one.sheet.tab.part
        if not part:
            return
        if one.copy:
            self._same_type(part, one.part)
            parts.setdefault(one.part, self.outcome.book.parts[part])
        self._relate(one, part, one.part, parts, Spot(0, ()), one.links)

    def _relate(
        self, one: Made, source: str, target: str, parts: dict[str, Part], row: Spot, more: list[Relationship]
    ) -> None:
        """Write the parts that a part of the template is related to, for its copy `target`."""
        book = self.outcome.book
        links = book.links(source)
        moved: dict[str, str] = {}
        gone: set[str] = set()
        for identifier, link in links.items():
            kind = link.type.rpartition("/")[2]
            if link.external:
                gone |= {identifier} if "{{" in link.target or "%7B%7B" in link.target.upper() else set()
                continue
            if one.copy and kind in {"pivotTable", "slicer"}:
                gone.add(identifier)
            if kind not in _OWN or link.target not in book.parts:
                if kind == "pivotTable" and not one.copy:
                    self._pivot(one, link.target, parts)
                continue
            name = link.target if source == target else self._copy(link.target)
            if name != link.target:
                moved[identifier] = name
                self._same_type(link.target, name)
            if kind == "drawing":
                self._rows = {}
            seen = self._rows.get(identifier, row) if kind in {"chart", "chartEx"} else row
            extra = self._draw(one, kind, link.target, name, parts, seen)
            self._relate(one, link.target, name, parts, seen, extra)
        before = book.parts.get(relationships_name(source))
        if before is None and not more:
            return
        if source == target and not moved and not gone and not more:
            return
        text = before.data.decode("utf-8-sig") if before else None
        if text is not None:
            text = _LINK.sub(lambda found: _relinked(found[0], moved, gone), text)
        parts[relationships_name(target)] = pack(with_relationships(text, more).encode())

    def _copy(self, part: str) -> str:
        """Return a name for a copy of a part that no part has."""
        from briefgen.workbook.rendering import copied

        number = 1
        while (name := copied(part, number, {})) in self._names:
            number += 1
        self._names.add(name)
        return name

    def _same_type(self, part: str, name: str) -> None:
        if part in self._known_types and name != part:
            self.types[name] = self._known_types[part]

    def _draw(
        self, one: Made, kind: str, source: str, target: str, parts: dict[str, Part], row: Spot
    ) -> list[Relationship]:
        """Write a part as it belongs to a sheet of the outcome; return relationships that it needs besides."""
        outcome = self.outcome
        compiled = outcome.reading.parts.get(source)
        place = one.place
        raw = outcome.book.parts[source]
        if place is None:
            return []
        if compiled is not None:
            before = None
            text = outcome.printed(compiled, one.scope, target)
        else:
            before = text = raw.data.decode("utf-8-sig", "replace")
        more: list[Relationship] = []
        match kind:
            case "drawing":
                text = _TEXT_LINK.sub(lambda found: self._formula(found, one), text)
                text, more = anchors_of(
                    text, one, self._rows, lambda link, at: self._copy_of_chart(one, link, at, parts, source)
                )
            case "chart" | "chartEx":
                text = self.charts.rewritten(text, one, row)
            case "comments":
                text = notes_of(outcome, one, outcome.reading.texts.get(source, text))
            case "threadedComment":
                text = threads_of(outcome, one, text)
            case "vmlDrawing":
                text = shapes_of(outcome, one, text)
            case "table":
                text = self.tables.rewritten(source, one, text)
            case "ctrlProp":
                text = _CONTROL.sub(lambda found: self._formula(found, one), text)
        if text != before or source != target:
            parts[target] = pack(text.encode()) if text != before else raw
        return more

    def _copy_of_chart(
        self, one: Made, identifier: str, row: Spot, parts: dict[str, Part], drawing: str
    ) -> Relationship | None:
        """Copy a chart (or whatever a drawing shows by its relationship) for a copy of its row."""
        link = links_of(self.outcome.book.parts, drawing).get(identifier)
        if link is None or link.external or link.type.rpartition("/")[2] not in _OWN:
            return None
        name = self._copy(link.target)
        self._same_type(link.target, name)
        extra = self._draw(one, link.type.rpartition("/")[2], link.target, name, parts, row)
        self._relate(one, link.target, name, parts, row, extra)
        return link._replace(id=f"rIdBg{len(self._names)}", target=f"/{name}")

    def _formula(self, found: re.Match[str], one: Made) -> str:
        text = self.outcome.follower.formula(plain(found[2]), one.place)
        return found[1] + escaped_attribute(text) + found[3]

    def _pivot(self, one: Made, part: str, parts: dict[str, Part]) -> None:
        """Move a pivot table with its sheet; its numbers are refreshed when the file is opened."""
        text = self.outcome.book.text(part)

        def move(found: re.Match[str]) -> str:
            moved = self.outcome.follower.areas(found[2], one.place) if one.place else []
            if not moved:
                return found[0]
            from briefgen.formulas.references import a1

            return found[1] + a1(moved[0]) + found[3]

        changed = _LOCATION.sub(move, text)
        if changed != text:
            parts[part] = pack(changed.encode())

    def _write_loose(self, parts: dict[str, Part]) -> None:
        """Write parts with tags that belong to no sheet, and the sources of pivot tables."""
        outcome = self.outcome
        for name, compiled in outcome.reading.parts.items():
            if name not in outcome.reading.owners and name != outcome.book.main:
                parts[name] = pack(outcome.printed(compiled, {}, name).encode())
        for one in outcome.made:  # sheets that are charts
            if one.sheet.plan is None and one.sheet.tab.part:
                for link in outcome.book.links(one.sheet.tab.part).values():
                    self._chart_sheet(link.target, parts)
        for name in outcome.book.parts:
            if re.fullmatch(r"xl/pivotCache/pivotCacheDefinition[^/]*\.xml", name):
                text = outcome.book.text(name)
                changed = _SOURCE.sub(self._source, text)
                if changed != text or self.changes_data:
                    if "refreshOnLoad" not in changed:
                        changed = re.sub(
                            r"<((?:\w+:)?pivotCacheDefinition)\b", r'<\1 refreshOnLoad="1"', changed, count=1
                        )
                    parts[name] = pack(changed.encode())

    @property
    def changes_data(self) -> bool:
        """Say whether any sheet has tags."""
        return any(sheet.plan is not None and sheet.plan.row_code is not None for sheet in self.outcome.reading.sheets)

    def _chart_sheet(self, drawing: str, parts: dict[str, Part]) -> None:
        for link in self.outcome.book.links(drawing).values():
            if link.type.endswith("/chart") and link.target in self.outcome.book.parts:
                compiled = self.outcome.reading.parts.get(link.target)
                text = (
                    self.outcome.printed(compiled, {}, link.target) if compiled else self.outcome.book.text(link.target)
                )
                changed = self.charts.rewritten(text, None, Spot(0, ()))
                if compiled or changed != text:
                    parts[link.target] = pack(changed.encode())

    def _source(self, found: re.Match[str]) -> str:
        """Return where a pivot table takes its rows from."""
        from briefgen.formulas.references import a1, quoted, reference
        from briefgen.workbook.follow import plain_area
        from briefgen.workbook.sheet import attributes

        told = attributes(found[0])
        if "ref" not in told or "sheet" not in told:
            return found[0]
        formula = f"{quoted(plain(told['sheet']))}!{told['ref']}"
        moved = self.outcome.follower.formula(formula, None)
        try:
            area = reference(moved)
        except ValueError:
            return found[0]
        xml = found[0].replace(f'ref="{told["ref"]}"', f'ref="{a1(plain_area(area))}"')
        return xml.replace(f'sheet="{told["sheet"]}"', f'sheet="{escaped_attribute(area.sheet or "")}"')


def _relinked(xml: str, moved: dict[str, str], gone: set[str]) -> str:
    found = _IDENTIFIER.search(xml)
    identifier = found[1] if found else ""
    if identifier in gone:
        return ""
    if identifier in moved:
        return _TARGET.sub(lambda one: f"{one[1]}/{escaped(moved[identifier])}{one[3]}", xml)
    return xml
