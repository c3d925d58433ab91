"""The workbook of big tables, written to a file in one pass."""

from __future__ import annotations

from pathlib import Path
from typing import IO, TYPE_CHECKING

from briefgen.findings import FindingsError, Place, error, note
from briefgen.formulas.addresses import column_letters
from briefgen.package import (
    CONTENT_TYPES,
    LongPart,
    Packer,
    Part,
    Relationship,
    in_place_of,
    pack,
    relationships_name,
    with_content_types,
    with_relationships,
    write_package_to,
)
from briefgen.writers.excel.cells import escaped
from briefgen.writers.excel.names import Names
from briefgen.writers.excel.properties import (
    APP,
    DECLARATION,
    LEVEL,
    MAIN,
    OFFICE,
    PACKAGE,
    RELATIONS,
    TYPES,
    core_xml,
)
from briefgen.writers.rows.columns import Column, Strings, Styles
from briefgen.writers.rows.sheets import Stream, heads, table_xml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefgen.findings import Finding
    from briefgen.writers.rows.sheets import RowTable, Sheet

_HEAD = 1  # the style of heads
_FIRST = 3  # the style of the first column's cells
_KINDS = 4  # styles of a column
_MOST_COLUMNS = 16_384
_BUILT_IN = {"General": 0, "0": 1, "0.00": 2, "#,##0": 3, "#,##0.00": 4, "0%": 9, "0.00%": 10, "@": 49}


def write_rows(
    out: str | Path, tables: Iterable[RowTable], *, title: str = "", language: str = "en", moment: int = 0
) -> list[Finding]:
    """Write big tables to a workbook, each on a sheet (or several) of its own, in bounded memory.

    `moment` (seconds since 1970, UTC) is the only time in the file: same rows, same bytes. Text is text, whatever it
    looks like. Returns notes on tables that go on on a further sheet. Raises FindingsError, and leaves an earlier file
    as it was, for what Excel cannot hold (B633, B634, B636), rows that
    do not fit the columns (B639) and a file that cannot be written (B701).
    """
    try:
        with in_place_of(Path(out)) as file:
            return write_rows_to(file, tables, name=str(out), title=title, language=language, moment=moment)
    except OSError as reason:
        why = str(reason.strerror or reason).lower()
        mend = "close it in Excel, or choose another folder with -o"
        raise FindingsError(error("B701", f"{out} cannot be written", why=why, help=mend)) from None


def write_rows_to(
    file: IO[bytes], tables: Iterable[RowTable], *, name: str, title: str, language: str, moment: int
) -> list[Finding]:
    """Write the workbook to an open file; `name` is what findings call it. Raises FindingsError."""
    book = _Book(name)
    for table in tables:
        book.add(table)
    if not book.sheets and not book.errors:
        mend = "give at least one table"
        book.errors.append(error("B639", "there is nothing to write", why="a workbook has a sheet", help=mend))
    if book.errors:
        raise FindingsError(*book.errors)
    write_package_to(file, book.finished(title, language, moment))
    return book.notes


class _Book:
    """A workbook that grows by tables."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.names = Names("Sheet")
        self.strings = Strings()
        self.formats: list[str] = []
        self.parts: dict[str, Part | LongPart] = {}
        self.sheets: list[Sheet] = []
        self.errors: list[Finding] = []
        self.notes: list[Finding] = []

    def add(self, table: RowTable) -> None:
        """Write the rows of a table; it and its mistakes are kept."""
        width = len(table.columns)
        if not 0 < width <= _MOST_COLUMNS:
            why = f"Excel has room for 1 to {_MOST_COLUMNS}"
            mend = "choose the columns that are needed"
            self.errors.append(error("B633", f"the table `{table.name}` has {width} columns", why=why, help=mend))
            return
        headers = heads(table.columns)
        columns = [
            Column(column_letters(at), self._styles(column.format), self.strings)
            for at, column in enumerate(table.columns, 1)
        ]
        head = Column("", Styles(_HEAD, _HEAD + 1, _HEAD, _HEAD), self.strings)
        stream = Stream(table, headers, head, columns)
        found = 0
        for sheet in stream.sheets(self._sheet_names(table.name), self.name):
            found += 1
            self._keep(sheet, headers)
        self.errors += stream.findings
        if found > 1:
            rows = sum(sheet.rows - 1 for sheet in self.sheets[-found:])
            names = ", ".join(f"`{sheet.name}`" for sheet in self.sheets[-found:])
            self.notes.append(
                note(
                    "B638",
                    f"the table `{table.name}` has {rows} rows and goes on on a further sheet",
                    why=f"a sheet has room for {self.sheets[-found].rows} rows; they stand on {names}",
                    help="write a file for each year or each country, if one sheet is needed",
                    place=Place(self.name),
                )
            )

    def _sheet_names(self, name: str) -> Iterator[str]:
        while True:
            yield self.names.sheet(name)

    def _styles(self, code: str) -> Styles:
        if code not in self.formats:
            self.formats.append(code)
        first = _FIRST + _KINDS * self.formats.index(code)
        return Styles(first, first + 1, first + 2, first + 3)

    def _keep(self, sheet: Sheet, headers: Sequence[str]) -> None:
        self.sheets.append(sheet)
        number = len(self.sheets)
        name = f"xl/worksheets/sheet{number}.xml"
        self.parts[name] = sheet.part
        self._add(f"xl/tables/table{number}.xml", table_xml(self.names.range(sheet.name), headers, sheet.rows, number))
        table = Relationship("table", f"{RELATIONS}/table", f"../tables/table{number}.xml")
        self._add(relationships_name(name), with_relationships(None, [table]))

    def _add(self, name: str, xml: str) -> None:
        self.parts[name] = pack(xml.encode(), LEVEL)

    def finished(self, title: str, language: str, moment: int) -> dict[str, Part | LongPart]:
        """Return all parts."""
        numbers = range(1, len(self.sheets) + 1)
        self._add("_rels/.rels", with_relationships(None, (
            Relationship("workbook", f"{RELATIONS}/officeDocument", "xl/workbook.xml"),
            Relationship("core", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            Relationship("app", f"{RELATIONS}/extended-properties", "docProps/app.xml"),
        )))  # fmt: skip
        self._add(relationships_name("xl/workbook.xml"), with_relationships(None, (
            *(Relationship(f"sheet{at}", f"{RELATIONS}/worksheet", f"worksheets/sheet{at}.xml") for at in numbers),
            Relationship("styles", f"{RELATIONS}/styles", "styles.xml"),
            Relationship("strings", f"{RELATIONS}/sharedStrings", "sharedStrings.xml"),
        )))  # fmt: skip
        self._add("xl/workbook.xml", self._workbook_xml())
        self._add("xl/styles.xml", styles_xml(self.formats))
        self.parts["xl/sharedStrings.xml"] = self._shared()
        said = (("dc:title", title or self.sheets[0].name), ("dc:creator", "briefgen"), ("dc:language", language))
        self._add("docProps/core.xml", core_xml(said, moment))
        self._add("docProps/app.xml", APP)
        sheet = f"{OFFICE}.spreadsheetml"
        types = {
            "xl/workbook.xml": f"{sheet}.sheet.main+xml",
            "xl/styles.xml": f"{sheet}.styles+xml",
            "xl/sharedStrings.xml": f"{sheet}.sharedStrings+xml",
            "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
            "docProps/app.xml": f"{OFFICE}.extended-properties+xml",
        }
        types |= {f"xl/worksheets/sheet{at}.xml": f"{sheet}.worksheet+xml" for at in numbers}
        types |= {f"xl/tables/table{at}.xml": f"{sheet}.table+xml" for at in numbers}
        self._add(CONTENT_TYPES, with_content_types(TYPES, types))
        return self.parts

    def _workbook_xml(self) -> str:
        listed = "".join(
            f'<sheet name="{sheet.name}" sheetId="{at}" r:id="sheet{at}"/>' for at, sheet in enumerate(self.sheets, 1)
        )
        repeated = "".join(
            f'<definedName name="_xlnm.Print_Titles" localSheetId="{at}">\'{sheet.name}\'!$1:$1</definedName>'
            for at, sheet in enumerate(self.sheets)
        )
        return (
            f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><workbookPr/>'
            '<bookViews><workbookView activeTab="0"/></bookViews>'
            f"<sheets>{listed}</sheets><definedNames>{repeated}</definedNames></workbook>"
        )

    def _shared(self) -> Part | LongPart:
        packer = Packer(LEVEL)
        packer.write(f'{DECLARATION}<sst xmlns="{MAIN}" uniqueCount="{len(self.strings)}">'.encode())
        for item in self.strings.xml():
            packer.write(item.encode())
        packer.write(b"</sst>")
        return packer.part()


def styles_xml(formats: Sequence[str]) -> str:
    """Return the part of styles: no format, heads, and for each format plain cells, quoted texts, dates, moments."""
    codes: dict[str, int] = {}

    def number(code: str) -> int:
        return _BUILT_IN[code] if code in _BUILT_IN else codes.setdefault(code, 164 + len(codes))

    cells = [(0, ""), (0, ' quotePrefix="0"'), (0, ' quotePrefix="1"')]
    for code in formats:
        of_dates = code not in ("General", "@")
        day, moment = (code, code) if of_dates else ("yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss")
        cells += [(number(code), ""), (number(code), ' quotePrefix="1"'), (number(day), ""), (number(moment), "")]
    bold = ' fontId="1" borderId="1" applyFont="1" applyBorder="1" applyAlignment="1"'
    wrapped = '<alignment horizontal="left" vertical="bottom" wrapText="1"/>'
    made = "".join(
        f'<xf numFmtId="{code}" fillId="0" xfId="0" applyNumberFormat="1"{quote}'
        + (f"{bold}>{wrapped}</xf>" if at in (_HEAD, _HEAD + 1) else ' fontId="0" borderId="0"/>')
        for at, (code, quote) in enumerate(cells)
    )
    own = "".join(f'<numFmt numFmtId="{at}" formatCode="{escaped(code)}"/>' for code, at in codes.items())
    font = '<sz val="11"/><name val="Arial"/><family val="2"/>'
    none = "<left/><right/><top/><bottom/><diagonal/>"
    line = '<left/><right/><top/><bottom style="thin"><color rgb="FF1A1A1A"/></bottom><diagonal/>'
    return (
        f'{DECLARATION}<styleSheet xmlns="{MAIN}">'
        + (f'<numFmts count="{len(codes)}">{own}</numFmts>' if codes else "")
        + f'<fonts count="2"><font>{font}</font><font><b/>{font}</font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        f'<borders count="2"><border>{none}</border><border>{line}</border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(cells)}">{made}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )
