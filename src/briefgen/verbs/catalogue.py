"""Catalogue: what there is to choose from, and the names that words may use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from briefgen import language, template, view, writers
from briefgen.findings import FindingsError
from briefgen.verbs.explaining import headlines
from briefgen.view.tables import OPTIONS, TABLES

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.language import Profile

Kind = Literal["templates", "languages", "profiles", "formats", "fields", "tables", "checks"]


def listing(kind: Kind) -> list[tuple[str, str]]:
    """Return what there is of a kind, each with a few words on it."""
    match kind:
        case "templates":
            found = template.names(template.folders())
            return [(name, _documents_of(folder)) for name, folder in found.items()]
        case "languages":
            known = [language.load(code) for code in language.available()]
            unread = "; no native speaker has reviewed its words yet"
            return [(one.code, one.name + (unread if one.awaits_review else "")) for one in known]
        case "profiles":
            return [(name, _told(language.profile(name))) for name in language.profiles()]
        case "formats":
            names = {"docx": "Word", "pdf": "PDF", "xlsx": "Excel"}
            return [(form, names[form]) for form in writers.WRITERS]
        case "fields":
            lists = [(name, ", ".join(fields)) for name, fields in view.fact_names().items()]
            return [*lists, *view.NAMES.items()]
        case "tables":
            return [
                (name, f"{' '.join((made.__doc__ or '').split())} Options: {', '.join(OPTIONS.get(name, ('none',)))}.")
                for name, made in TABLES.items()
            ]
        case "checks":
            return headlines()


def _documents_of(folder: Path) -> str:
    try:
        return ", ".join(template.find(folder.name, [folder.parent]).documents)
    except FindingsError as reason:
        return f"({reason.findings[0].message})"


def _told(profile: Profile) -> str:
    held = sum(value["verified"] == "yes" for value in profile.stated.values())
    return f"{profile.title} ({profile.language}); {held} of {len(profile.stated)} values verified"
