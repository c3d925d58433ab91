"""Reads the YAML of language files and profiles: every scalar is text, `~` a non-breaking space."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

_NBSP = "\u00a0"


def plain_yaml(path: Path) -> dict[str, Any]:
    """Return what the file holds."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # the one in C, where PyYAML was built with it
    text = path.read_text(encoding="utf-8").replace("~", _NBSP)
    data: dict[str, Any] = _plain(yaml.compose(text, Loader=loader))
    return data


def _plain(node: Any) -> Any:
    """Return the value of a YAML node; every scalar is text, so that `on` and `no` are words (and in half the time)."""
    if node.id == "scalar":
        return node.value
    if node.id == "sequence":
        return [_plain(item) for item in node.value]
    return {key.value: _plain(value) for key, value in node.value}
