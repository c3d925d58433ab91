"""Letterheads as PDF files: a page becomes a form of the first page; what an archive cannot hold is refused."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from briefgen.findings import Finding, FindingsError
from briefgen.writers.pdf import fonts as fonts_of_papers
from briefgen.writers.pdf import write
from papers import document, p
from pdf_rules import broken
from pdf_structure import Paper

TINOS = Path(fonts_of_papers.__file__).parent / "fonts" / "Tinos-Regular.ttf"
WORDS = "Міністерство закордонних справ"
MM = 72 / 25.4


def drawing(path: Path, paint: Callable[[Canvas], None] | None = None, size: tuple[float, float] = (400, 80)) -> Path:
    """Write a page with a curve, a circle and words in Tinos, and what else is to be painted."""
    pdfmetrics.registerFont(TTFont("Tinos", str(TINOS)))
    canvas = Canvas(str(path), pagesize=size, invariant=True, initialFontName="Tinos")
    canvas.setFillColorRGB(0.1, 0.2, 0.6)
    canvas.circle(40, 40, 30, stroke=0, fill=1)
    canvas.setStrokeColorRGB(0.8, 0.6, 0)
    canvas.bezier(80, 20, 160, 60, 240, -20, 390, 20)
    canvas.setFont("Tinos", 18)
    canvas.drawString(90, 40, WORDS)
    if paint:
        paint(canvas)
    canvas.save()
    return path


def changed(path: Path, change: Callable[[Pdf], None]) -> None:
    """Change a file; what is not plain reportlab."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        change(pdf)
        pdf.save(path, deterministic_id=True)


def look_of(folder: Path, more: str = "alt: Герб") -> Path:
    path = folder / "brief.pdf.yaml"
    path.write_text(f"letterhead: {{image: head.pdf, width: 100, {more}}}\n", encoding="utf-8")
    return path


def finding_of(look: Path) -> Finding:
    with pytest.raises(FindingsError) as caught:
        write(document(p("а")), look)
    (finding,) = caught.value.findings
    assert finding.code == "B628"
    return finding


def form_of(pdf: Pdf) -> pikepdf.Object:
    (form,) = pdf.pages[0].resources.XObject.values()
    return form


@pytest.mark.parametrize(("more", "tag"), [("alt: Герб", "Figure"), ("decoration: yes", "Artifact")])
def test_a_page_becomes_a_form_on_the_first_page(tmp_path: Path, more: str, tag: str):
    drawing(tmp_path / "head.pdf")
    data = write(document(p("Слова " * 900)), look_of(tmp_path, more))
    assert broken(data) == []
    paper = Paper(data)
    figures = [element for element in paper.elements if element.kind == "Figure"]
    assert [str(figure.entries.Alt) for figure in figures] == (["Герб"] if tag == "Figure" else [])
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) > 1
        assert WORDS in pdf.pages[0].extract_text()
        assert all(WORDS not in page.extract_text() for page in pdf.pages[1:])
        (circle,) = [curve for curve in pdf.pages[0].curves if curve["fill"]]
        title = next(word for word in pdf.pages[0].extract_words() if word["text"].startswith("Киргизстан"))
        large = next(char for char in pdf.pages[0].chars if char["text"] == "М")
    scale = 100 * MM / 400
    assert circle["x1"] - circle["x0"] == pytest.approx(60 * scale, abs=0.1)
    assert circle["bottom"] - circle["top"] == pytest.approx(60 * scale, abs=0.1)
    assert circle["bottom"] < title["top"]
    assert "Tinos" in large["fontname"]
    assert form_of(paper.pdf).Subtype == Name.Form


def test_the_same_page_makes_the_same_bytes(tmp_path: Path):
    look = look_of(tmp_path)
    head = drawing(tmp_path / "head.pdf")
    first = write(document(p("а")), look)
    content = head.read_bytes()
    head.unlink()
    head.write_bytes(content)
    assert write(document(p("а")), look) == first
    drawing(head, lambda canvas: canvas.rect(1, 1, 5, 5))
    assert write(document(p("а")), look) != first


def test_marks_of_another_structure_are_left_out(tmp_path: Path):
    drawing(tmp_path / "head.pdf")

    def tagged(pdf: Pdf) -> None:
        pdf.pages[0].contents_add(b"/P <</MCID 0>> BDC /Artifact BMC 0 0 m 9 9 l S EMC EMC /X MP")

    changed(tmp_path / "head.pdf", tagged)
    data = write(document(p("а")), look_of(tmp_path))
    assert broken(data) == []
    paper = Paper(data)
    names = {str(operator) for _, operator in pikepdf.parse_content_stream(form_of(paper.pdf))}
    assert not names & {"BDC", "BMC", "EMC", "MP", "DP"}
    assert {"c", "Tj", "m"} <= names


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_stands_as_it_is_seen(tmp_path: Path, turn: int):
    size = (400, 80) if turn == 180 else (80, 400)
    drawing(tmp_path / "head.pdf", size=size)
    changed(tmp_path / "head.pdf", lambda pdf: pdf.pages[0].rotate(turn, relative=False))
    data = write(document(p("а")), look_of(tmp_path))
    assert broken(data) == []
    with pdfplumber.open(tmp_path / "head.pdf") as before, pdfplumber.open(io.BytesIO(data)) as after:
        seen = next(curve for curve in before.pages[0].curves if curve["fill"])
        made = next(curve for curve in after.pages[0].curves if curve["fill"])
        left = min(word["x0"] for word in after.pages[0].extract_words() if word["text"].startswith("Киргизстан"))
    scale = 100 * MM / 400
    assert made["x0"] - left == pytest.approx(seen["x0"] * scale, abs=0.2)
    assert made["bottom"] - made["top"] == pytest.approx(60 * scale, abs=0.2)


def test_gradients_images_forms_and_colour_spaces_are_taken_along(tmp_path: Path):
    from PIL import Image
    from reportlab.lib.colors import red, yellow
    from reportlab.lib.utils import ImageReader

    picture = io.BytesIO()
    Image.new("RGB", (8, 8), "green").save(picture, "JPEG")

    def paint(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.linearGradient(0, 0, 400, 0, (red, yellow))
        canvas.restoreState()
        canvas.drawImage(ImageReader(picture), 300, 40, 30, 30)
        canvas.beginForm("inner", 0, 0, 50, 50)
        canvas.circle(10, 10, 5, fill=1)
        canvas.endForm()
        canvas.doForm("inner")

    drawing(tmp_path / "head.pdf", paint)

    def calibrated(pdf: Pdf) -> None:
        pdf.pages[0].resources.ColorSpace = Dictionary(
            CS0=Array([Name.Indexed, Name.DeviceRGB, 1, pikepdf.String(b"\0\0\0\xff\xff\xff")]),
            CS1=Array([Name.CalGray, Dictionary(WhitePoint=Array([0.95, 1, 1.08]))]),
        )
        pdf.pages[0].contents_add(b"/CS1 cs 0.5 sc 1 1 5 5 re f")

    changed(tmp_path / "head.pdf", calibrated)
    data = write(document(p("а")), look_of(tmp_path))
    assert broken(data) == []
    paper = Paper(data)
    resources = form_of(paper.pdf).Resources
    assert {str(thing.Subtype) for thing in resources.XObject.values()} == {"/Form", "/Image"}
    (jpeg,) = [thing for thing in resources.XObject.values() if thing.Subtype == Name.Image]
    assert jpeg.Filter == Name.DCTDecode
    assert jpeg.read_raw_bytes() == picture.getvalue()
    assert [int(one.ShadingType) for one in resources.Shading.values()] == [2]
    assert len(resources.ColorSpace.keys()) == 2


def _of_glyphs(pdf: Pdf) -> None:
    """Make the font one of glyphs, as office programs write it."""
    fonts = pdf.pages[0].resources.Font
    (name,) = fonts.keys()
    simple = fonts[name]
    inner = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=simple.BaseFont, FontDescriptor=simple.FontDescriptor,
        CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0), CIDToGIDMap=Name.Identity,
        W=Array([0, Array([500, 600])]),
    )  # fmt: skip
    fonts[name] = pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=simple.BaseFont,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(inner)]),
            ToUnicode=simple.ToUnicode,
        )
    )


def test_fonts_of_glyphs_are_taken_along(tmp_path: Path):
    changed(drawing(tmp_path / "head.pdf"), _of_glyphs)
    data = write(document(p("а")), look_of(tmp_path))
    assert broken(data) == []
    paper = Paper(data)
    (font,) = form_of(paper.pdf).Resources.Font.values()
    (inner,) = font.DescendantFonts
    assert (font.Subtype, inner.Subtype, inner.CIDToGIDMap) == (Name.Type0, Name.CIDFontType2, Name.Identity)
    with pikepdf.open(tmp_path / "head.pdf") as before:
        (asked,) = before.pages[0].resources.Font.values()
        program = asked.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()
        assert inner.FontDescriptor.FontFile2.read_bytes() == program
        assert font.ToUnicode.read_bytes() == asked.ToUnicode.read_bytes()


# ---------------------------------------------------------------- what is refused


def _font_without(key: str, *, inner: bool) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        _of_glyphs(pdf)
        (font,) = pdf.pages[0].resources.Font.values()
        del (font.DescendantFonts[0] if inner else font)[key]

    return change


def _link(canvas: Canvas) -> None:
    canvas.linkURL("https://example.org", (0, 0, 50, 50))


def _second_page(canvas: Canvas) -> None:
    canvas.showPage()
    canvas.circle(9, 9, 5)


PAINTED: dict[str, tuple[Callable[[Canvas], object], str]] = {
    "pages": (_second_page, "2 pages"),
    "link": (_link, "annotations"),
    "alpha": (lambda canvas: canvas.setFillAlpha(0.5), "transparency"),
    "inks": (lambda canvas: canvas.setFillColorCMYK(0, 1, 0, 0), "DeviceCMYK"),
    "helvetica": (lambda canvas: (canvas.setFont("Helvetica", 9), canvas.drawString(1, 1, "a")), "`Helvetica` is not"),
}  # fmt: skip


def _state(**entries: object) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        pdf.pages[0].resources.ExtGState = Dictionary(GS0=Dictionary(**entries))

    return change


def _recursive(pdf: Pdf) -> None:
    form = pdf.make_stream(b"/Fm0 Do", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]))
    form.Resources = Dictionary(XObject=Dictionary(Fm0=form))
    pdf.pages[0].resources.XObject = Dictionary(Fm0=form)


def _soft_image(pdf: Pdf) -> None:
    entries = {
        "Type": Name.XObject,
        "Subtype": Name.Image,
        "Width": 1,
        "Height": 1,
        "BitsPerComponent": 8,
        "ColorSpace": Name.DeviceGray,
    }
    image = pdf.make_stream(b"a", **entries)
    image.SMask = pdf.make_stream(b"a", **entries)
    pdf.pages[0].resources.XObject = Dictionary(Im0=image)


def _outside(pdf: Pdf) -> None:
    form = pdf.make_stream(b"", Subtype=Name.Form, BBox=Array([0, 0, 1, 1]), F=pikepdf.String("other.bin"))
    pdf.pages[0].resources.XObject = Dictionary(Fm0=form)


def _bomb(pdf: Pdf) -> None:
    import zlib

    packed = zlib.compress(b" " * (65 * 1024 * 1024), 9)
    pdf.pages[0].obj.Contents = pikepdf.Stream(pdf, packed, Filter=Name.FlateDecode)


def _torn(pdf: Pdf) -> None:
    pdf.pages[0].obj.Contents = pikepdf.Stream(pdf, b"not packed at all", Filter=Name.FlateDecode)


def _crowd(pdf: Pdf) -> None:
    pdf.pages[0].obj.Crowd = Array([pdf.make_indirect(Dictionary(N=at)) for at in range(10_001)])


def _root(key: str, value: object) -> Callable[[Pdf], None]:
    return lambda pdf: pdf.Root.__setitem__(key, value)


SCRIPT = Dictionary(S=Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
CHANGED: dict[str, tuple[Callable[[Pdf], None], str]] = {
    "script": (_root("/Names", Dictionary(JavaScript=Dictionary(Names=Array([pikepdf.String("a"), SCRIPT])))), "JavaScript"),
    "opening": (_root("/OpenAction", SCRIPT), "acts when it is opened"),
    "layers": (_root("/OCProperties", Dictionary()), "layers"),
    "fields": (_root("/AcroForm", Dictionary(Fields=Array([Dictionary()]))), "form fields"),
    "blend": (_state(BM=Name.Multiply), "transparency"),
    "soft mask": (_state(SMask=Dictionary(S=Name.Alpha)), "transparency"),
    "transfer": (_state(TR=Name.Identity), "transfer"),
    "soft image": (_soft_image, "soft mask"),
    "endless": (_recursive, "without an end"),
    "outside": (_outside, "outside the file"),
    "bomb": (_bomb, "64 MB"),
    "torn": (_torn, "damaged"),
    "crowd": (_crowd, "10,000"),
    "deep": (lambda pdf: pdf.pages[0].contents_add(b"q " * 29 + b"Q " * 29), "28 deep"),
    "missing": (lambda pdf: pdf.pages[0].contents_add(b"/None Do"), "not among its resources"),
    "layer": (lambda pdf: pdf.pages[0].contents_add(b"/OC /MC0 BDC EMC"), "layers"),
    "letters": (_font_without("/ToUnicode", inner=False), "ToUnicode"),
    "glyphs": (_font_without("/CIDToGIDMap", inner=True), "CIDToGIDMap"),
    "program": (_font_without("/FontDescriptor", inner=True), "is not embedded"),
    "unknown": (lambda pdf: pdf.pages[0].contents_add(b"1 zz"), "`zz`"),
}  # fmt: skip


@pytest.mark.parametrize("case", PAINTED)
def test_what_is_painted_wrongly_is_refused(tmp_path: Path, case: str):
    paint, why = PAINTED[case]
    drawing(tmp_path / "head.pdf", paint)
    assert why in str(finding_of(look_of(tmp_path)).why)


@pytest.mark.parametrize("case", CHANGED)
def test_what_an_archive_cannot_hold_is_refused(tmp_path: Path, case: str):
    change, why = CHANGED[case]
    changed(drawing(tmp_path / "head.pdf"), change)
    assert why in str(finding_of(look_of(tmp_path)).why)


def test_encrypted_damaged_and_large_files_are_refused(tmp_path: Path):
    head = drawing(tmp_path / "head.pdf")
    look = look_of(tmp_path)
    whole = head.read_bytes()
    for owner, user in (("a", ""), ("a", "b")):
        with pikepdf.open(io.BytesIO(whole)) as pdf:
            pdf.save(head, encryption=pikepdf.Encryption(owner=owner, user=user))
        assert "encrypted" in str(finding_of(look).why)
    for data in (b"", b"no PDF", whole[: len(whole) // 2]):
        head.write_bytes(data)
        assert "damaged" in str(finding_of(look).why)
    head.write_bytes(whole + bytes(10 * 1024 * 1024))
    assert "10 MB" in str(finding_of(look).why)


def test_without_pikepdf_the_finding_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    drawing(tmp_path / "head.pdf")
    monkeypatch.setitem(sys.modules, "pikepdf", None)
    finding = finding_of(look_of(tmp_path))
    assert "briefgen[letterhead]" in str(finding.help)
    assert "pikepdf" in str(finding.why)
