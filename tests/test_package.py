"""Packages: raw parts come back as they were, the same parts give the same bytes, bad files are refused."""

import io
import struct
import zipfile
from pathlib import Path

import pytest

from briefgen.package import (
    CONTENT_TYPES,
    LARGEST,
    PackageError,
    Part,
    Relationship,
    before_end,
    in_place_of,
    pack,
    read_package,
    relationships_name,
    with_content_types,
    with_relationships,
    write_package,
)

TYPES = '<Types xmlns="t"><Default Extension="xml" ContentType="application/xml"/></Types>'


def parts() -> dict[str, Part]:
    return {
        "word/document.xml": pack("<a>Київ</a>".encode() * 50),
        CONTENT_TYPES: pack(TYPES.encode()),
        "word/зображення.png": pack(b"\x89PNG", 0),
    }


def zipped(compression: int = zipfile.ZIP_DEFLATED, **texts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        archive.writestr(CONTENT_TYPES, TYPES)
        for name, text in texts.items():
            archive.writestr(name, text)
    return out.getvalue()


def test_written_file_is_a_sound_zip_with_content_types_first():
    data = write_package(parts())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [CONTENT_TYPES, "word/document.xml", "word/зображення.png"]
        assert archive.read("word/document.xml").decode() == "<a>Київ</a>" * 50
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_raw_parts_come_back_unchanged():
    again = read_package(write_package(parts()))
    assert again == {name: parts()[name] for name in again}
    assert set(again) == set(parts())


def test_parts_of_a_foreign_zip_keep_their_compressed_bytes():
    data = zipped(a="x" * 1000, b="y")
    read = read_package(data)
    assert read["a"].data == b"x" * 1000
    assert read["a"].packed in data
    assert write_package(read) == write_package(read_package(write_package(read)))


@pytest.mark.parametrize("data", [b"", b"PK", b"plain text", b"\xd0\xcf\x11\xe0" + bytes(600)])
def test_what_is_no_zip_is_refused(data):
    with pytest.raises(PackageError, match="not a zip file"):
        read_package(data)


def test_a_zip_without_content_types_is_refused():
    with pytest.raises(PackageError, match="not a document"):
        read_package(write_package({CONTENT_TYPES: pack(b"")}).replace(CONTENT_TYPES.encode(), b"[Content_Typos].xml"))


def test_a_password_is_told():
    data = bytearray(zipped(a="x"))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data[at + offset] |= 1
    with pytest.raises(PackageError, match="password"):
        read_package(bytes(data))


def test_other_compression_is_refused():
    with pytest.raises(PackageError, match="compressed in a way"):
        read_package(zipped(zipfile.ZIP_BZIP2, a="x" * 100))


def test_a_bomb_is_refused_by_its_stated_size():
    data = bytearray(zipped(a="x"))
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", LARGEST + 1)
    with pytest.raises(PackageError, match="more than"):
        read_package(bytes(data))


def test_a_bomb_that_understates_its_size_is_not_unpacked():
    honest = pack(bytes(10_000_000))
    with pytest.raises(PackageError, match="check sum"):
        _ = Part(honest.packed, honest.crc, 100).data


def test_a_damaged_part_is_told():
    whole = pack(b"<a/>" * 100)
    with pytest.raises(PackageError, match="damaged"):
        _ = Part(b"\xff" + whole.packed[1:], whole.crc, whole.size).data
    with pytest.raises(PackageError, match="check sum"):
        _ = Part(whole.packed, whole.crc ^ 1, whole.size).data


def test_content_types_are_added_once():
    first = with_content_types(TYPES, {"word/a&b.xml": "k"}, {"xlsx": "x", "xml": "other"})
    assert first.count("<Override") == 1
    assert 'PartName="/word/a&amp;b.xml"' in first
    assert first.count('Extension="xml"') == 1
    assert 'Extension="xlsx"' in first
    assert with_content_types(first, {"word/a&b.xml": "k"}, {"xlsx": "x"}) == first


def test_relationships_are_escaped_and_marked_external():
    text = with_relationships(None, [Relationship("r1", "t", 'http://x/?a=1&b="2"', external=True)])
    assert 'Target="http://x/?a=1&amp;b=&quot;2&quot;" TargetMode="External"/>' in text
    more = with_relationships(text, [Relationship("r2", "t", "a.xml")])
    assert more.count("<Relationship ") == 2
    assert more.endswith("</Relationships>")


def test_children_are_added_to_an_empty_root():
    assert before_end('<w:a b="c"/>', "w:a", "<d/>") == '<w:a b="c"><d/></w:a>'
    assert before_end("<w:a><e/></w:a>\n", "w:a", "<d/>") == "<w:a><e/><d/></w:a>\n"


def test_names_of_relationship_parts():
    assert relationships_name("word/document.xml") == "word/_rels/document.xml.rels"
    assert relationships_name("") == "_rels/.rels"


def test_a_file_takes_the_place_of_another_once_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "new" / "out.docx"
    with in_place_of(path) as file:
        file.write(b"first")
        assert not path.exists()
    with in_place_of(path) as file:
        file.write(b"second")
        assert path.read_bytes() == b"first"
    assert path.read_bytes() == b"second"
    assert [one.name for one in path.parent.iterdir()] == ["out.docx"]


def test_a_file_that_is_not_finished_leaves_the_earlier_one(tmp_path: Path) -> None:
    path = tmp_path / "out.docx"
    path.write_bytes(b"earlier")

    def half_of_it() -> None:
        with in_place_of(path) as file:
            file.write(b"half of ")
            raise KeyError

    with pytest.raises(KeyError):
        half_of_it()
    assert path.read_bytes() == b"earlier"
    assert [one.name for one in tmp_path.iterdir()] == ["out.docx"]
