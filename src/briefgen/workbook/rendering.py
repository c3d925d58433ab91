"""Rendering: the sheets of a template filled with one set of data, and everything else made to follow them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from jinja2.runtime import LoopContext

from briefgen.findings import Finding, FindingsError
from briefgen.merge.limits import Meter
from briefgen.merge.rendering import Rendering
from briefgen.merge.sink import Additions, Sink
from briefgen.package import Part, Relationship, pack
from briefgen.workbook.around_rows import Around, dimension
from briefgen.workbook.belongings import Belongings
from briefgen.workbook.filling import Filled, Item, SheetRendering, fill
from briefgen.workbook.follow import Follower, Place
from briefgen.workbook.links import with_links
from briefgen.workbook.naming import Names
from briefgen.workbook.rows import Drawer, Drawn
from briefgen.workbook.stored import evaluated
from briefgen.workbook.strings import EMPTY, Strings
from briefgen.workbook.styles import Styles

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefgen.merge.compiling import Compiled
    from briefgen.merge.limits import Limits
    from briefgen.merge.sandbox import Sandbox
    from briefgen.workbook.opening import Book
    from briefgen.workbook.reading import Reading, Sheet

_SLICERS = re.compile(r"<ext\b[^>]*>\s*<x1[45]:slicerList\b.*?</x1[45]:slicerList>\s*</ext>", re.DOTALL)
_CODE_NAME = re.compile(r'(<sheetPr\b[^>]*?)\scodeName="[^"]*"')  # how macros know a sheet: of one alone
_DIMENSION = re.compile(r'(<dimension\b[^>]*?\bref=")[^"]*(")')


class _NoStyles:
    """What a sink asks of a document of Word; a workbook has none of it."""

    styles: dict[str, str] = {}  # noqa: RUF012 - never changed


@dataclass(slots=True, eq=False)
class Made:
    """A sheet of the outcome: of which sheet of the template, under which name, with which names in its loops."""

    sheet: Sheet
    name: str
    scope: dict[str, Any]
    copy: int
    part: str
    filled: Filled | None = None
    place: Place | None = None
    drawn: Drawn | None = None
    links: list[Relationship] = field(default_factory=list)


class Outcome:
    """One rendering of a template."""

    def __init__(self, file: str, book: Book, reading: Reading, data: Mapping[str, Any], language: str) -> None:
        self.file = file
        self.book = book
        self.reading = reading
        self.data = data
        self.language = language
        self.meter = Meter(book.limits)
        self.strings = Strings(book.strings_xml or EMPTY)
        self.styles = Styles(book.text(book.styles_part) if book.styles_part else "")
        self.findings: list[Finding] = []
        self.cells: dict[tuple[str, int, int], Any] = {}
        self.made: list[Made] = []

    def parts(self) -> dict[str, Part]:
        """Return the parts of the outcome; raise FindingsError with everything that is wrong with the data."""
        self.made = list(self._sheets())
        if not self.made and not self.findings:
            self.findings.append(self.reading.sheets[0].teller.bad_name("", "no sheet is left", "keep one sheet"))
        for one in self.made:
            self._fill(one)
        if self.findings:
            self._print_all()
            raise FindingsError(*dict.fromkeys(self.findings))
        self.follower = Follower([one.place for one in self.made if one.place is not None])
        for sheet in self.reading.sheets:
            if sheet.plan is not None:  # nothing refers to a sheet that is a chart
                self.follower.expect(sheet.tab.name)
        self.belongings = Belongings(self)
        self.names = Names(self)
        for one in self.made:
            self._draw(one)
        self.values = evaluated(self) if self._asked else {}
        parts: dict[str, Part] = dict(self.book.parts)
        for one in self.made:
            self._write(one, parts)
        self.belongings.write(parts)
        if self.findings:
            raise FindingsError(*dict.fromkeys(self.findings))
        self.names.write(parts)
        return parts

    @property
    def touched(self) -> bool:
        """Say whether any cell may have another value than in the template."""
        return not self.follower.same or any(one.sheet.plan and one.sheet.plan.row_code for one in self.made)

    def _print_all(self) -> None:
        """Print what is no cell, for what is missing there too."""
        for one in self.made:
            if one.sheet.compiled is not None:
                self.printed(one.sheet.compiled, one.scope, one.part)
        for name, compiled in self.reading.parts.items():
            owner = self.reading.owners.get(name)
            scopes = [one.scope for one in self.made if one.sheet is owner] if owner else [{}]
            for scope in scopes:
                self.printed(compiled, scope, name)

    @property
    def _asked(self) -> bool:
        return any(one.drawn is not None and one.drawn.asked for one in self.made)

    # ------------------------------------------------------------ which sheets

    def _sheets(self) -> Iterator[Made]:
        """Yield the sheets of the outcome in order."""
        taken: dict[str, str] = {
            sheet.tab.name.casefold(): "" for sheet in self.reading.sheets if sheet.name is None and sheet.items is None
        }
        for sheet in self.reading.sheets:
            scopes = self._scopes(sheet)
            for copy, scope in enumerate(scopes):
                name = self._name(sheet, scope, copy, len(scopes))
                if sheet.name is not None or sheet.items is not None:
                    if name.casefold() in taken:
                        why = "another sheet has this name; capital and small letters are the same here"
                        self.findings.append(sheet.teller.bad_name(name, why, "print something that tells them apart"))
                    taken[name.casefold()] = name
                part = sheet.tab.part if copy == 0 else copied(sheet.tab.part, copy, self.book.parts)
                yield Made(sheet, name, scope, copy, part)

    def _scopes(self, sheet: Sheet) -> list[dict[str, Any]]:
        if sheet.items is None:
            return [{}]
        rendering = _Scopes(self.file, self.data, self.language, self.book.limits)
        rendering.meter = self.meter
        try:
            for _ in rendering.events(sheet.items, self._sink(sheet.tab.part)):
                pass
        except FindingsError as reason:
            self.findings += reason.findings
        return rendering.found

    def _name(self, sheet: Sheet, scope: dict[str, Any], copy: int, count: int) -> str:
        if sheet.name is None:
            tail = f" ({copy + 1})" if copy and count > 1 else ""
            return sheet.tab.name[: 31 - len(tail)] + tail
        name = "".join(self.printed(sheet.name, scope, sheet.tab.part))
        from briefgen.merge.markup import plain

        name = plain(name)
        bad = sorted(set(name) & set("[]:*?/\\"))
        why = mend = ""
        if not name.strip():
            why, mend = "it is empty", "print something"
        elif len(name) > 31:
            why, mend = (
                f"it has {len(name)} characters, and a sheet's name at most 31",
                "shorten it: `{{ x|truncate(31, true) }}`",
            )
        elif bad:
            why, mend = f"it holds {' '.join(bad)}", "replace what no name may hold: `{{ x|replace('/', '-') }}`"
        elif name.startswith("'") or name.endswith("'") or name.casefold() == "history":
            why, mend = "it begins or ends with an apostrophe, or is a name of Excel's own", "name it otherwise"
        if why:
            self.findings.append(sheet.teller.bad_name(name, why, mend))
        return name

    # ------------------------------------------------------------ printing

    def _sink(self, part: str) -> Sink:
        return Sink(part, Additions(taken=self.book.parts), _NoStyles(), language=self.language)

    def printed(self, compiled: Compiled, scope: dict[str, Any], part: str) -> str:
        """Return a part with tags as text; its mistakes are kept and it is empty then."""
        rendering = Rendering(self.file, {**self.data, **scope}, self.language, self.book.limits)
        rendering.meter = self.meter
        try:
            return self.reading.let("".join(rendering.print(compiled, self._sink(part))))
        except FindingsError as reason:
            self.findings += reason.findings
            return ""

    def _fill(self, one: Made) -> None:
        plan = one.sheet.plan
        if plan is None:
            return
        rendering = SheetRendering(self.file, {**self.data, **one.scope}, self.language, self.book.limits)
        rendering.meter = self.meter
        rendering.since_1904 = self.book.since_1904
        try:
            one.filled = fill(plan, rendering, self._sink(one.part), one.sheet.teller)
        except FindingsError as reason:
            self.findings += reason.findings
            return
        rows, columns = one.filled.rows, one.filled.columns
        one.place = Place(one.sheet.tab.name, one.name, rows, columns, plan.rows, plan.row_bands)

    def _draw(self, one: Made) -> None:
        if one.filled is None or one.place is None or one.sheet.plan is None:
            return
        drawer = Drawer(one.sheet.plan, one.filled, one.place, self.follower, self.strings, self.styles, self.cells)
        one.drawn = drawer.draw()
        self.findings += [one.sheet.teller.long_formula(cell, length) for cell, length in drawer.too_long]

    # ------------------------------------------------------------ writing

    def _write(self, one: Made, parts: dict[str, Part]) -> None:
        if one.drawn is None or one.place is None or one.filled is None:
            return
        if self._untouched(one):
            return
        skeleton = one.sheet.skeleton
        if one.sheet.compiled is not None:
            skeleton = self.printed(one.sheet.compiled, one.scope, one.part)
        skeleton = Around(one.place, self.follower).rewritten(skeleton)
        skeleton = with_links(self, one, skeleton)
        rows = one.drawn.xml(self.values)
        self.meter.write(len(rows))
        area = dimension(one.drawn.last_row, one.drawn.last_column)
        skeleton = _DIMENSION.sub(rf"\g<1>{area}\g<2>", skeleton, count=1)
        if one.copy:
            skeleton = _CODE_NAME.sub(r"\1", skeleton, count=1)
            skeleton = _SLICERS.sub("", re.sub(r'\stabSelected="[^"]*"', "", skeleton))
        head, _, tail = skeleton.partition("<sheetData/>")
        xml = f"{head}<sheetData>{rows}</sheetData>{tail}"
        parts[one.part] = pack(xml.encode(), 4)

    def _untouched(self, one: Made) -> bool:
        """Say whether a sheet is what it was in the template."""
        sheet = one.sheet
        nothing = sheet.compiled is None and not sheet.links and one.copy == 0
        assert one.drawn is not None  # noqa: S101 - drawn before
        plan = sheet.plan
        still = plan is not None and plan.row_code is None and plan.column_code is None
        assert one.place is not None  # noqa: S101 - placed before
        if nothing and not self.touched:
            return True
        if not (nothing and still and not one.drawn.asked and one.place.same):
            return False
        return Around(one.place, self.follower).rewritten(sheet.skeleton) == sheet.skeleton

    def attached(self, one: Made, kind: str, number: int) -> dict[tuple[int, tuple[int, ...]], dict[str, Any]]:
        """Return the texts that belong to copies of a cell, by the cell's row and items, and by what they are."""
        found: dict[tuple[int, tuple[int, ...]], dict[str, Any]] = {}
        plan = one.sheet.plan
        if one.drawn is None or plan is None:
            return found
        for _, row, path, values in one.drawn.attached:
            for text, value in zip(plan.attached[row], values, strict=True):
                name, _, detail = text.about[0].partition(" ")
                if name == kind and text.about[1] == number:
                    told = value if isinstance(value, (str, Item)) else "" if value is None else str(value)
                    found.setdefault((row, path), {})[detail] = told
        return found


class _Scopes(SheetRendering):
    """Runs the loops over sheets; what each turn knows is kept."""

    def __init__(self, file: str, data: Mapping[str, Any], language: str, limits: Limits) -> None:
        super().__init__(file, data, language, limits)
        self.marks = []
        self.found: list[dict[str, Any]] = []

    def _keep(self, names: dict[str, Any]) -> str:
        """Keep the names of one turn."""
        loop = names.get("loop")
        if isinstance(loop, LoopContext):
            names = {**names, "loop": {name: getattr(loop, name) for name in _LOOP}}
        self.found.append(dict(names))
        return ""

    def _environment(self, part: Compiled, sink: Sink, undefined: Any) -> Sandbox:
        made = super()._environment(part, sink, undefined)
        keep = self._keep
        made.globals = {**made.globals, "_sheet": keep}
        made.callables = (*made.callables, keep)
        return made


_LOOP = ("index", "index0", "revindex", "revindex0", "first", "last", "length")


def copied(part: str, copy: int, taken: Mapping[str, Any]) -> str:
    """Return a name for a copy of a part that no part has."""
    stem, dot, extension = part.rpartition(".")
    name = f"{stem}_{copy + 1}{dot}{extension}"
    while name in taken:
        stem += "x"
        name = f"{stem}_{copy + 1}{dot}{extension}"
    return name
