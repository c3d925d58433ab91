"""Write the bench's rows with xlsxturbo (Rust), from a frame of polars, with the same number formats."""

from __future__ import annotations

import content
import polars
import xlsxturbo


def write(rows: list[content.Row], out: str, **options: object) -> None:
    """Make the frame (its time counts, for rows are what there is) and write it."""
    frame = polars.DataFrame(rows, schema=list(content.TITLES), orient="row")
    formats = {
        title: {"num_format": code}
        for title, code in zip(content.TITLES, content.FORMATS, strict=True)
        if code != "General"
    }
    widths = dict(enumerate(content.WIDTHS))
    xlsxturbo.df_to_xlsx(
        frame, out, column_formats=formats, column_widths=widths, header_format={"bold": True}, **options
    )


content.run(
    {
        "normal": write,
        "level 4": lambda rows, out: write(rows, out, compression_level=4),
        "constant_memory": lambda rows, out: write(rows, out, constant_memory=True),
    }
)
