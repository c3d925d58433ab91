"""Templates made in Excel: tags in any workbook filled, and everything that refers to repeated rows follows."""

from __future__ import annotations

from briefgen.workbook.template import WorkbookTemplate, check, render

__all__ = ["WorkbookTemplate", "check", "render"]
