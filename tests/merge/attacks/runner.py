"""Runs every attack in a process of its own, under limits, and prints what came of it as lines of JSON.

python -m merge.attacks.runner [PART OF A NAME]
"""

from __future__ import annotations

import copy
import io
import json
import os
import resource
import select
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree

from merge.attacks import long_templates, packages, values
from merge.attacks.attack import Attack, expressions
from merge.templates import MAIN, parts_of, template, texts

if TYPE_CHECKING:
    from collections.abc import Callable

ADDRESS_SPACE = 1536 * 2**20
SECONDS = 8
WATCHED = ("os.system", "os.exec", "os.posix_spawn", "os.fork", "os.remove", "os.rename", "os.mkdir", "subprocess.",
           "socket.", "urllib.", "ctypes.", "shutil.", "ftplib.", "http.", "webbrowser.")  # fmt: skip


def all_attacks() -> list[Attack]:
    """Return every attack."""
    return [*expressions(), *long_templates.attacks(), *packages.attacks(), *values.attacks()]


def outcome(attack: Attack) -> dict[str, Any]:
    """Run one attack in this process and tell what came of it."""
    from briefgen import Template
    from briefgen.findings import FindingsError
    from briefgen.merge.limits import Limits

    file, data = attack.make()
    before = unchanged_copy(data)
    events: list[str] = []
    watching = True

    def watch(event: str, told: tuple[object, ...]) -> None:
        if watching and (event.startswith(WATCHED) or (event == "open" and harmful_open(told))):
            events.append(f"{event} {told!r:.80}")

    def opened() -> Template:
        return Template(file, limits=Limits(seconds=1))

    def checked() -> str:
        return " ".join(str(finding.code) for finding in opened().check())

    def named() -> str:
        return str(type(opened().fields()).__name__)

    def rendered() -> bytes:
        return bytes(opened().render(data))

    def streamed() -> int:
        out = io.BytesIO()
        opened().render_to(out, data)
        return len(out.getvalue())

    told: dict[str, Any] = {"name": attack.name}
    sys.addaudithook(watch)
    steps: dict[str, Callable[[], Any]] = {"check": checked, "fields": named, "stream": streamed, "render": rendered}
    for name, step in steps.items():
        if name == "stream" and file and not isinstance(data, dict):
            continue
        start = time.process_time()
        try:
            told[name] = step()
        except FindingsError as refusal:
            told[name] = "findings"
            told["codes"] = sorted({finding.code for finding in refusal.findings})
            if not refusal.findings or not all(finding.message for finding in refusal.findings):
                told[name] = "a refusal without words"
        except BaseException as other:  # noqa: BLE001 (an attack may raise anything; that is its finding)
            told[name] = f"{type(other).__name__}: {str(other)[:200]}"
            told["exception"] = f"{told.get('exception', '')} {name}: {told[name]}".strip()
        told[f"{name}_seconds"] = time.process_time() - start
    watching = False
    if isinstance(told["render"], bytes):
        try:
            told["texts"] = texts(told["render"])
            told["xml"] = parts_of(told["render"])[MAIN].decode()[:20_000]
        except (etree.XMLSyntaxError, KeyError) as fault:
            told["exception"] = f"what came out cannot be read: {fault}"
        told["render"] = "text"
    told["events"] = events
    told["changed"] = before is not None and before != data
    told["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return told


def harmful_open(told: tuple[object, ...]) -> bool:
    """Say whether a file is opened for writing, or is one of the baits."""
    path, mode = told[0], told[1]
    return (
        (isinstance(mode, str) and not set("wxa+").isdisjoint(mode)) or "canary" in str(path) or "passwd" in str(path)
    )


def unchanged_copy(data: Any) -> Any:
    """Return a copy to compare with, for the plain data of the attacks by tags."""
    plain = isinstance(data, dict) and "record" in data
    return copy.deepcopy(data) if plain else None


def run(attack: Attack) -> dict[str, Any]:
    """Run one attack in a child process, under limits of memory and time."""
    inlet, outlet = os.pipe()
    child = os.fork()
    if not child:
        os.close(inlet)
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        with os.fdopen(outlet, "wb") as out, Path(os.devnull).open("w") as nowhere:
            os.dup2(nowhere.fileno(), 1)
            out.write(json.dumps(outcome(attack), default=str).encode())
        os._exit(0)
    os.close(outlet)
    told, end = b"", time.monotonic() + 4 * SECONDS
    with os.fdopen(inlet, "rb") as source:
        while (left := end - time.monotonic()) > 0 and select.select([source], [], [], left)[0]:
            if not (piece := source.read1(2**20)):
                break
            told += piece
        else:
            os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if told and os.WIFEXITED(status):
        found: dict[str, Any] = json.loads(told)
        return found
    return {"name": attack.name, "killed": f"status {status}"}


def main() -> None:
    """Run the attacks whose names hold the word given."""
    from briefgen import Template

    part = sys.argv[1] if len(sys.argv) > 1 else ""
    Template(template("{{ x|upper }}", "{%p for i in v %}", "{{ i }}", "{%p endfor %}")).render({"x": "a", "v": [1]})
    for attack in all_attacks():
        if part in attack.name:
            print(json.dumps(run(attack)), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
