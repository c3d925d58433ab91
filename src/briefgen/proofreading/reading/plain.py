"""Texts and Markdown: every line a passage, lines of one paragraph a block."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.findings import Place
from briefgen.proofreading.manuscript import Manuscript, Passage

if TYPE_CHECKING:
    from briefgen.proofreading.manuscript import Role

_WRAPPED = 120
"""A text without longer lines is taken for one whose lines were broken by an editor."""
_ROW = re.compile(r"\s*\|")
_REMARK = re.compile(r"\s*(?:#|>|[-*+•] |\d+[.)] |:::)")
_NOT_PROSE = re.compile(
    r"^```.*?^```[^\n]*|^~~~.*?^~~~[^\n]*|`[^`\n]+`"
    r"|(?<=\n\n)(?: {4}[^\n]*\n)+|\A---\n.*?^---$"  # code and the head of a file
    r"|\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|^:::[^\n]*"  # tags and boxes of templates
    r"|<!--.*?-->|<[a-zA-Z/][^<>\n]*>|(?<=\])\([^()\s]*\)|^#+ ",
    re.DOTALL | re.MULTILINE,
)


def plain(text: str, name: str, language: str) -> Manuscript:
    """Return the manuscript of a plain text with line feeds between its lines."""
    return Manuscript(language, "text", _passages(text, name, marked=False))


def markdown(text: str, name: str, language: str) -> Manuscript:
    """Return the manuscript of a Markdown text: code, tags of templates and targets of links are no prose."""
    return Manuscript(language, "text", _passages(text, name, marked=True), not_prose=_NOT_PROSE)


def _passages(text: str, name: str, *, marked: bool) -> list[Passage]:
    lines = text.split("\n")
    wrapped = max(map(len, lines)) <= _WRAPPED or marked
    made, block = [], 0
    for number, line in enumerate(lines, 1):
        if not wrapped or not line.strip() or (marked and _REMARK.match(line)):
            block += 1
        role: Role = "text"
        if marked:
            role = "row" if _ROW.match(line) else "remark" if _REMARK.match(line) else "text"
        made.append(Passage(line, Place(name, number, 1), role, block))
    return made
