"""Files that data names: only those in the folder of the data, never an address, never a way out of the folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from briefgen.merge.values import ValueProblemError

if TYPE_CHECKING:
    from briefgen.merge.sink import Sink

LARGEST = 50 * 1024 * 1024
"""Most bytes of one file."""


@dataclass(frozen=True, slots=True)
class Beside:
    """The name of a file as data has it, relative to the folder of the data."""

    name: str


Source = bytes | str | Path | Beside
"""Bytes; a path that the program gives (trusted); or a name that the data gives (kept to its folder)."""


def read(source: Source, sink: Sink, largest: int = LARGEST) -> bytes:
    """Return the bytes of a file; raise ValueProblemError if it cannot or must not be read."""
    if isinstance(source, bytes):
        if len(source) > largest:
            raise _too_large("it", len(source), largest)
        return source
    path = _inside(source.name, sink.folder) if isinstance(source, Beside) else Path(source)
    name = source.name if isinstance(source, Beside) else path.name
    try:
        if not path.is_file():
            raise ValueProblemError(f"there is no file `{name}`", "correct the name, or add the file to the data")
        size = path.stat().st_size
        if size > largest:
            raise _too_large(f"`{name}`", size, largest)
        return path.read_bytes()
    except OSError as reason:
        raise ValueProblemError(
            f"`{name}` cannot be read ({str(reason.strerror or reason).lower()})", "make the file readable"
        ) from None


def _inside(name: str, folder: Path | None) -> Path:
    """Return where a file named in the data lies."""
    if "://" in name or name.startswith("//"):
        raise ValueProblemError(f"`{name}` is an address, and nothing is fetched", "save the file beside the data")
    if folder is None:
        raise ValueProblemError(
            f"`{name}` names a file, but the data comes from no folder",
            "render with `folder=`, or pass the bytes of the file",
        )
    steps = PurePosixPath(name.replace("\\", "/"))
    out = ValueProblemError(
        f"`{name}` leads out of the folder of the data",
        "put the file into the folder of the data, and name it from there",
    )
    if not name or "\0" in name or steps.is_absolute() or PureWindowsPath(name).drive or ".." in steps.parts:
        raise out
    try:
        root = folder.resolve()
        path = (root / steps).resolve()
    except (OSError, RuntimeError):  # a ring of links
        raise out from None
    if not path.is_relative_to(root):
        raise out  # a symbolic link
    return path


def _too_large(name: str, size: int, largest: int) -> ValueProblemError:
    return ValueProblemError(
        f"{name} has {size / 1024**2:.1f} MB, more than {largest // 1024**2} MB", "make the file smaller"
    )
