"""YAML: read event by event, every value as the text it is written as, never typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from briefgen.findings import FindingsError, error
from briefgen.inputs.assembly import Assembly, take_top
from briefgen.inputs.files import load_text

if TYPE_CHECKING:
    from briefgen.findings import Finding, Place
    from briefgen.inputs.files import File
    from briefgen.inputs.pages import Facts, TextPage

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # with libyaml seven times as fast
_EMPTY = frozenset({"", "~", "null", "Null", "NULL"})
_STARTS = (yaml.MappingStartEvent, yaml.SequenceStartEvent, yaml.AliasEvent)
_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
_TEXT_TAG = "tag:yaml.org,2002:str"

# what the parser says (of libyaml or of PyYAML's own), what that means to people, and how to mend it
_SYNTAX = (
    (
        r"mapping values are not allowed",
        "a colon stands where no field can begin",
        "put the text in quotes if it holds a colon followed by a space; else check the indentation",
    ),
    (
        r"found character '?.?\\?t|cannot start any token",
        "a value begins with a sign that means something else in YAML",
        "put the text in quotes",
    ),
    (
        r"quoted scalar|end of stream",
        "a quotation mark or bracket is opened and never closed",
        "close it, or take it away",
    ),
    (r"escape", "a backslash in double quotes", "use single quotes, or write the backslash twice"),
    (
        r"could not find expected ':'|expected ':'",
        "a line has no colon after its field name",
        "write `name: value`; indent the further lines of a long text",
    ),
    (
        r"block sequence entries are not allowed|sequence entries",
        "a dash stands where no row can begin",
        "put the dash on a line of its own level, or the text in quotes",
    ),
    (r"alias|anchor", "`&` or `*` begins a value", "put the text in quotes"),
    (r"flow|',' or|expected ','", "a list in brackets lacks a comma or its end", "check commas and brackets"),
    (
        r"tag|directive|%",
        "a value begins with a sign that means something else in YAML",
        "put the text in quotes",
    ),
    (
        r"expected key|block end|expected <block",
        "the line does not fit the lines above it",
        "give rows of one level the same indentation; put texts with quotes or colons in quotes",
    ),
)


def read_yaml(file: File, facts: Facts) -> None:
    """Read a YAML file into `facts`; raise FindingsError where the text cannot be followed."""
    page, found = load_text(file)
    facts.findings.extend(found)
    assembly = Assembly(page, facts)
    try:
        _follow(assembly, page)
    except yaml.YAMLError as reason:
        raise FindingsError(_syntax(page, reason)) from None
    take_top(assembly)


def _follow(assembly: Assembly, page: TextPage) -> None:
    loader = _LOADER(page.text)
    documents = 0
    while (event := loader.get_event()) is not None:
        kind = type(event)
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if kind is yaml.ScalarEvent:
            _scalar(assembly, page, event, line, column)
        elif kind in _ENDS:
            assembly.close()
        elif kind in _STARTS:
            _start(assembly, page, event, line, column)
        elif kind is yaml.DocumentStartEvent:
            documents += 1
            if documents > 1:
                raise FindingsError(_second_document(page.place(line, column, 3)))


def _start(assembly: Assembly, page: TextPage, event: Any, line: int, column: int) -> None:
    place = page.place(line, column)
    if assembly.wants_name:
        raise FindingsError(_bad_name(place))
    if isinstance(event, yaml.AliasEvent):
        assembly.alias(str(event.anchor), line, column)
        return
    _refuse_tag(assembly, place, event.tag)
    assembly.open({} if isinstance(event, yaml.MappingStartEvent) else [], line, column, event.anchor)


def _scalar(assembly: Assembly, page: TextPage, event: Any, line: int, column: int) -> None:
    if event.tag is not None and event.tag not in ("!", _TEXT_TAG):
        _refuse_tag(assembly, page.place(line, column), event.tag)
    text, end, plain = event.value, event.end_mark, not event.style
    length = end.column + 1 - column if end.line + 1 == line else len(page.lines[line - 1]) + 1 - column
    if assembly.wants_name:
        merge = plain and text == "<<"
        if merge:
            place = page.place(line, column, length)
            mend = "write the fields out in each row"
            why = "what `<<` brings in cannot be seen where it is used"
            assembly.facts.findings.append(
                error("B113", "fields are merged in with `<<`", why=why, help=mend, place=place)
            )
        assembly.name(text, line, column, length, refuse=merge)
    else:
        value = None if plain and text in _EMPTY else text
        assembly.value(value, line, column, length, event.style == '"', event.anchor)


def _refuse_tag(assembly: Assembly, place: Place, tag: str | None) -> None:
    if tag in (None, "!"):
        return
    shown = str(tag).replace("tag:yaml.org,2002:", "!!")
    assembly.facts.findings.append(
        error(
            "B114",
            f"a value has the tag `{shown[:60]}`",
            why="every value is read as the text it is written as",
            help="remove the tag",
            place=place,
        )
    )


def _bad_name(place: Place) -> Finding:
    return error(
        "B118",
        "a field name is not a word",
        why="a bracket, a brace or `*` stands where the name of a field should",
        help="put a text that begins with `{`, `[` or `*` in quotes",
        place=place,
    )


def _second_document(place: Place) -> Finding:
    mend = "remove the line `---`; make a folder of its own for another brief"
    return error("B116", "the file holds a second document", help=mend, place=place)


def _syntax(page: TextPage, reason: yaml.YAMLError) -> Finding:
    mark = getattr(reason, "problem_mark", None) or getattr(reason, "context_mark", None)
    words = " ".join(str(part) for part in (getattr(reason, "problem", None), getattr(reason, "context", None)) if part)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    line = min(line, len(page.lines))
    place = page.place(line, min(column, len(page.lines[line - 1]) + 1))
    if re.match(r" *\t", place.excerpt or ""):
        why = "YAML counts the spaces before a line, and a tab has no width"
        mend = "indent with spaces; editors can turn tabs into spaces"
        return error("B110", "a tab stands before the text of a line", why=why, help=mend, place=place)
    for pattern, message, mend in _SYNTAX:
        if re.search(pattern, words):
            return error("B110", message, why=f"the YAML parser says: {words}", help=mend, place=place)
    mend = "check indentation, colons and quotes on this line and the one above"
    why = f"the YAML parser says: {words or str(reason).splitlines()[0]}"
    return error("B110", "the line cannot be read as YAML", why=why, help=mend, place=place)
