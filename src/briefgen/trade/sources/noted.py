"""What is noticed while a trade file is read: counted by kind, told once each with the first places."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefgen.findings import Finding, FindingsError, Place, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

_PLACES = 5


class Kind(NamedTuple):
    """One thing that trade files do: `message` takes `count` and `what`."""

    severity: Severity
    code: str
    message: str
    why: str
    help: str | None = None


_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
KINDS: Mapping[str, Kind] = {
    "number": Kind(
        _ERROR, "B144", "{count} of the values are no numbers: {what}", "a value that cannot be read cannot be added"
    ),
    "area": Kind(
        _WARNING,
        "B145",
        "{count} rows name a country that is not known: {what}",
        "they are left out of every sum",
        "write its code of three letters, or tell us the spelling",
    ),
    "uneven": Kind(
        _WARNING,
        "B146",
        "{count} rows have another number of cells than the header",
        "their values may stand in the wrong columns, so they are left out",
    ),
    "trailing": Kind(_NOTE, "B146", "{count} rows end with a delimiter too many", "the empty cell is ignored"),
    "same": Kind(_NOTE, "B147", "{count} rows stand in the file twice", "each is counted once"),
    "differs": Kind(
        _ERROR,
        "B148",
        "{count} rows give a second value for the same trade: {what}",
        "adding both would count it twice, and nothing says which is right",
        "remove one of the two",
    ),
    "editions": Kind(
        _ERROR,
        "B154",
        "{count} rows tell a period in a second classification: {what}",
        "the same trade in two classifications would be counted twice",
        "choose one with `classification`, or download one only",
    ),
    "part": Kind(
        _NOTE,
        "B149",
        "{count} rows are parts of other rows ({what}) and are left out",
        "the rows on all modes of transport, customs procedures and second partners hold them already",
    ),
    "flow": Kind(
        _NOTE,
        "B150",
        "{count} rows of other flows are left out: {what}",
        "only exports, imports, re-exports and re-imports are read; services and domestic flows are not",
    ),
    "zeros": Kind(
        _NOTE, "B152", "{count} commodity codes had lost a leading zero", "101 is 0101: spreadsheets drop it"
    ),
    "finer": Kind(
        _NOTE,
        "B162",
        "{count} values are finer than a thousandth of one unit",
        "they are rounded to the nearest thousandth",
    ),
    "comma": Kind(_NOTE, "B168", "{count} numbers are written with commas: {what}", "they are read as shown"),
    "negative": Kind(_WARNING, "B164", "{count} values are below zero: {what}", "trade is never negative"),
    "period": Kind(
        _WARNING, "B169", "{count} rows have a period that cannot be read: {what}", "they are left out of every sum"
    ),
    "commodity": Kind(
        _WARNING,
        "B169",
        "{count} rows have a commodity code that cannot be read: {what}",
        "they are left out of every sum",
    ),
    "named goods": Kind(
        _NOTE,
        "B149",
        "{count} rows name goods without a code and are left out",
        "the office groups them in its own way, which no nomenclature follows",
    ),
    "merged": Kind(
        _NOTE, "B160", "{count} rows name a country that another row names too: {what}", "their values are added"
    ),
    "footnote": Kind(
        _NOTE, "B166", "a footnote mark is glued to {what}", "the number is read without it, its values are marked"
    ),
    "turnover": Kind(
        _WARNING,
        "B163",
        "{count} printed turnovers are not exports plus imports: {what}",
        "the difference is more than rounding allows",
    ),
}


class Noted:
    """Counts by kind, with the first places and words; `findings` tells them."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.counts: dict[str, int] = {}
        self._seen: dict[str, list[tuple[Place, str]]] = {}
        self.own: list[Finding] = []

    def note(self, kind: str, line: int | None, what: str = "", place: Place | None = None, count: int = 1) -> None:
        """Count one thing of a kind at a line, with a word or two on it."""
        self.counts[kind] = self.counts.get(kind, 0) + count
        seen = self._seen.setdefault(kind, [])
        if len(seen) < _PLACES and (not what or all(what != known for _, known in seen)):
            seen.append((place or Place(self.file, line), what))

    def add(self, finding: Finding) -> None:
        """Add a finding that stands alone."""
        self.own.append(finding)

    def findings(self) -> tuple[Finding, ...]:
        """Return one finding for each kind, with the first place and up to five examples."""
        made = list(self.own)
        for name, count in self.counts.items():
            kind, seen = KINDS[name], self._seen[name]
            words = ", ".join(dict.fromkeys(what for _, what in seen if what))
            message = kind.message.format(count=count, what=words)
            places = [place for place, _ in seen]
            more = ", ".join(str(place.line or place.cell) for place in places[1:] if place.line or place.cell)
            why = f"{kind.why}; more in {more}" if more and count > 1 else kind.why
            made.append(Finding(kind.severity, kind.code, _one(message, count), why, kind.help, place=places[0]))
        return tuple(made)

    def raise_errors(self) -> None:
        """Raise FindingsError with everything noted if any of it is an error."""
        found = self.findings()
        if any(finding.severity is Severity.ERROR for finding in found):
            raise FindingsError(*found)


def _one(message: str, count: int) -> str:
    if count != 1:
        return message
    for many, one in (
        ("1 rows have", "a row has"), ("1 rows name", "a row names"), ("1 rows stand", "a row stands"),
        ("1 rows give", "a row gives"), ("1 rows are parts of other rows", "a row is a part of others"),
        ("and are left out", "and is left out"), ("1 rows of other flows are", "a row of another flow is"),
        ("1 rows end", "a row ends"), ("1 commodity codes", "a commodity code"), ("1 values are", "a value is"),
        ("1 of the values are no numbers", "a value is no number"), ("1 numbers are", "a number is"),
        ("1 printed turnovers are", "a printed turnover is"),
    ):  # fmt: skip
        message = message.replace(many, one)
    return message
