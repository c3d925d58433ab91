"""The grid of a table after columns were printed by a loop: as many columns as its widest row."""

from __future__ import annotations

import re

_TAG = re.compile(r"<(/?)w:(tbl|tr|tc|gridCol|gridSpan|tblGrid)\b([^>]*?)(/?)>")
_VALUE = re.compile(r'w:(?:val|w)="(\d+)"')


def mended(xml: str) -> str:
    """Return the table with a `w:gridCol` for each column of its widest row; the width of the table stays."""
    depth = widest = row = 0
    widths: list[int] = []
    start = end = -1
    for found in _TAG.finditer(xml):
        closing, name, attributes, empty = found.groups()
        if name == "tbl":
            depth += -1 if closing else 1
        if depth != 1:
            continue
        if name == "tblGrid":
            if empty:
                start, end = found.span()
            elif closing:
                end = found.end()
            else:
                start = found.start()
        elif name == "gridCol":
            width = _VALUE.search(attributes)
            widths.append(int(width[1]) if width else 0)
        elif name == "tr":
            row = 0
        elif name == "tc" and not closing:
            row += 1
        elif name == "gridSpan":
            span = _VALUE.search(attributes)
            row += (int(span[1]) if span else 1) - 1
        widest = max(widest, row)
    if start < 0 or not widths or widest == len(widths):
        return xml
    total = sum(widths)
    if widest > len(widths):  # columns came: all share the width as before, the last one's is repeated
        raw = widths + [widths[-1]] * (widest - len(widths))
        scale = sum(raw) or 1
        widths = [one * total // scale for one in raw]
    else:
        widths = widths[:widest]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"{xml[:start]}<w:tblGrid>{grid}</w:tblGrid>{xml[end:]}"
