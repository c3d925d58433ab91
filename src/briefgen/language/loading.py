"""Finds and reads the language files."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from briefgen.findings import FindingsError, Place, error
from briefgen.language.language import Language
from briefgen.language.official import in_style
from briefgen.language.official import profile as find_profile
from briefgen.language.reading import plain_yaml
from briefgen.language.unknown import NO_LANGUAGE, unknown

_FOLDER = Path(__file__).parent
OTHER_CODE = "B414"


@lru_cache(maxsize=1)
def available() -> tuple[str, ...]:
    """Return the codes of all languages, in the order of the alphabet."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


@lru_cache(maxsize=32)
def load(code: str, profile: str = "") -> Language:
    """Return the language of a code such as `uk`, in the official style of a profile if one is named for it.

    Raise FindingsError B410 if there is none, B414 if its file says that it is another language, B416 for a profile
    that there is not. A profile of another language changes nothing.
    """
    if code not in available():
        raise _no_language(code)
    data = _read(code)
    if data.get("code") != code:
        raise FindingsError(
            error(
                OTHER_CODE,
                f"the language file `{code}.yaml` says that its language is `{data.get('code', '')}`",
                why="the name of the file and `code` in it are the name of one language; "
                "with two names, papers would be mixed up",
                help=f"write `code: {code}` in the file, or give the file the name of its language",
                place=Place(f"language/{code}.yaml"),
            )
        )
    if profile:
        style = find_profile(profile)
        if style.language == code:
            return Language.of(in_style(data, style.words), profile)
    return Language.of(data)


def _read(code: str) -> dict[str, Any]:
    return plain_yaml(_FOLDER / f"{code}.yaml")


def _no_language(code: str) -> FindingsError:
    for known in available():
        if code.lower() in (known, *_read(known)["aliases"]):
            return FindingsError(
                error(NO_LANGUAGE, f"`{code}` is not a language of briefgen", help=f"did you mean `{known}`?")
            )
    return unknown(NO_LANGUAGE, "a language of briefgen", code, available())
