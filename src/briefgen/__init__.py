"""briefgen turns one folder of facts into the papers that go to official talks.

import briefgen
result = briefgen.build("inputs/kyrgyzstan-tajikistan-2011", languages=["uk"])
for finding in result.findings: ...
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefgen.merge.template import Template, render
    from briefgen.verbs import build, check, convert, explain, listing, new_brief, new_look, new_template, show

__version__ = "0.1.0"
__all__ = [
    "Template",
    "__version__",
    "build",
    "check",
    "convert",
    "explain",
    "listing",
    "new_brief",
    "new_look",
    "new_template",
    "render",
    "show",
]


def __getattr__(name: str) -> Any:
    """Import the verbs when they are first used: `import briefgen` alone costs nothing."""
    if name in {"Template", "render"}:  # the Word engine alone, without the steps
        from briefgen.merge import compiling, template

        compiling.register({name: _later(name) for name in _RICH})
        return getattr(template, name)
    if name in __all__:
        from briefgen import verbs

        return getattr(verbs, name)
    raise AttributeError(f"module 'briefgen' has no attribute '{name}'")


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
