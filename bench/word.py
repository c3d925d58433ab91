"""Measure briefgen beside docxtpl, docxtemplater and Carbone on one Word brief and on long tables.

    python bench/word.py [--peers FOLDER] [--only NAME ...] [--write]

The peers are installed by their ordinary package managers into FOLDER (by default a temporary one); one that cannot
be installed is left out and the reason told. All engines must print the same text. CPU = user + system time.
With --write the numbers go to bench/results/word.md.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from statistics import median

import reporting
from peers import Used, environment_of, used
from reporting import MACHINE, ROOT

PEERS = ROOT / "bench" / "word_peers"
COLD_RUNS, WARM_RUNS = 7, 200
ROWS = (1_000, 10_000, 50_000)
STREAMED = 1_000_000
PYTHON_PEER = ("docxtpl==0.20.2",)
NODE_PEERS = ("docxtemplater@3.71.0", "pizzip@3.3.0", "carbone@3.8.2")
_PART = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
_PARAGRAPH = re.compile(r"<w:p[ >].*?</w:p>", re.DOTALL)
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")


@dataclass
class Engine:
    """One engine: how to run it, the dialect of its templates and what was measured."""

    name: str
    dialect: str
    command: tuple[str, ...]
    environment: dict[str, str]
    version: str
    runs: dict[str, list[Used]] = field(default_factory=dict)
    shell: tuple[str, ...] | None = None
    """The command line of the engine, if it has one; measured cold."""

    def render(self, case: str, template: Path, data: str, out: Path, count: int = 1) -> None:
        """Render in a process of its own; keep what it used, and told: the CPU milliseconds of each render."""
        found = used([*self.command, str(template), data, str(out), str(count)], self.environment)
        self.runs.setdefault(case, []).append(found)


def installed(folder: Path, only: list[str]) -> tuple[list[Engine], list[str]]:
    """Return the engines that can run here, and why others cannot."""
    own = {
        "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(PEERS))),
        "PYTHONDONTWRITEBYTECODE": "",  # its first run compiles it, as installing compiled the peers
        "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
    }
    command = (sys.executable, str(PEERS / "run_briefgen.py"))
    engines = [Engine("briefgen", "jinja", command, own, version_of("briefgen"))]
    engines[0].shell = (sys.executable, "-m", "briefgen", "render")
    left_out = []
    for name, install in (("docxtpl", python_peer), ("docxtemplater", node_peer), ("carbone", node_peer)):
        if only and name not in only:
            left_out.append(f"{name}: not asked for")
            continue
        try:
            engines.append(install(name, folder))
        except (OSError, subprocess.CalledProcessError) as reason:
            told = getattr(reason, "stderr", None) or str(reason)
            left_out.append(f"{name}: {told.strip().splitlines()[-1]}")
    return engines, left_out


def python_peer(name: str, folder: Path) -> Engine:
    """Install a package into an environment of its own."""
    python = environment_of(PYTHON_PEER, folder / "venv")
    version = PYTHON_PEER[0].partition("==")[2]
    return Engine(name, "jinja", (str(python), str(PEERS / f"run_{name}.py")), {}, version)


def node_peer(name: str, folder: Path) -> Engine:
    """Install the Node packages into a folder."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise OSError("Node is not on this machine")
    if not (folder / "node_modules" / name).exists():
        (folder / "package.json").write_text('{"private": true}', encoding="utf-8")
        command = [npm, "install", "--no-audit", "--no-fund", "--prefix", str(folder), *NODE_PEERS]
        subprocess.run(command, check=True, capture_output=True, text=True)
    modules = folder / "node_modules"
    version = json.loads((modules / name / "package.json").read_text(encoding="utf-8"))["version"]
    return Engine(name, name, (node, str(PEERS / f"run_{name}.js")), {"NODE_PATH": str(modules)}, version)


def version_of(package: str) -> str:
    """Return the version of this project."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    found = re.search(rf'name = "{package}"\nversion = "([^"]+)"', text)
    return found[1] if found else "unknown"


def text_of(path: Path) -> tuple[str, int]:
    """Return a check sum of the text of a Word file, paragraph by paragraph, and its length in characters."""
    sum_, length = hashlib.sha256(), 0
    with zipfile.ZipFile(path) as archive:
        for name in sorted(filter(_PART.fullmatch, archive.namelist())):
            for paragraph in _PARAGRAPH.finditer(archive.read(name).decode()):
                text = unescape("".join(_TEXT.findall(paragraph[0]))).strip()
                if text:
                    sum_.update(text.encode() + b"\n")
                    length += len(text)
    return sum_.hexdigest(), length


def measure(engines: list[Engine], folder: Path) -> list[str]:
    """Measure every case on every engine in turn; return what is to be said about the texts."""
    said = []
    texts: dict[str, dict[str, tuple[str, int]]] = {}
    for round_ in range(COLD_RUNS):
        for engine in engines:
            out = folder / f"out-{engine.name}.docx"
            template, data = folder / f"brief-{engine.dialect}.docx", str(folder / "brief.json")
            engine.render("cold", template, data, out)
            if engine.shell:
                run = used([*engine.shell, str(template), data, "-o", str(out)], engine.environment)
                engine.runs.setdefault("shell", []).append(run)
            if round_ == 0:
                texts.setdefault("brief", {})[engine.name] = extracted(out)
    for engine in engines:
        out = folder / f"out-{engine.name}.docx"
        engine.render("warm", folder / f"brief-{engine.dialect}.docx", str(folder / "brief.json"), out, WARM_RUNS)
    for count in ROWS:
        for engine in engines:
            out = folder / f"out-{engine.name}.docx"
            data = str(folder / f"table-{count}.json")
            for _ in range(1 if engine.name == "docxtpl" and count == ROWS[-1] else 3):
                engine.render(f"{count}", folder / f"table-{engine.dialect}.docx", data, out)
            texts.setdefault(f"table of {count:,} rows", {})[engine.name] = extracted(out)
    own = engines[0]
    own.render("stream", folder / "table-jinja.docx", f"stream:{STREAMED}", folder / "out-stream.docx")
    for case, by_engine in texts.items():
        if len(set(by_engine.values())) != 1:
            raise SystemExit(f"the engines print different texts of the {case}: {by_engine}")
        said.append(f"{case}: {next(iter(by_engine.values()))[1]:,} characters")
    return said


def extracted(path: Path) -> tuple[str, int]:
    """Return `text_of` as found by a process of its own, so that this one stays small."""
    found = subprocess.run([sys.executable, __file__, "--text", str(path)], check=True, capture_output=True, text=True)
    digest, length = found.stdout.split()
    return digest, int(length)


def report(engines: list[Engine], left_out: list[str], said: list[str], tags: int) -> str:
    """Return the measurements as Markdown."""
    own = engines[0]

    def cpu(engine: Engine, case: str) -> float:
        return median(run.cpu for run in engine.runs[case])

    def warm(engine: Engine) -> float:
        return median(engine.runs["warm"][0].told[5:])

    def exponent(engine: Engine) -> float:
        low, high = (median(run.told[0] for run in engine.runs[str(count)]) for count in ROWS[1:])
        return math.log(high / low) / math.log(ROWS[2] / ROWS[1])

    def peak(engine: Engine, case: str) -> float:
        return max(run.peak for run in engine.runs[case])

    def shell(engine: Engine) -> str:
        if "shell" not in engine.runs:
            return "–"
        return f"{1000 * cpu(engine, 'shell'):.0f} ms / {peak(engine, 'shell'):.0f}"

    rows = [
        ["", *(f"{engine.name} {engine.version}" for engine in engines)],
        ["---"] * (len(engines) + 1),
        [f"warm: CPU per document, median of {WARM_RUNS}", *(f"{warm(engine):.2f} ms" for engine in engines)],
        ["warm: times briefgen", *(f"{warm(engine) / warm(own):.1f}" for engine in engines)],
        [f"warm: peak MiB after {WARM_RUNS}", *(f"{peak(engine, 'warm'):.0f}" for engine in engines)],
        [
            "cold, a script: CPU / peak MiB",
            *(f"{1000 * cpu(engine, 'cold'):.0f} ms / {peak(engine, 'cold'):.0f}" for engine in engines),
        ],
        ["cold, the command line: CPU / peak MiB", *map(shell, engines)],
        *(
            [
                f"{count:,} rows: CPU / peak MiB",
                *(f"{cpu(engine, str(count)):.2f} s / {peak(engine, str(count)):.0f}" for engine in engines),
            ]
            for count in ROWS
        ),
        [
            f"{ROWS[-1]:,} rows: times briefgen",
            *(f"{cpu(engine, str(ROWS[-1])) / cpu(own, str(ROWS[-1])):.1f}" for engine in engines),
        ],
        [
            f"growth exponent of the render alone, {ROWS[1]:,} to {ROWS[2]:,} rows",
            *(f"{exponent(engine):.2f}" for engine in engines),
        ],
        [
            f"{STREAMED:,} rows from an iterator: CPU / peak MiB",
            f"{cpu(own, 'stream'):.1f} s / {peak(own, 'stream'):.0f}",
            *("–" for _ in engines[1:]),
        ],
    ]
    lines = [
        f"{MACHINE}; one run, side by side.",
        f"The brief: header and footer with logo and page fields, three tables, {tags} tags, half of them split in 3.",
        "CPU = user + system seconds of the process, the median of the runs; peak = largest resident memory.",
        "The tables are read from JSON and written to a file; that and the start of the process are counted.",
        "The text that the engines print is the same: " + "; ".join(said) + ".",
        *(f"Left out: {reason}." for reason in left_out),
        "",
        *("| " + " | ".join(row) + " |" for row in rows),
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Install, measure, print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", type=Path, help="folder to install the peers into, kept for the next run")
    parser.add_argument("--only", nargs="*", default=[], metavar="NAME", help="peers to measure")
    parser.add_argument("--write", action="store_true", help="write bench/results/word.md")
    parser.add_argument("--text", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.text:
        print(*text_of(asked.text))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        peers = asked.peers or folder / "peers"
        peers.mkdir(parents=True, exist_ok=True)
        engines, left_out = installed(peers.resolve(), asked.only)
        maker = [sys.executable, str(PEERS / "brief_template.py"), str(folder)]
        made = subprocess.run(maker, check=True, capture_output=True, text=True)
        said = measure(engines, folder)
        text = report(engines, left_out, said, json.loads(made.stdout)["jinja"])
    print(text)
    if asked.write:
        reporting.write("word", "briefgen render", text)


if __name__ == "__main__":
    main()
