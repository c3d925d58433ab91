"""JSON of UN Comtrade as a table: one record a row, numbers kept as they are written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from briefgen.findings import FindingsError, Place, error
from briefgen.trade.sources.text import encoding_of

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.findings import Finding

_LISTS = ("data", "dataset", "results")


def json_table(path: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Return the names of the columns and the records, numbered from 1; raise FindingsError if there is no list."""
    data = path.read_bytes()
    try:
        text = data.decode(encoding_of(data[:65_536])).lstrip("\ufeff")
        tree = json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError) as reason:
        raise FindingsError(_broken(path, str(reason))) from None
    if isinstance(tree, dict):
        lowered = {str(key).lower(): value for key, value in tree.items()}
        tree = next((lowered[name] for name in _LISTS if isinstance(lowered.get(name), list)), None)
    if not isinstance(tree, list) or not all(isinstance(record, dict) for record in tree):
        raise FindingsError(_broken(path, "it holds no list of records, at the top or under `data` or `dataset`"))
    names = list(dict.fromkeys(str(key) for record in tree for key in record))
    return names, [(number, [_cell(record.get(name)) for name in names]) for number, record in enumerate(tree, 1)]


def _cell(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value) if isinstance(value, dict | list) else str(value)


def _broken(path: Path, why: str) -> Finding:
    mend = "download the file again"
    return error("B142", "the JSON cannot be read", why=why[:200], help=mend, place=Place(path.name))
