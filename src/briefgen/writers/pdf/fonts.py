"""Font faces: the vendored ones and a designer's own, loaded by path, measured and never looked up in the system."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from briefgen.findings import Finding, FindingsError, did_you_mean, error
from briefgen.writers.look_values import WrongValueError, in_ticks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.findings import Place

FAMILIES: Mapping[str, tuple[str, ...]] = {
    "Tinos": ("Regular", "Bold", "Italic", "BoldItalic"),
    "Arimo": ("Regular", "Bold", "Italic"),
}
DEFAULT = {"serif": "Tinos", "sans": "Arimo"}
_FOLDER = Path(__file__).parent / "fonts"
_KNOWN_WIDTHS = 50_000

# A sign that a face lacks is printed as its plain kin, which looks the same.
_KIN = {0x202F: 0xA0, 0x2007: 0xA0, 0x2009: 0xA0, 0x200A: 0xA0, 0x2011: 0x2D, 0x2010: 0x2D}
# Ends of line and tabs are spaces; marks without width are not printed.
_ALWAYS = {0x09: 0x20, 0x0A: 0x20, 0x0B: 0x20, 0x0C: 0x20, 0x0D: 0x20, 0x85: 0x20, 0x2028: 0x20, 0x2029: 0x20}
_UNSEEN = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF))


class FontFile:
    """A font file, named relative to the look."""

    def read(self, text: str, place: Place) -> Path:
        """Return the path; raise FindingsError (B623) for a file that cannot be used."""
        path = Path(place.file).parent / text
        usable_face(path, text, place)
        return path


FacePath = Annotated[Path | None, FontFile()]


class FontFiles(NamedTuple):
    """The files of one family, as paths; a face that is not named is printed with the nearest one named."""

    regular: FacePath = None
    bold: FacePath = None
    italic: FacePath = None
    bold_italic: FacePath = None

    @classmethod
    def read(cls, text: str, _place: Place) -> FontFiles:
        """Return the files of the vendored family; raise WrongValueError for another name."""
        if text in FAMILIES:
            return family_files(text)
        raise WrongValueError(
            f"we carry {in_ticks(FAMILIES)}; a font of your own is named by its files",
            did_you_mean(text, FAMILIES) or "write `regular: fonts/Name.ttf`, `bold: ...` under the key",
        )

    def mistakes(self, place: Place) -> list[Finding]:
        """Return the finding (B623) that the regular face is not named, if so."""
        if self.regular is not None:
            return []
        why = "every text that is not bold or italic needs it"
        mend = "write `regular: fonts/Name.ttf` under the key"
        return [error("B623", "the font has no regular face", why=why, help=mend, place=place)]


def family_files(name: str) -> FontFiles:
    """Return the vendored files of the family."""
    keys = {"Regular": "regular", "Bold": "bold", "Italic": "italic", "BoldItalic": "bold_italic"}
    return FontFiles(**{keys[face]: _FOLDER / f"{name}-{face}.ttf" for face in FAMILIES[name]})


def face_path(files: FontFiles, family: str, *, bold: bool, italic: bool) -> Path:
    """Return the file of the face wanted, or of the nearest that the family has (weight before slope)."""
    if files.regular is None:
        files = family_files(DEFAULT[family])
    wanted = (
        (files.bold_italic, files.bold, files.italic)
        if bold and italic
        else (files.bold,)
        if bold
        else (files.italic,)
        if italic
        else ()
    )
    found = next((path for path in wanted if path is not None), files.regular)
    assert found is not None  # noqa: S101 - the reader of the look asks for a regular face
    return found


def usable_face(path: Path, name: str, place: Place | None = None) -> Face:
    """Return the face in the file; raise FindingsError (B623) for a file that cannot be used, or no longer."""
    why = _font_mistake(path)
    if why is None:
        return load_face(path)
    mend = "name a TrueType file that may be embedded, relative to the look"
    raise FindingsError(error("B623", f"the font file `{name}` cannot be used", why=why, help=mend, place=place))


def _font_mistake(path: Path) -> str | None:
    """Return why the file cannot be used as a font, or None if it can."""
    from reportlab.pdfbase.ttfonts import TTFError

    try:
        load_face(path)
    except OSError as problem:
        return problem.strerror or "it cannot be read"
    except TTFError as problem:
        text = str(problem).replace(str(path), path.name)
        return f"it is not a TrueType font that may be embedded ({text})"
    except Exception as problem:  # noqa: BLE001 - a damaged font breaks the reader in any way
        return f"it is damaged ({type(problem).__name__})"
    return None


class Face:
    """One face, ready to measure: widths are those of a text of size 1."""

    def __init__(self, path: Path) -> None:
        from reportlab.pdfbase.ttfonts import TTFont

        if not path.is_file():
            raise FileNotFoundError(2, "there is no such file", str(path))
        self.font: Any = TTFont(str(path), str(path), validate=0, asciiReadable=False)
        glyphs, widths = self.font.face.charToGlyph, self.font.face.charWidths
        if not glyphs.get(0xAD) and 0x2D in glyphs:  # the hyphen of a parted word looks as any hyphen
            glyphs[0xAD], widths[0xAD] = glyphs[0x2D], widths[0x2D]
        self._widths: dict[str, float] = {chr(code): width / 1000 for code, width in widths.items() if glyphs[code]}
        self.signs: dict[int, int | None] = {
            **{code: kin for code, kin in _KIN.items() if chr(code) not in self._widths},
            **_ALWAYS,
            **_UNSEEN,
        }
        self._known: dict[str, float] = {}

    def width(self, text: str) -> float:
        """Return the width of the text at size 1; raises KeyError if the face lacks one of its characters."""
        width = self._known.get(text)
        if width is None:
            width = sum(map(self._widths.__getitem__, text))
            if len(self._known) >= _KNOWN_WIDTHS:
                self._known.clear()
            self._known[text] = width
        return width

    def missing(self, text: str) -> list[str]:
        """Return the characters of the text that the face lacks, each once, in order."""
        return [char for char in dict.fromkeys(text) if char not in self._widths]


def load_face(path: Path) -> Face:
    """Return the face in the file, loaded once per process unless the file changes."""
    state = path.stat()
    return _load(str(path), state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=64)
def _load(path: str, _time: int, _size: int) -> Face:
    return Face(Path(path))
