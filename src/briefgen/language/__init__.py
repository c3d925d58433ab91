"""Languages: how each prints numbers, dates, counts and lists; one data file for each, and profiles of style."""

from __future__ import annotations

from briefgen.language.language import Language
from briefgen.language.loading import available, load
from briefgen.language.official import Page, Profile, profile, profiles

__all__ = ["Language", "Page", "Profile", "available", "load", "profile", "profiles"]
