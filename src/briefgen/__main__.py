"""`python -m briefgen` and the command `briefgen`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line."""
    from briefgen.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
