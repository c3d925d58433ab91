"""CSV: one list in a file of its own, in UTF-8, with commas, semicolons or tabs."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from briefgen.findings import FindingsError, Place, error
from briefgen.inputs import table as tables
from briefgen.inputs.files import load_text
from briefgen.model.brief import LISTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.findings import Finding
    from briefgen.inputs.files import File
    from briefgen.inputs.pages import Facts, TextPage

_DELIMITERS = ",;\t"
_NAMES = {",": "comma", ";": "semicolon", "\t": "tab"}


class _CsvPage:
    """A CSV file: rows are lines, columns are cells; the character is found when a place is asked for."""

    def __init__(self, page: TextPage, delimiter: str) -> None:
        self.text = page
        self.delimiter = delimiter

    def place(self, row: int, column: int, length: int = 1) -> Place:
        """Return the place of a cell by its line and its number in the row."""
        line = self.text.lines[row - 1]
        cell, quoted, start = 1, False, 0
        for at, sign in enumerate(line):
            if cell == column:
                break
            if sign == '"':
                quoted = not quoted
            elif sign == self.delimiter and not quoted:
                cell, start = cell + 1, at + 1
        # a cell after a line end inside quotes is shown by the start of its row
        return self.text.place(row, start + 1 if cell == column else 1, length if cell == column else len(line))


def read_csv(file: File, name: str, facts: Facts) -> None:
    """Read the list `name` from a CSV file into `facts`; raise FindingsError if it is no such file."""
    page, found = load_text(file)
    facts.findings.extend(found)
    head = next((line for line in page.lines if line.strip()), "")
    delimiter = max(_DELIMITERS, key=head.count)
    shown = _CsvPage(page, delimiter)
    rows = _rows(page, delimiter, facts)
    header_row, names = next(rows, (1, []))
    header = {column: cell.strip() for column, cell in enumerate(names, 1) if cell.strip()}
    table = tables.Table(name, shown, LISTS[name], header_row, header)
    fields = tables.columns(table, facts)
    if not fields:
        mend = f"the first line names the fields, such as `{','.join(list(LISTS[name].model_fields)[:4])}`"
        raise FindingsError(error("B123", "the table has no header", help=mend, place=page.place(header_row, 1)))

    def even() -> Iterator[tuple[int, dict[int, str]]]:
        for row, cells in rows:
            filled = {column: cell for column, cell in enumerate(cells, 1) if cell.strip()}
            if filled and len(cells) != len(names):
                facts.findings.append(_uneven(shown, row, len(cells), len(names)))
                continue  # its values may stand in the wrong columns; the other rows are read
            for column in filled:
                if column <= len(names) and column not in header:
                    place = shown.place(row, column, len(filled[column]))
                    mend = "give the column a name in the first line, or empty it"
                    facts.findings.append(
                        error("B123", "a value stands in a column without a header", help=mend, place=place)
                    )
            yield row, filled

    made = tables.records(table, fields, even(), facts)
    if made:
        facts.tree[name] = made


def _rows(page: TextPage, delimiter: str, facts: Facts) -> Iterator[tuple[int, list[str]]]:
    """Yield the line each row begins in with its cells; a broken quote is found and ends the table."""
    reader = csv.reader((line + "\n" for line in page.lines), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as reason:
            facts.findings.append(_broken(page, line, str(reason)))
            return
        if any(cell.strip() for cell in cells):
            yield line, cells


def _broken(page: TextPage, line: int, words: str) -> Finding:
    line = min(line, len(page.lines))
    if "limit" in words:
        message, mend = "a cell is larger than 128 KiB", "check the quotes: one may lack its end"
    elif "expected after" in words:
        message, mend = "text follows after a closing quote", 'write a quote inside a quoted cell twice: ""'
    else:
        message, mend = (
            "a quote is opened and never closed",
            'close it; a quote inside a quoted cell is written twice: ""',
        )
    return error("B126", message, help=mend, place=page.place(line, 1, len(page.lines[line - 1])))


def _uneven(page: _CsvPage, row: int, cells: int, names: int) -> Finding:
    place = page.text.place(row, 1, len(page.text.lines[row - 1]))
    mark = _NAMES[page.delimiter]
    return error(
        "B125",
        f"the row has {cells} cells and the header has {names}",
        why="a cell too many or too few moves all that stand behind it",
        help=f"put text that holds a {mark} in double quotes; give empty cells their {mark}",
        place=place,
    )
