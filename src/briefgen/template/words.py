"""The words of a template: Jinja in Markdown, compiled once, filled with a view.

Every printed value goes through `finalize`, the one place where it gets its text and becomes an atom.
"""

from __future__ import annotations

import re
import traceback
from typing import TYPE_CHECKING, Any, NoReturn, Protocol, cast

from jinja2 import (
    StrictUndefined,
    TemplateRuntimeError,
    TemplateSyntaxError,
    Undefined,
    UndefinedError,
    meta,
    nodes,
    pass_context,
)
from jinja2.compiler import CodeGenerator
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from briefgen.findings import Finding, FindingsError, Place, did_you_mean, error
from briefgen.template.atoms import CLOSE, OPEN, Atoms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from jinja2 import Template as JinjaTemplate
    from jinja2.compiler import Frame
    from jinja2.nodes import Concat
    from jinja2.runtime import Context

    from briefgen.document import Chart, KeyFigures, Table
    from briefgen.language import Language

_ATOMS, _VIEW, _BUDGET = "_atoms", "_view", "_budget"
_MOST_WORDS = 1_000_000  # characters of a words file, or of what it becomes; the sample's have some ten thousand
_MOST_STEPS = 1_000_000  # turns of all loops of one filling together
_MOST_ITEMS = 100_000  # characters or items that an expression may make by multiplying
_MOST_BITS = 4096  # of a whole number that an expression computes
_FILTERS = frozenset(
    {
        *("abs", "batch", "capitalize", "count", "d", "default", "dictsort", "first", "float", "groupby", "int"),
        *("items", "last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "replace"),
        *("reverse", "round", "select", "selectattr", "slice", "sort", "string", "sum", "title", "trim"),
        *("truncate", "unique", "upper"),
    }
)
"""Jinja's own filters that words may use: none that marks a value as safe, none that makes a text grow."""


class View(Protocol):
    """What step 5 needs of step 4's value."""

    names: dict[str, Any]
    filters: dict[str, Callable[..., Any]]
    language: Language

    def fields(self, kind: str) -> dict[str, str]:
        """Return the values for header, footer and title block."""

    def table(self, name: str, caption: str, options: dict[str, str]) -> Table | None:
        """Return a named table."""

    def chart(self, name: str, title: str, options: dict[str, str]) -> Chart | None:
        """Return a named chart."""

    def key_figures(self) -> KeyFigures | None:
        """Return the row of key figures."""


class TooMuchError(Exception):
    """Raised when words take more loops or characters than a paper can need."""


class MissingValueError(Exception):
    """Raised when the words print a fact that has no value."""


class Words:
    """One words file: its front matter and its compiled body."""

    def __init__(self, path: Path, text: str, view: View) -> None:
        self.path = path
        self.lines = text.splitlines()
        self.kind, self.offset, body = _front_matter(self, text)
        environment = _environment(view.filters)
        try:
            parsed = environment.parse(body)
            mistakes = [*self._unknown_words(parsed, environment)] or [*self._unknown_names(parsed, set(view.names))]
            if mistakes:  # names are told when every filter is known: Jinja's own search stops at a filter that is not
                raise FindingsError(*mistakes)
            self._compiled: JinjaTemplate = environment.from_string(_counted(parsed))
        except TemplateSyntaxError as reason:
            raise FindingsError(self.finding("B501", _syntax(reason), line=reason.lineno)) from None
        except RecursionError:
            raise FindingsError(self.finding("B501", "the tags are nested too deeply")) from None

    def finding(
        self,
        code: str,
        message: str,
        *,
        line: int | None = None,
        help: str | None = None,  # noqa: A002 - the word users see
    ) -> Finding:
        """Return an error at a line of the body (counted from 1 after the front matter)."""
        number = None if line is None else line + self.offset
        excerpt = self.lines[number - 1] if number is not None and 0 < number <= len(self.lines) else None
        column = None if excerpt is None else len(excerpt) - len(excerpt.lstrip()) + 1
        length = len(excerpt.strip()) if excerpt else 1
        return error(
            code,
            message,
            help=help,
            place=Place(str(self.path), number, column, excerpt=excerpt, length=length),
        )

    def at_text(self, code: str, message: str, text: str, *, help: str | None = None) -> Finding:  # noqa: A002
        """Return an error at the first line that holds the text."""
        found = next((number for number, line in enumerate(self.lines, start=1) if text and text in line), None)
        return self.finding(code, message, line=None if found is None else found - self.offset, help=help)

    def _unknown_names(self, parsed: nodes.Template, known: set[str]) -> Iterator[Finding]:
        for name in sorted(meta.find_undeclared_variables(parsed) - known):
            line = next((n for n, line in enumerate(self.lines, 1) if re.search(rf"\b{re.escape(name)}\b", line)), 1)
            hint = did_you_mean(name, known) or "`briefgen list fields` shows every name"
            yield self.finding("B502", f"there is no `{name}`", line=line - self.offset, help=hint)

    def _unknown_words(self, parsed: nodes.Template, environment: _Environment) -> Iterator[Finding]:
        """Find filters and tests that do not exist; Jinja itself overlooks those inside an `if`."""
        kinds: tuple[tuple[type[nodes.Filter | nodes.Test], str, Iterable[str]], ...] = (
            (nodes.Filter, "filter", environment.filters),
            (nodes.Test, "test", environment.tests),
        )
        for kind, word, known in kinds:
            for node in parsed.find_all(kind):
                if node.name not in known:
                    hint = did_you_mean(node.name, known) or "docs/templates.md lists the filters"
                    yield self.finding("B501", f"there is no {word} `{node.name}`", line=node.lineno, help=hint)

    def fill(self, view: View) -> tuple[str, Atoms]:
        """Return the Markdown with its values as atoms. Raises FindingsError with the line of the mistake."""
        atoms = Atoms()
        pieces, length = [], 0
        try:
            for piece in self._compiled.generate({**view.names, _ATOMS: atoms, _VIEW: view, _BUDGET: [_MOST_STEPS]}):
                length += len(piece)
                if length > _MOST_WORDS:
                    raise TooMuchError("the words grow beyond a million characters")
                pieces.append(piece)
            return "".join(pieces), atoms
        except FindingsError as reason:  # a filter that cannot print: it knows why, not where
            place = self.finding("B505", "", line=_line(reason)).place
            raise FindingsError(*(finding.placed(place) for finding in reason.findings)) from None
        except MissingValueError as reason:
            self._stop("B503", str(reason), reason, "guard it with `{% if ... %}`, or give the fact")
        except UndefinedError as reason:
            self._stop("B502", _undefined(str(reason.message)), reason, "`briefgen list fields` shows every name")
        except (TooMuchError, RecursionError, MemoryError) as reason:
            told = str(reason) if isinstance(reason, TooMuchError) else "the words call themselves without an end"
            self._stop("B508", told, reason, "a paper needs no such loops: look at the line shown")
        except SecurityError as reason:
            self._stop("B504", "the words reach for something a template may not use", reason, str(reason))
        except (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, TemplateRuntimeError) as reason:
            self._stop("B505", "this expression cannot be computed", reason, str(reason))

    def _stop(self, code: str, message: str, reason: Exception, help: str) -> NoReturn:  # noqa: A002
        raise FindingsError(self.finding(code, message, line=_line(reason), help=help)) from reason


def _read(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as reason:
        raise FindingsError(
            error("B506", "the words cannot be read", why=reason.strerror, place=Place(str(path)))
        ) from None
    except UnicodeDecodeError as reason:
        place = Place(str(path))
        raise FindingsError(
            error("B506", "the words are not UTF-8", why=str(reason), help="save the file as UTF-8", place=place)
        ) from None
    if len(text) > _MOST_WORDS:
        raise FindingsError(error("B506", "the words are too long", help="split the template", place=Place(str(path))))
    if OPEN in text or CLOSE in text:
        line = next(n for n, line in enumerate(text.splitlines(), 1) if OPEN in line or CLOSE in line)
        place = Place(str(path), line)
        raise FindingsError(
            error(
                "B506",
                "the words hold a private-use character (U+E000 or U+E001)",
                help="delete it",
                place=place,
            )
        )
    return text


_kept: dict[Path, tuple[tuple[int, int], Words]] = {}


def load(path: Path, view: View) -> Words:
    """Return the words of a file, compiled once for each state of the file. Raises FindingsError for mistakes in it."""
    try:
        whole = path.resolve()
        stat = whole.stat()
    except OSError as reason:
        place = Place(str(path))
        raise FindingsError(error("B506", "the words cannot be read", why=reason.strerror, place=place)) from None
    state = (stat.st_mtime_ns, stat.st_size)
    kept = _kept.get(whole)
    if kept is None or kept[0] != state:
        kept = _kept[whole] = (state, Words(path, _read(path), view))
    return kept[1]


def _front_matter(words: Words, text: str) -> tuple[str, int, str]:
    """Return the kind of paper, the number of lines before the body, and the body."""
    if not text.startswith("---\n"):
        return "", 0, text
    head, closing, body = text[4:].partition("\n---\n")
    if not closing:
        words.offset = 0
        raise FindingsError(
            words.finding("B507", "the head of the words is not closed", line=1, help="end it with `---`")
        )
    kind = ""
    for number, line in enumerate(head.splitlines(), start=2):
        name, colon, value = line.partition(":")
        if not line.strip() or line.startswith("#"):
            continue
        if not colon or name.strip() != "kind":
            words.offset = 0
            raise FindingsError(
                words.finding(
                    "B507",
                    f"`{name.strip()}` is not known here",
                    line=number,
                    help="the head holds `kind: ...`",
                )
            )
        kind = value.strip()
    return kind, head.count("\n") + 3, body


class _CodeGenerator(CodeGenerator):
    """Compiles `~` so that values joined to words become atoms, as everywhere else."""

    def visit_Concat(self, node: Concat, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        self.write("environment.concatenated(context, (")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, which also keeps a value's `HIDDEN` attributes, the way to Python objects, out of reach."""

    code_generator_class = _CodeGenerator
    intercepted_binops = frozenset({"+", "%", "*", "**"})

    def concatenated(self, context: Context, parts: tuple[object, ...]) -> str:
        """Join the parts of `a ~ b`: once one of them is words, the values among them are atoms."""
        if any(isinstance(part, Markup) for part in parts):
            return Markup("").join(cast("str", _finalize(context, part)) for part in parts)
        return "".join(str(part) for part in parts)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Keep `+` and `%` from joining words and values without atoms, and `*` and `**` from growing without end."""
        if isinstance(left, Markup) or isinstance(right, Markup):
            raise TypeError("words are joined with `~`")
        if operator == "*":
            for many, times in ((left, right), (right, left)):
                if isinstance(many, str | list | tuple) and isinstance(times, int) and len(many) * times > _MOST_ITEMS:
                    raise TooMuchError("an expression makes a text of more than 100 000 characters")
        bits = [part.bit_length() for part in (left, right) if isinstance(part, int)]
        if operator in ("*", "**") and bits and max(bits) * (right if operator == "**" else 1) > _MOST_BITS:
            raise TooMuchError("an expression computes a number that is too long")
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Say whether a template may read the attribute."""
        return attr not in getattr(type(obj), "HIDDEN", ()) and super().is_safe_attribute(obj, attr, value)


def _environment(filters: Iterable[str]) -> _Environment:
    environment = _Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_finalize
    )
    environment.globals = {"range": environment.globals["range"]}
    known = {name: environment.filters[name] for name in _FILTERS}
    environment.filters = known | {name: _filter(name) for name in filters} | {_COUNTED: _count}
    return environment


_COUNTED = "counted "  # with a blank, so that no words can name it


def _counted(parsed: nodes.Template) -> nodes.Template:
    """Return the parsed words with every loop counted."""
    for loop in list(parsed.find_all(nodes.For)):
        loop.iter = nodes.Filter(loop.iter, _COUNTED, [], [], None, None, lineno=loop.lineno)
    return parsed


@pass_context
def _count(context: Context, values: Iterable[Any]) -> Iterator[Any]:
    budget: list[int] = context[_BUDGET]
    for value in values:
        budget[0] -= 1
        if budget[0] < 0:
            raise TooMuchError("the loops turn more than a million times")
        yield value


def _filter(name: str) -> Callable[..., Any]:
    """Return the filter that the view at hand has under the name."""

    @pass_context
    def call(context: Context, *args: object, **options: object) -> object:
        view: View = context[_VIEW]
        return view.filters[name](*args, **options)

    return call


@pass_context
def _finalize(context: Context, value: object) -> object:
    """Turn a printed value into an atom; words that are already made of atoms pass."""
    if isinstance(value, Markup | Undefined):
        return value
    if value is None:
        raise MissingValueError("the words print a fact that has no value")
    if isinstance(value, bool):
        raise TypeError("a yes or no cannot be printed: use `{% if ... %}`")
    if isinstance(value, list | tuple | dict):
        raise TypeError("a list is printed with the filter `join`, or in a loop")
    atoms: Atoms = context[_ATOMS]
    text = str(value)
    if not text:
        return Markup("")
    token = atoms.add(text, getattr(value, "origin", None) or "", getattr(value, "foreign", None))
    return Markup(token)  # noqa: S704


def _line(reason: Exception) -> int | None:
    """Return the line of the words at which an exception was raised."""
    frames = reversed(traceback.extract_tb(reason.__traceback__))
    return next((frame.lineno for frame in frames if frame.filename == "<template>"), None)


def _syntax(reason: TemplateSyntaxError) -> str:
    message = (reason.message or "the tag cannot be read").rstrip(".")
    return message[0].lower() + message[1:]


def _undefined(message: str) -> str:
    match = re.search(r"has no attribute '(\w+)'", message)
    return f"there is no `.{match[1]}` here" if match else message
