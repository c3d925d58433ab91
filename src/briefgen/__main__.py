"""`python -m briefgen` and the command `briefgen`."""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn


def main() -> None:
    """Run the command line; `render` alone runs without the rest, which takes longer to start than to render."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["render"]:
        gc.disable()  # one document and the end: there is nothing to collect
        from briefgen.merge import command

        plain = command.plain_arguments(arguments[1:])
        if plain is not None:
            from briefgen import render

            _leave(command.run(render, *plain))
        gc.enable()
    from briefgen.cli import run

    sys.exit(run(arguments))


def _leave(code: int) -> NoReturn:
    """End the process without taking it apart piece by piece, which would take a tenth of its time."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # nobody reads what it tells: Python ends as it does then
        sys.exit(code)
    os._exit(code)


if __name__ == "__main__":
    main()
