"""The look of an annex: what may stand in it, and findings with a place for what may not."""

from pathlib import Path

import pytest

from briefgen.findings import FindingsError
from briefgen.writers.excel.look import LARGEST, Look, contrast_on_white, read_look

TEMPLATE = Path(__file__).parents[2] / "templates" / "talks" / "annex.xlsx.yaml"


def looked(folder: Path, text: str | bytes) -> Look:
    path = folder / "annex.xlsx.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_look(path)


def findings(folder: Path, text: str | bytes) -> list:
    with pytest.raises(FindingsError) as caught:
        looked(folder, text)
    return list(caught.value.findings)


def test_the_template_says_the_defaults() -> None:
    assert read_look(TEMPLATE) == Look()


def test_an_empty_look_is_the_default(tmp_path: Path) -> None:
    assert looked(tmp_path, "") == looked(tmp_path, "# nothing\n") == Look()


def test_values_are_read_as_written(tmp_path: Path) -> None:
    look = looked(
        tmp_path,
        'font: Liberation Sans\nsizes: {text: 12.5}\ncolours:\n  accent: "#801650"\npage:\n  size: A3\n'
        "  orientation: landscape\n  numbers: no\n  margins: {left: 20}\ngridlines: yes\n",
    )
    assert look == Look(
        "Liberation Sans", text_size=12.5, accent_colour="801650", paper="A3", orientation="landscape", margin_left=20,
        page_numbers=False, gridlines=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "part"),
    [
        ("fonts: Arial\n", "B631", 1, 1, "did you mean `font`?"),
        ("page:\n  sise: A4\n", "B631", 2, 3, "`size`"),
        ("font: Arial\nfont: Tahoma\n", "B631", 2, 1, "keep one"),
        ("? [a]\n: 1\n", "B631", 1, 3, "the keys here are"),
        ("sizes:\n  text: 8\n", "B632", 2, 9, "10 to 36"),
        ("sizes:\n  text: 1e1\n", "B632", 2, 9, "10 to 36"),
        ('colours:\n  quiet: "AAAAAA"\n', "B632", 2, 10, "darker"),
        ("colours:\n  quiet: red\n", "B632", 2, 10, "six digits"),
        ("page: A4\n", "B632", 1, 7, "key: value"),
        ("page:\n  size: A9\n", "B632", 2, 9, "A4, A3, Letter or Legal"),
        ("page:\n  margins:\n    left: 100\n", "B632", 3, 11, "5 to 60"),
        ("gridlines: maybe\n", "B632", 1, 12, "yes or no"),
        ("font: [Arial]\n", "B632", 1, 7, "key: value"),
        ("font: 'Arial\"; x'\n", "B632", 1, 7, "one font"),
        ("- a\n", "B632", 1, 1, "key: value"),
        ("font: {\n", "B630", 2, 1, "correct"),
        ("font: *unknown\n", "B630", 1, 7, "correct"),
        ("font:\tArial\n\t- x", "B630", None, None, "correct"),
    ],
)
def test_mistakes_have_a_place_and_a_mend(
    tmp_path: Path, text: str, code: str, line: int | None, column: int | None, part: str
) -> None:
    (found,) = findings(tmp_path, text)
    assert found.code == code
    assert part in (found.help or "")
    assert found.place is not None
    if line is not None:
        assert (found.place.line, found.place.column) == (line, column)
        if code != "B630":
            assert found.place.excerpt == text.splitlines()[line - 1]


def test_all_mistakes_come_at_once(tmp_path: Path) -> None:
    found = findings(tmp_path, "fonts: x\nsizes:\n  text: 3\n  titel: 4\npage:\n  numbers: 7\n")
    places = [(finding.code, finding.place.line) for finding in found]
    assert places == [("B631", 1), ("B632", 3), ("B631", 4), ("B632", 6)]


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"font: \xcf\xf0", b"\x00", b"x" * (LARGEST + 1), b"[" * 3000])
def test_what_is_no_look_is_refused(tmp_path: Path, data: bytes) -> None:
    (found,) = findings(tmp_path, data)
    assert found.code == "B630"
    assert found.why


def test_a_missing_look_is_a_finding(tmp_path: Path) -> None:
    with pytest.raises(FindingsError) as caught:
        read_look(tmp_path / "none.xlsx.yaml")
    assert caught.value.findings[0].code == "B630"


def test_contrast() -> None:
    assert contrast_on_white("000000") == pytest.approx(21)
    assert contrast_on_white("FFFFFF") == pytest.approx(1)
    assert contrast_on_white("12436D") == pytest.approx(10.25, abs=0.01)
