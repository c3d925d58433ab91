"""Annexes of the sample brief in every language, and ways to break a workbook, for the tests of the audit."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen import generator, language
from briefgen.package import pack, read_package, write_package
from briefgen.writers.excel import write

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefgen.document import Document

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "inputs" / "kyrgyzstan-tajikistan-2011"
LOOK = ROOT / "templates" / "talks" / "annex.xlsx.yaml"

Parts = dict[str, str]


@cache
def documents() -> dict[str, Document]:
    """Return the annex of the sample as a tree, in every language that there is."""
    result = generator.check(generator.Request(SAMPLE, languages=tuple(language.available())))
    return {one.language: one for one in result.documents if one.name == "annex"}


@cache
def annex(code: str = "en") -> bytes:
    """Return the annex of the sample in a language."""
    return write(documents()[code], LOOK)


@cache
def plain() -> bytes:
    """Return an English annex of the sample in words of its own, whose cells stay where they are."""
    words = Path(__file__).parent / "audit" / "words"
    result = generator.check(generator.Request(SAMPLE, template=f"{words}/", languages=("en",)))
    (document,) = result.documents
    return write(document, LOOK)


def changed(data: bytes, change: Callable[[Parts], None]) -> bytes:
    """Return a workbook whose parts, as text, a function has changed."""
    parts = {name: part.data.decode() for name, part in read_package(data).items()}
    change(parts)
    return write_package({name: pack(text.encode()) for name, text in parts.items()})


def put(part: str, old: str, new: str, count: int = 1) -> Callable[[Parts], None]:
    """Return a change that puts `new` for the pattern `old` in a part; it must be there."""

    def change(parts: Parts) -> None:
        text, found = re.subn(old, new.replace("\\", r"\\") if "\\g" not in new else new, parts[part], count=count)
        assert found, f"{old} is not in {part}"
        parts[part] = text

    return change
