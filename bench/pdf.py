"""Measure briefgen beside reportlab, WeasyPrint, fpdf2 and typst on one PDF brief and on long tables.

    python bench/pdf.py [--peers FOLDER] [--only NAME ...] [--write]

The peers are installed by pip into FOLDER (by default a temporary one); one that cannot be installed is left out and
the reason told. All print the same words in the same fonts. CPU = user + system time of the process.
With --write the numbers go to bench/results/pdf.md.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import tempfile
import zlib
from pathlib import Path
from statistics import median

import reporting
from peers import LONGEST, Engine, installed
from reporting import MACHINE, ROOT

PEERS = ROOT / "bench" / "pdf_peers"
PACKAGES = {name: (name,) for name in ("reportlab", "weasyprint", "fpdf2", "typst")}
COLD_RUNS, WARM_RUNS = 5, 50
ROWS = (10_000, 100_000)


def insides(data: bytes) -> bytes:
    """Return the file with its compressed streams unpacked."""
    parts = [data]
    for found in re.finditer(rb"stream\r?\n", data):
        try:
            parts.append(zlib.decompressobj().decompress(data[found.end() :]))
        except zlib.error:
            continue  # it is not packed, or is the end of one
    return b"\n".join(parts)


def claim(data: bytes) -> str:
    """Return which conformance the file claims."""
    text = insides(data)
    found = {}
    for key in (b"pdfuaid:part", b"pdfaid:part", b"pdfaid:conformance"):
        value = re.search(key + rb"""(?:>|=["'])(\w)""", text)
        found[key] = value[1].decode() if value else ""
    claims = []
    if found[b"pdfuaid:part"]:
        claims.append(f"PDF/UA-{found[b'pdfuaid:part']}")
    if found[b"pdfaid:part"]:
        claims.append(f"PDF/A-{found[b'pdfaid:part']}{found[b'pdfaid:conformance'].lower()}")
    return " + ".join(claims) or "none"


def pages(data: bytes) -> int:
    """Return the number of pages."""
    return len(re.findall(rb"/Type\s*/Page(?![A-Za-z])", insides(data)))


def main() -> None:
    """Measure and print tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", type=Path, help="folder of the peers, kept")
    parser.add_argument("--only", nargs="*", default=[], help="peers to measure")
    parser.add_argument("--write", action="store_true", help="write bench/results/pdf.md")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        engines, left_out = installed(PACKAGES, PEERS, asked.peers or Path(scratch), asked.only)
        lines = [
            f"{MACHINE}.",
            "CPU = user + system seconds of the process; cold = a new process; MiB = its peak memory.",
            "",
            *briefs(engines, Path(scratch) / "out.pdf", left_out),
            "",
            *tables(engines, Path(scratch) / "out.pdf", left_out),
            "",
            "The conformance is what the file itself claims; briefgen's claim is held against the rules in its tests.",
            "reportlab is given the heights of its rows, without which LongTable is quadratic; typst's rows are lower.",
            *(f"Left out: {reason}." for reason in left_out),
        ]
    text = "\n".join(lines) + "\n"
    print(text)
    if asked.write:
        reporting.write("pdf", "PDF", text)


def briefs(engines: list[Engine], out: Path, left_out: list[str]) -> list[str]:
    """Measure the brief with every engine: lines of a table."""
    lines = [
        "## The brief: text, lists, a table of 30 rows, a chart",
        "",
        (
            f"| engine | claims | pages | KB | cold CPU (median of {COLD_RUNS}) | cold MiB | warm CPU (median of"
            f" {WARM_RUNS}) | least |"
        ),
        "|---|---|---|---|---|---|---|---|",
    ]
    for engine in engines:
        try:
            colds = [engine.run("brief", out, 1) for _ in range(COLD_RUNS)]
            warm = engine.run("brief", out, WARM_RUNS + 1).told
        except subprocess.CalledProcessError as reason:
            left_out.append(f"{engine.name}, brief: {reason.stderr}")
            continue
        data = out.read_bytes()
        lines.append(
            f"| {engine.name} {engine.version} | {claim(data)} | {pages(data)} | {len(data) / 1000:.0f}"
            f" | {median(run.cpu for run in colds):.2f} s | {max(run.peak for run in colds):.0f}"
            f" | {median(warm):.0f} ms | {min(warm):.0f} ms |"
        )
    return lines


def tables(engines: list[Engine], out: Path, left_out: list[str]) -> list[str]:
    """Measure long tables with every engine, the longest with briefgen alone: lines of a table."""
    lines = [
        "## A long table of 6 columns, cold",
        "",
        "| engine | rows | claims | pages | CPU | peak MiB | MB |",
        "|---|---|---|---|---|---|---|",
    ]
    for count in ROWS:
        for engine in engines if count == ROWS[0] else engines[:1]:
            try:
                run = engine.run(count, out, 1)
            except subprocess.CalledProcessError as reason:
                left_out.append(f"{engine.name}, {count:,} rows: {reason.stderr} (at most {LONGEST} seconds)")
                continue
            data = out.read_bytes()
            lines.append(
                f"| {engine.name} | {count:,} | {claim(data)} | {pages(data)} | {run.cpu:.2f} s | {run.peak:.0f}"
                f" | {len(data) / 1e6:.2f} |"
            )
    return lines


if __name__ == "__main__":
    main()
