"""What is painted on an imported page: its operators, without marks of its own, refused where PDF/A has no such."""

from __future__ import annotations

from typing import Any

_OPERATORS = frozenset([
    "b", "B", "b*", "B*", "BT", "c", "cm", "CS", "cs", "d", "Do", "ET", "f", "F", "f*", "G", "g", "gs", "h",
    "i", "J", "j", "l", "M", "m", "n", "q", "Q", "re", "RG", "rg", "ri", "s", "S", "SC", "sc", "SCN", "scn",
    "sh", "T*", "Tc", "Td", "TD", "Tf", "Tj", "TJ", "TL", "Tm", "Tr", "Ts", "Tw", "Tz", "v", "w", "W", "W*",
    "y", "'", '"',
])  # fmt: skip
_MARKS = frozenset(("BMC", "BDC", "EMC", "MP", "DP", "BX", "EX"))
_CMYK = frozenset(("k", "K"))
_NAMED = {"Do": "/XObject", "Tf": "/Font", "gs": "/ExtGState", "sh": "/Shading"}
_PLAIN_SPACES = frozenset(("/DeviceGray", "/DeviceRGB", "/Pattern"))
_INTENTS = frozenset(("/RelativeColorimetric", "/AbsoluteColorimetric", "/Perceptual", "/Saturation"))
_DEEPEST = 28  # q inside q: PDF/A allows no more


class UnusablePageError(ValueError):
    """A page cannot be used; its text is the reason."""


def painted(kit: Any, source: Any, resources: Any) -> bytes:
    """Return the content of a page, form or pattern without its marked content, which is part of another structure.

    Raises UnusablePageError for what PDF/A does not allow, or what names resources that are not there.
    """
    kept = []
    depth = 0
    for operands, operator in kit.parse_content_stream(source):
        name = str(operator)
        if name in _MARKS:
            if operands and str(operands[0]) == "/OC":
                raise UnusablePageError("it has layers (optional content)")
            continue
        _check(name, operands, resources)
        depth += (name == "q") - (name == "Q")
        if not 0 <= depth <= _DEEPEST:
            raise UnusablePageError("its graphics states (q, Q) are nested more than 28 deep, or not in pairs")
        kept.append((operands, operator))
    if depth:
        raise UnusablePageError("its graphics states (q, Q) are not in pairs")
    made: bytes = kit.unparse_content_stream(kept)
    return made


def _check(name: str, operands: Any, resources: Any) -> None:
    if name in _CMYK:
        raise UnusablePageError("it has colours of four inks (DeviceCMYK), but the paper is made for screens (sRGB)")
    if name == "INLINE IMAGE":
        raise UnusablePageError("it has an inline image")
    if name not in _OPERATORS:
        raise UnusablePageError(f"it has the operator `{name[:20]}`, which PDF/A does not know")
    if name == "ri" and str(operands[0]) not in _INTENTS:
        raise UnusablePageError("it has a rendering intent that PDF/A does not know")
    kind = _NAMED.get(name)
    if kind:
        _there(operands[0], kind, resources)
    elif name in ("cs", "CS"):
        if str(operands[0]) == "/DeviceCMYK":
            raise UnusablePageError(
                "it has colours of four inks (DeviceCMYK), but the paper is made for screens (sRGB)"
            )
        if str(operands[0]) not in _PLAIN_SPACES:
            _there(operands[0], "/ColorSpace", resources)
    elif name in ("scn", "SCN") and operands and str(operands[-1]).startswith("/"):
        _there(operands[-1], "/Pattern", resources)


def _there(named: Any, kind: str, resources: Any) -> None:
    if str(named) not in resources.get(kind, {}):
        raise UnusablePageError(f"it uses `{str(named)[:40]}`, which is not among its resources")
