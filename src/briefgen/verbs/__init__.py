"""The verbs of briefgen as functions: what the command line does, for use from Python.

None of them prints or exits; each returns what it made and found.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefgen.verbs.catalogue import listing
    from briefgen.verbs.explaining import explain
    from briefgen.verbs.files import check_template, check_workbook, render_file, sign
    from briefgen.verbs.papers import build, check
    from briefgen.verbs.showing import show
    from briefgen.verbs.starting import convert, new_brief, new_look, new_template
    from briefgen.verbs.trading import TRADE_FORMATS, Told, inspect_trade, trade
    from briefgen.verbs.wording import CaseForms, case_forms, proofread

_HOMES = {
    "catalogue": ("listing",),
    "explaining": ("explain",),
    "files": ("check_template", "check_workbook", "render_file", "sign"),
    "papers": ("build", "check"),
    "showing": ("show",),
    "starting": ("convert", "new_brief", "new_look", "new_template"),
    "trading": ("TRADE_FORMATS", "Told", "inspect_trade", "trade"),
    "wording": ("CaseForms", "case_forms", "proofread"),
}

__all__ = [
    "TRADE_FORMATS",
    "CaseForms",
    "Told",
    "build",
    "case_forms",
    "check",
    "check_template",
    "check_workbook",
    "convert",
    "explain",
    "inspect_trade",
    "listing",
    "new_brief",
    "new_look",
    "new_template",
    "proofread",
    "render_file",
    "show",
    "sign",
    "trade",
]


def __getattr__(name: str) -> Any:
    """Import a verb with the module it lives in when it is first used: `explain` needs none of the steps."""
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"briefgen.verbs.{module}"), name)
    raise AttributeError(f"module 'briefgen.verbs' has no attribute '{name}'")
