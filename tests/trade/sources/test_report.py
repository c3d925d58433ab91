"""`briefgen trade inspect`: what a file is, in lines that can be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.findings import as_text
from briefgen.trade import sources
from trade.sources import files


def test_a_report_tells_everything_of_a_file(tmp_path: Path) -> None:
    path = files.text(files.comtrade_v1() + files.comtrade_v1(files.FACTS[:1]).splitlines()[1] + "\n")(tmp_path)
    text = sources.inspect_text(sources.inspect(path))
    assert text.startswith(
        "file            trade.csv (text, utf-8, commas)\n"
        "layout          comtrade-v1: UN Comtrade, API and bulk files (CSV, JSON, Parquet)\n"
        "publisher       United Nations Statistics Division\n"
        "rows            7\n"
        "periods         years 2011\n"
        "reporters       Kyrgyzstan (KGZ), Tajikistan (TJK)\n"
        "partners        3 countries, the world\n"
        "flows           export 5, import 2\n"
        "unit            USD\n"
        "levels          all goods 5, 2 digits 1, 4 digits 1\n"
        "classification  H4\n"
        "left out        1 duplicates\n"
    )
    assert "note[B147]" in text


@pytest.mark.parametrize("name", files.FILES)
def test_inspecting_and_reading_agree(name: str, tmp_path: Path) -> None:
    path = files.FILES[name][1](tmp_path)
    report, found = sources.inspect(path), sources.read(path)
    assert report.rows == len(found.rows)
    assert set(report.reporters) == {row.reporter for row in found.rows}
    assert (report.currency, report.scale, report.layout) == (found.currency, found.scale, found.layout)
    assert dict(report.left_out) == dict(found.left_out)
    assert {as_text(finding) for finding in report.findings} == {as_text(finding) for finding in found.findings}


def test_a_file_read_twice_gives_the_same(tmp_path: Path) -> None:
    path = files.FILES["nsc"][1](tmp_path)
    assert sources.read(path) == sources.read(path)
    assert len(sources.read(path).sha256) == 64
