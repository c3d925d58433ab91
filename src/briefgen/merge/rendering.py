"""Rendering: compiled parts and data become text, measured; what fails is told with its place, all at once."""

from __future__ import annotations

import sys
from copy import copy
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined, Undefined
from jinja2.exceptions import UndefinedError
from jinja2.utils import missing

from briefgen.findings import Finding, FindingsError
from briefgen.merge.compiling import TEMPLATE_FILE, Compiled, environment
from briefgen.merge.filters import joined
from briefgen.merge.limits import LimitError, Limits, Meter
from briefgen.merge.mistakes import damaged_output
from briefgen.merge.sandbox import Sandbox, every
from briefgen.merge.values import Printer, ValueProblemError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import TracebackType

    from briefgen.merge.sink import Sink

_BATCH = 256  # yields of a part that are joined before they are passed on
_COLOUR_LETTERS = frozenset("0123456789abcdefABCDEF")
_MISSING = object()


class Rendering:
    """One rendering of the parts of a template with one set of data."""

    def __init__(self, file: str, data: Mapping[str, Any], language: str, limits: Limits) -> None:
        self.file = file
        self.data = data
        self.language = language
        self.meter = Meter(limits)
        self.findings: list[Finding] = []

    def print(self, part: Compiled, sink: Sink) -> Iterator[str]:
        """Yield the text of a part in pieces; raise FindingsError with everything missing that can be found."""
        made = self._environment(part, sink, StrictUndefined)
        parser = None
        if part.checked:
            from xml.parsers import expat

            parser = expat.ParserCreate()
        try:
            run = _run(part, made)
            while batch := "".join(islice(run, _BATCH)):
                self.meter.write(len(batch))
                if parser is not None:
                    parser.Parse(batch, False)
                yield batch
            if parser is not None:
                parser.Parse("", True)
        except Exception as reason:  # objects of the data may raise anything
            if parser is not None and type(reason).__name__ == "ExpatError":
                raise FindingsError(damaged_output(self.file, part.part, str(reason))) from None
            raise FindingsError(*self._told(part, reason, sink)) from reason

    def events(self, part: Compiled, sink: Sink) -> Iterator[Any]:
        """Yield what the code of a part yields, as it is; raise FindingsError as `print` does."""
        made = self._environment(part, sink, StrictUndefined)
        try:
            yield from _run(part, made)
        except Exception as reason:  # objects of the data may raise anything
            raise FindingsError(*self._told(part, reason, sink)) from reason

    def base(self) -> Sandbox:
        """Return the environment that the parts were compiled in."""
        return environment()

    def printer(self, part: Compiled, sink: Sink) -> Printer:
        """Return what prints the values of a part."""
        return Printer(part.arounds, sink, self.language)

    def _environment(self, part: Compiled, sink: Sink, undefined: type[Undefined]) -> Sandbox:
        """Return an environment for this rendering of this part alone."""
        made = copy(self.base())
        printer = self.printer(part, sink)
        meter = self.meter
        made.meter = meter
        made.undefined = undefined
        made.filters = {**made.filters, "_every": lambda values: every(meter, values), "_link": sink.link}
        own = {"_next_id": sink.next_id, "_once": lambda mark: _once(sink, mark), "_colour": _colour}
        made.callables = (*made.globals.values(), *own.values())
        made.globals = {**made.globals, **self.data, **own}
        made.printer = printer
        return made

    def _told(self, part: Compiled, reason: BaseException, sink: Sink) -> list[Finding]:
        """Return the findings of a failure; of missing data, everything missing."""
        teller = part.telling
        tag = part.tag_at(_line(reason.__traceback__))
        if isinstance(reason, UndefinedError):
            found = self.all_missing(part, sink)
            if found:
                return found
        if isinstance(reason, ValueProblemError):
            return [teller.unprintable(tag, reason.why, reason.mend)]
        if isinstance(reason, LimitError):
            return [teller.limit(tag, str(reason))]
        if isinstance(reason, FindingsError):
            return list(reason.findings)
        return [teller.failed(tag, str(reason) or type(reason).__name__)]

    def all_missing(self, part: Compiled, sink: Sink) -> list[Finding]:
        """Print a part once more with blanks for what is missing; return a finding for each missing name."""
        teller = part.telling
        noted: dict[tuple[int, str], Finding] = {}

        def note(blank: Undefined) -> None:
            if blank._undefined_exception is UndefinedError:
                tag = part.tag_at(_frame_line())
                name, known = _described(blank, made)
                noted.setdefault((tag.number, name), teller.missing(tag, name, known))

        blank = type("Blank", (_Blank,), {**_lenient(), "note": note, "__slots__": ()})
        made = self._environment(part, sink, blank)
        self.meter = Meter(self.meter.limits)
        try:
            for _ in _run(part, made):
                pass
        except Exception:  # noqa: BLE001, S110 - what is found until then is told
            pass
        return list(noted.values())


def _run(part: Compiled, made: Sandbox) -> Iterator[str]:
    """Yield what the code of a part prints."""
    printer: Printer = made.printer
    undefined = made.getattr

    def fetch(obj: Any, name: str) -> Any:
        if type(obj) is dict:
            value = obj.get(name, _MISSING)
            if value is not _MISSING:
                return value
        return undefined(obj, name)

    names: dict[str, Any] = {
        "environment": made, "__file__": TEMPLATE_FILE, "fetch": fetch, "joined": partial(joined, made),
        **printer.called(),
    }  # fmt: skip
    exec(part.code, names)  # noqa: S102 - the engine's own code, in which templates are data
    template = made.template_class._from_namespace(made, names, made.globals)
    context = template.new_context()
    return template.root_render_func(context)


class _Blank(StrictUndefined):
    """Missing data in the second run: noted, and nothing."""

    __slots__ = ()

    def note(self) -> None:
        """Note that it was used."""

    def __getattr__(self, name: str) -> Any:
        if name[:2] == "__":
            raise AttributeError(name)
        self.note()
        return self

    def itself(self, *_: Any, **__: Any) -> Any:
        self.note()
        return self

    def text(self) -> str:
        self.note()
        return ""

    def none(self) -> Iterator[Any]:
        self.note()
        return iter(())

    def false(self, *_: Any) -> bool:
        self.note()
        return False

    def zero(self, *_: Any) -> int:
        self.note()
        return 0


def _lenient() -> dict[str, Any]:
    """Return the operations of what is missing: each notes its use and gives nothing."""
    computing = ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow")
    itself = " ".join([*computing, *(f"r{name}" for name in computing), "neg pos call getitem abs round"])
    answers: dict[Any, str] = {
        _Blank.itself: itself,
        _Blank.text: "str",
        _Blank.none: "iter",
        _Blank.false: "bool lt le gt ge contains eq ne",
        _Blank.zero: "len int hash",
    }
    return {f"__{name}__": answer for answer, names in answers.items() for name in names.split()}


def _described(blank: Undefined, made: Sandbox) -> tuple[str, list[str]]:
    """Return the name of what is missing and the names there are in its place."""
    name = str(blank._undefined_name)
    owner = blank._undefined_obj
    if isinstance(owner, dict):
        return name, [str(key) for key in owner]
    if owner is missing:
        return name, [key for key in made.globals if not key.startswith("_")]
    return name, []


def _frame_line() -> int:
    """Return the line of the template's code that is at work."""
    frame = sys._getframe(1)
    while frame is not None and frame.f_code.co_filename != TEMPLATE_FILE:
        frame = frame.f_back  # type: ignore[assignment]
    return frame.f_lineno if frame is not None else 0


def _line(trace: TracebackType | None) -> int:
    """Return the innermost line of the template's code in a traceback."""
    line = 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == TEMPLATE_FILE:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _once(sink: Sink, mark: str) -> bool:
    key = f"{sink.part} {mark}"
    if key in sink.everything.once:
        return False
    sink.everything.once.add(key)
    return True


def _colour(value: Any) -> str:
    """Return a colour as Word writes it: six digits without a number sign."""
    text = str(value).removeprefix("#")
    if text != "auto" and (len(text) != 6 or not _COLOUR_LETTERS.issuperset(text)):
        raise ValueProblemError(f"`{text}` is no colour", "write six hexadecimal digits, such as FFE699")
    return text
