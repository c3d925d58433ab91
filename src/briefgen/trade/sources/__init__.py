"""Trade files recognised by their content and read exactly (docs/trade-sources.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefgen.trade.sources.layouts import LAYOUTS, Layout
    from briefgen.trade.sources.noted import Noted
    from briefgen.trade.sources.reading import read, recognise, rows
    from briefgen.trade.sources.report import Report, inspect, inspect_text

__all__ = ["LAYOUTS", "Layout", "Noted", "Report", "inspect", "inspect_text", "read", "recognise", "rows"]

_HOMES = {
    "LAYOUTS": "layouts",
    "Layout": "layouts",
    "Noted": "noted",
    "Report": "report",
    "inspect": "report",
    "inspect_text": "report",
    "read": "reading",
    "recognise": "reading",
    "rows": "reading",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is first used: naming the package costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
