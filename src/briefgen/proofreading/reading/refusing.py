"""The finding for a file that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.findings import Place, error

if TYPE_CHECKING:
    from briefgen.findings import Finding


def cannot_read(name: str, why: str, mend: str = "open it in its program and save it anew") -> Finding:
    """Return the finding for a file that cannot be proofread."""
    return error("B490", "the file cannot be proofread", why=why, help=mend, place=Place(name))
