"""The workbook around its sheets: their list, defined names, content types, and what is computed anew on opening."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.merge.markup import escaped, plain
from briefgen.package import (
    CONTENT_TYPES,
    Part,
    Relationship,
    pack,
    relationships_name,
    with_content_types,
    with_relationships,
)
from briefgen.workbook.opening import OFFICE, TITLES
from briefgen.workbook.sheet import attributes, with_attribute

if TYPE_CHECKING:
    from briefgen.workbook.rendering import Made, Outcome

_SHEETS = re.compile(r"<sheets\b[^>]*?(?:/>|>.*?</sheets>)", re.DOTALL)
_NAMES = re.compile(r"<definedNames>.*?</definedNames>", re.DOTALL)
_NAME = re.compile(r"<definedName\b([^>]*)>(.*?)</definedName>", re.DOTALL)
_VIEW = re.compile(r'(\b(?:activeTab|firstSheet)=")(\d+)(")')
_CALC = re.compile(r"<calcPr\b[^>]*?/>")
_AFTER_CALC = ("oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing",
               "fileRecoveryPr", "webPublishObjects", "extLst")  # fmt: skip
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"


class Names:
    """The workbook part of one outcome, and its defined names."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        compiled = outcome.reading.parts.get(outcome.book.main)
        self.xml = outcome.printed(compiled, {}, outcome.book.main) if compiled is not None else outcome.book.xml
        self.formulas: dict[str | tuple[str, str], str] = {}
        self._defined = self._names()

    def _names(self) -> str:
        """Return the defined names as they came out, one for each copy of a sheet that has its own."""
        found = _NAMES.search(self.xml)
        if found is None:
            return ""
        made = []
        for about, text in _NAME.findall(found[0]):
            told = attributes(about)
            local = told.get("localSheetId")
            homes: list[Made | None] = [None]
            if local is not None:
                homes = [one for one in self.outcome.made if one.sheet.tab.number == int(local)]
            for home in homes:
                formula = self.outcome.follower.formula(plain(text), home.place if home else None, pieces=True)
                if "$XFD$1" in formula and "$XFD$1" not in text and told["name"].startswith("_xlnm."):
                    continue  # a print area of nothing is none
                number = f' localSheetId="{self.outcome.made.index(home)}"' if home is not None else ""
                rest = re.sub(r'\slocalSheetId="\d+"', "", about)
                made.append(f"<definedName{rest}{number}>{escaped(formula)}</definedName>")
                name = plain(told["name"])
                self.formulas[(home.name, name) if home is not None else name] = formula
        return f"<definedNames>{''.join(made)}</definedNames>" if made else ""

    def write(self, parts: dict[str, Part]) -> None:
        """Write the workbook, its relationships, content types, strings and styles."""
        outcome, book = self.outcome, self.outcome.book
        types = parts[CONTENT_TYPES].data.decode("utf-8-sig")
        relations = parts[relationships_name(book.main)].data.decode("utf-8-sig")
        new_types: dict[str, str] = {}
        new_links: list[Relationship] = []
        still = outcome.follower.same and not outcome.follower.tables
        xml = self.xml if still else _NAMES.sub(lambda _: self._defined, self.xml)
        if self._other_sheets:
            xml = _SHEETS.sub(lambda _: self._sheets(new_types, new_links), xml)
            xml = _VIEW.sub(self._view, xml)
            for sheet in outcome.reading.sheets:
                if not any(one.sheet is sheet for one in outcome.made):
                    relations = re.sub(rf'<Relationship\b[^>]*?\bId="{sheet.tab.link}"[^>]*?/>', "", relations)
                    types = re.sub(rf'<Override\b[^>]*?PartName="/{re.escape(sheet.tab.part)}"[^>]*?/>', "", types)
            if "docProps/app.xml" in parts:
                app = parts["docProps/app.xml"].data.decode("utf-8-sig")
                parts["docProps/app.xml"] = pack(TITLES.sub("", app).encode())
        else:
            xml = _SHEETS.sub(lambda _: _SHEETS.search(book.xml)[0], xml)  # type: ignore[index]
        if outcome.touched:
            xml = _calculated(xml)
            chain = book.by_kind.get("calcChain")
            if chain in parts and chain is not None:
                del parts[chain]
                types = re.sub(rf'<Override\b[^>]*?PartName="/{re.escape(chain)}"[^>]*?/>', "", types)
                relations = re.sub(r'<Relationship\b[^>]*?/calcChain"[^>]*?/>', "", relations)
        if outcome.strings.changed:
            name = book.strings_part
            if name is None:
                name = f"{book.main.rpartition('/')[0]}/sharedStrings.xml"
                new_types[name] = f"{_SPREADSHEET}.sharedStrings+xml"
                new_links.append(Relationship("rIdBgStrings", f"{OFFICE}/sharedStrings", f"/{name}"))
            parts[name] = pack(outcome.strings.xml().encode(), 4)
        if outcome.styles.changed and book.styles_part:
            parts[book.styles_part] = pack(outcome.styles.xml().encode())
        _put(parts, book.main, xml, outcome.book.xml)
        types = with_content_types(types, new_types).replace("template.main+xml", "sheet.main+xml")
        types = types.replace("macroEnabledTemplate.main+xml", "macroEnabled.main+xml")
        relations = with_relationships(relations, new_links)
        _put(parts, CONTENT_TYPES, types, None)
        _put(parts, relationships_name(book.main), relations, None)

    @property
    def _other_sheets(self) -> bool:
        """Say whether the sheets are others than those of the template, or named otherwise."""
        made = [(one.sheet.tab.name, one.copy) for one in self.outcome.made]
        renamed = any(one.name != one.sheet.tab.name for one in self.outcome.made)
        return renamed or made != [(sheet.tab.name, 0) for sheet in self.outcome.reading.sheets]

    def _sheets(self, types: dict[str, str], links: list[Relationship]) -> str:
        made = []
        told = [attributes(sheet.tab.xml) for sheet in self.outcome.reading.sheets]
        highest = max(int(one.get("sheetId", "1")) for one in told)
        for one in self.outcome.made:
            xml = with_attribute(one.sheet.tab.xml, "name", one.name)
            if one.copy:
                highest += 1
                identifier = f"rIdBgSheet{highest}"
                xml = with_attribute(with_attribute(xml, "sheetId", str(highest)), r"\w+:id", identifier)
                types[one.part] = f"{_SPREADSHEET}.worksheet+xml"
                links.append(Relationship(identifier, f"{OFFICE}/worksheet", f"/{one.part}"))
            made.append(xml)
        return f"<sheets>{''.join(made)}</sheets>"

    def _view(self, found: re.Match[str]) -> str:
        """Return which sheet is shown: where it came out, or the first."""
        number = int(found[2])
        at = next((i for i, one in enumerate(self.outcome.made) if one.sheet.tab.number == number), 0)
        return f"{found[1]}{at}{found[3]}"


def _put(parts: dict[str, Part], name: str, xml: str, before: str | None) -> None:
    """Write a part unless it is what it was."""
    old = before if before is not None else parts[name].data.decode("utf-8-sig")
    if xml != old:
        parts[name] = pack(xml.encode())


def _calculated(xml: str) -> str:
    """Return the workbook asking to be calculated in full when it is opened."""
    found = _CALC.search(xml)
    if found:
        about = re.sub(r'\sfullCalcOnLoad="[^"]*"', "", found[0])
        return xml.replace(found[0], about[:-2].rstrip() + ' fullCalcOnLoad="1"/>', 1)
    place = re.compile(rf"<(?:{'|'.join(_AFTER_CALC)})\b|</workbook>").search(xml)
    at = place.start() if place else len(xml)
    return f'{xml[:at]}<calcPr fullCalcOnLoad="1"/>{xml[at:]}'
