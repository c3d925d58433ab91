"""What each field means, taken from the docstrings in `brief.py`; and the JSON Schema made of it.

pydantic can read these docstrings itself, but does so on import, which would cost every run 100 ms.
"""

from __future__ import annotations

import ast
import inspect
from functools import cache
from typing import TYPE_CHECKING, Any

from briefgen.model import brief as _brief
from briefgen.model.text import Text

if TYPE_CHECKING:
    from briefgen.model.fields import Record


@cache
def _docstrings() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for node in ast.parse(inspect.getsource(_brief)).body:
        if not isinstance(node, ast.ClassDef):
            continue
        fields = found.setdefault(node.name, {})
        for here, after in zip(node.body, node.body[1:], strict=False):
            if (
                isinstance(here, ast.AnnAssign)
                and isinstance(here.target, ast.Name)
                and isinstance(after, ast.Expr)
                and isinstance(after.value, ast.Constant)
                and isinstance(after.value.value, str)
            ):
                fields[here.target.id] = " ".join(after.value.value.split())
    return found


def descriptions(record: type[Record]) -> dict[str, str]:
    """Return the description of each field of a record class."""
    return _docstrings()[record.__name__]


def summary(record: type[Record]) -> str:
    """Return the first sentence on a record class."""
    return (record.__doc__ or "").strip().splitlines()[0]


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of `brief.yaml` and `brief.json`, with every description."""
    made = _brief.Brief.model_json_schema()
    for name, definition in [(_brief.Brief.__name__, made), *made["$defs"].items()]:
        for field, text in _docstrings().get(name, {}).items():
            definition["properties"][field]["description"] = text
    made["properties"]["$schema"] = {"type": "string", "description": "Where an editor finds this schema."}
    words = Text.schema()
    made["$defs"]["Text"] = words
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_shared(made, words)}


def _shared(node: Any, words: dict[str, Any]) -> Any:
    """Return a schema in which every text names the one definition instead of repeating it."""
    if isinstance(node, list):
        return [_shared(part, words) for part in node]
    if not isinstance(node, dict) or node is words:
        return node
    if node.get("anyOf") == words["anyOf"]:
        rest = {key: value for key, value in node.items() if key not in ("anyOf", "title")}
        return {"$ref": "#/$defs/Text", **rest}
    return {key: _shared(value, words) for key, value in node.items()}
