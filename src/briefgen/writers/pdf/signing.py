"""Signatures after PAdES, by pyHanko: an extra (`briefgen[sign]`) that is imported only when a paper is signed."""

from __future__ import annotations

from importlib import import_module
from io import BytesIO
from typing import TYPE_CHECKING, Any

from briefgen.findings import FindingsError, error

if TYPE_CHECKING:
    from pathlib import Path

_FIELD = "Signature1"


def sign(data: bytes, key: Path, passphrase: str | None = None, *, name: str = "Signature") -> bytes:
    """Return the PDF with a signature that nobody sees on its pages; it stays tagged and archival.

    `key` is a PKCS 12 file (.p12, .pfx) with certificate and private key; `name` is read aloud for the signature.
    Unlike a paper, a signature holds the time at which it was made. Raises FindingsError (B641: pyHanko is not
    installed; B642: the key cannot be used; B643: this is no PDF that can be signed).
    """
    hanko = _hanko()
    fields: Any = import_module("pyhanko.sign.fields")
    incremental: Any = import_module("pyhanko.pdf_utils.incremental_writer")
    signer = _signer(hanko, key, passphrase)
    made = fields.SigFieldSpec(_FIELD, readable_field_name=name)  # without size: PDF/A allows no hidden one
    how = hanko.PdfSignatureMetadata(field_name=_FIELD, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES)
    unreadable: type[Exception] = import_module("pyhanko.pdf_utils.misc").PdfError
    refused: type[Exception] = import_module("pyhanko.sign.general").SigningError
    try:
        paper = incremental.IncrementalPdfFileWriter(BytesIO(data))
        signed: BytesIO = hanko.sign_pdf(paper, how, signer, new_field_spec=made)
    except (unreadable, refused) as reason:
        raise FindingsError(
            error("B643", "this file cannot be signed", why=str(reason), help="name a PDF paper that is not signed yet")
        ) from reason
    return signed.getvalue()


def _hanko() -> Any:
    try:
        return import_module("pyhanko.sign.signers")
    except ModuleNotFoundError as reason:
        raise FindingsError(
            error(
                "B641",
                "papers cannot be signed here",
                why=f"the package `{(reason.name or 'pyhanko').partition('.')[0]}` is not installed",
                help='install it with `pip install "briefgen[sign]"`',
            )
        ) from reason


def _signer(hanko: Any, key: Path, passphrase: str | None) -> Any:
    """Return what signs with the key; pyHanko tells nothing of a wrong passphrase but that it failed."""
    try:
        content = key.read_bytes()
    except OSError as reason:
        raise _unusable(key, reason.strerror or "it cannot be read") from reason
    secret = passphrase.encode() if passphrase is not None else None
    try:
        signer = hanko.SimpleSigner.load_pkcs12_data(content, other_certs=(), passphrase=secret)
    except (ValueError, TypeError) as reason:
        raise _unusable(key, "it is no PKCS 12 file, or the passphrase is wrong") from reason
    if signer is None:
        raise _unusable(key, "it is no PKCS 12 file, or the passphrase is wrong")
    return signer


def _unusable(key: Path, why: str) -> FindingsError:
    mend = "name a .p12 or .pfx file with the certificate and its private key, and its passphrase"
    return FindingsError(error("B642", f"the key `{key.name}` cannot be used", why=why, help=mend))
