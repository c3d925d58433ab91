"""Step 7. Files are written all or nothing: a run that fails leaves the earlier files as they were."""

from __future__ import annotations

import os
from contextlib import suppress
from errno import EISDIR
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.findings import Finding, FindingsError, Place, error

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


def save(files: Mapping[Path, bytes]) -> None:
    """Write every file, or none of them.

    Each is first written whole beside its target (a full disk or a forbidden folder shows here, before anything is
    touched); then the targets are replaced one by one, and put back if one of them cannot be. Raises FindingsError.
    """
    staged = {path: path.with_name(f".{path.name}.{os.getpid()}.part") for path in files}
    made: list[Path] = []
    current = Path()
    try:
        for path, content in files.items():
            current = path
            made += _make_folders(path.parent)
            _stage(path, staged[path], content)
        _replace(staged)
    except BaseException as reason:  # also a Ctrl-C: all or nothing
        _clean(staged.values(), made)
        if not isinstance(reason, OSError):
            raise
        current = Path(reason.filename2 or reason.filename or current)
        raise FindingsError(_refused(reason, current)) from None


def _clean(temporaries: Iterable[Path], folders: Sequence[Path]) -> None:
    """Take away what was begun; what cannot be taken away stays, the first reason is the one to tell."""
    for temporary in temporaries:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    for folder in reversed(folders):
        with suppress(OSError):  # not empty: somebody else has put something there
            folder.rmdir()


def _make_folders(folder: Path) -> list[Path]:
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing[::-1]


def _stage(path: Path, temporary: Path, content: bytes) -> None:
    if path.is_dir():  # a folder can be renamed like a file, and must not be
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR), str(path))
    with temporary.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _replace(staged: Mapping[Path, Path]) -> None:
    kept: dict[Path, Path | None] = {}
    try:
        for path, temporary in staged.items():
            backup = path.with_name(f".{path.name}.{os.getpid()}.before")
            kept[path] = backup if path.exists() else None
            if kept[path]:
                path.replace(backup)
            temporary.replace(path)
    except BaseException:
        for path, earlier in kept.items():
            if earlier is None:
                path.unlink(missing_ok=True)
            elif earlier.exists():
                earlier.replace(path)
        raise
    for earlier in kept.values():
        if earlier is not None:
            with suppress(OSError):  # the new files stand; a copy of an earlier one left behind harms nobody
                earlier.unlink()


def _refused(reason: OSError, path: Path) -> Finding:
    if isinstance(reason, PermissionError):
        helping = "close the file if it is open in another program, or choose another folder with --out"
    elif isinstance(reason, FileExistsError | NotADirectoryError):
        helping = "a file stands where a folder should be: choose another folder with --out"
    elif isinstance(reason, IsADirectoryError):
        helping = "a folder stands where the file should go: move it away, or choose another folder with --out"
    else:
        helping = "make room or choose another folder with --out"
    return error(
        "B701",
        "the papers cannot be written; the earlier ones are as they were",
        why=reason.strerror or str(reason),
        help=helping,
        place=Place(str(path)),
    )
