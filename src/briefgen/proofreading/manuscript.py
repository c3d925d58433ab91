"""The text that is proofread: passages joined line by line, each with its place, and its words."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.findings import FactPath, Place

Kind = Literal["text", "word", "pdf", "excel", "brief"]
Role = Literal["text", "row", "value", "remark"]

MASK = "\ufffc"
"""Stands for each character that is not prose: addresses, code, tags."""

LINE = "\u2028"
"""Stands for a line end inside a value of a brief."""

_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>«»]*[^\s<>«».,;:!?)\]]|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{0,64}\w"
    r"|(?<![\w-])[\w-]{1,64}\.(?:com|org|net|info|asia|gov|md|py|yaml|csv|docx|xlsx|pdf|txt)\b"
)
_WORD = re.compile(r"[^\W\d_]+(?:[’'ʼ`´‘-][^\W\d_]+)*")
_NOT_PROSE = ("http", "www", "@", ".")


class Passage(NamedTuple):
    """A paragraph, a table row, a cell or a value, without line ends; `path` leads to a value of a brief.

    `block` is the number of the paragraph that the passage belongs to, where a paragraph has several lines.
    """

    text: str
    place: Place
    role: Role = "text"
    block: int = 0
    path: FactPath = ()


class Word(NamedTuple):
    """A word with its offset in the manuscript, in small letters and with the apostrophe ’."""

    start: int
    text: str
    plain: str

    @property
    def end(self) -> int:
        """Offset behind the word."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Known:
    """What a brief tells of its text: forms of names of persons, and who tells (`own` and its short names)."""

    persons: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    partner: frozenset[str] = frozenset()


@dataclass
class Manuscript:
    """Passages in one language, joined by line feeds into one text, in which every rule looks once."""

    language: str
    kind: Kind
    passages: Sequence[Passage]
    known: Known = field(default_factory=Known)
    not_prose: re.Pattern[str] | None = None
    """What else is masked: the code of Markdown, the tags of templates."""

    @cached_property
    def raw(self) -> str:
        """The text as it was read."""
        return "\n".join(passage.text for passage in self.passages)

    @cached_property
    def text(self) -> str:
        """The text of the same length with everything masked that is not prose."""
        text = self.raw if self.not_prose is None else self.not_prose.sub(_masked, self.raw)
        return _ADDRESS.sub(_masked, text) if any(sign in text for sign in _NOT_PROSE) else text

    @cached_property
    def lower(self) -> str:
        """The text in small letters, of the same length."""
        lower = self.text.lower()
        if len(lower) == len(self.text):
            return lower
        return "".join(small if len(small := letter.lower()) == 1 else letter for letter in self.text)

    @cached_property
    def starts(self) -> list[int]:
        """Offset of each passage."""
        starts, at = [], 0
        for passage in self.passages:
            starts.append(at)
            at += len(passage.text) + 1
        return starts

    @cached_property
    def words(self) -> list[Word]:
        """Every word."""
        text, plain = self.text, self.lower.replace("'", "’").replace("ʼ", "’")
        spans = [found.span() for found in _WORD.finditer(text)]
        return [Word(start, text[start:end], plain[start:end]) for start, end in spans]

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word once, in small letters."""
        return frozenset(word.plain for word in self.words)

    def number(self, offset: int) -> int:
        """Return the number of the passage that holds the offset."""
        return bisect_right(self.starts, offset) - 1

    def bounds(self, offset: int) -> tuple[int, int]:
        """Return where the passage that holds the offset begins and ends."""
        start = self.starts[self.number(offset)]
        end = self.text.find("\n", offset)
        return start, len(self.text) if end < 0 else end

    def sentence(self, offset: int) -> tuple[int, int]:
        """Return where the sentence that holds the offset begins and ends, within its passage."""
        start, end = self.bounds(offset)
        before = [found.end() for found in _SENTENCE_END.finditer(self.text, start, offset)]
        after = _SENTENCE_END.search(self.text, offset, end)
        return (before[-1] if before else start), (after.start() + 1 if after else end)


def _masked(found: re.Match[str]) -> str:
    return "\n".join(MASK * len(line) for line in found[0].split("\n"))


_SENTENCE_END = re.compile(r"[.!?…]\s+(?=[«„“\"(]?[A-ZА-ЯЁІЇЄҐЎҚҒҲҶӢӮҢӨҮ])")
