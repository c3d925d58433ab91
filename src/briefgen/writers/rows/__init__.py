"""Big tables: rows from an iterator become a workbook in little memory, faster than any general writer."""

from briefgen.writers.rows.book import write_rows
from briefgen.writers.rows.columns import RowColumn
from briefgen.writers.rows.sheets import RowTable

__all__ = ["RowColumn", "RowTable", "write_rows"]
