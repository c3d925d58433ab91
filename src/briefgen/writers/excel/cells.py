"""Cells as XML: data is always text or a number, whatever it looks like."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefgen.writers.excel.skeleton import CellStyle, HeadStyle, LineStyle, Skeleton

LONGEST_TEXT = 32_767
"""Most characters (UTF-16 units) that Excel keeps in a cell."""

_ACTIVE = ("=", "+", "-", "@", "\t", "\r")
_SPECIAL = re.compile('[&<>"\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)')
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


def escaped(text: str) -> str:
    """Return the text for XML; what XML cannot hold becomes `_xHHHH_`, which Excel reads back as the character."""
    return _SPECIAL.sub(_escape, text) if _SPECIAL.search(text) else text


def _escape(match: re.Match[str]) -> str:
    sign = match.group()
    return _NAMED.get(sign) or f"_x{ord(sign):04X}_"


def units(text: str) -> int:
    """Return how many characters Excel counts in a text that may be too long for it."""
    if 2 * len(text) <= LONGEST_TEXT:  # short enough in any script: no need to look closer
        return len(text)
    return len(text) + sum(sign > "\uffff" for sign in text)


def quoted(text: str) -> bool:
    """Say whether the text would turn into a formula if somebody edited its cell."""
    return text.startswith(_ACTIVE)


def text_cell(place: str, text: str, style: LineStyle | HeadStyle | CellStyle, base: Skeleton) -> str:
    """Return a cell that holds the text, and nothing but text."""
    number = base.ids[style._replace(quote=True) if quoted(text) else style]
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f'<c r="{place}" s="{number}" t="inlineStr"><is><t{space}>{escaped(text)}</t></is></c>'


def number_cell(place: str, number: str, style: int, formula: str | None = None) -> str:
    """Return a cell that holds a number, with the formula that gives it."""
    live = f"<f>{formula}</f>" if formula else ""
    return f'<c r="{place}" s="{style}">{live}<v>{number}</v></c>'
