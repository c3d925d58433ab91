"""Attacks on the Word engine: every one is refused with a finding or comes out as harmless text."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from merge.attacks.attack import FINDING, Attack
from merge.attacks.runner import all_attacks

ROOT = Path(__file__).resolve().parents[2]
SECONDS, MEGABYTES = 2.0, 600
LEAKED = re.compile(
    r"<(?:class|module|function|bound method|built-in|generator|frame|code|slot wrapper|method)\b"
    r"|object at 0x|root:.*:0:0|uid=\d|canary-7f3a|Cycler|TemplateReference|<Environment|jinja2\.|/site-packages/"
)
ATTACKS = {attack.name: attack for attack in all_attacks()}

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="the attacks are run in forked processes"),
    pytest.mark.slow,
    pytest.mark.xdist_group("attacks"),
]


@pytest.fixture(scope="module")
def outcomes() -> dict[str, dict[str, Any]]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT / "tests")))}
    command = [sys.executable, "-m", "merge.attacks.runner"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return {found["name"]: found for found in map(json.loads, done.stdout.splitlines())}


def test_there_are_many_attacks_and_all_were_run(outcomes: dict[str, dict[str, Any]]) -> None:
    assert len(ATTACKS) == len(all_attacks()) > 500
    assert outcomes.keys() == ATTACKS.keys()


@pytest.mark.parametrize("name", ATTACKS)
def test_attack_does_no_harm(outcomes: dict[str, dict[str, Any]], name: str) -> None:
    found, attack = outcomes[name], ATTACKS[name]
    assert "killed" not in found, "it had to be killed"
    assert "exception" not in found, f"it raised {found['exception']}"
    assert not found["changed"], "it changed the data"
    assert found["peak"] < MEGABYTES, f"it took {found['peak']:.0f} MB"
    for step in ("check", "fields", "stream", "render"):
        assert found.get(f"{step}_seconds", 0) < SECONDS, f"{step} took {found[f'{step}_seconds']:.1f} s"
    assert_expected(attack, found)


def assert_expected(attack: Attack, found: dict[str, Any]) -> None:
    """Hold what came out against what was allowed to."""
    if not attack.name.startswith("object that runs"):  # the program's own object; it may print itself
        assert not found["events"], f"it reached out: {found['events']}"
        leaked = LEAKED.search("\n".join(found.get("texts", ())))
        assert not leaked, f"it printed {leaked}"
    if attack.expected is FINDING:
        assert found["render"] == "findings"
    elif isinstance(attack.expected, list):
        assert found["render"] == "text"
        assert found["texts"] == attack.expected
    elif found["render"] == "text" and "xml" in found:
        assert "<w:p/><w:p/>" not in found["xml"] or "xml" in attack.name
        assert found["texts"] or attack.name.startswith(("xml", "package"))
