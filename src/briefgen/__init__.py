"""briefgen turns one folder of facts into the papers that go to official talks.

import briefgen
result = briefgen.build("inputs/kyrgyzstan-tajikistan-2011", languages=["uk"])
for finding in result.findings: ...
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from briefgen.merge.template import Template
    from briefgen.verbs import (
        build,
        check,
        convert,
        explain,
        listing,
        new_brief,
        new_look,
        new_template,
        proofread,
        show,
    )
    from briefgen.workbook.template import WorkbookTemplate
    from briefgen.writers.rows import RowColumn, RowTable, write_rows

__version__ = "0.1.0"
__all__ = [
    "RowColumn",
    "RowTable",
    "Template",
    "WorkbookTemplate",
    "__version__",
    "build",
    "check",
    "convert",
    "explain",
    "listing",
    "new_brief",
    "new_look",
    "new_template",
    "proofread",
    "render",
    "show",
    "write_rows",
]


def __getattr__(name: str) -> Any:
    """Import the verbs when they are first used: `import briefgen` alone costs nothing."""
    if name == "Template":  # the Word engine alone, without the steps
        return _word().Template
    if name == "WorkbookTemplate":
        from briefgen.workbook.template import WorkbookTemplate

        return WorkbookTemplate
    if name in {"RowColumn", "RowTable", "write_rows"}:
        from briefgen.writers import rows

        return getattr(rows, name)
    if name in __all__:
        from briefgen import verbs

        return getattr(verbs, name)
    raise AttributeError(f"module 'briefgen' has no attribute '{name}'")


def render(
    template: str | Path | bytes | Template | WorkbookTemplate,
    data: Mapping[str, Any] | str | Path,
    *,
    language: str = "en",
) -> bytes:
    """Return a Word or Excel template with data in it; `data` are names with values, or a JSON or YAML file of them.

    Raise FindingsError with everything that is wrong with the template or missing in the data.
    """
    if _is_workbook(template):
        from briefgen import workbook

        return workbook.render(template, data, language=language)  # type: ignore[arg-type]
    return _word().render(template, data, language=language)  # type: ignore[no-any-return]


def _word() -> Any:
    """Return the Word engine, which knows the filters of rich values."""
    from briefgen.merge import compiling, template

    compiling.register({name: _later(name) for name in _RICH})
    return template


def _is_workbook(template: object) -> bool:
    """Say whether a template is one of Excel, by the ending of its name or what its bytes hold."""
    if isinstance(template, bytes):
        return b"xl/workbook" in template and b"word/document.xml" not in template
    if type(template).__name__ == "WorkbookTemplate":
        return True
    return str(template).lower().endswith((".xlsx", ".xlsm", ".xltx", ".xltm"))


_RICH = (
    "chart", "document", "footnote", "image", "link", "markdown", "markdown_blocks", "page_break", "section_break",
    "toc",
)  # fmt: skip


def _later(name: str) -> Any:
    """Return a filter that makes a rich value; pictures, charts and Markdown are imported when one is first printed."""

    def rich(*args: Any, **options: Any) -> Any:
        from briefgen.writers.word.values import FILTERS

        return FILTERS[name](*args, **options)

    return rich
