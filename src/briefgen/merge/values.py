"""Values: how each thing that a tag prints becomes text of its place; the one gate between data and XML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal, Protocol, runtime_checkable

from jinja2 import Undefined

from briefgen.merge.markup import escaped, escaped_attribute
from briefgen.merge.sandbox import Xml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.language import Language
    from briefgen.merge.sink import Sink
    from briefgen.merge.source import Around

_SPECIAL = re.compile("[&<>\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_FORBIDDEN = re.compile("[\x00-\x06\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile(r"\r\n|[\r\n\t\f\a]")
_GROUPED_FROM = 10_000
"""Whole numbers below stay ungrouped, as official typography has it; years come right that way."""

_MOST_DIGITS = 400
"""Digits that a number may have before or after its decimal mark; more are no figure but a mistake."""

OWN = -1
"""The context of what the engine itself prints: an attribute."""


class ValueProblemError(Exception):
    """A value that cannot be printed where the tag stands; carries why and how to mend."""

    def __init__(self, why: str, mend: str) -> None:
        super().__init__(why)
        self.why = why
        self.mend = mend


@runtime_checkable
class Rich(Protocol):
    """A value that is more than text: a picture, formatted words, a table, a page break.

    `level` says whether `word` returns runs (they go into the paragraph of the tag) or whole paragraphs and tables
    (they take the place of the paragraph of a `{{p tag }}`). `word` is called once for each time the value is
    printed and may ask the sink for relationships, parts, notes, lists and ids; everything it writes must be
    escaped by itself.
    """

    @property
    def level(self) -> Literal["run", "block"]:
        """What `word` returns."""

    def word(self, sink: Sink) -> str:
        """Return the WordprocessingML of the value."""


class Printer:
    """Prints the values of one part in one rendering."""

    def __init__(self, arounds: Sequence[Around], sink: Sink, language: str) -> None:
        self.arounds = arounds
        self.sink = sink
        self.language = language

    def called(self) -> dict[str, Any]:
        """Return what the code of a part calls, by name."""
        return {"show": self.show}

    def show(self, value: Any, context: int) -> str:
        """Return a value as the XML of its place; raise ValueProblemError where it cannot stand there."""
        if type(value) is str:
            if context >= 0 and self.arounds[context].kind == "word" and not self.arounds[context].level:
                return value if _SPECIAL.search(value) is None else self._text(value, self.arounds[context])
            return self._placed(value, context)
        if isinstance(value, Xml):
            return self._own(value, context)
        if callable(getattr(type(value), "word", None)) and isinstance(value, Rich):
            return self._rich(value, context)
        if context == OWN and isinstance(value, int):
            return str(int(value))  # ids and spans, whatever the language
        if context >= 0 and self.arounds[context].kind in {"number", "cell"}:
            exact = as_stored(value)
            if exact is not None:
                return f"<?number?>{exact}" if self.arounds[context].kind == "cell" else exact
        return self._placed(self.text(value), context)

    def text(self, value: Any) -> str:
        """Return the text of a value in the language of the document."""
        if isinstance(value, Undefined):
            return str(value)  # raises, with the name
        if isinstance(value, str):
            return str.__str__(value)
        if value is None:
            raise ValueProblemError("it is empty (null)", 'give it a value, or write `{{ name|default("") }}`')
        if isinstance(value, bool):
            return str(value)
        if isinstance(value, int) and -_GROUPED_FROM < value < _GROUPED_FROM:
            return str(value)
        return in_language(value, self.speak())

    def speak(self) -> Language:
        """Return the language of the document."""
        from briefgen.language import load  # YAML is read only where a number or a date is printed

        return load(self.language)

    def _placed(self, text: str, context: int) -> str:
        """Return text in its place: its own run or paragraph, an attribute, or plain."""
        if context == OWN:
            return escaped_attribute(refuse_forbidden(text))
        around = self.arounds[context]
        match around.kind:
            case "word" | "drawing":
                inside = self._text(text, around) if _SPECIAL.search(text) else text
                return f"{around.before}{inside}{around.after}" if around.level else inside
            case "text" | "number" | "cell":
                return escaped(refuse_forbidden(text))
            case "attribute":
                return escaped_attribute(refuse_forbidden(text))
            case "address":
                return escaped_attribute(address(refuse_forbidden(text)))

    @staticmethod
    def _text(text: str, around: Around) -> str:
        """Return text of a run; line breaks, tabs, page breaks (form feed) and paragraphs (bell) become Word's."""
        found = _BREAKS.search(text)
        text = escaped(refuse_forbidden(text))
        return text if found is None else _BREAKS.sub(lambda one: _break(one[0], around), text)

    def _own(self, value: Xml, context: int) -> str:
        """Return what a macro or a `set` block printed; it was escaped where it was printed."""
        if context == OWN or self.arounds[context].kind != "word":
            if "<" in value:
                raise ValueProblemError("it holds paragraphs or breaks, which cannot stand here", "print plain text")
            return value.replace('"', "&quot;")
        around = self.arounds[context]
        return f"{around.before}{value}{around.after}" if around.level else value

    def _rich(self, value: Rich, context: int) -> str:
        around = self.arounds[context] if context >= 0 else None
        if around is None or around.kind != "word":
            raise ValueProblemError(
                f"a {type(value).__name__} cannot stand outside the text of a document", "print plain text here"
            )
        self.sink.letters = around.letters
        xml = value.word(self.sink)
        if value.level == "block":
            if around.level != "p":
                raise ValueProblemError(
                    f"a {type(value).__name__} is whole paragraphs, so it needs a paragraph of its own",
                    "write the tag alone in a paragraph, as `{{p name }}`",
                )
            return xml + "<w:p/>" if around.last and not xml.endswith("</w:p>") else xml
        if around.level == "p":
            return f"<w:p>{around.paragraph}{xml}</w:p>"
        if around.level == "r":
            return xml
        return f'</w:t></w:r>{xml}<w:r>{around.letters}<w:t xml:space="preserve">'


def _break(sign: str, around: Around) -> str:
    if around.kind == "drawing":
        again = f"<a:r>{around.letters}<a:t>"
        if sign in "\f\a":
            return f"</a:t></a:r></a:p><a:p>{around.paragraph}{again}"
        return "\t" if sign == "\t" else f"</a:t></a:r><a:br>{around.letters}</a:br>{again}"
    if sign == "\t":
        return '</w:t><w:tab/><w:t xml:space="preserve">'
    if sign == "\f":
        return '</w:t><w:br w:type="page"/><w:t xml:space="preserve">'
    if sign == "\a":
        return f'</w:t></w:r></w:p><w:p>{around.paragraph}<w:r>{around.letters}<w:t xml:space="preserve">'
    return '</w:t><w:br/><w:t xml:space="preserve">'


def refuse_forbidden(text: str) -> str:
    """Return the text, or raise ValueProblemError for a character that no Word file can hold."""
    bad = _FORBIDDEN.search(text)
    if bad is None:
        return text
    near = text[max(0, bad.start() - 20) : bad.start()]
    raise ValueProblemError(
        f"its character {bad.start() + 1}, U+{ord(bad[0]):04X}"
        + (f" after `{near}`" if near else "")
        + ", is a control "
        "character, which no Word file can hold",
        "take it out of the data",
    )


def as_stored(value: Any) -> str | None:
    """Return a number as files store it, with a point and no language; None for what is no number."""
    from decimal import Decimal
    from fractions import Fraction

    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal, Fraction)):
        return None
    exact = Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else Decimal(str(value))
    return f"{exact:f}" if exact.is_finite() else None


def address(text: str) -> str:
    """Return an address with what no address may hold written as %xx; Word refuses the file otherwise."""
    from urllib.parse import quote

    return quote(text, safe="!#$%&'()*+,/:;=?@[]~")


def in_language(value: Any, language: Language) -> str:
    """Return a number, date, period, figure or amount as the language prints it; raise ValueProblemError for others.

    Numbers keep the digits they have (at most nine after the decimal mark).
    """
    from datetime import date, datetime
    from decimal import Decimal
    from fractions import Fraction

    if isinstance(value, (float, Decimal)):
        exact = Decimal(repr(value)) if isinstance(value, float) else value
        if not exact.is_finite():
            raise ValueProblemError(f"it is {value}, which is no number", "correct the data")
        if abs(exact.adjusted()) > _MOST_DIGITS:
            raise ValueProblemError(f"it has more than {_MOST_DIGITS} digits", "correct the data")
        exponent = exact.as_tuple().exponent
        decimals = min(9, max(0, -exponent)) if isinstance(exponent, int) else 0
        if decimals and exact == exact.to_integral_value():
            decimals = 0
        return language.number(Fraction(exact), decimals)
    if isinstance(value, int):
        return language.number(value, 0)
    if isinstance(value, Fraction):
        return language.number(value)
    if isinstance(value, datetime):
        told = language.date(_period(value.date().isoformat()))
        return f"{told}, {value:%H:%M}" if (value.hour or value.minute) else told
    if isinstance(value, date):
        return language.date(_period(value.isoformat()))
    return _of_model(value, language)


def _of_model(value: Any, language: Language) -> str:
    kind = type(value).__name__
    if kind == "Figure" and hasattr(value, "qualifier"):
        return language.figure(value)
    if kind == "Period" and hasattr(value, "start"):
        return language.date(value)
    if "__str__" in {name for kind in type(value).__mro__[:-1] for name in vars(kind)} and not isinstance(
        value, (list, tuple, dict, set)
    ):
        return str(value)
    if isinstance(value, (list, tuple, dict, set)):
        what = "a list" if not isinstance(value, dict) else "a group of values"
        raise ValueProblemError(
            f"it is {what}, not a text", "print one of its values, go through it with `{% for %}`, or use `|join(', ')`"
        )
    raise ValueProblemError(f"a {kind} has no text", "print one of its values")


def _period(text: str) -> Any:
    from briefgen.model.period import Period

    return Period.parse(text)
