"""Attributes of the XML of a workbook as values; what cannot be read is taken as not given."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_DIGITS = 9


def whole(text: str | None, otherwise: int = 0) -> int:
    """Return a whole number that is not below nought."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else otherwise


def decimal(text: str | None, otherwise: float) -> float:
    """Return any number."""
    try:
        return float(text) if text else otherwise
    except ValueError:
        return otherwise


def is_true(text: str | None) -> bool:
    """Say whether a flag is set."""
    return text in ("1", "true", "on")


def relation_of(node: _Element) -> str:
    """Return the id of the relationship that an element names; empty if it names none."""
    return next((str(value) for key, value in node.attrib.items() if str(key).endswith("}id")), "")
