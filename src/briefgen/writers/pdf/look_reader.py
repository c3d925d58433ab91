"""Reads the look of a PDF from YAML: every mistake in it becomes a finding with line and column."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args, get_origin, get_type_hints

import yaml

from briefgen.findings import Finding, FindingsError, Place, did_you_mean, error
from briefgen.writers.pdf.fonts import FAMILIES, family_files, font_mistake
from briefgen.writers.pdf.look import LEAST_ROOM, MM, Between, Colours, FontFiles, Ink, Look, Pattern, Style

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_COLOUR = re.compile(r"#?([0-9A-Fa-f]{6})")
_YES = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}

_read: dict[tuple[str, int, int], Look] = {}


def read_look(path: Path) -> Look:
    """Return the look in the file, read anew only when the file has changed.

    Raises FindingsError with every mistake in it (B620 to B626).
    """
    try:
        state = path.stat()
        key = (str(path), state.st_mtime_ns, state.st_size)
        if key not in _read:
            _read[key] = _Reader(path).look()
        return _read[key]
    except OSError as problem:
        why = problem.strerror or "the file system refuses"
        raise FindingsError(error("B620", "the look cannot be read", why=why, place=Place(str(path)))) from problem


@cache
def _hints(record: type) -> dict[str, Any]:
    return get_type_hints(record, include_extras=True)


class _Reader:
    """One reading of one file; gathers findings and goes on with the default."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.findings: list[Finding] = []
        self.lines: list[str] = []

    def look(self) -> Look:
        """Read the file."""
        root = self._compose()
        if root is None:
            return Look()
        look: Look = self._record(root, Look, Look())
        width, height = look.page.points()
        margins = look.page.margins
        if (
            width - (margins.left + margins.right) * MM < LEAST_ROOM
            or height - (margins.top + margins.bottom) * MM < LEAST_ROOM
        ):
            self._say(
                root,
                "B626",
                "the margins leave no room for text",
                f"less than {LEAST_ROOM / MM:.0f} mm of the page would be left in width or height",
                "make `page.margins` smaller or the paper larger",
            )
        if self.findings:
            raise FindingsError(*self.findings)
        return look

    def _compose(self) -> yaml.Node | None:
        try:
            text = self.path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as problem:
            raise FindingsError(
                error("B620", "the look is not UTF-8 text", why=str(problem.reason), place=Place(str(self.path)))
            ) from problem
        self.lines = text.splitlines()
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            node: yaml.Node | None = yaml.compose(text, loader)
        except (yaml.YAMLError, RecursionError) as problem:
            mark = getattr(problem, "problem_mark", None)
            why = getattr(problem, "problem", None) or "it is nested too deeply"
            place = self._place(mark.line, mark.column, 1) if mark else Place(str(self.path))
            raise FindingsError(error("B620", "the look is not valid YAML", why=why, place=place)) from problem
        return node

    # ------------------------------------------------------------ places and findings

    def _place(self, line: int, column: int, length: int) -> Place:
        excerpt = self.lines[line] if line < len(self.lines) else ""
        return Place(str(self.path), line + 1, column + 1, excerpt=excerpt, length=length)

    def _at(self, node: yaml.Node) -> Place:
        start, end = node.start_mark, node.end_mark
        return self._place(start.line, start.column, end.column - start.column if end.line == start.line else 1)

    def _say(self, node: yaml.Node, code: str, message: str, why: str | None = None, mend: str | None = None) -> None:
        self.findings.append(error(code, message, why=why, help=mend, place=self._at(node)))

    def _wrong(self, node: yaml.Node, key: str, why: str, mend: str | None = None) -> None:
        shown = node.value if isinstance(node.value, str) else "this"
        self._say(node, "B622", f"`{key}` cannot be `{shown}`" if shown != "this" else f"`{key}` has a wrong kind of "
                  "value", why, mend)  # fmt: skip

    # ------------------------------------------------------------ values

    def _record(self, node: yaml.Node, kind: type, base: Any) -> Any:
        hints = _hints(kind)
        given: dict[str, Any] = {}
        for name, key, value in self._pairs(node, kind.__name__.lower()):
            if name not in hints:
                self._say(
                    key, "B621", f"unknown key `{name}`", f"it may hold {_names(hints)}", did_you_mean(name, hints)
                )
            elif name in given:
                self._say(key, "B621", f"`{name}` is given twice", "only one of them can count", "remove one")
            else:
                given[name] = self._value(value, hints[name], name, getattr(base, name))
        if kind is Style and "size" in given and "leading" not in given:
            given["leading"] = round(base.leading * given["size"] / base.size, 1)
        return base._replace(**given)

    def _pairs(self, node: yaml.Node, what: str) -> list[tuple[str, yaml.Node, yaml.Node]]:
        if not isinstance(node, yaml.MappingNode):
            if not (isinstance(node, yaml.ScalarNode) and not node.value):
                self._say(node, "B622", f"`{what}` is not a list of keys", "it needs lines such as `key: value`")
            return []
        return [(str(key.value), key, value) for key, value in node.value]

    def _value(self, node: yaml.Node, kind: Any, key: str, base: Any) -> Any:
        if kind is FontFiles:
            return self._font(node, key, base)
        if isinstance(kind, type) and issubclass(kind, tuple) and kind is not Pattern:
            return self._record(node, kind, base)
        if get_origin(kind) is tuple:
            return self._several(node, get_args(kind), key, base)
        if not isinstance(node, yaml.ScalarNode):
            self._wrong(node, key, "it needs a single value")
            return base
        text = str(node.value).strip()
        if kind is Pattern:
            return Pattern(text, self._at(node))
        if get_origin(kind) is Literal:
            return self._choice(node, text, get_args(kind), key, base)
        if kind is bool:
            return self._choice(node, text, _YES, key, base, _YES.__getitem__)
        if get_origin(kind) is Annotated:
            mark = kind.__metadata__[0]
            return (
                self._colour(node, text, key, base)
                if isinstance(mark, Ink)
                else self._number(node, text, mark, key, base)
            )
        raise TypeError(f"the look has a key of a kind that nobody reads: {key}")

    def _several(self, node: yaml.Node, kinds: tuple[Any, ...], key: str, base: Any) -> Any:
        if not isinstance(node, yaml.SequenceNode) or len(node.value) != len(kinds):
            self._wrong(node, key, f"it needs {len(kinds)} values in square brackets")
            return base
        return tuple(self._value(item, kind, key, old) for item, kind, old in zip(node.value, kinds, base, strict=True))

    def _choice(
        self,
        node: yaml.Node,
        text: str,
        known: Any,
        key: str,
        base: Any,
        meaning: Callable[[str], Any] = str,
    ) -> Any:
        if text in known:
            return meaning(text)
        self._wrong(node, key, f"it may be {_names(known)}", did_you_mean(text, known))
        return base

    def _number(self, node: yaml.Node, text: str, range_: Between, key: str, base: float) -> float:
        why = f"it is a number from {range_.low:g} to {range_.high:g} {range_.unit}"
        try:
            number = float(text)
        except ValueError:
            mend = f"write only the number, without `{range_.unit}`" if range_.unit in text else None
            mend = "use a decimal point" if re.fullmatch(r"\d+,\d+", text) else mend
            self._wrong(node, key, why, mend)
            return base
        if not range_.low <= number <= range_.high:
            self._wrong(node, key, why)
            return base
        return number

    def _colour(self, node: yaml.Node, text: str, key: str, base: str) -> str:
        found = _COLOUR.fullmatch(text)
        if found:
            return found[1].upper()
        names = [name for name in Colours._fields if name != "series"]
        if text in names and key not in names and key != "series":
            return text
        self._wrong(
            node,
            key,
            "a colour is six signs 0-9 A-F (red, green, blue), or a name from `colours`",
            did_you_mean(text, names) or "write a colour such as 12436D",
        )
        return base

    # ------------------------------------------------------------ fonts

    def _font(self, node: yaml.Node, key: str, base: FontFiles) -> FontFiles:
        if isinstance(node, yaml.ScalarNode):
            name = str(node.value).strip()
            if name in FAMILIES:
                return family_files(name)
            self._wrong(
                node,
                key,
                f"we carry {_names(FAMILIES)}; a font of your own is named by its files",
                did_you_mean(name, FAMILIES) or "write `regular: fonts/Name.ttf`, `bold: ...` under the key",
            )
            return base
        files: dict[str, Path] = {}
        faces = FontFiles._fields
        for face, at, value in self._pairs(node, key):
            if face not in faces:
                self._say(
                    at, "B621", f"unknown key `{face}`", f"it may hold {_names(faces)}", did_you_mean(face, faces)
                )
                continue
            path = self.path.parent / str(value.value)
            problem = font_mistake(path)
            if problem:
                self._say(value, "B623", f"the font file `{value.value}` cannot be used", problem)
            files[face] = path
        if "regular" not in files and not self.findings:
            self._say(
                node, "B623", f"the font `{key}` has no regular face", "every text that is not bold or italic needs it"
            )
        return FontFiles(**files)


def _names(known: Any) -> str:
    return ", ".join(f"`{name}`" for name in known)
