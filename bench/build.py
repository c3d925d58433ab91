"""Measure `briefgen build` of the sample: cold in a new process, warm 200 times in one; CPU seconds and peak memory.

    python bench/build.py [--write]

With --write the numbers go to bench/results/build.md.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from statistics import median

import reporting
from reporting import MACHINE, ROOT

SAMPLE = ROOT / "inputs" / "kyrgyzstan-tajikistan-2011"
COLD_RUNS = 7
WARM_RUNS = 200


def cold(language: str, out: str) -> tuple[float, float]:
    """Return CPU seconds and peak MiB of one new process."""
    command = [sys.executable, "-m", "briefgen", "build", str(SAMPLE), "--lang", language, "--out", out]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"the build failed with exit code {process.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def warm(languages: tuple[str, ...], out: str) -> tuple[list[float], float]:
    """Return CPU seconds of each of the builds after the first, and peak MiB."""
    from briefgen import build

    times = []
    for number in range(WARM_RUNS + 1):
        start = time.process_time()
        result = build(SAMPLE, languages=languages, out=out)
        if number:
            times.append(time.process_time() - start)
        if result.stopped or len(result.files) != 4 * len(languages):
            raise SystemExit("the build failed")
    return times, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write bench/results/build.md")
    write = parser.parse_args().write
    with tempfile.TemporaryDirectory() as out:
        colds = [cold("uk", out) for _ in range(COLD_RUNS + 1)][1:]
        ones, peak = warm(("uk",), out)
        threes, _ = warm(("uk", "ru", "en"), out)
    lines = [
        f"{MACHINE}.",
        "Sample brief, all four documents. CPU = user + system seconds of the process.",
        "",
        "| case | CPU median | CPU min | CPU max | peak MiB |",
        "|---|---|---|---|---|",
        row("cold, one language (new process)", [cpu for cpu, _ in colds], max(memory for _, memory in colds)),
        row(f"warm, one language ({WARM_RUNS} builds in one process)", ones, peak),
        row(f"warm, per language of three ({WARM_RUNS} builds)", [cpu / 3 for cpu in threes], peak),
    ]
    text = "\n".join(lines) + "\n"
    print(text)
    if write:
        reporting.write("build", "briefgen build", text)


def row(name: str, seconds: list[float], memory: float) -> str:
    """Return one line of the table, in milliseconds."""
    low, mid, high = (1000 * value for value in (min(seconds), median(seconds), max(seconds)))
    return f"| {name} | {mid:.0f} ms | {low:.0f} ms | {high:.0f} ms | {memory:.0f} |"


if __name__ == "__main__":
    main()
