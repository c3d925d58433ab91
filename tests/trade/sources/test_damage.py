"""Damaged files give findings, never an exception of another kind, and never a wrong layout."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.findings import FindingsError
from briefgen.trade import sources
from briefgen.trade.flows import FLOWS, Statistics
from trade.sources import files


def outcome(path: Path) -> Statistics | None:
    """Read and inspect a file; return what was read, or None if it was refused with findings."""
    try:
        report = sources.inspect(path)
        assert sources.inspect_text(report).startswith("file ")
        found = sources.read(path)
    except FindingsError:
        return None
    for row in found.rows:
        assert row.flow in FLOWS
        assert row.milli is None or isinstance(row.milli, int)
        assert row.period[:4].isdigit()
    return found


@pytest.mark.parametrize("name", files.FILES)
def test_a_file_cut_short_at_any_place(name: str, tmp_path: Path) -> None:
    path = files.FILES[name][1](tmp_path)
    data = path.read_bytes()
    chance = random.Random(name)  # noqa: S311 - not a secret
    for cut in sorted({0, 1, 3, len(data) - 1, *chance.sample(range(len(data)), 12)}):
        path.write_bytes(data[:cut])
        outcome(path)


@pytest.mark.parametrize("name", files.FILES)
def test_a_file_with_changed_bytes(name: str, tmp_path: Path) -> None:
    path = files.FILES[name][1](tmp_path)
    data = path.read_bytes()
    chance = random.Random(name)  # noqa: S311 - not a secret
    for _ in range(12):
        changed = bytearray(data)
        for at in chance.sample(range(len(data)), 4):
            changed[at] = chance.randrange(256)
        path.write_bytes(bytes(changed))
        outcome(path)


def written(data: bytes) -> Statistics | None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "trade"
        path.write_bytes(data)
        return outcome(path)


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"PAR1", b"{", b"[", b"<table>"])
)
def test_random_bytes_are_refused(data: bytes, start: bytes) -> None:
    assert written(start + data) is None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.text(max_size=12), max_size=50), max_size=8), st.sampled_from(["v1", "22", "plain", "t"]))
def test_random_cells_under_a_known_header(rows: list[list[str]], which: str) -> None:
    heads = {"v1": files.V1, "22": files.OLD_22, "plain": files.plain().split("\n")[0].split(",")}
    head = heads.get(which, ["Importers", "Exported value in 2011", "Imported value in 2011"])
    written(files.as_csv(head, rows).encode("utf-8", "replace"))


@settings(max_examples=40, deadline=None)
@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from([*files.V1, "data"]), inner, max_size=8)))  # fmt: skip
def test_random_json(tree: object) -> None:
    import json

    written(json.dumps(tree).encode())


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_wrong_types_in_the_cells_of_workbooks(data: st.DataObject) -> None:
    maker = data.draw(st.sampled_from([files.nsc_kgz, files.bns_kaz, files.fts_rus, files.trade_map_bilateral]))
    rows = [list(row) for row in maker()]
    values = st.none() | st.booleans() | st.integers(-10, 3000) | st.floats(allow_nan=False) | st.text(
        st.characters(min_codepoint=32, max_codepoint=0x4FF), max_size=8
    )  # fmt: skip
    for _ in range(data.draw(st.integers(1, 6))):
        row = data.draw(st.sampled_from([row for row in rows if row]))
        row[data.draw(st.integers(0, len(row) - 1))] = data.draw(values)
    with tempfile.TemporaryDirectory() as folder:
        outcome(files.book(Path(folder) / "t.xlsx", sheet=rows))


def test_a_missing_file_a_folder_and_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_bytes(b"\n \n")
    for name in ("missing.csv", ".", "empty.csv"):
        with pytest.raises(FindingsError) as stopped:
            sources.read(tmp_path / name)
        assert stopped.value.findings[0].code == "B142"


def test_an_archive_is_told_to_be_unpacked(tmp_path: Path) -> None:
    (tmp_path / "full_v2.7z").write_bytes(b"7z\xbc\xaf\x27\x1c" + bytes(range(256)))
    with pytest.raises(FindingsError) as stopped:
        sources.read(tmp_path / "full_v2.7z")
    assert "unpack archives first" in (stopped.value.findings[0].help or "")
