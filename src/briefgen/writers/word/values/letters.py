"""Properties of letters: those of the run that a tag stands in, with those that a value adds, in the order of Word."""

from __future__ import annotations

import re

_ORDER = [
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "smallCaps",
    "strike",
    "dstrike",
    "outline",
    "shadow",
    "emboss",
    "imprint",
    "noProof",
    "snapToGrid",
    "vanish",
    "webHidden",
    "color",
    "spacing",
    "w",
    "kern",
    "position",
    "sz",
    "szCs",
    "highlight",
    "u",
    "effect",
    "bdr",
    "shd",
    "fitText",
    "vertAlign",
    "rtl",
    "cs",
    "em",
    "lang",
    "eastAsianLayout",
    "specVanish",
    "oMath",
]
_PLACE = {name: place for place, name in enumerate(_ORDER)}
_PROPERTY = re.compile(r"<w:(\w+)\b[^>]*?(?:/>|></w:\1>)")
_CHANGE = re.compile(r"<w:rPrChange\b.*?</w:rPrChange>", re.DOTALL)


def letters(base: str, own: str) -> str:
    """Return the content of a w:rPr: `base` (a w:rPr, or nothing) with the properties `own`, which win."""
    known: dict[str, str] = {}
    for xml in (_CHANGE.sub("", base), own):
        for found in _PROPERTY.finditer(xml):
            if found[1] in _PLACE:
                known[found[1]] = found[0]
    return "".join(known[name] for name in sorted(known, key=_PLACE.__getitem__))
