"""Signing: a signed paper is valid, tagged and archival; a key that cannot be used is told."""

from __future__ import annotations

import datetime
import io
import sys
from pathlib import Path

import pikepdf
import pytest

from briefgen.cli import run
from briefgen.findings import FindingsError
from briefgen.writers.pdf import write
from briefgen.writers.pdf.signing import sign
from papers import document
from pdf_rules import RULES, accessible_level, archive_level
from pdf_structure import Paper

BRIEF = Path(__file__).parents[2] / "templates" / "talks" / "brief.pdf.yaml"


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key of our own making, with the passphrase `secret`."""
    pytest.importorskip("pyhanko", reason="the extra `sign` is not installed")
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.hazmat.primitives.serialization import pkcs12

    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(x509.oid.NameOID.COMMON_NAME, "Test")])
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    certificate = (
        x509.CertificateBuilder(name, name, private.public_key(), 1)
        .not_valid_before(datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))
        .not_valid_after(datetime.datetime(2120, 1, 1, tzinfo=datetime.UTC))
        .add_extension(usage, critical=True)
        .sign(private, hashes.SHA256())
    )
    locked = serialization.BestAvailableEncryption(b"secret")
    path = tmp_path_factory.mktemp("key") / "key.p12"
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"key", private, certificate, None, locked))
    return path


def test_a_signed_paper_is_whole_and_signed(key: Path) -> None:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    data = write(document(), BRIEF)
    signed = sign(data, key, "secret")
    assert signed.startswith(data)
    (signature,) = PdfFileReader(io.BytesIO(signed)).embedded_signatures
    trusted = ValidationContext(trust_roots=[signature.signer_cert])
    status = validate_pdf_signature(signature, trusted)
    assert status.intact
    assert status.valid
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"


def test_a_signed_paper_stays_tagged_and_archival(key: Path) -> None:
    paper = Paper(sign(write(document(), BRIEF), key, "secret"))
    of_structure = [function for name, function in RULES if "UA 7.2" in name]
    assert len(of_structure) > 3
    assert [problem for function in of_structure for problem in function(paper)] == []
    assert list(accessible_level(paper)) == list(archive_level(paper)) == []
    (field,) = paper.root.AcroForm.Fields
    assert [int(side) for side in field.Rect] == [0, 0, 0, 0]
    assert int(field.F) & 0b100110 == 0b100, "printed, neither hidden nor without view"
    assert str(field.TU) == "Signature"
    with pikepdf.open(io.BytesIO(paper.data)) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_the_command_signs_beside_the_paper(key: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = tmp_path / "brief.pdf"
    paper.write_bytes(write(document(), BRIEF))
    monkeypatch.setenv("BRIEFGEN_PASSPHRASE", "secret")
    assert run(["sign", str(paper), "--key", str(key)]) == 0
    signed = tmp_path / "brief-signed.pdf"
    assert signed.read_bytes().startswith(paper.read_bytes())
    assert run(["sign", str(tmp_path / "none.pdf"), "--key", str(key)]) == 1


def test_what_is_no_paper_is_told(key: Path) -> None:
    for data in (b"", b"%PDF-1.7\n", write(document(), BRIEF)[:3000], sign(write(document(), BRIEF), key, "secret")):
        with pytest.raises(FindingsError) as caught:
            sign(data, key, "secret")
        assert [finding.code for finding in caught.value.findings] == ["B643"]


@pytest.mark.parametrize(("content", "passphrase"), [(None, "secret"), (b"not a key", "secret"), ("key", "wrong")])
def test_a_key_that_cannot_be_used_is_told(
    key: Path, tmp_path: Path, content: bytes | str | None, passphrase: str
) -> None:
    path = tmp_path / "mine.p12"
    if content is not None:
        path.write_bytes(key.read_bytes() if content == "key" else b"not a key")
    with pytest.raises(FindingsError) as caught:
        sign(b"%PDF", path, passphrase)
    (finding,) = caught.value.findings
    assert finding.code == "B642"
    assert "mine.p12" in finding.message


def test_without_the_extra_it_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "pyhanko", None)
    monkeypatch.setitem(sys.modules, "pyhanko.sign", None)
    monkeypatch.setitem(sys.modules, "pyhanko.sign.signers", None)
    with pytest.raises(FindingsError) as caught:
        sign(b"%PDF", tmp_path / "key.p12")
    assert [finding.code for finding in caught.value.findings] == ["B641"]
