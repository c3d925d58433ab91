"""Write the bench's rows with briefgen."""

from __future__ import annotations

import content

from briefgen.writers.rows import RowColumn, RowTable, write_rows

COLUMNS = [RowColumn(title, code) for title, code in zip(content.TITLES, content.FORMATS, strict=True)]

content.run({"rows": lambda rows, out: write_rows(out, [RowTable("Trade", COLUMNS, rows)])})
