"""The look of an annex: what may stand in it, and findings with a place for what may not."""

from pathlib import Path

import pytest

from briefgen.findings import FindingsError
from briefgen.writers.excel.look import Colours, Look, Margins, Sheet, Sizes, contrast_on_white
from briefgen.writers.looks import read_look

TEMPLATE = Path(__file__).parents[2] / "templates" / "talks" / "annex.xlsx.yaml"


def looked(folder: Path, text: str) -> Look:
    path = folder / "annex.xlsx.yaml"
    path.write_text(text, encoding="utf-8")
    return read_look(path, Look)


def test_the_template_says_the_defaults() -> None:
    assert read_look(TEMPLATE, Look) == Look()


def test_values_are_read_as_written(tmp_path: Path) -> None:
    look = looked(
        tmp_path,
        'font: Liberation Sans\nsizes: {text: 12.5}\ncolours:\n  accent: "#801650"\npage:\n  size: A3\n'
        "  orientation: landscape\n  numbers: no\n  margins: {left: 20}\ngridlines: yes\n",
    )
    assert look == Look(
        "Liberation Sans",
        Sizes(text=12.5),
        Colours(accent="801650"),
        Sheet("A3", "landscape", numbers=False, margins=Margins(left=20)),
        gridlines=True,
    )


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "part"),
    [
        ("fonts: Arial\n", "B604", 1, 1, "did you mean `font`?"),
        ("page:\n  sise: A4\n", "B604", 2, 3, "`size`"),
        ("sizes:\n  text: 8\n", "B605", 2, 9, "10 to 36 pt"),
        ('colours:\n  quiet: "AAAAAA"\n', "B605", 2, 10, "2.3 to 1, and 4.5 is needed"),
        ("colours:\n  quiet: red\n", "B605", 2, 10, "six signs"),
        ("page:\n  size: A9\n", "B605", 2, 9, "`A4`, `A3`, `Letter`, `Legal`"),
        ("page:\n  margins:\n    left: 100\n", "B605", 3, 11, "5 to 60 mm"),
        ("font: 'Arial\"; x'\n", "B605", 1, 7, "one font"),
        ("font: {\n", "B603", 2, 1, "it is not YAML"),
    ],
)
def test_mistakes_have_a_place_a_reason_and_a_mend(
    tmp_path: Path, text: str, code: str, line: int, column: int, part: str
) -> None:
    with pytest.raises(FindingsError) as caught:
        looked(tmp_path, text)
    (found,) = caught.value.findings
    assert found.code == code
    assert part in f"{found.why} {found.help}"
    assert found.help
    assert found.place is not None
    assert (found.place.line, found.place.column) == (line, column)


def test_contrast() -> None:
    assert contrast_on_white("000000") == pytest.approx(21)
    assert contrast_on_white("FFFFFF") == pytest.approx(1)
    assert contrast_on_white("12436D") == pytest.approx(10.25, abs=0.01)
