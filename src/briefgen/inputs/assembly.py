"""Assembly: makes the tree of a text out of its openings, names, values and closings, for YAML and JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefgen.findings import FindingsError, error
from briefgen.inputs import characters

if TYPE_CHECKING:
    from briefgen.findings import FactPath
    from briefgen.inputs.pages import Facts, TextPage
    from briefgen.source import Tree

DEEPEST = 32
MOST_VALUES = 200_000


@dataclass(slots=True)
class _Level:
    """A mapping or list that is still open; `name` is the field that waits for its value."""

    holder: dict[str, Tree] | list[Tree]
    path: FactPath
    values_before: int
    anchor: str | None
    name: str | None = None
    refused: bool = False
    """The value that comes is not kept: its name has a finding."""
    seen: dict[str, tuple[int, int]] = field(default_factory=dict)


class Assembly:
    """Builds `facts` while a text is read; raises FindingsError where a limit is passed."""

    def __init__(self, page: TextPage, facts: Facts) -> None:
        self.page = page
        self.facts = facts
        self.values = 0
        self.top: Tree = None
        self._levels: list[_Level] = []
        self._anchors: dict[str, tuple[Tree, int] | None] = {}

    @property
    def depth(self) -> int:
        """How many mappings and lists are open."""
        return len(self._levels)

    @property
    def wants_name(self) -> bool:
        """Whether the next thing is the name of a field."""
        level = self._levels[-1] if self._levels else None
        return level is not None and level.name is None and type(level.holder) is dict

    def open(self, holder: dict[str, Tree] | list[Tree], line: int, column: int, anchor: str | None = None) -> None:
        """Begin a mapping or a list."""
        path = self._path()
        self._count(1, line, column)
        if len(self._levels) >= DEEPEST:
            mend = "a brief needs four levels; check the indentation and the brackets"
            message = f"more than {DEEPEST} levels stand inside one another"
            raise FindingsError(error("B117", message, help=mend, place=self.page.place(line, column)))
        self.facts.spots[path] = (self.page, line, column, 1)
        self._levels.append(_Level(holder, path, self.values, anchor))
        if anchor:
            self._anchors[anchor] = None

    def name(self, text: str, line: int, column: int, length: int, refuse: bool = False) -> None:
        """Take the name of a field; a name that stands twice is found and its second value left out."""
        level = self._levels[-1]
        if characters.UNPRINTABLE.search(text):
            text = self._printable(text, line, column, length)
        level.name = text
        level.refused = refuse
        if not text.strip():
            mend = "write the name of a field before the colon"
            self._find("B118", "a value has no field name", mend, line, column, length)
            level.refused = True
        elif text in level.seen:
            first = self.page.place(*level.seen[text])
            self.facts.findings.append(
                error(
                    "B112",
                    f"`{text}` stands twice",
                    why=f"it stands first at {first}, and only one of the two can hold",
                    help="remove one of them, or make them two rows of a list, each with a dash before it",
                    place=self.page.place(line, column, length),
                )
            )
            level.refused = True
        else:
            level.seen[text] = (line, column)
            if not refuse:
                self.facts.keys[(*level.path, text)] = (self.page, line, column, length)

    def value(
        self,
        text: str | None,
        line: int,
        column: int,
        length: int,
        escaped: bool = False,
        anchor: str | None = None,
    ) -> None:
        """Take one value; None and blanks alone are an empty value."""
        if text is not None:
            if escaped and characters.UNPRINTABLE.search(text):
                text = self._printable(text, line, column, length)
            if not text.strip():
                text = None
        self._count(1, line, column)
        if text is not None:
            self.facts.spots[self._path()] = (self.page, line, column, length)
        if anchor:
            self._anchors[anchor] = (text, 1)
        self._attach(text)

    def alias(self, name: str, line: int, column: int) -> None:
        """Take what an anchor named before."""
        length = len(name) + 1
        path = self._path()
        known = self._anchors.get(name)
        if known is None:
            if name in self._anchors:
                message, mend = f"`*{name}` stands inside what it names", "write the value out"
            else:
                message, mend = (
                    f"`*{name}` names nothing",
                    f"put `&{name}` before a value further up, or a text in quotes",
                )
            self._find("B115", message, mend, line, column, length)
            self._attach(None)
            return
        tree, count = known
        self._count(count, line, column)
        self.facts.spots[path] = (self.page, line, column, length)
        self._attach(tree)

    def close(self) -> None:
        """End the mapping or list that was opened last; an empty one counts as an empty value."""
        level = self._levels.pop()
        tree = level.holder or None
        if level.anchor:
            self._anchors[level.anchor] = (tree, self.values - level.values_before + 1)
        if self._levels:
            self._attach(tree)
        else:
            self.top = level.holder

    def _path(self) -> FactPath:
        if not self._levels:
            return ()
        level = self._levels[-1]
        if type(level.holder) is list:
            return (*level.path, len(level.holder))
        return (*level.path, "" if level.refused or level.name is None else level.name)

    def _attach(self, tree: Tree) -> None:
        if not self._levels:
            self.top = tree
            return
        level = self._levels[-1]
        holder = level.holder
        if isinstance(holder, list):
            if tree is not None:
                holder.append(tree)
            return
        if not level.refused and level.name is not None:
            if tree is None:
                self.facts.empty.append((*level.path, level.name))
            else:
                holder[level.name] = tree
        level.name = None

    def _count(self, values: int, line: int, column: int) -> None:
        self.values += values
        if self.values > MOST_VALUES:
            message = f"the file holds more than {MOST_VALUES:,} values".replace(",", " ")
            why = "values named by `*` count each time they are used" if self._anchors else None
            mend = "large tables belong in a file of their own, such as trade.csv"
            raise FindingsError(error("B105", message, why=why, help=mend, place=self.page.place(line, column)))

    def _printable(self, text: str, line: int, column: int, length: int) -> str:
        for match in dict.fromkeys(characters.UNPRINTABLE.findall(text)):
            message = f"a character that cannot be printed: {characters.named(match)}"
            place = self.page.place(line, column, length)
            self.facts.findings.append(error("B109", message, why=characters.WHY, help=characters.HELP, place=place))
        return characters.UNPRINTABLE.sub("\ufffd", text)

    def _find(self, code: str, message: str, mend: str, line: int, column: int, length: int) -> None:
        self.facts.findings.append(error(code, message, help=mend, place=self.page.place(line, column, length)))


def take_top(assembly: Assembly) -> None:
    """Make what was assembled the tree of the facts; raise FindingsError if it is no mapping of fields."""
    top = assembly.top
    if isinstance(top, dict):
        assembly.facts.tree.update(top)
        return
    message = "the file holds a list" if isinstance(top, list) else "the file holds no fields"
    raise FindingsError(
        error(
            "B118",
            message,
            why="a brief is made of fields with names",
            help="begin with `id:`, `title:` and the other fields of a brief (docs/inputs.md)",
            place=assembly.page.place(1, 1),
        )
    )
