"""Dates in order: what came first, what is still to come, what is not known."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from briefgen.checks.bodies import sessions_of
from briefgen.checks.words import counted, named
from briefgen.findings import error, note, warning
from briefgen.model.fields import Certainty
from briefgen.model.trade import known_year

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.findings import FactPath, Finding
    from briefgen.model.brief import Brief
    from briefgen.model.fields import Record
    from briefgen.model.period import Period

Day = tuple[int, int, int]
_NEVER: Day = (10_000, 1, 1)
_PAST = (
    ("meetings", "date"),
    ("sessions", "date"),
    ("events", "date"),
    ("bodies", "created"),
    ("treaties", "signed"),
    ("treaties", "in_force"),
)
"""Dates of things that have happened, unless the record says that they are to come."""
_SURE = (Certainty.STATED, Certainty.CONFIRMED)


def last_day(period: Period) -> Day:
    """Return the last day that a period can mean; an open end has none."""
    return _NEVER if period.open else period.last


def _to_come(record: Record, field: str) -> bool:
    status = getattr(record, "status", None)
    if field == "in_force":
        return status != "in force"
    return getattr(record, "upcoming", False) or status in ("planned", "being negotiated")


def _happened(brief: Brief) -> Iterator[tuple[FactPath, Record, Period]]:
    for name, field in _PAST:
        for index, record in enumerate(getattr(brief, name)):
            period = getattr(record, field)
            if period is not None and not _to_come(record, field):
                yield (name, index, field), record, period


def after_as_of(brief: Brief) -> Iterator[Finding]:
    """Check that nothing dated after `as_of` is told as if it had happened."""
    for path, record, period in _happened(brief):
        if period.first > last_day(brief.as_of):
            yield error(
                "B310",
                f"{named(path[:2], record)} is dated {period}, after the brief's own date {brief.as_of}",
                why="the papers would tell of it as of something that has happened",
                help="correct the date, move `as_of`, or mark a meeting to come with `upcoming: yes`",
                at=path,
            )


def session_order(brief: Brief) -> Iterator[Finding]:
    """Check that a session is later than the one with the number before it."""
    for body in brief.bodies:
        rows = sorted(sessions_of(brief, body), key=lambda row: row[1].number)
        for (_, earlier), (index, later) in pairwise(rows):
            if later.number > earlier.number and last_day(later.date) <= earlier.date.first:
                yield error(
                    "B311",
                    f"session {later.number} of `{body.id}` is dated {later.date}, "
                    f"not after session {earlier.number} ({earlier.date})",
                    why="sessions are numbered in the order in which they were held",
                    help="correct one of the two dates or numbers",
                    at=("sessions", index, "date"),
                )


def deadlines(brief: Brief) -> Iterator[Finding]:
    """Check that no deadline lies before the session or the meeting that set it."""
    sessions = {session.id: session.date for session in brief.sessions}
    meetings = {meeting.id: meeting.date for meeting in brief.meetings}
    for index, decision in enumerate(brief.decisions):
        made = sessions.get(decision.session or "") or meetings.get(decision.meeting or "")
        if decision.deadline is not None and made is not None and last_day(decision.deadline) < made.first:
            yield error(
                "B312",
                f"the deadline of `{decision.id}`, {decision.deadline}, lies before the decision ({made})",
                why="a decision can only set a day to come",
                help="correct the deadline, or the session or meeting that decided",
                at=("decisions", index, "deadline"),
            )


def treaties(brief: Brief) -> Iterator[Finding]:
    """Check that no treaty is in force before its signature."""
    for index, treaty in enumerate(brief.treaties):
        signed, in_force = treaty.signed, treaty.in_force
        if signed is not None and in_force is not None and last_day(in_force) < signed.first:
            yield error(
                "B313",
                f"`{treaty.id}` is in force since {in_force}, before its signature {signed}",
                why="a treaty is signed first",
                help="correct `signed` or `in_force`",
                at=("treaties", index, "in_force"),
            )


def before_creation(brief: Brief) -> Iterator[Finding]:
    """Check that no session was held before its body was created."""
    for body in brief.bodies:
        for index, session in sessions_of(brief, body):
            if body.created is not None and last_day(session.date) < body.created.first:
                yield error(
                    "B314",
                    f"session {session.number} of `{body.id}` is dated {session.date}, "
                    f"before the body was created ({body.created})",
                    why="a body cannot sit before it exists",
                    help="correct the date of the session, or `created`",
                    at=("sessions", index, "date"),
                )


def day_not_known(brief: Brief) -> Iterator[Finding]:
    """Check that the day of every past meeting, session and event is known, or marked as not known."""
    for index, meeting in enumerate(brief.meetings):
        if not meeting.upcoming:
            yield from _day(("meetings", index), meeting, meeting.date, marked=meeting.certainty not in _SURE)
    for index, session in enumerate(brief.sessions):
        yield from _day(("sessions", index), session, session.date, marked=True)
    for index, event in enumerate(brief.events):
        marked = event.certainty not in _SURE or event.missing is not None
        yield from _day(("events", index), event, event.date, marked=marked)


def _day(path: FactPath, record: Record, date: Period | None, *, marked: bool) -> Iterator[Finding]:
    ends = () if date is None else tuple(end for end in (date.start, date.end) if end is not None)
    if ends and all(end.day for end in ends):
        return
    yield (note if marked else warning)(
        "B315",
        f"the date of {named(path, record)} is not known"
        if date is None
        else f"{named(path, record)} is dated {date}, without its day",
        why="it is printed as far as it is known; nothing is filled in",
        help="find the day in the source" + ("" if marked else ", or say that it lacks: `certainty: incomplete`"),
        at=(*path, "date") if date is not None else path,
    )


def upcoming(brief: Brief) -> Iterator[Finding]:
    """Check that the meeting to prepare is one, and still to come."""
    rows = [(index, meeting) for index, meeting in enumerate(brief.meetings) if meeting.upcoming]
    for index, meeting in rows:
        if meeting.date is not None and last_day(meeting.date) < brief.as_of.first:
            yield warning(
                "B316",
                f"the meeting to prepare, `{meeting.id}` of {meeting.date}, is past on {brief.as_of}",
                why="the papers would announce a meeting that has been held",
                help="remove `upcoming`, or correct the date or `as_of`",
                at=("meetings", index, "date"),
            )
    for index, meeting in rows[1:]:
        yield warning(
            "B316",
            f"`{meeting.id}` is a second meeting to prepare, beside `{rows[0][1].id}`",
            why="a brief prepares one meeting",
            help="keep `upcoming: yes` at one of them",
            at=("meetings", index, "upcoming"),
        )


def data_after_as_of(brief: Brief) -> Iterator[Finding]:
    """Check that trade data and sources are not younger than the brief's own date."""
    limit = last_day(brief.as_of)
    complete = max(limit, (known_year(brief), 12, 31))  # a year is known as a whole from its December on
    late = [index for index, row in enumerate(brief.trade) if last_day(row.period) > complete]
    if late:
        years = [brief.trade[index].period.start.year for index in late]
        span = str(min(years)) if min(years) == max(years) else f"{min(years)} to {max(years)}"
        yield note(
            "B317",
            f"{counted(len(late), 'trade row')} ({span}) run past the brief's own date {brief.as_of}",
            why="they were not known, or not complete, on that date",
            help="move `as_of`, or leave those rows out",
            at=("trade", late[0], "period"),
        )
    for index, source in enumerate(brief.sources):
        if source.date is not None and source.status != "conflicting" and source.date.first > limit:
            yield note(
                "B317",
                f"the source `{source.id}` is of {source.date}, after the brief's own date {brief.as_of}",
                why="on that date it could not have been read",
                help="move `as_of`, or correct the date of the source",
                at=("sources", index, "date"),
            )


def overdue(brief: Brief) -> Iterator[Finding]:
    """Check that no decision is still open after its deadline."""
    for index, decision in enumerate(brief.decisions):
        due = decision.deadline
        if due is None or decision.status not in (None, "open", "in progress") or last_day(due) >= brief.as_of.first:
            continue
        says = f"its status says {decision.status}" if decision.status else "it has no status"
        yield warning(
            "B318",
            f"`{decision.id}` is overdue since {due}; {says}",
            why=f"its deadline lies before the brief's own date {brief.as_of}",
            help="ask who is responsible, and set `status` to done, overdue or dropped, or correct the deadline",
            at=("decisions", index, "deadline"),
        )
