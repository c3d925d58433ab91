"""The norm of a language, loaded from its data file."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from briefgen.proofreading.norms.countries import Countries
from briefgen.proofreading.norms.endings import Endings
from briefgen.proofreading.norms.letters import Letters
from briefgen.proofreading.norms.phrases import Phrases
from briefgen.proofreading.norms.signs import Signs

_FOLDER = Path(__file__).parent / "data"


class Norm(Letters, Signs, Phrases, Endings, Countries):
    """What a language file says, ready for the rules; what a language does not have is empty or None."""


LANGUAGES = ("en", "ky", "ru", "tg", "uk")


@lru_cache(maxsize=8)
def load(code: str) -> Norm:
    """Return the norm of a language of `LANGUAGES`; KeyError for another."""
    if code not in LANGUAGES:
        raise KeyError(code)
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return Norm(yaml.load((_FOLDER / f"{code}.yaml").read_text(encoding="utf-8"), Loader=loader))  # noqa: S506 - a safe loader
