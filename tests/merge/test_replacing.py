"""Pictures and embedded files of a template give way to others."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from PIL import Image

import briefgen
from briefgen.findings import FindingsError


def picture(colour: str, kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 3), colour).save(out, kind)
    return out.getvalue()


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("Dear {{ name }}")
    shape = document.add_picture(io.BytesIO(picture("red")))
    shape._inline.docPr.set("descr", "coat of arms & flag")
    document.save(str(tmp_path / "letter.docx"))
    return tmp_path / "letter.docx"


@pytest.mark.parametrize("name", ["coat of arms & flag", "image1.png", "word/media/image1.png", "Picture 1"])
def test_a_picture_is_replaced_by_any_of_its_names(letter: Path, name: str) -> None:
    template = briefgen.Template(letter)
    made = template.replacing({name: picture("blue")}).render({"name": "A"})
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert package.read("word/media/image1.png") == picture("blue")
        assert b"Dear A" in package.read("word/document.xml")
    with zipfile.ZipFile(io.BytesIO(template.render({"name": "A"}))) as package:
        assert package.read("word/media/image1.png") == picture("red")  # the template itself is as it was


def test_what_cannot_be_replaced(letter: Path) -> None:
    with pytest.raises(FindingsError) as caught:
        briefgen.Template(letter).replacing({"image2.png": picture("blue"), "image1.png": picture("blue", "JPEG")})
    missing, other = caught.value.findings
    assert "`image1.png`" in (missing.help or "")
    assert "PNG" in (other.help or "")
    assert {missing.code, other.code} == {"B665"}
