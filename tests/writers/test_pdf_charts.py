"""Charts of the PDF: by geometry, nothing overlaps and nothing leaves its place, whatever the data."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import combinations, pairwise, product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.document import Chart, Series
from briefgen.writers.chart_bars import Bars
from briefgen.writers.chart_scale import aligned, scale
from briefgen.writers.looks import read_look
from briefgen.writers.pdf.chart_plan import Plan
from briefgen.writers.pdf.charts import _Drawing, _mark
from briefgen.writers.pdf.look import Look
from briefgen.writers.pdf.text import Typesetter

LOOK = Path(__file__).parents[2] / "templates" / "talks" / "brief.pdf.yaml"
WIDTH, ROOM = 467.0, 700.0
Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass
class Recorder:
    """Stands in for the pen and keeps the boxes of what is drawn."""

    texts: list[tuple[str, Box]] = field(default_factory=list)
    areas: list[tuple[Box, str]] = field(default_factory=list)
    marks: list[Box] = field(default_factory=list)
    lines: list[tuple[tuple[float, float], tuple[float, float]]] = field(default_factory=list)

    def frame(self, *_):
        """A figure's frame."""

    def text(self, x, y, pieces, word_space=0.0):
        start = x
        for span, text in pieces:
            x += span.face.width(text) * span.size
        size = pieces[0][0].size
        self.texts.append(("".join(text for _, text in pieces), (start, y - 0.70 * size, x, y + 0.16 * size)))

    def area(self, x, y, width, height, colour):
        assert width > 0
        assert height > 0
        self.areas.append(((x, y, x + width, y + height), colour))

    def shape(self, points, colour):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        self.marks.append((min(xs), min(ys), max(xs), max(ys)))

    def rule(self, *_):
        """Grid and stripes may lie behind anything."""

    def line(self, points, thickness, colour, dash=()):
        if thickness == 1.5:
            self.lines += list(pairwise(points))


def drawn(chart: Chart, width: float = WIDTH) -> tuple[Recorder, Plan]:
    setter = Typesetter(read_look(LOOK, Look), 1.0, "uk")
    plan = Plan(setter, chart, width, ROOM)
    pen = Recorder()
    _Drawing(plan, 0.0).draw(pen, 0.0, 0.0)
    assert not setter.findings
    return pen, plan


def apart(one: Box, other: Box) -> bool:
    slack = 0.05
    return (
        one[2] <= other[0] + slack
        or other[2] <= one[0] + slack
        or one[3] <= other[1] + slack
        or other[3] <= one[1] + slack
    )


def crosses(line, box: Box) -> bool:
    """Say whether a line runs through a box, by cutting it at the box's sides."""
    (x0, y0), (x1, y1) = line
    first, last = 0.0, 1.0
    for start, way, low, high in ((x0, x1 - x0, box[0], box[2]), (y0, y1 - y0, box[1], box[3])):
        if abs(way) < 1e-9:
            if not low < start < high:
                return False
            continue
        cuts = sorted(((low - start) / way, (high - start) / way))
        first, last = max(first, cuts[0]), min(last, cuts[1])
    return first < last - 1e-9


def check(chart: Chart, width: float = WIDTH) -> tuple[Recorder, Plan]:
    pen, plan = drawn(chart, width)
    boxes = [box for _, box in pen.texts] + [box for box, _ in pen.areas] + pen.marks
    for left, top, right, bottom in boxes:
        assert left >= -0.1
        assert top >= -0.1
        assert right <= width + 0.1
        assert bottom <= plan.height + 0.1
    for (a, one), (b, other) in combinations(pen.texts, 2):
        assert apart(one, other), (a, b)
    for (text, box), other in product(pen.texts, [box for box, _ in pen.areas] + pen.marks):
        assert apart(box, other), text
    for (text, box), line in product(pen.texts, pen.lines):
        assert not crosses(line, box), text
    bars = [box for box, _ in pen.areas]
    for one, other in combinations(bars, 2):
        assert apart(one, other)
    return pen, plan


def bars(*rows: list[object], names: list[str] | None = None, **options: object) -> Chart:
    count = len(rows[0])
    series = tuple(
        Series(f"s{n}", f"Ряд {n}", tuple(None if v is None else Fraction(str(v)) for v in row), "bar", n % 4 + 1)
        for n, row in enumerate(rows)
    )
    years = names or [str(1990 + n) for n in range(count)]
    return Chart("c", "Назва", "млн", tuple(years), series, "опис", **options)  # type: ignore[arg-type]


def lined(chart: Chart, *names: str) -> Chart:
    return replace(chart, series=tuple(replace(one, kind="line") if one.key in names else one for one in chart.series))


LONG = [
    "Мінеральне паливо, нафта і продукти її перегонки; бітумінозні речовини",
    "Реактори ядерні, котли, машини",
    "Сіль",
    "Електроенергія і найрізноманітніше електроустаткування для гідроелектростанцій",
]
HARD = {
    "negative balance": bars([5, -3, 8.5, -12], [4, 6, -2, 1]),
    "all negative": bars([-5, -3, -8]),
    "one dominant bar": bars([99999, 1, 2, 3], [1, 1, 1, 1]),
    "thirty years": bars([n * 3 % 17 + 1 for n in range(30)], [n * 5 % 11 for n in range(30)]),
    "thirty years one series": bars([n * 3 % 17 + 1 for n in range(30)]),
    "long names": bars([5, 3, 2, 1], names=LONG),
    "long names negative": bars([5, -3, 2, -11], [1, 2, -3, 4], names=LONG),
    "all zeros": bars([0, 0, 0]),
    "one point": bars([5]),
    "gaps": bars([None, 5, None, 3], [1, None, None, None]),
    "huge": bars([10**15, 5 * 10**14], [1, 10**15]),
    "tiny": bars(["0.00001", "0.00003"]),
    "huge and tiny": bars([10**12, "0.0001", -5]),
    "four series": bars(*[[n + 1, n + 2, n + 3] for n in range(4)]),
}
OPTIONS = {
    "grouped": {},
    "stacked": {"stacked": True},
    "shares": {"shares": True},
    "horizontal": {"horizontal": True},
    "horizontal stacked": {"horizontal": True, "stacked": True},
    "horizontal shares": {"horizontal": True, "shares": True},
}


@pytest.mark.parametrize("width", [WIDTH, 220.0])
@pytest.mark.parametrize("option", OPTIONS)
@pytest.mark.parametrize("data", HARD)
def test_nothing_touches_and_nothing_leaves_the_chart(data: str, option: str, width: float):
    check(replace(HARD[data], **OPTIONS[option]), width)


@pytest.mark.parametrize("width", [WIDTH, 220.0])
@pytest.mark.parametrize("second", [(), ("s1",), ("s0", "s1")])
@pytest.mark.parametrize("flat", [False, True])
@pytest.mark.parametrize("data", [name for name, chart in HARD.items() if len(chart.series) > 1])
def test_lines_and_second_axes_touch_nothing(data: str, flat: bool, second: tuple[str, ...], width: float):
    check(replace(lined(HARD[data], "s1"), second_axis=second, horizontal=flat), width)
    check(
        replace(lined(HARD[data], *(one.key for one in HARD[data].series)), second_axis=second, horizontal=flat), width
    )


numbers = st.one_of(
    st.none(),
    st.just(Fraction(0)),
    st.fractions(-(10**6), 10**6, max_denominator=10),
    st.sampled_from([Fraction(10**13), Fraction(1, 10**6), Fraction(-(10**9))]),
)


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    count = draw(st.integers(1, 35))
    name = st.text(st.sampled_from("абвгїқӯ -"), min_size=1, max_size=25).filter(str.strip)
    names = [str(1980 + n) for n in range(count)] if draw(st.booleans()) else [draw(name) for _ in range(count)]
    series = tuple(
        Series(f"s{n}", draw(name), tuple(draw(numbers) for _ in range(count)), draw(st.sampled_from(["bar", "line"])), n + 1)  # type: ignore[arg-type]
        for n in range(draw(st.integers(1, 4)))
    )  # fmt: skip
    second = tuple(one.key for one in series if draw(st.booleans()))
    flags = {key: draw(st.booleans()) for key in ("stacked", "shares", "horizontal")}
    return Chart("c", "Назва", "млн", tuple(names), series, "опис", second_axis=second, **flags)


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(charts(), st.sampled_from([WIDTH, 300.0]))
def test_no_chart_is_too_hard(chart: Chart, width: float):
    check(chart, width)


def test_a_stack_is_the_sum_of_its_parts_and_prints_it():
    pen, plan = check(bars([1, 2], [3, 4], [5, 6], stacked=True))
    tops = [
        min(box[1] for box, _ in pen.areas if box[3] > plan.top and box[0] < plan.middle(at) < box[2]) for at in (0, 1)
    ]
    assert tops == pytest.approx([plan.place(Fraction(9)), plan.place(Fraction(12))])
    assert {"9,0", "12,0"} <= {text for text, _ in pen.texts}


def test_what_is_negative_is_stacked_below_zero():
    made = {
        (bar.series.key, bar.at): (bar.start, bar.end) for bar in Bars(bars([5], [-3], [2], [-1], stacked=True)).all
    }
    assert made == {("s0", 0): (0, 5), ("s1", 0): (0, -3), ("s2", 0): (5, 7), ("s3", 0): (-3, -4)}


def test_shares_fill_the_axis_to_a_hundred():
    pen, plan = check(bars([1, 0, 3], [3, 0, 1], shares=True))
    assert plan.scale.high == 100
    assert "100\u00a0%" in {text for text, _ in pen.texts}
    ends = {(bar.series.key, bar.at): bar.end for bar in plan.bars.all}
    assert ends == {("s0", 0): 25, ("s1", 0): 100, ("s0", 2): 75, ("s1", 2): 100}


def test_horizontal_bars_grow_to_the_right_from_zero():
    pen, plan = check(bars([5, 10], horizontal=True))
    zero = plan.place(Fraction(0))
    boxes = sorted(box for box, _ in pen.areas)
    assert all(box[0] == pytest.approx(zero) for box in boxes)
    assert boxes[1][2] - zero == pytest.approx(2 * (boxes[0][2] - zero))


def test_a_line_on_the_second_axis_is_measured_there():
    chart = replace(lined(bars([100, 200], ["0.1", "0.4"]), "s1"), second_axis=("s1",))
    pen, plan = check(chart)
    assert plan.second is not None
    line = next(one for one in plan.lines)
    share = (plan.bottom - plan.place(Fraction("0.4"), line)) / (plan.bottom - plan.top)
    assert share == pytest.approx(float(Fraction("0.4") / plan.second.high))
    assert share > 0.5
    rights = [text for text, box in pen.texts if box[0] > plan.right]
    assert len(rights) >= 3
    assert any(text.endswith(" →") for text, _ in pen.texts)


def test_both_axes_have_zero_and_every_step_at_one_height():
    for values, others in (
        ((5, -3), (1, 2)),
        ((5, 9), (-1000, 3)),
        ((-4, -2), (7, 1)),
        ((0, 0), (1, 1)),
        ((3, 1), (0, 0)),
    ):
        first, second = aligned(scale([Fraction(v) for v in values]), [Fraction(v) for v in others])
        assert first.share(Fraction(0)) == second.share(Fraction(0))
        assert len(first.ticks()) == len(second.ticks())
        assert first.low <= min(*values, 0)
        assert first.high >= max(*values, 0)
        assert second.low <= min(*others, 0)
        assert second.high >= max(*others, 0)


def test_series_are_told_apart_in_grey():
    setter = Typesetter(read_look(LOOK, Look), 1.0, "uk")
    drawing = _Drawing(Plan(setter, HARD["four series"], WIDTH, ROOM), 0.0)

    def grey(colour: str) -> float:
        red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
        return 0.299 * red + 0.587 * green + 0.114 * blue

    seen = [(grey(drawing._colour(one)), drawing._stripes(one)) for one in HARD["four series"].series]
    for (one, stripes), (other, others) in combinations(seen, 2):
        assert abs(one - other) > 30 or stripes != others
    lines = lined(HARD["four series"], "s0", "s1", "s2", "s3")
    drawing = _Drawing(Plan(setter, lines, WIDTH, ROOM), 0.0)
    assert len({drawing._dash(one) for one in lines.series}) == 4


def test_tiny_steps_have_numbers_of_their_own():
    pen, _ = check(HARD["tiny"])
    ticks = [text for text, box in pen.texts if box[2] < 60 and text[0].isdigit() and "," in text]
    assert len(set(ticks)) == len(ticks) >= 3


def test_a_mark_is_centred():
    pen = Recorder()
    _mark(pen, 10, 20, 2, "000000")
    assert all(
        (box[0] + box[2]) / 2 == pytest.approx(10) and (box[1] + box[3]) / 2 == pytest.approx(20) for box in pen.marks
    )
