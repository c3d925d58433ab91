"""Makes the vendored fonts of the PDF writer from Tinos and Arimo as Google publishes them.

    python bench/make_fonts.py FOLDER

FOLDER holds `Tinos-Regular.ttf` and its kin (Debian package fonts-croscore). Each face is cut to the characters of
SCRIPTS and to the tables that a PDF needs, without hinting: a third of the size, and three times faster to load.
The names of the fonts reserve nothing, so that the cut faces may keep them (see fonts/OFL.txt).
"""

from __future__ import annotations

import sys
import zipfile
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FACES = (
    *("Tinos-Regular", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"),
    *("Arimo-Regular", "Arimo-Bold", "Arimo-Italic"),
)
SCRIPTS = (
    (0x20, 0x7E),  # Latin
    (0xA0, 0x24F),  # Latin of Europe, Turkish, Azerbaijani, Turkmen, Uzbek
    (0x259, 0x259),
    (0x2B9, 0x2BF),  # apostrophes
    (0x2C6, 0x2DD),
    (0x300, 0x304),  # stress marks
    (0x306, 0x308),
    (0x391, 0x3C9),  # Greek, for formulas
    (0x400, 0x52F),  # all Cyrillic
)
SIGNS = (
    "\u2007\u2009\u200a\u2010\u2011\u2012\u2013\u2014\u2015\u2018\u2019\u201a\u201c\u201d\u201e\u2020\u2021\u2022\u2026"
    "\u202f\u2030\u2032\u2033\u2039\u203a\u2044⁰ⁿ⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉№™℮ℓΩ←↑→↓↔↕∂∆∏∑−∕√∞∫≈≠≤≥■□▪▫▲►▼◄◊○●◦"
    "₣₤₦₧₩₪₫€₭₮₱₲₴₵₸₹₺₼₽₾"
)
NAMES = [0, 1, 2, 3, 4, 5, 6, 13, 14]
DROPPED = [*("GPOS", "GSUB", "GDEF", "DSIG", "gasp", "fpgm", "prep", "cvt ", "kern", "hdmx", "VDMX", "LTSH", "meta")]


def cut(source: Path) -> bytes:
    """Return the face with only what a PDF needs."""
    options = subset.Options(
        hinting=False,
        layout_features=[],
        name_IDs=NAMES,
        name_languages=[0x409],
        notdef_outline=True,
        glyph_names=False,
        recalc_timestamp=False,
        drop_tables=DROPPED,
    )
    font = TTFont(source, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(
        unicodes={code for first, last in SCRIPTS for code in range(first, last + 1)} | {ord(sign) for sign in SIGNS}
    )
    cutter.subset(font)
    out = BytesIO()
    font.save(out, reorderTables=True)
    return out.getvalue()


def main() -> None:
    """Write every face and tell the sizes."""
    folder = Path(sys.argv[1])
    target = Path(__file__).parent.parent / "src" / "briefgen" / "writers" / "pdf" / "fonts"
    for family in ("Tinos", "Arimo"):
        pack = BytesIO()
        with zipfile.ZipFile(pack, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in (face for face in FACES if face.startswith(family)):
                data = cut(folder / f"{name}.ttf")
                (target / f"{name}.ttf").write_bytes(data)
                archive.writestr(name, data)
                print(f"{name:18} {len(data):8} bytes, {len(TTFont(BytesIO(data)).getBestCmap())} characters")
        print(f"{family:18} {len(pack.getvalue()):8} bytes zipped")


if __name__ == "__main__":
    main()
