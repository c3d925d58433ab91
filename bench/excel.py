"""Measure briefgen's big tables beside openpyxl, XlsxWriter and two writers in Rust, and its annex and templates.

    python bench/excel.py [--peers FOLDER] [--only NAME ...] [--write]

The peers are installed by pip into FOLDER (by default a temporary one); one that cannot be installed is left out and
the reason told. All write the same rows with the same number formats; every file is read back and compared, cell by
cell. CPU = user + system seconds of the writing alone, rows being in memory; a million rows are written once.
With --write the numbers go to bench/results/excel.md. Needs the extra `test`.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import reporting
from peers import LONGEST, Engine, installed
from reporting import MACHINE, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PEERS = ROOT / "bench" / "excel_peers"
PACKAGES = {
    "openpyxl": ("openpyxl", "lxml"),
    "xlsxwriter": ("XlsxWriter",),
    "xlsxturbo": ("xlsxturbo", "polars"),
    "rustpy": ("rustpy-xlsxwriter",),
}
MODES = {
    "briefgen": ("rows",),
    "openpyxl": ("normal", "write_only"),
    "xlsxwriter": ("normal", "constant_memory"),
    "xlsxturbo": ("normal", "level 4", "constant_memory"),
    "rustpy": ("normal", "inline strings"),
}
RUNS = {10_000: 5, 100_000: 3, 1_000_000: 1}
WARM_RUNS = 30
SAMPLE = ROOT / "inputs" / "kyrgyzstan-tajikistan-2011"


def main() -> None:
    """Measure and print tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", type=Path, help="folder of the peers, kept")
    parser.add_argument("--only", nargs="*", default=[], help="peers to measure")
    parser.add_argument("--write", action="store_true", help="write bench/results/excel.md")
    asked = parser.parse_args()
    lines: list[str] = []
    with tempfile.TemporaryDirectory() as scratch:
        engines, left_out = installed(PACKAGES, PEERS, asked.peers or Path(scratch), asked.only)
        for line in told(engines, Path(scratch) / "out.xlsx", left_out):
            print(line, flush=True)
            lines.append(line)
    if asked.write:
        reporting.write("excel", "Excel", "\n".join(lines) + "\n")


def told(engines: list[Engine], out: Path, left_out: list[str]) -> Iterator[str]:
    """Measure everything: lines of the report."""
    yield f"{MACHINE}."
    yield "CPU = user + system seconds of the writing; MiB = peak memory above the rows, which are in memory."
    yield ""
    yield from papers()
    yield from big_tables(engines, out, left_out)
    yield from (f"Left out: {reason}." for reason in left_out)


def big_tables(engines: list[Engine], out: Path, left_out: list[str]) -> Iterator[str]:
    """Measure rows with every engine: lines of tables."""
    for count, runs in RUNS.items():
        yield f"## {count:,} rows of 8 columns, {f'least of {runs} runs' if runs > 1 else 'one run'}"
        yield ""
        yield "| writer | CPU | rows per CPU second | times briefgen | MiB | file MB | read back |"
        yield "|---|---|---|---|---|---|---|"
        own = 0.0
        for engine in engines:
            for mode in MODES[engine.name]:
                try:
                    told = [engine.run(mode, count, out).told for _ in range(runs)]
                except subprocess.CalledProcessError as reason:
                    left_out.append(
                        f"{engine.name} {mode}, {count:,} rows: {reason.stderr} (at most {LONGEST} seconds)"
                    )
                    continue
                cpu, more = min(one["cpu"] for one in told), max(one["more"] for one in told)
                own = own or cpu
                yield (
                    f"| {engine.name} {engine.version}, {mode} | {cpu:.2f} s | {count / cpu:,.0f} | {cpu / own:.1f}"
                    f" | {more:.0f} | {out.stat().st_size / 1e6:.1f} | {read_back(out, count)} |"
                )
        yield ""


def read_back(path: Path, count: int) -> str:
    """Say whether a reader finds every cell as it was given; numbers may differ in the sixteenth digit."""
    from python_calamine import CalamineWorkbook

    sys.path.insert(0, str(PEERS))
    import content

    sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    read = sheet.iter_rows()
    next(read)
    exact = near = wrong = found = 0
    for given, row in zip(content.rows(count), read, strict=False):
        found += 1
        for want, have in zip(given, row, strict=True):
            if want == have:
                exact += 1
            elif isinstance(want, float) and isinstance(have, float) and abs(want - have) <= 1e-15 * abs(want):
                near += 1
            else:
                wrong += 1
    if found != count or wrong:
        return f"{count - found} rows lost, {wrong} cells wrong"
    return f"equal, {near:,} rounded" if near else "equal"


def papers() -> Iterator[str]:
    """Measure the annex of the sample and a template with 5,000 rows: lines of a table."""
    yield "## An annex, and a template of Excel"
    yield ""
    yield f"| what | CPU (median of {WARM_RUNS}, warm) | least |"
    yield "|---|---|---|"
    for name, make, runs in ((annex_name(), annex(), WARM_RUNS), *templates()):
        make()
        times = []
        for _ in range(runs):
            start = time.process_time()
            make()
            times.append(1000 * (time.process_time() - start))
        yield f"| {name} | {median(times):.0f} ms | {min(times):.0f} ms |"
    yield ""


def annex_name() -> str:
    """Return what the annex is."""
    return "the annex of the sample: sheets, live formulas with values, charts"


def annex() -> Callable[[], object]:
    """Return what writes the annex of the sample."""
    sys.path.insert(0, str(ROOT / "src"))
    from briefgen import generator
    from briefgen.generator import Request
    from briefgen.writers.excel import write

    result = generator.check(Request(SAMPLE, languages=("en",)))
    (document,) = (one for one in result.documents if one.name == "annex")
    return lambda: write(document, ROOT / "templates" / "talks" / "annex.xlsx.yaml")


def templates() -> Iterator[tuple[str, Callable[[], object], int]]:
    """Yield the cases of templates."""
    import briefgen
    from excel_template import ROWS, template_case

    source, data = template_case()
    name = f"a template made in Excel, {ROWS:,} looped rows × 8 columns, 15,003 formulas with stored values"
    yield name, lambda: briefgen.render(source, data), 5


if __name__ == "__main__":
    main()
