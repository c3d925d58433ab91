"""The Excel annex: cover, contents, one marked-up table on each sheet, live formulas, native charts."""

from briefgen.writers.excel.workbook import write

__all__ = ["write"]
