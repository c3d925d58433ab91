"""Tags: what a person typed between brackets, found in a stretch of text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefgen.merge.markup import Element

Kind = Literal["print", "statement", "comment"]
Level = Literal["p", "tr", "tc", "r"]

TYPED = str.maketrans(
    dict.fromkeys("“”„«»‟″", '"') | dict.fromkeys("‘’‚‛′", "'") | dict.fromkeys("\u00a0\u202f\u2009\u2007", " ")
)
"""What Word makes of quotes and spaces as they are typed, and what they are in a tag."""

_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009\u2007", " "))
_STRING = re.compile("\"[^\"]*\"|'[^']*'|“[^“”]*”|„[^“”]*[“”]|«[^«»]*»|‘[^‘’]*’|‚[^‘’]*[‘’]|[“”„«»‟″‘’‚‛′]")
_OPEN = re.compile(r"\{[{%#]|\{_[{%]|\}_\}|%_\}|\}\}|%\}|#\}")
_INSIDE = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'|[{}]|%\}')
_PREFIX = re.compile(r"(p|tr|tc|r)\s+(\S.*)", re.DOTALL)
_LITERAL = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}
_CLOSE = {"{{": "}}", "{%": "%}", "{#": "#}"}
_DEEPEST = 50  # braces within braces of one tag; nobody writes more, and a search through more has no end
_KINDS: dict[str, Kind] = {"{{": "print", "{%": "statement", "{#": "comment"}
_WORD = re.compile(r"[a-z_]\w*", re.IGNORECASE)


@dataclass(slots=True, eq=False)
class Tag:
    """A tag of a template.

    `inside` stands between its brackets without prefix and dashes; `level` is the prefix (`tr` of `{%tr`);
    `before` and `after` tell the dashes of `{%- -%}`; `written` is the tag and `around` the paragraph as a person
    sees it. `piece` is where its part holds it, `element` what that stands in, `paragraph` counts paragraphs from
    1 (0: outside), `line` is its line in the template source.
    """

    kind: Kind
    inside: str
    level: Level | None
    before: bool
    after: bool
    written: str
    around: str = ""
    part: str = ""
    piece: int = 0
    element: Element | None = None
    paragraph: int = 0
    line: int = 0
    number: int = 0
    context: int = 0

    @property
    def word(self) -> str:
        """The first word of a statement, such as `for`."""
        found = _WORD.match(self.inside) if self.kind == "statement" else None
        return found[0] if found else ""


class Found(NamedTuple):
    """Something in a stretch of text, from `start` to `end`: a tag, characters meant literally, or half a tag."""

    start: int
    end: int
    tag: Tag | None = None
    literal: str | None = None
    loose: str = ""


def straight(inside: str) -> str:
    """Return the inside of a tag with the quotes and spaces that Jinja knows; what its strings hold stays as typed."""
    return _STRING.sub(_kept, inside.translate(_SPACES)) if _STRING.search(inside) else inside.translate(TYPED)


def _kept(found: re.Match[str]) -> str:
    string = found[0]
    if string[0] in "\"'":
        return string
    mark = TYPED.get(ord(string[0]))
    if mark is None or len(string) == 1 or mark in string[1:-1]:
        return string.translate(TYPED)
    return f"{mark}{string[1:-1]}{mark}"


def scan(text: str) -> Iterator[Found]:
    """Yield the tags of a stretch of text, escaped brackets and halves of tags, in order."""
    typed = text.translate(TYPED)
    last = {mark: typed.rfind(close) for mark, close in _CLOSE.items()}
    position = 0
    while match := _OPEN.search(typed, position):
        mark, start = match[0], match.start()
        if mark in _LITERAL:
            yield Found(start, match.end(), literal=_LITERAL[mark])
            position = match.end()
            continue
        if mark in {"}}", "%}", "#}"}:
            if mark != "#}":
                yield Found(start, match.end(), loose=mark)
            position = match.end()
            continue
        end = _end(typed, start + 2, mark, last)
        if end is None:
            yield Found(start, match.end(), loose=mark)
            position = match.end()
            continue
        yield Found(start, end, tag=_tag(mark, straight(text[start + 2 : end - 2]), text[start:end]))
        position = end


def _end(text: str, position: int, mark: str, last: Mapping[str, int]) -> int | None:
    """Return where a tag ends, looking past strings and inner braces; `last` is where the last of its kind ends."""
    if position > last.get(mark, -1):
        return None
    if mark == "{#":
        return text.find("#}", position) + 2
    depth, start = 0, position
    while match := _INSIDE.search(text, position):
        found, position = match[0], match.end()
        if found == "{":
            if text.startswith("%", position):
                return None  # another tag begins before this one ends
            depth += 1
            if depth > _DEEPEST:
                return None
        elif found == "}":
            if depth == 0:
                if mark == "{{" and text.startswith("}", position):
                    return position + 1
                return _plain_end(text, start, mark)
            depth -= 1
        elif found == "%}":
            if mark == "{%" and depth == 0:
                return position
            return None
    return _plain_end(text, start, mark)


def _plain_end(text: str, start: int, mark: str) -> int | None:
    """Return where a badly written tag ends: at its next closing bracket, unless another tag begins before."""
    end = text.find(_CLOSE[mark], start)
    if end < 0:
        return None
    other = re.search(r"\{[{%]", text[start:end])
    return None if other else end + 2


def _tag(mark: str, inside: str, written: str) -> Tag:
    kind = _KINDS[mark]
    level: Level | None = None
    prefix = _PREFIX.match(inside)
    if prefix:
        level, inside = prefix[1], prefix[2]  # type: ignore[assignment]
    before, after = inside[:1] == "-", inside[-1:] == "-"
    inside = inside.removeprefix("-").removeprefix("+").removesuffix("-").removesuffix("+")
    return Tag(kind, " ".join(inside.split("\n")).strip(), level, before, after, written)
