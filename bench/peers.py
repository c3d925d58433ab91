"""Peers of the benches: each Python package in a virtual environment of its own, each run in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from reporting import ROOT

LONGEST = 900  # seconds that one run may take


class Used(NamedTuple):
    """What one process used: CPU seconds, peak MiB, and what it told of itself."""

    cpu: float
    peak: float
    told: Any


class Engine(NamedTuple):
    """One engine: the Python that has it, its version, and the folder of the scripts that run engines."""

    name: str
    python: Path
    version: str
    scripts: Path

    def run(self, *arguments: object) -> Used:
        """Run the engine's script in a process of its own; raise CalledProcessError if it fails."""
        command = [str(self.python), str(self.scripts / f"run_{self.name}.py"), *map(str, arguments)]
        environment = {"SOURCE_DATE_EPOCH": "1322697600"}
        if self.name == "briefgen":
            environment["PYTHONPATH"] = str(ROOT / "src")
        return used(command, environment)


def used(command: list[str], environment: dict[str, str]) -> Used:
    """Run a command and return what it used; raise CalledProcessError, with the last line it said, if it fails.

    This process stays small, so that no child inherits its peak.
    """
    with tempfile.TemporaryFile() as told, tempfile.TemporaryFile() as wrong:
        limited = ["timeout", str(LONGEST), *command] if os.name != "nt" else command
        process = subprocess.Popen(limited, stdout=told, stderr=wrong, env=os.environ | environment)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            wrong.seek(0)
            lines = wrong.read().decode(errors="replace").strip().splitlines() or ["no message"]
            raise subprocess.CalledProcessError(process.returncode, command, stderr=lines[-1])
        told.seek(0)
        printed = told.read().strip()
    return Used(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, _value_of(printed))


def _value_of(printed: bytes) -> Any:
    """Return what a process told of itself as JSON; None if it printed something else."""
    try:
        return json.loads(printed)
    except ValueError:
        return None


def environment_of(packages: tuple[str, ...], home: Path) -> Path:
    """Return the Python of a virtual environment with the packages, made at `home` if there is none.

    Raises OSError or CalledProcessError.
    """
    python = home / ("Scripts" if os.name == "nt" else "bin") / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(home)], check=True, capture_output=True, text=True)
    quiet = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages]
    subprocess.run([str(python), *quiet], check=True, capture_output=True, text=True)
    return python


def installed(
    packages: dict[str, tuple[str, ...]], scripts: Path, folder: Path, only: list[str]
) -> tuple[list[Engine], list[str]]:
    """Return briefgen and the peers that can run here, and why others cannot.

    `packages` are what pip installs for each peer, its own package first; `only` names those asked for, if any.
    """
    engines, left_out = [Engine("briefgen", Path(sys.executable), "this tree", scripts)], []
    for name, wanted in packages.items():
        if only and name not in only:
            left_out.append(f"{name}: not asked for")
            continue
        try:
            python = environment_of(wanted, folder / name)
            ask = f"from importlib.metadata import version; print(version('{wanted[0]}'))"
            asked = subprocess.run([str(python), "-c", ask], check=True, capture_output=True, text=True)
        except (OSError, subprocess.CalledProcessError) as reason:
            told = (getattr(reason, "stderr", "") or str(reason)).strip().splitlines()
            left_out.append(f"{name}: cannot be installed ({told[-1]})")
            continue
        engines.append(Engine(name, python, asked.stdout.strip(), scripts))
    return engines, left_out
