"""`--fix` over YAML of every style: values get their mends or stay, and all that is no value stays as it was."""

from __future__ import annotations

import io
import re
import unicodedata

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.findings import Finding, Place, warning
from briefgen.proofreading.command import with_line_ends_of
from briefgen.proofreading.fixing import Change, applied, mended_yaml, safe_edits
from briefgen.proofreading.manuscript import LINE, Manuscript, Passage

PIECES = (
    "Рада , комісія", "20 млн. доларів", "CASA - 1000", "Відділ  Азії", "кoмісія", "об`єкт", "Однак, торгівля", "това\u00adрообіг",
    "зріс на 12 %", "№ 5", "# не коментар", "«День»", "it's", 'a "b"', "c: d", "[x]", "{y}", "&z", "*", "!", "%", "\\n", "ї", "20 млн.дол.",
    "Київ –столиця", "и\u0306", "|", ">", "- так", "фонд(МВФ)надав",
)  # fmt: skip
COMMENTS = ("# чому , так", "#  два  пробіли", "# 20 млн. доларів", "")

words = st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map(" ".join)


def _plain_is_safe(value: str) -> bool:
    try:
        return bool(yaml.safe_load(f"k: {value}\n") == {"k": value}) and "\n" not in value
    except yaml.YAMLError:
        return False


def _written(value: str, style: str, anchor: str) -> str:
    """Write a value in a style; a plain one that YAML would read otherwise goes into single quotes."""
    single = "'" + value.replace("'", "''") + "'"
    double = '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\u00ad", "\\u00ad") + '"'
    match style:
        case "plain" if _plain_is_safe(value):
            return anchor + value
        case "double":
            return anchor + double
        case "literal":
            return f"{anchor}|-\n    {value}\n    друге , слово"
        case "folded":
            return f"{anchor}>-\n    {value}\n    друге , слово\n\n    третє"
        case "flow":
            return f"[{single}, {double}]"
        case _:
            return anchor + single


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Return a YAML mapping of several styles with comments, anchors and aliases."""
    made = []
    for number in range(draw(st.integers(1, 4))):
        comment = draw(st.sampled_from(COMMENTS))
        if comment:
            made.append(comment)
        anchor = draw(st.sampled_from(("", f"&a{number} ")))
        style = draw(st.sampled_from(("plain", "single", "double", "literal", "folded", "flow")))
        text = _written(draw(words), style, anchor)
        behind = draw(st.sampled_from(COMMENTS)) if "\n" not in text else ""
        made.append(f"k{number}: {text}" + (f"   {behind}" if behind else ""))
        if anchor and style != "flow":
            made.append(f"copy{number}: *a{number}")
    return "\n".join(made) + "\n"


def _place(event: yaml.ScalarEvent) -> Place:
    assert event.start_mark is not None
    return Place("x", event.start_mark.line + 1, event.start_mark.column + 1)


def _page(text: str) -> tuple[Manuscript, list[yaml.ScalarEvent]]:
    """Return the values as a brief has them, each at its line and column."""
    events = [one for one in yaml.parse(text) if isinstance(one, yaml.ScalarEvent) and not re.fullmatch(r"(k|copy)\d", one.value)]  # fmt: skip
    passages = [Passage(one.value.replace("\n", LINE), _place(one), "value", n) for n, one in enumerate(events)]
    return Manuscript("uk", "brief", passages), events


def _refused(change: Change) -> Finding:
    return warning("B494", change.before, place=change.place)


def _without_values(text: str) -> list[tuple[str, str | None]]:
    """Return what the text says besides its values, and its comments."""
    tokens = [(type(one).__name__, None) for one in yaml.scan(text)]
    return [*tokens, *(("comment", one) for one in COMMENTS for _ in range(text.count(one)) if one)]


@given(documents())
@settings(max_examples=250, deadline=None)
def test_values_are_mended_or_stay_and_all_else_stays(text: str) -> None:
    made, events = _page(text)
    if not events:
        return
    new, done, refused = mended_yaml(text, [made], _refused)
    after = [one.value for one in _page(new)[1]]
    assert len(after) == len(events)
    by_passage: dict[int, list[tuple[int, int, str]]] = {}
    for edit, _ in safe_edits(made):
        number = made.number(edit.start)
        by_passage.setdefault(number, []).append(
            (edit.start - made.starts[number], edit.end - made.starts[number], edit.mend)
        )
    for number, (event, value) in enumerate(zip(events, after, strict=True)):
        mended = applied(event.value, by_passage.get(number, []))  # type: ignore[arg-type]
        assert value in (event.value, mended)
    assert len(done) + len(refused) == sum(map(len, by_passage.values()))
    assert _without_values(new)[: len(list(yaml.scan(text)))] == _without_values(text)[: len(list(yaml.scan(text)))]
    told = "|".join(re.escape(one) for one in COMMENTS if one)
    comments = re.compile(f"(?:^|(?<=   ))(?:{told})$", re.MULTILINE)
    assert comments.findall(new) == comments.findall(text)
    assert _letters(new) == _letters(text)


def _letters(text: str) -> list[str]:
    """Return every letter and digit, look-alikes and letters with a mark as those that the mends make of them."""
    whole = unicodedata.normalize("NFC", text).replace("\\u00ad", "").replace("o", "о")
    return re.findall(r"[^\W_]", whole)


@given(documents(), st.booleans(), st.sampled_from(("\n", "\r\n")))
@settings(max_examples=150, deadline=None)
def test_mending_again_changes_nothing_and_line_ends_and_mark_stay(text: str, mark: bool, end: str) -> None:
    made, _ = _page(text)
    new, _, _ = mended_yaml(text, [made], _refused)
    for _ in range(5):
        again, done, _ = mended_yaml(new, [_page(new)[0]], _refused)
        if not done:
            break
        new = again
    assert mended_yaml(new, [_page(new)[0]], _refused)[0] == new
    before = (b"\xef\xbb\xbf" if mark else b"") + text.replace("\n", end).encode()
    after = with_line_ends_of(before, new)
    assert after.startswith(b"\xef\xbb\xbf") is mark
    assert after.count(b"\r\n") == before.count(b"\r\n")
    assert io.TextIOWrapper(io.BytesIO(after), "utf-8-sig", newline=None).read() == new
