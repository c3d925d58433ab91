"""The brief: every fact for one occasion, as flat records that name one another by id.

Flat on purpose: each list is a sheet of `brief.xlsx`, may be a file of its own (`decisions.csv`), and reads the same
from YAML, JSON and Excel. The docstring under a field is its description in the JSON Schema, in the Excel
instructions and in docs/inputs.md.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from briefgen.model.fields import Certainty, Count, Flag, Id, Ids, Number, Record, Ref, UnitField
from briefgen.model.figure import Figure, Qualifier
from briefgen.model.period import Period  # noqa: TC001 - pydantic reads the annotation
from briefgen.model.text import Text  # noqa: TC001


class Party(Record):
    """A state or organisation that takes part."""

    id: Id
    """Short name used elsewhere in the brief; for states the ISO 3166 code of three letters, such as KGZ."""
    name: Text
    """The long, official name, with case forms where the language has them."""
    short: Text
    """The short name, with case forms where the language has them."""
    adjective: Text | None = None
    """The adjective that goes before "side" or "statistics", in the form each language needs there."""


class Person(Record):
    """A person who takes part or is spoken of."""

    id: Id
    """Short name used elsewhere in the brief."""
    party: Annotated[Id, Ref("parties")] | None = None
    """Whom the person represents."""
    given: Text
    """Given name, with case forms."""
    family: Text
    """Family name, with case forms."""
    gender: Literal["f", "m"]
    """f or m: decides the verb and adjective forms in some languages."""
    post: Text | None = None
    """The post, with case forms."""


class Source(Record):
    """Where facts come from."""

    id: Id
    """Short name used elsewhere in the brief."""
    title: Text
    """Title of the document, table or page, as it will be cited."""
    publisher: Text | None = None
    """Who published it."""
    date: Period | None = None
    """When it was published."""
    url: str | None = None
    """Address of the page, if public."""
    retrieved: Period | None = None
    """When it was read."""
    status: Literal["own", "official", "public", "conflicting"] = "public"
    """own: the ministry's papers; official: a statistical or state office; public: press and other pages;
    conflicting: a source that contradicts the brief and waits for a decision (what rests on it alone is not printed
    as a fact)."""
    note: Text | None = None
    """What a reader should know of it: editions, gaps, method."""


class Body(Record):
    """A standing body of the parties: commission, council, working group."""

    id: Id
    """Short name used elsewhere in the brief."""
    name: Text
    """Full name, with case forms."""
    abbreviation: Text | None = None
    """Abbreviation in each language."""
    members: Annotated[Ids, Ref("parties")] = ()
    """The parties that form it."""
    created: Period | None = None
    """When it was created, if known."""
    status: Literal["working", "planned", "suspended", "ended"] | None = None
    """Whether it works today."""
    sessions_held: Count | None = None
    """How many sessions it has held so far."""
    main: Flag = False
    """yes for the body that the commission section of the brief is about."""
    certainty: Certainty = Certainty.STATED
    """How sure the facts of this row are."""
    source: Annotated[Ids, Ref("sources")] = ()
    """Where it is stated."""
    note: Text | None = None
    """A remark for the desk officer; it is not printed."""


class Session(Record):
    """One sitting of a body."""

    id: Id
    """Short name used elsewhere in the brief."""
    body: Annotated[Id, Ref("bodies")]
    """The body that sat."""
    number: Annotated[Count, Field(ge=1)]
    """Ordinal number of the session."""
    date: Period
    """When, as far as known."""
    place: Text | None = None
    """City, with the locative case where the language has it."""
    country: Annotated[Id, Ref("parties")] | None = None
    """The party in whose country it sat."""
    certainty: Certainty = Certainty.STATED
    """How sure the facts of this row are."""
    source: Annotated[Ids, Ref("sources")] = ()
    """Where it is stated."""


class AgendaItem(Record):
    """One subject that a session considered."""

    session: Annotated[Id, Ref("sessions")]
    """The session."""
    text: Text
    """The subject."""
    source: Annotated[Ids, Ref("sources")] = ()
    """Where it is stated."""


class Decision(Record):
    """Something that a session or a meeting decided and somebody has to do."""

    id: Id
    """Short name used elsewhere in the brief."""
    session: Annotated[Id, Ref("sessions")] | None = None
    """The session that decided it."""
    meeting: Annotated[Id, Ref("meetings")] | None = None
    """The meeting that agreed it, if it was not a session."""
    number: str | None = None
    """Number in the protocol, as printed there."""
    text: Text
    """What was decided."""
    owner: Text | None = None
    """Who is responsible on the own side."""
    partner_owner: Text | None = None
    """Who is responsible on the partner's side."""
    deadline: Period | None = None
    """By when."""
    status: Literal["open", "in progress", "done", "overdue", "dropped"] | None = None
    """Where it stands."""
    evidence: Text | None = None
    """What shows the status: a letter, an act, a report."""
    certainty: Certainty = Certainty.STATED
    """How sure the facts of this row are."""
    source: Annotated[Ids, Ref("sources")] = ()
    """Where it is stated."""


class Meeting(Record):
    """A meeting or conversation that has taken place, or the one that the brief prepares."""

    id: Id
    """Short name used elsewhere in the brief."""
    date: Period | None = None
    """When, as far as known."""
    place: Text | None = None
    """City, with the locative case where the language has it."""
    frame: Text | None = None
    """The larger event it took place in, ready to follow "within" (in the case the language needs there)."""
    level: Literal["heads of state", "heads of government", "ministers", "officials"] | None = None
    """Level of the meeting."""
    participants: Annotated[Ids, Ref("persons")] = ()
    """Who took part, own side first."""
    upcoming: Flag = False
    """yes for the meeting that the brief prepares."""
    certainty: Certainty = Certainty.STATED
    """How sure the facts of this row are."""
    source: Annotated[Ids, Ref("sources")] = ()
    """Where it is stated."""
    note: Text | None = None
    """A remark for the desk officer; it is not printed."""


class Statement(Record):
    """Something discussed, said, agreed or observed at a meeting; a whole sentence in each language."""

    id: Id
    """Short name used elsewhere in the brief."""
    meeting: Annotated[Id, Ref("meetings")]
    """The meeting."""
    kind: Literal["topic", "statement", "position", "agreed need", "assessment"]
    """topic: was discussed; statement: one person said it; position: both sides hold it;
    agreed need: both say it must be done; assessment: the mood or result."""
    by: Annotated[Ids, Ref("persons")] = ()
    """Who said it; empty for both sides or an impersonal text."""
    text: Text
    """The sentence."""
    bodies: Annotated[Ids, Ref("bodies")] = ()
    """Bodies it speaks of."""
    projects: Annotated[Ids, Ref("projects")] = ()
    """Projects it speaks of."""
    certainty: Certainty = Certainty.STATED
    """How sure the facts of this row are."""
    source: Annotated[Ids, Ref("sources")] = ()
    """Where it is stated."""


class Event(Record):
    """An event that is not a meeting: an election, a congratulation, a visit, a signature."""

    id: Id
    """Short name used elsewhere in the brief."""
    kind: Literal["election", "congratulation", "visit", "signature", "other"]
    """Kind of event."""
    date: Period | None = None
    """When, as far as known."""
    who: Annotated[Ids, Ref("persons")] = ()
    """Who acted or was elected."""
    text: Text
    """The sentence."""
    missing: Text | None = None
    """What the source does not tell (a date, a form); printed with the event when it is not certain."""
    certainty: Certainty = Certainty.STATED
    """How sure the facts of this row are."""
    source: Annotated[Ids, Ref("sources")] = ()
    """Where it is stated."""
    note: Text | None = None
    """A remark for the desk officer; it is not printed."""


class Treaty(Record):
    """An agreement between the parties."""

    id: Id
    """Short name used elsewhere in the brief."""
    title: Text
    """Title."""
    signed: Period | None = None
    """When it was signed."""
    in_force: Period | None = None
    """Since when it is in force."""
    status: Literal["in force", "signed", "being negotiated", "ended"] | None = None
    """Where it stands."""
    source: Annotated[Ids, Ref("sources")] = ()
    """Where it is stated."""


class Project(Record):
    """A project of the parties, often with others."""

    id: Id
    """Short name used elsewhere in the brief."""
    name: Text
    """Name."""
    text: Text | None = None
    """One or two sentences on what it is."""
    route: Text | None = None
    """Countries or places it runs through, in order."""
    open_question: Text | None = None
    """What the sources leave unclear; printed with the project."""
    direction: Annotated[Id, Ref("directions")] | None = None
    """The direction of cooperation it belongs to."""
    status: Text | None = None
    """Where it stands."""
    certainty: Certainty = Certainty.STATED
    """How sure the facts of this row are."""
    source: Annotated[Ids, Ref("sources")] = ()
    """Where it is stated."""


class Direction(Record):
    """A direction of cooperation; some are priorities."""

    id: Id
    """Short name used elsewhere in the brief."""
    name: Text
    """Name, as it stands in a list."""
    priority: Count | None = None
    """1 for the first priority, 2 for the second; empty if it is no priority."""
    part_of: Annotated[Id, Ref("directions")] | None = None
    """The direction that this one is a part of, if it narrows a wider one."""
    certainty: Certainty = Certainty.STATED
    """How sure the facts of this row are."""
    source: Annotated[Ids, Ref("sources")] = ()
    """Where it is stated."""


class Claim(Record):
    """A statement about relations or trade that is not a figure; a whole sentence in each language."""

    id: Id
    """Short name used elsewhere in the brief."""
    about: Literal["relations", "basis", "commission", "trade", "potential", "conclusion"]
    """The section it belongs to."""
    text: Text
    """The sentence."""
    trend: Literal["up", "down", "flat"] | None = None
    """For a claim on the trend of trade: which way; it is held against the data."""
    compare_over: Period | None = None
    """The years of data to hold the trend against, if the claim itself names none."""
    certainty: Certainty = Certainty.STATED
    """How sure it is."""
    source: Annotated[Ids, Ref("sources")] = ()
    """Where it is stated."""


class StatedFigure(Record):
    """One quantity as somebody stated it, with its qualifier."""

    id: Id
    """Short name used elsewhere in the brief."""
    measure: Literal["turnover", "exports", "imports", "balance", "investment", "loans", "people", "other"]
    """What is measured; trade measures are held against the trade data."""
    name: Text | None = None
    """Label of the figure where it stands alone; needed for measure other."""
    value: Number | None = None
    """The number, in the unit; for a range the lower end."""
    high: Number | None = None
    """The upper end of a range (qualifier between)."""
    unit: UnitField
    """Unit: `mln USD`, `thousand USD`, `%`, `km`."""
    qualifier: Qualifier = Qualifier.EXACT
    """exact, about, over, under, at least, at most, between."""
    period: Period | None = None
    """The period it holds for, if the source names it."""
    period_words: Text | None = None
    """The period in words where the source names no years, such as "in recent years"."""
    compare_over: Period | None = None
    """The years of data to hold it against, if it names none itself."""
    reporter: Annotated[Id, Ref("parties")] | None = None
    """Whose statistics it is."""
    partner: Annotated[Id, Ref("parties")] | None = None
    """The other side, for a trade measure."""
    certainty: Certainty = Certainty.STATED
    """How sure it is."""
    source: Annotated[Ids, Ref("sources")] = ()
    """Where it is stated."""

    @property
    def figure(self) -> Figure | None:
        """The figure itself, or None if no value was given."""
        if self.value is None:
            return None
        source = self.source[0] if self.source else None
        return Figure(self.value, self.unit, self.qualifier, self.high, self.period, self.reporter, source)


class Flow(Record):
    """One trade figure: who reports, with whom, which way, what, when, how much."""

    reporter: Annotated[Id, Ref("parties")]
    """Whose statistics it is."""
    partner: Annotated[Id, Ref("parties", world=True)]
    """The other side; WLD for the whole world."""
    flow: Literal["export", "import", "re-export", "re-import"]
    """Direction as the reporter sees it; re-exports are part of exports."""
    commodity: str = "TOTAL"
    """HS code as text, or TOTAL."""
    period: Period
    """Year, quarter or month."""
    value: Number | None = None
    """The value in the unit; empty if not reported (which is not zero)."""
    unit: UnitField
    """Unit, such as thousand USD."""
    mark: Literal["-", "c", "e", "p", "r"] | None = None
    """What the office printed with or instead of the number: - nil, c confidential, e estimated, p provisional,
    r revised."""
    source: Annotated[Ids, Ref("sources")] = ()
    """Where it is stated."""


class StatisticalFile(Record):
    """A file of trade statistics, or a table of an engine, from which the trade of the two sides is taken.

    Files in the folder `statistics` of the brief are taken without a row here: a row adds what the file does not say.
    """

    file: str | None = None
    """A file in the folder of the brief, as downloaded, such as statistics/exports.xlsx; its layout is recognised."""
    url: str | None = None
    """In place of a file: the address of an engine that the organisation has, such as clickhouse://host/trade."""
    table: str | None = None
    """With `url`: the table of the engine."""
    columns: str | None = None
    """With `url`: its columns, such as reporter=r, partner=p, flow=f, period=y, commodity=hs, value=usd, scale=1000."""
    layout: str | None = None
    """The layout, where recognition should be overridden: one of docs/trade-sources.md."""
    reporter: Annotated[Id, Ref("parties")] | None = None
    """Whose statistics it is, where the file does not say (Trade Map)."""
    engine: Literal["plain", "duckdb"] | None = None
    """What reads the file, where the choice should be overridden: plain (Python alone) or duckdb."""
    source: Annotated[Ids, Ref("sources")] = ()
    """The source under which it is cited."""


class Commodity(Record):
    """A commodity that the sides trade, as named in a text; values only where a source gives them."""

    reporter: Annotated[Id, Ref("parties")]
    """Who tells of the trade."""
    partner: Annotated[Id, Ref("parties")]
    """The other side."""
    flow: Literal["export", "import"]
    """Direction as the reporter sees it."""
    name: Text
    """Name as it stands in a list."""
    hs: str | None = None
    """HS code or codes as text, such as 2716 or 16-21."""
    value: Number | None = None
    """Value in the unit, if known."""
    unit: UnitField | None = None
    """Unit of the value."""
    period: Period | None = None
    """Period of the value, if known."""
    certainty: Certainty = Certainty.STATED
    """How sure it is."""
    source: Annotated[Ids, Ref("sources")] = ()
    """Where it is stated."""


class Potential(Record):
    """A sector with unused potential, or a means of using it."""

    kind: Literal["sector", "means"]
    """sector or means."""
    text: Text
    """Name, as it stands in a list."""
    certainty: Certainty = Certainty.STATED
    """How sure it is."""
    source: Annotated[Ids, Ref("sources")] = ()
    """Where it is stated."""


class Issue(Record):
    """An open question between the parties."""

    id: Id
    """Short name used elsewhere in the brief."""
    title: Text
    """The question in a few words."""
    own_position: Text | None = None
    """What the own side holds."""
    partner_position: Text | None = None
    """What the partner holds."""
    line: Text | None = None
    """Line to take."""
    likelihood: Literal["certain", "possible", "defensive"] | None = None
    """Will it be raised: certain, possible, defensive (only if the other side raises it)."""
    direction: Annotated[Id, Ref("directions")] | None = None
    """The direction it belongs to."""
    source: Annotated[Ids, Ref("sources")] = ()
    """Where it is stated."""


class TalkingPoint(Record):
    """One point to make in the talks."""

    text: Text
    """The sentence to say."""
    direction: Annotated[Id, Ref("directions")] | None = None
    """The direction it serves."""
    issue: Annotated[Id, Ref("issues")] | None = None
    """The issue it serves."""


class Conflict(Record):
    """What another source says against (or beside) the brief; shown, never merged."""

    about: str
    """Id of the record it speaks of."""
    field: str | None = None
    """Field of that record, if it is one in particular."""
    source: Annotated[Id, Ref("sources")]
    """The other source."""
    says: Text
    """What it says, in one or two sentences."""
    effect: Text
    """What that means for the brief, and what is used until somebody decides."""
    status: Literal["conflicting", "resolved"] = "conflicting"
    """conflicting until a person has decided."""


class Brief(Record):
    """All facts for one occasion."""

    __hash__ = object.__hash__  # by identity: what is computed of a brief is kept for that brief (trade.annual)

    id: Id
    """Name of the brief; the papers go to output/<id>/."""
    title: Text
    """Title of the paper."""
    perspective: Annotated[Id, Ref("parties")]
    """The own side: decides who exports and whose name comes first."""
    partner: Annotated[Id, Ref("parties")]
    """The other side of the talks."""
    as_of: Period
    """The date that the facts are as of."""
    template: str = "talks"
    """Folder of the template, under templates/."""
    languages: Annotated[Ids, Field(min_length=1)] = ("en",)
    """Languages to make, such as uk, ru, en."""
    profile: Ids = ()
    """Profiles of official style, one for a language at most, such as ua-dstu-4163 or en-un."""
    marking: Text | None = None
    """Classification marking, printed on each page."""
    status: Literal["draft", "final"] = "draft"
    """draft or final; a draft says so on each page."""
    version: str | None = None
    """Version, as the desk counts them."""
    author: Text | None = None
    """Who prepared it: the unit, not the person."""
    contact: Text | None = None
    """Where a reader can ask."""
    objective: Text | None = None
    """What the talks should bring, in at most three lines."""
    parties: tuple[Party, ...] = ()
    """States and organisations."""
    persons: tuple[Person, ...] = ()
    """People."""
    sources: tuple[Source, ...] = ()
    """Where the facts come from."""
    bodies: tuple[Body, ...] = ()
    """Commissions, councils, working groups."""
    sessions: tuple[Session, ...] = ()
    """Sittings of the bodies."""
    agenda: tuple[AgendaItem, ...] = ()
    """What the sessions considered."""
    decisions: tuple[Decision, ...] = ()
    """What was decided."""
    meetings: tuple[Meeting, ...] = ()
    """Meetings and conversations."""
    statements: tuple[Statement, ...] = ()
    """What was said at them."""
    events: tuple[Event, ...] = ()
    """Elections, congratulations, visits."""
    treaties: tuple[Treaty, ...] = ()
    """Agreements."""
    projects: tuple[Project, ...] = ()
    """Projects."""
    directions: tuple[Direction, ...] = ()
    """Directions of cooperation, priorities among them."""
    claims: tuple[Claim, ...] = ()
    """Statements on relations and trade."""
    figures: tuple[StatedFigure, ...] = ()
    """Quantities as stated."""
    trade: tuple[Flow, ...] = ()
    """Trade figures by reporter, partner, flow and period."""
    statistics: tuple[StatisticalFile, ...] = ()
    """Files of trade statistics; the trade of the two sides is added to `trade`."""
    commodities: tuple[Commodity, ...] = ()
    """What is traded."""
    potentials: tuple[Potential, ...] = ()
    """Sectors with unused potential, and means."""
    issues: tuple[Issue, ...] = ()
    """Open questions."""
    talking_points: tuple[TalkingPoint, ...] = ()
    """Points to make."""
    conflicts: tuple[Conflict, ...] = ()
    """What other sources say against the brief."""


LISTS: dict[str, type[Record]] = {
    "parties": Party,
    "persons": Person,
    "sources": Source,
    "bodies": Body,
    "sessions": Session,
    "agenda": AgendaItem,
    "decisions": Decision,
    "meetings": Meeting,
    "statements": Statement,
    "events": Event,
    "treaties": Treaty,
    "projects": Project,
    "directions": Direction,
    "claims": Claim,
    "figures": StatedFigure,
    "trade": Flow,
    "statistics": StatisticalFile,
    "commodities": Commodity,
    "potentials": Potential,
    "issues": Issue,
    "talking_points": TalkingPoint,
    "conflicts": Conflict,
}
"""Every list of the brief with the class of its records: a sheet in `brief.xlsx`, or a file of that name beside it."""

TABLES = ("trade", "commodities")
"""The lists with a row for each number, which may be thousands."""

HEAD = tuple(name for name in Brief.model_fields if name not in LISTS)
"""The fields of the brief that are not lists: the sheet `brief` of `brief.xlsx`."""
