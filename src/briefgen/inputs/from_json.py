"""JSON: read token by token, so that each value has its place and numbers stay text as written."""

from __future__ import annotations

import re
from json import JSONDecodeError, JSONDecoder
from typing import TYPE_CHECKING, NoReturn

from briefgen.findings import FindingsError, error
from briefgen.inputs.assembly import Assembly, take_top
from briefgen.inputs.files import load_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefgen.inputs.files import File
    from briefgen.inputs.pages import Facts, TextPage

_STRINGS = JSONDecoder()
_BLANK = re.compile(r"[ \t\n]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![0-9A-Za-z.])")
_WORD = re.compile(r"[^\s,:\[\]{}\"]+")
_WORDS = {"true": "true", "false": "false", "null": None}


def read_json(file: File, facts: Facts) -> None:
    """Read a JSON file into `facts`; raise FindingsError where the text cannot be followed."""
    page, found = load_text(file)
    facts.findings.extend(found)
    reader = _Reader(page, Assembly(page, facts))
    reader.value()
    reader.blank()
    if reader.at < len(page.text):
        reader.fail("text follows after the end of the brief", "remove what stands after the last `}`")
    take_top(reader.assembly)


class _Reader:
    """Goes through the text; `at` is the offset of the next character."""

    def __init__(self, page: TextPage, assembly: Assembly) -> None:
        self.page = page
        self.text = page.text
        self.assembly = assembly
        self.at = 0

    def blank(self) -> str:
        """Skip blanks and return the next character, or an empty text at the end."""
        match = _BLANK.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.text[self.at : self.at + 1]

    def value(self) -> None:
        """Take one value; mappings and lists in it are followed, at most as deep as the assembly allows."""
        sign = self.blank()
        line, column = self.page.where(self.at)
        if sign == "{":
            self.assembly.open({}, line, column)
            self._rows("}", self._field)
        elif sign == "[":
            self.assembly.open([], line, column)
            self._rows("]", self.value)
        elif sign == '"':
            text, length, escaped = self._string()
            self.assembly.value(text, line, column, length, escaped)
        elif match := _NUMBER.match(self.text, self.at):
            self.at = match.end()
            self.assembly.value(match[0], line, column, len(match[0]))
        else:
            self._word(line, column)

    def fail(self, message: str, mend: str, why: str | None = None) -> NoReturn:
        """Raise the finding that the text cannot be followed here."""
        place = self.page.place(*self.page.where(min(self.at, len(self.text))))
        raise FindingsError(error("B111", message, why=why, help=mend, place=place))

    def _rows(self, end: str, row: Callable[[], None]) -> None:
        self.at += 1
        if self.blank() != end:
            row()
            while (sign := self.blank()) == ",":
                self.at += 1
                if self.blank() == end:
                    self.fail(f"a comma stands before the closing `{end}`", "remove the comma")
                row()
            if sign != end:
                self.fail(
                    f"a comma or `{end}` is expected here",
                    "check commas, quotes and brackets before this place",
                )
        self.at += 1
        self.assembly.close()

    def _field(self) -> None:
        if self.blank() != '"':
            self.fail("the name of a field is expected here", "write field names in double quotes")
        line, column = self.page.where(self.at)
        text, length, _ = self._string()
        self.assembly.name(text, line, column, length)
        if self.blank() != ":":
            self.fail("a colon is expected here", 'write `"name": value`')
        self.at += 1
        self.value()

    def _string(self) -> tuple[str, int, bool]:
        start = self.at
        try:
            text, self.at = _STRINGS.raw_decode(self.text, start)
        except JSONDecodeError as reason:
            self.at = reason.pos
            if "escape" in reason.msg:
                self.fail("a backslash that begins nothing known", "write the backslash twice")
            self.at = min(reason.pos, len(self.text))
            mend = "put a double quote at its end; inside a text write a new line as \\n and a tab as \\t"
            self.fail("a text is not closed on its line", mend)
        return text, self.at - start, "\\" in self.text[start : self.at]

    def _word(self, line: int, column: int) -> None:
        match = _WORD.match(self.text, self.at)
        word = match[0] if match else ""
        if word in _WORDS:
            self.at += len(word)
            self.assembly.value(_WORDS[word], line, column, len(word))
        elif word in ("NaN", "Infinity", "-Infinity"):
            self.fail(f"`{word}` is not a value", "leave the field out if the number is not known")
        elif word:
            self.fail(
                f"`{word[:40]}` is not a value",
                "put texts in double quotes, and numbers with a point and no thousands mark",
            )
        elif self.at >= len(self.text):
            self.fail("the file ends too early", "check that every bracket is closed")
        else:
            self.fail("a value is expected here", "write a text in double quotes, a number, a list or a mapping")
