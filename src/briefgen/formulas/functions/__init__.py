"""The functions of Excel, by what they are about; a module is imported when the first formula asks for it."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefgen.formulas.functions.signature import Function

MODULES = ("aggregates", "arithmetic", "logic", "statistics", "conditions", "lookup", "texts", "dates", "information")


@lru_cache(maxsize=1024)
def find(name: str) -> Function | None:
    """Return the function of that name (in capitals); None if it is not supported."""
    for module in MODULES:
        functions: dict[str, Function] = import_module(f"{__name__}.{module}").FUNCTIONS
        if name in functions:
            return functions[name]
    return None
