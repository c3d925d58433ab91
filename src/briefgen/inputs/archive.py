"""The zip file that a workbook is: refused before opening if it is old, protected, with macros, or a trap."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING, NoReturn

from briefgen.findings import FindingsError, error
from briefgen.inputs.files import MEBIBYTE, WORKBOOK_LIMIT, load

if TYPE_CHECKING:
    from briefgen.inputs.files import File

UNZIPPED_LIMIT = 128 * MEBIBYTE
RATIO_LIMIT = 200
_SMALL = MEBIBYTE  # below this size no ratio is suspicious
_MOST_PARTS = 5000
_OLE = b"\xd0\xcf\x11\xe0"
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")
_DAMAGE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    NotImplementedError,  # a way of packing that Excel does not use
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)
_KINDS = {
    ".xls": "an old workbook (.xls)",
    ".xlsm": "a workbook with macros (.xlsm)",
    ".xlsb": "a binary workbook (.xlsb)",
    ".ods": "an OpenDocument sheet (.ods)",
}


def load_workbook_bytes(file: File) -> bytes:
    """Return the bytes of an .xlsx workbook that is safe to open; raise FindingsError otherwise."""
    kind = _KINDS.get(file.path.suffix.lower())
    if kind:
        _refuse(file, "B131", f"the file is {kind}", "save it in Excel as .xlsx (Excel workbook)")
    data = load(file, WORKBOOK_LIMIT)
    if data.startswith(_OLE):
        mend = "take the password off, and save it in Excel as .xlsx (Excel workbook)"
        _refuse(file, "B131", "the file is an old workbook or one with a password", mend)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(file, archive)
    except _DAMAGE:
        damaged(file)
    return data


def damaged(file: File) -> NoReturn:
    """Raise the finding that a workbook cannot be opened."""
    mend = "open it in Excel and save it anew as .xlsx; if Excel repairs it, look at what was lost"
    _refuse(file, "B130", "the workbook cannot be opened", mend, "it is damaged, or no Excel workbook")


def _check(file: File, archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    too_much = (
        len(parts) > _MOST_PARTS
        or sum(part.file_size for part in parts) > UNZIPPED_LIMIT
        or any(part.file_size > _SMALL and part.file_size > RATIO_LIMIT * max(1, part.compress_size) for part in parts)
    )
    if too_much:
        why = f"it would take more than {UNZIPPED_LIMIT // MEBIBYTE} MiB, or nearly all of it is the same"
        mend = "delete empty rows and columns below and beside the tables, and save it anew"
        _refuse(file, "B105", "the workbook is too large when unpacked", mend, why)
    names = {part.filename for part in parts}
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        _refuse(file, "B131", "the workbook holds macros", "save it in Excel as .xlsx (Excel workbook)")
    if any(part.flag_bits & 1 for part in parts):
        _refuse(file, "B131", "the workbook has a password", "take the password off in Excel")
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels", ".vml")):
            content = archive.read(part)
            if any(mark in content for mark in _FORBIDDEN) or content[:2] in (b"\xff\xfe", b"\xfe\xff"):
                damaged(file)


def _refuse(file: File, code: str, message: str, mend: str, why: str | None = None) -> NoReturn:
    raise FindingsError(error(code, message, why=why, help=mend, place=file.place))
