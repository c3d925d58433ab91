"""Reads a look from YAML into a typed record: every mistake in it becomes a finding with line and column.

A look is a NamedTuple with a default for each field; its type hints are the one statement of what the file may hold:

- another such record: keys of their own;
- `bool`, `Literal`, `tuple[...]`: yes or no, one of some words, a list in square brackets;
- `Annotated[..., reads]`, or a class: a text, read by the `read` of either (`look_values.Reads`).

A record may have a `read` as well, and then be written as one text or by its keys. It may have
`completed(given, base) -> given`, which adds what follows from the values given, and `mistakes(place) -> findings`,
which looks at values that are each right but do not go together. The record of a whole look may have
`in_profile(name) -> look`, the look in an official style.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeGuard, TypeVar, get_args, get_origin, get_type_hints

import yaml

from briefgen.findings import Finding, FindingsError, Place, did_you_mean, error
from briefgen.writers.look_values import YES_OR_NO, OneOf, WrongValueError, in_ticks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.writers.look_values import Reads

LARGEST = 64 * 1024
"""Most bytes that a look may have."""

_DEEPEST = 20  # levels of nesting; the parser in C calls itself for each and breaks at some ten thousand
_LONGEST = 40  # characters of a wrong value that a finding repeats
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STARTS = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)

Look = TypeVar("Look", bound=tuple[Any, ...])


def read_look(path: Path, kind: type[Look], profile: str = "") -> Look:
    """Return the look in the file as a record of the kind, read anew only when the file has changed.

    What the file does not say is as in the official style that its own `profile` names, or else in that of `profile`.
    Raises FindingsError with every mistake in it (B603 to B605, B416 for a profile, and those of the kind).
    """
    try:
        state = path.stat()
        look: Look = _read(path, kind, profile, state.st_mtime_ns, state.st_size)
    except OSError as reason:
        mend = "put the file back, or give its reader the right to read it"
        raise _unreadable(Place(path.as_posix()), reason.strerror or "the file system refuses", mend) from reason
    return look


@lru_cache(maxsize=64)
def _read(path: Path, kind: Any, profile: str, _time: int, _size: int) -> Any:
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    reader = _Reader(path.as_posix())
    root = reader.compose(data)
    base = reader.base(root, kind, profile)
    look = base if root is None else reader.record(root, kind, base, "")
    if reader.findings:
        raise FindingsError(*reader.findings)
    return look


def _unreadable(place: Place, why: str, mend: str) -> FindingsError:
    name = Path(place.file).name
    return FindingsError(error("B603", f"the look `{name}` cannot be read", why=why, help=mend, place=place))


@cache
def _hints(record: type) -> dict[str, Any]:
    return get_type_hints(record, include_extras=True)


class _Reader:
    """One reading of one file; gathers findings and goes on with the default."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []
        self.lines: list[str] = []

    def compose(self, data: bytes) -> yaml.Node | None:
        """Return the YAML in the data; raise FindingsError for what is none."""
        if len(data) > LARGEST:
            why = f"it is larger than {LARGEST // 1024} KiB"
            raise _unreadable(Place(self.file), why, "name a file that holds a look and nothing else")
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as reason:
            place = Place(self.file, data.count(b"\n", 0, reason.start) + 1)
            raise _unreadable(place, "it is not written in UTF-8", "save the file as UTF-8") from None
        self.lines = text.splitlines()
        try:
            self._measure(text)
            node: yaml.Node | None = yaml.compose(text, Loader=_LOADER)
        except yaml.YAMLError as reason:
            mark = getattr(reason, "problem_mark", None)
            place = self._spot(mark.line, mark.column) if mark else Place(self.file)
            why = getattr(reason, "problem", None) or str(reason).partition("\n")[0]
            mend = "correct the line, or the one above it: quotes, brackets and indentation"
            raise _unreadable(place, f"it is not YAML: {why}", mend) from None
        return node

    def _measure(self, text: str) -> None:
        """Raise FindingsError for what is nested too deeply, and YAMLError for what is no YAML."""
        depth = 0
        events: Any = yaml.parse(text, Loader=_LOADER)
        for event in events:
            depth += isinstance(event, _STARTS) - isinstance(event, _ENDS)
            if depth > _DEEPEST:
                place = self._spot(event.start_mark.line, event.start_mark.column)
                raise _unreadable(place, "it is nested too deeply", "take out what is no key of a look")

    # ------------------------------------------------------------ places and findings

    def _spot(self, line: int, column: int, length: int = 1) -> Place:
        excerpt = self.lines[line] if line < len(self.lines) else None
        return Place(self.file, line + 1, column + 1, excerpt=excerpt, length=max(1, length))

    def _at(self, node: yaml.Node) -> Place:
        start, end = node.start_mark, node.end_mark
        return self._spot(start.line, start.column, end.column - start.column if end.line == start.line else 1)

    def _say(self, node: yaml.Node, code: str, message: str, why: str, mend: str) -> None:
        self.findings.append(error(code, message, why=why, help=mend, place=self._at(node)))

    def base(self, root: yaml.Node | None, kind: Any, profile: str) -> Any:
        """Return the look that stands where the file says nothing: that of a profile, if one is named."""
        if not hasattr(kind, "in_profile"):
            return kind()
        named = [value for key, value in root.value if key.value == "profile"] if _is_mapping(root) else []
        place = self._at(named[0]) if named else None
        try:
            return kind.in_profile(str(named[0].value) if named else profile)
        except FindingsError as reason:
            self.findings += [finding.placed(place) for finding in reason.findings]
            return kind()

    # ------------------------------------------------------------ records

    def record(self, node: yaml.Node, kind: Any, base: Any, path: str) -> Any:
        """Return the record in the node; what is not given, or is wrong, is that of the base."""
        if isinstance(node, yaml.ScalarNode):
            if not node.value:
                return base
            if hasattr(kind, "read"):
                return self._text(node, kind, base, path)
        if not isinstance(node, yaml.MappingNode):
            message = f"{f'`{path}`' if path else 'the look'} is not a list of keys"
            why, mend = f"it may hold {in_ticks(_hints(kind))}", "write one `key: value` on each line"
            self._say(node, "B605", message, why, mend)
            return base
        before = len(self.findings)
        given: dict[str, Any] = {}
        for name, value in self._fields(node, kind, path):
            given[name] = self._value(value, _hints(kind)[name], getattr(base, name), _join(path, name))
        if hasattr(kind, "completed"):
            given = kind.completed(given, base)
        record = base._replace(**given)
        if hasattr(kind, "mistakes") and len(self.findings) == before:
            self.findings += record.mistakes(self._at(node))
        return record

    def _fields(self, node: yaml.MappingNode, kind: Any, path: str) -> Iterator[tuple[str, yaml.Node]]:
        """Yield the name and the node of each field; keys that are none, or stand twice, become findings."""
        known = _hints(kind)
        seen: set[str] = set()
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else "[...]"
            full = _join(path, name)
            if name not in known:
                why = f"{f'`{path}`' if path else 'it'} may hold {in_ticks(known)}"
                mend = did_you_mean(name, known) or "write one of these keys, or take the line out"
                self._say(key, "B604", f"a look has no `{_short(full)}`", why, mend)
            elif name in seen:
                why, mend = "only one of the two can count", "keep one of them"
                self._say(key, "B604", f"`{full}` stands twice", why, mend)
            else:
                seen.add(name)
                yield name, value

    # ------------------------------------------------------------ values

    def _value(self, node: yaml.Node, kind: Any, base: Any, path: str) -> Any:
        if hasattr(kind, "_fields"):
            return self.record(node, kind, base, path)
        if get_origin(kind) is tuple:
            return self._several(node, get_args(kind), base, path)
        if get_origin(kind) is Literal:
            return self._text(node, OneOf(dict(zip(get_args(kind), get_args(kind), strict=True))), base, path)
        if kind is bool:
            return self._text(node, YES_OR_NO, base, path)
        return self._text(node, kind.__metadata__[0] if get_origin(kind) is Annotated else kind, base, path)

    def _several(self, node: yaml.Node, kinds: tuple[Any, ...], base: Any, path: str) -> Any:
        if not isinstance(node, yaml.SequenceNode) or len(node.value) != len(kinds):
            why, mend = f"it needs {len(kinds)} values", "write them in square brackets, with commas between them"
            self._say(node, "B605", f"`{path}` is not a list of {len(kinds)}", why, mend)
            return base
        items = zip(node.value, kinds, base, strict=True)
        return tuple(self._value(item, kind, old, path) for item, kind, old in items)

    def _text(self, node: yaml.Node, reads: Reads, base: Any, path: str) -> Any:
        if not isinstance(node, yaml.ScalarNode):
            why, mend = "it holds a list or keys of its own", "write `key: value`"
            self._say(node, "B605", f"`{path}` is not one value", why, mend)
            return base
        text = node.value.strip()
        try:
            return reads.read(text, self._at(node))
        except WrongValueError as wrong:
            self._say(node, "B605", f"`{path}` cannot be `{_short(text)}`", wrong.why, wrong.mend)
        except FindingsError as found:
            self.findings += found.findings
        return base


def _is_mapping(node: yaml.Node | None) -> TypeGuard[yaml.MappingNode]:
    return isinstance(node, yaml.MappingNode)


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
