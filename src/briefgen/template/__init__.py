"""Step 5. The words of a template, filled with a view, become the tree of blocks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.findings import Finding, FindingsError, Place, did_you_mean, error
from briefgen.template.fill import document_of
from briefgen.template.words import View, load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.document import Document

__all__ = ["Template", "fill", "find", "folders", "names"]

LOOKS = {".docx": "docx", ".pdf.yaml": "pdf", ".xlsx.yaml": "xlsx"}
"""The file that gives each format its look: `brief.docx`, `brief.pdf.yaml`, `annex.xlsx.yaml`."""


@dataclass(frozen=True)
class Template:
    """One template folder; its file names are the manifest.

    `words` maps document and language to a words file, `looks` document and format to a look.
    """

    name: str
    folder: Path
    words: dict[tuple[str, str], Path]
    looks: dict[tuple[str, str], Path]

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents it can make, in the order of their names."""
        return tuple(sorted({document for document, _ in self.words}))

    def languages(self, document: str) -> tuple[str, ...]:
        """The languages that a document has words for."""
        return tuple(sorted(language for name, language in self.words if name == document))

    def formats(self, document: str) -> tuple[str, ...]:
        """The formats that a document has a look for."""
        return tuple(sorted(form for name, form in self.looks if name == document))


def names(folders: Sequence[Path]) -> dict[str, Path]:
    """Return every template in the folders; the first folder wins."""
    found: dict[str, Path] = {}
    for folder in folders:
        for path in _inside(folder) if folder.is_dir() else ():
            if path.is_dir() and not path.name.startswith((".", "_")):
                found.setdefault(path.name, path)
    return found


def _inside(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as reason:
        message = "a folder of templates cannot be read"
        raise FindingsError(error("B513", message, why=reason.strerror, place=Place(str(folder)))) from None


def find(name: str, folders: Sequence[Path]) -> Template:
    """Return the template of the name (or at the path). Raises FindingsError if it is not there or makes nothing."""
    known = names(folders)
    folder = known.get(name) or (Path(name) if "/" in name and Path(name).is_dir() else None)
    if folder is None:
        raise FindingsError(
            error(
                "B510",
                f"there is no template `{name}`",
                why="looked in " + ", ".join(str(folder) for folder in folders),
                help=did_you_mean(name, known) or f"there are: {', '.join(known) or 'none'}",
                at=("template",),
            )
        )
    words: dict[tuple[str, str], Path] = {}
    looks: dict[tuple[str, str], Path] = {}
    home = folder.resolve()
    for path in _inside(folder):
        parts = path.name.split(".")
        if not path.resolve().is_relative_to(home):
            message = f"`{path.name}` leads out of the template"
            mend = "put the file itself into the template instead of a link"
            raise FindingsError(error("B513", message, help=mend, place=Place(str(path))))
        if len(parts) == 3 and parts[2] == "md" and len(parts[1]) == 2:
            words[parts[0], parts[1]] = path
        for ending, form in LOOKS.items():
            if path.name == parts[0] + ending:
                looks[parts[0], form] = path
    if not words:
        raise FindingsError(
            error(
                "B511",
                f"the template `{name}` has no words",
                help="a template needs a file such as `brief.en.md`",
                place=Place(str(folder)),
            )
        )
    return Template(name, folder, words, looks)


def fill(template: Template, document: str, view: View, moment: int) -> tuple[Document | None, list[Finding]]:
    """Return a document of the template in the language of the view, and what was found in its words.

    The document is None when there are errors. `moment` is the time to stamp on files, in seconds since 1970.
    """
    try:
        words = load(template.words[document, view.language.code], view)
        return document_of(document, words, view, moment)
    except FindingsError as reason:
        return None, list(reason.findings)


def folders() -> tuple[Path, ...]:
    """Return where templates are looked for: `templates/` of the working folder, then those that came with briefgen."""
    package = Path(__file__).resolve().parents[1]
    shipped = package / "templates"
    return Path("templates"), shipped if shipped.is_dir() else package.parents[1] / "templates"
