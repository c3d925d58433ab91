"""Typography of the PDF: hyphens, justified lines, numbers with their units, no line alone on a page."""

from __future__ import annotations

import io
import re
import shutil
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pdfplumber
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.document import Note, Run
from briefgen.findings import FindingsError
from briefgen.writers.looks import read_look
from briefgen.writers.pdf import fonts, hyphenation, write
from briefgen.writers.pdf.fit import fit_lines
from briefgen.writers.pdf.hyphenation import SOFT, breaks
from briefgen.writers.pdf.lines import WIDEST, break_lines
from briefgen.writers.pdf.look import Look
from briefgen.writers.pdf.text import Typesetter
from papers import document, p

KY = (
    "Кыргыз Республикасынын Министрлер Кабинети менен Тажикстан Республикасынын Өкмөтүнүн ортосундагы соода-"
    "экономикалык кызматташтык жөнүндө макулдашууга ылайык биргелешкен комиссиянын кезектеги жыйыны өткөрүлдү. "
    "Тараптар өз ара соода көлөмүн жогорулатуу, чек ара аймактарынын өнүгүүсү, энергетика жана суу ресурстарын "
    "пайдалануу маселелерин талкуулашты. "
)
TG = (
    "Вазорати корҳои хориҷии Ҷумҳурии Тоҷикистон оид ба ҳамкориҳои дуҷонибаи тиҷоративу иқтисодӣ гузориш пешниҳод "
    "намуд. Ҷонибҳо масъалаҳои густариши муносибатҳои байниҳамдигариро баррасӣ карданд. "
)
UK = (
    "Розширення торговельно-економічного співробітництва та взаємодоповнюваності двох економік, схожості ресурсних "
    "потенціалів, а також наявності великих діаспор є предметом постійного й докладного обговорення на переговорах. "
)
BODY = "styles: {body: {size: 11, leading: 14.8, align: justify, hyphenate: yes}}\npage: {margins: {left: 20, right: 20}}\n"


def look_of(folder: Path, text: str = BODY) -> Path:
    path = folder / "brief.pdf.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def setter(folder: Path, language: str, text: str = BODY) -> Typesetter:
    return Typesetter(read_look(look_of(folder, text), Look), 1.0, language)


def lines_of(data: bytes) -> list[str]:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return [line for page in pdf.pages for line in page.extract_text().splitlines()]


def paper(text: str, language: str = "ky"):
    return replace(document(p(text)), language=language)


def parted(word: str, language: str) -> str:
    places = (0, *breaks(word, language), len(word))
    return "|".join(word[a:b] for a, b in pairwise(places))


# ---------------------------------------------------------------- where words are parted


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ky", ("ми|нистр|лиги кыз|мат|таш|тык өк|мө|тү|нүн эко|но|ми|ка|лык саа|тында мам|ле|кет|тер, «Рес|пуб|ли|ка|сы|нын» аль|янс "
            "Кыр|гыз|стан|дын Та|жик|станга Аф|га|нис|тан кыз|мат|та|шуу жо|лу|гу|шуу|нун ма|се|ле|ле|рин чөй|рө|лө|рүн|дөгү")),
        ("tg", ("Ҷум|ҳу|рии То|ҷи|кис|тон му|но|си|бат|ҳои ҳам|корӣ таъ|ми|ноти иқ|ти|содӣ маъ|нои "
            "Қир|ғи|зис|тон бай|ни|ҳу|ку|матӣ ду|ҷо|ни|баи маъ|лу|мот|нома гус|та|риши фар|ҳан|гию")),
    ],
)  # fmt: skip
def test_syllables_of_kyrgyz_and_tajik(language: str, words: str):
    for word in words.split():
        assert parted(word.replace("|", ""), language) == word


@pytest.mark.parametrize(
    "text", ["МИНИСТРЛИК", "2011-жылдагы", "тоо", "a@министрлик.kg", "https://министрлик", "№12", "", "ТАСС"]
)
def test_what_is_no_plain_word_is_never_parted(text: str):
    assert breaks(text, "ky") == ()
    assert breaks("кызматташтык", "xx") == ()


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
def test_without_patterns_nothing_is_parted_and_nothing_fails(monkeypatch, tmp_path, language):
    def absent(name):
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(hyphenation, "import_module", absent)
    hyphenation._patterns.cache_clear()
    breaks.cache_clear()
    try:
        data = write(paper(UK * 6, language), look_of(tmp_path))
    finally:
        hyphenation._patterns.cache_clear()
        breaks.cache_clear()
    assert not any(SOFT in line for line in lines_of(data))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "підʼїзд об'єднання сільськогосподарських"),
        ("ru", "подъезд сельскохозяйственного"),
        ("en", "cooperation international"),
    ],
)
def test_patterns_part_words_where_both_parts_can_be_said(language: str, text: str):
    pytest.importorskip("pyphen")
    for word in text.split():
        places = breaks(word, language)
        assert places
        for at in places:
            assert word[at] not in "'ʼьъй"
            assert 3 <= at <= len(word) - 3


# ---------------------------------------------------------------- justified lines


@pytest.mark.parametrize(("language", "text"), [("ky", KY), ("tg", TG)])
@pytest.mark.parametrize("width", [482.0, 340.0])
def test_no_gap_gapes_and_lines_are_full(tmp_path: Path, language: str, text: str, width: float):
    made = setter(tmp_path, language)
    style = made.style("body")
    lines = made.lines((Run(text * 5),), style, width)
    space = made.width(" ", style)
    growths = []
    for line in lines[:-1]:
        gaps = len(re.findall("[ \u00a0]", line.plain().rstrip(" ")))
        growths.append((width - line.width) / gaps / space)
    assert max(growths) <= WIDEST
    assert min(growths) >= -0.31
    assert sum(growth > 1 for growth in growths) <= len(growths) * (0.05 if width > 400 else 0.15)


def test_all_lines_together_are_better_than_one_after_another(tmp_path: Path):
    made = setter(tmp_path, "ky")
    style = made.style("body")
    gaps: dict[str, list[float]] = {"fitted": [], "greedy": []}
    for width in range(380, 500, 10):
        words = made._stretches((Run(KY * 3),), style, bold=False, italic=False)[0]
        fitted, greedy = (how(words, width, made.measure, None) for how in (fit_lines, break_lines))
        for kind, lines in (("fitted", fitted), ("greedy", greedy)):
            gaps[kind] += [(width - line.width) / line.plain().strip().count(" ") for line in lines[:-1]]
        assert "".join(line.plain() for line in fitted).split() == KY.split() * 3
    fitted, greedy = (sum(gap**2 for gap in gaps[kind]) for kind in gaps)
    assert fitted < greedy * 0.8


def test_a_paragraph_that_begins_with_a_note_is_set_as_any_other(tmp_path: Path):
    made = setter(tmp_path, "ky")
    lines = made.lines((Note((Run("түшүндүрмө"),)), Run(KY * 2)), made.style("body"), 480.0)
    assert all(line.width > 480 * 0.8 for line in lines[:-1])


def test_the_hyphen_is_seen_but_not_read(tmp_path: Path):
    data = write(paper(KY * 8), look_of(tmp_path))
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        chars = [char for page in pdf.pages for char in page.chars]
    softs = [at for at, char in enumerate(chars) if char["text"] == SOFT]
    assert len(softs) >= 3
    assert all(chars[at]["width"] > 2 for at in softs)
    assert all(chars[at + 1]["top"] > chars[at]["top"] for at in softs)
    text = re.sub(r"\s+", " ", "".join(char["text"] for char in chars if char["text"] != SOFT))
    assert (KY * 8).strip() in text


def test_ragged_lines_are_parted_only_where_a_hole_would_be(tmp_path: Path):
    text = "styles: {body: {size: 11, leading: 14.8, hyphenate: yes}}\n"
    made = setter(tmp_path, "ky", text)
    style = made.style("body")
    for width in (200.0, 300.0, 450.0):
        plain = break_lines(
            *(args := (made._stretches((Run(KY * 4),), style, bold=False, italic=False)[0], width, made.measure))
        )
        lines = break_lines(*args, "ky")
        assert max(width - line.width for line in lines[:-1]) <= max(width - line.width for line in plain[:-1])
        assert "".join(line.plain() for line in lines).replace(SOFT, "").split() == KY.split() * 4


def test_a_passage_is_parted_by_the_rules_of_its_own_language(tmp_path: Path):
    made = setter(tmp_path, "xx")
    for language, seen in (("ky", True), (None, False)):
        lines = made.lines((Run(KY * 3, language=language),), made.style("body"), 300.0)
        assert any(SOFT in line.plain() for line in lines) is seen


def test_a_word_with_a_note_keeps_it_when_parted(tmp_path: Path):
    made = setter(tmp_path, "ky")
    content = (Run("экономикалык кызматташтыктарынын"), Note((Run("түшүндүрмө"),)), Run(" жыйыны"))
    for width in range(60, 200, 7):
        lines = made.lines(content, made.style("body"), width)
        made.note_number = 0
        assert [number for line in lines for number, _ in line.notes] == [1]
        assert "".join(line.plain() for line in lines).replace(SOFT, "").split() == [
            "экономикалык",
            "кызматташтыктарынын1",
            "жыйыны",
        ]


@pytest.mark.parametrize("align", ["left", "justify"])
@pytest.mark.parametrize("glued", ["37,3 млн", "№ 5", "94,5 %", "20\u202f000", "12\u2009км", "2011 року", "30 ha"])
def test_numbers_and_units_are_never_parted(tmp_path: Path, align: str, glued: str):
    made = setter(tmp_path, "uk", f"styles: {{body: {{align: {align}}}}}\n")
    whole = re.sub(r"\s", "\u00a0", glued)  # the spaces of a line that may be broken are bars below
    for filler in range(20, 60):
        lines = made.lines((Run("слово " * 3 + "а" * filler + " " + glued + " далі"),), made.style("body"), 400.0)
        assert any(whole in re.sub(r"\s", "\u00a0", line.plain().replace(" ", "|")) for line in lines)


def test_no_page_begins_with_the_last_line_of_a_paragraph_or_ends_with_the_first(tmp_path: Path):
    text = UK.strip().replace("Розширення", "ПЕРШЕ").replace("переговорах.", "ОСТАННЄ.")
    look = look_of(tmp_path)
    for above in range(36, 50, 2):
        data = write(document(*[p("рядок")] * above, *[p(text)] * 4), look)
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            bodies = [page.extract_text().splitlines()[1:-1] for page in pdf.pages]
        for page in bodies:
            assert "ПЕРШЕ" not in page[-1]
            assert not page[0].endswith("ОСТАННЄ.") or "ПЕРШЕ" in page[0]


def test_a_font_file_deleted_after_its_look_was_read_is_a_finding(tmp_path: Path):
    own = tmp_path / "own.ttf"
    shutil.copy(fonts.family_files("Tinos").regular, own)
    look = look_of(tmp_path, "fonts: {serif: {regular: own.ttf}}\n")
    assert write(document(p("а")), look).startswith(b"%PDF")
    own.unlink()
    with pytest.raises(FindingsError) as caught:
        write(document(p("а")), look)
    assert [finding.code for finding in caught.value.findings] == ["B623"]
    assert "own.ttf" in caught.value.findings[0].message


def test_a_font_without_a_soft_hyphen_lends_its_hyphen():
    face = fonts.load_face(fonts.family_files("Tinos").regular)
    assert face.width(SOFT) == face.width("-") > 0


# ---------------------------------------------------------------- stories

lumps = st.one_of(
    st.text(st.sampled_from("абвгїөүҳқӣъьй ,.-–—/(№1234567890\u00a0\u202f\u00ad"), max_size=80),
    st.sampled_from([KY, TG, UK, "кызматташтык" * 40, "слово " * 60, "5 %", "№ 7"]),
)
stories = st.lists(
    st.lists(
        st.one_of(st.builds(Run, lumps, bold=st.booleans()), st.builds(Note, st.tuples(st.builds(Run, lumps)))),
        max_size=4,
    ),
    min_size=1,
    max_size=6,
)
LOOKS = (
    "align: justify, hyphenate: yes}, footnote: {align: justify}}\npage: {size: A5}\nwatermark: {text: '{title}'}\n",
    "align: justify}}\npage: {orientation: landscape}\n",
    "align: left, hyphenate: yes}}\npage: {margins: {left: 60, right: 60}}\n",
    "align: justify, hyphenate: yes, size: 60}}\n",
)


@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(stories, st.sampled_from(LOOKS), st.sampled_from(["ky", "tg", "uk", "xx"]))
def test_no_story_is_too_hard_and_no_word_is_lost(tmp_path, story, look, language):
    blocks = [p(*content) for content in story]
    paper = replace(document(*blocks, p("КІНЕЦЬ")), language=language)
    data = write(paper, look_of(tmp_path, "styles: {body: {" + look))
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        chars = [char for page in pdf.pages for char in page.chars if not char["matrix"][1]]
        for page in pdf.pages:
            assert all(char["x0"] > -1 and char["x1"] < page.width + 1 for char in page.chars if char["text"].strip())
    seen = Counter(char["text"] for char in chars if char["text"].isalnum())
    asked = Counter(char for content in story for one in content for char in whole(one) if char.isalnum())
    assert all(seen[char] >= count for char, count in asked.items())


def whole(inline) -> str:
    """Return the text of a run, or of a note."""
    return inline.text if isinstance(inline, Run) else "".join(run.text for run in inline.runs)


# ---------------------------------------------------------------- letterhead and watermark


def picture(path: Path, mode: str = "RGBA", size: tuple[int, int] = (600, 120), form: str = "PNG") -> Path:
    from PIL import Image

    Image.new(mode, size).save(path, form)
    return path


def findings_of(look: Path) -> list[str]:
    with pytest.raises(FindingsError) as caught:
        write(document(p("а")), look)
    return [finding.code for finding in caught.value.findings]


@pytest.mark.parametrize(
    ("mode", "form"), [("RGBA", "PNG"), ("RGB", "PNG"), ("L", "PNG"), ("LA", "PNG"), ("P", "PNG"), ("1", "PNG"), ("RGB", "JPEG"), ("CMYK", "JPEG"), ("L", "JPEG")]
)  # fmt: skip
def test_a_letterhead_opens_the_first_page_only(tmp_path: Path, mode: str, form: str):
    picture(tmp_path / "head.img", mode, form=form)
    look = look_of(tmp_path, "letterhead: {image: head.img, width: 80, align: center, alt: Герб}\n")
    with pdfplumber.open(io.BytesIO(write(document(p(UK * 40)), look))) as pdf:
        assert len(pdf.pages) > 1
        assert [len(page.images) for page in pdf.pages[:2]] == [1, 0]
        image = pdf.pages[0].images[0]
        title = next(word for word in pdf.pages[0].extract_words() if word["text"].startswith("Киргизстан"))
    assert image["x1"] - image["x0"] == pytest.approx(80 * 72 / 25.4, abs=0.1)
    assert (image["x1"] - image["x0"]) / (image["bottom"] - image["top"]) == pytest.approx(5, rel=0.01)
    assert image["bottom"] < title["top"]


def test_a_tall_letterhead_shrinks(tmp_path: Path):
    picture(tmp_path / "head.png", "RGB", (100, 3000))
    look = look_of(tmp_path, "letterhead: {image: head.png, decoration: yes}\n")
    with pdfplumber.open(io.BytesIO(write(document(p("а")), look))) as pdf:
        image = pdf.pages[0].images[0]
        assert image["bottom"] - image["top"] < 0.35 * pdf.pages[0].height
        assert "Киргизстан" in pdf.pages[0].extract_text()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("letterhead: {image: no.png, alt: a}", "B628"),
        ("letterhead: {image: text.png, alt: a}", "B628"),
        ("letterhead: {image: cut.png, alt: a}", "B628"),
        ("letterhead: {image: ., alt: a}", "B628"),
        ("letterhead: {image: head.png}", "B629"),
        ("letterhead: {image: head.png, alt: a, decoration: yes}", "B629"),
        ("watermark: {text: '{titel}'}", "B625"),
    ],
)
def test_mistakes_in_letterhead_and_watermark_are_findings(tmp_path: Path, text: str, code: str):
    data = picture(tmp_path / "head.png", "RGB", (300, 300)).read_bytes()
    (tmp_path / "cut.png").write_bytes(data[: len(data) // 2])
    (tmp_path / "text.png").write_text("not a picture", encoding="utf-8")
    assert findings_of(look_of(tmp_path, text + "\n")) == [code]


def test_a_letterhead_deleted_after_its_look_was_read_is_a_finding(tmp_path: Path):
    image = picture(tmp_path / "head.png")
    look = look_of(tmp_path, "letterhead: {image: head.png, alt: Герб}\n")
    write(document(p("а")), look)
    image.unlink()
    assert findings_of(look) == ["B628"]


def test_a_watermark_stands_behind_every_page_of_a_draft_and_is_no_part_of_the_text(tmp_path: Path):
    look = look_of(tmp_path, "watermark: {text: '{label.draft}'}\n")
    paper = document(p(UK * 40))
    data = write(paper, look)
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            turned = [char for char in page.chars if char["matrix"][1]]
            assert "".join(char["text"] for char in turned) == "ПРОЄКТ"
            assert page.chars[: len(turned)] == turned
            assert {char["tag"] for char in turned} == {"Artifact"}
            box = (
                min(c["x0"] for c in turned),
                max(c["x1"] for c in turned),
                min(c["top"] for c in turned),
                max(c["bottom"] for c in turned),
            )
            assert box[0] > 0
            assert box[1] < page.width
            assert box[2] > 0
            assert box[3] < page.height
            assert abs((box[0] + box[1]) / 2 - page.width / 2) < 30
            upright = [char["text"] for char in page.chars if not char["matrix"][1]]
            assert len(upright) > 100
    final = write(replace(paper, draft=False), look)
    with pdfplumber.open(io.BytesIO(final)) as pdf:
        assert all(not char["matrix"][1] for char in pdf.pages[0].chars)


def test_a_watermark_is_off_unless_the_look_asks(tmp_path: Path):
    with pdfplumber.open(io.BytesIO(write(document(p("а")), look_of(tmp_path, "")))) as pdf:
        assert all(not char["matrix"][1] for char in pdf.pages[0].chars)
