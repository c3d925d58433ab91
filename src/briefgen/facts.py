"""Step 2. Make typed facts of the texts that were read; every misfit becomes a finding in plain words."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from briefgen import language
from briefgen.findings import FindingsError, did_you_mean, error, grouped
from briefgen.model.brief import LISTS, TABLES, Brief
from briefgen.model.fields import WORLD, check_id
from briefgen.model.kinds import choices, kinds
from briefgen.model.period import meant
from briefgen.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.findings import FactPath, Finding
    from briefgen.model.fields import Record, Ref
    from briefgen.model.kinds import Kind
    from briefgen.source import Source, Tree

_EXAMPLES: dict[Kind, str] = {
    "text": '{uk: "...", ru: "...", en: "..."}',
    "id": "border-commission",
    "ids": "[ministry, statistics]",
    "period": "2011-12",
    "number": "1204.5",
    "count": "10",
    "unit": "mln USD",
    "flag": "yes",
    "words": "text",
}
_ID_EXAMPLES = {
    "parties": "KGZ",
    "persons": "president-a",
    "sources": "statistics-office",
    "bodies": "border-commission",
    "sessions": "session-10",
    "decisions": "decision-10-1",
    "meetings": "dushanbe-2011",
    "statements": "position-on-trade",
    "events": "election-2011",
    "treaties": "treaty-1996",
    "projects": "railway",
    "directions": "energy",
    "claims": "trade-grows",
    "figures": "turnover-2011",
    "issues": "water",
}
"""An id as it might be in each list that has ids."""
_EXPECTED: dict[Kind, str] = {
    "text": "words, or words for each language",
    "id": "one id",
    "ids": "ids",
    "period": "a date",
    "number": "a number",
    "count": "a whole number",
    "unit": "a unit",
    "flag": "yes or no",
    "choice": "one word of a few",
    "words": "a text",
    "records": "a list of rows",
}
_CODES: dict[Kind, str] = {
    "choice": "B204",
    "period": "B205",
    "number": "B206",
    "count": "B206",
    "unit": "B207",
    "text": "B208",
    "id": "B209",
    "ids": "B209",
    "flag": "B210",
}
_HELP: dict[Kind, str] = {
    "period": "write a date as far as it is known: 2011, 2011-12, 2011-12-20, 2011-05-18/2011-05-19, 2011-Q4",
    "number": "write digits with a point or a comma before decimals, such as 1204.5, and the unit in its own field",
    "count": "write a whole number such as 10",
    "unit": "write for example `mln USD`, `thousand USD`, `%` or `km`",
    "text": 'write for example `{uk: "Київ", en: "Kyiv"}`, or one text that holds in every language',
    "id": "use letters a-z, digits, hyphens, points and underscores",
    "ids": "use letters a-z, digits, hyphens, points and underscores; put commas between several",
    "flag": "write yes or no",
}
_OPEN_END = re.compile(r"/\s*(?:\.\.)?\s*$")
_MISSING = ("B202", "B211")
"""What may be found only because a part could not be read."""
_LONGEST = 60
_MOST_NAMED = 8


def build(source: Source, *, partial: bool = False) -> tuple[Brief | None, list[Finding]]:
    """Return the typed facts, or None if any error was found, with everything that was found.

    `partial` says that step 1 could not read everything: then what stands there is judged, nothing is said to be
    missing, and there are no facts.
    """
    findings = [*_references(source), *_doubles(source), *_head(source)]
    brief = None
    try:
        brief = Brief.model_validate(source.tree)
    except ValidationError as reason:
        for misfit in reason.errors(include_url=False):
            findings.extend(_misfit(source, misfit["loc"], misfit["type"], misfit["msg"], misfit.get("ctx", {})))
    if partial:
        findings = [finding for finding in findings if finding.code not in _MISSING]
    return (None if findings or partial else brief), grouped(dict.fromkeys(findings), TABLES)


def plain(brief: Brief) -> dict[str, Any]:
    """Return the brief as plain data to write: text, lists and mappings, without what the model fills in itself.

    What statistics tell of the two sides is among the rows of trade, so that the data stand alone: the files and
    engines themselves are not named.
    """
    plain = _plain(brief.model_dump(mode="json", exclude_defaults=True, exclude={"statistics"}))
    assert isinstance(plain, dict)  # noqa: S101 - a brief is a mapping
    return plain


def as_json(brief: Brief) -> bytes:
    """Return the facts as they would stand in `brief.json`."""
    return (json.dumps(plain(brief), ensure_ascii=False, indent=2) + "\n").encode()


def _plain(value: Any) -> Tree:
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, bool):
        return "yes" if value else "no"
    return None if value is None else str(value)


# ---------------------------------------------------------------- misfits


def _misfit(
    source: Source, path: FactPath, kind_of_misfit: str, message: str, context: dict[str, Any]
) -> Iterator[Finding]:
    """Turn one misfit that pydantic found into findings in plain words."""
    record, field = _owner(path)
    kind = kinds(record).get(field) if field is not None else None
    value = _value_at(source.tree, path)
    where = _where(source.tree, path)
    if kind_of_misfit == "missing" and field is not None:
        yield _missing(source, path, record, field)
    elif kind_of_misfit == "extra_forbidden" and field is not None:
        yield _unknown(source, path, record, field)
    elif field is None or kind is None:
        yield _wrong_kind(source, path, f"{where} is {_seen(value)}", "a row of fields")
    elif kind_of_misfit == "too_short":
        yield _found(source, "B202", f"`{field}` of {where} is empty", "give at least one", path)
    elif not _fits(value, kind) or len(path) > (3 if path[0] in LISTS else 1):
        yield _wrong_kind(source, path, f"`{field}` of {where} is {_seen(value)}", _EXPECTED[kind], kind)
    elif kind == "choice":
        yield _not_allowed(source, path, str(value), choices(record, field))
    elif kind in ("text", "ids"):
        yield from _parts(source, path, kind, value, message)
    else:
        mend = (_date_meant(str(value)) if kind == "period" else None) or _HELP.get(kind)
        yield _found(source, _CODES.get(kind, "B203"), _words(kind, str(value), message, context), mend, path)


def _date_meant(value: str) -> str | None:
    """Return how to write a date that is written in another way, as a question if it can mean two days."""
    found = meant(value)
    if found is None:
        return None
    return f"write {found[0]}" if found[1] else f"did you mean {found[0]}? Write year, month and day in this order"


def _missing(source: Source, path: FactPath, record: type[Record], field: str) -> Finding:
    from briefgen.model.describe import descriptions

    kind = kinds(record)[field]
    example = choices(record, field)[0] if kind == "choice" else _EXAMPLES[kind]
    if field == "id":
        example = source.folder.name if record is Brief else _ID_EXAMPLES[str(path[0])]
    elif field == "about" and kind == "words":
        example = _ID_EXAMPLES["meetings"]
    elif field in record.references():
        example = _id_example(source.tree, path, record.references()[field].list)
    message = f"`{field}` is missing in {_where(source.tree, path)}"
    text = descriptions(record)[field]
    mend = f"add it, for example `{field}: {example}`"
    if kind == "text":
        mend += f" (in a table: the column `{field}.uk` and so on)"
    place = source.keys.get(path) or source.place(path[:-1])
    return error("B202", message, why=text[0].lower() + text[1:].rstrip("."), help=mend, at=path, place=place)


def _id_example(tree: dict[str, Tree], path: FactPath, name: str) -> str:
    """Return an id of the list that the row does not name in another field, or one as it might be."""
    row = _value_at(tree, path[:-1])
    taken = {value.strip() for value in row.values() if isinstance(value, str)} if isinstance(row, dict) else set()
    known = _ids(tree, name) or (_ID_EXAMPLES[name],)
    return next((one for one in known if one not in taken), "TJK" if name == "parties" else _ID_EXAMPLES[name])


def _unknown(source: Source, path: FactPath, record: type[Record], field: str) -> Finding:
    of = f"`{path[0]}`" if len(path) > 1 else "the brief"
    known = list(record.model_fields)
    mend = did_you_mean(field.strip().lower(), known) or f"the fields are {', '.join(known)}"
    place = source.keys.get(path) or source.place(path)
    return error("B201", f"`{_short(field)}` is not a field of {of}", help=mend, at=path, place=place)


def _wrong_kind(source: Source, path: FactPath, what: str, expected: str, kind: Kind = "records") -> Finding:
    mend = (
        "begin each row with a dash, its fields below it"
        if expected == _EXPECTED["records"]
        else _HELP.get(kind, f"write {expected}")
    )
    return _found(source, "B203", f"{what} where {expected} {_are(expected)} expected", mend, path)


def _are(expected: str) -> str:
    return "are" if expected in (_EXPECTED["ids"], _EXPECTED["text"]) else "is"


def _not_allowed(source: Source, path: FactPath, value: str, allowed: tuple[str, ...]) -> Finding:
    words = ", ".join(allowed)
    meant = did_you_mean(value.lower(), allowed)
    mend = f"{meant} The words allowed are: {words}" if meant else f"write one of: {words}"
    return _found(source, "B204", f"`{_short(value)}` is not a word that `{path[-1]}` allows", mend, path)


def _parts(source: Source, path: FactPath, kind: Kind, value: Tree, message: str) -> Iterator[Finding]:
    """Find every language of a text and every id of a list that is not right, each at its own place."""
    found = False
    if kind == "text" and isinstance(value, dict):
        for language, words in value.items():
            try:
                Text.parse({language: words})
            except ValueError as reason:
                found = True
                yield _found(source, "B208", _headline(str(reason)), _HELP["text"], (*path, language))
    elif kind == "ids" and isinstance(value, list):
        for number, part in enumerate(value):
            try:
                check_id(part)
            except PydanticCustomError as reason:
                found = True
                yield _found(source, "B209", _headline(reason.message()), _HELP["ids"], (*path, number))
    if not found:
        yield _found(source, _CODES[kind], _headline(message), _HELP[kind], path)


def _words(kind: Kind, value: str, message: str, context: dict[str, Any]) -> str:
    """Return what is wrong with one value, without the words of pydantic or of Python."""
    shown = _short(value)
    if kind == "count":
        least = context.get("ge")
        return f"`{shown}` is not a whole number" if least is None else f"`{shown}` is less than {least}"
    if kind == "number" and len(value) > _LONGEST:
        return f"`{shown}` is not a number"
    return _headline(message.replace(value, shown) if len(value) > _LONGEST else message)


def _headline(message: str) -> str:
    """Return what is wrong without how to mend it, which the help says."""
    return _short(re.split(r": (?:write|use) ", message)[0], 200)


def _fits(value: Tree, kind: Kind) -> bool:
    """Whether a value has the outer shape its kind needs: a text, a list, a mapping."""
    if kind == "records":
        return isinstance(value, list)
    if kind == "ids":
        return isinstance(value, str | list)
    return isinstance(value, str) or (kind == "text" and isinstance(value, dict))


# ---------------------------------------------------------------- references between records


def _references(source: Source) -> list[Finding]:
    """Find ids that name nothing; one that many rows use is told once."""
    tree = source.tree
    known = {name: _ids(tree, name) for name in LISTS}
    used: dict[tuple[str, str, str], list[FactPath]] = {}
    for field, ref in Brief.references().items():
        for value, path in _unknown_ids((field,), tree.get(field), ref, known[ref.list]):
            used.setdefault(("", field, value), []).append(path)
    for name, record in LISTS.items():
        references = record.references().items()
        for number, row in _rows(tree, name):
            for field, ref in references:
                for value, path in _unknown_ids((name, number, field), row.get(field), ref, known[ref.list]):
                    used.setdefault((name, field, value), []).append(path)
    found = []
    for (name, field, value), paths in used.items():
        ref = (LISTS[name] if name else Brief).references()[field]
        found.append(_unresolved(source, field, value, ref, paths))
    return found


def _unknown_ids(path: FactPath, value: Tree, ref: Ref, known: dict[str, int] | None) -> Iterator[tuple[str, FactPath]]:
    """Yield each id of a field that its list lacks, with its path; a list that is none has its own finding."""
    if value is None or known is None:
        return
    for number, part in enumerate(value if isinstance(value, list) else [value]):
        if isinstance(part, str) and part.strip() not in known and not (ref.world and part.strip() == WORLD):
            yield part.strip(), ((*path, number) if isinstance(value, list) else path)


def _ids(tree: dict[str, Tree], name: str) -> dict[str, int] | None:
    """Return the ids of a list with the number of the row that has each first; None if it is no list at all."""
    if not isinstance(tree.get(name, []), list):
        return None
    found: dict[str, int] = {}
    for number, row in _rows(tree, name):
        key = row.get("id")
        if isinstance(key, str):
            found.setdefault(key.strip(), number)
    return found


def _rows(tree: dict[str, Tree], name: str) -> Iterator[tuple[int, dict[str, Tree]]]:
    rows = tree.get(name)
    for number, row in enumerate(rows if isinstance(rows, list) else []):
        if isinstance(row, dict):
            yield number, row


def _unresolved(source: Source, field: str, value: str, ref: Ref, paths: list[FactPath]) -> Finding:
    known = list(_ids(source.tree, ref.list) or {})
    names = ", ".join(known[:_MOST_NAMED]) + (" ..." if len(known) > _MOST_NAMED else "")
    there = f"`{ref.list}` has {names}" if known else f"the list `{ref.list}` is empty"
    mend = did_you_mean(value, known) or f"{there}: use one of its ids, or add a row with the id `{_short(value)}`"
    why = f"`{field}` names a row of `{ref.list}` by its id"
    if len(paths) > 1:
        why += f"; {len(paths) - 1} more rows use `{_short(value)}`"
    message = f"`{_short(value)}` is not an id of `{ref.list}`"
    return _found(source, "B211", message, mend, paths[0], why)


def _doubles(source: Source) -> list[Finding]:
    found = []
    for name in LISTS:
        first = _ids(source.tree, name) or {}
        for number, row in _rows(source.tree, name):
            key = row.get("id")
            if isinstance(key, str) and first[key.strip()] != number:
                place = source.place((name, first[key.strip()], "id"))
                why = f"the first is at {place}" if place else None
                mend = "give one of the two rows another id, or remove it"
                message = f"the id `{_short(key)}` stands twice in `{name}`"
                found.append(_found(source, "B212", message, mend, (name, number, "id"), why))
    return found


def _head(source: Source) -> list[Finding]:
    """Find languages that there are none of, a template that is no name of a folder, and an `as_of` without end."""
    found = []
    languages = source.tree.get("languages")
    for number, code in enumerate(languages if isinstance(languages, list) else []):
        if isinstance(code, str) and code not in language.available():
            path = ("languages", number)
            message = f"`{_short(code)}` is not a language of briefgen"
            found.append(_found(source, "B213", message, _language_meant(code), path))
    template = source.tree.get("template")
    if isinstance(template, str) and not re.fullmatch(r"[\w-][\w.-]*", template):
        mend = "write the name of a folder under templates/, such as `talks`"
        message = f"`{_short(template)}` is not the name of a template"
        found.append(_found(source, "B214", message, mend, ("template",)))
    as_of = source.tree.get("as_of")
    if isinstance(as_of, str) and _OPEN_END.search(as_of):
        message = f"`{_short(as_of)}` has no end, and a brief is as of a date"
        why = "what was known on that date is printed, and nothing that came later"
        mend = "write the day, the month or the year that the facts are as of, such as 2011-12"
        found.append(_found(source, "B215", message, mend, ("as_of",), why))
    return found


def _language_meant(code: str) -> str:
    """Return the languages that there are, and before them the one that was probably meant."""
    there_are = f"there are {', '.join(language.available())}"
    try:
        language.load(code)
    except FindingsError as reason:  # it knows the other names of each language, such as `ua`
        words = reason.findings[0].help or ""
        if words.startswith("did you mean"):
            return f"{words.partition('?')[0]}? {there_are}"
    return there_are


# ---------------------------------------------------------------- where and what


def _owner(path: FactPath) -> tuple[type[Record], str | None]:
    """Return the record class that a path is in and the field it leads to, None for the row itself."""
    if path and path[0] in LISTS and len(path) > 1:
        return LISTS[str(path[0])], str(path[2]) if len(path) > 2 else None
    return Brief, str(path[0]) if path else None


def _value_at(tree: Tree, path: FactPath) -> Tree:
    for step in path:
        if isinstance(tree, dict) and isinstance(step, str):
            tree = tree.get(step)
        elif isinstance(tree, list) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
        else:
            break
    return tree


def _where(tree: dict[str, Tree], path: FactPath) -> str:
    """Return where a fact stands in words: the brief, or the list with row and id."""
    if len(path) < 2 or path[0] not in LISTS:
        return "the brief"
    row = _value_at(tree, path[:2])
    key = row.get("id") if isinstance(row, dict) else None
    return f"`{path[0]}` row {int(path[1]) + 1}" + (f" ({_short(key)})" if isinstance(key, str) else "")


def _seen(value: Tree) -> str:
    if value is None:
        return "empty"
    return "a list" if isinstance(value, list) else "a group of fields" if isinstance(value, dict) else "a text"


def _short(text: str, most: int = _LONGEST) -> str:
    return text if len(text) <= most else text[: most - 3] + "..."


def _found(
    source: Source, code: str, message: str, mend: str | None, path: FactPath, why: str | None = None
) -> Finding:
    return error(code, message, why=why, help=mend, at=path, place=source.place(path))
