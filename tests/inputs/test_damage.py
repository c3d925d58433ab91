"""Whatever happens to a file, reading gives findings with a place and lets no exception out."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.findings import Severity, as_text
from briefgen.scaffold import workbook
from inputs.forms import FACTS, both, text, write

if TYPE_CHECKING:
    from collections.abc import Callable

_SCRAPS = st.sampled_from(
    [
        *(
            sign.encode()
            for sign in ("", "\x00", "\t", "\n", "\r", ":", ": ", "- ", "[", "]", "{", "}", "\\", "\\ud800")
        ),
        *(sign.encode() for sign in ('"', "'", ",", ";", "&a ", "*a", "!!int ", "<<: ", "---\n", "#", "|\n", "%", "@")),
        *(sign.encode() for sign in ("[" * 50, "{a: " * 40, "\u2028", "\ufeff", "\ue000", "NaN", "null", "~", "1e999")),
        *(sign.encode() for sign in ("9" * 5000, "id: x\n", "</c>", "<", 'r="A1"', 't="e"', "2011-13", "=1+1", "../x")),
        b"\xff",
        b"\xd0",
    ]
)
_DAMAGE = st.lists(
    st.tuples(st.sampled_from(["put", "cut", "flip", "swap", "double"]), st.floats(0, 1), st.floats(0, 0.2), _SCRAPS),
    min_size=1,
    max_size=4,
)


def damaged(content: bytes, steps: list[tuple[str, float, float, bytes]]) -> bytes:
    """Return the content after a few accidents."""
    for kind, where, much, scrap in steps:
        at = int(where * len(content))
        end = min(len(content), at + 1 + int(much * len(content)))
        if kind == "put":
            content = content[:at] + scrap + content[at:]
        elif kind == "cut":
            content = content[:at] + content[end:]
        elif kind == "flip":
            content = content[:at] + bytes(byte ^ 0x15 for byte in content[at : at + 1]) + content[at + 1 :]
        elif kind == "swap":
            content = content[end:] + content[at:end] + content[:at]
        else:
            content = content[:end] + content[at:end] + content[end:]
    return content


def holds(folder: Path) -> None:
    """Read and build: a brief without errors, or errors each with a place in a file."""
    brief, findings = both(folder)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    assert (brief is not None) or errors
    for finding in findings:
        assert finding.place is not None, as_text(finding)
        assert finding.place.file, as_text(finding)
        as_text(finding).encode()
        assert len(finding.message) < 500


def plain(form: str) -> bytes:
    """Return the valid brief in a text form."""
    with tempfile.TemporaryDirectory() as folder:
        return (write(Path(folder), form) / f"brief.{form}").read_bytes()


def on_text(form: str, steps: list[tuple[str, float, float, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        holds(text(Path(folder), damaged(PLAIN[form], steps), f"brief.{form}"))


def on_table(steps: list[tuple[str, float, float, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), "yaml", {name: value for name, value in FACTS.items() if name != "trade"})
        holds(text(Path(folder), damaged(TABLE, steps), "trade.csv"))


def on_workbook(part: int, steps: list[tuple[str, float, float, bytes]]) -> None:
    """Damage one part inside the zip file, or (part 0) the zip file itself."""
    names = [name for name in PARTS if not name.startswith(("xl/comments", "xl/drawings"))]
    if part == 0:
        content = damaged(BOOK, steps)
    else:
        name = names[part % len(names)]
        raw = io.BytesIO()
        with zipfile.ZipFile(raw, "w") as archive:
            for other, inner in PARTS.items():
                archive.writestr(other, damaged(inner, steps) if other == name else inner)
        content = raw.getvalue()
    with tempfile.TemporaryDirectory() as folder:
        holds(text(Path(folder), content, "brief.xlsx"))


TABLE = (
    b"reporter;partner;flow;commodity;period;value;unit;source\n"
    b"XAA;WLD;export;0101;2023;26 740,5;thousand USD;office\n"
    b'XAA;XBB;import;"TOTAL";2011-12;0.1;%;"office"\n'
)
PLAIN = {form: plain(form) for form in ("yaml", "json")}
_SMALL = {
    name: FACTS[name] for name in ("id", "title", "perspective", "partner", "as_of", "parties", "sources", "trade")
}
BOOK = workbook(_SMALL)
with zipfile.ZipFile(io.BytesIO(BOOK)) as _archive:
    PARTS = {name: _archive.read(name) for name in _archive.namelist()}


def quick(examples: int) -> Callable[..., object]:
    return settings(max_examples=examples, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@quick(150)
@given(_DAMAGE)
def test_damaged_yaml(steps: list[tuple[str, float, float, bytes]]) -> None:
    on_text("yaml", steps)


@quick(150)
@given(_DAMAGE)
def test_damaged_json(steps: list[tuple[str, float, float, bytes]]) -> None:
    on_text("json", steps)


@quick(100)
@given(_DAMAGE)
def test_damaged_table(steps: list[tuple[str, float, float, bytes]]) -> None:
    on_table(steps)


@quick(15)
@given(st.integers(0, 60), _DAMAGE)
def test_damaged_workbook(part: int, steps: list[tuple[str, float, float, bytes]]) -> None:
    on_workbook(part, steps)


@pytest.mark.slow
@quick(3000)
@given(st.sampled_from(["yaml", "json", "csv"]), _DAMAGE)
def test_texts_damaged_in_thousands_of_ways(form: str, steps: list[tuple[str, float, float, bytes]]) -> None:
    if form == "csv":
        on_table(steps)
    else:
        on_text(form, steps)


@pytest.mark.slow
@quick(150)
@given(st.integers(0, 60), _DAMAGE)
def test_workbooks_damaged_in_many_ways(part: int, steps: list[tuple[str, float, float, bytes]]) -> None:
    on_workbook(part, steps)


_TREES = st.recursive(
    st.one_of(st.none(), st.text(max_size=8), st.sampled_from(["yes", "2011", "XAA", "1,200", "uk"])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from([*FACTS, "uk", "nom", "flow", "value", "x"]), inner, max_size=4),
    ),
    max_leaves=12,
)


@quick(150)
@given(st.dictionaries(st.sampled_from([*FACTS, "status", "x"]), _TREES, max_size=5))
def test_any_structure(tree: dict[str, object]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        holds(write(Path(folder), "json", {**FACTS, **tree}))
