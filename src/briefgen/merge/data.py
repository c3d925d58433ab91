"""Data files for templates: JSON or YAML, read without surprises."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from briefgen.findings import FindingsError, Place, error

if TYPE_CHECKING:
    from pathlib import Path

_MAPPING = "the data are not names with values"


def read_data(path: Path) -> dict[str, Any]:
    """Return the data of a `.json`, `.yaml` or `.yml` file.

    Numbers of JSON keep their digits exactly; YAML knows no yes and no, and its dates are dates. Raise FindingsError
    (B663) for a file that cannot be read or holds no mapping.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as reason:
        raise _unreadable(path, str(reason.strerror or reason).lower()) from None
    except UnicodeDecodeError:
        raise _unreadable(path, "it is not UTF-8 text") from None
    data = _json(path, text) if path.suffix.lower() == ".json" else _yaml(path, text)
    if not isinstance(data, dict) or not all(isinstance(name, str) for name in data):
        raise _unreadable(path, _MAPPING)
    return data


def _json(path: Path, text: str) -> Any:
    try:
        return json.loads(text, parse_float=_exactly)
    except json.JSONDecodeError as reason:
        raise _unreadable(path, reason.msg.lower(), reason.lineno, reason.colno, text) from None
    except (ValueError, RecursionError) as reason:
        raise _unreadable(path, str(reason)) from None


def _exactly(digits: str) -> Any:
    from decimal import Decimal  # only where there is a fraction

    return Decimal(digits)


def _yaml(path: Path, text: str) -> Any:
    import yaml  # 10 ms, and not for JSON

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(text, Loader=loader)  # noqa: S506 - a safe loader
    except yaml.MarkedYAMLError as reason:
        mark = reason.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (None, None)
        raise _unreadable(path, str(reason.problem or reason), line, column, text) from None
    except (yaml.YAMLError, ValueError, RecursionError) as reason:
        raise _unreadable(path, str(reason)) from None


def _unreadable(
    path: Path, why: str, line: int | None = None, column: int | None = None, text: str = ""
) -> FindingsError:
    excerpt = text.splitlines()[line - 1] if line and line <= len(text.splitlines()) else None
    return FindingsError(
        error(
            "B663",
            f"the data {path.as_posix()} cannot be read",
            why=why,
            help='write names with values, such as `title: Brief` (YAML) or `{"title": "Brief"}` (JSON)',
            place=Place(path.as_posix(), line, column, excerpt=excerpt),
        )
    )
