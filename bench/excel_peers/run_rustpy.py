"""Write the bench's rows with rustpy-xlsxwriter (Rust), from records, with the same number formats."""

from __future__ import annotations

import content
import rustpy_xlsxwriter


def write(rows: list[content.Row], out: str, *, dedupe: bool) -> None:
    """Make the records (their time counts, for rows are what there is) and write them."""
    records = [dict(zip(content.TITLES, row, strict=True)) for row in rows]
    formats = {
        title: rustpy_xlsxwriter.Format().set_num_format(code)
        for title, code in zip(content.TITLES, content.FORMATS, strict=True)
        if code != "General"
    }
    rustpy_xlsxwriter.write_worksheet(records, out, bold_headers=True, column_formats=formats, dedupe_strings=dedupe)


content.run(
    {
        "normal": lambda rows, out: write(rows, out, dedupe=True),
        "inline strings": lambda rows, out: write(rows, out, dedupe=False),
    }
)
