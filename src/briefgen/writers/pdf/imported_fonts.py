"""What PDF/A-2a asks of the fonts of an imported page: embedded, with known encodings, told in Unicode."""

from __future__ import annotations

from typing import Any

from briefgen.writers.pdf.imported_content import UnusablePageError

FONT_ENTRIES = [
    "Subtype", "BaseFont", "FirstChar", "LastChar", "Widths", "Encoding", "CIDSystemInfo", "DW", "W", "DW2",
    "W2",
]  # fmt: skip
"""The entries of a font that are copied as they are."""

DESCRIPTOR_ENTRIES = [
    "FontName", "Flags", "FontBBox", "ItalicAngle", "Ascent", "Descent", "Leading", "CapHeight", "XHeight",
    "StemV", "StemH", "MissingWidth",
]  # fmt: skip
"""The entries of what describes a font that are copied as they are: without lists of glyphs, which may be wrong."""

_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
_SIMPLE = ("/Type1", "/MMType1", "/TrueType")
_OF_GLYPHS = ("/CIDFontType0", "/CIDFontType2")
_KNOWN = ("/WinAnsiEncoding", "/MacRomanEncoding")
_SYMBOLIC = 4


def checked_font(font: Any) -> str:
    """Return under which entry the descriptor of a font holds its program; nothing for a font made of another.

    Raises UnusablePageError for what PDF/A-2a does not allow.
    """
    kind = str(font.get("/Subtype"))
    name = str(font.get("/BaseFont", "/?"))[1:80]
    if kind == "/Type0":
        if str(font.get("/Encoding")) not in ("/Identity-H", "/Identity-V"):
            raise UnusablePageError(f"its font `{name}` has an encoding other than Identity")
        if len(font.DescendantFonts) != 1 or str(font.DescendantFonts[0].get("/Subtype")) not in _OF_GLYPHS:
            raise UnusablePageError(f"its font `{name}` is made of no known one")
        _told(font, name)
        return ""
    if kind not in (*_SIMPLE, *_OF_GLYPHS):
        raise UnusablePageError(f"its font `{name}` is of the kind {kind[1:20]}")
    described = font.get("/FontDescriptor", {})
    programs = [key for key in _PROGRAMS if key in described]
    if len(programs) != 1:
        raise UnusablePageError(f"its font `{name}` is not embedded")
    if kind == "/CIDFontType2" and "/CIDToGIDMap" not in font:
        raise UnusablePageError(f"its font `{name}` does not tell its glyphs (CIDToGIDMap)")
    if kind in _SIMPLE:
        _simple(font, kind, name)
    return programs[0]


def _simple(font: Any, kind: str, name: str) -> None:
    encoding = font.get("/Encoding")
    symbolic = bool(int(font.FontDescriptor.Flags) & _SYMBOLIC)
    if kind == "/TrueType" and (encoding is not None if symbolic else str(encoding) not in _KNOWN):
        raise UnusablePageError(f"its font `{name}` has an encoding that PDF/A does not allow")
    if str(encoding) not in _KNOWN:
        _told(font, name)


def _told(font: Any, name: str) -> None:
    if "/ToUnicode" not in font:
        raise UnusablePageError(f"its font `{name}` does not tell its letters (ToUnicode)")
