"""Mistakes of workbook templates as findings, each with its sheet and cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.findings import Place, error, note, warning
from briefgen.merge.mistakes import Teller

if TYPE_CHECKING:
    from briefgen.findings import Finding
    from briefgen.merge.tags import Tag


class SheetTeller(Teller):
    """Makes the findings of one sheet of the template `file`; `part` of a tag is the address of its cell."""

    def __init__(self, file: str, sheet: str, xml: str = "") -> None:
        super().__init__(file, sheet, xml)
        self.sheet = sheet

    def at(self, code: str, tag: Tag, told: str, why: str | None = None, mend: str | None = None) -> Finding:
        """Return a finding at a tag; `{where}` in `told` becomes its place in words."""
        where = f'in sheet "{self.sheet}"' + (f", cell {tag.part}" if tag.part else "")
        place = Place(self.file, sheet=self.sheet, cell=tag.part or None, excerpt=tag.around or tag.written)
        return error(code, told.replace("{where}", where), why=why, help=mend, place=place)

    def cell(self, code: str, cell: str | None, told: str, why: str | None = None, mend: str | None = None) -> Finding:
        """Return a finding at a cell (or an area) that is not about a tag."""
        where = f'in sheet "{self.sheet}"' + (f", cell {cell}" if cell else "")
        place = Place(self.file, sheet=self.sheet, cell=cell)
        return error(code, told.replace("{where}", where), why=why, help=mend, place=place)

    def remark(self, code: str, cell: str, told: str, why: str | None = None, mend: str | None = None) -> Finding:
        """Return a warning at a cell."""
        where = f'in sheet "{self.sheet}", cell {cell}'
        place = Place(self.file, sheet=self.sheet, cell=cell)
        return warning(code, told.replace("{where}", where), why=why, help=mend, place=place)

    # ------------------------------------------------------------ tags

    def broken(self, tag: Tag) -> Finding:
        """Half a tag."""
        return self.at(
            "B651", tag, f"a tag is broken {{where}}: `{tag.written}` has no other half", None,
            "write the whole tag in one cell, such as {{ title }}; brackets that are no tag are {_{ and }_}",
        )  # fmt: skip

    def middle(self, tag: Tag, first: str, last: str) -> Finding:
        """A tag that repeats rows and stands in the middle of one, which is filled from `first` to `last`."""
        return self.at(
            "B671", tag, f"`{tag.written}` stands in the middle of its row {{where}}",
            "it takes in whole rows, so nothing may stand between it and the edge of its row",
            f"move it into the first filled cell of the row to begin ({first}) or the last to end ({last}), or into "
            "a row of its own; two lists side by side stand on sheets of their own, or one below the other; to repeat "
            "columns, write `{%col for … %}`",
        )  # fmt: skip

    def beside_words(self, tag: Tag, what: str) -> Finding:
        """A tag that repeats rows or columns and stands between words of its cell."""
        return self.at(
            "B671", tag, f"`{tag.written}` stands between other words of its cell {{where}}",
            f"it begins or ends a block that takes in more than its {what}",
            "move it to the beginning or the end of the cell",
        )  # fmt: skip

    def not_over_cells(self, first: Tag, last: Tag) -> Finding:
        """A block over cells that cannot take in rows."""
        return self.at(
            "B672", first, f"`{first.written}` begins {{where}} and ends in cell {last.part}",
            "only `for`, `if` and `with` take in rows and columns", "write the whole block into one cell",
        )  # fmt: skip

    def recursive(self, tag: Tag) -> Finding:
        """A recursive loop over rows."""
        return self.at("B672", tag, f"`{tag.written}` calls itself {{where}}", None, "write loops within one another")

    def no_else(self, tag: Tag) -> Finding:
        """An `else` between columns."""
        return self.at(
            "B672", tag, f"`{tag.written}` divides columns {{where}}", "columns know no `else`",
            "write a second `{%col if … %}`",
        )  # fmt: skip

    # ------------------------------------------------------------ data

    def too_many(self, what: str, most: int) -> Finding:
        """More rows or columns than a sheet has."""
        return self.cell(
            "B673", None, f"the data makes more {what} than a sheet has {{where}}",
            f"a sheet ends at {most:,} {what}".replace(",", " "),
            "filter the data, or make a sheet per item with `{%sheet for … %}`",
        )  # fmt: skip

    def too_long(self, address: str, most: int) -> Finding:
        """Text longer than a cell holds."""
        return self.cell(
            "B658", address, "a text grows too long {where}", f"a cell holds {most} characters",
            "shorten it, or spread it over rows",
        )  # fmt: skip

    def uneven(self, row: int) -> Finding:
        """A row that repeats its columns another number of times than the sheet."""
        return self.cell(
            "B674", f"A{row}", "the columns of a row are not those of the sheet {where}",
            "a loop over columns must give the same columns in every row",
            "loop over a list that does not depend on the row, and that can be gone through more than once",
        )  # fmt: skip

    # ------------------------------------------------------------ what a block may not cut

    def not_for_sheets(self, tag: Tag) -> Finding:
        """A statement for whole sheets that is neither `for` nor `if`."""
        return self.at(
            "B672", tag, f"`{tag.written}` is nothing for a whole sheet {{where}}",
            "sheets know `{%sheet for … in … %}` and `{%sheet if … %}`, without an end",
            "write one of these into cell A1",
        )  # fmt: skip

    def cuts(self, block: Tag, cell: str, what: str, mend: str) -> Finding:
        """A block that takes in a part of something that is one."""
        return self.cell(
            "B675", cell, f"`{block.written}` cuts through {what} {{where}}",
            "a part of it would be repeated and the rest not", mend,
        )  # fmt: skip

    def inside(self, block: Tag, cell: str, what: str, mend: str) -> Finding:
        """A block that would repeat what a sheet can hold only once."""
        return self.cell(
            "B676", cell, f"`{block.written}` would repeat {what} {{where}}", "it has one name and one place", mend
        )

    def in_formula(self, cell: str) -> Finding:
        """A tag inside a formula."""
        return self.cell(
            "B684", cell, "a formula holds a tag {where}", "a formula is not text, so its tags would stay as they are",
            "write the tag into a cell of its own and let the formula refer to it, or make the formula of text: "
            "`{{ (\"A1*\" ~ rate)|formula }}`",
        )  # fmt: skip

    def leaves_item(self, cell: str, reference: str) -> Finding:
        """A `$` in a repeated row."""
        return self.remark(
            "B677", cell, f"`{reference}` means the first copy in every copy of the row {{where}}",
            "a `$` before the row (or column) takes a reference out of the item of its loop",
            "take the `$` away to mean the same item; to mean all of them, write a range such as `$B$4:$B$4`",
        )  # fmt: skip

    def one_of_many(self, cell: str, reference: str) -> Finding:
        """One value asked for where there are many."""
        return self.remark(
            "B685", cell, f"`{reference}` means all copies of its row or sheet, where one value is wanted {{where}}",
            "an area where a number should stand gives #VALUE!, or the value that happens to stand in the same row",
            f"say what of them is meant, such as SUM({reference}) or MAX({reference})",
        )  # fmt: skip

    def takes_between(self, cell: str, function: str) -> Finding:
        """A function that takes one area only, where the copies stand apart."""
        return self.remark(
            "B686", cell, f"`{function}` also takes in what stands between the copies {{where}}",
            "it takes one area only, and other rows of the group, such as its subtotal, lie within",
            "tell the rows apart by a criterion, or by SUMIFS and COUNTIFS, which are told each group by itself",
        )  # fmt: skip

    def bad_name(self, name: str, why: str, mend: str) -> Finding:
        """A name that no sheet can have."""
        return self.cell("B678", None, f"a sheet cannot be named `{name[:60]}` {{where}}", why, mend)

    def twice(self, cell: str, name: str) -> Finding:
        """A table with two columns of one name."""
        return self.cell(
            "B679", cell, f"a table has two columns named `{name}` {{where}}",
            "the columns of a table have different names", "print something in its heading that tells them apart",
        )  # fmt: skip

    def long_formula(self, cell: str, length: int) -> Finding:
        """A formula that grew too long."""
        return self.cell(
            "B680", cell, f"a formula grows to {length} characters {{where}}",
            "it names each stretch of rows by itself, since other rows that count stand between them",
            "let the rows between use SUBTOTAL, and the total too: then one area is enough",
        )  # fmt: skip


class PartTeller(Teller):
    """Makes the findings of a part of the workbook that is no sheet, in words of somebody who looks at it in Excel."""

    def __init__(self, file: str, part: str, xml: str, sheet: str | None) -> None:
        super().__init__(file, part, xml)
        self.sheet = sheet

    def at(self, code: str, tag: Tag, told: str, why: str | None = None, mend: str | None = None) -> Finding:
        """Return a finding at a tag; `{where}` in `told` becomes its place in words."""
        what = _WHAT.get(self.part.split("/")[-2] if "/" in self.part else "", self.part)
        where = f'in {what} of sheet "{self.sheet}"' if self.sheet else f"in {what}"
        place = Place(self.file, sheet=self.sheet, excerpt=_typed(tag.around or tag.written))
        return error(code, _typed(told.replace("{where}", where)), why=why and _typed(why), help=mend, place=place)


def _typed(text: str) -> str:
    """Return a text in which the tags of headers are as they were typed."""
    return _OF_HEADER.sub(r"{{\1}}", text)


_OF_HEADER = re.compile(r"\{\{\((.*?)\)\|_header\}\}")
_WHAT = {
    "worksheets": "a header, footer or message",
    "charts": "a chart",
    "drawings": "a drawing",
    "docProps": "the properties",
    "xl": "the defined names",
}


def unusable(file: str, reason: str) -> Finding:
    """A file that is no template."""
    return error(
        "B670",
        f"the template {file} cannot be used",
        why=reason,
        help="open it in Excel and save it as a workbook (.xlsx) without a password",
        place=Place(file),
    )


def macros(file: str) -> Finding:
    """A template with macros."""
    return note(
        "B681",
        f"{file} holds macros, and so will what is made of it",
        why="macros are kept as they are, and never looked into",
        help="save the template as .xlsx if it needs none",
        place=Place(file),
    )


def outside(file: str, targets: str) -> Finding:
    """A template that reads other workbooks."""
    return warning(
        "B682",
        f"{file} refers to other workbooks",
        why=f"it reads {targets}, which the reader of the outcome may not have",
        help="copy the numbers into the template, or pass them as data",
        place=Place(file),
    )
