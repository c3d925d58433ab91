"""The sandbox: Jinja without a way to anything but data, and with a measure on all that can grow."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time, timedelta
from types import BuiltinMethodType, FunctionType, GeneratorType, MethodType, ModuleType
from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined, Undefined
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, LoopContext, Macro, TemplateReference
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Cycler, Joiner, Namespace

from briefgen.merge.limits import LimitError, Limits, Meter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.language import Language

_MAPPING = frozenset({"items", "keys", "values", "get"})
_TEXT = frozenset(
    [
        "capitalize",
        "casefold",
        "center",
        "count",
        "endswith",
        "find",
        "index",
        "isalnum",
        "isalpha",
        "isdecimal",
        "isdigit",
        "islower",
        "isnumeric",
        "isspace",
        "istitle",
        "isupper",
        "join",
        "ljust",
        "lower",
        "lstrip",
        "partition",
        "removeprefix",
        "removesuffix",
        "replace",
        "rfind",
        "rindex",
        "rjust",
        "rpartition",
        "rsplit",
        "rstrip",
        "split",
        "splitlines",
        "startswith",
        "strip",
        "swapcase",
        "title",
        "upper",
        "zfill",
        "format",
    ]
)
_SEQUENCE = frozenset({"index", "count"})
_MOMENT = frozenset(
    [
        "year",
        "month",
        "day",
        "hour",
        "minute",
        "second",
        "microsecond",
        "days",
        "seconds",
        "isoformat",
        "strftime",
        "weekday",
        "isoweekday",
        "date",
        "time",
        "total_seconds",
    ]
)
_LOOP = frozenset(
    [
        "index",
        "index0",
        "revindex",
        "revindex0",
        "first",
        "last",
        "length",
        "depth",
        "depth0",
        "previtem",
        "nextitem",
        "cycle",
        "changed",
    ]
)
_OWN: tuple[tuple[Any, frozenset[str]], ...] = (
    (str, _TEXT),
    ((date, time, timedelta), _MOMENT),
    (LoopContext, _LOOP),
    ((list, tuple), _SEQUENCE),
    ((int, float), frozenset({"real", "numerator", "denominator", "is_integer"})),
    (Cycler, frozenset({"current", "next", "reset"})),
    (Macro, frozenset({"name", "arguments"})),
)
_NOT_DATA = (type, ModuleType, FunctionType, MethodType, BuiltinMethodType, GeneratorType, Macro, Joiner)
_GROWING = frozenset({"center", "ljust", "rjust", "zfill", "indent"})
_NESTED = re.compile(r":[^}]*\{")
_MOST_POWER = 4096  # bits of a result of **


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja for templates of strangers: names and data in, text out."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})
    meter: Meter = Meter(Limits())
    printer: Any = None
    callables: tuple[Any, ...] = ()
    """What templates may call by its name; functions that the data holds are not among it."""

    def text(self, value: Any) -> str:
        """Return the text of a value in the language of the document."""
        return self.printer.text(value)  # type: ignore[no-any-return]

    def language(self) -> Language:
        """Return the language of the document."""
        return self.printer.speak()  # type: ignore[no-any-return]

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a value of a mapping or a public data attribute; anything else is undefined or refused."""
        if isinstance(obj, Mapping):
            if attribute in obj:
                return obj[attribute]
            if attribute in _MAPPING:
                return getattr(obj, attribute)
            return self.undefined(obj=obj, name=attribute)
        if isinstance(obj, Undefined):
            return obj if attribute.startswith("_") else getattr(obj, attribute)
        if not isinstance(attribute, str) or attribute.startswith("_"):
            return self._refused(obj, attribute)
        for kind, names in _OWN:
            if isinstance(obj, kind):
                if attribute in names:
                    value = getattr(obj, attribute)
                    return self.wrap_str_format(value) or value if attribute == "format" else value
                return self.undefined(obj=obj, name=attribute)
        return self._of_object(obj, attribute)

    def _of_object(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Namespace):
            return obj.__getattribute__(attribute)
        if isinstance(obj, TemplateReference):
            return obj[attribute]
        if isinstance(obj, _NOT_DATA):
            return self._refused(obj, attribute)
        try:
            value = getattr(obj, attribute)
        except AttributeError:
            return self.undefined(obj=obj, name=attribute)
        return self._refused(obj, attribute) if isinstance(value, _NOT_DATA) or callable(value) else value

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an item; a name on anything but a mapping is an attribute."""
        if isinstance(argument, str) and not isinstance(obj, str):
            return self.getattr(obj, argument)
        try:
            return obj[argument]
        except (TypeError, LookupError, AttributeError):
            return self.undefined(obj=obj, name=argument)

    def _refused(self, obj: Any, attribute: object) -> Undefined:
        return self.undefined(
            f"`{attribute}` of a {type(obj).__name__} is no data, and templates reach nothing else",
            name=str(attribute),
            obj=obj,
            exc=SecurityError,
        )

    def is_safe_callable(self, obj: Any) -> bool:
        """Say whether a template may call something: macros, loops, and the methods of text, lists and dates."""
        if isinstance(obj, (Macro, LoopContext, BlockReference, Undefined, Joiner)):
            return True
        if any(obj is known for known in self.callables):
            return True
        method = getattr(obj, "__wrapped__", obj)
        owner, name = getattr(method, "__self__", None), getattr(method, "__name__", "")
        if owner is None or isinstance(owner, (type, ModuleType)):
            return False
        if isinstance(owner, Mapping):
            return name in _MAPPING
        return any(isinstance(owner, kind) and name in names for kind, names in _OWN)

    def call(self, context: Any, obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Call what may be called, measured; what macros print stays the XML it is."""
        self.meter.step()
        method = getattr(obj, "__wrapped__", obj)
        for value in (*args, *kwargs.values()):
            self.guard(getattr(method, "__name__", ""), getattr(method, "__self__", None), value)
        result = super().call(context, obj, *args, **kwargs)
        if isinstance(obj, (Macro, LoopContext, BlockReference)):
            return Xml(result)
        return result

    def guard(self, name: str, subject: Any, argument: Any) -> None:
        """Raise LimitError where a method or filter would make something too large of its arguments."""
        if isinstance(argument, int) and name in _GROWING:
            self.meter.size(argument)
        elif name == "join" and isinstance(subject, str) and isinstance(argument, (list, tuple)):
            self.meter.size(sum(len(one) for one in argument if isinstance(one, str)) + len(subject) * len(argument))
        elif name == "format" and isinstance(subject, str):
            self.meter.size(widest(subject))
            if isinstance(argument, int) and _NESTED.search(subject):
                self.meter.size(argument)
        elif name == "replace" and isinstance(subject, str) and isinstance(argument, str):
            self.meter.size((len(subject) + 1) * max(1, len(argument)))

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Compute with two values, unless the result would be too large."""
        if operator == "*":
            for many, times in ((left, right), (right, left)):
                if isinstance(many, (str, bytes, list, tuple)) and isinstance(times, int):
                    self.meter.size(len(many) * times)
                elif isinstance(many, int) and many.bit_length() > _MOST_POWER:
                    raise LimitError("a number grows too long")
        elif operator == "+" and isinstance(left, (str, list, tuple)) and isinstance(right, (str, list, tuple)):
            self.meter.size(len(left) + len(right))
        elif operator == "**":
            bits = abs(left).bit_length() if isinstance(left, int) else 1
            if isinstance(right, int) and bits * abs(right) > _MOST_POWER:
                raise LimitError("a number grows too long")
        elif operator == "%" and isinstance(left, str):
            self.meter.size(widest(left))
            if "*" in left:
                self.meter.size(max((one for one in _flat(right) if isinstance(one, int)), default=0))
        return super().call_binop(context, operator, left, right)


class Xml(str):
    """Text that the engine itself wrote as XML; nothing that data holds ever becomes one."""

    __slots__ = ()

    def __html__(self) -> Xml:
        return self


def _flat(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def widest(pattern: str) -> int:
    """Return the largest width or precision that a format asks for."""
    width, largest = 0, 0
    for letter in pattern:
        width = width * 10 + int(letter) if letter in "0123456789" else 0
        largest = max(largest, width)
    return largest


def every(meter: Meter, values: Any) -> Any:
    """Return the values of a loop, counted."""
    if isinstance(values, (list, tuple, dict, str, set, frozenset, range)):
        meter.step(len(values))
        return values
    return _counted(meter, values)


def _counted(meter: Meter, values: Any) -> Iterator[Any]:
    step = meter.step
    for value in values:
        step()
        yield value


__all__ = ["Sandbox", "SecurityError", "StrictUndefined", "Xml", "every"]
