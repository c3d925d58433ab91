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
from briefgen.model.trade import disputed

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


def untold(brief: Brief) -> Iterator[Finding]:
    """Check that a fact that is marked as conflicting has a conflict that tells both sides."""
    told = {conflict.about for conflict in brief.conflicts}
    for path, record in records(brief):
        name = record.__dict__.get("id")
        if path and record.__dict__.get("certainty") is Certainty.CONFLICTING and name and name not in told:
            yield warning(
                "B374",
                f"`{name}` is marked as conflicting, and no row of `conflicts` is about it",
                why="it is not printed as a fact, and a reader could not know what is in dispute",
                help=f"add a row to `conflicts` with `about: {name}`, the source, what it says and the effect",
                at=(*path, "certainty"),
            )


def disputed_sources(brief: Brief) -> Iterator[Finding]:
    """Check that no fact rests on conflicting sources alone."""
    rows = [
        (path, record)
        for path, record in records(brief)
        if path and path[0] != "conflicts" and disputed(brief, record.__dict__.get("source", ()))
    ]
    if rows:
        one = len(rows) == 1
        yield warning(
            "B379",
            f"{counted(len(rows), 'fact')} {'rests' if one else 'rest'} on conflicting sources alone",
            why=f"{'it is' if one else 'they are'} not printed as {'a fact' if one else 'facts'}: {_by_list(rows)}",
            help="name a source that is not in dispute, or decide and change the `status` of the source",
            at=(*rows[0][0], "source"),
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
