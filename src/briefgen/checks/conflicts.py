"""What sources dispute and what is not sure: the desk officer sees both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.checks.required import is_final
from briefgen.checks.walk import records
from briefgen.checks.words import counted, excerpt, listed, stated
from briefgen.findings import did_you_mean, error, note, warning
from briefgen.model.brief import StatedFigure
from briefgen.model.fields import Certainty
from briefgen.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.findings import FactPath, Finding
    from briefgen.model.brief import Brief
    from briefgen.model.fields import Record

_TELLING = ("text", "title", "name", "date", "family")
"""The field that says what a record is about, the first that it has."""


def _by_id(brief: Brief) -> dict[str, Record]:
    return {one.__dict__["id"]: one for path, one in records(brief) if path and "id" in one.__dict__}


def _says(record: Record, field: str | None, brief: Brief) -> str | None:
    if field in (None, "value") and isinstance(record, StatedFigure):
        return stated(record)
    names = (field,) if field is not None else _TELLING
    for name in names:
        value = getattr(record, name, None)
        if isinstance(value, Text):
            return excerpt(value, brief)
        if value is not None and value != ():
            return listed(value) if isinstance(value, tuple) else str(value)
    return None


def open_conflicts(brief: Brief) -> Iterator[Finding]:
    """Check that no source speaks against the brief, or a person has decided."""
    known = _by_id(brief) if brief.conflicts else {}
    for index, conflict in enumerate(brief.conflicts):
        record = known.get(conflict.about)
        if conflict.status == "resolved" or record is None:
            continue
        field = f", `{conflict.field}`" if conflict.field else ""
        ours = _says(record, conflict.field, brief) or "nothing"
        theirs = excerpt(conflict.says, brief, 300)
        yield (error if is_final(brief) else warning)(
            "B375",
            f"the source `{conflict.source}` speaks against `{conflict.about}`{field}"
            + (", and the brief is final" if is_final(brief) else ""),
            why=f"the brief says: {ours} | the source says: {theirs}",
            help=f"decide, correct `{conflict.about}` if need be, and set the conflict to `status: resolved`",
            at=("conflicts", index),
        )


def subject(brief: Brief) -> Iterator[Finding]:
    """Check that a conflict is about a record of the brief, and a field that it has."""
    known = _by_id(brief) if brief.conflicts else {}
    for index, conflict in enumerate(brief.conflicts):
        record = known.get(conflict.about)
        if record is None:
            yield error(
                "B376",
                f"a conflict is about `{conflict.about}`, which is no record of the brief",
                why="`about` is the id of a record",
                help=did_you_mean(conflict.about, known) or "write the id of the record that the source speaks of",
                at=("conflicts", index, "about"),
            )
        elif conflict.field is not None and conflict.field not in type(record).model_fields:
            yield error(
                "B376",
                f"a conflict is about `{conflict.field}` of `{conflict.about}`, which has no such field",
                why="`field` is a field of the record named in `about`",
                help=did_you_mean(conflict.field, type(record).model_fields) or "leave `field` empty",
                at=("conflicts", index, "field"),
            )


def _by_list(rows: list[tuple[FactPath, Record]]) -> str:
    """Return `border (bodies); 13 rows (commodities)`."""
    lists: dict[str, list[str]] = {}
    for path, record in rows:
        lists.setdefault(str(path[0]), []).append(str(getattr(record, "id", "")))
    return "; ".join(
        f"{listed([f'`{one}`' for one in ids], 12) if all(ids) else counted(len(ids), 'row')} ({name})"
        for name, ids in lists.items()
    )


def unsure(brief: Brief) -> Iterator[Finding]:
    """Check that facts that are not sure are told; a final brief holds none that is only inferred."""
    found: dict[Certainty, list[tuple[FactPath, Record]]] = {}
    for path, record in records(brief):
        certainty = record.__dict__.get("certainty")
        if isinstance(certainty, Certainty):
            found.setdefault(certainty, []).append((path, record))
    for certainty in (Certainty.CONFLICTING, Certainty.AMBIGUOUS, Certainty.INCOMPLETE, Certainty.INFERRED):
        rows = found.get(certainty, [])
        if not rows:
            continue
        names = _by_list(rows)
        are = "is" if len(rows) == 1 else "are"
        at: FactPath = (*rows[0][0], "certainty")
        if certainty is Certainty.INFERRED and is_final(brief):
            yield error(
                "B378",
                f"{counted(len(rows), 'fact')} of a final brief {are} only inferred",
                why=f"nobody has said so: {names}",
                help="find a source that says it and set `certainty: stated`, or remove the fact",
                at=at,
            )
        else:
            yield note("B377", f"{counted(len(rows), 'fact')} {are} {certainty}", why=names, at=at)
