"""The styles of a workbook: font, fill, format and alignment of each style number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from briefgen.audit.attributes import decimal, is_true, whole

if TYPE_CHECKING:
    from lxml.etree import _Element

_BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "m/d/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "m/d/yyyy h:mm", 37: "#,##0 ;(#,##0)", 38: "#,##0 ;[Red](#,##0)",
    39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;[Red](#,##0.00)", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0",
    48: "##0.0E+0", 49: "@",
}  # fmt: skip
_INDEXED = (
    "000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF",
    "000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF",
    "800000", "008000", "000080", "808000", "800080", "008080", "C0C0C0", "808080",
)  # fmt: skip
_THEME = ("lt1", "dk1", "lt2", "dk2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
_HEADINGS = frozenset({"15", "16", "17", "18", "19"})
"""Numbers of Excel's own styles for titles and headings."""


class Font(NamedTuple):
    """A font: `colour` RRGGBB (None: automatic), `raised` for superscript and subscript."""

    name: str
    size: float
    colour: str | None
    raised: bool


class Style(NamedTuple):
    """What a cell looks like; `fill` is RRGGBB or None, `heading` says that it has a named heading style."""

    font: Font
    fill: str | None
    code: str
    side: str
    wrap: bool
    quote: bool
    heading: bool

    @property
    def is_date(self) -> bool:
        """Whether its number format prints a date or a time."""
        return is_date(self.code)


_PLAIN = Style(Font("Calibri", 11.0, None, False), None, "General", "general", False, False, False)


@dataclass(slots=True)
class Styles:
    """Styles by the number that cells carry."""

    found: list[Style]

    def __getitem__(self, number: int) -> Style:
        return self.found[number] if 0 <= number < len(self.found) else _PLAIN

    def __len__(self) -> int:
        return len(self.found)


def is_date(code: str) -> bool:
    """Say whether a number format prints a date or a time."""
    import re

    plain = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.|General', "", code)
    return any(sign in "ymdhs" for sign in plain.lower())


def read_styles(root: _Element | None, theme: _Element | None) -> Styles:
    """Return the styles of a workbook; without a styles part every cell is plain."""
    if root is None:
        return Styles([_PLAIN])
    colours = _theme_colours(theme)
    codes = dict(_BUILT_IN)
    for one in root.iterfind("{*}numFmts/{*}numFmt"):
        codes[whole(one.get("numFmtId"))] = one.get("formatCode") or "General"
    fonts = [_font(one, colours) for one in root.iterfind("{*}fonts/{*}font")] or [_PLAIN.font]
    fills = [_fill(one, colours) for one in root.iterfind("{*}fills/{*}fill")]
    headings = set()
    for one in root.iterfind("{*}cellStyles/{*}cellStyle"):
        name = (one.get("name") or "").casefold()
        if one.get("builtinId") in _HEADINGS or "title" in name or "heading" in name or "заголов" in name:
            headings.add(whole(one.get("xfId")))
    found = []
    for xf in root.iterfind("{*}cellXfs/{*}xf"):
        alignment = xf.find("{*}alignment")
        font, fill = whole(xf.get("fontId")), whole(xf.get("fillId"))
        found.append(
            Style(
                fonts[font] if font < len(fonts) else fonts[0],
                fills[fill] if fill < len(fills) else None,
                codes.get(whole(xf.get("numFmtId")), "General"),
                "general" if alignment is None else alignment.get("horizontal", "general"),
                alignment is not None and is_true(alignment.get("wrapText")),
                is_true(xf.get("quotePrefix")),
                whole(xf.get("xfId")) in headings,
            )
        )
    return Styles(found or [_PLAIN])


def _font(font: _Element, colours: dict[int, str]) -> Font:
    name, size, raised = font.find("{*}name"), font.find("{*}sz"), font.find("{*}vertAlign")
    return Font(
        "Calibri" if name is None else name.get("val") or "Calibri",
        11.0 if size is None else decimal(size.get("val"), 11.0),
        colour_of(font.find("{*}color"), colours),
        raised is not None and raised.get("val") in ("superscript", "subscript"),
    )


def _fill(fill: _Element, colours: dict[int, str]) -> str | None:
    pattern = fill.find("{*}patternFill")
    if pattern is None:
        return "808080" if fill.find("{*}gradientFill") is not None else None
    if pattern.get("patternType", "none") == "none":
        return None
    if pattern.get("patternType") != "solid":
        return colour_of(pattern.find("{*}fgColor"), colours) or "808080"
    colour = colour_of(pattern.find("{*}fgColor"), colours)
    return None if colour == "FFFFFF" else colour or "000000"


def colour_of(colour: _Element | None, theme: dict[int, str]) -> str | None:
    """Return a colour as RRGGBB; None for the automatic one and for what cannot be read."""
    if colour is None or is_true(colour.get("auto")):
        return None
    if rgb := colour.get("rgb"):
        return rgb[-6:].upper() if _is_hex(rgb[-6:]) else None
    if indexed := colour.get("indexed"):
        number = whole(indexed)
        return _INDEXED[number] if number < len(_INDEXED) else None
    if (number_of := colour.get("theme")) is None:
        return None
    base = theme.get(whole(number_of))
    return base and _tinted(base, decimal(colour.get("tint"), 0.0))


def _tinted(colour: str, tint: float) -> str:
    channels = [int(colour[start : start + 2], 16) for start in (0, 2, 4)]
    mixed = [c * (1 + tint) if tint < 0 else c + (255 - c) * tint for c in channels]
    return "".join(f"{min(255, max(0, round(c))):02X}" for c in mixed)


def _theme_colours(theme: _Element | None) -> dict[int, str]:
    found = {0: "FFFFFF", 1: "000000", 2: "E7E6E6", 3: "44546A", 10: "0563C1", 11: "954F72"}
    scheme = None if theme is None else theme.find("{*}themeElements/{*}clrScheme")
    if scheme is None:
        return found
    for number, name in enumerate(_THEME):
        colour = scheme.find(f"{{*}}{name}/*")
        if colour is not None:
            value = colour.get("lastClr") or colour.get("val") or ""
            if _is_hex(value):
                found[number] = value.upper()
    return found


def contrast(colour: str, ground: str = "FFFFFF") -> float:
    """Return the contrast of two colours RRGGBB, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((_luminance(colour), _luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _is_hex(text: str) -> bool:
    return len(text) == 6 and all(sign in "0123456789abcdefABCDEF" for sign in text)
