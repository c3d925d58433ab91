"""How wide text is in Arial and its look-alikes, and where it breaks into lines; the unit is the width of a digit."""

from __future__ import annotations

from functools import lru_cache

DIGIT = 556
"""Width of a digit in thousandths of the size of the letters."""

_BOLD = 1.09
_OTHER = 620
"""Letters that are not listed are taken to be a little wider than most."""

_WIDTHS = {
    191: "'",
    222: "ijlіј\u2019\u02bc",
    278: " \u00a0\u202f!,./:;I[\\]ft|ІЇї",
    333: '()-`r"{}•\u201c\u201d\u201e·',
    400: "*°ґгѓғ",
    450: "зткқ^",
    500: "JcksvxyzЈсухѕўӯҳүэєчьҷҐ",
    531: "в",
    542: "ЃГпяҒнџң",
    556: "#$0123456789?L_abdeghnopquаеорѐёђћөҮ\u2013«»§ийѝӣ",
    583: "бцЌКдлҚ+<=>~\u2212×",
    611: "FTZТЗъ",
    667: "&ABEKPSVXYЀЁЅАВЕРХЧҲҶЎУӮБЛЬжДм",
    722: "ЄЍЏИЙПЭыӢCDHNRUwНСЯҢ",
    778: "GOQОӨЦюФЪ",
    833: "MmМшфщњ",
    889: "%ЋЂЫ",
    944: "WљШЖЩ",
    1040: "\u2014…ЊЮ@Љ№",
}
_WIDTH_OF = {ord(sign): width for width, signs in _WIDTHS.items() for sign in signs}


@lru_cache(maxsize=4096)  # tables say the same words over and over
def width_of(text: str, *, bold: bool = False, scale: float = 1.0) -> float:
    """Return the width of one line of text; `scale` is its size against the size that columns are measured in."""
    get = _WIDTH_OF.get
    total = sum([get(ord(sign), _OTHER) for sign in text]) / DIGIT
    return total * scale * (_BOLD if bold else 1.0)


def lines_of(text: str, width: float, *, bold: bool = False, scale: float = 1.0) -> list[str]:
    """Return the lines that text takes in a width, broken at spaces and line ends; a longer word stays whole."""
    lines = []
    for paragraph in text.split("\n"):
        if width_of(paragraph, bold=bold, scale=scale) <= width:
            lines.append(paragraph)
            continue
        line, used = "", 0.0
        space = width_of(" ", bold=bold, scale=scale)
        for word in paragraph.split(" "):
            wide = width_of(word, bold=bold, scale=scale)
            if line and used + space + wide > width:
                lines.append(line)
                line, used = word, wide
            else:
                line, used = (f"{line} {word}", used + space + wide) if line else (word, wide)
        lines.append(line)
    return lines


@lru_cache(maxsize=4096)
def line_count(text: str, width: float, *, bold: bool = False, scale: float = 1.0) -> int:
    """Return how many lines Excel needs for text wrapped in a width; it breaks words longer than that."""
    lines = lines_of(text, width, bold=bold, scale=scale)
    return sum(max(1, -int(-width_of(line, bold=bold, scale=scale) // width)) for line in lines)
