"""Profiles of official style: page, dates, money, per cent and quotation marks as an office asks for them, as data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from briefgen.language.reading import plain_yaml
from briefgen.language.unknown import NO_PROFILE, unknown

if TYPE_CHECKING:
    from collections.abc import Mapping

_FOLDER = Path(__file__).with_name("profiles")


@dataclass(frozen=True, slots=True)
class Page:
    """The page of a profile: margins and indent in millimetres, the size of text in points, spacing in lines.

    `number_place` is top or bottom, `number_first` whether the first page shows its number too.
    """

    size: Literal["A4", "Letter"]
    left: float
    right: float
    top: float
    bottom: float
    font: Literal["serif", "sans"]
    text: float
    spacing: float
    indent: float
    align: Literal["left", "justify"]
    number_place: Literal["top", "bottom"]
    number_align: Literal["left", "center", "right"]
    number_first: bool

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Page:
        """Make a page of what the file of a profile holds."""
        number = data["number"]
        left, right, top, bottom = (float(data["margins"][side]) for side in ("left", "right", "top", "bottom"))
        text, spacing, indent = (float(data[name]) for name in ("text", "spacing", "indent"))
        return cls(
            data["size"], left, right, top, bottom, data["font"], text, spacing, indent, data["align"],
            number["place"], number["align"], number["first"] == "yes",
        )  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """One official style; `words` stand in place of those of the language file, `stated` tells where values are from.

    A value is `verified` if somebody held it against the text named in `against`.
    """

    name: str
    title: str
    language: str
    page: Page
    words: Mapping[str, Any]
    stated: Mapping[str, Mapping[str, str]]


@lru_cache(maxsize=1)
def profiles() -> tuple[str, ...]:
    """Return the names of all profiles, in the order of the alphabet."""
    return tuple(sorted(path.name.removesuffix(".yaml") for path in _FOLDER.glob("*.yaml")))


@lru_cache(maxsize=32)
def profile(name: str) -> Profile:
    """Return the profile of a name such as `ua-dstu-4163`; raise FindingsError B416 if there is none."""
    if name not in profiles():
        raise unknown(NO_PROFILE, "a profile of official style", name, profiles())
    data = plain_yaml(_FOLDER / f"{name}.yaml")
    return Profile(name, data["title"], data["language"], Page.of(data["page"]), data["words"], data["stated"])


def in_style(data: Mapping[str, Any], words: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data of a language file with the words of a profile in place of its own."""
    made = dict(data)
    for key, value in words.items():
        own = data.get(key)
        made[key] = in_style(own, value) if isinstance(own, dict) and isinstance(value, dict) else value
    return made
