"""Beginnings: a brief, a template or a look to edit, and the facts of a brief in another form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from briefgen import facts, generator, scaffold, template
from briefgen.findings import FindingsError
from briefgen.generator import Request

if TYPE_CHECKING:
    from briefgen.scaffold import Form


def new_brief(name: str, folder: str | Path = "inputs", *, form: Form = "yaml") -> list[Path]:
    """Write a small working brief to edit (the Excel form: an empty workbook); return the files. Never overwrites."""
    return scaffold.new_brief(name, Path(folder), form)


def new_template(name: str, folder: str | Path = "templates", *, like: str = "talks") -> list[Path]:
    """Copy a template under a new name to edit; return the files. Never overwrites."""
    return scaffold.new_template(name, Path(folder), template.find(like, template.folders()).folder)


def new_look(file: str | Path, *, profile: str = "") -> list[Path]:
    """Write a Word look with every tag and style that words need, to go on from in Word. Never overwrites.

    `profile` names an official style for its page: margins, size of text, place of the page number.
    """
    return scaffold.new_look(Path(file), profile)


def convert(brief: str | Path, name: str, folder: str | Path, form: Form) -> list[Path]:
    """Write the facts of a brief in another form under `folder/name`; return the files. Raises FindingsError."""
    result = generator.read(Request(Path(brief)))
    if result.brief is None:
        raise FindingsError(*result.findings)
    return scaffold.new_brief(name, Path(folder), form, facts.plain(result.brief))
