"""A workbook file becomes a `Book`; what cannot be read in it becomes findings, and the rest is read all the same."""

from __future__ import annotations

import posixpath
from struct import error as struct_error
from struct import unpack_from
from typing import TYPE_CHECKING
from urllib.parse import unquote

from briefgen.audit.attributes import is_true, relation_of
from briefgen.audit.book import Book, Sheet, Table
from briefgen.audit.drawing_xml import read_chart, read_drawing
from briefgen.audit.references import area
from briefgen.audit.sheet_xml import LEAST_BYTES, MOST_BYTES, beginning, read_sheet, rich_text
from briefgen.audit.styles import read_styles
from briefgen.findings import FindingsError, Place, error, note
from briefgen.package import CONTENT_TYPES, PackageError, read_package, relationships_name

if TYPE_CHECKING:
    from lxml.etree import _Element

    from briefgen.findings import Finding
    from briefgen.package import Part

_MOST_XML = 64 * 1024 * 1024


class Reader:
    """Reads the parts of one workbook; `findings` grow with every part that is damaged."""

    def __init__(self, data: bytes, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []
        self.data = data
        self.parts: dict[str, Part] = {}
        self._lower: dict[str, str] = {}
        self._left = MOST_BYTES

    def book(self) -> Book:
        """Return the workbook; raise FindingsError (B861) if it is none."""
        try:
            self.parts = read_package(self.data)
        except PackageError as reason:
            raise self._no_workbook(str(reason)) from None
        self._lower = {name.lower(): name for name in self.parts}
        main = self._main_part()
        root = self.xml(main)
        if root is None or root.tag.rpartition("}")[2] != "workbook":
            raise self._no_workbook("its main part is not that of a workbook")
        relations = self.relations(main)
        theme = next((target for kind, target in relations.values() if kind == "theme"), None)
        styles = next((target for kind, target in relations.values() if kind == "styles"), None)
        strings = next((target for kind, target in relations.values() if kind == "sharedStrings"), None)
        shared = self._strings(strings)
        book = Book(
            [],
            read_styles(self.xml(styles) if styles else None, self.xml(theme) if theme else None),
            tuple(self.parts),
            [
                (one.get("name", ""), one.text or "", _sheet_number(one.get("localSheetId")))
                for one in root.iterfind("{*}definedNames/{*}definedName")
            ],
            self._properties(),
        )
        view, calculation = root.find("{*}bookViews/{*}workbookView"), root.find("{*}calcPr")
        book.active = 0 if view is None else _sheet_number(view.get("activeTab")) or 0
        book.full_calculation = calculation is not None and is_true(calculation.get("fullCalcOnLoad"))
        for number, one in enumerate(root.iterfind("{*}sheets/{*}sheet"), 1):
            sheet = Sheet(one.get("name", ""), number, one.get("state", "visible") == "visible")
            kind, target = relations.get(relation_of(one), ("", ""))
            sheet.chart_sheet = kind == "chartsheet"
            book.sheets.append(sheet)
            if target in self.parts:
                self._sheet(target, sheet, shared)
        if not book.sheets:
            raise self._no_workbook("it has no sheets")
        book.broken_relations = self._broken()
        book.dates = _dates(self.data)
        return book

    def _no_workbook(self, why: str) -> FindingsError:
        mend = "open it in Excel or LibreOffice and save it as .xlsx again"
        return FindingsError(
            error(
                "B861", f"`{self.file}` is not a workbook that can be read", why=why, help=mend, place=Place(self.file)
            )
        )

    def _main_part(self) -> str:
        for kind, target in self.relations("").values():
            if kind == "officeDocument" and target in self.parts:
                return target
        return "xl/workbook.xml"

    # ------------------------------------------------------------ parts

    def xml(self, name: str) -> _Element | None:
        """Return the root of a part; None, with a finding, if it is not there or damaged."""
        if name not in self.parts:
            return None
        try:
            data = self.parts[name].data
        except PackageError as reason:
            self._damaged(name, str(reason))
            return None
        return self.parsed(name, data)

    def parsed(self, name: str, data: bytes) -> _Element | None:
        """Return the root of XML; None, with a finding, if it cannot be followed."""
        from lxml import etree

        if len(data) > _MOST_XML:
            self._damaged(name, f"it has more than {_MOST_XML // 1024**2} MB")
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as reason:
            self._damaged(name, f"its XML cannot be followed ({reason})")
            return None
        if root.getroottree().docinfo.internalDTD is not None:
            self._damaged(name, "it declares a document type, which Office never writes")
            return None
        return root

    def _damaged(self, name: str, why: str) -> None:
        self.findings.append(
            error(
                "B862",
                f"the part `{name}` of the workbook cannot be read",
                why=why,
                help="open the file in Excel, let it repair, and save it again; what stood in the part is not judged",
                place=Place(self.file),
            )
        )

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return the relationships of a part by id: last word of the type, and the part or address they lead to."""
        name = relationships_name(part) if part else "_rels/.rels"
        root = self.xml(self._lower.get(name.lower(), name))
        found = {}
        for one in root if root is not None else ():
            target, kind = one.get("Target", ""), one.get("Type", "").rpartition("/")[2]
            if one.get("TargetMode") != "External":
                target = self._inside(part, target)
            found[one.get("Id", "")] = (kind, target)
        return found

    def _inside(self, part: str, target: str) -> str:
        folder = part.rpartition("/")[0]
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        path = path.partition("#")[0]
        return next((self._lower[one.lower()] for one in (path, unquote(path)) if one.lower() in self._lower), path)

    def _broken(self) -> list[str]:
        """Return in words every relationship and content type that names a part which is not there."""
        broken = []
        for name in self.parts:
            if name.endswith(".rels"):
                folder, _, file = name.rpartition("_rels/")
                owner = folder + file.removesuffix(".rels")
                root = self.xml(name)
                for one in root if root is not None else ():
                    if one.get("TargetMode") != "External":
                        target = self._inside(owner, one.get("Target", ""))
                        if target and target not in self.parts:
                            broken.append(f"`{name}` leads to `{target}`, which is not in the file")
        root = self.xml(CONTENT_TYPES)
        known, extensions = set(), set()
        for one in root if root is not None else ():
            if part := one.get("PartName"):
                known.add(part.lstrip("/").lower())
            extensions.add((one.get("Extension") or "").lower())
        broken += [
            f"`{CONTENT_TYPES}` names `{part}`, which is not in the file" for part in sorted(known - set(self._lower))
        ]
        return broken + [
            f"the part `{name}` has no content type"
            for name in self.parts
            if name.lower() not in known and name.rpartition(".")[2].lower() not in extensions and name != CONTENT_TYPES
        ]

    # ------------------------------------------------------------ what the parts hold

    def _strings(self, name: str | None) -> list[tuple[str, bool]]:
        root = self.xml(name) if name else None
        return [rich_text(one) for one in root] if root is not None else []

    def _properties(self) -> dict[str, str]:
        name = next((target for kind, target in self.relations("").values() if kind == "core-properties"), "")
        root = self.xml(name or "docProps/core.xml")
        return {one.tag.rpartition("}")[2]: (one.text or "").strip() for one in (root if root is not None else ())}

    def _sheet(self, name: str, sheet: Sheet, strings: list[tuple[str, bool]]) -> None:
        try:
            data, sheet.whole = beginning(self.parts[name].data, max(self._left, LEAST_BYTES))
            self._left -= len(data)
        except PackageError as reason:
            self._damaged(name, str(reason))
            return
        root = self.parsed(name, data)
        if root is None:
            return
        relations = self.relations(name)
        read_sheet(root, sheet, strings, {key: target for key, (_, target) in relations.items()})
        if not sheet.whole:
            self.findings.append(
                note(
                    "B863",
                    f"the sheet `{sheet.name}` is long: only its first {sheet.last[0]} rows were looked at",
                    why="so that any workbook is judged in a few seconds",
                    place=Place(self.file, sheet=sheet.name),
                )
            )
        for kind, target in relations.values():
            if kind == "table":
                self._table(target, sheet)
            elif kind == "drawing":
                self._drawing(target, sheet)
            elif kind in ("comments", "threadedComment"):
                sheet.comments += 1

    def _table(self, name: str, sheet: Sheet) -> None:
        root = self.xml(name)
        place = area(root.get("ref", "")) if root is not None else None
        if root is None or place is None:
            return
        style, columns = root.find("{*}tableStyleInfo"), root.find("{*}tableColumns")
        marked = next(root.iter("{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}table"), None)
        sheet.tables.append(
            Table(
                root.get("displayName") or root.get("name") or "",
                place,
                [one.get("name", "") for one in (columns if columns is not None else ())],
                _sheet_number(root.get("headerRowCount", "1")) or 0,
                _sheet_number(root.get("totalsRowCount", "0")) or 0,
                root.find("{*}autoFilter") is not None,
                "" if style is None else style.get("name", ""),
                "" if marked is None else f"{marked.get('altText', '')} {marked.get('altTextSummary', '')}".strip(),
            )
        )

    def _drawing(self, name: str, sheet: Sheet) -> None:
        root = self.xml(name)
        if root is None:
            return
        relations = self.relations(name)
        for chart, relation in read_drawing(root, sheet):
            body = self.xml(relations.get(relation, ("", ""))[1])
            if body is not None:
                read_chart(body, chart)
                sheet.charts.append(chart)


def _sheet_number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else None


def _dates(data: bytes) -> set[int]:
    """Return the dates of the entries of a zip file, date and time as one number."""
    dates = set()
    try:
        end = data.rfind(b"PK\x05\x06")
        count, size = unpack_from("<HI", data, end + 10)
        position = end - size
        for _ in range(count):
            time, date = unpack_from("<HH", data, position + 12)
            name, extra, remark = unpack_from("<HHH", data, position + 28)
            dates.add(date << 16 | time)
            position += 46 + name + extra + remark
    except struct_error:
        return dates  # read_package has read the directory before: nothing is left to tell
    return dates
