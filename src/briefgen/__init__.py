"""briefgen turns one folder of facts into the papers that go to official talks.

import briefgen
result = briefgen.build("inputs/kyrgyzstan-tajikistan-2011", languages=["uk"])
for finding in result.findings: ...
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefgen.verbs import build, check, convert, explain, listing, new_brief, new_look, new_template, show

__version__ = "0.1.0"
__all__ = [
    "__version__",
    "build",
    "check",
    "convert",
    "explain",
    "listing",
    "new_brief",
    "new_look",
    "new_template",
    "show",
]


def __getattr__(name: str) -> Any:
    """Import the verbs when they are first used: `import briefgen` alone costs nothing."""
    if name in __all__:
        from briefgen import verbs

        return getattr(verbs, name)
    raise AttributeError(f"module 'briefgen' has no attribute '{name}'")
