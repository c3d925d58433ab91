"""Filters of templates: Jinja's own where they are safe, measured where they can grow, and the engine's."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any

from jinja2 import Undefined, pass_environment
from jinja2.filters import FILTERS as JINJA

from briefgen.merge.sandbox import Xml, widest

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefgen.merge.sandbox import Sandbox

_ROW = re.compile(r"<w:tr[ >/]")
_CELL_GUARD = ("</w:p>", "<w:p/>")


def _default(value: Any, default: Any = "", boolean: bool = False) -> Any:
    """Print something else for what is missing or empty (null)."""
    if isinstance(value, Undefined) or value is None or (boolean and not value):
        return default
    return value


def _same(value: Any) -> Any:
    """Return the value: everything printed is escaped once, whatever a template says."""
    return value


def _own_format(environment: Sandbox, value: str, *args: Any, **kwargs: Any) -> str:
    environment.meter.size(widest(str(value)))
    if "*" in str(value):
        environment.meter.size(max((one for one in args if isinstance(one, int)), default=0))
    told = [_plain(environment, one) for one in args]
    named = {name: _plain(environment, one) for name, one in kwargs.items()}
    return JINJA["format"](str(value), *told, **named)  # type: ignore[no-any-return]


def _join(environment: Sandbox, value: Any, d: str = "", attribute: Any = None) -> str:
    """Join texts; numbers and dates are printed in the language of the document."""
    if attribute is not None:
        value = [environment.getitem(one, attribute) for one in value]
    parts = [one if isinstance(one, str) else environment.text(one) for one in value]
    environment.meter.size(sum(map(len, parts)) + len(d) * len(parts))
    return str(d).join(parts)


def joined(environment: Sandbox, *parts: Any) -> str:
    """Return `a ~ b`; what macros printed stays XML, text beside it is escaped."""
    from briefgen.merge.markup import escaped

    texts = [one if isinstance(one, str) else environment.text(one) for one in parts]
    environment.meter.size(sum(map(len, texts)))
    if any(isinstance(one, Xml) for one in texts):
        return Xml("".join(one if isinstance(one, Xml) else escaped(one) for one in texts))
    return "".join(texts)


def _measured(name: str, most: int) -> Callable[..., Any]:
    """Return a filter of Jinja that refuses numbers above `most` among its arguments, and results that are long."""
    own: Any = JINJA[name]
    needs_environment = hasattr(own, "jinja_pass_arg")

    @pass_environment
    def measured(environment: Sandbox, value: Any, *args: Any, **kwargs: Any) -> Any:
        for one in (*args, *kwargs.values()):
            if isinstance(one, int) and abs(one) > most:
                environment.meter.size(environment.meter.limits.text + 1)
            if name == "replace":
                environment.guard("replace", str(value), one)
        if needs_environment:
            return own(environment, value, *args, **kwargs)
        return own(value, *args, **kwargs)

    return measured


def _replace(environment: Sandbox, value: Any, old: str, new: str, count: int | None = None) -> str:
    text = str(value)
    environment.guard("replace", text, new)
    return text.replace(str(old), str(new), -1 if count is None else count)


def _plain(environment: Sandbox, value: Any) -> Any:
    """Return a value that prints as plain text; other objects print in the language, or are refused."""
    return value if isinstance(value, (str, int, float, Decimal, date, Undefined)) else environment.text(value)


def _string(environment: Sandbox, value: Any) -> str:
    value = _plain(environment, value)
    return value if isinstance(value, str) else str(value)


def _list(environment: Sandbox, value: Any) -> list[Any]:
    """Return a list, unless it would have no end."""
    most = environment.meter.limits.text // 10
    found = list(islice(value, most + 1))
    environment.meter.size(environment.meter.limits.text + 1 if len(found) > most else len(found))
    return found


def _captured(value: Any) -> Xml:
    return Xml(value)


def _cell(xml: str) -> str:
    """Let what stands in a cell end with a paragraph."""
    return xml if xml.endswith(_CELL_GUARD) else f"{xml}<w:p/>"


def _table(xml: str) -> str:
    """Return a table, nothing if it has no rows; with as many columns in its grid as its widest row has."""
    if not _ROW.search(xml):
        return ""
    from briefgen.merge.grid import mended

    return mended(xml)


def _number(environment: Sandbox, value: Any, decimals: int | None = None, sign: bool = False) -> str:
    """Print a number in the language of the document with so many decimals, its thousands apart."""
    from fractions import Fraction

    exact = Fraction(Decimal(str(value))) if not isinstance(value, Fraction) else value
    return environment.language().number(exact, decimals, sign)


def _date(environment: Sandbox, value: Any, form: str = "plain") -> str:
    """Print a date (a date, or text such as 2011-12 or 2011-12-20) in a form of the language: plain, on, of, table."""
    from briefgen.model.period import Period

    period = value if isinstance(value, Period) else Period.parse(str(value)[:10] if hasattr(value, "day") else value)
    return environment.language().date(period, form)


def _header(environment: Sandbox, value: Any) -> str:
    """Return text for the header of a sheet, in which `&` begins a code."""
    return environment.text(value).replace("&", "&&")


FILTERS: dict[str, Callable[..., Any]] = {
    **{
        name: _measured(name, 1000) for name in ("batch", "center", "indent", "slice", "tojson", "truncate", "wordwrap")
    },
    **dict.fromkeys(("e", "escape", "forceescape", "safe"), _same),
    "round": _measured("round", 30),
    "format": pass_environment(_own_format),
    "join": pass_environment(_join),
    "replace": pass_environment(_replace),
    "string": pass_environment(_string),
    "list": pass_environment(_list),
    "default": _default,
    "d": _default,
    "number": pass_environment(_number),
    "date": pass_environment(_date),
    "_captured": _captured,
    "_cell": _cell,
    "_table": _table,
    "_every": _same,
    "_own": _same,
    "_link": _same,
    "_header": pass_environment(_header),
}
"""Filters by name; those that begin with an underscore are the engine's own."""
