"""Languages: how each prints numbers, dates, counts and lists; one data file for each."""

from __future__ import annotations

from briefgen.language.language import Language
from briefgen.language.loading import available, load

__all__ = ["Language", "available", "load"]
