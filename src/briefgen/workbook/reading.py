"""Reading: every sheet of a template planned, every other part that holds tags compiled, all mistakes told."""

from __future__ import annotations

import re
from copy import copy
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from jinja2 import nodes

from briefgen.formulas.references import LAST_COLUMN, LAST_ROW, reference
from briefgen.formulas.tokens import tokenise
from briefgen.merge.compiling import Compiled, compile_part, compile_source
from briefgen.merge.markup import escaped, escaped_attribute
from briefgen.merge.opening import decoded
from briefgen.merge.source import PRINT, PRINTED, STATE, STATED, Around
from briefgen.workbook.checking import checked, data_rows
from briefgen.workbook.code import cell_environment
from briefgen.workbook.links import TAG, Link, link_texts, take_links
from briefgen.workbook.mistakes import PartTeller, SheetTeller
from briefgen.workbook.opening import TITLES, without_prefix_of
from briefgen.workbook.plan import plan
from briefgen.workbook.sheet import parted, read_rows
from briefgen.workbook.tagged import Tagged, attach, has_tags, heal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.findings import Finding
    from briefgen.merge.tags import Tag
    from briefgen.workbook.bands import Plan
    from briefgen.workbook.opening import Book, Tab
    from briefgen.workbook.sheet import Row

_NEVER = re.compile(
    r".*/(?:theme/.*|sharedStrings.*|styles\.xml|calcChain\.xml|metadata\.xml)|.*/(?:pivot|queryTables|externalLinks|"
    r"tables|worksheets|richData|slicer|timeline|persons|customData|model)[^/]*/.*|\[Content_Types\]\.xml|customXml/.*",
    re.IGNORECASE,
)
_CACHE = re.compile(r"<((?:c:)?(?:strCache|numCache|multiLvlStrCache))>.*?</\1>", re.DOTALL)
_HEADER_TAG = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_SIZE_BEFORE_TAG = re.compile(r"(&amp;\d+)(?=\{\{)")  # the size of letters, which digits would make another one
_COMMENT = re.compile(r'(<comment\b[^>]*?\bref="([^"]*)"[^>]*>\s*)(<text\b[^>]*>(.*?)</text>)', re.DOTALL)
_THREAD = re.compile(
    r'<threadedComment\b[^>]*?\bref="([^"]*)"[^>]*?(?:/>|>(?:\s*<text\b[^>]*>([^<]*)</text>)?.*?</threadedComment>)',
    re.DOTALL,
)
_TARGET = re.compile(r"^(?:for\s+(.+?)\s+in\s|if\s|with\s)", re.DOTALL)
_SHEET_FOR = "_sheet"
_HELD, _LET = "\ue0f0", "\ue0f1"
"""What stands around the number of a sheet's name in a part that is compiled: private characters."""


@dataclass(slots=True, eq=False)
class Sheet:
    """A sheet of the template: what surrounds its rows, its plan, what its tags of the whole sheet say."""

    tab: Tab
    teller: SheetTeller
    skeleton: str = ""
    plan: Plan | None = None
    compiled: Compiled | None = None
    links: list[Link] = field(default_factory=list)
    comments: list[tuple[str, str]] = field(default_factory=list)
    threads: bool = False
    items: Compiled | None = None
    name: Compiled | None = None
    own: list[str] = field(default_factory=list)

    def printed(self) -> Iterator[Compiled]:
        """Yield what has tags in it: name, surroundings, columns, rows."""
        codes = (self.plan.column_code, self.plan.row_code) if self.plan is not None else ()
        yield from (one for one in (self.name, self.compiled, *codes) if one is not None)


@dataclass(slots=True, eq=False)
class Reading:
    """Everything that is known of a template before there is data."""

    sheets: list[Sheet] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    parts: dict[str, Compiled] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    owners: dict[str, Sheet] = field(default_factory=dict)
    held: list[str] = field(default_factory=list)
    """Names of sheets that hold tags, as they stand in references: those tags are not printed there."""

    def hold(self, xml: str) -> str:
        """Return a part in which the names of sheets in references hold no tags."""
        for number, name in enumerate(self.held):
            xml = xml.replace(name, f"{_HELD}{number}{_LET}")
        return xml

    def let(self, xml: str) -> str:
        """Return a printed part with the names of sheets as they were."""
        for number, name in enumerate(self.held):
            xml = xml.replace(f"{_HELD}{number}{_LET}", name)
        return xml

    @property
    def own_names(self) -> set[str]:
        """The names that loops over sheets give."""
        return {name for sheet in self.sheets for name in sheet.own}

    def compiled(self) -> Iterator[Compiled]:
        """Yield everything with tags."""
        for sheet in self.sheets:
            if sheet.items is not None:
                yield sheet.items
            yield from sheet.printed()
        yield from self.parts.values()

    def nested(self) -> Iterator[Compiled]:
        """Yield everything with tags, what belongs to a repeated sheet within its loop."""
        for sheet in self.sheets:
            own = [part for name, part in self.parts.items() if self.owners.get(name) is sheet]
            inside = [*sheet.printed(), *own]
            if sheet.items is None:
                yield from inside
            else:
                yield replace(sheet.items, tree=_within(sheet.items.tree, inside))
        yield from (part for name, part in self.parts.items() if name not in self.owners)


def _within(tree: nodes.Template, inside: list[Compiled]) -> nodes.Template:
    """Return the tree of a loop over sheets with what belongs to the sheet in its innermost block."""
    whole = copy(tree)
    above: nodes.Node = whole
    while isinstance(above.body[0], (nodes.For, nodes.If)):  # type: ignore[attr-defined]
        below = copy(above.body[0])  # type: ignore[attr-defined]
        above.body = [below]  # type: ignore[attr-defined]
        above = below
    above.body = [node for part in inside for node in part.tree.body]  # type: ignore[attr-defined]
    return whole


def read(file: str, book: Book) -> Reading:
    """Read a template; raise PackageError for a part that is damaged."""
    made = Reading()
    for tab in book.tabs:
        if has_tags(f"<t>{escaped(tab.name)}</t>"):
            quoted = "'" + tab.name.replace("'", "''") + "'!"
            made.held += dict.fromkeys(
                [escaped(quoted), escaped_attribute(quoted), escaped(quoted).replace("'", "&apos;")]
            )
    for tab in book.tabs:
        sheet = Sheet(tab, SheetTeller(file, tab.name))
        made.sheets.append(sheet)
        if has_tags(f"<t>{escaped(tab.name)}</t>"):
            sheet.name = _of_text(sheet.teller, tab.name, made)
        if tab.worksheet:
            _read_sheet(file, book, sheet, made)
    _read_parts(file, book, made)
    made.findings += checked(file, book, made)
    return made


def _of_text(teller: SheetTeller, text: str, made: Reading) -> Compiled | None:
    """Compile a text with tags that is no cell."""
    healed = heal("", f"<t>{escaped(text)}</t>")
    inside = "".join(
        part if isinstance(part, str) else _source(part)
        for index, piece in enumerate(healed.markup.pieces)
        for part in healed.contents.get(index, [piece])
        if (isinstance(part, str) and not part.startswith("<")) or not isinstance(part, str)
    )
    made.findings += [teller.broken(tag) for tag in healed.broken]
    outcome = compile_source(teller, inside, healed.tags, [Around("text")], [])
    made.findings += outcome.findings
    return outcome.compiled


def _source(tag: Tag) -> str:
    from briefgen.merge.source import source_of

    tag.line = 1
    return source_of(tag).replace("\n", " ")


def _read_sheet(file: str, book: Book, sheet: Sheet, made: Reading) -> None:
    xml = without_prefix_of(book.text(sheet.tab.part), "worksheet")
    head, data, tail = parted(xml)
    sheet.links, tail = take_links(book, sheet.tab.part, tail, made.hold)
    rows = _without_far_blanks(read_rows(data, book.strings))
    _without_spilled(rows)
    tail = re.sub(
        r"<headerFooter\b.*?</headerFooter>",
        lambda found: _HEADER_TAG.sub(r"{{(\1)|_header}}", _SIZE_BEFORE_TAG.sub(r"\1 ", found[0])),
        tail,
        flags=re.DOTALL,
    )
    sheet.skeleton = f"{head}<sheetData/>{tail}"
    held = made.hold(sheet.skeleton)
    if TAG.search(held):
        teller = PartTeller(file, sheet.tab.part, held, sheet.tab.name)
        outcome = compile_part(file, sheet.tab.part, held, None, teller)
        made.findings += outcome.findings
        sheet.compiled = outcome.compiled
    attached = [*link_texts(sheet.links, made.hold), *_take_comments(book, sheet, made)]
    last_row, last_column = _extent(sheet, rows)
    sheet.plan = plan(sheet.teller, rows, attached, last_row, last_column)
    sheet.plan.kept = [(area.row, area.last_row) for _, area in data_rows(book, sheet)]
    made.findings += sheet.plan.findings
    made.findings += [
        sheet.teller.in_formula(cell.address)
        for row in rows
        for cell in row.cells
        if cell.formula and "{" in cell.formula and _tag_in_words(cell.formula)
    ]
    if sheet.plan.found.sheet:
        _repeat(sheet, made)


def _without_far_blanks(rows: list[Row]) -> list[Row]:
    """Return the rows without empty ones at the end of the sheet: programs write them, loops would push them out."""
    while rows and rows[-1].number > LAST_ROW // 2 and not any(cell.filled for cell in rows[-1].cells):
        rows = rows[:-1]
    for row in rows:
        while row.cells and row.cells[-1].column > LAST_COLUMN // 2 and not row.cells[-1].filled:
            row.cells.pop()
    return rows


def _tag_in_words(formula: str) -> bool:
    """Say whether the words of a formula hold a tag; braces elsewhere are arrays and names of columns."""
    return any(kind == "string" and TAG.search(text) for kind, text in tokenise(formula))


def _without_spilled(rows: list[Row]) -> None:
    """Forget the stored values of cells that an array formula fills: they are not known after filling."""
    areas = [
        reference(cell.about["ref"])
        for row in rows
        for cell in row.cells
        if cell.about.get("t") == "array" and ":" in cell.about.get("ref", "")
    ]
    for area in areas:
        for row in rows:
            if area.row <= row.number <= area.last_row:
                for cell in row.cells:
                    if area.column <= cell.column <= area.last_column and cell.formula is None:
                        cell.value = cell.text = None
                        cell.kind = ""


def _extent(sheet: Sheet, rows: list[Row]) -> tuple[int, int]:
    """Return the last row and column that anything but a whole row or column is known of."""
    last_row = max((row.number for row in rows), default=0)
    last_column = max((cell.column for row in rows for cell in row.cells), default=0)
    for text in re.findall(r'\b(?:ref|sqref)="([^"]*)"', sheet.skeleton):
        for one in text.split():
            try:
                area = reference(one)
            except ValueError:
                continue
            if area.last_row < LAST_ROW // 2 and area.shape in {"cell", "area"}:
                last_row, last_column = max(last_row, area.last_row), max(last_column, area.last_column)
    return last_row, last_column


def _take_comments(book: Book, sheet: Sheet, made: Reading) -> Iterator[Tagged]:
    """Yield the comments with tags; they are printed with the rows they belong to."""
    for link in book.links(sheet.tab.part).values():
        if link.type.endswith("/threadedComment") and link.target in book.parts:
            for number, found in enumerate(_THREAD.finditer(book.text(link.target))):
                if has_tags(f"<t>{found[2]}</t>"):
                    area = reference(found[1])
                    yield attach(area.row, area.column, f"<t>{found[2]}</t>", ("thread", number))
                    sheet.threads = True
        if not link.type.endswith("/comments") or link.target not in book.parts:
            continue
        xml = without_prefix_of(book.text(link.target), "comments")
        made.texts[link.target] = xml
        for found in _COMMENT.finditer(xml):
            if has_tags(found[4]):
                area = reference(found[2])
                sheet.comments.append((found[2], found[3]))
                yield attach(area.row, area.column, found[4], ("comment", len(sheet.comments) - 1))


def _repeat(sheet: Sheet, made: Reading) -> None:
    """Compile what makes several sheets of one, or none."""
    assert sheet.plan is not None  # noqa: S101 - planned before
    names: list[str] = []
    opening = closing = ""
    for number, tag in enumerate(sheet.plan.found.sheet, 1):
        if tag.word.startswith("end"):
            continue
        told = _TARGET.match(tag.inside)
        if told is None or tag.word not in {"for", "if"}:
            made.findings.append(sheet.teller.not_for_sheets(tag))
            return
        tag.line = number
        opening += f"{STATE} {tag.inside}\n{STATED}"
        closing = f"{STATE} end{tag.word} {STATED}" + closing
        if told[1]:
            names += [name for name in re.findall(r"\w+", told[1]) if name not in names]
    sheet.own = names
    loop = "loop=loop, " if names else ""
    values = ", ".join(f"{name}={name}" for name in names)
    source = f"{opening}{PRINT} {_SHEET_FOR}(dict({loop}{values})) {PRINTED}{closing}"
    outcome = compile_source(sheet.teller, source, sheet.plan.found.sheet, [Around("text")], [], cell_environment())
    made.findings += outcome.findings
    sheet.items = outcome.compiled


def _read_parts(file: str, book: Book, made: Reading) -> None:
    """Compile every other part with tags, and remember which sheet it belongs to."""
    sheets = {sheet.tab.part for sheet in made.sheets}
    for sheet in made.sheets:
        if sheet.tab.part:
            _own(book, sheet.tab.part, sheet, made)
    for name, part in book.parts.items():
        if not name.endswith(".xml") or name in sheets or _NEVER.fullmatch(name) or "comments" in name.lower():
            continue
        data = part.data
        if b"{" not in data and b"}}" not in data:
            continue
        xml = _CACHE.sub("", decoded(name, data, book.limits.depth)) if "/charts/" in name else book.text(name)
        if name == book.main:
            xml = re.sub(r"<sheets>.*?</sheets>", "<sheets/>", book.xml, flags=re.DOTALL)
        if name == "docProps/app.xml":
            xml = TITLES.sub("", xml)  # the names of the sheets once more; they are made anew, or left out
        xml = made.hold(xml)
        if not TAG.search(xml):
            continue
        owner = made.owners.get(name)
        teller = PartTeller(file, name, xml, owner.tab.name if owner else None)
        outcome = compile_part(file, name, xml, None, teller)
        made.findings += outcome.findings
        if outcome.compiled is not None:
            made.parts[name] = outcome.compiled


def _own(book: Book, part: str, sheet: Sheet, made: Reading) -> None:
    for link in book.links(part).values():
        if not link.external and link.target in book.parts and link.target not in made.owners:
            made.owners[link.target] = sheet
            _own(book, link.target, sheet, made)
