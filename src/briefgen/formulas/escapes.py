"""Signs that XML cannot hold, as workbooks write them: `_x000D_`, and a literal `_x000D_` as `_x005F_x000D_`."""

from __future__ import annotations

import re

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def unescaped(text: str) -> str:
    """Return the text that a person sees in Excel."""
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) if "_x" in text else text


def kept_literal(text: str) -> str:
    """Return the text in such a way that Excel shows it as it is, even where it looks escaped."""
    return _LOOKS_ESCAPED.sub("_x005F_", text) if "_x" in text else text
